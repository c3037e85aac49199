"""Spiris' API in the words of the trade: what can be asked and sent (paths and fields after the contract of 2026-02).

Reading gives values, or None for what is not there; it raises Unavailable where there is no understandable answer now,
and SpirisNo for a refusal. Writing gives the Answer, whose outcome says what is certain; it raises nothing. All block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any, TypeVar
from urllib.parse import quote

from openpos.domain.company import (
    Account,
    BookkeepingMethod,
    Company,
    CompanyStatus,
    CostCentreItem,
    FiscalYear,
    Terms,
    Variant,
)
from openpos.domain.customer import Address, Customer
from openpos.domain.errors import Unavailable
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields, Unreadable, body_text
from openpos.sync.oauth import Tokens
from openpos.sync.pace import Pace
from openpos.sync.trouble import SpirisNo, Trouble
from openpos.sync.wire import Answer, Call, Outcome, Wire

_T = TypeVar("_T")
_Number = TypeVar("_Number", bound=IntEnum)

PAGE_SIZE = 1000
"""The most rows of a page; Spiris gives 50 where nothing is said."""
LONG_PAGE_SIZE = 200
"""Of documents and customers, whose rows are long: a page must fit into what the wire accepts, and while it is read
no other thread runs, a sale's neither."""
_MOST_PAGES = 100_000
_BASIS_POINTS = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list. `server_time` is Spiris' clock when it answered."""

    number: int
    of: int
    total: int
    server_time: datetime
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the company in Spiris."""

    name: str
    email: str
    consultant: bool
    current: bool
    """Whether it is the one who connected."""


@dataclass(frozen=True, slots=True)
class VatCode:
    """A VAT code and the accounts its VAT is booked on."""

    id: str
    code: str
    description: str
    rate_bp: int
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleCoding:
    """What an article's sale is booked on: it decides an invoice row's account and VAT."""

    id: str
    name: str
    kind: str
    rate_bp: int
    account: str
    active: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of articles."""

    id: str
    code: str
    abbreviation: str


@dataclass(frozen=True, slots=True)
class SpirisArticle:
    """An article in Spiris."""

    id: str
    number: str
    name: str
    coding_id: str
    unit_id: str
    active: bool


class Spiris:
    """The company's API. Safe to use from several threads; calls go one at a time."""

    def __init__(self, wire: Wire, api: str, tokens: Tokens, pace: Pace) -> None:
        """`api` is a base address ending in a slash."""
        self._wire = wire
        self._api = api
        self._tokens = tokens
        self._pace = pace

    # ------------------------------------------------------------------------------------------- the company

    def company(self) -> Company:
        """Whose books these are."""
        return self._read_one("companysettings", _company)

    def users(self) -> list[User]:
        """Who may use it, the one who connected first."""
        found = self._every("users", _user)
        return sorted(found, key=lambda user: not user.current)

    def fiscal_years(self) -> list[FiscalYear]:
        """The years, oldest first."""
        return sorted(self._every("fiscalyears", _fiscal_year), key=lambda year: year.first)

    def accounts(self, fiscal_year_id: str) -> list[Account]:
        """The accounts of one year, by number."""
        found = self._every("accounts/{year}", _account, year=fiscal_year_id)
        return sorted(found, key=lambda account: account.number)

    def vat_codes(self) -> list[VatCode]:
        """The VAT codes as of today."""
        return self._every("vatcodes", _vat_code)

    def terms(self) -> list[Terms]:
        """The terms of payment."""
        return self._every("termsofpayments", _terms)

    def cost_centre_items(self) -> list[CostCentreItem]:
        """What can be chosen in the first dimension, the one that every voucher row has."""
        dimensions = sorted(self._every("costcenters", _dimension), key=lambda found: found[0])
        return list(dimensions[0][1]) if dimensions else []

    # ------------------------------------------------------------------------------------------- articles

    def units(self) -> list[Unit]:
        """The units of articles."""
        return self._every("units", _unit)

    def article_codings(self, day: date) -> list[ArticleCoding]:
        """What articles can be booked on, with the VAT rates of this day."""
        return self._every("articleaccountcodings", _coding, query={"vatRateDate": day.isoformat()})

    def article(self, number: str) -> SpirisArticle | None:
        """The article with this number. Compared here too: a filter may take more than it was asked for."""
        query = {"$filter": f"Number eq {quoted(number)}"}
        found = self._every("articles", _article, query=query)
        return next((article for article in found if article.number == number), None)

    def post_article(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "articles", body)

    def post_account(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "accounts", body, query={"useDefaultAccountType": "true"})

    # ------------------------------------------------------------------------------------------- customers

    def customer_pages(self, since: datetime | None = None, *, first: int = 1) -> Iterator[Page]:
        """Pages of customers, those that changed after `since` where it is given; read each by `customer_of`."""
        query = {"$orderby": "CustomerNumber"}  # one that hardly ever changes: rows must not move between pages
        if since is not None:
            query["$filter"] = f"ChangedUtc gt {utc(since)}"
        return self._pages("customers", query, {}, first=first, size=LONG_PAGE_SIZE)

    def customer(self, customer_id: str) -> Fields | None:
        """A customer with all its fields: for reading, changing and writing back."""
        return self._found("customers/{id}", id=customer_id)

    def put_customer(self, customer_id: str, body: Mapping[str, Any]) -> Answer:
        """Replace a customer: what the body leaves out becomes empty."""
        return self._write("PUT", "customers/{id}", body, must_answer=False, id=customer_id)

    # ------------------------------------------------------------------------------------------- invoices

    def invoice_drafts(self) -> Iterator[Fields]:
        """Every draft, newest last; all pages."""
        return self._documents("customerinvoicedrafts")

    def invoice_draft(self, draft_id: str) -> Fields | None:
        return self._found("customerinvoicedrafts/{id}", id=draft_id)

    def post_invoice_draft(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "customerinvoicedrafts", body)

    def put_invoice_draft(self, draft_id: str, body: Mapping[str, Any]) -> Answer:
        """Replace a draft."""
        return self._write("PUT", "customerinvoicedrafts/{id}", body, must_answer=False, id=draft_id)

    def delete_invoice_draft(self, draft_id: str) -> Answer:
        return self._write("DELETE", "customerinvoicedrafts/{id}", None, must_answer=False, id=draft_id)

    def convert_invoice_draft(self, draft_id: str, expected: Mapping[str, Any]) -> Answer:
        """Book the draft with the day it has if its totals are as expected (CustomerInvoiceDraftValidationApi)."""
        query = {"keepOriginalDraftDate": "true", "overrideCompanyKeepOriginalDraftDate": "true"}
        return self._write("POST", "customerinvoicedrafts/{id}/convert", expected, query=query, id=draft_id)

    def invoices(self, since: datetime | None = None) -> Iterator[Fields]:
        """Booked invoices, those modified after `since` where it is given; all pages."""
        return self._documents("customerinvoices", {} if since is None else {"modifiedSinceUtc": utc(since)})

    def invoice(self, invoice_id: str) -> Fields | None:
        return self._found("customerinvoices/{id}", id=invoice_id)

    def email_invoice(self, invoice_id: str, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "customerinvoices/{id}/email", body, must_answer=False, id=invoice_id)

    # ------------------------------------------------------------------------------------------- vouchers

    def voucher_drafts(self) -> Iterator[Fields]:
        """Every draft, newest last; all pages."""
        return self._documents("voucherdrafts")

    def voucher_draft(self, draft_id: str) -> Fields | None:
        return self._found("voucherdrafts/{id}", id=draft_id)

    def post_voucher_draft(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "voucherdrafts", body, query={"amountIncludesVat": "false"})

    def put_voucher_draft(self, draft_id: str, body: Mapping[str, Any]) -> Answer:
        """Replace a draft."""
        return self._write("PUT", "voucherdrafts/{id}", body, must_answer=False, id=draft_id)

    def delete_voucher_draft(self, draft_id: str) -> Answer:
        return self._write("DELETE", "voucherdrafts/{id}", None, must_answer=False, id=draft_id)

    def convert_voucher_draft(self, draft_id: str) -> Answer:
        return self._write("POST", "voucherdrafts/{id}/convert", None, id=draft_id)

    def vouchers(self, fiscal_year_id: str, since: datetime | None = None) -> Iterator[Fields]:
        """The vouchers of a year, those modified after `since` where it is given; all pages.

        Where Spiris does not take the filter (it is not proven that it does), all of the year come.
        """
        query = {} if since is None else {"$filter": f"ModifiedUtc gt {utc(since)}"}
        yield from self._documents("vouchers/{year}", query, year=fiscal_year_id)

    def post_voucher(self, body: Mapping[str, Any]) -> Answer:
        """Book a voucher at once. Its three switches are always said: the standard of each has caught somebody."""
        query = {
            "useAutomaticVatCalculation": "false",
            "useDefaultVatCodes": "true",
            "useDefaultVoucherSeries": "false" if body.get("NumberSeries") else "true",
        }
        return self._write("POST", "vouchers", body, query=query)

    def voucher(self, fiscal_year_id: str, voucher_id: str) -> Fields | None:
        return self._found("vouchers/{year}/{id}", year=fiscal_year_id, id=voucher_id)

    def attachments(self) -> Iterator[Fields]:
        """Every file that was uploaded; all pages."""
        query = {"includeMatched": "true", "includeTemporaryUrl": "false"}
        for page in self._pages("attachments", query, {}, size=LONG_PAGE_SIZE):
            yield from page.rows

    def post_attachment(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "attachments", body)

    def link_attachment(self, body: Mapping[str, Any]) -> Answer:
        return self._write("POST", "attachmentlinks", body)

    # ------------------------------------------------------------------------------------------- how calls are made

    def _write(
        self,
        method: str,
        template: str,
        body: Mapping[str, Any] | None,
        *,
        query: Mapping[str, str] | None = None,
        must_answer: bool = True,
        **names: str,
    ) -> Answer:
        content = None if body is None else body_text(body).encode()
        try:
            return self._call(method, template, query or {}, content, names, must_answer=must_answer)
        except SpirisNo as error:
            return Answer(Outcome.REJECTED, trouble=error.trouble)
        except Unavailable as error:
            # There is no token, or the pace was stopped: the call itself was not begun.
            trouble = Trouble(troubles.Doing.RETRY, error.title, error.advice, error.values)
            return Answer(Outcome.NOT_SENT, trouble=trouble)

    def _call(
        self,
        method: str,
        template: str,
        query: Mapping[str, str],
        content: bytes | None,
        names: Mapping[str, str],
        *,
        must_answer: bool = True,
    ) -> Answer:
        """One call, and a second one only where the first was refused for its token: then it did nothing."""
        endpoint = f"{method} {template}"
        token = self._tokens.access()
        for last in (False, True):
            self._pace.wait(endpoint)
            headers = {"Authorization": f"Bearer {token}"}
            if content is not None:
                headers["Content-Type"] = "application/json; charset=utf-8"
            url = self._api + template.format_map({name: quote(value, safe="") for name, value in names.items()})
            answer = self._wire.call(Call(method, url, query, headers, content, must_answer))
            if answer.outcome is Outcome.THROTTLED:
                self._pace.close(endpoint, answer.wait_s)
            if answer.status != 401 or last:  # noqa: PLR2004 - HTTP's Unauthorized
                return answer
            token = self._tokens.renew(token)
        raise AssertionError(endpoint)

    def _get(self, template: str, query: Mapping[str, str], names: Mapping[str, str]) -> Fields:
        answer = self._call("GET", template, query, None, names)
        if answer.outcome is Outcome.THROTTLED:
            # The pace has closed the endpoint: this waits as long as Spiris asked for, and reading again harms nobody.
            answer = self._call("GET", template, query, None, names)
        if answer.outcome is Outcome.DONE:
            return answer.body
        trouble = answer.trouble or troubles.NOT_UNDERSTOOD
        if answer.outcome is Outcome.REJECTED or trouble is troubles.NOT_THERE:
            raise SpirisNo(trouble)
        raise Unavailable(trouble.title, trouble.advice, **trouble.values)

    def _found(self, template: str, **names: str) -> Fields | None:
        """The object with this id. Raises Unavailable for an answer that is another: it may be written back."""
        try:
            answer = self._get(template, {}, names)
        except SpirisNo as error:
            if error.trouble.code == troubles.NOT_FOUND:
                return None
            raise
        if understood(Fields.identity, answer).casefold() != names["id"].casefold():
            raise _not_understood()
        return answer

    def _read_one(self, template: str, made: Callable[[Fields], _T]) -> _T:
        return understood(made, self._get(template, {}, {}))

    def _every(
        self, template: str, made: Callable[[Fields], _T], *, query: Mapping[str, str] | None = None, **names: str
    ) -> list[_T]:
        return [understood(made, row) for page in self._pages(template, query or {}, names) for row in page.rows]

    def _documents(self, template: str, query: Mapping[str, str] | None = None, **names: str) -> Iterator[Fields]:
        # By a moment that never changes: a row must not move to a page that was read already.
        ordered = {"$orderby": "CreatedUtc", **(query or {})}
        for page in self._pages(template, ordered, names, size=LONG_PAGE_SIZE):
            yield from page.rows

    def _pages(
        self,
        template: str,
        query: Mapping[str, str],
        names: Mapping[str, str],
        *,
        size: int = PAGE_SIZE,
        first: int = 1,
    ) -> Iterator[Page]:
        """Every page from `first` on. How many there are is asked of each: the list may grow meanwhile."""
        number = first
        while True:
            paged = {"$page": str(number), "$pagesize": str(size)}
            try:
                answer = self._get(template, {**query, **paged}, names)
            except SpirisNo as error:
                query = _plainer(query, error)
                continue
            page = understood(_page, answer)
            if page.number != number:
                # It does not turn pages: what follows would be the same rows again, and some would never come.
                raise _not_understood()
            yield page
            if number >= page.of:
                return
            number += 1


def understood(made: Callable[[Fields], _T], row: Fields) -> _T:
    """The value of this object. Raises Unavailable where it is not what the contract says."""
    try:
        return made(row)
    except Unreadable as error:
        raise _not_understood() from error


def _plainer(query: Mapping[str, str], error: SpirisNo) -> dict[str, str]:
    """The question without what Spiris may have refused: the order first, then the filter. Else raises the refusal.

    Which fields a list is ordered and filtered by is promised nowhere, and whoever reads it looks at each row anyway.
    """
    refused = next((name for name in ("$orderby", "$filter") if name in query), None)
    if refused is None or error.trouble.doing not in {troubles.Doing.HOLD, troubles.Doing.BUG}:
        raise error
    return {name: value for name, value in query.items() if name != refused}


def _not_understood() -> Unavailable:
    return Unavailable(troubles.NOT_UNDERSTOOD.title, troubles.NOT_UNDERSTOOD.advice)


def quoted(text: str) -> str:
    """A text in a filter."""
    return "'" + text.replace("'", "''") + "'"


def utc(moment: datetime) -> str:
    """A moment in a filter."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


def customer_of(row: Fields) -> Customer:
    """A customer of a list or of a single answer. Raises Unreadable."""
    return Customer(
        id=row.identity(),
        number=row.text("CustomerNumber", 32),
        name=row.text("Name", 100),
        address=Address(
            street=row.text("InvoiceAddress1", 100),
            street_2=row.text("InvoiceAddress2", 100),
            postal_code=row.text("InvoicePostalCode", 20),
            city=row.text("InvoiceCity", 100),
            country=row.text("InvoiceCountryCode", 2),
        ),
        organisation_number=row.text("CorporateIdentityNumber", 20),
        vat_number=row.text("VatNumber", 20),
        email=row.text("EmailAddress", 255),
        reference=row.text("ContactPersonName", 100),
        terms_id=row.text("TermsOfPaymentId", 40),
        private=row.flag("IsPrivatePerson"),
        # Left out means that nobody said it is closed.
        active=row.get("IsActive") is None or row.flag("IsActive"),
        changed_at=row.moment("ChangedUtc"),
    )


def _page(body: Fields) -> Page:
    meta = body.fields("Meta")
    if "CurrentPage" not in meta or "Data" not in body:
        raise Unreadable("the answer is no page")
    of, server_time = meta.whole("TotalNumberOfPages"), meta.moment("ServerTimeUtc")
    if of > _MOST_PAGES or server_time is None:
        raise Unreadable("there are too many pages, or they have no time")
    return Page(
        number=meta.whole("CurrentPage"),
        of=of,
        total=meta.whole("TotalNumberOfResults"),
        server_time=server_time,
        rows=tuple(body.rows("Data")),
    )


def _number(kind: type[_Number], value: int, otherwise: _Number) -> _Number:
    """A number of a list of values; `otherwise` for one that was added after the contract was read."""
    return kind(value) if value in set(kind) else otherwise


def _company(body: Fields) -> Company:
    organisation_number = body.text("CorporateIdentityNumber", 20)
    identity = body.text("CompanyIdentifier", 60) or organisation_number
    if not identity:
        raise Unreadable("the company is none")  # an empty one would be taken for another than ours
    return Company(
        id=identity,
        name=body.text("Name", 100),
        organisation_number=organisation_number,
        variant=_number(Variant, body.whole("ProductVariant"), Variant.UNKNOWN),
        status=_status(body),
        locked_to=_real_day(body.day("AccountingLockedTo")),
        rounds_to_kronor=body.whole("DomesticCurrencyRounding") == 1,
        prices_without_vat=body.flag("ShowPricesExclVatPC"),
        uses_cost_centres=body.flag("UsesCostCenter"),
        modules=body.texts("ActivatedModules"),
    )


def _status(body: Fields) -> CompanyStatus:
    if body.get("CompanyStatus") is None:
        return CompanyStatus.ACTIVE
    return _number(CompanyStatus, body.whole("CompanyStatus"), CompanyStatus.READ_ONLY)


def _real_day(day: date | None) -> date | None:
    """None for the year 1, which .NET writes for a date that was never set."""
    return None if day is None or day.year == 1 else day


def _user(row: Fields) -> User:
    name = f"{row.text('FirstName')} {row.text('LastName')}".strip()
    return User(name or row.text("Email"), row.text("Email"), row.flag("IsConsultant"), row.flag("IsCurrentUser"))


def _fiscal_year(row: Fields) -> FiscalYear:
    first, last = row.day("StartDate"), row.day("EndDate")
    if first is None or last is None:
        raise Unreadable("a fiscal year has no dates")
    method = _number(BookkeepingMethod, row.whole("BookkeepingMethod"), BookkeepingMethod.INVOICING)
    return FiscalYear(row.identity(), first, last, row.flag("IsLockedForAccounting"), method)


def _account(row: Fields) -> Account:
    return Account(
        fiscal_year_id=row.text("FiscalYearId", 40),
        number=row.text("Number", 10),
        name=row.text("Name", 100),
        active=row.flag("IsActive"),
        blocked=row.flag("IsBlockedForManualBooking"),
        vat_code=row.text("VatCodeDescription", 100),
        takes_cost_centre=row.flag("IsCostCenterAllowed"),
        needs_cost_centre=row.flag("IsFirstCostCenterMandatory"),
    )


def _rate_bp(row: Fields, name: str) -> int:
    rate_bp = row.decimal(name) * _BASIS_POINTS
    if rate_bp != rate_bp.to_integral_value():
        raise Unreadable(f"{name} is no VAT rate")
    return int(rate_bp)


def _vat_code(row: Fields) -> VatCode:
    related = row.fields("RelatedAccounts")
    numbers = (related.get(f"AccountNumber{place}") for place in (1, 2, 3))
    accounts = tuple(str(int(number)) for number in numbers if isinstance(number, int | Decimal) and number)
    return VatCode(row.identity(), row.text("Code", 20), row.text("Description"), _rate_bp(row, "VatRate"), accounts)


def _terms(row: Fields) -> Terms:
    for_sales = row.get("AvailableForSales") is None or row.flag("AvailableForSales")
    days, kind = row.whole("NumberOfDays"), row.whole("TermsOfPaymentTypeId")
    return Terms(row.identity(), row.text("Name", 100), days, kind, for_sales)


def _dimension(row: Fields) -> tuple[int, tuple[CostCentreItem, ...]]:
    items = tuple(
        CostCentreItem(item.identity(), item.text("ShortName", 20), item.text("Name", 100), item.flag("IsActive"))
        for item in row.rows("Items")
    )
    return row.whole("Number"), items


def _unit(row: Fields) -> Unit:
    return Unit(row.identity(), row.text("Code", 20), row.text("Abbreviation", 20))


def _coding(row: Fields) -> ArticleCoding:
    rate_bp = _rate_bp(row, "VatRatePercent")
    taxed, exempt = (row.whole(f"DomesticSales{name}AccountNumber") for name in ("SubjectToVat", "VatExempt"))
    account = taxed or exempt if rate_bp else exempt or taxed
    return ArticleCoding(
        id=row.identity(),
        name=row.text("Name", 100),
        kind=row.text("Type", 100),
        rate_bp=rate_bp,
        account=str(account) if account else "",
        active=row.flag("IsActive"),
    )


def _article(row: Fields) -> SpirisArticle:
    return SpirisArticle(
        id=row.identity(),
        number=row.text("Number", 40),
        name=row.text("Name", 100),
        coding_id=row.text("CodingId", 40),
        unit_id=row.text("UnitId", 40),
        active=row.flag("IsActive"),
    )
