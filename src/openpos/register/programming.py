"""What people decide about the register, as the journal tells it (SKVFS 2014:9 5:4: programming is reliably shown)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from openpos.clock import SWEDEN, Clock
from openpos.settings import Settings
from openpos.store.journal import PROGRAMMING, JournalRow, Kind
from openpos.store.store import Store, Transaction

LOGO = "logo"
"""How the journal names the shop's logo among the settings: it has a file of its own, and its fingerprint is told."""


def tell_settings(store: Store, chosen: Settings, clock: Clock, *, logo: str = "", cashier: str = "") -> None:
    """Journal which settings are other ones than the journal tells so far, from what to what. Blocks.

    Called after the settings were saved and at each start, where it finds what a power cut kept from the journal and
    what was written into the file by hand. What was never told is what it is without being chosen. No setting is a
    secret: passwords and tokens are in the keyring. `logo` is the fingerprint of the shop's logo, empty without one.
    """
    new = asdict(chosen) | {LOGO: logo}
    with store.write() as tx:
        told = tx.shop.told_settings()
        old = asdict(Settings()) | {LOGO: ""} | (told or {})
        changed = [name for name, value in new.items() if old[name] != value]
        if changed:
            facts = {"old": {name: old[name] for name in changed}, "new": {name: new[name] for name in changed}}
            tx.journal.add(Kind.SETTINGS_CHANGED, facts, at=clock(), cashier=cashier)
        if changed or told is None:
            tx.shop.tell_settings(new)


class Area(StrEnum):
    """What a change is a change of, as people look for it."""

    REGISTER = "register"
    STAFF = "staff"
    PAYMENT = "payment"
    ARTICLES = "articles"


KINDS: Mapping[Area, tuple[Kind, ...]] = {
    Area.REGISTER: (Kind.SETTINGS_CHANGED, Kind.SHOP_CHANGED),
    Area.STAFF: (Kind.STAFF_CHANGED, Kind.ROLE_CHANGED),
    Area.PAYMENT: (Kind.PAYMENT_METHOD_CHANGED, Kind.COST_CENTRE_CHANGED),
    Area.ARTICLES: (
        *(Kind.PRICE_CHANGED, Kind.ARTICLE_ADDED, Kind.ARTICLE_CHANGED, Kind.ARTICLE_REMOVED),
        Kind.ARTICLES_IMPORTED,
    ),
}
_SUBJECTS = {
    Kind.STAFF_CHANGED: "person_id",
    Kind.ROLE_CHANGED: "role_id",
    Kind.PAYMENT_METHOD_CHANGED: "id",
    Kind.COST_CENTRE_CHANGED: "cost_centre_id",
}
"""By what a row tells whom or what it is about, where it tells all of it and not only what changed."""
_NAMES = ("name", "role_id", "id", "number", "file")
"""What a change is about is called, the best name first."""
_DATE = [4, 2, 2]
"""How many digits a year, a month and a day have."""
_NEW_PIN = "new_pin"
_UNTOLD = {"person_id", "id", "cost_centre_id", "shop_id", "sha256", "kind"}
"""What says nothing to people."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was changed: JSON values, as the journal has them."""

    name: str
    old: Any
    """None also where the journal does not tell what it was."""
    new: Any
    """None where there is nothing of it any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the history."""

    seq: int
    at: datetime
    person: str
    """Empty where it was nobody at this register."""
    kind: Kind
    about: str
    """Whom or what was changed: a name, an article's number, a file; empty for the register itself."""
    edits: tuple[Edit, ...]


class History:
    """Who changed what of the register, and when: the journal's own words. Each method is a read of milliseconds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self, area: Area | None, sought: str, before: int | None, limit: int) -> list[Change]:
        """The newest changes before a seq, newest first. `sought` are parts of people's names, and a day, a month or
        a year like 2026, 2026-11 or 2026-11-20.
        """
        kinds = KINDS[area] if area is not None else PROGRAMMING
        days, names = _sought(sought)
        with self._store.read() as tx:
            by = None
            if names:
                by = [one for one in tx.journal.programmers() if all(name in one.casefold() for name in names)]
            rows = tx.journal.programmed(kinds, limit, before=before, by=by, days=days)
            return [_change(tx, row) for row in rows]


def _sought(text: str) -> tuple[tuple[datetime, datetime] | None, list[str]]:
    """The days that are looked for, and the parts of a name."""
    days, names = None, []
    for word in text.split():
        found = _days(word)
        if found is None:
            names.append(word.casefold())
        else:
            days = found
    return days, names


def _days(word: str) -> tuple[datetime, datetime] | None:
    parts = word.split("-")
    if len(parts) > len(_DATE) or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    if [len(part) for part in parts] != _DATE[: len(parts)]:
        return None
    year, month, day = (int(part) for part in (*parts, "1", "1")[: len(_DATE)])
    try:
        first = datetime(year, month, day, tzinfo=SWEDEN)
        if len(parts) == len(_DATE):
            last = first.date() + timedelta(days=1)
        else:
            months = year * 12 + month - 1 + (1 if len(parts) > 1 else 12)
            last = date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return first, datetime.combine(last, time(), SWEDEN)


def _change(tx: Transaction, row: JournalRow) -> Change:
    kind, facts = Kind(row.kind), json.loads(row.payload)
    if "old" in facts and "new" in facts:
        edits = [Edit(name, facts["old"].get(name), new) for name, new in facts["new"].items()]
    elif kind is Kind.PRICE_CHANGED:
        edits = [Edit("price_ore", facts["old_ore"], facts["new_ore"])]
    else:
        before = _before(tx, row, kind, facts)
        told = {name: value for name, value in facts.items() if name not in _UNTOLD and (value or name in before)}
        edits = [Edit(name, before.get(name), value) for name, value in told.items() if before.get(name) != value]
        edits += [Edit(name, old, None) for name, old in before.items() if name not in facts and name not in _UNTOLD]
    names = () if kind is Kind.SHOP_CHANGED else _NAMES
    about = next((str(facts[name]) for name in names if facts.get(name)), "")
    return Change(row.seq, datetime.fromisoformat(row.at), row.cashier, kind, about, tuple(edits))


def _before(tx: Transaction, row: JournalRow, kind: Kind, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the journal told of the same before."""
    name = _SUBJECTS.get(kind, "")
    if kind is Kind.SHOP_CHANGED:
        older = tx.journal.programmed([kind], 1, before=row.seq)
    elif name in facts:
        older = [one] if (one := tx.journal.programmed_before(row, name, facts[name])) else []
    else:
        older = []
    was: dict[str, Any] = json.loads(older[0].payload) if older else {}
    was.pop(_NEW_PIN, None)  # it happens, and does not stay so
    return was
