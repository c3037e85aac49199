"""The receipt side: the growing lines, what has to be said, the total, and the keys that work on a line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.article import PIECE
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import ONE, Quantity, total
from openpos.domain.sale import Line
from openpos.ui import theme
from openpos.ui.i18n import NO_BREAK, money, quantity, tr, tr_n
from openpos.ui.screens.checkout.shown import SaleShown
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.receipt import ReceiptLine, ReceiptList
from openpos.ui.widgets.said import Said
from openpos.ui.widgets.text import Text, Total

_NAME = N_("Receipt")
_EMPTY, _EMPTY_ADVICE = N_("No sale yet"), N_("Scan an article, touch a key or search.")
_TO_PAY, _PAID = N_("To pay"), N_("Paid")
_ARTICLE, _ARTICLES, _VAT = N_("{count} article"), N_("{count} articles"), N_("VAT {amount}")
_EACH = N_("{price} each")
_PER_UNIT = N_("{price} per {unit}")
_NEXT = N_("Next: {quantity} ×")
_FEWER, _MORE = N_("One less"), N_("One more")
_QUANTITY, _REMOVE, _CLEAR, _OTHER = N_("Quantity"), N_("Remove"), N_("Clear"), N_("More to do")
_CLEAR_ASKED = N_("Clear all {count} lines?")


class ReceiptSide(QWidget):
    """Signals tell what was touched; nothing is decided here."""

    line_chosen = Signal(int)
    changed_by = Signal(int)
    quantity_wanted = Signal()
    removed = Signal()
    cleared = Signal()
    clear_confirmed = Signal()
    clear_refused = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SaleShown | None = None
        self._times: Quantity | None = None
        self._asked = 0
        self._read: dict[str, tuple[Line, ReceiptLine]] = {}
        self.lines = ReceiptList(tr(_NAME), self)
        self.lines.line_chosen.connect(self.line_chosen)
        self.message = Message(parent=self)
        self.question = Message(parent=self)
        self.question.closed.connect(self.clear_refused)
        self._count = Text("", "second", wrap=True, parent=self)
        self._next = Text("", "strong", parent=self)
        self._next.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.total = Total(tr(_TO_PAY), self)
        self._fewer = self._key("minus", "Ctrl+-", lambda: self.changed_by.emit(-1))
        self._more = self._key("plus", "Ctrl++", lambda: self.changed_by.emit(1))
        self._quantity = self._key("", "F2", self.quantity_wanted.emit)
        self._remove = self._key("", "F4", self.removed.emit, Kind.DANGER)
        self._clear = self._key("", "F7", self.cleared.emit, Kind.DANGER)
        self._menu = self._key("ellipsis", "F6", self.menu_wanted.emit)
        self._acts = (self._fewer, self._more, self._quantity, self._remove, self._clear, self._menu)
        self._grid = QGridLayout()
        facts = QHBoxLayout()
        facts.addWidget(self._count, 1)
        facts.addWidget(self._next)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(Said(self.message, self.question, parent=self))
        self._column.addLayout(facts)
        self._column.addWidget(self.total)
        self._column.addLayout(self._grid)
        self._rows = 0
        self._speak()
        self._space()

    def show_sale(self, shown: SaleShown) -> None:
        before, self._shown = self._shown, shown
        sale = shown.sale
        self.lines.show_lines(self._lines(sale.lines), shown.newest)
        if before is None or before.chosen != shown.chosen or shown.chosen is not None:
            self.lines.choose(shown.chosen)
        pieces = sum(line.pieces_milli for line in sale.lines)
        vat = total(row.vat for row in sale.vat)
        count = tr_n(-(-pieces // 1000), _ARTICLE, _ARTICLES)
        self._count.setText(f"{count}{NO_BREAK}· {tr(_VAT, amount=vat)}" if sale.lines else "")
        self.total.show_total(tr(_PAID) if shown.paid else tr(_TO_PAY), money(sale.total))
        can_change = bool(sale.lines) and not shown.paid
        for key in (self._more, self._remove, self._clear):
            key.setEnabled(can_change)
        current = shown.current
        line = sale.lines[current] if current is not None and current < len(sale.lines) else None
        self._fewer.setEnabled(can_change and line is not None and line.quantity > ONE)

    def show_quantity(self, times: Quantity | None) -> None:
        self._times = times
        self._next.setText("" if times is None else tr(_NEXT, quantity=times))

    def say(self, error: OpenPosError | None) -> None:
        if error is None:
            self.message.clear()
        else:
            self.message.show_error(error)

    def ask_clear(self, lines: int) -> None:
        self._asked = lines
        if lines:
            title = tr(_CLEAR_ASKED, count=lines)
            self.question.show_text(title, "", State.STOP, action=tr(_CLEAR), act=self.clear_confirmed.emit)
        else:
            self.question.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_acts()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    # ----------------------------------------------------------------------------------------------------------- inside

    def _key(self, icon: str, shortcut: str, act: Callable[[], object], kind: Kind = Kind.PLAIN) -> Key:
        key = Key(icon=icon, kind=kind, shortcut=shortcut, parent=self)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda _=False: act())
        return key

    def _lines(self, lines: tuple[Line, ...]) -> list[ReceiptLine]:
        """The lines as they are read. One that has not changed is not put into words again."""
        read = {}
        for line in lines:
            known = self._read.get(line.id)
            read[line.id] = known if known is not None and known[0] is line else (line, _read(line))
        self._read = read
        return [words for _, words in read.values()]

    def _speak(self) -> None:
        self._read = {}
        self.lines.setAccessibleName(tr(_NAME))
        self.lines.set_empty(tr(_EMPTY), tr(_EMPTY_ADVICE))
        self._quantity.set_face(tr(_QUANTITY))
        for key, words in ((self._fewer, _FEWER), (self._more, _MORE), (self._menu, _OTHER)):
            key.setAccessibleName(tr(words))
        if self._shown is not None:
            self.show_sale(self._shown)
        self.show_quantity(self._times)
        self.ask_clear(self._asked)
        self._lay_acts()

    def _lay_acts(self) -> None:
        """All in one row, or where that is too narrow in two: what works on a line above."""
        gap = theme.current().space(8)
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self._face_acts(in_words=True)
        rows = 1 if sum(key.sizeHint().width() + gap for key in self._acts) - gap <= room else 2
        widest = max(key.sizeHint().width() for key in self._acts)
        self._face_acts(in_words=rows == 1 or 3 * widest + 2 * gap <= room)
        if rows == self._rows:
            return
        self._rows = rows
        for key in self._acts:
            self._grid.removeWidget(key)
        if rows == 1:
            for place, key in enumerate(self._acts):
                self._grid.addWidget(key, 0, place)
        else:
            for key, row, column in zip(self._acts, (0, 0, 0, 1, 1, 1), (0, 1, 2, 0, 1, 2), strict=True):
                self._grid.addWidget(key, row, column)

    def _face_acts(self, *, in_words: bool) -> None:
        """What takes lines away says so in a word, or where that would be cut by its icon."""
        for key, words, icon in ((self._remove, _REMOVE, "trash-2"), (self._clear, _CLEAR, "x")):
            key.set_face(tr(words) if in_words else "", icon="" if in_words else icon)
            key.setAccessibleName(tr(words))

    def _space(self) -> None:
        look = theme.current()
        edge = look.space(12)
        self._column.setContentsMargins(edge, look.space(8), edge, look.space(8))
        self._column.setSpacing(look.space(8))
        self._grid.setSpacing(look.space(8))
        self._next.setStyleSheet(f"color: {look.tokens.accent}")
        self._lay_acts()


def _read(line: Line) -> ReceiptLine:
    if line.unit != PIECE:
        note = tr(_PER_UNIT, price=line.unit_price, unit=line.unit)
        return ReceiptLine(f"{quantity(line.quantity)}{NO_BREAK}{line.unit}", line.text, money(line.amount), note)
    note = tr(_EACH, price=line.unit_price) if line.quantity != ONE else ""
    return ReceiptLine(f"{quantity(line.quantity)}{NO_BREAK}×", line.text, money(line.amount), note)
