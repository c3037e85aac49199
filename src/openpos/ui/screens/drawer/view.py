"""The drawer: opened with nothing sold, cash in and out, and the change of float."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.drawer import DRAWER_NAMES, DrawerAct, DrawerKind
from openpos.domain.errors import N_
from openpos.domain.money import ZERO, Money
from openpos.ids import uuid7
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, give_way
from openpos.ui.screens.drawer.presenter import DrawerPresenter, DrawerShown
from openpos.ui.screens.page import Page, margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pads import AmountField, NumPad
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.text import Text

_TITLE = N_("Cash drawer")
_OPEN, _RAISE, _LOWER = N_("Open drawer"), N_("Raise the float"), N_("Lower the float")
_RAISES, _LOWERS = "raise", "lower"
_KEYS = {
    DrawerKind.OPENED: "F4",
    DrawerKind.CASH_IN: "F5",
    DrawerKind.CASH_OUT: "F6",
    DrawerKind.FLOAT: "F7",
}
_SHOULD_HOLD = N_("Should be in the drawer")
_AMOUNT, _REASON, _REASON_IF_ANY = N_("Amount"), N_("Reason"), N_("Reason, if there is one")
_REASONS = (N_("To the bank"), N_("Small change"), N_("Expense"))
_NO_SHIFT, _OPEN_ONE = (
    N_("No shift is open"),
    N_("A day at the register begins with a shift and ends with its Z report."),
)
_OPEN_SHIFT = N_("Open a shift")
_OPENED, _OPENED_ADVICE = N_("The drawer opens."), N_("Close it again: reports count how often it was opened.")
_PUT_IN, _TAKEN_OUT = N_("{amount} was put in."), N_("{amount} was taken out.")
_RAISED, _LOWERED = N_("The float was raised by {amount}."), N_("The float was lowered by {amount}.")
_SLIP = N_("Put the slip in the drawer.")


class DrawerPage(Page):
    """`drawer`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._desk = desk
        self._shown = DrawerShown()
        self._kinds = Choice([kind.value for kind in DrawerKind], shortcuts=[_KEYS[kind] for kind in DrawerKind])
        self._way = Choice([_RAISES, _LOWERS])
        self._hold_label, self._hold = Text("", "second"), Text("", "figure")
        self._amount_label, self._reason_label = Text(""), Text("")
        self._amount = AmountField()
        self._reason = Field(MAX_TEXT)
        self._reasons = [Key() for _ in _REASONS]
        self._message = Message()
        self._pad = NumPad(decimals=False)
        self._act = BigKey("", icon="wallet", kind=Kind.PRIMARY, shortcut="F9")
        self._empty = EmptyPage("wallet", "", "")
        self._lay_out()
        parts = desk.parts
        self._presenter = DrawerPresenter(
            self._show,
            run=desk.register.run,
            open_drawer=lambda act_id, person, reason: parts.drawer.open(
                act_id, person, reason, paper=parts.print_queue is not None
            ),
            move_cash=lambda act_id, kind, person, amount, reason: parts.drawer.move_cash(
                act_id, kind, person, amount, reason, paper=parts.print_queue is not None
            ),
            current=parts.shifts.current,
            expected=parts.shifts.expected_cash,
            new_id=uuid7,
            person=desk.person,
            lend=desk.lend,
            printer=lambda: parts.print_queue is not None,
            moved=self._moved,
        )
        self._wire()
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._clear()
        self._presenter.shown()
        self._focus()

    def say(self) -> None:
        super().say()
        names = [tr(_OPEN), *(tr(DRAWER_NAMES[kind]) for kind in DrawerKind if kind is not DrawerKind.OPENED)]
        self._kinds.say(names, tr(_TITLE))
        self._way.say([tr(_RAISE), tr(_LOWER)], tr(DRAWER_NAMES[DrawerKind.FLOAT]))
        self._hold_label.setText(tr(_SHOULD_HOLD))
        self._amount_label.setText(tr(_AMOUNT))
        self._amount.setAccessibleName(tr(_AMOUNT))
        for key, reason in zip(self._reasons, _REASONS, strict=True):
            key.set_face(tr(reason))
        self._empty.say(tr(_NO_SHIFT), tr(_OPEN_ONE), tr(_OPEN_SHIFT))
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._all.setContentsMargins(*margins(16))
        self._all.setSpacing(look.space(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._side.setSpacing(look.space(8))
        self._entry.setSpacing(look.space(8))
        self._quick.setSpacing(look.space(8))
        scarce = look.text_percent >= SCARCE_PERCENT
        self._quick.setDirection(QBoxLayout.Direction.TopToBottom if scarce else QBoxLayout.Direction.LeftToRight)
        give_way(self._amount)
        self._hold.set_kind("title" if scarce else "figure")
        self._pad.setFixedWidth(4 * look.key_px + 3 * look.space(8) + look.space(48))

    def _lay_out(self) -> None:
        full = QWidget()
        self._all = QVBoxLayout(full)
        self._all.addWidget(self._kinds)
        self._row = QHBoxLayout()
        fields = QWidget()
        self._entry = QVBoxLayout(fields)
        self._entry.setContentsMargins(0, 0, 0, 0)
        self._quick = QHBoxLayout()
        for key in self._reasons:
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._quick.addWidget(key)
        for widget in (self._hold_label, self._hold, self._way, self._amount_label, self._amount):
            self._entry.addWidget(widget)
        self._entry.addWidget(self._reason_label)
        self._entry.addWidget(self._reason)
        self._entry.addLayout(self._quick)
        self._entry.addStretch()
        self._fields = scrolling(fields)
        written = QVBoxLayout()
        written.addWidget(self._fields, 1)
        written.addWidget(self._message)  # under what is written, and in sight wherever that was pushed
        self._side = QVBoxLayout()
        self._side.addStretch()
        self._side.addWidget(self._pad, 0, Qt.AlignmentFlag.AlignHCenter)
        self._side.addWidget(self._act)
        self._row.addLayout(written, 1)
        self._row.addLayout(self._side)
        self._all.addLayout(self._row, 1)
        self._places = QStackedWidget()
        self._places.addWidget(full)
        self._places.addWidget(self._empty)
        self.fill(self._places)

    def _wire(self) -> None:
        presenter = self._presenter
        self._kinds.chosen.connect(self._choose)
        self._way.chosen.connect(lambda way: presenter.lower(lowers=way == _LOWERS))
        self._pad.write_to(self._amount)
        self._pad.entered.connect(self._go_on)
        self._amount.entered.connect(self._go_on)
        self._amount.inputRejected.connect(presenter.not_a_number)
        self._reason.returnPressed.connect(self._ask)
        self._act.clicked.connect(self._ask)
        self._empty.started.connect(lambda: self._desk.go("open_shift"))
        for place, key in enumerate(self._reasons):
            key.clicked.connect(partial(self._put_reason, place))

    def _choose(self, kind: str) -> None:
        self._presenter.choose(DrawerKind(kind))
        self._focus()

    def _put_reason(self, place: int) -> None:
        self._reason.setText(tr(_REASONS[place]))

    def _go_on(self) -> None:
        """Enter in the amount: to the reason where it is still missing."""
        if self._reason.text().strip():
            self._ask()
        else:
            self._reason.setFocus()

    def _ask(self) -> None:
        self._presenter.act(self._amount.text(), self._reason.text())

    def _focus(self) -> None:
        field = self._amount if self._shown.with_amount else self._reason
        field.setFocus()
        self._fields.ensureWidgetVisible(field)

    def _clear(self) -> None:
        self._amount.clear()
        self._reason.clear()

    def _show(self, shown: DrawerShown) -> None:
        fresh = shown.done is not None and shown.done is not self._shown.done
        self._shown = shown
        if fresh:
            self._clear()
            self._focus()
        self._places.setCurrentIndex(1 if shown.loaded and shown.expected is None else 0)
        self._kinds.choose(shown.kind.value)
        self._way.choose(_LOWERS if shown.lowers else _RAISES)
        self._way.setVisible(shown.kind is DrawerKind.FLOAT)
        for widget in (self._amount_label, self._amount):
            widget.setVisible(shown.with_amount)
        self._pad.setEnabled(shown.with_amount)
        self._hold.setText("" if shown.expected is None else money(shown.expected))
        reason = tr(_REASON if shown.with_amount else _REASON_IF_ANY)
        self._reason_label.setText(reason)
        self._reason.setAccessibleName(reason)
        if shown.kind is DrawerKind.FLOAT:
            self._act.set_face(tr(_LOWER if shown.lowers else _RAISE))
        else:
            self._act.set_face(tr(DRAWER_NAMES[shown.kind] if shown.with_amount else _OPEN))
        self._act.setEnabled(not shown.busy)
        if shown.trouble is not None:
            self._message.show_error(shown.trouble)
        elif shown.done is not None:
            advice = tr(_SLIP) if self._desk.parts.print_queue is not None else ""
            advice = tr(_OPENED_ADVICE) if shown.done.kind is DrawerKind.OPENED else advice
            self._message.show_text(_done_words(shown.done), advice, State.OK)
        else:
            self._message.clear()

    def _moved(self) -> None:
        self._desk.changes.announce(Changed.PRINT_JOBS | Changed.SHIFT)
        self._desk.print_now()


def _done_words(act: DrawerAct) -> str:
    """What was done."""
    amount = Money(abs(act.amount.ore))
    if act.kind is DrawerKind.OPENED:
        return tr(_OPENED)
    if act.kind is DrawerKind.FLOAT:
        return tr(_LOWERED if act.amount < ZERO else _RAISED, amount=amount)
    return tr(_PUT_IN if act.kind is DrawerKind.CASH_IN else _TAKEN_OUT, amount=amount)


def page(desk: Desk) -> QWidget:
    """The page `drawer`. GUI thread."""
    return DrawerPage(desk)
