"""What happens to the cash drawer outside a sale: opened, cash put in or taken out, the float changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from openpos.domain.errors import N_
from openpos.domain.money import ZERO, Money
from openpos.domain.report import NONE, Counted


class DrawerKind(StrEnum):
    """Why the drawer opened."""

    OPENED = "opened"
    """With nothing sold and no cash moved (SKVFS 2021:16, OppnaKassaladaVidNollforsaljning)."""
    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    FLOAT = "float"
    """The change that the shift works with was raised or lowered (SKVFS 2014:9 5:1, ForandraVaxelkassa)."""


DRAWER_NAMES = {
    DrawerKind.OPENED: N_("Drawer opened"),
    DrawerKind.CASH_IN: N_("Cash in"),
    DrawerKind.CASH_OUT: N_("Cash out"),
    DrawerKind.FLOAT: N_("Change of float"),
}


@dataclass(frozen=True, slots=True)
class DrawerAct:
    """One opening of the drawer outside a sale. `amount` is what it changed in the drawer: below zero is taken out."""

    id: str
    kind: DrawerKind
    shift_id: str
    at: datetime
    cashier: str
    amount: Money = ZERO
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DrawerTotals:
    """The drawer's acts in a shift. Amounts of cash in and out are both above zero."""

    openings: int = 0
    cash_in: Counted = NONE
    cash_out: Counted = NONE
    float_changes: Money = ZERO
