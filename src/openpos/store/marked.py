"""Practice receipts and pro formas in the file: papers that are no receipts, each with a series of its own."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from openpos.domain.money import ZERO
from openpos.domain.receipt import Marked, MarkedKind, paper_of
from openpos.domain.report import Counted
from openpos.domain.sale import Sale
from openpos.store.facts import sale_facts, sale_from
from openpos.store.sales import last_number, next_number
from openpos.store.shop import Shops
from openpos.store.tables import marked_papers


class MarkedPapers:
    """The marked papers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_number(self, kind: MarkedKind) -> int:
        """The next number of the kind's unbroken series."""
        return next_number(self._connection, kind.value)

    def last_number(self, kind: MarkedKind) -> int:
        """The highest number given of a kind, 0 for none."""
        return last_number(self._connection, kind.value)

    def add(self, marked: Marked, sale: Sale, journal_seq: int) -> None:
        """Write a paper; the file refuses every later change of it."""
        receipt = marked.receipt
        self._connection.execute(
            insert(marked_papers).values(
                kind=marked.kind.value,
                number=receipt.number,
                id=receipt.sale_id,
                shift_id=receipt.shift_id,
                at=receipt.at,
                cashier=receipt.cashier,
                shop_id=receipt.shop.id,
                total_ore=receipt.total,
                sale=json.dumps(sale_facts(sale), ensure_ascii=False, separators=(",", ":")),
                journal_seq=journal_seq,
            )
        )

    def get(self, paper_id: str) -> Marked | None:
        """A paper by the id it was made with."""
        row = self._connection.execute(select(marked_papers).where(marked_papers.c.id == paper_id)).one_or_none()
        return None if row is None else self._marked(row)

    def every(self) -> list[tuple[Marked, int]]:
        """All papers, each kind in its order, with the seqs of their journal rows."""
        rows = self._connection.execute(select(marked_papers).order_by(marked_papers.c.kind, marked_papers.c.number))
        return [(self._marked(row), row.journal_seq) for row in rows]

    def totals(self, shift_id: str) -> Counted:
        """How many practice receipts a shift had, and what they came to (SKVFS 2014:9 7:2 o)."""
        row = self._connection.execute(
            select(func.count().label("number"), func.sum(marked_papers.c.total_ore).label("amount")).where(
                marked_papers.c.shift_id == shift_id, marked_papers.c.kind == MarkedKind.PRACTICE.value
            )
        ).one()
        return Counted(row.number, row.amount or ZERO)

    def _marked(self, row: Row[Any]) -> Marked:
        receipt = paper_of(
            sale_from(row.id, json.loads(row.sale)),
            number=row.number,
            shift_id=row.shift_id,
            at=row.at,
            cashier=row.cashier,
            shop=Shops(self._connection).get(row.shop_id),
        )
        return Marked(MarkedKind(row.kind), receipt)
