"""What closed shifts owe the books: their takings day by day, and the entries that bring them to Spiris."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from openpos.accounting.voucher import Takings, voucher_of
from openpos.clock import SWEDEN, swedish
from openpos.domain.money import Money
from openpos.domain.report import Report
from openpos.domain.vat import VatAmount
from openpos.ids import derived
from openpos.store.facts import method_facts, method_from
from openpos.store.outbox import Entry, EntryKind, reference_of
from openpos.store.spiris import ConnectionState, SpirisConnection

if TYPE_CHECKING:
    from openpos.store.store import Transaction

_AMOUNTS = ("rounding", "tips", "gift_cards", "cash_in", "cash_out", "cash_difference", "to_bank")


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


def chosen_accounts(tx: Transaction) -> dict[tuple[str, str], str]:
    """What is booked where: as the manager chose, with the accounts that methods of payment have of their own."""
    accounts = dict(tx.spiris.mappings())
    accounts.update(
        (("method", chosen.method.id), chosen.account) for chosen in tx.payment_methods.every() if chosen.account
    )
    return accounts


def owe(tx: Transaction, report_id: str, report: Report, *, at: datetime) -> None:
    """Put a Z report's vouchers into the outbox, where the shop is connected and its start date has come.

    Doing it again adds nothing.
    """
    connection = tx.spiris.connection()
    if connection is not None and _exports(connection):
        _owe(tx, connection, report_id, report, at=at)


def owe_closed(tx: Transaction, *, at: datetime) -> None:
    """Put in what shifts owe that were closed before the shop was connected, from its start date on."""
    connection = tx.spiris.connection()
    if connection is None or not _exports(connection):
        return
    for report_id, report in tx.shifts.newest_z_reports(_MANY):
        if connection.start_date and swedish(report.at).date() < connection.start_date:
            return
        _owe(tx, connection, report_id, report, at=at)


_MANY = 10_000


def about_z(number: int, day: date) -> str:
    """What a voucher of a Z report exports."""
    return f"Z{number}/{day.isoformat()}"


def correct(tx: Transaction, entry: Entry, *, at: datetime) -> tuple[str, str]:
    """Put in what puts an exported voucher right: one that takes it back, and a new one. Gives their ids.

    Doing it again gives the same two until the new one has arrived. The one that takes it back has the rows that were
    sent; the new one is booked as accounts are chosen now.
    """
    chain = [one for one in tx.outbox.about(entry.about) if one.company_id == entry.company_id]
    back_id, new_id = derived("reversal", entry.id), derived("anew", entry.id)
    document = dict(entry.document)
    number = int(document["z"])
    register = entry.reference.rpartition("-Z")[0]
    if not any(one.id == back_id for one in chain):
        tx.outbox.add(
            EntryKind.VOUCHER,
            {**{name: document[name] for name in ("version", "z", "day", "text")}, "what": "reversal", "of": entry.id},
            id=back_id,
            reference=reference_of("Z", register, number, back_id),
            about=entry.about,
            company_id=entry.company_id,
            at=at,
            after_id=entry.id,
        )
        tx.outbox.add(
            EntryKind.VOUCHER,
            document,
            id=new_id,
            reference=reference_of("Z", register, number, new_id),
            about=entry.about,
            company_id=entry.company_id,
            at=at,
            after_id=back_id,
        )
    return back_id, new_id


def takings_facts(takings: Takings) -> dict[str, Any]:
    """Takings as the outbox holds them: amounts in whole öre."""
    return {
        "day": takings.day.isoformat(),
        "text": takings.text,
        "groups": [[group, rate_bp, gross.ore] for group, rate_bp, gross in takings.groups],
        "vat": [[row.rate_bp, row.net.ore, row.vat.ore] for row in takings.vat],
        "methods": [{**method_facts(method), "amount_ore": amount.ore} for method, amount in takings.methods],
        **{f"{name}_ore": getattr(takings, name).ore for name in _AMOUNTS},
    }


def takings_from(facts: Mapping[str, Any]) -> Takings:
    """The takings of these facts."""
    return Takings(
        date.fromisoformat(facts["day"]),
        facts["text"],
        groups=tuple((group, rate_bp, Money(ore)) for group, rate_bp, ore in facts["groups"]),
        vat=tuple(VatAmount(rate_bp, Money(net), Money(vat)) for rate_bp, net, vat in facts["vat"]),
        methods=tuple((method_from(row), Money(row["amount_ore"])) for row in facts["methods"]),
        **{name: Money(facts[f"{name}_ore"]) for name in _AMOUNTS},
    )


def _exports(connection: SpirisConnection) -> bool:
    return connection.start_date is not None and connection.state in {
        ConnectionState.ACTIVE,
        ConnectionState.PAUSED,
        ConnectionState.HELD,
    }


def _owe(tx: Transaction, connection: SpirisConnection, report_id: str, report: Report, *, at: datetime) -> None:
    cost_centre = tx.shop.cost_centre()
    number = report.number or 0
    for takings in takings_of(tx, report):
        early = connection.start_date and takings.day < connection.start_date
        if early or not voucher_of(takings, {}).rows:
            continue
        entry_id = derived("voucher", connection.company_id, report_id, takings.day.isoformat())
        tx.outbox.add(
            EntryKind.VOUCHER,
            {
                "version": 1,
                "what": "takings",
                "z": number,
                "report": report_id,
                "cost_centre": cost_centre.code if cost_centre else "",
                **takings_facts(takings),
            },
            id=entry_id,
            reference=reference_of("Z", report.shop.register, number, entry_id),
            about=about_z(number, takings.day),
            company_id=connection.company_id,
            at=at,
        )
