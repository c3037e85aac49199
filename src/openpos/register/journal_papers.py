"""Receipts, marked papers and reports as the journal's XML tells them (SKVFS 2021:16 ch. 5 and each paper's own).

All of it is read from the journal's own rows. What is inferred, since the schema's names are all that is known of it,
is named in docs/decisions.md: returns are below zero; a line's price has its own discount taken off and not its part of
the receipt's; the lines' VAT adds up to the receipt's; cash rounding is a row among what was paid, so that it adds up
to what was sold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpos.domain.article import PIECE, ArticleKind
from openpos.domain.money import Money
from openpos.domain.payment import Method, by_method
from openpos.domain.shop import MODEL, Shop
from openpos.printing.words import SWEDISH
from openpos.register import journal_xml as xml
from openpos.register.journal_xml import Xml
from openpos.store.facts import method_from, tender_from

Facts = Mapping[str, Any]
PROGRAM = "OpenPOS"
_TYPES = {ArticleKind.GOODS.value: "VARA", ArticleKind.SERVICE.value: "TJANST"}


@dataclass(frozen=True, slots=True)
class Original:
    """A receipt that another paper is about: what its own row and its lines' rows say."""

    facts: Facts
    lines: Sequence[Facts]


@dataclass(frozen=True, slots=True)
class Around:
    """What an event refers to, read where it lies. Its functions block."""

    now: datetime
    """When the export is made."""
    register: str
    """The register's designation when it happened."""
    shop: Callable[[int], Shop]
    """The shop as it was, by its id."""
    z_number: Callable[[str], int]
    """The number of the Z report that closed a shift, 0 while it is open."""
    lines: Callable[[Sequence[int]], Sequence[Facts]]
    """The lines that these rows of the journal registered."""
    original: Callable[[int], Original]
    """A receipt by its number."""
    electronic: Callable[[str, int], bool]
    """Whether a `receipt` or its `copy` went out electronically, by the receipt's number."""


# ------------------------------------------------------------------------------------------------------------ articles


def article(facts: Facts, registration: str) -> list[Xml]:
    """An article as it was registered (ch. 6). `registration` is the sale it belongs to."""
    off = Money(facts["amount_ore"])
    vat = off.share(facts["vat_rate_bp"], 10_000 + facts["vat_rate_bp"])
    return _article(facts, registration, "RegistreradArtikel", facts["amount_ore"], vat.ore)


def article_before(facts: Facts) -> list[Xml]:
    """The values that a registered article had before it was changed (ch. 7)."""
    vat = Money(facts["amount_ore"]).share(facts["vat_rate_bp"], 10_000 + facts["vat_rate_bp"])
    count, measure, unit = _quantity(facts)
    return [
        xml.pieces("TidigareAntalAvRegistreradArtikel", count),
        *xml.optional("TidigareMangdAvRegistreradArtikel", measure),
        *xml.optional("TidigareEnhetForViktLangdTidEllerVolym", unit),
        xml.amount("TidigarePrisPerEnhet", facts["unit_price_ore"]),
        xml.amount("TidigarePrisPaRegistreradArtikel", facts["amount_ore"]),
        *_discount(
            facts["discount"],
            "TidigareRabatterPaRegistreradArtikelLISTA",
            "TidigareRabattPaRegistreradArtikel",
            "TidigareBenamningPaRabatt",
            "TidigareBeloppPaRabatten",
        ),
        xml.rate("TidigareMervardesskattesatsForRegistreradArtikel", facts["vat_rate_bp"]),
        xml.amount("TidigareMervardesskattPaRegistreradArtikel", vat.ore),
    ]


def _article(facts: Facts, registration: str, what: str, price_ore: int, vat_ore: int) -> list[Xml]:
    count, measure, unit = _quantity(facts)
    return [
        *xml.optional("IdentitetsbeteckningForRegistreringAvArtiklar", registration),
        xml.leaf("TypAvArtikel", _TYPES[facts["kind"]]),
        *xml.optional("NamnPaHuvudgrupp", facts["group"]),
        *xml.optional("Artikelnummer", facts["article_number"]),
        xml.text("Artikelnamn", facts["text"]),
        xml.pieces(f"AntalAv{what}", count),
        *xml.optional(f"MangdAv{what}", measure),
        *xml.optional("EnhetForViktLangdTidEllerVolym", unit),
        xml.amount("PrisPerEnhet", facts["unit_price_ore"]),
        xml.amount(f"PrisPa{what}", price_ore),
        *_discount(
            facts["discount"], f"RabatterPa{what}LISTA", f"RabattPa{what}", "BenamningPaRabatt", "RabattensBelopp"
        ),
        xml.rate(f"MervardesskattesatsFor{what}", facts["vat_rate_bp"]),
        xml.amount(f"MervardesskattPa{what}", vat_ore),
    ]


def _quantity(facts: Facts) -> tuple[int, str, str]:
    """How many in thousandths, and how much of which unit: a weighed article is one, and what it weighs is a text."""
    milli, unit = facts["quantity_milli"], facts["unit"]
    if unit != PIECE:
        return (-1000 if milli < 0 else 1000), xml.quantity(milli), unit
    return (milli, "", "") if milli % 10 == 0 else (milli, xml.quantity(milli), unit)


def _discount(facts: Facts | None, many: str, one: str, reason: str, off: str) -> list[Xml]:
    if facts is None:
        return []
    told = [*xml.optional(reason, facts["reason"]), xml.amount(off, facts["amount_ore"])]
    return [xml.branch(many, [xml.branch(one, told)])]


# -------------------------------------------------------------------------------------------------------------- papers


def receipt(facts: Facts, around: Around) -> list[Xml]:
    """A receipt, or a return receipt, which says so by its name and its amounts below zero."""
    shop, lines = around.shop(facts["shop_id"]), around.lines(facts["lines"])
    back = _is_return(facts)
    number = xml.leaf("LopnummerForKassakvitto", str(facts["number"]))
    of = facts["original"]
    paper = [
        *_company(shop, around.now),
        xml.moment("DatumOchKlockslagNarReturkvittoFramstalls" if back else _MADE, facts["at"]),
        number,
        *([xml.leaf("LopnummerForUrsprungligtKassakvitto", str(of))] if of else []),
        xml.text("Kassabeteckning", shop.register),
        *_sold(facts, lines),
        *_paid(facts),
        _vat(facts["vat"]),
        *([xml.yes("ElektronisktKassakvitto")] if around.electronic("receipt", facts["number"]) else []),
        _closed_by(facts, around),
        xml.unit_number(facts["unit"]),
        xml.control_code("Kontrollkod", facts["code"]),
    ]
    return [xml.branch("Returkvitto" if back else "Kassakvitto", paper)]


def copy(facts: Facts, around: Around) -> list[Xml]:
    """The copy of a receipt: what its original says, and the numbers, times and codes of both."""
    original = around.original(facts["receipt_number"])
    shop = around.shop(original.facts["shop_id"])
    own = facts.get("copy_code")
    paper = [
        *_company(shop, around.now),
        xml.moment(_MADE, facts["at"]),
        xml.moment("DatumOchKlockslagNarOriginalkvittoFramstalldes", facts["receipt_at"]),
        xml.leaf("LopnummerForKvittokopia", str(facts["number"])),
        xml.leaf("LopnummerPaOriginalkvitto", str(facts["receipt_number"])),
        xml.text("Kassabeteckning", shop.register),
        *_sold(original.facts, original.lines),
        *_paid(original.facts),
        _vat(original.facts["vat"]),
        *([xml.control_code("KontrollkodPaKopiaAvKassakvitto", own)] if own else []),
        *([xml.yes("ElektroniskKopiaAvKassakvitto")] if around.electronic("copy", facts["receipt_number"]) else []),
        _closed_by(facts, around),
        xml.unit_number(facts["unit"]),
        xml.control_code("KontrollkodForKvittotSomKopianAvser", facts["code"]),
    ]
    return [xml.branch("KopiaAvKassakvitto", paper)]


def practice(facts: Facts, around: Around) -> list[Xml]:
    """A practice receipt, which counts for nothing and whose name says what it is."""
    shop = around.shop(facts["shop_id"])
    paper = [
        *_company(shop, around.now),
        xml.moment(_MADE, facts["at"]),
        xml.leaf("LopnummerForOvningskvitto", str(facts["number"])),
        xml.text("Kassabeteckning", shop.register),
        *_sold(facts, facts["lines"]),
        *_paid(facts),
        _vat(facts["vat"]),
        _closed_by(facts, around),
        xml.unit_number(facts.get("unit", "")),
    ]
    return [xml.branch("Ovningskvitto", paper)]


def pro_forma(facts: Facts, around: Around) -> list[Xml]:
    """What a sale would come to, before it is one."""
    shop = around.shop(facts["shop_id"])
    paper = [
        *_company(shop, around.now),
        xml.moment("DatumOchKlockslagNarProFormaKvittoFramstalls", facts["at"]),
        xml.text("Kassabeteckning", shop.register),
        *_sold(facts, facts["lines"]),
        _vat(facts["vat"]),
        xml.unit_number(facts.get("unit", "")),
    ]
    return [xml.branch("ProFormaKvitto", paper)]


_MADE = "DatumOchKlockslagNarKvittoFramstalls"


def _is_return(facts: Facts) -> bool:
    return facts.get("original") is not None or bool(facts.get("blind"))


def _company(shop: Shop, now: datetime) -> list[Xml]:
    return [
        xml.text("ForetagetsNamn", shop.name),
        xml.owner_number(shop.organisation_number, now),
        xml.text("DenAdressDarForsaljningSker", shop.address),
    ]


def _sold(facts: Facts, lines: Sequence[Facts]) -> list[Xml]:
    """What was sold, what the discounts took off and what it came to, with its VAT."""
    back = _is_return(facts)
    before = sum(line["amount_ore"] for line in lines)
    # A marked paper does not tell the lines' parts of its discount: the whole of it is what the lines come to more.
    shares = facts.get("shares_ore") or [0] * len(lines)
    whole = 0 if back else before - facts["total_ore"]
    prices = [line["amount_ore"] - (share if back else 0) for line, share in zip(lines, shares, strict=True)]
    own = 0 if back else sum(line["discount"]["amount_ore"] for line in lines if line["discount"])
    reason = (facts.get("discount") or {}).get("reason")
    level = [*xml.optional("BenamningPaRabatt", reason), xml.amount("RabattensBeloppPaKvittoniva", whole)]
    vats = _vat_of_lines(
        facts["vat"], lines, [line["amount_ore"] - share for line, share in zip(lines, shares, strict=True)]
    )
    sold = [
        xml.branch(
            "SaldArtikel",
            [
                *_article(line, facts["sale_id"], "SaldArtikel", price, vat),
                xml.moment("ArtikelnsRegistreringstidpunkt", line["registered_at"]),
            ],
        )
        for line, price, vat in zip(lines, prices, vats, strict=True)
    ]
    return [
        xml.branch("SaldaArtiklarLISTA", sold),
        *([xml.branch("RabatterPaKvittonivaLISTA", [xml.branch("RabattPaKvittoniva", level)])] if whole else []),
        *([xml.amount("TotaltRabattbeloppPaKvitto", own + whole)] if own + whole else []),
        xml.amount("TotaltForsaljningsbeloppISvenskaKronor", facts["total_ore"]),
        xml.amount("MervardesskattPaForsaljningsbeloppet", sum(row["vat_ore"] for row in facts["vat"])),
    ]


def _vat_of_lines(vat: Sequence[Facts], lines: Sequence[Facts], amounts_ore: Sequence[int]) -> list[int]:
    """The receipt's VAT at each rate, shared out over the lines of that rate in proportion to what they cost."""
    of_rate: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        of_rate[line["vat_rate_bp"]].append(place)
    shared = [0] * len(lines)
    for row in vat:
        places = of_rate[row["rate_bp"]]
        weights = [abs(amounts_ore[place]) for place in places]
        if any(weights):
            for place, part in zip(places, Money(row["vat_ore"]).split(weights), strict=True):
                shared[place] = part.ore
    return shared


def _paid(facts: Facts) -> list[Xml]:
    """What each method paid, change taken off, and the cash rounding."""
    tenders = [tender_from(one) for one in facts["tenders"]]
    change = facts.get("change_ore", 0)
    given_back = [(Method.CASH, Money(-change))] if change else []
    paid = by_method([*((one.method, one.amount) for one in tenders), *given_back])
    return [_methods(paid, facts["rounding_ore"])]


def _methods(paid: Sequence[tuple[Method, Money]], rounding_ore: int) -> Xml:
    """Sums per method, and what cash rounding took off (below zero: what it added), which adds up to what was sold.

    Where nothing was paid it says that no cash was, since the schema wants a row.
    """
    rows = [(SWEDISH.method(method), one.ore) for method, one in paid]
    if rounding_ore:
        rows.append((SWEDISH.rounding, -rounding_ore))
    return xml.branch(
        "TotalaForsaljningssummorPerBetalningsmedelLISTA",
        [
            xml.branch(
                "TotalForsaljningssummaPerBetalningsmedel",
                [
                    xml.text("Betalningsmedel", name),
                    xml.amount("ForsaljningssummaPerBetalningsmedel", paid_ore),
                ],
            )
            for name, paid_ore in rows or [(SWEDISH.method(Method.CASH), 0)]
        ],
    )


def _vat(rows: Sequence[Facts]) -> Xml:
    """VAT per rate; where nothing was sold, that there is none, since the schema wants one."""
    return xml.branch(
        "MervardesskattPaOlikaSkattesatserLISTA",
        [
            xml.branch(
                "MervardesskattPerSkattesats",
                [
                    xml.rate("Mervardesskattesats", row["rate_bp"]),
                    xml.amount("TotaltMervardesskattebeloppPerSkattesats", row["vat_ore"]),
                ],
            )
            for row in rows or [{"rate_bp": 0, "vat_ore": 0}]
        ],
    )


def _closed_by(facts: Facts, around: Around) -> Xml:
    return xml.leaf("LopnummerForZDagrapportPaKvitto", str(around.z_number(facts["shift_id"])))


# ------------------------------------------------------------------------------------------------------------- reports


def report(facts: Facts, around: Around) -> list[Xml]:
    """An X or a Z report with every row of SKVFS 2014:9 7:2 and 7:3; returns are below zero."""
    shop, number = around.shop(facts["shop_id"]), facts["number"]
    at = facts["at"] if number is None else facts["closed_at"]
    returns, copies, practised = facts["returns"], facts["copies"], facts["practice"]
    other, unfinished = facts["other_reductions"], facts["unfinished"]
    groups = [
        xml.branch(
            "TotalForsaljningssummaForOlikaHuvudgrupper",
            [
                *xml.optional("NamnPaHuvudgrupp", row["group"]),
                xml.amount("TotalForsaljningssummaForHuvudgrupp", row["amount_ore"]),
            ],
        )
        for row in facts["groups"]
    ]
    paper = [
        *_company(shop, around.now)[:2],
        xml.moment("DatumOchKlockslagNarRapportFramstalls", at),
        *([] if number is None else [xml.leaf("LopnummerForZDagrapport", str(number))]),
        xml.text("Kassabeteckning", shop.register),
        *([] if number is None else register_program(shop, facts["version"])),
        xml.amount("TotalForsaljningssumma", facts["gross_ore"]),
        *([xml.branch("TotalaForsaljningssummorForOlikaHuvudgrupperLISTA", groups)] if groups else []),
        _vat(facts["vat"]),
        xml.amount("VaxelkassansBeloppISvenskaKronor", facts["float_ore"]),
        xml.pieces("AntalSaldaVaror", facts["goods_milli"]),
        xml.pieces("AntalSaldaTjanster", facts["services_milli"]),
        xml.leaf("AntalKassakvitton", str(facts["receipts"])),
        xml.leaf("AntalKassaladoppningar", str(facts["drawer_openings"])),
        xml.leaf("AntalKvittokopior", str(copies["count"])),
        xml.amount("TotaltBeloppPaKvittokopior", copies["amount_ore"]),
        xml.leaf("AntalKvittonSomTagitsFramIOvningslage", str(practised["count"])),
        xml.positive("TotaltBeloppIOvningslage", practised["amount_ore"]),
        _methods([(method_from(row), Money(row["amount_ore"])) for row in facts["methods"]], facts["rounding_ore"]),
        xml.leaf("AntalReturer", str(returns["count"])),
        xml.amount("ReturernasBelopp", -returns["amount_ore"]),
        xml.amount("RabatternasBelopp", facts["discounts_ore"]),
        xml.leaf("AntalOvrigaRegistreringarSomMinskatDagensForsaljningsbelopp", str(other["count"])),
        xml.positive("TotaltBeloppAvOvrigaRegistreringarSomMinskatDagensForsaljningsbelopp", other["amount_ore"]),
        xml.leaf("AntalOavslutadeForsaljningar", str(unfinished["count"])),
        xml.positive("TotaltBeloppAvOavslutadeForsaljningar", unfinished["amount_ore"]),
        xml.positive("GrandTotalForsaljning", facts["grand_total_sales_ore"]),
        xml.amount("GrandTotalRetur", -facts["grand_total_returns_ore"]),
        xml.amount("GrandTotalNetto", facts["grand_total_net_ore"]),
    ]
    return [xml.branch("XDagrapport" if number is None else "ZDagrapport", paper)]


def register_program(shop: Shop, version: str) -> list[Xml]:
    """Which register and which program it is (ch. 4, and on each Z report)."""
    return [
        xml.register_number(shop.serial),
        xml.text("ModellbeteckningForKassaregistret", MODEL),
        xml.text("ModellEllerProgramForKassaregistret", PROGRAM),
        xml.text("VersionsnummerForKassaregistret", version),
    ]
