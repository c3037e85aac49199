"""Pro forma invoices: what the invoice of a receipt will say, for whoever wants to see it at once. No receipt."""

from __future__ import annotations

from pathlib import Path

from openpos.clock import Clock
from openpos.domain.errors import Refused
from openpos.domain.receipt import Receipt
from openpos.printing.pro_forma_invoice import pro_forma_invoice_pdf
from openpos.register.e_receipts import write_file
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store, Transaction


class ProFormaInvoices:
    """On the receipt printer, or as a file in A4. As many as anybody wants: the paper says that it is no receipt."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def print(self, number: int) -> None:
        """Queue the pro forma invoice of a receipt for printing. Blocks. Raises Refused where it was not invoiced."""
        with self._store.write() as tx:
            _invoiced(tx, number)
            tx.print_jobs.add(JobKind.PRO_FORMA_INVOICE, str(number), at=self._clock())

    def save(self, number: int, path: Path) -> Path:
        """Save the pro forma invoice of a receipt as a PDF file in A4 and return where. Blocks.

        Raises Refused where it was not invoiced, and NotDone where the file can't be written.
        """
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
