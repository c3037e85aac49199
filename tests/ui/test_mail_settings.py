"""What may be chosen for electronic receipts and the customer's display."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos import settings as settings_file
from openpos.domain.errors import NotDone
from openpos.settings import Settings
from openpos.ui.screens.settings.mail import MailChosen, MailSettings
from openpos.ui.screens.settings.view import SettingsPage
from tests.fixtures.desk import Workplace, at_once


class Screen:
    """The rows with what they showed and what was put up."""

    def __init__(self) -> None:
        self.shown: list[MailChosen] = []
        self.put_up = [Settings()]
        self.passwords: list[str] = []
        self.keyring = True
        self.rows = MailSettings(
            self.shown.append,
            current=lambda: self.put_up[-1],
            change=self.put_up.append,
            run=at_once,
            keep_password=self._keep,
        )

    def _keep(self, password: str) -> None:
        if not self.keyring:
            raise NotDone("The keyring is locked.")
        self.passwords.append(password)

    @property
    def now(self) -> MailChosen:
        return self.shown[-1]


def test_what_is_written_is_taken_over_cleaned() -> None:
    screen = Screen()
    screen.rows.write("mail_host", " smtp.example.se\x00 ")
    screen.rows.write("mail_from", "butik@EXAMPLE.se")
    screen.rows.write("mail_port", "2525")
    screen.rows.write("mail_user", "butik")
    now = screen.put_up[-1]
    assert (now.mail_host, now.mail_from, now.mail_port) == ("smtp.example.se", "butik@example.se", 2525)
    assert now.mail_user == "butik"
    screen.rows.write("mail_from", "")
    assert screen.put_up[-1].mail_from == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mail_host", "smtp example"),
        ("mail_host", "smtp.räka.se/"),
        ("mail_from", "butik"),
        ("mail_from", "a@b.se, c@d.se"),
        ("mail_port", "0"),
        ("mail_port", "65536"),
        ("mail_port", "٢٥"),
        ("mail_port", ""),
    ],
)
def test_what_can_not_be_is_told_at_its_row(name: str, text: str) -> None:
    screen = Screen()
    screen.rows.write(name, text)
    assert screen.now.wrong == name
    assert screen.now.trouble is not None
    assert len(screen.put_up) == 1


def test_another_encryption_brings_its_usual_port() -> None:
    screen = Screen()
    screen.rows.choose("mail_security", "tls")
    assert screen.put_up[-1].mail_port == 465
    screen.rows.write("mail_port", "2525")
    screen.rows.choose("mail_security", "starttls")
    assert screen.put_up[-1].mail_port == 2525


def test_the_password_goes_to_the_keyring_and_nowhere_else() -> None:
    screen = Screen()
    screen.rows.write_password("")
    screen.rows.write_password("hemligt")
    assert screen.passwords == ["hemligt"]
    assert screen.now.kept
    assert len(screen.put_up) == 1
    screen.keyring = False
    screen.rows.write_password("annat")
    assert (screen.now.wrong, screen.now.kept) == ("mail_password", False)


def test_the_page_saves_them_and_no_password(qtbot: QtBot, place: Workplace) -> None:
    shown = SettingsPage(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()
    assert shown._mail._fields["mail_user"].isHidden(), "only with a mail server"
    for name, text in (("mail_host", "smtp.example.se"), ("mail_from", "b@example.se"), ("mail_user", "butik")):
        shown._mail._fields[name].setFocus()
        QTest.keyClicks(shown._mail._fields[name], text)
        shown._mail._fields[name].editingFinished.emit()
    field = shown._mail._fields["mail_password"]
    assert not field.isHidden()
    QTest.keyClicks(field, "hemligt")
    field.editingFinished.emit()
    shown._mail._choices["customer_display"]._keys["window"].click()
    qtbot.waitUntil(lambda: place.idle)
    assert place.mail_passwords == ["hemligt"]
    assert field.text() == ""
    kept = settings_file.load(place.till.directory)
    assert (kept.mail_host, kept.mail_from, kept.mail_user) == ("smtp.example.se", "b@example.se", "butik")
    assert kept.customer_display == "window"
    assert "hemligt" not in (place.till.directory / settings_file.FILE).read_text("utf-8")
