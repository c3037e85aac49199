"""Cash counted by its notes and coins. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.domain.errors import Refused
from openpos.domain.money import Money, parse_price, total
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


def written_sum(text: str) -> Money:
    """The sum a person wrote. Raises Refused where there is none or it is no amount."""
    if not text.strip():
        raise Refused("No sum was entered.", "Enter how much is in the drawer; 0 if it is empty.")
    return parse_price(text)


def only_digits() -> Refused:
    """What to say of a key that can't be part of an amount."""
    return Refused("Only digits can be part of an amount.", "Write it like 1000.")
