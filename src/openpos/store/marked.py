"""Practice receipts and pro formas in the file: papers that are no receipts, each with a series of its own.

Here too is the one paper, of these or a copy, that waits for the control unit's answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from openpos.domain.money import ZERO
from openpos.domain.receipt import (
    Copy,
    Marked,
    MarkedKind,
    PaperType,
    Receipt,
    about_receipt,
    paper_number,
    paper_of,
    paper_type,
)
from openpos.domain.report import Counted
from openpos.domain.sale import Sale
from openpos.store.copies import seal_from
from openpos.store.facts import sale_facts, sale_from
from openpos.store.sales import Sales, give_back, last_number, next_number
from openpos.store.series import SERIES
from openpos.store.shop import Shops
from openpos.store.tables import marked_papers, waiting_papers


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

    def add(self, marked: Marked, sale: Sale | None, journal_seq: int) -> None:
        """Write a paper, with what it shows where that is no receipt's; the file refuses every later change of it."""
        receipt, seal = marked.receipt, marked.receipt.seal
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
                sale=_sale_text(sale),
                journal_seq=journal_seq,
                unit=seal.unit if seal else "",
                code=seal.code if seal else "",
                receipt_number=marked.about,
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
        receipt = _shown(self._connection, row, shift_id=row.shift_id)
        receipt = replace(receipt, seal=seal_from(row.unit, row.code))
        return Marked(MarkedKind(row.kind), receipt, row.receipt_number)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that has its number and waits for the control unit. Its shift is the one that is open when it is made."""

    id: str
    paper: Copy | Marked
    sale: Sale | None
    """What a paper about a basket shows."""
    wish: Mapping[str, str]
    """How the paper is to be given."""


class WaitingPapers:
    """The paper that waits, within one transaction: the file holds one at most."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, paper_id: str, paper: Copy | Marked, sale: Sale | None, wish: Mapping[str, str]) -> None:
        """Write the intent to make a paper."""
        receipt = paper.receipt
        copy = paper if isinstance(paper, Copy) else None
        self._connection.execute(
            insert(waiting_papers).values(
                kind=paper_type(paper).value,
                number=paper_number(paper),
                id=paper_id,
                at=copy.at if copy else receipt.at,
                cashier=copy.cashier if copy else receipt.cashier,
                shop_id=receipt.shop.id,
                receipt_number=paper.receipt.number if isinstance(paper, Copy) else paper.about,
                sale=_sale_text(sale),
                wish=json.dumps(dict(wish)),
            )
        )

    def get(self) -> Waiting | None:
        """The one that waits."""
        row = self._connection.execute(select(waiting_papers)).one_or_none()
        if row is None:
            return None
        sale = sale_from(row.id, json.loads(row.sale)) if row.sale else None
        return Waiting(row.id, self._paper(row), sale, json.loads(row.wish))

    def wish(self, wish: Mapping[str, str]) -> None:
        """Another way to give it, when it was asked for once more."""
        self._connection.execute(update(waiting_papers).values(wish=json.dumps(dict(wish))))

    def drop(self) -> None:
        """It was made."""
        self._connection.execute(delete(waiting_papers))

    def take_back(self, waiting: Waiting) -> None:
        """The control unit certainly did not register it: its number goes to the next paper of its type."""
        self.drop()
        give_back(self._connection, SERIES[paper_type(waiting.paper)])

    def _paper(self, row: Row[Any]) -> Copy | Marked:
        if row.kind == PaperType.COPY:
            original = Sales(self._connection).receipt(row.receipt_number)
            assert original is not None, "a copy refers to a receipt"
            return Copy(row.number, original, "", row.at, row.cashier)
        kind = MarkedKind.PRACTICE if row.kind == PaperType.PRACTICE else MarkedKind.PRO_FORMA
        return Marked(kind, _shown(self._connection, row, shift_id=""), row.receipt_number)


def _sale_text(sale: Sale | None) -> str:
    return "" if sale is None else json.dumps(sale_facts(sale), ensure_ascii=False, separators=(",", ":"))


def _shown(connection: Connection, row: Row[Any], *, shift_id: str) -> Receipt:
    """What a paper of a row says, without its seal."""
    shop = Shops(connection).get(row.shop_id)
    if not row.sale:
        receipt = Sales(connection).receipt(row.receipt_number)
        assert receipt is not None, "a pro forma invoice is about a receipt"
        return about_receipt(
            receipt, row.id, number=row.number, shift_id=shift_id, at=row.at, cashier=row.cashier, shop=shop
        )
    return paper_of(
        sale_from(row.id, json.loads(row.sale)),
        number=row.number,
        shift_id=shift_id,
        at=row.at,
        cashier=row.cashier,
        shop=shop,
    )
