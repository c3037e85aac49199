"""The register's own controls, touched and typed at as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused, Unavailable
from openpos.ui import i18n, theme
from openpos.ui.bridge import crash_of
from openpos.ui.changes import Changed, Changes
from openpos.ui.theme import State, Theme
from openpos.ui.widgets.buttons import ArticleKey, BigKey, GroupKey, Key, Kind, wrapped
from openpos.ui.widgets.crash import CrashWindow
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.keys import KeyHints, keys_of
from openpos.ui.widgets.messages import Message, Toast
from openpos.ui.widgets.pads import MAX_PIN, AmountField, NumPad, PinPad
from openpos.ui.widgets.pages import EmptyPage, PageHeader, Pager
from openpos.ui.widgets.receipt import ReceiptLine, ReceiptList
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.strip import StatusStrip
from openpos.ui.widgets.text import Text, Total

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.install("en")
    theme.apply(app, Theme())
    made = QWidget()
    made.resize(1024, 768)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    yield made
    theme.apply(app, Theme())


@pytest.fixture
def put(window: QWidget, qtbot: QtBot) -> Callable[..., None]:
    """Lay widgets into the window and show it."""

    def show(*widgets: QWidget) -> None:
        layout = window.layout()
        assert layout is not None
        for widget in widgets:
            layout.addWidget(widget)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    return show


Put = Callable[..., None]


def counted(key: Key) -> list[None]:
    clicks: list[None] = []
    key.clicked.connect(lambda: clicks.append(None))
    return clicks


# ---------------------------------------------------------------------------------------------------------------- keys


@pytest.mark.parametrize("text_percent", [100, 150, 200])
@pytest.mark.parametrize("px_per_mm", [theme.PX_PER_MM, 6.0])
def test_every_key_is_as_large_as_a_finger_and_fits_its_text(
    window: QWidget, put: Put, px_per_mm: float, text_percent: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shown = Theme(px_per_mm=px_per_mm, text_percent=text_percent)
    theme.apply(app, shown)
    small = [Key("X"), Key(icon="x", name="Close"), GroupKey("Bröd", 1), Key("A longer text", icon="printer")]
    large = [BigKey("Cash", icon="banknote", shortcut="F9")]
    row = QWidget()
    layout = QHBoxLayout(row)
    for key in small + large:
        layout.addWidget(key)
    layout.addStretch()
    put(row, NumPad())
    for key in small:
        assert min(key.width(), key.height()) >= shown.touch_px
    for key in [*large, *window.findChildren(NumPad)[0].findChildren(Key)]:
        assert min(key.width(), key.height()) >= shown.key_px
    for key in small + large:
        assert key.width() >= QFontMetrics(key._font()).horizontalAdvance(key.text())
        assert key.accessibleName()


@pytest.mark.parametrize("text_percent", [100, 125, 150, 200])
@pytest.mark.parametrize(("text", "icon"), [("", "printer"), ("13", ""), ("Cash", "banknote")])
def test_the_key_that_presses_it_is_never_written_over_its_face(
    put: Put, text_percent: int, text: str, icon: str
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Theme(text_percent=text_percent))
    plain, hinted = BigKey(text, icon=icon), BigKey(text, icon=icon, shortcut="Alt+1")
    put(plain, hinted)
    for key in (plain, hinted):
        key.setFixedSize(max(88, key.sizeHint().width()), key.sizeHint().height())
    QApplication.processEvents()
    one, other = plain.grab().toImage(), hinted.grab().toImage()
    ink = theme.current().tokens.ink
    for y in range(one.height()):
        for x in range(one.width()):
            if one.pixelColor(x, y).name() == ink.lower():
                assert other.pixelColor(x, y).name() == ink.lower(), f"the face is covered at {x}, {y}"


def test_a_key_is_pressed_by_finger_enter_space_and_shortcut(put: Put, window: QWidget) -> None:
    key = BigKey("Cash", shortcut="F9")
    clicks = counted(key)
    put(key)
    QTest.mouseClick(key, LEFT)
    key.setFocus()
    QTest.keyClick(key, Qt.Key.Key_Return)
    QTest.keyClick(key, Qt.Key.Key_Space)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert len(clicks) == 4
    assert key.key_hint == "F9"


def test_a_finger_that_slides_a_little_still_presses(put: Put) -> None:
    key = Key("Pay")
    clicks = counted(key)
    put(key)
    QTest.mousePress(key, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    QTest.mouseRelease(key, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(5, -8))
    assert len(clicks) == 1
    QTest.mousePress(key, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    QTest.mouseRelease(key, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(5, -80))
    assert len(clicks) == 1


def test_touching_a_key_leaves_the_focus_where_one_types(put: Put) -> None:
    field, key = QLineEdit(), Key("Dairy")
    put(field, key)
    field.setFocus()
    QTest.mouseClick(key, LEFT)
    assert field.hasFocus()


def test_pressing_and_focus_show(put: Put) -> None:
    key = Key("Pay", kind=Kind.PRIMARY)
    put(key)
    key.clearFocus()
    plain = key.grab().toImage()
    key.setFocus()
    focused = key.grab().toImage()
    QTest.mousePress(key, LEFT)
    pressed = key.grab().toImage()
    QTest.mouseRelease(key, LEFT)
    assert plain != focused
    assert pressed not in (plain, focused)


def test_one_group_is_chosen_and_it_shows_without_colour(put: Put) -> None:
    dairy, bread = GroupKey("Dairy", 3), GroupKey("Bread", 3)
    put(dairy, bread)
    QTest.mouseClick(dairy, LEFT)
    width = bread.sizeHint()
    QTest.mouseClick(bread, LEFT)
    assert (dairy.isChecked(), bread.isChecked()) == (False, True)
    assert bread.sizeHint() == width
    assert bread.font() == dairy.font()
    assert dairy.grab().toImage() != bread.grab().toImage()


def test_an_article_key_may_stand_empty_and_then_cannot_be_pressed(put: Put) -> None:
    key = ArticleKey()
    clicks = counted(key)
    put(key)
    QTest.mouseClick(key, LEFT)
    assert not clicks
    key.show_article("Milk <b>1,5 %</b>", "16,90", 14)
    QTest.mouseClick(key, LEFT)
    assert len(clicks) == 1
    assert key.accessibleName() == "Milk <b>1,5 %</b>, 16,90"
    key.clear()
    QTest.mouseClick(key, LEFT)
    assert len(clicks) == 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80), st.integers(1, 3))
def test_wrapped_texts_fit_and_lose_only_their_middle(text: str, most: int) -> None:
    metrics = QFontMetrics(Theme().font(18))
    lines = wrapped(text, metrics, 160, most)
    assert len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= 160 for line in lines)


def test_a_long_name_keeps_how_it_begins_and_ends() -> None:
    metrics = QFontMetrics(Theme().font(18))
    lines = wrapped("Mellanmjölk 1,5 % längre hållbarhet laktosfri 1,5 l", metrics, 140, 2)
    assert lines[0].startswith("Mellanmjölk")
    assert lines[1].endswith("1,5 l")
    assert "…" in lines[1]


# ------------------------------------------------------------------------------------------------------------- numbers


def press(pad: NumPad, *texts: str) -> None:
    keys = {key.text() or key.accessibleName(): key for key in pad.findChildren(Key)}
    for text in texts:
        QTest.mouseClick(keys[text], LEFT)


def test_the_pad_writes_an_amount_and_replaces_a_suggestion(put: Put) -> None:
    field, pad = AmountField("Amount"), NumPad()
    pad.write_to(field)
    put(field, pad)
    field.fill("98,35")
    press(pad, "1", "00", ",", "5", "0")
    assert field.text() == "100,50"
    press(pad, "9")
    assert field.text() == "100,50"
    press(pad, "Erase", "Erase", "Erase")
    assert field.text() == "100"
    press(pad, "C")
    assert field.text() == ""


def test_pad_keys_are_where_they_are_on_a_keyboard_with_and_without_decimals(put: Put) -> None:
    with_comma, without = NumPad(), NumPad(decimals=False)
    put(with_comma, without)
    for pad in (with_comma, without):
        keys = {key.text(): key for key in pad.findChildren(Key)}
        assert keys["7"].y() == keys["9"].y() < keys["4"].y() < keys["1"].y() < keys["0"].y()
        assert keys["7"].x() == keys["1"].x() == keys["0"].x()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12.50", "12,50"),
        ("1,234", "1,23"),
        ("12a3", "123"),
        ("1234567890", "123456789"),
        ("-5", "-5"),
        ("1,2,3", "1,23"),
    ],
)
def test_an_amount_takes_only_what_an_amount_has(put: Put, typed: str, shown: str) -> None:
    field = AmountField("Amount")
    put(field)
    QTest.keyClicks(field, typed)
    assert field.text() == shown


def test_a_suggested_amount_is_written_over_wherever_a_finger_was_meanwhile(put: Put) -> None:
    field, pad, other = AmountField("Amount"), NumPad(), QLineEdit()
    put(field, pad, other)
    pad.write_to(field)
    field.fill("26,00")
    field.setFocus()
    other.setFocus()
    field.setFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    press(pad, "1", "0")
    assert field.text() == "10"
    other.setFocus()
    field.setFocus()
    press(pad, "0")
    assert field.text() == "100", "what was written is no suggestion"


def test_the_digits_of_a_narrow_pad_are_smaller_and_not_cut(put: Put) -> None:
    pad = NumPad()
    put(pad)
    pad.setFixedSize(160, 200)
    QApplication.processEvents()
    for key in pad.findChildren(Key):
        assert QFontMetrics(key._font()).horizontalAdvance(key.text()) < key.width(), key.text()


def test_enter_in_the_amount_and_on_the_pad(put: Put, qtbot: QtBot) -> None:
    field, pad = AmountField("Amount"), NumPad()
    put(field, pad)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field, Qt.Key.Key_Enter)
    with qtbot.waitSignal(pad.entered):
        press(pad, "Enter")


def test_a_pin_by_finger_and_keyboard_never_shows_its_digits(put: Put) -> None:
    pad = PinPad("PIN")
    pins: list[str] = []
    pad.entered.connect(pins.append)
    put(pad)
    pad.setFocus()
    numbers = pad.findChildren(NumPad)[0]
    press(numbers, "1", "2")
    QTest.keyClicks(pad, "3x4")
    one = pad.grab().toImage()
    QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClicks(pad, "9999")
    assert pad.grab().toImage() == one
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    press(numbers, "Enter")
    QTest.keyClick(pad, Qt.Key.Key_Return)  # nothing there any more
    QTest.keyClicks(pad, "7" * 50)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pins == ["1234", "999", "7" * MAX_PIN]


# ------------------------------------------------------------------------------------------------------------- receipt


def line(number: int, text: str = "Milk", note: str = "") -> ReceiptLine:
    return ReceiptLine(f"{number} ×", text, f"{number},00", note)


class Watched:
    """What the receipt's model told the view."""

    def __init__(self, receipt: ReceiptList) -> None:
        self.told: list[tuple[object, ...]] = []
        model = receipt.model()
        model.rowsInserted.connect(lambda _, first, last: self.told.append(("inserted", first, last)))
        model.rowsRemoved.connect(lambda _, first, last: self.told.append(("removed", first, last)))
        model.dataChanged.connect(lambda a, b: self.told.append(("changed", a.row(), b.row())))
        model.modelReset.connect(lambda: self.told.append(("reset",)))


def test_one_line_more_is_told_as_one_line_and_is_seen(put: Put) -> None:
    receipt = ReceiptList("Receipt")
    put(receipt)
    lines = [line(number) for number in range(50)]
    receipt.show_lines(lines)
    watched = Watched(receipt)
    receipt.show_lines([*lines, line(50, "Bread")])
    assert watched.told == [("inserted", 50, 50)]
    assert receipt.newest == 50
    assert receipt.viewport().rect().contains(receipt.visualRect(receipt.model().index(50, 0)))
    assert receipt.model().index(50, 0).data() == "50 × Bread, 50,00"


def test_a_changed_and_a_removed_line_are_told_as_that(put: Put) -> None:
    receipt = ReceiptList("Receipt")
    put(receipt)
    receipt.show_lines([line(1), line(2), line(3)])
    watched = Watched(receipt)
    receipt.show_lines([line(1), line(20), line(3)], newest=1)
    receipt.show_lines([line(1), line(3)])
    receipt.show_lines([])
    assert watched.told == [("changed", 1, 1), ("removed", 1, 1), ("removed", 0, 1)]
    assert receipt.newest is None


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_whatever_the_change_the_receipt_shows_the_new_lines(before: list[int], after: list[int]) -> None:
    receipt = ReceiptList("Receipt")
    receipt.show_lines([line(number) for number in before])
    receipt.show_lines([line(number) for number in after])
    model = receipt.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount(QModelIndex()))] == [
        line(number).spoken for number in after
    ]


def test_a_touched_line_is_chosen_and_told(put: Put) -> None:
    receipt = ReceiptList("Receipt")
    chosen: list[int] = []
    receipt.line_chosen.connect(chosen.append)
    put(receipt)
    receipt.show_lines([line(1), line(2), line(3)])
    middle = receipt.visualRect(receipt.model().index(1, 0))
    assert middle.height() >= theme.current().touch_px
    QTest.mouseClick(receipt.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle.center())
    assert chosen == [1]
    assert receipt.chosen == 1
    receipt.choose(None)
    assert not receipt.selectionModel().hasSelection()
    receipt.choose(2)
    assert chosen == [1]


def test_long_names_and_large_letters_get_more_room_and_an_empty_receipt_teaches(put: Put) -> None:
    receipt = ReceiptList("Receipt")
    receipt.setFixedWidth(400)
    put(receipt)
    bare = receipt.grab().toImage()
    receipt.set_empty("No sale yet", "Scan an article.")
    assert receipt.grab().toImage() != bare
    receipt.show_lines(
        [line(1), line(2, "Coop Dagens pasta med Lax & Dill och mycket mer"), line(3, note="12,00 each")]
    )
    heights = [receipt.sizeHintForRow(row) for row in range(3)]
    assert heights[0] < heights[1]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Theme(text_percent=200))
    assert receipt.sizeHintForRow(0) > 1.5 * heights[0]
    receipt.grab()


def test_the_total_shrinks_before_it_is_cut(put: Put) -> None:
    total = Total("To pay")
    total.setFixedWidth(300)
    put(total)
    for amount in ("98,35", "1 298,35", "99 999 999,99"):
        total.show_total("To pay", amount)
        image = total.grab().toImage()
        page = image.pixelColor(0, total.height() - 1)
        edges = {image.pixelColor(x, y).name() for x in (299,) for y in range(total.height())}
        assert edges == {page.name()} or len(edges) < total.height() // 2
        assert total.accessibleName() == f"To pay {amount}"


# ------------------------------------------------------------------------------------------------------------ messages


def test_a_message_says_what_happened_and_what_to_do_as_plain_text(put: Put, qtbot: QtBot) -> None:
    message = Message()
    put(message)
    assert not message.isVisible()
    message.show_error(Refused("“{text}” is not an amount.", "Write it like 1234,50.", text="<img src=x>"))
    assert message.words == "“<img src=x>” is not an amount. Write it like 1234,50."
    assert message.accessibleName() == message.words
    assert message.state == State.STOP
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in message.findChildren(Text))
    done: list[str] = []
    message.show_text("No answer.", state=State.SOON, action="Try again", act=lambda: done.append("again"))
    keys = {key.accessibleName(): key for key in message.findChildren(Key)}
    QTest.mouseClick(keys["Try again"], LEFT)
    assert done == ["again"]
    with qtbot.waitSignal(message.closed):
        QTest.mouseClick(keys["Close"], LEFT)
    assert not message.isVisible()


@pytest.mark.parametrize("width", [300, 500, 900])
def test_a_message_is_as_high_as_its_words(put: Put, qtbot: QtBot, width: int) -> None:
    message = Message()
    message.setFixedWidth(width)
    put(message, QWidget())
    message.show_text("The printer does not answer.", "Check its cable and " * 6, State.SOON, action="Try again")
    title, advice = message.findChildren(Text)
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()))
    assert advice.height() >= advice.heightForWidth(advice.width())
    message.show_text("No paper.")
    qtbot.waitUntil(lambda: message.height() < 100)


@pytest.mark.parametrize("place", [QRect(500, 40, 500, 200), QRect(0, 40, 1024, 200), QRect(0, 600, 1024, 160)])
def test_a_toast_never_hides_the_total(window: QWidget, put: Put, place: QRect) -> None:
    put()
    total = QLabel("98,35", window)
    total.setGeometry(place)
    total.show()
    toast = Toast(window, (total,))
    toast.show_error(Unavailable("The disk is full.", "Check the disk, then start again."))
    assert toast.isVisible()
    assert not toast.geometry().intersects(place)
    assert window.rect().contains(toast.geometry())
    window.resize(1366, 768)
    assert not toast.geometry().intersects(place)


def test_a_toast_goes_by_a_touch_or_by_itself_and_the_newest_is_seen(window: QWidget, put: Put, qtbot: QtBot) -> None:
    put()
    toast = Toast(window)
    toast.show_text("Saved", state=State.OK)
    toast.show_text("Printed", state=State.OK)
    assert toast.words == "Printed"
    QTest.mouseClick(toast, LEFT)
    assert not toast.isVisible()
    toast.show_text("Saved", state=State.OK)
    assert toast._leave.isActive()
    toast._leave.start(1)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_crash_window_tells_where_the_details_are(window: QWidget, qtbot: QtBot) -> None:
    shown = CrashWindow(crash_of(ValueError("<b>odd</b>")), "/var/lib/openpos/register.log", window)
    qtbot.addWidget(shown)
    shown.show()
    texts = [text.text() for text in shown.findChildren(Text)]
    assert "The details are in /var/lib/openpos/register.log" in texts
    assert not any("ValueError" in text for text in texts)
    keys = {key.text(): key for key in shown.findChildren(Key)}
    QTest.mouseClick(keys["Show the details"], LEFT)
    assert shown._detail.isVisible()
    assert "ValueError: <b>odd</b>" in shown._detail.toPlainText()
    QTest.mouseClick(keys["Close the program"], LEFT)
    assert shown.result() == CrashWindow.DialogCode.Accepted


# ------------------------------------------------------------------------------------------------ strip, pages, search


def test_a_chip_tells_its_state_by_icon_and_word_too(put: Put) -> None:
    strip = StatusStrip("Status")
    put(strip)
    chip = strip.chip("printer")
    images = []
    for state in State:
        chip.set_state(state, "Printer")
        chip.resize(chip.sizeHint())
        grey = chip.grab().toImage().convertToFormat(chip.grab().toImage().Format.Format_Grayscale8)
        images.append(grey)
        assert chip.accessibleName() == "Printer"
    assert all(images[one] != images[other] for one in range(4) for other in range(one))
    assert strip.chip("printer") is chip


def test_the_strip_swaps_what_stands_in_its_middle(put: Put) -> None:
    strip = StatusStrip("Status")
    put(strip)
    search, other = SearchField("Search"), SearchField("Other")
    strip.set_middle(search)
    strip.set_middle(other)
    assert (search.isVisible(), other.isVisible()) == (False, True)
    strip.set_middle(None)
    assert not other.isVisible()
    strip.set_fact("register", "K1")
    strip.set_fact("register", "")
    assert strip.height() >= theme.current().touch_px


def test_the_search_tells_every_change_and_clears(put: Put, qtbot: QtBot) -> None:
    search = SearchField("Search")
    told: list[str] = []
    search.searched.connect(told.append)
    put(search)
    QTest.keyClicks(search, "mj")
    (clear,) = search.findChildren(Key)
    assert clear.isVisible()
    assert clear.width() >= 40
    QTest.mouseClick(clear, LEFT)
    assert told == ["m", "mj", ""]
    assert not clear.isVisible()
    QTest.keyClicks(search, "x")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left_downwards):
        QTest.keyClick(search, Qt.Key.Key_Down)
    with qtbot.waitSignal(search.submitted):
        QTest.keyClick(search, Qt.Key.Key_Return)
    search.setText("9" * 10_000)
    assert len(search.text()) == 100


def test_the_pager_turns_between_its_first_and_last_page(put: Put) -> None:
    pager = Pager()
    turned: list[int] = []
    pager.turned.connect(turned.append)
    put(pager)
    pager.show_page(0, 3)
    before, after = sorted(pager.findChildren(Key), key=lambda key: key.x())
    assert not before.isEnabled()
    for _ in range(5):
        QTest.mouseClick(after, LEFT)
    assert turned == [1, 2]
    assert not after.isEnabled()
    QTest.mouseClick(before, LEFT)
    assert turned == [1, 2, 1]
    width = pager.sizeHint().width()
    pager.show_page(9, 1)
    assert (pager.page, before.isVisible(), pager.sizeHint().width()) == (0, False, width)


def test_the_header_leads_back_by_touch_and_escape(window: QWidget, put: Put) -> None:
    header = PageHeader("Open the shift")
    back: list[None] = []
    header.back.connect(lambda: back.append(None))
    put(header)
    QTest.mouseClick(header.findChildren(Key)[0], LEFT)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert len(back) == 2


def test_an_empty_page_starts_what_belongs_there(put: Put, qtbot: QtBot) -> None:
    page = EmptyPage("package", "No articles yet", "Read them from a file.", "Read")
    put(page)
    with qtbot.waitSignal(page.started):
        QTest.mouseClick(page.findChildren(BigKey)[0], LEFT)


# -------------------------------------------------------------------------------------------------------- guard, hints


def test_what_appears_under_a_finger_takes_no_touch_at_first(put: Put, qtbot: QtBot, window: QWidget) -> None:
    page = QWidget()
    button = QPushButton("Next sale", page)
    button.setGeometry(0, 0, 200, 100)
    clicks: list[None] = []
    button.clicked.connect(lambda: clicks.append(None))
    guard = accepts_after(page, 300)
    put(page)

    def touch() -> None:
        """Where the window says the touch lands."""
        spot = button.mapTo(window, button.rect().center())
        QTest.mouseClick(window.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, spot)

    assert guard.closed
    touch()
    assert not clicks
    qtbot.waitUntil(lambda: not guard.closed)
    touch()
    assert len(clicks) == 1
    page.hide()
    page.show()
    touch()
    assert len(clicks) == 1
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 2


def test_the_keys_of_a_screen_are_listed_when_asked_for(window: QWidget, put: Put) -> None:
    cash, card, hidden = BigKey("Cash", shortcut="F9"), BigKey("Card", shortcut="F10"), BigKey("No", shortcut="F11")
    field = QLineEdit()
    put(field, cash, card, hidden)
    hidden.hide()
    field.setFocus()
    hints = KeyHints(window, [("↑ ↓", "Choose a line")])
    assert keys_of(window) == [("F9", "Cash"), ("F10", "Card")]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert hints.isVisible()
    texts = [text.text() for text in hints.findChildren(Text)]
    assert {"F9", "Cash", "F10", "Card", "↑ ↓", "Choose a line"} <= set(texts)
    assert "No" not in texts
    QTest.keyClick(hints, Qt.Key.Key_Escape)
    assert not hints.isVisible()
    assert field.hasFocus()


def test_the_sheet_of_keys_keeps_them_from_acting_under_it(window: QWidget, put: Put) -> None:
    back, pay = Key("Back", shortcut="Esc"), BigKey("Cash", shortcut="F9")
    put(back, pay)
    pressed: list[str] = []
    back.clicked.connect(lambda: pressed.append("back"))
    pay.clicked.connect(lambda: pressed.append("pay"))
    hints = KeyHints(window)
    for leaves in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
        assert hints.isVisible()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
        QTest.keyClick(window.windowHandle(), leaves)
        assert not hints.isVisible()
    assert pressed == []
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert pressed == ["back"]


# ------------------------------------------------------------------------------------------------------------- changes


def test_news_goes_to_those_who_asked_once_and_waits_for_the_hidden() -> None:
    changes = Changes()
    seen: list[Changed] = []
    later: list[Changed] = []
    changes.subscribe(Changed.SHIFT | Changed.BASKET, seen.append)
    hidden = changes.subscribe(Changed.ARTICLES, later.append, visible=False)
    hidden.shown()
    hidden.hidden()
    changes.announce(Changed.SHIFT | Changed.RECEIPTS)
    changes.announce(Changed.ARTICLES)
    changes.announce(Changed.ARTICLES | Changed.BASKET)
    assert seen == [Changed.SHIFT, Changed.BASKET]
    assert later == [Changed.ARTICLES]
    assert hidden.stale == Changed.ARTICLES
    hidden.shown()
    assert later == [Changed.ARTICLES] * 2
    hidden.cancel()
    changes.announce(Changed.ARTICLES)
    assert len(later) == 2


def test_news_made_by_news_comes_after_it_for_everyone() -> None:
    changes = Changes()
    order: list[tuple[str, Changed]] = []

    def first(flags: Changed) -> None:
        order.append(("first", flags))
        if flags == Changed.STAFF:
            changes.announce(Changed.SETTINGS)

    changes.subscribe(Changed.STAFF | Changed.SETTINGS, first)
    changes.subscribe(Changed.STAFF | Changed.SETTINGS, lambda flags: order.append(("second", flags)))
    changes.announce(Changed.STAFF)
    assert order == [
        ("first", Changed.STAFF),
        ("second", Changed.STAFF),
        ("first", Changed.SETTINGS),
        ("second", Changed.SETTINGS),
    ]


def test_a_screen_that_stumbles_does_not_silence_later_news() -> None:
    changes = Changes()
    seen: list[Changed] = []

    def stumble(flags: Changed) -> None:
        raise ValueError(flags)

    stumbling = changes.subscribe(Changed.STAFF, stumble)
    changes.subscribe(Changed.SHIFT, seen.append)
    with pytest.raises(ValueError, match="STAFF"):
        changes.announce(Changed.STAFF)
    stumbling.cancel()
    changes.announce(Changed.SHIFT)
    assert seen == [Changed.SHIFT]
