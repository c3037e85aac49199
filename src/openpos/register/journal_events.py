"""Which event of SKVFS 2021:16 tells which kind of row in the journal: one table, and nothing else decides it.

The 31 events are those of the schema. A row that none of them can tell stays in the journal and says here why it is not
in the file; the answer of each export counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpos.register import journal_papers as papers
from openpos.register import journal_xml as xml
from openpos.register.journal_papers import Around, Facts
from openpos.register.journal_xml import Xml
from openpos.store.journal import JournalRow, Kind

Tell = Callable[[Facts, Around], list[Xml]]
"""The events of a row: what each `Handelse` holds besides who, where and when."""

_REPORT_NAMES = {"Z report": "Z-rapport", "Journal memory": "Export av journalminne"}
"""What reports are called in the journal, and in the Swedish file."""


@dataclass(frozen=True, slots=True)
class NotTold:
    """The 31 events have none for it."""

    why: str


def _only(name: str) -> Tell:
    """An event that says only that it happened."""
    return lambda _facts, _around: [xml.yes(name)]


def _added(facts: Facts, _: Around) -> list[Xml]:
    return [xml.branch("RegistreraArtikel", papers.article(facts["line"], facts["sale_id"]))]


def _changed(facts: Facts, _: Around) -> list[Xml]:
    line = facts["line"]
    told = [
        *papers.article(line, facts["sale_id"]),
        *papers.article_before(facts["before"]),
        xml.moment("UrsprungligRegistreringstidpunkt", line["registered_at"]),
    ]
    return [xml.branch("AndraRegistreradArtikel", told)]


def _removed(facts: Facts, _: Around) -> list[Xml]:
    line = facts["line"]
    told = [
        *papers.article(line, facts["sale_id"]),
        xml.moment("UrsprungligRegistreringstidpunkt", line["registered_at"]),
    ]
    return [xml.branch("RaderaRegistreradArtikel", told)]


def _parked(facts: Facts, _: Around) -> list[Xml]:
    """An event for each article that is parked: the schema has none for a whole basket."""
    name = xml.optional("IdentitetsbeteckningPaParkering", facts["name"])
    return [
        xml.branch("ParkeraRegistreradArtikel", [*papers.article(line, facts["sale_id"]), *name])
        for line in facts["lines"]
    ]


def _fetched(facts: Facts, _: Around) -> list[Xml]:
    return [xml.branch("OppnaParkering", xml.optional("IdentitetsbeteckningPaParkering", facts["name"]))]


def _price_asked(facts: Facts, _: Around) -> list[Xml]:
    told = [
        *xml.optional("NamnPaHuvudgrupp", facts["group"]),
        *xml.optional("Artikelnummer", facts["article_number"]),
        xml.text("Artikelnamn", facts["name"]),
        xml.amount("PrisPaEfterfragadArtikel", facts["price_ore"] or 0),
    ]
    return [xml.branch("StallaPrisforfragan", told)]


def _float(field: str) -> Tell:
    def told(facts: Facts, _: Around) -> list[Xml]:
        changed = xml.amount("ForandringAvVaxelkassaISvenskaKronor", facts[field])
        return [xml.branch("ForandraVaxelkassa", [changed])]

    return told


def _other_report(facts: Facts, _: Around) -> list[Xml]:
    told = [
        xml.text("NamnPaOvrigRapport", _REPORT_NAMES.get(facts["name"], facts["name"])),
        xml.text("Sokparameter", facts["search"], xml.SEARCH),
    ]
    return [xml.branch("OvrigRapport", told)]


def _clock(facts: Facts, _: Around) -> list[Xml]:
    return [xml.branch("StallaOmKlockan", [xml.moment("NyTidVidOmstallningAvKlockan", facts["to"])])]


_PROGRAMMING = NotTold("programming is no event of the schema; the journal and the program show it (SKVFS 2014:9 5:4)")
_ON_RECEIPT = NotTold("the receipt tells it as it became")
_ACCESS = NotTold("the schema knows logging in and out and nothing else of access")

EVENTS: dict[Kind, Tell | NotTold] = {
    Kind.LINE_ADDED: _added,  # ch. 6
    Kind.LINE_CHANGED: _changed,  # ch. 7
    Kind.LINE_REMOVED: _removed,  # ch. 8
    # A parked sale is neither changed, moved nor deleted while it is parked, and what closes it is its receipt:
    # RaderaParkeradArtikel, AndraParkeradArtikel, FlyttaParkeradArtikel and StangaParkering do not happen here.
    Kind.PARKED: _parked,  # ch. 9
    Kind.FETCHED: _fetched,  # ch. 10
    Kind.DRAWER_OPENED: _only("OppnaKassaladaVidNollforsaljning"),  # ch. 15
    Kind.CLEARED: _only("AnvandaClear"),  # ch. 16
    Kind.PRICE_ASKED: _price_asked,  # ch. 17
    Kind.SHIFT_OPENED: _float("float_ore"),  # ForandraVaxelkassa: the float that a shift begins with (SKVFS 2014:9 5:1)
    Kind.FLOAT_CHANGED: _float("amount_ore"),
    Kind.RECEIPT: papers.receipt,  # Kassakvitto, Returkvitto
    Kind.RECEIPT_COPIED: papers.copy,
    Kind.PRO_FORMA: papers.pro_forma,
    Kind.PRACTICE_RECEIPT: papers.practice,
    Kind.X_REPORT: papers.report,
    Kind.Z_REPORT: papers.report,
    Kind.OTHER_REPORT: _other_report,
    Kind.REGISTER_STARTED: _only("StartAvKassaregister"),
    Kind.REGISTER_STOPPED: _only("StoppAvKassaregister"),
    Kind.REGISTER_RESTARTED: _only("OmstartAvKassaregister"),
    Kind.LOGGED_IN: _only("InloggningIKassaregister"),
    Kind.LOGGED_OUT: _only("UtloggningUrKassaregister"),
    Kind.CLOCK_CHANGED: _clock,
    Kind.PRACTICE_BEGUN: _only("StallaOmTillOvningslage"),
    Kind.PRACTICE_ENDED: _only("StallaOmTillNormallage"),
    # StatuskodFranKontrollprogrammet and VerifieringAvKvittodata… are of control systems, which we have none of.
    Kind.LOGIN_FAILED: _ACCESS,
    Kind.LOGIN_LOCKED: _ACCESS,
    Kind.PERMISSION_LENT: _ACCESS,
    Kind.DISCOUNT_CHANGED: _ON_RECEIPT,
    Kind.TENDER_ADDED: _ON_RECEIPT,
    Kind.TENDER_REMOVED: _ON_RECEIPT,
    Kind.CASH_MOVED: NotTold("it is no change of the float, and the drawer was not opened for nothing"),
    Kind.SEAL_REFUSED: NotTold("nothing was registered"),
    Kind.SERIES_MOVED: NotTold("the numbers of the next papers show it"),
    Kind.ARTICLES_IMPORTED: _PROGRAMMING,
    Kind.PRICE_CHANGED: _PROGRAMMING,
    Kind.ARTICLE_ADDED: _PROGRAMMING,
    Kind.ARTICLE_CHANGED: _PROGRAMMING,
    Kind.ARTICLE_REMOVED: _PROGRAMMING,
    Kind.SHOP_CHANGED: _PROGRAMMING,
    Kind.SETTINGS_CHANGED: _PROGRAMMING,
    Kind.STAFF_CHANGED: _PROGRAMMING,
    Kind.ROLE_CHANGED: _PROGRAMMING,
    Kind.PAYMENT_METHOD_CHANGED: _PROGRAMMING,
    Kind.COST_CENTRE_CHANGED: _PROGRAMMING,
}


def events_of(row: JournalRow, facts: Facts, around: Around) -> list[Xml] | NotTold:
    """The row's events (`Handelse`, ch. 5), in their order. Raises what `legible` takes for damage."""
    tell = EVENTS[Kind(row.kind)]
    if isinstance(tell, NotTold):
        return tell
    head = [
        *xml.optional("InloggadAnvandare", row.cashier),
        xml.text("Kassabeteckning", around.register),
        xml.moment("Registreringstidpunkt", row.at),
    ]
    return [xml.branch("Handelse", [*head, event]) for event in tell(facts, around)]
