"""The real window with a hand on its keyboard, and a stopwatch at the end of its painting."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import monotonic, perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QWidget

from openpos import app, settings
from openpos.clock import now
from openpos.domain.permission import Person
from openpos.domain.receipt import Receipt
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store
from openpos.ui import main, theme
from openpos.ui.garbage import GarbageOnGuiThread
from openpos.ui.parts import Parts
from openpos.ui.window import MainWindow, speak, theme_of
from tests.bench.big_shop import barcode_of
from tests.bench.tills import paid

WIDTH_PX, HEIGHT_PX = 1920, 1080
SCANNER_GAP_MS = 2
PRINTED_LINES = 20
_PATIENCE_S = 20


class TimedWindow(MainWindow):
    """The register's window, which remembers when it had painted last, and what: lines, and what is searched for."""

    def __init__(self, parts: Parts) -> None:
        self.painted = 0.0
        self.painted_lines = -1
        self.painted_search = ""
        super().__init__(parts)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            # All that had changed is painted and handed to the screen.
            self.painted = perf_counter()
            self.painted_lines = self._checkout_page.receipt.lines.model().rowCount()
            self.painted_search = self._checkout_page.search.text()
        return handled


class Screen:
    """A register's window with somebody logged in, at the checkout. Closed with `close`."""

    def __init__(self, directory: Path) -> None:
        """Open the register with a virtual printer, whatever printer it has."""
        settings.save(directory, replace(settings.load(directory), printer="virtual"))
        with ExitStack() as stack:
            self._register = stack.enter_context(app.opened(directory))
            printer = stack.enter_context(app._printer(self._register))
            self.window = TimedWindow(app._parts(self._register, printer))
            self._close = stack.pop_all()
        sys.setswitchinterval(main.TURN_S)
        self._garbage = GarbageOnGuiThread()
        self.window.setGeometry(0, 0, WIDTH_PX, HEIGHT_PX)
        self.window.show()
        self.window.begin()
        wait_for(lambda: self.window._started)
        with self.store.read() as tx:
            (person,) = tx.shop.people()
        self._receipt = self._sell(person).number
        self.window.desk.log_in(person)
        self.settle()

    @property
    def store(self) -> Store:
        """The file behind the window."""
        return self._register.store

    @property
    def receipt_size(self) -> QSize:
        """How large the list of lines is."""
        return self.window._checkout_page.receipt.lines.size()

    def _sell(self, person: Person) -> Receipt:
        """A sale whose receipt can be printed."""
        checkout, catalogue = self._register.checkout, self._register.catalogue
        sale = checkout.new_sale()
        for place in range(PRINTED_LINES):
            article = catalogue.find(barcode_of(place))
            assert article is not None
            sale = sale.with_line(checkout.line_of(article))
        return checkout.complete(paid(sale), person)

    def print_behind(self) -> None:
        """Have a receipt printed, if none is being printed."""
        if not self.window.printing.pending:
            with self.store.write() as tx:
                tx.print_jobs.add(JobKind.RECEIPT, str(self._receipt), at=now())
            self.window.desk.print_now()

    def settle(self) -> None:
        """Wait until nothing is under way on the register lane and everything is painted."""
        wait_for(lambda: not self.window.register.pending)
        QCoreApplication.processEvents()

    def scan(self, code: str) -> float:
        """Scan, and give the time from the last key to the end of the painting of the line."""
        window = self.window
        lines = len(window.checkout.sale.lines)
        hand = _Hand(window.windowHandle(), f"{code}\r")
        hand.start()
        wait_for(lambda: window.painted_lines == lines + 1)
        hand.join()
        return window.painted - hand.last_key

    def fill(self, code_of: Callable[[], str], lines: int) -> None:
        """Scan up to so many lines."""
        while len(self.window.checkout.sale.lines) < lines:
            self.scan(code_of())
            self.settle()

    def remove(self) -> None:
        """Take the newest line away."""
        self.window.checkout.lines.remove()
        self.settle()

    def clear(self) -> None:
        """Take all lines away."""
        self.window.checkout.lines.clear_now()
        self.settle()

    def type(self, letter: str) -> float:
        """Type a letter in the search; give the time from the key to the end of the painting of what is found."""
        window = self.window
        wanted = window._checkout_page.search.text() + letter
        begun = perf_counter()
        press(window.windowHandle(), letter)
        wait_for(lambda: window.painted_search == wanted)
        return window.painted - begun

    def stop_searching(self) -> None:
        """Empty the search field."""
        self.window._checkout_page.search.clear()
        pause(50)

    def close(self) -> None:
        """Close the window and the file."""
        with self._close:
            self.window.close()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._garbage.stop()


class Blank(QWidget):
    """The floor: a window that a key makes paint itself, and that paints nothing."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.painted = 0.0
        self.resize(size)
        self.show()
        pause(50)

    def key(self) -> float:
        """Press a key; give the time to the end of the painting."""
        begun = perf_counter()
        press(self.windowHandle(), "\r")
        wait_for(lambda: self.painted > begun)
        return self.painted - begun

    def keyPressEvent(self, event: QKeyEvent) -> None:
        del event
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.painted = perf_counter()
        return handled


def dress(directory: Path) -> None:
    """Make the application and put up the theme and language of this register's settings."""
    qt = main.application()
    chosen = settings.load(directory)
    theme.apply(qt, theme_of(chosen))
    speak(chosen)


class _Hand(threading.Thread):
    """A scanner: its keys come when they come, whatever the screen is busy with."""

    def __init__(self, window: QWindow, keys: str) -> None:
        super().__init__()
        self.last_key = 0.0
        self._window = window
        at_ms = int(monotonic() * 1000)
        self._keys = [events_of(char, at_ms + place * SCANNER_GAP_MS) for place, char in enumerate(keys)]
        self._never = threading.Event()

    def run(self) -> None:
        """Press the keys."""
        for events in self._keys:
            self._never.wait(SCANNER_GAP_MS / 1000)
            self.last_key = perf_counter()
            for event in events:
                QCoreApplication.postEvent(self._window, event)


def events_of(char: str, at_ms: int) -> list[QKeyEvent]:
    """One key as the platform sends it, with the time it was pressed."""
    key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
    events = []
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(at_ms)
        events.append(event)
    return events


def press(window: QWindow, char: str) -> None:
    """Press a key now."""
    for event in events_of(char, int(monotonic() * 1000)):
        QCoreApplication.postEvent(window, event)


def wait_for(reached: Callable[[], bool]) -> None:
    """Let the event loop turn, sleeping between events, until this is so."""
    until = monotonic() + _PATIENCE_S
    wake = QTimer()
    wake.start(1000)
    while not reached():
        assert monotonic() < until, "the window does not get there"
        QCoreApplication.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        )


def pause(milliseconds: int) -> None:
    """Let the event loop turn for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def any_place(places: int, seed: int = 7) -> Callable[[], int]:
    """Places of articles, one after the other, the same ones in every run."""
    chance = random.Random(seed)
    return lambda: chance.randrange(places)
