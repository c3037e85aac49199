"""Who works at the register."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.permission import Role, role_source
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.page import Page
from openpos.ui.screens.staff.presenter import StaffPresenter, StaffShown
from openpos.ui.theme import State
from openpos.ui.widgets.beside import ListAndForm
from openpos.ui.widgets.buttons import Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field

_TITLE = N_("Staff")
_NAME, _ROLE, _PIN, _LEAVE = N_("Name"), N_("Role"), N_("PIN"), N_("Works here")
_PIN_NEW, _PIN_OLD = N_("4 to 10 digits."), N_("Leave it empty to keep the PIN, or write a new one of 4 to 10 digits.")
_LEAVES, _SURE = N_("Has stopped working here"), N_("Yes, take them off the login")
_WHAT_LEAVES = N_("Receipts keep the name; the person can't log in any more.")
_NEW, _SAVE, _SAVED = N_("New person"), N_("Save"), N_("Saved.")
_ROLES = N_("Roles")


class StaffPage(Page):
    """`staff`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._shown = StaffShown()
        self._sides = ListAndForm(2)
        self._name, self._pin = Field(MAX_TEXT), Field(10, secret=True)
        self._place = QWidget()
        self._roles_row = QHBoxLayout(self._place)
        self._roles_row.setContentsMargins(0, 0, 0, 0)
        self._role: Choice | None = None
        self._known: tuple[Role, ...] = ()
        self._leave = Key("", icon="log-out", kind=Kind.QUIET)
        self._to_roles = Key("", icon="shield-check", shortcut="F6")
        self.header.add(self._to_roles)
        for key, control in (("name", self._name), ("role", self._place), ("pin", self._pin), ("leave", self._leave)):
            self._sides.form.add(key, control)
        self.fill(self._sides)
        staff = desk.parts.staff
        self._presenter = StaffPresenter(
            self._show,
            run=desk.register.run,
            people=staff.people,
            roles=staff.roles,
            add=staff.add,
            change=lambda person, by, pin, active: staff.change(person, by, pin=pin, active=active),
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(Changed.STAFF),
        )
        self._sides.rows.chosen.connect(self._presenter.choose)
        self._sides.new.connect(self._begin_new)
        self._sides.saved.connect(self._save)
        self._leave.clicked.connect(self._presenter.leave)
        self._to_roles.clicked.connect(lambda: desk.go("roles"))
        for field in (self._name, self._pin):
            field.returnPressed.connect(self._sides.save_key.click)
        self.say()

    def on_shown(self) -> None:
        self._pin.clear()
        self._presenter.refresh()
        self._sides.rows.setFocus()

    def say(self) -> None:
        super().say()
        self._sides.rows.say([tr(_NAME), tr(_ROLE)], tr(_TITLE))
        for key, text in (("name", _NAME), ("role", _ROLE)):
            self._sides.form.say(key, tr(text))
        self._to_roles.set_face(tr(_ROLES))
        self._sides.add_key.set_face(tr(_NEW))
        self._sides.save_key.set_face(tr(_SAVE))
        self._known = ()
        self._show(self._shown)

    def _begin_new(self) -> None:
        self._presenter.begin_new()
        self._sides.form.focus("name")

    def _save(self) -> None:
        self._presenter.save(self._name.text(), self._role.value if self._role else "", self._pin.text())

    def _show(self, shown: StaffShown) -> None:
        fresh = shown.chosen != self._shown.chosen or (shown.saved and not self._shown.saved)
        self._shown = shown
        if shown.roles != self._known:
            self._offer_roles(shown.roles)
            fresh = True
        rows = [(str(one.id), (one.name, tr(role_source(one.role)))) for one in shown.people]
        self._sides.rows.show_rows(rows, str(shown.chosen.id) if shown.chosen else "")
        if fresh:
            self._name.setText(shown.chosen.name if shown.chosen else "")
            self._pin.clear()
            if self._role is not None:
                self._role.choose(shown.chosen.role.id if shown.chosen else Role.CASHIER.id)
        self._sides.form.say("pin", tr(_PIN), tr(_PIN_OLD if shown.chosen else _PIN_NEW))
        self._sides.form.show_row("leave", visible=shown.chosen is not None)
        self._leave.set_face(
            tr(_SURE if shown.asks_leave else _LEAVES), kind=Kind.DANGER if shown.asks_leave else Kind.QUIET
        )
        self._sides.form.say("leave", tr(_LEAVE), tr(_WHAT_LEAVES) if shown.asks_leave else "")
        self._sides.save_key.setEnabled(not shown.busy)
        if shown.trouble is not None:
            self._sides.message.show_error(shown.trouble)
        elif shown.saved:
            self._sides.message.show_text(tr(_SAVED), "", State.OK)
        else:
            self._sides.message.clear()

    def _offer_roles(self, roles: tuple[Role, ...]) -> None:
        self._known = roles
        if self._role is not None:
            self._role.deleteLater()
        self._role = Choice([role.id for role in roles])
        self._role.say([tr(role_source(role)) for role in roles], tr(_ROLE))
        self._roles_row.addWidget(self._role)


def page(desk: Desk) -> QWidget:
    """The page `staff`. GUI thread."""
    return StaffPage(desk)
