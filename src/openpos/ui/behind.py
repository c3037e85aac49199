"""A lane that waits for the painting: what a person sees comes before what is written behind it.

The lane's thread and the screen share one interpreter. Handed over at once, saving a line would take its turns from
painting that very line: a third of the time from the scan to the line on the screen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QTimer

from openpos.domain.errors import OpenPosError
from openpos.ui.background import Lane, Result
from openpos.ui.bridge import Bridge


class BehindPainting(Lane):
    """Work is begun, in the order it was asked for, once the event loop has painted what is shown by now."""

    def __init__(self, name: str, bridge: Bridge) -> None:
        super().__init__(name, bridge)
        self._held: deque[Callable[[], None]] = deque()
        # Without an interval it is due when no event and no painting waits any more.
        self._hand = QTimer(bridge)
        self._hand.setSingleShot(True)
        self._hand.setInterval(0)
        self._hand.timeout.connect(self._hand_over)

    @property
    def pending(self) -> int:
        """How much was asked for whose outcome has not been told yet."""
        return super().pending + len(self._held)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[OpenPosError], None],
    ) -> None:
        """As `Lane.run`, a moment later."""
        self._held.append(lambda: super(BehindPainting, self).run(work, done, failed))
        self._hand.start()

    def finish(self) -> None:
        """Let what was asked for come to its end, and tell how it went. Blocks the GUI thread: for quitting."""
        self._hand_over()
        super().finish()

    def _hand_over(self) -> None:
        while self._held:
            self._held.popleft()()
