"""What the file keeps of the company's books."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from openpos.domain.company import Account, BookkeepingMethod, CostCentreItem, FiscalYear, Terms
from openpos.store.spiris import ConnectionState, SpirisConnection
from tests.fixtures.till import OPENING, Till, changed

CONNECTION = SpirisConnection(
    "k-1",
    "bookkeeping",
    ConnectionState.ACTIVE,
    OPENING,
    company_id="co-1",
    company_name="Kafé AB",
    organisation_number="556677-8899",
    variant=3,
    sandbox=True,
    person="Eva Ek",
    start_date=date(2026, 11, 20),
)
OLD, NEW = (
    FiscalYear("x", date(2025, 1, 1), date(2025, 12, 31), locked=True, method=BookkeepingMethod.CASH),
    FiscalYear("y", date(2026, 1, 1), date(2026, 12, 31)),
)
CASH = Account("y", "1910", "Kassa", vat_code="", takes_cost_centre=False)
CARD = Account("y", "1686", "Kortlösen", active=False, blocked=True, needs_cost_centre=True)


def test_a_connection_is_kept_changed_and_followed_by_another(register: Till) -> None:
    with register.store.write() as tx:
        assert tx.spiris.connection() is None
        tx.spiris.save_connection(CONNECTION)
        assert tx.spiris.connection() == CONNECTION
        held = replace(CONNECTION, state=ConnectionState.HELD, title="{a}", advice="Do", values={"a": "å"})
        tx.spiris.save_connection(held)
        assert tx.spiris.connection() == held
        tx.spiris.save_connection(replace(CONNECTION, id="k-0", start_date=None))
        tx.spiris.save_connection(replace(held, state=ConnectionState.DISCONNECTED))
    with register.store.read() as tx:
        newest = tx.spiris.connection()
    assert newest is not None
    assert newest.id == "k-0"
    with pytest.raises(sqlite3.IntegrityError, match="kept"):
        changed(register.path, "DELETE FROM connections")


def test_years_and_their_accounts_are_as_spiris_said_last(register: Till) -> None:
    with register.store.write() as tx:
        tx.spiris.replace_years([NEW, OLD])
        tx.spiris.replace_accounts("y", [CASH, CARD, CASH])
        tx.spiris.replace_accounts("x", [replace(CASH, fiscal_year_id="x")])
        assert tx.spiris.years() == [OLD, NEW]
        assert tx.spiris.accounts("y") == [CARD, CASH]
        tx.spiris.replace_years([replace(NEW, locked=True)])
        tx.spiris.replace_accounts("y", [CASH])
        tx.spiris.replace_accounts("y", [])
        tx.spiris.replace_accounts("y", [CASH])
    with register.store.read() as tx:
        assert tx.spiris.years() == [replace(NEW, locked=True)]
        assert tx.spiris.accounts("y") == [CASH]
        assert tx.spiris.accounts("x") == []


def test_terms_and_cost_centres_are_as_spiris_said_last(register: Till) -> None:
    terms = [Terms("b", "30 dagar", 30), Terms("a", "Kontant", 0, 2, for_sales=False)]
    items = [CostCentreItem("2", "B", "Bageri", active=False), CostCentreItem("1", "A", "Kafé")]
    with register.store.write() as tx:
        for _ in range(2):
            tx.spiris.replace_terms(terms)
            tx.spiris.replace_cost_centre_items(items)
        assert tx.spiris.terms() == terms[::-1]
        assert tx.spiris.cost_centre_items() == items[::-1]


def test_what_is_booked_where_is_a_persons_to_change(register: Till) -> None:
    with register.store.write() as tx:
        tx.spiris.map("method", "card", "1580")
        tx.spiris.map("method", "card", "1686")
        tx.spiris.map("vat", "2500", "2611")
        tx.spiris.map("vat", "2500", "")
        assert tx.spiris.mappings() == {("method", "card"): "1686"}


def test_a_list_is_read_from_where_it_was_left(register: Till) -> None:
    with register.store.write() as tx:
        assert tx.spiris.cursor("customers") == ""
        tx.spiris.set_cursor("customers", "1")
        tx.spiris.set_cursor("customers", "2")
        assert tx.spiris.cursor("customers") == "2"
