"""To whom a sale is invoiced: what fits on an invoice, and when it is to be paid."""

from dataclasses import replace
from datetime import date

import pytest

from openpos.domain.company import Terms
from openpos.domain.customer import Address
from openpos.domain.errors import Refused
from openpos.domain.invoice import invoice_to
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.sale import Sale, Tender
from tests.fixtures.trade import FIRM, basket, card, to_firm

DAY = date(2026, 11, 20)


def by_invoice(ore: int) -> Tender:
    return Tender("i", Method.INVOICE, Money(ore))


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (Terms("t", "30 dagar", 30), date(2026, 12, 20)),
        (Terms("t", "10 dagar netto månadens slut", 10, 1), date(2026, 12, 10)),
        (Terms("t", "Kontant", 0, 2), DAY),
        (Terms("t", "Kort", 30, 3), DAY),
        (None, DAY),
    ],
)
def test_when_it_is_due(terms: Terms | None, due: date) -> None:
    assert invoice_to(FIRM, terms).due(DAY) == due


def test_an_adjusted_address_keeps_its_country_and_is_a_change() -> None:
    abroad = replace(FIRM, address=replace(FIRM.address, country="NO"))
    same = invoice_to(abroad, None, address=replace(abroad.address))
    assert not same.changes_address
    moved = invoice_to(abroad, None, address=Address("Nygatan\t2", "", "222 33", "Lund"))
    assert moved.changes_address
    assert moved.address == Address("Nygatan 2", "", "222 33", "Lund", "NO")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (Address("x" * 51, "", "1", "L"), "The street has 51 letters"),
        (Address("", "x" * 51, "1", "L"), "The second line of the address has 51 letters"),
        (Address("", "", "x" * 11, "L"), "The postal code has 11 letters"),
        (Address("", "", "1", "x" * 51), "The city has 51 letters"),
        (Address("", "", "", "L"), "The postal code is missing"),
        (Address("", "", "1", ""), "The city is missing"),
    ],
)
def test_what_does_not_fit_is_told_and_never_cut(address: Address, words: str) -> None:
    with pytest.raises(Refused, match=words):
        invoice_to(FIRM, None, address=address)


def test_long_references_and_comments_are_told() -> None:
    with pytest.raises(Refused, match="The reference has 101 letters"):
        invoice_to(FIRM, None, reference="x" * 101)
    with pytest.raises(Refused, match=r"The comment has 4001 letters.*room for 4000"):
        invoice_to(FIRM, None, comment="x" * 4001)
    assert len(invoice_to(FIRM, None, comment="x" * 4000).comment) == 4000


@pytest.mark.parametrize("text", ["ingen", "a b@c.se", "x" * 251 + "@b.se"])
def test_an_address_for_mail_that_is_none(text: str) -> None:
    with pytest.raises(Refused, match="no e-mail address"):
        invoice_to(FIRM, None, e_mail=text)


def test_an_inactive_customer_gets_no_invoice() -> None:
    with pytest.raises(Refused, match="not active in Spiris"):
        invoice_to(replace(FIRM, active=False), None)


class TestTheSale:
    def test_paid_whole_by_invoice(self) -> None:
        sale = basket(9835).invoiced(invoice_to(FIRM, None), by_invoice(9835))
        assert sale.settlement().settled
        assert sale.invoice is not None

    def test_not_in_practice_and_not_for_nothing(self) -> None:
        to = invoice_to(FIRM, None)
        with pytest.raises(Refused, match="No invoice is made in practice mode"):
            replace(basket(100), practice=True).invoiced(to, by_invoice(100))
        with pytest.raises(Refused, match="There is nothing to invoice"):
            Sale("s").invoiced(to, by_invoice(0))

    def test_whole_and_not_beside_what_comes_back_or_was_paid(self) -> None:
        to = invoice_to(FIRM, None)
        with pytest.raises(Refused, match=r"covers the whole sale\. Finish what comes back first"):
            replace(basket(100), returning=replace(basket(50), blind=True)).invoiced(to, by_invoice(100))
        with pytest.raises(Refused, match=r"covers the whole sale\. Undo the other payments"):
            basket(100).with_tender(card(50)).invoiced(to, by_invoice(50))
        with pytest.raises(Refused, match=r"covers the whole sale\. Undo the other payments"):
            basket(100).invoiced(to, by_invoice(50))

    def test_only_with_somebody_to_send_it_to(self) -> None:
        with pytest.raises(Refused, match="Nobody is chosen"):
            basket(100).with_tender(by_invoice(100))

    def test_a_return_goes_back_as_it_was_paid(self) -> None:
        back = replace(basket(100), blind=True)
        with pytest.raises(Refused, match="was not invoiced"):
            back.with_tender(by_invoice(-100))
        with pytest.raises(Refused, match=r"The sale was invoiced"):
            to_firm(back).with_tender(card(-100))
