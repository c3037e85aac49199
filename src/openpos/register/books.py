"""The day's takings for the books: as vouchers, and as a SIE file of any period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from openpos import __version__
from openpos.accounting.bas import suggestions
from openpos.accounting.sie import sie_file
from openpos.accounting.voucher import Takings, Voucher, voucher_of
from openpos.clock import SWEDEN, Clock, swedish
from openpos.domain.errors import Refused
from openpos.domain.report import Report
from openpos.store.store import Store, Transaction


def takings_of(tx: Transaction, report: Report) -> Iterator[Takings]:
    """What a Z report's shift took on each Swedish calendar day of it: rates and years change at midnight."""
    first, last = swedish(report.opened_at).date(), swedish(report.at).date()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        since = datetime.combine(day, time(), SWEDEN)
        text = f"Z-rapport {report.number} kassa {report.shop.register}"
        until = datetime.combine(day + timedelta(days=1), time(), SWEDEN)
        takings = tx.takings.between(report.shift_id, since, until, day=day, text=text)
        if day == last:
            takings = replace(
                takings,
                cash_in=report.cash_in.amount,
                cash_out=report.cash_out.amount,
                cash_difference=report.difference if report.counted is not None else takings.cash_difference,
                to_bank=report.close.to_bank if report.close else takings.to_bank,
            )
        yield takings


def vouchers_between(tx: Transaction, first: date, last: date) -> list[Voucher]:
    """The vouchers of the Z reports on these days, both included, on the shop's accounts or BAS' usual ones."""
    accounts = dict(tx.spiris.mappings())
    accounts.update(
        (("method", chosen.method.id), chosen.account) for chosen in tx.payment_methods.every() if chosen.account
    )
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
