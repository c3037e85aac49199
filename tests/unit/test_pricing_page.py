"""docs/pricing.md says how amounts are reckoned: each row of its tables is reckoned again here."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import openpos
from openpos.domain.errors import Refused
from openpos.domain.money import Money, format_money, parse_money, parse_quantity, total
from openpos.domain.sale import Sale
from openpos.domain.vat import VatCategory, by_rate_from_gross, rate_bp
from tests.fixtures.trade import basket, card, cash

PAGE = Path(openpos.__file__).parents[2] / "docs" / "pricing.md"
Row = tuple[str, ...]


def tables() -> dict[Row, list[Row]]:
    """The page's tables by their headings."""
    found: dict[Row, list[Row]] = {}
    rows: list[Row] | None = None
    for line in PAGE.read_text("utf-8").splitlines():
        if not line.startswith("|"):
            rows = None
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if rows is None:
            rows = found.setdefault(cells, [])
        elif set(line) - set("|- "):
            rows.append(cells)
    return found


def bp(text: str) -> int:
    return int(text.removesuffix(" %")) * 100


def a_line(row: Row) -> None:
    quantity, price, amount, _why = row
    assert parse_quantity(quantity).of(parse_money(price)) == parse_money(amount)


def vat(row: Row) -> None:
    gross, rate, tax, net = row
    (reckoned,) = by_rate_from_gross([(bp(rate), parse_money(gross))])
    assert (reckoned.vat, reckoned.net) == (parse_money(tax), parse_money(net))


def once_or_often(row: Row) -> None:
    how, tax = row
    sums = [parse_money(amount) for amount in how.partition(": ")[2].split(" + ")]
    assert total(sums) == parse_money("29,85")
    assert total(by_rate_from_gross([(600, amount)])[0].vat for amount in sums) == parse_money(tax)


def rate_of_the_day(row: Row) -> None:
    category, day, rate = row
    assert rate_bp(VatCategory(category), date.fromisoformat(day)) == bp(rate)


def paying(row: Row) -> None:
    price, by_card, by_cash, rounding, change, _why = row
    sale = basket(parse_money(price).ore)
    payments = [cash(parse_money(by_cash).ore)] if by_cash != "0" else []
    payments += [card(parse_money(by_card).ore)] if by_card != "0" else []
    for order in (payments, payments[::-1]):
        standing = Sale(sale.id, sale.lines, tuple(order)).settlement()
        assert standing.settled
        assert (standing.rounding, standing.change) == (parse_money(rounding), parse_money(change))
        assert standing.paid == standing.total + standing.rounding + standing.change


def splitting(row: Row) -> None:
    amount, weights, parts = row
    assert parse_money(amount).split([int(weight) for weight in weights.split()]) == [
        parse_money(part) for part in parts.split()
    ]


def writing(row: Row) -> None:
    written, meant = row
    if meant == "refused":
        with pytest.raises(Refused):
            parse_money(written)
    else:
        assert format_money(parse_money(written), thousands="") == meant


RECKON: dict[Row, Callable[[Row], None]] = {
    ("quantity", "price", "amount", "why"): a_line,
    ("gross", "rate", "VAT", "net"): vat,
    ("reckoned", "VAT"): once_or_often,
    ("what", "day", "rate"): rate_of_the_day,
    ("total", "card", "cash", "rounding", "change", "why"): paying,
    ("amount", "weights", "parts"): splitting,
    ("written", "read"): writing,
}


def test_the_page_has_these_tables_and_no_others() -> None:
    assert set(tables()) == set(RECKON)
    assert all(len(rows) > 1 for rows in tables().values())


@pytest.mark.parametrize(
    ("heading", "row"),
    [(heading, row) for heading, rows in tables().items() for row in rows],
    ids=lambda cells: cells[0],
)
def test_each_row_comes_out_as_the_page_says(heading: Row, row: Row) -> None:
    RECKON[heading](row)


def test_less_than_half_a_krona_in_cash_is_paid_with_nothing() -> None:
    standing = basket(49).with_tender(cash(0)).settlement()
    assert (standing.settled, standing.rounding) == (True, Money(-49))
