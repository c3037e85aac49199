"""What must not get slower during a day, counted as the statements SQLite is given, not as time."""

from __future__ import annotations

import sqlite3
from typing import Any

from openpos.domain.money import Money
from tests.fixtures.till import NewTill, Till

GIVEN: list[str] = []


class Watched(sqlite3.Connection):
    """Notes every statement that its transactions are made of."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.set_trace_callback(GIVEN.append)


def statements(till: Till, lines: int) -> int:
    """How many it takes to keep the line that makes a basket of so many."""
    sale = till.rung(*[1_000] * (lines - 1))
    sale = sale.with_line(till.checkout.line_of(till.article()))
    GIVEN.clear()
    till.checkout.keep(sale, till.cashier)
    counted = len(GIVEN)
    till.sell(till.paid(sale))
    return counted


def test_f13_the_fortieth_line_takes_no_more_than_the_second(new_till: NewTill) -> None:
    with new_till(connection_class=Watched) as till:
        till.open_shift()
        assert statements(till, 40) == statements(till, 2) > 0


def test_f10_closing_a_busy_day_takes_no_more_than_closing_a_quiet_one(new_till: NewTill) -> None:
    def close(till: Till) -> int:
        GIVEN.clear()
        till.shifts.close_shift(till.new_id(), "Kassör", Money(100_000))
        return len(GIVEN)

    with new_till(connection_class=Watched) as till:
        till.open_shift()
        till.sell(till.paid(till.rung(1_000)))
        quiet = close(till)
        till.open_shift()
        for _ in range(60):
            till.sell(till.paid(till.rung(1_000)))
        assert close(till) <= quiet + 2
