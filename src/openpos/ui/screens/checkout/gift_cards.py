"""A gift card that somebody asks about: its balance on the screen, on paper, or as payment. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.gift_card import GiftCard
from openpos.domain.money import ZERO
from openpos.domain.payment import Method, MethodKind
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.paying import Paying
from openpos.ui.screens.checkout.shown import GiftCardShown, View


class GiftCards:
    """Which card is asked about. What it pays is `Paying`'s, and selling one `Asking`'s."""

    def __init__(
        self,
        desk: CheckoutDesk,
        view: View,
        open_sale: OpenSale,
        front: InFront,
        paying: Paying,
        pay: Callable[[Method], None],
    ) -> None:
        """`pay` begins payment by a method."""
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._paying = paying
        self._pay = pay
        self._card: GiftCard | None = None
        self._queued = False

    def ask(self) -> None:
        """Which card is it, and what is left on it?"""
        if self._front.free():
            self._open.say(None)
            self._come(None)

    def scan(self, code: str) -> None:
        """The card pays once payment is begun, by whatever method, else what is left on it is shown."""
        method = self._method
        if self._front.now is Front.PAYING and not self._paying.takes_card and method is not None:
            self._paying.begin(method)
        if self._front.now is Front.PAYING and self._paying.takes_card:
            self._paying.give_code(code)
        elif self._front.free():
            self._find(code)

    def look_up(self, text: str) -> None:
        """The code of a card was typed."""
        if self._front.now is Front.GIFT_CARD:
            self._find(text)

    def pay(self) -> None:
        """The card that is shown pays, as far as it goes."""
        method = self._method
        if self._front.now is Front.GIFT_CARD and self._card is not None and method is not None:
            self._pay(method)
            self._paying.give_code(self._card.code)

    def print_balance(self) -> None:
        """A slip with what is left, for the customer; a second touch prints no second one."""
        if self._card is None or self._queued:
            return
        if not self._desk.paper():
            self._open.say(Refused("This register has no printer.", "Choose one on the Settings page."))
            return
        self._queued, code = True, self._card.code
        self._desk.run(
            lambda: self._desk.checkout.print_balance(code), lambda _: self._desk.print_now(), self._not_printed
        )
        self.show()

    def show(self) -> None:
        """The question or the card."""
        unpaid = self._method is not None and bool(self._open.sale.lines) and self._open.receipt is None
        pays = self._card is not None and self._card.balance > ZERO and unpaid
        self._view.show_gift_card(GiftCardShown(self._card, may_pay=pays, queued=self._queued))

    @property
    def _method(self) -> Method | None:
        """By which gift cards pay, where the shop takes them."""
        return next((one for one in self._paying.methods if one.kind is MethodKind.GIFT_CARD), None)

    def _find(self, code: str) -> None:
        """Show the card of this code, or say why there is none."""
        try:
            card = self._desk.checkout.gift_card(code)
        except OpenPosError as error:
            self._open.say(error)
            return
        self._open.say(None)
        self._come(card)

    def _come(self, card: GiftCard | None) -> None:
        self._card, self._queued = card, False
        self._front.bring(Front.GIFT_CARD)
        self.show()

    def _not_printed(self, error: OpenPosError) -> None:
        self._queued = False
        self._open.say(error)
        self.show()
