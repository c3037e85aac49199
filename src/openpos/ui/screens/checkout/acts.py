"""What the checkout can do, as functions: the presenter is given these and nothing else. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from openpos.domain.article import Article, ArticleGroup
from openpos.domain.customer import Address, Customer
from openpos.domain.gift_card import GiftCard
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import PaymentMethod
from openpos.domain.permission import Person
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Line, Sale
from openpos.register.catalogue import Catalogue, Scanned
from openpos.register.checkout import Checkout
from openpos.register.invoicing import Invoicing
from openpos.register.payment import PaymentMethods
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.register.receipts import Receipts
from openpos.store.sales import Basket
from openpos.ui.changes import Changed
from openpos.ui.screens.asked import Lend, Run
from openpos.ui.screens.checkout.customer import CustomerView

CUSTOMERS_FOUND = 20
"""So many customers are listed: who is not among them is found by one letter more."""


class LinesOf(Protocol):
    """As `Checkout.lines_of`."""

    def __call__(
        self,
        article: Article,
        quantity: Quantity,
        *,
        price: Money | None,
        packed_price: Money | None,
        age_checked: int,
        eat_in: bool,
    ) -> tuple[Line, ...]: ...


class Addressed(Protocol):
    """As `Invoicing.addressed`."""

    def __call__(
        self, customer: Customer, *, address: Address | None, reference: str, comment: str, e_mail: str
    ) -> InvoiceTo: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceActs:
    """Charging by invoice. Short reads that raise known troubles; what takes a receipt's number blocks."""

    check: Callable[[Sale], None]
    """Refused where the sale can't be charged by invoice."""
    customers: Callable[[str], Sequence[Customer]]
    """The customers that a text means, best first."""
    addressed: Addressed
    charged: Callable[[Sale, InvoiceTo], Sale]
    """The sale paid whole by an invoice to this customer."""
    print: Callable[[int, Person], object]
    """Queue the pro forma invoice of the receipt with this number."""
    save: Callable[[int, Path], Path]
    """Save it as a file, and answer where."""
    mailed: Callable[[], bool | None] = lambda: False
    """Whether the bookkeeping program mails invoices where the cashier does not say otherwise; None where it mails
    none, since they stay drafts.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """The reads are short and raise known troubles. What takes a person, and `finish`, blocks and belongs in `run`."""

    scan: Callable[[str], Scanned | None]
    """What this code sells; Refused where it is no code."""
    search: Callable[[str, int], Sequence[Article]]
    departments: Callable[[int], Sequence[Article]]
    """What is sold by an amount and its key, at most so many."""
    groups: Callable[[], Sequence[ArticleGroup]]
    group_page: Callable[[int, int, int], tuple[Sequence[Article], int]]
    """A group's articles on a page (group, page from 0, how many a page) and how many pages there are."""
    lines_of: LinesOf
    """An article's line and that of its deposit. A short read; Refused where it lacks something."""
    discounted: Callable[[Sale, Discount | None, Person, str], Sale]
    """The sale with a discount on a line or, where none is named, on the whole; NotPermitted where it is too much."""
    priced: Callable[[Sale, str, Money, Person], Sale]
    """The sale with another price of a line. NotPermitted, or Refused where its price is fixed."""
    methods: Callable[[], Sequence[PaymentMethod]]
    """What this register takes now, in the order of its keys."""
    gift_card: Callable[[str], GiftCard]
    """The gift card of a code and what is left on it; Refused for a wrong code or a foreign card."""
    gift_card_line: Callable[[Money], Line]
    """A line that sells a new gift card of this amount."""
    receipt_scanned: Callable[[str], Receipt]
    """The receipt whose code this is; Refused for one that is none of this register's receipts."""
    open_receipt: Callable[[str], None]
    """Show the receipt of this code on the page of receipts."""
    offer_article: Callable[[str], None]
    """Offer whoever may to add an article with this barcode, which no article has."""
    print_balance: Callable[[str], object]
    """Queue a slip with the balance of the card of this code; blocks."""
    print_swish: Callable[[str], object]
    """Queue a slip with this code for the customer's Swish app; blocks."""
    pro_forma: Callable[[str, Sale, Person], object]
    """Queue a paper of what the sale would come to, under an id of its own."""
    return_without_receipt: Callable[[Sale, Person], Sale]
    begin_practice: Callable[[Person], None]
    end_practice: Callable[[Person], None]
    practising: Callable[[bool], None]
    """Tell the window whether nothing counts now."""
    paper: Callable[[], bool]
    """Whether there is a printer."""
    register: Callable[[], str]
    """What this register is called."""
    new_sale: Callable[[], Sale]
    new_id: Callable[[], str]
    waiting_for_seal: Callable[[], Receipt | None]
    person: Callable[[], Person]
    """Who stands at the register."""
    keep: Callable[[Sale, Person, bool], None]
    """Save the basket; the flag says that it was cleared in one go."""
    complete: Callable[[Sale, Person, str], Receipt]
    """The text is the address that the receipt is e-mailed to instead of being printed; empty for paper."""
    finish: Callable[[], Receipt | None]
    """Bring the receipt that waits for its control code to its end."""
    parked: Callable[[], Sequence[Basket]]
    """The baskets that wait, oldest first."""
    park: Callable[[Sale, str, Person], None]
    """Put the basket aside under a name."""
    fetch: Callable[[str, Person], Sale]
    """Take the parked basket of this sale up again."""
    ask_price: Callable[[Article, Person], None]
    """Journal that a price was asked for."""
    now: Callable[[], datetime]
    invoices: InvoiceActs
    lend: Lend
    run: Run
    """Do work on the register lane."""
    announce: Callable[[Changed], None]
    print_now: Callable[[], None]
    publish: Callable[[CustomerView], None] = lambda _shown: None
    """Show the customer this, where there is a display for it."""
    can_mail: Callable[[], bool] = lambda: False
    """Whether there is a mail server to send receipts by."""


def acts_of(
    checkout: Checkout,
    catalogue: Catalogue,
    payment_methods: PaymentMethods,
    invoicing: Invoicing,
    pro_forma_invoices: ProFormaInvoices,
    receipts: Receipts,
    *,
    paper: Callable[[], bool],
    register: Callable[[], str],
    person: Callable[[], Person],
    new_id: Callable[[], str],
    now: Callable[[], datetime],
    lend: Lend,
    practising: Callable[[bool], None],
    open_receipt: Callable[[str], None],
    offer_article: Callable[[str], None],
    run: Run,
    announce: Callable[[Changed], None],
    print_now: Callable[[], None],
    publish: Callable[[CustomerView], None] = lambda _shown: None,
    can_mail: Callable[[], bool] = lambda: False,
    mail_invoices: Callable[[], bool | None] = lambda: False,
) -> Acts:
    """The acts of these use cases; `paper` tells whether there is a printer."""
    return Acts(
        scan=catalogue.scan_to_sell,
        search=lambda text, limit: catalogue.search(text, limit=limit),
        departments=lambda limit: catalogue.departments(limit=limit),
        groups=catalogue.groups,
        group_page=catalogue.keys,
        lines_of=checkout.lines_of,
        discounted=lambda sale, discount, who, line_id: checkout.discounted(sale, discount, who, line_id=line_id),
        priced=checkout.priced,
        methods=payment_methods.usable,
        gift_card=checkout.gift_card,
        gift_card_line=checkout.gift_card_line,
        receipt_scanned=receipts.scanned,
        open_receipt=open_receipt,
        offer_article=offer_article,
        print_balance=checkout.print_balance,
        print_swish=payment_methods.print_swish,
        pro_forma=checkout.pro_forma,
        return_without_receipt=checkout.return_without_receipt,
        begin_practice=checkout.begin_practice,
        end_practice=checkout.end_practice,
        practising=practising,
        paper=paper,
        register=register,
        new_sale=checkout.new_sale,
        new_id=new_id,
        waiting_for_seal=checkout.waiting_for_seal,
        person=person,
        keep=lambda sale, who, cleared: checkout.keep(sale, who, cleared=cleared),
        complete=lambda sale, who, mail_to: checkout.complete(sale, who, paper=paper(), mail_to=mail_to),
        finish=checkout.finish_interrupted,
        parked=checkout.parked,
        park=checkout.park,
        fetch=checkout.fetch,
        ask_price=checkout.ask_price,
        now=now,
        invoices=InvoiceActs(
            check=invoicing.check,
            customers=lambda text: invoicing.search(text, CUSTOMERS_FOUND),
            addressed=invoicing.addressed,
            charged=invoicing.charged,
            print=pro_forma_invoices.print,
            save=pro_forma_invoices.save,
            mailed=mail_invoices,
        ),
        lend=lend,
        run=run,
        announce=announce,
        print_now=print_now,
        publish=publish,
        can_mail=can_mail,
    )
