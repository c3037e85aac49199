"""A place for messages that never pushes what is under it off the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from openpos.ui import theme
from openpos.ui.widgets.messages import Message


class Said(QScrollArea):
    """As high as its messages, less where there is no room: then they can be moved. It takes no place when empty."""

    def __init__(self, *messages: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._words = QWidget()
        self._words.setProperty("role", "content")
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        for message in messages:
            column.addWidget(message)
            message.installEventFilter(self)
        self.setWidget(self._words)
        self.hide()

    def sizeHint(self) -> QSize:
        width = max(self.width(), 1)
        return QSize(width, self._words.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), theme.current().touch_px))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest}:
            self.setVisible(any(not message.isHidden() for message in self._messages))
            self.updateGeometry()
        return super().eventFilter(watched, event)
