"""How a control unit can be in trouble, and what a person reads then: the same words whichever unit it is."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.domain.errors import N_, NotDone, Unavailable
from openpos.domain.receipt import UnitState, UnitStatus


@dataclass(frozen=True, slots=True)
class Trouble:
    """A state of the unit with its English source texts."""

    state: UnitState
    title: str
    advice: str

    def status(self) -> UnitStatus:
        """As the status strip shows it."""
        return UnitStatus(self.state, self.title, self.advice)

    def nothing_sealed(self) -> NotDone:
        """As the outcome of a sealing that certainly did not happen."""
        return NotDone(self.title, self.advice)

    def perhaps_sealed(self) -> Unavailable:
        """As the outcome of a sealing that may have happened."""
        return Unavailable(self.title, self.advice)


STORAGE_HIGH = Trouble(
    UnitState.SOON,
    N_("The control unit's memory is nearly full."),
    N_("Call the control unit's supplier within the next days."),
)
STORAGE_FULL = Trouble(
    UnitState.STOPPED,
    N_("The control unit's memory is full."),
    N_("Call the control unit's supplier. Nothing can be sold or copied until it is emptied."),
)
FAULTY = Trouble(
    UnitState.STOPPED,
    N_("The control unit reports a fault."),
    N_("Switch it off and on. If the fault stays, call its supplier."),
)
WARNING = Trouble(
    UnitState.SOON,
    N_("The control unit works, but reports a fault."),
    N_("Call the control unit's supplier within the next days."),
)
BUSY = Trouble(UnitState.SOON, N_("The control unit is busy."), N_("Wait a moment and try again."))
SILENT = Trouble(
    UnitState.STOPPED,
    N_("The control unit does not answer."),
    N_("Check its power and its cable, then try again."),
)
ANSWER_LOST = Trouble(
    UnitState.STOPPED,
    N_("The control unit's answer did not arrive."),
    N_("Check its cable and try again: what was begun is kept."),
)
