"""Connecting the shop to its company in Spiris, step by step and without a window: for the wizard and the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from openpos.credentials import CLIENT_ID, CLIENT_SECRET, Credentials
from openpos.domain.company import Account, BookkeepingMethod, Company, CompanyStatus, FiscalYear
from openpos.domain.errors import N_, Refused, Unavailable
from openpos.settings import Settings
from openpos.sync import trouble as troubles
from openpos.sync.oauth import (
    Client,
    Consent,
    Loopback,
    Mode,
    Tokens,
    ask,
    keyring_in_words,
    redirect_address,
)
from openpos.sync.pace import Pace
from openpos.sync.spiris import ArticleCoding, Spiris, User
from openpos.sync.trouble import Doing, SpirisNo
from openpos.sync.wire import Outcome, Wire, base_address

API_URL = "OPENPOS_SPIRIS_API_URL"
IDENTITY_URL = "OPENPOS_SPIRIS_IDENTITY_URL"
CLIENT_ID_NAME = "OPENPOS_SPIRIS_CLIENT_ID"
CLIENT_SECRET_NAME = "OPENPOS_SPIRIS_CLIENT_SECRET"  # noqa: S105 - the name of a variable
_ACCOUNT_DIGITS = range(4, 7)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Places:
    """Where Spiris is, and where the browser comes back."""

    api: str
    identity: str
    redirect_port: int
    certificate: str = ""
    """A PEM file with which the browser comes back by https; empty for http."""

    @property
    def redirect(self) -> str:
        """The address the browser comes back to."""
        return redirect_address(self.redirect_port, secure=bool(self.certificate))


def places(chosen: Settings, environment: Mapping[str, str]) -> Places:
    """The settings' addresses, or the environment's where it has some. Raises Refused for one that can't be used."""
    return Places(
        api=base_address(environment.get(API_URL) or chosen.spiris_api_url),
        identity=base_address(environment.get(IDENTITY_URL) or chosen.spiris_identity_url),
        redirect_port=chosen.spiris_redirect_port,
        certificate=chosen.spiris_redirect_certificate,
    )


def client_of(environment: Mapping[str, str], credentials: Credentials) -> Client | None:
    """The shop's client: of the environment, else of the keyring; None where neither has it whole.

    Raises Unavailable where there is no keyring, also where the environment has all: the access could not be kept,
    and nobody is to give a consent in vain.
    """
    given = Client(environment.get(CLIENT_ID_NAME, "").strip(), environment.get(CLIENT_SECRET_NAME, "").strip())
    with keyring_in_words():
        kept = Client(credentials.get(CLIENT_ID), credentials.get(CLIENT_SECRET))
    client = Client(given.id or kept.id, given.secret or kept.secret)
    return client if client.id and client.secret else None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know before going on, in English source texts."""

    stops: bool
    """Whether nothing can be sent before it is mended."""
    title: str
    advice: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentences with their values."""
        return " ".join(text.format_map(self.values) for text in (self.title, self.advice) if text)


@dataclass(frozen=True, slots=True)
class Verified:
    """What the consent gives access to."""

    company: Company
    user: User | None
    """Who connected; None where Spiris does not say."""
    years: tuple[FiscalYear, ...]
    accounts: tuple[Account, ...]
    """Of today's fiscal year."""
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Whether nothing stops."""
        return not any(finding.stops for finding in self.findings)


class Connection:
    """The way to one company. Safe to use from several threads; `close` it."""

    def __init__(
        self, where: Places, credentials: Credentials, *, wire: Wire | None = None, pace: Pace | None = None
    ) -> None:
        self._where = where
        self._wire = wire or Wire()
        self._pace = pace or Pace()
        self.tokens = Tokens(self._wire, where.identity, credentials)
        self.spiris = Spiris(self._wire, where.api, self.tokens, self._pace)

    def ask(self, client: Client, mode: Mode) -> Consent:
        """A fresh consent for the person's browser."""
        return ask(self._where.identity, client.id, mode, self._where.redirect)

    def listen(self, consent: Consent) -> Loopback:
        """Where the browser comes back with the answer to this consent. Raises Unavailable where the port is taken."""
        return Loopback(self._where.redirect_port, consent, self._where.certificate)

    def finish(self, client: Client, consent: Consent, address: str) -> None:
        """Take the answer that came back or was pasted. Blocks. Raises as `Consent.code` and `Tokens.redeem`."""
        self.tokens.redeem(client, consent, consent.code(address))

    def verify(self, mode: Mode, today: date, *, company_id: str = "") -> Verified:
        """Look at what there is access to. Blocks.

        `company_id` is the company that was connected before: Raises Refused for another one, since what waits is not
        its. Raises SpirisNo and Unavailable where not even the company can be read.
        """
        company = self.spiris.company()
        if company_id and company.id.casefold() != company_id.casefold():
            raise Refused(
                "This is another company than the one this register is connected to: {name}, {number}.",
                "Connect again and choose the right company. What waits to be sent is not sent to another.",
                name=company.name,
                number=company.organisation_number,
            )
        findings = list(_of_company(company, mode))
        users = _tried(findings, self.spiris.users) or []
        user = next((user for user in users if user.current), None)
        if user is not None and user.consultant:
            findings.append(
                Finding(
                    stops=False,
                    title=N_("{name} is a consultant in this company."),
                    advice=N_("The connection ends when the consultant leaves; let somebody of the company connect."),
                    values={"name": user.name},
                )
            )
        years = _tried(findings, self.spiris.fiscal_years) or []
        year = next((year for year in years if year.holds(today)), None)
        accounts: list[Account] = []
        if year is None:
            findings.append(
                Finding(
                    stops=False,
                    title=N_("There is no fiscal year in Spiris for today."),
                    advice=N_("Create the year in Spiris, or nothing of today can be booked."),
                )
            )
        else:
            findings += _of_year(year)
            accounts = _tried(findings, lambda: self.spiris.accounts(year.id)) or []
        if mode is Mode.INVOICING and company.variant.invoices:
            codings = _tried(findings, lambda: self.spiris.article_codings(today))
            if codings is not None:
                findings += _of_codings(codings, company)
        return Verified(company, user, tuple(years), tuple(accounts), tuple(findings))

    def add_accounts(self, year: FiscalYear, wanted: Mapping[str, str]) -> list[Account]:
        """Create accounts in Spiris, by number and name; those that are there already are taken as they are.

        Blocks; safe to call again. Raises Refused for what is no account number and with all that Spiris would not add,
        SpirisNo and Unavailable.
        """
        for number in wanted:
            if not (number.isascii() and number.isdecimal() and len(number) in _ACCOUNT_DIGITS):
                raise Refused("“{number}” is no account number.", "Write four digits.", number=number[:20])
        there = {account.number for account in self.spiris.accounts(year.id)}
        trouble, refused = troubles.NOT_UNDERSTOOD, {}
        for number in sorted(set(wanted) - there):
            body = {"Name": wanted[number][:100], "Number": number, "FiscalYearId": year.id, "IsActive": True}
            answer = self.spiris.post_account(body)
            trouble = answer.trouble or trouble
            if answer.outcome is Outcome.REJECTED:
                if trouble.doing is Doing.CONFIGURATION:  # it is not about this account: the next fares no better
                    raise SpirisNo(trouble)
                refused[number] = trouble
        # Whatever the answers were: what counts is whether the accounts are there.
        made = [account for account in self.spiris.accounts(year.id) if account.number in wanted]
        left = set(wanted) - {account.number for account in made}
        if told := sorted(left & set(refused)):
            raise Refused(
                "Spiris did not add these accounts: {accounts}. It says: {said}",
                "Add them in Spiris, or choose others.",
                accounts=", ".join(told),
                said=str(refused[told[0]]),
            )
        if left:
            raise Unavailable(trouble.title, trouble.advice, **trouble.values)
        return made

    def disconnect(self) -> bool:
        """Take the consent back and erase every secret. Blocks. False where Spiris could not be told."""
        return self.tokens.revoke()

    def stop(self) -> None:
        """Let go whoever waits, from another thread. Nothing more is sent."""
        self._pace.stop()
        self._wire.interrupt()

    def close(self) -> None:
        """Hang up."""
        self._wire.close()


def _tried(findings: list[Finding], read: Callable[[], list[_T]]) -> list[_T] | None:
    """What was read, or a finding where the connection may not read it."""
    try:
        return read()
    except SpirisNo as error:
        if error.trouble.doing is not Doing.CONFIGURATION:
            raise
        finding = Finding(stops=True, title=error.title, advice=error.advice, values=error.values)
        if finding not in findings:
            findings.append(finding)
        return None


def _of_company(company: Company, mode: Mode) -> Sequence[Finding]:
    if company.status is CompanyStatus.READ_ONLY:
        return [
            Finding(
                stops=True,
                title=N_("The company {name} can only be read in Spiris."),
                advice=N_("Look at the subscription in Spiris, then try again."),
                values={"name": company.name},
            )
        ]
    if company.status is CompanyStatus.INACTIVE:
        return [
            Finding(
                stops=True,
                title=N_("The company is not active in Spiris."),
                advice=N_("Look at the subscription in Spiris."),
            )
        ]
    found = []
    if not company.variant.vouchers:
        found.append(
            Finding(
                stops=True,
                title=N_("Bookkeeping is not in the Spiris package of {name}."),
                advice=N_("Change the package in Spiris, or ask the accounting office for another collaboration."),
                values={"name": company.name},
            )
        )
    if mode is Mode.INVOICING and not company.variant.invoices:
        found.append(
            Finding(
                stops=True,
                title=N_("Invoicing is not in the Spiris package of {name}."),
                advice=N_("Change the package in Spiris, or connect for bookkeeping only."),
                values={"name": company.name},
            )
        )
    return found


def _of_codings(codings: Sequence[ArticleCoding], company: Company) -> Sequence[Finding]:
    """Where an öre goes that no price without VAT makes: on a row without VAT, if articles can be coded for that."""
    if company.rounds_to_kronor or any(one.active and not one.rate_bp and one.account for one in codings):
        return []
    return [
        Finding(
            stops=False,
            title=N_("{name} has no article account coding without VAT in Spiris."),
            advice=N_(
                "Many invoices need a row of an öre without VAT and would wait. Add a coding with 0 % in Spiris under "
                "Settings, Article account codings, or let Spiris round invoices to whole kronor."
            ),
            values={"name": company.name},
        )
    ]


def _of_year(year: FiscalYear) -> Sequence[Finding]:
    if year.method is BookkeepingMethod.NONE:
        return [
            Finding(
                stops=True,
                title=N_("The company does no bookkeeping in Spiris this year."),
                advice=N_("Choose a bookkeeping method for the fiscal year in Spiris, then try again."),
            )
        ]
    return []


def check_start_date(day: date, company: Company, years: Sequence[FiscalYear]) -> FiscalYear:
    """The fiscal year that sales are exported from this day on begin in. Raises Refused for a day that can't be."""
    if company.locked_to is not None and day <= company.locked_to:
        raise Refused(
            "The books are locked up to {day}.", "Choose a later day, or open them in Spiris.", day=company.locked_to
        )
    year = next((year for year in years if year.holds(day)), None)
    if year is None:
        raise Refused(
            "There is no fiscal year in Spiris for {day}.",
            "Choose a day in a year that is there, or create the year in Spiris.",
            day=day,
        )
    if year.locked:
        raise Refused("The fiscal year of {day} is locked in Spiris.", "Choose a later day.", day=day)
    return year
