"""`openpos check`: recompute the chain, every total and every agreement between journal and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from openpos.domain.receipt import Receipt
from openpos.domain.report import GrandTotals, totals_of
from openpos.domain.sale import Sale
from openpos.store.journal import JournalRow, Kind, broken_rows, canonical
from openpos.store.sales import line_facts, receipt_facts
from openpos.store.shifts import report_facts
from openpos.store.store import Store, Transaction

Progress = Callable[[str, int], None]
"""Told what is looked at (`journal`, `receipts`) and how many of them are done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written. `where` names the row, the receipt or the report."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found; all is well where `findings` is empty."""

    journal_rows: int
    receipts: int
    z_reports: int
    findings: tuple[Finding, ...]


def check(store: Store, progress: Progress = lambda _what, _done: None) -> Checked:
    """Look through the whole file, beside a running register too. Blocks: about a millisecond a receipt."""
    with store.read() as tx:
        look = _Look(tx, progress)
        findings = [*look.file(), *look.journal(), *look.receipts(), *look.reports()]
        return Checked(look.journal_rows, look.receipts_seen, look.z_reports, tuple(findings))


class _Look:
    """One walk through the file: each part remembers what the later parts compare with."""

    def __init__(self, tx: Transaction, progress: Progress) -> None:
        self._tx = tx
        self._progress = progress
        self._journalled_receipts = 0
        self.journal_rows = 0
        self.receipts_seen = 0
        self.z_reports = 0

    def file(self) -> Iterator[Finding]:
        """SQLite's own check and the triggers."""
        for trouble in self._tx.file_troubles():
            yield Finding("file", trouble)

    def journal(self) -> Iterator[Finding]:
        """The hash chain from the first row to the last."""
        for seq, what in broken_rows(self._counted_rows()):
            yield Finding(f"journal row {seq}", what)

    def _counted_rows(self) -> Iterator[JournalRow]:
        for row in self._tx.journal.rows():
            self.journal_rows += 1
            self._journalled_receipts += row.kind == Kind.RECEIPT
            if self.journal_rows % 10_000 == 0:
                self._progress("journal", self.journal_rows)
            yield row

    def receipts(self) -> Iterator[Finding]:
        """Numbers without gap, sums, journal rows, and each shift's sums as SQLite adds them."""
        expected, sealed = 1, 0
        for shift_id, of_shift in groupby(self._tx.sales.receipts(), key=lambda receipt: receipt.shift_id):
            counted: list[Receipt] = []
            for receipt in of_shift:
                where = f"receipt {receipt.number}"
                if receipt.number != expected:
                    yield Finding(where, f"receipt {expected} is missing before it")
                expected = receipt.number + 1
                if not _adds_up(receipt):
                    yield Finding(where, "its sums are not those of its lines and payments")
                if receipt.seal is not None:
                    sealed += 1
                    counted.append(receipt)
                    for what in self._unlike_journal(receipt):
                        yield Finding(where, what)
                self.receipts_seen += 1
                if self.receipts_seen % 1_000 == 0:
                    self._progress("receipts", self.receipts_seen)
            yield from self._shift(shift_id, counted)
        if self._tx.sales.last_number() != expected - 1:
            yield Finding("receipts", f"{self._tx.sales.last_number()} numbers were given, the last is {expected - 1}")
        if sealed != self._journalled_receipts:
            yield Finding("receipts", f"the journal has {self._journalled_receipts} receipts, the table {sealed}")

    def _unlike_journal(self, receipt: Receipt) -> Iterator[str]:
        own, line_seqs = self._tx.sales.journal_seqs(receipt.number)
        rows = self._tx.journal.rows_at([*line_seqs, *([own] if own else [])])
        if own not in rows:
            yield f"its journal row {own} is missing"
        elif receipt.seal and rows[own].payload != canonical(receipt_facts(receipt, receipt.seal, line_seqs)):
            yield f"it differs from its journal row {own}"
        for line, seq in zip(receipt.lines, line_seqs, strict=True):
            if seq not in rows:
                yield f"the journal row {seq} of “{line.text}” is missing"
            elif canonical({"line": line_facts(line)})[1:-1] not in rows[seq].payload:
                yield f"“{line.text}” differs from its journal row {seq}"

    def _shift(self, shift_id: str, receipts: list[Receipt]) -> Iterator[Finding]:
        totals = totals_of(receipts)
        report = self._tx.shifts.z_of_shift(shift_id)
        if totals != self._tx.sales.totals(shift_id):
            yield Finding(f"shift {shift_id}", "its sums are not those of its receipts")
        if report and report.totals != totals:
            yield Finding(f"Z report {report.number}", "its sums are not those of its receipts")

    def reports(self) -> Iterator[Finding]:
        """Numbers without gap, grand totals, and the journal rows of the Z reports."""
        grand = GrandTotals()
        for expected, (report, seq) in enumerate(self._tx.shifts.z_reports(), start=1):
            self.z_reports = expected
            where = f"Z report {report.number}"
            if report.number != expected:
                yield Finding(where, f"Z report {expected} should stand in its place")
            grand = GrandTotals(grand.sales + report.totals.gross, grand.returns + report.returns.amount)
            if report.grand != grand:
                yield Finding(where, "its grand totals do not follow from the reports before it")
            rows = self._tx.journal.rows_at([seq - 1, seq])
            if seq not in rows or rows[seq].payload != canonical(report_facts(report)):
                yield Finding(where, f"it differs from its journal row {seq}")
            if seq - 1 not in rows or rows[seq].previous_hash != report.journal_hash:
                yield Finding(where, "the journal before it is not the one it was printed with")


def _adds_up(receipt: Receipt) -> bool:
    """Whether the receipt's sums follow from its own lines and tenders."""
    sale = Sale(receipt.sale_id, receipt.lines, receipt.tenders)
    standing = sale.settlement()
    return (standing.settled, standing.total, standing.rounding, standing.change, sale.vat) == (
        True,
        receipt.total,
        receipt.rounding,
        receipt.change,
        receipt.vat,
    )
