"""The assortment: changing the articles by hand, reading them from a file. The start of the window needs none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from openpos.clock import Clock
from openpos.domain.article import Article, plain_text
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.permission import Permission, Person
from openpos.domain.vat import VatCategory
from openpos.register.article_changes import put
from openpos.register.article_csv import ArticleFile, Rejection, look_at, rows
from openpos.register.article_form import Written, as_written, checked_price, understood
from openpos.register.article_import import ImportPreview, ImportResult, Planner, Tally, carry_out
from openpos.register.article_rows import ArticleRow, checked_meanings
from openpos.register.catalogue import Catalogue
from openpos.store.journal import Kind
from openpos.store.store import Store, Transaction

BATCH_ROWS = 500
"""Rows per transaction: some tens of milliseconds, between which a sale gets its turn."""
MANY_ROWS = 2_000
"""So many written articles leave the search in pieces that are worth merging."""

Progress = Callable[[int, int], None]
"""Told how many lines of the file are done, and about how many there are."""


class Assortment(Catalogue):
    """The catalogue for who keeps it: all articles, and every change to them journalled."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store)
        self._clock = clock

    def listed(self, *, offset: int = 0, limit: int = 50) -> list[Article]:
        """A portion of all articles in alphabetical order, those out of sale among them. A short read."""
        with self._store.read() as tx:
            return tx.articles.listed(offset=offset, limit=limit)

    def article(self, article_id: int) -> Article | None:
        """The article as it is now. A short read."""
        with self._store.read() as tx:
            return tx.articles.get(article_id)

    def written(self, article: Article) -> Written:
        """The article as a form shows it. A short read."""
        with self._store.read() as tx:
            return as_written(article, _deposit(tx, article))

    def save(self, written: Written, by: Person, before: Article | None = None) -> Article:
        """Add the article that was written, or change `before` into it. Blocks: register lane only.

        Lines of baskets and receipts stay as they are. Raises NotPermitted; WrongFields with all that can't be
        understood or belongs to another article; ArticleChanged where the article is no longer as `before`.
        """
        by.must_be_allowed(Permission.CATALOGUE)
        with self._store.write() as tx:
            deposit = _deposit(tx, before) if before is not None else None
            article = understood(written, before, deposit, tx.articles.by_code)
            return self._put(tx, article, before, by)

    def change_price(self, article: Article, price: Money, by: Person, *, act_id: str = "") -> Article:
        """Sell it at this price from now on. Blocks. Raises as `save`, and Refused for a price that can't be.

        `act_id` is kept in the journal, for who wants to know whether it was done.
        """
        by.must_be_allowed(Permission.CATALOGUE)
        with self._store.write() as tx:
            return self._put(tx, replace(article, price=checked_price(price)), article, by, act_id)

    def withdraw(self, article: Article, by: Person) -> Article:
        """Take it out of sale; it stays for the receipts that know it. Blocks.

        Raises NotPermitted, ArticleChanged, and Refused where another article is sold with it as its deposit.
        """
        return self._offer(article, by, withdrawn=True)

    def put_back(self, article: Article, by: Person) -> Article:
        """Sell it again. Blocks. Raises NotPermitted, ArticleChanged."""
        return self._offer(article, by, withdrawn=False)

    def _offer(self, article: Article, by: Person, *, withdrawn: bool) -> Article:
        by.must_be_allowed(Permission.CATALOGUE)
        with self._store.write() as tx:
            return self._put(tx, replace(article, withdrawn=withdrawn), article, by)

    def _put(self, tx: Transaction, article: Article, before: Article | None, by: Person, act_id: str = "") -> Article:
        saved, events = put(tx.articles, article, before)
        if act_id:
            events = [(kind, {**facts, "id": act_id}) for kind, facts in events]
        tx.journal.add_many(events, at=self._clock(), cashier=by.name)
        return saved

    # -- reading articles from a file

    def preview(
        self,
        path: Path,
        *,
        means: Mapping[int, VatCategory] | None = None,
        progress: Progress = lambda _done, _whole: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportPreview:
        """What importing this file would do now. Blocks: seconds for a hundred thousand rows; writes nothing.

        `means` says what a bare 12 % (1200) and 6 % (600) mean in this file, where a person has said so. Raises Refused
        where the file holds no articles that can be read, Unavailable where the disk fails.
        """
        meanings = dict(checked_meanings(means or {}))
        file = look_at(path)
        tally = Tally()
        stopped = False
        with self._store.read() as tx:
            groups = tx.articles.groups()
        with closing(Planner(groups)) as planner:
            for batch, _ in _batches(rows(file, meanings)):
                stopped = cancelled()
                if stopped:
                    break
                with self._store.read() as tx:
                    tally.add(planner.plan(tx.articles, batch))
                progress(batch[-1].line, file.whole)
            _refuse_without_rows(file, tally, stopped=stopped)
            return ImportPreview(
                file=file,
                means=meanings,
                rows=tuple(tally.rows),
                shortened_names=tuple(tally.shortened_names),
                ambiguous_rates=dict(tally.ambiguous_rates),
                **tally.outcome(planner.new_groups, cancelled=stopped),
            )

    def import_articles(
        self,
        source: Path | ImportPreview,
        *,
        cashier: str = "",
        means: Mapping[int, VatCategory] | None = None,
        progress: Progress = lambda _done, _whole: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportResult:
        """Read the articles of a file into the catalogue; one that is there is changed. Blocks for long.

        For a thread of its own: it writes in short turns, so that sales go on meanwhile. A row that can't be read is
        told and does not stop the others. Stopped by `cancelled` or by a power cut, whole rows are done, and importing
        again goes on. A preview must be of the file as it is now. Changed prices and the import itself are journalled
        in the same transactions. Raises Refused where the file holds no articles that can be read, Unavailable where a
        disk fails.
        """
        path, shown_before = (source, None) if isinstance(source, Path) else (source.file.path, source)
        meanings = dict(checked_meanings(means or (shown_before.means if shown_before else {})))
        file = look_at(path)
        if shown_before and shown_before.file.sha256 != file.sha256:
            raise Refused("The file was changed after it was shown.", "Look at it again before you import it.")
        tally = Tally()
        stopped = False
        with self._store.read() as tx:
            groups = tx.articles.groups()
        with closing(Planner(groups)) as planner:
            for batch, last in _batches(rows(file, meanings)):
                stopped = cancelled()
                if stopped:
                    break
                with self._store.write() as tx:
                    outcomes = planner.plan(tx.articles, batch)
                    tally.add(outcomes)
                    events = carry_out(tx.articles, outcomes)
                    if last:
                        events.append(_imported(file, tally, cancelled=False))
                    if events:
                        tx.journal.add_many(events, at=self._clock(), cashier=cashier)
                progress(batch[-1].line, file.whole)
            _refuse_without_rows(file, tally, stopped=stopped)
            if stopped and not tally.empty:
                with self._store.write() as tx:
                    tx.journal.add_many([_imported(file, tally, cancelled=True)], at=self._clock(), cashier=cashier)
            if tally.written > MANY_ROWS:
                self._arrange_search()
            return ImportResult(file=file, **tally.outcome(planner.new_groups, cancelled=stopped))

    def _arrange_search(self) -> None:
        begin = more = True
        while more:
            with self._store.write() as tx:
                more = tx.articles.arrange_search(begin=begin)
            begin = False


def _deposit(tx: Transaction, article: Article) -> Article | None:
    return None if article.deposit_id is None else tx.articles.get(article.deposit_id)


def _batches(found: Iterable[ArticleRow | Rejection]) -> Iterator[tuple[Sequence[ArticleRow | Rejection], bool]]:
    """The rows in portions, each with whether it is the last. The next one is read before a portion is given out."""
    remaining = iter(found)
    batch = list(islice(remaining, BATCH_ROWS))
    while batch:
        following = list(islice(remaining, BATCH_ROWS))
        yield batch, not following
        batch = following


def _refuse_without_rows(file: ArticleFile, tally: Tally, *, stopped: bool) -> None:
    if tally.empty and not stopped:
        raise Refused(
            "{name} has headings, but no articles under them.", "Choose another file.", name=plain_text(file.path.name)
        )


def _imported(file: ArticleFile, tally: Tally, *, cancelled: bool) -> tuple[Kind, Mapping[str, Any]]:
    facts = {"file": plain_text(file.path.name), "sha256": file.sha256, "cancelled": cancelled, **tally.facts()}
    return Kind.ARTICLES_IMPORTED, facts
