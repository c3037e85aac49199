"""Returns: the mirror of a sale, whole or in parts."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity, total
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.report import totals_of
from openpos.domain.returns import return_of, returnable
from openpos.domain.sale import Discount, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatCategory
from tests.fixtures.trade import any_basket, basket, card, cash, line

SHOP = Shop("Söders", "556703-7485", "Götgatan 31", "K1", "OPSE-1")
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def receipt(sale: Sale, number: int) -> Receipt:
    return receipt_of(sale, number=number, shift_id="shift-1", at=AT, cashier="Kassör", shop=SHOP)


def sold(sale: Sale, number: int = 1) -> Receipt:
    return receipt(sale.with_tender(card(sale.total.ore)), number)


def back(original: Receipt, earlier: list[Receipt], wanted: dict[str, int], sale_id: str = "return") -> Sale:
    return return_of(
        original,
        earlier,
        {line_id: Quantity(milli) for line_id, milli in wanted.items()},
        sale_id=sale_id,
        line_ids={line_id: f"{sale_id}-{line_id}" for line_id in wanted},
        at=AT,
    )


def refunded(sale: Sale, number: int, method: Method = Method.CARD) -> Receipt:
    return receipt(sale.with_tender(Tender("refund", method, sale.to_pay(method))), number)


def test_a_whole_return_is_the_mirror_of_its_sale() -> None:
    sale = basket(8990, 1590).with_line_discount("line-0", Discount("x", 1000)).with_discount(Discount("y", 333))
    original = sold(sale)
    returned = refunded(back(original, [], {one.id: one.quantity.milli for one in original.lines}), 2)
    assert returned.total == -original.total
    assert [(row.rate_bp, -row.net, -row.vat) for row in returned.vat] == [
        (row.rate_bp, row.net, row.vat) for row in original.vat
    ]
    assert returned.original == original.number
    assert returned.reductions == ZERO
    assert not any(row.left.milli for row in returnable(original, [returned]))


def test_what_came_back_can_not_come_back_again() -> None:
    original = sold(basket().with_line(line(1000, milli=3000, line_id="line-0")))
    one = refunded(back(original, [], {"line-0": 1000}), 2)
    with pytest.raises(Refused, match=r"Only 2 of Ägg can still be returned"):
        back(original, [one], {"line-0": 3000})
    with pytest.raises(Refused, match="Only 3"):
        back(original, [], {"line-0": 4000})
    for nothing in ({}, {"other": 1000}):
        with pytest.raises(Refused, match="Nothing is chosen to return"):
            back(original, [], nothing)
    with pytest.raises(Refused, match="sold in whole pieces"):
        back(original, [], {"line-0": 500})
    with pytest.raises(Refused, match="Only 3"):
        back(original, [], {"line-0": 0})


def test_the_old_rate_applies() -> None:
    original = sold(basket().with_line(line(1120, rate_bp=1200, line_id="line-0")))
    assert back(original, [], {"line-0": 1000}).vat[0].rate_bp == 1200


def test_a_return_is_a_receipt_of_its_own() -> None:
    sale = back(sold(basket(1000)), [], {"line-0": 1000})
    acts: list[Callable[[], object]] = [
        lambda: sale.with_line(line(100)),
        lambda: sale.without_line(sale.lines[0].id),
        lambda: sale.with_discount(Discount("x", 1000)),
    ]
    for act in acts:
        with pytest.raises(Refused, match="This is a return"):
            act()
    assert sale.cleared() == Sale(sale.id)


def test_cash_goes_back_in_whole_kronor() -> None:
    sale = back(sold(basket(1064)), [], {"line-0": 1000})
    assert sale.to_pay(Method.CASH) == Money(-1100)
    done = sale.with_tender(cash(-1100)).settlement()
    assert (done.settled, done.rounding, done.change, done.left) == (True, Money(-36), ZERO, ZERO)
    split = sale.with_tender(card(-500))
    assert split.settlement().left == Money(-564)
    assert split.with_tender(cash(-600)).settlement().rounding == Money(-36)
    with pytest.raises(Refused, match="The payment has begun"):
        split.cleared()
    for tender, sentence in (
        (cash(-1200), "12,00 is more than the 11,00 to pay back"),
        (card(-1065), "is more than the 10,64 to pay back"),
        (cash(1100), "A refund is more than zero"),
        (cash(-1064), "no öre coins"),
    ):
        with pytest.raises(Refused, match=sentence):
            sale.with_tender(tender)


def test_a_free_thing_comes_back_for_nothing() -> None:
    original = receipt(basket(0).with_tender(cash(0)), 1)
    assert refunded(back(original, [], {"line-0": 1000}), 2, Method.CASH).total == ZERO


def test_a_return_counts_apart_on_reports() -> None:
    original = sold(basket(1000, 2000))
    returned = refunded(back(original, [], {"line-1": 1000}), 2)
    totals = totals_of([original, returned])
    assert (totals.receipts, totals.gross, totals.returns.count, totals.returns.amount) == (
        1,
        Money(1000),
        1,
        Money(2000),
    )
    assert totals.goods_milli == 2000, "what was sold"


@given(st.data())
def test_parts_returned_one_by_one_add_up_to_the_mirror(data: st.DataObject) -> None:
    sale = data.draw(any_basket())
    assume(sale.lines)
    for one in sale.lines:
        if data.draw(st.booleans()):
            sale = sale.with_line_discount(one.id, Discount("x", data.draw(st.integers(1, 10_000))))
    if data.draw(st.booleans()):
        sale = sale.with_discount(Discount("y", data.draw(st.integers(1, 10_000))))
    assume(sale.total)
    original = sold(sale)
    earlier: list[Receipt] = []
    while rows := [row for row in returnable(original, earlier) if row.left.milli]:
        chosen = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique_by=lambda row: row.line.id))
        wanted = {}
        for row in chosen:
            step = 1000 if row.line.unit == "st" else 1
            steps = row.left.milli // step
            wanted[row.line.id] = row.left.milli if len(earlier) > 3 else data.draw(st.integers(1, steps)) * step
        part = back(original, earlier, wanted, f"return-{len(earlier)}")
        method = Method.CARD if part.total else Method.CASH
        earlier.append(refunded(part, len(earlier) + 2, method))
    assert total(one.total for one in earlier) == -original.total
    for vat in original.vat:
        parts = [row for one in earlier for row in one.vat if row.rate_bp == vat.rate_bp]
        assert (total(row.vat for row in parts), total(row.net for row in parts)) == (-vat.vat, -vat.net)
    everything = totals_of([original, *earlier])
    assert everything.gross == ZERO
    assert all(not amount for _, amount in everything.groups)


def test_only_food_keeps_its_category() -> None:
    original = sold(basket().with_line(line(1000, category=VatCategory.STANDARD, line_id="line-0")))
    assert back(original, [], {"line-0": 1000}).lines[0].vat_category is VatCategory.STANDARD


def test_a_receipt_is_made_of_a_settled_return_only() -> None:
    sale = back(sold(basket(1000)), [], {"line-0": 1000})
    with pytest.raises(ValueError, match="settled"):
        receipt_of(sale, number=2, shift_id="s", at=AT, cashier="x", shop=sold(basket(100)).shop)
