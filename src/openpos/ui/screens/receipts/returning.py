"""What of a receipt is chosen to come back: lines and quantities, and what they pay back. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpos.domain.article import PIECE
from openpos.domain.money import ONE, Money, Quantity, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.returns import Returnable

_NONE = Quantity(0)
_NOT_PAID_BACK = {MethodKind.EXCHANGE}


@dataclass(frozen=True, slots=True)
class Returning:
    """A choice that grows by touch. Every act gives a new value; what can't be is left as it is."""

    original: Receipt
    rows: tuple[Returnable, ...]
    quantities: tuple[Quantity, ...]
    """How much of each row comes back."""
    chosen: int
    """The place of the row that the keys work on."""

    @property
    def row(self) -> Returnable:
        """The row that the keys work on."""
        return self.rows[self.chosen]

    @property
    def quantity(self) -> Quantity:
        """How much of that row comes back."""
        return self.quantities[self.chosen]

    @property
    def wanted(self) -> dict[str, Quantity]:
        """What comes back, by line id."""
        chosen = zip(self.rows, self.quantities, strict=True)
        return {row.line.id: quantity for row, quantity in chosen if quantity > _NONE}

    @property
    def to_pay_back(self) -> Money:
        """What all of it pays back, before cash is rounded."""
        return total(self.pays_back(place) for place in range(len(self.rows)))

    @property
    def method(self) -> Method:
        """How the customer probably gets it back: as it was paid."""
        paid_by = {tender.method for tender in self.original.tenders}
        method = next(iter(paid_by))
        return Method.CASH if len(paid_by) > 1 or method.kind in _NOT_PAID_BACK else method

    def pays_back(self, place: int) -> Money:
        """What one row's chosen quantity pays back."""
        return self.rows[place].back(self.quantities[place])

    def at(self, place: int) -> Returning:
        """The keys work on this row from now on."""
        return replace(self, chosen=place) if 0 <= place < len(self.rows) else self

    def by(self, pieces: int) -> Returning:
        """So many pieces more or fewer of the row; what is weighed comes back whole or not at all."""
        if self.row.line.unit != PIECE:
            return self._with(self.row.left if pieces > 0 else _NONE)
        milli = self.quantity.milli + pieces * ONE.milli
        return self._with(Quantity(min(max(milli, 0), self.row.left.milli)))

    def one_more(self, article_id: int) -> Returning | None:
        """One piece more of this article, or all of what was weighed; None where no more of it can come back."""
        rows = zip(self.rows, self.quantities, strict=True)
        of_it = [place for place, (row, chosen) in enumerate(rows)
                 if row.line.article_id == article_id and chosen < row.left]  # fmt: skip
        return self.at(of_it[0]).by(1) if of_it else None

    def whole_row(self) -> Returning:
        """All that is left of the row."""
        return self._with(self.row.left)

    def everything(self) -> Returning:
        """All that is left of the receipt."""
        return replace(self, quantities=tuple(row.left for row in self.rows))

    def _with(self, quantity: Quantity) -> Returning:
        quantities = (*self.quantities[: self.chosen], quantity, *self.quantities[self.chosen + 1 :])
        return replace(self, quantities=quantities)


def returning_of(original: Receipt, rows: tuple[Returnable, ...]) -> Returning | None:
    """Nothing chosen yet, except where only one thing can come back; None where nothing can."""
    left = [place for place, row in enumerate(rows) if row.left > _NONE]
    if not left:
        return None
    begun = Returning(original, rows, (_NONE,) * len(rows), left[0])
    only = len(left) == 1 and (begun.row.left <= ONE or begun.row.line.unit != PIECE)
    return begun.whole_row() if only else begun
