"""Cash counted by its notes and coins. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.domain.money import Money, total
from openpos.domain.report import DENOMINATIONS

MAX_COUNT = 99_999
"""More notes of one kind fit in no drawer; a scanner's digits in a count field are cut off here too."""


@dataclass(frozen=True, slots=True)
class CashCount:
    """How many there are of each note and coin, in the order of DENOMINATIONS."""

    counts: tuple[int, ...] = (0,) * len(DENOMINATIONS)

    def with_count(self, place: int, count: int) -> CashCount:
        """The same with another number of the note or coin at this place."""
        kept = min(max(count, 0), MAX_COUNT)
        return CashCount((*self.counts[:place], kept, *self.counts[place + 1 :]))

    @property
    def amounts(self) -> tuple[Money, ...]:
        """What each note and coin comes to."""
        return tuple(Money(kind.ore * count) for kind, count in zip(DENOMINATIONS, self.counts, strict=True))

    @property
    def sum(self) -> Money:
        """What all of it comes to."""
        return total(self.amounts)
