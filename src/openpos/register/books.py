"""The day's takings in the books: what became of their vouchers, and how one is put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from openpos.accounting.voucher import Voucher, by_account, turnover, voucher_of
from openpos.clock import Clock, swedish
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, total
from openpos.domain.permission import Permission, Person
from openpos.store.exports import about_z, chosen_accounts, correct, sent_voucher, takings_from, takings_of
from openpos.store.outbox import Entry, EntryState
from openpos.store.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Exported:
    """One voucher of a part of a Z report, and what it has booked."""

    entry: Entry
    booked: Money
    """Its turnover, below zero for one that takes another back; zero before it has arrived."""


@dataclass(frozen=True, slots=True)
class ZPart:
    """What a Z report has for the books on one Swedish day, and what is booked of it."""

    number: int
    day: date
    closed_at: datetime
    due: Money
    """The turnover of the voucher that its takings make."""
    exported: tuple[Exported, ...] = ()
    """Oldest first."""

    @property
    def key(self) -> str:
        """What its vouchers export."""
        return about_z(self.number, self.day)

    @property
    def booked(self) -> Money:
        """What all its vouchers together have booked."""
        return total(one.booked for one in self.exported)

    @property
    def difference(self) -> Money:
        """What is booked beyond what is due."""
        return self.booked - self.due

    @property
    def arrived(self) -> bool:
        """Whether everything that was to be booked is."""
        return bool(self.exported) and all(one.entry.state is EntryState.SETTLED for one in self.exported)

    @property
    def last(self) -> Entry | None:
        """The newest voucher: the one that a correction would take back."""
        return self.exported[-1].entry if self.exported else None


@dataclass(frozen=True, slots=True)
class Moved:
    """An account whose sum a correction would change."""

    account: str
    name: str
    before: Money
    after: Money


class Books:
    """What of the Z reports is booked, and how it is put right. What writes blocks: register lane."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def z_parts(self, limit: int, before: int | None = None) -> list[ZPart]:
        """The parts of so many Z reports, newest first; `before` the one with this number. Blocks for a moment."""
        with self._store.read() as tx:
            accounts = chosen_accounts(tx)
            parts = []
            for _, report in tx.shifts.newest_z_reports(limit, before):
                number = report.number or 0
                found = []
                for takings in takings_of(tx, report):
                    due = turnover(voucher_of(takings, accounts))
                    exported = _exported(tx, about_z(number, takings.day))
                    if due or exported:
                        found.append(ZPart(number, takings.day, report.at, due, exported))
                parts += found[::-1] or [ZPart(number, swedish(report.at).date(), report.at, ZERO)]
        return parts

    def correction(self, entry_id: str) -> list[Moved]:
        """What a correction of this voucher would move to other accounts. Blocks for a moment.

        Raises Refused for a voucher that has not arrived or was taken back, and where the accounts are the same.
        """
        with self._store.read() as tx:
            return _correction(tx, entry_id)

    def correct(self, entry_id: str, person: Person) -> tuple[str, str]:
        """Take an exported voucher back by a reversing one, and book the takings anew on the accounts chosen now: both
        wait to be sent. Gives their ids; doing it again gives the same two. Blocks.

        Raises Refused as `correction` does and where the person may not.
        """
        person.must_be_allowed(Permission.BOOKS)
        with self._store.write() as tx:
            entry = tx.outbox.get(entry_id)
            if entry is None or not _taken_back(tx, entry):
                _correction(tx, entry_id)
            assert entry is not None, "it has just been read"
            return correct(tx, entry, at=self._clock())


def _exported(tx: Transaction, about: str) -> tuple[Exported, ...]:
    """The vouchers for the company that is connected now; where there are none of it, for the one before."""
    connection = tx.spiris.connection()
    entries = tx.outbox.about(about)
    company = connection.company_id if connection else ""
    own = [entry for entry in entries if entry.company_id == company] or entries
    return tuple(Exported(entry, _booked(tx, entry)) for entry in own)


def _booked(tx: Transaction, entry: Entry) -> Money:
    sent = sent_voucher(tx, entry) if entry.state is EntryState.SETTLED else None
    if sent is None:
        return ZERO
    return -turnover(sent) if entry.document["what"] == "reversal" else turnover(sent)


def _taken_back(tx: Transaction, entry: Entry) -> bool:
    return any(one.document.get("of") == entry.id for one in tx.outbox.about(entry.about))


def _correction(tx: Transaction, entry_id: str) -> list[Moved]:
    entry = tx.outbox.get(entry_id)
    sent = None
    if entry is not None and entry.state is EntryState.SETTLED and entry.document.get("what") == "takings":
        sent = sent_voucher(tx, entry)
    if entry is None or sent is None:
        raise Refused(
            "Only a voucher that has arrived can be put right.",
            "One that has not is booked on the accounts that are chosen when it goes.",
        )
    connection = tx.spiris.connection()
    if connection is None or connection.company_id != entry.company_id:
        raise Refused(
            "This voucher is in the books of another company.", "Put it right there, in Spiris.", number=entry.reference
        )
    if _taken_back(tx, entry):
        raise Refused("This voucher was taken back already.", "Look at the newest voucher of the Z report.")
    before, after = _sums(sent), _sums(voucher_of(takings_from(entry.document), chosen_accounts(tx)))
    year = next((year for year in tx.spiris.years() if year.holds(sent.day)), None)
    names = {account.number: account.name for account in (tx.spiris.accounts(year.id) if year else ())}
    moved = [
        Moved(account, names.get(account, ""), before.get(account, ZERO), after.get(account, ZERO))
        for account in sorted(before.keys() | after.keys())
        if before.get(account, ZERO) != after.get(account, ZERO)
    ]
    if not moved:
        raise Refused(
            "The voucher is booked on the accounts that are chosen now.",
            "Change the accounts on the Integrations page first, then put it right here.",
        )
    return moved


def _sums(voucher: Voucher) -> dict[str, Money]:
    sums: dict[str, Money] = {}
    for account, amount in by_account(voucher):
        sums[account] = sums.get(account, ZERO) + amount
    return sums
