"""Decides what the print jobs page shows and which jobs may be printed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from openpos.domain.errors import N_, OpenPosError
from openpos.printing.printer import PrinterStatus
from openpos.printing.queue import why_not_again
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.ui.screens.asked import Run

STATE_WORDS = {
    JobState.QUEUED: N_("Waits for the printer"),
    JobState.SENDING: N_("Goes to the printer now"),
    JobState.SENT: N_("Sent to the printer"),
    JobState.PRINTED: N_("Printed"),
    JobState.UNKNOWN: N_("Not sure: look whether the paper came"),
    JobState.FAILED: N_("Not printed"),
}
KIND_WORDS = {
    JobKind.RECEIPT: N_("Receipt {number}"),
    JobKind.REPORT: N_("Report"),
    JobKind.TEST: N_("Test page"),
    JobKind.COPY: N_("Copy of receipt {number}"),
    JobKind.DRAWER: N_("Opening the drawer"),
    JobKind.CASH: N_("Slip for cash"),
    JobKind.PRACTICE: N_("Practice receipt"),
    JobKind.PRO_FORMA: N_("Pro forma"),
    JobKind.PRO_FORMA_INVOICE: N_("Pro forma invoice of receipt {number}"),
    JobKind.SWISH: N_("Swish code"),
    JobKind.BALANCE: N_("Gift card's balance"),
}


@dataclass(frozen=True, slots=True)
class PrintJobs:
    """What the page shows."""

    jobs: tuple[PrintJob, ...] = ()
    """Newest first."""
    chosen: int = 0
    """The chosen job's id; 0 for none."""
    busy: bool = False
    loaded: bool = False
    trouble: OpenPosError | None = None
    printer: PrinterStatus | None = None
    """How the printer is; None until it was asked."""

    @property
    def job(self) -> PrintJob | None:
        """The chosen job."""
        return next((job for job in self.jobs if job.id == self.chosen), None)

    @property
    def may_print_again(self) -> bool:
        """Whether the chosen job may be put on paper once more."""
        return self.job is not None and not self.busy and self.why_not_again is None

    @property
    def why_not_again(self) -> OpenPosError | None:
        """Why the chosen job may not be put on paper once more."""
        return None if self.job is None else why_not_again(self.job)

    @property
    def may_be_found(self) -> bool:
        """Whether a person can say that the paper came after all."""
        job = self.job
        on_paper = job is not None and job.kind is not JobKind.DRAWER
        return job is not None and on_paper and not self.busy and job.state is JobState.UNKNOWN


class PapersPresenter:
    """GUI thread only. Everything it asks for goes out by `run`, on the printing lane."""

    def __init__(
        self,
        show: Callable[[PrintJobs], None],
        *,
        run: Run,
        newest: Callable[[], list[PrintJob]],
        print_again: Callable[[int], PrintJob],
        found: Callable[[int], None],
        status: Callable[[], PrinterStatus],
        changed: Callable[[], None],
    ) -> None:
        """`newest` is a short read; `print_again`, `found`, `status` block; `changed` is called when a job changed."""
        self._show = show
        self._run = run
        self._newest = newest
        self._print_again = print_again
        self._found = found
        self._status = status
        self._changed = changed
        self._jobs = PrintJobs()

    def refresh(self) -> None:
        """Read the jobs anew."""
        jobs = tuple(self._newest())
        chosen = self._jobs.chosen
        if all(job.id != chosen for job in jobs):
            troubled = [job.id for job in jobs if job.title]
            chosen = next(iter([*troubled, *(job.id for job in jobs)]), 0)
        self._put(replace(self._jobs, jobs=jobs, chosen=chosen, loaded=True))

    def ask_printer(self) -> None:
        """Ask the printer how it is."""
        self._run(self._status, self._answered, self._failed)

    def choose(self, job_id: int) -> None:
        """Look at this job."""
        self._put(replace(self._jobs, chosen=job_id, trouble=None))

    def print_chosen_again(self) -> None:
        """A person's act: the paper did not come, or one more of a report is wanted."""
        job = self._jobs.job
        if job is not None and self._jobs.may_print_again:
            self._put(replace(self._jobs, busy=True, trouble=None))
            self._run(lambda: self._print_again(job.id), lambda _job: self._done(), self._failed)

    def chosen_was_found(self) -> None:
        """A person's act: the paper came after all."""
        job = self._jobs.job
        if job is not None and self._jobs.may_be_found:
            self._put(replace(self._jobs, busy=True, trouble=None))
            self._run(lambda: self._found(job.id), lambda _nothing: self._done(), self._failed)

    def _answered(self, status: PrinterStatus) -> None:
        self._put(replace(self._jobs, printer=status))

    def _done(self) -> None:
        self._put(replace(self._jobs, busy=False))
        self.refresh()
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._jobs, busy=False, trouble=error))
        self.refresh()

    def _put(self, jobs: PrintJobs) -> None:
        self._jobs = jobs
        self._show(jobs)
