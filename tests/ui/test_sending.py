"""What goes to Spiris behind the window: begun after the paint, woken by what is sold, ended at quit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.clock import monotonic_s
from openpos.domain.errors import Refused
from openpos.simulators.spiris import Fault, Kind, SpirisSimulator
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState
from openpos.sync.sender import Sender
from openpos.ui import i18n
from openpos.ui.changes import Changed
from openpos.ui.sending import CHIP
from openpos.ui.theme import State
from openpos.ui.widgets.strip import StatusChip
from openpos.ui.window import MainWindow
from tests.fixtures.carried import Carried, carried
from tests.fixtures.desk import Workplace


@pytest.fixture
def shop(place: Workplace) -> Iterator[Carried]:
    """The register of the desk, connected to a simulated Spiris."""
    with SpirisSimulator(now=place.till.clock) as simulator, carried(place.till, simulator) as one:
        place.make_sender = one.sender
        yield one


@contextmanager
def window_of(place: Workplace, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window over this register, started."""
    window = MainWindow(replace(place.desk.parts, settings=place.settings))
    window.resize(1280, 800)
    window.show()
    window.begin()
    try:
        qtbot.waitUntil(lambda: window._started)
        window.desk.log_in(place.till.cashier)
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def chip(window: MainWindow) -> StatusChip:
    return window.strip.chip(CHIP)


def sync_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("sync")]


def close_the_day(place: Workplace, window: MainWindow) -> None:
    till = place.till
    till.sell(till.paid(till.scanned("Ägg")))
    till.close_shift()
    window.changes.announce(Changed.SHIFT)


def words_come(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: chip(window).accessibleName() == words, timeout=10_000)


def test_a_shop_that_was_never_connected_has_no_thread_and_nothing_in_its_strip(qtbot: QtBot, place: Workplace) -> None:
    with window_of(place, qtbot) as window:
        close_the_day(place, window)
        window.sending.wake()
        assert not chip(window).isVisible()
        assert sync_threads() == []


def test_a_closed_shift_goes_at_once_and_the_strip_says_so(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    with window_of(place, qtbot) as window:
        assert chip(window).isVisible()
        words_come(qtbot, window, "Spiris")
        assert chip(window).state is State.OK
        close_the_day(place, window)
        qtbot.waitUntil(lambda: len(shop.spiris.vouchers) == 1, timeout=10_000)
        qtbot.waitUntil(lambda: shop.states() == [EntryState.SETTLED])
        words_come(qtbot, window, "Spiris")
    assert sync_threads() == []


def test_what_waits_for_the_net_is_normal(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    shop.change(state=ConnectionState.PAUSED)
    with window_of(place, qtbot) as window:
        words_come(qtbot, window, "Spiris: paused")
        assert chip(window).state is State.PLAIN
    shop.change(state=ConnectionState.ACTIVE)
    shop.spiris.stop()
    with window_of(place, qtbot) as window:
        close_the_day(place, window)
        words_come(qtbot, window, "Spiris: 1 waits")
        assert chip(window).state is State.PLAIN
        i18n.install("sv")
        window._speak()
        assert chip(window).accessibleName() == "Spiris: 1 väntar"


def test_what_needs_a_person_is_said_and_a_touch_leads_there(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")
    with window_of(place, qtbot) as window:
        close_the_day(place, window)
        words_come(qtbot, window, "Spiris: look (1)")
        assert chip(window).state is State.SOON
        chip(window).click()
        assert window._name == "sent"


def test_what_holds_everything_is_said(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    with window_of(place, qtbot) as window:
        shop.change(state=ConnectionState.HELD, title="Consent was taken back.", advice="Connect again.")
        window.changes.announce(Changed.SPIRIS)
        words_come(qtbot, window, "Spiris: stopped")
        assert "Consent was taken back." in chip(window).accessibleDescription()


def test_a_shop_that_is_connected_while_the_window_is_open_begins_to_send(
    qtbot: QtBot, place: Workplace, shop: Carried
) -> None:
    shop.change(state=ConnectionState.CONNECTING)
    with window_of(place, qtbot) as window:
        assert sync_threads() == []
        shop.change(state=ConnectionState.ACTIVE)
        window.changes.announce(Changed.SPIRIS)
        close_the_day(place, window)
        qtbot.waitUntil(lambda: shop.states() == [EntryState.SETTLED], timeout=10_000)


def test_closing_cuts_a_call_that_hangs(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    shop.spiris.faults.add(Fault(Kind.HANG, on="POST /v2/voucherdrafts", seconds=60))
    with window_of(place, qtbot) as window:
        close_the_day(place, window)
        qtbot.waitUntil(lambda: shop.states() == [EntryState.IN_FLIGHT], timeout=10_000)
        began = monotonic_s()
    assert monotonic_s() - began < 4
    assert sync_threads() == []


def test_settings_that_can_t_be_used_stop_nothing_else(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    def refuse(_tell: Callable[[], None]) -> Sender:
        raise Refused("The address {address} can't be used.", "Mend it.", address="ftp://x")

    place.make_sender = refuse
    with window_of(place, qtbot) as window:
        close_the_day(place, window)
        qtbot.waitUntil(lambda: place.dispatch.trouble is not None)
        assert place.dispatch.pulse is None
        words_come(qtbot, window, "Spiris: 1 waits")
    assert shop.spiris.vouchers == []


@pytest.mark.parametrize("text_percent", [100, 150, 200])
def test_with_the_state_of_spiris_in_the_strip_everything_still_fits(
    qtbot: QtBot, place: Workplace, shop: Carried, text_percent: int
) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")
    place.till.sell(place.till.paid(place.till.scanned("Ägg")))
    place.till.close_shift()
    shop.until_quiet()
    with window_of(place, qtbot) as window:
        window.change_settings(replace(window.desk.settings(), language="sv", text_percent=text_percent))
        words_come(qtbot, window, "Spiris: titta (1)")
        window.resize(1024, 768)
        for page in ("checkout", "sent", "booked"):
            window.go(page)
            QApplication.processEvents()
            least = window.minimumSizeHint()
            assert (least.width() <= 1024, least.height() <= 768) == (True, True), (page, least)
