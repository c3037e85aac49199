"""The checkout page: the receipt at one hand, keys, questions and payment at the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.article import Article
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Tender
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.checkout.article_keys import ArticleKeysPanel
from openpos.ui.screens.checkout.asides import Asides
from openpos.ui.screens.checkout.finished_view import FinishedPanel
from openpos.ui.screens.checkout.pay_keys import PayKeys
from openpos.ui.screens.checkout.presenter import CheckoutPresenter
from openpos.ui.screens.checkout.receipt_side import ReceiptSide
from openpos.ui.screens.checkout.shown import (
    ArticlePage,
    Ask,
    DiscountShown,
    GiftCardShown,
    InvoiceShown,
    ParkedShown,
    ParkShown,
    PayingShown,
    ProFormaShown,
    SaleShown,
)
from openpos.ui.widgets.guard import Guard
from openpos.ui.widgets.search import SearchField

_NAME = N_("Checkout")
_SEARCH = N_("Search article, number, barcode")
MORE_KEYS = (
    ("F3", N_("Search")),
    ("3 *", N_("Three of the next article")),
    ("12,50", N_("What the department keys sell for")),
    ("+ −", N_("One more, one less")),
    ("Ctrl+↑ Ctrl+↓", N_("Choose a line")),
    ("↓ ↑ ← →", N_("Move among the article keys")),
    ("Ctrl+PgDn Ctrl+PgUp", N_("Next group, previous group")),
    ("F12", N_("Only ask for a price")),
    ("Ctrl+P", N_("Another price for the line")),
    ("Ctrl+E", N_("Eat here or take away")),
    ("Ctrl+R", N_("Receipts")),
    ("Ctrl+D", N_("Cash drawer")),
    ("Esc", N_("Back")),
)
"""Keys of the checkout that belong to no key on the screen."""


class CheckoutPage(QWidget):
    """The page "checkout". It is also the presenter's `View`; `attach` gives it its presenter."""

    more_keys = MORE_KEYS
    asides: Asides
    """What is in front now and then; from `attach` on."""

    def __init__(self, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`go` also takes "log_out" and "quit"."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._go = go
        self._presenter: CheckoutPresenter | None = None
        self.search = SearchField(tr(_SEARCH), self)
        self.receipt = ReceiptSide(self)
        # Each is made where it stays: given to another parent, a widget and all in it are styled anew.
        self.right = QStackedWidget(self)
        self._work_page = QWidget(self.right)
        self.work = QStackedWidget(self._work_page)
        self.keys = ArticleKeysPanel(lambda: go("articles"), self.work)
        self._keys_guard = Guard(self.keys, whenever_shown=False)
        self.work.addWidget(self.keys)
        self.pay = PayKeys(self._work_page)
        self._right_column = QVBoxLayout(self._work_page)
        self._right_column.addWidget(self.work, 1)
        self._right_column.addWidget(self.pay)
        self.finished = FinishedPanel(self.right)
        self.right.addWidget(self._work_page)
        self.right.addWidget(self.finished)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for side, stretch in ((self.receipt, 4), (self.right, 6)):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._row.addWidget(side, stretch)
        for sequence, act in (
            ("F3", self._focus_search),
            ("Ctrl+F", self._focus_search),
            ("F12", self.keys.price_wanted.emit),
            ("Ctrl+R", lambda: self._go_by_key("receipts")),
            ("Ctrl+D", lambda: self._go_by_key("drawer")),
            ("Ctrl+E", lambda: self._tell(lambda presenter: presenter.asking.switch_eat_in())),
            ("Ctrl+P", lambda: self._tell(lambda presenter: presenter.lines.ask_price())),
            ("Ctrl+PgDown", lambda: self.keys.groups.step(1)),
            ("Ctrl+PgUp", lambda: self.keys.groups.step(-1)),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        self.search.installEventFilter(self)
        self._speak()
        self._space()

    def attach(self, presenter: CheckoutPresenter) -> None:
        """Connect every key with what it asks of the presenter."""
        self._presenter = presenter
        self.asides = Asides(self.work, presenter, self._go, self.pay.keys)
        self.search.searched.connect(presenter.picking.search)
        self.search.submitted.connect(self._submit)
        self.search.left_downwards.connect(self.keys.grid.focus_first)
        self.keys.groups.chosen.connect(presenter.picking.choose_group)
        self.keys.grid.touched.connect(presenter.picking.touch)
        self.keys.grid.fits.connect(presenter.keys.set_page_size)
        self.keys.grid.left_upwards.connect(self._focus_search)
        self.keys.pager.turned.connect(presenter.keys.turn)
        self.keys.price_wanted.connect(presenter.picking.ask_price)
        self.receipt.line_chosen.connect(presenter.lines.choose)
        self.receipt.keys.changed_by.connect(presenter.lines.change_by)
        self.receipt.keys.quantity_wanted.connect(presenter.lines.ask_quantity)
        self.receipt.keys.removed.connect(presenter.lines.remove)
        self.receipt.keys.cleared.connect(presenter.lines.clear)
        self.receipt.clear_confirmed.connect(presenter.lines.clear_now)
        self.receipt.clear_refused.connect(presenter.lines.keep)
        self.receipt.keys.discount_wanted.connect(presenter.lines.discount)
        self.receipt.keys.park_wanted.connect(presenter.parking.begin)
        self.receipt.keys.menu_wanted.connect(presenter.open_menu)
        self.pay.chosen.connect(presenter.pay)
        self.pay.more_wanted.connect(presenter.show_more_methods)
        self.finished.left.connect(presenter.leave)
        self.finished.print_wanted.connect(lambda: presenter.charging.print())  # noqa: PLW0108  # made when first used
        self.finished.save_wanted.connect(lambda path: presenter.charging.save(path))  # noqa: PLW0108

    # ------------------------------------------------------------------------------------------------------------ page

    def on_shown(self) -> None:
        """The page is in front now."""
        self._focus_search()
        if self._presenter is not None:
            self._presenter.show_all()

    def on_hidden(self) -> None:
        """Another page is in front now."""
        if self._presenter is not None:
            self._presenter.hidden()

    def scanned(self, code: str) -> None:
        """The scanner read a code."""
        if self._presenter is not None:
            self._presenter.scan(code)

    def keep_clear(self) -> list[QWidget]:
        """What no toast may hide."""
        return [self.receipt.total, *self.pay.keys(), self.finished]

    # ------------------------------------------------------------------------------------------------------ the View

    def show_sale(self, shown: SaleShown) -> None:
        self.receipt.show_sale(shown)

    def show_quantity(self, quantity: Quantity | None) -> None:
        self.receipt.show_quantity(quantity)

    def show_articles(self, page: ArticlePage) -> None:
        self.keys.show_page(page)

    def clear_search(self) -> None:
        self.search.clear()

    def write_search(self, text: str) -> None:
        self.search.setText(text)

    def show_keys(self) -> None:
        self._front(self.keys)
        self._forget_payment()
        self._focus_search()

    def show_menu(self) -> None:
        self._front(self.asides.menu)
        self.asides.menu.focus_first()

    def show_eat_in(self, *, eat_in: bool) -> None:
        self.receipt.show_eat_in(eat_in=eat_in)

    def show_ask(self, ask: Ask) -> None:
        self._front(self.asides.with_ask(ask))

    def show_methods(self, methods: tuple[Method, ...]) -> None:
        self.pay.show_methods(methods)

    def show_more_methods(self, methods: tuple[Method, ...]) -> None:
        self._front(self.asides.with_methods(self.pay.others, methods))

    def show_paying(self, shown: PayingShown) -> None:
        self._front(self.asides.paying, paying=True)
        free = not shown.busy and not shown.settled and shown.on_terminal is None
        self.pay.show_use(shown.method, free=free)
        self.setFocus()  # never left to Qt, which would give it to the next key that can be pressed
        self.asides.paying.show_paying(shown)

    def show_waiting(self, error: OpenPosError, *, busy: bool) -> None:
        self._front(self.asides.waiting, paying=True)
        self.pay.show_use(None, free=False)
        self.setFocus()
        self.asides.waiting.show_error(error, busy=busy)

    def show_finished(self, receipt: Receipt, paid_back: tuple[Tender, ...] = ()) -> None:
        self._forget_payment()
        self.finished.show_receipt(receipt, paid_back)
        self.right.setCurrentWidget(self.finished)
        self.search.setFocus()

    def show_discount(self, shown: DiscountShown) -> None:
        self._front(self.asides.with_discount(shown))

    def show_park(self, shown: ParkShown) -> None:
        self._front(self.asides.with_park(shown))

    def show_parked(self, shown: ParkedShown) -> None:
        self._front(self.asides.with_parked(shown))

    def show_parked_count(self, count: int) -> None:
        self.receipt.keys.show_parked_count(count)

    def ask_price(self, *, asking: bool) -> None:
        self.keys.ask_price(asking=asking)

    def show_price(self, article: Article) -> None:
        self._front(self.asides.with_price(article))
        self._focus_search()

    def say(self, error: OpenPosError | None) -> None:
        self.receipt.say(error)

    def tell(self, text: str) -> None:
        self.receipt.tell(text)

    def show_gift_card(self, shown: GiftCardShown) -> None:
        self._front(self.asides.with_gift_card(shown))

    def show_invoice(self, shown: InvoiceShown) -> None:
        self._front(self.asides.with_invoice(shown))

    def show_pro_forma(self, shown: ProFormaShown) -> None:
        self.finished.show_pro_forma(shown)

    def show_practice(self, *, practising: bool) -> None:
        """Whether nothing counts now."""
        self.asides.show_practice(practising=practising)
        self.finished.show_practice(practising=practising)

    def ask_clear(self, lines: int) -> None:
        self.receipt.ask_clear(lines)

    # --------------------------------------------------------------------------------------------------------- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presenter = self._presenter
        if presenter is None:
            return
        key, text = event.key(), event.text()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            presenter.leave()
        elif control and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step_line(-1 if key == Qt.Key.Key_Up else 1)
        elif text in {"+", "-"} and not control:
            presenter.lines.change_by(1 if text == "+" else -1)
        elif key == Qt.Key.Key_Delete:
            presenter.lines.remove()
        elif text.isprintable() and text.strip() and not control and self.search.isVisible():
            # Typing anywhere searches.
            self.search.setFocus()
            self.search.insert(text)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In an empty search field these keys mean the line, as they do everywhere else on the page.
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            empty = not self.search.text()
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            line_key = event.text() in {"+", "-"} or event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Escape}
            if (empty and line_key) or (control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}):
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    # ----------------------------------------------------------------------------------------------------------- inside

    def _forget_payment(self) -> None:
        self.asides.forget_payment()

    def _front(self, panel: QWidget, *, paying: bool = False) -> None:
        if not paying:
            self.pay.show_use(None, free=True)
        if panel is self.keys and self.work.currentWidget() is not panel:
            self._keys_guard.close()  # the second tap on what lay there before sells nothing
        self.work.setCurrentWidget(panel)
        self.right.setCurrentWidget(self._work_page)

    def _submit(self, text: str) -> None:
        # The second press of the Enter that paid must not take the change away.
        if self._presenter is not None and not (self.finished.isVisible() and self.finished.guard.closed):
            self._presenter.picking.submit(text)

    def _focus_search(self) -> None:
        if self.search.isVisible():
            self.search.setFocus()

    def _go_by_key(self, name: str) -> None:
        # Not away from a payment that is under way, as no key on the screen leads away from it.
        if self._presenter is not None and not self._presenter.paying.holds:
            self._go(name)

    def _tell(self, act: Callable[[CheckoutPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def _step_line(self, by: int) -> None:
        lines = self.receipt.lines
        count = lines.model().rowCount()
        if self._presenter is None or not count:
            return
        chosen = lines.chosen
        place = (count - 1 if by < 0 else 0) if chosen is None else chosen + by
        if 0 <= place < count:
            self._presenter.lines.choose(place)

    def _speak(self) -> None:
        self.setAccessibleName(tr(_NAME))
        self.search.set_placeholder(tr(_SEARCH))

    def _space(self) -> None:
        look = theme.current()
        self._row.setDirection(look.hand())
        edge = look.space(12)
        inner = 0 if not look.left_handed else edge
        self._right_column.setContentsMargins(inner, look.space(8), edge - inner, look.space(8))
        self._right_column.setSpacing(look.space(8))
        self.search.setMinimumWidth(look.space(140) * look.text_percent // 100)  # the chips' words give way before it
