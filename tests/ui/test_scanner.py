"""A scanner types; a person types. Told apart by the keys' own times, whatever has the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from openpos.ui.scanner import MAX_LENGTH, Scanner

EAN = "7300156482709"
ENTER = "\r"


class Till(QWidget):
    """A window with a text field and other things to focus, a scanner on it, and a keyboard with its own clock."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.list = QListWidget()
        self.button = QPushButton("Cash")
        self.entered: list[str] = []
        self.clicks = 0
        self.field.returnPressed.connect(lambda: self.entered.append(self.field.text()))
        self.button.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.list, self.button):
            layout.addWidget(widget)
        self.scans: list[str] = []
        self.scanner = Scanner(self.scans.append, parent=self)
        self.now_ms = 1000

    def _clicked(self) -> None:
        self.clicks += 1

    def key(
        self,
        char: str,
        gap_ms: int,
        *,
        key: Qt.Key | None = None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        repeat: bool = False,
    ) -> bool:
        """One key as the platform sends it: shortcut first, then press and release. Whether a shortcut may have it."""
        self.now_ms += gap_ms
        named = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}
        code = key if key is not None else named.get(char, Qt.Key(ord(char.upper())) if char else Qt.Key.Key_unknown)
        window = self.windowHandle()
        open_to_shortcuts = True
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers, char, repeat)
            event.setTimestamp(self.now_ms)
            event.setAccepted(False)
            QCoreApplication.sendEvent(window, event)
            if kind == QEvent.Type.ShortcutOverride:
                open_to_shortcuts = not event.isAccepted()
        return open_to_shortcuts

    def burst(self, text: str, gap_ms: int = 0, before_ms: int = 1000) -> None:
        for place, char in enumerate(text):
            self.key(char, gap_ms if place else before_ms)

    def person(self, text: str, gap_ms: int = 60) -> None:
        for char in text:
            self.key(char, gap_ms)


@pytest.fixture
def till(qtbot: QtBot) -> Iterator[Till]:
    made = Till()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    made.scanner.watch(made.windowHandle())
    yield made
    made.scanner.deleteLater()


def codes(count: int) -> list[str]:
    return [f"73001564827{number:02d}" for number in range(count)]


@pytest.mark.parametrize("gap_ms", [0, 1, 15, 34])
@pytest.mark.parametrize("focus", ["field", "list", "button"])
def test_f17_ten_codes_without_a_gap_are_ten_scans_in_order(till: Till, focus: str, gap_ms: int) -> None:
    getattr(till, focus).setFocus()
    till.burst("".join(code + ENTER for code in codes(10)), gap_ms)
    assert till.scans == codes(10)
    assert till.field.text() == ""
    assert till.entered == []
    assert till.clicks == 0


def test_ten_codes_with_pauses_between_are_ten_scans(till: Till) -> None:
    for code in codes(10):
        till.burst(code + ENTER, gap_ms=2, before_ms=400)
    assert till.scans == codes(10)
    assert till.field.text() == ""


def test_the_field_keeps_what_was_written_in_it(till: Till) -> None:
    till.person("mjölk")
    till.field.setSelection(1, 3)
    till.burst(EAN + ENTER)
    assert till.scans == [EAN]
    assert till.field.text() == "mjölk"
    assert till.field.selectedText() == "jöl"


@pytest.mark.parametrize("gap_ms", [36, 60, 250])
def test_a_persons_typing_and_enter_is_no_scan(till: Till, gap_ms: int) -> None:
    till.person(EAN + ENTER, gap_ms)
    assert till.scans == []
    assert till.entered == [EAN]


def test_a_persons_letter_shows_at_once_in_a_field(till: Till) -> None:
    till.key("m", 500)
    assert till.field.text() == "m"


def test_rolling_fingers_lose_no_letter_and_keep_their_order(till: Till, qtbot: QtBot) -> None:
    for char, gap_ms in zip("mellanmjölk", [200, 20, 90, 30, 10, 120, 30, 80, 20, 20, 60], strict=True):
        till.key(char, gap_ms)
    qtbot.waitUntil(lambda: till.field.text() == "mellanmjölk")
    till.key(ENTER, 80)
    assert till.scans == []
    assert till.entered == ["mellanmjölk"]


def test_enter_sends_held_letters_on_first(till: Till) -> None:
    till.key("a", 500)
    till.key("b", 10)
    till.key(ENTER, 100)
    assert till.entered == ["ab"]


def test_a_burst_without_enter_was_typed(till: Till, qtbot: QtBot) -> None:
    till.burst(EAN)
    qtbot.waitUntil(lambda: till.field.text() == EAN)
    till.key(ENTER, 500)
    assert till.scans == []
    assert till.entered == [EAN]


def test_a_short_burst_is_typed(till: Till) -> None:
    till.burst("123" + ENTER)
    assert till.scans == []
    assert till.entered == ["123"]


def test_a_busy_screen_neither_splits_a_code_nor_leaves_it_in_the_field(till: Till, qtbot: QtBot) -> None:
    till.burst(EAN[:5], gap_ms=3)
    qtbot.waitUntil(lambda: till.field.text() == EAN[:5])  # waited for too long: the held keys went on
    for char in EAN[5:] + ENTER:
        till.key(char, 3)  # but these were pressed right after
    assert till.scans == [EAN]
    assert till.field.text() == ""


def test_a_double_digit_the_platform_calls_a_repeat_belongs_to_the_code(till: Till) -> None:
    before = ""
    for char in EAN + ENTER:
        till.key(char, 500 if not before else 1, repeat=char == before)
        before = char
    assert till.scans == [EAN]
    assert till.field.text() == ""


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_enter_and_tab_end_a_code_and_a_second_line_end_is_dropped(till: Till, end: str) -> None:
    till.burst(EAN + end + ENTER + EAN + end)
    assert till.scans == [EAN, EAN]
    assert till.entered == []
    assert till.field.hasFocus()


def test_tab_still_moves_the_focus_for_a_person(till: Till) -> None:
    till.person("abcd")
    till.key("\t", 100)
    assert till.scans == []
    assert not till.field.hasFocus()


def test_control_characters_inside_a_code_are_dropped(till: Till) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    till.burst("0107")
    till.key("\x1d", 0, key=Qt.Key.Key_BracketRight, modifiers=control)
    till.key("\b", 0)
    for char in "300\r":
        till.key(char, 0)
    assert till.scans == ["0107300"]
    assert till.field.text() == ""


def test_a_code_presses_no_shortcut_but_a_person_does(till: Till) -> None:
    QShortcut(QKeySequence("Ctrl+Q"), till)
    control = Qt.KeyboardModifier.ControlModifier
    assert till.key("\x11", 500, key=Qt.Key.Key_Q, modifiers=control)
    till.burst("7300")
    assert not till.key("\x11", 0, key=Qt.Key.Key_Q, modifiers=control)
    assert not till.key("", 0, key=Qt.Key.Key_F2)


def test_a_function_key_in_the_instant_of_a_scans_enter_is_a_persons(till: Till) -> None:
    heard: list[int] = []
    till.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    till.button.setFocus()
    till.burst(EAN + ENTER)
    assert till.key("", 0, key=Qt.Key.Key_F9), "the shortcut has it"
    assert heard == [Qt.Key.Key_F9], "where it is none, the page has it"
    assert till.scans == [EAN]
    assert not till.key("\x11", 0, key=Qt.Key.Key_Q, modifiers=Qt.KeyboardModifier.ControlModifier), "a code's"

    till.burst(EAN + ENTER)
    till.key("", 0, key=Qt.Key.Key_F9)
    till.burst(EAN + ENTER, before_ms=0)
    assert till.scans == [EAN] * 3
    till.burst("7300", before_ms=0)
    assert not till.key("", 0, key=Qt.Key.Key_F9), "in the middle of a code it is the code's"


def test_capitals_come_with_shift_between(till: Till) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    for place, char in enumerate("SKU42A"):
        till.key("", 0 if place else 500, key=Qt.Key.Key_Shift)
        till.key(char, 1, modifiers=shift)
    till.key(ENTER, 1)
    assert till.scans == ["SKU42A"]


def test_an_endless_code_is_cut_and_told(till: Till) -> None:
    till.burst("9" * 10_000 + ENTER)
    assert till.scans == ["9" * MAX_LENGTH]
    till.burst(EAN + ENTER)
    assert till.scans[1:] == [EAN]
    till.burst("8" * 1000)  # and never an end
    till.key(ENTER, 500)
    assert till.entered == ["8"]


def test_a_key_held_down_is_no_burst(till: Till) -> None:
    till.key("0", 500)
    for _ in range(20):
        till.key("0", 30, repeat=True)
    till.key(ENTER, 30)
    assert till.scans == []
    assert till.field.text() == "0" * 21


def test_space_held_back_from_a_button_still_presses_it(till: Till, qtbot: QtBot) -> None:
    till.button.setFocus()
    till.key(" ", 500)
    qtbot.waitUntil(lambda: till.clicks == 1)


def test_a_read_only_field_and_a_field_that_went_away_harm_nothing(till: Till) -> None:
    till.field.setReadOnly(True)
    till.burst(EAN + ENTER)
    gone = QLineEdit(till)
    gone.show()
    gone.setFocus()
    till.key("7", 500)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    for char in EAN[1:] + ENTER:
        till.key(char, 0)
    assert till.scans == [EAN, EAN]


def test_a_scan_handler_may_show_another_page(till: Till) -> None:
    def show(code: str) -> None:
        till.scans.append(code)
        till.list.setFocus()

    till.scanner.on_scan = show
    till.burst("".join(code + ENTER for code in codes(3)), gap_ms=1)
    assert till.scans == codes(3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("0123456789abcåäö"), st.integers(0, 120)), min_size=1, max_size=30))
def test_whatever_the_rhythm_nothing_typed_is_lost(till: Till, keys: list[tuple[str, int]]) -> None:
    till.field.clear()
    till.entered.clear()
    till.scans.clear()
    till.now_ms += 1000
    for char, gap_ms in keys:
        till.key(char, gap_ms)
    till.key(ENTER, 200)
    assert till.scans == []
    assert till.entered == ["".join(char for char, _ in keys)]
