"""The catalogue as the checkout reads it: finding articles, showing them on keys. `assortment` changes it."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.domain.article import MAX_TEXT, Article, ArticleGroup, barcode, is_packed, packed_code, plain_text
from openpos.domain.errors import Refused
from openpos.domain.money import Money, Quantity
from openpos.store.store import Store


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code sells: an article, and of a weighed package its weight or its price."""

    article: Article
    weight: Quantity | None = None
    price: Money | None = None


class Catalogue:
    """The shop's articles. `find`, `search`, `groups` and `keys` are short reads, fit for the GUI thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, code: str) -> Article | None:
        """The article with this barcode or number; None where the shop has none.

        Raises Refused with a sentence where the code can't be one: a wrong check digit, too long, unreadable.
        """
        text = plain_text(code, MAX_TEXT + 1)
        if text and len(text) <= MAX_TEXT:
            with self._store.read() as tx:
                found = tx.articles.by_code(text)
            if found is not None:
                return found
        barcode(code)
        return None

    def scan(self, code: str) -> Scanned | None:
        """What a scanned code sells; None where the shop has no such article. A short read.

        A code of the shop's scale also tells the price of the package, or its weight. Raises Refused as `find` does,
        and for a package that weighs or costs nothing.
        """
        text = plain_text(code, MAX_TEXT + 1)
        if is_packed(text) and packed_code(text) is None:
            raise Refused(
                "The code {code} holds no weight and no price.",
                "Weigh the goods again, or search for the article and enter its weight.",
                code=text,
            )
        article = self.find(code)
        packed = packed_code(text)
        if article is not None or packed is None:
            return None if article is None else Scanned(article)
        with self._store.read() as tx:
            found = [tx.articles.by_code(one) for one in (packed.code, packed.number, packed.number.lstrip("0"))]
        article = next((one for one in found if one is not None), None)
        if article is None:
            return None
        weight = None if packed.weight_milli is None else Quantity(packed.weight_milli)
        return Scanned(article, weight, None if packed.price_ore is None else Money(packed.price_ore))

    def scan_to_sell(self, code: str) -> Scanned | None:
        """What a scanned code sells now. As `scan`; raises Refused also for an article that is out of sale."""
        found = self.scan(code)
        if found is not None and found.article.withdrawn:
            raise Refused(
                "{name} is taken out of sale.", "It can be put back on the page Articles.", name=found.article.name
            )
        return found

    def search(self, text: str, *, limit: int = 50, withdrawn: bool = False) -> list[Article]:
        """The articles a person means, best first: exact number or barcode, name begins, word begins, inside a word.

        `withdrawn`: also those that are out of sale.
        """
        sought = plain_text(text)
        if not sought:
            return []
        with self._store.read() as tx:
            return tx.articles.search(sought, limit, withdrawn=withdrawn)

    def departments(self, *, limit: int = 50) -> list[Article]:
        """What is sold by an amount and its key: the articles by the piece without a price, in the order of their
        numbers.
        """
        with self._store.read() as tx:
            return tx.articles.without_price(limit)

    def groups(self) -> list[ArticleGroup]:
        """The groups that have articles in sale, in the order of their keys."""
        with self._store.read() as tx:
            return tx.articles.groups(filled=True)

    def keys(self, group_id: int, page: int, per_page: int) -> tuple[list[Article], int]:
        """A page (the first is 0) of a group's articles in sale, in alphabetical order, and how many pages there are.

        A page beyond the last gives the last; an empty group has one empty page.
        """
        with self._store.read() as tx:
            pages = max(1, -(-tx.articles.count_in_group(group_id) // per_page))
            offset = min(max(page, 0), pages - 1) * per_page
            return tx.articles.in_group(group_id, offset=offset, limit=per_page), pages
