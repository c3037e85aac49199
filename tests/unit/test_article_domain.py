"""Barcodes and article texts as they come from scanners and files."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openpos.domain.article import MAX_TEXT, barcode, check_digit, folded, plain_text
from openpos.domain.errors import Refused

digits = st.text(alphabet="0123456789", min_size=1, max_size=13)


class TestBarcode:
    @pytest.mark.parametrize(
        ("scanned", "kept"),
        [
            ("7300156482709", "7300156482709"),
            (" 7300156482709\r\n", "7300156482709"),
            ("96385074", "96385074"),
            ("036000291452", "0036000291452"),
            ("0036000291452", "0036000291452"),
            ("10614141000415", "10614141000415"),
            ("123456", "123456"),
            ("ABC-1234/X", "ABC-1234/X"),
            ("ABCD-0000-EFGH", "ABCD-0000-EFGH"),
            ("x" * 48, "x" * 48),
        ],
    )
    def test_is_kept_as_scanners_give_it(self, scanned: str, kept: str) -> None:
        assert barcode(scanned) == kept

    @pytest.mark.parametrize(
        "scanned",
        [
            "",
            "12",
            "x" * 49,
            "7" * 10_000,
            "73001 564827",
            "7300156\x00482709",
            "åäö123",
            "١٢٣٤٥٦٧٨",
            "\x1b[6n",
            "²³¹²",
        ],
    )
    def test_is_refused_where_it_is_none(self, scanned: str) -> None:
        with pytest.raises(Refused, match="is not a barcode") as refusal:
            barcode(scanned)
        assert len(str(refusal.value)) < 120
        assert str(refusal.value).isprintable()

    @pytest.mark.parametrize(
        ("scanned", "sentence"),
        [
            ("7300156482708", "The last digit of 7300156482708 is wrong: an EAN-13 with these digits ends in 9."),
            ("96385075", "an EAN-8 with these digits ends in 4"),
            ("036000291453", "an UPC-A with these digits ends in 2"),
            ("10614141000416", "an GTIN-14 with these digits ends in 5"),
        ],
    )
    def test_is_refused_where_its_check_digit_is_wrong(self, scanned: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            barcode(scanned)

    @given(st.sampled_from([7, 11, 12, 13]), st.data())
    def test_one_digit_read_wrong_is_always_noticed(self, length: int, data: st.DataObject) -> None:
        before = data.draw(st.text(alphabet="0123456789", min_size=length, max_size=length))
        code = before + check_digit(before)
        assert barcode(code).endswith(code)
        place = data.draw(st.integers(0, length))
        wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))
        with pytest.raises(Refused, match="last digit"):
            barcode(code[:place] + wrong + code[place + 1 :])

    @given(st.text() | digits)
    def test_any_text_is_kept_or_refused_and_kept_once_for_all(self, scanned: str) -> None:
        with suppress(Refused):
            code = barcode(scanned)
            assert barcode(code) == code
            assert code.isascii()
            assert code.isprintable()


class TestPlainText:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("  Ägg   12-p\n", "Ägg 12-p"),
            ("Kaffe\x00\x1b[2J\x07", "Kaffe[2J"),
            ("\u202ediorv\u200b", "diorv"),
            ("Cafe\u0301", "Café"),
            ("a\N{NO-BREAK SPACE}b\u2028c", "a b c"),
            ("\ud800x", "x"),
            ("\ufeffNamn", "Namn"),
            ("<b>=1+1</b>", "<b>=1+1</b>"),
            ("", ""),
        ],
    )
    def test_is_one_clean_line(self, text: str, line: str) -> None:
        assert plain_text(text) == line

    def test_is_cut_where_the_journal_export_ends(self) -> None:
        assert plain_text("å" * 100) == "å" * MAX_TEXT
        assert plain_text("x" * (MAX_TEXT - 1) + " y") == "x" * (MAX_TEXT - 1)
        assert plain_text("abcdef", 3) == "abc"

    @given(st.text(), st.integers(1, 80))
    @example("a" * 71 + " \u0301", 72)
    def test_is_clean_whatever_comes(self, text: str, length: int) -> None:
        line = plain_text(text, length)
        assert len(line) <= length
        assert line.isprintable()
        assert line == " ".join(line.split())
        assert plain_text(line, length) == line
        line.encode()


class TestFolded:
    @pytest.mark.parametrize(
        ("text", "found_by"),
        [
            ("LÖK röd", "lok rod"),
            ("Crème  Brûlée", "creme brulee"),
            ("Smørrebrød", "smorrebrod"),
            ("Straße", "strasse"),
        ],
    )
    def test_is_what_a_person_without_the_letters_types(self, text: str, found_by: str) -> None:
        assert folded(text) == found_by

    @given(st.text())
    @example("Kaffe™ ㎒ İ")
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert folded(folded(text)) == folded(text)
