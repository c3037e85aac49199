"""Money and quantities: nothing is lost, nothing is guessed, a refund mirrors its sale."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import (
    MAX_ORE,
    MAX_QUANTITY_MILLI,
    ZERO,
    Money,
    Quantity,
    format_money,
    format_quantity,
    parse_money,
    parse_price,
    parse_quantity,
    round_to_krona,
    shown,
    total,
)

amounts = st.integers(-MAX_ORE, MAX_ORE).map(Money)
weights = st.lists(st.integers(0, 10_000_000), min_size=1, max_size=30).filter(any)
number_like = st.text(alphabet="0123456789 .,-−:krKR\N{NO-BREAK SPACE}\t", max_size=30)


class TestMoney:
    @pytest.mark.parametrize("amount", [1.0, True, "1", Decimal(1), None])
    def test_takes_nothing_but_whole_ore(self, amount: Any) -> None:
        with pytest.raises(TypeError, match="whole öre as int"):
            Money(amount)

    @pytest.mark.parametrize("quantity", [1.0, False, "1", Decimal(1), None])
    def test_a_quantity_takes_nothing_but_whole_thousandths(self, quantity: Any) -> None:
        with pytest.raises(TypeError, match="whole thousandths as int"):
            Quantity(quantity)

    def test_adds_and_compares_as_numbers_do(self) -> None:
        assert Money(150) + Money(50) - Money(25) == Money(175)
        assert -Money(5) == Money(-5)
        assert Money(-1) < ZERO < Money(1)
        assert bool(Money(-1))
        assert not Money(0)
        assert total([]) == ZERO
        assert total([Money(1), Money(2), Money(-4)]) == Money(-1)

    def test_an_amount_is_never_equal_to_a_bare_number(self) -> None:
        numbers: list[object] = [100, 1000]
        assert Money(100) not in numbers
        assert Quantity(1000) not in numbers

    @given(amounts, st.integers(-10_000, 10_000), st.integers(1, 10_000))
    def test_a_share_is_the_nearest_ore_with_halves_away_from_zero(self, amount: Money, part: int, whole: int) -> None:
        exact = Fraction(amount.ore * part, whole)
        given_share = amount.share(part, whole).ore
        assert abs(given_share - exact) <= Fraction(1, 2)
        if abs(given_share - exact) == Fraction(1, 2):
            assert abs(given_share) > abs(exact)

    @given(amounts, st.integers(0, 10_000), st.integers(1, 10_000))
    def test_a_share_of_a_refund_mirrors_the_share_of_the_sale(self, amount: Money, part: int, whole: int) -> None:
        assert (-amount).share(part, whole) == -amount.share(part, whole)
        assert amount.share(-part, whole) == -amount.share(part, whole)

    @pytest.mark.parametrize("whole", [0, -1])
    def test_a_share_of_nothing_is_a_mistake_in_the_program(self, whole: int) -> None:
        with pytest.raises(ValueError, match="above zero"):
            Money(100).share(1, whole)

    @given(amounts, weights)
    def test_split_loses_no_ore(self, amount: Money, parts: list[int]) -> None:
        split = amount.split(parts)
        assert len(split) == len(parts)
        assert total(split) == amount

    @given(amounts, weights)
    def test_each_part_of_a_split_is_within_an_ore_of_its_exact_share(self, amount: Money, parts: list[int]) -> None:
        for part, weight in zip(amount.split(parts), parts, strict=True):
            assert abs(part.ore - Fraction(amount.ore * weight, sum(parts))) <= 1
            assert weight or part == ZERO

    @given(amounts, weights)
    def test_a_refunds_parts_mirror_its_sales(self, amount: Money, parts: list[int]) -> None:
        assert (-amount).split(parts) == [-part for part in amount.split(parts)]

    @pytest.mark.parametrize("parts", [[], [0], [0, 0], [2, -1], [-1]])
    def test_split_over_no_weight_is_a_mistake_in_the_program(self, parts: list[int]) -> None:
        with pytest.raises(ValueError, match="weights are zero or above and not all zero"):
            Money(100).split(parts)


class TestRounding:
    @pytest.mark.parametrize(
        ("ore", "rounded"),
        [(0, 0), (49, 0), (50, 100), (149, 100), (150, 200), (199, 200), (-49, 0), (-50, -100), (-149, -100)],
    )
    def test_the_law_of_1970(self, ore: int, rounded: int) -> None:
        assert round_to_krona(Money(ore)) == Money(rounded)

    @given(amounts)
    def test_rounding_gives_whole_kronor_within_50_ore_and_mirrors(self, amount: Money) -> None:
        rounded = round_to_krona(amount)
        assert rounded.ore % 100 == 0
        assert abs(rounded.ore - amount.ore) <= 50
        assert round_to_krona(-amount) == -rounded
        assert round_to_krona(rounded) == rounded


class TestQuantity:
    @pytest.mark.parametrize(
        ("milli", "price_ore", "ore"),
        [(1000, 5995, 5995), (3000, 999, 2997), (375, 8990, 3371), (1, 499, 0), (1, 500, 1), (-375, 8990, -3371)],
    )
    def test_what_a_quantity_costs(self, milli: int, price_ore: int, ore: int) -> None:
        assert Quantity(milli).of(Money(price_ore)) == Money(ore)


class TestReadingAmounts:
    @pytest.mark.parametrize(
        ("text", "ore"),
        [
            ("0", 0),
            ("7", 700),
            ("007", 700),
            ("12,5", 1250),
            ("12.50", 1250),
            ("0,05", 5),
            ("1 234,50", 123450),
            ("1\N{NO-BREAK SPACE}234,50", 123450),
            ("1\N{NARROW NO-BREAK SPACE}234,50", 123450),
            ("1234.50", 123450),
            ("1.234,50", 123450),
            ("1,234.50", 123450),
            ("1 234", 123400),
            ("1.234.567", 123456700),
            ("1,234,567.8", 123456780),
            ("1234,500", 123450),
            ("12:-", 1200),
            ("12 kr", 1200),
            ("12,90 SEK", 1290),
            ("  59,95\t\n", 5995),
            ("-5", -500),
            ("\N{MINUS SIGN}5,25", -525),
            ("999 999 999,99", MAX_ORE),
        ],
    )
    def test_is_read_as_it_is_meant(self, text: str, ore: int) -> None:
        assert parse_money(text) == Money(ore)

    @pytest.mark.parametrize(
        "text",
        [
            "abc",
            "kr",
            "12 kr kr",
            "kr 12",
            ",5",
            "12,",
            "12.",
            "1,2,3",
            "12 34",
            "1 2345",
            "1 234 5",
            "5-",
            "- 5",
            "--5",
            "+5",
            "1e3",
            "1_000",
            "0x1F",
            "NaN",
            "½",
            "١٢",
            "1'000",
            "1\x0012",
            "12,999",  # is that 12 999 or 13?
            "1,234",
            "1.234",
            "-1,234",
            "1 234.567",
            "1.234 567",
            "1.234.56",
            "1,234,5",
            "12,345 678",
            "0,001",
            "7,777",
            "1234,567",
        ],
    )
    def test_is_refused_where_it_is_no_amount_or_could_be_two(self, text: str) -> None:
        with pytest.raises(Refused, match=r"is not an amount\. Write it like 1234,50\."):
            parse_money(text)

    @pytest.mark.parametrize("text", ["", " "])
    def test_nothing_is_asked_for_and_not_repeated(self, text: str) -> None:
        with pytest.raises(Refused, match=r"There is no amount yet\. Write it"):
            parse_money(text)

    @pytest.mark.parametrize("text", ["1000000000", "1 000 000 000,00", "999999999,999", "-1000000000", "9" * 15])
    def test_is_refused_where_it_is_too_large(self, text: str) -> None:
        with pytest.raises(Refused):
            parse_money(text)

    @pytest.mark.parametrize(
        "text", ["9" * 16, "9" * 10_000, "1" + " 000" * 3_000, "0," + "0" * 9_000, "1" + "." * 9_000, " " * 9_000]
    )
    def test_is_refused_where_it_never_ends(self, text: str) -> None:
        for parse in (parse_money, parse_price, parse_quantity):
            with pytest.raises(Refused) as refusal:
                parse(text)
            assert len(str(refusal.value)) < 120

    def test_is_refused_below_zero_where_a_price_is_asked_for(self) -> None:
        assert parse_price("0") == ZERO
        assert parse_price("-0") == ZERO
        with pytest.raises(Refused, match=r"-5 is below zero\."):
            parse_price("-5")

    @given(amounts)
    @example(Money(MAX_ORE))
    @example(Money(-MAX_ORE))
    def test_what_is_written_is_read_back(self, amount: Money) -> None:
        assert parse_money(format_money(amount)) == amount
        assert parse_money(format_money(amount, thousands="\N{NO-BREAK SPACE}")) == amount
        assert parse_money(format_money(amount, thousands=",", decimal=".")) == amount
        assert parse_money(format_money(amount, thousands=".", decimal=",")) == amount
        assert parse_money(format_money(amount, thousands="", decimal=",")) == amount

    @given(st.text() | number_like)
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with suppress(Refused):
            assert Money(-MAX_ORE) <= parse_money(text) <= Money(MAX_ORE)
        with suppress(Refused):
            assert ZERO <= parse_price(text) <= Money(MAX_ORE)


class TestReadingQuantities:
    @pytest.mark.parametrize(
        ("text", "milli"),
        [
            ("2", 2000),
            ("0,375", 375),
            ("0.375", 375),
            ("1,234", 1234),
            ("99,999", 99_999),
            ("1 234", 1_234_000),
            ("1234,5", 1_234_500),
            ("0,001", 1),
            ("1,5000", 1500),
            ("99999", MAX_QUANTITY_MILLI),
        ],
    )
    def test_is_read_with_up_to_three_decimals(self, text: str, milli: int) -> None:
        assert parse_quantity(text) == Quantity(milli)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "no quantity yet"),
            ("x", "is not a quantity"),
            ("0,0001", "is not a quantity"),
            ("1 234,567", "is not a quantity"),
            ("0", "can't be sold"),
            ("0,000", "can't be sold"),
            ("-1", "can't be sold"),
            ("99999,001", "is too large"),
            ("100 000", "is too large"),
        ],
    )
    def test_is_refused_with_the_reason(self, text: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            parse_quantity(text)

    @given(st.integers(1, MAX_QUANTITY_MILLI).map(Quantity))
    def test_what_is_written_is_read_back(self, quantity: Quantity) -> None:
        assert parse_quantity(format_quantity(quantity)) == quantity
        assert parse_quantity(format_quantity(quantity, decimal=".")) == quantity

    @given(st.text() | number_like)
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with suppress(Refused):
            assert Quantity(0) < parse_quantity(text) <= Quantity(MAX_QUANTITY_MILLI)


class TestWriting:
    @pytest.mark.parametrize(
        ("ore", "text"),
        [(0, "0,00"), (5, "0,05"), (-5, "-0,05"), (123450, "1 234,50"), (-123456789, "-1 234 567,89")],
    )
    def test_amounts(self, ore: int, text: str) -> None:
        assert format_money(Money(ore)) == text

    @pytest.mark.parametrize(
        ("milli", "text"), [(1000, "1"), (375, "0,375"), (1500, "1,5"), (-250, "-0,25"), (1_234_000, "1234")]
    )
    def test_quantities(self, milli: int, text: str) -> None:
        assert format_quantity(Quantity(milli)) == text

    @given(st.text())
    def test_foreign_text_is_repeated_short_and_without_control_characters(self, text: str) -> None:
        repeated = shown(text)
        assert len(repeated) <= 41
        assert repeated.isprintable()

    def test_foreign_text_keeps_what_can_be_read(self) -> None:
        assert shown("Blåbär 3 för 2") == "Blåbär 3 för 2"
        assert shown("\x1b[31m\u202eX") == " [31m X"
        assert shown("x" * 41) == "x" * 40 + "…"
