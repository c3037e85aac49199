"""Which key does what on this screen, shown when a person asks (F1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.text import Text

_TITLE = N_("Keys on this screen")
_LEAVE = N_("Esc or a touch closes this.")
_LARGE_LETTERS = 150
_ROWS_IN_A_COLUMN = 10
"""At least so many; more where the window is high enough for them."""


def keys_of(screen: QWidget) -> list[tuple[str, str]]:
    """Every visible key of the screen that can be pressed by keyboard: the key and what it does, in screen order."""
    found = [key for key in screen.findChildren(Key) if key.key_hint and key.isVisible()]
    found.sort(
        key=lambda key: (key.mapTo(screen, key.rect().topLeft()).y(), key.mapTo(screen, key.rect().topLeft()).x())
    )
    return [(key.key_hint, key.text() or key.accessibleName()) for key in found]


class KeyHints(QWidget):
    """A sheet over the window with the keys of what is on it. F1 shows it; Escape, F1 or a touch takes it away."""

    def __init__(self, window: QWidget, more: Sequence[tuple[str, str]] = ()) -> None:
        """`more`: keys that belong to no key on the screen, such as arrows, as (key, what it does)."""
        super().__init__(window)
        self._window = window
        self.more = tuple(more)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._sheet: QWidget | None = None
        QShortcut(QKeySequence("F1"), window).activated.connect(self.toggle)
        window.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        if self.isVisible():
            self.leave()
        else:
            self.ask()

    def ask(self) -> None:
        """Show the keys of what the window shows now."""
        look = theme.current()
        if self._sheet is not None:
            self._sheet.deleteLater()
        sheet = QWidget(self)
        sheet.setProperty("role", "surface")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(look.space(24), look.space(24), look.space(24), look.space(24))
        grid.setHorizontalSpacing(look.space(16))
        rows = [*keys_of(self._window), *self.more, ("F1", tr(_TITLE))]
        grid.addWidget(Text(tr(_TITLE), "heading", parent=sheet), 0, 0, 1, 4)
        large = look.text_percent >= _LARGE_LETTERS  # in the body's size they would not fit on a small screen
        grid.setVerticalSpacing(look.space(8 if large else 12))
        row_px = QFontMetrics(look.font(look.small if large else look.body)).height() + grid.verticalSpacing()
        fit = max(_ROWS_IN_A_COLUMN, self._window.height() // row_px - 5)  # less heading, foot and edges
        columns = -(-len(rows) // fit)
        in_column = max(_ROWS_IN_A_COLUMN, -(-len(rows) // columns))
        for place, (key, does) in enumerate(rows):
            row, column = place % in_column + 1, place // in_column * 2
            name, words = Text(key, "strong", parent=sheet), Text(does, parent=sheet)
            for text in (name, words) if large else ():
                text.setStyleSheet(f"font-size: {look.small}px")
            grid.addWidget(name, row, column)
            grid.addWidget(words, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        grid.addWidget(Text(tr(_LEAVE), "small", parent=sheet), in_column + 1, 0, 1, 4)
        if sheet.sizeHint().width() > self._window.width() - look.space(24):
            for text in sheet.findChildren(Text):
                text.setWordWrap(text.property("type") == "body")
            sheet.setFixedWidth(self._window.width() - look.space(24))
        self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self._sheet = sheet
        self.setAccessibleName(tr(_TITLE))
        self.setAccessibleDescription(". ".join(f"{key}: {does}" for key, does in rows))
        self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.setFocus()

    def leave(self) -> None:
        """Take the sheet away; the focus goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        shade = QColor(theme.current().tokens.page)
        shade.setAlpha(216)
        painter.fillRect(self.rect(), shade)
