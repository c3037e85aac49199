"""The pages of the shop's own decisions: methods of payment, cost centres, staff, roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from openpos.domain.payment import Method
from openpos.domain.permission import Permission
from openpos.ui import i18n
from openpos.ui.screens.cost_centres.view import CentresPage
from openpos.ui.screens.methods.view import MethodsPage
from openpos.ui.screens.page import Page
from openpos.ui.screens.roles.view import RolesPage
from openpos.ui.screens.staff.view import StaffPage
from openpos.ui.widgets.buttons import Key
from tests.fixtures.desk import Workplace, workplace
from tests.fixtures.lending import lend_by_manager
from tests.fixtures.till import Till

AnyPage = MethodsPage | CentresPage | StaffPage | RolesPage
PAGES = [MethodsPage, CentresPage, StaffPage, RolesPage]
UNSAVED = "What you have written is not saved. F9 saves it. Esc drops it."


@pytest.fixture
def place(qtbot: QtBot, register: Till) -> Iterator[Workplace]:
    """A desk where the manager is logged in."""
    with workplace(register, printer=False) as made:
        made.person = register.staff.named("Butikschef")
        qtbot.addWidget(made.window)
        yield made


def shown(qtbot: QtBot, page: Page) -> Page:
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.on_shown()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def saved(qtbot: QtBot, place: Workplace, page: AnyPage) -> str:
    """Press Save, twice, and give what the page says."""
    for _ in range(2):
        QTest.mouseClick(page._sides.save_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.idle)
    return page._sides.message.words


def test_a_method_of_the_shops_own_is_made_and_switched_off(qtbot: QtBot, place: Workplace) -> None:
    page = MethodsPage(place.desk)
    shown(qtbot, page)
    QTest.mouseClick(page._sides.add_key, Qt.MouseButton.LeftButton)
    page._fields["name"].setText("Friskvård")
    page._fields["account"].setText("1680")
    assert saved(qtbot, place, page) == "Saved."
    own = place.till.payment_methods.every()[-1]
    assert (own.method.name, own.account, own.active) == ("Friskvård", "1680", True)
    page._switches["active"].choose("no")
    saved(qtbot, place, page)
    assert not place.till.payment_methods.every()[-1].active
    assert place.till.kinds().count("payment_method_changed") == 2, "a second touch saves nothing again"


def test_swish_asks_for_its_number(qtbot: QtBot, place: Workplace) -> None:
    page = MethodsPage(place.desk)
    shown(qtbot, page)
    page._sides.presenter.choose("swish")
    page._switches["active"].choose("yes")
    assert "is not a Swish number" in saved(qtbot, place, page)
    page._fields["number"].setText("123 456 78 90")
    assert saved(qtbot, place, page) == "Saved."
    assert Method.SWISH in [one.method for one in place.till.payment_methods.usable()]


def test_cost_centres_and_where_the_register_belongs(qtbot: QtBot, place: Workplace) -> None:
    page = CentresPage(place.desk)
    shown(qtbot, page)
    page._name.setText("Norr")
    page._code.setText("100")
    assert saved(qtbot, place, page) == "Saved."
    QTest.mouseClick(page._belong, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.idle)
    assert place.till.payment_methods.cost_centre() is not None
    assert page._belong.isHidden(), "it belongs there already"
    methods = MethodsPage(place.desk)
    shown(qtbot, methods)
    methods._sides.presenter.choose("card")
    (norr,) = methods._where.values[1:]
    methods._where._keys[norr].click()
    assert methods._fields["name"].isHidden(), "a name is the same everywhere"
    methods._switches["active"].choose("no")
    methods._fields["account"].setText("1581")
    assert saved(qtbot, place, methods) == "Saved."
    assert Method.CARD not in [one.method for one in place.till.payment_methods.usable()]
    methods._where._keys[""].click()
    assert (methods._switches["active"].value, methods._fields["account"].text()) == ("yes", ""), "elsewhere as before"
    methods._where._keys[norr].click()
    assert (methods._switches["active"].value, methods._fields["account"].text()) == ("no", "1581")
    QTest.mouseClick(methods._sides.add_key, Qt.MouseButton.LeftButton)
    assert methods._where.isHidden(), "a new one is made for all of them"


def test_somebody_new_gets_a_pin_and_leaves_again(qtbot: QtBot, place: Workplace) -> None:
    page = StaffPage(place.desk)
    shown(qtbot, page)
    QTest.mouseClick(page._sides.add_key, Qt.MouseButton.LeftButton)
    page._name.setText("Kim")
    page._pin.setText("12")
    assert "A PIN has 4 to 10 digits" in saved(qtbot, place, page)
    page._pin.setText("4321")
    assert saved(qtbot, place, page) == "Saved."
    assert page._pin.text() == "", "nobody reads it off the screen"
    kim = place.till.staff.named("Kim")
    assert place.till.staff.log_in(kim.id, "4321") == kim
    page._name.setText("Kim B")
    assert saved(qtbot, place, page) == "Saved."
    assert place.till.staff.log_in(kim.id, "4321").name == "Kim B"
    page._leave.click()
    assert [one.name for one in place.till.staff.people()] == ["Butikschef", "Kassör", "Kim B"], "asked first"
    page._leave.click()
    qtbot.waitUntil(lambda: place.idle)
    assert [one.name for one in place.till.staff.people()] == ["Butikschef", "Kassör"]


def test_a_role_is_made_and_given(qtbot: QtBot, place: Workplace) -> None:
    page = RolesPage(place.desk)
    shown(qtbot, page)
    page._sides._area.verticalScrollBar().setValue(400)
    QTest.mouseClick(page._sides.add_key, Qt.MouseButton.LeftButton)
    assert page._sides._area.verticalScrollBar().value() == 0, "where the name is written"
    page._name.setText("Lärling")
    page._limit.setText("101")
    assert "A discount is at most 100 %" in saved(qtbot, place, page)
    page._limit.setText("5")
    page._ticks[Permission.DRAWER].set_checked(checked=True)
    assert saved(qtbot, place, page) == "Saved."
    role = place.till.staff.roles()[-1]
    assert (role.name, role.discount_limit_bp, set(role.permissions)) == ("Lärling", 500, {Permission.DRAWER})
    staff = StaffPage(place.desk)
    shown(qtbot, staff)
    staff._sides.presenter.choose(str(place.till.cashier.id))
    staff._role.choose(role.id)
    assert saved(qtbot, place, staff) == "Saved."
    assert place.till.cashier.role == role


def test_who_may_not_reads_so(qtbot: QtBot, place: Workplace) -> None:
    place.person = place.till.cashier
    roles = RolesPage(place.desk)
    shown(qtbot, roles)
    assert "you may not do this" in saved(qtbot, place, roles)
    methods = MethodsPage(place.desk)
    shown(qtbot, methods)
    assert "you may not do this" in saved(qtbot, place, methods)


@pytest.mark.parametrize("page", [MethodsPage, StaffPage, RolesPage])
def test_the_list_is_what_the_keyboard_is_for_at_once(
    qtbot: QtBot, place: Workplace, page: type[MethodsPage | StaffPage | RolesPage]
) -> None:
    made = page(place.desk)
    shown(qtbot, made)
    qtbot.waitUntil(lambda: made._sides.rows.rowCount() > 1)
    assert made.focusWidget() is made._sides.rows, "and not the way back, which Enter would take"


def centres(till: Till, *names: str) -> None:
    for name in names:
        till.payment_methods.save_cost_centre(name, "", till.staff.named("Butikschef"))


def tabbed(page: AnyPage) -> list[QWidget]:
    """What the Tab key leads to, from the list until there again."""
    page._sides.rows.setFocus()
    walked: list[QWidget] = []
    while (at := page.focusWidget()) not in walked:
        walked.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return walked


@pytest.mark.parametrize("page", PAGES)
def test_tab_leads_down_the_page(qtbot: QtBot, place: Workplace, page: type[AnyPage]) -> None:
    centres(place.till, "Norr")
    made = page(place.desk)
    shown(qtbot, made)
    centres(place.till, "Söder")
    made.on_shown()
    sides = made._sides
    for begin in (sides.rows.setFocus, sides.add_key.click):
        begin()
        there = [control for control in sides.form._controls.values() if control.isVisible()]
        parts = [sides.rows, sides.add_key, *there, sides.save_key]
        walked = tabbed(made)
        assert all(key.isChecked() for key in walked if isinstance(key, Key) and key.isCheckable()), "what is chosen"
        led = [next((part for part in parts if part is one or part.isAncestorOf(one)), None) for one in walked]
        assert [part for part, _ in groupby(led) if part is not None] == parts


def test_what_was_not_saved_is_asked_about_before_another_is_shown(qtbot: QtBot, place: Workplace) -> None:
    centres(place.till, "Norr", "Söder")
    page = CentresPage(place.desk)
    shown(qtbot, page)
    rows = page._sides.rows
    page._name.setText("Nordost")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert (page._sides.message.words, page._name.text(), rows.currentRow()) == (UNSAVED, "Nordost", 1)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert (page._sides.message.isVisible(), page._name.text()) == (False, "Nordost"), "thought better of"
    QTest.keyClick(rows, Qt.Key.Key_Down)
    page._sides.message._close.click()
    assert (page._name.text(), rows.selectedItems()[0].text()) == ("Nordost", "Norr")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert (page._name.text(), place.went) == ("Söder", [])
    page._sides.add_key.click()
    assert (page._name.text(), rows.selectedItems(), page._name.hasFocus()) == ("", [], True)
    page._name.setText("Öster")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert (page._sides.message.words, place.went) == (UNSAVED, [])
    assert saved(qtbot, place, page) == "Saved."
    assert [one.name for one in place.till.payment_methods.cost_centres()] == ["Norr", "Söder", "Öster"]
    assert rows.currentRow() == 2
    page._code.setText("300")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page._sides.message._action.click()
    assert (place.went, page._code.text()) == (["checkout"], "")
    page._code.setText("400")
    page.on_shown()
    assert page._code.text() == "400", "somebody was called away"


def test_a_method_is_looked_at_from_elsewhere_only_when_it_is_saved(qtbot: QtBot, place: Workplace) -> None:
    centres(place.till, "Norr")
    page = MethodsPage(place.desk)
    shown(qtbot, page)
    norr = page._where.values[1]
    page._fields["account"].setText("1911")
    page._where._keys[norr].click()
    assert (page._where.value, page._sides.message.words) == ("", UNSAVED)
    page._sides.message._action.click()
    assert (page._where.value, page._fields["account"].text()) == (norr, "")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_speak_both_languages_at_once(qtbot: QtBot, place: Workplace, page: type[AnyPage]) -> None:
    made = page(place.desk)
    shown(qtbot, made)
    title = made.accessibleName()
    i18n.install("sv")
    qtbot.waitUntil(lambda: made.accessibleName() != title)


def test_who_may_not_needs_somebody_s_pin_for_each_change(qtbot: QtBot, place: Workplace) -> None:
    place.person = place.till.cashier
    page = MethodsPage(replace(place.desk, lend=lend_by_manager(place.till)))
    shown(qtbot, page)
    page._sides.presenter.choose("voucher")
    page._switches["active"].choose("yes")
    assert saved(qtbot, place, page) == "Saved."
    assert place.till.kinds().count("permission_lent") == 1

    page = MethodsPage(place.desk)  # nobody is there
    shown(qtbot, page)
    page._sides.presenter.choose("voucher")
    page._switches["active"].choose("no")
    assert "you may not do this" in saved(qtbot, place, page)
    assert Method.VOUCHER in [one.method for one in place.till.payment_methods.usable()]
