"""Connecting to the company: what there is access to, and what a person is told before going on."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from openpos.credentials import CLIENT_ID, Credentials
from openpos.domain.company import Company, FiscalYear, Variant
from openpos.domain.errors import Refused, Unavailable
from openpos.settings import Settings
from openpos.sync.activation import Connection, Verified, check_start_date, client_of, places
from openpos.sync.oauth import Client, Mode
from openpos.sync.trouble import SpirisNo
from tests.fixtures.connected import connection_to
from tests.fixtures.far_side import Told, closed_port, far_side, gives, page
from tests.fixtures.keyrings import MemoryKeyring

TODAY = date(2026, 11, 20)
COMPANY = {
    "Name": "Kafé AB",
    "CorporateIdentityNumber": "556677-8899",
    "CompanyIdentifier": "co-1",
    "ProductVariant": 1,
    "CompanyStatus": 1,
}
YEAR = {"Id": "y", "StartDate": "2026-01-01", "EndDate": "2026-12-31", "BookkeepingMethod": 0}
USERS = page([{"Id": "u", "FirstName": "Eva", "LastName": "Ek", "IsCurrentUser": True}])
ACCOUNTS = page([{"FiscalYearId": "y", "Number": "1910", "Name": "Kassa", "IsActive": True}])
NO_SCOPE = gives(403, {"ErrorCode": 4006, "DeveloperErrorMessage": "scope"})


def refusing(code: int) -> Told:
    return gives(403, {"ErrorCode": code, "DeveloperErrorMessage": "no"})


def verified(*told: Told, mode: Mode = Mode.BOOKKEEPING, company_id: str = "") -> Verified:
    with far_side(*told) as side, connection_to(side) as connection:
        return connection.verify(mode, TODAY, company_id=company_id)


def answers(company: dict[str, Any] | None = None, *, year: dict[str, Any] = YEAR) -> list[Told]:
    coding = {"Id": "c", "Name": "Momsfritt", "Type": "Vara", "IsActive": True, "VatRatePercent": 0}
    codings = page([{**coding, "DomesticSalesVatExemptAccountNumber": 3004}])
    given = [{**COMPANY, **(company or {})}, USERS, page([year]), ACCOUNTS, codings]
    return [gives(200, body) for body in given]


def test_a_company_in_order_has_nothing_to_mend() -> None:
    seen = verified(*answers(), mode=Mode.INVOICING)
    assert seen.good
    assert not seen.findings
    assert seen.user is not None
    assert seen.user.name == "Eva Ek"
    assert [account.number for account in seen.accounts] == ["1910"]


@pytest.mark.parametrize(
    ("company", "mode", "word"),
    [
        ({"ProductVariant": 3}, Mode.INVOICING, "Invoicing is not in"),
        ({"ProductVariant": 6}, Mode.BOOKKEEPING, "Bookkeeping is not in"),
        ({"CompanyStatus": 2}, Mode.BOOKKEEPING, "only be read"),
        ({"CompanyStatus": 0}, Mode.BOOKKEEPING, "not active"),
    ],
)
def test_what_the_package_lacks_is_said(company: dict[str, Any], mode: Mode, word: str) -> None:
    seen = verified(*answers(company), mode=mode)
    assert not seen.good
    assert any(word in str(finding) for finding in seen.findings)


def test_bookkeeping_alone_needs_no_invoicing() -> None:
    assert verified(*answers({"ProductVariant": 3})).good


def test_a_year_without_bookkeeping_stops_and_a_missing_one_is_told() -> None:
    assert not verified(*answers(year={**YEAR, "BookkeepingMethod": 2})).good
    seen = verified(*answers(year={**YEAR, "EndDate": "2026-06-30"}))
    assert seen.good
    assert "no fiscal year" in str(seen.findings[0])


def test_a_missing_right_is_told_once() -> None:
    seen = verified(gives(200, COMPANY), NO_SCOPE)
    assert [str(finding) for finding in seen.findings if finding.stops] == [
        "The connection may not do all that is needed. Connect to Spiris again on the Integrations page."
    ]


def test_a_consultant_is_advised_against() -> None:
    consultant = page([{"Id": "u", "FirstName": "Bo", "IsConsultant": True, "IsCurrentUser": True}])
    told = answers()
    told[1] = gives(200, consultant)
    seen = verified(*told)
    assert seen.good
    assert "Bo is a consultant" in str(seen.findings[0])


def test_another_company_than_before_is_refused() -> None:
    with pytest.raises(Refused, match="another company"):
        verified(*answers(), company_id="co-2")
    assert verified(*answers(), company_id="co-1").good


def test_what_cannot_be_read_now_is_no_finding() -> None:
    with pytest.raises(Unavailable):
        verified(gives(200, COMPANY), gives(503))
    with pytest.raises(SpirisNo):
        verified(gives(200, COMPANY), refusing(2000))


COMPANY_LOCKED = Company("co-1", "Kafé AB", "", Variant.PRO, locked_to=date(2026, 10, 31))
YEARS = [
    FiscalYear("x", date(2025, 1, 1), date(2025, 12, 31), locked=True),
    FiscalYear("y", date(2026, 1, 1), date(2026, 12, 31)),
]


def test_sales_are_exported_from_a_day_that_is_open_in_the_books() -> None:
    assert check_start_date(date(2026, 11, 1), COMPANY_LOCKED, YEARS).id == "y"
    unlocked = Company("co-1", "Kafé AB", "", Variant.PRO)
    for company, day, word in [
        (COMPANY_LOCKED, date(2026, 10, 31), "locked up to 2026-10-31"),
        (unlocked, date(2025, 12, 31), "is locked"),
        (unlocked, date(2027, 1, 1), "no fiscal year"),
    ]:
        with pytest.raises(Refused, match=word):
            check_start_date(day, company, YEARS)


def added(*told: Told, number: str = "1686") -> tuple[str, int]:
    with far_side(*told) as side, connection_to(side) as connection:
        (account,) = connection.add_accounts(YEARS[1], {number: "Kortlösen"})
        return account.number, sum(asked.method == "POST" for asked in side.asked)


THERE = page([{"FiscalYearId": "y", "Number": "1686", "Name": "Kortlösen", "IsActive": True}])


def test_an_account_is_added_once() -> None:
    assert added(gives(200, THERE), gives(200, THERE)) == ("1686", 0)
    assert added(gives(200, ACCOUNTS), gives(201, {"Number": "1686"}), gives(200, THERE)) == ("1686", 1)
    assert added(gives(200, ACCOUNTS), gives(500), gives(200, THERE)) == ("1686", 1), "made, though the answer was lost"


def test_accounts_that_cannot_be_added_are_told_at_once() -> None:
    no = gives(400, {"ErrorCode": 4000, "DeveloperErrorMessage": "no"})
    told = (gives(200, ACCOUNTS), gives(201, {"Number": "1686"}), no, no, gives(200, THERE))
    wanted = {"1686": "Kortlösen", "2421": "Presentkort", "6992": "Kassadifferenser"}
    with far_side(*told) as side, connection_to(side) as connection:
        with pytest.raises(Refused, match=r": 2421, 6992\. It says"):
            connection.add_accounts(YEARS[1], wanted)
        assert sum(asked.method == "POST" for asked in side.asked) == 3
    with pytest.raises(SpirisNo):
        added(gives(200, ACCOUNTS), refusing(4007))
    with pytest.raises(Unavailable):
        added(gives(200, ACCOUNTS), gives(500), gives(200, ACCOUNTS))
    for wrong in ("", "19", "19 10", "19100000", "١٩١٠"):
        with pytest.raises(Refused):
            added(gives(200, ACCOUNTS), number=wrong)


def test_addresses_come_from_the_environment_before_the_settings() -> None:
    chosen = Settings(spiris_api_url="https://api.example.se/v2", spiris_redirect_port=5000)
    where = places(chosen, {"OPENPOS_SPIRIS_IDENTITY_URL": "http://127.0.0.1:9/"})
    assert (where.api, where.identity) == ("https://api.example.se/v2/", "http://127.0.0.1:9/")
    assert where.redirect_port == 5000
    with pytest.raises(Refused):
        places(chosen, {"OPENPOS_SPIRIS_API_URL": "http://example.se/"})


def test_the_client_comes_from_the_environment_before_the_keyring() -> None:
    keyring = MemoryKeyring()
    credentials = Credentials("k1", backend=keyring)
    given = {"OPENPOS_SPIRIS_CLIENT_ID": "a", "OPENPOS_SPIRIS_CLIENT_SECRET": "b"}
    assert client_of(given, credentials) == Client("a", "b")
    assert client_of({}, credentials) is None
    credentials.put(CLIENT_ID, "kept")
    assert client_of({"OPENPOS_SPIRIS_CLIENT_SECRET": "b"}, credentials) == Client("kept", "b")
    keyring.locked = True
    with pytest.raises(Unavailable, match="keyring"):
        client_of({}, credentials)


def test_the_whole_consent() -> None:
    keyring, free_port = MemoryKeyring(), closed_port()
    tokens = {"access_token": "a", "refresh_token": "r", "expires_in": 3600}
    with far_side(gives(200, tokens)) as identity:
        where = places(
            Settings(spiris_redirect_port=free_port),
            {"OPENPOS_SPIRIS_IDENTITY_URL": identity.base, "OPENPOS_SPIRIS_API_URL": identity.base},
        )
        connection = Connection(where, Credentials("k1", backend=keyring))
        consent = connection.ask(Client("shop", "s"), Mode.BOOKKEEPING)
        asked = parse_qs(urlsplit(consent.address).query)
        with connection.listen(consent) as loopback:
            back = asked["redirect_uri"][0].replace("localhost", "127.0.0.1")
            with urlopen(f"{back}?code=c&state={asked['state'][0]}", timeout=5) as answer:  # noqa: S310 - this machine
                assert answer.status == 200
            connection.finish(Client("shop", "s"), consent, loopback.wait(5))
        assert connection.tokens.access() == "a"
        connection.close()
    assert keyring.secrets() == {"shop", "s", "r"}
