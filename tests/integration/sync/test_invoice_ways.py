"""What Spiris may make of an invoice on its way: prices with VAT, drafts left to people, mail, articles that lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from openpos.domain.customer import Customer
from openpos.domain.money import Money, Quantity
from openpos.domain.receipt import Receipt
from openpos.register.invoicing import Invoicing
from openpos.simulators.spiris import Fault, Kind, SpirisSimulator
from openpos.store.outbox import EntryState
from openpos.sync.courses import Wishes
from tests.fixtures.carried import Carried, carried
from tests.fixtures.till import Till


def charge(shop: Carried, customer: Customer, **options: str) -> Receipt:
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    to = invoicing.addressed(customer, **options)  # type: ignore[arg-type]
    return shop.till.sell(invoicing.charged(shop.till.scanned("Ägg", "Plenty Kitchen Roll"), to))


def somebody(shop: Carried, *, private: bool = False) -> Customer:
    with shop.till.store.read() as tx:
        found = tx.customers.search("10", 200)
    return next(one for one in found if one.private is private)


@pytest.fixture
def with_vat(shop: Carried) -> Carried:
    """A company whose documents for private persons have VAT in their prices."""
    shop.spiris.company.change_settings(ShowPricesExclVatPC=True)
    return shop


def test_prices_with_vat_in_them_are_found_out_and_the_draft_made_anew(with_vat: Carried) -> None:
    shop = with_vat
    receipt = charge(shop, somebody(shop, private=True))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    (invoice,) = shop.spiris.invoices
    assert invoice["TotalAmount"] * 100 == receipt.total.ore
    assert [row["UnitPrice"] for row in invoice["Rows"] if row["ArticleId"]] == [Decimal("89.90"), Decimal("54.95")]
    before = len(shop.spiris.requests)
    charge(shop, somebody(shop, private=True))
    shop.until_quiet()
    assert not [one for one in shop.spiris.requests[before:] if one.method == "PUT"], "the second time it is known"
    charge(shop, somebody(shop))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 3


@pytest.mark.parametrize("done", [False, True])
def test_a_lost_answer_to_the_draft_made_anew(with_vat: Carried, done: bool) -> None:
    shop = with_vat
    charge(shop, somebody(shop, private=True))
    shop.spiris.faults.add(Fault(Kind.CUT, on="PUT /v2/customerinvoicedrafts/*", done=done, times=1))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert len(shop.spiris.invoices) == 1


def test_a_draft_that_somebody_changed_is_never_booked(shop: Carried) -> None:
    charge(shop, somebody(shop))
    shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/customerinvoicedrafts", done=True, times=1))
    shop.round()
    (draft,) = shop.spiris.drafts
    rows = [row if row["IsTextRow"] else {**row, "UnitPrice": Decimal(1)} for row in draft["Rows"]]
    shop.spiris.company.commit(
        [("customerinvoicedrafts", draft["Id"], {**draft, "Rows": rows, "TotalAmount": Decimal(2)})]
    )
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED], "it is put right before it is booked"
    assert shop.spiris.invoices[0]["TotalAmount"] == Decimal("144.85")


def test_spiris_adding_up_otherwise_holds_the_invoice_with_both_figures(shop: Carried) -> None:
    """Its own rounding was switched on between the look at the company and the draft."""
    charge(shop, somebody(shop))
    shop.spiris.faults.add(Fault(Kind.ERROR, on="POST /v2/customerinvoicedrafts", times=1))
    shop.round()
    shop.spiris.company.change_settings(DomesticCurrencyRounding=1)
    shop.until_quiet()
    entry = shop.entry()
    assert entry.state is EntryState.REJECTED
    assert (entry.values["there"], entry.values["here"]) == ("145,00", "144,85")
    assert shop.spiris.invoices == []
    shop.spiris.company.change_settings(DomesticCurrencyRounding=0)
    shop.send_again(entry)
    shop.until_quiet()
    assert shop.spiris.invoices[0]["TotalAmount"] == Decimal("144.85")


@pytest.fixture
def leaving(register: Till, spiris: SpirisSimulator) -> Iterator[Carried]:
    with carried(register, spiris, wishes=Wishes(leave_drafts=True)) as one:
        yield one


def test_drafts_can_be_left_to_a_person(leaving: Carried) -> None:
    charge(leaving, somebody(leaving))
    leaving.until_quiet()
    assert leaving.states() == [EntryState.SETTLED]
    assert (len(leaving.spiris.drafts), leaving.spiris.invoices) == (1, [])
    assert leaving.entry().remote_number == ""


def test_what_the_shop_wishes_now_holds_from_the_next_document_on(leaving: Carried) -> None:
    charge(leaving, somebody(leaving))
    leaving.until_quiet()
    leaving.wishes = Wishes(series="K")
    charge(leaving, somebody(leaving))
    leaving.until_quiet()
    assert (len(leaving.spiris.drafts), len(leaving.spiris.invoices)) == (1, 1)
    till = leaving.till
    till.sell(till.paid(till.scanned("Ägg")))
    till.close_shift()
    leaving.until_quiet()
    assert leaving.entry().remote_number.startswith("K")


class TestMail:
    def test_spiris_mails_it_to_the_address_that_was_shown(self, shop: Carried) -> None:
        charge(shop, somebody(shop), e_mail="inkop@example.se")
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        (mail,) = shop.spiris.emails
        assert (mail["Email"], mail["InvoiceId"]) == ("inkop@example.se", shop.spiris.invoices[0]["Id"])

    def test_a_lost_answer_never_makes_a_second_mail(self, shop: Carried) -> None:
        charge(shop, somebody(shop), e_mail="inkop@example.se")
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/customerinvoices/*", done=True, times=1))
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.SETTLED
        assert "whether Spiris mailed it is not known" in entry.title
        assert len(shop.spiris.emails) == 1

    def test_a_refused_mail_leaves_the_invoice_booked(self, shop: Carried) -> None:
        charge(shop, somebody(shop), e_mail="inkop@example.se")
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/customerinvoicedrafts/*", times=1))
        shop.round()
        with shop.till.store.read() as tx:
            document = dict(tx.outbox.entries()[0].document)
        assert document["e_mail"] == "inkop@example.se"
        for row in shop.spiris.customers:
            shop.spiris.company.commit([("customers", row["Id"], {**row, "EmailAddress": None})])
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]


class TestArticles:
    def test_a_coding_that_lacks_is_named_with_what_to_do(self, shop: Carried) -> None:
        codings = shop.spiris.company.shelves.of("articleaccountcodings")
        taken = {key: row for key, row in codings.items() if row["Name"] == "Varor 6 %"}
        shop.spiris.company.commit([("articleaccountcodings", key, None) for key in taken])
        charge(shop, somebody(shop))
        shop.until_quiet()
        entry = shop.entry()
        assert (entry.state, entry.values) == (EntryState.REJECTED, {"rate": "6", "account": "3003"})
        shop.spiris.company.commit([("articleaccountcodings", key, row) for key, row in taken.items()])
        shop.send_again(entry)
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]

    def test_an_article_that_was_put_to_rest(self, shop: Carried) -> None:
        charge(shop, somebody(shop))
        shop.until_quiet()
        for row in list(shop.spiris.company.shelves.of("articles").values()):
            shop.spiris.company.commit([("articles", row["Id"], {**row, "IsActive": False})])
        shop.restarted()
        charge(shop, somebody(shop))
        shop.until_quiet()
        assert shop.entry().state is EntryState.REJECTED
        assert shop.entry().values["number"].startswith("OPENPOS-")

    def test_no_units_and_other_units(self, shop: Carried) -> None:
        units = dict(shop.spiris.company.shelves.of("units"))
        shop.spiris.company.commit([("units", key, None) for key in units])
        charge(shop, somebody(shop))
        shop.until_quiet()
        assert shop.entry().title == "Spiris has no units for articles."
        key, row = next((key, row) for key, row in units.items() if row["Code"] == "kg")
        shop.spiris.company.commit([("units", key, row)])
        shop.send_again(shop.entry())
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]


def test_a_customer_that_was_deleted_in_spiris(shop: Carried) -> None:
    customer = somebody(shop)
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    to = invoicing.addressed(customer, address=replace(customer.address, street="Ny 1"))
    shop.till.sell(invoicing.charged(shop.till.scanned("Ägg"), to))
    shop.spiris.company.commit([("customers", customer.id, None)])
    shop.until_quiet()
    assert shop.states() == [EntryState.REJECTED, EntryState.WAITING]
    assert "not in Spiris any more" in shop.entry(0).title


def test_an_invoice_draft_that_somebody_deleted(shop: Carried) -> None:
    charge(shop, somebody(shop))
    shop.spiris.faults.add(Fault(Kind.GATEWAY, on="POST /v2/customerinvoicedrafts/*", times=1))
    shop.round()
    (draft,) = shop.spiris.drafts
    shop.spiris.company.commit([("customerinvoicedrafts", draft["Id"], None)])
    shop.until_quiet()
    assert (shop.entry().state, shop.entry().step) == (EntryState.REJECTED, "draft")
    shop.send_again(shop.entry())
    shop.until_quiet()
    assert len(shop.spiris.invoices) == 1


def test_an_invoice_that_is_there_twice_is_shown(shop: Carried) -> None:
    charge(shop, somebody(shop))
    shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/customerinvoicedrafts/*", done=True, times=1))
    shop.round()
    (invoice,) = shop.spiris.invoices
    second = {**invoice, "Id": "33333333-3333-3333-3333-333333333333", "InvoiceNumber": 77}
    shop.spiris.company.commit([("customerinvoices", second["Id"], second)])
    shop.until_quiet()
    assert shop.entry().state is EntryState.REJECTED
    assert shop.entry().values["documents"] == f"{invoice['InvoiceNumber']}, 77"


def test_two_drafts_of_an_invoice_are_shown(shop: Carried) -> None:
    charge(shop, somebody(shop))
    shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/customerinvoicedrafts", done=True, times=1))
    shop.round()
    (draft,) = shop.spiris.drafts
    second = {**draft, "Id": "33333333-3333-3333-3333-333333333333"}
    shop.spiris.company.commit([("customerinvoicedrafts", second["Id"], second)])
    shop.until_quiet()
    assert shop.entry().state is EntryState.REJECTED
    assert shop.spiris.invoices == []


def test_a_gift_card_on_an_invoice_needs_a_coding_of_its_account(shop: Carried) -> None:
    till = shop.till
    invoicing = Invoicing(till.store, till.new_id)
    sale = till.checkout.new_sale().with_line(till.checkout.gift_card_line(Money(50_000)))
    till.sell(invoicing.charged(sale, invoicing.addressed(somebody(shop))))
    shop.until_quiet()
    assert shop.entry().values == {"rate": "0", "account": "2421"}


def test_a_partial_credit_of_a_partial_credit_adds_up(shop: Carried) -> None:
    till = shop.till
    invoicing = Invoicing(till.store, till.new_id)
    sold = charge(shop, somebody(shop))
    for row in till.checkout.returnable(sold.number)[1]:
        back = till.checkout.start_return(sold.number, {row.line.id: Quantity(1000)}, till.cashier)
        assert back.invoice is not None
        till.sell(invoicing.charged(back, back.invoice))
    shop.until_quiet()
    assert sum(invoice["TotalAmount"] for invoice in shop.spiris.invoices) == 0
