"""Everything a cashier may do, in any order, with crashes in between: what must hold, holds.

The machine keeps its own books in whole öre, from what customers and cashiers did (`remembered.py`). One rule an act,
in one class as Hypothesis wants it: that makes the file as long as the week has acts.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import time
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from openpos.domain.article import check_digit
from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import NotDone, OpenPosError, Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.register.article_form import Written
from openpos.register.checkout import AgeUnchecked
from openpos.register.invoicing import Invoicing
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.simulators.control_unit import Fault
from openpos.store.journal import Kind
from openpos.store.outbox import EntryKind
from openpos.ui.screens.close_shift.presenter import CloseShiftPresenter, Closing
from tests.fixtures.invoicing import ALMVIK, connect_for_invoicing
from tests.fixtures.till import PINS, CountedIds, Till, till_from
from tests.integration.at_the_office import AtTheOffice, the_office_opens
from tests.integration.at_the_till import (
    DEPOSIT_ORE,
    FLOAT_ORE,
    GOODS,
    ONE,
    PRICES,
    WAYS,
    WHO,
    AtTheTill,
    Made,
    Trouble,
    one_of,
)
from tests.integration.on_paper import OnPaper
from tests.integration.remembered import Whereabouts

KRONOR = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""The notes and coins in a drawer."""


def in_pieces(kronor: int, largest: int) -> list[int]:
    """How many there are of each note and coin, where none is larger than this one."""
    pieces = []
    for kind in KRONOR:
        pieces.append(kronor // kind if kind <= largest else 0)
        kronor -= pieces[-1] * kind
    return pieces


class Closed:
    """The page on which the day is closed, as the cashier works through it."""

    def __init__(self, till: Till, *, blind: bool) -> None:
        self.now = Closing()
        self.page = CloseShiftPresenter(
            self._shown,
            run=at_once,
            current=till.shifts.current,
            open_sale=till.checkout.open_sale,
            expected=till.shifts.expected,
            close_shift=lambda report_id, name, counted, close: till.shifts.close_shift(
                report_id, name, counted, close=close
            ),
            blind=lambda: blind,
            new_id=till.new_id,
            person=lambda: WHO,
            lend=lambda _wanted, _lent, nobody: nobody(),
            closed=lambda _report_id, _report: None,
        )
        self.page.shown()

    def _shown(self, closing: Closing) -> None:
        self.now = closing


def at_once(work: Callable[[], Made], done: Callable[[Made], None], failed: Callable[[OpenPosError], None]) -> None:
    """A lane of no length."""
    try:
        result = work()
    except OpenPosError as trouble:
        failed(trouble)
    else:
        done(result)


class Week(AtTheOffice, OnPaper, AtTheTill):
    """A register, and what people remember of it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen_in_drawer, self.looks = 0, count()

    @initialize()
    def begin(self) -> None:
        self.the_office_remembers()

    def teardown(self) -> None:
        if self.till.shifts.current():
            for sale_id in list(self.known.parked):
                self.till.checkout.fetch(sale_id, WHO)
                self.cleared(Sale(sale_id))
                self.known.journalled[Kind.FETCHED] += 1
                del self.known.parked[sale_id]
            self.the_day_is_read()
            self.the_day_ends(0, ZERO, KRONOR[0], 0)
            self.the_printer_prints([])
            self.journal_holds_it_all()
            self.the_history_tells_it_all()
        assert self.till.findings() == ()
        self.till.close()
        self._open.close()

    # -- what customers buy

    @rule(goods=GOODS, percent=st.sampled_from([0, 0, 10, 33]), way=WAYS)
    def sell(self, goods: list[tuple[int, VatCategory, int]], percent: int, way: str) -> None:
        sale, costs = self.rung(goods)
        if percent:
            sale = self.till.checkout.discounted(sale, Discount("Rea", percent * 100), WHO)
        off = (costs * percent + 50) // 100
        self.known.receipt(self.finished(self.paid(sale, self.keys[way])), costs - off)

    @rule(goods=GOODS, off=st.integers(1, 50_000))
    def sell_with_a_line_reduced_by_the_manager(self, goods: list[tuple[int, VatCategory, int]], off: int) -> None:
        sale, costs = self.rung(goods)
        first, there = sale.lines[0], goods[0][0] * goods[0][2]
        discount, person = Discount("Skadad", amount=Money(min(off, there))), self.till.cashier
        if min(off, there) > (there * self.limit_percent + 50) // 100:
            with pytest.raises(NotPermitted):
                self.till.checkout.discounted(sale, discount, person, line_id=first.id)
            person = self.lent(Permission.DISCOUNT)
        sale = self.till.checkout.discounted(sale, discount, person, line_id=first.id)
        self.known.receipt(self.finished(self.paid(sale)), costs - min(off, there))

    @rule(price=PRICES, notes=st.integers(0, 300))
    def sell_for_notes(self, price: int, notes: int) -> None:
        sale, _ = self.rung([(price, VatCategory.FOOD, 1)])
        due = sale.to_pay(Method.CASH).ore
        self.known.receipt(self.finished(self.paid(sale, ore=due + notes * 100)), price)

    @rule(price=PRICES, part=st.integers(1, 40_000), tip=st.sampled_from([0, 20_00]))
    def sell_in_parts_with_one_undone(self, price: int, part: int, tip: int) -> None:
        """The first payment was a mistake; the rest by card, maybe with a tip."""
        sale, _ = self.rung([(price, VatCategory.STANDARD, 1)])
        wrong = self.paid(sale, Method.SWISH, min(part, price))
        self.till.checkout.keep(wrong, WHO)
        sale = wrong.without_tender(wrong.tenders[0].id)
        self.till.checkout.keep(sale, WHO)
        self.known.journalled[Kind.TENDER_REMOVED] += 1
        if part < price:
            sale = self.paid(sale, Method.VOUCHER, part)
        rest = Tender(self.till.new_id(), self.keys["card"], sale.to_pay(Method.CARD), tip=Money(tip))
        self.known.receipt(self.finished(sale.with_tender(rest)), price)

    @rule(bottles=st.integers(1, 6), more=st.booleans(), eaten_here=st.booleans(), way=WAYS)
    def sell_bottles(self, bottles: int, more: bool, eaten_here: bool, way: str) -> None:
        """The deposit comes, changes and goes with its drink, and who buys is old enough."""
        beer = self.till.article("Öl")
        with pytest.raises(AgeUnchecked):
            self.till.checkout.lines_of(beer)
        sale = self.till.checkout.new_sale()
        for quantity in (Quantity(bottles * 1000), ONE):
            for line in self.till.checkout.lines_of(beer, quantity, age_checked=18, eat_in=eaten_here):
                sale = sale.with_line(line)
            self.till.checkout.keep(sale, WHO)
        sale = sale.without_line(sale.lines[2].id)
        if more:
            bottles += 1
            sale = sale.with_quantity(sale.lines[0].id, Quantity(bottles * 1000))
        self.till.checkout.keep(sale, WHO)
        assert len(sale.lines) == 2
        assert beer.price is not None
        receipt = self.finished(self.paid(sale, self.keys[way]))
        self.known.receipt(receipt, bottles * (beer.price.ore + DEPOSIT_ORE))
        assert {line.vat_rate_bp for line in receipt.lines} == ({1200} if eaten_here else {600})

    @rule(gram=st.integers(1, 9_999), price=st.integers(1, 99_99))
    def sell_weighed_and_packed(self, gram: int, price: int) -> None:
        """375 g at another price than usual, and a package whose code tells the price that the scale has made."""
        (weighed,) = self.till.checkout.lines_of(self.till.article("Ost"), Quantity(gram))
        code = f"20000902{price:04}"
        scanned = self.till.catalogue.scan_to_sell(code + check_digit(code))
        assert scanned is not None
        (packed,) = self.till.checkout.lines_of(scanned.article, packed_price=scanned.price)
        sale = self.till.checkout.new_sale().with_line(weighed).with_line(packed)
        sale = self.till.checkout.priced(sale, weighed.id, Money(100_00), self.till.cashier)
        self.known.receipt(self.finished(self.paid(sale, Method.CARD)), gram * 10 + price)

    @rule(price=st.integers(1, 99_99))
    def change_a_price(self, price: int) -> None:
        beer = self.till.article("Öl")
        self.known.journalled[Kind.PRICE_CHANGED] += beer.price != Money(price)
        self.till.catalogue.change_price(beer, Money(price), WHO)

    @rule(kronor=st.integers(1, 500))
    def sell_a_gift_card(self, kronor: int) -> None:
        line = self.till.checkout.gift_card_line(Money(kronor * 100))
        sale = self.till.checkout.new_sale().with_line(line)
        self.known.receipt(self.finished(self.paid(sale, Method.CARD)), kronor * 100)

    @precondition(lambda self: self.known.cards)
    @rule(price=PRICES, data=st.data())
    def pay_with_a_gift_card(self, price: int, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(sorted(self.known.cards)))
        (sale, _), there = self.rung([(price, VatCategory.FOOD, 1)]), self.known.cards[code]
        by_card = Tender(self.till.new_id(), Method.GIFT_CARD, Money(min(price, there + 1)), code)
        paid = sale.with_tender(by_card)
        paid = paid if paid.settlement().settled else self.paid(paid, Method.CARD)
        if by_card.amount.ore <= there:
            self.known.receipt(self.finished(paid), price)
            return
        with pytest.raises(Refused):
            self.till.checkout.complete(paid, WHO)
        self.cleared(sale)

    @rule(goods=GOODS)
    def sell_by_invoice(self, goods: list[tuple[int, VatCategory, int]]) -> None:
        sale, costs = self.rung(goods)
        invoicing = Invoicing(self.till.store, self.till.new_id)
        to = invoicing.addressed(ALMVIK, reference="Åsa")
        if not self.methods["invoice"].active:
            with pytest.raises(Refused, match="Invoice is switched off"):
                invoicing.charged(sale, to)
            self.cleared(sale)
            return
        paid = invoicing.charged(sale, to)
        self.known.receipt(self.finished(paid), costs)

    @rule(price=PRICES)
    def sell_by_mail(self, price: int) -> None:
        sale, _ = self.rung([(price, VatCategory.FOOD, 1)])
        receipt = self.finished(self.paid(sale, Method.CARD), mail_to="kund@almvik.example")
        self.known.receipt(receipt, price)
        given = self.known.given[receipt.number]
        given.original, given.original_wired = Whereabouts.WAITS, True

    @rule(prices=st.lists(PRICES, min_size=2, max_size=4))
    def cashiers_change_places(self, prices: list[int]) -> None:
        """One rings up, locks and goes; another comes, takes a line away, and is paid."""
        chief, cashier = self.till.staff.named("Butikschef"), self.till.cashier
        sale = self.till.rung(*prices)
        self.till.staff.log_out(cashier)
        self.till.staff.log_in(chief.id, PINS[chief.name])
        self.known.journalled.update([Kind.LOGGED_OUT, Kind.LOGGED_IN])
        sale = sale.without_line(sale.lines[0].id)
        self.till.checkout.keep(sale, chief)
        receipt = self.finished(self.paid(sale), who=chief)
        assert receipt.cashier == chief.name
        self.known.receipt(receipt, sum(prices[1:]))

    # -- what comes back

    @rule(data=st.data(), way=st.sampled_from(["cash", "card", "gift_card"]))
    def take_back(self, data: st.DataObject, way: str) -> None:
        if found := self.returnable(data):
            sale = self.till.checkout.start_return(*found, WHO)
            cards = sorted(self.known.cards.keys() - {line.gift_card for line in sale.lines})
            code = data.draw(st.sampled_from(cards)) if cards and way == "gift_card" else ""
            method = self.keys[way if code or way != "gift_card" else "cash"]
            receipt = self.finished(self.credited(sale, method, code))
            assert (receipt.invoice is not None) == (receipt.original in self.known.charged)
            self.known.receipt(receipt)

    def half_back(self) -> list[Receipt]:
        """Receipts of which part came back, and the rest may."""
        return [
            one
            for one in self.till.receipts()
            if not one.is_return
            and any(self.known.given_back[line.id] for line in one.lines)
            and any(self.may_come(line) for line in one.lines)
        ]

    @precondition(lambda self: any(0 < left < self.known.pieces[one] for one, left in self.known.left.items()))
    @rule(data=st.data(), in_cash=st.booleans())
    def take_the_rest_back(self, data: st.DataObject, in_cash: bool) -> None:
        if receipts := self.half_back():
            receipt = one_of(data, receipts)
            left = {line.id: Quantity(self.known.left[line.id]) for line in receipt.lines if self.may_come(line)}
            sale = self.till.checkout.start_return(receipt.number, left, WHO)
            self.known.receipt(self.finished(self.credited(sale, self.keys["cash" if in_cash else "card"])))

    @rule(data=st.data())
    def no_more_comes_back_than_is_left(self, data: st.DataObject) -> None:
        if sold := [one for one in self.till.receipts() if not one.is_return]:
            receipt = one_of(data, sold)
            line_id = data.draw(st.sampled_from([line.id for line in receipt.lines]))
            with pytest.raises(Refused):
                self.till.checkout.start_return(
                    receipt.number, {line_id: Quantity(self.known.left[line_id] + 1000)}, WHO
                )

    @precondition(lambda self: any(line_id for line_id, left in self.known.left.items() if not left))
    @rule()
    def a_card_whose_money_is_used_does_not_come_back(self) -> None:
        for receipt in self.till.receipts():
            for line in receipt.lines:
                gone = line.gift_card and self.known.cards[line.gift_card] < line.amount.ore
                if gone and not receipt.is_return and self.known.left[line.id]:
                    sale = self.till.checkout.start_return(receipt.number, {line.id: ONE}, WHO)
                    with pytest.raises(Refused):
                        self.till.checkout.complete(self.paid(sale, Method.CARD), WHO)
                    self.cleared(sale)
                    return

    @rule(price=PRICES, pieces=st.integers(1, 3))
    def take_back_without_receipt(self, price: int, pieces: int) -> None:
        sale, _ = self.rung([(price, VatCategory.FOOD, pieces)])
        with pytest.raises(NotPermitted):
            self.till.checkout.return_without_receipt(sale, self.till.cashier)
        back = self.till.checkout.return_without_receipt(sale, self.lent(Permission.BLIND_RETURN))
        self.known.receipt(self.finished(self.paid(back)), price * pieces)

    @rule(data=st.data(), price=PRICES)
    def exchange(self, data: st.DataObject, price: int) -> None:
        if found := self.returnable(data, charged=False):
            sale = self.till.checkout.start_exchange(*found, WHO)
            line = self.till.checkout.free_line("Nytt", Money(price), VatCategory.STANDARD, "Övrigt")
            sale = sale.with_line(line)
            self.till.checkout.keep(sale, WHO)
            returning = sale.returning
            assert returning is not None
            if returning.total == ZERO:
                self.cleared(sale)
                return
            sale = sale.in_exchange(self.till.new_id(), self.till.new_id())
            if not sale.settlement().settled:
                sale = self.paid(sale, Method.CARD)
            assert sale.returning
            if not sale.returning.settlement().settled:
                back = sale.returning.to_pay(Method.CARD)
                sale = sale.with_refund(Tender(self.till.new_id(), self.keys["card"], back))
            self.finished(sale)
            for receipt in self.till.receipts()[-2:]:
                self.known.receipt(receipt)

    @rule(price=PRICES, tip=st.sampled_from([0, 10_00]))
    def correct_a_payment(self, price: int, tip: int) -> None:
        sale, _ = self.rung([(price, VatCategory.FOOD, 1)])
        wrong = self.finished(
            sale.with_tender(Tender(self.till.new_id(), self.keys["card"], Money(price), tip=Money(tip)))
        )
        self.known.receipt(wrong, price)
        self.finished(self.paid(self.till.checkout.correct_payment(wrong.number, WHO)))
        for receipt in self.till.receipts()[-2:]:
            self.known.receipt(receipt, price)

    # -- what is no sale

    @rule(goods=GOODS)
    def park(self, goods: list[tuple[int, VatCategory, int]]) -> None:
        sale, costs = self.rung(goods)
        self.till.checkout.park(sale, f"Nr {sale.id}", WHO)
        self.known.parked[sale.id] = costs
        self.known.journalled[Kind.PARKED] += 1

    @precondition(lambda self: self.known.parked)
    @rule(sold=st.booleans())
    def fetch(self, sold: bool) -> None:
        sale_id = next(iter(self.known.parked))
        sale = self.till.checkout.fetch(sale_id, WHO)
        costs = self.known.parked.pop(sale_id)
        self.known.journalled[Kind.FETCHED] += 1
        if sold:
            self.known.receipt(self.finished(self.paid(sale)), costs)
        else:
            self.cleared(sale)

    @rule(price=PRICES)
    def the_control_unit_is_off_and_the_customer_goes(self, price: int) -> None:
        """Nothing was sold, and the number is the next customer's."""
        sale, _ = self.rung([(price, VatCategory.FOOD, 1)])
        self.till.unit.fault = Fault.SWITCHED_OFF
        with pytest.raises(NotDone):
            self.till.checkout.complete(self.paid(sale), WHO)
        self.till.unit.fault = Fault.NONE
        self.cleared(sale)
        self.known.journalled.update([Kind.SEAL_REFUSED, Kind.TENDER_REMOVED])

    @rule(price=PRICES)
    def practise(self, price: int) -> None:
        line = self.till.checkout.free_line("Övning", Money(price), VatCategory.FOOD, "Övrigt")
        self.till.checkout.begin_practice(WHO)
        sale = replace(self.till.checkout.new_sale(), practice=True).with_line(line)
        receipt = self.finished(self.paid(sale))
        self.till.checkout.end_practice(WHO)
        self.known.today.practised.append(price)
        self.known.journalled.update([Kind.PRACTICE_BEGUN, Kind.PRACTICE_RECEIPT, Kind.PRACTICE_ENDED])
        assert receipt.number == self.known.journalled[Kind.PRACTICE_RECEIPT]

    @rule(price=PRICES)
    def show_and_clear(self, price: int) -> None:
        sale, _ = self.rung([(price, VatCategory.FOOD, 1)])
        paper_id = self.till.new_id()
        self.through(lambda: self.till.checkout.pro_forma(paper_id, sale, WHO), sale, sale)
        self.cleared(sale)
        self.known.journalled[Kind.PRO_FORMA] += 1

    @precondition(lambda self: self.known.charged)
    @rule()
    def show_an_invoice(self) -> None:
        shows = ProFormaInvoices(self.till.store, self.till.clock, self.till.checkout.papers, self.till.new_id)
        number = min(self.known.charged)
        shows.print(number, WHO)
        self.known.journalled[Kind.PRO_FORMA] += 1

    @rule()
    def ask_a_price(self) -> None:
        self.till.checkout.ask_price(self.till.article("Öl"), WHO)
        self.known.journalled[Kind.PRICE_ASKED] += 1

    # -- what cashiers do

    @rule()
    def open_the_drawer(self) -> None:
        cashier = self.till.cashier
        if Permission.DRAWER not in self.may:
            with pytest.raises(NotPermitted):
                self.till.drawer.open(self.till.new_id(), cashier)
            cashier = self.lent(Permission.DRAWER)
        self.till.drawer.open(self.till.new_id(), cashier)
        self.known.today.openings += 1
        self.known.drawer_opens += 1
        self.known.journalled[Kind.DRAWER_OPENED] += 1

    @rule(kronor=st.integers(-500, 500).filter(bool), float_changes=st.booleans())
    def move_cash(self, kronor: int, float_changes: bool) -> None:
        """In, out, or more or less change: what is not there can't be taken."""
        today, ore = self.known.today, kronor * 100
        kind = DrawerKind.FLOAT if float_changes else DrawerKind.CASH_IN if ore > 0 else DrawerKind.CASH_OUT
        amount = Money(ore if float_changes else abs(ore))
        if ore < 0 and today.cash_ore + ore < 0:
            with pytest.raises(Refused):
                self.till.drawer.move_cash(self.till.new_id(), kind, WHO, amount, "Växel")
            return
        by = self.till.cashier
        if Permission.CASH not in self.may:
            with pytest.raises(NotPermitted):
                self.till.drawer.move_cash(self.till.new_id(), kind, by, amount, "Växel")
            by = self.lent(Permission.CASH)
        self.till.drawer.move_cash(self.till.new_id(), kind, by, amount, "Växel")
        self.known.journalled[Kind.FLOAT_CHANGED if float_changes else Kind.CASH_MOVED] += 1
        self.known.slips["Ändrad växelkassa" if float_changes else "Insättningar" if ore > 0 else "Uttag"] += 1
        self.known.drawer_opens += 1
        if float_changes:
            today.float_ore += ore
        else:
            (today.moved_in if ore > 0 else today.moved_out).append(abs(ore))

    @rule()
    def the_day_is_read(self) -> None:
        self.known.agrees(self.till.shifts.x_report(self.till.new_id(), WHO.name))
        self.known.journalled[Kind.X_REPORT] += 1

    @rule(
        off=st.sampled_from([0, 0, 100, -100]),
        stays=st.sampled_from([None, ZERO, Money(FLOAT_ORE)]),
        largest=st.sampled_from(KRONOR),
        terminal_off=st.sampled_from([0, 1_00]),
    )
    def the_day_ends(self, off: int, stays: Money | None, largest: int, terminal_off: int) -> None:
        """Counted by notes and coins, now and then with a krona too much or too little, which has its reason."""
        expected, blind = self.known.today.cash_ore, self.settings.blind_count
        counted = max(expected + off, 0)
        if counted % 100 or (stays and stays.ore > counted):
            counted, stays = counted // 100 * 100, None
        over = self.known.today.over_terminals()
        taken: Counter[str] = Counter()
        for method, amount in self.till.shifts.expected().terminals:
            taken[method.id] += amount.ore
        assert {method_id: ore for method_id, ore in taken.items() if ore} == over
        said = {method_id: f"{(ore + terminal_off) / 100:.2f}" for method_id, ore in over.items() if ore > 0}
        closing = Closed(self.till, blind=blind)
        for place, pieces in enumerate(in_pieces(counted // 100, largest)):
            closing.page.count(place, pieces)
        closing.page.compare("")
        assert (closing.now.counted.ore, closing.now.difference.ore) == (counted, counted - expected)
        said_float = "" if stays is None else str(stays.ore // 100)
        if counted != expected and not blind:
            closing.page.close(" ", said, said_float)
            assert closing.now.trouble is not None
            assert closing.now.report is None
        closing.page.close("Räknat", said, said_float)
        report = closing.now.report
        assert report is not None
        assert report.close is not None
        assert report.close.reason == ("Räknat" if counted != expected and not blind else "")
        assert {method.id: off.ore for method, off in report.terminal_differences()} == dict.fromkeys(
            said, terminal_off
        )
        assert len(report.close.terminals) == len(said)
        assert report.difference.ore == counted - expected
        assert stays is None or report.close.to_bank.ore == counted - stays.ore
        assert self.till.shifts.next_float() == stays
        self.the_next_day_begins(report_number=report.number)

    @rule(hours=st.integers(0, 30))
    def nobody_closes(self, hours: int) -> None:
        """Time passes, maybe over midnight; at ten the register closes the day by itself, with nobody counting."""
        self.the_printer_prints([])  # no paper waits for a day: nobody would look for it
        self.till.clock.forward(hours=hours)
        report = self.till.shifts.close_if_due(self.till.new_id(), time(22))
        if report is not None:
            assert (report.counted, report.difference) == (None, ZERO)
            self.the_next_day_begins(report_number=report.number)

    def the_next_day_begins(self, *, report_number: int | None) -> None:
        report = self.till.shifts.z_report()
        self.known.agrees(report)
        self.known.day_ended(FLOAT_ORE)
        assert report.number == report_number == self.known.z_reports
        self.till.open_shift(FLOAT_ORE)

    @rule(troubles=st.lists(st.sampled_from(Trouble), min_size=1, max_size=6))
    def trouble_is_near(self, troubles: list[Trouble]) -> None:
        self.troubles = troubles

    @rule()
    def the_power_goes(self) -> None:
        self.dark()

    # -- what holds all the time

    @invariant()
    def numbers_have_no_gap(self) -> None:
        with self.till.store.read() as tx:
            numbers = list(tx.sales.numbers())
        assert numbers == list(range(1, self.known.journalled[Kind.RECEIPT] + 1)) == self.till.unit_numbers()

    @invariant()
    def papers_have_no_gap(self) -> None:
        of_type: dict[str, list[int]] = {}
        for kind, number in self.till.unit_papers():
            of_type.setdefault(kind, []).append(number)
        journalled = self.known.journalled
        for kind, told in (
            ("kopia", Kind.RECEIPT_COPIED),
            ("ovning", Kind.PRACTICE_RECEIPT),
            ("profo", Kind.PRO_FORMA),
        ):
            assert of_type.get(kind, []) == list(range(1, journalled[told] + 1))

    @invariant()
    def no_card_is_below_zero_or_forgotten(self) -> None:
        with self.till.store.read() as tx:
            balances = {code: money.ore for code, money in tx.sales.balances(self.known.cards).items()}
        assert balances == self.known.cards
        assert min(balances.values(), default=0) >= 0

    @invariant()
    def nothing_came_back_twice(self) -> None:
        self.known.nothing_comes_back_twice()

    @invariant()
    def the_drawer_holds_the_float_and_what_moved(self) -> None:
        """Looked at when money moved, and now and then when none did: it takes as long as an act."""
        holds = self.known.today.cash_ore
        if self.till.shifts.current() and (holds != self.seen_in_drawer or next(self.looks) % 4 == 0):
            assert self.till.shifts.expected_cash().ore == holds
            self.seen_in_drawer = holds

    def journal_holds_it_all(self) -> None:
        """Every act is journalled once; each invoice and credit is in the outbox once."""
        told = Counter(self.till.kinds())
        assert {kind: told[kind] for kind in self.known.journalled} == self.known.journalled
        assert told[Kind.Z_REPORT] == self.known.z_reports
        assert told[Kind.CLOCK_CHANGED] == 0
        charged = [one.sale_id for one in self.till.receipts() if one.number in self.known.charged]
        with self.till.store.read() as tx:
            owed = [one.id for one in tx.outbox.entries(limit=10_000) if one.kind is EntryKind.INVOICE]
        assert sorted(owed) == sorted(charged)


def opened(template: Path, directory: Path) -> CountedIds:
    """A register in this directory, at the beginning of the week; gives the ids that are used by then."""
    till = Till(Path(shutil.copytree(template, directory)))
    till.open_shift(FLOAT_ORE)
    connect_for_invoicing(till)
    the_office_opens(till)
    for written in (
        Written("2.00", "Pant", number="900", group="Pant", vat_category=VatCategory.STANDARD),
        Written("12.90", "Öl", number="901", group="Dryck", vat_category=VatCategory.FOOD, deposit="900",
                age_limit="18"),
        Written("89.00", "Ost", number="902", group="Ost", vat_category=VatCategory.FOOD, unit="kg", any_price=True),
    ):  # fmt: skip
        till.catalogue.save(written, WHO)
    till.close()
    return till.new_id


def test_whatever_people_do_the_books_are_right(template: Path, place: Path, full_sweep: bool) -> None:
    """In memory: the power goes between acts here, and what a disk loses within one is for the sweeps to say."""
    place.mkdir()
    places = (place / str(number) for number in count())
    used, monday = opened(template, place / "monday"), place / "monday"

    def new_till() -> AbstractContextManager[Till]:
        return till_from(monday, next(places), new_id=replace(used))

    machine = type("AnyWeek", (Week,), {"new_till": staticmethod(new_till)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=300 if full_sweep else 14,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
