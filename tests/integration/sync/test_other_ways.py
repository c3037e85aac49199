"""What the contract leaves open, done in the way that the simulated Spiris does not do by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from openpos.accounting.bas import Kind as Booked
from openpos.domain.customer import Customer
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Discount, Sale
from openpos.register.invoicing import Invoicing
from openpos.simulators.spiris import Fault, Kind
from openpos.simulators.spiris.shelves import Row
from openpos.store.outbox import EntryKind, EntryState
from openpos.sync.oauth import Mode
from tests.fixtures.carried import FIRST_DAY, Carried


def somebody(shop: Carried, *, private: bool = False) -> Customer:
    """A customer who can be invoiced."""
    rows = [row for row in shop.spiris.customers if row["IsPrivatePerson"] is private and row["IsActive"]]
    with shop.till.store.read() as tx:
        found = tx.customers.get(rows[0]["Id"])
    assert found is not None
    return found


def charged(shop: Carried, sale: Sale | None = None, *, private: bool = False) -> Receipt:
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    customer = somebody(shop, private=private)
    rung = sale or shop.till.scanned("Ägg", "Plenty Kitchen Roll")
    return shop.till.sell(invoicing.charged(rung, invoicing.addressed(customer)))


def charged_at(shop: Carried, street: str) -> Receipt:
    """A sale to the customer, with this address."""
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    customer = somebody(shop)
    to = invoicing.addressed(customer, address=replace(customer.address, street=street))
    return shop.till.sell(invoicing.charged(shop.till.scanned("Ägg"), to))


def credited(shop: Carried, sold: Receipt) -> Receipt:
    till = shop.till
    wanted = {row.line.id: row.left for row in till.checkout.returnable(sold.number)[1]}
    back = till.checkout.start_return(sold.number, wanted, till.cashier)
    assert back.invoice is not None
    return till.sell(Invoicing(till.store, till.new_id).charged(back, back.invoice))


def shelf(shop: Carried, name: str) -> dict[str, Row]:
    return dict(shop.spiris.company.shelves.of(name))


def identity(shop: Carried, row: Row) -> str:
    """Under what it is kept."""
    return next(key for key, one in shelf(shop, "accounts").items() if one is row)


def test_a_company_without_a_coding_for_rounding_gets_its_invoices(shop: Carried) -> None:
    """No company has one from the start, and every other invoice has a row for an öre."""
    codings = shelf(shop, "articleaccountcodings")
    (rounding,) = [one for one in codings.values() if one["DomesticSalesVatExemptAccountNumber"] == 3740]
    shop.spiris.company.commit([("articleaccountcodings", rounding["Id"], {**rounding, "IsActive": False})])
    till = shop.till
    sale = till.scanned("Plenty Kitchen Roll")
    sold = charged(shop, sale.with_line_discount(sale.lines[0].id, Discount("Kort datum", 997)))
    assert sold.to_pay == Money(4947), "no whole öre without VAT comes to it"
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert [one["TotalAmount"] for one in shop.spiris.invoices] == [Decimal("49.47")]
    numbers = {one["Number"]: one["CodingId"] for one in shelf(shop, "articles").values()}
    assert "OPENPOS-0-3740-V" not in numbers
    assert codings[numbers["OPENPOS-0-3004-V"]]["DomesticSalesVatExemptAccountNumber"] == 3004


def test_lists_that_lag_hold_no_invoice_for_its_article(shop: Carried) -> None:
    shop.spiris.rules.list_lag_s = 60
    shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/articles", done=True, times=1))
    sold = [charged(shop) for _ in range(2)]
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2
    assert [one["TotalAmount"] * 100 for one in shop.spiris.invoices] == [one.to_pay.ore for one in sold]


@pytest.mark.parametrize("sign", ["positive", "negative"])
@pytest.mark.parametrize("whole_kronor", [False, True])
@pytest.mark.parametrize("rounding_in_total", [False, True])
def test_totals_are_compared_whatever_their_sign_and_where_the_rounding_is(
    shop: Carried, sign: str, whole_kronor: bool, rounding_in_total: bool
) -> None:
    shop.spiris.rules.credit_totals = sign
    shop.spiris.rules.rounding_in_total = rounding_in_total
    shop.spiris.company.change_settings(DomesticCurrencyRounding=int(whole_kronor))
    shop.round()
    sold = charged(shop)
    assert sold.to_pay == Money(14_500 if whole_kronor else 14_485)
    credited(shop, sold)
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2
    to_pay = Decimal(145) if whole_kronor else Decimal("144.85")
    assert [one["TotalAmount"] for one in shop.spiris.invoices] == [to_pay, -to_pay]


@pytest.mark.parametrize("sign", ["positive", "negative"])
def test_another_total_is_held_whatever_its_sign(shop: Carried, sign: str) -> None:
    shop.spiris.rules.credit_totals = sign
    sold = charged(shop)
    shop.until_quiet()
    credited(shop, sold)
    shop.spiris.company.change_settings(DomesticCurrencyRounding=1)
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED, EntryState.REJECTED]
    assert len(shop.spiris.invoices) == 1


def test_a_changed_draft_may_be_answered_without_a_body(shop: Carried) -> None:
    """Prices turn out to have VAT in them: the draft is changed before it is booked."""
    shop.spiris.rules.puts_are_silent = True
    shop.spiris.company.change_settings(ShowPricesExclVatPC=True)
    sold = charged(shop, private=True)
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    (invoice,) = shop.spiris.invoices
    assert invoice["IncludesVat"] is True
    assert invoice["TotalAmount"] * 100 == sold.to_pay.ore


def test_a_changed_voucher_draft_may_be_answered_without_a_body(shop: Carried) -> None:
    shop.spiris.rules.puts_are_silent = True
    till = shop.till
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    accounts = [one for one in shelf(shop, "accounts").values() if one["Number"] in {"3001", "3002", "3003"}]
    assert accounts
    inactive: list[tuple[str, str, Row | None]] = [
        ("accounts", identity(shop, one), {**one, "IsActive": False}) for one in accounts
    ]
    shop.spiris.company.commit(inactive)
    till.close_shift()
    shop.until_quiet()
    assert shop.states() == [EntryState.REJECTED]
    shop.spiris.company.commit([("accounts", key, {**(row or {}), "IsActive": True}) for _, key, row in inactive])
    shop.send_again(shop.entry())
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert len(shop.spiris.vouchers) == 1


def test_the_companys_id_may_be_spelt_in_capitals_the_next_time(shop: Carried) -> None:
    charged(shop)
    settings = shop.spiris.company.settings
    shop.spiris.company.change_settings(CompanyIdentifier=settings["CompanyIdentifier"].upper())
    assert shop.connection().company_id != settings["CompanyIdentifier"].upper()
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]


def test_a_field_of_a_later_edition_does_not_stop_an_address(shop: Carried) -> None:
    """What an answer has and the contract not goes back once, and where that is refused, not again."""
    customer = somebody(shop)
    row = shelf(shop, "customers")[customer.id]
    later = {**row, "LoyaltyLevel": 3, "CustomerLabels": [{"Name": "Stam", "Description": None, "Colour": "red"}]}
    shop.spiris.company.commit([("customers", customer.id, later)])
    charged_at(shop, "Nya vägen 7")
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED] * 2
    after = shelf(shop, "customers")[customer.id]
    assert after["InvoiceAddress1"] == "Nya vägen 7"
    assert after["EmailAddress"] == row["EmailAddress"]
    puts = [one for one in shop.spiris.requests if one.method == "PUT"]
    assert [one.status for one in puts] == [400, 200]
    assert all("was unexpected" in complaint for complaint in shop.spiris.complaints)
    shop.spiris.complaints.clear()


@pytest.mark.parametrize("silent", [False, True])
def test_two_sales_without_a_net_change_one_customers_address(shop: Carried, *, silent: bool) -> None:
    """What the first made of the address is no change by somebody else."""
    shop.spiris.rules.puts_are_silent = silent
    streets = ("Första gatan 1", "Andra gatan 2", "Tredje gatan 3")
    for street in streets[:2]:
        charged_at(shop, street)
    shop.spiris.faults.add(Fault(Kind.CUT, on="PUT /v2/customers/*", done=True, times=1))
    shop.until_quiet()
    assert set(shop.states()) == {EntryState.SETTLED}
    assert somebody(shop).address.street == streets[1], "the register's own book has it too"
    charged_at(shop, streets[2])
    shop.until_quiet()
    assert set(shop.states()) == {EntryState.SETTLED}
    assert [one["InvoiceAddress1"] for one in shop.spiris.invoices] == list(streets)
    assert shelf(shop, "customers")[somebody(shop).id]["InvoiceAddress1"] == streets[2]


def test_somebody_else_changes_the_address_between_two_sales(shop: Carried) -> None:
    customer = somebody(shop)
    charged_at(shop, "Första gatan 1")
    charged_at(shop, "Andra gatan 2")
    shop.spiris.faults.add(Fault(Kind.CUT, on="PUT /v2/customers/*", after=1, times=1))
    shop.round()
    row = shelf(shop, "customers")[customer.id]
    shop.spiris.company.commit([("customers", customer.id, {**row, "InvoiceAddress1": "Kontorets gata 9"})])
    shop.until_quiet()
    assert [one.state for one in shop.entries() if one.kind is EntryKind.CUSTOMER] == [
        EntryState.SETTLED,
        EntryState.REJECTED,
    ]
    assert shelf(shop, "customers")[customer.id]["InvoiceAddress1"] == "Kontorets gata 9"


def test_sales_are_suggested_where_the_companys_articles_are_coded(shop: Carried) -> None:
    """Not every company has its sales on 3001: an invoice could not be sent for goods that no article is coded for."""
    rows = shelf(shop, "articleaccountcodings")
    field = "DomesticSalesSubjectToVatAccountNumber"
    for key, row in rows.items():
        if row["VatRatePercent"] == 25:
            account = 3041 if row["Type"].startswith("Tj") else 3051
            shop.spiris.company.commit([("articleaccountcodings", key, {**row, field: account})])
    model = next(one for one in shelf(shop, "accounts").values() if one["Number"] == "3001")
    for number in ("3041", "3051"):
        new = shop.spiris.company.new_id()
        shop.spiris.company.commit([("accounts", new, {**model, "Number": number})])
    steps = shop.enrolment
    way = steps.way(shop.connection())
    (year,) = [one for one in way.spiris.fiscal_years() if one.holds(FIRST_DAY)]
    for invoicing in (True, False):
        shop.change(mode=(Mode.INVOICING if invoicing else Mode.BOOKKEEPING).value)
        chosen = [one.suggestion for one in steps.suggested(way, year) if one.suggestion.kind is Booked.GROUP]
        accounts = {one.key.partition(" ")[0]: one.account for one in chosen}
        assert accounts["2500"] == ("3051" if invoicing else "3001")
        assert (accounts["600"], accounts["0"]) == ("3003", "3004")
    way.close()


def test_a_mail_has_the_subject_and_the_words_of_the_company(shop: Carried) -> None:
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    to = invoicing.addressed(somebody(shop), e_mail="faktura@example.com")
    shop.till.sell(invoicing.charged(shop.till.scanned("Ägg"), to))
    shop.until_quiet()
    (sent,) = [one.body for one in shop.spiris.requests if one.path.endswith("/email")]
    assert sent == {"Email": "faktura@example.com"}
    assert shop.states() == [EntryState.SETTLED]
