"""Closing a shift: count first, compare, confirm; one Z report whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission, Role
from openpos.domain.report import Close, Report
from openpos.ui import i18n
from openpos.ui.screens.asked import Lend
from openpos.ui.screens.close_shift.presenter import CloseShiftPresenter, Closing, Stage
from openpos.ui.screens.close_shift.view import difference_words, page, signed
from openpos.ui.theme import State
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import forbid, lend_by_manager, lend_by_nobody
from tests.fixtures.till import Till

Closes = Callable[[str, str, Money, Close], Report]


def said_to(till: Till) -> Closes:
    def close(report_id: str, cashier: str, counted: Money, said: Close) -> Report:
        return till.shifts.close_shift(report_id, cashier, counted, close=said)

    return close


class Screen:
    """A presenter with what it showed."""

    def __init__(
        self, till: Till, close: Closes | None = None, *, blind: bool = False, lend: Lend | None = None
    ) -> None:
        self.shown: list[Closing] = []
        self.closed: list[str] = []
        self.lane = SlowLane()
        self.presenter = CloseShiftPresenter(
            self.shown.append,
            run=self.lane.run,
            current=till.shifts.current,
            open_sale=till.checkout.open_sale,
            expected=till.shifts.expected,
            close_shift=close or said_to(till),
            blind=lambda: blind,
            new_id=till.new_id,
            person=lambda: till.cashier,
            lend=lend or lend_by_manager(till),
            closed=lambda report_id, _report: self.closed.append(report_id),
        )
        self.presenter.shown()

    @property
    def now(self) -> Closing:
        return self.shown[-1]

    def at(self, stage: Stage) -> bool:
        return self.now.stage is stage

    def compare(self, text: str) -> None:
        self.presenter.choose(counted=False)
        self.presenter.compare(text)
        self.lane.go_on()


def test_what_was_expected_is_seen_after_counting_only(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    screen = Screen(register)
    assert screen.at(Stage.COUNTING)
    assert screen.now.expected == Money(0)
    screen.compare("1070")
    assert screen.at(Stage.CONFIRMING)
    assert screen.now.expected == Money(109_000)
    assert screen.now.difference == Money(-2_000)


def test_closing_twice_makes_one_report(register: Till) -> None:
    screen = Screen(register)
    screen.compare("1000")
    screen.presenter.close()
    screen.presenter.close()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    screen.presenter.close()
    screen.lane.go_on()
    assert screen.at(Stage.CLOSED)
    assert screen.now.report is not None
    assert screen.now.report.number == 1
    assert len(screen.closed) == 1
    assert register.shifts.current() is None


def test_a_fault_in_between_and_another_try_make_one_report(register: Till) -> None:
    tries: list[str] = []

    def close(report_id: str, cashier: str, counted: Money, said: Close) -> Report:
        tries.append(report_id)
        report = register.shifts.close_shift(report_id, cashier, counted, close=said)
        if len(tries) == 1:  # the answer is lost after the report is on disk
            raise NotDone("The disk is full.", "Free some space and try again.")
        return report

    screen = Screen(register, close)
    screen.compare("1000")
    screen.presenter.close()
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, NotDone)
    assert screen.at(Stage.CONFIRMING)
    screen.presenter.close()
    screen.lane.go_on()
    assert len(set(tries)) == 1
    assert screen.at(Stage.CLOSED)
    assert [report.number for _, report in register.shifts.z_reports()] == [1]


def test_an_open_basket_keeps_the_shift_open(register: Till) -> None:
    screen = Screen(register)
    register.scanned("Ägg")
    screen.presenter.shown()
    assert screen.now.sale_open
    screen.compare("1000")
    screen.presenter.close()
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, Refused)
    assert register.shifts.current() is not None


@pytest.mark.parametrize("text", ["", "ett tusen", "10,50", "-1"])
def test_a_count_that_can_not_be_is_told(register: Till, text: str) -> None:
    screen = Screen(register)
    screen.compare(text)
    assert screen.at(Stage.COUNTING)
    assert isinstance(screen.now.trouble, Refused)


def test_counting_again_keeps_what_was_counted(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.count(0, 1)
    screen.presenter.compare("")
    screen.lane.go_on()
    screen.presenter.count_again()
    assert screen.at(Stage.COUNTING)
    assert screen.now.count.sum == Money(100_000)
    screen.presenter.shown()  # away and back again
    assert screen.now.count.sum == Money(100_000)


def test_without_a_shift_the_page_says_so(register: Till) -> None:
    register.close_shift()
    assert Screen(register).at(Stage.NO_SHIFT)


def test_the_next_shift_begins_with_an_empty_count(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.count(0, 1)
    register.close_shift()
    register.open_shift()
    screen.presenter.shown()
    assert screen.now.count.sum == Money(0)
    screen.compare("1000")
    screen.presenter.close()
    screen.lane.go_on()
    assert screen.now.report is not None
    assert screen.now.report.number == 2


def test_the_difference_has_a_sign_a_word_and_a_state(qtbot: QtBot) -> None:
    del qtbot
    i18n.install("sv")
    assert difference_words(Money(-2_000)) == ("20,00 saknas.", State.STOP)
    assert difference_words(Money(2_000)) == ("20,00 för mycket.", State.SOON)
    assert difference_words(Money(0))[1] is State.OK
    assert signed(Money(2_000)) == "+20,00"
    assert signed(Money(-2_000)) == "\N{MINUS SIGN}20,00"


def test_a_day_is_closed_on_screen_and_paper(qtbot: QtBot, place: Workplace) -> None:
    for method in (Method.CARD, Method.SWISH):
        place.till.sell(place.till.paid(place.till.scanned("Ägg"), method))
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.on_shown()  # type: ignore[attr-defined]
    entry, comparison, closed = shown._entry, shown._comparison, shown._closed  # type: ignore[attr-defined]
    QTest.keyClicks(entry._counter._fields[0], "1")
    QTest.keyClick(entry._counter._fields[0], Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(comparison.isVisible)
    said_by = {name: field.accessibleName() for name, field in comparison.terminals.items()}
    assert said_by["card"].startswith("Card, by the terminal")
    assert said_by["swish"].startswith("Swish, by the app"), "there is no terminal"
    # The key that ended the counting, pressed once more, closes nothing.
    QTest.keyClick(shown, Qt.Key.Key_F9)
    assert place.till.shifts.current() is not None
    comparison.close_shift.click()
    comparison.close_shift.click()
    qtbot.waitUntil(lambda: place.idle and closed.paper.accessibleDescription() != "")
    assert "Söders Lanthandel" in closed.paper.accessibleDescription()
    assert place.printer is not None
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 3), "two receipts and the report"
    closed.print_again.click()
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 4)
    assert place.printer.papers[2] == place.printer.papers[3]
    closed.log_out.click()
    assert place.went == ["login"]
    assert len(place.till.shifts.z_reports()) == 1


def test_a_difference_needs_a_reason_and_terminals_are_compared(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg"), Method.CARD))
    screen = Screen(register)
    screen.compare("990")
    assert screen.now.terminals == ((Method.CARD, Money(8_990)),)
    screen.presenter.close()
    assert "The reason is missing" in str(screen.now.trouble)
    screen.presenter.close("Fel växel", {"card": "mycket"})
    assert "is not an amount" in str(screen.now.trouble)
    screen.presenter.close("Fel växel", {"card": "89,90"}, "500")
    screen.lane.go_on()
    assert screen.now.report is not None
    assert screen.now.report.close == Close("Fel växel", ((Method.CARD, Money(8_990)),), Money(50_000), Money(49_000))
    assert register.shifts.next_float() == Money(50_000)


def test_a_blind_count_tells_nothing_and_asks_for_no_reason(register: Till) -> None:
    screen = Screen(register, blind=True)
    screen.compare("900")
    assert (screen.now.blind, screen.now.asks_why) == (True, False)
    screen.presenter.close()
    screen.lane.go_on()
    assert screen.now.report is not None
    assert screen.now.report.difference == Money(-10_000)


def test_who_may_not_close_the_day_is_told_so(register: Till) -> None:
    register.staff.save_role(replace(Role.CASHIER, permissions=frozenset()), register.staff.named("Butikschef"))
    screen = Screen(register, lend=lend_by_nobody)
    screen.compare("1000")
    screen.presenter.close()
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, NotPermitted)
    assert register.shifts.current() is not None


def test_closing_needs_the_permission_or_somebody_who_lends_it(register: Till) -> None:
    forbid(register, Permission.Z_REPORT)
    screen = Screen(register)
    screen.compare("1000")
    screen.presenter.close()
    screen.lane.go_on()

    assert screen.at(Stage.CLOSED)
    assert register.kinds().count("permission_lent") == 1
