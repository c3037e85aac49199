"""The outbox: what goes to Spiris, and every attempt to bring it there. Nothing in it is ever deleted.

A document is written in the transaction of what it exports, under an id and a reference that never change. Amounts,
texts and days stay in it as they were; what it is booked on is found anew at each attempt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from openpos.domain.errors import Refused
from openpos.store.tables import attempts, outbox
from openpos.store.types import UtcTime

_TAIL = 4
_LONGEST_WAIT = timedelta(hours=2)
"""Longer than any answer of Spiris makes an entry wait."""


class EntryKind(StrEnum):
    """What is sent."""

    VOUCHER = "voucher"
    """The takings of a Z report, or a correction of one."""
    INVOICE = "invoice"
    """An invoice to a customer, or a credit for one."""
    CUSTOMER = "customer"
    """A change of a customer's address."""


class EntryState(StrEnum):
    """Where it is."""

    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    """An act is under way; left behind by a dead process it becomes UNKNOWN."""
    UNKNOWN = "unknown"
    """Sent, and the answer was lost: it is looked up before anything is sent again."""
    REJECTED = "rejected"
    """A person has to mend something."""
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    """A person decided that it is not to go."""


DONE = frozenset({EntryState.SETTLED, EntryState.WITHDRAWN})
"""States in which nothing more happens."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and how it is with it. `title` and `advice` are English source texts for `values`."""

    number: int
    """Its place in the queue."""
    id: str
    kind: EntryKind
    reference: str
    """What it is found by in Spiris: in its text, unlike any other."""
    about: str
    """What it exports: a Z report and its day, a receipt, or a customer's id."""
    company_id: str
    """The company it is for: it never goes to another."""
    document: Mapping[str, Any]
    after_id: str
    """The entry that has to be done before it; empty for none."""
    state: EntryState
    step: str
    """The act that comes next, or whose outcome is not known; empty before the first."""
    remote_id: str
    """Spiris' id of the draft, and of the document once it is settled."""
    remote_number: str
    """Spiris' number of the booked document."""
    looked: int
    """How often it was looked up in vain since the last attempt."""
    due_at: datetime
    """Nothing is done with it before."""
    created_at: datetime
    updated_at: datetime
    settled_at: datetime | None = None
    title: str = ""
    advice: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One act on the way: written before it, completed after it."""

    number: int
    step: str
    at: datetime
    body: str
    """What was sent, as it was sent; empty for an act without a body."""
    outcome: str = ""
    """Empty where the program died meanwhile."""
    status: int = 0
    """HTTP's number, 0 where nobody answered."""
    answered_at: datetime | None = None


def reference_of(letter: str, register: str, number: int, unique: str) -> str:
    """A reference such as `K1-Z000017-9F3C`. `unique` is an id whose end is random: files that were restored and sold
    on give the same numbers again.
    """
    return f"{register}-{letter}{number:06}-{unique[-_TAIL:].upper()}"


_due = (
    text(
        """SELECT o.* FROM outbox o WHERE o.state IN ('waiting', 'unknown')
    AND o.company_id = :company AND o.due_at <= :now AND NOT EXISTS (
        SELECT 1 FROM outbox b WHERE b.id = o.after_id AND b.state NOT IN ('settled', 'withdrawn'))
    ORDER BY o.number LIMIT 1"""
    )
    .bindparams(bindparam("now", type_=UtcTime()))
    .columns(*outbox.c)
)
_lost = (
    text(
        """SELECT o.* FROM outbox o WHERE o.state IN ('waiting', 'unknown') AND o.state = 'unknown'
    AND o.company_id = :company AND o.due_at <= :now ORDER BY o.number LIMIT 500"""
    )
    .bindparams(bindparam("now", type_=UtcTime()))
    .columns(*outbox.c)
)
_next_due = text(
    """SELECT min(o.due_at) AS due_at FROM outbox o WHERE o.state IN ('waiting', 'unknown')
    AND o.company_id = :company AND (o.state = 'unknown' OR NOT EXISTS (
        SELECT 1 FROM outbox b WHERE b.id = o.after_id AND b.state NOT IN ('settled', 'withdrawn')))"""
).columns(outbox.c.due_at)
_body = select(attempts.c.body).where(
    (attempts.c.outbox_id == bindparam("entry")) & (attempts.c.body_hash == bindparam("hash")) & (attempts.c.body != "")
)


class Outbox:
    """The outbox within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ------------------------------------------------------------------------------------------- who writes into it

    def add(
        self,
        kind: EntryKind,
        document: Mapping[str, Any],
        *,
        id: str,  # noqa: A002 - an entry's id, as everywhere
        reference: str,
        about: str,
        company_id: str,
        at: datetime,
        after_id: str = "",
    ) -> None:
        """Write a document that is to go to Spiris. Adding the same id again is nothing: the first one stands."""
        if self.get(id) is not None:
            return
        self._connection.execute(
            insert(outbox).values(
                id=id,
                kind=kind.value,
                reference=reference,
                about=about,
                company_id=company_id,
                document=json.dumps(document, ensure_ascii=False, separators=(",", ":")),
                after_id=after_id or None,
                state=EntryState.WAITING.value,
                step="",
                remote_id="",
                remote_number="",
                looked=0,
                due_at=at,
                title="",
                advice="",
                said="{}",
                created_at=at,
                updated_at=at,
            )
        )

    # ------------------------------------------------------------------------------------------- who reads it

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id."""
        row = self._connection.execute(select(outbox).where(outbox.c.id == entry_id)).one_or_none()
        return None if row is None else _entry(row)

    def about(self, about: str) -> list[Entry]:
        """Every entry that exports this, oldest first."""
        found = self._connection.execute(select(outbox).where(outbox.c.about == about).order_by(outbox.c.number))
        return [_entry(row) for row in found]

    def entries(
        self,
        *,
        states: Iterable[EntryState] = (),
        kinds: Iterable[EntryKind] = (),
        limit: int = 100,
        before: int | None = None,
    ) -> list[Entry]:
        """Entries in these states and of these kinds (all without any), newest first; `before` that number."""
        query = select(outbox).order_by(outbox.c.number.desc()).limit(limit)
        if wanted := [state.value for state in states]:
            query = query.where(outbox.c.state.in_(wanted))
        if wanted := [kind.value for kind in kinds]:
            query = query.where(outbox.c.kind.in_(wanted))
        if before is not None:
            query = query.where(outbox.c.number < before)
        return [_entry(row) for row in self._connection.execute(query)]

    def counts(self, states: Iterable[EntryState] = ()) -> dict[EntryState, int]:
        """How many entries there are in each of these states (all without any) that has some."""
        query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        if wanted := [state.value for state in states]:
            query = query.where(outbox.c.state.in_(wanted))
        return {EntryState(state): count for state, count in self._connection.execute(query)}

    def newest(self) -> int:
        """The number of the newest entry; 0 where there is none."""
        return int(self._connection.execute(select(func.coalesce(func.max(outbox.c.number), 0))).scalar_one())

    def oldest_open(self) -> Entry | None:
        """The entry that has been on its way for longest."""
        open_states = [state.value for state in EntryState if state not in DONE]
        # By the index alone, however many have arrived before it.
        oldest = select(func.min(outbox.c.number)).where(outbox.c.state.in_(open_states)).scalar_subquery()
        row = self._connection.execute(select(outbox).where(outbox.c.number == oldest)).one_or_none()
        return None if row is None else _entry(row)

    def attempts(self, entry_id: str) -> list[Attempt]:
        """Every attempt with this entry, oldest first, each with what it sent."""
        rows = self._connection.execute(
            select(attempts).where(attempts.c.outbox_id == entry_id).order_by(attempts.c.number)
        ).all()
        bodies = {row.body_hash: row.body for row in rows if row.body}
        return [
            Attempt(
                row.number,
                row.step,
                row.at,
                bodies.get(row.body_hash, ""),
                row.outcome,
                row.status,
                row.answered_at,
            )
            for row in rows
        ]

    def newest_settled(self) -> Entry | None:
        """The newest entry that has arrived."""
        arrived = outbox.c.state == EntryState.SETTLED.value
        newest = select(func.max(outbox.c.number)).where(arrived).scalar_subquery()
        row = self._connection.execute(select(outbox).where(outbox.c.number == newest)).one_or_none()
        return None if row is None else _entry(row)

    # ------------------------------------------------------------------------------------------- who carries it

    def due(self, company_id: str, now: datetime) -> Entry | None:
        """The first waiting entry for this company whose time has come and that needs no other to arrive first."""
        row = self._connection.execute(_due, {"company": company_id, "now": now}).one_or_none()
        return None if row is None else _entry(row)

    def lost(self, company_id: str, now: datetime) -> list[Entry]:
        """The entries for this company, all of one kind, whose outcome is not known and whose time has come."""
        rows = self._connection.execute(_lost, {"company": company_id, "now": now})
        entries = [_entry(row) for row in rows]
        return [entry for entry in entries if entry.kind is entries[0].kind]

    def next_due(self, company_id: str) -> datetime | None:
        """When the next entry's time comes; None where nothing waits but for what a person has to mend."""
        return self._connection.execute(_next_due, {"company": company_id}).scalar()

    def begin(self, entry_id: str, step: str, body: str, *, at: datetime) -> int:
        """Write that an act is about to be done, and with what; gives the attempt's number."""
        body_hash = hashlib.sha256(body.encode()).hexdigest() if body else ""
        known = body and self._connection.execute(_body, {"entry": entry_id, "hash": body_hash}).first()
        last = select(func.coalesce(func.max(attempts.c.number), 0)).where(attempts.c.outbox_id == entry_id)
        number = int(self._connection.execute(last).scalar_one()) + 1
        self._connection.execute(
            insert(attempts).values(
                outbox_id=entry_id,
                number=number,
                step=step,
                at=at,
                body_hash=body_hash,
                body="" if known else body,
                outcome="",
                status=0,
            )
        )
        self.put(entry_id, EntryState.IN_FLIGHT, at=at, step=step, looked=0)
        return number

    def end(self, entry_id: str, number: int, outcome: str, status: int, *, at: datetime) -> None:
        """Write how an attempt went."""
        here = (attempts.c.outbox_id == entry_id) & (attempts.c.number == number)
        values = {"outcome": outcome, "status": status, "answered_at": at}
        self._connection.execute(update(attempts).where(here).values(values))

    def put(
        self,
        entry_id: str,
        state: EntryState,
        *,
        at: datetime,
        due_at: datetime | None = None,
        why: tuple[str, str, Mapping[str, Any]] = ("", "", {}),
        **changes: str | int,
    ) -> None:
        """Write how it is with an entry now: `why` as title, advice and values, and what else changes."""
        title, advice, values = why
        standing: dict[str, Any] = {
            "state": state.value,
            "updated_at": at,
            "due_at": due_at or at,
            "title": title,
            "advice": advice,
            "said": json.dumps({name: str(value) for name, value in values.items()}, ensure_ascii=False),
            **changes,
        }
        if state is EntryState.SETTLED:
            standing["settled_at"] = at
        self._connection.execute(update(outbox).where(outbox.c.id == entry_id).values(standing))

    def recover(self, *, at: datetime) -> int:
        """What a dead process had under way may have been done: it is looked up. Gives how many.

        What was put off for longer than anything ever is was put off by a clock that went wrong: its time has come.
        """
        under_way = outbox.c.state == EntryState.IN_FLIGHT.value
        values = {"state": EntryState.UNKNOWN.value, "looked": 0, "due_at": at, "updated_at": at}
        recovered = self._connection.execute(update(outbox).where(under_way).values(values)).rowcount
        is_open = outbox.c.state.in_([EntryState.WAITING.value, EntryState.UNKNOWN.value])
        late = update(outbox).where(is_open & (outbox.c.due_at > at + _LONGEST_WAIT))
        self._connection.execute(late.values(due_at=at))
        return recovered

    def hasten(self, *, at: datetime) -> None:
        """What was put off may be tried at once: a person has mended something, or the net is back."""
        waits = (outbox.c.state == EntryState.WAITING.value) & (outbox.c.due_at > at)
        self._connection.execute(update(outbox).where(waits).values(due_at=at))

    # ------------------------------------------------------------------------------------------- what a person decides

    def send_again(self, entry_id: str, *, at: datetime) -> None:
        """Let a rejected entry go once more, or one that waits go now. Raises Refused for one that is done.

        One of which an answer was ever lost is looked up first, and never simply sent.
        """
        entry = self._standing(entry_id)
        if entry.state is EntryState.REJECTED:
            lost = attempts.c.outcome.in_(["", "unknown"]) & (attempts.c.outbox_id == entry_id)
            doubtful = self._connection.execute(select(attempts.c.number).where(lost).limit(1)).first()
            self.put(entry_id, EntryState.UNKNOWN if doubtful else EntryState.WAITING, at=at, looked=0)
        elif entry.state in {EntryState.WAITING, EntryState.UNKNOWN}:
            here = outbox.c.id == entry_id
            self._connection.execute(update(outbox).where(here).values(due_at=at))

    def withdraw(self, entry_id: str, *, at: datetime) -> None:
        """Let a customer's change not go: Spiris' address stays. Raises Refused for anything else."""
        entry = self._standing(entry_id)
        if entry.kind is not EntryKind.CUSTOMER or entry.state not in {EntryState.REJECTED, EntryState.WAITING}:
            raise Refused(
                "{reference} can't be left out.",
                "Only a change of a customer's address that has not been sent can be left out.",
                reference=entry.reference,
            )
        self.put(entry_id, EntryState.WITHDRAWN, at=at)

    def _standing(self, entry_id: str) -> Entry:
        entry = self.get(entry_id)
        if entry is None or entry.state in DONE:
            raise Refused("There is nothing more to send of this.", "Look at the list again.")
        return entry


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        number=row.number,
        id=row.id,
        kind=EntryKind(row.kind),
        reference=row.reference,
        about=row.about,
        company_id=row.company_id,
        document=json.loads(row.document),
        after_id=row.after_id or "",
        state=EntryState(row.state),
        step=row.step,
        remote_id=row.remote_id,
        remote_number=row.remote_number,
        looked=row.looked,
        due_at=row.due_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
        settled_at=row.settled_at,
        title=row.title,
        advice=row.advice,
        values=json.loads(row.said),
    )
