"""Papers written to a file, to a folder, or to a device that the system shows as a file (`/dev/usb/lp0`)."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from openpos.domain.errors import NotDone
from openpos.printing.cable import PATIENCE, Patience, write_some

_FREE_NUMBERS = 1_000_000


class FileCable:
    """A file to which each paper is added, or a folder in which each becomes a file of its own, numbered."""

    def __init__(self, path: Path, *, keep_out: Path | None = None, patience: Patience = PATIENCE) -> None:
        """Nothing is ever written in the folder `keep_out`, the register's own."""
        self._path = path
        self._keep_out = keep_out
        self._patience = patience

    def connect(self) -> FileConnection:
        """Blocks on the disk."""
        if not self._path.is_absolute():
            raise NotDone("No file is chosen for the papers.", "Choose one on the Settings page.")
        if self._keep_out is not None and self._path.resolve().is_relative_to(self._keep_out.resolve()):
            raise NotDone("The register's own folder takes no papers.", "Choose another on the Settings page.")
        try:
            if self._path.is_dir():
                return FileConnection(None, self._path, self._patience)
            # Not in blocking mode: a device without paper would hold the program up for ever.
            mode = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            return FileConnection(os.open(self._path, mode, 0o600), self._path, self._patience)
        except OSError as error:
            raise _not_written() from error


class FileConnection:
    """One paper."""

    def __init__(self, descriptor: int | None, path: Path, patience: Patience) -> None:
        """Without a descriptor `path` is a folder, and the paper's file is made when the first byte comes."""
        self._descriptor = descriptor
        self._path = path
        self._patience = patience

    def send(self, part: memoryview) -> int:
        if self._descriptor is None:
            self._descriptor = _new_file(self._path)
        return write_some(self._descriptor, part, self._patience.send_s)

    def finish(self) -> None:
        """See that it is on disk, where it is a file."""
        if self._descriptor is not None and stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            os.fsync(self._descriptor)

    def ask(self, question: bytes) -> bytes:
        del question
        return b""

    def close(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)


def _new_file(folder: Path) -> int:
    taken = [int(path.stem) for path in folder.glob("*.escpos") if path.stem.isascii() and path.stem.isdigit()]
    for number in range(max(taken, default=0) + 1, _FREE_NUMBERS):
        with suppress(FileExistsError):
            mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return os.open(folder / f"{number:06}.escpos", mode, 0o600)
    message = "the folder is full"
    raise OSError(message)


def _not_written() -> NotDone:
    return NotDone(
        "The file for the papers can't be written.",
        "Check that its folder is there and may be written to, then print again.",
    )
