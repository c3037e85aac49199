"""Which receipt printer the settings name: the one place beside `app` that plugs in a driver or the virtual printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from openpos.clock import now
from openpos.printing.cable import PATIENCE, Attached, Patience
from openpos.settings import Settings
from openpos.store.store import Store

if TYPE_CHECKING:
    from openpos.printing.cable import Cable
    from openpos.printing.paper import Paper, Raster
    from openpos.printing.profiles import PrinterProfile
    from openpos.printing.queue import PrintQueue
    from openpos.simulators.printer import VirtualPrinter

_LOCAL = "127.0.0.1"
_SERIAL = Patience(job_s=240.0)
"""The longest receipt with a logo is 90 kB, and takes a port of 9600 bits a second a minute and a half."""


class PrinterSocket:
    """The receipt printer that the settings name now: another can be plugged in while the register runs."""

    def __init__(self, store: Store, directory: Path, chosen: Settings) -> None:
        """`directory` is the register's. Opens nothing but a virtual printer's port; raises OSError where it can't."""
        self._store = store
        self._directory = directory
        self._queue: PrintQueue | None = None
        self._there = False
        self._virtual: VirtualPrinter | None = None
        self._watchers: list[tuple[Callable[[Paper], None], Callable[[], None]]] = []
        self.plug(chosen)

    def plug(self, chosen: Settings) -> None:
        """From the next paper on, print as these settings say. Blocks a moment; register lane."""
        if chosen.printer == "none":
            self._there = False
            self._unplug_virtual()
            return
        from openpos.printing.escpos_printer import EscPosPrinter
        from openpos.printing.queue import PrintQueue

        profile = profile_of(chosen)
        self._unplug_virtual()
        cable = self._virtual_cable(profile) if chosen.printer == "virtual" else cable_of(chosen, self._directory)
        patience = _SERIAL if chosen.printer == "serial" else PATIENCE
        printer = EscPosPrinter(cable, profile=profile, kept=self._directory / "escpos", patience=patience)
        if self._queue is None:
            self._queue = PrintQueue(
                self._store, printer, now, columns=profile.columns, logo=self.logo, swish=chosen.printer_swish
            )
        else:
            self._queue.plug(printer, columns=profile.columns, swish=chosen.printer_swish)
        self._there = True

    def queue(self) -> PrintQueue | None:
        """What prints; None where the register has no printer. Any thread."""
        return self._queue if self._there else None

    def logo(self, columns: int) -> Raster | None:
        """The shop's logo for a paper of this width. A short read; any thread."""
        from openpos.printing.logo import logo_of

        return logo_of(self._directory, columns)

    def watch(self, on_paper: Callable[[Paper], None], on_drawer: Callable[[], None]) -> None:
        """Hear of each paper of a virtual printer and of each pulse that opens its drawer, on its own thread."""
        self._watchers.append((on_paper, on_drawer))

    def close(self) -> None:
        """End a virtual printer. Blocks a moment."""
        self._unplug_virtual()

    def _virtual_cable(self, profile: PrinterProfile) -> Cable:
        from openpos.printing.cables.network import NetworkCable
        from openpos.printing.paper import CODE_PAGE
        from openpos.simulators.printer import VirtualPrinter

        self._virtual = VirtualPrinter(
            on_paper=self._came_out,
            on_drawer=self._drawer_opened,
            columns=profile.columns,
            code_pages={profile.code_page: CODE_PAGE},
        )
        self._virtual.start()
        return NetworkCable(_LOCAL, self._virtual.port)

    def _unplug_virtual(self) -> None:
        if self._virtual is not None:
            self._virtual.stop()
            self._virtual = None

    def _came_out(self, paper: Paper) -> None:
        for on_paper, _ in self._watchers:
            on_paper(paper)

    def _drawer_opened(self) -> None:
        for _, on_drawer in self._watchers:
            on_drawer()


def profile_of(chosen: Settings) -> PrinterProfile:
    """The printer's profile, as the settings have adjusted it."""
    from openpos.printing.profiles import PROFILES, PrinterProfile

    return PrinterProfile(
        columns=chosen.printer_columns,
        code_page=chosen.printer_code_page,
        cutter=chosen.printer_cutter,
        codes=PROFILES[chosen.printer_profile].codes,
        drawer_pin=2 if chosen.printer_drawer_pin == 2 else 5,  # noqa: PLR2004 - the pin's number
        drawer_ms=chosen.printer_drawer_ms,
    )


def cable_of(chosen: Settings, directory: Path) -> Cable:
    """The way to a real printer. Opens nothing."""
    match chosen.printer:
        case "usb":
            from openpos.printing.cables.usb import UsbCable

            return UsbCable(chosen.printer_usb)
        case "serial":
            from openpos.printing.cables.serial_port import SerialCable

            return SerialCable(chosen.printer_serial_port, chosen.printer_serial_speed, flow=chosen.printer_serial_flow)
        case "windows":
            from openpos.printing.cables.spooler import SpoolerCable

            return SpoolerCable(chosen.printer_windows_name)
        case "file":
            from openpos.printing.cables.paper_file import FileCable

            return FileCable(Path(chosen.printer_path), keep_out=directory)
        case _:
            from openpos.printing.cables.network import NetworkCable

            return NetworkCable(chosen.printer_host, chosen.printer_port)


def attached(kind: str) -> tuple[Attached, ...]:
    """The printers of a kind ("usb", "serial", "windows") that this computer sees; for other kinds none. Blocks for
    some milliseconds, or seconds where a device does not answer. Raises NotDone.
    """
    match kind:
        case "usb":
            from openpos.printing.cables.usb import usb_printers

            return usb_printers()
        case "serial":
            from openpos.printing.cables.serial_port import serial_ports

            return serial_ports()
        case "windows":
            from openpos.printing.cables.spooler import windows_printers

            return windows_printers()
        case _:
            return ()
