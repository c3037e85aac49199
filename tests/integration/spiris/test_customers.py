"""Customers and articles in the simulated service: made, replaced whole, listed in pages, asked for."""

from typing import Any

import httpx
import pytest

from openpos.simulators.spiris import SpirisSimulator


def refused(answer: httpx.Response, code: int, status: int = 400) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["ErrorCode"]) == (status, code), body
    return body


def complained(answer: httpx.Response) -> set[str]:
    return {error["Field"] for error in refused(answer, 2000)["Errors"]}


def customer(spiris: SpirisSimulator, **fields: Any) -> dict[str, Any]:
    return {
        "Name": "Nya Kunden AB", "InvoiceCity": "Umeå", "InvoicePostalCode": "903 26", "IsActive": True,
        "TermsOfPaymentId": spiris.customers[0]["TermsOfPaymentId"], "IsPrivatePerson": False, **fields,
    }  # fmt: skip


def listed(api: httpx.Client, path: str = "customers", **query: str) -> list[Any]:
    answer = api.get(path, params={f"${name}": value for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    return [row["CustomerNumber"] for row in answer.json()["Data"]]


def test_put_empties_what_is_left_out(spiris: SpirisSimulator, api: httpx.Client) -> None:
    before = spiris.customers[0]
    assert before["Telephone"]
    body = customer(spiris, Name="Nytt namn AB", InvoiceAddress1="Nygatan 2")
    after = api.put(f"customers/{before['Id']}", json=body).json()
    assert (after["Name"], after["InvoiceAddress1"]) == ("Nytt namn AB", "Nygatan 2")
    assert (after["Telephone"], after["EmailAddress"], after["ContactPersonName"]) == (None, None, None)
    assert after["CustomerNumber"] == before["CustomerNumber"]
    assert after["ChangedUtc"] > before["ChangedUtc"]
    body.pop("InvoiceCity")
    assert complained(api.put(f"customers/{before['Id']}", json=body)) == {"InvoiceCity"}
    spiris.complaints.clear()


def test_a_customer_read_whole_and_written_back_keeps_everything(spiris: SpirisSimulator, api: httpx.Client) -> None:
    before = api.get(f"customers/{spiris.customers[3]['Id']}").json()
    # What is left out is empty, so that what is empty may be left out; the contract wants no null for an object.
    sent = {name: value for name, value in before.items() if value is not None}
    after = api.put(f"customers/{before['Id']}", json={**sent, "InvoiceAddress1": "Nygatan 2"}).json()
    assert {**before, "InvoiceAddress1": "Nygatan 2", "ChangedUtc": after["ChangedUtc"]} == after


def test_new_customers_get_numbers_that_nobody_else_has(spiris: SpirisSimulator, api: httpx.Client) -> None:
    first, second = (api.post("customers", json=customer(spiris)).json()["CustomerNumber"] for _ in range(2))
    assert (first, second) == ("2001", "2002")
    refused(api.post("customers", json=customer(spiris, CustomerNumber="2001")), 4000)
    assert api.post("customers", json=customer(spiris, CustomerNumber="X-7")).status_code == 201


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"Name": "x" * 51}, 2000),
        ({"Name": ""}, 2000),
        ({"Namn": "x"}, 2000),
        ({"IsActive": "yes"}, 2000),
        ({"EmailAddress": "ingen"}, 2000),
        ({"CorporateIdentityNumber": "556000-4616"}, 4008),
        ({"VatNumber": "55"}, 4025),
    ],
)
def test_customers_that_are_refused(
    spiris: SpirisSimulator, api: httpx.Client, fields: dict[str, Any], code: int
) -> None:
    refused(api.post("customers", json=customer(spiris, **fields)), code)
    assert len(spiris.customers) == 30
    spiris.complaints.clear()


def test_deleting_is_for_those_who_were_never_invoiced(spiris: SpirisSimulator, api: httpx.Client) -> None:
    made = api.post("customers", json=customer(spiris)).json()
    draft = {"CustomerId": made["Id"], "EuThirdParty": False, "RotReducedInvoicingType": 0, "Rows": []}
    kept = api.post("customerinvoicedrafts", json=draft).json()
    refused(api.delete(f"customers/{made['Id']}"), 4001)
    assert api.delete(f"customerinvoicedrafts/{kept['Id']}").status_code == 200
    assert api.delete(f"customers/{made['Id']}").status_code == 200
    refused(api.get(f"customers/{made['Id']}"), 3000, 404)


def test_fifty_rows_make_a_page_unless_more_are_asked_for(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.add_customers(1071)
    meta = api.get("customers").json()["Meta"]
    assert (meta["PageSize"], meta["TotalNumberOfPages"], meta["TotalNumberOfResults"]) == (50, 23, 1101)
    assert len(listed(api, pagesize="5000")) == 1000
    numbers = [number for page in ("1", "2") for number in listed(api, page=page, pagesize="1000")]
    assert len(set(numbers)) == 1101
    assert listed(api, page="3", pagesize="1000") == []
    refused(api.get("customers", params={"$page": "0"}), 6001)
    assert listed(api, top="3") == listed(api)
    assert spiris.requests[-2].ignored == ["?$top"]
    spiris.complaints.clear()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("CustomerNumber eq '1003'", ["1003"]),
        ("contains(Name, 'KORN')", ["1003"]),
        ("startswith(Name,'Café') and not_there eq 1", 6000),
        ("startswith(Name,'Café') or endswith(Name,'Lindkvarn')", ["1003", "1021"]),
        ("contains(Name,'a') and (CustomerNumber eq '1003' or CustomerNumber eq '1001')", ["1001", "1003"]),
        ("Name eq 'O''Hara'", []),
        ("IsPrivatePerson eq true and CustomerNumber lt '1023'", ["1021", "1022"]),
        ("CorporateIdentityNumber eq null and CustomerNumber le '1021'", ["1021"]),
        ("length(CustomerNumber) gt 4", []),
        ("year(ChangedUtc) lt 2000", []),
        ("ChangedUtc gt 2026-01-31T23:59:59.00Z and CustomerNumber eq '1003'", ["1003"]),
        ("ChangedUtc gt '2026-01-31'", 6001),
        ("CustomerNumber eq 1003", 6001),
        ("Rows/any(c: contains(c/Text,'x'))", 6000),
        ("Name like 'x'", 6000),
        ("Name eq 'x", 6000),
        ("(Name eq 'x'", 6000),
        ("Name eq 'x')", 6000),
        ("contains(Name)", 6000),
    ],
)
def test_filters(api: httpx.Client, question: str, found: list[str] | int) -> None:
    if isinstance(found, int):
        refused(api.get("customers", params={"$filter": question}), found)
    else:
        assert listed(api, filter=question) == found


def test_order_choice_and_what_no_filter_takes(spiris: SpirisSimulator, api: httpx.Client) -> None:
    assert listed(api, orderby="CustomerNumber desc", pagesize="2") == ["1030", "1029"]
    chosen = api.get("customers", params={"$select": "Name,customerNumber", "$pagesize": "1"}).json()["Data"]
    assert chosen == [{"Name": "Almviks Bygg AB", "CustomerNumber": "1001"}]
    refused(api.get("customers", params={"$orderby": "Name, CustomerNumber"}), 6000)
    refused(api.get("customers", params={"$orderby": "Shoe"}), 6000)
    spiris.rules.unfilterable = ("customers.Name",)
    refused(api.get("customers", params={"$filter": "Name eq 'x'"}), 6000)


def test_changes_are_found_by_their_time(spiris: SpirisSimulator, api: httpx.Client) -> None:
    since = api.get("customers").json()["Data"][-1]["ChangedUtc"]
    assert listed(api, filter=f"ChangedUtc gt {since}") == []
    spiris.add_customers(3)
    assert len(listed(api, filter=f"ChangedUtc gt {since}")) == 3


def test_articles_agree_with_their_coding(api: httpx.Client) -> None:
    coding = next(row for row in api.get("articleaccountcodings").json()["Data"] if row["VatRatePercent"] == 12)
    unit = api.get("units").json()["Data"][0]["Id"]
    body = {"Number": "OP-12", "Name": "Varor 12 %", "CodingId": coding["Id"], "UnitId": unit, "IsActive": True}
    assert complained(api.post("articles", json={**body, "NetPrice": 100, "GrossPrice": 125})) == {"GrossPrice"}
    assert api.post("articles", json={**body, "NetPrice": 100, "GrossPrice": 112}).status_code == 201
    refused(api.post("articles", json=body), 4000)
    refused(api.post("articles", json={**body, "CodingId": unit}), 3000, 404)


def test_answers_in_camel_case_hold_the_same(spiris: SpirisSimulator, api: httpx.Client) -> None:
    plain = api.get("customers", params={"$pagesize": "2"}).json()
    spiris.rules.camel_case = True
    small = api.get("customers", params={"$pagesize": "2"}).json()
    assert [row["customerNumber"] for row in small["data"]] == [row["CustomerNumber"] for row in plain["Data"]]
    assert small["meta"]["totalNumberOfPages"] == 15
    assert api.get("customers/nobody").json()["errorCode"] == 3000
    sent = {key[0].lower() + key[1:]: value for key, value in customer(spiris).items()}
    assert api.post("customers", json=sent).status_code == 201
    spiris.complaints.clear()
