"""The open sale: lines, tenders and what is left to pay, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from openpos.domain.article import PIECE, ArticleKind
from openpos.domain.errors import N_, Refused
from openpos.domain.money import MAX_ORE, ZERO, Money, Quantity, format_money, format_quantity, round_to_krona, total
from openpos.domain.vat import VatAmount, VatCategory, by_rate_from_gross

MAX_LINES = 500
MAX_CHANGE = Money(10_000_00)
"""More change than this is a slip of the finger, such as a barcode typed as an amount."""


class Method(StrEnum):
    """A means of payment (SKVFS 2014:9 7:1 k)."""

    CASH = "cash"
    CARD = "card"


METHOD_NAMES: Mapping[Method, str] = {Method.CASH: N_("Cash"), Method.CARD: N_("Card")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sale. Price and VAT rate are frozen here when the line is registered."""

    id: str
    registered_at: datetime
    text: str
    group: str
    quantity: Quantity
    unit_price: Money
    vat_category: VatCategory
    vat_rate_bp: int
    article_id: int | None = None
    article_number: str = ""
    kind: ArticleKind = ArticleKind.GOODS
    unit: str = PIECE

    @property
    def amount(self) -> Money:
        """What the line costs, VAT included."""
        return self.quantity.of(self.unit_price)

    @property
    def pieces_milli(self) -> int:
        """How many goods or services the line counts as on a report, in thousandths: a weighed one is one."""
        return self.quantity.milli if self.unit == PIECE else 1000


@dataclass(frozen=True, slots=True)
class Tender:
    """What the customer handed over by one method; for cash before change is given."""

    id: str
    method: Method
    amount: Money


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where the payment of a sale stands."""

    total: Money
    paid: Money
    rounding: Money
    """To whole kronor, only once cash settles the rest: what the customer pays is `total + rounding`."""
    left: Money
    """Still to pay; zero when settled."""
    change: Money
    settled: bool


@dataclass(frozen=True, slots=True)
class Sale:
    """A basket from its first line to its last tender. Every act gives a new value; ids come from the caller."""

    id: str
    lines: tuple[Line, ...] = ()
    tenders: tuple[Tender, ...] = field(default=())

    @property
    def total(self) -> Money:
        """What the lines cost together, VAT included."""
        return total(line.amount for line in self.lines)

    @property
    def vat(self) -> tuple[VatAmount, ...]:
        """The VAT in the total, per rate."""
        return by_rate_from_gross((line.vat_rate_bp, line.amount) for line in self.lines)

    def line(self, line_id: str) -> Line:
        """The line with this id. Raises Refused where it is gone."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise Refused("The line is not there any more.", "Choose another line.")

    def with_line(self, line: Line) -> Sale:
        """The sale with one more line. Raises Refused while a payment is under way or where it grows too large."""
        self._open_for_lines()
        if len(self.lines) >= MAX_LINES:
            raise Refused("The receipt is full: {lines} lines.", "Take payment and start a new sale.", lines=MAX_LINES)
        return self._checked(replace(self, lines=(*self.lines, _whole_pieces(line))))

    def with_quantity(self, line_id: str, quantity: Quantity) -> Sale:
        """The sale with another quantity of a line. Raises Refused as `with_line` does."""
        self._open_for_lines()
        changed = _whole_pieces(replace(self.line(line_id), quantity=quantity))
        lines = tuple(changed if line.id == line_id else line for line in self.lines)
        return self._checked(replace(self, lines=lines))

    def without_line(self, line_id: str) -> Sale:
        """The sale without a line. Raises Refused while a payment is under way."""
        self._open_for_lines()
        gone = self.line(line_id)
        return replace(self, lines=tuple(line for line in self.lines if line is not gone))

    def cleared(self) -> Sale:
        """The sale with no lines. Raises Refused while a payment is under way."""
        self._open_for_lines()
        return replace(self, lines=())

    def settlement(self) -> Settlement:
        """Where the payment stands. Cash that covers the rest rounds the rest to whole kronor (lag 1970:1029)."""
        cash = total(tender.amount for tender in self.tenders if tender.method is Method.CASH)
        others = total(tender.amount for tender in self.tenders if tender.method is not Method.CASH)
        rest = self.total - others
        in_cash = any(tender.method is Method.CASH for tender in self.tenders)
        due = round_to_krona(rest) if in_cash and cash >= round_to_krona(rest) else rest
        settled = bool(self.lines) and bool(self.tenders) and cash >= due
        return Settlement(
            total=self.total,
            paid=cash + others,
            rounding=due - rest if settled else ZERO,
            left=ZERO if settled else rest - cash,
            change=cash - due if settled else ZERO,
            settled=settled,
        )

    def to_pay(self, method: Method) -> Money:
        """What settles the sale by this method: cash in whole kronor."""
        left = self.settlement().left
        return round_to_krona(left) if method is Method.CASH else left

    def with_tender(self, tender: Tender) -> Sale:
        """The sale with one more tender. Raises Refused where the tender does not fit what is left to pay."""
        if not self.lines:
            raise Refused("There is nothing to pay for.", "Scan an article first.")
        standing = self.settlement()
        if standing.settled:
            raise Refused("The sale is paid already.", "Finish it or undo a payment.")
        amount, due = tender.amount, self.to_pay(tender.method)
        if tender.method is Method.CASH:
            if amount.ore % 100:
                raise Refused(
                    "{amount} can't be paid in cash: there are no öre coins.",
                    "Enter whole kronor.",
                    amount=format_money(amount),
                )
            if amount - due > MAX_CHANGE:
                raise Refused(
                    "{amount} in cash for {due} can't be right.",
                    "Enter the amount the customer gave.",
                    amount=format_money(amount),
                    due=format_money(due),
                )
        elif amount > due:
            raise Refused(
                "{amount} is more than the {due} left to pay.",
                "A card pays at most what is left.",
                amount=format_money(amount),
                due=format_money(due),
            )
        if amount < ZERO or (amount == ZERO and due != ZERO):
            raise Refused("A payment is more than zero.", "Enter the amount the customer pays.")
        return replace(self, tenders=(*self.tenders, tender))

    def without_tender(self, tender_id: str) -> Sale:
        """The sale without a tender that was taken by mistake."""
        return replace(self, tenders=tuple(tender for tender in self.tenders if tender.id != tender_id))

    def _open_for_lines(self) -> None:
        if self.tenders:
            raise Refused("The payment has begun.", "Undo the payment to change the sale.")

    def _checked(self, sale: Sale) -> Sale:
        if sale.total.ore > MAX_ORE:
            raise Refused(
                "The total would be over {limit}.", "Check price and quantity.", limit=format_money(Money(MAX_ORE))
            )
        return sale


def _whole_pieces(line: Line) -> Line:
    if line.unit == PIECE and line.quantity.milli % 1000:
        raise Refused(
            "{quantity} of {text} can't be sold: it is sold in whole pieces.",
            "Enter a whole number.",
            quantity=format_quantity(line.quantity),
            text=line.text,
        )
    return line
