"""What speaks against an account, and how accounts are found."""

from datetime import date

import pytest

from openpos.accounting.bas import Kind
from openpos.domain.company import Account, FiscalYear
from openpos.sync.ledger import Doubt, Ledger
from openpos.sync.spiris import ArticleCoding, VatCode

YEAR = FiscalYear("y", date(2026, 1, 1), date(2026, 12, 31))
LEDGER = Ledger.of(
    YEAR,
    [
        Account("y", "1910", "Kassa"),
        Account("y", "1930", "Företagskonto", active=False),
        Account("y", "2440", "Leverantörsskulder", blocked=True),
        Account("y", "2611", "Utgående moms 25 %", vat_code="10 Utgående moms 25 %"),
        Account("y", "2621", "Utgående moms 12 %", vat_code="11 Utgående moms 12 %"),
        Account("y", "2690", "Övrig moms"),
        Account("y", "3001", "Försäljning 25 % moms", vat_code="05 Momspliktig försäljning"),
        Account("y", "3004", "Försäljning momsfri", vat_code="42 Övrigt"),
        Account("y", "3010", "Försäljning övrigt"),
        Account("y", "3020", "Okänd momskod", vat_code="99 Vad är det"),
    ],
    [
        VatCode("a", "10", "", 2500, ()),
        VatCode("b", "11", "", 1200, ()),
        VatCode("c", "05", "", 2500, ()),
        VatCode("d", "42", "", 0, ()),
    ],
)


@pytest.mark.parametrize(
    ("kind", "key", "number", "doubt"),
    [
        (Kind.METHOD, "cash", "1910", None),
        (Kind.METHOD, "cash", "1999", Doubt.MISSING),
        (Kind.METHOD, "swish", "1930", Doubt.INACTIVE),
        (Kind.METHOD, "swish", "2440", Doubt.BLOCKED),
        (Kind.METHOD, "swish", "2611", Doubt.VAT),
        (Kind.EVENT, "tips", "3004", None),
        (Kind.VAT, "2500", "2611", None),
        (Kind.VAT, "2500", "2621", Doubt.VAT),
        (Kind.VAT, "2500", "2690", None),
        (Kind.VAT, "2500", "1910", Doubt.VAT),
        (Kind.GROUP, "2500 Bröd", "3001", None),
        (Kind.GROUP, "1200 Bröd", "3001", Doubt.VAT),
        (Kind.GROUP, "0 Bröd", "3004", None),
        (Kind.GROUP, "1200 Bröd", "3010", None),
        (Kind.GROUP, "1200 Bröd", "3020", None),
        (Kind.GROUP, "1200 Bröd", "2690", Doubt.VAT),
    ],
)
def test_what_speaks_against_an_account(kind: Kind, key: str, number: str, doubt: Doubt | None) -> None:
    assert LEDGER.doubt(kind, key, number) is doubt


def test_what_may_be_overruled() -> None:
    assert [doubt for doubt in Doubt if not doubt.stops] == [Doubt.VAT, Doubt.CODING]


def test_groups_that_can_not_be_invoiced() -> None:
    codings = [
        ArticleCoding("a", "Varor 25 %", "Varor", 2500, "3001", True),
        ArticleCoding("b", "Gammal", "Varor", 1200, "3010", False),
    ]
    ledger = Ledger.of(YEAR, LEDGER.accounts.values(), [], codings)
    assert ledger.doubt(Kind.GROUP, "2500 Bröd", "3001") is None
    assert ledger.doubt(Kind.GROUP, "1200 Bröd", "3001") is Doubt.CODING
    assert ledger.doubt(Kind.GROUP, "1200 Bröd", "3010") is Doubt.CODING, "it is not active"
    assert ledger.doubt(Kind.METHOD, "cash", "1910") is None


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", [account.number for account in LEDGER.search("")]),
        ("26", ["2611", "2621", "2690"]),
        ("utgående 12", ["2621"]),
        ("MOMSFRI", ["3004"]),
        ("%%", []),
    ],
)
def test_accounts_are_found_by_number_and_words(sought: str, found: list[str]) -> None:
    assert [account.number for account in LEDGER.search(sought)] == found
    assert len(LEDGER.search("")) == 10
