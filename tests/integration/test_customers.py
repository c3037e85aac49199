"""Spiris' customers in the register's file: kept as they are there, and found by any part of name or numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openpos.domain.customer import Address, Customer
from openpos.simulators.spiris import SpirisSimulator
from openpos.sync.pull import StoredCustomers, pull_customers
from tests.fixtures.connected import connected_to_simulator
from tests.fixtures.till import OPENING, Till

EK = Customer(
    "c-1",
    "1001",
    "Ek & Söner Bygg AB",
    Address("Storgatan 1", "Box 2", "111 22", "Stockholm", "SE"),
    organisation_number="556677-8899",
    vat_number="SE556677889901",
    email="faktura@example.se",
    reference="Åsa",
    terms_id="t-30",
    changed_at=OPENING,
)
BERG = Customer("c-2", "1002", "Bergström, Örjan", private=True, active=False)
CAFE = Customer("c-3", "556677", "Café Kornblixt")


@pytest.fixture
def shop(register: Till) -> Till:
    with register.store.write() as tx:
        tx.customers.put([EK, BERG, CAFE])
    return register


def found(shop: Till, sought: str) -> list[str]:
    with shop.store.read() as tx:
        return [customer.id for customer in tx.customers.search(sought)]


def test_a_customer_comes_back_as_it_was(shop: Till) -> None:
    with shop.store.read() as tx:
        assert [tx.customers.get(one.id) for one in (EK, BERG, CAFE)] == [EK, BERG, CAFE]
        assert tx.customers.get("c-9") is None
        assert tx.customers.count() == 3


@pytest.mark.parametrize(
    ("sought", "ids"),
    [
        ("ek", ["c-1"]),
        ("bygg ek", ["c-1"]),
        ("ORJAN", ["c-2"]),
        ("strom", ["c-2"]),
        ("1001", ["c-1"]),
        ("100", ["c-1", "c-2"]),
        ("556677-8899", ["c-1"]),
        ("5566778899", ["c-1"]),
        ("6778", ["c-1"]),
        ("556677", ["c-3", "c-1"]),
        ("kornb", ["c-3"]),
        ("", []),
        ('") OR (z --', []),
        ("\ud83d", []),
        ("ek kornblixt", []),
    ],
)
def test_customers_are_found_by_any_part(shop: Till, sought: str, ids: list[str]) -> None:
    assert sorted(found(shop, sought)) == sorted(ids)
    assert found(shop, sought)[:1] == ids[:1]


def test_all_of_them_are_listed_in_the_swedish_order_of_the_alphabet(shop: Till) -> None:
    names = ["Örtagård", "Ådalens Bil", "Äng & Son", "Zetterberg", "Almvik", "Aaron", "Bo", "Olsson", "Bök", "Bz", "Ék"]
    with shop.store.write() as tx:
        tx.customers.put([Customer(f"n-{place}", f"{2000 + place}", name) for place, name in enumerate(names)])
    swedish = ["Aaron", "Almvik", "Bergström, Örjan", "Bo", "Bz", "Bök", "Café Kornblixt", "Ék", "Ek & Söner Bygg AB"]
    swedish += ["Olsson", "Zetterberg", "Ådalens Bil", "Äng & Son", "Örtagård"]
    for limit in (1, 3, 6, 12, 14, 50):
        with shop.store.read() as tx:
            assert [one.name for one in tx.customers.first(limit)] == swedish[:limit], limit


def test_a_changed_customer_is_found_as_it_is_now_and_an_older_state_changes_nothing(shop: Till) -> None:
    renamed = replace(EK, name="Alm AB", changed_at=OPENING + timedelta(days=1))
    with shop.store.write() as tx:
        tx.customers.put([renamed, replace(CAFE, email="a@b.se")])
        tx.customers.put([replace(EK, changed_at=OPENING)])
        tx.customers.put([])
    assert found(shop, "alm") == ["c-1"]
    assert found(shop, "söner") == []
    with shop.store.read() as tx:
        assert tx.customers.get("c-1") == renamed
        assert tx.customers.count() == 3


def test_who_a_full_pull_did_not_see_cannot_be_invoiced(shop: Till) -> None:
    with shop.store.write() as tx:
        tx.customers.put([replace(EK, changed_at=OPENING - timedelta(days=1)), CAFE], "p-1")
        tx.customers.close_unseen("p-1")
        ek, cafe = tx.customers.get("c-1"), tx.customers.get("c-3")
    assert ek == EK
    assert cafe is not None
    assert cafe.active
    with shop.store.write() as tx:
        tx.customers.put([CAFE], "p-2")
        tx.customers.close_unseen("p-2")
        ek = tx.customers.get("c-1")
    assert ek == replace(EK, active=False)
    assert found(shop, "ek") == ["c-1"], "the reason can be told"


def test_all_of_spiris_customers_come_into_the_file(register: Till) -> None:
    with SpirisSimulator() as simulator:
        simulator.add_customers(1_200)
        with connected_to_simulator(simulator) as connection:
            assert pull_customers(connection.spiris, StoredCustomers(register.store)).complete
            pulled = pull_customers(connection.spiris, StoredCustomers(register.store))
        names = {row["Id"]: row["Name"] for row in simulator.customers}
    assert pulled.complete
    with register.store.read() as tx:
        assert tx.customers.count() == len(names)
        kept = {identity: tx.customers.get(identity) for identity in names}
    assert {identity: one.name for identity, one in kept.items() if one and one.active} == names


def test_many_come_and_are_found_while_the_search_is_arranged(shop: Till) -> None:
    for first in range(0, 400, 20):
        many = [
            Customer(f"m-{number}", f"{5000 + number}", f"Måleri {number} AB") for number in range(first, first + 20)
        ]
        with shop.store.write() as tx:
            tx.customers.put(many)
        with shop.store.write() as tx:
            tx.customers.arrange_search()
        shop.store.take_home()
    assert found(shop, "leri 399") == ["m-399"]
    with shop.store.read() as tx:
        assert tx.customers.count() == 403
        assert tx.file_troubles() == []
    log = shop.path.with_name(f"{shop.path.name}-wal")
    assert log.stat().st_size < 1_000_000, "the log was taken home and begun anew"
