"""Paying, the card terminal, the wait for a control code, and the change: the right part while a sale is paid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import ZERO, Money, format_money, total
from openpos.domain.payment import Method, method_source
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Tender
from openpos.ui import theme
from openpos.ui.i18n import money, tr, translate_error
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, BigFigure, Due, fitting, give_way
from openpos.ui.screens.checkout.shown import PayingShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import announce, state_of
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.strip import STATE_ICONS
from openpos.ui.widgets.text import Icon, Text

NOTES = 6
_BY_CASH, _BY_CARD = N_("To pay in cash"), N_("To pay by card")
_BACK_IN_CASH, _BACK_BY_CARD = N_("Back in cash"), N_("Back by card")
_PAY_BACK, _PAY_BACK_AMOUNT, _PAID_BACK = N_("Pay back"), N_("Pay back {amount}"), N_("Paid back")
_BACK_ON_TERMINAL = N_("Pay {amount} back on the card terminal")
_AMOUNT_BACK = N_("Amount to pay back")
_RETURN = N_("Return of receipt {number}")
_ROUNDING, _PAID = N_("Rounding {amount}"), N_("Paid")
_GIVEN, _BY_CARD_AMOUNT = N_("Amount given"), N_("Amount on the card")
_UNDO = N_("Undo")
_ENTER_ON_TERMINAL = N_("Enter {amount} on the card terminal")
_APPROVED_ADVICE = N_("Press Approved when the terminal has said yes.")
_APPROVED, _CANCELLED = N_("Approved"), N_("Cancel")
_COMPLETING = N_("Completing the sale …")
_PAY_AGAIN, _NOT_COMPLETED = N_("Pay again"), N_("The sale is not completed yet.")
_TRY_AGAIN = N_("Try again")
_CHANGE, _DONE = N_("Change"), N_("Paid")
_RECEIPT = N_("Receipt {number}")
_NEXT = N_("Next sale")
_BACK = N_("Back to the articles")


class _NoteKey(BigKey):
    """A cash amount: its digits shrink sooner than that one of them is lost."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.current().key_px), hint.height())

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(fitting(self.text(), look.large, self.width() - look.space(16), self.height()), strong=True)


class PayingPanel(QWidget):
    """What is to pay, what has been paid, quick notes, the pad; or what the card terminal is doing."""

    amount_given = Signal(Money)
    text_given = Signal(str)
    approved = Signal()
    declined = Signal()
    undone = Signal(str)
    completed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: PayingShown | None = None
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._back.clicked.connect(self.left)
        self._due = Due(self)
        self._rounding = Text("", "second", wrap=True, parent=self)
        self._rounding.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tenders = _Tenders(self)
        self._tenders.undone.connect(self.undone)
        self._stack = QStackedWidget(self)
        self._entry = self._make_entry()
        self._terminal = self._make_terminal()
        self._whole = self._make_whole()
        for page in (self._entry, self._terminal, self._whole):
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._rounding, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addWidget(self._due)
        self._column.addWidget(self._stack, 1)
        self._space()
        self._speak()

    def show_paying(self, shown: PayingShown) -> None:
        before, self._shown = self._shown, shown
        self._speak()
        page = self._entry
        if shown.settled or shown.busy:
            page = self._whole
        elif shown.on_terminal is not None:
            page = self._terminal
        self._stack.setCurrentWidget(page)
        self._complete.setEnabled(not shown.busy)
        self._back.setEnabled(not shown.busy and shown.on_terminal is None)
        for tenders in (self._tenders, self._taken):
            tenders.show_tenders(shown.tenders, can_undo=not shown.busy and shown.on_terminal is None)
        fresh = before is None or (before.due, before.method) != (shown.due, shown.method)
        if page is self._entry:
            if fresh or before is None or before.on_terminal is not None:
                self._field.fill(format_money(shown.due, thousands=""))
            self._field.setFocus()
        elif page is self._terminal:
            self._approve.setFocus()
        elif not shown.busy:
            self._complete.setFocus()

    def forget(self) -> None:
        """The next payment begins afresh."""
        self._shown = None

    # ----------------------------------------------------------------------------------------------------- three pages

    def _make_entry(self) -> QWidget:
        page = QWidget(self)
        self._field = AmountField(parent=page)
        self._field.entered.connect(self._enter)
        self._pad = NumPad(parent=page)
        self._pad.write_to(self._field)
        self._pad.entered.connect(self._enter)
        self._notes = [_NoteKey("", shortcut=f"Alt+{place}", parent=page) for place in range(1, NOTES + 1)]
        self._note_grid = QGridLayout()
        for place, key in enumerate(self._notes):
            key.clicked.connect(lambda _=False, place=place: self._give_note(place))
            keeps = key.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            key.setSizePolicy(keeps)
            self._note_grid.addWidget(key, place // 2, place % 2)
        # What goes back is exact: one key for all of it, where the notes lie in a sale.
        self._pay_back = _NoteKey("", icon="rotate-ccw", kind=Kind.PRIMARY, shortcut="Alt+1", parent=page)
        self._pay_back.clicked.connect(self._give_back)
        self._pay_back_guard = accepts_after(self._pay_back)
        self._note_grid.addWidget(self._pay_back, 0, 0, 1, 2)
        left = QVBoxLayout()
        left.addWidget(self._tenders)
        left.addStretch()
        left.addLayout(self._note_grid)
        right = QVBoxLayout()
        right.addStretch()
        right.addWidget(self._field)
        right.addWidget(self._pad)
        self._entry_row = QHBoxLayout(page)
        self._entry_row.setContentsMargins(0, 0, 0, 0)
        self._entry_row.addLayout(left, 1)
        self._entry_row.addLayout(right)
        return page

    def _make_terminal(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._enter_on = Text("", "title", wrap=True, parent=page)
        self._approved_advice = Text("", wrap=True, parent=page)
        for text in (self._enter_on, self._approved_advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._approve = BigKey("", icon="check", kind=Kind.PRIMARY, parent=page)
        self._approve.clicked.connect(self.approved)
        self._decline = BigKey("", icon="x", parent=page)
        self._decline.clicked.connect(self.declined)
        column.addStretch()
        column.addWidget(Icon("credit-card", "ink", 48, page), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._enter_on)
        column.addWidget(self._approved_advice)
        column.addSpacing(theme.current().space(16))
        self._terminal_keys = QHBoxLayout()
        self._terminal_keys.addWidget(self._decline)
        self._terminal_keys.addWidget(self._approve)
        column.addLayout(self._terminal_keys)
        column.addStretch()
        # The card key lies near: its second touch is no word of the terminal's.
        self.terminal_guard = accepts_after(page)
        return page

    def _make_whole(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        self._whole_words = Text("", "title", wrap=True, parent=page)
        self._whole_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._complete = BigKey("", icon="check", kind=Kind.PRIMARY, parent=page)
        self._complete.clicked.connect(self.completed)
        self._taken = _Tenders(page)
        self._taken.undone.connect(self.undone)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._taken)
        column.addStretch()
        column.addWidget(self._whole_words)
        column.addWidget(self._complete)
        column.addStretch()
        return page

    # ------------------------------------------------------------------------------------------------------ and inside

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _enter(self) -> None:
        # The second press of the Enter that began the return must not pay it back.
        if not (self._pay_back.isVisible() and self._pay_back_guard.closed):
            self.text_given.emit(self._field.text())

    def _give_back(self) -> None:
        if self._shown is not None:
            self.amount_given.emit(self._shown.due)

    def _give_note(self, place: int) -> None:
        if self._shown is not None and place < len(self._shown.notes):
            self.amount_given.emit(self._shown.notes[place])

    def _speak(self) -> None:
        self._back.set_face(tr(_BACK))
        self._approve.set_face(tr(_APPROVED))
        self._decline.set_face(tr(_CANCELLED))
        self._approved_advice.setText(tr(_APPROVED_ADVICE))
        self._complete.set_face(tr(_PAY_AGAIN))
        shown = self._shown
        if shown is None:
            return
        in_cash = shown.method == Method.CASH
        if shown.settled:
            self._due.show_amount(tr(_PAID), money(shown.total + shown.rounding))
        elif shown.back:
            self._due.show_amount(tr(_BACK_IN_CASH) if in_cash else tr(_BACK_BY_CARD), money(shown.due))
        else:
            self._due.show_amount(tr(_BY_CASH) if in_cash else tr(_BY_CARD), money(shown.due))
        self._rounding.setText(_rounded(shown.rounding))
        given = tr(_GIVEN) if in_cash else tr(_BY_CARD_AMOUNT)
        self._field.setAccessibleName(tr(_AMOUNT_BACK) if shown.back else given)
        self._pay_back.setVisible(shown.back)
        self._pay_back.set_face(tr(_PAY_BACK_AMOUNT, amount=shown.due))
        self._tenders.speak()
        self._taken.speak()
        for place, key in enumerate(self._notes):
            key.setVisible(place < len(shown.notes))
            if place < len(shown.notes):
                note = shown.notes[place]
                key.set_face(money(note) if note.ore % 100 else money(note)[: -len(",00")])
        if shown.on_terminal is not None:
            enter = _BACK_ON_TERMINAL if shown.back else _ENTER_ON_TERMINAL
            self._enter_on.setText(tr(enter, amount=shown.on_terminal))
        self._whole_words.setText(tr(_COMPLETING) if shown.busy else tr(_NOT_COMPLETED))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self._entry_row.setSpacing(look.space(16))
        self._note_grid.setSpacing(look.space(8))
        self._terminal_keys.setSpacing(look.space(8))
        give_way(self._field)
        title = "heading" if look.text_percent >= SCARCE_PERCENT else "title"
        if self._enter_on.property("type") != title:
            self._enter_on.setProperty("type", title)
            self._enter_on.style().polish(self._enter_on)
        self._pad.setFixedWidth(max(self._pad.sizeHint().width(), look.space(312)))
        self._field.setFixedWidth(self._pad.width())


class _Tenders(QWidget):
    """What has been paid so far, each with a key that undoes it."""

    undone = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Tender, ...] = ()
        self._can_undo = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []

    def show_tenders(self, tenders: tuple[Tender, ...], *, can_undo: bool) -> None:
        if (tenders, can_undo) == (self._shown, self._can_undo):
            return
        self._shown, self._can_undo = tenders, can_undo
        self.speak()

    def speak(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(tender) for tender in self._shown]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, tender: Tender) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Icon("check", "paid", parent=row))
        line.addWidget(Text(f"{tr(method_source(tender.method))} {money(tender.amount)}", wrap=True, parent=row), 1)
        newest = "Ctrl+Z" if tender is self._shown[-1] else ""
        name = f"{tr(_UNDO)} {money(tender.amount)}"
        undo = Key(icon="rotate-ccw", kind=Kind.QUIET, name=name, shortcut=newest, parent=row)
        undo.setEnabled(self._can_undo)
        undo.clicked.connect(lambda: self.undone.emit(tender.id))
        line.addWidget(undo)
        return row


class WaitingPanel(QWidget):
    """A receipt waits for its control code. One thing can be done: ask again."""

    tried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: OpenPosError | None = None
        self._icon = Icon("octagon-alert", "stop", 48, self)
        self._title = Text("", "title", wrap=True, parent=self)
        self._advice = Text("", "large", wrap=True, parent=self)
        for text in (self._title, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._again = BigKey(tr(_TRY_AGAIN), icon="refresh-cw", kind=Kind.PRIMARY, parent=self)
        self._again.clicked.connect(self.tried)
        column = QVBoxLayout(self)
        column.setSpacing(theme.current().space(16))
        column.addStretch()
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addWidget(self._again)
        column.addStretch()
        accepts_after(self)

    def show_error(self, error: OpenPosError, *, busy: bool) -> None:
        self._error = error
        said = translate_error(error)
        self._icon.set_icon(STATE_ICONS[state_of(error)], "stop")
        self._title.setText(said.title)
        self._advice.setText(said.advice)
        self._again.setEnabled(not busy)
        announce(self, f"{said.title} {said.advice}")
        if not busy:
            self._again.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._again.set_face(tr(_TRY_AGAIN))
            if self._error is not None:
                self.show_error(self._error, busy=not self._again.isEnabled())
        super().changeEvent(event)


class FinishedPanel(QWidget):
    """The change in the largest type. A touch, a key or a scan begins the next sale."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._receipt: Receipt | None = None
        self._icon = Icon("circle-check", "paid", 48, self)
        self._figure = BigFigure(self)
        self._methods = Text("", "large", wrap=True, parent=self)
        self._number = Text("", "second", wrap=True, parent=self)
        for text in (self._methods, self._number):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._next = BigKey(tr(_NEXT), icon="shopping-basket", parent=self)
        self._next.clicked.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.addStretch()
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._figure)
        self._column.addWidget(self._methods)
        self._column.addWidget(self._number)
        self._column.addStretch()
        self._column.addWidget(self._next)
        self._space()
        self.guard = accepts_after(self)

    def show_receipt(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._speak()
        announce(self, self._figure.accessibleName())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._next.set_face(tr(_NEXT))
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        in_cash = receipt.tenders[-1].method == Method.CASH
        cash_back = -total(one.amount for one in receipt.tenders if one.method == Method.CASH)
        if receipt.is_return and cash_back:
            self._figure.show_amount(tr(_PAY_BACK), money(cash_back))
        elif receipt.is_return:
            self._figure.show_amount(tr(_PAID_BACK), money(-receipt.to_pay))
        elif receipt.change != ZERO or in_cash:
            self._figure.show_amount(tr(_CHANGE), money(receipt.change))
        else:
            self._figure.show_amount(tr(_DONE), money(receipt.to_pay))
        back = receipt.is_return  # then what is handed over goes to the customer
        handed = [(tr(method_source(one.method)), -one.amount if back else one.amount) for one in receipt.tenders]
        self._methods.setText(" · ".join(f"{method} {money(amount)}" for method, amount in handed))
        of = tr(_RETURN, number=receipt.original) if back else ""
        rounded = _rounded(-receipt.rounding if back else receipt.rounding)
        facts = (tr(_RECEIPT, number=receipt.number), of, rounded)
        self._number.setText(" · ".join(fact for fact in facts if fact))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(12))
        edge = look.space(12)
        self._column.setContentsMargins(edge, edge, edge, edge)


def _rounded(rounding: Money) -> str:
    """What rounding to whole kronor adds or takes away; nothing where there is none."""
    if not rounding:
        return ""
    return tr(_ROUNDING, amount=("+" if rounding > ZERO else "") + money(rounding))
