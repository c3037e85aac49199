"""The questions that lists take: $filter (a part of OData 4), $orderby, $select, $page and $pagesize."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from openpos.simulators.spiris.refusal import Refusal

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 1000

Row = Mapping[str, Any]
Term = Callable[[Row], Any]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<moment>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?)?)(?![\w-])"
    r"|(?P<guid>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})"
    r"|(?P<number>-?\d+(?:\.\d+)?)(?![\w-])"
    r"|(?P<name>[A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)"
    r"|(?P<mark>[(),:]))"
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?")
_MOMENTS = ("utc", "date")
"""How the names of fields end that hold times."""
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
}
_TEXT_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
}
_PARTS: Mapping[str, Callable[[Any], Any]] = {
    "length": lambda value: Decimal(len(value)),
    "year": lambda value: Decimal(int(value[:4])),
    "month": lambda value: Decimal(int(value[5:7])),
    "day": lambda value: Decimal(int(value[8:10])),
    "hour": lambda value: Decimal(int(value[11:13] or 0)),
}
_LITERALS: Mapping[str, Any] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for."""

    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    wanted: Callable[[Row], bool] | None = None
    order: tuple[str, bool] | None = None
    """The field, and whether the last comes first."""
    select: tuple[str, ...] = ()


def asked(query: Mapping[str, str], fields: frozenset[str], nested: Mapping[str, frozenset[str]]) -> Asked:
    """Read the question. `fields` may be asked for, `nested` are those of rows. Raises Refusal (6000, 6001)."""
    spelt = {name.casefold(): name for name in fields}
    order = None
    if "$orderby" in query:
        words = query["$orderby"].split()
        if not words or len(words) > 2 or words[1:] not in ([], ["asc"], ["desc"]):  # noqa: PLR2004 - field, direction
            raise bad_question("$orderby takes one property, with asc or desc")
        order = (_field(words[0], spelt), words[1:] == ["desc"])
    select = tuple(_field(word.strip(), spelt) for word in query["$select"].split(",")) if "$select" in query else ()
    return Asked(
        page=_count(query, "$page", 1),
        page_size=min(_count(query, "$pagesize", DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE),
        wanted=_Filter(query["$filter"], spelt, nested).read() if query.get("$filter", "").strip() else None,
        order=order,
        select=select,
    )


def sorted_rows(rows: Sequence[dict[str, Any]], order: tuple[str, bool]) -> list[dict[str, Any]]:
    """The rows in this order; those without a value first, as a database has it."""
    field, backwards = order

    def key(row: Row) -> tuple[bool, Any]:
        value = _comparable(row.get(field))
        return value is not None, value if value is not None else ""

    return sorted(rows, key=key, reverse=backwards)


def bad_question(message: str) -> Refusal:
    """A query parameter that is not understood."""
    return Refusal(6000, f"The query parameter is not valid: {message}.")


def bad_value(message: str) -> Refusal:
    """A query parameter with a value it can't have."""
    return Refusal(6001, f"Invalid input: {message}.")


def canonical(moment: str) -> str:
    """A date or time as text that sorts as moments do: UTC with microseconds. Raises ValueError."""
    parsed = datetime.fromisoformat(moment[:26] + "Z" if re.search(r"\.\d{7}Z$", moment) else moment)
    aware = parsed.astimezone(UTC) if parsed.tzinfo else parsed
    return aware.strftime("%Y-%m-%dT%H:%M:%S.%f")


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not int(text):
        raise bad_value(f"{name} must be 1 or more")
    return int(text)


def _field(word: str, spelt: Mapping[str, str]) -> str:
    name = spelt.get(word.casefold())
    if name is None:
        raise bad_question(f"there is no property {word[:60]!r} to ask for")
    return name


def _comparable(value: Any) -> Any:
    """Text folds its case, as the server's database does; times sort as moments."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, Decimal)):
        return Decimal(value)
    if isinstance(value, str):
        if len(value) >= 10 and value[4] == "-" and _MOMENT.fullmatch(value):  # noqa: PLR2004 - yyyy-mm-dd
            return canonical(value)
        return value.casefold()
    return None


class _Filter:
    """Reads a $filter by recursive descent into one function."""

    def __init__(self, text: str, spelt: Mapping[str, str], nested: Mapping[str, frozenset[str]]) -> None:
        self._tokens = _tokens(text)
        self._at = 0
        self._spelt = spelt
        self._nested = nested
        self._of_row: tuple[str, Mapping[str, str]] | None = None
        """The variable of an `any`, and the fields of its rows."""

    def read(self) -> Callable[[Row], bool]:
        wanted = self._either()
        if self._at < len(self._tokens):
            raise bad_question(f"$filter has more after its end: {self._tokens[self._at][1][:40]!r}")
        return wanted

    def _either(self) -> Callable[[Row], bool]:
        parts = [self._all()]
        while self._take("name", "or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else lambda row: any(part(row) for part in parts)

    def _all(self) -> Callable[[Row], bool]:
        parts = [self._one()]
        while self._take("name", "and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda row: all(part(row) for part in parts)

    def _one(self) -> Callable[[Row], bool]:
        if self._take("mark", "("):
            inner = self._either()
            self._must("mark", ")")
            return inner
        kind, word = self._peek()
        if kind == "name" and word.casefold().endswith("/any"):
            return self._any()
        if kind == "name" and word.casefold() in _TEXT_TESTS:
            test = self._text_test()
            if self._take("name", "eq"):
                _, said = self._next()
                return test if said == "true" else lambda row: not test(row)
            return test
        left = self._term()
        operator = self._next()[1].casefold()
        if operator not in _COMPARISONS:
            raise bad_question(f"$filter knows no {operator[:40]!r}")
        if kind == "name" and word.casefold().endswith(_MOMENTS) and self._peek()[0] == "text":
            raise bad_value(f"{word} is compared with a time, which stands without quotation marks")
        return _comparison(left, operator, self._term())

    def _any(self) -> Callable[[Row], bool]:
        name = self._next()[1].rpartition("/")[0]
        fields = next((found for key, found in self._nested.items() if key.casefold() == name.casefold()), None)
        if fields is None or self._of_row:
            raise bad_question(f"rows of {name[:40]!r} can't be asked for here")
        rows = next(key for key in self._nested if key.casefold() == name.casefold())
        self._must("mark", "(")
        variable = self._next()[1]
        self._must("mark", ":")
        self._of_row = (variable, {field.casefold(): field for field in fields})
        inner = self._either()
        self._of_row = None
        self._must("mark", ")")
        return lambda row: any(inner(nested) for nested in row.get(rows) or ())

    def _text_test(self) -> Callable[[Row], bool]:
        test = _TEXT_TESTS[self._next()[1].casefold()]
        self._must("mark", "(")
        left = self._term()
        self._must("mark", ",")
        right = self._term()
        self._must("mark", ")")

        def found(row: Row) -> bool:
            text, part = left(row), right(row)
            return isinstance(text, str) and isinstance(part, str) and test(text, part)

        return found

    def _term(self) -> Term:
        kind, word = self._next()
        if kind == "text":
            value = word[1:-1].replace("''", "'").casefold()
            return lambda _row: value
        if kind == "number":
            number = Decimal(word)
            return lambda _row: number
        if kind == "guid":
            guid = word.casefold()
            return lambda _row: guid
        if kind == "moment":
            try:
                moment = canonical(word)
            except ValueError as error:
                raise bad_value(f"{word} is no time") from error
            return lambda _row: moment
        if kind == "name" and word.casefold() in _PARTS and self._peek() == ("mark", "("):
            part, _ = _PARTS[word.casefold()], self._next()
            inner = self._term()
            self._must("mark", ")")

            def cut(row: Row) -> Any:
                value = inner(row)
                return part(value) if isinstance(value, str) else None

            return cut
        if kind == "name" and word.casefold() in _LITERALS:
            literal = _LITERALS[word.casefold()]
            return lambda _row: literal
        if kind == "name":
            name = self._name(word)
            return lambda row: _comparable(row.get(name))
        raise bad_question(f"$filter can't be read at {word[:40]!r}")

    def _name(self, word: str) -> str:
        if self._of_row:
            variable, fields = self._of_row
            owner, _, name = word.partition("/")
            if owner != variable:
                raise bad_question(f"{word[:40]!r} is no field of {variable[:40]!r}")
            return _field(name, fields)
        return _field(word, self._spelt)

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        if token[0] == "end":
            raise bad_question("$filter ends too early")
        self._at += 1
        return token

    def _take(self, kind: str, word: str) -> bool:
        taken = self._peek() == (kind, word)
        self._at += taken
        return taken

    def _must(self, kind: str, word: str) -> None:
        if not self._take(kind, word):
            raise bad_question(f"$filter lacks {word!r}")


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or found.lastgroup is None:
            raise bad_question(f"$filter can't be read at {text[at : at + 40]!r}")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


def _comparison(left: Term, operator: str, right: Term) -> Callable[[Row], bool]:
    test = _COMPARISONS[operator]

    def holds(row: Row) -> bool:
        first, second = left(row), right(row)
        if first is None or second is None:
            # As in SQL nothing is above or below nothing.
            return operator in {"eq", "ne"} and test(first, second)
        if type(first) is not type(second):
            raise bad_value("values of different kinds can't be compared")
        return test(first, second)

    return holds
