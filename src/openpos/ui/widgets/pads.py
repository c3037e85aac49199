"""Numbers by finger or keyboard: the number pad, the amount it writes and the PIN."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QValidator,
)
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key, Kind, paint_box, paint_focus
from openpos.ui.widgets.field_keys import is_no_writing, is_of_the_page
from openpos.ui.widgets.text import fitting

MAX_PIN = 10
_AMOUNT = re.compile(r"-?[0-9]{0,9}(?:,[0-9]{0,2})?")
_ERASE, _CLEAR, _ENTER = N_("Erase"), N_("Clear"), N_("Enter")


class _PadKey(Key):
    """A key of the pad: square and the size of a thumb."""

    def __init__(self, text: str = "", *, icon: str = "", kind: Kind = Kind.PLAIN, parent: QWidget) -> None:
        super().__init__(text, icon=icon, kind=kind, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        side = theme.current().key_px
        return QSize(side, side)

    def _icon_px(self) -> int:
        return theme.current().icon(28)

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(fitting(self.text(), look.title, self.width() - look.space(16), self.height()), strong=True)


class NumPad(QWidget):
    """Digits as on a cash register and a keyboard's number keys: 7 8 9 on top.

    `typed` tells what to add ("7", "00", ","), `erased`, `cleared` and `entered` the rest. Without `decimals` there is
    a wide 0 in the place of 0, 00 and the comma; every other key stays where it is.
    """

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()
    entered = Signal()

    def __init__(self, *, decimals: bool = True, enter: bool = True, parent: QWidget | None = None) -> None:
        """`enter`: whether the pad has a key for Enter; the keyboard always has one."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, digits in enumerate(("789", "456", "123")):
            for column, digit in enumerate(digits):
                self._digit(digit, row, column)
        if decimals:
            for column, text in enumerate(("0", "00", ",")):
                self._digit(text, 3, column)
        else:
            self._digit("0", 3, 0, columns=3)
        self._erase = _PadKey(icon="delete", parent=self)
        self._clear = _PadKey("C", parent=self)
        self._enter = _PadKey(icon="corner-down-left", kind=Kind.PRIMARY, parent=self)
        self._erase.clicked.connect(self.erased)
        self._clear.clicked.connect(self.cleared)
        self._enter.clicked.connect(self.entered)
        self._grid.addWidget(self._erase, 0, 3)
        self._grid.addWidget(self._clear, 1, 3)
        self._grid.addWidget(self._enter, 2, 3, 2, 1)
        self._enter.setVisible(enter)
        self._name_keys()
        self._space()

    def write_to(self, field: AmountField) -> None:
        """Let the pad write in this field; `entered` stays the screen's."""
        self.typed.connect(field.type)
        self.erased.connect(field.erase)
        self.cleared.connect(field.clear)

    def _digit(self, text: str, row: int, column: int, columns: int = 1) -> None:
        key = _PadKey(text, parent=self)
        key.clicked.connect(lambda: self.typed.emit(text))
        self._grid.addWidget(key, row, column, 1, columns)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._name_keys()
        super().changeEvent(event)

    def _name_keys(self) -> None:
        self._erase.setAccessibleName(tr(_ERASE))
        self._clear.setAccessibleName(tr(_CLEAR))
        self._enter.setAccessibleName(tr(_ENTER))

    def _space(self) -> None:
        self._grid.setSpacing(theme.current().space(8))


class _AmountValidator(QValidator):
    def validate(self, text: str, position: int) -> object:
        swedish = text.replace(".", ",").replace("\N{MINUS SIGN}", "-")
        fits = _AMOUNT.fullmatch(swedish) is not None
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid, swedish, position)


class AmountField(QLineEdit):
    """An amount being written, with at most nine digits and two decimals; a point becomes a comma.

    What it was filled with is selected, so that the first key replaces it. `entered` is Enter on the keyboard.
    """

    entered = Signal()

    def __init__(self, name: str = "", kind: str = "amount", parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says. `kind` "large" is smaller than "amount"."""
        super().__init__(parent)
        self.setProperty("type", kind)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(_AmountValidator(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.returnPressed.connect(self.entered)

    def fill(self, text: str) -> None:
        """Suggest an amount: the first key a person presses replaces it."""
        self.setText(text)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        if is_of_the_page(event):
            event.ignore()
            return False
        if is_no_writing(event):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._suggest()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._suggest()

    def _suggest(self) -> None:
        """A suggestion stays one until something is written: a digit behind its decimals would say nothing."""
        if not self.isModified():
            self.selectAll()

    def type(self, text: str) -> None:
        """Add what a pad's key says, where it fits."""
        self.insert(text)

    def erase(self) -> None:
        """Take the last character, or the suggestion, away."""
        self.backspace()


class PinPad(QWidget):
    """A PIN by finger or keyboard. It shows how many digits there are, never which. `entered` tells the PIN."""

    entered = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._pin = ""
        self._dots = _Dots(self)
        self._pad = NumPad(decimals=False, parent=self)
        self._pad.typed.connect(self._add)
        self._pad.erased.connect(self._take)
        self._pad.cleared.connect(self.clear)
        self._pad.entered.connect(self._enter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._dots)
        self._column.addWidget(self._pad)
        self._column.setSpacing(theme.current().space(12))

    def clear(self) -> None:
        """Forget the digits."""
        self._show("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if is_no_writing(event):
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif key == Qt.Key.Key_Backspace:
            self._take()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Escape} and self._pin:
            self.clear()
        elif event.text() in tuple("0123456789"):
            self._add(event.text())
        else:
            super().keyPressEvent(event)

    def _add(self, digit: str) -> None:
        if len(self._pin) < MAX_PIN:
            self._show(self._pin + digit)

    def _take(self) -> None:
        self._show(self._pin[:-1])

    def _enter(self) -> None:
        pin = self._pin
        self.clear()
        if pin:
            self.entered.emit(pin)

    def _show(self, pin: str) -> None:
        self._pin = pin
        self._dots.show_count(len(pin))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dots.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dots.update()


class _Dots(QWidget):
    """As many dots as digits were given."""

    def __init__(self, pad: QWidget) -> None:
        super().__init__(pad)
        self._pad = pad
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self._count = count
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.current().touch_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        paint_box(painter, self.rect(), look.tokens.surface, look.tokens.second_ink)
        if self._pad.hasFocus():
            paint_focus(painter, self.rect())
        dot, step = look.space(12), look.space(24)
        left = self.rect().center().x() - (self._count * step - (step - dot)) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.ink))
        for place in range(self._count):
            painter.drawEllipse(QRect(left + place * step, self.rect().center().y() - dot // 2, dot, dot))
