"""Charging a sale by invoice: the customer, what stands on the invoice, and its pro forma. No Qt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpos.clock import swedish
from openpos.domain.customer import Address, Customer
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.invoice import InvoiceTo, Unfit
from openpos.domain.money import shown as safe
from openpos.domain.payment import Method
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.paying import Paying
from openpos.ui.screens.checkout.shown import InvoiceShown, InvoiceStep, ProFormaShown, View

CUSTOMERS_FOUND = 20
"""So many customers are listed: who is not among them is found by one letter more."""
_ADDRESS = frozenset({"street", "street_2", "postal_code", "city"})
_TEXTS = ("reference", "comment", "e_mail")


class Charging:
    """What was chosen and written for the sale at hand; leaving the panel and coming back loses none of it."""

    def __init__(self, desk: CheckoutDesk, view: View, open_sale: OpenSale, front: InFront, paying: Paying) -> None:
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._paying = paying
        self._method = Method.INVOICE
        self._sale_id = ""
        self._step = InvoiceStep.CUSTOMER
        self._searched = ""
        self._found: tuple[Customer, ...] = ()
        self._marked = ""
        self._customer: Customer | None = None
        self._bare: InvoiceTo | None = None
        """An invoice to the customer as the bookkeeping program knows them."""
        self._written: dict[str, str] = {}
        """The fields by their names, as they were written; `e_mail` where the invoice is to be mailed."""
        self._before: dict[str, str] = {}
        """What was written before the address was adjusted."""
        self._at_fault = ""
        """The field whose text was refused last."""
        self._made = ProFormaShown()

    def begin(self, method: Method) -> bool:
        """Ask to whom an invoice by this method goes. False where there can be none; says why."""
        self._method = method
        try:
            self._desk.invoicing.check(self._open.sale)
        except OpenPosError as error:
            self._open.say(error)
            return False
        if self._sale_id != self._open.sale.id:
            self._sale_id = self._open.sale.id
            self._step, self._customer, self._bare, self._written = InvoiceStep.CUSTOMER, None, None, {}
            self._searched, self._found, self._marked = "", (), ""
        self._open.say(None)
        self._front.bring(Front.INVOICE)
        self.show()
        return True

    def step_back(self) -> bool:
        """One step back inside; False where the panel itself is to be left. An address that was not taken over goes."""
        before = {InvoiceStep.ADDRESS: InvoiceStep.DETAILS, InvoiceStep.DETAILS: InvoiceStep.CUSTOMER}
        if self._step not in before:
            return False
        if self._step is InvoiceStep.ADDRESS:
            self._written = self._before
        self._step = before[self._step]
        self._open.say(None)
        self.show()
        return True

    # ---------------------------------------------------------------------------------------------------- the customer

    def search(self, text: str) -> None:
        """What the search field holds has changed."""
        wanted = text.strip()
        if wanted == self._searched:
            return
        self._searched = wanted
        try:
            found = tuple(self._desk.invoicing.search(wanted, CUSTOMERS_FOUND)) if wanted else ()
        except OpenPosError as error:
            self._open.say(error)
            return
        self._found, self._marked = found, found[0].id if found else ""
        self._open.say(None)
        self.show()

    def mark(self, customer_id: str) -> None:
        """A row of the list was touched."""
        self._marked = customer_id
        self.show()

    def choose(self) -> None:
        """The marked customer gets the invoice. Says why where they can't."""
        customer = next((one for one in self._found if one.id == self._marked), None)
        if customer is None:
            self._open.say(
                Refused(
                    "No customer is found with “{text}”.", "Customers are created in Spiris.", text=safe(self._searched)
                )
                if self._searched
                else Refused("Nobody is chosen to send the invoice to.", "Choose the customer first.")
            )
            return
        written = self._written if customer == self._customer else self._usual(customer)
        bare = self._addressed(customer, {})
        if bare is None:
            return
        self._customer, self._bare, self._written = customer, bare, written
        self._step = InvoiceStep.DETAILS
        self._open.say(None)
        self.show()

    # ----------------------------------------------------------------------------------------------------- the details

    def write(self, name: str, text: str) -> None:
        """A field holds this now; what is wrong with it is told when it is to be used."""
        self._written[name] = text

    def mail(self, *, wanted: bool) -> None:
        """Whether the bookkeeping program is to mail the invoice to the customer."""
        if self._customer is not None:
            self._written["e_mail"] = self._customer.email if wanted else ""
            self.show()

    def ask_address(self) -> None:
        """The billing address is to be adjusted."""
        if self._customer is not None:
            self._step, self._before = InvoiceStep.ADDRESS, dict(self._written)
            self._open.say(None)
            self.show()

    def take_address(self) -> None:
        """The address as it was written stands on the invoice, and becomes the customer's. Says what is wrong."""
        if self._customer is not None and self._addressed(self._customer, self._written) is not None:
            self._step = InvoiceStep.DETAILS
            self._open.say(None)
            self.show()

    def keep_address(self) -> None:
        """The customer's own address stands on the invoice after all."""
        if self._customer is not None:
            self._written = {name: text for name, text in self._written.items() if name not in _ADDRESS}
            self._step = InvoiceStep.DETAILS
            self._open.say(None)
            self.show()

    def create(self) -> None:
        """Charge the sale, which becomes a receipt like any other; a second touch meanwhile makes no second one."""
        if self._step is not InvoiceStep.DETAILS or self._customer is None:
            return
        if self._front.now is not Front.INVOICE or self._front.held:
            return
        to = self._addressed(self._customer, self._written)
        if to is None:
            return
        try:
            sale = self._desk.invoicing.charged(self._open.sale, to)
        except OpenPosError as error:
            self._open.say(error)
            return
        self._front.bring(Front.PAYING)
        self._open.take(sale)
        self._paying.go_on()
        self._paying.completing.complete()

    def show(self) -> None:
        """Show how far it has come."""
        customer, to = self._customer, self._bare
        if to is not None:
            # What is written may be too long still: what it is to be is shown, not whether it may.
            to = replace(
                to,
                address=_adjusted(to.address, self._written),
                reference=self._written.get("reference", ""),
                comment=self._written.get("comment", ""),
                e_mail=self._written.get("e_mail", ""),
            )
        self._view.show_invoice(
            InvoiceShown(
                self._step,
                self._open.sale.to_pay(self._method),
                searched=self._searched,
                found=self._found,
                marked=self._marked,
                to=to,
                at_fault=self._at_fault,
                due=to.due(swedish(self._desk.now()).date()) if to else None,
                may_mail=customer.email if customer and self._desk.mail_invoices() is not None else "",
            )
        )

    def _usual(self, customer: Customer) -> dict[str, str]:
        """What stands in the fields before the cashier writes. An address that is none would only be refused."""
        mails = self._desk.mail_invoices() and "@" in customer.email
        return {"reference": customer.reference, "e_mail": customer.email if mails else ""}

    def _addressed(self, customer: Customer, written: dict[str, str]) -> InvoiceTo | None:
        adjusted = _ADDRESS & written.keys()
        self._at_fault = ""
        try:
            return self._desk.invoicing.addressed(
                customer,
                address=_adjusted(customer.address, written) if adjusted else None,
                **{name: written.get(name, "") for name in _TEXTS},
            )
        except Unfit as error:
            self._open.say(error)
            self._at_fault = error.field
            self.show()
            self._at_fault = ""
            return None
        except OpenPosError as error:
            self._open.say(error)
            return None

    # --------------------------------------------------------------------------------------------------- the pro forma

    def offer(self) -> None:
        """The sale is a receipt now: its pro forma invoice can be had."""
        self._made = ProFormaShown(printer=self._desk.paper())
        self.show_made()

    def show_made(self) -> None:
        """Show what was made of it."""
        self._view.show_pro_forma(self._made)

    def print(self) -> None:
        """Print it; a second touch prints no second one."""
        receipt = self._open.receipt
        if self._made.queued or receipt is None or receipt.invoice is None:
            return
        self._put(replace(self._made, queued=True))

        def failed(error: OpenPosError) -> None:
            self._put(replace(self._made, queued=False))
            self._open.say(error)

        number, person = receipt.number, self._desk.person()
        self._desk.run(
            lambda: self._desk.pro_forma_invoices.print(number, person), lambda _: self._desk.print_now(), failed
        )

    def save(self, path: str) -> None:
        """Save it as a file."""
        receipt = self._open.receipt
        if receipt is None or receipt.invoice is None:
            return
        number = receipt.number
        self._desk.run(
            lambda: self._desk.pro_forma_invoices.save(number, Path(path)),
            lambda where: self._put(replace(self._made, saved=str(where))),
            self._open.say,
        )

    def _put(self, made: ProFormaShown) -> None:
        self._made = made
        self.show_made()


def _adjusted(address: Address, written: dict[str, str]) -> Address:
    return replace(address, **{name: text for name, text in written.items() if name in _ADDRESS})
