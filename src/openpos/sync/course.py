"""How a kind of document travels: its acts, what each answer means, and where it stands after a lost one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from openpos.domain.errors import N_
from openpos.store.outbox import Entry, EntryState
from openpos.sync.answers import Fields
from openpos.sync.spiris import understood
from openpos.sync.trouble import Trouble
from openpos.sync.wire import Answer

Why = tuple[str, str, Mapping[str, Any]]
"""Title and advice as English source texts, and what their placeholders stand for."""
NOTHING: Why = ("", "", {})
_ELSEWHERE = N_("Look at both in Spiris and delete or reverse the one too many; then press Send again.")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done at Spiris. `body` is what is kept of it before it is sent; None for an act without one."""

    step: str
    body: Mapping[str, Any] | None
    send: Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with an entry now."""

    state: EntryState
    step: str
    remote_id: str | None = None
    """None where it stays as it was; the same for the number."""
    remote_number: str | None = None
    why: Why = field(default=NOTHING)
    certain: bool = True
    """False where it is only so if later looks show the same: lists lag, and the server may still be working."""


class Course(Protocol):
    """The way of one kind of document. All its methods may ask Spiris; they raise Unavailable and SpirisNo."""

    def act(self, entry: Entry) -> Act:
        """What is to be done next. Raises Refused where a person has to choose or mend something here."""

    def arrived(self, entry: Entry, act: Act, answer: Answer) -> Standing:
        """Where the entry stands after this act was done."""

    def refused(self, entry: Entry, step: str, trouble: Trouble) -> Standing | None:
        """Where it stands after a refusal on this step that means something of its own here; None for the usual."""

    def look(self, entries: Sequence[Entry]) -> Mapping[str, Standing]:
        """Where each of these stands whose last answer was lost, by its id, after asking Spiris."""


def why(trouble: Trouble) -> Why:
    """The words of a trouble."""
    return trouble.title, trouble.advice, trouble.values


def id_of(row: Fields) -> str:
    """What Spiris calls this document inside. Raises Unavailable where the answer names nothing."""
    return understood(Fields.identity, row)


def by_reference(
    entries: Sequence[Entry], rows: Iterable[tuple[Fields, Sequence[str]]]
) -> list[tuple[Entry, list[Fields]]]:
    """Each entry with the documents that have a text that begins with its reference, and no longer one."""
    found: dict[str, list[Fields]] = {entry.reference: [] for entry in entries}
    for row, texts in rows:
        for reference in {text.split(" ", 1)[0] for text in texts} & found.keys():
            found[reference].append(row)
    return [(entry, found[entry.reference]) for entry in entries]


def gone(entry: Entry, again: str) -> Standing:
    """The draft was neither booked nor is it there any more: a person may let it be sent anew, from this step on."""
    title = N_("The draft of {reference} is not in Spiris any more, and it was not booked.")
    advice = N_("If it was deleted there by mistake, press Send again.")
    return Standing(EntryState.REJECTED, again, why=(title, advice, {"reference": entry.reference}), certain=False)


def twice(entry: Entry, numbers: Sequence[str]) -> Standing:
    """More than one document has the reference: nothing more is done by itself."""
    title = N_("{reference} is in Spiris more than once: {documents}.")
    values = {"reference": entry.reference, "documents": ", ".join(numbers)[:300]}
    return Standing(EntryState.REJECTED, entry.step, why=(title, _ELSEWHERE, values))
