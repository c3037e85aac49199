"""The customer's side of the sale: a display of its own, made when it is wanted first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from openpos.ui.screens.checkout.customer import IDLE, CustomerView

if TYPE_CHECKING:
    from openpos.ui.customer_display import CustomerDisplay, CustomerScreens


class TowardsCustomer:
    """What the customer is shown, whether there is a display for it now or later. GUI thread only."""

    def __init__(self, register: QWidget, shop_name: Callable[[], str]) -> None:
        """`register` is the cashier's window: the display keeps off its screen."""
        self._register = register
        self._shop_name = shop_name
        self._shown = IDLE
        self._practising = False
        self._screens: CustomerScreens | None = None
        self.display: CustomerDisplay | None = None
        """None while none was wanted."""

    def show_view(self, shown: CustomerView) -> None:
        """Show this."""
        self._shown = shown
        if self.display is not None:
            self.display.show_view(shown)

    def show_practice(self, *, practising: bool) -> None:
        """Whether nothing counts now."""
        self._practising = practising
        if self.display is not None:
            self.display.show_practice(practising=practising)

    def put(self, where: str) -> None:
        """Put the display where the settings want it: "off", "screen" or "window"."""
        if self._screens is None:
            if where == "off":
                return
            from openpos.ui.customer_display import CustomerDisplay, CustomerScreens

            self.display = CustomerDisplay(self._shop_name)
            self._screens = CustomerScreens(self.display, self._register.screen)
            self.display.show_view(self._shown)
            self.display.show_practice(practising=self._practising)
        self._screens.put(where)

    def close(self) -> None:
        """Take it off its screen for good."""
        if self._screens is not None:
            self._screens.close()
