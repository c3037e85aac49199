"""Decides what can be done with the connection to Spiris. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError, Rejected
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.enrolment import Enrolment
from openpos.sync.trouble import to_who_waits
from openpos.ui.screens.asked import Run


@dataclass(frozen=True, slots=True)
class IntegrationsShown:
    """What the card shows."""

    connection: SpirisConnection | None = None
    busy: bool = False
    asks: bool = False
    """Whether it is asked if the shop shall really be disconnected."""
    told: bool = True
    """False where Spiris could not be told of the last disconnecting."""
    trouble: OpenPosError | None = None

    @property
    def state(self) -> ConnectionState | None:
        """How it is; None where the shop was never connected."""
        return self.connection.state if self.connection else None

    @property
    def acts(self) -> frozenset[str]:
        """What can be done now."""
        return _ACTS[self.state] if not self.busy else frozenset()


_LIVE = frozenset({"accounts", "again", "disconnect"})
_ACTS = {
    None: frozenset({"activate"}),
    ConnectionState.CONNECTING: frozenset({"continue", "disconnect"}),
    ConnectionState.ACTIVE: _LIVE | {"pause"},
    ConnectionState.PAUSED: _LIVE | {"resume"},
    ConnectionState.HELD: _LIVE | {"try"},
    ConnectionState.DISCONNECTED: frozenset({"connect"}),
}


class IntegrationsPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[IntegrationsShown], None],
        *,
        run: Run,
        enrolment: Callable[[], Enrolment],
        person: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        """`changed` is called when the connection is another."""
        self._show = show
        self._run = run
        self._enrolment = enrolment
        self._person = person
        self._changed = changed
        self._shown = IntegrationsShown()

    def refresh(self) -> None:
        """Read how it is."""
        try:
            known = self._enrolment().current()
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error))
            return
        self._put(replace(self._shown, connection=known))

    def pause(self, *, paused: bool) -> None:
        """Send nothing for now, or send again."""
        self._do(lambda: self._enrolment().pause(paused=paused), lambda _: None)

    def try_again(self) -> None:
        """Look whether what held it is mended, and let documents go where it is."""
        by = self._person()

        def work() -> None:
            steps = self._enrolment()
            known = steps.current()
            if known is None or known.state is not ConnectionState.HELD:
                return
            way = steps.way(known)
            try:
                looked, seen = steps.look(way, known)
            finally:
                way.close()
            stops = next((finding for finding in seen.findings if finding.stops), None)
            if stops is not None:
                raise Rejected(stops.title, stops.advice, **stops.values)
            steps.activate(looked, by)

        self._do(work, lambda _: None)

    def ask_disconnect(self, *, asks: bool = True) -> None:
        """Ask whether to disconnect, or no more."""
        if not self._shown.busy:
            self._put(replace(self._shown, asks=asks, trouble=None))

    def disconnect(self) -> None:
        """Take the consent back and erase the secrets."""
        if not self._shown.asks:
            return
        by = self._person()

        def done(told: bool) -> None:  # noqa: FBT001 - what the act gives
            self._put(replace(self._shown, told=told))

        self._do(lambda: self._enrolment().disconnect(by), done)

    def _do(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        if self._shown.busy:
            return
        self._put(replace(self._shown, busy=True, asks=False, told=True, trouble=None))

        def told(result: object) -> None:
            done(result)
            self._put(replace(self._shown, busy=False))
            self.refresh()
            self._changed()

        def failed(error: OpenPosError) -> None:
            self._put(replace(self._shown, busy=False, trouble=to_who_waits(error)))
            self.refresh()

        self._run(work, told, failed)

    def _put(self, shown: IntegrationsShown) -> None:
        self._shown = shown
        self._show(shown)
