"""The print queue on a real file and a real socket: no paper twice, none lost without a word, none in another's way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from openpos.clock import Clock, monotonic_s
from openpos.domain.article import Article
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.payment import Method, MethodKind
from openpos.domain.permission import Role
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.fiscal.exempt import NoControlUnit
from openpos.ids import uuid7
from openpos.printing.cable import Patience
from openpos.printing.cables.network import NetworkCable
from openpos.printing.escpos_printer import EscPosPrinter
from openpos.printing.layout import receipt_paper, report_paper, swish_paper
from openpos.printing.layout import test_paper as printer_test_paper
from openpos.printing.logo import with_logo
from openpos.printing.paper import Code, Paper, Raster
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.profiles import PROFILES
from openpos.printing.queue import PrintQueue
from openpos.register import life
from openpos.register.checkout import Checkout
from openpos.register.payment import PaymentMethods
from openpos.register.shifts import Shifts
from openpos.simulators.printer import Fault, VirtualPrinter
from openpos.store.opening import open_register
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.store.store import Store
from tests.fixtures.receipts.samples import SHOP

COLUMNS = 42
VERSION = "0.1.0"
BUN = Article(1, "1", "Kanelbulle", "Bageri", Money(25_00), VatCategory.FOOD)


def ticking() -> Clock:
    """A clock that goes on by a second at each look."""
    moments = (datetime(2026, 11, 20, 9, 0, tzinfo=UTC) + timedelta(seconds=second) for second in range(10_000))
    return lambda: next(moments)


class Bakery:
    """An open shift in a real file, with a printer on a real socket."""

    def __init__(self, directory: Path, kept: Path) -> None:
        self.clock = ticking()
        self.store = open_register(directory, now=self.clock(), create=True)
        with self.store.write() as tx:
            tx.shop.add(SHOP)
            self.person = tx.shop.add_person("Anna", Role.MANAGER, "")
        self.checkout = Checkout(self.store, NoControlUnit(), self.clock, uuid7)
        self.shifts = Shifts(self.store, self.clock)
        self.shifts.open_shift(uuid7(), self.person, Money(1_000_00))
        self.virtual = VirtualPrinter()
        self.virtual.start()
        patience = Patience(connect_s=0.5, send_s=0.2, farewell_s=0.1, status_s=0.2)
        cable = NetworkCable("127.0.0.1", self.virtual.port, patience=patience)
        self.driver = EscPosPrinter(cable, kept=kept, patience=patience)
        self.queue = PrintQueue(self.store, self.driver, self.clock, columns=COLUMNS)

    def sell(self, method: Method = Method.CARD, lines: int = 1) -> Receipt:
        sale = Sale(uuid7())
        for _ in range(lines):
            sale = sale.with_line(self.checkout.line_of(BUN))
        sale = sale.with_tender(Tender(uuid7(), method, sale.total))
        return self.checkout.complete(sale, self.person)

    def states(self) -> list[JobState]:
        with self.store.read() as tx:
            return [job.state for job in reversed(tx.print_jobs.newest())]

    def printed(self, number: int) -> bool:
        return self.virtual.wait_for(lambda it: len(it.papers) >= number)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Bakery]:
    opened = Bakery(tmp_path, tmp_path / "escpos")
    yield opened
    opened.virtual.stop()
    opened.store.close()


def only(jobs: list[PrintJob]) -> PrintJob:
    assert len(jobs) == 1
    return jobs[0]


def test_what_failed_is_printed_once_when_the_printer_is_back(shop: Bakery) -> None:
    receipts = [shop.sell(Method.CASH), shop.sell()]
    with shop.store.write() as tx:
        tx.print_jobs.add(JobKind.BALANCE, "1234", at=shop.clock())
    shop.virtual.misbehave(Fault.REFUSES)
    shop.queue.print_all()
    assert shop.states() == [JobState.FAILED] * 3
    assert [job.state for job in shop.queue.print_failed()] == [JobState.FAILED], "one tells enough of a printer"
    shop.virtual.misbehave(Fault.NONE)
    opened = shop.virtual.drawer_kicks
    done = shop.queue.print_failed()
    assert [(job.document, job.state) for job in done] == [(str(one.number), JobState.SENT) for one in receipts]
    assert shop.printed(2)
    assert shop.queue.print_failed() == [], "nobody waits for a balance any more"
    assert len(shop.virtual.papers) == 2
    assert shop.virtual.drawer_kicks == opened, "nobody stands at the drawer"


def test_what_may_be_on_paper_is_not_printed_by_itself(shop: Bakery) -> None:
    shop.sell()
    with shop.store.write() as tx:
        (job,) = tx.print_jobs.newest()
        tx.print_jobs.settle(job.id, JobState.UNKNOWN, at=shop.clock())
    assert shop.queue.print_failed() == []
    assert shop.states() == [JobState.UNKNOWN]


def test_papers_come_in_the_order_of_the_sales(shop: Bakery) -> None:
    receipts = [shop.sell(), shop.sell(Method.CASH), shop.sell()]
    report = shop.shifts.close_shift(uuid7(), "Anna", Money(1_025_00))
    done = shop.queue.print_all()
    assert [job.state for job in done] == [JobState.SENT] * 4
    assert shop.printed(4)
    assert shop.virtual.papers == (
        *(receipt_paper(receipt, COLUMNS) for receipt in receipts),
        report_paper(report, COLUMNS),
    )
    assert shop.queue.print_all() == []
    assert shop.queue.print_next() is None


def test_the_drawer_opens_for_cash_alone(shop: Bakery) -> None:
    shop.sell(Method.CARD)
    shop.queue.print_all()
    assert shop.printed(1)
    assert shop.virtual.drawer_kicks == ()
    shop.sell(Method.CASH)
    shop.queue.print_all()
    assert shop.virtual.wait_for(lambda it: it.drawer_kicks == (2,))


def test_a_printer_switched_off_fails_each_paper_and_blocks_none(shop: Bakery) -> None:
    shop.sell()
    shop.sell()
    shop.virtual.misbehave(Fault.REFUSES)
    assert [job.state for job in shop.queue.print_all()] == [JobState.FAILED, JobState.FAILED]
    shop.virtual.misbehave(Fault.NONE)
    third = shop.sell()
    assert only(shop.queue.print_all()).state is JobState.SENT
    assert shop.printed(1)
    assert shop.virtual.papers == (receipt_paper(third, COLUMNS),)


def test_what_failed_is_never_sent_again_by_itself(shop: Bakery) -> None:
    shop.sell()
    shop.virtual.misbehave(Fault.REFUSES)
    failed = only(shop.queue.print_all())
    assert failed.title == "The printer can't be reached."
    assert failed.advice
    shop.virtual.misbehave(Fault.NONE)
    assert shop.queue.print_all() == []
    assert shop.virtual.papers == ()
    assert shop.queue.troubled() == [failed]


def test_a_person_has_it_printed_again_with_the_drawer_shut(shop: Bakery) -> None:
    receipt = shop.sell(Method.CASH)
    shop.virtual.misbehave(Fault.REFUSES)
    failed = only(shop.queue.print_all())
    shop.virtual.misbehave(Fault.NONE)
    again = shop.queue.print_again(failed.id)
    assert (again.state, again.title, again.advice) == (JobState.SENT, "", "")
    assert shop.printed(1)
    assert shop.virtual.papers == (receipt_paper(receipt, COLUMNS),)
    assert shop.virtual.drawer_kicks == ()
    assert shop.queue.troubled() == []


def test_f18_an_error_though_it_printed_prints_no_second_paper(shop: Bakery) -> None:
    shop.sell(lines=400)
    shop.virtual.misbehave(Fault.PAPER_OUT)
    unknown = only(shop.queue.print_all())
    assert unknown.state is JobState.UNKNOWN
    assert unknown.title == "The printer stopped taking the paper on the way."
    shop.virtual.misbehave(Fault.NONE)
    assert shop.printed(1)
    assert shop.queue.print_all() == []
    assert len(shop.virtual.papers) == 1


def test_f18_a_dead_printer_holds_no_paper_up_for_ever(shop: Bakery) -> None:
    """An endless spinner."""
    shop.virtual.misbehave(Fault.NEVER_READS)
    for _ in range(3):
        shop.sell(lines=400)
    began = monotonic_s()
    assert [job.state for job in shop.queue.print_all()] == [JobState.UNKNOWN] * 3
    assert shop.queue.printer_status().state is PrinterState.SILENT
    assert monotonic_s() - began < 5


def test_f18_a_printer_that_was_off_for_hours_prints_the_next_paper(shop: Bakery) -> None:
    """Dead after hours: nothing of an earlier job's connection is used again."""
    shop.sell()
    shop.queue.print_all()
    assert shop.printed(1)
    shop.virtual.misbehave(Fault.REFUSES)
    assert shop.queue.printer_status().short == "Printer: away"
    shop.virtual.misbehave(Fault.NONE)
    shop.sell()
    assert only(shop.queue.print_all()).state is JobState.SENT
    assert shop.printed(2)


def test_another_printer_takes_over_from_the_next_paper_on(shop: Bakery, tmp_path: Path) -> None:
    first, second = shop.sell(), shop.sell()
    shop.queue.print_next()
    assert shop.printed(1)
    narrow = VirtualPrinter(columns=32)
    narrow.start()
    cable = NetworkCable("127.0.0.1", narrow.port)
    shop.queue.plug(EscPosPrinter(cable, kept=tmp_path / "escpos", profile=PROFILES["pos5890"]), columns=32)
    shop.queue.print_next()
    narrow.stop()
    assert shop.virtual.papers == (receipt_paper(first, COLUMNS),)
    assert narrow.papers[0].rows[:3] == receipt_paper(second, 32).rows[:3]


def test_the_logo_stands_on_receipts_and_the_test_page_but_on_no_report(shop: Bakery) -> None:
    logo = Raster(64, 40, bytes(range(8)) * 40)
    queue = PrintQueue(shop.store, shop.driver, shop.clock, columns=COLUMNS, logo=lambda _columns: logo)
    receipt = shop.sell()
    queue.print_all()
    queue.print_test_page()
    shop.shifts.x_report(uuid7(), "Anna")
    queue.print_all()
    assert shop.printed(3)
    printed, test, report = shop.virtual.papers
    assert printed == with_logo(receipt_paper(receipt, COLUMNS), logo)
    assert test.rows[0] == logo
    assert logo not in report.rows


def test_swish_codes_stand_on_slips_and_where_the_shop_wants_it_on_pro_formas(shop: Bakery) -> None:
    methods = PaymentMethods(shop.store, shop.clock, uuid7)
    swish = next(one for one in methods.every() if one.method.kind is MethodKind.SWISH)
    sale = Sale(uuid7()).with_line(shop.checkout.line_of(BUN))

    def on_pro_forma(*, swish: bool) -> list[str]:
        shop.queue.plug(shop.driver, columns=COLUMNS, swish=swish)
        shop.checkout.pro_forma(uuid7(), sale, shop.person)
        before = len(shop.virtual.papers)
        shop.queue.print_all()
        assert shop.printed(before + 1)
        return [row.content for row in shop.virtual.papers[-1].rows if isinstance(row, Code) and ";" in row.content]

    assert on_pro_forma(swish=True) == [], "no Swish is taken"
    methods.save(replace(swish, active=True, number="1231231231"), shop.person)
    assert on_pro_forma(swish=True) == ["C1231231231;25.00;K1 Underlag 2;0"]
    assert on_pro_forma(swish=False) == []
    methods.print_swish("C1231231231;25.00;K1;0")
    job = only(shop.queue.print_all())
    assert (job.kind, job.state) == (JobKind.SWISH, JobState.SENT)
    assert shop.printed(4)
    assert shop.virtual.papers[-1] == swish_paper(job.document, SHOP, COLUMNS, at=job.created_at)


def test_a_person_looks_for_an_unknown_paper(shop: Bakery) -> None:
    shop.sell(lines=400)
    shop.sell(lines=400)
    shop.virtual.misbehave(Fault.NEVER_READS)
    there, gone = shop.queue.print_all()
    shop.virtual.misbehave(Fault.NONE)
    shop.queue.found(there.id)
    assert shop.queue.print_again(gone.id).state is JobState.SENT
    assert shop.states() == [JobState.PRINTED, JobState.SENT]
    shop.queue.found(gone.id)
    assert shop.states() == [JobState.PRINTED, JobState.SENT]


@pytest.mark.parametrize("printed", [False, True])
def test_of_a_receipt_that_was_sent_there_is_no_second_paper(shop: Bakery, *, printed: bool) -> None:
    shop.sell()
    job = only(shop.queue.print_all())
    if printed:
        with shop.store.write() as tx:
            tx.print_jobs.settle(job.id, JobState.PRINTED, at=shop.clock())
    with pytest.raises(Refused, match="Receipt 1 was printed already"):
        shop.queue.print_again(job.id)
    assert shop.printed(1)
    assert len(shop.virtual.papers) == 1


def test_a_report_may_be_printed_again(shop: Bakery) -> None:
    report = shop.shifts.x_report(uuid7(), "Anna")
    job = only(shop.queue.print_all())
    shop.queue.print_again(job.id)
    assert shop.printed(2)
    assert shop.virtual.papers == (report_paper(report, COLUMNS),) * 2


def test_what_is_on_its_way_is_not_printed_again(shop: Bakery) -> None:
    shop.sell()
    with shop.store.read() as tx:
        job = only(tx.print_jobs.in_state(JobState.QUEUED))
    with pytest.raises(Refused, match="on its way"):
        shop.queue.print_again(job.id)


class DiesPrinting:
    """A printer during whose work the program is killed, once the paper is out."""

    def __init__(self, driver: EscPosPrinter) -> None:
        self._driver = driver

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        self._driver.print(paper, open_drawer=open_drawer)
        raise KeyboardInterrupt

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.READY)


def test_killed_while_printing_the_paper_is_unknown_at_the_next_start(shop: Bakery) -> None:
    receipt = shop.sell()
    dying = PrintQueue(shop.store, DiesPrinting(shop.driver), shop.clock, columns=COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        dying.print_all()
    assert shop.states() == [JobState.SENDING]
    life.start(shop.store, shop.checkout, shop.clock, VERSION)
    assert shop.states() == [JobState.UNKNOWN]
    assert only(shop.queue.troubled()).title == "The program stopped while it printed."
    assert shop.queue.print_all() == []
    assert shop.printed(1)
    assert shop.virtual.papers == (receipt_paper(receipt, COLUMNS),)


def test_killed_before_printing_the_paper_comes_at_the_next_start(shop: Bakery) -> None:
    receipt = shop.sell()
    life.start(shop.store, shop.checkout, shop.clock, VERSION)
    assert only(shop.queue.print_all()).state is JobState.SENT
    assert shop.printed(1)
    assert shop.virtual.papers == (receipt_paper(receipt, COLUMNS),)


def test_the_intent_is_on_disk_before_a_byte_leaves(shop: Bakery) -> None:
    states: list[list[JobState]] = []

    class Looks(DiesPrinting):
        def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
            assert paper.rows
            assert not open_drawer
            other = Store(shop.store.path)
            with other.read() as tx:
                states.append([job.state for job in tx.print_jobs.newest()])
            other.close()

    shop.sell()
    PrintQueue(shop.store, Looks(shop.driver), shop.clock, columns=COLUMNS).print_all()
    assert states == [[JobState.SENDING]]
    assert shop.states() == [JobState.SENT]


@pytest.mark.parametrize(("kind", "document"), [(JobKind.RECEIPT, "999"), (JobKind.REPORT, "no such report")])
def test_a_job_without_its_document_fails_and_blocks_none(shop: Bakery, kind: JobKind, document: str) -> None:
    with shop.store.write() as tx:
        tx.print_jobs.add(kind, document, at=shop.clock())
    shop.sell()
    lost, sold = shop.queue.print_all()
    assert (lost.state, lost.title) == (JobState.FAILED, "The document to print is not in the file.")
    assert sold.state is JobState.SENT


def test_neither_a_test_page_nor_what_nobody_missed_for_a_day_is_offered_again(shop: Bakery) -> None:
    shop.virtual.misbehave(Fault.REFUSES)
    assert shop.queue.print_test_page().state is JobState.FAILED
    assert shop.queue.troubled() == []
    shop.sell()
    shop.queue.print_all()
    assert len(shop.queue.troubled()) == 1
    tomorrow = PrintQueue(shop.store, shop.driver, lambda: shop.clock() + timedelta(days=1), columns=COLUMNS)
    assert tomorrow.troubled() == []
    assert len(tomorrow.newest()) == 2


def test_the_test_page(shop: Bakery) -> None:
    job = shop.queue.print_test_page()
    assert (job.kind, job.state) == (JobKind.TEST, JobState.SENT)
    assert shop.printed(1)
    with shop.store.read() as tx:
        details = tx.shop.current()
    (paper,) = shop.virtual.papers
    assert paper in [
        printer_test_paper(details, COLUMNS, at=datetime(2026, 11, 20, 9, 0, second, tzinfo=UTC))
        for second in range(30)
    ]


def test_how_the_printer_is(shop: Bakery) -> None:
    assert shop.queue.printer_status().state is PrinterState.READY
    shop.virtual.misbehave(Fault.PAPER_LOW)
    assert shop.queue.printer_status().state is PrinterState.SOON
