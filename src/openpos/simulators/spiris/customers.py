"""Customers and articles: created, replaced whole, and taken away only while nothing refers to them."""

from __future__ import annotations

import re
from decimal import Decimal

from openpos.simulators.spiris.company import Company
from openpos.simulators.spiris.invoices import rounded
from openpos.simulators.spiris.refusal import Refusal, invalid, missing
from openpos.simulators.spiris.shelves import Change, Row

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_VAT_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Za-z+*.]{2,12}")


def post_customer(company: Company, body: Row) -> Row:
    """Add a customer; without a number it gets the next one."""
    number = body["CustomerNumber"]
    changes: list[Change] = []
    if not number:
        upcoming = int(company.settings["NextCustomerNumber"])
        taken = {row["CustomerNumber"] for row in company.shelves.of("customers").values()}
        while str(upcoming) in taken:
            upcoming += 1
        number = str(upcoming)
        changes.append(("companysettings", company.id, {**company.settings, "NextCustomerNumber": upcoming + 1}))
    return _kept(company, company.new_id(), {**body, "CustomerNumber": number}, None, changes)


def put_customer(company: Company, customer_id: str, body: Row) -> Row:
    """Replace a customer: what the body leaves out is empty afterwards."""
    customer = customer_of(company, customer_id)
    kept = {**body, "CustomerNumber": body["CustomerNumber"] or customer["CustomerNumber"]}
    return _kept(company, customer["Id"], kept, customer, [])


def customer_of(company: Company, customer_id: str) -> Row:
    """The customer. Raises Refusal: 404."""
    customer = company.shelves.find("customers", customer_id)
    if not customer:
        raise missing("The customer")
    return customer


def delete_customer(company: Company, customer_id: str) -> None:
    """Take away a customer that was never invoiced."""
    customer = customer_of(company, customer_id)
    for kind in ("customerinvoices", "customerinvoicedrafts"):
        if any(row["CustomerId"].lower() == customer["Id"] for row in company.shelves.of(kind).values()):
            raise Refusal(4001, "The customer has transactions and can't be deleted; make it inactive.")
    company.commit([("customers", customer["Id"], None)])


def _kept(company: Company, identity: str, body: Row, before: Row | None, changes: list[Change]) -> Row:
    terms = company.shelves.find("termsofpayments", body["TermsOfPaymentId"])
    if not terms:
        raise missing("The terms of payment")
    if body["EmailAddress"] and not _EMAIL.fullmatch(body["EmailAddress"]):
        raise invalid("EmailAddress", "is no e-mail address")
    if body["VatNumber"] and not _VAT_NUMBER.fullmatch(body["VatNumber"]):
        raise Refusal(4025, "The VAT number is not valid.")
    if body["ReverseChargeOnConstructionServices"] and not body["VatNumber"]:
        raise invalid("VatNumber", "is required with ReverseChargeOnConstructionServices")
    if not body["IsPrivatePerson"] and not _checks(body["CorporateIdentityNumber"] or ""):
        raise Refusal(4008, "The check digit of the corporate identity number is wrong.")
    for row in company.shelves.of("customers").values():
        if row["CustomerNumber"] == body["CustomerNumber"] and row["Id"] != identity:
            raise Refusal(4000, f"The customer number {body['CustomerNumber']} is taken.")
    made = {"LastInvoiceDate": None, "UnpaidInvoicesAmount": Decimal(0), "IsFutureInvoiceDateAllowed": False}
    kept = {key: before[key] for key in made} if before else made
    row = {**body, **kept, "Id": identity, "TermsOfPayment": terms, "ChangedUtc": company.stamp()}
    company.commit([*changes, ("customers", identity, row)])
    return row


def _checks(number: str) -> bool:
    """Whether a Swedish organisation number, where it looks like one, has its right check digit (Luhn)."""
    if not re.fullmatch(r"[0-9]{6}-?[0-9]{4}", number):
        return True
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(number.replace("-", "")))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def post_article(company: Company, body: Row) -> Row:
    """Add an article. Its net and its gross price must agree by the VAT rate of its coding."""
    coding = company.shelves.find("articleaccountcodings", body["CodingId"])
    unit = company.shelves.find("units", body["UnitId"])
    if not coding:
        raise missing("The article account coding")
    if not unit:
        raise missing("The unit")
    if any(row["Number"] == body["Number"] for row in company.shelves.of("articles").values()):
        raise Refusal(4000, f"The article number {body['Number']} is taken.")
    net, gross = Decimal(body["NetPrice"]), Decimal(body["GrossPrice"])
    if net and gross and abs(rounded(net * (100 + Decimal(coding["VatRatePercent"])) / 100) - gross) > Decimal("0.01"):
        raise invalid("GrossPrice", "does not agree with NetPrice and the VAT rate")
    stamp = company.stamp()
    identity = company.new_id()
    row = {
        **body, "Id": identity, "CodingName": coding["Name"], "UnitName": unit["Name"],
        "UnitAbbreviation": unit["Abbreviation"], "IsServiceArticle": coding["Type"] == "Tjänster",
        "CreatedUtc": stamp, "ChangedUtc": stamp, "StockBalanceReserved": Decimal(0),
        "StockBalanceAvailable": Decimal(0),
        "StockValue": Decimal(0), "ShowStockInformation": False,
    }  # fmt: skip
    company.commit([("articles", identity, row)])
    return row
