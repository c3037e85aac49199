"""Who works at the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.permission import Person, Role, role_source
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.listed.view import ListAndForm, Sort
from openpos.ui.screens.page import Page
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field

_TITLE, _NEW, _ROLES = N_("Staff"), N_("New person"), N_("Roles")
_WORDS = {
    "name": (N_("Name"), ""),
    "role": (N_("Role"), ""),
    "leave": (N_("Works here"), N_("Their name stays on receipts; they can't log in any more.")),
}
_PIN = N_("PIN")
_PIN_NEW, _PIN_OLD = N_("4 to 10 digits."), N_("Leave it empty to keep the PIN, or write a new one of 4 to 10 digits.")
_LEAVES, _SURE = N_("Has stopped working here"), N_("Yes, take them off the login")


class StaffPage(Page):
    """`staff`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: self._sides.leave(lambda: desk.go("checkout")))
        self._staff = desk.parts.staff
        self._roles = tuple(self._staff.roles())
        self._asks_leave = False
        self._name, self._pin = Field(MAX_TEXT), Field(10, secret=True)
        self._role = Choice([role.id for role in self._roles])
        self._leave = Key("", icon="log-out", kind=Kind.QUIET)
        self._to_roles = Key("", icon="shield-check", shortcut="F6")
        self.header.add(self._to_roles)
        sort = Sort(
            title=_TITLE,
            headings=(_WORDS["name"][0], _WORDS["role"][0]),
            new=_NEW,
            every=self._every,
            key=lambda person: str(person.id),
            row=lambda person: (person.name, tr(role_source(person.role))),
            fill=self._put_in,
            save=self._save,
            changed=Changed.STAFF,
        )
        controls = {"name": self._name, "role": self._role, "pin": self._pin, "leave": self._leave}
        self._sides = ListAndForm(desk, sort, controls, _WORDS)
        self._leave.clicked.connect(self._stop_working)
        self._to_roles.clicked.connect(lambda: self._sides.leave(lambda: desk.go("roles")))
        self.fill(self._sides)
        self.say()

    def on_shown(self) -> None:
        self._pin.clear()
        self._sides.on_shown()

    def say(self) -> None:
        super().say()
        self._to_roles.set_face(tr(_ROLES))
        self._say_roles()
        self._sides.say()
        self._ask_leave(asks=self._asks_leave)

    def _say_roles(self) -> None:
        self._role.say([tr(role_source(role)) for role in self._roles])

    def _every(self) -> Sequence[Person]:
        roles = tuple(self._staff.roles())
        if roles != self._roles:
            self._roles, before = roles, self._role.value
            self._role.offer([role.id for role in roles])
            self._role.choose(before)
            self._say_roles()
        return self._staff.people()

    def _put_in(self, person: Person | None) -> None:
        self._name.setText(person.name if person else "")
        self._pin.clear()
        self._role.choose((person.role if person else Role.CASHIER).id)
        self._ask_leave(asks=False)

    def _ask_leave(self, *, asks: bool) -> None:
        self._asks_leave = asks
        known = self._sides.presenter.chosen is not None
        self._sides.form.say("pin", tr(_PIN), tr(_PIN_OLD if known else _PIN_NEW))
        self._leave.set_face(tr(_SURE if asks else _LEAVES), kind=Kind.DANGER if asks else Kind.QUIET)
        self._sides.form.show_row("leave", visible=known)

    def _save(self, before: Person | None) -> Callable[[Person], Person]:
        self._ask_leave(asks=False)
        name, pin = self._name.text(), self._pin.text()
        role = next(role for role in self._roles if role.id == self._role.value)
        if before is None:
            return lambda who: self._staff.add(name, role, pin, who)
        changed = replace(before, name=name, role=role)

        def change(who: Person) -> Person:
            self._staff.change(changed, who, pin=pin)
            return changed

        return change

    def _stop_working(self) -> None:
        person = self._sides.presenter.chosen
        if person is None:
            return
        if not self._asks_leave:
            self._ask_leave(asks=True)
            return
        self._ask_leave(asks=False)
        self._sides.presenter.do(lambda who: self._staff.change(person, who, active=False))


def page(desk: Desk) -> QWidget:
    """The page `staff`. GUI thread."""
    return StaffPage(desk)
