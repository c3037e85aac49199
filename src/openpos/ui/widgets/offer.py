"""A toast with a key: something can be done about what it says, and nothing has to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.messages import Toast


class Offer(Toast):
    """`show_offer` shows the key; whatever is shown otherwise is an ordinary toast."""

    def __init__(self, host: QWidget, keep_clear: Sequence[QWidget] = ()) -> None:
        super().__init__(host, keep_clear)
        self._act: Callable[[], None] | None = None
        self.key = Key(parent=self)
        self.key.clicked.connect(self._acted)
        self.key.hide()
        self._row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_offer(self, title: str, advice: str, state: State, *, action: str, act: Callable[[], None]) -> None:
        """`action` is the text of the key that calls `act`; the toast goes then."""
        self._act = act
        self.key.set_face(action)
        self.key.show()
        super().show_text(title, advice, state)

    def show_text(self, title: str, advice: str = "", state: State = State.PLAIN) -> None:
        self.key.hide()
        super().show_text(title, advice, state)

    def _acted(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
