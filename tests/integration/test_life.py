"""The register's start and stop, as the journal must hold them, and what a start finds."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from openpos.domain.errors import NotDone, Unavailable
from openpos.register import life
from openpos.register.life import Started
from openpos.simulators.control_unit import Fault
from openpos.store.print_jobs import JobKind, JobState
from tests.fixtures.till import Till

NOTHING = Started(None, None, None)


def start(till: Till, version: str = "1.0") -> Started:
    return life.start(till.store, till.checkout, till.clock, version)


def stop(till: Till) -> None:
    life.stop(till.store, till.clock)


def starts_and_stops(till: Till) -> list[str]:
    return [kind.removeprefix("register_") for kind in till.kinds() if kind.startswith("register_")]


def test_a_day_begins_with_a_start_and_ends_with_a_stop(register: Till) -> None:
    assert start(register) == NOTHING
    stop(register)
    start(register, "1.1")
    stop(register)
    assert starts_and_stops(register) == ["started", "stopped", "started", "stopped"]
    told = [json.loads(row.payload) for row in register.journal() if row.kind == "register_started"]
    assert told == [{"version": "1.0"}, {"version": "1.1"}]
    assert register.findings() == ()


def test_a_start_after_a_power_cut_is_a_restart(register: Till, tmp_path: Path) -> None:
    start(register)
    for number in range(2):
        register = register.after_a_kill(tmp_path / str(number))
        start(register)
        register.close()
    register = register.restarted()
    stop(register)
    start(register)
    assert starts_and_stops(register) == ["started", "restarted", "restarted", "stopped", "started"]
    register.close()


def test_the_open_basket_is_found_again(register: Till, tmp_path: Path) -> None:
    start(register)
    sale = register.scanned("Ägg", "Köttbullar")
    found = register.after_a_kill(tmp_path / "killed")
    assert start(found) == Started(sale, None, None)
    assert found.findings() == ()
    found.close()


def test_a_half_sealed_receipt_is_finished(register: Till, tmp_path: Path) -> None:
    register.unit.fault = Fault.ANSWER_LOST
    with pytest.raises(Unavailable):
        register.sell(register.paid(register.scanned("Ägg")))
    found = register.after_a_kill(tmp_path / "killed")
    assert start(found) == NOTHING
    (receipt,) = found.receipts()
    assert receipt.seal is not None
    assert found.unit_numbers() == [1]
    assert found.findings() == ()
    found.close()


@pytest.mark.parametrize("fault", [Fault.SWITCHED_OFF, Fault.BUSY])
def test_a_receipt_that_cannot_be_finished_yet_hinders_no_start(register: Till, fault: Fault) -> None:
    """The screen says what is the matter, and the sale is there to be completed."""
    sale = register.paid(register.scanned("Ägg"))
    register.unit.fault = Fault.ANSWER_LOST
    with pytest.raises(Unavailable):
        register.sell(sale)
    till = register.restarted()
    till.unit = type(till.unit)(till.directory / "another-unit.jsonl", fault=fault)  # it holds nothing
    till.checkout.unit = till.unit
    started = start(till)
    assert isinstance(started.seal_trouble, NotDone)
    assert started.seal_trouble.advice
    assert started.sale == sale
    till.unit.fault = Fault.NONE
    assert till.sell(sale).number == 1
    assert till.findings() == ()
    till.close()


def test_a_clock_set_back_two_hours_is_told_and_journalled_and_hinders_no_sale(register: Till) -> None:
    start(register)
    stop(register)
    register.clock.forward(hours=-2)
    assert start(register) == Started(None, timedelta(hours=2), None)
    assert register.kinds()[-2:] == ["clock_changed", "register_started"]
    assert register.sell(register.paid(register.scanned("Ägg"))).number == 1
    assert register.close_shift().number == 1
    assert register.findings() == ()


def test_a_clock_that_is_set_forward_while_the_register_runs_is_journalled_once(register: Till) -> None:
    ran = 0.0
    watch = life.ClockWatch(register.store, register.clock, lambda: ran)

    def minutes(by_the_clock: float, in_fact: float) -> list[str]:
        nonlocal ran
        before = register.journal()[-1].seq
        register.clock.forward(minutes=by_the_clock)
        ran += in_fact * 60
        watch.look()
        return register.kinds(before)

    assert minutes(0.5, 0.5) == []
    assert minutes(600, 600) == [], "the computer slept"
    assert minutes(1.5, 0.5) == [], "a time server's nudge"
    assert minutes(61.5, 0.5) == ["clock_changed"]
    (*_, row) = register.journal()
    assert row.payload == '{"from":"2026-11-20T18:02:30.000Z","to":"2026-11-20T19:03:30.000Z"}'
    assert minutes(0.5, 0.5) == []
    assert minutes(-90, 0.5) == [], "what was set back is told by the next row"
    assert register.findings() == ()


@pytest.mark.parametrize("seconds", [60, 1, 0, -7_200])
def test_a_nudged_clock_or_one_that_goes_on_is_not_told(register: Till, seconds: int) -> None:
    start(register)
    register.clock.forward(seconds=-seconds)
    assert start(register).clock_set_back is None
    assert "clock_changed" not in register.kinds()


def test_what_was_being_printed_may_be_on_paper_or_not(register: Till) -> None:
    states = [JobState.QUEUED, JobState.SENDING, JobState.SENT, JobState.PRINTED, JobState.FAILED, JobState.SENDING]
    with register.store.write() as tx:
        for state in states:
            tx.print_jobs.settle(tx.print_jobs.add(JobKind.TEST, "", at=register.clock()), state, at=register.clock())
    start(register)
    with register.store.read() as tx:
        jobs = tx.print_jobs.newest()[::-1]
    assert [job.state for job in jobs] == [
        JobState.UNKNOWN if state is JobState.SENDING else state for state in states
    ], "no other is touched"
    assert jobs[1].title == "The program stopped while it printed."
    assert jobs[1].advice == "Look whether the paper came; print it again if not."
