"""VAT rates with their dates, and VAT taken out of gross totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpos.domain.errors import N_
from openpos.domain.money import Money, total


class VatCategory(StrEnum):
    """What kind of thing is sold, which with the date gives the rate."""

    STANDARD = "standard"
    FOOD = "food"
    RESTAURANT = "restaurant"
    REDUCED = "reduced"
    EXEMPT = "exempt"


CATEGORY_NAMES = {
    VatCategory.STANDARD: N_("Standard"),
    VatCategory.FOOD: N_("Food"),
    VatCategory.RESTAURANT: N_("Restaurant and catering"),
    VatCategory.REDUCED: N_("Books, transport, culture"),
    VatCategory.EXEMPT: N_("Without VAT"),
}


@dataclass(frozen=True, slots=True)
class VatRate:
    """A rate in basis points (2500 is 25 %) of a category from a first day to a last day, both included."""

    category: VatCategory
    rate_bp: int
    first_day: date = date.min
    last_day: date = date.max


SWEDISH_RATES = (
    # ML (2023:200) ch. 9; food by SFS 2026:118 (6 % from 2026-04-01) and SFS 2026:119 (12 % again from 2028-01-01).
    VatRate(VatCategory.STANDARD, 2500),
    VatRate(VatCategory.FOOD, 1200, last_day=date(2026, 3, 31)),
    VatRate(VatCategory.FOOD, 600, date(2026, 4, 1), date(2027, 12, 31)),
    VatRate(VatCategory.FOOD, 1200, date(2028, 1, 1)),
    VatRate(VatCategory.RESTAURANT, 1200),
    VatRate(VatCategory.REDUCED, 600),
    VatRate(VatCategory.EXEMPT, 0),
)


def rate_bp(category: VatCategory, day: date) -> int:
    """The rate of a category on a Swedish calendar day, in basis points."""
    return next(
        rate.rate_bp for rate in SWEDISH_RATES if rate.category is category and rate.first_day <= day <= rate.last_day
    )


@dataclass(frozen=True, slots=True)
class VatAmount:
    """What was sold at one rate: `net + vat` is the gross total, to the öre."""

    rate_bp: int
    net: Money
    vat: Money

    @property
    def gross(self) -> Money:
        """What the customer pays."""
        return self.net + self.vat


def by_rate_from_gross(parts: Iterable[tuple[int, Money]]) -> tuple[VatAmount, ...]:
    """VAT of a receipt from its lines' (rate in basis points, gross amount), highest rate first.

    The gross amounts are added per rate and the VAT is taken out once per rate, rounded half away from zero: the
    algorithm of docs/pricing.md.
    """
    gross: dict[int, Money] = {}
    for rate, amount in parts:
        gross[rate] = gross.get(rate, Money(0)) + amount
    amounts = []
    for rate in sorted(gross, reverse=True):
        vat = gross[rate].share(rate, 10_000 + rate)
        amounts.append(VatAmount(rate, gross[rate] - vat, vat))
    return tuple(amounts)


def added(many: Iterable[VatAmount]) -> tuple[VatAmount, ...]:
    """The sums per rate of VAT already taken out, highest rate first: a day's VAT is that of its receipts."""
    rows = list(many)
    return tuple(
        VatAmount(
            rate,
            total(row.net for row in rows if row.rate_bp == rate),
            total(row.vat for row in rows if row.rate_bp == rate),
        )
        for rate in sorted({row.rate_bp for row in rows}, reverse=True)
    )
