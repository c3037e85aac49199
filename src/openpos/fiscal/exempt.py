"""For a shop that Skatteverket's rules or decision exempt from having a control unit (SFL 39:5, 39:9)."""

from __future__ import annotations

from openpos.domain.receipt import EXEMPT, Receipt, Seal, UnitState, UnitStatus


class NoControlUnit:
    """Seals nothing and never fails. Chosen on purpose in the settings, never fallen back to."""

    def seal(self, receipt: Receipt) -> Seal:  # noqa: ARG002 - the port's signature
        """The empty seal."""
        return EXEMPT

    def find(self, number: int) -> Seal | None:  # noqa: ARG002 - the port's signature
        """The empty seal: there is nobody to ask."""
        return EXEMPT

    def status(self) -> UnitStatus:
        """Always ready."""
        return UnitStatus(UnitState.READY)
