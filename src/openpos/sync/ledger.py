"""A fiscal year's accounts as something to choose from: what can be booked on, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openpos.accounting.bas import Kind
from openpos.domain.article import words
from openpos.domain.company import Account, FiscalYear
from openpos.sync.spiris import ArticleCoding, VatCode

_VAT_ACCOUNTS = "26"
"""How the accounts of the BAS chart begin on which VAT is owed."""


class Doubt(StrEnum):
    """Why an account should not be chosen."""

    MISSING = "missing"
    INACTIVE = "inactive"
    BLOCKED = "blocked"
    VAT = "vat"
    """Its VAT code says something else than what is to be booked on it: told, but an accountant may know better."""
    CODING = "coding"
    """Sales can be booked there, but not invoiced: Spiris has no article coding for this rate on it."""

    @property
    def stops(self) -> bool:
        """Whether nothing could be booked there."""
        return self not in {Doubt.VAT, Doubt.CODING}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The accounts of a year by number, and the VAT rates of the codes that stand on them."""

    year: FiscalYear
    accounts: Mapping[str, Account]
    rates_bp: Mapping[str, int]
    coded: frozenset[tuple[int, str]] | None = None
    """The rates and accounts that articles on invoices can have; None where nothing is invoiced."""

    @classmethod
    def of(
        cls,
        year: FiscalYear,
        accounts: Iterable[Account],
        codes: Iterable[VatCode],
        codings: Iterable[ArticleCoding] | None = None,
    ) -> Ledger:
        """What Spiris gave; `codings` where sales are to be invoiced."""
        coded = None if codings is None else frozenset((one.rate_bp, one.account) for one in codings if one.active)
        return cls(year, {one.number: one for one in accounts}, {one.code: one.rate_bp for one in codes}, coded)

    def doubt(self, kind: Kind, key: str, number: str) -> Doubt | None:
        """What is wrong with booking this on the account; None where nothing is."""
        account = self.accounts.get(number)
        if account is None:
            return Doubt.MISSING
        if account.blocked:
            return Doubt.BLOCKED
        if not account.active:
            return Doubt.INACTIVE
        if self._is_of_other_vat(kind, key, account):
            return Doubt.VAT
        if kind is Kind.GROUP and self.coded is not None and (int(key.partition(" ")[0]), number) not in self.coded:
            return Doubt.CODING
        return None

    def search(self, sought: str) -> Sequence[Account]:
        """The accounts whose number begins so or whose name has all these words, by number; all without any."""
        number, parts = sought.strip(), words(sought)
        return [
            account
            for _, account in sorted(self.accounts.items())
            if account.number.startswith(number) or (parts and _has(account.name, parts))
        ]

    def _is_of_other_vat(self, kind: Kind, key: str, account: Account) -> bool:
        rate_bp = self.rates_bp.get(account.vat_code.partition(" ")[0])
        if kind is Kind.VAT:
            return rate_bp != int(key) if rate_bp is not None else not account.number.startswith(_VAT_ACCOUNTS)
        if kind is Kind.GROUP:
            return account.number.startswith(_VAT_ACCOUNTS) or rate_bp not in {None, int(key.partition(" ")[0])}
        return bool(rate_bp)


def _has(name: str, parts: Sequence[str]) -> bool:
    inside = words(name)
    return all(any(part in word for word in inside) for part in parts)
