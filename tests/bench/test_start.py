"""From the start of the process to the first scan, and what memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.bench.conftest import Shops
from tests.bench.measuring import Limits, Measured, Table, Times
from tests.bench.tills import SEEN_ARTICLES

STARTS = 15
SCANS = 200
MOST_MB = 250
_COMPILED = tempfile.TemporaryDirectory(prefix="openpos-compiled-")
_INSTALLED = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPYCACHEPREFIX": _COMPILED.name,
}
"""An installed program is compiled, whatever the environment of whoever measures says."""


@dataclass(frozen=True, slots=True)
class _Started:
    seconds: float
    rss_mb: float


def test_from_the_start_to_the_first_scan(shops: Shops, table: Table) -> None:
    big: list[float] = []
    empty: list[float] = []
    floor: list[float] = []
    for start in range(1 + STARTS):
        times = (
            _start(shops.big, table.articles).seconds,
            _start(shops.empty, SEEN_ARTICLES).seconds,
            _start().seconds,
        )
        if start:  # the first one has the program's files to read
            for took, time in zip((big, empty, floor), times, strict=True):
                took.append(time)
    measured = Measured(
        "Start of the process until it is ready for the first scan; floor: Python and PySide6 showing an empty window",
        Limits(p50_ms=800, of_empty=1.2),
        Times(big),
        Times(empty),
        Times(floor),
    )
    table.add(measured)
    assert not measured.missed


def test_memory_after_two_hundred_scans(shops: Shops, table: Table) -> None:
    big = _start(shops.big, table.articles, SCANS).rss_mb
    empty = _start(shops.empty, SEEN_ARTICLES, SCANS).rss_mb
    floor = _start().rss_mb
    table.add_figure(
        f"Memory (RSS) after the start and {SCANS} scans; floor: the empty window",
        f"< {MOST_MB} MB",
        (f"{big:.0f} MB", f"{empty:.0f} MB", f"{floor:.0f} MB"),
        met=big < MOST_MB,
    )
    assert big < MOST_MB


def _start(directory: Path | None = None, articles: int = 0, scans: int = 0) -> _Started:
    words = () if directory is None else (directory, str(articles), str(scans))
    begun = monotonic()
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_once", *words],
        check=True,
        capture_output=True,
        text=True,
        env=_INSTALLED,
    ).stdout
    facts = json.loads(told)
    return _Started(facts["ready"] - begun, facts["rss_mb"])
