"""Who stands at the register: log-in by PIN, slowed down and locked when PINs are guessed."""

from __future__ import annotations

import hashlib
import hmac
import math
import os
import re
from dataclasses import replace
from datetime import timedelta

from openpos.clock import Clock
from openpos.domain.errors import N_, Refused
from openpos.domain.money import shown
from openpos.domain.permission import ROLE_NAMES, Permission, Person, Role
from openpos.domain.shop import required
from openpos.store.journal import Kind
from openpos.store.store import Store, Transaction

FREE_ATTEMPTS = 5
"""So many PINs may be wrong in a row before the person is locked out for a while."""
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 5
"""OWASP's password storage cheat sheet names these as the least for scrypt at 16 MiB."""

_PIN = re.compile(r"[0-9]{4,10}")


def pin_hash(pin: str) -> str:
    """A slow salted hash of a PIN of 4 to 10 digits. Blocks for about a fifth of a second; raises Refused."""
    if not _PIN.fullmatch(pin):
        raise Refused("A PIN has 4 to 10 digits.", "Choose another PIN.")
    salt = os.urandom(16)
    return f"scrypt:{_SCRYPT_N}:{_SCRYPT_R}:{_SCRYPT_P}:{salt.hex()}:{_derived(pin, salt).hex()}"


def _matches(pin: str, kept: str) -> bool:
    # What is no PIN is wrong by itself: scrypt would take one with a NUL behind it for the PIN.
    if not _PIN.fullmatch(pin):
        return False
    _, n, r, p, salt, digest = kept.split(":")
    found = _derived(pin, bytes.fromhex(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(digest))


def _derived(pin: str, salt: bytes, n: int = _SCRYPT_N, r: int = _SCRYPT_R, p: int = _SCRYPT_P) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32)


class Staff:
    """The people of the shop. `log_in`, `log_out` and `add` block: register lane only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def people(self) -> list[Person]:
        """Who can log in. A short read."""
        with self._store.read() as tx:
            return tx.shop.people()

    def named(self, name: str) -> Person:
        """Somebody by name. Raises Refused where nobody is called so. A short read."""
        for person in self.people():
            if person.name == name:
                return person
        raise Refused("Nobody here is called “{name}”.", "Choose one of the staff.", name=shown(name))

    def add(self, name: str, role: Role, pin: str, by: Person | None = None) -> Person:
        """Add somebody with a PIN; only a new register's first manager is added by nobody. Blocks.

        Raises NotPermitted where `by` may not, Refused for a bad PIN or a name that is taken.
        """
        if by:
            by.must_be_allowed(Permission.STAFF)
        clean = required(name, N_("The name is missing."))
        hashed = pin_hash(pin)
        with self._store.write() as tx:
            if tx.shop.is_taken(clean):
                raise Refused("There is a {name} already.", "Choose another name.", name=clean)
            added = tx.shop.add_person(clean, role, hashed)
            if by:
                facts = {"person_id": added.id, "name": clean, "role_id": role.id, "active": True, "new_pin": True}
                tx.journal.add(Kind.STAFF_CHANGED, facts, at=self._clock(), cashier=by.name)
            return added

    def roles(self) -> list[Role]:
        """The roles there are. A short read."""
        with self._store.read() as tx:
            return tx.shop.roles()

    def save_role(self, role: Role, by: Person) -> None:
        """Make the role be as given, a new one or one that is there. Blocks.

        Raises NotPermitted where the person may not, Refused for a name that is missing or taken, and where nobody
        would be left who may change staff.
        """
        by.must_be_allowed(Permission.STAFF)
        name = role.name if role.id in ROLE_NAMES and not role.name else required(role.name, N_("The name is missing."))
        new = replace(role, name=name)
        with self._store.write() as tx:
            others = [one for one in tx.shop.roles() if one.id != role.id]
            if any(one.name and one.name.casefold() == name.casefold() for one in others):
                raise Refused("There is a {name} already.", "Choose another name.", name=name)
            tx.shop.save_role(new)
            _somebody_rules(tx)
            facts = {
                "role_id": new.id,
                "name": new.name,
                "permissions": sorted(new.permissions),
                "discount_limit_bp": new.discount_limit_bp,
            }
            tx.journal.add(Kind.ROLE_CHANGED, facts, at=self._clock(), cashier=by.name)

    def change(self, person: Person, by: Person, *, pin: str = "", active: bool = True) -> None:
        """Give somebody another name, role or PIN, or let them go (`active` False). Blocks.

        Raises NotPermitted where `by` may not, Refused for a bad PIN, a name that is taken, and where nobody would be
        left who may change staff.
        """
        by.must_be_allowed(Permission.STAFF)
        clean = required(person.name, N_("The name is missing."))
        hashed = pin_hash(pin) if pin else None
        with self._store.write() as tx:
            before = tx.shop.person(person.id)
            if before is None:
                raise Refused("This person no longer works here.", "Choose one of the staff.")
            if clean != before.name and tx.shop.is_taken(clean):
                raise Refused("There is a {name} already.", "Choose another name.", name=clean)
            tx.shop.change_person(replace(person, name=clean), pin_hash=hashed, active=active)
            _somebody_rules(tx)
            facts = {
                "person_id": person.id,
                "name": clean,
                "role_id": person.role.id,
                "active": active,
                "new_pin": hashed is not None,
            }
            tx.journal.add(Kind.STAFF_CHANGED, facts, at=self._clock(), cashier=by.name)

    def lend(self, lender_id: int, pin: str, permission: Permission, to: Person) -> Person:
        """The person with a permission that somebody who has it lends for one act, by PIN; journalled. Blocks.

        Raises Refused for a wrong PIN, as `log_in` does, and where the lender may not do it either.
        """
        lender = self._checked_pin(lender_id, pin, logs_in=False)
        if not lender.may(permission):
            raise Refused("{name} may not do this either.", "Ask somebody else.", name=lender.name)
        with self._store.write() as tx:
            facts = {"permission": permission.value, "to": to.name}
            tx.journal.add(Kind.PERMISSION_LENT, facts, at=self._clock(), cashier=lender.name)
        return replace(to, lent=to.lent | {permission})

    def log_in(self, person_id: int, pin: str) -> Person:
        """Check the PIN and journal who comes. Blocks for about a fifth of a second.

        Raises Refused for a wrong PIN. After five wrong ones in a row the person is locked out for 30 s, doubling to
        an hour; the journal says so each time.
        """
        return self._checked_pin(person_id, pin, logs_in=True)

    def _checked_pin(self, person_id: int, pin: str, *, logs_in: bool) -> Person:
        with self._store.read() as tx:
            state = tx.shop.pin_state(person_id)
        if state is None:
            raise Refused("This person no longer works here.", "Choose one of the staff.")
        now = self._clock()
        if state.locked_until:
            left = state.locked_until - now
            if left > LONGEST_LOCK:  # the clock was set back meanwhile
                left = LONGEST_LOCK
                with self._store.write() as tx:
                    tx.shop.set_attempts(person_id, state.failed_attempts, now + left)
            if left > timedelta(0):
                raise Refused(
                    "Too many wrong PINs for {name}.",
                    "Wait {seconds} seconds and try again.",
                    name=state.person.name,
                    seconds=math.ceil(left.total_seconds()),
                )
        right = _matches(pin, state.pin_hash)
        failed = 0 if right else state.failed_attempts + 1
        locked = None
        if failed >= FREE_ATTEMPTS:
            locked = now + min(FIRST_LOCK * 2 ** min(failed - FREE_ATTEMPTS, 10), LONGEST_LOCK)
        with self._store.write() as tx:
            tx.shop.set_attempts(person_id, failed, locked)
            kind = Kind.LOGGED_IN if right else Kind.LOGIN_LOCKED if locked else Kind.LOGIN_FAILED
            facts = {"person_id": person_id} if right else {"person_id": person_id, "failed_attempts": failed}
            if logs_in or not right:
                tx.journal.add(kind, facts, at=now, cashier=state.person.name)
        if not right:
            raise Refused("The PIN is wrong.", "Try again.")
        return state.person

    def log_out(self, person: Person) -> None:
        """Journal who goes. Blocks."""
        with self._store.write() as tx:
            tx.journal.add(Kind.LOGGED_OUT, {"person_id": person.id}, at=self._clock(), cashier=person.name)


def _somebody_rules(tx: Transaction) -> None:
    """Raises Refused where nobody is left who may change staff and roles."""
    if not any(person.may(Permission.STAFF) for person in tx.shop.people()):
        raise Refused("Nobody would be left who may change staff.", "Give somebody else that permission first.")
