"""The speed limit: Spiris answers 600 calls a minute at each endpoint, and this register stays below it by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from openpos.clock import monotonic_s
from openpos.domain.errors import NotDone

CALLS_PER_MINUTE = 600
_BURST = 10
"""How many calls may follow each other at once. Together with the rate below, no minute ever holds more than 600."""

_NEARLY = 1e-6
"""What sums of fractions may lack: else one would wait for the last billionth for ever."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at_s: float
    closed_until_s: float = 0.0


class Pace:
    """One bucket for each endpoint. Safe to use from several threads."""

    def __init__(
        self, per_minute: int = CALLS_PER_MINUTE, *, clock_s: Callable[[], float] = monotonic_s, speed: float = 1.0
    ) -> None:
        """With a `speed` above 1 the limit runs so much faster: for tests against a far side that does so, too."""
        self._burst = min(_BURST, max(1, per_minute // 10))
        self._per_second = (per_minute - self._burst) / 60
        self._clock_s = clock_s
        self._speed = speed
        self._buckets: dict[str, _Bucket] = {}
        self._mutex = threading.Lock()
        self._stopped = threading.Event()

    def wait(self, endpoint: str) -> None:
        """Return when a call may be made to this endpoint. Blocks. Raises NotDone where `stop` is called meanwhile."""
        while wait_s := self._take(endpoint):
            if self._stopped.wait(wait_s / self._speed):
                break
        if self._stopped.is_set():
            raise NotDone("The transfer was stopped.", "It goes on where it was the next time.")

    def close(self, endpoint: str, seconds: float) -> None:
        """Let nothing through to this endpoint for so long: Spiris asked for it."""
        with self._mutex:
            bucket = self._bucket(endpoint)
            bucket.closed_until_s = max(bucket.closed_until_s, self._now_s() + seconds)
            bucket.tokens = 0.0

    def stop(self) -> None:
        """Wake everyone who waits; nobody gets through any more."""
        self._stopped.set()

    def _take(self, endpoint: str) -> float:
        """Take one call and give 0, or give the seconds until one may be had."""
        with self._mutex:
            bucket = self._bucket(endpoint)
            now_s = self._now_s()
            if now_s < bucket.closed_until_s:
                return bucket.closed_until_s - now_s
            since_s = max(0.0, now_s - max(bucket.filled_at_s, bucket.closed_until_s))
            bucket.tokens = min(float(self._burst), bucket.tokens + since_s * self._per_second)
            bucket.filled_at_s = now_s
            if bucket.tokens > 1 - _NEARLY:
                bucket.tokens -= 1
                return 0.0
            return (1 - bucket.tokens) / self._per_second

    def _bucket(self, endpoint: str) -> _Bucket:
        return self._buckets.setdefault(endpoint, _Bucket(float(self._burst), self._now_s()))

    def _now_s(self) -> float:
        return self._clock_s() * self._speed
