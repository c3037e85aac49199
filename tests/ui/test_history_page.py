"""The history of settings: who changed what, when, from what to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.permission import Permission, Role
from openpos.register.programming import Area, Change, tell_settings
from openpos.settings import Settings
from openpos.store.journal import PROGRAMMING, Kind
from openpos.ui import i18n
from openpos.ui.screens.history.presenter import PAGE_SIZE, HistoryPresenter, HistoryShown
from openpos.ui.screens.history.view import HistoryPage
from openpos.ui.screens.history.words import WHAT
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.pages import seen


def change(seq: int) -> Change:
    return Change(seq, datetime(2026, 11, 20, tzinfo=UTC), "Eva", Kind.SETTINGS_CHANGED, "", ())


class Screen:
    """A presenter over so many changes."""

    def __init__(self, count: int) -> None:
        self.shown: list[HistoryShown] = []
        self.asked: list[tuple[Area | None, str]] = []
        self.every = [change(seq) for seq in range(count, 0, -1)]
        self.lane = SlowLane()
        self.presenter = HistoryPresenter(self.shown.append, read=self.lane.run, newest=self.newest)

    def newest(self, area: Area | None, sought: str, before: int | None, limit: int) -> list[Change]:
        self.asked.append((area, sought))
        return [one for one in self.every if before is None or one.seq < before][:limit]

    def catch_up(self) -> None:
        while len(self.lane):
            self.lane.go_on()

    def seqs(self) -> list[int]:
        return [one.seq for one in self.shown[-1].changes]


def test_pages_are_fetched_one_after_the_other() -> None:
    screen = Screen(PAGE_SIZE + 10)
    screen.presenter.refresh()
    screen.catch_up()
    assert len(screen.seqs()) == PAGE_SIZE
    screen.presenter.older()
    screen.presenter.older()
    screen.catch_up()
    assert screen.seqs() == list(range(PAGE_SIZE + 10, 0, -1))
    screen.presenter.older()
    screen.every.insert(0, change(PAGE_SIZE + 11))
    screen.presenter.refresh()
    screen.catch_up()
    assert len(screen.seqs()) == PAGE_SIZE + 10
    assert screen.seqs()[0] == PAGE_SIZE + 11


def test_what_was_asked_for_last_is_shown() -> None:
    screen = Screen(3)
    screen.presenter.search("eva")
    screen.presenter.choose("staff")
    screen.catch_up()
    assert screen.asked == [(None, "eva"), (Area.STAFF, "eva")]
    assert [(one.area, one.sought) for one in screen.shown] == [(Area.STAFF, "eva")]
    screen.presenter.search("eva")
    screen.presenter.choose("")
    screen.catch_up()
    assert screen.shown[-1].area is None


def opened(qtbot: QtBot, place: Workplace) -> HistoryPage:
    page = seen(qtbot, HistoryPage(place.desk))
    qtbot.waitUntil(lambda: page._shown.loaded)
    return page


def rows_of(page: HistoryPage) -> list[list[str]]:
    cells = [[page.rows.item(row, column) for column in range(4)] for row in range(page.rows.rowCount())]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


def test_every_kind_has_words() -> None:
    assert set(WHAT) == set(PROGRAMMING)


def test_changes_are_told_in_words_in_both_languages(qtbot: QtBot, place: Workplace) -> None:
    till = place.till
    chief = till.staff.named("Butikschef")
    tell_settings(till.store, Settings(), till.clock)
    chosen = Settings(theme="dark", control_unit="exempt", lock_minutes=5, printer_cutter=False)
    tell_settings(till.store, chosen, till.clock, logo="a1b2", cashier=chief.name)
    till.staff.add("Kim", Role.CASHIER, "4711", chief)
    till.staff.save_role(replace(Role.CASHIER, permissions=frozenset({Permission.DRAWER})), chief)
    page = opened(qtbot, place)
    role, kim, told, *_ = rows_of(page)
    assert role[1:] == ["Butikschef", "Role: Cashier", role[3]]
    assert "May do: Open the drawer without a sale" in role[3]
    assert kim[2:] == ["Staff: Kim", "Works here: Yes\nPIN: a new one\nRole: Cashier"]
    assert told[2] == "Settings"
    assert told[3].splitlines() == [
        *("Control unit: None chosen → Exempt", "Lock after minutes: 0 → 5", "Logo: nothing → a picture"),
        *("Cuts the paper: Yes → No", "Colours: Light → Dark"),
    ]
    i18n.install("sv")
    page.say()
    assert rows_of(page)[1][2:] == ["Personal: Kim", "Arbetar här: Ja\nPIN-kod: en ny\nRoll: Kassör"]


def test_it_is_filtered_by_keyboard(qtbot: QtBot, place: Workplace) -> None:
    till = place.till
    tell_settings(till.store, Settings(theme="dark"), till.clock, cashier="Eva")
    till.staff.add("Kim", Role.CASHIER, "4711", till.staff.named("Butikschef"))
    page = opened(qtbot, place)
    page.activateWindow()
    everything = page.rows.rowCount()
    QTest.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)
    assert rows_of(page)[0][2] == "Staff: Kim"
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.rows.rowCount() == everything)
    page.search.setText("eva")
    qtbot.waitUntil(lambda: [row[1] for row in rows_of(page)] == ["Eva"])
    page.search.setText("2020")
    qtbot.waitUntil(page._empty.isVisible)


@pytest.mark.parametrize("kind", PROGRAMMING)
def test_a_row_of_an_older_or_newer_program_is_shown_too(qtbot: QtBot, place: Workplace, kind: Kind) -> None:
    facts = {"old": {"gone": 1}, "new": {"gone": [{"cost_centre": 1, "active": False}, "x"], "permissions": ["fly"]}}
    if kind is Kind.PRICE_CHANGED:
        facts = {"number": "7", "old_ore": None, "new_ore": 12_50}
    with place.till.store.write() as tx:
        tx.journal.add(kind, facts, at=place.till.clock(), cashier="")
    page = opened(qtbot, place)
    first = rows_of(page)[0]
    assert first[1] == "Nobody logged in"
    assert first[2]


def test_large_letters_on_a_small_screen_leave_room_for_what_changed(qtbot: QtBot, place: Workplace) -> None:
    tell_settings(place.till.store, Settings(theme="dark"), place.till.clock)
    page = opened(qtbot, place)
    assert rows_of(page)[0][3] == "Colours: Light → Dark"
    page.resize(700, 600)
    assert page.rows.isColumnHidden(2)
    assert rows_of(page)[0][3] == "Settings\nColours: Light → Dark"
    page.resize(1000, 600)
    assert not page.rows.isColumnHidden(2)
    assert rows_of(page)[0][3] == "Colours: Light → Dark"
