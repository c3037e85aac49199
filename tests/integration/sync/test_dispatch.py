"""The sender of a window is made once, where the shop is connected, and is gone when it is stopped."""

from __future__ import annotations

import threading

import pytest

from openpos.domain.errors import Refused
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState
from openpos.sync.dispatch import Dispatch, Tell
from openpos.sync.sender import Sender
from tests.fixtures.carried import Carried

PATIENCE_S = 10


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("sync")]


@pytest.mark.parametrize("state", [ConnectionState.CONNECTING, ConnectionState.DISCONNECTED])
def test_where_there_is_nobody_to_send_to_nothing_is_made(shop: Carried, state: ConnectionState) -> None:
    shop.change(state=state)
    dispatch = Dispatch(shop.till.store, shop.sender)
    dispatch.begin(lambda: None)
    dispatch.wake()
    assert (threads(), dispatch.pulse) == ([], None)
    dispatch.stop()


def test_nothing_is_made_before_the_window_is_there(shop: Carried) -> None:
    dispatch = Dispatch(shop.till.store, shop.sender)
    dispatch.wake()
    assert threads() == []


def test_one_sender_is_made_however_often_it_is_woken_and_it_sends(shop: Carried) -> None:
    made = 0
    arrived = threading.Event()

    def make(tell: Tell) -> Sender:
        nonlocal made
        made += 1
        return shop.sender(tell)

    def tell() -> None:
        if shop.states() == [EntryState.SETTLED]:
            arrived.set()

    dispatch = Dispatch(shop.till.store, make)
    dispatch.begin(tell)
    for _ in range(20):
        dispatch.wake()
    shop.till.sell(shop.till.paid(shop.till.scanned("Ägg")))
    shop.till.close_shift()
    dispatch.wake()
    assert arrived.wait(PATIENCE_S)
    dispatch.wake()
    dispatch.stop()
    assert (made, threads(), len(shop.spiris.vouchers)) == (1, [], 1)
    assert dispatch.pulse is not None
    dispatch.wake()
    assert threads() == [], "stopped is stopped"


def test_stopped_while_it_is_made_it_never_starts(shop: Carried) -> None:
    making, go_on = threading.Event(), threading.Event()

    def make(tell: Tell) -> Sender:
        making.set()
        assert go_on.wait(PATIENCE_S)
        return shop.sender(tell)

    dispatch = Dispatch(shop.till.store, make)
    dispatch.begin(lambda: None)
    assert making.wait(PATIENCE_S)
    stopping = threading.Thread(target=dispatch.stop)
    stopping.start()
    while not dispatch._stopped:
        stopping.join(0.01)
    go_on.set()
    stopping.join(PATIENCE_S)
    assert (threads(), stopping.is_alive()) == ([], False)
    assert shop.spiris.vouchers == []


def test_what_can_t_be_made_says_why(shop: Carried) -> None:
    told = threading.Event()

    def make(_tell: Tell) -> Sender:
        raise Refused("The address {address} can't be used.", "Mend it.", address="ftp://x")

    dispatch = Dispatch(shop.till.store, make)
    assert dispatch.trouble is None
    dispatch.begin(told.set)
    assert told.wait(PATIENCE_S)
    assert "ftp://x" in str(dispatch.trouble)
    dispatch.wake()
    dispatch.stop()
    assert threads() == []
