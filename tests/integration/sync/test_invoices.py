"""Sales charged by invoice: sealed like any other, offline, and once in Spiris with the total of the paper."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest

from openpos.domain.customer import Address, Customer
from openpos.domain.errors import Refused
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Sale, Tender
from openpos.register.invoicing import Invoicing
from openpos.register.sie import Period, closed_between
from openpos.simulators.spiris import Fault, Kind
from openpos.store.outbox import EntryKind, EntryState
from openpos.store.spiris import ConnectionState
from tests.fixtures.carried import FIRST_DAY, Carried
from tests.fixtures.till import changed


def invoicing(shop: Carried) -> Invoicing:
    return Invoicing(shop.till.store, shop.till.new_id)


def firm(shop: Carried) -> Customer:
    (found,) = [one for one in invoicing(shop).search("Almviks") if not one.private]
    return found


def charged(shop: Carried, *names: str, sale: Sale | None = None, **options: object) -> Receipt:
    rung = sale or shop.till.scanned(*(names or ("Ägg", "Plenty Kitchen Roll")))
    customer = firm(shop)
    to = invoicing(shop).addressed(customer, **options)  # type: ignore[arg-type]
    return shop.till.sell(invoicing(shop).charged(rung, to))


def test_an_invoice_reaches_the_books_once_with_the_papers_total(shop: Carried) -> None:
    receipt = charged(shop, reference="Er ref Åsa", comment="Levereras till lastkajen")
    assert receipt.total == Money(14_485)
    assert receipt.rounding == Money(0)
    assert shop.round().settled == 1
    (invoice,) = shop.spiris.invoices
    assert invoice["TotalAmount"] == Decimal("144.85")
    assert invoice["YourReference"] == "Er ref Åsa"
    texts = [row["Text"] for row in invoice["Rows"]]
    entry = shop.entry()
    assert texts[0] == f"{entry.reference} Kvitto {receipt.number}"
    assert texts[1] == "Levereras till lastkajen"
    assert texts[2:4] == ["Ägg", "Plenty Kitchen Roll"]
    assert (entry.state, entry.remote_number) == (EntryState.SETTLED, str(invoice["InvoiceNumber"]))
    assert shop.spiris.drafts == []


def test_an_invoiced_sale_is_not_in_the_z_voucher(shop: Carried) -> None:
    """The likeliest accounting bug of all: Spiris books the sale from its invoice."""
    till = shop.till
    till.sell(till.paid(till.scanned("Ägg")))
    charged(shop, "Plenty Kitchen Roll")
    till.close_shift()
    shop.round()
    (voucher,) = shop.spiris.vouchers
    accounts = {row["AccountNumber"]: row for row in voucher["Rows"]}
    assert 1510 not in accounts
    assert 3001 not in accounts, "the paper at 25 % is in its invoice only"
    assert accounts[1910]["DebitAmount"] == Decimal("90.00")
    with till.store.read() as tx:
        ((local, _),) = closed_between(tx, Period(FIRST_DAY, FIRST_DAY))
    assert "3001" not in {row.account for row in local.rows}
    report = till.shifts.z_report()
    assert (Method.INVOICE, Money(5_495)) in report.totals.methods


def test_a_return_of_an_invoiced_sale_is_a_credit_after_its_invoice(shop: Carried) -> None:
    till = shop.till
    sold = charged(shop)
    rows = till.checkout.returnable(sold.number)[1]
    back = till.checkout.start_return(sold.number, {rows[1].line.id: Quantity(1000)}, till.cashier)
    with pytest.raises(Refused, match=r"The sale was invoiced\. Give it back by invoice"):
        till.paid(back, Method.CASH)
    assert back.invoice is not None
    credited = till.sell(invoicing(shop).charged(back, back.invoice))
    assert credited.total == Money(-5_495)
    invoice, credit = shop.entries()
    assert credit.after_id == invoice.id
    shop.round()
    assert shop.states() == [EntryState.SETTLED] * 2
    first, second = shop.spiris.invoices
    assert (second["IsCreditInvoice"], second["TotalAmount"]) == (True, Decimal("-54.95"))
    assert f"Kredit av faktura {first['InvoiceNumber']}, kvitto {sold.number}" in second["Rows"][0]["Text"]
    assert not till.findings()


def test_what_cost_nothing_comes_back_as_a_credit_too(shop: Carried) -> None:
    till = shop.till
    sale = till.scanned("Ägg", "Plenty Kitchen Roll")
    free = sale.lines[1].id
    sold = charged(shop, sale=sale.with_line_discount(free, Discount("Gåva", rate_bp=10_000)))
    back = till.checkout.start_return(sold.number, {free: Quantity(1000)}, till.cashier)
    assert back.invoice is not None
    assert till.sell(invoicing(shop).charged(back, back.invoice)).total == Money(0)
    shop.round()
    assert shop.states() == [EntryState.SETTLED] * 2
    assert [invoice["IsCreditInvoice"] for invoice in shop.spiris.invoices] == [False, True]


def test_a_credit_waits_for_an_invoice_that_needs_a_person(shop: Carried) -> None:
    till = shop.till
    sold = charged(shop)
    line = till.checkout.returnable(sold.number)[1][0].line
    back = till.checkout.start_return(sold.number, {line.id: Quantity(1000)}, till.cashier)
    assert back.invoice is not None
    till.sell(invoicing(shop).charged(back, back.invoice))
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")
    shop.until_quiet()
    assert shop.states() == [EntryState.REJECTED, EntryState.WAITING]
    assert "locked" in shop.entry(0).title
    shop.spiris.company.change_settings(AccountingLockedTo="2024-12-31")
    shop.send_again(shop.entry(0))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2


def test_an_adjusted_address_goes_before_its_invoice_and_blanks_nothing(shop: Carried) -> None:
    customer = firm(shop)
    before = next(row for row in shop.spiris.customers if row["Id"] == customer.id)
    address = replace(customer.address, street="Nya vägen 7", city="Umeå")
    charged(shop, address=address)
    change, invoice = shop.entries()
    assert (change.kind, invoice.after_id) == (EntryKind.CUSTOMER, change.id)
    shop.round()
    assert shop.states() == [EntryState.SETTLED] * 2
    after = next(row for row in shop.spiris.customers if row["Id"] == customer.id)
    assert (after["InvoiceAddress1"], after["InvoiceCity"]) == ("Nya vägen 7", "Umeå")
    untouched = before.keys() - {"InvoiceAddress1", "InvoiceCity", "ChangedUtc"}
    assert {name: before[name] for name in untouched} == {name: after[name] for name in untouched}
    (sent,) = shop.spiris.invoices
    assert (sent["InvoiceAddress1"], sent["InvoiceCity"]) == ("Nya vägen 7", "Umeå")
    assert firm(shop).address.street == "Nya vägen 7", "the register's own book has it too"


def test_what_was_changed_in_spiris_too_is_never_overwritten(shop: Carried) -> None:
    customer = firm(shop)
    charged(shop, address=replace(customer.address, street="Kassans gata 1"))
    row = next(row for row in shop.spiris.customers if row["Id"] == customer.id)
    shop.spiris.company.commit([("customers", row["Id"], {**row, "InvoiceAddress1": "Kontorets gata 2"})])
    shop.until_quiet()
    change, invoice = shop.entries()
    assert (change.state, invoice.state) == (EntryState.REJECTED, EntryState.WAITING)
    assert change.values["there"] == "Kontorets gata 2"
    with shop.till.store.write() as tx:
        tx.outbox.withdraw(change.id, at=shop.till.clock())
    shop.until_quiet()
    assert shop.entry().state is EntryState.SETTLED
    assert next(one for one in shop.spiris.customers if one["Id"] == customer.id)["InvoiceAddress1"] == (
        "Kontorets gata 2"
    )


def test_quantities_and_discounts_stand_in_the_rows_text(shop: Carried) -> None:
    till = shop.till
    sale = till.scanned("Ägg", "Turkisk yogurt")
    sale = sale.with_quantity(sale.lines[1].id, Quantity(3000))
    sale = sale.with_line_discount(sale.lines[0].id, Discount("Kort datum", 1000))
    receipt = charged(shop, sale=sale)
    shop.round()
    (invoice,) = shop.spiris.invoices
    assert invoice["TotalAmount"] * 100 == receipt.to_pay.ore
    assert [row["Text"] for row in invoice["Rows"]][1:3] == ["Ägg, rabatt 8,99", "Turkisk yogurt, 3 st à 12,90"]
    assert all(row["Quantity"] == 1 for row in invoice["Rows"] if row["ArticleId"])


def test_a_company_that_rounds_to_kronor_needs_a_paper_that_does(shop: Carried) -> None:
    shop.spiris.company.change_settings(DomesticCurrencyRounding=1)
    before = charged(shop)
    assert (before.total, before.to_pay) == (Money(14_485), Money(14_485)), "the register does not know yet"
    shop.until_quiet()
    entry = shop.entry()
    assert entry.state is EntryState.REJECTED
    assert (entry.values["there"], entry.values["here"]) == ("145,00", "144,85")
    assert shop.spiris.invoices == []
    after = charged(shop)
    assert (after.total, after.to_pay, after.vat) == (Money(14_485), Money(14_500), before.vat)
    shop.until_quiet()
    assert shop.states() == [EntryState.REJECTED, EntryState.SETTLED]
    (invoice,) = shop.spiris.invoices
    assert (invoice["TotalAmount"], invoice["TotalRoundings"]) == (Decimal(145), Decimal("0.15"))
    # Somebody helps the first one through, and forgets to change the setting back.
    shop.spiris.company.change_settings(DomesticCurrencyRounding=0)
    shop.send_again(shop.entry(0))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2
    assert shop.spiris.invoices[1]["TotalAmount"] == Decimal("144.85")
    assert charged(shop).to_pay == Money(14_485)


def test_a_rounded_sale_comes_back_as_it_was_and_stays_out_of_the_z_voucher(shop: Carried) -> None:
    shop.spiris.company.change_settings(DomesticCurrencyRounding=1)
    shop.round()
    till = shop.till
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    sold = charged(shop)
    assert (sold.total, sold.rounding) == (Money(14_485), Money(15))
    wanted = {row.line.id: row.left for row in till.checkout.returnable(sold.number)[1]}
    back = till.checkout.start_return(sold.number, wanted, till.cashier)
    assert back.invoice is not None
    credit = till.sell(invoicing(shop).charged(back, back.invoice))
    assert (credit.total, credit.rounding) == (Money(-14_485), Money(-15))
    till.close_shift()
    shop.until_quiet()
    assert set(shop.states()) == {EntryState.SETTLED}
    assert [row["TotalAmount"] for row in shop.spiris.invoices] == [Decimal(145), Decimal(-145)]
    (voucher,) = shop.spiris.vouchers
    assert 3740 not in {row["AccountNumber"] for row in voucher["Rows"]}
    assert not till.findings()


@pytest.mark.parametrize("turns_back", [True, False])
@pytest.mark.parametrize("rounds_at_first", [True, False])
def test_the_company_rounds_otherwise_while_an_invoice_is_a_draft(
    shop: Carried, rounds_at_first: bool, turns_back: bool
) -> None:
    """What was sealed with the paper's total is never booked with another."""
    shop.spiris.company.change_settings(DomesticCurrencyRounding=int(rounds_at_first))
    shop.round()
    sold = charged(shop)
    assert sold.to_pay == Money(14_500 if rounds_at_first else 14_485)
    shop.spiris.faults.add(Fault(Kind.GATEWAY, on="POST /v2/customerinvoicedrafts/*", times=1))
    shop.round()
    assert shop.states() == [EntryState.UNKNOWN]
    shop.spiris.company.change_settings(DomesticCurrencyRounding=int(not rounds_at_first))
    shop.restarted()
    shop.until_quiet()
    assert (shop.states(), shop.spiris.invoices) == ([EntryState.REJECTED], [])
    if turns_back:
        shop.spiris.company.change_settings(DomesticCurrencyRounding=int(rounds_at_first))
    shop.send_again(shop.entry())
    shop.until_quiet()
    if turns_back or rounds_at_first:  # without the company's rounding a row of its own does the same
        assert shop.states() == [EntryState.SETTLED]
        (invoice,) = shop.spiris.invoices
        assert invoice["TotalAmount"] * 100 == sold.to_pay.ore
        assert invoice["TotalRoundings"] == (Decimal("0.15") if rounds_at_first and turns_back else 0)
    else:
        assert (shop.states(), shop.spiris.invoices) == ([EntryState.REJECTED], [])
        assert shop.entry().values == {"there": "145,00", "here": "144,85"}


@pytest.mark.parametrize("done", [False, True], ids=["before the work", "after the work"])
@pytest.mark.parametrize(
    "on", ["POST /v2/customerinvoicedrafts", "POST /v2/customerinvoicedrafts/*", "POST /v2/articles"]
)
@pytest.mark.parametrize("kind", [Kind.CUT, Kind.ERROR, Kind.EMPTY, Kind.HOLLOW])
def test_a_lost_answer_never_makes_a_second_invoice(shop: Carried, kind: Kind, on: str, done: bool) -> None:
    charged(shop)
    shop.spiris.faults.add(Fault(kind, on=on, done=done, times=1))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert len(shop.spiris.invoices) == 1
    assert shop.spiris.drafts == []
    numbers = [row["Number"] for row in shop.spiris.company.shelves.of("articles").values()]
    assert len(numbers) == len(set(numbers))


def test_who_can_not_be_invoiced_and_why(shop: Carried) -> None:
    till = shop.till
    customer = firm(shop)
    with pytest.raises(Refused, match=r"not active in Spiris, so no invoice"):
        invoicing(shop).addressed(replace(customer, active=False))
    with pytest.raises(Refused, match=r"The comment has 10000 letters\. Make it shorter"):
        invoicing(shop).addressed(customer, comment="x" * 10_000)
    with pytest.raises(Refused, match=r"The postal code is missing"):
        invoicing(shop).addressed(customer, address=Address("Gatan 1"))
    with pytest.raises(Refused, match=r"no e-mail address"):
        invoicing(shop).addressed(customer, e_mail="ingen adress")
    with pytest.raises(Refused, match=r"There is no customer 9"):
        invoicing(shop).customer("9")
    to = invoicing(shop).addressed(customer, reference="a\x00b\u202ec🙂")
    assert to.reference == "abc🙂"
    sale = till.scanned("Ägg")
    partly = sale.with_tender(Tender("t", Method.CARD, Money(1_000)))
    with pytest.raises(Refused, match=r"An invoice covers the whole sale"):
        invoicing(shop).charged(partly, to)
    with pytest.raises(Refused, match=r"Nobody is chosen"):
        till.paid(sale, Method.INVOICE)
    shop.change(mode="bookkeeping")
    with pytest.raises(Refused, match=r"not connected to Spiris for invoicing"):
        invoicing(shop).charged(sale, to)
    shop.change(mode="bookkeeping-invoicing", state=ConnectionState.DISCONNECTED)
    assert not invoicing(shop).ready()


def test_a_sale_that_was_not_invoiced_is_not_credited(shop: Carried) -> None:
    till = shop.till
    sold = till.sell(till.paid(till.scanned("Ägg")))
    line = till.checkout.returnable(sold.number)[1][0].line
    back = till.checkout.start_return(sold.number, {line.id: Quantity(1000)}, till.cashier)
    with pytest.raises(Refused, match=r"The sale was not invoiced"):
        till.paid(back, Method.INVOICE)


def test_receipts_are_found_by_their_customer(shop: Carried) -> None:
    sold = charged(shop)
    customer = firm(shop)
    for text in ("almviks", customer.organisation_number, "Bygg Alm"):
        (found,) = shop.till.books.find(text)
        assert (found.number, found.customer) == (sold.number, customer.name)
    again = shop.till.books.get(sold.number)
    assert again.invoice is not None
    assert again.invoice.name == customer.name
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        changed(shop.till.path, "UPDATE invoices SET customer_name = 'x'")


def test_the_basket_with_its_customer_survives_a_crash(shop: Carried) -> None:
    till = shop.till
    sale = invoicing(shop).charged(till.scanned("Ägg"), invoicing(shop).addressed(firm(shop), reference="R"))
    till.checkout.keep(sale, till.cashier)
    with till.store.read() as tx:
        basket = tx.sales.basket()
    assert basket is not None
    assert basket.sale == sale
