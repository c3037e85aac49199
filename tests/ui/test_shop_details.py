"""The page of the shop's own details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import NotDone
from openpos.domain.permission import NotPermitted, Permission, Person, Role
from openpos.domain.shop import Details, Shop, details_of
from openpos.register.shop_details import Standing
from openpos.settings import Settings
from openpos.ui import i18n
from openpos.ui.screens.history.view import HistoryPage
from openpos.ui.screens.settings.view import SettingsPage
from openpos.ui.screens.shop_details.presenter import (
    NO_UNIT_TAKES_IT,
    OTHER_COMPANY,
    TELL_AGENCY,
    TELL_SUPPLIER,
    DetailsPresenter,
    DetailsShown,
)
from openpos.ui.screens.shop_details.view import ShopDetailsPage
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.front import Front, front_of
from tests.fixtures.lending import lend_by_manager, lend_by_nobody
from tests.fixtures.pages import seen, words_on

SHOP = Shop("Söders Lanthandel", "556703-7485", "Götgatan 31, Stockholm", "K1", "OPSE-1", id=1)
WRITTEN = details_of(SHOP)
CHIEF = Person(2, "Butikschef", Role.MANAGER)


class Screen:
    """A presenter with what it showed and what was saved."""

    def __init__(self, unit: str = "exempt", shop: Shop = SHOP) -> None:
        self.shown: list[DetailsShown] = []
        self.saved: list[tuple[Details, str]] = []
        self.trouble: NotDone | None = None
        self.told = 0
        self.person: Person | None = CHIEF
        self.lane = SlowLane()
        self.presenter = DetailsPresenter(
            self.shown.append,
            run=self.lane.run,
            standing=lambda: Standing(shop, None, shift_open=False),
            change=self._change,
            person=lambda: self.person,
            lend=lend_by_nobody,
            unit=lambda: unit,
            changed=self._changed,
        )

    def _change(self, written: Details, person: Person) -> Shop:
        if self.trouble:
            raise self.trouble
        if person.name != "Butikschef":
            raise NotPermitted(Permission.SETTINGS)
        self.saved.append((written, person.name))
        return SHOP

    def _changed(self) -> None:
        self.told += 1

    @property
    def now(self) -> DetailsShown:
        return self.shown[-1]


def test_details_are_saved_once_however_often_save_is_touched() -> None:
    screen = Screen()
    screen.presenter.save(WRITTEN)
    assert screen.saved == [], "nothing was read yet"
    screen.presenter.begin()
    new = replace(WRITTEN, address="Kajen 2")
    screen.presenter.write(new)
    for _ in range(3):
        screen.presenter.save(new)
    screen.presenter.leave("address", replace(new, address=""))
    assert screen.now.busy
    assert not screen.now.may_write("address")
    screen.lane.go_on()
    assert screen.saved == [(new, "Butikschef")]
    assert (screen.now.busy, screen.now.saved, screen.told) == (False, True, 1)
    assert screen.now.filled == 2
    screen.presenter.write(replace(new, address="Kajen 3"))
    assert not screen.now.saved


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved() -> None:
    screen = Screen()
    screen.presenter.begin()
    wrong = replace(WRITTEN, organisation_number="556703-7486", name=" ")
    screen.presenter.leave("organisation_number", wrong)
    assert list(screen.now.wrong) == ["organisation_number"]
    screen.presenter.save(wrong)
    assert list(screen.now.wrong) == ["name", "organisation_number"]
    assert len(screen.lane) == 0
    screen.presenter.leave("name", WRITTEN)
    assert list(screen.now.wrong) == ["organisation_number"]
    screen.presenter.save(WRITTEN)
    assert screen.now.wrong == {}


def test_a_change_says_what_else_it_asks_of_people() -> None:
    for unit, told in (("cleancash", TELL_SUPPLIER), ("exempt", TELL_AGENCY)):
        screen = Screen(unit)
        screen.presenter.write(replace(WRITTEN, register="K7"))
        assert screen.shown == [], "nothing was read yet"
        screen.presenter.begin()
        screen.presenter.write(replace(WRITTEN, register="K7"))
        assert screen.now.duties == {"register": told}
        screen.presenter.write(replace(WRITTEN, organisation_number="559016-0684"))
        assert screen.now.duties == {"organisation_number": OTHER_COMPANY}
        screen.presenter.write(replace(WRITTEN, name="Norrs"))
        assert screen.now.duties == {}


def test_a_name_of_an_older_file_is_told_where_a_unit_can_not_take_it() -> None:
    older = replace(SHOP, register="Kassa 1")
    for unit, told in (("cleancash", {"register": NO_UNIT_TAKES_IT}), ("exempt", {})):
        screen = Screen(unit, older)
        screen.presenter.begin()
        assert screen.now.duties == told


def test_trouble_is_told_and_what_was_written_stays() -> None:
    screen = Screen()
    screen.presenter.begin()
    screen.trouble = NotDone("The disk is full.", "Free some space.")
    screen.presenter.save(WRITTEN)
    screen.lane.go_on()
    assert (screen.now.trouble, screen.now.busy, screen.now.filled) == (screen.trouble, False, 1)
    screen.trouble, screen.person = None, Person(1, "Kassör", Role.CASHIER)
    screen.presenter.save(WRITTEN)
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, NotPermitted)
    screen.person = None
    screen.presenter.save(WRITTEN)
    assert len(screen.lane) == 0


def opened(qtbot: QtBot, place: Workplace) -> ShopDetailsPage:
    page = seen(qtbot, ShopDetailsPage(place.desk))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def chief(place: Workplace) -> Workplace:
    """The desk with the manager at it and the shift closed."""
    place.till.close_shift()
    place.person = place.till.staff.named("Butikschef")
    return place


def test_the_fields_are_what_the_shop_is_and_are_saved(qtbot: QtBot, chief: Workplace) -> None:
    page = opened(qtbot, chief)
    assert [field.text() for field in page._fields.values()] == [
        *("Söders Lanthandel", "556703-7485", "Götgatan 31, Stockholm", "K1")
    ]
    page._fields["register"].setText("K7")
    page._speak("en")
    for place, line in enumerate(("Ring 090-12 34 56", "", "Välkommen!")):
        page._lines._fields[place].setText(line)
    assert page._form.error("register") == i18n.tr(TELL_AGENCY)
    page._save.click()
    qtbot.waitUntil(lambda: chief.idle)
    shop = chief.till.shop_details.standing().shop
    assert (shop.register, shop.language) == ("K7", "en")
    assert shop.receipt_footer == "Ring 090-12 34 56\n\nVälkommen!"
    assert "Saved. Papers from now on say so." in page._message.words
    assert page._form.error("register") == i18n.tr(TELL_AGENCY), "it is still to be done"
    assert [field.isHidden() for field in page._lines._fields] == [False] * 4 + [True] * 6
    assert chief.till.findings() == ()
    history = seen(qtbot, HistoryPage(chief.desk))
    qtbot.waitUntil(lambda: history._shown.loaded)
    told = history.rows.item(0, 3)
    assert told is not None
    assert set(told.text().splitlines()) == {
        "Register: K1 → K7",
        "Language of receipts: Svenska → English",
        "Words at the end of receipts: nothing → Ring 090-12 34 56 / Välkommen!",
    }


def test_what_is_wrong_has_the_focus_after_save(qtbot: QtBot, chief: Workplace) -> None:
    page = opened(qtbot, chief)
    page._fields["organisation_number"].setText("1")
    page._fields["register"].setText("Kassa 1")
    page._save.click()
    qtbot.waitUntil(page._fields["organisation_number"].hasFocus)
    assert "is not an organisation number" in page._form.error("organisation_number")
    assert "can't be what a register is called" in page._form.error("register")
    assert chief.till.shop_details.standing().shop.id == 1


def test_an_open_shift_fixes_what_its_z_report_names(qtbot: QtBot, chief: Workplace) -> None:
    chief.till.open_shift()
    page = opened(qtbot, chief)
    fixed = [name for name, field in page._fields.items() if field.isReadOnly()]
    assert fixed == ["name", "organisation_number", "register"]
    assert "while a shift is open: its Z report names them" in words_on(page)
    page._fixed._action.click()
    assert chief.went == ["close_shift"]
    page._fields["address"].setText("Kajen 2")
    page._save.click()
    qtbot.waitUntil(lambda: chief.idle)
    assert chief.till.shop_details.standing().shop.address == "Kajen 2"
    chief.till.close_shift()
    page._area.verticalScrollBar().setValue(99)
    page.on_hidden()
    page.on_shown()
    assert page._area.verticalScrollBar().value() == 0
    assert not page._fields["register"].isReadOnly()
    assert page._fixed.isHidden()


def test_a_shift_that_is_closed_meanwhile_leaves_what_was_written(qtbot: QtBot, chief: Workplace) -> None:
    chief.till.open_shift()
    page = opened(qtbot, chief)
    page._fields["address"].setText("Kajen 2")
    chief.till.close_shift()
    page._presenter.refresh()
    assert not page._fields["register"].isReadOnly()
    assert page._fields["address"].text() == "Kajen 2"


def test_it_is_done_by_keyboard(qtbot: QtBot, chief: Workplace) -> None:
    page = opened(qtbot, chief)
    qtbot.waitUntil(page._fields["name"].hasFocus)
    window = page.windowHandle()
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    qtbot.waitUntil(page._fields["register"].hasFocus)
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page._fields["register"], "K7")
    page._form.focus("receipt_footer")
    first, second, *_ = page._lines._fields
    QTest.keyClicks(first, "Tack!")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClicks(second, "Hej!")
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: chief.idle)
    shop = chief.till.shop_details.standing().shop
    assert (shop.register, shop.receipt_footer) == ("K7", "Tack!\nHej!")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert chief.went == ["settings"]


def test_the_settings_lead_there(qtbot: QtBot, chief: Workplace) -> None:
    page = seen(qtbot, SettingsPage(chief.desk))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert chief.went == ["shop_details"]


def test_it_speaks_swedish_at_once(qtbot: QtBot, chief: Workplace) -> None:
    chief.till.open_shift()
    page = opened(qtbot, chief)
    i18n.install("sv")
    page.say()
    assert "Stäng skiftet först och ändra dem sedan." in words_on(page)
    assert page._lines._fields[0].accessibleName() == "Rad 1"


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    """The whole window, with the manager at it."""
    place.till.close_shift()
    place.settings = replace(Settings(), language="en", printer="none")
    with front_of(place, qtbot) as made:
        yield made


def test_the_window_asks_who_may_open_it(front: Front) -> None:
    front.window.go("shop_details")
    front.settle()
    assert "shop_details" not in front.window._pages


def test_the_window_calls_the_register_by_its_new_name(front: Front) -> None:
    front.window.desk.log_in(front.till.staff.named("Butikschef"))
    front.window.go("shop_details")
    front.settle()
    page = front.window._pages["shop_details"]
    assert isinstance(page, ShopDetailsPage)
    page._fields["register"].setText("K7")
    front.press(Qt.Key.Key_F9)
    front.settle()
    assert front.till.shop_details.standing().shop.register == "K7"
    assert "K7" in words_on(front.window.strip)


def test_a_cashier_is_lent_the_permission_for_one_change(qtbot: QtBot, chief: Workplace) -> None:
    chief.person = chief.till.cashier
    chief.desk = replace(chief.desk, lend=lend_by_manager(chief.till))
    page = opened(qtbot, chief)
    page._fields["address"].setText("Kajen 2")
    page._save.click()
    qtbot.waitUntil(lambda: chief.idle)
    assert chief.till.shop_details.standing().shop.address == "Kajen 2"
    assert chief.till.kinds()[-2:] == ["permission_lent", "shop_changed"]
