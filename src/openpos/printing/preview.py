"""Paper as a picture, dot by dot as a thermal printer would burn it, and as plain text."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from openpos.paths import shipped
from openpos.printing.codes import in_dots, size_of
from openpos.printing.paper import LINE, Align, Code, Cut, Paper, Raster, Row, Rule, Run, Text

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# The dots of a printer with 8 dots a millimetre: font A is 12 by 24 dots and its rows stand 30 dots apart.
_CELL = 12
_ROW = 30
_FONT_SIZE = 20  # makes every sign of the font 12 dots wide
_BASELINE = 24
_SIDE = 28
_TOP = 36
_TOOTH = 8

_PAPER = (252, 251, 247)
_INK = (34, 33, 38)
_EDGE = (214, 212, 205)
_BEHIND = (255, 255, 255, 0)


def paper_png(paper: Paper, columns: int) -> bytes:
    """The paper as a PNG file with transparent surroundings. `columns` is the printer's: 42 or 48 (80 mm), 32 (58 mm).

    Takes some milliseconds; fit for any thread.
    """
    from PIL.Image import Quantize

    file = io.BytesIO()
    # Ink, paper and what lies between them are few colours: a quarter of the bytes, and sooner written.
    paper_image(paper, columns).quantize(64, method=Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def paper_image(paper: Paper, columns: int) -> Image:
    """The paper as an RGBA image at 8 dots a millimetre."""
    import PIL.Image
    import PIL.ImageDraw

    width = columns * _CELL + 2 * _SIDE
    height = _TOP + sum(_height(row) for row in paper.rows) + _TOP
    image = PIL.Image.new("RGBA", (width, height), _BEHIND)
    draw = PIL.ImageDraw.Draw(image)
    draw.polygon(_outline(width, height), fill=_PAPER, outline=_EDGE)
    top = _TOP
    for row in paper.rows:
        match row:
            case Text():
                _draw_text(draw, row, top, columns)
            case Rule():
                draw.rectangle((_SIDE, top + _ROW // 2, width - _SIDE - 1, top + _ROW // 2 + 1), fill=_INK)
            case Raster():
                _draw_raster(draw, row, top, columns)
            case Code():
                _draw_raster(draw, in_dots(row), top, columns)
            case Cut():
                if row is not paper.rows[-1]:
                    for dash in range(0, width, 16):
                        draw.line((dash, top + _ROW // 2, dash + 8, top + _ROW // 2), fill=_EDGE)
        top += _height(row)
    return image


def paper_text(paper: Paper, columns: int) -> str:
    """The paper as plain text: centred rows moved in, signs of double width spread, bold and double rows marked at the
    right edge, codes in brackets, pictures left out.
    """
    lines = []
    for row in paper.rows:
        match row:
            case Rule():
                lines.append(LINE * columns)
            case Cut():
                lines.append("✂" + "-" * (columns - 1))
            case Code():
                lines.append(f"{f'[{row.symbology}: {row.content}]':^{columns}}".rstrip())
            case Text():
                spread = "".join(" ".join(run.text) + " " if run.double else run.text for run in row.runs)
                marks = sorted({mark for run in row.runs for mark in _marks(run)})
                start = (columns - row.width) // 2 if row.align is Align.CENTRE else 0
                line = f"{' ' * start}{spread}"
                lines.append(f"{line:<{columns}} |{' '.join(marks)}" if marks else line.rstrip())
    return "\n".join(lines) + "\n"


def _marks(run: Run) -> list[str]:
    return [mark for mark, there in (("bold", run.bold), ("double", run.double)) if there]


def _height(row: Row) -> int:
    if isinstance(row, Text) and any(run.double for run in row.runs):
        return _ROW + _CELL * 2
    if isinstance(row, Raster):
        return row.height
    if isinstance(row, Code):
        return size_of(row)[1]
    return 0 if isinstance(row, Cut) else _ROW


def _outline(width: int, height: int) -> list[tuple[int, int]]:
    """The paper's edge: straight at the sides, toothed where the cutter's knife went."""
    teeth = range(0, width + _TOOTH, _TOOTH)
    upper = [(min(x, width - 1), 0 if place % 2 else _TOOTH // 2) for place, x in enumerate(teeth)]
    lower = [(min(x, width - 1), height - 1 - (0 if place % 2 else _TOOTH // 2)) for place, x in enumerate(teeth)]
    return [*upper, *reversed(lower)]


def _draw_text(draw: ImageDraw, row: Text, top: int, columns: int) -> None:
    spare = columns - row.width
    place = _SIDE + (spare * _CELL // 2 if row.align is Align.CENTRE else 0)
    baseline = top + _height(row) - (_ROW - _BASELINE)
    for run in row.runs:
        scale = 2 if run.double else 1
        font = _font(run.bold, scale)
        for char in run.text:  # sign by sign: a printer knows no spacing but its cells
            draw.text((place, baseline), char, font=font, fill=_INK, anchor="ls")
            place += _CELL * scale


def _draw_raster(draw: ImageDraw, row: Raster, top: int, columns: int) -> None:
    import PIL.Image

    spare = columns * _CELL - row.width if row.align is Align.CENTRE else 0
    draw.bitmap((_SIDE + spare // 2, top), PIL.Image.frombytes("1", (row.width, row.height), row.dots), fill=_INK)


@cache
def _font(bold: bool, scale: int) -> FreeTypeFont:  # noqa: FBT001 - a key of the cache
    from PIL import ImageFont

    name = "DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"
    return ImageFont.truetype(shipped("resources") / "fonts" / name, _FONT_SIZE * scale)
