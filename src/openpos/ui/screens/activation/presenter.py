"""Decides how the shop is connected to its company in Spiris, step by step. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from openpos.accounting.bas import Kind
from openpos.domain.company import FiscalYear
from openpos.domain.errors import N_, OpenPosError, Refused, Unavailable
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.activation import Connection, Verified
from openpos.sync.enrolment import Enrolment
from openpos.sync.oauth import Client, Consent, Loopback, Mode
from openpos.sync.trouble import to_who_waits
from openpos.ui.screens.activation.accounts import AccountsShown, Plan, first_row
from openpos.ui.screens.asked import Run

CONSENT_WAIT_S = 600
_LONGEST_SECRET = 200
_T = TypeVar("_T")

_ASKING_KEYRING = N_("Looking into the keyring …")
_OPENING = N_("Opening the browser …")
_WAITING = N_("Waiting for the consent in the browser …")
_LOOKING = N_("Asking Spiris about the company …")
_READING = N_("Reading the company's accounts …")
_ADDING = N_("Adding accounts in Spiris …")
_SAVING = N_("Saving …")


class Step(StrEnum):
    """The steps, in their order."""

    INTRODUCTION = "introduction"
    CONSENT = "consent"
    VERIFIED = "verified"
    START = "start"
    METHODS = "methods"
    VAT = "vat"
    GROUPS = "groups"
    EVENTS = "events"
    DONE = "done"


STEPS = tuple(Step)
KINDS: Mapping[Step, Kind] = {
    Step.METHODS: Kind.METHOD,
    Step.VAT: Kind.VAT,
    Step.GROUPS: Kind.GROUP,
    Step.EVENTS: Kind.EVENT,
}


class Purpose(StrEnum):
    """What the steps are gone for."""

    ACTIVATE = "activate"
    ACCOUNTS = "accounts"
    """Only the accounts are changed."""
    AGAIN = "again"
    """The consent is given anew; the rest is as it was."""


_STEPS_FOR = {Purpose.ACTIVATE: STEPS, Purpose.ACCOUNTS: tuple(KINDS), Purpose.AGAIN: STEPS[1:]}


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent that somebody is asked for."""

    client: Client
    consent: Consent
    loopback: Loopback | None
    """Where the browser comes back; None where the port is taken."""
    browser: bool
    """Whether a browser was opened."""
    trouble: OpenPosError | None = None


@dataclass(frozen=True, slots=True)
class ActivationShown:
    """What the steps show."""

    today: date
    step: Step = Step.INTRODUCTION
    reached: int = 0
    """The place of the furthest step that may be gone to."""
    purpose: Purpose = Purpose.ACTIVATE
    mode: Mode = Mode.INVOICING
    busy: str = ""
    """What is being done, as English source text; empty where nothing is."""
    trouble: OpenPosError | None = None
    asks_client: bool = False
    """Whether the client's id and secret must be written."""
    asked: Asked | None = None
    connection: SpirisConnection | None = None
    seen: Verified | None = None
    start: date | None = None
    earliest: date | None = None
    """The first day that sales may be exported from."""
    accounts: AccountsShown = field(default_factory=AccountsShown)
    added: tuple[str, ...] = ()
    """Accounts that were added in Spiris, as they were told last."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps there are for this purpose."""
        return _STEPS_FOR[self.purpose]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before this one to go back to."""
        return not self.busy and self.step is not Step.DONE and self.step is not self.steps[0]

    @property
    def can_go_on(self) -> bool:
        """Whether the key that goes on does something."""
        if self.busy:
            return False
        return self.step is not Step.VERIFIED or (self.seen is not None and self.seen.good)


class ActivationPresenter:
    """GUI thread only; what blocks goes out by `run`, a lane of its own, and can be cancelled."""

    def __init__(
        self,
        show: Callable[[ActivationShown], None],
        *,
        run: Run,
        enrolment: Callable[[], Enrolment],
        client: Callable[[str], Client | None],
        browse: Callable[[str], bool],
        method_names: Callable[[], Mapping[str, str]],
        today: Callable[[], date],
        person: Callable[[], str],
        changed: Callable[[], None],
        left: Callable[[], None],
        rebooked: Callable[[], None],
        wait_s: float = CONSENT_WAIT_S,
    ) -> None:
        """`method_names` is a short read. `changed` is called when the connection is another, `rebooked` when all
        accounts were gone through and saved, `left` at the end.
        """
        self._show = show
        self._run = run
        self._enrolment = enrolment
        self._client_of = client
        self._browse = browse
        self._method_names = method_names
        self._today = today
        self._person = person
        self._changed = changed
        self._left = left
        self._rebooked = rebooked
        self._wait_s = wait_s
        self._shown = ActivationShown(today())
        self._turn = 0
        """Counts what was begun: what comes home of an earlier turn was given up meanwhile."""
        self._steps: Enrolment | None = None
        self._way: Connection | None = None
        self._client: Client | None = None
        self._plan: Plan | None = None
        self._year: FiscalYear | None = None

    # ------------------------------------------------------------------------------------------- begin and end

    def begin(self, purpose: Purpose) -> None:
        """Begin, or take up again where it was left."""
        self._leave_way()
        self._steps = self._enrolment()
        known = self._steps.current()
        live = known is not None and known.state is not ConnectionState.DISCONNECTED
        mode = Mode(known.mode) if known is not None else Mode.INVOICING
        self._client = self._plan = self._year = None
        first = _STEPS_FOR[purpose][0]
        self._put(ActivationShown(self._today(), first, purpose=purpose, mode=mode, connection=known if live else None))
        if purpose is Purpose.ACCOUNTS:
            self._do(_READING, self._look, self._seen_for_accounts)
        elif live and purpose is Purpose.ACTIVATE:
            self._put(replace(self._shown, step=Step.VERIFIED))
            self._do(_LOOKING, self._look, self._taken_up, self._not_taken_up)
        elif purpose is Purpose.AGAIN:
            self._enter_consent()
        else:
            self._put(self._shown)

    def leave(self) -> None:
        """Leave it as it is; it can be taken up again."""
        self.stop()
        self._leave_way()
        self._left()

    def stop(self) -> None:
        """Give up what is under way; also when the program closes."""
        self._turn += 1
        asked, way = self._shown.asked, self._way
        if asked is not None and asked.loopback is not None:
            asked.loopback.stop()
        if way is not None and self._shown.busy:
            way.stop()
            self._leave_way()
        if self._shown.busy:
            self._put(replace(self._shown, busy="", asked=None, trouble=None))

    # ------------------------------------------------------------------------------------------- from step to step

    def choose_mode(self, mode: str) -> None:
        """Bookkeeping with invoicing or without."""
        if not self._shown.busy:
            self._put(replace(self._shown, mode=Mode(mode)))

    def back(self) -> None:
        """To the step before."""
        steps = self._shown.steps
        if self._shown.can_go_back:
            self.go_to(steps[steps.index(self._shown.step) - 1])

    def go_to(self, step: Step) -> None:
        """To a step that was reached already."""
        now = self._shown
        if now.busy or step not in now.steps or STEPS.index(step) > now.reached or now.step is Step.DONE:
            return
        if step in KINDS:
            self._enter_accounts(step)
        elif step is Step.CONSENT:
            self._enter_consent()
        else:
            self._put(replace(now, step=step, trouble=None))

    def go_on(self) -> None:
        """What the key that goes on does at this step; the consent and the start date say more."""
        now = self._shown
        if not now.can_go_on:
            return
        if now.step is Step.INTRODUCTION:
            self._enter_consent()
        elif now.step is Step.VERIFIED:
            self._past_verified()
        elif now.step in KINDS:
            self._book()
        elif now.step is Step.DONE:
            self.leave()

    # ------------------------------------------------------------------------------------------- the consent

    def ask_anew(self) -> None:
        """Another client's id and secret are to be written."""
        if not self._shown.busy:
            self._client = None
            self._put(replace(self._shown, asks_client=True))

    def consent(self, client_id: str, secret: str) -> None:
        """Open the browser and wait for what the person there decides."""
        now = self._shown
        if now.busy:
            return
        client = self._client
        if client is None and not now.asks_client:
            self._enter_consent()  # the keyring could not be opened before
            return
        if now.asks_client or client is None:
            client = Client(client_id.strip(), secret.strip())
            if not _written(client.id) or not _written(client.secret):
                self._fail(
                    Refused("The client id and the secret are needed.", "Copy both from Spiris' developer page.")
                )
                return
        steps = self._begun()
        connection = now.connection or steps.begin(now.mode)
        self._client = client  # for another try; in the keyring it is put with the tokens
        self._put(replace(now, connection=replace(connection, mode=now.mode.value), asks_client=False))
        self._do(_OPENING, lambda way: self._ask(way, client), self._has_asked, stale=_close)

    def paste(self, address: str) -> None:
        """Take the answer's address as a person copied it from the browser."""
        asked = self._shown.asked
        if asked is None:
            return
        try:
            asked.consent.code(address)
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error))  # still waiting: the right one may come yet
            return
        self._turn += 1
        if asked.loopback is not None:
            asked.loopback.stop()
        self._take(asked, address)

    def _enter_consent(self) -> None:
        now = self._shown
        steps = self._begun()
        connection = now.connection or steps.begin(now.mode)
        self._reach(Step.CONSENT, connection=connection, asked=None)
        if self._client is None:
            self._do(_ASKING_KEYRING, lambda _: self._client_of(connection.id), self._has_looked_for_client)

    def _has_looked_for_client(self, client: Client | None) -> None:
        self._client = client
        self._put(replace(self._shown, asks_client=client is None))

    def _ask(self, way: Connection, client: Client) -> Asked:
        """On the lane."""
        consent = way.ask(client, self._shown.mode)
        try:
            loopback = way.listen(consent).__enter__()
        except Unavailable as error:
            return Asked(client, consent, None, self._browse(consent.address), error)
        try:
            return Asked(client, consent, loopback, self._browse(consent.address))
        except BaseException:
            loopback.__exit__()
            raise

    def _has_asked(self, asked: Asked) -> None:
        self._put(replace(self._shown, asked=asked, trouble=asked.trouble))
        loopback = asked.loopback
        if loopback is None:
            return  # the answer can be pasted all the same

        def wait(_: Connection) -> str:
            try:
                return loopback.wait(self._wait_s)
            finally:
                loopback.__exit__()

        self._do(_WAITING, wait, lambda address: self._take(asked, address))

    def _take(self, asked: Asked, address: str) -> None:
        steps, connection = self._begun(), self._shown.connection
        assert connection is not None, "a consent is asked for a connection"
        self._put(replace(self._shown, asked=None))
        self._do(
            _LOOKING, lambda way: steps.take(way, connection, asked.client, asked.consent, address), self._verified
        )

    # ------------------------------------------------------------------------------------------- the company

    def look_again(self) -> None:
        """Look at the company once more: somebody may have mended what stopped it."""
        if not self._shown.busy and self._shown.connection is not None:
            self._do(_LOOKING, self._look, self._verified)

    def _look(self, way: Connection) -> tuple[SpirisConnection, Verified]:
        """On the lane."""
        connection = self._shown.connection
        assert connection is not None, "there is a company to look at"
        return self._begun().look(way, connection)

    def _verified(self, result: tuple[SpirisConnection, Verified]) -> None:
        connection, seen = result
        earliest = _earliest(seen, self._today())
        start = connection.start_date or self._shown.start or max(self._today(), earliest or self._today())
        self._reach(Step.VERIFIED, connection=connection, seen=seen, start=start, earliest=earliest)
        self._changed()

    def _taken_up(self, result: tuple[SpirisConnection, Verified]) -> None:
        self._verified(result)
        connection, seen = result
        if seen.good and connection.start_date is not None:
            self._begin_on(connection.start_date)

    def _not_taken_up(self, error: OpenPosError) -> None:
        # The consent may be gone: that is the step to go on with.
        self._enter_consent()
        self._put(replace(self._shown, trouble=error))

    def _past_verified(self) -> None:
        connection = self._shown.connection
        again = self._shown.purpose is Purpose.AGAIN and connection is not None and connection.start_date is not None
        if again and not self._begun().unchosen():
            self._activate()
        else:
            self._reach(Step.START)

    # ------------------------------------------------------------------------------------------- the start date

    def begin_on(self, written: str) -> None:
        """Export sales from this day on, written like 2026-12-01."""
        if self._shown.busy:
            return
        try:
            day = date.fromisoformat(written.strip())
        except ValueError:
            self._fail(Refused("“{day}” is not a date.", "Write it like 2026-12-01.", day=written[:20]))
            return
        self._begin_on(day)

    def _begin_on(self, day: date) -> None:
        steps, connection, seen = self._begun(), self._shown.connection, self._shown.seen
        assert connection is not None, "the company was looked at before a day is chosen"
        assert seen is not None, "the company was looked at before a day is chosen"

        def started(way: Connection) -> tuple[SpirisConnection, Plan]:
            chosen, year = steps.start_on(connection, seen, day)
            # Past days of an older year are few: the accounts are chosen among this year's.
            today = next((one for one in seen.years if one.holds(self._today())), year)
            ledger = steps.ledger(way, today if day <= self._today() else year, self._shown.mode)
            return chosen, Plan.of(ledger, steps.planned(), self._method_names())

        def done(result: tuple[SpirisConnection, Plan]) -> None:
            chosen, self._plan = result
            left = steps.unchosen()
            first = next((step for step, kind in KINDS.items() if any(of == kind for of, _ in left)), Step.EVENTS)
            self._put(replace(self._shown, connection=chosen, start=day))
            for step in KINDS:
                self._enter_accounts(step)
                if step is first:
                    return

        self._do(_READING, started, done)

    # ------------------------------------------------------------------------------------------- the accounts

    def choose_row(self, key: str) -> None:
        """Show the accounts for this row."""
        if key != self._shown.accounts.chosen:
            self._show_accounts(chosen=key, sought="", adding=False)

    def search(self, sought: str) -> None:
        """Show the accounts that match."""
        self._show_accounts(sought=sought)

    def choose_account(self, number: str) -> None:
        """Book the chosen row on this account."""
        row = self._shown.accounts.row
        if self._plan is not None and row is not None and not self._shown.busy:
            self._plan.book(row.kind, row.key, number)
            self._show_accounts()

    def begin_new_account(self, *, on: bool = True) -> None:
        """Write a new account, or give that up."""
        self._show_accounts(adding=on)

    def add_account(self, number: str, name: str) -> None:
        """Add an account in Spiris and book the chosen row on it."""
        clean = number.strip()
        if not name.strip():
            self._fail(Refused("The account has no name.", "Write what it is called."))
        elif not self._shown.busy:
            self._add({clean: name.strip()}, clean)

    def add_missing(self) -> None:
        """Add those of the list in Spiris that it lacks."""
        missing = self._shown.accounts.missing
        if missing and not self._shown.busy:
            self._add(missing, "")

    def _add(self, wanted: Mapping[str, str], chosen: str) -> None:
        plan, steps = self._plan, self._begun()
        assert plan is not None, "there is a list"

        def add(way: Connection) -> Plan:
            way.add_accounts(plan.ledger.year, wanted)
            return replace(plan, ledger=steps.ledger(way, plan.ledger.year, self._shown.mode))

        def done(made: Plan) -> None:
            self._plan = made
            self._put(replace(self._shown, added=tuple(sorted(wanted))))
            self._show_accounts(adding=False, sought="")
            if chosen:
                self.choose_account(chosen)

        self._do(_ADDING, add, done)

    def _seen_for_accounts(self, result: tuple[SpirisConnection, Verified]) -> None:
        connection, seen = result
        self._put(replace(self._shown, connection=connection, seen=seen))
        first = max(self._today(), connection.start_date or self._today())
        year = next((one for one in seen.years if one.holds(first)), None)
        if year is None:
            self._fail(
                Refused("There is no fiscal year in Spiris for today.", "Create the year in Spiris, then try again.")
            )
            return
        steps = self._begun()

        def done(plan: Plan) -> None:
            self._plan = plan
            self._put(replace(self._shown, reached=STEPS.index(Step.EVENTS)))
            self._enter_accounts(Step.METHODS)

        self._do(
            _READING,
            lambda way: Plan.of(steps.ledger(way, year, self._shown.mode), steps.planned(), self._method_names()),
            done,
        )

    def _enter_accounts(self, step: Step) -> None:
        assert self._plan is not None, "the accounts were read"
        rows = self._plan.rows(KINDS[step])
        self._reach(step, added=())
        self._show_accounts(chosen=first_row(rows), sought="", adding=False)

    def _show_accounts(self, **changes: object) -> None:
        kind = KINDS.get(self._shown.step)
        if self._plan is None or kind is None:
            return
        now = replace(self._shown.accounts, **changes)  # type: ignore[arg-type]
        found = self._plan.found(kind, now.chosen, now.sought) if now.chosen else ()
        self._put(replace(self._shown, accounts=replace(now, rows=self._plan.rows(kind), found=found), trouble=None))

    def _book(self) -> None:
        plan, steps, step, by = self._plan, self._begun(), self._shown.step, self._person()
        assert plan is not None, "the accounts were read"
        chosen = plan.of_kind(KINDS[step])

        def done(_: None) -> None:
            if step is not Step.EVENTS:
                self._enter_accounts(STEPS[STEPS.index(step) + 1])
            elif self._shown.purpose is Purpose.ACCOUNTS:
                self._changed()
                self._rebooked()
                self.leave()
            else:
                self._activate()

        self._do(_SAVING, lambda way: steps.book(way, plan.ledger, chosen, by), done)

    def _activate(self) -> None:
        steps, connection, by = self._begun(), self._shown.connection, self._person()
        assert connection is not None, "there is what is activated"

        def done(active: SpirisConnection) -> None:
            self._reach(Step.DONE, connection=active)
            self._changed()

        self._do(_SAVING, lambda _: steps.activate(connection, by), done)

    # ------------------------------------------------------------------------------------------- inside

    def _do(
        self,
        words: str,
        work: Callable[[Connection], _T],
        done: Callable[[_T], None],
        failed: Callable[[OpenPosError], None] | None = None,
        *,
        stale: Callable[[_T], None] = lambda _: None,
    ) -> None:
        """Work on the lane. `stale` is told what came home after it was given up."""
        self._turn += 1
        turn = self._turn
        self._put(replace(self._shown, busy=words, trouble=None if words != _WAITING else self._shown.trouble))

        def told(result: _T) -> None:
            if turn != self._turn:
                stale(result)
                return
            self._put(replace(self._shown, busy=""))
            done(result)

        def not_done(error: OpenPosError) -> None:
            if turn == self._turn:
                self._put(replace(self._shown, busy="", asked=None))
                (failed or self._fail)(to_who_waits(error))

        self._run(lambda: work(self._opened()), told, not_done)

    def _opened(self) -> Connection:
        """The way to Spiris. On the lane: a simulated one begins to listen then."""
        connection = self._shown.connection
        assert connection is not None, "nothing is asked of Spiris before there is a connection"
        if self._way is None:
            self._way = self._begun().way(connection)
        return self._way

    def _leave_way(self) -> None:
        way, self._way = self._way, None
        if way is not None:
            self._run(way.close, lambda _: None, lambda _: None)

    def _begun(self) -> Enrolment:
        assert self._steps is not None, "begin comes first"
        return self._steps

    def _reach(self, step: Step, **changes: object) -> None:
        reached = max(self._shown.reached, STEPS.index(step))
        self._put(replace(self._shown, step=step, reached=reached, trouble=None, **changes))  # type: ignore[arg-type]

    def _fail(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, trouble=error))

    def _put(self, shown: ActivationShown) -> None:
        self._shown = shown
        self._show(shown)


def _close(asked: Asked) -> None:
    if asked.loopback is not None:
        asked.loopback.__exit__()


def _earliest(seen: Verified, today: date) -> date | None:
    """The first day that sales may be exported from, of the year that holds today or the next there is."""
    years = [year for year in seen.years if not year.locked and year.last >= today]
    if not years:
        return None
    first = min(year.first for year in years)
    locked = seen.company.locked_to
    return first if locked is None or locked < first else locked + timedelta(days=1)


def _written(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_SECRET and text.isascii() and text.isprintable()
