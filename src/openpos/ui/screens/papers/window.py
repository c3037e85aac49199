"""The virtual printer's window: the papers as they come, and the drawer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.printing.paper import Paper
from openpos.ui import theme
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.report_picture import Picture, picture_of_paper
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import PaperPicture, glide
from openpos.ui.widgets.strip import StatusChip
from openpos.ui.widgets.text import OneLine

KEPT = 30
"""So many papers hang in the window; older ones go."""
_DRAWER_MS = 4000

Watch = Callable[[Callable[[Paper], None], Callable[[], None]], None]
Post = Callable[[Callable[[], None]], None]

_TITLE = N_("Virtual printer")
_CLEAR = N_("Clear")
_EMPTY, _TEACH = N_("No paper yet"), N_("Receipts and reports come out here, as they would from a real printer.")
_DRAWER_SHUT, _DRAWER_OPENED = N_("Drawer closed"), N_("Drawer open")


class PapersWindow(QWidget):
    """A window of its own beside the register's. Newest paper on top."""

    def __init__(self, watch: Watch, post: Post, columns: Callable[[], int]) -> None:
        """`watch` is `Parts.watch_paper`; `post` is `Bridge.post`, which brings papers to this thread. `columns` is
        the printer's.
        """
        super().__init__(None, Qt.WindowType.Window)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Closing the register closes the program, whether this window is open or not; and it takes no key from it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._papers: deque[PaperPicture] = deque()
        self._came = 0
        self._drawer = StatusChip("", icon="wallet")
        self._drawer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drawer.whole = True
        self._count = OneLine("", "second")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._clear = Key("", icon="trash-2", kind=Kind.QUIET)
        self._clear.clicked.connect(self.clear)
        self._empty = EmptyPage("printer", "", "")
        self._shut = QTimer(self)
        self._shut.setSingleShot(True)
        self._shut.timeout.connect(self._drawer_shut)
        self._lay_out()
        self._space()
        self._drawer_shut()
        self.say()
        look = theme.current()
        self.resize(look.space(420), look.space(720))

        def came(paper: Paper) -> None:
            picture = picture_of_paper(paper, columns())  # on the printer's thread, where it holds nobody up
            post(lambda: self.show_paper(picture))

        watch(came, lambda: post(self.drawer_opened))

    def show_paper(self, picture: Picture) -> None:
        """Hang a paper on top of the others."""
        made = PaperPicture()
        made.setProperty("role", "content")
        made.fit(self._paper_width())
        made.show_png(picture.png, picture.words)
        self._hung.insertWidget(0, made)
        self._papers.appendleft(made)
        self._came += 1
        while len(self._papers) > KEPT:
            self._take_down()
        self._area.verticalScrollBar().setValue(0)
        self._places.setCurrentIndex(0)
        self._say_count()

    def drawer_opened(self) -> None:
        """The drawer got its pulse: it says so for a while."""
        self._drawer.set_state(State.SOON, tr(_DRAWER_OPENED))
        self._shut.start(_DRAWER_MS)

    def clear(self) -> None:
        """Take all papers away."""
        while self._papers:
            self._take_down()
        self._came = 0
        self._places.setCurrentIndex(1)
        self._say_count()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self.setWindowTitle(tr(_TITLE))
        self.setAccessibleName(tr(_TITLE))
        self._clear.setAccessibleName(tr(_CLEAR))
        self._empty.say(tr(_EMPTY), tr(_TEACH))
        self._drawer.set_state(self._drawer.state, tr(_DRAWER_OPENED if self._shut.isActive() else _DRAWER_SHUT))
        self._say_count()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for paper in self._papers:
            paper.fit(self._paper_width())

    def _lay_out(self) -> None:
        look = theme.current()
        content = QWidget()
        content.setProperty("role", "content")
        column = QVBoxLayout(content)
        column.setContentsMargins(look.space(8), look.space(8), look.space(8), look.space(8))
        column.setSpacing(look.space(16))
        self._hung = QVBoxLayout()
        self._hung.setSpacing(look.space(16))
        column.addLayout(self._hung)
        column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        glide(self._area)
        self._places = QStackedWidget()
        self._places.addWidget(self._area)
        self._places.addWidget(self._empty)
        self._places.setCurrentIndex(1)
        foot = QWidget()
        foot.setProperty("role", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        self._foot.setContentsMargins(look.space(8), look.space(4), look.space(8), look.space(4))
        self._foot.addWidget(self._drawer)
        papers = QHBoxLayout()
        papers.addWidget(self._count, 1)
        papers.addWidget(self._clear)
        self._foot.addLayout(papers, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._places, 1)
        outer.addWidget(foot)

    def _space(self) -> None:
        """In large letters the drawer has a row of its own: how it stands is never cut."""
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        across = QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if scarce else across)

    def _paper_width(self) -> int:
        return self.width() - self._area.verticalScrollBar().sizeHint().width() - 2 * theme.current().space(8)

    def _take_down(self) -> None:
        paper = self._papers.pop()
        self._hung.removeWidget(paper)
        paper.deleteLater()

    def _drawer_shut(self) -> None:
        self._drawer.set_state(State.PLAIN, tr(_DRAWER_SHUT))

    def _say_count(self) -> None:
        self._count.setText(tr_n(self._came, "{count} paper", "{count} papers") if self._came else "")
