"""The shop's details change: papers from then on say the new ones, and those of before what they said."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import Refused, Unavailable
from openpos.domain.money import Money
from openpos.domain.permission import NotPermitted, Person
from openpos.domain.receipt import Seal, Sealable
from openpos.domain.sale import Sale
from openpos.domain.shop import ON_REPORTS, Details, Shop, details_of
from openpos.fiscal.ccsp import registration
from openpos.paths import DATABASE
from openpos.printing.cables.network import NetworkCable
from openpos.printing.e_receipt import e_receipt_pdf
from openpos.printing.escpos_printer import EscPosPrinter
from openpos.printing.layout import copy_paper, marked_paper, receipt_paper, report_paper
from openpos.printing.paper import Paper, Text
from openpos.printing.queue import PrintQueue
from openpos.register.journal_export import export_journal
from openpos.register.programming import Area, History
from openpos.register.receipts import Receipts
from openpos.register.setup import enter_shop
from openpos.register.sie import Period, SieFiles, write_sie
from openpos.register.unit_papers import UnitPapers
from openpos.simulators.control_unit import Fault, SimulatedControlUnit
from openpos.simulators.printer import VirtualPrinter
from openpos.store.journal import Kind
from tests.fixtures.invoicing import charge, connect_for_invoicing
from tests.fixtures.journal_schema import NAMESPACE, complaints_of
from tests.fixtures.till import UNIT_FILE, NewTill, Till

DATABASES = Path(__file__).parent.parent / "fixtures" / "databases"
MOVED = {
    "name": "Norrs Lanthandel",
    "organisation_number": "559016-0684",
    "address": "Kajen 2, Umeå",
    "register": "K7",
    "receipt_footer": "Ring 090-12 34 56\nÖppet alla dagar",
}


def chief(till: Till) -> Person:
    return till.staff.named("Butikschef")


def shop_of(till: Till) -> Shop:
    return till.shop_details.standing().shop


def change(till: Till, **new: str) -> Shop:
    return till.shop_details.change(replace(details_of(shop_of(till)), **new), chief(till))


def text_of(paper: Paper) -> str:
    return "\n".join(row.text for row in paper.rows if isinstance(row, Text))


def test_papers_of_before_keep_their_head_and_those_from_now_on_have_the_new_one(register: Till) -> None:
    first = register.sell(register.paid(register.scanned("Ägg")))
    before = text_of(receipt_paper(first, 42))
    z_before = register.close_shift()
    entered = change(register, **MOVED)
    assert (entered.serial, entered.id) == (first.shop.serial, first.shop.id + 1)
    register.open_shift()
    second = register.sell(register.paid(register.scanned("Ägg")))
    copy = register.books.copy(first.number, register.cashier)
    basket = register.scanned("Ägg")
    shown = register.checkout.pro_forma("shown", basket, register.cashier)
    register.checkout.keep(Sale(basket.id), register.cashier, cleared=True)
    z_after = register.close_shift()

    again = register.books.get(first.number)
    assert text_of(receipt_paper(again, 42)) == before
    for old, new in (("Söders Lanthandel", MOVED["name"]), ("Götgatan 31", MOVED["address"]), ("Kassa K1", "Kassa K7")):
        for paper in (copy_paper(copy, 42), report_paper(z_before, 42)):
            assert old in text_of(paper)
            assert new not in text_of(paper)
        for paper in (receipt_paper(second, 42), marked_paper(shown, 42), report_paper(z_after, 42)):
            assert new in text_of(paper)
            assert old not in text_of(paper)
    assert "090-12 34 56" in text_of(receipt_paper(second, 42))
    assert second.shop == entered
    for receipt, name in ((again, "Söders Lanthandel"), (second, MOVED["name"])):
        assert name in PdfReader(BytesIO(e_receipt_pdf(receipt))).pages[0].extract_text()
    assert register.shifts.z_report(z_before.number).shop == first.shop
    assert register.findings() == ()
    found = [row.number for name in ("K1-1", "K7-1", "k7-2") for row in register.books.find(name)]
    assert found == [1, 1, 2], "a receipt is found by the register's name of then and of now"


def test_the_journal_tells_who_changed_what_from_what_to_what(register: Till) -> None:
    register.close_shift()
    told = register.journal()
    change(register, register="K7", receipt_footer="Hej")
    rows = register.journal()
    assert rows[: len(told)] == told
    (row,) = rows[len(told) :]
    assert (row.kind, row.cashier) == (Kind.SHOP_CHANGED, "Butikschef")
    assert json.loads(row.payload)["register"] == "K7"
    (newest, *_) = History(register.store).newest(Area.REGISTER, "butikschef", None, 9)
    assert [(edit.name, edit.old, edit.new) for edit in newest.edits] == [
        ("receipt_footer", "", "Hej"),
        ("register", "K1", "K7"),
    ]


def test_the_same_again_changes_nothing(register: Till) -> None:
    register.close_shift()
    first = change(register, **MOVED)
    rows = register.journal()
    assert change(register, **MOVED, language="sv") == first
    assert change(register, name=f" {MOVED['name']}  ", organisation_number="5590160684") == first
    assert register.journal() == rows


def test_only_those_who_may_change_settings_change_it(register: Till) -> None:
    register.close_shift()
    rows = register.journal()
    with pytest.raises(NotPermitted):
        register.shop_details.change(Details(**MOVED), register.cashier)
    assert register.journal() == rows


@pytest.mark.parametrize("name", ON_REPORTS)
def test_what_stands_on_the_z_report_waits_for_the_end_of_the_shift(register: Till, name: str) -> None:
    with pytest.raises(Refused, match="while a shift is open: its Z report names them"):
        change(register, **{name: MOVED[name]})
    hindrance = register.shop_details.standing().fixed
    assert hindrance is not None
    assert shop_of(register).id == 1
    register.close_shift()
    assert register.shop_details.standing().fixed is None
    assert getattr(change(register, **{name: MOVED[name]}), name) == MOVED[name]


def test_the_rest_may_be_changed_in_the_middle_of_a_shift(register: Till) -> None:
    def acts(act_id: str) -> None:
        register.sell(register.paid(register.scanned("Ägg")))
        register.drawer.move_cash(act_id, DrawerKind.CASH_IN, chief(register), Money(10_000), "Växel")

    acts("before")
    change(register, address="Kajen 2, Umeå", receipt_footer="Hej", language="en")
    acts("after")
    printer = VirtualPrinter()  # which was away all the time
    printer.start()
    try:
        driver = EscPosPrinter(NetworkCable("127.0.0.1", printer.port), kept=register.directory / "escpos")
        jobs = PrintQueue(register.store, driver, register.clock, columns=42).print_all()
        assert printer.wait_for(lambda one: len(one.papers) == len(jobs))
        papers = [text_of(paper) for paper in printer.papers]
    finally:
        printer.stop()
    assert ["Götgatan 31" in paper for paper in papers] == [True, True, False, False]
    assert ["Kajen 2, Umeå" in paper for paper in papers] == [False, False, True, True]
    assert "Receipt 2" in papers[2]
    assert ["Hej" in paper for paper in papers] == [False, False, True, False]
    register.close_shift()
    assert register.findings() == ()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("name", " ", r"The company's name is missing\. Receipts must show it: fill it in\."),
        ("organisation_number", "559016-0685", r"“559016-0685” is not an organisation number\. Write the ten digits"),
        ("address", "\u200b\n", r"The address of sale is missing\."),
        ("register", "", r"The register's designation is missing\."),
        ("register", "Kassa 1", r"can't be what a register is called\. Write 1 to 16 letters A to Z and digits"),
        ("receipt_footer", "x\n" * 11, r"11 lines are too many at the end of receipts\. Write 10 at most\."),
        ("receipt_footer", "x" * 73, r"is too long for one line\. Write 72 characters at most\."),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(register: Till, name: str, text: str, sentence: str) -> None:
    register.close_shift()
    with pytest.raises(Refused, match=sentence):
        change(register, **{name: text})
    assert shop_of(register).id == 1


def test_a_register_with_a_name_of_an_older_file_is_mended(new_till: NewTill) -> None:
    with new_till() as till:
        enter_shop(till.store, replace(shop_of(till), register="Kassa 1"), till.clock)
        assert change(till, address="Kajen 2").register == "Kassa 1", "what stays is not asked about"
        assert change(till, register="Kassa1").register == "Kassa1"
        assert till.findings() == ()


class Listening(SimulatedControlUnit):
    """A unit that notes the designation and the number of what a real one would be sent."""

    def __init__(self, till: Till) -> None:
        super().__init__(till.directory / UNIT_FILE)
        self.told: list[tuple[str, ...]] = []

    def seal(self, paper: Sealable) -> Seal:
        self.told.append(registration(paper)[1:4])
        return super().seal(paper)


def test_the_control_unit_is_told_of_a_copy_by_the_register_as_it_is_called_now(register: Till) -> None:
    enter_shop(register.store, replace(shop_of(register), register="Kassa 1"), register.clock)
    register.sell(register.paid(register.scanned("Ägg")))
    register.close_shift()
    change(register, **MOVED)
    register.open_shift()
    unit = Listening(register)
    copy = Receipts(register.store, register.clock, UnitPapers(register.store, unit, register.clock)).copy(
        1, register.cashier
    )
    assert unit.told == [("1", "K7", "5590160684")]
    assert copy.receipt.shop.register == "Kassa 1"
    assert "Kassa Kassa 1" in text_of(copy_paper(copy, 42))
    assert register.findings() == ()


def test_a_paper_that_waits_for_the_control_unit_goes_before_the_change(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    register.unit.fault = Fault.ANSWER_LOST
    with pytest.raises(Unavailable):
        register.books.copy(1, register.cashier)
    register.close_shift()
    with pytest.raises(Refused, match="while a paper waits for the control unit"):
        change(register, register="K7")
    assert change(register, address=MOVED["address"]).address == MOVED["address"]
    register.unit.fault = Fault.NONE
    register.open_shift()
    register.checkout.papers.finish_waiting()
    register.close_shift()
    assert change(register, register="K7").register == "K7"
    assert register.findings() == ()


def test_the_journals_export_and_the_books_follow(register: Till, tmp_path: Path) -> None:
    connect_for_invoicing(register)
    charge(register, "Ägg")
    register.sell(register.paid(register.scanned("Ägg")))
    register.close_shift()
    change(register, **MOVED)
    register.open_shift()
    charge(register, "Ägg")
    register.sell(register.paid(register.scanned("Ägg")))
    register.books.copy(1, register.cashier)
    register.close_shift()
    with register.store.read() as tx:
        references = [entry.reference for entry in tx.outbox.entries()]
    assert sorted(reference.split("-")[0] for reference in references) == ["K1", "K7"]
    export_journal(register.store, tmp_path / "journal.xml", register.clock)
    content = (tmp_path / "journal.xml").read_bytes()
    assert complaints_of(content) == []
    root = etree.fromstring(content)
    for paper, wanted in (
        ("Kassakvitto", ["K1", "K1", "K7", "K7"]),
        ("KopiaAvKassakvitto", ["K1"]),
        ("ZDagrapport", ["K1", "K7"]),
    ):
        events = list(root.iter(NAMESPACE + paper))
        assert [event.findtext(f"{NAMESPACE}Kassabeteckning") for event in events] == wanted
        names = [event.findtext(f"{NAMESPACE}ForetagetsNamn") for event in events]
        assert names == [{"K1": "Söders Lanthandel", "K7": MOVED["name"]}[name] for name in wanted]
    write_sie(register.store, tmp_path / "days.se", closed_days(register), register.clock)
    assert b"Norrs Lanthandel" in (tmp_path / "days.se").read_bytes()


def closed_days(till: Till) -> Period:
    return SieFiles(till.store, till.clock).suggested()


@pytest.mark.parametrize("kept", ["v1", "v4", "week-v7", "week-v8"])
def test_a_file_of_an_older_version_takes_it_and_keeps_what_it_told(kept: str, tmp_path: Path) -> None:
    shutil.copy(DATABASES / f"{kept}.db", tmp_path / DATABASE)
    till = Till(tmp_path)
    till.new_id.made = 10_000
    papers = [text_of(receipt_paper(receipt, 42)) for receipt in till.receipts() if receipt.seal]
    told = till.journal()
    if till.shifts.current() is not None:
        if (basket := till.checkout.open_sale()) is not None:
            till.checkout.keep(Sale(basket.id), till.cashier, cleared=True)
        till.close_shift()
    change(till, **MOVED)
    till.open_shift()
    assert till.sell(till.paid(till.scanned("Ägg"))).shop.register == "K7"
    again = [text_of(receipt_paper(receipt, 42)) for receipt in till.receipts() if receipt.seal]
    assert again[: len(papers)] == papers
    assert till.journal()[: len(told)] == told
    assert till.findings() == ()
    till.close()
