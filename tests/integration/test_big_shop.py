"""The file that the benchmarks run on is as right as one that was sold by hand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.sale import Tender
from openpos.fiscal.exempt import NoControlUnit
from openpos.register.check import check
from openpos.register.checkout import Checkout
from openpos.register.shifts import Shifts
from openpos.store.opening import open_register
from tests.bench.big_shop import LAST_MORNING, Size, barcode_of, kept, key_of, make, size_of


@pytest.mark.parametrize("size", [Size(60, 2, 20, 7), Size(30, 0, 20, 0)], ids=["two closed shifts", "nothing sold"])
def test_a_made_file_passes_the_check_and_is_sold_on_in(tmp_path: Path, size: Size) -> None:
    make(tmp_path, size)
    later = LAST_MORNING + timedelta(hours=12)
    store = open_register(tmp_path, now=later)
    try:
        made = check(store)
        assert made.findings == ()
        assert (made.receipts, made.z_reports) == (size.receipts, size.shifts)

        checkout = Checkout(store, NoControlUnit(), lambda: later, lambda: "one-more")
        with store.read() as tx:
            (person,) = tx.shop.people()
            (found,) = tx.articles.search(barcode_of(11))
        sale = checkout.new_sale().with_line(checkout.line_of(found))
        sale = sale.with_tender(Tender("card", Method.CARD, sale.to_pay(Method.CARD)))
        assert checkout.complete(sale, person).number == size.receipts + 1
        report = Shifts(store, lambda: later).close_shift("the last", person.name, Money(0))

        assert (report.number, report.totals.receipts) == (size.shifts + 1, size.open_receipts + 1)
        assert check(store).findings == ()
    finally:
        store.close()


def test_a_made_file_is_kept_for_the_next_run_and_another_size_is_made_anew(tmp_path: Path) -> None:
    small, smaller = Size(12, 1, 2, 1), Size(12, 0, 2, 1)

    made = kept(tmp_path, small)
    marked = made / "marked"
    marked.touch()

    assert kept(tmp_path, small) == made
    assert marked.exists()
    assert kept(tmp_path, smaller) != made
    assert key_of(small) != key_of(smaller)


def test_sizes_are_counted_in_receipts() -> None:
    assert size_of(1_000_000) == Size(articles=100_000, shifts=1980, shift_receipts=500, open_receipts=10_000)
    assert size_of(1_000_000).receipts == 1_000_000
    assert size_of(200, articles=50) == Size(50, 0, 500, 200)
