"""Opening a shift: once, with a float that can be in a drawer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.report import DENOMINATIONS, Close
from openpos.ui.screens.cash import MAX_COUNT, CashCount
from openpos.ui.screens.open_shift.presenter import Opening, OpenShiftPresenter
from openpos.ui.screens.open_shift.view import OpenShiftPage, page
from tests.fixtures.desk import SlowLane, workplace
from tests.fixtures.till import NewTill, Till


@pytest.fixture
def closed(new_till: NewTill) -> Iterator[Till]:
    """A register without an open shift."""
    with new_till() as till:
        yield till


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till) -> None:
        self.shown: list[Opening] = []
        self.opened = 0
        self.lane = SlowLane()
        self.presenter = OpenShiftPresenter(
            self.shown.append,
            run=self.lane.run,
            open_shift=till.shifts.open_shift,
            new_id=till.new_id,
            person=lambda: till.cashier,
            opened=self._open,
        )
        self.presenter.shown()

    def _open(self) -> None:
        self.opened += 1

    @property
    def now(self) -> Opening:
        return self.shown[-1]


def test_the_counted_float_opens_the_shift(closed: Till) -> None:
    screen = Screen(closed)
    screen.presenter.choose(counted=True)
    screen.presenter.count(1, 2)
    screen.presenter.count(9, 7)
    assert screen.now.count.sum == Money(100_700)
    screen.presenter.open("")
    screen.lane.go_on()
    shift = closed.shifts.current()
    assert shift is not None
    assert shift.float_amount == Money(100_700)
    assert screen.opened == 1


def test_a_second_touch_opens_no_second_shift(closed: Till) -> None:
    screen = Screen(closed)
    screen.presenter.open("1000")
    screen.presenter.open("1000")
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.opened == 1
    assert closed.kinds().count("shift_opened") == 1


@pytest.mark.parametrize("text", ["", "abc", "12,50", "-5", "1 234 567 890 123", "9" * 40])
def test_what_no_drawer_holds_is_told_in_a_sentence(closed: Till, text: str) -> None:
    screen = Screen(closed)
    screen.presenter.open(text)
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, Refused)
    assert not screen.now.busy
    assert closed.shifts.current() is None
    screen.presenter.open("500")
    screen.lane.go_on()
    assert screen.opened == 1


def test_another_open_shift_is_told(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.open("500")
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, Refused)
    assert screen.opened == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 10**7)), max_size=30))
def test_a_count_is_worth_its_notes_and_coins(steps: list[tuple[int, int]]) -> None:
    count, kept = CashCount(), [0] * len(DENOMINATIONS)
    for place, number in steps:
        count = count.with_count(place, number)
        kept[place] = min(max(number, 0), MAX_COUNT)
    assert count.sum.ore == sum(kind.ore * number for kind, number in zip(DENOMINATIONS, kept, strict=True))


def test_the_keyboard_alone_opens_the_shift(qtbot: QtBot, closed: Till) -> None:
    with workplace(closed) as place:
        shown = page(place.desk)
        qtbot.addWidget(shown)
        shown.resize(1024, 700)
        shown.show()
        shown.on_shown()  # type: ignore[attr-defined]
        entry = shown._entry  # type: ignore[attr-defined]
        QTest.keyClicks(entry._field, "12x")
        assert "digits" in entry._message.words
        QTest.keyClicks(entry._field, "00")
        QTest.keyClick(entry._field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: place.went == ["checkout"])
        shift = closed.shifts.current()
        assert shift is not None
        assert shift.float_amount == Money(120_000)


def test_a_scanner_or_an_arrow_in_the_count_does_no_harm(qtbot: QtBot, closed: Till) -> None:
    with workplace(closed) as place:
        shown = page(place.desk)
        qtbot.addWidget(shown)
        shown.show()
        shown.on_shown()  # type: ignore[attr-defined]
        entry = shown._entry  # type: ignore[attr-defined]
        entry._way.chosen.emit("count")
        counter = entry._counter
        fields = counter._fields
        QTest.keyClicks(fields[0], "73001564809034567")
        assert len(fields[0].text()) == 5
        fields[0].clear()
        QTest.keyClicks(fields[0], "2")
        QTest.keyClick(fields[0], Qt.Key.Key_Plus)
        QTest.keyClick(fields[1], Qt.Key.Key_Minus)
        for row in range(len(fields) - 1):
            QTest.keyClick(fields[row], Qt.Key.Key_Down)
        assert entry._sum.text() == "3\u00a0000,00"
        counter._more[9].click()
        assert entry._sum.text() == "3\u00a0001,00"
        entry.way_chosen.emit(False)
        entry.way_chosen.emit(True)
        assert entry._sum.text() == "3\u00a0001,00"
        entry._key.click()
        entry._key.click()
        qtbot.waitUntil(lambda: place.went == ["checkout"])
        assert closed.kinds().count("shift_opened") == 1


def test_what_was_left_for_the_shift_is_proposed(qtbot: QtBot, new_till: NewTill) -> None:
    with new_till() as till:
        till.open_shift()
        till.shifts.close_shift("z", "Kassör", Money(100_000), close=Close(next_float=Money(80_000)))
        with workplace(till, printer=False) as place:
            shown = OpenShiftPage(place.desk)
            qtbot.addWidget(shown)
            shown.on_shown()
            assert shown._entry._field.text() == "800"
            shown._presenter.open(shown._entry._field.text())
            qtbot.waitUntil(lambda: place.idle)
        current = till.shifts.current()
        assert current is not None
        assert current.float_amount == Money(80_000)
