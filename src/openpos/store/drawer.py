"""What happened to the cash drawer outside sales, in the file."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from openpos.domain.drawer import DrawerAct, DrawerKind, DrawerTotals
from openpos.domain.money import ZERO, Money
from openpos.domain.report import Counted
from openpos.domain.shop import Shop
from openpos.store.journal import Journal, Kind
from openpos.store.shop import Shops
from openpos.store.tables import drawer_acts
from openpos.store.types import time_text

DRAWER_KINDS = {
    DrawerKind.OPENED: Kind.DRAWER_OPENED,
    DrawerKind.CASH_IN: Kind.CASH_MOVED,
    DrawerKind.CASH_OUT: Kind.CASH_MOVED,
    DrawerKind.FLOAT: Kind.FLOAT_CHANGED,
}
"""The journal's word for each kind of act."""

_sums = (
    select(drawer_acts.c.kind, func.count().label("number"), func.sum(drawer_acts.c.amount_ore).label("amount"))
    .where(drawer_acts.c.shift_id == bindparam("shift"))
    .group_by(drawer_acts.c.kind)
)


def drawer_facts(act: DrawerAct) -> dict[str, Any]:
    """An act as the journal holds it."""
    return {
        "id": act.id,
        "kind": act.kind.value,
        "shift_id": act.shift_id,
        "at": time_text(act.at),
        "amount_ore": act.amount.ore,
        "reason": act.reason,
    }


class Drawer:
    """The drawer's acts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, act: DrawerAct, journal_seq: int) -> None:
        """Write an act; the file refuses every later change of it."""
        self._connection.execute(
            insert(drawer_acts).values(
                id=act.id,
                kind=act.kind.value,
                shift_id=act.shift_id,
                at=act.at,
                cashier=act.cashier,
                amount_ore=act.amount,
                reason=act.reason,
                journal_seq=journal_seq,
            )
        )

    def get(self, act_id: str) -> DrawerAct | None:
        """An act by its id."""
        row = self._connection.execute(select(drawer_acts).where(drawer_acts.c.id == act_id)).one_or_none()
        return None if row is None else _act(row)

    def shop(self, act: DrawerAct) -> Shop:
        """The shop as it was when something happened to its drawer, as the journal tells it."""
        seq = self._connection.execute(select(drawer_acts.c.journal_seq).where(drawer_acts.c.id == act.id)).scalar_one()
        (told,) = Journal(self._connection).programmed([Kind.SHOP_CHANGED], 1, before=seq)
        return Shops(self._connection).get(json.loads(told.payload)["shop_id"])

    def every(self) -> list[tuple[DrawerAct, int]]:
        """All acts in the order of their journal rows, each with its row's seq."""
        rows = self._connection.execute(select(drawer_acts).order_by(drawer_acts.c.journal_seq))
        return [(_act(row), row.journal_seq) for row in rows]

    def totals(self, shift_id: str) -> DrawerTotals:
        """The sums of a shift's acts."""
        found = {row.kind: (row.number, row.amount) for row in self._connection.execute(_sums, {"shift": shift_id})}
        nothing: tuple[int, Money] = (0, ZERO)
        cash_out = found.get(DrawerKind.CASH_OUT, nothing)
        return DrawerTotals(
            openings=found.get(DrawerKind.OPENED, nothing)[0],
            cash_in=Counted(*found.get(DrawerKind.CASH_IN, nothing)),
            cash_out=Counted(cash_out[0], -cash_out[1]),
            float_changes=found.get(DrawerKind.FLOAT, nothing)[1],
        )


def _act(row: Row[Any]) -> DrawerAct:
    return DrawerAct(row.id, DrawerKind(row.kind), row.shift_id, row.at, row.cashier, row.amount_ore, row.reason)
