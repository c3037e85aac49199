"""What a person may choose, when it takes effect, and what is wrong with what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos import settings as settings_file
from openpos.domain.errors import NotDone, Refused
from openpos.printers import profile_of
from openpos.printing.cable import Attached
from openpos.printing.profiles import PROFILES
from openpos.settings import Settings
from openpos.store.print_jobs import PrintJob
from openpos.ui.screens.report_picture import Picture
from openpos.ui.screens.settings.presenter import Chosen, SettingsPresenter
from openpos.ui.screens.settings.printer_rows import CHOICES
from openpos.ui.screens.settings.view import SettingsPage, page
from tests.fixtures.desk import SlowLane, Workplace


class Screen:
    """A presenter with what it showed and what was put up."""

    def __init__(self, settings: Settings, *, demo: bool = False, windows: bool = False) -> None:
        self.attached: dict[str, tuple[Attached, ...]] = {}
        self.looked: list[str] = []
        self.logo = ""
        self.shown: list[Chosen] = []
        self.put_up = [settings]
        self.lane = SlowLane()
        self.presenter = SettingsPresenter(
            self.shown.append,
            current=lambda: self.put_up[-1],
            change=self.put_up.append,
            shop=lambda: None,
            demo=demo,
            windows=windows,
            print_run=self.lane.run,
            test_run=self.lane.run,
            print_test_page=self._print,
            attached=self._look,
            logo=lambda: Picture(b"", self.logo) if self.logo else None,
            take_logo=self._take_logo,
            remove_logo=self._remove_logo,
            tested=lambda: None,
        )
        self.presenter.refresh()

    def _look(self, kind: str) -> tuple[Attached, ...]:
        self.looked.append(kind)
        if kind not in self.attached:
            raise NotDone("No bus.", "Mend it.")
        return self.attached[kind]

    def _take_logo(self, path: str) -> None:
        if not path.endswith(".png"):
            raise Refused("No picture.", "Choose another.")
        self.logo = path

    def _remove_logo(self) -> None:
        self.logo = ""

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


def test_a_model_sets_what_can_be_adjusted_after_it() -> None:
    screen = Screen(Settings())
    screen.presenter.choose("printer_profile", "pos5890")
    made = screen.put_up[-1]
    assert len(screen.put_up) == 2
    assert (made.printer_profile, made.printer_columns, made.printer_code_page) == ("pos5890", 32, 53)
    assert not made.printer_cutter
    screen.presenter.choose("printer_cutter", value=True)
    screen.presenter.write_number("printer_drawer_ms", "250", 20, 510)
    made = screen.put_up[-1]
    assert (made.printer_profile, made.printer_cutter, made.printer_drawer_ms) == ("pos5890", True, 250)


@pytest.mark.parametrize("name", PROFILES)
def test_every_model_can_be_chosen_and_has_a_name(name: str) -> None:
    screen = Screen(Settings())
    screen.presenter.choose("printer_profile", name)
    assert profile_of(screen.put_up[-1]) == PROFILES[name]
    assert set(CHOICES["printer_profile"]) == set(PROFILES)


def test_usb_printers_are_looked_for_and_the_only_one_is_taken() -> None:
    screen = Screen(Settings())
    screen.attached["usb"] = (Attached("04b8:0e28", "EPSON TM-T20III"),)
    screen.presenter.choose("printer", "usb")
    screen.presenter.look_for_printers()
    screen.lane.go_on()
    assert screen.looked == ["usb"]
    assert [chosen.looking for chosen in screen.shown[-3:]] == [True, False, False]
    assert screen.put_up[-1].printer_usb == "04b8:0e28"


def test_among_several_a_person_chooses_and_a_choice_is_never_replaced() -> None:
    screen = Screen(Settings())
    two = (Attached("/dev/ttyS0", "ttyS0"), Attached("/dev/ttyUSB0", "Converter"))
    screen.attached["serial"] = two
    screen.presenter.choose("printer", "serial")
    screen.lane.go_on()
    assert screen.now.found == two
    assert screen.put_up[-1].printer_serial_port == ""
    screen.presenter.take_found("/dev/ttyUSB0")
    screen.attached["serial"] = two[:1]
    screen.presenter.look_for_printers()
    screen.lane.go_on()
    assert screen.put_up[-1].printer_serial_port == "/dev/ttyUSB0"


def test_that_nothing_can_be_looked_for_is_told() -> None:
    screen = Screen(Settings())
    screen.presenter.choose("printer", "usb")
    screen.lane.go_on()
    assert screen.now.wrong == "found"
    assert isinstance(screen.now.trouble, NotDone)
    assert not screen.now.looking
    screen.presenter.choose("printer", "network")
    screen.presenter.take_found("04b8:0e28")
    assert screen.put_up[-1].printer_usb == ""
    assert len(screen.lane) == 0


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("printer_usb", "Epson", "04B8:0E28"),
        ("printer_path", "papers", "/home/shop/papers"),
        ("printer_path", "../papers", "C:\\papers"),
    ],
)
def test_a_name_that_can_not_be_is_told_at_its_field(name: str, wrong: str, right: str) -> None:
    screen = Screen(Settings())
    screen.presenter.write_text(name, wrong)
    assert isinstance(screen.now.trouble, Refused)
    assert screen.now.wrong == name
    assert len(screen.put_up) == 1
    screen.presenter.write_text(name, right)
    assert getattr(screen.put_up[-1], name) == (right.lower() if name == "printer_usb" else right)
    assert not screen.now.wrong


def test_a_logo_is_taken_shown_and_removed() -> None:
    screen = Screen(Settings())
    screen.presenter.look_at_logo()
    screen.lane.go_on()
    assert (screen.now.logo,) == (None,)
    screen.presenter.take_logo("/shop/logo.png")
    screen.presenter.take_logo("/shop/other.png")
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.now.logo == Picture(b"", "/shop/logo.png")
    screen.presenter.take_logo("/shop/logo.exe")
    screen.lane.go_on()
    assert screen.now.wrong == "logo"
    assert screen.now.logo is not None
    screen.presenter.remove_logo()
    screen.lane.go_on()
    last = screen.shown[-1]
    assert last.logo is None
    assert (last.wrong, last.taking_logo) == ("", False)


def test_simulators_are_for_demo_shops_only() -> None:
    assert "virtual" not in Screen(Settings()).presenter.printers
    assert "virtual" in Screen(Settings(), demo=True).presenter.printers
    assert "windows" not in Screen(Settings()).presenter.printers
    assert "windows" in Screen(Settings(), windows=True).presenter.printers


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
    screen = Screen(Settings(printer="network"))
    screen.presenter.print_test()
    screen.presenter.print_test()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.now.wrong == "test"
    assert not screen.now.testing


def test_without_a_printer_no_test_page_is_printed() -> None:
    screen = Screen(Settings())
    screen.presenter.print_test()
    assert screen.now.wrong == "test"
    assert len(screen.lane) == 0


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
    shown._printer._test.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer is not None
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)
    assert shown._form.error("test") == "The test page was sent to the printer."  # type: ignore[attr-defined]
    facts = [fact.text() for fact in shown._facts.values()]  # type: ignore[attr-defined]
    assert "OpenPOS SE" in facts
    assert "OpenPOS 1.2.3" in facts
    assert "556703-7485" in facts


@pytest.fixture
def settings_page(qtbot: QtBot, place: Workplace) -> SettingsPage:
    shown = SettingsPage(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    return shown


def test_only_the_rows_of_the_chosen_kind_are_seen(qtbot: QtBot, place: Workplace, settings_page: SettingsPage) -> None:
    rows = settings_page._printer
    seen = {
        "network": {"printer_host", "printer_port"},
        "usb": {"printer_usb"},
        "serial": {"printer_serial_port"},
        "file": {"printer_path"},
        "none": set[str](),
    }
    for kind, names in seen.items():
        rows._choices["printer"]._keys[kind].click()
        qtbot.waitUntil(lambda: place.idle)
        own = {name for name, field in rows._fields.items() if field.isVisible()}
        assert own - {"printer_code_page", "printer_drawer_ms"} == names
        assert rows._found.isVisible() == (kind in {"usb", "serial"})
        assert rows._test.isVisible() == (kind != "none")


def test_a_found_printer_is_chosen_by_its_key(qtbot: QtBot, place: Workplace, settings_page: SettingsPage) -> None:
    rows = settings_page._printer
    place.attached["usb"] = (Attached("04b8:0e28", "EPSON TM-T20III"), Attached("0519:0003", "Star TSP143"))
    rows._choices["printer"]._keys["usb"].click()
    qtbot.waitUntil(lambda: place.idle)
    keys = rows._found._keys
    assert [key.text() for key in keys.values()] == ["EPSON TM-T20III  (04b8:0e28)", "Star TSP143  (0519:0003)"]
    keys["0519:0003"].click()
    assert place.settings.printer_usb == "0519:0003"
    assert rows._fields["printer_usb"].text() == "0519:0003"
    assert keys["0519:0003"].isChecked()
    assert not keys["04b8:0e28"].isChecked()
    place.attached["usb"] = ()
    rows._found._look.click()
    qtbot.waitUntil(lambda: place.idle)
    assert settings_page._form.error("found").startswith("None was found.")
    assert place.settings.printer_usb == "0519:0003"


def test_the_test_key_counts_what_is_still_being_written(
    qtbot: QtBot, place: Workplace, settings_page: SettingsPage
) -> None:
    field = settings_page._printer._fields["printer_host"]
    field.setFocus()
    QTest.keyClicks(field, "192.168.1.77")
    QTest.keyClick(settings_page, Qt.Key.Key_F7)
    assert place.settings.printer_host == "192.168.1.77"
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer is not None
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)


def test_a_logo_is_shown_as_it_is_printed(
    qtbot: QtBot, place: Workplace, settings_page: SettingsPage, tmp_path: Path
) -> None:
    logo = settings_page._printer._logo
    assert not logo.picture.isVisible()
    Image.new("L", (200, 80)).save(tmp_path / "logo.png")
    settings_page._presenter.take_logo(str(tmp_path / "logo.png"))
    qtbot.waitUntil(lambda: place.idle)
    assert logo.picture.isVisible()
    assert not logo.picture.pixmap().isNull()
    (tmp_path / "text.png").write_text("no picture")
    settings_page._presenter.take_logo(str(tmp_path / "text.png"))
    qtbot.waitUntil(lambda: place.idle)
    assert settings_page._form.error("logo").startswith("The file is no picture")
    logo.remove.click()
    qtbot.waitUntil(lambda: place.idle)
    assert not logo.picture.isVisible()


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
