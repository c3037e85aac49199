"""Decides what the page of what goes to Spiris shows, and what may be done with an entry. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.register.outgoing import Item, Overview, Part
from openpos.store.outbox import DONE, Attempt, EntryKind, EntryState
from openpos.store.spiris import ConnectionState
from openpos.ui.screens.asked import Lend, Run, run_permitted

if TYPE_CHECKING:
    from openpos.sync.activation import Finding
    from openpos.sync.sender import Pulse

PAGE_SIZE = 50
LookedAhead = tuple[datetime | None, Sequence["Finding"]]


@dataclass(frozen=True, slots=True)
class SentShown:
    """What the page shows."""

    overview: Overview | None = None
    """None until it was read."""
    pulse: Pulse | None = None
    ahead: LookedAhead = (None, ())
    part: Part = Part.TROUBLED
    items: tuple[Item, ...] = ()
    """Newest first."""
    more: bool = False
    """Whether there are older ones that were not fetched yet."""
    chosen: str = ""
    """The chosen entry's id; empty for none."""
    attempts: tuple[Attempt, ...] | None = None
    """What was sent of the chosen one; None while it is not asked for."""
    busy: bool = False
    trouble: OpenPosError | None = None

    @property
    def item(self) -> Item | None:
        """The chosen one."""
        return next((item for item in self.items if item.entry.id == self.chosen), None)

    @property
    def may_send_again(self) -> bool:
        """Whether a person can let the chosen one go (again)."""
        item = self.item
        return item is not None and not self.busy and item.entry.state not in DONE | {EntryState.IN_FLIGHT}

    @property
    def may_leave_out(self) -> bool:
        """Whether a person can decide that the chosen one is not to go."""
        item = self.item
        return (
            item is not None
            and not self.busy
            and item.entry.kind is EntryKind.CUSTOMER
            and item.entry.state in {EntryState.REJECTED, EntryState.WAITING}
        )

    @property
    def paused(self) -> bool:
        """Whether a person wants nothing to go for now."""
        connection = self.overview.standing.connection if self.overview else None
        return connection is not None and connection.state is ConnectionState.PAUSED

    @property
    def connected(self) -> bool:
        """Whether there is somewhere to send to."""
        return self.overview is not None and self.overview.standing.connected


class SentPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[SentShown], None],
        *,
        run: Run,
        overview: Callable[[], Overview],
        looked_ahead: Callable[[], LookedAhead],
        pulse: Callable[[], Pulse | None],
        items: Callable[[Part, int, int | None], list[Item]],
        attempts: Callable[[str], list[Attempt]],
        send_again: Callable[[str, Person], None],
        leave_out: Callable[[str, Person], None],
        pause: Callable[[Person], None],
        resume: Callable[[Person], None],
        hasten: Callable[[], None],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
        wake: Callable[[], None],
    ) -> None:
        """All but `pulse`, `person`, `changed` and `wake` block. `wake` has all sent, `changed` tells other screens."""
        self._show = show
        self._run = run
        self._overview = overview
        self._looked_ahead = looked_ahead
        self._pulse = pulse
        self._items = items
        self._attempts = attempts
        self._send_again = send_again
        self._leave_out = leave_out
        self._pause = pause
        self._resume = resume
        self._hasten = hasten
        self._person = person
        self._lend = lend
        self._changed = changed
        self._wake = wake
        self._shown = SentShown()
        self._reading = False
        self._read_again = False

    def come(self) -> None:
        """The page is shown: what needs a person is in front where there is something, else everything."""
        self._put(replace(self._shown, overview=None, attempts=None, trouble=None))
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew; what was chosen stays. While it is read, one more time is enough for all who ask."""
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        part, limit = self._shown.part, max(PAGE_SIZE, len(self._shown.items))

        def work() -> tuple[Overview, LookedAhead, list[Item]]:
            return self._overview(), self._looked_ahead(), self._items(part, limit + 1, None)

        self._run(work, lambda found: self._found(part, limit, *found), self._not_read)

    def choose_part(self, part: Part) -> None:
        """Show this part of what goes out."""
        if part is not self._shown.part:
            self._put(replace(self._shown, part=part, items=(), more=False, chosen="", attempts=None, trouble=None))
            self.refresh()

    def older(self) -> None:
        """Fetch the next older ones."""
        shown = self._shown
        if shown.busy or self._reading or not shown.more or not shown.items:
            return
        self._put(replace(shown, busy=True))
        part, last = shown.part, shown.items[-1].entry.number

        def come(found: list[Item]) -> None:
            if self._shown.part is part:
                items = (*self._shown.items, *found[:PAGE_SIZE])
                self._put(replace(self._shown, items=items, more=len(found) > PAGE_SIZE))
            self._put(replace(self._shown, busy=False))

        self._run(lambda: self._items(part, PAGE_SIZE + 1, last), come, self._failed)

    def choose(self, entry_id: str) -> None:
        """Look at this one."""
        if entry_id != self._shown.chosen:
            self._put(replace(self._shown, chosen=entry_id, attempts=None, trouble=None))

    def turn(self) -> None:
        """Show what was sent of the chosen one, or what is to know of it again."""
        chosen = self._shown.chosen
        if self._shown.attempts is not None:
            self._put(replace(self._shown, attempts=None))
        elif self._shown.item is not None:
            self._read_attempts(chosen)

    def send_again(self) -> None:
        """A person has mended something, or does not want to wait."""
        chosen = self._shown.chosen
        if self._shown.may_send_again:
            self._act(lambda person: self._send_again(chosen, person))

    def leave_out(self) -> None:
        """Spiris' address of the customer stays."""
        chosen = self._shown.chosen
        if self._shown.may_leave_out:
            self._act(lambda person: self._leave_out(chosen, person))

    def pause_or_resume(self) -> None:
        """Let nothing go for now, or let it go on."""
        if self._shown.connected and not self._shown.busy:
            self._act(self._resume if self._shown.paused else self._pause)

    def send_now(self) -> None:
        """Let all that waits go at once."""
        if self._shown.connected and not self._shown.busy:
            self._act(lambda _person: self._hasten())

    def _act(self, work: Callable[[Person], None]) -> None:
        person = self._person()
        if person is None:
            return
        self._put(replace(self._shown, busy=True, trouble=None))
        run_permitted(self._run, self._lend, person, work, lambda _: self._done(), self._failed)

    def _done(self) -> None:
        self._put(replace(self._shown, busy=False))
        self._wake()
        self._changed()
        self.refresh()

    def _read_attempts(self, entry_id: str) -> None:
        def come(found: list[Attempt]) -> None:
            if self._shown.chosen == entry_id:
                self._put(replace(self._shown, attempts=tuple(found)))

        self._run(lambda: self._attempts(entry_id), come, self._failed)

    def _found(self, part: Part, limit: int, overview: Overview, ahead: LookedAhead, found: list[Item]) -> None:
        self._reading = False
        first = self._shown.overview is None
        if part is self._shown.part:
            items = tuple(found[:limit])
            chosen = self._shown.chosen
            if all(item.entry.id != chosen for item in items):
                chosen = items[0].entry.id if items else ""
            attempts = self._shown.attempts if chosen == self._shown.chosen else None
            self._shown = replace(self._shown, items=items, more=len(found) > limit, chosen=chosen, attempts=attempts)
        self._put(replace(self._shown, overview=overview, ahead=ahead, pulse=self._pulse()))
        if first and part is Part.TROUBLED and not overview.standing.troubled:
            self.choose_part(Part.ALL)
        elif self._shown.attempts is not None:
            self._read_attempts(self._shown.chosen)
        if self._read_again:
            self._read_again = False
            self.refresh()

    def _not_read(self, error: OpenPosError) -> None:
        self._reading = self._read_again = False
        self._failed(error)

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: SentShown) -> None:
        self._shown = shown
        self._show(shown)
