"""What a company's books hold, and the log that keeps it: every change is one line, whole or not there."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

Row = dict[str, Any]
Change = tuple[str, str, Row | None]
"""Of which kind, with which id, and what it is now; None takes it away."""

_MOST_RECALLED_S = 600.0


def written(value: Any) -> str:
    """JSON. Amounts have at most 13 digits, which a JSON number carries exactly."""
    return json.dumps(value, ensure_ascii=False, default=_number, separators=(",", ":"))


def parsed(text: str | bytes) -> Any:
    """JSON with every fraction as a Decimal. Raises ValueError."""
    return json.loads(text, parse_float=Decimal, parse_constant=_no_number)


def _number(value: Any) -> float | int:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    whole = int(value)
    return whole if whole == value else float(value)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


class Log:
    """A file of one JSON value a line. What a kill tore is no line; it is left out when it is read again."""

    def __init__(self, path: Path | None) -> None:
        """`path` None keeps nothing."""
        self._path = path
        self._file: IO[bytes] | None = None
        self._mutex = threading.Lock()

    def lines(self) -> Iterator[Any]:
        """Everything written, oldest first."""
        if self._path is None or not self._path.exists():
            return
        with self._path.open("rb") as file:
            for line in file:
                try:
                    yield parsed(line)
                except ValueError:
                    continue

    def append(self, value: Any) -> None:
        """Write one line, out of the process before it returns (a kill loses nothing; a power cut may)."""
        if self._path is None:
            return
        with self._mutex:
            if self._file is None:
                self._file = self._path.open("ab")
                # A torn last line must not swallow the next one.
                self._file.write(b"\n")
            self._file.write(written(value).encode() + b"\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file; it is opened again at the next line."""
        with self._mutex:
            if self._file is not None:
                self._file.close()
                self._file = None


class Shelves:
    """The objects of one company by kind and id. The caller holds `mutex` while it reads, decides and commits."""

    def __init__(self, clock_s: Callable[[], float]) -> None:
        """`clock_s` measures how long ago a change was, for lists that lag."""
        self.mutex = threading.RLock()
        self._kinds: dict[str, dict[str, Row]] = {}
        self._texts: dict[str, dict[str, str]] = {}
        self._clock_s = clock_s
        self._recent: deque[tuple[float, str, str, Row | None]] = deque()

    def of(self, kind: str) -> dict[str, Row]:
        """The objects of this kind by id, oldest first. Not to be changed."""
        return self._kinds.setdefault(kind, {})

    def find(self, kind: str, identity: str) -> Row | None:
        """The object with this id, in any spelling of it."""
        return self.of(kind).get(identity.lower())

    def put(self, changes: Sequence[Change]) -> None:
        """Take the changes in, all of them."""
        at_s = self._clock_s()
        for kind, identity, row in changes:
            shelf = self.of(kind)
            self._recent.append((at_s, kind, identity, shelf.get(identity)))
            self._texts.setdefault(kind, {}).pop(identity, None)
            if row is None:
                shelf.pop(identity, None)
            else:
                shelf[identity] = row
        while self._recent and self._recent[0][0] < at_s - _MOST_RECALLED_S:
            self._recent.popleft()

    def settled(self) -> None:
        """What is here now was always here: lists that lag show it."""
        self._recent.clear()

    def listed(self, kind: str, lag_s: float = 0.0) -> list[Row]:
        """The objects as a list shows them that is `lag_s` behind."""
        shelf = self.of(kind)
        if not lag_s:
            return list(shelf.values())
        before = dict(shelf)
        for at_s, of_kind, identity, row in reversed(self._recent):
            if at_s <= self._clock_s() - lag_s:
                break
            if of_kind != kind:
                continue
            if row is None:
                before.pop(identity, None)
            else:
                before[identity] = row
        return list(before.values())

    def text(self, kind: str, row: Row) -> str:
        """The object as JSON, kept until it changes: long lists are asked for often."""
        texts = self._texts.setdefault(kind, {})
        identity = row.get("Id")
        if not isinstance(identity, str) or self.of(kind).get(identity) is not row:
            return written(row)
        if identity not in texts:
            texts[identity] = written(row)
        return texts[identity]
