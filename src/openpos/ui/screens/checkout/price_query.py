"""What does it cost? One article is asked for its price and not sold. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.article import Article
from openpos.domain.errors import OpenPosError
from openpos.ui.screens.checkout.acts import Acts
from openpos.ui.screens.checkout.shown import View


class PriceQuery:
    """Whether the next article is only asked for, and which one was."""

    def __init__(self, acts: Acts, view: View, say: Callable[[OpenPosError | None], None]) -> None:
        self._acts = acts
        self._view = view
        self._say = say
        self._asking = False
        self._article: Article | None = None

    @property
    def asking(self) -> bool:
        """Whether the next article is asked for its price."""
        return self._asking

    def ask(self, *, asking: bool) -> None:
        """Ask the next article for its price, or sell it after all."""
        if asking != self._asking:
            self._asking = asking
            self._view.ask_price(asking=asking)

    def answer(self, article: Article) -> None:
        """Show what it costs; that it was asked for is journalled behind."""
        self.ask(asking=False)
        self._article = article
        person = self._acts.person()
        self._acts.run(lambda: self._acts.ask_price(article, person), lambda _: None, self._say)
        self.show()

    def show(self) -> None:
        """Show the price that was asked for last."""
        if self._article is not None:
            self._view.show_price(self._article)
