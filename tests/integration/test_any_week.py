"""Everything a cashier may do, in any order, with crashes in between: what must hold, holds.

The machine keeps its own books in whole öre, from what customers and cashiers did, and shares no sum with the register.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Sale, Tender
from openpos.domain.vat import VatCategory
from tests.fixtures.till import NewTill, Till

WHO = Person(1, "Kassör", Role.MANAGER)
PRICES = st.integers(1, 50_000)
MANY = st.lists(PRICES, min_size=1, max_size=4)
FLOAT_ORE = 1_000_00


class Week(RuleBasedStateMachine):
    """A register, and what people remember of it."""

    new_till: NewTill

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.till: Till = self._open.enter_context(self.new_till())
        self.kills = 0
        self.gross: Counter[str] = Counter()
        self.cash_ore = FLOAT_ORE
        self.left: dict[str, int] = {}
        """How many of each sold line the shop has not got back."""
        self.copied: set[int] = set()
        self.cards: dict[str, int] = {}
        self.parked: list[str] = []
        self.practised = 0

    @initialize()
    def begin(self) -> None:
        self.till.open_shift(FLOAT_ORE)

    def teardown(self) -> None:
        if self.till.shifts.current():
            for sale_id in self.parked:
                self.till.checkout.fetch(sale_id, WHO)
                self.till.checkout.keep(Sale(sale_id), WHO, cleared=True)
            self.the_day_ends()
        assert self.till.findings() == ()
        self.till.close()
        self._open.close()

    # -- what customers do

    def basket(self, prices: list[int], percent: int) -> Sale:
        sale = self.till.rung(*prices)
        if percent:
            sale = self.till.checkout.discounted(sale, Discount("Rea", percent * 100), WHO)
        return sale

    def remember(self, receipt: Receipt) -> None:
        """What is known of a receipt by those who stood beside: what changed hands."""
        way = "returned" if receipt.is_return else "sold"
        self.gross[way] += abs(receipt.total.ore)
        for line in receipt.lines:
            pieces = line.quantity.milli // 1000
            if receipt.is_return:
                self.left[line.returns_line] = self.left.get(line.returns_line, 0) + pieces
            else:
                self.left[line.id] = pieces
        for tender in receipt.tenders:
            if tender.method == Method.CASH:
                self.cash_ore += tender.amount.ore
            if tender.method == Method.GIFT_CARD:
                self.cards[tender.code] -= tender.amount.ore
        self.cash_ore -= receipt.change.ore

    @rule(
        prices=st.lists(PRICES, min_size=1, max_size=4), percent=st.sampled_from([0, 0, 10, 33]), by_card=st.booleans()
    )
    def sell(self, prices: list[int], percent: int, by_card: bool) -> None:
        sale = self.basket(prices, percent)
        self.remember(self.till.sell(self.till.paid(sale, Method.CARD if by_card else Method.CASH)))

    @rule(price=PRICES, notes=st.integers(0, 300))
    def sell_for_notes(self, price: int, notes: int) -> None:
        sale = self.till.rung(price)
        due = sale.to_pay(Method.CASH).ore
        self.remember(self.till.sell(self.till.paid(sale, ore=due + notes * 100)))

    @rule(kronor=st.integers(1, 500))
    def sell_a_gift_card(self, kronor: int) -> None:
        line = self.till.checkout.gift_card_line(Money(kronor * 100))
        receipt = self.till.sell(self.till.paid(self.till.checkout.new_sale().with_line(line), Method.CARD))
        self.cards[line.gift_card] = kronor * 100
        self.gross["sold"] += receipt.total.ore

    @precondition(lambda self: self.cards)
    @rule(price=PRICES, data=st.data())
    def pay_with_a_gift_card(self, price: int, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(sorted(self.cards)))
        sale, there = self.till.rung(price), self.cards[code]
        by_card = Tender(self.till.new_id(), Method.GIFT_CARD, Money(min(price, there + 1)), code)
        paid = sale.with_tender(by_card)
        paid = paid if paid.settlement().settled else self.till.paid(paid, Method.CARD)
        try:
            receipt = self.till.sell(paid)
        except Refused:
            assert by_card.amount.ore > there
            self.till.checkout.keep(Sale(sale.id), WHO, cleared=True)
        else:
            assert by_card.amount.ore <= there
            self.remember(receipt)

    def returnable(self, data: st.DataObject) -> tuple[int, dict[str, Quantity]] | None:
        sold = [
            one for one in self.till.receipts()
            if not one.is_return and any(self.left.get(line.id) for line in one.lines)
        ]  # fmt: skip
        if not sold:
            return None
        receipt = data.draw(st.sampled_from(sold))
        lines = [line.id for line in receipt.lines if self.left.get(line.id)]
        wanted = data.draw(st.lists(st.sampled_from(lines), min_size=1, unique=True))
        return receipt.number, {line_id: Quantity(1000) for line_id in wanted}

    @rule(data=st.data(), in_cash=st.booleans())
    def take_back(self, data: st.DataObject, in_cash: bool) -> None:
        if found := self.returnable(data):
            sale = self.till.checkout.start_return(*found, WHO)
            self.remember(self.till.sell(self.till.paid(sale, Method.CASH if in_cash else Method.CARD)))

    @rule(data=st.data())
    def nothing_comes_back_twice(self, data: st.DataObject) -> None:
        gone = sorted(line_id for line_id, left in self.left.items() if left == 0)
        if gone:
            line_id = data.draw(st.sampled_from(gone))
            (number,) = [
                one.number for one in self.till.receipts()
                if not one.is_return and any(line.id == line_id for line in one.lines)
            ]  # fmt: skip
            try:
                self.till.checkout.start_return(number, {line_id: Quantity(1000)}, WHO)
            except Refused:
                return
            raise AssertionError(line_id)

    @rule(data=st.data(), price=PRICES)
    def exchange(self, data: st.DataObject, price: int) -> None:
        if found := self.returnable(data):
            sale = self.till.checkout.start_exchange(*found, WHO)
            line = self.till.checkout.free_line("Nytt", Money(price), VatCategory.STANDARD, "Övrigt")
            sale = sale.with_line(line)
            self.till.checkout.keep(sale, WHO)
            returning = sale.returning
            assert returning is not None
            if returning.total == ZERO:
                self.till.checkout.keep(Sale(sale.id), WHO, cleared=True)
                return
            sale = sale.in_exchange(self.till.new_id(), self.till.new_id())
            if not sale.settlement().settled:
                sale = self.till.paid(sale, Method.CARD)
            assert sale.returning
            if not sale.returning.settlement().settled:
                back = sale.returning.to_pay(Method.CARD)
                sale = sale.with_refund(Tender(self.till.new_id(), Method.CARD, back))
            self.till.sell(sale)
            for receipt in self.till.receipts()[-2:]:
                self.remember(receipt)

    @rule(price=PRICES)
    def correct_a_payment(self, price: int) -> None:
        wrong = self.till.sell(self.till.paid(self.till.rung(price), Method.CARD))
        self.remember(wrong)
        self.till.sell(self.till.paid(self.till.checkout.correct_payment(wrong.number, WHO)))
        for receipt in self.till.receipts()[-2:]:
            self.remember(receipt)

    @rule(prices=st.lists(PRICES, min_size=1, max_size=3))
    def park(self, prices: list[int]) -> None:
        sale = self.till.rung(*prices)
        self.till.checkout.park(sale, f"Nr {sale.id}", WHO)
        self.parked.append(sale.id)

    @precondition(lambda self: self.parked)
    @rule()
    def fetch(self) -> None:
        sale = self.till.checkout.fetch(self.parked.pop(0), WHO)
        self.remember(self.till.sell(self.till.paid(sale)))

    @rule(price=PRICES)
    def practise(self, price: int) -> None:
        line = self.till.checkout.free_line("Övning", Money(price), VatCategory.FOOD, "Övrigt")
        sale = replace(self.till.checkout.new_sale(), practice=True).with_line(line)
        self.till.sell(self.till.paid(sale))
        self.practised += 1

    @rule(price=PRICES)
    def clear(self, price: int) -> None:
        sale = self.till.rung(price)
        self.till.checkout.pro_forma(self.till.new_id(), sale, WHO)
        self.till.checkout.keep(Sale(sale.id), WHO, cleared=True)

    # -- what cashiers do

    @rule(kronor=st.integers(1, 500), comes_in=st.booleans())
    def move_cash(self, kronor: int, comes_in: bool) -> None:
        kind = DrawerKind.CASH_IN if comes_in else DrawerKind.CASH_OUT
        try:
            self.till.drawer.move_cash(self.till.new_id(), kind, WHO, Money(kronor * 100), "Växel")
        except Refused:
            assert not comes_in
            assert self.cash_ore < kronor * 100
        else:
            self.cash_ore += kronor * 100 if comes_in else -kronor * 100

    @rule(data=st.data())
    def copy(self, data: st.DataObject) -> None:
        if receipts := self.till.receipts():
            number = data.draw(st.sampled_from(receipts)).number
            try:
                self.till.books.copy(number, WHO)
            except Refused:
                assert number in self.copied
            else:
                assert number not in self.copied
                self.copied.add(number)

    @rule()
    def the_day_ends(self) -> None:
        report = self.till.close_shift()
        assert report.counted == report.expected_cash == Money(self.cash_ore)
        assert report.totals.gross.ore == self.gross["sold"] - self.gross["returned"] - self.before
        assert report.practice.count == self.practised
        assert (report.grand.sales.ore, report.grand.returns.ore) == (self.gross["sold"], self.gross["returned"])
        assert sum(amount.ore for _, amount in report.totals.methods) == (
            report.totals.gross.ore + report.totals.rounding.ore
        )
        assert dict(report.totals.methods).get(Method.EXCHANGE, ZERO) == ZERO
        self.before, self.practised = self.gross["sold"] - self.gross["returned"], 0
        self.cash_ore = FLOAT_ORE
        self.till.open_shift(FLOAT_ORE)

    before = 0
    """What was sold, less what came back, on the days that are closed."""

    @rule()
    def the_power_goes(self) -> None:
        self.kills += 1
        dead = self.till
        self.till = dead.after_a_kill(dead.directory.with_name(f"{dead.directory.name}-{self.kills}"))
        dead.close()

    @invariant()
    def numbers_have_no_gap(self) -> None:
        numbers = [receipt.number for receipt in self.till.receipts()]
        assert numbers == list(range(1, len(numbers) + 1)) == self.till.unit_numbers()

    @invariant()
    def no_card_is_below_zero_or_forgotten(self) -> None:
        with self.till.store.read() as tx:
            assert {code: money.ore for code, money in tx.sales.balances(self.cards).items()} == self.cards


def test_whatever_people_do_the_books_are_right(new_till: NewTill, full_sweep: bool) -> None:
    machine = type("AnyWeek", (Week,), {"new_till": staticmethod(new_till)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=300 if full_sweep else 25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
