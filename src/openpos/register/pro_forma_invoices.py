"""Pro forma invoices: what the invoice of a receipt will say, for whoever wants to see it at once. No receipt."""

from __future__ import annotations

from pathlib import Path

from openpos.clock import Clock
from openpos.domain.errors import Refused
from openpos.domain.permission import Person
from openpos.domain.receipt import Marked, MarkedKind, Receipt, about_receipt
from openpos.ids import Ids
from openpos.register.e_receipts import write_file
from openpos.register.shifts import open_shift_of
from openpos.register.unit_papers import PRINTED, UnitPapers
from openpos.store.store import Store, Transaction


class ProFormaInvoices:
    """On the receipt printer, or as a file in A4. As many as anybody wants: the paper says that it is no receipt."""

    def __init__(self, store: Store, clock: Clock, papers: UnitPapers, new_id: Ids) -> None:
        self._store = store
        self._clock = clock
        self._papers = papers
        self._new_id = new_id

    def print(self, number: int, person: Person) -> Marked:
        """Queue the pro forma invoice of a receipt for printing, a pro forma like any other. Blocks on the unit.

        Called again after a lost answer it goes on with the paper that waits, else each call makes one. Raises Refused
        where the receipt was not invoiced, and as `UnitPapers.made` does.
        """
        with self._store.read() as tx:
            waiting = tx.waiting_paper.get()

        def begin(tx: Transaction) -> tuple[Marked, None]:
            kind = MarkedKind.PRO_FORMA
            invoiced = _invoiced(tx, number)
            receipt = about_receipt(
                invoiced,
                paper_id,
                number=tx.marked.take_number(kind),
                shift_id=open_shift_of(tx).id,
                at=self._clock(),
                cashier=person.name,
                shop=tx.shop.current(),
            )
            return Marked(kind, receipt, about=number), None

        same = waiting is not None and isinstance(waiting.paper, Marked) and waiting.paper.about == number
        paper_id = waiting.id if waiting is not None and same else self._new_id()
        made = self._papers.made(paper_id, PRINTED, begin)
        assert isinstance(made, Marked), "the id is a pro forma's"
        return made

    def save(self, number: int, path: Path) -> Path:
        """Save the pro forma invoice of a receipt as a PDF file in A4 and return where. Blocks.

        Raises Refused where it was not invoiced, and NotDone where the file can't be written.
        """
        from openpos.printing.pro_forma_invoice import pro_forma_invoice_pdf

        with self._store.read() as tx:
            receipt = _invoiced(tx, number)
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        write_file(target, pro_forma_invoice_pdf(receipt))
        return target


def _invoiced(tx: Transaction, number: int) -> Receipt:
    receipt = tx.sales.receipt(number)
    if receipt is None or receipt.seal is None:
        raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=number)
    if receipt.invoice is None:
        raise Refused("Receipt {number} was not invoiced.", "Only what was charged by invoice has one.", number=number)
    return receipt
