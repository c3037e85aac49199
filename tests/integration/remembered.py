"""What the people at a register remember of a week, in whole öre: no sum is shared with the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

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
    tips_ore: int = 0
    pieces: int = 0
    methods: Counter[str] = field(default_factory=Counter)
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
        """What the card terminal and Swish took, tips included."""
        taken = {
            Method.CARD.id: self.methods[Method.CARD.id] + self.tips_ore,
            Method.SWISH.id: self.methods[Method.SWISH.id],
        }
        return {method: ore for method, ore in taken.items() if ore}


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
    papers: dict[int, str] = field(default_factory=dict)
    """How the copy of each receipt went."""
    mailed: set[int] = field(default_factory=set)
    """The receipts that were never on paper."""
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
            today.tips_ore += tender.tip.ore
            if tender.method.kind is MethodKind.GIFT_CARD:
                self.cards[tender.code] -= tender.amount.ore
            if tender.method.kind is MethodKind.INVOICE:
                self.charged.add(receipt.number)
        today.methods[Method.CASH.id] -= receipt.change.ore
        today.rounding_ore += handed - receipt.change.ore - receipt.total.ore

    def _vat(self, receipt: Receipt, by_rate: Counter[int]) -> None:
        for rate, gross in by_rate.items():
            if receipt.original is None:
                self.today.vat[rate] += in_vat(gross, rate)
                continue
            before = self.back_by_rate[receipt.original, rate]
            self.back_by_rate[receipt.original, rate] = before - gross
            self.today.vat[rate] += in_vat(before, rate) - in_vat(before - gross, rate)

    def copied(self, receipt: Receipt, way: str) -> None:
        """The one copy of a receipt went this way."""
        self.papers[receipt.number] = way
        self.today.copies.append(receipt.total.ore)
        self.journalled[Kind.RECEIPT_COPIED] += 1

    def agrees(self, report: Report) -> None:
        """Assert that a report says what people remember of the day."""
        today, totals = self.today, report.totals
        assert (totals.receipts, totals.gross.ore) == (today.receipts, today.sold_ore - today.returned_ore)
        assert _told(report.returns) == (today.returns, today.returned_ore)
        assert {method.id: paid.ore for method, paid in totals.methods if paid} == _without_zeros(today.methods)
        assert (totals.rounding.ore, totals.tips.ore) == (today.rounding_ore, today.tips_ore)
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
