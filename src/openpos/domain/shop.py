"""The shop, as receipts and reports name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from openpos.domain.article import MAX_TEXT, plain_text
from openpos.domain.errors import N_, Refused
from openpos.domain.money import shown

MODEL = "OpenPOS SE"
"""The register's model designation, which must contain SE (SKVFS 2014:9 ch. 4)."""

DESIGNATION = re.compile("[A-Za-z0-9]{1,16}")
"""What control units take as the name of a register (SKVFS 2009:2)."""

_ON_RECEIPTS = N_("Receipts must show it: fill it in.")


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


@dataclass(frozen=True, slots=True)
class Details:
    """What the shop says of itself, as a person wrote it. The names are those of `Shop`."""

    name: str = ""
    organisation_number: str = ""
    address: str = ""
    register: str = ""
    language: str = "sv"
    receipt_footer: str = ""


ON_REPORTS = ("name", "organisation_number", "register")
"""The details that stand on X and Z reports and not on receipts alone (SKVFS 2014:9 7:2 a and e)."""


def details_of(shop: Shop) -> Details:
    """The shop's details as they would be written."""
    return Details(shop.name, shop.organisation_number, shop.address, shop.register, shop.language, shop.receipt_footer)


def with_details(before: Shop, written: Details) -> Shop:
    """The shop with these details. Raises Refused for the first that is missing or wrong, as `troubles` has it."""
    for trouble in troubles(before, written).values():
        raise trouble
    checked = {name: _checked(name, before, written) for name in _CHECKS}
    return replace(
        before,
        name=checked["name"],
        organisation_number=checked["organisation_number"],
        address=checked["address"],
        register=checked["register"],
        language=written.language,
        receipt_footer=checked["receipt_footer"],
    )


def troubles(before: Shop, written: Details) -> dict[str, Refused]:
    """What is wrong with which of the details, in their order.

    What stays as it was is never wrong: an older file's register may have a name that a new one can't have.
    """
    wrong: dict[str, Refused] = {}
    for name in _CHECKS:
        try:
            _checked(name, before, written)
        except Refused as trouble:
            wrong[name] = trouble
    return wrong


def _checked(name: str, before: Shop, written: Details) -> str:
    was, text = getattr(before, name), getattr(written, name)
    return was if was and text == was else _CHECKS[name](text)


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
    line = required(text, N_("The register's designation is missing."), _ON_RECEIPTS)
    if not DESIGNATION.fullmatch(line):
        raise Refused(
            "“{register}” can't be what a register is called.",
            "Write 1 to 16 letters A to Z and digits, like K1.",
            register=shown(text),
        )
    return line


def company_name(text: str) -> str:
    """The company's name (SKVFS 2014:9 7:1 a). Raises Refused where it is empty."""
    return required(text, N_("The company's name is missing."), _ON_RECEIPTS)


def address_of_sale(text: str) -> str:
    """Where the register stands, as one line (SKVFS 2014:9 7:1 b). Raises Refused where it is empty."""
    return required(text, N_("The address of sale is missing."), _ON_RECEIPTS)


MAX_FOOTER_LINES = 10


def receipt_footer(text: str) -> str:
    """The lines at the end of receipts. Raises Refused for too many of them and for one that is too long."""
    lines = [plain_text(line, len(line)) for line in text.strip().splitlines()]
    if len(lines) > MAX_FOOTER_LINES:
        raise Refused(
            "{count} lines are too many at the end of receipts.",
            "Write {most} at most.",
            count=len(lines),
            most=MAX_FOOTER_LINES,
        )
    if long := next((line for line in lines if len(line) > MAX_TEXT), ""):
        raise Refused(
            "“{line}” is too long for one line.", "Write {most} characters at most.", line=shown(long), most=MAX_TEXT
        )
    return "\n".join(lines)


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "name": company_name,
    "organisation_number": organisation_number,
    "address": address_of_sale,
    "register": designation,
    "receipt_footer": receipt_footer,
}


def required(text: str, missing: str, advice: str = N_("Fill it in.")) -> str:
    """A text that must be there, as one line. Raises Refused with this title and advice where it is empty."""
    line = plain_text(text)
    if not line:
        raise Refused(missing, advice)
    return line
