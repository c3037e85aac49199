"""Customers come home: all of them once, then what changed. A page is applied, then the cursor behind it.

The list is read in the order of customer numbers, which hardly ever change, so that no row moves to a page that was
read already. What changes while pages are read is read again the next time: the next pull begins where Spiris' own
clock stood at the first page, minus an overlap.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from openpos.clock import monotonic_s
from openpos.domain.customer import Customer
from openpos.store.store import Store
from openpos.sync.answers import Unreadable
from openpos.sync.spiris import Page, Spiris, customer_of

OVERLAP = timedelta(minutes=5)
"""Lists may lag behind what was just saved, and two of Spiris' machines need not agree on the second."""

Progress = Callable[[int, int], None]
"""Is told how many customers have come and how many there are."""


class CustomerBook(Protocol):
    """Where customers are kept."""

    def cursor(self) -> str:
        """What was kept with the last page; empty before the first."""

    def apply(self, customers: Sequence[Customer], cursor: str, pull: str) -> None:
        """Keep a page, and then the cursor behind it. `pull` marks who was seen by which full pull."""

    def finish(self, cursor: str, pull: str) -> None:
        """Keep the cursor; with a `pull`, whoever it did not see is not in Spiris any more."""


class StoredCustomers:
    """The register's own book of customers."""

    CURSOR = "customers"
    _PORTION = 20
    """How many customers one transaction writes: a sale gets in between two portions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._nothing = threading.Event()

    def cursor(self) -> str:
        """What was kept with the last page."""
        with self._store.read() as tx:
            return tx.spiris.cursor(self.CURSOR)

    def apply(self, customers: Sequence[Customer], cursor: str, pull: str) -> None:
        """Keep a page in portions, and the cursor behind the last. Blocks, half of the time resting."""
        for first in range(0, len(customers), self._PORTION):
            began_s = monotonic_s()
            with self._store.write() as tx:
                tx.customers.put(customers[first : first + self._PORTION], pull)
            with self._store.write() as tx:
                tx.customers.arrange_search()
            self._store.take_home()
            # As long as it took: a sale that is completed meanwhile finds the file free every other time.
            self._nothing.wait(monotonic_s() - began_s)
        with self._store.write() as tx:
            tx.spiris.set_cursor(self.CURSOR, cursor)

    def finish(self, cursor: str, pull: str) -> None:
        """Keep the cursor; whoever a full pull did not see can't be invoiced any more. Blocks."""
        with self._store.write() as tx:
            if pull:
                tx.customers.close_unseen(pull)
            tx.spiris.set_cursor(self.CURSOR, cursor)


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where the pull stands. Times as ISO texts."""

    since: str = ""
    """From when on changes are asked for; empty: all customers."""
    page: int = 1
    """The next page."""
    began: str = ""
    """Spiris' clock at the first page; empty where none was read yet."""
    came: int = 0
    pull: str = ""
    """The full pull under way; empty in a pull of changes."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """How a pull went."""

    came: int
    """Customers that came in all, also before it was interrupted and taken up again."""
    complete: bool
    """Whether it reached the end; otherwise it goes on from there the next time."""
    unread: int = 0
    """Rows of this time that were not what the contract says; each is in the log by its place."""


def fetched(cursor: str) -> tuple[datetime | None, int]:
    """When a pull came to its end last, by Spiris' clock, and how many have come of one that has not yet."""
    read = _read(cursor)
    return datetime.fromisoformat(read.since) + OVERLAP if read.since else None, read.came


_one_at_a_time = threading.Lock()
"""The sync thread and a person may both want the customers; the second then finds little to fetch."""


def pull_customers(
    spiris: Spiris,
    book: CustomerBook,
    *,
    full: bool = False,
    progress: Progress = lambda _came, _of: None,
    cancelled: threading.Event | None = None,
) -> Pulled:
    """Bring home what changed; everything the first time and where it is asked for. Blocks.

    Cancelled or broken off it goes on at the same page. Raises Unavailable and SpirisNo: what was applied stays.
    """
    with _one_at_a_time:
        return _pull(spiris, book, full=full, progress=progress, cancelled=cancelled)


def _pull(
    spiris: Spiris, book: CustomerBook, *, full: bool, progress: Progress, cancelled: threading.Event | None
) -> Pulled:
    cursor = _read(book.cursor())
    if not cursor.began and (full or not cursor.since):
        cursor = _Cursor(pull="new")
    since = datetime.fromisoformat(cursor.since) if cursor.since else None
    unread = 0
    # One page again: rows that were deleted meanwhile have moved the others towards the beginning.
    first = max(1, cursor.page - 1)
    for page in spiris.customer_pages(since, first=first):
        if not cursor.began:
            cursor = replace(cursor, began=page.server_time.isoformat())
            if cursor.pull:
                cursor = replace(cursor, pull=cursor.began)
        customers, bad = _customers(page)
        unread += bad
        came = cursor.came + (len(page.rows) if page.number >= cursor.page else 0)
        cursor = replace(cursor, page=max(cursor.page, page.number + 1), came=came)
        book.apply(customers, _written(cursor), cursor.pull)
        progress(cursor.came, max(page.total, cursor.came))
        if page.number < page.of and cancelled is not None and cancelled.is_set():
            return Pulled(cursor.came, complete=False, unread=unread)
    since_text = (datetime.fromisoformat(cursor.began) - OVERLAP).isoformat()
    # Where a row could not be read, the customer may be there all the same: nobody is taken for gone then.
    book.finish(_written(_Cursor(since=since_text)), cursor.pull if not unread else "")
    return Pulled(cursor.came, complete=True, unread=unread)


def _customers(page: Page) -> tuple[list[Customer], int]:
    """The customers of a page, and how many rows are none: one bad row must not keep the others out for ever."""
    customers = []
    for row in page.rows:
        try:
            customers.append(customer_of(row))
        except Unreadable as error:
            logging.getLogger(__name__).warning("a customer on page %d is not understood: %s", page.number, error)
    return customers, len(page.rows) - len(customers)


def _read(text: str) -> _Cursor:
    """The cursor; a fresh one where the text is of another version of this program."""
    try:
        return _Cursor(**json.loads(text)) if text else _Cursor()
    except (ValueError, TypeError):
        return _Cursor()


def _written(cursor: _Cursor) -> str:
    return json.dumps(asdict(cursor))
