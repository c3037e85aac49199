"""What a script's lines say: JSON objects as people write them, turned into amounts, times and discounts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from openpos.domain.errors import Refused
from openpos.domain.money import ONE, Quantity, parse_price, parse_quantity, shown
from openpos.domain.sale import Discount, discount_of
from openpos.domain.vat import VatCategory

Act = Mapping[str, Any]
_LARGEST = 10**12
"""No receipt has a longer number (SKVFS 2021:16)."""


def parsed(text: str) -> Act:
    """The act on a line. Raises Refused for what is no JSON object."""
    try:
        act = json.loads(text)
    except (ValueError, RecursionError):
        act = None
    if not isinstance(act, dict):
        raise Refused(
            "“{text}” is not a JSON object.",
            "Write one act a line, like {example}.",
            text=shown(text),
            example='{"do": …}',
        )
    return act


def only(act: object, *names: str) -> None:
    """Raises Refused for what is no JSON object, and for a field that is none of these: a slip of the pen."""
    if not isinstance(act, dict):
        raise Refused("“{text}” is not a JSON object.", "Write it as the description says.", text=shown(str(act)))
    for name in act:
        if name not in names:
            raise Refused("“{name}” has no place here.", "Use {names}.", name=shown(name), names=", ".join(names))


def text_of(act: Act, name: str) -> str:
    """A field that is a text. Raises Refused."""
    value = act.get(name)
    if not isinstance(value, str):
        raise Refused("“{name}” is missing or not a text.", "Write it in quotation marks.", name=name)
    return value


def number_of(act: Act, name: str) -> int:
    """A field that is a whole number. Raises Refused."""
    value = act.get(name)
    if type(value) is not int or abs(value) > _LARGEST:
        raise Refused("“{name}” is missing or not a number.", "Write it without quotation marks.", name=name)
    return value


def flag_of(act: Act, name: str) -> bool:
    """A field that is true or false, and false where it is left out. Raises Refused."""
    value = act.get(name, False)
    if not isinstance(value, bool):
        raise Refused("“{name}” is neither true nor false.", "Write it without quotation marks.", name=name)
    return value


def list_of(act: Act, name: str) -> list[Any]:
    """A field that is a list of something. Raises Refused."""
    value = act.get(name)
    if not isinstance(value, list) or not value:
        raise Refused("“{name}” is missing or empty.", "Write it as a list.", name=name)
    return value


def time_of(value: object) -> datetime:
    """A moment as the file keeps it: UTC in whole milliseconds. Raises Refused."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None and moment.tzinfo is not None:
            # What a clock gives: UTC in whole milliseconds, as the file keeps it.
            moment = moment.astimezone(UTC)
            return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    except (ValueError, OverflowError):
        pass
    raise Refused("“{text}” is not a time.", "Write it like 2026-11-20T10:15:00+01:00.", text=shown(str(value)))


def discount_from(wanted: Act) -> Discount:
    """`{"percent":"10","reason":"…"}` or `{"amount":"5.00","reason":"…"}`."""
    only(wanted, "percent", "amount", "reason")
    reason = text_of(wanted, "reason")
    if {"percent", "amount"} <= set(wanted):
        raise Refused("A discount is per cent or an amount, not both.", "Leave one of them out.")
    if "percent" in wanted:
        return discount_of(reason, rate_bp=parse_price(text_of(wanted, "percent")).ore)
    return discount_of(reason, amount=parse_price(text_of(wanted, "amount")))


def category_of(wanted: Act) -> VatCategory:
    """The VAT category of a line. Raises Refused."""
    name = text_of(wanted, "vat")
    if name not in set(VatCategory):
        raise Refused("“{name}” is no VAT category.", "Use {names}.", name=shown(name), names=", ".join(VatCategory))
    return VatCategory(name)


def quantity_of(wanted: Act) -> Quantity:
    """How many; one where nothing is said. Raises Refused."""
    return parse_quantity(text_of(wanted, "quantity")) if "quantity" in wanted else ONE
