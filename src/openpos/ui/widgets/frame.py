"""A striped frame round the window while nothing counts: nobody may take practice for a sale."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from openpos.ui import theme

_WIDTH = 8
"""In the tokens' pixels."""


class Framed(QWidget):
    """Its layout keeps clear of the frame while there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._framed = False

    @property
    def framed(self) -> bool:
        """Whether the frame is there."""
        return self._framed

    def show_frame(self, *, framed: bool) -> None:
        """Put the frame round what is inside, or take it away."""
        self._framed = framed
        edge = theme.current().space(_WIDTH) if framed else 0
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._framed:
            return
        paint_frame(QPainter(self), self.rect())


def paint_frame(painter: QPainter, whole: QRect) -> None:
    """The frame, inside this rectangle."""
    tokens, edge = theme.current().tokens, theme.current().space(_WIDTH)
    sides = (
        QRect(0, 0, whole.width(), edge),
        QRect(0, whole.height() - edge, whole.width(), edge),
        QRect(0, 0, edge, whole.height()),
        QRect(whole.width() - edge, 0, edge, whole.height()),
    )
    for side in sides:
        painter.fillRect(side, QColor(tokens.soon))
        # Stripes too: a frame is seen by who sees no colours.
        painter.fillRect(side, QBrush(QColor(tokens.page), Qt.BrushStyle.BDiagPattern))
