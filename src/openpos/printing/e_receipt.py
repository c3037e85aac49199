"""An electronic receipt: the file that the customer is sent or that is saved."""

from __future__ import annotations

from openpos.domain.receipt import Copy, Receipt
from openpos.printing.layout import copy_paper, receipt_paper
from openpos.printing.logo import with_logo
from openpos.printing.paper import Raster
from openpos.printing.pdf import paper_pdf
from openpos.printing.words import words_in

COLUMNS = 42
"""How wide it is set, whatever paper the printer takes."""


def e_receipt_pdf(document: Receipt | Copy, logo: Raster | None = None) -> bytes:
    """The receipt or its copy as a PDF file, with the words that SKVFS 2014:9 7:1 m asks for. Blocks for some
    hundredths of a second; fit for any thread. `logo` is one for COLUMNS.
    """
    paper = (
        copy_paper(document, COLUMNS, electronic=True)
        if isinstance(document, Copy)
        else receipt_paper(document, COLUMNS, electronic=True)
    )
    shop = receipt_of(document).shop
    return paper_pdf(with_logo(paper, logo), COLUMNS, title=e_receipt_title(document), author=shop.name)


def e_receipt_title(document: Receipt | Copy) -> str:
    """What it is called: `Kvitto 17`, `KOPIA – Kvitto 17`, in the shop's language."""
    receipt = receipt_of(document)
    words = words_in(receipt.shop.language)
    name = words.return_receipt if receipt.is_return else words.receipt
    named = f"{name} {receipt.number}"
    return f"{words.copy_mark} – {named}" if isinstance(document, Copy) else named


def receipt_of(document: Receipt | Copy) -> Receipt:
    """The receipt itself."""
    return document.receipt if isinstance(document, Copy) else document
