"""The shop's details as receipts must show them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.shop import MODEL, organisation_number, required


def luhn_digit(nine: str) -> str:
    """The digit that makes ten digits a valid number, counted the long way round."""
    total = 0
    for place, digit in enumerate(nine):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return str((10 - total % 10) % 10)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("556703-7485", "556703-7485"),
        ("5567037485", "556703-7485"),
        (" 556703 7485 ", "556703-7485"),
        ("16556703-7485", "556703-7485"),
        ("19811218-9876", "811218-9876"),
        ("20000101-2384", "000101-2384"),
    ],
)
def test_an_organisation_number_is_written_one_way(text: str, number: str) -> None:
    assert organisation_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "556703-7486",
        "556703748",
        "55670374855",
        "18556703-7485",
        "SE556703748501",
        "abc",
        "٥٥٦٧٠٣٧٤٨٥",
        "5" * 9_000,
    ],
)
def test_what_is_no_organisation_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"is not an organisation number\. Write the ten digits, like 556703-7485\."):
        organisation_number(text)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.data())
def test_one_digit_typed_wrong_is_always_noticed(nine: str, data: st.DataObject) -> None:
    right = nine + luhn_digit(nine)
    assert organisation_number(right).replace("-", "") == right
    place = data.draw(st.integers(0, 9))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != right[place]]))
    with pytest.raises(Refused):
        organisation_number(right[:place] + digit + right[place + 1 :])


@given(st.text())
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(Refused):
        assert organisation_number(organisation_number(text)) == organisation_number(text)


def test_a_text_that_receipts_must_have_is_asked_for() -> None:
    assert required("  Storgatan  1\n", "It is missing.") == "Storgatan 1"
    with pytest.raises(Refused, match=r"It is missing\. Fill it in\."):
        required("\u200b \n", "It is missing.")


def test_the_model_designation_contains_se() -> None:
    assert "SE" in MODEL  # SKVFS 2014:9 ch. 4
