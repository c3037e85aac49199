"""What the checkout can reach: the register's use cases, and the window's part. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from openpos.domain.permission import Person
from openpos.register.catalogue import Catalogue
from openpos.register.checkout import Checkout
from openpos.register.invoicing import Invoicing
from openpos.register.payment import PaymentMethods
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.register.receipts import Receipts
from openpos.ui.changes import Changed
from openpos.ui.screens.asked import Lend, Run
from openpos.ui.screens.checkout.customer import CustomerView


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutDesk:
    """Of the use cases, short reads are called as they are; what blocks belongs in `run`."""

    checkout: Checkout
    catalogue: Catalogue
    payment_methods: PaymentMethods
    invoicing: Invoicing
    pro_forma_invoices: ProFormaInvoices
    receipts: Receipts
    paper: Callable[[], bool]
    """Whether there is a printer."""
    register: Callable[[], str]
    """What this register is called."""
    person: Callable[[], Person]
    """Who stands at the register."""
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    lend: Lend
    run: Run
    """Do work on the register lane."""
    practising: Callable[[bool], None]
    """Tell the window whether nothing counts now."""
    open_receipt: Callable[[str], None]
    """Show the receipt of this code on the page of receipts."""
    offer_article: Callable[[str], None]
    """Offer whoever may to add an article with this barcode, which no article has."""
    announce: Callable[[Changed], None]
    print_now: Callable[[], None]
    publish: Callable[[CustomerView], None]
    """Show the customer this, where there is a display for it."""
    can_mail: Callable[[], bool]
    """Whether there is a mail server to send receipts by."""
    mail_invoices: Callable[[], bool | None]
    """Whether the bookkeeping program mails invoices where the cashier does not say otherwise; None where it mails
    none, since they stay drafts.
    """
