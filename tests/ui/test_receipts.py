"""Receipts again: found, looked at, copied once, and chosen to come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person
from openpos.domain.receipt import Receipt
from openpos.domain.receipt_code import code_of
from openpos.domain.sale import Sale
from openpos.printing.smtp import MailServer, SmtpPost
from openpos.register.e_receipts import EReceipts
from openpos.register.invoicing import Invoicing
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.store.deliveries import DeliveryState
from openpos.store.print_jobs import JobKind, JobState
from openpos.ui import i18n, theme
from openpos.ui.screens.receipts.electronic import Electronic, state_words
from openpos.ui.screens.receipts.invoiced import Invoiced
from openpos.ui.screens.receipts.presenter import PAGE_SIZE, Beginnings, ReceiptsPresenter, ReceiptsShown
from openpos.ui.screens.receipts.returning import Returning, returning_of
from openpos.ui.screens.receipts.view import ReceiptsPage
from openpos.ui.screens.report_picture import Picture
from openpos.ui.theme import Look
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.front import front_of
from tests.fixtures.mail_server import mail_server
from tests.fixtures.till import Till


def electronic_of(till: Till, screen: Screen) -> Electronic:
    books = EReceipts(till.store, till.clock, till.checkout.papers)

    def changed() -> None:
        screen.sent += 1

    return Electronic(
        given=books.given,
        mail=books.mail,
        save=books.save,
        print_instead=books.print_instead,
        ready=lambda: screen.mail_ready,
        changed=changed,
    )


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, *, printer: bool = True) -> None:
        self.till = till
        self.shown: list[ReceiptsShown] = []
        self.copied = self.sent = 0
        self.mail_ready = True
        self.written: list[str] = []
        self.taken_up: list[tuple[Sale, Method]] = []
        self.lane = SlowLane()
        self.presenter = ReceiptsPresenter(
            self.shown.append,
            run=self.lane.run,
            write=self.written.append,
            newest=lambda before, limit: till.books.newest(before=before, limit=limit),
            find=lambda text, before, limit: till.books.find(text, before=before, limit=limit),
            scan=till.catalogue.scan,
            get=till.books.get,
            copy_of=till.books.copy_of,
            returnable=till.checkout.returnable,
            picture=lambda receipt: Picture(b"", str(receipt.number)),
            copy=till.books.copy,
            beginnings=Beginnings(
                self._start_return,
                lambda number, wanted, person, sale_id: till.checkout.start_exchange(
                    number, wanted, person, sale_id=sale_id
                ),
                lambda number, person, sale_id: till.checkout.correct_payment(number, person, sale_id=sale_id),
                lend=lambda _asked, _lent, given_up: given_up(),
            ),
            current=till.shifts.current,
            new_id=till.new_id,
            person=lambda: till.cashier,
            printer=lambda: printer,
            copied=self._copied,
            electronic=electronic_of(till, self),
            invoiced=Invoiced(
                entry=Invoicing(till.store, till.new_id).entry,
                print=ProFormaInvoices(till.store, till.clock, till.checkout.papers, till.new_id).print,
                save=ProFormaInvoices(till.store, till.clock, till.checkout.papers, till.new_id).save,
            ),
            take_up=lambda sale, method: self.taken_up.append((sale, method)),
        )
        self.do(self.presenter.refresh)

    def _start_return(self, number: int, wanted: Mapping[str, Quantity], person: Person, sale_id: str) -> Sale:
        return self.till.checkout.start_return(number, wanted, person, sale_id=sale_id)

    def _copied(self) -> None:
        self.copied += 1

    def do(self, act: Callable[[], None]) -> None:
        """Do it and wait for what comes of it."""
        act()
        self.lane.go_on()

    @property
    def now(self) -> ReceiptsShown:
        return self.shown[-1]

    @property
    def numbers(self) -> list[int]:
        return [row.number for row in self.now.listed]

    @property
    def returning(self) -> Returning:
        assert self.now.returning is not None
        return self.now.returning

    def asks_for_address(self) -> bool:
        return self.now.mailing

    @property
    def trouble(self) -> str:
        return str(self.now.trouble) if self.now.trouble else ""


def sold(till: Till, *names: str, method: Method = Method.CASH) -> Receipt:
    """A receipt of these articles."""
    return till.sell(till.paid(till.scanned(*names), method))


def returned(till: Till, receipt: Receipt, place: int = 0, milli: int = 1000) -> Receipt:
    """The return receipt of so much of a receipt's line, paid back in cash."""
    wanted = {receipt.lines[place].id: Quantity(milli)}
    sale = till.checkout.start_return(receipt.number, wanted, till.cashier)
    return till.sell(till.paid(sale))


# ------------------------------------------------------------------------------------------------------------- the list


def test_the_newest_receipt_is_looked_at_first(register: Till) -> None:
    sold(register, "Ägg")
    sold(register, "Snore Cola")
    screen = Screen(register)
    assert screen.numbers == [2, 1]
    assert screen.now.looked is not None
    assert screen.now.looked.picture.words == "2"
    assert screen.now.may_copy
    assert screen.now.may_return


def test_an_empty_register_has_nothing_to_look_at(register: Till) -> None:
    screen = Screen(register)
    assert screen.now.loaded
    assert screen.numbers == []
    assert not screen.now.may_copy
    assert not screen.now.may_return


def test_older_receipts_are_fetched_when_asked_for(register: Till) -> None:
    for _ in range(PAGE_SIZE + 2):
        register.sell(register.paid(register.rung(1000)), paper=False)
    screen = Screen(register)
    assert len(screen.numbers) == PAGE_SIZE
    assert screen.now.more
    screen.presenter.older()
    screen.do(screen.presenter.older)
    assert screen.numbers == list(range(PAGE_SIZE + 2, 0, -1))
    assert not screen.now.more


def test_the_receipts_of_a_busy_day_have_pages_too(register: Till) -> None:
    for _ in range(PAGE_SIZE + 1):
        register.sell(register.paid(register.rung(1000)), paper=False)
    screen = Screen(register)
    screen.do(lambda: screen.presenter.search("2026-11-20"))
    assert len(screen.numbers) == PAGE_SIZE
    screen.do(screen.presenter.older)
    assert screen.numbers == list(range(PAGE_SIZE + 1, 0, -1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", [1]),
        ("K1-2", [2]),
        (" 2 ", [2]),
        ("90,00", [1]),
        ("-90,00", [3]),
        ("20/11", [3, 2, 1]),
        ("2026-11-20", [3, 2, 1]),
        ("19/11", []),
        ("7", []),
    ],
)
def test_receipts_are_found_by_number_amount_and_day(register: Till, text: str, found: list[int]) -> None:
    eggs = sold(register, "Ägg")
    sold(register, "Snore Cola")
    returned(register, eggs)
    screen = Screen(register)
    screen.do(lambda: screen.presenter.search(text))
    assert screen.numbers == found
    assert screen.now.chosen == (found[0] if found else 0)
    assert screen.trouble == ""


def test_what_is_no_number_yet_is_not_told_until_enter(register: Till) -> None:
    sold(register, "Ägg")
    screen = Screen(register)
    screen.do(lambda: screen.presenter.search("2026-11-"))
    assert screen.trouble == ""
    screen.do(lambda: screen.presenter.submit("2026-11-"))
    assert "is no receipt number" in screen.trouble
    screen.do(lambda: screen.presenter.search(""))
    assert screen.numbers == [1]
    assert screen.trouble == ""


def test_hostile_text_is_repeated_harmlessly(register: Till) -> None:
    screen = Screen(register)
    screen.do(lambda: screen.presenter.submit("\x1bp\x00<b>" + "9" * 5000))
    assert "is no receipt number" in screen.trouble
    assert screen.trouble.isprintable()
    assert len(screen.trouble) < 200


def test_a_late_answer_is_not_the_newest_questions(register: Till) -> None:
    sold(register, "Ägg")
    sold(register, "Ägg")
    screen = Screen(register)
    screen.presenter.search("1")
    screen.presenter.search("2")
    seen = len(screen.shown)
    screen.lane.go_on()
    assert all([row.number for row in shown.listed] != [1] for shown in screen.shown[seen:])
    assert screen.numbers == [2]


def test_a_late_picture_does_not_replace_a_newer_choice(register: Till) -> None:
    sold(register, "Ägg")
    sold(register, "Ägg")
    screen = Screen(register)
    screen.presenter.choose(1)
    screen.presenter.choose(2)
    screen.lane.go_on()
    assert screen.now.looked is not None
    assert screen.now.looked.receipt.number == 2


# ------------------------------------------------------------------------------------------------------------- the copy


def test_two_touches_make_one_copy_and_there_is_never_another(register: Till) -> None:
    sold(register, "Ägg")
    screen = Screen(register)
    screen.presenter.copy_chosen()
    screen.do(screen.presenter.copy_chosen)
    assert screen.copied == 1
    assert screen.now.queued
    assert register.kinds().count("receipt_copied") == 1
    assert not screen.now.may_copy
    assert "was copied before" in str(screen.now.why_no_copy)
    assert screen.now.listed[0].copied
    screen.do(screen.presenter.copy_chosen)
    assert register.kinds().count("receipt_copied") == 1


def test_without_a_shift_nothing_is_copied_or_returned(register: Till) -> None:
    sold(register, "Ägg")
    register.close_shift()
    screen = Screen(register)
    screen.do(screen.presenter.copy_chosen)
    screen.do(screen.presenter.begin_return)
    assert "No shift is open" in str(screen.now.why_no_copy)
    assert "No shift is open" in str(screen.now.why_no_return)
    assert screen.now.returning is None
    assert "receipt_copied" not in register.kinds()


def test_without_a_printer_there_is_no_copy(register: Till) -> None:
    sold(register, "Ägg")
    screen = Screen(register, printer=False)
    screen.do(screen.presenter.copy_chosen)
    assert "no printer" in str(screen.now.why_no_copy)
    assert register.books.copy_of(1) is None


# ----------------------------------------------------------------------------------------------------------- the return


def test_lines_and_quantities_are_chosen_by_touch(register: Till) -> None:
    sale = register.scanned("Ägg", "Snore Cola")
    sale = sale.with_quantity(sale.lines[1].id, Quantity(3000))
    register.sell(register.paid(sale))
    screen = Screen(register)
    screen.presenter.begin_return()
    assert screen.returning.wanted == {}
    screen.presenter.choose_row(1)
    for _ in range(5):
        screen.presenter.change_by(1)
    assert screen.returning.quantity == Quantity(3000)
    screen.presenter.change_by(-1)
    assert screen.returning.to_pay_back == Money(2 * 22_90)
    screen.presenter.whole_row()
    screen.presenter.whole_row()
    assert screen.returning.to_pay_back == Money(3 * 22_90)
    screen.presenter.everything()
    assert screen.returning.to_pay_back == Money(3 * 22_90 + 89_90)
    screen.presenter.choose_row(0)
    screen.presenter.change_by(-1)
    screen.presenter.change_by(-1)
    assert screen.returning.to_pay_back == Money(3 * 22_90)


def test_the_amount_shown_is_the_amount_paid_back_in_parts_too(register: Till) -> None:
    sale = register.rung(9_99)
    sale = sale.with_quantity(sale.lines[0].id, Quantity(3000))
    receipt = register.sell(register.paid(sale))
    back = Money(0)
    for _ in range(3):
        screen = Screen(register)
        screen.do(partial(screen.presenter.choose, receipt.number))
        screen.presenter.begin_return()
        if not screen.returning.wanted:  # the last one is chosen already
            screen.presenter.change_by(1)
        shown = screen.returning.to_pay_back
        screen.do(screen.presenter.pay_back)
        begun, _ = screen.taken_up[0]
        assert begun.total == -shown
        back += shown
        register.sell(register.paid(begun))
    assert back == receipt.total
    screen = Screen(register)
    screen.do(lambda: screen.presenter.choose(receipt.number))
    assert "came back" in str(screen.now.why_no_return)
    assert not screen.now.may_return


def test_two_touches_begin_one_return_which_is_on_disk(register: Till) -> None:
    receipt = sold(register, "Ägg", method=Method.CARD)
    screen = Screen(register)
    screen.presenter.begin_return()  # the only thing there is is chosen
    screen.presenter.pay_back()
    screen.do(screen.presenter.pay_back)
    ((sale, method),) = screen.taken_up
    assert (sale.original, sale.total, method) == (receipt.number, Money(-89_90), Method.CARD)
    assert register.checkout.open_sale() == sale
    assert screen.now.returning is None


def test_a_return_waits_for_the_open_basket(register: Till) -> None:
    sold(register, "Ägg")
    register.scanned("Snore Cola")
    screen = Screen(register)
    screen.presenter.begin_return()
    screen.do(screen.presenter.pay_back)
    assert "A sale is not finished." in screen.trouble
    assert screen.taken_up == []
    assert screen.now.returning is not None  # what was chosen is still there


def test_a_return_receipt_has_nothing_to_take_back(register: Till) -> None:
    returned(register, sold(register, "Ägg"))
    screen = Screen(register)
    assert screen.now.looked is not None
    assert screen.now.looked.receipt.is_return
    assert screen.now.listed[0].original == 1
    assert not screen.now.may_return
    assert "is the return of receipt 1" in str(screen.now.why_no_return)
    assert screen.now.may_copy


def test_what_is_weighed_comes_back_whole(register: Till) -> None:
    register.sql("UPDATE articles SET unit = 'kg' WHERE name = 'Ägg'")
    sale = register.checkout.new_sale()
    sale = sale.with_line(register.checkout.line_of(register.article(), Quantity(375)))
    register.checkout.keep(sale, register.cashier)
    receipt = register.sell(register.paid(sale))
    begun = returning_of(receipt, register.checkout.returnable(receipt.number)[1])
    assert begun is not None
    assert begun.quantity == Quantity(375)
    assert begun.by(-1).quantity == Quantity(0)
    assert begun.by(-1).by(1).to_pay_back == receipt.total


# ------------------------------------------------------------------------------------------------------------- the page


@pytest.fixture
def shown(qtbot: QtBot, place: Workplace) -> Iterator[ReceiptsPage]:
    """The page at a register that sold eggs three times, with everything read."""
    for _ in range(3):
        sold(place.till, "Ägg", "Snore Cola")
    made = ReceiptsPage(place.desk)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    yield made
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme())
    i18n.install("en")


def test_a_copy_goes_to_the_printer_with_its_mark(qtbot: QtBot, place: Workplace, shown: ReceiptsPage) -> None:
    assert place.printer is not None
    place.desk.print_now()
    qtbot.waitUntil(lambda: place.idle)
    QTest.keyClick(shown, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 4)
    assert "on its way" in shown._message.words
    assert not shown._copy.isEnabled()
    assert "A receipt may be copied once." in shown._said.text()
    assert shown._rows.model().index(0, 4).data() == "copied"
    assert place.queue is not None
    newest = place.queue.newest()[0]
    assert (newest.kind, newest.state, newest.document) == (JobKind.COPY, JobState.SENT, "3")
    with pytest.raises(Refused, match="may be on paper"):
        place.queue.print_again(newest.id)


def test_a_return_is_chosen_by_keyboard_alone(qtbot: QtBot, place: Workplace, shown: ReceiptsPage) -> None:
    QTest.keyClick(shown._rows, Qt.Key.Key_Down)
    qtbot.waitUntil(shown._return.isEnabled)
    qtbot.waitUntil(lambda: place.idle)
    QTest.keyClick(shown, Qt.Key.Key_F5)
    panel = shown._returning
    assert panel.isVisible()
    assert not panel._go_on.isEnabled()
    QTest.keyClick(panel._rows, Qt.Key.Key_Down)
    QTest.keyClick(panel._rows, Qt.Key.Key_Plus)
    assert panel._total.text() == "22,90"
    QTest.keyClick(panel, Qt.Key.Key_F4)
    assert panel._total.text() == "112,80"
    QTest.keyClick(panel, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(place.taken_up))
    ((sale, method),) = place.taken_up
    assert (sale.original, sale.total, method) == (2, Money(-112_80), Method.CASH)


def test_escape_leaves_the_return_and_then_the_page(place: Workplace, shown: ReceiptsPage) -> None:
    QTest.keyClick(shown, Qt.Key.Key_F5)
    assert shown._returning.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown._returning.isVisible()
    assert place.went == []
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert place.went == ["checkout"]
    assert place.till.checkout.open_sale() is None


def test_an_unknown_number_says_what_can_be_searched_for(qtbot: QtBot, place: Workplace, shown: ReceiptsPage) -> None:
    shown.search.setText("999")
    qtbot.waitUntil(lambda: place.idle)
    assert "No receipt fits “999”." in shown._message.words
    shown.search.clear()
    qtbot.waitUntil(lambda: place.idle)
    assert shown._rows.rowCount() == 3
    assert shown._heading.text() == "Receipt 3"


def test_a_register_that_sold_nothing_teaches(qtbot: QtBot, place: Workplace) -> None:
    made = ReceiptsPage(place.desk)
    qtbot.addWidget(made)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    assert made._empty.isVisible()


def test_the_page_speaks_swedish_at_once(qtbot: QtBot, place: Workplace, shown: ReceiptsPage) -> None:
    del place
    shown._return.click()
    i18n.install("sv")
    qtbot.waitUntil(lambda: shown._copy.text() == "Kvittokopia")
    assert shown._return.text() == "Retur"
    assert shown._returning._go_on.text() == "Till betalning"
    assert shown.search.placeholderText() == "Kvittonummer, belopp, dag, artikel eller kund"


@pytest.mark.parametrize("look", Look)
def test_the_page_fits_a_small_screen_at_every_text_size(place: Workplace, shown: ReceiptsPage, look: Look) -> None:
    del place
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for percent in (100, 150, 200):
        theme.apply(app, theme.Theme(look=look, text_percent=percent))
        app.processEvents()
        assert shown.minimumSizeHint().height() <= 768 - theme.current().touch_px
        assert shown.minimumSizeHint().width() <= 1024


# ------------------------------------------------------------------------------------------------ by e-mail, as a file


class TestByMail:
    def test_what_was_printed_goes_as_the_copy_and_its_state_is_shown(self, register: Till) -> None:
        sold(register, "Ägg")
        screen = Screen(register)
        screen.presenter.begin_mail()
        assert screen.asks_for_address()
        assert screen.now.to_mail_is_copy
        screen.do(lambda: screen.presenter.mail("anna@"))
        assert "is no e-mail address" in screen.trouble
        assert screen.asks_for_address(), "to be mended"
        screen.presenter.mail("anna@example.se")
        screen.do(lambda: screen.presenter.mail("bo@example.se"))
        assert not screen.asks_for_address()
        assert screen.sent == 1
        looked = screen.now.looked
        assert looked is not None
        assert looked.copy is not None
        assert looked.given.newest is not None
        assert state_words(looked.given.newest) == ("The copy waits to be e-mailed to {address}.", "anna@example.se")
        assert not screen.now.may_copy
        assert screen.now.may_print_instead

    def test_what_waits_or_failed_can_be_printed_instead(self, register: Till) -> None:
        register.checkout.complete(register.paid(register.scanned("Ägg")), register.cashier, mail_to="anna@example.se")
        screen = Screen(register)
        assert screen.now.may_print_instead
        screen.presenter.print_instead()
        screen.do(screen.presenter.print_instead)
        assert screen.sent == 1
        with register.store.read() as tx:
            assert [job.kind for job in tx.print_jobs.newest()] == [JobKind.RECEIPT, JobKind.DRAWER]
        assert not screen.now.may_print_instead

    def test_without_a_mail_server_the_reason_is_told(self, register: Till) -> None:
        sold(register, "Ägg")
        screen = Screen(register)
        screen.mail_ready = False
        screen.do(screen.presenter.refresh)
        screen.presenter.begin_mail()
        assert not screen.asks_for_address()
        assert "No mail server" in str(screen.now.why_no_mail)
        assert screen.now.may_save

    def test_without_a_shift_or_after_the_copy_nothing_is_offered(self, register: Till) -> None:
        number = sold(register, "Ägg").number
        register.close_shift()
        screen = Screen(register)
        assert "No shift" in str(screen.now.why_no_mail)
        assert not screen.now.may_save
        register.open_shift()
        register.books.copy(number, register.cashier)
        screen.do(screen.presenter.refresh)
        assert "copied before" in str(screen.now.why_no_mail)
        screen.do(lambda: screen.presenter.mail("anna@example.se"))
        screen.do(lambda: screen.presenter.save("/nowhere/at/all"))
        assert screen.sent == 0

    def test_esc_leaves_and_another_receipt_is_asked_about_anew(self, register: Till) -> None:
        sold(register, "Ägg")
        sold(register, "Ägg")
        screen = Screen(register)
        screen.presenter.begin_mail()
        screen.presenter.leave_mail()
        assert not screen.asks_for_address()
        screen.presenter.begin_mail()
        screen.do(lambda: screen.presenter.choose(1))
        assert not screen.asks_for_address()


class TestAsAFile:
    def test_it_is_saved_once_and_said_where(self, register: Till, tmp_path: Path) -> None:
        sold(register, "Ägg")
        screen = Screen(register)
        path = tmp_path / "kvitto.pdf"
        screen.presenter.save(str(path))
        screen.do(lambda: screen.presenter.save(str(tmp_path / "second.pdf")))
        assert [file.name for file in tmp_path.iterdir()] == ["kvitto.pdf"]
        assert screen.now.saved == str(path)
        assert not screen.now.may_save
        assert not screen.now.may_copy

    def test_where_it_can_not_be_saved_it_is_told_and_saved_again(self, register: Till, tmp_path: Path) -> None:
        sold(register, "Ägg")
        screen = Screen(register)
        screen.do(lambda: screen.presenter.save(str(tmp_path / "no" / "kvitto.pdf")))
        assert "could not be written" in screen.trouble
        assert screen.now.may_save
        screen.do(lambda: screen.presenter.save(str(tmp_path / "kvitto.pdf")))
        assert screen.now.saved


def test_every_state_of_a_delivery_has_words(register: Till) -> None:
    for paper in (True, False):
        number = register.sell(register.paid(register.rung(1000)), paper=paper).number
        delivery = EReceipts(register.store, register.clock, register.checkout.papers).mail(
            number, "anna@example.se", register.cashier
        )
        for state in DeliveryState:
            words, address = state_words(replace(delivery, state=state))
            assert words
            assert address == "anna@example.se"
        assert "not kept" in state_words(replace(delivery, recipient=""))[1]


def test_the_page_mails_from_the_keyboard_alone(qtbot: QtBot, place: Workplace) -> None:
    sold(place.till, "Ägg")
    with mail_server() as server:
        place.post = SmtpPost(MailServer("127.0.0.1", server.port, "none", "", "butik@example.se"), lambda: "")
        shown = ReceiptsPage(place.desk)
        qtbot.addWidget(shown)
        shown.resize(1024, 700)
        shown.show()
        shown.on_shown()
        qtbot.waitUntil(shown._mail.isEnabled)
        QTest.keyClick(shown, Qt.Key.Key_F9)
        QTest.keyClicks(shown._mailing.field, "anna@example.se")
        QTest.keyClick(shown._mailing.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(server.taken) == 1)
        qtbot.waitUntil(lambda: "The copy was e-mailed to anna@example.se." in shown._said.text())
    assert server.taken[0].recipients == ["anna@example.se"]
    assert not shown._mail.isEnabled()


def test_a_scanned_code_finds_its_receipt(register: Till) -> None:
    sold = register.sell(register.paid(register.scanned("Ägg")))
    register.sell(register.paid(register.scanned("Snore Cola")))
    screen = Screen(register)
    code = code_of(sold)
    screen.do(lambda: screen.presenter.scanned(code.text))
    assert (screen.numbers, screen.now.chosen, screen.written) == ([1], 1, [code.text])

    screen.do(lambda: screen.presenter.scanned(replace(code, register="000000").text))
    assert "of another register" in str(screen.now.trouble)

    screen.do(lambda: screen.presenter.scanned("Snore Cola"))
    assert screen.numbers == [2], "an article's code finds where it was sold"

    screen.do(screen.presenter.begin_mail)
    screen.do(lambda: screen.presenter.scanned(code.text))
    assert screen.numbers == [2], "nothing is searched for while an address is asked for"


def test_a_receipt_scanned_at_the_checkout_is_shown_on_its_page(place: Workplace, qtbot: QtBot) -> None:
    for name in ("Ägg", "Snore Cola"):
        place.till.sell(place.till.paid(place.till.scanned(name)))
    with front_of(place, qtbot) as hands:
        hands.scan(code_of(place.till.books.get(1)).text)
        page = hands.window.stack.currentWidget()
        assert isinstance(page, ReceiptsPage)
        qtbot.waitUntil(lambda: page._shown.may_return)
        assert ([row.number for row in page._shown.listed], page._shown.chosen) == ([1], 1)

        hands.scan(code_of(place.till.books.get(2)).text)
        qtbot.waitUntil(lambda: page._shown.chosen == 2 and page._shown.may_return)
        hands.press(Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: page._shown.returning is not None)


def test_articles_scanned_while_a_return_is_chosen_come_back_one_by_one(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg", "Snore Cola", "Ägg")))
    screen = Screen(register)
    screen.do(screen.presenter.begin_return)

    def back() -> list[int]:
        assert screen.now.returning is not None
        return [quantity.milli for quantity in screen.now.returning.quantities]

    for code, milli in (("7310350120413", [0, 1000, 0]), ("7300156480903", [1000, 1000, 0])):
        screen.do(partial(screen.presenter.scanned, code))
        assert (back(), screen.now.trouble) == (milli, None)
    screen.do(lambda: screen.presenter.scanned("7300156480903"))
    assert back() == [1000, 1000, 1000]
    for wrong, said in (
        ("7300156480903", "No more of this article can come back from receipt 1"),
        ("7322540408560", "No more of this article"),
        ("7300156480904", "The last digit of"),
        ("96385074", "No more of this article"),
    ):
        screen.do(partial(screen.presenter.scanned, wrong))
        assert said in str(screen.now.trouble)
        assert back() == [1000, 1000, 1000]


def test_writing_in_the_list_searches_and_the_next_to_look_begins_anew(
    qtbot: QtBot, place: Workplace, shown: ReceiptsPage
) -> None:
    QTest.keyClicks(shown._rows, "2")
    assert (shown.search.text(), shown.search.hasFocus()) == ("2", True)
    qtbot.waitUntil(lambda: place.idle and shown._rows.rowCount() == 1)
    shown.scanned("7300156480903")
    shown._rows.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F3)
    QTest.keyClicks(shown.search, "3")
    assert shown.search.text() == "3"
    qtbot.waitUntil(lambda: place.idle and shown._shown.searched == "3" and len(shown._shown.listed) == 1)
    shown.on_hidden()
    assert shown.search.text() == ""
    qtbot.waitUntil(lambda: place.idle and shown._rows.rowCount() == 3)
