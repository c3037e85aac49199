"""Paying by what the shop takes: keys from its methods, split payments, tips, Swish, vouchers and gift cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method, MethodKind, PaymentMethod
from openpos.domain.sale import Sale, Tender
from openpos.store.print_jobs import JobKind, JobState
from openpos.ui.screens.checkout.pay_keys import PayKeys, pay_shortcuts
from openpos.ui.screens.checkout.shown import PayingShown, Step
from openpos.ui.widgets.qr import QrCode
from tests.fixtures.counter import Counter
from tests.fixtures.desk import Workplace, at_once
from tests.fixtures.front import front_of
from tests.fixtures.till import Till

EGGS, YOGHURT = "7300156480903", "7300156482709"  # 89,90 and 12,90
OWN = Method("own-1", MethodKind.OTHER, "Friskvård")


def take(till: Till, method: Method, number: str = "") -> Method:
    """Let the shop take payment by this method."""
    chief = till.staff.named("Butikschef")
    known = next((one for one in till.payment_methods.every() if one.method.id == method.id), None)
    chosen = known or PaymentMethod(replace(method, id=""))
    return till.payment_methods.save(replace(chosen, active=True, number=number), chief).method


def slips(till: Till) -> list[str]:
    """The Swish codes that wait to be printed."""
    with till.store.read() as tx:
        return [job.document for job in tx.print_jobs.in_state(JobState.QUEUED) if job.kind is JobKind.SWISH]


def gift_card(till: Till, kronor: int) -> str:
    """Sell a gift card of so much and give its code."""
    line = till.checkout.gift_card_line(Money(kronor * 100))
    sale = Sale(till.new_id()).with_line(line)
    sale = sale.with_tender(Tender(till.new_id(), Method.CASH, Money(kronor * 100)))
    till.checkout.complete(sale, till.cashier)
    return line.gift_card


@pytest.fixture
def counter(register: Till) -> Counter:
    """A checkout with eggs and yoghurt in the basket: 102,80."""
    made = Counter(register, at_once)
    made.presenter.scan(EGGS)
    made.presenter.scan(YOGHURT)
    return made


def shown(counter: Counter) -> PayingShown:
    assert counter.view.paying is not None
    return counter.view.paying


# ------------------------------------------------------------------------------------------------------------- the keys


def test_the_keys_are_what_the_shop_takes_and_follow_what_it_decides(counter: Counter) -> None:
    assert list(counter.view.methods) == [Method.CASH, Method.CARD, Method.GIFT_CARD]

    take(counter.till, Method.SWISH, "123 456 78 90")
    own = take(counter.till, OWN)
    counter.presenter.show_all()

    assert list(counter.view.methods) == [Method.CASH, Method.CARD, Method.SWISH, Method.GIFT_CARD, own]


def test_cash_and_card_keep_their_keys_and_the_others_follow() -> None:
    keys = pay_shortcuts((Method.CASH, Method.CARD, Method.SWISH, Method.GIFT_CARD, OWN))

    assert keys == {"cash": "F9", "card": "F10", "swish": "Ctrl+1", "gift_card": "Ctrl+2", "own-1": "Ctrl+3"}


def test_more_methods_than_fit_lie_behind_one_more_key(qtbot: QtBot) -> None:
    row = PayKeys()
    qtbot.addWidget(row)
    row.show_methods((Method.CASH, Method.CARD, Method.SWISH, Method.GIFT_CARD))
    assert len(row.methods) == 4
    assert row.more.isHidden()

    row.show_methods((Method.CASH, Method.CARD, Method.SWISH, Method.GIFT_CARD, OWN))
    assert list(row.methods) == [Method.CASH, Method.CARD, Method.SWISH]
    assert row.others == (Method.GIFT_CARD, OWN)
    assert not row.more.isHidden()
    assert [key.key_hint for key in row.methods.values()] == ["F9", "F10", "Ctrl+1"]


def test_the_key_of_a_method_that_is_not_in_the_row_works_all_the_same(place: Workplace, qtbot: QtBot) -> None:
    take(place.till, Method.SWISH, "1231181189")
    take(place.till, Method.VOUCHER)
    with front_of(place, qtbot) as front:
        front.scan(EGGS)
        for led_there in (False, True):
            if led_there:
                front.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
                assert front.shows(front.asides.methods)
                assert [key.key_hint for key in front.asides.methods.keys.values()] == ["Ctrl+2", "Ctrl+3"]
            front.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
            paying = front.page.asides.paying._shown
            assert front.shows(front.page.asides.paying)
            assert paying is not None
            assert paying.method.id == Method.VOUCHER.id
            front.press(Qt.Key.Key_Escape)


def test_tab_goes_from_the_amount_to_the_other_methods(place: Workplace, qtbot: QtBot) -> None:
    with front_of(place, qtbot) as front:
        front.scan(EGGS)
        front.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        panel, keys = front.asides.paying, front.page.pay.keys()
        passed = [front.window.focusWidget()]
        while passed[-1] not in keys:
            front.press(Qt.Key.Key_Tab)
            passed.append(front.window.focusWidget())
            assert passed[-1] is not passed[0], "all the way round"
        assert all(panel.isAncestorOf(one) for one in passed[:-1])
        assert passed[-1] is keys[0]


def test_the_key_for_more_leads_there_and_back(counter: Counter) -> None:
    counter.presenter.show_more_methods()
    assert counter.view.front == "methods"
    counter.presenter.show_all()
    assert counter.view.front == "methods"
    counter.presenter.show_more_methods()
    assert counter.view.front == "keys"


# ----------------------------------------------------------------------------------------------------------- many parts


def test_a_sale_is_split_over_four_methods_and_one_is_undone_on_the_way(counter: Counter) -> None:
    own = take(counter.till, OWN)
    take(counter.till, Method.VOUCHER)
    counter.presenter.show_all()
    pay, paying = counter.presenter.pay, counter.presenter.paying
    pay(own)
    assert (shown(counter).step, shown(counter).proposed) == (Step.AMOUNT, Money(102_80))
    paying.give_text("10,30")
    pay(Method.VOUCHER)
    paying.give_text("50")
    paying.undo(counter.presenter.sale.tenders[-1].id)
    assert shown(counter).due == Money(92_50)
    paying.give_text("20")
    pay(Method.CARD)
    paying.decline()
    paying.give_text("40")
    paying.approve()
    pay(Method.CASH)
    paying.give(Money(33_00))

    (receipt,) = counter.till.receipts()
    assert [(one.method, one.amount) for one in receipt.tenders] == [
        (own, Money(10_30)),
        (Method.VOUCHER, Money(20_00)),
        (Method.CARD, Money(40_00)),
        (Method.CASH, Money(33_00)),
    ]
    assert receipt.rounding == Money(50)
    assert counter.till.findings() == ()


def test_a_voucher_never_pays_more_than_is_left(counter: Counter) -> None:
    take(counter.till, Method.VOUCHER)
    counter.presenter.show_all()
    counter.presenter.pay(Method.VOUCHER)
    counter.presenter.paying.give_text("150")

    assert "more than" in counter.said
    assert counter.presenter.sale.tenders == ()


# ---------------------------------------------------------------------------------------------------------------- a tip


def test_a_tip_on_the_card_is_no_part_of_the_sale(counter: Counter) -> None:
    paying = counter.presenter.paying
    counter.presenter.pay(Method.CARD)
    paying.ask_tip()
    assert shown(counter).step is Step.TIP
    paying.approve()  # Enter's second press means the pad, not the terminal
    assert counter.presenter.sale.tenders == ()
    paying.give_text("120")
    assert (shown(counter).step, shown(counter).tip) == (Step.TERMINAL, Money(17_20))
    paying.approve()

    (receipt,) = counter.till.receipts()
    (tender,) = receipt.tenders
    assert (receipt.total, tender.amount, tender.tip) == (Money(102_80), Money(102_80), Money(17_20))


@pytest.mark.parametrize(("text", "words"), [("102,79", "less than"), ("20000", "can't be right"), ("abc", "")])
def test_a_tip_that_can_not_be_is_told(counter: Counter, text: str, words: str) -> None:
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.ask_tip()
    counter.presenter.paying.give_text(text)

    assert counter.said
    assert words in counter.said
    assert (shown(counter).step, shown(counter).tip) == (Step.TIP, ZERO)
    counter.presenter.leave()
    assert shown(counter).step is Step.TERMINAL
    counter.presenter.leave()
    assert shown(counter).step is Step.AMOUNT


def test_an_undone_card_payment_is_to_be_given_back_with_its_tip(counter: Counter) -> None:
    paying = counter.presenter.paying
    counter.presenter.pay(Method.CARD)
    paying.decline()
    paying.give_text("50")
    paying.ask_tip()
    paying.give_text("60")
    paying.approve()
    paying.undo(counter.presenter.sale.tenders[0].id)

    assert "6000) was paid by card" in counter.said


# ---------------------------------------------------------------------------------------------------------------- Swish


def test_swish_shows_a_code_of_number_amount_and_message_and_waits_for_the_money(counter: Counter) -> None:
    take(counter.till, Method.SWISH, "123 456 78 90")
    counter.presenter.show_all()
    counter.presenter.pay(Method.SWISH)

    assert shown(counter).step is Step.SWISH
    number, amount, message, fixed = shown(counter).swish.split(";")
    assert (number, amount, fixed) == ("C1234567890", "102.80", "0")
    assert message.startswith("K1 ")
    assert counter.till.receipts() == []
    counter.presenter.paying.approve()

    (receipt,) = counter.till.receipts()
    assert receipt.by_method() == ((Method.SWISH, Money(102_80)),)


def test_the_swish_code_is_printed_once_for_two_touches(counter: Counter) -> None:
    take(counter.till, Method.SWISH, "123 456 78 90")
    counter.presenter.show_all()
    paying = counter.presenter.paying
    paying.print_swish()  # nothing is paid with Swish yet
    counter.presenter.pay(Method.SWISH)
    code = shown(counter).swish
    assert shown(counter).printer
    paying.print_swish()
    paying.print_swish()
    assert (slips(counter.till), counter.prints) == ([code], 1)

    counter.presenter.leave()
    counter.presenter.pay(Method.SWISH)
    counter.has_printer = False
    paying.show()
    assert not shown(counter).printer
    paying.print_swish()
    assert slips(counter.till) == [code]


def test_practice_shows_no_code_that_is_paid_in_earnest(counter: Counter) -> None:
    take(counter.till, Method.SWISH, "123 456 78 90")
    counter.presenter.lines.clear()
    counter.lender = counter.till.staff.named("Butikschef")
    counter.presenter.menu.practise()
    counter.presenter.scan(EGGS)
    counter.presenter.load_methods()
    counter.presenter.pay(Method.SWISH)
    assert (shown(counter).step, shown(counter).swish) == (Step.SWISH, "")


def test_part_of_a_sale_is_paid_with_swish_and_undone_with_words(counter: Counter) -> None:
    take(counter.till, Method.SWISH, "1234567890")
    counter.presenter.show_all()
    counter.presenter.pay(Method.SWISH)
    counter.presenter.leave()
    assert (shown(counter).step, shown(counter).swish) == (Step.AMOUNT, "")
    counter.presenter.paying.give_text("50")
    assert ";50.00;" in shown(counter).swish
    counter.presenter.paying.approve()
    counter.presenter.paying.undo(counter.presenter.sale.tenders[0].id)

    assert "5000) was paid with Swish" in counter.said


def test_a_return_is_paid_back_by_hand_with_no_code(counter: Counter) -> None:
    take(counter.till, Method.SWISH, "1234567890")
    counter.presenter.show_all()
    counter.presenter.pay(Method.SWISH)
    counter.presenter.paying.approve()
    (sold,) = counter.till.receipts()
    back = counter.till.checkout.start_return(1, {sold.lines[0].id: sold.lines[0].quantity}, counter.till.cashier)
    counter.presenter.take_up(back, Method.SWISH)
    counter.presenter.pay(Method.SWISH)
    assert (shown(counter).step, shown(counter).back, shown(counter).swish) == (Step.SWISH, True, "")
    assert shown(counter).on_terminal == Money(89_90)
    counter.presenter.paying.approve()

    assert counter.till.receipts()[-1].by_method() == ((Method.SWISH, Money(-89_90)),)


def test_the_code_is_painted_black_on_white_in_any_theme(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    code.resize(300, 300)
    assert code.grab().toImage().pixelColor(150, 150).alpha() == 255
    code.show_code("C1234567890;102.80;K1;0", "Swish code")
    image = code.grab().toImage()
    colours = {image.pixelColor(x, 150).name() for x in range(60, 240)}

    assert colours == {"#000000", "#ffffff"}
    assert code.accessibleName() == "Swish code"


# ----------------------------------------------------------------------------------------------------------- gift cards


def test_a_gift_card_pays_what_is_on_it_and_the_rest_is_paid_otherwise(counter: Counter) -> None:
    code = gift_card(counter.till, 60)
    counter.presenter.pay(Method.GIFT_CARD)
    assert shown(counter).step is Step.CODE
    counter.presenter.scan(code)
    assert shown(counter).card is not None
    assert (shown(counter).proposed, shown(counter).due) == (Money(60_00), Money(102_80))
    counter.presenter.paying.give(shown(counter).proposed)
    assert shown(counter).step is Step.CODE, "another card may follow"
    counter.presenter.scan(code)
    assert "nothing left" in counter.said
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(43_00))

    receipt = counter.till.receipts()[-1]
    assert [(one.method, one.amount, one.code) for one in receipt.tenders] == [
        (Method.GIFT_CARD, Money(60_00), code),
        (Method.CASH, Money(43_00), ""),
    ]
    assert counter.till.checkout.gift_card(code).balance == ZERO
    assert counter.till.findings() == ()


def test_a_gift_card_scanned_while_cash_is_asked_for_pays(counter: Counter) -> None:
    code = gift_card(counter.till, 60)
    counter.presenter.pay(Method.CASH)
    counter.presenter.scan(code)
    assert shown(counter).card is not None
    assert (shown(counter).method.kind, shown(counter).proposed) == (MethodKind.GIFT_CARD, Money(60_00))
    counter.presenter.paying.give(shown(counter).proposed)
    counter.presenter.pay(Method.CARD)
    counter.presenter.scan(code)
    assert "payment is under way" in counter.said, "the terminal is asked first"


def test_a_gift_card_pays_a_part_and_never_more_than_is_on_it(counter: Counter) -> None:
    code = gift_card(counter.till, 60)
    counter.presenter.pay(Method.GIFT_CARD)
    counter.presenter.paying.give_text(code.removeprefix("GK"))
    counter.presenter.paying.give_text("80")
    assert "only 60,00" in counter.said
    counter.presenter.paying.give_text("20")

    assert counter.presenter.sale.tenders[0].amount == Money(20_00)
    counter.presenter.scan(code)
    assert shown(counter).card is not None
    assert shown(counter).proposed == Money(40_00)


@pytest.mark.parametrize("slip", ["hej", "", "7300156480903"])
def test_a_wrong_code_is_told_and_pays_nothing(counter: Counter, slip: str) -> None:
    counter.presenter.pay(Method.GIFT_CARD)
    counter.presenter.paying.give_text(slip)

    assert "not a gift card's code" in counter.said
    assert shown(counter).step is Step.CODE


def test_a_return_goes_back_to_a_gift_card(counter: Counter) -> None:
    code = gift_card(counter.till, 60)
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))
    sold = counter.till.receipts()[-1]
    wanted = {sold.lines[1].id: sold.lines[1].quantity}
    counter.presenter.take_up(counter.till.checkout.start_return(sold.number, wanted, counter.till.cashier))
    counter.presenter.pay(Method.GIFT_CARD)
    counter.presenter.scan(code)
    assert shown(counter).proposed == Money(12_90)
    counter.presenter.paying.give(Money(12_90))

    assert counter.till.checkout.gift_card(code).balance == Money(72_90)
    assert counter.till.findings() == ()
