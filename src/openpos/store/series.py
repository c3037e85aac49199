"""The unbroken series of numbers that papers are given, by what the control unit calls the paper."""

from __future__ import annotations

from sqlalchemy import Connection

from openpos.domain.receipt import MarkedKind, PaperType
from openpos.store.copies import COPIES
from openpos.store.sales import RECEIPTS, go_on_after, last_number

SERIES = {
    PaperType.NORMAL: RECEIPTS,
    PaperType.COPY: COPIES,
    PaperType.PRACTICE: MarkedKind.PRACTICE.value,
    PaperType.PRO_FORMA: MarkedKind.PRO_FORMA.value,
}


class Series:
    """The series within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, paper: PaperType) -> int:
        """The last number given to a paper of this type, 0 for none."""
        return last_number(self._connection, SERIES[paper])

    def go_on_after(self, paper: PaperType, number: int) -> None:
        """Give the next paper of this type the number after this one, which is higher than the last one given."""
        go_on_after(self._connection, SERIES[paper], number)
