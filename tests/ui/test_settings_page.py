"""What a person may choose, when it takes effect, and what is wrong with what was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos import settings as settings_file
from openpos.domain.errors import Refused
from openpos.settings import Settings
from openpos.store.print_jobs import PrintJob
from openpos.ui.screens.settings.presenter import Chosen, SettingsPresenter
from openpos.ui.screens.settings.view import page
from tests.fixtures.desk import SlowLane, Workplace


class Screen:
    """A presenter with what it showed and what was put up."""

    def __init__(self, settings: Settings, *, demo: bool = False) -> None:
        self.shown: list[Chosen] = []
        self.put_up = [settings]
        self.lane = SlowLane()
        self.presenter = SettingsPresenter(
            self.shown.append,
            at_start=settings,
            current=lambda: self.put_up[-1],
            change=self.put_up.append,
            shop=lambda: None,
            demo=demo,
            print_run=self.lane.run,
            print_test_page=self._print,
        )
        self.presenter.refresh()

    def _print(self) -> PrintJob:
        raise Refused("No.", "No.")

    @property
    def now(self) -> Chosen:
        return self.shown[-1]


def test_look_and_language_are_put_up_at_once() -> None:
    screen = Screen(Settings())
    screen.presenter.choose("theme", "dark")
    screen.presenter.choose("text_percent", 150)
    screen.presenter.choose("theme", "dark")
    assert [made.theme for made in screen.put_up] == ["light", "dark", "dark"]
    assert screen.now.settings == screen.put_up[-1]
    assert not screen.now.restart


def test_the_printer_waits_for_the_next_start() -> None:
    screen = Screen(Settings())
    screen.presenter.choose("printer", "network")
    assert screen.now.restart
    screen.presenter.choose("printer", "none")
    assert not screen.now.restart


def test_exempt_is_chosen_by_a_confirmed_sentence_only() -> None:
    screen = Screen(Settings())
    screen.presenter.choose("control_unit", "exempt")
    assert screen.now.asking_exempt
    assert len(screen.put_up) == 1
    screen.presenter.confirm_exempt(confirmed=False)
    assert len(screen.put_up) == 1
    screen.presenter.choose("control_unit", "exempt")
    screen.presenter.confirm_exempt(confirmed=True)
    assert screen.put_up[-1].control_unit == "exempt"
    assert not screen.now.asking_exempt


def test_simulators_are_for_demo_shops_only() -> None:
    assert "simulator" not in Screen(Settings()).presenter.control_units
    assert "virtual" not in Screen(Settings()).presenter.printers
    assert "simulator" in Screen(Settings(), demo=True).presenter.control_units


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "9100 ", "٩١٠٠", "9" * 5000])
def test_a_port_that_can_not_be_is_told_at_its_field(text: str) -> None:
    screen = Screen(Settings())
    screen.presenter.write_number("printer_port", text, 1, 65_535)
    assert isinstance(screen.now.trouble, Refused)
    assert screen.now.wrong == "printer_port"
    assert len(screen.put_up) == 1
    screen.presenter.write_number("printer_port", "9101", 1, 65_535)
    assert screen.put_up[-1].printer_port == 9101
    assert not screen.now.wrong


@pytest.mark.parametrize("text", ["my printer", "skrivåre", "a\x00b c"])
def test_an_address_that_can_not_be_is_told(text: str) -> None:
    screen = Screen(Settings())
    screen.presenter.write_host(text)
    assert isinstance(screen.now.trouble, Refused)
    assert len(screen.put_up) == 1


def test_a_second_touch_prints_no_second_test_page() -> None:
    screen = Screen(Settings())
    screen.presenter.print_test()
    screen.presenter.print_test()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.now.wrong == "test"
    assert not screen.now.testing


def test_the_page_saves_speaks_and_prints(qtbot: QtBot, place: Workplace) -> None:
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    shown._choices["language"]._keys["sv"].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.accessibleName() == "Inställningar")
    shown._choices["language"]._keys["en"].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.accessibleName() == "Settings")
    shown._choices["hand"]._keys["left"].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    kept = settings_file.load(place.till.directory)
    assert (kept.language, kept.hand) == ("en", "left")
    shown._test.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer is not None
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)
    assert shown._form.error("test") == "The test page was sent to the printer."  # type: ignore[attr-defined]
    facts = [fact.text() for fact in shown._facts.values()]  # type: ignore[attr-defined]
    assert "OpenPOS SE" in facts
    assert "OpenPOS 1.2.3" in facts
    assert "556703-7485" in facts


def test_a_key_on_a_page_that_can_be_pushed_shows_its_press_at_once(qtbot: QtBot, place: Workplace) -> None:
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    key = shown._choices["theme"]._keys["dark"]  # type: ignore[attr-defined]
    window = shown.windowHandle()
    at = key.mapTo(shown, key.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert key.isDown()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert place.settings.theme == "dark"
