"""Where the receipt of the sale that is being paid is e-mailed to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.email import MAX_ADDRESS
from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.text import Text

_ADDRESS = N_("E-mail address")
_WHAT = N_("The receipt is e-mailed instead of being printed. Leave it empty to print it.")
_TAKE, _LEAVE = N_("Take over"), N_("Cancel")


class MailPage(QWidget):
    """`given` tells what was written; `left` that it stays as it was."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "heading", wrap=True, parent=self)
        self._what = Text("", wrap=True, parent=self)
        self.field = Field(MAX_ADDRESS, parent=self)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.field.returnPressed.connect(self._tell)
        self._take = BigKey("", icon="check", kind=Kind.PRIMARY, parent=self)
        self._take.clicked.connect(self._tell)
        self._leave = BigKey("", icon="x", parent=self)
        self._leave.clicked.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self.field, self._what):
            self._column.addWidget(widget)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self._leave)
        self._keys.addWidget(self._take)
        self._column.addLayout(self._keys)
        self._column.addStretch()
        self._space()

    def begin(self, address: str) -> None:
        """Ask for the address, beginning with the one there is."""
        self.field.setText(address)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def speak(self) -> None:
        """Say what is asked for."""
        self._title.setText(tr(_ADDRESS))
        self.field.setAccessibleName(tr(_ADDRESS))
        self._what.setText(tr(_WHAT))
        self._take.set_face(tr(_TAKE))
        self._leave.set_face(tr(_LEAVE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._column.setSpacing(theme.current().space(16))
        self._keys.setSpacing(theme.current().space(8))

    def _tell(self) -> None:
        self.given.emit(self.field.text())
