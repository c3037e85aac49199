"""What a cashier waits for looks its rows up, however many there are: nothing reads through a table that grows."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from openpos.clock import now
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.sale import Tender
from openpos.fiscal.exempt import NoControlUnit
from openpos.ids import uuid7
from openpos.register import life
from openpos.register.assortment import Assortment
from openpos.register.checkout import Checkout
from openpos.register.shifts import Shifts
from openpos.store.opening import open_register
from openpos.store.print_jobs import JobState
from openpos.store.store import Store
from tests.bench.big_shop import Size, barcode_of, make

GROWING = (
    "journal",
    "receipts",
    "receipt_lines",
    "receipt_vat",
    "tenders",
    "print_jobs",
    "reports",
    "articles",
    "barcodes",
)


class Day:
    """A register whose file tells every statement that it is asked, and counts SQLite's steps in answering them."""

    def __init__(self, directory: Path) -> None:
        self.asked: list[str] = []
        self.steps = 0
        day = self

        class Watched(sqlite3.Connection):
            def __init__(self, *arguments: object, **options: object) -> None:
                super().__init__(*arguments, **options)  # type: ignore[arg-type]
                self.set_trace_callback(day.asked.append)
                self.set_progress_handler(day._step, 1)

        self.store: Store = open_register(directory, now=now(), connection_class=Watched)
        self.checkout = Checkout(self.store, NoControlUnit(), now, uuid7)
        self.shifts = Shifts(self.store, now)
        self.catalogue = Assortment(self.store, now)
        with self.store.read() as tx:
            (self.person,) = tx.shop.people()

    def _step(self) -> int:
        self.steps += 1
        return 0

    def start(self) -> None:
        life.start(self.store, self.checkout, now, "1.0.0")

    def sell(self) -> None:
        found = self.catalogue.find(barcode_of(3))
        assert found is not None
        sale = self.checkout.new_sale().with_line(self.checkout.line_of(found))
        self.checkout.keep(sale, self.person)
        self.checkout.complete(sale.with_tender(Tender(uuid7(), Method.CARD, sale.total)), self.person)

    def print(self) -> None:
        with self.store.write() as tx:
            (job,) = tx.print_jobs.in_state(JobState.QUEUED, limit=1)
            assert tx.sales.receipt(int(job.document)) is not None
            tx.print_jobs.settle(job.id, JobState.SENT, at=now())
            tx.print_jobs.newest()

    def read_reports(self) -> None:
        self.shifts.z_report()
        self.shifts.z_report(2)
        self.shifts.z_reports()
        self.shifts.expected_cash()

    def close_shift(self) -> None:
        self.shifts.close_shift(uuid7(), self.person.name, Money(0))

    def all_but_the_close(self) -> None:
        self.start()
        self.sell()
        self.print()
        self.read_reports()
        self.start()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two closed shifts and three receipts in the shift that is open. To be copied."""
    directory = tmp_path_factory.mktemp("made")
    make(directory, Size(articles=20, shifts=2, shift_receipts=4, open_receipts=3))
    return directory


@pytest.fixture
def day(made: Path, tmp_path: Path) -> Iterator[Day]:
    """A day at that register, in a copy."""
    day = Day(shutil.copytree(made, tmp_path / "register"))
    yield day
    day.store.close()


def test_no_statement_reads_through_a_table_that_grows(day: Day) -> None:
    day.all_but_the_close()
    day.close_shift()
    day.store.close()
    plans = _plans(day.store.path, day.asked)
    assert plans
    assert [(statement, plan) for statement, plan in plans if _reads_through(statement, plan)] == []


@pytest.mark.parametrize("act", [Day.start, Day.sell, Day.print], ids=["start", "sell", "print"])
def test_late_in_a_long_day_sqlite_takes_no_more_steps(day: Day, act: Callable[[Day], None]) -> None:
    steps = []
    for sold in (25, 75):
        day.start()  # the next start must look for this one: nobody has stopped the register meanwhile
        for _ in range(sold):
            day.sell()
        before = day.steps
        act(day)
        steps.append(day.steps - before)
    early, late = steps
    assert 0 < late < early * 1.1


def _plans(path: Path, statements: list[str]) -> list[tuple[str, str]]:
    """Each step of how SQLite goes about each of the statements."""
    connection = sqlite3.connect(path)
    try:
        return [
            (statement, row[3])
            for statement in dict.fromkeys(statements)
            if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
    finally:
        connection.close()


def _reads_through(statement: str, plan: str) -> bool:
    words = plan.split()
    if words[0] == "SCAN" and words[1] in GROWING:
        few = words[-1] in {"one_receipt_being_sealed", "journal_starts_and_stops"}
        return not few and not ("LIMIT" in statement and "WHERE" not in statement)  # the first few of all
    return False
