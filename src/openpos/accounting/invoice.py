"""An invoice's rows, so that what Spiris makes of them equals the paper to the öre.

How Spiris adds up is INFERRED from its contract and lives in `totals_of` alone: rows have two decimals, VAT is rounded
once per rate, half away from zero, and the company's rounding to whole kronor comes last. What it answers for the draft
is compared before anything is booked.

Where rows are net, not every gross amount can be reached: at 25 % one in five lies between two nets. Its two neighbours
can be reached, an öre below and an öre above. They are chosen so that the whole document is at most one öre off, and
that öre is a row of its own; where Spiris rounds to whole kronor it gets there without one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from openpos.domain.article import plain_text
from openpos.domain.money import ZERO, Money, round_to_krona, total
from openpos.domain.vat import VatAmount, by_rate_from_gross

MAX_TEXT = 1000
"""The longest text of a row. The contract has 2,000, and may count a letter such as 🙂 as two."""
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
    """A row as it is sent, with quantity 1. `line` is None for the öre row, which has no VAT."""

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


def rows_of(
    lines: Sequence[InvoiceLine],
    rounding: Money,
    *,
    includes_vat: bool,
    whole_kronor: bool,
    vat: Sequence[VatAmount] = (),
) -> InvoiceRows:
    """The rows for lines that came to their sum plus `rounding` on the paper. A credit's are its invoice's mirror.

    `includes_vat` is whether the document's prices have VAT in them, `whole_kronor` whether the company rounds. `vat`
    is what the paper says where that is not the VAT of these lines alone: on a return in parts. Only a paper that is
    not rounded as the company rounds can't be met: whoever sends the rows compares their total.
    """
    gross = total(line.amount for line in lines)
    if includes_vat:
        prices = [line.amount for line in lines]
    else:
        paper = {row.rate_bp: row.vat for row in vat}
        prices = _nets(lines, paper, whole_kronor=whole_kronor)
    rows = tuple(InvoiceRow(line, price) for line, price in zip(lines, prices, strict=True))
    totals = totals_of(rows, includes_vat=includes_vat, whole_kronor=whole_kronor)
    left = gross + rounding - totals.total
    if left and not whole_kronor:
        rows = (*rows, InvoiceRow(None, left))
        totals = totals_of(rows, includes_vat=includes_vat, whole_kronor=whole_kronor)
    return InvoiceRows(rows, totals)


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


def row_text(text: str) -> str:
    """A text as a row can hold it: one line without control characters, cut with `…` where it is too long."""
    plain = plain_text(text, MAX_TEXT + 1)
    return plain if len(plain) <= MAX_TEXT else plain[: MAX_TEXT - 1].rstrip() + "…"


def text_rows(text: str) -> tuple[str, ...]:
    """A text that people wrote as rows without amounts: nothing of it is cut, and no row is empty."""
    plain = plain_text(text, len(text))
    pieces = (plain[place : place + MAX_TEXT].strip() for place in range(0, len(plain), MAX_TEXT))
    return tuple(piece for piece in pieces if piece)


def _vat(amount: Money, rate_bp: int, *, includes_vat: bool) -> Money:
    return amount.share(rate_bp, _WHOLE_BP + rate_bp if includes_vat else _WHOLE_BP)


def _nets(lines: Sequence[InvoiceLine], paper: Mapping[int, Money], *, whole_kronor: bool) -> list[Money]:
    """What each line is without VAT, so that the rates add up to the paper as nearly as they can.

    `paper` is the VAT that the paper says, where it is not that of the lines.
    """
    rates = by_rate_from_gross((line.rate_bp, line.amount) for line in lines)
    gross = total(rate.gross for rate in rates)
    if gross < ZERO:
        mirror = [replace(line, amount=-line.amount) for line in lines]
        back = {rate_bp: -vat for rate_bp, vat in paper.items()}
        return [-net for net in _nets(mirror, back, whole_kronor=whole_kronor)]

    def distance(chosen: Sequence[VatAmount]) -> tuple[bool, int, bool, bool, int]:
        """How far it is from the paper: what matters most first."""
        off = total(made.gross for made in chosen) - gross
        pairs = zip(chosen, rates, strict=True)
        vat_off = [abs((made.vat - paper.get(rate.rate_bp, rate.vat)).ore) for made, rate in pairs]
        return (
            whole_kronor and round_to_krona(gross + off) != round_to_krona(gross),
            abs(off.ore),
            max(vat_off, default=0) > 1,
            off > ZERO and not whole_kronor,  # that Spiris takes an öre row below zero is nowhere promised
            sum(vat_off),
        )

    nets = [ZERO] * len(lines)
    for made in min(product(*(_neighbours(rate) for rate in rates)), key=distance):
        places = [place for place, line in enumerate(lines) if line.rate_bp == made.rate_bp]
        parts = _spread(made, [lines[place].amount for place in places])
        for place, net in zip(places, parts, strict=True):
            nets[place] = net
    return nets


def _neighbours(rate: VatAmount) -> list[VatAmount]:
    """What a net can make of this gross: just this, or an öre less and an öre more."""
    nets = [rate.net + Money(step) for step in (-1, 0, 1)]
    made = [VatAmount(rate.rate_bp, net, _vat(net, rate.rate_bp, includes_vat=False)) for net in nets]
    nearest = min(abs((one.gross - rate.gross).ore) for one in made)
    return [one for one in made if abs((one.gross - rate.gross).ore) == nearest]


def _spread(made: VatAmount, amounts: Sequence[Money]) -> list[Money]:
    """The net of each gross amount; öre left over go, one each, to those whose own rounding went furthest astray."""
    nets = [amount - _vat(amount, made.rate_bp, includes_vat=True) for amount in amounts]
    left = made.net - total(nets)
    step = 1 if left > ZERO else -1

    def astray(place: int) -> int:
        exact, given = amounts[place].ore * _WHOLE_BP, nets[place].ore * (_WHOLE_BP + made.rate_bp)
        return step * (given - exact)

    for place in sorted(range(len(amounts)), key=astray)[: abs(left.ore)]:
        nets[place] += Money(step)
    return nets
