"""The objects a client may send, as the contract describes them: closed, with lengths, limits and decimals.

Read after the edition of 2026-02-17. What the register never sends (customer labels, ROT persons, …) is looked at no
deeper than its kind. A field that is left out of an object becomes empty: that is what PUT does to a customer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpos.simulators.spiris.refusal import invalid_fields

_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_LIMITS = re.compile(r"(-?\d+)\.\.(-?\d+)")
_EMPTY: Mapping[str, Any] = {"flag": False, "whole": 0, "amount": Decimal(0)}
"""What is taken for a field that can't be null and is left out."""


@dataclass(frozen=True, slots=True)
class Field:
    """What one field may hold."""

    name: str
    kind: str
    required: bool = False
    read_only: bool = False
    nullable: bool = False
    longest: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int | None = None
    inner: Shape | None = None
    """The shape of the object, or of the list's objects."""

    def complaint(self, value: Any) -> str:
        """Why it can't hold this value; nothing where it can. Objects within are looked at by `Shape.read`."""
        if value is None:
            return "" if self.nullable else "must not be null"
        found: str = _KINDS[self.kind](value)
        if found:
            return found
        if self.longest is not None and len(value) > self.longest:
            return f"must be at most {self.longest} characters"
        if self.least is not None and self.most is not None and not self.least <= Decimal(value) <= self.most:
            return f"must be between {self.least} and {self.most}"
        if self.decimals is not None and -_exponent(value) > self.decimals:
            return f"must have at most {self.decimals} decimals"
        return ""


class Shape:
    """The fields of an object."""

    def __init__(self, text: str, **inner: Shape) -> None:
        """`text` is the fields, divided by semicolons: name, kind and rules."""
        fields = [_field(words.split(), inner) for words in text.split(";")]
        self._fields = {field.name: field for field in fields}
        self._spelt = {field.name.casefold(): field.name for field in fields}

    @property
    def names(self) -> frozenset[str]:
        """The fields' names."""
        return frozenset(self._fields)

    def read(self, sent: Any, ignored: list[str]) -> dict[str, Any]:
        """Every field with its value, the empty one where it is left out. Read-only ones go to `ignored`.

        Raises Refusal with every complaint.
        """
        complaints: dict[str, str] = {}
        values = self._read(sent, "", complaints, ignored)
        if complaints:
            raise invalid_fields(complaints)
        return values

    def _read(self, sent: Any, path: str, complaints: dict[str, str], ignored: list[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if not isinstance(sent, dict):
            complaints[path or "body"] = "must be an object"
            return values
        for key, value in sent.items():
            name = self._spelt.get(key.casefold())
            if name is None:
                complaints[path + key] = "is not a field of this object"
            elif name in values:
                complaints[path + key] = "is there twice"
            elif self._fields[name].read_only:
                ignored.append(path + name)
            else:
                values[name] = self._value(self._fields[name], value, path, complaints, ignored)
        for name, field in self._fields.items():
            if name in values or field.read_only:
                continue
            if field.required:
                complaints[path + name] = "is required"
            elif field.kind == "list" and not field.nullable:
                values[name] = []
            else:
                values[name] = None if field.nullable else _EMPTY.get(field.kind)
        return values

    def _value(self, field: Field, value: Any, path: str, complaints: dict[str, str], ignored: list[str]) -> Any:
        found = field.complaint(value)
        if found:
            complaints[path + field.name] = found
        elif field.required and value in ("", []):
            complaints[path + field.name] = "is required"
        elif field.inner and value is not None:
            if field.kind == "object":
                return field.inner._read(value, f"{path}{field.name}.", complaints, ignored)  # noqa: SLF001 - its kin
            return [
                field.inner._read(row, f"{path}{field.name}[{number}].", complaints, ignored)  # noqa: SLF001 - its kin
                for number, row in enumerate(value)
            ]
        return value


def moment_of(text: str) -> datetime | None:
    """A date or a time of the form the contract takes; None for anything else."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _field(words: list[str], inner: Mapping[str, Shape]) -> Field:
    name, kind, *rules = words
    longest = next((int(rule[2:]) for rule in rules if rule.startswith("<=")), None)
    limits = next((found for rule in rules if (found := _LIMITS.fullmatch(rule))), None)
    decimals = next((int(rule.removesuffix("dec")) for rule in rules if rule.endswith("dec")), None)
    return Field(
        name,
        kind,
        required="required" in rules,
        read_only="read-only" in rules,
        nullable="null" in rules or kind == "object",
        longest=longest,
        least=Decimal(limits[1]) if limits else None,
        most=Decimal(limits[2]) if limits else None,
        decimals=decimals,
        inner=next((inner[rule] for rule in rules if rule in inner), None),
    )


def _exponent(value: int | Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is(kind: type | tuple[type, ...], said: str) -> Any:
    return lambda value: "" if isinstance(value, kind) and not isinstance(value, bool) else said


_KINDS: Mapping[str, Any] = {
    "text": _is(str, "must be text"),
    "guid": lambda value: "" if isinstance(value, str) and _GUID.fullmatch(value) else "must be a GUID",
    "day": lambda value: "" if isinstance(value, str) and moment_of(value) else "must be a date",
    "flag": lambda value: "" if isinstance(value, bool) else "must be true or false",
    "whole": _is(int, "must be a whole number"),
    "amount": _is((int, Decimal), "must be a number"),
    "list": _is(list, "must be a list"),
    "object": _is(dict, "must be an object"),
}

CUSTOMER = Shape(
    """
    Id guid read-only; InvoiceCity text <=50 required; InvoicePostalCode text <=10 required; GLN text <=255 null;
    EmailAddressOrder text <=255 null; EmailAddressQuote text <=255 null; PayToAccountId guid read-only null;
    TermsOfPayment object; LastInvoiceDate day read-only null; TaxDeductionNumber text null; PropertyType whole 1..2
    null; PropertyReference text <=40 null; ChangedUtc day read-only null; CustomerLabels list null; MessageThreads
    list read-only null; Notes list read-only null; IsFutureInvoiceDateAllowed flag read-only; Iban text <=35 null;
    IsDirectDebitEnabled flag null; DirectDebitCustomerSettings object; DiscountAgreementId guid null;
    UnpaidInvoicesAmount amount read-only; CustomerNumber text <=16 null; CorporateIdentityNumber text <=20 null;
    ContactPersonEmail text <=255 null; ContactPersonMobile text <=50 null; ContactPersonName text <=100 null;
    ContactPersonPhone text <=50 null; CurrencyCode text <=3 null; EmailAddress text <=255 null; InvoiceAddress1
    text <=50 null; InvoiceAddress2 text <=50 null; InvoiceCountryCode text <=2 null; DeliveryAddress1 text <=50
    null; DeliveryAddress2 text <=50 null; DeliveryCity text <=50 null; DeliveryCountryCode text <=2 null;
    DeliveryPostalCode text <=10 null; DeliveryCustomerName text <=100 null; DeliveryMethodId guid null;
    DeliveryTermId guid null; Name text <=50 required; Note text <=4000 null; ReverseChargeOnConstructionServices
    flag; WebshopCustomerNumber whole null; MobilePhone text <=50 null; Telephone text <=50 null; TermsOfPaymentId
    guid required; VatNumber text <=20 null; WwwAddress text <=255 null; IsPrivatePerson flag required;
    IsNorthernIreland flag null; DiscountPercentage amount 0..1 4dec; IsActive flag required; ForceBookkeepVat flag;
    EdiGlnNumber text <=255 null; SalesDocumentLanguage text <=2 null; ElectronicAddress text <=255 null;
    ElectronicReference text <=35 null; EdiServiceDelivererId text <=255 null; AutoInvoiceActivationEmailSentDate
    day null; AutoInvoiceRegistrationRequestSentDate day null; EmailAddresses list null; DeliveryBasedVat flag;
    SalesPriceListId guid null
    """,
)
"""A customer."""
DRAFT_ROW = Shape(
    """
    Id guid read-only; LineNumber whole 0..1000 null; ArticleId guid null; IsServiceArticle flag read-only; UnitId
    guid read-only null; ArticleNumber text null; IsTextRow flag required; Text text <=2000 null; UnitPrice amount;
    IsDiscountInFixedAmount flag read-only; DiscountFixedAmount amount 2dec read-only null; DiscountPercentage
    amount 0..1 4dec; Quantity amount 2dec; WorkCostType whole; IsWorkCost flag; WorkHours amount null;
    MaterialCosts amount null; ReversedConstructionServicesVatFree flag required; CostCenterItemId1 guid null;
    CostCenterItemId2 guid null; CostCenterItemId3 guid null; UnitAbbreviation text null; UnitAbbreviationEnglish
    text null; VatRateId text read-only null; VatRate amount read-only null; UnitName text null; ProjectId guid
    null; GreenTechnologyType whole 0..3; ContributionMargin object; PurchasePrice amount read-only; Amount amount
    read-only; FreightCosts amount read-only
    """,
)
"""A row of an invoice draft."""
INVOICE_DRAFT = Shape(
    """
    Id guid read-only; CustomerId guid required; CreatedUtc day read-only null; IsCreditInvoice flag;
    RotReducedInvoicingType whole 0..2 required; RotReducedInvoicingPropertyName text <=40 null;
    RotReducedInvoicingOrgNumber text <=11 null; MaxAllowedTaxReductionAmount amount read-only;
    RotReducedInvoicingAmount amount 2dec; RotReducedInvoicingAutomaticDistribution flag; RotPropertyType whole
    null; HouseWorkOtherCosts amount null; Rows list DRAFT_ROW null; Persons list null; YourReference text <=100
    null; OurReference text <=100 null; BuyersOrderReference text <=35 null; ElectronicReference text <=100 null;
    SubscriptionNumber text <=100 null; ContractNumber text <=100 null; InvoiceCustomerName text <=50 read-only
    null; InvoiceAddress1 text <=50 null; InvoiceAddress2 text <=50 null; InvoicePostalCode text <=10 read-only
    null; InvoiceCity text <=50 read-only null; InvoiceCountryCode text <=2 read-only null; InvoiceCurrencyCode text
    read-only null; DeliveryCustomerName text <=50 null; DeliveryAddress1 text <=50 null; DeliveryAddress2 text <=50
    null; DeliveryPostalCode text <=10 null; DeliveryCity text <=50 null; DeliveryCountryCode text <=2 null;
    DeliveryMethodName text <=50 null; DeliveryTermName text <=50 null; TermsOfPaymentId guid null;
    DeliveryMethodCode text <=20 null; DeliveryTermCode text <=20 null; EuThirdParty flag required;
    CustomerIsPrivatePerson flag read-only; ReverseChargeOnConstructionServices flag read-only;
    SalesDocumentAttachments list read-only null; MessageThreads list read-only null; Notes list read-only null;
    InvoiceDate day null; DueDate day null; DeliveryDate day null; TotalAmount amount read-only; TotalVatAmount
    amount read-only; TotalRoundings amount read-only; TotalAmountBaseCurrency amount read-only;
    TotalVatAmountBaseCurrency amount read-only; CustomerNumber text <=16 read-only null; CustomerName text
    read-only null; IncludesVat flag read-only; ReplaceUnitPriceWhenZero flag; UsesGreenTechnology flag;
    ContributionMargin object; IsDirectDebit flag null; BackgroundId guid null
    """,
    DRAFT_ROW=DRAFT_ROW,
)
"""An invoice draft."""
EXPECTED_ROW = Shape(
    """
    LineNumber whole; TotalAmountNoVatInvoiceCurrency amount null; TotalAmountIncVatInvoiceCurrency amount null
    """,
)
"""What a row is expected to come to."""
EXPECTED = Shape(
    """
    TotalAmountInvoiceCurrency amount null; TotalVatAmountInvoiceCurrency amount null; TotalRoundingsInvoiceCurrency
    amount null; Rows list EXPECTED_ROW null
    """,
    EXPECTED_ROW=EXPECTED_ROW,
)
"""What an invoice is expected to come to when its draft is converted."""
ATTACHMENT_LINK = Shape(
    """
    DocumentId guid; DocumentType whole required; AttachmentIds list required
    """,
)
"""Which attachments belong to which document."""
VOUCHER_ROW = Shape(
    """
    AccountNumber whole 1..9999999999 required; AccountDescription text read-only null; DebitAmount amount
    0..10000000000 2dec; CreditAmount amount 0..10000000000 2dec; TransactionText text <=60 null; CostCenterItemId1
  guid null; CostCenterItemId2 guid null; CostCenterItemId3 guid null; VatCodeId guid null;
    VatCodeAndPercent text null; VatAmount amount null; Quantity amount 2dec null; Weight amount 2dec null;
    DeliveryDate day null; HarvestYear whole null; ProjectId guid null
    """,
)
"""A row of a voucher. The contract marks the first cost centre read-only; whether it is kept is one of the `Rules`."""
VOUCHER = Shape(
    """
    Id guid read-only; VoucherDate day; VoucherText text <=1000 required; Rows list VOUCHER_ROW required;
    NumberAndNumberSeries text read-only null; NumberSeries text null; ImportedVoucherNumber text read-only null;
    Attachments object ATTACHMENT_LINK; ModifiedUtc day read-only null; VoucherType whole; SourceId guid read-only
    null; CreatedUtc day read-only
    """,
    VOUCHER_ROW=VOUCHER_ROW,
)
"""A voucher."""
VOUCHER_DRAFT_ROW = Shape(
    """
    AccountNumber whole 1..9999999999 required; DebitAmount amount 0..1000000000 2dec; CreditAmount amount
    0..1000000000 2dec; VatCodeId guid null; CostCenterItemId1 guid null; CostCenterItemId2 guid null;
    CostCenterItemId3 guid null; TransactionText text <=50 null; ProjectId guid null; Quantity amount 2dec null;
    Weight amount 2dec null; DeliveryDate day null; HarvestYear whole null
    """,
)
"""A row of a voucher draft."""
VOUCHER_DRAFT = Shape(
    """
    Id guid read-only; VoucherDate day; VoucherText text <=1000 null; NumberSeries text null; CreatedUtc day
    read-only; ModifiedUtc day read-only null; Rows list VOUCHER_DRAFT_ROW null
    """,
    VOUCHER_DRAFT_ROW=VOUCHER_DRAFT_ROW,
)
"""A voucher draft."""
ACCOUNT = Shape(
    """
    Name text <=100 required; Number text required; VatCodeId guid null; VatCodeDescription text read-only null;
    FiscalYearId guid required; ReferenceCode text read-only null; Type whole read-only; TypeDescription text
    read-only null; ModifiedUtc day read-only; CreatedUtc day read-only; IsActive flag required;
    AllowTransactionText flag; IsFirstCostCenterMandatory flag; IsProjectAllowed flag; IsCostCenterAllowed flag;
    IsBlockedForManualBooking flag; Description text read-only null
    """,
)
"""An account of one fiscal year."""
ARTICLE = Shape(
    """
    Id guid read-only; IsActive flag required; Number text <=40 required; Name text <=50 required; NameEnglish text
    <=50 null; NetPrice amount 0..99000000 2dec; NetPriceWithDiscount amount 0..99000000 2dec; GrossPrice amount
    0..99000000 2dec; CodingId guid required; CodingName text read-only null; UnitId guid required; UnitName text
    read-only null; UnitAbbreviation text read-only null; StockBalance amount -1000000000000000..1000000000000000
    2dec; StockBalanceManuallyChangedUtc day read-only null; StockBalanceReserved amount read-only;
    StockBalanceAvailable amount read-only; CreatedUtc day read-only; ChangedUtc day read-only; HouseWorkType whole
    null; PurchasePrice amount 0..99000000; PurchasePriceManuallyChangedUtc day read-only null; SendToWebshop flag;
    UsesMoss flag; ArticleLabels list null; MessageThreads list read-only null; Notes list read-only null; Note text
    <=4000 null; IsStock flag; ShowStockInformation flag read-only; IsServiceArticle flag read-only;
    StockLocationReference text null; FreightCosts amount 0..99000000; FreightCostsManuallyChangedUtc day read-only
    null; UpdateStockPrices flag; Barcodes list null; StockValue amount read-only; GreenTechnologyType whole null;
    DiscountPercentage amount; CurrencyCode text <=3 null; PurchasePriceWithCurrency amount; FreightCostWithCurrency
    amount; OrderingPoint amount null; SupplierId guid null; SupplierArticleNumber text <=16 null
    """,
)
"""An article."""
ATTACHMENT = Shape(
    """
    Id guid; ContentType text <=15 required; FileName text <=200 required; Data text null; Url text null; Comment
    text null
    """,
)
"""A file to keep."""
EMAIL = Shape(
    """
    Email text <=255 null; CcRecipients list null; Subject text null; Message text null
    """,
)
"""To whom an invoice is sent."""
