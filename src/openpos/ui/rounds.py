"""What the window looks after by itself.

It locks when nobody is there, closes the day that nobody closed, and sees when the clock is set.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from openpos.domain.errors import N_
from openpos.domain.report import Report
from openpos.ids import uuid7
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr

_EVERY_MS = 30_000
_MINUTE_MS = 60_000
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})
_CLOSED, _NOT_COUNTED = N_("The shift was closed at the set hour."), N_("Nobody had counted the drawer: count it now.")


class Rounds(QObject):
    """Make it on the GUI thread once the register has started."""

    def __init__(self, desk: Desk, *, may_lock: Callable[[], bool], parent: QObject) -> None:
        """`may_lock` is whether nothing is under way that a person must see to its end."""
        super().__init__(parent)
        self._desk = desk
        self._may_lock = may_lock
        self._report_id = ""
        self._closing = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._nobody_there)
        self._round = QTimer(self)
        self._round.timeout.connect(self.look)
        self._round.start(_EVERY_MS)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication), "a window has an application"
        # On windows, where a person's touches arrive: on the application it would be asked about every event there is.
        app.focusWindowChanged.connect(self.watch)
        for window in app.allWindows():
            self.watch(window)
        self._touched()

    def watch(self, window: QWindow | None) -> None:
        """What a person does in this window counts, too."""
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Look at the clock, and close the shift where its hour has come; a second look meanwhile does nothing more."""
        self._desk.register.run(self._desk.parts.watch_clock, lambda _: None, self._desk.toast.show_error)
        at = self._desk.settings().z_time
        if not at or self._closing:
            return
        self._closing = True
        report_id = self._report_id = self._report_id or uuid7()
        shifts, paper = self._desk.parts.shifts, self._desk.parts.print_queue is not None
        hour = time.fromisoformat(at)
        self._desk.register.run(
            lambda: shifts.close_if_due(report_id, hour, paper=paper), self._looked, lambda _: self._looked(None)
        )

    def _looked(self, report: Report | None) -> None:
        self._closing = False
        if report is None:
            return
        self._report_id = ""
        self._desk.changes.announce(Changed.SHIFT | Changed.PRINT_JOBS)
        self._desk.print_now()
        self._desk.toast.show_text(tr(_CLOSED), tr(_NOT_COUNTED))
        self._desk.go("checkout")

    def _touched(self) -> None:
        minutes = self._desk.settings().lock_minutes
        if minutes:
            self._idle.start(minutes * _MINUTE_MS)
        else:
            self._idle.stop()

    def _nobody_there(self) -> None:
        if self._desk.person() is None:
            return
        if self._may_lock():
            self._desk.log_out()
        else:
            self._touched()
