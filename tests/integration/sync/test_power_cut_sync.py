"""The plug is pulled at every step on the way to Spiris: each document is there once, and the register knows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from openpos.credentials import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Credentials
from openpos.simulators.spiris import Client, Fault, Kind, SpirisSimulator
from openpos.store.opening import open_register
from openpos.store.outbox import EntryState
from openpos.sync.activation import Connection, Places
from openpos.sync.courses import Wishes, courses_of
from openpos.sync.engine import Engine
from openpos.sync.pace import Pace
from openpos.sync.wire import Answer, Call, Wire
from tests.fixtures.carried import connect
from tests.fixtures.documents import Ordered, faults_of, order, prepare_customers
from tests.fixtures.keyrings import MemoryKeyring
from tests.fixtures.till import OPENING, NewTill, SettableClock
from tests.integration.sweep import OUTSIDE, Steps, Wreck, sweep, tree_of

REGISTER = "register"
PARTS = 2


class SteppedWire(Wire):
    """Each call is a step on both its sides."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(silence_s=5)
        self._steps = steps

    def call(self, call: Call) -> Answer:
        with self._steps.around(f"{call.method} {call.url.rpartition('/v2/')[2]}"):
            return super().call(call)


class Sending:
    """A voucher, an invoice and a change of a customer go to Spiris."""

    def __init__(self, ordered: list[Ordered], faults: tuple[Fault, ...]) -> None:
        self.ordered = ordered
        self.faults = faults

    def go(self, root: Path, steps: Steps, first_act: int) -> None:  # noqa: ARG002 - it is all one act
        clock = SettableClock()
        with _service(root, clock, self.faults) as spiris:
            store = open_register(root / REGISTER, now=clock(), connection_class=steps.connection_class())
            engine = Engine(
                store,
                lambda _connection: _way(spiris, SteppedWire(steps)),
                lambda connection, way: courses_of(store, connection, way, Wishes),
                clock,
            )
            for _ in range(40):
                done = engine.round()
                if done.wait_s is None:
                    break
                clock.forward(seconds=done.wait_s + 0.001)
            engine.close()
            store.close()

    def sound(self, root: Path) -> None:
        clock = SettableClock()
        store = open_register(root / REGISTER, now=clock())
        with store.read() as tx:
            counts = tx.outbox.counts()
        store.close()
        assert counts == {EntryState.SETTLED: len(self.ordered)}
        with _service(root, clock, ()) as spiris:
            assert faults_of(spiris, self.ordered) == []


def _service(root: Path, clock: SettableClock, faults: tuple[Fault, ...]) -> SpirisSimulator:
    spiris = SpirisSimulator(data=root / OUTSIDE, now=clock, faults=faults)
    spiris.rules.rate = 10_000_000
    return spiris


def _way(spiris: SpirisSimulator, wire: Wire) -> Connection:
    credentials = Credentials("k1", backend=MemoryKeyring())
    client = Client()
    kept = {CLIENT_ID: client.id, CLIENT_SECRET: client.secret, REFRESH_TOKEN: spiris.tokens()["refresh_token"]}
    for name, secret in kept.items():
        credentials.put(name, secret)
    where = Places(spiris.api_url, spiris.identity_url, 44_300)
    return Connection(where, credentials, wire=wire, pace=Pace(10_000_000, speed=1000))


Start = tuple[Wreck, list[Ordered]]


@pytest.fixture(scope="module")
def start(new_till: NewTill, tmp_path_factory: pytest.TempPathFactory) -> Start:
    """A connected register with four documents in its outbox, and a service that has nothing of them yet."""
    root = tmp_path_factory.mktemp("sending")
    (root / OUTSIDE).mkdir()
    with new_till() as till, _service(root, till.clock, ()) as spiris:
        spiris.company.change_settings(DomesticCurrencyRounding=0)
        customers = prepare_customers(spiris, 2)
        way = _way(spiris, Wire(silence_s=5))
        connect(till, way)
        company_id = way.spiris.company().id
        way.close()
        made = order(till.store, 4, seed=1, company_id=company_id, customers=customers, at=OPENING)
        assert len({one.kind for one in made}) == 3
        till.close()
        shutil.copytree(till.directory, root / REGISTER)
    return tree_of(root), made


WEATHERS = [
    pytest.param((), id="all well"),
    pytest.param(
        (
            Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1),
            Fault(Kind.CUT, on="POST /v2/customerinvoicedrafts/*", done=True, times=1),
            Fault(Kind.CUT, on="PUT /v2/customers/*", done=False, times=1),
        ),
        id="answers lost",
    ),
]


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("faults", WEATHERS)
def test_a_power_cut_at_any_step_sends_everything_once(
    faults: tuple[Fault, ...], part: int, start: Start, place: Path, full_sweep: bool
) -> None:
    files, made = start
    swept = sweep(Sending(made, faults), files, place, pairs=full_sweep, part=part, parts=PARTS)
    assert sum("convert" in step for step in swept.names) >= 2
    assert sum("a commit" in step for step in swept.names) >= 2 * 4 * 2
    assert swept.runs > len(swept.names) / PARTS
