"""Exchange and corrected payments: what the checkout shows, takes and gives back; even by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.checkout.shown import PayingShown, Step
from openpos.ui.screens.receipts.view import ReceiptsPage
from tests.fixtures.counter import Counter
from tests.fixtures.desk import Workplace, at_once
from tests.fixtures.front import Front as Hands
from tests.fixtures.front import front_of
from tests.fixtures.till import Till

EGGS, YOGHURT, COLA = "7300156480903", "7300156482709", "7310350120413"  # 89,90, 12,90 and 22,90


@pytest.fixture
def counter(register: Till) -> Counter:
    """A checkout at which eggs were sold in cash."""
    made = Counter(register, at_once)
    made.presenter.scan(EGGS)
    made.presenter.pay(Method.CASH)
    made.presenter.paying.give(Money(100_00))
    made.presenter.leave()
    return made


def eggs_back(counter: Counter) -> None:
    """The customer brings the eggs to take something else."""
    till = counter.till
    sold = till.books.get(1)
    line = sold.lines[0]
    counter.presenter.take_up(till.checkout.start_exchange(1, {line.id: line.quantity}, till.cashier))


def shown(counter: Counter) -> PayingShown:
    assert counter.view.paying is not None
    return counter.view.paying


def open_sale(counter: Counter) -> Sale:
    kept = counter.till.checkout.open_sale()
    assert kept is not None
    return kept


def receipts(counter: Counter) -> list[Receipt]:
    return counter.till.receipts()


# ------------------------------------------------------------------------------------------------------------- exchange


def test_a_dearer_thing_is_paid_with_what_comes_back_and_cash(counter: Counter) -> None:
    eggs_back(counter)
    assert counter.presenter.front is Front.KEYS
    for _ in range(2):
        counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)
    assert shown(counter).due == Money(90_00)
    counter.presenter.paying.give(Money(100_00))

    _, back, sold = receipts(counter)
    assert back.by_method() == ((Method.EXCHANGE, Money(-89_90)),)
    assert sold.by_method() == ((Method.CASH, Money(90_00)), (Method.EXCHANGE, Money(89_90)))
    assert (back.original, sold.change) == (1, Money(10_00))
    assert counter.till.findings() == ()


def test_a_cheaper_thing_leaves_money_to_pay_back(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.scan(COLA)
    counter.presenter.pay(Method.CARD)
    assert (shown(counter).step, shown(counter).back) == (Step.TERMINAL, True)
    assert shown(counter).on_terminal == Money(67_00)
    counter.presenter.leave()
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(shown(counter).due)

    _, back, sold = receipts(counter)
    assert back.by_method() == ((Method.CASH, Money(-67_00)), (Method.EXCHANGE, Money(-22_90)))
    assert sold.by_method() == ((Method.EXCHANGE, Money(22_90)),)
    assert [one.amount for one in counter.view.paid_back] == [Money(-67_00)]
    assert counter.till.findings() == ()


def test_an_even_exchange_is_done_by_one_key(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)

    assert counter.view.front == "finished"
    assert [receipt.total for receipt in receipts(counter)] == [Money(89_90), Money(-89_90), Money(89_90)]
    assert counter.view.paid_back == ()


def test_one_may_go_back_from_the_payment_and_ring_up_more(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.scan(COLA)
    counter.presenter.pay(Method.CASH)
    counter.presenter.leave()
    assert open_sale(counter).tenders == ()
    counter.presenter.scan(YOGHURT)
    counter.presenter.pay(Method.CASH)
    counter.presenter.scan(YOGHURT)  # straight from the payment
    counter.presenter.pay(Method.CASH)
    assert shown(counter).due == Money(41_00)
    counter.presenter.paying.give(Money(41_00))

    assert receipts(counter)[-1].total == Money(48_70)
    assert counter.till.findings() == ()


def test_a_refund_in_parts_can_be_undone_and_the_exchange_after_it(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.scan(COLA)
    counter.presenter.pay(Method.CASH)
    paying = counter.presenter.paying
    paying.give(Money(20_00))
    exchanged, cash = shown(counter).tenders
    paying.undo(exchanged.id)
    assert "Undo them first" in counter.said
    paying.undo(cash.id)
    assert shown(counter).due == Money(67_00)
    paying.undo(exchanged.id)

    assert open_sale(counter).tenders == ()
    back = open_sale(counter).returning
    assert back is not None
    assert back.tenders == ()


def test_an_exchange_with_nothing_taken_says_so_and_can_be_cleared(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.pay(Method.CASH)
    assert "nothing to pay for" in counter.said
    counter.presenter.lines.clear()

    assert counter.till.checkout.open_sale() is None
    assert len(receipts(counter)) == 1


def test_an_exchange_survives_a_restart(counter: Counter) -> None:
    eggs_back(counter)
    counter.presenter.scan(COLA)
    counter.presenter.pay(Method.CASH)
    again = Counter(counter.till, at_once)
    again.presenter.restore(counter.till.checkout.open_sale())
    again.presenter.show_all()
    assert again.presenter.front is Front.PAYING
    again.presenter.pay(Method.CASH)
    again.presenter.paying.give(Money(67_00))

    assert len(receipts(counter)) == 3
    assert counter.till.findings() == ()


# --------------------------------------------------------------------------------------------------- corrected payments


def correct(counter: Counter) -> None:
    """Receipt 1 was paid by card."""
    sale = counter.till.checkout.correct_payment(1, counter.till.cashier)
    counter.presenter.take_up(sale, Method.CARD)


def test_a_receipt_gets_the_payment_it_should_have_had(counter: Counter) -> None:
    correct(counter)
    assert counter.presenter.front is Front.PAYING
    assert shown(counter).tenders == ()
    assert shown(counter).due == Money(89_90)
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.approve()

    _, back, sold = receipts(counter)
    assert back.by_method() == ((Method.CASH, Money(-90_00)),)
    assert sold.by_method() == ((Method.CARD, Money(89_90)),)
    assert counter.view.paid_back == ()
    assert counter.till.findings() == ()


def test_nothing_but_the_payment_is_corrected(counter: Counter) -> None:
    correct(counter)
    counter.presenter.scan(YOGHURT)
    assert "how the receipt was paid" in counter.said
    counter.presenter.leave()
    counter.presenter.lines.remove()
    assert "how the receipt was paid" in counter.said
    counter.presenter.lines.discount()
    assert counter.presenter.front is Front.KEYS
    assert [line.text for line in open_sale(counter).lines] == ["Ägg"]
    counter.presenter.lines.clear()
    assert counter.till.checkout.open_sale() is None


def test_a_correction_survives_a_restart(counter: Counter) -> None:
    correct(counter)
    again = Counter(counter.till, at_once)
    again.presenter.restore(counter.till.checkout.open_sale())

    assert again.presenter.front is Front.PAYING
    assert again.presenter.sale.corrects


# --------------------------------------------------------------------------------------------------- through the window


@pytest.fixture
def hands(place: Workplace, qtbot: QtBot) -> Iterator[Hands]:
    """Eggs were sold in cash, and the receipts are in front."""
    place.till.sell(place.till.paid(place.till.scanned("Ägg")))
    with front_of(place, qtbot) as made:
        made.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: page(made)._shown.may_return)
        yield made


def page(hands: Hands) -> ReceiptsPage:
    found = hands.window._pages["receipts"]
    assert isinstance(found, ReceiptsPage)
    return found


def test_an_exchange_by_keyboard_alone(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F5)
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_F10)
    hands.settle()
    assert hands.page.receipt.title.words.startswith("In exchange for receipt 1 89,90 comes back.")
    assert hands.page.receipt.total.accessibleName() == "To pay back 89,90"
    hands.scan(COLA)
    assert hands.page.receipt.total.accessibleName() == "To pay back 67,00"
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.settle()

    assert hands.page.finished._figure.accessibleName() == "Pay back 67,00"
    assert len(hands.till.receipts()) == 3


def test_a_corrected_payment_by_keyboard_alone(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert hands.page.receipt.title.words.startswith("Corrects how receipt 1 was paid")
    hands.press(Qt.Key.Key_F10)
    hands.press(Qt.Key.Key_Return)
    hands.settle()

    assert hands.till.receipts()[-1].by_method() == ((Method.CARD, Money(89_90)),)
    assert hands.page.finished._figure.accessibleName() == "Paid 89,90"


def test_a_double_touch_on_wrong_payment_begins_one_correction(hands: Hands) -> None:
    presenter = page(hands)._presenter
    presenter.correct_payment()
    presenter.correct_payment()
    hands.settle()

    kept = hands.till.checkout.open_sale()
    assert kept is not None
    assert kept.corrects
    assert kept.total != ZERO
    assert hands.till.kinds().count("line_added") == 3, "sold, taken back and sold anew"
