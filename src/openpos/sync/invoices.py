"""Invoices to Spiris: a draft, its totals compared with the paper, then booked.

An invoice row has neither account nor VAT of its own there: both come from its article, and an article's from its
coding, which only a person can make. So each rate, account and kind of goods has a technical article, found or made
under a number of its own; the row's text is the register's. The reference stands first in a text row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from openpos.accounting import bas
from openpos.accounting.invoice import InvoiceLine, InvoiceRow, InvoiceRows, Totals, row_text, rows_of, text_rows
from openpos.domain.company import Company
from openpos.domain.errors import N_, Refused, Unavailable
from openpos.domain.money import Money, format_money
from openpos.domain.vat import VatAmount
from openpos.store.exports import chosen_accounts
from openpos.store.outbox import Entry, EntryState
from openpos.store.store import Store
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields, kronor
from openpos.sync.course import Act, Standing, Why, by_reference, gone, id_of, twice, why
from openpos.sync.spiris import ArticleCoding, Spiris, understood
from openpos.sync.trouble import Doing, SpirisNo, Trouble
from openpos.sync.wire import Answer, Outcome

DRAFT, ADJUST, CONVERT, MAIL = "draft", "adjust", "convert", "mail"
_WINDOW = timedelta(days=2)
_PIECES = ("st", "styck", "pcs")


@dataclass(frozen=True, slots=True)
class _Article:
    """What a technical article stands for."""

    rate_bp: int
    account: str
    service: bool

    @property
    def number(self) -> str:
        """Its number in Spiris."""
        return f"OPENPOS-{self.rate_bp / 100:g}-{self.account}-{'T' if self.service else 'V'}"


_PERHAPS_MAILED: Why = (
    N_("The invoice is booked; whether Spiris mailed it is not known."),
    N_("Look in Spiris, and send it from there if it was not sent."),
    {},
)


class Invoices:
    """The course of invoices and credits."""

    def __init__(self, store: Store, spiris: Spiris, company: Company, *, leave_drafts: Callable[[], bool]) -> None:
        """Where `leave_drafts` says so, an invoice has arrived once its draft is right: a person books it."""
        self._store = store
        self._spiris = spiris
        self._company = company
        self._leave_drafts = leave_drafts
        self._articles: dict[_Article, str] = {}
        self._codings: list[ArticleCoding] | None = None
        self._with_vat: dict[bool, bool] = {}
        """Whether prices have VAT in them, as Spiris last answered for private persons and for others."""

    def act(self, entry: Entry) -> Act:
        """The next act with an invoice."""
        step = entry.step or DRAFT
        if step == CONVERT:
            draft = self._draft(entry)
            expected = _expected(self._met(entry, includes_vat=draft.flag("IncludesVat")).totals, draft)
            return Act(step, expected, lambda: self._spiris.convert_invoice_draft(entry.remote_id, expected))
        if step == MAIL:
            # Subject and message left out are those that the company has in Spiris; empty ones might be sent as such.
            mail = {"Email": entry.document["e_mail"]}
            return Act(step, mail, lambda: self._spiris.email_invoice(entry.remote_id, mail))
        if step == ADJUST:
            # It came to something else: perhaps the company rounds in another way since it was looked at.
            self._look_at_company()
            body = self._body(entry, includes_vat=self._draft(entry).flag("IncludesVat"))
            return Act(step, body, lambda: self._spiris.put_invoice_draft(entry.remote_id, body))
        body = self._body(entry, includes_vat=self._with_vat.get(self._private(entry), False))
        return Act(step, body, lambda: self._spiris.post_invoice_draft(body))

    def arrived(self, entry: Entry, act: Act, answer: Answer) -> Standing:
        """Where the invoice stands after this act."""
        if act.step in {DRAFT, ADJUST}:
            # A PUT may be answered without a body.
            return self._drafted(entry, answer.body or self._draft(entry), adjusted=act.step == ADJUST)
        if act.step == CONVERT:
            return self._booked(entry, answer.body)
        return Standing(EntryState.SETTLED, MAIL)

    def refused(self, entry: Entry, step: str, trouble: Trouble) -> Standing | None:  # noqa: ARG002 - as every course
        """A draft that is gone was booked by a call whose answer was lost, or deleted: it is looked for.

        One that is refused is made anew before it is booked, since a person has mended something meanwhile. A mail
        that is refused does not keep the invoice from having arrived.
        """
        if step in {CONVERT, ADJUST} and trouble.code == troubles.NOT_FOUND:
            return Standing(EntryState.UNKNOWN, CONVERT, why=why(trouble))
        if step in {CONVERT, ADJUST} and trouble.doing in {Doing.HOLD, Doing.BUG}:
            return Standing(EntryState.REJECTED, ADJUST, why=why(trouble))
        if step == MAIL and trouble.doing is not Doing.CONFIGURATION:
            title = N_("The invoice is booked, and Spiris did not mail it: {said}")
            advice = N_("Send it from Spiris.")
            return Standing(EntryState.SETTLED, MAIL, why=(title, advice, {"said": str(trouble)}))
        return None

    def look(self, entries: Sequence[Entry]) -> Mapping[str, Standing]:
        """Where invoices stand: among the drafts first, then among what is booked."""
        self._look_at_company()
        found: dict[str, Standing] = {}
        drafted = [entry for entry in entries if entry.step in {"", DRAFT}]
        if drafted:
            for entry, drafts in by_reference(drafted, ((row, _texts(row)) for row in self._spiris.invoice_drafts())):
                if len(drafts) > 1:
                    found[entry.id] = twice(entry, [id_of(row) for row in drafts])
                elif drafts:
                    found[entry.id] = self._drafted(entry, drafts[0])
        for entry in entries:
            if entry.step == MAIL:
                found[entry.id] = Standing(EntryState.SETTLED, MAIL, why=_PERHAPS_MAILED)
            elif entry.step in {ADJUST, CONVERT}:
                draft = self._spiris.invoice_draft(entry.remote_id)
                if draft is not None and entry.step == ADJUST:
                    # To put it there twice harms nobody, and what is there may be of before somebody mended something.
                    found[entry.id] = Standing(EntryState.WAITING, ADJUST)
                elif draft is not None:
                    found[entry.id] = Standing(EntryState.WAITING, CONVERT, certain=False)
        left = [entry for entry in entries if entry.id not in found]
        if left:
            since = min(entry.created_at for entry in left) - _WINDOW
            rows = ((row, _texts(row)) for row in self._spiris.invoices(since))
            for entry, invoices in by_reference(left, rows):
                if len(invoices) > 1:
                    found[entry.id] = twice(entry, [_number(row) for row in invoices])
                elif invoices:
                    booked = self._booked(entry, invoices[0])
                    if booked.step == MAIL and entry.step in {"", DRAFT}:
                        # Not by us: by a person there, or by another file that was restored from the same backup.
                        booked = replace(booked, state=EntryState.SETTLED, why=_PERHAPS_MAILED)
                    found[entry.id] = booked
                elif entry.step in {ADJUST, CONVERT}:
                    found[entry.id] = gone(entry, DRAFT)
                else:
                    found[entry.id] = Standing(EntryState.WAITING, DRAFT, certain=False)
        return found

    # ------------------------------------------------------------------------------------------- what became of it

    def _drafted(self, entry: Entry, draft: Fields, *, adjusted: bool = False) -> Standing:
        """The draft is there: is it what the paper says?"""
        identity = id_of(draft)
        with_vat = draft.flag("IncludesVat")
        self._with_vat[draft.flag("CustomerIsPrivatePerson")] = with_vat
        paper = _paper(entry)
        wanted = self._rows(entry, includes_vat=with_vat).totals
        same_kind = draft.flag("IsCreditInvoice") is _is_credit(entry.document)
        if same_kind and wanted.total == paper and _is(draft, wanted):
            if self._leave_drafts():
                return Standing(EntryState.SETTLED, DRAFT, identity, "")
            return Standing(EntryState.WAITING, CONVERT, identity)
        if not adjusted:
            # Its prices have VAT in them where we thought they had not, the company rounds otherwise, or somebody
            # changed it.
            return Standing(EntryState.WAITING, ADJUST, identity)
        title = N_("Spiris makes {there} of an invoice that is {here} on the paper.")
        advice = N_(
            "Nothing was booked. Look at the draft in Spiris and at the company's rounding; then press Send again."
        )
        there = understood(lambda row: row.ore("TotalAmount"), draft)
        values = {"there": format_money(Money(there)), "here": format_money(paper)}
        return Standing(EntryState.REJECTED, ADJUST, identity, why=(title, advice, values))

    def _booked(self, entry: Entry, invoice: Fields) -> Standing:
        state = EntryState.WAITING if entry.document.get("e_mail") else EntryState.SETTLED
        step = MAIL if entry.document.get("e_mail") else CONVERT
        return Standing(state, step, id_of(invoice), _number(invoice))

    def _draft(self, entry: Entry) -> Fields:
        draft = self._spiris.invoice_draft(entry.remote_id)
        if draft is None:
            raise SpirisNo(troubles.trouble_of(404, Fields({"ErrorCode": troubles.NOT_FOUND})))
        return draft

    # ------------------------------------------------------------------------------------------- what is sent

    def _rows(self, entry: Entry, *, includes_vat: bool) -> InvoiceRows:
        return _rows(entry, includes_vat=includes_vat, whole_kronor=self._company.rounds_to_kronor)

    def _met(self, entry: Entry, *, includes_vat: bool) -> InvoiceRows:
        """The rows. Raises Refused where they come to something else than the paper, which no row can change."""
        rows, paper = self._rows(entry, includes_vat=includes_vat), _paper(entry)
        if rows.totals.total != paper:
            self._look_at_company()
            rows = self._rows(entry, includes_vat=includes_vat)
        if rows.totals.total != paper:
            raise Refused(
                "Spiris rounds this company's invoices to {there}, and the paper says {here}.",
                "Change the rounding in Spiris until this one is sent: press Send again. "
                "The next papers are rounded as Spiris rounds.",
                there=format_money(rows.totals.total),
                here=format_money(paper),
            )
        return rows

    def _look_at_company(self) -> None:
        self._company = self._spiris.company()
        with self._store.write() as tx:
            tx.spiris.set_whole_kronor(rounds=self._company.rounds_to_kronor)

    def _body(self, entry: Entry, *, includes_vat: bool) -> dict[str, Any]:
        document = entry.document
        rows = self._met(entry, includes_vat=includes_vat)
        credit = _is_credit(document)
        with self._store.read() as tx:
            accounts = chosen_accounts(tx)
            original = tx.outbox.get(document["credits"]["id"]) if "credits" in document else None
        sent = [_text_row(text) for text in _texts_of(entry, original)]
        for row in rows.rows:
            day = date.fromisoformat(document["date"])
            article = _account(row, accounts)
            article_id = self._article(article if row.line else self._for_the_ore(article, day), day)
            price = -row.price if credit else row.price
            sent.append(_article_row(article_id, row.line.text if row.line else "Öresutjämning", price))
        body: dict[str, Any] = {
            "CustomerId": document["customer"]["id"],
            "EuThirdParty": False,
            "RotReducedInvoicingType": 0,
            "IsCreditInvoice": credit,
            "InvoiceDate": document["date"],
            "YourReference": document.get("reference", "")[:100],
            "OurReference": document.get("cashier", "")[:100],
            "ReplaceUnitPriceWhenZero": False,
            "Rows": sent,
        }
        if address := document.get("address"):
            body |= {"InvoiceAddress1": address["street"][:50], "InvoiceAddress2": address["street_2"][:50]}
        return body

    def _private(self, entry: Entry) -> bool:
        with self._store.read() as tx:
            customer = tx.customers.get(entry.document["customer"]["id"])
        return bool(customer and customer.private)

    def _article(self, wanted: _Article, day: date) -> str:
        """The id of the technical article, made where it is missing. Its number is unique: it is never made twice."""
        if wanted in self._articles:
            return self._articles[wanted]
        there = self._spiris.article(wanted.number)
        if there is None:
            identity = self._made(wanted, self._coding(wanted, day))
        elif there.active:
            identity = there.id
        else:
            raise Refused(
                "The article {number} that this register invoices with is not active in Spiris.",
                "Activate it there; then press Send again.",
                number=wanted.number,
            )
        self._articles[wanted] = identity
        return identity

    def _made(self, wanted: _Article, coding: ArticleCoding) -> str:
        """The id of this technical article, made now. Raises Unavailable where that is not known yet."""
        answer = self._spiris.post_article(
            {
                "Number": wanted.number,
                "Name": f"Kassa {wanted.rate_bp / 100:g} % {'tjänster' if wanted.service else 'varor'}",
                "CodingId": coding.id,
                "UnitId": self._unit(),
                "IsActive": True,
            }
        )
        if answer.outcome is Outcome.DONE:
            return id_of(answer.body)
        there = self._spiris.article(wanted.number)
        if there is not None and there.active:
            return there.id
        trouble = answer.trouble or troubles.NOT_UNDERSTOOD
        # A number that is taken was made by a call whose answer was lost: the list lags behind it.
        if answer.outcome is Outcome.REJECTED and trouble.code != troubles.CONFLICT:
            raise SpirisNo(trouble)
        raise Unavailable(trouble.title, trouble.advice, **trouble.values)

    def _coding(self, wanted: _Article, day: date) -> ArticleCoding:
        """What Spiris books such an article on. Raises Refused where a person has to add it there."""
        fitting = self._codings_of(wanted, day)
        if not fitting:
            self._codings = None
            raise Refused(
                "Spiris has no article coding for {rate} % VAT on account {account}.",
                "Add it in Spiris under Settings, Article account codings; then press Send again.",
                rate=f"{wanted.rate_bp / 100:g}",
                account=wanted.account,
            )
        kinds = ("tjänst", "service") if wanted.service else ("var", "goods")
        return min(fitting, key=lambda coding: not coding.kind.casefold().startswith(kinds))

    def _codings_of(self, wanted: _Article, day: date) -> list[ArticleCoding]:
        if self._codings is None:
            self._codings = self._spiris.article_codings(day)
        return [
            coding
            for coding in self._codings
            if coding.active and coding.rate_bp == wanted.rate_bp and coding.account == wanted.account
        ]

    def _for_the_ore(self, wanted: _Article, day: date) -> _Article:
        """The article of the öre row: without a coding on the account for rounding it goes where sales without VAT do.

        No company has that coding from the start, and every other invoice has such an öre.
        """
        if wanted in self._articles or self._codings_of(wanted, day) or self._codings is None:
            return wanted
        untaxed = [one.account for one in self._codings if one.active and not one.rate_bp and one.account]
        usual = bas.SALES[0]
        return replace(wanted, account=usual if usual in untaxed else untaxed[0]) if untaxed else wanted

    def _unit(self) -> str:
        units = self._spiris.units()
        pieces = [unit for unit in units if {unit.code.casefold(), unit.abbreviation.casefold()} & set(_PIECES)]
        if not units:
            raise Refused("Spiris has no units for articles.", "Add one there; then press Send again.")
        return (pieces or units)[0].id


def _is_credit(document: Mapping[str, Any]) -> bool:
    """Whether it gives back; what cost nothing gives back nothing, and is no invoice for that."""
    return document["total_ore"] < 0 or "credits" in document


def _is(draft: Fields, wanted: Totals) -> bool:
    """Whether a draft's total and VAT are those of the paper. Raises Unavailable where they can't be read.

    Their sign on a credit is promised nowhere, nor whether the company's rounding is in the total.
    """
    names = ("TotalAmount", "TotalVatAmount", "TotalRoundings")
    total, vat, rounding = understood(lambda row: [abs(row.ore(name)) for name in names], draft)
    rounded = total == abs(wanted.total.ore)
    apart = total == abs((wanted.total - wanted.rounding).ore) and rounding == abs(wanted.rounding.ore)
    return vat == abs(wanted.vat.ore) and (rounded or apart)


def _expected(wanted: Totals, draft: Fields) -> dict[str, Any]:
    """What the server compares before it books (CustomerInvoiceDraftValidationApi): of a credit below zero."""
    exact = wanted.total - wanted.rounding
    there = abs(understood(lambda row: row.ore("TotalAmount"), draft))
    return {
        "TotalAmountInvoiceCurrency": kronor((exact if there == abs(exact.ore) else wanted.total).ore),
        "TotalVatAmountInvoiceCurrency": kronor(wanted.vat.ore),
        "TotalRoundingsInvoiceCurrency": kronor(wanted.rounding.ore),
    }


def _rows(entry: Entry, *, includes_vat: bool, whole_kronor: bool) -> InvoiceRows:
    lines = [
        InvoiceLine(
            line["text"],
            line["rate_bp"],
            Money(line["amount_ore"]),
            line["group"],
            line.get("service", False),
            line.get("gift_card", False),
        )
        for line in entry.document["lines"]
    ]
    vat = [VatAmount(row["rate_bp"], Money(row["net_ore"]), Money(row["vat_ore"])) for row in entry.document["vat"]]
    rounding = Money(entry.document["rounding_ore"])
    return rows_of(lines, rounding, includes_vat=includes_vat, whole_kronor=whole_kronor, vat=vat)


def _paper(entry: Entry) -> Money:
    """What is to be paid by the paper."""
    return Money(entry.document["total_ore"]) + Money(entry.document["rounding_ore"])


def _account(row: InvoiceRow, accounts: Mapping[tuple[str, str], str]) -> _Article:
    def event(key: str) -> str:
        return accounts.get((bas.Kind.EVENT.value, key)) or bas.EVENTS[key]

    if row.line is None:
        return _Article(0, event("rounding"), service=False)
    line = row.line
    if line.gift_card:
        return _Article(line.rate_bp, event("gift_cards"), service=False)
    chosen = accounts.get((bas.Kind.GROUP.value, bas.group_key(line.group, line.rate_bp)))
    return _Article(line.rate_bp, chosen or bas.SALES.get(line.rate_bp, bas.SALES[2500]), line.service)


def _texts_of(entry: Entry, original: Entry | None) -> list[str]:
    """The text rows: the reference first, what a credit is for, then the comment in pieces that a row can hold."""
    document = entry.document
    first = f"{entry.reference} Kvitto {document['receipt']}"
    if "credits" in document:
        credited = document["credits"]
        number = original.remote_number if original and original.remote_number else credited["reference"]
        first += f". Kredit av faktura {number}, kvitto {credited['receipt']}"
    return [first, *text_rows(document.get("comment", ""))]


def _text_row(text: str) -> dict[str, Any]:
    return {"IsTextRow": True, "Text": text, "ReversedConstructionServicesVatFree": False}


def _article_row(article_id: str, text: str, price: Money) -> dict[str, Any]:
    return {
        "ArticleId": article_id,
        "IsTextRow": False,
        "Text": row_text(text),
        "UnitPrice": kronor(price.ore),
        "Quantity": 1,
        "DiscountPercentage": 0,
        "ReversedConstructionServicesVatFree": False,
    }


def _texts(document: Fields) -> list[str]:
    """The first row's text: further ones are people's words, which may say anything."""
    return understood(lambda row: [line.text("Text", 100) for line in row.rows("Rows")[:1]], document)


def _number(invoice: Fields) -> str:
    return str(understood(lambda row: row.whole("InvoiceNumber"), invoice) or "")
