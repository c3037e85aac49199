"""The end of a long day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from openpos.paths import DATABASE
from tests.bench.big_shop import size_of
from tests.bench.conftest import Shops
from tests.bench.measuring import Limits, Measured, Table, Times

TIMES = 7


def test_closing_the_shift_of_a_day_with_ten_thousand_receipts(shops: Shops, table: Table) -> None:
    expected, closed, receipts = [], [], 0
    for _ in range(TIMES):
        receipts, read_s, closed_s = _close(shops.big)
        expected.append(read_s)
        closed.append(closed_s)
    empty = [_close(shops.empty)[2] for _ in range(TIMES)]
    measured = Measured(
        f"Close the shift of a day with {receipts:,} receipts: the Z report on disk",
        Limits(p50_ms=1000),
        Times(closed),
        Times(empty),
    )
    table.add(measured)
    table.add(Measured("What the drawer should hold at the end of that day", Limits(), Times(expected)))
    assert receipts >= size_of(table.receipts).open_receipts
    assert not measured.missed


def _close(directory: Path) -> tuple[int, float, float]:
    """Close the shift and undo it: what was written is in the write-ahead log alone, since nobody closed the file."""
    log = directory / f"{DATABASE}-wal"
    assert not log.exists(), "somebody has the file open"
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.close_once", directory], check=True, capture_output=True, text=True
    ).stdout.split()
    if not log.exists():
        pytest.fail("the log was moved into the file: the shift can't be closed once more")
    log.unlink()
    (directory / f"{DATABASE}-shm").unlink()
    return int(told[0]), float(told[1]), float(told[2])
