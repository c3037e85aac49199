"""The print queue: each job is sent once at most, and nothing that goes wrong with one stops the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from openpos.clock import Clock
from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.printing.paper import Raster
from openpos.printing.printer import PrinterStatus, ReceiptPrinter
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.store.store import Store

_MISSED = timedelta(days=1)
_MAY_EXIST = (JobState.SENT, JobState.PRINTED)
_UNDER_WAY = (JobState.QUEUED, JobState.SENDING)
_OF_THE_MOMENT = (JobKind.BALANCE, JobKind.SWISH, JobKind.PRACTICE)


def why_not_again(job: PrintJob) -> Refused | None:
    """Why a person may not have this job printed once more; None where it may.

    Of a receipt there is one paper, and one marked and counted copy (SKVFS 2014:9 6:3): a receipt is printed again only
    by a person who looked and found no paper, a copy only where certainly nothing came out. A pulse that comes late
    would open the drawer while nobody stands at it.
    """
    if job.state in _UNDER_WAY:
        return Refused("The paper is on its way already.", "Wait a moment.")
    if job.kind is JobKind.DRAWER:
        return Refused("The drawer is not opened again from here.", "Open it on the page Cash drawer.")
    if job.kind is JobKind.RECEIPT and job.state in _MAY_EXIST:
        return Refused(
            "Receipt {number} was printed already.",
            "Only one paper may be printed of a receipt; make a copy of it on the Receipts page.",
            number=job.document,
        )
    if job.kind is JobKind.COPY and job.state is not JobState.FAILED:
        return Refused(
            "The copy of receipt {number} may be on paper.",
            "Look in the printer. It can't be printed again: of each receipt the law allows one copy.",
            number=job.document,
        )
    return None


class PrintQueue:
    """Prints the jobs that use cases queued with their documents. Everything here blocks: printing lane only.

    A job's way: queued, sending (on disk before a byte leaves), then sent, failed (certainly nothing came out) or
    unknown (something may have). What failed is printed once the printer is back; from unknown only a person moves it
    on, since a second paper might be the second of its kind. A job that a dead process left at sending
    becomes unknown when the register starts (`register.life.start`, which must be done before the first print).
    """

    def __init__(
        self,
        store: Store,
        printer: ReceiptPrinter,
        clock: Clock,
        *,
        columns: int,
        logo: Callable[[int], Raster | None] = lambda _columns: None,
        swish: bool = False,
    ) -> None:
        """`columns` is the printer's; `logo` gives the shop's logo for so many of them; with `swish` a pro forma
        carries the code by which it can be paid.
        """
        self._store = store
        self._clock = clock
        self._logo = logo
        self._plugged = (printer, columns)
        self._swish = swish

    def plug(self, printer: ReceiptPrinter, *, columns: int, swish: bool = False) -> None:
        """Another printer takes over from the next paper on. Any thread."""
        self._plugged = (printer, columns)
        self._swish = swish

    def print_next(self) -> PrintJob | None:
        """Print the oldest queued job and return it with what became of it; None where nothing waits.

        A printer's trouble is told by the job (`state`, `title`, `advice`), never raised: the sale behind it is done.
        """
        with self._store.read() as tx:
            waiting = tx.print_jobs.in_state(JobState.QUEUED, limit=1)
        return self._sent(waiting[0]) if waiting else None

    def print_all(self) -> list[PrintJob]:
        """Print everything queued, oldest first, and return the jobs with what became of each."""
        done = []
        while job := self.print_next():
            done.append(job)
        return done

    def print_again(self, job_id: int) -> PrintJob:
        """Print a job that failed, or is unknown, once more: a person's act, who looked and found no paper.

        The drawer stays shut. Raises Refused as `why_not_again` says.
        """
        with self._store.read() as tx:
            job = tx.print_jobs.get(job_id)
        if refusal := why_not_again(job):
            raise refusal
        return self._sent(replace(job, open_drawer=False))

    def print_failed(self) -> list[PrintJob]:
        """Print the papers of the last day that certainly did not come out, oldest first, until one fails again, and
        return those that were tried: for when the printer is back. The drawer stays shut, and what somebody waited for
        just then (a balance, a code to pay by, practice) is left.
        """
        done: list[PrintJob] = []
        for job in self.troubled():
            if job.state is JobState.FAILED and job.kind not in _OF_THE_MOMENT:
                done.append(self._sent(replace(job, open_drawer=False)))
                if done[-1].state is not JobState.SENT:
                    break
        return done

    def found(self, job_id: int) -> None:
        """A person found the paper of an unknown job, which thereby is printed."""
        with self._store.write() as tx:
            if tx.print_jobs.get(job_id).state is JobState.UNKNOWN:
                tx.print_jobs.settle(job_id, JobState.PRINTED, at=self._clock())

    def troubled(self) -> list[PrintJob]:
        """The jobs of the last day that failed or are unknown, oldest first: those to be offered to print again. A test
        page is not, since a better one is printed at once; and what nobody missed for a day would hide what is new.
        A short read.
        """
        with self._store.read() as tx:
            jobs = tx.print_jobs.in_state(JobState.FAILED, JobState.UNKNOWN)
        since = self._clock() - _MISSED
        wanted = [job for job in jobs if job.kind is not JobKind.TEST and job.created_at > since]
        return [job for job in wanted if why_not_again(job) is None]

    def newest(self, limit: int = 50) -> list[PrintJob]:
        """The newest jobs, newest first. A short read."""
        with self._store.read() as tx:
            return tx.print_jobs.newest(limit)

    def print_test_page(self) -> PrintJob:
        """Print a page that shows whether the printer is set up right, and return its job."""
        with self._store.write() as tx:
            job = tx.print_jobs.get(tx.print_jobs.add(JobKind.TEST, "", at=self._clock()))
        return self._sent(job)

    def printer_status(self) -> PrinterStatus:
        """How the printer is now. Never raises."""
        printer, _ = self._plugged
        return printer.status()

    def _sent(self, job: PrintJob) -> PrintJob:
        """The intent, the act and the outcome of one job."""
        from openpos.printing.papers import paper_of  # with the first job: what sets papers is no part of the start

        with self._store.write() as tx:
            tx.print_jobs.settle(job.id, JobState.SENDING, at=self._clock())
        printer, columns = self._plugged
        paper = paper_of(job, columns, self._store, self._clock(), logo=self._logo, swish=self._swish)
        try:
            if paper is None:
                raise NotDone(
                    "The document to print is not in the file.", "Run “openpos check” and keep a copy of the file."
                )
            printer.print(paper, open_drawer=job.open_drawer)
        except NotDone as trouble:
            settled = replace(job, state=JobState.FAILED, title=trouble.title, advice=trouble.advice)
        except Unavailable as trouble:
            settled = replace(job, state=JobState.UNKNOWN, title=trouble.title, advice=trouble.advice)
        else:
            settled = replace(job, state=JobState.SENT, title="", advice="")
        with self._store.write() as tx:
            tx.print_jobs.settle(job.id, settled.state, at=self._clock(), title=settled.title, advice=settled.advice)
        return settled
