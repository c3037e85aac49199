"""What was found, to be chosen from: keys below each other, one for each thing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from openpos.ui import theme
from openpos.ui.widgets.buttons import Key

_MOST = 8


class Found(QWidget):
    """A column of keys made anew for what was found, and a last one to look again. `chosen` tells a touch."""

    chosen = Signal(str)
    again = Signal()

    def __init__(self, icon: str = "printer", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._keys: dict[str, Key] = {}
        self._look = Key("", icon="refresh-cw")
        self._look.clicked.connect(self.again)
        self._column.addWidget(self._look)
        self._space()

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(self._keys)

    def say(self, look: str) -> None:
        """The text of the key that looks again."""
        self._look.set_face(look)

    def show_found(self, found: Sequence[tuple[str, str]], chosen: str, *, looking: bool) -> None:
        """Values with their texts, at most eight of them; `chosen` is the value that holds now."""
        self._look.setEnabled(not looking)
        wanted = dict(found[:_MOST])
        if list(wanted) != list(self._keys):
            for key in self._keys.values():
                self._column.removeWidget(key)
                key.hide()
                key.deleteLater()
            self._keys = {value: self._key(place, value) for place, value in enumerate(wanted)}
        for value, key in self._keys.items():
            key.set_face(wanted[value])
            key.setChecked(value == chosen)

    def _key(self, place: int, value: str) -> Key:
        key = Key(icon=self._icon, parent=self)
        key.setCheckable(True)
        key.clicked.connect(lambda _checked=False: self.chosen.emit(value))
        self._column.insertWidget(place, key)
        key.show()
        return key

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._column.setSpacing(theme.current().space(8))
