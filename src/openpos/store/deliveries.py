"""Electronic receipts on their way: by e-mail or into a file, and what became of each. Made anew when it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from openpos.store.tables import deliveries


class DeliveryKind(StrEnum):
    """What is delivered. Of each receipt there is at most one of each (SKVFS 2014:9 6:3)."""

    RECEIPT = "receipt"
    """The receipt itself, instead of on paper."""
    COPY = "copy"
    """Its one copy."""


class Way(StrEnum):
    """How it is delivered."""

    MAIL = "mail"
    FILE = "file"


class DeliveryState(StrEnum):
    """Where it is. SENDING left behind by a dead process becomes UNKNOWN: it may have arrived."""

    HELD = "held"
    """Its receipt waits for the control code."""
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    """Certainly not delivered."""
    WITHDRAWN = "withdrawn"
    """Certainly not delivered, and printed instead."""


_release = (
    update(deliveries)
    .where(deliveries.c.receipt_number == bindparam("receipt"), deliveries.c.state == DeliveryState.HELD.value)
    .values(state=DeliveryState.QUEUED.value, updated_at=bindparam("at"), due_at=bindparam("at"))
)
_electronic = select(deliveries.c.id).where(
    deliveries.c.receipt_number == bindparam("receipt"),
    deliveries.c.kind == bindparam("kind"),
    deliveries.c.state.not_in([DeliveryState.HELD.value, DeliveryState.WITHDRAWN.value]),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One electronic receipt or copy. `title` and `advice` say what went wrong (English source texts)."""

    id: int
    kind: DeliveryKind
    receipt_number: int
    way: Way
    recipient: str
    """The e-mail address; empty for a file, and once it was forgotten."""
    state: DeliveryState
    attempts: int
    created_at: datetime
    updated_at: datetime
    due_at: datetime
    """Not to be tried before this."""
    title: str = ""
    advice: str = ""
    said: str = ""
    """The mail server's own words, cleaned; empty where it said nothing."""

    @property
    def may_exist(self) -> bool:
        """Whether the customer may have it: then nothing else may be given in its place."""
        return self.state in {DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN}


class Deliveries:
    """The deliveries within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, kind: DeliveryKind, receipt_number: int, way: Way, recipient: str, state: DeliveryState, *, at: datetime
    ) -> int:
        """Write a delivery and return its id; the file refuses a second one of the kind for the same receipt."""
        result = self._connection.execute(
            insert(deliveries).values(
                kind=kind.value,
                receipt_number=receipt_number,
                way=way.value,
                recipient=recipient,
                state=state.value,
                attempts=0,
                created_at=at,
                updated_at=at,
                due_at=at,
            )
        )
        return int(result.lastrowid)

    def release(self, receipt_number: int, *, at: datetime) -> bool:
        """The receipt has its control code: what was held for it may go. Answers whether there was something."""
        return self._connection.execute(_release, {"receipt": receipt_number, "at": at}).rowcount > 0

    def drop_held(self, receipt_number: int) -> None:
        """The receipt was certainly not sealed and its number goes to another sale."""
        held = (deliveries.c.receipt_number == receipt_number) & (deliveries.c.state == DeliveryState.HELD.value)
        self._connection.execute(delete(deliveries).where(held))

    def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        at: datetime,
        title: str = "",
        advice: str = "",
        said: str = "",
        due_at: datetime | None = None,
        tried: bool = False,
    ) -> None:
        """Write what became of it. `due_at` puts the next try off, `tried` counts one."""
        values: dict[str, Any] = {"state": state.value, "updated_at": at, "title": title, "advice": advice}
        values |= {"said": said, "due_at": due_at or at, "attempts": deliveries.c.attempts + int(tried)}
        self._connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))

    def redirect(
        self, delivery_id: int, way: Way, recipient: str, state: DeliveryState, *, at: datetime, afresh: bool = True
    ) -> None:
        """Send it to another address, or another way. `afresh` begins to count the tries anew."""
        self.settle(delivery_id, state, at=at)
        values: dict[str, Any] = {"way": way.value, "recipient": recipient}
        if afresh:
            values["attempts"] = 0
        self._connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))

    def of(self, kind: DeliveryKind, receipt_number: int) -> Delivery | None:
        """The delivery of a receipt, or of its copy, if there is one."""
        query = select(deliveries).where(
            (deliveries.c.receipt_number == receipt_number) & (deliveries.c.kind == kind.value)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _delivery(row)

    def went_electronically(self, kind: DeliveryKind, receipt_number: int) -> bool:
        """Whether a receipt, or its copy, was given electronically: what was printed instead was not."""
        values = {"kind": kind.value, "receipt": receipt_number}
        return self._connection.execute(_electronic, values).first() is not None

    def get(self, delivery_id: int) -> Delivery:
        """One delivery; a wrong id is a bug and raises."""
        return _delivery(self._connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).one())

    def due(self, now: datetime) -> Delivery | None:
        """The mail that has waited longest of those whose time has come."""
        query = (
            select(deliveries)
            .where((deliveries.c.state == DeliveryState.QUEUED.value) & (deliveries.c.due_at <= now))
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _delivery(row)

    def in_state(self, *states: DeliveryState, limit: int = 1000) -> list[Delivery]:
        """Deliveries in these states, oldest first."""
        query = select(deliveries).where(deliveries.c.state.in_([state.value for state in states]))
        return [_delivery(row) for row in self._connection.execute(query.order_by(deliveries.c.id).limit(limit))]

    def hasten(self, *, at: datetime) -> None:
        """What waits for its next try may be tried at once: the mail settings were changed."""
        waits = deliveries.c.state == DeliveryState.QUEUED.value
        self._connection.execute(update(deliveries).where(waits).values(due_at=at))

    def forget_addresses(self, before: datetime) -> None:
        """Addresses of what was delivered before this moment are not kept: nobody needs them any more."""
        done = deliveries.c.state.in_([DeliveryState.SENT.value, DeliveryState.WITHDRAWN.value])
        old = (deliveries.c.updated_at < before) & (deliveries.c.recipient != "")
        self._connection.execute(update(deliveries).where(done & old).values(recipient=""))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        kind=DeliveryKind(row.kind),
        receipt_number=row.receipt_number,
        way=Way(row.way),
        recipient=row.recipient,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        updated_at=row.updated_at,
        due_at=row.due_at,
        title=row.title,
        advice=row.advice,
        said=row.said,
    )
