"""Decides which days go into a file, how far it is, and what became of it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import shown
from openpos.domain.permission import Person
from openpos.register.sie import Period
from openpos.ui.screens.asked import Lend, Run, run_permitted

Held = TypeVar("Held")
"""What a file of some days would hold."""
Made = TypeVar("Made")
"""A file that was written."""


@dataclass(frozen=True, slots=True)
class DaysShown(Generic[Held, Made]):
    """What stands beside a list while days are to be written to a file."""

    asked: bool = False
    """Whether somebody wants to."""
    period: Period | None = None
    """None before days were suggested."""
    held: Held | None = None
    """What is in these days; None while it is looked up and where there is nothing to write."""
    wrong: str = ""
    """The day that `trouble` is about: `first` or `last`; empty where it is about something else."""
    busy: bool = False
    done: int = 0
    """Rows that are written."""
    whole: int = 0
    """How many there are; 0 while nobody knows."""
    stopping: bool = False
    stopped: bool = False
    """Whether the last one was stopped."""
    made: Made | None = None
    trouble: OpenPosError | None = None

    @property
    def may_write(self) -> bool:
        """Whether the days are some, nothing is under way, and nobody knows that nothing is in them."""
        known_as_nothing = self.held is None and self.trouble is not None
        return self.period is not None and not (self.busy or self.wrong or known_as_nothing)


Write = Callable[[Path, Period, Person, Callable[[int, int], None], Callable[[], bool]], Made | None]
"""Write a file as this person, telling how far it is (rows done, and all of them) and asking whether it is cancelled:
then None.
"""


class DaysPresenter(Generic[Held, Made]):
    """GUI thread only; what blocks goes out by `run`, on a lane of its own."""

    def __init__(
        self,
        show: Callable[[DaysShown[Held, Made]], None],
        *,
        run: Run,
        suggested: Callable[[], Period],
        look: Callable[[Period], Held],
        write: Write[Made],
        closing: Callable[[], bool],
        person: Callable[[], Person | None],
        lend: Lend,
    ) -> None:
        """`suggested`, `look` (raises Refused where there is nothing to write) and `write` block, the last for long.
        `closing`, asked on the lane, tells whether the program ends.
        """
        self._show = show
        self._run = run
        self._suggested = suggested
        self._look = look
        self._write = write
        self._closing = closing
        self._person = person
        self._lend = lend
        self._shown: DaysShown[Held, Made] = DaysShown()
        self._stop = False
        # Written on the lane, read on the GUI thread: one pair, taken as a whole.
        self._reached = (0, 0)

    def begin(self) -> None:
        """Suggest days; what is under way goes on and is shown."""
        if not self._shown.asked:
            self._put(DaysShown(asked=True))
            self._run(self._suggested, self._take, self._failed)

    def leave(self) -> bool:
        """Give it up where it is not under way; answers whether somebody wanted to."""
        if not self._shown.asked or self._shown.busy:
            return False
        self._put(DaysShown())
        return True

    def choose(self, first: str, last: str) -> None:
        """Take these days, written like 2026-12-01."""
        if self._shown.busy:
            return
        period, wrong, trouble = _period_of(first, last)
        if period is None:
            self._put(replace(self._shown, wrong=wrong, trouble=trouble, made=None, stopped=False))
        elif period != self._shown.period or self._shown.wrong:
            self._take(period)

    def write(self, file: str) -> None:
        """Write the chosen days into this file."""
        period, person = self._shown.period, self._person()
        if not self._shown.may_write or period is None or person is None:
            return
        self._stop, self._reached = False, (0, 0)
        self._put(DaysShown(asked=True, period=period, held=self._shown.held, busy=True))
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._write(Path(file), period, who, self._tell, self._cancelled),
            lambda made: self._put(replace(self._after(), made=made, stopped=made is None)),
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

    def _take(self, period: Period) -> None:
        if not self._shown.asked:
            return

        def still() -> bool:
            return self._shown.period == period and not self._shown.wrong

        def looked(held: Held) -> None:
            if still():
                self._put(replace(self._shown, held=held))

        def nothing(trouble: OpenPosError) -> None:
            if still() and not self._shown.busy:
                self._put(replace(self._shown, trouble=trouble))

        self._put(DaysShown(asked=True, period=period))
        self._run(lambda: self._look(period), looked, nothing)

    def _after(self) -> DaysShown[Held, Made]:
        return DaysShown(asked=True, period=self._shown.period, held=self._shown.held)

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._after(), trouble=error))

    def _put(self, shown: DaysShown[Held, Made]) -> None:
        self._shown = shown
        self._show(shown)


def _period_of(first: str, last: str) -> tuple[Period | None, str, Refused | None]:
    """The days, written like 2026-12-01; or else None, which of them is wrong, `first` or `last`, and why."""
    days = []
    for name, text in (("first", first), ("last", last)):
        try:
            days.append(date.fromisoformat(text.strip()))
        except ValueError:
            return None, name, Refused("“{day}” is not a date.", "Write it like 2026-12-01.", day=shown(text))
    if days[0] > days[1]:
        return None, "last", Refused("The last day is before the first.", "Write a later one.")
    return Period(*days), "", None
