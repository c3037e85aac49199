"""What models of receipt printers differ in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


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
    codes: bool = True
    """Whether it draws barcodes and QR codes itself (`GS k`, `GS ( k`); else it is sent their dots."""
    drawer_ms: int = 100
    """How long the pulse is, in milliseconds; a lock that is stiff needs longer."""


EPSON = PrinterProfile()
PROFILES: Mapping[str, PrinterProfile] = MappingProxyType(
    {
        "epson": EPSON,
        "star": PrinterProfile(columns=48, code_page=4, codes=False, drawer_ms=200),
        "pos5890": PrinterProfile(columns=32, code_page=53, cutter=False, codes=False),
        "generic": PrinterProfile(columns=48, codes=False),
    }
)
"""By the name in the settings: an Epson TM (TM-T88 and its like), a Star TSP set to ESC/POS, a POS-5890 or another
small one for 58 mm, and what most others are like. Code pages from python-escpos' table of printers.
"""
