"""What the shop takes as payment: on or off, under which name, on which account, and where."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.payment import CostCentre, MethodKind, PaymentMethod, method_source
from openpos.register.payment import MAX_NAME
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.methods.presenter import MethodsPresenter, MethodsShown
from openpos.ui.screens.page import Page
from openpos.ui.theme import State
from openpos.ui.widgets.beside import ListAndForm
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field

_TITLE = N_("Methods of payment")
_METHOD, _USED = N_("Method"), N_("Used")
_ON, _OFF = N_("On"), N_("Off")
_NEW, _SAVE, _SAVED = N_("New method"), N_("Save"), N_("Saved.")
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
_OWN_ROWS = ("kind", "gives_change", "rounds")


class MethodsPage(Page):
    """`methods`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._shown = MethodsShown()
        self._sides = ListAndForm(2)
        self._switches = {name: Choice(["yes", "no"]) for name in ("active", "gives_change", "rounds", "opens_drawer")}
        self._fields = {"name": Field(MAX_NAME), "number": Field(20), "account": Field(10)}
        self._kind = Choice([kind.value for kind in _KINDS])
        self._where: Choice | None = None
        self._where_place = QWidget()
        where = QVBoxLayout(self._where_place)
        where.setContentsMargins(0, 0, 0, 0)
        controls = {**self._switches, **self._fields, "kind": self._kind, "where": self._where_place}
        for name in _WORDS:
            self._sides.form.add(name, controls[name])
        self.fill(self._sides)
        self._presenter = MethodsPresenter(
            self._show,
            run=desk.register.run,
            every=desk.parts.payment_methods.every,
            cost_centres=desk.parts.payment_methods.cost_centres,
            save=desk.parts.payment_methods.save,
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(Changed.SETTINGS),
        )
        self._sides.rows.chosen.connect(self._presenter.choose)
        self._sides.new.connect(self._begin_new)
        self._sides.saved.connect(lambda: self._presenter.save(self._written()))
        for field in self._fields.values():
            field.returnPressed.connect(self._sides.save_key.click)
        self.say()

    def on_shown(self) -> None:
        self._presenter.refresh()
        self._sides.rows.setFocus()

    def say(self) -> None:
        super().say()
        self._sides.rows.say([tr(_METHOD), tr(_USED)], tr(_TITLE))
        for name, (label, hint) in _WORDS.items():
            self._sides.form.say(name, tr(label), tr(hint))
        for choice in self._switches.values():
            choice.say([tr(_YES), tr(_NO)])
        self._say_where(self._shown.centres)
        self._kind.say([tr(words) for words in _KINDS.values()], tr(_WORDS["kind"][0]))
        self._sides.add_key.set_face(tr(_NEW))
        self._sides.save_key.set_face(tr(_SAVE))
        self._show(self._shown)

    def _begin_new(self) -> None:
        self._presenter.begin_new()
        self._sides.form.focus("name")

    def _written(self) -> PaymentMethod:
        """The method as the form has it."""
        before = self._shown.seen
        assert before is not None, "the form is never empty"
        on = {name: choice.value == "yes" for name, choice in self._switches.items()}
        method = replace(
            before.method,
            name=self._fields["name"].text(),
            kind=MethodKind(self._kind.value) if self._shown.is_own else before.method.kind,
            gives_change=on["gives_change"],
            rounds=on["rounds"],
        )
        return PaymentMethod(
            method,
            account=self._fields["account"].text(),
            opens_drawer=on["opens_drawer"],
            active=on["active"],
            off_in=before.off_in,
            number=self._fields["number"].text(),
            deviations=before.deviations,
        )

    def _show(self, shown: MethodsShown) -> None:
        fresh = shown.chosen is not self._shown.chosen or shown.centre != self._shown.centre
        if shown.centres != self._shown.centres:
            self._offer(shown.centres)
        self._shown = shown
        rows = [
            (one.method.id, (tr(method_source(one.method)), tr(_ON) if one.active else tr(_OFF)))
            for one in shown.methods
        ]
        self._sides.rows.show_rows(rows, shown.chosen.method.id if shown.chosen else "")
        if self._where is not None:
            self._where.choose(str(shown.centre or ""))
        kept = shown.chosen is not None and bool(shown.chosen.method.id)
        self._sides.form.show_row("where", visible=kept and bool(shown.centres))
        if shown.seen is not None and fresh:
            self._put_in(shown.seen, shown)
        self._sides.save_key.setEnabled(not shown.busy)
        if shown.trouble is not None:
            self._sides.message.show_error(shown.trouble)
        elif shown.saved:
            self._sides.message.show_text(tr(_SAVED), "", State.OK)
        else:
            self._sides.message.clear()

    def _put_in(self, chosen: PaymentMethod, shown: MethodsShown) -> None:
        method = chosen.method
        for name, on in (
            ("active", chosen.active),
            ("gives_change", method.gives_change),
            ("rounds", method.rounds),
            ("opens_drawer", chosen.opens_drawer),
        ):
            self._switches[name].choose("yes" if on else "no")
        for name, text in (("name", method.name), ("number", chosen.number), ("account", chosen.account)):
            self._fields[name].setText(text)
        self._kind.choose(method.kind.value)
        everywhere = shown.centre is None
        for name in _OWN_ROWS:
            self._sides.form.show_row(name, visible=shown.is_own and (everywhere or name != "kind"))
        self._sides.form.show_row("name", visible=everywhere)
        self._sides.form.show_row("number", visible=method.kind is MethodKind.SWISH and everywhere)

    def _offer(self, centres: tuple[CostCentre, ...]) -> None:
        """Let one choose among these cost centres."""
        if self._where is not None:
            self._where.deleteLater()
        where = self._where = Choice(["", *(str(centre.id) for centre in centres)])
        where.chosen.connect(lambda value: self._presenter.look_at(int(value) if value else None))
        column = self._where_place.layout()
        assert column is not None
        column.addWidget(where)
        self._say_where(centres)

    def _say_where(self, centres: tuple[CostCentre, ...]) -> None:
        if self._where is not None:
            self._where.say([tr(_EVERYWHERE), *(centre.name for centre in centres)], tr(_WORDS["where"][0]))


def page(desk: Desk) -> QWidget:
    """The page `methods`. GUI thread."""
    return MethodsPage(desk)
