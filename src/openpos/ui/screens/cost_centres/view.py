"""The cost centres of the shop, and the one this register belongs to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cost_centres.presenter import CentresPresenter, CentresShown
from openpos.ui.screens.page import Page
from openpos.ui.theme import State
from openpos.ui.widgets.beside import ListAndForm
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.form import Field

_TITLE = N_("Cost centres")
_NAME, _CODE, _REGISTER = N_("Name"), N_("Code"), N_("This register")
_CODE_HINT = N_("What the books call it, like 100.")
_HERE, _BELONG = N_("Here"), N_("This register belongs here")
_NEW, _SAVE, _SAVED = N_("New cost centre"), N_("Save"), N_("Saved.")


class CentresPage(Page):
    """`cost_centres`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout"))
        self._shown = CentresShown()
        self._sides = ListAndForm(3)
        self._name, self._code = Field(MAX_TEXT), Field(20)
        self._belong = Key("", icon="store", shortcut="F7")
        for key, control in (("name", self._name), ("code", self._code), ("register", self._belong)):
            self._sides.form.add(key, control)
        self.fill(self._sides)
        methods = desk.parts.payment_methods
        self._presenter = CentresPresenter(
            self._show,
            run=desk.register.run,
            every=methods.cost_centres,
            ours=methods.cost_centre,
            save=methods.save_cost_centre,
            belong_to=methods.belong_to,
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(Changed.SETTINGS),
        )
        self._sides.rows.chosen.connect(self._presenter.choose)
        self._sides.new.connect(self._begin_new)
        self._sides.saved.connect(lambda: self._presenter.save(self._name.text(), self._code.text()))
        self._belong.clicked.connect(self._presenter.belong)
        for field in (self._name, self._code):
            field.returnPressed.connect(self._sides.save_key.click)
        self.say()

    def on_shown(self) -> None:
        self._presenter.refresh()
        self._sides.form.focus("name")

    def say(self) -> None:
        super().say()
        self._sides.rows.say([tr(_NAME), tr(_CODE), tr(_REGISTER)], tr(_TITLE))
        self._sides.form.say("name", tr(_NAME))
        self._sides.form.say("code", tr(_CODE), tr(_CODE_HINT))
        self._sides.form.say("register", tr(_REGISTER))
        self._belong.set_face(tr(_BELONG))
        self._sides.add_key.set_face(tr(_NEW))
        self._sides.save_key.set_face(tr(_SAVE))
        self._show(self._shown)

    def _begin_new(self) -> None:
        self._presenter.begin_new()
        self._sides.form.focus("name")

    def _show(self, shown: CentresShown) -> None:
        fresh = shown.chosen != self._shown.chosen or (shown.saved and not self._shown.saved)
        self._shown = shown
        rows = [(str(one.id), (one.name, one.code, tr(_HERE) if shown.ours == one else "")) for one in shown.centres]
        self._sides.rows.show_rows(rows, str(shown.chosen.id) if shown.chosen else "")
        if fresh:
            self._name.setText(shown.chosen.name if shown.chosen else "")
            self._code.setText(shown.chosen.code if shown.chosen else "")
        self._sides.form.show_row("register", visible=shown.chosen is not None and shown.chosen != shown.ours)
        self._sides.save_key.setEnabled(not shown.busy)
        if shown.trouble is not None:
            self._sides.message.show_error(shown.trouble)
        elif shown.saved:
            self._sides.message.show_text(tr(_SAVED), "", State.OK)
        else:
            self._sides.message.clear()


def page(desk: Desk) -> QWidget:
    """The page `cost_centres`. GUI thread."""
    return CentresPage(desk)
