"""A report as it looks on paper, made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpos.domain.errors import OpenPosError
from openpos.domain.report import Report
from openpos.ui.screens.asked import Run


@dataclass(frozen=True, slots=True)
class Picture:
    """A paper as a PNG file, and as text for a screen reader."""

    png: bytes
    words: str


def picture_of(report: Report, columns: int, version: str) -> Picture:
    """The report's paper. Blocks for some hundredths of a second."""
    # Here and not at the top: the drawing library is loaded when a report is looked at, not at the start.
    from openpos.printing.layout import report_paper
    from openpos.printing.preview import paper_png, paper_text

    paper = report_paper(report, columns, version=version)
    return Picture(paper_png(paper, columns), paper_text(paper, columns))


def draw(run: Run, report: Report, columns: int, version: str, drawn: Callable[[Picture], None]) -> None:
    """Have the report drawn on a lane and given to `drawn` on the GUI thread."""

    def failed(error: OpenPosError) -> None:
        del error  # drawing touches no device; only a closing program refuses it

    run(lambda: picture_of(report, columns, version), drawn, failed)
