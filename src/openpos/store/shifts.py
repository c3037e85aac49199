"""Shifts and their X and Z reports in the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from openpos.domain.money import ZERO, Money
from openpos.domain.report import Close, Counted, GrandTotals, Report, Shift, Totals
from openpos.domain.vat import VatAmount
from openpos.store.facts import method_facts, method_from
from openpos.store.journal import canonical
from openpos.store.sales import Z_REPORTS, last_number, next_number
from openpos.store.shop import Shops
from openpos.store.tables import reports, shifts
from openpos.store.types import time_text


def report_facts(report: Report) -> dict[str, Any]:
    """A report as `--json` gives it and the file holds it: whole öre, basis points, ISO times."""
    totals = report.totals
    facts = {
        "number": report.number,
        "register": report.shop.register,
        "shop_id": report.shop.id,
        "shift_id": report.shift_id,
        "cashier": report.cashier,
        "opened_at": time_text(report.opened_at),
        "closed_at" if report.number is not None else "at": time_text(report.at),
        "receipts": totals.receipts,
        "gross_ore": totals.gross.ore,
        "groups": [{"group": name, "amount_ore": amount.ore} for name, amount in totals.groups],
        "vat": [{"rate_bp": row.rate_bp, "net_ore": row.net.ore, "vat_ore": row.vat.ore} for row in totals.vat],
        "methods": [{**method_facts(method), "amount_ore": amount.ore} for method, amount in totals.methods],
        "rounding_ore": totals.rounding.ore,
        "goods_milli": totals.goods_milli,
        "services_milli": totals.services_milli,
        "drawer_openings": report.drawer_openings,
        "copies": _counted_facts(report.copies),
        "practice": _counted_facts(report.practice),
        "returns": _counted_facts(report.returns),
        "discounts_ore": report.discounts.ore,
        "other_reductions": _counted_facts(report.other_reductions),
        "unfinished": _counted_facts(report.unfinished),
        "cash_in": _counted_facts(report.cash_in),
        "cash_out": _counted_facts(report.cash_out),
        "float_ore": report.float_amount.ore,
        "expected_ore": report.expected_cash.ore,
        "counted_ore": None if report.counted is None else report.counted.ore,
        "difference_ore": report.difference.ore,
        "grand_total_sales_ore": report.grand.sales.ore,
        "grand_total_returns_ore": report.grand.returns.ore,
        "grand_total_net_ore": report.grand.net.ore,
        "version": report.version,
        "journal_hash": report.journal_hash,
    }
    # What older reports did not have is left out where there is none: they are reproduced to the byte.
    if totals.tips:
        facts["tips_ore"] = totals.tips.ore
    if report.close:
        facts["close"] = _close_facts(report.close)
    return facts


def _close_facts(close: Close) -> dict[str, Any]:
    facts = {
        "reason": close.reason,
        "terminals": [{**method_facts(method), "amount_ore": amount.ore} for method, amount in close.terminals],
        "next_float_ore": None if close.next_float is None else close.next_float.ore,
        "to_bank_ore": close.to_bank.ore,
    }
    if close.tipped:
        facts["tipped"] = [{**method_facts(method), "amount_ore": amount.ore} for method, amount in close.tipped]
    return facts


def _close(facts: dict[str, Any]) -> Close:
    left = facts["next_float_ore"]
    return Close(
        facts["reason"],
        tuple((method_from(row), Money(row["amount_ore"])) for row in facts["terminals"]),
        None if left is None else Money(left),
        Money(facts["to_bank_ore"]),
        tuple((method_from(row), Money(row["amount_ore"])) for row in facts.get("tipped", ())),
    )


def kept_facts(report_id: str, report: Report) -> dict[str, Any]:
    """A report as the file and the journal hold it: with its id, the same text in both."""
    return {"id": report_id, **report_facts(report)}


def shift_facts(shift: Shift) -> dict[str, Any]:
    """The opening of a shift as the journal holds it."""
    return {"shift_id": shift.id, "person_id": shift.cashier_id, "float_ore": shift.float_amount.ore}


def _counted_facts(counted: Counted) -> dict[str, int]:
    return {"count": counted.count, "amount_ore": counted.amount.ore}


def _counted(facts: dict[str, int]) -> Counted:
    return Counted(facts["count"], Money(facts["amount_ore"]))


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as its row holds it: the text, the journal row that tells it, and (kind, number, shift)."""

    report: Report
    text: str
    journal_seq: int
    columns: tuple[str, int | None, str]


# Statements are built once: building one costs as much as running it.
_open_shift = select(shifts).where(shifts.c.closed_at.is_(None))
_shift_by_id = select(shifts).where(shifts.c.id == bindparam("shift"))
_report_by_id = select(reports).where(reports.c.id == bindparam("report"))
# Only Z reports have numbers, and their index is in this order already.
_z_newest_first = select(reports).where(reports.c.number.is_not(None)).order_by(reports.c.number.desc())
_z_number_of_shift = select(reports.c.number).where(
    reports.c.kind == "z", reports.c.shift_id == bindparam("shift"), reports.c.journal_seq <= bindparam("upto")
)
_z_of_shift = select(reports).where(reports.c.kind == "z", reports.c.shift_id == bindparam("shift"))


class Shifts:
    """Shifts and reports within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, shift: Shift) -> None:
        """Write a new shift. The file holds at most one that is open."""
        self._connection.execute(
            insert(shifts).values(
                id=shift.id,
                cashier_id=shift.cashier_id,
                cashier=shift.cashier,
                opened_at=shift.opened_at,
                float_ore=shift.float_amount,
            )
        )

    def current(self) -> Shift | None:
        """The open shift."""
        row = self._connection.execute(_open_shift).one_or_none()
        return None if row is None else _shift(row)

    def get(self, shift_id: str) -> Shift | None:
        """A shift by its id, open or closed."""
        row = self._connection.execute(_shift_by_id, {"shift": shift_id}).one_or_none()
        return None if row is None else _shift(row)

    def close(self, shift_id: str, *, at: datetime) -> None:
        """Close the shift; the file refuses every later change of it."""
        self._connection.execute(update(shifts).where(shifts.c.id == shift_id).values(closed_at=at))

    # -- reports

    def take_z_number(self) -> int:
        """The next Z number of the unbroken series (SKVFS 2014:9 7:3)."""
        return next_number(self._connection, Z_REPORTS)

    def add_report(self, report_id: str, report: Report, journal_seq: int) -> None:
        """Keep a report for ever."""
        self._connection.execute(
            insert(reports).values(
                id=report_id,
                kind="x" if report.number is None else "z",
                number=report.number,
                shift_id=report.shift_id,
                at=report.at,
                report=canonical(kept_facts(report_id, report)),
                journal_seq=journal_seq,
            )
        )

    def report(self, report_id: str) -> Report | None:
        """A report by its id."""
        return self._found(self._connection.execute(_report_by_id, {"report": report_id}).one_or_none())

    def z_report(self, number: int | None = None) -> Report | None:
        """The Z report with this number, or the newest."""
        query = _z_newest_first.limit(1)
        if number is not None:
            query = query.where(reports.c.number == number)
        return self._found(self._connection.execute(query).one_or_none())

    def z_of_shift(self, shift_id: str) -> Report | None:
        """The Z report that closed a shift."""
        return self._found(self._connection.execute(_z_of_shift, {"shift": shift_id}).one_or_none())

    def z_number_of(self, shift_id: str, upto: int) -> int | None:
        """The number of the Z report that closed a shift by this row of the journal; None where it was open then."""
        return self._connection.execute(_z_number_of_shift, {"shift": shift_id, "upto": upto}).scalar_one_or_none()

    def every(self) -> list[Shift]:
        """All shifts, oldest first."""
        return [_shift(row) for row in self._connection.execute(select(shifts).order_by(shifts.c.opened_at))]

    def z_reports(self) -> list[tuple[Report, int]]:
        """All Z reports in their order, each with its journal row's seq."""
        rows = self._connection.execute(select(reports).where(reports.c.kind == "z").order_by(reports.c.number))
        return [(self._report(row), row.journal_seq) for row in rows]

    def report_ids(self) -> list[str]:
        """The ids of all reports: the Z reports in their order, then the X reports."""
        return list(
            self._connection.execute(select(reports.c.id).order_by(reports.c.kind.desc(), reports.c.number)).scalars()
        )

    def kept(self, report_id: str) -> KeptReport:
        """A report with what its row says besides; it must be there."""
        row = self._connection.execute(_report_by_id, {"report": report_id}).one()
        return KeptReport(self._report(row), row.report, row.journal_seq, (row.kind, row.number, row.shift_id))

    def last_number(self) -> int:
        """The highest Z number given, 0 for none."""
        return last_number(self._connection, Z_REPORTS)

    def newest_z_reports(self, limit: int, before: int | None = None) -> list[tuple[str, Report]]:
        """At most `limit` Z reports with their ids, newest first; those with a lower number than `before`."""
        query = _z_newest_first.limit(limit)
        if before is not None:
            query = query.where(reports.c.number < before)
        return [(row.id, self._report(row)) for row in self._connection.execute(query)]

    def grand_totals(self) -> GrandTotals:
        """The lifetime totals up to and with the newest Z report."""
        newest = self.z_report()
        return GrandTotals() if newest is None else newest.grand

    def _found(self, row: Row[Any] | None) -> Report | None:
        return None if row is None else self._report(row)

    def _report(self, row: Row[Any]) -> Report:
        facts = json.loads(row.report)
        counted = facts["counted_ore"]
        return Report(
            number=facts["number"],
            shop=Shops(self._connection).get(facts["shop_id"]),
            shift_id=facts["shift_id"],
            cashier=facts["cashier"],
            opened_at=datetime.fromisoformat(facts["opened_at"]),
            at=row.at,
            float_amount=Money(facts["float_ore"]),
            totals=Totals(
                receipts=facts["receipts"],
                gross=Money(facts["gross_ore"]),
                groups=tuple((group["group"], Money(group["amount_ore"])) for group in facts["groups"]),
                vat=tuple(
                    VatAmount(vat["rate_bp"], Money(vat["net_ore"]), Money(vat["vat_ore"])) for vat in facts["vat"]
                ),
                methods=tuple((method_from(paid), Money(paid["amount_ore"])) for paid in facts["methods"]),
                rounding=Money(facts["rounding_ore"]),
                goods_milli=facts["goods_milli"],
                services_milli=facts["services_milli"],
                returns=_counted(facts["returns"]),
                discounts=Money(facts["discounts_ore"]),
                tips=Money(facts.get("tips_ore", 0)),
            ),
            grand=GrandTotals(Money(facts["grand_total_sales_ore"]), Money(facts["grand_total_returns_ore"])),
            drawer_openings=facts["drawer_openings"],
            copies=_counted(facts["copies"]),
            practice=_counted(facts["practice"]),
            other_reductions=_counted(facts["other_reductions"]),
            unfinished=_counted(facts["unfinished"]),
            cash_in=_counted(facts["cash_in"]),
            cash_out=_counted(facts["cash_out"]),
            counted=None if counted is None else Money(counted),
            close=_close(facts["close"]) if "close" in facts else None,
            version=facts["version"],
            journal_hash=facts["journal_hash"],
        )


def _shift(row: Row[Any]) -> Shift:
    return Shift(row.id, row.cashier_id, row.cashier, row.opened_at, row.float_ore or ZERO, row.closed_at)
