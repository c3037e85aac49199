"""The API's operations: who may call what, in which order a call is looked at, and what it answers."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from openpos.clock import Clock
from openpos.ids import uuid7
from openpos.simulators.spiris import books, customers, invoices, questions, shapes
from openpos.simulators.spiris.company import (
    ACTIVE,
    BOOKKEEPING,
    INACTIVE,
    INVOICING,
    PRO,
    SOLO,
    STANDARD,
    Company,
    written_moment,
)
from openpos.simulators.spiris.identity import Access, Identity
from openpos.simulators.spiris.refusal import FORBIDDEN, NOT_FOUND, Refusal, invalid
from openpos.simulators.spiris.rules import Rules
from openpos.simulators.spiris.shapes import Shape
from openpos.simulators.spiris.shelves import Row, parsed, written

BASE = "/v2/"
_SALES = frozenset({STANDARD, INVOICING, SOLO, PRO})
_MAIN = frozenset({STANDARD, INVOICING, BOOKKEEPING, SOLO, PRO})
_DRAFTS = frozenset({STANDARD, BOOKKEEPING, SOLO, PRO})
_CENTRES = frozenset({STANDARD, INVOICING, BOOKKEEPING, PRO})


@dataclass(slots=True)
class Request:
    """A call as it arrived, and how it ended. Secrets are not in it."""

    number: int
    at: str
    """The server's time."""
    method: str
    path: str
    query: dict[str, str]
    endpoint: str = ""
    """The operation, such as `GET /v2/customers/{id}`; empty for a path that is none."""
    body: Any = None
    """The JSON that came; for the identity server the names of the form's fields."""
    client: str = ""
    company: str = ""
    fault: str = ""
    done: bool = False
    """Whether its work was done, whatever was answered."""
    status: int = 0
    """0 where nothing was answered."""
    code: int = 0
    """The ErrorCode answered."""
    ignored: list[str] = field(default_factory=list)
    """Read-only fields and unknown query parameters, which change nothing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on its way."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Call:
    """What an operation works on. The company's mutex is held."""

    company: Company
    rules: Rules
    query: Mapping[str, str]
    """Names in lower case."""
    names: Mapping[str, str]
    body: Row
    now: Clock


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


class Api:
    """Looks at a call as the service does: token, rate, company, rights, form, rules; then does it."""

    def __init__(
        self,
        identity: Identity,
        companies: Callable[[], Iterable[Company]],
        rules: Rules,
        now: Clock,
        clock_s: Callable[[], float],
        on_request: Callable[[Request], None],
    ) -> None:
        """`on_request` is told of every call before it is looked at, with what is known of it."""
        self._identity = identity
        self._companies = companies
        self._rules = rules
        self._now = now
        self._clock_s = clock_s
        self._on_request = on_request
        self._calls: dict[tuple[str, str], deque[float]] = {}

    def throttled(self, request: Request, seconds: float) -> Reply:
        """The answer to one who calls too often."""
        message = f"Too many requests. Rate limit is exceeded. Try again in {max(1, round(seconds))} seconds."
        return self._no(request, Refusal(4010, message, status=HTTPStatus.TOO_MANY_REQUESTS))

    def unauthorized(self, request: Request) -> Reply:
        """The answer to a token that is not good."""
        reply = self._no(request, Refusal(4005, "Not authorized.", status=HTTPStatus.UNAUTHORIZED))
        return Reply(reply.status, reply.body, headers=(("WWW-Authenticate", 'Bearer error="invalid_token"'),))

    def broken(self, request: Request) -> Reply:
        """The answer of a service that broke, whether or not it did the work."""
        return self._no(request, Refusal(5000, "An internal error occurred.", status=500))

    def answer(self, request: Request, token: str, content: bytes, content_type: str) -> Reply:
        """Do the call, or say why not."""
        operation, names = _operation(request.method, request.path.removeprefix(BASE))
        request.endpoint = operation.endpoint if operation else ""
        try:
            unreadable = self._read_body(request, content, content_type)
            self._on_request(request)
            access = self._identity.access(token)
            if access is None:
                return self.unauthorized(request)
            if operation is None:
                raise Refusal(3000, "There is no such operation.", status=NOT_FOUND)
            request.client, request.company = access.grant.client, access.grant.company
            wait_s = self._wait_s(access, operation)
            if wait_s:
                return self.throttled(request, wait_s)
            company = self._company(access)
            self._admit(access, company, operation)
            if unreadable:
                raise unreadable
            return self._do(request, company, operation, names)
        except Refusal as no:
            return self._no(request, no)

    def _read_body(self, request: Request, content: bytes, content_type: str) -> Refusal | None:
        """Read the body into the request; gives why it can't be read."""
        if not content:
            return None
        if content_type.partition(";")[0].strip().casefold() != "application/json":
            return Refusal(2000, "The body must be application/json.", status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            request.body = parsed(content)
        except (ValueError, RecursionError):
            return invalid("body", "is no JSON")
        return None

    def _wait_s(self, access: Access, operation: Operation) -> float:
        """How long this client has to wait at this endpoint: 0 where it may call now. Any window counts."""
        calls = self._calls.setdefault((access.grant.client, operation.endpoint), deque())
        now_s = self._clock_s()
        while calls and calls[0] <= now_s - self._rules.rate_window_s:
            calls.popleft()
        if len(calls) >= self._rules.rate:
            return calls[0] + self._rules.rate_window_s - now_s
        calls.append(now_s)
        return 0.0

    def _company(self, access: Access) -> Company:
        found = next((company for company in self._companies() if company.id == access.grant.company), None)
        if found is None:
            raise Refusal(4011, "The user has no access to the company.", status=FORBIDDEN)
        return found

    def _admit(self, access: Access, company: Company, operation: Operation) -> None:
        """Raise Refusal where this user, client and company may not do this."""
        rules, settings = self._rules, company.settings
        granted = set(access.grant.scopes)
        wanted = set(operation.scopes)
        if not operation.writes:
            wanted |= {f"{scope}_readonly" for scope in operation.scopes}
        checks = (
            (rules.user_removed, 4011, "The user has no access to the company."),
            (settings["CompanyStatus"] == INACTIVE, 4004, "The company is not active."),
            (operation.writes and settings["CompanyStatus"] != ACTIVE, 4004, "The company is read-only."),
            (
                self._identity.clients[access.grant.client].sandbox and not company.belongings.sandbox,
                4034,
                "A sandbox client can't be used with a production company.",
            ),
            ("ea:api" not in granted or not granted & wanted, 4006, "The required scope is missing."),
            (
                "api_standard" not in settings["ActivatedModules"],
                4002,
                "Forbidden - no access to module: api_standard.",
            ),
            (not rules.licence_accepted, 4012, "The licence agreement is not accepted."),
            (not rules.guide_finished, 4003, "The start-up guide is not finished."),
            (operation.writes and rules.user_read_only, 4019, "The user is read-only."),
            (not self._in_variant(company, operation), 4009, "The product variant has no access to this."),
        )
        for refused, code, message in checks:
            if refused:
                raise Refusal(code, message, status=FORBIDDEN)

    def _in_variant(self, company: Company, operation: Operation) -> bool:
        variant = company.settings["ProductVariant"]
        if variant == INVOICING and operation.endpoint == f"POST {BASE}vouchers":
            return self._rules.invoicing_takes_vouchers
        return variant in operation.variants

    def _do(self, request: Request, company: Company, operation: Operation, names: Mapping[str, str]) -> Reply:
        query = {name.casefold(): value for name, value in request.query.items()}
        for name in query:
            if name not in operation.query and not (name in _LIST_QUERY and operation.method == "GET"):
                request.ignored.append(f"?{name}")
        for name in operation.query & query.keys() & _SWITCHES:
            if query[name] not in {"true", "false"}:
                raise questions.bad_value(f"{name} must be true or false")
        body: Row = {}
        if operation.shape is not None and not (request.body is None and operation.takes_nothing):
            body = operation.shape.read(request.body, request.ignored)
        elif operation.shape is None and request.body is not None:
            raise invalid("body", "nothing is taken here")
        call = Call(company, self._rules, query, names, body, self._now)
        with company.shelves.mutex:
            result = operation.act(call)
            request.done = operation.writes
            text = self._page(call, result) if isinstance(result, Listed) else self._written(result)
        return self._reply(request, operation.status, text)

    def _page(self, call: Call, listed: Listed) -> str:
        """One page of a list, in the contract's envelope."""
        rules = self._rules
        known = listed.fields.union(*(row.keys() for row in listed.rows[:1]))
        kept_out = {name.partition(".")[2] for name in rules.unfilterable if name.startswith(f"{listed.kind}.")}
        asked = questions.asked(call.query, known - kept_out, listed.nested)
        rows = listed.rows if asked.wanted is None else [row for row in listed.rows if asked.wanted(row)]
        if asked.order is not None:
            rows = questions.sorted_rows(rows, asked.order)
        pages = -(-len(rows) // asked.page_size)
        first = (asked.page - 1) * asked.page_size
        shown = rows[first : first + asked.page_size]
        meta = {
            "CurrentPage": asked.page,
            "PageSize": asked.page_size,
            "TotalNumberOfPages": pages,
            "TotalNumberOfResults": len(rows),
            "ServerTimeUtc": written_moment(self._now()),
        }
        if asked.select or rules.camel_case:
            chosen = [{name: row.get(name) for name in asked.select} for row in shown] if asked.select else shown
            return self._written({"Meta": meta, "Data": chosen})
        texts = ",".join(call.company.shelves.text(listed.kind, row) for row in shown)
        return f'{{"Meta":{json.dumps(meta)},"Data":[{texts}]}}'

    def _written(self, result: Any) -> str:
        if result is None:
            return ""
        return written(camel_cased(result) if self._rules.camel_case else result)

    def _no(self, request: Request, no: Refusal) -> Reply:
        request.code = no.code
        return self._reply(request, no.status, self._written(no.body(uuid7())))

    def _reply(self, request: Request, status: int, text: str) -> Reply:
        request.status = int(status)
        return Reply(int(status), text.encode())


def camel_cased(value: Any) -> Any:
    """The same with fields that begin with a small letter."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: camel_cased(part) for key, part in value.items()}
    if isinstance(value, list):
        return [camel_cased(part) for part in value]
    return value


# ------------------------------------------------------------------------------------------------ the operations

_LIST_QUERY = frozenset({"$filter", "$orderby", "$select", "$page", "$pagesize"})
_SWITCHES = frozenset(
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


def _operation(method: str, path: str) -> tuple[Operation | None, dict[str, str]]:
    for operation, pattern in _PATTERNS:
        if operation.method == method and (found := pattern.fullmatch(path)):
            return operation, found.groupdict()
    return None, {}
