"""The register's start and stop, as the journal must hold them (SKVFS 2021:16: start, restart, stop, clock)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from openpos.clock import Clock
from openpos.domain.errors import N_, Unavailable
from openpos.domain.sale import Sale
from openpos.register.checkout import Checkout
from openpos.register.unit_series import Missing, go_on_after_unit
from openpos.store.deliveries import DeliveryState
from openpos.store.journal import CLOCK_TOLERANCE, Kind
from openpos.store.print_jobs import JobState
from openpos.store.store import Store
from openpos.store.types import time_text

ADDRESSES_KEPT = timedelta(days=30)
"""How long the address is kept that a receipt was e-mailed to."""


@dataclass(frozen=True, slots=True)
class Started:
    """What the register found when it started."""

    sale: Sale | None
    """The basket that was open when it stopped."""
    clock_set_back: timedelta | None
    """How far the clock is behind the journal's last row, where that is more than a nudge."""
    seal_trouble: Unavailable | None
    """Why a receipt still waits for its control code; selling goes on when it has it."""
    missing: tuple[Missing, ...] = ()
    """Papers that the control unit holds and the file does not: an older backup was put back."""


def start(store: Store, checkout: Checkout, clock: Clock, version: str) -> Started:
    """Journal the start, bring what a crash interrupted to its end and fetch the open basket. Blocks on the unit."""
    with store.write() as tx:
        last_at = tx.journal.last_at()
        last = tx.journal.last_of(Kind.REGISTER_STARTED, Kind.REGISTER_RESTARTED, Kind.REGISTER_STOPPED)
        stopped = last is None or last.kind == Kind.REGISTER_STOPPED
        now = clock()
        tx.journal.add(Kind.REGISTER_STARTED if stopped else Kind.REGISTER_RESTARTED, {"version": version}, at=now)
        for job in tx.print_jobs.in_state(JobState.SENDING):
            tx.print_jobs.settle(
                job.id,
                JobState.UNKNOWN,
                at=now,
                title=N_("The program stopped while it printed."),
                advice=N_("Look whether the paper came; print it again if not."),
            )
        for delivery in tx.deliveries.in_state(DeliveryState.SENDING):
            tx.deliveries.settle(
                delivery.id,
                DeliveryState.UNKNOWN,
                at=now,
                title=N_("The program stopped while it sent the receipt."),
                advice=N_("Ask the customer whether it came; send it again if not."),
            )
        tx.deliveries.forget_addresses(now - ADDRESSES_KEPT)
    trouble = None
    try:
        checkout.finish_interrupted()
    except Unavailable as error:
        trouble = error
    with suppress(Unavailable):  # it goes before the next paper of its kind; sales do not wait for it
        checkout.papers.finish_waiting()
    behind = last_at - now if last_at and last_at - now > CLOCK_TOLERANCE else None
    missing = go_on_after_unit(store, checkout.unit, clock)
    return Started(checkout.open_sale(), behind, trouble, missing)


class ClockWatch:
    """Journals a clock that was set forward while the register runs (SKVFS 2021:16, StallaOmKlockan).

    A clock that was set back is journalled with the next row, whatever that is: the journal sees it by itself.
    """

    def __init__(self, store: Store, clock: Clock, running_s: Callable[[], float]) -> None:
        """`running_s` gives the seconds the computer has run, on a clock that nobody sets."""
        self._store = store
        self._clock = clock
        self._running_s = running_s
        self._seen = (clock(), running_s())

    def look(self) -> None:
        """Compare with the last look. Blocks where there is something to journal; register lane."""
        seen_at, seen_s = self._seen
        now, running_s = self._seen = (self._clock(), self._running_s())
        expected = seen_at + timedelta(seconds=running_s - seen_s)
        if now - expected > CLOCK_TOLERANCE:
            with self._store.write() as tx:
                tx.journal.add(Kind.CLOCK_CHANGED, {"from": time_text(expected), "to": time_text(now)}, at=now)


def stop(store: Store, clock: Clock) -> None:
    """Journal the stop. Blocks."""
    with store.write() as tx:
        tx.journal.add(Kind.REGISTER_STOPPED, {}, at=clock())
