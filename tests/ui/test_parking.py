"""Parking a sale and fetching it: at once, under a name, never into another sale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.front import Front as InFront
from tests.fixtures.aside import COLA, EGGS, YOGHURT, Aside
from tests.fixtures.desk import SlowLane, Workplace, at_once
from tests.fixtures.front import Front, front_of
from tests.fixtures.till import Till


@pytest.fixture
def aside(register: Till) -> Aside:
    return Aside(register, at_once)


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    with front_of(place, qtbot) as made:
        yield made


def parked_names(till: Till) -> list[str | None]:
    return [basket.parked_as for basket in till.checkout.parked()]


def test_the_next_sale_begins_at_once_and_the_first_comes_back(aside: Aside) -> None:
    aside.scan(EGGS, COLA)
    first = aside.sale
    aside.presenter.parking.begin()
    assert aside.park.name == "Kassör 09:00"
    aside.presenter.parking.park("")
    assert (aside.view.front, aside.waiting, aside.sale.lines) == ("keys", 1, ())
    assert Changed.BASKET in aside.announced
    assert parked_names(aside.till) == ["Kassör 09:00"]
    aside.scan(YOGHURT)
    aside.presenter.pay(Method.CASH)
    aside.presenter.paying.give(Money(20_00))
    aside.presenter.parking.begin()
    assert aside.view.front == "parked", "a finished sale is no open one"
    (waiting,) = aside.parked.baskets
    assert (waiting.name, waiting.cashier, waiting.lines, waiting.total) == ("Kassör 09:00", "Kassör", 2, first.total)
    assert (waiting.at.hour, waiting.at.date()) == (9, aside.parked.today)
    aside.presenter.parking.fetch()
    assert (aside.sale, aside.waiting, aside.view.front) == (first, 0, "keys")
    aside.presenter.lines.change_by(1)
    assert aside.till.checkout.open_sale() == aside.sale
    assert not aside.till.findings()


def test_two_in_the_same_minute_get_two_names(aside: Aside) -> None:
    for number in range(3):
        aside.scan(EGGS)
        aside.presenter.parking.begin()
        aside.presenter.parking.park(aside.park.name)
        assert aside.waiting == number + 1
    assert parked_names(aside.till) == ["Kassör 09:00", "Kassör 09:00 2", "Kassör 09:00 3"]


def test_a_name_that_is_taken_is_told_and_the_sale_stays(aside: Aside) -> None:
    for _ in range(2):
        aside.scan(EGGS)
        aside.presenter.parking.begin()
        aside.presenter.parking.park("Anna")
    assert "A basket is parked as Anna already." in aside.said
    assert aside.presenter.front is InFront.PARKING
    assert len(aside.sale.lines) == 1
    aside.presenter.parking.park("Bo")
    assert parked_names(aside.till) == ["Anna", "Bo"]
    assert aside.said == ""


def test_what_can_not_be_parked_or_fetched_is_told(aside: Aside) -> None:
    aside.scan(EGGS)
    aside.presenter.parking.begin()
    aside.presenter.parking.park("Anna")
    aside.scan(COLA)
    aside.presenter.parking.open_list()
    aside.presenter.parking.fetch()
    assert "A sale is not finished." in aside.said
    assert [line.text for line in aside.sale.lines] == ["Snore Cola"]
    aside.presenter.leave()
    aside.presenter.pay(Method.CASH)
    aside.presenter.paying.give(Money(10_00))
    aside.presenter.parking.begin()
    assert "Only a sale without payments can be parked." in aside.said
    assert aside.presenter.front is InFront.PAYING
    assert parked_names(aside.till) == ["Anna"]


def test_a_return_is_not_parked(aside: Aside) -> None:
    till = aside.till
    receipt = till.sell(till.paid(till.scanned("Ägg")))
    back = till.checkout.start_return(
        receipt.number, {line.id: line.quantity for line in receipt.lines}, till.cashier, sale_id="r"
    )
    aside.presenter.take_up(back)
    aside.presenter.parking.begin()
    assert "Only a sale without payments can be parked." in aside.said
    assert parked_names(till) == []


def test_a_basket_that_the_disk_refused_is_not_lost_by_fetching(aside: Aside) -> None:
    aside.scan(EGGS)
    aside.presenter.parking.begin()
    aside.presenter.parking.park("Anna")
    begun = aside.till.checkout.new_sale().with_line(aside.till.checkout.line_of(aside.till.article("Snore Cola")))
    aside.presenter._open.take_up(begun)  # on the screen and not on disk
    aside.presenter.parking.open_list()
    aside.presenter.parking.fetch()
    assert "A sale is not finished." in aside.said
    assert parked_names(aside.till) == ["Anna"]


def test_the_scanner_does_not_wait_for_the_disk(register: Till) -> None:
    lane = SlowLane()
    aside = Aside(register, lane.run)
    aside.scan(EGGS)
    aside.presenter.parking.begin()
    aside.presenter.parking.park("Anna")
    aside.presenter.parking.park("Anna")
    assert aside.presenter.waits
    aside.scan(COLA, YOGHURT)
    aside.presenter.pay(Method.CASH)
    aside.presenter.lines.change_by(1)
    aside.presenter.lines.clear()
    assert [line.text for line in aside.sale.lines] == ["Ägg"]
    lane.go_on()
    assert [line.text for line in aside.sale.lines] == ["Snore Cola", "Turkisk yogurt"]
    (waiting,) = register.checkout.parked()
    assert [line.text for line in waiting.sale.lines] == ["Ägg"]
    assert register.checkout.open_sale() == aside.sale
    assert not aside.presenter.waits


def test_what_was_scanned_meanwhile_is_not_put_into_a_sale_that_could_not_be_parked(register: Till) -> None:
    register.checkout.park(register.scanned("Ägg"), "Anna", register.cashier)
    lane = SlowLane()
    aside = Aside(register, lane.run)
    aside.scan(EGGS)
    aside.presenter.parking.begin()
    aside.presenter.parking.park("Anna")
    aside.scan(COLA)
    lane.go_on()
    assert isinstance(aside.view.said, Refused)
    assert [line.text for line in aside.sale.lines] == ["Ägg"]


def test_one_that_somebody_else_fetched_is_told(aside: Aside) -> None:
    aside.scan(EGGS)
    aside.presenter.parking.begin()
    aside.presenter.parking.park("Anna")
    aside.presenter.parking.begin()
    till = aside.till
    till.sell(till.paid(till.checkout.fetch(aside.parked.chosen, till.cashier)))
    aside.presenter.parking.fetch()
    assert "The basket is not parked any more." in aside.said
    assert (aside.parked.baskets, aside.waiting) == ((), 0)
    aside.presenter.parking.fetch()  # of nothing
    assert aside.sale.lines == ()


def test_what_waits_is_told_after_a_restart(register: Till) -> None:
    register.checkout.park(register.scanned("Ägg"), "Anna", register.cashier)
    register.clock.forward(days=1)
    again = register.restarted()
    aside = Aside(again, at_once)
    assert aside.waiting == 1
    aside.presenter.parking.begin()
    assert aside.parked.baskets[0].at.date() < aside.parked.today
    again.close()


# --------------------------------------------------------------------------------------------------- through the window


def test_by_keyboard_alone(front: Front) -> None:
    front.scan(EGGS, COLA)
    front.press(Qt.Key.Key_F11)
    front.press(Qt.Key.Key_Return)
    front.settle()
    key = front.page.receipt.keys.park
    assert (key.count, key.accessibleName(), key.text()) == (1, "Fetch, 1 parked sale", "Fetch")
    assert front.page.receipt.lines.model().rowCount() == 0
    front.press(Qt.Key.Key_F11)
    rows = front.asides.parked.rows
    assert rows.hasFocus()
    assert [rows.model().index(0, column).data() for column in (2, 3, 4)] == ["Kassör", "2", "112,80"]
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.page.receipt.lines.model().rowCount() == 2
    assert (key.count, key.accessibleName(), key.text()) == (0, "Park", "Park")


def test_by_finger_with_the_number_of_a_slip(front: Front) -> None:
    front.scan(EGGS)
    front.touch(front.page.receipt.keys.park)
    front.touch(front.page.receipt.keys.park)
    panel = front.asides.park
    panel._pad.typed.emit("1")
    panel._pad.typed.emit("7")
    front.touch(panel.park)
    front.touch(panel.park)
    front.settle()
    assert parked_names(front.till) == ["17"]
    assert front.page.receipt.lines.model().rowCount() == 0
    front.touch(front.page.receipt.keys.park)
    assert front.shows(front.asides.parked)
    front.scan(COLA)
    front.settle()
    assert front.shows(front.page.keys)
    assert front.row(0).endswith("Snore Cola, 22,90")


def test_an_empty_list_teaches(front: Front) -> None:
    front.page.asides.menu.wanted.emit("parked")
    panel = front.asides.parked
    assert panel._stack.currentWidget() is panel._empty
    assert not panel.fetch.isVisible()
    front.press(Qt.Key.Key_Escape)
    assert front.shows(front.page.keys)


def test_a_hostile_name_is_plain_text(front: Front) -> None:
    front.scan(EGGS)
    front.window.checkout.parking.begin()
    front.window.checkout.parking.park("<b>Anna</b>\x1b[2J\n" + "x" * 200)
    front.settle()
    front.window.checkout.parking.open_list()
    name = front.asides.parked.rows.model().index(0, 0).data()
    assert name.startswith("<b>Anna</b>")
    assert name.isprintable()
    assert len(name) <= 41


def test_the_number_is_painted_and_moves_nothing(front: Front) -> None:
    key = front.page.receipt.keys.park
    without, size = key.grab().toImage(), key.sizeHint()
    key.show_count(3)
    with_three = key.grab().toImage()
    key.show_count(1000)
    assert without != with_three != key.grab().toImage()
    assert key.sizeHint() == size
