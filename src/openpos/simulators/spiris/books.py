"""Bookkeeping: accounts, vouchers and their drafts, cost centres, attachments, and the rules that stop a row."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from openpos.simulators.spiris.company import Company
from openpos.simulators.spiris.refusal import FORBIDDEN, NOT_FOUND, Refusal, invalid, invalid_fields, missing
from openpos.simulators.spiris.shelves import Change, Row

MANUAL_VOUCHER, CUSTOMER_INVOICE, CUSTOMER_CREDIT_INVOICE = 2, 14, 15
"""Kinds of vouchers (VoucherApi.VoucherType)."""
SERIES = ("A", "B", "K")
"""The series the simulated companies have; no endpoint lists them."""
_CONTENT_TYPES = ("image/jpeg", "image/png", "image/tiff", "application/pdf")
_FILE_NAME = re.compile(r"[\w\-() ]+(\.[A-Za-z0-9]{1,5})?")
_LARGEST_BYTES = 10_000_000
_VOUCHER_DOCUMENT = 3


def post_account(company: Company, body: Row) -> Row:
    """Add an account to one fiscal year."""
    if not re.fullmatch(r"[1-8][0-9]{3}", body["Number"]):
        raise invalid("Number", "must be four digits, the first of them 1 to 8")
    if not company.shelves.find("fiscalyears", body["FiscalYearId"]):
        raise missing("The fiscal year")
    if body["VatCodeId"] and not company.shelves.find("vatcodes", body["VatCodeId"]):
        raise missing("The VAT code")
    key = f"{body['FiscalYearId'].lower()}/{body['Number']}"
    if key in company.shelves.of("accounts"):
        raise Refusal(4000, f"The account {body['Number']} exists already in this fiscal year.")
    stamp = company.stamp()
    row = {**body, "FiscalYearId": body["FiscalYearId"].lower(), "Type": 0, "TypeDescription": None,
           "ReferenceCode": None, "VatCodeDescription": None, "Description": None, "CreatedUtc": stamp,
           "ModifiedUtc": stamp}  # fmt: skip
    company.commit([("accounts", key, row)])
    return row


def post_voucher(company: Company, body: Row, query: Mapping[str, str], *, keeps_cost_centre: bool) -> Row:
    """Book a voucher. `keeps_cost_centre` False forgets the field that the contract marks read-only there."""
    if query.get("useautomaticvatcalculation", "false") == "true":
        raise Refusal(4002, "This simulator does not calculate VAT rows by itself; send them.")
    if query.get("usedefaultvatcodes", "true") == "false" and any(not row["VatCodeId"] for row in body["Rows"]):
        raise invalid("Rows", "every row needs a VatCodeId when useDefaultVatCodes is false")
    own_series = query.get("usedefaultvoucherseries", "true") == "false"
    if own_series and not body["NumberSeries"]:
        raise invalid("NumberSeries", "is required when useDefaultVoucherSeries is false")
    series = body["NumberSeries"] if own_series else SERIES[0]
    rows = [row if keeps_cost_centre else {**row, "CostCenterItemId1": None} for row in body["Rows"]]
    link = body["Attachments"]
    identity = company.new_id()
    changes = _voucher(company, identity, {**body, "NumberSeries": series, "Rows": rows})
    if link:
        changes += _linked(company, identity, link["AttachmentIds"])
    company.commit(changes)
    return company.shelves.of("vouchers")[identity]


def post_draft(company: Company, body: Row, *, checks_now: bool) -> Row:
    """Keep a voucher draft. `checks_now` refuses here what else is refused when it is converted."""
    return _kept_draft(company, company.new_id(), body, company.stamp(), checks_now=checks_now)


def put_draft(company: Company, draft_id: str, body: Row, *, checks_now: bool) -> Row:
    """Replace a voucher draft."""
    draft = draft_of(company, draft_id)
    return _kept_draft(company, draft["Id"], body, draft["CreatedUtc"], checks_now=checks_now)


def draft_of(company: Company, draft_id: str) -> Row:
    """The draft. Raises Refusal: 404, as for one that was converted."""
    draft = company.shelves.find("voucherdrafts", draft_id)
    if not draft:
        raise missing("The voucher draft")
    return draft


def convert_draft(company: Company, draft_id: str) -> Row:
    """Book a draft: it is gone and a voucher with the same data is there, in one step."""
    draft = draft_of(company, draft_id)
    identity = company.new_id()
    voucher = {
        "VoucherDate": draft["VoucherDate"],
        "VoucherText": draft["VoucherText"],
        "NumberSeries": draft["NumberSeries"] or SERIES[0],
        "VoucherType": 0,
        "Rows": [{**row, "VatCodeAndPercent": None, "VatAmount": None} for row in draft["Rows"]],
    }
    company.commit([*_voucher(company, identity, voucher), ("voucherdrafts", draft["Id"], None)])
    return company.shelves.of("vouchers")[identity]


def delete_draft(company: Company, draft_id: str) -> None:
    """Throw a draft away."""
    company.commit([("voucherdrafts", draft_of(company, draft_id)["Id"], None)])


def booked(company: Company, kind: int, day: date, text: str, rows: list[tuple[int, Decimal]], source: str) -> Change:
    """The voucher of an invoice: accounts with amounts, debit above zero. Rows of zero are left out."""
    year = company.year_of(day)
    assert year is not None  # the invoice was refused without one
    made = [_row(account, max(amount, Decimal(0)), max(-amount, Decimal(0))) for account, amount in rows if amount]
    assert sum(row["DebitAmount"] - row["CreditAmount"] for row in made) == 0
    stamp = company.stamp()
    identity = company.new_id()
    number = _next_number(company, year, "F")
    return "vouchers", identity, {
        "Id": identity, "VoucherDate": f"{day}T00:00:00Z", "VoucherText": text, "Rows": made,
        "NumberAndNumberSeries": f"F{number}", "NumberSeries": "F", "ImportedVoucherNumber": None, "Attachments": None,
        "ModifiedUtc": stamp, "VoucherType": kind, "SourceId": source, "CreatedUtc": stamp,
    }  # fmt: skip


def open_for(company: Company, day: date) -> Row:
    """The fiscal year of a day on which something may be booked. Raises Refusal (3001, 4038, 4026)."""
    year = company.year_of(day)
    if not year:
        raise Refusal(3001, f"There is no fiscal year for {day}.")
    if year["IsLockedForAccounting"]:
        raise Refusal(4038, f"The fiscal year of {day} is locked.")
    if (company.settings["AccountingLockedTo"] or "")[:10] >= day.isoformat():
        raise Refusal(4026, f"The period of {day} is locked for accounting.")
    return year


def post_attachment(company: Company, body: Row) -> Row:
    """Keep a file; it belongs to nothing yet."""
    if body["ContentType"] not in _CONTENT_TYPES:
        raise invalid("ContentType", f"must be one of {', '.join(_CONTENT_TYPES)}")
    if not _FILE_NAME.fullmatch(body["FileName"]):
        raise invalid("FileName", "may hold letters, digits and - _ ( )")
    if not body["Data"] and not body["Url"]:
        raise invalid("Data", "must be there, or Url")
    size = 0
    if body["Data"]:
        try:
            size = len(base64.b64decode(body["Data"], validate=True))
        except binascii.Error as error:
            raise invalid("Data", "must be base64") from error
    if size > _LARGEST_BYTES:
        raise invalid("Data", f"must be at most {_LARGEST_BYTES} bytes")
    identity = company.new_id()
    row = {
        "Id": identity, "ContentType": body["ContentType"], "DocumentId": None, "AttachedDocumentType": 0,
        "FileName": body["FileName"], "TemporaryUrl": None, "Comment": body["Comment"], "SupplierName": None,
        "AmountInvoiceCurrency": Decimal(0), "Type": 2, "AttachmentStatus": 1, "UploadedBy": "OpenPOS",
        "PhotoSource": 105, "ImageDate": company.stamp(), "MessageThreads": [], "Notes": [],
    }  # fmt: skip
    company.commit([("attachments", identity, row), ("attachmentdata", identity, {"Data": body["Data"] or ""})])
    return row


def link_attachments(company: Company, body: Row) -> Row:
    """Tie kept files to a voucher."""
    if body["DocumentType"] != _VOUCHER_DOCUMENT:
        raise invalid("DocumentType", "this simulator links to vouchers only (3)")
    if not body["DocumentId"] or not company.shelves.find("vouchers", body["DocumentId"]):
        raise Refusal(5007, "The document to attach to could not be found.", status=NOT_FOUND)
    company.commit(_linked(company, body["DocumentId"].lower(), body["AttachmentIds"]))
    return {"DocumentId": body["DocumentId"], "DocumentType": 3, "AttachmentIds": body["AttachmentIds"]}


def _linked(company: Company, voucher_id: str, attachment_ids: list[Any]) -> list[Change]:
    changes: list[Change] = []
    for identity in attachment_ids:
        row = company.shelves.find("attachments", identity) if isinstance(identity, str) else None
        if not row:
            raise missing(f"The attachment {identity}")
        if row["DocumentId"]:
            raise Refusal(4000, f"The attachment {identity} belongs to a document already.")
        linked = {**row, "DocumentId": voucher_id, "AttachedDocumentType": _VOUCHER_DOCUMENT, "AttachmentStatus": 0}
        changes.append(("attachments", row["Id"], linked))
    return changes


def _kept_draft(company: Company, identity: str, body: Row, created: str, *, checks_now: bool) -> Row:
    if body["VoucherDate"] is None:
        raise invalid("VoucherDate", "is required")
    if checks_now:
        _checked(company, body)
    row = {"Id": identity, **body, "Rows": body["Rows"] or [], "CreatedUtc": created, "ModifiedUtc": company.stamp()}
    company.commit([("voucherdrafts", identity, row)])
    return row


def _voucher(company: Company, identity: str, body: Row) -> list[Change]:
    year, rows = _checked(company, body)
    series = body["NumberSeries"]
    if series not in SERIES:
        raise invalid("NumberSeries", "is no series of this company")
    stamp = company.stamp()
    number = _next_number(company, year, series)
    voucher = {
        "Id": identity, "VoucherDate": f"{body['VoucherDate'][:10]}T00:00:00Z", "VoucherText": body["VoucherText"],
        "Rows": rows, "NumberAndNumberSeries": f"{series}{number}", "NumberSeries": series,
        "ImportedVoucherNumber": None, "Attachments": None, "ModifiedUtc": stamp,
        "VoucherType": body["VoucherType"] or MANUAL_VOUCHER, "SourceId": None, "CreatedUtc": stamp,
    }  # fmt: skip
    return [("vouchers", identity, voucher)]


def _checked(company: Company, body: Row) -> tuple[Row, list[Row]]:
    """The year and the rows of a voucher that may be booked. Raises Refusal."""
    if body["VoucherDate"] is None:
        raise invalid("VoucherDate", "is required")
    if not body["VoucherText"]:
        raise invalid("VoucherText", "is required")
    if not body["Rows"]:
        raise invalid("Rows", "must not be empty")
    year = open_for(company, date.fromisoformat(body["VoucherDate"][:10]))
    complaints: dict[str, str] = {}
    rows = []
    for number, row in enumerate(body["Rows"]):
        account = company.shelves.of("accounts").get(f"{year['Id']}/{row['AccountNumber']}")
        if not account:
            raise Refusal(3002, f"The account {row['AccountNumber']} is not in the fiscal year.", status=NOT_FOUND)
        complaint = _row_complaint(company, row, account)
        if complaint:
            complaints[f"Rows[{number}].AccountNumber"] = complaint
        rows.append({**row, "AccountDescription": account["Name"]})
    if complaints:
        raise invalid_fields(complaints)
    debit = sum(Decimal(row["DebitAmount"]) for row in rows)
    credit = sum(Decimal(row["CreditAmount"]) for row in rows)
    if debit != credit:
        raise invalid("Rows", f"debit {debit} and credit {credit} are not equal")
    return year, rows


def _row_complaint(company: Company, row: Row, account: Row) -> str:
    """Why the account does not take the row; nothing where it does. Raises Refusal for what is not there."""
    number = account["Number"]
    if not account["IsActive"]:
        return f"the account {number} is not active"
    if account["IsBlockedForManualBooking"]:
        return f"the account {number} is blocked for manual booking"
    if bool(row["DebitAmount"]) == bool(row["CreditAmount"]):
        return "a row needs an amount on one side, and on one only"
    if row["TransactionText"] and not account["AllowTransactionText"]:
        return f"the account {number} does not allow a transaction text"
    if row["VatCodeId"] and not company.shelves.find("vatcodes", row["VatCodeId"]):
        raise missing("The VAT code")
    item_ids = [row.get(f"CostCenterItemId{dimension}") for dimension in (1, 2, 3)]
    for item_id in filter(None, item_ids):
        _usable_item(company, item_id)
        if not account["IsCostCenterAllowed"]:
            return f"the account {number} does not allow a cost centre"
    if account["IsFirstCostCenterMandatory"] and not item_ids[0]:
        return f"the account {number} needs a cost centre"
    return ""


def _usable_item(company: Company, item_id: str) -> None:
    if not company.settings["UsesCostCenter"]:
        raise Refusal(4002, "The company does not use cost centres.", status=FORBIDDEN)
    item = company.shelves.find("costcenteritems", item_id)
    if not item:
        raise missing("The cost centre")
    if not item["IsActive"]:
        raise Refusal(5006, "The cost centre is not active.")


def _next_number(company: Company, year: Row, series: str) -> int:
    """The next number of the series in the year."""
    first, last = year["StartDate"][:10], year["EndDate"][:10]
    taken = (
        int(voucher["NumberAndNumberSeries"][len(series) :])
        for voucher in reversed(company.shelves.of("vouchers").values())
        if voucher["NumberSeries"] == series and first <= voucher["VoucherDate"][:10] <= last
    )
    # Numbers only grow, so the newest voucher has the highest.
    return next(taken, 0) + 1


def _row(account: int, debit: Decimal, credit: Decimal) -> Row:
    return {
        "AccountNumber": account, "AccountDescription": None, "DebitAmount": debit, "CreditAmount": credit,
        "TransactionText": None, "CostCenterItemId1": None, "CostCenterItemId2": None, "CostCenterItemId3": None,
        "VatCodeId": None, "VatCodeAndPercent": None, "VatAmount": None, "Quantity": None, "Weight": None,
        "DeliveryDate": None, "HarvestYear": None, "ProjectId": None,
    }  # fmt: skip
