"""The roles and what each may do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.money import Quantity, format_quantity
from openpos.domain.permission import PERMISSION_NAMES, Permission, Person, Role, role_source
from openpos.ids import uuid7
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.listed.view import ListAndForm, Sort
from openpos.ui.screens.page import Page
from openpos.ui.screens.roles.presenter import limit_of
from openpos.ui.widgets.form import Field, Tick

_TITLE, _NEW = N_("Roles"), N_("New role")
_WORDS = {
    "name": (N_("Name"), N_("The program's own name where it is empty.")),
    "limit": (N_("Discount without asking, %"), N_("More than this needs a permission, or somebody's PIN.")),
    "may": (N_("May do"), ""),
}
_BP_TO_MILLI = 10


class RolesPage(Page):
    """`roles`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: self._sides.leave(lambda: desk.go("staff")))
        self._staff = desk.parts.staff
        self._name, self._limit = Field(MAX_TEXT), Field(6)
        self._ticks = {permission: Tick() for permission in Permission}
        may = QWidget()
        column = QVBoxLayout(may)
        column.setContentsMargins(0, 0, 0, 0)
        for tick in self._ticks.values():
            column.addWidget(tick)
        sort = Sort(
            title=_TITLE,
            headings=(_TITLE,),
            new=_NEW,
            every=self._staff.roles,
            key=lambda role: role.id,
            row=lambda role: (tr(role_source(role)),),
            fill=self._put_in,
            save=self._save,
            changed=Changed.STAFF,
        )
        self._sides = ListAndForm(desk, sort, {"name": self._name, "limit": self._limit, "may": may}, _WORDS)
        self.fill(self._sides)
        self.say()

    def on_shown(self) -> None:
        self._sides.on_shown()

    def say(self) -> None:
        super().say()
        for permission, tick in self._ticks.items():
            tick.say(tr(PERMISSION_NAMES[permission]))
        self._sides.say()

    def _put_in(self, role: Role | None) -> None:
        self._name.setText(role.name if role else "")
        self._limit.setText(format_quantity(Quantity(role.discount_limit_bp * _BP_TO_MILLI if role else 0)))
        for permission, tick in self._ticks.items():
            tick.set_checked(checked=role is not None and permission in role.permissions)

    def _save(self, before: Role | None) -> Callable[[Person], Role]:
        role_id = before.id if before else uuid7()
        name, limit = self._name.text(), self._limit.text()
        may = frozenset(permission for permission, tick in self._ticks.items() if tick.is_checked())

        def save(who: Person) -> Role:
            role = Role(role_id, name, may, limit_of(limit))
            self._staff.save_role(role, who)
            return role

        return save


def page(desk: Desk) -> QWidget:
    """The page `roles`. GUI thread."""
    return RolesPage(desk)
