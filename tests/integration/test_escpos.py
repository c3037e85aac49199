"""The ESC/POS driver against the virtual printer, over real sockets: right bytes, and the right words when it fails."""

import os
import select
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import NotDone, Unavailable
from openpos.printing.cable import Patience
from openpos.printing.cables.network import NetworkCable, NetworkConnection
from openpos.printing.commands import commands_for
from openpos.printing.escpos_printer import EscPosPrinter, _send
from openpos.printing.paper import BLANK, Align, Cut, Paper, Rule, Run, Text, printable
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.profiles import PrinterProfile
from openpos.simulators.printer import EscPosDecoder, Fault, VirtualPrinter
from scripts.golden_paper import escaped
from tests.fixtures.receipts.samples import SAMPLES

WIRE = Path(__file__).parent.parent / "fixtures" / "wire"
IMPATIENT = Patience(connect_s=0.3, send_s=0.2, job_s=5.0, farewell_s=0.2, status_s=0.2)
SHORT = Paper((Text((Run("Kvitto 1"),)), Cut()))
LONG = Paper((*(Text((Run(f"{number:042}"),)) for number in range(1000)), Cut()))
"""More than any printer's buffer holds."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("escpos")


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    printer = VirtualPrinter()
    printer.start()
    yield printer
    printer.stop()


def network_printer(
    port: int, kept: Path, *, host: str = "127.0.0.1", patience: Patience = IMPATIENT, code_page: int = 19
) -> EscPosPrinter:
    cable = NetworkCable(host, port, patience=patience)
    return EscPosPrinter(cable, kept=kept, profile=PrinterProfile(code_page=code_page), patience=patience)


@pytest.fixture
def driver(virtual: VirtualPrinter, kept: Path) -> EscPosPrinter:
    return network_printer(virtual.port, kept)


def bytes_of(paper: Paper, profile: PrinterProfile, kept: Path) -> bytes:
    return commands_for(paper, profile, open_drawer=False, kept=kept)


def decoded(commands: bytes, columns: int) -> list[Paper]:
    papers: list[Paper] = []
    kicks: list[int] = []
    decoder = EscPosDecoder(columns=columns, on_paper=papers.append, on_drawer=kicks.append, on_question=kicks.append)
    decoder.feed(commands)
    decoder.end()
    assert decoder.unknown == []
    assert kicks == []
    return papers


# -- the right bytes


@pytest.mark.parametrize("columns", [42, 48, 32])
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_the_printer_understands_is_what_was_laid_out(name: str, language: str, columns: int, kept: Path) -> None:
    paper = SAMPLES[name](language, columns)
    assert decoded(bytes_of(paper, PrinterProfile(columns=columns), kept), columns) == [paper]


@pytest.mark.parametrize("name", ["receipt", "z"])
def test_the_bytes_are_those_recorded(name: str, kept: Path) -> None:
    commands = commands_for(SAMPLES[name]("sv", 42), PrinterProfile(), open_drawer=name == "receipt", kept=kept)
    assert escaped(commands) == (WIRE / f"escpos-{name}.txt").read_text(encoding="ascii")


runs = st.builds(Run, st.text(min_size=1, max_size=10), st.booleans(), st.booleans())


@given(st.lists(st.one_of(st.builds(Text, st.tuples(runs), st.sampled_from(Align)), st.just(Rule())), max_size=8))
def test_no_text_is_ever_a_command(kept: Path, rows: list[Text | Rule]) -> None:
    paper = Paper((*rows, Cut()))
    (printed,) = decoded(bytes_of(paper, PrinterProfile(), kept), 42)
    assert len(printed.rows) == len(paper.rows)
    for sent, got in zip(paper.rows, printed.rows, strict=True):
        if isinstance(sent, Text):
            assert isinstance(got, Text)
            assert got.text == printable(sent.text)


def test_a_customer_can_not_open_the_drawer(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    driver.print(Paper((Text((Run("Anna\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01\x9b"),)), Cut())))
    assert virtual.wait_for(lambda it: len(it.papers) == 1)
    assert virtual.drawer_kicks == ()
    assert virtual.unknown == ()
    assert virtual.papers[0].rows[0] == Text((Run("Annapú"),))


def test_one_sign_the_printer_lacks_spoils_no_other(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    driver.print(Paper((Text((Run("Räkor 蝦 5 €"),)), Cut())))
    assert virtual.wait_for(lambda it: len(it.papers) == 1)
    assert virtual.papers[0].rows[0] == Text((Run("Räkor ? 5 €"),))


@pytest.mark.parametrize("code_page", [19, 53, 4])
def test_every_make_gets_the_number_it_knows_the_code_page_by(code_page: int, kept: Path) -> None:
    printer = VirtualPrinter(code_pages={0: "cp437", code_page: "cp858"})
    printer.start()
    network_printer(printer.port, kept, code_page=code_page).print(SAMPLES["test"]("sv", 42))
    assert printer.wait_for(lambda it: len(it.papers) == 1)
    printer.stop()
    assert printer.papers == (SAMPLES["test"]("sv", 42),)
    assert printer.unknown == ()


def test_the_code_page_is_chosen_after_every_initialising(kept: Path) -> None:
    commands = bytes_of(SHORT, PrinterProfile(code_page=53), kept)
    assert commands.startswith(b"\x1b@\x1bt\x35")
    assert commands.count(b"\x1b@") == commands.count(b"\x1bt") == 1


def test_without_a_cutter_the_paper_is_fed_to_the_edge(kept: Path) -> None:
    (printed,) = decoded(bytes_of(SHORT, PrinterProfile(cutter=False), kept), 42)
    assert printed.rows == (SHORT.rows[0], *(BLANK,) * 5)


@pytest.mark.parametrize("pin", [2, 5])
def test_the_drawer_opens_before_the_paper(pin: int, kept: Path) -> None:
    profile = PrinterProfile(drawer_pin=2 if pin == 2 else 5)
    commands = commands_for(SHORT, profile, open_drawer=True, kept=kept)
    events: list[object] = []
    decoder = EscPosDecoder(on_paper=events.append, on_drawer=events.append, on_question=events.append)
    decoder.feed(commands)
    assert events == [pin, SHORT]


def test_the_drawer_opens_without_paper_too(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    driver.print(Paper(), open_drawer=True)
    assert virtual.wait_for(lambda it: it.drawer_kicks == (2,))
    assert virtual.papers == ()


# -- when it goes wrong


def test_switched_off_nothing_is_done(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(Fault.REFUSES)
    with pytest.raises(NotDone, match="can't be reached"):
        driver.print(SHORT)


def test_a_printer_that_never_answers_the_call_is_not_waited_for(kept: Path) -> None:
    with ExitStack() as stack, socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)  # and nobody ever accepts
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(deaf.getsockname())
        printer = network_printer(deaf.getsockname()[1], kept)
        with pytest.raises(NotDone, match="can't be reached"):
            printer.print(SHORT)


def test_an_address_that_is_none_is_told_like_any_other(kept: Path) -> None:
    with pytest.raises(NotDone, match="can't be reached"):
        network_printer(9100, kept, host="x" * 70 + ".example").print(SHORT)


def test_a_printer_that_hangs_up_may_have_printed(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(Fault.HANGS_UP)
    for paper in (SHORT, LONG):
        with pytest.raises(Unavailable):
            driver.print(paper)
    assert virtual.papers == ()


def test_a_printer_that_takes_nothing_may_have_printed(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(Fault.NEVER_READS)
    with pytest.raises(Unavailable, match="stopped taking") as raised:
        driver.print(LONG)
    assert not isinstance(raised.value, NotDone)


def test_what_a_printer_that_takes_nothing_still_buffers_counts_as_sent(
    driver: EscPosPrinter, virtual: VirtualPrinter
) -> None:
    """Sent is not printed; nothing shows the difference before the next paper does."""
    virtual.misbehave(Fault.NEVER_READS)
    driver.print(SHORT)
    assert virtual.papers == ()
    virtual.misbehave(Fault.NONE)
    assert virtual.wait_for(lambda it: it.papers == (SHORT,))


def test_out_of_paper_a_long_receipt_stops_on_the_way(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(Fault.PAPER_OUT)
    with pytest.raises(Unavailable, match="stopped taking"):
        driver.print(LONG)


def test_a_slow_printer_gets_its_time(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(Fault.SLOW)
    driver.print(LONG)
    assert virtual.wait_for(lambda it: it.papers == (LONG,))


def test_but_not_for_ever(virtual: VirtualPrinter, kept: Path) -> None:
    virtual.misbehave(Fault.SLOW)
    hurried = network_printer(virtual.port, kept, patience=Patience(job_s=0.05))
    with pytest.raises(Unavailable, match="stopped taking"):
        hurried.print(LONG)


def test_a_printer_gone_half_way_may_have_printed(kept: Path) -> None:
    with served(lambda caller: caller.recv(5000)) as port, pytest.raises(Unavailable, match="stopped taking"):
        network_printer(port, kept).print(LONG)


def test_a_printer_that_closed_before_the_end_did_not_get_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connection = socket.create_connection(listener.getsockname(), timeout=5)
        caller, _ = listener.accept()
        with connection, caller:
            connection.setblocking(False)
            with suppress(BlockingIOError):
                while connection.send(b"paper"):
                    pass  # until the end can't arrive any more
            caller.shutdown(socket.SHUT_WR)
            with pytest.raises(ConnectionError, match="before the end"):
                NetworkConnection(connection, IMPATIENT).finish()


def test_a_printer_that_is_gone_before_the_first_byte_did_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connection = socket.create_connection(listener.getsockname(), timeout=5)
        caller, _ = listener.accept()
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        caller.close()  # with a reset
        with connection:
            select.select([connection], [], [], 5)
            with pytest.raises(NotDone, match="before anything was sent"):
                _send(NetworkConnection(connection, IMPATIENT), b"paper of more", IMPATIENT)


def test_a_printer_that_talks_meanwhile_is_heard_out(kept: Path) -> None:
    got = bytearray()

    def talk(caller: socket.socket) -> None:
        caller.sendall(b"\x14\x00\x00\x0f")  # the status that some printers send unasked
        while part := caller.recv(4096):
            got.extend(part)
        caller.sendall(b"\x14\x00\x00\x0f")

    with served(talk) as port:
        network_printer(port, kept).print(SHORT)
    assert bytes(got) == bytes_of(SHORT, PrinterProfile(), kept)


def test_each_paper_has_a_connection_of_its_own(driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    """A connection kept for hours is dead without anyone noticing; and another register may want the printer."""
    for number in range(1, 4):
        driver.print(SHORT)
        assert virtual.wait_for(lambda it, number=number: len(it.papers) == number)  # type: ignore[misc]
    assert virtual.connections == 3
    virtual.misbehave(Fault.REFUSES)
    virtual.misbehave(Fault.NONE)
    driver.print(SHORT)
    assert virtual.wait_for(lambda it: len(it.papers) == 4)


@pytest.mark.parametrize("fault", [Fault.NEVER_READS, Fault.HANGS_UP, Fault.PAPER_OUT, Fault.REFUSES])
def test_after_a_failure_nothing_is_left_open(fault: Fault, driver: EscPosPrinter, virtual: VirtualPrinter) -> None:
    virtual.misbehave(fault)
    with pytest.raises(Unavailable):
        driver.print(LONG)
    virtual.misbehave(Fault.NONE)
    driver.print(SHORT)
    assert virtual.wait_for(lambda it: it.papers[-1:] == (SHORT,))


# -- how it is


@contextmanager
def served(serve: Callable[[socket.socket], object]) -> Iterator[int]:
    """A port where one caller is served and hung up on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def run() -> None:
            caller, _ = listener.accept()
            with caller:
                caller.settimeout(5)
                serve(caller)

        thread = threading.Thread(target=run)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(5)
        assert not thread.is_alive()


def answering(answers: bytes) -> Callable[[socket.socket], object]:
    def serve(caller: socket.socket) -> None:
        for answer, kind in zip(answers, (1, 2, 4), strict=True):
            assert caller.recv(3) == bytes([0x10, 0x04, kind])
            caller.sendall(bytes([answer]))

    return serve


@pytest.mark.parametrize(
    ("answers", "state", "title"),
    [
        (b"\x12\x12\x12", PrinterState.READY, ""),
        (b"\x16\x12\x12", PrinterState.READY, ""),  # the drawer's contact
        (b"\x12\x12\x1e", PrinterState.SOON, "The printer's paper is nearly at its end."),
        (b"\x1a\x32\x7e", PrinterState.STOPPED, "The printer is out of paper."),
        (b"\x12\x12\x72", PrinterState.STOPPED, "The printer is out of paper."),
        (b"\x1a\x16\x12", PrinterState.STOPPED, "The printer's cover is open."),
        (b"\x1a\x52\x12", PrinterState.STOPPED, "The printer has stopped."),
        (b"\x1a\x12\x12", PrinterState.STOPPED, "The printer has stopped."),
        (b"\x00\x12\x12", PrinterState.SILENT, ""),
        (b"\x12\xff\x12", PrinterState.SILENT, ""),
    ],
)
def test_what_the_printer_says_of_itself(answers: bytes, state: PrinterState, title: str, kept: Path) -> None:
    with served(answering(answers)) as port:
        status = network_printer(port, kept).status()
    assert (status.state, status.title) == (state, title)
    assert bool(status.advice) == bool(title)


def test_a_printer_that_hangs_up_when_asked_is_silent(kept: Path) -> None:
    with served(lambda caller: caller.recv(3)) as port:
        status = network_printer(port, kept).status()
    assert status == PrinterStatus(PrinterState.SILENT)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault.NONE, PrinterState.READY),
        (Fault.PAPER_LOW, PrinterState.SOON),
        (Fault.PAPER_OUT, PrinterState.STOPPED),
        (Fault.REFUSES, PrinterState.STOPPED),
        (Fault.SILENT, PrinterState.SILENT),
        (Fault.NEVER_READS, PrinterState.SILENT),
        (Fault.HANGS_UP, PrinterState.SILENT),
    ],
)
def test_the_virtual_printer_says_of_itself_what_it_is(
    fault: Fault, state: PrinterState, driver: EscPosPrinter, virtual: VirtualPrinter
) -> None:
    virtual.misbehave(fault)
    assert driver.status().state is state


# -- python-escpos is slow to import and untidy


def python(program: str, temporary: Path, *arguments: str) -> None:
    temporary.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "ESCPOS_CAPABILITIES_PICKLE_DIR"}
    environment["TMPDIR"] = str(temporary)
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    subprocess.run([sys.executable, "-c", program, *arguments], env=environment, check=True, timeout=60)


@pytest.mark.process
def test_nothing_is_left_among_the_temporary_files(tmp_path: Path) -> None:
    print_once = (
        "import pathlib, sys; from openpos.printing.commands import *; from openpos.printing.paper import *\n"
        "assert commands_for(Paper(), PrinterProfile(), open_drawer=False, kept=pathlib.Path(sys.argv[1]))"
    )
    temporary, kept = tmp_path / "temporary", tmp_path / "kept"
    for _ in range(2):
        python(print_once, temporary, str(kept))
    assert list(temporary.iterdir()) == []
    assert [path.suffix for path in kept.iterdir()] == [".pickle"]


@pytest.mark.process
def test_the_driver_is_imported_without_python_escpos(tmp_path: Path) -> None:
    python(
        "import sys, openpos.printing.escpos_printer, openpos.printing.preview, openpos.printing.logo\n"
        "assert not {'escpos', 'PIL', 'usb', 'serial'} & set(sys.modules)",
        tmp_path / "temporary",
    )
