"""The icon set: line drawings that take the colour they are asked for in."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from openpos.paths import shipped


@cache
def _drawing(name: str) -> str:
    return (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon `resources/icons/<name>.svg` in one colour (#RRGGBB). `ratio` is the device's pixels per pixel."""
    # Here and not at the top: a window that shows no icon yet need not wait for the drawing library.
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", colour)
    side_px = max(1, round(size_px * ratio))
    made = QPixmap(side_px, side_px)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, size_px: int) -> QIcon:
    """The same for widgets of Qt's own that want a QIcon."""
    return QIcon(pixmap(name, colour, size_px))
