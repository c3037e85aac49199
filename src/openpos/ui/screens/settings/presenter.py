"""Decides what may be chosen for this register, and tries out its printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone, OpenPosError, Refused
from openpos.domain.money import shown
from openpos.domain.shop import Shop
from openpos.printing.cable import Attached
from openpos.printing.profiles import PROFILES
from openpos.settings import Settings, SettingsError, checked
from openpos.store.print_jobs import JobState, PrintJob
from openpos.ui.screens.asked import Run
from openpos.ui.screens.report_picture import Picture

_LONGEST_HOST = 253
LONGEST_PATH = 1000
PLACES = {"usb": "printer_usb", "serial": "printer_serial_port", "windows": "printer_windows_name"}
"""The kinds of printers that this computer can look for, and the setting that says which one it is."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page shows."""

    settings: Settings
    shop: Shop | None = None
    wrong: str = ""
    """The name of the setting that `trouble` is about; nothing where it is about the whole."""
    trouble: OpenPosError | None = None
    looking: bool = False
    found: tuple[Attached, ...] | None = None
    """The printers of the chosen kind at this computer; None where nobody has looked."""
    testing: bool = False
    tested: PrintJob | None = None
    """What became of the test page."""
    logo: Picture | None = None
    """The shop's logo as it is printed; None where there is none."""
    taking_logo: bool = False


class SettingsPresenter:
    """GUI thread only; what blocks goes out by `print_run`, on the printing lane."""

    def __init__(
        self,
        show: Callable[[Chosen], None],
        *,
        current: Callable[[], Settings],
        change: Callable[[Settings], None],
        shop: Callable[[], Shop | None],
        demo: bool,
        windows: bool,
        print_run: Run,
        test_run: Run,
        print_test_page: Callable[[], PrintJob],
        attached: Callable[[str], tuple[Attached, ...]],
        logo: Callable[[], Picture | None],
        take_logo: Callable[[str], None],
        remove_logo: Callable[[], None],
        tested: Callable[[], None],
    ) -> None:
        """`change` puts settings up at once and has them saved; `test_run` waits for that before it prints. `windows`
        tells whether this is such a computer.
        `print_test_page`, `attached` (by a kind of printer), `logo`, `take_logo` (the file) and `remove_logo` block.
        `tested` is called when a test page went off or did not.
        """
        self._show = show
        self._current = current
        self._change = change
        self._shop = shop
        self._demo = demo
        self._windows = windows
        self._print_run = print_run
        self._test_run = test_run
        self._print_test_page = print_test_page
        self._attached = attached
        self._logo = logo
        self._take_logo = take_logo
        self._remove_logo = remove_logo
        self._tested = tested
        self._chosen = Chosen(current())

    @property
    def printers(self) -> tuple[str, ...]:
        """What can be chosen: a virtual printer is for demo shops only, and the spooler of Windows for Windows."""
        real = ("network", "usb", "serial", "windows", "file", "none")
        kinds = ("virtual", *real) if self._demo else real
        return tuple(kind for kind in kinds if kind != "windows" or self._windows)

    def refresh(self) -> None:
        """Show the settings and the shop as they are now."""
        self._put(replace(self._chosen, settings=self._current(), shop=self._shop(), wrong="", trouble=None))

    def look_at_logo(self) -> None:
        """Have the logo drawn."""
        self._print_run(self._logo, self._logo_drawn, self._logo_refused)

    def choose(self, name: str, value: str | int | bool) -> None:  # noqa: FBT001 - any setting's value
        """Take one setting over at once."""
        if name == "printer_profile":
            self._take_profile(str(value))
        else:
            self._take(**{name: value})
            if name == "printer":
                self._put(replace(self._chosen, found=None, tested=None))
                self.look_for_printers()
            elif name == "printer_columns":
                self.look_at_logo()

    def write_host(self, text: str) -> None:
        """The printer's name or address in the network."""
        host = plain_text(text, _LONGEST_HOST)
        if " " in host or not host.isascii():
            self._refuse(
                "printer_host",
                Refused("“{host}” is no address of a printer.", "Write it like 192.168.1.50.", host=shown(text)),
            )
        else:
            self._take(printer_host=host)

    def write_text(self, name: str, text: str) -> None:
        """A setting that is a text: the name of a port or printer, or the path of a file."""
        cleaned = plain_text(text, LONGEST_PATH)
        if name == "printer_usb":
            cleaned = cleaned.lower()
        try:
            self._take(**{name: cleaned})
        except SettingsError:
            words = {"printer_usb": _no_usb_printer, "z_time": _no_time}.get(name, _no_path)
            self._refuse(name, words(text))

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
            self._take(**{name: int(text)})

    def look_for_printers(self) -> None:
        """Find the printers of the chosen kind at this computer."""
        kind = self._current().printer
        if kind in PLACES and not self._chosen.looking:
            self._put(replace(self._chosen, looking=True, wrong="", trouble=None))
            self._print_run(lambda: self._attached(kind), self._found, self._not_found)

    def take_found(self, value: str) -> None:
        """This one of the found printers it is."""
        kind = self._current().printer
        if kind in PLACES:
            self._take(**{PLACES[kind]: value})

    def print_test(self) -> None:
        """Print a page that shows whether the printer is set up right."""
        if self._chosen.testing:
            return
        if self._current().printer == "none":
            self._refuse("test", NotDone("This register has no printer.", "Choose one above."))
            return
        self._put(replace(self._chosen, testing=True, tested=None, wrong="", trouble=None))
        self._test_run(self._print_test_page, self._printed, self._not_printed)

    def take_logo(self, path: str) -> None:
        """Print the picture in this file on top of receipts."""
        if not self._chosen.taking_logo:
            self._put(replace(self._chosen, taking_logo=True, wrong="", trouble=None))
            self._print_run(lambda: self._taken(path), self._logo_drawn, self._logo_refused)

    def remove_logo(self) -> None:
        """Print no logo any more."""
        if not self._chosen.taking_logo:
            self._put(replace(self._chosen, taking_logo=True, wrong="", trouble=None))
            self._print_run(self._removed, self._logo_drawn, self._logo_refused)

    def _take(self, **values: str | int | bool) -> None:
        settings = checked({**asdict(self._current()), **values}, ", ".join(values))
        if settings != self._current():
            self._change(settings)
        self._put(replace(self._chosen, settings=settings, wrong="", trouble=None))

    def _take_profile(self, name: str) -> None:
        profile = PROFILES[name]
        before = self._current().printer_columns
        self._take(
            printer_profile=name,
            printer_columns=profile.columns,
            printer_code_page=profile.code_page,
            printer_cutter=profile.cutter,
            printer_drawer_pin=profile.drawer_pin,
            printer_drawer_ms=profile.drawer_ms,
        )
        if profile.columns != before:
            self.look_at_logo()

    def _refuse(self, name: str, trouble: OpenPosError) -> None:
        self._put(replace(self._chosen, wrong=name, trouble=trouble))

    def _found(self, found: tuple[Attached, ...]) -> None:
        self._put(replace(self._chosen, looking=False, found=found))
        kind = self._current().printer
        if kind in PLACES and len(found) == 1 and not getattr(self._current(), PLACES[kind]):
            self.take_found(found[0].value)

    def _not_found(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, looking=False, found=None, wrong="found", trouble=error))

    def _printed(self, job: PrintJob) -> None:
        self._put(replace(self._chosen, testing=False, tested=job))
        self._tested()

    def _not_printed(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, testing=False, wrong="test", trouble=error))

    def _taken(self, path: str) -> Picture | None:
        self._take_logo(path)
        return self._logo()

    def _removed(self) -> Picture | None:
        self._remove_logo()
        return self._logo()

    def _logo_drawn(self, logo: Picture | None) -> None:
        self._put(replace(self._chosen, taking_logo=False, logo=logo))

    def _logo_refused(self, error: OpenPosError) -> None:
        self._put(replace(self._chosen, taking_logo=False, wrong="logo", trouble=error))

    def _put(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._show(chosen)


def _no_usb_printer(text: str) -> Refused:
    return Refused("“{text}” names no USB printer.", "Write maker and product like 04b8:0e28.", text=shown(text))


def _no_time(text: str) -> Refused:
    return Refused("“{text}” is no time of day.", "Write it like 23:30, or leave it empty.", text=shown(text))


def _no_path(text: str) -> Refused:
    return Refused(
        "“{text}” is no whole path.", "Write it from its beginning, like /home/shop/papers.", text=shown(text)
    )


def came_out(job: PrintJob) -> bool:
    """Whether the printer took the whole test page."""
    return job.state in {JobState.SENT, JobState.PRINTED}
