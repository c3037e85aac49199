"""The only caller of now(), so that every other module is handed the time and tests can choose it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime, whole milliseconds."""


def now() -> datetime:
    """The present moment, aware UTC, cut to whole milliseconds (what the file keeps)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def monotonic_s() -> float:
    """Seconds on a clock that nobody can set back; for waiting times only, never for documents."""
    return time.monotonic()
