"""What was closed on some days as a SIE 4I file: the way into any bookkeeping program, also where Spiris is gone."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpos import __version__
from openpos.accounting.bas import account_name
from openpos.accounting.sie import sie_file
from openpos.accounting.voucher import Voucher, turnover, voucher_of
from openpos.clock import Clock, swedish
from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import ZERO, Money, total
from openpos.domain.permission import Permission, Person
from openpos.store.exports import about_z, chosen_accounts, takings_of
from openpos.store.journal import Kind
from openpos.store.outbox import DONE, EntryKind, EntryState
from openpos.store.store import Store, Transaction

_ALL = 1_000_000
"""More entries than a register ever has open."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Inside:
    """What was closed on some days."""

    vouchers: int = 0
    amount: Money = ZERO
    """The turnover of all of them."""
    sent: int = 0
    """How many of them are in Spiris already or go there by themselves."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written."""

    file: str
    size: int
    """In bytes."""
    inside: Inside


class SieFiles:
    """Writes SIE files. Its methods block: a lane beside the register's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def suggested(self) -> Period:
        """From the oldest to the newest day that has not arrived in Spiris; where everything has, the last month, or
        this one where nothing was closed then.
        """
        today = swedish(self._clock()).date()
        with self._store.read() as tx:
            if waiting := _days_that_wait(tx):
                return Period(min(waiting), max(waiting))
            last = today.replace(day=1) - timedelta(days=1)
            month = Period(last.replace(day=1), last)
            return month if any(closed_between(tx, month)) else Period(today.replace(day=1), today)

    def inside(self, period: Period) -> Inside:
        """What a file of these days would hold. Raises Refused where nothing was closed."""
        with self._store.read() as tx:
            closed = list(closed_between(tx, period))
        _must_hold(closed, period)
        return _inside(closed)

    def write(self, path: Path, period: Period, person: Person) -> Written:
        """Write the file, journalled as a report. Raises Refused as `write_sie` does and where the person may not, and
        NotDone as it does.
        """
        person.must_be_allowed(Permission.BOOKS)
        written = write_sie(self._store, path, period, self._clock)
        tell_sie(self._store, period, self._clock, cashier=person.name)
        return written


def tell_sie(store: Store, period: Period, clock: Clock, *, cashier: str = "") -> None:
    """Journal that a file of these days was written, as any report is. Blocks."""
    days = f"{period.first.isoformat()} - {period.last.isoformat()}"
    with store.write() as tx:
        tx.journal.add(Kind.OTHER_REPORT, {"name": "SIE 4I", "search": days}, at=clock(), cashier=cashier)


def write_sie(store: Store, path: Path, period: Period, clock: Clock) -> Written:
    """Write what was closed on these days into a new file: all of it or none. Reads beside an open register. Blocks.

    Raises Refused where nothing was closed and where there is such a file, NotDone where it can't be written.
    """
    with store.read() as tx:
        closed = list(closed_between(tx, period))
        _must_hold(closed, period)
        content = _content(tx, [one for one, _ in closed], clock)
    try:
        # Never over a file that the bookkeeping may not have read yet (SIE 4B).
        with path.open("xb") as file:
            _fill(file.fileno(), path, content)
    except FileExistsError:
        raise Refused("There is a file {file} already.", "Give another name.", file=str(path)) from None
    except OSError as error:
        raise not_written(path, error) from error
    return Written(str(path), len(content), _inside(closed))


def not_written(path: Path, error: OSError) -> NotDone:
    """Why the file could not be written, in words."""
    file = str(path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NotDone("You may not write {file} there.", "Choose another place.", file=file)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return NotDone("The folder of {file} is not there.", "Choose another place.", file=file)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return NotDone("There is no room for the file {file}.", "Free some space, or choose another place.", file=file)
    return NotDone(
        "The file {file} can't be written: {reason}.",
        "Choose another place.",
        file=file,
        reason=error.strerror or str(error),
    )


def closed_between(tx: Transaction, period: Period) -> Iterator[tuple[Voucher, bool]]:
    """The vouchers of the Z reports on these days, on the shop's accounts or BAS' usual ones, and whether each is in
    Spiris already or goes there by itself.
    """
    accounts = chosen_accounts(tx)
    for report, _ in tx.shifts.z_reports():
        if swedish(report.opened_at).date() > period.last or swedish(report.at).date() < period.first:
            continue
        for takings in takings_of(tx, report):
            voucher = voucher_of(takings, accounts)
            if period.first <= takings.day <= period.last and voucher.rows:
                entries = tx.outbox.about(about_z(report.number or 0, takings.day))
                yield voucher, any(entry.state is not EntryState.WITHDRAWN for entry in entries)


def _inside(closed: list[tuple[Voucher, bool]]) -> Inside:
    return Inside(len(closed), total(turnover(voucher) for voucher, _ in closed), sum(sent for _, sent in closed))


def _must_hold(closed: list[tuple[Voucher, bool]], period: Period) -> None:
    if period.first > period.last:
        raise Refused("{first} is after {last}.", "Write the earlier day first.", first=period.first, last=period.last)
    if not closed:
        raise Refused(
            "No day between {first} and {last} was closed.",
            "Choose other days.",
            first=period.first,
            last=period.last,
        )


def _content(tx: Transaction, vouchers: list[Voucher], clock: Clock) -> bytes:
    shop = tx.shop.current()
    return sie_file(
        vouchers,
        company=shop.name,
        organisation_number=shop.organisation_number,
        accounts=_names(tx, vouchers),
        made=swedish(clock()).date(),
        version=__version__,
    )


def _names(tx: Transaction, vouchers: list[Voucher]) -> dict[str, str]:
    """The accounts' names: as the shop's own chart has them, else as the usual one does."""
    used = {row.account for voucher in vouchers for row in voucher.rows}
    own = {account.number: account.name for year in tx.spiris.years() for account in tx.spiris.accounts(year.id)}
    return {account: own.get(account) or account_name(account) for account in used}


def _days_that_wait(tx: Transaction) -> list[date]:
    under_way = frozenset(EntryState) - DONE
    entries = tx.outbox.entries(states=under_way, limit=_ALL)
    return [date.fromisoformat(entry.document["day"]) for entry in entries if entry.kind is EntryKind.VOUCHER]


def _fill(file: int, path: Path, content: bytes) -> None:
    """Half a file would be read as a whole one: what can't be finished is removed."""
    try:
        while content:
            content = content[os.write(file, content) :]
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
