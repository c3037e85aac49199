"""Where threads meet Qt: work is done on a lane's thread, its outcome comes home to the GUI thread in order.

A signal whose owner was made on a worker runs its slots on that worker, so the one signal here belongs to an object
that must be made on the GUI thread. It carries nothing: the outcomes themselves wait in a deque, and no Python value
passes through Qt's queue.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from openpos.domain.errors import N_, OpenPosError

Result = TypeVar("Result")

_log = logging.getLogger("openpos.crash")


@dataclass(frozen=True, slots=True)
class Crash:
    """A bug that showed itself: what the crash window tells. Texts are English sources with {placeholders}."""

    title: str
    advice: str
    detail: str
    """The traceback, for whoever mends it."""


def crash_of(error: BaseException) -> Crash:
    """The words for a bug. They name no cause: nobody at the till can do anything with one."""
    return Crash(
        N_("Something went wrong inside the program."),
        N_("Sold receipts and the open basket are safe on disk. Close the program and start it again."),
        "".join(traceback.format_exception(error)),
    )


class Bridge(QObject):
    """Brings calls home to the GUI thread. Make it there; `post` and `carry` may then be called from any thread."""

    _arrived = Signal()

    def __init__(self, crashed: Callable[[Crash], None], parent: QObject | None = None) -> None:
        """`crashed` is called on the GUI thread with every bug that no one else caught, after it was logged."""
        super().__init__(parent)
        app = QCoreApplication.instance()
        assert app is not None
        assert QThread.currentThread() == app.thread(), "made on a worker, it would bring nothing home"
        self._crashed = crashed
        self._calls: deque[Callable[[], None]] = deque()
        self._arrived.connect(self._take_one, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run on the GUI thread, after those posted before it. Returns at once."""
        self._calls.append(call)
        self._arrived.emit()

    def carry(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[OpenPosError], None],
    ) -> None:
        """Do the work on this thread (blocks) and post its outcome: `done` with its result, `failed` with a known
        trouble, or the crash handler with anything else.
        """
        try:
            result = work()
        except OpenPosError as error:
            trouble = error
            self.post(lambda: failed(trouble))
        except Exception as error:
            bug = error
            self.post(lambda: self.crash(bug))
        else:
            self.post(lambda: done(result))

    def deliver(self) -> None:
        """Run everything that has come home by now. For the end of the program, when the event loop no longer turns."""
        while self._calls:
            self._take_one()

    def crash(self, error: BaseException) -> None:
        """Log a bug and tell of it. GUI thread only."""
        _log.critical("a bug", exc_info=error)
        self._crashed(crash_of(error))

    def catch_the_rest(self) -> None:
        """From now on, bugs in Qt's slots and in other threads come here too instead of to the terminal alone."""

        def in_gui(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if isinstance(error, Exception):
                self.post(lambda: self.crash(error))
            else:
                sys.__excepthook__(kind, error, trace)

        def in_thread(args: threading.ExceptHookArgs) -> None:
            error = args.exc_value
            if error is not None and isinstance(error, Exception):
                self.post(lambda: self.crash(error))

        sys.excepthook = in_gui
        threading.excepthook = in_thread

    @Slot()
    def _take_one(self) -> None:
        # One call for each turn of the event loop, so that painting and touches come in between.
        if not self._calls:
            return  # `deliver` was quicker
        call = self._calls.popleft()
        try:
            call()
        except Exception as error:
            self.crash(error)
