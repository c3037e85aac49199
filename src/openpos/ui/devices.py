"""The control unit and the printer as the status strip shows them, and printing behind the sale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.receipt import UnitState, UnitStatus
from openpos.printing.printer import PrinterState, PrinterStatus
from openpos.printing.queue import PrintQueue, why_not_again
from openpos.store.print_jobs import JobState, PrintJob
from openpos.ui.background import Lane
from openpos.ui.changes import Changed, Changes
from openpos.ui.i18n import tr, tr_n
from openpos.ui.parts import Parts
from openpos.ui.theme import State
from openpos.ui.widgets.offer import Offer
from openpos.ui.widgets.strip import StatusStrip

ASKED_EVERY_MS = 60_000
_PRINTER, _UNIT = N_("Printer"), N_("Control unit")
_NO_PRINTER = N_("No printer")
_PRINTER_TROUBLE, _UNIT_TROUBLE = N_("Printer: look"), N_("Control unit: look")
_UNIT_STOPPED = N_("Control unit: stopped")
_PRINT_AGAIN = N_("Print again")
_NOT_PRINTED = N_("Printer: {count} not printed")
_LOOK_THERE = N_("Touch it to see what was not printed, and to print it again.")
_PRINTED_LATE = (N_("A paper that waited is printed now."), N_("{count} papers that waited are printed now."))
_LOOK_WHOSE = N_("The printer was away before. Look whose it is.")
_TROUBLED = frozenset({PrinterState.SOON, PrinterState.STOPPED})


class Devices:
    """Asks the devices on the lanes, never on the GUI thread, and shows their answers in the strip."""

    def __init__(
        self,
        parts: Parts,
        strip: StatusStrip,
        toast: Offer,
        *,
        register: Lane,
        printing: Lane,
        changes: Changes,
        selling: Callable[[], bool],
    ) -> None:
        """`selling` tells whether a customer is being served."""
        self._ask_unit = parts.unit_status
        self._parts = parts
        self._strip, self._toast = strip, toast
        self._register, self._printing, self._changes = register, printing, changes
        self._selling = selling
        self._running = False
        self._cramped = True
        self._unit: UnitStatus | None = None
        self._printer = PrinterStatus(PrinterState.SILENT)
        changes.subscribe(Changed.PRINT_JOBS, lambda _: self._show_printer())
        changes.subscribe(Changed.DEVICES, lambda _: self._ask())
        changes.subscribe(Changed.RECEIPTS, lambda _: self._look_again())
        self._timer = QTimer(strip)
        self._timer.setInterval(ASKED_EVERY_MS)
        self._timer.timeout.connect(self._ask_at_rest)

    @property
    def _queue(self) -> PrintQueue | None:
        return self._parts.print_queue

    def begin(self) -> None:
        """The register has started: ask the devices now and then, and print what a crash left unprinted."""
        self._running = True
        self._ask()
        self._timer.start()
        self.print_now()

    def stop(self) -> None:
        """The register is closing."""
        self._running = False
        self._timer.stop()

    def print_now(self) -> None:
        """Print what is queued, on the printing lane."""
        queue = self._queue
        if queue is not None and self._running:
            self._printing.run(queue.print_all, self._printed, self._toast.show_error)

    def show(self) -> None:
        """Show how the devices are, in the person's language."""
        self._show_unit()
        self._show_printer()

    def show_cramped(self, *, cramped: bool) -> bool:
        """Say whether the strip is too narrow for words about what is well; answers whether that is new."""
        if cramped == self._cramped:
            return False
        self._cramped = cramped
        self.show()
        return True

    # ----------------------------------------------------------------------------------------------------------- asking

    def _ask_at_rest(self) -> None:
        # Now and then, and never in the way of a customer.
        if not self._register.pending:
            self._ask()

    def _ask(self) -> None:
        if not self._running:
            return
        self._register.run(self._ask_unit, self._unit_told, self._toast.show_error)
        # Between a payment and its receipt a printer is not asked: it takes its time to answer.
        queue = self._queue
        if queue is not None and not self._printing.pending and not self._selling():
            self._printing.run(queue.printer_status, self._printer_told, self._toast.show_error)

    def _look_again(self) -> None:
        # A control unit that has sealed is well again.
        if self._unit is None or self._unit.state is not UnitState.READY:
            self._ask()

    def _unit_told(self, status: UnitStatus) -> None:
        self._unit = status
        self._show_unit()
        if status.state is not UnitState.STOPPED and not self._selling():
            # What is wrong with it is told by its chip.
            self._register.run(self._parts.checkout.papers.finish_waiting, self._paper_finished, lambda _: None)

    def _paper_finished(self, paper: object) -> None:
        """A copy or a pro forma that waited for the control unit has its number and code."""
        if paper is not None:
            self._changes.announce(Changed.RECEIPTS | Changed.PRINT_JOBS | Changed.DELIVERIES)
            self.print_now()

    def _printer_told(self, status: PrinterStatus) -> None:
        news = status.title != self._printer.title
        self._printer = status
        self._show_printer()
        if news and status.state in _TROUBLED:
            self._toast.show_text(tr(status.title), tr(status.advice), State.SOON)
        queue = self._queue
        if queue is not None and status.state is not PrinterState.STOPPED and not self._selling():
            self._printing.run(queue.print_failed, self._printed_late, self._toast.show_error)

    # --------------------------------------------------------------------------------------------------------- printing

    def _printed(self, jobs: list[PrintJob]) -> None:
        if not jobs:
            return
        if any(job.state is JobState.SENT for job in jobs) and self._printer.state is PrinterState.STOPPED:
            self._printer = PrinterStatus(PrinterState.SILENT)  # it prints
        self._changes.announce(Changed.PRINT_JOBS)
        troubled = [job for job in jobs if job.state in {JobState.FAILED, JobState.UNKNOWN}]
        if troubled:
            job = troubled[-1]
            if why_not_again(job) is None:
                again = partial(self._print_again, job.id)
                self._toast.show_offer(tr(job.title), tr(job.advice), State.SOON, action=tr(_PRINT_AGAIN), act=again)
            else:
                self._toast.show_text(tr(job.title), tr(job.advice), State.SOON)

    def _printed_late(self, jobs: list[PrintJob]) -> None:
        """What did not come out before was tried again by itself: what fails still is told of already."""
        self._printed([job for job in jobs if job.state is not JobState.FAILED])
        late = sum(job.state is JobState.SENT for job in jobs)
        if late:
            self._toast.show_text(tr_n(late, *_PRINTED_LATE), tr(_LOOK_WHOSE))

    def _print_again(self, job_id: int) -> None:
        queue = self._queue
        if queue is not None:
            self._printing.run(
                lambda: queue.print_again(job_id), lambda job: self._printed([job]), self._toast.show_error
            )

    # ---------------------------------------------------------------------------------------------------------- showing

    def _show_unit(self) -> None:
        status = self._unit
        if status is None:
            self._set_chip("unit", State.PLAIN, tr(_UNIT))
            return
        state, words = {
            UnitState.READY: (State.OK, _UNIT),
            UnitState.SOON: (State.SOON, _UNIT_TROUBLE),
            UnitState.STOPPED: (State.STOP, _UNIT_STOPPED),
        }[status.state]
        self._set_chip("unit", state, tr(words), f"{tr(status.title)} {tr(status.advice)}".strip())

    def _show_printer(self) -> None:
        queue = self._queue
        if queue is None:
            self._set_chip("printer", State.PLAIN, tr(_NO_PRINTER))
            return
        try:
            troubled = queue.troubled()
        except OpenPosError:
            return  # whoever acts is told
        if self._printer.state in _TROUBLED:
            more = f"{tr(self._printer.title)} {tr(self._printer.advice)}".strip()
            self._set_chip("printer", State.SOON, tr(self._printer.short or _PRINTER_TROUBLE), more)
        elif troubled:
            self._set_chip("printer", State.SOON, tr(_NOT_PRINTED, count=len(troubled)), tr(_LOOK_THERE))
        else:
            self._set_chip("printer", State.OK, tr(_PRINTER))

    def _set_chip(self, key: str, state: State, words: str, more: str = "") -> None:
        """Where the strip is too narrow for the person's text size, a device that is well is an icon."""
        chip = self._strip.chip(key)
        calm = state in {State.PLAIN, State.OK}
        chip.set_state(state, "" if calm and self._cramped else words)
        chip.setAccessibleName(words)
        chip.setAccessibleDescription(more)
