"""The questions of the number pad: what an article needs before it is sold, and what a line is to be. No Qt."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from openpos.domain.article import PIECE, Article
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import ONE, ZERO, Money, Quantity, parse_price, parse_quantity
from openpos.domain.permission import NotPermitted, Person
from openpos.domain.sale import Line
from openpos.register.catalogue import Scanned
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.keys import ArticleKeys
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.shown import Ask, View, Wanted

_OF_AN_ARTICLE = {Wanted.PRICE, Wanted.AMOUNT, Wanted.AGE}


@dataclass(frozen=True, slots=True)
class Wish:
    """An article that is to be sold, and what is known of it."""

    article: Article
    quantity: Quantity | None
    price: Money | None = None
    """Of one, as it was entered."""
    packed_price: Money | None = None
    """What the scale has printed on the package."""


class Asking:
    """What is asked now, how many come next, and the articles that wait for an answer, oldest first."""

    def __init__(self, desk: CheckoutDesk, view: View, open_sale: OpenSale, front: InFront, keys: ArticleKeys) -> None:
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._keys = keys
        self._waiting: deque[Wish] = deque()
        self._ask: Ask | None = None
        """The last question; it is asked while it is in front."""
        self._line = ""
        self._typed = ""
        self._times: Quantity | None = None
        self._old_enough = ("", 0)
        """The sale and the age that its customer was seen to have."""
        self._eat_in = False

    @property
    def waits(self) -> bool:
        """Whether an article waits for an answer."""
        return bool(self._waiting)

    def insists(self) -> bool:
        """Whether an article must have its answer before anything else is done; asks for it again."""
        if not self._waiting:
            return False
        self.go_on()
        self._open.say(Refused("An article still needs an answer.", "Answer, or press Esc to leave it out."))
        return True

    def sell(self, scanned: Scanned, price: Money | None = None) -> None:
        """Ring the article up, or ask what it lacks. `price` is what was entered for one of it."""
        asked = self._asked.wanted if self._asked else None
        times, waits = self._times, True
        try:
            if asked is Wanted.NEXT and self._typed:  # how many was written and Enter left out
                times = parse_quantity(self._typed)
            wish = Wish(scanned.article, scanned.weight or times, price, scanned.price)
            if self._wanted(wish) is None:
                self._ring_up(wish)
                waits = False
        except OpenPosError as error:
            self._open.say(error)
            return
        if waits:
            self._waiting.append(wish)
            if asked not in _OF_AN_ARTICLE:
                self.go_on()
        self.set_times(None)
        self._keys.done_searching()
        if not waits:
            self._open.say(None)
        if not self._waiting:
            self._front.to_keys()

    def show_next(self) -> None:
        """Show how the next article is rung up."""
        self._view.show_quantity(self._times)
        self._view.show_eat_in(eat_in=self._eat_in)

    def set_times(self, times: Quantity | None) -> None:
        """So many of the next article; None for one."""
        if times != self._times:
            self._times = times
            self._view.show_quantity(times)

    def leave_times(self) -> bool:
        """One of the next article. False where it was one."""
        before = self._times
        self.set_times(None)
        return before is not None

    def switch_eat_in(self) -> None:
        """What is rung up from now on is eaten here, or taken away again; lines that are there stay as they are."""
        self._eat_in = not self._eat_in
        self._view.show_eat_in(eat_in=self._eat_in)
        if self._front.now is Front.MENU:
            self._front.to_keys()

    # --------------------------------------------------------------------------------------------------- the questions

    def quantity_of(self, line: Line) -> None:
        """How much of this line?"""
        self._line = line.id
        self._put(Ask(Wanted.QUANTITY, line.text, line.unit, line.quantity))

    def price_of(self, line: Line) -> None:
        """What does this line cost instead?"""
        self._line = line.id
        self._put(Ask(Wanted.LINE_PRICE, line.text, line.unit))

    def how_many(self) -> None:
        """How many of the next article?"""
        if self._front.may_sell():
            self._put(Ask(Wanted.NEXT))

    def department(self) -> None:
        """How much does the department key that is pressed then sell for?"""
        if self._front.may_sell() and self._front.free():
            self._put(Ask(Wanted.DEPARTMENT))

    def worth(self) -> None:
        """How much is on the gift card that is sold?"""
        if self._front.may_sell() and self._front.free():
            self._put(Ask(Wanted.GIFT_CARD))

    def typing(self, text: str) -> None:
        """What the number pad holds now."""
        self._typed = text

    def answer(self, text: str) -> None:
        """What the number pad holds when Enter is pressed."""
        self._answer_as(self._desk.person(), text)

    def check_age(self, *, old_enough: bool) -> None:
        """The cashier has looked at the customer: it is asked once in a sale. Else the article is left out."""
        ask = self._asked
        if ask is None or ask.wanted is not Wanted.AGE:
            return
        if old_enough:
            self._old_enough = (self._open.sale.id, max(ask.age, self._age_checked))
        else:
            self._waiting.popleft()
        self._open.say(None)
        self.go_on()

    def skip(self) -> None:
        """The article that is asked about is left out."""
        self._open.say(None)
        if self._waiting:
            self._waiting.popleft()
        self.go_on()

    def go_on(self) -> None:
        """Ask what the next article needs, or nothing more."""
        self._ask = None
        while self._waiting:
            wish = self._waiting[0]
            wanted = self._wanted(wish)
            if wanted is not None:
                article = wish.article
                self._put(Ask(wanted, article.name, article.unit, age=article.age_limit))
                return
            self._waiting.popleft()  # what another one's answer has settled
            try:
                self._ring_up(wish)
            except OpenPosError as error:
                self._open.say(error)
        self._front.to_keys()

    def clear(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()
        self._ask = None

    def show(self) -> None:
        """Show the question once more."""
        if self._asked is not None:
            self._view.show_ask(self._asked)

    # ------------------------------------------------------------------------------------------------------- and inside

    def _answer_as(self, person: Person, text: str) -> None:
        ask = self._asked
        if ask is None:
            return
        try:
            self._answered(ask, text, person)
        except NotPermitted as asked:
            self._open.say(asked)
            self._desk.lend(asked, lambda lent: self._answer_as(lent, text), lambda: None)
            return
        except OpenPosError as error:
            self._open.say(error)
            return
        self._open.say(None)
        self.go_on()
        if ask.wanted is Wanted.DEPARTMENT:
            self._keys.show_departments(parse_price(text))

    def _answered(self, ask: Ask, text: str, person: Person) -> None:
        """Raises Refused where the answer can't be."""
        if ask.wanted is Wanted.NEXT:
            self.set_times(parse_quantity(text))
        elif ask.wanted is Wanted.QUANTITY:
            self._open.take(self._open.sale.with_quantity(self._line, parse_quantity(text)))
        elif ask.wanted is Wanted.DEPARTMENT:
            parse_price(text)
        elif ask.wanted is Wanted.GIFT_CARD:
            self._open.ring_up([self._desk.checkout.gift_card_line(parse_price(text))])
        elif ask.wanted is Wanted.LINE_PRICE:
            self._open.take(self._desk.checkout.priced(self._open.sale, self._line, parse_price(text), person))
        elif ask.wanted is Wanted.AMOUNT:
            self._settle(replace(self._waiting[0], quantity=parse_quantity(text)))
        elif ask.wanted is Wanted.PRICE:
            price = parse_price(text)
            if price == ZERO:
                raise Refused("{name} can't cost nothing.", "Enter what it costs.", name=ask.name)
            self._settle(replace(self._waiting[0], price=price))

    def _settle(self, wish: Wish) -> None:
        """One answer more for the oldest article. Raises Refused where the sale takes it not like that."""
        if self._wanted(wish) is None:
            self._ring_up(wish)
            self._waiting.popleft()
        else:
            self._waiting[0] = wish

    def _wanted(self, wish: Wish) -> Wanted | None:
        """What must be known before it can be sold: the age first, for who is too young need not be asked the rest."""
        article, packed = wish.article, wish.packed_price is not None
        if article.age_limit > self._age_checked:
            return Wanted.AGE
        if article.unit != PIECE and wish.quantity is None and not packed:
            return Wanted.AMOUNT
        return Wanted.PRICE if article.price is None and wish.price is None and not packed else None

    def _ring_up(self, wish: Wish) -> None:
        self._open.ring_up(
            self._desk.checkout.lines_of(
                wish.article,
                wish.quantity or ONE,
                price=wish.price,
                packed_price=wish.packed_price,
                age_checked=self._age_checked,
                eat_in=self._eat_in,
            )
        )

    @property
    def _asked(self) -> Ask | None:
        """What is asked in front. Articles whose question was left are asked about when something else has gone."""
        return self._ask if self._front.now is Front.ASK else None

    @property
    def _age_checked(self) -> int:
        """What the customer of this sale was seen to have reached."""
        sale_id, age = self._old_enough
        return age if sale_id == self._open.sale.id else 0

    def _put(self, ask: Ask) -> None:
        self._ask = ask
        self._typed = ""
        self._front.bring(Front.ASK)
        self._view.show_ask(ask)
