"""A day at the register as a walk for the power-cut sweep, with devices that stand in the world outside."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from openpos.clock import Clock
from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import PaperType, Receipt, Seal, Sealable, UnitStatus, paper_number, paper_type
from openpos.domain.report import Report
from openpos.domain.sale import Line, Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.printing.paper import Paper, Text
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.queue import PrintQueue
from openpos.register import life
from openpos.register.check import check
from openpos.register.checkout import Checkout
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.simulators.control_unit import Fault, SimulatedControlUnit
from openpos.store.journal import JournalRow, Kind
from openpos.store.opening import open_register
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.store.store import Store
from tests.integration.sweep import OUTSIDE, Steps, Stumble

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
REGISTER = "register"
CASHIER = "Kassör"
UNIT, SEALED, PAPERS = "control-unit.jsonl", "sealed", "papers.jsonl"


class Jam(StrEnum):
    """What the printer does with one paper."""

    OUT_OF_PAPER = "nothing comes out, and it says so"
    SILENT = "it comes out, and nobody says so"
    SWALLOWED = "nothing comes out, and nobody says so"


@dataclass(frozen=True)
class Trouble:
    """What the world has in store: by how often, over all lives of the program, a device was asked."""

    seals: Mapping[int, Fault] = field(default_factory=dict)
    papers: Mapping[int, Jam] = field(default_factory=dict)


class WatchedUnit:
    """The control unit with a step at both sides of each call."""

    def __init__(self, outside: Path, steps: Steps, trouble: Trouble) -> None:
        self._unit = SimulatedControlUnit(outside / UNIT)
        self._asked = outside / "seals-asked"
        self._sealed = outside / SEALED
        self._steps = steps
        self._faults = trouble.seals

    def seal(self, paper: Sealable) -> Seal:
        with self._steps.around("seal"):
            self._unit.fault = self._faults.get(_counted(self._asked), Fault.NONE)
            if self._unit.fault in {Fault.NONE, Fault.ANSWER_LOST}:
                # Another unit than this one may keep a second entry when it is asked twice: here it is counted.
                with self._sealed.open("a") as out:
                    out.write(f"{paper_type(paper)} {paper_number(paper)}\n")
            return self._unit.seal(paper)

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:
        with self._steps.around("find"):
            return self._unit.find(number, of)

    def last(self, of: PaperType) -> int | None:
        return self._unit.last(of)

    def status(self) -> UnitStatus:
        with self._steps.around("status"):
            return self._unit.status()

    def close(self) -> None:
        self._unit.close()


class WatchedPrinter:
    """A printer with a step at both sides of each call, whose papers lie in the world outside."""

    def __init__(self, outside: Path, steps: Steps, trouble: Trouble) -> None:
        self._papers = outside / PAPERS
        self._asked = outside / "papers-asked"
        self._steps = steps
        self._jams = trouble.papers

    def print(self, paper: Paper, *, open_drawer: bool = False) -> None:
        with self._steps.around("print"):
            jam = self._jams.get(_counted(self._asked))
            if jam in {None, Jam.SILENT}:
                text = "\n".join(row.text for row in paper.rows if isinstance(row, Text))
                (title,) = re.findall(r"Kvitto \d+|X-RAPPORT|Z-RAPPORT \d+", text)
                with self._papers.open("a") as out:
                    out.write(json.dumps([title, open_drawer]) + "\n")
            if jam is Jam.OUT_OF_PAPER:
                raise NotDone("The printer is out of paper.")
            if jam:
                raise Unavailable("The printer stopped taking the paper on the way.")

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.READY)


def _counted(tally: Path) -> int:
    """One stroke more."""
    strokes = (tally.read_bytes() if tally.exists() else b"") + b"|"
    tally.write_bytes(strokes)
    return len(strokes)


@dataclass(frozen=True)
class Life:
    """One life of the program: the file open, the use cases and devices plugged together."""

    store: Store
    checkout: Checkout
    shifts: Shifts
    staff: Staff
    queue: PrintQueue
    clock: Clock
    papers: Callable[[], list[str]]
    gone: Gone


class Gone:
    """The sales whose customers have walked away."""

    def __init__(self, outside: Path) -> None:
        self._file = outside / "gone"

    def read(self) -> list[str]:
        return self._file.read_text().split() if self._file.exists() else []

    def add(self, sale_id: str) -> None:
        self._file.write_text(" ".join({*self.read(), sale_id}))


@dataclass(frozen=True)
class Act:
    """What a person does, and the sale that is open when it is done. `of` names a sale that is paid by then."""

    do: Callable[[Life], object]
    basket: Sale | None = None
    pays: Sale | None = None
    of: str = ""


def line_at(key: str, text: str, ore: int, rate_bp: int, milli: int = 1000, unit: str = "st") -> Line:
    category = VatCategory.STANDARD if rate_bp == 2500 else VatCategory.FOOD
    return Line(f"line-{key}", MORNING, text, "Övrigt", Quantity(milli), Money(ore), category, rate_bp, unit=unit)


def _day(*, printing: bool) -> Iterator[Act]:
    """A shift with two sales: lines one by one, a changed quantity, a removed line, cash and card, another by card."""

    def kept(sale: Sale) -> Act:
        return Act(lambda at: at.checkout.keep(sale, at.staff.named(CASHIER)), sale)

    def completed(sale: Sale) -> Act:
        return Act(lambda at: at.checkout.complete(sale, at.staff.named(CASHIER)), pays=sale, of=sale.id)

    def kept_too_late(sale: Sale) -> Act:
        return Act(lambda at: at.checkout.keep(sale, at.staff.named(CASHIER)), of=sale.id)

    def printed(at: Life) -> None:
        if printing:
            at.queue.print_all()

    yield Act(lambda at: at.shifts.open_shift("shift-1", at.staff.named(CASHIER), Money(1000_00)))
    yield kept(sale := Sale("sale-1").with_line(line_at("a", "Kaffe", 59_95, 600)))
    yield kept(sale := sale.with_line(line_at("b", "Presentpapper", 25_00, 2500)))
    yield kept(sale := sale.with_line(line_at("c", "Kexchoklad", 12_90, 600)))
    yield kept(sale := sale.with_quantity("line-a", Quantity(3000)))
    yield kept(sale := sale.without_line("line-b"))
    yield kept(sale := sale.with_tender(Tender("tender-a", Method.CARD, Money(100_00))))
    yield kept(sale := sale.with_tender(Tender("tender-b", Method.CASH, Money(200_00))))
    yield completed(sale)
    # A change of the basket that the screen had still in hand comes too late and changes nothing.
    yield kept_too_late(sale.without_tender("tender-b"))
    yield Act(printed)
    yield kept(sale := Sale("sale-2").with_line(line_at("d", "Ost", 129_00, 600, 375, "kg")))
    # Paid without the payment being saved by itself first: `complete` saves it.
    yield completed(sale.with_tender(Tender("tender-c", Method.CARD, sale.total)))
    yield Act(lambda at: at.shifts.x_report("x-1", CASHIER))
    yield Act(printed)
    yield Act(lambda at: at.shifts.close_shift("z-1", CASHIER, Money(1093_00)))
    yield Act(printed)
    yield Act(_looked_after)
    yield Act(lambda at: life.stop(at.store, at.clock))


def _looked_after(at: Life) -> None:
    """A person looks for the papers of which the register does not know, and has the missing ones printed again."""
    for job in at.queue.troubled():
        if job.state is JobState.UNKNOWN and _title(job) in at.papers():
            at.queue.found(job.id)
        elif at.queue.print_again(job.id).state is not JobState.SENT:
            raise Unavailable("The printer stopped again.")


def _title(job: PrintJob) -> str:
    return f"Kvitto {job.document}" if job.kind is JobKind.RECEIPT else _REPORTS[job.document]


_REPORTS = {"x-1": "X-RAPPORT", "z-1": "Z-RAPPORT 1"}


class ActIds:
    """The ids of an act, the same ones whenever it is begun again."""

    def __init__(self) -> None:
        self._act, self._made = "", 0

    def begin(self, act: str = "") -> None:
        """From here on they are this act's."""
        self._act, self._made = act, 0

    def __call__(self) -> str:
        self._made += 1
        return f"{self._act}-{self._made}"


class Day:
    """The walk through a day, in which every customer waits until the register goes again.

    The first time it is taken, undisturbed, says what the others must end in.
    """

    def __init__(self, trouble: Trouble, *, printing: bool = True) -> None:
        self._acts = tuple(_day(printing=printing))
        self._trouble = trouble
        self._printing = printing
        self._undisturbed: Ended | None = None
        self.ids = ActIds()

    def go(self, root: Path, steps: Steps, first_act: int) -> None:
        """Start the register and do the acts; pressed again where a device said that it is not there now."""
        steps.act = first_act

        def clock() -> datetime:
            return MORNING + timedelta(minutes=steps.act)

        def opened() -> Store:
            return open_register(root / REGISTER, now=clock(), connection_class=steps.connection_class())

        store = again(opened)
        checkout = Checkout(store, WatchedUnit(root / OUTSIDE, steps, self._trouble), clock, self.ids)
        printer = WatchedPrinter(root / OUTSIDE, steps, self._trouble)
        queue = PrintQueue(store, printer, clock, columns=42)
        at = Life(
            store, checkout, Shifts(store, clock), Staff(store, clock), queue, clock,
            lambda: [title for title, _ in _papers(root)], Gone(root / OUTSIDE),
        )  # fmt: skip
        try:
            before = self._acts[first_act - 1].basket if first_act else None
            self._restarted(at, before, self._acts[first_act])
            for number, act in enumerate(self._acts[first_act:], start=first_act):
                steps.act = number
                self._do(at, act)
                self._left_open(at, act)
        finally:
            again(store.close)

    def _left_open(self, at: Life, act: Act) -> None:
        assert at.checkout.open_sale() == act.basket

    def _restarted(self, at: Life, before: Sale | None, under_way: Act) -> None:
        def started() -> life.Started:
            return life.start(at.store, at.checkout, at.clock, "1")

        found = again(started)
        assert found.sale in {before, under_way.pays, under_way.basket}
        assert found.clock_set_back is None
        assert (at.checkout.waiting_for_seal() is None) == (found.seal_trouble is None)

    def _do(self, at: Life, act: Act) -> None:
        def pressed() -> None:
            waiting = at.checkout.waiting_for_seal()
            try:
                act.do(at)
            except NotDone:
                # Certainly not done: the number is free again, unless an earlier try may have taken it.
                assert at.checkout.waiting_for_seal() == waiting
                raise

        again(pressed, lambda trouble: self._pressed_again(at, act, trouble))

    def _pressed_again(self, _at: Life, _act: Act, _trouble: Exception) -> bool:
        return True

    def sound(self, root: Path) -> None:
        """Assert that what must be so is so, and that all is as in the undisturbed walk."""
        ended = Ended.read(root)
        if self._undisturbed is None:
            self._undisturbed = ended
        self._once(ended)
        assert [receipt.sale_id for receipt in ended.receipts] == ["sale-1", "sale-2"]
        assert ended.receipts == self._undisturbed.receipts
        assert ended.journal == self._undisturbed.journal
        assert ended.report == self._undisturbed.report
        assert ended.refusals <= sum(fault is not Fault.ANSWER_LOST for fault in self._trouble.seals.values())

    def _once(self, ended: Ended) -> None:
        """One receipt per sale, one code per receipt, the day closed on them, one paper of each, nothing open."""
        assert ended.findings == ()
        assert ended.basket is None
        assert ended.starts_told
        numbers = [receipt.number for receipt in ended.receipts]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len({receipt.sale_id for receipt in ended.receipts}) == len(numbers)
        # In the file and in the unit: one code for each number, and for no other.
        assert ended.unit_entries == [(receipt.number, receipt.seal.code) for receipt in ended.receipts if receipt.seal]
        assert len(ended.unit_entries) == len(numbers)
        assert ended.sealed == [f"normal {number}" for number in numbers]
        titles = {("receipt", str(number)): f"Kvitto {number}" for number in numbers} | {
            ("report", key): title for key, title in _REPORTS.items()
        }
        assert ended.jobs == dict.fromkeys(titles, 1)
        assert ended.job_states <= ({JobState.SENT, JobState.PRINTED} if self._printing else {JobState.QUEUED})
        assert sorted(title for title, _ in ended.papers) == (sorted(titles.values()) if self._printing else [])
        in_cash = {f"Kvitto {receipt.number}" for receipt in ended.receipts if receipt.sale_id == "sale-1"}
        assert {title for title, drawer_opened in ended.papers if drawer_opened} <= in_cash


class ImpatientDay(Day):
    """The same day, but a customer whose payment fails for certain, or who sees the register go dark, walks away."""

    def _restarted(self, at: Life, before: Sale | None, under_way: Act) -> None:
        super()._restarted(at, before, under_way)
        if under_way.pays and at.checkout.waiting_for_seal() is None:
            self._walked_away(at)

    def _do(self, at: Life, act: Act) -> None:
        if act.of and act.of in at.gone.read():
            return
        try:
            super()._do(at, act)
        except NotDone:
            self._walked_away(at)

    def _pressed_again(self, at: Life, act: Act, trouble: Exception) -> bool:
        return not (act.pays and isinstance(trouble, NotDone) and at.checkout.waiting_for_seal() is None)

    def _walked_away(self, at: Life) -> None:
        if sale := at.checkout.open_sale():
            at.gone.add(sale.id)
            at.checkout.keep(Sale(sale.id), at.staff.named(CASHIER), cleared=True)

    def sound(self, root: Path) -> None:
        """Assert that what must be so is so, whichever of the sales took place."""
        ended = Ended.read(root)
        self._once(ended)
        gone = Gone(root / OUTSIDE).read()
        assert [receipt.sale_id for receipt in ended.receipts] == [
            sale_id for sale_id in ("sale-1", "sale-2") if sale_id not in gone
        ]


_Result = TypeVar("_Result")


def again(act: Callable[[], _Result], wanted: Callable[[Exception], bool] = lambda _trouble: True) -> _Result:
    """Do it, and once more where a device was not there, or the program stumbled: the world mends it in time."""
    for _ in range(3):
        try:
            return act()
        except (Unavailable, Stumble) as trouble:
            if not wanted(trouble):
                raise
    return act()


@dataclass(frozen=True)
class Ended:
    """What a day left in the file and outside."""

    findings: tuple[object, ...]
    basket: Sale | None
    receipts: list[Receipt]
    report: Mapping[str, object]
    journal: list[tuple[str, ...]]
    starts_told: bool
    """Whether each start after a power cut is journalled as a restart, and no other is."""
    refusals: int
    jobs: Mapping[tuple[str, str], int]
    job_states: set[JobState]
    unit_entries: list[tuple[int, str]]
    unit_papers: list[tuple[str, int, str]]
    """What else it was told of: type, number and code."""
    sealed: list[str]
    papers: list[tuple[str, bool]]

    @staticmethod
    def read(root: Path) -> Ended:
        store = Store(root / REGISTER / "register.db")
        try:
            findings = check(store).findings
            with store.read() as tx:
                basket = tx.sales.basket()
                rows = list(tx.journal.rows())
                report = tx.shifts.z_report()
                jobs = tx.print_jobs.newest(1000)
                receipts = [tx.sales.receipt(number) for number in range(1, tx.sales.last_number() + 1)]
        finally:
            store.close()
        assert report
        return Ended(
            findings=findings,
            basket=basket.sale if basket else None,
            receipts=[receipt for receipt in receipts if receipt],
            report=_without_hash(report),
            journal=_what_happened(rows),
            starts_told=_starts_told(rows),
            refusals=sum(row.kind == Kind.SEAL_REFUSED for row in rows),
            jobs=Counter((job.kind.value, job.document) for job in jobs),
            job_states={job.state for job in jobs},
            unit_entries=[
                (entry["number"], entry["code"])
                for entry in map(json.loads, _lines(root / OUTSIDE / UNIT))
                if entry["amounts"].startswith(PaperType.NORMAL)
            ],
            unit_papers=[
                (entry["amounts"].split()[0], entry["number"], entry["code"])
                for entry in map(json.loads, _lines(root / OUTSIDE / UNIT))
                if not entry["amounts"].startswith(PaperType.NORMAL)
            ],
            sealed=_lines(root / OUTSIDE / SEALED),
            papers=_papers(root),
        )


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text().split("\n") if line] if path.exists() else []


def _papers(root: Path) -> list[tuple[str, bool]]:
    return [(title, drawer_opened) for title, drawer_opened in map(json.loads, _lines(root / OUTSIDE / PAPERS))]


def _without_hash(report: Report) -> dict[str, object]:
    """The report but for the hash of a journal in which starts after power cuts stand."""
    return {name: getattr(report, name) for name in Report.__dataclass_fields__ if name != "journal_hash"}


_STARTS = {Kind.REGISTER_STARTED, Kind.REGISTER_RESTARTED, Kind.REGISTER_STOPPED}
_OF_A_START = {*_STARTS, Kind.SEAL_REFUSED}
"""What there may be more or less of after a power cut: the program starts again, the unit is asked again."""


def _starts_told(rows: list[JournalRow]) -> bool:
    kinds = [row.kind for row in rows if row.kind in _STARTS]
    before = [Kind.REGISTER_STOPPED, *kinds]
    told = [
        kind == (Kind.REGISTER_STARTED if last == Kind.REGISTER_STOPPED else Kind.REGISTER_RESTARTED)
        for last, kind in zip(before, kinds, strict=False)
        if kind != Kind.REGISTER_STOPPED
    ]
    return all(told) and kinds[-1] == Kind.REGISTER_STOPPED


def _what_happened(rows: list[JournalRow]) -> list[tuple[str, ...]]:
    """What people did at the counter, in order, with rows named by what they say."""
    payloads = {row.seq: row.payload for row in rows}
    happened: list[tuple[str, ...]] = []
    for row in rows:
        if row.kind in _OF_A_START:
            continue
        facts = json.loads(row.payload)
        facts.pop("journal_hash", None)
        if row.kind == Kind.RECEIPT:
            facts["lines"] = [payloads[seq] for seq in facts["lines"]]
        happened.append((row.kind, row.cashier, row.at, json.dumps(facts, sort_keys=True)))
    return happened
