"""Decides which changes of the register's programming are shown. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.register.programming import Area, Change
from openpos.ui.screens.asked import Run

PAGE_SIZE = 50
"""So many changes are fetched at once."""

Newest = Callable[[Area | None, str, int | None, int], Sequence[Change]]
"""`register.programming.History.newest`; blocks for milliseconds."""


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """What the page shows."""

    changes: tuple[Change, ...] = ()
    """Newest first."""
    area: Area | None = None
    """None for all."""
    sought: str = ""
    more: bool = False
    loaded: bool = False
    trouble: OpenPosError | None = None


class HistoryPresenter:
    """GUI thread only; what reads goes out by `read`."""

    def __init__(self, show: Callable[[HistoryShown], None], *, read: Run, newest: Newest) -> None:
        self._show = show
        self._read = read
        self._newest = newest
        self._shown = HistoryShown()
        self._turn = 0
        """Counts what was asked for: what comes home of an earlier turn is no answer any more."""

    def refresh(self) -> None:
        """Read what is shown anew, so many as there were."""
        self._fetch(self._shown, max(PAGE_SIZE, len(self._shown.changes)))

    def choose(self, area: str) -> None:
        """Changes of one area only; of all where it is empty."""
        self._fetch(replace(self._shown, area=Area(area) if area else None), PAGE_SIZE)

    def search(self, sought: str) -> None:
        """Changes by people with these letters in their names, and of a day, month or year."""
        if sought != self._shown.sought:
            self._fetch(replace(self._shown, sought=sought), PAGE_SIZE)

    def older(self) -> None:
        """Fetch the next older ones."""
        now = self._shown
        if now.more:
            self._put(replace(now, more=False))
            self._fetch(now, PAGE_SIZE, after=now.changes)

    def _fetch(self, wanted: HistoryShown, count: int, after: tuple[Change, ...] = ()) -> None:
        self._turn += 1
        turn, before = self._turn, after[-1].seq if after else None

        def found(changes: Sequence[Change]) -> None:
            if turn == self._turn:
                whole, more = (*after, *changes[:count]), len(changes) > count
                self._put(replace(wanted, changes=whole, more=more, loaded=True, trouble=None))

        def failed(error: OpenPosError) -> None:
            if turn == self._turn:
                self._put(replace(wanted, trouble=error))

        self._shown = replace(self._shown, area=wanted.area, sought=wanted.sought)
        self._read(lambda: self._newest(wanted.area, wanted.sought, before, count + 1), found, failed)

    def _put(self, shown: HistoryShown) -> None:
        self._shown = shown
        self._show(shown)
