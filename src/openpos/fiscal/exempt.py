"""Registers without a control unit: those that need none, and those for which none is chosen yet."""

from __future__ import annotations

from openpos.domain.errors import N_, NotDone
from openpos.domain.receipt import EXEMPT, PaperType, Seal, Sealable, UnitState, UnitStatus


class NoControlUnit:
    """For a shop that the rules or a decision exempt (SFL 39:5, 39:9). Chosen on purpose, never fallen back to."""

    def seal(self, paper: Sealable) -> Seal:  # noqa: ARG002 - the port's signature
        """The empty seal."""
        return EXEMPT

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:  # noqa: ARG002 - the port's signature
        """The empty seal: there is nobody to ask."""
        return EXEMPT

    def last(self, of: PaperType) -> int | None:  # noqa: ARG002 - the port's signature
        """Nobody counts."""
        return None

    def status(self) -> UnitStatus:
        """Always ready."""
        return UnitStatus(UnitState.READY)

    def close(self) -> None:
        """Nothing is held open."""


class NoUnitChosen:
    """Seals nothing: without a working control unit no sale may be registered (SKVFS 2014:9 4:9)."""

    def __init__(self, title: str = N_("No control unit is chosen."), advice: str = "") -> None:
        """With the words for why there is none."""
        self._title = title
        self._advice = advice or N_("Choose one on the Settings page, or confirm there that the shop is exempt.")

    def seal(self, paper: Sealable) -> Seal:  # noqa: ARG002 - the port's signature
        """Always raises NotDone."""
        raise NotDone(self._title, self._advice)

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:  # noqa: ARG002 - the port's signature
        """Nothing was ever sealed."""
        return None

    def last(self, of: PaperType) -> int | None:  # noqa: ARG002 - the port's signature
        """There is no unit to ask."""
        return None

    def status(self) -> UnitStatus:
        """Always stopped."""
        return UnitStatus(UnitState.STOPPED, self._title, self._advice)

    def close(self) -> None:
        """Nothing is held open."""
