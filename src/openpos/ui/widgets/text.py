"""Words and sums on a screen. Everything is plain text: no name of an article can bring markup with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from openpos.ui import icons, theme


class Text(QLabel):
    """A text of one of the type scale's kinds: body, small, second, strong, large, heading, title, figure, total."""

    def __init__(
        self, text: str = "", kind: str = "body", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", kind)
        self.setWordWrap(wrap)
        self.setText(text)


class Icon(QLabel):
    """An icon in one of the theme's colours, named by its token ("ink", "accent", "paid" …)."""

    def __init__(self, name: str, colour: str = "second_ink", size: int = 24, parent: QWidget | None = None) -> None:
        """`size` is in the tokens' pixels."""
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self._draw()

    def set_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        look = theme.current()
        size_px = look.space(self._size)
        self.setPixmap(icons.pixmap(self._name, getattr(look.tokens, self._colour), size_px, self.devicePixelRatioF()))
        self.setFixedSize(size_px, size_px)


class Total(QWidget):
    """A label and a sum in the largest type, which shrinks only where the sum would not fit on its line."""

    def __init__(self, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._amount = label, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_total(label, "")

    def show_total(self, label: str, amount: str) -> None:
        self._label, self._amount = label, amount
        self.setAccessibleName(f"{label} {amount}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.space(240), QFontMetrics(look.font(look.total, strong=True)).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        label_font = look.font(look.large, strong=True)
        label_width = QFontMetrics(label_font).horizontalAdvance(self._label) + look.space(16)
        room = self.width() - label_width
        font = look.font(look.total, strong=True)
        wide = QFontMetrics(font).horizontalAdvance(self._amount)
        if wide > room > 0:
            font = look.font(max(look.title, look.total * room // wide), strong=True)
        metrics = QFontMetrics(font)
        baseline = (self.height() - metrics.height()) // 2 + metrics.ascent()
        painter.setPen(QColor(look.tokens.ink))
        painter.setFont(label_font)
        painter.drawText(0, baseline, self._label)
        painter.setFont(font)
        painter.drawText(self.width() - metrics.horizontalAdvance(self._amount), baseline, self._amount)
