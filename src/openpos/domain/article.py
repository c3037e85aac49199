"""Articles, their groups and their barcodes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from openpos.domain.errors import Refused
from openpos.domain.money import Money, shown
from openpos.domain.vat import VatCategory

MAX_TEXT = 72
"""The longest article name, group name or number in the journal export (SKVFS 2021:16)."""
MAX_BARCODE = 48
MIN_BARCODE = 3
PIECE = "st"
UNITS = (PIECE, "kg", "hg", "g", "l", "m", "h")
GTIN_LENGTHS = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "GTIN-14"}
"""What a code of so many digits is called."""


class ArticleKind(StrEnum):
    """Goods and services are counted apart on X and Z reports (SKVFS 2014:9 7:2 j, k)."""

    GOODS = "goods"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """A main group of articles. `colour` is a place in the palette of twelve (0 to 11)."""

    id: int
    name: str
    colour: int
    position: int


@dataclass(frozen=True, slots=True)
class Article:
    """Something the shop sells. `price` includes VAT; None asks the cashier for it at each sale."""

    id: int
    number: str
    name: str
    group: str
    price: Money | None
    vat_category: VatCategory
    kind: ArticleKind = ArticleKind.GOODS
    unit: str = PIECE
    barcodes: tuple[str, ...] = ()
    deposit_id: int | None = None
    """The article that is sold along with it, such as the deposit on a can."""
    age_limit: int = 0
    """How old a buyer must be, in years; 0 for no limit."""
    any_price: bool = False
    """Whether the cashier may change its price in a sale."""
    withdrawn: bool = False
    """Whether it is taken out of sale: kept for what was sold of it, and not sold any more."""


def plain_text(text: str, length: int = MAX_TEXT) -> str:
    """A foreign text as one line of at most `length` characters: no control or invisible characters, single spaces."""
    kept = text
    if not text.isprintable():
        kept = "".join(" " if char.isspace() else char for char in text if char.isprintable() or char.isspace())
    return " ".join(unicodedata.normalize("NFC", kept).split())[:length].rstrip()


def folded(text: str) -> str:
    """The text as search compares it: small letters without accents, so that `lok` finds `Lök` and `lök` does too."""
    if text.isascii():
        return " ".join(text.lower().split())
    small = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", small)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.translate(_LETTERS_WITHOUT_PARTS).split())


_LETTERS_WITHOUT_PARTS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "œ": "oe", "ð": "d", "þ": "th"})


def words(text: str) -> list[str]:
    """The text's words as search compares them: folded runs of letters and digits; `Coca-Cola®` is `coca`, `cola`."""
    return _WORD.findall(folded(text))


_WORD = re.compile(r"[^\W_]+")


def alphabetical(text: str) -> str:
    """What to sort a name by, byte for byte, to get the Swedish order: å, ä and ö after z, other accents ignored."""
    small = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    return " ".join(_SORTED_WORD.findall(folded(small)))


# The three signs that follow z in ASCII stand for the three letters; where a name itself has them, they are blanks.
_AFTER_Z = str.maketrans({"{": " ", "|": " ", "}": " ", "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
_SORTED_WORD = re.compile(r"(?:[^\W_]|[{|}])+")


def check_digit(digits: str) -> str:
    """The GS1 check digit for the digits before it (GS1 General Specifications 7.9)."""
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def barcode(text: str) -> str:
    """The code as it is kept and looked up. Raises Refused where it is no code or its check digit is wrong.

    A UPC-A code becomes the EAN-13 with a leading zero, since scanners give the same print as either. Other codes
    (Code 39, Code 128) are 3 to 48 printable ASCII characters without blanks.
    """
    code = text.strip()
    if not MIN_BARCODE <= len(code) <= MAX_BARCODE or not code.isascii() or not code.isprintable() or " " in code:
        raise Refused("“{code}” is not a barcode.", "Scan it again or search by name.", code=shown(code))
    name = GTIN_LENGTHS.get(len(code)) if code.isdigit() else None
    if name is None:
        return code
    expected = check_digit(code[:-1])
    if code[-1] != expected:
        raise Refused(
            "The last digit of {code} is wrong: an {name} with these digits ends in {expected}.",
            "Scan it again or compare with the package.",
            code=code,
            name=name,
            expected=expected,
        )
    return "0" + code if len(code) == len("012345678905") else code


@dataclass(frozen=True, slots=True)
class PackedCode:
    """What the shop's own scale printed on a package (GS1 Sweden: a 13-digit code that begins with 20 to 25)."""

    code: str
    """The code of the article: the same digits with nothing for the value."""
    number: str
    """The article's number on the scale."""
    price_ore: int | None = None
    weight_milli: int | None = None
    """In thousandths of the unit, which is kilograms."""


_PRICE_FACTORS = {"0": 1, "1": 10, "2": 100}
_WEIGHT_FACTORS = {"3": 1, "4": 10, "5": 100}


def is_packed(code: str) -> bool:
    """Whether it has the form of a code that a shop's scale prints."""
    return re.fullmatch(r"2[0-5][0-9]{11}", code, flags=re.ASCII) is not None


def packed_code(code: str) -> PackedCode | None:
    """The article and the value in a 2X code: X = 0 to 2 a price of 2 to 0 decimals, 3 to 5 a weight of 3 to 1.

    None for any other code, and for one without a value: that is the article's own.
    """
    if not is_packed(code) or code[8:12] == "0000":
        return None
    kind, number, value = code[1], code[2:8], int(code[8:12])
    plain = f"2{kind}{number}0000"
    article = PackedCode(plain + check_digit(plain), number)
    if kind in _PRICE_FACTORS:
        return replace(article, price_ore=value * _PRICE_FACTORS[kind])
    return replace(article, weight_milli=value * _WEIGHT_FACTORS[kind])


def same_gtin(code: str) -> tuple[str, ...]:
    """The other lengths a GTIN may be scanned or typed at: leading zeros come and go. Empty for any other code."""
    if not code.isascii() or not code.isdigit() or len(code) not in GTIN_LENGTHS:
        return ()
    significant = code.lstrip("0")
    return tuple(
        significant.zfill(length) for length in GTIN_LENGTHS if length != len(code) and length >= len(significant)
    )
