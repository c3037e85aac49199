"""The virtual printer understands ESC/POS as real ones do, bytes written here by hand, and misbehaves as they do."""

import socket
from collections.abc import Iterator

import pytest

from openpos.printing.paper import BLANK, LINE, Align, Code, Cut, Paper, Raster, Rule, Run, Symbology, Text
from openpos.simulators.printer import EscPosDecoder, Fault, VirtualPrinter


class Seen:
    """A decoder and what came out of it."""

    def __init__(self, columns: int = 42) -> None:
        self.papers: list[Paper] = []
        self.kicks: list[int] = []
        self.questions: list[int] = []
        self.decoder = EscPosDecoder(
            columns=columns,
            on_paper=self.papers.append,
            on_drawer=self.kicks.append,
            on_question=self.questions.append,
        )


def decoded(received: bytes, columns: int = 42) -> tuple[object, ...]:
    seen = Seen(columns)
    seen.decoder.feed(received + b"\x1dV\x00")
    assert seen.decoder.unknown == []
    assert len(seen.papers) == 1
    assert seen.papers[0].rows[-1] == Cut()
    return seen.papers[0].rows[:-1]


def stripe(width: int, dots: bytes) -> bytes:
    wide = width // 8
    return b"\x1dv0\x00" + bytes([wide, 0, len(dots) // wide, 0]) + dots


def test_stripes_of_one_picture_grow_together() -> None:
    assert decoded(b"\x1ba\x01" + stripe(16, b"abcd") + stripe(16, b"ef") + stripe(8, b"g")) == (
        Raster(16, 3, b"abcdef"),
        Raster(8, 1, b"g"),
    )
    assert decoded(stripe(16, b"ab")) == (Raster(16, 1, b"ab", Align.LEFT),)


@pytest.mark.parametrize("received", [stripe(512, bytes(64)), b"x" + stripe(8, b"a"), b"\x1dv1\x00\x01\x00\x01\x00a"])
def test_a_picture_too_wide_or_in_the_middle_of_a_row_is_not_understood(received: bytes) -> None:
    seen = Seen()
    seen.decoder.feed(received)
    assert len(seen.decoder.unknown) == 1


BARS = b"\x1dh\x50\x1dw\x02\x1df\x00\x1dH\x00\x1dkI"
SQUARES = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x05\x1d(k\x03\x001E1\x1d(k\x05\x001P0Ko"


def test_codes_are_drawn_by_the_printer() -> None:
    assert decoded(BARS + b"\x08{BKV{C\x0c\x22") == (Code(Symbology.CODE_128, "KV1234", 2),)
    assert decoded(SQUARES + b"\x1d(k\x03\x001Q0") == (Code(Symbology.QR, "Ko", 5),)


@pytest.mark.parametrize(
    "received",
    [
        BARS.replace(b"kI", b"kH") + b"\x02{B",
        BARS.replace(b"H\x00", b"H\x02") + b"\x03{BK",
        b"x" + BARS + b"\x03{BK",
        BARS + b"\x04{C\x10\x14",
        BARS + b"\x29{B" + b"K" * 39,
        b"\x1d(k\x03\x001Q0",
        b"\x1d(k\x02\x001C",
        b"x" + SQUARES + b"\x1d(k\x03\x001Q0",
        b"\x1d(L\x02\x0001",
    ],
)
def test_a_code_of_another_kind_too_wide_or_cut_short_is_not_understood(received: bytes) -> None:
    seen = Seen()
    seen.decoder.feed(received + b"\n")
    assert (len(seen.decoder.unknown), seen.kicks) == (1, [])


def test_a_barcode_of_nonsense_does_not_stop_the_printer() -> None:
    seen = Seen()
    seen.decoder.feed(BARS + b"\x01{" + BARS + b"\x02{{" + b"\x1dV\x00")
    assert len(seen.papers) == 1


@pytest.mark.parametrize(
    ("received", "row"),
    [
        (b"plain\r\n", Text((Run("plain"),))),
        (b"\n", BLANK),
        (b"no line feed before the knife", Text((Run("no line feed before the knife"),))),
        (b"\x1bE\x01bold\x1bE\x00 plain\n", Text((Run("bold", bold=True), Run(" plain")))),
        (b"\x1b!\x30big\x1b!\x00\n", Text((Run("big", double=True),))),
        (b"\x1b!\x08bold\n", Text((Run("bold", bold=True),))),
        (b"\x1d!\x11big\n", Text((Run("big", double=True),))),
        (b"\x1d!\x10only wide\n", Text((Run("only wide"),))),
        (b"\x1ba\x01middle\n", Text((Run("middle"),), Align.CENTRE)),
        (b"\x1ba1middle\n", Text((Run("middle"),), Align.CENTRE)),
        (b"\x1ba\x01\x1ba\x00edge\n", Text((Run("edge"),))),
        (b"\x1bt\x13\xc4" * 1 + b"\xc4" * 41 + b"\n", Rule()),
        (b"\x1bt\x13" + b"\xc4" * 41 + b"\n", Text((Run(LINE * 41),))),
    ],
)
def test_one_row(received: bytes, row: object) -> None:
    assert decoded(received) == (row,)


@pytest.mark.parametrize(
    ("page", "byte", "sign"),
    [(0, 0x86, "å"), (2, 0xD5, "ı"), (19, 0xD5, "€"), (19, 0x99, "Ö"), (16, 0x80, "€"), (17, 0x80, "А")],
)
def test_code_pages(page: int, byte: int, sign: str) -> None:
    assert decoded(b"\x1bt" + bytes([page, byte]) + b"\n") == (Text((Run(sign),)),)


def test_initialising_forgets_code_page_and_styles() -> None:
    rows = decoded(b"\x1bt\x13\x1bE\x01\x1ba\x01\x1b!\x30\x1b@\xd5\n")
    assert rows == (Text((Run("╒"),)),)


def test_a_row_too_long_goes_on_below() -> None:
    assert decoded(b"x" * 45 + b"\n") == (Text((Run("x" * 42),)), Text((Run("xxx"),)))
    assert decoded(b"\x1b!\x30" + b"x" * 17 + b"\n", 32)[0] == Text((Run("x" * 16, double=True),))


def test_feeding_makes_empty_rows() -> None:
    assert decoded(b"one\n\x1bd\x03") == (Text((Run("one"),)), BLANK, BLANK, BLANK)


def test_drawer_pulses_and_questions() -> None:
    seen = Seen()
    seen.decoder.feed(b"\x1bp\x0022\x1bp\x01\x19\xfa\x1bp0\n\n\x10\x04\x01\x10\x04\x04")
    assert seen.kicks == [2, 5, 2]
    assert seen.questions == [1, 4]
    assert seen.papers == []


def test_commands_may_come_in_pieces() -> None:
    whole, pieces = Seen(), Seen()
    received = b"\x1b@\x1bt\x13\x1bp\x0022\x1ba\x01\x1b!\x30\xd5\x1b!\x00\n\x1dVB\x00"
    whole.decoder.feed(received)
    for byte in received:
        pieces.decoder.feed(bytes([byte]))
    assert pieces.papers == whole.papers == [Paper((Text((Run("€", double=True),), Align.CENTRE), Cut()))]
    assert pieces.kicks == [2]


def test_unknown_commands_are_remembered() -> None:
    seen = Seen()
    seen.decoder.feed(b"\x07\x1bz\x01\x1dz\x01\x1bt\xfe\x10\x05\x01ok\n")
    assert seen.decoder.unknown == [b"\x07", b"\x1bz\x01", b"\x1dz\x01", b"\x1bt\xfe", b"\x10\x05\x01"]


def test_paper_without_a_cut_is_handed_out_at_the_end() -> None:
    seen = Seen()
    seen.decoder.feed(b"one\ntwo\x1bE")
    seen.decoder.end()
    seen.decoder.feed(b"three\n")  # the command cut short is forgotten
    seen.decoder.end()
    seen.decoder.end()
    assert seen.papers == [Paper((Text((Run("one"),)), Text((Run("two"),)))), Paper((Text((Run("three"),)),))]


# -- on the network


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    virtual = VirtualPrinter()
    virtual.start()
    yield virtual
    virtual.stop()


def call(printer: VirtualPrinter) -> socket.socket:
    return socket.create_connection(("127.0.0.1", printer.port), timeout=5)


ONE = b"\x1b@one\n\x1dVB\x00"


def test_it_prints_and_tells(printer: VirtualPrinter) -> None:
    with call(printer) as connection:
        connection.sendall(ONE)
        assert printer.wait_for(lambda it: len(it.papers) == 1)
    assert printer.papers == (Paper((Text((Run("one"),)), Cut())),)
    assert printer.unknown == ()


def test_the_callback_gets_each_paper() -> None:
    shown: list[Paper] = []
    printer = VirtualPrinter(on_paper=shown.append)
    printer.start()
    with call(printer) as connection:
        connection.sendall(ONE + ONE)
    assert printer.wait_for(lambda it: len(it.papers) == 2)
    printer.stop()
    assert shown == list(printer.papers)


def test_it_takes_one_caller_after_the_other(printer: VirtualPrinter) -> None:
    with call(printer) as first, call(printer) as second:
        second.sendall(b"second\n")
        first.sendall(b"first\n")
        first.shutdown(socket.SHUT_WR)
        second.shutdown(socket.SHUT_WR)
        assert printer.wait_for(lambda it: len(it.papers) == 2)
    assert [paper.rows for paper in printer.papers] == [(Text((Run("first"),)),), (Text((Run("second"),)),)]
    assert printer.connections == 2


def test_switched_off_and_on_it_keeps_its_port(printer: VirtualPrinter) -> None:
    port = printer.port
    printer.misbehave(Fault.REFUSES)
    with pytest.raises(ConnectionRefusedError):
        call(printer)
    printer.misbehave(Fault.NONE)
    assert printer.port == port
    with call(printer) as connection:
        connection.sendall(ONE)
        assert printer.wait_for(lambda it: len(it.papers) == 1)


def test_switched_off_it_drops_its_caller(printer: VirtualPrinter) -> None:
    with call(printer) as connection:
        connection.sendall(ONE)
        assert printer.wait_for(lambda it: len(it.papers) == 1)
        printer.misbehave(Fault.REFUSES)
        assert connection.recv(1) == b""


def test_it_hangs_up(printer: VirtualPrinter) -> None:
    printer.misbehave(Fault.HANGS_UP)
    with call(printer) as connection:
        assert connection.recv(1) == b""


def test_it_takes_nothing_when_it_never_reads(printer: VirtualPrinter) -> None:
    printer.misbehave(Fault.NEVER_READS)
    with call(printer) as connection:
        connection.settimeout(0.2)
        with pytest.raises(TimeoutError):
            connection.sendall(bytes(10_000_000))
    assert printer.papers == ()
    assert printer.connections == 1


def test_without_paper_it_keeps_what_it_got_until_there_is_paper(printer: VirtualPrinter) -> None:
    printer.misbehave(Fault.PAPER_OUT)
    with call(printer) as connection:
        connection.sendall(ONE + b"\x10\x04\x04")
        assert connection.recv(1) == b"\x7e"  # the answer comes after ONE was taken
    assert printer.papers == ()
    printer.misbehave(Fault.NONE)
    assert len(printer.papers) == 1


def test_a_slow_one_gets_it_all_in_the_end(printer: VirtualPrinter) -> None:
    printer.misbehave(Fault.SLOW)
    with call(printer) as connection:
        connection.sendall(b"x" * 1500 + b"\n\x1dV\x00")
        assert printer.wait_for(lambda it: len(it.papers) == 1)
    assert len(printer.papers[0].rows) == 1500 // 42 + 2


@pytest.mark.parametrize(
    ("fault", "answers"),
    [(Fault.NONE, b"\x12\x12\x12"), (Fault.PAPER_OUT, b"\x1a\x32\x7e"), (Fault.PAPER_LOW, b"\x12\x12\x1e")],
)
def test_asked_how_it_is_it_answers(printer: VirtualPrinter, fault: Fault, answers: bytes) -> None:
    printer.misbehave(fault)
    with call(printer) as connection:
        got = b""
        for kind in (1, 2, 4):
            connection.sendall(bytes([0x10, 0x04, kind]))
            got += connection.recv(1)
    assert got == answers


def test_a_port_that_is_taken_is_said_at_the_start(printer: VirtualPrinter) -> None:
    second = VirtualPrinter(printer.port)
    with pytest.raises(OSError, match="in use"):
        second.start()
    second.stop()


def test_a_fault_may_be_chosen_before_the_start() -> None:
    printer = VirtualPrinter()
    printer.misbehave(Fault.HANGS_UP)
    printer.start()
    with call(printer) as connection:
        assert connection.recv(1) == b""
    printer.stop()


def test_an_answer_nobody_waits_for_harms_nothing(printer: VirtualPrinter) -> None:
    connection = call(printer)
    connection.sendall(b"\x10\x04\x01" * 50)
    connection.close()
    with call(printer) as other:
        other.sendall(ONE)
        assert printer.wait_for(lambda it: len(it.papers) == 1)
