"""What of a receipt comes back: its lines at the left, the keys that choose how much at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.article import PIECE
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import Quantity
from openpos.domain.payment import MethodKind
from openpos.domain.returns import Returnable
from openpos.ui import theme
from openpos.ui.i18n import NO_BREAK, money, tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.page import margins
from openpos.ui.screens.receipts.returning import Returning
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text

_LINES = N_("Lines of the receipt")
_HEADINGS = (N_("Article"), N_("Comes back"), N_("Pays back"))
_OF = N_("{quantity} of {left}")
_ALL_OF_LINE, _EVERYTHING = N_("The whole line"), N_("Everything")
_FEWER, _MORE = N_("One less"), N_("One more")
_TO_PAY_BACK, _TO_CREDIT = N_("To pay back"), N_("To credit")
_GO_ON = N_("To payment")
_EXCHANGE = N_("Exchange it")


class ReturnPanel(QWidget):
    """Signals tell what was touched; nothing is decided here."""

    row_chosen = Signal(int)
    changed_by = Signal(int)
    row_wanted = Signal()
    everything_wanted = Signal()
    payment_wanted = Signal()
    exchange_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._returning: Returning | None = None
        self._rows = Rows(3, right=(1, 2), stretch=(0,))
        self._rows.chosen.connect(lambda key: self.row_chosen.emit(int(key)))
        self._name = Text("", "heading", wrap=True)
        self._how_many = Text("", "figure")
        self._how_many.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message = Message()
        self._total_label, self._total = Text("", "large"), Text("", "total")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fewer = self._key("minus", "-", lambda: self.changed_by.emit(-1))
        self._more = self._key("plus", "+", lambda: self.changed_by.emit(1))
        self._whole = self._key("check", "F2", self.row_wanted.emit)
        self._everything = self._key("list", "F4", self.everything_wanted.emit)
        self._go_on = self._key("rotate-ccw", "F9", self.payment_wanted.emit, Kind.PRIMARY)
        self._exchange = self._key("refresh-cw", "F10", self.exchange_wanted.emit)
        self._lay_out()
        self.space()

    def show_returning(self, returning: Returning, *, busy: bool, trouble: OpenPosError | None) -> None:
        self._returning = returning
        rows = [
            (str(place), self._texts(row, returning.quantities[place], money(returning.pays_back(place))))
            for place, row in enumerate(returning.rows)
        ]
        self._rows.show_rows(rows, str(returning.chosen))
        for place, chosen in enumerate(returning.quantities):
            self._rows.colour_row(place, State.OK if chosen.milli else State.PLAIN)
        row = returning.row
        self._name.setText(row.line.text)
        self._how_many.setText(_of(row, returning.quantity))
        self._total.setText(money(returning.to_pay_back))
        self._label_total()
        self._total.setAccessibleName(f"{self._total_label.text()} {money(returning.to_pay_back)}")
        self._fewer.setEnabled(not busy and returning.quantity.milli > 0)
        self._more.setEnabled(not busy and returning.quantity < row.left)
        self._whole.setEnabled(not busy and row.left.milli > 0)
        self._everything.setEnabled(not busy)
        for key in (self._go_on, self._exchange):
            key.setEnabled(not busy and bool(returning.wanted))
        if trouble is None:
            self._message.clear()
        else:
            self._message.show_error(trouble)

    def focus(self) -> None:
        """Put the focus where a line is chosen."""
        self._rows.setFocus()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_LINES))
        self._whole.set_face(tr(_ALL_OF_LINE))
        self._everything.set_face(tr(_EVERYTHING))
        self._go_on.set_face(tr(_GO_ON))
        self._exchange.set_face(tr(_EXCHANGE))
        self._label_total()
        for key, words in ((self._fewer, _FEWER), (self._more, _MORE)):
            key.setAccessibleName(tr(words))

    def _label_total(self) -> None:
        # What was invoiced is credited: no money changes hands.
        credited = self._returning is not None and self._returning.method.kind is MethodKind.INVOICE
        self._total_label.setText(tr(_TO_CREDIT if credited else _TO_PAY_BACK))

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(16))
        self._row.setDirection(look.hand())
        self._side.setSpacing(look.space(12))
        self._keys.setSpacing(look.space(8))
        self._ways.setSpacing(look.space(8))
        # In large letters there is no room to say twice how much comes back, and little for the sum.
        scarce = look.text_percent >= SCARCE_PERCENT
        self._how_many.setVisible(not scarce)
        self._total_label.set_kind("second" if scarce else "large")
        self._total.set_kind("title" if scarce else "total")
        self._sum.setDirection(QBoxLayout.Direction.TopToBottom if scarce else QBoxLayout.Direction.LeftToRight)

    def _key(self, icon: str, shortcut: str, act: Callable[[], object], kind: Kind = Kind.PLAIN) -> BigKey:
        key = BigKey("", icon=icon, kind=kind, shortcut=shortcut, parent=self)
        key.clicked.connect(lambda _=False: act())
        return key

    def _lay_out(self) -> None:
        self._keys = QGridLayout()
        self._keys.addWidget(self._fewer, 0, 0)
        self._keys.addWidget(self._more, 0, 1)
        self._keys.addWidget(self._whole, 1, 0)
        self._keys.addWidget(self._everything, 1, 1)
        self._side = QVBoxLayout()
        self._side.addWidget(self._name)
        self._side.addWidget(self._how_many)
        self._side.addLayout(self._keys)
        self._side.addStretch()
        self._side.addWidget(self._message)
        self._sum = QHBoxLayout()
        self._sum.addWidget(self._total_label)
        self._sum.addWidget(self._total, 1)
        self._side.addLayout(self._sum)
        self._ways = QHBoxLayout()
        self._ways.addWidget(self._exchange)
        self._ways.addWidget(self._go_on)
        self._side.addLayout(self._ways)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._rows, 6)
        self._row.addLayout(self._side, 5)

    @staticmethod
    def _texts(row: Returnable, chosen: Quantity, pays_back: str) -> tuple[str, ...]:
        return row.line.text, _of(row, chosen), pays_back if chosen.milli else ""


def _of(row: Returnable, chosen: Quantity) -> str:
    """`2 of 3`: how much comes back of what is left."""
    unit = "" if row.line.unit == PIECE else f"{NO_BREAK}{row.line.unit}"
    return tr(_OF, quantity=chosen, left=row.left) + unit
