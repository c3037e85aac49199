"""What the rules ask while ringing up: age, deposits, packed goods, eat here, another price, and a borrowed PIN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.article import Article, check_digit
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission, Person
from openpos.domain.vat import VatCategory
from openpos.ui import i18n
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.checkout.shown import Wanted
from openpos.ui.screens.lend.presenter import LendPresenter, LendShown
from openpos.ui.screens.lend.view import LendDialog
from tests.fixtures.counter import Counter
from tests.fixtures.desk import Workplace, at_once
from tests.fixtures.front import Front as Hands
from tests.fixtures.front import front_of
from tests.fixtures.lending import forbid
from tests.fixtures.till import Till

EGGS, YOGHURT, COLA = "7300156480903", "7300156482709", "7310350120413"


def change(till: Till, name: str, **changes: object) -> Article:
    """Make the article be so."""
    article = replace(till.article(name), **changes)  # type: ignore[arg-type]  # its own fields
    with till.store.write() as tx:
        tx.articles.change([article])
    return till.article(name)


@pytest.fixture
def counter(register: Till) -> Counter:
    return Counter(register, at_once)


def asked(counter: Counter) -> Wanted | None:
    return counter.view.ask.wanted if counter.view.front == "ask" and counter.view.ask else None


def shows_eat_in(counter: Counter) -> bool:
    return counter.view.eat_in


# ------------------------------------------------------------------------------------------------------------------ age


def test_the_age_is_asked_once_in_a_sale_and_anew_in_the_next(counter: Counter) -> None:
    change(counter.till, "Snore Cola", age_limit=18)
    counter.presenter.scan(COLA)
    assert asked(counter) is Wanted.AGE
    assert counter.view.ask is not None
    assert counter.view.ask.age == 18
    assert counter.shown_lines == []
    counter.presenter.asking.check_age(old_enough=True)
    counter.presenter.scan(COLA)
    assert len(counter.kept_lines) == 2

    counter.presenter.lines.clear_now()
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(90_00))
    counter.presenter.scan(COLA)
    assert asked(counter) is Wanted.AGE


def test_an_older_age_is_asked_for_again(counter: Counter) -> None:
    change(counter.till, "Snore Cola", age_limit=18)
    change(counter.till, "Ägg", age_limit=20)
    counter.presenter.scan(COLA)
    counter.presenter.asking.check_age(old_enough=True)
    counter.presenter.scan(EGGS)
    assert asked(counter) is Wanted.AGE
    counter.presenter.asking.check_age(old_enough=True)
    counter.presenter.scan(COLA)

    assert len(counter.kept_lines) == 3


@pytest.mark.parametrize("by_escape", [True, False])
def test_who_is_too_young_gets_the_rest(counter: Counter, by_escape: bool) -> None:
    change(counter.till, "Snore Cola", age_limit=18)
    counter.presenter.scan(COLA)
    counter.presenter.scan(EGGS)
    if by_escape:
        counter.presenter.leave()
    else:
        counter.presenter.asking.check_age(old_enough=False)

    assert [line.text for line in counter.kept_lines] == ["Ägg"]
    assert counter.presenter.front is Front.KEYS
    counter.presenter.asking.check_age(old_enough=True)  # nothing is asked any more
    counter.presenter.scan(COLA)
    assert asked(counter) is Wanted.AGE


def test_enter_answers_no_question_for_the_age_and_payment_waits_for_it(counter: Counter) -> None:
    change(counter.till, "Snore Cola", age_limit=18)
    counter.presenter.scan(EGGS)
    counter.presenter.scan(COLA)
    counter.presenter.asking.answer("")
    counter.presenter.pay(Method.CASH)

    assert "needs an answer" in counter.said
    assert asked(counter) is Wanted.AGE


def test_two_that_wait_are_both_rung_up_by_one_answer(counter: Counter) -> None:
    change(counter.till, "Snore Cola", age_limit=18)
    counter.presenter.scan(COLA)
    counter.presenter.scan(COLA)
    counter.presenter.asking.check_age(old_enough=True)

    assert len(counter.kept_lines) == 2


def test_after_the_age_comes_the_price(counter: Counter) -> None:
    change(counter.till, "Snore Cola", age_limit=18, price=None)
    counter.presenter.scan(COLA)
    counter.presenter.asking.check_age(old_enough=True)
    assert asked(counter) is Wanted.PRICE
    counter.presenter.asking.answer("25")

    assert [line.unit_price for line in counter.kept_lines] == [Money(25_00)]


# ------------------------------------------------------------------------------------------------------------- deposits


def test_a_deposit_comes_changes_and_goes_with_its_drink(counter: Counter) -> None:
    deposit = change(counter.till, "PACK 4 Renu mps", price=Money(1_00))
    change(counter.till, "Snore Cola", deposit_id=deposit.id)
    counter.presenter.scan(EGGS)
    counter.presenter.scan(COLA)
    assert [line.quantity.milli for line in counter.kept_lines] == [1000, 1000, 1000]

    counter.presenter.lines.change_by(1)
    assert [line.quantity.milli for line in counter.kept_lines] == [1000, 2000, 2000]
    counter.presenter.lines.choose(2)  # the deposit's line: the drink is meant
    counter.presenter.lines.change_by(1)
    assert [line.quantity.milli for line in counter.kept_lines] == [1000, 3000, 3000]
    counter.presenter.lines.remove()

    assert [line.text for line in counter.kept_lines] == ["Ägg"]
    counter.presenter.lines.change_by(1)
    assert counter.kept_lines[0].quantity == Quantity(2000)


# --------------------------------------------------------------------------------------------------------- packed goods


def test_the_price_on_a_package_is_what_it_costs_whatever_comes_later(counter: Counter) -> None:
    change(counter.till, "Köttbullar", number="1234", unit="kg")
    counter.presenter.scan("200012340459" + check_digit("200012340459"))
    change(counter.till, "Köttbullar", price=Money(1_00))
    counter.presenter.scan(EGGS)

    assert [(line.text, line.amount.ore) for line in counter.kept_lines][1:] == [("Ägg", 8990)]
    assert counter.kept_lines[0].text == "Köttbullar"
    assert (counter.kept_lines[0].amount, counter.kept_lines[0].quantity) == (Money(4_59), Quantity(1000))


# ------------------------------------------------------------------------------------------------------------- eat here


def test_food_eaten_here_is_a_restaurant_s_for_new_lines_only(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.asking.switch_eat_in()
    assert shows_eat_in(counter)
    counter.presenter.scan(EGGS)
    counter.presenter.asking.switch_eat_in()
    assert not shows_eat_in(counter)
    counter.presenter.scan(EGGS)

    categories = [line.vat_category for line in counter.kept_lines]
    assert categories == [VatCategory.FOOD, VatCategory.RESTAURANT, VatCategory.FOOD]


def test_the_menu_leads_back_to_the_articles_when_it_has_switched(counter: Counter) -> None:
    counter.presenter.open_menu()
    counter.presenter.asking.switch_eat_in()
    assert (shows_eat_in(counter), counter.view.front) == (True, "keys")
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)
    counter.presenter.asking.switch_eat_in()
    assert counter.view.front == "paying"


# -------------------------------------------------------------------------------------------------------- another price


def test_the_price_of_a_line_is_changed_where_the_article_allows_it(counter: Counter) -> None:
    change(counter.till, "Ägg", any_price=True)
    counter.presenter.scan(EGGS)
    counter.presenter.lines.ask_price()
    assert asked(counter) is Wanted.LINE_PRICE
    counter.presenter.asking.answer("80")

    assert counter.kept_lines[0].unit_price == Money(80_00)
    assert counter.presenter.front is Front.KEYS


def test_a_fixed_price_stays_and_nothing_is_asked_without_a_line(counter: Counter) -> None:
    counter.presenter.lines.ask_price()
    assert "no line" in counter.said
    counter.presenter.scan(EGGS)
    counter.presenter.lines.ask_price()
    counter.presenter.asking.answer("80")

    assert "fixed price" in counter.said
    assert counter.kept_lines[0].unit_price == Money(89_90)


# ------------------------------------------------------------------------------------------------------ a borrowed PIN


def test_a_price_is_changed_with_a_lent_permission_and_not_without(register: Till) -> None:
    change(register, "Ägg", any_price=True)
    forbid(register, Permission.PRICE)
    counter = Counter(register, at_once)
    counter.presenter.scan(EGGS)
    counter.presenter.lines.ask_price()
    counter.presenter.asking.answer("80")
    assert counter.asked_for == [Permission.PRICE]
    assert counter.kept_lines[0].unit_price == Money(89_90)
    assert counter.said

    counter.lender = register.staff.named("Butikschef")
    counter.presenter.asking.answer("80")
    assert counter.kept_lines[0].unit_price == Money(80_00)
    assert "permission_lent" in register.kinds()


def test_a_large_discount_is_given_with_a_lent_permission_and_not_without(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.lines.discount()
    act = counter.presenter.discounting
    act.give_rate(5000)
    act.give_reason("Short date")
    act.confirm()
    assert counter.view.discount is not None
    assert isinstance(counter.view.discount.trouble, NotPermitted)
    assert counter.kept_lines[0].discount is None

    counter.lender = counter.till.staff.named("Butikschef")
    act.confirm()
    assert counter.kept_lines[0].amount == Money(44_95)
    assert counter.asked_for == [Permission.DISCOUNT, Permission.DISCOUNT]


def test_who_lends_is_chosen_among_those_who_may(register: Till) -> None:
    shown: list[LendShown] = []
    lent: list[Person] = []
    register.staff.add("Ägaren", register.staff.named("Butikschef").role, "3333", register.staff.named("Butikschef"))

    def lend(lender: int, pin: str) -> Person:
        return register.staff.lend(lender, pin, Permission.DISCOUNT, to=register.cashier)

    presenter = LendPresenter(
        shown.append, Permission.DISCOUNT, people=register.staff.people, lend=lend, run=at_once, lent=lent.append
    )
    presenter.load()
    assert [person.name for person in shown[-1].people] == ["Butikschef", "Ägaren"]
    presenter.enter("9999")
    assert "PIN is wrong" in str(shown[-1].trouble)
    presenter.step(1)
    assert shown[-1].trouble is None
    presenter.enter("3333")

    assert [person.name for person in lent] == ["Kassör"]
    assert lent[0].may(Permission.DISCOUNT)


@pytest.fixture
def hands(place: Workplace, qtbot: QtBot) -> Iterator[Hands]:
    with front_of(place, qtbot) as made:
        yield made


def dialog(hands: Hands) -> LendDialog:
    (found,) = hands.window.findChildren(LendDialog)
    return found


def test_by_keyboard_alone_through_the_window(hands: Hands, qtbot: QtBot) -> None:
    hands.scan(EGGS)
    hands.window.checkout.lines.discount()
    act = hands.window.checkout.discounting
    act.give_rate(5000)
    act.give_reason("Short date")
    act.confirm()
    asked_for = dialog(hands)
    assert "Give more discount than the limit" in asked_for.accessibleName()
    QTest.keyClicks(asked_for._pin, "2222")
    QTest.keyClick(asked_for._pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.window.checkout.sale.lines[0].discount is not None)

    assert hands.window.checkout.sale.total == Money(44_95)


def test_escape_leaves_the_discount_ungiven_with_the_reason_on_the_screen(hands: Hands) -> None:
    hands.scan(EGGS)
    hands.window.checkout.lines.discount()
    hands.window.checkout.discounting.give_rate(5000)
    hands.window.checkout.discounting.give_reason("Short date")
    hands.window.checkout.discounting.confirm()
    QTest.keyClick(dialog(hands)._pin, Qt.Key.Key_Escape)
    QApplication.processEvents()

    assert hands.window.checkout.sale.lines[0].discount is None
    assert "Give more discount than the limit: you may not do this" in hands.asides.discount.note.words
    i18n.install("sv")
    assert "Ge mer rabatt än gränsen: det får du inte" in i18n.translate_error(NotPermitted(Permission.DISCOUNT)).title


def test_the_age_has_keys_of_its_own(hands: Hands) -> None:
    change(hands.till, "Snore Cola", age_limit=18)
    hands.scan(COLA)
    assert hands.shows(hands.asides.age)
    hands.press(Qt.Key.Key_Return)
    assert not hands.till.kinds().count("line_added")
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert len(hands.window.checkout.sale.lines) == 1
    hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not hands.page.receipt.eat_in.isHidden()
