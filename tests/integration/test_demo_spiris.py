"""A demo shop's own Spiris: it listens when it is used first, keeps its books, and gives its consent by itself."""

from __future__ import annotations

import socket as sockets
import threading
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from openpos import app
from openpos.credentials import CLIENT_ID, Credentials
from openpos.domain.errors import Unavailable
from openpos.settings import Settings
from openpos.simulators.spiris.demo import SimulatedCredentials, give_consent
from openpos.spiris import SpirisSocket
from openpos.store.spiris import ConnectionState
from openpos.sync.customer_list import CustomerList
from openpos.sync.enrolment import Enrolment
from openpos.sync.oauth import Mode
from tests.fixtures.keyrings import MemoryKeyring
from tests.fixtures.till import Till


@pytest.fixture
def free_port() -> int:
    """A port nobody listens at."""
    with sockets.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(autouse=True)
def _no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_URL", "IDENTITY_URL", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.delenv(f"OPENPOS_SPIRIS_{name}", raising=False)


def demo(register: Till) -> None:
    with register.store.write() as tx:
        tx.shop.mark_demo("ready")


def steps_of(register: Till, socket: SpirisSocket) -> Enrolment:
    return Enrolment(register.store, socket.places, register.clock, register.new_id, secrets_of=socket.secrets_of)


def test_from_consent_to_customers_without_a_person(register: Till, tmp_path: Path, free_port: int) -> None:
    demo(register)
    socket = SpirisSocket(register.store, tmp_path, replace(Settings(), spiris_redirect_port=free_port))
    assert socket.is_simulated()
    assert not (tmp_path / "spiris").exists(), "nothing is begun before it is used"
    steps = steps_of(register, socket)
    connection = steps.begin(Mode.INVOICING)
    client = socket.client(connection.id)
    assert client is not None
    way = steps.way(connection)
    try:
        consent = way.ask(client, Mode.INVOICING)
        with way.listen(consent) as loopback:
            assert socket.browse(consent.address)
            address = loopback.wait(10)
        connection, seen = steps.take(way, connection, client, consent, address)
    finally:
        way.close()
    assert seen.good
    assert seen.company.sandbox
    socket.close()
    # The next start of the program: the books are there, and the access is good.
    again = SpirisSocket(register.store, tmp_path, replace(Settings(), spiris_redirect_port=free_port))
    try:
        steps = steps_of(register, again)
        kept = steps.current()
        assert kept is not None
        assert kept.state is ConnectionState.CONNECTING
        customers = CustomerList(register.store, lambda: steps)
        assert customers.fetch(lambda _came, _of: None, threading.Event()).complete
        assert customers.standing().count >= 10
        assert len(customers.search("", 10)) == 10
        customers.stop()
    finally:
        again.close()
        again.close()


def test_a_real_shop_and_a_named_address_have_no_simulator(
    register: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = SpirisSocket(register.store, tmp_path, Settings())
    assert not socket.is_simulated()
    assert socket.places().api == Settings().spiris_api_url
    assert type(socket.secrets_of("k1")) is Credentials
    demo(register)
    assert socket.is_simulated()
    monkeypatch.setenv("OPENPOS_SPIRIS_API_URL", "http://127.0.0.1:9/v2/")
    monkeypatch.setenv("OPENPOS_SPIRIS_CLIENT_ID", "shop")
    monkeypatch.setenv("OPENPOS_SPIRIS_CLIENT_SECRET", "its own")
    assert not socket.is_simulated()
    assert socket.places().api == "http://127.0.0.1:9/v2/"
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())  # whatever this computer has
    try:
        client = socket.client("k1")
    finally:
        keyring.set_keyring(before)
    assert client is not None
    assert client.id == "shop"
    assert not (tmp_path / "spiris").exists()


def test_a_directory_that_can_not_be_used_is_told(register: Till, tmp_path: Path) -> None:
    demo(register)
    (tmp_path / "spiris").write_text("no directory")
    with pytest.raises(Unavailable, match="simulator can't start"):
        SpirisSocket(register.store, tmp_path, Settings()).places()


def test_its_secrets_lie_beside_its_books_per_owner(tmp_path: Path) -> None:
    path = tmp_path / "spiris" / "secrets.json"
    mine, other = SimulatedCredentials("k1", path), SimulatedCredentials("k2", path)
    assert mine.get(CLIENT_ID) == ""
    mine.put(CLIENT_ID, "a")
    other.put(CLIENT_ID, "b")
    mine.erase()
    assert (mine.get(CLIENT_ID), other.get(CLIENT_ID)) == ("", "b")
    path.write_text("{broken")
    assert other.get(CLIENT_ID) == ""


def test_nobody_at_the_address_gives_no_consent(free_port: int) -> None:
    assert not give_consent(f"http://127.0.0.1:{free_port}/connect/authorize")


def test_settings_that_are_saved_hold_from_the_next_document_on(tmp_path: Path) -> None:
    app.prepare_demo_shop(tmp_path)
    with app.opened(tmp_path) as register, app._printer(register) as printer:
        parts = app._parts(register, printer)
        assert register.spiris.settings.spiris_series == ""
        parts.save_settings(replace(parts.settings, spiris_series="K", spiris_leave_drafts=True), None)
        now = register.spiris.settings
        assert (now.spiris_series, now.spiris_leave_drafts) == ("K", True)
