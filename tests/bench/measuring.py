"""Times, what was to be reached, and the table that the benchmarks end in."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import PySide6

from openpos.clock import now, swedish

_HEAD = ("What", "Target", "Big file", "Empty file", "Ratio", "Floor", "Ratio to floor", "Met")


@dataclass(frozen=True, slots=True)
class Times:
    """How long one thing took, each time it was done, in seconds."""

    seconds: Sequence[float]

    def ms(self, percent: float) -> float:
        """The time within which so many of a hundred were done, in milliseconds."""
        ranked = sorted(self.seconds)
        return ranked[min(int(len(ranked) * percent / 100), len(ranked) - 1)] * 1000

    @property
    def p50(self) -> float:
        """The middle one, in milliseconds."""
        return self.ms(50)

    def __str__(self) -> str:
        if len(self.seconds) < 20:
            return f"{_ms(self.p50)} (worst of {len(self.seconds)}: {_ms(max(self.seconds) * 1000)})"
        return f"{_ms(self.p50)} / {_ms(self.ms(95))} / {_ms(self.ms(99))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is to be reached, in milliseconds on the big file or as ratios of the p50; None where there is no limit."""

    p50_ms: float | None = None
    p99_ms: float | None = None
    of_floor: float | None = None
    of_empty: float | None = None

    def __str__(self) -> str:
        parts = (
            ("p50 < {:g} ms", self.p50_ms),
            ("p99 < {:g} ms", self.p99_ms),
            ("p50 ≤ {:g} × floor", self.of_floor),
            ("p50 ≤ {:g} × empty file", self.of_empty),
        )
        return ", ".join(text.format(limit) for text, limit in parts if limit is not None)


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing on the big file, on the empty one and against its floor, all measured in turns in one run."""

    what: str
    limits: Limits
    big: Times
    empty: Times | None = None
    floor: Times | None = None

    @property
    def missed(self) -> list[str]:
        """Which limits were not kept, with what was measured."""
        limits, missed = self.limits, []
        of_empty = self.big.p50 / self.empty.p50 if self.empty else None
        of_floor = self.big.p50 / self.floor.p50 if self.floor else None
        for text, measured, limit in (
            ("p50 {:.2f} ms over {:g} ms", self.big.p50, limits.p50_ms),
            ("p99 {:.2f} ms over {:g} ms", self.big.ms(99), limits.p99_ms),
            ("p50 {:.2f} × floor over {:g}", of_floor, limits.of_floor),
            ("p50 {:.2f} × empty file over {:g}", of_empty, limits.of_empty),
        ):
            if limit is not None and (measured is None or measured > limit):
                missed.append(text.format(measured, limit))
        return missed

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        empty, floor = self.empty, self.floor
        return (
            self.what,
            str(self.limits) or "—",
            str(self.big),
            str(empty) if empty else "—",
            f"{self.big.p50 / empty.p50:.2f}" if empty else "—",
            str(floor) if floor else "—",
            f"{self.big.p50 / floor.p50:.2f}" if floor else "—",
            ("yes" if not self.missed else f"**no**: {'; '.join(self.missed)}") if str(self.limits) else "—",
        )


@dataclass
class Table:
    """Everything measured in one run."""

    receipts: int
    articles: int
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, measured: Measured) -> None:
        """A row of times."""
        self.rows.append(measured.cells())

    def add_figure(self, what: str, target: str, figures: tuple[str, str, str], *, met: bool) -> None:
        """A row of something that is not a time: on the big file, the empty one, and the floor."""
        big, empty, floor = figures
        self.rows.append((what, target, big, empty, "—", floor, "—", "yes" if met else "**no**"))

    def text(self) -> str:
        """The page, in Markdown."""
        lines = [
            "# Benchmarks",
            "",
            "Written by `make bench`. Times are in milliseconds, p50 / p95 / p99. What is compared was measured in",
            "turns in the same run: the big file, a register with 100 articles and nothing sold, and the floor, which",
            "is the least that the same thing can cost with the same parts. Ratios are those of the p50.",
            "",
            f"- Big file: {self.articles:,} articles, {self.receipts:,} receipts of 5 lines, the journal with them",
            f"- {swedish(now()):%Y-%m-%d %H:%M}, {_machine()}",
            f"- Load of the machine at the end: {', '.join(f'{load:.1f}' for load in os.getloadavg())}",
            "",
            f"| {' | '.join(_HEAD)} |",
            f"|{'---|' * len(_HEAD)}",
            *(f"| {' | '.join(row)} |" for row in self.rows),
            "",
        ]
        return "\n".join(lines)


def _machine() -> str:
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")),
        platform.processor(),
    )
    return (
        f"{os.cpu_count()} cores ({cpu}), {platform.system()} {platform.release()}, Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version}, PySide6 {PySide6.__version__}"
    )


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.2f}" if milliseconds < 100 else f"{milliseconds:.0f}"
