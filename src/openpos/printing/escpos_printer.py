"""ESC/POS receipt printers on the network, their commands by python-escpos."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from openpos.clock import monotonic_s
from openpos.domain.errors import N_, NotDone, Unavailable
from openpos.printing.paper import LINE, Align, Cut, Paper, Rule, Text, printable
from openpos.printing.printer import PrinterState, PrinterStatus

_UNDERWAY = 4096
_END_NOT_TAKEN = (9, 11)  # Linux's numbers of the states LAST-ACK and CLOSING: our end is not acknowledged yet
_FEED_ROWS = 5  # from the printing head to the edge where paper is torn off


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the register waits for a printer, in seconds."""

    connect_s: float = 3.0
    send_s: float = 5.0
    """For a printer that takes no byte at all; one that prints a long paper slowly takes some now and then."""
    job_s: float = 60.0
    """For a whole paper. The longest receipt, 500 lines of two rows, takes a slow printer half of this."""
    farewell_s: float = 0.5
    """For the printer to close its side after the last byte. Many never do."""
    status_s: float = 1.0
    """For each answer to the question how the printer is."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """What one model of printer differs in from another."""

    columns: int = 42
    """Signs of font A on a row: 42 or 48 on 80 mm paper, 32 on 58 mm."""
    code_page: int = 19
    """The number by which this printer knows code page 858: 19 at Epson, 53 on a POS-5890, 4 on a TSP600."""
    cutter: bool = True
    drawer_pin: Literal[2, 5] = 2
    """The pin of the drawer's socket that gets the pulse."""


class NetworkPrinter:
    """An ESC/POS printer that listens on a TCP port, usually 9100. See the port for what the calls promise.

    Each job has a connection of its own, closed when it ends whatever happens: many printers take only one connection,
    and one kept for hours is dead without anyone noticing.
    """

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        kept: Path,
        profile: PrinterProfile = PrinterProfile(),
        patience: Patience = Patience(),
    ) -> None:
        """Opens nothing. `kept` is a folder of the register's own, where python-escpos keeps what it read once."""
        self._address = (host, port)
        self._profile = profile
        self._patience = patience
        self._kept = kept

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        """Blocks at most a minute, as a rule some milliseconds."""
        commands = commands_for(paper, self._profile, open_drawer=open_drawer, kept=self._kept)
        with self._connected() as connection:
            _send(connection, commands, self._patience)

    def status(self) -> PrinterStatus:
        """Blocks at most seven seconds."""
        try:
            with self._connected() as connection:
                connection.settimeout(self._patience.status_s)
                answers = [_answer(connection, kind) for kind in (_PRINTER, _CAUSE, _ROLL)]
        except Unavailable as trouble:
            return PrinterStatus(PrinterState.STOPPED, trouble.title, trouble.advice)
        except OSError:
            return PrinterStatus(PrinterState.SILENT)
        return _status(*answers)

    def _connected(self) -> socket.socket:
        try:
            connection = socket.create_connection(self._address, timeout=self._patience.connect_s)
        except (OSError, UnicodeError) as error:  # a host name that can't be one gives UnicodeError
            raise NotDone(
                "The printer can't be reached.",
                "Check that it is switched on and connected to the network, then print again.",
            ) from error
        # Left alone, the system takes megabytes for a printer that takes nothing, and it would look as if it printed.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNDERWAY)
        return connection


def commands_for(paper: Paper, profile: PrinterProfile, *, open_drawer: bool, kept: Path) -> bytes:
    """The bytes that make a printer of this profile print the paper."""
    printer = _recorder(kept)
    # Whatever the printer was left in is undone, and since that undoes the code page too, it is chosen again each time.
    printer.hw("INIT")
    _raw(printer, b"\x1bt" + bytes([profile.code_page]))
    if open_drawer:
        printer.cashdraw(profile.drawer_pin)
    for row in paper.rows:
        match row:
            case Text():
                printer.set(align="center" if row.align is Align.CENTRE else "left")
                for run in row.runs:
                    printer.set(
                        bold=run.bold,
                        normal_textsize=not run.double,
                        double_width=run.double,
                        double_height=run.double,
                    )
                    # Again, though the layout did it: no name may ever open the drawer.
                    printer.text(printable(run.text))
                printer.text("\n")
            case Rule():
                printer.set(align="left", bold=False, normal_textsize=True)
                printer.text(LINE * profile.columns + "\n")
            case Cut() if profile.cutter:
                printer.cut(feed=False)  # one command that feeds to the knife and cuts
            case Cut():
                printer.print_and_feed(_FEED_ROWS)
    commands: bytes = printer.output
    return commands


def _raw(printer: Any, command: bytes) -> None:
    printer._raw(command)  # noqa: SLF001 - python-escpos has no other way to send a command it can't number itself


def _recorder(kept: Path) -> Any:
    """A printer of python-escpos that only records, with code page 858 forced: left alone it would pick page 15 for a €
    and GB18030 for a whole row with one Chinese sign in it.
    """
    if "escpos.printer" not in sys.modules:
        _import_tidily(kept)
    from escpos.printer import Dummy

    return Dummy(magic_encode_args={"encoding": "CP858", "disabled": True})


def _import_tidily(kept: Path) -> None:
    """Import python-escpos so that it leaves nothing in the folder for temporary files.

    It keeps its printers' table where the environment says, but makes a folder of its own all the same, and never
    removes it.
    """
    kept.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(kept))
    with tempfile.TemporaryDirectory(dir=kept) as passing:
        before, tempfile.tempdir = tempfile.tempdir, passing
        try:
            import escpos.printer  # noqa: F401 - imported for what it does once
        finally:
            tempfile.tempdir = before


def _send(connection: socket.socket, commands: bytes, patience: Patience) -> None:
    connection.settimeout(patience.send_s)
    end = monotonic_s() + patience.job_s
    rest = memoryview(commands)
    try:
        while rest:
            if monotonic_s() > end:
                raise _maybe_printed()
            rest = rest[connection.send(rest) :]
        _part(connection, patience.farewell_s)
    except OSError as error:
        if len(rest) == len(commands):
            raise NotDone(
                "The printer hung up before anything was sent.",
                "Switch it off and on, then print again.",
            ) from error
        raise _maybe_printed() from error


def _part(connection: socket.socket, farewell_s: float) -> None:
    """Say that this was all and listen whether the printer took it. Raises OSError where it certainly did not.

    To leave with an answer of its unread would reset its side, and it might throw away what it hasn't printed yet.
    """
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(farewell_s)
    try:
        while connection.recv(1024):
            pass
    except TimeoutError:
        return  # many printers never close their side; that says nothing about the paper
    if _closed_early(connection):
        message = "the printer closed the connection before the end of the paper"
        raise ConnectionError(message)


def _closed_early(connection: socket.socket) -> bool:
    """Whether the other side, which has closed, did so before it had all. Its close looks the same in both cases, and
    the reset by which it answers late bytes comes a way over the network later; but a close that follows our end
    acknowledges it. Only Linux tells; elsewhere only a reset that has come already is seen.
    """
    if sys.platform == "linux" and connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] in _END_NOT_TAKEN:
        return True
    return connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0


def _maybe_printed() -> Unavailable:
    return Unavailable(
        "The printer stopped taking the paper on the way.",
        "Look whether it came out. Check paper and cover before printing again.",
    )


# -- status: DLE EOT n, answered at once and past the buffer, so that it says how the printer is, not what it printed

_PRINTER, _CAUSE, _ROLL = 1, 2, 4
_SAME_IN_ALL, _SAME = 0b1001_0011, 0b0001_0010
"""The bits that every such answer has in common, and what they are."""


def _answer(connection: socket.socket, kind: int) -> int | None:
    """The status byte, or None where what comes back is none. Raises OSError where nothing comes back."""
    connection.sendall(bytes([0x10, 0x04, kind]))
    answer = connection.recv(1)
    if not answer:
        message = "the printer closed the connection"
        raise ConnectionError(message)
    return answer[0] if answer[0] & _SAME_IN_ALL == _SAME else None


def _status(printer: int | None, cause: int | None, roll: int | None) -> PrinterStatus:
    if printer is None or cause is None or roll is None:
        return PrinterStatus(PrinterState.SILENT)
    if cause & 0b0010_0000 or roll & 0b0110_0000:
        return PrinterStatus(PrinterState.STOPPED, N_("The printer is out of paper."), N_("Put in a new roll."))
    if cause & 0b0000_0100:
        return PrinterStatus(PrinterState.STOPPED, N_("The printer's cover is open."), N_("Close it."))
    if cause & 0b0100_0000 or printer & 0b0000_1000:
        return PrinterStatus(
            PrinterState.STOPPED,
            N_("The printer has stopped."),
            N_("Open and close its cover, or switch it off and on."),
        )
    if roll & 0b0000_1100:
        return PrinterStatus(
            PrinterState.SOON, N_("The printer's paper is nearly at its end."), N_("Have a new roll ready.")
        )
    return PrinterStatus(PrinterState.READY)
