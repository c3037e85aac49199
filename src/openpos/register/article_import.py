"""What each row of an article file does to the catalogue, told before it is done and done in the same way."""

from __future__ import annotations

import string
from collections import ChainMap, Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from openpos.domain.article import PIECE, Article, ArticleGroup, ArticleKind
from openpos.domain.errors import Refused
from openpos.domain.money import shown
from openpos.domain.vat import VatCategory
from openpos.register.article_csv import ArticleFile, Rejection
from openpos.register.article_rows import AmbiguousVat, ArticleRow
from openpos.register.article_told import Events, changes_told
from openpos.store.articles import Articles
from openpos.store.seen import Claim, Seen

WITHOUT_GROUP = "Övrigt"
"""The group of new articles whose group the file does not say: a name the shop sees on paper, so not translated."""
MAX_GROUPS = 200
"""More groups than this is a wrong column: X and Z reports name every group (SKVFS 2014:9 7:2)."""
LISTED_ROWS = 20
LISTED_REJECTIONS = 1000
"""So many rejections are kept with their reasons; the others are counted."""
_NUMBERS = ("new", "changed", "unchanged", "rejected", "shortened", "open_price", "price_changes")
_ASCII_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class Fate(StrEnum):
    """What becomes of a row that is not rejected."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with the article as it will be; `before` is the article as it is, None for a new one."""

    line: int
    article: Article
    fate: Fate
    before: Article | None
    full_name: str
    """The name before it was shortened."""
    deposit: str = ""
    """The number of an article of this file that is sold along, where the catalogue does not have it yet."""

    @property
    def shortened(self) -> bool:
        """Whether the name is too long for the journal export (SKVFS 2021:16) and was cut."""
        return self.full_name != self.article.name

    @property
    def price_changed(self) -> bool:
        """Whether an article that is there gets another price, or gets or loses its fixed price."""
        return self.before is not None and self.before.price != self.article.price


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """How many rows of each kind. `new + changed + unchanged + rejected` is all that are not blank."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    shortened: int = 0
    """Names cut to 72 characters."""
    open_price: int = 0
    """Rows with an empty price: the cashier is asked at each sale."""
    price_changes: int = 0
    rejections: tuple[Rejection, ...] = ()
    """The first thousand, in the order of the file."""
    new_groups: tuple[str, ...] = ()
    cancelled: bool = False
    """Whether it was stopped before the end; whole rows were done up to there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview(ImportCounts):
    """What an import of the file would do now. Nothing is written."""

    file: ArticleFile
    means: Mapping[int, VatCategory]
    """What bare rates (basis points) were said to mean."""
    rows: tuple[PlannedRow, ...] = ()
    """The first twenty."""
    shortened_names: tuple[tuple[int, str, str], ...] = ()
    """The first twenty names that are shortened: line, full name, kept name."""
    ambiguous_rates: Mapping[int, int]
    """How many rows were rejected because a bare rate (basis points) may mean two things: see MEANINGS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult(ImportCounts):
    """What an import did."""

    file: ArticleFile


class Tally:
    """Counts outcomes as they come."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._rejections: list[Rejection] = []
        self.rows: list[PlannedRow] = []
        self.shortened_names: list[tuple[int, str, str]] = []
        self.ambiguous_rates: Counter[int] = Counter()

    def add(self, outcomes: Iterable[PlannedRow | Rejection]) -> None:
        """Count these too."""
        for outcome in outcomes:
            if isinstance(outcome, Rejection):
                self._counts["rejected"] += 1
                if len(self._rejections) < LISTED_REJECTIONS:
                    self._rejections.append(outcome)
                if isinstance(outcome.error, AmbiguousVat):
                    self.ambiguous_rates[int(str(outcome.error.values["rate_bp"]))] += 1
                continue
            self._counts[outcome.fate.value] += 1
            self._counts["open_price"] += outcome.article.price is None
            self._counts["price_changes"] += outcome.price_changed
            if outcome.shortened:
                self._counts["shortened"] += 1
                if len(self.shortened_names) < LISTED_ROWS:
                    self.shortened_names.append((outcome.line, outcome.full_name, outcome.article.name))
            if len(self.rows) < LISTED_ROWS:
                self.rows.append(outcome)

    @property
    def empty(self) -> bool:
        """Whether no row has come yet."""
        return not self._counts

    def facts(self) -> dict[str, int]:
        """The numbers by their names in ImportCounts."""
        return {name: self._counts[name] for name in _NUMBERS}

    @property
    def written(self) -> int:
        """How many articles were added or changed."""
        return self._counts[Fate.NEW.value] + self._counts[Fate.CHANGED.value]

    def outcome(self, new_groups: Sequence[str], *, cancelled: bool) -> dict[str, Any]:
        """The fields of ImportCounts."""
        return {
            **self.facts(),
            "rejections": tuple(self._rejections),
            "new_groups": tuple(new_groups),
            "cancelled": cancelled,
        }


class Planner:
    """Decides row by row what a file does. Remembers what the file said before, so that a preview needs no writing.

    An article is known by its number; a row without one, by its barcodes. One article, one row: a second row for it
    is rejected, since nobody can know which of the two is meant.
    """

    def __init__(self, groups: Iterable[ArticleGroup]) -> None:
        self._groups = {group.name.casefold(): group.name for group in groups}
        self._seen = Seen()
        self.new_groups: list[str] = []

    def close(self) -> None:
        """Forget the file."""
        self._seen.close()

    def plan(self, articles: Articles, rows: Sequence[ArticleRow | Rejection]) -> list[PlannedRow | Rejection]:
        """What becomes of the next rows of the file, in their order."""
        understood = [row for row in rows if isinstance(row, ArticleRow)]
        deposits = {row.deposit for row in understood if row.deposit}
        codes = {code for row in understood for code in row.barcodes} | deposits
        owners = articles.by_barcodes(codes)
        numbers = {row.number or row.barcodes[0] for row in understood} | deposits
        known = {_same(article.number): article for article in (*articles.by_numbers(numbers), *owners.values())}
        holders = {code: article.number for code, article in owners.items()}
        fresh: dict[str, Claim] = {}
        keys = [*map(_code_key, codes), *map(_number_key, numbers), *map(_number_key, known)]
        claims = ChainMap(fresh, self._seen.find(keys))
        outcomes: list[PlannedRow | Rejection] = []
        for row in rows:
            if isinstance(row, Rejection):
                outcomes.append(row)
                continue
            try:
                number = _number(row, holders, claims)
                planned = self._planned(row, number, known.get(_same(number)))
                outcomes.append(_with_deposit(planned, row.deposit, holders, known, claims))
            except Refused as error:
                outcomes.append(Rejection(row.line, error))
                continue
            claim = Claim(row.line, number)
            fresh.update(dict.fromkeys((_number_key(number), *map(_code_key, row.barcodes)), claim))
        self._seen.add(fresh)
        return outcomes

    def _planned(self, row: ArticleRow, number: str, before: Article | None) -> PlannedRow:
        group = self._group(row.group or (before.group if before else WITHOUT_GROUP))
        article = Article(
            id=before.id if before else 0,
            number=before.number if before else number,
            name=row.name,
            group=group,
            price=row.price,
            vat_category=row.vat_category,
            kind=row.kind or (before.kind if before else ArticleKind.GOODS),
            unit=row.unit or (before.unit if before else PIECE),
            barcodes=tuple(sorted({*row.barcodes, *(before.barcodes if before else ())})),
            deposit_id=before.deposit_id if before else None,
            age_limit=row.age_limit if row.age_limit is not None else before.age_limit if before else 0,
            any_price=row.any_price if row.any_price is not None else before.any_price if before else False,
            withdrawn=before.withdrawn if before else False,  # a file does not say that it is sold again
        )
        return PlannedRow(row.line, article, _fate(article, before), before, row.full_name)

    def _group(self, name: str) -> str:
        """The group of this name as it is written where it was first met. Raises Refused where there are too many."""
        if name.casefold() not in self._groups:
            if len(self._groups) >= MAX_GROUPS:
                raise Refused(
                    "“{group}” would be one group too many: there are {most}.",
                    "Check that the right column has the heading of the groups.",
                    group=name,
                    most=MAX_GROUPS,
                )
            self._groups[name.casefold()] = name
            self.new_groups.append(name)
        return self._groups[name.casefold()]


def carry_out(articles: Articles, outcomes: Iterable[PlannedRow | Rejection]) -> Events:
    """Write planned rows within one transaction, and return what the journal is to say of articles that were there."""
    rows = [outcome for outcome in outcomes if isinstance(outcome, PlannedRow) and outcome.fate is not Fate.UNCHANGED]
    there = {group.name for group in articles.groups()}
    for name in dict.fromkeys(row.article.group for row in rows):
        if name not in there:
            articles.add_group(name)
    articles.add([row.article for row in rows if row.fate is Fate.NEW])
    changed = [row.article for row in rows if row.fate is Fate.CHANGED and not row.deposit]
    along = [row for row in rows if row.deposit]
    linked = _linked(articles, along)
    articles.change([*changed, *linked])
    with_deposit = {row.line: article for row, article in zip(along, linked, strict=True)}
    events: Events = []
    for row in rows:
        if row.before is not None:
            events += changes_told(row.before, with_deposit.get(row.line, row.article))
    return events


def _fate(article: Article, before: Article | None) -> Fate:
    return Fate.NEW if before is None else Fate.UNCHANGED if article == before else Fate.CHANGED


def _with_deposit(
    planned: PlannedRow,
    deposit: str | None,
    holders: Mapping[str, str],
    known: Mapping[str, Article],
    claims: Mapping[str, Claim],
) -> PlannedRow:
    """The row with the deposit that it names. Raises Refused where there is no such article."""
    if deposit is None:
        return planned
    if not deposit:
        article = replace(planned.article, deposit_id=None)
        return replace(planned, article=article, fate=_fate(article, planned.before))
    claim = claims.get(_code_key(deposit)) or claims.get(_number_key(deposit))
    number = holders.get(deposit) or (claim.number if claim else deposit)
    there = known.get(_same(number))
    if _same(number) == _same(planned.article.number):
        raise Refused("An article can't be its own deposit.", "Write the number of the deposit's article.")
    if there is None and claim is None:
        raise Refused(
            "There is no article {number} for the deposit.",
            "Put the deposit's row above this one, or read it in first.",
            number=shown(deposit),
        )
    if there is None:
        return replace(planned, deposit=number, fate=Fate.NEW if planned.before is None else Fate.CHANGED)
    if there.price is None and claim is None:
        raise Refused("The deposit {number} has no price.", "Give its article a price first.", number=there.number)
    article = replace(planned.article, deposit_id=there.id)
    return replace(planned, article=article, fate=_fate(article, planned.before))


def _linked(articles: Articles, rows: Sequence[PlannedRow]) -> list[Article]:
    """The articles of these rows with the deposits that the same file has brought in."""
    wanted = {number for row in rows for number in (row.article.number, row.deposit)}
    there = {_same(article.number): article.id for article in articles.by_numbers(wanted)} if rows else {}
    return [
        replace(row.article, id=there[_same(row.article.number)], deposit_id=there[_same(row.deposit)]) for row in rows
    ]


def _number(row: ArticleRow, holders: Mapping[str, str], claims: Mapping[str, Claim]) -> str:
    """The number of the article that a row is about. Raises Refused where it can't be about one article alone."""
    holding: dict[str, tuple[str, str]] = {}
    for code in row.barcodes:
        claim = claims.get(_code_key(code))
        holder = claim.number if claim else holders.get(code)
        if holder is not None:
            holding.setdefault(_same(holder), (holder, code))
    number = row.number or next((holder for holder, _ in holding.values()), row.barcodes[0] if row.barcodes else "")
    for holder, code in holding.values():
        if _same(holder) != _same(number):
            raise Refused(
                "The barcode {code} belongs to article {number}.",
                "A barcode can belong to one article only: correct one of them.",
                code=code,
                number=holder,
            )
    earlier = claims.get(_number_key(number))
    if earlier:
        raise Refused(
            "Line {line} already has article {number}.",
            "Keep one line for each article, with all its barcodes in one cell: 7310865004703|7310865004710",
            line=earlier.line,
            number=number,
        )
    return number


def _same(number: str) -> str:
    """Equal for numbers that are the same in the file, where `A1` and `a1` are one (SQLite's NOCASE)."""
    return number.translate(_ASCII_SMALL)


def _number_key(number: str) -> str:
    return f"number {_same(number)}"


def _code_key(code: str) -> str:
    return f"code {code}"
