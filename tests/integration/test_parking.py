"""Parked baskets, price queries and discounts on a real file."""

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.report import Counted
from openpos.domain.sale import Discount
from openpos.store.journal import Kind
from tests.fixtures.till import Till


def test_a_parked_basket_survives_and_is_fetched(register: Till) -> None:
    first = register.scanned("Ägg", "Snore Cola")
    register.checkout.park(first, "Anna", register.cashier)
    register.checkout.park(first, "Anna", register.cashier)
    assert register.checkout.open_sale() is None
    second = register.scanned("Turkisk yogurt")
    again = register.restarted()
    assert again.checkout.open_sale() == second
    (waiting,) = again.checkout.parked()
    assert (waiting.parked_as, waiting.sale) == ("Anna", first)
    with pytest.raises(Refused, match="A sale is not finished"):
        again.checkout.fetch(first.id, again.cashier)
    with pytest.raises(Refused, match="The basket is parked"):
        again.checkout.keep(first, again.cashier)
    report = again.shifts.x_report("x", "Kassör")
    assert report.unfinished == Counted(2, first.total + second.total)
    again.sell(again.paid(second))
    assert again.checkout.fetch(first.id, again.cashier) == first
    assert again.checkout.fetch(first.id, again.cashier) == first, "it is open already"
    again.sell(again.paid(first))
    assert not again.checkout.parked()
    kinds = [kind for kind in again.kinds() if kind in (Kind.PARKED, Kind.FETCHED)]
    assert kinds == [Kind.PARKED, Kind.FETCHED]
    assert not again.findings()
    again.close()


def test_a_day_closes_beside_a_parked_basket(register: Till) -> None:
    sale = register.scanned("Ägg")
    register.checkout.park(sale, " ", register.cashier)
    assert register.checkout.parked()[0].parked_as == "Kassör"
    assert register.close_shift().unfinished == Counted(1, sale.total)
    assert not register.findings()


def test_what_can_not_be_parked(register: Till) -> None:
    park = register.checkout.park
    with pytest.raises(Refused, match="There is nothing to park"):
        park(register.checkout.new_sale(), "Anna", register.cashier)
    sale = register.scanned("Ägg")
    with pytest.raises(Refused, match="Only a sale without payments"):
        park(register.paid(sale), "Anna", register.cashier)
    park(sale, "Anna", register.cashier)
    with pytest.raises(Refused, match="A basket is parked as Anna already"):
        park(register.scanned("Ägg"), "Anna", register.cashier)
    with pytest.raises(Refused, match="The basket is not parked any more"):
        register.checkout.fetch("gone", register.cashier)


def test_an_empty_basket_makes_room_for_a_fetched_one(register: Till) -> None:
    sale = register.scanned("Ägg")
    register.checkout.park(sale, "Anna", register.cashier)
    empty = register.checkout.new_sale()
    register.checkout.keep(empty.with_line(register.checkout.line_of(register.article())), register.cashier)
    register.checkout.keep(empty, register.cashier)
    assert register.checkout.fetch(sale.id, register.cashier) == sale


def test_a_price_is_asked_for_without_selling(register: Till) -> None:
    register.checkout.ask_price(register.article(), register.cashier)
    assert register.journal()[-1].kind == Kind.PRICE_ASKED
    assert '"price_ore":8990' in register.journal()[-1].payload
    assert register.checkout.open_sale() is None


def test_discounts_are_journalled_and_on_the_receipt(register: Till) -> None:
    sale = register.scanned("Ägg", "Snore Cola")
    sale = sale.with_line_discount(sale.lines[0].id, Discount("Kort datum", 2000))
    register.checkout.keep(sale, register.cashier)
    sale = sale.with_discount(Discount("Stamkund", amount=Money(500)))
    register.checkout.keep(sale, register.cashier)
    register.checkout.keep(sale, register.cashier)
    assert register.kinds()[-2:] == [Kind.LINE_CHANGED, Kind.DISCOUNT_CHANGED]
    again = register.restarted()
    assert again.checkout.open_sale() == sale
    receipt = again.sell(again.paid(sale))
    assert again.receipts() == [receipt]
    assert receipt.reductions == Money(1798 + 500)
    report = again.close_shift()
    assert report.discounts == Money(1798 + 500)
    assert not again.findings()
    again.close()
