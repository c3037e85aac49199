#!/usr/bin/env python3
"""Pictures of the main screens, made by working a demo shop's real window: `make screens` into docs/screens/.

    screens.py            the pictures that the documents show
    screens.py --all DIR  every screen on every display, in every look and both languages, to look at

The clock stands where a picture wants it, so that what did not change gives the same picture again.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copytree
from zlib import crc32

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QScrollArea

from openpos import app, settings
from openpos.clock import SWEDEN, monotonic_s
from openpos.domain.money import Money, format_money
from openpos.register.assortment import Assortment
from openpos.register.replay import Replay
from openpos.simulators.control_unit import Fault, SimulatedControlUnit
from openpos.store.outbox import EntryState
from openpos.ui import main as program
from openpos.ui import theme
from openpos.ui import window as windows
from openpos.ui.garbage import GarbageOnGuiThread
from openpos.ui.i18n import tr
from openpos.ui.screens.history.view import HistoryPage
from openpos.ui.screens.papers.window import PapersWindow
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.form import Field
from openpos.ui.window import MainWindow, speak, theme_of

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screens"
AT_ONCE = 2
PATIENCE_S = 20
SETTLED_MS = 350
"""What has just appeared takes no touch for 300 ms."""
TYPED_MS = 60
"""Between two keys of a person. Quicker ones would be a scanner's."""
COLOURS = 160
NOW = datetime(2026, 11, 20, 14, 5, tzinfo=SWEDEN)

BASKET = (
    "7300156482709", "7300156485489", "7318690118398", "7300156480903", "7310350120413", "7300156485472",
    "7311070362596", "7340083447617", "7300400127448", "7350021421388", "7312041588021", "7300156574725",
    "7350068291227", "7331500105289", "7300156482709",
)  # fmt: skip
LONG_NAMES = (
    "7311070331318", "7350060701199", "7394376616273", "7350068291227", "7331500105289", "7350021421388",
    "7300156574725", "7311070362596",
)  # fmt: skip
UNKNOWN, MISREAD = "4006381333931", "7300156480904"
MORE_ARTICLES = """nummer;streckkod;namn;varugrupp;pris;moms;enhet
9001;;Tomat på kvist, Sverige;Frukt & grönt;39,90;livsmedel;kg
9002;;Presentkort, valfritt belopp;Övrigt;;25;st
9003;;WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW;Övrigt;99999,50;25;st
"""
BAD_FILE = """streckkod;namn;varugrupp;pris;moms
7300156480903;Ägg;Skafferi;94,90;livsmedel
7300156482709;Turkisk yogurt;Mejeri;13,90;livsmedel
7300156480904;Mellanmjölk 1,5 l;Mejeri;18,90;livsmedel
4006381333931;Whiteboardpenna svart;Kontor;34,90;25
4006381333948;Whiteboardpenna röd med extra bred spets och påfyllningsbart bläck i storpack om tio;Kontor;249,00;25
7310350120413;Cola 33 cl;Dryck;abc;livsmedel
;Utan nummer;Kontor;10,00;25
4006381333955;;Kontor;10,00;25
4006381333962;Häftapparat;Kontor;-5;25
4006381333979;Gem 100-pack;Kontor;12,50;17
4006381333986;=HYPERLINK("x");Kontor;12,50;25
4006381333993;Kuvert C5;Kontor;1 234,50;25
4006381334006;Dagbok 2027;Böcker;199,00;6
"""


@dataclass(frozen=True)
class Display:
    """A screen as a shop has it, and what its people chose."""

    width: int = 1024
    height: int = 768
    theme: str = "light"
    language: str = "sv"
    screen_percent: int = 100
    text_percent: int = 100
    hand: str = "right"

    def __str__(self) -> str:
        odd = (
            (self.screen_percent != PLAIN.screen_percent, f"keys{self.screen_percent}"),
            (self.text_percent != PLAIN.text_percent, f"text{self.text_percent}"),
            (self.hand != PLAIN.hand, self.hand),
        )  # fmt: skip
        words = [self.language, self.theme, f"{self.width}x{self.height}", *(word for there, word in odd if there)]
        return "-".join(words)


PLAIN = Display()
BOOKS = ("integrations", "activation-company", "activation-accounts", "invoice", "sent")
LARGE = Display(width=1920, height=1080)
DOCUMENTED = {
    PLAIN: (
        *("login", "open-shift", "checkout-empty", "checkout-15-lines", "checkout-long-names", "search", "paying"),
        *("change", "x-report", "counting", "difference", "z-report", "import-errors", "settings"),
        *("receipts", "articles", "article", "methods", "staff", "roles"),
        *("setup", "shop-details", "unit-stopped", "history"),
        *BOOKS,
    ),
    replace(PLAIN, theme="dark"): ("checkout-15-lines", "paying", "change"),
    replace(PLAIN, language="en"): ("login", "checkout-15-lines", "import-errors"),
    replace(PLAIN, theme="high-contrast"): ("checkout-15-lines",),
    LARGE: ("checkout-15-lines",),
    replace(LARGE, theme="dark", language="en"): ("checkout-15-lines", "z-report"),
}
LOOKED_AT = (
    *(
        replace(size, theme=theme, language=language)
        for size, theme, language in itertools.product((PLAIN, LARGE), ("light", "dark"), ("sv", "en"))
    ),
    replace(PLAIN, theme="high-contrast"),
    replace(PLAIN, hand="left"),
    replace(PLAIN, text_percent=150),
    replace(PLAIN, text_percent=200, language="en"),
    replace(LARGE, screen_percent=150),  # 15 inches
    Display(width=1366),
    Display(width=1280, height=800, screen_percent=150, language="en"),  # 10 inches
)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        """The present moment, as `openpos.clock.now` gives it."""
        return self.moment.astimezone(UTC)


CLOCK = Clock()
app.now = windows.now = CLOCK  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------------------ the shop


def make_shop(directory: Path) -> None:
    """A demo shop that has been selling for three days."""
    secrets.token_hex = lambda count=32: "5A" * (count or 32)  # the same manufacturing number each time
    CLOCK.moment = NOW - timedelta(days=4)
    app.prepare_demo_shop(directory)
    more = directory.with_suffix(".csv")
    more.write_text(MORE_ARTICLES, encoding="utf-8")
    with app.opened(directory) as register:
        Assortment(register.store, CLOCK).import_articles(more)
        replay = Replay(register.store, register.unit, CLOCK)

        def play(at: datetime, **act: object) -> None:
            list(replay.play([json.dumps({"at": at.isoformat(), **act})]))

        for days, difference in ((3, 0), (2, 20_00), (1, -100_00)):
            day = (NOW - timedelta(days=days)).replace(hour=8)
            play(day, do="open_shift", cashier="Kassör", float="1000")
            for place in range(12):
                lines = [{"barcode": code, "quantity": "2"} for code in BASKET[place : place + 3]]
                tenders = [{"method": "card", "amount": "60"}] * (place % 2) + [{"method": "cash", "amount": "500"}]
                play(day + timedelta(minutes=7 * place), do="sale", lines=lines, tenders=tenders)
            counted = register.shifts.expected_cash() + Money(difference)
            play(day.replace(hour=18), do="close_shift", counted=format_money(counted, thousands=""))


# --------------------------------------------------------------------------------------------------------- at the till


class Hand:
    """A person's fingers on the register's window, and the camera behind them."""

    def __init__(self, window: MainWindow, into: Callable[[str], Path], wanted: Callable[[str], bool]) -> None:
        self.window = window
        self._into = into
        self._wanted = wanted

    def settle(self, settled_ms: int = SETTLED_MS) -> None:
        """Wait until nothing is under way and what has just appeared can be touched."""
        self.until(lambda: not self.window.register.pending and not self.window.printing.pending)
        QTest.qWait(settled_ms)

    @staticmethod
    def until(reached: Callable[[], bool]) -> None:
        """Let the window work until this is so."""
        end = monotonic_s() + PATIENCE_S
        while not reached():
            assert monotonic_s() < end, "the window does not get there"
            QTest.qWait(20)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys one after the other, as a person does."""
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key)
            self.settle()

    def type(self, text: str) -> None:
        """Type as quickly as a person."""
        for sign in text:
            QTest.keyClick(self.window.windowHandle(), sign)
            QTest.qWait(TYPED_MS)
        self.settle()

    def scan(self, *codes: str) -> None:
        """Let the scanner type: one key a millisecond, however busy this machine is."""
        for code in codes:
            for at_ms, sign in enumerate(f"{code}\r", start=round(monotonic_s() * 1000)):
                key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign))
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
                    event.setTimestamp(at_ms)
                    QApplication.postEvent(self.window.windowHandle(), event)
            self.settle(TYPED_MS)

    def touch(self, text: str, **values: object) -> None:
        """Touch the key with this English text, once it is there. What it counts stands in brackets behind."""
        said = tr(text, **values)

        def found() -> list[Key]:
            keys = self.window.findChildren(Key)
            return [
                key for key in keys if key.isVisible() and key.isEnabled() and key.text().partition(" (")[0] == said
            ]

        self.until(lambda: bool(found()))
        found()[0].click()
        self.settle()

    def sees(self, text: str) -> bool:
        """Whether the window says this somewhere."""
        return any(text in label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def log_in(self) -> None:
        """As the cashier."""
        self.touch("Kassör")
        self.type("1111")
        self.press(Qt.Key.Key_Return)

    def pay(self) -> None:
        """In cash, by the first suggestion; then on to the next sale."""
        self.press(Qt.Key.Key_F9, Qt.Key.Key_Return, Qt.Key.Key_Escape)

    def shoot(self, name: str, image: QImage | None = None) -> None:
        """Keep this picture, or one of the window, if it is wanted."""
        if self._wanted(name):
            keep(image or self.window.grab().toImage(), self._into(name))


def keep(image: QImage, path: Path) -> None:
    """As a PNG of few colours: a screen has few."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(data, "PNG")
    few = Image.open(io.BytesIO(data.data().data())).convert("RGB")
    few.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def morning(hand: Hand) -> None:
    """Log in, open the shift, and the checkout before anything was sold."""
    CLOCK.moment = NOW.replace(hour=8, minute=2)
    hand.shoot("login")
    hand.type("9999")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("login-wrong")
    hand.log_in()
    hand.shoot("open-shift")
    hand.touch("Enter the sum")
    hand.type("1000")
    hand.shoot("open-shift-sum")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("checkout-empty")
    hand.press(Qt.Key.Key_F1)
    hand.shoot("keys")
    hand.press(Qt.Key.Key_Escape)


def selling(hand: Hand) -> None:
    """Lines, search, questions, mistakes."""
    CLOCK.moment = NOW
    hand.scan(*BASKET)
    hand.shoot("checkout-15-lines")
    hand.scan(UNKNOWN)
    hand.shoot("unknown-code")
    hand.scan(MISREAD)
    hand.shoot("misread-code")
    hand.type("choklad")
    hand.shoot("search")
    hand.type("xyz")
    hand.shoot("search-nothing")
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_F6)
    hand.shoot("menu")
    hand.press(Qt.Key.Key_Escape)
    hand.pay()
    hand.scan(*LONG_NAMES)
    hand.type("9003")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("checkout-long-names")
    hand.window.checkout.lines.clear()
    hand.settle()
    hand.shoot("clear-asked")
    hand.window.checkout.lines.clear_now()
    hand.settle()
    hand.type("9001")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("weight-asked")
    hand.type("0,452")
    hand.press(Qt.Key.Key_Return)
    hand.type("9002")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("price-asked")
    hand.type("300")
    hand.press(Qt.Key.Key_Return)
    hand.scan(*BASKET[:4])


def paying(hand: Hand, unit: SimulatedControlUnit) -> None:
    """Cash, card, both, and a control unit that does not answer."""
    hand.press(Qt.Key.Key_F9)
    hand.shoot("paying")
    hand.type("100")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("paying-split")
    hand.press(Qt.Key.Key_F10)
    hand.shoot("card-terminal")
    hand.touch("Cancel")
    hand.shoot("card-cancelled")
    hand.press(Qt.Key.Key_F9)
    hand.type("500")
    unit.fault = Fault.SWITCHED_OFF
    hand.press(Qt.Key.Key_Return)
    hand.shoot("unit-silent")
    unit.fault = Fault.ANSWER_LOST
    hand.press(Qt.Key.Key_F9, Qt.Key.Key_Return)
    hand.shoot("unit-waited-for")
    unit.fault = Fault.NONE
    hand.touch("Try again")
    hand.shoot("change")
    hand.press(Qt.Key.Key_Escape)
    hand.scan(BASKET[0])
    hand.press(Qt.Key.Key_F10)
    hand.touch("Approved")
    hand.shoot("paid-by-card")
    hand.press(Qt.Key.Key_Escape)


def choices(hand: Hand, unit: SimulatedControlUnit) -> None:
    """The settings, a control unit that reports a fault, and whose register it is."""
    hand.window.desk.go("settings")
    hand.settle()
    hand.shoot("settings")
    (area,) = hand.window.stack.currentWidget().findChildren(QScrollArea)
    for fault, name in ((Fault.NOT_OPERATIONAL, "unit-stopped"), (Fault.NONE, "settings-end")):
        unit.fault = fault
        hand.touch("Ask the control unit")
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        hand.settle()
        hand.shoot(name)
    hand.window.desk.go("shop_details")
    hand.settle()
    hand.shoot("shop-details-fixed")


def another_name(hand: Hand) -> None:
    """The register gets another designation while no shift is open, and the history tells it."""
    hand.window.desk.go("shop_details")
    hand.settle()
    fields = hand.window.stack.currentWidget().findChildren(Field)
    next(field for field in fields if field.text() == "K1").setText("K2")
    hand.settle()
    hand.shoot("shop-details")
    hand.press(Qt.Key.Key_F9)
    hand.shoot("shop-details-saved")
    hand.window.desk.go("history")
    history = hand.window.stack.currentWidget()
    assert isinstance(history, HistoryPage)
    hand.until(lambda: bool(history.rows.rowCount()))  # read on a lane of its own
    hand.settle()
    hand.shoot("history")


def office(hand: Hand, folder: Path, unit: SimulatedControlUnit) -> None:
    """What is done seldom."""
    go = hand.window.desk.go
    desk = hand.window.desk
    desk.log_in(desk.parts.staff.named("Butikschef"))  # who may open every page
    go("reports")
    hand.settle()
    hand.shoot("reports")
    hand.press(Qt.Key.Key_F6)
    hand.shoot("x-report")
    for page, name in (
        ("receipts", "receipts"),
        ("drawer", "cash-drawer"),
        ("methods", "methods"),
        ("cost_centres", "cost-centres"),
        ("staff", "staff"),
        ("roles", "roles"),
        ("papers", "print-jobs"),
    ):
        go(page)
        hand.settle()
        hand.shoot(name)
    choices(hand, unit)
    go("articles")
    hand.settle()
    hand.type("filmj")
    hand.settle()
    hand.shoot("articles")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("article")
    hand.type("12,5o")
    hand.press(Qt.Key.Key_Return)
    hand.settle()
    hand.shoot("article-wrong-price")
    hand.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F9)
    hand.settle()
    hand.shoot("article-new")
    hand.press(Qt.Key.Key_Escape, Qt.Key.Key_F6)
    hand.settle()
    hand.shoot("import-empty")
    bad = folder / "artiklar-2027.csv"
    bad.write_text(BAD_FILE, encoding="cp1252")
    page = hand.window.stack.currentWidget()
    field = page.findChild(Field)
    field.setText(str(bad))
    field.setFocus()
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: not field.isVisible())
    hand.settle()
    hand.shoot("import-errors")
    for name in ("First rows", "Shortened names", "Columns"):
        hand.touch(name)
        hand.shoot("import-" + name.lower().replace(" ", "-"))
    hand.press(Qt.Key.Key_F9)
    hand.until(lambda: not page.findChild(QProgressBar).isVisible())
    hand.settle()
    hand.shoot("import-done")
    bad.unlink()


def books(hand: Hand, register: app.Register) -> None:
    """Connect the shop to its books, the demo shop's own, and sell by invoice."""
    desk = hand.window.desk
    desk.go("integrations")
    hand.settle()
    hand.shoot("integrations")
    hand.touch("Activate")
    hand.shoot("activation")
    hand.touch("Next")
    hand.shoot("activation-consent")
    hand.touch("OK, open the browser")
    for step in range(3, 10):
        begins = tr("Step {number} of {count}: {step}").partition("{")[0] + str(step)
        hand.until(partial(hand.sees, begins))
        hand.settle()
        names = {3: "activation-company", 5: "activation-accounts", 9: "activation-done"}
        hand.shoot(names.get(step, f"activation-{step}"))
        hand.touch({8: "Activate", 9: "Done"}.get(step, "Next"))
    hand.until(lambda: bool(register.invoicing.search("alm")))
    desk.go("customers")
    hand.settle()
    hand.shoot("customers")
    desk.go("checkout")
    hand.settle()
    hand.scan(*BASKET[:4])
    hand.touch("Invoice")
    hand.type("alm")
    hand.settle()
    hand.shoot("invoice-customer")
    hand.press(Qt.Key.Key_Return)
    hand.shoot("invoice")
    QTest.keyClick(hand.window.windowHandle(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    def arrived() -> bool:
        with register.store.read() as tx:
            return bool(tx.outbox.counts([EntryState.SETTLED]))

    hand.until(arrived)
    hand.settle()
    hand.shoot("invoiced")
    desk.go("sent")
    hand.settle()
    hand.shoot("sent")
    desk.go("checkout")
    hand.settle()


def evening(hand: Hand) -> None:
    """Count the drawer and close the day."""
    CLOCK.moment = NOW.replace(hour=18, minute=4)
    hand.window.desk.go("checkout")
    hand.settle()
    hand.scan(BASKET[0])
    hand.window.desk.go("close_shift")
    hand.settle()
    hand.shoot("sale-unfinished")
    hand.window.desk.go("checkout")
    hand.settle()
    hand.window.checkout.lines.clear_now()
    hand.settle()
    hand.window.desk.go("close_shift")
    hand.settle()
    for count in ("1", "1", "2", "1", "", "", "", "1", "", "1"):
        hand.type(count)
        hand.press(Qt.Key.Key_Return)
    hand.shoot("counting")
    hand.press(Qt.Key.Key_F9)
    hand.touch("Wrong change given")
    hand.shoot("difference")
    hand.press(Qt.Key.Key_F10)
    hand.settle()
    hand.shoot("z-report")
    another_name(hand)
    hand.window.desk.log_out()
    hand.settle()


def with_papers(hand: Hand) -> None:
    """The register and the virtual printer beside each other, as a demo begins on a wide screen."""
    window = hand.window
    window.beside.show_papers()
    window.activateWindow()
    hand.settle()
    papers = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PapersWindow))
    if not papers.isVisible():
        return
    hand.log_in()
    hand.touch("Enter the sum")
    hand.type("500")
    hand.press(Qt.Key.Key_Return)
    hand.scan(*BASKET[:3])
    hand.press(Qt.Key.Key_F9, Qt.Key.Key_Return)
    hand.scan(*BASKET[3:7])
    hand.settle()
    both = QImage(window.width() + papers.width(), window.height(), QImage.Format.Format_RGB32)
    painter = QPainter(both)
    painter.drawPixmap(0, 0, window.grab())
    painter.drawPixmap(window.width(), 0, papers.grab())
    painter.end()
    hand.shoot("demo", both)


def first_start(display: Display, into: Callable[[str], Path], wanted: Callable[[str], bool]) -> None:
    """A register that nobody has set up, with half of it written and some of that wrong."""
    qt = program.application()
    with tempfile.TemporaryDirectory() as empty:
        directory = Path(empty)
        choices = {name: value for name, value in asdict(display).items() if name not in {"width", "height"}}
        settings.save(directory, replace(settings.load(directory), **choices))
        chosen = settings.load(directory)
        theme.apply(qt, theme_of(chosen))
        speak(chosen)
        with app.opened(directory, create=True) as register, app._printer(register) as printer:  # noqa: SLF001
            window = MainWindow(app._parts(register, printer))  # noqa: SLF001
            window.setGeometry(qt.primaryScreen().availableGeometry())
            window.show()
            window.begin()
            hand = Hand(window, into, wanted)
            hand.until(window.isActiveWindow)
            hand.settle()
            hand.type("Lanthandeln AB")
            hand.press(Qt.Key.Key_Tab)
            hand.type("5567037486")
            hand.press(Qt.Key.Key_Tab)
            hand.shoot("setup")
            hand.press(Qt.Key.Key_F9)
            hand.shoot("setup-wrong")
            window.close()
            window.deleteLater()  # its scanner would watch the next window too
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def work_through(display: Display, shop: Path, into: Callable[[str], Path], wanted: Callable[[str], bool]) -> None:
    """A day in this shop, at this display."""
    qt = program.application()
    qt.setCursorFlashTime(0)  # it stands still, in every picture alike
    choices = {name: value for name, value in asdict(display).items() if name not in {"width", "height"}}
    # Several work at once, and each waits for its own browser, always at the same port: the history shows it.
    port = 44_300 + crc32(str(display).encode()) % 10_000
    chosen = replace(settings.load(shop), spiris_redirect_port=port, **choices)
    settings.save(shop, chosen)
    theme.apply(qt, theme_of(chosen))
    speak(chosen)
    with app.opened(shop) as register, app._printer(register) as printer:  # noqa: SLF001 - as open_window does
        window = MainWindow(app._parts(register, printer))  # noqa: SLF001
        window.setGeometry(qt.primaryScreen().availableGeometry())
        window.show()
        window.begin()
        garbage = GarbageOnGuiThread()
        hand = Hand(window, into, wanted)
        hand.until(window.isActiveWindow)
        hand.settle()
        morning(hand)
        selling(hand)
        unit = register.unit.unit
        assert isinstance(unit, SimulatedControlUnit)
        paying(hand, unit)
        office(hand, shop, unit)
        if any(map(wanted, BOOKS)):
            books(hand, register)
        evening(hand)
        with_papers(hand)
        window.close()
        garbage.stop()


# ------------------------------------------------------------------------------------------------------------- the work


def photograph(display: Display, template: Path, folder: Path, *, documented: bool) -> None:
    """Start this program once more, on a screen of the right size: Qt has one screen in a process."""
    with tempfile.TemporaryDirectory() as passing:
        platform = Path(passing) / "screen.json"
        size = {"width": display.width, "height": display.height}
        screen = {"name": "shop", "x": 0, "y": 0, **size, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        platform.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        copytree(template, Path(passing) / "shop")
        facts = {"display": asdict(display), "shop": f"{passing}/shop", "folder": str(folder), "documented": documented}
        subprocess.run(
            [sys.executable, __file__, "--one", json.dumps(facts)],
            env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={platform}"},
            check=True,
        )
    print(display)


def photograph_here(display: Display, shop: Path, folder: Path, *, documented: bool) -> None:
    """In this process."""
    beside = "" if display == PLAIN and documented else f"-{display}"

    def into(name: str) -> Path:
        return folder / f"{name}{beside}.png"

    def wanted(name: str) -> bool:
        return not documented or name in DOCUMENTED[display]

    if wanted("setup"):
        first_start(display, into, wanted)
    work_through(display, shop, into, wanted)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="TEXT", help="with --all: the displays with this in their names")
    parser.add_argument("--one", type=json.loads, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one = options.one
        display = Display(**one["display"])
        photograph_here(display, Path(one["shop"]), Path(one["folder"]), documented=one["documented"])
        return
    folder = options.all or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    displays = [one for one in LOOKED_AT if options.only in str(one)] if options.all else list(DOCUMENTED)
    with tempfile.TemporaryDirectory() as passing, ThreadPoolExecutor(AT_ONCE) as pool:
        template = Path(passing) / "shop"
        make_shop(template)
        take = partial(photograph, template=template, folder=folder, documented=not options.all)
        list(pool.map(take, displays))


if __name__ == "__main__":
    main()
