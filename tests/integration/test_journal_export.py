"""The journal as SKVFS 2021:16's XML: every paper and act of a shop, judged by the schema and by the Z reports."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Person, Role
from openpos.domain.sale import Sale, Tender, discount_of
from openpos.domain.vat import VatCategory
from openpos.paths import DATABASE
from openpos.register import journal_export, life
from openpos.register.journal_events import EVENTS, NotTold
from openpos.register.journal_export import export_journal
from openpos.register.journal_files import MOST_FINDINGS, Exported, JournalFiles
from openpos.register.programming import tell_settings
from openpos.register.setup import enter_shop, new_shop
from openpos.register.sie import Period
from openpos.settings import Settings
from openpos.simulators.control_unit import Fault
from openpos.store.journal import Kind
from openpos.store.opening import open_register
from tests.fixtures.invoicing import charge, connect_for_invoicing
from tests.fixtures.journal_schema import NAMESPACE, complaints_of, schema_folder
from tests.fixtures.till import NewTill, SettableClock, Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)
ONE = Quantity(1000)
DATABASES = Path(__file__).parent.parent / "fixtures" / "databases"


class File:
    """An exported journal, found right by the schema and read."""

    def __init__(self, till: Till, path: Path, **wanted: Any) -> None:
        exported = export_journal(till.store, path, till.clock, **wanted)
        assert exported is not None
        self.exported: Exported = exported
        self.content = path.read_bytes()
        assert complaints_of(self.content) == []
        self.root = etree.fromstring(self.content)
        self.events = list(self.root.iter(f"{NAMESPACE}Handelse"))
        assert len(self.events) == exported.events

    def names(self) -> list[str]:
        """What the events are called, in their order."""
        return [etree.QName(event[-1]).localname for event in self.events]

    def all(self, name: str) -> list[Any]:
        """The events of this name."""
        return [event[-1] for event in self.events if event[-1].tag == NAMESPACE + name]

    def texts(self, name: str) -> list[str]:
        """What every element of this name says, in the order of the file."""
        return [element.text or "" for element in self.root.iter(NAMESPACE + name)]


def said(element: Any, name: str) -> str | None:
    found: str | None = element.findtext(f".//{NAMESPACE}{name}")
    return found


def ore(element: Any, name: str) -> int:
    """An amount in öre."""
    text = said(element, name)
    assert text is not None, name
    kronor, _, hundredths = text.lstrip("-").partition(".")
    return (int(kronor) * 100 + int(hundredths.ljust(2, "0") or 0)) * (-1 if text.startswith("-") else 1)


def sums(elements: list[Any], one: str, key: str, value: str) -> Counter[str]:
    """The sums of a list that each of these elements has, by a key."""
    found: Counter[str] = Counter()
    for element in elements:
        for row in element.iter(NAMESPACE + one):
            found[said(row, key) or ""] += ore(row, value)
    return Counter({name: amount for name, amount in found.items() if amount})


def agrees_with_its_z_reports(file: File) -> int:
    """Assert that what each Z report says is what the papers that name it come to; answers how many there were."""
    reports = file.all("ZDagrapport")
    for z in reports:
        number = said(z, "LopnummerForZDagrapport")
        own = [one for one in file.events if said(one[-1], "LopnummerForZDagrapportPaKvitto") == number]
        papers = [one[-1] for one in own if one[-1].tag in {f"{NAMESPACE}Kassakvitto", f"{NAMESPACE}Returkvitto"}]
        sales = [paper for paper in papers if paper.tag == f"{NAMESPACE}Kassakvitto"]
        returns = [paper for paper in papers if paper not in sales]
        total = "TotaltForsaljningsbeloppISvenskaKronor"
        assert sum(ore(paper, total) for paper in papers) == ore(z, "TotalForsaljningssumma")
        vat = ("MervardesskattPerSkattesats", "Mervardesskattesats", "TotaltMervardesskattebeloppPerSkattesats")
        assert sums(papers, *vat) == sums([z], *vat)
        paid = (PAID, "Betalningsmedel", "ForsaljningssummaPerBetalningsmedel")
        assert sums(papers, *paid) == sums([z], *paid)
        assert len(sales) == int(said(z, "AntalKassakvitton") or 0)
        assert len(returns) == int(said(z, "AntalReturer") or 0)
        assert sum(ore(paper, total) for paper in returns) == ore(z, "ReturernasBelopp")
        off = [ore(one, "TotaltRabattbeloppPaKvitto") for one in papers if said(one, "TotaltRabattbeloppPaKvitto")]
        assert sum(off) == ore(z, "RabatternasBelopp")
        practised = [one[-1] for one in own if one[-1].tag == f"{NAMESPACE}Ovningskvitto"]
        assert len(practised) == int(said(z, "AntalKvittonSomTagitsFramIOvningslage") or 0)
        assert sum(ore(paper, total) for paper in practised) == ore(z, "TotaltBeloppIOvningslage")
        copies = [one[-1] for one in own if one[-1].tag == f"{NAMESPACE}KopiaAvKassakvitto"]
        assert len(copies) == int(said(z, "AntalKvittokopior") or 0)
        assert sum(ore(paper, total) for paper in copies) == ore(z, "TotaltBeloppPaKvittokopior")
    for paper in file.root.iter(*(f"{NAMESPACE}{name}" for name in PAPERS)):
        lines = list(paper.iter(f"{NAMESPACE}SaldArtikel"))
        whole = ore(paper, "TotaltForsaljningsbeloppISvenskaKronor")
        level = ore(paper, "RabattensBeloppPaKvittoniva") if said(paper, "RabattensBeloppPaKvittoniva") else 0
        assert sum(ore(line, "PrisPaSaldArtikel") for line in lines) - level == whole
        payments = [ore(row, "ForsaljningssummaPerBetalningsmedel") for row in paper.iter(f"{NAMESPACE}{PAID}")]
        assert sum(payments) == (0 if paper.tag == f"{NAMESPACE}ProFormaKvitto" else whole)
        assert sum(ore(line, "MervardesskattPaSaldArtikel") for line in lines) == ore(
            paper, "MervardesskattPaForsaljningsbeloppet"
        )
    return len(reports)


PAID = "TotalForsaljningssummaPerBetalningsmedel"
PAPERS = ("Kassakvitto", "Returkvitto", "KopiaAvKassakvitto", "ProFormaKvitto", "Ovningskvitto")


def every_act(till: Till) -> None:
    """A day with everything that people do at a register and in its office, and that machines do to it."""
    checkout, drawer, who = till.checkout, till.drawer, till.cashier
    life.start(till.store, checkout, till.clock, "0.1.0")
    for pin in ("9999", "9999", "9999", "9999", "9999"):
        with pytest.raises(Refused):
            till.staff.log_in(who.id, pin)
    till.staff.log_in(CHIEF.id, "2222")
    till.open_shift()
    till.clock.forward(minutes=1)

    sale = till.scanned("Ägg", "Plenty Kitchen Roll", "Turkisk yogurt")
    egg, roll, _ = sale.lines
    sale = sale.with_quantity(egg.id, Quantity(2000)).without_line(roll.id)
    checkout.keep(sale, who)
    sale = checkout.discounted(sale, discount_of("Kort datum", rate_bp=1000), CHIEF, line_id=egg.id)
    sale = checkout.discounted(sale, discount_of("Stamkund", amount=Money(700)), CHIEF)
    checkout.keep(sale, who)
    cheese = replace(
        checkout.free_line("Ost", Money(129_00), VatCategory.FOOD, "Chark"), unit="kg", quantity=Quantity(375)
    )
    sale = till.paid(sale.with_line(cheese), Method.CARD, 50_00)
    checkout.keep(sale, who)
    first = till.sell(till.paid(sale))
    till.books.copy(first.number, who)
    till.sell(till.paid(checkout.start_return(first.number, {egg.id: ONE}, CHIEF)))
    wrong = till.sell(till.paid(till.scanned("Ägg")))
    till.sell(till.paid(checkout.correct_payment(wrong.number, CHIEF), Method.CARD))

    card = checkout.new_sale().with_line(checkout.gift_card_line(Money(500_00)))
    code = till.sell(till.paid(card, Method.CARD)).lines[0].gift_card
    with_card = till.rung(99_00).with_tender(Tender(till.new_id(), Method.GIFT_CARD, Money(99_00), code))
    till.sell(with_card)
    tipped = till.rung(200_00, category=VatCategory.RESTAURANT)
    till.sell(tipped.with_tender(Tender(till.new_id(), Method.CARD, tipped.total, tip=Money(20_00))))
    free = till.rung(50_00)
    free = checkout.discounted(free, discount_of("Bjuden", rate_bp=10_000), CHIEF)
    till.sell(till.paid(free))
    bought = till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    swap = checkout.start_exchange(bought.number, {line.id: line.quantity for line in bought.lines}, CHIEF)
    swap = till.scanned("Ägg", "Snore Cola", sale=swap).in_exchange(till.new_id(), till.new_id())
    till.sell(till.paid(swap, Method.CARD))
    blind = till.rung(25_00, category=VatCategory.STANDARD)
    checkout.keep(Sale(blind.id), who, cleared=True)
    back = checkout.return_without_receipt(checkout.new_sale().with_line(checkout.line_of(till.article())), CHIEF)
    till.sell(till.paid(back))
    connect_for_invoicing(till)
    charge(till, "Ägg", "Plenty Kitchen Roll")

    parked = till.scanned("Snore Cola")
    checkout.park(parked, "Bord 5", who)
    till.sell(till.paid(checkout.fetch(parked.id, who), Method.CARD))
    checkout.park(till.scanned("Köttbullar", "Ägg"), "Väntar", who)
    checkout.ask_price(till.article(), who)
    checkout.ask_price(replace(till.article(), price=None, number="", group=""), who)

    checkout.begin_practice(CHIEF)
    practised = till.scanned("Ägg", "Plenty Kitchen Roll", sale=replace(checkout.new_sale(), practice=True))
    practised = practised.with_discount(discount_of("Prova", rate_bp=500))
    till.sell(till.paid(practised))
    checkout.end_practice(CHIEF)
    checkout.pro_forma("shown", till.scanned("Ägg", "Ägg"), who)

    drawer.open("opened", who, "Växla")
    drawer.move_cash("in", DrawerKind.CASH_IN, who, Money(100_00), "Växel")
    drawer.move_cash("float", DrawerKind.FLOAT, who, Money(-50_00), "Sänkt")
    left = till.paid(checkout.open_sale() or till.scanned("Ägg"))
    till.unit.fault = Fault.SWITCHED_OFF
    with pytest.raises(NotDone):
        till.sell(left)
    till.unit.fault = Fault.NONE
    checkout.keep(Sale(left.id), who, cleared=True)
    till.staff.lend(CHIEF.id, "2222", next(iter(CHIEF.role.permissions)), who)
    till.staff.change(replace(till.cashier, name="Kassör"), CHIEF)
    till.staff.save_role(Role("own", "Extra", frozenset()), CHIEF)
    tell_settings(till.store, replace(Settings(), language="en"), till.clock, cashier="Butikschef")
    till.catalogue.change_price(till.article("Köttbullar"), Money(20_00), CHIEF)
    till.catalogue.put_back(till.catalogue.withdraw(till.article("Turkisk yogurt"), CHIEF), CHIEF)
    till.shifts.x_report("x", "Kassör")
    till.clock.forward(hours=9)
    till.close_shift()
    till.shifts.print_report(till.shifts.z_reports()[0][0], "Kassör")
    till.staff.log_out(CHIEF)
    till.clock.forward(hours=-3)
    life.stop(till.store, till.clock)
    till.clock.forward(minutes=1)
    life.start(till.store, checkout, till.clock, "0.1.0")
    life.start(till.store, checkout, till.clock, "0.1.0")


@pytest.fixture(scope="module")
def busy(new_till: NewTill, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Till, File]]:
    """A shop that has had everything happen to it, and its journal; read only."""
    with new_till() as till:
        every_act(till)
        yield till, File(till, tmp_path_factory.mktemp("busy") / "journal.xml", by="Butikschef")


# ------------------------------------------------------------------------------------------------------ what is told


def test_every_kind_of_row_has_its_place_in_the_one_table() -> None:
    assert set(EVENTS) == set(Kind)
    assert all(told.why for told in EVENTS.values() if isinstance(told, NotTold))


def test_everything_that_happens_in_a_shop_is_in_its_file(busy: tuple[Till, File]) -> None:
    till, file = busy
    kinds = Counter(row.kind for row in till.journal())
    without = {kind for kind, told in EVENTS.items() if isinstance(told, NotTold)}
    told = set(Kind) - without
    assert told <= set(kinds), "the day has every act that the file tells of"
    assert file.exported.not_told == {kind: number for kind, number in sorted(kinds.items()) if kind in without}
    assert file.exported.rows == sum(kinds.values())
    assert file.exported.findings == ()
    names = Counter(file.names())
    for kind, name in (
        (Kind.LINE_ADDED, "RegistreraArtikel"),
        (Kind.LINE_CHANGED, "AndraRegistreradArtikel"),
        (Kind.LINE_REMOVED, "RaderaRegistreradArtikel"),
        (Kind.FETCHED, "OppnaParkering"),
        (Kind.DRAWER_OPENED, "OppnaKassaladaVidNollforsaljning"),
        (Kind.CLEARED, "AnvandaClear"),
        (Kind.PRICE_ASKED, "StallaPrisforfragan"),
        (Kind.RECEIPT_COPIED, "KopiaAvKassakvitto"),
        (Kind.PRO_FORMA, "ProFormaKvitto"),
        (Kind.PRACTICE_RECEIPT, "Ovningskvitto"),
        (Kind.X_REPORT, "XDagrapport"),
        (Kind.Z_REPORT, "ZDagrapport"),
        (Kind.OTHER_REPORT, "OvrigRapport"),
        (Kind.REGISTER_STARTED, "StartAvKassaregister"),
        (Kind.REGISTER_STOPPED, "StoppAvKassaregister"),
        (Kind.REGISTER_RESTARTED, "OmstartAvKassaregister"),
        (Kind.LOGGED_IN, "InloggningIKassaregister"),
        (Kind.LOGGED_OUT, "UtloggningUrKassaregister"),
        (Kind.CLOCK_CHANGED, "StallaOmKlockan"),
        (Kind.PRACTICE_BEGUN, "StallaOmTillOvningslage"),
        (Kind.PRACTICE_ENDED, "StallaOmTillNormallage"),
    ):
        assert names.pop(name) == kinds[kind], name
    assert names.pop("Kassakvitto") + names.pop("Returkvitto") == kinds[Kind.RECEIPT]
    assert names.pop("ForandraVaxelkassa") == kinds[Kind.SHIFT_OPENED] + kinds[Kind.FLOAT_CHANGED]
    assert names.pop("ParkeraRegistreradArtikel") == 3, "one for each article"
    assert not names


def test_what_the_file_adds_up_to_is_what_the_z_report_says(busy: tuple[Till, File]) -> None:
    till, file = busy
    assert agrees_with_its_z_reports(file) == 1
    report = till.shifts.z_report(1)
    (z,) = file.all("ZDagrapport")
    assert ore(z, "TotalForsaljningssumma") == report.totals.gross.ore
    assert ore(z, "VaxelkassansBeloppISvenskaKronor") == report.float_amount.ore
    assert sum(ore(one, "ForandringAvVaxelkassaISvenskaKronor") for one in file.all("ForandraVaxelkassa")) == (
        report.float_amount.ore
    )
    assert said(z, "AntalKassaladoppningar") == str(len(file.all("OppnaKassaladaVidNollforsaljning")))
    assert (ore(z, "GrandTotalForsaljning"), ore(z, "GrandTotalRetur"), ore(z, "GrandTotalNetto")) == (
        report.grand.sales.ore, -report.grand.returns.ore, report.grand.net.ore,
    )  # fmt: skip
    assert ore(z, "TotaltBeloppAvOavslutadeForsaljningar") == report.unfinished.amount.ore > 0
    groups = sums(
        [z], "TotalForsaljningssummaForOlikaHuvudgrupper", "NamnPaHuvudgrupp", "TotalForsaljningssummaForHuvudgrupp"
    )
    assert sum(groups.values()) == report.totals.gross.ore
    assert said(z, "VersionsnummerForKassaregistret") == report.version


def test_each_paper_names_its_numbers_its_unit_and_its_codes(busy: tuple[Till, File]) -> None:
    till, file = busy
    receipts = {one.number: one for one in till.receipts()}
    for paper in (*file.all("Kassakvitto"), *file.all("Returkvitto")):
        receipt = receipts.pop(int(said(paper, "LopnummerForKassakvitto") or 0))
        assert receipt.seal is not None
        assert (said(paper, "TillverkningsnummerForKontrollenheten"), said(paper, "Kontrollkod")) == (
            receipt.seal.unit, receipt.seal.code,
        )  # fmt: skip
        assert (paper.tag == f"{NAMESPACE}Returkvitto") == receipt.is_return
        original = said(paper, "LopnummerForUrsprungligtKassakvitto")
        assert original == (str(receipt.original) if receipt.original else None)
    assert not receipts
    (copied,) = file.all("KopiaAvKassakvitto")
    first = till.receipts()[0]
    assert first.seal is not None
    assert said(copied, "LopnummerForKvittokopia") == said(copied, "LopnummerPaOriginalkvitto") == "1"
    assert said(copied, "KontrollkodForKvittotSomKopianAvser") == first.seal.code
    assert said(copied, "KontrollkodPaKopiaAvKassakvitto") not in {None, first.seal.code}
    weighed = next(line for line in file.root.iter(f"{NAMESPACE}SaldArtikel") if said(line, "Artikelnamn") == "Ost")
    assert [
        said(weighed, name)
        for name in ("AntalAvSaldArtikel", "MangdAvSaldArtikel", "EnhetForViktLangdTidEllerVolym", "PrisPerEnhet")
    ] == ["1", "0.375", "kg", "129.00"]
    (practised,) = file.all("Ovningskvitto")
    assert ore(practised, "RabattensBeloppPaKvittoniva") == 724, "5 % of the whole"
    assert file.texts("InloggadAnvandareVidExportAvDataFranJournalminnet") == ["Butikschef"]
    assert set(file.texts("InloggadAnvandare")) == {"Kassör", "Butikschef"}


def test_files_of_every_released_version_are_told_too(tmp_path: Path) -> None:
    for kept in sorted(DATABASES.glob("v*.db")):
        place = tmp_path / kept.stem
        place.mkdir()
        shutil.copy(kept, place / DATABASE)
        with closing(Till(place)) as till:
            file = File(till, place / "journal.xml")
            assert file.exported.findings == ()
            assert agrees_with_its_z_reports(file) == 2
            assert len(file.all("Kassakvitto")) + len(file.all("Returkvitto")) == 4


_SALE = st.tuples(
    st.lists(st.tuples(st.integers(1, 99_999), st.sampled_from(list(VatCategory))), min_size=1, max_size=4),
    st.sampled_from([0, 0, 0, 500, 3_333, 10_000]),
    st.sampled_from([Method.CASH, Method.CARD, Method.SWISH]),
    st.booleans(),
)


@settings(max_examples=settings().max_examples // 6)
@given(days=st.lists(st.lists(_SALE, max_size=3), min_size=1, max_size=2), data=st.data())
def test_whatever_is_sold_the_file_is_valid_and_agrees_with_its_z_reports(
    new_till: NewTill, days: list[list[Any]], data: st.DataObject
) -> None:
    with new_till() as till:
        for day in days:
            till.open_shift()
            for priced, percent, method, comes_back in day:
                sale = till.checkout.new_sale()
                for price, category in priced:
                    sale = sale.with_line(till.checkout.free_line("Sak", Money(price), category, "Övrigt"))
                if percent:
                    sale = sale.with_discount(discount_of("Rabatt", rate_bp=percent))
                sold = till.sell(till.paid(sale, method))
                if comes_back:
                    back = data.draw(st.lists(st.sampled_from(sold.lines), min_size=1, unique_by=lambda one: one.id))
                    wanted = {line.id: line.quantity for line in back}
                    till.sell(till.paid(till.checkout.start_return(sold.number, wanted, CHIEF), method))
            till.close_shift()
            till.clock.forward(days=1)
        file = File(till, till.directory / "journal.xml")
        assert agrees_with_its_z_reports(file) == len(days)
        assert file.exported.findings == ()


# --------------------------------------------------------------------------------------------------------- the period


def at_moments(till: Till, *moments: datetime) -> None:
    """Something that happens at each of these moments."""
    for moment in moments:
        till.clock.moment = moment
        till.drawer.open(till.new_id(), till.cashier, paper=False)


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        (date(2026, 11, 25), datetime(2026, 11, 24, 23, tzinfo=UTC), 24),
        (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC), 23),
        (date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC), 25),
    ],
)
def test_a_day_begins_and_ends_at_midnight_by_swedish_clocks(
    register: Till, tmp_path: Path, day: date, begins: datetime, hours: int
) -> None:
    ends, blink = begins + timedelta(hours=hours), timedelta(milliseconds=1)
    at_moments(register, begins - blink, begins, begins + timedelta(hours=12), ends - blink, ends)
    file = File(register, tmp_path / "journal.xml", first=day, last=day)
    times = [
        time for name, time in zip(file.names(), file.texts("Registreringstidpunkt"), strict=True) if "Oppna" in name
    ]
    assert (times[0], times[-1], len(times)) == (f"{day}T00:00:00", f"{day}T23:59:59", 3)
    assert file.texts("ValdStarttidpunktForExportAvDataFranJournalminnet") == [f"{day}T00:00:00"]
    assert file.texts("ValdSluttidpunktForExportAvDataFranJournalminnet") == [f"{day}T23:59:59"]
    assert file.exported.period == Period(day, day)


def test_what_lies_between_the_rows_of_a_day_by_a_wrong_clock_is_not_of_that_day(
    register: Till, tmp_path: Path
) -> None:
    day, hour = datetime(2026, 11, 24, 23, tzinfo=UTC), timedelta(hours=1)
    at_moments(register, day + hour, day + 24 * hour, day - hour, day + 2 * hour)
    file = File(register, tmp_path / "journal.xml", first=date(2026, 11, 25), last=date(2026, 11, 25))
    assert file.texts("Registreringstidpunkt") == ["2026-11-25T01:00:00", "2026-11-25T02:00:00"]
    assert (file.exported.rows, file.exported.findings) == (2, ())


def test_the_hour_that_comes_twice_keeps_its_order(register: Till, tmp_path: Path) -> None:
    twice = [datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    at_moments(register, *twice)
    file = File(register, tmp_path / "journal.xml", first=date(2027, 10, 31))
    assert file.texts("Registreringstidpunkt") == ["2027-10-31T02:30:00"] * 2


def test_without_borders_everything_is_told_whatever_the_clock_said(register: Till, tmp_path: Path) -> None:
    at_moments(
        register, datetime(1999, 1, 1, tzinfo=UTC), datetime(2126, 1, 1, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
    )
    file = File(register, tmp_path / "journal.xml")
    assert file.exported.rows == len(register.journal())
    times = file.texts("Registreringstidpunkt")
    assert "2010-01-01T00:00:00" in times, "the schema knows no earlier year"
    assert "2099-12-31T23:59:59" in times
    assert file.exported.period == Period(date(2026, 11, 20), date(2026, 11, 21))
    early = File(register, tmp_path / "early.xml", first=date.min, last=date(2026, 11, 20))
    late = File(register, tmp_path / "late.xml", first=date(2026, 11, 22), last=date.max)
    assert (early.exported.rows, late.exported.rows) == (file.exported.rows - 3, 1)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 21), date(2026, 11, 20), "The last day is before the first"),
        (date(2026, 11, 21), None, "The last day is before the first"),
        (date(2026, 1, 1), date(2026, 1, 31), "Nothing was registered between 2026-01-01 and 2026-01-31"),
        (None, date(2026, 1, 31), "Nothing was registered between 2026-01-31 and 2026-01-31"),
    ],
)
def test_a_period_that_holds_nothing_is_refused(
    register: Till, tmp_path: Path, first: date | None, last: date | None, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        export_journal(register.store, tmp_path / "journal.xml", register.clock, first=first, last=last)
    assert list(tmp_path.iterdir()) == []


def test_a_register_where_only_programming_happened_has_nothing_to_tell(new_till: NewTill, tmp_path: Path) -> None:
    with new_till() as till, pytest.raises(Refused, match="Nothing that the file tells of"):
        export_journal(till.store, tmp_path / "journal.xml", till.clock)
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_belongs_to_no_shop_yet_is_refused(tmp_path: Path) -> None:
    clock = SettableClock()
    with (
        closing(open_register(tmp_path, now=clock(), create=True)) as store,
        pytest.raises(Refused, match="not entered"),
    ):
        export_journal(store, tmp_path / "journal.xml", clock)


def test_a_register_that_got_another_name_is_told_by_both(register: Till, tmp_path: Path) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    enter_shop(register.store, new_shop("Söders", "19500101-1237", "Götgatan 33", "K2"), register.clock)
    register.sell(register.paid(register.scanned("Ägg")))
    file = File(register, tmp_path / "journal.xml")
    assert file.texts("BeteckningPaValtKassaregisterForExportAvDataFranJournalminnet") == ["K1", "K2"]
    assert file.texts("BeteckningPaDetKassaregisterSomExportAvDataFranJournalminnetSkerIfran") == ["K2"]
    assert [said(one, "Kassabeteckning") for one in file.all("Kassakvitto")] == ["K1", "K2"]
    assert [event.findtext(f"{NAMESPACE}Kassabeteckning") for event in file.events][-1] == "K2"
    assert [said(one, "OrganisationsnummerEllerPersonnummer") for one in file.all("Kassakvitto")] == [
        "5567037485", "195001011237",
    ]  # fmt: skip
    assert [said(one, "LopnummerForZDagrapportPaKvitto") for one in file.all("Kassakvitto")] == ["0", "0"], "it is open"


def test_a_receipt_that_went_by_mail_says_so(register: Till, tmp_path: Path) -> None:
    sale = register.paid(register.scanned("Ägg"))
    register.checkout.complete(sale, register.cashier, mail_to="anna@example.org")
    register.sell(register.paid(register.scanned("Ägg")))
    register.books.copy(2, register.cashier)
    file = File(register, tmp_path / "journal.xml")
    assert [said(one, "ElektronisktKassakvitto") for one in file.all("Kassakvitto")] == ["JA", None]
    assert file.texts("ElektroniskKopiaAvKassakvitto") == []
    register.books.copy(1, register.cashier)


# -------------------------------------------------------------------------------------- beside a register that sells


def test_portions_make_no_difference_and_hold_nobody_up(
    busy: tuple[Till, File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till, whole = busy
    monkeypatch.setattr(journal_export, "PORTION", 3)
    monkeypatch.setattr(journal_export, "_STRIDE", 7)
    told: list[tuple[int, int]] = []
    logs = []

    def look(done: int, everything: int) -> None:
        told.append((done, everything))
        logs.append(till.sql("PRAGMA wal_checkpoint(RESTART)")[0][0])

    file = File(till, tmp_path / "journal.xml", by="Butikschef", progress=look)
    assert file.content == whole.content
    assert told[0] == (0, file.exported.rows)
    assert told[-1] == (file.exported.rows, file.exported.rows)
    assert len(told) > file.exported.rows // 3
    assert set(logs) == {0}, "between two portions nobody reads: the log can be begun anew"


def test_what_happens_meanwhile_is_not_half_in_it(
    register: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_export, "PORTION", 2)
    for _ in range(3):
        register.sell(register.paid(register.scanned("Ägg")))
    rows = len(register.journal())

    def sell(done: int, _whole: int) -> None:
        if done == 2:
            register.sell(register.paid(register.scanned("Ägg")))
            register.close_shift()

    file = File(register, tmp_path / "journal.xml", progress=sell)
    assert file.exported.rows == rows
    assert file.texts("LopnummerForZDagrapportPaKvitto") == ["0", "0", "0"], "no Z report that the file does not have"


def test_it_is_stopped_where_somebody_wants_it_and_leaves_nothing(busy: tuple[Till, File], tmp_path: Path) -> None:
    till, _ = busy
    for after in (0, 1):
        asked: list[bool] = []

        def cancelled(asked: list[bool] = asked, after: int = after) -> bool:
            asked.append(True)
            return len(asked) > after

        assert export_journal(till.store, tmp_path / "journal.xml", till.clock, cancelled=cancelled) is None
        assert list(tmp_path.iterdir()) == []


def test_who_may_not_gets_no_file_and_who_may_is_journalled(register: Till, tmp_path: Path) -> None:
    exports, day = JournalFiles(register.store, register.clock), date(2026, 11, 20)
    assert exports.suggested() == Period(date(2026, 11, 1), day)

    def nothing(_done: int, _whole: int) -> None:
        assert True

    with pytest.raises(NotPermitted):
        exports.write(tmp_path / "a.xml", Period(day, day), register.cashier, nothing, lambda: False)
    assert exports.write(tmp_path / "a.xml", Period(day, day), CHIEF, nothing, lambda: True) is None
    assert "other_report" not in register.kinds()
    exported = exports.write(tmp_path / "a.xml", Period(day, day), CHIEF, nothing, lambda: False)
    assert exported is not None
    assert exported.size == (tmp_path / "a.xml").stat().st_size
    row = register.journal()[-1]
    assert (row.kind, row.cashier, json.loads(row.payload)) == (
        "other_report", "Butikschef", {"name": "Journal memory", "search": f"{day} - {day}"},
    )  # fmt: skip
    (told,) = File(register, tmp_path / "b.xml").all("OvrigRapport")
    assert (said(told, "NamnPaOvrigRapport"), said(told, "Sokparameter")) == (
        "Export av journalminne", f"{day} - {day}",
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------- the file


def test_a_file_that_is_there_is_not_written_over(register: Till, tmp_path: Path) -> None:
    path = tmp_path / "journal.xml"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match=r"There is a file .*journal\.xml already"):
        export_journal(register.store, path, register.clock)
    path.unlink()

    def put_there(_done: int, _whole: int) -> None:
        path.write_bytes(b"mine")

    with pytest.raises(Refused, match="already"):
        export_journal(register.store, path, register.clock, progress=put_there)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"mine"], "neither half a file nor a part of one"


def test_nothing_is_put_where_the_register_would_take_it_for_its_own(register: Till) -> None:
    with pytest.raises(Refused, match="would be taken for the register's own"):
        export_journal(register.store, register.directory / f"{DATABASE}-journal", register.clock)


@pytest.mark.parametrize("place", ["gone/journal.xml", "file/journal.xml"])
def test_a_folder_that_is_not_there_is_told(register: Till, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotDone, match="The folder of"):
        export_journal(register.store, tmp_path / place, register.clock)


def test_on_a_full_disk_nothing_is_left(busy: tuple[Till, File], tmp_path: Path) -> None:
    till, whole = busy
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (100, len(whole.content) - 10):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(NotDone, match="There is no room for the file"):
                export_journal(till.store, tmp_path / "journal.xml", till.clock, by="Butikschef")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert list(tmp_path.iterdir()) == []


def test_it_is_not_there_before_it_is_on_disk(
    busy: tuple[Till, File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till, whole = busy

    def refuse(path: Path) -> None:
        assert (path.name, path.stat().st_size) == ("journal.xml.part", len(whole.content))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(journal_export, "sync_to_disk", refuse)
    with pytest.raises(NotDone, match="can't be written"):
        export_journal(till.store, tmp_path / "journal.xml", till.clock, by="Butikschef")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------------------ damage


@pytest.fixture
def damaged(register: Till) -> Callable[[str], Till]:
    """A register that sold something, with its guards gone and then changed by a statement."""
    register.sell(register.paid(register.scanned("Ägg", "Snore Cola")))
    register.books.copy(1, register.cashier)
    register.close_shift()
    for (name,) in register.sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        register.sql(f'DROP TRIGGER "{name}"')

    def change(statement: str) -> Till:
        register.sql(statement)
        return register

    return change


@pytest.mark.parametrize(
    ("statement", "where", "what", "fewer"),
    [
        ("UPDATE journal SET cashier = 'Någon' WHERE kind = 'receipt'", "receipt", "its content was changed", 0),
        ("UPDATE journal SET payload = 'no' WHERE kind = 'receipt'", "receipt", "it can't be told", 2),
        ("UPDATE journal SET payload = '{}' WHERE kind = 'z_report'", "z_report", "it can't be told", 1),
        ("UPDATE journal SET kind = 'sold' WHERE kind = 'z_report'", "sold", "it can't be told", 1),
        ("UPDATE journal SET payload = CAST(x'ff' AS TEXT) WHERE kind = 'shop_changed'", "shop_changed", "can't", 0),
        ("DELETE FROM journal WHERE kind = 'tender_added'", "receipt", "is missing before it", 0),
        ("DELETE FROM journal WHERE kind = 'shift_opened'", "line_added", "is missing before it", 1),
        (
            "UPDATE journal SET at = 'soon' WHERE kind = 'x_report' OR kind = 'z_report'",
            "z_report",
            "it can't be told",
            1,
        ),
    ],
)
def test_a_broken_chain_is_exported_as_it_stands_and_named(
    damaged: Callable[[str], Till], tmp_path: Path, statement: str, where: str, what: str, fewer: int
) -> None:
    till = damaged("SELECT 1")
    whole = File(till, tmp_path / "whole.xml").exported
    damaged(statement)
    exported = File(till, tmp_path / "journal.xml").exported
    ((seq,),) = till.sql("SELECT min(seq) FROM journal WHERE kind = ?", [where])
    told = [finding.what for finding in exported.findings if finding.where == f"journal row {seq}"]
    assert what in " ".join(told)
    assert exported.events == whole.events - fewer


def test_a_chain_is_followed_over_the_border_of_the_period(damaged: Callable[[str], Till], tmp_path: Path) -> None:
    till = damaged("SELECT 1")
    till.clock.forward(days=1)
    till.open_shift()
    file = File(till, tmp_path / "right.xml", first=date(2026, 11, 21))
    assert file.exported.findings == ()
    damaged("UPDATE journal SET hash = previous_hash WHERE kind = 'z_report'")
    file = File(till, tmp_path / "wrong.xml", first=date(2026, 11, 21))
    assert [finding.what for finding in file.exported.findings] == ["it does not follow the row before it"]


def test_no_more_is_told_of_damage_than_anybody_reads(
    damaged: Callable[[str], Till], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_export, "MOST_FINDINGS", 2)
    assert MOST_FINDINGS > 2
    till = damaged("UPDATE journal SET hash = ''")
    assert len(File(till, tmp_path / "journal.xml").exported.findings) == 2


# -------------------------------------------------------------------------------------------------------- the schema

if schema_folder() is not None:

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            (b"<Kassabeteckning>K1</Kassabeteckning>", b""),
            (b"<TypAvArtikel>VARA</TypAvArtikel>", b"<TypAvArtikel>SAK</TypAvArtikel>"),
            (b"<Kontrollkod>", b"<Kontrollkod>X"),
            (b"OPSIM000000000001", b"OPSIM00000000001"),
            (b"T00:00:00</Vald", b"T00:00:00Z</Vald"),
            (b"<AnvandaClear>JA</AnvandaClear>", b"<AnvandaClear>NEJ</AnvandaClear>"),
            (b"<PrisPerEnhet>89.90", b"<PrisPerEnhet>89,90"),
            (b"<Artikelnamn>", b"<Artikelnamn>" + b"x" * 73),
            (b"<ZDagrapport>", b"<Zrapport>"),
            (b"utredningsstod/1.0", b"utredningsstod/2.0"),
        ],
    )
    def test_a_damaged_file_is_found_wrong(busy: tuple[Till, File], right: bytes, wrong: bytes) -> None:
        _, file = busy
        assert right in file.content
        content = file.content.replace(right, wrong)
        if right == b"<ZDagrapport>":
            content = content.replace(b"</ZDagrapport>", b"</Zrapport>")
        assert complaints_of(content)
