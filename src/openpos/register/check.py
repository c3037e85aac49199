"""`openpos check`: recompute the chain, every total and every agreement between journal and tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from openpos.domain.errors import Refused
from openpos.domain.gift_card import moves
from openpos.domain.money import Quantity
from openpos.domain.receipt import MarkedKind, PaperType, Receipt, paper_type
from openpos.domain.report import GrandTotals, Report, Totals, totals_of
from openpos.domain.returns import return_of
from openpos.domain.sale import Sale
from openpos.store.copies import copy_facts
from openpos.store.drawer import DRAWER_KINDS, drawer_facts
from openpos.store.exports import invoice_document
from openpos.store.facts import line_facts, marked_facts, receipt_facts
from openpos.store.journal import JournalRow, Kind, broken_rows, canonical
from openpos.store.outbox import EntryKind
from openpos.store.shifts import kept_facts, shift_facts
from openpos.store.shop import shop_facts
from openpos.store.store import Illegible, Store, Transaction, legible
from openpos.store.types import time_text

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
    with store.examine() as tx:
        look = _Look(tx, progress)
        parts = {
            "file": look.file,
            "journal": look.journal,
            "shop": look.shop,
            "receipts": look.receipts,
            "reports": look.reports,
            "shifts": look.shifts,
            "copies": look.copies,
            "drawer": look.drawer,
            "papers": look.marked,
            "invoices": look.invoices,
        }
        findings = [finding for where, part in parts.items() for finding in _read(where, part)]
        return Checked(look.journal_rows, look.receipts_seen, look.z_reports, tuple(findings))


def recheck(store: Store, newest: int = 200) -> tuple[Finding, ...]:
    """Look at the newest receipts alone: their sums, their seals and their journal rows. Blocks: a millisecond each."""
    with store.read() as tx:
        look = _Look(tx, lambda _what, _done: None)
        findings: list[Finding] = []
        for number in tx.sales.numbers(after=tx.sales.last_number() - newest):
            receipt = tx.sales.receipt(number)
            assert receipt is not None, "its number was read in the same snapshot"
            findings += _read(f"receipt {number}", partial(look.by_itself, receipt))
        return tuple(findings)


def _read(where: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What a look finds; where the file can't be read any further, that too is a finding."""
    findings: list[Finding] = []
    try:
        with legible():
            findings.extend(look())
    except Illegible as error:
        findings.append(Finding(where, f"it can't be read: {error}"))
    return findings


_PAGE = 1_000
_DRAWER = (Kind.DRAWER_OPENED, Kind.CASH_MOVED, Kind.FLOAT_CHANGED)
_MARKED = {MarkedKind.PRACTICE: Kind.PRACTICE_RECEIPT, MarkedKind.PRO_FORMA: Kind.PRO_FORMA}
_TYPES = {MarkedKind.PRACTICE: PaperType.PRACTICE, MarkedKind.PRO_FORMA: PaperType.PRO_FORMA}
_TOLD_WHOLE = (Kind.SHOP_CHANGED, Kind.SHIFT_OPENED, Kind.RECEIPT_COPIED, *_DRAWER, *_MARKED.values())


class _Look:
    """One walk through the file: each part remembers what the later parts compare with."""

    def __init__(self, tx: Transaction, progress: Progress) -> None:
        self._tx = tx
        self._progress = progress
        self._last_seq = 0
        self._journalled: Counter[str] = Counter()
        self._told: dict[str, dict[str, JournalRow]] = {kind: {} for kind in _TOLD_WHOLE}
        """The rows of the few events that say all of a row in another table, by what they say."""
        self._counted: list[Receipt] = []
        self._z: dict[str, Report] = {}
        self._grand = GrandTotals()
        self._skipped: dict[tuple[str, int], int] = {}
        """The last number that a series went on after, by its paper and the last number it had given itself."""
        self._invoiced: set[str] = set()
        """The sales of the receipts that were invoiced."""
        self.journal_rows = 0
        self.receipts_seen = 0
        self.z_reports = 0

    def file(self) -> Iterator[Finding]:
        """SQLite's own check and the triggers."""
        for trouble in self._tx.file_troubles():
            yield Finding("file", trouble)

    def journal(self) -> Iterator[Finding]:
        """The hash chain from the first row to the last one that can be read."""
        try:
            with legible():
                for seq, what in broken_rows(self._rows()):
                    yield Finding(f"journal row {seq}", what)
        except Illegible as error:
            yield Finding(f"journal after row {self._last_seq}", f"it can't be read: {error}")

    def _rows(self) -> Iterator[JournalRow]:
        for row in self._tx.journal.rows():
            self._last_seq = row.seq
            self.journal_rows += 1
            self._journalled[row.kind] += 1
            if row.kind == Kind.SERIES_MOVED:
                facts = json.loads(row.payload)
                self._skipped[facts["paper"], facts["first_missing"] - 1] = facts["last_missing"]
            if row.kind in self._told:
                self._told[row.kind][row.payload] = row
            if self.journal_rows % 10_000 == 0:
                self._progress("journal", self.journal_rows)
            yield row

    def shop(self) -> Iterator[Finding]:
        """Each state of the shop's details as it was journalled."""
        told = self._told[Kind.SHOP_CHANGED]
        for shop in self._tx.shop.every():
            if told.pop(canonical(shop_facts(shop)), None) is None:
                yield Finding(f"shop {shop.id}", "the journal does not tell it so")
        for row in told.values():
            yield Finding("shop", f"what journal row {row.seq} tells is missing")

    def receipts(self) -> Iterator[Finding]:
        """Numbers without gap, sums, journal rows, and each shift's sums as SQLite adds them."""
        expected = self._next(PaperType.NORMAL, 0)
        for number in self._tx.sales.numbers():
            where = f"receipt {number}"
            if number != expected:
                yield Finding(where, f"receipt {expected} is missing before it")
            expected = self._next(PaperType.NORMAL, number)
            yield from _read(where, partial(self._receipt, number))
            self.receipts_seen += 1
            if self.receipts_seen % 1_000 == 0:
                self._progress("receipts", self.receipts_seen)
        yield from self._end_of_shift()
        last, journalled = self._tx.sales.last_number(), self._journalled[Kind.RECEIPT]
        if last != expected - 1:
            yield Finding("receipts", f"{last} numbers were given, the last is {expected - 1}")
        sealed = self.receipts_seen - (self._tx.sales.being_sealed() is not None)
        if sealed != journalled:
            yield Finding("receipts", f"the journal has {journalled} receipts, the table {sealed}")
        for number, what in self._tx.sales.misplaced():
            yield Finding(f"receipt {number}", f"its {what} are not numbered in order")

    def _next(self, paper: PaperType, number: int) -> int:
        """The number that follows in the series: the next one, or that after those the control unit held."""
        while (paper, number) in self._skipped:
            number = self._skipped[paper, number]
        return number + 1

    def _receipt(self, number: int) -> Iterator[Finding]:
        receipt = self._tx.sales.receipt(number)
        assert receipt is not None, "its number was read in the same snapshot"
        if self._counted and self._counted[0].shift_id != receipt.shift_id:
            yield from self._end_of_shift()
        if receipt.seal is not None:
            self._counted.append(receipt)
        yield from self.by_itself(receipt)

    def by_itself(self, receipt: Receipt) -> Iterator[Finding]:
        """A receipt beside its journal rows and its invoice."""
        number, where = receipt.number, f"receipt {receipt.number}"
        if not _adds_up(receipt, self._sale_of(receipt)):
            yield Finding(where, "its sums are not those of its lines and payments")
        if receipt.seal is not None:
            if self._tx.sales.gift_card_moves(number) != moves(receipt):
                yield Finding(where, "what it did to gift cards is not what the balances count")
            for what in self._unlike_journal(receipt):
                yield Finding(where, what)
            for what in self._unlike_outbox(receipt):
                yield Finding(where, what)

    def _sale_of(self, receipt: Receipt) -> Sale:
        """The sale or return as the rules make it from what was sold, before and now."""
        if receipt.original is None:
            sale = Sale(receipt.sale_id, receipt.lines, receipt.tenders, receipt.discount, blind=receipt.blind)
            try:
                return sale.shared()
            except Refused:
                return Sale(receipt.sale_id)
        original = self._tx.sales.receipt(receipt.original)
        if original is None:
            return Sale(receipt.sale_id)
        try:
            returned = return_of(
                original,
                self._tx.sales.returns_of(receipt.original, before=receipt.number),
                {line.returns_line: Quantity(-line.quantity.milli) for line in receipt.lines},
                sale_id=receipt.sale_id,
                line_ids={line.returns_line: line.id for line in receipt.lines},
                at=receipt.at,
            )
        except Refused:
            return Sale(receipt.sale_id)
        kept = {line.id: line for line in receipt.lines}
        lines = tuple(replace(line, registered_at=kept[line.id].registered_at) for line in returned.lines)
        return replace(returned, lines=lines, tenders=receipt.tenders)

    def _unlike_journal(self, receipt: Receipt) -> Iterator[str]:
        own, line_seqs = self._tx.sales.journal_seqs(receipt.number)
        rows = self._tx.journal.rows_at([*line_seqs, *([own] if own else [])])
        if own not in rows:
            yield f"its journal row {own} is missing"
        elif receipt.seal and (rows[own].kind, rows[own].cashier, rows[own].payload) != (
            Kind.RECEIPT,
            receipt.cashier,
            canonical(receipt_facts(receipt, receipt.seal, line_seqs)),
        ):
            yield f"it differs from its journal row {own}"
        for line, seq in zip(receipt.lines, line_seqs, strict=True):
            if seq not in rows:
                yield f"the journal row {seq} of “{line.text}” is missing"
            elif canonical({"line": line_facts(line)})[1:-1] not in rows[seq].payload:
                yield f"“{line.text}” differs from its journal row {seq}"

    def _unlike_outbox(self, receipt: Receipt) -> Iterator[str]:
        if receipt.invoice is None:
            return
        self._invoiced.add(receipt.sale_id)
        if not self._tx.sales.invoice_kept(receipt.number, receipt.invoice):
            yield "the customer it is found by is not who was invoiced"
        entry = self._tx.outbox.get(receipt.sale_id)
        if entry is None:
            yield "its invoice is not in the outbox"
        elif canonical(dict(entry.document)) != canonical(invoice_document(self._tx, receipt, receipt.invoice)):
            yield "its invoice in the outbox says something else"

    def invoices(self) -> Iterator[Finding]:
        """What goes to Spiris as an invoice is that of a receipt."""
        before = None
        while page := self._tx.outbox.entries(kinds=[EntryKind.INVOICE], before=before, limit=_PAGE):
            for entry in page:
                if entry.id not in self._invoiced:
                    yield Finding(f"outbox {entry.reference}", "no receipt was invoiced so")
            before = page[-1].number

    def _end_of_shift(self) -> Iterator[Finding]:
        """Compare the receipts read since the last end with what SQLite adds up and with the Z report."""
        if self._counted:
            shift_id, totals = self._counted[0].shift_id, totals_of(self._counted)
            self._counted = []
            yield from _read(f"shift {shift_id}", partial(self._sums, shift_id, totals))

    def _sums(self, shift_id: str, totals: Totals) -> Iterator[Finding]:
        if totals != self._tx.sales.totals(shift_id):
            yield Finding(f"shift {shift_id}", "its sums are not those of its receipts")
        report = self._tx.shifts.z_of_shift(shift_id)
        if report and report.totals != totals:
            yield Finding(f"Z report {report.number}", "its sums are not those of its receipts")

    def reports(self) -> Iterator[Finding]:
        """Z numbers without gap, grand totals, and that journal and table tell each report in the same words."""
        ids = self._tx.shifts.report_ids()
        for report_id in ids:
            yield from _read(f"report {report_id}", partial(self._report, report_id))
        last, journalled = self._tx.shifts.last_number(), self._journalled[Kind.Z_REPORT]
        if not self.z_reports == last == journalled:
            yield Finding(
                "Z reports", f"{last} numbers were given, the journal has {journalled}, the table {self.z_reports}"
            )
        others, journalled = len(ids) - self.z_reports, self._journalled[Kind.X_REPORT]
        if others != journalled:
            yield Finding("X reports", f"the journal has {journalled}, the table {others}")

    def _report(self, report_id: str) -> Iterator[Finding]:
        kept = self._tx.shifts.kept(report_id)
        report, seq = kept.report, kept.journal_seq
        kind = Kind.X_REPORT if report.number is None else Kind.Z_REPORT
        where = f"X report {report_id}" if report.number is None else f"Z report {report.number}"
        if report.number is not None:
            self.z_reports += 1
            self._z[report.shift_id] = report
            yield from self._z_in_its_place(where, report)
        rows = self._tx.journal.rows_at([seq - 1, seq])
        if seq not in rows or (rows[seq].kind, rows[seq].cashier, rows[seq].payload) != (
            kind,
            report.cashier,
            kept.text,
        ):
            yield Finding(where, f"it differs from its journal row {seq}")
        if kept.text != canonical(kept_facts(report_id, report)) or kept.columns != (
            kind[0],
            report.number,
            report.shift_id,
        ):
            yield Finding(where, "its row contradicts itself")
        if seq - 1 not in rows or rows[seq - 1].hash != report.journal_hash:
            yield Finding(where, "the journal before it is not the one it was printed with")

    def _z_in_its_place(self, where: str, report: Report) -> Iterator[Finding]:
        if report.number != self.z_reports:
            yield Finding(where, f"Z report {self.z_reports} should stand in its place")
        before, totals = self._grand, report.totals
        self._grand = GrandTotals(
            before.sales + totals.gross + totals.returns.amount, before.returns + totals.returns.amount
        )
        if report.grand != self._grand:
            yield Finding(where, "its grand totals do not follow from the reports before it")
        drawer = self._tx.drawer.totals(report.shift_id)
        told = (report.drawer_openings, report.cash_in, report.cash_out, report.copies, report.practice)
        shift = report.shift_id
        counted = (self._tx.copies.totals(shift), self._tx.marked.totals(shift))
        if told != (drawer.openings, drawer.cash_in, drawer.cash_out, *counted):
            yield Finding(where, "its copies and drawer openings are not those of its shift")

    def copies(self) -> Iterator[Finding]:
        """Copies numbered without gap, each as it was journalled."""
        told = self._told[Kind.RECEIPT_COPIED]
        expected = self._next(PaperType.COPY, 0)
        for copy, seq in self._tx.copies.every():
            where = f"copy {copy.number}"
            if copy.number != expected:
                yield Finding(where, f"copy {expected} should stand in its place")
            expected = self._next(PaperType.COPY, expected)
            row = told.pop(canonical(copy_facts(copy)), None)
            if row is None or (row.seq, row.cashier) != (seq, copy.cashier):
                yield Finding(where, "the journal does not tell it so")
        given, last = self._tx.copies.last_number(), expected - 1
        if given != self._last_given(PaperType.COPY, last):
            yield Finding("copies", f"{given} numbers were given, the last is {last}")
        for row in told.values():
            yield Finding("copies", f"what journal row {row.seq} tells is missing")

    def marked(self) -> Iterator[Finding]:
        """Practice receipts and pro formas, each series without gap and each paper as it was journalled."""
        told = {text: row for kind in _MARKED.values() for text, row in self._told[kind].items()}
        numbers = {kind: self._next(_TYPES[kind], 0) for kind in MarkedKind}
        for paper, seq in self._tx.marked.every():
            number = numbers[paper.kind]
            numbers[paper.kind] = self._next(_TYPES[paper.kind], number)
            where = f"{paper.kind.value} {paper.receipt.number}"
            if paper.receipt.number != number:
                yield Finding(where, f"{number} should stand in its place")
            row = told.pop(canonical(marked_facts(paper)), None)
            if row is None or (row.seq, row.cashier, row.kind) != (seq, paper.receipt.cashier, _MARKED[paper.kind]):
                yield Finding(where, "the journal does not tell it so")
        for kind, following in numbers.items():
            given, last = self._tx.marked.last_number(kind), following - 1
            if given != self._last_given(_TYPES[kind], last):
                yield Finding(kind.value, f"{given} numbers were given, the last is {last}")
        for row in told.values():
            yield Finding("papers", f"what journal row {row.seq} tells is missing")

    def _last_given(self, paper: PaperType, last: int) -> int:
        """The last number of a series whose last paper is this one: one more where a paper waits for the unit."""
        waiting = self._tx.waiting_paper.get()
        return self._next(paper, last) if waiting and paper_type(waiting.paper) is paper else last

    def drawer(self) -> Iterator[Finding]:
        """What happened to the drawer outside sales, as it was journalled."""
        told = {text: row for kind in _DRAWER for text, row in self._told[kind].items()}
        for act, seq in self._tx.drawer.every():
            row = told.pop(canonical(drawer_facts(act)), None)
            if row is None or (row.seq, row.cashier, row.kind) != (seq, act.cashier, DRAWER_KINDS[act.kind]):
                yield Finding(f"drawer {act.id}", "the journal does not tell it so")
        for row in told.values():
            yield Finding("drawer", f"what journal row {row.seq} tells is missing")

    def shifts(self) -> Iterator[Finding]:
        """Each shift as its opening was journalled and as its Z report closed it."""
        told = self._told[Kind.SHIFT_OPENED]
        for shift in self._tx.shifts.every():
            where = f"shift {shift.id}"
            row = told.pop(canonical(shift_facts(shift)), None)
            if row is None or (row.at, row.cashier) != (time_text(shift.opened_at), shift.cashier):
                yield Finding(where, "the journal does not tell its opening so")
            z = self._z.get(shift.id)
            if (z.opened_at, z.at) != (shift.opened_at, shift.closed_at) if z else shift.closed_at is not None:
                yield Finding(where, "its Z report does not tell it so")
        for row in told.values():
            yield Finding("shifts", f"what journal row {row.seq} tells is missing")


def _adds_up(receipt: Receipt, sale: Sale) -> bool:
    """Whether the receipt's sums follow from its own lines and tenders."""
    standing = sale.settlement()
    return sale.lines == receipt.lines and (
        standing.settled,
        standing.total,
        standing.rounding,
        standing.change,
        sale.vat,
    ) == (True, receipt.total, receipt.rounding, receipt.change, receipt.vat)
