"""What a new company in the simulated service has: accounts, codings, terms, customers. All of it is invented.

Accounts are those of the BAS chart that a shop needs. The same company gets the same ids every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpos.ids import derived
from openpos.simulators.spiris.shapes import CUSTOMER
from openpos.simulators.spiris.shelves import Change, Row

STANDARD, INVOICING, BOOKKEEPING, SOLO, PRO, INVOICING_COLLABORATION = 1, 2, 3, 4, 5, 6
"""Product variants (CompanySettingsApi.ProductVariant)."""
INACTIVE, ACTIVE, READ_ONLY = 0, 1, 2
"""States of a company (CompanySettingsApi.CompanyStatus)."""

_ACCOUNTS = """
1510 Kundfordringar; 1580 Fordringar för kontokort och kuponger; 1630 Skattekonto; 1680 Andra kortfristiga
fordringar; 1686 Fordringar på kortföretag; 1910 Kassa; 1911 Växelkassa; 1920 PlusGiro; 1930 Företagskonto; 1940
Övriga bankkonton; 2010 Eget kapital; 2081 Aktiekapital; 2099 Årets resultat; 2420 Förskott från kunder; 2421 Ej
inlösta presentkort; 2440 Leverantörsskulder; 2611 Utgående moms på försäljning, 25 %; 2614 Utgående moms omvänd
skattskyldighet, 25 %; 2621 Utgående moms på försäljning, 12 %; 2631 Utgående moms på försäljning, 6 %; 2640
Ingående moms; 2641 Debiterad ingående moms; 2650 Redovisningskonto för moms; 2820 Kortfristiga skulder till
anställda; 2890 Övriga kortfristiga skulder; 3001 Försäljning 25 % moms; 3002 Försäljning 12 % moms; 3003
Försäljning 6 % moms; 3004 Försäljning momsfri; 3041 Försäljning tjänster 25 % moms; 3042 Försäljning tjänster
12 % moms; 3043 Försäljning tjänster 6 % moms; 3044 Försäljning tjänster momsfri; 3051 Försäljning varor 25 %
moms; 3740 Öres- och kronutjämning; 3790 Övriga intäktskorrigeringar; 3990 Övriga ersättningar; 3999 Övriga
rörelseintäkter; 4010 Inköp varor; 5460 Förbrukningsmaterial; 6071 Representation, avdragsgill; 6110
Kontorsmateriel; 6570 Bankkostnader; 6992 Övriga externa kostnader, ej avdragsgilla; 7699 Övriga
personalkostnader; 8999 Årets resultat
"""
_BLOCKED = frozenset({"1510", "2440", "8999"})
"""Led by ledgers: the program does not let anybody book on them by hand."""
_INACTIVE = frozenset({"3990"})
_CODINGS = (
    ("Varor 25 %", "Varor", 25, 3001, 2611),
    ("Varor 12 %", "Varor", 12, 3002, 2621),
    ("Varor 6 %", "Varor", 6, 3003, 2631),
    ("Varor momsfri", "Varor", 0, 3004, None),
    ("Tjänster 25 %", "Tjänster", 25, 3041, 2611),
    ("Tjänster 12 %", "Tjänster", 12, 3042, 2621),
    ("Tjänster 6 %", "Tjänster", 6, 3043, 2631),
    ("Tjänster momsfri", "Tjänster", 0, 3044, None),
    ("Öresutjämning", "Varor", 0, 3740, None),
)
_VAT_CODES = (
    ("05", "Momspliktig försäljning 25 %", 25, 2611),
    ("06", "Momspliktig försäljning 12 %", 12, 2621),
    ("07", "Momspliktig försäljning 6 %", 6, 2631),
    ("42", "Övrig försäljning, momsfri", 0, None),
    ("48", "Ingående moms", 25, 2641),
)
_VAT_CODE_OF_ACCOUNT = {"2611": "05", "2621": "06", "2631": "07", "2641": "48", "3004": "42"}
_VAT_WORDS = {code: f"{code} {text}" for code, text, _, _ in _VAT_CODES}
_TERMS = (
    ("10 dagar", 10, 0),
    ("15 dagar", 15, 0),
    ("20 dagar", 20, 0),
    ("30 dagar", 30, 0),
    ("Innevarande månad", 0, 1),
    ("Kontant", 0, 2),
    ("Kort", 0, 3),
)
THIRTY_DAYS = 3
"""Which of the terms customers have, as the program suggests it."""
_UNITS = (("Styck", "st"), ("Kilogram", "kg"), ("Liter", "l"), ("Timme", "tim"), ("Meter", "m"))
FIRMS = (
    "Almviks Bygg AB", "Björkdungens Förskola", "Café Kornblixt", "Dalforsa Måleri HB", "Ekhaga Samfällighet",
    "Forsnäs Taxi AB", "Granlidens Äldreboende", "Havsörn Charter AB", "Idrottsföreningen Lyktan", "Järnvallens Plåt",
    "Kvarnbäckens Trädgård", "Ljungsunds Revision AB", "Mossängens Gård HB", "Norrviks Rör AB", "Odensala Hästklubb",
    "Pilbyns Kommun", "Ripans Fritids", "Sjöstugans Konferens AB", "Tallmons Åkeri AB", "Upplandets Kulturskola",
)  # fmt: skip
PEOPLE = (
    "Åsa Lindkvarn", "Örjan Havstad", "Sigrid Myrbäck", "Torvald Klippsten", "Maj-Britt Sandelius", "Yngve Björnfot",
    "Linnéa Forsvall", "Rasmus Åkerdal", "Ebba Vinterqvist", "Göran Stenhagen",
)  # fmt: skip
_STREETS = ("Storgatan", "Kyrkogatan", "Skolvägen", "Hamngatan", "Björkvägen", "Järnvägsgatan")
_TOWNS = (
    ("111 22", "Stockholm"),
    ("411 05", "Göteborg"),
    ("753 20", "Uppsala"),
    ("903 26", "Umeå"),
    ("371 31", "Karlskrona"),
)


_NOBODY: Mapping[str, Any] = {
    "Id": "",
    **CUSTOMER.read(
        {
            "Name": "-",
            "InvoiceCity": "-",
            "InvoicePostalCode": "-",
            "TermsOfPaymentId": "00000000-0000-0000-0000-000000000000",
            "IsPrivatePerson": False,
            "IsActive": True,
            "InvoiceCountryCode": "SE",
            "CurrencyCode": "SEK",
            "SalesDocumentLanguage": "sv",
        },
        [],
    ),
    "LastInvoiceDate": None,
    "UnpaidInvoicesAmount": Decimal(0),
    "IsFutureInvoiceDateAllowed": False,
}


@dataclass(frozen=True, slots=True)
class Belongings:
    """What makes one company differ from another."""

    name: str = "Demobutiken sandbox"
    organisation_number: str = "556000-4615"
    variant: int = STANDARD
    sandbox: bool = True


def furniture(company_id: str, belongings: Belongings, year: int, stamp: str) -> Iterator[Change]:
    """Everything but fiscal years, accounts and customers. `year` is the current one."""

    def made(kind: str, key: str, row: Row) -> Change:
        identity = derived("spiris", company_id, kind, key)
        return kind, identity, {"Id": identity, **row}

    terms = [
        made(
            "termsofpayments",
            name,
            {
                "Name": name,
                "NameEnglish": name,
                "NumberOfDays": days,
                "TermsOfPaymentTypeId": kind,
                "TermsOfPaymentTypeText": name,
                "AvailableForSales": True,
                "AvailableForPurchase": True,
            },
        )
        for name, days, kind in _TERMS
    ]
    yield from terms
    yield "companysettings", company_id, _settings(company_id, belongings, year, terms[THIRTY_DAYS][1])
    for name, short in _UNITS:
        yield made("units", short, {"Name": name, "Code": short, "Abbreviation": short, "AbbreviationEnglish": short})
    for code, text, rate, account in _VAT_CODES:
        yield made(
            "vatcodes",
            code,
            {
                "Code": code,
                "Description": text,
                "VatRate": Decimal(rate),
                "OssCodeType": 0,
                "RelatedAccounts": {"AccountNumber1": account, "AccountNumber2": None, "AccountNumber3": None},
            },
        )
    for name, kind, rate, account, vat_account in _CODINGS:
        yield made("articleaccountcodings", name, _coding(name, kind, rate, account, vat_account, stamp))
    for dimension in (1, 2, 3):
        _, identity, row = made("costcenters", str(dimension), {"Name": f"Kostnadsställe {dimension}"})
        names = (("Butiken", "BUT"), ("Torget", "TOR")) if dimension == 1 else ()
        items = [made("costcenteritems", name, {"Name": name, "ShortName": short}) for name, short in names]
        for _, item_id, item in items:
            whole = {**(item or {}), "CostCenterId": identity, "IsActive": True, "CreatedUtc": stamp}
            yield "costcenteritems", item_id, whole
        yield "costcenters", identity, {**(row or {}), "Number": dimension, "IsActive": dimension == 1}
    yield made("users", "owner", {
        "Email": "agare@example.com", "FirstName": "Karin", "LastName": "Demoägare", "IsActive": True,
        "IsCurrentUser": True, "IsConsultant": False, "HasPurchaseInvoicesApprovalPermission": True,
        "HasVATReportsApprovalPermission": True,
    })  # fmt: skip
    for name, bank_kind, account in (("Företagskonto", 1, 1930), ("Kassa", 2, 1910)):
        yield made("bankaccounts", name, {
            "Bank": None, "BankAccountType": bank_kind, "BankAccountTypeDescription": name, "Bban": None,
            "Iban": None, "Name": name, "NameEnglish": name, "IsActive": True, "LedgerAccountNumber": account,
            "HasActiveBankAgreement": False, "IsDefaultChequeAccount": bank_kind == 1, "CurrencyCode": "SEK",
            "ModifiedUtc": stamp, "BankAccountHolderName": None, "IsEnabledDirectDebit": False,
            "DirectDebitCreditorId": None, "DirectDebitBatchBooking": False, "DirectDebitSendDirectlyToBank": False,
        })  # fmt: skip


def _coding(name: str, kind: str, rate: int, account: int, vat_account: int | None, stamp: str) -> Row:
    taxed, exempt = (account, None) if rate else (None, account)
    return {
        "Name": name,
        "NameEnglish": name,
        "Type": kind,
        "VatRate": str(vat_account or ""),
        "IsActive": True,
        "VatRatePercent": Decimal(rate),
        "DomesticSalesSubjectToReversedConstructionVatAccountNumber": None,
        "DomesticSalesSubjectToVatAccountNumber": taxed,
        "DomesticSalesVatExemptAccountNumber": exempt,
        "ForeignSalesSubjectToMossAccountNumber": None,
        "ForeignSalesSubjectToThirdPartySalesAccountNumber": None,
        "ForeignSalesSubjectToVatWithinEuAccountNumber": None,
        "ForeignSalesVatExemptOutsideEuAccountNumber": None,
        "ForeignSalesVatExemptWithinEuAccountNumber": None,
        "DomesticSalesVatCodeExemptAccountNumber": None,
        "ChangedUtc": stamp,
    }


def fiscal_year(company_id: str, year: int, stamp: str) -> list[Change]:
    """A calendar year with its accounts."""
    identity = derived("spiris", company_id, "fiscalyears", str(year))
    changes: list[Change] = [
        (
            "fiscalyears",
            identity,
            {
                "Id": identity,
                "StartDate": f"{year}-01-01T00:00:00Z",
                "EndDate": f"{year}-12-31T00:00:00Z",
                "IsLockedForAccounting": False,
                "BookkeepingMethod": 0,
            },
        )
    ]
    for entry in _ACCOUNTS.split(";"):
        number, *words = entry.split()
        code = _VAT_CODE_OF_ACCOUNT.get(number, "")
        changes.append(
            (
                "accounts",
                f"{identity}/{number}",
                {
                    "Name": " ".join(words),
                    "Number": number,
                    "VatCodeId": derived("spiris", company_id, "vatcodes", code) if code else None,
                    "VatCodeDescription": _VAT_WORDS.get(code),
                    "FiscalYearId": identity,
                    "ReferenceCode": None,
                    "Type": 0,
                    "TypeDescription": None,
                    "ModifiedUtc": stamp,
                    "CreatedUtc": stamp,
                    "IsActive": number not in _INACTIVE,
                    "AllowTransactionText": True,
                    "IsFirstCostCenterMandatory": False,
                    "IsProjectAllowed": True,
                    "IsCostCenterAllowed": number[0] in "345678",
                    "IsBlockedForManualBooking": number in _BLOCKED,
                    "Description": None,
                },
            )
        )
    return changes


def _settings(company_id: str, of: Belongings, year: int, terms_id: str) -> Row:
    return {
        "Name": of.name,
        "Email": "info@example.com",
        "Phone": "08-123 45 67",
        "MobilePhone": None,
        "Address1": "Storgatan 1",
        "Address2": None,
        "CountryCode": "SE",
        "PostalCode": "111 22",
        "City": "Stockholm",
        "Website": None,
        "CurrencyCode": "SEK",
        "TermsOfPaymentId": terms_id,
        "CorporateIdentityNumber": of.organisation_number,
        "VatCode": f"SE{of.organisation_number.replace('-', '')}01",
        "BankGiro": None,
        "PlusGiro": None,
        "AccountNumberDigits": 4,
        "AccountingLockedTo": f"{year - 2}-12-31T00:00:00Z",
        "AccountingLockInterval": 0,
        "ProductVariant": of.variant,
        "TypeOfBusiness": 1,
        "VatPeriod": 3,
        "ActivatedModules": ["api_standard", "sales_standard", "accounting_standard"],
        "NextCustomerNumber": 2001,
        "NextCustomerInvoiceNumber": 1,
        "ShowPricesExclVatPC": False,
        "HasProportionalVatEnabled": False,
        "UsesCostCenter": of.variant not in {SOLO, INVOICING_COLLABORATION},
        "UsesProject": False,
        "UsesMoss": False,
        "UsesPaymentReferenceNumber": False,
        "DomesticCurrencyRounding": 1,
        "UsesRotReducedInvoicing": False,
        "CompanyStatus": ACTIVE,
        "CompanyIdentifier": company_id,
        "KeepOriginalDraftDate": False,
        "UsesTransactionText": True,
    }


def customer(company_id: str, number: int, terms: Row, stamp: str) -> Row:
    """The customer with this number in the row of all that are made."""
    # The same number makes the same customer: a test that is played again meets the same people.
    identity = derived("spiris customer", company_id, str(number))
    drawn = int(identity[:8], 16)
    everyone = [*FIRMS, *PEOPLE]
    private = number % len(everyone) >= len(FIRMS)
    name = everyone[number % len(everyone)] + (f" {number}" if number >= len(everyone) else "")
    postal_code, city = _TOWNS[drawn % len(_TOWNS)]
    word = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalnum())
    return {
        **_NOBODY,
        "Id": identity,
        "CustomerNumber": str(1001 + number),
        "Name": name,
        "IsPrivatePerson": private,
        "InvoiceAddress1": f"{_STREETS[drawn % len(_STREETS)]} {1 + drawn % 99}",
        "InvoicePostalCode": postal_code,
        "InvoiceCity": city,
        "CorporateIdentityNumber": None if private else organisation_number(drawn),
        "EmailAddress": f"{word}@example.com",
        "ContactPersonName": None if private else PEOPLE[drawn % len(PEOPLE)],
        "Telephone": f"070-{1000000 + drawn % 9000000}",
        "TermsOfPaymentId": terms["Id"],
        "TermsOfPayment": terms,
        "ChangedUtc": stamp,
    }


def organisation_number(drawn: int) -> str:
    """An invented organisation number with a right check digit (Luhn)."""
    digits = f"559{drawn % 1_000_000:06}"
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    check = -sum(number // 10 + number % 10 for number in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{check}"
