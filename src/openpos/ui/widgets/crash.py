"""The window for a bug: what happened, that the sale is safe, and where the details are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.bridge import Crash
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.text import Icon, Text

_LOG = N_("The details are in {place}")
_DETAILS = N_("Show the details")
_CLOSE = N_("Close the program")
_STAY = N_("Go on")


class CrashWindow(QDialog):
    """Shown for a bug. `exec` answers Accepted where the person wants to close the program."""

    def __init__(self, crash: Crash, log_place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(tr(crash.title))
        self.setAccessibleName(tr(crash.title))
        self.setMinimumWidth(look.space(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(24), look.space(24), look.space(24), look.space(24))
        column.setSpacing(look.space(16))
        top = QHBoxLayout()
        top.setSpacing(look.space(12))
        top.addWidget(Icon("octagon-alert", "stop", 32, self), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(Text(tr(crash.title), "heading", wrap=True, parent=self), 1)
        column.addLayout(top)
        column.addWidget(Text(tr(crash.advice), wrap=True, parent=self))
        column.addWidget(Text(tr(_LOG, place=log_place), "small", wrap=True, parent=self))
        self._detail = QPlainTextEdit(crash.detail, self)
        self._detail.setReadOnly(True)
        self._detail.setMinimumHeight(look.space(240))
        self._detail.hide()
        column.addWidget(self._detail)
        keys = QHBoxLayout()
        keys.setSpacing(look.space(8))
        details = Key(tr(_DETAILS), kind=Kind.QUIET, parent=self)
        details.clicked.connect(lambda: self._detail.setVisible(not self._detail.isVisible()))
        stay = Key(tr(_STAY), parent=self)
        stay.clicked.connect(self.reject)
        close = Key(tr(_CLOSE), kind=Kind.PRIMARY, parent=self)
        close.clicked.connect(self.accept)
        keys.addWidget(details)
        keys.addStretch()
        keys.addWidget(stay)
        keys.addWidget(close)
        column.addLayout(keys)
