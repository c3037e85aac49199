"""Amounts in the largest type, shrunk only where they would not fit; and a field whose type gives way likewise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ZERO, Money
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.widgets.text import fitting

_ROUNDING = N_("Rounding {amount}")
SCARCE_PERCENT = 150
"""From this text size on, a screen of 768 lines has no room for the largest type everywhere."""


class _Figure(QWidget):
    """A label and an amount, painted as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._amount = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_amount(self, label: str, amount: str) -> None:
        self._label, self._amount = label, amount
        self.setAccessibleName(f"{label} {amount}")
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class Due(_Figure):
    """A label and a sum on one line, as large as the total where there is room."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.space(240), QFontMetrics(look.font(look.total, strong=True)).height())

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.space(240), look.space(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.setPen(QColor(look.tokens.ink))
        # The label gives way first: what is left to pay is the largest text there is.
        most = self.width() * 2 // 5
        fits = fitting(self._label, min(look.large, self.height() // 2), most, self.height())
        label = look.font(max(look.small, fits), strong=True)
        width = min(QFontMetrics(label).horizontalAdvance(self._label), most)
        room = self.width() - width - look.space(16)
        size = fitting(self._amount, look.total, room, self.height())
        metrics = QFontMetrics(look.font(size, strong=True))
        baseline = (self.height() - metrics.height()) // 2 + metrics.ascent()
        painter.setFont(label)
        if fits >= look.small:
            painter.drawText(0, baseline, self._label)
        else:
            beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRect(0, 0, most, self.height()), beside, self._label)
        painter.setFont(look.font(size, strong=True))
        painter.drawText(self.width() - metrics.horizontalAdvance(self._amount), baseline, self._amount)


class BigFigure(_Figure):
    """A label and, under it, an amount in the largest type on the screen."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        largest = QFontMetrics(look.font(self._largest(), strong=True)).height()
        return QSize(look.space(240), QFontMetrics(look.font(look.title)).height() + largest)

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.space(240), look.space(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.setPen(QColor(look.tokens.ink))
        label = look.font(look.title, strong=True)
        painter.setFont(label)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._label)
        under = self.rect().adjusted(0, QFontMetrics(label).height(), 0, 0)
        size = fitting(self._amount, self._largest(), under.width(), under.height())
        painter.setFont(look.font(size, strong=True))
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._amount)

    @staticmethod
    def _largest() -> int:
        return theme.current().total * 17 // 10


def give_way(field: QLineEdit) -> None:
    """Let the field write in smaller type where a large text size leaves no room for its own."""
    kind = "large" if theme.current().text_percent >= SCARCE_PERCENT else "amount"
    if field.property("type") != kind:
        field.setProperty("type", kind)
        field.style().unpolish(field)
        field.style().polish(field)


def rounding_words(rounding: Money) -> str:
    """What rounding to whole kronor adds or takes away; nothing where there is none."""
    if not rounding:
        return ""
    return tr(_ROUNDING, amount=("+" if rounding > ZERO else "") + money(rounding))
