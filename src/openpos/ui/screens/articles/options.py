"""One of several: keys in as many rows as they need, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from openpos.ui import theme
from openpos.ui.widgets.buttons import Key


class Options(QWidget):
    """Keys that break into rows like words, so that long names stay whole. `chosen` tells a touch."""

    chosen = Signal(str)

    def __init__(self, values: Sequence[str], parent: QWidget | None = None) -> None:
        """`values` are what `chosen` tells; their texts come with `say`."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._together = QButtonGroup(self)
        self._keys: dict[str, Key] = {}
        for value in values:
            key = Key(parent=self)
            key.setCheckable(True)
            key.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._together.addButton(key)
            self._keys[value] = key
        if values:
            self.setFocusProxy(self._keys[values[0]])

    @property
    def value(self) -> str:
        """What is chosen; empty where nothing is."""
        return next((value for value, key in self._keys.items() if key.isChecked()), "")

    def choose(self, value: str) -> None:
        """Show this as chosen, or nothing, without telling anyone."""
        self._together.setExclusive(False)
        for one, key in self._keys.items():
            key.setChecked(one == value)
        self._together.setExclusive(True)
        self.setFocusProxy(self._keys.get(value, next(iter(self._keys.values()))))

    def say(self, texts: Sequence[str], name: str) -> None:
        """The keys' texts in the order of the values, and the whole's name for a screen reader."""
        self.setAccessibleName(name)
        for key, text in zip(self._keys.values(), texts, strict=True):
            key.set_face(text)
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._rows(width, place=False)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 1)
        return QSize(width, self._rows(width, place=False))

    def minimumSizeHint(self) -> QSize:
        widest = max((key.sizeHint().width() for key in self._keys.values()), default=0)
        return QSize(min(widest, theme.current().space(160)), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place()
        super().changeEvent(event)

    def _place(self) -> None:
        self._rows(self.width(), place=True)
        self.updateGeometry()

    def _rows(self, width: int, *, place: bool) -> int:
        """How high the rows are in this width; `place`: lay the keys there."""
        gap = theme.current().space(8)
        left = top = height = 0
        for key in self._keys.values():
            size = key.sizeHint()
            wide = min(size.width(), width)
            if left and left + wide > width:
                left, top = 0, top + height + gap
            height = size.height()
            if place:
                key.setGeometry(left, top, wide, height)
            left += wide + gap
        return top + height
