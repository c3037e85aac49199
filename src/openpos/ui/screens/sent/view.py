"""What goes to Spiris: what waits, arrived or needs a person, why, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.register.outgoing import Item, Overview, Part
from openpos.store.outbox import EntryKind
from openpos.store.spiris import ConnectionState
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr, tr_n, translate_error
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.sent import words
from openpos.ui.screens.sent.presenter import SentPresenter, SentShown
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text, breakable

_TITLE = N_("Sent to Spiris")
_Z_REPORTS, _OPEN, _COPY = N_("Z reports and vouchers"), N_("Open Spiris"), N_("Copy number, open Spiris")
_COPIED, _COPIED_MORE = N_("Copied: {number}"), N_("Paste it into the search in Spiris.")
_PAUSE, _RESUME, _SEND_NOW = N_("Pause"), N_("Go on"), N_("Send now")
_PARTS = {
    Part.TROUBLED: (N_("To mend"), N_("To mend ({count})")),
    Part.WAITING: (N_("Waits"), N_("Waits ({count})")),
    Part.DONE: (N_("Arrived"), N_("Arrived")),
    Part.ALL: (N_("All"), N_("All")),
}
_WHICH = N_("Which are shown")
_HEADINGS = (N_("What"), N_("Amount"), N_("State"))
_AMOUNT, _STATE = 1, 2
_AGAIN, _LEAVE_OUT = N_("Send again"), N_("Leave out")
_SHOW_SENT, _SHOW_WORDS = N_("Show what is sent"), N_("Hide what is sent")
_NOT_CONNECTED = N_("The shop is not connected to Spiris.")
_CONNECT = N_("Connect it on the Integrations page.")
_NONE = {
    Part.TROUBLED: (
        N_("Nothing needs a person"),
        N_("What Spiris refuses shows here, with the reason and what to do."),
    ),
    Part.WAITING: (N_("Nothing waits"), N_("What is sold while the net is away waits here, and goes by itself.")),
    Part.DONE: (N_("Nothing has arrived yet"), N_("Vouchers and invoices show here with Spiris' own number.")),
    Part.ALL: (
        N_("Nothing was sent yet"),
        N_("Each closed shift and each sale by invoice goes to Spiris by itself, with the net or when it is back."),
    ),
}
_CONNECTED = N_("{company}, {number}")
_ALL_ARRIVED = N_("Everything has arrived.")
_WAIT_ONE, _WAIT_MANY = N_("1 waits."), N_("{count} wait.")
_NEED_ONE, _NEED_MANY = N_("1 needs a person."), N_("{count} need a person.")
_OLDEST, _CONTACT = N_("The oldest waits since {at}."), N_("Last contact {at}.")
_ARRIVED = N_("The last one arrived {at}.")
_PAUSED = N_("Nothing is sent: it was paused by a person.")
_SENDING = N_("Sending now.")
_FETCHING = N_("Customers are fetched: {count} of {all}.")
_AHEAD = N_("What will be refused if nobody mends it")


class SentPage(Page):
    """`sent`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._desk = desk
        self._shown = SentShown()
        self._z = Key("", icon="calculator", shortcut="F6")
        self._pause = Key("", icon="lock", shortcut="F4")
        self._now = Key("", icon="refresh-cw", shortcut="F5")
        for key in (self._z, self._pause, self._now):
            self.header.add(key)
        self._summary, self._ahead = Message(closable=False), Message()
        self._parts = Choice([part.value for part in Part], shortcuts=["Alt+1", "Alt+2", "Alt+3", "Alt+4"])
        self._rows = Rows(3, right=(_AMOUNT,), stretch=(0,), wrap=True)
        self._heading, self._facts = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self._cause, self._trouble = Message(closable=False), Message()
        self._body = QPlainTextEdit()
        self._body.setReadOnly(True)
        self._show_sent = Key("", icon="file-text", shortcut="F7")
        self._open = Key("", icon="upload", shortcut="F10")
        self._leave_out = Key("", icon="x", kind=Kind.DANGER, shortcut="F2")
        self._again = BigKey("", icon="refresh-cw", kind=Kind.PRIMARY, shortcut="F9")
        self._empty, self._not_connected = EmptyPage("inbox", "", ""), EmptyPage("cloud", "", "")
        self._lay_out()
        self._presenter = self._make_presenter(desk)
        self._z.clicked.connect(lambda: desk.go("booked"))
        self._pause.clicked.connect(self._presenter.pause_or_resume)
        self._now.clicked.connect(self._presenter.send_now)
        self._parts.chosen.connect(lambda part: self._presenter.choose_part(Part(part)))
        self._rows.chosen.connect(self._presenter.choose)
        self._rows.at_end.connect(self._presenter.older)
        self._show_sent.clicked.connect(self._presenter.turn)
        self._open.clicked.connect(self._open_spiris)
        self._leave_out.clicked.connect(self._presenter.leave_out)
        self._again.clicked.connect(self._presenter.send_again)
        self._changes = desk.changes.subscribe(
            Changed.SPIRIS | Changed.RECEIPTS | Changed.SHIFT, lambda _: self._presenter.refresh(), visible=False
        )
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._presenter.come()
        self._changes.shown()
        self._rows.setFocus()

    def on_hidden(self) -> None:
        self._changes.hidden()

    def say(self) -> None:
        super().say()
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._leave_out.set_face(tr(_LEAVE_OUT))
        self._again.set_face(tr(_AGAIN))
        self._body.setAccessibleName(tr(_SHOW_SENT))
        self._not_connected.say(tr(_NOT_CONNECTED), tr(_CONNECT))
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(*margins(16))
        for layout in (self._column, self._list, self._side, self._keys):
            layout.setSpacing(look.space(8))
        self._row.setSpacing(look.space(16))
        self._row.setDirection(look.hand())
        self._body_column.setSpacing(look.space(8))
        for column in (_AMOUNT, _STATE):  # both stand beside the list too
            self._rows.setColumnHidden(column, self._scarce)
        self._show(self._shown)

    @property
    def _scarce(self) -> bool:
        """Whether letters are so large that the longest names take the list's room."""
        return theme.current().text_percent >= SCARCE_PERCENT

    def _lay_out(self) -> None:
        body, full, told = QWidget(), QWidget(), QWidget()
        self._column = QVBoxLayout(body)
        self._column.addWidget(self._summary)
        self._column.addWidget(self._ahead)
        self._body_column = QVBoxLayout(full)
        self._body_column.setContentsMargins(0, 0, 0, 0)
        self._body_column.addWidget(self._parts)
        self._row = QHBoxLayout()
        self._body_column.addLayout(self._row, 1)
        self._list, self._side, self._keys = QVBoxLayout(), QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists = QStackedWidget()
        self._lists.addWidget(self._rows)
        self._lists.addWidget(self._empty)
        self._list.addWidget(self._lists, 1)
        self._row.addLayout(self._list, 3)
        words_column = QVBoxLayout(told)
        words_column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._heading, self._cause, self._facts):
            words_column.addWidget(widget)
        words_column.addStretch()
        self._sides = QStackedWidget()
        area = scrolling(told)
        glide(area)
        self._sides.addWidget(area)
        self._sides.addWidget(self._body)
        self._side.addWidget(self._sides, 1)
        self._side.addWidget(self._trouble)
        self._side.addWidget(self._leave_out)
        self._keys.addWidget(self._show_sent)
        self._keys.addWidget(self._open)
        self._side.addLayout(self._keys)
        self._side.addWidget(self._again)
        self._row.addLayout(self._side, 2)
        self._places = QStackedWidget()
        self._places.addWidget(full)
        self._places.addWidget(self._not_connected)
        self._column.addWidget(self._places, 1)
        self.fill(body)

    def _make_presenter(self, desk: Desk) -> SentPresenter:
        outgoing, parts = desk.parts.outgoing, desk.parts
        return SentPresenter(
            self._show,
            run=desk.register.run,
            overview=outgoing.overview,
            looked_ahead=parts.looked_ahead,
            pulse=lambda: parts.dispatch.pulse,
            items=outgoing.items,
            attempts=outgoing.attempts,
            send_again=outgoing.send_again,
            leave_out=outgoing.leave_out,
            pause=outgoing.pause,
            resume=outgoing.resume,
            hasten=outgoing.send_now,
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(Changed.SPIRIS),
            wake=desk.send_now,
        )

    def _open_spiris(self) -> None:
        item = self._shown.item
        if item is not None and item.entry.remote_number:
            # No address of a single document is known: its number is what can be looked for.
            QGuiApplication.clipboard().setText(item.entry.remote_number)
            self._desk.toast.show_text(tr(_COPIED, number=item.entry.remote_number), tr(_COPIED_MORE), State.OK)
        self._desk.register.run(
            self._desk.parts.spiris_page,
            _browse,
            self._desk.toast.show_error,
        )

    # ---------------------------------------------------------------------------------------------------------- showing

    def _show(self, shown: SentShown) -> None:
        self._shown = shown
        if shown.overview is not None:
            self._show_overview(shown, shown.overview)
        self._pause.set_face("", icon="play" if shown.paused else "lock")
        pause = _RESUME if shown.paused else _PAUSE
        for key, name in ((self._z, _Z_REPORTS), (self._pause, pause), (self._now, _SEND_NOW)):
            key.set_face("" if self._scarce else tr(name))
            key.setAccessibleName(tr(name))
        for key in (self._pause, self._now):
            key.setEnabled(shown.connected and not shown.busy)
        self._parts.choose(shown.part.value)
        self._lists.setCurrentIndex(0 if shown.items or shown.overview is None else 1)
        self._empty.say(*(tr(text) for text in _NONE[shown.part]))
        self._rows.show_rows([(item.entry.id, self._texts(item)) for item in shown.items], shown.chosen)
        for row, listed in enumerate(shown.items):
            state = words.STATES[listed.entry.state]
            self._rows.colour_row(row, state if state is State.SOON else State.PLAIN)
        self._show_chosen(shown)
        if shown.trouble is not None:
            self._trouble.show_error(shown.trouble)
        else:
            self._trouble.clear()

    def _show_chosen(self, shown: SentShown) -> None:
        item = shown.item
        copies = item is not None and bool(item.entry.remote_number)
        opens = tr(_COPY if copies else _OPEN)
        # The longer words beside each other would take the list's room. What has a number needs few others.
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._keys.setDirection(below if copies and not self._scarce else beside)
        self._open.set_face("" if self._scarce else opens)
        self._open.setAccessibleName(opens)
        self._again.setEnabled(shown.may_send_again)
        self._leave_out.setVisible(shown.may_leave_out)
        self._show_sent.setEnabled(item is not None)
        self._show_sent.set_face(tr(_SHOW_SENT if shown.attempts is None else _SHOW_WORDS))
        self._sides.setCurrentIndex(0 if shown.attempts is None else 1)
        if shown.attempts is not None:
            text = words.attempts(shown.attempts)
            if text != self._body.toPlainText():
                self._body.setPlainText(text)
        self._heading.setText("" if item is None else breakable(words.what(item.entry)))
        self._facts.setText("" if item is None else breakable(words.facts(item)))
        if item is None:
            self._cause.clear()
        else:
            title, advice = words.cause(item)
            self._cause.show_text(title, breakable(advice), words.STATES[item.entry.state])

    def _show_overview(self, shown: SentShown, overview: Overview) -> None:
        standing = overview.standing
        counts = {Part.TROUBLED: standing.troubled, Part.WAITING: standing.waiting}
        self._parts.say(
            [tr(_PARTS[part][bool(counts.get(part))], count=counts.get(part, 0)) for part in Part], tr(_WHICH)
        )
        has_any = bool(standing.troubled or standing.waiting or overview.done)
        self._places.setCurrentIndex(0 if standing.connected or has_any else 1)
        connection = standing.connection
        if connection is None or not standing.connected:
            self._summary.setVisible(has_any)
            if has_any:
                self._summary.show_text(tr(_NOT_CONNECTED), tr(_CONNECT), State.SOON)
            return
        company = tr(_CONNECTED, company=connection.company_name, number=connection.organisation_number)
        held = connection.state is ConnectionState.HELD
        state = (
            State.SOON if held or standing.troubled else State.PLAIN if shown.paused or standing.waiting else State.OK
        )
        self._summary.show_text(company, " ".join(part for part in self._said(shown, overview) if part), state)
        findings = shown.ahead[1]
        if findings:
            said = [f"{tr(one.title, **one.values)} {tr(one.advice, **one.values)}".strip() for one in findings]
            self._ahead.show_text(tr(_AHEAD), "\n".join(said), State.SOON)
        else:
            self._ahead.clear()

    def _said(self, shown: SentShown, overview: Overview) -> list[str]:
        standing, pulse = overview.standing, shown.pulse
        connection = standing.connection
        assert connection is not None, "it is only said of a connection"
        said = []
        if connection.state is ConnectionState.HELD:
            said.append(f"{tr(connection.title, **connection.values)} {tr(connection.advice, **connection.values)}")
        elif shown.paused:
            said.append(tr(_PAUSED))
        elif (trouble := self._desk.parts.dispatch.trouble) is not None:
            error = translate_error(trouble)
            said.append(f"{error.title} {error.advice}")
        elif pulse is not None and pulse.why[0]:
            said.append(f"{tr(pulse.why[0], **pulse.why[2])} {tr(pulse.why[1], **pulse.why[2])}")
        if pulse is not None and pulse.customers is not None:
            said.append(tr(_FETCHING, count=pulse.customers[0], all=pulse.customers[1]))
        elif pulse is not None and pulse.busy and standing.waiting:
            said.append(tr(_SENDING))
        if standing.troubled:
            said.append(tr_n(standing.troubled, _NEED_ONE, _NEED_MANY))
        if standing.waiting:
            said.append(tr_n(standing.waiting, _WAIT_ONE, _WAIT_MANY))
        if not standing.troubled and not standing.waiting and overview.done:
            said.append(tr(_ALL_ARRIVED))
        if self._scarce:
            return said  # the rest would take the list's room
        if overview.oldest_at is not None:
            said.append(tr(_OLDEST, at=words.moment(overview.oldest_at)))
        if pulse is not None and pulse.contact_at is not None:
            said.append(tr(_CONTACT, at=words.moment(pulse.contact_at)))
        elif overview.arrived_at is not None:
            said.append(tr(_ARRIVED, at=words.moment(overview.arrived_at)))
        return said

    def _texts(self, item: Item) -> tuple[str, ...]:
        entry = item.entry
        state = words.remote(entry) or tr(words.STATE_WORDS[entry.state])
        amount = "" if item.amount is None else money(item.amount)
        customer = item.customer if entry.kind is EntryKind.INVOICE else ""
        lines = [words.what(entry), f"{words.moment(entry.created_at)} {customer}".strip()]
        return "\n".join([*lines, state] if self._scarce else lines), amount, state


def _browse(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def page(desk: Desk) -> QWidget:
    """The page `sent`. GUI thread."""
    return SentPage(desk)
