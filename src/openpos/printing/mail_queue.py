"""The mail queue: each electronic receipt is sent once; what the net keeps from going is tried again by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from openpos.clock import Clock
from openpos.domain.errors import N_, NotDone, OpenPosError, Rejected, Unavailable
from openpos.domain.receipt import Copy, Receipt
from openpos.printing.paper import Raster
from openpos.printing.post import Post
from openpos.store.deliveries import Delivery, DeliveryKind, DeliveryState
from openpos.store.store import Store

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
_MOST_ATTEMPTS = 80
"""After some three days it is a person's turn."""
_MISSING, _MISSING_ADVICE = (
    N_("The document to send is not in the file."),
    N_("Run “openpos check” and keep a copy of the file."),
)


class MailQueue:
    """Sends what use cases queued. What blocks says so: mail lane only.

    A mail's way: queued, sending (on disk before a byte leaves), then sent, failed (the server's final no) or unknown
    (it had the whole mail and its answer was lost). One that certainly was not taken is queued again for later; from
    failed and unknown only a person moves it on. One that a dead process left at sending becomes unknown when the
    register starts (`register.life.start`, which must be done before the first mail).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        post: Callable[[], Post | None],
        logo: Callable[[int], Raster | None] = lambda _columns: None,
    ) -> None:
        """`post` gives the mail server that the settings name now, if any; `logo` the shop's for so many columns."""
        self._store = store
        self._clock = clock
        self._post = post
        self._logo = logo
        self._under_way: Post | None = None
        self._stopped = False

    @property
    def ready(self) -> bool:
        """Whether there is a mail server to send by."""
        return self._post() is not None

    def send_due(self) -> list[Delivery]:
        """Send everything whose time has come, and return it with what became of each. Blocks.

        A server's trouble is told by the delivery (`state`, `title`, `advice`, `said`), never raised.
        """
        done = []
        while not self._stopped and (sent := self._send_next()):
            done.append(sent)
        return done

    def waiting(self) -> list[Delivery]:
        """What is not sent yet, oldest first. A short read."""
        return self._in_state(DeliveryState.QUEUED, DeliveryState.SENDING)

    def troubled(self) -> list[Delivery]:
        """What failed or is unknown, oldest first: a person's turn. A short read."""
        return self._in_state(DeliveryState.FAILED, DeliveryState.UNKNOWN)

    def hasten(self) -> None:
        """Try what waits at once: the settings were changed. Blocks a moment; register lane or mail lane."""
        with self._store.write() as tx:
            tx.deliveries.hasten(at=self._clock())

    def stop(self) -> None:
        """The program is closing: begin nothing more and end what is under way within seconds. Any thread."""
        self._stopped = True
        post = self._under_way
        if post is not None:
            post.hang_up()

    def _in_state(self, *states: DeliveryState) -> list[Delivery]:
        with self._store.read() as tx:
            return tx.deliveries.in_state(*states)

    def _send_next(self) -> Delivery | None:
        post = self._post()
        if post is None:
            return None
        with self._store.write() as tx:
            due = tx.deliveries.due(self._clock())
            if due is None:
                return None
            # From here on it may be sent: nobody prints it instead any more.
            tx.deliveries.settle(due.id, DeliveryState.SENDING, at=self._clock(), tried=True)
        return self._sent(replace(due, state=DeliveryState.SENDING, attempts=due.attempts + 1), post)

    def _sent(self, delivery: Delivery, post: Post) -> Delivery:
        try:
            message = self._message(delivery, post.sender)
        except Rejected as trouble:
            return self._settled(delivery, DeliveryState.FAILED, trouble)
        except Unavailable as trouble:
            return self._put_off(delivery, trouble)
        self._under_way = post
        try:
            if self._stopped:
                post.hang_up()
            post.send(delivery.recipient, message)
        except NotDone as trouble:
            return self._put_off(delivery, trouble)
        except Rejected as trouble:
            return self._settled(delivery, DeliveryState.FAILED, trouble)
        except Unavailable as trouble:
            return self._settled(delivery, DeliveryState.UNKNOWN, trouble)
        finally:
            self._under_way = None
        return self._settled(delivery, DeliveryState.SENT)

    def _put_off(self, delivery: Delivery, trouble: OpenPosError) -> Delivery:
        if delivery.attempts >= _MOST_ATTEMPTS:
            return self._settled(delivery, DeliveryState.FAILED, trouble)
        wait = min(_FIRST_WAIT * 2 ** min(delivery.attempts - 1, 10), _LONGEST_WAIT)
        return self._settled(delivery, DeliveryState.QUEUED, trouble, wait)

    def _message(self, delivery: Delivery, sender: str) -> bytes:
        from openpos.printing.e_receipt import COLUMNS, mail_of  # most days nothing is mailed

        document = self._document(delivery)
        logo = self._logo(COLUMNS)
        return mail_of(document, sender=sender, recipient=delivery.recipient, at=self._clock(), logo=logo)

    def _document(self, delivery: Delivery) -> Receipt | Copy:
        with self._store.read() as tx:
            number = delivery.receipt_number
            document = tx.copies.of(number) if delivery.kind is DeliveryKind.COPY else tx.sales.receipt(number)
        if document is None:
            raise Rejected(_MISSING, _MISSING_ADVICE)
        return document

    def _settled(
        self,
        delivery: Delivery,
        state: DeliveryState,
        trouble: OpenPosError | None = None,
        wait: timedelta = timedelta(0),
    ) -> Delivery:
        title, advice = (trouble.title, trouble.advice) if trouble else ("", "")
        said = str(trouble.values.get("said", "")) if trouble else ""
        now = self._clock()
        with self._store.write() as tx:
            tx.deliveries.settle(delivery.id, state, at=now, title=title, advice=advice, said=said, due_at=now + wait)
        return replace(delivery, state=state, title=title, advice=advice, said=said, updated_at=now, due_at=now + wait)
