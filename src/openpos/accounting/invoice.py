"""An invoice's rows, so that what Spiris makes of them equals the paper to the öre.

How Spiris adds up is INFERRED from its contract and lives in `net_totals` and `gross_totals` alone: rows have two
decimals, VAT is rounded once per rate, half away from zero, and the company's rounding to whole kronor comes last. What
it answers for the draft is compared before anything is booked.

Where rows are net, not every gross amount can be reached: at 25 % one in five lies between two nets. Its two neighbours
can be reached, an öre below and an öre above. Rates whose amount can't be reached go down and up in turn, so that the
whole document is at most one öre off, and that öre is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpos.domain.money import ZERO, Money, round_to_krona, total

_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """What was sold, as on the paper. The lines of a credit are below zero."""

    text: str
    rate_bp: int
    amount: Money
    """After all discounts, VAT included."""
    group: str = ""
    service: bool = False
    gift_card: bool = False


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """A row as it is sent, with quantity 1. `line` is None for the öre row."""

    line: InvoiceLine | None
    price: Money
    """VAT included or not, as the document has it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What an invoice comes to in Spiris."""

    total: Money
    """To pay, rounding included."""
    vat: Money
    rounding: Money
    """The company's rounding to whole kronor."""


@dataclass(frozen=True, slots=True)
class InvoiceRows:
    """The rows of an invoice and what they come to. Of a credit all is below zero."""

    rows: tuple[InvoiceRow, ...]
    totals: Totals


def rows_of(lines: Sequence[InvoiceLine], rounding: Money, *, includes_vat: bool, whole_kronor: bool) -> InvoiceRows:
    """The rows for lines that came to their sum plus `rounding` on the paper.

    `includes_vat` is whether the document's prices have VAT in them, `whole_kronor` whether the company rounds.
    """
    to_pay = total(line.amount for line in lines) + rounding
    if includes_vat:
        rows = tuple(InvoiceRow(line, line.amount) for line in lines)
    else:
        nets = _nets(lines)
        rows = tuple(InvoiceRow(line, net) for line, net in zip(lines, nets, strict=True))
    totals = totals_of(rows, includes_vat=includes_vat, whole_kronor=whole_kronor)
    if totals.total == to_pay:
        return InvoiceRows(rows, totals)
    exact = totals.total - totals.rounding
    rows = (*rows, InvoiceRow(None, to_pay - exact))
    return InvoiceRows(rows, totals_of(rows, includes_vat=includes_vat, whole_kronor=whole_kronor))


def totals_of(rows: Sequence[InvoiceRow], *, includes_vat: bool, whole_kronor: bool) -> Totals:
    """What Spiris makes of rows like these (INFERRED)."""
    sums: dict[int, Money] = {}
    for row in rows:
        rate_bp = row.line.rate_bp if row.line else 0
        sums[rate_bp] = sums.get(rate_bp, ZERO) + row.price
    vat = total(_vat(amount, rate_bp, includes_vat=includes_vat) for rate_bp, amount in sums.items())
    exact = total(sums.values()) + (ZERO if includes_vat else vat)
    to_pay = round_to_krona(exact) if whole_kronor else exact
    return Totals(to_pay, vat, to_pay - exact)


def _vat(amount: Money, rate_bp: int, *, includes_vat: bool) -> Money:
    return amount.share(rate_bp, _WHOLE_BP + rate_bp if includes_vat else _WHOLE_BP)


def _nets(lines: Sequence[InvoiceLine]) -> list[Money]:
    """What each line is without VAT, so that the rates add up to the paper as nearly as they can."""
    by_rate: dict[int, Money] = {}
    for line in lines:
        by_rate[line.rate_bp] = by_rate.get(line.rate_bp, ZERO) + line.amount
    left: dict[int, Money] = {}
    off = ZERO
    for rate_bp, gross in by_rate.items():
        net = _net(gross, rate_bp, off)
        off += net + _vat(net, rate_bp, includes_vat=False) - gross
        left[rate_bp] = net
    own = [line.amount - _vat(line.amount, line.rate_bp, includes_vat=True) for line in lines]
    for rate_bp, net in left.items():
        places = [place for place, line in enumerate(lines) if line.rate_bp == rate_bp]
        # The dearest line takes what the others leave.
        dearest = max(places, key=lambda place: abs(lines[place].amount.ore))
        own[dearest] += net - total(own[place] for place in places)
    return own


def _net(gross: Money, rate_bp: int, off: Money) -> Money:
    """The net whose gross is this one; its lower neighbour where there is none, the upper where `off` lacks an öre."""
    near = gross - _vat(gross, rate_bp, includes_vat=True)
    candidates = [near + Money(step) for step in (-1, 0, 1)]

    def distance(net: Money) -> tuple[int, int]:
        error = net + _vat(net, rate_bp, includes_vat=False) - gross
        return abs(error.ore), abs((off + error).ore)

    return min(candidates, key=distance)
