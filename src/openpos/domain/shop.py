"""The shop, as receipts and reports name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpos.domain.article import plain_text
from openpos.domain.errors import Refused
from openpos.domain.money import shown

MODEL = "OpenPOS SE"
"""The register's model designation, which must contain SE (SKVFS 2014:9 ch. 4)."""

DESIGNATION = re.compile("[A-Za-z0-9]{1,16}")
"""What control units take as the name of a register (SKVFS 2009:2)."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Whose register this is. Never edited: a change is a new row, and each receipt keeps the row it was made under."""

    name: str
    organisation_number: str
    address: str
    register: str
    """The register's designation (SKVFS 2014:9 7:1 e)."""
    serial: str
    """The manufacturing number of this register's program: unique, at most 48 letters, digits or hyphens."""
    language: str = "sv"
    """The language of paper: `sv` or `en`."""
    receipt_footer: str = ""
    id: int = 0


def organisation_number(text: str) -> str:
    """Ten digits as NNNNNN-NNNN. Raises Refused where they are no organisation or personal number.

    The last digit is a Luhn check digit over all ten (SWEDEN.md section 5).
    """
    digits = re.sub(r"[\s-]", "", text)
    if len(digits) == len("195001011234") and digits[:2] in {"16", "19", "20"}:
        digits = digits[2:]
    if not re.fullmatch(r"[0-9]{10}", digits) or not _luhn(digits):
        raise Refused(
            "“{number}” is not an organisation number.",
            "Write the ten digits, like 556703-7485.",
            number=shown(text),
        )
    return f"{digits[:6]}-{digits[6:]}"


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def designation(text: str) -> str:
    """A register's designation: 1 to 16 letters A to Z and digits (SKVFS 2009:2). Raises Refused for any other."""
    line = required(text, "The register's designation")
    if not DESIGNATION.fullmatch(line):
        raise Refused(
            "“{register}” can't be what a register is called.",
            "Write 1 to 16 letters A to Z and digits, like K1.",
            register=shown(text),
        )
    return line


def required(text: str, what: str) -> str:
    """A text that receipts must have, as one line. Raises Refused where it is empty."""
    line = plain_text(text)
    if not line:
        raise Refused("{what} is missing.", "Receipts must show it: fill it in.", what=what)
    return line
