"""Saving closed days as a SIE file beside the list of Z reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from openpos.register.sie import Inside, Period, SieFiles, Written
from openpos.simulators.spiris import SpirisSimulator
from openpos.ui.screens.days.presenter import DaysPresenter, DaysShown
from tests.fixtures.carried import FIRST_DAY, Carried, carried
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import lend_by_manager, lend_by_nobody
from tests.fixtures.pages import booked_page, words_on
from tests.fixtures.till import Till

Shown = DaysShown[Inside, Written]


@pytest.fixture
def shop(register: Till) -> Iterator[Carried]:
    """The register, connected to a simulated Spiris."""
    with SpirisSimulator(now=register.clock) as simulator, carried(register, simulator) as one:
        yield one


def a_day(till: Till) -> None:
    if till.shifts.current() is None:
        till.open_shift()
    till.sell(till.paid(till.scanned("Ägg")))
    till.close_shift()


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, *, by: str = "Butikschef", lends: bool = False) -> None:
        self.shown: list[Shown] = [DaysShown()]
        self.lane = SlowLane()
        files = SieFiles(till.store, till.clock)
        self.presenter = DaysPresenter[Inside, Written](
            self.shown.append,
            run=self.lane.run,
            suggested=files.suggested,
            look=files.inside,
            write=lambda path, period, person, _progress, _cancelled: files.write(path, period, person),
            closing=lambda: False,
            person=lambda: till.staff.named(by) if by else None,
            lend=lend_by_manager(till) if lends else lend_by_nobody,
        )

    @property
    def last(self) -> Shown:
        return self.shown[-1]

    def begun(self) -> Shown:
        self.presenter.begin()
        self.lane.go_on()
        return self.last

    def chosen(self, first: str, last: str) -> Shown:
        self.presenter.choose(first, last)
        self.lane.go_on()
        return self.last


def test_days_are_suggested_and_what_is_in_them_is_shown_before_it_is_saved(shop: Carried, tmp_path: Path) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    shown = screen.begun()
    assert shown.period == Period(FIRST_DAY, FIRST_DAY)
    assert shown.held is not None
    assert (shown.held.vouchers, shown.held.sent, shown.held.amount.ore) == (1, 1, 9000)
    assert shown.may_write
    file = tmp_path / "days.si"
    screen.presenter.write(str(file))
    assert not screen.last.may_write, "a second touch writes no second one"
    screen.lane.go_on()
    written = screen.last.made
    assert written is not None
    assert (written.file, written.size, written.inside) == (str(file), file.stat().st_size, shown.held)
    screen.presenter.write(str(file))
    screen.lane.go_on()
    assert "already" in str(screen.last.trouble)
    assert (screen.last.made, screen.last.may_write) == (None, True)


@pytest.mark.parametrize(
    ("first", "last", "wrong", "said"),
    [
        ("2026-13-01", "2026-11-20", "first", "“2026-13-01” is not a date."),
        ("2026-11-20", "\x07i går" * 30, "last", "is not a date."),
        ("2026-11-20", "2026-11-19", "last", "The last day is before the first."),
    ],
)
def test_days_that_are_none_are_told_and_nothing_is_saved(
    shop: Carried, tmp_path: Path, first: str, last: str, wrong: str, said: str
) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    screen.begun()
    shown = screen.chosen(first, last)
    assert shown.wrong == wrong
    assert said in str(shown.trouble)
    assert "\x07" not in str(shown.trouble)
    screen.presenter.write(str(tmp_path / "days.si"))
    assert (len(screen.lane), shown.may_write) == (0, False)
    mended = screen.chosen(" 2026-11-20 ", "2026-11-20")
    assert (mended.wrong, mended.trouble, mended.may_write) == ("", None, True)


def test_days_without_a_closed_shift_can_t_be_saved(shop: Carried) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    screen.begun()
    shown = screen.chosen("2026-01-01", "2026-01-31")
    assert (shown.may_write, shown.held) == (False, None)
    assert "No day between 2026-01-01 and 2026-01-31 was closed." in str(shown.trouble)
    count = len(screen.shown)
    screen.chosen("2026-01-01", "2026-01-31")
    assert len(screen.shown) == count, "the same days are not read again"


def test_what_is_left_is_shown_no_more(shop: Carried) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    assert not screen.presenter.leave()
    screen.presenter.begin()
    assert screen.presenter.leave()
    screen.lane.go_on()
    assert screen.last == DaysShown()
    screen.begun()
    screen.presenter.choose("2026-01-01", "2026-01-31")
    screen.presenter.choose("2026-11-01", "2026-11-30")
    screen.lane.go_on()
    assert screen.last.held is not None
    assert (screen.last.period, screen.last.held.vouchers) == (Period(date(2026, 11, 1), date(2026, 11, 30)), 1)
    assert screen.last.trouble is None, "the days before are nobody's any more"


def test_what_is_being_saved_when_the_page_is_left_is_there_when_somebody_comes_back(
    shop: Carried, tmp_path: Path
) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    screen.begun()
    screen.presenter.write(str(tmp_path / "days.si"))
    assert not screen.presenter.leave(), "it goes on"
    assert screen.begun().made is not None


def test_days_that_became_wrong_while_they_were_looked_up_stay_wrong(shop: Carried) -> None:
    a_day(shop.till)
    screen = Screen(shop.till)
    screen.begun()
    for first in ("2026-11-01", "2026-01-01"):
        screen.presenter.choose(first, "2026-11-20" if first > "2026-10" else "2026-01-31")
        shown = screen.chosen("", "")
        assert (shown.wrong, shown.held, shown.may_write) == ("first", None, False)


def test_who_may_not_needs_somebody_who_may(shop: Carried, tmp_path: Path) -> None:
    a_day(shop.till)
    for by, lends, there in (("", False, False), ("Kassör", False, False), ("Kassör", True, True)):
        screen = Screen(shop.till, by=by, lends=lends)
        screen.begun()
        screen.presenter.write(str(tmp_path / "days.si"))
        screen.lane.go_on()
        assert (tmp_path / "days.si").exists() == there


# ------------------------------------------------------------------------------------------------------------ the page


def test_without_a_z_report_there_is_nothing_to_save(qtbot: QtBot, place: Workplace) -> None:
    page = booked_page(qtbot, place)
    assert not page._to_sie.isEnabled()


def test_days_are_saved_by_keyboard(qtbot: QtBot, place: Workplace, shop: Carried, tmp_path: Path) -> None:
    a_day(shop.till)
    page = booked_page(qtbot, place)
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "1 voucher, 90,00" in words_on(page))
    assert (page.sie.first.text(), page.sie.last.text()) == ("2026-11-20", "2026-11-20")
    assert "1 of them is in Spiris or goes there by itself." in words_on(page)
    page.sie.first.setText("20 november")
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert "“20 november” is not a date. Write it like 2026-12-01." in words_on(page)
    assert not page.findChildren(QFileDialog)
    page.sie.first.setText("2026-11-01")
    page.sie.first.editingFinished.emit()
    QTest.keyClick(page, Qt.Key.Key_F9)
    (dialog,) = page.findChildren(QFileDialog)
    file = tmp_path / "days.si"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    page.activateWindow()
    qtbot.waitUntil(lambda: "1 voucher was saved, 90,00." in words_on(page))
    assert str(file) in words_on(page)
    assert file.read_bytes().startswith(b"#FLAGGA 0")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == [], "back to the Z reports first"
    assert not page.sie.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == ["sent"]


def test_where_nothing_may_be_written_is_told_on_the_page(
    qtbot: QtBot, place: Workplace, shop: Carried, tmp_path: Path
) -> None:
    a_day(shop.till)
    page = booked_page(qtbot, place)
    page._to_sie.click()
    qtbot.waitUntil(page.sie.save.isEnabled)
    page.sie.presenter.write(str(tmp_path / "gone" / "days.si"))
    qtbot.waitUntil(lambda: "The folder of" in words_on(page))
    assert "Choose another place." in words_on(page)
    page.sie.leave.click()
    assert not page.sie.isVisible()
