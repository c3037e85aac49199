"""The shop's way into its books, kept in the file step by step, so that it can be left and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openpos.accounting.bas import EVENTS, METHODS, OTHERS, Suggestion, account_name, suggestions
from openpos.accounting.bas import Kind as Booked
from openpos.clock import Clock, swedish
from openpos.credentials import CLIENT_ID, CLIENT_SECRET, Credentials
from openpos.domain.article import words
from openpos.domain.company import Account, Company, FiscalYear
from openpos.domain.errors import Refused, Rejected
from openpos.domain.payment import Method
from openpos.ids import Ids
from openpos.store.exports import chosen_accounts
from openpos.store.journal import Kind
from openpos.store.payment import payment_method_facts
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.store.store import Store, Transaction
from openpos.sync.activation import Connection, Places, Verified, check_start_date
from openpos.sync.ledger import Doubt, Ledger
from openpos.sync.oauth import Client, Consent, Mode
from openpos.sync.pace import Pace
from openpos.sync.spiris import ArticleCoding

_SALES = "3"
"""How the accounts of the BAS chart begin on which sales are booked."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An account that something is to be booked on."""

    suggestion: Suggestion
    there: bool
    """Whether Spiris has the account."""
    trouble: str = ""
    """Why it can't be used as it is: `inactive` or `blocked`; empty where it can."""


class Enrolment:
    """The steps from the consent to the first document. All block; one thread at a time."""

    def __init__(
        self,
        store: Store,
        where: Callable[[], Places],
        clock: Clock,
        new_id: Ids,
        *,
        secrets_of: Callable[[str], Credentials] = Credentials,
        pace: Callable[[], Pace] = Pace,
    ) -> None:
        """`where` is asked for each way: a simulated Spiris begins to listen then. `secrets_of` gives the keyring's
        entries of a connection's id, `pace` how fast a way may be gone.
        """
        self._store = store
        self._where = where
        self._clock = clock
        self._new_id = new_id
        self._secrets_of = secrets_of
        self._pace = pace

    def current(self) -> SpirisConnection | None:
        """The connection as it is kept; None where there never was one."""
        with self._store.read() as tx:
            return tx.spiris.connection()

    def begin(self, mode: Mode) -> SpirisConnection:
        """The connection to go on with: the one there is, or a new one after that was ended. Nothing is kept yet."""
        known = self.current()
        if known is None or known.state is ConnectionState.DISCONNECTED:
            return SpirisConnection(self._new_id(), mode.value, ConnectionState.CONNECTING, self._clock())
        return replace(known, mode=mode.value)

    def credentials(self, connection: SpirisConnection) -> Credentials:
        """Where this connection's secrets are."""
        return self._secrets_of(connection.id)

    def way(self, connection: SpirisConnection) -> Connection:
        """The way to the company; to be closed."""
        return Connection(self._where(), self.credentials(connection), pace=self._pace())

    def take(
        self, way: Connection, connection: SpirisConnection, client: Client, consent: Consent, address: str
    ) -> tuple[SpirisConnection, Verified]:
        """Take the answer to the consent, look at the company, and keep both.

        Raises as `Connection.finish` and `verify`. Where the company stops it, the secrets are kept and nothing else:
        whoever has mended the cause in Spiris goes on with `look`.
        """
        way.finish(client, consent, address)
        try:
            return self.look(way, connection)
        except Refused:
            # What waits must never go to another company's books: the access to those is given back at once.
            way.disconnect()
            kept = self.credentials(connection)
            kept.put(CLIENT_ID, client.id)
            kept.put(CLIENT_SECRET, client.secret)
            raise

    def look(self, way: Connection, connection: SpirisConnection) -> tuple[SpirisConnection, Verified]:
        """Look at the company again, and keep what it is. Raises as `Connection.verify`."""
        seen = way.verify(Mode(connection.mode), self.today(), company_id=connection.company_id)
        company = seen.company
        known = replace(
            connection,
            company_id=connection.company_id or company.id,
            company_name=company.name,
            organisation_number=company.organisation_number,
            variant=int(company.variant),
            sandbox=company.sandbox,
            person=seen.user.name if seen.user else "",
        )
        if not seen.good:
            return known, seen
        terms, items = way.spiris.terms(), way.spiris.cost_centre_items() if company.uses_cost_centres else []
        others = [year for year in seen.years if year.last >= self.today() and not year.holds(self.today())]
        read = [(year.id, way.spiris.accounts(year.id)) for year in others]
        read += [(year.id, list(seen.accounts)) for year in seen.years if year.holds(self.today())]
        with self._store.write() as tx:
            current = tx.spiris.connection()
            if current is not None and current.id == known.id:
                # A person may have paused it while Spiris was asked.
                known = replace(
                    known, state=current.state, title=current.title, advice=current.advice, values=current.values
                )
            elif current is not None and known.start_date is None:
                known = replace(known, start_date=_start_again(current, company))
            tx.spiris.save_connection(known)
            tx.spiris.set_whole_kronor(rounds=company.rounds_to_kronor)
            tx.spiris.replace_years(seen.years)
            for year_id, accounts in read:
                tx.spiris.replace_accounts(year_id, accounts)
            tx.spiris.replace_terms(terms)
            tx.spiris.replace_cost_centre_items(items)
        return known, seen

    def start_on(self, connection: SpirisConnection, seen: Verified, day: date) -> tuple[SpirisConnection, FiscalYear]:
        """Export sales from this day on. Raises Refused for a day that can't be."""
        year = check_start_date(day, seen.company, seen.years)
        chosen = replace(connection, start_date=day)
        with self._store.write() as tx:
            tx.spiris.save_connection(chosen)
        return chosen, year

    def suggested(self, way: Connection, year: FiscalYear) -> list[Chosen]:
        """The usual account of everything that may be booked, and whether the company has it so that it can be used.

        Where sales are invoiced and the company's articles are not coded for the usual account, the one that they are
        coded for; and where the usual one can't be booked on, another one that shops book on and that can. Raises as
        `Spiris.accounts`.
        """
        with self._store.read() as tx:
            groups = [group.name for group in tx.articles.groups()]
            own = {chosen.method.id: chosen.account for chosen in tx.payment_methods.here() if chosen.account}
        known = {account.number: account for account in way.spiris.accounts(year.id)}
        usual = suggestions(groups, own)
        connection = self.current()
        if connection is not None and connection.mode == Mode.INVOICING.value:
            codings = way.spiris.article_codings(self.today())
            usual = tuple(_coded(one, codings, known) if one.kind is Booked.GROUP else one for one in usual)
        usable = [_usable(suggestion, known) for suggestion in usual]
        return [_chosen(suggestion, known.get(suggestion.account)) for suggestion in usable]

    def accept(self, way: Connection, year: FiscalYear, chosen: Sequence[Chosen]) -> list[Account]:
        """Book as chosen; accounts that Spiris lacks are added there, and given. Safe to call again.

        An account belongs to a year: what a later year that is there already lacks is added to it, too, or the sales of
        its first day could not be booked. A year that takes none is told of when it is near.

        Raises Refused where an account can't be used, and as `Connection.add_accounts`; then all is booked as it was
        before.
        """
        if troubled := sorted({choice.suggestion.account for choice in chosen if choice.trouble}):
            raise Refused(
                "These accounts can't be booked on in Spiris: {accounts}.",
                "Activate them there or unblock them for manual booking, or choose others.",
                accounts=", ".join(troubled),
            )
        missing = {choice.suggestion.account: choice.suggestion.name for choice in chosen if not choice.there}
        added = way.add_accounts(year, missing) if missing else []
        read = {year.id: way.spiris.accounts(year.id)}
        used = {choice.suggestion.account for choice in chosen}
        names = {account.number: account.name for account in read[year.id] if account.number in used}
        for later in self._open_after(year):
            with suppress(Refused, Rejected):
                way.add_accounts(later, names)
            read[later.id] = way.spiris.accounts(later.id)
        with self._store.write() as tx:
            for year_id, accounts in read.items():
                tx.spiris.replace_accounts(year_id, accounts)
            for choice in chosen:
                tx.spiris.map(choice.suggestion.kind, choice.suggestion.key, choice.suggestion.account)
        return added

    def _open_after(self, year: FiscalYear) -> list[FiscalYear]:
        with self._store.read() as tx:
            return [later for later in tx.spiris.years() if later.first > year.last and not later.locked]

    def ledger(self, way: Connection, year: FiscalYear, mode: Mode) -> Ledger:
        """The year's accounts to choose from. Raises as `Spiris.accounts`."""
        codings = way.spiris.article_codings(self.today()) if mode is Mode.INVOICING else None
        return Ledger.of(year, way.spiris.accounts(year.id), way.spiris.vat_codes(), codings)

    def planned(self) -> list[Suggestion]:
        """Everything that may be booked, on the account that was chosen for it, else on the usual one."""
        with self._store.read() as tx:
            groups = [group.name for group in tx.articles.groups()]
            own = {one.method.id: one.account for one in tx.payment_methods.here() if one.account}
            chosen = chosen_accounts(tx)
        usual = suggestions(groups, own)
        accounts = [chosen.get((one.kind.value, one.key), one.account) for one in usual]
        return [
            replace(one, account=account, name=account_name(account))
            for one, account in zip(usual, accounts, strict=True)
        ]

    def unchosen(self) -> set[tuple[str, str]]:
        """What no account was chosen for yet, by kind and key."""
        with self._store.read() as tx:
            mapped = set(tx.spiris.mappings())
        return {(one.kind.value, one.key) for one in self.planned()} - mapped

    def book(self, way: Connection, ledger: Ledger, chosen: Sequence[Suggestion], by: str) -> None:
        """Book these as chosen. Safe to call again; raises as `accept`, and then all is booked as it was before.

        A method of payment that has an account of its own gets the chosen one. `by` stands in the journal.
        """
        doubts = [(one, ledger.doubt(one.kind, one.key, one.account)) for one in chosen]
        if missing := sorted({one.account[:10] for one, doubt in doubts if doubt is Doubt.MISSING}):
            raise Refused(
                "These accounts are not in Spiris: {accounts}.",
                "Add them, or choose others.",
                accounts=", ".join(missing),
            )
        self.accept(
            way,
            ledger.year,
            [Chosen(one, there=True, trouble=doubt.value if doubt and doubt.stops else "") for one, doubt in doubts],
        )
        wanted = {one.key: one.account for one in chosen if one.kind is Booked.METHOD}
        with self._store.write() as tx:
            centre = tx.shop.cost_centre()
            for known in tx.payment_methods.every():
                before = known.seen_from(centre.id if centre else None)
                account = wanted.get(known.method.id, before.account)
                if before.account and account != before.account:
                    moved = replace(known, account=account)
                    if centre and any(one.cost_centre == centre.id and one.account for one in known.deviations):
                        moved = known.changed_in(centre.id, replace(before, account=account))
                    tx.payment_methods.save(moved)
                    facts = payment_method_facts(moved)
                    tx.journal.add(Kind.PAYMENT_METHOD_CHANGED, facts, at=self._clock(), cashier=by)

    def pause(self, *, paused: bool) -> SpirisConnection | None:
        """Send nothing for now, or send again. The connection as it is then; None where there is none to be paused."""
        before, after = ConnectionState.ACTIVE, ConnectionState.PAUSED
        if not paused:
            before, after = after, before
        with self._store.write() as tx:
            known = tx.spiris.connection()
            if known is not None and known.state is before:
                known = replace(known, state=after, title="", advice="", values={})
                tx.spiris.save_connection(known)
        return known

    def activate(self, connection: SpirisConnection, by: str) -> SpirisConnection:
        """Let documents go. With invoicing the method of payment Invoice is switched on. `by` stands in the journal.

        Raises Refused where no start date was chosen.
        """
        if connection.start_date is None:
            raise Refused("No start date is chosen.", "Choose from which day sales are exported.")
        active = replace(connection, state=ConnectionState.ACTIVE, title="", advice="", values={})
        with self._store.write() as tx:
            tx.spiris.save_connection(active)
            if connection.mode == Mode.INVOICING.value:
                self._switch_invoice(tx, by, on=True)
        return active

    def disconnect(self, by: str) -> bool:
        """Take the consent back and erase the secrets; what was sent and what waits stays.

        False where Spiris could not be told, or nothing was connected. Raises Unavailable as the keyring does.
        """
        known = self.current()
        if known is None or known.state is ConnectionState.DISCONNECTED:
            return False
        way = self.way(known)
        try:
            told = way.disconnect()
        finally:
            way.close()
        with self._store.write() as tx:
            tx.spiris.save_connection(replace(known, state=ConnectionState.DISCONNECTED))
            self._switch_invoice(tx, by, on=False)
        return told

    def _switch_invoice(self, tx: Transaction, by: str, *, on: bool) -> None:
        known = next(chosen for chosen in tx.payment_methods.every() if chosen.method.id == Method.INVOICE.id)
        if known.active is not on:
            chosen = replace(known, active=on)
            tx.payment_methods.save(chosen)
            facts = payment_method_facts(chosen)
            tx.journal.add(Kind.PAYMENT_METHOD_CHANGED, facts, at=self._clock(), cashier=by)

    def today(self) -> date:
        """The day it is in the shop."""
        return swedish(self._clock()).date()


def _start_again(before: SpirisConnection, company: Company) -> date | None:
    """Where the same company was connected before, the day to suggest: what was closed meanwhile is not left out, and
    what has arrived is not sent again.
    """
    if before.company_id.casefold() != company.id.casefold() or before.start_date is None:
        return None
    return max(before.start_date, company.locked_to + timedelta(days=1)) if company.locked_to else before.start_date


def _chosen(suggestion: Suggestion, account: Account | None) -> Chosen:
    if account is None:
        return Chosen(suggestion, there=False)
    trouble = "" if account.active and not account.blocked else "blocked" if account.blocked else "inactive"
    return Chosen(suggestion, there=True, trouble=trouble)


def _usable(suggestion: Suggestion, known: Mapping[str, Account]) -> Suggestion:
    """The usual account, or where that is closed another one that shops book on. What the shop chose itself stays."""
    account = known.get(suggestion.account)
    if account is None or (account.active and not account.blocked):
        return suggestion
    if suggestion.kind is Booked.METHOD and suggestion.account != METHODS.get(suggestion.key):
        return suggestion
    for number in OTHERS.get(suggestion.kind, {}).get(suggestion.key, ()):
        other = known.get(number)
        if other is not None and other.active and not other.blocked:
            return replace(suggestion, account=number, name=other.name)
    return suggestion


def _coded(suggestion: Suggestion, codings: Sequence[ArticleCoding], known: Mapping[str, Account]) -> Suggestion:
    """A group's usual account, or the one of sales that the company's articles with this rate are coded for."""
    rate_bp = int(suggestion.key.partition(" ")[0])
    fitting = [
        coding
        for coding in codings
        if coding.active and coding.rate_bp == rate_bp and _sells(known.get(coding.account))
    ]
    if not fitting or any(coding.account == suggestion.account for coding in fitting):
        return suggestion
    account = min(fitting, key=lambda coding: not {"vara", "varor", "goods"} & set(words(coding.kind))).account
    return replace(suggestion, account=account, name=account_name(account))


def _sells(account: Account | None) -> bool:
    """Whether sales can be booked there: on accounts of sales, and not on the one for rounding."""
    if account is None or not account.active or account.blocked:
        return False
    return account.number.startswith(_SALES) and account.number != EVENTS["rounding"]
