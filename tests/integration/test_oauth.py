"""Consent and tokens against a real socket: what is kept, where, and in which order."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from openpos.clock import monotonic_s, now
from openpos.credentials import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Credentials
from openpos.domain.errors import NotDone, OpenPosError, Refused, Rejected, Unavailable
from openpos.sync.oauth import Client, Consent, Loopback, Mode, Tokens, ask, redirect_address
from openpos.sync.trouble import SpirisNo
from openpos.sync.wire import Wire
from tests.fixtures.far_side import Asked, FarSide, closed_port, far_side, gives
from tests.fixtures.keyrings import MemoryKeyring

CLIENT = Client("shop", "s3cret/+=")


def tokens_given(access: str = "access-1", refresh: str | None = "refresh-1", life_s: int = 3600) -> dict[str, Any]:
    given: dict[str, Any] = {"access_token": access, "token_type": "Bearer", "expires_in": life_s}
    return given if refresh is None else {**given, "refresh_token": refresh}


@contextmanager
def connected(
    side: FarSide, keyring: MemoryKeyring, *, kept: str = "refresh-0", clock_s: Callable[[], float] = monotonic_s
) -> Iterator[Tokens]:
    wire = Wire()
    credentials = Credentials("k1", backend=keyring)
    credentials.put(CLIENT_ID, CLIENT.id)
    credentials.put(CLIENT_SECRET, CLIENT.secret)
    if kept:
        credentials.put(REFRESH_TOKEN, kept)
    try:
        yield Tokens(wire, side.base, credentials, clock_s=clock_s)
    finally:
        wire.close()


def test_the_consent_asks_for_the_fewest_rights_and_for_the_company() -> None:
    consent = ask("https://identity.example.se/", "shop", Mode.BOOKKEEPING, redirect_address(44300))
    parts = urlsplit(consent.address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert parts.path == "/connect/authorize"
    assert query["scope"] == "ea:api offline_access ea:accounting ea:sales_readonly"
    assert query["prompt"] == "select_account"
    assert query["acr_values"].startswith("service:")
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == "http://localhost:44300/callback"
    assert consent.verifier not in consent.address
    assert consent.verifier not in repr(consent)
    assert "ea:sales " in Mode.INVOICING.scopes + " "


def answer_to(consent: Consent, **query: str) -> str:
    return consent.redirect + "?" + urlencode({"state": consent.state, **query})


@pytest.fixture
def consent() -> Consent:
    return ask("http://127.0.0.1/", "shop", Mode.INVOICING, redirect_address(44300))


def test_the_code_is_read_from_the_address(consent: Consent) -> None:
    assert consent.code(f" {answer_to(consent, code='c-1')}\n") == "c-1"
    assert (
        consent.code(urlsplit(answer_to(consent, code="c-1", iss="x")).path + "?code=c&state=" + consent.state) == "c"
    )


@pytest.mark.parametrize(
    ("query", "kind", "word"),
    [
        ({"state": "another", "code": "c"}, Refused, "not the answer"),
        ({"error": "access_denied"}, Rejected, "not given"),
        ({"error": "invalid_scope"}, Rejected, "developer page"),
        ({"error": "temporarily_unavailable\x1b"}, Rejected, "Start again"),
        ({}, Refused, "no code"),
    ],
)
def test_any_other_answer_is_said_in_words(
    consent: Consent, query: dict[str, str], kind: type[OpenPosError], word: str
) -> None:
    with pytest.raises(kind, match=word):
        consent.code(answer_to(consent, **query))


@pytest.mark.parametrize("address", ["", "https://[", "x" * 10_000, "?" + "a=b&" * 5000, "http://localhost/?stäte=é"])
def test_an_address_of_any_kind_is_survived(consent: Consent, address: str) -> None:
    with pytest.raises(Refused):
        consent.code(address)


def test_the_browser_comes_back_to_this_machine(consent: Consent) -> None:
    port = closed_port()
    with Loopback(port, consent) as loopback:
        # A browser opens lines it says nothing on, and asks for an icon first.
        with socket.create_connection(("127.0.0.1", port)), pytest.raises(OSError, match="404"):
            urlopen(f"http://127.0.0.1:{port}/favicon.ico", timeout=5)
        with urlopen(f"http://127.0.0.1:{port}/callback?code=c&state={consent.state}", timeout=5) as page:
            assert b"Svaret" in page.read()
        assert loopback.wait(5) == f"/callback?code=c&state={consent.state}"


@pytest.mark.parametrize("forged", ["code=x&state=forged", "code=x", "error=access_denied", "state=%00&code=%"])
def test_a_forged_answer_is_told_off_and_the_real_one_still_counts(consent: Consent, forged: str) -> None:
    port = closed_port()
    with Loopback(port, consent) as loopback:
        told = httpx.get(f"http://127.0.0.1:{port}/callback?{forged}", trust_env=False)
        assert told.status_code == 400
        assert "väntar fortfarande" in told.text
        assert httpx.get(f"http://127.0.0.1:{port}/callback?code=c&state={consent.state}", trust_env=False).is_success
        assert loopback.wait(5) == f"/callback?code=c&state={consent.state}"


def test_a_wrong_answer_that_no_real_one_follows_ends_the_wait_and_is_refused_in_words(consent: Consent) -> None:
    port = closed_port()
    with Loopback(port, consent, after_wrong_s=0.05) as loopback:
        for state in ("forged", "forged-too"):
            httpx.get(f"http://127.0.0.1:{port}/callback?code=x&state={state}", trust_env=False)
        address = loopback.wait(60)
    assert address == "/callback?code=x&state=forged"
    with pytest.raises(Refused, match="not the answer"):
        consent.code(address)


def test_nobody_comes_or_the_waiting_is_stopped(consent: Consent) -> None:
    with Loopback(closed_port(), consent) as loopback:
        with pytest.raises(NotDone, match="in time"):
            loopback.wait(0.05)
        stopping = threading.Timer(0.05, loopback.stop)
        stopping.start()
        with pytest.raises(NotDone, match="stopped"):
            loopback.wait(10)
        stopping.join()


def test_a_port_that_is_taken_is_named(consent: Consent) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Unavailable, match=str(taken.getsockname()[1])):
        Loopback(taken.getsockname()[1], consent)


def test_the_code_is_traded_with_secret_and_verifier_and_the_refresh_token_kept(consent: Consent) -> None:
    keyring = MemoryKeyring()
    with far_side(gives(200, tokens_given())) as side, connected(side, keyring, kept="") as tokens:
        tokens.redeem(CLIENT, consent, "c-1")
        assert tokens.access() == "access-1"
        assert len(side.asked) == 1
    asked = side.asked[0]
    assert asked.path == "/v2/connect/token"
    assert asked.form["code_verifier"] == consent.verifier
    assert asked.form["redirect_uri"] == consent.redirect
    assert asked.headers["authorization"].startswith("Basic ")
    assert keyring.secrets() == {"shop", "s3cret/+=", "refresh-1"}, "the access token is in memory only"


def test_a_code_that_is_too_old_and_a_client_without_offline_access(consent: Consent) -> None:
    with far_side(gives(400, {"error": "invalid_grant"})) as side, connected(side, MemoryKeyring()) as tokens:
        with pytest.raises(Rejected, match="too old"):
            tokens.redeem(CLIENT, consent, "c-1")
        side.told[:] = [gives(200, tokens_given(refresh=None))]
        with pytest.raises(Refused, match="an hour only"):
            tokens.redeem(CLIENT, consent, "c-1")


def test_a_new_refresh_token_is_kept_before_the_access_token_is_used() -> None:
    keyring = MemoryKeyring()
    with far_side(gives(200, tokens_given(refresh="refresh-1"))) as side, connected(side, keyring) as tokens:
        keyring.locked = True
        with pytest.raises(Unavailable, match="keyring"):
            tokens.access()
        keyring.locked = False
        assert not side.asked
        keyring.full = True
        with pytest.raises(Unavailable, match="keyring"):
            tokens.access()
        keyring.full = False
        side.told[:] = [gives(200, tokens_given("access-2", "refresh-2"))]
        assert tokens.access() == "access-2"
    assert [asked.form["refresh_token"] for asked in side.asked] == ["refresh-0", "refresh-1"]
    assert "refresh-2" in keyring.secrets()


def test_an_answer_without_refresh_token_keeps_the_old_one() -> None:
    keyring = MemoryKeyring()
    with far_side(gives(200, tokens_given(refresh=None))) as side, connected(side, keyring) as tokens:
        first = tokens.access()
        assert tokens.renew(first) == first
    assert [asked.form["refresh_token"] for asked in side.asked] == ["refresh-0"] * 2
    assert "refresh-0" in keyring.secrets()


def test_a_token_is_replaced_before_it_ends() -> None:
    clock = [0.0]
    with far_side(gives(200, tokens_given("a")), gives(200, tokens_given("b"))) as side:
        wire = Wire()
        keyring = MemoryKeyring()
        credentials = Credentials("k1", backend=keyring)
        for entry in (CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN):
            credentials.put(entry, "x")
        tokens = Tokens(wire, side.base, credentials, clock_s=lambda: clock[0])
        assert tokens.access() == "a"
        clock[0] = 3600 - 121
        assert tokens.access() == "a"
        clock[0] = 3600 - 119
        assert tokens.access() == "b"
        wire.close()


def test_of_many_threads_one_refreshes() -> None:
    def answer(asked: Asked, line: socket.socket) -> None:
        number = len(side.asked)
        gives(200, tokens_given(f"access-{number}", f"refresh-{number}"))(asked, line)

    with far_side(answer) as side, connected(side, MemoryKeyring()) as tokens, ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tokens.access(), range(16))) == {"access-1"}
        assert set(pool.map(tokens.renew, ["access-1"] * 16)) == {"access-2"}
    assert [asked.form["refresh_token"] for asked in side.asked] == ["refresh-0", "refresh-1"]


def test_of_many_ways_each_token_is_used_once() -> None:
    """The sender has a way of its own, and so has a person who fetches customers meanwhile."""

    def answer(asked: Asked, line: socket.socket) -> None:
        number = len(side.asked)
        gives(200, tokens_given(f"access-{number}", f"refresh-{number}"))(asked, line)

    keyring = MemoryKeyring()
    with far_side(answer) as side, connected(side, keyring) as first, ThreadPoolExecutor(8) as pool:
        credentials = Credentials("k1", backend=keyring)
        wires = [Wire() for _ in range(7)]
        ways = [first, *(Tokens(wire, side.base, credentials) for wire in wires)]
        found = list(pool.map(lambda tokens: tokens.access(), ways))
        for wire in wires:
            wire.close()
    assert len(set(found)) == len(ways)
    used = [asked.form["refresh_token"] for asked in side.asked]
    assert used == [f"refresh-{number}" for number in range(len(ways))]


@pytest.mark.parametrize(
    ("status", "body", "kind", "word"),
    [
        (400, {"error": "invalid_grant"}, SpirisNo, "no longer accepts"),
        (400, {"error": "invalid_client"}, SpirisNo, "client id"),
        (401, None, SpirisNo, "client id"),
        (503, None, Unavailable, "reached"),
        (200, {"access_token": "a", "expires_in": "soon"}, Unavailable, "reached"),
        (200, {"access_token": "a\r\nX: y", "expires_in": 3600}, Unavailable, "reached"),
        (200, {"expires_in": 3600}, Unavailable, "reached"),
    ],
)
def test_why_there_is_no_token(status: int, body: Any, kind: type[OpenPosError], word: str) -> None:
    with (
        far_side(gives(status, body)) as side,
        connected(side, MemoryKeyring()) as tokens,
        pytest.raises(kind, match=word),
    ):
        tokens.access()


@pytest.mark.parametrize(("said", "life_s"), [("3600", 3600), (None, 3600), (600, 600)])
def test_a_tokens_life_may_be_text_or_left_out(said: object, life_s: int) -> None:
    given = {name: value for name, value in {**tokens_given(), "expires_in": said}.items() if value is not None}
    with far_side(gives(200, given), gives(200, tokens_given("access-2"))) as side:
        clock = [0.0]
        keyring = MemoryKeyring()
        with connected(side, keyring, clock_s=lambda: clock[0]) as tokens:
            assert tokens.access() == "access-1"
            clock[0] = life_s / 2 - 1
            assert tokens.access() == "access-1"
            clock[0] = float(life_s)
            assert tokens.access() == "access-2"


def test_without_consent_there_is_nothing_to_ask_for() -> None:
    with far_side(gives(200, {})) as side, connected(side, MemoryKeyring(), kept="") as tokens:
        with pytest.raises(SpirisNo, match="not connected"):
            tokens.access()
        assert tokens.revoke()
        assert not side.asked


@pytest.mark.parametrize(("status", "told"), [(200, True), (503, False)])
def test_taking_the_consent_back_erases_all_that_is_kept(status: int, *, told: bool) -> None:
    keyring = MemoryKeyring()
    with far_side(gives(status)) as side, connected(side, keyring) as tokens:
        assert tokens.revoke() is told
        assert "refresh-0" in side.asked[0].form.values()
        with pytest.raises(SpirisNo, match="not connected"):
            tokens.access()
    assert keyring.secrets() == set()


def test_no_secret_shows_in_any_representation(consent: Consent) -> None:
    assert "s3cret" not in repr(CLIENT)
    assert consent.state not in repr(consent).replace(consent.address, "")


class TestByHttps:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        """A key and its own certificate for localhost, as a shop makes one."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now() - timedelta(days=1))
            .not_valid_after(now() + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(key, hashes.SHA256())
        )
        path = tmp_path / "localhost.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(private + made.public_bytes(Encoding.PEM))
        return path

    def test_the_browser_comes_back_by_https(self, certificate: Path, consent: Consent) -> None:
        port = closed_port()
        trusted = ssl.create_default_context(cafile=str(certificate))
        assert redirect_address(port, secure=True) == f"https://localhost:{port}/callback"
        path = f"/callback?code=1&state={consent.state}"
        with Loopback(port, consent, str(certificate)) as loopback:
            with socket.create_connection(("127.0.0.1", port)):  # one who knocks and says nothing
                answer = httpx.get(f"https://localhost:{port}{path}", verify=trusted, trust_env=False)
            assert answer.status_code == 200
            assert loopback.wait(10) == path

    def test_a_certificate_that_is_none(self, tmp_path: Path, consent: Consent) -> None:
        for path in (tmp_path / "nothing.pem", tmp_path / "bad.pem"):
            (tmp_path / "bad.pem").write_text("no key")
            with pytest.raises(Unavailable, match=r"The certificate .* can't be used"):
                Loopback(closed_port(), consent, str(path))
