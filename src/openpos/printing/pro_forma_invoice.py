"""The pro forma invoice as a PDF file in A4: what the invoice of a receipt will say, marked as no receipt."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from openpos.clock import swedish
from openpos.domain.article import PIECE
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import total
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line
from openpos.printing.layout import address_lines, moment
from openpos.printing.paper import printable
from openpos.printing.pdf import one_at_a_time
from openpos.printing.words import Words, words_in

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# In points of 1/72 inch.
_WIDE, _HIGH = 595.28, 841.89
_EDGE, _RIGHT = 56.0, _WIDE - 56.0
_TOP, _BOTTOM = _HIGH - 56.0, 84.0
_MIDDLE = 320.0
_SIZE, _MARK_SIZE = 9.5, 24.0
"""The marking word is more than twice the size of the amounts (SKVFS 2014:9 5:5)."""
_ROW = 13.5
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
_ENCODING = "cp1252"
"""What the two fonts, which every reader has, can write."""
_QUANTITY, _PRICE, _RATE = 370.0, 430.0, 480.0
"""The right edges of these columns; amounts end at the page's edge."""


def pro_forma_invoice_pdf(receipt: Receipt) -> bytes:
    """The pro forma invoice of an invoiced receipt, or of a return its credit, on as many pages as it takes.

    The same receipt gives the same bytes. Blocks for some hundredths of a second, the first time some tenths; fit for
    any thread.
    """
    to = receipt.invoice
    if to is None:
        message = f"receipt {receipt.number} was not invoiced"
        raise ValueError(message)
    with one_at_a_time:
        pages = _Sheets(receipt, to, pages=0).write()[1]  # once to count them
        return _Sheets(receipt, to, pages=pages).write()[0]


class _Sheets:
    """Writes the pages from the top; `place` is how far down it has come."""

    def __init__(self, receipt: Receipt, to: InvoiceTo, *, pages: int) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.receipt, self.to, self.pages = receipt, to, pages
        self.words: Words = words_in(receipt.shop.language)
        self.name = self.words.pro_forma_credit if receipt.is_return else self.words.pro_forma_invoice
        self.file = io.BytesIO()
        self.canvas: Canvas = Canvas(self.file, pagesize=(_WIDE, _HIGH), invariant=1, pageCompression=1)
        self.canvas.setTitle(f"{self.words.pro_forma_mark} - {self.name} {receipt.number}")
        self.canvas.setAuthor(receipt.shop.name)
        self.canvas.setCreator("OpenPOS")
        self.page = 1
        self.place = _TOP

    def write(self) -> tuple[bytes, int]:
        """The file, and how many pages it has."""
        self._head()
        self._rows()
        self._sums()
        self._end()
        self._foot()
        self.canvas.save()
        return self.file.getvalue(), self.page

    # ------------------------------------------------------------------------------------------------- from the top

    def _head(self) -> None:
        words, receipt, shop = self.words, self.receipt, self.receipt.shop
        self._text(words.pro_forma_mark, _EDGE, size=_MARK_SIZE, bold=True)
        self._text(self.name, _RIGHT, size=16, bold=True, right=True)
        self.place -= 2.6 * _ROW
        left = [shop.name, shop.address, f"{words.organisation_number} {shop.organisation_number}"]
        right = [self.to.name, *address_lines(self.to)]
        self._blocks(left, right, bold_first=True)
        due = self.to.due(swedish(receipt.at).date()).isoformat()
        facts = [
            (words.of_receipt, f"{receipt.number}, {words.register} {shop.register}"),
            (words.date, moment(receipt.at)),
            (words.cashier, receipt.cashier),
        ]
        theirs = [
            (words.customer, self.to.customer_number),
            (words.organisation_number, self.to.organisation_number),
            (words.your_reference, self.to.reference),
            (words.terms, self.to.terms),
            (words.due, "" if receipt.is_return else due),
        ]
        self.place -= _ROW
        self._blocks(_told(facts), _told(theirs), bold_first=False)
        self.place -= 1.5 * _ROW

    def _blocks(self, left: Sequence[str], right: Sequence[str], *, bold_first: bool) -> None:
        """Two columns of text, each line as long as it may be."""
        top, lowest = self.place, self.place
        for place, texts, room in ((_EDGE, left, _MIDDLE - _EDGE - 12), (_MIDDLE, right, _RIGHT - _MIDDLE)):
            self.place = top
            for at, text in enumerate(texts):
                for part in self._wrapped(text, room, bold=bold_first and not at):
                    self._text(part, place, bold=bold_first and not at)
                    self.place -= _ROW
            lowest = min(lowest, self.place)
        self.place = lowest

    def _rows(self) -> None:
        self._headings()
        for line in self.receipt.lines:
            self._line(line)
        if self.receipt.discount:
            off = -total(line.share for line in self.receipt.lines)
            rate = f" {self.words.percent(self.receipt.discount.rate_bp)}" if self.receipt.discount.rate_bp else ""
            self._pair(f"{self.words.discount}{rate} {self.receipt.discount.reason}", self.words.money(off))
        self._rule()

    def _headings(self) -> None:
        words = self.words
        self._text(words.quantity_heading, _QUANTITY, bold=True, right=True)
        self._text(words.price_heading, _PRICE, bold=True, right=True)
        self._text(words.vat_rate, _RATE, bold=True, right=True)
        self._text(words.amount, _RIGHT, bold=True, right=True)
        self.place -= 0.4 * _ROW
        self._rule()

    def _line(self, line: Line) -> None:
        words = self.words
        parts = self._wrapped(line.text, _QUANTITY - _EDGE - 70)
        self._room_for(len(parts) + bool(line.discount), again=self._headings)
        unit = words.piece if line.unit == PIECE else line.unit
        self._text(f"{words.quantity(line.quantity)} {unit}", _QUANTITY, right=True)
        self._text(words.money(line.unit_price), _PRICE, right=True)
        self._text(words.percent(line.vat_rate_bp), _RATE, right=True)
        self._text(words.money(line.price), _RIGHT, right=True)
        for part in parts:
            self._text(part, _EDGE)
            self.place -= _ROW
        if line.discount:
            rate = f" {words.percent(line.discount.rate_bp)}" if line.discount.rate_bp else ""
            self._pair(f"    {words.discount}{rate} {line.discount.reason}", words.money(-line.reduction))
        if line.returns_line and line.share:
            self._pair(f"    {words.discount}", words.money(-line.share))

    def _sums(self) -> None:
        words, receipt = self.words, self.receipt
        self._room_for(6 + len(receipt.vat))
        if receipt.rounding:
            self._pair(words.sum, words.money(receipt.total))
            self._pair(words.rounding, words.money(receipt.rounding))
        due = words.to_pay_back if receipt.is_return else words.to_pay
        self._pair(due, words.money(receipt.to_pay), bold=True)
        self.place -= _ROW
        rows = [(words.vat_rate, words.net, words.vat, words.gross)]
        rows += [
            (words.percent(row.rate_bp), words.money(row.net), words.money(row.vat), words.money(row.gross))
            for row in receipt.vat
        ]
        for at, cells in enumerate(rows):
            for cell, place in zip(cells, (_EDGE + 60, _EDGE + 160, _EDGE + 240, _EDGE + 340), strict=True):
                self._text(cell, place, bold=not at, right=True)
            self.place -= _ROW

    def _end(self) -> None:
        self.place -= _ROW
        follows = "" if self.receipt.is_return else self.words.invoice_follows
        for text in (self.to.comment, follows):
            for part in self._wrapped(text, _RIGHT - _EDGE) if text else []:
                self._room_for(1)
                self._text(part, _EDGE)
                self.place -= _ROW
            self.place -= 0.5 * _ROW

    def _foot(self) -> None:
        self.place = _EDGE
        self._text(self.words.pro_forma_mark, _EDGE, size=_MARK_SIZE, bold=True)
        self._text(self.words.page.format(number=self.page, pages=self.pages), _RIGHT, right=True)

    # ----------------------------------------------------------------------------------------------------- and inside

    def _room_for(self, rows: int, again: Callable[[], None] | None = None) -> None:
        """The next page where so many rows do not fit any more."""
        if self.place - rows * _ROW > _BOTTOM:
            return
        self._foot()
        self.canvas.showPage()
        self.page += 1
        self.place = _TOP
        if again is not None:
            again()

    def _pair(self, label: str, value: str, *, bold: bool = False) -> None:
        for part in self._wrapped(label, _RIGHT - _EDGE - 120, bold=bold):
            self._room_for(1)
            self._text(part, _EDGE, bold=bold)
            self.place -= _ROW
        self.place += _ROW
        self._text(value, _RIGHT, bold=bold, right=True)
        self.place -= _ROW

    def _rule(self) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(_EDGE, self.place, _RIGHT, self.place)
        self.place -= 1.2 * _ROW

    def _text(self, text: str, place: float, *, size: float = _SIZE, bold: bool = False, right: bool = False) -> None:
        self.canvas.setFont(_BOLD if bold else _PLAIN, size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(place, self.place, _safe(text))

    def _wrapped(self, text: str, room: float, *, bold: bool = False) -> list[str]:
        """The text in lines that are no wider, a word that is too long broken."""
        lines = [""]
        for word in _safe(text).split():
            for piece in self._pieces(word, room, bold=bold):
                longer = f"{lines[-1]} {piece}".strip()
                if self._width(longer, bold=bold) <= room:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        return lines

    def _pieces(self, word: str, room: float, *, bold: bool) -> list[str]:
        pieces = [""]
        for sign in word:
            if self._width(pieces[-1] + sign, bold=bold) > room:
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _width(self, text: str, *, bold: bool) -> float:
        return float(self.canvas.stringWidth(text, _BOLD if bold else _PLAIN, _SIZE))


def _told(facts: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name}: {text}" for name, text in facts if text]


def _safe(text: str) -> str:
    """The text with signs that the fonts have."""
    return printable(text).encode(_ENCODING, "replace").decode(_ENCODING)
