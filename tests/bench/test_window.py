"""What a cashier waits for at the screen: a scanned line, a letter typed in the search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from tests.bench.big_shop import barcode_of
from tests.bench.conftest import Shops
from tests.bench.measuring import Limits, Measured, Table, Times
from tests.bench.screen import Blank, Screen, any_place, dress, pause
from tests.bench.tills import SEEN_ARTICLES

LINES = 50
BLOCKS, SCANS = 5, 50
LETTERS_APART_MS = 45
"""Keys closer than 35 ms are a scanner's to the register, and held."""
SOUGHT = (
    "mjölk", "kanelbulle", "ost lagrad", "ängsgård", "fullkorn", "hallon 33cl", "kaffe", "choklad dubbel", "100123",
    "73000012", "tallmo ris", "bulle", "ök", "jordgubb", "björkvik te",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _dressed(shops: Shops) -> None:
    dress(shops.empty)


def test_a_scan_until_its_line_is_painted(shops: Shops, table: Table) -> None:
    took: dict[Path, list[float]] = {shops.big: [], shops.empty: []}
    floor: list[float] = []
    size = QSize()
    for block in range(BLOCKS):
        for directory, places in ((shops.big, table.articles), (shops.empty, SEEN_ARTICLES)):
            with closing(Screen(directory)) as screen:
                place = any_place(places, block)
                screen.fill(lambda place=place: barcode_of(place()), LINES)  # type: ignore[misc]
                for scan in range(SCANS + 3):
                    screen.print_behind()
                    took_s = screen.scan(barcode_of(place()))
                    screen.settle()
                    if scan >= 3:
                        took[directory].append(took_s)
                    screen.remove()
                size = screen.receipt_size
                screen.clear()
        floor += _floor(size)
    measured = Measured(
        f"Scan until the line is painted, in a basket of {LINES} lines, with printing going on behind;"
        " floor: an empty Qt repaint of that size",
        Limits(p99_ms=16, of_empty=1.2),
        Times(took[shops.big]),
        Times(took[shops.empty]),
        Times(floor),
    )
    table.add(measured)
    assert not measured.missed


def test_a_letter_in_the_search_until_what_is_found_is_painted(shops: Shops, table: Table) -> None:
    took: dict[Path, list[float]] = {shops.big: [], shops.empty: []}
    floor: list[float] = []
    size = QSize()
    for _ in range(2):
        for directory in (shops.big, shops.empty):
            with closing(Screen(directory)) as screen:
                for sought in ("värm upp", *SOUGHT):
                    for letter in sought:
                        pause(LETTERS_APART_MS)
                        took_s = screen.type(letter)
                        if sought in SOUGHT:
                            took[directory].append(took_s)
                    screen.stop_searching()
                size = screen.window._checkout_page.keys.size()
        floor += _floor(size)
    measured = Measured(
        "Type a letter in the search until the results are painted; floor: an empty Qt repaint of that size",
        Limits(p99_ms=16),
        Times(took[shops.big]),
        Times(took[shops.empty]),
        Times(floor),
    )
    table.add(measured)
    assert not measured.missed


def _floor(size: QSize) -> Iterator[float]:
    blank = Blank(size)
    for _ in range(SCANS):
        pause(5)
        yield blank.key()
    blank.close()
    blank.deleteLater()
