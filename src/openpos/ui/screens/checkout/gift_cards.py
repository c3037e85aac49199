"""A gift card that somebody asks about: its balance on the screen, on paper, or as payment. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.gift_card import GiftCard
from openpos.domain.money import ZERO
from openpos.ui.screens.checkout.acts import Acts
from openpos.ui.screens.checkout.shown import GiftCardShown, View


class GiftCards:
    """Which card is asked about. What it pays is `Paying`'s, and selling one the presenter's."""

    def __init__(
        self, acts: Acts, view: View, *, say: Callable[[OpenPosError | None], None], may_pay: Callable[[], bool]
    ) -> None:
        """`may_pay`: whether there is something that a card can pay now."""
        self._acts = acts
        self._view = view
        self._say = say
        self._may_pay = may_pay
        self._card: GiftCard | None = None
        self._queued = False

    @property
    def code(self) -> str:
        """Of the card that is shown; empty where none is."""
        return self._card.code if self._card else ""

    def ask(self) -> None:
        """Which card is it?"""
        self._card, self._queued = None, False
        self.show()

    def look_up(self, text: str) -> bool:
        """Show what is left on the card of this code. Whether there is such a card; says why not."""
        try:
            self._card = self._acts.gift_card(text)
        except OpenPosError as error:
            self._say(error)
            return False
        self._queued = False
        self._say(None)
        return True

    def print_balance(self) -> None:
        """A slip with what is left, for the customer; a second touch prints no second one."""
        code = self.code
        if not code or self._queued:
            return
        if not self._acts.paper():
            self._say(Refused("This register has no printer.", "Choose one on the Settings page."))
            return
        self._queued = True
        self._acts.run(lambda: self._acts.print_balance(code), lambda _: self._acts.print_now(), self._not_printed)
        self.show()

    def show(self) -> None:
        """The question or the card."""
        pays = self._card is not None and self._card.balance > ZERO and self._may_pay()
        self._view.show_gift_card(GiftCardShown(self._card, may_pay=pays, queued=self._queued))

    def _not_printed(self, error: OpenPosError) -> None:
        self._queued = False
        self._say(error)
        self.show()
