"""A list of rows with a few columns, each row high enough for a finger. One row may be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMetaMethod, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from openpos.ui import theme
from openpos.ui.widgets.paper import glide

_KEY = Qt.ItemDataRole.UserRole


class Rows(QTableWidget):
    """`chosen` tells the key of the row a person chose, by touch or arrow keys; `at_end` that the last row is seen.

    `typed` tells what is written while the list has the focus; unheard, it leads to the row that begins so.
    """

    chosen = Signal(str)
    at_end = Signal()
    typed = Signal(str)

    def __init__(
        self,
        columns: int,
        *,
        right: Sequence[int] = (),
        stretch: Sequence[int] = (),
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`right` are columns of figures; those in `stretch`, or else the last, share the spare width; `wrap` lets rows
        be higher than one line.
        """
        super().__init__(0, columns, parent)
        self._right = frozenset(right)
        self._quiet = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(wrap)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in stretch or (columns - 1,):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        glide(self)
        self._wrap = QTimer(self)
        self._wrap.setSingleShot(True)
        self._wrap.timeout.connect(self.resizeRowsToContents)
        if wrap:
            header.sectionResized.connect(lambda *_: self._wrap.start())
        self.itemSelectionChanged.connect(self._tell)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._space()

    def say(self, headings: Sequence[str], name: str) -> None:
        """The columns' headings and the list's name for a screen reader."""
        self.setHorizontalHeaderLabels(list(headings))
        for column in range(self.columnCount()):
            heading = self.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(self._align(column))
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]], chosen: str = "") -> None:
        """Each row's key and texts; none of it is told."""
        self._quiet = True
        header = self.horizontalHeader()
        # A column that fits its texts would measure all of them again at each text.
        modes = [header.sectionResizeMode(column) for column in range(self.columnCount())]
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        try:
            self.setRowCount(len(rows))
            for row, (key, texts) in enumerate(rows):
                for column, text in enumerate(texts):
                    item = self.item(row, column)
                    if item is None:
                        item = QTableWidgetItem(text)
                        item.setTextAlignment(self._align(column))
                        self.setItem(row, column, item)
                    if item.text() != text:
                        item.setText(text)
                    if item.data(_KEY) != key:
                        item.setData(_KEY, key)
                if key == chosen and not self.selectionModel().isRowSelected(row):
                    self.selectRow(row)
        finally:
            for column, mode in enumerate(modes):
                header.setSectionResizeMode(column, mode)
            if self.wordWrap():
                self.resizeRowsToContents()
            self._quiet = False

    def choose_none(self) -> None:
        """No row is chosen; the next touch or arrow key chooses one, and tells it."""
        self._quiet = True
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self._quiet = False

    def colour_row(self, row: int, state: theme.State) -> None:
        """Write a row's texts in a state's colour; its words must say the state too."""
        look = theme.current()
        ink = QColor(look.tokens.ink if state is theme.State.PLAIN else look.state_ink(state))
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is not None:
                item.setForeground(ink)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if self.isSignalConnected(QMetaMethod.fromSignal(self.typed)):
            self.typed.emit(search)
        else:
            super().keyboardSearch(search)

    def _align(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def sizeHintForRow(self, row: int) -> int:
        least = self.verticalHeader().defaultSectionSize()
        if not self.wordWrap():
            return least
        # Qt forgets the padding beside the text, and so the line that it takes more.
        look = theme.current()
        beside = 2 * (look.space(8) + 3)
        shown = [column for column in range(self.columnCount()) if not self.isColumnHidden(column)]
        return max(least, *(self._height(row, column, beside) + look.space(12) for column in shown))

    def _height(self, row: int, column: int, beside: int) -> int:
        """How high the wrapped text of a cell is."""
        item = self.item(row, column)
        place = QRect(0, 0, max(1, self.columnWidth(column) - beside), 1)
        return self.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap, item.text() if item else "").height()

    def _tell(self) -> None:
        found = self.selectedItems()
        if found and not self._quiet:
            self.chosen.emit(found[0].data(_KEY))

    def _scrolled(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum():
            self.at_end.emit()

    def _space(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(max(look.touch_px, look.body * 2))
