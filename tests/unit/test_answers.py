"""JSON from outside and to it: amounts to the öre, names in any case, and whatever a broken server sends."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.sync.answers import Fields, Unreadable, body_text, kronor, read_object

amounts = st.integers(-(10**13), 10**13)
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(amounts)
def test_an_amount_goes_out_and_comes_back_to_the_ore(ore: int) -> None:
    text = body_text({"Amount": kronor(ore)})
    assert text[len('{"Amount":') : -1].split(".")[1] == f"{abs(ore) % 100:02}"
    assert read_object(text.encode()).ore("amount") == ore


@given(bodies)
def test_a_body_means_what_json_means(body: Any) -> None:
    assert json.loads(body_text(body)) == body


def test_a_float_has_no_place_in_a_body() -> None:
    with pytest.raises(TypeError, match="float"):
        body_text({"Rows": [{"Amount": 0.1}]})


def test_names_are_found_in_any_case_and_kept_as_they_came() -> None:
    answer = read_object(b'{"customerNumber": "12", "ISACTIVE": true}')
    assert answer.text("CustomerNumber") == "12"
    assert answer.flag("IsActive")
    assert answer.whole_object() == {"customerNumber": "12", "ISACTIVE": True}
    assert len(answer) == 2


def test_what_is_left_out_or_null_is_nothing() -> None:
    answer = read_object(b'{"A": null}')
    for name in ("A", "B"):
        assert (answer.text(name), answer.flag(name), answer.whole(name), answer.ore(name)) == ("", False, 0, 0)
        assert (answer.day(name), answer.moment(name), answer.rows(name), answer.texts(name)) == (None, None, [], ())
        assert not answer.fields(name)


@pytest.mark.parametrize("text", ["2026-06-24", "2026-06-24T00:00:00Z", "2026-06-24T22:00:00+00:00"])
def test_a_day_is_the_first_ten_characters(text: str) -> None:
    assert Fields({"InvoiceDate": text}).day("InvoiceDate") == date(2026, 6, 24)


@pytest.mark.parametrize("text", ["2026-06-24T10:00:00.5Z", "2026-06-24T10:00:00.5", "2026-06-24T12:00:00.5+02:00"])
def test_a_moment_is_utc(text: str) -> None:
    assert Fields({"At": text}).moment("At") == datetime(2026, 6, 24, 10, 0, 0, 500_000, tzinfo=UTC)


def test_a_text_comes_without_what_cannot_be_printed_and_not_too_long() -> None:
    assert Fields({"Name": "A\x1b[31m\r\nB\u202e"}).text("Name") == "A[31m B"
    assert len(Fields({"Name": "å" * 300}).text("Name", 50)) == 50


@pytest.mark.parametrize(
    "content",
    [
        b"<html>502</html>",
        b"[]",
        b"3",
        b"\xff\xfe",
        b"{",
        b'{"A": NaN}',
        b'{"A": 1e999999}',
        b'{"A": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"A": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_object_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_object(content)


@pytest.mark.parametrize(
    ("value", "getter"),
    [
        (1, "text"),
        ("1", "flag"),
        ("1", "whole"),
        (True, "whole"),
        (Decimal("1.5"), "whole"),
        (10**16, "whole"),
        (Decimal("0.001"), "ore"),
        ("24 juni", "day"),
        ("i går", "moment"),
        ("9999-12-31T23:59:59-12:00", "moment"),
        ([1], "rows"),
        ({}, "rows"),
        ([], "fields"),
    ],
)
def test_another_type_is_unreadable(value: Any, getter: str) -> None:
    with pytest.raises(Unreadable):
        getattr(Fields({"A": value}), getter)("A")


def test_what_is_shown_of_an_answer_holds_no_value() -> None:
    assert repr(Fields({"access_token": "hemligt"})) == "Fields(access_token)"
