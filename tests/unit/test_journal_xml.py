"""Values as the journal's XML can hold them: hostile texts, clocks that were wrong, numbers that are not there."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from openpos.register import journal_xml as xml


def read(element: xml.Xml) -> str:
    """The text of an element, as another program reads it."""
    return str(etree.fromstring(element.encode()).text)


NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Ägg & <ost> ]]> \"'", "Ägg & <ost> ]]> \"'"),
        ("\x00\x07\x1b\x7f", "���\x7f"),
        ("\ud800 \udfff￾￿", "� ���"),
        ("rad 1\r\nrad 2\rrad\t3", "rad 1\nrad 2\nrad\t3"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("x" * 72, "x" * 72),
        ("x" * 300, "x" * 71 + "…"),
        ("", "-"),
    ],
)
def test_a_text_is_held_as_far_as_xml_can(said: str, held: str) -> None:
    assert read(xml.text("Artikelnamn", said)) == held


@given(st.text(st.characters(codec=None, categories=None), max_size=400), st.sampled_from([xml.TEXT, xml.SEARCH]))
def test_any_text_is_readable_and_short_enough(said: str, limit: int) -> None:
    assert 1 <= len(read(xml.text("Sokparameter", said, limit))) <= limit


def test_what_may_be_left_out_is_where_there_is_nothing_to_say() -> None:
    assert xml.optional("Artikelnummer", "") == xml.optional("Artikelnummer", None) == []
    assert [read(one) for one in xml.optional("Artikelnummer", "7\x00")] == ["7�"]


def test_amounts_have_two_decimals_and_numbers_as_few_as_they_can() -> None:
    assert [read(xml.amount("a", ore)) for ore in (0, 5, -5, 100, -12345, 9_999_999_999_999)] == [
        "0.00", "0.05", "-0.05", "1.00", "-123.45", "99999999999.99",
    ]  # fmt: skip
    assert read(xml.positive("a", -5)) == "0.00"
    assert [read(xml.rate("a", rate)) for rate in (2500, 0, 1250, 605)] == ["25", "0", "12.50", "6.05"]
    assert [read(xml.pieces("a", milli)) for milli in (1000, -2000, 375, -375, 4)] == ["1", "-2", "0.38", "-0.38", "0"]
    assert (xml.quantity(375), xml.quantity(-1500)) == ("0.375", "-1.5")


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-11-20T08:00:00.999Z", "2026-11-20T09:00:00"),
        ("2026-07-01T22:30:00.000Z", "2026-07-02T00:30:00"),
        ("2009-12-31T22:59:59.000Z", "2010-01-01T00:00:00"),
        ("2009-12-31T23:00:00.000Z", "2010-01-01T00:00:00"),
        ("2099-12-31T23:00:00.000Z", "2099-12-31T23:59:59"),
        ("9999-12-31T23:59:59.000Z", "2099-12-31T23:59:59"),
        ("0001-01-01T00:00:00.000Z", "2010-01-01T00:00:00"),
    ],
)
def test_moments_are_those_of_swedish_clocks_within_the_years_of_the_schema(at: str, shown: str) -> None:
    assert read(xml.moment("a", at)) == shown


def test_control_units_have_exactly_as_many_characters_as_the_schema_wants() -> None:
    assert read(xml.unit_number("OPSIM000000000001")) == "OPSIM000000000001"
    assert read(xml.unit_number("")) == "SAKNAS-----------"
    assert read(xml.unit_number("A/B_ö" + "x" * 40)) == "A-B--" + "x" * 12
    assert read(xml.control_code("Kontrollkod", "")) == "SAKNAS" + "-" * 53
    assert read(xml.control_code("Kontrollkod", "\x00" + "Å" * 60)) == "�" + "Å" * 58


def test_registers_have_a_number_of_letters_digits_and_hyphens() -> None:
    assert read(xml.register_number("OPSE-A5DBDD3ACF0C")) == "OPSE-A5DBDD3ACF0C"
    assert read(xml.register_number("Kassa nr 1")) == "Kassa-nr-1"
    assert read(xml.register_number("")) == "-"
    assert len(read(xml.register_number("x" * 60))) == 48


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("556703-7485", "5567037485"),
        ("500101-1237", "195001011237"),
        ("010101-1237", "200101011237"),
        ("111231-1234", "201112311234"),
        ("121231-1234", "191212311234"),
    ],
)
def test_a_person_is_told_with_the_century(number: str, told: str) -> None:
    assert read(xml.owner_number(number, NOW)) == told
