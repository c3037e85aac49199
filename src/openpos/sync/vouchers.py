"""Vouchers to Spiris: as a draft that is then booked where the company's variant has drafts, else booked at once.

The reference stands first in the voucher's text: by it a voucher is found again (recipe of SPIRIS-API, section 6).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from openpos.accounting.voucher import Row, Voucher, by_account, voucher_of
from openpos.domain.company import Account, Company, FiscalYear
from openpos.domain.errors import N_, Refused, Unavailable
from openpos.domain.money import Money
from openpos.store.exports import chosen_accounts, sent_voucher, takings_from
from openpos.store.outbox import Entry, EntryState
from openpos.store.store import Store
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields, kronor
from openpos.sync.course import Act, Standing, Why, by_reference, gone, id_of, twice, why
from openpos.sync.preflight import unusable
from openpos.sync.spiris import Spiris, understood
from openpos.sync.trouble import Doing, SpirisNo, Trouble
from openpos.sync.wire import Answer

DRAFT, ADJUST, CONVERT, BOOK, ATTACH, LINK = "draft", "adjust", "convert", "book", "attach", "link"
_WINDOW = timedelta(days=2)
"""How much earlier than an entry its voucher may seem to be: clocks differ."""
_VOUCHER_DOCUMENT = 3
"""AttachmentLinkApi.DocumentType of a voucher."""
_RESULT = range(3, 9)
"""Account classes of the profit and loss account, whose rows carry the cost centre."""

_CHOOSE = N_("Mend it in Spiris, or choose another account on the Integrations page; then press Send again.")

Paper = Callable[[str], bytes]
"""Gives the PDF of the Z report with this id."""


class Vouchers:
    """The course of vouchers."""

    def __init__(
        self, store: Store, spiris: Spiris, company: Company, *, series: Callable[[], str], paper: Paper | None
    ) -> None:
        """`series` gives the letter of the voucher series, empty for the company's usual one."""
        self._store = store
        self._spiris = spiris
        self._company = company
        self._series = series
        self._paper = paper

    def act(self, entry: Entry) -> Act:
        """The next act with a voucher."""
        step = entry.step or (DRAFT if self._company.variant.voucher_drafts else BOOK)
        if step == CONVERT:
            return Act(step, None, lambda: self._spiris.convert_voucher_draft(entry.remote_id))
        if step == ATTACH and self._paper is not None:
            upload = self._upload(entry, self._paper)
            return Act(step, {**upload, "Data": ""}, lambda: self._spiris.post_attachment(upload))
        if step.startswith(LINK):
            link = {
                "DocumentId": entry.remote_id,
                "DocumentType": _VOUCHER_DOCUMENT,
                "AttachmentIds": [step.removeprefix(LINK).strip()],
            }
            return Act(step, link, lambda: self._spiris.link_attachment(link))
        body = self._body(entry)
        if step == ADJUST:
            return Act(step, body, lambda: self._spiris.put_voucher_draft(entry.remote_id, body))
        send = self._spiris.post_voucher_draft if step == DRAFT else self._spiris.post_voucher
        return Act(step, body, lambda: send(body))

    def arrived(self, entry: Entry, act: Act, answer: Answer) -> Standing:
        """Where the voucher stands after this act."""
        if act.step == ADJUST:
            return Standing(EntryState.WAITING, CONVERT)
        if act.step == DRAFT:
            return Standing(EntryState.WAITING, CONVERT, remote_id=id_of(answer.body))
        if act.step in {CONVERT, BOOK}:
            return self._booked(entry, answer.body)
        if act.step == ATTACH:
            return Standing(EntryState.WAITING, f"{LINK} {id_of(answer.body)}")
        return Standing(EntryState.SETTLED, act.step)

    def refused(self, entry: Entry, step: str, trouble: Trouble) -> Standing | None:
        """A draft that is gone was booked by a call whose answer was lost, or deleted: it is looked for.

        One that is refused is made anew before it is booked: a person may have chosen other accounts meanwhile. A
        report that can't be attached does not keep the voucher from having arrived.
        """
        if step in {CONVERT, ADJUST} and trouble.code == troubles.NOT_FOUND:
            return Standing(EntryState.UNKNOWN, CONVERT, why=why(trouble))
        if step in {DRAFT, BOOK, CONVERT, ADJUST} and trouble.doing in {Doing.HOLD, Doing.BUG}:
            again = step if step in {DRAFT, BOOK} else ADJUST
            return Standing(EntryState.REJECTED, again, why=self._account_trouble(entry, trouble) or why(trouble))
        if step.startswith((ATTACH, LINK)) and trouble.doing is not Doing.CONFIGURATION:
            title = N_("The voucher arrived, and its Z report could not be attached: {said}")
            return Standing(EntryState.SETTLED, entry.step, why=(title, "", {"said": str(trouble)}))
        return None

    def look(self, entries: Sequence[Entry]) -> Mapping[str, Standing]:
        """Where vouchers stand: among the drafts first, then among what is booked."""
        found: dict[str, Standing] = {}
        papers = [entry for entry in entries if entry.step.startswith((ATTACH, LINK))]
        if papers:
            found |= self._look_for_papers(papers)
        first = ("", DRAFT) if self._company.variant.voucher_drafts else (DRAFT,)
        drafted = [entry for entry in entries if entry.step in first]
        if drafted:
            found |= self._look_among_drafts(drafted)
        for entry in (entry for entry in entries if entry.step in {CONVERT, ADJUST}):
            if self._spiris.voucher_draft(entry.remote_id) is not None:
                # What is in it after a lost answer to a change does not matter: it is changed again.
                found[entry.id] = Standing(EntryState.WAITING, entry.step, certain=entry.step == ADJUST)
        left = [entry for entry in entries if entry.id not in found]
        if left:
            found |= self._look_among_booked(left)
        return found

    # ------------------------------------------------------------------------------------------- what is sent

    def _body(self, entry: Entry) -> dict[str, Any]:
        document = entry.document
        day = date.fromisoformat(document["day"])
        with self._store.read() as tx:
            accounts = chosen_accounts(tx)
            items = tx.spiris.cost_centre_items()
            year = next((year for year in tx.spiris.years() if year.holds(day)), None)
            known = {account.number: account for account in (tx.spiris.accounts(year.id) if year else [])}
        if document["what"] == "reversal":
            voucher = self._reversed(entry, day)
            text = f"{entry.reference} Rättelse: {document['text']}"
        else:
            voucher = voucher_of(takings_from(document), accounts)
            text = f"{entry.reference} {document['text']}"
        centre = None
        if document.get("cost_centre") and items and self._company.uses_cost_centres:
            code = document["cost_centre"]
            centre = next((item.id for item in items if item.code == code and item.active), None)
            if centre is None:
                raise Refused(
                    "The cost centre {code} is not in Spiris, or not active there.",
                    "Add it in Spiris or give the cost centre its code there on the Cost centres page; "
                    "then press Send again.",
                    code=code,
                )
        body: dict[str, Any] = {
            "VoucherDate": day.isoformat(),
            "VoucherText": text[:1000],
            "Rows": [_row(account, amount.ore, centre, known.get(account)) for account, amount in by_account(voucher)],
        }
        series = self._series()
        return {**body, "NumberSeries": series} if series else body

    def _account_trouble(self, entry: Entry, trouble: Trouble) -> Why | None:
        """Which account the refusal is about, in words; None where it is about something else."""
        if trouble.code not in troubles.OF_ACCOUNTS:
            return None
        year = self._year(date.fromisoformat(entry.document["day"]))
        try:
            known = {account.number: account for account in self._spiris.accounts(year.id)} if year else {}
        except (SpirisNo, Unavailable):
            return None
        with self._store.read() as tx:
            sent = sent_voucher(tx, entry)
        found = unusable(sorted({row.account for row in sent.rows}), known, year) if sent and year else []
        return (found[0].title, _CHOOSE, found[0].values) if found else None

    def _reversed(self, entry: Entry, day: date) -> Voucher:
        """The mirror of what is booked: read from Spiris, which has what really came."""
        with self._store.read() as tx:
            wrong = tx.outbox.get(entry.document["of"])
        year = self._year(day)
        booked = self._spiris.voucher(year.id, wrong.remote_id) if wrong and year else None
        if booked is None or wrong is None:
            raise Refused(
                "The voucher to take back is not in Spiris.", "Look for it there; then press Send again.", day=day
            )
        rows = [
            Row(str(row.whole("AccountNumber")), Money(row.ore("CreditAmount") - row.ore("DebitAmount")), "")
            for row in understood(lambda fields: fields.rows("Rows"), booked)
        ]
        return Voucher(day, entry.document["text"], tuple(rows))

    def _upload(self, entry: Entry, paper: Paper) -> dict[str, Any]:
        return {
            "ContentType": "application/pdf",
            "FileName": _file_name(entry),
            "Data": base64.b64encode(paper(entry.document["report"])).decode(),
        }

    # ------------------------------------------------------------------------------------------- what became of it

    def _booked(self, entry: Entry, booked: Fields) -> Standing:
        identity, number = id_of(booked), booked.text("NumberAndNumberSeries", 40)
        if self._paper is not None and entry.document.get("report"):
            return Standing(EntryState.WAITING, ATTACH, identity, number)
        return Standing(EntryState.SETTLED, entry.step, identity, number)

    def _look_among_drafts(self, entries: Sequence[Entry]) -> dict[str, Standing]:
        rows = ((row, (row.text("VoucherText", 1000),)) for row in self._spiris.voucher_drafts())
        found = {}
        for entry, drafts in by_reference(entries, rows):
            if len(drafts) > 1:
                found[entry.id] = twice(entry, [id_of(row) for row in drafts])
            elif drafts:
                found[entry.id] = Standing(EntryState.WAITING, CONVERT, id_of(drafts[0]))
        return found

    def _look_among_booked(self, entries: Sequence[Entry]) -> dict[str, Standing]:
        since = min(entry.created_at for entry in entries) - _WINDOW
        days = {date.fromisoformat(entry.document["day"]) for entry in entries}
        years = {year.id for year in (self._year(day) for day in days) if year is not None}
        rows = (
            (row, (row.text("VoucherText", 1000),))
            for year_id in sorted(years)
            for row in self._spiris.vouchers(year_id, since)
        )
        found = {}
        for entry, vouchers in by_reference(entries, rows):
            if len(vouchers) > 1:
                found[entry.id] = twice(entry, [row.text("NumberAndNumberSeries", 40) for row in vouchers])
            elif vouchers:
                found[entry.id] = self._booked(entry, vouchers[0])
            elif entry.step in {CONVERT, ADJUST}:
                found[entry.id] = gone(entry, DRAFT)
            else:
                found[entry.id] = Standing(EntryState.WAITING, entry.step, certain=False)
        return found | self._with_papers(entries, found)

    def _with_papers(self, entries: Sequence[Entry], found: Mapping[str, Standing]) -> dict[str, Standing]:
        """Those whose report is there already: another file that was restored from the same backup may have sent it."""
        booked = {
            entry.id: replace(entry, remote_id=found[entry.id].remote_id or "")
            for entry in entries
            if found[entry.id].step == ATTACH
        }
        if not booked:
            return {}
        try:
            papers = self._look_for_papers(list(booked.values()))
        except SpirisNo:
            return {}
        return {
            key: replace(there, remote_id=found[key].remote_id, remote_number=found[key].remote_number)
            for key, there in papers.items()
            if there.certain
        }

    def _look_for_papers(self, entries: Sequence[Entry]) -> dict[str, Standing]:
        # A name may come back with the ending that its type has.
        known = {row.text("FileName", 200).partition(".")[0]: row for row in self._spiris.attachments()}
        found = {}
        for entry in entries:
            row = known.get(_file_name(entry))
            if row is None:
                found[entry.id] = Standing(EntryState.WAITING, ATTACH, certain=False)
            elif row.text("DocumentId", 40).casefold() == entry.remote_id.casefold():
                found[entry.id] = Standing(EntryState.SETTLED, entry.step)
            else:
                found[entry.id] = Standing(EntryState.WAITING, f"{LINK} {id_of(row)}")
        return found

    def _year(self, day: date) -> FiscalYear | None:
        with self._store.read() as tx:
            return next((year for year in tx.spiris.years() if year.holds(day)), None)


def _file_name(entry: Entry) -> str:
    """Letters, digits and hyphens only, as Spiris wants them."""
    return entry.reference


def _row(account: str, ore: int, centre: str | None, known: Account | None) -> dict[str, Any]:
    nothing = Decimal("0.00")
    row = {
        "AccountNumber": int(account),
        "DebitAmount": kronor(ore) if ore > 0 else nothing,
        "CreditAmount": kronor(-ore) if ore < 0 else nothing,
    }
    result = int(account[0]) in _RESULT and (known is None or known.takes_cost_centre)
    if centre and (result or (known is not None and known.needs_cost_centre)):
        row["CostCenterItemId1"] = centre
    return row
