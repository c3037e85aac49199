"""The API: in which order a call is looked at, and how it is answered."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from openpos.clock import Clock
from openpos.ids import uuid7
from openpos.simulators.spiris import questions
from openpos.simulators.spiris.company import Company, written_moment
from openpos.simulators.spiris.furniture import ACTIVE, INACTIVE, INVOICING
from openpos.simulators.spiris.identity import Access, Identity
from openpos.simulators.spiris.operations import (
    BASE,
    LIST_QUERY,
    SWITCHES,
    Call,
    Listed,
    Operation,
    operation_of,
)
from openpos.simulators.spiris.refusal import FORBIDDEN, NOT_FOUND, Refusal, invalid
from openpos.simulators.spiris.rules import Rules
from openpos.simulators.spiris.shelves import Row, parsed, written


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
        operation, names = operation_of(request.method, request.path.removeprefix(BASE))
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
            if name not in operation.query and not (name in LIST_QUERY and operation.method == "GET"):
                request.ignored.append(f"?{name}")
        for name in operation.query & query.keys() & SWITCHES:
            if query[name] not in {"true", "false"}:
                raise questions.bad_value(f"{name} must be true or false")
        body: Row = {}
        if operation.shape is not None and not (request.body is None and operation.takes_nothing):
            body = operation.shape.read(request.body, request.ignored)
        elif operation.shape is None and request.body is not None:
            raise invalid("body", "nothing is taken here")
        call = Call(company, self._rules, query, names, body)
        with company.shelves.mutex:
            result = operation.act(call)
            request.done = operation.writes
            text = self._page(call, result) if isinstance(result, Listed) else self._written(result)
        if operation.method == "PUT" and self._rules.puts_are_silent:
            return self._reply(request, HTTPStatus.NO_CONTENT, "")
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
