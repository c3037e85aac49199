"""Decides what may be chosen for this register, what takes effect at once and what at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone, OpenPosError, Refused
from openpos.domain.money import shown
from openpos.domain.shop import Shop
from openpos.settings import Settings, checked
from openpos.store.print_jobs import JobState, PrintJob
from openpos.ui.screens.asked import Run

_LONGEST_HOST = 253
_AT_START = ("printer", "printer_host", "printer_port", "printer_columns", "printer_code_page", "printer_cutter")
"""The settings that are read when the register starts."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page shows."""

    settings: Settings
    shop: Shop | None = None
    restart: bool = False
    """Whether something chosen takes effect at the next start only."""
    wrong: str = ""
    """The name of the setting that `trouble` is about; nothing where it is about the whole."""
    trouble: OpenPosError | None = None
    asking_exempt: bool = False
    """Whether a person still has to confirm that the shop needs no control unit."""
    testing: bool = False
    tested: PrintJob | None = None
    """What became of the test page."""


class SettingsPresenter:
    """GUI thread only; what blocks goes out by `print_run`, on the printing lane."""

    def __init__(
        self,
        show: Callable[[Chosen], None],
        *,
        at_start: Settings,
        current: Callable[[], Settings],
        change: Callable[[Settings], None],
        shop: Callable[[], Shop | None],
        demo: bool,
        print_run: Run,
        print_test_page: Callable[[], PrintJob] | None,
    ) -> None:
        """`at_start` are the settings the register runs with. `change` puts settings up at once and has them saved.
        `print_test_page` blocks; None where there is no printer.
        """
        self._show = show
        self._at_start = at_start
        self._current = current
        self._change = change
        self._shop = shop
        self._demo = demo
        self._print_run = print_run
        self._print_test_page = print_test_page
        self._chosen = Chosen(current())

    @property
    def control_units(self) -> tuple[str, ...]:
        """What can be chosen: a simulated control unit is for demo shops only."""
        return ("simulator", "exempt") if self._demo else ("none", "exempt")

    @property
    def printers(self) -> tuple[str, ...]:
        """What can be chosen: a virtual printer is for demo shops only."""
        return ("virtual", "network", "none") if self._demo else ("network", "none")

    def refresh(self) -> None:
        """Show the settings and the shop as they are now."""
        self._put(Chosen(self._current(), self._shop(), tested=self._chosen.tested))

    def choose(self, name: str, value: str | int | bool) -> None:  # noqa: FBT001 - any setting's value
        """Take one setting over at once."""
        if name == "control_unit" and value == "exempt" and self._current().control_unit != "exempt":
            self._put(replace(self._chosen, asking_exempt=True, wrong="", trouble=None))
            return
        self._take(name, value)

    def confirm_exempt(self, *, confirmed: bool) -> None:
        """A person confirms, or takes back, that the shop needs no control unit."""
        if confirmed:
            self._take("control_unit", "exempt")
        else:
            self._put(replace(self._chosen, asking_exempt=False))

    def write_host(self, text: str) -> None:
        """The printer's name or address in the network."""
        host = plain_text(text, _LONGEST_HOST)
        if " " in host or not host.isascii():
            self._refuse(
                "printer_host",
                Refused("“{host}” is no address of a printer.", "Write it like 192.168.1.50.", host=shown(text)),
            )
        else:
            self._take("printer_host", host)

    def write_number(self, name: str, text: str, low: int, high: int) -> None:
        """A setting that is a number from `low` to `high`."""
        if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
            self._refuse(
                name,
                Refused(
                    "“{text}” is not possible here.", "Write a number from {low} to {high}.",
                    text=shown(text), low=low, high=high,
                ),
            )  # fmt: skip
        else:
            self._take(name, int(text))

    def print_test(self) -> None:
        """Print a page that shows whether the printer is set up right."""
        if self._chosen.testing:
            return
        if self._print_test_page is None:
            self._refuse("test", NotDone("This register started without a printer.", "Choose one and start it again."))
            return
        self._put(replace(self._chosen, testing=True, tested=None, wrong="", trouble=None))
        self._print_run(self._print_test_page, self._printed, self._not_printed)

    def _take(self, name: str, value: str | int | bool) -> None:  # noqa: FBT001 - any setting's value
        settings = checked({**asdict(self._current()), name: value}, name)
        if settings != self._current():
            self._change(settings)
        self._put(replace(self._chosen, settings=settings, asking_exempt=False, wrong="", trouble=None))

    def _refuse(self, name: str, trouble: OpenPosError) -> None:
        self._put(replace(self._chosen, wrong=name, trouble=trouble))

    def _printed(self, job: PrintJob) -> None:
        self._put(replace(self._chosen, testing=False, tested=job))

    def _not_printed(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, testing=False, wrong="test", trouble=error))

    def _put(self, chosen: Chosen) -> None:
        restart = any(getattr(chosen.settings, name) != getattr(self._at_start, name) for name in _AT_START)
        self._chosen = replace(chosen, restart=restart)
        self._show(self._chosen)


def came_out(job: PrintJob) -> bool:
    """Whether the printer took the whole test page."""
    return job.state in {JobState.SENT, JobState.PRINTED}
