"""Receipts and copies by e-mail or as a file. Of each receipt there is one original and one copy, whatever the way."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpos.clock import Clock
from openpos.domain.email import email_address
from openpos.domain.errors import NotDone, OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.domain.receipt import Copy, Receipt
from openpos.printing.paper import Raster
from openpos.register.receipts import made_copy
from openpos.register.unit_papers import SAVED, UnitPapers, Wish, mailed
from openpos.store.deliveries import Delivery, DeliveryKind, DeliveryState, Way
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store, Transaction

_CERTAINLY_NOT = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED})
_MAY_GO_AGAIN = _CERTAINLY_NOT | {DeliveryState.UNKNOWN}
"""A person who asked the customer sends once more what nobody knows the outcome of; it is the same message then."""


@dataclass(frozen=True, slots=True)
class Given:
    """What there is of a receipt: for the customer, on paper and electronically."""

    printed: bool
    """The receipt itself went to the printer."""
    original: Delivery | None
    """The receipt itself went another way, or was to."""
    copy: Copy | None
    copy_delivery: Delivery | None
    """How the copy went, where it was not printed."""

    @property
    def next(self) -> DeliveryKind:
        """What the customer is given when the receipt is e-mailed or saved now: the receipt itself where nothing of it
        can have reached them yet, else its copy (SKVFS 2014:9 6:2, 6:3). Raises Refused where there is neither.
        """
        if not self.printed:
            if self.original is None or self.original.state in _MAY_GO_AGAIN:
                return DeliveryKind.RECEIPT
            if self.original.state in {DeliveryState.HELD, DeliveryState.SENDING}:
                raise Refused("The receipt is on its way already.", "Wait a moment.")
        if self.copy is None or (self.copy_delivery is not None and self.copy_delivery.state in _MAY_GO_AGAIN):
            return DeliveryKind.COPY
        if self.copy_delivery is not None and self.copy_delivery.state is DeliveryState.SENDING:
            raise Refused("The copy is on its way already.", "Wait a moment.")
        number = self.copy.receipt.number
        raise Refused("Receipt {number} was copied before.", "A receipt may be copied once.", number=number)

    @property
    def newest(self) -> Delivery | None:
        """The delivery that a person may want to know about."""
        return self.copy_delivery or self.original

    @property
    def to_print_instead(self) -> Delivery | None:
        """What certainly did not reach the customer electronically and can be printed in its place."""
        newest = self.newest
        return newest if newest is not None and newest.state in _CERTAINLY_NOT else None


class EReceipts:
    """The electronic ones. What takes a person blocks: register lane only; `given` is a short read."""

    def __init__(
        self, store: Store, clock: Clock, papers: UnitPapers, *, logo: Callable[[int], Raster | None] = lambda _: None
    ) -> None:
        """`logo` gives the shop's logo for so many columns."""
        self._store = store
        self._clock = clock
        self._papers = papers
        self._logo = logo

    def given(self, number: int) -> Given:
        """What there is of a receipt."""
        with self._store.read() as tx:
            return _given(tx, number)

    def mail(self, number: int, address: str, person: Person) -> Delivery:
        """Queue the receipt, or its one copy, for e-mail; also again after a failure, to the same or another address.

        Which of the two it is, `Given.next` says. Raises Refused for a wrong address, for a receipt that does not
        exist or was copied before, and where a copy needs an open shift; for a copy, as `UnitPapers.made` does.
        """
        recipient = email_address(address)
        copied = self._copied(number, person, mailed(recipient))
        with self._store.write() as tx:
            queued = tx.deliveries.of(DeliveryKind.COPY, number) if copied else None
            return queued or _begun(tx, number, Way.MAIL, recipient, DeliveryState.QUEUED, self._clock())

    def save(self, number: int, path: Path, person: Person) -> Path:
        """Save the receipt, or its one copy, as a PDF file and return where. Blocks.

        Raises Refused as `mail` does, and NotDone where the file can't be written: then it may be saved again.
        """
        from openpos.printing.e_receipt import COLUMNS, e_receipt_pdf

        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._copied(number, person, SAVED)
        with self._store.write() as tx:
            delivery = _begun(tx, number, Way.FILE, "", DeliveryState.SENDING, self._clock())
            document = delivered(tx, delivery)
        try:
            write_file(target, e_receipt_pdf(document, self._logo(COLUMNS)))
        except NotDone as trouble:
            self._settle(delivery, DeliveryState.FAILED, trouble)
            raise
        self._settle(delivery, DeliveryState.SENT)
        return target

    def print_instead(self, number: int) -> JobKind:
        """Print what was to be e-mailed or saved and certainly was not; answers which of the two papers it is.

        Raises Refused where the customer may have it already.
        """
        with self._store.write() as tx:
            delivery = _given(tx, number).to_print_instead
            if delivery is None:
                raise Refused("The receipt may have been sent already.", "Make a copy of it on the Receipts page.")
            now = self._clock()
            job = JobKind.COPY if delivery.kind is DeliveryKind.COPY else JobKind.RECEIPT
            tx.deliveries.settle(delivery.id, DeliveryState.WITHDRAWN, at=now)
            tx.print_jobs.add(job, str(number), at=now)
            return job

    def _copied(self, number: int, person: Person, wish: Wish) -> bool:
        """Have the copy registered where it is a copy that is to go and there is none yet; whether that was so."""
        with self._store.read() as tx:
            given = _given(tx, number)
        wanted = given.next is DeliveryKind.COPY and given.copy is None
        if wanted:
            made_copy(self._papers, number, person, wish, at=self._clock())
        return wanted

    def _settle(self, delivery: Delivery, state: DeliveryState, trouble: OpenPosError | None = None) -> None:
        title, advice = (trouble.title, trouble.advice) if trouble else ("", "")
        with self._store.write() as tx:
            tx.deliveries.settle(delivery.id, state, at=self._clock(), title=title, advice=advice)


def delivered(tx: Transaction, delivery: Delivery) -> Receipt | Copy:
    """What a delivery carries."""
    if delivery.kind is DeliveryKind.COPY:
        copy = tx.copies.of(delivery.receipt_number)
        assert copy is not None, "a copy is made before it is delivered"
        return copy
    receipt = tx.sales.receipt(delivery.receipt_number)
    assert receipt is not None, "a receipt is made before it is delivered"
    return receipt


def _given(tx: Transaction, number: int) -> Given:
    receipt = tx.sales.receipt(number)
    if receipt is None or receipt.seal is None:
        raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=number)
    original = tx.deliveries.of(DeliveryKind.RECEIPT, number)
    printed = original.state is DeliveryState.WITHDRAWN if original else tx.sales.wants_paper(number)
    return Given(printed, original, tx.copies.of(number), tx.deliveries.of(DeliveryKind.COPY, number))


def _begun(tx: Transaction, number: int, way: Way, recipient: str, state: DeliveryState, now: datetime) -> Delivery:
    """The delivery of the receipt, or of its copy, which is made by now."""
    given = _given(tx, number)
    kind = given.next
    before = given.copy_delivery if kind is DeliveryKind.COPY else given.original
    if before is None:
        return tx.deliveries.get(tx.deliveries.add(kind, number, way, recipient, state, at=now))
    tx.deliveries.redirect(before.id, way, recipient, state, at=now)
    return tx.deliveries.get(before.id)


def write_file(path: Path, content: bytes) -> None:
    """The whole file or none of it. Blocks. Raises NotDone."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise NotDone(
            "The file could not be written.", "Choose another folder, or free some space, and save it again."
        ) from error
