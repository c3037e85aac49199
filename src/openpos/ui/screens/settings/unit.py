"""Decides which control unit the register is plugged into, and asks it how it is. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from openpos.domain.article import plain_text
from openpos.domain.errors import OpenPosError
from openpos.domain.receipt import UnitStatus
from openpos.printing.cable import Attached
from openpos.settings import Settings, checked
from openpos.ui.screens.asked import Run

LONGEST_PORT = 200


@dataclass(frozen=True, slots=True)
class UnitChosen:
    """What the rows show."""

    settings: Settings
    asking_exempt: bool = False
    """Whether a person still has to confirm that the shop needs no control unit."""
    looking: bool = False
    found: tuple[Attached, ...] | None = None
    """The serial ports of this computer; None where nobody has looked."""
    wrong: str = ""
    """The name of the row that `trouble` is about."""
    trouble: OpenPosError | None = None
    asking: bool = False
    answer: UnitStatus | None = None
    """How the unit was when it was asked last; None where nobody has asked since it was chosen."""


class UnitSettings:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[UnitChosen], None],
        *,
        current: Callable[[], Settings],
        change: Callable[[Settings], None],
        demo: bool,
        run: Run,
        ports: Callable[[], tuple[Attached, ...]],
        ask: Callable[[], UnitStatus],
        asked: Callable[[], None],
    ) -> None:
        """`change` puts settings up at once and has them saved, before what `run` is given after it. `ports` and `ask`
        block. `asked` is called when the unit was asked.
        """
        self._show = show
        self._current = current
        self._change = change
        self._demo = demo
        self._run = run
        self._ports = ports
        self._ask = ask
        self._asked = asked
        self._chosen = UnitChosen(current())

    @property
    def control_units(self) -> tuple[str, ...]:
        """What can be chosen: a simulated control unit is for demo shops only."""
        return ("simulator" if self._demo else "none", "cleancash", "exempt")

    def refresh(self) -> None:
        """Show the settings as they are now."""
        self._put(replace(self._chosen, settings=self._current()))

    def choose(self, value: str) -> None:
        """Take another control unit at once; that there is none has to be confirmed."""
        if value == "exempt" and self._current().control_unit != "exempt":
            self._put(replace(self._chosen, asking_exempt=True))
            return
        self._take(control_unit=value)
        self.look()

    def confirm_exempt(self, *, confirmed: bool) -> None:
        """A person confirms, or takes back, that the shop needs no control unit."""
        if confirmed:
            self._take(control_unit="exempt")
        else:
            self._put(replace(self._chosen, asking_exempt=False))

    def write_port(self, text: str) -> None:
        """The serial port on which the unit is."""
        self._take(control_unit_port=plain_text(text, LONGEST_PORT))

    def look(self) -> None:
        """Find the serial ports of this computer."""
        if self._current().control_unit == "cleancash" and not self._chosen.looking:
            self._put(replace(self._chosen, looking=True, wrong="", trouble=None))
            self._run(self._ports, self._found, self._not_found)

    def ask(self) -> None:
        """Ask the unit how it is."""
        if not self._chosen.asking:
            self._put(replace(self._chosen, asking=True, answer=None))
            self._run(self._ask, self._answered, self._unanswered)

    def _take(self, **values: str) -> None:
        settings = checked({**asdict(self._current()), **values}, ", ".join(values))
        if settings != self._current():
            self._change(settings)
        self._put(replace(self._chosen, settings=settings, asking_exempt=False, wrong="", trouble=None, answer=None))

    def _found(self, found: tuple[Attached, ...]) -> None:
        self._put(replace(self._chosen, looking=False, found=found))

    def _not_found(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, looking=False, found=None, wrong="unit_found", trouble=error))

    def _answered(self, status: UnitStatus) -> None:
        self._put(replace(self._chosen, asking=False, answer=status))
        self._asked()

    def _unanswered(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, asking=False, wrong="unit_test", trouble=error))

    def _put(self, chosen: UnitChosen) -> None:
        self._chosen = chosen
        self._show(chosen)
