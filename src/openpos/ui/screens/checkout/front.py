"""What is in front at the right of the checkout, and what may come there now. No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import StrEnum

from openpos.domain.errors import Refused
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.paying import Paying
from openpos.ui.screens.checkout.shown import View


class Front(StrEnum):
    """What is in front at the right."""

    KEYS = "keys"
    MENU = "menu"
    ASK = "ask"
    DISCOUNT = "discount"
    PARKING = "parking"
    PRICE = "price"
    METHODS = "methods"
    GIFT_CARD = "gift card"
    INVOICE = "invoice"
    PAYING = "paying"
    FINISHED = "finished"


_ABOUT_THE_SALE = {
    *(Front.PAYING, Front.DISCOUNT, Front.PARKING, Front.PRICE, Front.METHODS, Front.GIFT_CARD, Front.INVOICE),
}
"""These go when a line changes."""


class InFront:
    """One thing is in front, the article keys when nothing else is. While something is under way, it stays."""

    def __init__(self, view: View, open_sale: OpenSale, paying: Paying, insists: Callable[[], bool]) -> None:
        """`insists`: whether something must be answered before anything else is done; says so."""
        self._view = view
        self._open = open_sale
        self._paying = paying
        self._insists = insists
        self._now = Front.KEYS
        self._asks_price = False
        self._busy = False
        self._queues = False
        self._later: deque[Callable[[], None]] = deque()

    @property
    def now(self) -> Front:
        return self._now

    # ------------------------------------------------------------------------------------------------- what may be done

    @property
    def busy(self) -> bool:
        """Whether an act with the whole sale is under way."""
        return self._busy

    @property
    def in_payment(self) -> bool:
        """Whether a payment is under way."""
        return self._paying.holds

    @property
    def held(self) -> bool:
        """Whether a payment, or such an act, must come to its end before anything else is done."""
        return self._paying.holds or self._busy

    def free(self) -> bool:
        """Whether something else may be done now; says why not. A finished sale makes way for it."""
        if self.held:
            if self._paying.completing.trouble is not None:
                self._open.say(self._paying.completing.trouble)
            return False
        self.begin_next()
        return not self._insists()

    def may_sell(self) -> bool:
        """Whether the sale may change now; says why not. A finished sale makes way."""
        sale, finished = self._open.sale, self._open.receipt is not None
        if self._paying.completing.trouble is not None:
            self._open.say(self._paying.completing.trouble)
        elif self._paying.holds:
            self._open.say(Refused("A payment is under way.", "Finish it, then scan again."))
        elif sale.is_return and not finished:
            self._open.say(Refused("This is a return.", "Finish it or clear it, then sell on a receipt of its own."))
        elif sale.corrects and not finished:
            self._open.say(
                Refused("Only how the receipt was paid is put right.", "Finish it or clear it, then sell anew.")
            )
        elif not self._busy:
            self.begin_next()
            return True
        return False

    def hold(self, *, queues: bool = False) -> None:
        """An act with the whole sale begins: nothing changes it until `release`. `queues`: what is rung up meanwhile
        belongs to the sale that comes after it.
        """
        self._busy, self._queues = True, queues

    def queued(self, act: Callable[[], None]) -> bool:
        """Whether what is rung up must wait for an act that is under way; then it is done by `catch_up`."""
        if self._queues:
            self._later.append(act)
        return self._queues

    def release(self, *, done: bool = True) -> None:
        """The act is over. What was queued is forgotten unless it has come about, and else done by `catch_up`."""
        self._busy = self._queues = False
        if not done:
            self._later.clear()

    def catch_up(self) -> None:
        """Do what was queued, until there is an act again that must come to its end."""
        while self._later and not self._busy:
            self._later.popleft()()

    # ------------------------------------------------------------------------------------------------- what is in front

    def bring(self, front: Front) -> None:
        """This comes in front; whoever brings it shows it. What is rung up next is sold again."""
        self.ask_price(asking=False)
        self._put(front)

    def to_keys(self) -> None:
        """The article keys come in front, unless something must come to its end."""
        if self._now is not Front.KEYS and not self.held:
            self._open.reopen()
            self._put(Front.KEYS)
            self._view.show_keys()
            self._open.tell_customer()

    def begin_next(self) -> None:
        """A finished sale leaves the screen as soon as anything is done."""
        if self._now is Front.FINISHED:
            self._open.begin_anew()
            self.to_keys()

    def line_changed(self) -> None:
        """What was about the sale as it was goes."""
        self.ask_price(asking=False)
        if self._now in _ABOUT_THE_SALE:
            self.to_keys()

    @property
    def asks_price(self) -> bool:
        """Whether the next article is only asked for its price."""
        return self._asks_price

    def ask_price(self, *, asking: bool) -> None:
        """Only ask the next article for its price, or sell it."""
        if asking != self._asks_price:
            self._asks_price = asking
            self._view.ask_price(asking=asking)

    def _put(self, front: Front) -> None:
        self._now = front
        self._open.being_paid = front is Front.PAYING
