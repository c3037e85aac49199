"""An electronic receipt: the file that is saved, and the mail that brings it to the customer."""

from __future__ import annotations

from datetime import datetime

from openpos.domain.article import plain_text
from openpos.domain.receipt import Copy, Receipt
from openpos.printing.layout import copy_paper, receipt_paper
from openpos.printing.logo import with_logo
from openpos.printing.paper import Raster
from openpos.printing.pdf import paper_pdf
from openpos.printing.words import words_in

COLUMNS = 42
"""How wide it is set, whatever paper the printer takes."""
_LONGEST_NAME = 72


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


def mail_of(
    document: Receipt | Copy, *, sender: str, recipient: str, at: datetime, logo: Raster | None = None
) -> bytes:
    """The message that carries a receipt or its copy as a PDF file. Blocks for some hundredths of a second.

    The same document has the same Message-ID whenever it is sent: a mail program that has it shows it once. `sender`
    and `recipient` are addresses that were checked (`domain.email`).
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    receipt = receipt_of(document)
    shop, title = receipt.shop, e_receipt_title(document)
    words = words_in(shop.language)
    name = plain_text(shop.name, _LONGEST_NAME)
    kind = "copy" if isinstance(document, Copy) else "receipt"
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = f"{title}, {name}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{kind}-{receipt.number}.{plain_id(shop.serial)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no holiday greetings back
    said = (title, words.electronic_receipt, "", words.mail_attached, "", name, plain_text(shop.address))
    message.set_content("\r\n".join(said))
    message.add_attachment(
        e_receipt_pdf(document, logo), maintype="application", subtype="pdf", filename=f"{kind}-{receipt.number}.pdf"
    )
    return message.as_bytes()


def plain_id(text: str) -> str:
    """The letters and digits of a text that may stand in a Message-ID."""
    return "".join(char for char in text if char.isascii() and (char.isalnum() or char == "-")) or "openpos"
