"""Decides what the reports page shows: the Z reports, the one that is looked at, and an X report made now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Permission, Person
from openpos.domain.report import Report, Shift
from openpos.ui.screens.asked import Lend, Run, run_permitted
from openpos.ui.screens.report_picture import Picture

PAGE_SIZE = 50
"""So many Z reports are fetched at once: two months of days."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report with the id under which it is kept."""

    id: str
    report: Report


@dataclass(frozen=True, slots=True)
class Reports:
    """What the page shows."""

    z_reports: tuple[KeptReport, ...] = ()
    """Newest first."""
    more: bool = False
    """Whether there are older ones that were not fetched yet."""
    shift_open: bool = False
    chosen: KeptReport | None = None
    picture: Picture | None = None
    busy: bool = False
    loaded: bool = False
    queued: bool = False
    """Whether the chosen report was just queued for printing."""
    trouble: OpenPosError | None = None


class ReportsPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[Reports], None],
        *,
        run: Run,
        z_reports: Callable[[int, int | None], list[tuple[str, Report]]],
        current: Callable[[], Shift | None],
        x_report: Callable[[str, str], Report],
        print_report: Callable[[str], None],
        picture: Callable[[Report], Picture],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        lend: Lend,
        printed: Callable[[], None],
    ) -> None:
        """`z_reports` takes how many, and the number before which they lie. `x_report` and `print_report` block.
        `printed` is called when a paper was queued.
        """
        self._show = show
        self._run = run
        self._z_reports = z_reports
        self._current = current
        self._x_report = x_report
        self._print_report = print_report
        self._picture = picture
        self._new_id = new_id
        self._person = person
        self._lend = lend
        self._printed = printed
        self._reports = Reports()

    def refresh(self) -> None:
        """Fetch the newest reports; what is looked at stays."""
        self._put(replace(self._reports, shift_open=self._current() is not None, trouble=None, queued=False))
        self._run(lambda: self._z_reports(PAGE_SIZE + 1, None), lambda found: self._found(found, ()), self._failed)

    def older(self) -> None:
        """Fetch the next older reports."""
        there = self._reports.z_reports
        if self._reports.busy or not self._reports.more or not there:
            return
        self._put(replace(self._reports, busy=True))
        last = there[-1].report.number
        self._run(lambda: self._z_reports(PAGE_SIZE + 1, last), lambda found: self._found(found, there), self._failed)

    def choose(self, report_id: str) -> None:
        """Look at one of the Z reports."""
        if self._reports.chosen is not None and self._reports.chosen.id == report_id:
            return
        for kept in self._reports.z_reports:
            if kept.id == report_id:
                self._look_at(kept)

    def make_x_report(self) -> None:
        """Make an X report of the open shift and look at it; a second touch while it is made makes no second one."""
        person = self._person()
        if self._reports.busy or person is None:
            return
        report_id = self._new_id()
        self._put(replace(self._reports, busy=True, trouble=None, queued=False))

        def work(as_person: Person) -> Report:
            as_person.must_be_allowed(Permission.X_REPORT)
            return self._x_report(report_id, as_person.name)

        def made(report: Report) -> None:
            self._look_at(KeptReport(report_id, report))

        run_permitted(self._run, self._lend, person, work, made, self._failed)

    def print_chosen(self) -> None:
        """Put the report that is looked at on paper."""
        chosen = self._reports.chosen
        if chosen is None or self._reports.busy:
            return
        self._put(replace(self._reports, busy=True, trouble=None))
        self._run(lambda: self._print_report(chosen.id), self._is_queued, self._failed)

    def _found(self, found: list[tuple[str, Report]], before: tuple[KeptReport, ...]) -> None:
        kept = tuple(KeptReport(report_id, report) for report_id, report in found[:PAGE_SIZE])
        self._put(replace(self._reports, z_reports=before + kept, more=len(found) > PAGE_SIZE, busy=False, loaded=True))
        if self._reports.chosen is None and kept:
            self._look_at(kept[0])

    def _look_at(self, kept: KeptReport) -> None:
        self._put(replace(self._reports, chosen=kept, picture=None, busy=False, trouble=None, queued=False))

        def drawn(picture: Picture) -> None:
            if self._reports.chosen is not None and self._reports.chosen.id == kept.id:
                self._put(replace(self._reports, picture=picture))

        self._run(lambda: self._picture(kept.report), drawn, self._failed)

    def _is_queued(self, _nothing: None) -> None:
        self._put(replace(self._reports, busy=False, queued=True))
        self._printed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._reports, busy=False, loaded=True, trouble=error))

    def _put(self, reports: Reports) -> None:
        self._reports = reports
        self._show(reports)
