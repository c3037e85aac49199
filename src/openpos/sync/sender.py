"""The sync thread: rounds of the engine as long as there is something to send, and errands in between."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from openpos.clock import Clock, monotonic_s, swedish
from openpos.domain.errors import Refused, Unavailable
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.store.store import Store
from openpos.sync import preflight
from openpos.sync.activation import Connection
from openpos.sync.course import NOTHING, Why
from openpos.sync.engine import Engine, Round, hold
from openpos.sync.enrolment import Enrolment
from openpos.sync.pull import StoredCustomers, pull_customers
from openpos.sync.trouble import Doing, SpirisNo

PULL_EVERY = timedelta(minutes=15)
_LOOK_AGAIN_S = 3600.0
"""How often Spiris is asked whether what held everything is mended."""
_AFTER_BUG_S = 300.0


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the sync thread does now."""

    busy: bool = False
    contact_at: datetime | None = None
    """When Spiris last answered; None where it has not since the start."""
    why: Why = NOTHING
    """What keeps everything from going; empty where nothing does."""
    customers: tuple[int, int] | None = None
    """How many customers have come and how many there are, while they are being fetched."""


class Sender:
    """Sends on a thread of its own. `wake`, `stop` and `pulse` may be used from any thread."""

    def __init__(
        self,
        engine: Engine,
        enrolment: Enrolment,
        store: Store,
        clock: Clock,
        *,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        """`tell` is called on the sync thread whenever the pulse or something in the outbox has changed."""
        self._engine = engine
        self._enrolment = enrolment
        self._store = store
        self._clock = clock
        self._tell = tell
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._way: Connection | None = None
        self._pulse = Pulse()
        self._pulled_at: datetime | None = None
        self._looked_at_s: float | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self.run, name="sync")
        self._thread.start()

    def wake(self) -> None:
        """There is something to send, or a person has mended something."""
        self._looked_at_s = None
        self._woken.set()

    def stop(self) -> None:
        """End what is under way within seconds; it is looked up the next time. Blocks until the thread is gone."""
        self._stopped.set()
        self._woken.set()
        self._engine.stop()
        if (way := self._way) is not None:
            way.stop()
        if self._thread is not None:
            self._thread.join()
        self._engine.close()

    def pulse(self) -> Pulse:
        """What it does now."""
        return self._pulse

    def run(self) -> None:
        """Rounds until `stop`. Blocks."""
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                done = self.once()
                wait_s = done.wait_s if done.wait_s is not None else PULL_EVERY.total_seconds()
            except Exception:  # the loop goes on: tomorrow's sales are to be sent whatever was wrong with today's
                logging.getLogger(__name__).exception("a round of the sync failed")
                wait_s = _AFTER_BUG_S
            self._woken.wait(min(wait_s, PULL_EVERY.total_seconds()))

    def once(self) -> Round:
        """Send all that can be sent now, then run the errands that are due. Blocks.

        Raises Unavailable where the disk can't be written; nothing for what Spiris or the net do.
        """
        self._show(busy=True)
        done = self._engine.round()
        if done.acts and not done.why[0]:
            self._show(contact_at=self._clock(), why=NOTHING)
        elif done.why[0]:
            self._show(why=done.why)
        if done.wait_s is None and not self._stopped.is_set():
            self._errands()
        self._show(busy=False)
        return done

    # ------------------------------------------------------------------------------------------- errands

    def _errands(self) -> None:
        connection = self._enrolment.current()
        if connection is None or connection.state not in {ConnectionState.ACTIVE, ConnectionState.HELD}:
            return
        try:
            if look := self._look_is_due(connection):
                connection = self._look(connection)
            if pull := connection.state is ConnectionState.ACTIVE and self._pull_is_due():
                self._pull(connection)
            if look or pull:
                self._show(contact_at=self._clock(), why=NOTHING)
        except SpirisNo as error:
            if error.trouble.doing is Doing.CONFIGURATION:
                hold(self._store, connection, error)
            self._show(why=(error.title, error.advice, error.values))
        except Refused as error:
            hold(self._store, connection, error)
        except Unavailable as error:
            self._show(why=(error.title, error.advice, error.values))

    def _look_is_due(self, connection: SpirisConnection) -> bool:
        if connection.state is ConnectionState.HELD:
            return self._looked_at_s is None or monotonic_s() - self._looked_at_s > _LOOK_AGAIN_S
        with self._store.read() as tx:
            at, _ = preflight.last(tx)
        return at is None or swedish(at).date() != swedish(self._clock()).date()

    def _look(self, connection: SpirisConnection) -> SpirisConnection:
        """Look ahead; where what held everything is mended, let it go again."""
        self._looked_at_s = monotonic_s()
        way = self._errand(connection)
        try:
            known, seen = self._enrolment.look(way, connection)
        finally:
            self._way = None
            way.close()
        now = self._clock()
        with self._store.write() as tx:
            ahead = preflight.look_ahead(tx, seen.company, seen.years, swedish(now).date())
            preflight.keep(tx, [*seen.findings, *ahead], now)
            current = tx.spiris.connection()
            if seen.good and current is not None and current.state is ConnectionState.HELD:
                known = replace(current, state=ConnectionState.ACTIVE, title="", advice="", values={})
                tx.spiris.save_connection(known)
                self._woken.set()
        return known

    def _pull_is_due(self) -> bool:
        return self._pulled_at is None or self._clock() - self._pulled_at >= PULL_EVERY

    def _pull(self, connection: SpirisConnection) -> None:
        """Fetch customers, page by page; a document that wants to go interrupts it."""
        way = self._engine.way or self._errand(connection)
        try:
            pulled = pull_customers(
                way.spiris,
                StoredCustomers(self._store),
                progress=lambda came, of: self._show(customers=(came, of)),
                cancelled=self._woken,
            )
        finally:
            if way is not self._engine.way:
                self._way = None
                way.close()
            self._show(customers=None)
        if pulled.complete:
            self._pulled_at = self._clock()

    def _errand(self, connection: SpirisConnection) -> Connection:
        """A way of its own, which `stop` cuts too."""
        way = self._way = self._enrolment.way(connection)
        if self._stopped.is_set():
            way.stop()
        return way

    def _show(self, **changes: object) -> None:
        self._pulse = replace(self._pulse, **changes)  # type: ignore[arg-type]
        self._tell()
