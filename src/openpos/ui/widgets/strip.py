"""The status strip: always visible, one touch from where a trouble can be mended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from openpos.ui import theme
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.text import Text

STATE_ICONS = {
    State.PLAIN: "info",
    State.OK: "circle-check",
    State.SOON: "triangle-alert",
    State.STOP: "octagon-alert",
}


class StatusChip(Key):
    """How one thing is, by an icon, a word and a colour: `Printer`, `Printer: paper low`. May be touched."""

    def __init__(self, text: str, state: State = State.PLAIN, *, icon: str = "", parent: QWidget | None = None) -> None:
        """`icon` takes the place of the state's own while all is well, for instance a person for who is logged in."""
        super().__init__(text, kind=Kind.QUIET, parent=parent)
        self.whole = False
        """Whether all of its words must be seen, however narrow the strip is."""
        self._own_icon = icon
        self._state = state
        self.set_state(state, text)

    @property
    def state(self) -> State:
        return self._state

    def set_state(self, state: State, text: str) -> None:
        self._state = state
        calm = state in {State.PLAIN, State.OK}
        self._icon = self._own_icon if calm and self._own_icon else STATE_ICONS[state]
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        if self.whole:
            return self.sizeHint()
        # Where the strip is narrow the words give way first; the icon and the beginning stay.
        look = theme.current()
        short = QFontMetrics(self._font()).horizontalAdvance(self.text()[:6] + "…")
        least = 2 * self._padding() + self._icon_px() + look.space(8) + short
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def _colours(self) -> tuple[str | None, str | None, str]:
        look = theme.current()
        if self.isDown():
            return look.tokens.pressed, look.tokens.accent, look.tokens.ink
        if self._state in {State.SOON, State.STOP}:
            return look.state_page(self._state), look.state_ink(self._state), look.tokens.ink
        return None, None, look.tokens.ink

    def _icon_ink(self, ink: str) -> str:
        del ink
        return theme.current().state_ink(self._state)

    def _padding(self) -> int:
        return theme.current().space(8)


class StatusStrip(QWidget):
    """The bar on top: facts at the left, what the screen puts in the middle (the search), chips at the right."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._facts: dict[str, Text] = {}
        self._chips: dict[str, StatusChip] = {}
        self._row = QHBoxLayout(self)
        self._left, self._middle, self._right = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._row.addLayout(self._left)
        self._row.addLayout(self._middle, 1)
        self._row.addLayout(self._right)
        self._space()

    def set_fact(self, key: str, text: str, kind: str = "body") -> None:
        """A short text at the left, such as the register's name; an empty one takes no place."""
        if key not in self._facts:
            self._facts[key] = Text("", kind, parent=self)
            self._left.addWidget(self._facts[key])
        self._facts[key].setText(text)
        self._facts[key].setVisible(bool(text))

    def set_middle(self, widget: QWidget | None) -> None:
        """Put a widget in the middle, or take it away (it is hidden, not destroyed)."""
        while self._middle.count():
            item = self._middle.takeAt(0)
            before = item.widget() if item is not None else None
            if before is not None and before is not widget:
                before.hide()
        if widget is not None:
            self._middle.addWidget(widget)
            widget.show()

    def chip(self, key: str, *, icon: str = "") -> StatusChip:
        """The chip of this name, made at the right of the others when it is asked for first."""
        if key not in self._chips:
            self._chips[key] = StatusChip("", icon=icon, parent=self)
            self._right.addWidget(self._chips[key])
        return self._chips[key]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        edge = look.space(4)
        self._row.setContentsMargins(look.space(12), edge, look.space(12), edge + 1)
        self._row.setSpacing(look.space(16))
        for part in (self._left, self._middle):
            part.setSpacing(look.space(16))
        self._right.setSpacing(look.space(4))
        self.setMinimumHeight(look.touch_px + 2 * edge)
