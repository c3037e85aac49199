"""What every way to a printer promises, each at its own far end; and what one of them alone does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from openpos.clock import monotonic_s
from openpos.domain.errors import NotDone, Unavailable
from openpos.printing.codes import bars, in_dots, squares
from openpos.printing.escpos_printer import EscPosPrinter
from openpos.printing.paper import BLANK, Align, Cut, Paper, Raster, Run, Text
from openpos.printing.printer import PrinterState
from openpos.printing.profiles import EPSON
from scripts.golden_paper import escaped
from tests.fixtures.far_end import FAR_ENDS, IMPATIENT, FarEnd, descriptors
from tests.fixtures.receipts.samples import SAMPLES

WIRE = Path(__file__).parent.parent / "fixtures" / "wire"
SHORT = Paper((Text((Run("Kvitto 1"),)), Cut()))
LONG = Paper((*(Text((Run(f"{number:042}"),)) for number in range(3000)), Cut()))
"""More than any printer and any system holds."""
JOBS = 2_000


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("escpos")


@pytest.fixture(params=FAR_ENDS)
def end(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FarEnd]:
    made = FAR_ENDS[request.param](tmp_path)
    yield made
    made.stop()


@pytest.fixture
def printer(end: FarEnd, kept: Path) -> EscPosPrinter:
    return EscPosPrinter(end.cable, kept=kept, patience=IMPATIENT)


class TestEveryPrinter:
    """The contract of the port, over every driver and the simulator."""

    def test_prints_what_was_laid_out_paper_after_paper(self, end: FarEnd, printer: EscPosPrinter) -> None:
        papers = [SAMPLES["receipt"]("sv", 42), SAMPLES["z"]("sv", 42), SHORT]
        for paper in papers:
            printer.print(paper)
        assert end.got(3)
        assert end.papers == tuple(papers)
        assert end.kicks == ()
        assert end.open_now == 0

    def test_sends_the_bytes_that_were_recorded(self, end: FarEnd, printer: EscPosPrinter) -> None:
        printer.print(SAMPLES["receipt"]("sv", 42), open_drawer=True)
        assert end.got(1)
        assert end.kicks == (2,)
        if end.received:
            assert escaped(end.received) == (WIRE / "escpos-receipt.txt").read_text(encoding="ascii")

    def test_prints_a_picture(self, end: FarEnd, printer: EscPosPrinter) -> None:
        paper = Paper((Raster(64, 150, bytes(range(240)) * 5, Align.CENTRE), *SHORT.rows))
        printer.print(paper)
        assert end.got(1)
        assert end.papers == (paper,)

    def test_prints_codes_itself_or_their_dots(self, end: FarEnd, kept: Path) -> None:
        # 16 among the digits would be read as the beginning of a command, such as the one that opens the drawer
        codes = (bars("KV96800300101742", 42), bars("KV16200100050042", 42), squares("C1231231231;9.50;K1;0", 42))
        there = [code for code in codes if code]
        paper = Paper((*(row for code in there for row in (code, BLANK)), *SHORT.rows))
        drawn = Paper((*(row for code in there for row in (in_dots(code), BLANK)), *SHORT.rows))
        for profile in (EPSON, replace(EPSON, codes=False)):
            EscPosPrinter(end.cable, kept=kept, profile=profile, patience=IMPATIENT).print(paper)
        assert end.got(2)
        assert end.papers == (Paper((*paper.rows[:2], drawn.rows[2], *paper.rows[3:])), drawn)
        assert end.kicks == ()

    def test_opens_the_drawer_alone(self, end: FarEnd, printer: EscPosPrinter) -> None:
        printer.print(Paper(), open_drawer=True)
        printer.print(SHORT)
        assert end.got(1)
        assert (end.papers, end.kicks) == ((SHORT,), (2,))

    def test_away_it_did_certainly_nothing_and_is_there_again_by_itself(
        self, end: FarEnd, printer: EscPosPrinter
    ) -> None:
        end.go_away()
        with pytest.raises(NotDone):
            printer.print(SHORT)
        status = printer.status()
        assert (status.state, status.short) == (PrinterState.STOPPED, "Printer: away")
        assert status.advice
        end.come_back()
        printer.print(SHORT)
        assert end.got(1)
        assert end.papers == (SHORT,)

    def test_pulled_out_in_the_middle_of_a_paper_it_may_have_printed(self, end: FarEnd, printer: EscPosPrinter) -> None:
        end.die_half_way()
        with pytest.raises(Unavailable, match="stopped taking") as raised:
            printer.print(LONG)
        assert not isinstance(raised.value, NotDone)
        assert end.open_now == 0
        assert LONG not in end.papers
        end.come_back()
        before = len(end.papers)
        printer.print(SHORT)
        assert end.got(before + 1)

    def test_when_it_takes_no_more_it_is_not_waited_for(self, end: FarEnd, printer: EscPosPrinter) -> None:
        end.take_no_more()
        began = monotonic_s()
        with pytest.raises(Unavailable, match="stopped taking") as raised:
            printer.print(LONG)
        assert monotonic_s() - began < IMPATIENT.job_s
        assert not isinstance(raised.value, NotDone)
        assert end.open_now == 0

    @pytest.mark.parametrize(
        ("answers", "state", "short"),
        [
            ({1: 0x12, 2: 0x12, 4: 0x12}, PrinterState.READY, ""),
            ({1: 0x12, 2: 0x12, 4: 0x1E}, PrinterState.SOON, "Printer: paper low"),
            ({1: 0x1A, 2: 0x32, 4: 0x7E}, PrinterState.STOPPED, "Printer: no paper"),
            ({1: 0x1A, 2: 0x16, 4: 0x12}, PrinterState.STOPPED, "Printer: cover open"),
        ],
    )
    def test_says_how_it_is_or_nothing(
        self, answers: dict[int, int], state: PrinterState, short: str, end: FarEnd, printer: EscPosPrinter
    ) -> None:
        end.say(answers)
        status = printer.status()
        assert (status.state, status.short) == ((state, short) if end.answers else (PrinterState.SILENT, ""))
        assert bool(status.advice) == bool(status.short)
        assert end.open_now == 0
        end.say({1: 0x12, 2: 0x12, 4: 0x12})

    def test_f18_two_thousand_jobs_leave_nothing_open(self, end: FarEnd, printer: EscPosPrinter) -> None:
        """Dead after hours, because no socket was ever closed."""
        printer.print(SHORT)
        assert end.got(1)
        before = descriptors()
        for _ in range(JOBS):
            printer.print(Paper(), open_drawer=True)
        printer.print(SHORT)
        assert end.got(2)
        assert len(end.kicks) == JOBS
        assert (descriptors(), end.open_now) == (before, 0)
