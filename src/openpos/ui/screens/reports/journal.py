"""Decides how the journal is exported: which days, how far it is, and what became of it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.register.journal_files import Exported
from openpos.register.sie import Period
from openpos.ui.screens.asked import Lend, Run, run_permitted
from openpos.ui.screens.days import period_of


@dataclass(frozen=True, slots=True)
class JournalShown:
    """What stands beside the reports while the journal is to be exported."""

    asked: bool = False
    """Whether somebody wants to export it."""
    period: Period | None = None
    """None before days were suggested."""
    wrong: str = ""
    """The day that `trouble` is about: `first` or `last`; empty where it is about something else."""
    busy: bool = False
    done: int = 0
    """Rows of the journal that are written."""
    whole: int = 0
    """How many there are; 0 while nobody knows."""
    stopping: bool = False
    stopped: bool = False
    """Whether the last one was stopped."""
    exported: Exported | None = None
    trouble: OpenPosError | None = None

    @property
    def may_export(self) -> bool:
        """Whether the days are some and nothing is under way."""
        return not self.busy and not self.wrong and self.period is not None


class Write(Protocol):
    """`JournalFiles.write`."""

    def __call__(
        self,
        path: Path,
        period: Period,
        person: Person,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Exported | None: ...


class JournalPresenter:
    """GUI thread only; what blocks goes out by `run`, on a lane of its own."""

    def __init__(
        self,
        show: Callable[[JournalShown], None],
        *,
        run: Run,
        suggested: Callable[[], Period],
        write: Write,
        closing: Callable[[], bool],
        person: Callable[[], Person | None],
        lend: Lend,
    ) -> None:
        """`write` blocks for long. `closing`, asked on the lane, tells whether the program ends."""
        self._show = show
        self._run = run
        self._suggested = suggested
        self._write = write
        self._closing = closing
        self._person = person
        self._lend = lend
        self._shown = JournalShown()
        self._stop = False
        # Written on the lane, read on the GUI thread: one pair, taken as a whole.
        self._reached = (0, 0)

    def begin(self) -> None:
        """Suggest days; what is under way goes on and is shown."""
        if not self._shown.asked:
            self._put(JournalShown(asked=True, period=self._suggested()))

    def leave(self) -> bool:
        """Give it up where it is not under way; answers whether somebody wanted to."""
        if not self._shown.asked or self._shown.busy:
            return False
        self._put(JournalShown())
        return True

    def choose(self, first: str, last: str) -> None:
        """Export these days, written like 2026-12-01."""
        if self._shown.busy:
            return
        period, wrong, trouble = period_of(first, last)
        if trouble is not None:
            self._put(replace(self._shown, wrong=wrong, trouble=trouble, exported=None, stopped=False))
        elif period != self._shown.period or self._shown.wrong:
            self._put(JournalShown(asked=True, period=period))

    def export(self, file: str) -> None:
        """Write what was registered on the chosen days into this file."""
        period, person = self._shown.period, self._person()
        if not self._shown.may_export or period is None or person is None:
            return
        self._stop, self._reached = False, (0, 0)
        self._put(JournalShown(asked=True, period=period, busy=True))
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._write(Path(file), period, who, self._tell, self._cancelled),
            self._done,
            self._failed,
        )

    def stop(self) -> None:
        """Stop it: nothing of the file is left."""
        if self._shown.busy:
            self._stop = True
            self._put(replace(self._shown, stopping=True))

    def tick(self) -> None:
        """Show how far it is; called now and then while it is seen."""
        if self._shown.busy:
            done, whole = self._reached
            self._put(replace(self._shown, done=done, whole=whole))

    def _tell(self, done: int, whole: int) -> None:
        self._reached = (done, whole)

    def _cancelled(self) -> bool:
        return self._stop or self._closing()

    def _done(self, exported: Exported | None) -> None:
        self._put(JournalShown(asked=True, period=self._shown.period, exported=exported, stopped=exported is None))

    def _failed(self, error: OpenPosError) -> None:
        self._put(JournalShown(asked=True, period=self._shown.period, trouble=error))

    def _put(self, shown: JournalShown) -> None:
        self._shown = shown
        self._show(shown)
