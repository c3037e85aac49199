#!/usr/bin/env python3
"""Make a register's file as a released version leaves it, to be kept: run it with that version's own source tree.

    git worktree add --detach DIR TAG && PYTHONPATH=DIR/src:DIR scripts/keep_database.py tests/fixtures/databases/v1.db

Two shifts closed and a third open: discounts, a return, a copy, cash in and out, a changed float, a price asked for, a
parked basket and an open one. From version 2 on a practice receipt and a pro forma, too.

A file called week-… holds every kind of paper that version 7 knows, as tests/fixtures/kept_week.py has it.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from openpos.domain.drawer import DrawerKind
from openpos.domain.money import Money, Quantity
from openpos.domain.sale import Discount, Method, Sale
from tests.fixtures.till import Till, make_template


def fill(till: Till) -> None:
    """Two days and the beginning of a third."""
    till.open_shift()
    sale = till.scanned("Ägg", "Snore Cola", "Plenty Kitchen Roll")
    sale = sale.with_line_discount(sale.lines[0].id, Discount("Kort datum", 1000))
    till.sell(till.paid(sale.with_discount(Discount("Stamkund", amount=Money(700)))))
    till.sell(till.paid(till.paid(till.scanned("Ägg", "Köttbullar"), Method.CARD, 5_000)))
    till.shifts.x_report(till.new_id(), "Butikschef")
    till.books.copy(1, till.cashier)
    if hasattr(till.checkout, "pro_forma"):
        till.sell(till.paid(till.scanned("Ägg", sale=replace(till.checkout.new_sale(), practice=True))))
        till.checkout.pro_forma(
            till.new_id(), till.scanned("Snore Cola", sale=Sale("shown", practice=True)), till.cashier
        )
    till.close_shift()
    till.clock.moment += timedelta(days=1)
    till.open_shift(50_000)
    (first, *_) = till.checkout.returnable(1)[1]
    back = till.checkout.start_return(1, {first.line.id: Quantity(1000)}, till.cashier)
    till.sell(till.paid(back))
    for kind, amount in ((DrawerKind.CASH_IN, 20_000), (DrawerKind.CASH_OUT, 10_000), (DrawerKind.FLOAT, -5_000)):
        till.drawer.move_cash(till.new_id(), kind, till.cashier, Money(amount), "Växel")
    till.drawer.open(till.new_id(), till.cashier)
    till.sell(till.paid(till.rung(9_835)))
    till.close_shift(50_000)
    till.clock.moment += timedelta(days=1)
    till.open_shift()
    till.checkout.ask_price(till.article("Ägg"), till.cashier)
    till.checkout.park(till.scanned("Ägg", "Snore Cola"), "Anna", till.cashier)
    till.scanned("Köttbullar")


def main() -> None:
    """Write the file named on the command line."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "register"
        directory.mkdir()
        make_template(directory, Path(folder) / "articles.csv")
        till = Till(directory)
        if target.name.startswith("week"):
            from tests.fixtures.kept_week import fill_week  # an older version's tree has no such thing

            fill_week(till)
        else:
            fill(till)
        till.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(till.path)) as source, closing(sqlite3.connect(target)) as kept:
            source.backup(kept)
            kept.execute("PRAGMA journal_mode=DELETE")
            kept.execute("VACUUM")


if __name__ == "__main__":
    main()
