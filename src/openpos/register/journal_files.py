"""The journal as files that a person asks for: which days, who may, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpos.clock import Clock, swedish
from openpos.domain.permission import Permission, Person
from openpos.register.check import Finding
from openpos.register.sie import Period
from openpos.store.journal import Kind
from openpos.store.store import Store

Progress = Callable[[int, int], None]
"""Told how many rows are written and how many there are."""
REPORT_NAME = "Journal memory"
"""What an export is called among the other reports in the journal."""
MOST_FINDINGS = 100
"""More of them say no more."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    file: str
    size: int
    """In bytes."""
    period: Period
    rows: int
    """Rows of the journal in the period."""
    events: int
    """Events in the file: a row may be none, one or several."""
    not_told: Mapping[str, int]
    """How many rows of which kind have no event in SKVFS 2021:16, and are not in the file."""
    findings: tuple[Finding, ...]
    """Rows that the chain of the journal does not hold for, and those that can't be read and are not in the file; at
    most `MOST_FINDINGS`.
    """


class JournalFiles:
    """Exports the journal. Its methods block: a lane beside the register's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def suggested(self) -> Period:
        """From the first day of this month to today."""
        today = swedish(self._clock()).date()
        return Period(today.replace(day=1), today)

    def write(
        self, path: Path, period: Period, person: Person, progress: Progress, cancelled: Callable[[], bool]
    ) -> Exported | None:
        """Write the file, journalled as a report afterwards; None where it was cancelled. Raises as `export_journal`
        does, and NotPermitted.
        """
        from openpos.register.journal_export import export_journal  # XML is not what a start waits for

        person.must_be_allowed(Permission.BOOKS)
        exported = export_journal(
            self._store,
            path,
            self._clock,
            first=period.first,
            last=period.last,
            by=person.name,
            progress=progress,
            cancelled=cancelled,
        )
        if exported is not None:
            tell_export(self._store, period, self._clock, cashier=person.name)
        return exported


def tell_export(store: Store, period: Period, clock: Clock, *, cashier: str = "") -> None:
    """Journal that the journal of these days was exported, as any report is. Blocks."""
    days = f"{period.first.isoformat()} - {period.last.isoformat()}"
    with store.write() as tx:
        tx.journal.add(Kind.OTHER_REPORT, {"name": REPORT_NAME, "search": days}, at=clock(), cashier=cashier)
