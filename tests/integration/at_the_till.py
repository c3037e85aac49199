"""What every act of a week at the register uses: a till, its crashes, and what people remember of it all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum
from typing import TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import BUILT_IN, Method
from openpos.domain.permission import Permission, Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line, Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.register import life
from openpos.register.invoicing import Invoicing
from openpos.register.programming import tell_settings
from openpos.settings import Settings
from openpos.simulators.control_unit import Fault
from openpos.store.journal import Kind
from tests.fixtures.till import PINS, NewTill, Till
from tests.integration.remembered import DayRemembered, Remembered

WHO = Person(1, "Kassör", Role.MANAGER)
PRICES = st.integers(1, 50_000)
CATEGORIES = st.sampled_from([VatCategory.FOOD, VatCategory.STANDARD, VatCategory.RESTAURANT, VatCategory.REDUCED])
GOODS = st.lists(st.tuples(PRICES, CATEGORIES, st.sampled_from([1, 1, 2, 3])), min_size=1, max_size=4)
METHODS = {method.id: method for method in BUILT_IN}
WAYS = st.sampled_from(["cash", "cash", "card", "swish", "voucher"])
FLOAT_ORE = 1_000_00
BOTTLE_ORE, DEPOSIT_ORE = 12_90, 2_00
ONE = Quantity(1000)


def one_of(data: st.DataObject, receipts: list[Receipt]) -> Receipt:
    """One of them, chosen by its number: the report of a failure stays short."""
    number = data.draw(st.sampled_from([receipt.number for receipt in receipts]))
    return next(receipt for receipt in receipts if receipt.number == number)


Made = TypeVar("Made")


class Trouble(StrEnum):
    """What happens while the next paper is made."""

    DARK = "the power goes before"
    BUSY = "the control unit is busy, and then not"
    LOST = "the control unit's answer is lost, and it is asked again"
    LOST_AND_DARK = "the control unit's answer is lost, and then the power goes"


class AtTheTill(RuleBasedStateMachine):
    """A register, and what people remember of it."""

    new_till: NewTill

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.till: Till = self._open.enter_context(self.new_till())
        self.kills = 0
        self.troubles: list[Trouble] = []
        """What is still to happen, each while the next paper is made."""
        self.known = Remembered(DayRemembered(FLOAT_ORE))
        self.settings = Settings()
        """What stands in the register's own file."""
        self.keys = dict(METHODS)
        """The methods of payment as they stand on the keys, by id."""
        self.may = set(Role.CASHIER.permissions)
        """What a cashier may do."""
        self.limit_percent = Role.CASHIER.discount_limit_bp // 100
        """… and how much off a price."""

    def rung(self, goods: list[tuple[int, VatCategory, int]]) -> tuple[Sale, int]:
        """A basket, and what it comes to."""
        sale = self.till.checkout.new_sale()
        for price, category, pieces in goods:
            line = self.till.checkout.free_line("Vara", Money(price), category, "Övrigt", Quantity(pieces * 1000))
            sale = sale.with_line(line)
        self.till.checkout.keep(sale, WHO)
        return sale, sum(price * pieces for price, _, pieces in goods)

    def paid(self, sale: Sale, method: Method | None = None, ore: int | None = None) -> Sale:
        """The sale with what is left paid by a method as it stands on its key; cash unless another is named."""
        return self.till.paid(sale, self.keys[method.id if method else "cash"], ore)

    def cleared(self, sale: Sale) -> None:
        self.till.checkout.keep(Sale(sale.id), WHO, cleared=True)

    def dark(self, basket: Sale | None = None) -> None:
        """The power goes, and the register comes back with this basket, by another program, from the files alone."""
        self.kills += 1
        dead = self.till
        self.till = dead.after_a_kill(dead.directory.with_name(f"{dead.directory.name}-{self.kills}"))
        dead.close()
        shutil.rmtree(dead.directory)
        dead.directory.mkdir()  # whoever lent it looks for it at the end
        found = life.start(self.till.store, self.till.checkout, self.till.clock, "1")
        assert (found.sale, found.seal_trouble, found.missing) == (basket, None, ())
        tell_settings(self.till.store, self.settings, self.till.clock)

    def through(self, act: Callable[[], Made], before: Sale | None = None, after: Sale | None = None) -> Made:
        """Do what the control unit is told of, whatever befalls the register meanwhile; the open baskets around it."""
        trouble = self.troubles.pop() if self.troubles else None
        if trouble is Trouble.DARK:
            self.dark(before)
        elif trouble is not None:
            self.till.unit.fault = Fault.BUSY if trouble is Trouble.BUSY else Fault.ANSWER_LOST
            self.known.journalled[Kind.SEAL_REFUSED] += trouble is Trouble.BUSY
            try:
                with pytest.raises(NotDone if trouble is Trouble.BUSY else Unavailable):
                    act()
            finally:
                self.till.unit.fault = Fault.NONE
            if trouble is Trouble.LOST_AND_DARK:
                self.dark(after)
        return act()

    def finished(self, sale: Sale, *, who: Person = WHO, mail_to: str = "") -> Receipt:
        """A paid sale completed."""
        if self.troubles[-1:] == [Trouble.DARK]:
            self.till.checkout.keep(sale, who)
        return self.through(
            lambda: self.till.checkout.complete(sale, who, mail_to=mail_to),
            None if sale.practice else sale,
            sale if sale.returning else None,
        )

    def credited(self, sale: Sale, method: Method, code: str = "") -> Sale:
        """A return paid back by this method, or by a credit where it was invoiced."""
        if sale.invoice is not None:
            return Invoicing(self.till.store, self.till.new_id).charged(sale, sale.invoice)
        return sale.with_tender(Tender(self.till.new_id(), method, sale.to_pay(method), code))

    def lent(self, permission: Permission) -> Person:
        """The cashier, who may not, with what the manager lends for one act."""
        cashier, lender = self.till.cashier, self.till.staff.named("Butikschef")
        assert not cashier.may(permission)
        self.known.journalled[Kind.PERMISSION_LENT] += 1
        return self.till.staff.lend(lender.id, PINS[lender.name], permission, to=cashier)

    def returnable(self, data: st.DataObject, *, charged: bool = True) -> tuple[int, dict[str, Quantity]] | None:
        sold = [
            one for one in self.till.receipts()
            if not one.is_return and any(self.may_come(line) for line in one.lines)
            and (charged or one.number not in self.known.charged)
        ]  # fmt: skip
        if not sold:
            return None
        receipt = one_of(data, sold)
        lines = {line.id: line for line in receipt.lines if self.may_come(line)}
        wanted = data.draw(st.lists(st.sampled_from(list(lines)), min_size=1, unique=True))
        return receipt.number, {
            line_id: Quantity(
                1000 if lines[line_id].unit == "st" else data.draw(st.integers(1, self.known.left[line_id]))
            )
            for line_id in wanted
        }

    def may_come(self, line: Line) -> bool:
        """Whether some of it is still with the customer: of a gift card, all that was paid for it."""
        if line.gift_card and self.known.cards[line.gift_card] < line.amount.ore:
            return False
        return bool(self.known.left.get(line.id))
