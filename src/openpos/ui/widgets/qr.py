"""A code that a phone reads, painted from its modules."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from openpos.printing.qr import QUIET, qr_squares
from openpos.ui import theme


class QrCode(QWidget):
    """Always black on white, whatever the theme: phones read nothing else for certain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """What the code says."""
        return self._text

    def show_code(self, text: str, name: str) -> None:
        """A code of this text; `name` is what a screen reader says of it."""
        self.setAccessibleName(name)
        if text != self._text:
            self._text = text
            self._modules = qr_squares(text) if text else ()
            self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().space(260)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = theme.current().space(140)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._modules:
            return
        count = len(self._modules) + 2 * QUIET
        # Whole pixels: a module of uneven width is read badly.
        module = max(1, min(self.width(), self.height()) // count)
        side = module * count
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.fillRect(QRect(left, top, side, side), QColor(Qt.GlobalColor.white))
        for row, modules in enumerate(self._modules, start=QUIET):
            for column, dark in enumerate(modules, start=QUIET):
                if dark:
                    at = QRect(left + column * module, top + row * module, module, module)
                    painter.fillRect(at, QColor(Qt.GlobalColor.black))
