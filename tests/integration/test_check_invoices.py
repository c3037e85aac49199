"""`openpos check` on what was invoiced: nothing to find after honest work, a finding for each cell that was changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import Quantity
from openpos.domain.payment import MethodKind
from openpos.register.invoicing import Invoicing
from openpos.store.tables import GUARDS
from tests.fixtures.invoicing import ALMVIK, charge, connect_for_invoicing
from tests.fixtures.till import Till


@pytest.fixture
def shop(register: Till) -> Till:
    """A sale for cash, one by invoice with another address, a credit of it, and a closed shift."""
    invoicing = connect_for_invoicing(register)
    register.sell(register.paid(register.scanned("Snore Cola")))
    to = invoicing.addressed(ALMVIK, address=replace(ALMVIK.address, street="Nya vägen 3"), reference="P7")
    sold = register.sell(invoicing.charged(register.scanned("Ägg", "Plenty Kitchen Roll"), to))
    back = register.checkout.start_return(sold.number, {sold.lines[0].id: Quantity(1000)}, register.cashier)
    assert back.invoice is not None
    register.sell(Invoicing(register.store, register.new_id).charged(back, back.invoice))
    register.close_shift()
    return register


def falsify(shop: Till, statement: str) -> list[str]:
    """What is found once this was done by other hands, the guards put back."""
    with closing(sqlite3.connect(shop.path)) as connection:
        guards = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
        for name in guards:
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement).rowcount > 0
        for sql in guards.values():
            connection.execute(sql)
        connection.commit()
    return [f"{finding.where}: {finding.what}" for finding in shop.findings()]


def test_after_honest_work_nothing_is_found(shop: Till) -> None:
    assert shop.findings() == ()
    assert any("invoices" in guard for guard in GUARDS)


@pytest.mark.parametrize("column", ["customer_id", "customer_number", "customer_name", "searched"])
def test_the_row_that_a_receipt_is_found_by_is_checked(shop: Till, column: str) -> None:
    found = falsify(shop, f"UPDATE invoices SET {column} = 'x' WHERE receipt_number = 2")
    assert found == ["receipt 2: the customer it is found by is not who was invoiced"]


def test_whom_a_receipt_was_invoiced_to_is_compared_with_the_journal(shop: Till) -> None:
    found = falsify(shop, "UPDATE invoices SET details = replace(details, 'P7', 'P8') WHERE receipt_number = 2")
    assert found[0].startswith("receipt 2: it differs from its journal row")
    assert "receipt 2: its invoice in the outbox says something else" in found


def test_a_row_that_is_gone_is_missed(shop: Till) -> None:
    found = falsify(shop, "DELETE FROM invoices WHERE receipt_number = 2")
    assert any("receipt 2: it differs from its journal row" in one for one in found)
    assert any("no receipt was invoiced so" in one for one in found)


@pytest.mark.parametrize(
    ("was", "becomes"), [('"total_ore":14485', '"total_ore":14484'), ("P7", "P8"), ("Ägg", "Bägg")]
)
def test_what_goes_to_spiris_is_what_was_sold(shop: Till, was: str, becomes: str) -> None:
    found = falsify(shop, f"UPDATE outbox SET document = replace(document, '{was}', '{becomes}') WHERE about = 'R2'")
    assert found == ["receipt 2: its invoice in the outbox says something else"]


def test_an_invoice_that_never_reached_the_outbox_is_missed(shop: Till) -> None:
    found = falsify(shop, "DELETE FROM outbox WHERE about = 'R3'")
    assert found == ["receipt 3: its invoice is not in the outbox"]


def test_an_invoice_of_no_receipt_is_found(shop: Till) -> None:
    found = falsify(shop, "UPDATE outbox SET id = 'foreign' WHERE about = 'R3'")
    assert found[0] == "receipt 3: its invoice is not in the outbox"
    assert found[1].startswith("outbox K1-F000003-")
    assert found[1].endswith(": no receipt was invoiced so")


def test_what_was_not_invoiced_owes_nothing(register: Till) -> None:
    connect_for_invoicing(register)
    register.sell(register.paid(register.scanned("Ägg")))
    charge(register, "Ägg")
    assert register.findings() == ()


def test_a_sale_for_cash_is_never_credited_by_invoice(register: Till) -> None:
    invoicing = connect_for_invoicing(register)
    sold = register.sell(register.paid(register.scanned("Ägg")))
    back = register.checkout.start_return(sold.number, {sold.lines[0].id: Quantity(1000)}, register.cashier)
    with pytest.raises(Refused, match=r"The sale was not invoiced\. Pay it back by another method"):
        invoicing.charged(back, invoicing.addressed(ALMVIK))


def test_what_was_invoiced_is_credited_though_invoices_are_off_now(register: Till) -> None:
    invoicing = connect_for_invoicing(register)
    sold = charge(register, "Ägg", "Snore Cola")
    (known,) = [one for one in register.payment_methods.every() if one.method.kind is MethodKind.INVOICE]
    register.payment_methods.save(replace(known, active=False), register.staff.named("Butikschef"))
    back = register.checkout.start_return(sold.number, {sold.lines[0].id: Quantity(1000)}, register.cashier)
    assert back.invoice is not None
    credit = register.sell(invoicing.charged(back, back.invoice))
    assert (credit.invoice, credit.total) == (sold.invoice, -sold.lines[0].amount)
    with pytest.raises(Refused, match="Invoice is switched off"):
        charge(register, "Ägg")
    assert register.findings() == ()
