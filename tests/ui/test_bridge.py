"""Work goes out on a lane and its outcome comes home: in order, on the GUI thread, whatever happens."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import NotDone, OpenPosError, Refused
from openpos.ui.background import Lane
from openpos.ui.bridge import Bridge, Crash


class Till:
    """A bridge and a lane as the program has them, with what came of the work."""

    def __init__(self) -> None:
        self.crashes: list[Crash] = []
        self.results: list[object] = []
        self.errors: list[OpenPosError] = []
        self.threads: set[int] = set()
        self.bridge = Bridge(self.crashes.append)
        self.lane = Lane("register", self.bridge)

    def done(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def failed(self, error: OpenPosError) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)

    def run(self, work: Callable[[], object]) -> None:
        self.lane.run(work, self.done, self.failed)


@pytest.fixture
def till(qtbot: QtBot) -> Iterator[Till]:
    del qtbot  # there must be an application
    made = Till()
    yield made
    made.lane.finish()


def test_a_thousand_jobs_come_home_in_order_on_the_gui_thread(till: Till, qtbot: QtBot) -> None:
    worked_on: set[int] = set()

    def job(number: int) -> int:
        worked_on.add(threading.get_ident())
        return number

    for number in range(1000):
        till.run(lambda number=number: job(number))  # type: ignore[misc]
    qtbot.waitUntil(lambda: till.lane.pending == 0)
    assert till.results == list(range(1000))
    assert till.threads == {threading.get_ident()}
    assert len(worked_on) == 1
    assert threading.get_ident() not in worked_on


def test_a_known_trouble_and_a_result_keep_their_order(till: Till, qtbot: QtBot) -> None:
    order: list[str] = []

    def refuse() -> str:
        raise Refused("The shift is closed.", "Open a shift first.")

    till.lane.run(lambda: "first", order.append, lambda error: order.append(error.title))
    till.lane.run(refuse, order.append, lambda error: order.append(error.title))
    till.lane.run(lambda: "last", order.append, lambda error: order.append(error.title))
    qtbot.waitUntil(lambda: till.lane.pending == 0)
    assert order == ["first", "The shift is closed.", "last"]
    assert not till.crashes


@pytest.mark.usefixtures("caplog")
def test_a_bug_in_the_work_is_told_and_the_lane_goes_on(till: Till, qtbot: QtBot) -> None:
    till.run(lambda: 1 // 0)
    till.run(lambda: "after")
    qtbot.waitUntil(lambda: till.lane.pending == 0)
    assert till.results == ["after"]
    assert not till.errors
    (crash,) = till.crashes
    assert "ZeroDivisionError" in crash.detail
    assert "ZeroDivisionError" not in crash.title + crash.advice


def test_a_bug_in_what_shows_the_outcome_is_told_and_the_next_comes_home(till: Till, qtbot: QtBot) -> None:
    def show(result: object) -> None:
        raise ValueError(result)

    till.lane.run(lambda: "odd", show, till.failed)
    till.run(lambda: "after")
    qtbot.waitUntil(lambda: till.lane.pending == 0)
    assert till.results == ["after"]
    assert "ValueError: odd" in till.crashes[0].detail


def test_finish_lets_all_work_end_and_tells_its_outcomes(till: Till) -> None:
    gate = threading.Event()
    till.run(lambda: gate.wait(10))
    for number in range(50):
        till.run(lambda number=number: number)  # type: ignore[misc]
    threading.Timer(0.05, gate.set).start()
    till.lane.finish()
    assert till.results == [True, *range(50)]
    assert till.lane.pending == 0


def test_after_finish_new_work_is_refused_in_words(till: Till, qtbot: QtBot) -> None:
    till.lane.finish()
    begun: list[str] = []
    till.run(lambda: begun.append("work"))
    qtbot.waitUntil(lambda: bool(till.errors))
    assert isinstance(till.errors[0], NotDone)
    assert not begun


def test_work_asked_for_by_an_outcome_is_done_too(till: Till, qtbot: QtBot) -> None:
    def go_on(result: int) -> None:
        till.results.append(result)
        if result < 20:
            till.lane.run(lambda: result + 1, go_on, till.failed)

    till.lane.run(lambda: 1, go_on, till.failed)
    qtbot.waitUntil(lambda: till.lane.pending == 0)
    assert till.results == list(range(1, 21))


def test_a_bridge_made_on_a_worker_is_refused(till: Till) -> None:
    with ThreadPoolExecutor(1) as worker:
        made = worker.submit(lambda: Bridge(till.crashes.append))
    assert isinstance(made.exception(), AssertionError)


def test_a_bug_in_another_thread_is_told(till: Till, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    till.bridge.catch_the_rest()

    def stumble() -> None:
        raise KeyError("lost")

    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(till.crashes))
    assert "KeyError: 'lost'" in till.crashes[0].detail
