"""What closed shifts owe the books: their takings day by day, and the entries that bring them to Spiris."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpos.accounting.voucher import Row, Takings, Voucher, turnover, voucher_of
from openpos.clock import SWEDEN, swedish
from openpos.domain.article import ArticleKind
from openpos.domain.customer import Address
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ONE, ZERO, Money, Quantity, format_money, format_quantity
from openpos.domain.receipt import Receipt
from openpos.domain.report import Report
from openpos.domain.sale import Line
from openpos.domain.vat import VatAmount
from openpos.ids import derived
from openpos.store.facts import method_facts, method_from, vat_facts
from openpos.store.outbox import DONE, Entry, EntryKind, reference_of
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
        (("method", chosen.method.id), chosen.account) for chosen in tx.payment_methods.here() if chosen.account
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
    owed = []
    for report_id, report in _newest_first(tx):
        if connection.start_date and swedish(report.at).date() < connection.start_date:
            break
        if not _is_owed(tx, connection, report):
            owed.append((report_id, report))
    for report_id, report in reversed(owed):
        _owe(tx, connection, report_id, report, at=at)


_PAGE = 100


def _newest_first(tx: Transaction) -> Iterator[tuple[str, Report]]:
    before: int | None = None
    while page := tx.shifts.newest_z_reports(_PAGE, before):
        yield from page
        before = page[-1][1].number


def _is_owed(tx: Transaction, connection: SpirisConnection, report: Report) -> bool:
    """Whether the report's last day is in the outbox: then all of it is."""
    known = tx.outbox.about(about_z(report.number or 0, swedish(report.at).date()))
    return any(entry.company_id == connection.company_id for entry in known)


def about_z(number: int, day: date) -> str:
    """What a voucher of a Z report exports."""
    return f"Z{number}/{day.isoformat()}"


def amount_of(tx: Transaction, entry: Entry) -> Money | None:
    """What an invoice is to be paid with, or a voucher's turnover; None for a change of a customer."""
    document = entry.document
    if entry.kind is EntryKind.CUSTOMER:
        return None
    if entry.kind is EntryKind.INVOICE:
        return Money(document["total_ore"] + document["rounding_ore"])
    if document["what"] == "reversal":
        wrong = tx.outbox.get(document["of"])
        assert wrong is not None, "nothing in the outbox is ever deleted"
        return -turnover(voucher_of(takings_from(wrong.document), {}))
    return turnover(voucher_of(takings_from(document), {}))


def sent_voucher(tx: Transaction, entry: Entry) -> Voucher | None:
    """The voucher that was sent last for this entry; None where none was."""
    bodies = [json.loads(one.body, parse_float=Decimal) for one in tx.outbox.attempts(entry.id) if one.body]
    body = next((body for body in reversed(bodies) if "VoucherText" in body), None)
    if body is None:
        return None
    rows = tuple(
        Row(
            str(row["AccountNumber"]),
            Money(int(100 * (Decimal(row["DebitAmount"]) - Decimal(row["CreditAmount"])))),
            "",
        )
        for row in body["Rows"]
    )
    return Voucher(date.fromisoformat(body["VoucherDate"]), body["VoucherText"], rows)


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


def owe_invoice(tx: Transaction, receipt: Receipt, to: InvoiceTo, *, at: datetime) -> None:
    """Put the invoice of a sealed receipt into the outbox, and before it the customer's change where there is one.

    A credit goes to the company that has the invoice. Doing it again adds nothing.
    """
    original = tx.sales.receipt(receipt.original) if receipt.original is not None else None
    credited = tx.outbox.get(original.sale_id) if original is not None else None
    connection = tx.spiris.connection()
    company_id = credited.company_id if credited else connection.company_id if connection else ""
    after_id = credited.id if credited else ""
    if to.changes_address and original is None:
        after_id = derived("customer", receipt.sale_id)
        before, after = _address(to.known_address), _address(to.address)
        changed = {name: text for name, text in after.items() if text != before[name]}
        # One after the other: the next begins from what the one before it made.
        others = [one.id for one in tx.outbox.about(to.customer_id) if one.state not in DONE and one.id != after_id]
        tx.outbox.add(
            EntryKind.CUSTOMER,
            {
                "version": 1,
                "customer": _customer(to),
                "before": {name: before[name] for name in changed},
                "after": changed,
            },
            id=after_id,
            reference=reference_of("A", receipt.shop.register, receipt.number, after_id),
            about=to.customer_id,
            company_id=company_id,
            at=at,
            after_id=others[-1] if others else "",
        )
    tx.outbox.add(
        EntryKind.INVOICE,
        invoice_document(tx, receipt, to),
        id=receipt.sale_id,
        reference=reference_of("F", receipt.shop.register, receipt.number, receipt.sale_id),
        about=f"R{receipt.number}",
        company_id=company_id,
        at=at,
        after_id=after_id,
    )


def invoice_document(tx: Transaction, receipt: Receipt, to: InvoiceTo) -> dict[str, Any]:
    """What the outbox holds of the invoice of a receipt, or of the credit of a return: it follows from the receipt."""
    original = tx.sales.receipt(receipt.original) if receipt.original is not None else None
    credited = tx.outbox.get(original.sale_id) if original is not None else None
    document: dict[str, Any] = {
        "version": 1,
        "receipt": receipt.number,
        "date": swedish(receipt.at).date().isoformat(),
        "customer": _customer(to),
        "reference": to.reference,
        "comment": to.comment,
        "cashier": receipt.cashier,
        "lines": [
            {
                "text": invoice_text(line),
                "rate_bp": line.vat_rate_bp,
                "amount_ore": line.amount.ore,
                "group": line.group,
                "service": line.kind is ArticleKind.SERVICE,
                "gift_card": bool(line.gift_card),
            }
            for line in receipt.lines
        ],
        "vat": vat_facts(receipt),
        "rounding_ore": receipt.rounding.ore,
        "total_ore": receipt.total.ore,
    }
    if original is not None and credited is not None:
        document["credits"] = {"id": credited.id, "reference": credited.reference, "receipt": original.number}
    if to.changes_address:
        document["address"] = {"street": to.address.street, "street_2": to.address.street_2}
    if to.e_mail:
        document["e_mail"] = to.e_mail
    return document


def invoice_text(line: Line) -> str:
    """A line's text on an invoice, whose rows have no quantity and no discount of their own."""
    text = line.text
    if line.quantity != ONE:
        quantity = Quantity(abs(line.quantity.milli))
        text += f", {format_quantity(quantity)} {line.unit} à {format_money(line.unit_price)}"
    if reduced := line.reduction + (line.share if line.quantity > Quantity(0) else ZERO):
        text += f", rabatt {format_money(reduced)}"
    return text


def _customer(to: InvoiceTo) -> dict[str, str]:
    return {"id": to.customer_id, "number": to.customer_number, "name": to.name}


def _address(address: Address) -> dict[str, str]:
    return {name: getattr(address, name) for name in ("street", "street_2", "postal_code", "city")}


def takings_facts(takings: Takings) -> dict[str, Any]:
    """Takings as the outbox holds them: amounts in whole öre."""
    facts = {
        "day": takings.day.isoformat(),
        "text": takings.text,
        "groups": [[group, rate_bp, gross.ore] for group, rate_bp, gross in takings.groups],
        "vat": [[row.rate_bp, row.net.ore, row.vat.ore] for row in takings.vat],
        "methods": [{**method_facts(method), "amount_ore": amount.ore} for method, amount in takings.methods],
        **{f"{name}_ore": getattr(takings, name).ore for name in _AMOUNTS},
    }
    if takings.tipped:
        facts["tipped"] = [{**method_facts(method), "amount_ore": amount.ore} for method, amount in takings.tipped]
    return facts


def takings_from(facts: Mapping[str, Any]) -> Takings:
    """The takings of these facts."""
    return Takings(
        date.fromisoformat(facts["day"]),
        facts["text"],
        groups=tuple((group, rate_bp, Money(ore)) for group, rate_bp, ore in facts["groups"]),
        vat=tuple(VatAmount(rate_bp, Money(net), Money(vat)) for rate_bp, net, vat in facts["vat"]),
        methods=tuple((method_from(row), Money(row["amount_ore"])) for row in facts["methods"]),
        tipped=tuple((method_from(row), Money(row["amount_ore"])) for row in facts.get("tipped", ())),
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
