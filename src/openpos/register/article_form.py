"""An article as a person writes it, understood: each field that can't be is told with what is wrong and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from openpos.domain.article import GTIN_LENGTHS, MAX_TEXT, PIECE, Article, ArticleKind, barcode
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, format_money, parse_money, shown
from openpos.domain.vat import VatCategory
from openpos.printing.paper import printable
from openpos.register.article_rows import BETWEEN_BARCODES, MAX_BARCODES, Column, age_limit

MAX_PRICE = Money(9_999_999_99)
"""A price above this is a slip of the finger."""
_LETTERS_AMONG_DIGITS = re.compile(r"[0-9][0-9A-Za-z]*[0-9]")
_FEW_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form."""

    price: str | None = ""
    """With VAT; None where the cashier is asked for it at each sale."""
    name: str = ""
    barcodes: str = ""
    number: str = ""
    group: str = ""
    vat_category: VatCategory | None = None
    unit: str = PIECE
    kind: ArticleKind = ArticleKind.GOODS
    deposit: str = ""
    """The number or a barcode of the article that is sold along."""
    age_limit: str = ""
    any_price: bool = False


COLUMN_OF: Mapping[str, Column] = {
    "price": Column.PRICE,
    "name": Column.NAME,
    "barcodes": Column.BARCODE,
    "number": Column.NUMBER,
    "group": Column.GROUP,
    "vat_category": Column.VAT,
    "unit": Column.UNIT,
    "kind": Column.KIND,
    "deposit": Column.DEPOSIT,
    "age_limit": Column.AGE,
    "any_price": Column.ANY_PRICE,
}
"""What each field of Written is, in the order of the form."""


class WrongFields(Refused):
    """Some fields can't be understood or are not free. Nothing was changed; the words are those of the first."""

    def __init__(self, wrong: Mapping[Column, Refused]) -> None:
        first = next(wrong[column] for column in COLUMN_OF.values() if column in wrong)
        super().__init__(first.title, first.advice, **first.values)
        self.wrong = wrong


def as_written(article: Article, deposit: Article | None = None) -> Written:
    """An article as the form shows it; `deposit` is the article that is sold along."""
    return Written(
        price=None if article.price is None else format_money(article.price, thousands=""),
        name=article.name,
        barcodes=" ".join(article.barcodes),
        number=article.number,
        group=article.group,
        vat_category=article.vat_category,
        unit=article.unit,
        kind=article.kind,
        deposit="" if deposit is None else deposit.number,
        age_limit=str(article.age_limit) if article.age_limit else "",
        any_price=article.any_price,
    )


def differing(one: Written, other: Written) -> tuple[Column, ...]:
    """In which fields they differ, in the order of the form."""
    return tuple(column for name, column in COLUMN_OF.items() if getattr(one, name) != getattr(other, name))


def merged(mine: Written, before: Written, now: Written) -> Written:
    """What I wrote, on top of what somebody else has made of the article since I opened it."""
    names = [field.name for field in fields(Written)]
    return replace(now, **{name: getattr(mine, name) for name in names if getattr(mine, name) != getattr(before, name)})


def understood(
    written: Written, before: Article | None, deposit: Article | None, find: Callable[[str], Article | None]
) -> Article:
    """The article that was written; `before` is the one that is changed, `deposit` what has been sold along with it.

    `find` looks an article up by barcode or number. What stands as it stood is not doubted: an article from a file may
    have what nobody could write here. A new article's number may be empty. Raises WrongFields with all that is wrong.
    """
    was = Written() if before is None else as_written(before, deposit)
    wrong: dict[Column, Refused] = {}
    values: dict[str, object] = {"unit": written.unit, "kind": written.kind, "any_price": written.any_price}
    readers: dict[str, tuple[str, Callable[[], object]]] = {
        "price": ("price", lambda: _price(written.price)),
        "name": ("name", lambda: _name(written.name)),
        "barcodes": ("barcodes", lambda: _barcodes(written.barcodes, before.barcodes if before else ())),
        "number": ("number", lambda: _number(written.number, needed=before is not None)),
        "group": ("group", lambda: _group(written.group)),
        "vat_category": ("vat_category", lambda: _vat(written.vat_category)),
        "deposit": ("deposit_id", lambda: _deposit(written.deposit, before, find)),
        "age_limit": ("age_limit", lambda: age_limit(written.age_limit.strip()) or 0),
    }
    for field, (name, read) in readers.items():
        if before is None or getattr(written, field) != getattr(was, field):
            try:
                values[name] = read()
            except Refused as error:
                wrong[COLUMN_OF[field]] = error
    if wrong:
        raise WrongFields(wrong)
    return replace(before or Article(0, "", "", "", None, VatCategory.STANDARD), **values)  # type: ignore[arg-type]


def checked_price(price: Money) -> Money:
    """The price of an article. Raises Refused for one that no article has."""
    if price < ZERO:
        raise Refused("{price} is below zero.", "Write a price of 0 or more.", price=format_money(price))
    if price > MAX_PRICE:
        raise Refused(
            "{price} is too high a price.",
            "The highest is {most}.",
            price=format_money(price),
            most=format_money(MAX_PRICE),
        )
    return price


def _price(text: str | None) -> Money | None:
    if text is None:
        return None
    if not text.strip():
        raise Refused("The price is missing.", "Write it, or choose that it is asked for at each sale.")
    return checked_price(parse_money(text))


def _name(text: str) -> str:
    name = _line(text)
    if not name:
        raise Refused("The name is missing.", "Give the article a name.")
    if len(name) > MAX_TEXT:
        raise Refused("The name has {count} characters.", "Shorten it to {most}.", count=len(name), most=MAX_TEXT)
    return name


def _number(text: str, *, needed: bool) -> str:
    number = _line(text)
    if needed and not number:
        raise Refused("The article number is missing.", "Write one; each article has its own.")
    if len(number) > MAX_TEXT:
        raise Refused("The article number is longer than {most} characters.", "Shorten it.", most=MAX_TEXT)
    return number


def _group(text: str) -> str:
    group = _line(text)
    if not group:
        raise Refused("The article group is missing.", "Choose one, or write the name of a new one.")
    if len(group) > MAX_TEXT:
        raise Refused("The group's name is longer than {most} characters.", "Shorten it.", most=MAX_TEXT)
    return group


def _line(text: str) -> str:
    """The text as one line. Raises Refused for a sign that no receipt can show."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    for sign in line:
        if not sign.isprintable() or (sign != "?" and printable(sign) in {"", "?"}):
            raise Refused(
                "“{sign}” can't be printed on a receipt.",
                "Remove it; letters, digits and common signs can be printed.",
                sign=sign if sign.isprintable() else f"U+{ord(sign):04X}",
            )
    return line


def _barcodes(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The barcodes in the order that the catalogue keeps them in; one that was there before is not doubted."""
    codes: set[str] = set()
    for code in filter(None, BETWEEN_BARCODES.split(text)):
        codes.add(code if code in before else _barcode(code))
    if len(codes) > MAX_BARCODES:
        raise Refused("The article has more than {most} barcodes.", "Keep those in use.", most=MAX_BARCODES)
    return tuple(sorted(codes))


def _barcode(code: str) -> str:
    """A barcode. Raises Refused also for one that is all but digits, such as with an O for a 0."""
    letters = sum(sign.isalpha() for sign in code)
    name = GTIN_LENGTHS.get(len(code))
    if name and 0 < letters <= _FEW_LETTERS and _LETTERS_AMONG_DIGITS.fullmatch(code):
        raise Refused(
            "“{code}” has letters among its digits; an {name} has digits only.",
            "Scan it, or compare it with the package.",
            code=code,
            name=name,
        )
    return barcode(code)


def _vat(category: VatCategory | None) -> VatCategory:
    if category is None:
        raise Refused("The VAT is missing.", "Choose which VAT the article has.")
    return category


def _deposit(text: str, before: Article | None, find: Callable[[str], Article | None]) -> int | None:
    sought = text.strip()
    if not sought:
        return None
    found = find(sought)
    if found is None:
        raise Refused(
            "There is no article {number} for the deposit.",
            "Write its number or barcode; make the deposit's article first where there is none.",
            number=shown(sought),
        )
    if before is not None and found.id == before.id:
        raise Refused("An article can't be its own deposit.", "Write the number of the deposit's article.")
    if found.withdrawn:
        raise Refused("{name} is taken out of sale.", "It can be put back on the page Articles.", name=found.name)
    if found.price is None:
        raise Refused("The deposit {number} has no price.", "Give its article a price first.", number=found.number)
    return found.id
