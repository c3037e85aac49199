"""The shop, its staff and what this file is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.shop import Person, Role, Shop
from openpos.store.tables import about, shop, staff


@dataclass(frozen=True, slots=True)
class PinState:
    """What is needed to check a PIN: its slow salted hash and the attempts that failed."""

    person: Person
    pin_hash: str
    failed_attempts: int
    locked_until: datetime | None


def shop_facts(entered: Shop) -> dict[str, Any]:
    """A shop's details as the journal holds them."""
    return {
        "shop_id": entered.id,
        "name": entered.name,
        "organisation_number": entered.organisation_number,
        "address": entered.address,
        "register": entered.register,
        "serial": entered.serial,
        "language": entered.language,
        "receipt_footer": entered.receipt_footer,
    }


_newest_shop = select(shop).order_by(shop.c.id.desc()).limit(1)


class Shops:
    """The shop and its staff within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> Shop:
        """The shop as it is now; a file without one is a bug and raises."""
        return _shop(self._connection.execute(_newest_shop).one())

    def get(self, shop_id: int) -> Shop:
        """The shop as it was when a receipt named it."""
        return _shop(self._connection.execute(select(shop).where(shop.c.id == shop_id)).one())

    def every(self) -> list[Shop]:
        """The shop as it was through the times, oldest first."""
        return [_shop(row) for row in self._connection.execute(select(shop).order_by(shop.c.id))]

    def set_up(self) -> bool:
        """Whether the shop has been entered."""
        return self._connection.execute(_newest_shop).one_or_none() is not None

    def add(self, new: Shop) -> Shop:
        """Make this the shop from now on; earlier receipts keep theirs."""
        result = self._connection.execute(
            insert(shop).values(
                name=new.name,
                organisation_number=new.organisation_number,
                address=new.address,
                register=new.register,
                serial=new.serial,
                language=new.language,
                receipt_footer=new.receipt_footer,
            )
        )
        return replace(new, id=int(result.lastrowid))

    def demo(self) -> str:
        """`ready` for a demo shop, `preparing` while one is made, nothing for a real shop."""
        return self._about("demo") or ""

    def mark_demo(self, state: str) -> None:
        """Make this a demo shop's file, for ever."""
        self._set_about("demo", state)

    def _about(self, name: str) -> str | None:
        return self._connection.execute(select(about.c.value).where(about.c.name == name)).scalar_one_or_none()

    def _set_about(self, name: str, value: str) -> None:
        self._connection.execute(
            upsert(about)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    # -- staff

    def people(self) -> list[Person]:
        """Who works here, by name."""
        rows = self._connection.execute(select(staff).where(staff.c.active == 1).order_by(staff.c.name))
        return [_person(row) for row in rows]

    def person(self, person_id: int) -> Person | None:
        """One of the staff."""
        row = self._connection.execute(select(staff).where(staff.c.id == person_id)).one_or_none()
        return None if row is None else _person(row)

    def is_taken(self, name: str) -> bool:
        """Whether somebody is or was called so: who left keeps the name, since receipts tell it."""
        return self._connection.execute(select(staff.c.id).where(staff.c.name == name)).first() is not None

    def add_person(self, name: str, role: Role, pin_hash: str) -> Person:
        """Add somebody to the staff."""
        result = self._connection.execute(insert(staff).values(name=name, role=role.value, pin_hash=pin_hash))
        return Person(int(result.lastrowid), name, role)

    def pin_state(self, person_id: int) -> PinState | None:
        """What is needed to check somebody's PIN."""
        row = self._connection.execute(select(staff).where(staff.c.id == person_id, staff.c.active == 1)).one_or_none()
        if row is None:
            return None
        return PinState(_person(row), row.pin_hash, row.failed_attempts, row.locked_until)

    def set_attempts(self, person_id: int, failed: int, locked_until: datetime | None) -> None:
        """Remember how many PINs were wrong in a row, and until when no more are tried."""
        self._connection.execute(
            update(staff).where(staff.c.id == person_id).values(failed_attempts=failed, locked_until=locked_until)
        )


def _shop(row: Row[Any]) -> Shop:
    return Shop(
        name=row.name,
        organisation_number=row.organisation_number,
        address=row.address,
        register=row.register,
        serial=row.serial,
        language=row.language,
        receipt_footer=row.receipt_footer,
        id=row.id,
    )


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.name, Role(row.role))
