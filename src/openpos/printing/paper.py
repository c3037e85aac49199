"""Paper as rows of text runs, and the few ways in which rows are set. Pure."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

CODE_PAGE = "cp858"
"""The only code page OpenPOS prints in: it has all of Swedish, é, ü and €."""
LINE = "─"
"""A rule is a whole row of these."""

# What the code page lacks and a reader would not miss, each sign for one sign so that columns stay where they are.
_STAND_INS = str.maketrans({
    "‘": "'", "’": "'", "‚": ",", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "‹": "<", "›": ">",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "\N{MINUS SIGN}": "-", "…": ".", "⁄": "/",
    "•": "·", "∙": "·", "œ": "o", "Œ": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
})  # fmt: skip


class Align(StrEnum):
    """Where a row stands between the edges."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Run:
    """Signs of one style. `double` is twice as wide and twice as high, as the law's marking words must be."""

    text: str
    bold: bool = False
    double: bool = False

    @property
    def width(self) -> int:
        """In columns."""
        return len(self.text) * (2 if self.double else 1)


@dataclass(frozen=True, slots=True)
class Text:
    """A row of text; no runs make an empty row."""

    runs: tuple[Run, ...] = ()
    align: Align = Align.LEFT

    @property
    def width(self) -> int:
        """In columns."""
        return sum(run.width for run in self.runs)

    @property
    def text(self) -> str:
        """The signs without their styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the paper is cut (or torn)."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture in dots, eight of them a millimetre. `width` is a multiple of 8; `dots` holds the rows from the top,
    eight dots a byte, the leftmost in the highest bit; 1 is black.
    """

    width: int
    height: int
    dots: bytes = field(repr=False)
    align: Align = Align.CENTRE

    def __post_init__(self) -> None:
        if self.width % 8 or len(self.dots) * 8 != self.width * self.height:
            message = f"{len(self.dots)} bytes are no picture of {self.width} by {self.height} dots"
            raise ValueError(message)


class Symbology(StrEnum):
    """How a code is written."""

    CODE_128 = "code 128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a scanner or a telephone reads, in the middle of the paper. `dot` is how many dots the narrowest bar,
    or a square's side, has.
    """

    symbology: Symbology
    content: str
    dot: int


Row = Text | Rule | Cut | Raster | Code
BLANK = Text()


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed in one go, from the first row to the cut."""

    rows: tuple[Row, ...] = ()


def printable(text: str) -> str:
    """The text with only the signs the code page has: control signs go, other missing signs become their plain letter
    or `?`, sign by sign.

    A name with a control sign in it could otherwise open the drawer.
    """
    return "".join(_sign(char) for char in unicodedata.normalize("NFC", text))


def _sign(char: str) -> str:
    if char.isspace():
        return " "
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    apart = unicodedata.normalize("NFKD", char)
    bare = apart[0] if all(unicodedata.combining(mark) for mark in apart[1:]) else char
    for candidate in (char, char.translate(_STAND_INS), bare):
        try:
            candidate.encode(CODE_PAGE)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` signs, broken between words where that can be; at least one row."""
    return _hanging(text, width, 0)


def _hanging(text: str, width: int, hang: int) -> list[str]:
    wide = max(width, hang + 1)
    return textwrap.wrap(printable(text), wide, break_on_hyphens=False, subsequent_indent=" " * hang) or [""]


def left(text: str, columns: int, *, bold: bool = False, hang: int = 0) -> list[Text]:
    """The text from the left edge; `hang` moves its second and later rows in."""
    return [_row(Run(part, bold=bold)) for part in _hanging(text, columns, hang)]


def centred(text: str, columns: int, *, bold: bool = False, double: bool = False) -> list[Text]:
    """The text in the middle of the paper."""
    width = columns // 2 if double else columns
    return [_row(Run(part, bold, double), Align.CENTRE) for part in wrapped(text, width)]


def pair(label: str, value: str, columns: int, *, bold: bool = False, indent: int = 0, hang: int = 0) -> list[Text]:
    """A label at the left edge, moved in by `indent`, and a value at the right.

    The label wraps beside the value, which stands on the label's last row; `hang` moves its second and later rows
    further in. Where that leaves the label less than half of the paper, the value has rows of its own: neither ever
    loses a sign.
    """
    value = printable(value)
    label = printable(label)
    room = columns - indent - len(value)
    if len(label) < room:
        parts = [f"{label:<{room}}{value}"]
    elif room - 2 > columns // 2:
        *rows, last = _hanging(label, room - 2, hang)
        parts = [*rows, f"{last:<{room}}{value}"]
    else:
        parts = _hanging(label, columns - indent, hang)
        parts += [f"{part:>{columns - indent}}" for part in wrapped(value, columns - indent)]
    return [_row(Run((" " * indent + part).rstrip(), bold=bold)) for part in parts]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[Text]:
    """Figures under their heads, all but the first column set to the right.

    Where they don't fit side by side, each row becomes a small list of its own: first cell, then head and figure.
    """
    lines = [[printable(cell) for cell in line] for line in (heads, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    if sum(widths) + 2 * (len(widths) - 1) <= columns:
        share = (columns - widths[0]) // (len(widths) - 1)
        first = columns - share * (len(widths) - 1)
        if max(widths[1:]) + 1 > share:  # equal columns look calm, but need the room
            share, first = 0, columns - sum(width + 2 for width in widths[1:])
        return [
            _row(
                Run(
                    f"{line[0]:<{first}}"
                    + "".join(f"{cell:>{share or width + 2}}" for cell, width in zip(line[1:], widths[1:], strict=True))
                )
            )
            for line in lines
        ]
    found: list[Text] = []
    for line in lines[1:]:
        found += left(f"{lines[0][0]} {line[0]}", columns)
        for head, cell in zip(lines[0][1:], line[1:], strict=True):
            found += pair(head, cell, columns, indent=2)
    return found


def _row(run: Run, align: Align = Align.LEFT) -> Text:
    return Text((run,), align) if run.text else BLANK
