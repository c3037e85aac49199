"""The API in the trade's words, over a real socket: what is asked, what is sent, and what comes of the answers."""

import socket
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from openpos.domain.company import Variant
from openpos.domain.errors import Unavailable
from openpos.sync.answers import Fields, kronor
from openpos.sync.pace import Pace
from openpos.sync.spiris import Spiris, customer_of
from openpos.sync.trouble import Doing, SpirisNo
from openpos.sync.wire import Answer, Outcome
from tests.fixtures.connected import connection_to
from tests.fixtures.far_side import Asked, Told, far_side, gives, page

SINCE = datetime(2026, 11, 19, 8, 30, 0, 250_000, tzinfo=UTC)
REFUSED_TOKEN = gives(401, raw=b"")


def refusal(code: int, words: str = "no") -> dict[str, Any]:
    return {"ErrorCode": code, "DeveloperErrorMessage": words, "ErrorId": "e-1", "Errors": []}


def pages_of(rows: list[dict[str, Any]], size: int) -> Told:
    """A list that is given in pages of `size`, whatever was asked for."""

    def told(asked: Asked, line: socket.socket) -> None:
        number = int(asked.query["$page"])
        of = -(-len(rows) // size)
        gives(200, page(rows[(number - 1) * size : number * size], number=number, of=of, total=len(rows)))(asked, line)

    return told


def test_every_page_of_a_list_is_read_also_where_pages_are_smaller_than_asked_for() -> None:
    rows = [{"Id": f"d-{number}"} for number in range(120)]
    with far_side(pages_of(rows, 50)) as side, connection_to(side) as connection:
        read = [draft.text("Id") for draft in connection.spiris.voucher_drafts()]
    assert read == [row["Id"] for row in rows]
    assert [asked.query["$page"] for asked in side.asked] == ["1", "2", "3"]
    assert all(asked.query["$orderby"] == "CreatedUtc" for asked in side.asked)


def test_a_list_that_does_not_turn_its_pages_is_not_believed() -> None:
    told = gives(200, page([{"Id": "1"}], number=1, of=3))
    with (
        far_side(told) as side,
        connection_to(side) as connection,
        pytest.raises(Unavailable, match="not understand"),
    ):
        list(connection.spiris.invoice_drafts())


@pytest.mark.parametrize(
    "body",
    [
        {"Data": []},
        {"Meta": {"CurrentPage": 1, "TotalNumberOfPages": 1}, "Data": []},
        {"Meta": page([])["Meta"]},
        page([], of=10**9),
        {**page([]), "Data": [3]},
    ],
)
def test_what_is_no_page_is_not_understood(body: Any) -> None:
    with far_side(gives(200, body)) as side, connection_to(side) as connection, pytest.raises(Unavailable):
        connection.spiris.units()


def test_camel_case_answers_are_read_as_well() -> None:
    body = {
        "name": "Kafé AB Sandbox",
        "corporateIdentityNumber": "556677-8899",
        "productVariant": 5,
        "companyStatus": 1,
    }
    with far_side(gives(200, body)) as side, connection_to(side) as connection:
        company = connection.spiris.company()
    assert (company.name, company.organisation_number) == ("Kafé AB Sandbox", "556677-8899")
    assert company.variant is Variant.PRO
    assert company.sandbox


def test_a_year_one_lock_date_is_none_and_an_unknown_variant_is_said_to_be_unknown() -> None:
    body = {"Name": "A", "CompanyIdentifier": "co", "ProductVariant": 77, "AccountingLockedTo": "0001-01-01T00:00:00"}
    with far_side(gives(200, body)) as side, connection_to(side) as connection:
        company = connection.spiris.company()
    assert company.locked_to is None
    assert company.variant is Variant.UNKNOWN
    assert not company.variant.vouchers


@pytest.mark.parametrize("body", [{}, {"Id": "other"}, {"Id": "c\x00"}, {"Meta": None, "Data": None}, page([])])
def test_an_answer_that_is_another_object_is_not_taken_for_this_one(body: dict[str, Any]) -> None:
    with far_side(gives(200, body)) as side, connection_to(side) as connection:
        for read in (connection.spiris.company, lambda: connection.spiris.customer("c")):
            with pytest.raises(Unavailable, match="does not understand"):
                read()


def test_the_books_are_read() -> None:
    answers = [
        page([{"Id": "y", "StartDate": "2026-01-01", "EndDate": "2026-12-31T00:00:00Z", "BookkeepingMethod": 1}]),
        page([{"FiscalYearId": "y", "Number": "1910", "Name": "Kassa", "IsActive": True}]),
        page([{"Id": "v", "Code": "MP1", "VatRate": 25.0, "RelatedAccounts": {"AccountNumber1": 2611}}]),
        page([{"Id": "t", "Name": "30 dagar", "NumberOfDays": 30, "TermsOfPaymentTypeId": 0}]),
        page([{"Number": 1, "Items": [{"Id": "c", "ShortName": "KA", "Name": "Kafé", "IsActive": True}]}]),
        page([{"Id": "u", "Code": "ST", "Abbreviation": "st"}]),
        page(
            [{"Id": "k", "VatRatePercent": 12, "DomesticSalesSubjectToVatAccountNumber": 3002, "IsActive": True}],
        ),
        page(
            [{"Id": "n", "FirstName": "Eva", "LastName": "Ek"}, {"Id": "m", "Email": "a@b.se", "IsCurrentUser": True}]
        ),
    ]
    with far_side(*(gives(200, answer) for answer in answers)) as side, connection_to(side) as connection:
        spiris = connection.spiris
        (year,) = spiris.fiscal_years()
        (account,) = spiris.accounts("y/1")
        (vat_code,) = spiris.vat_codes()
        (terms,) = spiris.terms()
        (item,) = spiris.cost_centre_items()
        (unit,) = spiris.units()
        (coding,) = spiris.article_codings(date(2026, 11, 20))
        users = spiris.users()
    assert year.holds(date(2026, 12, 31))
    assert account.name == "Kassa"
    assert (vat_code.rate_bp, vat_code.accounts) == (2500, ("2611",))
    assert (terms.days, terms.for_sales) == (30, True)
    assert item.code == "KA"
    assert unit.abbreviation == "st"
    assert (coding.rate_bp, coding.account) == (1200, "3002")
    assert [user.name for user in users] == ["a@b.se", "Eva Ek"]
    assert side.asked[1].path == "/v2/accounts/y%2F1"


def test_neither_order_nor_filter_may_be_taken_and_the_whole_year_is_read_then() -> None:
    vouchers = page([{"Id": "v-1"}], of=2, total=2)
    second = page([{"Id": "v-2"}], number=2, of=2, total=2)
    with (
        far_side(
            gives(400, refusal(6000)), gives(400, refusal(2000)), gives(200, vouchers), gives(200, second)
        ) as side,
        connection_to(side) as connection,
    ):
        assert [row.text("Id") for row in connection.spiris.vouchers("y", SINCE)] == ["v-1", "v-2"]
    assert side.asked[0].query["$filter"] == "ModifiedUtc gt 2026-11-19T08:30:00.250Z"
    asked = [("$orderby" in one.query, "$filter" in one.query, one.query["$page"]) for one in side.asked]
    assert asked == [(True, True, "1"), (False, True, "1"), (False, False, "1"), (False, False, "2")]


@pytest.mark.parametrize("code", [6000, 4006])
def test_a_list_that_is_refused_altogether_is_told(code: int) -> None:
    refused = gives(400, refusal(code))
    with (
        far_side(refused) as side,
        connection_to(side) as connection,
        pytest.raises(SpirisNo) as told,
    ):
        list(connection.spiris.voucher_drafts())
    assert told.value.trouble.code == code
    assert len(side.asked) == (2 if code == 6000 else 1)


def test_an_article_is_found_where_its_number_is_no_filter() -> None:
    articles = page([{"Id": "a-1", "Number": "1", "IsActive": True}, {"Id": "a-2", "Number": "2", "IsActive": True}])
    with far_side(gives(400, refusal(6001)), gives(200, articles)) as side, connection_to(side) as connection:
        found = connection.spiris.article("2")
    assert found is not None
    assert found.id == "a-2"


def test_not_there_may_be_said_without_a_body() -> None:
    """So the contract has it for vouchers and their drafts; a page of a gateway says nothing."""
    problem = {"type": "about:blank", "title": "Not Found", "status": 404}
    with (
        far_side(
            gives(404, raw=b""), gives(404, problem), gives(404, raw=b"<html>nginx</html>"), gives(404, raw=b"")
        ) as side,
        connection_to(side) as connection,
    ):
        assert connection.spiris.voucher_draft("d") is None
        assert connection.spiris.voucher_draft("d") is None
        with pytest.raises(Unavailable, match="not understand"):
            connection.spiris.voucher_draft("d")
        assert connection.spiris.convert_voucher_draft("d").outcome is Outcome.UNKNOWN


def test_what_is_not_there_is_none_and_a_refusal_is_told() -> None:
    with (
        far_side(gives(404, refusal(3000)), gives(403, refusal(4006))) as side,
        connection_to(side) as connection,
    ):
        assert connection.spiris.voucher_draft("d") is None
        with pytest.raises(SpirisNo) as refused:
            connection.spiris.voucher_draft("d")
    assert refused.value.trouble.doing is Doing.CONFIGURATION


def test_a_page_of_html_that_says_not_found_does_not_mean_that_it_is_gone() -> None:
    told = gives(404, raw=b"<html>not found</html>")
    with far_side(told) as side, connection_to(side) as connection, pytest.raises(Unavailable):
        connection.spiris.invoice_draft("d")


KEEPS_DAY = {"keepOriginalDraftDate": "true", "overrideCompanyKeepOriginalDraftDate": "true"}
WRITES: list[tuple[Callable[[Spiris], Answer], str, str, dict[str, str]]] = [
    (lambda s: s.post_voucher_draft({"A": 1}), "POST", "voucherdrafts", {"amountIncludesVat": "false"}),
    (lambda s: s.convert_voucher_draft("d"), "POST", "voucherdrafts/d/convert", {}),
    (lambda s: s.delete_voucher_draft("d"), "DELETE", "voucherdrafts/d", {}),
    (
        lambda s: s.post_voucher({"NumberSeries": "K"}),
        "POST",
        "vouchers",
        {"useAutomaticVatCalculation": "false", "useDefaultVatCodes": "true", "useDefaultVoucherSeries": "false"},
    ),
    (lambda s: s.post_invoice_draft({}), "POST", "customerinvoicedrafts", {}),
    (lambda s: s.convert_invoice_draft("d", {}), "POST", "customerinvoicedrafts/d/convert", KEEPS_DAY),
    (lambda s: s.put_invoice_draft("d", {}), "PUT", "customerinvoicedrafts/d", {}),
    (lambda s: s.delete_invoice_draft("d"), "DELETE", "customerinvoicedrafts/d", {}),
    (lambda s: s.email_invoice("i", {}), "POST", "customerinvoices/i/email", {}),
    (lambda s: s.put_customer("c", {}), "PUT", "customers/c", {}),
    (lambda s: s.post_article({}), "POST", "articles", {}),
    (lambda s: s.post_attachment({}), "POST", "attachments", {}),
    (lambda s: s.link_attachment({}), "POST", "attachmentlinks", {}),
]


@pytest.mark.parametrize(("write", "method", "path", "query"), WRITES, ids=[path for _, _, path, _ in WRITES])
def test_what_is_written_where(
    write: Callable[[Spiris], Answer], method: str, path: str, query: dict[str, str]
) -> None:
    with far_side(gives(201, {"Id": "n"})) as side, connection_to(side) as connection:
        assert write(connection.spiris).outcome is Outcome.DONE
    (asked,) = side.asked
    assert (asked.method, asked.path, asked.query) == (method, f"/v2/{path}", query)
    assert asked.headers["authorization"] == "Bearer access"


def test_amounts_are_written_as_decimals() -> None:
    with far_side(gives(201, {"Id": "n"})) as side, connection_to(side) as connection:
        connection.spiris.post_voucher_draft({"Rows": [{"AccountNumber": 1910, "DebitAmount": kronor(10)}]})
    assert side.asked[0].content == b'{"Rows":[{"AccountNumber":1910,"DebitAmount":0.10}]}'
    assert kronor(-5) == Decimal("-0.05")


def test_a_refused_token_is_renewed_once_and_the_call_repeated_once() -> None:
    with far_side(REFUSED_TOKEN, gives(201, {"Id": "n"})) as side, connection_to(side) as connection:
        assert connection.spiris.post_voucher({}).outcome is Outcome.DONE
        assert len(side.asked) == 2
    with far_side(REFUSED_TOKEN) as side, connection_to(side) as connection:
        answer = connection.spiris.post_voucher({})
        assert len(side.asked) == 2
    assert answer.outcome is Outcome.REJECTED
    assert answer.trouble is not None
    assert answer.trouble.doing is Doing.CONFIGURATION


def test_without_a_token_nothing_was_sent() -> None:
    with far_side(gives(201, {"Id": "n"})) as side, connection_to(side) as connection:
        connection.disconnect()
        lost = connection.spiris.post_voucher({})
        assert lost.outcome is Outcome.REJECTED
        with pytest.raises(SpirisNo, match="not connected"):
            connection.spiris.company()
        assert not side.asked


def test_a_stopped_connection_sends_nothing_more() -> None:
    with far_side(gives(201, {"Id": "n"})) as side, connection_to(side) as connection:
        connection.stop()
        assert connection.spiris.post_voucher({}).outcome is Outcome.NOT_SENT
        assert not side.asked


def test_too_many_calls_wait_and_a_reading_goes_on_by_itself() -> None:
    throttled = gives(429, refusal(4010, "Retry in 1 seconds"))
    with (
        far_side(throttled, gives(200, {"Name": "A", "CompanyIdentifier": "co"})) as side,
        connection_to(side, pace=Pace(speed=50)) as connection,
    ):
        assert connection.spiris.company().name == "A"
        side.told[:] = [throttled]
        assert connection.spiris.post_voucher({}).outcome is Outcome.THROTTLED
        with pytest.raises(Unavailable, match="wait"):
            connection.spiris.company()


def test_an_article_is_found_by_its_whole_number_only() -> None:
    rows = [{"Id": "a", "Number": "K1-25-VARA-2"}, {"Id": "b", "Number": "K1'25", "IsActive": True}]
    with far_side(gives(200, page(rows))) as side, connection_to(side) as connection:
        found = connection.spiris.article("K1'25")
        assert found is not None
        assert found.id == "b"
        assert connection.spiris.article("K1") is None
    assert side.asked[0].query["$filter"] == "Number eq 'K1''25'"


def test_a_customer_is_read_without_what_does_not_belong_on_paper() -> None:
    row = {
        "Id": "c-1",
        "Name": "Ek\u0000 & \u202eSöner " + "x" * 300,
        "CustomerNumber": "17",
        "InvoiceCity": "Åre\n",
        "IsActive": True,
        "ChangedUtc": "2026-11-20T09:00:00Z",
        "InvoiceAddress1": None,
    }
    customer = customer_of(Fields(row))
    assert customer.name.startswith("Ek & Söner x")
    assert len(customer.name) == 100
    assert customer.address.city == "Åre"
    assert customer.active
