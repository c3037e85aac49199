"""The day at the register: float, X reports, the count of the drawer and the Z report."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.report import Counted, GrandTotals, Totals
from openpos.domain.vat import VatCategory
from openpos.register.setup import enter_shop
from openpos.store.print_jobs import JobKind, JobState, PrintJob
from openpos.store.shifts import report_facts
from tests.fixtures.till import NewTill, Till

NO_SHIFT = r"No shift is open\. Open a shift with the float in the drawer\."


def queued(till: Till) -> list[PrintJob]:
    with till.store.read() as tx:
        return tx.print_jobs.in_state(JobState.QUEUED)


class TestOpening:
    def test_a_shift_begins_with_a_float(self, new_till: NewTill) -> None:
        with new_till() as till:
            assert till.shifts.current() is None
            shift = till.open_shift(100_000)
            assert till.shifts.current() == shift
            assert (shift.cashier, shift.float_amount, shift.opened_at) == ("Kassör", Money(100_000), till.clock())
            assert till.shifts.expected_cash() == Money(100_000)
            row = till.journal()[-1]
            assert (row.kind, row.cashier) == ("shift_opened", "Kassör")
            assert json.loads(row.payload) == {
                "shift_id": shift.id,
                "person_id": till.cashier.id,
                "float_ore": 100_000,
            }
            assert till.findings() == ()

    def test_asking_again_gives_the_same_shift(self, register: Till) -> None:
        shift = register.shifts.current()
        assert shift is not None
        before = register.journal()
        register.clock.forward(minutes=1)
        again = register.shifts.open_shift(shift.id, register.cashier, Money(5_000))
        assert again == shift
        assert register.journal() == before

    def test_one_shift_at_a_time(self, register: Till) -> None:
        with pytest.raises(Refused, match=r"Kassör has a shift open\. Close it with a Z report first\."):
            register.open_shift()
        register.close_shift()
        assert register.shifts.current() is None
        assert register.open_shift(0).float_amount == ZERO

    @pytest.mark.parametrize("ore", [-100, 50, 10_050])
    def test_a_drawer_holds_whole_kronor(self, new_till: NewTill, ore: int) -> None:
        with new_till() as till:
            with pytest.raises(Refused, match=r"can't be in the drawer: there are no öre coins\. Enter whole kronor"):
                till.open_shift(ore)
            assert till.shifts.current() is None
            till.open_shift()
            with pytest.raises(Refused, match="can't be in the drawer"):
                till.close_shift(ore)
            assert till.shifts.current() is not None

    def test_nothing_is_read_or_closed_without_a_shift(self, new_till: NewTill) -> None:
        with new_till() as till:
            for act in (
                lambda: till.shifts.x_report("x", "Kassör"),
                lambda: till.close_shift(0),
                till.shifts.expected_cash,
            ):
                with pytest.raises(Refused, match=NO_SHIFT):
                    act()
            assert "x_report" not in till.kinds()
            with pytest.raises(
                Refused, match=r"There is no Z report yet\. Z reports are made when a shift is closed\."
            ):
                till.shifts.z_report()


def busy_day(till: Till) -> None:
    """Two receipts: one in cash with rounding and change, one split between card and cash."""
    till.sell(till.paid(till.scanned("Ägg", "Köttbullar"), ore=20_000))  # 105.85, rounded to 106
    sale = till.scanned("Plenty Kitchen Roll")  # 54.95
    till.sell(till.paid(till.paid(sale, Method.CARD, 3_000)))  # 24.95 left: 25 in cash


class TestXReports:
    def test_it_is_the_shift_so_far(self, register: Till) -> None:
        busy_day(register)
        report = register.shifts.x_report("x-1", "Butikschef")
        assert (report.number, report.counted, report.difference) == (None, None, ZERO)
        assert (report.cashier, report.at) == ("Butikschef", register.clock())
        assert report.totals.receipts == 2
        assert report.totals.gross == Money(16_080)
        assert report.totals.groups == (("Kött & chark", Money(1_595)), ("Skafferi", Money(14_485)))
        assert [(row.rate_bp, row.vat.ore) for row in report.totals.vat] == [(2500, 1_099), (600, 599)]
        assert report.totals.methods == ((Method.CASH, Money(13_100)), (Method.CARD, Money(3_000)))
        assert report.totals.rounding == Money(20)
        assert (report.totals.goods_milli, report.totals.services_milli) == (3_000, 0)
        assert report.expected_cash == register.shifts.expected_cash() == Money(113_100)
        assert report.grand == GrandTotals(Money(16_080), ZERO)
        assert report.unfinished == Counted()
        assert register.findings() == ()

    def test_asking_again_gives_the_same_report_and_not_a_later_one(self, register: Till) -> None:
        first = register.shifts.x_report("x-1", "Kassör")
        busy_day(register)
        assert register.shifts.x_report("x-1", "Kassör") == first
        assert register.shifts.x_report("x-2", "Kassör").totals.receipts == 2
        assert register.kinds().count("x_report") == 2
        assert [job.document for job in queued(register) if job.kind is JobKind.REPORT] == ["x-1", "x-2"]

    def test_an_open_basket_is_an_unfinished_sale(self, register: Till) -> None:
        register.scanned("Ägg", "Köttbullar")
        assert register.shifts.x_report("x-1", "Kassör").unfinished == Counted(1, Money(10_585))
        assert register.findings() == ()

    def test_grand_totals_take_no_notice_of_it(self, register: Till) -> None:
        busy_day(register)
        for number in range(3):
            register.shifts.x_report(f"x-{number}", "Kassör", paper=False)
        assert register.close_shift().grand.sales == Money(16_080)
        assert [job for job in queued(register) if job.kind is JobKind.REPORT and job.document.startswith("x")] == []


class TestClosing:
    def test_a_shift_ends_with_a_z_report_of_the_drawer(self, register: Till) -> None:
        busy_day(register)
        register.clock.forward(hours=9)
        report = register.close_shift(113_000)
        assert (report.number, report.counted, report.difference) == (1, Money(113_000), Money(-100))
        assert report.float_amount == Money(100_000)
        assert report.opened_at == report.at - timedelta(hours=9)
        assert register.shifts.current() is None
        assert register.shifts.z_report() == register.shifts.z_report(1) == report
        assert register.kinds()[-1] == "z_report"
        assert report.journal_hash == register.journal()[-2].hash
        assert register.findings() == ()

    def test_what_is_kept_is_what_was_reported(self, register: Till) -> None:
        busy_day(register)
        report = register.close_shift()
        row = register.journal()[-1]
        facts = json.loads(row.payload)
        assert facts == {"id": facts["id"], **report_facts(report)}
        assert facts["closed_at"] == "2026-11-20T08:00:00.000Z"
        with register.store.read() as tx:
            assert tx.shifts.report(facts["id"]) == report
            assert tx.shifts.report("other") is None
            assert tx.shifts.z_of_shift(report.shift_id) == report
            shift = tx.shifts.get(report.shift_id)
        assert shift is not None
        assert shift.closed_at == report.at

    def test_asking_again_gives_the_same_report(self, register: Till) -> None:
        busy_day(register)
        report = register.shifts.close_shift("z-1", "Kassör", Money(113_100))
        before = register.journal()
        assert register.shifts.close_shift("z-1", "Butikschef", Money(0)) == report
        assert register.journal() == before
        with register.store.read() as tx:
            assert tx.shifts.last_number() == 1

    def test_not_while_a_sale_is_open(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        with pytest.raises(Refused, match=r"A sale is not finished\. Take payment for it or clear it, then close"):
            register.close_shift(100_000)
        register.checkout.keep(sale.cleared(), register.cashier, cleared=True)
        assert register.close_shift().number == 1

    def test_refused_and_closed_again_leaves_no_gap_in_the_numbers(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        for _ in range(3):
            with pytest.raises(Refused):
                register.close_shift(100_000)
        register.sell(register.paid(sale))
        assert register.close_shift().number == 1
        register.open_shift()
        assert register.close_shift().number == 2

    def test_a_day_without_sales_says_zero(self, register: Till) -> None:
        report = register.close_shift(100_000)
        assert report.totals == Totals()
        assert (report.difference, report.expected_cash) == (ZERO, Money(100_000))
        assert (report.returns, report.copies, report.practice, report.other_reductions) == (Counted(),) * 4
        assert register.findings() == ()

    def test_each_day_counts_its_own_and_the_grand_total_all(self, register: Till) -> None:
        sums = []
        for day in range(3):
            for _ in range(day):
                register.sell(register.paid(register.scanned("Ägg"), Method.CARD))
            report = register.close_shift()
            sums.append((report.number, report.totals.gross.ore, report.grand.sales.ore, report.grand.net.ore))
            register.clock.forward(hours=24)
            register.open_shift()
        assert sums == [(1, 0, 0, 0), (2, 8_990, 8_990, 8_990), (3, 17_980, 26_970, 26_970)]
        assert register.shifts.z_report(2).totals.receipts == 1
        assert register.shifts.z_report().number == 3
        with pytest.raises(Refused, match=r"There is no Z report 4\."):
            register.shifts.z_report(4)
        assert register.findings() == ()

    def test_a_z_outlives_a_kill(self, register: Till, tmp_path: Path) -> None:
        busy_day(register)
        report = register.close_shift()
        found = register.after_a_kill(tmp_path / "killed")
        assert found.shifts.z_report() == report
        assert found.shifts.current() is None
        assert found.findings() == ()
        found.close()

    def test_it_is_queued_for_paper(self, register: Till) -> None:
        register.shifts.close_shift("z-1", "Kassör", Money(100_000))
        (job,) = queued(register)
        assert (job.kind, job.document, job.open_drawer) == (JobKind.REPORT, "z-1", False)

    def test_without_paper_nothing_is_queued(self, register: Till) -> None:
        register.shifts.close_shift("z-1", "Kassör", Money(100_000), paper=False)
        assert queued(register) == []

    @pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(seconds=30)])
    def test_a_clock_set_back_before_the_close_hinders_neither_it_nor_check(
        self, register: Till, back: timedelta
    ) -> None:
        busy_day(register)
        register.clock.moment -= back
        register.shifts.x_report("x", "Kassör")
        register.clock.moment -= back
        report = register.close_shift()
        assert register.findings() == ()
        assert report.journal_hash == register.journal()[-2].hash
        assert report.at == register.clock()
        assert register.kinds().count("clock_changed") == (2 if back > timedelta(minutes=1) else 0)

    def test_the_report_names_the_shop_of_then(self, register: Till) -> None:
        first = register.close_shift()
        enter_shop(register.store, replace(first.shop, address="Nygatan 2"), register.clock)
        register.open_shift()
        second = register.close_shift()
        assert register.shifts.z_report(1).shop == first.shop
        assert second.shop.address == "Nygatan 2"
        assert register.findings() == ()

    def test_weighed_goods_and_services_are_counted_as_the_law_asks(self, register: Till) -> None:
        loose = replace(register.article("Ägg"), unit="kg", name="Lösgodis")
        sale = register.checkout.new_sale()
        sale = sale.with_line(register.checkout.line_of(loose, Quantity(375)))
        sale = sale.with_line(register.checkout.line_of(register.article("Köttbullar"), Quantity(3000)))
        register.sell(register.paid(sale))
        totals = register.close_shift().totals
        assert (totals.goods_milli, totals.services_milli) == (4_000, 0)

    def test_f8_no_sale_is_missing_from_the_close(self, register: Till) -> None:
        """Also one that was completed by another person, on another day, with the clock wrong."""
        busy_day(register)
        register.clock.forward(days=1)
        other = Person(2, "Butikschef", Role.MANAGER)
        register.checkout.complete(register.paid(register.rung(5_000, category=VatCategory.STANDARD)), other)
        register.clock.forward(days=-2)
        register.sell(register.paid(register.rung(700)))
        report = register.close_shift()
        assert report.totals.receipts == len(register.receipts()) == 4
        assert report.totals.gross.ore == sum(receipt.total.ore for receipt in register.receipts())
        assert register.findings() == ()

    def test_f9_a_day_can_always_be_closed(self, register: Till) -> None:
        """Whatever was counted: the difference is shown, and the close is not refused for it."""
        busy_day(register)
        report = register.close_shift(0)
        assert report.difference == Money(-113_100)
        register.open_shift()
        assert register.close_shift(99_999_999_900).difference > ZERO


class TestTheReportsOfOldDays:
    def test_come_newest_first_page_by_page(self, register: Till) -> None:
        made = []
        for number in range(5):
            made.append((f"z-{number}", register.shifts.close_shift(f"z-{number}", "Kassör", Money(100_000))))
            register.open_shift()
        made.reverse()
        assert register.shifts.z_reports() == made
        assert register.shifts.z_reports(limit=2) == made[:2]
        assert register.shifts.z_reports(limit=2, before=4) == made[2:4]
        assert register.shifts.z_reports(before=1) == []

    def test_are_printed_once_more(self, register: Till) -> None:
        report = register.shifts.close_shift("z-1", "Kassör", Money(100_000), paper=False)
        register.shifts.print_report("z-1")
        register.shifts.print_report("z-1", "Butikschef")
        (*_, row) = register.journal()
        assert (row.kind, row.cashier, row.payload) == (
            "other_report",
            "Butikschef",
            '{"name":"Z report","search":"1"}',
        )
        assert [(job.kind, job.document) for job in queued(register)] == [(JobKind.REPORT, "z-1")] * 2
        assert register.shifts.z_reports() == [("z-1", report)], "no second report is made"
        with pytest.raises(Refused, match=r"There is no such report\. Choose a report from the list\."):
            register.shifts.print_report("z-9")
