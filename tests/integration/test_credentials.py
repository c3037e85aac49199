"""Secrets in the system's keyring: a real Secret Service, none at all, and keyrings with moods."""

import subprocess
import sys
from pathlib import Path

import pytest

from openpos.credentials import CLIENT_SECRET, ENTRIES, REFRESH_TOKEN, Credentials, NoKeyring
from openpos.domain.errors import Unavailable
from openpos.sync.oauth import keyring_in_words
from tests.fixtures.keyrings import MemoryKeyring
from tests.fixtures.secret_service import secret_service

SECRET = "åäö-hemlig-0123456789"  # noqa: S105 - of the test
PROGRAM = """
import sys
from openpos.credentials import CLIENT_SECRET, Credentials, NoKeyring
act, owner = sys.argv[1:3]
try:
    if act == "put":
        Credentials(owner).put(CLIENT_SECRET, sys.argv[3])
    elif act == "erase":
        Credentials(owner).erase()
    print(Credentials(owner).get(CLIENT_SECRET))
except NoKeyring as error:
    print(f"no keyring: {error}")
"""


def program(environment: dict[str, str], *words: str) -> str:
    """What a fresh process with its own keyring connection says."""
    environment = {**environment, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )
    return done.stdout.strip()


@pytest.mark.process
def test_a_real_secret_service_keeps_secrets_for_the_next_process(tmp_path: Path) -> None:
    with secret_service(tmp_path) as environment:
        assert program(environment, "put", "k1", SECRET) == SECRET
        assert program(environment, "get", "k1") == SECRET
        assert program(environment, "get", "k2") == "", "each owner has its own"
        assert program(environment, "erase", "k1") == ""
        assert program(environment, "put", "k1", SECRET) == SECRET
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


@pytest.mark.process
def test_without_a_secret_service_nothing_is_stored(tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody",
    }
    assert program(environment, "put", "k1", SECRET).startswith("no keyring")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


def test_what_a_person_reads_without_a_keyring() -> None:
    with pytest.raises(Unavailable, match="keyring is not there or is locked") as told, keyring_in_words():
        raise NoKeyring("org.freedesktop.DBus.Error")
    assert "freedesktop" not in str(told.value)


@pytest.mark.parametrize("mood", ["locked", "full", "forgetful"])
def test_a_keyring_that_does_not_keep_is_as_good_as_none(mood: str) -> None:
    keyring = MemoryKeyring()
    setattr(keyring, mood, True)
    with pytest.raises(NoKeyring):
        Credentials("k1", backend=keyring).put(CLIENT_SECRET, SECRET)


def test_all_of_an_owner_is_erased_and_nothing_of_others() -> None:
    keyring = MemoryKeyring()
    mine, others = Credentials("k1", backend=keyring), Credentials("k2", backend=keyring)
    for entry in ENTRIES:
        mine.put(entry, f"mine {entry}")
    others.put(REFRESH_TOKEN, "another's")
    mine.erase()
    mine.erase()
    assert keyring.secrets() == {"another's"}
    keyring.locked = True
    with pytest.raises(NoKeyring):
        mine.get(REFRESH_TOKEN)
