"""`openpos connect`: the whole activation without a window, with a browser that is a few lines and a real keyring."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import httpx
import pytest

from openpos.clock import now, swedish
from openpos.simulators.spiris import SpirisSimulator
from tests.e2e.conftest import PROGRAM, Done, Shop, environment
from tests.fixtures.books import Company
from tests.fixtures.far_side import FarSide, closed_port, far_side
from tests.fixtures.keyrings import MemoryKeyring
from tests.fixtures.secret_service import secret_service

pytestmark = pytest.mark.process

SECRETS = ("client-s3cret", "access-s3cret", "refresh-s3cret")
WORDS = ("--mode", "bookkeeping-invoicing", "--start-date", "2026-11-21", "--suggested-accounts", "--no-browser")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a machine whose keyring is unlocked."""
    with secret_service(tmp_path / "home") as found:
        yield found


def answered(shop: Shop, side: FarSide, world: dict[str, str], *words: str, **query: str) -> Done:
    """Run `connect`, and let the browser come back with this answer; the right state is put in where none is given."""
    port = closed_port()
    (shop.directory / "register.toml").write_text(
        f'control_unit = "simulator"\nprinter = "virtual"\nspiris_redirect_port = {port}\n', "utf-8"
    )
    given = {
        **world,
        **{name: environment()[name] for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")},
        "OPENPOS_SPIRIS_API_URL": side.base,
        "OPENPOS_SPIRIS_IDENTITY_URL": side.base,
        "OPENPOS_SPIRIS_CLIENT_ID": "shop",
        "OPENPOS_SPIRIS_CLIENT_SECRET": "client-s3cret",
    }
    command = [*PROGRAM, "connect", "--data", str(shop.directory), *WORDS, *words]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=given,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        if address:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
            assert urlsplit(address).path == "/v2/connect/authorize"
            back = asked["redirect_uri"].replace("localhost", "127.0.0.1")
            came = httpx.get(f"{back}?{urlencode({'state': asked['state'], **query})}", timeout=10, trust_env=False)
            assert came.status_code == (400 if "state" in query else 200), "whoever comes with another is told off"
        out, err = process.communicate(timeout=60)
    assert "Traceback" not in err, err
    return Done(process.returncode, out, err)


def test_a_shop_connects_and_disconnects(demo: Shop, world: dict[str, str]) -> None:
    company = Company()
    with far_side(company) as side:
        done = answered(demo, side, world, "--json", code="code-1")
        assert (done.code, done.err) == (0, "")
        answer = done.json
        added = answer.pop("added_accounts")
        assert answer == {
            "company": "Kafé AB sandbox",
            "organisation_number": "556677-8899",
            "sandbox": True,
            "person": "Eva Ek",
            "mode": "bookkeeping-invoicing",
            "start_date": "2026-11-21",
        }
        assert "1686" in added
        files = b"".join(demo.files().values())
        assert not any(secret.encode() in files for secret in SECRETS)
        ended = subprocess.run(
            [*PROGRAM, "disconnect", "--data", str(demo.directory), "--json"],
            env={**world, "PYTHONPATH": environment()["PYTHONPATH"], "OPENPOS_SPIRIS_IDENTITY_URL": side.base},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
    assert ended.stdout == '{"revoked": true}\n'
    assert company.revoked == ["refresh-s3cret"]
    demo.sound()


def test_a_shop_connects_to_the_simulated_spiris(demo: Shop, world: dict[str, str]) -> None:
    with SpirisSimulator() as simulator:
        port = closed_port()
        (demo.directory / "register.toml").write_text(f"spiris_redirect_port = {port}\n", "utf-8")
        given = {
            **world,
            "PYTHONPATH": environment()["PYTHONPATH"],
            "OPENPOS_SPIRIS_API_URL": simulator.api_url,
            "OPENPOS_SPIRIS_IDENTITY_URL": simulator.identity_url,
            "OPENPOS_SPIRIS_CLIENT_ID": "openpos",
            "OPENPOS_SPIRIS_CLIENT_SECRET": "simulated",
        }
        day = simulator.now().date().isoformat()
        words = ["--mode", "bookkeeping", "--start-date", day, "--suggested-accounts", "--no-browser"]
        with subprocess.Popen(
            [*PROGRAM, "connect", "--data", str(demo.directory), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=given,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            with urlopen(process.stdout.readline().strip(), timeout=10) as page:  # noqa: S310 - this machine
                assert page.status == 200
            out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        assert out.startswith("Connected to Demobutiken sandbox, 556000-4615.")
        assert simulator.complaints == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"error": "access_denied"}, "consent was not given"),
        ({"state": "somebody-elses", "code": "code-1"}, "not the answer"),
        ({"code": "too-old"}, "too old"),
    ],
)
def test_another_answer_is_said_in_words(demo: Shop, world: dict[str, str], query: dict[str, str], word: str) -> None:
    with far_side(Company()) as side:
        done = answered(demo, side, world, **query)
    assert done.code == 1
    assert word in done.err
    assert not any(secret in done.err for secret in SECRETS)


def test_what_the_package_lacks_is_said(demo: Shop, world: dict[str, str]) -> None:
    company = Company()
    company.company["ProductVariant"] = 3
    with far_side(company) as side:
        done = answered(demo, side, world, code="code-1")
    assert done.code == 1
    assert "Invoicing is not in the Spiris package" in done.err


def test_without_a_keyring_nothing_begins_to_be_stored(demo: Shop, tmp_path: Path) -> None:
    world = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody"}
    with far_side(Company()) as side:
        done = answered(demo, side, world, code="code-1")
    assert done.code == 1
    assert "keyring is not there" in done.err
    assert not any(secret.encode() in b"".join(demo.files().values()) for secret in SECRETS)


def test_a_demo_shop_connects_to_a_spiris_of_its_own(demo: Shop) -> None:
    (demo.directory / "register.toml").write_text(f"spiris_redirect_port = {closed_port()}\n", "utf-8")
    words = ["--mode", "bookkeeping-invoicing", "--start-date", swedish(now()).date().isoformat()]
    done = demo.inside("connect", *words, "--suggested-accounts")
    assert (done.code, done.err) == (0, "")
    assert "Connected to Demobutiken sandbox, 556000-4615." in done.out
    assert demo.inside("disconnect").out == "Disconnected.\n"
    demo.sound()


def test_nobody_consents_and_the_client_is_missing(demo: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("OPENPOS_SPIRIS_API_URL", "http://127.0.0.1:9/v2/")
    assert "keyring" in demo.refused("connect", *WORDS)
    monkeypatch.setenv("OPENPOS_SPIRIS_CLIENT_ID", "shop")
    monkeypatch.setenv("OPENPOS_SPIRIS_CLIENT_SECRET", "client-s3cret")
    alone = demo.inside("connect", *WORDS, "--wait", "1")
    assert (alone.code, alone.out) == (1, ""), "nobody is asked for a consent that can't be kept"
    assert "keyring is not there" in alone.err
    monkeypatch.setattr("keyring.core._keyring_backend", MemoryKeyring())
    (demo.directory / "register.toml").write_text(f"spiris_redirect_port = {closed_port()}\n", "utf-8")
    assert "Nobody gave the consent in time" in demo.refused("connect", *WORDS, "--wait", "1")
    monkeypatch.setenv("OPENPOS_SPIRIS_IDENTITY_URL", "http://example.se/")
    assert "not protected" in demo.refused("connect", *WORDS)
    assert demo.inside("connect", *WORDS[:2], "--start-date", "igår").code == 2
