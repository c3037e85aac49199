"""Codes of bars and squares: right to the module, as large as fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.code128 import Code128

from openpos.domain.gift_card import new_code
from openpos.domain.receipt_code import Papered, ReceiptCode
from openpos.printing.codes import bars, in_dots, modules, parts, size_of, squares
from openpos.printing.paper import Code, Symbology
from openpos.printing.qr import QUIET, qr_squares

COLUMNS = {32: 384, 42: 504, 48: 576}
"""And how many dots the printer has beside each other."""


def drawn_by_the_library(content: str) -> str:
    """The widths of bars and gaps as the library for PDF files makes them."""
    code = Code128(content)
    code.validate()
    code.encode()
    return "".join(str("abcd".index(sign.lower()) + 1) for sign in code.decompose())


def widths(row: tuple[bool, ...]) -> str:
    edges = [place for place in range(1, len(row)) if row[place] != row[place - 1]]
    return "".join(str(after - before) for before, after in zip([0, *edges], [*edges, len(row)], strict=True))


@given(st.sampled_from(["KV", "GK", ""]), st.integers(2, 9), st.data())
def test_bars_are_those_that_another_hand_draws(signs: str, pairs: int, data: st.DataObject) -> None:
    content = signs + data.draw(st.text("0123456789", min_size=2 * pairs, max_size=2 * pairs))
    (row,) = modules(Code(Symbology.CODE_128, content, 2))
    assert widths(row) == drawn_by_the_library(content)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="0123456789"), min_size=1))
def test_text_without_digits_is_drawn_sign_by_sign(content: str) -> None:
    assert parts(content) == (content, "")
    (row,) = modules(Code(Symbology.CODE_128, content, 2))
    assert widths(row) == drawn_by_the_library(content)


@pytest.mark.parametrize(
    ("content", "split"), [("KV1234", ("KV", "1234")), ("KV12", ("KV12", "")), ("1234", ("", "1234")), ("K", ("K", ""))]
)
def test_four_digits_and_more_take_half_the_room(content: str, split: tuple[str, str]) -> None:
    assert parts(content) == split


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize(
    "content",
    [
        new_code("a card"),
        ReceiptCode(Papered.RECEIPT, "123456", 1).text,
        ReceiptCode(Papered.RECEIPT, "0" * 6, 10**9).text,
    ],
)
def test_what_the_register_prints_fits_every_paper_with_light_beside_it(content: str, columns: int) -> None:
    code = bars(content, columns)
    assert code is not None
    wide, high = size_of(code)
    assert wide + 20 * code.dot <= COLUMNS[columns]
    assert high == 80
    dots = in_dots(code)
    assert (dots.height, dots.width - wide) == (80, -wide % 8)


def test_bars_too_wide_for_the_paper_are_left_out() -> None:
    assert bars("A" * 20, 32) is None
    assert bars("A" * 20, 48) is not None


@pytest.mark.parametrize("columns", COLUMNS)
def test_squares_fit_with_light_all_round(columns: int) -> None:
    for content in ("C1231231231;1.00;K1;0", "ö" * 250):
        code = squares(content, columns)
        wide, high = size_of(code)
        assert 0.3 * COLUMNS[columns] < wide + 2 * QUIET * code.dot <= COLUMNS[columns]
        assert high == wide
        assert QUIET * code.dot <= 30, "an empty row is light enough"


def test_the_picture_has_each_square_where_it_belongs() -> None:
    code = squares("C1231231231;98.50;K1 1;0", 42)
    picture = in_dots(code)
    rows = qr_squares(code.content)
    wide = picture.width // 8
    margin = (picture.width - len(rows) * code.dot) // 2
    for down, row in enumerate(rows):
        line = picture.dots[down * code.dot * wide :][:wide]
        bits = f"{int.from_bytes(line, 'big'):0{picture.width}b}"
        assert [bits[margin + place * code.dot] == "1" for place in range(len(row))] == list(row)
