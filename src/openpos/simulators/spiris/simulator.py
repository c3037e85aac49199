"""The whole simulated service: one process that is identity server, API, page and judge.

It shares no code with what it judges: `requests` and the books say what really arrived, whatever the client believes.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

from openpos.clock import Clock, monotonic_s
from openpos.clock import now as computer_now
from openpos.simulators.spiris import page
from openpos.simulators.spiris.api import Api, Reply, Request
from openpos.simulators.spiris.company import Company, written_moment
from openpos.simulators.spiris.door import Door, Exchange
from openpos.simulators.spiris.faults import BadPlan, Fault, FaultPlan, Kind, read_plan
from openpos.simulators.spiris.furniture import Belongings
from openpos.simulators.spiris.identity import (
    BadConsent,
    Client,
    Consent,
    Identity,
    Redirected,
    TokenError,
    sent_back,
)
from openpos.simulators.spiris.misbehaviour import misbehave
from openpos.simulators.spiris.operations import BASE
from openpos.simulators.spiris.rules import Consenting, Rules
from openpos.simulators.spiris.shelves import Log, Row, parsed, written

ALL_SCOPES = "ea:api offline_access ea:sales ea:accounting ea:purchase_readonly"
_HTML = "text/html; charset=utf-8"
_PRIVATE = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"))


class SpirisSimulator:
    """Serves on 127.0.0.1 from `start` to `stop`; use as a context manager. Everything may be asked from any thread."""

    def __init__(
        self,
        *,
        port: int = 0,
        data: Path | None = None,
        companies: Sequence[Belongings] = (Belongings(),),
        clients: Sequence[Client] = (Client(),),
        faults: Sequence[Fault] = (),
        seed: int = 0,
        now: Clock = computer_now,
        clock_s: Callable[[], float] = monotonic_s,
        on_request: Callable[[Request], Iterable[str]] | None = None,
    ) -> None:
        """`port` 0 takes a free one. `data` keeps the books in that directory; without it they end with the object.

        `on_request` sees each API call before it is looked at; what it gives are complaints, kept in `complaints`.
        """
        self.rules = Rules(consent=Consenting.ALLOW)
        self.faults = FaultPlan(faults, seed=seed)
        self.requests: list[Request] = []
        """Every call, in the order of arrival. Calls to the simulator's own pages are not among them."""
        self.complaints: list[str] = []
        """What `on_request` and bugs of the simulator itself had to say. A test wants none."""
        self._now = now
        self._on_request = on_request
        self._port = port
        self._door: Door | None = None
        self._mutex = threading.Lock()
        self._consents: dict[str, Consent] = {}
        if data is not None:
            data.mkdir(parents=True, exist_ok=True)
        self._log = Log(data / "books.jsonl" if data else None)
        self._request_log = Log(data / "requests.jsonl" if data else None)
        self.identity = Identity(tuple(clients), self._log, self.now)
        self.companies = tuple(Company(of, self._log, self.now, clock_s) for of in companies)
        self._api = Api(self.identity, lambda: self.companies, self.rules, self.now, clock_s, self._told)
        self._recall()

    # ------------------------------------------------------------------------------------------- running

    def start(self) -> Self:
        """Listen. Raises OSError where the port is taken."""
        assert self._door is None
        self._door = Door(self._port, self._serve, self.complaints.append)
        self._port = self._door.port
        return self

    def stop(self) -> None:
        """Stop listening and end every connection. Blocks a moment. It may be started again, on the same port."""
        if self._door is not None:
            self._door.stop()
            self._door = None
        self._log.close()
        self._request_log.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """The page that shows what was received."""
        return f"http://127.0.0.1:{self._port}/"

    @property
    def api_url(self) -> str:
        """The API's base address."""
        return f"http://127.0.0.1:{self._port}{BASE}"

    @property
    def identity_url(self) -> str:
        """The identity server's base address."""
        return f"http://127.0.0.1:{self._port}/identity/"

    def refuse(self, seconds: float | None = None) -> None:
        """Nobody listens any more, for so long or until `accept`; connections there are end."""
        if self._door is not None:
            self._door.shut(seconds)

    def accept(self) -> None:
        """Listen again."""
        if self._door is not None:
            self._door.open()

    def now(self) -> datetime:
        """The server's clock."""
        return self._now() + timedelta(seconds=self.rules.clock_off_s)

    # ------------------------------------------------------------------------------------------- the judge

    @property
    def company(self) -> Company:
        """The first company."""
        return self.companies[0]

    @property
    def vouchers(self) -> list[Row]:
        """The first company's vouchers that were sent, not those that the service made for invoices."""
        return [row for row in self._rows("vouchers") if row["SourceId"] is None]

    @property
    def invoice_vouchers(self) -> list[Row]:
        """Those that the service made for invoices."""
        return [row for row in self._rows("vouchers") if row["SourceId"] is not None]

    @property
    def invoices(self) -> list[Row]:
        return self._rows("customerinvoices")

    @property
    def drafts(self) -> list[Row]:
        """Drafts of invoices."""
        return self._rows("customerinvoicedrafts")

    @property
    def voucher_drafts(self) -> list[Row]:
        return self._rows("voucherdrafts")

    @property
    def customers(self) -> list[Row]:
        return self._rows("customers")

    @property
    def emails(self) -> list[Row]:
        """Invoices that were to be sent by e-mail."""
        return self._rows("emails")

    def add_customers(self, count: int) -> list[str]:
        """Make so many customers more; gives their ids."""
        return self.company.add_customers(count)

    def tokens(self, scopes: str = ALL_SCOPES, company: Company | None = None) -> dict[str, Any]:
        """The token endpoint's answer after a consent, without a browser."""
        client = next(iter(self.identity.clients.values()))
        redirect = client.redirects[0] if client.redirects else "http://localhost/"
        consent = Consent(client, redirect, tuple(scopes.split()), "-", "", selects_company=True)
        with self._mutex:
            address = self.identity.allow(consent, (company or self.company).id, self.identity_url)
            form = {
                "grant_type": "authorization_code",
                "code": address.partition("code=")[2].partition("&")[0],
                "redirect_uri": redirect,
                "client_id": client.id,
                "client_secret": client.secret,
            }
            return self.identity.token(form, "")

    def revoke_consent(self) -> None:
        """The owner takes every consent back."""
        with self._mutex:
            self.identity.take_back_all()

    def expire_access(self) -> None:
        """Every access token is over; refresh tokens stay good."""
        with self._mutex:
            self.identity.end_access()

    def state(self) -> dict[str, Any]:
        """All that a test in another process wants to read."""
        return {
            "api_url": self.api_url,
            "identity_url": self.identity_url,
            "vouchers": self.vouchers,
            "invoice_vouchers": self.invoice_vouchers,
            "voucher_drafts": self.voucher_drafts,
            "invoices": self.invoices,
            "drafts": self.drafts,
            "customers": self.customers,
            "attachments": self._rows("attachments"),
            "emails": self.emails,
            "requests": [asdict(request) for request in list(self.requests)],
            "faults": self.faults.shown(),
            "rules": asdict(self.rules),
            "complaints": list(self.complaints),
        }

    def apply(self, plan: str | bytes) -> None:
        """Take a plan of faults and settings (JSON) instead of the one before. Raises BadPlan."""
        faults, seed, settings = read_plan(plan)
        rules, company = settings.pop("rules", {}), settings.pop("company", {})
        if settings:
            raise BadPlan(f"the plan has {', '.join(sorted(settings))}, which is not known")
        if not isinstance(rules, dict) or not isinstance(company, dict):
            raise BadPlan("rules and company must be objects")
        unknown = company.keys() - self.company.settings.keys()
        if unknown:
            raise BadPlan(f"company has {', '.join(sorted(unknown))}, which is not known")
        for name, value in rules.items():
            try:
                self.rules.set(name, value)
            except ValueError as error:
                raise BadPlan(str(error)) from error
        if company:
            self.company.change_settings(**company)
        self.faults.replace(faults, seed=seed)

    def _rows(self, kind: str) -> list[Row]:
        with self.company.shelves.mutex:
            return list(self.company.shelves.of(kind).values())

    def _recall(self) -> None:
        known = {company.id: company for company in self.companies}
        for line in self._log.lines():
            if "identity" in line:
                self.identity.recall(line)
            elif line.get("company") in known:
                known[line["company"]].recall(line["changes"])
        for line in self._request_log.lines():
            self.requests.append(Request(**line))
        for company in self.companies:
            company.furnish()
            company.ensure_year()

    def _told(self, request: Request) -> None:
        if self._on_request is not None:
            self.complaints += [f"{request.method} {request.path}: {said}" for said in self._on_request(request)]

    # ------------------------------------------------------------------------------------------- serving

    def _serve(self, exchange: Exchange) -> None:
        path = exchange.path
        if path == "/" or path.startswith("/simulator/"):
            exchange.send(self._own(exchange))
            return
        with self._mutex:
            request = Request(
                len(self.requests) + 1, written_moment(self.now()), exchange.method, path, dict(exchange.query)
            )
            self.requests.append(request)
        identity_path = _identity_path(path)
        if identity_path:
            request.query = dict.fromkeys(exchange.query, "")
            request.body = sorted(exchange.form) if exchange.method == "POST" else None
            request.endpoint = f"{exchange.method} {identity_path}"
        fault = self.faults.take(exchange.method, path)
        # Who has an answer finds its call in the log, whenever the process is killed.
        exchange.before_answer = lambda: self._request_log.append(asdict(request))

        def work() -> Reply:
            if identity_path:
                return self._identify(exchange, identity_path, request)
            return self._api.answer(
                request, _bearer(exchange), exchange.content, exchange.headers.get("Content-Type", "")
            )

        if fault is not None:
            request.fault = fault.fault
            if fault.fault is Kind.REVOKE:
                self.revoke_consent()
        if fault is None or fault.fault is Kind.REVOKE:
            exchange.send(work())
        else:
            misbehave(fault, exchange, request, work, self._api, self.refuse)

    def _own(self, exchange: Exchange) -> Reply:
        """The page, and what a test in another process asks and sets."""
        if exchange.method == "GET" and exchange.path == "/":
            return _html(page.received_page(self.companies, list(self.requests)))
        if exchange.method == "GET" and exchange.path == "/simulator/state":
            return Reply(200, written(self.state()).encode())
        # A page of somebody else's in the browser can't send JSON here without asking first, and is not answered.
        if exchange.method == "POST" and exchange.headers.get("Content-Type", "").startswith("application/json"):
            if exchange.path == "/simulator/plan":
                try:
                    self.apply(exchange.content)
                except BadPlan as error:
                    return Reply(400, written({"error": str(error)}).encode())
                return Reply(200, b"{}")
            if exchange.path == "/simulator/customers":
                return self._more_customers(exchange.content)
            acts: Mapping[str, Callable[[], None]] = {
                "/simulator/revoke": self.revoke_consent,
                "/simulator/expire": self.expire_access,
            }
            if exchange.path in acts:
                acts[exchange.path]()
                return Reply(200, b"{}")
        return Reply(404, b'{"error":"no such page"}')

    def _more_customers(self, content: bytes) -> Reply:
        try:
            count = parsed(content)["count"]
        except (ValueError, TypeError, KeyError):
            count = None
        if type(count) is not int or not 0 <= count <= 1_000_000:  # noqa: PLR2004 - more than any shop has
            return Reply(400, b'{"error":"count must be a whole number"}')
        return Reply(200, written({"ids": self.add_customers(count)}).encode())

    # ------------------------------------------------------------------------------------------- identity

    def _identify(self, exchange: Exchange, path: str, request: Request) -> Reply:
        with self._mutex:
            reply = self._identity_reply(exchange, path)
        request.status = reply.status
        request.done = reply.status < HTTPStatus.BAD_REQUEST and exchange.method == "POST"
        return reply

    def _identity_reply(self, exchange: Exchange, path: str) -> Reply:
        where = (exchange.method, path)
        if where == ("GET", "/.well-known/openid-configuration"):
            return Reply(200, written(self._discovery()).encode())
        if where == ("GET", "/connect/authorize"):
            return self._authorize(exchange)
        if where == ("POST", "/connect/decision"):
            return self._decide(exchange.form)
        authorization = exchange.headers.get("Authorization", "")
        try:
            if where == ("POST", "/connect/token"):
                return Reply(200, written(self.identity.token(exchange.form, authorization)).encode(), headers=_PRIVATE)
            if where == ("POST", "/connect/revocation"):
                self.identity.revoke(exchange.form, authorization)
                return Reply(200)
        except TokenError as no:
            return Reply(400, written({"error": no.error, "error_description": no.said}).encode(), headers=_PRIVATE)
        return Reply(404)

    def _authorize(self, exchange: Exchange) -> Reply:
        try:
            consent = self.identity.consent(exchange.query)
        except BadConsent as error:
            return _html(page.trouble_page(str(error)), 400)
        except Redirected as redirected:
            return _redirect(redirected.address)
        if self.rules.consent is Consenting.DENY:
            return _redirect(sent_back(consent.redirect, consent.state, error="access_denied"))
        if self.rules.consent is Consenting.ALLOW:
            return _redirect(self.identity.allow(consent, self._chosen().id, self.identity_url))
        nonce = secrets.token_urlsafe(16)
        self._consents[nonce] = consent
        # Without prompt=select_account the usual company is taken, and nobody is asked.
        offered = self.companies if consent.selects_company else (self._chosen(),)
        return _html(page.consent_page(consent, offered, nonce))

    def _decide(self, form: Mapping[str, str]) -> Reply:
        consent = self._consents.pop(form.get("consent", ""), None)
        if consent is None:
            return _html(page.trouble_page("Frågan är besvarad redan. Börja om i kassan."), 400)
        company = next((company for company in self.companies if company.id == form.get("company")), None)
        if form.get("decision") != "allow" or company is None:
            return _redirect(sent_back(consent.redirect, consent.state, error="access_denied"))
        return _redirect(self.identity.allow(consent, company.id, self.identity_url))

    def _chosen(self) -> Company:
        name = self.rules.consent_company
        return next((company for company in self.companies if company.name == name), self.company)

    def _discovery(self) -> dict[str, Any]:
        base = self.identity_url.rstrip("/")
        return {
            "issuer": self.identity_url,
            "authorization_endpoint": f"{base}/connect/authorize",
            "token_endpoint": f"{base}/connect/token",
            "revocation_endpoint": f"{base}/connect/revocation",
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "response_types_supported": ["code"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "prompt_values_supported": ["none", "login", "consent", "select_account"],
            "authorization_response_iss_parameter_supported": True,
        }


def _identity_path(path: str) -> str:
    """The path below the identity server's base, which answers at the root, too; empty where it is not its."""
    below = path.removeprefix("/identity")
    return below if below.startswith(("/connect/", "/.well-known/")) else ""


def _bearer(exchange: Exchange) -> str:
    kind, _, token = exchange.headers.get("Authorization", "").partition(" ")
    return token if kind.casefold() == "bearer" else ""


def _html(text: str, status: int = 200) -> Reply:
    return Reply(status, text.encode(), _HTML, _PRIVATE)


def _redirect(address: str) -> Reply:
    return Reply(302, headers=(("Location", address), *_PRIVATE))
