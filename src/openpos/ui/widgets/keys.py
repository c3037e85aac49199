"""Which key does what on this screen, shown when a person asks (F1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.text import Text

_TITLE = N_("Keys on this screen")
_LEAVE = N_("Esc or a touch closes this.")


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
        self._sheet: QScrollArea | None = None
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
        if self._sheet is not None:
            self._sheet.deleteLater()
        rows = [*keys_of(self._window), *self.more, ("F1", tr(_TITLE))]
        self._sheet = QScrollArea(self)  # in large letters more than a screen
        self._sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed = self._listed(rows)
        self._sheet.setWidget(listed)
        room = self._window.height() - 2 * theme.current().space(16)
        bar = 0 if listed.height() <= room else self._sheet.verticalScrollBar().sizeHint().width()
        self._sheet.setFixedSize(listed.width() + bar, min(listed.height(), room))
        self._column.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(tr(_TITLE))
        self.setAccessibleDescription(". ".join(f"{key}: {does}" for key, does in rows))
        self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.setFocus()

    def _listed(self, rows: Sequence[tuple[str, str]]) -> QWidget:
        """The rows in two columns, no wider than the window."""
        look = theme.current()
        edge, gap = look.space(24), look.space(16)
        sheet = QWidget()
        sheet.setProperty("role", "surface")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(look.space(8))
        grid.addWidget(Text(tr(_TITLE), "heading"), 0, 0, 1, 4)
        half = -(-len(rows) // 2)
        room = self._window.width() - 2 * edge - 5 * gap
        for column, listed, most in ((0, rows[:half], room // 2), (2, rows[half:], room)):
            keys = [Text(key, "strong", wrap=True) for key, _ in listed]
            does = [Text(words, wrap=True) for _, words in listed]
            widths = _shared(_widest(keys), _widest(does), min(most, room))
            room -= sum(widths)
            for place, texts in enumerate((keys, does)):
                for row, text in enumerate(texts, start=1):
                    text.setFixedWidth(widths[place])
                    grid.addWidget(text, row, column + place, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(tr(_LEAVE), "small"), half + 1, 0, 1, 4)
        sheet.adjustSize()
        width = sheet.sizeHint().width()
        sheet.resize(width, grid.heightForWidth(width))
        return sheet

    def leave(self) -> None:
        """Take the sheet away; the focus goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def event(self, event: QEvent) -> bool:
        # Or Escape would be the page's way back, and F9 would act unseen under the sheet.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.leave()
        elif event.key() in steps and self._sheet is not None:
            bar = self._sheet.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * theme.current().touch_px)
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


def _widest(texts: Sequence[Text]) -> int:
    """The width in which all of them fit on one line."""
    for text in texts:
        text.ensurePolished()
    return max((text.fontMetrics().horizontalAdvance(text.text()) for text in texts), default=0) + 1


def _shared(first: int, second: int, room: int) -> tuple[int, int]:
    """The widths of two texts beside each other: as they wish, or where that is too much, two fifths and the rest."""
    first = min(first, max(room - second, room * 2 // 5))
    return first, min(second, room - first)
