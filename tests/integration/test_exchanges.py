"""Exchanges, corrected payments and returns without a receipt, through the checkout on a real file."""

from dataclasses import replace

import pytest

from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission, Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale, Tender
from openpos.simulators.control_unit import Fault
from tests.fixtures.till import Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)
NOBODY = Person(9, "Praktikant", Role("own", "Praktikant"))


def bought(register: Till, *names: str) -> Receipt:
    return register.sell(register.paid(register.scanned(*names), Method.CARD))


def everything(receipt: Receipt) -> dict[str, Quantity]:
    return {line.id: line.quantity for line in receipt.lines}


def exchanged(register: Till, number: int, wanted: dict[str, Quantity], *names: str) -> Sale:
    sale = register.checkout.start_exchange(number, wanted, register.cashier)
    return register.scanned(*names, sale=sale).in_exchange(register.new_id(), register.new_id())


def test_dearer_goods_are_paid_up(register: Till) -> None:
    receipt = bought(register, "Ägg")
    sale = exchanged(register, 1, everything(receipt), "Ägg", "Snore Cola")
    new = register.sell(register.paid(sale, Method.CARD))
    numbers = [one.number for one in register.receipts()]
    assert numbers == [1, 2, 3], "the return and the sale are two receipts"
    back = register.receipts()[1]
    assert (back.original, back.by_method()) == (1, ((Method.EXCHANGE, Money(-8990)),))
    assert new.by_method() == ((Method.CARD, Money(2290)), (Method.EXCHANGE, Money(8990)))
    report = register.close_shift()
    assert dict(report.totals.methods)[Method.EXCHANGE] == ZERO, "the two halves settle each other"
    assert not register.findings()


def test_cheaper_goods_give_the_rest_back_in_cash(register: Till) -> None:
    receipt = bought(register, "Ägg")
    sale = exchanged(register, 1, everything(receipt), "Snore Cola")
    assert sale.returning
    left = sale.returning.to_pay(Method.CASH)
    register.sell(sale.with_refund(Tender(register.new_id(), Method.CASH, left)))
    assert register.shifts.expected_cash() == Money(100_000) + left
    assert not register.findings()


@pytest.mark.parametrize("fault", [Fault.SWITCHED_OFF, Fault.ANSWER_LOST])
def test_an_exchange_goes_on_where_the_control_unit_failed(register: Till, fault: Fault) -> None:
    receipt = bought(register, "Ägg")
    sale = register.paid(exchanged(register, 1, everything(receipt), "Ägg", "Snore Cola"), Method.CARD)
    register.unit.fault = fault
    with pytest.raises((NotDone, Unavailable)):
        register.sell(sale)
    register.unit.fault = Fault.NONE
    again = register.restarted()
    again.checkout.finish_interrupted()
    kept = again.checkout.open_sale()
    assert kept == sale, "the basket with both halves is there"
    if fault is Fault.ANSWER_LOST:
        for changed in (kept.unpaid(), Sale(kept.id)):
            with pytest.raises(Refused, match="Receipt 2 has taken the goods back already"):
                again.checkout.keep(changed, again.cashier)
    again.sell(kept)
    assert [one.original for one in again.receipts()] == [None, 1, None]
    assert again.unit_numbers() == [1, 2, 3]
    assert not again.findings()


def test_an_exchange_is_not_a_payment_by_itself(register: Till) -> None:
    sale = register.rung(1000).with_tender(Tender("x", Method.EXCHANGE, Money(1000)))
    with pytest.raises(Refused, match="An exchange needs a return beside the sale"):
        register.sell(sale)


def test_an_unfinished_exchange_is_neither_parked_nor_forgotten(register: Till) -> None:
    receipt = bought(register, "Ägg")
    sale = register.checkout.start_exchange(1, everything(receipt), register.cashier, sale_id="exchange")
    assert register.checkout.start_exchange(1, everything(receipt), register.cashier, sale_id="exchange") == sale
    assert register.restarted().checkout.open_sale() == sale
    register = register.restarted()
    with pytest.raises(Refused, match="Only a sale without payments can be parked"):
        register.checkout.park(register.scanned("Ägg", sale=sale), "Anna", register.cashier)
    for act in (
        lambda: register.checkout.start_exchange(1, everything(receipt), register.cashier),
        lambda: register.checkout.correct_payment(1, register.cashier),
        lambda: register.checkout.begin_practice(CHIEF),
        register.close_shift,
    ):
        with pytest.raises(Refused, match="A sale is not finished"):
            act()
    with pytest.raises(Refused, match="The payment has begun"):
        register.checkout.return_without_receipt(register.scanned("Ägg", sale=sale), CHIEF)
    register.checkout.keep(Sale(sale.id), register.cashier, cleared=True)
    assert register.checkout.open_sale() is None
    assert register.kinds()[-1] == "cleared"


def test_what_is_left_of_an_exchange_must_be_paid_back(register: Till) -> None:
    receipt = bought(register, "Ägg")
    sale = exchanged(register, 1, everything(receipt), "Snore Cola")
    with pytest.raises(Refused, match="-67,00 is left to pay"):
        register.sell(sale)


def test_a_wrong_method_is_corrected_by_two_new_receipts(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg", "Snore Cola"), Method.CARD))
    sale = register.checkout.correct_payment(1, register.cashier, sale_id="corrected")
    assert register.checkout.correct_payment(1, register.cashier, sale_id="corrected") == sale
    new = register.sell(register.paid(sale))
    first, back, last = register.receipts()
    assert (back.original, back.total, back.by_method()) == (1, -first.total, ((Method.CARD, -first.total),))
    assert (last, last.total, last.by_method()) == (new, first.total, ((Method.CASH, Money(11_300)),))
    report = register.close_shift()
    assert report.totals.gross == first.total
    assert dict(report.totals.methods) == {Method.CASH: Money(11_300), Method.CARD: ZERO}
    assert not register.findings()


def test_a_return_without_a_receipt_needs_somebody_who_may(register: Till) -> None:
    sale = register.scanned("Ägg", "Ägg")
    with pytest.raises(NotPermitted):
        register.checkout.return_without_receipt(sale, register.cashier)
    lent = register.staff.lend(register.staff.named("Butikschef").id, "2222", Permission.BLIND_RETURN, register.cashier)
    back = register.checkout.return_without_receipt(sale, lent)
    assert register.checkout.open_sale() == back
    receipt = register.sell(register.paid(back))
    assert (receipt.is_return, receipt.blind, receipt.original, receipt.total) == (True, True, None, Money(-17_980))
    report = register.close_shift()
    assert (report.returns.count, report.returns.amount) == (1, Money(17_980))
    assert report.grand.returns == Money(17_980)
    assert "permission_lent" in register.kinds()
    assert not register.findings()


def test_there_must_be_something_to_return(register: Till) -> None:
    with pytest.raises(Refused, match="There is nothing to return"):
        register.checkout.return_without_receipt(register.checkout.new_sale(), CHIEF)
    paid = register.paid(register.scanned("Ägg"))
    with pytest.raises(Refused, match="The payment has begun"):
        register.checkout.return_without_receipt(paid, CHIEF)


def test_who_may_not_is_told_so(register: Till) -> None:
    receipt = bought(register, "Ägg")
    for act in (
        lambda: register.checkout.start_return(1, everything(receipt), NOBODY),
        lambda: register.checkout.start_exchange(1, everything(receipt), NOBODY),
        lambda: register.checkout.correct_payment(1, NOBODY),
        lambda: register.checkout.begin_practice(NOBODY),
        lambda: register.drawer.open("open", NOBODY),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_blind_return_in_practice_stays_practice(register: Till) -> None:
    sale = replace(register.checkout.new_sale(), practice=True)
    sale = sale.with_line(register.checkout.line_of(register.article()))
    back = register.checkout.return_without_receipt(sale, CHIEF)
    assert (back.practice, back.blind) == (True, True)
    assert register.checkout.open_sale() is None
