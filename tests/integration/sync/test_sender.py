"""The sync thread: rounds, errands in between, and a stop within seconds whatever Spiris does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from openpos.credentials import Credentials
from openpos.domain.payment import Method
from openpos.simulators.spiris import Fault, Kind, Request
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState
from openpos.sync import preflight
from openpos.sync.activation import Finding, Places
from openpos.sync.enrolment import Enrolment
from openpos.sync.sender import Pulse, Sender
from tests.fixtures.carried import Carried

NewSender = Callable[..., Sender]


@pytest.fixture
def new_sender(shop: Carried) -> Iterator[NewSender]:
    made: list[Sender] = []

    def make(tell: Callable[[], None] = lambda: None) -> Sender:
        where = Places(shop.spiris.api_url, shop.spiris.identity_url, 44_300)

        def secrets(_owner: str) -> Credentials:
            return shop.credentials

        steps = Enrolment(shop.till.store, lambda: where, shop.till.clock, shop.till.new_id, secrets_of=secrets)
        sender = Sender(shop.engine, steps, shop.till.store, shop.till.clock, tell=tell)
        made.append(sender)
        return sender

    yield make
    for sender in made:
        sender.stop()


def a_day(shop: Carried) -> None:
    till = shop.till
    if till.shifts.current() is None:
        till.open_shift()
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    till.close_shift()


def findings(shop: Carried) -> list[Finding]:
    with shop.till.store.read() as tx:
        return preflight.last(tx)[1]


def test_once_sends_and_runs_the_errands(shop: Carried, new_sender: NewSender) -> None:
    pulses: list[Pulse] = []
    sender: Sender = new_sender(lambda: pulses.append(sender.pulse()))
    a_day(shop)
    shop.spiris.add_customers(30)
    assert sender.once().settled == 1
    assert pulses[0].busy
    assert not sender.pulse().busy
    assert sender.pulse().contact_at == shop.till.clock()
    assert any(pulse.customers is not None for pulse in pulses), "the fetching of customers is shown"
    assert sender.pulse().customers is None
    with shop.till.store.read() as tx:
        at, found = preflight.last(tx)
        assert tx.customers.count() == len(shop.spiris.customers)
    assert at == shop.till.clock()
    assert found == []
    asked = len(shop.spiris.requests)
    sender.once()
    assert len(shop.spiris.requests) == asked, "what was done today is not done again"
    shop.till.clock.forward(days=1)
    sender.once()
    assert len(shop.spiris.requests) > asked


def test_it_looks_ahead(shop: Carried, new_sender: NewSender) -> None:
    company = shop.spiris.company
    company.change_settings(AccountingLockedTo="2026-12-31")
    for year in company.shelves.of("fiscalyears"):
        row = company.shelves.of("accounts")[f"{year}/1910"]
        company.commit([("accounts", f"{year}/1686", None), ("accounts", f"{year}/1910", {**row, "IsActive": False})])
        row = company.shelves.of("accounts")[f"{year}/2611"]
        company.commit([("accounts", f"{year}/2611", {**row, "IsBlockedForManualBooking": True})])
    new_sender().once()
    assert {str(finding).split(" in Spiris")[0] for finding in findings(shop)} == {
        "The books are locked up to 2026-12-31. Open them",
        "Account 1686 is not",
        "Account 1910 is not active",
        "Account 2611 is blocked for vouchers",
    }


def test_in_december_it_looks_for_the_next_year(shop: Carried, new_sender: NewSender) -> None:
    sender = new_sender()
    shop.till.clock.moment = shop.till.clock.moment.replace(month=12, day=5)
    sender.once()
    assert [finding.values for finding in findings(shop)] == [{"day": "2027-01-01"}]


def test_what_held_everything_and_is_mended_goes_on_by_itself(shop: Carried, new_sender: NewSender) -> None:
    sender = new_sender()
    a_day(shop)
    shop.spiris.rules.licence_accepted = False
    sender.once()
    assert shop.connection().state is ConnectionState.HELD
    sender.once()
    assert shop.connection().state is ConnectionState.HELD, "it asks once an hour, not all the time"
    assert sender.pulse().why[0] == "New terms wait to be accepted in Spiris."
    shop.spiris.rules.licence_accepted = True
    sender.wake()
    sender.once()
    assert shop.connection().state is ConnectionState.ACTIVE
    sender.once()
    assert shop.states() == [EntryState.SETTLED]


def test_another_company_is_found_out_by_an_errand_too(shop: Carried, new_sender: NewSender) -> None:
    shop.change(state=ConnectionState.HELD, company_id="another")
    sender = new_sender()
    sender.once()
    assert shop.connection().state is ConnectionState.HELD
    assert shop.spiris.vouchers == []


@pytest.mark.parametrize("state", [ConnectionState.PAUSED, ConnectionState.DISCONNECTED, ConnectionState.CONNECTING])
def test_no_errands_where_nothing_may_go(shop: Carried, new_sender: NewSender, state: ConnectionState) -> None:
    shop.change(state=state)
    asked = len(shop.spiris.requests)
    new_sender().once()
    assert len(shop.spiris.requests) == asked


def test_no_net_is_told_and_kept_for_later(shop: Carried, new_sender: NewSender) -> None:
    sender = new_sender()
    shop.spiris.refuse()
    sender.once()
    assert sender.pulse().why[0] == "Spiris can't be reached."
    assert sender.pulse().contact_at is None
    shop.spiris.accept()
    shop.till.clock.forward(minutes=6)
    sender.once()
    assert sender.pulse().why[0] == ""


def test_a_refused_errand_holds_the_connection(shop: Carried, new_sender: NewSender) -> None:
    sender = new_sender()
    sender.once()
    shop.till.clock.forward(minutes=20)
    shop.spiris.revoke_consent()
    sender.once()
    assert shop.connection().state is ConnectionState.HELD


def test_the_thread_sends_when_it_is_woken_and_stops_though_spiris_hangs(shop: Carried, new_sender: NewSender) -> None:
    rested = threading.Event()
    sender: Sender = new_sender(lambda: rested.set() if not sender.pulse().busy else None)
    sender.start()
    assert rested.wait(20)
    rested.clear()
    a_day(shop)
    sender.wake()
    while shop.states() != [EntryState.SETTLED]:
        assert rested.wait(20)
        rested.clear()
    hanging = threading.Event()
    shop.spiris.faults.add(Fault(Kind.HANG, on="POST /v2/*", done=True))

    def begun(request: Request) -> list[str]:
        if request.method == "POST":
            hanging.set()
        return []

    shop.spiris._on_request = begun
    a_day(shop)
    sender.wake()
    assert hanging.wait(20)
    sender.stop()
    assert shop.entry().state in {EntryState.UNKNOWN, EntryState.IN_FLIGHT}
    shop.spiris.faults.clear()
    shop.restarted()
    shop.till.clock.forward(seconds=timedelta(minutes=10).total_seconds())
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2
    assert len(shop.spiris.vouchers) == 2


def test_a_bug_in_a_round_does_not_end_the_thread(
    shop: Carried, new_sender: NewSender, caplog: pytest.LogCaptureFixture
) -> None:
    sender = new_sender()
    told = threading.Event()

    def broken() -> None:
        if not told.is_set():
            told.set()
            raise ZeroDivisionError

    sender._tell = broken
    sender.start()
    assert told.wait(20)
    a_day(shop)
    rested = threading.Event()
    sender._tell = lambda: rested.set() if not sender.pulse().busy else None
    sender.wake()
    while shop.states() != [EntryState.SETTLED]:
        assert rested.wait(20)
        rested.clear()
        sender.wake()
    assert "a round of the sync failed" in caplog.text
