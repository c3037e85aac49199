"""The papers of a week: copies, electronic receipts, and a printer that now and then prints nothing, or won't say."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import partial
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule
from pypdf import PdfReader

from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.printing.paper import Paper, Text
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.queue import PrintQueue
from openpos.register.e_receipts import EReceipts
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from tests.integration.at_the_till import WHO, AtTheTill, one_of
from tests.integration.remembered import Whereabouts

_HEADS = re.compile(
    "KOPIA|ÖVNING|EJ KVITTO|[XZ]-RAPPORT|(?:Kvitto|Returkvitto) [0-9]+|Insättningar|Uttag|Ändrad växelkassa"
)


class Mishap(StrEnum):
    """What the printer does with one paper."""

    NONE = "it prints"
    EMPTY = "it has no paper"
    CUT_OFF = "the paper comes, and the cable says nothing of it"
    EATEN = "no paper comes, and the cable says nothing of it"
    DARK_AFTER = "the paper comes, and the power goes"
    DARK_BEFORE = "the power goes, and no paper comes"


_STATES = {Mishap.NONE: JobState.SENT, Mishap.EMPTY: JobState.FAILED}
_COMES = {Mishap.NONE, Mishap.CUT_OFF, Mishap.DARK_AFTER}


class PowerGone(Exception):  # nothing catches it but who let the power go
    """The program is no more."""


class Printer:
    """One that does what it is told to suffer. It knows what lies beside it and how often the drawer was to open."""

    def __init__(self) -> None:
        self.papers: Counter[str] = Counter()
        self.openings = 0
        self.next = Mishap.NONE
        self.last = ""
        """What it was last told to print."""

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        self.openings += open_drawer
        self.last = headed(paper) if paper.rows else ""
        if self.next is Mishap.EMPTY:
            raise NotDone("There is no paper.", "Put a roll in.")
        if self.next in _COMES and self.last:
            self.papers[self.last] += 1
        if self.next in {Mishap.DARK_AFTER, Mishap.DARK_BEFORE}:
            raise PowerGone
        if self.next is not Mishap.NONE:
            raise Unavailable("The printer fell silent.", "Look at it.")

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.READY)


def headed(paper: Paper) -> str:
    """What a paper is, by what it says: its marking word, and which receipt it is of."""
    found = [match[0] for row in paper.rows if isinstance(row, Text) and (match := _HEADS.match(row.text))]
    return " ".join(found[:2]) if found[0] == "KOPIA" else found[0]


class OnPaper(AtTheTill):
    """What is given to customers, and what lies beside the printer."""

    def __init__(self) -> None:
        super().__init__()
        self.printer = Printer()
        self.eaten: Counter[str] = Counter()
        """The copies that never came out of the printer: nobody may print them again."""

    @property
    def e_receipts(self) -> EReceipts:
        return EReceipts(self.till.store, self.till.clock, self.till.checkout.papers)

    @rule(data=st.data())
    def copy(self, data: st.DataObject) -> None:
        """Of a receipt there is one copy, whatever the way."""
        if not (receipts := self.till.receipts()):
            return
        receipt = one_of(data, receipts)
        number, given = receipt.number, self.known.given[receipt.number]
        if given.copy is not None:
            with pytest.raises(Refused):
                self.till.books.copy(number, WHO)
            return
        self.through(lambda: self.till.books.copy_of(number) or self.till.books.copy(number, WHO))
        self.known.copied(receipt)
        given.copy = Whereabouts.PAPER

    @rule(data=st.data())
    def mail(self, data: st.DataObject) -> None:
        """The receipt itself while nothing of it can have reached the customer, else its copy, which is one."""
        if not (receipts := self.till.receipts()):
            return
        receipt = one_of(data, receipts)
        given, number = self.known.given[receipt.number], receipt.number
        if not given.goes_by_wire():
            with pytest.raises(Refused):
                self.e_receipts.mail(number, "kund@almvik.example", WHO)
            return
        copies = given.next_is_a_new_copy()
        for address in ("kund@almvik.example", "annan@almvik.example"):
            self.e_receipts.mail(number, address, WHO)
        if copies:
            self.known.copied(receipt)
        given.sent(Whereabouts.WAITS)

    @rule(data=st.data(), nowhere=st.booleans())
    def save(self, data: st.DataObject, nowhere: bool) -> None:
        """As a file, which may be impossible to write: then it may be saved again, and is the same copy."""
        if not (receipts := self.till.receipts()):
            return
        receipt = one_of(data, receipts)
        given, number = self.known.given[receipt.number], receipt.number
        folder = self.till.directory.parent
        path = folder / "nowhere" / "kvitto" if nowhere else folder / f"kvitto-{number}.PDF"

        def saved() -> Path:
            return self.e_receipts.save(number, path, WHO)

        if not given.goes_by_wire():
            with pytest.raises(Refused):
                saved()
            assert not path.exists()
            return
        copies = given.next_is_a_new_copy()
        title = ("KOPIA – " if given.original is not Whereabouts.WAITS else "") + (
            f"Returkvitto {number}" if receipt.is_return else f"Kvitto {number}"
        )
        act = partial(self.through, saved) if copies else saved
        if nowhere:
            with pytest.raises(NotDone, match="The file could not be written"):
                act()
        else:
            assert act() == path
            written = PdfReader(path).metadata
            assert written is not None
            assert written.title == title
            path.unlink()
        if copies:
            self.known.copied(receipt)
        given.sent(Whereabouts.WAITS if nowhere else Whereabouts.GONE)

    @rule(data=st.data())
    def print_instead(self, data: st.DataObject) -> None:
        """What certainly never left is printed in its place."""
        if receipts := [one for one in self.till.receipts() if self.known.given[one.number].wired]:
            number = one_of(data, receipts).number
            given = self.known.given[number]
            if given.last_sent is not Whereabouts.WAITS:
                with pytest.raises(Refused):
                    self.e_receipts.print_instead(number)
                return
            kind = self.e_receipts.print_instead(number)
            assert kind is (JobKind.COPY if given.copy_wired else JobKind.RECEIPT)
            given.sent(Whereabouts.PAPER)
            with pytest.raises(Refused):
                self.e_receipts.print_instead(number)

    # -- the printer

    @rule(mishaps=st.lists(st.sampled_from(Mishap), max_size=4))
    def the_printer_prints(self, mishaps: list[Mishap]) -> None:
        """All that waits, whatever befalls it; then somebody mends the printer and looks at what lies there."""
        came: dict[int, bool] = {}
        for mishap in mishaps:
            with self.till.store.read() as tx:
                waiting = tx.print_jobs.in_state(JobState.QUEUED, limit=1)
            if not waiting:
                break
            self.printer.next = mishap
            came[waiting[0].id] = mishap in _COMES
            if mishap in {Mishap.DARK_AFTER, Mishap.DARK_BEFORE}:
                with pytest.raises(PowerGone):
                    self.queue.print_next()
                self.dark()
            else:
                job = self.queue.print_next()
                assert job is not None
                assert (job.id, job.state) == (waiting[0].id, _STATES.get(mishap, JobState.UNKNOWN))
            if waiting[0].kind is JobKind.COPY and mishap in {Mishap.EATEN, Mishap.DARK_BEFORE}:
                self.eaten[self.printer.last] += 1
        self.printer.next = Mishap.NONE
        assert {job.state for job in self.queue.print_all()} <= {JobState.SENT}
        self.queue.print_failed()
        for job in self.queue.troubled():
            self.somebody_looks(job, came=came[job.id])
        assert self.queue.troubled() == []
        assert self.printer.papers == self.known.on_paper() - self.eaten
        assert self.printer.openings == self.known.drawer_opens

    @property
    def queue(self) -> PrintQueue:
        return PrintQueue(self.till.store, self.printer, self.till.clock, columns=42)

    def somebody_looks(self, job: PrintJob, *, came: bool) -> None:
        if came:
            self.queue.found(job.id)
        else:
            assert self.queue.print_again(job.id).state is JobState.SENT
