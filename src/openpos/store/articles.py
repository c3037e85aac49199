"""The catalogue in the file: articles, groups, barcodes and the search."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from openpos.domain.article import Article, ArticleGroup, ArticleKind
from openpos.domain.vat import VatCategory
from openpos.store.tables import article_groups, articles, barcodes


class Articles:
    """The catalogue within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_code(self, code: str) -> Article | None:
        """The active article with this barcode, or else with this article number."""
        found = (
            self._connection.execute(
                _articles.join(barcodes, barcodes.c.article_id == articles.c.id).where(barcodes.c.code == code)
            ).one_or_none()
            or self._connection.execute(_articles.where(articles.c.number == code)).one_or_none()
        )
        return None if found is None else self._article(found)

    def groups(self) -> list[ArticleGroup]:
        """The groups in the order of their keys."""
        rows = self._connection.execute(select(article_groups).order_by(article_groups.c.position))
        return [ArticleGroup(row.id, row.name, row.colour, row.position) for row in rows]

    def _article(self, row: Row[Any]) -> Article:
        codes = self._connection.execute(
            select(barcodes.c.code).where(barcodes.c.article_id == row.id).order_by(barcodes.c.code)
        ).scalars()
        return Article(
            id=row.id,
            number=row.number,
            name=row.name,
            group=row.group_name,
            price=row.price_ore,
            vat_category=VatCategory(row.vat_category),
            kind=ArticleKind(row.kind),
            unit=row.unit,
            barcodes=tuple(codes),
        )


_articles = (
    select(articles, article_groups.c.name.label("group_name"))
    .join(article_groups, article_groups.c.id == articles.c.group_id)
    .where(articles.c.active == 1)
)
