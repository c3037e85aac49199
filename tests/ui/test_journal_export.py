"""Exporting the journal beside the reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from openpos.domain.permission import Person
from openpos.register.journal_files import Exported, JournalFiles
from openpos.register.sie import Period
from openpos.ui.screens.days.presenter import DaysPresenter, DaysShown
from openpos.ui.screens.reports.view import ReportsPage
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.journal_schema import complaints_of
from tests.fixtures.lending import lend_by_manager, lend_by_nobody
from tests.fixtures.pages import seen, words_on
from tests.fixtures.till import Till, changed

Shown = DaysShown[Period, Exported]
DAYS = Period(date(2026, 11, 1), date(2026, 11, 20))


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, *, by: str = "Butikschef", lends: bool = False) -> None:
        self.shown: list[Shown] = [DaysShown()]
        self.lane = SlowLane()
        self.closing = False
        self.meanwhile: Callable[[], object] = lambda: None
        self.exports = JournalFiles(till.store, till.clock)
        self.presenter = DaysPresenter[Period, Exported](
            self.shown.append,
            run=self.lane.run,
            suggested=self.exports.suggested,
            look=lambda period: period,
            write=self._write,
            closing=lambda: self.closing,
            person=lambda: till.staff.named(by) if by else None,
            lend=lend_by_manager(till) if lends else lend_by_nobody,
        )

    def _write(
        self,
        path: Path,
        period: Period,
        person: Person,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Exported | None:
        def told(done: int, whole: int) -> None:
            progress(done, whole)
            self.meanwhile()

        return self.exports.write(path, period, person, told, cancelled)

    def begin(self) -> None:
        self.presenter.begin()
        self.lane.go_on()

    @property
    def last(self) -> Shown:
        return self.shown[-1]


def test_this_month_is_suggested_and_exported(register: Till, tmp_path: Path) -> None:
    screen = Screen(register)
    screen.begin()
    assert (screen.last.period, screen.last.may_write) == (DAYS, True)
    file = tmp_path / "journal.xml"
    screen.presenter.write(str(file))
    assert (screen.last.busy, screen.last.may_write) == (True, False)
    screen.presenter.write(str(tmp_path / "second.xml"))
    screen.presenter.choose("2026-01-01", "2026-01-01")
    assert not screen.presenter.leave(), "it goes on"
    screen.presenter.begin()
    screen.meanwhile = screen.presenter.tick
    screen.lane.go_on()
    assert [(shown.done, shown.whole) for shown in screen.shown if shown.whole] == [(0, 3), (3, 3)]
    exported = screen.last.made
    assert exported is not None
    assert (exported.file, exported.period, exported.size) == (str(file), DAYS, file.stat().st_size)
    assert complaints_of(file.read_bytes()) == []
    assert not (tmp_path / "second.xml").exists()
    screen.presenter.tick()
    assert screen.last.made == exported
    screen.presenter.write(str(file))
    screen.lane.go_on()
    assert "already" in str(screen.last.trouble)
    assert screen.last.may_write
    assert screen.presenter.leave()
    assert not screen.presenter.leave()


@pytest.mark.parametrize("how", ["stop", "close"])
def test_it_is_stopped_without_a_trace(register: Till, tmp_path: Path, how: str) -> None:
    screen = Screen(register)
    screen.presenter.stop()
    screen.begin()
    screen.presenter.write(str(tmp_path / "journal.xml"))
    if how == "stop":
        screen.presenter.stop()
        assert screen.last.stopping
    screen.closing = how == "close"
    screen.lane.go_on()
    assert (screen.last.stopped, screen.last.made, screen.last.may_write) == (True, None, True)
    assert list(tmp_path.iterdir()) == []
    screen.closing = False
    screen.presenter.write(str(tmp_path / "journal.xml"))
    screen.lane.go_on()
    assert screen.last.made is not None, "the next one is not stopped"


def test_who_may_not_needs_somebody_who_may(register: Till, tmp_path: Path) -> None:
    for by, lends, there in (("", False, False), ("Kassör", False, False), ("Kassör", True, True)):
        screen = Screen(register, by=by, lends=lends)
        screen.begin()
        screen.presenter.write(str(tmp_path / "journal.xml"))
        screen.lane.go_on()
        assert (tmp_path / "journal.xml").exists() == there


# ------------------------------------------------------------------------------------------------------------ the page


def page_of(qtbot: QtBot, place: Workplace) -> ReportsPage:
    """The page, shown to the manager and read."""
    place.person = place.till.staff.named("Butikschef")
    page = seen(qtbot, ReportsPage(place.desk))
    qtbot.waitUntil(lambda: page._reports.loaded)
    page.activateWindow()
    return page


def test_the_journal_is_exported_by_keyboard(qtbot: QtBot, place: Workplace, tmp_path: Path) -> None:
    page = page_of(qtbot, place)
    QTest.keyClick(page, Qt.Key.Key_F8)
    side = page.journal
    assert side.isVisible(), "also where no report was made yet"
    qtbot.waitUntil(side.save.isEnabled)
    assert (side.first.text(), side.last.text()) == ("2026-11-01", "2026-11-20")
    assert side.first.selectedText() == "2026-11-01", "written over at once"
    side.first.setText("20 november")
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert "“20 november” is not a date. Write it like 2026-12-01." in words_on(page)
    assert not page.findChildren(QFileDialog)
    side.first.setText("2026-11-20")
    side.first.editingFinished.emit()
    QTest.keyClick(page, Qt.Key.Key_F9)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Journal 2026-11-20 to 2026-11-20.xml")
    file = tmp_path / "journal.xml"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    page.activateWindow()
    qtbot.waitUntil(lambda: "exported." in words_on(page))
    assert str(file) in words_on(page)
    assert complaints_of(file.read_bytes()) == []
    assert place.till.kinds()[-1] == "other_report"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == [], "back to the reports first"
    assert not side.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == ["checkout"]


def test_it_goes_on_while_other_pages_are_shown_and_is_stopped_by_a_key(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    page = page_of(qtbot, place)
    next(key for key in page.to_journal if key.isVisible()).click()
    side = page.journal
    qtbot.waitUntil(side.save.isEnabled)
    side._show(DaysShown(asked=True, period=DAYS, busy=True, done=12_000, whole=500_000))
    assert "12 000 of 500 000 rows" in words_on(page)
    assert (side.stop.isVisible(), side.leave.isVisible(), side.save.isEnabled()) == (True, False, False)
    side._show(DaysShown(asked=True, period=DAYS, busy=True, stopping=True))
    assert "Looking …" in words_on(page)
    assert not side.stop.isEnabled()
    side._show(DaysShown(asked=True, period=DAYS, stopped=True))
    assert "No file was written." in words_on(page)
    side.presenter.write(str(tmp_path / "journal.xml"))
    assert side._shown.busy
    page._rows.chosen.emit("the report that is looked at instead")
    assert page._beside.currentWidget() is not side
    qtbot.waitUntil(lambda: not side._shown.busy)
    assert not place.desk.toast.isHidden(), "told where the person is"
    side.presenter.write(str(tmp_path / "journal.xml"))
    qtbot.waitUntil(lambda: not side._shown.busy)
    next(key for key in page.to_journal if key.isVisible()).click()
    assert "already" in words_on(page)
    side.leave.click()
    assert page._beside.currentWidget() is not side


def test_a_damaged_journal_is_told_on_the_page(qtbot: QtBot, place: Workplace, tmp_path: Path) -> None:
    changed(place.till.path, "DROP TRIGGER journal_no_update")
    changed(place.till.path, "UPDATE journal SET cashier = 'X' WHERE kind = 'shift_opened'")
    page = page_of(qtbot, place)
    next(key for key in page.to_journal if key.isVisible()).click()
    qtbot.waitUntil(page.journal.save.isEnabled)
    page.journal.presenter.write(str(tmp_path / "gone" / "journal.xml"))
    qtbot.waitUntil(lambda: "The folder of" in words_on(page))
    page.journal.presenter.write(str(tmp_path / "journal.xml"))
    qtbot.waitUntil(lambda: "The journal is damaged." in words_on(page))
    assert "was exported" in words_on(page)
