"""A list at one side and what was chosen in it at the other, to be changed and saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.ui import theme
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import margins
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows


class ListAndForm(QWidget):
    """Rows, a key for a new one, a form and the key that saves it."""

    new = Signal()
    saved = Signal()

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(columns, stretch=(0,))
        self.form = Form()
        self.message = Message()
        self.add_key = Key("", icon="plus", shortcut="F5")
        self.save_key = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        self.add_key.clicked.connect(self.new)
        self.save_key.clicked.connect(self.saved)
        self._row = QHBoxLayout(self)
        self._list, self._side = QVBoxLayout(), QVBoxLayout()
        self._list.addWidget(self.rows, 1)
        self._list.addWidget(self.add_key)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch()  # else the rows would share the spare height
        area = scrolling(content)
        glide(area)
        self._side.addWidget(area, 1)
        self._side.addWidget(self.message)
        self._side.addWidget(self.save_key)
        self._row.addLayout(self._list, 2)
        self._row.addLayout(self._side, 3)
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._list.setSpacing(look.space(8))
        self._side.setSpacing(look.space(8))
