"""What the use cases need from the world outside, in the words of the trade."""

from __future__ import annotations

from typing import Protocol

from openpos.domain.receipt import PaperType, Seal, Sealable, UnitStatus


class ControlUnit(Protocol):
    """A certified control unit (SKVFS 2009:2). All calls block, at most a few seconds; register lane only."""

    def seal(self, paper: Sealable) -> Seal:
        """Have the paper registered and return the unit's answer; a unit may give no code for what is no receipt.

        Raises NotDone where the unit certainly did not register it (refused, switched off, memory full) and Unavailable
        where it may have (the answer was lost). Sealing the same number of the same type with the same amounts again is
        right after Unavailable: each driver says in its docstring whether its unit then holds one entry or two.
        """

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:
        """The seal this unit gave to this number of this type of paper of this register, or None if it gave none or
        can't tell.
        """

    def last(self, of: PaperType) -> int | None:
        """The highest number of this type of paper that the unit holds of this register, 0 for none; None where it
        can't tell.
        """

    def status(self) -> UnitStatus:
        """How the unit is now. Never raises."""

    def close(self) -> None:
        """Give back what is held open; the next call opens it again. Never raises."""
