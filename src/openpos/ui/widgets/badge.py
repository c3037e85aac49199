"""A key that tells how many wait behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from openpos.ui import theme
from openpos.ui.widgets.buttons import Key

_MOST = 99


class BadgeKey(Key):
    """A key with a number in its corner, while that is not zero. Its place is kept, so that nothing moves."""

    _count = 0

    @property
    def count(self) -> int:
        """The number in its corner."""
        return self._count

    def show_count(self, count: int) -> None:
        """How many wait. The key's accessible name is the screen's to tell."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.current().space(8), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        look = theme.current()
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        font = look.font(look.small, strong=True)
        metrics = QFontMetrics(font)
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(text) + look.space(8))
        corner = QRect(self.width() - width - look.space(2), look.space(2), width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.accent))
        painter.drawRoundedRect(corner, height / 2, height / 2)
        painter.setPen(QColor(look.tokens.on_accent))
        painter.setFont(font)
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, text)
