"""Returns: what of a receipt can come back, and the sale's mirror that takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openpos.domain.article import PIECE
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity, format_quantity
from openpos.domain.payment import MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line, Sale, Tender

_NOT_CORRECTED = frozenset({MethodKind.EXCHANGE, MethodKind.INVOICE})
"""Their other half is another document."""


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
            follows="",
        )
        lines.append(replace(line, share=line.price + row.back(quantity)))
    if not lines:
        raise Refused("Nothing is chosen to return.", "Choose a line and a quantity.")
    before_by_rate: dict[int, Money] = {}
    for line in (line for receipt in returned for line in receipt.lines):
        before_by_rate[line.vat_rate_bp] = before_by_rate.get(line.vat_rate_bp, ZERO) - line.amount
    return Sale(
        sale_id,
        tuple(lines),
        original=original.number,
        returned_before=tuple(sorted(before_by_rate.items())),
        invoice=original.invoice,
    )


def blind_return_of(sale: Sale, line_ids: Mapping[str, str], *, at: datetime) -> Sale:
    """The return, without a receipt, of what was rung up as a sale: its mirror at today's prices and rates.

    `line_ids` maps the ids of the lines to the new lines' ids. Raises Refused for a gift card.
    """
    if any(line.gift_card for line in sale.lines):
        raise Refused("A gift card can't be returned without its receipt.", "Remove it from the return.")
    lines = tuple(
        replace(
            line,
            id=line_ids[line.id],
            registered_at=at,
            quantity=Quantity(-line.quantity.milli),
            discount=None,
            share=-line.reduction - line.share,
            follows=line_ids.get(line.follows, ""),
        )
        for line in sale.lines
    )
    return Sale(sale.id, lines, blind=True)


def correction_of(
    original: Receipt,
    returned: Sequence[Receipt],
    *,
    sale_id: str,
    return_id: str,
    line_ids: Mapping[str, tuple[str, str]],
    tender_ids: Sequence[str],
    at: datetime,
) -> Sale:
    """The sale that replaces a receipt whose payment was registered wrong, with the receipt's return before it.

    The return pays back as the receipt was paid; how the sale is paid is what is corrected, so it has no tenders yet.
    `line_ids` maps the sold lines' ids to the return's and the new sale's. Raises Refused where part of the receipt
    came back before, or it sold a gift card.
    """
    if returned:
        raise Refused("Part of the receipt came back before.", "Return the rest of it, then sell anew.")
    if any(line.gift_card for line in original.lines):
        raise Refused("The receipt sold a gift card.", "Return it, then sell it anew.")
    if any(tender.method.kind in _NOT_CORRECTED for tender in original.tenders):
        raise Refused("The receipt was paid in exchange or by invoice.", "Return it, then sell anew.")
    if original.change and any(tender.method.gives_change and not tender.method.is_cash for tender in original.tenders):
        raise Refused("Change was given on something else than cash.", "Return the receipt, then sell anew.")
    back = return_of(
        original,
        returned,
        {line.id: line.quantity for line in original.lines},
        sale_id=return_id,
        line_ids={line_id: ids[0] for line_id, ids in line_ids.items()},
        at=at,
    )
    for tender, tender_id in zip(_net_tenders(original), tender_ids, strict=True):
        back = back.with_tender(replace(tender, id=tender_id, amount=-tender.amount, tip=-tender.tip))
    lines = tuple(
        replace(line, id=line_ids[line.id][1], registered_at=at, follows=_new_id(line.follows, line_ids))
        for line in original.lines
    )
    return replace(Sale(sale_id, lines, discount=original.discount), returning=back)


def _net_tenders(original: Receipt) -> list[Tender]:
    """The tenders of a receipt less the change, which the last one that gives any has given."""
    change = original.change
    net: list[Tender] = []
    for tender in reversed(original.tenders):
        given_back = change if tender.method.gives_change else ZERO
        change -= given_back
        net.insert(0, replace(tender, amount=tender.amount - given_back))
    return net


def _new_id(follows: str, line_ids: Mapping[str, tuple[str, str]]) -> str:
    return line_ids[follows][1] if follows else ""
