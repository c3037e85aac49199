"""Paying, the card terminal, and the wait for a control code: the right part while a sale is paid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import Money, format_money
from openpos.domain.money import shown as safe
from openpos.domain.payment import Method, MethodKind, method_source
from openpos.domain.sale import Tender
from openpos.ui import theme
from openpos.ui.i18n import money, tr, translate_error
from openpos.ui.screens.checkout.elsewhere_view import CodePage, SwishPage, TerminalPage
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, Due, give_way, rounding_words
from openpos.ui.screens.checkout.mail_page import MailPage
from openpos.ui.screens.checkout.shown import PayingShown, Step
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import announce, state_of
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.strip import STATE_ICONS
from openpos.ui.widgets.text import Icon, Text, fitting

NOTES = 6
_BY_CASH, _BY_CARD = N_("To pay in cash"), N_("To pay by card")
_BACK_IN_CASH, _BACK_BY_CARD = N_("Back in cash"), N_("Back by card")
_BY, _BACK_BY = N_("To pay with {method}"), N_("Back with {method}")
_ON_CARD = N_("{balance} on the gift card {code}")
_WITH_TIP_FIELD, _TENDER_TIP = N_("On the terminal, with the tip"), N_("tip {amount}")
_BY_METHOD_AMOUNT = N_("Amount with {method}")
_PAY_BACK_AMOUNT, _CREDIT_AMOUNT = N_("Pay back {amount}"), N_("Create credit invoice {amount}")
_AMOUNT_BACK, _AMOUNT_CREDITED = N_("Amount to pay back"), N_("Amount to credit")
_CREDIT = N_("On a credit invoice")
_PAID = N_("Paid")
_GIVEN, _BY_CARD_AMOUNT = N_("Amount given"), N_("Amount on the card")
_UNDO = N_("Undo")
_COMPLETING = N_("Completing the sale …")
_PAY_AGAIN, _NOT_COMPLETED = N_("Pay again"), N_("The sale is not completed yet.")
_TRY_AGAIN = N_("Try again")
_BACK = N_("Back to the articles")


class _NoteKey(BigKey):
    """A cash amount: its digits shrink sooner than that one of them is lost."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.current().key_px), hint.height())

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(fitting(self.text(), look.large, self.width() - look.space(16), self.height()), strong=True)


_MAIL_KEY = N_("Receipt by e-mail")
_SHORT_ADDRESS, _SCARCE_ADDRESS = 24, 10


class PayingPanel(QWidget):
    """What is to pay, what has been paid, quick notes, the pad; or what the card terminal is doing."""

    amount_given = Signal(Money)
    text_given = Signal(str)
    approved = Signal()
    tip_wanted = Signal()
    swish_wanted = Signal()
    declined = Signal()
    undone = Signal(str)
    completed = Signal()
    mail_wanted = Signal()
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
        self.terminal = TerminalPage(self._stack)
        self.swish = SwishPage(self._stack)
        for elsewhere in (self.terminal, self.swish):
            elsewhere.approved.connect(self.approved)
            elsewhere.declined.connect(self.declined)
        self.terminal.tip_wanted.connect(self.tip_wanted)
        self.swish.print_wanted.connect(self.swish_wanted)
        self.code = CodePage(self._stack)
        self.code.given.connect(self.text_given)
        self._whole = self._make_whole()
        self.mail = MailPage(self._stack)
        self.mail.given.connect(self.text_given)
        self.mail.left.connect(self.mail_wanted)
        self._mail_key = Key(icon="inbox", kind=Kind.QUIET, shortcut="Ctrl+E", parent=self)
        self._mail_key.clicked.connect(self.mail_wanted)
        for page in (self._entry, self.terminal, self.swish, self.code, self.mail, self._whole):
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._mail_key)
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
        page = {
            Step.WHOLE: self._whole,
            Step.TERMINAL: self.terminal,
            Step.SWISH: self.swish,
            Step.CODE: self.code,
            Step.MAIL: self.mail,
        }.get(shown.step, self._entry)
        self._stack.setCurrentWidget(page)
        self._complete.setEnabled(not shown.busy)
        self._mail_key.setVisible(shown.can_mail)
        self._mail_key.setEnabled(not shown.busy)
        self._back.setEnabled(not shown.busy and shown.on_terminal is None)
        for tenders in (self._tenders, self._taken):
            tenders.show_tenders(shown.tenders, can_undo=not shown.busy and shown.on_terminal is None)
        self._focus(before, shown)

    def _focus(self, before: PayingShown | None, shown: PayingShown) -> None:
        """Where writing goes on, or the key that Enter presses."""
        first = before is None or before.step is not shown.step
        if shown.step in {Step.TERMINAL, Step.SWISH}:
            (self.terminal if shown.step is Step.TERMINAL else self.swish).approve.setFocus()
        elif shown.step is Step.CODE:
            if first or before is None or before.method != shown.method:
                self.code.begin()
            self.code.field.setFocus()
        elif shown.step is Step.MAIL:
            if first:
                self.mail.begin(shown.mail_to)
        elif shown.step is Step.WHOLE:
            if not shown.busy:
                self._complete.setFocus()
        else:
            proposed = shown.on_terminal if shown.step is Step.TIP and shown.on_terminal else shown.proposed
            if first or before is None or (before.proposed, before.method) != (shown.proposed, shown.method):
                self._field.fill(format_money(proposed, thousands=""))
            self._field.setFocus()

    def forget(self) -> None:
        """The next payment begins afresh."""
        self._shown = None

    # ----------------------------------------------------------------------------------------------------- three pages

    def _make_entry(self) -> QWidget:
        page = QWidget(self._stack)
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
        self._what = Text("", "second", wrap=True, parent=page)
        self._what.hide()  # before a layout has counted it: one that is not seen would not count again
        right.addStretch()
        right.addWidget(self._what)
        right.addWidget(self._field)
        right.addWidget(self._pad)
        self._entry_row = QHBoxLayout(page)
        self._entry_row.setContentsMargins(0, 0, 0, 0)
        self._entry_row.addLayout(left, 1)
        self._entry_row.addLayout(right)
        return page

    def _make_whole(self) -> QWidget:
        page = QWidget(self._stack)
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
            self.amount_given.emit(self._shown.proposed)

    def _give_note(self, place: int) -> None:
        if self._shown is not None and place < len(self._shown.notes):
            self.amount_given.emit(self._shown.notes[place])

    def _speak(self) -> None:
        self._back.set_face(tr(_BACK))
        self.terminal.speak(self._shown)
        self.swish.speak(self._shown)
        self.code.speak()
        self.mail.speak()
        self._complete.set_face(tr(_PAY_AGAIN))
        shown = self._shown
        mail_to = shown.mail_to if shown else ""
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        unset = "" if scarce else tr(_MAIL_KEY)
        self._mail_key.set_face(safe(mail_to, _SCARCE_ADDRESS if scarce else _SHORT_ADDRESS) if mail_to else unset)
        self._mail_key.setAccessibleName(f"{tr(_MAIL_KEY)} {mail_to}".strip())
        if shown is None:
            return
        self._due.show_amount(_due_label(shown), money(_due_amount(shown)))
        self._rounding.setText(rounding_words(shown.rounding) or _on_card(shown))
        self._field.setAccessibleName(_field_name(shown))
        self._what.setText(_field_name(shown))
        self._what.setVisible(shown.step is Step.TIP)
        self._pay_back.setVisible(shown.back)
        self._pay_back.set_face(tr(_CREDIT_AMOUNT if _credits(shown) else _PAY_BACK_AMOUNT, amount=shown.proposed))
        self._tenders.speak()
        self._taken.speak()
        notes = shown.notes if shown.step is Step.AMOUNT else ()
        for place, key in enumerate(self._notes):
            key.setVisible(place < len(notes))
            if place < len(notes):
                note = notes[place]
                key.set_face(money(note) if note.ore % 100 else money(note)[: -len(",00")])
        self._whole_words.setText(tr(_COMPLETING) if shown.busy else tr(_NOT_COMPLETED))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self._entry_row.setSpacing(look.space(16))
        self._note_grid.setSpacing(look.space(8))
        give_way(self._field)
        self.code.space()
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
        words = f"{tr(method_source(tender.method))} {money(tender.amount)}"
        if tender.tip:
            words += f" + {tr(_TENDER_TIP, amount=tender.tip)}"
        line.addWidget(Text(words, wrap=True, parent=row), 1)
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


def _credits(shown: PayingShown) -> bool:
    """Whether what comes back was invoiced: no money goes back, a credit invoice is made."""
    return shown.back and shown.method.kind is MethodKind.INVOICE


def _due_label(shown: PayingShown) -> str:
    if shown.settled:
        return tr(_PAID)
    if _credits(shown):
        return tr(_CREDIT)
    if shown.method.kind is MethodKind.CASH:
        return tr(_BACK_IN_CASH) if shown.back else tr(_BY_CASH)
    if shown.method == Method.CARD:
        return tr(_BACK_BY_CARD) if shown.back else tr(_BY_CARD)
    return tr(_BACK_BY if shown.back else _BY, method=_in_a_sentence(shown.method))


def _in_a_sentence(method: Method) -> str:
    """What a method is called inside a sentence: a gift card is no name there, Swish is."""
    name = tr(method_source(method))
    common = not method.name and method.kind in {MethodKind.GIFT_CARD, MethodKind.VOUCHER}
    return name[:1].lower() + name[1:] if common else name


def _due_amount(shown: PayingShown) -> Money:
    return shown.total + shown.rounding if shown.settled else shown.due


def _on_card(shown: PayingShown) -> str:
    """What is left on the gift card, beside what is to pay."""
    if shown.card is None or shown.back:
        return ""
    return tr(_ON_CARD, balance=shown.card.balance, code=shown.card.code)


def _field_name(shown: PayingShown) -> str:
    if shown.step is Step.TIP:
        return tr(_WITH_TIP_FIELD)
    if shown.back:
        return tr(_AMOUNT_CREDITED if _credits(shown) else _AMOUNT_BACK)
    if shown.method.kind is MethodKind.CASH:
        return tr(_GIVEN)
    if shown.method == Method.CARD:
        return tr(_BY_CARD_AMOUNT)
    return tr(_BY_METHOD_AMOUNT, method=tr(method_source(shown.method)))
