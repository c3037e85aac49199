"""X and Z reports: everything SKVFS 2014:9 7:2-7:3 asks for, and the cash count of the close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from openpos.domain.article import ArticleKind
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method, MethodKind, by_method
from openpos.domain.receipt import Receipt
from openpos.domain.shop import Shop
from openpos.domain.vat import VatAmount, added


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there were and what they came to."""

    count: int = 0
    amount: Money = ZERO


NONE = Counted()


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a shift's receipts. Returns are taken off every amount; counts are of sales."""

    receipts: int = 0
    gross: Money = ZERO
    groups: tuple[tuple[str, Money], ...] = ()
    vat: tuple[VatAmount, ...] = ()
    methods: tuple[tuple[Method, Money], ...] = ()
    rounding: Money = ZERO
    goods_milli: int = 0
    services_milli: int = 0
    returns: Counted = NONE
    """Return receipts and what they gave back, above zero (SKVFS 2014:9 7:2 q)."""
    discounts: Money = ZERO
    tips: Money = ZERO
    """Given to the staff with payments by card: in no other sum."""

    @property
    def cash(self) -> Money:
        """What cash paid, change taken off."""
        return total(amount for method, amount in self.methods if method.is_cash)

    @property
    def by_name(self) -> tuple[tuple[Method, Money], ...]:
        """What each method paid, as people read it: one row for each name, though a method of that name had other ways
        in the morning. All cash is one, by the last of its names: change is taken off it.
        """
        shown: dict[tuple[str, str], tuple[Method, Money]] = {}
        for method, amount in self.methods:
            key = method.id, "" if method.is_cash else method.name
            shown[key] = method, amount + (shown[key][1] if key in shown else ZERO)
        return tuple(shown.values())

    @property
    def invoiced(self) -> Money | None:
        """What was charged by invoice, credits taken off; None where nothing was."""
        charged = [amount for method, amount in self.methods if method.kind is MethodKind.INVOICE]
        return total(charged) if charged else None


def totals_of(receipts: Iterable[Receipt]) -> Totals:
    """The sums of these receipts: groups by name, VAT by falling rate, methods in their fixed order."""
    many = list(receipts)
    sales = [receipt for receipt in many if not receipt.is_return]
    lines = [line for receipt in many for line in receipt.lines]
    sold = [line for receipt in sales for line in receipt.lines]
    paid = [pair for receipt in many for pair in receipt.by_method()]
    return Totals(
        receipts=len(sales),
        gross=total(receipt.total for receipt in many),
        groups=tuple(
            (group, total(line.amount for line in lines if line.group == group))
            for group in sorted({line.group for line in lines})
        ),
        vat=added(row for receipt in many for row in receipt.vat),
        methods=by_method(paid),
        rounding=total(receipt.rounding for receipt in many),
        goods_milli=sum(line.pieces_milli for line in sold if line.kind is ArticleKind.GOODS),
        services_milli=sum(line.pieces_milli for line in sold if line.kind is ArticleKind.SERVICE),
        returns=Counted(len(many) - len(sales), -total(receipt.total for receipt in many if receipt.is_return)),
        discounts=total(receipt.reductions for receipt in sales),
        tips=total(receipt.tips for receipt in many),
    )


@dataclass(frozen=True, slots=True)
class GrandTotals:
    """Sales, returns and their difference over the register's whole life; never reset (SKVFS 2014:9 2:4)."""

    sales: Money = ZERO
    returns: Money = ZERO

    @property
    def net(self) -> Money:
        """Sales less returns."""
        return self.sales - self.returns


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be found when the day is closed."""

    cash: Money
    terminals: tuple[tuple[Method, Money], ...] = ()
    """What the card terminal and the like should have taken by each method, tips included."""


@dataclass(frozen=True, slots=True)
class Close:
    """What is counted and decided when the day is closed, beside the cash itself."""

    reason: str = ""
    """Why the cash counted is not the cash expected."""
    terminals: tuple[tuple[Method, Money], ...] = ()
    """What the card terminal and the like say they took by each method, tips included."""
    next_float: Money | None = None
    """What stays in the drawer for the next shift."""
    to_bank: Money = ZERO
    """What is taken out of the drawer for the bank."""
    tipped: tuple[tuple[Method, Money], ...] = ()
    """By which methods tips came; empty where all came by the program's own card."""


@dataclass(frozen=True, slots=True)
class Report:
    """An X report (`number` is None) or a Z report of one shift. Rows of acts that did not happen say 0."""

    number: int | None
    shop: Shop
    shift_id: str
    cashier: str
    opened_at: datetime
    at: datetime
    float_amount: Money
    """The change the shift works with: what it was opened with and every change of it since."""
    totals: Totals
    grand: GrandTotals
    drawer_openings: int = 0
    copies: Counted = NONE
    practice: Counted = NONE
    other_reductions: Counted = NONE
    unfinished: Counted = NONE
    cash_in: Counted = NONE
    cash_out: Counted = NONE
    counted: Money | None = None
    """The cash found in the drawer at the close; None on an X report."""
    close: Close | None = None
    """What else was counted and decided at the close; None on an X report, and where nothing was."""
    version: str = ""
    """The version of the program that made the report: the export names it for each Z report (SKVFS 2021:16)."""
    journal_hash: str = ""
    """The hash of the journal's last row before this report's own, which ties the printed Z to the file."""

    @property
    def returns(self) -> Counted:
        """Return receipts."""
        return self.totals.returns

    @property
    def discounts(self) -> Money:
        """What discounts took off the sales."""
        return self.totals.discounts

    @property
    def expected_cash(self) -> Money:
        """What the drawer should hold: the float, the cash of the sales, and what was put in and taken out."""
        return self.float_amount + self.totals.cash + self.cash_in.amount - self.cash_out.amount

    @property
    def difference(self) -> Money:
        """Counted less expected cash: below zero where cash is missing; zero on an X report."""
        return ZERO if self.counted is None else self.counted - self.expected_cash

    def terminal_differences(self) -> tuple[tuple[Method, Money], ...]:
        """What each terminal took more (above zero) or less than the register, tips included; zero differences too."""
        if self.close is None:
            return ()
        tipped = self.close.tipped or ((Method.CARD, self.totals.tips),)
        # By its id: one that was renamed during the day is still one terminal.
        registered = [(method.id, amount) for method, amount in (*self.totals.methods, *tipped)]
        return tuple(
            (method, counted - total(amount for method_id, amount in registered if method_id == method.id))
            for method, counted in self.close.terminals
        )


@dataclass(frozen=True, slots=True)
class Shift:
    """A cashier's day at the register, from the float to the Z report."""

    id: str
    cashier_id: int
    cashier: str
    opened_at: datetime
    float_amount: Money
    closed_at: datetime | None = None


DENOMINATIONS = tuple(Money(kronor * 100) for kronor in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1))
"""The Swedish notes and coins in use, largest first."""
