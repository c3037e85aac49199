"""Where a receipt is e-mailed to: one field, and what the customer will get."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.email import MAX_ADDRESS
from openpos.domain.errors import N_, OpenPosError
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.page import margins
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.form import Field, Form

_ADDRESS, _SEND, _CANCEL = N_("E-mail address"), N_("Send"), N_("Cancel")
_EXAMPLE = N_("Read it back to the customer before you send it.")
_WIDEST_PX = 720


class MailPanel(QWidget):
    """`wanted` tells the address that was written; `left` that nothing is to be sent."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = Form(self)
        self.field = Field(MAX_ADDRESS)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self._form.add("what", self.field)
        self._send = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        self._cancel = BigKey("", icon="x")
        self._lay_out()
        self._send.clicked.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.returnPressed.connect(lambda: self.wanted.emit(self.field.text()))
        self._cancel.clicked.connect(self.left)
        self.space()

    def show_asking(self, what: str, address: str, *, busy: bool, trouble: OpenPosError | None, fresh: bool) -> None:
        """Ask for the address; `what` (English source text) says what the customer gets, `fresh` begins with
        `address`.
        """
        self._form.say("what", tr(_ADDRESS), f"{tr(what)} {tr(_EXAMPLE)}")
        self._form.show_error("what", trouble)
        self._send.setEnabled(not busy)
        if fresh:
            self.field.setText(address)
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._send.set_face(tr(_SEND))
        self._cancel.set_face(tr(_CANCEL))

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(look.space(24))
        self._keys.setSpacing(look.space(8))
        self._middle.setMaximumWidth(look.space(_WIDEST_PX) * look.text_percent // 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self.space()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._middle = QWidget(self)
        self._column = QVBoxLayout(self._middle)
        self._column.addWidget(self._form)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self._cancel)
        self._keys.addWidget(self._send)
        self._column.addLayout(self._keys)
        self._column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._middle)
