"""What goes to Spiris in the trade's words. GUI thread."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpos.clock import swedish
from openpos.domain.errors import N_
from openpos.register.outgoing import Item
from openpos.store.outbox import Attempt, Entry, EntryKind, EntryState
from openpos.ui.i18n import money, tr
from openpos.ui.theme import State

STATE_WORDS = {
    EntryState.WAITING: N_("Waits"),
    EntryState.IN_FLIGHT: N_("On its way"),
    EntryState.UNKNOWN: N_("Is looked up"),
    EntryState.REJECTED: N_("Needs a person"),
    EntryState.SETTLED: N_("Arrived"),
    EntryState.WITHDRAWN: N_("Left out"),
}
STATES = {
    EntryState.WAITING: State.PLAIN,
    EntryState.IN_FLIGHT: State.PLAIN,
    EntryState.UNKNOWN: State.PLAIN,
    EntryState.REJECTED: State.SOON,
    EntryState.SETTLED: State.OK,
    EntryState.WITHDRAWN: State.PLAIN,
}
_MORE = {
    EntryState.WAITING: N_("It goes by itself as soon as it can."),
    EntryState.IN_FLIGHT: N_("Spiris is asked right now."),
    EntryState.UNKNOWN: N_("The answer was lost. Spiris is asked whether it came before anything is sent again."),
    EntryState.REJECTED: "",
    EntryState.SETTLED: "",
    EntryState.WITHDRAWN: N_("Spiris' own address stays."),
}
_WAITS_FOR = N_("It waits for {reference}, which has to arrive first.")
_Z, _REVERSAL = N_("Z report {number}, {day}"), N_("Z report {number}, {day}: taken back")
_INVOICE, _CREDIT = N_("Invoice for receipt {number}"), N_("Credit for receipt {number}")
_ADDRESS = N_("Address of {name}")
_VOUCHER_OF, _INVOICE_OF = N_("Voucher {number}"), N_("Invoice {number}")
_REFERENCE, _WRITTEN, _ARRIVED = N_("Reference {reference}"), N_("Written {at}"), N_("Arrived {at}")
_CUSTOMER, _AMOUNT = N_("Customer: {name}"), N_("Amount: {amount}")
_CHANGE = N_("{before} becomes {after}")
_NOTHING_SENT = N_("Nothing was sent yet.")
_OUTCOMES = {
    "": N_("no answer yet, or the program was closed meanwhile"),
    "not_sent": N_("no contact: certainly not done"),
    "rejected": N_("Spiris said no"),
    "throttled": N_("too many calls: to be done later"),
    "done": N_("done"),
    "unknown": N_("the answer was lost"),
}
_STEPS = {
    "draft": N_("Send the draft"),
    "convert": N_("Book the draft"),
    "book": N_("Book"),
    "attach": N_("Send the Z report"),
    "link": N_("Attach the Z report"),
    "put": N_("Change the customer"),
    "put known": N_("Change the customer"),
    "adjust": N_("Correct the draft"),
    "mail": N_("Have it e-mailed"),
}


def moment(at: datetime) -> str:
    """As clocks in Sweden showed it."""
    return swedish(at).strftime("%Y-%m-%d %H:%M")


def what(entry: Entry) -> str:
    """`Z report 17, 2026-11-20`."""
    document = entry.document
    if entry.kind is EntryKind.VOUCHER:
        words = _REVERSAL if document["what"] == "reversal" else _Z
        return tr(words, number=document["z"], day=document["day"])
    if entry.kind is EntryKind.INVOICE:
        return tr(_CREDIT if "credits" in document else _INVOICE, number=document["receipt"])
    return tr(_ADDRESS, name=document["customer"]["name"])


def remote(entry: Entry) -> str:
    """`Voucher A12`: what Spiris calls it; empty before it does."""
    if not entry.remote_number:
        return ""
    return tr(_VOUCHER_OF if entry.kind is EntryKind.VOUCHER else _INVOICE_OF, number=entry.remote_number)


def cause(item: Item) -> tuple[str, str]:
    """Its state, and why it is so and what to do."""
    entry = item.entry
    said = sentences(tr(entry.title, **entry.values), tr(entry.advice, **entry.values))
    if item.waits_for:
        said = f"{said} {tr(_WAITS_FOR, reference=item.waits_for)}".strip()
    return tr(STATE_WORDS[entry.state]), said or tr(_MORE[entry.state])


def sentences(title: str, advice: str) -> str:
    """Both on a line. What another program said may end without its full stop."""
    end = "." if title and advice and title[-1].isalnum() else ""
    return f"{title}{end} {advice}".strip()


def facts(item: Item) -> str:
    """What is known of it, a line each."""
    entry = item.entry
    lines = [remote(entry)]
    if item.customer and entry.kind is EntryKind.INVOICE:
        lines.append(tr(_CUSTOMER, name=item.customer))
    if item.amount is not None:
        lines.append(tr(_AMOUNT, amount=money(item.amount)))
    if entry.kind is EntryKind.CUSTOMER:
        before, after = entry.document["before"], entry.document["after"]
        lines += [tr(_CHANGE, before=before[name] or "–", after=after[name] or "–") for name in after]
    lines += [tr(_WRITTEN, at=moment(entry.created_at))]
    if entry.settled_at is not None:
        lines.append(tr(_ARRIVED, at=moment(entry.settled_at)))
    lines.append(tr(_REFERENCE, reference=entry.reference))
    return "\n".join(line for line in lines if line)


def attempts(found: tuple[Attempt, ...]) -> str:
    """What was sent and answered, oldest first, the bodies laid out to be read."""
    return "\n\n".join(_attempt(one) for one in found) or tr(_NOTHING_SENT)


def _attempt(one: Attempt) -> str:
    status = f" ({one.status})" if one.status else ""
    step = one.step.split(" ", 1)[0]
    words = tr(_STEPS[step]) if step in _STEPS else step
    head = f"{one.number}. {moment(one.at)} {words}: {tr(_OUTCOMES[one.outcome])}{status}"
    return f"{head}\n{laid_out(one.body)}" if one.body else head


def laid_out(body: str) -> str:
    """JSON a field to a line; amounts stay as they were written, so that 0.10 is not 0.1."""
    return _laid(json.loads(body, parse_float=Decimal), "")


def _laid(value: Any, edge: str) -> str:
    inner = f"{edge}  "
    if isinstance(value, dict) and value:
        rows = [f"{inner}{json.dumps(name)}: {_laid(held, inner)}" for name, held in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{edge}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(inner + _laid(held, inner) for held in value) + f"\n{edge}]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
