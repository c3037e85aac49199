"""Parked baskets: what one is called, and the list of those that wait."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import shown as safe
from openpos.register.checkout import MAX_PARK_NAME
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.checkout.shown import Parked, ParkedShown, ParkShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.pads import NumPad
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import OneLine, Text

_BACK = N_("Back to the articles")
_PARK_TITLE, _PARK_WHY = N_("Park the sale"), N_("Under this name it waits until somebody fetches it.")
_NAME, _PARK = N_("Name"), N_("Park")
_TITLE, _FETCH = N_("Parked sales"), N_("Fetch")
_HEADINGS = (N_("Name"), N_("Parked"), N_("Cashier"), N_("Lines"), N_("Total"))
_CASHIER = 2
_EMPTY, _TEACH = (
    N_("Nothing is parked"),
    N_("Where a customer has forgotten something, park the sale and serve the next. It waits here."),
)


class _Head(QHBoxLayout):
    """The way back and what is in front."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.back = Key(icon="arrow-left", kind=Kind.QUIET, parent=panel)
        self._title = OneLine("", "heading", parent=panel)
        self.addWidget(self.back)
        self.addWidget(self._title, 1)

    def say(self, title: str) -> None:
        """What is in front."""
        self.back.setAccessibleName(tr(_BACK))
        self._title.setText(title)


class ParkPanel(QWidget):
    """What the basket is called. Enter takes what is suggested; the pad writes the number of a slip or a trolley."""

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = _Head(self)
        self._head.back.clicked.connect(self.left)
        self._why = Text("", "second", wrap=True, parent=self)
        self.field = Field(MAX_PARK_NAME, parent=self)
        self.field.returnPressed.connect(self._tell)
        self._pad = NumPad(decimals=False, parent=self)
        self._pad.typed.connect(self.field.insert)
        self._pad.erased.connect(self.field.backspace)
        self._pad.cleared.connect(self.field.clear)
        self._pad.entered.connect(self._tell)
        self.park = BigKey("", icon="inbox", kind=Kind.PRIMARY, parent=self)
        self.park.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.park.clicked.connect(self._tell)
        self._words, numbers = QVBoxLayout(), QVBoxLayout()
        self._words.addWidget(self.field)
        self._words.addWidget(self._why)
        self._words.addStretch()
        self._words.addWidget(self.park)
        numbers.addStretch()
        numbers.addWidget(self._pad)
        self._row = QHBoxLayout()
        self._row.addLayout(self._words, 1)
        self._row.addLayout(numbers)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._row, 1)
        self._space()
        self._speak()

    def show_park(self, shown: ParkShown, *, fresh: bool) -> None:
        """`fresh`: it has just come in front, so writing begins."""
        self.park.setEnabled(not shown.busy)
        if fresh:
            self.field.setText(shown.name)
            self.field.selectAll()
            self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _tell(self) -> None:
        self.named.emit(self.field.text())

    def _speak(self) -> None:
        self._head.say(tr(_PARK_TITLE))
        self.setAccessibleName(tr(_PARK_TITLE))
        self._why.setText(tr(_PARK_WHY))
        self.field.setAccessibleName(tr(_NAME))
        self.park.set_face(tr(_PARK))

    def _space(self) -> None:
        look = theme.current()
        self._row.setSpacing(look.space(16))
        for part in (self._column, self._words):
            part.setSpacing(look.space(8))
        self._pad.setFixedWidth(max(self._pad.sizeHint().width(), look.space(312)))


class ParkedPanel(QWidget):
    """The baskets that wait, the newest first. A touch chooses one, Enter or the key fetches it."""

    chosen = Signal(str)
    fetched = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ParkedShown | None = None
        self._head = _Head(self)
        self._head.back.clicked.connect(self.left)
        self.rows = Rows(len(_HEADINGS), right=(3, 4), stretch=(0,), parent=self)
        self.rows.chosen.connect(self.chosen)
        self._empty = EmptyPage("inbox", "", "", parent=self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        self.fetch = BigKey("", icon="shopping-basket", kind=Kind.PRIMARY, parent=self)
        self.fetch.clicked.connect(self.fetched)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.fetch)
        self._space()
        self._speak()
        accepts_after(self)

    def show_parked(self, shown: ParkedShown, *, fresh: bool) -> None:
        """`fresh`: it has just come in front, so the focus goes to the list."""
        self._shown = shown
        self._stack.setCurrentWidget(self.rows if shown.baskets else self._empty)
        self.rows.show_rows([(one.sale_id, _read(one, shown.today)) for one in shown.baskets], shown.chosen)
        self.fetch.setEnabled(bool(shown.chosen) and not shown.busy)
        self.fetch.setVisible(bool(shown.baskets))
        if fresh:
            (self.rows if shown.baskets else self._head.back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.fetched.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self._head.say(tr(_TITLE))
        self.setAccessibleName(tr(_TITLE))
        self.rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._empty.say(tr(_EMPTY), tr(_TEACH))
        self.fetch.set_face(tr(_FETCH))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self.rows.setColumnHidden(_CASHIER, look.text_percent >= SCARCE_PERCENT)  # the name needs the room


def _read(parked: Parked, today: date) -> tuple[str, ...]:
    at = parked.at.strftime("%H:%M" if parked.at.date() == today else "%d/%m %H:%M")
    return safe(parked.name), at, safe(parked.cashier), str(parked.lines), money(parked.total)
