"""The connection to Spiris in the file: whose books, their accounts, and what is booked where. No secret is here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.company import Account, BookkeepingMethod, CostCentreItem, FiscalYear, Terms
from openpos.store.tables import (
    accounts,
    connections,
    cost_centre_items,
    cursors,
    fiscal_years,
    mappings,
    terms_of_payment,
)

_WHOLE_KRONOR = "whole kronor"
"""Kept beside how far the lists are read."""


class ConnectionState(StrEnum):
    """How a connection is."""

    CONNECTING = "connecting"
    """Consent is given; start date and accounts are still to be chosen."""
    ACTIVE = "active"
    PAUSED = "paused"
    """A person wants nothing to be sent for now."""
    HELD = "held"
    """Spiris lets nothing through before a person has mended something."""
    DISCONNECTED = "disconnected"


@dataclass(frozen=True, slots=True)
class SpirisConnection:
    """A connection of this register to a company. `id` also owns the entries in the keyring."""

    id: str
    mode: str
    state: ConnectionState
    connected_at: datetime
    company_id: str = ""
    company_name: str = ""
    organisation_number: str = ""
    variant: int = 0
    sandbox: bool = False
    person: str = ""
    """Who gave the consent."""
    start_date: date | None = None
    """Sales from this day on are exported."""
    title: str = ""
    advice: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Why it is held: English source texts and what their placeholders stand for."""


class SpirisBooks:
    """What is known of the company's books, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- the connection

    def connection(self) -> SpirisConnection | None:
        """The newest connection; None where the shop was never connected."""
        newest = select(connections).order_by(connections.c.number.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        return None if row is None else _connection(row)

    def save_connection(self, saved: SpirisConnection) -> None:
        """Keep a new connection, or how one is now."""
        values = {
            **asdict(saved),
            "sandbox": int(saved.sandbox),
            "start_date": None if saved.start_date is None else saved.start_date.isoformat(),
            "said": json.dumps(dict(saved.values), ensure_ascii=False),
        }
        del values["values"]
        statement = upsert(connections).values(**values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    # -- what Spiris says

    def replace_years(self, years: Sequence[FiscalYear]) -> None:
        """Keep these years. The accounts of a year that is gone go with it; those of the others stay."""
        kept = [year.id for year in years]
        self._connection.execute(delete(fiscal_years).where(fiscal_years.c.id.not_in(kept)))
        for year in years:
            values = {
                "first_day": year.first.isoformat(),
                "last_day": year.last.isoformat(),
                "locked": int(year.locked),
                "method": int(year.method),
            }
            statement = upsert(fiscal_years).values(id=year.id, **values)
            self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def years(self) -> list[FiscalYear]:
        """The fiscal years, oldest first."""
        found = self._connection.execute(select(fiscal_years).order_by(fiscal_years.c.first_day))
        return [
            FiscalYear(
                row.id,
                date.fromisoformat(row.first_day),
                date.fromisoformat(row.last_day),
                bool(row.locked),
                BookkeepingMethod(row.method),
            )
            for row in found
        ]

    def replace_accounts(self, fiscal_year_id: str, known: Sequence[Account]) -> None:
        """Keep these as the accounts of a year that is kept."""
        self._connection.execute(delete(accounts).where(accounts.c.fiscal_year_id == fiscal_year_id))
        # By number, since a list that grew while it was read may give an account twice.
        rows = {account.number: asdict(account) | {"fiscal_year_id": fiscal_year_id} for account in known}
        self._insert(accounts, list(rows.values()))

    def accounts(self, fiscal_year_id: str) -> list[Account]:
        """The accounts of a year, by number."""
        query = select(accounts).where(accounts.c.fiscal_year_id == fiscal_year_id).order_by(accounts.c.number)
        return [
            Account(
                fiscal_year_id=row.fiscal_year_id,
                number=row.number,
                name=row.name,
                active=bool(row.active),
                blocked=bool(row.blocked),
                vat_code=row.vat_code,
                takes_cost_centre=bool(row.takes_cost_centre),
                needs_cost_centre=bool(row.needs_cost_centre),
            )
            for row in self._connection.execute(query)
        ]

    def replace_terms(self, known: Sequence[Terms]) -> None:
        """Keep these as the terms of payment."""
        self._connection.execute(delete(terms_of_payment))
        self._insert(terms_of_payment, [asdict(terms) for terms in {one.id: one for one in known}.values()])

    def terms(self) -> list[Terms]:
        """The terms of payment, the shortest first."""
        found = self._connection.execute(select(terms_of_payment).order_by(terms_of_payment.c.days))
        return [Terms(row.id, row.name, row.days, row.kind, bool(row.for_sales)) for row in found]

    def replace_cost_centre_items(self, known: Sequence[CostCentreItem]) -> None:
        """Keep these as what rows can be counted under."""
        self._connection.execute(delete(cost_centre_items))
        self._insert(cost_centre_items, [asdict(item) for item in {one.id: one for one in known}.values()])

    def cost_centre_items(self) -> list[CostCentreItem]:
        """What rows can be counted under, by code."""
        found = self._connection.execute(select(cost_centre_items).order_by(cost_centre_items.c.code))
        return [CostCentreItem(row.id, row.code, row.name, bool(row.active)) for row in found]

    # -- what a person decided

    def map(self, kind: str, key: str, account: str) -> None:
        """Book this method, VAT rate, product group or event on this account; on none with an empty one."""
        here = (mappings.c.kind == kind) & (mappings.c.key == key)
        if not account:
            self._connection.execute(delete(mappings).where(here))
            return
        statement = upsert(mappings).values(kind=kind, key=key, account=account)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["kind", "key"], set_={"account": account})
        )

    def mappings(self) -> dict[tuple[str, str], str]:
        """The account of each kind and key."""
        return {(row.kind, row.key): row.account for row in self._connection.execute(select(mappings))}

    # -- how far lists have been read

    def cursor(self, name: str) -> str:
        """How far this list has been read; empty where it never was."""
        return self._connection.execute(select(cursors.c.place).where(cursors.c.name == name)).scalar() or ""

    def set_cursor(self, name: str, place: str) -> None:
        """Remember how far this list has been read."""
        statement = upsert(cursors).values(name=name, place=place)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"place": place}))

    def whole_kronor(self) -> bool:
        """Whether the company rounds what its customers pay to whole kronor, as it said last."""
        return self.cursor(_WHOLE_KRONOR) == "1"

    def set_whole_kronor(self, *, rounds: bool) -> None:
        """Remember whether the company rounds to whole kronor."""
        self.set_cursor(_WHOLE_KRONOR, str(int(rounds)))

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _connection(row: Row[Any]) -> SpirisConnection:
    return SpirisConnection(
        id=row.id,
        mode=row.mode,
        state=ConnectionState(row.state),
        connected_at=row.connected_at,
        company_id=row.company_id,
        company_name=row.company_name,
        organisation_number=row.organisation_number,
        variant=row.variant,
        sandbox=bool(row.sandbox),
        person=row.person,
        start_date=None if row.start_date is None else date.fromisoformat(row.start_date),
        title=row.title,
        advice=row.advice,
        values=json.loads(row.said),
    )
