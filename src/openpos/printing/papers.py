"""Which paper a print job is: its document read from the file and set for the printer's width."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from openpos.domain.gift_card import GiftCard
from openpos.domain.money import ZERO
from openpos.domain.payment import MethodKind
from openpos.printing import layout
from openpos.printing.logo import with_logo
from openpos.printing.paper import Paper, Raster
from openpos.store.print_jobs import JobKind, PrintJob
from openpos.store.store import Store, Transaction

_WITH_LOGO = (
    *(JobKind.RECEIPT, JobKind.COPY, JobKind.PRACTICE, JobKind.PRO_FORMA),
    *(JobKind.PRO_FORMA_INVOICE, JobKind.TEST),
)


def paper_of(
    job: PrintJob,
    columns: int,
    store: Store,
    at: datetime,
    *,
    logo: Callable[[int], Raster | None] = lambda _columns: None,
    swish: bool = False,
) -> Paper | None:
    """The paper of a job, so many columns wide; None where its document is not in the file. A short read.

    `at` stands on what is of the moment; `swish` says whether practice and pro formas carry the shop's code.
    """
    with store.read() as tx:
        paper = _paper(tx, job, columns, at, swish=swish)
    return with_logo(paper, logo(columns)) if paper is not None and job.kind in _WITH_LOGO else paper


def _paper(tx: Transaction, job: PrintJob, columns: int, at: datetime, *, swish: bool) -> Paper | None:
    if job.kind is JobKind.TEST:
        return layout.test_paper(tx.shop.current(), columns, at=at)
    if job.kind is JobKind.RECEIPT:
        receipt = tx.sales.receipt(int(job.document))
        return None if receipt is None else layout.receipt_paper(receipt, columns)
    if job.kind is JobKind.PRO_FORMA_INVOICE:
        return _pro_forma_invoice(tx, job.document, columns)
    if job.kind is JobKind.COPY:
        copy = tx.copies.of(int(job.document))
        return None if copy is None else layout.copy_paper(copy, columns)
    if job.kind is JobKind.CASH:
        act = tx.drawer.get(job.document)
        return None if act is None else layout.cash_paper(act, tx.drawer.shop(act), columns)
    if job.kind in {JobKind.PRACTICE, JobKind.PRO_FORMA}:
        marked = tx.marked.get(job.document)
        swish_to = _swish_number(tx) if swish else ""
        return None if marked is None else layout.marked_paper(marked, columns, swish_to=swish_to)
    if job.kind is JobKind.SWISH:
        return layout.swish_paper(job.document, tx.shop.current(), columns, at=job.created_at)
    if job.kind is JobKind.BALANCE:
        card = GiftCard(job.document, tx.sales.balances([job.document]).get(job.document, ZERO))
        return layout.balance_paper(card, tx.shop.current(), columns, at=at)
    if job.kind is JobKind.DRAWER:
        return Paper(())
    report = tx.shifts.report(job.document)
    return None if report is None else layout.report_paper(report, columns)


def _pro_forma_invoice(tx: Transaction, document: str, columns: int) -> Paper | None:
    """By its own id; jobs of older files name the receipt."""
    marked = tx.marked.get(document)
    number = marked.about if marked else int(document) if document.isdecimal() else None
    receipt = tx.sales.receipt(number) if number else None
    return None if receipt is None else layout.pro_forma_invoice_paper(receipt, columns, marked)


def _swish_number(tx: Transaction) -> str:
    """The shop's number; empty where it takes no Swish."""
    active = (one for one in tx.payment_methods.every() if one.method.kind is MethodKind.SWISH and one.active)
    return next((one.number for one in active), "")
