"""The engine: carries what is in the outbox to Spiris, one act at a time, each written down before and after.

What is certain about an act decides what comes next (`wire.Outcome`): done, certainly not done, or not known. What is
not known is looked up, and is only tried again after a time in which the server must have finished, when two more looks
have not found it. Everything here blocks; it runs on the sync thread.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NoReturn

from openpos.clock import Clock
from openpos.domain.errors import OpenPosError, Refused, Unavailable
from openpos.store.exports import owe_closed
from openpos.store.outbox import Entry, EntryKind, EntryState
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.store.store import Store
from openpos.sync.activation import Connection
from openpos.sync.answers import body_text
from openpos.sync.course import NOTHING, Act, Course, Standing, Why, why
from openpos.sync.trouble import NO_CONTACT, Doing, SpirisNo, Trouble
from openpos.sync.wire import Answer, Outcome

LOOKS = 3
"""How often a document is looked for in vain before it counts as not there: soon, after the settle time, and again."""

_LOOK_AGAIN = timedelta(hours=1)
"""How long what was seen of the company is relied on: its rounding, its variant."""

Courses = Mapping[EntryKind, Course]


@dataclass(frozen=True, slots=True)
class Timing:
    """Times in seconds. With a `speed` above 1 they pass so much faster: for tests against a far side that does so."""

    first_look_s: float = 10.0
    """How soon a document is looked for whose answer was lost."""
    settle_s: float = 120.0
    """How long the server may still work on a call that nobody waits for, and lists lag behind it."""
    second_look_s: float = 20.0
    """How long after the settle time the last look comes."""
    shortest_pause_s: float = 5.0
    longest_pause_s: float = 300.0
    """How long the engine rests where there is no contact: twice as long each time, up to this."""
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Round:
    """How a round went."""

    settled: int = 0
    acts: int = 0
    wait_s: float | None = None
    """In how many seconds there is something to do again; None until somebody writes into the outbox."""
    why: Why = NOTHING
    """Why it ended before everything was done; empty where nothing was in the way."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What follows from an act: where the entry stands, and what that means for all others."""

    standing: Standing
    after_s: float = 0.0
    looked: int = 0
    rest: bool = False
    """There is no contact now."""
    hold: Trouble | None = None
    """Nothing goes before a person has mended this."""


class _Rest(Exception):
    """The round ends here."""

    def __init__(self, wait_s: float | None, words: Why) -> None:
        super().__init__(words)
        self.wait_s = wait_s
        self.words = words


class Engine:
    """Carries one register's outbox. For one thread; only `stop` may be called from another."""

    def __init__(
        self,
        store: Store,
        way: Callable[[SpirisConnection], Connection],
        courses: Callable[[SpirisConnection, Connection], Courses],
        clock: Clock,
        *,
        timing: Timing = Timing(),
    ) -> None:
        """`way` opens the way to a company. `courses` looks at the company and gives how each kind travels there; it
        raises Refused where it is another company than the one that was connected.
        """
        self._store = store
        self._open_way = way
        self._make_courses = courses
        self._clock = clock
        self._timing = timing
        self._way: Connection | None = None
        self._way_of = ""
        self._looked_at = clock()
        self._courses: Courses = {}
        self._pause_s = 0.0
        self._losses = 0
        self._recovered = False
        self._owed: tuple[str, date | None] | None = None
        self._stopped = threading.Event()

    @property
    def way(self) -> Connection | None:
        """The way that is open; None where there is none."""
        return self._way

    def round(self) -> Round:
        """Do all that can be done now. Blocks. Raises nothing for what Spiris or the net do."""
        connection = self._begin()
        if connection is None:
            self.close()
            return Round()
        settled = acts = 0
        try:
            self._connect(connection)
            while not self._stopped.is_set():
                now = self._clock()
                with self._store.read() as tx:
                    current = tx.spiris.connection()
                    lost = tx.outbox.lost(connection.company_id, now)
                    entry = tx.outbox.due(connection.company_id, now)
                if current is None or (current.id, current.state) != (connection.id, ConnectionState.ACTIVE):
                    return Round(settled, acts)  # a person paused or ended it meanwhile
                if lost:
                    settled += self._look(connection, lost)
                elif entry is not None:
                    settled += self._carry(connection, entry)
                else:
                    break
                acts += 1
        except _Rest as rest:
            return Round(settled, acts, rest.wait_s, rest.words)
        return Round(settled, acts, self._wait_s(connection))

    def stop(self) -> None:
        """Let go whoever waits: what is under way is looked up the next time. Any thread."""
        self._stopped.set()
        way = self._way
        if way is not None:
            way.stop()

    def close(self) -> None:
        """Hang up."""
        if self._way is not None:
            self._way.close()
        self._way = None

    # ------------------------------------------------------------------------------------------- before the first act

    def _begin(self) -> SpirisConnection | None:
        """The connection to send through, None where nothing is to be sent; with what a dead process left behind."""
        with self._store.write() as tx:
            if not self._recovered:
                tx.outbox.recover(at=self._clock())
            connection = tx.spiris.connection()
            if connection is None or connection.state is not ConnectionState.ACTIVE:
                connection = None
            elif (owed := (connection.id, connection.start_date)) != self._owed:
                # Shifts that were closed before the shop was connected, once; later ones are put in as they are closed.
                owe_closed(tx, at=self._clock())
                self._owed = owed
        self._recovered = True
        return connection

    def _connect(self, connection: SpirisConnection) -> None:
        now = self._clock()
        if self._way is not None and self._way_of == connection.id and now < self._looked_at + _LOOK_AGAIN:
            return
        self.close()
        self._looked_at = now
        self._way, self._way_of = self._open_way(connection), connection.id
        try:
            self._courses = self._make_courses(connection, self._way)
        except SpirisNo as error:
            self.close()
            if error.trouble.doing is Doing.CONFIGURATION:
                self._hold(connection, error)
            self._rest(_said(error))
        except Refused as error:
            self.close()
            self._hold(connection, error)
        except Unavailable as error:
            self.close()
            self._rest(_said(error))

    # ------------------------------------------------------------------------------------------- one after the other

    def _carry(self, connection: SpirisConnection, entry: Entry) -> int:
        """Do the next act with an entry; gives 1 where it arrived."""
        course = self._courses[entry.kind]
        here = Standing(EntryState.WAITING, entry.step)
        try:
            act = course.act(entry)
        except SpirisNo as error:
            own = course.refused(entry, entry.step, error.trouble)
            verdict = self._no(here, error.trouble) if own is None else _Verdict(own)
            return self._write(connection, entry, verdict)
        except Refused as error:
            return self._write(connection, entry, _Verdict(replace(here, state=EntryState.REJECTED, why=_said(error))))
        except Unavailable as error:
            return self._write(connection, entry, _Verdict(replace(here, why=_said(error)), rest=True))
        body = "" if act.body is None else body_text(act.body)
        with self._store.write() as tx:
            number = tx.outbox.begin(entry.id, act.step, body, at=self._clock())
        answer = act.send()
        verdict = self._judge(entry, course, act, answer)
        return self._write(connection, entry, verdict, (number, answer))

    def _judge(self, entry: Entry, course: Course, act: Act, answer: Answer) -> _Verdict:
        """What follows from this answer."""
        trouble = answer.trouble or NO_CONTACT
        here = Standing(EntryState.WAITING, act.step, why=why(trouble))
        if answer.outcome is Outcome.DONE:
            self._pause_s = self._losses = 0
            try:
                return _Verdict(course.arrived(entry, act, answer))
            except Unavailable as error:
                # It says that it was done, and not what was done: it is looked up.
                return self._loss(act.step, _said(error))
        if answer.outcome is Outcome.UNKNOWN:
            return self._loss(act.step, why(trouble))
        if answer.outcome is Outcome.THROTTLED:
            return _Verdict(here, answer.wait_s)
        if answer.outcome is Outcome.NOT_SENT:
            return _Verdict(here, rest=True)
        own = course.refused(entry, act.step, trouble)
        return self._no(here, trouble) if own is None else _Verdict(own)

    def _no(self, here: Standing, trouble: Trouble) -> _Verdict:
        """Spiris said no: to everything, for now, or to this document."""
        standing = replace(here, why=why(trouble))
        if trouble.doing is Doing.CONFIGURATION:
            return _Verdict(standing, hold=trouble)
        if trouble.doing is Doing.RETRY:
            return _Verdict(standing, self._timing.longest_pause_s)
        return _Verdict(replace(standing, state=EntryState.REJECTED))

    def _loss(self, step: str, words: Why) -> _Verdict:
        """An answer was lost. Where one after the other is, the engine rests: else everything would be in doubt."""
        self._losses += 1
        standing = Standing(EntryState.UNKNOWN, step, why=words)
        return _Verdict(standing, self._timing.first_look_s, rest=self._losses > 1)

    def _look(self, connection: SpirisConnection, lost: list[Entry]) -> int:
        """Ask Spiris about documents of one kind whose answers were lost; gives how many have arrived."""
        try:
            found = self._courses[lost[0].kind].look(lost)
        except (SpirisNo, Unavailable) as error:
            for entry in lost:
                standing = Standing(EntryState.UNKNOWN, entry.step, why=_words(entry))
                self._write(connection, entry, _Verdict(standing, self._timing.first_look_s, entry.looked))
            if isinstance(error, SpirisNo) and error.trouble.doing is Doing.CONFIGURATION:
                self._hold(connection, error)
            self._rest(_said(error))
        self._pause_s = 0
        return sum(self._write(connection, entry, self._seen(entry, found[entry.id])) for entry in lost)

    def _seen(self, entry: Entry, standing: Standing) -> _Verdict:
        """What follows from a look."""
        looked = entry.looked + 1
        if standing.certain or looked >= LOOKS:
            return _Verdict(standing)
        after_s = self._timing.settle_s if looked == 1 else self._timing.second_look_s
        return _Verdict(Standing(EntryState.UNKNOWN, entry.step, why=_words(entry)), after_s, looked)

    # ------------------------------------------------------------------------------------------- what is written

    def _write(
        self,
        connection: SpirisConnection,
        entry: Entry,
        verdict: _Verdict,
        attempt: tuple[int, Answer] | None = None,
    ) -> int:
        """Write how the attempt ended and where the entry stands, in one transaction; gives 1 where it arrived."""
        standing = verdict.standing
        changes: dict[str, str | int] = {"step": standing.step, "looked": verdict.looked}
        if standing.remote_id is not None:
            changes["remote_id"] = standing.remote_id
        if standing.remote_number is not None:
            changes["remote_number"] = standing.remote_number
        now = self._clock()
        due_at = now + timedelta(seconds=verdict.after_s / self._timing.speed)
        with self._store.write() as tx:
            if attempt is not None:
                number, answer = attempt
                tx.outbox.end(entry.id, number, answer.outcome.value, answer.status, at=now)
            tx.outbox.put(entry.id, standing.state, at=now, due_at=due_at, why=standing.why, **changes)
        if standing.state is EntryState.REJECTED:
            logging.getLogger(__name__).warning("%s needs a person", entry.reference)
        if verdict.hold is not None:
            self._hold(connection, SpirisNo(verdict.hold))
        if verdict.rest:
            self._rest(standing.why)
        return int(standing.state is EntryState.SETTLED)

    def _hold(self, connection: SpirisConnection, error: OpenPosError) -> NoReturn:
        """Nothing goes before a person has mended something. Raises _Rest."""
        hold(self._store, connection, error)
        self.close()
        raise _Rest(None, _said(error))

    def _rest(self, words: Why) -> NoReturn:
        """End the round for a while, for longer each time. Raises _Rest."""
        timing = self._timing
        self._pause_s = min(max(2 * self._pause_s, timing.shortest_pause_s), timing.longest_pause_s)
        # Never all registers of a shop at one moment.
        raise _Rest(self._pause_s * random.uniform(0.8, 1.2) / timing.speed, words)

    def _wait_s(self, connection: SpirisConnection) -> float | None:
        with self._store.read() as tx:
            due_at = tx.outbox.next_due(connection.company_id)
        return None if due_at is None else max(0.0, (due_at - self._clock()).total_seconds())


def hold(store: Store, connection: SpirisConnection, error: OpenPosError) -> None:
    """Let nothing go to this company before a person has mended something. One that was paused or ended meanwhile
    stays so. Blocks.
    """
    words = {name: str(value) for name, value in error.values.items()}
    with store.write() as tx:
        known = tx.spiris.connection()
        if known is not None and known.id == connection.id and known.state is ConnectionState.ACTIVE:
            held = replace(known, state=ConnectionState.HELD, title=error.title, advice=error.advice, values=words)
            tx.spiris.save_connection(held)


def _said(error: OpenPosError) -> Why:
    return error.title, error.advice, error.values


def _words(entry: Entry) -> Why:
    return entry.title, entry.advice, entry.values
