"""JSON as Spiris writes it and reads it: names in any case, amounts as decimals, dates in two forms."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from openpos.domain.article import plain_text

_T = TypeVar("_T")
_ORE_PER_KRONA = 100
_DAY_CHARACTERS = len("2026-11-20")


class Unreadable(ValueError):
    """An answer that is not what the contract says; the text says where."""


class Fields(Mapping[str, Any]):
    """An object of the answer. Its names are found in any case: for some months Spiris wrote camelCase.

    The getters give "", 0, False, None or nothing for what is left out or null, and raise Unreadable for what has
    another type.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values = {name.casefold(): (name, value) for name, value in (values or {}).items()}

    def __getitem__(self, name: str) -> Any:
        return self._values[name.casefold()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._values.values())

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        """Names only: an answer holds customers, and at the token's address, tokens."""
        return f"Fields({', '.join(self)})"

    def text(self, name: str, length: int = 200) -> str:
        """One line of at most `length` characters, without what can't be printed."""
        return plain_text(self._typed(name, str, ""), length)

    def identity(self) -> str:
        """What Spiris calls this object inside. Raises Unreadable where it does not say."""
        said = self.text("Id", 40)
        if not said or said != self["Id"]:
            raise Unreadable("an object has no id")
        return said

    def flag(self, name: str) -> bool:
        return self._typed(name, bool, default=False)

    def whole(self, name: str) -> int:
        value = self.decimal(name)
        if value != value.to_integral_value():
            raise Unreadable(f"{name} is no whole number")
        return int(value)

    def decimal(self, name: str) -> Decimal:
        value = self.get(name)
        if value is None:
            return Decimal(0)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unreadable(f"{name} is no number")
        number = Decimal(value)
        if abs(number) > _LARGEST:
            raise Unreadable(f"{name} is too large")
        return number

    def ore(self, name: str) -> int:
        """An amount in whole öre."""
        ore = self.decimal(name) * _ORE_PER_KRONA
        if ore != ore.to_integral_value():
            raise Unreadable(f"{name} has parts of an öre")
        return int(ore)

    def day(self, name: str) -> date | None:
        """A calendar day: the first ten characters, since some resources add midnight and a Z to it."""
        text = self._typed(name, str, "")
        try:
            return date.fromisoformat(text[:_DAY_CHARACTERS]) if text else None
        except ValueError as error:
            raise Unreadable(f"{name} is no date") from error

    def moment(self, name: str) -> datetime | None:
        """A moment, aware UTC. Where it names no zone, UTC is what its name says it is."""
        text = self._typed(name, str, "")
        if not text:
            return None
        try:
            read = datetime.fromisoformat(text)
            return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise Unreadable(f"{name} is no moment") from error

    def fields(self, name: str) -> Fields:
        return Fields(self._typed(name, dict, {}))

    def rows(self, name: str) -> list[Fields]:
        """The objects of a list."""
        rows = self._typed(name, list, [])
        if not all(isinstance(row, dict) for row in rows):
            raise Unreadable(f"{name} is no list of objects")
        return [Fields(row) for row in rows]

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(plain_text(text, 200) for text in self._typed(name, list, []) if isinstance(text, str))

    def whole_object(self) -> dict[str, Any]:
        """All of it, names and values as they came: for reading, changing and writing back."""
        return dict(self._values.values())

    def _typed(self, name: str, kind: type[_T], default: _T) -> _T:
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, kind):
            raise Unreadable(f"{name} is no {kind.__name__}")
        return value


_LARGEST = 10**15


def read_object(content: bytes) -> Fields:
    """The one JSON object of an answer. Raises Unreadable for anything else."""
    try:
        value = json.loads(content, parse_float=_decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable("the answer is no JSON") from error
    if not isinstance(value, dict):
        raise Unreadable("the answer is no JSON object")
    return Fields(value)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise Unreadable("a number has too many digits") from error
    # A number such as 1e999999 would fill the memory when it is made whole.
    if value and not -30 < value.adjusted() < 30:  # noqa: PLR2004 - far beyond any amount
        raise Unreadable("a number is too large")
    return value


def _no_number(text: str) -> Any:
    raise Unreadable(f"{text} is no number")


def kronor(ore: int) -> Decimal:
    """Whole öre as kronor with two decimals, as amounts are written in bodies."""
    return Decimal(ore).scaleb(-2)


def body_text(value: Any) -> str:
    """A body as JSON text: names in their order, decimals as numbers with the decimals they have, no float."""
    if value is None or isinstance(value, bool | str | int):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal) and math.isfinite(value):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{body_text(str(name))}:{body_text(held)}" for name, held in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(body_text(held) for held in value) + "]"
    message = f"a {type(value).__name__} has no place in a body"
    raise TypeError(message)
