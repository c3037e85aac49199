"""Which control unit the register is plugged into: chosen, found and asked on the settings page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import NotDone
from openpos.domain.receipt import UnitState, UnitStatus
from openpos.printing.cable import Attached
from openpos.settings import Settings
from openpos.simulators.control_unit import Fault
from openpos.ui.screens.settings.unit import UnitChosen, UnitSettings
from openpos.ui.screens.settings.view import SettingsPage
from tests.fixtures.desk import SlowLane, Workplace

PORTS = (Attached("/dev/ttyUSB0", "CleanCash"), Attached("/dev/ttyS0", "/dev/ttyS0"))
READY = UnitStatus(UnitState.READY)


class Screen:
    """A presenter with what it showed and what was put up."""

    def __init__(self, *, demo: bool = False) -> None:
        self.shown: list[UnitChosen] = []
        self.put_up = [Settings()]
        self.ports: tuple[Attached, ...] | None = PORTS
        self.told = 0
        self.lane = SlowLane()
        self.presenter = UnitSettings(
            self.shown.append,
            current=lambda: self.put_up[-1],
            change=self.put_up.append,
            demo=demo,
            run=self.lane.run,
            ports=self._ports,
            ask=lambda: READY,
            asked=self._asked,
        )
        self.presenter.refresh()

    def _ports(self) -> tuple[Attached, ...]:
        if self.ports is None:
            raise NotDone("No bus.", "Mend it.")
        return self.ports

    def _asked(self) -> None:
        self.told += 1

    @property
    def now(self) -> UnitChosen:
        return self.shown[-1]


def test_exempt_is_chosen_by_a_confirmed_sentence_only() -> None:
    screen = Screen()
    screen.presenter.choose("exempt")
    screen.presenter.confirm_exempt(confirmed=False)
    assert [shown.asking_exempt for shown in screen.shown] == [False, True, False]
    assert len(screen.put_up) == 1
    screen.presenter.choose("exempt")
    screen.presenter.confirm_exempt(confirmed=True)
    assert screen.put_up[-1].control_unit == "exempt"
    assert not screen.now.asking_exempt


def test_the_simulator_is_for_demo_shops_only() -> None:
    assert Screen().presenter.control_units == ("none", "cleancash", "exempt")
    assert Screen(demo=True).presenter.control_units == ("simulator", "cleancash", "exempt")


def test_the_ports_are_looked_for_when_a_unit_on_a_cable_is_chosen() -> None:
    screen = Screen()
    screen.presenter.look()
    assert len(screen.lane) == 0
    screen.presenter.choose("cleancash")
    assert screen.put_up[-1].control_unit == "cleancash"
    assert screen.now.looking
    screen.presenter.look()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert (screen.now.looking, screen.now.found) == (False, PORTS)
    screen.presenter.write_port(" /dev/ttyUSB0\x00")
    assert screen.put_up[-1].control_unit_port == "/dev/ttyUSB0"


def test_that_nothing_can_be_looked_for_is_told() -> None:
    screen = Screen()
    screen.ports = None
    screen.presenter.choose("cleancash")
    screen.lane.go_on()
    assert screen.now.wrong == "unit_found"
    assert screen.now.trouble is not None


def test_it_is_asked_once_at_a_time_and_an_answer_of_another_is_forgotten() -> None:
    screen = Screen()
    screen.presenter.ask()
    screen.presenter.ask()
    assert screen.now.asking
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert (screen.now.asking, screen.now.answer, screen.told) == (False, READY, 1)
    screen.presenter.choose("cleancash")
    assert screen.now.answer is None


def test_the_page_shows_what_belongs_to_the_unit(qtbot: QtBot, place: Workplace) -> None:
    place.attached = {"serial": PORTS}
    page = SettingsPage(place.desk)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    rows = page._unit
    assert not rows._port.isVisible()
    assert not rows._ask.isVisible()
    rows._units._keys["cleancash"].click()
    qtbot.waitUntil(lambda: place.idle)
    assert rows._found.values == ("/dev/ttyUSB0", "/dev/ttyS0")
    rows._found._keys["/dev/ttyUSB0"].click()
    qtbot.waitUntil(lambda: place.idle)
    assert place.settings.control_unit_port == rows._port.text() == "/dev/ttyUSB0"
    rows._units._keys["exempt"].click()
    assert rows._exempt.isVisible()
    assert place.settings.control_unit == "cleancash"
    rows._exempt._box.click()
    qtbot.waitUntil(lambda: place.idle)
    assert place.settings.control_unit == "exempt"
    assert not rows._port.isVisible()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.NONE, "The control unit answers, and is ready."),
        (Fault.SWITCHED_OFF, "The control unit does not answer. Check its power and its cable, then try again."),
    ],
)
def test_its_answer_is_told_in_words(qtbot: QtBot, place: Workplace, fault: Fault, words: str) -> None:
    place.settings = replace(place.settings, control_unit="cleancash")
    place.till.unit.fault = fault
    page = SettingsPage(place.desk)
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    page._unit._port.setFocus()
    page._unit._port.setText("COM3")
    page._unit._ask.click()
    qtbot.waitUntil(lambda: place.idle)
    assert page._form.error("unit_test") == words
    assert place.settings.control_unit_port == "COM3"
