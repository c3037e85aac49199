"""The shop's methods of payment in the file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.payment import BUILT_IN, Deviation, Method, MethodKind, PaymentMethod
from openpos.store.shop import Shops
from openpos.store.tables import payment_methods

_every = select(payment_methods)
_OFF_AT_FIRST = {MethodKind.SWISH, MethodKind.VOUCHER, MethodKind.INVOICE}
"""They need something first: the shop's Swish number, an agreement, a connection to the books."""


def as_at_first(method: Method) -> PaymentMethod:
    """A method of the program's own as it is until the shop decides otherwise."""
    return PaymentMethod(method, opens_drawer=method.is_cash, active=method.kind not in _OFF_AT_FIRST)


def payment_method_facts(chosen: PaymentMethod) -> dict[str, Any]:
    """A method with what the shop decided, as the journal holds a change of it."""
    method = chosen.method
    facts: dict[str, Any] = {
        "id": method.id,
        "kind": method.kind.value,
        "name": method.name,
        "gives_change": method.gives_change,
        "rounds": method.rounds,
        "opens_drawer": chosen.opens_drawer,
        "active": chosen.active,
        "account": chosen.account,
        "number": chosen.number,
        "off_in": sorted(chosen.off_in),
    }
    if chosen.deviations:
        facts["deviations"] = _differing(chosen)
    return facts


def _differing(chosen: PaymentMethod) -> list[dict[str, Any]]:
    return [{name: value for name, value in asdict(one).items() if value is not None} for one in chosen.deviations]


class PaymentMethods:
    """The methods of payment within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def every(self) -> list[PaymentMethod]:
        """All methods: the program's own in their order, then the shop's."""
        kept = {row.id: _chosen(row) for row in self._connection.execute(_every)}
        for method in BUILT_IN:
            kept.setdefault(method.id, as_at_first(method))
        return sorted(kept.values(), key=lambda chosen: chosen.method.place)

    def here(self) -> list[PaymentMethod]:
        """All methods as they are in the cost centre of this register."""
        centre = Shops(self._connection).cost_centre()
        return [chosen.seen_from(centre.id if centre else None) for chosen in self.every()]

    def opens_drawer(self, method_ids: set[str]) -> bool:
        """Whether a payment by any of these opens the drawer here."""
        used = [chosen for chosen in self.every() if chosen.method.id in method_ids]
        if any(chosen.deviations for chosen in used):
            used = [chosen for chosen in self.here() if chosen.method.id in method_ids]
        return any(chosen.opens_drawer for chosen in used)

    def save(self, chosen: PaymentMethod) -> None:
        """Put the method in the place of what was kept of it."""
        values = {**payment_method_facts(chosen), "off_in": json.dumps(sorted(chosen.off_in))}
        values["deviations"] = json.dumps(_differing(chosen))
        self._connection.execute(
            upsert(payment_methods).values(**values).on_conflict_do_update(index_elements=["id"], set_=values)
        )


def _chosen(row: Row[Any]) -> PaymentMethod:
    return PaymentMethod(
        Method(row.id, MethodKind(row.kind), row.name, bool(row.gives_change), bool(row.rounds)),
        account=row.account,
        opens_drawer=bool(row.opens_drawer),
        active=bool(row.active),
        off_in=frozenset(json.loads(row.off_in)),
        number=row.number,
        deviations=tuple(Deviation(**one) for one in json.loads(row.deviations)),
    )
