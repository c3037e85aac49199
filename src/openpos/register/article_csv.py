"""A CSV file of articles, as shops export them from anywhere: what it is, and its records.

A damaged record is told by its line and never takes the records after it along.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
import stat
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import OpenPosError, Refused, Unavailable
from openpos.domain.money import shown
from openpos.domain.vat import VatCategory
from openpos.register.article_rows import MAX_LINE, UNREADABLE, ArticleRow, Column, Rows, column_of, recognised

MAX_RECORD_LINES = 10
"""A quoted cell that goes on for more lines than this was never closed."""
_CHUNK = 1 << 20
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Bytes above ASCII: letters of Windows-1252, and what old DOS and Macintosh files have for å, ä, ö, é in their place.
_LETTERS = bytes(byte for byte in range(0xC0, 0x100) if byte not in (0xD7, 0xF7))
_FOREIGN_LETTERS = bytes((0x81, 0x84, 0x86, 0x8A, 0x8C, 0x8D, 0x8E, 0x8F, 0x90, 0x9A, 0x9D))
ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
DELIMITERS = (";", ",", "\t")
# The first line by which Excel is told the delimiter.
_DELIMITER_TOLD = re.compile(r'"?sep=([;,\t|])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that is not imported: the line of the file where it begins, and why."""

    line: int
    error: OpenPosError


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A CSV file that was looked through and can be read."""

    path: Path
    sha256: str
    encoding: str
    """A key of ENCODING_NAMES."""
    delimiter: str
    headings: tuple[tuple[str, Column | None], ...]
    """The headings in their order, each with what it was taken for; None is a column that is not read."""
    heading_line: int
    whole: int
    """How many lines the file has, for showing how far an import has come."""


def look_at(path: Path) -> ArticleFile:
    """Find out what a file is, reading it through once. Blocks: a second for a million rows.

    Raises Refused where it is no CSV file of articles, Unavailable where the disk can't read it.
    """
    with _opened(path) as file:
        sha256, encoding, whole = _examined(file, path)
    with _opened_as_text(path, encoding) as text:
        delimiter, heading_line, cells = _heading(text)
    return ArticleFile(path, sha256, encoding, delimiter, recognised(cells), heading_line, whole)


def rows(file: ArticleFile, means: Mapping[int, VatCategory]) -> Iterator[ArticleRow | Rejection]:
    """The file's rows in order, each understood or rejected; blank ones are passed over. Reads as it goes.

    `means` says what a bare 12 % (1200) or 6 % (600) in the VAT column means. Raises Unavailable where the disk fails.
    """
    reader = Rows(file.headings, means)
    with _opened_as_text(file.path, file.encoding) as text:
        for record in _records(text, file.delimiter, len(file.headings)):
            if record.line <= file.heading_line:
                continue
            if record.trouble is not None:
                yield Rejection(record.line, record.trouble)
            elif record.filled:
                try:
                    row = reader.row(record.line, record.cells)
                except Refused as error:
                    yield Rejection(record.line, error)
                else:
                    yield row


# ------------------------------------------------------------------------------------------------------- what it is


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    name = shown(str(path), MAX_TEXT)
    if "\0" in str(path):
        raise Refused("There is no file {path}.", "Choose a CSV file.", path=name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a folder; or a pipe or device, which may never end
            raise Refused("{path} is not a file.", "Choose a CSV file.", path=name)
        with path.open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("There is no file {path}.", "Choose a CSV file.", path=name) from error
    except PermissionError as error:
        raise Refused("You may not read {path}.", "Change the file's rights, or copy it.", path=name) from error
    except OSError as error:
        raise Unavailable(
            "{path} could not be read to its end.", "Copy it to this computer and try again.", path=name
        ) from error


@contextmanager
def _opened_as_text(path: Path, encoding: str) -> Iterator[TextIO]:
    # What is no character of the encoding becomes a surrogate, by which its row is known and rejected.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with _opened(path) as binary, io.TextIOWrapper(binary, encoding=encoding, errors=errors, newline="") as text:
        yield text


def _examined(file: BinaryIO, path: Path) -> tuple[str, str, int]:
    """The file's SHA-256, encoding and number of lines."""
    digest = hashlib.sha256()
    head = file.read(4)
    _refuse_other_kinds(head, path)
    bom = next((encoding for mark, encoding in _BOMS.items() if head.startswith(mark)), None)
    wide = bom == "utf-16"
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8")("strict" if wide else "surrogateescape")
    unreadable = beyond_ascii = letters = foreign_letters = lines = returns = 0
    chunk = head + file.read(_CHUNK)
    while True:
        digest.update(chunk)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise _not_text(path) from error
        if "\0" in text:
            raise _not_text(path)
        lines += text.count("\n")
        returns += text.count("\r")
        if not wide and not text.isascii():
            broken = len(UNREADABLE.findall(text))
            unreadable += broken
            beyond_ascii += len(text) - len(text.encode("ascii", "ignore")) - broken
            letters += len(chunk) - len(chunk.translate(None, _LETTERS))
            foreign_letters += len(chunk) - len(chunk.translate(None, _FOREIGN_LETTERS))
        if not chunk:
            break
        chunk = file.read(_CHUNK)
    # A UTF-8 file with a few damaged rows is still that; in Windows-1252 hardly any two letters make UTF-8 by chance.
    encoding = bom or ("utf-8" if beyond_ascii > unreadable or not unreadable else "cp1252")
    if encoding == "cp1252" and foreign_letters > letters:
        raise Refused(
            "The letters of {name} can't be read: it is neither UTF-8 nor Windows-1252.",
            "Save it as “CSV UTF-8” and try again.",
            name=shown(path.name),
        )
    return digest.hexdigest(), encoding, (lines or returns) + 1


def _refuse_other_kinds(head: bytes, path: Path) -> None:
    name = shown(path.name)
    if not head:
        raise Refused("{name} is empty.", "Choose another file.", name=name)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused("{name} is an Excel file.", "Open it in Excel and save it as “CSV UTF-8”.", name=name)
    if head.startswith(b"%PDF"):
        raise Refused("{name} is a PDF.", "Ask for the articles as a CSV file.", name=name)


def _not_text(path: Path) -> Refused:
    return Refused("{name} is not a text file.", "Save it as “CSV UTF-8” and try again.", name=shown(path.name))


def _heading(text: TextIO) -> tuple[str, int, list[str]]:
    """The delimiter, and the line and cells of the row of headings. Raises Refused where there is none."""
    sample = "".join(text.readline(MAX_LINE) for _ in range(3 * MAX_RECORD_LINES))
    told = _DELIMITER_TOLD.match(sample)
    sample = sample[told.end() :] if told else sample
    best = 0, 0
    found: tuple[str, int, list[str]] | None = None
    for delimiter in (told[1],) if told else DELIMITERS:
        first = next(filter(lambda record: record.filled, _records(io.StringIO(sample, newline=""), delimiter)), None)
        if first is None:
            continue
        known = sum(column_of(cell) is not None for cell in first.cells)
        if known and (known, len(first.cells)) > best:
            best = known, len(first.cells)
            found = delimiter, first.line + (1 if told else 0), first.cells
    if found is None:
        raise Refused(
            "The file has no row of headings that can be understood.",
            "Write headings in the first row, like: streckkod; namn; varugrupp; pris; moms",
        )
    return found


# ---------------------------------------------------------------------------------------------------------- records


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]
    trouble: Refused | None = None

    @property
    def filled(self) -> bool:
        """Whether anything is written in it."""
        return any(cell.strip() for cell in self.cells)


class _Lines:
    """Lines for csv.reader that can be given back, so that one open quotation mark does not swallow the rest."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self.line = 1
        """Where the record that is being read begins."""
        self.endless = False
        """Whether the record went on for too long, or beyond the end of the file."""

    def begin(self) -> None:
        """The lines taken so far are done with."""
        self.line += len(self._taken)
        self._taken = []
        self.endless = False

    def give_back(self) -> None:
        """Let all but the first line of this record be read again, each as a record that may begin there."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]

    @property
    def overlong(self) -> bool:
        """Whether a line of this record was cut."""
        return any(len(line) >= MAX_LINE for line in self._taken)

    @property
    def several(self) -> bool:
        """Whether this record has line ends inside."""
        return len(self._taken) > 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = ""
        if len(self._taken) < MAX_RECORD_LINES:
            line = self._waiting.popleft() if self._waiting else self._read()
        if not line:
            self.endless = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        return line

    def _read(self) -> str:
        line = self._text.readline(MAX_LINE)
        rest = line
        while len(rest) == MAX_LINE and rest[-1] not in "\r\n":
            rest = self._text.readline(MAX_LINE)
        return line


def _records(text: TextIO, delimiter: str, width: int = 0) -> Iterator[_Record]:
    """The file's records of `width` cells; of one without an end, its first line and what is wrong, the others anew."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond csv's own limit
            cells, lines.endless = [], True
        if lines.overlong:
            lines.give_back()
            trouble = Refused("The row is longer than {most} characters.", "Shorten it.", most=MAX_LINE)
            yield _Record(lines.line, [], trouble)
        # Stray quotation marks on two rows make one long cell of what is between; the number of cells tells.
        elif lines.endless or (lines.several and width and len(cells) != width):
            lines.give_back()
            trouble = Refused(
                "A quotation mark in this row is never closed.",
                "Remove it, or write two for one that belongs to the text.",
            )
            yield _Record(lines.line, [], trouble)
        else:
            yield _Record(lines.line, cells)
