"""Words and sums on a screen. Everything is plain text: no name of an article can bring markup with it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from openpos.ui import icons, theme

_LONGEST_WORD = 24
_MAY_BREAK = "\u200b"


def breakable(text: str) -> str:
    """Foreign text for a label that wraps: words longer than any of a language's may be broken, or they would widen
    the page until its keys are off the screen.
    """
    return re.sub(rf"\S{{{_LONGEST_WORD}}}(?=\S)", lambda found: found[0] + _MAY_BREAK, text)


def fitting(text: str, size_px: int, width_px: int, height_px: int) -> int:
    """The size of strong type, at most `size_px`, in which the text fits."""
    metrics = QFontMetrics(theme.current().font(size_px, strong=True))
    wide, high = max(1, metrics.horizontalAdvance(text)), max(1, metrics.height())
    return max(1, min(size_px, size_px * max(width_px, 1) // wide, size_px * max(height_px, 1) // high))


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

    def set_kind(self, kind: str) -> None:
        """Another kind of the type scale."""
        if self.property("type") != kind:
            self.setProperty("type", kind)
            self.style().polish(self)
            self.updateGeometry()


class OneLine(Text):
    """A text that takes the room there is, and ends in … where that is too little."""

    def __init__(self, text: str = "", kind: str = "body", *, parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, room = QPainter(self), self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            painter, room, self.alignment(), self.palette(), self.isEnabled(), words, self.foregroundRole()
        )


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
        size_px = look.icon(self._size)
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
        label = QFontMetrics(label_font)
        size = look.total
        wide = QFontMetrics(look.font(size, strong=True)).horizontalAdvance(self._amount)
        room = self.width() - label.horizontalAdvance(self._label) - look.space(16)
        stacked = wide * 2 > room * 3  # beside its label it would lose more than a third of its size
        if stacked:
            tall = self.height() - label.height()
            size = min(size * self.width() // max(wide, 1), size * tall // self.sizeHint().height(), size)
        elif wide > room:
            size = size * room // wide
        font = look.font(max(size, 1), strong=True)
        metrics = QFontMetrics(font)
        over = label.height() if stacked else 0
        baseline = over + (self.height() - over - metrics.height()) // 2 + metrics.ascent()
        painter.setPen(QColor(look.tokens.ink))
        painter.setFont(label_font)
        painter.drawText(0, label.ascent() if stacked else baseline, self._label)
        painter.setFont(font)
        painter.drawText(self.width() - metrics.horizontalAdvance(self._amount), baseline, self._amount)
