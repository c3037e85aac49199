"""A cashier at a register's file, and the same rows written without the register."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpos.clock import now
from openpos.domain.article import Article
from openpos.domain.payment import Method
from openpos.domain.sale import Sale, Tender
from openpos.fiscal.exempt import NoControlUnit
from openpos.ids import uuid7
from openpos.paths import DATABASE
from openpos.register.assortment import Assortment
from openpos.register.checkout import Checkout
from openpos.register.shifts import Shifts
from openpos.store.opening import open_register
from tests.bench.big_shop import barcode_of

SEEN_ARTICLES = 100
"""How many articles the small shop has; the large one sells any of its own."""


class Till:
    """A register with a cashier at it."""

    def __init__(self, directory: Path, articles: int) -> None:
        self.path = directory / DATABASE
        self.store = open_register(directory, now=now())
        self.checkout = Checkout(self.store, NoControlUnit(), now, uuid7)
        self.catalogue = Assortment(self.store, now)
        self.shifts = Shifts(self.store, now)
        self._chance = random.Random(7)
        self._articles = articles
        with self.store.read() as tx:
            (self.person,) = tx.shop.people()

    def article(self) -> Article:
        """Any article of the shop, by its barcode."""
        found = self.catalogue.find(barcode_of(self._chance.randrange(self._articles)))
        assert found is not None
        return found

    def basket(self, lines: int) -> Sale:
        """A sale scanned line by line, each kept on disk as the screen has it kept."""
        sale = self.checkout.new_sale()
        for _ in range(lines):
            sale = sale.with_line(self.checkout.line_of(self.article()))
            self.checkout.keep(sale, self.person)
        return sale

    def close(self) -> None:
        """Give the file back."""
        self.store.close()


def paid(sale: Sale) -> Sale:
    """The sale paid in cash."""
    return sale.with_tender(Tender(uuid7(), Method.CASH, sale.to_pay(Method.CASH)))


@dataclass(frozen=True, slots=True)
class _Written:
    """What completing a sale wrote."""

    journal: Sequence[Any]
    receipt: sqlite3.Row
    parts: dict[str, Sequence[Any]]
    print_job: sqlite3.Row


class Twin:
    """Writes what a till has written into a file that was equal to the till's, with nothing between it and SQLite."""

    def __init__(self, till: Path, twin: Path) -> None:
        self._till = sqlite3.connect(till, isolation_level=None)
        self._till.row_factory = sqlite3.Row
        self._twin = sqlite3.connect(twin, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._twin.execute(f"PRAGMA {pragma}")
        self._seq = self._last_seq()
        self._inserts = {
            table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(self._columns(table)))})"
            for table in ("journal", "baskets", "receipts", "receipt_lines", "receipt_vat", "tenders", "print_jobs")
        }

    def keep_up(self) -> None:
        """Write the basket and what the journal holds of it."""
        rows = self._till.execute("SELECT * FROM journal WHERE seq > ?", (self._seq,)).fetchall()
        self._seq = rows[-1]["seq"]
        run = self._twin.execute
        run("BEGIN IMMEDIATE")
        self._twin.executemany(self._inserts["journal"], rows)
        run("DELETE FROM baskets")
        self._twin.executemany(self._inserts["baskets"], self._till.execute("SELECT * FROM baskets").fetchall())
        run("COMMIT")

    def look(self, number: int) -> _Written:
        """What completing the sale of this receipt wrote."""
        ask = self._till.execute
        journal = ask("SELECT * FROM journal WHERE seq > ?", (self._seq,)).fetchall()
        self._seq = journal[-1]["seq"]
        return _Written(
            journal=[tuple(row) for row in journal],
            receipt=ask("SELECT * FROM receipts WHERE number = ?", (number,)).fetchone(),
            parts={
                table: [tuple(row) for row in ask(f"SELECT * FROM {table} WHERE receipt_number = ?", (number,))]
                for table in ("receipt_lines", "receipt_vat", "tenders")
            },
            print_job=ask("SELECT * FROM print_jobs WHERE document = ?", (str(number),)).fetchone(),
        )

    def write(self, written: _Written) -> None:
        """The same rows in the same two transactions."""
        run, many = self._twin.execute, self._twin.executemany
        receipt = dict(written.receipt)
        run("BEGIN IMMEDIATE")
        many(self._inserts["journal"], written.journal[:-1])
        run("UPDATE baskets SET updated_at = ? WHERE sale_id = ?", (receipt["at"], receipt["sale_id"]))
        run(
            "INSERT INTO series VALUES ('receipts', 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()
        sealing = {**receipt, "state": "sealing", "unit": None, "code": None, "journal_seq": None}
        run(self._inserts["receipts"], tuple(sealing.values()))
        for table, rows in written.parts.items():
            many(self._inserts[table], rows)
        run("COMMIT")
        run("BEGIN IMMEDIATE")
        run(self._inserts["journal"], written.journal[-1])
        run(
            "UPDATE receipts SET state = 'sealed', unit = ?, code = ?, journal_seq = ? WHERE number = ?",
            (receipt["unit"], receipt["code"], receipt["journal_seq"], receipt["number"]),
        )
        run("DELETE FROM baskets WHERE sale_id = ?", (receipt["sale_id"],))
        run(self._inserts["print_jobs"], tuple(written.print_job))
        run("COMMIT")

    def close(self) -> None:
        """Give both files back."""
        self._till.close()
        self._twin.close()

    def _last_seq(self) -> int:
        return int(self._twin.execute("SELECT max(seq) FROM journal").fetchone()[0])

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._twin.execute(f"PRAGMA table_info({table})")]
