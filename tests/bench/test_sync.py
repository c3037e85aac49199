"""Spiris beside the sales: how fast the outbox empties, and that a cashier notices nothing of it."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from openpos.clock import monotonic_s, now
from openpos.credentials import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Credentials
from openpos.domain.payment import Method
from openpos.domain.sale import Sale, Tender
from openpos.ids import uuid7
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.activation import Connection, Places
from openpos.sync.courses import Wishes, courses_of
from openpos.sync.engine import Engine, Timing
from openpos.sync.oauth import Client, Mode
from openpos.sync.pace import CALLS_PER_MINUTE, Pace
from openpos.sync.pull import StoredCustomers, pull_customers
from openpos.ui.main import TURN_S
from tests.bench.conftest import Shops
from tests.bench.measuring import Limits, Measured, Table, Times
from tests.bench.tills import SEEN_ARTICLES, Till
from tests.fixtures.documents import order
from tests.fixtures.keyrings import MemoryKeyring

DOCUMENTS = 5_000
SPEED = 3.0
"""So much faster than real time the limit runs, at Spiris and here."""
CUSTOMERS = 100_000
SALES = 300


@dataclass(frozen=True)
class FarSpiris:
    """A simulated Spiris in a process of its own: its work is not measured with ours."""

    places: dict[str, str]

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Tell the simulator something."""
        address = self.places["page_url"].rstrip("/") + path
        headers = {"Content-Type": "application/json"}
        request = Request(address, json.dumps(body).encode(), headers)  # noqa: S310 - this machine
        with urlopen(request, timeout=120) as answer:  # noqa: S310
            return json.loads(answer.read() or b"{}")

    def state(self) -> Any:
        """All that it received."""
        address = self.places["page_url"].rstrip("/") + "/simulator/state"
        with urlopen(address, timeout=120) as answer:  # noqa: S310
            return json.loads(answer.read())

    def way(self, speed: float) -> Connection:
        """A connection with consent."""
        credentials = Credentials("bench", backend=MemoryKeyring())
        client = Client(self.places["client_id"], self.places["client_secret"])
        where = Places(self.places["api_url"], self.places["identity_url"], 44_300)
        way = Connection(where, credentials, pace=Pace(speed=speed))
        consent = way.ask(client, Mode.INVOICING)
        asked = parse_qs(urlsplit(consent.address).query)
        assert asked["state"]
        with way.listen(consent) as loopback:
            with urlopen(consent.address, timeout=30) as page:  # noqa: S310
                assert page.status == 200
            way.finish(client, consent, loopback.wait(30))
        for name in (CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN):
            assert credentials.get(name)
        return way


@contextmanager
def far_spiris() -> Iterator[FarSpiris]:
    command = [sys.executable, "-m", "openpos", "spiris-simulator", "--json", "--consent", "allow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield FarSpiris(json.loads(process.stdout.readline()))
        finally:
            process.terminate()


def test_the_outbox_empties_at_the_rate_that_spiris_allows(shops: Shops, table: Table) -> None:
    with far_spiris() as far, closing(Till(shops.spare, SEEN_ARTICLES)) as till:
        far.post("/simulator/plan", {"rules": {"rate_window_s": 60 / SPEED}})
        way = far.way(SPEED)
        company = way.spiris.company()
        connection = SpirisConnection(
            "bench", "bookkeeping", ConnectionState.ACTIVE, now(), company.id, start_date=now().date()
        )
        with till.store.write() as tx:
            tx.spiris.save_connection(connection)
            tx.spiris.replace_years(way.spiris.fiscal_years())
        order(till.store, DOCUMENTS, seed=1, company_id=company.id, customers=(), at=now(), only_vouchers=True)
        engine = Engine(
            till.store,
            lambda _connection: way,
            lambda known, opened: courses_of(till.store, known, opened, Wishes),
            now,
            timing=Timing(speed=SPEED),
        )
        began_s = monotonic_s()
        done = engine.round()
        took_s = monotonic_s() - began_s
        engine.close()
        with till.store.read() as tx:
            counts = tx.outbox.counts()
        state = far.state()
    throttled = sum(1 for request in state["requests"] if request["status"] == 429)
    allowed = CALLS_PER_MINUTE / 60 * SPEED
    share = DOCUMENTS / took_s / allowed
    table.add_figure(
        f"Empty an outbox of {DOCUMENTS:,} vouchers, the clock {SPEED:g} times as fast: share of the allowed rate",
        "≥ 95 %, no call refused for its pace",
        ("—", f"{share:.1%}, {throttled} refused", "—"),
        met=share >= 0.95 and not throttled,
    )
    assert done.settled == DOCUMENTS
    assert counts == {EntryState.SETTLED: DOCUMENTS}
    assert len(state["vouchers"]) == DOCUMENTS
    assert throttled == 0
    assert share >= 0.95


def paid(sale: Sale) -> Sale:
    return sale.with_tender(Tender(uuid7(), Method.CASH, sale.to_pay(Method.CASH)))


def completed(till: Till, sales: int) -> list[float]:
    """How long each of so many sales of five lines took to complete."""
    took = []
    for _ in range(sales):
        sale = paid(till.basket(5))
        began_s = monotonic_s()
        till.checkout.complete(sale, till.person)
        took.append(monotonic_s() - began_s)
    return took


@contextmanager
def as_in_the_window() -> Iterator[None]:
    """The interpreter set as the window sets it: short turns, and no thread that stops to collect garbage."""
    turn_s = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
        sys.setswitchinterval(turn_s)


@pytest.fixture
def pulled(shops: Shops) -> Iterator[tuple[Till, list[float], list[float], float]]:
    """A till that sold alone, and then while a hundred thousand customers came, as in the window."""
    with as_in_the_window(), far_spiris() as far, closing(Till(shops.empty, SEEN_ARTICLES)) as till:
        far.post("/simulator/customers", {"count": CUSTOMERS})
        way = far.way(1.0)
        alone = completed(till, SALES)
        over = threading.Event()
        took: list[float] = []

        def pull() -> None:
            began_s = monotonic_s()
            pull_customers(way.spiris, StoredCustomers(till.store))
            took.append(monotonic_s() - began_s)
            over.set()

        thread = threading.Thread(target=pull)
        thread.start()
        meanwhile: list[float] = []
        while not over.is_set():
            meanwhile += completed(till, 5)
        thread.join()
        way.close()
        yield till, alone, meanwhile, took[0]


def test_a_checkout_in_use_never_waits_for_customers_that_come(
    pulled: tuple[Till, list[float], list[float], float], table: Table
) -> None:
    till, alone, meanwhile, took_s = pulled
    with till.store.read() as tx:
        there = tx.customers.count()
    worst_ms = max(meanwhile) * 1000
    table.add_figure(
        f"Complete a sale of 5 lines while {CUSTOMERS:,} customers are fetched ({took_s:.0f} s); floor: alone",
        "worst < 20 ms",
        ("—", f"{Times(meanwhile)}, worst {worst_ms:.1f}", f"{Times(alone)}, worst {max(alone) * 1000:.1f}"),
        met=worst_ms < 20,
    )
    searched = []
    for letters in ("alm", "Björk", "100", "1050", "väg AB", "559", "ös", "kulturskola 9", "x", "taxi 77"):
        for end in range(1, len(letters) + 1):
            began_s = monotonic_s()
            with till.store.read() as tx:
                tx.customers.search(letters[:end], 50)
            searched.append(monotonic_s() - began_s)
    search = Measured(f"Search among {CUSTOMERS:,} customers, letter by letter", Limits(p99_ms=16), Times(searched))
    table.add(search)
    assert there >= CUSTOMERS
    assert not search.missed
    assert worst_ms < 20
