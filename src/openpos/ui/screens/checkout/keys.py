"""The article keys: groups with their pages, and what a search finds in their place. No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpos.domain.article import Article, ArticleGroup
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Money
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.shown import ArticlePage, View

FOUND_AT_MOST = 60
"""More are not paged through; one letter more finds it sooner."""
_AMOUNT = re.compile(r"([0-9]{1,9})[.,]([0-9]{0,2})")
"""Kronor with a decimal mark: without it, digits are a number or the beginning of a code."""


class ArticleKeys:
    """What lies on the article keys. Only the page that is seen is read, so a large catalogue costs no more."""

    def __init__(self, desk: CheckoutDesk, view: View, say: Callable[[OpenPosError | None], None]) -> None:
        self._desk = desk
        self._view = view
        self._say = say
        self._groups: tuple[ArticleGroup, ...] = ()
        self._group: int | None = None
        self._searched = ""
        self._found: tuple[Article, ...] = ()
        self._departments: tuple[Article, ...] = ()
        self._articles: tuple[Article, ...] = ()
        self._page = 0
        self._page_size = 15

    @property
    def searched(self) -> str:
        """What is searched for; empty while a group is shown."""
        return self._searched

    @property
    def typed(self) -> Money | None:
        """The amount that was typed; None where something else is searched for."""
        typed = _AMOUNT.fullmatch(self._searched)
        return Money(int(typed[1]) * 100 + int(f"{typed[2]:0<2}")) if typed else None

    @property
    def amount(self) -> Money | None:
        """What was typed for a department key; None where there is none, or something else is searched for."""
        return self.typed if self._departments else None

    @property
    def departments(self) -> tuple[Article, ...]:
        """The articles that are sold at the amount that was typed: the first ones found."""
        return self._departments

    def at(self, place: int) -> Article | None:
        """The article on the key at this place."""
        return self._articles[place] if 0 <= place < len(self._articles) else None

    def load(self) -> None:
        """Read the groups and the shown page anew."""
        try:
            self._groups = tuple(self._desk.catalogue.groups())
            if self._group not in {group.id for group in self._groups}:
                self._group = self._groups[0].id if self._groups else None
                self._page = 0
            if self._searched:
                self._find()
        except OpenPosError as error:
            self._say(error)
        self._show()

    def set_page_size(self, articles: int) -> None:
        """How many keys there are. The first article stays in sight."""
        if articles != self._page_size and articles > 0:
            self._page = self._page * self._page_size // articles
            self._page_size = articles
            self._show()

    def choose(self, group: int) -> None:
        """Show a group from its first page; a search ends."""
        self.done_searching(show=False)
        self._group = group
        self._page = 0
        self._show()

    def turn(self, page: int) -> None:
        self._page = page
        self._show()

    def search(self, text: str) -> None:
        """Show what is found; for nothing, the group again."""
        if text == self._searched:
            return
        self._searched = text
        self._page = 0
        self._found = self._departments = ()
        if text:
            try:
                self._find()
            except OpenPosError as error:
                self._say(error)
        self._show()

    def show_departments(self, amount: Money) -> None:
        """The amount is in the search field, as if it had been typed there: what is sold at it lies on the keys."""
        text = f"{amount.ore // 100},{amount.ore % 100:02}"
        self._view.write_search(text)
        self.search(text)
        if self.amount is None:
            self.done_searching()
            self._say(no_department(amount))

    def _find(self) -> None:
        """What is searched for; for an amount, first what is sold at it."""
        by_amount = _AMOUNT.fullmatch(self._searched) is not None
        self._departments = tuple(self._desk.catalogue.departments(limit=FOUND_AT_MOST)) if by_amount else ()
        others = (
            one
            for one in self._desk.catalogue.search(self._searched, limit=FOUND_AT_MOST)
            if one not in self._departments
        )
        self._found = (*self._departments, *others)

    def done_searching(self, *, show: bool = True) -> None:
        """What was searched for is found: the group comes back."""
        if not self._searched:
            return
        self._searched = ""
        self._found = self._departments = ()
        self._page = 0
        self._view.clear_search()
        if show:
            self._show()

    def _show(self) -> None:
        size, pages = self._page_size, 1
        self._articles = ()
        if self._searched:
            pages = max(1, -(-len(self._found) // size))
            self._page = min(self._page, pages - 1)
            self._articles = self._found[self._page * size : (self._page + 1) * size]
        elif self._group is not None:
            try:
                articles, pages = self._desk.catalogue.keys(self._group, self._page, size)
                self._page = min(self._page, pages - 1)  # beyond the last page lies the last
                self._articles = tuple(articles)
            except OpenPosError as error:
                self._say(error)
        self._view.show_articles(
            ArticlePage(
                groups=self._groups,
                group=None if self._searched else self._group,
                articles=self._articles,
                page=self._page,
                pages=pages,
                searched=self._searched,
                amount=self.amount,
            )
        )


def no_department(amount: Money) -> Refused:
    """What is said where an amount was entered, and nothing is sold by amount here."""
    return Refused(
        "There is no department to sell {amount} in.",
        "Search for the article by its name. Articles without a price become departments.",
        amount=amount,
    )
