"""Returns through the checkout, on a real file."""

import sqlite3

import pytest

from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Sale
from openpos.simulators.control_unit import Fault
from tests.fixtures.till import Till


def everything(register: Till, number: int) -> dict[str, Quantity]:
    return {row.line.id: row.left for row in register.checkout.returnable(number)[1] if row.left.milli}


def sold(register: Till) -> Receipt:
    sale = register.scanned("Ägg", "Snore Cola", "Plenty Kitchen Roll")
    sale = sale.with_quantity(sale.lines[1].id, Quantity(3000)).with_line_discount(
        sale.lines[0].id, Discount("x", 1000)
    )
    return register.sell(register.paid(sale.with_discount(Discount("y", amount=Money(700))), Method.CARD))


def test_a_whole_return_leaves_nothing_behind(register: Till) -> None:
    receipt = sold(register)
    sale = register.checkout.start_return(receipt.number, everything(register, receipt.number), register.cashier)
    assert register.checkout.open_sale() == sale
    back = register.sell(register.paid(sale, Method.CARD))
    assert (back.number, back.original, back.total) == (receipt.number + 1, receipt.number, -receipt.total)
    assert everything(register, receipt.number) == {}
    report = register.close_shift()
    assert (report.totals.gross, report.returns.count, report.returns.amount) == (ZERO, 1, receipt.total)
    assert (report.grand.sales, report.grand.returns, report.grand.net) == (receipt.total, receipt.total, ZERO)
    assert not register.findings()


def test_cash_goes_out_of_the_drawer(register: Till) -> None:
    receipt = register.sell(register.paid(register.rung(1064)))
    sale = register.checkout.start_return(receipt.number, everything(register, 1), register.cashier)
    back = register.sell(register.paid(sale))
    assert back.by_method() == ((Method.CASH, Money(-1100)),)
    assert register.shifts.expected_cash() == Money(1_000_00)
    with register.store.read() as tx:
        assert [job.open_drawer for job in tx.print_jobs.newest(2)] == [True, True]


def test_two_returns_of_one_receipt_that_race(register: Till) -> None:
    receipt = sold(register)
    wanted = everything(register, receipt.number)
    first = register.checkout.start_return(receipt.number, wanted, register.cashier)
    register.checkout.keep(Sale(first.id), register.cashier, cleared=True)
    second = register.checkout.start_return(receipt.number, wanted, register.cashier)
    register.sell(register.paid(second, Method.CARD))
    with pytest.raises(Refused, match="can still be returned"):
        register.sell(register.paid(first, Method.CARD))
    assert len(register.receipts()) == 2
    assert not register.findings()


def test_a_return_begun_before_another_is_told(register: Till) -> None:
    receipt = sold(register)
    cola = receipt.lines[1].id
    one = {cola: Quantity(1000)}
    first = register.checkout.start_return(receipt.number, one, register.cashier)
    register.checkout.keep(Sale(first.id), register.cashier, cleared=True)
    register.sell(register.paid(register.checkout.start_return(receipt.number, one, register.cashier), Method.CARD))
    with pytest.raises(Refused, match="Part of the receipt came back meanwhile"):
        register.sell(register.paid(first, Method.CARD))


def test_a_return_survives_a_restart_and_begins_once(register: Till) -> None:
    receipt = sold(register)
    wanted = everything(register, receipt.number)
    sale = register.checkout.start_return(receipt.number, wanted, register.cashier, sale_id="return")
    assert register.checkout.start_return(receipt.number, wanted, register.cashier, sale_id="return") == sale
    again = register.restarted()
    assert again.checkout.open_sale() == sale
    again.sell(again.paid(sale, Method.CARD))
    assert not again.findings()
    again.close()


def test_what_can_not_be_returned(register: Till) -> None:
    receipt = sold(register)
    start = register.checkout.start_return
    with pytest.raises(Refused, match="There is no receipt 17"):
        start(17, {}, register.cashier)
    basket = register.scanned("Ägg")
    with pytest.raises(Refused, match="A sale is not finished"):
        start(receipt.number, everything(register, receipt.number), register.cashier)
    register.checkout.keep(Sale(basket.id), register.cashier, cleared=True)
    back = register.sell(
        register.paid(start(receipt.number, everything(register, receipt.number), register.cashier), Method.CARD)
    )
    with pytest.raises(Refused, match=f"Receipt {back.number} is a return"):
        register.checkout.returnable(back.number)
    with pytest.raises(Refused, match="Only a sale without payments"):
        register.checkout.park(Sale("x", back.lines, original=receipt.number), "Anna", register.cashier)


def test_a_refused_return_gives_its_number_back(register: Till) -> None:
    receipt = sold(register)
    sale = register.checkout.start_return(receipt.number, everything(register, receipt.number), register.cashier)
    register.unit.fault = Fault.STORAGE_FULL
    with pytest.raises(NotDone):
        register.sell(register.paid(sale, Method.CARD))
    register.unit.fault = Fault.NONE
    assert register.sell(register.paid(sale, Method.CARD)).number == receipt.number + 1
    assert not register.findings()


def test_check_finds_more_returned_than_was_sold(register: Till) -> None:
    receipt = sold(register)
    for _ in range(2):
        sale = register.checkout.start_return(receipt.number, {receipt.lines[1].id: Quantity(1000)}, register.cashier)
        register.sell(register.paid(sale, Method.CARD))
    with sqlite3.connect(register.path) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE receipt_lines SET quantity_milli = -9000 WHERE receipt_number = 3")
    assert any(found.where == "receipt 3" for found in register.findings())
