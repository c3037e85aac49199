"""What the driver needs of the way to a printer, and the sentences about it that are the same for every way."""

from __future__ import annotations

import os
import select
import sys
from dataclasses import dataclass
from typing import Protocol

from openpos.domain.errors import NotDone, Unavailable


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


PATIENCE = Patience()


class Connection(Protocol):
    """An open way to a printer, for one job. All calls block, for no longer than the patience it was made with."""

    def send(self, part: memoryview) -> int:
        """Hand over the beginning of these bytes and return how many, at least one. Raises OSError, TimeoutError among
        them, where none was taken, or where nobody can tell how many were.
        """

    def finish(self) -> None:
        """All was sent: wait for what the way itself still holds. Raises OSError where not all of it arrived."""

    def ask(self, question: bytes) -> bytes:
        """Ask the printer and return its answer's beginning; nothing where this way brings no answers. Raises OSError
        where none comes.
        """

    def close(self) -> None:
        """Give everything back, whatever state it is in. Never raises."""


class Cable(Protocol):
    """The way to one printer: network, USB, serial, the spooler of Windows, or a file."""

    def connect(self) -> Connection:
        """Open it for one job. Blocks. Raises NotDone where that can't be, and then holds nothing open."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A printer, or a place for one, that was found at this computer."""

    value: str
    """What the settings call it."""
    name: str
    """What a person may know it by; the device's own words, cleaned."""

    @property
    def label(self) -> str:
        """The name, with what the settings call it where it does not say so."""
        return self.name if self.value in self.name else f"{self.name}  ({self.value})"


def maybe_printed() -> Unavailable:
    """The paper went off but may not have arrived, or not all of it."""
    return Unavailable(
        "The printer stopped taking the paper on the way.",
        "Look whether it came out. Check paper and cover before printing again.",
    )


def hung_up() -> NotDone:
    """The printer went away before it had anything that it prints."""
    return NotDone("The printer hung up before anything was sent.", "Switch it off and on, then print again.")


def write_some(descriptor: int, part: memoryview, send_s: float) -> int:
    """Write what a device that is not in blocking mode takes now, waiting until it takes something. Raises OSError."""
    if sys.platform != "win32" and not select.select([], [descriptor], [], send_s)[1]:
        raise TimeoutError
    return os.write(descriptor, part)
