"""The day's takings for the books: as vouchers, and as a SIE file of any period."""

from __future__ import annotations

from datetime import date

from openpos import __version__
from openpos.accounting.bas import suggestions
from openpos.accounting.sie import sie_file
from openpos.accounting.voucher import Voucher, voucher_of
from openpos.clock import Clock, swedish
from openpos.domain.errors import Refused
from openpos.store.exports import chosen_accounts, takings_of
from openpos.store.store import Store, Transaction


def vouchers_between(tx: Transaction, first: date, last: date) -> list[Voucher]:
    """The vouchers of the Z reports on these days, both included, on the shop's accounts or BAS' usual ones."""
    accounts = chosen_accounts(tx)
    made = [
        voucher_of(takings, accounts)
        for report, _ in tx.shifts.z_reports()
        for takings in takings_of(tx, report)
        if first <= takings.day <= last
    ]
    return [voucher for voucher in made if voucher.rows]


def sie_of(store: Store, first: date, last: date, clock: Clock) -> bytes:
    """The SIE 4I file of these days. Reads beside an open register. Raises Refused where there is nothing to export."""
    with store.read() as tx:
        vouchers = vouchers_between(tx, first, last)
        if not vouchers:
            raise Refused("No day between {first} and {last} was closed.", "Choose other days.", first=first, last=last)
        shop = tx.shop.current()
    names = {one.account: one.name for one in suggestions((), {})}
    return sie_file(
        vouchers,
        company=shop.name,
        organisation_number=shop.organisation_number,
        accounts=names,
        made=swedish(clock()).date(),
        version=__version__,
    )
