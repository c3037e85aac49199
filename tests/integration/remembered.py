"""What the people at a register remember of a week, in whole öre: no sum is shared with the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from openpos.domain.money import ZERO
from openpos.domain.payment import Method, MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.report import Counted, Report
from openpos.store.journal import Kind


def in_vat(gross_ore: int, rate_bp: int) -> int:
    """The VAT in an amount, rounded half away from zero."""
    whole = 10_000 + rate_bp
    return (2 * gross_ore * rate_bp + whole) // (2 * whole) if gross_ore >= 0 else -in_vat(-gross_ore, rate_bp)


@dataclass
class DayRemembered:
    """One shift."""

    float_ore: int
    receipts: int = 0
    returns: int = 0
    sold_ore: int = 0
    returned_ore: int = 0
    discounts_ore: int = 0
    rounding_ore: int = 0
    tips: Counter[str] = field(default_factory=Counter)
    """By method."""
    pieces: int = 0
    methods: Counter[str] = field(default_factory=Counter)
    names: set[tuple[str, str]] = field(default_factory=set)
    """The methods that were paid with, each under the name it had then."""
    terminals: set[str] = field(default_factory=set)
    """The methods whose money is taken by a device that counts by itself."""
    vat: Counter[int] = field(default_factory=Counter)
    copies: list[int] = field(default_factory=list)
    practised: list[int] = field(default_factory=list)
    openings: int = 0
    moved_in: list[int] = field(default_factory=list)
    moved_out: list[int] = field(default_factory=list)

    @property
    def cash_ore(self) -> int:
        """What lies in the drawer."""
        return self.float_ore + self.methods[Method.CASH.id] + sum(self.moved_in) - sum(self.moved_out)

    def over_terminals(self) -> dict[str, int]:
        """What card terminals and Swish took, tips included."""
        taken = {method: self.methods[method] + self.tips[method] for method in self.terminals}
        return {method: ore for method, ore in taken.items() if ore}


class Whereabouts(StrEnum):
    """Where a receipt or its copy is."""

    PAPER = "it goes on paper"
    WAITS = "it has certainly not left by wire"
    GONE = "it was saved"


@dataclass
class Given:
    """What the customer has of a receipt."""

    name: str
    """What stands on it, such as `Kvitto 17`."""
    original: Whereabouts = Whereabouts.PAPER
    copy: Whereabouts | None = None
    original_wired: bool = False
    copy_wired: bool = False

    @property
    def wired(self) -> bool:
        """Whether anything of it was to leave by wire."""
        return self.original_wired or self.copy_wired

    @property
    def last_sent(self) -> Whereabouts | None:
        """Where that is which was to leave by wire last: the copy comes after the original."""
        return self.copy if self.copy_wired else self.original

    def goes_by_wire(self) -> bool:
        """Whether something may leave by wire now."""
        return self.original is Whereabouts.WAITS or self.copy in {None, Whereabouts.WAITS}

    def next_is_a_new_copy(self) -> bool:
        """Whether what leaves by wire now is a copy that is not made yet."""
        return self.original is not Whereabouts.WAITS and self.copy is None

    def sent(self, to: Whereabouts) -> None:
        """What was to leave now is there; PAPER means that it was printed instead."""
        of_original = not self.copy_wired if to is Whereabouts.PAPER else self.original is Whereabouts.WAITS
        if of_original:
            self.original, self.original_wired = to, True
        else:
            self.copy, self.copy_wired = to, True


@dataclass
class Remembered:
    """The whole time, and the day that is open."""

    today: DayRemembered
    sold_ore: int = 0
    """On the days that are closed."""
    returned_ore: int = 0
    z_reports: int = 0
    pieces: dict[str, int] = field(default_factory=dict)
    """How many of each sold line there were, in thousandths."""
    left: dict[str, int] = field(default_factory=dict)
    """… and how many the shop has not got back."""
    costs: dict[str, int] = field(default_factory=dict)
    given_back: Counter[str] = field(default_factory=Counter)
    """By the line that came back."""
    back_by_rate: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By the receipt that came back and the rate."""
    cards: dict[str, int] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    """What the customers have, by the receipts' numbers."""
    open_drawer: set[str] = field(default_factory=lambda: {Method.CASH.id})
    """The methods that open the drawer."""
    drawer_opens: int = 0
    """How often it was to open."""
    slips: Counter[str] = field(default_factory=Counter)
    """The papers for money that was moved, by their heading."""
    parked: dict[str, int] = field(default_factory=dict)
    charged: set[int] = field(default_factory=set)
    """The receipts that went by invoice, credits too."""
    journalled: Counter[str] = field(default_factory=Counter)
    """How often people did what has no sum."""

    def receipt(self, receipt: Receipt, costs_ore: int | None = None) -> None:
        """What changed hands by a receipt; what it should come to, where somebody knows."""
        today, sign = self.today, -1 if receipt.is_return else 1
        assert costs_ore is None or receipt.total.ore == sign * costs_ore
        self.journalled[Kind.RECEIPT] += 1
        name = f"Returkvitto {receipt.number}" if receipt.is_return else f"Kvitto {receipt.number}"
        self.given[receipt.number] = Given(name)
        opens = any(tender.method.id in self.open_drawer for tender in receipt.tenders)
        # Change is coins out of the drawer, whatever gave the right to it.
        self.drawer_opens += opens or receipt.change.ore > 0
        if receipt.is_return:
            today.returns, today.returned_ore = today.returns + 1, today.returned_ore - receipt.total.ore
        else:
            today.receipts, today.sold_ore = today.receipts + 1, today.sold_ore + receipt.total.ore
        by_rate: Counter[int] = Counter()
        for line in receipt.lines:
            by_rate[line.vat_rate_bp] += line.amount.ore
            if line.gift_card:
                self.cards[line.gift_card] = self.cards.get(line.gift_card, 0) + line.amount.ore
            if line.returns_line:
                self.left[line.returns_line] += line.quantity.milli
                self.given_back[line.returns_line] -= line.amount.ore
            elif not receipt.is_return:
                self.pieces[line.id] = self.left[line.id] = line.quantity.milli
                self.costs[line.id] = line.amount.ore
                today.pieces += line.quantity.milli if line.unit == "st" else 1000
                today.discounts_ore += line.price.ore - line.amount.ore
        self._vat(receipt, by_rate)
        handed = 0
        for tender in receipt.tenders:
            handed += tender.amount.ore
            today.methods[tender.method.id] += tender.amount.ore
            today.tips[tender.method.id] += tender.tip.ore
            today.names.add((tender.method.id, "" if tender.method.is_cash else tender.method.name))
            if tender.method.kind in {MethodKind.CARD, MethodKind.SWISH}:
                today.terminals.add(tender.method.id)
            if tender.method.kind is MethodKind.GIFT_CARD:
                self.cards[tender.code] -= tender.amount.ore
            if tender.method.kind is MethodKind.INVOICE:
                self.charged.add(receipt.number)
        today.methods[Method.CASH.id] -= receipt.change.ore
        if receipt.change:
            today.names.add((Method.CASH.id, ""))
        today.rounding_ore += handed - receipt.change.ore - receipt.total.ore

    def _vat(self, receipt: Receipt, by_rate: Counter[int]) -> None:
        for rate, gross in by_rate.items():
            if receipt.original is None:
                self.today.vat[rate] += in_vat(gross, rate)
                continue
            before = self.back_by_rate[receipt.original, rate]
            self.back_by_rate[receipt.original, rate] = before - gross
            self.today.vat[rate] += in_vat(before, rate) - in_vat(before - gross, rate)

    def copied(self, receipt: Receipt) -> None:
        """The one copy of a receipt was made."""
        self.today.copies.append(receipt.total.ore)
        self.journalled[Kind.RECEIPT_COPIED] += 1

    def on_paper(self) -> Counter[str]:
        """What lies beside the printer when all is printed, by what it says."""
        told = self.journalled
        lie = Counter({
            "ÖVNING": told[Kind.PRACTICE_RECEIPT],
            "EJ KVITTO": told[Kind.PRO_FORMA],
            "X-RAPPORT": told[Kind.X_REPORT],
            "Z-RAPPORT": self.z_reports,
        })  # fmt: skip
        for given in self.given.values():
            lie[given.name] += given.original is Whereabouts.PAPER
            lie[f"KOPIA {given.name}"] += given.copy is Whereabouts.PAPER
        return +(lie + self.slips)

    def agrees(self, report: Report) -> None:
        """Assert that a report says what people remember of the day."""
        today, totals = self.today, report.totals
        assert (totals.receipts, totals.gross.ore) == (today.receipts, today.sold_ore - today.returned_ore)
        assert _told(report.returns) == (today.returns, today.returned_ore)
        by_id: Counter[str] = Counter()
        for method, paid in totals.methods:
            by_id[method.id] += paid.ore
        assert _without_zeros(by_id) == _without_zeros(today.methods)
        rows = [(method.id, "" if method.is_cash else method.name) for method, _ in totals.by_name]
        assert len(rows) == len(set(rows)), "no two rows of a report are called the same"
        assert set(rows) == today.names, "each as it was called then"
        assert (totals.rounding.ore, totals.tips.ore) == (today.rounding_ore, today.tips.total())
        assert {row.rate_bp: row.vat.ore for row in totals.vat if row.vat} == _without_zeros(today.vat)
        assert sum(row.gross.ore for row in totals.vat) == sum(paid.ore for _, paid in totals.groups)
        assert sum(paid.ore for _, paid in totals.groups) == totals.gross.ore
        assert (totals.invoiced or ZERO).ore == today.methods[Method.INVOICE.id]
        assert today.methods[Method.EXCHANGE.id] == 0
        assert (totals.goods_milli, totals.services_milli) == (today.pieces, 0)
        assert report.discounts.ore == today.discounts_ore
        assert _told(report.copies) == (len(today.copies), sum(today.copies))
        assert _told(report.practice) == (len(today.practised), sum(today.practised))
        assert report.drawer_openings == today.openings
        assert _told(report.cash_in) == (len(today.moved_in), sum(today.moved_in))
        assert _told(report.cash_out) == (len(today.moved_out), sum(today.moved_out))
        assert _told(report.unfinished) == (len(self.parked), sum(self.parked.values()))
        assert (report.float_amount.ore, report.expected_cash.ore) == (today.float_ore, today.cash_ore)
        grand = (self.sold_ore + today.sold_ore, self.returned_ore + today.returned_ore)
        assert (report.grand.sales.ore, report.grand.returns.ore) == grand

    def day_ended(self, float_ore: int) -> None:
        """A Z report was made, and the next day begins with this much change."""
        self.sold_ore, self.returned_ore = (
            self.sold_ore + self.today.sold_ore,
            self.returned_ore + self.today.returned_ore,
        )
        self.z_reports += 1
        self.today = DayRemembered(float_ore)

    def nothing_comes_back_twice(self) -> None:
        """Assert that no line gave back more than it cost, and the whole of it when all of it came back."""
        for line_id, left in self.left.items():
            assert 0 <= left <= self.pieces[line_id]
            assert 0 <= self.given_back[line_id] <= self.costs[line_id]
            assert left or self.given_back[line_id] == self.costs[line_id]


def _told(counted: Counted) -> tuple[int, int]:
    return counted.count, counted.amount.ore


def _without_zeros(counter: Counter[str] | Counter[int]) -> dict[str | int, int]:
    return {key: value for key, value in counter.items() if value}
