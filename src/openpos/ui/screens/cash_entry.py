"""How cash in the drawer is entered: as a sum, or counted by notes and coins; by finger or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import Money
from openpos.domain.report import DENOMINATIONS
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.cash import CashCount
from openpos.ui.screens.page import margins
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.counting import CashCounter
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.text import Text

_SUM, _COUNT = N_("Enter the sum"), N_("Count notes and coins")
_LARGE_LETTERS = 150
_KRONOR = N_("{kronor} kr")


def scrolling(content: QWidget) -> QScrollArea:
    """A place in which what does not fit on a small screen can be pushed."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("role", "content")
    area.setWidget(content)
    return area


class CashEntry(QWidget):
    """At one side what is entered, at the other its sum, a number pad and the key that goes on."""

    way_chosen = Signal(bool)
    """Whether to count; else to enter a sum."""
    counted = Signal(int, int)
    """The place of a note or coin, and how many there are."""
    asked = Signal(str)
    """The key that goes on, with what stands in the sum's field."""
    misspelt = Signal()
    """A key was pressed that can't be part of an amount."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = False
        self._label, self._why = Text("", "heading"), Text("", "second", wrap=True)
        self._field = AmountField()
        self._counter = CashCounter(len(DENOMINATIONS))
        self._way = Choice(["count", "sum"])
        self._sum_label, self._sum = Text("", "second"), Text("", "figure")
        self._message = Message()
        self._pad = NumPad(decimals=False)
        self._key = BigKey("", icon=icon, kind=Kind.PRIMARY, shortcut="F9")
        self._key.setEnabled(False)
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._places = QStackedWidget()
        self._lay_out()
        self._wire()
        self._space()

    def say(self, label: str, why: str, key: str) -> None:
        """`label` names what is entered, `why` explains it, `key` is the text of the key that goes on."""
        self._label.setText(label)
        self._why.setText(why)
        self._sum_label.setText(label)
        self._field.setAccessibleName(label)
        self._way.say([tr(_COUNT), tr(_SUM)], label)
        self._key.set_face(key)
        self._counter.say([tr(_KRONOR, kronor=money(kind).partition(",")[0]) for kind in DENOMINATIONS])
        self._show_sum()

    def show_count(self, *, counts: bool, count: CashCount, busy: bool, trouble: OpenPosError | None) -> None:
        """Show what was entered so far, and what was wrong with it."""
        self._counts = counts
        self._count = count
        self._way.choose("count" if counts else "sum")
        self._places.setCurrentIndex(0 if counts else 1)
        self._counter.show_counts(count.counts, [money(amount) if amount else "" for amount in count.amounts])
        self._key.setEnabled(not busy)
        self._show_sum()
        self._why.setVisible(trouble is None)  # what is wrong needs its room in large letters
        if trouble is None:
            self._message.clear()
        else:
            self._message.show_error(trouble)

    def begin(self, proposed: Money | None = None) -> None:
        """Forget the sum that was written, or propose one, and put the focus where writing begins."""
        self._field.setText("" if proposed is None else str(proposed.ore // 100))
        self._field.selectAll()
        self.focus()

    def focus(self) -> None:
        """Put the focus where writing goes on."""
        if self._counts:
            self._counter.start()
        else:
            self._field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._space()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._count = CashCount()
        plain = QWidget()
        self._words = QVBoxLayout(plain)
        self._words.setContentsMargins(0, 0, 0, 0)
        for widget in (self._label, self._field, self._why):
            self._words.addWidget(widget)
        self._words.addStretch()
        self._places.addWidget(scrolling(self._counter))
        self._places.addWidget(plain)
        self._places.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._row = QHBoxLayout(self)
        self._side = QVBoxLayout()
        self._side.addStretch()
        self._side.addWidget(self._sum_label)
        self._side.addWidget(self._sum)
        self._side.addStretch()
        self._side.addWidget(self._pad, 0, Qt.AlignmentFlag.AlignHCenter)
        self._side.addWidget(self._key)
        entry = self._entry = QVBoxLayout()
        entry.addWidget(self._way)
        entry.addWidget(self._places, 1)
        entry.addWidget(self._message)  # under what is written: what is above stays where it is
        self._row.addLayout(entry, 11)
        self._row.addLayout(self._side, 9)

    def _wire(self) -> None:
        self._way.chosen.connect(self._choose)
        self._counter.counted.connect(self.counted)
        self._counter.done.connect(lambda: self._key.setFocus(Qt.FocusReason.TabFocusReason))
        self._field.inputRejected.connect(self.misspelt)
        self._field.entered.connect(self._ask)
        self._field.textChanged.connect(self._show_sum)
        self._key.clicked.connect(self._ask)
        self._pad.typed.connect(self._type)
        self._pad.erased.connect(self._erase)
        self._pad.cleared.connect(self._clear)
        self._pad.entered.connect(self._enter)

    def _choose(self, way: str) -> None:
        self.way_chosen.emit(way == "count")
        self.focus()

    def _ask(self) -> None:
        self.asked.emit(self._field.text())

    def _type(self, text: str) -> None:
        if self._counts:
            self._counter.type(text)
        else:
            self._field.type(text)

    def _erase(self) -> None:
        if self._counts:
            self._counter.erase()
        else:
            self._field.erase()

    def _clear(self) -> None:
        if self._counts:
            self._counter.clear()
        else:
            self._field.clear()

    def _enter(self) -> None:
        if self._counts:
            self._counter.next()
        else:
            self._ask()

    def _show_sum(self) -> None:
        # The sum of what was counted; a sum that is being written stands in its own field already.
        self._sum.setText(money(self._count.sum) if self._counts else "")
        self._sum_label.setVisible(self._counts)
        self._sum.setVisible(self._counts)

    def _space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._side.setSpacing(look.space(8))
        self._entry.setSpacing(look.space(12))
        self._words.setSpacing(look.space(12))
        self._counter.show_sums(shown=look.text_percent < _LARGE_LETTERS)
        # Above the number pad there is no room for larger figures in large letters.
        self._sum.set_kind("figure" if look.text_percent < _LARGE_LETTERS else "title")
        self._pad.setFixedWidth(4 * look.key_px + 3 * look.space(8) + look.space(48))
