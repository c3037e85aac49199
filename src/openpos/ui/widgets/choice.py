"""One of a few: keys beside each other of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from openpos.ui import theme
from openpos.ui.widgets.buttons import Key


class Choice(QWidget):
    """Keys of which exactly one is chosen, by frame and weight and not by colour alone. `chosen` tells a touch."""

    chosen = Signal(str)

    def __init__(
        self, values: Sequence[str], name: str = "", *, shortcuts: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """`values` are what `chosen` tells; their texts come with `say`. `shortcuts` press them from anywhere."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._keys: dict[str, Key] = {}
        self.offer(values, shortcuts=shortcuts)
        self._space()

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(self._keys)

    @property
    def value(self) -> str:
        """What is chosen now; nothing before the first `choose`."""
        return next((value for value, key in self._keys.items() if key.isChecked()), "")

    def offer(self, values: Sequence[str], *, shortcuts: Sequence[str] = ()) -> None:
        """Let a person choose among these from now on; nothing is chosen, and their texts come with `say`."""
        before = list(self._keys.values())
        for key in before:
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else Qt knows no order after it
        self._keys = {}
        for place, value in enumerate(values):
            key = Key(shortcut=shortcuts[place] if shortcuts else "", parent=self)
            key.setCheckable(True)
            key.setAutoExclusive(True)
            key.toggled.connect(self._lead_tab)
            key.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            if last := [*before, *self._keys.values()]:
                QWidget.setTabOrder(last[-1], key)  # where the others were, and not behind all of the page
            self._keys[value] = key
            self._row.addWidget(key, 1)
            key.show()
        for key in before:
            key.setParent(None)
            key.deleteLater()

    def say(self, texts: Sequence[str], name: str = "") -> None:
        """The keys' texts in the order of the values, and the whole's name for a screen reader."""
        self.setAccessibleName(name or self.accessibleName())
        for key, text in zip(self._keys.values(), texts, strict=True):
            key.set_face(text)

    def choose(self, value: str) -> None:
        """Show this as chosen, without telling anyone."""
        if value in self._keys:
            self._keys[value].setChecked(True)

    def _lead_tab(self, checked: bool) -> None:  # noqa: FBT001  # Qt's signal
        """Tab leads to the one that is chosen, also where no finger or key chose it; arrow keys to the others."""
        if checked:
            for key in self._keys.values():
                key.setFocusPolicy(Qt.FocusPolicy.TabFocus if key.isChecked() else Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        widest = max((key.sizeHint().width() for key in self._keys.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Large letters on a small screen: the keys stand below each other rather than lose their ends.
        needed = sum(key.sizeHint().width() + self._row.spacing() for key in self._keys.values())
        fits = needed <= self.width() + self._row.spacing()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._row.setSpacing(theme.current().space(8))
