"""What stands at each step of the activation but the lists of accounts."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.activation.presenter import ActivationShown, Purpose
from openpos.ui.screens.activation.words import MODES, REAL, SANDBOX, day_words, variant_words
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.facts import Facts
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.text import Text

_WHAT = N_(
    "With Spiris the day's sales reach the books by themselves: each closed day becomes a voucher, with sales "
    "per product group and VAT, payments, rounding, tips and differences."
)
_INVOICES = N_(
    "With invoicing, the checkout also charges by invoice: to the customers you have in Spiris, and Spiris does "
    "the rest."
)
_OFFLINE = N_(
    "It works with the net on or off: what can't be sent now waits and is sent later, once. You can leave these "
    "steps at any time and go on where you were."
)
_CHOOSE = N_("What should it do?")
_WHY = N_("OpenPOS asks Spiris for access to:")
_RIGHTS = (
    N_("the company's name, organisation number, package and lock dates – to check that it is the right company"),
    N_("accounts, fiscal years and VAT codes – to choose from, and to add accounts that are missing"),
    N_("vouchers – to book the closed days"),
)
_RIGHTS_INVOICING = (
    N_("customers, articles and invoices – to invoice, and to keep the customers searchable without a net"),
)
_KEPT = N_(
    "The secret and the access are kept in this computer's keyring and nowhere else, and are never shown again. You "
    "can take the access back at any time, here or in Spiris."
)
_CLIENT_ID, _CLIENT_SECRET = N_("Client id"), N_("Client secret")
_CLIENT_HINT = N_("The shop's own, from Spiris' developer page. Register this redirect address there: {address}")
_ANEW = N_("Enter another client id and secret")
_ADDRESS = N_("The consent's address")
_ADDRESS_HINT = N_("Open it in a browser on this computer if none came up.")
_NO_BROWSER = N_("No browser could be opened. Open the address below in one on this computer.")
_COPY = N_("Copy the address")
_PASTE = N_("Answer's address")
_PASTE_IT = N_("Paste what was copied")
_PASTE_HINT = N_(
    "If the browser can't come back by itself: copy the whole address it ends at, paste it here and press Enter."
)
_COMPANY, _NUMBER, _PACKAGE = N_("Company"), N_("Organisation number"), N_("Package")
_PERSON, _SORT, _LOCKED = N_("Connected by"), N_("Kind"), N_("Books locked up to")
_GOOD, _GOOD_ADVICE = N_("Everything that is needed is there."), N_("Go on if this is the right company.")
_LOOK = N_("Check again")
_START = N_("From which day should sales go to Spiris?")
_RULES = N_(
    "Sales of closed days from this day on are sent. What was sold before stays out of it, so choose the day "
    "after the last one that is in the books. The day must lie in a fiscal year of Spiris and after its lock "
    "date."
)
_DAY, _DAY_HINT = N_("Start date"), N_("Like 2026-12-01.")
_TODAY, _TOMORROW, _FIRST = N_("Today"), N_("Tomorrow"), N_("The first day possible")
_ACTIVE, _ACTIVE_ADVICE = N_("Spiris is active."), N_("Sales from {day} on are sent when a day is closed.")
_INVOICE_ON = N_(
    "The method of payment Invoice is on for all cost centres. It can be switched off for each of them on the "
    "page Methods of payment."
)
_CUSTOMERS_COME = N_("The customers are fetched from Spiris; you can watch it on the page Customers.")


class _StepPage(QWidget):
    """Things below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().space(12))


class Introduction(_StepPage):
    """What it does, and with invoices or without."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = [Text("", wrap=True) for _ in range(3)]
        self._question = Text("", "strong", wrap=True)
        self.mode = Choice(list(MODES), shortcuts=["Alt+1", "Alt+2"])
        for text in self._texts:
            self.column.addWidget(text)
        self.column.addSpacing(theme.current().space(8))
        self.column.addWidget(self._question)
        self.column.addWidget(self.mode)
        self.column.addStretch()

    def say(self) -> None:
        """Put the words up."""
        for text, words in zip(self._texts, (_WHAT, _INVOICES, _OFFLINE), strict=True):
            text.setText(tr(words))
        self._question.setText(tr(_CHOOSE))
        self.mode.say([tr(words) for words in MODES.values()], tr(_CHOOSE))

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        self.mode.choose(shown.mode.value)


class Consenting(_StepPage):
    """Which data and why; the client; the browser's way back."""

    pasted = Signal(str)
    anew = Signal()

    def __init__(self, redirect: str) -> None:
        super().__init__()
        self._redirect = redirect
        self._why, self._rights, self._kept = Text("", "strong", wrap=True), Text("", wrap=True), Text("", wrap=True)
        self.form = Form()
        self.client_id, self.secret = Field(200), Field(200, secret=True)
        self.secret.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.address, self.paste = Field(4000), Field(4000)
        self.address.setReadOnly(True)
        self.copy = Key("", icon="file-text", shortcut="F7")
        self.paste_key = Key("", icon="download", shortcut="F10")
        self._no_browser = Message(closable=False)
        self.anew_key = Key("", icon="pencil", shortcut="F4")
        self.form.add("id", self.client_id)
        self.form.add("secret", self.secret)
        self.form.add("address", self.address)
        self.form.add("copy", self.copy)
        self.form.add("paste", self.paste)
        self.form.add("paste_key", self.paste_key)
        for widget in (self._why, self._rights, self._no_browser, self.form, self._kept, self.anew_key):
            self.column.addWidget(widget)
        self.column.addStretch()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.address.text()))
        self.paste.returnPressed.connect(lambda: self.pasted.emit(self.paste.text()))
        self.paste_key.clicked.connect(self._paste)
        self.anew_key.clicked.connect(self.anew)

    def say(self) -> None:
        """Put the words up."""
        self._why.setText(tr(_WHY))
        self._kept.setText(tr(_KEPT))
        self.form.say("id", tr(_CLIENT_ID), tr(_CLIENT_HINT, address=self._redirect))
        self.form.say("secret", tr(_CLIENT_SECRET))
        self.form.say("address", tr(_ADDRESS), tr(_ADDRESS_HINT))
        self.form.say("copy", "")
        self.form.say("paste", tr(_PASTE), tr(_PASTE_HINT))
        self.form.say("paste_key", "")
        self.paste_key.set_face(tr(_PASTE_IT))
        self.copy.set_face(tr(_COPY))
        self.anew_key.set_face(tr(_ANEW))

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        invoicing = shown.mode.value == "bookkeeping-invoicing"
        rights = (*_RIGHTS, *_RIGHTS_INVOICING) if invoicing else _RIGHTS
        self._rights.setText("\n".join(f"• {tr(words)}" for words in rights))
        asked = shown.asked
        for name in ("id", "secret"):
            self.form.show_row(name, visible=shown.asks_client and asked is None)
        for name in ("address", "copy", "paste", "paste_key"):
            self.form.show_row(name, visible=asked is not None)
        for text in (self._why, self._rights, self._kept):
            text.setVisible(asked is None)
        self.anew_key.setVisible(not shown.asks_client and not shown.busy)
        if asked is None:
            self.address.clear()
            self.paste.clear()
            self._no_browser.clear()
            return
        self.secret.clear()  # never shown again, not even as dots
        if self.address.text() != asked.consent.address:
            self.address.setText(asked.consent.address)
            self.address.setCursorPosition(0)
        if asked.browser:
            self._no_browser.clear()
        else:
            self._no_browser.show_text(tr(_NO_BROWSER), "", State.SOON)

    def _paste(self) -> None:
        """For fingers: what was copied in the browser is the answer."""
        self.paste.setText(QGuiApplication.clipboard().text())
        self.pasted.emit(self.paste.text())


class Verifying(_StepPage):
    """Whose books it would be, and what is in the way."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.current().space(8))
        self.messages: list[Message] = []
        self.look = Key("", icon="refresh-cw", shortcut="F5")
        self.look.clicked.connect(self.again)
        self.column.addWidget(self.facts)
        self.column.addLayout(self._found)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def say(self) -> None:
        """Put the words up."""
        self.look.set_face(tr(_LOOK))

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        self.look.setEnabled(not shown.busy)
        for message in self.messages:
            self._found.removeWidget(message)
            message.hide()
            message.deleteLater()
        self.messages = []
        seen = shown.seen
        if seen is None:
            self.facts.tell([])
            return
        company = seen.company
        self.facts.tell(
            [
                (tr(_COMPANY), company.name),
                (tr(_NUMBER), company.organisation_number),
                (tr(_PACKAGE), variant_words(company.variant)),
                (tr(_SORT), tr(SANDBOX if company.sandbox else REAL)),
                (tr(_PERSON), seen.user.name if seen.user else ""),
                (tr(_LOCKED), day_words(company.locked_to)),
            ]
        )
        if seen.good:
            self._say(tr(_GOOD), tr(_GOOD_ADVICE), State.OK)
        for finding in seen.findings:
            state = State.STOP if finding.stops else State.SOON
            self._say(tr(finding.title, **finding.values), tr(finding.advice, **finding.values), state)

    def _say(self, title: str, advice: str, state: State) -> None:
        message = Message(closable=False)
        self._found.addWidget(message)
        message.show_text(title, advice, state)
        self.messages.append(message)


class Starting(_StepPage):
    """From which day on."""

    def __init__(self) -> None:
        super().__init__()
        self._question, self._rules = Text("", "strong", wrap=True), Text("", wrap=True)
        self.form = Form()
        self.day = Field(10)
        self.days = Choice(["today", "tomorrow", "first"], shortcuts=["Alt+1", "Alt+2", "Alt+3"])
        self.form.add("day", self.day)
        for widget in (self._question, self._rules, self.days, self.form):
            self.column.addWidget(widget)
        self.column.addStretch()
        self._days: dict[str, date] = {}
        self.days.chosen.connect(lambda value: self.day.setText(day_words(self._days.get(value))))
        self._shown_start: date | None = None

    def say(self) -> None:
        """Put the words up."""
        self._question.setText(tr(_START))
        self._rules.setText(tr(_RULES))
        self.form.say("day", tr(_DAY), tr(_DAY_HINT))
        self.days.say([tr(_TODAY), tr(_TOMORROW), tr(_FIRST)], tr(_DAY))

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        today = shown.today
        self._days = {"today": today, "tomorrow": today + timedelta(days=1), "first": shown.earliest or today}
        if shown.start is not None and shown.start != self._shown_start:
            self._shown_start = shown.start
            self.day.setText(day_words(shown.start))
            value = next((value for value, day in self._days.items() if day == shown.start), "")
            self.days.choose(value)


class Done(_StepPage):
    """What is on now."""

    def __init__(self) -> None:
        super().__init__()
        self.message = Message(closable=False)
        self.facts = Facts()
        self._more = Text("", wrap=True)
        for widget in (self.message, self.facts, self._more):
            self.column.addWidget(widget)
        self.column.addStretch()

    def say(self) -> None:
        """The words come with what is shown."""

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""
        known = shown.connection
        if known is None:
            return
        self.message.show_text(tr(_ACTIVE), tr(_ACTIVE_ADVICE, day=day_words(known.start_date)), State.OK)
        self.facts.tell([(tr(_COMPANY), known.company_name), (tr(_NUMBER), known.organisation_number)])
        invoicing = known.mode == "bookkeeping-invoicing" and shown.purpose is not Purpose.ACCOUNTS
        self._more.setText(f"{tr(_INVOICE_ON)}\n\n{tr(_CUSTOMERS_COME)}" if invoicing else "")
