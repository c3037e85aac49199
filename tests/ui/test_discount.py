"""Giving a discount: reckoned before it is given, with a reason, on a line or the whole sale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.money import ONE, ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.sale import Discount, Line, Sale
from openpos.domain.vat import VatCategory
from openpos.ui.screens.checkout.discounting import Discounting
from openpos.ui.screens.checkout.front import Front as InFront
from openpos.ui.widgets.guard import ACCEPTS_AFTER_MS
from tests.fixtures.aside import COLA, EGGS, YOGHURT, Aside, LastView
from tests.fixtures.desk import Workplace, at_once
from tests.fixtures.front import Front, front_of
from tests.fixtures.till import OPENING, Till


@pytest.fixture
def aside(register: Till) -> Aside:
    """A checkout with eggs (89,90) and cola (22,90) in the basket."""
    made = Aside(register, at_once)
    made.scan(EGGS, COLA)
    return made


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    with front_of(place, qtbot) as made:
        yield made


def test_what_it_takes_off_is_shown_before_it_is_given(aside: Aside) -> None:
    aside.presenter.lines.discount()
    assert (aside.discount.name, aside.discount.price, aside.discount.off) == ("Snore Cola", Money(22_90), None)
    aside.presenter.discounting.write("10")
    assert aside.discount.off == Money(2_29)
    assert aside.sale.total == Money(112_80), "nothing is given yet"
    aside.presenter.discounting.count_by(rate=False)
    assert aside.discount.off == Money(10_00)


def test_a_line_has_its_discount_on_the_screen_on_disk_and_in_the_journal(aside: Aside) -> None:
    aside.presenter.lines.choose(0)
    aside.presenter.lines.discount()
    aside.presenter.discounting.give_rate(1000)
    aside.presenter.discounting.give_reason("Short date")
    aside.presenter.discounting.confirm()
    assert aside.view.front == "keys"
    assert aside.sale.lines[0].discount == Discount("Short date", 1000)
    assert aside.sale.total == Money(89_90 - 8_99 + 22_90)
    assert aside.till.checkout.open_sale() == aside.sale
    assert aside.till.kinds()[-1] == "line_changed"
    assert not aside.till.findings()


def test_the_whole_sale_has_one_too_and_it_is_taken_off_again(aside: Aside) -> None:
    aside.presenter.lines.discount()
    aside.presenter.discounting.write("20")
    aside.presenter.discounting.count_by(rate=False)
    aside.presenter.discounting.choose(whole=True)
    assert (aside.discount.written, aside.discount.by_rate) == ("20", False), "what was written stays"
    assert (aside.discount.price, aside.discount.off) == (Money(112_80), Money(20_00))
    aside.presenter.discounting.give_reason("Stamkund")
    aside.presenter.discounting.confirm()
    assert aside.sale.total == Money(92_80)
    assert aside.till.kinds()[-1] == "discount_changed"
    aside.presenter.lines.discount()
    aside.presenter.discounting.choose(whole=True)
    assert (aside.discount.written, aside.discount.reason, aside.discount.given) == ("20,00", "Stamkund", True)
    aside.presenter.discounting.remove()
    assert (aside.sale.total, aside.sale.discount) == (Money(112_80), None)
    assert aside.till.checkout.open_sale() == aside.sale


def test_what_one_has_is_not_suggested_for_the_other(aside: Aside) -> None:
    aside.presenter.lines.discount()
    aside.presenter.discounting.give_rate(5000)
    aside.presenter.discounting.give_reason("Skadad")
    aside.presenter.discounting.confirm()
    aside.presenter.lines.discount()
    aside.presenter.discounting.choose(whole=True)
    assert (aside.discount.written, aside.discount.reason, aside.discount.given) == ("", "", False)


@pytest.mark.parametrize(
    ("whole", "rate", "written", "reason", "sentence"),
    [
        (False, True, "", "Skadad", "A discount is more than 0."),
        (False, True, "0", "Skadad", "A discount is more than 0."),
        (False, True, "10", " ", "The reason is missing."),
        (False, True, "100,01", "Skadad", "A discount is at most 100 %."),
        (False, False, "22,91", "Skadad", "The discount is more than the line costs."),
        (True, False, "112,81", "Skadad", "The discount is more than the sale costs."),
        (False, True, "-5", "Skadad", "-5 is below zero."),
        (False, True, "x\x1b", "Skadad", "is not an amount"),
    ],
)
def test_what_can_not_be_is_told_at_the_place(
    aside: Aside, *, whole: bool, rate: bool, written: str, reason: str, sentence: str
) -> None:
    before = aside.sale
    aside.presenter.lines.discount()
    act = aside.presenter.discounting
    act.choose(whole=whole)
    act.count_by(rate=rate)
    act.write(written)
    act.give_reason(reason)
    act.confirm()
    assert sentence in str(aside.discount.trouble)
    assert aside.discount.lacks_reason == (not reason.strip())
    assert aside.presenter.front is InFront.DISCOUNT
    assert aside.sale == before
    act.count_by(rate=True)
    act.write("5")
    act.give_reason("Skadad")
    assert aside.discount.trouble is None
    act.confirm()
    assert aside.sale != before


def test_where_there_is_nothing_to_reduce_it_is_told(register: Till) -> None:
    aside = Aside(register, at_once)
    aside.presenter.lines.discount()
    assert "nothing to take a discount off" in aside.said
    aside.scan(EGGS)
    aside.presenter.pay(Method.CASH)
    aside.presenter.paying.give(Money(50_00))
    aside.presenter.lines.discount()
    assert "The payment has begun." in aside.said
    assert aside.presenter.front is InFront.PAYING


def test_a_scan_leaves_it_and_another_line_takes_it_over(aside: Aside) -> None:
    aside.presenter.lines.discount()
    aside.presenter.lines.choose(0)
    assert aside.discount.name == "Ägg"
    aside.scan(YOGHURT)
    assert aside.view.front == "keys"
    assert len(aside.sale.lines) == 3
    aside.presenter.discounting.write("10")
    aside.presenter.lines.discount()
    aside.presenter.lines.remove()
    assert aside.view.front == "keys", "the line it was on is gone"


def test_a_payment_key_forgets_no_discount_that_was_written(aside: Aside) -> None:
    aside.presenter.lines.discount()
    aside.presenter.pay(Method.CASH)
    assert aside.view.front == "paying", "nothing was written"
    aside.presenter.leave()
    aside.presenter.lines.discount()
    aside.presenter.discounting.write("10")
    aside.presenter.pay(Method.CASH)
    assert aside.view.front == "discount"
    assert "The discount is not given yet" in str(aside.discount.trouble)
    aside.presenter.discounting.give_reason("Short date")
    aside.presenter.discounting.confirm()
    aside.presenter.pay(Method.CASH)
    assert aside.view.front == "paying"


def test_a_discounted_sale_is_paid_and_sealed(aside: Aside) -> None:
    aside.presenter.lines.discount()
    aside.presenter.discounting.choose(whole=True)
    aside.presenter.discounting.give_rate(2500)
    aside.presenter.discounting.give_reason("Personal")
    aside.presenter.discounting.confirm()
    aside.presenter.pay(Method.CASH)
    aside.presenter.paying.give(Money(100_00))
    (receipt,) = aside.till.receipts()
    assert receipt.total == Money(84_60)
    assert receipt.discount == Discount("Personal", 2500)
    assert not aside.till.findings()


@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=8), st.booleans(), st.booleans(), st.integers(1, 20_000))
def test_what_is_shown_is_what_is_taken_off(prices: list[int], whole: bool, rate: bool, number: int) -> None:
    sale = Sale("s")
    for place, price in enumerate(prices):
        line = Line(str(place), OPENING, "A", "G", ONE, Money(price), VatCategory.FOOD, 600)
        sale = sale.with_line(line)
    taken = [sale]
    view = LastView()

    def give(before: Sale, discount: Discount | None, _: Person, line_id: str) -> Sale:
        return before.with_line_discount(line_id, discount) if line_id else before.with_discount(discount)

    act = Discounting(
        view,
        sale=lambda: taken[-1],
        take=taken.append,
        done=lambda: None,
        give=give,
        person=lambda: Person(1, "A", Role.MANAGER),
        lend=lambda _asked, _lent, given_up: given_up(),
    )
    act.begin(sale.lines[0])
    act.choose(whole=whole)
    act.count_by(rate=rate)
    act.write(f"{number // 100},{number % 100:02d}")
    act.give_reason("Why")
    shown = view.shown["discount"]
    act.confirm()
    if shown.trouble is None:
        assert taken[-1].total == sale.total - shown.off
        assert ZERO <= shown.off <= shown.price
    else:
        assert taken == [sale]


# --------------------------------------------------------------------------------------------------- through the window


def test_by_keyboard_alone(front: Front) -> None:
    front.scan(EGGS, COLA)
    front.press(Qt.Key.Key_F5)
    panel = front.asides.discount
    assert panel.accessibleName() == "Discount on Snore Cola"
    front.type("12.5")
    front.press(Qt.Key.Key_Return)
    assert "The reason is missing." in panel.note.words
    assert panel.reason.hasFocus()
    front.type("Dent")
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.row(1) == "1\u00a0× Snore Cola, 22,90, Discount 12,5\u00a0% Dent \N{MINUS SIGN}2,86"
    sale = front.till.checkout.open_sale()
    assert sale is not None
    assert sale.total == Money(89_90 + 22_90 - 2_86)


def test_by_finger_and_a_double_tap_sells_nothing(front: Front) -> None:
    front.scan(EGGS)
    receipt = front.page.receipt
    front.touch(receipt.keys.discount)
    front.touch(receipt.keys.discount)
    panel = front.asides.discount
    assert panel is front.asides.discount
    front._qtbot.wait(ACCEPTS_AFTER_MS + 50)
    front.touch(panel._on._keys["sale"])
    front.touch(panel._quick[1])
    front.touch(panel._reasons[0])
    assert [text.text() for text in panel.effect.amounts] == ["89,90", "\N{MINUS SIGN}17,98", "71,92"]
    front.touch(panel.give)
    front.touch(panel.give)
    front.settle()
    assert front.shows(front.page.keys)
    assert receipt.discount.isVisible()
    assert receipt.discount.words == "Discount 20\u00a0% Regular \N{MINUS SIGN}17,98"
    assert receipt.total.accessibleName() == "To pay 71,92"
    assert front.window.checkout.sale.lines == front.till.checkout.open_sale().lines  # type: ignore[union-attr]
    assert len(front.window.checkout.sale.lines) == 1


def test_the_scanner_sells_whatever_has_the_focus(front: Front) -> None:
    front.scan(EGGS)
    front.press(Qt.Key.Key_F5)
    panel = front.asides.discount
    panel.reason.setFocus()
    front.scan(COLA, YOGHURT)
    front.settle()
    assert len(front.window.checkout.sale.lines) == 3
    assert front.window.checkout.sale.total == Money(89_90 + 22_90 + 12_90)
    assert panel.reason.text() == ""
