"""Gift cards: their codes, and what a receipt does to their balances."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, format_money, shown
from openpos.domain.payment import MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale

PREFIX = "GK"
_DIGITS = 10
_CODE = re.compile(rf"(?:{PREFIX})?([0-9]{{{_DIGITS + 2}}})")


@dataclass(frozen=True, slots=True)
class GiftCard:
    """A card the shop has sold and what is left on it."""

    code: str
    balance: Money


def new_code(card_id: str) -> str:
    """The code of the card with this id: ten digits nobody can guess and two that check them (ISO 7064, MOD 97-10)."""
    digits = f"{int(hashlib.sha256(card_id.encode()).hexdigest(), 16) % 10**_DIGITS:0{_DIGITS}}"
    return f"{PREFIX}{digits}{98 - int(digits) * 100 % 97:02}"


def looks_like_code(text: str) -> bool:
    """Whether a scan is meant to be a gift card's, right or wrong."""
    return text.strip().upper().startswith(PREFIX) and any(char.isdigit() for char in text)


def gift_card_code(text: str) -> str:
    """A code as a person types or scans it. Raises Refused where a digit is wrong: all single slips are found."""
    clean = re.sub(r"[\s-]", "", text).upper()
    found = _CODE.fullmatch(clean) if clean.isascii() else None
    if found is not None and int(found[1]) % 97 != 1:
        raise Refused(
            "A digit of “{code}” is wrong.", "Compare it with the gift card, or scan the card.", code=shown(text)
        )
    if found is None:
        raise Refused(
            "“{code}” is not a gift card's code.", "Scan the card, or type all its twelve digits.", code=shown(text)
        )
    return PREFIX + found[1]


def moves(receipt: Receipt | Sale) -> tuple[tuple[str, Money], ...]:
    """What the receipt, or the sale it will be of, puts on gift cards (above zero) and takes from them."""
    sold = [(line.gift_card, line.amount) for line in receipt.lines if line.gift_card]
    paid = [(tender.code, -tender.amount) for tender in receipt.tenders if tender.method.kind is MethodKind.GIFT_CARD]
    return tuple((code, amount) for code, amount in (*sold, *paid) if amount)


def check_balances(receipt: Receipt | Sale, balances: Mapping[str, Money]) -> None:
    """Raises Refused where the receipt would take more from a card than is on it, or use one that was never sold.

    `balances` holds the cards the shop has sold.
    """
    left = dict(balances)
    for code, amount in moves(receipt):
        sold_now = any(line.gift_card == code for line in receipt.lines) and not receipt.is_return
        if code not in left and not sold_now:
            raise Refused("The gift card {code} was not sold here.", "Take the payment in another way.", code=code)
        there = left.get(code, ZERO)
        if there + amount < ZERO:
            raise Refused(
                "There is only {left} on the gift card {code}.",
                "Take that, and the rest in another way.",
                left=format_money(there),
                code=code,
            )
        left[code] = there + amount
