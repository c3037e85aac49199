"""What is booked on which account: the lists of the activation, one kind of thing at a time. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpos.accounting.bas import Kind, Suggestion, account_name
from openpos.domain.company import Account
from openpos.sync.ledger import Doubt, Ledger


@dataclass(frozen=True, slots=True)
class Booking:
    """Something that is booked, and where."""

    kind: Kind
    key: str
    account: str
    name: str
    """What the company calls the account; the chart's name where it is missing."""
    doubt: Doubt | None = None
    label: str = ""
    """What a method of payment is called, as English source text or in the shop's own words."""


@dataclass(frozen=True, slots=True)
class AccountsShown:
    """What a list of bookings shows."""

    rows: tuple[Booking, ...] = ()
    chosen: str = ""
    """The key of the row that the accounts beside it are for."""
    sought: str = ""
    found: tuple[tuple[Account, Doubt | None], ...] = ()
    """The accounts to choose from for that row, with what speaks against each."""
    adding: bool = False
    """Whether a new account is being written."""

    @property
    def row(self) -> Booking | None:
        """The row chosen."""
        return next((row for row in self.rows if row.key == self.chosen), None)

    @property
    def missing(self) -> Mapping[str, str]:
        """The accounts that Spiris lacks, with the names they would get."""
        return {row.account: row.name for row in self.rows if row.doubt is Doubt.MISSING}


@dataclass(slots=True)
class Plan:
    """All bookings while they are being chosen."""

    ledger: Ledger
    chosen: dict[tuple[Kind, str], Suggestion]
    labels: Mapping[str, str] = field(default_factory=dict)
    """What methods of payment are called, by id."""

    @classmethod
    def of(cls, ledger: Ledger, planned: Iterable[Suggestion], labels: Mapping[str, str]) -> Plan:
        """As planned so far."""
        return cls(ledger, {(one.kind, one.key): one for one in planned}, labels)

    def of_kind(self, kind: Kind) -> list[Suggestion]:
        """What is chosen of one kind."""
        return [one for (of, _), one in self.chosen.items() if of is kind]

    def book(self, kind: Kind, key: str, account: str) -> None:
        """Choose an account for something."""
        before = self.chosen[kind, key]
        self.chosen[kind, key] = replace(before, account=account, name=account_name(account))

    def rows(self, kind: Kind) -> tuple[Booking, ...]:
        """The list of one kind."""
        return tuple(self._row(one) for one in self.of_kind(kind))

    def found(self, kind: Kind, key: str, sought: str) -> tuple[tuple[Account, Doubt | None], ...]:
        """The accounts that match, those that can be booked on first."""
        doubts = [(one, self.ledger.doubt(kind, key, one.number)) for one in self.ledger.search(sought)]
        return tuple(sorted(doubts, key=lambda found: (found[1] is not None, found[0].number)))

    def _row(self, one: Suggestion) -> Booking:
        known = self.ledger.accounts.get(one.account)
        doubt = self.ledger.doubt(one.kind, one.key, one.account)
        name = known.name if known else one.name
        return Booking(one.kind, one.key, one.account, name, doubt, self.labels.get(one.key, ""))


def first_row(rows: Sequence[Booking]) -> str:
    """The row to begin with: the first that something is wrong with."""
    wrong = next((row for row in rows if row.doubt is not None), None)
    return (wrong or rows[0]).key if rows else ""
