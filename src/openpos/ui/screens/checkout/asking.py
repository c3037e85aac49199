"""The questions of the number pad: what an article needs before it is sold, and what a line is to be. No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.article import PIECE, Article
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import ONE, ZERO, Money, Quantity, parse_price, parse_quantity
from openpos.domain.permission import NotPermitted, Person
from openpos.domain.sale import Line, Sale
from openpos.ui.screens.checkout.acts import Acts
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
    """What is asked now, and the articles that wait for an answer, oldest first."""

    def __init__(
        self,
        acts: Acts,
        view: View,
        *,
        sale: Callable[[], Sale],
        take: Callable[[Sale], None],
        add: Callable[[Sequence[Line]], None],
        times: Callable[[Quantity], None],
        amount: Callable[[Money], None],
        say: Callable[[OpenPosError | None], None],
        comes: Callable[[], None],
        done: Callable[[], None],
    ) -> None:
        """`take` makes a value the sale, `add` puts lines into it (Refused where it takes no more), `times` is told how
        many come next, `amount` for how much a department key sells. `comes` is called before a question is shown,
        `done` when there is none any more.
        """
        self._acts = acts
        self._view = view
        self._sale = sale
        self._take = take
        self._add = add
        self._times = times
        self._amount = amount
        self._say = say
        self._comes = comes
        self._done = done
        self._waiting: deque[Wish] = deque()
        self._ask: Ask | None = None
        self._line = ""
        self._typed = ""
        self._old_enough = ("", 0)
        """The sale and the age that its customer was seen to have."""
        self.eat_in = False

    @property
    def waits(self) -> bool:
        """Whether an article waits for an answer."""
        return bool(self._waiting)

    @property
    def counted(self) -> str:
        """What is written for how many come next, while that is asked; an article itself says that it is meant."""
        return self._typed if self._ask is not None and self._ask.wanted is Wanted.NEXT else ""

    def sell(self, wish: Wish) -> bool:
        """Ring the article up, or ask what it lacks. Whether it was rung up; raises Refused as the sale does."""
        if self._wanted(wish) is None:
            self._ring_up(wish)
            return True
        self._waiting.append(wish)
        if self._ask is None or self._ask.wanted not in _OF_AN_ARTICLE:
            self.go_on()
        return False

    def quantity_of(self, line: Line) -> None:
        """How much of this line?"""
        self._line = line.id
        self._put(Ask(Wanted.QUANTITY, line.text, line.unit, line.quantity))

    def how_many(self) -> None:
        """How many of the next article?"""
        self._put(Ask(Wanted.NEXT))

    def price_of(self, line: Line) -> None:
        """What does this line cost instead?"""
        self._line = line.id
        self._put(Ask(Wanted.LINE_PRICE, line.text, line.unit))

    def department(self) -> None:
        """How much does the department key that is pressed then sell for?"""
        self._put(Ask(Wanted.DEPARTMENT))

    def worth(self) -> None:
        """How much is on the gift card that is sold?"""
        self._put(Ask(Wanted.GIFT_CARD))

    def typing(self, text: str) -> None:
        """What the number pad holds now."""
        self._typed = text

    def answer(self, text: str) -> None:
        """What the number pad holds when Enter is pressed."""
        self._answer_as(self._acts.person(), text)

    def check_age(self, *, old_enough: bool) -> None:
        """The cashier has looked at the customer: it is asked once in a sale. Else the article is left out."""
        ask = self._ask
        if ask is None or ask.wanted is not Wanted.AGE:
            return
        if old_enough:
            self._old_enough = (self._sale().id, max(ask.age, self._age_checked))
        else:
            self._waiting.popleft()
        self._say(None)
        self.go_on()

    def skip(self) -> None:
        """The article that is asked about is left out."""
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
                self._say(error)
        self._done()

    def forget(self) -> None:
        """Something else is in front. Articles that wait are asked about when it has gone."""
        self._ask = None

    def clear(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()
        self._ask = None

    def show(self) -> bool:
        """Show the question once more. Whether there is one."""
        if self._ask is None:
            return False
        self._view.show_ask(self._ask)
        return True

    # ------------------------------------------------------------------------------------------------------- and inside

    def _answer_as(self, person: Person, text: str) -> None:
        ask = self._ask
        if ask is None:
            return
        try:
            self._answered(ask, text, person)
        except NotPermitted as asked:
            self._say(asked)
            self._acts.lend(asked, lambda lent: self._answer_as(lent, text), lambda: None)
            return
        except OpenPosError as error:
            self._say(error)
            return
        self._say(None)
        self.go_on()
        if ask.wanted is Wanted.DEPARTMENT:
            self._amount(parse_price(text))

    def _answered(self, ask: Ask, text: str, person: Person) -> None:
        """Raises Refused where the answer can't be."""
        if ask.wanted is Wanted.NEXT:
            self._times(parse_quantity(text))
        elif ask.wanted is Wanted.QUANTITY:
            self._take(self._sale().with_quantity(self._line, parse_quantity(text)))
        elif ask.wanted is Wanted.DEPARTMENT:
            parse_price(text)
        elif ask.wanted is Wanted.GIFT_CARD:
            self._add([self._acts.gift_card_line(parse_price(text))])
        elif ask.wanted is Wanted.LINE_PRICE:
            self._take(self._acts.priced(self._sale(), self._line, parse_price(text), person))
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
        self._add(
            self._acts.lines_of(
                wish.article,
                wish.quantity or ONE,
                price=wish.price,
                packed_price=wish.packed_price,
                age_checked=self._age_checked,
                eat_in=self.eat_in,
            )
        )

    @property
    def _age_checked(self) -> int:
        """What the customer of this sale was seen to have reached."""
        sale_id, age = self._old_enough
        return age if sale_id == self._sale().id else 0

    def _put(self, ask: Ask) -> None:
        self._ask = ask
        self._typed = ""
        self._comes()
        self._view.show_ask(ask)
