"""The rows under the card: how documents are sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.integrations.wishes import WishesPresenter, WishesShown
from openpos.ui.screens.page import margins
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.text import Text

_HEADING = N_("How it is sent")
_HOLDS = N_("Holds from the next document on.")
_INVOICES, _BOOK, _DRAFT = N_("Invoices"), N_("Book at once"), N_("Leave as draft")
_BOOKED = N_("Spiris books an invoice as soon as its total is that of the receipt.")
_LEFT = N_("Each stays a draft in Spiris until a person there books it; Spiris e-mails no drafts.")
_MAIL, _NO, _YES = N_("Invoices by e-mail"), N_("No"), N_("Yes")
_MAILED = N_("Spiris e-mails the invoice to customers with an address, unless the cashier says otherwise.")
_ASKED = N_("Spiris e-mails the invoice only where the cashier says so.")
_SERIES = N_("Voucher series")
_SERIES_HINT = N_("The letters of the series in Spiris that Z reports are booked in, like K; empty for the usual one.")
_ROOM = 40
"""What is too long is told, not cut."""


class WishesCard(QWidget):
    """The rows, saved as they are chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown = WishesShown()
        self._invoicing = True
        self._heading, self._holds = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.invoices = Choice(("book", "draft"), shortcuts=("Alt+1", "Alt+2"))
        self.mail = Choice(("no", "yes"), shortcuts=("Alt+3", "Alt+4"))
        self.series = Field(_ROOM)
        self._form = Form()
        self._form.add("invoices", self.invoices)
        self._form.add("mail", self.mail)
        self._form.add("series", self.series)
        self._column = QVBoxLayout(self)
        for widget in (self._heading, self._holds, self._form):
            self._column.addWidget(widget)
        self.presenter = WishesPresenter(self._show, current=desk.settings, change=desk.change_settings)
        self.invoices.chosen.connect(lambda value: self.presenter.leave_drafts(leave=value == "draft"))
        self.mail.chosen.connect(lambda value: self.presenter.mail(mail=value == "yes"))
        self.series.editingFinished.connect(lambda: self.presenter.write_series(self.series.text()))

    def show_for(self, *, connected: bool, invoicing: bool) -> None:
        """Show the rows that mean something to such a connection."""
        self._invoicing = invoicing
        self.setVisible(connected)
        self.presenter.refresh()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._heading.setText(tr(_HEADING))
        self._holds.setText(tr(_HOLDS))
        self.invoices.say([tr(_BOOK), tr(_DRAFT)], tr(_INVOICES))
        self.mail.say([tr(_NO), tr(_YES)], tr(_MAIL))
        self._show(self._shown)

    def space(self) -> None:
        """Take sizes from the theme anew."""
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(theme.current().space(8))

    def _show(self, shown: WishesShown) -> None:
        self._shown = shown
        self.invoices.choose("draft" if shown.leave_drafts else "book")
        self.mail.choose("yes" if shown.mail else "no")
        if shown.trouble is None and not self.series.hasFocus():
            self.series.setText(shown.series)
        self._form.say("invoices", tr(_INVOICES), tr(_LEFT if shown.leave_drafts else _BOOKED))
        self._form.say("mail", tr(_MAIL), tr(_MAILED if shown.mail else _ASKED))
        self._form.say("series", tr(_SERIES), tr(_SERIES_HINT))
        self._form.show_error("series", shown.trouble)
        self._form.show_row("invoices", visible=self._invoicing)
        self._form.show_row("mail", visible=self._invoicing and not shown.leave_drafts)
