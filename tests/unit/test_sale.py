"""The open sale: lines, payments, rounding and change."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import MAX_ORE, ZERO, Money, Quantity, round_to_krona, total
from openpos.domain.payment import METHOD_NAMES, Method, MethodKind
from openpos.domain.sale import MAX_CHANGE, MAX_LINES, Sale, Tender
from openpos.domain.vat import VatCategory
from tests.fixtures.trade import METHODS, any_basket, any_paid, basket, card, cash, line


class TestLines:
    def test_come_go_and_change(self) -> None:
        sale = basket(8990, 1590)
        assert sale.total == Money(10580)
        assert sale.line("line-1").unit_price == Money(1590)
        doubled = sale.with_quantity("line-1", Quantity(2000))
        assert doubled.total == Money(12170)
        assert doubled.without_line("line-0").lines == (doubled.line("line-1"),)
        assert doubled.cleared() == Sale("sale-1")
        assert sale.total == Money(10580), "a sale never changes under who holds it"

    def test_a_line_that_is_gone_is_told(self) -> None:
        sale = basket(100)
        acts: list[Callable[[], object]] = [
            lambda: sale.line("line-9"),
            lambda: sale.without_line("line-9"),
            lambda: sale.with_quantity("line-9", Quantity(1000)),
        ]
        for act in acts:
            with pytest.raises(Refused, match=r"The line is not there any more\."):
                act()

    def test_pieces_are_whole_and_weights_are_not(self) -> None:
        with pytest.raises(Refused, match=r"0,5 of Ägg can't be sold: it is sold in whole pieces\."):
            basket().with_line(line(milli=500))
        with pytest.raises(Refused, match="whole pieces"):
            basket(100).with_quantity("line-0", Quantity(99_999))
        assert basket().with_line(line(8990, milli=375, unit="kg")).total == Money(3371)
        assert line(milli=3000).pieces_milli == 3000
        assert line(milli=375, unit="kg").pieces_milli == 1000

    def test_a_receipt_has_an_end(self) -> None:
        full = replace(basket(), lines=tuple(line(100, line_id=str(place)) for place in range(MAX_LINES)))
        with pytest.raises(Refused, match=f"The receipt is full: {MAX_LINES} lines"):
            full.with_line(line())

    def test_a_total_has_an_end(self) -> None:
        largest = basket(MAX_ORE)
        assert largest.total == Money(MAX_ORE)
        with pytest.raises(Refused, match=r"The total would be over 999 999 999,99\."):
            largest.with_line(line(1))
        with pytest.raises(Refused, match=r"The total would be over"):
            basket(MAX_ORE // 2 + 1).with_quantity("line-0", Quantity(2000))

    def test_are_closed_once_payment_has_begun(self) -> None:
        sale = basket(10000).with_tender(card(5000))
        acts: list[Callable[[], object]] = [
            lambda: sale.with_line(line()),
            lambda: sale.with_quantity("line-0", Quantity(2000)),
            lambda: sale.without_line("line-0"),
            sale.cleared,
        ]
        for act in acts:
            with pytest.raises(Refused, match=r"The payment has begun\. Undo the payment to change the sale\."):
                act()
        assert sale.without_tender("card") == basket(10000)

    def test_vat_is_that_of_the_rates_frozen_on_the_lines(self) -> None:
        sale = basket(2990).with_line(line(10000, line_id="2", category=VatCategory.STANDARD))
        assert [(row.rate_bp, row.vat.ore) for row in sale.vat] == [(2500, 2000), (600, 169)]


class TestPaying:
    @pytest.mark.parametrize(
        ("price", "tenders", "rounding", "change"),
        [
            (5995, [cash(10000)], 5, 4000),
            (5995, [cash(6000)], 5, 0),
            (5949, [cash(6000)], -49, 100),
            (5949, [cash(5900)], -49, 0),
            (5950, [cash(6000)], 50, 0),
            (6000, [cash(6000)], 0, 0),
            (5995, [card(5995)], 0, 0),
            (49, [cash(0)], -49, 0),
            (0, [cash(0)], 0, 0),
            (0, [card(0)], 0, 0),
            (49, [card(49)], 0, 0),
            (9960, [card(4980), cash(5000)], 20, 0),
            (9960, [card(4980), cash(10000)], 20, 5000),
            (9960, [cash(5000), card(4960)], 0, 0),
            (10040, [cash(5000), card(5040)], 0, 0),
            (10050, [cash(5000), card(2050), cash(3000)], 0, 0),
            (14960, [cash(10000, "first"), card(3000), cash(2000, "second")], 40, 0),
        ],
    )
    def test_rounds_and_gives_change_as_the_law_says(
        self, price: int, tenders: list[Tender], rounding: int, change: int
    ) -> None:
        sale = basket(price)
        for tender in tenders:
            assert not sale.settlement().settled
            sale = sale.with_tender(tender)
        standing = sale.settlement()
        assert standing.settled
        assert (standing.rounding, standing.change) == (Money(rounding), Money(change))
        assert standing.left == ZERO

    @given(any_paid())
    @example(basket(9960).with_tender(cash(5000)).with_tender(card(4960)))
    def test_what_was_paid_is_the_total_the_rounding_and_the_change(self, sale: Sale) -> None:
        standing = sale.settlement()
        assert standing.settled
        assert standing.paid == standing.total + standing.rounding + standing.change
        assert standing.paid == total(tender.amount for tender in sale.tenders)
        assert standing.left == ZERO
        assert abs(standing.rounding.ore) <= 50
        assert standing.change >= ZERO
        assert standing.change.ore % 100 == 0
        if Method.CASH not in {tender.method for tender in sale.tenders}:
            assert standing.rounding == standing.change == ZERO

    @given(any_basket(), st.integers(1, 10_000))
    def test_before_it_is_settled_paid_and_left_make_the_exact_total(self, sale: Sale, part: int) -> None:
        by_card = min(Money(part), sale.total)
        if by_card in (ZERO, sale.total):
            return
        standing = sale.with_tender(Tender("part", Method.CARD, by_card)).settlement()
        assert not standing.settled
        assert standing.paid + standing.left == sale.total
        assert standing.rounding == standing.change == ZERO

    @given(any_paid(), st.data())
    def test_the_order_of_the_payments_does_not_matter(self, sale: Sale, data: st.DataObject) -> None:
        shuffled = replace(sale, tenders=tuple(data.draw(st.permutations(sale.tenders))))
        assert shuffled.settlement() == sale.settlement()

    @given(any_basket(), st.sampled_from(METHODS))
    def test_what_is_asked_for_settles_the_sale_at_once(self, sale: Sale, method: Method) -> None:
        paid = sale.with_tender(Tender("all", method, sale.to_pay(method))).settlement()
        assert paid.settled
        assert paid.change == ZERO

    @given(any_paid())
    def test_a_paid_sale_takes_no_more(self, sale: Sale) -> None:
        for method in METHODS:
            with pytest.raises(Refused, match=r"The sale is paid already\."):
                sale.with_tender(Tender("more", method, Money(100)))

    @given(any_paid())
    def test_undoing_every_payment_gives_the_basket_back(self, sale: Sale) -> None:
        undone = sale
        for tender in sale.tenders:
            undone = undone.without_tender(tender.id)
        assert undone == replace(sale, tenders=())
        assert undone.settlement().left == sale.total

    def test_cash_is_asked_for_in_whole_kronor_and_a_card_exactly(self) -> None:
        sale = basket(5995)
        assert sale.to_pay(Method.CASH) == Money(6000) == round_to_krona(sale.total)
        assert sale.to_pay(Method.CARD) == Money(5995)

    @pytest.mark.parametrize(
        ("price", "tender", "sentence"),
        [
            (5995, cash(5995), r"59,95 can't be paid in cash: there are no öre coins\. Enter whole kronor\."),
            (5995, cash(-100), r"A payment is more than zero\."),
            (5995, card(-100), r"A payment is more than zero\."),
            (5995, cash(0), r"A payment is more than zero\."),
            (5995, card(0), r"A payment is more than zero\."),
            (5995, card(5996), r"59,96 is more than the 59,95 left to pay\."),
            (49, cash(1_000_100), r"10 001,00 in cash for 0,00 can't be right\."),
            (5995, cash(7300156482700), r"73 001 564 827,00 in cash for 60,00 can't be right\."),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, price: int, tender: Tender, sentence: str) -> None:
        sale = basket(price)
        with pytest.raises(Refused, match=sentence):
            sale.with_tender(tender)

    def test_the_most_change_there_is(self) -> None:
        assert basket(100).with_tender(cash(100 + MAX_CHANGE.ore)).settlement().change == MAX_CHANGE
        with pytest.raises(Refused, match="can't be right"):
            basket(100).with_tender(cash(200 + MAX_CHANGE.ore))

    def test_there_is_nothing_to_pay_for_in_an_empty_basket(self) -> None:
        with pytest.raises(Refused, match=r"There is nothing to pay for\. Scan an article first\."):
            basket().with_tender(cash(10000))
        assert not basket().settlement().settled

    def test_every_method_has_a_name(self) -> None:
        assert set(METHOD_NAMES) == set(MethodKind)


def test_f11_rounding_never_blocks_a_payment() -> None:
    """Öre rounding that leaves a rest open, or asks for coins that do not exist, stops the queue at the till."""
    for price in range(111):
        by_cash = basket(price).with_tender(cash(basket(price).to_pay(Method.CASH).ore)).settlement()
        assert by_cash.settled
        for by_card in range(1, price, 3):
            split = basket(price).with_tender(card(by_card))
            settled = split.with_tender(cash(split.to_pay(Method.CASH).ore)).settlement()
            assert settled.settled
            assert settled.total + settled.rounding == settled.paid


def test_f26_no_amount_of_a_sale_is_ever_a_float() -> None:
    """A thousand lines of 0.10 are 100.00, and three weighed ones of 8.99 lose nothing."""
    sale = replace(basket(), lines=tuple(line(10, line_id=str(place)) for place in range(1000)))
    assert sale.total == Money(10000)
    as_float: Any = sum([0.1] * 1000)
    with pytest.raises(TypeError):
        Money(as_float)
    assert basket().with_line(line(899, milli=1001, unit="kg")).total == Money(900)
