"""Letters by finger: when the keyboard on the screen comes, what it writes, where it lies, and when it goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from openpos.ui import i18n, theme
from openpos.ui.scanner import Scanner
from openpos.ui.theme import Look, Theme
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.counting import CashCounter
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.pads import AmountField
from openpos.ui.widgets.screen_keyboard import ScreenKeyboard
from openpos.ui.widgets.search import SearchField


class Till:
    """A window with fields at its top and its bottom, a key, and the keyboard over it."""

    def __init__(self, qtbot: QtBot, width: int = 1024) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(width, 768)
        self.name, self.search, self.amount, self.town = Field(40), SearchField("Search"), AmountField(), Field(40)
        self.counting = CashCounter(1)
        self.key = Key("Save")
        self.clicks: list[None] = []
        self.key.clicked.connect(lambda: self.clicks.append(None))
        column = QVBoxLayout(self.window)
        for widget in (self.search, self.name, self.amount, self.counting):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(self.key)
        column.addWidget(self.town)
        qtbot.addWidget(self.window)
        self.keyboard = ScreenKeyboard(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.keyboard.watch(self.window.windowHandle())

    def touch(self, widget: QWidget) -> None:
        """A finger on it, through whatever lies over it."""
        at = widget.mapTo(self.window, widget.rect().center())
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(at))
        QApplication.processEvents()

    def letter(self, text: str) -> Key:
        """The key with this on it, or of this name."""
        keys = self.keyboard.findChildren(Key)
        return next(key for key in keys if text in {key.text(), key.accessibleName()})

    def write(self, *keys: str) -> None:
        for text in keys:
            self.touch(self.letter(text))

    def covers(self, widget: QWidget) -> bool:
        rect = widget.rect().translated(widget.mapTo(self.window, QPoint(0, 0)))
        return self.keyboard.isVisible() and self.keyboard.geometry().intersects(rect)


@pytest.fixture
def till(qtbot: QtBot) -> Iterator[Till]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.install("en")
    theme.apply(app, Theme())
    yield Till(qtbot)
    theme.apply(app, Theme())


def test_it_comes_with_a_touch_and_writes_swedish_letters_and_capitals(till: Till) -> None:
    till.name.setFocus()
    assert not till.keyboard.isVisible(), "a field that only has the focus was not touched"
    till.touch(till.name)
    till.write("Capitals", "Å", "s", "a", "Space", "Capitals", "Ö", "s", "t", "1", "1")
    assert till.name.text() == "Åsa Öst11"
    assert till.name.hasFocus()
    till.write("Erase", "Erase")
    assert till.name.text() == "Åsa Öst"
    till.write("Signs", "_", "@", "Letters", "e", ".")
    assert till.name.text() == "Åsa Öst_@e."


def test_a_touch_elsewhere_or_its_own_key_takes_it_away(till: Till) -> None:
    till.touch(till.name)
    till.write("Hide the keyboard")
    assert not till.keyboard.isVisible()
    till.touch(till.name)
    assert till.keyboard.isVisible(), "the field had the focus already"
    till.key.setFocus()
    assert not till.keyboard.isVisible()
    till.touch(till.name)
    till.key.setParent(None)
    till.key.setParent(till.window)
    till.key.setGeometry(300, 400, 200, 60)
    till.key.show()
    assert not till.covers(till.key)
    till.touch(till.key)
    assert not till.keyboard.isVisible()
    assert till.clicks == [None], "the touch did what it was meant for"


def test_the_second_tap_on_a_key_that_took_it_away_reaches_nothing(till: Till) -> None:
    till.touch(till.name)
    at = till.letter("Hide the keyboard").mapTo(till.window, QPoint(5, 5))
    till.key.setParent(None)
    till.key.setParent(till.window)
    till.key.setGeometry(till.keyboard.geometry())
    till.key.show()
    till.key.raise_()
    till.keyboard.raise_()
    for _ in range(2):
        QTest.mouseClick(till.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert not till.keyboard.isVisible()
    assert till.clicks == []
    till.qtbot.waitUntil(lambda: till.window.childAt(at) is till.key)
    QTest.mouseClick(till.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert till.clicks == [None]


def test_a_touch_between_two_keys_is_one_of_theirs(till: Till) -> None:
    till.touch(till.name)
    a, s = till.letter("a").geometry(), till.letter("s").geometry()
    for x in (a.right() + 1, s.left() - 1):
        at = till.keyboard.mapTo(till.window, QPoint(x, a.center().y()))
        assert till.window.childAt(at) is till.keyboard
        QTest.mouseClick(till.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert till.name.text() == "as"


def test_numbers_with_a_pad_beside_them_need_none(till: Till) -> None:
    till.touch(till.amount)
    assert not till.keyboard.isVisible()
    till.touch(till.counting.findChildren(QLineEdit)[0])
    assert not till.keyboard.isVisible()
    till.touch(till.name)
    till.touch(till.amount)
    assert not till.keyboard.isVisible()
    till.name.setReadOnly(True)
    till.touch(till.name)
    assert not till.keyboard.isVisible(), "what can't be written in"


def test_it_follows_the_focus_and_never_covers_the_field(till: Till) -> None:
    till.name.returnPressed.connect(till.town.setFocus)
    till.touch(till.name)
    assert not till.covers(till.name)
    till.write("a", "Enter")
    assert till.town.hasFocus()
    assert till.keyboard.isVisible()
    assert not till.covers(till.town)
    till.write("b")
    assert (till.name.text(), till.town.text()) == ("a", "b")
    till.town.hide()
    assert not till.keyboard.isVisible()


def test_a_search_is_told_as_it_is_typed_and_its_own_key_clears_it(till: Till) -> None:
    told: list[str] = []
    sent: list[str] = []
    till.search.searched.connect(told.append)
    till.search.submitted.connect(sent.append)
    till.touch(till.search)
    till.write("o", "s", "t", "Enter")
    assert (told, sent) == (["o", "os", "ost"], ["ost"])
    till.touch(till.search.findChildren(Key)[0])
    assert till.search.text() == ""
    assert till.keyboard.isVisible()


def test_a_scan_is_no_letters_of_it_and_it_is_no_scan(till: Till) -> None:
    scans: list[str] = []
    scanner = Scanner(scans.append, parent=till.window)
    scanner.watch(till.window.windowHandle())
    till.touch(till.name)
    till.write("a", "b", "c", "d", "Enter")
    assert scans == []
    for place, char in enumerate("7300156480903\r"):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(100_000 + place)
            QApplication.sendEvent(till.window.windowHandle(), event)
    assert scans == ["7300156480903"]
    assert till.name.text() == "abcd"


def test_a_shop_with_keyboards_never_sees_it(till: Till) -> None:
    till.touch(till.name)
    till.keyboard.set_wanted(wanted=False)
    assert not till.keyboard.isVisible()
    till.touch(till.name)
    assert not till.keyboard.isVisible()


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("text_percent", [100, 200])
def test_every_key_is_as_large_as_a_finger_on_every_screen(
    till: Till, qtbot: QtBot, width: int, text_percent: int
) -> None:
    del till
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Theme(Look.DARK, text_percent=text_percent))
    till = Till(qtbot, width)
    till.touch(till.name)
    touch_px = theme.current().touch_px
    for key in till.keyboard.findChildren(Key):
        assert key.width() >= touch_px, key.accessibleName()
        assert key.height() >= touch_px
        assert key.accessibleName()
    assert till.keyboard.geometry().height() < 768 / 2
    assert till.window.rect().contains(till.keyboard.geometry())


def test_it_lies_beside_what_is_to_be_seen(till: Till) -> None:
    total = QWidget(till.window)
    total.setGeometry(0, 500, 400, 200)
    total.show()
    till.keyboard.keep_clear_of(total)
    till.touch(till.search)
    assert not till.covers(total)
    till.keyboard.leave()
    total.setGeometry(0, 500, 700, 200)
    till.touch(till.search)
    assert till.covers(total), "too little room beside it for keys of a finger's width"


def test_it_speaks_the_language_there_is(till: Till) -> None:
    i18n.install("sv")
    QApplication.sendEvent(till.keyboard, QEvent(QEvent.Type.LanguageChange))
    assert not till.keyboard.findChildren(Key), "it is made when a field is touched first"
    till.touch(till.name)
    i18n.install("en")
    QApplication.sendEvent(till.keyboard, QEvent(QEvent.Type.LanguageChange))
    assert till.letter("Space").accessibleName() == "Space"
    i18n.install("sv")
    QApplication.sendEvent(till.keyboard, QEvent(QEvent.Type.LanguageChange))
    assert till.letter("Mellanslag").accessibleName() == "Mellanslag"
