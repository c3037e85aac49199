"""What search compares, what keys are sorted by, and which barcodes are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import alphabetical, barcode, check_digit, same_gtin, words
from openpos.domain.errors import Refused


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Coca-Cola® 33cl", ["coca", "cola", "33cl"]),
            ("ICA i♥eco MJÖLK", ["ica", "i", "eco", "mjolk"]),
            ("M&M's", ["m", "m", "s"]),
            ("Kaffe™", ["kaffetm"]),
            ("50% _rabatt_", ["50", "rabatt"]),
            ("\N{GREEK CAPITAL LETTER OMEGA}mega", ["ωmega"]),
            ("%_*\"'()", []),
            ("", []),
        ],
    )
    def test_are_small_plain_letters_and_digits(self, text: str, found: list[str]) -> None:
        assert words(text) == found

    @given(st.text())
    def test_are_their_own_words_and_hold_nothing_a_query_could_take_for_a_sign(self, text: str) -> None:
        found = words(text)
        assert words(" ".join(found)) == found
        assert all(word.isalnum() for word in found)


class TestAlphabetical:
    def test_is_the_swedish_order(self) -> None:
        names = ["Örtte", "Ägg", "Zucchini", "Ål", "Ärtor", "apelsin", "Éclair", "Ost 2", "Ost", "Ostbågar", "(Bröd)"]
        assert sorted(names, key=alphabetical) == [
            *("apelsin", "(Bröd)", "Éclair", "Ost", "Ost 2", "Ostbågar", "Zucchini"),
            *("Ål", "Ägg", "Ärtor", "Örtte"),
        ]

    def test_does_not_take_a_bracket_for_a_letter(self) -> None:
        assert alphabetical("{a}|") == "a"

    @given(st.text(), st.text())
    def test_keeps_a_beginning_before_what_goes_on(self, name: str, rest: str) -> None:
        assert alphabetical(name) <= alphabetical(f"{name} {rest}")


class TestSameGtin:
    @pytest.mark.parametrize(
        ("code", "others"),
        [
            ("036000291452", {"0036000291452", "00036000291452"}),
            ("7300156482709", {"07300156482709"}),
            ("07300156482709", {"7300156482709"}),
            ("96385074", {"000096385074", "0000096385074", "00000096385074"}),
            ("12345", set()),
            ("ABC12345", set()),
            ("١٢٣٤٥٦٧٨", set()),
            ("", set()),
        ],
    )
    def test_is_the_number_with_more_or_fewer_zeros(self, code: str, others: set[str]) -> None:
        assert set(same_gtin(code)) == others

    @given(st.text(alphabet="0123456789", min_size=7, max_size=13))
    def test_others_are_right_where_the_one_is(self, digits: str) -> None:
        code = digits + check_digit(digits)
        for other in same_gtin(code):
            assert int(other) == int(code)
            assert barcode(other).lstrip("0") == barcode(code).lstrip("0")

    def test_a_wrong_check_digit_stays_wrong_at_every_length(self) -> None:
        for other in same_gtin("96385075"):
            with pytest.raises(Refused, match="last digit"):
                barcode(other)
