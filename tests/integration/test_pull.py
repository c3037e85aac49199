"""Customers come home: all once, then what changed; interrupted anywhere, nobody is missed."""

import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from openpos.domain.customer import Customer
from openpos.domain.errors import Unavailable
from openpos.sync.pull import Pulled, pull_customers
from tests.fixtures.connected import connection_to
from tests.fixtures.far_side import Asked, FarSide, far_side, gives, page

SIZE = 3


@dataclass
class Book:
    """Keeps customers as the register's file does: a page and its cursor together or not at all."""

    text: str = ""
    kept: dict[str, Customer] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    cancel_at: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)

    def cursor(self) -> str:
        return self.text

    def apply(self, customers: Sequence[Customer], cursor: str, pull: str) -> None:
        self.kept |= {customer.id: customer for customer in customers}
        if pull:
            self.seen |= {customer.id: pull for customer in customers}
        self.text = cursor
        self.pages += 1
        if self.pages == self.cancel_at:
            self.cancelled.set()

    def finish(self, cursor: str, pull: str) -> None:
        self.text = cursor
        if pull:
            self.kept = {identity: one for identity, one in self.kept.items() if self.seen.get(identity) == pull}


@dataclass
class Registry:
    """Spiris' side: customers in pages, in the order of their numbers."""

    rows: list[dict[str, Any]]
    fail_on: int = 0

    def __call__(self, asked: Asked, line: socket.socket) -> None:
        number = int(asked.query["$page"])
        if number == self.fail_on:
            self.fail_on = 0
            gives(503, raw=b"<html>")(asked, line)
            return
        rows = self.rows
        if "$filter" in asked.query:
            since = asked.query["$filter"].removeprefix("ChangedUtc gt ")
            rows = [row for row in rows if row["ChangedUtc"] > since]
        of = -(-len(rows) // SIZE)
        body = page(rows[(number - 1) * SIZE : number * SIZE], number=number, of=of, total=len(rows))
        gives(200, body)(asked, line)


def customer(number: int, **changed: Any) -> dict[str, Any]:
    row = {"Id": f"c-{number}", "CustomerNumber": str(number), "Name": f"Kund {number}", "IsActive": True}
    return {**row, "ChangedUtc": "2026-11-01T00:00:00Z", **changed}


def pulled(side: FarSide, book: Book, *, full: bool = False) -> Pulled:
    with connection_to(side) as connection:
        return pull_customers(connection.spiris, book, full=full, cancelled=book.cancelled)


def test_all_come_once_and_then_what_changed() -> None:
    registry = Registry([customer(number) for number in range(10)])
    book = Book()
    told: list[tuple[int, int]] = []
    with far_side(registry) as side:
        with connection_to(side) as connection:
            result = pull_customers(connection.spiris, book, progress=lambda came, of: told.append((came, of)))
        assert result == Pulled(10, complete=True)
        assert told == [(3, 10), (6, 10), (9, 10), (10, 10)]
        registry.rows[4] = customer(4, Name="Ny AB", ChangedUtc="2026-11-20T09:14:00Z")
        side.asked.clear()
        assert pulled(side, book) == Pulled(1, complete=True)
    assert book.kept["c-4"].name == "Ny AB"
    assert [asked.query["$filter"] for asked in side.asked] == ["ChangedUtc gt 2026-11-20T09:10:00.123Z"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_cancelled_pull_goes_on_where_it_was(at: int) -> None:
    registry = Registry([customer(number) for number in range(10)])
    book = Book(cancel_at=at)
    with far_side(registry) as side:
        assert pulled(side, book) == Pulled(SIZE * at, complete=False)
        assert len(book.kept) == SIZE * at
        book.cancelled.clear()
        side.asked.clear()
        assert pulled(side, book) == Pulled(10, complete=True)
    assert len(book.kept) == 10
    assert side.asked[0].query["$page"] == str(at), "one page again, since rows may have moved"


def test_a_customer_that_moved_to_an_earlier_page_meanwhile_is_not_missed() -> None:
    registry = Registry([customer(number) for number in range(10)])
    book = Book(cancel_at=2)
    with far_side(registry) as side:
        pulled(side, book)
        del registry.rows[0]  # number 6 is now on the page that was read already
        book.cancelled.clear()
        pulled(side, book)
    assert "c-6" in book.kept


def test_a_broken_pull_keeps_its_pages_and_goes_on() -> None:
    registry = Registry([customer(number) for number in range(10)], fail_on=3)
    book = Book()
    with far_side(registry) as side:
        with pytest.raises(Unavailable):
            pulled(side, book)
        assert len(book.kept) == 6
        assert pulled(side, book).complete
    assert len(book.kept) == 10


def test_who_is_gone_in_spiris_is_gone_after_a_full_pull_only() -> None:
    registry = Registry([customer(number) for number in range(5)])
    book = Book()
    with far_side(registry) as side:
        pulled(side, book)
        registry.rows.pop()
        pulled(side, book)
        assert "c-4" in book.kept
        side.told[:] = [later(registry)]
        assert pulled(side, book, full=True).complete
    assert sorted(book.kept) == ["c-0", "c-1", "c-2", "c-3"]


def later(registry: Registry) -> Any:
    """The same customers an hour later by Spiris' clock."""

    def told(asked: Asked, line: socket.socket) -> None:
        body = page(registry.rows)
        body["Meta"]["ServerTimeUtc"] = "2026-11-20T10:15:00Z"
        gives(200, body)(asked, line)

    return told


def test_one_row_that_is_no_customer_keeps_nobody_out_and_takes_nobody_for_gone() -> None:
    registry = Registry([customer(number) for number in range(4)])
    book = Book()
    with far_side(registry) as side:
        pulled(side, book)
        registry.rows[1] = {"Id": None, "Name": 3}
        side.told[:] = [later(registry)]
        assert pulled(side, book, full=True) == Pulled(4, complete=True, unread=1)
    assert len(book.kept) == 4


def test_an_empty_list_and_a_cursor_of_another_version_are_no_trouble() -> None:
    book = Book(text='{"version": 9}')
    with far_side(gives(200, page([], of=0))) as side:
        assert pulled(side, book) == Pulled(0, complete=True)
