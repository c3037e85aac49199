"""Parts of whole pages: the header with its way back, the pager, what an empty page teaches."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.text import Icon, OneLine, Text

_BACK = N_("Back")
_PREVIOUS, _NEXT = N_("Previous page"), N_("Next page")
_PAGE_OF = N_("Page {page} of {pages}")


class PageHeader(QWidget):
    """The way back, the page's name, and keys at its right. Escape goes back too."""

    back = Signal()

    def __init__(self, title: str, *, back: str = "", parent: QWidget | None = None) -> None:
        """`back` is the text of the key that leads back; "Back" where it says nothing better."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._own_words = back
        self._back = Key(back or tr(_BACK), icon="arrow-left", kind=Kind.QUIET, shortcut="Esc", parent=self)
        self._back.clicked.connect(self.back)
        self._title = OneLine(title, "heading", parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        self._row.addWidget(self._title, 1)
        self._space()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_back(self, back: str) -> None:
        """Other words for the way back."""
        self._own_words = back
        self._back.set_face(back or tr(_BACK))

    def add(self, widget: QWidget) -> None:
        """Put a key or a field at the right end."""
        self._row.addWidget(widget)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange and not self._own_words:
            self._back.set_face(tr(_BACK))
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        edge = look.space(4)
        self._row.setContentsMargins(look.space(8), edge, look.space(12), edge + 1)
        self._row.setSpacing(look.space(12))


class Pager(QWidget):
    """`‹ 1/4 ›`. Pages are counted from 0 in the program and from 1 for people; `turned` tells the page wanted."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._pages = 0, 1
        self._before = Key(icon="chevron-left", name=tr(_PREVIOUS), shortcut="Alt+Left", parent=self)
        self._after = Key(icon="chevron-right", name=tr(_NEXT), shortcut="Alt+Right", parent=self)
        self._where = Text("", parent=self)
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(+1))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._before, self._where, self._after):
            self._row.addWidget(widget)
        for key in (self._before, self._after):
            keeps = key.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            key.setSizePolicy(keeps)
        self._space()
        self.show_page(0, 1)

    @property
    def page(self) -> int:
        return self._page

    def show_page(self, page: int, pages: int) -> None:
        """Show where one is, without telling anyone. Where there is one page only the pager keeps its place, empty."""
        self._pages = max(1, pages)
        self._page = min(max(0, page), self._pages - 1)
        self._where.setText(f"{self._page + 1}/{self._pages}" if self._pages > 1 else "")
        self._where.setAccessibleName(tr(_PAGE_OF, page=self._page + 1, pages=self._pages))
        for key, can in ((self._before, self._page > 0), (self._after, self._page < self._pages - 1)):
            key.setEnabled(can)
        for key in (self._before, self._after):
            key.setVisible(self._pages > 1)

    def _turn(self, by: int) -> None:
        wanted = self._page + by
        if 0 <= wanted < self._pages:
            self.show_page(wanted, self._pages)
            self.turned.emit(wanted)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._before.setAccessibleName(tr(_PREVIOUS))
            self._after.setAccessibleName(tr(_NEXT))
            self.show_page(self._page, self._pages)
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._row.setSpacing(look.space(8))
        self._where.setMinimumWidth(look.space(64))


class EmptyPage(QWidget):
    """What belongs on an empty page, and the key that starts it."""

    started = Signal()

    def __init__(self, icon: str, title: str, advice: str, start: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        edge = theme.current().space(24)
        column.setContentsMargins(edge, 0, edge, 0)
        column.setSpacing(theme.current().space(12))
        column.addStretch()
        column.addWidget(Icon(icon, size=48, parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._heading = Text(title, "heading", wrap=True, parent=self)
        self._words = Text(advice, "second", wrap=True, parent=self)
        for text in (self._heading, self._words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        self._key = BigKey(start, kind=Kind.PRIMARY, parent=self)
        self._key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._key.setMinimumWidth(theme.current().space(240))
        self._key.setVisible(bool(start))
        self._key.clicked.connect(self.started)
        column.addSpacing(theme.current().space(12))
        column.addWidget(self._key, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, title: str, advice: str, start: str = "") -> None:
        """The same in another language."""
        self._heading.setText(title)
        self._words.setText(advice)
        self._key.set_face(start)
        self._key.setVisible(bool(start))
