"""The print jobs with what became of them. The virtual printer's own window lies in `window.py`."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import swedish
from openpos.domain.errors import N_, Refused
from openpos.printing.printer import PrinterStatus
from openpos.printing.queue import PrintQueue
from openpos.store.print_jobs import JobState, PrintJob
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr, translate_error
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.papers.presenter import KIND_WORDS, STATE_WORDS, PapersPresenter, PrintJobs
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text

_TITLE = N_("Printing")
_HEADINGS = (N_("Asked for"), N_("What"), N_("State"))
_AGAIN, _FOUND = N_("Print again"), N_("The paper came")
_NO_JOBS, _JOBS_TEACH = (
    N_("Nothing was printed yet"),
    N_("Receipts and reports show here with what became of them on their way to the printer."),
)
_NO_PRINTER, _CHOOSE_ONE = N_("This register has no printer"), N_("Choose one on the Settings page.")
_TO_SETTINGS = N_("To the settings")
_STATES = {
    JobState.FAILED: State.STOP,
    JobState.UNKNOWN: State.SOON,
    JobState.QUEUED: State.PLAIN,
    JobState.SENDING: State.PLAIN,
    JobState.SENT: State.OK,
    JobState.PRINTED: State.OK,
}
_LARGE_LETTERS = 150


def kind_words(job: PrintJob) -> str:
    """`Receipt 17`."""
    return tr(KIND_WORDS[job.kind], number=job.document)


class PapersPage(Page):
    """`papers`: the print jobs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._desk = desk
        self._jobs = PrintJobs()
        self._rows = Rows(3, stretch=(0, 2), wrap=True)
        self._heading, self._said = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self._message, self._trouble = Message(closable=False), Message()
        self._printer = Message(closable=False)
        self._again = BigKey("", icon="printer", kind=Kind.PRIMARY, shortcut="F7")
        self._found = Key("", icon="check", shortcut="F5")
        self._empty, self._none = EmptyPage("inbox", "", ""), EmptyPage("printer", "", "")
        self._lay_out()
        self._presenter = PapersPresenter(
            self._show,
            run=desk.printing.run,
            newest=lambda: self._queue().newest(),
            print_again=lambda job_id: self._queue().print_again(job_id),
            found=lambda job_id: self._queue().found(job_id),
            status=lambda: self._queue().printer_status(),
            changed=lambda: desk.changes.announce(Changed.PRINT_JOBS),
        )
        self._rows.chosen.connect(self._choose)
        self._again.clicked.connect(self._presenter.print_chosen_again)
        self._found.clicked.connect(self._presenter.chosen_was_found)
        self._none.started.connect(lambda: desk.go("settings"))
        self._changes = desk.changes.subscribe(Changed.PRINT_JOBS, lambda _flags: self._refresh(), visible=False)
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._refresh()
        if self._desk.parts.print_queue is not None:
            self._presenter.ask_printer()
        self._changes.shown()
        self._rows.setFocus()

    def on_hidden(self) -> None:
        self._changes.hidden()

    def say(self) -> None:
        super().say()
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._again.set_face(tr(_AGAIN))
        self._found.set_face(tr(_FOUND))
        self._empty.say(tr(_NO_JOBS), tr(_JOBS_TEACH))
        self._none.say(tr(_NO_PRINTER), tr(_CHOOSE_ONE), tr(_TO_SETTINGS))
        self._show(self._jobs)

    def space(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(*margins(16))
        self._column.setSpacing(look.space(12))
        self._row.setSpacing(look.space(24))
        self._side.setSpacing(look.space(12))
        self._rows.setColumnHidden(0, look.text_percent > _LARGE_LETTERS)  # the newest stands first all the same

    def _lay_out(self) -> None:
        full, body = QWidget(), QWidget()
        self._column = QVBoxLayout(body)
        self._column.addWidget(self._printer)
        self._row = QHBoxLayout(full)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._rows, 3)
        self._side = QVBoxLayout()
        for widget in (self._heading, self._message, self._said, self._trouble):
            self._side.addWidget(widget)
        self._side.addStretch()
        for key in (self._found, self._again):
            self._side.addWidget(key)
        self._row.addLayout(self._side, 2)
        self._places = QStackedWidget()
        for place in (full, self._empty, self._none):
            self._places.addWidget(place)
        self._column.addWidget(self._places, 1)
        self.fill(body)

    def _queue(self) -> PrintQueue:
        queue = self._desk.parts.print_queue
        if queue is None:
            raise Refused("This register has no printer.", "Choose one on the Settings page.")
        return queue

    def _refresh(self) -> None:
        if self._desk.parts.print_queue is None:
            self._places.setCurrentWidget(self._none)
        else:
            self._presenter.refresh()

    def _choose(self, key: str) -> None:
        self._presenter.choose(int(key))

    def _show(self, jobs: PrintJobs) -> None:
        self._jobs = jobs
        if self._desk.parts.print_queue is None:
            self._places.setCurrentWidget(self._none)
            return
        self._places.setCurrentIndex(0 if jobs.jobs else 1)
        self._show_printer(jobs.printer)
        self._rows.show_rows([(str(job.id), self._texts(job)) for job in jobs.jobs], str(jobs.chosen))
        for row, listed in enumerate(jobs.jobs):
            self._rows.colour_row(row, _STATES[listed.state] if listed.title else State.PLAIN)
        job = jobs.job
        self._again.setEnabled(jobs.may_print_again)
        self._found.setVisible(jobs.may_be_found)
        self._said.clear()
        if job is not None:
            self._heading.setText(kind_words(job))
            self._message.show_text(
                tr(STATE_WORDS[job.state]), " ".join((tr(job.title), tr(job.advice))).strip(), _STATES[job.state]
            )
            if jobs.why_not_again is not None and job.state not in {JobState.QUEUED, JobState.SENDING}:
                why = translate_error(jobs.why_not_again)
                self._said.setText(f"{why.title} {why.advice}")
        if jobs.trouble is None:
            self._trouble.clear()
        else:
            self._trouble.show_error(jobs.trouble)

    def _show_printer(self, printer: PrinterStatus | None) -> None:
        if printer is not None and printer.title:
            self._printer.show_text(tr(printer.title), tr(printer.advice), State.SOON)
        else:
            self._printer.clear()

    @staticmethod
    def _texts(job: PrintJob) -> tuple[str, ...]:
        at = swedish(job.created_at).strftime("%Y-%m-%d %H:%M:%S")
        return at, kind_words(job), tr(STATE_WORDS[job.state])


def page(desk: Desk) -> QWidget:
    """The page `papers`. GUI thread."""
    return PapersPage(desk)
