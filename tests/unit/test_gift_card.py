"""Gift cards: codes that tell a slip of a finger, and balances that never go below zero."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.gift_card import check_balances, gift_card_code, looks_like_code, moves, new_code
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.returns import return_of
from openpos.domain.sale import Discount, Line, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatCategory
from tests.fixtures.trade import AT, basket, card, line

SHOP = Shop("Söders", "556703-7485", "Götgatan 31", "K1", "OPSE-1")
CODE = new_code("card-1")
OTHER = new_code("card-2")


def gift(ore: int = 50_000, code: str = CODE, line_id: str = "gift") -> Line:
    return replace(line(ore, line_id=line_id, category=VatCategory.EXEMPT), gift_card=code)


def receipt(sale: Sale) -> Receipt:
    return receipt_of(sale, number=1, shift_id="shift-1", at=AT, cashier="Kassör", shop=SHOP)


def paid_with(ore: int, code: str = CODE) -> Receipt:
    sale = basket(ore).with_tender(Tender("gift", Method.GIFT_CARD, Money(ore), code))
    return receipt(sale)


@given(st.text())
def test_every_code_is_its_own(seed: str) -> None:
    code = new_code(seed)
    assert gift_card_code(code) == code
    assert gift_card_code(code[2:]) == code, "the digits alone will do"
    assert gift_card_code(f" {code[:6].lower()} {code[6:10]}-{code[10:]} ") == code
    assert looks_like_code(code.lower())


@given(st.text(), st.integers(2, 13), st.integers(1, 9))
def test_one_digit_typed_wrong_is_always_found(seed: str, place: int, by: int) -> None:
    code = new_code(seed)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    with pytest.raises(Refused, match=r"A digit of .* is wrong"):
        gift_card_code(wrong)


@given(st.text(), st.integers(2, 12))
def test_two_digits_swapped_are_always_found(seed: str, place: int) -> None:
    code = new_code(seed)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(Refused):
            gift_card_code(swapped)


@pytest.mark.parametrize("text", ["", "GK", "GK1", "７" * 12, "GK" + "1" * 13, "1" * 11, "hej", "\x00"])
def test_what_is_no_code_is_said_so(text: str) -> None:
    with pytest.raises(Refused, match="is not a gift card's code"):
        gift_card_code(text)
    assert not looks_like_code("7300156480903")
    assert not looks_like_code("GKX")


def test_a_sold_card_holds_what_was_paid_for_it() -> None:
    sold = receipt(Sale("sale").with_line(gift()).with_tender(card(50_000)))
    assert moves(sold) == ((CODE, Money(50_000)),)
    check_balances(sold, {})


def test_it_is_paid_with_in_parts_and_never_below_zero() -> None:
    check_balances(paid_with(20_000), {CODE: Money(20_000)})
    with pytest.raises(Refused, match=f"There is only 199,99 on the gift card {CODE}"):
        check_balances(paid_with(20_000), {CODE: Money(19_999)})
    twice = basket(20_000)
    for place in range(2):
        twice = twice.with_tender(Tender(f"gift-{place}", Method.GIFT_CARD, Money(10_000), CODE))
    with pytest.raises(Refused, match="There is only 50,00"):
        check_balances(receipt(twice), {CODE: Money(15_000)})


def test_a_card_that_was_never_sold_here_pays_nothing() -> None:
    with pytest.raises(Refused, match=f"The gift card {OTHER} was not sold here"):
        check_balances(paid_with(100, OTHER), {CODE: Money(100_000)})


def test_a_returned_card_gives_back_what_is_still_on_it() -> None:
    sold = receipt(Sale("sale").with_line(gift()).with_tender(card(50_000)))
    back = return_of(sold, [], {"gift": sold.lines[0].quantity}, sale_id="back", line_ids={"gift": "gift-back"}, at=AT)
    returned = receipt(back.with_tender(Tender("refund", Method.CARD, Money(-50_000))))
    assert moves(returned) == ((CODE, Money(-50_000)),)
    check_balances(returned, {CODE: Money(50_000)})
    with pytest.raises(Refused, match="There is only 499,99"):
        check_balances(returned, {CODE: Money(49_999)})
    with pytest.raises(Refused, match="was not sold here"):
        check_balances(returned, {})


def test_a_refund_goes_back_on_the_card() -> None:
    sold = receipt(basket(9_900).with_tender(Tender("gift", Method.GIFT_CARD, Money(9_900), CODE)))
    back = return_of(sold, [], {"line-0": sold.lines[0].quantity}, sale_id="back", line_ids={"line-0": "b"}, at=AT)
    returned = receipt(back.with_tender(Tender("refund", Method.GIFT_CARD, Money(-9_900), CODE)))
    assert moves(returned) == ((CODE, Money(9_900)),)
    check_balances(returned, {CODE: Money(0)})


def test_a_card_and_a_deposit_take_no_discount() -> None:
    sale = basket(10_000).with_line(gift()).with_discount(Discount("rea", 1000))
    assert [one.share.ore for one in sale.lines] == [1_000, 0]
    with pytest.raises(Refused, match="Its price can't be reduced"):
        sale.with_line_discount("gift", Discount("rea", 1000))
    with pytest.raises(Refused, match="A gift card is sold one at a time"):
        sale.with_quantity("gift", Quantity(2000))
