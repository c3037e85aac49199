"""Facts about something: a label and what holds, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from openpos.ui import theme
from openpos.ui.widgets.text import Text, breakable

_COLUMNS = 7
"""Two of seven parts are the label's."""


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
        self._grid.setColumnStretch(1, _COLUMNS - 2)
        self._narrow = False
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
        for label, value in told:
            self._texts += [
                Text(label, "second", wrap=True, parent=self),
                Text(breakable(value), wrap=True, parent=self),
            ]
        for text in self._texts:
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            text.show()
        self._lay_out()
        self.setAccessibleName(self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow() is not self._narrow:
            self._lay_out()

    def _is_narrow(self) -> bool:
        """Whether a label's longest word leaves no room beside it."""
        look = theme.current()
        metrics = QFontMetrics(look.font(look.body))
        words = [word for label, _ in self._told for word in label.split()]
        label_px = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return label_px > self.width() * 2 // _COLUMNS - look.space(16)

    def _lay_out(self) -> None:
        """Labels beside what holds, or over it."""
        self._narrow = self._is_narrow()
        for text in self._texts:
            self._grid.removeWidget(text)
        for place, text in enumerate(self._texts):
            row, column = (place, 0) if self._narrow else divmod(place, 2)
            self._grid.addWidget(text, row, column, 1, 2 if self._narrow else 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.space(16))
        self._grid.setVerticalSpacing(look.space(8))
