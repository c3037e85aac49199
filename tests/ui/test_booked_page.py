"""The page of Z reports and their vouchers, and how one is put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.register.books import Books
from openpos.simulators.spiris import SpirisSimulator
from openpos.store.outbox import EntryState
from openpos.ui import i18n
from openpos.ui.changes import Changed
from openpos.ui.screens.booked.presenter import PAGE_SIZE, BookedPresenter, BookedShown
from tests.fixtures.carried import FIRST_DAY, Carried, carried
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import lend_by_manager, lend_by_nobody
from tests.fixtures.pages import booked_page, words_on
from tests.fixtures.till import Till


@pytest.fixture
def shop(register: Till) -> Iterator[Carried]:
    """The register, connected to a simulated Spiris."""
    with SpirisSimulator(now=register.clock) as simulator, carried(register, simulator) as one:
        yield one


def a_day(shop: Carried) -> None:
    till = shop.till
    if till.shifts.current() is None:
        till.open_shift()
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    till.close_shift()


def wrongly_booked(shop: Carried) -> None:
    """A day on an account that was a mistake, which is mended by now."""
    for account in ("3051", "3003"):
        with shop.till.store.write() as tx:
            tx.spiris.map("group", "600 Skafferi", account)
        if account == "3051":
            a_day(shop)
            shop.until_quiet()


class Screen:
    """A presenter with what it showed."""

    def __init__(self, shop: Carried, *, by: str = "Butikschef", lends: bool = False) -> None:
        self.shown: list[BookedShown] = []
        self.corrected = 0
        self.lane, self.reading = SlowLane(), SlowLane()
        till = shop.till
        books = Books(till.store, till.clock)
        self.presenter = BookedPresenter(
            self.shown.append,
            run=self.lane.run,
            read=self.reading.run,
            z_parts=books.z_parts,
            correction=books.correction,
            correct=books.correct,
            person=lambda: till.staff.named(by),
            lend=lend_by_manager(till) if lends else lend_by_nobody,
            corrected=self._tell,
        )

    def _tell(self) -> None:
        self.corrected += 1

    def refreshed(self) -> BookedShown:
        self.presenter.refresh()
        self.reading.go_on()
        return self.last

    @property
    def last(self) -> BookedShown:
        return self.shown[-1]


def test_nothing_moves_before_a_person_has_seen_what_and_said_yes(shop: Carried) -> None:
    wrongly_booked(shop)
    screen = Screen(shop)
    shown = screen.refreshed()
    assert (shown.may_correct, shown.part is not None and shown.part.difference) == (True, ZERO)
    screen.presenter.correct()
    assert len(screen.lane) == 0, "it was not asked for"
    screen.presenter.begin_correction()
    screen.presenter.begin_correction()
    assert len(screen.reading) == 1
    screen.reading.go_on()
    assert [one.account for one in screen.last.moved or ()] == ["3003", "3051"]
    assert screen.presenter.leave_correction()
    assert not screen.presenter.leave_correction()
    assert len(shop.entries()) == 1

    screen.presenter.begin_correction()
    screen.reading.go_on()
    screen.presenter.correct()
    screen.presenter.correct()
    assert len(screen.lane) == 1, "a second touch makes no second one"
    assert screen.presenter.leave_correction()
    assert len(screen.last.moved or ()) == 2, "too late to leave it"
    screen.lane.go_on()
    screen.reading.go_on()
    assert (screen.corrected, screen.last.being_corrected, screen.last.moved) == (1, True, None)
    assert shop.states() == [EntryState.SETTLED, EntryState.WAITING, EntryState.WAITING]
    shop.until_quiet()
    part = screen.refreshed().part
    assert not screen.last.being_corrected, "it was"
    assert part is not None
    assert (len(part.exported), part.booked, part.difference) == (3, Money(8990), ZERO)


def test_what_can_t_be_put_right_is_told(shop: Carried) -> None:
    a_day(shop)
    screen = Screen(shop)
    assert not screen.refreshed().may_correct, "it has not arrived"
    screen.presenter.begin_correction()
    assert len(screen.reading) == 0
    shop.until_quiet()
    screen.refreshed()
    screen.presenter.begin_correction()
    screen.reading.go_on()
    assert screen.last.moved is None
    assert "accounts that are chosen now" in str(screen.last.trouble)
    screen.presenter.choose("Z1/another")
    assert (screen.last.trouble, screen.last.part, screen.last.may_correct) == (None, None, False)
    screen.presenter.begin_correction()
    assert len(screen.reading) == 0


def test_who_may_not_needs_somebody_who_may(shop: Carried) -> None:
    wrongly_booked(shop)
    for lends, entries in ((False, 1), (True, 3)):
        screen = Screen(shop, by="Kassör", lends=lends)
        screen.refreshed()
        screen.presenter.begin_correction()
        screen.reading.go_on()
        screen.presenter.correct()
        screen.lane.go_on()
        assert (screen.last.trouble is None, len(shop.entries())) == (lends, entries)


def test_older_z_reports_come_at_the_end_of_the_list_and_stay(shop: Carried) -> None:
    shop.change(start_date=FIRST_DAY + timedelta(days=100))
    for _ in range(PAGE_SIZE + 2):
        if shop.till.shifts.current() is None:
            shop.till.open_shift()
        shop.till.close_shift()
    screen = Screen(shop)
    shown = screen.refreshed()
    assert (len(shown.parts), shown.more) == (PAGE_SIZE, True)
    screen.presenter.older()
    screen.presenter.older()
    assert len(screen.reading) == 1
    screen.reading.go_on()
    assert ([part.number for part in screen.last.parts], screen.last.more) == (list(range(PAGE_SIZE + 2, 0, -1)), False)
    screen.presenter.older()
    assert len(screen.reading) == 0
    assert len(screen.refreshed().parts) == PAGE_SIZE + 2


# ------------------------------------------------------------------------------------------------------------ the page


def test_an_empty_page_says_what_comes(qtbot: QtBot, place: Workplace) -> None:
    page = booked_page(qtbot, place)
    assert "No Z reports yet" in words_on(page)
    assert not page._begin.isEnabled()


def test_z_voucher_and_difference_beside_each_other_and_one_put_right_by_keyboard(
    qtbot: QtBot, place: Workplace, shop: Carried
) -> None:
    wrongly_booked(shop)
    page = booked_page(qtbot, place)
    assert [page._rows.model().index(0, column).data() for column in range(5)] == [
        "1",
        "2026-11-20",
        "89,90",
        "A1",
        "0,00",
    ]
    assert "Booked as it should be" in words_on(page)
    assert "Voucher A1, arrived 2026-11-20" in words_on(page)
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page._shown.moved is not None)
    assert "A voucher in the books is never changed." in words_on(page)
    assert page._moved.model().index(0, 2).data() == "−84,81"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert (page._shown.moved, place.went) == (None, [])
    QTest.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page._shown.moved is not None)
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(page._shown.corrected))
    assert "It is being put right." in words_on(page)
    assert place.woken == 1
    assert len(shop.entries()) == 3
    shop.until_quiet()
    place.changes.announce(Changed.SPIRIS)
    qtbot.waitUntil(lambda: page._rows.model().index(0, 3).data() == "A1, A2, A3")
    assert "Voucher A2, arrived 2026-11-20 09:00: takes back, −89,90" in words_on(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == ["sent"]


def test_what_spiris_refused_is_not_said_to_be_on_its_way(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")
    a_day(shop)
    shop.until_quiet()
    page = booked_page(qtbot, place)
    assert "Not booked: it needs a person" in words_on(page)
    assert "The page Sent to Spiris says why" in words_on(page)


def test_what_is_on_the_way_not_sent_or_nothing_is_said_so(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    shop.change(start_date=FIRST_DAY + timedelta(days=1))
    a_day(shop)
    shop.till.open_shift()
    shop.till.close_shift()
    shop.till.clock.forward(days=1)
    a_day(shop)
    page = booked_page(qtbot, place)
    assert "Not booked yet" in words_on(page)
    assert "until everything has arrived" in words_on(page)
    said = {}
    for part in page._shown.parts:
        page._presenter.choose(part.key)
        said[part.number] = words_on(page)
    assert "Nothing to book" in said[2]
    assert "Not sent to Spiris" in said[1]
    i18n.install("sv")
    qtbot.waitUntil(lambda: page.accessibleName() == "Z-rapporter och verifikationer")
    assert "Inte skickad till Spiris" in words_on(page)
