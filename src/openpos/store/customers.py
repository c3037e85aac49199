"""Spiris' customers in the file, and the search among them."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from openpos.domain.article import alphabetical, plain_text, words
from openpos.domain.customer import Address, Customer
from openpos.store.tables import customers

SHORT_WORD = 2
"""Words of so few letters are looked for at the beginnings of words only: inside words they are everywhere."""
_LAST_CHARACTER = "\U0010ffff"

_by_id = select(customers).where(customers.c.id == bindparam("wanted"))
_by_places = text(
    "SELECT c.* FROM json_each(:places) wanted JOIN customers c ON c.place = wanted.value ORDER BY wanted.key"
).columns(*customers.c)
_exactly = text("SELECT place FROM customers WHERE number = :number")
_beginning = text(
    "SELECT place FROM customers WHERE searched >= :beginning AND searched < :beyond ORDER BY searched LIMIT :limit"
)
_with_words = text("SELECT rowid FROM customer_words WHERE customer_words MATCH :words LIMIT :limit")
_with_parts = text("SELECT rowid FROM customer_parts WHERE customer_parts MATCH :parts LIMIT :limit")
_known = text(
    "SELECT place, id, searched, changed_at FROM customers WHERE id IN (SELECT value FROM json_each(:ids))"
).columns(customers.c.place, customers.c.id, customers.c.searched, customers.c.changed_at)
_last = select(func.coalesce(func.max(customers.c.place), 0))
_insert = insert(customers)
_columns = [column.name for column in customers.c if column.name not in {"place", "id"}]
_update = (
    update(customers)
    .where(customers.c.place == bindparam("the_place"))
    .values({name: bindparam(f"the_{name}") for name in _columns})
)
_seen = update(customers).where(customers.c.place == bindparam("the_place")).values(pull=bindparam("the_pull"))
_INDEXES = ("customer_words", "customer_parts")
_MERGED_PAGES = 16
"""Enough to keep up with what a portion of customers leaves, and little enough for a millisecond or two."""
_INDEX_NEW = [f"INSERT INTO {index} (rowid, searched) VALUES (?, ?)" for index in _INDEXES]
_INDEX_OLD = [f"INSERT INTO {index} ({index}, rowid, searched) VALUES ('delete', ?, ?)" for index in _INDEXES]


class Customers:
    """The customers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, customer_id: str) -> Customer | None:
        """The customer with this id of Spiris."""
        row = self._connection.execute(_by_id, {"wanted": customer_id}).one_or_none()
        return None if row is None else _customer(row)

    def count(self) -> int:
        """How many there are, those that can't be invoiced any more too."""
        return int(self._connection.execute(select(func.count()).select_from(customers)).scalar_one())

    def first(self, limit: int = 50) -> list[Customer]:
        """The first ones by name, in the Swedish alphabetical order."""
        first: list[tuple[str, str, Row[Any]]] = []
        # What they are found by has Å as A. Nobody stands before that in the alphabet, so who comes later than the
        # last of the first ones ends the reading: a few rows, however many customers there are.
        with self._connection.execute(select(customers).order_by(customers.c.searched)) as rows:
            for row in rows:
                if len(first) >= limit and row.searched > first[-1][0]:
                    break
                insort(first, (alphabetical(_found_by(row)), row.id, row))
                del first[limit:]
        return [_customer(row) for _, _, row in first]

    def search(self, sought: str, limit: int = 50) -> list[Customer]:
        """The customers a person means, best first: exact number, name begins, word begins, inside a word.

        By name, customer number and organisation number, with its hyphen or without. Several words must all be there,
        in any order. Any text is only text here. Milliseconds, also among a hundred thousand.
        """
        exact = self._connection.execute(_exactly, {"number": plain_text(sought)}).scalars()
        places = dict.fromkeys(exact)
        for tier in self._tiers(list(dict.fromkeys(words(sought))), " ".join(words(sought)), limit):
            places.update(dict.fromkeys(tier))
            if len(places) >= limit:
                break
        found = self._connection.execute(_by_places, {"places": json.dumps(list(places)[:limit])})
        return [_customer(row) for row in found]

    def put(self, many: Sequence[Customer], pull: str = "") -> None:
        """Keep these customers as they are in Spiris; `pull` names the full pull that saw them, if one did.

        What changed earlier than what is kept of a customer does not replace it.
        """
        fresh = {customer.id: customer for customer in many}
        rows = self._connection.execute(_known, {"ids": json.dumps(list(fresh))})
        known = {row.id: row for row in rows}
        added = [customer for customer in fresh.values() if customer.id not in known]
        changed = [customer for customer in fresh.values() if customer.id in known]
        stale = [one for one in changed if _is_older(one, known[one.id])]
        changed = [one for one in changed if not _is_older(one, known[one.id])]
        first = self._connection.execute(_last).scalar_one() + 1
        new = [{"place": place, "id": one.id, **_values(one, pull)} for place, one in enumerate(added, first)]
        old = [{"place": known[one.id].place, **_values(one, pull)} for one in changed]
        refound = [row for row, one in zip(old, changed, strict=True) if row["searched"] != known[one.id].searched]
        searched_before = {row.place: row.searched for row in known.values()}
        self._index(_INDEX_OLD, [(row["place"], searched_before[row["place"]]) for row in refound])
        if new:
            self._connection.execute(_insert, new)
        if old:
            self._connection.execute(_update, [{f"the_{name}": value for name, value in row.items()} for row in old])
        if stale and pull:
            seen = [{"the_place": known[one.id].place, "the_pull": pull} for one in stale]
            self._connection.execute(_seen, seen)
        self._index(_INDEX_NEW, [(row["place"], row["searched"]) for row in new + refound])

    def arrange_search(self) -> None:
        """Merge a little of what `put` has left in pieces. Left to itself the index does it by the hundred pages, in a
        commit that a sale waits for.
        """
        for index in _INDEXES:
            for setting, pages in (("automerge", 0), ("merge", _MERGED_PAGES)):
                self._connection.exec_driver_sql(
                    f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)",
                    (setting, pages),
                )

    def close_unseen(self, pull: str) -> None:
        """Make those that this full pull did not see inactive: they are not in Spiris any more."""
        self._connection.execute(update(customers).where(customers.c.pull != pull).values(active=0))

    def _tiers(self, tokens: list[str], beginning: str, limit: int) -> Iterator[Sequence[int]]:
        if not tokens:
            return
        values: dict[str, Any] = {"beginning": beginning, "beyond": beginning + _LAST_CHARACTER, "limit": limit}
        yield self._connection.execute(_beginning, values).scalars().all()
        # Words hold letters and digits only, so nothing in them can end the quotes.
        begun = " AND ".join(f'"{token}"*' for token in tokens)
        yield self._connection.execute(_with_words, {"words": begun, "limit": limit}).scalars().all()
        if all(len(token) > SHORT_WORD for token in tokens):
            parts = " AND ".join(f'"{token}"' for token in tokens)
            yield self._connection.execute(_with_parts, {"parts": parts, "limit": limit}).scalars().all()

    def _index(self, statements: list[str], entries: list[tuple[int, str]]) -> None:
        if entries:
            for statement in statements:
                self._connection.exec_driver_sql(statement, entries)


def _found_by(customer: Customer | Row[Any]) -> str:
    """What a customer is found by: name, number, the organisation number in parts and as a whole."""
    whole = "".join(char for char in customer.organisation_number if char.isalnum())
    parts = (customer.name, customer.number, customer.organisation_number, whole)
    return " ".join(dict.fromkeys(parts))


def _is_older(customer: Customer, row: Row[Any]) -> bool:
    return customer.changed_at is not None and row.changed_at is not None and customer.changed_at < row.changed_at


def _values(customer: Customer, pull: str) -> dict[str, Any]:
    return {
        "number": customer.number,
        "name": customer.name,
        "searched": " ".join(words(_found_by(customer))),
        **asdict(customer.address),
        "organisation_number": customer.organisation_number,
        "vat_number": customer.vat_number,
        "email": customer.email,
        "reference": customer.reference,
        "terms_id": customer.terms_id,
        "private": int(customer.private),
        "active": int(customer.active),
        "changed_at": customer.changed_at,
        "pull": pull,
    }


def _customer(row: Row[Any]) -> Customer:
    return Customer(
        id=row.id,
        number=row.number,
        name=row.name,
        address=Address(row.street, row.street_2, row.postal_code, row.city, row.country),
        organisation_number=row.organisation_number,
        vat_number=row.vat_number,
        email=row.email,
        reference=row.reference,
        terms_id=row.terms_id,
        private=bool(row.private),
        active=bool(row.active),
        changed_at=row.changed_at,
    )
