"""The cash drawer outside sales: opened, cash in and out, the float changed."""

import pytest

from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.report import Counted
from openpos.store.print_jobs import JobKind, JobState
from tests.fixtures.till import Till


def jobs(register: Till) -> list[tuple[JobKind, str, bool]]:
    with register.store.read() as tx:
        return [(job.kind, job.document, job.open_drawer) for job in tx.print_jobs.in_state(JobState.QUEUED)]


def test_an_opened_drawer_is_counted(register: Till) -> None:
    opened = register.drawer.open("a", register.cashier, "Växla\tpengar")
    assert register.drawer.open("a", register.cashier) == opened, "once"
    register.drawer.open("b", register.cashier, paper=False)
    assert jobs(register) == [(JobKind.DRAWER, "a", True)]
    report = register.close_shift()
    assert report.drawer_openings == 2
    assert opened.reason == "Växla pengar"
    assert not register.findings()


def test_cash_in_and_out_change_what_should_be_there(register: Till) -> None:
    move = register.drawer.move_cash
    move("a", DrawerKind.CASH_IN, register.cashier, Money(500_00), "Växel")
    move("b", DrawerKind.CASH_OUT, register.cashier, Money(1_200_00), "Till banken")
    move("c", DrawerKind.FLOAT, register.cashier, Money(200_00), "Höjd")
    move("c", DrawerKind.FLOAT, register.cashier, Money(200_00), "Höjd")
    move("d", DrawerKind.FLOAT, register.cashier, Money(-100_00), "Sänkt")
    assert register.shifts.expected_cash() == Money(400_00)
    assert jobs(register) == [(JobKind.CASH, name, True) for name in "abcd"]
    report = register.close_shift()
    assert (report.cash_in, report.cash_out) == (Counted(1, Money(500_00)), Counted(1, Money(1_200_00)))
    assert report.float_amount == Money(1_100_00)
    assert report.expected_cash == report.counted == Money(400_00)
    assert not register.findings()


@pytest.mark.parametrize(
    ("kind", "ore", "reason", "sentence"),
    [
        (DrawerKind.CASH_IN, 100_00, " \n", "The reason is missing"),
        (DrawerKind.CASH_IN, 0, "x", "0,00 can't be moved"),
        (DrawerKind.CASH_IN, -100, "x", "can't be moved"),
        (DrawerKind.CASH_OUT, -100, "x", "can't be moved"),
        (DrawerKind.CASH_OUT, 1_001_00, "x", r"1 001,00 can't be taken out: there should be 1 000,00 in the drawer"),
        (DrawerKind.FLOAT, -1_001_00, "x", "can't be taken out"),
        (DrawerKind.CASH_IN, 150, "x", "no öre coins"),
        (DrawerKind.CASH_OUT, 150, "x", "no öre coins"),
    ],
)
def test_what_can_not_be_is_refused(register: Till, kind: DrawerKind, ore: int, reason: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        register.drawer.move_cash("a", kind, register.cashier, Money(ore), reason)
    assert register.shifts.expected_cash() == Money(1_000_00)


def test_without_a_shift_the_drawer_stays_shut(register: Till) -> None:
    register.close_shift()
    with pytest.raises(Refused, match="No shift is open"):
        register.drawer.open("a", register.cashier)
