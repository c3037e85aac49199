"""Z reports and the vouchers they are booked by, the difference between the two, and how one is put right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ZERO
from openpos.register.books import Exported, Moved, ZPart
from openpos.store.outbox import EntryState
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr
from openpos.ui.screens.booked.presenter import BookedPresenter, BookedShown
from openpos.ui.screens.booked.sie import sie_side
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.close_shift.view import signed
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.sent.words import STATE_WORDS, moment, remote
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text

_TITLE, _SIE = N_("Z reports and vouchers"), N_("Save SIE file …")
_HEADINGS = (N_("Z"), N_("Day"), N_("Amount"), N_("In Spiris"), N_("Difference"))
_AMOUNT, _VOUCHER, _DIFFERENCE = 2, 3, 4
_ACCOUNTS = (N_("Account"), N_("Booked"), N_("Will be"))
_PUT_RIGHT, _DO_IT, _LEAVE = N_("Put right"), N_("Put it right"), N_("Leave it as it is")
_HEADING = N_("Z report {number}, {day}")
_NOTHING, _NOT_SENT = N_("Nothing to book"), N_("Not sent to Spiris")
_NOT_SENT_WHY = N_("It was closed before the start date, or while the shop was not connected.")
_NOTHING_WHY = N_("Nothing was taken that belongs in a voucher; sales by invoice are booked by their invoices.")
_EQUAL, _EQUAL_MORE = N_("Booked as it should be"), N_("The difference is {amount}.")
_ON_THE_WAY = N_("Not booked yet")
_ON_THE_WAY_MORE = N_("The difference is {amount} until everything has arrived.")
_NEEDS, _NEEDS_MORE = N_("Not booked: it needs a person"), N_("The page Sent to Spiris says why, and what to do.")
_DIFFERS = N_("Booked with a difference of {amount}")
_DIFFERS_MORE = N_("Look at the vouchers in Spiris: somebody there may have to mend one.")
_DUE, _BOOKED = N_("The Z report's voucher: {amount}"), N_("Booked in Spiris: {amount}")
_TAKES_BACK = N_("{voucher}: takes back, {amount}")
_BOOKS = N_("{voucher}: {amount}")
_ARRIVED = N_("arrived {at}")
_WAS_PUT_RIGHT = N_("It is being put right.")
_BOTH_GO = N_("One voucher takes back what was booked and a new one books it anew: both go to Spiris now.")
_GUIDE = N_("Put the Z report's voucher right")
_GUIDE_MORE = N_(
    "A voucher in the books is never changed. One that takes it back is sent, and then a new one on the accounts that "
    "are chosen now, both on the same day. This is what moves:"
)
_EMPTY, _TEACH = (
    N_("No Z reports yet"),
    N_("When a shift is closed, its takings become a voucher in Spiris, and the two stand here beside each other."),
)


class BookedPage(Page):
    """`booked`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._go_back)
        self._desk = desk
        self._shown = BookedShown()
        self._rows = Rows(5, right=(_AMOUNT, _DIFFERENCE), stretch=(3,), wrap=True)
        self._heading, self._facts = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self._message, self._trouble = Message(closable=False), Message()
        self._guide = Message(closable=False)
        self._moved = Rows(3, right=(1, 2), stretch=(0,), wrap=True)
        self._begin = BigKey("", icon="pencil", shortcut="F5")
        self._do_it = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        self._leave = Key("", icon="x", shortcut="F2")
        self._empty = EmptyPage("calculator", "", "")
        self._to_sie = Key("", icon="file-text", shortcut="F7")
        self.header.add(self._to_sie)
        self.sie = sie_side(desk)
        self._lay_out()
        books = desk.parts.books()
        self._presenter = BookedPresenter(
            self._show,
            run=desk.register.run,
            read=desk.register.beside("books").run,
            z_parts=books.z_parts,
            correction=books.correction,
            correct=books.correct,
            person=desk.person,
            lend=desk.lend,
            corrected=self._corrected,
        )
        self._rows.chosen.connect(self._presenter.choose)
        self._rows.at_end.connect(self._presenter.older)
        self._begin.clicked.connect(self._presenter.begin_correction)
        self._do_it.clicked.connect(self._presenter.correct)
        self._leave.clicked.connect(self._presenter.leave_correction)
        self._to_sie.clicked.connect(self._begin_sie)
        self.sie.leave.clicked.connect(self._leave_sie)
        self._changes = desk.changes.subscribe(
            Changed.SPIRIS | Changed.SHIFT | Changed.SETTINGS, lambda _: self._presenter.refresh(), visible=False
        )
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._changes.shown()
        self._rows.setFocus()

    def on_hidden(self) -> None:
        self._changes.hidden()
        self._presenter.leave_correction()
        self._leave_sie()

    def say(self) -> None:
        super().say()
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._moved.say([tr(heading) for heading in _ACCOUNTS], tr(_GUIDE))
        self._begin.set_face(tr(_PUT_RIGHT))
        self._do_it.set_face(tr(_DO_IT))
        self._leave.set_face(tr(_LEAVE))
        self._empty.say(tr(_EMPTY), tr(_TEACH))
        self._to_sie.set_face(tr(_SIE))
        self.sie.say()
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._moved.setMinimumHeight(look.space(160))
        scarce = look.text_percent >= SCARCE_PERCENT
        for column in (_AMOUNT, _VOUCHER):  # both stand beside the list too
            self._rows.setColumnHidden(column, scarce)
        self._rows.horizontalHeader().setStretchLastSection(scarce)
        self._side.setSpacing(look.space(8))
        self.sie.space()

    def _lay_out(self) -> None:
        full, told, asked, side = QWidget(), QWidget(), QWidget(), QWidget()
        self._row = QHBoxLayout(full)
        self._row.addWidget(self._rows, 4)
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        told_column, asked_column = QVBoxLayout(told), QVBoxLayout(asked)
        for column in (told_column, asked_column):
            column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._message, self._facts):
            told_column.addWidget(widget)
        told_column.addStretch()
        asked_column.addWidget(self._guide)
        asked_column.addWidget(self._moved, 1)
        area = scrolling(told)
        glide(area)
        self._sides = QStackedWidget()
        self._sides.addWidget(area)
        asked_area = scrolling(asked)
        glide(asked_area)
        self._sides.addWidget(asked_area)
        self._side.addWidget(self._heading)
        self._side.addWidget(self._sides, 1)
        self._side.addWidget(self._trouble)
        for key in (self._begin, self._leave, self._do_it):
            self._side.addWidget(key)
        self._beside = QStackedWidget()
        self._beside.addWidget(side)
        self._beside.addWidget(self.sie)
        self._row.addWidget(self._beside, 3)
        self._places = QStackedWidget()
        self._places.addWidget(full)
        self._places.addWidget(self._empty)
        self.fill(self._places)

    def _go_back(self) -> None:
        if not self._leave_sie() and not self._presenter.leave_correction():
            self._desk.go("sent")

    def _begin_sie(self) -> None:
        self._presenter.leave_correction()
        self._beside.setCurrentWidget(self.sie)
        self.sie.begin()

    def _leave_sie(self) -> bool:
        if self._beside.currentWidget() is not self.sie:
            return False
        self.sie.presenter.leave()
        self._beside.setCurrentIndex(0)
        self._rows.setFocus()
        return True

    def _corrected(self) -> None:
        self._desk.send_now()
        self._desk.changes.announce(Changed.SPIRIS)

    def _show(self, shown: BookedShown) -> None:
        self._shown = shown
        self._places.setCurrentIndex(0 if shown.parts or not shown.loaded or shown.trouble else 1)
        self._rows.show_rows([(part.key, _texts(part)) for part in shown.parts], shown.chosen)
        for row, part in enumerate(shown.parts):
            *_, state = _said(part)
            self._rows.colour_row(row, state if state is State.SOON else State.PLAIN)
        asking = shown.moved is not None
        self._sides.setCurrentIndex(1 if asking else 0)
        self._begin.setVisible(not asking)
        self._begin.setEnabled(shown.may_correct)
        for key in (self._do_it, self._leave):
            key.setVisible(asking)
            key.setEnabled(not shown.busy)
        self._rows.setEnabled(not asking)
        self._to_sie.setEnabled(bool(shown.parts) and not (asking and shown.busy))
        self._show_chosen(shown)
        if shown.moved is not None:
            self._guide.show_text(tr(_GUIDE), tr(_GUIDE_MORE), State.PLAIN)
            self._moved.show_rows([(one.account, _moved(one)) for one in shown.moved])
        if shown.trouble is not None:
            self._trouble.show_error(shown.trouble)
        else:
            self._trouble.clear()

    def _show_chosen(self, shown: BookedShown) -> None:
        part = shown.part
        if part is None:
            self._heading.clear()
            self._facts.clear()
            self._message.clear()
            return
        self._heading.setText(tr(_HEADING, number=part.number, day=part.day.isoformat()))
        if shown.being_corrected:
            self._message.show_text(tr(_WAS_PUT_RIGHT), tr(_BOTH_GO), State.OK)
        else:
            self._message.show_text(*_said(part))
        lines = [tr(_DUE, amount=money(part.due)), tr(_BOOKED, amount=money(part.booked))] if part.exported else []
        self._facts.setText("\n".join([*lines, *(_line(one) for one in part.exported)]))


def _said(part: ZPart) -> tuple[str, str, State]:
    if not part.exported:
        if part.due == ZERO:
            return tr(_NOTHING), tr(_NOTHING_WHY), State.PLAIN
        return tr(_NOT_SENT), tr(_NOT_SENT_WHY), State.PLAIN
    amount = signed(part.difference)
    if any(one.entry.state is EntryState.REJECTED for one in part.exported):
        return tr(_NEEDS), tr(_NEEDS_MORE), State.SOON
    if not part.arrived:
        return tr(_ON_THE_WAY), tr(_ON_THE_WAY_MORE, amount=amount), State.PLAIN
    if part.difference:
        return tr(_DIFFERS, amount=amount), tr(_DIFFERS_MORE), State.SOON
    return tr(_EQUAL), tr(_EQUAL_MORE, amount=amount), State.OK


def _line(one: Exported) -> str:
    entry = one.entry
    at = tr(_ARRIVED, at=moment(entry.settled_at)) if entry.settled_at else tr(STATE_WORDS[entry.state])
    voucher = f"{remote(entry) or entry.reference}, {at}"
    words = _TAKES_BACK if entry.document["what"] == "reversal" else _BOOKS
    return tr(words, voucher=voucher, amount=money(one.booked))


def _texts(part: ZPart) -> tuple[str, ...]:
    if part.exported:
        vouchers = ", ".join(
            one.entry.remote_number or tr(STATE_WORDS[one.entry.state])
            for one in part.exported
            if one.entry.state is not EntryState.WITHDRAWN
        )
        return str(part.number), part.day.isoformat(), money(part.due), vouchers, signed(part.difference)
    words = _NOT_SENT if part.due else _NOTHING
    return str(part.number), part.day.isoformat(), money(part.due), tr(words), ""


def _moved(one: Moved) -> tuple[str, ...]:
    return f"{one.account} {one.name}".strip(), money(one.before), money(one.after)


def page(desk: Desk) -> QWidget:
    """The page `booked`. GUI thread."""
    return BookedPage(desk)
