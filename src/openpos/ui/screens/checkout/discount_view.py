"""Giving a discount: what it is on, how much, why, and what it does before it is given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import shown as safe
from openpos.ui import theme
from openpos.ui.i18n import NO_BREAK, money, percent, tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, give_way
from openpos.ui.screens.checkout.shown import DiscountShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, FieldNote
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.text import OneLine, Text

QUICK_RATES_BP = (1000, 2000, 2500, 5000)
REASONS = (N_("Regular"), N_("Short date"), N_("Damaged"), N_("Staff"))
MAX_REASON = 40
_BACK = N_("Back to the articles")
_ON_LINE, _ON_SALE = N_("Discount on {name}"), N_("Discount on the whole sale")
_LINE, _SALE, _ON = N_("The line"), N_("The whole sale"), N_("What the discount is on")
_KRONOR, _COUNTED = N_("kr"), N_("Per cent or kronor")
_PER_CENT, _AMOUNT = N_("Discount in per cent"), N_("Discount in kronor")
_REASON, _OTHER_REASON, _WHY = N_("Reason"), N_("Another reason"), N_("Why the price is reduced")
_PRICE, _OFF, _AFTER = N_("Price"), N_("Discount"), N_("New price")
_UNKNOWN = "\N{EN DASH}"
_GIVE_SHORT, _SALE_SHORT = N_("Discount"), N_("Whole sale")
_GIVE, _TAKE_OFF, _REMOVE = N_("Give discount"), N_("Remove the discount"), N_("Remove")


class DiscountPanel(QWidget):
    """Signals tell what was touched and written; the pad lies where it lies when a payment is taken."""

    whole_chosen = Signal(bool)
    rate_chosen = Signal(bool)
    rate_given = Signal(int)
    written = Signal(str)
    reason_given = Signal(str)
    confirmed = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: DiscountShown | None = None
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._title = OneLine("", "heading", parent=self)
        self._on = Choice(["line", "sale"], parent=self)
        self._counted = Choice(["rate", "kronor"], parent=self)
        self._quick = [Key(parent=self) for _ in QUICK_RATES_BP]
        self.field = AmountField(parent=self)
        self._pad = NumPad(parent=self)
        self._pad.write_to(self.field)
        self._reason_label = Text("", "second", parent=self)
        self._reasons = [Key(shortcut=f"Alt+{place + 1}", parent=self) for place in range(len(REASONS))]
        self.reason = Field(MAX_REASON, parent=self)
        self.effect = _Effect(self)
        self.note = FieldNote(self)
        self._remove = Key(kind=Kind.DANGER, icon="trash-2", parent=self)
        self.give = BigKey("", icon="percent", kind=Kind.PRIMARY, parent=self)
        self._lay_out()
        self._wire()
        self._space()
        self._speak()
        accepts_after(self)

    def show_discount(self, shown: DiscountShown, *, fresh: bool) -> None:
        """`fresh`: it has just come in front, so writing begins."""
        before, self._shown = self._shown, shown
        self._say_what(shown)
        if fresh or self.field.text() != shown.written:
            with QSignalBlocker(self.field):
                self.field.fill(shown.written)
        if self.reason.text() != shown.reason:
            self.reason.setText(shown.reason)
        for rate_bp, key in zip(QUICK_RATES_BP, self._quick, strict=True):
            key.setChecked(shown.by_rate and self.field.text() == _figure(rate_bp))
        for words, key in zip(REASONS, self._reasons, strict=True):
            key.setChecked(shown.reason == tr(words))
        self._remove.setVisible(shown.given)
        self.effect.setVisible(shown.trouble is None)
        self.effect.show_effect(shown)
        if before is None or before.trouble is not shown.trouble:
            self.note.show_error(shown.trouble)
        if shown.lacks_reason and not (before and before.lacks_reason):
            self.reason.setFocus()
        elif fresh:
            self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
            self._speak()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    # ----------------------------------------------------------------------------------------------------------- inside

    def _lay_out(self) -> None:
        self._rate_keys = QWidget(self)
        self._rate_keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rates = QHBoxLayout(self._rate_keys)
        self._rates.setContentsMargins(0, 0, 0, 0)
        for key in self._quick:
            key.setCheckable(True)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._rates.addWidget(key, 1)
        self._why = QGridLayout()
        for key in self._reasons:
            key.setCheckable(True)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QWidget(self)
        self._words = QVBoxLayout(words)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.addWidget(self._on)
        self._words.addSpacing(theme.current().space(4))
        self._words.addWidget(self._reason_label)
        self._words.addLayout(self._why)
        self._words.addWidget(self.reason)
        self._words.addStretch()
        area = scrolling(words)  # large letters on a small screen
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._left, self._numbers = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(area, 1)
        self._left.addWidget(self.effect)
        self._left.addWidget(self.note)
        for key in (self._remove, self.give):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._left.addWidget(key)
        self._numbers.addStretch()
        self._numbers.addWidget(self._counted)
        self._numbers.addWidget(self._rate_keys)
        self._numbers.addWidget(self.field)
        self._numbers.addWidget(self._pad)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        self._row = QHBoxLayout()
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._numbers)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addLayout(self._row, 1)

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        self._on.chosen.connect(lambda value: self.whole_chosen.emit(value == "sale"))
        self._counted.chosen.connect(lambda value: self.rate_chosen.emit(value == "rate"))
        for rate_bp, key in zip(QUICK_RATES_BP, self._quick, strict=True):
            key.clicked.connect(lambda _=False, rate_bp=rate_bp: self.rate_given.emit(rate_bp))
        for words, key in zip(REASONS, self._reasons, strict=True):
            key.clicked.connect(lambda _=False, words=words: self.reason_given.emit(tr(words)))
        self.field.textChanged.connect(self.written)
        self.reason.textEdited.connect(self.reason_given)
        self._pad.entered.connect(self.confirmed)
        self.field.entered.connect(self.confirmed)
        self.reason.returnPressed.connect(self.confirmed)
        self.give.clicked.connect(self.confirmed)
        self._remove.clicked.connect(self.removed)

    def _say_what(self, shown: DiscountShown) -> None:
        self._title.setText(tr(_ON_SALE) if shown.whole else tr(_ON_LINE, name=safe(shown.name)))
        self.setAccessibleName(self._title.text())
        self._on.choose("sale" if shown.whole else "line")
        self._counted.choose("rate" if shown.by_rate else "kronor")
        self.field.setAccessibleName(tr(_PER_CENT) if shown.by_rate else tr(_AMOUNT))

    def _speak(self) -> None:
        self._back.set_face("")
        self._back.setAccessibleName(tr(_BACK))
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        self._on.say([tr(_LINE), tr(_SALE_SHORT if scarce else _SALE)], tr(_ON))
        self._counted.say(["%", tr(_KRONOR)], tr(_COUNTED))
        for rate_bp, key in zip(QUICK_RATES_BP, self._quick, strict=True):
            key.set_face(_figure(rate_bp) if theme.current().text_percent >= SCARCE_PERCENT else percent(rate_bp))
            key.setAccessibleName(percent(rate_bp))
        for words, key in zip(REASONS, self._reasons, strict=True):
            key.set_face(tr(words))
        self.reason.setPlaceholderText(tr(_OTHER_REASON))
        self.reason.setAccessibleName(tr(_WHY))
        self._reason_label.setText(tr(_REASON))
        self.give.set_face(tr(_GIVE_SHORT if scarce else _GIVE))
        self.give.setAccessibleName(tr(_GIVE))
        self._remove.set_face(tr(_REMOVE if theme.current().text_percent >= SCARCE_PERCENT else _TAKE_OFF))
        self._remove.setAccessibleName(tr(_TAKE_OFF))
        self.effect.speak()
        if self._shown is not None:
            self._say_what(self._shown)
            self.note.show_error(self._shown.trouble)

    def _space(self) -> None:
        look = theme.current()
        self._row.setSpacing(look.space(16))
        for part in (self._column, self._left, self._numbers, self._words, self._why, self._rates):
            part.setSpacing(look.space(8))
        self._pad.setFixedWidth(max(self._pad.sizeHint().width(), look.space(312)))
        give_way(self.field)
        for widget in (self.field, self._counted):
            widget.setFixedWidth(self._pad.width())
        scarce = look.text_percent >= SCARCE_PERCENT
        # What can be scrolled has room for one row more than the pad has above it.
        home, place = (self._words, 1) if scarce else (self._numbers, 2)
        if home.indexOf(self._rate_keys) < 0:
            home.insertWidget(place, self._rate_keys)
        if scarce:
            self._rates.setSpacing(look.space(4))
        columns = 1 if scarce else 2
        for place, key in enumerate(self._reasons):
            self._why.removeWidget(key)
            self._why.addWidget(key, place // columns, place % columns)
        self.effect.space()


class _Effect(QWidget):
    """The price, what comes off, and the new price, under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._labels = [Text("", kind, parent=self) for kind in ("second", "second", "strong")]
        self.amounts = [Text("", kind, parent=self) for kind in ("second", "second", "heading")]
        for row, (label, amount) in enumerate(zip(self._labels, self.amounts, strict=True)):
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(amount, row, 1)
        self._grid.setColumnStretch(1, 1)

    def show_effect(self, shown: DiscountShown) -> None:
        texts = (money(shown.price), _UNKNOWN, _UNKNOWN)
        if shown.off is not None:
            texts = (money(shown.price), money(-shown.off), money(shown.price - shown.off))
        for amount, text in zip(self.amounts, texts, strict=True):
            amount.setText(text)
        self._name()

    def speak(self) -> None:
        for label, words in zip(self._labels, (_PRICE, _OFF, _AFTER), strict=True):
            label.setText(tr(words))
        self._name()

    def space(self) -> None:
        """Where letters are large the price before is left to the receipt, which shows it too."""
        for text in (self._labels[0], self.amounts[0]):
            text.setVisible(theme.current().text_percent < SCARCE_PERCENT)
        self.amounts[-1].set_kind("heading" if theme.current().text_percent < SCARCE_PERCENT else "strong")

    def _name(self) -> None:
        rows = zip(self._labels, self.amounts, strict=True)
        self.setAccessibleName(", ".join(f"{label.text()} {amount.text()}" for label, amount in rows))


def _figure(rate_bp: int) -> str:
    """`12,5`: a rate as it is written in the field."""
    return percent(rate_bp).partition(NO_BREAK)[0]
