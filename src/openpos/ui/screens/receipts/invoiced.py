"""How it is with the invoice of a receipt, in words, and what the receipts page can do with it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpos.domain.errors import N_, OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.domain.receipt import Receipt
from openpos.store.outbox import Entry, EntryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoiced:
    """What takes a receipt's number blocks."""

    entry: Callable[[str], Entry | None]
    """The invoice of the sale with this id, as it stands on its way to Spiris."""
    print: Callable[[int, Person], object]
    """Queue the pro forma invoice of the receipt with this number."""
    save: Callable[[int, Path], Path]


_STATES = {
    EntryState.WAITING: N_("The invoice waits to be sent to Spiris."),
    EntryState.IN_FLIGHT: N_("The invoice is on its way to Spiris."),
    EntryState.UNKNOWN: N_("Nobody knows yet whether Spiris got the invoice: Spiris is asked."),
    EntryState.REJECTED: N_("Spiris did not take the invoice: somebody has to look at it."),
    EntryState.WITHDRAWN: N_("The invoice was withdrawn and is not in Spiris."),
}
_CREDITS = {
    EntryState.WAITING: N_("The credit waits to be sent to Spiris."),
    EntryState.IN_FLIGHT: N_("The credit is on its way to Spiris."),
    EntryState.UNKNOWN: N_("Nobody knows yet whether Spiris got the credit: Spiris is asked."),
    EntryState.REJECTED: N_("Spiris did not take the credit: somebody has to look at it."),
    EntryState.WITHDRAWN: N_("The credit was withdrawn and is not in Spiris."),
}
_ARRIVED, _DRAFT = N_("Invoice {number} in Spiris."), N_("The invoice is a draft in Spiris.")
_CREDIT_ARRIVED, _CREDIT_DRAFT = N_("Credit invoice {number} in Spiris."), N_("The credit is a draft in Spiris.")


def invoice_words(receipt: Receipt, entry: Entry) -> tuple[str, str]:
    """How the invoice stands, as English source text, and the number that goes into it."""
    credit = receipt.is_return
    if entry.state is EntryState.SETTLED:
        arrived, draft = (_CREDIT_ARRIVED, _CREDIT_DRAFT) if credit else (_ARRIVED, _DRAFT)
        return (arrived if entry.remote_number else draft), entry.remote_number
    return (_CREDITS if credit else _STATES)[entry.state], ""


def invoice_trouble(entry: Entry) -> OpenPosError | None:
    """What holds the invoice up, with what to do; None where nothing does."""
    if entry.state is EntryState.SETTLED or not entry.title:
        return None
    return Refused(entry.title, entry.advice, **entry.values)
