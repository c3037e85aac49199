"""ESC/POS: papers as bytes, written by python-escpos, and what a printer answers when asked how it is."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from openpos.domain.errors import N_
from openpos.printing.codes import BARS_HIGH, in_dots, parts
from openpos.printing.paper import LINE, Align, Code, Cut, Paper, Raster, Rule, Symbology, Text, printable
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.profiles import PrinterProfile

HARMLESS = 5
"""So many bytes at the beginning of all commands set the printer up and print nothing: a connection that breaks within
them has certainly done nothing.
"""
_FEED_ROWS = 5  # from the printing head to the edge where paper is torn off
_DLE = "\x10"
"""Begins what a printer does at once, opening the drawer too, even where it stands among a barcode's digits as 16."""
_QR_MEDIUM = 1  # how much of a code may be lost: as in what is drawn here
_STRIPE = 64  # rows of a picture sent in one command: cheap printers have little room for one


def commands_for(paper: Paper, profile: PrinterProfile, *, open_drawer: bool, kept: Path) -> bytes:
    """The bytes that make a printer of this profile print the paper."""
    printer = _recorder(kept)
    # Whatever the printer was left in is undone, and since that undoes the code page too, it is chosen again each time.
    printer.hw("INIT")
    _raw(printer, b"\x1bt" + bytes([profile.code_page]))
    if open_drawer:
        pulse = profile.drawer_ms // 2  # told in units of two milliseconds, at most 255 of them
        _raw(printer, b"\x1bp" + bytes([0 if profile.drawer_pin == 2 else 1, pulse, pulse]))  # noqa: PLR2004 - the pin
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
            case Raster():
                printer.set(align="center" if row.align is Align.CENTRE else "left")
                _draw(printer, row)
            case Code():
                printer.set(align="center")
                if not (profile.codes and _encode(printer, row)):
                    _draw(printer, in_dots(row))
            case Cut() if profile.cutter:
                printer.cut(feed=False)  # one command that feeds to the knife and cuts
            case Cut():
                printer.print_and_feed(_FEED_ROWS)
    commands: bytes = printer.output
    return commands


def _raw(printer: Any, command: bytes) -> None:
    printer._raw(command)  # noqa: SLF001 - python-escpos has no other way to send a command it can't number itself


def _draw(printer: Any, picture: Raster) -> None:
    """Send the dots as they are: python-escpos would open the picture once more and dither it its own way."""
    wide = picture.width // 8
    for top in range(0, picture.height, _STRIPE):
        stripe = picture.dots[top * wide : (top + _STRIPE) * wide]
        high = len(stripe) // wide
        _raw(printer, b"\x1dv0\x00" + wide.to_bytes(2, "little") + high.to_bytes(2, "little") + stripe)


def _encode(printer: Any, code: Code) -> bool:
    """Have the printer draw it, and tell whether it can. The text is a row of its own: what printers write below bars
    differs.
    """
    if code.symbology is Symbology.QR:
        printer.qr(code.content, ec=_QR_MEDIUM, size=code.dot, native=True)
        return True
    signs, digits = parts(code.content)
    pairs = "".join(chr(int(digits[place : place + 2])) for place in range(0, len(digits), 2))
    if _DLE in pairs:
        return False
    content = (f"{{B{signs}" if signs else "") + (f"{{C{pairs}" if pairs else "")
    # Not `barcode`, which writes on standard output which way it goes.
    printer._hw_barcode(  # noqa: SLF001
        content, "CODE128", height=BARS_HIGH, width=code.dot, pos="OFF", align_ct=False, function_type="B"
    )
    return True


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


# -- status: DLE EOT n, answered at once and past the buffer, so that it says how the printer is, not what it printed

QUESTIONS = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""How the printer is, why it is offline, and how its roll is. Each is answered by one byte."""
_SAME_IN_ALL, _SAME = 0b1001_0011, 0b0001_0010
"""The bits that every such answer has in common, and what they are."""


def status_of(answers: tuple[bytes, ...]) -> PrinterStatus:
    """What the printer said to QUESTIONS, in words; SILENT where an answer is missing or is none."""
    if any(not answer or answer[0] & _SAME_IN_ALL != _SAME for answer in answers):
        return PrinterStatus(PrinterState.SILENT)
    printer, cause, roll = (answer[0] for answer in answers)
    if cause & 0b0010_0000 or roll & 0b0110_0000:
        return PrinterStatus(
            PrinterState.STOPPED,
            N_("The printer is out of paper."),
            N_("Put in a new roll."),
            N_("Printer: no paper"),
        )
    if cause & 0b0000_0100:
        return PrinterStatus(
            PrinterState.STOPPED, N_("The printer's cover is open."), N_("Close it."), N_("Printer: cover open")
        )
    if cause & 0b0100_0000 or printer & 0b0000_1000:
        return PrinterStatus(
            PrinterState.STOPPED,
            N_("The printer has stopped."),
            N_("Open and close its cover, or switch it off and on."),
            N_("Printer: stopped"),
        )
    if roll & 0b0000_1100:
        return PrinterStatus(
            PrinterState.SOON,
            N_("The printer's paper is nearly at its end."),
            N_("Have a new roll ready."),
            N_("Printer: paper low"),
        )
    return PrinterStatus(PrinterState.READY)
