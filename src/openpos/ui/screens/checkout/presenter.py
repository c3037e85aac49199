"""What the checkout decides: lines, quantities, questions and what is in front. No Qt.

The article keys lie in `keys`, the number pad's questions in `asking`, taking payment in `paying`, discounts in
`discounting`, parked baskets in `parking`, gift cards in `gift_cards`, what is done seldom in `menu_acts`, asking for a
price in `prices`. It is long because each key of the checkout ends here: which may act now is decided in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from openpos.domain.article import Article
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.gift_card import looks_like_code
from openpos.domain.money import ZERO, Money, Quantity, parse_quantity, shown
from openpos.domain.payment import Method, MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.receipt_code import looks_like_receipt_code
from openpos.domain.sale import Line, Sale
from openpos.register.catalogue import Scanned
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.acts import Acts
from openpos.ui.screens.checkout.asking import Asking, Wish
from openpos.ui.screens.checkout.charging import Charging
from openpos.ui.screens.checkout.customer import of_receipt, of_sale
from openpos.ui.screens.checkout.discounting import Discounting
from openpos.ui.screens.checkout.gift_cards import GiftCards
from openpos.ui.screens.checkout.keys import ArticleKeys
from openpos.ui.screens.checkout.menu_acts import MenuActs
from openpos.ui.screens.checkout.parking import Parking
from openpos.ui.screens.checkout.paying import Paying, Phase
from openpos.ui.screens.checkout.price_query import PriceQuery
from openpos.ui.screens.checkout.shown import SaleShown, View

CLEARS_UNASKED = 5
"""So many lines are cleared without a question."""
_TIMES = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*[*x×]", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{8,14}")


class Front(StrEnum):
    """What is in front at the right."""

    KEYS = "keys"
    MENU = "menu"
    ASK = "ask"
    DISCOUNT = "discount"
    PARKING = "parking"
    PRICE = "price"
    METHODS = "methods"
    GIFT_CARD = "gift card"
    INVOICE = "invoice"
    PAYING = "paying"
    FINISHED = "finished"


_ABOUT_THE_SALE = {
    *(Front.PAYING, Front.DISCOUNT, Front.PARKING, Front.PRICE, Front.METHODS, Front.GIFT_CARD, Front.INVOICE),
}
"""These go when a line changes."""


class CheckoutPresenter:
    """The state of the checkout. GUI thread only; every method returns at once, what blocks goes to the lane."""

    def __init__(self, acts: Acts, view: View) -> None:
        self._acts = acts
        self._view = view
        self._sale = acts.new_sale()
        self._front = Front.KEYS
        self._receipt: Receipt | None = None
        """The receipt of the finished sale, while that is still in view."""
        self._newest: str | None = None
        self._chosen: str | None = None
        self._times: Quantity | None = None
        self._asking_clear = False
        self._unsaved: OpenPosError | None = None
        self._cleared_unsaved = False
        self.asking = Asking(
            acts,
            view,
            sale=lambda: self._sale,
            take=self._take,
            add=self._add_lines,
            times=self._set_times,
            amount=self._show_departments,
            say=self._say,
            comes=lambda: self._bring(Front.ASK),
            done=self._to_keys,
        )
        self.keys = ArticleKeys(acts, view, self._say)
        self.paying = Paying(
            acts, view, sale=lambda: self._sale, take=self._take, say=self._say, finished=self._finished
        )
        self.discounting = Discounting(
            view,
            sale=lambda: self._sale,
            take=self._take,
            done=self._discounted,
            give=acts.discounted,
            person=acts.person,
            lend=acts.lend,
        )
        self.parking = Parking(acts, view, sale=lambda: self._sale, say=self._say, go_on=self._go_on_with)
        self.charging = Charging(acts, view, sale=lambda: self._sale, say=self._say, charged=self._charged)
        self.prices = PriceQuery(acts, view, self._say)
        self.gift_cards = GiftCards(acts, view, say=self._say, may_pay=self._may_pay_by_card)
        self.menu = MenuActs(
            acts,
            view,
            sale=lambda: self._sale,
            say=self._say,
            take_up=self.take_up,
            begin_anew=self._begin_anew,
        )

    # ------------------------------------------------------------------------------------------------ coming and going

    @property
    def sale(self) -> Sale:
        """The basket as the cashier sees it."""
        return self._sale

    @property
    def front(self) -> Front:
        return self._front

    @property
    def waits(self) -> bool:
        """Whether an act is under way that must come to its end before another person takes over."""
        return self.parking.busy or self.menu.busy or self.paying.phase in {Phase.ON_TERMINAL, Phase.COMPLETING}

    def restore(self, sale: Sale | None, trouble: OpenPosError | None = None) -> None:
        """Take up what was open when the register stopped. `trouble`: why its receipt still waits for its code."""
        if sale is not None:
            self._sale = sale
            self._newest = sale.lines[-1].id if sale.lines else None
        self.paying.go_on()
        if trouble is not None:
            self.paying.wait(trouble)
        if trouble is not None or self._sale.tenders or self._sale.is_return or self._sale.corrects:
            self._front = Front.PAYING

    def take_up(self, sale: Sale, method: Method = Method.CASH) -> None:
        """Another page has made this the open basket. A return is to be paid back at once, by `method` at first; a sale
        that corrects how it was paid is paid at once.
        """
        if self._held:
            return
        self._sale = sale
        self._receipt = None
        self._newest = sale.lines[-1].id if sale.lines else None
        self._chosen = None
        self.asking.clear()
        self._set_times(None)
        self._say(None)
        self.prices.ask(asking=False)
        self.paying.go_on(method)
        self._front = Front.PAYING if sale.is_return or sale.corrects else Front.KEYS
        self.show_all()

    def show_all(self) -> None:
        """Show everything anew: when the page comes in front and where the language has changed."""
        self._show_sale()
        self._view.show_quantity(self._times)
        self._view.ask_price(asking=self.prices.asking)
        self._view.show_eat_in(eat_in=self.asking.eat_in)
        self.keys.load()
        self.load_methods()
        self.parking.load()
        self._show_front()

    # ---------------------------------------------------------------------------------------------------- the articles

    def choose_group(self, group: int) -> None:
        self.keys.choose(group)
        self._begin_next()
        self._to_keys()

    def search(self, text: str) -> None:
        """What the search field holds has changed. `3 ×` is not searched for: it is how many come next."""
        if self.paying.holds:
            if text:
                self._view.clear_search()
            return
        if times := _TIMES.fullmatch(text):
            self._view.clear_search()
            try:
                self._set_times(parse_quantity(times[1]))
            except OpenPosError as error:
                self._say(error)
            return
        wanted = text.strip()
        if len(wanted) == 1 and wanted.isdigit():
            wanted = ""  # how many come next, or a code's first digit: every scan begins like that
        if wanted and wanted != self.keys.searched:
            self._say(None)
            self._begin_next()
            if not self.asking.waits:
                self._to_keys()
        self.keys.search(wanted)

    def submit(self, text: str) -> None:
        """Enter in the search field: the first article found, or the code that was typed, a receipt's too."""
        wanted = text.strip()
        if not wanted:
            self._begin_next()
        elif not self.keys.searched:
            self.keys.search(wanted)
        if _CODE.fullmatch(wanted) or looks_like_receipt_code(wanted):
            self.scan(wanted)
        elif self.keys.amount is not None and len(self.keys.departments) > 1:
            self._say(Refused("What is sold for {amount}?", "Press its key.", amount=self.keys.amount))
        elif self.keys.searched and self.keys.at(0) is not None:
            self.touch(0)
        elif self.keys.typed is not None:
            self._say(_no_department(self.keys.typed))
        elif wanted:
            self._say(Refused("No article is called “{text}”.", "Search by another part of it.", text=shown(wanted)))

    def touch(self, place: int) -> None:
        """The article key at this place was pressed; a department's sells at the amount that was typed."""
        article, amount = self.keys.at(place), self.keys.amount
        if article is None:
            return
        if article not in self.keys.departments:
            self._add(Scanned(article))
        elif amount == ZERO:
            self._say(Refused("{name} can't cost nothing.", "Enter what it costs.", name=article.name))
        else:
            self._add(Scanned(article), amount)

    def ask_department(self) -> None:
        """Ask for the amount that a department key sells for."""
        if self._may_sell() and not self._asks_first():
            self._begin_next()
            self.asking.department()

    def _show_departments(self, amount: Money) -> None:
        """The amount is in the search field, as if it had been typed there: what is sold at it lies on the keys."""
        text = f"{amount.ore // 100},{amount.ore % 100:02}"
        self._view.write_search(text)
        self.search(text)
        if self.keys.amount is None:
            self.keys.done_searching()
            self._say(_no_department(amount))

    def _add(self, scanned: Scanned, price: Money | None = None) -> None:
        """`price` is what was entered for one of it."""
        if self.parking.busy:
            self.parking.afterwards(lambda: self._add(scanned, price))
        elif self._may_sell():
            self._begin_next()
            if self.prices.asking:
                self._price(scanned.article)
            else:
                self._sell(scanned, price)

    def _price(self, article: Article) -> None:
        self._say(None)
        self.keys.done_searching()
        self._bring(Front.PRICE)
        self.prices.answer(article)

    def scan(self, code: str) -> None:
        """The scanner read a code, wherever the focus was. What is not certain is told, never guessed."""
        if self.parking.busy:
            self.parking.afterwards(lambda: self.scan(code))
            return
        if looks_like_code(code) and not self._held:
            self._scan_card(code)
            return
        if looks_like_receipt_code(code) and not self._held:
            self._scan_receipt(code)
            return
        if not self._may_sell():
            return
        try:
            scanned = self._acts.scan(code)
            if scanned is None:
                self._acts.offer_article(code)
                raise Refused("No article has the code {code}.", "Search by name or number.", code=shown(code))
        except OpenPosError as error:
            self._begin_next()
            self.keys.done_searching()
            self._say(error)
            return
        self._add(scanned)

    def _scan_receipt(self, code: str) -> None:
        """A receipt is looked at before goods come back or it is copied; a basket that is begun stays in front."""
        self._begin_next()
        if self._asks_first():
            return
        try:
            receipt = self._acts.receipt_scanned(code)
            if self._sale.lines or self._sale.returning:
                raise Refused(
                    "This is the code of receipt {number}.",
                    "Finish or park the basket, then scan it again.",
                    number=receipt.number,
                )
        except OpenPosError as error:
            self.keys.done_searching()
            self._say(error)
            return
        self._say(None)
        self._to_keys()
        self._acts.open_receipt(code)

    def _scan_card(self, code: str) -> None:
        """A gift card: it pays once payment is begun, by whatever method, else what is left on it is shown."""
        if self._front is Front.PAYING and not self.paying.takes_card and self._card_method is not None:
            self.paying.begin(self._card_method)
        if self._front is Front.PAYING and self.paying.takes_card:
            self.paying.give_code(code)
            return
        self._begin_next()
        if not self._asks_first() and self.gift_cards.look_up(code):
            self.asking.forget()
            self._bring(Front.GIFT_CARD)
            self.gift_cards.show()

    def ask_gift_card(self) -> None:
        """Which gift card, and what is left on it?"""
        if self._held or self._asks_first():
            return
        self._begin_next()
        self._say(None)
        self.asking.forget()
        self._bring(Front.GIFT_CARD)
        self.gift_cards.ask()

    def look_up_card(self, text: str) -> None:
        """The code of a gift card was typed."""
        if self._front is Front.GIFT_CARD and self.gift_cards.look_up(text):
            self.gift_cards.show()

    def pay_by_card_shown(self) -> None:
        """The gift card that is shown pays, as far as it goes."""
        code = self.gift_cards.code
        method = self._card_method
        if self._front is Front.GIFT_CARD and code and method is not None:
            self.pay(method)
            self.paying.give_code(code)

    @property
    def _card_method(self) -> Method | None:
        """The method by which gift cards pay, where the shop takes them."""
        return next((one for one in self.paying.methods if one.kind is MethodKind.GIFT_CARD), None)

    def _may_pay_by_card(self) -> bool:
        return self._card_method is not None and bool(self._sale.lines) and self._receipt is None

    def sell_gift_card(self) -> None:
        """Ask how much is to be on a new gift card."""
        if self._may_sell() and not self._asks_first():
            self._begin_next()
            self.asking.worth()

    def _sell(self, scanned: Scanned, price: Money | None) -> None:
        times = self._times
        try:
            if self.asking.counted:  # how many was written and Enter left out
                times = parse_quantity(self.asking.counted)
            wish = Wish(scanned.article, scanned.weight or times, price, scanned.price)
            rung_up = self.asking.sell(wish)
        except OpenPosError as error:
            self._say(error)
            return
        self._set_times(None)
        self.keys.done_searching()
        if rung_up:
            self._say(None)
        if not self.asking.waits:
            self._to_keys()

    def _add_lines(self, lines: Sequence[Line]) -> None:
        """Raises Refused where the sale takes no more."""
        if self._front is Front.PAYING:
            self.paying.step_back()
        sale = self._sale
        for line in lines:
            sale = sale.with_line(line)
        self._newest, self._chosen = lines[0].id, None
        self.keep_lines()
        self._take(sale)

    def switch_eat_in(self) -> None:
        """What is rung up from now on is eaten here, or taken away again; lines that are there stay as they are."""
        self.asking.eat_in = not self.asking.eat_in
        self._view.show_eat_in(eat_in=self.asking.eat_in)
        if self._front is Front.MENU:
            self._to_keys()

    # -------------------------------------------------------------------------------------------------------- the lines

    def choose_line(self, place: int) -> None:
        """A line was touched; touching the chosen one lets it go."""
        if self._receipt is None and 0 <= place < len(self._sale.lines):
            chosen = self._sale.lines[place].id
            self._chosen = None if chosen == self._chosen else chosen
        self._show_sale()
        line = self._current()
        if self._front is Front.DISCOUNT and line is not None:
            self.discounting.begin(line)
        elif self._front is Front.PRICE:
            self._to_keys()

    def change_by(self, pieces: int) -> None:
        """One more or one less of the current line. The last one goes by `remove` only."""
        line = self._current()
        if line is None:
            self._say(Refused("There is no line to change.", "Scan an article first."))
            return
        quantity = Quantity(line.quantity.milli + pieces * 1000)
        if quantity.milli > 0:
            self._change(lambda: self._sale.with_quantity(line.id, quantity))

    def remove(self) -> None:
        """Take the current line away."""
        line = self._current()
        if line is None:
            self._say(Refused("There is no line to remove.", "Scan an article first."))
            return
        lines = [one for one in self._sale.lines if line.id not in {one.id, one.follows}]
        place = min(self._sale.lines.index(line), len(lines) - 1)
        newest, chosen = self._newest, self._chosen
        self._newest = _leading(lines[-1]) if lines else None
        self._chosen = lines[place].id if lines and chosen is not None else None
        if not self._change(lambda: self._sale.without_line(line.id)):
            self._newest, self._chosen = newest, chosen

    def clear(self) -> None:
        """Take all lines away; asks first where they are many."""
        if len(self._sale.lines) > CLEARS_UNASKED and self._receipt is None and not self._sale.tenders:
            self._asking_clear = True
            self._view.ask_clear(len(self._sale.lines))
        else:
            self.clear_now()

    def clear_now(self) -> None:
        """The person has said yes."""
        self.keep_lines()
        self._begin_next()
        there = self._sale.lines or self._sale.returning
        if there and self._change(self._sale.cleared, cleared=True):
            self._newest = self._chosen = None
            self.asking.clear()
            self._show_sale()
            self._to_keys()

    def keep_lines(self) -> None:
        """The person has said no, or gone on."""
        if self._asking_clear:
            self._asking_clear = False
            self._view.ask_clear(0)

    def _change(self, change: Callable[[], Sale], *, cleared: bool = False) -> bool:
        if self._held or self._receipt is not None:
            return False
        if self._front is Front.PAYING:
            self.paying.step_back()
        try:
            sale = change()
        except OpenPosError as error:
            self._say(error)
            return False
        self._say(None)
        self._take(sale, cleared=cleared)
        self.prices.ask(asking=False)
        if self._front in _ABOUT_THE_SALE:
            self._to_keys()
        return True

    # ---------------------------------------------------------------------------------------------------- the questions

    def ask_quantity(self) -> None:
        """Ask for the current line's quantity; with no line, for how many of the next article."""
        if not self._may_sell():
            return
        self._begin_next()
        line = self._current()
        if line is None:
            self.ask_next()
            return
        self.asking.quantity_of(line)

    def ask_next(self) -> None:
        """Ask how many of the next article."""
        if self._may_sell():
            self._begin_next()
            self.asking.how_many()

    def ask_line_price(self) -> None:
        """Ask for another price of the current line."""
        if not self._may_sell():
            return
        self._begin_next()
        line = self._current()
        if line is None:
            self._say(Refused("There is no line to change.", "Scan an article first."))
        elif not self._asks_first():
            self.asking.price_of(line)

    def answer(self, text: str) -> None:
        """What the number pad holds when Enter is pressed."""
        if self._front is Front.ASK:
            self.asking.answer(text)

    def check_age(self, *, old_enough: bool) -> None:
        """The cashier has looked at the customer."""
        if self._front is Front.ASK:
            self.asking.check_age(old_enough=old_enough)

    # --------------------------------------------------------------------------------------------- forwards, backwards

    def pay(self, method: Method) -> None:
        """A payment key."""
        if self._held:
            return
        self._begin_next()
        self.keep_lines()
        if not self._sale.lines:
            self._say(Refused("There is nothing to pay for.", "Scan an article first."))
            return
        if self._asks_first():
            return
        if self._front is Front.DISCOUNT and self.discounting.waits:
            self.discounting.remind()
            return
        by_invoice = method.kind is MethodKind.INVOICE and not self._sale.is_return
        if by_invoice and not self.charging.may_begin(method):
            return
        self.asking.forget()
        self._bring(Front.INVOICE if by_invoice else Front.PAYING)
        self._set_times(None)
        if by_invoice:
            self.charging.show()
        else:
            self.paying.begin(method)

    def create_invoice(self) -> None:
        """Charge the sale by the invoice that is in front; a second touch meanwhile makes no second one."""
        if self._front is Front.INVOICE and not self._held:
            self.charging.create()

    def _charged(self, sale: Sale) -> None:
        """The sale is paid by invoice: it becomes a receipt like any other."""
        self._bring(Front.PAYING)
        self._take(sale)
        self.paying.go_on()
        self.paying.complete()

    def print_pro_forma_invoice(self) -> None:
        """Print what the finished sale's invoice will say."""
        if self._receipt is not None and self._receipt.invoice is not None:
            self.charging.print(self._receipt)

    def save_pro_forma_invoice(self, path: str) -> None:
        """Save what the finished sale's invoice will say as a file."""
        if self._receipt is not None and self._receipt.invoice is not None:
            self.charging.save(self._receipt, path)

    def load_methods(self) -> None:
        """Read anew what can be paid by."""
        self.paying.load()
        self._view.show_methods(self.paying.methods)

    def show_more_methods(self) -> None:
        """The methods that are not in the row of keys; back from them by the same key."""
        if self._front is Front.METHODS:
            self._to_keys()
        elif not self._held and not self._asks_first():
            self._begin_next()
            self._say(None)
            self.asking.forget()
            self._bring(Front.METHODS)
            self._view.show_more_methods(self.paying.methods)

    def discount(self) -> None:
        """Ask what to take off the current line or the whole sale."""
        if self._front is Front.DISCOUNT or not self._may_sell():
            return
        self._begin_next()
        line = self._current() or next(reversed(self._sale.lines), None)
        if line is None:
            self._say(Refused("There is nothing to take a discount off.", "Scan an article first."))
            return
        try:
            self._sale.with_discount(self._sale.discount)  # says why no discount may change
        except OpenPosError as error:
            self._say(error)
            return
        if not self._asks_first():
            self._say(None)
            self.asking.forget()
            self._bring(Front.DISCOUNT)
            self.discounting.begin(line)

    def _discounted(self) -> None:
        self._say(None)
        self._to_keys()

    def park_or_fetch(self) -> None:
        """Put the basket aside, or where there is none choose one that was."""
        if self._receipt is None and self._sale.lines:
            self._to_parking(self.parking.ask_name)
        else:
            self.fetch()

    def fetch(self) -> None:
        """Show the baskets that wait."""
        self._to_parking(self.parking.open_list)

    def _to_parking(self, ask: Callable[[], None]) -> None:
        """Something about parked baskets comes in front; a second touch of its key changes nothing."""
        if self._held or self._front is Front.PARKING:
            if self.paying.phase is Phase.WAITING:
                self._say(self.paying.trouble)
            return
        self._begin_next()
        if self._asks_first():
            return
        try:
            ask()
        except OpenPosError as error:
            self._say(error)
            return
        self._say(None)
        self.asking.forget()
        self._bring(Front.PARKING)

    def _go_on_with(self, sale: Sale) -> None:
        """The basket was put aside or taken up: this is the one now, and the file holds it."""
        self._unsaved = None
        self.take_up(sale)

    def ask_price(self) -> None:
        """The next article is asked for its price and not sold; or it is sold after all."""
        if not self._may_sell():
            return
        self._begin_next()
        asking = not self.prices.asking
        if asking and self._asks_first():
            return
        self._say(None)
        self._to_keys()
        self.prices.ask(asking=asking)

    def open_menu(self) -> None:
        """What else can be done, or back from it."""
        if self._front is Front.MENU:
            self._to_keys()
        elif not self._held and not self.asking.waits:
            self._begin_next()
            self._bring(Front.MENU)
            self._view.show_menu()

    def print_pro_forma(self) -> None:
        """Print what the sale would come to, as no receipt."""
        if not self._held and not self._asks_first():
            self._to_keys()
            self.menu.pro_forma()

    def return_goods(self) -> None:
        """What was rung up comes back, and there is no receipt."""
        if not self._held and not self._asks_first():
            self._to_keys()
            self.menu.return_goods()

    def practise(self) -> None:
        """Begin to practise, or go back to selling."""
        if not self._held and not self._asks_first():
            self._begin_next()
            self._to_keys()
            self.menu.practise()

    def _begin_anew(self) -> None:
        """An empty sale of the mode there is now."""
        self._sale = self._new_sale()
        self._newest = self._chosen = None
        self._show_sale()

    def _new_sale(self) -> Sale:
        return replace(self._acts.new_sale(), practice=self.menu.practising)

    def leave(self) -> None:
        """Escape: one step back towards the article keys. Nothing is lost by it."""
        if self._asking_clear:
            self.keep_lines()
        elif self._held:
            self.paying.decline()
        elif self._front is Front.ASK:
            self._say(None)
            self.asking.skip()
        elif self._front is Front.FINISHED:
            self._begin_next()
        elif self._front is Front.INVOICE and self.charging.step_back():
            pass
        elif self._front is not Front.KEYS:
            self._say(None)
            self._to_keys()
        elif self.prices.asking:
            self.prices.ask(asking=False)
        elif self._times is not None:
            self._set_times(None)
        elif self._chosen is not None:
            self._chosen = None
            self._show_sale()
        else:
            self._say(None)

    @property
    def _held(self) -> bool:
        """Whether a payment, or the disk, must come to its end before anything else is done."""
        return self.paying.holds or self.parking.busy or self.menu.busy

    def _asks_first(self) -> bool:
        """Whether an article must have its price before anything else is done; asks for it again."""
        if not self.asking.waits:
            return False
        self.asking.go_on()
        self._say(Refused("An article still needs an answer.", "Answer, or press Esc to leave it out."))
        return True

    def _may_sell(self) -> bool:
        """Whether the sale may change now; says why not."""
        if self.paying.phase is Phase.WAITING:
            self._say(self.paying.trouble)
        elif self.paying.holds:
            self._say(Refused("A payment is under way.", "Finish it, then scan again."))
        elif self._sale.is_return and self._receipt is None:
            self._say(Refused("This is a return.", "Finish it or clear it, then sell on a receipt of its own."))
            return False
        elif self._sale.corrects and self._receipt is None:
            self._say(Refused("Only how the receipt was paid is put right.", "Finish it or clear it, then sell anew."))
            return False
        return not self._held

    def _finished(self, receipt: Receipt | None) -> None:
        """The sale is a receipt now."""
        self._unsaved = None
        self._chosen = self._newest = None
        self._set_times(None)
        self._say(None)
        if receipt is None:  # it had its code before we asked
            self._front = Front.FINISHED
            self._begin_next()
        else:
            self._receipt = receipt
            self._front = Front.FINISHED
            self._show_sale()
            self._view.show_finished(receipt, self.paying.paid_back)
            self.charging.offer()
            self._acts.print_now()
        self._acts.announce(Changed.RECEIPTS | Changed.BASKET | Changed.PRINT_JOBS)

    def _begin_next(self) -> None:
        """A finished sale leaves the screen as soon as anything is done."""
        if self._front is Front.FINISHED:
            self._sale = self._new_sale()
            self._receipt = None
            self._newest = self._chosen = None
            self._show_sale()
            self._to_keys()

    def _to_keys(self) -> None:
        if self._front is not Front.KEYS and not self._held:
            if self._front is Front.PAYING:
                self.paying.step_back()
            self._front = Front.KEYS
            self.asking.forget()
            self._view.show_keys()
            self._tell_customer()

    def _bring(self, front: Front) -> None:
        """Something else than the article keys comes in front: what comes next is sold again."""
        self.prices.ask(asking=False)
        self._front = front

    # ------------------------------------------------------------------------------------------------- saving, showing

    def _take(self, sale: Sale, *, cleared: bool = False) -> None:
        """This is the sale from now on: shown at once, saved behind."""
        self._sale = sale
        self._show_sale()
        person, all_cleared = self._acts.person(), cleared or self._cleared_unsaved
        self._acts.run(
            lambda: self._acts.keep(sale, person, all_cleared),
            lambda _: self._kept(),
            lambda error: self._not_kept(error, cleared=all_cleared),
        )

    def _kept(self) -> None:
        self._cleared_unsaved = False
        if self._unsaved is not None:
            self._unsaved = None
            self._say(None)

    def _not_kept(self, error: OpenPosError, *, cleared: bool) -> None:
        self._cleared_unsaved = cleared
        self._unsaved = error
        self._say(error)

    def _current(self) -> Line | None:
        """The line the keys work on: the chosen one, or else the newest."""
        wanted = self._chosen or self._newest
        if self._receipt is not None:
            return None
        chosen = next((line for line in self._sale.lines if line.id == wanted), None)
        # A deposit goes with its drink: what is done to it is done to that.
        return self._sale.line(_leading(chosen)) if chosen is not None else None

    def _place(self, line_id: str | None) -> int | None:
        return next((place for place, line in enumerate(self._sale.lines) if line.id == line_id), None)

    def _show_sale(self) -> None:
        self._view.show_sale(
            SaleShown(self._sale, self._place(self._newest), self._place(self._chosen), paid=self._receipt is not None)
        )
        self._tell_customer()

    def _tell_customer(self) -> None:
        """What the customer sees; while it is being paid, the payment tells it."""
        if self._receipt is not None:
            self._acts.publish(of_receipt(self._receipt))
        elif self._front is not Front.PAYING:
            self._acts.publish(of_sale(self._sale, self._place(self._newest)))

    def _set_times(self, times: Quantity | None) -> None:
        if times != self._times:
            self._times = times
            self._view.show_quantity(times)

    def _say(self, error: OpenPosError | None) -> None:
        # A basket that is not on disk is told of again and again until it is.
        self._view.say(error or self._unsaved)

    def _show_front(self) -> None:
        if self._front is Front.ASK and self.asking.show():
            return
        if self._front is Front.PAYING:
            self.paying.show()
        elif self._front is Front.FINISHED and self._receipt is not None:
            self._view.show_finished(self._receipt, self.paying.paid_back)
            self.charging.show_made()
        elif self._front is Front.DISCOUNT:
            self.discounting.show()
        elif self._front is Front.PARKING:
            self.parking.show()
        elif self._front is Front.PRICE:
            self.prices.show()
        elif self._front is Front.MENU:
            self._view.show_menu()
        elif self._front is Front.GIFT_CARD:
            self.gift_cards.show()
        elif self._front is Front.INVOICE:
            self.charging.show()
        elif self._front is Front.METHODS:
            self._view.show_more_methods(self.paying.methods)
        else:
            self._view.show_keys()


def _leading(line: Line) -> str:
    """The id of the line, or of the one that it follows."""
    return line.follows or line.id


def _no_department(amount: Money) -> Refused:
    """An amount was entered, and nothing is sold by amount here."""
    return Refused(
        "There is no department to sell {amount} in.",
        "Search for the article by its name. Articles without a price become departments.",
        amount=amount,
    )
