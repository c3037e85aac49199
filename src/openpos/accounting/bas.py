"""Where Swedish shops usually book what (BAS chart of accounts): suggestions, the shop's accountant decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is booked: a payment, VAT, sales of a group, or something else that happens in a day."""

    METHOD = "method"
    VAT = "vat"
    GROUP = "group"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An account for something. `name` is what the account is called where it is added."""

    kind: Kind
    key: str
    account: str
    name: str


CASH, BANK, CARDS, CLAIMS, GIFT_CARDS = "1910", "1930", "1686", "1680", "2421"
_NAMES: Mapping[str, str] = {
    CASH: "Kassa",
    "1911": "Huvudkassa",
    BANK: "Företagskonto",
    CLAIMS: "Andra kortfristiga fordringar",
    CARDS: "Kortfordringar",
    "2420": "Förskott från kunder",
    GIFT_CARDS: "Ej inlösta presentkort",
    "2611": "Utgående moms på försäljning inom Sverige, 25 %",
    "2621": "Utgående moms på försäljning inom Sverige, 12 %",
    "2631": "Utgående moms på försäljning inom Sverige, 6 %",
    "2890": "Övriga kortfristiga skulder",
    "3001": "Försäljning inom Sverige, 25 % moms",
    "3002": "Försäljning inom Sverige, 12 % moms",
    "3003": "Försäljning inom Sverige, 6 % moms",
    "3004": "Försäljning inom Sverige, momsfri",
    "3740": "Öres- och kronutjämning",
    "6992": "Kassadifferenser",
}
METHODS: Mapping[str, str] = {"cash": CASH, "card": CARDS, "swish": BANK, "gift_card": GIFT_CARDS, "voucher": CLAIMS}
VAT: Mapping[int, str] = {2500: "2611", 1200: "2621", 600: "2631"}
SALES: Mapping[int, str] = {2500: "3001", 1200: "3002", 600: "3003", 0: "3004"}
EVENTS: Mapping[str, str] = {
    "tips": "2890",
    "rounding": "3740",
    "cash_difference": "6992",
    "gift_cards": GIFT_CARDS,
    "deposits": "2420",
    "cash_in": CLAIMS,
    "cash_out": CLAIMS,
    "to_bank": BANK,
    "float": "1911",
}

OTHERS: Mapping[Kind, Mapping[str, Sequence[str]]] = {
    Kind.METHOD: {"card": ("1580",), "swish": ("1580", CLAIMS, CARDS), "gift_card": ("2420",)},
    Kind.VAT: {"2500": ("2610",), "1200": ("2620",), "600": ("2630",)},
    Kind.EVENT: {"cash_difference": ("3790", "7699"), "gift_cards": ("2420",)},
}
"""Where shops also book these, where the usual account can't be booked on: the most usual first."""


def group_key(group: str, rate_bp: int) -> str:
    """The key of a group's sales at one VAT rate: `600 Mejeri`."""
    return f"{rate_bp} {group}"


def suggestions(groups: Iterable[str], own_methods: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """An account for everything a day may hold. `own_methods` has the accounts the shop gave methods of payment."""
    found = [_suggestion(Kind.METHOD, key, account) for key, account in {**METHODS, **own_methods}.items()]
    found += [_suggestion(Kind.VAT, str(rate_bp), account) for rate_bp, account in VAT.items()]
    found += [
        _suggestion(Kind.GROUP, group_key(group, rate_bp), account)
        for group in groups
        for rate_bp, account in SALES.items()
    ]
    found += [_suggestion(Kind.EVENT, key, account) for key, account in EVENTS.items()]
    return tuple(found)


def account_name(account: str) -> str:
    """What the chart calls an account, or its number where a shop does not usually have it."""
    return _NAMES.get(account, account)


def _suggestion(kind: Kind, key: str, account: str) -> Suggestion:
    return Suggestion(kind, key, account, account_name(account))
