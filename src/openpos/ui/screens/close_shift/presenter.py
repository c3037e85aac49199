"""Decides how a shift is closed: count first, then see what was expected, then confirm; one Z report, however often
a key is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import ZERO, Money, parse_price
from openpos.domain.payment import Method
from openpos.domain.permission import Permission, Person
from openpos.domain.report import Close, Expected, Report, Shift
from openpos.domain.sale import Sale
from openpos.ui.screens.asked import Lend, Run, run_permitted
from openpos.ui.screens.cash import CashCount, only_digits, written_sum


class Stage(StrEnum):
    """How far the close has come."""

    NO_SHIFT = "no shift"
    COUNTING = "counting"
    CONFIRMING = "confirming"
    """Counted; what was expected and the difference are seen now, and not before."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Closing:
    """What the page shows."""

    stage: Stage = Stage.COUNTING
    shift: Shift | None = None
    sale_open: bool = False
    """Whether a sale is unfinished: it must be paid for or cleared first."""
    counts: bool = True
    count: CashCount = field(default_factory=CashCount)
    counted: Money = ZERO
    expected: Money = ZERO
    terminals: tuple[tuple[Method, Money], ...] = ()
    """What went over a terminal by each method, tips included, to be compared with what the terminal says."""
    blind: bool = False
    """Whether what was expected is seen on the Z report only."""
    report: Report | None = None
    """The Z report, once the shift is closed."""
    busy: bool = False
    trouble: OpenPosError | None = None

    @property
    def difference(self) -> Money:
        """Counted less expected: below zero where cash is missing."""
        return self.counted - self.expected

    @property
    def asks_why(self) -> bool:
        """Whether a reason for the difference is to be given: not where nobody is told of one."""
        return bool(self.difference) and not self.blind


class CloseShiftPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[Closing], None],
        *,
        run: Run,
        current: Callable[[], Shift | None],
        open_sale: Callable[[], Sale | None],
        expected: Callable[[], Expected],
        close_shift: Callable[[str, str, Money, Close], Report],
        blind: Callable[[], bool],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        lend: Lend,
        closed: Callable[[str, Report], None],
    ) -> None:
        """`current` and `open_sale` are short reads; `expected` and `close_shift` go out by `run`. `blind` is whether
        the cashier counts without being told what is expected. `closed` is called with the report's id once the Z
        report is on disk.
        """
        self._show = show
        self._run = run
        self._current = current
        self._open_sale = open_sale
        self._expected = expected
        self._blind = blind
        self._close_shift = close_shift
        self._new_id = new_id
        self._person = person
        self._lend = lend
        self._closed = closed
        self._closing = Closing()
        # One id for each shift: closing again after a fault, or by a second touch, makes no second report.
        self._report_id = ""
        self._shift_id = ""

    def shown(self) -> None:
        """The page is seen: begins anew, unless the same shift was being counted before."""
        shift = self._current()
        sale = self._open_sale()
        sale_open = sale is not None and bool(sale.lines)
        if shift is None:
            self._put(Closing(Stage.NO_SHIFT, counts=self._closing.counts))
        elif self._shift_id == shift.id and self._closing.stage in {Stage.COUNTING, Stage.CONFIRMING}:
            self._put(replace(self._closing, stage=Stage.COUNTING, sale_open=sale_open, trouble=None))
        else:
            self._shift_id, self._report_id = shift.id, self._new_id()
            self._put(Closing(shift=shift, sale_open=sale_open, counts=self._closing.counts))

    def choose(self, *, counted: bool) -> None:
        """Count, or enter a sum."""
        self._put(replace(self._closing, counts=counted, trouble=None))

    def count(self, place: int, number: int) -> None:
        """So many of the note or coin at this place."""
        self._put(replace(self._closing, count=self._closing.count.with_count(place, number), trouble=None))

    def not_a_number(self) -> None:
        """A key was pressed that can't be part of an amount."""
        self._put(replace(self._closing, trouble=only_digits()))

    def compare(self, sum_text: str) -> None:
        """The counting is done: see what was expected."""
        if self._closing.busy or self._closing.stage is not Stage.COUNTING:
            return
        try:
            counted = self._closing.count.sum if self._closing.counts else written_sum(sum_text)
            if counted < ZERO or counted.ore % 100:
                raise Refused(
                    "{amount} can't be in the drawer: there are no öre coins.",
                    "Enter whole kronor, 0 or more.",
                    amount=counted,
                )
        except Refused as trouble:
            self._put(replace(self._closing, trouble=trouble))
            return
        self._put(replace(self._closing, counted=counted, busy=True, trouble=None))
        self._run(self._expected, self._compared, self._failed)

    def count_again(self) -> None:
        """Back to the counting; what was counted is still there."""
        if not self._closing.busy and self._closing.stage is Stage.CONFIRMING:
            self._put(replace(self._closing, stage=Stage.COUNTING, trouble=None))

    def close(self, reason: str = "", terminals: Mapping[str, str] | None = None, next_float: str = "") -> None:
        """Close the shift with what was counted, what each terminal says (by method id) and what stays for tomorrow."""
        person = self._person()
        if self._closing.busy or self._closing.stage is not Stage.CONFIRMING or person is None:
            return
        try:
            close = self._close_of(reason, terminals or {}, next_float)
        except Refused as trouble:
            self._put(replace(self._closing, trouble=trouble))
            return
        self._put(replace(self._closing, busy=True, trouble=None))
        report_id, counted = self._report_id, self._closing.counted

        def work(as_person: Person) -> Report:
            as_person.must_be_allowed(Permission.Z_REPORT)
            return self._close_shift(report_id, as_person.name, counted, close)

        def closed(report: Report) -> None:
            self._done(report_id, report)

        run_permitted(self._run, self._lend, person, work, closed, self._failed)

    def _close_of(self, reason: str, terminals: Mapping[str, str], next_float: str) -> Close:
        """What was written beside the count. Raises Refused."""
        if self._closing.asks_why and not reason.strip():
            raise Refused("The reason is missing.", "Write why the drawer does not hold what it should.")
        said = [(method, terminals.get(method.id, "")) for method, _ in self._closing.terminals]
        return Close(
            reason.strip() if self._closing.asks_why else "",
            tuple((method, parse_price(text)) for method, text in said if text.strip()),
            parse_price(next_float) if next_float.strip() else None,
        )

    def _compared(self, expected: Expected) -> None:
        self._put(
            replace(
                self._closing,
                stage=Stage.CONFIRMING,
                expected=expected.cash,
                terminals=expected.terminals,
                blind=self._blind(),
                busy=False,
            )
        )

    def _done(self, report_id: str, report: Report) -> None:
        self._put(Closing(Stage.CLOSED, counts=self._closing.counts, report=report))
        self._closed(report_id, report)

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._closing, busy=False, trouble=error))

    def _put(self, closing: Closing) -> None:
        self._closing = closing
        self._show(closing)
