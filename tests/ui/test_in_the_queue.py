"""What a cashier with ten people waiting stumbled over, through the window and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from openpos.domain.payment import Method
from openpos.ui.widgets.pads import AmountField, PinPad
from openpos.ui.widgets.search import SearchField
from tests.fixtures.desk import Workplace
from tests.fixtures.front import Front as Hands
from tests.fixtures.front import front_of

EGGS, YOGHURT = "7300156480903", "7300156482709"


@pytest.fixture
def hands(place: Workplace, qtbot: QtBot) -> Iterator[Hands]:
    with front_of(place, qtbot) as made:
        yield made


@pytest.mark.parametrize("kind", [SearchField, AmountField])
def test_a_field_keeps_for_itself_only_what_copies_and_pastes(kind: type[QLineEdit], qtbot: QtBot) -> None:
    # Undo stands for the keys that only X11 binds, such as Ctrl+D and Ctrl+E: those are nothing without its windows.
    field = kind("Search")
    qtbot.addWidget(field)
    kept = {}
    for letter in "ACVXZYDE":
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key(ord(letter)), Qt.KeyboardModifier.ControlModifier, letter
        )
        event.ignore()
        QApplication.sendEvent(field, event)
        kept[letter] = event.isAccepted()
    assert "".join(letter for letter, is_kept in kept.items() if is_kept) == "ACVX"


def test_alt_and_a_digit_that_no_key_has_is_no_digit(qtbot: QtBot) -> None:
    fields = (SearchField("Search"), AmountField("Amount"))
    for field in fields:
        qtbot.addWidget(field)
        QTest.keyClick(field, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
        assert field.text() == ""
    pad = PinPad("PIN")
    qtbot.addWidget(pad)
    told: list[str] = []
    pad.entered.connect(told.append)
    QTest.keyClick(pad, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(pad, "1111")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert told == ["1111"]


def test_enter_after_an_article_that_was_searched_for_sells_no_other(hands: Hands) -> None:
    hands.type("cola")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    (line,) = hands.window.checkout.sale.lines
    assert hands.page.search.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.window.checkout.sale.lines == (line,)


def test_many_lines_are_cleared_or_kept_by_keyboard_alone(hands: Hands) -> None:
    hands.scan(*[EGGS, YOGHURT] * 3)
    hands.press(Qt.Key.Key_F7)
    assert hands.page.receipt.question.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert len(hands.window.checkout.sale.lines) > 5
    assert not hands.page.receipt.question.isVisible()
    assert hands.page.search.hasFocus()
    hands.press(Qt.Key.Key_F7)
    hands.press(Qt.Key.Key_Return)
    assert not hands.window.checkout.sale.lines
    assert hands.page.search.hasFocus()


def test_more_of_what_is_weighed_is_asked_for_in_its_unit(hands: Hands) -> None:
    hands.till.sql("UPDATE articles SET unit = 'kg' WHERE name LIKE '%gg%'")
    hands.type("0,5*")
    hands.scan(EGGS)
    hands.press(Qt.Key.Key_F2)
    assert hands.page.asides.ask.accessibleName().startswith("How many kg of ")
    hands.page.asides.ask.field.clear()
    hands.press(Qt.Key.Key_Return)
    assert hands.page.receipt.message.words == "There is no quantity yet. Write it like 3 or 0,375."


def test_putting_a_wrong_method_right_charges_nobody_twice(hands: Hands) -> None:
    hands.scan(EGGS)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    corrected = hands.till.checkout.correct_payment(1, hands.till.cashier, sale_id="0" * 32)
    hands.window.checkout.take_up(corrected)
    hands.press(Qt.Key.Key_F10)
    terminal = hands.page.asides.paying.terminal
    assert terminal.title.text() == "Has 89,90 been taken on the card terminal?"
    assert terminal.advice.text() == "If it has, press Approved. If not, enter it there first."
    hands.press(Qt.Key.Key_Escape)
    hands.window.checkout.pay(Method.SWISH)
    assert hands.page.asides.paying.swish.title.text() == "Has 89,90 been paid with Swish?"
    hands.press(Qt.Key.Key_Escape)
    hands.window.checkout.pay(Method.GIFT_CARD)
    assert hands.page.asides.paying._due.accessibleName() == "To pay with gift card 89,90"
