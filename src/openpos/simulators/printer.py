"""A receipt printer in software: listens on a TCP port, understands ESC/POS and hands out the paper it was sent.

Its decoder is its own, so that it can tell when the register sends the wrong thing. It knows what receipt printers of
every make know, code pages included: they begin on page 437, and forget the chosen one when they are initialised.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from enum import StrEnum

from openpos.clock import monotonic_s
from openpos.printing.paper import LINE, Align, Code, Cut, Paper, Raster, Row, Rule, Run, Symbology, Text

CODE_PAGES: Mapping[int, str] = {0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 16: "cp1252", 17: "cp866",
                                 18: "cp852", 19: "cp858"}  # fmt: skip
"""The numbers that printers of Epson's kind give their code pages."""

_EOT, _DLE, _ESC, _GS = 0x04, 0x10, 0x1B, 0x1D
_DOTS_A_COLUMN = 12
_BUFFER = 4096
_SIP = 256
_SIP_S = 0.002


class Fault(StrEnum):
    """How the printer misbehaves."""

    NONE = "none"
    REFUSES = "refuses"
    """Nobody listens: as when it is switched off."""
    NEVER_READS = "never reads"
    """Takes the connection and then nothing from it."""
    HANGS_UP = "hangs up"
    """Closes each connection as soon as it has it."""
    PAPER_OUT = "paper out"
    """Takes what its buffer holds and prints it once there is paper again, whoever sent it."""
    SLOW = "slow"
    """Takes a little at a time."""
    PAPER_LOW = "paper low"
    """Prints, and says that the roll is nearly at its end."""
    COVER_OPEN = "cover open"
    """Prints nothing, like one without paper, and says why."""
    DIES = "dies"
    """Is gone in the middle of a paper, and does not come back by itself."""
    SILENT = "silent"
    """Prints, but answers nothing when asked how it is."""


_STOPPED = frozenset({Fault.PAPER_OUT, Fault.COVER_OPEN})


class EscPosDecoder:
    """Turns the bytes a printer gets into papers. Commands may be split between two pieces of bytes."""

    def __init__(
        self,
        *,
        columns: int = 42,
        code_pages: Mapping[int, str] = CODE_PAGES,
        on_paper: Callable[[Paper], None],
        on_drawer: Callable[[int], None],
        on_question: Callable[[int], None],
    ) -> None:
        self.unknown: list[bytes] = []
        """Commands this printer doesn't know. There should be none."""
        self._columns = columns
        self._code_pages = code_pages
        self._on_paper = on_paper
        self._on_drawer = on_drawer
        self._on_question = on_question
        self._rows: list[Row] = []
        self._initialise()
        self._machine = self._read()
        next(self._machine)

    def feed(self, received: bytes) -> None:
        """Take the next bytes; the callbacks are called from within."""
        for byte in received:
            self._machine.send(byte)

    def end(self) -> None:
        """The sender is gone: what stands on the paper without a cut is handed out as it is."""
        if self._runs:
            self._line_feed()
        if self._rows:
            self._hand_out()
        self._machine = self._read()  # a command cut short is forgotten
        next(self._machine)

    def _initialise(self) -> None:
        self._page = self._code_pages.get(0, "cp437")
        self._bold = self._wide = self._high = False
        self._align = Align.LEFT
        self._runs: list[Run] = []
        self._bar_width, self._bars_told, self._square, self._qr = 3, 0, 3, b""

    def _read(self) -> Generator[None, int, None]:
        while True:
            byte = yield
            if byte == ord("\n"):
                self._line_feed()
            elif byte == _DLE:
                kind = yield
                number = yield
                if kind == _EOT:
                    self._on_question(number)
                else:
                    self._unknown(byte, kind, number)
            elif byte == _ESC:
                yield from self._escape()
            elif byte == _GS:
                yield from self._group()
            elif byte >= ord(" "):
                self._write(bytes([byte]).decode(self._page, "replace"))
            elif byte != ord("\r"):
                self._unknown(byte)

    def _escape(self) -> Generator[None, int, None]:
        command = yield
        if command == ord("@"):
            self._initialise()
            return
        number = yield
        match chr(command):
            case "t":
                page = self._code_pages.get(number)
                if page is None:
                    self._unknown(_ESC, command, number)
                else:
                    self._page = page
            case "!":
                self._bold, self._high, self._wide = bool(number & 8), bool(number & 16), bool(number & 32)
            case "E":
                self._bold = bool(number & 1)
            case "a":
                self._align = Align.CENTRE if number in b"\x011" else Align.LEFT
            case "p":
                yield
                yield
                self._on_drawer(2 if number in b"\x000" else 5)
            case "d":
                for _ in range(number):
                    self._line_feed()
            case _:
                self._unknown(_ESC, command, number)

    def _group(self) -> Generator[None, int, None]:
        command = yield
        number = yield
        match chr(command):
            case "v":
                yield from self._raster(number)
            case "k":
                yield from self._barcode(number)
            case "(":
                yield from self._two_dimensional(number)
            case "w":
                self._bar_width = number
            case "H":
                self._bars_told = number
            case "h" | "f":
                pass  # how high the bars are, and in which letters their text would be, shows in no row
            case "!":
                self._wide, self._high = bool(number & 0x70), bool(number & 0x07)
            case "V":
                if number in b"AB":
                    yield  # how far to feed
                if self._runs:
                    self._line_feed()
                self._rows.append(Cut())
                self._hand_out()
            case _:
                self._unknown(_GS, command, number)

    def _raster(self, kind: int) -> Generator[None, int, None]:
        """GS v 0: a picture, or the next stripe of one."""
        sizes = []
        for _ in range(5):
            sizes.append((yield))  # noqa: PERF401 - a comprehension can't yield
        mode, *low_high = sizes
        wide, height = low_high[0] + 256 * low_high[1], low_high[2] + 256 * low_high[3]
        dots = bytearray()
        for _ in range(wide * height):
            dots.append((yield))
        if kind != ord("0") or mode not in b"\x000" or self._runs or wide * 8 > self._columns * _DOTS_A_COLUMN:
            self._unknown(_GS, ord("v"), kind, *sizes)
            return
        before = self._rows[-1] if self._rows else None
        if isinstance(before, Raster) and (before.width, before.align) == (wide * 8, self._align):
            self._rows[-1] = Raster(wide * 8, before.height + height, before.dots + dots, self._align)
        elif dots:
            self._rows.append(Raster(wide * 8, height, bytes(dots), self._align))

    def _barcode(self, kind: int) -> Generator[None, int, None]:
        """GS k: a Code 128 of sets B and C, the only one that the register sends. A real printer prints nothing of one
        that is wider than its paper, and takes a DLE for the beginning of a command even here.
        """
        length = yield
        received = bytearray()
        for _ in range(length):
            received.append((yield))
        content, values, name = "", 0, ""
        place = 0
        while place < length:
            if received[place] == ord("{") and place + 1 < length:
                name = chr(received[place + 1])
                place += 2
            else:
                content += f"{received[place]:02}" if name == "C" else chr(received[place])
                place += 1
            values += 1
        wide = (11 * (values + 1) + 13) * self._bar_width
        told = self._bars_told in b"\x000"
        fits = wide <= self._columns * _DOTS_A_COLUMN
        if kind != ord("I") or not told or self._runs or not fits or _DLE in received:
            self._unknown(_GS, ord("k"), kind, length, *received)
        else:
            self._rows.append(Code(Symbology.CODE_128, content, self._bar_width))

    def _two_dimensional(self, function: int) -> Generator[None, int, None]:
        """GS ( k: a QR code, its size and content told before it is asked for."""
        low = yield
        high = yield
        told = bytearray()
        for _ in range(low + 256 * high):
            told.append((yield))
        match chr(function), told[:2]:
            case "k", b"1A" | b"1E":
                pass  # which model, and how much of it may be lost
            case "k", b"1C" if len(told) == len("1Cn"):
                self._square = told[2]
            case "k", b"1P":
                self._qr = bytes(told[3:])
            case "k", b"1Q" if self._qr and not self._runs:
                self._rows.append(Code(Symbology.QR, self._qr.decode(), self._square))
            case _:
                self._unknown(_GS, ord("("), function, low, high, *told)

    def _write(self, char: str) -> None:
        double = self._wide and self._high
        width = 2 if self._wide else 1
        if sum(run.width for run in self._runs) + width > self._columns:
            self._line_feed()
        last = self._runs[-1] if self._runs else None
        if last is not None and (last.bold, last.double) == (self._bold, double):
            self._runs[-1] = Run(last.text + char, last.bold, last.double)
        else:
            self._runs.append(Run(char, self._bold, double))

    def _line_feed(self) -> None:
        row: Row = Text(tuple(self._runs), self._align)
        if row == Text((Run(LINE * self._columns),)):
            row = Rule()
        self._rows.append(row)
        self._runs = []

    def _hand_out(self) -> None:
        paper = Paper(tuple(self._rows))
        self._rows = []
        self._on_paper(paper)

    def _unknown(self, *command: int) -> None:
        self.unknown.append(bytes(command))


class VirtualPrinter:
    """A network printer on this machine, with a cash drawer. Takes one connection at a time, as many printers do.

    `start` and `stop` are called by its owner. `on_paper` and `on_drawer` (the drawer's pulse) are called on the
    printer's own thread, so a screen must carry the news over to its own.
    """

    def __init__(
        self,
        port: int = 0,
        on_paper: Callable[[Paper], None] | None = None,
        *,
        on_drawer: Callable[[], None] | None = None,
        columns: int = 42,
        code_pages: Mapping[int, str] = CODE_PAGES,
    ) -> None:
        """Nothing listens before `start`. Port 0 takes a free one, which `port` then tells."""
        self.port = port
        self._on_paper = on_paper
        self._on_drawer = on_drawer
        self._changed = threading.Condition()
        self._fault = Fault.NONE
        self._behaves = Fault.NONE
        self._stopping = False
        self._papers: list[Paper] = []
        self._unprinted: list[Paper] = []
        self._kicks: list[int] = []
        self._connections = 0
        self._decoder = EscPosDecoder(
            columns=columns,
            code_pages=code_pages,
            on_paper=self._finished,
            on_drawer=self._kicked,
            on_question=self._asked,
        )
        self._listener: socket.socket | None = None
        self._caller: socket.socket | None = None
        self._buffered = 0
        self._dead = False
        self._next_sip = 0.0
        self._thread: threading.Thread | None = None

    # -- what its owner does and sees; any thread

    def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        self._stopping = False
        self._listen()
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="virtual printer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Hang up and end the thread. Blocks a moment."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        with self._changed:
            self._stopping = True
        self._wake.send(b"!")
        thread.join()
        self._wake.close()
        self._woken.close()

    def misbehave(self, fault: Fault) -> None:
        """Begin a fault, or end it with `Fault.NONE`; when this returns the printer behaves so. Blocks a moment."""
        with self._changed:
            self._fault = fault
            if self._thread is None:
                return
            self._wake.send(b"!")
            self._changed.wait_for(lambda: self._behaves is fault)

    def wait_for(self, there: Callable[[VirtualPrinter], bool], timeout_s: float = 5.0) -> bool:
        """Wait until `there` holds, looked at after each event; False when the time is up. Blocks."""
        with self._changed:
            return self._changed.wait_for(lambda: there(self), timeout_s)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Everything it printed."""
        with self._changed:
            return tuple(self._papers)

    @property
    def drawer_kicks(self) -> tuple[int, ...]:
        """The pin of each pulse the drawer got."""
        with self._changed:
            return tuple(self._kicks)

    @property
    def connections(self) -> int:
        """How many connections it took."""
        with self._changed:
            return self._connections

    @property
    def unknown(self) -> tuple[bytes, ...]:
        """Commands it got and did not know."""
        return tuple(self._decoder.unknown)

    # -- the printer's own thread

    def _run(self) -> None:
        while not self._stopping:
            fault = self._take_up_fault()
            waiting = [self._woken]
            timeout = None
            if self._caller is None:
                waiting += [self._listener] if self._listener else []
            elif fault is Fault.SLOW and monotonic_s() < self._next_sip:
                timeout = max(self._next_sip - monotonic_s(), 0.0)
            elif fault is not Fault.NEVER_READS and not (fault in _STOPPED and self._buffered >= _BUFFER):
                waiting.append(self._caller)
            ready, _, _ = select.select(waiting, [], [], timeout)
            if self._woken in ready:
                self._woken.recv(64)
            elif ready:
                self._take_call(fault) if self._caller is None else self._take_bytes(fault)
        self._hang_up()
        self._close_listener()

    def _take_up_fault(self) -> Fault:
        with self._changed:
            fault = self._fault
        if fault is Fault.REFUSES or (fault is Fault.DIES and self._dead):
            self._hang_up()
            self._close_listener()
        elif self._listener is None:
            self._listen()
        if fault is Fault.HANGS_UP:
            self._hang_up()
        if fault not in _STOPPED:
            self._buffered = self._buffered if fault is Fault.DIES else 0
            unprinted, self._unprinted = self._unprinted, []
            for paper in unprinted:
                self._print(paper)
        with self._changed:
            self._behaves = fault
            self._changed.notify_all()
        return fault

    def _listen(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        # As little room as a printer has, so that a full one is felt by the sender.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        self.port = self._listener.getsockname()[1]

    def _close_listener(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _take_call(self, fault: Fault) -> None:
        if self._listener is None:
            return
        try:
            self._caller, _ = self._listener.accept()
        except OSError:  # who called may be gone
            return
        with self._changed:
            self._connections += 1
            self._changed.notify_all()
        if fault is Fault.HANGS_UP:
            self._hang_up()

    def _take_bytes(self, fault: Fault) -> None:
        if self._caller is None:
            return
        try:
            received = self._caller.recv(_SIP if fault is Fault.SLOW else _BUFFER)
        except OSError:  # the sender broke off
            received = b""
        self._next_sip = monotonic_s() + _SIP_S
        self._buffered += len(received)
        self._decoder.feed(received)
        self._dead = fault is Fault.DIES and self._buffered >= _BUFFER
        if not received or self._dead:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._caller is not None:
            self._caller.close()
            self._caller = None
            self._decoder.end()

    def _finished(self, paper: Paper) -> None:
        if self._fault in _STOPPED:
            self._unprinted.append(paper)
        else:
            self._print(paper)

    def _print(self, paper: Paper) -> None:
        with self._changed:
            self._papers.append(paper)
            self._changed.notify_all()
        if self._on_paper is not None:
            self._on_paper(paper)

    def _kicked(self, pin: int) -> None:
        with self._changed:
            self._kicks.append(pin)
            self._changed.notify_all()
        if self._on_drawer is not None:
            self._on_drawer()

    def _asked(self, kind: int) -> None:
        """Answer DLE EOT, the question how the printer is (see the driver for the bits)."""
        if self._caller is None or self._fault is Fault.SILENT:
            return
        out, low, cover = (self._fault is fault for fault in (Fault.PAPER_OUT, Fault.PAPER_LOW, Fault.COVER_OPEN))
        bits = {1: 0b1000 * (out or cover), 2: 0b10_0000 * out | 0b100 * cover, 4: 0b110_1100 * out or 0b1100 * low}
        with suppress(OSError):  # who asked may be gone
            self._caller.send(bytes([0b0001_0010 | bits.get(kind, 0)]))
