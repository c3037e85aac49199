"""What a person does to one article of the catalogue, each act with its rows of the journal."""

from __future__ import annotations

from dataclasses import replace

from openpos.domain.article import Article, same_gtin
from openpos.domain.errors import Refused
from openpos.register.article_form import WrongFields
from openpos.register.article_import import MAX_GROUPS
from openpos.register.article_rows import Column
from openpos.register.article_told import Events, article_facts, changes_told
from openpos.store.articles import Articles
from openpos.store.journal import Kind


class ArticleChanged(Refused):
    """Somebody else has changed the article since it was opened. Nothing was changed."""

    def __init__(self, name: str, now: Article) -> None:
        super().__init__(
            "Somebody else has changed {name} since you opened it.", "Look through it, then save again.", name=name
        )
        self.now = now


def put(articles: Articles, article: Article, before: Article | None) -> tuple[Article, Events]:
    """Make the catalogue have this article, within one transaction; `before` is it as it was opened, None if it is new.

    Gives it as it is now and what the journal is to say. Raises ArticleChanged, WrongFields, and Refused for a deposit
    that is sold along and would go.
    """
    if before is not None:
        now = articles.get(before.id)
        if now is None or now != before:
            raise ArticleChanged(before.name, now or before)
        if article == before:
            return before, []
    article = replace(article, number=article.number or _free_number(articles, article))
    _check_free(articles, article, before)
    article = replace(article, group=_group(articles, article.group))
    if before is None:
        articles.add([article])
        (added,) = articles.by_numbers([article.number])
        return added, [(Kind.ARTICLE_ADDED, article_facts(added))]
    articles.drop_barcodes(before.id, set(before.barcodes) - set(article.barcodes))
    articles.change([article])
    return article, changes_told(before, article)


def _gone(article: Article) -> bool:
    """Whether it can't be sold along as a deposit."""
    return article.withdrawn or article.price is None


def _free_number(articles: Articles, article: Article) -> str:
    """The number of a new article without one: its first barcode, as an import does, or else the next free number."""
    return article.barcodes[0] if article.barcodes else articles.next_number()


def _check_free(articles: Articles, article: Article, before: Article | None) -> None:
    """Raises WrongFields where another article has the number or a barcode, or sells this one as its deposit."""
    wrong: dict[Column, Refused] = {}
    fresh = [code for code in article.barcodes if before is None or code not in before.barcodes]
    wanted = {code: (code, *same_gtin(code)) for code in fresh}
    holders = articles.by_barcodes(one for many in wanted.values() for one in many)
    # A scan finds a barcode before a number: whose number it is would not be found by it any more.
    numbers = {one.number.casefold(): one for one in articles.by_numbers(fresh)}
    for code, same in wanted.items():
        found = [holders[one] for one in same if one in holders] or [numbers.get(code.casefold(), article)]
        holder = next((one for one in found if one.id != article.id), None)
        if holder is not None:
            wrong[Column.BARCODE] = Refused(
                "The barcode {code} belongs to {name} already.",
                "Take it away there first, or open that article.",
                code=code,
                name=holder.name,
            )
            break
    if before is None or article.number != before.number:
        number = article.number
        found = [*articles.by_numbers([number]), *articles.by_barcodes([number]).values()]
        holder = next((one for one in found if one.id != article.id), None)
        if holder is not None:
            wrong[Column.NUMBER] = Refused(
                "{name} has the number {number} already.", "Choose another number.", name=holder.name, number=number
            )
    drink = articles.sold_with(before.id) if before is not None and _gone(article) and not _gone(before) else None
    if drink is not None:
        if article.withdrawn:
            raise Refused("{name} is sold with this deposit.", "Take the deposit from it first.", name=drink)
        wrong[Column.PRICE] = Refused(
            "{name} is sold with this deposit, which must have a price.", "Write the price.", name=drink
        )
    if wrong:
        raise WrongFields(wrong)


def _group(articles: Articles, name: str) -> str:
    """The group of this name as it is written there, or a new one. Raises WrongFields where there are too many."""
    groups = {group.name.casefold(): group.name for group in articles.groups()}
    if name.casefold() not in groups:
        if len(groups) >= MAX_GROUPS:
            raise WrongFields(
                {
                    Column.GROUP: Refused(
                        "“{group}” would be one group too many: there are {most}.",
                        "Choose one of those there are.",
                        group=name,
                        most=MAX_GROUPS,
                    )
                }
            )
        return articles.add_group(name).name
    return groups[name.casefold()]
