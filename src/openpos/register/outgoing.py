"""What goes to the bookkeeping program: how it stands, and what a person decides about it.

Nothing here is journalled: no sale and no amount changes by it. Whoever calls what writes wakes the sender afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from openpos.clock import Clock
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.permission import Permission, Person
from openpos.store.exports import amount_of
from openpos.store.outbox import DONE, Attempt, Entry, EntryState
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.store.store import Store, Transaction


class Part(StrEnum):
    """A part of what goes out."""

    TROUBLED = "troubled"
    """What needs a person."""
    WAITING = "waiting"
    """What is on its way, or waits for the net or for another."""
    DONE = "done"
    ALL = "all"


STATES = {
    Part.TROUBLED: frozenset({EntryState.REJECTED}),
    Part.WAITING: frozenset({EntryState.WAITING, EntryState.IN_FLIGHT, EntryState.UNKNOWN}),
    Part.DONE: DONE,
    Part.ALL: frozenset[EntryState](),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is, in few words."""

    connection: SpirisConnection | None = None
    """None where the shop was never connected."""
    troubled: int = 0
    waiting: int = 0
    newest: int = 0
    """The number of the newest entry; 0 for none."""

    @property
    def connected(self) -> bool:
        """Whether something goes out, or would but for a pause or a trouble."""
        none = {ConnectionState.CONNECTING, ConnectionState.DISCONNECTED}
        return self.connection is not None and self.connection.state not in none


@dataclass(frozen=True, slots=True)
class Overview:
    """How it is, for who wants to know more."""

    standing: Standing
    done: int
    oldest_at: datetime | None
    """Since when what has been on its way for longest waits; None where nothing does."""
    arrived_at: datetime | None
    """When the newest of those that have arrived did so."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a person knows it."""

    entry: Entry
    amount: Money | None
    """None for what has none."""
    waits_for: str = ""
    """The reference of what has to arrive first; empty where nothing has."""

    @property
    def customer(self) -> str:
        """The customer's name; empty for a voucher."""
        customer = self.entry.document.get("customer")
        return str(customer["name"]) if customer else ""


class Outgoing:
    """Reads are short; what writes blocks: register lane."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def standing(self) -> Standing:
        """How it is now. A short read."""
        with self._store.read() as tx:
            return _standing(tx)

    def overview(self) -> Overview:
        """How it is, in more words. Blocks for some milliseconds."""
        with self._store.read() as tx:
            done = sum(count for state, count in tx.outbox.counts().items() if state in DONE)
            oldest, arrived = tx.outbox.oldest_open(), tx.outbox.newest_settled()
            return Overview(
                _standing(tx), done, oldest.created_at if oldest else None, arrived.settled_at if arrived else None
            )

    def items(self, part: Part, limit: int, before: int | None = None) -> list[Item]:
        """So many of a part, newest first; `before` the one with this number. Blocks for some milliseconds."""
        with self._store.read() as tx:
            return [_item(tx, entry) for entry in tx.outbox.entries(states=STATES[part], limit=limit, before=before)]

    def attempts(self, entry_id: str) -> list[Attempt]:
        """What was done with an entry and what was sent, oldest first. Blocks for some milliseconds."""
        with self._store.read() as tx:
            return tx.outbox.attempts(entry_id)

    def send_again(self, entry_id: str, person: Person) -> None:
        """Let one go that needed a person, or that waits. Blocks.

        Raises Refused where there is nothing more to send of it and where the person may not.
        """
        person.must_be_allowed(Permission.BOOKS)
        with self._store.write() as tx:
            tx.outbox.send_again(entry_id, at=self._clock())

    def leave_out(self, entry_id: str, person: Person) -> None:
        """Let a change of a customer's address not go. Blocks.

        Raises Refused for anything else, for what was sent, and where the person may not.
        """
        person.must_be_allowed(Permission.BOOKS)
        with self._store.write() as tx:
            tx.outbox.withdraw(entry_id, at=self._clock())

    def send_now(self) -> None:
        """Let everything that was put off go at once. Blocks."""
        with self._store.write() as tx:
            tx.outbox.hasten(at=self._clock())

    def pause(self, person: Person) -> None:
        """Let nothing go until `resume`; what is sold is kept. Again it does nothing. Blocks.

        Raises Refused where the shop is not connected and where the person may not.
        """
        self._turn(person, ConnectionState.PAUSED, {ConnectionState.ACTIVE, ConnectionState.HELD})

    def resume(self, person: Person) -> None:
        """Let it go on after a pause. Again it does nothing. Blocks. Raises Refused as `pause` does."""
        self._turn(person, ConnectionState.ACTIVE, {ConnectionState.PAUSED})

    def _turn(self, person: Person, to: ConnectionState, where: set[ConnectionState]) -> None:
        person.must_be_allowed(Permission.BOOKS)
        with self._store.write() as tx:
            standing = _standing(tx)
            connection = standing.connection
            if connection is None or not standing.connected:
                raise Refused("The shop is not connected to Spiris.", "Connect it on the Integrations page.")
            if connection.state in where:
                tx.spiris.save_connection(replace(connection, state=to, title="", advice="", values={}))


def _standing(tx: Transaction) -> Standing:
    open_states = STATES[Part.TROUBLED] | STATES[Part.WAITING]
    counts = tx.outbox.counts(open_states)
    return Standing(
        tx.spiris.connection(),
        sum(counts.get(state, 0) for state in STATES[Part.TROUBLED]),
        sum(counts.get(state, 0) for state in STATES[Part.WAITING]),
        tx.outbox.newest(),
    )


def _item(tx: Transaction, entry: Entry) -> Item:
    before = tx.outbox.get(entry.after_id) if entry.after_id and entry.state not in DONE else None
    waits_for = before.reference if before is not None and before.state not in DONE else ""
    return Item(entry, amount_of(tx, entry), waits_for)
