"""What the simulated books take and refuse: accounts, vouchers, their drafts, attachments."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from openpos.simulators.spiris import Belongings, SpirisSimulator

INVOICING, BOOKKEEPING, SOLO = 2, 3, 4


def voucher(spiris: SpirisSimulator, *rows: tuple[int, float, float], **fields: Any) -> dict[str, Any]:
    """A voucher of today; rows are account, debit and credit."""
    chosen = rows or ((1910, 125.5, 0), (3001, 0, 100.4), (2611, 0, 25.1))
    made = [
        {"AccountNumber": account, **({"DebitAmount": debit} if debit else {"CreditAmount": credit})}
        for account, debit, credit in chosen
    ]
    return {"VoucherDate": str(spiris.company.today()), "VoucherText": "K1-Z1", "Rows": made, **fields}


def refused(answer: httpx.Response, code: int, status: int = 400) -> dict[str, Any]:
    """The error body, with this code."""
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["ErrorCode"]) == (status, code), body
    assert len(body["ErrorId"]) == 36
    assert body["DeveloperErrorMessage"]
    return body


def fields_of(answer: httpx.Response) -> set[str]:
    """The fields that a 2000 complains of."""
    return {error["Field"] for error in refused(answer, 2000)["Errors"]}


def this_year(api: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = api.get("fiscalyears").json()["Data"][-1]
    return found


def test_a_voucher_is_booked_numbered_and_read_back(spiris: SpirisSimulator, api: httpx.Client) -> None:
    answer = api.post("vouchers", json=voucher(spiris))
    booked = answer.json()
    assert answer.status_code == 201
    assert (booked["NumberAndNumberSeries"], booked["VoucherType"]) == ("A1", 2)
    assert booked["Rows"][0]["AccountDescription"] == "Kassa"
    year = this_year(api)["Id"]
    assert api.get(f"vouchers/{year}/{booked['Id']}").json() == booked
    assert api.get(f"vouchers/{year}").json()["Data"] == [booked]
    assert api.post("vouchers", json=voucher(spiris)).json()["NumberAndNumberSeries"] == "A2"
    assert len(spiris.vouchers) == 2


def test_a_series_counts_only_where_the_standard_one_is_switched_off(
    spiris: SpirisSimulator, api: httpx.Client
) -> None:
    asked = voucher(spiris, NumberSeries="K")
    assert api.post("vouchers", json=asked).json()["NumberSeries"] == "A"
    off = {"useDefaultVoucherSeries": "false"}
    assert api.post("vouchers", params=off, json=asked).json()["NumberAndNumberSeries"] == "K1"
    assert fields_of(api.post("vouchers", params=off, json=voucher(spiris))) == {"NumberSeries"}
    assert fields_of(api.post("vouchers", params=off, json=voucher(spiris, NumberSeries="Å"))) == {"NumberSeries"}


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        (((1910, 100, 0), (3004, 0, 99.99)), "Rows"),
        (((1910, 100.001, 0), (3004, 0, 100.001)), "Rows[0].DebitAmount"),
        (((1910, -100, 0), (3004, 0, -100)), "Rows[0].DebitAmount"),
        (((1510, 100, 0), (3004, 0, 100)), "Rows[0].AccountNumber"),
        (((3990, 100, 0), (3004, 0, 100)), "Rows[0].AccountNumber"),
        (((1910, 0, 0), (3004, 0, 0)), "Rows[0].AccountNumber"),
    ],
    ids=["unbalanced", "three decimals", "below zero", "blocked", "inactive", "no amount"],
)
def test_rows_that_no_books_can_hold_are_refused(
    spiris: SpirisSimulator, api: httpx.Client, rows: tuple[tuple[int, float, float], ...], field: str
) -> None:
    spiris.complaints.clear()
    answer = api.post("vouchers", json=voucher(spiris, *rows))
    assert field in fields_of(answer)
    assert spiris.vouchers == []
    spiris.complaints.clear()


def test_an_account_that_is_not_in_the_year_is_3002(spiris: SpirisSimulator, api: httpx.Client) -> None:
    refused(api.post("vouchers", json=voucher(spiris, (1913, 5, 0), (3004, 0, 5))), 3002, 404)


def test_an_account_can_be_added_to_a_year_once(spiris: SpirisSimulator, api: httpx.Client) -> None:
    year = this_year(api)["Id"]
    body = {"Name": "Kassa torget", "Number": "1913", "FiscalYearId": year, "IsActive": True}
    assert api.post("accounts", params={"useDefaultAccountType": "true"}, json=body).status_code == 201
    refused(api.post("accounts", json=body), 4000)
    assert api.get(f"accounts/{year}/1913").json()["Name"] == "Kassa torget"
    assert api.post("vouchers", json=voucher(spiris, (1913, 5, 0), (3004, 0, 5))).status_code == 201
    assert fields_of(api.post("accounts", json={**body, "Number": "19"})) == {"Number"}


@pytest.mark.parametrize("early", [True, False])
def test_locks_and_missing_years_stop_vouchers_and_drafts(
    spiris: SpirisSimulator, api: httpx.Client, early: bool
) -> None:
    spiris.rules.checks_drafts_early = early
    today = spiris.company.today()
    spiris.company.change_settings(AccountingLockedTo=f"{today - timedelta(days=2)}T00:00:00Z")
    cases = [(date(today.year + 1, 1, 1), 3001), (today - timedelta(days=2), 4026)]
    for day, code in cases:
        refused(api.post("vouchers", json=voucher(spiris, VoucherDate=str(day))), code)
        draft = api.post("voucherdrafts", json=voucher(spiris, VoucherDate=str(day)))
        if early:
            refused(draft, code)
        else:
            refused(api.post(f"voucherdrafts/{draft.json()['Id']}/convert"), code)
    year = this_year(api)
    with spiris.company.shelves.mutex:
        spiris.company.commit([("fiscalyears", year["Id"], {**year, "IsLockedForAccounting": True})])
    refused(api.post("vouchers", json=voucher(spiris)), 4038)
    assert spiris.vouchers == []


def test_converting_a_draft_takes_it_away_and_books_the_same(spiris: SpirisSimulator, api: httpx.Client) -> None:
    sent = voucher(spiris, NumberSeries="K", VoucherText="K1-Z000017-9F3C Dagskassa")
    draft = api.post("voucherdrafts", params={"amountIncludesVat": "false"}, json=sent).json()
    assert api.get(f"voucherdrafts/{draft['Id']}").json()["VoucherText"] == sent["VoucherText"]
    answer = api.post(f"voucherdrafts/{draft['Id']}/convert")
    assert answer.status_code == 201
    assert answer.json()["NumberAndNumberSeries"] == "K1"
    refused(api.get(f"voucherdrafts/{draft['Id']}"), 3000, 404)
    refused(api.post(f"voucherdrafts/{draft['Id']}/convert"), 3000, 404)
    assert spiris.voucher_drafts == []
    first = spiris.vouchers[0]["Rows"][0]
    assert (first["AccountNumber"], first["DebitAmount"]) == (1910, 125.5)


def test_a_draft_can_be_replaced_and_thrown_away(spiris: SpirisSimulator, api: httpx.Client) -> None:
    draft = api.post("voucherdrafts", json=voucher(spiris)).json()
    changed = api.put(f"voucherdrafts/{draft['Id']}", json=voucher(spiris, VoucherText="anders")).json()
    assert (changed["Id"], changed["VoucherText"]) == (draft["Id"], "anders")
    assert api.delete(f"voucherdrafts/{draft['Id']}").status_code == 200
    refused(api.get(f"voucherdrafts/{draft['Id']}"), 3000, 404)


def test_cost_centres_follow_company_account_and_item(spiris: SpirisSimulator, api: httpx.Client) -> None:
    item = api.get("costcenters").json()["Data"][0]["Items"][0]["Id"]

    def posted(account: int, cost_centre: str) -> httpx.Response:
        body = voucher(spiris, (1910, 5, 0), (3004, 0, 5))
        row = next(row for row in body["Rows"] if row["AccountNumber"] == account)
        row["CostCenterItemId1"] = cost_centre
        return api.post("voucherdrafts", json=body)

    spiris.rules.checks_drafts_early = True
    assert posted(3004, item).status_code == 201
    assert fields_of(posted(1910, item)) == {"Rows[0].AccountNumber"}
    refused(posted(3004, "00000000-0000-0000-0000-000000000000"), 3000, 404)
    with spiris.company.shelves.mutex:
        row = spiris.company.shelves.of("costcenteritems")[item]
        spiris.company.commit([("costcenteritems", item, {**row, "IsActive": False})])
    refused(posted(3004, item), 5006)


def test_what_a_voucher_must_have(spiris: SpirisSimulator, api: httpx.Client) -> None:
    assert fields_of(api.post("vouchers", json={"VoucherDate": "2026-11-20"})) == {"VoucherText", "Rows"}
    assert fields_of(api.post("vouchers", json=voucher(spiris, VoucherText="x" * 1001))) == {"VoucherText"}
    assert fields_of(api.post("vouchers", json=voucher(spiris, VoucherDate="i dag"))) == {"VoucherDate"}
    assert fields_of(api.post("vouchers", json=voucher(spiris, Reference="K1"))) == {"Reference"}
    body = voucher(spiris)
    del body["VoucherDate"]
    assert fields_of(api.post("vouchers", json=body)) == {"VoucherDate"}
    spiris.complaints.clear()


@pytest.mark.parametrize(
    ("variant", "vouchers", "drafts"), [(INVOICING, 201, 403), (BOOKKEEPING, 201, 201), (SOLO, 201, 201), (6, 403, 403)]
)
def test_the_variant_decides_which_documents_there_are(
    spiris: SpirisSimulator, api: httpx.Client, variant: int, vouchers: int, drafts: int
) -> None:
    spiris.company.change_settings(ProductVariant=variant)
    assert api.post("vouchers", json=voucher(spiris)).status_code == vouchers
    assert api.post("voucherdrafts", json=voucher(spiris)).status_code == drafts
    invoices = api.get("customerinvoicedrafts")
    assert invoices.status_code == (403 if variant in {BOOKKEEPING, 6} else 200)
    if invoices.status_code == 403:
        refused(invoices, 4009, 403)


def test_invoicing_takes_no_vouchers_where_the_old_table_is_right(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.company.change_settings(ProductVariant=INVOICING)
    spiris.rules.invoicing_takes_vouchers = False
    refused(api.post("vouchers", json=voucher(spiris)), 4009, 403)
    assert api.get("vouchers").status_code == 200


def test_attachments_are_kept_and_linked_to_a_voucher_once(spiris: SpirisSimulator, api: httpx.Client) -> None:
    booked = api.post("vouchers", json=voucher(spiris)).json()
    paper = {"ContentType": "application/pdf", "FileName": "Z17.pdf", "Data": "JVBERi0xLjQK"}
    kept = api.post("attachments", json=paper)
    assert kept.status_code == 201
    link = {"DocumentId": booked["Id"], "DocumentType": 3, "AttachmentIds": [kept.json()["Id"]]}
    assert api.post("attachmentlinks", json=link).status_code == 200
    assert api.get(f"attachments/{kept.json()['Id']}").json()["DocumentId"] == booked["Id"]
    refused(api.post("attachmentlinks", json=link), 4000)
    lost = {**link, "DocumentId": "00000000-0000-0000-0000-000000000000"}
    refused(api.post("attachmentlinks", json=lost), 5007, 404)
    for wrong in ({"ContentType": "text/plain"}, {"FileName": "../Z17"}, {"Data": "%%%"}, {"Data": ""}):
        assert fields_of(api.post("attachments", json={**paper, **wrong})) == set(wrong)


def test_a_second_company_has_books_of_its_own(new_spiris: Any, connect: Any) -> None:
    spiris = new_spiris(companies=(Belongings(), Belongings("Grannbutiken", "556000-0001")))
    theirs = connect(spiris, company=spiris.companies[1])
    assert theirs.post("vouchers", json=voucher(spiris)).status_code == 201
    assert spiris.vouchers == []
    assert theirs.get("companysettings").json()["Name"] == "Grannbutiken"
