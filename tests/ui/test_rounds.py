"""What the window looks after by itself: it locks, and it closes the day that nobody closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from openpos.ui.rounds import Rounds
from tests.fixtures.desk import workplace
from tests.fixtures.till import Till


def test_nobody_at_the_screen_is_logged_out_unless_a_payment_waits(qtbot: QtBot, register: Till) -> None:
    with workplace(register, printer=False) as place:
        qtbot.addWidget(place.window)
        place.settings = replace(place.settings, lock_minutes=5)
        may = [False]
        rounds = Rounds(place.desk, may_lock=lambda: may[0], parent=place.window)
        assert rounds._idle.isActive()
        rounds._idle.timeout.emit()
        assert place.went == []
        may[0] = True
        rounds._idle.timeout.emit()
        assert place.went == ["login"]
        place.person = None
        rounds._idle.timeout.emit()
        assert place.went == ["login"]


def test_every_touch_begins_the_minutes_anew_and_none_are_counted_where_none_are_set(
    qtbot: QtBot, register: Till
) -> None:
    with workplace(register, printer=False) as place:
        qtbot.addWidget(place.window)
        rounds = Rounds(place.desk, may_lock=lambda: True, parent=place.window)
        assert not rounds._idle.isActive()
        place.settings = replace(place.settings, lock_minutes=5)
        rounds.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
        assert rounds._idle.isActive()
        assert rounds._idle.interval() == 5 * 60_000


def test_a_touch_counts_in_every_window_that_is_there_or_comes(qtbot: QtBot, register: Till) -> None:
    with workplace(register, printer=False) as place:
        qtbot.addWidget(place.window)
        place.window.show()
        rounds = Rounds(place.desk, may_lock=lambda: True, parent=place.window)
        place.settings = replace(place.settings, lock_minutes=5)
        later = QWidget()
        qtbot.addWidget(later)
        later.show()
        QApplication.instance().focusWindowChanged.emit(later.windowHandle())  # type: ignore[union-attr]
        finger = QTest.createTouchDevice()
        for window in (place.window.windowHandle(), later.windowHandle()):
            touches: tuple[Callable[[], object], ...] = (
                partial(QTest.keyClick, window, Qt.Key.Key_A),
                partial(QTest.mouseClick, window, Qt.MouseButton.LeftButton),
                QTest.touchEvent(window, finger).press(0, QPoint(5, 5)).commit,
            )
            for touch in touches:
                rounds._idle.stop()
                touch()
                assert rounds._idle.isActive()


def test_the_set_hour_closes_the_day_once(qtbot: QtBot, register: Till) -> None:
    with workplace(register, printer=False) as place:
        qtbot.addWidget(place.window)
        rounds = Rounds(place.desk, may_lock=lambda: True, parent=place.window)
        rounds.look()
        qtbot.waitUntil(lambda: place.idle)
        assert register.shifts.current() is not None
        place.settings = replace(place.settings, z_time="23:30")
        rounds.look()
        qtbot.waitUntil(lambda: place.idle)
        assert register.shifts.current() is not None, "it is not time yet"
        register.clock.moment = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
        rounds.look()
        rounds.look()
        qtbot.waitUntil(lambda: place.idle)
        assert register.shifts.current() is None
        assert place.went == ["checkout"]
        assert [report.number for _, report in register.shifts.z_reports()] == [1]
