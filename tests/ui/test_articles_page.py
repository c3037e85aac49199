"""Articles by hand: found while typing or by a scan, a price changed in three acts, nothing lost by a slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.article import Article
from openpos.domain.errors import Refused, Unavailable
from openpos.domain.money import Money
from openpos.domain.permission import Person
from openpos.domain.vat import VatCategory
from openpos.register.article_form import Written
from openpos.register.article_rows import Column
from openpos.ui.changes import Changed
from openpos.ui.screens.articles.presenter import LISTED_AT_MOST, PORTION, ArticlesPresenter, ArticlesShown, Did, Form
from openpos.ui.screens.articles.view import ArticlesPage
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.till import Till

EGGS, YOGURT, NOBODY_S = "7300156480903", "7300156482709", "96385074"


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till, **instead: Any) -> None:
        self.till = till
        self.shown: list[ArticlesShown] = []
        self.lane = SlowLane()
        self.left = self.changes = 0
        self.person: Person | None = till.staff.named("Butikschef")
        catalogue = till.catalogue
        given: dict[str, Any] = {
            "run": self.lane.run,
            "search": catalogue.search,
            "listed": catalogue.listed,
            "find": catalogue.find,
            "groups": catalogue.groups,
            "written": catalogue.written,
            "save": catalogue.save,
            "withdraw": catalogue.withdraw,
            "put_back": catalogue.put_back,
            "person": lambda: self.person,
            "lend": lambda _asked, _lent, given_up: given_up(),
            "leave": self._leave,
            "changed": self._change,
        }
        self.presenter = ArticlesPresenter(self.shown.append, **(given | instead))
        self.presenter.refresh()

    def _leave(self) -> None:
        self.left += 1

    def _change(self) -> None:
        self.changes += 1

    @property
    def now(self) -> ArticlesShown:
        return self.shown[-1]

    @property
    def form(self) -> Form:
        assert self.now.form is not None
        return self.now.form

    def save(self, **changes: Any) -> None:
        self.presenter.save(replace(self.form.written, **changes))
        self.lane.go_on()


def test_a_price_is_changed_by_finding_writing_and_saving(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.search("yogurt")
    screen.presenter.open_first()
    assert (screen.form.focus, screen.form.written.price) == (Column.PRICE, "12,90")
    screen.save(price="13,50")
    assert screen.now.form is None
    assert screen.now.saved is not None
    assert (screen.now.saved.did, screen.now.saved.article.price) == (Did.PRICE, Money(13_50))
    assert [one.price for one in screen.now.found] == [Money(13_50)]
    assert screen.changes == 1


def test_a_scan_opens_its_article_from_wherever_one_is(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    assert screen.form.written.name == "Ägg"
    screen.presenter.scanned(YOGURT, screen.form.written)
    assert screen.form.written.name == "Turkisk yogurt"
    written = replace(screen.form.written, price="1")
    screen.presenter.scanned(EGGS, written)
    assert (screen.form.asks_leave, screen.form.written) == (True, written), "what was written is not lost"


def test_an_unknown_code_becomes_a_new_article(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(NOBODY_S, None)
    assert (screen.now.unknown, screen.now.form) == (NOBODY_S, None)
    screen.presenter.begin_new()
    assert screen.form.written.barcodes == NOBODY_S
    screen.presenter.scanned("ABC-1", screen.form.written)
    screen.presenter.scanned("ABC-1", screen.form.written)
    assert (screen.form.written.barcodes, screen.form.focus) == (f"{NOBODY_S} ABC-1", Column.BARCODE)
    screen.save(price="10", name="Läsk", group="Dryck", vat_category=VatCategory.FOOD)
    assert screen.now.saved is not None
    assert screen.now.saved.did is Did.ADDED
    assert register.catalogue.find("ABC-1") == screen.now.saved.article


@pytest.mark.parametrize(
    ("sought", "written"),
    [("Läsk 33 cl", Written(name="Läsk 33 cl")), (NOBODY_S, Written(barcodes=NOBODY_S)), ("ägg", Written()),
     ("7300156480904", Written(name="7300156480904"))],
)  # fmt: skip
def test_a_new_article_begins_with_what_was_sought_in_vain(register: Till, sought: str, written: Written) -> None:
    screen = Screen(register)
    screen.presenter.search(sought)
    screen.presenter.begin_new()
    assert screen.form.written == written


def test_a_code_that_can_not_be_is_told(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned("7300156480904", None)
    assert isinstance(screen.now.trouble, Refused)
    assert screen.now.form is None


def test_what_is_wrong_is_told_field_by_field_and_nothing_is_lost(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.begin_new()
    screen.save(price="12,5o", name="x" * 300, barcodes=EGGS)
    assert set(screen.form.wrong) == {Column.PRICE, Column.NAME, Column.GROUP, Column.VAT}
    assert (screen.form.focus, screen.form.written.name) == (Column.PRICE, "x" * 300)
    screen.save(price="12,50", name="Läsk", group="Dryck", vat_category=VatCategory.FOOD)
    assert "Ägg" in str(screen.form.wrong[Column.BARCODE])
    assert screen.form.focus is Column.BARCODE
    assert screen.changes == 0


def test_a_copy_has_all_but_number_and_barcodes(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.copy(Written())
    assert screen.now.form is None, "there is nothing to copy yet"
    screen.presenter.scanned(EGGS, None)
    screen.presenter.copy(replace(screen.form.written, name="Ägg stora"))
    assert (screen.form.before, screen.form.written.barcodes, screen.form.written.number) == (None, "", "")
    screen.presenter.copy(screen.form.written)
    screen.save()
    made = register.article("Ägg stora")
    eggs = register.article("Ägg")
    assert made == replace(eggs, id=made.id, name="Ägg stora", number=made.number, barcodes=())


def test_leaving_asks_once_where_something_was_written(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.search("ägg")
    screen.presenter.open_first()
    written = replace(screen.form.written, price="1")
    screen.presenter.leave(written)
    assert (screen.form.asks_leave, screen.form.written) == (True, written)
    screen.presenter.leave(written)
    assert (screen.now.form, screen.now.sought, screen.left) == (None, "ägg", 0)
    screen.presenter.leave(None)
    assert (screen.now.sought, screen.left) == ("", 0)
    screen.presenter.leave(None)
    assert screen.left == 1
    assert register.article().price == Money(89_90)


def test_the_second_of_two_sees_what_the_first_did_and_keeps_what_they_wrote(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    other = Screen(register)
    other.presenter.scanned(EGGS, None)
    other.save(name="Ägg 12-pack", price="95,00")
    screen.save(price="99,00")
    assert screen.now.trouble is not None
    assert screen.form.others == (Column.PRICE, Column.NAME)
    assert (screen.form.written.name, screen.form.written.price) == ("Ägg 12-pack", "99,00")
    screen.save()
    assert register.article("Ägg 12-pack").price == Money(99_00)


def test_a_second_touch_while_it_is_saved_does_nothing(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    written = replace(screen.form.written, price="99")
    screen.presenter.save(written)
    acts: tuple[Callable[[], None], ...] = (
        lambda: screen.presenter.save(written),
        lambda: screen.presenter.scanned(YOGURT, written),
        lambda: screen.presenter.leave(written),
        lambda: screen.presenter.copy(written),
        screen.presenter.begin_new,
        screen.presenter.open_first,
    )
    for act in acts:
        act()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert register.article().price == Money(99_00)


def test_who_may_not_is_told_and_nothing_is_lost(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    screen.person = register.cashier
    screen.save(price="99")
    assert screen.now.trouble is not None
    assert screen.form.written.price == "99"
    screen.person = None
    screen.save(price="98")
    assert screen.form.written.price == "99", "nobody is logged in"


def test_saving_without_a_change_says_so_and_tells_nobody(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    screen.save()
    assert screen.now.saved is not None
    assert (screen.now.saved.did, screen.changes) == (Did.NOTHING, 0)
    screen.presenter.scanned(EGGS, None)
    screen.save(name="Hönsägg")
    assert screen.now.saved.did is Did.CHANGED


def test_the_list_grows_at_its_end_up_to_a_limit(register: Till) -> None:
    def listed(*, offset: int, limit: int) -> list[Article]:
        return [replace(register.article(), id=offset + place) for place in range(min(limit, 1200))]

    screen = Screen(register, listed=listed)
    assert (len(screen.now.found), screen.now.whole) == (PORTION, False)
    for _ in range(-(-LISTED_AT_MOST // PORTION) - 1):
        screen.presenter.more()
    assert len(screen.now.found) == LISTED_AT_MOST
    screen.presenter.more()
    assert len(screen.now.found) == LISTED_AT_MOST
    screen.presenter.search("ägg")
    screen.presenter.more()
    assert (len(screen.now.found), screen.now.whole) == (1, True)


def test_a_disk_that_fails_is_told(register: Till) -> None:
    def fails(*_: object, **__: object) -> Any:
        raise Unavailable("The disk failed.", "Try again.")

    screen = Screen(register, written=fails)
    screen.presenter.scanned(EGGS, None)
    assert str(screen.now.trouble) == "The disk failed. Try again."
    screen = Screen(register, listed=fails)
    assert str(screen.now.trouble) == "The disk failed. Try again."


def test_a_deposit_is_named_while_it_is_written(register: Till) -> None:
    presenter = Screen(register).presenter
    assert presenter.named(EGGS) == register.article()
    assert presenter.named(" ") is None
    assert presenter.named("nothing") is None
    assert presenter.named("7300156480904") is None


def test_an_article_is_taken_out_of_sale_and_put_back(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.undo()
    screen.presenter.take_out(Written())
    screen.presenter.scanned(EGGS, None)
    screen.presenter.take_out(replace(screen.form.written, price="1"))
    assert screen.form.asks_leave, "what was written is not lost"
    screen.presenter.take_out(screen.form.was)
    screen.presenter.take_out(screen.form.was)
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.now.saved is not None
    assert (screen.now.saved.did, screen.now.form, screen.changes) == (Did.WITHDRAWN, None, 1)
    screen.presenter.undo()
    screen.lane.go_on()
    assert screen.now.saved.did is Did.PUT_BACK
    assert not screen.now.saved.article.withdrawn
    screen.person = None
    screen.presenter.undo()
    assert len(screen.lane) == 0


def test_what_can_not_be_taken_out_is_told_where_one_is(register: Till) -> None:
    screen = Screen(register)
    screen.presenter.scanned(EGGS, None)
    eggs = register.article()
    register.catalogue.change_price(eggs, Money(1_00), register.staff.named("Butikschef"))
    screen.presenter.take_out(screen.form.was)
    screen.lane.go_on()
    assert screen.form.others == (Column.PRICE,)
    screen.presenter.take_out(screen.form.was)
    screen.lane.go_on()
    assert screen.now.saved is not None
    register.catalogue.put_back(screen.now.saved.article, register.staff.named("Butikschef"))
    screen.presenter.undo()
    screen.lane.go_on()
    assert "Somebody else" in str(screen.now.trouble)


# -- the page


@pytest.fixture
def page(place: Workplace, qtbot: QtBot) -> ArticlesPage:
    place.person = place.till.staff.named("Butikschef")
    page = ArticlesPage(place.desk)
    qtbot.addWidget(page)
    page.resize(1024, 712)
    page.show()
    qtbot.waitExposed(page)
    page.on_shown()
    return page


def cells(page: ArticlesPage, row: int) -> list[str]:
    items = [page.rows.item(row, column) for column in range(page.rows.columnCount())]
    return [item.text() if item is not None else "" for item in items]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def settle(place: Workplace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: place.idle)


def test_the_list_shows_what_one_looks_for(page: ArticlesPage) -> None:
    assert page.rows.rowCount() == 7
    page.seek.setText("ägg")
    assert cells(page, 0) == ["Ägg", "89,90", "Skafferi", "6\N{NO-BREAK SPACE}%", EGGS, "", ""]
    page.seek.setText("finns inte")
    assert page._lists.currentWidget() is page._nothing
    page._nothing.started.emit()
    assert page.form.fields["name"].text() == "finns inte"


def test_a_price_is_changed_by_keyboard_alone(page: ArticlesPage, place: Workplace, qtbot: QtBot) -> None:
    heard: list[Changed] = []
    place.changes.subscribe(Changed.ARTICLES, heard.append)
    QTest.keyClicks(page.seek, "yogurt")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.form.price.hasFocus)
    QTest.keyClicks(page.form.price, "13,50")
    press(Qt.Key.Key_Return)
    settle(place, qtbot)
    assert page.message.words == "Turkisk yogurt: 12,90 → 13,50"
    assert cells(page, 0)[1] == "13,50"
    assert heard == [Changed.ARTICLES]
    assert page.seek.hasFocus()
    assert page.seek.selectedText() == "yogurt"


def test_what_is_wrong_stands_under_its_field_which_has_the_focus(
    page: ArticlesPage, place: Workplace, qtbot: QtBot
) -> None:
    page.scanned(EGGS)
    page.form.price.setText("12,5o")
    page.form.fields["name"].setText("x" * 300)
    press(Qt.Key.Key_Return)
    settle(place, qtbot)
    assert page.form.form.error("price") == "“12,5o” is not an amount. Write it like 1234,50."
    assert "300" in page.form.form.error("name")
    assert page.form.price.hasFocus()
    assert page.form.price.selectedText() == "12,5o"
    assert page.form.written().name == "x" * 300


def test_enter_leads_through_a_new_article(page: ArticlesPage, place: Workplace, qtbot: QtBot) -> None:
    page.new_key.click()
    QTest.keyClicks(page.form.price, "25")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.form.fields["name"], "Tulpaner")
    press(Qt.Key.Key_Return)
    page.scanned(NOBODY_S)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.form.group.field.hasFocus()
    QTest.keyClicks(page.form.group.field, "Blommor")
    assert page.form.form.error("group") == "This is a new group."
    page.form.vat.choose("standard")
    page.form.save_key.click()
    settle(place, qtbot)
    made = place.till.catalogue.find(NOBODY_S)
    assert made is not None
    assert (made.name, made.number, made.group, made.price) == ("Tulpaner", NOBODY_S, "Blommor", Money(25_00))


def test_every_field_goes_to_the_form_and_back(page: ArticlesPage, place: Workplace) -> None:
    written = Written(
        price=None, name="Pant", barcodes="96385074 ABC-1", number="7", group="Dryck", vat_category=VatCategory.REDUCED,
        unit="kg", deposit=EGGS, age_limit="18", any_price=True,
    )  # fmt: skip
    made = place.till.catalogue.save(written, place.till.staff.named("Butikschef"))
    page.scanned("7")
    assert page.form.written() == place.till.catalogue.written(made)
    assert page.form.form.error("deposit") == "Ägg, 89,90"
    assert not page.form.price.isEnabled()
    assert "department keys" in page.form.form.error("price")


def test_the_pad_writes_the_price_and_saves(page: ArticlesPage, place: Workplace, qtbot: QtBot) -> None:
    page.scanned(EGGS)
    for text in ("9", "9", ","):
        page.form.pad.typed.emit(text)
    assert page.form.price.text() == "99,"
    page.form.pad.erased.emit()
    page.form.pad.entered.emit()
    settle(place, qtbot)
    assert place.till.article().price == Money(99_00)
    page.scanned(EGGS)
    page.form.asked.set_checked(checked=True)
    page.form.pad.cleared.emit()
    page.form.pad.typed.emit("5")
    assert page.form.written().price == "5", "who writes a price wants one"


def test_what_is_out_of_sale_is_marked(page: ArticlesPage, place: Workplace, qtbot: QtBot) -> None:
    assert page.rows.isColumnHidden(6)
    page.scanned(EGGS)
    page.form.out_key.click()
    settle(place, qtbot)
    assert page.message.words == "Ägg is taken out of sale."
    assert not page.rows.isColumnHidden(6)
    assert cells(page, 6)[-1] == "out of sale"
    page.scanned(EGGS)
    assert page.header._title.text() == "Ägg, out of sale"
    assert page.form.out_key.text() == "Put back in sale"
    page.form.out_key.click()
    settle(place, qtbot)
    assert page.rows.isColumnHidden(6)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_groups_are_offered(page: ArticlesPage, qtbot: QtBot) -> None:
    page.scanned(EGGS)
    QTest.keyClick(page.form.group.field, Qt.Key.Key_Down)
    completer = page.form.group.field.completer()
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert completer.completionCount() == 5
    popup.hide()


def test_leaving_what_was_written_is_asked_about(page: ArticlesPage, place: Workplace) -> None:
    page.scanned(EGGS)
    page.form.price.setText("1")
    page.header.back.emit()
    assert page.form.message.words.startswith("What you have written is not saved.")
    page.header.back.emit()
    page.header.back.emit()
    assert place.went == ["checkout"]


def test_what_somebody_else_changed_is_shown(page: ArticlesPage, place: Workplace, qtbot: QtBot) -> None:
    page.scanned(EGGS)
    till = place.till
    till.catalogue.change_price(till.article(), Money(95_00), till.staff.named("Butikschef"))
    page.form.fields["name"].setText("Hönsägg")
    page.form.save_key.click()
    settle(place, qtbot)
    assert "Changed there: Price with VAT." in page.form.message.words
    assert (page.form.price.text(), page.form.fields["name"].text()) == ("95,00", "Hönsägg")


@pytest.mark.parametrize("touched", [True, False])
def test_a_row_opens_by_touch_or_enter(page: ArticlesPage, touched: bool) -> None:
    press(Qt.Key.Key_Down)
    assert page.rows.hasFocus()
    if touched:
        item = page.rows.item(0, 0)
        assert item is not None
        QTest.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=page.rows.visualItemRect(item).center())
    else:
        press(Qt.Key.Key_Return)
    assert page._shown.form is not None


def test_the_file_is_a_key_away(page: ArticlesPage, place: Workplace) -> None:
    page.file_key.click()
    assert place.went == ["article_import"]


def test_an_empty_shop_is_told_what_belongs_here(page: ArticlesPage, place: Workplace) -> None:
    place.till.sql("DELETE FROM barcodes")
    place.till.sql("DELETE FROM articles")
    place.changes.announce(Changed.ARTICLES)
    assert page._lists.currentIndex() == 1
