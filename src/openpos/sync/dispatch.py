"""The sender of a window: none while the shop is not connected, and made where nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from openpos.domain.errors import OpenPosError
from openpos.store.spiris import ConnectionState
from openpos.store.store import Store

if TYPE_CHECKING:
    from openpos.sync.sender import Pulse, Sender

Tell = Callable[[], None]


class Dispatch:
    """Begins a sender once there is a company to send to. What the net needs is only loaded then, on a thread.

    Its methods may be called from any thread.
    """

    def __init__(self, store: Store, make: Callable[[Tell], Sender]) -> None:
        """`make` gives the sender, not started; it may take its time, and raises Refused."""
        self._store = store
        self._make = make
        self._mutex = threading.Lock()
        self._tell: Tell | None = None
        self._thread: threading.Thread | None = None
        self._sender: Sender | None = None
        self._trouble: OpenPosError | None = None
        self._stopped = False

    def begin(self, tell: Tell) -> None:
        """From now on there is a sender where the shop is connected. `tell` is called, on its thread, when the pulse or
        something in the outbox has changed. A short read; returns at once.
        """
        self._tell = tell
        self.look()

    def look(self) -> None:
        """Begin the sender where the shop has been connected meanwhile. A short read; returns at once."""
        if self._thread is None and self._connected():
            self._start()

    def wake(self) -> None:
        """There is something to send, or a person has mended something. A short read; returns at once."""
        with self._mutex:
            sender = self._sender
        if sender is not None:
            sender.wake()
        else:
            self.look()

    def stop(self) -> None:
        """End what is under way within seconds; it is looked up the next time. Blocks until its threads are gone."""
        with self._mutex:
            self._stopped = True
            thread = self._thread
        if thread is not None:
            thread.join()
        if self._sender is not None:
            self._sender.stop()

    @property
    def pulse(self) -> Pulse | None:
        """What the sender does now; None where there is none."""
        sender = self._sender
        return None if sender is None else sender.pulse()

    @property
    def trouble(self) -> OpenPosError | None:
        """Why there can be no sender, as the settings are."""
        return self._trouble

    def _connected(self) -> bool:
        with self._store.read() as tx:
            connection = tx.spiris.connection()
        return connection is not None and connection.state not in {
            ConnectionState.CONNECTING,
            ConnectionState.DISCONNECTED,
        }

    def _start(self) -> None:
        with self._mutex:
            if self._stopped or self._thread is not None or self._tell is None:
                return
            self._thread = threading.Thread(target=self._run, args=(self._tell,), name="sync-start")
            self._thread.start()

    def _run(self, tell: Tell) -> None:
        try:
            sender = self._make(tell)
        except OpenPosError as error:
            self._trouble = error
            tell()
            return
        with self._mutex:
            self._sender = sender
            if not self._stopped:
                sender.start()
