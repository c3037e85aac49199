"""What the checkout decides: what a key or a code begins, how a sale comes to its end and the next begins. No Qt.

The sale itself is `open_sale`, what is in front `front`. Finding articles lies in `picking`, the number pad's questions
in `asking`, the keys under the receipt in `lines`, taking payment in `paying`. What is needed now and then is loaded
and made when it first is: the start is short.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.gift_card import looks_like_code
from openpos.domain.payment import Method, MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.receipt_code import looks_like_receipt_code
from openpos.domain.sale import Line, Sale
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.asking import Asking
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.keys import ArticleKeys
from openpos.ui.screens.checkout.lines import Lines
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.parking import Parking
from openpos.ui.screens.checkout.paying import Paying
from openpos.ui.screens.checkout.picking import Picking
from openpos.ui.screens.checkout.shown import View

if TYPE_CHECKING:
    from openpos.ui.screens.checkout.charging import Charging
    from openpos.ui.screens.checkout.discounting import Discounting
    from openpos.ui.screens.checkout.gift_cards import GiftCards
    from openpos.ui.screens.checkout.menu_acts import MenuActs


class CheckoutPresenter:
    """The checkout. GUI thread only; every method returns at once, what blocks goes to the lane."""

    def __init__(self, desk: CheckoutDesk, view: View) -> None:
        self._desk = desk
        self._view = view
        self._open = opened = OpenSale(desk, view)
        self.paying = Paying(desk, view, opened, self._finished)
        self._front = front = InFront(view, opened, self.paying, self._insists)
        self.keys = ArticleKeys(desk, view, opened.say)
        self.asking = Asking(desk, view, opened, front, self.keys)
        self.picking = Picking(desk, view, opened, front, self.keys, self.asking, self.scan)
        self.lines = Lines(opened, front, self.asking, self._discount)
        self.parking = Parking(desk, view, opened, front, self.take_up)

    @cached_property
    def discounting(self) -> Discounting:
        """Giving a discount."""
        from openpos.ui.screens.checkout.discounting import Discounting

        opened, desk = self._open, self._desk
        return Discounting(
            self._view,
            sale=lambda: opened.sale,
            take=opened.take,
            done=self._discounted,
            give=lambda sale, discount, who, line: desk.checkout.discounted(sale, discount, who, line_id=line),
            person=desk.person,
            lend=desk.lend,
        )

    @cached_property
    def charging(self) -> Charging:
        """Charging by invoice."""
        from openpos.ui.screens.checkout.charging import Charging

        return Charging(self._desk, self._view, self._open, self._front, self.paying)

    @cached_property
    def gift_cards(self) -> GiftCards:
        """What is left on a gift card."""
        from openpos.ui.screens.checkout.gift_cards import GiftCards

        return GiftCards(self._desk, self._view, self._open, self._front, self.paying, self.pay)

    @cached_property
    def menu(self) -> MenuActs:
        """What the menu does with the sale."""
        from openpos.ui.screens.checkout.menu_acts import MenuActs

        return MenuActs(self._desk, self._view, self._open, self._front, self.take_up)

    # ------------------------------------------------------------------------------------------------ coming and going

    @property
    def sale(self) -> Sale:
        """The basket as the cashier sees it."""
        return self._open.sale

    @property
    def front(self) -> Front:
        return self._front.now

    @property
    def waits(self) -> bool:
        """Whether an act is under way that must come to its end before another person takes over."""
        return self._front.busy or (self.paying.holds and self.paying.completing.trouble is None)

    def restore(self, sale: Sale | None, trouble: OpenPosError | None = None) -> None:
        """Take up what was open when the register stopped. `trouble`: why its receipt still waits for its code."""
        if sale is not None:
            self._open.take_up(sale)
        self.paying.go_on()
        if trouble is not None:
            self.paying.completing.wait(trouble)
        if trouble is not None or self.sale.tenders or self.sale.is_return or self.sale.corrects:
            self._front.bring(Front.PAYING)

    def take_up(self, sale: Sale, method: Method = Method.CASH) -> None:
        """This basket, which is on disk, is the open one now. A return is to be paid back at once, by `method` at
        first; a sale that corrects how it was paid is paid at once.
        """
        if self._front.held:
            return
        self._open.take_up(sale)
        self.asking.clear()
        self.asking.set_times(None)
        self._open.say(None)
        self.paying.go_on(method)
        self._front.bring(Front.PAYING if sale.is_return or sale.corrects else Front.KEYS)
        self.show_all()

    def show_all(self) -> None:
        """Show everything anew: when the page comes in front and where the language has changed."""
        self._open.show()
        self.asking.show_next()
        self._view.ask_price(asking=self._front.asks_price)
        self.keys.load()
        self.load_methods()
        self.parking.load()
        self._show_front()

    def hidden(self) -> None:
        """Another page is in front."""
        self._front.ask_price(asking=False)

    def leave(self) -> None:
        """Escape: one step back towards the article keys. Nothing is lost by it."""
        front = self._front
        if self._open.keep_lines():
            pass
        elif front.held:
            self.paying.decline()
        elif front.now is Front.ASK:
            self.asking.skip()
        elif front.now is Front.FINISHED:
            front.begin_next()
        elif front.now is Front.INVOICE and self.charging.step_back():
            pass
        elif front.now is not Front.KEYS:
            self._open.say(None)
            front.to_keys()
        elif front.asks_price:
            front.ask_price(asking=False)
        elif not self.asking.leave_times() and not self._open.let_go():
            self._open.say(None)

    # -------------------------------------------------------------------------------------------------------- the codes

    def scan(self, code: str) -> None:
        """The scanner read a code, wherever the focus was, or it was typed."""
        if self._front.queued(lambda: self.scan(code)):
            return
        if looks_like_code(code) and not self._front.held:
            self.gift_cards.scan(code)
        elif looks_like_receipt_code(code) and not self._front.held:
            self._scan_receipt(code)
        else:
            self.picking.scan(code)

    def _scan_receipt(self, code: str) -> None:
        """A receipt is looked at before goods come back or it is copied; a basket that is begun stays in front."""
        if not self._front.free():
            return
        try:
            receipt = self._desk.receipts.scanned(code)
            if self.sale.lines or self.sale.returning:
                raise Refused(
                    "This is the code of receipt {number}.",
                    "Finish or park the basket, then scan it again.",
                    number=receipt.number,
                )
        except OpenPosError as error:
            self.keys.done_searching()
            self._open.say(error)
            return
        self._open.say(None)
        self._front.to_keys()
        self._desk.open_receipt(code)

    # ------------------------------------------------------------------------------------------------- menu and payment

    def open_menu(self) -> None:
        """What else can be done, or back from it."""
        if self._front.now is Front.MENU:
            self._front.to_keys()
        elif not self._front.held and not self.asking.waits:
            self._front.begin_next()
            self._front.bring(Front.MENU)
            self._view.show_menu()

    def load_methods(self) -> None:
        """Read anew what can be paid by."""
        self.paying.load()
        self._view.show_methods(self.paying.methods)

    def show_more_methods(self) -> None:
        """The methods that are not in the row of keys; back from them by the same key."""
        if self._front.now is Front.METHODS:
            self._front.to_keys()
        elif self._front.free():
            self._open.say(None)
            self._front.bring(Front.METHODS)
            self._show_more_methods()

    def pay(self, method: Method) -> None:
        """A payment key."""
        if self._front.held:
            return
        self._front.begin_next()
        self._open.keep_lines()
        if not self.sale.lines:
            self._open.say(Refused("There is nothing to pay for.", "Scan an article first."))
            return
        if not self._front.free():
            return
        if self._front.now is Front.DISCOUNT and self.discounting.waits:
            self.discounting.remind()
            return
        if method.kind is MethodKind.INVOICE and not self.sale.is_return:
            if self.charging.begin(method):
                self.asking.set_times(None)
            return
        self._front.bring(Front.PAYING)
        self.asking.set_times(None)
        self.paying.begin(method)

    def _insists(self) -> bool:
        return self.asking.insists()

    def _discount(self, line: Line) -> None:
        self.discounting.begin(line)

    def _discounted(self) -> None:
        self._open.say(None)
        self._front.to_keys()

    def _finished(self, receipt: Receipt | None) -> None:
        """The sale is a receipt now; None where it had its code before we asked."""
        self.asking.set_times(None)
        self._front.bring(Front.FINISHED)
        self._open.finish(receipt)
        self._open.say(None)
        if receipt is None:
            self._front.to_keys()
        else:
            self._view.show_finished(receipt, self._open.paid_back)
            if receipt.invoice is not None:
                self.charging.offer()
            self._desk.print_now()
        self._desk.announce(Changed.RECEIPTS | Changed.BASKET | Changed.PRINT_JOBS)

    def _show_more_methods(self) -> None:
        self._view.show_more_methods(self.paying.methods)

    def _show_front(self) -> None:
        match self._front.now:
            case Front.KEYS:
                self._view.show_keys()
            case Front.MENU:
                self._view.show_menu()
            case Front.ASK:
                self.asking.show()
            case Front.DISCOUNT:
                self.discounting.show()
            case Front.PARKING:
                self.parking.show()
            case Front.PRICE:
                self.picking.show_price()
            case Front.METHODS:
                self._show_more_methods()
            case Front.GIFT_CARD:
                self.gift_cards.show()
            case Front.INVOICE:
                self.charging.show()
            case Front.PAYING:
                self.paying.show()
            case Front.FINISHED:
                self._show_finished()

    def _show_finished(self) -> None:
        receipt = self._open.receipt
        if receipt is not None:
            self._view.show_finished(receipt, self._open.paid_back)
            if receipt.invoice is not None:
                self.charging.show_made()
