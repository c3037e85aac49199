"""The steps of something that is done one after the other, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key, Kind

_DONE, _NOW = N_("{step}, done"), N_("{step}, this one now")


class _StepKey(Key):
    """A step: its words at the left, a tick where it is done."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(look.font(look.body, strong=True))
        width = metrics.horizontalAdvance(self.text()) + look.icon(24) + look.space(32)
        return QSize(width, max(look.space(40), metrics.height() + look.space(12)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _paint_face(self, painter: QPainter, rect: QRect, ink: str) -> None:
        look = theme.current()
        side = look.icon(24)
        left = rect.left() + look.space(8)
        if self._icon:
            at = QRect(left, rect.center().y() - side // 2 + 1, side, side)
            self._paint_icon(painter, at.topLeft(), side, ink)
        beside = rect.adjusted(side + look.space(16), 0, -look.space(8), 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class StepList(QWidget):
    """The steps below each other; those that were reached can be gone to. `chosen` tells which a person wants."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, _StepKey] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        self._space()

    def show_steps(self, steps: Sequence[tuple[str, str]], now: str, reached: Sequence[str]) -> None:
        """Their values and words, the one that is shown, and those that may be gone to."""
        if list(self._keys) != [value for value, _ in steps]:
            for key in self._keys.values():
                self._column.removeWidget(key)
                key.hide()
                key.deleteLater()
            self._keys = {value: self._key(place, value) for place, (value, _) in enumerate(steps)}
        places = {value: place for place, (value, _) in enumerate(steps)}
        for value, words in steps:
            key = self._keys[value]
            done = places[value] < places.get(now, 0)
            key.set_face(words, icon="check" if done else "chevron-right" if value == now else "")
            key.setChecked(value == now)
            key.setEnabled(value in reached)
            if done or value == now:
                key.setAccessibleName(tr(_NOW if value == now else _DONE, step=words))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _key(self, place: int, value: str) -> _StepKey:
        key = _StepKey(kind=Kind.QUIET, parent=self)
        key.setCheckable(True)
        key.clicked.connect(lambda _checked=False: self.chosen.emit(value))
        self._column.insertWidget(place, key)
        key.show()
        return key

    def _space(self) -> None:
        self._column.setSpacing(theme.current().space(4))
