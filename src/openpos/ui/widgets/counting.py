"""Counting cash by its notes and coins: one row each, by finger, number pad or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.text import Text

_FEWER, _MORE = N_("One {kind} fewer"), N_("One {kind} more")
_HOW_MANY = N_("How many {kind}")
_DIGITS = QRegularExpression("[0-9]{0,5}")


class _CountField(QLineEdit):
    """How many there are. Arrows go to the next row, plus and minus count one up or down."""

    stepped = Signal(int)
    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("type", "large")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(_DIGITS, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.moved.emit(1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.stepped.emit(1 if key == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()  # so that the first key replaces what stands there

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.selectAll()


class CashCounter(QWidget):
    """A row for each note and coin: fewer, how many, more, what they come to.

    `counted` tells the row and the number. `done` is Enter or arrow down in the last row. The current row is the one
    that was touched last.
    """

    counted = Signal(int, int)
    done = Signal()

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._names = [Text("", "strong", parent=self) for _ in range(rows)]
        self._fields = [_CountField(self) for _ in range(rows)]
        self._fewer = [Key(icon="minus", parent=self) for _ in range(rows)]
        self._more = [Key(icon="plus", parent=self) for _ in range(rows)]
        self._amounts = [Text("", parent=self) for _ in range(rows)]
        self._current = 0
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, field in enumerate(self._fields):
            self._names[row].setAlignment(right)
            self._amounts[row].setAlignment(right)
            self._wire(row, field)
            for column, widget in enumerate(
                (self._names[row], self._fewer[row], field, self._more[row], self._amounts[row])
            ):
                self._grid.addWidget(widget, row, column)
        self._grid.setColumnStretch(4, 1)
        self._space()

    def type(self, text: str) -> None:
        """Write what a number pad's key says in the current row."""
        self._field().insert(text)

    def erase(self) -> None:
        """Take the last digit of the current row away."""
        self._field().backspace()

    def clear(self) -> None:
        """Take the current row's number away."""
        self._field().clear()

    def next(self) -> None:
        """Go on to the next row."""
        self._field()
        self._go(self._current + 1)

    def say(self, names: Sequence[str]) -> None:
        """The rows' names: `1 000 kr`."""
        for row, name in enumerate(names):
            self._names[row].setText(name)
            self._fields[row].setAccessibleName(tr(_HOW_MANY, kind=name))
            self._fewer[row].setAccessibleName(tr(_FEWER, kind=name))
            self._more[row].setAccessibleName(tr(_MORE, kind=name))
        self._space()

    def show_counts(self, counts: Sequence[int], amounts: Sequence[str]) -> None:
        """Show numbers and sums, without telling anyone. What a person is writing stays as it was written."""
        for row, (count, amount) in enumerate(zip(counts, amounts, strict=True)):
            field = self._fields[row]
            if int(field.text() or "0") != count:
                blocked = field.blockSignals(True)
                field.setText(str(count) if count else "")
                field.blockSignals(blocked)
            self._amounts[row].setText(amount)

    def show_sums(self, *, shown: bool) -> None:
        """Whether each row shows what it comes to: where letters are large, there is room for the whole sum only."""
        self._grid.setColumnMinimumWidth(4, self._sum_px() if shown else 0)
        for amount in self._amounts:
            amount.setVisible(shown)

    def start(self) -> None:
        """Begin with the first row."""
        self._go(0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _wire(self, row: int, field: _CountField) -> None:
        field.textChanged.connect(lambda text: self._told(row, text))
        field.stepped.connect(lambda by: self._step(row, by))
        field.moved.connect(lambda by: self._go(row + by))
        for key, by in ((self._fewer[row], -1), (self._more[row], 1)):
            # Tab goes from number to number; plus and minus on the keyboard do what these do.
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setAutoRepeat(True)
            key.clicked.connect(lambda _checked=False, by=by: self._touch(row, by))

    def _field(self) -> _CountField:
        for row, field in enumerate(self._fields):
            if field.hasFocus():
                self._current = row
        return self._fields[self._current]

    def _told(self, row: int, text: str) -> None:
        self._current = row
        self.counted.emit(row, int(text or "0"))

    def _touch(self, row: int, by: int) -> None:
        self._step(row, by)
        self._fields[row].setFocus()

    def _step(self, row: int, by: int) -> None:
        field = self._fields[row]
        count = max(0, int(field.text() or "0") + by)
        field.setText(str(count) if count else "")

    def _go(self, row: int) -> None:
        if row >= len(self._fields):
            self.done.emit()
            return
        self._current = max(0, row)
        self._fields[self._current].setFocus(Qt.FocusReason.TabFocusReason)

    def _space(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.space(8))
        self._grid.setVerticalSpacing(look.space(4))
        digits = QFontMetrics(look.font(look.large)).horizontalAdvance("00000")
        for field in self._fields:
            field.setFixedWidth(digits + 2 * look.space(16))
        if not self._amounts[0].isHidden():
            self._grid.setColumnMinimumWidth(4, self._sum_px())

    @staticmethod
    def _sum_px() -> int:
        look = theme.current()
        return QFontMetrics(look.font(look.body)).horizontalAdvance("1 000 000,00")
