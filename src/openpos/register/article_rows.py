"""What the columns of an article file mean, and its rows as articles or as reasons why not.

Nothing is guessed that a person could mean otherwise: what can be read in two ways is refused with its reason.
docs/import.md tells a shopkeeper the same in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from openpos.domain.article import MAX_TEXT, PIECE, UNITS, ArticleKind, barcode, folded, plain_text, words
from openpos.domain.errors import N_, Refused
from openpos.domain.money import Money, parse_price, shown
from openpos.domain.vat import VatCategory

MAX_LINE = 20_000
"""The longest line of the file, in characters: 20 times what an article needs."""
MAX_BARCODES = 20


class Column(StrEnum):
    """What a column of the file may hold."""

    BARCODE = "barcode"
    NUMBER = "number"
    NAME = "name"
    GROUP = "group"
    PRICE = "price"
    VAT = "vat"
    UNIT = "unit"
    KIND = "kind"
    DEPOSIT = "deposit"
    AGE = "age"
    ANY_PRICE = "any price"


COLUMN_NAMES: Mapping[Column, str] = {
    Column.BARCODE: N_("Barcode"),
    Column.NUMBER: N_("Article number"),
    Column.NAME: N_("Name"),
    Column.GROUP: N_("Article group"),
    Column.PRICE: N_("Price with VAT"),
    Column.VAT: N_("VAT"),
    Column.UNIT: N_("Unit"),
    Column.KIND: N_("Goods or service"),
    Column.DEPOSIT: N_("Deposit's article"),
    Column.AGE: N_("Age limit"),
    Column.ANY_PRICE: N_("Price may be changed"),
}

# Headings as their folded words: `Pris (inkl. moms)` is `pris inkl moms`. A price without VAT is not among them.
_HEADINGS: Mapping[Column, str] = {
    Column.BARCODE: "barcode|barcodes|streckkod|streckkoder|ean|ean kod|eankod|ean 13|ean13|ean nummer|ean code"
    "|gtin|upc",
    Column.NUMBER: "number|article number|article no|item number|artikelnummer|artikelnr|artikel nr|art nr|artnr"
    "|nummer|nr|varunummer|varunr|sku|plu",
    Column.NAME: "name|article name|product name|article|product|namn|artikelnamn|artikelbenamning|benamning|artikel"
    "|varunamn|varubenamning|produkt|produktnamn",
    Column.GROUP: "group|article group|product group|main group|category|grupp|varugrupp|artikelgrupp|produktgrupp"
    "|huvudgrupp|kategori",
    Column.PRICE: "price|price incl vat|price including vat|price with vat|gross price|sales price incl vat"
    "|pris|pris inkl|pris inkl moms|pris inklusive moms|pris med moms|a pris inkl moms|utpris|utpris inkl moms"
    "|forsaljningspris inkl moms|butikspris",
    Column.VAT: "vat|vat category|vat rate|vat percent|moms|momskategori|momssats|momsprocent",
    Column.UNIT: "unit|enhet",
    Column.KIND: "kind|type|article type|typ|artikeltyp|slag|vara tjanst|vara eller tjanst|goods or service",
    # Not `pant` alone: other systems export its amount under that.
    Column.DEPOSIT: "pantartikel|pant artikel|pantartikelnummer|pantartikelnr|pantnummer"
    "|deposit article|deposit number",
    Column.AGE: "aldersgrans|aldersgrans ar|alder|age limit|minimum age",
    Column.ANY_PRICE: "fritt pris|oppet pris|pris far andras|pris kan andras|open price|any price|price may be changed",
}
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split("|")}

_VAT_WORDS: Mapping[VatCategory, str] = {
    VatCategory.FOOD: "food|livsmedel|mat|matvaror",
    VatCategory.STANDARD: "standard|normal|normalmoms",
    VatCategory.RESTAURANT: "restaurant|restaurant and catering|catering|restaurang|restaurang och catering|servering",
    VatCategory.REDUCED: "reduced|books transport culture|books|reducerad|bocker resor kultur|bocker|kultur",
    VatCategory.EXEMPT: "exempt|without vat|no vat|momsfri|momsfritt|utan moms|ingen moms",
}
_CATEGORY_OF = {word: category for category, listed in _VAT_WORDS.items() for word in listed.split("|")}
MEANINGS: Mapping[int, tuple[VatCategory, ...]] = {
    1200: (VatCategory.FOOD, VatCategory.RESTAURANT),
    600: (VatCategory.FOOD, VatCategory.REDUCED),
}
"""Rates, in basis points, that as a bare number in the VAT column may mean more than one thing, and what."""
_ONLY_MEANING = {2500: VatCategory.STANDARD, 0: VatCategory.EXEMPT}
_SIX = 600
_PERCENT = re.compile(r"(?:0[.,](?P<share>25|12|06)|(?P<whole>25|12|6|0)(?:[.,]0{1,2})?) ?%?")

_UNIT_WORDS = {PIECE: "st|styck|stk|pcs|pc|piece|pieces|each|ea", "kg": "kg|kilo|kilogram", "hg": "hg|hekto"} | {
    "g": "g|gram",
    "l": "l|liter|litre",
    "m": "m|meter|metre",
    "h": "h|tim|timme|timmar|hour|hours",
}
_UNIT_OF = {word: unit for unit, listed in _UNIT_WORDS.items() for word in listed.split("|")}
_KIND_OF = dict.fromkeys(("goods", "good", "vara", "varor"), ArticleKind.GOODS) | dict.fromkeys(
    ("service", "services", "tjanst", "tjanster"), ArticleKind.SERVICE
)

_YES = frozenset(("ja", "j", "yes", "y", "x", "1", "sant", "true"))
_NO = frozenset(("nej", "n", "no", "0", "falskt", "false"))
_NONE = frozenset(("ingen", "inga", "nej", "none", "no", "-", "–"))
_AGE = re.compile(r"([0-9]{1,2}) ?(?:\+|ar|years)?")
_OLDEST = 30
"""An age limit above this is a wrong column."""
_AN_AMOUNT = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}(?: ?(?:kr|sek|:-))?|[0-9]{1,3} ?(?:kr|sek|:-)", re.IGNORECASE)

# What spreadsheets make of a long number, 7,30016E+12; in a barcode also 7300156480903.0 and ="7300156480903".
_ROUNDED_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,2}")
_DAMAGED_BARCODE = re.compile(_ROUNDED_NUMBER.pattern + r"|[0-9]{4,}[.,]0+|=.*")
BETWEEN_BARCODES = re.compile(r"[|;,\s]+")
"""What stands between the barcodes of one article."""

UNREADABLE = re.compile("[\ud800-\udfff]")
"""What stands in a text for bytes that are no character of the file's encoding."""


class AmbiguousVat(Refused):
    """A bare rate that two categories have, and nobody has said which is meant. `rate_bp` is among the values."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row of the file, understood. None is what the file does not say; a price of None is asked for at each sale."""

    line: int
    number: str | None
    barcodes: tuple[str, ...]
    name: str
    full_name: str
    """The name as the file has it: longer than `name` where it was shortened."""
    group: str | None
    price: Money | None
    vat_category: VatCategory
    kind: ArticleKind | None
    unit: str | None
    deposit: str | None = None
    """The number or barcode of the article that is sold along; empty for none."""
    age_limit: int | None = None
    any_price: bool | None = None


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where it is not known."""
    return _COLUMN_OF.get(" ".join(words(plain_text(heading))))


def recognised(cells: Sequence[str]) -> tuple[tuple[str, Column | None], ...]:
    """The headings with what they mean. Raises Refused where one is missing, or where two mean the same."""
    headings = tuple((plain_text(cell), column_of(cell)) for cell in cells)
    seen: dict[Column, str] = {}
    for heading, column in headings:
        if column is not None and column is not Column.BARCODE and column in seen:
            raise Refused(
                "The headings “{first}” and “{second}” mean the same.",
                "Remove one of the columns, or give it another heading.",
                first=shown(seen[column]),
                second=shown(heading),
            )
        if column is not None:
            seen[column] = heading
    if Column.NAME not in seen:
        raise Refused("No column has the articles' names.", "Give it the heading “namn” or “name”.")
    if Column.NUMBER not in seen and Column.BARCODE not in seen:
        raise Refused(
            "No column has article numbers or barcodes.",
            "Give one the heading “artikelnummer” or “streckkod”, “number” or “barcode”.",
        )
    if Column.PRICE not in seen:
        raise Refused(
            "No column has prices with VAT.",
            "Give it the heading “pris” or “price”. Prices without VAT can't be imported.",
        )
    if Column.VAT not in seen:
        raise Refused("No column says which VAT the articles have.", "Give it the heading “moms” or “vat”.")
    return headings


class Rows:
    """Understands rows by the headings above them."""

    def __init__(self, headings: Sequence[tuple[str, Column | None]], means: Mapping[int, VatCategory]) -> None:
        self._headings = headings
        self._means = means
        self._places = {column: place for place, (_, column) in enumerate(headings) if column is not None}
        self._barcodes = [place for place, (_, column) in enumerate(headings) if column is Column.BARCODE]
        self._width = max(self._places.values()) + 1

    def row(self, line: int, cells: list[str]) -> ArticleRow:
        """The row understood. Raises Refused with the reason where it can't be."""
        self._check_width(cells)
        full_name = self._cell(cells, Column.NAME, MAX_LINE)
        if not full_name:
            raise Refused("The name is missing.", "Give the article a name.")
        number = self._number(cells)
        barcodes = self._codes(cells)
        if not number and not barcodes:
            raise Refused("The row has neither an article number nor a barcode.", "Give the article one of them.")
        price = self._cell(cells, Column.PRICE)
        group = self._cell(cells, Column.GROUP, MAX_TEXT + 1)
        if len(group) > MAX_TEXT:
            raise Refused("The group's name is longer than {most} characters.", "Shorten it.", most=MAX_TEXT)
        return ArticleRow(
            line=line,
            number=number or None,
            barcodes=barcodes,
            name=plain_text(full_name),
            full_name=full_name,
            group=group or None,
            price=_price(price) if price else None,
            vat_category=self._vat(self._cell(cells, Column.VAT)),
            kind=_kind(self._cell(cells, Column.KIND)),
            unit=_unit(self._cell(cells, Column.UNIT)),
            deposit=_deposit(self._cell(cells, Column.DEPOSIT)),
            age_limit=age_limit(self._cell(cells, Column.AGE)),
            any_price=_yes_or_no(self._cell(cells, Column.ANY_PRICE)),
        )

    def _check_width(self, cells: list[str]) -> None:
        if UNREADABLE.search("".join(cells)):
            raise Refused("The row holds characters that can't be read.", "Save the file as “CSV UTF-8”.")
        if any(cell.strip() for cell in cells[len(self._headings) :]):
            raise Refused(
                "The row has {found} cells under {expected} headings.",
                "Put a text or price that holds the separator between quotation marks.",
                found=len(cells),
                expected=len(self._headings),
            )
        if len(cells) < self._width:
            missing = min(place for place in (*self._places.values(), *self._barcodes) if place >= len(cells))
            raise Refused(
                "The row ends before the column “{heading}”.",
                "Fill it in; an empty cell is written too.",
                heading=shown(self._headings[missing][0]),
            )

    def _cell(self, cells: list[str], column: Column, length: int = MAX_TEXT) -> str:
        place = self._places.get(column)
        return "" if place is None else plain_text(cells[place], length)

    def _number(self, cells: list[str]) -> str:
        number = self._cell(cells, Column.NUMBER, MAX_TEXT + 1)
        if len(number) > MAX_TEXT:
            raise Refused("The article number is longer than {most} characters.", "Shorten it.", most=MAX_TEXT)
        if _ROUNDED_NUMBER.fullmatch(number):
            raise _changed_by_a_spreadsheet(number)
        return number

    def _codes(self, cells: list[str]) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for place in self._barcodes:
            cell = plain_text(cells[place], MAX_LINE)
            if _DAMAGED_BARCODE.fullmatch(cell):
                raise _changed_by_a_spreadsheet(cell)
            for code in filter(None, BETWEEN_BARCODES.split(cell)):
                codes[barcode(code)] = None
        if len(codes) > MAX_BARCODES:
            raise Refused("The article has more than {most} barcodes.", "Keep those in use.", most=MAX_BARCODES)
        return tuple(codes)

    def _vat(self, cell: str) -> VatCategory:
        if not cell:
            raise Refused("The VAT is missing.", "Write food, standard, restaurant, reduced or exempt.")
        meant = _vat(cell)
        return meant if isinstance(meant, VatCategory) else self._meaning(meant)

    def _meaning(self, rate_bp: int) -> VatCategory:
        meant = self._means.get(rate_bp)
        if meant is not None:
            return meant
        if rate_bp == _SIX:
            raise AmbiguousVat(
                "6 % can be the VAT of food or of books, transport and culture.",
                "Write food or reduced, or choose before importing what 6 % means.",
                rate_bp=rate_bp,
            )
        raise AmbiguousVat(
            "12 % can be the VAT of food or of a restaurant.",
            "Write food or restaurant, or choose before importing what 12 % means.",
            rate_bp=rate_bp,
        )


# A file has few prices and kinds of VAT, each a thousand times.
_price = lru_cache(maxsize=4096)(parse_price)


@lru_cache(maxsize=256)
def _vat(cell: str) -> VatCategory | int:
    """The category, or the rate in basis points where two categories have it."""
    category = _CATEGORY_OF.get(" ".join(words(cell)))
    if category is not None:
        return category
    percent = _PERCENT.fullmatch(cell)
    if percent is None:
        raise Refused(
            "“{text}” is not a kind of VAT.",
            "Write food, standard, restaurant, reduced or exempt.",
            text=shown(cell),
        )
    rate_bp = int(percent["share"] or percent["whole"]) * 100
    return _ONLY_MEANING.get(rate_bp, rate_bp)


def checked_meanings(means: Mapping[int, VatCategory]) -> Mapping[int, VatCategory]:
    """What bare rates mean, as a person chose. Raises Refused where a rate can't mean that."""
    for rate_bp, category in means.items():
        if category not in MEANINGS.get(rate_bp, ()):
            raise Refused(
                "{percent} % can't mean {category}.",
                "12 can mean food or restaurant, 6 food or reduced; the other rates have one meaning only.",
                percent=rate_bp // 100,
                category=category.value,
            )
    return means


def _unit(cell: str) -> str | None:
    if not cell:
        return None
    unit = _UNIT_OF.get(folded(cell).rstrip("."))
    if unit is None:
        raise Refused("“{text}” is not a unit.", "Write {units}.", text=shown(cell), units=", ".join(UNITS))
    return unit


def _kind(cell: str) -> ArticleKind | None:
    if not cell:
        return None
    kind = _KIND_OF.get(folded(cell))
    if kind is None:
        raise Refused("“{text}” is neither goods nor a service.", "Write goods or service.", text=shown(cell))
    return kind


def _deposit(cell: str) -> str | None:
    """What the deposit's article is known by; empty for none, None where nothing is said."""
    if not cell:
        return None
    if folded(cell) in _NONE:
        return ""
    if _AN_AMOUNT.fullmatch(cell):
        raise Refused(
            "“{text}” is an amount, and no article for the deposit.",
            "Write the number of the article that is the deposit: its price is what it costs.",
            text=shown(cell),
        )
    if _DAMAGED_BARCODE.fullmatch(cell):
        raise _changed_by_a_spreadsheet(cell)
    return cell


def age_limit(cell: str) -> int | None:
    """An age limit in years, 0 for none; None where nothing is said. Raises Refused."""
    if not cell:
        return None
    if folded(cell) in _NONE:
        return 0
    age = _AGE.fullmatch(folded(cell))
    if age is None or int(age[1]) > _OLDEST:
        raise Refused("“{text}” is not an age limit.", "Write it in years, like 18, or 0 for none.", text=shown(cell))
    return int(age[1])


def _yes_or_no(cell: str) -> bool | None:
    if not cell:
        return None
    said = folded(cell)
    if said not in _YES | _NO:
        raise Refused("“{text}” is neither yes nor no.", "Write yes or no.", text=shown(cell))
    return said in _YES


def _changed_by_a_spreadsheet(text: str) -> Refused:
    return Refused(
        "“{text}” is a number that a spreadsheet has changed.",
        "Format the column as text, enter the number again and save the file again.",
        text=shown(text),
    )
