"""A customer who can be invoiced, as the bookkeeping program knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MAX_NAME = 50
"""The longest customer name, street and city that Spiris keeps (CustomerApi)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the invoice goes."""

    street: str = ""
    street_2: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    """Two letters; empty for Sweden."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the company. `id` is the bookkeeping program's."""

    id: str
    number: str
    name: str
    address: Address = Address()
    organisation_number: str = ""
    vat_number: str = ""
    email: str = ""
    reference: str = ""
    """The customer's own contact person."""
    terms_id: str = ""
    private: bool = False
    active: bool = True
    changed_at: datetime | None = None
    """When the bookkeeping program last changed it; None where it does not say."""
