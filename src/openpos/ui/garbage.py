"""Python's cyclic garbage is collected on the GUI thread only: the collector destroys Qt objects where it runs."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000
OLD_EVERY = 30
"""Every so many rounds the old objects are looked through too."""


class GarbageOnGuiThread(QObject):
    """Takes the collector over for as long as it lives; made on the GUI thread.

    Left to itself Python collects on whichever thread makes the object too many. A widget in a cycle that dies on a
    lane's thread takes the process with it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        gc.freeze()  # what was imported stays for ever: not looked at again
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the young, now and then the old."""
        self._rounds += 1
        gc.collect(2 if self._rounds % OLD_EVERY == 0 else 1)

    def stop(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
