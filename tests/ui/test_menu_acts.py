"""Gift cards sold and asked about, pro forma, returns without a receipt and practice, from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.permission import Permission
from openpos.store.print_jobs import JobKind
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.checkout.shown import Wanted
from openpos.ui.sending import CHIP
from tests.fixtures.counter import Counter
from tests.fixtures.desk import SlowLane, Workplace, at_once
from tests.fixtures.front import Front as Hands
from tests.fixtures.front import front_of
from tests.fixtures.till import Till

EGGS, YOGHURT = "7300156480903", "7300156482709"  # 89,90 and 12,90


@pytest.fixture
def counter(register: Till) -> Counter:
    return Counter(register, at_once)


def front(counter: Counter) -> Front:
    return counter.presenter.front


def may_pay(counter: Counter) -> bool:
    return counter.view.gift_card.may_pay


def pay_in_cash(counter: Counter) -> None:
    """All that is due, exactly."""
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(counter.presenter.sale.to_pay(Method.CASH))


def sell_card(counter: Counter, kronor: str) -> str:
    """Sell a gift card by hand and give its code."""
    counter.presenter.asking.worth()
    counter.presenter.asking.answer(kronor)
    code = counter.presenter.sale.lines[-1].gift_card
    pay_in_cash(counter)
    counter.presenter.leave()
    return code


def printed(till: Till, kind: JobKind) -> int:
    """How many papers of this kind were queued."""
    with till.store.read() as tx:
        return sum(job.kind is kind for job in tx.print_jobs.newest())


# ----------------------------------------------------------------------------------------------------------- gift cards


def test_a_gift_card_is_sold_as_a_line_and_is_worth_what_was_paid(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.asking.worth()
    assert counter.view.ask is not None
    assert counter.view.ask.wanted is Wanted.GIFT_CARD
    counter.presenter.asking.answer("0")
    assert "more than 0" in counter.said
    counter.presenter.asking.answer("500")
    assert [line.text for line in counter.kept_lines] == ["Ägg", "Presentkort"]
    code = counter.kept_lines[-1].gift_card
    counter.presenter.lines.change_by(1)
    assert "one at a time" in counter.said
    pay_in_cash(counter)

    assert counter.till.checkout.gift_card(code).balance == Money(500_00)
    assert counter.till.receipts()[-1].vat[-1].rate_bp == 0
    assert counter.till.findings() == ()


def test_a_scanned_card_shows_its_balance_and_offers_to_pay(counter: Counter) -> None:
    code = sell_card(counter, "60")
    counter.presenter.scan(code)
    assert front(counter) is Front.GIFT_CARD
    assert counter.view.gift_card.card is not None
    assert counter.view.gift_card.card.balance == Money(60_00)
    assert not may_pay(counter), "nothing is rung up"
    counter.presenter.scan(EGGS)
    assert front(counter) is Front.KEYS
    counter.presenter.scan(code)
    assert may_pay(counter)
    counter.presenter.gift_cards.pay()
    assert counter.view.paying is not None
    assert counter.view.paying.proposed == Money(60_00)
    counter.presenter.paying.give(Money(60_00))
    pay_in_cash(counter)

    assert counter.till.checkout.gift_card(code).balance == ZERO


def test_a_wrong_card_is_told_and_the_sale_goes_on(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.scan("GK123456789012")
    assert "A digit of “GK123456789012” is wrong" in counter.said
    assert front(counter) is Front.KEYS
    counter.presenter.gift_cards.ask()
    counter.presenter.gift_cards.look_up("12")
    assert "not a gift card's code" in counter.said
    assert counter.view.gift_card.card is None
    counter.presenter.gift_cards.pay()  # no card is shown
    assert front(counter) is Front.GIFT_CARD


def test_a_balance_is_printed_once_for_two_touches(counter: Counter) -> None:
    code = sell_card(counter, "60")
    counter.presenter.gift_cards.ask()
    counter.presenter.gift_cards.look_up(code.removeprefix("GK"))
    counter.presenter.gift_cards.print_balance()
    counter.presenter.gift_cards.print_balance()

    assert counter.view.gift_card.queued
    assert printed(counter.till, JobKind.BALANCE) == 1


def test_a_register_without_a_printer_prints_neither_balance_nor_pro_forma(counter: Counter) -> None:
    code = sell_card(counter, "60")
    counter.has_printer = False
    counter.presenter.scan(code)
    counter.presenter.gift_cards.print_balance()
    assert "no printer" in counter.said
    counter.presenter.scan(EGGS)
    counter.presenter.menu.pro_forma()

    assert "no printer" in counter.said
    assert (printed(counter.till, JobKind.BALANCE), printed(counter.till, JobKind.PRO_FORMA)) == (0, 0)


# ------------------------------------------------------------------------------------------------------------ pro forma


def test_a_pro_forma_shows_the_sale_and_sells_nothing(counter: Counter) -> None:
    counter.presenter.menu.pro_forma()
    assert "nothing to show" in counter.said
    counter.presenter.scan(EGGS)
    counter.presenter.menu.pro_forma()
    counter.presenter.menu.pro_forma()

    assert counter.view.told
    assert printed(counter.till, JobKind.PRO_FORMA) == 1, "the same sale again is the same paper"
    assert counter.till.receipts() == []
    counter.presenter.scan(YOGHURT)
    counter.presenter.menu.pro_forma()
    assert printed(counter.till, JobKind.PRO_FORMA) == 2
    pay_in_cash(counter)
    assert len(counter.till.receipts()) == 1


# ----------------------------------------------------------------------------------------------- return without receipt


def test_goods_without_a_receipt_come_back_when_somebody_who_may_allows_it(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.menu.return_goods()
    assert counter.asked_for == [Permission.BLIND_RETURN]
    assert counter.said
    assert front(counter) is Front.KEYS

    counter.lender = counter.till.staff.named("Butikschef")
    counter.presenter.menu.return_goods()
    assert counter.presenter.sale.is_return
    assert front(counter) is Front.PAYING
    assert counter.view.paying is not None
    counter.presenter.paying.give(counter.view.paying.due)

    (receipt,) = counter.till.receipts()
    assert (receipt.total, receipt.original, receipt.is_return) == (Money(-89_90), None, True)
    assert counter.till.findings() == ()


def test_a_scan_while_the_goods_are_taken_back_changes_nothing(register: Till) -> None:
    lane = SlowLane()
    counter = Counter(register, lane.run)
    counter.lender = register.staff.named("Butikschef")
    counter.presenter.scan(EGGS)
    counter.presenter.menu.return_goods()
    counter.presenter.scan(YOGHURT)
    counter.presenter.menu.return_goods()
    lane.go_on()

    assert [line.text for line in counter.presenter.sale.lines] == ["Ägg"]
    assert counter.asked_for == [Permission.BLIND_RETURN]


# ------------------------------------------------------------------------------------------------------------- practice


def test_practice_counts_nowhere_and_ends_where_it_began(counter: Counter) -> None:
    counter.lender = counter.till.staff.named("Butikschef")
    counter.presenter.scan(EGGS)
    counter.presenter.menu.practise()
    assert "not finished" in counter.said
    counter.presenter.lines.clear_now()
    counter.presenter.menu.practise()
    assert counter.practised == [True]
    for _ in range(2):
        counter.presenter.scan(EGGS)
        pay_in_cash(counter)
        assert counter.view.front == "finished"
    assert printed(counter.till, JobKind.PRACTICE) == 2
    counter.presenter.menu.practise()
    assert counter.practised == [True, False]
    counter.presenter.scan(YOGHURT)
    pay_in_cash(counter)

    (receipt,) = counter.till.receipts()
    assert (receipt.number, receipt.total) == (1, Money(12_90))
    assert counter.till.unit_numbers() == [1]
    kinds = counter.till.kinds()
    assert (kinds.count("practice_begun"), kinds.count("practice_ended")) == (1, 1)
    assert counter.till.findings() == ()


def test_who_may_not_practise_does_not(counter: Counter) -> None:
    counter.presenter.menu.practise()

    assert counter.asked_for == [Permission.PRACTICE]
    assert counter.practised == []
    counter.presenter.scan(EGGS)
    assert not counter.presenter.sale.practice


# --------------------------------------------------------------------------------------------------- through the window


@pytest.fixture
def hands(place: Workplace, qtbot: QtBot) -> Iterator[Hands]:
    chief = place.till.staff.named("Butikschef")
    role = place.till.cashier.role
    permitted = role.permissions | {Permission.PRACTICE, Permission.BLIND_RETURN}
    place.till.staff.save_role(replace(role, permissions=permitted), chief)
    with front_of(place, qtbot) as made:
        yield made


def framed(hands: Hands) -> bool:
    return hands.window._framed.framed


def press(hands: Hands, letter: Qt.Key) -> None:
    """A key of the menu."""
    hands.press(Qt.Key.Key_F6)
    hands.press(letter, Qt.KeyboardModifier.AltModifier)
    hands.settle()


def test_practice_is_unmistakable_and_leads_to_no_page_that_counts(hands: Hands) -> None:
    press(hands, Qt.Key.Key_T)
    assert framed(hands)
    assert hands.window.strip._facts["practice"].text() == "PRACTICE"
    for page in ("receipts", "drawer", "close_shift", "reports", "articles", "staff", "methods"):
        hands.window.go(page)
        assert hands.window._name == "checkout"
    press(hands, Qt.Key.Key_T)
    assert not framed(hands)
    assert hands.window.strip._facts["practice"].text() != "PRACTICE"
    hands.window.go("receipts")
    assert hands.window._name == "receipts"


def test_what_is_practised_is_never_taken_for_a_receipt_or_for_money(hands: Hands) -> None:
    press(hands, Qt.Key.Key_T)
    hands.scan(EGGS)
    hands.press(Qt.Key.Key_F10)
    assert hands.page.asides.paying.terminal.title.text() == "Practice: enter nothing on the card terminal"
    hands.press(Qt.Key.Key_Escape)
    hands.window.checkout.pay(Method.SWISH)
    assert hands.page.asides.paying.swish.title.text() == "Practice: nobody pays with Swish"
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    finished = hands.page.finished
    assert finished._number.text() == "PRACTICE: nothing was sold"
    press(hands, Qt.Key.Key_T)
    hands.scan(EGGS)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert finished._number.text().startswith("Receipt 1")


def test_the_customer_sees_that_it_is_practice_on_a_display_put_up_before_or_meanwhile(hands: Hands) -> None:
    customer = hands.window.customer
    press(hands, Qt.Key.Key_T)
    customer.put("window")
    assert customer.display is not None
    assert customer.display.words()[0].startswith("PRACTICE")
    press(hands, Qt.Key.Key_T)
    assert not customer.display.words()[0].startswith("PRACTICE")
    press(hands, Qt.Key.Key_T)
    assert customer.display.words()[0].startswith("PRACTICE")


def test_practice_is_left_with_one_touch_from_wherever_it_was_met(hands: Hands) -> None:
    stop = hands.window.strip.chip("stop_practising")
    assert not stop.isVisible()
    press(hands, Qt.Key.Key_T)
    assert stop.isVisible()
    hands.touch(stop)
    hands.settle()
    assert not framed(hands)
    assert not stop.isVisible()
    press(hands, Qt.Key.Key_T)
    hands.window.go("reports")
    assert hands.window.toast.isVisible()
    hands.touch(hands.window.toast.key)
    hands.settle()
    assert not framed(hands)
    press(hands, Qt.Key.Key_T)
    hands.window.go("reports")
    hands.touch(stop)
    hands.settle()
    assert not framed(hands)
    assert not hands.window.toast.isVisible(), "its key would begin anew"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("text_percent", [100, 125, 150, 200])
def test_practice_fits_the_screen_at_every_text_size(hands: Hands, language: str, text_percent: int) -> None:
    settings = replace(hands.window.desk.settings(), text_percent=text_percent, language=language)
    hands.window.change_settings(settings)
    hands.window.desk.log_in(hands.till.staff.named("Butikschef"))
    hands.window.strip.chip(CHIP).show()  # as where the shop is connected to its books
    hands.settle()
    press(hands, Qt.Key.Key_T)
    assert hands.window.width() == 1024
    assert hands.window.minimumSizeHint().width() <= 1024
    chip, fact = hands.window.strip.chip("stop_practising"), hands.window.strip._facts["practice"]
    assert {chip.text(), fact.text()} & {"ÖVNING", "PRACTICE"}
    QApplication.processEvents()
    assert chip.width() >= chip.sizeHint().width(), "no letter of it is cut"
    checkout, window = hands.window.checkout, hands.window
    hands.scan(EGGS)
    for method in (Method.CARD, Method.SWISH, None):
        if method is None:
            checkout.lines.discount()
        else:
            checkout.pay(method)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (1024, 768), "nothing is pushed off the screen"
        hands.press(Qt.Key.Key_Escape)
        hands.press(Qt.Key.Key_Escape)


def test_who_logged_out_while_practising_is_who_ended_it(hands: Hands) -> None:
    press(hands, Qt.Key.Key_T)
    hands.window.desk.log_out()
    hands.settle()
    hands.window.close()

    assert hands.till.kinds().count("practice_ended") == 1


def test_a_program_that_is_closed_while_practising_says_that_it_ended(hands: Hands) -> None:
    press(hands, Qt.Key.Key_T)
    hands.window.close()

    assert hands.till.kinds().count("practice_ended") == 1


def test_a_gift_card_is_sold_and_looked_up_by_keyboard(hands: Hands) -> None:
    press(hands, Qt.Key.Key_G)
    hands.type("100")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    code = hands.till.receipts()[-1].lines[0].gift_card
    hands.press(Qt.Key.Key_Escape)
    press(hands, Qt.Key.Key_B)
    hands.type(code.removeprefix("GK"))
    hands.press(Qt.Key.Key_Return)

    assert hands.shows(hands.asides.gift_card)
    assert hands.asides.gift_card.figure.accessibleName() == "Left on the card 100,00"
    hands.press(Qt.Key.Key_Escape)
    hands.scan(code)
    assert hands.shows(hands.asides.gift_card)


def test_goods_are_taken_back_without_a_receipt_by_keyboard(hands: Hands) -> None:
    hands.scan(EGGS)
    press(hands, Qt.Key.Key_R)
    assert hands.page.receipt.title.words == "Return without receipt"
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.settle()

    assert hands.till.receipts()[-1].total == Money(-89_90)
    assert "None" not in hands.page.finished._number.text()
