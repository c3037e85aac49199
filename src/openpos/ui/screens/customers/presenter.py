"""Decides which customers are shown, and has them fetched when a person asks for it. Knows no Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.customer import Customer
from openpos.domain.errors import OpenPosError
from openpos.sync.customer_list import Standing
from openpos.sync.pull import Progress, Pulled
from openpos.ui.screens.asked import Run

FOUND_AT_MOST = 100
"""More are not read through; one letter more finds whoever is meant."""


@dataclass(frozen=True, slots=True)
class CustomersShown:
    """What the page shows."""

    standing: Standing | None = None
    sought: str = ""
    found: tuple[Customer, ...] = ()
    chosen: Customer | None = None
    fetching: bool = False
    cancelled: bool = False
    came: int = 0
    of: int = 0
    """How many customers have come, and how many there are; 0 before Spiris has said."""
    pulled: Pulled | None = None
    """How the last fetch went."""
    trouble: OpenPosError | None = None


class CustomersPresenter:
    """GUI thread only; what blocks goes out by `run`, a lane of its own."""

    def __init__(
        self,
        show: Callable[[CustomersShown], None],
        *,
        run: Run,
        standing: Callable[[], Standing],
        search: Callable[[str, int], Sequence[Customer]],
        fetch: Callable[[Progress, threading.Event], Pulled],
        stop: Callable[[], None],
    ) -> None:
        """`standing` and `search` are short reads; `fetch` blocks, and `stop` breaks it off."""
        self._show = show
        self._run = run
        self._standing = standing
        self._search = search
        self._fetch = fetch
        self._stop = stop
        self._cancel = threading.Event()
        self._progress = (0, 0)
        self._shown = CustomersShown()

    def refresh(self) -> None:
        """Read how it is, and the customers that are shown."""
        try:
            self._put(replace(self._shown, standing=self._standing()))
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error))
        self.search(self._shown.sought)

    def search(self, sought: str) -> None:
        """Show the customers a person means; the first ones by name where nothing is sought."""
        try:
            found = tuple(self._search(sought, FOUND_AT_MOST))
        except OpenPosError as error:
            self._put(replace(self._shown, sought=sought, found=(), chosen=None, trouble=error))
            return
        before = self._shown.chosen
        kept = next((one for one in found if before is not None and one.id == before.id), None)
        self._put(replace(self._shown, sought=sought, found=found, chosen=kept or next(iter(found), None)))

    def choose(self, customer_id: str) -> None:
        """Show this customer's details."""
        chosen = next((one for one in self._shown.found if one.id == customer_id), None)
        if chosen is not None:
            self._put(replace(self._shown, chosen=chosen))

    def fetch(self) -> None:
        """Have what changed fetched now; a second touch does nothing."""
        if self._shown.fetching:
            return
        self._cancel = cancel = threading.Event()
        self._progress = (0, 0)
        self._put(replace(self._shown, fetching=True, cancelled=False, came=0, of=0, pulled=None, trouble=None))
        self._run(lambda: self._fetch(self._has_come, cancel), self._fetched, self._not_fetched)

    def cancel(self) -> None:
        """Stop after the page that is under way; the rest comes the next time."""
        if self._shown.fetching:
            self._cancel.set()
            self._put(replace(self._shown, cancelled=True))

    def give_up(self) -> None:
        """The program ends."""
        self._cancel.set()
        if self._shown.fetching:
            self._stop()

    def tick(self) -> None:
        """Show how far it is."""
        came, of = self._progress
        if self._shown.fetching and (came, of) != (self._shown.came, self._shown.of):
            self._put(replace(self._shown, came=came, of=of))

    def _has_come(self, came: int, of: int) -> None:
        """On the lane: only noted, so that a thousand pages are no thousand repaints."""
        self._progress = (came, of)

    def _fetched(self, pulled: Pulled) -> None:
        self._put(replace(self._shown, fetching=False, pulled=pulled))
        self.refresh()

    def _not_fetched(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, fetching=False, trouble=error))
        self.refresh()

    def _put(self, shown: CustomersShown) -> None:
        self._shown = shown
        self._show(shown)
