"""The receipt of a settled sale."""

import pytest
from hypothesis import given

from openpos.domain.money import Money, total
from openpos.domain.payment import Method
from openpos.domain.receipt import EXEMPT, Receipt, Seal, receipt_of
from openpos.domain.sale import Sale
from openpos.domain.shop import Shop
from tests.fixtures.trade import AT, METHODS, any_paid, basket, card, cash

SHOP = Shop("Söders Lanthandel", "556703-7485", "Götgatan 31", "K1", "OPSE-1")


def of(sale: Sale, seal: Seal | None = None) -> Receipt:
    return receipt_of(sale, number=7, shift_id="shift-1", at=AT, cashier="Kassör", shop=SHOP, seal=seal)


@given(any_paid())
def test_it_says_what_the_sale_said(sale: Sale) -> None:
    receipt, standing = of(sale, EXEMPT), sale.settlement()
    assert (receipt.lines, receipt.tenders, receipt.vat) == (sale.lines, sale.tenders, sale.vat)
    assert (receipt.total, receipt.rounding, receipt.change) == (standing.total, standing.rounding, standing.change)
    assert total(row.gross for row in receipt.vat) == receipt.total
    assert (receipt.number, receipt.sale_id, receipt.shift_id, receipt.at) == (7, sale.id, "shift-1", AT)
    assert (receipt.cashier, receipt.shop, receipt.seal) == ("Kassör", SHOP, EXEMPT)


@given(any_paid())
def test_the_methods_add_up_to_what_was_paid(sale: Sale) -> None:
    receipt = of(sale)
    assert total(amount for _, amount in receipt.by_method()) == receipt.to_pay == receipt.total + receipt.rounding
    assert [method for method, _ in receipt.by_method()] == [
        method for method in METHODS if method in {tender.method for tender in sale.tenders}
    ]


def test_change_is_taken_off_cash_and_not_off_the_card() -> None:
    receipt = of(basket(9960).with_tender(card(4980)).with_tender(cash(10000)))
    assert receipt.by_method() == ((Method.CASH, Money(5000)), (Method.CARD, Money(4980)))
    assert receipt.change == Money(5000)


def test_there_is_none_of_an_unpaid_sale() -> None:
    with pytest.raises(ValueError, match="a receipt is made of a settled sale"):
        of(basket(100))
