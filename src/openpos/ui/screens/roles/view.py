"""The roles and what each may do."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.money import Quantity, format_quantity
from openpos.domain.permission import PERMISSION_NAMES, Permission, role_source
from openpos.ids import uuid7
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.page import Page
from openpos.ui.screens.roles.presenter import RolesPresenter, RolesShown
from openpos.ui.theme import State
from openpos.ui.widgets.beside import ListAndForm
from openpos.ui.widgets.form import Field, Tick

_TITLE = N_("Roles")
_NAME, _NAME_HINT = N_("Name"), N_("The program's own name where it is empty.")
_LIMIT, _LIMIT_HINT = N_("Discount without asking, %"), N_("More than this needs a permission, or somebody's PIN.")
_MAY = N_("May do")
_NEW, _SAVE, _SAVED = N_("New role"), N_("Save"), N_("Saved.")
_BP_TO_MILLI = 10


class RolesPage(Page):
    """`roles`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("staff"))
        self._shown = RolesShown()
        self._sides = ListAndForm(1)
        self._name, self._limit = Field(MAX_TEXT), Field(6)
        self._ticks = {permission: Tick() for permission in Permission}
        may = QWidget()
        column = QVBoxLayout(may)
        column.setContentsMargins(0, 0, 0, 0)
        for tick in self._ticks.values():
            column.addWidget(tick)
        for key, control in (("name", self._name), ("limit", self._limit), ("may", may)):
            self._sides.form.add(key, control)
        self.fill(self._sides)
        self._presenter = RolesPresenter(
            self._show,
            run=desk.register.run,
            roles=desk.parts.staff.roles,
            save=desk.parts.staff.save_role,
            new_id=uuid7,
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(Changed.STAFF),
        )
        self._sides.rows.chosen.connect(self._presenter.choose)
        self._sides.new.connect(self._begin_new)
        self._sides.saved.connect(self._save)
        for field in (self._name, self._limit):
            field.returnPressed.connect(self._sides.save_key.click)
        self.say()

    def on_shown(self) -> None:
        self._presenter.refresh()
        self._sides.rows.setFocus()

    def say(self) -> None:
        super().say()
        self._sides.rows.say([tr(_TITLE)], tr(_TITLE))
        self._sides.form.say("name", tr(_NAME), tr(_NAME_HINT))
        self._sides.form.say("limit", tr(_LIMIT), tr(_LIMIT_HINT))
        self._sides.form.say("may", tr(_MAY))
        for permission, tick in self._ticks.items():
            tick.say(tr(PERMISSION_NAMES[permission]))
        self._sides.add_key.set_face(tr(_NEW))
        self._sides.save_key.set_face(tr(_SAVE))
        self._show(self._shown)

    def _begin_new(self) -> None:
        self._presenter.begin_new()
        self._sides.form.focus("name")

    def _save(self) -> None:
        permissions = [permission for permission, tick in self._ticks.items() if tick.is_checked()]
        self._presenter.save(self._name.text(), self._limit.text(), permissions)

    def _show(self, shown: RolesShown) -> None:
        fresh = shown.chosen != self._shown.chosen
        self._shown = shown
        rows = [(one.id, (tr(role_source(one)),)) for one in shown.roles]
        self._sides.rows.show_rows(rows, shown.chosen.id if shown.chosen else "")
        if fresh:
            role = shown.chosen
            self._name.setText(role.name if role else "")
            limit = Quantity(role.discount_limit_bp * _BP_TO_MILLI if role else 0)
            self._limit.setText(format_quantity(limit))
            for permission, tick in self._ticks.items():
                tick.set_checked(checked=role is not None and permission in role.permissions)
        self._sides.save_key.setEnabled(not shown.busy)
        if shown.trouble is not None:
            self._sides.message.show_error(shown.trouble)
        elif shown.saved:
            self._sides.message.show_text(tr(_SAVED), "", State.OK)
        else:
            self._sides.message.clear()


def page(desk: Desk) -> QWidget:
    """The page `roles`. GUI thread."""
    return RolesPage(desk)
