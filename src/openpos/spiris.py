"""Which Spiris the register talks to: the settings' or, in a demo shop that names none, a simulated one of its own."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from openpos.credentials import Credentials
from openpos.domain.errors import Unavailable
from openpos.settings import Settings
from openpos.store.store import Store

if TYPE_CHECKING:
    from openpos.simulators.spiris import SpirisSimulator
    from openpos.sync.activation import Places
    from openpos.sync.oauth import Client

DIRECTORY = "spiris"
"""Where a demo shop's simulated Spiris keeps its books, beside the register's file."""


class SpirisSocket:
    """The way to Spiris. A simulated one begins to listen when something of it is used first. Any thread."""

    def __init__(self, store: Store, directory: Path, chosen: Settings) -> None:
        """`directory` is the register's. Opens nothing."""
        self._store = store
        self._directory = directory / DIRECTORY
        self.settings = chosen
        """How documents are sent: as these say from the next one on. Any thread may put others here."""
        self._mutex = threading.Lock()
        self._simulator: SpirisSimulator | None = None

    def is_simulated(self) -> bool:
        """Whether the books are a demo shop's own. A short read."""
        from openpos.sync.activation import API_URL, CLIENT_ID_NAME, IDENTITY_URL

        named = (self.settings.spiris_api_url, self.settings.spiris_identity_url)
        # Whoever brings an own client wants to try it where it is known.
        if named != _STANDARD or any(os.environ.get(name) for name in (API_URL, IDENTITY_URL, CLIENT_ID_NAME)):
            return False
        with self._store.read() as tx:
            return bool(tx.shop.demo())

    def places(self) -> Places:
        """Where Spiris is. Blocks a moment where it is simulated. Raises Refused for an address that can't be used."""
        from openpos.sync.activation import Places, places

        if not self.is_simulated():
            return places(self.settings, os.environ)
        with self._mutex:
            if self._simulator is None:
                self._simulator = _started(self._directory)
            at = self._simulator
        return Places(at.api_url, at.identity_url, self.settings.spiris_redirect_port)

    def secrets_of(self, owner: str) -> Credentials:
        """Where the secrets of this connection are."""
        if not self.is_simulated():
            return Credentials(owner)
        from openpos.simulators.spiris.demo import SimulatedCredentials

        return SimulatedCredentials(owner, self._directory / "secrets.json")

    def client(self, owner: str) -> Client | None:
        """The shop's client, where the environment or the keyring has it. Blocks. Raises Unavailable as the keyring."""
        from openpos.sync.activation import client_of
        from openpos.sync.oauth import Client

        if self.is_simulated():
            from openpos.simulators.spiris import Client as Registered

            known = Registered()
            return Client(known.id, known.secret)
        return client_of(os.environ, self.secrets_of(owner))

    def browse(self, address: str) -> bool:
        """Have the person asked for consent at this address; False where there is no browser. Blocks a moment."""
        if self.is_simulated():
            from openpos.simulators.spiris.demo import give_consent

            return give_consent(address)
        import webbrowser

        return webbrowser.open(address)

    def page(self) -> str:
        """Where a person looks at what has arrived. Blocks a moment where it is simulated. Raises Unavailable."""
        if not self.is_simulated():
            return self.settings.spiris_page_url
        self.places()
        assert self._simulator is not None, "it has just begun to listen"
        return self._simulator.address

    def close(self) -> None:
        """End a simulated one. Blocks a moment."""
        with self._mutex:
            if self._simulator is not None:
                self._simulator.stop()
                self._simulator = None


_STANDARD = (Settings().spiris_api_url, Settings().spiris_identity_url)


def _started(directory: Path) -> SpirisSimulator:
    from openpos.simulators.spiris.demo import demo_spiris

    try:
        return demo_spiris(directory)
    except OSError as error:
        raise Unavailable(
            "The simulator can't start: {reason}.",
            "Choose another port or directory, and look whether the plan is there.",
            reason=error.strerror or str(error),
        ) from error
