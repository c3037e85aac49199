"""Which article is meant: by a scan, by what is typed, by its key. Then it is sold, or only its price shown. No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpos.domain.article import Article
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import ZERO, Money, parse_quantity, shown
from openpos.domain.receipt_code import looks_like_receipt_code
from openpos.register.catalogue import Scanned
from openpos.ui.screens.checkout.asking import Asking
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.keys import ArticleKeys, no_department
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.shown import View

_TIMES = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*[*x×]", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{8,14}")


class Picking:
    """The article that comes next, and the one whose price was asked for."""

    def __init__(
        self,
        desk: CheckoutDesk,
        view: View,
        open_sale: OpenSale,
        front: InFront,
        keys: ArticleKeys,
        asking: Asking,
        read_code: Callable[[str], None],
    ) -> None:
        """`read_code` is told a code that was typed; an article's comes back to `scan`."""
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._keys = keys
        self._asking = asking
        self._read_code = read_code
        self._priced: Article | None = None

    def choose_group(self, group: int) -> None:
        """A group of article keys comes in front."""
        self._keys.choose(group)
        self._front.begin_next()
        self._front.to_keys()

    def search(self, text: str) -> None:
        """What the search field holds has changed. `3 ×` is not searched for: it is how many come next."""
        if self._front.in_payment:
            if text:
                self._view.clear_search()
            return
        if times := _TIMES.fullmatch(text):
            self._view.clear_search()
            try:
                self._asking.set_times(parse_quantity(times[1]))
            except OpenPosError as error:
                self._open.say(error)
            return
        wanted = text.strip()
        if len(wanted) == 1 and wanted.isdigit():
            wanted = ""  # how many come next, or a code's first digit: every scan begins like that
        if wanted and wanted != self._keys.searched:
            self._open.say(None)
            self._front.begin_next()
            if not self._asking.waits:
                self._front.to_keys()
        self._keys.search(wanted)

    def submit(self, text: str) -> None:
        """Enter in the search field: the first article found, or the code that was typed, a receipt's too."""
        keys, wanted = self._keys, text.strip()
        if not wanted:
            self._front.begin_next()
        elif not keys.searched:
            keys.search(wanted)
        if _CODE.fullmatch(wanted) or looks_like_receipt_code(wanted):
            self._read_code(wanted)
        elif keys.amount is not None and len(keys.departments) > 1:
            self._open.say(Refused("What is sold for {amount}?", "Press its key.", amount=keys.amount))
        elif keys.searched and keys.at(0) is not None:
            self.touch(0)
        elif keys.typed is not None:
            self._open.say(no_department(keys.typed))
        elif wanted:
            self._open.say(
                Refused("No article is called “{text}”.", "Search by another part of it.", text=shown(wanted))
            )

    def touch(self, place: int) -> None:
        """The article key at this place was pressed; a department's sells at the amount that was typed."""
        article, amount = self._keys.at(place), self._keys.amount
        if article is None:
            return
        if article not in self._keys.departments:
            self._pick(Scanned(article))
        elif amount == ZERO:
            self._open.say(Refused("{name} can't cost nothing.", "Enter what it costs.", name=article.name))
        else:
            self._pick(Scanned(article), amount)

    def scan(self, code: str) -> None:
        """The scanner read an article's code. What is not certain is told, never guessed."""
        if not self._front.may_sell():
            return
        try:
            scanned = self._desk.catalogue.scan_to_sell(code)
            if scanned is None:
                self._desk.offer_article(code)
                raise Refused("No article has the code {code}.", "Search by name or number.", code=shown(code))
        except OpenPosError as error:
            self._keys.done_searching()
            self._open.say(error)
            return
        self._pick(scanned)

    def ask_price(self) -> None:
        """The next article is asked for its price and not sold; or it is sold after all."""
        asking = not self._front.asks_price
        if self._front.may_sell() and (not asking or self._front.free()):
            self._open.say(None)
            self._front.to_keys()
            self._front.ask_price(asking=asking)

    def show_price(self) -> None:
        """Show the price that was asked for last."""
        if self._priced is not None:
            self._view.show_price(self._priced)

    def _pick(self, scanned: Scanned, price: Money | None = None) -> None:
        """`price` is what was entered for one of it."""
        if self._front.queued(lambda: self._pick(scanned, price)) or not self._front.may_sell():
            return
        if self._front.asks_price:
            self._price(scanned.article)
        else:
            self._asking.sell(scanned, price)

    def _price(self, article: Article) -> None:
        """That it was asked for is journalled behind."""
        self._open.say(None)
        self._keys.done_searching()
        self._front.bring(Front.PRICE)
        self._priced, person = article, self._desk.person()
        self._desk.run(lambda: self._desk.checkout.ask_price(article, person), lambda _: None, self._open.say)
        self.show_price()
