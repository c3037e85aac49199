"""The receipt side: the growing lines, what has to be said, the total, and the keys that work on a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.article import PIECE
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import ONE, ZERO, Money, Quantity, total
from openpos.domain.money import shown as safe
from openpos.domain.sale import Discount, Line, Sale
from openpos.ui import theme
from openpos.ui.i18n import NO_BREAK, money, percent, quantity, tr, tr_n
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.checkout.line_keys import LineKeys
from openpos.ui.screens.checkout.shown import SaleShown
from openpos.ui.theme import State
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.receipt import ReceiptLine, ReceiptList
from openpos.ui.widgets.said import Said
from openpos.ui.widgets.text import Text, Total

_NAME = N_("Receipt")
_EMPTY, _EMPTY_ADVICE = N_("No sale yet"), N_("Scan an article, touch a key or search.")
_TO_PAY, _PAID = N_("To pay"), N_("Paid")
_TO_PAY_BACK, _PAID_BACK = N_("To pay back"), N_("Paid back")
_TO_CREDIT, _CREDITED = N_("To credit"), N_("Credited")
_RETURN, _BLIND_RETURN = N_("Return of receipt {number}"), N_("Return without receipt")
_EXCHANGE = N_("In exchange for receipt {number}")
_COMES_BACK, _RING_UP = N_("{amount} comes back."), N_("{amount} comes back. Ring up what the customer takes.")
_CORRECTS, _PAY_RIGHT = N_("Corrects how receipt {number} was paid"), N_("Take payment as it should have been.")
_ARTICLE, _ARTICLES, _VAT = N_("{count} article"), N_("{count} articles"), N_("VAT {amount}")
_EACH = N_("{price} each")
_PER_UNIT = N_("{price} per {unit}")
_NEXT = N_("Next: {quantity} ×")
_DISCOUNT, _CLEAR = N_("Discount"), N_("Clear")
_EAT_IN = N_("Eat here")
_CLEAR_ASKED = N_("Clear all {count} lines?")


class ReceiptSide(QWidget):
    """Signals tell what was touched; nothing is decided here."""

    line_chosen = Signal(int)
    clear_confirmed = Signal()
    clear_refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SaleShown | None = None
        self._times: Quantity | None = None
        self._asked = 0
        self._focus_before: QWidget | None = None
        self._read: dict[str, tuple[Line, ReceiptLine]] = {}
        self.lines = ReceiptList(tr(_NAME), self)
        self.lines.line_chosen.connect(self.line_chosen)
        self.title = Message(closable=False, parent=self)
        """What kind of basket it is, where it is no sale."""
        self.message = Message(parent=self)
        self.question = Message(parent=self)
        self.question.closed.connect(self.clear_refused)
        self._count = Text("", "second", wrap=True, parent=self)
        self._next = Text("", "strong", parent=self)
        self._next.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.discount = _Discount(self)
        self.total = Total(tr(_TO_PAY), self)
        self.keys = LineKeys(self)
        self.eat_in = Text("", "strong", parent=self)
        self.eat_in.hide()
        facts = QHBoxLayout()
        facts.addWidget(self._count, 1)
        facts.addWidget(self.eat_in)
        facts.addWidget(self._next)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(Said(self.message, self.question, parent=self))
        self._column.addLayout(facts)
        self._column.addWidget(self.discount)
        self._column.addWidget(self.total)
        self._column.addWidget(self.keys)
        self._speak()
        self._space()

    def show_sale(self, shown: SaleShown) -> None:
        before, self._shown = self._shown, shown
        sale = shown.sale
        self.lines.show_lines(self._lines(sale.lines), shown.newest)
        if before is None or before.chosen != shown.chosen or shown.chosen is not None:
            self.lines.choose(shown.chosen)
        pieces = sum(abs(line.pieces_milli) for line in sale.lines)
        vat = total(row.vat for row in sale.vat)
        count = tr_n(-(-pieces // 1000), _ARTICLE, _ARTICLES)
        self._count.setText(f"{count}{NO_BREAK}· {tr(_VAT, amount=vat)}" if sale.lines else "")
        self.discount.show_discount(sale.discount, total(line.share for line in sale.lines))
        title, advice = _title_of(sale)
        if sale.corrects and theme.current().text_percent >= SCARCE_PERCENT:
            advice = ""  # the payment is in front, and the words have no room
        if not title:
            self.title.clear()
        elif self.title.isHidden() or self.title.words != f"{title} {advice}".strip():
            self.title.show_text(title, advice, State.SOON)  # once, or a screen reader hears it at every change
        self._show_total(sale, paid=shown.paid)
        self.keys.show_sale(shown)

    def _show_total(self, sale: Sale, *, paid: bool) -> None:
        """What is to pay; of an exchange, what is beyond the goods that come back."""
        to_pay = sale.total
        if sale.returning is not None and not sale.corrects:
            to_pay = sale.total + sale.returning.total
        back = sale.is_return or to_pay < ZERO
        credited = sale.is_return and sale.invoice is not None  # no money changes hands
        in_return = (_CREDITED, _TO_CREDIT) if credited else (_PAID_BACK, _TO_PAY_BACK)
        done, to_do = in_return if back else (_PAID, _TO_PAY)
        words = done if paid else to_do
        self.total.show_total(tr(words), money(-to_pay if back else to_pay))

    def show_quantity(self, times: Quantity | None) -> None:
        self._times = times
        self._next.setText("" if times is None else tr(_NEXT, quantity=times))

    def show_eat_in(self, *, eat_in: bool) -> None:
        """Whether food is rung up to be eaten here."""
        self.eat_in.setVisible(eat_in)

    def say(self, error: OpenPosError | None) -> None:
        if error is None:
            self.message.clear()
        else:
            self.message.show_error(error)

    def tell(self, text: str) -> None:
        """What went well, as English source text."""
        self.message.show_text(tr(text), "", State.OK)

    def ask_clear(self, lines: int) -> None:
        """Enter answers yes, Escape no; the focus then goes back to where it was."""
        asked_before, self._asked = self._asked, lines
        focus = QApplication.focusWidget()
        if lines:
            title = tr(_CLEAR_ASKED, count=lines)
            self.question.show_text(title, "", State.STOP, action=tr(_CLEAR), act=self.clear_confirmed.emit)
            if not asked_before:
                self._focus_before = focus
                self.question.focus_action()
            return
        if self._focus_before is not None and focus is not None and self.question.isAncestorOf(focus):
            self._focus_before.setFocus()
        self._focus_before = None
        self.question.clear()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    # ----------------------------------------------------------------------------------------------------------- inside

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
        self.eat_in.setText(tr(_EAT_IN))
        if self._shown is not None:
            self.show_sale(self._shown)
        self.show_quantity(self._times)
        self.ask_clear(self._asked)

    def _space(self) -> None:
        look = theme.current()
        edge = look.space(12)
        self._column.setContentsMargins(edge, look.space(8), edge, look.space(8))
        self._column.setSpacing(look.space(8))
        for text in (self._next, self.eat_in):
            text.setStyleSheet(f"color: {look.tokens.accent}")


class _Discount(QWidget):
    """What comes off the whole sale, above its total."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Text("", "second", wrap=True, parent=self)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._off = Text("", "strong", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._off)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return f"{self._words.text()} {self._off.text()}"

    def show_discount(self, discount: Discount | None, off: Money) -> None:
        """Nothing where there is none."""
        self.setVisible(discount is not None)
        if discount is not None:
            self._words.setText(_named(discount))
            self._off.setText(money(-off))
            self.setAccessibleName(self.words)


def _title_of(sale: Sale) -> tuple[str, str]:
    """What kind of basket it is, where it is not simply a sale."""
    if sale.is_return:
        return (tr(_BLIND_RETURN) if sale.original is None else tr(_RETURN, number=sale.original)), ""
    back = sale.returning
    if back is None:
        return "", ""
    if sale.corrects:
        return tr(_CORRECTS, number=back.original), tr(_PAY_RIGHT)
    return tr(_EXCHANGE, number=back.original), tr(_COMES_BACK if sale.lines else _RING_UP, amount=-back.total)


def _named(discount: Discount) -> str:
    rate = percent(discount.rate_bp) if discount.rate_bp else ""
    return " ".join(part for part in (tr(_DISCOUNT), rate, safe(discount.reason)) if part)


def _read(line: Line) -> ReceiptLine:
    piece = line.unit == PIECE
    counted = f"{quantity(line.quantity)}{NO_BREAK}{'×' if piece else line.unit}"
    note = tr(_PER_UNIT, price=line.unit_price, unit=line.unit) if not piece else ""
    if piece and line.quantity != ONE:
        note = tr(_EACH, price=line.unit_price)
    discount, off = "", ""
    if line.discount is not None:
        discount, off = _named(line.discount), money(-line.reduction)
    elif line.returns_line and line.share:
        discount, off = tr(_DISCOUNT), money(-line.share)
    return ReceiptLine(counted, line.text, money(line.price), note, discount, off)
