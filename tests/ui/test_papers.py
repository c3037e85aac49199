"""The print jobs with what became of them, and the virtual printer's window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.printing.paper import Cut, Paper, Run, Text
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.simulators.printer import Fault
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.ui import i18n, theme
from openpos.ui.bridge import Bridge, Crash
from openpos.ui.screens.papers.presenter import KIND_WORDS, STATE_WORDS, PapersPresenter, PrintJobs
from openpos.ui.screens.papers.view import PapersPage, page
from openpos.ui.screens.papers.window import KEPT, PapersWindow
from tests.fixtures.desk import SlowLane, Workplace

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def job(number: int, state: JobState, kind: JobKind = JobKind.RECEIPT) -> PrintJob:
    return PrintJob(number, kind, str(number), open_drawer=False, state=state, created_at=AT)


@pytest.mark.parametrize(
    ("kind", "state", "again"),
    [
        (JobKind.RECEIPT, JobState.QUEUED, False),
        (JobKind.RECEIPT, JobState.SENDING, False),
        (JobKind.RECEIPT, JobState.SENT, False),
        (JobKind.RECEIPT, JobState.PRINTED, False),
        (JobKind.RECEIPT, JobState.FAILED, True),
        (JobKind.RECEIPT, JobState.UNKNOWN, True),
        (JobKind.REPORT, JobState.SENT, True),
        (JobKind.REPORT, JobState.QUEUED, False),
        (JobKind.TEST, JobState.SENT, True),
        (JobKind.COPY, JobState.FAILED, True),
        (JobKind.COPY, JobState.UNKNOWN, False),
        (JobKind.COPY, JobState.SENT, False),
        (JobKind.COPY, JobState.PRINTED, False),
        (JobKind.DRAWER, JobState.FAILED, False),
        (JobKind.DRAWER, JobState.UNKNOWN, False),
        (JobKind.DRAWER, JobState.SENT, False),
        (JobKind.CASH, JobState.FAILED, True),
        (JobKind.CASH, JobState.SENT, True),
    ],
)
def test_what_may_be_printed_again(kind: JobKind, state: JobState, again: bool) -> None:
    assert PrintJobs((job(7, state, kind),), chosen=7).may_print_again is again


def test_every_state_and_kind_has_words() -> None:
    assert set(STATE_WORDS) == set(JobState)
    assert set(KIND_WORDS) == set(JobKind)


def test_what_went_wrong_is_looked_at_first_and_a_refusal_is_told() -> None:
    shown: list[PrintJobs] = []
    lane = SlowLane()
    failed = PrintJob(
        1, JobKind.RECEIPT, "1", open_drawer=False, state=JobState.FAILED, created_at=AT, title="The printer is out."
    )

    def refuse(_job_id: int) -> PrintJob:
        raise Refused("The paper is on its way already.", "Wait a moment.")

    presenter = PapersPresenter(
        shown.append,
        run=lane.run,
        newest=lambda: [job(2, JobState.SENT), failed],
        print_again=refuse,
        found=lambda _job_id: None,
        status=lambda: PrinterStatus(PrinterState.READY),
        changed=lambda: None,
    )
    presenter.refresh()
    assert shown[-1].job == failed
    presenter.print_chosen_again()
    presenter.print_chosen_again()
    assert len(lane) == 1
    lane.go_on()
    assert isinstance(shown[-1].trouble, Refused)
    assert not shown[-1].busy


def test_a_receipt_that_failed_is_printed_by_a_person(qtbot: QtBot, place: Workplace) -> None:
    assert place.printer is not None
    place.printer.misbehave(Fault.REFUSES)
    place.till.sell(place.till.paid(place.till.scanned("Ägg")))
    place.desk.print_now()
    qtbot.waitUntil(lambda: place.idle)
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    assert "Not printed" in shown._message.words  # type: ignore[attr-defined]
    assert "can't be reached" in shown._message.words  # type: ignore[attr-defined]
    place.printer.misbehave(Fault.NONE)
    shown._again.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)
    assert not shown._again.isEnabled()  # type: ignore[attr-defined]
    assert "make a copy of it on the Receipts page" in shown._said.text()  # type: ignore[attr-defined]


def test_the_printers_own_trouble_stands_on_top_with_what_to_do(qtbot: QtBot, place: Workplace) -> None:
    assert place.printer is not None
    shown = PapersPage(place.desk)
    qtbot.addWidget(shown)
    shown.show()
    for fault, words in (
        (Fault.COVER_OPEN, "The printer's cover is open. Close it."),
        (Fault.PAPER_OUT, "The printer is out of paper. Put in a new roll."),
        (Fault.NONE, ""),
    ):
        place.printer.misbehave(fault)
        shown.on_shown()
        qtbot.waitUntil(lambda: place.idle)
        assert shown._printer.isVisible() == bool(words)
        assert not words or " ".join(shown._printer.words.split()) == words
    place.queue = None
    shown.on_shown()
    shown.say()
    assert shown._places.currentWidget() is shown._none


class Virtual:
    """What the window watches."""

    def __init__(self) -> None:
        self.paper: Callable[[Paper], None] = lambda _paper: None
        self.drawer: Callable[[], None] = lambda: None

    def watch(self, paper: Callable[[Paper], None], drawer: Callable[[], None]) -> None:
        self.paper, self.drawer = paper, drawer


def test_papers_hang_newest_on_top_whatever_thread_they_come_from(qtbot: QtBot) -> None:
    i18n.install("sv")
    virtual = Virtual()
    crashes: list[Crash] = []
    bridge = Bridge(crashes.append)
    window = PapersWindow(virtual.watch, bridge.post, lambda: 42)
    qtbot.addWidget(window)
    window.show()

    def print_many() -> None:
        virtual.drawer()
        for number in range(KEPT + 5):
            virtual.paper(Paper((Text((Run(f"Kvitto {number}"),)), Cut())))

    thread = threading.Thread(target=print_many)
    thread.start()
    qtbot.waitUntil(lambda: window._came == KEPT + 5)
    thread.join()
    assert len(window._papers) == KEPT
    assert "Kvitto 34" in window._papers[0].accessibleDescription()
    assert not window._papers[0].pixmap().isNull()
    assert window._drawer.text() == "Lådan öppen"
    window.resize(300, 500)
    assert window._drawer.width() >= window._drawer.sizeHint().width(), "how it stands is never cut"
    assert window._drawer.state is theme.State.SOON
    i18n.install("en")
    qtbot.waitUntil(lambda: window.windowTitle() == "Virtual printer")
    window._clear.click()
    assert len(window._papers) == 0
    assert window._places.currentIndex() == 1
    assert crashes == []
