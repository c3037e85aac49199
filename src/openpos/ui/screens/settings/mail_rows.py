"""The rows of the settings page that are about electronic receipts and the customer's display."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from openpos.domain.errors import N_
from openpos.ui.i18n import tr
from openpos.ui.screens.settings.mail import LONGEST_TEXT, MailChosen, MailSettings
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form

WORDS = {
    "mail_host": (N_("Mail server"), N_("Sends receipts by e-mail, like smtp.example.se. Empty where none are sent.")),
    "mail_from": (N_("The shop's e-mail address"), N_("Receipts come from it.")),
    "mail_security": (N_("Encryption"), ""),
    "mail_port": (N_("Port"), N_("Most mail servers use 587.")),
    "mail_user": (N_("User name"), N_("Empty where the server asks for none.")),
    "mail_password": (N_("Password"), N_("Kept in this computer's keyring, in no file of the register.")),
    "customer_display": (N_("Customer display"), N_("Shows the customer the last line, what is due and the change.")),
}
CHOICES = {
    "mail_security": {"starttls": N_("STARTTLS"), "tls": N_("TLS from the start"), "none": N_("None")},
    "customer_display": {"off": N_("Off"), "screen": N_("Second screen"), "window": N_("A window")},
}
_KEPT = N_("The password is kept.")
_LIMITS = {"mail_port": 5}


class MailRows:
    """Puts the rows into the page's form, and shows what is chosen in them."""

    def __init__(self, form: Form, settings: MailSettings) -> None:
        self._form = form
        self._settings = settings
        self._choices: dict[str, Choice] = {}
        self._fields: dict[str, Field] = {}

    def lay_out_mail(self) -> None:
        """The rows of the mail server."""
        for name in ("mail_host", "mail_from", "mail_security", "mail_port", "mail_user", "mail_password"):
            self._add(name)

    def lay_out_display(self) -> None:
        """The row of the customer's display."""
        self._add("customer_display")

    def say(self) -> None:
        """Put every text up in the person's language."""
        for name, (label, hint) in WORDS.items():
            self._form.say(name, tr(label), tr(hint))
        for name, choice in self._choices.items():
            choice.say([tr(text) for text in CHOICES[name].values()], tr(WORDS[name][0]))

    def show(self, chosen: MailChosen) -> None:
        """Show what is chosen, and what is wrong."""
        settings = chosen.settings
        for name, choice in self._choices.items():
            choice.choose(getattr(settings, name))
        for name, field in self._fields.items():
            if name == "mail_password":
                if chosen.kept:
                    field.clear()
            elif not field.hasFocus() and chosen.wrong != name:
                field.setText(str(getattr(settings, name)))
        label, hint = WORDS["mail_password"]
        self._form.say("mail_password", tr(label), tr(_KEPT if chosen.kept else hint))
        for name in WORDS:
            self._form.show_error(name, chosen.trouble if chosen.wrong == name else None)
        for name in WORDS:
            if name not in {"mail_host", "customer_display"}:
                needed = bool(settings.mail_host) and (name != "mail_password" or bool(settings.mail_user))
                self._form.show_row(name, visible=needed)

    def _add(self, name: str) -> None:
        if name in CHOICES:
            choice = self._choices[name] = Choice(tuple(CHOICES[name]))
            choice.chosen.connect(partial(self._settings.choose, name))
            self._form.add(name, choice)
            return
        secret = name == "mail_password"
        field = self._fields[name] = Field(_LIMITS.get(name, LONGEST_TEXT), secret=secret)
        if secret:
            hidden = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
            field.setInputMethodHints(hidden | Qt.InputMethodHint.ImhSensitiveData)
        field.editingFinished.connect(partial(self._written, name))
        self._form.add(name, field)

    def _written(self, name: str) -> None:
        text = self._fields[name].text()
        if name == "mail_password":
            self._settings.write_password(text)
        else:
            self._settings.write(name, text)
