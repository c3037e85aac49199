"""The number pad with a question, and the field it writes in."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.article import PIECE
from openpos.domain.errors import N_
from openpos.domain.money import shown
from openpos.ui import theme
from openpos.ui.i18n import quantity, tr
from openpos.ui.screens.checkout.figures import give_way
from openpos.ui.screens.checkout.shown import Ask, Wanted
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.text import Text

_QUANTITY = re.compile(r"[0-9]{0,6}(?:,[0-9]{0,3})?")
_TITLES = {
    Wanted.PRICE: N_("What does {name} cost?"),
    Wanted.GIFT_CARD: N_("How much is on the gift card?"),
    Wanted.LINE_PRICE: N_("Another price for {name}"),
    Wanted.AMOUNT: N_("How many {unit} of {name}?"),
    Wanted.QUANTITY: N_("How many of {name}?"),
    Wanted.DEPARTMENT: N_("Which amount? Then choose the department."),
    Wanted.NEXT: N_("How many of the next article?"),
}
_BY_PRICE = {Wanted.PRICE, Wanted.LINE_PRICE, Wanted.GIFT_CARD, Wanted.DEPARTMENT}
_PRICE, _NUMBER = N_("Price in kronor"), N_("Quantity")
_CANCEL, _FOR_NEXT = N_("Cancel"), N_("For the next article")


class _QuantityValidator(QValidator):
    def validate(self, text: str, position: int) -> object:
        swedish = text.replace(".", ",")
        fits = _QUANTITY.fullmatch(swedish) is not None
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid, swedish, position)


class QuantityField(AmountField):
    """A quantity being written, with at most three decimals."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setValidator(_QuantityValidator(self))


class AskPanel(QWidget):
    """A question, the field, the pad. `answered` tells what was written; `next_wanted` asks for the next article."""

    answered = Signal(str)
    typed = Signal(str)
    left = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask: Ask | None = None
        self._title = Text("", "heading", wrap=True, parent=self)
        self._field = QuantityField(parent=self)
        self._price = AmountField(parent=self)
        self._pad = NumPad(parent=self)
        for field in (self._field, self._price):
            field.textChanged.connect(self.typed)
            field.entered.connect(self._enter)
        self._pad.typed.connect(self._type)
        self._pad.erased.connect(self._erase)
        self._pad.cleared.connect(self._clear)
        self._pad.entered.connect(self._enter)
        self._cancel = Key(icon="x", parent=self)
        self._cancel.clicked.connect(self.left)
        self._next = Key(parent=self)
        self._next.clicked.connect(self.next_wanted)
        # The pad lies where it lies when a payment is taken.
        self._words, self._numbers = QVBoxLayout(), QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addStretch()
        for key in (self._next, self._cancel):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._words.addWidget(key)
        self._numbers.addStretch()
        for widget in (self._field, self._price, self._pad):
            self._numbers.addWidget(widget)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._numbers)
        self._space()
        self._speak()

    @property
    def field(self) -> AmountField:
        """The one that is shown."""
        return self._price if self._ask and self._ask.wanted in _BY_PRICE else self._field

    def show_ask(self, ask: Ask) -> None:
        self._ask = ask
        by_price = ask.wanted in _BY_PRICE
        self._price.setVisible(by_price)
        self._field.setVisible(not by_price)
        self._next.setVisible(ask.wanted is Wanted.QUANTITY)
        self._speak()
        self.field.fill(quantity(ask.suggested) if ask.suggested else "")
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _type(self, text: str) -> None:
        self.field.type(text)

    def _erase(self) -> None:
        self.field.erase()

    def _clear(self) -> None:
        self.field.clear()

    def _enter(self) -> None:
        self.answered.emit(self.field.text())

    def _speak(self) -> None:
        ask = self._ask
        if ask is not None:
            by_unit = ask.wanted is Wanted.QUANTITY and ask.unit != PIECE
            title = _TITLES[Wanted.AMOUNT if by_unit else ask.wanted]
            self._title.setText(tr(title, name=shown(ask.name), unit=ask.unit))
            self.setAccessibleName(self._title.text())
        self._price.setAccessibleName(tr(_PRICE))
        self._field.setAccessibleName(tr(_NUMBER))
        self._cancel.set_face(tr(_CANCEL))
        self._next.set_face(tr(_FOR_NEXT))

    def _space(self) -> None:
        look = theme.current()
        self._row.setSpacing(look.space(16))
        for part in (self._words, self._numbers):
            part.setSpacing(look.space(8))
        self._pad.setFixedWidth(max(self._pad.sizeHint().width(), look.space(312)))
        for field in (self._field, self._price):
            give_way(field)
            field.setFixedWidth(self._pad.width())
