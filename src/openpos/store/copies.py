"""Copies of receipts in the file: at most one of each (SKVFS 2014:9 6:3)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from openpos.domain.money import ZERO
from openpos.domain.receipt import Copy, Seal
from openpos.domain.report import Counted
from openpos.store.sales import Sales, last_number, next_number
from openpos.store.tables import receipt_copies, receipts
from openpos.store.types import time_text

COPIES = "receipt_copies"


def copy_facts(copy: Copy) -> dict[str, Any]:
    """A copy as the journal holds it, with the number, time and code of its original (SKVFS 2021:16)."""
    seal, own = copy.receipt.seal, copy.seal
    facts = {
        "number": copy.number,
        "receipt_number": copy.receipt.number,
        "shift_id": copy.shift_id,
        "at": time_text(copy.at),
        "receipt_at": time_text(copy.receipt.at),
        "total_ore": copy.receipt.total.ore,
        "unit": seal.unit if seal else "",
        "code": seal.code if seal else "",
    }
    return facts | ({"copy_unit": own.unit, "copy_code": own.code} if own else {})


def seal_from(unit: str, code: str) -> Seal | None:
    """The seal of a marked paper as its table holds it; None where no unit answered."""
    return Seal(unit, code) if unit or code else None


class Copies:
    """The copies within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_number(self) -> int:
        """The next number of the copies' own unbroken series."""
        return next_number(self._connection, COPIES)

    def add(self, copy: Copy, journal_seq: int) -> None:
        """Write a copy; the file refuses a second one of the same receipt, and every change."""
        self._connection.execute(
            insert(receipt_copies).values(
                receipt_number=copy.receipt.number,
                number=copy.number,
                shift_id=copy.shift_id,
                at=copy.at,
                cashier=copy.cashier,
                journal_seq=journal_seq,
                unit=copy.seal.unit if copy.seal else "",
                code=copy.seal.code if copy.seal else "",
            )
        )

    def of(self, receipt_number: int) -> Copy | None:
        """The copy of a receipt, if one was made."""
        query = select(receipt_copies).where(receipt_copies.c.receipt_number == receipt_number)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else self._copy(row)

    def every(self) -> list[tuple[Copy, int]]:
        """All copies in their order, each with its journal row's seq."""
        rows = self._connection.execute(select(receipt_copies).order_by(receipt_copies.c.number))
        return [(self._copy(row), row.journal_seq) for row in rows]

    def last_number(self) -> int:
        """The highest copy number given, 0 for none."""
        return last_number(self._connection, COPIES)

    def totals(self, shift_id: str) -> Counted:
        """How many copies were made in a shift, and what their receipts came to (SKVFS 2014:9 7:2 n)."""
        row = self._connection.execute(
            select(func.count().label("number"), func.sum(receipts.c.total_ore).label("amount"))
            .join(receipt_copies, receipt_copies.c.receipt_number == receipts.c.number)
            .where(receipt_copies.c.shift_id == shift_id)
        ).one()
        return Counted(row.number, row.amount or ZERO)

    def _copy(self, row: Row[Any]) -> Copy:
        receipt = Sales(self._connection).receipt(row.receipt_number)
        assert receipt is not None, "a copy refers to a receipt"
        return Copy(row.number, receipt, row.shift_id, row.at, row.cashier, seal_from(row.unit, row.code))
