"""A new register: the shop's details and the first manager; and the demo shop."""

from __future__ import annotations

import secrets
from datetime import datetime

from openpos.clock import Clock
from openpos.domain.errors import Refused
from openpos.domain.permission import Role
from openpos.domain.shop import Details, Shop, with_details
from openpos.paths import shipped
from openpos.register.staff import Staff
from openpos.store.journal import Kind
from openpos.store.shop import shop_facts
from openpos.store.store import Store, Transaction

DEMO_STAFF = (("Kassör", Role.CASHIER, "1111"), ("Butikschef", Role.MANAGER, "2222"))
"""Who works in the demo shop, with the PINs that its login screen shows."""
_DEMO_SHOP = ("Demobutiken AB", "556703-7485", "Storgatan 1, 123 45 Storstad", "K1")


def new_shop(name: str, number: str, address: str, register: str, *, language: str = "sv", footer: str = "") -> Shop:
    """The details that receipts must show, checked. Raises Refused naming the one that is missing or wrong."""
    empty = Shop("", "", "", "", serial=f"OPSE-{secrets.token_hex(6).upper()}")
    return with_details(empty, Details(name, number, address, register, language, footer))


def enter_shop(store: Store, shop: Shop, clock: Clock) -> Shop:
    """Make this the shop from now on, journalled as a setting (SKVFS 2014:9 5:4). Blocks: register lane only."""
    with store.write() as tx:
        return enter(tx, shop, at=clock())


def enter(tx: Transaction, shop: Shop, *, at: datetime, cashier: str = "") -> Shop:
    """Make this the shop from now on within a transaction: a row of its own, since papers keep the one of their day."""
    entered = tx.shop.add(shop)
    tx.journal.add(Kind.SHOP_CHANGED, shop_facts(entered), at=at, cashier=cashier)
    return entered


def prepare_demo(store: Store, clock: Clock, *, language: str = "sv") -> None:
    """Fill a new file with the demo shop; goes on where an earlier try was interrupted. Blocks for seconds.

    Raises Refused where the file is a real shop's.
    """
    with store.write() as tx:
        state = tx.shop.demo()
        entered = tx.shop.set_up()
        if entered and not state:
            raise Refused("This register is a real shop's.", "Give the demo a directory of its own with --data.")
        if not state:
            tx.shop.mark_demo("preparing")
    if state == "ready":
        return
    from openpos.register.assortment import Assortment

    if not entered:
        enter_shop(store, new_shop(*_DEMO_SHOP, language=language, footer="Tack och välkommen åter!"), clock)
    staff = Staff(store, clock)
    there = {person.name for person in staff.people()}
    for name, role, pin in DEMO_STAFF:
        if name not in there:
            staff.add(name, role, pin)
    Assortment(store, clock).import_articles(shipped("resources") / "articles" / "articles-se.csv")
    with store.write() as tx:
        tx.shop.mark_demo("ready")
