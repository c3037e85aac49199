"""The cash drawer outside sales: opened, cash in and out, the float changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.drawer import DrawerAct, DrawerKind
from openpos.domain.errors import Unavailable
from openpos.domain.money import Money
from openpos.domain.permission import Permission, Person
from openpos.simulators.printer import Fault
from openpos.store.print_jobs import JobKind, JobState
from openpos.ui import i18n, theme
from openpos.ui.screens.drawer.presenter import DrawerPresenter, DrawerShown
from openpos.ui.screens.drawer.view import DrawerPage
from openpos.ui.theme import Look
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import forbid, lend_by_manager
from tests.fixtures.till import Till


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, *, printer: bool = True) -> None:
        self.till = till
        self.shown: list[DrawerShown] = []
        self.moved = 0
        self.lane = SlowLane()
        self.presenter = DrawerPresenter(
            self.shown.append,
            run=self.lane.run,
            open_drawer=till.drawer.open,
            move_cash=till.drawer.move_cash,
            current=till.shifts.current,
            expected=till.shifts.expected_cash,
            new_id=till.new_id,
            person=lambda: till.cashier,
            lend=lend_by_manager(till),
            printer=lambda: printer,
            moved=self._moved,
        )
        self.presenter.shown()

    def _moved(self) -> None:
        self.moved += 1

    def act(self, kind: DrawerKind, amount: str = "", reason: str = "", *, lowers: bool = False) -> None:
        """Choose and do it, twice, as an impatient finger does."""
        self.presenter.choose(kind)
        self.presenter.lower(lowers=lowers)
        self.presenter.act(amount, reason)
        self.presenter.act(amount, reason)
        self.lane.go_on()

    @property
    def now(self) -> DrawerShown:
        return self.shown[-1]

    @property
    def trouble(self) -> str:
        return str(self.now.trouble) if self.now.trouble else ""


@pytest.mark.parametrize(
    ("kind", "lowers", "expected_kr", "journalled"),
    [
        (DrawerKind.CASH_IN, False, 1500, "cash_moved"),
        (DrawerKind.CASH_OUT, False, 500, "cash_moved"),
        (DrawerKind.FLOAT, False, 1500, "float_changed"),
        (DrawerKind.FLOAT, True, 500, "float_changed"),
    ],
)
def test_cash_is_moved_once_and_the_drawer_should_hold_it(
    register: Till, kind: DrawerKind, lowers: bool, expected_kr: int, journalled: str
) -> None:
    screen = Screen(register)
    assert screen.now.expected == Money(1000_00)
    screen.act(kind, "500", "Till banken", lowers=lowers)
    assert screen.trouble == ""
    assert screen.now.expected == Money(expected_kr * 100) == register.shifts.expected_cash()
    assert register.kinds().count(journalled) == 1
    assert screen.moved == 1
    assert screen.now.done is not None
    assert screen.now.done.reason == "Till banken"


def test_the_drawer_is_opened_and_counted_with_or_without_a_reason(register: Till) -> None:
    screen = Screen(register)
    screen.act(DrawerKind.OPENED)
    screen.act(DrawerKind.OPENED, reason="Växlade")
    report = register.shifts.x_report(register.new_id(), "Kassör")
    assert report.drawer_openings == 2
    assert screen.now.expected == Money(1000_00)


@pytest.mark.parametrize(
    ("kind", "amount", "reason", "sentence"),
    [
        (DrawerKind.CASH_OUT, "", "Till banken", "No amount was entered."),
        (DrawerKind.CASH_OUT, "abc", "Till banken", "is not an amount"),
        (DrawerKind.CASH_OUT, "-5", "Till banken", "is below zero"),
        (DrawerKind.CASH_OUT, "0", "Till banken", "can't be moved"),
        (DrawerKind.CASH_OUT, "0,50", "Till banken", "no öre coins"),
        (DrawerKind.CASH_OUT, "1001", "Till banken", "can't be taken out"),
        (DrawerKind.CASH_OUT, "500", "  ", "The reason is missing."),
        (DrawerKind.CASH_IN, "500", "", "The reason is missing."),
        (DrawerKind.FLOAT, "500", "\x00\x1b", "The reason is missing."),
    ],
)
def test_what_can_not_be_is_told_and_moves_nothing(
    register: Till, kind: DrawerKind, amount: str, reason: str, sentence: str
) -> None:
    screen = Screen(register)
    screen.act(kind, amount, reason)
    assert sentence in screen.trouble
    assert not screen.now.busy
    assert screen.moved == 0
    assert register.shifts.expected_cash() == Money(1000_00)


def test_the_float_is_not_lowered_below_nothing(register: Till) -> None:
    screen = Screen(register)
    screen.act(DrawerKind.FLOAT, "1001", "Till banken", lowers=True)
    assert "can't be taken out" in screen.trouble


def test_trying_again_after_a_fault_moves_the_cash_once(register: Till) -> None:
    screen = Screen(register)
    tries: list[str] = []
    move = register.drawer.move_cash

    def faulty(act_id: str, kind: DrawerKind, person: Person, amount: Money, reason: str) -> DrawerAct:
        done = move(act_id, kind, person, amount, reason)
        tries.append(act_id)
        if len(tries) == 1:
            raise Unavailable("The disk is full.", "Make room.")
        return done

    screen.presenter._move_cash = faulty
    screen.act(DrawerKind.CASH_OUT, "500", "Till banken")
    assert "The disk is full." in screen.trouble
    screen.act(DrawerKind.CASH_OUT, "500", "Till banken")
    assert len(set(tries)) == 1
    assert register.shifts.expected_cash() == Money(500_00)
    screen.act(DrawerKind.CASH_OUT, "500", "Till banken")  # done: the same once more is meant
    assert len(set(tries)) == 2
    assert register.shifts.expected_cash() == Money(0)


def test_without_a_shift_the_page_knows_of_none(register: Till) -> None:
    register.close_shift()
    assert Screen(register).now.expected is None


def test_without_a_printer_the_drawer_is_not_opened_but_cash_is_moved(register: Till) -> None:
    screen = Screen(register, printer=False)
    screen.act(DrawerKind.OPENED)
    assert "Use its key." in screen.trouble
    assert "drawer_opened" not in register.kinds()
    screen.act(DrawerKind.CASH_IN, "100", "Växel")
    assert screen.now.expected == Money(1100_00)


# ------------------------------------------------------------------------------------------------------------- the page


@pytest.fixture
def shown(qtbot: QtBot, place: Workplace) -> Iterator[DrawerPage]:
    """The page at a register with a virtual printer."""
    made = DrawerPage(place.desk)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.on_shown()
    yield made
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme())
    i18n.install("en")


def test_the_drawer_opens_by_one_key_and_no_paper_comes(qtbot: QtBot, place: Workplace, shown: DrawerPage) -> None:
    assert place.printer is not None
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer.wait_for(lambda printer: len(printer.drawer_kicks) == 1)
    assert place.printer.papers == ()
    assert "The drawer opens." in shown._message.words


def test_cash_out_prints_a_slip_with_its_reason(qtbot: QtBot, place: Workplace, shown: DrawerPage) -> None:
    assert place.printer is not None
    QTest.keyClick(shown, Qt.Key.Key_F6)
    QTest.keyClicks(shown._amount, "500")
    QTest.keyClick(shown._amount, Qt.Key.Key_Return)
    assert shown._reason.hasFocus()  # what is missing comes next
    shown._reasons[0].click()
    assert shown._reason.text() == "To the bank"
    QTest.keyClick(shown._reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.idle)
    assert place.printer.wait_for(lambda printer: len(printer.papers) == 1)
    assert len(place.printer.drawer_kicks) == 1
    assert "500,00 was taken out." in shown._message.words
    assert shown._hold.text() == "500,00"
    assert (shown._amount.text(), shown._reason.text()) == ("", "")


def test_a_pulse_that_failed_is_never_repeated(qtbot: QtBot, place: Workplace, shown: DrawerPage) -> None:
    assert place.printer is not None
    assert place.queue is not None
    place.printer.misbehave(Fault.REFUSES)
    shown._act.click()
    qtbot.waitUntil(lambda: place.idle)
    (job,) = place.queue.newest()
    assert (job.kind, job.state) == (JobKind.DRAWER, JobState.FAILED)
    assert place.queue.troubled() == []
    place.printer.misbehave(Fault.NONE)
    assert place.queue.print_all() == []
    assert place.printer.drawer_kicks == ()


def test_without_a_shift_the_way_to_one_is_shown(qtbot: QtBot, place: Workplace, shown: DrawerPage) -> None:
    place.till.close_shift()
    shown.on_shown()
    assert shown._empty.isVisible()
    shown._empty.started.emit()
    assert place.went == ["open_shift"]
    del qtbot


def test_the_reasons_are_in_the_persons_language(qtbot: QtBot, place: Workplace, shown: DrawerPage) -> None:
    del place
    i18n.install("sv")
    qtbot.waitUntil(lambda: [key.text() for key in shown._reasons] == ["Till banken", "Växel", "Utlägg"])
    shown._choose("float")
    shown._way.chosen.emit("lower")
    assert shown._act.text() == "Minska växelkassan"


@pytest.mark.parametrize("look", Look)
def test_the_page_fits_a_small_screen_at_every_text_size(place: Workplace, shown: DrawerPage, look: Look) -> None:
    del place
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for percent in (100, 150, 200):
        theme.apply(app, theme.Theme(look=look, text_percent=percent))
        for kind in DrawerKind:
            shown._choose(kind.value)
            shown._ask()
            app.processEvents()
            assert shown.minimumSizeHint().height() <= 768 - theme.current().touch_px
            assert shown.minimumSizeHint().width() <= 1024


def test_the_drawer_needs_the_permission_or_somebody_who_lends_it(register: Till) -> None:
    forbid(register, Permission.CASH, Permission.DRAWER)
    screen = Screen(register)
    screen.act(DrawerKind.CASH_IN, "100", "Växel")
    screen.act(DrawerKind.OPENED)

    assert screen.trouble == ""
    assert register.kinds().count("permission_lent") == 2
    assert register.kinds().count("cash_moved") == 1
