"""A cash sale on disk, and each line of it before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from time import perf_counter

from openpos.paths import DATABASE
from tests.bench.conftest import Shops
from tests.bench.measuring import Limits, Measured, Table, Times
from tests.bench.tills import SEEN_ARTICLES, Till, Twin, paid

ROUNDS = 500
WARM_UP = 20
LINES = 10
LONG_BASKET = 50


def test_completing_a_sale_of_ten_lines(shops: Shops, table: Table) -> None:
    big: list[float] = []
    empty: list[float] = []
    floor: list[float] = []
    with (
        closing(Till(shops.big, table.articles)) as large,
        closing(Till(shops.empty, SEEN_ARTICLES)) as small,
        closing(Twin(shops.empty / DATABASE, shops.spare / DATABASE)) as twin,
    ):
        for place in range(WARM_UP + ROUNDS):
            large_sale, small_sale = paid(large.basket(LINES)), paid(small.basket(LINES))
            twin.keep_up()
            # In turns, so that whatever else the machine does comes upon all of them.
            in_big = _timed(lambda sale=large_sale: large.checkout.complete(sale, large.person))  # type: ignore[misc]
            in_small = _timed(lambda sale=small_sale: small.checkout.complete(sale, small.person))  # type: ignore[misc]
            done = small.checkout.complete(small_sale, small.person)
            written = twin.look(done.number)
            plain = _timed(lambda written=written: twin.write(written))  # type: ignore[misc]
            if place >= WARM_UP:
                big.append(in_big)
                empty.append(in_small)
                floor.append(plain)
    measured = Measured(
        f"Complete a cash sale of {LINES} lines on disk; floor: the same rows by plain sqlite3, FULL",
        Limits(p99_ms=10, of_floor=5, of_empty=1.2),
        Times(big),
        Times(empty),
        Times(floor),
    )
    table.add(measured)
    assert not measured.missed


def test_keeping_the_last_line_of_a_long_basket(shops: Shops, table: Table) -> None:
    """Behind the screen, but it shares the processor with it."""
    big: list[float] = []
    empty: list[float] = []
    with (
        closing(Till(shops.big, table.articles)) as large,
        closing(Till(shops.empty, SEEN_ARTICLES)) as small,
    ):
        for _ in range(4):
            baskets = [(large, large.basket(LONG_BASKET), big), (small, small.basket(LONG_BASKET), empty)]
            for _ in range(25):
                for till, sale, took in baskets:
                    longer = sale.with_line(till.checkout.line_of(till.article()))
                    took.append(_timed(lambda t=till, s=longer: t.checkout.keep(s, t.person)))  # type: ignore[misc]
                    till.checkout.keep(sale, till.person)
            for till, sale, _ in baskets:
                till.checkout.keep(sale.cleared(), till.person, cleared=True)
    what = f"Keep line {LONG_BASKET + 1} of a basket on disk, behind the screen"
    table.add(Measured(what, Limits(), Times(big), Times(empty)))


def _timed(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun
