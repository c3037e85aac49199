"""Lanes: threads of one worker each, on which work is done in the order in which it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from openpos.domain.errors import N_, NotDone, OpenPosError
from openpos.ui.bridge import Bridge

Result = TypeVar("Result")


class Lane:
    """One worker. All methods are called on the GUI thread; only the work itself runs on the lane."""

    def __init__(self, name: str, bridge: Bridge) -> None:
        self._bridge = bridge
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._pending = 0
        self._finished = False
        self._beside: list[Lane] = []

    @property
    def pending(self) -> int:
        """How much was asked for whose outcome has not been told yet."""
        return self._pending

    @property
    def finished(self) -> bool:
        """Whether the program is closing. Long work asks it, on any thread, and stops where it may."""
        return self._finished

    def beside(self, name: str) -> Lane:
        """A lane of its own for long work that must not hold this one up. It is finished with this one."""
        made = Lane(name, self._bridge)
        self._beside.append(made)
        return made

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[OpenPosError], None],
    ) -> None:
        """Do the work on the lane, after what was asked for before it; returns at once.

        On the GUI thread `done` is then called with its result or `failed` with a known trouble; a bug goes to the
        crash handler. After `finish` nothing is begun any more, and `failed` says so.
        """
        if self._finished:
            error = NotDone(N_("The program is closing."), N_("Start it again to go on."))
            self._bridge.post(lambda: failed(error))
            return
        self._pending += 1
        self._executor.submit(self._carry, work, done, failed)

    def finish(self) -> None:
        """Let what was asked for come to its end, and tell how it went. Blocks the GUI thread: for quitting."""
        self._finished = True
        for lane in self._beside:
            lane.finish()
        self._executor.shutdown(wait=True)
        self._bridge.deliver()

    def _carry(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[OpenPosError], None],
    ) -> None:
        self._bridge.carry(work, done, failed)
        self._bridge.post(self._told)

    def _told(self) -> None:
        self._pending -= 1
