"""What one way to a printer alone can do or suffer: USB, serial ports, the spooler of Windows, files."""

import errno
import os
import stat
from pathlib import Path

import pytest

from openpos.domain.errors import NotDone, Unavailable
from openpos.printers import attached, cable_of
from openpos.printing.cable import Attached
from openpos.printing.cables.paper_file import FileCable
from openpos.printing.cables.serial_port import SerialCable, SerialConnection, serial_ports
from openpos.printing.cables.spooler import SpoolerCable, windows_printers
from openpos.printing.cables.usb import UsbCable, usb_printers
from openpos.printing.commands import commands_for
from openpos.printing.escpos_printer import EscPosPrinter
from openpos.printing.paper import Cut, Paper, Run, Text
from openpos.printing.printer import PrinterState
from openpos.printing.profiles import EPSON
from openpos.settings import Settings
from tests.fixtures.far_end import IMPATIENT, SerialEnd, UsbBus, Winspool, descriptors

WIRE = Path(__file__).parent.parent / "fixtures" / "wire"
SHORT = Paper((Text((Run("Kvitto 1"),)), Cut()))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("escpos")


@pytest.fixture
def short(kept: Path) -> bytes:
    return commands_for(SHORT, EPSON, open_drawer=False, kept=kept)


# -- USB


def on_bus(bus: UsbBus, kept: Path, printer: str = "04b8:0e28") -> EscPosPrinter:
    return EscPosPrinter(UsbCable(printer, patience=IMPATIENT, backend=lambda: bus), kept=kept, patience=IMPATIENT)


def test_a_whole_usb_session_is_the_recorded_one(kept: Path) -> None:
    bus = UsbBus()
    printer = on_bus(bus, kept)
    printer.print(SHORT, open_drawer=True)
    assert printer.status().state is PrinterState.READY
    assert "".join(f"{call}\n" for call in bus.calls) == (WIRE / "usb-session.txt").read_text("ascii")


def test_usb_printers_are_found_by_their_own_words() -> None:
    assert usb_printers(UsbBus) == (Attached("04b8:0e28", "EPSON TM-T20III"),)


def test_a_usb_printer_without_words_is_known_by_its_numbers() -> None:
    bus = UsbBus()
    bus.refusal = errno.EACCES
    assert usb_printers(lambda: bus) == (Attached("04b8:0e28", "04b8:0e28"),)
    assert bus.open_handles == 0


def test_hostile_words_of_a_device_are_cleaned() -> None:
    (found,) = usb_printers(lambda: UsbBus(name="\x1b[2J\u202eEPS\nON" + "x" * 30))
    assert found.name == "[2JEPS ON" + "x" * 30 + " TM-T20III"


def test_among_devices_only_those_that_may_print_are_offered() -> None:
    assert usb_printers(lambda: UsbBus(kind=0x03)) == ()  # a keyboard
    assert usb_printers(lambda: UsbBus(kind=0xFF)) != ()  # Epson's own class
    assert usb_printers(lambda: UsbBus(kind=0xFF, maker=0x1234)) == ()


def test_looking_for_usb_printers_leaves_none_open() -> None:
    bus = UsbBus()
    usb_printers(lambda: bus)
    assert (bus.open_handles, bus.claimed) == (0, [])


def test_without_the_library_for_usb_that_is_said(kept: Path) -> None:
    with pytest.raises(NotDone, match="lacks the library"):
        usb_printers(lambda: None)
    with pytest.raises(NotDone, match="lacks the library"):
        EscPosPrinter(UsbCable("04b8:0e28", backend=lambda: None), kept=kept).print(SHORT)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [(errno.EACCES, "may not use"), (errno.EBUSY, "Another program"), (errno.EIO, "can't be found")],
)
def test_a_usb_printer_that_can_not_be_opened_says_why(refusal: int, words: str, kept: Path) -> None:
    bus = UsbBus()
    bus.refusal = refusal
    with pytest.raises(NotDone, match=words):
        on_bus(bus, kept).print(SHORT)
    assert bus.open_handles == 0


def test_a_usb_device_with_no_way_in_is_no_printer(kept: Path) -> None:
    bus = UsbBus(kind=0x03)
    with pytest.raises(NotDone, match="can't be found"):
        on_bus(bus, kept).print(SHORT)
    assert bus.open_handles == 0


def test_no_usb_printer_chosen_is_said(kept: Path) -> None:
    with pytest.raises(NotDone, match="No USB printer is chosen"):
        on_bus(UsbBus(), kept, "").print(SHORT)


def test_only_what_breaks_before_the_first_sign_is_certainly_not_printed(kept: Path) -> None:
    """Of a piece that broke nobody can tell how much of it arrived: the library forgets the count."""
    bus = UsbBus()
    bus.room, bus.dies = 0, True
    with pytest.raises(NotDone, match="before anything was sent"):
        on_bus(bus, kept).print(SHORT)
    bus = UsbBus()
    bus.room, bus.dies = 5, True
    with pytest.raises(Unavailable, match="stopped taking") as raised:
        on_bus(bus, kept).print(SHORT)
    assert not isinstance(raised.value, NotDone)


def test_a_usb_printer_without_a_way_back_prints_and_is_silent(kept: Path) -> None:
    bus = UsbBus(back=False)
    printer = on_bus(bus, kept)
    printer.print(SHORT)
    assert bus.papers == (SHORT,)
    assert printer.status().state is PrinterState.SILENT


def test_a_usb_printer_that_answers_nothing_is_silent(kept: Path) -> None:
    bus = UsbBus()
    bus.says = {}
    assert on_bus(bus, kept).status().state is PrinterState.SILENT
    assert bus.open_handles == 0


# -- serial


def test_a_serial_port_that_is_not_there_is_told(kept: Path, tmp_path: Path) -> None:
    before = descriptors()
    for port in (tmp_path / "ttyS9", tmp_path):
        with pytest.raises(NotDone, match="can't be opened"):
            EscPosPrinter(SerialCable(str(port)), kept=kept).print(SHORT)
    assert descriptors() == before


def test_no_serial_port_chosen_is_said() -> None:
    with pytest.raises(NotDone, match="No serial port is chosen"):
        SerialCable("").connect()


def test_two_programs_never_mix_their_papers_on_one_serial_port(kept: Path, tmp_path: Path) -> None:
    end = SerialEnd(tmp_path)
    other = end.cable.connect()
    with pytest.raises(NotDone, match="can't be opened"):
        EscPosPrinter(end.cable, kept=kept).print(SHORT)
    other.close()
    EscPosPrinter(end.cable, kept=kept).print(SHORT)
    assert end.got(1)
    end.stop()


def test_a_serial_printer_that_answers_nothing_is_silent(kept: Path, tmp_path: Path) -> None:
    end = SerialEnd(tmp_path)
    end.take_no_more()
    assert EscPosPrinter(end.cable, kept=kept, patience=IMPATIENT).status().state is PrinterState.READY
    end.go_away()
    master, slave = os.openpty()
    silent = SerialCable(os.ttyname(slave), flow="none", patience=IMPATIENT)
    assert EscPosPrinter(silent, kept=kept, patience=IMPATIENT).status().state is PrinterState.SILENT
    os.close(slave)
    os.close(master)


class Wire:
    """A port as slow as a real one: each look at what waits finds a little less, until nothing moves any more."""

    def __init__(self, waiting: int, stuck_at: int = 0) -> None:
        self._waiting, self._stuck_at = waiting, stuck_at
        self.thrown_away = 0
        self.open = True

    @property
    def out_waiting(self) -> int:
        self._waiting = max(self._waiting - 100, self._stuck_at)
        return self._waiting

    def reset_output_buffer(self) -> None:
        self.thrown_away, self._waiting = self._waiting, 0

    def close(self) -> None:
        self.open = False


def test_a_serial_paper_is_sent_when_its_last_sign_has_left() -> None:
    wire = Wire(1000)
    connection = SerialConnection(wire, IMPATIENT)
    connection.finish()
    connection.close()
    assert (wire.out_waiting, wire.thrown_away, wire.open) == (0, 0, False)


def test_a_serial_printer_that_stopped_is_not_waited_for_and_its_paper_thrown_away() -> None:
    wire = Wire(1000, stuck_at=300)
    connection = SerialConnection(wire, IMPATIENT)
    with pytest.raises(TimeoutError):
        connection.finish()
    connection.close()
    assert (wire.thrown_away, wire.open) == (300, False)


def test_serial_ports_have_names() -> None:
    assert all(port.value and port.name for port in serial_ports())


# -- the spooler of Windows


def test_windows_printers_are_offered_by_name() -> None:
    assert windows_printers(Winspool("Kvitto Å")) == (Attached("Kvitto Å", "Kvitto Å"),)


def test_elsewhere_there_are_no_windows_printers(kept: Path) -> None:
    assert windows_printers() == ()
    with pytest.raises(NotDone, match="Only Windows"):
        EscPosPrinter(SpoolerCable("any"), kept=kept).print(SHORT)


@pytest.mark.parametrize(("name", "words"), [("", "No printer of Windows"), ("Fax", "no such printer")])
def test_a_windows_printer_that_is_none_is_told(name: str, words: str, kept: Path) -> None:
    library = Winspool()
    with pytest.raises(NotDone, match=words):
        EscPosPrinter(SpoolerCable(name, library=library), kept=kept).print(SHORT)
    assert library.open_handles == 0


def test_a_windows_queue_that_begins_no_job_is_let_go(kept: Path) -> None:
    library = Winspool()
    library.begins = False
    with pytest.raises(NotDone, match="no such printer"):
        EscPosPrinter(SpoolerCable(library.name, library=library), kept=kept).print(SHORT)
    assert library.open_handles == 0


def test_half_a_paper_is_taken_back_from_the_windows_queue(kept: Path) -> None:
    library = Winspool()
    library.room = 10
    long = Paper((*(Text((Run("x" * 42),)) for _ in range(2000)), Cut()))
    with pytest.raises(Unavailable):
        EscPosPrinter(SpoolerCable(library.name, library=library), kept=kept).print(long)
    assert library.aborted == 1
    assert library.papers == ()


# -- files


def test_papers_are_added_to_a_file_that_only_its_owner_reads(kept: Path, tmp_path: Path, short: bytes) -> None:
    path = tmp_path / "papers.bin"
    for _ in range(2):
        EscPosPrinter(FileCable(path), kept=kept).print(SHORT)
    assert path.read_bytes() == short * 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_in_a_folder_each_paper_is_a_file_of_its_own(kept: Path, tmp_path: Path, short: bytes) -> None:
    (tmp_path / "000007.escpos").write_bytes(b"old")
    (tmp_path / "notes.escpos").write_bytes(b"")
    printer = EscPosPrinter(FileCable(tmp_path), kept=kept)
    assert printer.status().state is PrinterState.SILENT  # asking makes no file
    for _ in range(2):
        printer.print(SHORT)
    names = ["000007.escpos", "000008.escpos", "000009.escpos", "notes.escpos"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert [(tmp_path / name).read_bytes() for name in names] == [b"old", short, short, b""]


def test_a_full_disk_is_told() -> None:
    before = descriptors()
    connection = FileCable(Path("/dev/full")).connect()
    with pytest.raises(OSError, match="No space"):
        connection.send(memoryview(b"paper"))
    connection.close()
    assert descriptors() == before


@pytest.mark.parametrize("path", ["", "papers.bin", "no/such/folder"])
def test_a_file_that_is_not_chosen_is_said(path: str) -> None:
    with pytest.raises(NotDone, match="No file is chosen"):
        FileCable(Path(path)).connect()


def test_a_file_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotDone, match="can't be written"):
        FileCable(tmp_path / "none" / "papers.bin").connect()


@pytest.mark.parametrize("name", ["register.db", "", "folder/../register.toml"])
def test_the_registers_own_files_are_never_written_to(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "register.db").write_bytes(b"the books")
    with pytest.raises(NotDone, match="own folder"):
        FileCable(tmp_path / name, keep_out=tmp_path).connect()
    assert (tmp_path / "register.db").read_bytes() == b"the books"
    assert not (tmp_path / "register.toml").exists()


# -- which way the settings name


@pytest.mark.parametrize(
    ("chosen", "kind"),
    [
        (Settings(printer="network", printer_host="192.168.1.50"), "NetworkCable"),
        (Settings(printer="usb", printer_usb="04b8:0e28"), "UsbCable"),
        (Settings(printer="serial", printer_serial_port="COM3"), "SerialCable"),
        (Settings(printer="windows", printer_windows_name="Kvitto"), "SpoolerCable"),
        (Settings(printer="file", printer_path="/papers"), "FileCable"),
    ],
)
def test_the_settings_name_the_way(chosen: Settings, kind: str, tmp_path: Path) -> None:
    assert type(cable_of(chosen, tmp_path)).__name__ == kind


def test_only_what_can_be_looked_for_is_looked_for() -> None:
    assert attached("network") == attached("file") == attached("windows") == ()
    assert attached("serial") == serial_ports()
