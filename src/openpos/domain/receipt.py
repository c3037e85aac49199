"""The sealed receipt: what was sold, how it was paid, and the control unit's answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method, MethodKind, by_method
from openpos.domain.sale import Discount, Line, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatAmount


@dataclass(frozen=True, slots=True)
class Seal:
    """The control unit's answer to one receipt. Both are empty where the register is exempt from having one."""

    unit: str
    """The control unit's manufacturing number, which the receipt must show (SKVFS 2014:9 7:1 l)."""
    code: str
    """The control code, 59 characters, which the journal must hold (SKVFS 2021:16)."""


EXEMPT = Seal("", "")


class PaperType(StrEnum):
    """What kind of paper the control unit is told of, in its own words (SKVFS 2009:2)."""

    NORMAL = "normal"
    COPY = "kopia"
    PRACTICE = "ovning"
    PRO_FORMA = "profo"


class UnitState(StrEnum):
    """How the control unit is."""

    READY = "ready"
    SOON = "soon"
    """It works, but a person should look at it soon (its memory is nearly full)."""
    STOPPED = "stopped"
    """It seals nothing until a person has mended it."""


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """The control unit's state with the words for it (English source text, or nothing when all is well)."""

    state: UnitState
    title: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A numbered sale with everything its paper says (SKVFS 2014:9 7:1). `seal` is None until the unit answered."""

    number: int
    sale_id: str
    shift_id: str
    at: datetime
    cashier: str
    shop: Shop
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    vat: tuple[VatAmount, ...]
    total: Money
    rounding: Money
    change: Money
    seal: Seal | None
    discount: Discount | None = None
    """On the whole sale; the lines hold their parts of it."""
    original: int | None = None
    """The number of the receipt that this return receipt takes back from."""
    blind: bool = False
    """A return for which no receipt was shown."""
    invoice: InvoiceTo | None = None
    """To whom it is invoiced, or credited."""

    @property
    def is_return(self) -> bool:
        """Whether it is a return receipt: its amounts are below zero."""
        return self.original is not None or self.blind

    @property
    def reductions(self) -> Money:
        """All discounts of a sale together; zero on a return, which takes them back with the price."""
        return ZERO if self.is_return else total(line.reduction + line.share for line in self.lines)

    @property
    def to_pay(self) -> Money:
        """What the customer paid in all: the total and the cash rounding."""
        return self.total + self.rounding

    def by_method(self) -> tuple[tuple[Method, Money], ...]:
        """What each method paid, change given back taken off cash; adds up to `to_pay`."""
        # Change is coins out of the drawer, whatever gave the right to it.
        given_back = [(Method.CASH, -self.change)] if self.change else []
        return by_method([*((tender.method, tender.amount) for tender in self.tenders), *given_back])

    @property
    def tips(self) -> Money:
        """What was given to the staff with the payments; in no other amount."""
        return total(tender.tip for tender in self.tenders)


class MarkedKind(StrEnum):
    """Papers that look like receipts and are none: each has its marking word and a series of its own."""

    PRACTICE = "practice"
    """Rung up in practice mode: ÖVNING."""
    PRO_FORMA = "pro_forma"
    """What a sale would come to: EJ KVITTO."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A practice receipt or a pro forma (SKVFS 2014:9 5:5). `receipt` holds what it says; its number is the paper's.

    The receipt's seal is the control unit's answer to this paper; None where there is no unit, and where the paper was
    made before units were told of such papers.
    """

    kind: MarkedKind
    receipt: Receipt
    about: int | None = None
    """The number of the receipt that a pro forma invoice is about; None for a paper about a basket."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The one copy of a receipt, numbered in a series of its own (SKVFS 2014:9 5:5, 6:3)."""

    number: int
    receipt: Receipt
    shift_id: str
    at: datetime
    cashier: str
    seal: Seal | None = None
    """The control unit's answer to the copy itself; None as for `Marked`."""


Sealable = Receipt | Copy | Marked
"""What the control unit is told of before it may be printed."""


def paper_type(paper: Sealable) -> PaperType:
    """What the control unit calls it."""
    if isinstance(paper, Copy):
        return PaperType.COPY
    if isinstance(paper, Marked):
        return PaperType.PRACTICE if paper.kind is MarkedKind.PRACTICE else PaperType.PRO_FORMA
    return PaperType.NORMAL


def paper_number(paper: Sealable) -> int:
    """Its number in its own unbroken series: each type of paper has one."""
    return paper.receipt.number if isinstance(paper, Marked) else paper.number


def told_of(paper: Sealable) -> Receipt:
    """The receipt whose amounts the control unit is told: a copy's are those of its original."""
    return paper if isinstance(paper, Receipt) else paper.receipt


def receipt_of(
    sale: Sale, *, number: int, shift_id: str, at: datetime, cashier: str, shop: Shop, seal: Seal | None = None
) -> Receipt:
    """The receipt of a settled sale."""
    if not sale.settlement().settled:
        message = "a receipt is made of a settled sale"
        raise ValueError(message)
    paper = paper_of(sale, number=number, shift_id=shift_id, at=at, cashier=cashier, shop=shop)
    return replace(paper, seal=seal)


def paper_of(sale: Sale, *, number: int, shift_id: str, at: datetime, cashier: str, shop: Shop) -> Receipt:
    """What a paper about this sale says, paid or not yet; it has no seal."""
    standing = sale.settlement()
    return Receipt(
        number=number,
        sale_id=sale.id,
        shift_id=shift_id,
        at=at,
        cashier=cashier,
        shop=shop,
        lines=sale.lines,
        tenders=sale.tenders,
        vat=sale.vat,
        total=standing.total,
        rounding=standing.rounding,
        change=standing.change,
        seal=None,
        discount=sale.discount,
        original=sale.original,
        blind=sale.blind,
        invoice=sale.invoice if any(tender.method.kind is MethodKind.INVOICE for tender in sale.tenders) else None,
    )


def about_receipt(
    receipt: Receipt, paper_id: str, *, number: int, shift_id: str, at: datetime, cashier: str, shop: Shop
) -> Receipt:
    """What a paper of its own about a registered receipt says; it has no seal."""
    return replace(
        receipt,
        number=number,
        sale_id=paper_id,
        shift_id=shift_id,
        at=at,
        cashier=cashier,
        shop=shop,
        seal=None,
    )
