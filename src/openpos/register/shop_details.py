"""The shop's own details after the setup: a change is a new row, so that every paper keeps the head it had."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.clock import Clock
from openpos.domain.errors import Refused
from openpos.domain.permission import Permission, Person
from openpos.domain.shop import ON_REPORTS, Details, Shop, with_details
from openpos.register.setup import enter
from openpos.store.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """The shop as it is, and what hinders a change of it."""

    shop: Shop
    fixed: Refused | None
    """Why the details that are ON_REPORTS can't be changed now; None where they can."""
    shift_open: bool


class ShopDetails:
    """Whose register this is, for those who may change it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def standing(self) -> Standing:
        """How the details are now. A short read."""
        with self._store.read() as tx:
            return Standing(tx.shop.current(), _fixed(tx), shift_open=tx.shifts.current() is not None)

    def change(self, written: Details, person: Person) -> Shop:
        """Make these the shop's details from now on, journalled with who did it (SKVFS 2014:9 5:4). Blocks.

        What is already so changes nothing and is not journalled. Raises NotPermitted, Refused for a detail that is
        missing or wrong, and Refused where one of those ON_REPORTS would change while a shift is open, whose Z report
        can name one register and one company only, or while a paper waits that the control unit may have registered
        under the details of before.
        """
        person.must_be_allowed(Permission.SETTINGS)
        with self._store.write() as tx:
            before = tx.shop.current()
            after = with_details(before, written)
            if after == before:
                return before
            reported = any(getattr(after, name) != getattr(before, name) for name in ON_REPORTS)
            if reported and (hindrance := _fixed(tx)):
                raise hindrance
            return enter(tx, after, at=self._clock(), cashier=person.name)


def _fixed(tx: Transaction) -> Refused | None:
    """A receipt that waits for its code keeps its shift open, so the shift is all there is to ask of receipts."""
    if tx.shifts.current() is not None:
        return Refused(
            "The company, its number and the register can't be changed while a shift is open: its Z report names them.",
            "Close the shift first, then change them.",
        )
    if tx.waiting_paper.get() is not None:
        return Refused(
            "The company, its number and the register can't be changed while a paper waits for the control unit.",
            "Open a shift, so that the paper is finished, close it again, then change them.",
        )
    return None
