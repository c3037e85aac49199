"""What the shop takes as payment: on or off, under which name, on which account, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from openpos.domain.errors import N_
from openpos.domain.payment import CostCentre, MethodKind, PaymentMethod, method_source
from openpos.domain.permission import Person
from openpos.register.payment import MAX_NAME
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.listed.view import ListAndForm, Sort
from openpos.ui.screens.methods.presenter import NEW, Seen
from openpos.ui.screens.page import Page
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field

_TITLE, _NEW = N_("Methods of payment"), N_("New method")
_METHOD, _USED = N_("Method"), N_("Used")
_ON, _OFF = N_("On"), N_("Off")
_EVERYWHERE = N_("Everywhere")
_YES, _NO = N_("Yes"), N_("No")
_WORDS = {
    "where": (N_("Where"), N_("What you change for a cost centre is as you say there, and elsewhere as everywhere.")),
    "active": (N_("Used"), N_("Whether the checkout has a key for it.")),
    "name": (N_("Name"), N_("As it stands on keys, receipts and reports; the program's own name where it is empty.")),
    "kind": (N_("Kind"), ""),
    "number": (N_("Swish number"), N_("The shop's number: ten digits that begin with 123.")),
    "account": (N_("Account"), N_("Where its payments are booked, like 1910.")),
    "gives_change": (N_("Gives change"), N_("Whether more than is due may be taken, and change given in cash.")),
    "rounds": (N_("Whole kronor"), N_("Whether what it settles is rounded to whole kronor.")),
    "opens_drawer": (N_("Opens the drawer"), ""),
}  # fmt: skip
_KINDS = {
    MethodKind.OTHER: N_("Other"),
    MethodKind.VOUCHER: N_("Voucher"),
    MethodKind.CARD: N_("Card"),
}


class MethodsPage(Page):
    """`methods`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: self._sides.leave(lambda: desk.go("checkout")))
        self._methods = desk.parts.payment_methods
        self._seen = Seen()
        self._centres: tuple[CostCentre, ...] = ()
        self._where = Choice([""])
        self._switches = {name: Choice(["yes", "no"]) for name in ("active", "gives_change", "rounds", "opens_drawer")}
        self._fields = {"name": Field(MAX_NAME), "number": Field(20), "account": Field(10)}
        self._kind = Choice([kind.value for kind in _KINDS])
        controls: dict[str, QWidget] = {
            **self._switches,
            **self._fields,
            "kind": self._kind,
            "where": self._where,
        }
        sort = Sort(
            title=_TITLE,
            headings=(_METHOD, _USED),
            new=_NEW,
            every=self._every,
            key=lambda one: one.method.id,
            row=lambda one: (tr(method_source(one.method)), tr(_ON) if one.active else tr(_OFF)),
            fill=self._put_in,
            save=self._save,
            changed=Changed.SETTINGS,
        )
        self._sides = ListAndForm(desk, sort, {name: controls[name] for name in _WORDS}, _WORDS)
        self._where.chosen.connect(self._look_from)
        self.fill(self._sides)
        self.say()

    def on_shown(self) -> None:
        self._sides.on_shown()

    def say(self) -> None:
        super().say()
        for choice in self._switches.values():
            choice.say([tr(_YES), tr(_NO)])
        self._kind.say([tr(words) for words in _KINDS.values()])
        self._say_where()
        self._sides.say()

    def _say_where(self) -> None:
        self._where.say([tr(_EVERYWHERE), *(centre.name for centre in self._centres)])

    def _every(self) -> Sequence[PaymentMethod]:
        centres = tuple(self._methods.cost_centres())
        if centres != self._centres:
            self._centres = centres
            self._where.offer(["", *(str(centre.id) for centre in centres)])
            self._where.choose(str(self._seen.centre or ""))
            self._say_where()
        return [one for one in self._methods.every() if one.method.kind is not MethodKind.EXCHANGE]

    def _look_from(self, centre: str) -> None:
        """See the method from this cost centre."""

        def turn() -> None:
            self._seen = replace(self._seen, centre=int(centre) if centre else None)
            self._sides.presenter.open(self._sides.presenter.chosen)

        self._where.choose(str(self._seen.centre or ""))  # until it is so
        self._sides.presenter.turn(turn)

    def _put_in(self, chosen: PaymentMethod | None) -> None:
        self._seen = seen = replace(self._seen, whole=chosen) if chosen else Seen()
        everywhere, there, method = seen.centre is None, seen.there, seen.there.method
        self._where.choose(str(seen.centre or ""))
        for name, on in (
            ("active", there.active),
            ("gives_change", method.gives_change),
            ("rounds", method.rounds),
            ("opens_drawer", there.opens_drawer),
        ):
            self._switches[name].choose("yes" if on else "no")
        for name, text in (("name", method.name), ("number", there.number), ("account", there.account)):
            self._fields[name].setText(text)
        self._kind.choose(method.kind.value)
        for name, visible in (
            ("where", seen.whole is not NEW and bool(self._centres)),
            ("name", everywhere),
            ("kind", everywhere and seen.is_own),
            ("number", everywhere and method.kind is MethodKind.SWISH),
            ("gives_change", seen.is_own),
            ("rounds", seen.is_own),
        ):
            self._sides.form.show_row(name, visible=visible)

    def _save(self, _: PaymentMethod | None) -> Callable[[Person], PaymentMethod]:
        before = self._seen.there
        on = {name: choice.value == "yes" for name, choice in self._switches.items()}
        there = replace(
            before,
            method=replace(
                before.method,
                name=self._fields["name"].text(),
                kind=MethodKind(self._kind.value) if self._seen.is_own else before.method.kind,
                gives_change=on["gives_change"],
                rounds=on["rounds"],
            ),
            account=self._fields["account"].text(),
            opens_drawer=on["opens_drawer"],
            active=on["active"],
            number=self._fields["number"].text(),
        )
        changed = self._seen.changed(there)
        return lambda who: self._methods.save(changed, who)


def page(desk: Desk) -> QWidget:
    """The page `methods`. GUI thread."""
    return MethodsPage(desk)
