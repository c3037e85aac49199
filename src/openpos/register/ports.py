"""What the use cases need from the world outside, in the words of the trade."""

from __future__ import annotations

from typing import Protocol

from openpos.domain.receipt import Receipt, Seal, UnitStatus


class ControlUnit(Protocol):
    """A certified control unit (SKVFS 2009:2). All calls block, at most a few seconds; register lane only."""

    def seal(self, receipt: Receipt) -> Seal:
        """Have the receipt registered and return its control code.

        Raises NotDone where the unit certainly did not register it (refused, switched off, memory full) and Unavailable
        where it may have (the answer was lost). Sealing the same number with the same amounts again is right
        after Unavailable: each driver says in its docstring whether its unit then holds one entry or two.
        """

    def find(self, number: int) -> Seal | None:
        """The seal this unit gave receipt `number` of this register, or None if it gave none or can't tell."""

    def status(self) -> UnitStatus:
        """How the unit is now. Never raises."""
