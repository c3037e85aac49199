"""Swish: the text of the code that the customer's phone reads, made without any net."""

from __future__ import annotations

import re

from openpos.domain.errors import Refused
from openpos.domain.money import Money, shown

MAX_MESSAGE = 50
_COMPANY = re.compile(r"123[0-9]{7}")
# From memory (SWEDEN.md section 3): letters and digits of Swedish and a few signs are what the app takes in a message.
_NOT_IN_MESSAGE = re.compile(r"[^0-9A-Za-zåäöÅÄÖéÉüÜ :.,!?()-]")

_QR_TEXT = re.compile(r"C([0-9]+);([0-9]{1,12})\.([0-9]{2});([^;]*);0")


def swish_number(text: str) -> str:
    """A company's Swish number as ten digits. Raises Refused where it is none: they begin with 123."""
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isascii() or not _COMPANY.fullmatch(digits):
        raise Refused(
            "“{number}” is not a Swish number of a company.",
            "Write the ten digits, which begin with 123.",
            number=shown(text),
        )
    return digits


def qr_text(number: str, amount: Money, message: str) -> str:
    """What the code holds: `C<number>;<amount>;<message>;<what the payer may change>`.

    The last field 0 lets the payer change nothing: number, amount and message are the shop's. From memory
    (SWEDEN.md section 3), here and nowhere else.
    """
    clean = _NOT_IN_MESSAGE.sub("", message)[:MAX_MESSAGE].strip()
    return f"C{number};{amount.ore // 100}.{amount.ore % 100:02};{clean};0"


def asked_for(code: str) -> tuple[str, Money, str]:
    """What a code of `qr_text` asks for: to whom, how much, with which message. Raises ValueError for another text."""
    found = _QR_TEXT.fullmatch(code)
    if found is None:
        message = f"{code!r} is no code of Swish that the register made"
        raise ValueError(message)
    return found[1], Money(int(found[2]) * 100 + int(found[3])), found[4]
