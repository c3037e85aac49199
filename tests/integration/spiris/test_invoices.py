"""What the simulated service makes of invoices: drafts, their sums, conversion, and the voucher it books itself."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.simulators.spiris import SpirisSimulator
from openpos.simulators.spiris.invoices import rounded, totals

ORE = Decimal("0.01")


def refused(answer: httpx.Response, code: int, status: int = 400) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["ErrorCode"]) == (status, code), body
    return body


def complained(answer: httpx.Response) -> set[str]:
    return {error["Field"] for error in refused(answer, 2000)["Errors"]}


def article(api: httpx.Client, rate: int, name: str = "") -> str:
    """An article that is booked with this rate; its id."""
    codings = api.get("articleaccountcodings").json()["Data"]
    coding = next(
        row
        for row in codings
        if row["VatRatePercent"] == rate and row["Name"].startswith(name) and row["Type"] == "Varor"
    )
    number = f"OP-{rate}{name}"
    known = api.get("articles", params={"$filter": f"Number eq '{number}'"}).json()["Data"]
    if known:
        return str(known[0]["Id"])
    unit = api.get("units").json()["Data"][0]["Id"]
    body = {"Number": number, "Name": f"Varor {rate} %", "CodingId": coding["Id"], "UnitId": unit, "IsActive": True}
    return str(api.post("articles", json=body).json()["Id"])


def row(article_id: str, price: float, quantity: float = 1, **fields: Any) -> dict[str, Any]:
    return {
        "ArticleId": article_id, "IsTextRow": False, "ReversedConstructionServicesVatFree": False,
        "UnitPrice": price, "Quantity": quantity, **fields,
    }  # fmt: skip


def text_row(text: str) -> dict[str, Any]:
    return {"IsTextRow": True, "Text": text, "ReversedConstructionServicesVatFree": False}


def draft(spiris: SpirisSimulator, *rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "CustomerId": spiris.customers[0]["Id"], "EuThirdParty": False, "RotReducedInvoicingType": 0,
        "Rows": list(rows), **fields,
    }  # fmt: skip


def expected(made: dict[str, Any]) -> dict[str, Any]:
    """The validation body that agrees with a draft's answer."""
    return {
        "TotalAmountInvoiceCurrency": made["TotalAmount"],
        "TotalVatAmountInvoiceCurrency": made["TotalVatAmount"],
        "TotalRoundingsInvoiceCurrency": made["TotalRoundings"],
    }


def test_a_draft_becomes_an_invoice_and_its_voucher_in_one_step(spiris: SpirisSimulator, api: httpx.Client) -> None:
    goods, food = article(api, 25), article(api, 6)
    sent = draft(spiris, row(goods, 79.92), row(food, 47.17), text_row("K1-F000123-7F3A"))
    made = api.post("customerinvoicedrafts", json=sent).json()
    # 79.92 + 19.98 and 47.17 + 2.83 are 149.90, and whole kronor 150.
    assert (made["TotalAmount"], made["TotalVatAmount"], made["TotalRoundings"]) == (150, 22.81, 0.1)
    assert [line["LineNumber"] for line in made["Rows"]] == [1, 2, 3]
    answer = api.post(f"customerinvoicedrafts/{made['Id']}/convert", json=expected(made))
    invoice = answer.json()
    assert answer.status_code == 201
    assert (invoice["InvoiceNumber"], invoice["CreatedFromDraftId"]) == (1, made["Id"])
    assert invoice["DueDate"][:10] == str(spiris.company.today() + timedelta(days=30))
    assert (invoice["TotalAmount"], invoice["RemainingAmount"], invoice["PaymentStatus"]) == (150, 150, 1)
    refused(api.get(f"customerinvoicedrafts/{made['Id']}"), 3000, 404)
    refused(api.post(f"customerinvoicedrafts/{made['Id']}/convert"), 3000, 404)
    (booked,) = spiris.invoice_vouchers
    assert booked["Id"] == invoice["VoucherId"]
    sides = {line["AccountNumber"]: line["DebitAmount"] - line["CreditAmount"] for line in booked["Rows"]}
    wanted = {1510: "150", 3001: "-79.92", 2611: "-19.98", 3003: "-47.17", 2631: "-2.83", 3740: "-0.1"}
    assert sides == {account: Decimal(amount) for account, amount in wanted.items()}
    assert spiris.vouchers == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"TotalAmountInvoiceCurrency": 124.99},
        {"TotalVatAmountInvoiceCurrency": 25.01},
        {"TotalRoundingsInvoiceCurrency": 0.01},
        {"Rows": [{"LineNumber": 1, "TotalAmountNoVatInvoiceCurrency": 99.99}]},
        {"Rows": [{"LineNumber": 1, "TotalAmountIncVatInvoiceCurrency": 125.01}]},
        {"Rows": [{"LineNumber": 9, "TotalAmountIncVatInvoiceCurrency": 125}]},
    ],
)
def test_an_invoice_that_does_not_come_to_what_is_expected_stays_a_draft(
    spiris: SpirisSimulator, api: httpx.Client, wrong: dict[str, Any]
) -> None:
    made = api.post("customerinvoicedrafts", json=draft(spiris, row(article(api, 25), 100))).json()
    answer = api.post(f"customerinvoicedrafts/{made['Id']}/convert", json={**expected(made), **wrong})
    assert len(complained(answer)) == 1
    assert [found["Id"] for found in spiris.drafts] == [made["Id"]]
    assert (spiris.invoices, spiris.invoice_vouchers) == ([], [])


def test_prices_with_vat_are_cut_per_rate(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.company.change_settings(ShowPricesExclVatPC=True, DomesticCurrencyRounding=0)
    person = next(found["Id"] for found in spiris.customers if found["IsPrivatePerson"])
    firm = next(found["Id"] for found in spiris.customers if not found["IsPrivatePerson"])
    rows = [row(article(api, 25), 9.99, 3), row(article(api, 12), 15.5)]
    made = api.post("customerinvoicedrafts", json=draft(spiris, *rows, CustomerId=person)).json()
    assert (made["IncludesVat"], made["TotalAmount"]) == (True, 45.47)
    assert made["TotalVatAmount"] == 7.65  # 29.97 x 25/125 = 5.994 and 15.50 x 12/112 = 1.66
    made = api.post("customerinvoicedrafts", json=draft(spiris, *rows, CustomerId=firm)).json()
    assert (made["IncludesVat"], made["TotalAmount"]) == (False, 54.82)  # 29.97 + 7.49 and 15.50 + 1.86
    turned = {"overrideCustomerIsPrivatePerson": "true"}
    made = api.post("customerinvoicedrafts", params=turned, json=draft(spiris, *rows, CustomerId=firm)).json()
    assert made["IncludesVat"] is True
    spiris.rules.prices_include_vat_when_ticked = False
    assert (
        api.post("customerinvoicedrafts", json=draft(spiris, *rows, CustomerId=person)).json()["IncludesVat"] is False
    )


def test_a_credit_invoice_is_below_zero(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.company.change_settings(DomesticCurrencyRounding=0)
    sent = draft(spiris, row(article(api, 25), 79.92), IsCreditInvoice=True)
    made = api.post("customerinvoicedrafts", json=sent).json()
    assert (made["TotalAmount"], made["TotalVatAmount"]) == (-99.9, -19.98)
    invoice = api.post(f"customerinvoicedrafts/{made['Id']}/convert", json=expected(made)).json()
    assert (invoice["IsCreditInvoice"], invoice["RemainingAmount"]) == (True, -99.9)
    (booked,) = spiris.invoice_vouchers
    assert booked["VoucherType"] == 15
    assert next(line for line in booked["Rows"] if line["AccountNumber"] == 1510)["CreditAmount"] == Decimal("99.9")
    spiris.rules.credit_quantities = "negative"
    assert complained(api.post("customerinvoicedrafts", json=sent)) == {"Rows"}
    sent["Rows"][0]["Quantity"] = -1
    assert api.post("customerinvoicedrafts", json=sent).json()["TotalAmount"] == -99.9


def test_what_a_draft_must_have(spiris: SpirisSimulator, api: httpx.Client) -> None:
    goods = article(api, 25)
    cases: list[tuple[dict[str, Any], set[str]]] = [
        (draft(spiris, row(goods, 9.999)), {"Rows[0].UnitPrice"}),
        (draft(spiris, row(goods, 10, 1.001)), {"Rows[0].Quantity"}),
        (draft(spiris, row(goods, 10), text_row("")), {"Rows[1].Text"}),
        (draft(spiris, row(goods, 10), text_row("x" * 2001)), {"Rows[1].Text"}),
        (draft(spiris, row(goods, 10, ArticleId=None)), {"Rows[0].ArticleId"}),
        (draft(spiris, row(goods, 10, VatCode="25")), {"Rows[0].VatCode"}),
        (draft(spiris, row(goods, 10, DiscountPercentage=1.5)), {"Rows[0].DiscountPercentage"}),
        (draft(spiris, row(goods, 10, LineNumber=1), row(goods, 10, LineNumber=1)), {"Rows"}),
        (draft(spiris, row(goods, -10)), {"Rows"}),
        (draft(spiris, row(goods, 10), YourReference="x" * 101), {"YourReference"}),
        (draft(spiris, row(goods, 10), InvoiceDate="igår"), {"InvoiceDate"}),
        ({"Rows": []}, {"CustomerId", "EuThirdParty", "RotReducedInvoicingType"}),
    ]
    for sent, fields in cases:
        assert complained(api.post("customerinvoicedrafts", json=sent)) == fields
    refused(api.post("customerinvoicedrafts", json=draft(spiris, row(spiris.customers[0]["Id"], 1))), 3000, 404)
    refused(api.post("customerinvoicedrafts", json=draft(spiris, CustomerId=goods)), 3000, 404)
    assert spiris.drafts == []
    spiris.complaints.clear()


def test_read_only_fields_are_noted_and_change_nothing(spiris: SpirisSimulator, api: httpx.Client) -> None:
    sent = draft(spiris, row(article(api, 25), 10), TotalAmount=5, CustomerName="Någon annan")
    made = api.post("customerinvoicedrafts", json=sent).json()
    assert (made["TotalAmount"], made["CustomerName"]) == (13, spiris.customers[0]["Name"])
    assert sorted(spiris.requests[-1].ignored) == ["CustomerName", "TotalAmount"]


def test_a_draft_keeps_its_date_only_where_it_is_told_to(spiris: SpirisSimulator, api: httpx.Client) -> None:
    today = spiris.company.today()
    keep = {"keepOriginalDraftDate": "true", "overrideCompanyKeepOriginalDraftDate": "true"}

    def converted(day: Any, **query: str) -> httpx.Response:
        sent = draft(spiris, row(article(api, 25), 10), InvoiceDate=str(day))
        made = api.post("customerinvoicedrafts", json=sent).json()
        return api.post(f"customerinvoicedrafts/{made['Id']}/convert", params=query, json=expected(made))

    old = today - timedelta(days=3)
    assert converted(old).json()["InvoiceDate"][:10] == str(today)
    assert converted(old, keepOriginalDraftDate="true").json()["InvoiceDate"][:10] == str(today)
    assert converted(old, **keep).json()["InvoiceDate"][:10] == str(old)
    refused(converted(today + timedelta(days=1), **keep), 4023)
    spiris.company.change_settings(AccountingLockedTo=f"{old}T00:00:00Z", KeepOriginalDraftDate=True)
    refused(converted(old), 4013)


def test_an_invoice_to_someone_inactive_or_without_a_sales_account_is_refused(
    spiris: SpirisSimulator, api: httpx.Client
) -> None:
    goods = article(api, 25)
    made = api.post("customerinvoicedrafts", json=draft(spiris, row(goods, 10))).json()
    customer = spiris.customers[0]
    company = spiris.company
    with company.shelves.mutex:
        company.commit([("customers", customer["Id"], {**customer, "IsActive": False})])
    refused(api.post("customerinvoicedrafts", json=draft(spiris, row(goods, 10))), 4002)
    refused(api.post(f"customerinvoicedrafts/{made['Id']}/convert", json=expected(made)), 4002)
    coding = next(
        found for found in company.shelves.of("articleaccountcodings").values() if found["VatRatePercent"] == 25
    )
    with company.shelves.mutex:
        bare = {**coding, "DomesticSalesSubjectToVatAccountNumber": None}
        company.commit([("customers", customer["Id"], customer), ("articleaccountcodings", coding["Id"], bare)])
    refused(api.post("customerinvoicedrafts", json=draft(spiris, row(goods, 10))), 4024)


def test_an_invoice_is_found_by_the_text_of_a_row_and_since_when_it_changed(
    spiris: SpirisSimulator, api: httpx.Client
) -> None:
    made = [
        api.post("customerinvoicedrafts", json=draft(spiris, row(article(api, 25), 10), text_row(reference))).json()
        for reference in ("K1-F000001-AAAA", "K1-F000002-BBBB")
    ]
    first, second = [api.post(f"customerinvoicedrafts/{one['Id']}/convert", json=expected(one)).json() for one in made]

    def listed(**query: str) -> list[str]:
        return [found["Id"] for found in api.get("customerinvoices", params=query).json()["Data"]]

    assert listed(**{"$filter": "Rows/any(c: contains(c/Text,'F000002-BBBB'))"}) == [second["Id"]]
    assert listed(**{"$filter": f"CreatedFromDraftId eq {made[0]['Id']}"}) == [first["Id"]]
    assert listed(modifiedSinceUtc=first["ModifiedUtc"]) == [second["Id"]]
    refused(api.get("customerinvoices", params={"modifiedSinceUtc": "i går"}), 6001)


def test_an_invoice_is_sent_to_the_customer_or_to_the_address_given(spiris: SpirisSimulator, api: httpx.Client) -> None:
    made = api.post("customerinvoicedrafts", json=draft(spiris, row(article(api, 25), 10))).json()
    invoice = api.post(f"customerinvoicedrafts/{made['Id']}/convert", json=expected(made)).json()
    answer = api.post(f"customerinvoices/{invoice['Id']}/email", json={"Email": "ny@example.com", "Subject": "Nr ####"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert api.post(f"customerinvoices/{invoice['Id']}/email", json={}).status_code == 200
    assert [mail["Email"] for mail in spiris.emails] == ["ny@example.com", spiris.customers[0]["EmailAddress"]]
    assert complained(api.post(f"customerinvoices/{invoice['Id']}/email", json={"Email": "ingen"})) == {"Email"}


def test_a_company_that_books_by_cash_gets_no_voucher_of_an_invoice(spiris: SpirisSimulator, api: httpx.Client) -> None:
    year = spiris.company.year_of(spiris.company.today())
    assert year is not None
    with spiris.company.shelves.mutex:
        spiris.company.commit([("fiscalyears", year["Id"], {**year, "BookkeepingMethod": 1})])
    made = api.post("customerinvoicedrafts", json=draft(spiris, row(article(api, 25), 10))).json()
    assert api.post(f"customerinvoicedrafts/{made['Id']}/convert", json=expected(made)).json()["VoucherId"] is None
    assert spiris.invoice_vouchers == []


PRICES = st.integers(1, 200_000).map(lambda ore: Decimal(ore) / 100)


@given(st.lists(st.tuples(PRICES, st.integers(1, 20), st.sampled_from([0, 6, 12, 25])), min_size=1, max_size=12),
       st.booleans(), st.booleans(), st.sampled_from([1, -1]))  # fmt: skip
def test_the_sums_are_those_of_an_arithmetic_in_whole_ore(
    lines: list[tuple[Decimal, int, int]], includes_vat: bool, company_rounds: bool, sign: int
) -> None:
    spiris = SpirisSimulator()
    spiris.company.change_settings(DomesticCurrencyRounding=int(company_rounds))
    codings = {int(found["VatRatePercent"]): found["Id"]
               for found in spiris.company.shelves.of("articleaccountcodings").values()
               if found["Type"] == "Varor" and found["Name"] != "Öresutjämning"}  # fmt: skip
    spiris.company.commit([("articles", str(rate), {"CodingId": codings[rate]}) for rate in codings])
    rows = [
        {"LineNumber": at, "IsTextRow": False, "ArticleId": str(rate), "UnitPrice": price, "Quantity": Decimal(count),
         "DiscountPercentage": Decimal(0)}
        for at, (price, count, rate) in enumerate(lines)
    ]  # fmt: skip
    found = totals(spiris.company, rows, includes_vat=includes_vat, sign=sign)

    net = vat = 0
    for rate in {rate for _, _, rate in lines}:
        amount = sum(int(price * 100) * count for price, count, of_rate in lines if of_rate == rate)
        base = 100 + rate if includes_vat else 100
        of_vat = (2 * amount * rate + base) // (2 * base)
        net, vat = net + amount - (of_vat if includes_vat else 0), vat + of_vat
    exact = net + vat
    whole = (exact + 50) // 100 * 100 if company_rounds else exact
    assert [found.net, found.vat, found.roundings, found.total] == [
        sign * Decimal(ore) / 100 for ore in (net, vat, whole - exact, whole)
    ]


def test_half_an_ore_goes_away_from_zero() -> None:
    for text in ("0.005", "-0.005", "1.125", "-2.675"):
        assert rounded(Decimal(text)) == Decimal(text).quantize(ORE, ROUND_HALF_UP)
