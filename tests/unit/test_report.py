"""X and Z reports: the sums of their receipts, and the count of the drawer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import ArticleKind
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.report import DENOMINATIONS, GrandTotals, Report, Totals, totals_of
from openpos.domain.sale import Sale
from openpos.domain.shop import Shop
from tests.fixtures.trade import AT, any_paid, basket, card, cash, line

SHOP = Shop("Söders Lanthandel", "556703-7485", "Götgatan 31", "K1", "OPSE-1")


def receipt(sale: Sale, number: int = 1) -> Receipt:
    return receipt_of(sale, number=number, shift_id="shift-1", at=AT, cashier="Kassör", shop=SHOP)


days = st.lists(any_paid(max_lines=3), max_size=3).map(
    lambda sales: [receipt(sale, number) for number, sale in enumerate(sales, start=1)]
)


def report(*receipts: Receipt, counted: Money | None = None) -> Report:
    return Report(
        number=None if counted is None else 1,
        shop=SHOP,
        shift_id="shift-1",
        cashier="Kassör",
        opened_at=AT,
        at=AT,
        float_amount=Money(100_000),
        totals=totals_of(receipts),
        grand=GrandTotals(),
        counted=counted,
    )


@given(days)
def test_a_day_is_the_sum_of_its_receipts_each_way_it_is_told(receipts: list[Receipt]) -> None:
    day = totals_of(receipts)
    assert day.receipts == len(receipts)
    assert day.gross == total(one.total for one in receipts)
    assert total(amount for _, amount in day.groups) == day.gross
    assert total(row.gross for row in day.vat) == day.gross
    assert total(amount for _, amount in day.methods) == day.gross + day.rounding
    assert day.rounding == total(one.rounding for one in receipts)
    assert day.goods_milli + day.services_milli == sum(one.pieces_milli for each in receipts for one in each.lines)
    assert [name for name, _ in day.groups] == sorted({one.group for each in receipts for one in each.lines})


@given(days, st.integers(0, 3))
def test_two_halves_of_a_day_make_the_day(receipts: list[Receipt], noon: int) -> None:
    first, second, day = totals_of(receipts[:noon]), totals_of(receipts[noon:]), totals_of(receipts)
    assert first.gross + second.gross == day.gross
    assert first.cash + second.cash == day.cash
    assert first.goods_milli + second.goods_milli == day.goods_milli


def test_goods_and_services_are_counted_apart_and_a_weighed_thing_is_one() -> None:
    sale = basket(100)
    sale = sale.with_line(line(8990, milli=375, line_id="w", unit="kg"))
    sale = sale.with_line(line(9900, milli=2000, line_id="s", kind=ArticleKind.SERVICE))
    day = totals_of([receipt(sale.with_tender(card(sale.total.ore)))])
    assert (day.goods_milli, day.services_milli) == (2000, 2000)


def test_an_empty_day_says_zero() -> None:
    assert totals_of([]) == Totals()
    assert Totals().cash == ZERO
    assert report(counted=Money(100_000)).difference == ZERO


def test_the_drawer_should_hold_the_float_and_the_cash_less_change() -> None:
    sold = receipt(basket(5995).with_tender(cash(10000)))
    by_card = receipt(basket(5995).with_tender(card(5995)), 2)
    assert report(sold, by_card).expected_cash == Money(106_000)
    assert report(sold, counted=Money(105_900)).difference == Money(-100)
    assert report(sold, counted=Money(106_000)).difference == ZERO
    assert report(sold).difference == ZERO, "nothing is counted for an X report"
    assert replace(report(by_card), counted=ZERO).difference == Money(-100_000)
    assert dict(report(sold, by_card).totals.methods) == {Method.CASH: Money(6000), Method.CARD: Money(5995)}


def test_the_grand_total_is_sales_less_returns() -> None:
    assert GrandTotals(Money(500), Money(200)).net == Money(300)


def test_every_coin_and_note_can_be_counted() -> None:
    assert [amount.ore // 100 for amount in DENOMINATIONS] == [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]
