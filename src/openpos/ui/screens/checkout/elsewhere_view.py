"""While the customer pays elsewhere: on the card terminal, with a phone; and the gift card whose code is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ZERO
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.checkout.shown import PayingShown
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.pads import NumPad
from openpos.ui.widgets.qr import QrCode
from openpos.ui.widgets.text import Icon, Text

_ENTER_ON_TERMINAL = N_("Enter {amount} on the card terminal")
_TAKEN_ON_TERMINAL = N_("Has {amount} been taken on the card terminal?")
_TAKEN_ADVICE = N_("If it has, press Approved. If not, enter it there first.")
_PRACTICE_TERMINAL = N_("Practice: enter nothing on the card terminal")
_PRACTICE_ADVICE = N_("Press Approved as if the terminal had said yes.")
_BACK_ON_TERMINAL = N_("Pay {amount} back on the card terminal")
_APPROVED_ADVICE = N_("Press Approved when the terminal has said yes.")
_WITH_TIP = N_("{amount} on the terminal, of it {tip} tip")
_TIP = N_("Tip")
_APPROVED, _CANCELLED = N_("Approved"), N_("Cancel")
_SCAN = N_("The customer scans the code and pays {amount}")
_NO_NUMBER = N_("The customer pays {amount} with Swish")
_TAKEN_BY_SWISH = N_("Has {amount} been paid with Swish?")
_TAKEN_BY_SWISH_ADVICE = N_("If it has, press Money seen. If not, the customer pays it now.")
_PRACTICE_SWISH = N_("Practice: nobody pays with Swish")
_PRACTICE_SWISH_ADVICE = N_("Press the key as if the money had come.")
_BACK_BY_SWISH = N_("Pay {amount} back with Swish")
_SEEN_ADVICE = N_("Look in your own Swish app or bank, and press Money seen when it is there.")
_SENT_ADVICE = N_("Send it from your own Swish app or bank, and press Sent when it is done.")
_SEEN, _SENT = N_("Money seen"), N_("Sent")
_PRINT, _PRINT_SHORT = N_("Print the code"), N_("Print")
_QR = N_("Swish code for {amount}")
_CARD = N_("Scan the gift card, or enter its digits")
_CODE = N_("The gift card's digits")
_CODE_DIGITS = 24
"""More than a code has: spaces and hyphens may be typed between."""


class _Elsewhere(QWidget):
    """What is asked for elsewhere, and two keys: how it went."""

    approved = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Text("", "title", wrap=True, parent=self)
        self.advice = Text("", wrap=True, parent=self)
        for text in (self.title, self.advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.approve = BigKey("", icon="check", kind=Kind.PRIMARY, parent=self)
        self.approve.clicked.connect(self.approved)
        self.decline = BigKey("", icon="x", parent=self)
        self.decline.clicked.connect(self.declined)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.keys = QHBoxLayout()
        self.keys.addWidget(self.decline)
        self.keys.addWidget(self.approve)
        # The key that led here lies near: its second touch is no word of the terminal's.
        self.guard = accepts_after(self)

    def space(self) -> None:
        """Fit the look there is now."""
        look = theme.current()
        self.keys.setSpacing(look.space(8))
        self.title.set_kind("heading" if look.text_percent >= SCARCE_PERCENT else "title")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.space()
        super().changeEvent(event)


class TerminalPage(_Elsewhere):
    """The customer is at the card terminal."""

    tip_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tip = BigKey("", icon="coins", shortcut="Alt+1", parent=self)
        self._tip.clicked.connect(self.tip_wanted)
        self.keys.insertWidget(1, self._tip)
        self._icon = Icon("credit-card", "ink", 48, self)
        self.column.addStretch()
        self.column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.title)
        self.column.addWidget(self.advice)
        self.column.addSpacing(theme.current().space(16))
        self.column.addLayout(self.keys)
        self.column.addStretch()
        self.space()

    def space(self) -> None:
        """Fit the look there is now: the words go before the icon."""
        super().space()
        self._icon.setVisible(theme.current().text_percent < SCARCE_PERCENT)

    def speak(self, shown: PayingShown | None) -> None:
        """Say what the terminal is to be told."""
        self.approve.set_face(tr(_APPROVED))
        self.decline.set_face(tr(_CANCELLED))
        self.advice.setText(tr(_APPROVED_ADVICE))
        self._tip.set_face(tr(_TIP))
        if shown is None or shown.on_terminal is None:
            return
        self._tip.setVisible(not shown.back)
        if shown.practice:
            self.title.setText(tr(_PRACTICE_TERMINAL))
            self.advice.setText(tr(_PRACTICE_ADVICE))
        elif shown.tip > ZERO:
            self.title.setText(tr(_WITH_TIP, amount=shown.on_terminal + shown.tip, tip=shown.tip))
        else:
            words = _BACK_ON_TERMINAL if shown.back else _TAKEN_ON_TERMINAL if shown.corrects else _ENTER_ON_TERMINAL
            self.title.setText(tr(words, amount=shown.on_terminal))
            if words == _TAKEN_ON_TERMINAL:
                self.advice.setText(tr(_TAKEN_ADVICE))


class SwishPage(_Elsewhere):
    """The customer scans the code; on a return the cashier pays with the shop's own phone."""

    print_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = QrCode(self)
        self._print = BigKey("", icon="printer", shortcut="Alt+1", parent=self)
        self._print.clicked.connect(self.print_wanted)
        self.keys.insertWidget(1, self._print)
        self._icon = Icon("smartphone", "ink", 48, self)
        self.column.addWidget(self.title)
        self.column.addWidget(self.code, 1)
        self.column.addWidget(self._icon, 1, Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.advice)
        self.column.addLayout(self.keys)
        self.code.hide()
        self.space()

    def space(self) -> None:
        """Fit the look there is now."""
        super().space()
        look = theme.current()
        scarce = look.text_percent >= SCARCE_PERCENT
        self.column.setSpacing(look.space(8))
        self.title.set_kind("strong" if scarce else "heading")
        self.advice.setVisible(not scarce)  # the code needs the room

    def speak(self, shown: PayingShown | None) -> None:
        """Say how much, and show the code of it."""
        self.decline.set_face(tr(_CANCELLED))
        # In large letters the two keys beside it, which must be read, take the room.
        self._print.set_face(tr(_PRINT_SHORT if theme.current().text_percent >= SCARCE_PERCENT else _PRINT))
        self._print.setAccessibleName(tr(_PRINT))
        if shown is None or shown.on_terminal is None:
            return
        self._print.setVisible(bool(shown.swish) and shown.printer)
        back = shown.back
        self.approve.set_face(tr(_SENT if back else _SEEN))
        self.advice.setText(tr(_SENT_ADVICE if back else _SEEN_ADVICE))
        words = _BACK_BY_SWISH if back else _SCAN if shown.swish else _NO_NUMBER
        if shown.corrects and not back:
            words = _TAKEN_BY_SWISH
            self.advice.setText(tr(_TAKEN_BY_SWISH_ADVICE))
        if shown.practice:
            words = _PRACTICE_SWISH
            self.advice.setText(tr(_PRACTICE_SWISH_ADVICE))
        self.title.setText(tr(words, amount=shown.on_terminal))
        self.code.show_code(shown.swish, tr(_QR, amount=shown.on_terminal))
        self.code.setVisible(bool(shown.swish))
        self._icon.setVisible(not shown.swish)


class CodePage(QWidget):
    """The code of a gift card, scanned or typed. `given` tells what was typed."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("", "heading", wrap=True, parent=self)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.field = Field(_CODE_DIGITS, parent=self)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.returnPressed.connect(self._tell)
        self._pad = NumPad(decimals=False, parent=self)
        self._pad.typed.connect(self.field.insert)
        self._pad.erased.connect(self.field.backspace)
        self._pad.cleared.connect(self.field.clear)
        self._pad.entered.connect(self._tell)
        self._words, numbers = QVBoxLayout(), QVBoxLayout()
        self._words.addWidget(Icon("gift", "ink", 48, self))
        self._words.addWidget(self._title)
        self._words.addStretch()
        numbers.addStretch()
        numbers.addWidget(self.field)
        numbers.addWidget(self._pad)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(numbers)
        self.space()

    def begin(self) -> None:
        """Nothing is written yet."""
        self.field.clear()
        self.field.setFocus()

    def speak(self) -> None:
        """Say what is asked for."""
        self._title.setText(tr(_CARD))
        self.field.setAccessibleName(tr(_CODE))

    def space(self) -> None:
        """Fit the look there is now."""
        look = theme.current()
        self._row.setSpacing(look.space(16))
        self._words.setSpacing(look.space(8))
        self._title.set_kind("body" if look.text_percent >= SCARCE_PERCENT else "heading")
        self._pad.setFixedWidth(max(self._pad.sizeHint().width(), look.space(312)))
        self.field.setFixedWidth(self._pad.width())

    def _tell(self) -> None:
        self.given.emit(self.field.text())
