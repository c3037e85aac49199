"""Asking for a price: shown large, journalled, and never sold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.ui import i18n
from openpos.ui.screens.checkout.presenter import CheckoutPresenter
from openpos.ui.widgets.buttons import ArticleKey
from openpos.ui.widgets.guard import ACCEPTS_AFTER_MS
from tests.fixtures.aside import COLA, EGGS, Aside
from tests.fixtures.desk import Workplace, at_once
from tests.fixtures.front import Front, front_of
from tests.fixtures.till import Till


@pytest.fixture
def aside(register: Till) -> Aside:
    return Aside(register, at_once)


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    with front_of(place, qtbot) as made:
        yield made


def test_a_price_is_shown_and_journalled_and_nothing_sold(aside: Aside) -> None:
    aside.scan(EGGS)
    before = aside.sale
    aside.presenter.picking.ask_price()
    assert aside.view.asks_price
    aside.scan(COLA)
    assert aside.view.front == "price"
    assert (aside.view.shown["price"].name, aside.view.shown["price"].price) == ("Snore Cola", Money(22_90))
    assert aside.sale == before
    (asked,) = [row for row in aside.till.journal() if row.kind == "price_asked"]
    facts = json.loads(asked.payload)
    assert (facts["name"], facts["price_ore"]) == ("Snore Cola", 22_90)


def test_the_next_scan_sells_and_takes_it_away(aside: Aside) -> None:
    aside.presenter.picking.ask_price()
    aside.scan(COLA, EGGS)
    assert aside.view.front == "keys"
    assert [line.text for line in aside.sale.lines] == ["Ägg"]


def test_an_unknown_code_goes_on_asking(aside: Aside) -> None:
    aside.presenter.picking.ask_price()
    aside.scan("4006381333931")
    assert "No article has the code 4006381333931." in aside.said
    assert aside.view.asks_price
    aside.scan(COLA)
    assert (aside.view.front, aside.said) == ("price", "")


def test_a_second_press_or_escape_sells_again(aside: Aside) -> None:
    aside.presenter.picking.ask_price()
    aside.presenter.picking.ask_price()
    aside.scan(EGGS)
    aside.presenter.picking.ask_price()
    aside.presenter.leave()
    aside.scan(COLA)
    assert len(aside.sale.lines) == 2
    assert "price_asked" not in aside.till.kinds()


@pytest.mark.parametrize(
    "act",
    [
        lambda presenter: presenter.pay(Method.CASH),
        lambda presenter: presenter.lines.discount(),
        lambda presenter: presenter.parking.begin(),
        lambda presenter: presenter.open_menu(),
        lambda presenter: presenter.lines.change_by(1),
        lambda presenter: presenter.lines.ask_quantity(),
    ],
    ids=["pay", "discount", "park", "menu", "one more", "quantity"],
)
def test_whatever_else_is_done_the_next_scan_sells(aside: Aside, act: Callable[[CheckoutPresenter], None]) -> None:
    aside.scan(EGGS)
    aside.presenter.picking.ask_price()
    act(aside.presenter)
    assert not aside.view.asks_price
    aside.scan(COLA)
    assert len(aside.sale.lines) == 2


def test_an_article_without_a_price_says_so(aside: Aside) -> None:
    aside.till.sql("UPDATE articles SET price_ore = NULL WHERE name = 'Snore Cola'")
    aside.presenter.picking.ask_price()
    aside.scan(COLA)
    assert aside.view.shown["price"].price is None
    assert aside.sale.lines == ()
    aside.scan(COLA)
    assert aside.view.front == "ask", "sold, it asks what it costs"


def test_an_open_question_comes_first(aside: Aside) -> None:
    aside.till.sql("UPDATE articles SET price_ore = NULL WHERE name = 'Snore Cola'")
    aside.scan(COLA)
    aside.presenter.picking.ask_price()
    assert "An article still needs an answer." in aside.said
    assert not aside.view.asks_price


# --------------------------------------------------------------------------------------------------- through the window


def test_by_keyboard_and_scanner(front: Front) -> None:
    front.press(Qt.Key.Key_F12)
    assert front.page.keys.price.isChecked()
    front.scan(COLA)
    front.settle()
    panel = front.asides.price
    assert front.shows(panel)
    assert panel.accessibleName() == "Snore Cola, Price 22,90"
    assert front.page.receipt.lines.model().rowCount() == 0
    front.scan(EGGS)
    assert front.shows(front.page.keys)
    assert front.page.receipt.lines.model().rowCount() == 1
    assert "price_asked" in front.till.kinds()


def test_by_finger_and_a_double_tap_sells_nothing(front: Front) -> None:
    key = next(one for one in front.window.findChildren(ArticleKey) if one.isVisible() and one.isEnabled())
    front.touch(front.page.keys.price)
    front.touch(key)
    panel = front.asides.price
    assert front.shows(panel)
    front._qtbot.wait(ACCEPTS_AFTER_MS + 50)
    front.touch(key)  # where the key lies, the price is in front
    front.touch(key)
    assert front.shows(front.page.keys)
    assert front.window.checkout.sale.lines == ()


def test_in_swedish_by_weight(front: Front) -> None:
    front.till.sql("UPDATE articles SET unit = 'kg' WHERE name = 'Snore Cola'")
    front.press(Qt.Key.Key_F12)
    front.scan(COLA)
    panel = front.asides.price
    i18n.install("sv")
    try:
        front._qtbot.waitUntil(lambda: panel.accessibleName() == "Snore Cola, Pris per kg 22,90")
    finally:
        i18n.install("en")
