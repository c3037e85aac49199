"""The only caller of now(), so that every other module is handed the time and tests can choose it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime, whole milliseconds."""


def now() -> datetime:
    """The present moment, aware UTC, cut to whole milliseconds (what the file keeps)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def monotonic_s() -> float:
    """Seconds on a clock that nobody can set back; for waiting times only, never for documents."""
    return time.monotonic()


def running_s() -> float:
    """Seconds this computer has run, its sleep included, on a clock that nobody sets; to tell when the other one is."""
    # Linux's monotonic clock stands still while the computer sleeps, Windows' own goes on.
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


SWEDEN = ZoneInfo("Europe/Stockholm")
"""The zone of receipts, business days and VAT dates; its rules come with `tzdata` where the machine has none."""


def swedish(moment: datetime) -> datetime:
    """The same moment as clocks in Sweden show it, with its offset."""
    return moment.astimezone(SWEDEN)
