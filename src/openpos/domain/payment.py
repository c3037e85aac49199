"""Methods of payment: what a shop takes, as data (SKVFS 2014:9 5:2, 7:1 k)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from openpos.domain.errors import N_
from openpos.domain.money import Money, total


class MethodKind(StrEnum):
    """What taking payment by a method asks of the register."""

    CASH = "cash"
    CARD = "card"
    """The customer is sent to a terminal first; may carry a tip."""
    SWISH = "swish"
    """The customer scans a code and the cashier looks for the money."""
    GIFT_CARD = "gift_card"
    """Paid from the balance that the register keeps of a card it sold."""
    VOUCHER = "voucher"
    """A paper that somebody else answers for."""
    EXCHANGE = "exchange"
    """What a return gives back is taken as payment of the sale beside it: the two always come in a pair (Kvittning)."""
    INVOICE = "invoice"
    """The customer gets an invoice for the whole sale."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Method:
    """A method of payment as receipts and reports name it. Two of the same id may differ: a shop may rename its own."""

    id: str
    kind: MethodKind
    name: str = ""
    """What the shop calls it; empty for a method that has its name from the program, in the reader's language."""
    gives_change: bool = False
    rounds: bool = False
    """Whether what it settles is rounded to whole kronor, as cash is (lag 1970:1029)."""

    CASH: ClassVar[Method]
    CARD: ClassVar[Method]
    SWISH: ClassVar[Method]
    GIFT_CARD: ClassVar[Method]
    VOUCHER: ClassVar[Method]
    EXCHANGE: ClassVar[Method]
    INVOICE: ClassVar[Method]

    @property
    def is_cash(self) -> bool:
        """Whether it goes into the drawer as money."""
        return self.kind is MethodKind.CASH

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it stands in a list: the program's own first, in their order."""
        known = next((place for place, one in enumerate(BUILT_IN) if one.id == self.id), len(BUILT_IN))
        return known, self.id, self.name


Method.CASH = Method("cash", MethodKind.CASH, gives_change=True, rounds=True)
Method.CARD = Method("card", MethodKind.CARD)
Method.SWISH = Method("swish", MethodKind.SWISH)
Method.GIFT_CARD = Method("gift_card", MethodKind.GIFT_CARD)
Method.VOUCHER = Method("voucher", MethodKind.VOUCHER)
Method.EXCHANGE = Method("exchange", MethodKind.EXCHANGE)
Method.INVOICE = Method("invoice", MethodKind.INVOICE)

BUILT_IN = (
    Method.CASH,
    Method.CARD,
    Method.SWISH,
    Method.GIFT_CARD,
    Method.VOUCHER,
    Method.EXCHANGE,
    Method.INVOICE,
)

METHOD_NAMES: Mapping[MethodKind, str] = {
    MethodKind.CASH: N_("Cash"),
    MethodKind.CARD: N_("Card"),
    MethodKind.SWISH: N_("Swish"),
    MethodKind.GIFT_CARD: N_("Gift card"),
    MethodKind.VOUCHER: N_("Voucher"),
    MethodKind.EXCHANGE: N_("Exchange"),
    MethodKind.INVOICE: N_("Invoice"),
    MethodKind.OTHER: N_("Other"),
}
"""The program's own names, where a method has none of its shop's."""


def method_source(method: Method) -> str:
    """What to call a method: the shop's own name, or the program's as English source text."""
    return method.name or METHOD_NAMES[method.kind]


def built_in(method_id: str) -> Method | None:
    """The program's own method of this id."""
    return next((method for method in BUILT_IN if method.id == method_id), None)


def by_method(paid: Iterable[tuple[Method, Money]]) -> tuple[tuple[Method, Money], ...]:
    """The sums per method, in the methods' order."""
    rows = list(paid)
    return tuple(
        (method, total(amount for paid_by, amount in rows if paid_by == method))
        for method in sorted({method for method, _ in rows}, key=lambda method: method.place)
    )


@dataclass(frozen=True, slots=True)
class CostCentre:
    """A part of the business that the books tell apart; a register belongs to one."""

    id: int
    name: str
    code: str = ""
    """What the books call it, such as `100`."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a method differs in one cost centre; what is None is as everywhere."""

    cost_centre: int
    account: str | None = None
    opens_drawer: bool | None = None
    gives_change: bool | None = None
    rounds: bool | None = None


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A method with what the shop has decided about it."""

    method: Method
    account: str = ""
    """The ledger account its payments are booked on, where the shop chose one."""
    opens_drawer: bool = False
    active: bool = True
    off_in: frozenset[int] = frozenset()
    """The cost centres, by id, where it can't be used although it is active."""
    number: str = ""
    """For Swish: the shop's number, ten digits that begin with 123."""

    deviations: tuple[Deviation, ...] = ()
    """Where it is different, at most one for each cost centre."""

    def seen_from(self, cost_centre: int | None) -> PaymentMethod:
        """The method as it is for a register of this cost centre."""
        differs = next((one for one in self.deviations if one.cost_centre == cost_centre), None)
        if differs is None:
            return self
        return replace(
            self,
            method=replace(
                self.method,
                gives_change=_either(differs.gives_change, self.method.gives_change),
                rounds=_either(differs.rounds, self.method.rounds),
            ),
            account=self.account if differs.account is None else differs.account,
            opens_drawer=_either(differs.opens_drawer, self.opens_drawer),
        )

    def changed_in(self, cost_centre: int, there: PaymentMethod) -> PaymentMethod:
        """This method, in this cost centre from now on as `there` is; what is alike there is as everywhere."""
        differs = Deviation(
            cost_centre,
            account=None if there.account.strip() == self.account else there.account.strip(),
            opens_drawer=_other(there.opens_drawer, self.opens_drawer),
            gives_change=_other(there.method.gives_change, self.method.gives_change),
            rounds=_other(there.method.rounds, self.method.rounds),
        )
        others = [one for one in self.deviations if one.cost_centre != cost_centre]
        kept = others if differs == Deviation(cost_centre) else [*others, differs]
        return replace(
            self,
            deviations=tuple(sorted(kept, key=lambda one: one.cost_centre)),
            off_in=self.off_in - {cost_centre} if there.active else self.off_in | {cost_centre},
        )

    def usable_in(self, cost_centre: int | None) -> bool:
        """Whether a register of this cost centre takes it."""
        return self.active and cost_centre not in self.off_in


def _either(there: bool | None, everywhere: bool) -> bool:  # noqa: FBT001  # two of a kind
    return everywhere if there is None else there


def _other(there: bool, everywhere: bool) -> bool | None:  # noqa: FBT001  # two of a kind
    return None if there == everywhere else there
