"""The cost centres of the shop, and the one this register belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.payment import CostCentre
from openpos.domain.permission import Person
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.listed.view import ListAndForm, Sort
from openpos.ui.screens.page import Page
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.form import Field

_TITLE, _NEW = N_("Cost centres"), N_("New cost centre")
_HERE, _YES, _BELONG = N_("Here"), N_("Yes"), N_("This register belongs here")
_WORDS = {
    "name": (N_("Name"), ""),
    "code": (N_("Code"), N_("What the books call it, like 100.")),
    "register": (N_("This register"), ""),
}


class CentresPage(Page):
    """`cost_centres`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: self._sides.leave(lambda: desk.go("checkout")))
        self._methods = desk.parts.payment_methods
        self._ours: CostCentre | None = None
        self._name, self._code = Field(MAX_TEXT), Field(20)
        self._belong = Key("", icon="store", shortcut="F7")
        sort = Sort(
            title=_TITLE,
            headings=(_WORDS["name"][0], _WORDS["code"][0], _HERE),
            new=_NEW,
            every=self._every,
            key=lambda centre: str(centre.id),
            row=lambda centre: (centre.name, centre.code, tr(_YES) if centre == self._ours else ""),
            fill=self._put_in,
            save=self._save,
            changed=Changed.SETTINGS,
        )
        controls = {"name": self._name, "code": self._code, "register": self._belong}
        self._sides = ListAndForm(desk, sort, controls, _WORDS)
        self._belong.clicked.connect(self._belong_here)
        self.fill(self._sides)
        self.say()

    def on_shown(self) -> None:
        self._sides.on_shown()

    def say(self) -> None:
        super().say()
        self._belong.set_face(tr(_BELONG))
        self._sides.say()

    def _every(self) -> Sequence[CostCentre]:
        self._ours = self._methods.cost_centre()
        return self._methods.cost_centres()

    def _put_in(self, centre: CostCentre | None) -> None:
        self._name.setText(centre.name if centre else "")
        self._code.setText(centre.code if centre else "")
        self._sides.form.show_row("register", visible=centre is not None and centre != self._ours)

    def _save(self, before: CostCentre | None) -> Callable[[Person], CostCentre]:
        name, code = self._name.text(), self._code.text()
        return lambda who: self._methods.save_cost_centre(name, code, who, before.id if before else None)

    def _belong_here(self) -> None:
        centre = self._sides.presenter.chosen
        if centre is None:
            return

        def belong(who: Person) -> CostCentre:
            self._methods.belong_to(centre.id, who)
            return centre

        self._sides.presenter.do(belong)


def page(desk: Desk) -> QWidget:
    """The page `cost_centres`. GUI thread."""
    return CentresPage(desk)
