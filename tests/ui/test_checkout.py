"""The checkout: lines at once on the screen and behind it on disk, quantities, questions, search, and what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt_code import Papered, code_of
from openpos.ui.screens.checkout.front import Front
from openpos.ui.screens.checkout.shown import Wanted
from tests.fixtures.counter import Counter
from tests.fixtures.desk import SlowLane, at_once
from tests.fixtures.till import Till

EGGS, YOGHURT, COLA = "7300156480903", "7300156482709", "7310350120413"


@pytest.fixture
def counter(register: Till) -> Counter:
    """A checkout whose lane does its work at once."""
    return Counter(register, at_once)


def open_priced(till: Till, name: str, *, unit: str = "st", price_ore: int | None = None) -> None:
    """Give an article another unit and price, as a shop has them."""
    till.sql("UPDATE articles SET price_ore = ?, unit = ? WHERE name = ?", (price_ore, unit, name))


def test_ten_scans_with_no_gap_between_give_ten_lines(register: Till) -> None:
    lane = SlowLane()
    counter = Counter(register, lane.run)

    for _ in range(10):
        counter.presenter.scan(EGGS)

    assert len(counter.shown_lines) == 10  # before the lane has done anything
    assert counter.kept_lines == []
    lane.go_on()
    assert counter.kept_lines == counter.shown_lines
    assert register.kinds().count("line_added") == 10


def test_a_line_is_highlighted_and_counted_when_it_is_scanned(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.scan(YOGHURT)

    shown = counter.view.sale
    assert shown is not None
    assert (shown.newest, shown.chosen) == (1, None)
    assert shown.sale.total == Money(102_80)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("4006381333931", "No article has the code 4006381333931."),
        ("7300156480904", "The last digit of 7300156480904 is wrong"),
        ("9" * 10_000, "is not a barcode"),
        ("\x1bp\x00\x19", "is not a barcode"),
        ("<b>1234</b>", "No article has the code <b>1234</b>."),
        ("", "is not a barcode"),
    ],
)
def test_an_unknown_or_hostile_code_is_told_and_adds_nothing(counter: Counter, code: str, sentence: str) -> None:
    counter.presenter.scan(EGGS)

    counter.presenter.scan(code)

    assert sentence in counter.said
    assert len(counter.said) < 300
    assert counter.said.isprintable()
    assert len(counter.shown_lines) == 1


def test_what_was_said_goes_with_the_next_good_scan(counter: Counter) -> None:
    counter.presenter.scan("4006381333931")
    counter.presenter.scan(EGGS)

    assert counter.said == ""


# ------------------------------------------------------------------------------------------------------------- quantity


@pytest.mark.parametrize("typed", ["3*", "3x", "3 ×", "3X"])
def test_how_many_come_next_can_be_typed_before_the_scan(counter: Counter, typed: str) -> None:
    counter.presenter.picking.search(typed)
    assert counter.times() == Quantity(3000)
    assert counter.view.searches_cleared == 1

    counter.presenter.scan(EGGS)

    assert counter.shown_lines[0].quantity == Quantity(3000)
    assert counter.times() is None
    counter.presenter.scan(EGGS)
    assert counter.shown_lines[1].quantity == Quantity(1000)


def test_how_many_come_next_waits_while_a_code_is_unknown(counter: Counter) -> None:
    counter.presenter.picking.search("3*")
    counter.presenter.scan("4006381333931")
    counter.presenter.scan(EGGS)

    assert counter.shown_lines[0].quantity == Quantity(3000)


@pytest.mark.parametrize(("typed", "sentence"), [("0*", "can't be sold"), ("0,5*", "whole pieces"), ("100000*", "too")])
def test_an_impossible_quantity_is_told(counter: Counter, typed: str, sentence: str) -> None:
    counter.presenter.picking.search(typed)
    if counter.times() is not None:
        counter.presenter.scan(EGGS)

    assert sentence in counter.said
    assert counter.shown_lines == []


def test_plus_and_minus_change_the_newest_line_or_the_chosen_one(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.scan(YOGHURT)

    counter.presenter.lines.change_by(1)
    counter.presenter.lines.choose(0)
    counter.presenter.lines.change_by(1)
    counter.presenter.lines.change_by(1)
    counter.presenter.lines.change_by(-1)

    assert [line.quantity.milli for line in counter.shown_lines] == [2000, 2000]
    assert counter.kept_lines == counter.shown_lines


def test_minus_never_takes_the_last_one_away(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.lines.change_by(-1)

    assert [line.quantity.milli for line in counter.shown_lines] == [1000]


@pytest.mark.parametrize("text", ["", "abc", "-5", "0", "0,5", "1,2345", "99 999 999"])
def test_a_bad_quantity_is_told_and_changes_nothing(counter: Counter, text: str) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.lines.ask_quantity()

    counter.presenter.asking.answer(text)

    assert counter.said
    assert counter.view.front == "ask"
    assert counter.shown_lines[0].quantity == Quantity(1000)
    counter.presenter.asking.answer("12")
    assert counter.said == ""
    assert counter.view.front == "keys"
    assert counter.shown_lines[0].quantity == Quantity(12_000)


def test_the_quantity_key_asks_for_the_next_article_where_there_is_no_line(counter: Counter) -> None:
    counter.presenter.lines.ask_quantity()
    assert counter.view.ask is not None
    assert counter.view.ask.wanted is Wanted.NEXT

    counter.presenter.asking.typing("4")
    counter.presenter.scan(EGGS)  # without Enter: the article says that it was meant

    assert counter.shown_lines[0].quantity == Quantity(4000)
    assert counter.view.front == "keys"


def test_a_number_that_nobody_sees_any_more_is_not_meant(counter: Counter) -> None:
    counter.presenter.asking.how_many()
    counter.presenter.asking.typing("4")
    counter.presenter.open_menu()  # lies over it

    counter.presenter.scan(EGGS)

    assert counter.shown_lines[0].quantity == Quantity(1000)


def test_an_article_that_needs_an_answer_comes_before_the_menus_acts(counter: Counter) -> None:
    open_priced(counter.till, "Ägg")
    counter.presenter.scan(EGGS)
    for act in (counter.presenter.menu.practise, counter.presenter.menu.pro_forma, counter.presenter.gift_cards.ask):
        act()
        assert "An article still needs an answer." in counter.said
        assert counter.view.front == "ask"

    counter.presenter.asking.skip()
    assert counter.said == ""
    counter.presenter.gift_cards.ask()

    assert counter.view.front == "gift_card"
    assert counter.prints == 0


def test_a_line_is_removed_and_the_next_one_takes_its_place(counter: Counter) -> None:
    for code in (EGGS, YOGHURT, COLA):
        counter.presenter.scan(code)
    counter.presenter.lines.choose(1)

    counter.presenter.lines.remove()

    assert [line.text for line in counter.shown_lines] == ["Ägg", "Snore Cola"]
    assert counter.view.sale is not None
    assert counter.view.sale.chosen == 1
    assert counter.kept_lines == counter.shown_lines
    assert counter.till.kinds()[-1] == "line_removed"
    counter.presenter.lines.remove()
    counter.presenter.lines.remove()
    assert counter.shown_lines == []
    counter.presenter.lines.remove()
    assert "no line to remove" in counter.said


# ------------------------------------------------------------------------------------------------------------- clearing


def test_few_lines_are_cleared_at_once_and_the_journal_says_so(counter: Counter) -> None:
    for _ in range(5):
        counter.presenter.scan(EGGS)

    counter.presenter.lines.clear()

    assert counter.view.asked_clear == 0
    assert counter.shown_lines == counter.kept_lines == []
    assert counter.till.kinds()[-1] == "cleared"


def test_many_lines_are_cleared_only_when_the_person_says_yes(counter: Counter) -> None:
    for _ in range(6):
        counter.presenter.scan(EGGS)

    counter.presenter.lines.clear()
    assert counter.view.asked_clear == 6
    assert len(counter.shown_lines) == 6
    counter.presenter.lines.keep()
    assert counter.view.asked_clear == 0
    assert len(counter.kept_lines) == 6

    counter.presenter.lines.clear()
    counter.presenter.lines.clear_now()
    assert counter.shown_lines == counter.kept_lines == []


def test_scanning_on_is_a_no_to_the_question(counter: Counter) -> None:
    for _ in range(6):
        counter.presenter.scan(EGGS)
    counter.presenter.lines.clear()

    counter.presenter.scan(EGGS)

    assert counter.view.asked_clear == 0
    assert len(counter.shown_lines) == 7


# ------------------------------------------------------------------------------------------------------------ questions


def test_an_article_without_a_price_asks_for_it(counter: Counter) -> None:
    open_priced(counter.till, "Ägg")
    counter.presenter.scan(EGGS)
    assert counter.view.ask is not None
    assert (counter.view.ask.wanted, counter.view.ask.name) == (Wanted.PRICE, "Ägg")
    assert counter.shown_lines == []

    for bad in ("", "abc", "-5", "0", "1,234"):
        counter.presenter.asking.answer(bad)
        assert counter.said
        assert counter.shown_lines == []
    counter.presenter.asking.answer("24,50")

    assert [(line.text, line.unit_price) for line in counter.kept_lines] == [("Ägg", Money(24_50))]
    assert counter.view.front == "keys"


def test_nothing_is_lost_that_is_scanned_while_a_price_is_asked_for(counter: Counter) -> None:
    open_priced(counter.till, "Ägg")
    open_priced(counter.till, "Snore Cola")

    for code in (EGGS, YOGHURT, COLA):
        counter.presenter.scan(code)
    assert [line.text for line in counter.shown_lines] == ["Turkisk yogurt"]
    counter.presenter.asking.answer("10")
    counter.presenter.asking.answer("20")

    assert [(line.text, line.amount.ore) for line in counter.kept_lines] == [
        ("Turkisk yogurt", 12_90),
        ("Ägg", 10_00),
        ("Snore Cola", 20_00),
    ]
    assert counter.view.front == "keys"


def test_a_weighed_article_asks_how_much(counter: Counter) -> None:
    open_priced(counter.till, "Ägg", unit="kg", price_ore=40_00)
    counter.presenter.scan(EGGS)
    assert counter.view.ask is not None
    assert counter.view.ask.wanted is Wanted.AMOUNT

    counter.presenter.asking.answer("0,375")

    assert counter.kept_lines[0].amount == Money(15_00)


def test_an_article_with_neither_price_nor_pieces_asks_for_both(counter: Counter) -> None:
    open_priced(counter.till, "Ägg", unit="kg")
    counter.presenter.scan(EGGS)
    counter.presenter.asking.answer("0,5")
    assert counter.view.ask is not None
    assert counter.view.ask.wanted is Wanted.PRICE
    counter.presenter.asking.answer("40")

    assert counter.kept_lines[0].amount == Money(20_00)


def test_escape_leaves_an_asked_article_out(counter: Counter) -> None:
    open_priced(counter.till, "Ägg")
    counter.presenter.scan(EGGS)
    counter.presenter.leave()

    assert counter.view.front == "keys"
    assert counter.shown_lines == []


def test_payment_waits_for_a_price_that_is_asked_for(counter: Counter) -> None:
    open_priced(counter.till, "Ägg")
    counter.presenter.scan(YOGHURT)
    counter.presenter.scan(EGGS)

    counter.presenter.pay(Method.CASH)

    assert counter.presenter.front is Front.ASK
    assert "still needs an answer" in counter.said


# --------------------------------------------------------------------------------------------------------------- search


def test_the_search_takes_the_place_of_the_keys_and_goes_when_an_article_is_touched(counter: Counter) -> None:
    counter.presenter.picking.search("kö")
    page = counter.view.articles
    assert page is not None
    assert page.group is None
    assert [article.name for article in page.articles] == ["Köttbullar"]

    counter.presenter.picking.touch(0)

    assert [line.text for line in counter.shown_lines] == ["Köttbullar"]
    assert counter.view.articles is not None
    assert counter.view.articles.searched == ""
    assert counter.view.articles.group is not None


def test_enter_takes_the_first_that_was_found(counter: Counter) -> None:
    counter.presenter.picking.search("yogurt")
    counter.presenter.picking.submit("yogurt")

    assert [line.text for line in counter.shown_lines] == ["Turkisk yogurt"]


def test_a_code_that_is_typed_is_looked_up_as_a_code(counter: Counter) -> None:
    counter.presenter.picking.search(EGGS)
    counter.presenter.picking.submit(EGGS)
    assert [line.text for line in counter.shown_lines] == ["Ägg"]

    counter.presenter.picking.search("7300156480904")
    counter.presenter.picking.submit("7300156480904")
    assert "last digit" in counter.said
    assert len(counter.shown_lines) == 1


def test_a_search_that_finds_nothing_says_so_and_adds_nothing(counter: Counter) -> None:
    counter.presenter.picking.search("zzz")
    counter.presenter.picking.submit("zzz")

    assert "zzz" in counter.said
    assert counter.shown_lines == []


def test_the_keys_have_pages_and_groups(counter: Counter) -> None:
    page = counter.view.articles
    assert page is not None
    pantry = next(group for group in page.groups if group.name == "Skafferi")
    counter.presenter.keys.set_page_size(2)
    counter.presenter.picking.choose_group(pantry.id)
    first = counter.view.articles
    assert first is not None
    assert (len(first.articles), first.pages) == (2, 2)

    counter.presenter.keys.turn(1)

    second = counter.view.articles
    assert second is not None
    assert len(second.articles) == 1
    assert not set(second.articles) & set(first.articles)
    counter.presenter.picking.touch(5)  # an empty place
    assert counter.shown_lines == []
    counter.presenter.picking.touch(0)
    assert counter.shown_lines[0].text == second.articles[0].name


# ------------------------------------------------------------------------------------------------------------- the disk


def test_a_basket_that_cannot_be_saved_is_told_and_saved_with_the_next_line(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    (pages,) = counter.till.sql("PRAGMA page_count")[0]
    with counter.till.store.write() as tx:
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    fills = 0
    while not counter.said and fills < 500:
        counter.presenter.scan(YOGHURT)
        fills += 1

    assert counter.said.startswith("The disk is full.")
    assert len(counter.shown_lines) == fills + 1  # nothing is lost from the screen
    assert len(counter.kept_lines) < fills + 1
    counter.presenter.lines.choose(0)
    counter.presenter.leave()
    assert counter.said.startswith("The disk is full.")  # it is said until it is mended

    with counter.till.store.write() as tx:
        tx._connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    counter.presenter.scan(EGGS)

    assert counter.said == ""
    assert counter.kept_lines == counter.shown_lines
    assert counter.till.findings() == ()


def test_the_basket_comes_back_after_a_kill(register: Till) -> None:
    counter = Counter(register, at_once)
    counter.presenter.scan(EGGS)
    counter.presenter.scan(YOGHURT)
    counter.presenter.lines.change_by(1)

    again = register.after_a_kill(register.directory.with_name("killed"))
    try:
        restarted = Counter(again, at_once)
        restarted.presenter.restore(again.checkout.open_sale())
        restarted.presenter.show_all()

        assert restarted.shown_lines == counter.shown_lines
        assert restarted.presenter.front is Front.KEYS
    finally:
        again.close()


# ------------------------------------------------------------------------------------------------------------ any order

ACTS = st.lists(
    st.sampled_from(
        [
            "eggs",
            "yoghurt",
            "unknown",
            "more",
            "less",
            "remove",
            "clear",
            "clear_now",
            "choose",
            "times",
            "menu",
            "leave",
        ]
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=20)
@given(acts=ACTS)
def test_what_is_on_the_screen_is_on_disk_after_any_acts(register: Till, acts: list[str]) -> None:
    counter = Counter(register, at_once)
    presenter = counter.presenter
    if left_open := register.checkout.open_sale():
        presenter.restore(left_open)
        presenter.show_all()
    for act in acts:
        match act:
            case "eggs":
                presenter.scan(EGGS)
            case "yoghurt":
                presenter.scan(YOGHURT)
            case "unknown":
                presenter.scan("12345")
            case "more":
                presenter.lines.change_by(1)
            case "less":
                presenter.lines.change_by(-1)
            case "remove":
                presenter.lines.remove()
            case "clear":
                presenter.lines.clear()
            case "clear_now":
                presenter.lines.clear_now()
            case "choose":
                presenter.lines.choose(0)
            case "times":
                presenter.picking.search("2*")
            case "menu":
                presenter.open_menu()
            case _:
                presenter.leave()

    assert counter.kept_lines == list(presenter.sale.lines)
    shown = counter.view.sale
    assert shown is None or shown.sale == presenter.sale
    assert shown is None or shown.current is None or shown.current < len(presenter.sale.lines)


def test_an_empty_sale_can_neither_be_paid_nor_changed(counter: Counter) -> None:
    counter.presenter.pay(Method.CARD)
    assert isinstance(counter.view.said, Refused)
    assert counter.presenter.front is Front.KEYS
    counter.presenter.lines.change_by(1)
    assert "no line to change" in counter.said
    counter.presenter.lines.clear()
    assert counter.till.kinds().count("cleared") == 0


def test_a_scanned_receipt_is_opened_where_no_basket_is_begun(counter: Counter) -> None:
    sold = counter.till.sell(counter.till.paid(counter.till.scanned("Ägg")))
    code = code_of(sold)
    counter.presenter.scan(code.text)
    assert (counter.opened, counter.said) == ([code.text], "")
    counter.presenter.picking.submit(f" {code.text.lower()} ")
    assert len(counter.opened) == 2, "typed in the search field too"
    counter.opened.pop()

    for wrong, said in (
        (replace(code, register="000000"), "of another register or another shop"),
        (replace(code, number=99), "There is no receipt 99"),
        (replace(code, paper=Papered.PRACTICE), "nothing was sold"),
        (replace(code, paper=Papered.PRO_FORMA), "no receipt"),
    ):
        counter.presenter.scan(wrong.text)
        assert said in counter.said

    counter.presenter.scan(EGGS)
    counter.presenter.scan(code.text)
    assert "the code of receipt 1" in counter.said
    counter.presenter.pay(Method.CASH)
    counter.presenter.scan(code.text)
    assert "the code of receipt 1" in counter.said
    assert (counter.opened, len(counter.shown_lines)) == ([code.text], 1)
    counter.presenter.paying.give(Money(90_00))
    counter.presenter.scan(code.text)
    assert counter.opened == [code.text] * 2, "a finished sale is out of the way"
    assert counter.shown_lines == []


def test_a_scanned_receipt_waits_for_what_is_asked_and_for_the_terminal(counter: Counter) -> None:
    code = code_of(counter.till.sell(counter.till.paid(counter.till.scanned("Ägg")))).text
    open_priced(counter.till, "Ägg")
    counter.presenter.scan(EGGS)
    counter.presenter.scan(code)
    assert "still needs an answer" in counter.said
    counter.presenter.asking.answer("20")
    counter.presenter.pay(Method.CARD)
    counter.presenter.scan(code)
    assert "payment is under way" in counter.said
    assert counter.opened == []


class TestDepartments:
    """`12,50` and a key: the articles without a price."""

    @pytest.fixture
    def counter(self, register: Till) -> Counter:
        for name in ("Köttbullar", "Ägg"):
            open_priced(register, name)
        return Counter(register, at_once)

    def on_keys(self, counter: Counter) -> list[str]:
        assert counter.view.articles is not None
        return [article.name for article in counter.view.articles.articles]

    def test_an_amount_puts_them_on_the_keys_and_one_is_sold_at_it(self, counter: Counter) -> None:
        counter.presenter.picking.search("12,5")
        assert self.on_keys(counter) == ["Ägg", "Köttbullar"], "in the order of their numbers"
        assert counter.view.articles is not None
        assert counter.view.articles.amount == Money(12_50)
        counter.presenter.picking.touch(1)
        (line,) = counter.shown_lines
        assert (line.text, line.price) == ("Köttbullar", Money(12_50))
        assert counter.kept_lines == counter.shown_lines
        assert counter.presenter.keys.searched == ""
        assert counter.view.searches_cleared == 1

    @pytest.mark.parametrize(("typed", "ore"), [("7,", 700), ("7.9", 790), ("0,05", 5), ("1234,56", 123_456)])
    def test_an_amount_is_known_by_its_decimal_mark(self, counter: Counter, typed: str, ore: int) -> None:
        counter.presenter.picking.search(typed)
        counter.presenter.picking.touch(0)
        assert counter.shown_lines[0].price == Money(ore)

    @pytest.mark.parametrize("typed", ["12", "12,555", "1,2,3", "-5,00", ",50"])
    def test_other_texts_are_searched_for(self, counter: Counter, typed: str) -> None:
        counter.presenter.picking.search(typed)
        assert counter.presenter.keys.amount is None

    def test_three_of_them(self, counter: Counter) -> None:
        counter.presenter.picking.search("3 *")
        counter.presenter.picking.search("12,50")
        counter.presenter.picking.touch(0)
        assert (counter.shown_lines[0].quantity, counter.shown_lines[0].price) == (Quantity(3000), Money(37_50))

    def test_enter_chooses_only_where_there_is_no_choice(self, counter: Counter) -> None:
        counter.presenter.picking.submit("12,50")
        assert "What is sold for" in counter.said
        assert counter.shown_lines == []
        open_priced(counter.till, "Ägg", price_ore=8990)
        counter.presenter.show_all()
        counter.presenter.picking.submit("12,50")
        assert [line.text for line in counter.shown_lines] == ["Köttbullar"]

    def test_nothing_is_sold_for_nothing(self, counter: Counter) -> None:
        counter.presenter.picking.search("0,00")
        counter.presenter.picking.touch(0)
        assert "can't cost nothing" in counter.said
        assert counter.shown_lines == []

    def test_an_article_with_a_price_keeps_it(self, counter: Counter) -> None:
        counter.till.sql("UPDATE articles SET number = '12,50' WHERE name = 'Snore Cola'")
        counter.presenter.picking.search("12,50")
        assert self.on_keys(counter) == ["Ägg", "Köttbullar", "Snore Cola"]
        counter.presenter.picking.touch(2)
        assert counter.shown_lines[0].price == Money(22_90)

    def test_an_age_is_asked_for_before(self, counter: Counter) -> None:
        counter.till.sql("UPDATE articles SET age_limit = 18 WHERE name = 'Ägg'")
        counter.presenter.picking.search("50,00")
        counter.presenter.picking.touch(0)
        assert counter.view.ask is not None
        assert counter.view.ask.wanted is Wanted.AGE
        counter.presenter.asking.check_age(old_enough=True)
        assert counter.shown_lines[0].price == Money(50_00)

    def test_by_touch_the_amount_is_asked_for_first(self, counter: Counter) -> None:
        counter.presenter.open_menu()
        counter.presenter.asking.department()
        counter.presenter.asking.answer("tolv")
        assert counter.view.front == "ask"
        counter.presenter.asking.answer("12.5")
        assert (counter.view.front, counter.view.searched) == ("keys", "12,50")
        counter.presenter.picking.touch(0)
        assert counter.shown_lines[0].price == Money(12_50)

    def test_a_shop_without_departments_is_told(self, counter: Counter) -> None:
        counter.till.sql("UPDATE articles SET price_ore = 100")
        counter.presenter.asking.department()
        counter.presenter.asking.answer("12,50")
        assert "There is no department to sell" in counter.said
        counter.presenter.picking.submit("12,50")
        assert "Search for the article by its name" in counter.said
        counter.presenter.picking.search("12,50")
        assert (self.on_keys(counter), counter.presenter.keys.amount) == ([], None)
