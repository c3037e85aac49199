"""What the shop takes as payment, where, and on which account it is booked."""

from __future__ import annotations

from dataclasses import replace

from openpos.clock import Clock
from openpos.domain.errors import N_, Refused
from openpos.domain.payment import METHOD_NAMES, CostCentre, Deviation, Method, MethodKind, PaymentMethod, built_in
from openpos.domain.permission import Permission, Person
from openpos.domain.shop import required
from openpos.domain.swish import swish_number
from openpos.ids import Ids
from openpos.store.journal import Kind
from openpos.store.payment import payment_method_facts
from openpos.store.print_jobs import JobKind
from openpos.store.store import Store, Transaction

MAX_NAME = 24
"""What fits on a key and on a row of a receipt."""


class PaymentMethods:
    """The methods of payment and the cost centres. The writing ones block: register lane only."""

    def __init__(self, store: Store, clock: Clock, new_id: Ids) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id

    def every(self) -> list[PaymentMethod]:
        """All methods, those that are off too. A short read."""
        with self._store.read() as tx:
            return tx.payment_methods.every()

    def usable(self) -> list[PaymentMethod]:
        """What this register takes now, in the order of its keys; an exchange is begun from a receipt. A short read."""
        with self._store.read() as tx:
            return usable_methods(tx)

    def print_swish(self, code: str) -> None:
        """Queue a slip with the code of a Swish payment (`domain.swish.qr_text`). Blocks."""
        with self._store.write() as tx:
            tx.print_jobs.add(JobKind.SWISH, code, at=self._clock())

    def printed_swish(self, code: str) -> bool:
        """Whether a slip with this code was queued before. A short read."""
        with self._store.read() as tx:
            return tx.print_jobs.has(JobKind.SWISH, code)

    def save(self, chosen: PaymentMethod, by: Person) -> PaymentMethod:
        """Make a method be as given; one of an empty id is new. Blocks.

        What a receipt was paid with stays as it was then. Raises NotPermitted where the person may not, Refused for a
        name that is missing, too long or taken, a Swish number that is none, and a built-in method that would become
        another kind.
        """
        by.must_be_allowed(Permission.SETTINGS)
        checked = self._checked(chosen)
        with self._store.write() as tx:
            for other in tx.payment_methods.every():
                same = _called(other.method) & _called(checked.method)
                if same and other.method.id != checked.method.id:
                    raise Refused("There is a {name} already.", "Choose another name.", name=_shown(checked.method))
            tx.payment_methods.save(checked)
            facts = payment_method_facts(checked)
            tx.journal.add(Kind.PAYMENT_METHOD_CHANGED, facts, at=self._clock(), cashier=by.name)
        return checked

    def _checked(self, chosen: PaymentMethod) -> PaymentMethod:
        method = chosen.method
        known = built_in(method.id)
        if known:
            # Cash stays cash: what it is to the law and to the drawer is not the shop's to change.
            method = replace(known, name=method.name)
        elif not method.id:
            method = replace(method, id=f"own-{self._new_id()}")
        if known is None and method.kind not in {MethodKind.OTHER, MethodKind.VOUCHER, MethodKind.CARD}:
            raise Refused("A shop's own method is a card, a voucher or something else.", "Choose one of these kinds.")
        name = "" if known and not method.name.strip() else required(method.name, N_("The name is missing."))
        if len(name) > MAX_NAME:
            raise Refused("The name is too long.", "Use at most {letters} letters.", letters=MAX_NAME)
        account = _account(chosen.account)
        checked = (_deviation(one, fixed=known is not None) for one in chosen.deviations)
        deviations = tuple(one for one in checked if one != Deviation(one.cost_centre))
        number = chosen.number
        if method.kind is MethodKind.SWISH and (number or chosen.active):
            number = swish_number(number)
        return replace(chosen, method=replace(method, name=name), account=account, number=number, deviations=deviations)

    def cost_centres(self) -> list[CostCentre]:
        """The shop's cost centres. A short read."""
        with self._store.read() as tx:
            return tx.shop.cost_centres()

    def cost_centre(self) -> CostCentre | None:
        """The one this register belongs to. A short read."""
        with self._store.read() as tx:
            return tx.shop.cost_centre()

    def save_cost_centre(self, name: str, code: str, by: Person, cost_centre_id: int | None = None) -> CostCentre:
        """Add a cost centre, or change the one with this id. Blocks. Raises NotPermitted, and Refused for its name."""
        by.must_be_allowed(Permission.SETTINGS)
        clean, short = required(name, N_("The name is missing.")), code.strip()
        with self._store.write() as tx:
            others = [one for one in tx.shop.cost_centres() if one.id != cost_centre_id]
            if any(one.name.casefold() == clean.casefold() for one in others):
                raise Refused("There is a {name} already.", "Choose another name.", name=clean)
            saved = tx.shop.save_cost_centre(clean, short, cost_centre_id)
            facts = {"cost_centre_id": saved.id, "name": clean, "code": short}
            tx.journal.add(Kind.COST_CENTRE_CHANGED, facts, at=self._clock(), cashier=by.name)
        return saved

    def belong_to(self, cost_centre_id: int, by: Person) -> None:
        """Make this register part of a cost centre. Blocks. Raises NotPermitted; Refused where there is no such one."""
        by.must_be_allowed(Permission.SETTINGS)
        with self._store.write() as tx:
            if all(one.id != cost_centre_id for one in tx.shop.cost_centres()):
                raise Refused("There is no such cost centre.", "Choose one from the list.")
            tx.shop.choose_cost_centre(cost_centre_id)
            facts = {"register_belongs_to": cost_centre_id}
            tx.journal.add(Kind.COST_CENTRE_CHANGED, facts, at=self._clock(), cashier=by.name)


def usable_methods(tx: Transaction) -> list[PaymentMethod]:
    """What this register takes now; an exchange is not chosen, it comes with its return.

    An invoice rounds as the company rounds in the bookkeeping program.
    """
    centre = tx.shop.cost_centre()
    by_invoice = tx.spiris.whole_kronor()
    return [
        replace(chosen, method=replace(chosen.method, rounds=by_invoice))
        if chosen.method.kind is MethodKind.INVOICE
        else chosen
        for chosen in tx.payment_methods.here()
        if chosen.usable_in(centre.id if centre else None) and chosen.method.kind is not MethodKind.EXCHANGE
    ]


def _account(text: str) -> str:
    account = text.strip()
    if account and not (account.isascii() and account.isdigit() and len(account) <= len("1234567890")):
        raise Refused("“{account}” is not an account.", "Write its number, like 1910.", account=account)
    return account


def _deviation(there: Deviation, *, fixed: bool) -> Deviation:
    """`fixed`: a method of the program's own, whose ways are the same in every cost centre."""
    account = None if there.account is None else _account(there.account)
    checked = replace(there, account=account)
    return replace(checked, gives_change=None, rounds=None) if fixed else checked


def _shown(method: Method) -> str:
    return method.name or METHOD_NAMES[method.kind]


def _called(method: Method) -> set[str]:
    """What it is called on keys and papers, in every language; in small letters."""
    from openpos.printing.words import ENGLISH, SWEDISH

    own = {METHOD_NAMES[method.kind], ENGLISH.methods[method.kind], SWEDISH.methods[method.kind]}
    return {name.casefold() for name in ({method.name} if method.name else own)}
