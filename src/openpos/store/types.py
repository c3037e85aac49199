"""How values are kept in the file: times as ISO text ending in Z, money as öre, quantities as thousandths."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeDecorator

from openpos.domain.money import Money, Quantity


def time_text(moment: datetime) -> str:
    """`2026-11-20T09:15:00.000Z`. A naive time is a bug and raises."""
    if moment.tzinfo is None:
        message = "a time without a zone can't be kept"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC datetime."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:  # noqa: ARG002
        """To the file."""
        return None if value is None else time_text(value)

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From the file."""
        return None if value is None else datetime.fromisoformat(value)


class Ore(TypeDecorator[Money]):
    """Money in whole öre."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Any) -> int | None:  # noqa: ARG002
        """To the file."""
        return None if value is None else value.ore

    def process_result_value(self, value: Any, dialect: Any) -> Money | None:  # noqa: ARG002
        """From the file."""
        return None if value is None else Money(value)


class Milli(TypeDecorator[Quantity]):
    """A quantity in whole thousandths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Quantity | None, dialect: Any) -> int | None:  # noqa: ARG002
        """To the file."""
        return None if value is None else value.milli

    def process_result_value(self, value: Any, dialect: Any) -> Quantity | None:  # noqa: ARG002
        """From the file."""
        return None if value is None else Quantity(value)
