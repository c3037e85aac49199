"""How the journal's XML writes text, amounts, times and numbers (SKVFS 2021:16 ch. 3; SWEDEN.md 1.7).

What a value can't be by the schema is decided here, once: too long texts, characters that XML has no way to write,
years before 2010, a control unit that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from openpos.clock import swedish
from openpos.domain.money import Quantity, format_quantity

TEXT, SEARCH = 72, 256
"""The longest texts, in characters."""
UNIT_NUMBER, CONTROL_CODE, REGISTER_NUMBER = 17, 59, 48
_MISSING = "SAKNAS"
"""What stands, filled up to its length, for a control unit's number or code where there is none."""
_FIRST_YEAR, _LAST_YEAR = 2010, 2099
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_UNIT = re.compile("[^0-9A-Za-z -]")
_NO_REGISTER = re.compile("[^0-9A-Za-z-]+")
_PERSONAL = 2
"""The third digit of an organisation's number is this or above; of a person's it is that of a month."""
_YOUNGEST = 15


Xml = str
"""An element as it is written; only `leaf` and `branch` make one."""


def leaf(name: str, text: str) -> Xml:
    """An element with a text."""
    return f"<{name}>{escape(text)}</{name}>\n"


def branch(name: str, parts: Iterable[Xml]) -> Xml:
    """An element with others in it."""
    return f"<{name}>\n{''.join(parts)}</{name}>\n"


def text(name: str, said: str | None, limit: int = TEXT) -> Xml:
    """A text that must be there; a dash where it is empty."""
    return leaf(name, plain(said or "-", limit))


def optional(name: str, said: str | None) -> list[Xml]:
    """A text that may be left out, and is where there is none."""
    clean = plain(said or "", TEXT)
    return [leaf(name, clean)] if clean else []


def plain(said: str, limit: int) -> str:
    """A text as XML can hold it: � for what it can't, and an ellipsis at the end of what is too long."""
    if len(said) <= limit and said.isprintable():
        return said
    clean = _NO_XML.sub("\ufffd", said.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def yes(name: str) -> Xml:
    """An event that says only that it happened."""
    return leaf(name, "JA")


def amount(name: str, ore: int) -> Xml:
    """Kronor with two decimals and a point, VAT included unless the name says otherwise."""
    return leaf(name, f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}")


def positive(name: str, ore: int) -> Xml:
    """An amount that the schema allows no minus for."""
    return amount(name, max(0, ore))


def rate(name: str, rate_bp: int) -> Xml:
    """A VAT rate in per cent."""
    return leaf(name, decimal(rate_bp))


def pieces(name: str, milli: int) -> Xml:
    """A number of things with two decimals, which is all that the schema takes; the third is rounded."""
    return leaf(name, decimal((abs(milli) + 5) // 10 * (-1 if milli < 0 else 1)))


def quantity(milli: int) -> str:
    """A quantity with all its decimals, for the texts that hold weights and lengths."""
    return format_quantity(Quantity(milli), decimal=".")


def decimal(hundredths: int) -> str:
    """Hundredths as a decimal number, without decimals where they are none."""
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}{f'.{part:02}' if part else ''}"


def moment(name: str, at: datetime | str) -> Xml:
    """A moment as clocks in Sweden showed it, without offset: the schema has no room for one.

    Of the hour that comes twice in October the order of the events tells which is which.
    """
    return leaf(name, clock_text(at))


def clock_text(at: datetime | str) -> str:
    """`2026-11-20T09:15:00`. A year that the schema does not know becomes the nearest one that it does."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    if when.year < _FIRST_YEAR:
        return f"{_FIRST_YEAR}-01-01T00:00:00"
    if when.year > _LAST_YEAR or (local := swedish(when)).year > _LAST_YEAR:
        return f"{_LAST_YEAR}-12-31T23:59:59"
    return local.isoformat()[: len("2026-11-20T09:15:00")]


def unit_number(unit: str) -> Xml:
    """The control unit's manufacturing number: exactly 17 characters."""
    return leaf("TillverkningsnummerForKontrollenheten", _NO_UNIT.sub("-", _filled(unit, UNIT_NUMBER)))


def control_code(name: str, code: str) -> Xml:
    """A control code: exactly 59 characters."""
    return leaf(name, plain(_filled(code, CONTROL_CODE), CONTROL_CODE))


def register_number(serial: str) -> Xml:
    """The manufacturing number of the register's program."""
    clean = _NO_REGISTER.sub("-", serial)[:REGISTER_NUMBER]
    return leaf("TillverkningsnummerForKassaregistret", clean or "-")


def owner_number(number: str, now: datetime) -> Xml:
    """An organisation's ten digits, or a person's with the century before them, which the register does not keep: the
    later one that makes nobody younger than 15.
    """
    digits = re.sub("[^0-9]", "", number)
    if digits[2:3] < str(_PERSONAL):
        century = "20" if 2000 + int(digits[:2] or 0) <= swedish(now).year - _YOUNGEST else "19"
        digits = century + digits
    return leaf("OrganisationsnummerEllerPersonnummer", digits)


def _filled(said: str, length: int) -> str:
    return (said or _MISSING)[:length].ljust(length, "-")
