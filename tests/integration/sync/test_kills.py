"""A register that is killed again and again while it sends: every document is in Spiris once, with its amounts."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from openpos.clock import now
from openpos.credentials import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Credentials
from openpos.simulators.spiris import Client, Fault, Kind, Request, SpirisSimulator
from openpos.store.opening import open_register
from openpos.store.outbox import EntryState
from openpos.sync.activation import Connection, Places
from openpos.sync.pace import Pace
from tests.fixtures.carried import connect
from tests.fixtures.documents import faults_of, order, prepare_customers
from tests.fixtures.spiris_contract import complaints_of
from tests.fixtures.sync_process import FileKeyring
from tests.fixtures.till import NewTill

FULL = os.environ.get("OPENPOS_SWEEP") == "full"
DOCUMENTS, KILLS = (10_000, 120) if FULL else (150, 6)
SPEED = 200.0 if FULL else 400.0
"""In the long form several lost answers wait for one look, as they do in real time."""
WEATHER = [
    Fault(kind, on=on, done=done, chance=0.001 if FULL else 0.01, seconds=0.05, bytes=100_000)
    for kind in (Kind.CUT, Kind.ERROR, Kind.HTML, Kind.EMPTY, Kind.TORN, Kind.SLOW, Kind.LATE, Kind.THROTTLE)
    for on, done in (("POST /v2/*", False), ("POST /v2/*", True), ("PUT /v2/*", True), ("GET /v2/*", False))
]


class Killer:
    """Kills the process at its so-manieth call: before the service has begun to work on it, or just after."""

    def __init__(self, seed: int) -> None:
        self._drawn = random.Random(seed)
        self._mutex = threading.Lock()
        self._left = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def aim(self, process: subprocess.Popen[bytes] | None, calls: int) -> None:
        with self._mutex:
            self.process, self._left = process, self._drawn.randint(1, calls)

    def call(self, request: Request) -> list[str]:
        with self._mutex:
            self._left -= 1
            if self._left == 0 and self.process is not None:
                self.process.send_signal(signal.SIGKILL)
                self.kills += 1
        # Judging each call by the contract takes longer than the call: every so many are.
        return list(complaints_of(request)) if request.number % (50 if FULL else 3) == 0 else []


@pytest.mark.sweep
def test_killed_again_and_again(new_till: NewTill, tmp_path: Path) -> None:
    killer = Killer(seed=7)
    secrets = tmp_path / "secrets.json"
    with SpirisSimulator(on_request=killer.call) as spiris, new_till() as till:
        spiris.company.change_settings(DomesticCurrencyRounding=0)
        spiris.rules.rate = 10_000_000
        customers = prepare_customers(spiris, DOCUMENTS // 3)
        client = Client()
        kept = {CLIENT_ID: client.id, CLIENT_SECRET: client.secret, REFRESH_TOKEN: spiris.tokens()["refresh_token"]}
        credentials = Credentials("k1", backend=FileKeyring(secrets))
        for name, secret in kept.items():
            credentials.put(name, secret)
        way = Connection(
            Places(spiris.api_url, spiris.identity_url, 44_300), credentials, pace=Pace(6_000_000, speed=SPEED)
        )
        connect(till, way)
        way.close()
        with till.store.read() as tx:
            connection = tx.spiris.connection()
        assert connection is not None
        made = order(
            till.store,
            DOCUMENTS,
            seed=7,
            company_id=connection.company_id,
            customers=customers,
            at=now(),
        )
        directory = till.directory
        till.close()
        spiris.faults.replace(WEATHER, seed=7)
        arguments = [str(directory), spiris.api_url, spiris.identity_url, str(secrets), str(SPEED)]
        log = (tmp_path / "log").open("wb")
        while True:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.fixtures.sync_process", *arguments], stderr=log, cwd=Path.cwd()
            )
            killer.aim(process if killer.kills < KILLS else None, 4 * DOCUMENTS // KILLS)
            code = process.wait()
            if code != -signal.SIGKILL:
                assert code == 0, (tmp_path / "log").read_text()
                break
        log.close()
        store = open_register(directory, now=now())
        with store.read() as tx:
            counts = tx.outbox.counts()
        store.close()
        assert killer.kills >= (100 if FULL else 3)
        assert counts == {EntryState.SETTLED: DOCUMENTS}
        assert faults_of(spiris, made) == []
        assert spiris.complaints == []
