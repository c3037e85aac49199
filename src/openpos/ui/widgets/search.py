"""The field that finds articles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.field_keys import is_no_writing, is_of_the_page
from openpos.ui.widgets.text import Icon

MAX_SEARCH = 100
_CLEAR = N_("Clear")


class SearchField(QLineEdit):
    """Tells every change with `searched`, Enter with `submitted`, and arrow down with `left_downwards` (towards the
    results). Escape and the key at its end clear it.
    """

    searched = Signal(str)
    submitted = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("type", "search")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(MAX_SEARCH)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._glass = Icon("search", parent=self)
        self._clear = Key(icon="x", kind=Kind.QUIET, name=tr(_CLEAR), parent=self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(lambda: self.submitted.emit(self.text()))

    def set_placeholder(self, placeholder: str) -> None:
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def event(self, event: QEvent) -> bool:
        if is_of_the_page(event):
            event.ignore()
            return False
        if is_no_writing(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._clear.setAccessibleName(tr(_CLEAR))
        super().changeEvent(event)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.searched.emit(text)

    def _place(self) -> None:
        look = theme.current()
        side = min(look.touch_px, self.height())
        self._glass.move(
            max(look.space(8), (look.touch_px - self._glass.width()) // 2), (self.height() - self._glass.height()) // 2
        )
        self._clear.setGeometry(self.width() - side, (self.height() - side) // 2, side, side)
