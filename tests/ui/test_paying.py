"""Paying: cash, card, both; the control unit that is away; a touch too many; what a crash left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import ZERO, Money, round_to_krona
from openpos.domain.payment import Method
from openpos.simulators.control_unit import Fault
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.paying import notes_for
from tests.fixtures.counter import Counter
from tests.fixtures.desk import SlowLane, Workplace, at_once
from tests.fixtures.front import front_of
from tests.fixtures.till import Till

EGGS, YOGHURT = "7300156480903", "7300156482709"  # 89,90 and 12,90


@pytest.fixture
def counter(register: Till) -> Counter:
    """A checkout with eggs and yoghurt in the basket: 102,80."""
    made = Counter(register, at_once)
    made.presenter.scan(EGGS)
    made.presenter.scan(YOGHURT)
    return made


def restarted(till: Till) -> Counter:
    """The checkout as it is after the program was killed and started again."""
    made = Counter(till, at_once)
    trouble = None
    try:
        till.checkout.finish_interrupted()
    except Unavailable as error:
        trouble = error
    made.presenter.restore(till.checkout.open_sale(), trouble)
    made.presenter.show_all()
    return made


# ----------------------------------------------------------------------------------------------------------------- cash


def test_cash_is_rounded_to_kronor_and_change_is_given(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    paying = counter.view.paying
    assert paying is not None
    assert (paying.due, paying.rounding) == (Money(103_00), Money(20))
    assert [note.ore // 100 for note in paying.notes] == [103, 150, 200, 500, 1000]

    counter.presenter.paying.give(Money(200_00))

    (receipt,) = counter.till.receipts()
    assert receipt.change == Money(97_00)
    assert counter.view.front == "finished"
    assert counter.view.receipt == receipt
    assert counter.prints == 1
    assert Changed.RECEIPTS in counter.announced
    assert counter.till.findings() == ()


def test_the_next_sale_starts_without_touching_anything(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))
    finished = counter.view.sale
    assert finished is not None
    assert finished.paid

    counter.presenter.scan(EGGS)

    assert counter.view.front == "keys"
    assert [line.text for line in counter.kept_lines] == ["Ägg"]
    begun = counter.view.sale
    assert begun is not None
    assert not begun.paid
    assert begun.sale.id != finished.sale.id


def test_a_finished_sale_can_not_be_changed(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))

    counter.presenter.lines.change_by(1)
    counter.presenter.lines.remove()
    counter.presenter.lines.choose(0)
    assert counter.view.sale is not None
    assert len(counter.view.sale.sale.lines) == 2
    counter.presenter.lines.clear()

    assert counter.till.kinds().count("line_removed") == 0
    assert len(counter.till.receipts()) == 1


@pytest.mark.parametrize("text", ["", "abc", "-5", "0", "102,80", "1,234", "1 000 000"])
def test_a_bad_amount_is_told_and_pays_nothing(counter: Counter, text: str) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give_text(text)

    assert counter.said
    assert counter.view.front == "paying"
    assert counter.till.receipts() == []
    assert counter.presenter.sale.tenders == ()


def test_a_barcode_in_the_amount_field_is_no_payment(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give_text("730015648")

    assert "can't be right" in counter.said
    assert counter.till.receipts() == []


@given(st.integers(1, 2_000_000))
def test_the_quick_notes_begin_with_the_exact_amount_and_cover_it(kronor: int) -> None:
    due = Money(kronor * 100)
    notes = notes_for(due)

    assert notes[0] == due
    assert list(notes) == sorted(set(notes))
    assert len(notes) <= 6
    assert all(note.ore % 5000 == 0 for note in notes[1:])
    assert round_to_krona(notes[-1]) == notes[-1]


# ----------------------------------------------------------------------------------------------------------------- card


def test_the_card_key_sends_what_is_left_to_the_terminal(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)
    assert counter.view.paying is not None
    assert counter.view.paying.on_terminal == Money(102_80)
    assert counter.till.receipts() == []

    counter.presenter.paying.approve()

    (receipt,) = counter.till.receipts()
    assert receipt.by_method() == ((Method.CARD, Money(102_80)),)
    assert receipt.rounding == ZERO


def test_a_no_from_the_terminal_pays_nothing_and_lets_one_choose_again(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.decline()
    assert counter.presenter.sale.tenders == ()
    assert counter.view.front == "paying"
    counter.presenter.paying.approve()  # nothing is at the terminal now
    assert counter.till.receipts() == []

    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))

    assert len(counter.till.receipts()) == 1


def test_the_terminal_holds_the_sale_until_it_has_answered(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)

    counter.presenter.scan(EGGS)
    assert "under way" in counter.said
    counter.presenter.pay(Method.CASH)
    counter.presenter.lines.remove()
    counter.presenter.lines.clear_now()
    counter.presenter.lines.change_by(1)
    counter.presenter.picking.touch(0)
    counter.presenter.open_menu()
    counter.presenter.picking.search("ägg")
    assert counter.presenter.waits
    assert counter.view.paying is not None
    assert counter.view.paying.on_terminal == Money(102_80)
    counter.presenter.paying.approve()

    (receipt,) = counter.till.receipts()
    assert receipt.total == Money(102_80)


# ------------------------------------------------------------------------------------------------------------ splitting


def test_a_sale_is_split_between_card_and_cash(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.decline()
    counter.presenter.paying.give_text("50,30")
    counter.presenter.paying.approve()
    counter.presenter.pay(Method.CASH)
    paying = counter.view.paying
    assert paying is not None
    assert (paying.due, paying.rounding) == (Money(53_00), Money(50))

    counter.presenter.paying.give(Money(60_00))

    (receipt,) = counter.till.receipts()
    assert receipt.by_method() == ((Method.CASH, Money(53_00)), (Method.CARD, Money(50_30)))
    assert receipt.change == Money(7_00)


def test_a_card_never_pays_more_than_is_left(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.decline()
    counter.presenter.paying.give_text("102,81")

    assert "more than" in counter.said
    assert not counter.presenter.paying.holds


def test_a_payment_is_undone_and_a_card_s_is_told_to_be_given_back(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(50_00))
    counter.presenter.scan(EGGS)
    assert "payment has begun" in counter.said
    (cash,) = counter.presenter.sale.tenders
    counter.presenter.paying.undo(cash.id)
    assert counter.said == ""
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.decline()
    counter.presenter.paying.give_text("20")
    counter.presenter.paying.approve()
    (card,) = counter.presenter.sale.tenders
    counter.presenter.paying.undo(card.id)

    assert "terminal too" in counter.said
    kept = counter.till.checkout.open_sale()
    assert kept is not None
    assert kept.tenders == ()
    counter.presenter.scan(EGGS)
    assert len(counter.shown_lines) == 3


def test_a_scanner_burst_while_paying_adds_lines_and_pays_nothing(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)

    for _ in range(10):
        counter.presenter.scan(EGGS)

    assert len(counter.kept_lines) == 12
    assert counter.presenter.sale.tenders == ()
    assert counter.view.front == "keys"
    assert counter.till.receipts() == []


# ----------------------------------------------------------------------------------------------------- a touch too many


def test_a_double_tap_on_pay_gives_one_sale(register: Till) -> None:
    lane = SlowLane()
    counter = Counter(register, lane.run)
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)

    counter.presenter.paying.give(Money(90_00))
    counter.presenter.paying.give(Money(90_00))
    counter.presenter.paying.completing.complete()
    counter.presenter.pay(Method.CASH)
    assert counter.view.paying is not None
    assert counter.view.paying.busy
    counter.presenter.scan(EGGS)
    assert "under way" in counter.said
    lane.go_on()

    (receipt,) = register.receipts()
    assert len(receipt.tenders) == 1
    assert register.unit_numbers() == [1]
    assert counter.view.front == "finished"


def test_a_double_tap_on_approved_gives_one_tender(register: Till) -> None:
    lane = SlowLane()
    counter = Counter(register, lane.run)
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CARD)

    counter.presenter.paying.approve()
    counter.presenter.paying.approve()
    lane.go_on()

    (receipt,) = register.receipts()
    assert [tender.amount for tender in receipt.tenders] == [Money(89_90)]


# ------------------------------------------------------------------------------------------------ the control unit away


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.SWITCHED_OFF, Fault.STORAGE_FULL, Fault.NOT_OPERATIONAL])
def test_the_basket_is_back_with_a_sentence_when_the_control_unit_did_nothing(counter: Counter, fault: Fault) -> None:
    counter.till.unit.fault = fault
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(110_00))

    assert isinstance(counter.view.said, NotDone)
    assert counter.view.said.advice
    assert counter.view.paying is not None
    assert counter.view.paying.settled
    assert not counter.view.paying.busy
    assert Changed.DEVICES in counter.announced
    assert counter.till.receipts() == []

    counter.till.unit.fault = Fault.NONE
    counter.presenter.paying.completing.complete()

    (receipt,) = counter.till.receipts()
    assert (receipt.number, receipt.change) == (1, Money(7_00))
    assert counter.said == ""


def test_after_a_no_of_the_control_unit_the_payment_can_be_undone_too(counter: Counter) -> None:
    counter.till.unit.fault = Fault.SWITCHED_OFF
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))
    (tender,) = counter.presenter.sale.tenders

    counter.presenter.paying.undo(tender.id)
    counter.presenter.scan(EGGS)

    assert len(counter.kept_lines) == 3
    assert counter.view.front == "keys"


def test_nothing_else_is_sold_while_nobody_knows_whether_the_control_unit_sealed(counter: Counter) -> None:
    counter.till.unit.fault = Fault.ANSWER_LOST
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))
    assert counter.view.front == "waiting"
    assert counter.view.waiting is not None
    assert counter.view.waiting[1] is False

    counter.presenter.scan(EGGS)
    assert counter.said.startswith("The control unit's answer did not arrive.")
    counter.presenter.pay(Method.CASH)
    counter.presenter.leave()
    counter.presenter.lines.clear_now()
    counter.presenter.open_menu()
    counter.presenter.gift_cards.ask()
    counter.presenter.parking.begin()
    assert counter.said.startswith("The control unit's answer did not arrive.")
    assert counter.view.front == "waiting"
    assert len(counter.shown_lines) == 2

    counter.till.unit.fault = Fault.NONE
    counter.presenter.paying.completing.complete()

    (receipt,) = counter.till.receipts()
    assert receipt.seal is not None
    assert counter.till.unit_numbers() == [1]
    assert counter.view.front == "finished"
    assert counter.till.findings() == ()


def test_trying_again_in_vain_keeps_waiting(counter: Counter) -> None:
    counter.till.unit.fault = Fault.ANSWER_LOST
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(103_00))
    counter.till.unit._entries.clear()  # as one that can't be asked
    counter.till.unit.fault = Fault.SWITCHED_OFF

    counter.presenter.paying.completing.complete()

    assert counter.view.front == "waiting"
    assert counter.view.waiting is not None
    assert str(counter.view.waiting[0]).startswith("The control unit does not answer.")
    assert counter.presenter.paying.completing.trouble is counter.view.waiting[0]


def test_a_second_touch_on_try_again_asks_once(register: Till) -> None:
    lane = SlowLane()
    counter = Counter(register, lane.run)
    counter.presenter.scan(EGGS)
    register.unit.fault = Fault.ANSWER_LOST
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(90_00))
    lane.go_on()
    register.unit.fault = Fault.NONE

    counter.presenter.paying.completing.complete()
    counter.presenter.paying.completing.complete()
    assert len(lane) == 1
    assert counter.view.waiting is not None
    assert counter.view.waiting[1] is True
    lane.go_on()

    assert len(register.receipts()) == 1


def test_a_full_disk_at_pay_gives_the_basket_back(counter: Counter) -> None:
    (pages,) = counter.till.sql("PRAGMA page_count")[0]
    with counter.till.store.write() as tx:
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    while not counter.said and len(counter.shown_lines) < 400:
        counter.presenter.scan(YOGHURT)
    counter.presenter.pay(Method.CASH)

    assert counter.view.paying is not None
    counter.presenter.paying.give(counter.view.paying.due)

    assert counter.said.startswith("The disk is full.")
    assert counter.view.paying.settled
    assert not counter.view.paying.busy
    assert counter.till.receipts() == []
    with counter.till.store.write() as tx:
        tx._connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    counter.presenter.paying.completing.complete()

    (receipt,) = counter.till.receipts()
    assert list(receipt.lines) == counter.shown_lines
    assert counter.said == ""
    assert counter.till.findings() == ()


# -------------------------------------------------------------------------------------------------------- after a crash


def test_a_payment_that_was_begun_comes_back_after_a_kill(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(50_00))

    again = counter.till.after_a_kill(counter.till.directory.with_name("killed-in-payment"))
    try:
        back = restarted(again)
        assert back.view.front == "paying"
        assert back.view.paying is not None
        assert back.view.paying.due == Money(53_00)
        back.presenter.paying.give(Money(53_00))
        assert len(again.receipts()) == 1
    finally:
        again.close()


def test_a_receipt_without_its_code_comes_back_after_a_kill(counter: Counter) -> None:
    counter.till.unit.fault = Fault.ANSWER_LOST
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(200_00))

    again = counter.till.after_a_kill(counter.till.directory.with_name("killed-in-sealing"))
    try:
        again.unit.fault = Fault.ANSWER_LOST
        again.unit._entries.clear()  # as one that can't be asked
        back = restarted(again)
        assert back.view.front == "waiting"
        assert len(back.shown_lines) == 2
        back.presenter.scan(EGGS)
        assert len(back.shown_lines) == 2

        again.unit.fault = Fault.NONE
        back.presenter.paying.completing.complete()

        assert back.view.front == "finished"
        assert back.view.receipt is not None
        assert back.view.receipt.change == Money(97_00)
        assert len(again.receipts()) == 1
        assert again.findings() == ()
    finally:
        again.close()


# ------------------------------------------------------------------------------------------------- with hands on it


def test_the_newest_payment_is_undone_by_its_key_while_an_amount_is_written(place: Workplace, qtbot: QtBot) -> None:
    with front_of(place, qtbot) as front:
        front.scan(EGGS, YOGHURT)
        front.press(Qt.Key.Key_F9)
        front.type("50")
        front.press(Qt.Key.Key_Return)
        front.settle()
        assert [tender.amount for tender in front.window.checkout.sale.tenders] == [Money(50_00)]
        front.type("7")
        front.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        front.settle()
        assert front.window.checkout.sale.tenders == ()
