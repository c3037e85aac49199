"""The scanner that types: a burst of keys ending in Enter becomes one scan, wherever the focus is.

What tells a scanner from a person is the time between keys, and that is read from the events themselves: they carry
when the key went down, so a busy screen misjudges nothing. Waiting only decides *when* held keys go on to the widget
that has the focus, never *whether* they were a scan.

- The first key goes straight on to a text field, so that a person's typing shows at once; if a scan follows, the field
  gets back the text it had. Anywhere else (a PIN pad, a list) it is held back for as long as one gap may last, because
  there it could not be taken back.
- The following keys of a burst are held until it ends. Ends it in Enter: a scan. Ends it otherwise: the keys go on.
- Keys in a burst are no shortcuts either, or a hostile code could press them. A function key right after a scan's Enter
  is: the burst is over.

It watches the windows, not the application: there a key passes once, and nothing else is slowed down. Keys that a
program sends straight to a widget, as tests do, count as typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

MAX_GAP_MS = 35
"""The longest time between two keys of one burst. Scanners take 1-15 ms; a quick typist's fingers seldom less than 50,
and never four times in a row."""
REPEAT_GAP_MS = 10
"""A key held down repeats more slowly than this. X11 also calls it a repeat when a quick scanner's double digit is
released and pressed in the same millisecond."""
MIN_LENGTH = 4
MAX_LENGTH = 128
"""No article code is as long. A longer one is reported cut to this, and found nowhere."""

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_F1, _F12 = Qt.Key.Key_F1, Qt.Key.Key_F12
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}


@dataclass(slots=True)
class _FieldBefore:
    """A text field as it was before a burst's first key."""

    widget: QLineEdit
    text: str
    cursor: int
    selection: tuple[int, int]

    def restore(self) -> None:
        if not shiboken6.isValid(self.widget):
            return
        self.widget.setText(self.text)
        start, length = self.selection
        if start >= 0:
            self.widget.setSelection(start, length)
        else:
            self.widget.setCursorPosition(self.cursor)


@dataclass(slots=True)
class _Burst:
    """Keys that came close after each other. It may turn out to be one key of a person's."""

    last_ms: int
    text: str = ""
    too_long: bool = False
    field_before: _FieldBefore | None = None
    held: list[tuple[QWindow, QKeyEvent]] = field(default_factory=list)
    delivered: bool = False
    """Whether any of its keys has gone on to a widget."""


class Scanner(QObject):
    """Watches the keyboard of every window that gets the focus. Make one, on the GUI thread.

    `on_scan` is called with a code's printable characters, straight from the Enter that ended it.
    """

    def __init__(
        self,
        on_scan: Callable[[str], None],
        *,
        max_gap_ms: int = MAX_GAP_MS,
        min_length: int = MIN_LENGTH,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.on_scan = on_scan
        self._max_gap_ms = max_gap_ms
        self._min_length = min_length
        self._burst: _Burst | None = None
        self._scanned_ms: int | None = None
        self._down: set[int] = set()  # keys whose press is held or was swallowed, and whose release therefore is too
        self._replaying = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(max_gap_ms)
        self._wait.timeout.connect(self._let_waiting_keys_in)
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(0)
        self._release.timeout.connect(self.flush)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Watch this window too. Only needed where no window manager tells which window has the focus."""
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def flush(self) -> None:
        """Send the held keys on to the widget that has the focus: they were typed."""
        self._wait.stop()
        self._release.stop()
        burst = self._burst
        if burst is None or not burst.held:
            return
        held, burst.held = burst.held, []
        burst.delivered = True
        self._replaying = True
        try:
            for window, event in held:
                if shiboken6.isValid(window):
                    if event.type() == QEvent.Type.KeyPress:
                        self._down.discard(event.key())
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._replaying or kind not in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}:
            return False
        assert isinstance(event, QKeyEvent)
        if not isinstance(watched, QWindow):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if self._in_burst(event) and not self._after_a_scan(event):
                event.accept()  # then no shortcut takes it, and it comes back as a key press
                return True
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return self._pressed(watched, event)

    # ------------------------------------------------------------------------------------------------------ deciding

    def _in_burst(self, event: QKeyEvent) -> bool:
        max_gap_ms = REPEAT_GAP_MS if event.isAutoRepeat() else self._max_gap_ms
        before_ms = self._burst.last_ms if self._burst is not None else self._scanned_ms
        return before_ms is not None and event.timestamp() - before_ms <= max_gap_ms

    def _after_a_scan(self, event: QKeyEvent) -> bool:
        """Whether it is a function key when a scan has just ended: the scan is whole, so the key is a person's, however
        quick. Held back like the others it would be lost, for what is sent on later is no shortcut any more.
        """
        return self._burst is None and _F1 <= event.key() <= _F12 and not _is_command(event)

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _MODIFIERS:
            return False  # a scanner presses Shift for capitals; it neither makes nor ends a burst
        if self._after_a_scan(event):
            self._down.discard(key)
            return False
        close = self._in_burst(event)
        if not close:
            self.flush()
            self._burst = None
            self._scanned_ms = None
            if event.isAutoRepeat():
                return False  # a person holds a key down
        if key in _ENDS and not _is_command(event):
            return self._ended(event, close=close)
        return self._grown(window, event, close=close)

    def _ended(self, event: QKeyEvent, *, close: bool) -> bool:
        burst, self._burst = self._burst, None
        if burst is None:
            # Some scanners end a code with two line ends. The second belongs to the scan.
            if close:
                self._down.add(event.key())
                return True
            self._down.discard(event.key())
            return False
        if len(burst.text) < self._min_length:
            self._burst = burst
            self.flush()
            self._burst = None
            self._down.discard(event.key())
            return False
        self._wait.stop()
        self._release.stop()
        self._scanned_ms = event.timestamp()
        self._down.add(event.key())
        if burst.field_before is not None and burst.delivered:
            burst.field_before.restore()
        self.on_scan(burst.text)
        return True

    def _grown(self, window: QWindow, event: QKeyEvent, *, close: bool) -> bool:
        text = "" if _is_command(event) else "".join(char for char in event.text() if char.isprintable())
        if not text and not close:
            self._down.discard(event.key())
            return False
        # A key without a character inside a burst is held like the others: a scan drops it, a person gets it back.
        first = self._burst is None
        burst = self._burst or _Burst(event.timestamp())
        self._burst = burst
        burst.last_ms = event.timestamp()
        room = MAX_LENGTH - len(burst.text)
        if room < len(text):
            burst.too_long = True
        burst.text += text[:room]
        if first and not close:
            focus = QApplication.focusWidget()
            if isinstance(focus, QLineEdit) and not focus.isReadOnly():
                burst.field_before = _before(focus)
                burst.delivered = True
                self._down.discard(event.key())
                return False
        self._down.add(event.key())
        if burst.too_long:
            burst.held.clear()  # nobody types like that: nothing of it goes on to a widget
        else:
            burst.held.append((window, _copy(event)))
        self._release.stop()
        self._wait.start()
        return True

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        key = event.key()
        if key not in self._down:
            return False
        if event.isAutoRepeat():
            return True
        burst = self._burst
        if burst is not None and any(held.key() == key for _, held in burst.held):
            burst.held.append((window, _copy(event)))
        self._down.discard(key)
        return True

    # ------------------------------------------------------------------------------------------------------- waiting

    def _let_waiting_keys_in(self) -> None:
        # The screen may have been busy for longer than a gap while the burst's next keys wait in line behind this
        # timer. One more turn of the event loop lets them in first.
        self._release.start()


def _before(widget: QLineEdit) -> _FieldBefore:
    return _FieldBefore(
        widget, widget.text(), widget.cursorPosition(), (widget.selectionStart(), widget.selectionLength())
    )


def _is_command(event: QKeyEvent) -> bool:
    held = event.modifiers()
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    # Both together are AltGr on some systems, which writes characters.
    return control != alt or bool(held & Qt.KeyboardModifier.MetaModifier)


def _copy(event: QKeyEvent) -> QKeyEvent:
    # Qt destroys the event itself when the filter returns.
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        False,  # in a burst it is a press of its own, whatever the platform calls it
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
