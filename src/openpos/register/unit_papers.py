"""Copies, practice receipts and pro formas: the control unit is told of each before it may be printed (SKVFS 2009:2).

The walk is the sale's: a transaction gives the paper its number and keeps it as the one that waits, the unit is asked
with no transaction open, and a second transaction journals the paper with the unit's answer and has it printed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from openpos.clock import Clock
from openpos.domain.errors import N_, NotDone
from openpos.domain.receipt import Copy, Marked, MarkedKind, Seal, paper_number, paper_type
from openpos.domain.sale import Sale
from openpos.register.ports import ControlUnit
from openpos.register.shifts import open_shift_of
from openpos.store.copies import copy_facts, seal_from
from openpos.store.deliveries import DeliveryKind, DeliveryState, Way
from openpos.store.facts import marked_facts
from openpos.store.journal import Kind
from openpos.store.marked import Waiting
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store, Transaction

Wish = Mapping[str, str]
NOTHING: Wish = {}
"""The paper is registered, and nothing comes out."""
PRINTED: Wish = {"way": "print"}
SAVED: Wish = {"way": "file"}
"""A copy that its user saves as a file once it is registered."""


def mailed(recipient: str) -> Wish:
    """A copy that goes to this e-mail address."""
    return {"way": "mail", "to": recipient}


class UnitPapers:
    """Makes the papers beside the sales. Everything here blocks on the control unit: register lane only."""

    def __init__(self, store: Store, unit: ControlUnit, clock: Clock) -> None:
        self._store = store
        self._unit = unit
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        """Held from a paper's number to its outcome, so that the last number of its series is its own."""

    def made(
        self,
        paper_id: str,
        wish: Wish,
        begin: Callable[[Transaction], tuple[Copy | Marked, Sale | None]],
        done: Callable[[Transaction], Copy | Marked | None] = lambda _: None,
    ) -> Copy | Marked:
        """The paper of this id: the one that is `done`, that which waits, or the one that `begin` numbers.

        Calling it again after any trouble goes on with the same paper. Raises as `begin` does, Refused where no shift
        is open, NotDone where the control unit certainly registered nothing (the number goes to the next paper) and
        Unavailable where it may have: then the paper waits, and goes before the next one.
        """
        with self._one_at_a_time:
            with self._store.write() as tx:
                if finished := done(tx):
                    return finished
                waiting = tx.waiting_paper.get()
                if waiting is not None:
                    open_shift_of(tx)
                    if waiting.id == paper_id:
                        tx.waiting_paper.wish(wish)
            if waiting is not None:
                earlier = self._told(waiting, first_try=False)
                if waiting.id == paper_id:
                    return earlier
            with self._store.write() as tx:
                paper, sale = begin(tx)
                open_shift_of(tx)
                tx.waiting_paper.add(paper_id, paper, sale, wish)
            return self._told(Waiting(paper_id, paper, sale, wish), first_try=True)

    def finish_waiting(self) -> Copy | Marked | None:
        """Bring the paper that waits to its end, where a shift is open for it. Raises as `made` does."""
        with self._one_at_a_time:
            with self._store.read() as tx:
                waiting, shift = tx.waiting_paper.get(), tx.shifts.current()
            return None if waiting is None or shift is None else self._told(waiting, first_try=False)

    def _told(self, waiting: Waiting, *, first_try: bool) -> Copy | Marked:
        """The act and the outcome. After an earlier try nobody knows whether the unit has it: ask before acting.

        This is the one place that says what is so without a control unit: no answer, no paper (SKVFS 2014:9 4:9).
        """
        paper = waiting.paper
        seal = None if first_try else self._unit.find(paper_number(paper), paper_type(paper))
        if seal is None:
            try:
                seal = self._unit.seal(self._as_registered(paper))
            except NotDone as refusal:
                if first_try:
                    self._take_back(waiting, refusal)
                raise
        with self._store.write() as tx:
            return self._outcome(tx, seal)

    def _as_registered(self, paper: Copy | Marked) -> Copy | Marked:
        """The paper as the unit is told of it: a copy is made by the register as it is called now, which is how the
        unit knows it, whatever the original says and the copy shows.
        """
        if isinstance(paper, Marked):
            return paper
        with self._store.read() as tx:
            return replace(paper, receipt=replace(paper.receipt, shop=tx.shop.current()))

    def _outcome(self, tx: Transaction, seal: Seal) -> Copy | Marked:
        waiting, shift = tx.waiting_paper.get(), open_shift_of(tx)
        assert waiting is not None, "one paper at a time"
        tx.waiting_paper.drop()
        answer = seal_from(seal.unit, seal.code)
        if isinstance(waiting.paper, Copy):
            copy = replace(waiting.paper, shift_id=shift.id, seal=answer)
            seq = tx.journal.add(Kind.RECEIPT_COPIED, copy_facts(copy), at=self._clock(), cashier=copy.cashier)
            tx.copies.add(copy, seq)
            self._give_copy(tx, copy, waiting.wish)
            return copy
        marked = replace(waiting.paper, receipt=replace(waiting.paper.receipt, shift_id=shift.id, seal=answer))
        kind = Kind.PRACTICE_RECEIPT if marked.kind is MarkedKind.PRACTICE else Kind.PRO_FORMA
        seq = tx.journal.add(kind, marked_facts(marked), at=self._clock(), cashier=marked.receipt.cashier)
        tx.marked.add(marked, waiting.sale, seq)
        if waiting.wish == PRINTED:
            tx.print_jobs.add(_job(marked), waiting.id, at=self._clock())
        return marked

    def _give_copy(self, tx: Transaction, copy: Copy, wish: Wish) -> None:
        number, now = copy.receipt.number, self._clock()
        if wish == PRINTED:
            tx.print_jobs.add(JobKind.COPY, str(number), at=now)
        elif wish == SAVED:
            # Whoever asked for it saves it now; after a power cut it is there to be saved by the next one who asks.
            unsaved = tx.deliveries.add(DeliveryKind.COPY, number, Way.FILE, "", DeliveryState.FAILED, at=now)
            tx.deliveries.settle(
                unsaved,
                DeliveryState.FAILED,
                at=now,
                title=N_("The copy was made, but its file was not saved."),
                advice=N_("Save it again, or print it instead."),
            )
        elif wish:
            tx.deliveries.add(DeliveryKind.COPY, number, Way.MAIL, wish["to"], DeliveryState.QUEUED, at=now)

    def _take_back(self, waiting: Waiting, refusal: NotDone) -> None:
        paper = waiting.paper
        with self._store.write() as tx:
            tx.waiting_paper.take_back(waiting)
            tx.journal.add(
                Kind.SEAL_REFUSED,
                {
                    "sale_id": waiting.id,
                    "number": paper_number(paper),
                    "reason": str(refusal),
                    "paper": paper_type(paper).value,
                },
                at=self._clock(),
                cashier=paper.cashier if isinstance(paper, Copy) else paper.receipt.cashier,
            )


def _job(marked: Marked) -> JobKind:
    if marked.about is not None:
        return JobKind.PRO_FORMA_INVOICE
    return JobKind.PRACTICE if marked.kind is MarkedKind.PRACTICE else JobKind.PRO_FORMA
