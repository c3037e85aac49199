"""The connections of the shop: how it is with Spiris, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import swedish
from openpos.domain.errors import N_
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.oauth import Mode
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.activation.presenter import Purpose
from openpos.ui.screens.activation.view import ActivationView
from openpos.ui.screens.activation.words import MODES, REAL, SANDBOX, TITLES, day_words, variant_words
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.integrations.presenter import IntegrationsPresenter, IntegrationsShown
from openpos.ui.screens.integrations.wishes_view import WishesCard
from openpos.ui.screens.page import Page, margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.facts import Facts
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.said import Said
from openpos.ui.widgets.text import Text

_TITLE, _SPIRIS = N_("Integrations"), N_("Spiris Bokföring & Fakturering")
_BACK, _LEAVE, _CLOSE = N_("Back"), N_("Leave for now"), N_("Close")
_NOT_CONNECTED = N_("Not connected.")
_NOT_CONNECTED_ADVICE = N_("Connect the shop: closed days become vouchers, and customers can pay by invoice.")
_CONNECTING = N_("Connecting: not finished yet.")
_CONNECTING_ADVICE = N_("Nothing is sent before it is. Go on where you were.")
_ACTIVE, _ACTIVE_ADVICE = N_("Active since {day}."), N_("Closed days are sent by themselves.")
_PAUSED = N_("Paused: nothing is sent.")
_PAUSED_ADVICE = N_("Sales go on as usual. What waits is sent when you resume.")
_HELD = N_("Held: nothing is sent before somebody mends something.")
_ENDED = N_("Disconnected.")
_ENDED_ADVICE = N_("The access is erased. What was sent and what waits is not forgotten.")
_NOT_TOLD = N_("Spiris could not be told.")
_NOT_TOLD_ADVICE = N_("The access is erased here. Remove the consent in Spiris, too.")
_SURE = N_("Disconnect from Spiris?")
_SURE_ADVICE = N_(
    "The access is taken back and erased from this computer, and charging by invoice is switched off. Nothing that was "
    "sent is forgotten, and what waits stays here."
)
_KEYS = {
    "activate": (N_("Activate"), "cloud", "F9"),
    "continue": (N_("Continue"), "play", "F9"),
    "connect": (N_("Connect again"), "cloud", "F9"),
    "try": (N_("Try again"), "refresh-cw", "F9"),
    "resume": (N_("Resume"), "play", "F9"),
    "pause": (N_("Pause"), "minus", "F4"),
    "accounts": (N_("Change accounts"), "list", "F6"),
    "again": (N_("Connect again"), "cloud", "F5"),
    "disconnect": (N_("Disconnect"), "log-out", "F7"),
}
_FIRST = {"activate", "continue", "connect", "try", "resume"}
_COMPANY, _NUMBER, _PACKAGE = N_("Company"), N_("Organisation number"), N_("Package")
_PERSON, _SORT, _MODE, _DAY = N_("Connected by"), N_("Kind"), N_("Does"), N_("Sales sent from")
_SENT, _CUSTOMERS, _METHODS = N_("Sent to Spiris"), N_("Customers"), N_("Methods of payment")
_COLUMNS = 2
_SENDS = {ConnectionState.ACTIVE, ConnectionState.PAUSED, ConnectionState.HELD}


class _Card(QWidget):
    """One integration."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text("", "title", wrap=True)
        self.state = Message(closable=False)
        self.facts = Facts()
        self.keys = {
            name: Key(
                "",
                icon=icon,
                kind=Kind.PRIMARY if name in _FIRST else Kind.DANGER if name == "disconnect" else Kind.PLAIN,
                shortcut=shortcut,
            )
            for name, (_, icon, shortcut) in _KEYS.items()
        }
        self._grid = QGridLayout()
        self._laid: tuple[list[str], int] = ([], 0)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.title)
        self.column.addWidget(self.state)
        self.column.addWidget(self.facts)
        self.column.addLayout(self._grid)

    def lay_keys(self, acts: list[str]) -> None:
        """Show the keys of what can be done, beside each other."""
        look = theme.current()
        columns = 1 if look.text_percent > 150 else _COLUMNS  # noqa: PLR2004 - large letters need the width
        if self._laid == (acts, columns):
            return  # a key that is hidden loses the focus
        self._laid = acts, columns
        for key in self.keys.values():
            self._grid.removeWidget(key)
            key.hide()
        for place, name in enumerate(acts):
            self._grid.addWidget(self.keys[name], place // columns, place % columns)
            self.keys[name].show()

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self.column.setContentsMargins(*margins(24))
        self.column.setSpacing(look.space(16))
        self._grid.setSpacing(look.space(8))


class IntegrationsPage(Page):
    """`integrations`: the card, or the steps of an activation in its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._go_back)
        self._desk = desk
        self._shown = IntegrationsShown()
        self.card, self.message = _Card(), Message()
        self.wishes = WishesCard(desk)
        self.activation = ActivationView(desk)
        self._sent = Key("", icon="upload", shortcut="F3")
        self._customers = Key("", icon="users", shortcut="Alt+C")
        self._methods = Key("", icon="credit-card", shortcut="Alt+8")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._cards())
        self._stack.addWidget(self.activation)
        self.fill(self._stack)
        self.presenter = IntegrationsPresenter(
            self._show,
            run=desk.register.beside("spiris-card").run,
            enrolment=desk.parts.enrolment,
            person=lambda: person.name if (person := desk.person()) else "",
            changed=lambda: desk.changes.announce(Changed.SETTINGS | Changed.SPIRIS),
        )
        self._news = desk.changes.subscribe(
            Changed.SPIRIS | Changed.SETTINGS, lambda _: self.presenter.refresh(), visible=False
        )
        self._wire()
        self.say()
        self.space()

    # -- what the window asks of a page

    def on_shown(self) -> None:
        self._news.shown()
        self._focus()

    def on_hidden(self) -> None:
        self._news.hidden()
        self.presenter.ask_disconnect(asks=False)

    def on_closing(self) -> None:
        """The program ends: what is under way is given up."""
        self.activation.presenter.stop()

    def say(self) -> None:
        super().say()
        self.card.title.setText(tr(_SPIRIS))
        for name, (words, *_) in _KEYS.items():
            self.card.keys[name].set_face(tr(words))
        self._sent.set_face(tr(_SENT))
        self._customers.set_face(tr(_CUSTOMERS))
        self._methods.set_face(tr(_METHODS))
        self.wishes.say()
        self._show(self._shown)

    def space(self) -> None:
        self._column.setContentsMargins(*margins(16))
        self._column.setSpacing(theme.current().space(12))
        self._beside.setSpacing(theme.current().space(8))
        self.card.space()
        self.wishes.space()
        self._show(self._shown)

    # -- inside

    def _cards(self) -> QWidget:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self.card)
        self._column.addWidget(self.wishes)
        self._beside = QHBoxLayout()
        self._beside.addWidget(self._sent)
        self._beside.addWidget(self._customers)
        self._beside.addWidget(self._methods)
        self._beside.addStretch()
        self._column.addLayout(self._beside)
        self._column.addStretch()
        area = self._area = scrolling(content)
        glide(area)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(Said(self.message, parent=place))
        return place

    def _wire(self) -> None:
        do, keys = self.presenter, self.card.keys
        keys["activate"].clicked.connect(lambda: self._begin(Purpose.ACTIVATE))
        keys["continue"].clicked.connect(lambda: self._begin(Purpose.ACTIVATE))
        keys["connect"].clicked.connect(lambda: self._begin(Purpose.ACTIVATE))
        keys["again"].clicked.connect(lambda: self._begin(Purpose.AGAIN))
        keys["accounts"].clicked.connect(lambda: self._begin(Purpose.ACCOUNTS))
        keys["try"].clicked.connect(do.try_again)
        keys["pause"].clicked.connect(lambda: do.pause(paused=True))
        keys["resume"].clicked.connect(lambda: do.pause(paused=False))
        keys["disconnect"].clicked.connect(do.ask_disconnect)
        self._sent.clicked.connect(lambda: self._desk.go("sent"))
        self._customers.clicked.connect(lambda: self._desk.go("customers"))
        self._methods.clicked.connect(lambda: self._desk.go("methods"))
        self.activation.left.connect(self._come_back)
        self.activation.stepped.connect(self._say_way_back)
        self.message.closed.connect(lambda: do.ask_disconnect(asks=False))

    def _begin(self, purpose: Purpose) -> None:
        self._title = TITLES[purpose]
        self._stack.setCurrentWidget(self.activation)
        self.activation.begin(purpose)
        self._say_way_back()

    def _say_way_back(self) -> None:
        if self._stack.currentWidget() is self.activation:
            self._back_text = _CLOSE if self.activation.is_done else _LEAVE
            super().say()

    def _come_back(self) -> None:
        self._title, self._back_text = _TITLE, _BACK
        super().say()
        self._stack.setCurrentIndex(0)
        self._area.verticalScrollBar().setValue(0)
        self.presenter.refresh()
        self._focus()

    def _go_back(self) -> None:
        if self._stack.currentWidget() is self.activation:
            self.activation.presenter.leave()
        else:
            self._desk.go("checkout")

    def _focus(self) -> None:
        """Put the focus on what is to be done, or else Qt gives it to the strip, where Enter would log out."""
        if self._stack.currentIndex() != 0:
            return
        if self._shown.asks:
            self.message.focus_action()
            return
        first = next((name for name in _KEYS if name in self._shown.acts), "")
        if first:
            self.card.keys[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: IntegrationsShown) -> None:
        before, self._shown = self._shown, shown
        known = shown.connection
        self.card.state.show_text(*_state_words(known))
        self.card.facts.tell(_facts(known))
        self.card.lay_keys([name for name in _KEYS if name in shown.acts])
        self.wishes.show_for(
            connected=known is not None and known.state in _SENDS,
            invoicing=known is not None and known.mode == Mode.INVOICING,
        )
        if shown.trouble is not None:
            self.message.show_error(shown.trouble)
        elif shown.asks:
            self.message.show_text(
                tr(_SURE),
                tr(_SURE_ADVICE),
                State.SOON,
                action=tr(_KEYS["disconnect"][0]),
                act=self.presenter.disconnect,
            )
        elif not shown.told:
            self.message.show_text(tr(_NOT_TOLD), tr(_NOT_TOLD_ADVICE), State.SOON)
        else:
            self.message.clear()
        if (shown.acts, shown.asks) != (before.acts, before.asks):
            self._focus()


def _state_words(known: SpirisConnection | None) -> tuple[str, str, State]:
    if known is None:
        return tr(_NOT_CONNECTED), tr(_NOT_CONNECTED_ADVICE), State.PLAIN
    if known.state is ConnectionState.CONNECTING:
        return tr(_CONNECTING), tr(_CONNECTING_ADVICE), State.SOON
    if known.state is ConnectionState.ACTIVE:
        since = day_words(swedish(known.connected_at).date())
        return tr(_ACTIVE, day=since), tr(_ACTIVE_ADVICE), State.OK
    if known.state is ConnectionState.PAUSED:
        return tr(_PAUSED), tr(_PAUSED_ADVICE), State.SOON
    if known.state is ConnectionState.HELD:
        why = f"{tr(known.title, **known.values)} {tr(known.advice, **known.values)}".strip()
        return tr(_HELD), why, State.STOP
    return tr(_ENDED), tr(_ENDED_ADVICE), State.PLAIN


def _facts(known: SpirisConnection | None) -> list[tuple[str, str]]:
    if known is None:
        return []
    return [
        (tr(_COMPANY), known.company_name),
        (tr(_NUMBER), known.organisation_number),
        (tr(_SORT), tr(SANDBOX if known.sandbox else REAL)),
        (tr(_PACKAGE), variant_words(known.variant)),
        (tr(_MODE), tr(MODES.get(known.mode, known.mode))),
        (tr(_DAY), day_words(known.start_date)),
        (tr(_PERSON), known.person),
    ]


def page(desk: Desk) -> QWidget:
    """The page `integrations`. GUI thread."""
    return IntegrationsPage(desk)
