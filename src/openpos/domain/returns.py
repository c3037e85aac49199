"""Returns: what of a receipt can come back, and the sale's mirror that takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openpos.domain.article import PIECE
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity, format_quantity
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line, Sale


@dataclass(frozen=True, slots=True)
class Returnable:
    """A sold line with how much of it has not come back yet."""

    line: Line
    left: Quantity

    def back(self, quantity: Quantity) -> Money:
        """What this quantity of it gives back: its share of the amount by then less what had come back before.

        Parts that come back one by one thus add up to the whole.
        """
        sold, before = self.line.quantity.milli, self.line.quantity.milli - self.left.milli
        amount = self.line.amount
        return amount.share(before + quantity.milli, sold) - amount.share(before, sold)


def returnable(original: Receipt, returned: Sequence[Receipt]) -> tuple[Returnable, ...]:
    """The lines of a receipt with what is left of each after these returns of it."""
    back: dict[str, int] = {}
    for line in (line for receipt in returned for line in receipt.lines):
        back[line.returns_line] = back.get(line.returns_line, 0) - line.quantity.milli
    return tuple(Returnable(line, Quantity(line.quantity.milli - back.get(line.id, 0))) for line in original.lines)


def return_of(
    original: Receipt,
    returned: Sequence[Receipt],
    wanted: Mapping[str, Quantity],
    *,
    sale_id: str,
    line_ids: Mapping[str, str],
    at: datetime,
) -> Sale:
    """The return of these quantities of a receipt's lines, with its prices, discounts and VAT rates.

    `wanted` maps the ids of sold lines to quantities above zero, `line_ids` to the new lines' ids.
    Raises Refused where more is wanted than is left, or nothing.
    """
    lines = []
    for row in returnable(original, returned):
        quantity = wanted.get(row.line.id)
        if quantity is None:
            continue
        if not 0 < quantity.milli <= row.left.milli:
            raise Refused(
                "Only {left} of {text} can still be returned.",
                "Enter a smaller quantity.",
                left=format_quantity(row.left),
                text=row.line.text,
            )
        if row.line.unit == PIECE and quantity.milli % 1000:
            raise Refused(
                "{quantity} of {text} can't be returned: it is sold in whole pieces.",
                "Enter a whole number.",
                quantity=format_quantity(quantity),
                text=row.line.text,
            )
        line = replace(
            row.line,
            id=line_ids[row.line.id],
            registered_at=at,
            quantity=Quantity(-quantity.milli),
            discount=None,
            share=ZERO,
            returns_line=row.line.id,
        )
        lines.append(replace(line, share=line.price + row.back(quantity)))
    if not lines:
        raise Refused("Nothing is chosen to return.", "Choose a line and a quantity.")
    before_by_rate: dict[int, Money] = {}
    for line in (line for receipt in returned for line in receipt.lines):
        before_by_rate[line.vat_rate_bp] = before_by_rate.get(line.vat_rate_bp, ZERO) - line.amount
    return Sale(sale_id, tuple(lines), original=original.number, returned_before=tuple(sorted(before_by_rate.items())))
