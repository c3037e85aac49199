"""What goes to Spiris goes behind the sale, on a thread of its own: when it is woken, and how the strip shows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from openpos.domain.errors import N_, OpenPosError
from openpos.register.outgoing import Standing
from openpos.store.spiris import ConnectionState
from openpos.ui.bridge import Bridge
from openpos.ui.changes import Changed, Changes
from openpos.ui.i18n import tr, tr_n
from openpos.ui.parts import Parts
from openpos.ui.theme import State
from openpos.ui.widgets.strip import StatusStrip

CHIP = "spiris"
_TOLD_EVERY_MS = 500
"""Screens are told of news at most so often: thousands may go in one round."""
_LOOKED_EVERY_MS = 2_000
"""While much is sent, that some of it has gone is shown meanwhile."""
_SPIRIS, _WAIT, _WAITS = N_("Spiris"), N_("Spiris: {count} wait"), N_("Spiris: 1 waits")
_LOOK, _HELD, _PAUSED = N_("Spiris: look ({count})"), N_("Spiris: stopped"), N_("Spiris: paused")
_ALL_SENT, _GOES_BY_ITSELF = N_("Everything has arrived."), N_("It goes by itself as soon as the net is there.")
_TOUCH = N_("Touch it to see what is the matter, and what to do.")
_PAUSED_MORE = N_("Nothing is sent until somebody lets it go on.")


class Sending:
    """Starts, wakes and stops the sender, and shows it in the strip. GUI thread only."""

    def __init__(self, parts: Parts, strip: StatusStrip, *, bridge: Bridge, changes: Changes, parent: QObject) -> None:
        self._dispatch, self._outgoing = parts.dispatch, parts.outgoing
        self._strip, self._bridge, self._changes = strip, bridge, changes
        self._running = False
        self._newest = 0
        self._cramped = True
        self._soon = QTimer(parent)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOLD_EVERY_MS)
        self._soon.timeout.connect(lambda: changes.announce(Changed.SPIRIS))
        self._meanwhile = QTimer(parent)
        self._meanwhile.setInterval(_LOOKED_EVERY_MS)
        self._meanwhile.timeout.connect(self._look)
        changes.subscribe(Changed.SPIRIS, lambda _: self._changed(self._dispatch.look))
        changes.subscribe(Changed.SETTINGS, lambda _: self._changed(self._dispatch.wake))
        changes.subscribe(Changed.RECEIPTS | Changed.SHIFT, lambda _: self._changed(self._wake_if_news))

    def begin(self) -> None:
        """The register has started and the window is seen: what waits goes from now on."""
        self._running = True
        self._newest = self._standing().newest
        self._dispatch.begin(self._tell)
        self._meanwhile.start()
        self.show()

    def wake(self) -> None:
        """A person has mended something, or wants it to go now."""
        if self._running:
            self._dispatch.wake()

    def finish(self) -> None:
        """The program is closing: what is under way ends within seconds and is looked up at the next start. Blocks."""
        self._running = False
        self._soon.stop()
        self._meanwhile.stop()
        self._dispatch.stop()

    def show(self) -> None:
        """Show in the strip how it is, in the person's language."""
        standing, chip = self._standing(), self._strip.chip(CHIP, icon="cloud")
        chip.setVisible(standing.connected)
        state, words, more = _words(standing)
        count = standing.troubled or standing.waiting
        chip.set_state(state, (str(count) if count else "") if self._cramped else words)
        chip.setAccessibleName(words)
        chip.setAccessibleDescription(more)

    def show_cramped(self, *, cramped: bool) -> None:
        """Say whether the strip is too narrow for words about what is well."""
        if cramped != self._cramped:
            self._cramped = cramped
            self.show()

    def _changed(self, act: Callable[[], None]) -> None:
        if self._running:
            try:
                act()
            except OpenPosError:
                return  # whoever acts is told
            self.show()

    def _wake_if_news(self) -> None:
        # Only what is new: else every sale would try a net that is away.
        newest = self._standing().newest
        if newest > self._newest:
            self._newest = newest
            self._dispatch.wake()

    def _standing(self) -> Standing:
        try:
            return self._outgoing.standing()
        except OpenPosError:
            return Standing()  # whoever acts is told

    def _tell(self) -> None:
        """News of the sender's; called on its thread."""
        self._bridge.post(self._told)

    def _look(self) -> None:
        pulse = self._dispatch.pulse
        if pulse is not None and pulse.busy:
            self._told()

    def _told(self) -> None:
        if self._running and not self._soon.isActive():
            self._soon.start()


def _words(standing: Standing) -> tuple[State, str, str]:
    connection = standing.connection
    if connection is not None and connection.state is ConnectionState.HELD:
        return State.SOON, tr(_HELD), f"{tr(connection.title, **connection.values)} {tr(_TOUCH)}"
    if standing.troubled:
        return State.SOON, tr(_LOOK, count=standing.troubled), tr(_TOUCH)
    if connection is not None and connection.state is ConnectionState.PAUSED:
        return State.PLAIN, tr(_PAUSED), tr(_PAUSED_MORE)
    if standing.waiting:
        return State.PLAIN, tr_n(standing.waiting, _WAITS, _WAIT), tr(_GOES_BY_ITSELF)
    return State.OK, tr(_SPIRIS), tr(_ALL_SENT)
