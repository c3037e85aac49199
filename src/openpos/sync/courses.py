"""How every kind of document travels to one company: looked at before anything is sent there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpos.domain.errors import Refused
from openpos.store.outbox import EntryKind
from openpos.store.spiris import SpirisConnection
from openpos.store.store import Store
from openpos.sync.activation import Connection
from openpos.sync.course import Course
from openpos.sync.customer_changes import CustomerChanges
from openpos.sync.invoices import Invoices
from openpos.sync.vouchers import Paper, Vouchers


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the shop has chosen for its documents."""

    series: str = ""
    """The letter of the voucher series; empty for the company's usual one."""
    leave_drafts: bool = False
    """Whether invoices stay drafts for a person to look at, instead of being booked at once."""
    paper: Paper | None = None
    """Makes the PDF of a Z report that its voucher carries; None for vouchers without."""


def courses_of(
    store: Store, connection: SpirisConnection, way: Connection, wishes: Callable[[], Wishes]
) -> dict[EntryKind, Course]:
    """How documents travel to this company; `wishes` is asked anew for each. Blocks.

    Raises Refused where the consent gives access to another company, and as `Spiris.company` does.
    """
    company = way.spiris.company()
    if company.id.casefold() != connection.company_id.casefold():
        raise Refused(
            "This register's consent now gives access to another company: {name}, {number}.",
            "Connect again and choose {expected}. What waits to be sent is not sent to another company.",
            name=company.name,
            number=company.organisation_number,
            expected=connection.company_name,
        )
    with store.write() as tx:
        tx.spiris.set_whole_kronor(rounds=company.rounds_to_kronor)
    return {
        EntryKind.VOUCHER: Vouchers(store, way.spiris, company, series=lambda: wishes().series, paper=wishes().paper),
        EntryKind.CUSTOMER: CustomerChanges(store, way.spiris),
        EntryKind.INVOICE: Invoices(store, way.spiris, company, leave_drafts=lambda: wishes().leave_drafts),
    }
