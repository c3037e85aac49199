"""Print jobs: what is to go on paper and what became of it. A job's document is read when it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from openpos.store.tables import print_jobs


class JobKind(StrEnum):
    """What a job prints: `document` is a receipt's number, a gift card's or a Swish code, another paper's id, or
    nothing.
    """

    RECEIPT = "receipt"
    REPORT = "report"
    TEST = "test"
    COPY = "copy"
    DRAWER = "drawer"
    """Only the pulse that opens the drawer."""
    CASH = "cash"
    """A slip for cash put in or taken out."""
    PRACTICE = "practice"
    PRO_FORMA = "pro_forma"
    BALANCE = "balance"
    """What is left on a gift card."""
    SWISH = "swish"
    """The code that a Swish payment is made by."""
    PRO_FORMA_INVOICE = "pro_forma_invoice"
    """What the invoice of a receipt will say."""


class JobState(StrEnum):
    """Where a job is. SENDING left behind by a dead process becomes UNKNOWN: the paper may exist."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper to print. `title` and `advice` say what went wrong (English source text)."""

    id: int
    kind: JobKind
    document: str
    open_drawer: bool
    state: JobState
    created_at: datetime
    title: str = ""
    advice: str = ""


# Statements are built once: building one costs as much as running it.
_insert = insert(print_jobs)
_settle = (
    update(print_jobs)
    .where(print_jobs.c.id == bindparam("job"))
    .values({name: bindparam(f"the_{name}") for name in ("state", "updated_at", "title", "advice")})
)
_by_id = select(print_jobs).where(print_jobs.c.id == bindparam("job"))
_in_state = (
    select(print_jobs)
    .where(print_jobs.c.state.in_(bindparam("states", expanding=True)))
    .order_by(print_jobs.c.id)
    .limit(bindparam("most"))
)


class PrintJobs:
    """The print jobs within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kind: JobKind, document: str, *, at: datetime, open_drawer: bool = False) -> int:
        """Queue a paper and return the job's id."""
        result = self._connection.execute(
            _insert,
            {
                "kind": kind.value,
                "document": document,
                "open_drawer": int(open_drawer),
                "state": JobState.QUEUED.value,
                "created_at": at,
                "updated_at": at,
                "title": "",
                "advice": "",
            },
        )
        return int(result.lastrowid)

    def settle(self, job_id: int, state: JobState, *, at: datetime, title: str = "", advice: str = "") -> None:
        """Write what became of a job."""
        settled = {"the_state": state.value, "the_updated_at": at, "the_title": title, "the_advice": advice}
        self._connection.execute(_settle, {"job": job_id, **settled})

    def in_state(self, *states: JobState, limit: int = 1000) -> list[PrintJob]:
        """Jobs in these states, oldest first."""
        rows = self._connection.execute(_in_state, {"states": [state.value for state in states], "most": limit})
        return [_job(row) for row in rows]

    def get(self, job_id: int) -> PrintJob:
        """One job; a wrong id is a bug and raises."""
        return _job(self._connection.execute(_by_id, {"job": job_id}).one())

    def has(self, kind: JobKind, document: str) -> bool:
        """Whether there is a paper of this kind and document."""
        found = select(print_jobs.c.id).where(print_jobs.c.kind == kind.value, print_jobs.c.document == document)
        return self._connection.execute(found.limit(1)).first() is not None

    def newest(self, limit: int = 20) -> list[PrintJob]:
        """The newest jobs, newest first."""
        return [
            _job(row)
            for row in self._connection.execute(select(print_jobs).order_by(print_jobs.c.id.desc()).limit(limit))
        ]


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        id=row.id,
        kind=JobKind(row.kind),
        document=row.document,
        open_drawer=bool(row.open_drawer),
        state=JobState(row.state),
        created_at=row.created_at,
        title=row.title,
        advice=row.advice,
    )
