"""The Integrations page and the steps of the activation, against a simulated Spiris and a keyring in memory."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos import settings
from openpos.credentials import CLIENT_ID, CLIENT_SECRET
from openpos.domain.payment import Method
from openpos.simulators.spiris import Belongings, Client, Consenting, Fault, Kind, SpirisSimulator
from openpos.simulators.spiris.demo import give_consent
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.activation import Places
from openpos.sync.ledger import Doubt
from openpos.ui import i18n
from openpos.ui.changes import Changed
from openpos.ui.screens.activation.presenter import Step
from openpos.ui.screens.integrations.view import IntegrationsPage
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.rows import Rows
from tests.fixtures.desk import Workplace, workplace
from tests.fixtures.till import Till

SECRET = "s3cret-of-the-shop"  # noqa: S105 - invented
PATIENCE_MS = 15_000
ACCOUNT_STEPS = (Step.METHODS, Step.VAT, Step.GROUPS, Step.EVENTS)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def spiris(register: Till) -> Iterator[SpirisSimulator]:
    companies = (Belongings(), Belongings(name="Grannens AB", organisation_number="559000-0004", sandbox=False))
    client = Client(secret=SECRET, sandbox=False)
    with SpirisSimulator(now=register.clock, companies=companies, clients=(client,)) as simulator:
        yield simulator


@pytest.fixture
def place(qtbot: QtBot, register: Till, spiris: SpirisSimulator) -> Iterator[Workplace]:
    """A desk where the manager is logged in, and a person with a browser who says yes."""
    with workplace(register, printer=False) as made:
        made.person = register.staff.named("Butikschef")
        made.spiris = Places(spiris.api_url, spiris.identity_url, free_port())
        made.browse = give_consent
        qtbot.addWidget(made.window)
        yield made


def texts(rows: Rows) -> list[str]:
    """What stands in a list's last column."""
    items = (rows.item(row, rows.columnCount() - 1) for row in range(rows.rowCount()))
    return [item.text() for item in items if item is not None]


def cut(rows: Rows) -> list[str]:
    """What of it is not seen to its end."""
    column = rows.columnCount() - 1
    room = QRect(0, 0, rows.columnWidth(column) - 8, 10_000)
    wrap = Qt.TextFlag.TextWordWrap if rows.wordWrap() else Qt.TextFlag.TextSingleLine
    needed = [(text, rows.fontMetrics().boundingRect(room, wrap, text)) for text in texts(rows)]
    return [
        text
        for row, (text, box) in enumerate(needed)
        if box.width() > room.width() or box.height() > rows.rowHeight(row)
    ]


class Shown:
    """The page in front, and a person at it."""

    def __init__(self, qtbot: QtBot, place: Workplace) -> None:
        self.qtbot = qtbot
        self.place = place
        self.page = IntegrationsPage(place.desk)
        qtbot.addWidget(self.page)
        self.page.resize(1024, 700)
        self.page.show()
        self.page.on_shown()
        self.view = self.page.activation

    def step(self) -> Step:
        return self.view._shown.step

    @property
    def said(self) -> str:
        """What stands in the message of the steps."""
        return self.view.message.words if not self.view.message.isHidden() else ""

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def quiet(self) -> None:
        self.until(lambda: not self.view._shown.busy and not self.page._shown.busy)

    def go_on(self) -> None:
        """Press the key that leads on, and wait until all is done that it began."""
        QTest.mouseClick(self.view.next, Qt.MouseButton.LeftButton)
        self.quiet()

    def press(self, name: str) -> None:
        QTest.mouseClick(self.page.card.keys[name], Qt.MouseButton.LeftButton)
        self.quiet()

    def consented(self) -> None:
        """From the card to the verified company."""
        self.press("activate")
        self.go_on()
        self.view.consent.client_id.setText("openpos")
        self.view.consent.secret.setText(SECRET)
        self.go_on()

    def activated(self) -> None:
        """All the way."""
        self.consented()
        self.go_on()
        self.go_on()
        for _ in ACCOUNT_STEPS:
            if self.view._shown.accounts.missing:
                QTest.mouseClick(self.view.accounts.missing_key, Qt.MouseButton.LeftButton)
                self.quiet()
            self.go_on()
        assert self.step() is Step.DONE
        self.go_on()

    @property
    def connection(self) -> SpirisConnection | None:
        return self.place.enrolment().current()

    def state(self) -> ConnectionState | None:
        return self.connection.state if self.connection else None


@pytest.fixture
def shown(qtbot: QtBot, place: Workplace) -> Shown:
    return Shown(qtbot, place)


def takes_invoices(place: Workplace) -> bool:
    return Method.INVOICE.id in [one.method.id for one in place.till.payment_methods.usable()]


def way_back(page: IntegrationsPage) -> str:
    return next(key.text() for key in page.header.findChildren(Key))


def test_from_nothing_to_active(shown: Shown, place: Workplace) -> None:
    assert shown.page.card.state.words.startswith("Not connected.")
    shown.press("activate")
    assert shown.step() is Step.INTRODUCTION
    assert way_back(shown.page) == "Leave for now"
    shown.go_on()
    assert shown.step() is Step.CONSENT
    assert not shown.view.consent.client_id.isHidden(), "the keyring has none"
    assert shown.view.consent.client_id.hasFocus()
    shown.view.consent.client_id.setText(" openpos ")
    shown.view.consent.secret.setText(SECRET)
    shown.go_on()
    assert shown.step() is Step.VERIFIED
    assert "Organisation number: 556000-4615" in shown.view.verified.facts.words
    assert "Connected by: Karin Demoägare" in shown.view.verified.facts.words
    assert "sandbox" in shown.view.verified.facts.words
    shown.go_on()
    assert shown.view.start.day.text() == "2026-11-20"
    shown.go_on()
    for step in ACCOUNT_STEPS:
        assert shown.step() is step
        assert not takes_invoices(place)
        shown.go_on()
    assert shown.step() is Step.DONE
    assert takes_invoices(place)
    assert way_back(shown.page) == "Close"
    shown.go_on()
    assert way_back(shown.page) == "Back"
    assert shown.page.card.state.words.startswith("Active since 2026-11-20.")
    with place.till.store.read() as tx:
        mappings = tx.spiris.mappings()
    assert mappings["method", "card"] == "1686"
    assert mappings["group", "600 Mejeri"] == "3003"
    assert {("event", "tips"), ("vat", "2500")} <= set(mappings)


def test_bookkeeping_alone_takes_no_invoices(shown: Shown, place: Workplace) -> None:
    shown.press("activate")
    shown.view.introduction.mode._keys["bookkeeping"].click()
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText(SECRET)
    for _ in range(7):
        shown.go_on()
    assert shown.step() is Step.DONE
    assert shown.connection is not None
    assert shown.connection.mode == "bookkeeping"
    assert not takes_invoices(place)


def test_secrets_are_in_the_keyring_only(shown: Shown, place: Workplace) -> None:
    shown.activated()
    assert SECRET in place.keyring.secrets()
    tokens = place.keyring.secrets() - {"openpos"}
    everything = b"".join(path.read_bytes() for path in place.till.path.parent.iterdir() if path.is_file())
    assert len(tokens) == 2
    assert not any(secret.encode() in everything for secret in tokens)
    assert shown.view.consent.secret.text() == ""
    shown.press("again")
    assert shown.step() is Step.CONSENT
    assert shown.view.consent.secret.isHidden(), "what the keyring has is not asked for, and never shown"


def test_without_client_and_secret_nothing_is_asked(shown: Shown, spiris: SpirisSimulator) -> None:
    shown.press("activate")
    shown.go_on()
    shown.go_on()
    assert "client id and the secret are needed" in shown.said
    assert spiris.requests == []


def test_a_wrong_secret_is_told_and_can_be_written_anew(shown: Shown) -> None:
    shown.press("activate")
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText("wrong")
    shown.go_on()
    assert shown.step() is Step.CONSENT
    assert "client" in shown.said
    shown.view.consent.anew_key.click()
    shown.view.consent.secret.setText(SECRET)
    shown.go_on()
    assert shown.step() is Step.VERIFIED


def test_denied_reads_so_and_can_be_tried_again(shown: Shown, spiris: SpirisSimulator) -> None:
    spiris.rules.consent = Consenting.DENY
    shown.consented()
    assert "The consent was not given." in shown.said
    assert shown.connection is None
    spiris.rules.consent = Consenting.ALLOW
    shown.go_on()
    assert shown.step() is Step.VERIFIED, "nothing is written a second time"


@pytest.mark.parametrize(
    ("kind", "on", "said"),
    [
        (Kind.CUT, "* /v2/*", "Spiris can't be reached. Look at the net, then try again."),
        (Kind.HTML, "GET /v2/*", "does not understand. Try again in a while."),
        (Kind.EMPTY, "GET /v2/*", "does not understand. Try again in a while."),
        (Kind.HTML, "POST /identity/connect/token", "Spiris can't be reached. Look at the net, then try again."),
    ],
)
def test_whoever_waits_is_not_told_that_it_goes_by_itself(
    shown: Shown, spiris: SpirisSimulator, kind: Kind, on: str, said: str
) -> None:
    spiris.faults.add(Fault(kind, on=on))
    shown.consented()
    assert shown.step() is Step.CONSENT
    assert said in shown.said
    spiris.faults.clear()
    shown.go_on()
    assert shown.step() is Step.VERIFIED


def test_waiting_can_be_cancelled_and_nobody_listens_any_more(shown: Shown, place: Workplace) -> None:
    place.browse = lambda _: False
    shown.press("activate")
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText(SECRET)
    QTest.mouseClick(shown.view.next, Qt.MouseButton.LeftButton)
    shown.until(lambda: shown.view._shown.asked is not None)
    assert not shown.view.consent._no_browser.isHidden()
    assert shown.view.consent.address.text().startswith(place.spiris.identity)
    QTest.mouseClick(shown.view.cancel, Qt.MouseButton.LeftButton)
    assert not shown.view._shown.busy
    shown.until(lambda: _nobody_at(place.spiris.redirect_port))
    place.browse = give_consent
    shown.go_on()
    assert shown.step() is Step.VERIFIED


def _nobody_at(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) != 0


def test_nobody_comes_in_time(shown: Shown, place: Workplace) -> None:
    place.browse = lambda _: True
    shown.view.presenter._wait_s = 0.05
    shown.consented()
    assert "Nobody gave the consent in time." in shown.said


def test_the_answers_address_can_be_pasted(shown: Shown, place: Workplace) -> None:
    answers: list[str] = []

    def browse(address: str) -> bool:
        answers.append(_where_it_leads(address))
        return True

    place.browse = browse
    shown.press("activate")
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText(SECRET)
    with socket.create_server(("127.0.0.1", place.spiris.redirect_port)):  # another program has the port
        QTest.mouseClick(shown.view.next, Qt.MouseButton.LeftButton)
        shown.until(lambda: shown.view._shown.asked is not None)
        assert f"uses port {place.spiris.redirect_port}" in shown.said
        shown.view.presenter.paste("http://localhost/callback?code=1&state=forged")
        assert "not the answer to the consent" in shown.said
        shown.view.presenter.paste("just words")
        assert shown.view._shown.asked is not None, "the right one may come yet"
        shown.view.consent.paste.setText(answers[0])
        shown.view.consent.paste.returnPressed.emit()
        shown.until(lambda: shown.step() is Step.VERIFIED)
    shown.quiet()
    assert shown.view.consent.paste.text() == "", "it holds a code"


def _where_it_leads(address: str) -> str:
    """Where the browser is sent after a yes, without going there."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(f"GET {parts.path}?{parts.query} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        answer = line.makefile("rb").read().decode()
    (place,) = [row.split(": ", 1)[1] for row in answer.splitlines() if row.lower().startswith("location:")]
    assert parse_qs(urlsplit(place).query)["code"]
    return place


def test_what_is_in_the_way_is_told_and_looked_at_again(shown: Shown, spiris: SpirisSimulator) -> None:
    spiris.company.change_settings(ProductVariant=3)
    shown.consented()
    assert shown.step() is Step.VERIFIED
    assert any("Invoicing is not in the Spiris package" in one.words for one in shown.view.verified.messages)
    assert not shown.view.next.isEnabled()
    assert shown.connection is None
    spiris.company.change_settings(ProductVariant=1)
    shown.view.verified.look.click()
    shown.quiet()
    assert shown.view.next.isEnabled()


def test_a_start_date_that_can_not_be(shown: Shown) -> None:
    shown.consented()
    shown.go_on()
    for written, said in (
        ("tomorrow", "is not a date"),
        ("2024-12-31", "locked up to"),
        ("2031-01-01", "no fiscal year"),
    ):
        shown.view.start.day.setText(written)
        shown.go_on()
        assert said in shown.said
        assert shown.step() is Step.START
    shown.view.start.days._keys["tomorrow"].click()
    shown.go_on()
    assert shown.connection is not None
    assert str(shown.connection.start_date) == "2026-11-21"


def test_left_and_taken_up_again(shown: Shown, place: Workplace, qtbot: QtBot) -> None:
    shown.consented()
    shown.go_on()
    shown.go_on()
    shown.go_on()
    assert shown.step() is Step.VAT
    shown.page.header.back.emit()
    assert shown.page.card.state.words.startswith("Connecting: not finished yet.")
    place.desk.register.finish()
    assert place.crashes == []
    place.register = place.register.__class__("register", place.bridge)
    again = Shown(qtbot, place)
    again.press("continue")
    again.quiet()
    assert again.step() is Step.VAT
    for _ in range(3):
        again.go_on()
    assert again.step() is Step.DONE


def test_accounts_that_can_not_be_used_are_told_before(shown: Shown, spiris: SpirisSimulator) -> None:
    with spiris.company.shelves.mutex:
        accounts = dict(spiris.company.shelves.of("accounts"))
    spiris.company.commit([("accounts", key, None) for key in accounts if key.endswith("/1686")])
    inactive = [(key, {**row, "IsActive": False}) for key, row in accounts.items() if key.endswith("/1930")]
    spiris.company.commit([("accounts", key, row) for key, row in inactive])
    shown.consented()
    shown.go_on()
    shown.go_on()
    doubts = {row.key: row.doubt for row in shown.view._shown.accounts.rows}
    assert doubts["card"] is Doubt.MISSING
    assert doubts["swish"] is Doubt.INACTIVE
    assert shown.view._shown.accounts.chosen == "card", "what is wrong comes first"
    # Why an account should not be chosen stands at the end.
    shown.until(lambda: cut(shown.view.accounts.rows) == [])
    shown.until(lambda: cut(shown.view.accounts.accounts) == [])
    assert any("not active" in text for text in texts(shown.view.accounts.accounts))
    shown.go_on()
    assert "1686" in shown.said
    QTest.mouseClick(shown.view.accounts.missing_key, Qt.MouseButton.LeftButton)
    shown.quiet()
    shown.go_on()
    assert "1930" in shown.said
    shown.view.presenter.choose_row("swish")
    shown.view.accounts.search.setText("1940")
    shown.view.accounts.search.submitted.emit("1940")
    shown.go_on()
    assert shown.step() is Step.VAT
    with shown.place.till.store.read() as tx:
        assert tx.spiris.mappings()["method", "swish"] == "1940"


def test_a_new_account_is_made_in_spiris_from_the_list(shown: Shown, spiris: SpirisSimulator) -> None:
    shown.consented()
    shown.go_on()
    shown.go_on()
    lists = shown.view.accounts
    lists.new_key.click()
    lists.number.setText("19a0")
    lists.name.setText("Dagskassa")
    lists.add_key.click()
    shown.quiet()
    assert "is no account number" in shown.said
    lists.number.setText("1912")
    lists.add_key.click()
    shown.quiet()
    with spiris.company.shelves.mutex:
        made = [row for row in spiris.company.shelves.of("accounts").values() if row["Number"] == "1912"]
    assert [row["Name"] for row in made] == ["Dagskassa"]
    row = shown.view._shown.accounts.rows[0]
    assert (row.key, row.account, row.doubt) == ("cash", "1912", None)


def test_an_account_of_another_vat_rate_is_marked_and_can_be_kept(shown: Shown) -> None:
    shown.consented()
    for _ in range(3):
        shown.go_on()
    shown.view.presenter.choose_row("2500")
    shown.view.presenter.choose_account("2621")
    row = shown.view._shown.accounts.row
    assert row is not None
    assert row.doubt is Doubt.VAT
    shown.go_on()
    assert shown.step() is Step.GROUPS


def test_a_group_that_can_not_be_invoiced_is_told(shown: Shown) -> None:
    shown.consented()
    for _ in range(4):
        shown.go_on()
    assert all(row.doubt is None for row in shown.view._shown.accounts.rows)
    shown.view.presenter.choose_row("600 Mejeri")
    shown.view.presenter.choose_account("3790")
    row = shown.view._shown.accounts.row
    assert row is not None
    assert row.doubt is Doubt.CODING
    assert "Article account codings" in shown.view.accounts._told.text()
    shown.go_on()
    assert shown.step() is Step.EVENTS


def test_back_and_forth(shown: Shown) -> None:
    shown.consented()
    shown.go_on()
    shown.go_on()
    shown.view.back.click()
    assert shown.step() is Step.START
    shown.view.steps.chosen.emit(Step.METHODS.value)
    assert shown.step() is Step.METHODS
    shown.view.steps.chosen.emit(Step.EVENTS.value)
    assert shown.step() is Step.METHODS, "it was not reached yet"
    shown.view.steps.chosen.emit(Step.VERIFIED.value)
    shown.go_on()
    assert shown.step() is Step.START


def test_accounts_are_changed_later(shown: Shown, place: Workplace) -> None:
    shown.activated()
    shown.press("accounts")
    assert shown.step() is Step.METHODS
    shown.view.presenter.choose_row("card")
    shown.view.presenter.choose_account("1580")
    for _ in ACCOUNT_STEPS:
        shown.go_on()
    assert shown.page._stack.currentIndex() == 0
    assert shown.state() is ConnectionState.ACTIVE
    with place.till.store.read() as tx:
        assert tx.spiris.mappings()["method", "card"] == "1580"
    assert "What was booked is put right on Z reports and vouchers." in place.desk.toast.words


def test_a_method_with_an_account_of_its_own_gets_the_chosen_one(shown: Shown, place: Workplace) -> None:
    methods = place.till.payment_methods
    assert place.person is not None
    card = next(one for one in methods.every() if one.method == Method.CARD)
    methods.save(card.__class__(card.method, account="1580", active=True), place.person)
    shown.activated()
    shown.press("accounts")
    row = next(row for row in shown.view._shown.accounts.rows if row.key == "card")
    assert row.account == "1580"
    shown.view.presenter.choose_row("card")
    shown.view.presenter.choose_account("1686")
    shown.go_on()
    assert next(one for one in methods.every() if one.method == Method.CARD).account == "1686"


def test_pause_and_resume(shown: Shown) -> None:
    shown.activated()
    shown.press("pause")
    assert shown.state() is ConnectionState.PAUSED
    assert shown.page.card.state.words.startswith("Paused")
    shown.press("resume")
    assert shown.state() is ConnectionState.ACTIVE


def test_disconnect_asks_first_then_erases_everything(shown: Shown, place: Workplace, spiris: SpirisSimulator) -> None:
    shown.activated()
    shown.press("disconnect")
    assert shown.state() is ConnectionState.ACTIVE
    shown.until(shown.page.message._action.hasFocus)
    QTest.keyClick(shown.page.message._action, Qt.Key.Key_Return)
    shown.quiet()
    assert shown.state() is ConnectionState.DISCONNECTED
    assert place.keyring.secrets() == set()
    assert not takes_invoices(place)
    assert any(request.path.endswith("/connect/revocation") for request in spiris.requests)
    assert shown.page.card.state.words.startswith("Disconnected.")
    with place.till.store.read() as tx:
        assert tx.spiris.mappings(), "what was chosen is not forgotten"
    shown.press("connect")
    assert shown.step() is Step.INTRODUCTION


def test_disconnecting_where_spiris_does_not_answer_says_so(shown: Shown, spiris: SpirisSimulator) -> None:
    shown.activated()
    spiris.refuse()
    shown.press("disconnect")
    shown.page.message._action.click()
    shown.quiet()
    assert "Remove the consent in Spiris, too." in shown.page.message.words
    assert shown.state() is ConnectionState.DISCONNECTED


def hold(place: Workplace) -> None:
    with place.till.store.write() as tx:
        known = tx.spiris.connection()
        assert known is not None
        tx.spiris.save_connection(
            SpirisConnection(
                known.id,
                known.mode,
                ConnectionState.HELD,
                known.connected_at,
                company_id=known.company_id,
                company_name=known.company_name,
                start_date=known.start_date,
                title="The consent to Spiris is gone.",
                advice="Connect to Spiris again on the Integrations page.",
            )
        )


def test_held_says_why_and_connecting_again_lets_it_go(shown: Shown, place: Workplace, spiris: SpirisSimulator) -> None:
    shown.activated()
    spiris.revoke_consent()
    hold(place)
    place.changes.announce(Changed.SPIRIS)
    assert "The consent to Spiris is gone." in shown.page.card.state.words
    shown.press("try")
    assert shown.state() is ConnectionState.HELD
    assert not shown.page.message.isHidden()
    shown.press("again")
    shown.go_on()
    assert shown.step() is Step.VERIFIED
    shown.go_on()
    assert shown.step() is Step.DONE
    assert shown.state() is ConnectionState.ACTIVE


def test_held_and_mended_needs_no_new_consent(shown: Shown, place: Workplace) -> None:
    shown.activated()
    hold(place)
    place.changes.announce(Changed.SPIRIS)
    shown.press("try")
    assert shown.state() is ConnectionState.ACTIVE


def test_another_company_is_refused_and_its_access_given_back(
    shown: Shown, place: Workplace, spiris: SpirisSimulator
) -> None:
    shown.activated()
    spiris.rules.consent_company = "Grannens AB"
    shown.press("again")
    shown.go_on()
    assert "This is another company" in shown.said
    assert "Grannens AB" in shown.said
    connection = shown.connection
    assert connection is not None
    kept = place.enrolment().credentials(connection)
    assert (kept.get(CLIENT_ID), kept.get(CLIENT_SECRET)) == ("openpos", SECRET)
    assert len(place.keyring.secrets()) == 2, "no access to the neighbour's books is kept"
    spiris.rules.consent_company = ""
    shown.go_on()
    shown.go_on()
    assert shown.state() is ConnectionState.ACTIVE


def test_a_locked_keyring_is_told_in_words(shown: Shown, place: Workplace) -> None:
    place.keyring.locked = True
    shown.press("activate")
    shown.go_on()
    assert "keyring is not there or is locked" in shown.said
    assert "Nothing was stored elsewhere" in shown.said


def test_a_keyring_that_is_unlocked_meanwhile_is_looked_into_again(shown: Shown, place: Workplace) -> None:
    place.keyring.locked = True
    shown.press("activate")
    shown.go_on()
    assert "keyring" in shown.said
    shown.go_on()
    assert "keyring" in shown.said, "there is no field to write a client into"
    place.keyring.locked = False
    shown.go_on()
    assert shown.said == ""
    assert not shown.view.consent.client_id.isHidden()


def test_no_net_while_looking_is_told_and_tried_again(shown: Shown, spiris: SpirisSimulator) -> None:
    shown.consented()
    spiris.refuse()
    shown.view.verified.look.click()
    shown.quiet()
    assert shown.said
    spiris.accept()
    shown.view.verified.look.click()
    shown.quiet()
    assert not shown.said


def test_the_program_closes_while_somebody_is_asked(shown: Shown, place: Workplace) -> None:
    place.browse = lambda _: True
    shown.press("activate")
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText(SECRET)
    QTest.mouseClick(shown.view.next, Qt.MouseButton.LeftButton)
    shown.until(lambda: shown.view._shown.asked is not None)
    ended = threading.Event()

    def end() -> None:
        shown.page.on_closing()
        place.register.finish()
        ended.set()

    end()
    assert ended.is_set()


def test_both_languages_and_every_step(shown: Shown) -> None:
    shown.press("activate")
    title = shown.view._where.text()
    i18n.install("sv")
    shown.until(lambda: shown.view._where.text() != title)
    assert shown.view._where.text() == "Steg 1 av 9: Vad det gör"
    assert shown.page.header._title.text() == "Aktivera Spiris"


# ---------------------------------------------------------------------------------------------------- how it is sent


def chosen(place: Workplace) -> tuple[bool, bool, str]:
    now = place.settings
    return now.spiris_leave_drafts, now.spiris_mail_invoices, now.spiris_series


def test_how_documents_are_sent_is_chosen_where_the_shop_is_connected(shown: Shown, place: Workplace) -> None:
    wishes = shown.page.wishes
    assert wishes.isHidden()
    shown.activated()
    assert wishes.isVisible()
    pause = shown.page.card.keys["pause"]
    assert pause.hasFocus()
    QTest.keyClick(shown.page, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert chosen(place) == (False, True, "")
    place.changes.announce(Changed.SETTINGS)
    assert pause.hasFocus(), "else Qt gives it to the strip, where Enter would log out"
    assert "unless the cashier says otherwise" in wishes._form.error("mail")
    QTest.keyClick(shown.page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen(place) == (True, True, "")
    assert "Spiris e-mails no drafts" in wishes._form.error("invoices")
    assert wishes.mail.isHidden(), "drafts are not mailed"
    QTest.keyClick(shown.page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(shown.page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert chosen(place) == (False, False, "")
    wishes.series.setText(" k ")
    wishes.series.editingFinished.emit()
    assert chosen(place) == (False, False, "K")
    assert wishes.series.text() == "K"
    for written in ("K1", "\x07" * 40, "Försäljning"):
        wishes.series.setText(written)
        wishes.series.editingFinished.emit()
        assert "is no series of vouchers. Write one to three letters, like K." in wishes._form.error("series")
        assert chosen(place) == (False, False, "K")
    wishes.series.setText("")
    wishes.series.editingFinished.emit()
    assert chosen(place) == (False, False, "")
    place.register.finish()
    assert settings.load(place.till.directory).spiris_series == ""


def test_bookkeeping_alone_chooses_nothing_about_invoices(shown: Shown) -> None:
    shown.press("activate")
    shown.view.introduction.mode._keys["bookkeeping"].click()
    shown.go_on()
    shown.view.consent.client_id.setText("openpos")
    shown.view.consent.secret.setText(SECRET)
    for _ in range(8):
        shown.go_on()
    assert shown.page.wishes.series.isVisible()
    assert not shown.page.wishes.invoices.isVisible()
    assert not shown.page.wishes.mail.isVisible()
