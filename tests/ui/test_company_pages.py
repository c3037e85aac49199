"""The pages of the shop's own decisions: methods of payment, cost centres, staff, roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.payment import Method
from openpos.domain.permission import Permission
from openpos.ui import i18n
from openpos.ui.screens.cost_centres.view import CentresPage
from openpos.ui.screens.methods.view import MethodsPage
from openpos.ui.screens.page import Page
from openpos.ui.screens.roles.view import RolesPage
from openpos.ui.screens.staff.view import StaffPage
from tests.fixtures.desk import Workplace, workplace
from tests.fixtures.lending import lend_by_manager
from tests.fixtures.till import Till


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
    return page


def saved(qtbot: QtBot, place: Workplace, page: MethodsPage | CentresPage | StaffPage | RolesPage) -> str:
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
    page._presenter.choose("swish")
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
    methods._presenter.choose("card")
    assert methods._where is not None
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
    assert methods._where_place.isHidden(), "a new one is made for all of them"


def test_somebody_new_gets_a_pin_and_leaves_again(qtbot: QtBot, place: Workplace) -> None:
    page = StaffPage(place.desk)
    shown(qtbot, page)
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
    QTest.mouseClick(page._sides.add_key, Qt.MouseButton.LeftButton)
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
    staff._presenter.choose(str(place.till.cashier.id))
    assert staff._role is not None
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


@pytest.mark.parametrize("page", [MethodsPage, CentresPage, StaffPage, RolesPage])
def test_the_pages_speak_both_languages_at_once(
    qtbot: QtBot, place: Workplace, page: type[MethodsPage | CentresPage | StaffPage | RolesPage]
) -> None:
    made = page(place.desk)
    shown(qtbot, made)
    title = made.accessibleName()
    i18n.install("sv")
    qtbot.waitUntil(lambda: made.accessibleName() != title)


def test_who_may_not_needs_somebody_s_pin_for_each_change(qtbot: QtBot, place: Workplace) -> None:
    place.person = place.till.cashier
    page = MethodsPage(replace(place.desk, lend=lend_by_manager(place.till)))
    shown(qtbot, page)
    page._presenter.choose("voucher")
    page._switches["active"].choose("yes")
    assert saved(qtbot, place, page) == "Saved."
    assert place.till.kinds().count("permission_lent") == 1

    page = MethodsPage(place.desk)  # nobody is there
    shown(qtbot, page)
    page._presenter.choose("voucher")
    page._switches["active"].choose("no")
    assert "you may not do this" in saved(qtbot, place, page)
    assert Method.VOUCHER in [one.method for one in place.till.payment_methods.usable()]
