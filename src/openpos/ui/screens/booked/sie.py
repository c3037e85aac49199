"""Decides what is saved as a SIE file: which days, and what became of it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.register.sie import Inside, Period, Written
from openpos.ui.screens.asked import Lend, Run, run_permitted
from openpos.ui.screens.days import period_of


@dataclass(frozen=True, slots=True)
class SieShown:
    """What stands beside the list while a file is to be saved."""

    asked: bool = False
    """Whether somebody wants to save one."""
    period: Period | None = None
    """None before days were suggested."""
    wrong: str = ""
    """The day that `trouble` is about: `first` or `last`; empty where it is about something else."""
    inside: Inside | None = None
    """What was closed on these days; None while it is read."""
    busy: bool = False
    written: Written | None = None
    trouble: OpenPosError | None = None

    @property
    def may_save(self) -> bool:
        """Whether there is something to save."""
        return not self.busy and not self.wrong and self.inside is not None and self.inside.vouchers > 0


class SiePresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[SieShown], None],
        *,
        run: Run,
        suggested: Callable[[], Period],
        inside: Callable[[Period], Inside],
        write: Callable[[Path, Period, Person], Written],
        person: Callable[[], Person | None],
        lend: Lend,
    ) -> None:
        """`suggested`, `inside` and `write` block."""
        self._show = show
        self._run = run
        self._suggested = suggested
        self._inside = inside
        self._write = write
        self._person = person
        self._lend = lend
        self._shown = SieShown()

    def begin(self) -> None:
        """Suggest days."""
        if self._shown.busy:
            return
        self._put(SieShown(asked=True))
        self._run(self._suggested, self._take, self._failed)

    def leave(self) -> bool:
        """Give it up; answers whether somebody wanted to."""
        asked = self._shown.asked
        if asked:
            self._put(SieShown())
        return asked

    def choose(self, first: str, last: str) -> None:
        """Save these days, written like 2026-12-01."""
        period, wrong, trouble = period_of(first, last)
        if period is None:
            self._put(replace(self._shown, wrong=wrong, trouble=trouble, written=None))
        elif period != self._shown.period or self._shown.wrong:
            self._take(period)

    def save(self, file: str) -> None:
        """Write what was closed on the chosen days into this file."""
        period, person = self._shown.period, self._person()
        if not self._shown.may_save or period is None or person is None:
            return
        self._put(replace(self._shown, busy=True, written=None, trouble=None))
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._write(Path(file), period, who),
            lambda written: self._put(replace(self._shown, busy=False, written=written)),
            self._failed,
        )

    def _take(self, period: Period) -> None:
        if not self._shown.asked:
            return

        def come(inside: Inside) -> None:
            if self._shown.period == period:
                self._put(replace(self._shown, inside=inside))

        self._put(replace(self._shown, period=period, wrong="", inside=None, written=None, trouble=None))
        self._run(lambda: self._inside(period), come, self._failed)

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, wrong="", trouble=error))

    def _put(self, shown: SieShown) -> None:
        self._shown = shown
        self._show(shown)
