"""What the print queue needs of a printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from openpos.printing.paper import Paper


class PrinterState(StrEnum):
    """How the printer is."""

    READY = "ready"
    SOON = "soon"
    """It prints, but the roll is nearly at its end."""
    STOPPED = "stopped"
    """It prints nothing until a person has mended it."""
    SILENT = "silent"
    """It can be reached but says nothing of itself, as many printers do."""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """The printer's state with the words for it (English source text, or nothing when all is well)."""

    state: PrinterState
    title: str = ""
    advice: str = ""
    short: str = ""
    """The same in two or three words, for a narrow place."""


class ReceiptPrinter(Protocol):
    """A receipt printer with a cash drawer plugged into it. All calls block, as a rule for milliseconds, at most for
    a minute (on a slow serial port four); printing lane only.

    There is no `find`: a printer can't be asked what it printed, so a job that may have been printed is never sent
    again by the program itself.
    """

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        """Send one paper, after the pulse that opens the drawer where asked for; no rows send the pulse alone.

        Returning means that the printer's connection took every byte, not that the paper came out. Raises NotDone where
        certainly nothing was printed and Unavailable where something may have been.
        """

    def status(self) -> PrinterStatus:
        """How the printer is now. Never raises. Not to be asked between a payment and its receipt: it takes time."""
