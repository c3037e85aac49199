"""The registers to measure on, and the table at the end.

OPENPOS_BENCH_RECEIPTS makes the big file smaller for a quick try (its table is printed, not kept); OPENPOS_BENCH_CACHE
puts the files elsewhere than in build/bench. A million receipts take some minutes to make and 12 GB of disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.big_shop import Size, kept, size_of
from tests.bench.measuring import Table

MILLION = 1_000_000
_ROOT = Path(__file__).resolve().parents[2]
_TABLE = pytest.StashKey[Table]()


@dataclass(frozen=True, slots=True)
class Shops:
    """Two data directories to sell in: they are copies, made anew for each run."""

    big: Path
    empty: Path
    spare: Path
    """As empty as the other, for the floor to write in."""


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest) -> Table:
    """Where measurements go."""
    size = _size()
    return request.config.stash.setdefault(_TABLE, Table(size.receipts, size.articles))


@pytest.fixture(scope="session")
def shops() -> Iterator[Shops]:
    """The big register and the empty one."""
    cache = Path(os.environ.get("OPENPOS_BENCH_CACHE", _ROOT / "build" / "bench"))
    cache.mkdir(parents=True, exist_ok=True)
    made = {"big": kept(cache, _size(), _tell), "empty": kept(cache, Size(100, 0, 0, 0), _tell)}
    run = cache / "run"
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir()
    shops = Shops(run / "big", run / "empty", run / "spare")
    for name, source in (("big", "big"), ("empty", "empty"), ("spare", "empty")):
        subprocess.run(["cp", "-r", "--reflink=auto", made[source], run / name], check=True)
    os.sync()  # or the copy would be written to the disk while we measure
    yield shops
    shutil.rmtree(run)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show the table, and keep it where it is of the whole size and the whole run."""
    table = config.stash.get(_TABLE, None)
    if table is None or not table.rows:
        return
    terminalreporter.write_line(table.text())
    whole = [Path(place).resolve() for place in config.args] == [Path(__file__).parent]
    if whole and table.receipts == MILLION and not config.option.keyword:
        (_ROOT / "docs" / "benchmarks.md").write_text(table.text(), encoding="utf-8")


def _size() -> Size:
    return size_of(int(os.environ.get("OPENPOS_BENCH_RECEIPTS", MILLION)))


def _tell(text: str) -> None:
    os.write(2, f"\rmaking the big file: {text}   ".encode())
