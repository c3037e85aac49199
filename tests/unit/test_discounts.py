"""Discounts of a line and of a whole sale, and how they are split."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity, total
from openpos.domain.sale import Discount, Sale, discount_of
from tests.fixtures.trade import any_basket, basket, cash, line

TEN = Discount("Stamkund", rate_bp=1000)
FIVE_KRONOR = Discount("Kort datum", amount=Money(500))


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({"reason": " ", "rate_bp": 1000}, "The reason is missing"),
        ({"reason": "x"}, "A discount is more than 0"),
        ({"reason": "x", "rate_bp": -1}, "A discount is more than 0"),
        ({"reason": "x", "amount": Money(-1)}, "A discount is more than 0"),
        ({"reason": "x", "rate_bp": 10_001}, "at most 100 %"),
    ],
)
def test_what_is_no_discount_is_refused(given_: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        discount_of(**given_)  # type: ignore[arg-type]


def test_its_reason_is_one_plain_line() -> None:
    assert discount_of("Kort\ndatum\x1b", amount=Money(500)) == FIVE_KRONOR


def test_a_line_costs_less() -> None:
    sale = basket(8990, 1590).with_line_discount("line-0", TEN)
    assert sale.line("line-0").reduction == Money(899)
    assert sale.line("line-0").amount == Money(8091)
    assert sale.total == Money(8091 + 1590)
    assert sale.with_quantity("line-0", Quantity(2000)).line("line-0").reduction == Money(1798)
    assert sale.with_line_discount("line-0", None) == basket(8990, 1590)


def test_no_line_goes_below_zero() -> None:
    with pytest.raises(Refused, match="The discount is more than the line costs"):
        basket(499).with_line_discount("line-0", FIVE_KRONOR)
    halved = basket().with_line(line(400, milli=2000, line_id="line-0")).with_line_discount("line-0", FIVE_KRONOR)
    with pytest.raises(Refused, match="The discount is more than the line costs"):
        halved.with_quantity("line-0", Quantity(1000))


def test_a_discount_on_the_sale_is_split_over_its_lines() -> None:
    sale = basket(10_000, 5_000, 0).with_discount(FIVE_KRONOR)
    assert [one.share for one in sale.lines] == [Money(333), Money(167), ZERO]
    assert sale.total == Money(14_500)
    more = sale.with_line(line(5_000, line_id="more"))
    assert total(one.share for one in more.lines) == Money(500)
    assert sale.with_discount(None) == basket(10_000, 5_000, 0)
    assert sale.cleared() == Sale(sale.id)


def test_a_sale_does_not_go_below_zero_when_lines_leave_it() -> None:
    sale = basket(400, 400).with_discount(FIVE_KRONOR)
    with pytest.raises(Refused, match="The discount is more than the sale costs"):
        sale.without_line("line-0")
    free = basket(0).with_discount(TEN)
    assert free.total == ZERO
    assert basket().with_discount(FIVE_KRONOR).total == ZERO, "nothing in it yet"


def test_nothing_is_reduced_once_payment_has_begun() -> None:
    paying = basket(10_000).with_tender(cash(5_000))
    acts: list[Callable[[], object]] = [
        lambda: paying.with_discount(TEN),
        lambda: paying.with_line_discount("line-0", TEN),
    ]
    for act in acts:
        with pytest.raises(Refused, match="The payment has begun"):
            act()


@given(any_basket(), st.integers(1, 10_000), st.integers(0, 10_000))
def test_no_ore_is_lost_or_made(sale: Sale, rate_bp: int, line_rate_bp: int) -> None:
    before = sale.total
    if line_rate_bp and sale.lines:
        sale = sale.with_line_discount(sale.lines[0].id, Discount("x", line_rate_bp))
    worth = sale.total
    sale = sale.with_discount(Discount("x", rate_bp))
    taken = total(one.share for one in sale.lines)
    assert taken == Discount("x", rate_bp).of(worth)
    assert sale.total == worth - taken == before - total(one.reduction + one.share for one in sale.lines)
    assert all(ZERO <= one.amount <= one.price for one in sale.lines)
    assert total(row.gross for row in sale.vat) == sale.total
