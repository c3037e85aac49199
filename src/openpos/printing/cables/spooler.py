"""The print queues of Windows. What is handed over there counts as sent: Windows prints it when it can.

Windows is called by itself: python-escpos' own way needs a package more and does not look at how much was taken.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from ctypes import byref, c_char_p, c_ulong, c_void_p, c_wchar_p
from typing import Any

from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone
from openpos.printing.cable import Attached

_JOB_NAME = "OpenPOS"
_PIECE = 16_384
_LOCAL_AND_CONNECTED = 0x2 | 0x4  # PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS
_LONGEST_NAME = 220


class _Document(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (("name", c_wchar_p), ("output", c_wchar_p), ("kind", c_wchar_p))


class _Printer(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (("name", c_wchar_p), ("server", c_wchar_p), ("attributes", c_ulong))


def winspool() -> Any:
    """The library of Windows; None on another system."""
    if sys.platform == "win32":
        return ctypes.WinDLL("winspool.drv", use_last_error=True)
    return None


class SpoolerCable:
    """A print queue of Windows, by its name."""

    def __init__(self, name: str, *, library: Any = None) -> None:
        """`library` has the functions of winspool.drv; without one Windows' own is taken."""
        self._name = name
        self._library = library

    def connect(self) -> SpoolerConnection:
        """Blocks for as long as Windows takes to begin a job, some milliseconds."""
        library = self._library or winspool()
        if library is None:
            raise NotDone("Only Windows has such print queues.", "Choose another kind of printer on the Settings page.")
        if not self._name:
            raise NotDone("No printer of Windows is chosen.", "Choose one on the Settings page.")
        handle = c_void_p()
        if not library.OpenPrinterW(c_wchar_p(self._name), byref(handle), None):
            raise _not_there()
        if library.StartDocPrinterW(handle, 1, byref(_Document(_JOB_NAME, None, "RAW"))) <= 0:
            library.ClosePrinter(handle)
            raise _not_there()
        return SpoolerConnection(library, handle)


class SpoolerConnection:
    """One job in the queue. Windows starts printing it when it is ended."""

    def __init__(self, library: Any, handle: c_void_p) -> None:
        self._library = library
        self._handle = handle
        self._ended = False

    def send(self, part: memoryview) -> int:
        taken, piece = c_ulong(0), bytes(part[:_PIECE])
        if not self._library.WritePrinter(self._handle, c_char_p(piece), len(piece), byref(taken)) or not taken.value:
            message = "the print queue took nothing"
            raise OSError(message)
        return taken.value

    def finish(self) -> None:
        """End the job, which lets it go."""
        if not self._library.EndDocPrinter(self._handle):
            message = "the print queue did not end the job"
            raise OSError(message)
        self._ended = True

    def ask(self, question: bytes) -> bytes:
        del question
        return b""

    def close(self) -> None:
        with suppress(OSError):
            if not self._ended:  # or Windows would print the half of a paper
                self._library.AbortPrinter(self._handle)
            self._library.ClosePrinter(self._handle)


def windows_printers(library: Any = None) -> tuple[Attached, ...]:
    """The print queues of this computer; none on another system than Windows. Blocks for some milliseconds."""
    library = library or winspool()
    if library is None:
        return ()
    needed, number = c_ulong(0), c_ulong(0)
    library.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, None, 0, byref(needed), byref(number))
    room = ctypes.create_string_buffer(max(needed.value, 1))
    if not library.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, room, needed, byref(needed), byref(number)):
        return ()
    printers = (_Printer * number.value).from_buffer(room)
    return tuple(Attached(printer.name, plain_text(printer.name, _LONGEST_NAME)) for printer in printers)


def _not_there() -> NotDone:
    return NotDone(
        "Windows has no such printer now.", "Look under Printers in Windows' settings for its name, then print again."
    )
