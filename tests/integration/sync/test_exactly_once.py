"""Every document reaches Spiris exactly once, however the net behaves."""

from __future__ import annotations

import random

import pytest

from openpos.simulators.spiris import Fault, Kind
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState
from tests.fixtures.carried import Carried
from tests.fixtures.documents import Ordered, faults_of, order, prepare_customers

WEATHER = [
    Fault(kind, on=on, done=done, chance=0.04, seconds=0.01, bytes=100_000)
    for kind in (
        Kind.CUT,
        Kind.ERROR,
        Kind.GATEWAY,
        Kind.HTML,
        Kind.EMPTY,
        Kind.HOLLOW,
        Kind.GARBAGE,
        Kind.TORN,
        Kind.SLOW,
        Kind.THROTTLE,
        Kind.UNAUTHORIZED,
    )
    for on, done in (("POST /v2/*", False), ("POST /v2/*", True), ("PUT /v2/*", True), ("GET /v2/*", False))
]


def ordered(shop: Carried, count: int, seed: int) -> list[Ordered]:
    customers = prepare_customers(shop.spiris, count)
    return order(
        shop.till.store,
        count,
        seed=seed,
        company_id=shop.connection().company_id,
        customers=customers,
        at=shop.till.clock(),
    )


@pytest.mark.parametrize("seed", range(4))
def test_through_bad_weather_and_restarts(shop: Carried, seed: int) -> None:
    made = ordered(shop, 40, seed)
    shop.spiris.faults.replace(WEATHER, seed=seed)
    drawn = random.Random(seed)
    for _ in range(400):
        done = shop.round()
        if shop.connection().state is ConnectionState.HELD:  # two of its tokens in a row were refused
            shop.consent_again()
            continue
        if done.wait_s is None:
            break
        shop.till.clock.forward(seconds=done.wait_s + 0.001)
        if drawn.random() < 0.2:
            shop.restarted()
    assert set(shop.states()) == {EntryState.SETTLED}
    assert faults_of(shop.spiris, made) == []
