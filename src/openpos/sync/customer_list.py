"""The customers as a person looks them up, offline, and the way to have them fetched now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from openpos.domain.company import Terms
from openpos.domain.customer import Customer
from openpos.domain.errors import Refused
from openpos.store.spiris import ConnectionState
from openpos.store.store import Store

if TYPE_CHECKING:
    from openpos.sync.activation import Connection
    from openpos.sync.enrolment import Enrolment
    from openpos.sync.pull import Progress, Pulled


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with the register's own list of customers."""

    count: int
    fetched_at: datetime | None
    """When all that had changed was fetched last, by Spiris' clock; None where that never came to its end."""
    came: int
    """How many have come of a fetch that was interrupted; 0 where none was."""
    terms: tuple[Terms, ...]
    connected: bool


class CustomerList:
    """Reading is short; `fetch` blocks."""

    def __init__(self, store: Store, enrolment: Callable[[], Enrolment]) -> None:
        self._store = store
        self._enrolment = enrolment
        self._way: Connection | None = None

    def standing(self) -> Standing:
        """How it is. A short read."""
        from openpos.sync.pull import StoredCustomers, fetched

        with self._store.read() as tx:
            known = tx.spiris.connection()
            fetched_at, came = fetched(tx.spiris.cursor(StoredCustomers.CURSOR))
            connected = known is not None and known.state is not ConnectionState.DISCONNECTED
            return Standing(tx.customers.count(), fetched_at, came, tuple(tx.spiris.terms()), connected)

    def search(self, sought: str, limit: int = 50) -> Sequence[Customer]:
        """Whom a person means, best first; the first ones by name where nothing is sought. A short read."""
        with self._store.read() as tx:
            return tx.customers.search(sought, limit) if sought.strip() else tx.customers.first(limit)

    def fetch(self, progress: Progress, cancelled: threading.Event) -> Pulled:
        """Fetch what changed, everybody the first time; cancelled it goes on there the next time. Blocks.

        `progress` is told on this thread. Raises Refused where the shop is not connected, SpirisNo and Unavailable.
        """
        from openpos.sync.pull import StoredCustomers, pull_customers

        steps = self._enrolment()
        known = steps.current()
        if known is None or known.state is ConnectionState.DISCONNECTED:
            raise Refused("The shop is not connected to Spiris.", "Connect it on the Integrations page.")
        way = self._way = steps.way(known)
        try:
            return pull_customers(way.spiris, StoredCustomers(self._store), progress=progress, cancelled=cancelled)
        finally:
            self._way = None
            way.close()

    def stop(self) -> None:
        """Break off a fetch that is under way; from another thread."""
        way = self._way
        if way is not None:
            way.stop()
