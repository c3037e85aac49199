"""The whole window over a real register: pages, scanner, double touches, devices, start and stop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused, Unavailable
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.receipt import PaperType
from openpos.register.check import Finding
from openpos.register.life import Started
from openpos.register.unit_series import Missing
from openpos.settings import load
from openpos.simulators.control_unit import Fault
from openpos.simulators.printer import Fault as PrinterFault
from openpos.simulators.spiris import SpirisSimulator
from openpos.store.print_jobs import JobState
from openpos.sync.activation import Places
from openpos.ui import i18n, theme
from openpos.ui.changes import Changed
from openpos.ui.main import TroubleWindow
from openpos.ui.screens.articles.view import ArticlesPage
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.integrations.view import IntegrationsPage
from openpos.ui.screens.lend.view import LendDialog
from openpos.ui.start_news import StartNews
from openpos.ui.theme import Look, State
from openpos.ui.widgets.buttons import ArticleKey, BigKey
from openpos.ui.widgets.crash import CrashWindow
from openpos.ui.widgets.messages import Message
from openpos.ui.window import MainWindow
from tests.fixtures.desk import Workplace
from tests.fixtures.far_side import closed_port

EGGS, YOGHURT = "7300156480903", "7300156482709"


class Register:
    """A window with somebody logged in, and hands on it."""

    def __init__(self, place: Workplace, qtbot: QtBot) -> None:
        self.place = place
        self.qtbot = qtbot
        self.till = place.till
        self._now_ms = 1000
        self.window = MainWindow(replace(place.desk.parts, settings=place.settings))
        self.window.resize(1024, 768)
        self.window.show()
        self.window.begin()
        qtbot.waitUntil(lambda: self.window._started)

    @property
    def checkout(self) -> QWidget:
        return self.window._checkout_page

    def close(self) -> None:
        """Close the window and forget it: its scanner would watch the next window too."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def front(self) -> Front:
        """What is in front at the right."""
        return self.window.checkout.front

    def come(self) -> None:
        self.window.desk.log_in(self.till.cashier)
        self.settle()

    def settle(self) -> None:
        """Wait until all that was asked for was told."""
        window = self.window
        self.qtbot.waitUntil(lambda: not window.register.pending and not window.printing.pending, timeout=10_000)

    def scan(self, *codes: str) -> None:
        """As a scanner types it, wherever the focus is: no time between the keys of a code, a moment between codes."""
        for code in codes:
            for place, char in enumerate(code):
                self._key(Qt.Key(ord(char.upper())), char, 0 if place else 100)
            self._key(Qt.Key.Key_Return, "\r", 0)

    def type(self, text: str) -> None:
        """As a person types it."""
        for char in text:
            self._key(Qt.Key(ord(char.upper())), char, 100)
        self.window.scanner.flush()

    def press(self, key: Qt.Key) -> None:
        """A person's key that writes nothing; it may be a shortcut."""
        self._now_ms += 100
        self.window.scanner.flush()
        self.window.scanner._burst = self.window.scanner._scanned_ms = None
        QTest.keyClick(self.window.windowHandle(), key)

    def _key(self, key: Qt.Key, char: str, gap_ms: int) -> None:
        self._now_ms += gap_ms
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(self._now_ms)
            QApplication.sendEvent(self.window.windowHandle(), event)

    def touch(self, widget: QWidget) -> None:
        """A finger on it, through whatever lies over it."""
        at = widget.mapTo(self.window, widget.rect().center())
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(at))

    def key(self, text: str) -> BigKey:
        return next(key for key in self.window.findChildren(BigKey) if key.text() == text and key.isVisible())


@pytest.fixture
def shop(place: Workplace, qtbot: QtBot) -> Iterator[Register]:
    """The register's window, with the cashier logged in and a shift open."""
    made = Register(place, qtbot)
    made.come()
    yield made
    made.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme())
    i18n.install("en")


# -------------------------------------------------------------------------------------------------------------- scanner


def test_ten_scans_with_no_gap_between_give_ten_lines(shop: Register) -> None:
    shop.scan(*[EGGS] * 10)

    assert len(shop.window.checkout.sale.lines) == 10
    shop.settle()
    kept = shop.till.checkout.open_sale()
    assert kept is not None
    assert len(kept.lines) == 10
    assert shop.window._checkout_page.search.text() == ""


def test_a_scanner_burst_while_the_pay_screen_is_open_harms_nothing(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    assert shop.front() is Front.PAYING
    field = shop.window._checkout_page.asides.paying._field
    assert field.hasFocus()

    shop.scan(*[YOGHURT] * 5)
    shop.settle()

    assert len(shop.window.checkout.sale.lines) == 6
    assert shop.window.checkout.sale.tenders == ()
    assert shop.till.receipts() == []
    assert field.text() in {"", "90,00"}


def test_a_scan_on_the_login_page_is_no_pin_and_no_line(shop: Register) -> None:
    shop.window.desk.log_out()
    shop.scan("1111", EGGS)
    shop.settle()

    assert shop.window.desk.person() is None
    assert shop.window.checkout.sale.lines == ()


def test_a_hostile_code_is_shown_as_plain_text(shop: Register) -> None:
    shop.scan("<b>bold</b>")

    message = shop.window._checkout_page.receipt.message
    assert message.isVisible()
    assert "<b>bold</b>" in message.words


def test_how_many_come_next_is_typed_by_hand_before_the_scan(shop: Register) -> None:
    shop.type("3*")
    shop.scan(EGGS)

    (line,) = shop.window.checkout.sale.lines
    assert line.quantity.milli == 3000


# ------------------------------------------------------------------------------------------------------------- touching


def test_a_double_tap_on_a_note_gives_one_sale_and_leaves_the_change_in_view(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    note = shop.key("100")

    finished = shop.window._checkout_page.finished
    shop.touch(note)
    shop.touch(note)
    shop.qtbot.waitUntil(finished.isVisible)
    finished.guard.close()  # from now on, however slow this machine is
    shop.touch(note)  # where the note was is the change now: it takes no touch at first
    shop.press(Qt.Key.Key_Return)

    assert shop.front() is Front.FINISHED
    assert finished._figure.accessibleName() == "Change 10,00"
    shop.qtbot.waitUntil(lambda: not finished.guard.closed)
    shop.touch(finished)
    assert shop.front() is Front.KEYS
    assert len(shop.till.receipts()) == 1


def test_a_double_tap_on_the_card_key_approves_nothing(shop: Register) -> None:
    shop.scan(EGGS)
    guard = shop.window._checkout_page.asides.paying.terminal.guard
    shop.touch(shop.key("Card"))
    shop.touch(shop.key("Card"))
    guard.close()
    shop.touch(shop.key("Approved"))  # the second tap of a quick finger
    shop.settle()
    assert shop.till.receipts() == []

    shop.qtbot.waitUntil(lambda: not guard.closed)
    shop.touch(shop.key("Approved"))
    shop.settle()

    (receipt,) = shop.till.receipts()
    assert receipt.by_method() == ((Method.CARD, Money(89_90)),)


def test_an_article_key_adds_its_article(shop: Register) -> None:
    key = next(key for key in shop.window.findChildren(ArticleKey) if key.isVisible() and key.isEnabled())
    name = key.text()
    shop.touch(key)

    assert [line.text for line in shop.window.checkout.sale.lines] == [name]


def test_the_total_and_the_payment_keys_stay_where_they_are(shop: Register) -> None:
    receipt = shop.window._checkout_page.receipt

    def places() -> list[tuple[int, int, int, int]]:
        QApplication.processEvents()
        keys = shop.window._checkout_page.pay.methods.values()
        return [
            (*widget.mapTo(shop.window, QPoint(0, 0)).toTuple(), *widget.size().toTuple())
            for widget in (receipt.total, *keys)
        ]

    empty = places()
    shop.scan(*[EGGS] * 30)
    assert places() == empty
    shop.scan("4006381333931")
    assert receipt.message.isVisible()
    assert places() == empty
    shop.touch(shop.key("Cash"))
    assert places() == empty
    assert receipt.total.height() >= 48


# ------------------------------------------------------------------------------------------------------------- keyboard


def test_a_whole_sale_by_keyboard_alone(shop: Register) -> None:
    shop.type("yog")
    assert shop.window._checkout_page.search.text() == "yog"
    shop.press(Qt.Key.Key_Return)
    shop.type("+")
    assert [line.quantity.milli for line in shop.window.checkout.sale.lines] == [2000]
    shop.press(Qt.Key.Key_F9)
    shop.type("100")
    shop.press(Qt.Key.Key_Return)
    shop.settle()

    (receipt,) = shop.till.receipts()
    assert receipt.change == Money(74_00)
    shop.press(Qt.Key.Key_Escape)
    assert shop.front() is Front.KEYS


def test_every_key_of_the_checkout_has_a_name(shop: Register) -> None:
    shop.scan(EGGS)
    unnamed = [
        key
        for key in shop.checkout.findChildren(BigKey)
        if key.isVisible() and key.isEnabled() and not key.accessibleName()
    ]
    assert unnamed == []


def test_the_focus_is_never_left_on_a_key_that_logs_out(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    shop.window._checkout_page.asides.paying._enter()
    focus = shop.window.focusWidget()

    assert focus is not None
    assert shop.window._checkout_page in (focus, focus.parentWidget())
    shop.settle()


# ----------------------------------------------------------------------------------------------------- pages and people


def test_without_a_shift_the_way_to_the_checkout_leads_through_opening_one(shop: Register) -> None:
    shop.till.close_shift()
    shop.window.go("reports")
    shop.window.go("checkout")
    assert shop.window._name == "open_shift"

    shop.till.open_shift()
    shop.window.go("checkout")
    assert shop.window._name == "checkout"


@pytest.mark.parametrize(
    "name",
    [
        "open_shift", "close_shift", "reports", "articles", "article_import", "settings", "papers", "customers",
        "integrations",
    ],
)  # fmt: skip
def test_every_page_can_be_shown_and_left(shop: Register, name: str) -> None:
    shop.window.desk.log_in(shop.till.staff.named("Butikschef"))
    shop.window.go(name)
    shop.settle()
    assert shop.window._name == name

    shop.window.go("checkout")
    assert shop.window._name == "checkout"


def test_a_price_is_changed_by_scan_price_enter_and_the_checkout_s_keys_follow(shop: Register) -> None:
    shop.window.desk.log_in(shop.till.staff.named("Butikschef"))
    shop.window.go("articles")
    page = shop.window._pages["articles"]
    assert isinstance(page, ArticlesPage)
    shop.scan("7300156480903")
    shop.settle()
    shop.type("99,50")
    shop.press(Qt.Key.Key_Return)
    shop.settle()
    assert page.message.words == "Ägg: 89,90 → 99,50"
    shop.scan("7300156480903")
    shop.settle()
    page.form.asked.set_checked(checked=True)
    page.form.save_key.click()
    shop.settle()
    shop.window.go("checkout")
    assert [one.name for one in shop.till.catalogue.departments()] == ["Ägg"]
    assert [one.price for one in shop.window.checkout.keys._articles if one.name == "Ägg"] == [None]


@pytest.mark.parametrize("name", ["articles", "article_import", "settings", "integrations"])
def test_a_page_that_is_not_the_cashier_s_opens_with_somebody_s_pin(shop: Register, name: str) -> None:
    shop.window.go(name)
    assert shop.window._name == "checkout"
    (asked,) = shop.window.findChildren(LendDialog)
    asked.presenter.enter("2222")
    shop.settle()
    assert shop.window._name == name
    shop.window.go("checkout")
    shop.window.go(name)
    assert shop.window._name == "checkout", "it was lent for once"


def test_who_may_is_offered_to_add_the_article_of_a_code_that_none_has(shop: Register) -> None:
    code = "7310865004703"
    shop.scan(EGGS, code)
    assert shop.window.toast.isHidden(), "a cashier adds no articles"

    shop.window.desk.log_in(shop.till.staff.named("Butikschef"))
    shop.settle()
    shop.scan(code)
    offer = shop.window.toast.key
    assert offer.isVisible()
    offer.click()
    shop.settle()
    assert shop.window._name == "articles"
    form = shop.window._pages["articles"].presenter._shown.form  # type: ignore[attr-defined]
    assert (form.before, form.written.barcodes) == (None, code)
    shop.window.go("checkout")
    assert len(shop.window.checkout.sale.lines) == 1


def test_closing_gives_up_a_consent_that_is_waited_for(shop: Register) -> None:
    with SpirisSimulator() as spiris:
        shop.place.spiris = Places(spiris.api_url, spiris.identity_url, closed_port())
        shop.place.browse = lambda _: True  # somebody who never answers
        shop.window.desk.log_in(shop.till.staff.named("Butikschef"))
        shop.window.go("integrations")
        page = shop.window._pages["integrations"]
        assert isinstance(page, IntegrationsPage)
        page.card.keys["activate"].click()
        view = page.activation
        view.next.click()
        shop.qtbot.waitUntil(lambda: not view._shown.busy)
        view.presenter.consent("openpos", "simulated")
        shop.qtbot.waitUntil(lambda: view._shown.asked is not None)
        shop.window.close()
        assert not view._shown.busy
    assert shop.till.kinds()[-1] == "register_stopped"


def test_nobody_sells_before_the_log_in(shop: Register) -> None:
    shop.window.desk.log_out()
    shop.window.go("checkout")

    assert shop.window._name == "login"
    shop.settle()
    assert shop.till.kinds()[-1] == "logged_out"


def test_an_open_basket_stays_when_the_cashier_logs_out(shop: Register) -> None:
    shop.scan(EGGS)
    shop.window.desk.log_out()
    shop.settle()
    shop.window.desk.log_in(shop.till.staff.named("Butikschef"))

    assert len(shop.window.checkout.sale.lines) == 1
    shop.touch(shop.key("Cash"))
    shop.touch(shop.key("90"))
    shop.settle()
    (receipt,) = shop.till.receipts()
    assert receipt.cashier == "Butikschef"


def test_nobody_logs_out_while_the_card_terminal_is_waited_for(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Card"))
    shop.touch(shop.window.strip.chip("person"))

    assert shop.window.desk.person() is not None


# ---------------------------------------------------------------------------------------------------------- the devices


def test_the_receipt_is_printed_behind_the_sale(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    shop.touch(shop.key("90"))
    shop.settle()

    assert shop.place.queue is not None
    (job,) = shop.place.queue.newest()
    assert (job.state, job.open_drawer) == (JobState.SENT, True)
    assert not shop.window.toast.isVisible()


def test_a_printer_that_is_away_stops_nothing_and_offers_to_print_again(shop: Register) -> None:
    printer = shop.place.printer
    assert printer is not None
    printer.stop()
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    shop.touch(shop.key("90"))
    shop.qtbot.waitUntil(shop.window.toast.isVisible, timeout=10_000)

    assert len(shop.till.receipts()) == 1
    assert shop.window.strip.chip("printer").state is State.SOON
    assert shop.window.toast.key.text() == "Print again"
    shop.scan(YOGHURT)  # selling goes on
    assert len(shop.window.checkout.sale.lines) == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (PrinterFault.PAPER_OUT, "Printer: no paper"),
        (PrinterFault.COVER_OPEN, "Printer: cover open"),
        (PrinterFault.PAPER_LOW, "Printer: paper low"),
        (PrinterFault.REFUSES, "Printer: away"),
    ],
)
def test_the_strip_says_what_is_wrong_with_the_printer_and_what_to_do(
    shop: Register, fault: PrinterFault, words: str
) -> None:
    printer = shop.place.printer
    assert printer is not None
    chip = shop.window.strip.chip("printer")
    printer.misbehave(fault)
    shop.window.changes.announce(Changed.DEVICES)
    shop.settle()
    assert (chip.state, chip.text()) == (State.SOON, words)
    assert len(chip.accessibleDescription()) > len(words)
    assert shop.window.toast.isVisible()
    printer.misbehave(PrinterFault.NONE)
    shop.window.changes.announce(Changed.DEVICES)
    shop.settle()
    assert chip.state is State.OK


def test_the_strip_counts_what_was_not_printed(shop: Register) -> None:
    printer = shop.place.printer
    assert printer is not None
    printer.misbehave(PrinterFault.REFUSES)
    shop.till.sell(shop.till.paid(shop.till.scanned("Ägg")))
    shop.window.devices.print_now()
    shop.settle()
    (job,) = shop.place.till.sql("SELECT max(id) FROM print_jobs")
    with shop.till.store.write() as tx:  # the connection broke within it, or so
        tx.print_jobs.settle(job[0], JobState.UNKNOWN, at=shop.till.clock())
    printer.misbehave(PrinterFault.NONE)
    shop.window.changes.announce(Changed.DEVICES)
    shop.settle()
    assert shop.window.strip.chip("printer").text() == "Printer: 1 not printed"
    assert printer.papers == (), "it may be on paper"


def test_what_was_not_printed_comes_out_by_itself_once_the_printer_is_back(shop: Register) -> None:
    printer = shop.place.printer
    assert printer is not None
    printer.misbehave(PrinterFault.REFUSES)
    shop.till.sell(shop.till.paid(shop.till.scanned("Ägg")))
    shop.window.devices.print_now()
    shop.settle()
    shop.scan(YOGHURT)
    printer.misbehave(PrinterFault.NONE)
    shop.window.changes.announce(Changed.DEVICES)
    shop.settle()
    assert printer.papers == (), "not in the middle of another customer's sale"
    shop.window.checkout.lines.clear()
    shop.window.checkout.lines.clear_now()
    shop.settle()
    for _ in range(2):
        shop.window.changes.announce(Changed.DEVICES)
        shop.settle()
    assert printer.wait_for(lambda it: len(it.papers) == 1)
    assert shop.window.strip.chip("printer").state is State.OK
    assert shop.window.toast.isVisible()
    assert "A paper that waited is printed now." in shop.window.toast.words


def test_a_copy_that_waits_for_the_control_unit_comes_by_itself_once_it_is_back(shop: Register) -> None:
    receipt = shop.till.sell(shop.till.paid(shop.till.scanned("Ägg")))
    shop.till.unit.fault = Fault.ANSWER_LOST
    with pytest.raises(Unavailable):
        shop.till.books.copy(receipt.number, shop.till.cashier)
    shop.till.unit.fault = Fault.SWITCHED_OFF
    shop.window.changes.announce(Changed.DEVICES)
    shop.settle()
    assert shop.till.books.copy_of(receipt.number) is None
    shop.till.unit.fault = Fault.NONE
    for _ in range(2):
        shop.window.changes.announce(Changed.DEVICES)
        shop.settle()
    assert shop.till.books.copy_of(receipt.number) is not None
    assert shop.place.printer is not None
    assert shop.place.printer.wait_for(lambda it: len(it.papers) == 2), "the receipt and its copy"


def test_a_control_unit_that_is_away_shows_in_the_strip_until_it_is_back(shop: Register) -> None:
    chip = shop.window.strip.chip("unit")
    shop.qtbot.waitUntil(lambda: chip.state is State.OK)
    shop.till.unit.fault = Fault.SWITCHED_OFF
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    shop.touch(shop.key("90"))
    shop.qtbot.waitUntil(lambda: chip.state is State.STOP)
    assert "does not answer" in shop.window._checkout_page.receipt.message.words

    shop.till.unit.fault = Fault.NONE
    shop.touch(shop.key("Pay again"))
    shop.qtbot.waitUntil(lambda: chip.state is State.OK)

    assert len(shop.till.receipts()) == 1


def test_another_control_unit_is_asked_at_once(shop: Register) -> None:
    chip = shop.window.strip.chip("unit")
    shop.qtbot.waitUntil(lambda: chip.state is State.OK)
    shop.till.unit.fault = Fault.SWITCHED_OFF
    shop.window.change_settings(replace(shop.place.settings, control_unit="exempt"))
    shop.qtbot.waitUntil(lambda: chip.state is State.STOP)


# ------------------------------------------------------------------------------------------------------- start and stop


def test_the_basket_comes_back_with_the_window(shop: Register, qtbot: QtBot) -> None:
    shop.scan(EGGS, YOGHURT)
    shop.window.close()
    assert shop.till.kinds()[-1] == "register_stopped"

    again = Register(shop.place, qtbot)
    try:
        again.come()
        assert len(again.window.checkout.sale.lines) == 2
        assert again.till.kinds().count("register_started") == 2
    finally:
        again.close()


def test_closing_the_window_lets_a_sale_under_way_finish(shop: Register) -> None:
    shop.scan(EGGS)
    shop.touch(shop.key("Cash"))
    shop.touch(shop.key("90"))

    shop.window.close()

    assert len(shop.till.receipts()) == 1
    assert shop.till.kinds()[-1] == "register_stopped"


def test_a_clock_that_was_set_back_is_told_with_the_times(place: Workplace, qtbot: QtBot) -> None:
    place.till.clock.moment -= timedelta(hours=2, minutes=5)
    made = Register(place, qtbot)
    try:
        assert made.window.notice.isVisible()
        assert "The clock was set back." in made.window.notice.words
        assert "2 h 5 min" in made.window.notice.words
    finally:
        made.close()


def test_an_older_backup_and_a_receipt_that_was_meddled_with_are_told_one_after_the_other(
    place: Workplace, qtbot: QtBot
) -> None:
    till = place.till
    till.sell(till.paid(till.scanned("Ägg")))
    till.sql("DROP TRIGGER receipts_no_update")
    till.sql("UPDATE receipts SET code = 'x'")
    till.unit.seal(replace(till.receipts()[0], number=7))
    made = Register(place, qtbot)
    try:
        notice = made.window.notice
        assert "Receipts 2 to 7 are in the control unit but not in this register." in notice.words
        assert "the next receipt is 8" in notice.words
        qtbot.waitUntil(lambda: made.window._news._waiting != deque())
        notice._close.click()
        assert "Receipt 1 is not as it was registered." in notice.words
        assert "openpos check" in notice.words
        notice._close.click()
        assert not notice.isVisible()
    finally:
        made.close()


def test_copies_alone_and_many_receipts_have_words_of_their_own(qtbot: QtBot) -> None:
    notice = Message()
    qtbot.addWidget(notice)
    news = StartNews(notice)
    news.rechecked(())
    assert notice.words == ""
    news.rechecked((Finding("receipt 1", "so"), Finding("receipt 1", "and so"), Finding("receipt 4", "so")))
    assert "2 of the newest receipts are not as they were registered." in notice.words
    news.started(Started(None, None, None, (Missing(PaperType.COPY, 1, 2),)))
    notice._close.click()
    assert "Copies or practice papers are in the control unit" in notice.words


def test_a_register_that_cannot_journal_its_start_takes_no_sale_until_it_can(place: Workplace, qtbot: QtBot) -> None:
    (pages,) = place.till.sql("PRAGMA page_count")[0]
    window = MainWindow(replace(place.desk.parts, settings=place.settings))
    window.show()
    with place.till.store.write() as tx:
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    try:
        for _ in range(200):  # until the file's last page is full
            if not window.notice.isHidden():
                break
            window.begin()
            qtbot.waitUntil(lambda: not window.register.pending)
        assert window.notice.words.startswith("The disk is full.")
        assert not window.stack.isEnabled()
        with place.till.store.write() as tx:
            tx._connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
        QTest.mouseClick(window.notice._action, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(window.stack.isEnabled)
        assert window.notice.isHidden()
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("answer", [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted])
def test_a_bug_is_told_and_the_basket_is_safe(shop: Register, answer: QDialog.DialogCode) -> None:
    shop.scan(EGGS)
    shop.settle()

    def read_and_answer() -> None:
        (told,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashWindow)]
        told.done(answer.value)

    QTimer.singleShot(0, read_and_answer)
    shop.window.bridge.crash(RuntimeError("a bug"))

    assert shop.window.isVisible() == (answer is QDialog.DialogCode.Rejected)
    kept = shop.till.checkout.open_sale()
    assert kept is not None
    assert len(kept.lines) == 1


# --------------------------------------------------------------------------------------------------- language and looks


def test_language_and_look_change_at_once_and_are_saved(shop: Register) -> None:
    shop.scan(EGGS)
    shop.window.change_settings(replace(shop.place.settings, language="sv", theme="dark", text_percent=150))

    assert shop.window._checkout_page.pay.methods[Method.CASH].text() == "Kontant"
    assert "Att betala" in shop.window._checkout_page.receipt.total.accessibleName()
    assert theme.current().look is Look.DARK
    assert theme.current().text_percent == 150
    shop.settle()
    assert load(shop.till.directory).theme == "dark"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("text_percent", [100, 150, 200])
def test_the_checkout_fits_every_screen(shop: Register, language: str, text_percent: int) -> None:
    shop.window.change_settings(replace(shop.place.settings, language=language, text_percent=text_percent))
    shop.scan(EGGS)
    checkout = shop.window.checkout
    for width, height in ((1024, 768), (1280, 800), (1366, 768), (1920, 1080)):
        shop.window.resize(width, height)
        acts: tuple[Callable[[], None], ...] = (
            lambda: checkout.pay(Method.CASH),
            lambda: checkout.paying.give(Money(20_00)),
            lambda: checkout.paying.undo(checkout.sale.tenders[0].id),
            checkout.open_menu,
            lambda: checkout.scan("7300156480904"),
            checkout.lines.ask_quantity,
            checkout.leave,
            checkout.leave,
        )
        for act in acts:
            act()
            QApplication.processEvents()
            least = shop.window.minimumSizeHint()
            assert (least.width() <= width, least.height() <= height) == (True, True), (width, height, least)
        assert (shop.window.width(), shop.window.height()) == (width, height)


def test_the_trouble_window_is_as_high_as_its_words(qtbot: QtBot) -> None:
    words = "The guard receipts_no_update is missing from the register's file, and much more is told beside that. " * 3
    window = TroubleWindow(Refused(words, words))
    qtbot.addWidget(window)
    window.show()
    for text in (window.title, window.advice):
        qtbot.waitUntil(lambda text=text: text.height() >= text.heightForWidth(text.width()))  # type: ignore[misc]


def test_the_trouble_window_says_what_to_do(qtbot: QtBot) -> None:
    window = TroubleWindow(Refused("There is no register in {directory}.", "Give another.", directory="<b>here</b>"))
    qtbot.addWidget(window)
    window.show()

    assert window.title.text() == "There is no register in <b>here</b>."
    assert window.advice.text() == "Give another."
    QTest.mouseClick(window.key, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
