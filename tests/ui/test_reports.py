"""X reports now, and the Z reports of days gone by."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.domain.permission import NotPermitted, Permission
from openpos.domain.report import Report
from openpos.ui.screens.asked import Lend
from openpos.ui.screens.report_picture import Picture
from openpos.ui.screens.reports.presenter import PAGE_SIZE, Reports, ReportsPresenter
from openpos.ui.screens.reports.view import page
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import forbid, lend_by_manager, lend_by_nobody
from tests.fixtures.till import Till


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, lend: Lend | None = None) -> None:
        self.shown: list[Reports] = []
        self.queued = 0
        self.lane = SlowLane()
        self.presenter = ReportsPresenter(
            self.shown.append,
            run=self.lane.run,
            z_reports=lambda limit, before: till.shifts.z_reports(limit=limit, before=before),
            current=till.shifts.current,
            x_report=lambda report_id, cashier: till.shifts.x_report(report_id, cashier, paper=False),
            print_report=till.shifts.print_report,
            picture=self._picture,
            new_id=till.new_id,
            person=lambda: till.cashier,
            lend=lend or lend_by_manager(till),
            printed=self._printed,
        )
        self.presenter.refresh()
        self.lane.go_on()

    def _picture(self, report: Report) -> Picture:
        return Picture(b"", str(report.number))

    def _printed(self) -> None:
        self.queued += 1

    @property
    def now(self) -> Reports:
        return self.shown[-1]

    @property
    def numbers(self) -> list[int | None]:
        return [kept.report.number for kept in self.now.z_reports]


def test_an_empty_register_has_nothing_to_look_at(register: Till) -> None:
    screen = Screen(register)
    assert screen.now.loaded
    assert screen.now.z_reports == ()
    assert screen.now.chosen is None
    assert screen.now.shift_open


def test_the_newest_report_is_looked_at_first(register: Till) -> None:
    register.close_shift()
    register.open_shift()
    register.close_shift()
    screen = Screen(register)
    assert screen.numbers == [2, 1]
    assert screen.now.picture == Picture(b"", "2")
    screen.presenter.choose(screen.now.z_reports[1].id)
    screen.lane.go_on()
    assert screen.now.picture == Picture(b"", "1")


def test_a_late_picture_does_not_replace_a_newer_choice(register: Till) -> None:
    register.close_shift()
    register.open_shift()
    register.close_shift()
    screen = Screen(register)
    newest, oldest = screen.now.z_reports
    screen.presenter.choose(oldest.id)
    screen.presenter.choose(newest.id)
    screen.lane.go_on()
    assert screen.now.chosen == newest
    assert screen.now.picture == Picture(b"", "2")


def test_older_reports_are_fetched_when_asked_for(register: Till) -> None:
    register.close_shift()
    for _ in range(PAGE_SIZE + 1):
        register.open_shift()
        register.close_shift()
    screen = Screen(register)
    assert len(screen.numbers) == PAGE_SIZE
    assert screen.now.more
    screen.presenter.older()
    screen.presenter.older()
    screen.lane.go_on()
    assert screen.numbers == list(range(PAGE_SIZE + 2, 0, -1))
    assert not screen.now.more


def test_two_touches_make_one_x_report(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.make_x_report()
    screen.presenter.make_x_report()
    screen.lane.go_on()
    assert register.kinds().count("x_report") == 1
    assert screen.now.chosen is not None
    assert screen.now.chosen.report.number is None
    assert register.shifts.current() is not None


def test_an_x_report_without_a_shift_is_refused_in_a_sentence(register: Till) -> None:
    register.close_shift()
    screen = Screen(register)
    screen.presenter.make_x_report()
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, Refused)
    assert not screen.now.busy


def test_reports_are_shown_and_printed(qtbot: QtBot, place: Workplace) -> None:
    place.till.sell(place.till.paid(place.till.scanned("Ägg", "Turkisk yogurt")), paper=False)
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    assert shown._places.currentIndex() == 1, "an empty page teaches"  # type: ignore[attr-defined]
    shown._x.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "X-RAPPORT" in shown._paper.accessibleDescription().replace(" ", ""))  # type: ignore[attr-defined]
    assert "102,80" in shown._paper.accessibleDescription()  # type: ignore[attr-defined]
    shown._print.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer is not None
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)


def test_an_x_report_needs_the_permission_or_somebody_who_lends_it(register: Till) -> None:
    forbid(register, Permission.X_REPORT)
    screen = Screen(register)
    screen.presenter.make_x_report()
    screen.lane.go_on()

    assert screen.now.chosen is not None
    assert register.kinds().count("permission_lent") == 1


def test_nobody_lends_and_no_x_report_is_made(register: Till) -> None:
    forbid(register, Permission.X_REPORT)
    screen = Screen(register, lend_by_nobody)
    screen.presenter.make_x_report()
    screen.lane.go_on()

    assert isinstance(screen.now.trouble, NotPermitted)
    assert not screen.now.busy
    assert "x_report" not in register.kinds()
