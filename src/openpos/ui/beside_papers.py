"""Where the register's window stands: alone on its screen, or beside the virtual printer's papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from openpos.domain.errors import N_
from openpos.settings import Settings
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.offer import Offer

if TYPE_CHECKING:
    from openpos.ui.screens.papers.window import PapersWindow, Post, Watch

_PAPERS_BEHIND, _PAPERS_KEY = N_("The virtual printer has a window of its own."), N_("F8 shows and hides it.")
_PAPERS = N_("Show or hide the virtual printer")
_FRAMED_MS = 200
_REGISTER_PX, _PAPER_PX, _PAPERS_PX = 1024, 320, 420
"""What the register needs, and what the virtual printer's window needs beside it and likes; else it waits for its
key."""


class BesidePapers:
    """The window's place. GUI thread only."""

    def __init__(
        self,
        window: QMainWindow,
        watch: Watch | None,
        *,
        settings: Callable[[], Settings],
        post: Post,
        toast: Offer,
        shown: Callable[[], None],
    ) -> None:
        """`watch` is None where no printer is virtual; `shown` is told when there is a key that shows the papers."""
        self._window = window
        self._watch = watch
        self._settings = settings
        self._post = post
        self._toast = toast
        self._told = shown
        self._papers: PapersWindow | None = None
        self._closed = False

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The key that shows the papers, and what it does; none where there are no papers."""
        return (("F8", _PAPERS),) if self._papers is not None else ()

    def open(self) -> None:
        """Take the whole screen, as on a register; in a demo shop all but a strip for the virtual printer's papers."""
        if self._room():
            self._lay_side_by_side()
            self._window.show()
            # Once more when the desktop has put its frame round the window.
            QTimer.singleShot(_FRAMED_MS, self._lay_side_by_side)
        else:
            self._window.resize(self._window.screen().availableGeometry().size())
            self._window.showMaximized()

    def show_papers(self) -> None:
        """Where the printer is a virtual one: show its papers beside the register, or say which key shows them."""
        if self._watch is None or self._papers is not None or self._settings().printer != "virtual":
            return
        from openpos.ui.screens.papers.window import PapersWindow

        papers = PapersWindow(self._watch, self._post, lambda: self._settings().printer_columns)
        self._papers = papers
        key = QShortcut(QKeySequence("F8"), self._window)
        key.activated.connect(lambda: papers.setVisible(not papers.isVisible()))
        self._told()
        if self._room():
            self._lay_side_by_side()
            papers.show()
        else:
            self._toast.show_text(tr(_PAPERS_BEHIND), tr(_PAPERS_KEY))

    def close(self) -> None:
        """The window closes, and its papers with it."""
        self._closed = True
        if self._papers is not None:
            self._papers.close()

    def _room(self) -> int:
        """How wide the papers' window may be; 0 where there is none or no room for it."""
        if self._watch is None or self._settings().printer != "virtual":
            return 0
        width = min(theme.current().space(_PAPERS_PX), self._window.screen().availableGeometry().width() - _REGISTER_PX)
        return width if width >= _PAPER_PX else 0

    def _lay_side_by_side(self) -> None:
        """Lay the register and the papers beside each other, the frames of the desktop counted in."""
        window = self._window
        width, screen = self._room(), window.screen().availableGeometry()
        if not width or self._closed:
            return
        frame = window.frameSize() - window.size()
        window.move(screen.topLeft())
        window.resize(screen.width() - width - 2 * frame.width(), screen.height() - frame.height())
        if self._papers is not None:
            self._papers.move(screen.right() + 1 - width - frame.width(), screen.y())
            self._papers.resize(width, screen.height() - frame.height())
