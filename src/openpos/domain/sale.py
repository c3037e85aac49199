"""The open sale: lines, tenders and what is left to pay, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from openpos.domain.article import PIECE, ArticleKind, plain_text
from openpos.domain.errors import Refused
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import MAX_ORE, ZERO, Money, Quantity, format_money, format_quantity, round_to_krona, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.vat import VatAmount, VatCategory, by_rate_from_gross

MAX_LINES = 500
WHOLE_BP = 10_000
"""100 % in basis points."""
MAX_CHANGE = Money(10_000_00)
"""More change than this is a slip of the finger, such as a barcode typed as an amount."""


@dataclass(frozen=True, slots=True)
class Discount:
    """A reduction with its reason: a rate in basis points, or an amount where the rate is 0."""

    reason: str
    rate_bp: int = 0
    amount: Money = ZERO

    def of(self, price: Money) -> Money:
        """What it takes off this price, rounded half away from zero to the öre."""
        return price.share(self.rate_bp, WHOLE_BP) if self.rate_bp else self.amount


def discount_of(reason: str, *, rate_bp: int = 0, amount: Money = ZERO) -> Discount:
    """A discount by rate or by amount. Raises Refused where it is not above 0 or above 100 %, or has no reason."""
    if not reason.strip():
        raise Refused("The reason is missing.", "Write why the price is reduced.")
    if rate_bp < 0 or amount < ZERO or not (rate_bp or amount):
        raise Refused("A discount is more than 0.", "Enter how much to take off.")
    if rate_bp > WHOLE_BP:
        raise Refused("A discount is at most 100 %.", "Enter a smaller one.")
    return Discount(plain_text(reason), rate_bp, amount)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sale. Price and VAT rate are frozen here when the line is registered.

    The line of a return has a quantity below zero and names the line it takes back.
    """

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
    discount: Discount | None = None
    share: Money = ZERO
    """Its part of the discount on the whole sale; on a return, all that had been taken off what comes back."""
    returns_line: str = ""
    """The id of the sold line that this line of a return takes back."""
    follows: str = ""
    """The id of the line this one belongs to, as a deposit does to its drink: it comes, changes and goes with it."""
    gift_card: str = ""
    """The code of the gift card that this line sells."""

    @property
    def price(self) -> Money:
        """Quantity times price of one, before any discount."""
        return self.quantity.of(self.unit_price)

    @property
    def reduction(self) -> Money:
        """What the line's own discount takes off."""
        return self.discount.of(self.price) if self.discount else ZERO

    @property
    def amount(self) -> Money:
        """What the line costs after all discounts, VAT included."""
        if self.discount is None and not self.share:
            return self.price  # most lines of most sales, asked some hundred times with each scan
        return self.price - self.reduction - self.share

    @property
    def pieces_milli(self) -> int:
        """How many goods or services the line counts as on a report, in thousandths: a weighed one is one."""
        if self.unit == PIECE:
            return self.quantity.milli
        return 1000 if self.quantity.milli > 0 else -1000

    @property
    def takes_discount(self) -> bool:
        """Whether its price may be reduced: a deposit and a gift card are worth what stands on them."""
        return not self.follows and not self.gift_card


@dataclass(frozen=True, slots=True)
class Tender:
    """What the customer handed over by one method; for cash before change is given."""

    id: str
    method: Method
    amount: Money
    code: str = ""
    """The gift card it is paid from, or paid back to."""
    tip: Money = ZERO
    """What the customer gave the staff with the same payment: no sale, and in no amount of it."""


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


@dataclass(frozen=True)
class Sale:
    """A basket from its first line to its last tender. Every act gives a new value; ids come from the caller.

    With `original` it is a return of that receipt, with `blind` one without a receipt: its amounts and tenders are
    below zero, and its lines are fixed.
    """

    id: str
    lines: tuple[Line, ...] = ()
    tenders: tuple[Tender, ...] = field(default=())
    discount: Discount | None = None
    """On the whole sale: split over the lines, in proportion to what they cost, as their `share`."""
    original: int | None = None
    returned_before: tuple[tuple[int, Money], ...] = ()
    """What was returned of the original before this return: (VAT rate in basis points, gross amount above zero)."""
    blind: bool = False
    """A return for which no receipt was shown."""
    returning: Sale | None = None
    """A return that is completed just before this sale: what the customer brings back in exchange, or the receipt that
    this sale replaces because its payment was registered wrong.
    """
    practice: bool = False
    """Rung up in practice mode: never saved, sealed or counted."""
    invoice: InvoiceTo | None = None
    """To whom it is invoiced; of a return, to whom the receipt was."""

    @cached_property  # asked three times with each scan; a changed sale is another value
    def total(self) -> Money:
        """What the lines cost together, VAT included."""
        return total(line.amount for line in self.lines)

    @property
    def vat(self) -> tuple[VatAmount, ...]:
        """The VAT in the total, per rate.

        Of a return: the VAT of all that is returned by now less the VAT that was returned before, so that the parts
        of a receipt that come back one by one add up to its mirror.
        """
        if self.original is None:
            return by_rate_from_gross((line.vat_rate_bp, line.amount) for line in self.lines)
        before = {row.rate_bp: row for row in by_rate_from_gross(self.returned_before)}
        back = [(line.vat_rate_bp, -line.amount) for line in self.lines]
        by_now = by_rate_from_gross([*self.returned_before, *back])
        now = {rate for rate, _ in back}
        nothing = VatAmount(0, ZERO, ZERO)
        return tuple(
            VatAmount(
                row.rate_bp,
                before.get(row.rate_bp, nothing).net - row.net,
                before.get(row.rate_bp, nothing).vat - row.vat,
            )
            for row in by_now
            if row.rate_bp in now
        )

    @property
    def is_return(self) -> bool:
        """Whether money goes back to the customer."""
        return self.original is not None or self.blind

    @property
    def corrects(self) -> bool:
        """Whether it replaces a receipt whose payment was registered wrong: all of it but how it is paid is fixed."""
        back = self.returning
        paid = back.tenders if back else ()
        return bool(paid) and all(tender.method.kind is not MethodKind.EXCHANGE for tender in paid)

    @property
    def ready(self) -> bool:
        """Whether everything is paid, and paid back, so that it can be completed."""
        return self.settlement().settled and (self.returning is None or self.returning.settlement().settled)

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
        """The sale with another quantity of a line and what follows it. Raises Refused as `with_line` does."""
        self._open_for_lines()
        wanted = self._leading(line_id)
        if wanted.gift_card:
            raise Refused("A gift card is sold one at a time.", "Sell another one on a line of its own.")
        return self._checked(self._changed(lambda line: line_id in {line.id, line.follows}, quantity=quantity))

    def with_price(self, line_id: str, price: Money) -> Sale:
        """The sale with another price of one of a line. Raises Refused as `with_line` does."""
        self._open_for_lines()
        self._leading(line_id)
        return self._checked(self._changed(lambda line: line.id == line_id, unit_price=price))

    def without_line(self, line_id: str) -> Sale:
        """The sale without a line and what follows it. Raises Refused while a payment is under way."""
        self._open_for_lines()
        self._leading(line_id)
        return self._checked(
            replace(self, lines=tuple(line for line in self.lines if line_id not in {line.id, line.follows}))
        )

    def with_line_discount(self, line_id: str, discount: Discount | None) -> Sale:
        """The sale with a line's own discount set, or taken off by None. Raises Refused where it exceeds the price."""
        self._open_for_lines()
        if not self.line(line_id).takes_discount:
            raise Refused("Its price can't be reduced.", "Deposits and gift cards are worth what stands on them.")
        return self._checked(self._changed(lambda line: line.id == line_id, discount=discount))

    def with_discount(self, discount: Discount | None) -> Sale:
        """The sale with a discount on the whole, or without by None. Raises Refused where it exceeds the total."""
        self._open_for_lines()
        return self._checked(replace(self, discount=discount))

    def cleared(self) -> Sale:
        """The sale with no lines. Raises Refused while a payment is under way."""
        self._before_payment()
        return Sale(self.id, practice=self.practice)

    def settlement(self) -> Settlement:
        """Where the payment stands. Cash that covers the rest rounds the rest to whole kronor (lag 1970:1029).

        A return's is the mirror of a sale's: all its amounts are zero or below.
        """
        to_customer = -1 if self.is_return else 1
        costs = self.total
        paid = to_customer * total(tender.amount for tender in self.tenders).ore
        left = to_customer * costs.ore - paid
        rounded, change = 0, 0
        if left < 0:
            # What is too much goes back in whole kronor. 50 öre round the amount to pay up, and so the change down.
            change = (-left + 49) // 100 * 100
            rounded = -left - change
        elif left and not round_to_krona(Money(left)) and any(one.method.rounds for one in self.tenders):
            rounded = -left
        settled = bool(self.lines) and bool(self.tenders) and left + rounded + change <= 0
        return Settlement(
            total=costs,
            paid=Money(to_customer * paid),
            rounding=Money(to_customer * rounded) if settled else ZERO,
            left=ZERO if settled else Money(to_customer * left),
            change=Money(to_customer * change) if settled else ZERO,
            settled=settled,
        )

    def to_pay(self, method: Method) -> Money:
        """What settles the sale by this method, below zero for a return: cash in whole kronor."""
        left = self.settlement().left
        return round_to_krona(left) if method.rounds else left

    def with_tender(self, tender: Tender) -> Sale:
        """The sale with one more tender. Raises Refused where the tender does not fit what is left to pay."""
        if not self.lines:
            raise Refused("There is nothing to pay for.", "Scan an article first.")
        standing = self.settlement()
        if standing.settled:
            raise Refused("The sale is paid already.", "Finish it or undo a payment.")
        self._fits_the_others(tender)
        amount, due = tender.amount, self.to_pay(tender.method)
        if tender.method.rounds and amount.ore % 100:
            raise Refused(
                "{amount} can't be paid in cash: there are no öre coins.",
                "Enter whole kronor.",
                amount=format_money(amount),
            )
        if self.is_return:
            _fits_refund(-amount, -due)
        elif amount > due:
            _fits_change(tender.method, amount, due)
        if not self.is_return and (amount < ZERO or (amount == ZERO and due != ZERO)):
            raise Refused("A payment is more than zero.", "Enter the amount the customer pays.")
        return replace(self, tenders=(*self.tenders, tender))

    def _fits_the_others(self, tender: Tender) -> None:
        kinds = {one.method.kind for one in self.tenders}
        by_invoice = tender.method.kind is MethodKind.INVOICE
        if by_invoice and self.invoice is None:
            if self.is_return:
                raise Refused("The sale was not invoiced.", "Pay it back by another method.")
            raise Refused("Nobody is chosen to send the invoice to.", "Choose the customer first.")
        if self.is_return and self.invoice is not None and not by_invoice:
            raise Refused("The sale was invoiced.", "Give it back by invoice: the customer gets a credit.")
        partly = by_invoice and tender.amount != self.to_pay(tender.method)
        if partly or (self.tenders and MethodKind.INVOICE in {*kinds, tender.method.kind}):
            raise Refused(
                "An invoice covers the whole sale.", "Undo the other payments, or take this one by another method."
            )
        if tender.tip and (tender.method.kind is not MethodKind.CARD or (tender.tip < ZERO) != self.is_return):
            raise Refused("A tip can be given with a card only.", "Leave the tip out, or take the payment by card.")

    def without_tender(self, tender_id: str) -> Sale:
        """The sale without a tender that was taken by mistake."""
        return replace(self, tenders=tuple(tender for tender in self.tenders if tender.id != tender_id))

    def shared(self) -> Sale:
        """The sale with its discount split anew over its lines. Raises Refused where it exceeds what they cost."""
        untouched = self.discount is None and not any(line.share for line in self.lines)
        if self.is_return or untouched:
            return self
        worth = [max(line.price - line.reduction, ZERO) if line.takes_discount else ZERO for line in self.lines]
        whole = total(worth)
        off = self.discount.of(whole) if self.discount and self.lines else ZERO
        if off > whole:
            raise Refused("The discount is more than the sale costs.", "Enter a smaller discount.")
        shares = off.split([amount.ore for amount in worth]) if whole else [ZERO] * len(worth)
        lines = tuple(
            line if line.share == share else replace(line, share=share)
            for line, share in zip(self.lines, shares, strict=True)
        )
        return replace(self, lines=lines)

    def in_exchange(self, sale_tender: str, return_tender: str) -> Sale:
        """The sale paid, as far as it goes, with what its `returning` gives back; ids for the two tenders.

        What the return gives beyond that is still to be paid back: tenders for it go to `with_refund`.
        """
        if self.returning is None or self.tenders or self.returning.tenders:
            return self
        swapped = min(self.settlement().left, -self.returning.settlement().left)
        paid = self.with_tender(Tender(sale_tender, Method.EXCHANGE, swapped))
        return replace(paid, returning=self.returning.with_tender(Tender(return_tender, Method.EXCHANGE, -swapped)))

    def with_refund(self, tender: Tender) -> Sale:
        """The sale whose `returning` is paid back by one more tender. Raises Refused as `with_tender` does."""
        if self.returning is None:
            raise Refused("Nothing comes back in this sale.", "Begin a return first.")
        return replace(self, returning=self.returning.with_tender(tender))

    def invoiced(self, to: InvoiceTo, tender: Tender) -> Sale:
        """The sale paid by an invoice to this customer, whole. Raises Refused as `with_tender` does."""
        self.check_invoiceable()
        return replace(self, invoice=to).with_tender(tender)

    def check_invoiceable(self) -> None:
        """Raises Refused where the sale can't be charged by invoice, to whomever."""
        if self.practice:
            raise Refused("No invoice is made in practice mode.", "Leave practice mode first.")
        if self.is_return and self.invoice is None:
            raise Refused("The sale was not invoiced.", "Pay it back by another method.")
        if self.returning is not None:
            raise Refused("An invoice covers the whole sale.", "Finish what comes back first, then invoice the goods.")
        if self.tenders:
            raise Refused(
                "An invoice covers the whole sale.", "Undo the other payments, or take this one by another method."
            )
        if not self.is_return and self.total <= ZERO:
            raise Refused("There is nothing to invoice.", "An invoice is of more than 0.")

    def unpaid(self) -> Sale:
        """The sale with all payments undone, and those of its exchange; the tenders of a corrected receipt stay."""
        exchanged = any(tender.method.kind is MethodKind.EXCHANGE for tender in self.tenders)
        returning = replace(self.returning, tenders=()) if self.returning and exchanged else self.returning
        return replace(self, tenders=(), returning=returning)

    def _leading(self, line_id: str) -> Line:
        """The line, which must not follow another. Raises Refused where it does."""
        line = self.line(line_id)
        if line.follows:
            raise Refused("{text} goes with its article.", "Change or remove the article itself.", text=line.text)
        return line

    def _changed(self, which: Callable[[Line], bool], **changes: object) -> Sale:
        """The sale with these lines changed, each still in whole pieces where it is sold so."""
        lines = (
            _whole_pieces(replace(line, **changes)) if which(line) else line  # type: ignore[arg-type]  # its own fields
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def _open_for_lines(self) -> None:
        if self.corrects:
            raise Refused("Only how the receipt was paid is put right.", "Finish it or clear it, then sell anew.")
        if self.is_return:
            raise Refused("This is a return.", "Finish it or clear it, then sell on a receipt of its own.")
        self._before_payment()

    def _before_payment(self) -> None:
        if self.tenders:
            raise Refused("The payment has begun.", "Undo the payment to change the sale.")

    def _checked(self, sale: Sale) -> Sale:
        sale = sale.shared()
        if any(line.discount and line.reduction > line.price for line in sale.lines):
            raise Refused("The discount is more than the line costs.", "Enter a smaller discount.")
        if sale.total.ore > MAX_ORE:
            raise Refused(
                "The total would be over {limit}.", "Check price and quantity.", limit=format_money(Money(MAX_ORE))
            )
        return sale


def _fits_change(method: Method, amount: Money, due: Money) -> None:
    """Whether more than is due can be taken by this method; both above zero."""
    if not method.gives_change or amount.ore % 100:
        raise Refused(
            "{amount} is more than the {due} left to pay.",
            "Enter at most what is left.",
            amount=format_money(amount),
            due=format_money(due),
        )
    if amount - due > MAX_CHANGE:
        raise Refused(
            "{amount} in cash for {due} can't be right.",
            "Enter the amount the customer gave.",
            amount=format_money(amount),
            due=format_money(due),
        )


def _fits_refund(amount: Money, due: Money) -> None:
    """Whether a refund of this amount fits what is still to be paid back; both above zero."""
    if amount <= ZERO and due:
        raise Refused("A refund is more than zero.", "Enter the amount the customer gets back.")
    if amount > due:
        raise Refused(
            "{amount} is more than the {due} to pay back.",
            "Enter at most what is left.",
            amount=format_money(amount),
            due=format_money(due),
        )


def _whole_pieces(line: Line) -> Line:
    if line.unit == PIECE and line.quantity.milli % 1000:
        raise Refused(
            "{quantity} of {text} can't be sold: it is sold in whole pieces.",
            "Enter a whole number. Where it is weighed, its unit is changed on the page Articles.",
            quantity=format_quantity(line.quantity),
            text=line.text,
        )
    return line
