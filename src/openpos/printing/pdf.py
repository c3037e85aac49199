"""Paper as a PDF file: the same rows as on the receipt printer, with text that can be searched and read aloud."""

from __future__ import annotations

import io
import threading
from itertools import groupby
from typing import TYPE_CHECKING

from openpos.paths import shipped
from openpos.printing.codes import DOTS_A_COLUMN, modules, size_of
from openpos.printing.paper import Align, Code, Cut, Paper, Raster, Row, Rule, Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# In points of 1/72 inch: the cells and rows of a receipt printer, a sign of the font being 0.602 of its size wide.
_FONT_SIZE = 7.0
_CELL = _FONT_SIZE * 1233 / 2048
_ROW = _CELL * 2.5
_SIDE = 16.0
_DOT = _CELL / DOTS_A_COLUMN
_LONGEST = 14_000.0
"""No reader shows a page of more than 14,400 points."""
_PLAIN, _BOLD = "DejaVuSansMono", "DejaVuSansMono-Bold"

one_at_a_time = threading.Lock()
"""The library keeps the fonts, and what it knows of a document's use of them, in one place for all threads."""


def paper_pdf(paper: Paper, columns: int, *, title: str, author: str = "") -> bytes:
    """The paper as a PDF file, one page as long as the paper (a paper of metres takes more). The same paper gives the
    same bytes. `title` and `author` are what a reader shows of the file.

    Blocks for some hundredths of a second, the first time some tenths; fit for any thread.
    """
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    width = columns * _CELL + 2 * _SIDE
    with one_at_a_time:
        _register_fonts()
        canvas = Canvas(file, pagesize=(width, 2 * _SIDE), invariant=1, pageCompression=1)
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("OpenPOS")
        for rows in _pages(paper):
            height = sum(map(_height, rows)) + 2 * _SIDE
            canvas.setPageSize((width, height))
            _draw(canvas, rows, height - _SIDE, columns)
            canvas.showPage()
        canvas.save()
    return file.getvalue()


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in {_PLAIN, _BOLD} - set(pdfmetrics.getRegisteredFontNames()):
        pdfmetrics.registerFont(TTFont(name, str(shipped("resources") / "fonts" / f"{name}.ttf")))


def _pages(paper: Paper) -> list[list[Row]]:
    """The rows, parted where a page can't be longer; at least one page."""
    pages: list[list[Row]] = [[]]
    room = _LONGEST
    for row in paper.rows:
        if _height(row) > room:
            pages.append([])
            room = _LONGEST
        pages[-1].append(row)
        room -= _height(row)
    return pages


def _height(row: Row) -> float:
    match row:
        case Text():
            return _ROW * 1.8 if any(run.double for run in row.runs) else _ROW
        case Raster():
            return row.height * _DOT
        case Code():
            return size_of(row)[1] * _DOT
        case Cut():
            return 0
        case Rule():
            return _ROW


def _draw(canvas: Canvas, rows: list[Row], top: float, columns: int) -> None:
    for row in rows:
        bottom = top - _height(row)
        match row:
            case Text():
                spare = columns - row.width if row.align is Align.CENTRE else 0
                place = _SIDE + spare * _CELL / 2
                for run in row.runs:
                    canvas.setFont(_BOLD if run.bold else _PLAIN, _FONT_SIZE * (2 if run.double else 1))
                    canvas.drawString(place, bottom + _ROW * 0.25, run.text)
                    place += run.width * _CELL
            case Rule():
                canvas.setLineWidth(0.5)
                canvas.line(_SIDE, bottom + _ROW / 2, _SIDE + columns * _CELL, bottom + _ROW / 2)
            case Raster():
                _draw_raster(canvas, row, bottom, columns)
            case Code():
                _draw_code(canvas, row, bottom, columns)
            case Cut():
                pass  # the file ends where the paper does
        top = bottom


def _draw_code(canvas: Canvas, code: Code, bottom: float, columns: int) -> None:
    """Each dark stretch as a rectangle: sharp however far it is enlarged."""
    rows, (wide, high), side = modules(code), size_of(code), code.dot * _DOT
    left = _SIDE + (columns * DOTS_A_COLUMN - wide) * _DOT / 2
    row_high = high * _DOT / len(rows)
    top = bottom + high * _DOT
    for down, row in enumerate(rows, 1):
        place = 0
        for dark, stretch in groupby(row):
            length = len(list(stretch))
            if dark:
                canvas.rect(left + place * side, top - down * row_high, length * side, row_high, stroke=0, fill=1)
            place += length


def _draw_raster(canvas: Canvas, row: Raster, bottom: float, columns: int) -> None:
    import PIL.Image
    import PIL.ImageOps
    from reportlab.lib.utils import ImageReader

    dots = PIL.Image.frombytes("1", (row.width, row.height), row.dots).convert("L")
    spare = columns * DOTS_A_COLUMN - row.width if row.align is Align.CENTRE else 0
    canvas.drawImage(
        ImageReader(PIL.ImageOps.invert(dots)),
        _SIDE + spare * _DOT / 2,
        bottom,
        width=row.width * _DOT,
        height=row.height * _DOT,
    )
