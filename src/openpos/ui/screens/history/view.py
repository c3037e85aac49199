"""Who changed what of the register, and when: the newest first, by area, person and day."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.register.programming import Area, Change
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.history.presenter import HistoryPresenter, HistoryShown
from openpos.ui.screens.history.words import edit_words, person_words, what_words
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.sent.words import moment
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField

_TITLE = N_("History of settings")
_SEARCH, _SEARCH_KEY = N_("Name or day"), N_("Search")
_HEADINGS = (N_("When"), N_("Who"), N_("What"), N_("From what to what"))
_WHAT, _CHANGE = 2, 3
_ROOM_PX = 800
"""With letters of the usual size."""
_AREAS = {
    "": N_("All"),
    Area.REGISTER: N_("Register"),
    Area.STAFF: N_("Staff"),
    Area.PAYMENT: N_("Payment"),
    Area.ARTICLES: N_("Articles"),
}
_NONE, _NONE_MORE = N_("Nothing was changed"), N_("Every change of settings, staff, methods and articles stands here.")


class HistoryPage(Page):
    """`history`. Its search field stands in the window's strip."""

    more_keys = (("F3", _SEARCH_KEY),)
    """Keys that belong to no key on the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("settings"))
        self._shown = HistoryShown()
        self.search = SearchField("", self)
        self.area = Choice([str(area) for area in _AREAS], shortcuts=[f"Alt+{n}" for n in range(1, len(_AREAS) + 1)])
        self.rows = Rows(4, stretch=(_WHAT, _CHANGE), wrap=True)
        self._empty, self._message = EmptyPage("list", "", ""), Message()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self.area)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._message)
        self.fill(content)
        self.presenter = HistoryPresenter(
            self._show, read=desk.register.beside("history").run, newest=desk.parts.history.newest
        )
        self.area.chosen.connect(self.presenter.choose)
        self.rows.at_end.connect(self.presenter.older)
        self.search.searched.connect(self.presenter.search)
        self.search.left_downwards.connect(self.rows.setFocus)
        self._news = desk.changes.subscribe(
            Changed.SETTINGS | Changed.STAFF | Changed.ARTICLES, lambda _: self.presenter.refresh(), visible=False
        )
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._news.shown()
        self.rows.setFocus()

    def on_hidden(self) -> None:
        self._news.hidden()

    def say(self) -> None:
        super().say()
        self.search.set_placeholder(tr(_SEARCH))
        self.area.say([tr(words) for words in _AREAS.values()], tr(_HEADINGS[_WHAT]))
        self.rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._empty.say(tr(_NONE), tr(_NONE_MORE))
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(*margins(16))
        self._column.setSpacing(look.space(12))
        self.search.setMinimumWidth(look.space(140) * look.text_percent // 100)
        self._make_room()

    def _show(self, shown: HistoryShown) -> None:
        self._shown = shown
        self.area.choose(str(shown.area or ""))
        cramped = self._cramped()
        self.rows.show_rows([(str(one.seq), _texts(one, cramped=cramped)) for one in shown.changes])
        self.rows.setColumnHidden(_WHAT, cramped)
        self._stack.setCurrentIndex(1 if shown.loaded and not shown.changes else 0)
        if shown.trouble is not None:
            self._message.show_error(shown.trouble)
        else:
            self._message.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self._cramped() != self.rows.isColumnHidden(_WHAT):
            self._show(self._shown)

    def _cramped(self) -> bool:
        """Whether what was changed stands over its changes: beside them there would be room for a word a line."""
        return self.width() * 100 // theme.current().text_percent < _ROOM_PX


def _texts(change: Change, *, cramped: bool) -> tuple[str, str, str, str]:
    what, edits = what_words(change), edit_words(change)
    if cramped:
        edits = "\n".join(filter(None, (what, edits)))
    return moment(change.at), person_words(change), what, edits


def page(desk: Desk) -> QWidget:
    """The page `history`. GUI thread."""
    return HistoryPage(desk)
