"""Charging by invoice: whom the shop can invoice, and the sale paid so. The rest is the bookkeeping program's."""

from __future__ import annotations

from dataclasses import replace

from openpos.domain.customer import Address, Customer
from openpos.domain.errors import Refused
from openpos.domain.invoice import InvoiceTo, invoice_to
from openpos.domain.payment import Method, MethodKind
from openpos.domain.sale import Sale, Tender
from openpos.ids import Ids
from openpos.store.outbox import Entry
from openpos.store.spiris import ConnectionState
from openpos.store.store import Store, Transaction

INVOICING = "bookkeeping-invoicing"
"""The mode of a connection that invoices go through."""


class Invoicing:
    """The customers, and sales paid by invoice. All of it are short reads, the net is never asked."""

    def __init__(self, store: Store, new_id: Ids) -> None:
        self._store = store
        self._new_id = new_id

    def ready(self) -> bool:
        """Whether the shop is connected so that invoices go."""
        with self._store.read() as tx:
            return _connected(tx)

    def search(self, text: str, limit: int = 50) -> list[Customer]:
        """The customers a person means, best first, those that are not active too: why they can't is told later."""
        with self._store.read() as tx:
            return tx.customers.search(text, limit)

    def customer(self, number: str) -> Customer:
        """The customer with this number. Raises Refused where there is none."""
        with self._store.read() as tx:
            found = next((one for one in tx.customers.search(number) if one.number == number), None)
        if found is None:
            raise Refused(
                "There is no customer {number}.", "Customers are created in Spiris.", number=number.strip()[:20]
            )
        return found

    def addressed(
        self,
        customer: Customer,
        *,
        address: Address | None = None,
        reference: str = "",
        comment: str = "",
        e_mail: str = "",
    ) -> InvoiceTo:
        """An invoice to this customer. Raises Refused where there can be none, with the reason."""
        with self._store.read() as tx:
            terms = next((terms for terms in tx.spiris.terms() if terms.id == customer.terms_id), None)
        return invoice_to(customer, terms, address=address, reference=reference, comment=comment, e_mail=e_mail)

    def check(self, sale: Sale) -> None:
        """Raises Refused, with the reason, where this sale can't be charged by invoice to anybody."""
        sale.check_invoiceable()
        with self._store.read() as tx:
            invoice_method(tx)
            check_invoicing(tx, sale)

    def charged(self, sale: Sale, to: InvoiceTo, *, tender_id: str = "") -> Sale:
        """The whole sale paid by invoice: for `Checkout.complete`.

        Raises Refused where part of it is paid otherwise, the method is switched off or the shop is not connected. What
        was invoiced is credited all the same: it can come back in no other way.
        """
        with self._store.read() as tx:
            method = invoice_method(tx, off_too=sale.is_return)
            check_invoicing(tx, sale)
        tender = Tender(tender_id or self._new_id(), method, sale.to_pay(method))
        return sale.invoiced(to, tender)

    def entry(self, sale_id: str) -> Entry | None:
        """How it is with a sale's invoice: its state, and the bookkeeping program's number once it is booked."""
        with self._store.read() as tx:
            return tx.outbox.get(sale_id)


def invoice_method(tx: Transaction, *, off_too: bool = False) -> Method:
    """The method of payment Invoice as the shop has it, rounding as the company rounds in the bookkeeping program.

    Raises Refused where it is switched off here, unless it is wanted `off_too`.
    """
    centre = tx.shop.cost_centre()
    for chosen in tx.payment_methods.every():
        on = off_too or chosen.usable_in(centre.id if centre else None)
        if chosen.method.kind is MethodKind.INVOICE and on:
            return replace(chosen.method, rounds=tx.spiris.whole_kronor())
    raise Refused("Invoice is switched off.", "Switch it on on the Payment methods page.")


def check_invoicing(tx: Transaction, sale: Sale) -> None:
    """Refuse an invoice that could never be sent. A credit goes where its invoice went, whatever is connected now."""
    if sale.original is not None:
        original = tx.sales.receipt(sale.original)
        if original is not None and tx.outbox.get(original.sale_id) is not None:
            return
    if not _connected(tx):
        raise Refused(
            "This register is not connected to Spiris for invoicing.",
            "Activate Bookkeeping & Invoicing on the Integrations page.",
        )


def _connected(tx: Transaction) -> bool:
    connection = tx.spiris.connection()
    return (
        connection is not None
        and connection.mode == INVOICING
        and connection.state in {ConnectionState.ACTIVE, ConnectionState.PAUSED, ConnectionState.HELD}
    )
