"""The catalogue in the file: articles, groups, barcodes and the search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from openpos.domain.article import PIECE, Article, ArticleGroup, ArticleKind, alphabetical, same_gtin, words
from openpos.domain.money import Money
from openpos.domain.vat import VatCategory
from openpos.store.tables import article_groups, articles

COLOURS = 12
"""How many colours the palette of article groups has."""
SHORT_WORD = 2
"""Words of so few letters are looked for at the beginnings of words only: inside words they are everywhere."""
BARCODE_LIKE = 7
"""That many digits that begin a known barcode are a barcode being typed: not looked for inside other barcodes."""
SHORT_NUMBER = 6
"""Article numbers of more digits are taken for barcodes when the next free one is looked for."""
_PORTION_PAGES = 64

# Statements are built once: building one costs as much as running it. Plain SQL, since most of it is FTS5's own.
_ARTICLE = """
    SELECT a.id, a.number, a.name, g.name AS group_name, a.price_ore, a.vat_category, a.kind, a.unit,
        a.deposit_id, a.age_limit, a.any_price, a.withdrawn,
        (SELECT group_concat(code, ' ') FROM (SELECT code FROM barcodes WHERE article_id = a.id ORDER BY code)) AS codes
    FROM articles a JOIN article_groups g ON g.id = a.group_id
"""
_by_id = text(f"{_ARTICLE} WHERE a.id = :id")
# The lists of values come as JSON, so that one statement serves lists of all lengths.
_by_ids = text(
    _ARTICLE.replace("FROM articles a JOIN", "FROM json_each(:ids) wanted JOIN articles a ON a.id = wanted.value JOIN")
    + " WHERE :withdrawn OR a.withdrawn = 0 ORDER BY wanted.key"
)
_by_numbers = text(f"{_ARTICLE} WHERE a.number IN (SELECT value FROM json_each(:numbers))")
_owners = text("SELECT code, article_id FROM barcodes WHERE code IN (SELECT value FROM json_each(:codes))")
_without_price = text(
    _ARTICLE + " WHERE a.id IN (SELECT id FROM articles WHERE price_ore IS NULL AND unit = :unit AND withdrawn = 0"
    " ORDER BY number LIMIT :limit) ORDER BY a.number"
)
_id_by_code = text("""
    SELECT coalesce(
        (SELECT article_id FROM barcodes WHERE code = :code),
        (SELECT id FROM articles WHERE number = :code),
        (SELECT article_id FROM barcodes WHERE code IN (SELECT value FROM json_each(:same)) LIMIT 1))
""")

# The search's tiers, best first. Each takes its own few by rowid or by the index; none ranks the whole catalogue.
_exactly = text("""
    SELECT article_id FROM barcodes WHERE code IN (SELECT value FROM json_each(:codes))
    UNION ALL SELECT id FROM articles WHERE number = :number
""")
_beginning = text(
    "SELECT id FROM articles WHERE searched >= :beginning AND searched < :beyond AND (:withdrawn OR withdrawn = 0)"
    " ORDER BY searched LIMIT :limit"
)
_SOLD = "(:withdrawn OR NOT EXISTS (SELECT 1 FROM articles WHERE id = {index}.rowid AND withdrawn = 1))"
_with_words = text(
    "SELECT rowid FROM article_words WHERE article_words MATCH :words AND "
    + _SOLD.format(index="article_words")
    + " LIMIT :limit"
)
_with_parts = text(
    "SELECT rowid FROM article_parts WHERE article_parts MATCH :parts AND "
    + _SOLD.format(index="article_parts")
    + " LIMIT :limit"
)
_LAST_CHARACTER = "\U0010ffff"

_groups = select(article_groups).order_by(article_groups.c.position, article_groups.c.id)
_group_end = select(func.count(), func.coalesce(func.max(article_groups.c.position), 0)).select_from(article_groups)
_insert_group = insert(article_groups)
# The ids are found in the index alone; only those of the page are then fetched.
_listed = text(
    _ARTICLE + " WHERE a.id IN (SELECT id FROM articles ORDER BY alphabetical, id LIMIT :limit OFFSET :offset)"
    " ORDER BY a.alphabetical, a.id"
)
_in_group = text(
    _ARTICLE + " WHERE a.id IN (SELECT id FROM articles WHERE group_id = :group AND withdrawn = 0"
    " ORDER BY alphabetical, id LIMIT :limit OFFSET :offset) ORDER BY a.alphabetical, a.id"
)
# Kept in the group's row: counting a hundred thousand index entries takes longer than drawing the keys.
_size = select(article_groups.c.size).where(article_groups.c.id == bindparam("group"))
_grow = (
    update(article_groups)
    .where(article_groups.c.id == bindparam("group"))
    .values(size=article_groups.c.size + bindparam("by"))
)
# For an article that is made or changed by hand, so seldom that no index is kept for them.
_next_number = text(
    "SELECT coalesce(max(CAST(number AS INTEGER)), 0) + 1 FROM articles"
    " WHERE length(number) <= :digits AND number NOT GLOB '*[^0-9]*'"
)
_sold_with = text("SELECT name FROM articles WHERE deposit_id = :id AND withdrawn = 0 LIMIT 1")
_drop_barcodes = text("DELETE FROM barcodes WHERE article_id = :id AND code IN (SELECT value FROM json_each(:codes))")
_last_id = select(func.coalesce(func.max(articles.c.id), 0))
_insert_articles = insert(articles)
# Many rows at a time go to the driver as they are. The indexes have no content of their own: an entry is taken out by
# the very text that was put in.
_INDEXES = ("article_words", "article_parts")
_INDEX_NEW = [f"INSERT INTO {index} (rowid, searched) VALUES (?, ?)" for index in _INDEXES]
_INDEX_OLD = [f"INSERT INTO {index} ({index}, rowid, searched) VALUES ('delete', ?, ?)" for index in _INDEXES]
_INSERT_BARCODE = "INSERT INTO barcodes (code, article_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_indexed_before = text(
    "SELECT id, searched, group_id, withdrawn FROM articles WHERE id IN (SELECT value FROM json_each(:ids))"
)
_columns = (
    *("number", "name", "searched", "alphabetical", "group_id", "price_ore", "vat_category", "kind", "unit"),
    *("deposit_id", "age_limit", "any_price", "withdrawn"),
)
_update_articles = (
    update(articles)
    .where(articles.c.id == bindparam("the_id"))
    .values({name: bindparam(f"the_{name}") for name in _columns})
)


class Articles:
    """The catalogue within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, article_id: int) -> Article | None:
        """The article with this id."""
        row = self._connection.execute(_by_id, {"id": article_id}).one_or_none()
        return None if row is None else _article(row)

    def by_code(self, code: str) -> Article | None:
        """The article with this barcode, or else with this number, or else with this GTIN at another length."""
        found = self._connection.execute(_id_by_code, {"code": code, "same": json.dumps(same_gtin(code))}).scalar()
        return None if found is None else self.get(found)

    # -- the search

    def search(self, sought: str, limit: int = 50, *, withdrawn: bool = False) -> list[Article]:
        """The articles a person means, best first: exact number or barcode, name begins, word begins, inside a word.

        Several words must all be there, in any order. Any text is only text here. `withdrawn`: also those that are out
        of sale. Milliseconds, also among a million.
        """
        ids = dict.fromkeys(self._exact(sought))  # in the order found, each once
        tokens = list(dict.fromkeys(words(sought)))
        for tier in self._tiers(sought, tokens, {"limit": limit, "withdrawn": withdrawn}):
            ids.update(dict.fromkeys(tier))
            if len(ids) >= limit:
                break
        found = self._connection.execute(_by_ids, {"ids": json.dumps(list(ids)), "withdrawn": withdrawn})
        return [_article(row) for row in found][:limit]

    def _exact(self, sought: str) -> Sequence[int]:
        codes = json.dumps([sought, *same_gtin(sought)])
        return self._connection.execute(_exactly, {"codes": codes, "number": sought}).scalars().all()

    def _tiers(self, sought: str, tokens: list[str], values: dict[str, Any]) -> Iterator[Sequence[int]]:
        if not tokens:
            return
        beginning = " ".join(words(sought))
        names = {"beginning": beginning, "beyond": beginning + _LAST_CHARACTER}
        yield self._connection.execute(_beginning, {**names, **values}).scalars().all()
        # Words hold letters and digits only, so nothing in them can end the quotes.
        begun = " AND ".join(f'"{token}"*' for token in tokens)
        with_words = self._connection.execute(_with_words, {"words": begun, **values}).scalars().all()
        yield with_words
        typed_barcode = with_words and any(len(token) >= BARCODE_LIKE and token.isdigit() for token in tokens)
        if typed_barcode or any(len(token) <= SHORT_WORD for token in tokens):
            return
        parts = " AND ".join(f'"{token}"' for token in tokens)
        yield self._connection.execute(_with_parts, {"parts": parts, **values}).scalars().all()

    def listed(self, *, offset: int = 0, limit: int = 50) -> list[Article]:
        """A portion of all articles in Swedish alphabetical order, those out of sale among them."""
        return [_article(row) for row in self._connection.execute(_listed, {"offset": offset, "limit": limit})]

    def without_price(self, limit: int) -> list[Article]:
        """Those sold by the piece that have no price of their own, in the order of their numbers."""
        return [_article(row) for row in self._connection.execute(_without_price, {"unit": PIECE, "limit": limit})]

    def arrange_search(self, *, begin: bool = False) -> bool:
        """Merge a portion of what many additions left in pieces in the search; whether there is more to merge.

        `begin` starts over; the calls after it go on. A few milliseconds each, so that sales get in between.
        """
        changes = text("SELECT total_changes()")
        more = False
        for index in _INDEXES:
            before = self._connection.execute(changes).scalar_one()
            self._connection.execute(
                text(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', :pages)"),
                {"pages": -_PORTION_PAGES if begin else _PORTION_PAGES},
            )
            # FTS5 counts a merge that had nothing to do as a single change.
            more |= self._connection.execute(changes).scalar_one() - before > 1
        return more

    # -- groups

    def groups(self, *, filled: bool = False) -> list[ArticleGroup]:
        """The groups in the order of their keys; `filled`: only those with articles in sale."""
        return [_group(row) for row in self._connection.execute(_groups) if row.size or not filled]

    def add_group(self, name: str) -> ArticleGroup:
        """A new group after the others, with the next colour of the palette. The name must be new."""
        number, last = self._connection.execute(_group_end).one()
        values: dict[str, Any] = {"name": name, "colour": number % COLOURS, "position": last + 1}
        result = self._connection.execute(_insert_group, values)
        return ArticleGroup(int(result.lastrowid), **values)

    def in_group(self, group_id: int, *, offset: int = 0, limit: int = 50) -> list[Article]:
        """A portion of a group's articles in Swedish alphabetical order."""
        found = self._connection.execute(_in_group, {"group": group_id, "offset": offset, "limit": limit})
        return [_article(row) for row in found]

    def count_in_group(self, group_id: int) -> int:
        """How many articles of a group are in sale."""
        return int(self._connection.execute(_size, {"group": group_id}).scalar_one_or_none() or 0)

    # -- many at once, for the import

    def by_numbers(self, numbers: Iterable[str]) -> list[Article]:
        """The articles with these numbers, in no order. `A1` and `a1` are the same number."""
        found = self._connection.execute(_by_numbers, {"numbers": json.dumps(list(numbers))})
        return [_article(row) for row in found]

    def by_barcodes(self, codes: Iterable[str]) -> dict[str, Article]:
        """The articles that have these very barcodes, by barcode."""
        rows = self._connection.execute(_owners, {"codes": json.dumps(list(codes))})
        owners = {row.code: row.article_id for row in rows}
        found = self._connection.execute(_by_ids, {"ids": json.dumps(sorted(set(owners.values()))), "withdrawn": True})
        by_id = {row.id: _article(row) for row in found}
        return {code: by_id[owner] for code, owner in owners.items()}

    def add(self, new: Sequence[Article]) -> None:
        """Add articles whose numbers and barcodes are new; their ids are given here, their groups must be there."""
        if not new:
            return
        groups = self._group_ids()
        first = self._connection.execute(_last_id).scalar_one() + 1
        rows = [{"id": place, **_values(article, groups)} for place, article in enumerate(new, first)]
        self._connection.execute(_insert_articles, rows)
        self._index([(row["id"], row["searched"]) for row in rows], _INDEX_NEW)
        self._resize(Counter(row["group_id"] for row in rows if not row["withdrawn"]))
        self._add_barcodes(enumerate(new, first))

    def change(self, changed: Sequence[Article]) -> None:
        """Make the articles with these ids be as given, their barcodes being those they had and any new ones.

        A barcode is never taken away: old packages linger on the shelf.
        """
        if not changed:
            return
        groups = self._group_ids()
        rows = [{"id": article.id, **_values(article, groups)} for article in changed]
        ids = json.dumps([article.id for article in changed])
        before = {row.id: row for row in self._connection.execute(_indexed_before, {"ids": ids})}
        refound = [row for row in rows if row["searched"] != before[row["id"]].searched]
        self._index([(row["id"], before[row["id"]].searched) for row in refound], _INDEX_OLD)
        self._connection.execute(
            _update_articles, [{f"the_{name}": value for name, value in row.items()} for row in rows]
        )
        self._index([(row["id"], row["searched"]) for row in refound], _INDEX_NEW)
        sizes = Counter(row["group_id"] for row in rows if not row["withdrawn"])
        sizes.subtract(was.group_id for was in before.values() if not was.withdrawn)
        self._resize(sizes)
        self._add_barcodes((article.id, article) for article in changed)

    # -- one, by hand

    def drop_barcodes(self, article_id: int, codes: Iterable[str]) -> None:
        """Take these barcodes from the article; `change` it then, so that it is no longer found by them."""
        self._connection.execute(_drop_barcodes, {"id": article_id, "codes": json.dumps(list(codes))})

    def next_number(self) -> str:
        """One above the highest number of at most six digits: longer ones are barcodes. Reads the whole catalogue."""
        return str(self._connection.execute(_next_number, {"digits": SHORT_NUMBER}).scalar_one())

    def sold_with(self, deposit_id: int) -> str | None:
        """The name of an article in sale that has this one as its deposit."""
        return self._connection.execute(_sold_with, {"id": deposit_id}).scalar_one_or_none()

    def _index(self, entries: list[tuple[int, str]], statements: list[str]) -> None:
        if entries:
            for statement in statements:
                self._connection.exec_driver_sql(statement, entries)

    def _resize(self, sizes: Counter[int]) -> None:
        grown = [{"group": group, "by": by} for group, by in sizes.items() if by]
        if grown:
            self._connection.execute(_grow, grown)

    def _add_barcodes(self, many: Iterable[tuple[int, Article]]) -> None:
        rows = [(code, place) for place, article in many for code in article.barcodes]
        if rows:
            self._connection.exec_driver_sql(_INSERT_BARCODE, rows)

    def _group_ids(self) -> dict[str, int]:
        return {group.name: group.id for group in self.groups()}


def searched_text(article: Article) -> str:
    """The words an article is found by: those of its name first, then its number and barcodes."""
    return " ".join(words(" ".join(dict.fromkeys((article.name, article.number, *article.barcodes)))))


def _values(article: Article, groups: dict[str, int]) -> dict[str, Any]:
    return {
        "number": article.number,
        "name": article.name,
        "searched": searched_text(article),
        "alphabetical": alphabetical(article.name),
        "group_id": groups[article.group],
        "price_ore": article.price,
        "vat_category": article.vat_category.value,
        "kind": article.kind.value,
        "unit": article.unit,
        "deposit_id": article.deposit_id,
        "age_limit": article.age_limit,
        "any_price": int(article.any_price),
        "withdrawn": int(article.withdrawn),
    }


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        number=row.number,
        name=row.name,
        group=row.group_name,
        price=None if row.price_ore is None else Money(row.price_ore),
        vat_category=VatCategory(row.vat_category),
        kind=ArticleKind(row.kind),
        unit=row.unit,
        barcodes=tuple(row.codes.split(" ")) if row.codes else (),
        deposit_id=row.deposit_id,
        age_limit=row.age_limit,
        any_price=bool(row.any_price),
        withdrawn=bool(row.withdrawn),
    )


def _group(row: Row[Any]) -> ArticleGroup:
    return ArticleGroup(row.id, row.name, row.colour, row.position)
