"""An electronic receipt as an e-mail, and what the mail queue needs of a mail server."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from openpos.domain.article import plain_text
from openpos.domain.receipt import Copy, Receipt
from openpos.printing.e_receipt import e_receipt_pdf, e_receipt_title, receipt_of
from openpos.printing.paper import Raster
from openpos.printing.words import words_in

_LONGEST_NAME = 72


class Post(Protocol):
    """A mail server that takes the shop's mail. Blocks, at most a minute; mail lane only."""

    @property
    def sender(self) -> str:
        """The shop's own address."""

    def send(self, recipient: str, message: bytes) -> None:
        """Hand over one message. Returning means that the server took it on, not that it was read.

        Raises NotDone where the server certainly did not take it and may do so later, Rejected where it said its final
        no, and Unavailable where its answer was lost after the whole message had gone. The server's own words are the
        error's value `said`.
        """

    def hang_up(self) -> None:
        """The program is closing: end what is under way within seconds. Any thread."""


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
