"""Ids of sales, lines, tenders, shifts: made when the person acts, saved before anything leaves the program."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Callable

Ids = Callable[[], str]
"""Gives a fresh id as text."""


def uuid7() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits; unique without a server."""
    milliseconds = time.time_ns() // 1_000_000
    random_bits = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def derived(*parts: str) -> str:
    """The same id for the same parts, always: a scripted act that is played again is recognised by it (UUIDv8)."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    value = int.from_bytes(digest[:16], "big")
    value &= ~(0xF << 76) & ~(0b11 << 62)
    value |= 0x8 << 76 | 0b10 << 62
    return str(uuid.UUID(int=value))
