"""Charging by invoice: the customer, what stands on the invoice, and where it goes. One question after the other."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.customer import Address, Customer
from openpos.domain.errors import N_
from openpos.domain.invoice import MAX_COMMENT, MAX_STREET, InvoiceTo
from openpos.domain.money import shown as safe
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.checkout.shown import InvoiceShown, InvoiceStep
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Form, Tick
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.text import OneLine, Text

_BACK = N_("One step back")
_WHO, _WHERE = N_("Invoice to whom?"), N_("Billing address")
_SEARCH = N_("Customer: name or number")
_TEACH = N_("Search by parts of the name, the customer number or the organisation number. The net is not needed.")
_NOBODY = N_("Nobody fits. Customers are created in Spiris.")
_HEADINGS = (N_("No."), N_("Customer"), N_("City"), N_("Organisation no."))
_CITY, _NUMBER = 2, 3
_INACTIVE = N_("{name} (not active)")
_CHOOSE, _CREATE = N_("Choose"), N_("Create invoice {amount}")
_REFERENCE, _COMMENT = N_("Your reference"), N_("Comment")
_ADJUST = N_("Adjust")
_NO_ADDRESS = N_("No address")
_MAIL = N_("Spiris e-mails the invoice to {address}")
_TERMS, _DUE = N_("{terms}, due {day}"), N_("Due {day}")
_STREET, _STREET_2, _POSTAL, _CITY_NAME = N_("Street"), N_("Second line"), N_("Postal code"), N_("City")
_GOES_TOO = N_("It stands on the invoice, and the customer is changed in Spiris too.")
_TAKE, _OWN = N_("Take over"), N_("As it was")
_ROOM = 3
"""Fields take so many times what is allowed: what is too long is told, not cut."""
_LONGEST_REFERENCE = 300
_LONGEST_NAME = 60


class InvoicePanel(QWidget):
    """Signals tell what was touched and written."""

    searched = Signal(str)
    marked = Signal(str)
    chosen = Signal()
    written = Signal(str, str)
    mail_wanted = Signal(bool)
    address_wanted = Signal()
    address_taken = Signal()
    address_kept = Signal()
    create_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: InvoiceShown | None = None
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._back.clicked.connect(self.left)
        self._title = OneLine("", "heading", parent=self)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        self.fields: dict[str, Field] = {}
        self._stack = QStackedWidget(self)
        self._pages = {
            InvoiceStep.CUSTOMER: self._make_customer(),
            InvoiceStep.DETAILS: self._make_details(),
            InvoiceStep.ADDRESS: self._make_address(),
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addWidget(self._stack, 1)
        self._space()
        self._speak()
        accepts_after(self)

    def show_invoice(self, shown: InvoiceShown, *, fresh: bool) -> None:
        """`fresh`: it has just come in front."""
        before, self._shown = self._shown, shown
        self._speak()
        self._stack.setCurrentWidget(self._pages[shown.step])
        self.rows.show_rows([(one.id, _row(one)) for one in shown.found], shown.marked)
        for place, one in enumerate(shown.found):
            self.rows.colour_row(place, theme.State.PLAIN if one.active else theme.State.STOP)
        self.choose.setEnabled(bool(shown.marked))
        if self.search.text().strip() != shown.searched:
            self.search.setText(shown.searched)
        if shown.to is not None:
            self._fill(shown.to)
        self.mail.setVisible(bool(shown.may_mail))
        self.mail.set_checked(checked=shown.to is not None and bool(shown.to.e_mail))
        if fresh or before is None or before.step is not shown.step:
            self._focus(shown.step)
        at_fault = self.fields.get(shown.at_fault)
        if at_fault is not None and at_fault.isVisible():
            at_fault.setFocus(Qt.FocusReason.OtherFocusReason)
            at_fault.selectAll()

    # ----------------------------------------------------------------------------------------------------- three pages

    def _make_customer(self) -> QWidget:
        page = QWidget(self)
        self.search = SearchField("", page)
        self.search.searched.connect(self.searched)
        self.search.submitted.connect(lambda _text: self.chosen.emit())
        self.rows = Rows(len(_HEADINGS), stretch=(1,), parent=page)
        self.rows.chosen.connect(self.marked)
        self.search.left_downwards.connect(self.rows.setFocus)
        self._hint = Text("", "second", wrap=True, parent=page)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self._list = QStackedWidget(page)
        self._list.addWidget(self.rows)
        self._list.addWidget(self._hint)
        self.choose = BigKey("", icon="check", kind=Kind.PRIMARY, parent=page)
        self.choose.clicked.connect(self.chosen)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._list, 1)
        column.addWidget(self.choose)
        return page

    def _make_details(self) -> QWidget:
        page = QWidget(self)
        self._who = Text("", "second", wrap=True, parent=page)
        self._form = Form(page)
        self._add(self._form, "reference", _LONGEST_REFERENCE)
        self._add(self._form, "comment", _ROOM * MAX_COMMENT)
        where = QWidget(page)
        self._address = Text("", wrap=True, parent=where)
        self._address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.adjust = Key(icon="pencil", shortcut="Alt+2", parent=where)
        self.adjust.clicked.connect(self.address_wanted)
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._address, 1)
        row.addWidget(self.adjust)
        self._form.add("address", where)
        self.mail = Tick(page)
        self.mail.clicked.connect(self.mail_wanted)
        self._due = Text("", "second", wrap=True, parent=page)
        self.make = BigKey("", icon="file-text", kind=Kind.PRIMARY, shortcut="Alt+1", parent=page)
        self.make.clicked.connect(self.create_wanted)
        content = QWidget(page)
        self._details = QVBoxLayout(content)
        self._details.setContentsMargins(0, 0, 0, 0)
        for widget in (self._who, self._form, self.mail, self._due):
            self._details.addWidget(widget)
        self._details.addStretch()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(content), 1)
        column.addWidget(self.make)
        _in_this_order(self.fields["comment"], self.adjust, self.mail, self.make)
        return page

    def _make_address(self) -> QWidget:
        page = QWidget(self)
        self._where = Form(page)
        for name in ("street", "street_2", "postal_code", "city"):
            self._add(self._where, name, _ROOM * MAX_STREET)
        self._goes_too = Text("", "second", wrap=True, parent=page)
        self.take = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="Alt+1", parent=page)
        self.take.clicked.connect(self.address_taken)
        self.own = BigKey("", icon="rotate-ccw", shortcut="Alt+2", parent=page)
        self.own.clicked.connect(self.address_kept)
        keys = QHBoxLayout()
        keys.addWidget(self.own)
        keys.addWidget(self.take)
        content = QWidget(page)
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self._where)
        fields.addWidget(self._goes_too)
        fields.addStretch()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(content), 1)
        column.addLayout(keys)
        _in_this_order(self.fields["city"], self.own, self.take)
        return page

    def _add(self, form: Form, name: str, limit: int) -> None:
        """A field that tells what is written; Enter leads to the next, and from the last one to the key."""
        field = Field(limit, parent=form)
        field.textEdited.connect(lambda text: self.written.emit(name, text))
        field.returnPressed.connect(lambda: self._after(name))
        form.add(name, field)
        self.fields[name] = field

    # ------------------------------------------------------------------------------------------------------ and inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        if entered and self._shown is not None and self._shown.step is InvoiceStep.CUSTOMER:
            self.chosen.emit()
        elif event.text().isprintable() and event.text().strip() and self._stack.currentIndex():
            event.accept()  # typing beside a field searches no article here
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _after(self, name: str) -> None:
        following = {"reference": "comment", "street": "street_2", "street_2": "postal_code", "postal_code": "city"}
        last = {"comment": self.make, "city": self.take}
        target: QWidget = self.fields[following[name]] if name in following else last[name]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus(self, step: InvoiceStep) -> None:
        at = {
            InvoiceStep.CUSTOMER: self.search,
            InvoiceStep.DETAILS: self.fields["reference"],
            InvoiceStep.ADDRESS: self.fields["street"],
        }[step]
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        at.selectAll()

    def _fill(self, to: InvoiceTo) -> None:
        texts = {name: getattr(to.address, name) for name in ("street", "street_2", "postal_code", "city")}
        for name, text in {**texts, "reference": to.reference, "comment": to.comment}.items():
            if self.fields[name].text() != text:
                self.fields[name].setText(text)

    def _speak(self) -> None:
        shown = self._shown
        to = shown.to if shown else None
        self._back.set_face("")
        self._back.setAccessibleName(tr(_BACK))
        step = shown.step if shown else InvoiceStep.CUSTOMER
        title = tr(_WHERE) if step is InvoiceStep.ADDRESS else tr(_WHO)
        self._title.setText(safe(to.name, _LONGEST_NAME) if to and step is InvoiceStep.DETAILS else title)
        self.setAccessibleName(self._title.text())
        self.search.set_placeholder(tr(_SEARCH))
        self.rows.say([tr(heading) for heading in _HEADINGS], tr(_WHO))
        self._hint.setText(tr(_NOBODY) if shown and shown.searched else tr(_TEACH))
        self._list.setCurrentIndex(0 if shown and shown.found else 1)
        self.choose.set_face(tr(_CHOOSE))
        self._form.say("reference", tr(_REFERENCE))
        self._form.say("comment", tr(_COMMENT))
        self._form.say("address", tr(_WHERE))
        self.adjust.set_face("" if theme.current().text_percent >= SCARCE_PERCENT else tr(_ADJUST))
        self.adjust.setAccessibleName(tr(_ADJUST))
        for name, label in (
            *(("street", _STREET), ("street_2", _STREET_2)),
            *(("postal_code", _POSTAL), ("city", _CITY_NAME)),
        ):
            self._where.say(name, tr(label))
        self._goes_too.setText(tr(_GOES_TOO))
        self.take.set_face(tr(_TAKE))
        self.own.set_face(tr(_OWN))
        if shown is None or to is None:
            return
        self._who.setText(" · ".join(part for part in (to.customer_number, to.organisation_number) if part))
        self._address.setText(_in_words(to.address) or tr(_NO_ADDRESS))
        self.mail.say(tr(_MAIL, address=safe(shown.may_mail, _LONGEST_NAME)))
        day = shown.due.isoformat() if shown.due else ""
        self._due.setText(tr(_TERMS, terms=to.terms, day=day) if to.terms else tr(_DUE, day=day))
        self.make.set_face(tr(_CREATE, amount=shown.total))

    def _space(self) -> None:
        look = theme.current()
        for part in (self._column, self._details):
            part.setSpacing(look.space(8))
        scarce = look.text_percent >= SCARCE_PERCENT
        for column in (_CITY, _NUMBER):
            self.rows.setColumnHidden(column, scarce)  # the name needs the room
        self._speak()


def _in_this_order(*widgets: QWidget) -> None:
    """Tab leads from one to the next: what lies in a scroll area would come after the keys below it."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _row(customer: Customer) -> tuple[str, ...]:
    name = (
        safe(customer.name, _LONGEST_NAME)
        if customer.active
        else tr(_INACTIVE, name=safe(customer.name, _LONGEST_NAME))
    )
    return safe(customer.number), name, safe(customer.address.city), safe(customer.organisation_number)


def _in_words(address: Address) -> str:
    lines = (address.street, address.street_2, f"{address.postal_code} {address.city}".strip())
    return ", ".join(line for line in lines if line)
