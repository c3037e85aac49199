"""The keys under the receipt: what is done with one of its lines, or with all of them. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Quantity
from openpos.domain.sale import Line
from openpos.ui.screens.checkout.asking import Asking
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.open_sale import OpenSale

CLEARS_UNASKED = 5
"""So many lines are cleared without a question."""


class Lines:
    """What is done to the line that the keys work on. Each says why it can't be done."""

    def __init__(self, open_sale: OpenSale, front: InFront, asking: Asking, discount: Callable[[Line], None]) -> None:
        """`discount` asks what to take off a line."""
        self._open = open_sale
        self._front = front
        self._asking = asking
        self._discount = discount

    def choose(self, place: int) -> None:
        """A line was touched; touching the chosen one lets it go."""
        self._open.choose(place)
        line = self._open.current
        if self._front.now is Front.DISCOUNT and line is not None:
            self._discount(line)
        elif self._front.now is Front.PRICE:
            self._front.to_keys()

    def change_by(self, pieces: int) -> None:
        """One more or one less. The last one goes by `remove` only."""
        line = self._open.current
        if line is None:
            self._open.say(Refused("There is no line to change.", "Scan an article first."))
            return
        quantity = Quantity(line.quantity.milli + pieces * 1000)
        if quantity.milli > 0:
            self._change(lambda: self._open.set_quantity(line, quantity))

    def remove(self) -> None:
        """Take the line away."""
        line = self._open.current
        if line is None:
            self._open.say(Refused("There is no line to remove.", "Scan an article first."))
        else:
            self._change(lambda: self._open.remove(line))

    def clear(self) -> None:
        """Take all lines away; asks first where they are many."""
        sale = self._open.sale
        if len(sale.lines) > CLEARS_UNASKED and self._open.receipt is None and not sale.tenders:
            self._open.ask_clear()
        else:
            self.clear_now()

    def clear_now(self) -> None:
        """The person has said yes."""
        self._open.keep_lines()
        self._front.begin_next()
        there = self._open.sale.lines or self._open.sale.returning
        if there and self._change(self._open.clear):
            self._asking.clear()
            self._front.to_keys()

    def keep(self) -> None:
        """The person has said no."""
        self._open.keep_lines()

    def ask_quantity(self) -> None:
        """Ask for the line's quantity; with no line, for how many of the next article."""
        if self._front.may_sell():
            line = self._open.current
            if line is None:
                self._asking.how_many()
            else:
                self._asking.quantity_of(line)

    def ask_price(self) -> None:
        """Ask for another price of the line."""
        if self._front.may_sell():
            line = self._open.current
            if line is None:
                self._open.say(Refused("There is no line to change.", "Scan an article first."))
            elif self._front.free():
                self._asking.price_of(line)

    def discount(self) -> None:
        """Ask what to take off the line or the whole sale."""
        if self._front.now is Front.DISCOUNT or not self._front.may_sell():
            return
        sale = self._open.sale
        line = self._open.current or next(reversed(sale.lines), None)
        if line is None:
            self._open.say(Refused("There is nothing to take a discount off.", "Scan an article first."))
            return
        try:
            sale.with_discount(sale.discount)  # says why no discount may change
        except OpenPosError as error:
            self._open.say(error)
            return
        if self._front.free():
            self._open.say(None)
            self._front.bring(Front.DISCOUNT)
            self._discount(line)

    def _change(self, change: Callable[[], None]) -> bool:
        """Whether it was changed."""
        if self._front.held or self._open.receipt is not None:
            return False
        try:
            change()
        except OpenPosError as error:
            self._open.say(error)
            return False
        self._open.say(None)
        self._front.line_changed()
        return True
