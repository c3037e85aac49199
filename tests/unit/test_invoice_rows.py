"""What Spiris makes of an invoice's rows is what the paper says, to the öre.

The judge is plain decimal arithmetic as the contract suggests it, and shares nothing with what it judges.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.accounting.invoice import MAX_TEXT, InvoiceLine, InvoiceRows, row_text, rows_of, text_rows
from openpos.domain.article import ArticleKind, plain_text
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.returns import return_of, returnable
from openpos.domain.sale import Discount, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatAmount
from tests.fixtures.trade import AT, line

RATES = (2500, 1200, 600, 0)
STRETCH = {2500: 500, 1200: 2_800, 600: 5_300, 0: 100}
"""How many öre until net amounts and whole kronor both round as they did before."""
PRICES = (1, 2, 3, 4, 5, 9, 10, 49, 50, 51, 99, 100, 199, 249, 495, 995, 999, 1_249, 1_690, 1_990, 2_495, 4_999, 8_990,
          9_999, 12_345, 49_950, 99_999, 123_456, 199_949, 199_950, 199_951, 199_999, 200_000)  # fmt: skip
WAYS = tuple(product((False, True), (False, True)))
SHOP = Shop("Söders", "556703-7485", "Götgatan 31", "K1", "OPSE-1")


def half_up(amount: Decimal, step: str) -> Decimal:
    return amount.quantize(Decimal(step), ROUND_HALF_UP)


@dataclass(frozen=True)
class Judged:
    """What the contract makes of rows, in kronor."""

    total: Decimal
    vat: dict[int, Decimal]
    rounding: Decimal


def judged(rows: Iterable[tuple[int, Decimal]], *, includes_vat: bool, whole_kronor: bool) -> Judged:
    """Add up (rate in basis points, price in kronor) as the contract has it."""
    sums: dict[int, Decimal] = {}
    for rate_bp, price in rows:
        sums[rate_bp] = sums.get(rate_bp, Decimal(0)) + price
    vat = {
        rate_bp: half_up(amount * rate_bp / (10_000 + rate_bp if includes_vat else 10_000), "0.01")
        for rate_bp, amount in sums.items()
    }
    exact = sum(sums.values(), Decimal(0)) + (0 if includes_vat else sum(vat.values(), Decimal(0)))
    to_pay = half_up(exact, "1") if whole_kronor else exact
    return Judged(to_pay, vat, to_pay - exact)


def kronor(amount: Money) -> Decimal:
    return Decimal(amount.ore) / 100


def check(
    lines: Sequence[InvoiceLine],
    *,
    includes_vat: bool,
    whole_kronor: bool,
    vat: Sequence[VatAmount] = (),
) -> InvoiceRows:
    """The rows of these lines, judged against a paper that is rounded as the company rounds."""
    on_paper = judged(
        ((one.rate_bp, kronor(one.amount)) for one in lines), includes_vat=True, whole_kronor=whole_kronor
    )
    made = rows_of(
        lines, Money(int(on_paper.rounding * 100)), includes_vat=includes_vat, whole_kronor=whole_kronor, vat=vat
    )
    there = judged(
        ((row.line.rate_bp if row.line else 0, kronor(row.price)) for row in made.rows),
        includes_vat=includes_vat,
        whole_kronor=whole_kronor,
    )
    assert there.total == on_paper.total
    known = (kronor(made.totals.total), kronor(made.totals.vat), kronor(made.totals.rounding))
    assert known == (there.total, sum(there.vat.values()), there.rounding), "what is compared with Spiris' answer"
    wanted = {row.rate_bp: kronor(row.vat) for row in vat} or on_paper.vat
    for rate_bp, amount in wanted.items():
        assert abs(there.vat[rate_bp] - amount) <= Decimal("0.01"), (rate_bp, amount)
    sold = [row for row in made.rows if row.line is not None]
    assert [row.line for row in sold] == list(lines)
    sign = -1 if any(one.amount < ZERO for one in lines) else 1
    for row, one in zip(sold, lines, strict=True):
        if includes_vat:
            assert row.price == one.amount
        else:
            exact = kronor(one.amount) * 10_000 / (10_000 + one.rate_bp)
            assert abs(kronor(row.price) - exact) <= Decimal("0.015")
            assert 0 <= sign * row.price.ore <= sign * one.amount.ore
    ore_rows = [row for row in made.rows if row.line is None]
    assert ore_rows == list(made.rows[len(lines) :])
    # Where the paper's VAT is another than its lines' an öre may be taken off.
    assert [sign * row.price.ore for row in ore_rows] in ([], [1], [-1] if vat else [])
    if includes_vat or whole_kronor:
        assert not ore_rows
    return made


def check_every_way(lines: Sequence[InvoiceLine], vat: Sequence[VatAmount] = ()) -> None:
    """Judge an invoice, and its credit as the mirror of it, for both kinds of prices and companies."""
    for includes_vat, whole_kronor in WAYS:
        made = check(lines, includes_vat=includes_vat, whole_kronor=whole_kronor, vat=vat)
        mirror = rows_of(
            [replace(one, amount=-one.amount) for one in lines],
            -Money(int(judged_rounding(lines, whole_kronor) * 100)),
            includes_vat=includes_vat,
            whole_kronor=whole_kronor,
            vat=[VatAmount(row.rate_bp, -row.net, -row.vat) for row in vat],
        )
        assert [-row.price for row in mirror.rows] == [row.price for row in made.rows]
        assert -mirror.totals.total == made.totals.total


def judged_rounding(lines: Sequence[InvoiceLine], whole_kronor: bool) -> Decimal:
    rows = ((one.rate_bp, kronor(one.amount)) for one in lines)
    return judged(rows, includes_vat=True, whole_kronor=whole_kronor).rounding


def one(ore: int, rate_bp: int = 2500) -> InvoiceLine:
    return InvoiceLine("Vara", rate_bp, Money(ore))


@pytest.mark.sweep
@pytest.mark.parametrize("rate_bp", RATES)
def test_every_price_and_quantity(rate_bp: int, full_sweep: bool) -> None:
    """One row is its amount, whatever price and quantity made it: 1 to 20 pieces at 0,01 to 2000,00."""
    pieces = range(1, 21)
    every = {price * count for price in PRICES for count in pieces} | set(range(STRETCH[rate_bp] + 1))
    ways = WAYS
    if full_sweep:
        every = {ore for count in pieces for ore in range(count, 200_000 * count + 1, count)}
        ways = WAYS[:2]  # where prices have VAT in them, a row is its amount as it is
    for ore in every:
        for includes_vat, whole_kronor in ways:
            check([one(ore, rate_bp)], includes_vat=includes_vat, whole_kronor=whole_kronor)


def cart(drawn: random.Random) -> Sale:
    """A sale of up to twenty lines at any rates, some of it with discounts, weighed goods and things for nothing."""
    lines = []
    for place in range(drawn.choice((1, 2, 3, 5, 8, 20))):
        price = drawn.choice((drawn.randint(1, 200), drawn.randint(1, 20_000), drawn.choice(PRICES), 0))
        milli = drawn.choice((1000, 1000, 1000 * drawn.randint(2, 20), drawn.randint(1, 5_000)))
        sold = line(price, milli=milli, line_id=f"l{place}", rate_bp=drawn.choice(RATES), unit="kg")
        if drawn.random() < 0.2:
            sold = replace(sold, discount=Discount("x", drawn.choice((500, 1_000, 3_333, 10_000))))
        lines.append(sold)
    discount = Discount("y", drawn.randint(1, 9_999)) if drawn.random() < 0.4 else None
    return Sale("sale", tuple(lines), discount=discount).shared()


def invoice_lines(sale: Sale) -> list[InvoiceLine]:
    return [
        InvoiceLine(sold.text, sold.vat_rate_bp, sold.amount, sold.group, sold.kind is ArticleKind.SERVICE)
        for sold in sale.lines
    ]


@pytest.mark.sweep
def test_mixed_carts_with_discounts(full_sweep: bool) -> None:
    drawn = random.Random(1)
    rows = 0
    for _ in range(10_000 if full_sweep else 1_000):
        lines = invoice_lines(cart(drawn))
        check_every_way(lines)
        rows += len(lines)
    assert rows > 5_000


@given(st.lists(st.builds(one, st.integers(0, 30_000), st.sampled_from(RATES)), min_size=1, max_size=12))
def test_any_lines(lines: list[InvoiceLine]) -> None:
    check_every_way(lines)


def sealed(sale: Sale, number: int) -> Receipt:
    return receipt_of(sale, number=number, shift_id="shift-1", at=AT, cashier="Kassör", shop=SHOP)


@pytest.mark.sweep
def test_credits_in_parts(full_sweep: bool) -> None:
    """What comes back bit by bit: the VAT of each paper is what is left of the whole, not that of its own lines."""
    drawn = random.Random(2)
    credits_made = otherwise = 0
    for _ in range(3_000 if full_sweep else 120):
        sale = cart(drawn)
        original = sealed(sale.with_tender(Tender("t", Method.CARD, sale.total)), 1)
        earlier: list[Receipt] = []
        while left := [row for row in returnable(original, earlier) if row.left.milli]:
            some = drawn.sample(left, drawn.randint(1, len(left)))
            wanted = {row.line.id: Quantity(drawn.randint(1, row.left.milli)) for row in some}
            if len(earlier) > 4:
                wanted = {row.line.id: row.left for row in left}
            number = len(earlier) + 2
            ids = {line_id: f"{number}-{line_id}" for line_id in wanted}
            back = return_of(original, earlier, wanted, sale_id=f"return-{number}", line_ids=ids, at=AT)
            credit = sealed(back.with_tender(Tender("t", Method.CARD, back.total)), number)
            earlier.append(credit)
            lines = invoice_lines(back)
            for includes_vat, whole_kronor in WAYS:
                check(lines, includes_vat=includes_vat, whole_kronor=whole_kronor, vat=credit.vat)
            credits_made += 1
            otherwise += credit.vat != Sale("plain", back.lines).vat
    assert credits_made > 250
    assert otherwise > 50, "papers whose VAT is not that of their lines"


def prices(made: InvoiceRows) -> list[int]:
    return [row.price.ore for row in made.rows]


def net(lines: Sequence[InvoiceLine], rounding: int = 0, *, whole_kronor: bool = False) -> InvoiceRows:
    return rows_of(lines, Money(rounding), includes_vat=False, whole_kronor=whole_kronor)


def test_an_amount_that_no_net_makes_gets_an_ore_row() -> None:
    """0,52 at 25 % lies between 0,41 + 0,10 and 0,42 + 0,11."""
    assert prices(net([one(50)])) == [40]
    assert prices(net([one(52)])) == [41, 1]
    assert prices(net([one(-52)])) == [-41, -1]
    assert net([one(52)]).rows[-1].line is None
    assert prices(net([one(52), one(52)])) == [41, 42]
    two_rates = net([one(52), one(5, 1200)])
    assert len(two_rates.rows) == 2, "one rate is an öre above and the other an öre below"


def test_whole_kronor_are_met_without_an_ore_row() -> None:
    """Where the öre below would be the krona below, the öre above is taken."""
    half, under = (
        next(ore for ore in range(at, 30_000, 100) if len(net([one(ore, 1200)]).rows) == 2) for at in (50, 49)
    )
    for ore, rounding, off in ((half, 50, 1), (-half, -50, -1), (under, -49, -1), (-under, 49, 1)):
        made = net([one(ore, 1200)], rounding, whole_kronor=True)
        assert len(made.rows) == 1
        assert (made.totals.total, made.totals.rounding) == (Money(ore + rounding), Money(rounding - off))


def test_of_two_neighbours_the_papers_vat_is_taken() -> None:
    """0,14 at 12 % lies between 0,12 + 0,01 and 0,13 + 0,02, and the paper says 0,02."""
    made = net([one(14, 1200)], -14, whole_kronor=True)
    assert (prices(made), made.totals.vat) == ([13], Money(2))
    assert prices(net([one(14, 1200)])) == [12, 1], "an öre row is rather above zero than below"
    # The last part of a return may have another VAT than its lines alone: 0,03 here, and never two öre from that.
    back = rows_of(
        [one(-14, 1200)],
        ZERO,
        includes_vat=False,
        whole_kronor=False,
        vat=[VatAmount(1200, Money(-11), Money(-3))],
    )
    assert (prices(back), back.totals.total, back.totals.vat) == ([-13, 1], Money(-14), Money(-2))


def test_a_paper_that_is_not_rounded_as_the_company_rounds() -> None:
    assert net([one(9_950)], whole_kronor=True).totals.total == Money(10_000), "whoever sends it sees that it differs"
    # The company has stopped rounding since: what the paper says is met by the öre row.
    made = net([one(9_950)], 50)
    assert (prices(made), made.totals.total, made.totals.rounding) == ([7_960, 50], Money(10_000), ZERO)


@pytest.mark.parametrize("ore", [1, 2, 3])
def test_many_cheap_lines_share_what_is_left(ore: int) -> None:
    """None of them is below zero or costs more than it did."""
    check_every_way([one(ore)] * 200)
    assert set(prices(net([one(ore)] * 200))) <= {ore - 1, ore}


def test_things_for_nothing_stay_so() -> None:
    made = net([one(0), one(2), one(2), one(2), one(0)])
    assert prices(made) == [0, 1, 2, 2, 0]
    assert made.totals.total == Money(6)
    assert rows_of([], ZERO, includes_vat=False, whole_kronor=False).rows == ()


def test_a_discount_may_have_a_line_of_its_own() -> None:
    made = net([one(10_000), one(-1_999)])
    assert made.totals.total == Money(8_001)
    assert prices(made) == [8_000, -1_599]


HOSTILE = st.text(alphabet=st.characters(), max_size=40) | st.text(alphabet="a \n\x00\u202e🙂", max_size=3_000)


@given(HOSTILE)
def test_texts_fit_in_rows(text: str) -> None:
    rows = text_rows(text)
    for row in (*rows, row_text(text)):
        assert row.isprintable()
        assert len(row.encode("utf-16-le")) <= 2 * 2_000
    assert all(row.strip() == row != "" for row in rows)
    assert "".join("".join(rows).split()) == "".join(plain_text(text, len(text)).split()), "nothing is cut"


def test_a_long_text_says_that_it_was_cut() -> None:
    assert row_text(" Ägg,\n3 st  à 9,99\x07 ") == "Ägg, 3 st à 9,99"
    assert row_text("å" * MAX_TEXT) == "å" * MAX_TEXT
    assert row_text("å" * (MAX_TEXT + 1)) == "å" * (MAX_TEXT - 1) + "…"
    assert text_rows("å" * (MAX_TEXT + 1)) == ("å" * MAX_TEXT, "å")
    assert text_rows(" \n\x00") == ()
