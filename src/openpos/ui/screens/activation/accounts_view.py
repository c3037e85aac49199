"""The lists of what is booked where, with the company's accounts beside them to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.sync.ledger import Doubt
from openpos.ui import theme
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.activation.presenter import ActivationShown
from openpos.ui.screens.activation.words import DOUBTS, booking_words
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.text import Text

_WHAT, _ACCOUNT, _NAME = N_("What"), N_("Account"), N_("Name")
_SEARCH = N_("Number or name")
_FOR = N_("{what}: account {account}, {name}")
_NEW = N_("New account …")
_NUMBER, _NUMBER_HINT = N_("Number"), N_("Four to six digits.")
_NAME_HINT = N_("What it is called in the books.")
_ADD, _GIVE_UP = N_("Add in Spiris"), N_("Do not add")
_MISSING = (N_("Add the missing account in Spiris"), N_("Add the {count} missing accounts in Spiris"))
_ADDED = N_("Added in Spiris: {accounts}")
_NO_CODING = N_(
    "Without an article coding a group can be booked but not invoiced. Add it in Spiris under Settings, Article "
    "account codings, or choose an account that has one."
)
_LIST, _BESIDE = N_("What is booked"), N_("The company's accounts")


class AccountsView(QWidget):
    """One kind of bookings at one side, accounts at the other."""

    row_chosen = Signal(str)
    account_chosen = Signal(str)
    sought = Signal(str)
    new = Signal(bool)
    added = Signal(str, str)
    missing = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Why an account should not be chosen stands behind its name: it goes on, on a line of its own, and is not cut.
        self.rows, self.accounts = Rows(2, stretch=(0, 1), wrap=True), Rows(2, stretch=(1,), wrap=True)
        self.missing_key = Key("", icon="plus", shortcut="F7")
        self.search = SearchField("")
        self.new_key = Key("", icon="plus", shortcut="F5")
        self._for, self._told = Text("", "strong", wrap=True), Text("", "second", wrap=True)
        self.form = Form()
        self.number, self.name = Field(6), Field(100)
        self.add_key, self.give_up = Key("", icon="check", kind=Kind.PRIMARY, shortcut="F10"), Key("", icon="x")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.rows, 1)
        self._left.addWidget(self._told)
        self._left.addWidget(self.missing_key)
        self._sides = QStackedWidget()
        self._sides.addWidget(self._choosing())
        self._sides.addWidget(self._writing())
        self._right.addWidget(self._for)
        self._right.addWidget(self._sides, 1)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)
        self._wire()
        self._space()

    def say(self) -> None:
        """Put the words up."""
        self.rows.say([tr(_WHAT), tr(_ACCOUNT)], tr(_LIST))
        self.accounts.say([tr(_ACCOUNT), tr(_NAME)], tr(_BESIDE))
        self.search.set_placeholder(tr(_SEARCH))
        self.new_key.set_face(tr(_NEW))
        self.form.say("number", tr(_NUMBER), tr(_NUMBER_HINT))
        self.form.say("name", tr(_NAME), tr(_NAME_HINT))
        self.add_key.set_face(tr(_ADD))
        self.give_up.set_face(tr(_GIVE_UP))

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        now, free = shown.accounts, not shown.busy
        rows = []
        for row in now.rows:
            doubt = f" – {tr(DOUBTS[row.doubt])}" if row.doubt else ""
            rows.append((row.key, (booking_words(row), f"{row.account}{doubt}")))
        self.rows.show_rows(rows, now.chosen)
        for place, row in enumerate(now.rows):
            state = State.PLAIN if row.doubt is None else State.STOP if row.doubt.stops else State.SOON
            self.rows.colour_row(place, state)
        chosen = now.row
        self._for.setText(
            tr(_FOR, what=booking_words(chosen), account=chosen.account, name=chosen.name) if chosen else ""
        )
        self._show_found(shown)
        count = len(now.missing)
        self.missing_key.setVisible(bool(count))
        self.missing_key.set_face(tr_n(count, *_MISSING))
        told = [tr(_ADDED, accounts=", ".join(shown.added))] if shown.added else []
        if any(row.doubt is Doubt.CODING for row in now.rows):
            told.append(tr(_NO_CODING))
        self._told.setText("\n".join(told))
        self._told.setVisible(bool(told))
        if now.adding and self._sides.currentIndex() == 0:
            self.number.setText(now.sought if now.sought.isdecimal() else "")
            self.name.clear()
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sides.setCurrentIndex(int(now.adding))
        if self.search.text() != now.sought:
            self.search.setText(now.sought)
        for key in (self.missing_key, self.new_key, self.add_key, self.give_up):
            key.setEnabled(free)

    def _show_found(self, shown: ActivationShown) -> None:
        now = shown.accounts
        found = []
        for account, doubt in now.found:
            told = f" – {tr(DOUBTS[doubt])}" if doubt else ""
            found.append((account.number, (account.number, f"{account.name}{told}")))
        wanted = now.row.account if now.row else ""
        self.accounts.show_rows(found, wanted)
        if wanted not in {account.number for account, _ in now.found}:
            self.accounts.setCurrentCell(-1, -1)
        for place, (_, doubt) in enumerate(now.found):
            self.accounts.colour_row(place, State.PLAIN if doubt is None else State.SOON)

    def _choosing(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.accounts, 1)
        column.addWidget(self.new_key)
        return side

    def _writing(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.form.add("number", self.number)
        self.form.add("name", self.name)
        column.addWidget(self.form)
        column.addWidget(self.add_key)
        column.addWidget(self.give_up)
        column.addStretch()
        area = scrolling(side)
        glide(area)
        return area

    def _wire(self) -> None:
        self.rows.chosen.connect(self.row_chosen)
        self.accounts.chosen.connect(self.account_chosen)
        self.search.searched.connect(self.sought)
        self.search.submitted.connect(lambda _: self._take_first())
        self.search.left_downwards.connect(self.accounts.setFocus)
        self.missing_key.clicked.connect(self.missing)
        self.new_key.clicked.connect(lambda: self.new.emit(True))
        self.give_up.clicked.connect(lambda: self.new.emit(False))
        self.add_key.clicked.connect(lambda: self.added.emit(self.number.text(), self.name.text()))
        self.name.returnPressed.connect(self.add_key.click)
        self.number.returnPressed.connect(self.name.setFocus)

    def _take_first(self) -> None:
        """Enter in the search takes the first account found."""
        if self.accounts.rowCount() and self.search.text():
            self.accounts.selectRow(0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._row.setSpacing(look.space(16))
        self._row.setDirection(look.hand())
        for column in (self._left, self._right):
            column.setSpacing(look.space(8))
