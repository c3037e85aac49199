"""The cash drawer outside sales: opened, cash in and out, and the float changed."""

from __future__ import annotations

from openpos.clock import Clock
from openpos.domain.article import plain_text
from openpos.domain.drawer import DrawerAct, DrawerKind
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, format_money
from openpos.domain.permission import Permission, Person
from openpos.register.shifts import cash_in_drawer, open_shift_of, whole_kronor
from openpos.store.drawer import DRAWER_KINDS, drawer_facts
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store


class Drawer:
    """Acts on the drawer. All block: register lane only. Calling one again with the same id does it once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open(self, act_id: str, person: Person, reason: str = "", *, paper: bool = True) -> DrawerAct:
        """Open the drawer with nothing sold; X and Z count it (SKVFS 2014:9 7:2 m). `paper` sends the pulse.

        Raises NotPermitted where the person may not, Refused where no shift is open.
        """
        person.must_be_allowed(Permission.DRAWER)
        return self._act(act_id, DrawerKind.OPENED, person, ZERO, plain_text(reason), paper=paper)

    def move_cash(
        self, act_id: str, kind: DrawerKind, person: Person, amount: Money, reason: str, *, paper: bool = True
    ) -> DrawerAct:
        """Put cash in, take cash out, or change the float by an amount, with the reason; `paper` prints a slip.

        `amount` is above zero; a change of float may be below zero. Raises NotPermitted where the person may not,
        Refused where no shift is open, where the reason is missing, and where more would be taken out than there is.
        """
        person.must_be_allowed(Permission.CASH)
        why = plain_text(reason)
        if not why:
            raise Refused("The reason is missing.", "Write what the cash is for: the books need it.")
        if not amount or (amount < ZERO and kind is not DrawerKind.FLOAT):
            raise Refused("{amount} can't be moved.", "Enter an amount above 0.", amount=format_money(amount))
        change = -amount if kind is DrawerKind.CASH_OUT else amount
        return self._act(act_id, kind, person, change, why, paper=paper)

    def _act(
        self, act_id: str, kind: DrawerKind, person: Person, amount: Money, reason: str, *, paper: bool
    ) -> DrawerAct:
        with self._store.write() as tx:
            if done := tx.drawer.get(act_id):
                return done
            shift = open_shift_of(tx)
            if amount < ZERO:
                whole_kronor(-amount)
                there = cash_in_drawer(tx, shift)
                if there + amount < ZERO:
                    raise Refused(
                        "{amount} can't be taken out: there should be {there} in the drawer.",
                        "Enter a smaller amount.",
                        amount=format_money(-amount),
                        there=format_money(there),
                    )
            else:
                whole_kronor(amount)
            act = DrawerAct(act_id, kind, shift.id, self._clock(), person.name, amount, reason)
            seq = tx.journal.add(DRAWER_KINDS[kind], drawer_facts(act), at=act.at, cashier=person.name)
            tx.drawer.add(act, seq)
            if paper:
                slip = JobKind.DRAWER if kind is DrawerKind.OPENED else JobKind.CASH
                tx.print_jobs.add(slip, act_id, at=act.at, open_drawer=True)
            return act
