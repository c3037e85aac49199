"""The day at the register: float, X reports, the count of the drawer and the Z report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from openpos import __version__
from openpos.clock import SWEDEN, Clock, swedish
from openpos.domain.article import plain_text
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, format_money, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.permission import Person
from openpos.domain.report import Close, Counted, Expected, GrandTotals, Report, Shift
from openpos.store.exports import owe
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind
from openpos.store.shifts import kept_facts, shift_facts
from openpos.store.store import Store, Transaction

NOT_COUNTED = "Ej räknad: stängd vid inställd tid"
"""What the Z report of a shift says that nobody closed."""


class Shifts:
    """Opening, reading and closing a shift. The writing ones block: register lane only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def current(self) -> Shift | None:
        """The open shift. A short read."""
        with self._store.read() as tx:
            return tx.shifts.current()

    def open_shift(self, shift_id: str, person: Person, float_amount: Money) -> Shift:
        """Start the day with this much change in the drawer (SKVFS 2014:9 5:1). Blocks.

        Calling it again with the same id gives the same shift. Raises Refused where another shift is open.
        """
        whole_kronor(float_amount)
        with self._store.write() as tx:
            if done := tx.shifts.get(shift_id):
                return done
            if opened := tx.shifts.current():
                raise Refused("{cashier} has a shift open.", "Close it with a Z report first.", cashier=opened.cashier)
            shift = Shift(shift_id, person.id, person.name, self._clock(), float_amount)
            tx.shifts.open(shift)
            tx.journal.add(Kind.SHIFT_OPENED, shift_facts(shift), at=shift.opened_at, cashier=person.name)
            return shift

    def x_report(self, report_id: str, cashier: str, *, paper: bool = True) -> Report:
        """The shift so far (SKVFS 2014:9 7:2), kept, journalled and with `paper` queued for printing. Blocks."""
        with self._store.write() as tx:
            if done := tx.shifts.report(report_id):
                return done
            report = self._report(tx, open_shift_of(tx), cashier)
            self._add(tx, report_id, report, Kind.X_REPORT, paper=paper)
            return report

    def close_shift(
        self, report_id: str, cashier: str, counted: Money | None, *, close: Close | None = None, paper: bool = True
    ) -> Report:
        """Close the shift with its Z report (SKVFS 2014:9 7:3): all of it in one transaction, or nothing. Blocks.

        `counted` is the cash in the drawer, float included, None where nobody counted; `close` what else was counted
        and decided. Calling it again with the same id gives the same report. Raises Refused where no shift is open, a
        sale is unfinished, or more would stay for the next float than was counted.
        """
        if counted is not None:
            whole_kronor(counted)
            close = _checked_close(close, counted) if close else None
        with self._store.write() as tx:
            if done := tx.shifts.report(report_id):
                return done
            shift = open_shift_of(tx)
            if waiting := tx.sales.being_sealed():
                raise Refused(
                    "Receipt {number} still waits for its control code.", "Finish it first.", number=waiting.number
                )
            basket = tx.sales.basket()
            if basket and (basket.sale.lines or basket.sale.returning):
                raise Refused("A sale is not finished.", "Take payment for it or clear it, then close the shift.")
            tips = tx.sales.tips(shift.id)
            if close and any(method.id != Method.CARD.id for method, _ in tips):
                close = replace(close, tipped=tips)
            report = self._report(tx, shift, cashier, number=tx.shifts.take_z_number(), counted=counted, close=close)
            tx.shifts.close(shift.id, at=report.at)
            self._add(tx, report_id, report, Kind.Z_REPORT, paper=paper)
            owe(tx, report_id, report, at=report.at)
            return report

    def close_if_due(self, report_id: str, at: time, *, paper: bool = True) -> Report | None:
        """Close the shift where nobody did by this time of day (Swedish time): uncounted, as its paper says. Blocks.

        None where no shift is open, where the hour has not come since it was opened, and while a sale is under way:
        then it is for the next try.
        """
        with self._store.read() as tx:
            shift, basket = tx.shifts.current(), tx.sales.basket()
            busy = tx.sales.being_sealed() or (basket and (basket.sale.lines or basket.sale.returning))
        if shift is None or busy or self._clock() < _next(at, shift.opened_at):
            return None
        return self.close_shift(report_id, shift.cashier, None, close=Close(NOT_COUNTED), paper=paper)

    def next_float(self) -> Money | None:
        """What was left in the drawer for this shift when the last one was closed; None where nobody said. A read."""
        with self._store.read() as tx:
            last = tx.shifts.z_report()
        return last.close.next_float if last and last.close else None

    def expected_cash(self) -> Money:
        """What the drawer should hold now: the float and the cash of the sales. A short read."""
        with self._store.read() as tx:
            return cash_in_drawer(tx, open_shift_of(tx))

    def expected(self) -> Expected:
        """What should be found at the close: cash, and what went over a terminal. A short read."""
        with self._store.read() as tx:
            shift = open_shift_of(tx)
            taken = (*tx.sales.totals(shift.id).methods, *tx.sales.tips(shift.id))
            cash = cash_in_drawer(tx, shift)
        # A terminal is one, also where its method was renamed during the day: it goes by the last of its names.
        terminals = {method.id: method for method, _ in taken if method.kind in {MethodKind.CARD, MethodKind.SWISH}}
        return Expected(
            cash,
            tuple((method, total(paid for by, paid in taken if by.id == method.id)) for method in terminals.values()),
        )

    def z_report(self, number: int | None = None) -> Report:
        """A Z report by its number, or the newest. Raises Refused where there is none. A short read."""
        with self._store.read() as tx:
            report = tx.shifts.z_report(number)
        if report is None:
            raise Refused(
                "There is no Z report {number}." if number else "There is no Z report yet.",
                "Z reports are made when a shift is closed.",
                number=number,
            )
        return report

    def z_reports(self, *, limit: int = 50, before: int | None = None) -> list[tuple[str, Report]]:
        """Z reports with their ids, newest first; with `before`, those before that number. A short read."""
        with self._store.read() as tx:
            return tx.shifts.newest_z_reports(limit, before)

    def print_report(self, report_id: str, cashier: str = "") -> None:
        """Queue a report that was made before for printing; a Z report's is journalled as another report. Blocks."""
        with self._store.write() as tx:
            report = tx.shifts.report(report_id)
            if report is None:
                raise Refused("There is no such report.", "Choose a report from the list.")
            if report.number is not None:
                facts = {"name": "Z report", "search": str(report.number)}
                tx.journal.add(Kind.OTHER_REPORT, facts, at=self._clock(), cashier=cashier)
            tx.print_jobs.add(JobKind.REPORT, report_id, at=self._clock())

    def _report(
        self,
        tx: Transaction,
        shift: Shift,
        cashier: str,
        *,
        number: int | None = None,
        counted: Money | None = None,
        close: Close | None = None,
    ) -> Report:
        totals = tx.sales.totals(shift.id)
        drawer = tx.drawer.totals(shift.id)
        grand = tx.shifts.grand_totals()
        basket = tx.sales.basket()
        unfinished = [one.sale for one in (*tx.sales.parked(), *([basket] if basket else [])) if one.sale.lines]
        now = self._clock()
        # A clock that went back is journalled first, so that the hash is that of the row before the report's own.
        tx.journal.add_many([], at=now, cashier=cashier)
        return Report(
            number=number,
            shop=tx.shop.current(),
            shift_id=shift.id,
            cashier=cashier,
            opened_at=shift.opened_at,
            at=now,
            float_amount=shift.float_amount + drawer.float_changes,
            totals=totals,
            grand=GrandTotals(
                grand.sales + totals.gross + totals.returns.amount, grand.returns + totals.returns.amount
            ),
            drawer_openings=drawer.openings,
            copies=tx.copies.totals(shift.id),
            practice=tx.marked.totals(shift.id),
            cash_in=drawer.cash_in,
            cash_out=drawer.cash_out,
            unfinished=Counted(len(unfinished), total(max(sale.total, ZERO) for sale in unfinished)),
            counted=counted,
            close=close,
            version=__version__,
            journal_hash=tx.journal.last_hash(),
        )

    def _add(self, tx: Transaction, report_id: str, report: Report, kind: Kind, *, paper: bool) -> None:
        seq = tx.journal.add(kind, kept_facts(report_id, report), at=report.at, cashier=report.cashier)
        tx.shifts.add_report(report_id, report, seq)
        if paper:
            tx.print_jobs.add(JobKind.REPORT, report_id, at=report.at)


def _next(at: time, after: datetime) -> datetime:
    """The first moment with this Swedish time of day after another moment."""
    local = swedish(after)
    same_day = datetime.combine(local.date(), at, SWEDEN)
    return same_day if same_day > local else datetime.combine(local.date() + timedelta(days=1), at, SWEDEN)


def _checked_close(close: Close, counted: Money) -> Close:
    """The close with its bank deposit filled in. Raises Refused for more in the next float than was counted."""
    close = replace(close, reason=plain_text(close.reason))
    if close.next_float is None:
        return close
    whole_kronor(close.next_float)
    if close.next_float > counted:
        raise Refused(
            "{amount} can't stay in the drawer: {counted} was counted.",
            "Enter a smaller amount, or count again.",
            amount=format_money(close.next_float),
            counted=format_money(counted),
        )
    return replace(close, to_bank=counted - close.next_float)


def open_shift_of(tx: Transaction) -> Shift:
    """The open shift. Raises Refused where there is none."""
    shift = tx.shifts.current()
    if shift is None:
        raise Refused("No shift is open.", "Open a shift with the float in the drawer.")
    return shift


def cash_in_drawer(tx: Transaction, shift: Shift) -> Money:
    """What the drawer should hold now: float, cash of the sales, and what was put in and taken out."""
    drawer = tx.drawer.totals(shift.id)
    moved = drawer.float_changes + drawer.cash_in.amount - drawer.cash_out.amount
    return shift.float_amount + tx.sales.totals(shift.id).cash + moved


def whole_kronor(amount: Money) -> None:
    """Raises Refused for an amount that can't lie in a drawer."""
    if amount < ZERO or amount.ore % 100:
        raise Refused(
            "{amount} can't be in the drawer: there are no öre coins.",
            "Enter whole kronor, 0 or more.",
            amount=format_money(amount),
        )
