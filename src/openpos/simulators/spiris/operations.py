"""The operations of the API: what a register uses of the contract, who may call each, and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpos.simulators.spiris import books, customers, invoices, questions, shapes
from openpos.simulators.spiris.company import Company
from openpos.simulators.spiris.furniture import BOOKKEEPING, INVOICING, PRO, SOLO, STANDARD
from openpos.simulators.spiris.refusal import NOT_FOUND, Refusal
from openpos.simulators.spiris.rules import Rules
from openpos.simulators.spiris.shapes import Shape
from openpos.simulators.spiris.shelves import Row

BASE = "/v2/"
_SALES = frozenset({STANDARD, INVOICING, SOLO, PRO})
_MAIN = frozenset({STANDARD, INVOICING, BOOKKEEPING, SOLO, PRO})
_DRAFTS = frozenset({STANDARD, BOOKKEEPING, SOLO, PRO})
_CENTRES = frozenset({STANDARD, INVOICING, BOOKKEEPING, PRO})


@dataclass(slots=True)
class Call:
    """What an operation works on. The company's mutex is held."""

    company: Company
    rules: Rules
    query: Mapping[str, str]
    """Names in lower case."""
    names: Mapping[str, str]
    body: Row


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    template: str
    scopes: tuple[str, ...]
    variants: frozenset[int]
    act: Callable[[Call], Any]
    shape: Shape | None = None
    takes_nothing: bool = False
    """Whether the body may be left out."""
    query: frozenset[str] = frozenset()
    status: int = 200

    @property
    def endpoint(self) -> str:
        return f"{self.method} {BASE}{self.template}"

    @property
    def writes(self) -> bool:
        return self.method != "GET"


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows that are answered in pages."""

    kind: str
    rows: list[Row]
    fields: frozenset[str] = frozenset()
    """What may be asked for besides what the rows have."""
    nested: Mapping[str, frozenset[str]] = field(default_factory=dict)


LIST_QUERY = frozenset({"$filter", "$orderby", "$select", "$page", "$pagesize"})
SWITCHES = frozenset(
    {
        "useautomaticvatcalculation", "usedefaultvatcodes", "usedefaultvoucherseries", "amountincludesvat",
        "usedefaultaccounttype", "overridecustomerisprivateperson", "keeporiginaldraftdate",
        "overridecompanykeeporiginaldraftdate", "includematched", "includetemporaryurl",
    }
)  # fmt: skip
_INVOICE_ROWS = {"Rows": shapes.DRAFT_ROW.names | {"AmountNoVat"}}
_DRAFT_ROWS = {"Rows": frozenset({"ArticleNumber"})}
_INVOICE_FIELDS = shapes.INVOICE_DRAFT.names | {
    "InvoiceNumber", "CreatedFromDraftId", "ModifiedUtc", "PaymentStatus", "RemainingAmount", "VoucherId",
    "TotalAmountInvoiceCurrency", "HasAutoInvoiceError",
}  # fmt: skip


def _list(
    kind: str, fields: frozenset[str] = frozenset(), nested: Mapping[str, frozenset[str]] | None = None
) -> Callable[[Call], Listed]:
    def act(call: Call) -> Listed:
        rows = call.company.shelves.listed(kind, call.rules.list_lag_s)
        return Listed(kind, rows, fields, nested or {})

    return act


def _one(kind: str, what: str) -> Callable[[Call], Row]:
    def act(call: Call) -> Row:
        row = call.company.shelves.find(kind, call.names["id"])
        if row is None:
            raise Refusal(3000, f"{what} could not be found.", status=NOT_FOUND)
        return row

    return act


def _company_settings(call: Call) -> Row:
    return call.company.settings


def _accounts_of_year(call: Call) -> Listed:
    year = _year(call)["Id"]
    rows = call.company.shelves.listed("accounts", call.rules.list_lag_s)
    return Listed("accounts", [row for row in rows if row["FiscalYearId"] == year], shapes.ACCOUNT.names)


def _account(call: Call) -> Row:
    row = call.company.shelves.of("accounts").get(f"{_year(call)['Id']}/{call.names['number']}")
    if row is None:
        raise Refusal(3002, "The account could not be found.", status=NOT_FOUND)
    return row


def _year(call: Call) -> Row:
    year = call.company.shelves.find("fiscalyears", call.names["year"])
    if year is None:
        raise Refusal(3000, "The fiscal year could not be found.", status=NOT_FOUND)
    return year


def _vouchers_of_year(call: Call) -> Listed:
    year = _year(call)
    first, last = year["StartDate"][:10], year["EndDate"][:10]
    rows = call.company.shelves.listed("vouchers", call.rules.list_lag_s)
    of_year = [row for row in rows if first <= row["VoucherDate"][:10] <= last]
    return Listed("vouchers", of_year, shapes.VOUCHER.names)


def _cost_centres(call: Call) -> Listed:
    items = call.company.shelves.of("costcenteritems").values()
    rows = [
        {**row, "Items": [item for item in items if item["CostCenterId"] == row["Id"]]}
        for row in call.company.shelves.of("costcenters").values()
    ]
    return Listed("costcenters", rows)


def _invoice_list(call: Call) -> Listed:
    rows = call.company.shelves.listed("customerinvoices", call.rules.list_lag_s)
    since = call.query.get("modifiedsinceutc")
    if since is not None:
        try:
            earliest = questions.canonical(since)
        except ValueError as error:
            raise questions.bad_value("modifiedSinceUtc is no time") from error
        rows = [row for row in rows if questions.canonical(row["ModifiedUtc"]) > earliest]
    return Listed("customerinvoices", rows, _INVOICE_FIELDS, _INVOICE_ROWS)


def _convert_invoice(call: Call) -> Row:
    return invoices.convert(call.company, call.names["id"], call.body or None, call.query, call.rules)


def _post_voucher(call: Call) -> Row:
    return books.post_voucher(call.company, call.body, call.query, keeps_cost_centre=call.rules.keeps_cost_centre)


def _operations() -> Iterator[Operation]:
    accounting, sales, purchase = ("ea:accounting",), ("ea:sales",), ("ea:purchase",)
    both, any_of = (*sales, *accounting), (*sales, *accounting, *purchase)

    def get(
        template: str, scopes: tuple[str, ...], variants: frozenset[int], act: Callable[[Call], Any], *query: str
    ) -> Operation:
        return Operation("GET", template, scopes, variants, act, query=frozenset(query))

    def post(
        template: str,
        scopes: tuple[str, ...],
        variants: frozenset[int],
        act: Callable[[Call], Any],
        shape: Shape | None,
        *query: str,
        status: int = 201,
        takes_nothing: bool = False,
    ) -> Operation:
        return Operation("POST", template, scopes, variants, act, shape, takes_nothing, frozenset(query), status)

    yield get("companysettings", sales, _MAIN, _company_settings)
    yield get("users", any_of, _MAIN, _list("users"))
    yield get("fiscalyears", both, _MAIN, _list("fiscalyears"))
    yield get("fiscalyears/{id}", both, _MAIN, _one("fiscalyears", "The fiscal year"))
    yield get("accounts", accounting, _MAIN, _list("accounts", shapes.ACCOUNT.names))
    yield get("accounts/{year}", accounting, _MAIN, _accounts_of_year)
    yield get("accounts/{year}/{number}", accounting, _MAIN, _account)
    yield post("accounts", accounting, _MAIN, lambda call: books.post_account(call.company, call.body),
               shapes.ACCOUNT, "usedefaultaccounttype")  # fmt: skip
    yield get("vatcodes", accounting, _MAIN, _list("vatcodes"), "vatratedate")
    yield get("vatcodes/{id}", accounting, _MAIN, _one("vatcodes", "The VAT code"), "vatratedate")
    yield get("termsofpayments", (*sales, *purchase), _MAIN, _list("termsofpayments"))
    yield get("termsofpayments/{id}", (*sales, *purchase), _MAIN, _one("termsofpayments", "The terms of payment"))
    yield get("units", sales, _SALES, _list("units"))
    yield get("units/{id}", sales, _SALES, _one("units", "The unit"))
    yield get("bankaccounts", purchase, _MAIN, _list("bankaccounts"))
    yield get("costcenters", both, _CENTRES, _cost_centres)
    yield get("costcenteritems/{id}", both, _CENTRES, _one("costcenteritems", "The cost centre"))
    yield get("articleaccountcodings", sales, _SALES, _list("articleaccountcodings"), "vatratedate")
    yield get("articleaccountcodings/{id}", sales, _SALES, _one("articleaccountcodings", "The coding"), "vatratedate")
    yield get("articles", sales, _SALES, _list("articles", shapes.ARTICLE.names))
    yield get("articles/{id}", sales, _SALES, _one("articles", "The article"))
    yield post("articles", sales, _SALES, lambda call: customers.post_article(call.company, call.body), shapes.ARTICLE)

    yield get("customers", sales, _SALES, _list("customers", shapes.CUSTOMER.names))
    yield get("customers/{id}", sales, _SALES, _one("customers", "The customer"))
    yield post("customers", sales, _SALES, lambda call: customers.post_customer(call.company, call.body),
               shapes.CUSTOMER)  # fmt: skip
    yield Operation("PUT", "customers/{id}", sales, _SALES,
                    lambda call: customers.put_customer(call.company, call.names["id"], call.body),
                    shapes.CUSTOMER)  # fmt: skip
    yield Operation("DELETE", "customers/{id}", sales, _SALES,
                    lambda call: customers.delete_customer(call.company, call.names["id"]))  # fmt: skip

    drafts = "customerinvoicedrafts"
    yield get(drafts, sales, _SALES, _list(drafts, shapes.INVOICE_DRAFT.names, _DRAFT_ROWS))
    yield get(f"{drafts}/{{id}}", sales, _SALES, _one(drafts, "The customer invoice draft"))
    yield post(drafts, sales, _SALES,
               lambda call: invoices.post_draft(call.company, call.body, call.query, call.rules),
               shapes.INVOICE_DRAFT, "overridecustomerisprivateperson")  # fmt: skip
    yield Operation("PUT", f"{drafts}/{{id}}", sales, _SALES,
                    lambda call: invoices.put_draft(call.company, call.names["id"], call.body, call.rules),
                    shapes.INVOICE_DRAFT)  # fmt: skip
    yield Operation("DELETE", f"{drafts}/{{id}}", sales, _SALES,
                    lambda call: invoices.delete_draft(call.company, call.names["id"]))  # fmt: skip
    yield post(f"{drafts}/{{id}}/convert", sales, _SALES, _convert_invoice, shapes.EXPECTED,
               "keeporiginaldraftdate", "overridecompanykeeporiginaldraftdate", takes_nothing=True)  # fmt: skip
    yield get("customerinvoices", sales, _SALES, _invoice_list, "modifiedsinceutc")
    yield get("customerinvoices/{id}", sales, _SALES, _one("customerinvoices", "The customer invoice"))
    yield post("customerinvoices/{id}/email", sales, _SALES,
               lambda call: invoices.email(call.company, call.names["id"], call.body), shapes.EMAIL,
               status=200)  # fmt: skip

    yield get("voucherdrafts", accounting, _DRAFTS, _list("voucherdrafts", shapes.VOUCHER_DRAFT.names))
    yield get("voucherdrafts/{id}", accounting, _DRAFTS, _one("voucherdrafts", "The voucher draft"))
    yield post("voucherdrafts", accounting, _DRAFTS,
               lambda call: books.post_draft(call.company, call.body, checks_now=call.rules.checks_drafts_early),
               shapes.VOUCHER_DRAFT, "amountincludesvat")  # fmt: skip
    yield Operation(
        "PUT", "voucherdrafts/{id}", accounting, _DRAFTS,
        lambda call: books.put_draft(
            call.company, call.names["id"], call.body, checks_now=call.rules.checks_drafts_early
        ),
        shapes.VOUCHER_DRAFT,
    )  # fmt: skip
    yield Operation("DELETE", "voucherdrafts/{id}", accounting, _DRAFTS,
                    lambda call: books.delete_draft(call.company, call.names["id"]))  # fmt: skip
    yield post("voucherdrafts/{id}/convert", accounting, _DRAFTS,
               lambda call: books.convert_draft(call.company, call.names["id"]), None)  # fmt: skip
    yield get("vouchers", accounting, _MAIN, _list("vouchers", shapes.VOUCHER.names))
    yield get("vouchers/{year}", accounting, _MAIN, _vouchers_of_year)
    yield get("vouchers/{year}/{id}", accounting, _MAIN, _one("vouchers", "The voucher"))
    yield post("vouchers", accounting, _MAIN, _post_voucher, shapes.VOUCHER, "useautomaticvatcalculation",
               "usedefaultvatcodes", "usedefaultvoucherseries")  # fmt: skip

    papers = (*accounting, *purchase)
    yield get("attachments", papers, _MAIN, _list("attachments"), "includematched", "includetemporaryurl")
    yield get("attachments/{id}", papers, _MAIN, _one("attachments", "The attachment"))
    yield post("attachments", papers, _MAIN, lambda call: books.post_attachment(call.company, call.body),
               shapes.ATTACHMENT)  # fmt: skip
    yield post("attachmentlinks", papers, _MAIN, lambda call: books.link_attachments(call.company, call.body),
               shapes.ATTACHMENT_LINK, status=200)  # fmt: skip


OPERATIONS = tuple(_operations())
"""What this simulator does of the contract: what a register uses."""
_PATTERNS = [
    (operation, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.template))) for operation in OPERATIONS
]


def operation_of(method: str, path: str) -> tuple[Operation | None, dict[str, str]]:
    for operation, pattern in _PATTERNS:
        if operation.method == method and (found := pattern.fullmatch(path)):
            return operation, found.groupdict()
    return None, {}
