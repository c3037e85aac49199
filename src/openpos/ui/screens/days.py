"""The first and the last day of something, as a person writes them. Knows no Qt."""

from __future__ import annotations

from datetime import date

from openpos.domain.errors import Refused
from openpos.domain.money import shown
from openpos.register.sie import Period


def period_of(first: str, last: str) -> tuple[Period | None, str, Refused | None]:
    """The days, written like 2026-12-01; or else None, which of them is wrong, `first` or `last`, and why."""
    days = []
    for name, text in (("first", first), ("last", last)):
        try:
            days.append(date.fromisoformat(text.strip()))
        except ValueError:
            return None, name, Refused("“{day}” is not a date.", "Write it like 2026-12-01.", day=shown(text))
    if days[0] > days[1]:
        return None, "last", Refused("The last day is before the first.", "Write a later one.")
    return Period(*days), "", None
