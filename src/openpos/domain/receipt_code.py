"""The code on a paper that a scanner reads: which paper it is, of which register.

It is two letters, six digits that tell registers apart, the number of the paper, and two digits that check the rest. An
article's code (digits, or what its maker chose), a scale's (digits) and a gift card's (its own letters) are none of it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from openpos.domain.errors import Refused
from openpos.domain.money import shown
from openpos.domain.receipt import MarkedKind, Receipt

_REGISTER_DIGITS = 6
_NUMBER_DIGITS = 6
"""At least so many; always an even number of them, for two take the room of one in a barcode."""
_CODE = re.compile(rf"(K[VOP])([0-9]{{{_REGISTER_DIGITS}}})((?:[0-9]{{2}}){{3,6}})([0-9]{{2}})")


class Papered(StrEnum):
    """What a coded paper is, by the letters its code begins with."""

    RECEIPT = "KV"
    PRACTICE = "KO"
    PRO_FORMA = "KP"


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """What the code on a paper says."""

    paper: Papered
    register: str
    """Six digits made of the register's serial number: another register's are others."""
    number: int

    @property
    def text(self) -> str:
        """As it is printed and scanned."""
        length = max(len(str(self.number)), _NUMBER_DIGITS)
        digits = f"{self.register}{self.number:0{length + length % 2}}"
        return f"{self.paper}{digits}{98 - _as_number(self.paper, digits) * 100 % 97:02}"


def code_of(receipt: Receipt, marked: MarkedKind | None = None) -> ReceiptCode:
    """The code of a receipt (its copy has the same), or of a paper that is none."""
    papers = {None: Papered.RECEIPT, MarkedKind.PRACTICE: Papered.PRACTICE, MarkedKind.PRO_FORMA: Papered.PRO_FORMA}
    return ReceiptCode(papers[marked], register_digits(receipt.shop.serial), receipt.number)


def register_digits(serial: str) -> str:
    """What tells the register of this serial number from others: one in a million is alike."""
    return f"{int(hashlib.sha256(serial.encode()).hexdigest(), 16) % 10**_REGISTER_DIGITS:0{_REGISTER_DIGITS}}"


def looks_like_receipt_code(text: str) -> bool:
    """Whether a scan is meant to be a receipt's, right or wrong."""
    return _CODE.fullmatch(_clean(text)) is not None


def receipt_code(text: str) -> ReceiptCode:
    """The code as a person types or scans it. Raises Refused where a digit is wrong: all single slips are found."""
    found = _CODE.fullmatch(_clean(text))
    if found is None or _as_number(found[1], found[2] + found[3] + found[4]) % 97 != 1:
        raise Refused(
            "“{code}” is not a receipt's code.", "Scan it again, or type all its digits again.", code=shown(text)
        )
    return ReceiptCode(Papered(found[1]), found[2], int(found[3]))


def _clean(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _as_number(letters: str, digits: str) -> int:
    """For ISO 7064, MOD 97-10: a letter counts from ten on, as in a bank account's number."""
    return int("".join(str(int(letter, 36)) for letter in letters) + digits)
