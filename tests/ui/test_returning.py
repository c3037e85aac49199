"""A return from the receipt to the money in the customer's hand, through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.simulators.control_unit import Fault
from openpos.ui import i18n, theme
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.checkout.presenter import CheckoutPresenter
from openpos.ui.screens.checkout.view import CheckoutPage
from openpos.ui.screens.drawer.view import DrawerPage
from openpos.ui.screens.receipts.view import ReceiptsPage
from openpos.ui.widgets.guard import ACCEPTS_AFTER_MS
from openpos.ui.window import MainWindow
from tests.fixtures.desk import Workplace
from tests.fixtures.till import Till

EGGS, YOGHURT = "7300156480903", "7300156482709"  # 89,90 and 12,90


class Shop:
    """The register's window with somebody logged in, and hands on it."""

    def __init__(self, place: Workplace, qtbot: QtBot) -> None:
        self.place, self.qtbot, self.till = place, qtbot, place.till
        self.window = MainWindow(replace(place.desk.parts, settings=place.settings))
        self.window.resize(1024, 768)
        self.window.show()
        self.window.begin()
        qtbot.waitUntil(lambda: self.window._started)
        self.window.desk.log_in(self.till.cashier)
        self.settle()

    @property
    def checkout(self) -> CheckoutPresenter:
        return self.window.checkout

    @property
    def page(self) -> CheckoutPage:
        return self.window._checkout_page

    @property
    def receipts(self) -> ReceiptsPage:
        page = self.window._pages["receipts"]
        assert isinstance(page, ReceiptsPage)
        return page

    @property
    def said(self) -> str:
        """The sentence under the receipt."""
        return "" if self.page.receipt.message.isHidden() else self.page.receipt.message.words

    def settle(self) -> None:
        """Wait until all that was asked for was told."""
        window = self.window
        self.qtbot.waitUntil(lambda: not window.register.pending and not window.printing.pending, timeout=10_000)

    def sell(self, *codes: str, method: Method = Method.CASH) -> Receipt:
        """Sell these and be ready for the next."""
        for code in codes:
            self.checkout.scan(code)
        self.checkout.pay(method)
        if method is Method.CASH:
            self.checkout.paying.give(self.checkout.sale.to_pay(Method.CASH))
        else:
            self.checkout.paying.approve()
        self.settle()
        self.checkout.leave()
        return self.till.receipts()[-1]

    def begin_return(self) -> None:
        """All of the newest receipt, by keyboard: to the point where it is to be paid back."""
        self.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        for key in (Qt.Key.Key_F5, Qt.Key.Key_F4):
            self.press(key)
        self.press(Qt.Key.Key_F9)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def touch(self, widget: QWidget) -> None:
        """A finger on it, through whatever lies over it."""
        at = widget.mapTo(self.window, widget.rect().center())
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(at))

    def wait_for_touches(self) -> None:
        """Until what appeared under the finger takes touches."""
        self.qtbot.waitUntil(lambda: not self.page.asides.paying._pay_back_guard.closed, timeout=10 * ACCEPTS_AFTER_MS)

    def close(self) -> None:
        """Close the window and forget it: its scanner would watch the next window too."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)


@pytest.fixture
def shop(place: Workplace, qtbot: QtBot) -> Iterator[Shop]:
    """The register's window, with the cashier logged in and a shift open."""
    made = Shop(place, qtbot)
    yield made
    made.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme())
    i18n.install("en")


def test_a_return_is_paid_back_in_cash_with_one_touch(shop: Shop) -> None:
    assert shop.place.printer is not None
    sale = shop.sell(EGGS, YOGHURT)
    kicks = len(shop.place.printer.drawer_kicks)
    shop.begin_return()

    assert shop.checkout.front is Front.PAYING
    assert shop.page.isVisible()
    assert shop.page.receipt.title.words == "Return of receipt 1"
    assert shop.page.receipt.title.isVisible()
    assert shop.page.receipt.total.accessibleName() == "To pay back 102,80"
    assert shop.page.asides.paying._pay_back.text() == "Pay back 103,00"
    assert not any(note.isVisible() for note in shop.page.asides.paying._notes)

    shop.wait_for_touches()
    shop.touch(shop.page.asides.paying._pay_back)
    shop.settle()

    back = shop.till.receipts()[-1]
    assert (back.original, back.total, back.to_pay) == (sale.number, Money(-102_80), Money(-103_00))
    assert shop.page.finished.isVisible()
    assert shop.page.finished._figure.accessibleName() == "Pay back 103,00"
    assert shop.page.receipt.total.accessibleName() == "Paid back 102,80"
    assert shop.place.printer.wait_for(lambda printer: len(printer.drawer_kicks) == kicks + 1)
    assert shop.till.shifts.expected_cash() == Money(1000_00)
    assert shop.till.findings() == ()

    shop.checkout.leave()
    assert not shop.page.receipt.title.isVisible()
    assert shop.page.receipt.total.accessibleName() == "To pay 0,00"


def test_the_finger_that_began_the_return_does_not_pay_it_back(shop: Shop) -> None:
    shop.sell(EGGS)
    shop.begin_return()
    shop.touch(shop.page.asides.paying._pay_back)
    shop.press(Qt.Key.Key_Return)
    shop.settle()
    assert shop.checkout.front is Front.PAYING
    assert len(shop.till.receipts()) == 1
    shop.wait_for_touches()
    shop.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    shop.settle()
    assert shop.till.receipts()[-1].is_return


def test_a_card_purchase_goes_back_by_card_and_the_terminal_may_say_no(shop: Shop) -> None:
    assert shop.place.printer is not None
    shop.sell(EGGS, method=Method.CARD)
    kicks = len(shop.place.printer.drawer_kicks)
    shop.begin_return()
    paying = shop.page.asides.paying
    assert paying._due.accessibleName() == "Back by card 89,90"
    shop.wait_for_touches()
    shop.touch(paying._pay_back)
    assert paying.terminal.title.text() == "Pay 89,90 back on the card terminal"
    shop.checkout.paying.decline()
    assert len(shop.till.receipts()) == 1
    shop.press(Qt.Key.Key_F10)
    shop.checkout.paying.approve()
    shop.settle()
    back = shop.till.receipts()[-1]
    assert [(tender.method, tender.amount) for tender in back.tenders] == [(Method.CARD, Money(-89_90))]
    assert shop.page.finished._figure.accessibleName() == "Paid back 89,90"
    assert len(shop.place.printer.drawer_kicks) == kicks


def test_a_return_is_split_between_cash_and_card(shop: Shop) -> None:
    shop.sell(EGGS, YOGHURT)
    shop.begin_return()
    shop.checkout.paying.give_text("50")
    assert not shop.checkout.paying.holds
    shop.checkout.paying.give_text("60")
    assert "60,00 is more than the 53,00 to pay back." in shop.said
    shop.checkout.pay(Method.CARD)
    assert shop.page.asides.paying.terminal.title.text() == "Pay 52,80 back on the card terminal"
    shop.checkout.paying.approve()
    shop.settle()
    back = shop.till.receipts()[-1]
    assert back.by_method() == ((Method.CASH, Money(-50_00)), (Method.CARD, Money(-52_80)))
    assert shop.page.finished._figure.accessibleName() == "Pay back 50,00"


@pytest.mark.parametrize("text", ["", "0", "-5", "10,50", "200", "abc", "9" * 40])
def test_what_can_not_be_paid_back_is_told(shop: Shop, text: str) -> None:
    shop.sell(EGGS)
    shop.begin_return()
    shop.checkout.paying.give_text(text)
    assert shop.said
    assert len(shop.till.receipts()) == 1
    assert shop.checkout.sale.tenders == ()


def test_nothing_is_sold_on_a_return(shop: Shop) -> None:
    shop.sell(EGGS)
    shop.begin_return()
    kept = shop.checkout.sale
    shop.checkout.scan(YOGHURT)
    assert "This is a return." in shop.said
    shop.checkout.leave()
    shop.checkout.picking.touch(0)
    shop.checkout.lines.ask_quantity()
    shop.checkout.lines.change_by(1)
    shop.checkout.lines.remove()
    assert shop.checkout.sale == kept
    assert "This is a return." in shop.said
    assert not shop.page.receipt.keys.remove.isEnabled()


def test_clearing_gives_the_return_up(shop: Shop) -> None:
    shop.sell(EGGS)
    shop.begin_return()
    shop.press(Qt.Key.Key_F7)
    shop.settle()
    assert shop.checkout.front is Front.KEYS
    assert not shop.checkout.sale.is_return
    assert shop.till.checkout.open_sale() is None
    assert shop.till.kinds()[-1] == "cleared"
    shop.checkout.scan(YOGHURT)
    assert len(shop.checkout.sale.lines) == 1
    _, rows = shop.till.checkout.returnable(1)
    assert rows[0].left == Quantity(1000)  # it can be begun anew


def test_an_undone_refund_by_card_is_to_be_undone_on_the_terminal_too(shop: Shop) -> None:
    shop.sell(EGGS, YOGHURT)
    shop.begin_return()
    shop.checkout.pay(Method.CARD)
    shop.checkout.paying.decline()
    shop.checkout.paying.give_text("50")
    shop.checkout.paying.approve()
    (tender,) = shop.checkout.sale.tenders
    shop.checkout.paying.undo(tender.id)
    assert "50,00 was paid back by card." in shop.said
    assert shop.checkout.sale.tenders == ()


def test_an_open_basket_is_not_lost_to_a_return(shop: Shop) -> None:
    shop.sell(EGGS)
    shop.checkout.scan(YOGHURT)
    shop.begin_return()
    assert shop.receipts.isVisible()
    assert "A sale is not finished." in shop.receipts._returning._message.words
    assert [line.text for line in shop.checkout.sale.lines] == ["Turkisk yogurt"]


def test_a_return_comes_back_after_a_restart(register: Till, place: Workplace, qtbot: QtBot) -> None:
    receipt = register.sell(register.paid(register.scanned("Ägg")))
    begun = register.checkout.start_return(receipt.number, {receipt.lines[0].id: Quantity(1000)}, register.cashier)
    shop = Shop(place, qtbot)
    try:
        assert shop.checkout.sale == begun
        assert shop.checkout.front is Front.PAYING
        assert shop.page.asides.paying._pay_back.text() == "Pay back 90,00"
    finally:
        shop.close()


def test_a_control_unit_that_is_away_leaves_the_return_open(shop: Shop) -> None:
    shop.sell(EGGS)
    shop.begin_return()
    shop.till.unit.fault = Fault.SWITCHED_OFF
    shop.checkout.paying.give(Money(90_00))
    shop.settle()
    assert shop.said or shop.page.asides.waiting.isVisible()
    shop.till.unit.fault = Fault.NONE
    shop.checkout.paying.completing.complete()
    shop.checkout.paying.completing.complete()
    shop.settle()
    assert [receipt.original for receipt in shop.till.receipts()] == [None, 1]
    assert shop.till.unit_numbers() == [1, 2]


def test_the_menu_and_the_keyboard_lead_to_the_drawer(shop: Shop) -> None:
    shop.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page = shop.window._pages["drawer"]
    assert isinstance(page, DrawerPage)
    assert page.isVisible()
    shop.press(Qt.Key.Key_F9)
    shop.settle()
    assert shop.till.kinds()[-1] == "drawer_opened"
    shop.press(Qt.Key.Key_Escape)
    shop.checkout.open_menu()
    shop.touch(shop.page.asides.menu.keys["receipts"])
    assert shop.receipts.isVisible()
    assert ("F3", "Search") in shop.window.hints.more


def test_no_key_leads_away_from_the_card_terminal(shop: Shop) -> None:
    shop.checkout.scan(EGGS)
    shop.checkout.pay(Method.CARD)
    shop.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    shop.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert shop.page.isVisible()
    assert shop.checkout.front is Front.PAYING
