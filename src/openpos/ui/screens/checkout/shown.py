"""What the checkout shows: whole values that the presenter hands to the view. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from openpos.domain.article import Article, ArticleGroup
from openpos.domain.customer import Customer
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.gift_card import GiftCard
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale, Tender

PRINTED = N_("It is on its way to the printer.")


@dataclass(frozen=True, slots=True)
class SaleShown:
    """The receipt side."""

    sale: Sale
    newest: int | None
    """The place of the line that is highlighted as the newest."""
    chosen: int | None
    """The place of the line that a person has chosen."""
    paid: bool = False
    """Whether this sale is finished: it stays in view until the next begins."""

    @property
    def current(self) -> int | None:
        """The place of the line that the keys under the receipt work on: the chosen one, or else the newest."""
        return self.newest if self.chosen is None else self.chosen


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the article keys show: a group's page, or what a search found."""

    groups: tuple[ArticleGroup, ...]
    group: int | None
    """The chosen group's id; None while searching."""
    articles: tuple[Article, ...]
    page: int
    pages: int
    searched: str = ""
    """What was searched for; nothing found where it is set and there are no articles."""
    amount: Money | None = None
    """What was typed for a department key."""


class Wanted(StrEnum):
    """What the number pad asks for."""

    PRICE = "price"
    """What an article without a price of its own costs."""
    AMOUNT = "amount"
    """How much of an article that is not sold by the piece."""
    AGE = "age"
    """Whether the customer is old enough."""
    LINE_PRICE = "line price"
    """Another price for a line of the sale."""
    QUANTITY = "quantity"
    """Another quantity for a line of the sale."""
    GIFT_CARD = "gift card"
    """How much is on a gift card that is sold."""
    DEPARTMENT = "department"
    """The amount for a department key."""
    NEXT = "next"
    """How many of the article that comes next."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that the number pad answers."""

    wanted: Wanted
    name: str = ""
    """The article or line it is about."""
    unit: str = ""
    suggested: Quantity | None = None
    age: int = 0
    """What the customer must have reached."""


class Step(StrEnum):
    """What a payment waits for."""

    AMOUNT = "amount"
    CODE = "code"
    """Of the gift card it is paid from."""
    TERMINAL = "terminal"
    """The word of the card terminal."""
    TIP = "tip"
    """What the customer gave on the terminal, the tip included."""
    SWISH = "swish"
    """That the money is seen."""
    MAIL = "mail"
    """Where the receipt is e-mailed to."""
    WHOLE = "whole"
    """Nothing: all is paid."""


@dataclass(frozen=True, slots=True)
class PayingShown:
    """Where the payment stands."""

    method: Method
    due: Money
    """Still to pay by this method, or on a return to pay back: cash in whole kronor."""
    rounding: Money
    """What rounds the rest to whole kronor if cash settles it."""
    total: Money
    tenders: tuple[Tender, ...]
    notes: tuple[Money, ...]
    """Cash amounts to give with one touch, the exact one first."""
    on_terminal: Money | None
    """The amount that is being paid on the card terminal."""
    settled: bool
    """All is paid and only the control unit's answer was missing: to be completed again."""
    busy: bool = False
    """The sale is being completed."""
    step: Step = Step.AMOUNT
    proposed: Money = ZERO
    """What the field begins with: `due`, or what is left on the gift card where that is less."""
    tip: Money = ZERO
    """Given on the terminal beyond the amount."""
    card: GiftCard | None = None
    """The gift card it is paid from, with what is left on it."""
    swish: str = ""
    """What the customer's phone reads; empty where the shop has no number, and on a return."""
    printer: bool = False
    """Whether there is one to print that code."""
    mail_to: str = ""
    """The address that the receipt is e-mailed to instead of being printed."""
    can_mail: bool = False
    """Whether it can be e-mailed at all."""
    back: bool = False
    """It is a return: `due`, `rounding` and `on_terminal` are what goes back; `total` and `tenders` are below zero."""
    corrects: bool = False
    """Only how a receipt was paid is put right: the money has most likely been taken already."""
    practice: bool = False
    """Nobody pays anything."""


@dataclass(frozen=True, slots=True)
class DiscountShown:
    """A discount that is being given."""

    whole: bool
    """On the whole sale; else on one line."""
    name: str
    """What the line is."""
    by_rate: bool
    """Per cent; else kronor."""
    written: str
    """How much, as it was written."""
    reason: str
    price: Money
    """Before the discount."""
    off: Money | None
    """What it takes off; None where that is not known yet."""
    given: bool
    """There is one already: it can be taken off."""
    trouble: OpenPosError | None = None
    """Why it can't be given."""
    lacks_reason: bool = False


@dataclass(frozen=True, slots=True)
class ParkShown:
    """A basket that is being put aside."""

    name: str
    """What it is called unless the person writes something else."""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket that waits."""

    sale_id: str
    name: str
    at: datetime
    """By the clock in Sweden."""
    cashier: str
    lines: int
    total: Money


@dataclass(frozen=True, slots=True)
class ParkedShown:
    """The baskets that wait."""

    baskets: tuple[Parked, ...]
    chosen: str
    """The id of the chosen one's sale; empty where there is none."""
    today: date
    busy: bool = False


@dataclass(frozen=True, slots=True)
class GiftCardShown:
    """A gift card that somebody asks about."""

    card: GiftCard | None = None
    """None while its code is asked for."""
    may_pay: bool = False
    queued: bool = False
    """A slip with its balance was queued for printing."""


class InvoiceStep(StrEnum):
    """What is asked before an invoice is made."""

    CUSTOMER = "customer"
    DETAILS = "details"
    """Reference and comment."""
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class InvoiceShown:
    """A sale that is being charged by invoice."""

    step: InvoiceStep
    total: Money
    """What the invoice is of, in whole kronor where the company rounds."""
    searched: str = ""
    found: tuple[Customer, ...] = ()
    marked: str = ""
    """The id of the customer in the list on whom Enter falls."""
    to: InvoiceTo | None = None
    """Whom it goes to, with all that was written; None while nobody is chosen."""
    due: date | None = None
    may_mail: str = ""
    """The customer's address for e-mail; empty where there is none."""
    at_fault: str = ""
    """The field whose text has just been refused, by its name."""


@dataclass(frozen=True, slots=True)
class ProFormaShown:
    """What was made of the finished sale's pro forma invoice."""

    queued: bool = False
    saved: str = ""
    """The file."""
    printer: bool = True
    """Whether it can be printed at all."""


class View(Protocol):
    """What the presenter tells. The view translates; errors carry English source texts."""

    def show_sale(self, shown: SaleShown) -> None:
        """The lines, the total, the VAT."""

    def show_quantity(self, quantity: Quantity | None) -> None:
        """How many of the next article; None for one."""

    def show_articles(self, page: ArticlePage) -> None:
        """The article keys' content; they need not be in front."""

    def show_eat_in(self, *, eat_in: bool) -> None:
        """Whether food is rung up to be eaten here."""

    def clear_search(self) -> None:
        """Empty the search field."""

    def write_search(self, text: str) -> None:
        """Put a text into the search field."""

    def show_keys(self) -> None:
        """The article keys come in front."""

    def show_menu(self) -> None:
        """What else can be done comes in front."""

    def show_ask(self, ask: Ask) -> None:
        """The number pad with a question comes in front."""

    def show_methods(self, methods: tuple[Method, ...]) -> None:
        """What can be paid by, in the order of the keys."""

    def show_more_methods(self, methods: tuple[Method, ...]) -> None:
        """The methods that are not in the row of keys come in front; all are given."""

    def show_paying(self, shown: PayingShown) -> None:
        """Payment comes in front, or changes there."""

    def show_waiting(self, error: OpenPosError, *, busy: bool) -> None:
        """A receipt waits for its control code: nothing else can be done."""

    def show_finished(self, receipt: Receipt, paid_back: tuple[Tender, ...] = ()) -> None:
        """The change comes in front. `paid_back`, below zero: what an exchange gave beyond the new goods."""

    def say(self, error: OpenPosError | None) -> None:
        """A sentence at the place of the act; None takes it away."""

    def tell(self, text: str) -> None:
        """A sentence about something that went well, as English source text."""

    def show_gift_card(self, shown: GiftCardShown) -> None:
        """A gift card that somebody asks about comes in front, or changes there."""

    def show_invoice(self, shown: InvoiceShown) -> None:
        """Charging by invoice comes in front, or changes there."""

    def show_pro_forma(self, shown: ProFormaShown) -> None:
        """What can be done beside the finished, invoiced sale."""

    def ask_clear(self, lines: int) -> None:
        """Ask whether so many lines are really to be cleared; 0 takes the question away."""

    def show_discount(self, shown: DiscountShown) -> None:
        """A discount that is being given comes in front, or changes there."""

    def show_park(self, shown: ParkShown) -> None:
        """What the parked basket is called comes in front."""

    def show_parked(self, shown: ParkedShown) -> None:
        """The baskets that wait come in front, or change there."""

    def show_parked_count(self, count: int) -> None:
        """How many baskets wait."""

    def ask_price(self, *, asking: bool) -> None:
        """Whether the next article is only asked for its price."""

    def show_price(self, article: Article) -> None:
        """What the article costs comes in front."""
