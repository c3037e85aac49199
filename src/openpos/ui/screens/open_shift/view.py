"""Opening a shift."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from openpos.domain.errors import N_
from openpos.ids import uuid7
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import CashEntry
from openpos.ui.screens.open_shift.presenter import Opening, OpenShiftPresenter
from openpos.ui.screens.page import Page

_TITLE = N_("Open a shift")
_FLOAT, _WHY = N_("Float"), N_("The float is the change that lies in the drawer when the day begins.")
_LOG_OUT = N_("Log out")


class OpenShiftPage(Page):
    """`open_shift`: leads to the checkout once the shift is on disk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, desk.log_out, back_text=_LOG_OUT)
        self._entry = CashEntry("check")
        self._next_float = desk.parts.shifts.next_float
        self.fill(self._entry)

        def opened() -> None:
            desk.changes.announce(Changed.SHIFT)
            desk.go("checkout")

        self._presenter = OpenShiftPresenter(
            self._show,
            run=desk.register.run,
            open_shift=desk.parts.shifts.open_shift,
            new_id=uuid7,
            person=desk.person,
            opened=opened,
        )
        self._entry.way_chosen.connect(lambda counts: self._presenter.choose(counted=counts))
        self._entry.counted.connect(self._presenter.count)
        self._entry.misspelt.connect(self._presenter.not_a_number)
        self._entry.asked.connect(self._presenter.open)
        self.say()

    def on_shown(self) -> None:
        self._presenter.shown()
        # What was left in the drawer for this shift when the last one was closed.
        self._entry.begin(self._next_float())

    def say(self) -> None:
        super().say()
        self._entry.say(tr(_FLOAT), tr(_WHY), tr(_TITLE))

    def _show(self, opening: Opening) -> None:
        self._entry.show_count(counts=opening.counted, count=opening.count, busy=opening.busy, trouble=opening.trouble)


def page(desk: Desk) -> QWidget:
    """The page `open_shift`. GUI thread."""
    return OpenShiftPage(desk)
