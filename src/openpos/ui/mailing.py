"""Electronic receipts go out behind the sale: a lane of their own, and what a person must know of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from openpos.domain.errors import OpenPosError
from openpos.store.deliveries import Delivery, DeliveryState
from openpos.ui.background import Lane
from openpos.ui.bridge import Bridge
from openpos.ui.changes import Changed, Changes
from openpos.ui.i18n import tr
from openpos.ui.parts import Parts
from openpos.ui.screens.receipts.electronic import SAID
from openpos.ui.theme import State
from openpos.ui.widgets.messages import Toast

LOOKED_EVERY_MS = 30_000
_ENOUGH = 2
"""One round that runs, which may be past what was queued now, and one behind it."""


class Mailing:
    """Sends what is queued, on the mail lane. GUI thread only."""

    def __init__(self, parts: Parts, toast: Toast, *, bridge: Bridge, changes: Changes, parent: QObject) -> None:
        self._mail = parts.mail
        self._toast = toast
        self._changes = changes
        self.lane = Lane("mail", bridge)
        self._running = False
        self._timer = QTimer(parent)
        self._timer.setInterval(LOOKED_EVERY_MS)
        self._timer.timeout.connect(self.send_now)
        changes.subscribe(Changed.SETTINGS, lambda _: self.send_now())

    def begin(self) -> None:
        """The register has started: send what waits, now and whenever its time comes."""
        self._running = True
        self._timer.start()
        self.send_now()

    def send_now(self) -> None:
        """Send what is due. Returns at once."""
        if self._running and self.lane.pending < _ENOUGH:
            self.lane.run(self._mail.send_due, self._sent, self._failed)

    def finish(self) -> None:
        """The program is closing: what is under way is broken off within seconds and goes at the next start. Blocks."""
        self._running = False
        self._timer.stop()
        self._mail.stop()
        self.lane.finish()

    def _sent(self, done: list[Delivery]) -> None:
        if not done:
            return
        self._changes.announce(Changed.DELIVERIES)
        told = [one for one in done if one.state in {DeliveryState.FAILED, DeliveryState.UNKNOWN}]
        # That the net is away is said once; the receipts page says it as long as it lasts.
        told = told or [one for one in done if one.state is DeliveryState.QUEUED and one.attempts == 1]
        if told:
            newest = told[-1]
            said = tr(SAID, said=newest.said) if newest.said else ""
            self._toast.show_text(tr(newest.title), f"{said} {tr(newest.advice)}".strip(), State.SOON)

    def _failed(self, error: OpenPosError) -> None:
        self._toast.show_error(error)
