"""What appears under a finger takes no touch at first: the touch was meant for what was there before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

ACCEPTS_AFTER_MS = 300


class Guard(QObject):
    """Keeps a widget, each time it is shown, from being touched for a moment. The keyboard is not guarded."""

    def __init__(
        self, widget: QWidget, accepts_after_ms: int = ACCEPTS_AFTER_MS, *, whenever_shown: bool = True
    ) -> None:
        """Unless `whenever_shown`, only `close` keeps touches away."""
        super().__init__(widget)
        self._widget = widget
        self._whenever_shown = whenever_shown
        # A pane of glass over the widget takes the touches: let through, they would reach what lies behind.
        self._glass = QWidget(widget)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._glass.hide()
        self._open = QTimer(self)
        self._open.setSingleShot(True)
        self._open.setInterval(accepts_after_ms)
        self._open.timeout.connect(self._glass.hide)
        widget.installEventFilter(self)
        self._glass.installEventFilter(self)

    @property
    def closed(self) -> bool:
        """Whether a touch would be ignored now."""
        return self._open.isActive()

    def close(self) -> None:
        """Ignore touches from now on for as long as after it appeared, for what changes under a finger in place."""
        self._glass.setGeometry(self._widget.rect())
        self._glass.raise_()
        self._glass.show()
        self._open.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._widget:
            if kind == QEvent.Type.Show and self._whenever_shown:
                self.close()
            elif kind == QEvent.Type.Resize:
                self._glass.setGeometry(self._widget.rect())
            return False
        return kind in {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.TouchBegin,
            QEvent.Type.TouchUpdate,
            QEvent.Type.TouchEnd,
        }


def accepts_after(widget: QWidget, accepts_after_ms: int = ACCEPTS_AFTER_MS) -> Guard:
    """Guard a widget; it owns its guard."""
    return Guard(widget, accepts_after_ms)
