"""VAT: the rate of the day, and VAT taken out of gross totals once per rate."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.money import Money, total
from openpos.domain.vat import SWEDISH_RATES, VatAmount, VatCategory, added, by_rate_from_gross, rate_bp

rates = st.sampled_from(sorted({rate.rate_bp for rate in SWEDISH_RATES}))
parts = st.lists(st.tuples(rates, st.integers(-10_000_000, 10_000_000).map(Money)), max_size=12)


@pytest.mark.parametrize(
    ("category", "day", "bp"),
    [
        (VatCategory.FOOD, date(2026, 3, 31), 1200),
        (VatCategory.FOOD, date(2026, 4, 1), 600),
        (VatCategory.FOOD, date(2027, 12, 31), 600),
        (VatCategory.FOOD, date(2028, 1, 1), 1200),
        (VatCategory.STANDARD, date(2026, 4, 1), 2500),
        (VatCategory.RESTAURANT, date(2026, 4, 1), 1200),
        (VatCategory.REDUCED, date(2026, 4, 1), 600),
        (VatCategory.EXEMPT, date(2026, 4, 1), 0),
    ],
)
def test_the_rate_of_the_day(category: VatCategory, day: date, bp: int) -> None:
    assert rate_bp(category, day) == bp


@given(st.sampled_from(VatCategory), st.dates())
def test_every_category_has_one_rate_on_every_day(category: VatCategory, day: date) -> None:
    valid = [rate for rate in SWEDISH_RATES if rate.category is category and rate.first_day <= day <= rate.last_day]
    assert [rate.rate_bp for rate in valid] == [rate_bp(category, day)]


@pytest.mark.parametrize(
    ("gross", "rate", "vat"), [(10000, 2500, 2000), (10000, 1200, 1071), (10000, 600, 566), (10000, 0, 0), (1, 2500, 0)]
)
def test_vat_in_a_gross_amount(gross: int, rate: int, vat: int) -> None:
    assert by_rate_from_gross([(rate, Money(gross))]) == (VatAmount(rate, Money(gross - vat), Money(vat)),)


@given(rates, st.integers(-99_999_999, 99_999_999).map(Money))
def test_net_and_vat_make_the_gross_amount_again_and_vat_is_the_nearest_ore(rate: int, gross: Money) -> None:
    (row,) = by_rate_from_gross([(rate, gross)])
    assert row.net + row.vat == row.gross == gross
    assert abs(row.vat.ore - Fraction(gross.ore * rate, 10_000 + rate)) <= Fraction(1, 2)


@given(parts)
def test_the_rates_add_up_to_the_gross_total(sold: list[tuple[int, Money]]) -> None:
    rows = by_rate_from_gross(sold)
    assert total(row.gross for row in rows) == total(amount for _, amount in sold)
    assert [row.rate_bp for row in rows] == sorted({rate for rate, _ in sold}, reverse=True)


@given(parts, st.data())
def test_the_order_of_the_lines_does_not_matter(sold: list[tuple[int, Money]], data: st.DataObject) -> None:
    assert by_rate_from_gross(data.draw(st.permutations(sold))) == by_rate_from_gross(sold)


@given(parts)
def test_a_returns_vat_mirrors_its_sales(sold: list[tuple[int, Money]]) -> None:
    mirrored = by_rate_from_gross((rate, -amount) for rate, amount in sold)
    assert mirrored == tuple(VatAmount(row.rate_bp, -row.net, -row.vat) for row in by_rate_from_gross(sold))


def test_vat_is_taken_out_once_per_rate_and_not_once_per_line() -> None:
    two_cents_apart = [(600, Money(995)), (600, Money(995)), (600, Money(995))]
    assert by_rate_from_gross(two_cents_apart)[0].vat == Money(169)
    assert total(by_rate_from_gross([line])[0].vat for line in two_cents_apart) == Money(168)


@given(st.lists(parts, max_size=3))
def test_a_days_vat_is_the_vat_of_its_receipts(receipts: list[list[tuple[int, Money]]]) -> None:
    rows = [row for sold in receipts for row in by_rate_from_gross(sold)]
    day = added(rows)
    assert [row.rate_bp for row in day] == sorted({row.rate_bp for row in rows}, reverse=True)
    for row in day:
        assert row.vat == total(one.vat for one in rows if one.rate_bp == row.rate_bp)
        assert row.net == total(one.net for one in rows if one.rate_bp == row.rate_bp)
