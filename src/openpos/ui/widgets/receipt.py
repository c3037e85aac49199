"""The growing receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QScroller, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from openpos.ui import theme
from openpos.ui.widgets.buttons import wrapped

_LINE = Qt.ItemDataRole.UserRole
_KNOWN_LINES = 500
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line as it is read: `2 ×`, `Mellanmjölk`, `33,80`, under it `16,90 each` and `Discount 10 %`, `−3,38`."""

    quantity: str
    text: str
    amount: str
    note: str = ""
    discount: str = ""
    off: str = ""
    """What the discount takes off the amount."""

    @property
    def spoken(self) -> str:
        said = (f"{self.quantity} {self.text}".strip(), self.amount, self.note, f"{self.discount} {self.off}".strip())
        return ", ".join(part for part in said if part)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[ReceiptLine, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default; it is immutable
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.spoken
        return None

    def take(self, lines: tuple[ReceiptLine, ...]) -> None:
        """Become these lines by the smallest change: usually one line more, or one that reads differently."""
        before = self.lines
        if len(lines) < len(before):
            gone = len(before) - len(lines)
            first = next((row for row, line in enumerate(lines) if line != before[row]), len(lines))
            self.beginRemoveRows(QModelIndex(), first, first + gone - 1)
            self.lines = before[:first] + before[first + gone :]
            self.endRemoveRows()
        elif len(lines) > len(before):
            self.beginInsertRows(QModelIndex(), len(before), len(lines) - 1)
            self.lines = before + lines[len(before) :]
            self.endInsertRows()
        changed = [row for row, line in enumerate(lines) if line != self.lines[row]]
        self.lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


class ReceiptList(QListView):
    """The lines of the sale, the newest highlighted, each as high as a finger.

    A touched line is chosen and told by `line_chosen`; arrow keys choose too. One line more costs the painting of one
    line.
    """

    line_chosen = Signal(int)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says, for instance "Receipt"."""
        super().__init__(parent)
        self._lines = _Lines(self)
        self._newest: int | None = None
        self._empty = ("", "")
        self._quantity_px = 0
        self.setAccessibleName(name)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    @property
    def newest(self) -> int | None:
        """The row that is highlighted as the newest."""
        return self._newest

    @property
    def chosen(self) -> int | None:
        """The row a person has chosen."""
        rows = self.selectionModel().selectedIndexes()
        return rows[0].row() if rows else None

    def show_lines(self, lines: Sequence[ReceiptLine], newest: int | None = None) -> None:
        """Show these lines, with `newest` highlighted and in sight; without it, the last one where one was added."""
        before = self._lines.lines
        after = tuple(lines)
        if newest is None:
            newest = self._newest if len(after) == len(before) else len(after) - 1
        self._quantity_px = _widest_quantity(after)
        self._newest = newest if newest is not None and 0 <= newest < len(after) else None
        chosen = self.chosen
        self._lines.take(after)
        if len(after) != len(before) and chosen is not None and self.chosen != chosen:
            self.clearSelection()
        if self._newest is not None:
            self.scrollTo(self._lines.index(self._newest))
        self.viewport().update()

    def choose(self, row: int | None) -> None:
        """Choose a row, or none, without telling anyone."""
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._lines.index(row))

    def set_empty(self, title: str, advice: str) -> None:
        """What an empty receipt says."""
        self._empty = (title, advice)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._lines.lines or not any(self._empty):
            return
        look = theme.current()
        painter = QPainter(self.viewport())
        rect = self.viewport().rect().adjusted(look.space(24), 0, -look.space(24), 0)
        title, advice = self._empty
        middle = rect.center().y()
        painter.setPen(QColor(look.tokens.ink))
        painter.setFont(look.font(look.large, strong=True))
        over = QRect(rect.left(), rect.top(), rect.width(), middle - rect.top() - look.space(4))
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(over, wrapped | Qt.AlignmentFlag.AlignBottom, title)
        painter.setPen(QColor(look.tokens.second_ink))
        painter.setFont(look.font(look.body))
        under = QRect(rect.left(), middle + look.space(4), rect.width(), rect.bottom() - middle)
        painter.drawText(under, wrapped | Qt.AlignmentFlag.AlignTop, advice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._newest is not None:
            self.scrollTo(self._lines.index(self._newest))

    def _tell(self, index: QModelIndex) -> None:
        self.line_chosen.emit(index.row())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._quantity_px = _widest_quantity(self._lines.lines)
        super().changeEvent(event)

    @property
    def quantity_px(self) -> int:
        """The width of the column of quantities: that of the widest."""
        return self._quantity_px


def _widest_quantity(lines: tuple[ReceiptLine, ...]) -> int:
    look = theme.current()
    metrics = QFontMetrics(look.font(look.body))
    widest = max((metrics.horizontalAdvance(quantity) for quantity in {line.quantity for line in lines}), default=0)
    return max(widest, look.space(32))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a line go. Where letters are large and the list narrow, the sums go under the name."""

    names: tuple[str, ...]
    name_left: int
    stacked: bool
    rows: int
    text_px: int
    """The height of all its text."""

    @property
    def sums_row(self) -> int:
        """Which row of body text quantity and amount stand on."""
        return len(self.names) if self.stacked else 0


class _Painter(QStyledItemDelegate):
    def __init__(self, view: ReceiptList) -> None:
        super().__init__(view)
        self._view = view
        # Qt asks for the size of every line whenever one is added; a line's places change with the width alone.
        self._known: dict[ReceiptLine, _Places] = {}
        self._known_for: tuple[object, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        look = theme.current()
        width = self._view.viewport().width()
        return QSize(width, max(self._places(width, _line(index)).text_px + look.space(16), look.touch_px))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = theme.current()
        tokens = look.tokens
        line, rect = _line(index), option.rect
        self._paint_ground(painter, option, newest=index.row() == self._view.newest)
        places = self._places(rect.width(), line)
        body, strong, small = look.font(look.body), look.font(look.body, strong=True), look.font(look.small)
        metrics, small_metrics = QFontMetrics(body), QFontMetrics(small)
        left, right = rect.left() + look.space(12), rect.right() - look.space(12)
        top = rect.top() + (rect.height() - places.text_px) // 2
        baseline = top + metrics.ascent()
        sums = baseline + places.sums_row * metrics.height()
        painter.setPen(QColor(tokens.ink))
        painter.setFont(body)
        for place, name in enumerate(places.names):
            painter.drawText(rect.left() + places.name_left, baseline + place * metrics.height(), name)
        quantity_left = left
        if not places.stacked:  # all quantities end on one line
            quantity_left += self._view.quantity_px - metrics.horizontalAdvance(line.quantity)
        painter.drawText(quantity_left, sums, line.quantity)
        painter.setFont(strong)
        painter.drawText(right - QFontMetrics(strong).horizontalAdvance(line.amount), sums, line.amount)
        painter.setFont(small)
        painter.setPen(QColor(tokens.second_ink))
        under_left, under = rect.left() + places.name_left, top + places.rows * metrics.height()
        for words, amount in ((line.note, ""), (line.discount, line.off)):
            if words:
                off_left = right - small_metrics.horizontalAdvance(amount)
                room = off_left - under_left - (look.space(8) if amount else 0)
                elided = small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(under_left, under + small_metrics.ascent(), elided)
                painter.drawText(off_left, under + small_metrics.ascent(), amount)
                under += small_metrics.height()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, newest: bool) -> None:
        look = theme.current()
        tokens, rect = look.tokens, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if newest or chosen:
            painter.fillRect(rect, QColor(tokens.newest))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        if newest:
            painter.fillRect(QRect(rect.left(), rect.top(), look.space(6), rect.height()), QColor(tokens.accent))
        if chosen:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _places(self, width_px: int, line: ReceiptLine) -> _Places:
        known_for = (width_px, self._view.quantity_px, theme.current())
        if known_for != self._known_for or len(self._known) > _KNOWN_LINES:
            self._known, self._known_for = {}, known_for
        places = self._known.get(line)
        if places is None:
            places = self._known[line] = self._placed(width_px, line)
        return places

    def _placed(self, width_px: int, line: ReceiptLine) -> _Places:
        look = theme.current()
        metrics = QFontMetrics(look.font(look.body))
        small_px = QFontMetrics(look.font(look.small)).height()
        under_px = small_px * (bool(line.note) + bool(line.discount))
        inside = width_px - 2 * look.space(12)
        amount_px = QFontMetrics(look.font(look.body, strong=True)).horizontalAdvance(line.amount)
        beside = inside - self._view.quantity_px - amount_px - 2 * look.space(8)
        stacked = beside < 7 * look.body  # less than about a dozen letters
        names = wrapped(line.text, metrics, max(inside, look.body) if stacked else beside)
        rows = len(names) + stacked
        name_left = look.space(12) + (0 if stacked else self._view.quantity_px + look.space(8))
        return _Places(names, name_left, stacked, rows, rows * metrics.height() + under_px)


def _line(index: _Index) -> ReceiptLine:
    line = index.data(_LINE)
    assert isinstance(line, ReceiptLine)
    return line
