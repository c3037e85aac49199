"""A demo shop's own Spiris: a consent that is given by itself, and a file for what opens it.

That file opens nothing but the simulated books beside it, so that a demo needs no keyring.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from openpos.credentials import Credentials
from openpos.simulators.spiris.rules import Consenting
from openpos.simulators.spiris.simulator import SpirisSimulator

_PATIENCE_S = 20


def demo_spiris(directory: Path) -> SpirisSimulator:
    """One that listens, with its books in this directory. Raises OSError where it can't."""
    made = SpirisSimulator(data=directory)
    made.rules.consent = Consenting.ALLOW
    return made.start()


def give_consent(address: str) -> bool:
    """Be the person and the browser: allow what is asked at this address, and go back. Blocks a moment."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=_PATIENCE_S):
            return True
    except OSError:
        return False


class SimulatedCredentials(Credentials):
    """As the keyring's entries of one owner, for a demo on a computer that may have no keyring."""

    def __init__(self, owner: str, path: Path) -> None:
        super().__init__(owner)
        self._path = path

    def get(self, entry: str) -> str:
        """The entry, or an empty text where there is none."""
        return self._read().get(self._name(entry), "")

    def put(self, entry: str, secret: str) -> None:
        """Keep the entry."""
        self._write({**self._read(), self._name(entry): secret})

    def erase(self) -> None:
        """Forget every entry of this owner."""
        mine = self._name("")
        self._write({name: secret for name, secret in self._read().items() if not name.startswith(mine)})

    def _read(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def _write(self, entries: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(entries), "utf-8")
