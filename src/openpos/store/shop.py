"""The shop, its staff and what this file is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.payment import CostCentre
from openpos.domain.permission import BUILT_IN_ROLES, ROLE_NAMES, Permission, Person, Role
from openpos.domain.shop import Shop
from openpos.store.tables import about, cost_centres, roles, shop, staff


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

    def told_settings(self) -> dict[str, Any] | None:
        """The register's settings as the journal tells them by now; None where it never told any."""
        text = self._about("settings")
        return None if text is None else dict(json.loads(text))

    def tell_settings(self, settings: Mapping[str, Any]) -> None:
        """The journal has been told of these."""
        self._set_about("settings", json.dumps(dict(settings), ensure_ascii=False, sort_keys=True))

    def _about(self, name: str) -> str | None:
        return self._connection.execute(select(about.c.value).where(about.c.name == name)).scalar_one_or_none()

    def _set_about(self, name: str, value: str) -> None:
        self._connection.execute(
            upsert(about)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    def cost_centre(self) -> CostCentre | None:
        """The cost centre this register belongs to; None where the shop has none."""
        chosen = self._about("cost_centre")
        return next((one for one in self.cost_centres() if str(one.id) == chosen), None)

    def choose_cost_centre(self, cost_centre_id: int) -> None:
        """Make this register part of a cost centre."""
        self._set_about("cost_centre", str(cost_centre_id))

    def cost_centres(self) -> list[CostCentre]:
        """The shop's cost centres, by name."""
        rows = self._connection.execute(select(cost_centres).order_by(cost_centres.c.name))
        return [CostCentre(row.id, row.name, row.code) for row in rows]

    def save_cost_centre(self, name: str, code: str, cost_centre_id: int | None = None) -> CostCentre:
        """Add a cost centre, or change the one with this id."""
        values: dict[str, Any] = {"name": name, "code": code}
        if cost_centre_id is None:
            result = self._connection.execute(insert(cost_centres).values(**values))
            return CostCentre(int(result.lastrowid), name, code)
        self._connection.execute(update(cost_centres).where(cost_centres.c.id == cost_centre_id).values(**values))
        return CostCentre(cost_centre_id, name, code)

    # -- staff and roles

    def roles(self) -> list[Role]:
        """The program's own roles as the shop has changed them, then the shop's own by name."""
        kept = {row.id: _role(row) for row in self._connection.execute(select(roles).order_by(roles.c.name))}
        own = [role for role in kept.values() if role.id not in ROLE_NAMES]
        return [*(kept.get(role.id, role) for role in BUILT_IN_ROLES), *own]

    def save_role(self, role: Role) -> None:
        """Put the role in the place of what was kept of it."""
        values = {
            "name": role.name,
            "permissions": json.dumps(sorted(role.permissions)),
            "discount_limit_bp": role.discount_limit_bp,
        }
        self._connection.execute(
            upsert(roles).values(id=role.id, **values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def people(self) -> list[Person]:
        """Who works here, by name."""
        known = {role.id: role for role in self.roles()}
        rows = self._connection.execute(select(staff).where(staff.c.active == 1).order_by(staff.c.name))
        return [_person(row, known) for row in rows]

    def person(self, person_id: int) -> Person | None:
        """One of the staff, also one who left."""
        row = self._connection.execute(select(staff).where(staff.c.id == person_id)).one_or_none()
        return None if row is None else self._person(row)

    def is_taken(self, name: str) -> bool:
        """Whether somebody is or was called so: who left keeps the name, since receipts tell it."""
        return self._connection.execute(select(staff.c.id).where(staff.c.name == name)).first() is not None

    def add_person(self, name: str, role: Role, pin_hash: str) -> Person:
        """Add somebody to the staff."""
        values = {"name": name, "pin_hash": pin_hash, **self._role_columns(role)}
        result = self._connection.execute(insert(staff).values(**values))
        return Person(int(result.lastrowid), name, role)

    def change_person(self, person: Person, *, pin_hash: str | None = None, active: bool = True) -> None:
        """Give a person another name, role or PIN, or let them go: who left stays in the file, since receipts name
        them.
        """
        values: dict[str, Any] = {"name": person.name, "active": int(active), **self._role_columns(person.role)}
        if pin_hash is not None:
            values |= {"pin_hash": pin_hash, "failed_attempts": 0, "locked_until": None}
        self._connection.execute(update(staff).where(staff.c.id == person.id).values(**values))

    def _role_columns(self, role: Role) -> dict[str, str | None]:
        """The first version knew two roles and a check of them; a shop's own role stands beside as a cashier's."""
        if role.id in ROLE_NAMES:
            return {"role": role.id, "role_id": None}
        return {"role": Role.CASHIER.id, "role_id": role.id}

    def _person(self, row: Row[Any]) -> Person:
        return _person(row, {role.id: role for role in self.roles()})

    def pin_state(self, person_id: int) -> PinState | None:
        """What is needed to check somebody's PIN."""
        row = self._connection.execute(select(staff).where(staff.c.id == person_id, staff.c.active == 1)).one_or_none()
        if row is None:
            return None
        return PinState(self._person(row), row.pin_hash, row.failed_attempts, row.locked_until)

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


def _person(row: Row[Any], known: Mapping[str, Role]) -> Person:
    return Person(row.id, row.name, known[row.role_id or row.role])


def _role(row: Row[Any]) -> Role:
    # A permission that only a later version knows is not one here.
    known = frozenset(Permission(word) for word in json.loads(row.permissions) if word in set(Permission))
    return Role(row.id, row.name, known, row.discount_limit_bp)
