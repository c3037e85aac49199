"""What a person writes in an article's form: understood, or told field by field with what to do."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import MAX_TEXT, Article, ArticleKind
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.vat import VatCategory
from openpos.register.article_form import (
    COLUMN_OF,
    MAX_PRICE,
    Written,
    WrongFields,
    as_written,
    checked_price,
    differing,
    merged,
    understood,
)
from openpos.register.article_rows import MAX_BARCODES, Column

CAN = Article(7, "90", "Pant burk", "Pant", Money(1_00), VatCategory.STANDARD)
OPEN = Article(8, "91", "Pant back", "Pant", None, VatCategory.STANDARD)
COLA = Article(
    3, "17", "Cola", "Dryck", Money(12_90), VatCategory.FOOD, ArticleKind.GOODS, "st", ("7310350120413",), 7, 15, True
)
SHELF = {"90": CAN, "91": OPEN, "17": COLA, "7310350120413": COLA}
NEW = Written(price="12,90", name="Läsk", group="Dryck", vat_category=VatCategory.FOOD)


def read(written: Written, before: Article | None = None) -> Article:
    return understood(written, before, CAN if before and before.deposit_id else None, SHELF.get)


def wrong(written: Written, before: Article | None = None) -> dict[Column, str]:
    with pytest.raises(WrongFields) as told:
        read(written, before)
    return {column: str(error) for column, error in told.value.wrong.items()}


def test_what_is_shown_is_what_is_kept() -> None:
    assert read(as_written(COLA, CAN), COLA) == COLA
    assert as_written(COLA, CAN).price == "12,90"


def test_every_field_of_an_article_can_be_written() -> None:
    written = Written(
        price=None, name=" Pant   stor ", barcodes="96385074, ABC-1", number="A 1", group="Pant",
        vat_category=VatCategory.EXEMPT, unit="kg", kind=ArticleKind.SERVICE, deposit="90", age_limit="18 år",
        any_price=True,
    )  # fmt: skip
    assert read(written) == Article(
        0, "A 1", "Pant stor", "Pant", None, VatCategory.EXEMPT, ArticleKind.SERVICE, "kg", ("96385074", "ABC-1"), 7,
        18, True,
    )  # fmt: skip


def test_each_field_has_its_column_and_each_column_its_field() -> None:
    assert tuple(field.name for field in fields(Written)) == tuple(COLUMN_OF)
    assert set(COLUMN_OF.values()) == set(Column)


@pytest.mark.parametrize(
    ("price", "told"),
    [
        ("12,5o", "“12,5o” is not an amount. Write it like 1234,50."),
        ("-5", "-5,00 is below zero. Write a price of 0 or more."),
        ("10 000 000", "10 000 000,00 is too high a price. The highest is 9 999 999,99."),
        ("9" * 400, "“" + "9" * 40 + "…” is not an amount."),
        (" ", "The price is missing. Write it, or choose that it is asked for at each sale."),
        ("12,345", "“12,345” is not an amount."),
        ("1e3", "“1e3” is not an amount."),
        ("\x00", "“ ” is not an amount."),
    ],
)
def test_a_price_that_can_not_be_is_told(price: str, told: str) -> None:
    said = wrong(replace(NEW, price=price))
    assert list(said) == [Column.PRICE]
    assert said[Column.PRICE].startswith(told)


@pytest.mark.parametrize(("price", "ore"), [("0", 0), ("12", 12_00), ("12.5", 12_50), ("1 234,50 kr", 1234_50)])
def test_a_price_as_people_write_it(price: str, ore: int) -> None:
    assert read(replace(NEW, price=price)).price == Money(ore)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "The name is missing. Give the article a name."),
        ("   ", "The name is missing."),
        ("x" * 300, "The name has 300 characters. Shorten it to 72."),
        ("Glass 🍦", "“🍦” can't be printed on a receipt. Remove it;"),
        ("Kaffe \N{HOT BEVERAGE}", "“☕” can't be printed on a receipt."),
        ("Mjölk\x07", "“U+0007” can't be printed on a receipt."),
        ("Mj\N{ZERO WIDTH SPACE}ölk", "“U+200B” can't be printed on a receipt."),
        ("\N{CYRILLIC CAPITAL LETTER YA}", "“Я” can't be printed on a receipt."),
    ],
)
def test_a_name_that_can_not_be_is_told(name: str, told: str) -> None:
    assert wrong(replace(NEW, name=name))[Column.NAME].startswith(told)


@pytest.mark.parametrize("name", ["Crème fraîche", "Łosoś", "Vad?", "50 % – “rea”", "x" * MAX_TEXT, "Ko\u0308rv"])
def test_a_name_that_receipts_can_show(name: str) -> None:
    assert len(read(replace(NEW, name=name)).name) <= MAX_TEXT


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ("7310350120414", "The last digit of 7310350120414 is wrong: an EAN-13 with these digits ends in 3."),
        ("731O350120413", "“731O350120413” has letters among its digits; an EAN-13 has digits only."),
        ("7310350l2O413", "“7310350l2O413” has letters among its digits;"),
        ("åäö", "“åäö” is not a barcode."),
        ("12", "“12” is not a barcode."),
        ("x" * 300, "“xxxx"),
        (" ".join(f"ABC-{place}" for place in range(MAX_BARCODES + 1)), "The article has more than 20 barcodes."),
    ],
)
def test_a_barcode_that_can_not_be_is_told(codes: str, told: str) -> None:
    assert wrong(replace(NEW, barcodes=codes))[Column.BARCODE].startswith(told)


def test_barcodes_are_kept_in_the_order_of_the_catalogue_and_once() -> None:
    assert read(replace(NEW, barcodes="K-2|96385074;K-2 036000291452")).barcodes == ("0036000291452", "96385074", "K-2")


def test_a_code_that_begins_with_a_letter_is_a_code_of_the_shop() -> None:
    assert read(replace(NEW, barcodes="A123456789012")).barcodes == ("A123456789012",)


@pytest.mark.parametrize(
    ("change", "column", "told"),
    [
        ({"group": ""}, Column.GROUP, "The article group is missing. Choose one,"),
        ({"group": "x" * 73}, Column.GROUP, "The group's name is longer than 72 characters."),
        ({"number": "x" * 73}, Column.NUMBER, "The article number is longer than 72 characters."),
        ({"vat_category": None}, Column.VAT, "The VAT is missing. Choose which VAT the article has."),
        ({"age_limit": "arton"}, Column.AGE, "“arton” is not an age limit."),
        ({"age_limit": "99"}, Column.AGE, "“99” is not an age limit."),
        ({"deposit": "4711"}, Column.DEPOSIT, "There is no article 4711 for the deposit."),
        ({"deposit": "91"}, Column.DEPOSIT, "The deposit 91 has no price."),
    ],
)
def test_other_fields_that_can_not_be_are_told(change: dict[str, object], column: Column, told: str) -> None:
    assert wrong(replace(NEW, **change))[column].startswith(told)  # type: ignore[arg-type]


def test_an_article_keeps_a_number_and_is_no_deposit_of_its_own() -> None:
    shown = as_written(COLA, CAN)
    assert wrong(replace(shown, number=" "), COLA) == {
        Column.NUMBER: "The article number is missing. Write one; each article has its own."
    }
    assert wrong(replace(shown, deposit="17"), COLA)[Column.DEPOSIT].startswith("An article can't be its own deposit.")
    assert read(replace(shown, deposit=" "), COLA).deposit_id is None


def test_all_that_is_wrong_is_told_at_once_and_the_first_in_front() -> None:
    with pytest.raises(WrongFields, match="The price is missing") as told:
        read(Written(age_limit="x"))
    assert set(told.value.wrong) == {Column.PRICE, Column.NAME, Column.GROUP, Column.VAT, Column.AGE}


def test_what_was_not_changed_is_not_doubted() -> None:
    odd = replace(COLA, name="Cola 🥤", barcodes=("12345678", "73O0350120413"), price=Money(50_000_000_00))
    shown = as_written(odd, CAN)
    assert read(replace(shown, age_limit=""), odd) == replace(odd, age_limit=0)
    assert read(replace(shown, barcodes="12345678"), odd).barcodes == ("12345678",)


def test_a_price_that_nobody_wrote_is_checked_too() -> None:
    assert checked_price(MAX_PRICE) == MAX_PRICE
    for price in (Money(-1), MAX_PRICE + Money(1)):
        with pytest.raises(Refused):
            checked_price(price)


TEXT = st.text(max_size=8)
WRITTEN = st.builds(Written, price=st.none() | TEXT, name=TEXT, barcodes=TEXT, number=TEXT, group=TEXT, deposit=TEXT)


@given(before=WRITTEN, mine=WRITTEN, now=WRITTEN)
def test_nobody_s_change_is_lost_when_two_have_written(before: Written, mine: Written, now: Written) -> None:
    both = merged(mine, before, now)
    for name, column in COLUMN_OF.items():
        mine_changed = column in differing(mine, before)
        assert getattr(both, name) == getattr(mine if mine_changed else now, name)


@given(WRITTEN)
def test_any_text_is_understood_or_told(written: Written) -> None:
    with suppress(WrongFields):
        assert 0 < len(read(written).name) <= MAX_TEXT
