"""The driver of ESC/POS receipt printers, the same whichever way the bytes take."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from openpos.clock import monotonic_s
from openpos.domain.errors import N_, Unavailable
from openpos.printing.cable import PATIENCE, Cable, Connection, Patience, hung_up, maybe_printed
from openpos.printing.commands import HARMLESS, QUESTIONS, commands_for, status_of
from openpos.printing.paper import Paper
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.profiles import EPSON, PrinterProfile

_AWAY = N_("Printer: away")


class EscPosPrinter:
    """An ESC/POS printer at the end of a cable. See the port for what the calls promise.

    Each job has a connection of its own, closed when it ends whatever happens: many printers take only one connection,
    and one kept for hours is dead without anyone noticing.
    """

    def __init__(
        self,
        cable: Cable,
        *,
        kept: Path,
        profile: PrinterProfile = EPSON,
        patience: Patience = PATIENCE,
    ) -> None:
        """Opens nothing. `kept` is a folder of the register's own, where python-escpos keeps what it read once."""
        self._cable = cable
        self._profile = profile
        self._patience = patience
        self._kept = kept

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        """Blocks as long as its patience for a job, as a rule some milliseconds."""
        commands = commands_for(paper, self._profile, open_drawer=open_drawer, kept=self._kept)
        with closing(self._cable.connect()) as connection:
            _send(connection, commands, self._patience)

    def status(self) -> PrinterStatus:
        """Blocks at most seven seconds."""
        try:
            with closing(self._cable.connect()) as connection:
                return status_of(tuple(connection.ask(question) for question in QUESTIONS))
        except Unavailable as trouble:
            return PrinterStatus(PrinterState.STOPPED, trouble.title, trouble.advice, _AWAY)
        except OSError:
            return PrinterStatus(PrinterState.SILENT)


def _send(connection: Connection, commands: bytes, patience: Patience) -> None:
    """Send all of it. What prints nothing goes first and alone, so that a way that is dead is found out before anything
    can have been printed.
    """
    end = monotonic_s() + patience.job_s
    every, sent = memoryview(commands), 0
    try:
        while sent < len(every):
            if monotonic_s() > end:
                raise maybe_printed()
            sent += connection.send(every[sent:HARMLESS] if sent < HARMLESS else every[sent:])
        connection.finish()
    except OSError as error:
        raise (hung_up() if sent < HARMLESS else maybe_printed()) from error
