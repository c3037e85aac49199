"""The program's window from the first paint to the last, and what is shown where it can't start."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError
from openpos.settings import Settings
from openpos.ui import i18n, theme
from openpos.ui.garbage import GarbageOnGuiThread
from openpos.ui.parts import Parts
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.text import Icon, Text
from openpos.ui.window import MainWindow, speak, theme_of

TURN_S = 0.0005
"""How long a lane goes on once the screen wants the interpreter. Python's own 5 ms are a third of a frame."""

_TITLE, _CLOSE = N_("OpenPOS can't start"), N_("Close")


def application() -> QApplication:
    """The one QApplication, made where there is none yet."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    # Sizes are told in millimetres and become pixels in the theme: no second scaling on top.
    app = QApplication(sys.argv[:1])
    app.setApplicationName("OpenPOS")
    app.setDesktopFileName("openpos")
    return app


def run(parts: Parts) -> int:
    """Show the register's window until it is closed. Blocks; returns the exit code."""
    sys.setswitchinterval(TURN_S)
    app = application()
    theme.apply(app, theme_of(parts.settings))
    speak(parts.settings)
    window = MainWindow(parts)
    window.bridge.catch_the_rest()
    window.beside.open()
    # Behind the first paint: the window is seen before the control unit has answered.
    QTimer.singleShot(0, window.begin)
    QTimer.singleShot(0, window.beside.show_papers)
    garbage = GarbageOnGuiThread()
    try:
        return app.exec()
    finally:
        garbage.stop()


def show_trouble(error: OpenPosError) -> int:
    """Say in a window of its own why the register can't start. Blocks until it is closed; returns 1."""
    app = application()
    settings = Settings()
    theme.apply(app, theme_of(settings))
    speak(settings)
    window = TroubleWindow(error)
    window.show()
    app.exec()
    return 1


class TroubleWindow(QWidget):
    """What happened, what to do, and one key."""

    def __init__(self, error: OpenPosError) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme.current()
        said = i18n.translate_error(error)
        self.setWindowTitle(i18n.tr(_TITLE))
        self.setAccessibleName(f"{i18n.tr(_TITLE)}. {said.title} {said.advice}")
        column = self._column = QVBoxLayout(self)
        edge = look.space(32)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(16))
        column.addWidget(Icon("octagon-alert", "stop", 48, self))
        self.title = Text(said.title, "title", wrap=True, parent=self)
        self.advice = Text(said.advice, "large", wrap=True, parent=self)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addStretch()
        self.key = BigKey(i18n.tr(_CLOSE), kind=Kind.PRIMARY, shortcut="Esc", parent=self)
        self.key.clicked.connect(self.close)
        column.addWidget(self.key)
        self.resize(look.space(640), look.space(360))
        self.key.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The window is as high as its words need, in the letters that they are shown in.
        for text in (self.title, self.advice):
            text.ensurePolished()
        self._column.invalidate()
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))
