"""A day's takings as a voucher: what was sold, how it was paid, and that the two are equal to the öre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpos.accounting import bas
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.vat import VatAmount


@dataclass(frozen=True, slots=True)
class Takings:
    """What a shift took on one Swedish calendar day. Returns are taken off; sales by invoice are not in it.

    Cash in, cash out, the difference and the deposit in the bank belong to the day the shift was closed.
    """

    day: date
    text: str
    groups: tuple[tuple[str, int, Money], ...] = ()
    """What each article group sold at each VAT rate: (group, basis points, gross)."""
    vat: tuple[VatAmount, ...] = ()
    """The receipts' VAT per rate: that of the paper, to the öre."""
    methods: tuple[tuple[Method, Money], ...] = ()
    rounding: Money = ZERO
    tips: Money = ZERO
    tipped: tuple[tuple[Method, Money], ...] = ()
    """By which methods the tips came; empty where all came by the program's own card."""
    gift_cards: Money = ZERO
    """Sold, less those that came back."""
    cash_in: Money = ZERO
    cash_out: Money = ZERO
    cash_difference: Money = ZERO
    to_bank: Money = ZERO


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a voucher: debit above zero, credit below."""

    account: str
    amount: Money
    text: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """A balanced voucher: one that is not can't be made."""

    day: date
    text: str
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if total(row.amount for row in self.rows):
            message = f"the voucher “{self.text}” does not balance"
            raise ValueError(message)


def by_account(voucher: Voucher) -> list[tuple[str, Money]]:
    """What is booked on each account and side of it, as vouchers are sent, always in the same order."""
    sums: dict[tuple[str, bool], Money] = {}
    for row in voucher.rows:
        side = row.account, row.amount > ZERO
        sums[side] = sums.get(side, ZERO) + row.amount
    return [(account, amount) for (account, _), amount in sorted(sums.items(), key=lambda one: one[0]) if amount]


def turnover(voucher: Voucher) -> Money:
    """The sum of its debit side, which is that of its credit side."""
    return total(row.amount for row in voucher.rows if row.amount > ZERO)


Accounts = Mapping[tuple[str, str], str]
"""The accounts the shop has chosen, by what is booked (`bas.Kind`) and its key; what is missing is BAS' usual one."""


def voucher_of(takings: Takings, accounts: Accounts) -> Voucher:
    """The takings on their accounts. Rows of the same account and text are one; what came to nothing is left out."""
    rows: list[Row] = []

    def book(kind: bas.Kind, key: str, amount: Money, text: str) -> None:
        usual = _USUAL[kind].get(key, "")
        account = accounts.get((kind.value, key)) or usual or bas.CLAIMS
        rows.append(Row(account, amount, text))

    def event(key: str, amount: Money, text: str) -> None:
        book(bas.Kind.EVENT, key, amount, text)

    def cash(amount: Money, text: str) -> None:
        book(bas.Kind.METHOD, Method.CASH.id, amount, text)

    for method, amount in takings.methods:
        book(bas.Kind.METHOD, method.id, amount, method.name or _METHODS[method.kind])
    for method, amount in takings.tipped or ((Method.CARD, takings.tips),):
        book(bas.Kind.METHOD, method.id, amount, "Dricks")
    event("tips", -takings.tips, "Dricks")
    for group, rate_bp, net, vat in _net_of_vat(takings):
        account = accounts.get((bas.Kind.GROUP.value, bas.group_key(group, rate_bp))) or bas.SALES.get(rate_bp, "3001")
        rows.append(Row(account, -net, f"{group} {rate_bp // 100} %"))
        book(bas.Kind.VAT, str(rate_bp), -vat, f"Moms {rate_bp // 100} %")
    event("gift_cards", -takings.gift_cards, "Presentkort")
    event("rounding", -takings.rounding, "Öresavrundning")
    for key, amount, text in (
        ("cash_in", takings.cash_in, "Insättning"),
        ("cash_out", -takings.cash_out, "Uttag"),
        ("cash_difference", takings.cash_difference, "Kassadifferens"),
        ("to_bank", -takings.to_bank, "Till banken"),
    ):
        cash(amount, text)
        event(key, -amount, text)
    return Voucher(takings.day, takings.text, _added(rows))


_METHODS: Mapping[MethodKind, str] = {
    MethodKind.CASH: "Kontant",
    MethodKind.CARD: "Kort",
    MethodKind.SWISH: "Swish",
    MethodKind.GIFT_CARD: "Presentkort",
    MethodKind.VOUCHER: "Värdecheck",
    MethodKind.EXCHANGE: "Kvittning",
    MethodKind.INVOICE: "Faktura",
    MethodKind.OTHER: "Övrigt",
}
"""What bookkeepers read, where the shop has no name of its own for a method."""

_USUAL: Mapping[bas.Kind, Mapping[str, str]] = {
    bas.Kind.METHOD: bas.METHODS,
    bas.Kind.VAT: {str(rate_bp): account for rate_bp, account in bas.VAT.items()},
    bas.Kind.EVENT: bas.EVENTS,
}


def _net_of_vat(takings: Takings) -> list[tuple[str, int, Money, Money]]:
    """Net and VAT of each group at each rate; together exactly the receipts' VAT: the largest takes what is left."""
    rows = []
    for row in takings.vat:
        parts = sorted(
            ((group, gross) for group, rate_bp, gross in takings.groups if rate_bp == row.rate_bp),
            key=lambda part: abs(part[1].ore),
        )
        left = row.vat
        for place, (group, gross) in enumerate(parts, start=1):
            vat = left if place == len(parts) else gross.share(row.rate_bp, 10_000 + row.rate_bp)
            left -= vat
            rows.append((group, row.rate_bp, gross - vat, vat))
    return sorted(rows)


def _added(rows: list[Row]) -> tuple[Row, ...]:
    sums: dict[tuple[str, str], Money] = {}
    for row in rows:
        sums[row.account, row.text] = sums.get((row.account, row.text), ZERO) + row.amount
    return tuple(Row(account, amount, text) for (account, text), amount in sums.items() if amount)
