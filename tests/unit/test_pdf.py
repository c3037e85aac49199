"""Papers as PDF files: what stands on them can be read out again."""

import io
import re
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from openpos.domain.receipt import Copy
from openpos.printing.codes import bars, modules, squares
from openpos.printing.layout import copy_paper, receipt_paper
from openpos.printing.paper import Align, Cut, Paper, Raster, Rule, Text, centred, left
from openpos.printing.pdf import paper_pdf
from tests.fixtures.receipts.samples import AT, ORDINARY, SAMPLES

_BOX = rb"([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+) re f"


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def words(pdf: bytes) -> str:
    """All its text, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_paper_says_in_the_file_what_it_says_on_paper(name: str, columns: int) -> None:
    paper = SAMPLES[name]("sv", columns)
    said = words(paper_pdf(paper, columns, title=name))
    for row in paper.rows:
        if isinstance(row, Text):
            assert " ".join(row.text.split()) in said


def test_an_electronic_receipt_says_that_it_is_one() -> None:
    receipt = ORDINARY
    copy = Copy(1, receipt, "shift", AT, "Kim")
    assert "Elektroniskt kassakvitto" in words(paper_pdf(receipt_paper(receipt, 42, electronic=True), 42, title=""))
    said = words(paper_pdf(copy_paper(copy, 42, electronic=True), 42, title=""))
    assert "Elektroniskt kassakvitto" in said
    assert said.count("KOPIA") == 2
    assert "Elektroniskt" not in words(paper_pdf(receipt_paper(receipt, 42), 42, title=""))


def test_the_marking_word_is_twice_the_size_of_the_amounts() -> None:
    sizes: dict[str, float] = {}

    def met(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * tm[0]

    paper = copy_paper(Copy(1, ORDINARY, "shift", AT, "Kim"), 42, electronic=True)
    read(paper_pdf(paper, 42, title="")).pages[0].extract_text(visitor_text=met)
    mark = next(size for text, size in sizes.items() if "KOPIA" in text)
    due = next(size for text, size in sizes.items() if "ATT BETALA" in text.upper())
    assert mark == pytest.approx(2 * due)


def test_the_same_paper_gives_the_same_bytes_with_its_names() -> None:
    paper = receipt_paper(ORDINARY, 42)
    first = paper_pdf(paper, 42, title="Kvitto 17", author="Söders (Lanthandel) \\")
    assert first == paper_pdf(paper, 42, title="Kvitto 17", author="Söders (Lanthandel) \\")
    about = read(first).metadata
    assert about is not None
    assert (about.title, about.author) == ("Kvitto 17", "Söders (Lanthandel) \\")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_file_or_gets_into_its_language(text: str) -> None:
    receipt = ORDINARY
    receipt = replace(receipt, lines=(replace(receipt.lines[0], text=text), *receipt.lines[1:]))
    pdf = paper_pdf(receipt_paper(receipt, 42, electronic=True), 42, title=text, author=text)
    assert len(read(pdf).pages) == 1
    assert "Elektroniskt kassakvitto" in words(pdf)
    for key in ("/JavaScript", "/JS", "/Launch", "/OpenAction", "/URI", "/EmbeddedFile"):
        assert key not in str(read(pdf).trailer["/Root"].get_object())


def test_hostile_words_stay_words() -> None:
    hostile = ") Tj ET endstream endobj << /JS (app.alert(1)) >>"
    pdf = paper_pdf(Paper((*left(hostile, 60), Cut())), 60, title=hostile)
    assert hostile in words(pdf)
    about = read(pdf).metadata
    assert about is not None
    assert about.title == hostile


def test_a_paper_of_metres_takes_more_pages_and_loses_no_row() -> None:
    rows = [row for number in range(3000) for row in left(f"row-{number}", 42)]
    pdf = paper_pdf(Paper((*rows, Cut())), 42, title="long")
    assert len(read(pdf).pages) > 1
    assert all(float(page.mediabox.height) <= 14_400 for page in read(pdf).pages)
    said = words(pdf).split()
    assert said == [f"row-{number}" for number in range(3000)]


def test_pictures_and_rules_are_drawn_and_nothing_makes_a_page() -> None:
    raster = Raster(16, 8, bytes([0xF0, 0x0F] * 8), Align.LEFT)
    pdf = paper_pdf(Paper((*centred("A", 42), Rule(), raster, replace(raster, align=Align.CENTRE))), 42, title="")
    (image,) = read(pdf).pages[0].images
    assert image.image is not None
    dots = image.image.convert("L")
    assert [dots.getpixel(place) for place in ((0, 0), (4, 0), (11, 0), (12, 0))] == [0, 255, 255, 0]
    assert len(read(paper_pdf(Paper(()), 42, title="")).pages) == 1


def test_codes_are_drawn_dark_stretch_by_dark_stretch() -> None:
    code = bars("GK123456789012", 42)
    assert code is not None
    for drawn, dark in ((code, modules(code)), (squares("Söder", 42), modules(squares("Söder", 42)))):
        page = read(paper_pdf(Paper((drawn, Cut())), 42, title="")).pages[0]
        drawing = page.get_contents()
        assert drawing is not None
        boxes = [[float(number) for number in found] for found in re.findall(_BOX, drawing.get_data())]
        assert len(boxes) == sum(len([1 for shade, _ in groupby(row) if shade]) for row in dark)
        side = min(box[2] for box in boxes)
        assert sum(round(box[2] / side) for box in boxes) == sum(map(sum, dark))
        assert all(0 < box[0] < box[0] + box[2] < page.mediabox.width for box in boxes)
        assert all(0 < box[1] < box[1] + box[3] < page.mediabox.height for box in boxes)
