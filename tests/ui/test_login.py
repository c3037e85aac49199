"""Logging in: by touch and by keyboard, slowed down and locked when a PIN is guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.ui.screens.login.presenter import LoginPresenter, LoginShown
from openpos.ui.screens.login.view import LoginPage
from openpos.ui.widgets.buttons import BigKey
from tests.fixtures.desk import SlowLane, Workplace, at_once
from tests.fixtures.till import PINS, Till


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, lane: SlowLane | None = None) -> None:
        self.shown: LoginShown | None = None
        self.said: OpenPosError | None = None
        self.came: list[Person] = []
        self.presenter = LoginPresenter(
            self,
            people=till.staff.people,
            log_in=till.staff.log_in,
            run=at_once if lane is None else lane.run,
            logged_in=self.came.append,
            demo_pins={},
        )
        self.presenter.load()

    def show_login(self, shown: LoginShown) -> None:
        self.shown = shown

    def say(self, error: OpenPosError | None) -> None:
        self.said = error

    def choose(self, name: str) -> None:
        assert self.shown is not None
        self.presenter.choose([person.name for person in self.shown.people].index(name))


def test_the_right_pin_lets_a_person_in_and_the_journal_says_so(register: Till) -> None:
    screen = Screen(register)
    screen.choose("Butikschef")
    screen.presenter.enter(PINS["Butikschef"])

    assert [person.name for person in screen.came] == ["Butikschef"]
    assert register.journal()[-1].kind == "logged_in"
    assert register.journal()[-1].cashier == "Butikschef"


@pytest.mark.parametrize("pin", ["0000", "1", "1111111111", "\x00\x00\x00\x00", "abcd"])
def test_a_wrong_pin_is_told_and_lets_nobody_in(register: Till, pin: str) -> None:
    screen = Screen(register)
    screen.choose("Butikschef")
    screen.presenter.enter(pin)

    assert str(screen.said) == "The PIN is wrong. Try again."
    assert screen.came == []


def test_guessing_locks_the_person_out_and_says_for_how_long(register: Till) -> None:
    screen = Screen(register)
    screen.choose("Kassör")
    for _ in range(5):
        screen.presenter.enter("0000")
    screen.presenter.enter(PINS["Kassör"])

    assert str(screen.said) == "Too many wrong PINs for Kassör. Wait 30 seconds and try again."
    assert screen.came == []
    register.clock.forward(seconds=30)
    screen.presenter.enter(PINS["Kassör"])
    assert len(screen.came) == 1


def test_a_second_enter_while_the_pin_is_checked_does_nothing(register: Till) -> None:
    lane = SlowLane()
    screen = Screen(register, lane)
    screen.choose("Kassör")
    screen.presenter.enter(PINS["Kassör"])
    screen.presenter.enter("0000")
    screen.choose("Butikschef")
    assert screen.shown is not None
    assert screen.shown.busy
    assert len(lane) == 1
    lane.go_on()

    assert [person.name for person in screen.came] == ["Kassör"]


def test_arrow_keys_choose_and_the_choice_stays_after_the_list_is_read_anew(register: Till) -> None:
    screen = Screen(register)
    assert screen.shown is not None
    first = screen.shown.chosen
    screen.presenter.step(1)
    second = screen.shown.chosen
    assert second != first
    screen.presenter.load()
    assert screen.shown.chosen == second
    screen.presenter.step(1)
    assert screen.shown.chosen == first


def test_the_page_takes_a_pin_by_keyboard_and_by_touch(place: Workplace, qtbot: QtBot) -> None:
    place.person = None
    page = LoginPage(place.desk)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.on_shown()
    kassor = next(key for key in page.findChildren(BigKey) if key.text() == "Kassör")
    QTest.mouseClick(kassor, Qt.MouseButton.LeftButton)

    QTest.keyClicks(page._pin, "0000")
    QTest.keyClick(page._pin, Qt.Key.Key_Return)
    qtbot.waitUntil(page._message.isVisible, timeout=5000)
    assert page._message.words == "The PIN is wrong. Try again."
    QTest.keyClicks(page._pin, PINS["Kassör"])
    QTest.keyClick(page._pin, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: place.desk.person() is not None, timeout=5000)

    assert place.desk.person() == place.till.cashier
    assert not page._message.isVisible()


def test_the_language_changes_at_once(place: Workplace, qtbot: QtBot) -> None:
    page = LoginPage(place.desk)
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    assert page._title.text() == "Log in"

    QTest.mouseClick(page._language, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page._title.text() == "Logga in")
    assert page._language.text() == "In English"
    assert place.settings.language == "sv"
