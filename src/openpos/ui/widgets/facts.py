"""Facts about something: a label and what holds, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from openpos.ui import theme
from openpos.ui.widgets.text import Text


class Facts(QWidget):
    """Lines made anew for what is told; a line without a value is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._told: tuple[tuple[str, str], ...] = ()
        self._texts: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        self._space()

    @property
    def words(self) -> str:
        """All it says."""
        return "\n".join(f"{label}: {value}" for label, value in self._told)

    def tell(self, facts: Sequence[tuple[str, str]]) -> None:
        """Labels with their values."""
        told = tuple((label, value) for label, value in facts if value)
        if told == self._told:
            return
        self._told = told
        for text in self._texts:
            self._grid.removeWidget(text)
            text.hide()
            text.deleteLater()
        self._texts = []
        for row, (label, value) in enumerate(told):
            for column, text in enumerate((Text(label, "second", wrap=True), Text(value, wrap=True))):
                text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(text, row, column)
                self._texts.append(text)
        self.setAccessibleName(self.words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.space(16))
        self._grid.setVerticalSpacing(look.space(8))
