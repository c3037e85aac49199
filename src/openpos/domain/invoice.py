"""To whom a sale is invoiced, as it was when the sale was made."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openpos.domain.article import plain_text
from openpos.domain.company import Terms
from openpos.domain.customer import Address, Customer
from openpos.domain.errors import N_, Refused

MAX_REFERENCE = 100
"""The longest YourReference that Spiris keeps (CustomerInvoiceDraftApi)."""
MAX_COMMENT = 4000
"""Two text rows of an invoice."""
MAX_STREET, MAX_POSTAL_CODE = 50, 10
MAX_E_MAIL = 255
_CURRENT_MONTH = 1
_PAID_AT_ONCE = 2
"""TermsOfPaymentTypeId from here on: the invoice counts as paid when it is made."""


@dataclass(frozen=True, slots=True)
class InvoiceTo:
    """Who gets the invoice and what is to stand on it. Ids and terms are the bookkeeping program's."""

    customer_id: str
    customer_number: str
    name: str
    organisation_number: str
    address: Address
    """As it is to stand on the invoice."""
    known_address: Address
    """As the bookkeeping program had it."""
    terms: str = ""
    """The terms of payment in words, such as “30 dagar”."""
    terms_days: int = 0
    terms_kind: int = 0
    reference: str = ""
    """The customer's reference."""
    comment: str = ""
    e_mail: str = ""
    """Where the bookkeeping program is to mail the invoice; empty where it is not to."""

    @property
    def changes_address(self) -> bool:
        """Whether the customer's address is to be changed in the bookkeeping program."""
        return self.address != self.known_address

    def due(self, day: date) -> date:
        """When an invoice of this day is to be paid."""
        if self.terms_kind >= _PAID_AT_ONCE:
            return day
        if self.terms_kind == _CURRENT_MONTH:
            day = day.replace(day=monthrange(day.year, day.month)[1])
        return day + timedelta(days=self.terms_days)


class Unfit(Refused):
    """What stands in one field can't stand on an invoice; `field` is the name of that field."""

    def __init__(self, field: str, title: str, advice: str, **values: object) -> None:
        super().__init__(title, advice, **values)
        self.field = field


def invoice_to(
    customer: Customer,
    terms: Terms | None,
    *,
    address: Address | None = None,
    reference: str = "",
    comment: str = "",
    e_mail: str = "",
) -> InvoiceTo:
    """An invoice to this customer. Raises Refused where there can be none, or something is too long.

    `address` is the billing address as the cashier adjusted it; of the country only the customer's own stands.
    """
    if not customer.active:
        raise Refused(
            "{name} is not active in Spiris, so no invoice can be made.",
            "Activate the customer in Spiris, or take another payment.",
            name=customer.name,
        )
    wanted = customer.address if address is None else _checked(replace(address, country=customer.address.country))
    if e_mail and ("@" not in e_mail or len(e_mail) > MAX_E_MAIL or " " in e_mail.strip()):
        raise Refused("“{text}” is no e-mail address.", "Write it like name@example.se.", text=e_mail[:60])
    return InvoiceTo(
        customer.id,
        customer.number,
        customer.name,
        customer.organisation_number,
        wanted,
        customer.address,
        terms=terms.name if terms else "",
        terms_days=terms.days if terms else 0,
        terms_kind=terms.kind if terms else 0,
        reference=_fitting("reference", reference, MAX_REFERENCE, N_("The reference has {letters} letters.")),
        comment=_fitting("comment", comment, MAX_COMMENT, N_("The comment has {letters} letters.")),
        e_mail=plain_text(e_mail, MAX_E_MAIL),
    )


def _checked(address: Address) -> Address:
    checked = Address(
        _fitting("street", address.street, MAX_STREET, N_("The street has {letters} letters.")),
        _fitting("street_2", address.street_2, MAX_STREET, N_("The second line of the address has {letters} letters.")),
        _fitting("postal_code", address.postal_code, MAX_POSTAL_CODE, N_("The postal code has {letters} letters.")),
        _fitting("city", address.city, MAX_STREET, N_("The city has {letters} letters.")),
        address.country,
    )
    wanted = N_("Spiris wants postal code and city on every invoice.")
    if not checked.postal_code:
        raise Unfit("postal_code", N_("The postal code is missing."), wanted)
    if not checked.city:
        raise Unfit("city", N_("The city is missing."), wanted)
    return checked


def _fitting(field: str, text: str, length: int, title: str) -> str:
    """The text on one line. Raises Unfit where it is too long: what a person wrote is never cut silently."""
    plain = plain_text(text, len(text) + 1)
    if len(plain) > length:
        advice = N_("Make it shorter: there is room for {room}.")
        raise Unfit(field, title, advice, letters=len(plain), room=length)
    return plain
