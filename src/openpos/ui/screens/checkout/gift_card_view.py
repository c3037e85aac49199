"""A gift card that somebody asks about: the field for its code, then what is left on it in the largest type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.checkout.elsewhere_view import CodePage
from openpos.ui.screens.checkout.figures import BigFigure
from openpos.ui.screens.checkout.shown import GiftCardShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import announce
from openpos.ui.widgets.text import Text

_TITLE, _BACK = N_("Gift card"), N_("Back to the articles")
_LEFT, _CARD = N_("Left on the card"), N_("Gift card {code}")
_PAY, _PRINT = N_("Pay"), N_("Print")
_ON_ITS_WAY = N_("It is on its way to the printer.")


class GiftCardPanel(QWidget):
    """Signals tell what was touched and typed."""

    asked = Signal(str)
    pay_wanted = Signal()
    print_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = GiftCardShown()
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._back.clicked.connect(self.left)
        self._title = Text("", "heading", parent=self)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        self.code = CodePage(self)
        self.code.given.connect(self.asked)
        self._balance = QWidget(self)
        self.figure = BigFigure(self._balance)
        self._said = Text("", "second", wrap=True, parent=self._balance)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.print = BigKey("", icon="printer", shortcut="Alt+2", parent=self._balance)
        self.print.clicked.connect(self.print_wanted)
        self.pay = BigKey("", icon="gift", kind=Kind.PRIMARY, shortcut="Alt+1", parent=self._balance)
        self.pay.clicked.connect(self.pay_wanted)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self.print)
        self._keys.addWidget(self.pay)
        column = QVBoxLayout(self._balance)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        column.addWidget(self.figure)
        column.addWidget(self._said)
        column.addStretch()
        column.addLayout(self._keys)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.code)
        self._stack.addWidget(self._balance)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addWidget(self._stack, 1)
        self._space()
        self._speak()
        accepts_after(self)

    def show_gift_card(self, shown: GiftCardShown, *, fresh: bool) -> None:
        """`fresh`: it has just come in front."""
        before, self._shown = self._shown, shown
        self._speak()
        if shown.card is None:
            self._stack.setCurrentWidget(self.code)
            if fresh or before.card is not None:
                self.code.begin()
            return
        self._stack.setCurrentWidget(self._balance)
        self.pay.setEnabled(shown.may_pay)
        self.print.setEnabled(not shown.queued)
        (self.pay if shown.may_pay else self._back).setFocus()
        announce(self, self.figure.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        card = self._shown.card
        self._back.setAccessibleName(tr(_BACK))
        self._title.setText(tr(_TITLE) if card is None else tr(_CARD, code=card.code))
        self.setAccessibleName(self._title.text())
        self.pay.set_face(tr(_PAY))
        self.print.set_face(tr(_PRINT))
        self.code.speak()
        self._said.setText(tr(_ON_ITS_WAY) if self._shown.queued else "")
        if card is not None:
            self.figure.show_amount(tr(_LEFT), money(card.balance))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self._keys.setSpacing(look.space(8))
        self.code.space()
