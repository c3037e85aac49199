"""The article keys as they are seen and touched: groups, a grid of keys, the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.article import Article, ArticleGroup
from openpos.domain.errors import N_
from openpos.domain.money import Money
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.checkout.shown import ArticlePage
from openpos.ui.widgets.buttons import ArticleKey, GroupKey, Key
from openpos.ui.widgets.pages import EmptyPage, Pager
from openpos.ui.widgets.text import Text

_GROUP_ROWS = 2
_MORE_GROUPS = N_("More groups")
_FOUND = N_("Found for “{text}”")
_NOTHING, _NOTHING_ADVICE = N_("Nothing found"), N_("Search by another part of the name, the number or the barcode.")
_EMPTY, _EMPTY_ADVICE = (
    N_("No articles yet"),
    N_("Add them by hand or read them in from a file. Then they lie here on keys."),
)
_START = N_("Add articles")
_ASKS_PRICE = N_("price?")
_PRICE_ONLY, _PRICE_WANTED = N_("Price?"), N_("Scan or touch it.")


class GroupRows(QWidget):
    """The group keys in one or two rows; where there are more, a key at the end turns to the next ones."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._groups: tuple[ArticleGroup, ...] = ()
        self._keys: list[GroupKey] = []
        self._group: int | None = None
        self._first = 0
        self._more = Key(icon="ellipsis", name=tr(_MORE_GROUPS), parent=self)
        self._more.clicked.connect(self._turn)
        self._next_first = 0
        self._rows = 1

    def show_groups(self, groups: tuple[ArticleGroup, ...], group: int | None) -> None:
        """`group`: the chosen one's id, or None while something else is shown."""
        if groups != self._groups:
            self._groups = groups
            self._first = 0
            for key in self._keys:
                key.deleteLater()
            self._keys = [self._key(one) for one in groups]
            self._place()
        self._group = group
        for one, key in zip(self._groups, self._keys, strict=True):
            key.setAutoExclusive(False)
            key.setChecked(one.id == group)

    def step(self, by: int) -> None:
        """Choose the next or the previous group."""
        ids = [one.id for one in self._groups]
        if ids:
            place = ids.index(self._group) + by if self._group in ids else 0
            self.chosen.emit(ids[place % len(ids)])

    def sizeHint(self) -> QSize:
        look = theme.current()
        height = self._more.sizeHint().height()
        return QSize(look.space(240), self._rows * height + (self._rows - 1) * look.space(8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._place()
        elif event.type() == QEvent.Type.LanguageChange:
            self._more.setAccessibleName(tr(_MORE_GROUPS))
        super().changeEvent(event)

    def _key(self, group: ArticleGroup) -> GroupKey:
        key = GroupKey(group.name, group.colour, parent=self)
        key.clicked.connect(lambda: self.chosen.emit(group.id))
        return key

    def _turn(self) -> None:
        self._first = self._next_first
        self._place()

    def _place(self) -> None:
        gap, height = theme.current().space(8), self._more.sizeHint().height()
        widths = [min(key.sizeHint().width(), self.width()) for key in self._keys]
        rows_needed = _rows(widths, self.width(), gap)
        first_row = _half(widths, self.width(), gap) if rows_needed == _GROUP_ROWS else len(widths)
        paged = rows_needed > _GROUP_ROWS
        last_row_px = self.width() - (self._more.sizeHint().width() + gap if paged else 0)
        for key in self._keys:
            key.hide()
        shown = self._first
        self._rows = min(max(1, rows_needed), _GROUP_ROWS)
        for row in range(self._rows):
            room = last_row_px if row == self._rows - 1 else self.width()
            row_keys = []
            used = -gap
            most = len(self._keys) if row else first_row
            while shown < most and used + gap + widths[shown] <= room:
                used += gap + widths[shown]
                row_keys.append(shown)
                shown += 1
            # What is left over is shared, so that the row ends where the keys under it do.
            spare = max(0, room - used)
            left = 0
            full = shown < len(self._keys) or self._rows > 1
            for place, key_place in enumerate(row_keys):
                extra = spare * (place + 1) // len(row_keys) - spare * place // len(row_keys) if full else 0
                width = widths[key_place] + extra
                self._keys[key_place].setGeometry(QRect(left, row * (height + gap), width, height))
                self._keys[key_place].show()
                left += width + gap
        self._next_first = 0 if shown >= len(self._keys) else shown
        self._more.setVisible(paged)
        if paged:
            side = self._more.sizeHint().width()
            self._more.setGeometry(self.width() - side, (self._rows - 1) * (height + gap), side, height)
        self.updateGeometry()


def _rows(widths: list[int], room: int, gap: int) -> int:
    """How many rows these widths fill."""
    rows, used = 1, -gap
    for width in widths:
        if used + gap + width > room:
            rows, used = rows + 1, -gap
        used += gap + width
    return rows


def _half(widths: list[int], room: int, gap: int) -> int:
    """How many of them the first of two rows takes, so that the second is about as full."""
    halves = range(1, len(widths))
    fit = [at for at in halves if _rows(widths[:at], room, gap) == _rows(widths[at:], room, gap) == 1]
    return min(fit, key=lambda at: abs(sum(widths[:at]) - sum(widths[at:])), default=len(widths))


class KeyGrid(QWidget):
    """As many article keys as fit, all of one size. Arrow keys move among them."""

    touched = Signal(int)
    fits = Signal(int)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._keys: list[ArticleKey] = []
        self._columns = 1
        self._colours: dict[str, int] = {}
        self._articles: tuple[Article, ...] = ()
        self._amount: Money | None = None
        self._covers: list[QWidget] = []

    def cover(self, *covers: QWidget) -> None:
        """Lay these children of the grid over its keys, which stay where they are. What lay there before is gone.

        Hiding the keys instead would have the whole window laid out anew: many times the cost of a letter typed.
        """
        for before in self._covers:
            before.deleteLater()
        self._covers = list(covers)
        for cover in covers:
            cover.setGeometry(self.rect())

    def show_articles(self, articles: tuple[Article, ...], colours: dict[str, int], amount: Money | None) -> None:
        """`amount` is what those without a price are sold at; None where the cashier is asked."""
        self._articles, self._colours, self._amount = articles, colours, amount
        for place, key in enumerate(self._keys):
            self._fill(place, key)

    def focus_first(self) -> None:
        """The focus comes in from above."""
        if self._keys and self._keys[0].isEnabled():
            self._keys[0].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def focused(self) -> bool:
        """Whether one of its keys has the focus."""
        return any(key.hasFocus() for key in self._keys)

    def minimumSizeHint(self) -> QSize:
        return ArticleKey().sizeHint() if not self._keys else self._keys[0].sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._place()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }.get(Qt.Key(event.key()))
        if step is None or not isinstance(focus, ArticleKey) or focus not in self._keys:
            super().keyPressEvent(event)
            return
        place = self._keys.index(focus) + step
        if place < 0 and step < -1:
            self.left_upwards.emit()
        elif 0 <= place < len(self._keys) and self._keys[place].isEnabled():
            self._keys[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        look = theme.current()
        gap = look.space(8)
        if not self._keys:
            self._keys.append(self._key(0))
        hint = self._keys[0].sizeHint()
        least_px = look.space(136) * max(100, (100 + look.text_percent) // 2) // 100
        self._columns = max(2, (self.width() + gap) // (least_px + gap))
        rows = max(1, (self.height() + gap) // (hint.height() + gap))
        count = self._columns * rows
        while len(self._keys) < count:
            self._keys.append(self._key(len(self._keys)))
        while len(self._keys) > count:
            self._keys.pop().deleteLater()
        for place, key in enumerate(self._keys):
            row, column = divmod(place, self._columns)
            left = column * (self.width() + gap) // self._columns
            right = (column + 1) * (self.width() + gap) // self._columns - gap
            top = row * (self.height() + gap) // rows
            bottom = (row + 1) * (self.height() + gap) // rows - gap
            key.setGeometry(QRect(left, top, right - left, bottom - top))
            self._fill(place, key)
            key.show()
        for cover in self._covers:
            cover.setGeometry(self.rect())
            cover.raise_()
        self.fits.emit(count)

    def _key(self, place: int) -> ArticleKey:
        key = ArticleKey(self)
        key.clicked.connect(lambda: self.touched.emit(place))
        return key

    def _fill(self, place: int, key: ArticleKey) -> None:
        if place >= len(self._articles):
            if key.isEnabled():
                key.clear()
            return
        article = self._articles[place]
        amount = self._amount if article.price is None else article.price
        price = tr(_ASKS_PRICE) if amount is None else money(amount)
        key.show_article(article.name, price, self._colours.get(article.group, 0))


class ArticleKeysPanel(QWidget):
    """Groups on top, keys under them, pages at the bottom; what an empty catalogue or search teaches."""

    price_wanted = Signal()

    def __init__(self, begin_articles: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = GroupRows(self)
        self.grid = KeyGrid(self)
        self.pager = Pager(self)
        self._begin_articles = begin_articles
        self.price = Key(icon="tag", parent=self)
        self.price.setCheckable(True)
        self.price.clicked.connect(self._want_price)
        self._found = Text("", "second", parent=self)
        self._found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page: ArticlePage | None = None
        self._make_empty()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.price)
        self._foot.addWidget(self._found, 1)
        self._foot.addWidget(self.pager)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.groups)
        self._column.addWidget(self.grid, 1)
        self._column.addLayout(self._foot)
        self._space()
        self._speak()

    def show_page(self, page: ArticlePage) -> None:
        if self._page is not None and self._page.searched and not page.searched and self.grid.focused:
            self.grid.left_upwards.emit()  # under the focus lies another article now: Enter would sell that
        self._page = page
        self.groups.show_groups(page.groups, page.group)
        self.grid.show_articles(page.articles, {group.name: group.colour for group in page.groups}, page.amount)
        self.pager.show_page(page.page, page.pages)
        self._say_found()
        self._nothing.setVisible(not page.articles and bool(page.searched))
        self._empty.setVisible(not page.articles and not page.searched and not page.groups)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._make_empty()
            self._speak()
            if self._page is not None:
                self.show_page(self._page)
        super().changeEvent(event)

    def ask_price(self, *, asking: bool) -> None:
        """Whether the next article is only asked for its price."""
        self.price.setChecked(asking)
        self._say_found()

    def _want_price(self) -> None:
        self.price.setChecked(not self.price.isChecked())  # it is not the touch that decides
        self.price_wanted.emit()

    def _say_found(self) -> None:
        searched = self._page.searched if self._page else ""
        asking = self.price.isChecked()
        self._found.set_kind("strong" if asking else "second")
        self._found.setText(tr(_PRICE_WANTED) if asking else tr(_FOUND, text=searched) if searched else "")

    def _speak(self) -> None:
        self.price.set_face(tr(_PRICE_ONLY))
        self._say_found()

    def _make_empty(self) -> None:
        self._empty = EmptyPage("package", tr(_EMPTY), tr(_EMPTY_ADVICE), tr(_START), self.grid)
        self._empty.started.connect(self._begin_articles)
        self._nothing = EmptyPage("search", tr(_NOTHING), tr(_NOTHING_ADVICE), parent=self.grid)
        for page in (self._empty, self._nothing):
            page.hide()
        self.grid.cover(self._empty, self._nothing)

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self._foot.setSpacing(look.space(12))
