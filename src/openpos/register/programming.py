"""Changes of this register's settings in the journal (SKVFS 2014:9 5:4: programming is reliably shown)."""

from __future__ import annotations

from dataclasses import asdict

from openpos.clock import Clock
from openpos.settings import Settings
from openpos.store.journal import Kind
from openpos.store.store import Store

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
