"""What the customer sees, and that a screen which comes and goes harms nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.swish import qr_text
from openpos.printing.qr import qr_squares
from openpos.ui import i18n, theme
from openpos.ui.customer_display import CustomerDisplay, CustomerScreens
from openpos.ui.screens.checkout.customer import IDLE, CustomerView, Moment, of_receipt, of_sale
from openpos.ui.screens.checkout.presenter import CheckoutPresenter
from openpos.ui.theme import Look
from tests.fixtures.counter import Counter
from tests.fixtures.desk import at_once
from tests.fixtures.receipts.samples import COFFEE, ORDINARY
from tests.fixtures.till import Till

EGGS, COLA = "7300156480903", "7310350120413"
SWISH = CustomerView(Moment.PAYING, total=Money(10000), due=Money(10000), qr=qr_text("1231234567", Money(10000), "K1"))


@pytest.fixture
def display(qtbot: QtBot) -> Iterator[CustomerDisplay]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme())
    i18n.install("en")
    made = CustomerDisplay(lambda: "Söders Lanthandel")
    qtbot.addWidget(made)
    yield made
    made.close()


def test_practice_is_said_whatever_is_shown_and_no_code_leads_money_away(display: CustomerDisplay) -> None:
    display.show_view(SWISH)
    assert display._squares
    display.show_practice(practising=True)
    for shown in (IDLE, CustomerView(Moment.PAYING, due=Money(100)), CustomerView(Moment.PAID), SWISH):
        display.show_view(shown)
        assert display.words()[0].startswith("PRACTICE · ")
        assert display.accessibleName().startswith("PRACTICE · ")
        assert not display._squares
    display.show_practice(practising=False)
    assert display.words()[0] == "Scan the code with Swish"
    assert display._squares


class TestTheCheckoutPublishes:
    @pytest.fixture
    def counter(self, register: Till) -> Counter:
        return Counter(register, at_once)

    def test_line_total_payment_change_and_the_next_customer(self, counter: Counter) -> None:
        presenter: CheckoutPresenter = counter.presenter
        assert counter.published[-1] == IDLE
        presenter.scan(EGGS)
        presenter.scan(COLA)
        shown = counter.published[-1]
        assert (shown.moment, shown.total) == (Moment.SELLING, Money(11280))
        assert shown.line is not None
        assert shown.line.text == "Snore Cola"
        presenter.pay(Method.CASH)
        assert counter.published[-1] == CustomerView(Moment.PAYING, total=Money(11280), due=Money(11300))
        presenter.paying.give(Money(20000))
        shown = counter.published[-1]
        assert (shown.moment, shown.total, shown.change) == (Moment.PAID, Money(11300), Money(8700))
        presenter.scan(EGGS)
        assert counter.published[-1].total == Money(8990)
        presenter.lines.clear_now()
        assert counter.published[-1] == IDLE

    def test_leaving_the_payment_shows_the_sale_again(self, counter: Counter) -> None:
        counter.presenter.scan(EGGS)
        counter.presenter.pay(Method.CASH)
        counter.presenter.leave()
        assert counter.published[-1].moment is Moment.SELLING

    def test_a_return_is_shown_as_what_comes_back(self, register: Till, counter: Counter) -> None:
        sold = register.sell(register.paid(register.scanned("Ägg")))
        sale = register.checkout.start_return(sold.number, {sold.lines[0].id: sold.lines[0].quantity}, register.cashier)
        assert of_sale(sale, None).back
        counter.presenter.take_up(sale)
        shown = counter.published[-1]
        assert (shown.back, shown.due) == (True, Money(9000))
        done = register.sell(register.paid(sale))
        assert of_receipt(done) == CustomerView(Moment.PAID, total=Money(9000), change=ZERO, back=True)


class TestTheWindow:
    @pytest.mark.parametrize(
        ("shown", "words"),
        [
            (IDLE, ("Söders Lanthandel", "Welcome!", "")),
            (
                CustomerView(Moment.SELLING, line=replace(COFFEE, text="Kaffe"), total=Money(123456)),
                ("Kaffe  59,95", "Total", "1\N{NO-BREAK SPACE}234,56"),
            ),
            (CustomerView(Moment.SELLING, total=Money(100)), ("", "Total", "1,00")),
            (CustomerView(Moment.PAYING, total=Money(100), due=Money(50)), ("Total 1,00", "To pay", "0,50")),
            (
                CustomerView(Moment.PAYING, total=Money(100), due=Money(50), back=True),
                ("Total 1,00", "To pay back", "0,50"),
            ),
            (CustomerView(Moment.PAID, total=Money(100), change=Money(900)), ("Paid 1,00", "Change", "9,00")),
            (CustomerView(Moment.PAID, total=Money(100)), ("Paid 1,00", "Thank you!", "")),
            (CustomerView(Moment.PAID, total=Money(100), back=True), ("Paid back 1,00", "Thank you!", "")),
            (SWISH, ("Scan the code with Swish", "To pay", "100,00")),
        ],
    )  # fmt: skip
    def test_it_says(self, display: CustomerDisplay, shown: CustomerView, words: tuple[str, ...]) -> None:
        display.show_view(shown)
        assert display.words() == words
        assert words[0] in display.accessibleName()
        display.show()
        assert not display.grab().isNull()

    def test_weights_and_pieces_are_told(self, display: CustomerDisplay) -> None:
        apples, milk = ORDINARY.lines[2], ORDINARY.lines[1]
        display.show_view(CustomerView(Moment.SELLING, line=apples, total=Money(1)))
        assert display.words()[0].startswith("0,375 kg Äpple")
        display.show_view(CustomerView(Moment.SELLING, line=milk, total=Money(1)))
        assert display.words()[0].startswith("2 st Mellanmjölk")

    @pytest.mark.parametrize("look", Look)
    def test_the_code_is_dark_on_white_in_every_theme(self, display: CustomerDisplay, look: Look) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, theme.Theme(look))
        display.resize(1280, 800)
        display.show_view(SWISH)
        picture = display.grab().toImage()
        colours = {picture.pixelColor(x, 400).name() for x in range(700, 1200)}
        assert {"#000000", "#ffffff"} <= colours
        display.show_view(IDLE)
        assert display.grab().toImage().pixelColor(1100, 30).name() == theme.current().tokens.page.lower()

    @pytest.mark.parametrize("size", [(320, 240), (800, 480), (1920, 1080), (480, 800)])
    def test_hostile_and_endless_names_stay_inside(self, display: CustomerDisplay, size: tuple[int, int]) -> None:
        line = replace(COFFEE, text="<b>W</b>" * 9)
        display.resize(*size)
        display.show_view(CustomerView(Moment.SELLING, line=line, total=Money(999_999_999_99)))
        picture = display.grab().toImage()
        page = theme.current().tokens.page.lower()
        assert {picture.pixelColor(x, y).name() for x in (0, size[0] - 1) for y in range(size[1])} == {page}
        assert "<b>" in display.words()[0]

    def test_it_takes_no_focus(self, qtbot: QtBot, display: CustomerDisplay) -> None:
        register = QLineEdit()
        qtbot.addWidget(register)
        register.show()
        register.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is register)
        CustomerScreens(display, lambda: None).put("window")
        display.show_view(SWISH)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is register)
        assert display.isVisible()
        assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus

    def test_it_speaks_anew(self, display: CustomerDisplay) -> None:
        display.show_view(CustomerView(Moment.PAID, total=Money(100)))
        i18n.install("sv")
        QApplication.processEvents()
        assert "Tack" in display.accessibleName()


class TestScreens:
    def test_the_second_screen_comes_and_goes(self, qtbot: QtBot, display: CustomerDisplay) -> None:
        there: list[QScreen] = []
        places = CustomerScreens(display, lambda: None, lambda: there)
        places.put("screen")
        assert not display.isVisible(), "no second screen yet"
        screen = QGuiApplication.primaryScreen()
        there.append(screen)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.emit(screen)
        qtbot.waitUntil(display.isVisible)
        assert display.geometry() == screen.geometry()
        there.clear()
        app.screenRemoved.emit(screen)
        qtbot.waitUntil(lambda: not display.isVisible())
        display.show_view(SWISH)
        there.append(screen)
        app.screenAdded.emit(screen)
        qtbot.waitUntil(display.isVisible)
        places.close()
        app.screenAdded.emit(screen)
        QApplication.processEvents()
        assert not display.isVisible()

    def test_the_register_s_own_screen_is_never_covered(self, display: CustomerDisplay) -> None:
        places = CustomerScreens(display, QGuiApplication.primaryScreen)
        places.put("screen")
        assert not display.isVisible()
        places.put("window")
        assert display.isVisible()
        assert not display.windowFlags() & Qt.WindowType.FramelessWindowHint
        places.put("off")
        assert not display.isVisible()


def test_a_code_has_its_three_corners_and_its_text_s_own_squares() -> None:
    squares = qr_squares(SWISH.qr)
    size = len(squares)
    assert all(len(row) == size for row in squares)
    finder = [(True,) * 7, (True, False, False, False, False, False, True)]
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert [squares[top + row][left : left + 7] for row in (0, 1)] == finder
    assert squares != qr_squares(SWISH.qr.replace("100", "101"))
    with pytest.raises(ValueError, match="too many"):
        qr_squares("x" * 5000)
