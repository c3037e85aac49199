"""CCSP, what CleanCash control units speak on a serial line: its frames, and what of a paper is registered.

A frame is `#!#`, its own length in three hexadecimal digits, fields between `#`, and two digits that check it. All is
INFERRED from public drivers (SWEDEN.md 2.2): no frame of a real unit was at hand. Pure, no port is touched here.
"""

from __future__ import annotations

from functools import reduce
from operator import xor

from openpos.clock import swedish
from openpos.domain.errors import NotDone
from openpos.domain.money import ZERO, Money, format_money, total
from openpos.domain.receipt import Copy, Sealable, paper_number, paper_type, told_of
from openpos.domain.shop import DESIGNATION

BEGIN = b"#!#"
_END = b"\r"
_AROUND = len("#!#LLL##CC\r")
"""What a frame has besides its fields."""
_SLOTS = (2500, 1200, 600, 0)
"""The rate in basis points that each of the four VAT fields is for; what is free of VAT goes into the last."""
_HIGHEST_NUMBER = 10**12


class Damaged(Exception):
    """A frame that did not arrive as it was sent."""


def framed(fields: tuple[str, ...]) -> bytes:
    """The frame of these fields. A field with a `#` has no way to be sent: ValueError."""
    if any("#" in field for field in fields):
        message = f"a field holds the sign between fields: {fields}"
        raise ValueError(message)
    payload = "#".join(fields)
    checked = f"#!#{_AROUND + len(payload):03X}#{payload}#".encode("ascii")
    return checked + f"{_check(checked):02X}".encode("ascii") + _END


def fields_of(frame: bytes) -> tuple[str, ...]:
    """The fields of a frame, its end left on or off. Raises Damaged."""
    whole = frame.rstrip(b"\r\n") + _END
    checked, check = whole[:-3], whole[-3:-1]
    length = whole[len(BEGIN) : len(BEGIN) + 3]
    sound = len(whole) >= _AROUND and whole.startswith(BEGIN) and length == f"{len(whole):03X}".encode()
    if not sound or check != f"{_check(checked):02X}".encode():
        raise Damaged(frame)
    try:
        return tuple(whole[len("#!#LLL#") : -len("#CC\r")].decode("ascii").split("#"))
    except UnicodeDecodeError as error:
        raise Damaged(frame) from error


def registration(paper: Sealable) -> tuple[str, ...]:
    """What the unit is told of a paper, in the order of the request RR, without its name and running number.

    Amounts are those of the goods, before cash is rounded to whole kronor; a return's total has its sign, and what was
    given back stands beside it without one. The time is the Swedish one. Raises NotDone where the register's
    designation or the number is none that a unit takes (SKVFS 2009:2).
    """
    receipt, number = told_of(paper), paper_number(paper)
    at = paper.at if isinstance(paper, Copy) else receipt.at
    designation = receipt.shop.register
    if not DESIGNATION.fullmatch(designation):
        raise NotDone(
            "The control unit can't be told of a register called “{register}”.",
            "Close the shift; call it by at most 16 letters A to Z and digits, like K1: Settings, The shop's details.",
            register=designation,
        )
    if number >= _HIGHEST_NUMBER:
        raise NotDone("Number {number} is too high for the control unit.", "Call the supplier.", number=number)
    given_back = total(line.amount for line in receipt.lines if line.amount < ZERO)
    vat = {row.rate_bp: row.vat for row in receipt.vat}
    if strange := sorted(rate for rate in vat if rate not in _SLOTS):
        raise NotDone(
            "The control unit has no place for VAT of {rate} %.",
            "Change the articles' VAT.",
            rate=f"{strange[0] / 100:g}",
        )
    return (
        f"{swedish(at):%Y%m%d%H%M}",
        str(number),
        designation,
        receipt.shop.organisation_number.replace("-", ""),
        _amount(receipt.total),
        _amount(-given_back),
        paper_type(paper).value,
        *(f"{_amount(Money(rate))};{_amount(vat[rate])}" if rate in vat else " " for rate in _SLOTS),
    )


def _amount(amount: Money) -> str:
    """`-1234,50`. A rate in basis points is written as an amount in öre is: two decimals."""
    return format_money(amount, thousands="")


def _check(content: bytes) -> int:
    """Every byte put together by exclusive or."""
    return reduce(xor, content)
