"""The speed limit: never above what Spiris allows in any minute, and hardly below it."""

import threading
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import NotDone
from openpos.sync.pace import Pace


@dataclass
class Hand:
    """A clock whose hand moves when it is pushed."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def calls_of(pace: Pace, hand: Hand, until_s: float) -> list[float]:
    made = []
    while hand.seconds < until_s:
        wait_s = pace._take("POST vouchers")
        if wait_s:
            hand.seconds += wait_s
        else:
            made.append(hand.seconds)
    return made


def test_no_minute_has_more_than_600_calls_and_nearly_as_many_are_made() -> None:
    hand = Hand()
    made = calls_of(Pace(clock_s=hand), hand, 300)
    for first in range(len(made) - 600):
        assert made[first + 600] - made[first] >= 60
    assert len(made) >= 0.95 * 5 * 600


@given(st.lists(st.floats(0, 90), max_size=20))
def test_pauses_do_not_save_up_calls(pauses: list[float]) -> None:
    hand = Hand()
    pace = Pace(clock_s=hand)
    made = []
    for pause in pauses:
        hand.seconds += pause
        made += calls_of(pace, hand, hand.seconds + 20)
    for first in range(len(made) - 600):
        assert made[first + 600] - made[first] >= 60


def test_endpoints_do_not_wait_for_each_other() -> None:
    hand = Hand()
    pace = Pace(clock_s=hand)
    pace.close("POST vouchers", 60)
    pace.wait("GET vouchers")
    assert pace._take("POST vouchers") == 60


def test_a_closed_endpoint_opens_again_without_a_crowd() -> None:
    hand = Hand()
    pace = Pace(clock_s=hand)
    pace.close("POST vouchers", 60)
    pace.close("POST vouchers", 10)
    assert calls_of(pace, hand, 60.5)[0] >= 60
    assert len(calls_of(pace, hand, 61)) <= 6


def test_who_waits_is_woken_by_the_stop() -> None:
    pace = Pace(clock_s=lambda: 0.0)
    pace.close("POST vouchers", 3600)
    stopping = threading.Timer(0.05, pace.stop)
    stopping.start()
    with pytest.raises(NotDone, match="stopped"):
        pace.wait("POST vouchers")
    stopping.join()
    with pytest.raises(NotDone):
        pace.wait("GET vouchers")
