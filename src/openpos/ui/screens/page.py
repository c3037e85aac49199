"""A page of the window: a header with the way back, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.pages import PageHeader


class Page(QWidget):
    """A page speaks anew by `say` when the language changes and is told by the window when it is seen.

    A page calls `say` once itself, at the end of its construction.
    """

    def __init__(
        self, title: str, back: Callable[[], None], *, back_text: str = "", parent: QWidget | None = None
    ) -> None:
        """`title` and `back_text` (what the way back says, where it says more than "Back") are English source texts."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = title
        self._back_text = back_text
        self._spoke = False
        self.header = PageHeader(tr(title), back=tr(back_text), parent=self)
        self.header.back.connect(back)
        self._page_column = QVBoxLayout(self)
        self._page_column.setContentsMargins(0, 0, 0, 0)
        self._page_column.setSpacing(0)
        self._page_column.addWidget(self.header)

    def fill(self, body: QWidget) -> None:
        """Put the page's content under its header."""
        self._page_column.addWidget(body, 1)

    def on_shown(self) -> None:
        """The page is seen from now on."""

    def on_hidden(self) -> None:
        """The page is no longer seen."""

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._spoke = True
        self.header.set_title(tr(self._title))
        if self._back_text:
            self.header.set_back(tr(self._back_text))
        self.setAccessibleName(tr(self._title))

    def space(self) -> None:
        """Take sizes from the theme anew."""

    def changeEvent(self, event: QEvent) -> None:
        # Qt tells of changes while a page is still being built too.
        if self._spoke and event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif self._spoke and event.type() == QEvent.Type.StyleChange:
            self.space()
        super().changeEvent(event)


def margins(token_px: int = 16) -> tuple[int, int, int, int]:
    """Equal margins on all four sides, in this screen's pixels."""
    edge = theme.current().space(token_px)
    return edge, edge, edge, edge
