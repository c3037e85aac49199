"""The sale from the first scan to the sealed receipt, on a real file."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openpos.domain.article import Article
from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.domain.money import ZERO, Money, Quantity, total
from openpos.domain.payment import Method
from openpos.domain.receipt import EXEMPT, PaperType, Seal, Sealable
from openpos.domain.vat import VatCategory
from openpos.fiscal.exempt import NoControlUnit
from openpos.register.checkout import Checkout
from openpos.simulators.control_unit import Fault, SimulatedControlUnit
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from tests.fixtures.till import PINS, UNIT_FILE, NewTill, Till


def queued(till: Till) -> list[PrintJob]:
    with till.store.read() as tx:
        return tx.print_jobs.in_state(JobState.QUEUED)


class TestLines:
    def test_a_scanned_article_brings_its_price_group_and_the_rate_of_the_day(self, register: Till) -> None:
        line = register.checkout.line_of(register.article("Ägg"), Quantity(3000))
        assert (line.text, line.group, line.unit_price) == ("Ägg", "Skafferi", Money(8990))
        assert (line.vat_category, line.vat_rate_bp) == (VatCategory.FOOD, 600)
        assert (line.article_id, line.article_number) == (register.article("Ägg").id, register.article("Ägg").number)
        assert (line.amount, line.registered_at) == (Money(26970), register.clock())

    @pytest.mark.parametrize(
        ("moment", "rate_bp"),
        [
            (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), 1200),  # 23:59:59 in Sweden, summer time
            (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), 600),
            (datetime(2027, 12, 31, 22, 59, 59, tzinfo=UTC), 600),  # 23:59:59 in Sweden, winter time
            (datetime(2027, 12, 31, 23, 0, tzinfo=UTC), 1200),
        ],
    )
    def test_the_rate_changes_at_midnight_in_sweden(self, register: Till, moment: datetime, rate_bp: int) -> None:
        register.clock.moment = moment
        assert register.checkout.line_of(register.article("Ägg")).vat_rate_bp == rate_bp
        assert register.checkout.free_line("Ägg", Money(1), VatCategory.FOOD, "Skafferi").vat_rate_bp == rate_bp

    def test_a_line_keeps_the_rate_it_was_registered_at(self, register: Till) -> None:
        register.clock.moment = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
        sale = register.scanned("Ägg")
        register.clock.forward(minutes=2)
        receipt = register.sell(register.paid(register.scanned("Ägg", sale=sale)))
        assert [row.rate_bp for row in receipt.vat] == [1200, 600]
        assert [line.vat_rate_bp for line in receipt.lines] == [1200, 600]

    def test_an_article_without_a_price_asks_for_it(self, register: Till) -> None:
        loose = Article(9, "9", "Lösgodis", "Godis", None, VatCategory.FOOD)
        with pytest.raises(Refused, match=r"Lösgodis has no price of its own\. Enter what it costs\."):
            register.checkout.line_of(loose)
        assert register.checkout.line_of(loose, price=Money(1290)).unit_price == Money(1290)

    def test_an_articles_own_price_stands(self, register: Till) -> None:
        assert register.checkout.line_of(register.article("Ägg"), price=Money(1)).unit_price == Money(8990)

    def test_a_free_line_has_a_clean_name(self, register: Till) -> None:
        free = register.checkout.free_line
        assert free("Blomma\x1b[2J\n", Money(5000), VatCategory.STANDARD, "Övrigt\x00").text == "Blomma[2J"
        assert free("\n", Money(5000), VatCategory.STANDARD, "Övrigt").text == "Vara"
        assert len(free("x" * 10_000, Money(1), VatCategory.FOOD, "y" * 10_000).group) == 72

    def test_ids_are_made_when_the_person_acts_or_given(self, register: Till) -> None:
        assert register.checkout.new_sale().id != register.checkout.new_sale().id
        assert register.checkout.line_of(register.article("Ägg"), line_id="mine").id == "mine"
        assert register.checkout.free_line("x", Money(1), VatCategory.FOOD, "", line_id="mine").id == "mine"


class TestKeeping:
    def test_every_change_of_the_basket_is_journalled_by_itself(self, register: Till) -> None:
        before = register.journal()[-1].seq
        sale = register.scanned("Ägg", "Köttbullar")
        sale = sale.with_quantity(sale.lines[0].id, Quantity(2000))
        register.checkout.keep(sale, register.cashier)
        sale = sale.without_line(sale.lines[1].id)
        register.checkout.keep(sale, register.cashier)
        sale = register.paid(sale, Method.CARD, 10_000)
        register.checkout.keep(sale, register.cashier)
        sale = sale.without_tender(sale.tenders[0].id)
        register.checkout.keep(sale, register.cashier)
        assert register.kinds(before) == [
            "line_added",
            "line_added",
            "line_changed",
            "line_removed",
            "tender_added",
            "tender_removed",
        ]
        assert {row.cashier for row in register.journal() if row.seq > before} == {"Kassör"}
        assert register.checkout.open_sale() == sale

    def test_several_changes_at_once_are_journalled_each(self, register: Till) -> None:
        sale = register.scanned("Ägg", "Köttbullar")
        before = register.journal()[-1].seq
        changed = sale.with_quantity(sale.lines[1].id, Quantity(5000)).without_line(sale.lines[0].id)
        register.scanned("Snore Cola", sale=changed)
        assert register.kinds(before) == ["line_removed", "line_changed", "line_added"]

    def test_clearing_names_the_lines_and_the_act_and_leaves_no_basket(self, register: Till) -> None:
        sale = register.scanned("Ägg", "Köttbullar")
        before = register.journal()[-1].seq
        register.checkout.keep(sale.cleared(), register.cashier, cleared=True)
        assert register.kinds(before) == ["line_removed", "line_removed", "cleared"]
        assert register.checkout.open_sale() is None
        register.checkout.keep(sale.cleared(), register.cashier, cleared=True)
        assert len(register.kinds(before)) == 3, "clearing an empty basket is nothing"

    def test_keeping_the_same_basket_again_journals_nothing(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        before = len(register.journal())
        register.checkout.keep(sale, register.cashier)
        register.checkout.keep(sale, register.cashier)
        assert len(register.journal()) == before

    def test_keeping_a_sold_sale_changes_nothing(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"))
        register.sell(sale)
        before = len(register.journal())
        register.checkout.keep(sale, register.cashier)
        register.checkout.keep(replace(sale, lines=(), tenders=()), register.cashier, cleared=True)
        assert len(register.journal()) == before
        assert register.checkout.open_sale() is None
        assert not register.findings()

    @pytest.mark.parametrize("paying", [False, True])
    def test_f23_the_basket_comes_back_after_a_killed_process(
        self, register: Till, tmp_path: Path, *, paying: bool
    ) -> None:
        """With kill -9 and lines in the basket, also with part of it paid: all of it is there."""
        sale = register.scanned("Ägg", "Köttbullar", "Ägg")
        if paying:
            sale = register.paid(sale, Method.CARD, 5_000)
            register.checkout.keep(sale, register.cashier)
        found = register.after_a_kill(tmp_path / "killed")
        try:
            assert found.checkout.open_sale() == sale
            assert not found.findings()
            sold = found.sell(found.paid(sale))
            assert sold.lines == sale.lines
            assert not found.findings()
        finally:
            found.close()

    def test_f23_looking_at_an_old_receipt_leaves_the_basket(self, register: Till) -> None:
        old = register.sell(register.paid(register.scanned("Köttbullar")))
        sale = register.scanned("Ägg")
        with register.store.read() as tx:
            assert tx.sales.receipt(old.number) == old
            assert tx.sales.of_sale(old.sale_id) == old
        assert register.checkout.open_sale() == sale


class TestCompleting:
    def test_a_paid_sale_becomes_a_sealed_receipt(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg", "Köttbullar"), ore=20_000)
        receipt = register.sell(sale)
        assert receipt.number == 1
        assert receipt.lines == sale.lines
        assert (receipt.total, receipt.rounding, receipt.change) == (Money(10585), Money(15), Money(9400))
        assert receipt.seal == register.unit.find(1)
        assert (receipt.cashier, receipt.shop.name) == ("Kassör", "Söders Lanthandel")
        assert register.receipts() == [receipt]
        assert register.checkout.open_sale() is None
        assert register.kinds()[-2:] == ["tender_added", "receipt"]
        assert not register.findings()

    def test_what_was_never_kept_is_kept_and_journalled_with_it(self, register: Till) -> None:
        sale = register.checkout.new_sale().with_line(register.checkout.line_of(register.article()))
        before = register.journal()[-1].seq
        register.sell(register.paid(sale))
        assert register.kinds(before) == ["line_added", "tender_added", "receipt"]
        assert not register.findings()

    @pytest.mark.parametrize(("method", "drawer"), [(Method.CASH, True), (Method.CARD, False)])
    def test_it_is_queued_for_paper_and_the_drawer_opens_for_cash(
        self, register: Till, method: Method, *, drawer: bool
    ) -> None:
        receipt = register.sell(register.paid(register.scanned("Ägg"), method))
        (job,) = queued(register)
        assert (job.kind, job.document, job.open_drawer) == (JobKind.RECEIPT, str(receipt.number), drawer)

    def test_the_drawer_opens_for_the_cash_part_of_a_payment_too(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"), Method.CARD, 5_000)
        register.sell(register.paid(sale))
        assert [job.open_drawer for job in queued(register)] == [True]

    def test_without_paper_nothing_is_queued(self, register: Till) -> None:
        register.sell(register.paid(register.scanned("Ägg")), paper=False)
        assert queued(register) == []

    def test_an_unpaid_sale_is_refused(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        with pytest.raises(Refused, match=r"89,90 is left to pay\. Take the rest first\."):
            register.sell(sale)
        with pytest.raises(Refused, match=r"There is nothing to pay for\."):
            register.sell(register.checkout.new_sale())
        assert register.checkout.open_sale() == sale
        assert register.receipts() == []

    def test_without_a_shift_nothing_is_sold(self, new_till: NewTill) -> None:
        with new_till() as till:
            sale = till.paid(till.scanned("Ägg"))
            with pytest.raises(Refused, match=r"No shift is open\. Open a shift with the float in the drawer\."):
                till.sell(sale)
            assert till.receipts() == []
            till.open_shift()
            assert till.sell(sale).number == 1

    def test_a_shop_that_is_exempt_sells_without_a_unit(self, register: Till) -> None:
        checkout = Checkout(register.store, NoControlUnit(), register.clock, register.new_id)
        receipt = checkout.complete(register.paid(register.scanned("Ägg")), register.cashier)
        assert receipt.seal == EXEMPT
        assert register.receipts() == [receipt]
        assert not register.findings()

    def test_f3_numbers_have_no_gap_and_no_double(self, register: Till) -> None:
        """Also where a sale is refused, put off or paid in another order than it was begun."""
        begun = register.paid(register.scanned("Ägg"))
        numbers = []
        for _ in range(3):
            with pytest.raises(Refused):
                register.sell(register.scanned("Köttbullar"))
            numbers.append(register.sell(register.paid(register.rung(1000))).number)
        numbers.append(register.sell(begun).number)
        assert numbers == [1, 2, 3, 4]
        assert [receipt.number for receipt in register.receipts()] == numbers
        assert register.unit_numbers() == numbers
        assert len({receipt.sale_id for receipt in register.receipts()}) == 4

    def test_f3_the_file_itself_refuses_a_second_receipt_of_a_sale_or_a_number(self, register: Till) -> None:
        receipt = register.sell(register.paid(register.scanned("Ägg")))
        for number, sale_id in ((receipt.number, "other"), (99, receipt.sale_id)):
            events = dict.fromkeys([line.id for line in receipt.lines], 1)
            with pytest.raises(Exception, match="UNIQUE constraint failed"), register.store.write() as tx:
                tx.sales.add(replace(receipt, number=number, sale_id=sale_id), events, paper=False)
        assert register.receipts() == [receipt]

    @pytest.mark.parametrize("gone", ["at once", "before the seal was written"])
    def test_f4_a_receipt_that_was_given_out_is_on_disk(self, register: Till, tmp_path: Path, gone: str) -> None:
        """A power cut the moment the receipt is there, or between the unit's answer and our writing it down."""
        sale = register.paid(register.scanned("Ägg"))
        if gone == "at once":
            receipt = register.sell(sale)
            found = register.after_a_kill(tmp_path / "killed")
        else:
            register.unit.fault = Fault.ANSWER_LOST
            with pytest.raises(Unavailable):
                register.sell(sale)
            found = register.after_a_kill(tmp_path / "killed")
            finished = found.checkout.finish_interrupted()
            assert finished is not None
            receipt = finished
        try:
            assert found.receipts() == [receipt]
            assert found.checkout.complete(sale, found.cashier) == receipt
            assert found.unit_numbers() == [1]
            assert [job.document for job in queued(found)] == ["1"]
            assert not found.findings()
        finally:
            found.close()

    def test_f24_what_is_answered_is_on_disk_before_the_answer(self, register: Till, tmp_path: Path) -> None:
        """Not in memory, not in a log that a power cut takes: FULL, and found by another program at once."""
        acts: list[Callable[[], object]] = [
            lambda: register.scanned("Ägg"),
            lambda: register.sell(register.paid(register.rung(1000))),
        ]
        for step, act in enumerate(acts):
            act()
            found = register.after_a_kill(tmp_path / str(step))
            assert found.journal() == register.journal()
            assert found.receipts() == register.receipts()
            assert found.checkout.open_sale() == register.checkout.open_sale()
            found.close()

    def test_f25_a_double_tap_gives_one_receipt(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"))
        first, second = register.sell(sale), register.sell(sale)
        assert first == second
        assert register.receipts() == [first]
        assert register.unit_numbers() == [1]
        assert len(queued(register)) == 1
        assert register.kinds().count("receipt") == 1

    def test_f25_completed_twice_at_once_gives_one_receipt(self, register: Till) -> None:
        """Both calls are under way while the unit takes its time; the second must not ask it again."""
        slow = SlowUnit(register.directory / UNIT_FILE)
        checkout = Checkout(register.store, slow, register.clock, register.new_id)
        sale, cashier = register.paid(register.scanned("Ägg")), register.cashier
        with ThreadPoolExecutor(2) as both:
            first = both.submit(checkout.complete, sale, cashier)
            assert slow.asked.wait(10)
            second = both.submit(checkout.complete, sale, cashier)
            slow.go_on.set()
            assert first.result(10) == second.result(10)
        assert slow.seals_asked == 1
        assert register.unit_numbers() == [1]
        assert len(register.receipts()) == len(queued(register)) == 1
        assert not register.findings()

    def test_f25_two_sales_at_once_get_a_number_each(self, register: Till) -> None:
        sales = [register.paid(register.rung(1000 + place)) for place in range(6)]
        with ThreadPoolExecutor(3) as several:
            receipts = list(several.map(register.sell, sales))
        assert sorted(receipt.number for receipt in receipts) == [1, 2, 3, 4, 5, 6]
        assert [receipt.sale_id for receipt in receipts] == [sale.id for sale in sales]
        assert not register.findings()

    def test_f26_what_comes_back_from_the_file_is_whole_ore(self, register: Till) -> None:
        loose = Article(register.article().id, "1", "Lösgodis", "Godis", Money(1290), VatCategory.FOOD, unit="kg")
        sale = register.checkout.new_sale().with_line(register.checkout.line_of(loose, Quantity(333)))
        receipt = register.sell(register.paid(sale))
        assert register.receipts() == [receipt]
        assert receipt.total == Money(430)
        (stored,) = register.sql("SELECT typeof(total_ore), total_ore, rounding_ore FROM receipts")
        assert stored == ("integer", 430, -30)
        (line,) = register.sql("SELECT typeof(amount_ore), amount_ore, quantity_milli FROM receipt_lines")
        assert line == ("integer", 430, 333)
        assert total(row.gross for row in receipt.vat) == receipt.total != ZERO


class SlowUnit(SimulatedControlUnit):
    """A unit that answers when the test lets it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def seal(self, paper: Sealable) -> Seal:
        self.asked.set()
        assert self.go_on.wait(10)
        return super().seal(paper)


NEVER_GOT_IT = [Fault.SWITCHED_OFF, Fault.BUSY, Fault.STORAGE_FULL, Fault.NOT_OPERATIONAL]


class TestWithAControlUnitThatFails:
    @pytest.mark.parametrize("fault", NEVER_GOT_IT)
    def test_what_is_certainly_not_done_gives_the_number_back(self, register: Till, fault: Fault) -> None:
        sale = register.paid(register.scanned("Ägg"))
        register.unit.fault = fault
        with pytest.raises(NotDone) as refusal:
            register.sell(sale)
        assert refusal.value.title
        assert refusal.value.advice
        assert register.receipts() == []
        assert register.checkout.waiting_for_seal() is None
        assert register.checkout.open_sale() == sale, "the basket stays as it was, payment too"
        assert register.kinds()[-1] == "seal_refused"
        assert queued(register) == []
        assert not register.findings()

        register.unit.fault = Fault.NONE
        other = register.sell(register.paid(register.rung(1000)))
        assert other.number == 1, "the next sale takes the number"
        assert register.sell(sale).number == 2
        assert register.unit_numbers() == [1, 2]
        assert not register.findings()

    def test_the_same_sale_tries_again_with_the_same_number(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"))
        register.unit.fault = Fault.BUSY
        for _ in range(3):
            with pytest.raises(NotDone, match=r"The control unit is busy\. Wait a moment and try again\."):
                register.sell(sale)
        register.unit.fault = Fault.NONE
        assert register.sell(sale).number == 1
        assert register.unit.seals_asked == 4
        assert register.kinds().count("tender_added") == 1, "what was kept already is not told again"
        assert not register.findings()

    def test_memory_nearly_full_sells_on_and_says_so(self, register: Till) -> None:
        register.unit.fault = Fault.STORAGE_HIGH
        assert register.sell(register.paid(register.scanned("Ägg"))).seal
        assert "nearly full" in register.unit.status().title

    def test_a_lost_answer_keeps_the_number_with_its_sale(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"))
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable) as lost:
            register.sell(sale)
        assert not isinstance(lost.value, NotDone)
        waiting = register.checkout.waiting_for_seal()
        assert waiting is not None
        assert (waiting.number, waiting.seal, waiting.lines) == (1, None, sale.lines)
        with pytest.raises(Refused, match=r"Receipt 1 still waits for its control code\. Finish it first\."):
            register.sell(register.paid(register.rung(1000)))
        with pytest.raises(Refused, match="still waits for its control code"):
            register.close_shift(100_000)
        assert queued(register) == [], "nothing is printed without a control code"
        assert not register.findings()

    @pytest.mark.parametrize("by", ["the same call", "the next start"])
    def test_a_lost_answer_is_found_and_not_asked_for_twice(self, register: Till, by: str) -> None:
        sale = register.paid(register.scanned("Ägg"))
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            register.sell(sale)
        till = register
        if by == "the next start":
            till = register.restarted()
            assert till.checkout.open_sale() == sale
            receipt = till.checkout.finish_interrupted()
        else:
            receipt = till.sell(sale)
            till.unit.fault = Fault.NONE
        assert receipt is not None
        assert receipt.seal == till.unit.find(1)
        assert till.unit_numbers() == [1], "one code in the unit"
        assert till.receipts() == [receipt]
        assert till.checkout.open_sale() is None
        assert till.checkout.finish_interrupted() is None
        assert till.sell(till.paid(till.rung(1000))).number == 2
        assert not till.findings()
        till.close()

    @pytest.mark.parametrize("fault", NEVER_GOT_IT)
    def test_after_a_lost_answer_no_later_refusal_gives_the_number_back(self, register: Till, fault: Fault) -> None:
        """The unit may hold number 1 from the first try: that it refuses now proves nothing about then."""
        sale = register.paid(register.scanned("Ägg"))
        switched_off = Deaf(register.directory / UNIT_FILE, fault=Fault.ANSWER_LOST)
        checkout = Checkout(register.store, switched_off, register.clock, register.new_id)
        with pytest.raises(Unavailable):
            checkout.complete(sale, register.cashier)
        switched_off.fault = fault
        with pytest.raises(NotDone):
            checkout.complete(sale, register.cashier)
        with pytest.raises(NotDone):
            checkout.finish_interrupted()
        waiting = checkout.waiting_for_seal()
        assert waiting is not None
        assert waiting.number == 1
        assert "seal_refused" not in register.kinds()
        switched_off.fault = Fault.NONE
        assert checkout.complete(sale, register.cashier).number == 1
        assert register.unit_numbers() == [1], "the same number with the same amounts is one entry"
        assert not register.findings()

    def test_a_crash_before_the_unit_was_asked_is_finished_at_the_next_start(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"))
        power = PowerCut(register.directory / UNIT_FILE)
        with pytest.raises(KeyboardInterrupt):
            Checkout(register.store, power, register.clock, register.new_id).complete(sale, register.cashier)
        assert register.unit_numbers() == []
        till = register.restarted()
        finished = till.checkout.finish_interrupted()
        assert finished is not None
        assert finished.number == 1
        assert till.unit_numbers() == [1]
        assert [job.document for job in queued(till)] == ["1"]
        assert not till.findings()
        till.close()

    def test_the_cash_given_before_the_trouble_is_the_cash_on_the_receipt(self, register: Till) -> None:
        sale = register.paid(register.scanned("Ägg"), ore=50_000)
        register.unit.fault = Fault.BUSY
        with pytest.raises(NotDone):
            register.sell(sale)
        register.unit.fault = Fault.NONE
        register.clock.forward(minutes=5)
        kept = register.checkout.open_sale()
        assert kept is not None
        receipt = register.sell(kept)
        assert (receipt.change, receipt.at) == (Money(41000), register.clock())


class Deaf(SimulatedControlUnit):
    """A unit of a make that can't be asked what it sealed."""

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:  # noqa: ARG002 - the port's
        return None


class PowerCut(SimulatedControlUnit):
    """The power goes before the unit hears of it."""

    def seal(self, paper: Sealable) -> Seal:  # noqa: ARG002 - the port's signature
        raise KeyboardInterrupt


def test_a_clock_that_goes_back_stops_no_sale(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    register.clock.forward(hours=-2)
    receipt = register.sell(register.paid(register.scanned("Ägg")))
    assert (receipt.number, receipt.at) == (2, register.clock())
    assert register.kinds().count("clock_changed") == 1, "it is told once"
    assert not register.findings()


@pytest.mark.parametrize("name", sorted(PINS))
def test_who_sold_is_on_the_receipt_and_in_the_journal(register: Till, name: str) -> None:
    person = register.staff.named(name)
    receipt = register.checkout.complete(register.paid(register.rung(1000)), person)
    assert receipt.cashier == name
    assert register.journal()[-1].cashier == name


def test_baskets_saved_when_the_clock_stood_still_are_told_apart(register: Till) -> None:
    first, second = register.scanned("Ägg"), register.rung(1000)
    with register.store.read() as tx:
        kept = [tx.sales.basket(sale_id) for sale_id in (first.id, second.id, "other")]
    assert [basket and basket.sale for basket in kept] == [first, second, None]
    register.clock.forward(seconds=1)
    register.checkout.keep(first.with_quantity(first.lines[0].id, Quantity(2000)), register.cashier)
    open_sale = register.checkout.open_sale()
    assert open_sale is not None
    assert open_sale.id == first.id, "the one touched last"


def test_a_new_register_has_no_sale_and_waits_for_none(register: Till) -> None:
    assert register.checkout.open_sale() is None
    assert register.checkout.waiting_for_seal() is None
    assert register.checkout.finish_interrupted() is None
