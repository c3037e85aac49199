"""Codes on paper that a scanner or a telephone reads: of bars or squares, as large as fits. Pure.

A printer that knows codes draws them itself; for others, for the screen and for files they are drawn here.
"""

from __future__ import annotations

import re

from openpos.printing.paper import Code, Raster, Symbology
from openpos.printing.qr import QUIET, qr_squares

DOTS_A_COLUMN = 12
BARS_HIGH = 80
"""A centimetre, in dots: a scanner held by hand meets it at once."""
_BARS_QUIET = 10
"""So many light modules must be left and right of the bars (ISO/IEC 15417)."""
_MODULES, _STOP_MODULES = 11, 13
_START_B, _START_C, _TO_C, _STOP = 104, 105, 99, 106
_BAR_DOTS = (3, 2)
"""Narrower bars than two dots no thermal head prints well."""
_SQUARE_DOTS = (7, 6, 5, 4, 3)
"""At most so many that an empty row is all the light that must be above and below: 4 of 7 dots."""
_WIDEST_QR = 0.6
"""Of the paper: a telephone is held further away from a larger one, and it costs paper."""

# ISO/IEC 15417: the widths of bar, gap, bar, gap, bar, gap of the values 0 to 105, and of the stop with its last bar.
_TABLE = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
"""
_WIDTHS = _TABLE.split()


def bars(content: str, columns: int) -> Code | None:
    """This text, printable ASCII, as Code 128 in bars as wide as fit; None where the paper is too narrow for it."""
    modules = _MODULES * (len(_values(content)) + 1) + _STOP_MODULES + 2 * _BARS_QUIET  # one more value checks them
    dot = next((dot for dot in _BAR_DOTS if modules * dot <= columns * DOTS_A_COLUMN), None)
    return None if dot is None else Code(Symbology.CODE_128, content, dot)


def squares(content: str, columns: int) -> Code:
    """This text as a QR code of a size that a telephone reads from a hand's breadth away; an empty row belongs above
    and below it. Raises ValueError for more than 500 bytes.
    """
    side = len(qr_squares(content)) + 2 * QUIET
    widest = columns * DOTS_A_COLUMN * _WIDEST_QR
    return Code(Symbology.QR, content, next((dot for dot in _SQUARE_DOTS if side * dot <= widest), _SQUARE_DOTS[-1]))


def parts(content: str) -> tuple[str, str]:
    """The text in two: what is written sign by sign, and the digits at its end that are written two by two."""
    tail = re.search(r"(?:[0-9]{2})*\Z", content)
    digits = tail[0] if tail and len(tail[0]) >= len("1234") else ""
    return content.removesuffix(digits) if digits else content, digits


def modules(code: Code) -> tuple[tuple[bool, ...], ...]:
    """The code's rows of modules, dark ones true, without the light ones round it; bars are a single row."""
    if code.symbology is Symbology.QR:
        return qr_squares(code.content)
    values = _values(code.content)
    checked = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    widths = "".join(_WIDTHS[value] for value in (*values, checked, _STOP))
    return (tuple(place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width))),)


def size_of(code: Code) -> tuple[int, int]:
    """How wide and how high it is, in dots."""
    rows = modules(code)
    return len(rows[0]) * code.dot, len(rows) * code.dot if code.symbology is Symbology.QR else BARS_HIGH


def in_dots(code: Code) -> Raster:
    """The code as a picture."""
    (wide, high), rows = size_of(code), modules(code)
    width = -(-wide // 8) * 8
    return Raster(width, high, b"".join(_line(row, code.dot, width) * (high // len(rows)) for row in rows))


def _line(row: tuple[bool, ...], dot: int, width: int) -> bytes:
    dark = "".join(("1" if module else "0") * dot for module in row)
    margin = (width - len(dark)) // 2
    return int(f"{'0' * margin}{dark}".ljust(width, "0"), 2).to_bytes(width // 8, "big")


def _values(content: str) -> list[int]:
    """The values of Code 128, the start among them, without the one that checks them."""
    signs, digits = parts(content)
    pairs = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    if not signs:
        return [_START_C, *pairs]
    return [_START_B, *(ord(sign) - ord(" ") for sign in signs), *([_TO_C, *pairs] if pairs else ())]
