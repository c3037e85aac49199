"""Looking ahead, once a day: what would be refused is told before it is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from openpos.domain.company import Account, Company, FiscalYear
from openpos.domain.errors import N_
from openpos.store.exports import chosen_accounts
from openpos.store.store import Transaction
from openpos.sync.activation import Finding

CURSOR = "preflight"
_DECEMBER = 12


def look_ahead(tx: Transaction, company: Company, years: Sequence[FiscalYear], today: date) -> list[Finding]:
    """What a person should mend before a document is refused. The years' accounts are those that are kept."""
    found = []
    if company.locked_to is not None and company.locked_to >= today:
        found.append(
            Finding(
                stops=False,
                title=N_("The books are locked up to {day}."),
                advice=N_("Open them in Spiris, or today's sales can't be booked."),
                values={"day": company.locked_to.isoformat()},
            )
        )
    wanted = [today] if today.month < _DECEMBER else [today, date(today.year + 1, 1, 1)]
    for day in wanted:
        year = next((year for year in years if year.holds(day)), None)
        if year is None or year.locked:
            found.append(
                Finding(
                    stops=False,
                    title=N_("There is no open fiscal year in Spiris for {day}."),
                    advice=N_("Create the year in Spiris in time, or nothing of it can be booked."),
                    values={"day": day.isoformat()},
                )
            )
        else:
            known = {account.number: account for account in tx.spiris.accounts(year.id)}
            found += unusable(sorted(set(chosen_accounts(tx).values())), known, year)
    return found


def unusable(numbers: Sequence[str], known: Mapping[str, Account], year: FiscalYear) -> list[Finding]:
    """What is wrong with these accounts in this year, among those that are known; nothing where none are."""
    advice = N_("Mend it in Spiris, or choose another account on the Integrations page.")
    values = {"year": str(year.first.year)}
    if not known:
        return []
    return [
        Finding(stops=False, title=title, advice=advice, values={"account": number, **values})
        for number in numbers
        if (title := _trouble(known.get(number)))
    ]


def _trouble(account: Account | None) -> str:
    if account is None:
        return N_("Account {account} is not in Spiris in {year}.")
    if account.blocked:
        return N_("Account {account} is blocked for vouchers in Spiris in {year}.")
    if not account.active:
        return N_("Account {account} is not active in Spiris in {year}.")
    return ""


def keep(tx: Transaction, findings: Sequence[Finding], at: datetime) -> None:
    """Remember what was found and when."""
    rows: list[dict[str, Any]] = [asdict(finding) for finding in findings]
    for row in rows:
        row["values"] = {name: str(value) for name, value in row["values"].items()}
    tx.spiris.set_cursor(CURSOR, json.dumps({"at": at.isoformat(), "findings": rows}, ensure_ascii=False))


def last(tx: Transaction) -> tuple[datetime | None, list[Finding]]:
    """What was found the last time, and when that was."""
    text = tx.spiris.cursor(CURSOR)
    if not text:
        return None, []
    kept = json.loads(text)
    return datetime.fromisoformat(kept["at"]), [Finding(**row) for row in kept["findings"]]
