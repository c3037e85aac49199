"""The journal: the append-only, hash-chained record of everything registered (SKVFS 2014:9 ch. 2, SKVFS 2021:16)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Text, bindparam, func, insert, select, type_coerce
from sqlalchemy.exc import DatabaseError

from openpos.store.tables import journal
from openpos.store.types import time_text

GENESIS = "0" * 64
"""What the first row names as the hash before it."""
CLOCK_TOLERANCE = timedelta(seconds=60)
"""Time servers nudge a clock by less than this; more is journalled as a change of the clock."""


class Kind(StrEnum):
    """What happened. The export maps these to the elements of SKVFS 2021:16."""

    REGISTER_STARTED = "register_started"
    REGISTER_STOPPED = "register_stopped"
    REGISTER_RESTARTED = "register_restarted"
    """Started again after it was not stopped in order."""
    CLOCK_CHANGED = "clock_changed"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    LOGIN_FAILED = "login_failed"
    LOGIN_LOCKED = "login_locked"
    SHIFT_OPENED = "shift_opened"
    LINE_ADDED = "line_added"
    LINE_CHANGED = "line_changed"
    LINE_REMOVED = "line_removed"
    CLEARED = "cleared"
    DISCOUNT_CHANGED = "discount_changed"
    """Of the whole sale; a line's own discount is a change of the line."""
    PARKED = "parked"
    FETCHED = "fetched"
    PRICE_ASKED = "price_asked"
    PRACTICE_RECEIPT = "practice_receipt"
    PRO_FORMA = "pro_forma"
    PRACTICE_BEGUN = "practice_begun"
    PRACTICE_ENDED = "practice_ended"
    PERMISSION_LENT = "permission_lent"
    TENDER_ADDED = "tender_added"
    TENDER_REMOVED = "tender_removed"
    RECEIPT = "receipt"
    RECEIPT_COPIED = "receipt_copied"
    DRAWER_OPENED = "drawer_opened"
    CASH_MOVED = "cash_moved"
    FLOAT_CHANGED = "float_changed"
    SEAL_REFUSED = "seal_refused"
    SERIES_MOVED = "series_moved"
    """A series went on after the control unit's last number: the file was older than the unit."""
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    OTHER_REPORT = "other_report"
    """Any other report, and one made again: its name and what it was sought by (SKVFS 2021:16, OvrigRapport)."""
    ARTICLES_IMPORTED = "articles_imported"
    PRICE_CHANGED = "price_changed"
    ARTICLE_ADDED = "article_added"
    """New, or back in sale."""
    ARTICLE_CHANGED = "article_changed"
    """Anything of an article but its price, with old and new values."""
    ARTICLE_REMOVED = "article_removed"
    """Taken out of sale."""
    SHOP_CHANGED = "shop_changed"
    SETTINGS_CHANGED = "settings_changed"
    STAFF_CHANGED = "staff_changed"
    ROLE_CHANGED = "role_changed"
    PAYMENT_METHOD_CHANGED = "payment_method_changed"
    COST_CENTRE_CHANGED = "cost_centre_changed"


PROGRAMMING = (
    *(Kind.SETTINGS_CHANGED, Kind.SHOP_CHANGED, Kind.STAFF_CHANGED, Kind.ROLE_CHANGED, Kind.PAYMENT_METHOD_CHANGED),
    *(Kind.COST_CENTRE_CHANGED, Kind.PRICE_CHANGED, Kind.ARTICLE_ADDED, Kind.ARTICLE_CHANGED, Kind.ARTICLE_REMOVED),
    Kind.ARTICLES_IMPORTED,
)
"""What people decide about the register, and not what they do with it. The index `journal_programming` has these."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One row as it stands in the file. `payload` is JSON text."""

    seq: int
    at: str
    cashier: str
    kind: str
    payload: str
    previous_hash: str
    hash: str

    def expected_hash(self) -> str:
        """The hash that this row's own content and the hash before it give."""
        return row_hash(self.previous_hash, self.seq, self.at, self.cashier, self.kind, self.payload)


@dataclass(frozen=True, slots=True)
class Span:
    """How many rows there are of a time, and the seqs of the first and the last, which others may lie between: the seqs
    don't follow the clock. None where there is none.
    """

    rows: int = 0
    first: int | None = None
    last: int | None = None


def canonical(payload: Mapping[str, Any]) -> str:
    """The one JSON text of a payload: sorted keys, no blanks, UTF-8. Floats have no place in it."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def row_hash(previous_hash: str, seq: int, at: str, cashier: str, kind: str, payload: str) -> str:
    """SHA-256 over the previous row's hash and the canonical bytes of this row."""
    row = json.dumps([previous_hash, seq, at, cashier, kind, payload], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(row.encode()).hexdigest()


_last = select(journal.c.seq, journal.c.at, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
_last_seq = select(func.max(journal.c.seq))
_first_at = select(journal.c.at).order_by(journal.c.seq).limit(1)
_insert = insert(journal)
_ENDLESS = 2**62
_raw = select(
    journal.c.seq,
    type_coerce(journal.c.at, Text),
    journal.c.cashier,
    journal.c.kind,
    journal.c.payload,
    journal.c.previous_hash,
    journal.c.hash,
)
# The kinds as they are, no question marks: else SQLite can't know that the index of starts and stops holds them all.
_raw_of = (
    _raw.where(journal.c.kind.in_(bindparam("kinds", expanding=True, literal_execute=True)))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_between = (journal.c.seq > bindparam("after"), journal.c.seq <= bindparam("upto"))
_raw_between = _raw.where(*_between).order_by(journal.c.seq)
_raw_of_between = _raw.where(*_between, journal.c.kind == bindparam("kind")).order_by(journal.c.seq)
_at_text = type_coerce(journal.c.at, Text)
_span = select(func.count(), func.min(journal.c.seq), func.max(journal.c.seq)).where(
    *_between, _at_text >= bindparam("since"), _at_text < bindparam("before")
)
# Word for word, no question marks, for the same reason.
_is_programming = journal.c.kind.in_(
    bindparam("programming", [kind.value for kind in PROGRAMMING], expanding=True, literal_execute=True)
)
_programmed = (
    _raw.where(_is_programming, journal.c.kind.in_(bindparam("kinds", expanding=True)))
    .where(journal.c.seq < bindparam("before"))
    .order_by(journal.c.seq.desc())
    .limit(bindparam("most"))
)
_programmed_before = _programmed.where(func.json_extract(journal.c.payload, bindparam("path")) == bindparam("subject"))
_programmers = select(journal.c.cashier).where(_is_programming).distinct()
_raw_at = _raw.where(journal.c.seq.in_(bindparam("seqs", expanding=True)))


class Journal:
    """The journal within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kind: Kind, payload: Mapping[str, Any], *, at: datetime, cashier: str = "") -> int:
        """Append one event and return its seq."""
        return self.add_many([(kind, payload)], at=at, cashier=cashier)[0]

    def add_many(
        self, events: Sequence[tuple[Kind, Mapping[str, Any]]], *, at: datetime, cashier: str = ""
    ) -> list[int]:
        """Append events of the same moment and person and return their seqs.

        A clock that went back since the last row is journalled first, without events too; the seqs never follow the
        clock.
        """
        last = self._connection.execute(_last).one_or_none()
        seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
        rows = []
        seqs = []
        clock: list[tuple[Kind, Mapping[str, Any]]] = []
        if last and last.at - at > CLOCK_TOLERANCE:
            clock = [(Kind.CLOCK_CHANGED, {"from": time_text(last.at), "to": time_text(at)})]
        for kind, payload in (*clock, *events):
            seq += 1
            text = canonical(payload)
            digest = row_hash(previous, seq, time_text(at), cashier, kind, text)
            rows.append(
                {
                    "seq": seq,
                    "at": at,
                    "cashier": cashier,
                    "kind": kind.value,
                    "payload": text,
                    "previous_hash": previous,
                    "hash": digest,
                }
            )
            seqs.append(seq)
            previous = digest
        if rows:
            self._connection.execute(_insert, rows)
        return seqs[len(clock) :]

    def last_hash(self) -> str:
        """The hash of the newest row."""
        last = self._connection.execute(_last).one_or_none()
        return last.hash if last else GENESIS

    def last_at(self) -> datetime | None:
        """When the newest row was written, by the clock of then."""
        last = self._connection.execute(_last).one_or_none()
        return last.at if last else None

    def first_at(self) -> datetime | None:
        """When the oldest row was written, by the clock of then."""
        return self._connection.execute(_first_at).scalar_one_or_none()

    def last_of(self, *kinds: Kind) -> JournalRow | None:
        """The newest row of any of these kinds. Looks through the whole journal, but for starts and stops in order."""
        found = self._connection.execute(_raw_of, {"kinds": [kind.value for kind in kinds]}).one_or_none()
        return JournalRow(*found) if found else None

    def programmed(
        self,
        kinds: Iterable[Kind],
        limit: int,
        *,
        before: int | None = None,
        by: Iterable[str] | None = None,
        days: tuple[datetime, datetime] | None = None,
    ) -> list[JournalRow]:
        """The newest rows of these kinds of PROGRAMMING, newest first: those before a seq, of these people, and from
        the first moment up to the second.
        """
        query = _programmed
        if by is not None:
            query = query.where(journal.c.cashier.in_(list(by)))
        if days is not None:
            query = query.where(journal.c.at >= days[0], journal.c.at < days[1])
        found = self._connection.execute(
            query,
            {"kinds": [kind.value for kind in kinds], "before": _ENDLESS if before is None else before, "most": limit},
        )
        return [JournalRow(*row) for row in found]

    def programmed_before(self, row: JournalRow, name: str, value: str | int) -> JournalRow | None:
        """The newest row of the same kind before this one whose payload has this value under the name."""
        wanted = {"kinds": [row.kind], "before": row.seq, "most": 1, "path": f"$.{name}", "subject": value}
        found = self._connection.execute(_programmed_before, wanted).one_or_none()
        return JournalRow(*found) if found else None

    def programmers(self) -> list[str]:
        """Everybody who ever changed something of PROGRAMMING."""
        return list(self._connection.execute(_programmers).scalars())

    def rows(self) -> Iterator[JournalRow]:
        """All rows in order, as the file holds them, read in portions.

        Where a page of the file is damaged, every row before it is given and then SQLite's error raised.
        """
        query, portion = _raw.order_by(journal.c.seq), 5000
        while True:
            try:
                found = self._connection.execute(query.limit(portion)).all()
            except DatabaseError:
                if portion == 1:
                    raise
                portion = 1
                continue
            if not found:
                return
            for row in found:
                yield JournalRow(*row)
            query = _raw.where(journal.c.seq > found[-1].seq).order_by(journal.c.seq)

    def between(self, after: int, upto: int, kind: Kind | None = None) -> list[JournalRow]:
        """The rows after one seq and up to another, in order; with `kind`, those of it."""
        seqs = {"after": after, "upto": upto}
        found = self._connection.execute(
            _raw_of_between if kind else _raw_between, seqs | ({"kind": kind} if kind else {})
        )
        return [JournalRow(*row) for row in found]

    def span(self, after: int, upto: int, since: str, before: str) -> Span:
        """Among the rows after one seq and up to another, those of a time as the file holds times; `before` is outside
        it.
        """
        values = {"after": after, "upto": upto, "since": since, "before": before}
        return Span(*self._connection.execute(_span, values).one())

    def rows_at(self, seqs: Iterable[int]) -> dict[int, JournalRow]:
        """These rows by their seqs; those that are missing are left out."""
        wanted = sorted(set(seqs))
        rows: dict[int, JournalRow] = {}
        for start in range(0, len(wanted), 500):
            found = self._connection.execute(_raw_at, {"seqs": wanted[start : start + 500]})
            rows.update((row.seq, JournalRow(*row)) for row in found)
        return rows

    def last_seq(self) -> int:
        """The newest row's seq, 0 for an empty journal."""
        return self._connection.execute(_last_seq).scalar_one() or 0


def broken_rows(rows: Iterable[JournalRow], *, previous: JournalRow | None = None) -> Iterator[tuple[int, str]]:
    """The seq of each row where the chain does not hold, with what is wrong in words."""
    seq, digest = (previous.seq, previous.hash) if previous else (0, GENESIS)
    for row in rows:
        if row.seq != seq + 1:
            yield row.seq, f"row {seq + 1} is missing before it"
        elif row.previous_hash != digest:
            yield row.seq, "it does not follow the row before it"
        elif row.hash != row.expected_hash():
            yield row.seq, "its content was changed"
        seq, digest = row.seq, row.hash
