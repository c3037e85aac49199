"""Customer invoices: drafts, what their rows come to, and conversion.

The arithmetic is INFERRED from the contract's fields: each row is rounded to öre, VAT is rounded once per rate, and the
company's rounding to whole kronor comes last. A credit invoice is sent with positive quantities (or, by a setting, with
negative ones), and its totals are below zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpos.simulators.spiris import books
from openpos.simulators.spiris.company import Company, due
from openpos.simulators.spiris.refusal import Refusal, invalid, invalid_fields, missing
from openpos.simulators.spiris.rules import Rules
from openpos.simulators.spiris.shelves import Change, Row

_ORE = Decimal("0.01")
_KRONA = Decimal(1)
_ZERO = Decimal(0)
_RECEIVABLES = 1510
_ROUNDINGS = 3740
_DRAFT_TOTALS = ("TotalAmount", "TotalVatAmount", "TotalRoundings")


@dataclass(frozen=True, slots=True)
class RowSum:
    """What one row comes to. Text rows have no rate and come to nothing."""

    line: int
    rate: Decimal | None
    account: int
    vat_account: int
    amount: Decimal
    """In the terms of the prices: with VAT where the document's prices have it."""
    net: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class RateSum:
    """What the rows of one rate come to."""

    rate: Decimal
    net: Decimal
    vat: Decimal
    vat_account: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What a document comes to; all below zero for a credit invoice."""

    rows: tuple[RowSum, ...]
    rates: tuple[RateSum, ...]
    roundings: Decimal

    @property
    def vat(self) -> Decimal:
        return sum((rate.vat for rate in self.rates), _ZERO)

    @property
    def net(self) -> Decimal:
        return sum((rate.net for rate in self.rates), _ZERO)

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.vat + self.roundings


def rounded(amount: Decimal, step: Decimal = _ORE) -> Decimal:
    """Half away from zero."""
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def totals(company: Company, rows: list[Row], *, includes_vat: bool, sign: int) -> Totals:
    """What these rows come to; `sign` is -1 for a credit invoice with positive quantities."""
    sums = tuple(_row_sum(company, row, includes_vat=includes_vat, sign=sign) for row in rows)
    rates = []
    for rate in sorted({row.rate for row in sums if row.rate is not None}, reverse=True):
        of_rate = [row for row in sums if row.rate == rate]
        amount = sum((row.amount for row in of_rate), _ZERO)
        vat = rounded(amount * rate / (100 + rate)) if includes_vat else rounded(amount * rate / 100)
        rates.append(RateSum(rate, amount - vat if includes_vat else amount, vat, of_rate[0].vat_account))
    exact = sum((rate.net + rate.vat for rate in rates), _ZERO)
    whole = rounded(exact, _KRONA) if company.settings["DomesticCurrencyRounding"] else exact
    return Totals(sums, tuple(rates), whole - exact)


def post_draft(company: Company, body: Row, query: Mapping[str, str], rules: Rules) -> Row:
    """Keep an invoice draft. `rules` are the simulator's settings for what is not documented."""
    return _kept(company, company.new_id(), body, company.stamp(), query, rules)


def put_draft(company: Company, draft_id: str, body: Row, rules: Rules) -> Row:
    """Replace a draft."""
    draft = draft_of(company, draft_id)
    return _kept(company, draft["Id"], body, draft["CreatedUtc"], {}, rules)


def draft_of(company: Company, draft_id: str) -> Row:
    """The draft. Raises Refusal: 404, as for one that was converted."""
    draft = company.shelves.find("customerinvoicedrafts", draft_id)
    if not draft:
        raise missing("The customer invoice draft")
    return draft


def delete_draft(company: Company, draft_id: str) -> None:
    """Throw a draft away."""
    company.commit([("customerinvoicedrafts", draft_of(company, draft_id)["Id"], None)])


def convert(company: Company, draft_id: str, expected: Row | None, query: Mapping[str, str], rules: Rules) -> Row:
    """Book a draft as an invoice if it comes to what is expected; draft, invoice and voucher change in one step."""
    draft = draft_of(company, draft_id)
    if not any(not row["IsTextRow"] for row in draft["Rows"]):
        raise invalid("Rows", "an invoice needs a row with an article")
    keeps_date = bool(company.settings["KeepOriginalDraftDate"])
    if query.get("overridecompanykeeporiginaldraftdate", "false") == "true":
        keeps_date = query.get("keeporiginaldraftdate", "false") == "true"
    today = company.today()
    day = date.fromisoformat(draft["InvoiceDate"][:10]) if keeps_date and draft["InvoiceDate"] else today
    if day > today:
        raise Refusal(4023, "The invoice date lies in the future.")
    try:
        books.open_for(company, day)
    except Refusal as no:
        if no.code in {4026, 4038}:
            raise Refusal(4013, f"The invoice cannot be booked: {no.message}") from no
        raise
    customer = company.shelves.find("customers", draft["CustomerId"])
    if not customer or not customer["IsActive"]:
        raise Refusal(4002, "The customer is not active.")
    sums = totals(company, draft["Rows"], includes_vat=draft["IncludesVat"], sign=_sign(draft, rules))
    if expected is not None:
        _compare(sums, expected, rules)
    identity = company.new_id()
    number = int(company.settings["NextCustomerInvoiceNumber"])
    voucher = _voucher(company, day, number, draft, sums, identity)
    invoice = _invoice(company, identity, number, day, draft, sums, voucher)
    changes: list[Change] = [
        ("customerinvoicedrafts", draft["Id"], None),
        ("customerinvoices", identity, invoice),
        ("companysettings", company.id, {**company.settings, "NextCustomerInvoiceNumber": number + 1}),
    ]
    if voucher:
        changes.append(voucher)
    company.commit(changes)
    return invoice


def email(company: Company, invoice_id: str, body: Row) -> None:
    """Send an invoice: remembered, not sent. Raises Refusal where there is no address."""
    invoice = company.shelves.find("customerinvoices", invoice_id)
    if not invoice:
        raise missing("The customer invoice")
    address = body["Email"] or invoice["CustomerEmail"]
    if not address or "@" not in address:
        raise invalid("Email", "there is no address to send to")
    identity = company.new_id()
    company.commit([("emails", identity, {"Id": identity, "InvoiceId": invoice["Id"], **body, "Email": address})])


def _kept(company: Company, identity: str, body: Row, created: str, query: Mapping[str, str], rules: Rules) -> Row:
    customer = company.shelves.find("customers", body["CustomerId"])
    if not customer:
        raise missing("The customer")
    if not customer["IsActive"]:
        raise Refusal(4002, "The customer is not active.")
    if body["RotReducedInvoicingType"] not in {0, 1, 2}:
        raise invalid("RotReducedInvoicingType", "must be 0, 1 or 2")
    terms = company.shelves.find("termsofpayments", body["TermsOfPaymentId"] or customer["TermsOfPaymentId"])
    if not terms:
        raise missing("The terms of payment")
    private = bool(customer["IsPrivatePerson"])
    if query.get("overridecustomerisprivateperson", "false") == "true":
        private = not private
    # Whether the box has to be ticked or not is told both ways by the sources.
    ticked = bool(company.settings["ShowPricesExclVatPC"])
    includes_vat = private and ticked == rules.prices_include_vat_when_ticked
    rows = _rows(company, body["Rows"] or [], body, includes_vat=includes_vat)
    sums = totals(company, rows, includes_vat=includes_vat, sign=_sign(body, rules))
    if body["IsCreditInvoice"] and sums.total > 0:
        raise invalid("Rows", "a credit invoice must not come to more than zero")
    if not body["IsCreditInvoice"] and sums.total < 0:
        raise invalid("Rows", "an invoice must not come to less than zero")
    shown = -1 if body["IsCreditInvoice"] and rules.credit_totals == "positive" else 1
    draft = {
        **body,
        "Id": identity,
        "CreatedUtc": created,
        "Rows": [
            {**row, "VatRate": found.rate, "Amount": found.amount} for row, found in zip(rows, sums.rows, strict=True)
        ],
        "TermsOfPaymentId": terms["Id"],
        "InvoiceCustomerName": customer["Name"],
        "InvoicePostalCode": customer["InvoicePostalCode"],
        "InvoiceCity": customer["InvoiceCity"],
        "InvoiceCountryCode": customer["InvoiceCountryCode"],
        "InvoiceAddress1": body["InvoiceAddress1"] or customer["InvoiceAddress1"],
        "InvoiceAddress2": body["InvoiceAddress2"] or customer["InvoiceAddress2"],
        "InvoiceCurrencyCode": "SEK",
        "CustomerIsPrivatePerson": private,
        "CustomerNumber": customer["CustomerNumber"],
        "CustomerName": customer["Name"],
        "ReverseChargeOnConstructionServices": customer["ReverseChargeOnConstructionServices"],
        "IncludesVat": includes_vat,
        "TotalAmount": shown * _total(sums, rules),
        "TotalVatAmount": shown * sums.vat,
        "TotalRoundings": shown * sums.roundings,
        "TotalAmountBaseCurrency": shown * _total(sums, rules),
        "TotalVatAmountBaseCurrency": shown * sums.vat,
        "MaxAllowedTaxReductionAmount": _ZERO,
        "SalesDocumentAttachments": [],
    }
    company.commit([("customerinvoicedrafts", identity, draft)])
    return draft


def _rows(company: Company, sent: list[Row], body: Row, *, includes_vat: bool) -> list[Row]:
    """The rows with what the server fills in. Raises Refusal."""
    complaints: dict[str, str] = {}
    rows = []
    for at, row in enumerate(sent):
        path = f"Rows[{at}]."
        filled = {**row, "Id": company.new_id(), "UnitId": None, "VatRate": None, "IsServiceArticle": False}
        filled["LineNumber"] = at + 1 if row["LineNumber"] is None else row["LineNumber"]
        if row["IsTextRow"]:
            if not row["Text"]:
                complaints[f"{path}Text"] = "a text row needs at least one character"
            if row["ArticleId"]:
                complaints[f"{path}ArticleId"] = "a text row has no article"
        elif not row["ArticleId"]:
            complaints[f"{path}ArticleId"] = "is required if IsTextRow is false"
        else:
            filled.update(_of_article(company, row, body, path, complaints, includes_vat=includes_vat))
        rows.append(filled)
    numbers = [row["LineNumber"] for row in rows]
    if len(set(numbers)) < len(numbers):
        complaints["Rows"] = "line numbers must differ"
    if complaints:
        raise invalid_fields(complaints)
    return rows


def _of_article(
    company: Company, row: Row, body: Row, path: str, complaints: dict[str, str], *, includes_vat: bool
) -> Row:
    article = company.shelves.find("articles", row["ArticleId"])
    if not article:
        raise missing("The article")
    if not article["IsActive"]:
        complaints[f"{path}ArticleId"] = "the article is not active"
    price = Decimal(row["UnitPrice"])
    if not price and body["ReplaceUnitPriceWhenZero"]:
        price = Decimal(article["GrossPrice"] if includes_vat else article["NetPrice"])
    if price != rounded(price):
        complaints[f"{path}UnitPrice"] = "must have at most 2 decimals for a domestic customer"
    unit = company.shelves.find("units", article["UnitId"]) or {}
    return {
        "UnitPrice": price,
        "ArticleNumber": article["Number"],
        "Text": row["Text"] or article["Name"],
        "UnitId": article["UnitId"],
        "UnitAbbreviation": unit.get("Abbreviation"),
        "UnitAbbreviationEnglish": unit.get("AbbreviationEnglish"),
        "UnitName": unit.get("Name"),
    }


def _row_sum(company: Company, row: Row, *, includes_vat: bool, sign: int) -> RowSum:
    if row["IsTextRow"]:
        return RowSum(row["LineNumber"], None, 0, 0, _ZERO, _ZERO, _ZERO)
    article = company.shelves.of("articles")[row["ArticleId"].lower()]
    coding = company.shelves.of("articleaccountcodings")[article["CodingId"].lower()]
    rate = Decimal(coding["VatRatePercent"])
    account = coding["DomesticSalesSubjectToVatAccountNumber"] or coding["DomesticSalesVatExemptAccountNumber"]
    if not account:
        raise Refusal(4024, f"The sales account of {coding['Name']} is missing.")
    amount = sign * rounded(
        Decimal(row["UnitPrice"]) * Decimal(row["Quantity"]) * (1 - Decimal(row["DiscountPercentage"]))
    )
    if includes_vat:
        net, gross = amount - rounded(amount * rate / (100 + rate)), amount
    else:
        net, gross = amount, amount + rounded(amount * rate / 100)
    return RowSum(row["LineNumber"], rate, account, int(coding["VatRate"] or 0), amount, net, gross)


def _sign(document: Row, rules: Rules) -> int:
    return -1 if document["IsCreditInvoice"] and rules.credit_quantities == "positive" else 1


def _total(sums: Totals, rules: Rules) -> Decimal:
    return sums.total if rules.rounding_in_total else sums.total - sums.roundings


def _compare(sums: Totals, expected: Row, rules: Rules) -> None:
    """Refuse an invoice that does not come to what the client thinks. What is left out or null is not compared."""
    complaints: dict[str, str] = {}

    def same(field: str, wanted: Any, found: Decimal) -> None:
        if wanted is not None and Decimal(wanted) != found:
            complaints[field] = f"{wanted} was expected, and it is {found}"

    same("TotalAmountInvoiceCurrency", expected["TotalAmountInvoiceCurrency"], _total(sums, rules))
    same("TotalVatAmountInvoiceCurrency", expected["TotalVatAmountInvoiceCurrency"], sums.vat)
    same("TotalRoundingsInvoiceCurrency", expected["TotalRoundingsInvoiceCurrency"], sums.roundings)
    lines = {row.line: row for row in sums.rows}
    for at, row in enumerate(expected["Rows"] or []):
        line = lines.get(row["LineNumber"])
        if line is None:
            complaints[f"Rows[{at}].LineNumber"] = "there is no such line"
            continue
        same(f"Rows[{at}].TotalAmountNoVatInvoiceCurrency", row["TotalAmountNoVatInvoiceCurrency"], line.net)
        same(f"Rows[{at}].TotalAmountIncVatInvoiceCurrency", row["TotalAmountIncVatInvoiceCurrency"], line.gross)
    if complaints:
        raise invalid_fields(complaints)


def _voucher(company: Company, day: date, number: int, draft: Row, sums: Totals, invoice_id: str) -> Change | None:
    """What the books get: nothing by the cash method, which books the payment."""
    year = company.year_of(day)
    if not year or year["BookkeepingMethod"] != 0:
        return None
    rows = [(_RECEIVABLES, sums.total)]
    for rate in sums.rates:
        accounts = sorted({row.account for row in sums.rows if row.rate == rate.rate})
        nets = {
            account: sum((row.net for row in sums.rows if row.rate == rate.rate and row.account == account), _ZERO)
            for account in accounts
        }
        # Rows with VAT in their prices are cut one by one; the rate's own net decides, to the öre.
        nets[accounts[0]] += rate.net - sum(nets.values(), _ZERO)
        rows += [(account, -net) for account, net in nets.items()]
        if rate.vat:
            rows.append((rate.vat_account, -rate.vat))
    rows.append((_ROUNDINGS, -sums.roundings))
    kind = books.CUSTOMER_CREDIT_INVOICE if draft["IsCreditInvoice"] else books.CUSTOMER_INVOICE
    return books.booked(company, kind, day, f"Kundfaktura {number}, {draft['CustomerName']}", rows, invoice_id)


def _invoice(
    company: Company, identity: str, number: int, day: date, draft: Row, sums: Totals, voucher: Change | None
) -> Row:
    terms = company.shelves.of("termsofpayments")[draft["TermsOfPaymentId"]]
    customer = company.shelves.of("customers")[draft["CustomerId"].lower()]
    due_day = draft["DueDate"][:10] if draft["DueDate"] else due(terms, day).isoformat()
    paid_at_once = terms["TermsOfPaymentTypeId"] in {2, 3, 4, 5}
    remaining = _ZERO if paid_at_once else sums.total
    stamp = company.stamp()
    copied = {
        key: value for key, value in draft.items() if key not in {"Rows", "CustomerInvoiceDraftId", *_DRAFT_TOTALS}
    }
    return {
        **copied,
        "Id": identity,
        "InvoiceNumber": number,
        "CreatedFromDraftId": draft["Id"],
        "InvoiceDate": f"{day}T00:00:00Z",
        "DueDate": f"{due_day}T00:00:00Z",
        "CurrencyCode": "SEK",
        "CurrencyRate": Decimal(1),
        "TotalAmount": sums.total,
        "TotalVatAmount": sums.vat,
        "TotalRoundings": sums.roundings,
        "TotalAmountInvoiceCurrency": sums.total,
        "TotalVatAmountInvoiceCurrency": sums.vat,
        "SetOffAmountInvoiceCurrency": _ZERO,
        "RemainingAmount": remaining,
        "RemainingAmountInvoiceCurrency": remaining,
        "PaymentStatus": 0 if paid_at_once else 1,
        "PaymentDate": f"{day}T00:00:00Z" if paid_at_once else None,
        "PaymentReferenceNumber": None,
        "CustomerEmail": customer["EmailAddress"],
        "VatSpecification": [
            {"AmountInvoiceCurrency": rate.net, "VatAmountInvoiceCurrency": rate.vat, "VatPercent": rate.rate}
            for rate in sums.rates
        ],
        "Rows": [
            {**row, "AmountNoVat": found.net, "PercentVat": found.rate or _ZERO, "Amount": found.amount}
            for row, found in zip(draft["Rows"], sums.rows, strict=True)
        ],
        "ReferringInvoiceId": None,
        "CreditedBy": [],
        "VoucherNumber": voucher[2]["NumberAndNumberSeries"] if voucher and voucher[2] else None,
        "VoucherId": voucher[1] if voucher else None,
        "IsNotDelivered": False,
        "HasAutoInvoiceError": False,
        "PaymentReminderIssued": False,
        "PaymentRemindersCount": 0,
        "SendType": None,
        "IsSold": False,
        "IsQuickInvoice": False,
        "CreatedUtc": stamp,
        "ModifiedUtc": stamp,
    }
