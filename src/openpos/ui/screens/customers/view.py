"""The customers that can be invoiced: searched without a net, read only, fetched when asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from openpos.clock import swedish
from openpos.domain.customer import Customer
from openpos.domain.errors import N_
from openpos.domain.money import shown as safe
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.customers.presenter import FOUND_AT_MOST, CustomersPresenter, CustomersShown
from openpos.ui.screens.page import Page, margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.facts import Facts
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.text import Text, breakable

_TITLE = N_("Customers")
_SEARCH = N_("Name, organisation number or customer number")
_NAME, _NUMBER, _ORGANISATION = N_("Name"), N_("Number"), N_("Organisation number")
_VAT_NUMBER, _ADDRESS, _EMAIL = N_("VAT number"), N_("Address"), N_("E-mail")
_REFERENCE, _TERMS, _SORT = N_("Reference"), N_("Terms of payment"), N_("Kind")
_PRIVATE, _FIRM = N_("Private person"), N_("Company or organisation")
_INACTIVE = N_("This customer can't be invoiced.")
_INACTIVE_ADVICE = N_("It is not active in Spiris, or not there any more. Mend it in Spiris, then fetch the customers.")
_IN_SPIRIS = N_("Customers are created, changed and removed in Spiris, and fetched from there.")
_FETCH, _CANCEL = N_("Fetch customers now"), N_("Cancel")
_FETCHED_AT = N_("Fetched last {at}.")
_NEVER = N_("Not fetched yet.")
_LEFT_OFF = N_("A fetch was interrupted; it goes on where it was.")
_COUNT = (N_("{count} customer."), N_("{count} customers."))
_ASKING, _COMING = N_("Asking Spiris …"), N_("{came} of {of} customers")
_STOPPING = N_("Stopping after this page …")
_LEAVE = N_("You can leave this page: it goes on while you sell.")
_NONE = N_("Nobody is found.")
_NONE_ADVICE = N_("Search for fewer letters, or fetch the customers if it is a new one.")
_EMPTY = N_("No customers are here yet.")
_EMPTY_ADVICE = N_("Fetch them from Spiris.")
_NOT_CONNECTED = N_("Connect the shop on the Integrations page first.")
_MORE = N_("The first {count} are shown: search for the others.")
_UNREAD = (
    N_("{count} customer could not be read. The log says which."),
    N_("{count} customers could not be read. The log says which."),
)
_STOPPED, _STOPPED_ADVICE = N_("The fetch was stopped."), N_("What came stays. The rest comes the next time.")
_SHOWN_MS = 100
_LARGE_LETTERS = 150
_LONGEST_NAME = 120


class CustomersPage(Page):
    """`customers`. A fetch goes on while other pages are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._shown = CustomersShown()
        self.search, self.rows = SearchField(""), Rows(3, stretch=(0,))
        self._told, self._name = Text("", "second", wrap=True), Text("", "heading", wrap=True)
        self.inactive, self.facts = Message(closable=False), Facts()
        self._in_spiris, self._how = Text("", "small", wrap=True), Text("", "small", wrap=True)
        self.bar, self._far = QProgressBar(), Text("", "small", wrap=True)
        self.fetch_key = Key("", icon="refresh-cw", shortcut="F5")
        self.cancel_key = Key("", icon="x", shortcut="F6")
        self.message = Message()
        self.fill(self._body())
        customers = desk.parts.customers
        self.presenter = CustomersPresenter(
            self._show,
            run=desk.register.beside("customers").run,
            standing=customers.standing,
            search=customers.search,
            fetch=customers.fetch,
            stop=customers.stop,
        )
        self._news = desk.changes.subscribe(Changed.SPIRIS, lambda _: self.presenter.refresh(), visible=False)
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.presenter.tick)
        self.search.searched.connect(self.presenter.search)
        self.search.left_downwards.connect(self.rows.setFocus)
        self.rows.chosen.connect(self.presenter.choose)
        self.fetch_key.clicked.connect(self.presenter.fetch)
        self.cancel_key.clicked.connect(self.presenter.cancel)
        self.say()
        self.space()

    # -- what the window asks of a page

    def on_shown(self) -> None:
        self._news.shown()
        self._clock.start()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_hidden(self) -> None:
        self._news.hidden()
        self._clock.stop()

    def on_closing(self) -> None:
        """The program ends: a fetch is broken off and goes on the next time."""
        self.presenter.give_up()

    def say(self) -> None:
        super().say()
        self.search.set_placeholder(tr(_SEARCH))
        self.rows.say([tr(_NAME), tr(_NUMBER), tr(_ORGANISATION)], tr(_TITLE))
        self._in_spiris.setText(tr(_IN_SPIRIS))
        self.fetch_key.set_face(tr(_FETCH))
        self.cancel_key.set_face(tr(_CANCEL))
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        for column in (self._list, self._side, self._details):
            column.setSpacing(look.space(8))
        self.rows.setColumnHidden(2, look.text_percent > _LARGE_LETTERS)  # the name is what one looks for

    # -- inside

    def _body(self) -> QWidget:
        body, content = QWidget(), QWidget()
        self._row = QHBoxLayout(body)
        self._list, self._side, self._details = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(content)
        self._list.addWidget(self.search)
        self._list.addWidget(self.rows, 1)
        self._list.addWidget(self._told)
        self._details.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self.inactive, self.facts):
            self._details.addWidget(widget)
        self._details.addStretch()
        area = scrolling(content)
        glide(area)
        self._side.addWidget(area, 1)
        under = (self._in_spiris, self._how, self.message, self.bar, self._far, self.cancel_key, self.fetch_key)
        for below in under:
            self._side.addWidget(below)
        self._row.addLayout(self._list, 3)
        self._row.addLayout(self._side, 2)
        return body

    def _show(self, shown: CustomersShown) -> None:
        self._shown = shown
        rows = [(one.id, (one.name, one.number, one.organisation_number)) for one in shown.found]
        self.rows.show_rows(rows, shown.chosen.id if shown.chosen else "")
        for place, one in enumerate(shown.found):
            self.rows.colour_row(place, State.PLAIN if one.active else State.SOON)
        self._tell_found(shown)
        self._tell_customer(shown)
        self._tell_fetch(shown)

    def _tell_found(self, shown: CustomersShown) -> None:
        standing = shown.standing
        if shown.found:
            self._told.setText(tr(_MORE, count=FOUND_AT_MOST) if len(shown.found) >= FOUND_AT_MOST else "")
        elif standing is not None and not standing.count:
            advice = _EMPTY_ADVICE if standing.connected else _NOT_CONNECTED
            self._told.setText(f"{tr(_EMPTY)} {tr(advice)}")
        else:
            self._told.setText(f"{tr(_NONE)} {tr(_NONE_ADVICE)}")
        self._told.setVisible(bool(self._told.text()))

    def _tell_customer(self, shown: CustomersShown) -> None:
        one = shown.chosen
        self._name.setText(breakable(safe(one.name, _LONGEST_NAME)) if one else "")
        self.facts.tell(self._facts(one, shown) if one else [])
        if one is not None and not one.active:
            self.inactive.show_text(tr(_INACTIVE), tr(_INACTIVE_ADVICE), State.SOON)
        else:
            self.inactive.clear()

    def _facts(self, one: Customer, shown: CustomersShown) -> list[tuple[str, str]]:
        at = one.address
        lines = (
            at.street,
            at.street_2,
            f"{at.postal_code} {at.city}".strip(),
            at.country if at.country != "SE" else "",
        )
        known = shown.standing.terms if shown.standing else ()
        terms = next((terms.name for terms in known if terms.id == one.terms_id), "")
        return [
            (tr(_NUMBER), one.number),
            (tr(_SORT), tr(_PRIVATE if one.private else _FIRM)),
            (tr(_ORGANISATION), one.organisation_number),
            (tr(_VAT_NUMBER), one.vat_number),
            (tr(_ADDRESS), "\n".join(line for line in lines if line)),
            (tr(_EMAIL), one.email),
            (tr(_REFERENCE), one.reference),
            (tr(_TERMS), terms),
        ]

    def _tell_fetch(self, shown: CustomersShown) -> None:
        standing, pulled = shown.standing, shown.pulled
        if standing is not None:
            at = standing.fetched_at
            when = tr(_FETCHED_AT, at=swedish(at).strftime("%Y-%m-%d %H:%M")) if at else tr(_NEVER)
            left = f" {tr(_LEFT_OFF)}" if standing.came and not shown.fetching else ""
            self._how.setText(f"{tr_n(standing.count, *_COUNT)} {when}{left}")
        self.fetch_key.setEnabled(not shown.fetching and standing is not None and standing.connected)
        self.cancel_key.setVisible(shown.fetching)
        self.cancel_key.setEnabled(not shown.cancelled)
        self.bar.setVisible(shown.fetching)
        self._far.setVisible(shown.fetching)
        self.bar.setMaximum(shown.of)
        self.bar.setValue(shown.came)
        far = tr(_COMING, came=shown.came, of=shown.of) if shown.of else tr(_ASKING)
        self._far.setText(f"{tr(_STOPPING) if shown.cancelled else far}\n{tr(_LEAVE)}")
        if shown.trouble is not None:
            self.message.show_error(shown.trouble)
        elif pulled is not None and not pulled.complete:
            self.message.show_text(tr(_STOPPED), tr(_STOPPED_ADVICE))
        elif pulled is not None and pulled.unread:
            self.message.show_text(tr_n(pulled.unread, *_UNREAD), "", State.SOON)
        else:
            self.message.clear()


def page(desk: Desk) -> QWidget:
    """The page `customers`. GUI thread."""
    return CustomersPage(desk)
