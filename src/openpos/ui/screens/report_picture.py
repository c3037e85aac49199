"""A report as it looks on paper, made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpos.domain.errors import OpenPosError
from openpos.domain.report import Report
from openpos.printing.layout import report_paper
from openpos.printing.paper import Paper
from openpos.printing.preview import paper_png, paper_text
from openpos.ui.screens.asked import Run


@dataclass(frozen=True, slots=True)
class Picture:
    """A paper as a PNG file, and as text for a screen reader."""

    png: bytes
    words: str


def picture_of(report: Report, columns: int) -> Picture:
    """The report's paper. Blocks for some hundredths of a second."""
    return picture_of_paper(report_paper(report, columns), columns)


def picture_of_paper(paper: Paper, columns: int) -> Picture:
    """Any paper. Blocks for some hundredths of a second; fit for any thread."""
    return Picture(paper_png(paper, columns), paper_text(paper, columns))


def draw(run: Run, report: Report, columns: int, drawn: Callable[[Picture], None]) -> None:
    """Have the report drawn on a lane and given to `drawn` on the GUI thread."""

    def failed(error: OpenPosError) -> None:
        del error  # drawing touches no device; only a closing program refuses it

    run(lambda: picture_of(report, columns), drawn, failed)
