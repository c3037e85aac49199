"""What is decided in a week about the register itself, while people sell: methods, cost centres, roles, settings.

Who changed what is in the history, and what was sold before stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.payment import CostCentre, Method, MethodKind, PaymentMethod
from openpos.domain.permission import NotPermitted, Permission, Person, Role
from openpos.domain.sale import Sale
from openpos.domain.vat import VatCategory
from openpos.register.programming import Area, History, tell_settings
from openpos.settings import Settings
from openpos.store.journal import Kind
from tests.fixtures.till import PINS, Till
from tests.integration.at_the_till import PRICES, WHO, AtTheTill

Edits = dict[str, tuple[Any, Any]]
"""What was changed, from what to what."""
Way = dict[str, bool]
"""`gives_change`, `rounds`, `opens_drawer`: what a method is like."""

WAYS_OF = st.fixed_dictionaries({way: st.booleans() for way in ("gives_change", "rounds", "opens_drawer")})
OWN_KINDS = st.sampled_from([MethodKind.CARD, MethodKind.VOUCHER, MethodKind.OTHER])
NAMES = st.sampled_from(["Rikskort", "Check", "RIKSKORT", "Friskvård", "Card", "Kort"])
CENTRES = ("Butik", "Kafé")
SWISH = "1231181189"
TAKEN = {"cash", "card", "swish", "gift card", "voucher", "exchange", "invoice", "kort"}
"""The names of the methods that every register has: `Kort` is what a Swedish one calls its card."""


GIFT_CARD_TOLD: Edits = {"active": (None, True)}
STAFF_TOLD: Edits = {"name": (None, "Butikschef"), "role_id": (None, "manager"), "active": (None, True)}


@dataclass
class Known:
    """A method of payment as the people of the shop know it."""

    id: str
    kind: MethodKind
    name: str
    way: Way
    active: bool = True
    off_in: set[int] = field(default_factory=set)
    there: dict[int, Way] = field(default_factory=dict)
    """What is otherwise in a cost centre, by its id."""
    number: str = ""

    def taken(self, centre: int | None) -> bool:
        return self.active and centre not in self.off_in

    def here(self, centre: int | None) -> Way:
        return self.way | (self.there.get(centre, {}) if centre is not None else {})

    def told(self) -> dict[str, Any]:
        """What the history can tell of it."""
        differs = [{"cost_centre": centre, **way} for centre, way in sorted(self.there.items()) if way]
        facts = {"name": self.name, "active": self.active, "off_in": sorted(self.off_in), "number": self.number}
        return facts | self.way | {"deviations": differs or None}


Told = tuple[str, str, Edits]
"""Who changed what, and from what to what it was changed."""


def the_office_opens(till: Till) -> None:
    """The shop takes Swish and vouchers, and its register begins with the settings it came with."""
    till.payment_methods.save(PaymentMethod(Method.SWISH, number=SWISH), WHO)
    till.payment_methods.save(PaymentMethod(Method.VOUCHER), WHO)
    tell_settings(till.store, Settings(), till.clock)


class AtTheOffice(AtTheTill):
    """The one who decides, and those who ask whether they may."""

    def __init__(self) -> None:
        super().__init__()
        self.methods = {
            "cash": Known("cash", MethodKind.CASH, "", {"gives_change": True, "rounds": True, "opens_drawer": True}),
            **{
                kind: Known(kind, MethodKind(kind), "", {"gives_change": False, "rounds": False, "opens_drawer": False})
                for kind in ("card", "gift_card", "invoice")
            },
        }
        """Those that the shop takes, or took once."""
        self.centres: list[CostCentre] = []
        self.centre: int | None = None
        self.changed: dict[Area, list[Told]] = {Area.REGISTER: [], Area.PAYMENT: [], Area.STAFF: []}
        """Oldest first."""
        self.told_of: set[str] = set()
        """Methods, people and roles that the history has told of."""

    def the_office_remembers(self) -> None:
        """What `the_office_opens` did."""
        for kind, number in (("swish", SWISH), ("voucher", "")):
            way = {"gives_change": False, "rounds": False, "opens_drawer": False}
            self.methods[kind] = Known(kind, MethodKind(kind), "", way, number=number)
            told = {"active": (None, True)} | ({"number": (None, number)} if number else {})
            self.changed[Area.PAYMENT].append((WHO.name, kind, told))
            self.told_of.add(kind)
        self.known.journalled[Kind.PAYMENT_METHOD_CHANGED] += 2

    # -- methods of payment

    def of(self, method_id: str) -> PaymentMethod:
        return next(one for one in self.till.payment_methods.every() if one.method.id == method_id)

    def decided(self, known: Known, chosen: PaymentMethod, before: dict[str, Any], by: Person = WHO) -> None:
        """Save it, and remember who did."""
        saved = self.till.payment_methods.save(chosen, by)
        known.id = saved.method.id
        self.methods[known.id] = known
        self.known.journalled[Kind.PAYMENT_METHOD_CHANGED] += 1
        after = known.told()
        if known.id in self.told_of:
            told = {name: (before[name], value) for name, value in after.items() if before[name] != value}
        else:
            told = {name: (None, value) for name, value in after.items() if value}
        self.told_of.add(known.id)
        self.changed[Area.PAYMENT].append((by.name, known.name or known.id, told))
        self.the_keys_are_labelled()

    def the_keys_are_labelled(self) -> None:
        """What can be paid with here and now is what was decided, each in its way."""
        usable = {one.method.id: one for one in self.till.payment_methods.usable()}
        assert usable.keys() == {known.id for known in self.methods.values() if known.taken(self.centre)}
        for method_id, one in usable.items():
            known = self.methods[method_id]
            way = {
                "gives_change": one.method.gives_change,
                "rounds": one.method.rounds,
                "opens_drawer": one.opens_drawer,
            }
            assert (one.method.name, one.method.kind) == (known.name, known.kind)
            assert way == known.here(self.centre)
            self.keys[method_id] = one.method
        here = {known.id: known.here(self.centre) for known in self.methods.values()}
        self.known.open_drawer = {method_id for method_id, way in here.items() if way["opens_drawer"]}

    @rule(name=NAMES, kind=OWN_KINDS, way=WAYS_OF)
    def make_a_method(self, name: str, kind: MethodKind, way: Way) -> None:
        new = PaymentMethod(
            Method("", kind, f" {name} ", gives_change=way["gives_change"], rounds=way["rounds"]),
            opens_drawer=way["opens_drawer"],
        )
        if name.casefold() in TAKEN | {known.name.casefold() for known in self.methods.values()}:
            with pytest.raises(Refused, match="already"):
                self.till.payment_methods.save(new, WHO)
        else:
            self.decided(Known("", kind, name, way), new, {})

    def own(self, data: st.DataObject, *, and_first: bool = False) -> Known:
        """One of the shop's own, chosen by its name."""
        owns = {known.name or known.id: known for known in self.methods.values() if known.id.startswith("own-")}
        if and_first:
            owns["card"] = self.methods["card"]
        return owns[data.draw(st.sampled_from(sorted(owns)))]

    @property
    def has_own(self) -> bool:
        return any(method_id.startswith("own-") for method_id in self.methods)

    @rule(data=st.data(), way=WAYS_OF, here=st.booleans(), on=st.sampled_from([True, True, False]))
    def change_a_method(self, data: st.DataObject, way: Way, here: bool, on: bool) -> None:
        """Everywhere, or in this cost centre alone; on or off."""
        if not self.has_own:
            return
        known = self.own(data)
        chosen, before = self.of(known.id), known.told()
        if here and self.centre is not None:
            known.there[self.centre] = {what: value for what, value in way.items() if value != known.way[what]}
            (known.off_in.discard if on else known.off_in.add)(self.centre)
            decided = chosen.changed_in(self.centre, self.like(chosen.seen_from(self.centre), way, on=on))
        else:
            known.way, known.active = way, on
            decided = self.like(chosen, way, on=on)
        self.decided(known, decided, before)

    @staticmethod
    def like(chosen: PaymentMethod, way: Way, *, on: bool) -> PaymentMethod:
        method = replace(chosen.method, gives_change=way["gives_change"], rounds=way["rounds"])
        return replace(chosen, method=method, opens_drawer=way["opens_drawer"], active=on)

    @rule(data=st.data(), name=st.sampled_from(["Kortterminal", "Rikskort", ""]))
    def rename_a_method(self, data: st.DataObject, name: str) -> None:
        known = self.own(data, and_first=True)
        chosen, before = self.of(known.id), known.told()
        renamed = replace(chosen, method=replace(chosen.method, name=name))
        others = {one.name.casefold() for one in self.methods.values() if one is not known}
        if (name and name.casefold() in others) or (not name and known.id.startswith("own-")):
            with pytest.raises(Refused):
                self.till.payment_methods.save(renamed, WHO)
        else:
            known.name = name
            self.decided(known, renamed, before)

    @rule(place=st.integers(0, 1))
    def belong_to_a_cost_centre(self, place: int) -> None:
        made = place >= len(self.centres)
        if made:
            name = CENTRES[len(self.centres)]
            self.centres.append(self.till.payment_methods.save_cost_centre(name, "", WHO))
            self.changed[Area.PAYMENT].append((WHO.name, name, {"name": (None, name)}))
        centre = self.centres[-1 if made else place]
        self.till.payment_methods.belong_to(centre.id, WHO)
        self.changed[Area.PAYMENT].append((WHO.name, "", {"register_belongs_to": (None, centre.id)}))
        self.known.journalled[Kind.COST_CENTRE_CHANGED] += 1 + made
        self.centre = centre.id
        self.the_keys_are_labelled()

    @rule(on=st.booleans())
    def switch_invoices(self, on: bool) -> None:
        known = self.methods["invoice"]
        before, known.active = known.told(), on
        self.decided(known, replace(self.of("invoice"), active=on), before)

    # -- payments by the shop's own methods

    @precondition(lambda self: self.has_own)
    @rule(data=st.data(), price=PRICES, more=st.integers(0, 20), undone=st.booleans(), corrected=st.booleans())
    def pay_by_own_method(self, data: st.DataObject, price: int, more: int, undone: bool, corrected: bool) -> None:
        """In its own way: whole kronor, change, the drawer; and another method where it is off."""
        known = self.own(data)
        if not known.taken(self.centre):
            assert known.id not in {one.method.id for one in self.till.payment_methods.usable()}
            return
        way, method = known.here(self.centre), self.keys[known.id]
        sale, _ = self.rung([(price, VatCategory.STANDARD, 1)])
        if undone:
            sale = self.undone(sale, self.paid(sale, method))
        krona = (price + 50) // 100 * 100
        due = krona if way["rounds"] else price
        handed = (due + 99) // 100 * 100 + more * 100 if way["gives_change"] else due
        if not way["gives_change"] and more:
            with pytest.raises(Refused):
                self.paid(sale, method, due + more * 100)
        receipt = self.finished(self.paid(sale, method, handed))
        self.known.receipt(receipt, price)
        paid = due if handed == due else min(handed, krona)
        assert (receipt.change.ore, receipt.rounding.ore) == (handed - paid, paid - price)
        if corrected and receipt.change:
            with pytest.raises(Refused, match="Change was given on something else"):
                self.till.checkout.correct_payment(receipt.number, WHO)
        elif corrected:
            self.finished(self.paid(self.till.checkout.correct_payment(receipt.number, WHO)))
            for one in self.till.receipts()[-2:]:
                self.known.receipt(one, price)

    def undone(self, sale: Sale, wrong: Sale) -> Sale:
        """A payment that was taken by mistake: both are journalled."""
        self.till.checkout.keep(wrong, WHO)
        self.till.checkout.keep(wrong.without_tender(wrong.tenders[0].id), WHO)
        self.known.journalled[Kind.TENDER_REMOVED] += 1
        assert wrong.without_tender(wrong.tenders[0].id) == sale
        return sale

    @precondition(lambda self: self.has_own)
    @rule(data=st.data(), price=PRICES, dark=st.booleans())
    def a_method_goes_off_while_it_pays(self, data: st.DataObject, price: int, dark: bool) -> None:
        """The money is there: what the customer has paid counts, and the rest goes by another method."""
        known = self.own(data)
        if not known.taken(self.centre):
            return
        sale, _ = self.rung([(price + 101_00, VatCategory.FOOD, 1)])
        sale = self.paid(sale, self.keys[known.id], 100_00)
        self.till.checkout.keep(sale, WHO)
        before, known.active = known.told(), False
        self.decided(known, replace(self.of(known.id), active=False), before)
        if dark:
            self.dark(sale)
        self.known.receipt(self.finished(self.paid(sale, self.keys["card"])), price + 101_00)

    @rule(data=st.data())
    def take_back_by_own_method(self, data: st.DataObject) -> None:
        owns = [known for known in self.methods.values() if known.id.startswith("own-") and known.taken(self.centre)]
        if owns and (found := self.returnable(data, charged=False)):
            sale = self.till.checkout.start_return(*found, WHO)
            self.known.receipt(self.finished(self.credited(sale, self.keys[owns[-1].id])))

    # -- who may

    @rule(drawer=st.booleans(), limit=st.sampled_from([0, 10, 20]))
    def change_what_cashiers_may(self, drawer: bool, limit: int) -> None:
        may = {*Role.CASHIER.permissions} - ({Permission.DRAWER, Permission.CASH} if drawer else set())
        role = replace(Role.CASHIER, permissions=frozenset(may), discount_limit_bp=limit * 100)
        with pytest.raises(NotPermitted):
            self.till.staff.save_role(role, self.till.cashier)
        self.till.staff.save_role(role, WHO)
        told: dict[str, tuple[Any, Any]] = {}
        if "cashier" not in self.told_of:
            told = {"role_id": (None, "cashier"), "permissions": (None, sorted(may))}
            told |= {"discount_limit_bp": (None, limit * 100)} if limit else {}
        else:
            told |= {"permissions": (sorted(self.may), sorted(may))} if may != self.may else {}
            limits = (self.limit_percent * 100, limit * 100)
            told |= {"discount_limit_bp": limits} if limit != self.limit_percent else {}
        self.changed[Area.STAFF].append((WHO.name, "cashier", told))
        self.told_of.add("cashier")
        self.known.journalled[Kind.ROLE_CHANGED] += 1
        self.may, self.limit_percent = may, limit

    @rule(asked=st.sampled_from(["practice", "settings", "staff", "articles"]), wrong=st.integers(0, 2))
    def ask_who_may(self, asked: str, wrong: int) -> None:
        """What a manager lends is for one act, and is told under the manager's name."""
        cashier, lender = self.till.cashier, self.till.staff.named("Butikschef")
        permission, act, told = self.acts_of_managers(asked)
        rows = len(self.till.journal())
        for _ in range(2):
            with pytest.raises(NotPermitted) as refused:
                act(cashier)
            assert refused.value.permission is permission
        assert len(self.till.journal()) == rows, "what is not permitted does not happen"
        for _ in range(wrong):
            with pytest.raises(Refused, match="The PIN is wrong"):
                self.till.staff.lend(lender.id, "9999", permission, to=cashier)
        with pytest.raises(Refused, match="may not do this either"):
            self.till.staff.lend(cashier.id, PINS[cashier.name], permission, to=lender)
        lent = self.lent(permission)
        row = self.till.journal()[-1]
        assert (row.kind, row.cashier) == (Kind.PERMISSION_LENT, lender.name)
        act(lent)
        with pytest.raises(NotPermitted):
            act(self.till.cashier)
        self.known.journalled[Kind.LOGIN_FAILED] += wrong
        self.known.journalled.update(told)
        if asked in {"settings", "staff"}:
            area, about = (Area.PAYMENT, "gift_card") if asked == "settings" else (Area.STAFF, lender.name)
            first = GIFT_CARD_TOLD if asked == "settings" else STAFF_TOLD
            self.changed[area].append((cashier.name, about, {} if about in self.told_of else first))
            self.told_of.add(about)

    def acts_of_managers(self, asked: str) -> tuple[Permission, Callable[[Person], object], list[Kind]]:
        if asked == "practice":
            return (
                Permission.PRACTICE,
                self.practise_a_moment,
                [Kind.PRACTICE_BEGUN, Kind.PRACTICE_ENDED],
            )
        if asked == "articles":
            price = Money(17_00 if self.till.article().price == Money(18_00) else 18_00)
            return (
                Permission.CATALOGUE,
                lambda by: self.till.catalogue.change_price(self.till.article(), price, by),
                [Kind.PRICE_CHANGED],
            )
        if asked == "staff":
            return (
                Permission.STAFF,
                lambda by: self.till.staff.change(self.till.staff.named("Butikschef"), by),
                [Kind.STAFF_CHANGED],
            )
        return (
            Permission.SETTINGS,
            lambda by: self.till.payment_methods.save(self.of("gift_card"), by),
            [Kind.PAYMENT_METHOD_CHANGED],
        )

    def practise_a_moment(self, by: Person) -> None:
        self.till.checkout.begin_practice(by)
        self.till.checkout.end_practice(by)

    @rule(
        prices=st.lists(PRICES, min_size=1, max_size=3),
        wrong=st.integers(0, 7),
        other=st.booleans(),
        dark=st.booleans(),
    )
    def nobody_touches_it_and_it_locks(self, prices: list[int], wrong: int, *, other: bool, dark: bool) -> None:
        """The basket stays; who comes back, or another, enters a PIN, now and then a wrong one, and goes on with it."""
        left = self.till.cashier
        comes = self.till.staff.named("Butikschef") if other else left
        sale = self.till.rung(*prices)
        self.till.staff.log_out(left)
        if dark:
            self.dark(sale)
        for attempt in range(1, wrong + 1):
            with pytest.raises(Refused, match="The PIN is wrong"):
                self.till.staff.log_in(comes.id, PINS[comes.name] + "0")
            locked_s = 30 * 2 ** (attempt - 5) if attempt >= 5 else 0
            self.known.journalled[Kind.LOGIN_LOCKED if locked_s else Kind.LOGIN_FAILED] += 1
            if locked_s:
                self.till.clock.forward(seconds=locked_s - 1)
                with pytest.raises(Refused, match="Too many wrong PINs"):
                    self.till.staff.log_in(comes.id, PINS[comes.name])
                self.till.clock.forward(seconds=1)
        person = self.till.staff.log_in(comes.id, PINS[comes.name])
        self.known.journalled.update([Kind.LOGGED_OUT, Kind.LOGGED_IN])
        assert self.till.checkout.open_sale() == sale
        receipt = self.finished(self.paid(sale), who=person)
        assert receipt.cashier == comes.name
        self.known.receipt(receipt, sum(prices))

    # -- settings

    @rule(
        blind=st.booleans(),
        minutes=st.sampled_from([0, 5]),
        percent=st.sampled_from([100, 150]),
        dark=st.booleans(),
    )
    def change_settings(self, *, blind: bool, minutes: int, percent: int, dark: bool) -> None:
        """Saved in their file, and told in the journal; where the power goes in between, at the next start."""
        before = asdict(self.settings)
        self.settings = replace(self.settings, blind_count=blind, lock_minutes=minutes, text_percent=percent)
        if dark:
            self.dark()
        for _ in range(2):
            tell_settings(self.till.store, self.settings, self.till.clock, cashier=WHO.name)
        told = {name: (before[name], value) for name, value in asdict(self.settings).items() if before[name] != value}
        if told:
            self.changed[Area.REGISTER].append(("" if dark else WHO.name, "", told))
            self.known.journalled[Kind.SETTINGS_CHANGED] += 1

    def the_history_tells_it_all(self) -> None:
        history = History(self.till.store)
        for area, changed in self.changed.items():
            newest = history.newest(area, "", None, len(changed))[::-1]
            found = [(one.person, one.about, {edit.name: (edit.old, edit.new) for edit in one.edits}) for one in newest]
            assert found == changed
