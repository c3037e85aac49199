"""What a completed write has changed, told once to every screen that shows it. Knows no Qt; GUI thread only."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import Flag, auto


class Changed(Flag):
    """What may have changed. A write says all of its kinds at once."""

    BASKET = auto()
    RECEIPTS = auto()
    SHIFT = auto()
    ARTICLES = auto()
    PRINT_JOBS = auto()
    DELIVERIES = auto()
    """Electronic receipts and how they stand."""
    STAFF = auto()
    SETTINGS = auto()
    DEVICES = auto()
    SPIRIS = auto()
    """The connection to Spiris, and what goes there."""


NOTHING = Changed(0)


class Subscription:
    """One screen's interest. While the screen is hidden it only grows stale; `shown` brings it up to date."""

    def __init__(self, changes: Changes, flags: Changed, refresh: Callable[[Changed], None], *, visible: bool) -> None:
        self._changes = changes
        self._flags = flags
        self._refresh = refresh
        self._visible = visible
        # A screen that was never shown has everything to learn.
        self._stale = NOTHING if visible else flags

    @property
    def stale(self) -> Changed:
        """What has changed while nobody looked."""
        return self._stale

    def shown(self) -> None:
        """The screen is seen now: refreshes it at once if it is stale."""
        self._visible = True
        if self._stale:
            stale, self._stale = self._stale, NOTHING
            self._refresh(stale)

    def hidden(self) -> None:
        """The screen is no longer seen."""
        self._visible = False

    def cancel(self) -> None:
        """No more news, not even of an announcement that is going round now."""
        self._flags = self._stale = NOTHING
        self._changes._forget(self)  # noqa: SLF001 - the two are one mechanism

    def _hear(self, flags: Changed) -> None:
        mine = flags & self._flags
        if not mine:
            return
        if self._visible:
            self._refresh(mine)
        else:
            self._stale |= mine


class Changes:
    """Where writes announce and screens subscribe."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []
        self._waiting: deque[Changed] = deque()

    def subscribe(self, flags: Changed, refresh: Callable[[Changed], None], *, visible: bool = True) -> Subscription:
        """Call `refresh` with those of `flags` that have changed, each time they have."""
        subscription = Subscription(self, flags, refresh, visible=visible)
        self._subscriptions.append(subscription)
        return subscription

    def announce(self, flags: Changed) -> None:
        """Tell every subscriber. One made while another goes round waits its turn, so all hear them in one order."""
        self._waiting.append(flags)
        if len(self._waiting) > 1:
            return
        try:
            while self._waiting:
                for subscription in tuple(self._subscriptions):
                    subscription._hear(self._waiting[0])  # noqa: SLF001 - the two are one mechanism
                self._waiting.popleft()
        except BaseException:
            self._waiting.clear()  # or no later announcement would ever go out
            raise

    def _forget(self, subscription: Subscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)
