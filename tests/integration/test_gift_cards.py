"""Gift cards on a real file: sold, paid with in parts, never below zero, returned."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.sale import Sale, Tender
from openpos.simulators.control_unit import Fault
from openpos.store.print_jobs import JobKind
from tests.fixtures.till import Till


def sold_card(register: Till, ore: int = 50_000) -> str:
    """A card of this amount, sold and paid; its code."""
    sale = register.checkout.new_sale().with_line(register.checkout.gift_card_line(Money(ore)))
    return register.sell(register.paid(sale, Method.CARD)).lines[0].gift_card


def paid_with(register: Till, sale: Sale, code: str, ore: int) -> Sale:
    return sale.with_tender(Tender(register.new_id(), Method.GIFT_CARD, Money(ore), code))


def test_it_is_sold_without_vat_and_its_balance_kept(register: Till) -> None:
    code = sold_card(register)
    assert register.checkout.gift_card(code.lower()).balance == Money(50_000)
    (receipt,) = register.receipts()
    assert [(row.rate_bp, row.vat) for row in receipt.vat] == [(0, ZERO)]
    assert receipt.lines[0].group == "Presentkort"
    assert not register.findings()


def test_it_pays_in_parts_beside_other_methods(register: Till) -> None:
    code = sold_card(register, 10_000)
    first = paid_with(register, register.rung(4_000), code, 4_000)
    register.sell(first)
    second = register.paid(paid_with(register, register.rung(9_000), code, 6_000), Method.CARD)
    assert register.sell(second).by_method() == ((Method.CARD, Money(3_000)), (Method.GIFT_CARD, Money(6_000)))
    assert register.checkout.gift_card(code).balance == ZERO
    with pytest.raises(Refused, match="There is only 0,00 on the gift card"):
        register.sell(paid_with(register, register.rung(100), code, 100))
    assert register.restarted().checkout.gift_card(code).balance == ZERO


def test_used_twice_at_the_same_moment_it_pays_once(register: Till) -> None:
    code = sold_card(register, 10_000)
    sales = [paid_with(register, register.rung(8_000), code, 8_000) for _ in range(2)]

    def sell(sale: Sale) -> str:
        try:
            return str(register.sell(sale).number)
        except Refused as refusal:
            return refusal.title

    with ThreadPoolExecutor(2) as tills:
        told = sorted(tills.map(sell, sales))
    assert told == ["2", "There is only {left} on the gift card {code}."]
    assert register.checkout.gift_card(code).balance == Money(2_000)


def test_a_receipt_that_was_not_sealed_leaves_the_card_as_it_was(register: Till) -> None:
    code = sold_card(register, 10_000)
    register.unit.fault = Fault.SWITCHED_OFF
    with pytest.raises(NotDone):
        register.sell(paid_with(register, register.rung(8_000), code, 8_000))
    assert register.checkout.gift_card(code).balance == Money(10_000)


def test_a_mistyped_or_foreign_code_is_told_apart(register: Till) -> None:
    code = sold_card(register)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    with pytest.raises(Refused, match=r"A digit of .* is wrong"):
        register.checkout.gift_card(wrong)
    with pytest.raises(Refused, match="was not sold here"):
        register.checkout.gift_card(register.checkout.gift_card_line(Money(100)).gift_card)
    with pytest.raises(Refused, match="A gift card is worth more than 0"):
        register.checkout.gift_card_line(ZERO)


def test_balances_that_were_meddled_with_are_found(register: Till) -> None:
    code = sold_card(register)
    for trigger in ("gift_card_moves_no_update",):
        register.sql(f"DROP TRIGGER {trigger}")
    register.sql("UPDATE gift_card_moves SET amount_ore = 99999900")
    assert any("gift cards" in found.what for found in register.findings())
    assert register.checkout.gift_card(code).balance == Money(99_999_900)


def test_an_exchange_that_the_card_can_not_pay_makes_no_return_either(register: Till) -> None:
    code = sold_card(register, 1_000)
    receipt = register.sell(register.paid(register.scanned("Snore Cola")))
    back = {line.id: line.quantity for line in receipt.lines}
    sale = register.checkout.start_exchange(receipt.number, back, register.cashier)
    sale = register.scanned("Ägg", sale=sale).in_exchange("t", "rt")
    with pytest.raises(Refused, match="There is only 10,00 on the gift card"):
        register.sell(paid_with(register, sale, code, 6_700))
    assert len(register.receipts()) == 2


def test_a_slip_with_the_balance_is_queued_for_a_card_of_the_shop_only(register: Till) -> None:
    code = sold_card(register)
    card = register.checkout.print_balance(code.removeprefix("GK"))
    with pytest.raises(Refused, match="not a gift card's code"):
        register.checkout.print_balance("123")

    with register.store.read() as tx:
        balances = [job.document for job in tx.print_jobs.newest() if job.kind is JobKind.BALANCE]
    assert (card.code, balances) == (code, [code])
