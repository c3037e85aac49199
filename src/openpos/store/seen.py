"""What a long file has said so far, kept outside of memory."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpos.store.store import translated

_CACHE_KIB = 8_000


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said something first: the line of the file, and the number of the article it is about."""

    line: int
    number: str


class Seen:
    """Which line first claimed a key, for any number of keys. One thread at a time; closed with `close`.

    In a temporary file that the system removes, since a million keys in memory would be a quarter of a gigabyte.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in (
            f"PRAGMA cache_size=-{_CACHE_KIB}",
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER, number TEXT) STRICT, WITHOUT ROWID",
            "BEGIN",
        ):
            self._connection.execute(statement)

    def find(self, keys: Iterable[str]) -> dict[str, Claim]:
        """The claims on these keys. Raises Unavailable where the disk can't be written."""
        with translated(Path(tempfile.gettempdir())):
            rows = self._connection.execute(
                "SELECT key, line, number FROM seen WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            ).fetchall()
        return {key: Claim(line, number) for key, line, number in rows}

    def add(self, claims: Mapping[str, Claim]) -> None:
        """Keep claims on keys that nobody claimed before. Raises Unavailable where the disk is full."""
        with translated(Path(tempfile.gettempdir())):
            self._connection.executemany(
                "INSERT INTO seen VALUES (?, ?, ?)", [(key, claim.line, claim.number) for key, claim in claims.items()]
            )

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()
