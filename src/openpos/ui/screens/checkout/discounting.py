"""Giving a discount: on a line or on the whole sale, in per cent or kronor, with its reason. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Money, Quantity, format_money, format_quantity, parse_price, total
from openpos.domain.permission import NotPermitted, Person
from openpos.domain.sale import Discount, Line, Sale, discount_of
from openpos.ui.screens.asked import Lend
from openpos.ui.screens.checkout.shown import DiscountShown, View

_ANY_REASON = "?"
"""Stands for the reason while there is none, to reckon what a discount would take off."""


class Discounting:
    """What is written of a discount until it is given. The sale changes by `confirm` and `remove` only."""

    def __init__(
        self,
        view: View,
        *,
        sale: Callable[[], Sale],
        take: Callable[[Sale], None],
        done: Callable[[], None],
        give: Callable[[Sale, Discount | None, Person, str], Sale],
        person: Callable[[], Person],
        lend: Lend,
    ) -> None:
        """`take` makes a value the sale and saves it behind; `done` leads back to the articles. `give` is
        `Checkout.discounted`.
        """
        self._give = give
        self._person = person
        self._lend = lend
        self._view = view
        self._sale = sale
        self._take = take
        self._done = done
        self._line = ""
        self._whole = False
        self._by_rate = True
        self._written = ""
        self._reason = ""
        self._by_hand = False
        """What is written is the person's own, not what was given before."""
        self._trouble: OpenPosError | None = None
        self._lacks_reason = False

    def begin(self, line: Line) -> None:
        """On this line at first; what it has already can be changed."""
        self._line = line.id
        self._whole = False
        self._by_hand = False
        self._load()
        self.show()

    def choose(self, *, whole: bool) -> None:
        """On the whole sale, or on the line. What was written stays, unless there is one already."""
        self._whole = whole
        self._load()
        self.show()

    def count_by(self, *, rate: bool) -> None:
        """In per cent, or in kronor."""
        self._by_rate = rate
        self._changed()

    def give_rate(self, rate_bp: int) -> None:
        """One of the usual rates."""
        self._by_rate, self._written = True, _rate_text(rate_bp)
        self._changed()

    def write(self, text: str) -> None:
        """How much, as a person writes it."""
        if text != self._written:
            self._written = text
            self._changed()

    def give_reason(self, text: str) -> None:
        """Why the price is reduced."""
        self._reason = text
        self._changed()

    def confirm(self) -> None:
        """Give the discount, or say what it lacks; where it is more than the person may give, ask somebody who may."""
        self._confirm_as(self._person())

    def _confirm_as(self, person: Person) -> None:
        try:
            line = "" if self._whole else self._line
            sale = self._give(self._sale(), self._discount(self._reason), person, line)
        except NotPermitted as error:
            asked = error
            self._lend(asked, self._confirm_as, lambda: self._refuse(asked))
        except OpenPosError as error:
            self._refuse(error)
        else:
            self._take(sale)
            self._done()

    def _refuse(self, error: OpenPosError) -> None:
        self._trouble = error
        self._lacks_reason = not self._reason.strip()
        self.show()

    @property
    def waits(self) -> bool:
        """Whether one was written and not given."""
        return self._by_hand and bool(self._written.strip())

    def remind(self) -> None:
        """Say that it is not given."""
        self._refuse(Refused("The discount is not given yet.", "Give it, or press Esc to leave it out."))

    def remove(self) -> None:
        """Take a discount off that was given before."""
        try:
            sale = self._with(None)
        except OpenPosError as error:
            self._trouble = error
            self.show()
            return
        self._take(sale)
        self._done()

    def show(self) -> None:
        """Show what is written and what it would do."""
        off, trouble = None, self._trouble
        try:
            off = self._off()
        except OpenPosError as error:
            trouble = error if self._written.strip() else trouble
        line = self._target()
        self._view.show_discount(
            DiscountShown(
                whole=self._whole,
                name=line.text if line else "",
                by_rate=self._by_rate,
                written=self._written,
                reason=self._reason,
                price=self._price(),
                off=off,
                given=self._there_is() is not None,
                trouble=trouble,
                lacks_reason=self._lacks_reason and off is not None,
            )
        )

    def _changed(self) -> None:
        self._by_hand = True
        self._trouble = None
        self._lacks_reason = False
        self.show()

    def _load(self) -> None:
        """Take up what was given before."""
        self._trouble = None
        self._lacks_reason = False
        there = self._there_is()
        if there is None and not self._by_hand:
            self._by_rate, self._written, self._reason = True, "", ""
        elif there is not None:
            self._by_hand = False
            self._by_rate = bool(there.rate_bp)
            self._written = _rate_text(there.rate_bp) if there.rate_bp else format_money(there.amount, thousands="")
            self._reason = there.reason

    def _target(self) -> Line | None:
        return next((line for line in self._sale().lines if line.id == self._line), None)

    def _there_is(self) -> Discount | None:
        if self._whole:
            return self._sale().discount
        line = self._target()
        return line.discount if line else None

    def _price(self) -> Money:
        """Of what it is on, before it."""
        if self._whole:
            return total(line.price - line.reduction for line in self._sale().lines)
        line = self._target()
        return line.price if line else Money(0)

    def _off(self) -> Money | None:
        """What it would take off; None where nothing is written. Raises Refused where it can't be."""
        if not self._written.strip():
            return None
        sale = self._with(self._discount(_ANY_REASON))
        if self._whole:
            return self._price() - sale.total
        return sale.line(self._line).reduction

    def _discount(self, reason: str) -> Discount:
        """Raises Refused where there is no such discount."""
        if not self._written.strip():
            raise Refused("A discount is more than 0.", "Enter how much to take off.")
        number = parse_price(self._written)  # with two decimals, as hundredths of a per cent are
        return discount_of(reason, rate_bp=number.ore) if self._by_rate else discount_of(reason, amount=number)

    def _with(self, discount: Discount | None) -> Sale:
        """Raises Refused where the sale can't have it."""
        if self._whole:
            return self._sale().with_discount(discount)
        return self._sale().with_line_discount(self._line, discount)


def _rate_text(rate_bp: int) -> str:
    return format_quantity(Quantity(rate_bp * 10))
