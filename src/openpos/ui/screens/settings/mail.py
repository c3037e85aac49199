"""Decides what may be chosen for electronic receipts and the customer's display. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from openpos.domain.article import plain_text
from openpos.domain.email import email_address
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import shown
from openpos.settings import Settings, SettingsError, checked
from openpos.ui.screens.asked import Run

LONGEST_TEXT = 253
_USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class MailChosen:
    """What the rows show."""

    settings: Settings
    wrong: str = ""
    """The name of the row that `trouble` is about."""
    trouble: OpenPosError | None = None
    kept: bool = False
    """Whether a password was just kept in the keyring."""


class MailSettings:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[MailChosen], None],
        *,
        current: Callable[[], Settings],
        change: Callable[[Settings], None],
        run: Run,
        keep_password: Callable[[str], None],
    ) -> None:
        """`change` puts settings up at once and has them saved; `keep_password` blocks."""
        self._show = show
        self._current = current
        self._change = change
        self._run = run
        self._keep_password = keep_password
        self._chosen = MailChosen(current())

    def refresh(self) -> None:
        """Show the settings as they are now."""
        self._put(replace(self._chosen, settings=self._current()))

    def choose(self, name: str, value: str) -> None:
        """Take a choice over at once. Another encryption brings its usual port, where the port was a usual one."""
        values: dict[str, str | int] = {name: value}
        if name == "mail_security" and self._current().mail_port in _USUAL_PORTS.values():
            values["mail_port"] = _USUAL_PORTS[value]
        self._take(values)

    def write(self, name: str, text: str) -> None:
        """Take over what was written into a row, or say what is wrong with it."""
        clean = plain_text(text, LONGEST_TEXT)
        try:
            if name == "mail_from":
                self._take({name: email_address(clean) if clean else ""})
            elif name == "mail_port":
                self._take({name: int(clean) if clean.isascii() and clean.isdigit() else 0})
            else:
                self._take({name: clean})
        except SettingsError:
            self._refuse(name, _no_port(text) if name == "mail_port" else _no_server(text))
        except Refused as refusal:
            self._refuse(name, refusal)

    def write_password(self, password: str) -> None:
        """Keep the password in the keyring; it is in no file of ours."""
        if password:
            self._run(lambda: self._keep_password(password), lambda _: self._kept(), self._not_kept)

    def _take(self, values: dict[str, str | int]) -> None:
        settings = checked({**asdict(self._current()), **values}, ", ".join(values))
        if settings != self._current():
            self._change(settings)
        self._put(MailChosen(settings))

    def _kept(self) -> None:
        self._put(MailChosen(self._current(), kept=True))

    def _not_kept(self, error: OpenPosError) -> None:
        self._refuse("mail_password", error)

    def _refuse(self, name: str, trouble: OpenPosError) -> None:
        self._put(replace(self._chosen, wrong=name, trouble=trouble, kept=False))

    def _put(self, chosen: MailChosen) -> None:
        self._chosen = chosen
        self._show(chosen)


def _no_server(text: str) -> Refused:
    return Refused("“{text}” is no name of a mail server.", "Write it like smtp.example.se.", text=shown(text))


def _no_port(text: str) -> Refused:
    return Refused(
        "“{text}” is no port.", "Write a number from 1 to 65535; most mail servers use 587.", text=shown(text)
    )
