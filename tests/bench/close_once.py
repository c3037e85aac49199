"""Close the shift of the register in a directory and tell how long it took, in seconds: test_day starts it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter

from openpos.clock import now
from openpos.domain.money import Money
from openpos.ids import uuid7
from openpos.register.shifts import Shifts
from openpos.store.opening import open_register


def main(directory: Path) -> None:
    """As the screen does it: what the drawer should hold is read first."""
    store = open_register(directory, now=now())
    shifts = Shifts(store, now)
    with store.read() as tx:
        (person,) = tx.shop.people()
    begun = perf_counter()
    expected = shifts.expected_cash()
    read = perf_counter()
    report = shifts.close_shift(uuid7(), person.name, Money(expected.ore // 100 * 100))
    closed = perf_counter()
    sys.stdout.write(f"{report.totals.receipts} {read - begun} {closed - read}\n")
    sys.stdout.flush()
    os._exit(0)  # the log stays as it is, so that the shift can be closed again


if __name__ == "__main__":
    main(Path(sys.argv[1]))
