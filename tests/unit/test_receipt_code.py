"""The code on a receipt: which receipt it is, of which register, and nothing else's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import barcode, is_packed
from openpos.domain.errors import Refused
from openpos.domain.gift_card import gift_card_code, new_code
from openpos.domain.gift_card import looks_like_code as looks_like_gift_card
from openpos.domain.receipt import MarkedKind
from openpos.domain.receipt_code import (
    Papered,
    ReceiptCode,
    code_of,
    looks_like_receipt_code,
    receipt_code,
    register_digits,
)
from tests.fixtures.receipts.samples import ORDINARY, SHOP

codes = st.builds(
    ReceiptCode, st.sampled_from(Papered), st.text("0123456789", min_size=6, max_size=6), st.integers(1, 10**12 - 1)
)


@given(codes)
def test_what_is_printed_is_read(code: ReceiptCode) -> None:
    assert looks_like_receipt_code(code.text)
    assert receipt_code(code.text) == code
    assert receipt_code(f" {code.text[:2].lower()} {code.text[2:8]}-{code.text[8:]} ") == code


@given(codes, st.data())
def test_a_single_slip_is_found(code: ReceiptCode, data: st.DataObject) -> None:
    place = data.draw(st.integers(2, len(code.text) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code.text[place]]))
    with pytest.raises(Refused, match="is not a receipt's code"):
        receipt_code(code.text[:place] + other + code.text[place + 1 :])


@given(codes)
def test_it_is_no_package_no_article_of_a_maker_and_no_gift_card(code: ReceiptCode) -> None:
    assert not is_packed(code.text)
    assert not looks_like_gift_card(code.text)
    assert not code.text.isdigit()
    assert barcode(code.text) == code.text, "as long as any code that is scanned"
    with pytest.raises(Refused):
        gift_card_code(code.text)


@pytest.mark.parametrize("text", ["", "KV", "7300156480903", "2312345012345", "KV12345600000112345", "KX9680030010174"])
def test_other_codes_are_not_taken_for_one(text: str) -> None:
    assert not looks_like_receipt_code(text)
    with pytest.raises(Refused):
        receipt_code(text)


@given(st.text())
def test_a_gift_card_never_looks_like_a_receipt(card: str) -> None:
    assert not looks_like_receipt_code(new_code(card))


def test_it_tells_papers_and_registers_apart() -> None:
    sold = code_of(ORDINARY)
    assert sold == ReceiptCode(Papered.RECEIPT, register_digits(SHOP.serial), 1017)
    assert code_of(ORDINARY, MarkedKind.PRACTICE) == replace(sold, paper=Papered.PRACTICE)
    assert code_of(ORDINARY, MarkedKind.PRO_FORMA) == replace(sold, paper=Papered.PRO_FORMA)
    moved = replace(ORDINARY, shop=replace(SHOP, address="Elsewhere", register="K2"))
    assert code_of(moved) == sold, "the register is the same, whatever it is called"
    assert register_digits("OPSE-1") != register_digits("OPSE-2")
