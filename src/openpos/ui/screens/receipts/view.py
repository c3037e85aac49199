"""Receipts: the list, the one that is looked at as it is on paper, its copy and its return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import now, swedish
from openpos.domain.email import MAX_ADDRESS
from openpos.domain.errors import N_
from openpos.domain.money import ZERO
from openpos.domain.money import shown as safe
from openpos.domain.receipt import Receipt
from openpos.ids import uuid7
from openpos.printing.layout import receipt_paper
from openpos.printing.logo import with_logo
from openpos.register.e_receipts import Given
from openpos.store.sales import Listed
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr, translate_error
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.receipts.electronic import SAID, THE_COPY, THE_RECEIPT, Electronic, state_words
from openpos.ui.screens.receipts.invoiced import Invoiced, invoice_trouble, invoice_words
from openpos.ui.screens.receipts.mail_view import MailPanel
from openpos.ui.screens.receipts.presenter import Beginnings, Looked, ReceiptsPresenter, ReceiptsShown
from openpos.ui.screens.receipts.return_view import ReturnPanel
from openpos.ui.screens.report_picture import Picture, picture_of_paper
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import PaperView
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.text import Text

_TITLE = N_("Receipts")
_SEARCH = N_("Receipt number, amount, day, article or customer")
_HEADINGS = (N_("No."), N_("Sold"), N_("Amount"), N_("Cashier"), N_("Note"))
_CASHIER, _NOTE = 3, 4
"""The columns."""
_RETURN_MARK, _COPIED_MARK = N_("return"), N_("copied")
_RECEIPT, _RETURN_OF = N_("Receipt {number}"), N_("Return of receipt {number}")
_COPY, _RETURN = N_("Copy"), N_("Return")
_COPIED = N_("Copied {at} by {cashier}. A receipt may be copied once.")
_ON_ITS_WAY = N_("The copy is on its way to the printer.")
_EMPTY, _TEACH = (
    N_("No receipts yet"),
    N_("Every sale shows here: to look at, to copy once, and to take something back from."),
)
_NOT_FOUND, _NOT_FOUND_ADVICE = N_("No receipt fits “{text}”."), N_("Write it like 17, 98,35 or 2026-11-20.")
_MAIL, _SAVE, _PRINT_INSTEAD = N_("E-mail"), N_("Save as PDF"), N_("Print instead")
_SAVE_SHORT, _PRINT_SHORT = N_("PDF"), N_("Print")
_MAIL_TITLE = N_("E-mail receipt {number}")
_SAVED = N_("Saved as {path}")
_WHERE, _PDF_FILES = N_("Where to save the receipt"), N_("PDF files (*.pdf)")
_TO_CHECKOUT = N_("To the checkout")
_SEARCH_KEY = N_("Search")
_WRONG_PAYMENT = N_("Wrong payment")
_PRO_FORMA, _PRO_FORMA_FILE = N_("Pro forma invoice"), N_("Pro forma invoice as PDF")
_PRO_FORMA_ON_ITS_WAY = N_("The pro forma invoice is on its way to the printer.")
_WHERE_PRO_FORMA, _PRO_FORMA_NAME = N_("Where to save the pro forma invoice"), N_("Pro forma invoice {number}")
_CUSTOMER = N_("Invoiced to {name}, customer {number}.")
_LONGEST_PATH, _LONGEST_NAME = 200, 60


class ReceiptsPage(Page):
    """`receipts`. Its search field stands in the window's strip."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._go_back)
        self._desk = desk
        self._shown = ReceiptsShown()
        self.search = SearchField(tr(_SEARCH), self)
        self._rows = Rows(5, right=(0, 2), stretch=(_CASHIER, _NOTE))
        self._heading = Text("", "heading", wrap=True)
        self._message = Message()
        self._paper = PaperView()
        self._pictured: Picture | None = None
        self._said = Text("", "second", wrap=True)
        self._copy = BigKey("", icon="receipt", shortcut="F7")
        self._return = BigKey("", icon="rotate-ccw", kind=Kind.PRIMARY, shortcut="F5")
        self._mail = BigKey("", icon="inbox", shortcut="F9")
        self._save = BigKey("", icon="download", shortcut="F10")
        self._print_instead = BigKey("", icon="printer", shortcut="F6")
        self._correct = Key(icon="credit-card", shortcut="F4")
        self._pro_forma = Key(icon="file-text", shortcut="F2")
        self._pro_forma_file = Key(icon="download", shortcut="Shift+F2")
        self._returning = ReturnPanel()
        self._mailing = MailPanel()
        self._empty = EmptyPage("receipt", "", "")
        self._lay_out()
        self._presenter = self._make_presenter(desk)
        self._wire(desk)
        self.say()
        self.space()

    more_keys = (("F3", _SEARCH_KEY),)
    """Keys that belong to no key on the page."""

    def on_shown(self) -> None:
        self._changes.shown()
        self._rows.setFocus()

    def on_hidden(self) -> None:
        self._changes.hidden()
        self._presenter.leave_return()
        self._presenter.leave_mail()
        self.search.clear()  # who comes next looks for another receipt

    def scanned(self, code: str) -> None:
        """A receipt's code finds it; an article's, the receipts on which it was sold."""
        self._presenter.scanned(code)

    def say(self) -> None:
        super().say()
        self.search.set_placeholder(tr(_SEARCH))
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self._copy.set_face(tr(_COPY))
        self._return.set_face(tr(_RETURN))
        self._mail.set_face(tr(_MAIL))
        self._name_keys()
        self._mailing.say()
        self._empty.say(tr(_EMPTY), tr(_TEACH), tr(_TO_CHECKOUT))
        self._returning.say()
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(16))
        self._side.setSpacing(look.space(8))
        self._keys.setSpacing(look.space(8))
        scarce = look.text_percent >= SCARCE_PERCENT
        self._rows.setColumnHidden(_CASHIER, scarce)  # it stands on the paper too
        self._rows.horizontalHeader().setStretchLastSection(scarce)
        self._name_keys()
        self.search.setMinimumWidth(look.space(140) * look.text_percent // 100)
        self._returning.space()

    def _name_keys(self) -> None:
        """In large letters the longest names take the list's room."""
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        self._save.set_face(tr(_SAVE_SHORT if scarce else _SAVE))
        self._print_instead.set_face(tr(_PRINT_SHORT if scarce else _PRINT_INSTEAD))
        self._correct.set_face("" if scarce else tr(_WRONG_PAYMENT))
        self._pro_forma.set_face("" if scarce else tr(_PRO_FORMA))
        self._pro_forma_file.set_face(tr(_SAVE_SHORT))
        self._pro_forma.setAccessibleName(tr(_PRO_FORMA))
        self._pro_forma_file.setAccessibleName(tr(_PRO_FORMA_FILE))
        for key, name in ((self._correct, _WRONG_PAYMENT), (self._save, _SAVE), (self._print_instead, _PRINT_INSTEAD)):
            key.setAccessibleName(tr(name))

    def _make_presenter(self, desk: Desk) -> ReceiptsPresenter:
        parts = desk.parts

        def picture(receipt: Receipt) -> Picture:
            columns = desk.settings().printer_columns
            return picture_of_paper(with_logo(receipt_paper(receipt, columns), parts.logo(columns)), columns)

        return ReceiptsPresenter(
            self._show,
            run=desk.register.run,
            newest=lambda before, limit: parts.receipts.newest(before=before, limit=limit),
            write=self.search.setText,
            find=lambda text, before, limit: parts.receipts.find(text, before=before, limit=limit),
            scan=parts.catalogue.scan,
            get=parts.receipts.get,
            copy_of=parts.receipts.copy_of,
            returnable=parts.checkout.returnable,
            picture=picture,
            copy=parts.receipts.copy,
            beginnings=Beginnings(
                start_return=lambda number, wanted, person, sale_id: parts.checkout.start_return(
                    number, wanted, person, sale_id=sale_id
                ),
                start_exchange=lambda number, wanted, person, sale_id: parts.checkout.start_exchange(
                    number, wanted, person, sale_id=sale_id
                ),
                correct_payment=lambda number, person, sale_id: parts.checkout.correct_payment(
                    number, person, sale_id=sale_id
                ),
                lend=desk.lend,
            ),
            current=parts.shifts.current,
            new_id=uuid7,
            person=desk.person,
            printer=lambda: parts.print_queue is not None,
            copied=self._copied,
            electronic=Electronic(
                given=parts.e_receipts.given,
                mail=parts.e_receipts.mail,
                save=parts.e_receipts.save,
                print_instead=parts.e_receipts.print_instead,
                ready=lambda: parts.mail.ready,
                changed=self._sent,
            ),
            invoiced=Invoiced(
                entry=parts.invoicing.entry, print=parts.pro_forma_invoices.print, save=parts.pro_forma_invoices.save
            ),
            take_up=desk.take_up,
        )

    def _wire(self, desk: Desk) -> None:
        presenter = self._presenter
        self.search.searched.connect(presenter.search)
        self.search.submitted.connect(presenter.submit)
        self.search.left_downwards.connect(self._rows.setFocus)
        self._rows.chosen.connect(lambda key: presenter.choose(int(key)))
        self._rows.at_end.connect(presenter.older)
        self._rows.typed.connect(self._search_for)
        self._copy.clicked.connect(presenter.copy_chosen)
        self._return.clicked.connect(presenter.begin_return)
        self._mail.clicked.connect(presenter.begin_mail)
        self._save.clicked.connect(self._ask_where)
        self._print_instead.clicked.connect(presenter.print_instead)
        self._mailing.wanted.connect(presenter.mail)
        self._mailing.left.connect(presenter.leave_mail)
        self._empty.started.connect(lambda: desk.go("checkout"))
        self._returning.row_chosen.connect(presenter.choose_row)
        self._returning.changed_by.connect(presenter.change_by)
        self._returning.row_wanted.connect(presenter.whole_row)
        self._returning.everything_wanted.connect(presenter.everything)
        self._returning.payment_wanted.connect(presenter.pay_back)
        self._returning.exchange_wanted.connect(presenter.exchange)
        self._correct.clicked.connect(presenter.correct_payment)
        self._pro_forma.clicked.connect(presenter.print_pro_forma_invoice)
        self._pro_forma_file.clicked.connect(self._ask_where_pro_forma)
        for sequence in ("F3", "Ctrl+F"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self._to_search)
        self._changes = desk.changes.subscribe(
            Changed.RECEIPTS | Changed.SHIFT | Changed.DELIVERIES | Changed.SPIRIS | Changed.SETTINGS,
            lambda _flags: presenter.refresh(),
            visible=False,
        )

    def _lay_out(self) -> None:
        full = QWidget()
        self._row = QHBoxLayout(full)
        self._row.addWidget(self._rows, 6)
        self._side = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        for key in (self._correct, self._pro_forma_file, self._pro_forma):
            top.addWidget(key)
        self._side.addLayout(top)
        self._side.addWidget(self._message)
        self._side.addWidget(self._paper, 100)
        self._side.addStretch(1)  # where there is no paper, the rest keeps its place
        self._side.addWidget(self._said)
        self._keys = QGridLayout()
        self._keys.addWidget(self._save, 0, 0)
        self._keys.addWidget(self._mail, 0, 1)
        self._keys.addWidget(self._copy, 1, 0)
        self._keys.addWidget(self._print_instead, 1, 0)
        self._keys.addWidget(self._return, 1, 1)
        self._side.addLayout(self._keys)
        self._row.addLayout(self._side, 5)
        self._places = QStackedWidget()
        for place in (full, self._returning, self._empty, self._mailing):
            self._places.addWidget(place)
        self.fill(self._places)

    def _show(self, shown: ReceiptsShown) -> None:
        asks = shown.mailing and not self._shown.mailing
        asked = self._shown.mailing and not shown.mailing
        began = shown.returning is not None and self._shown.returning is None
        left = shown.returning is None and self._shown.returning is not None
        self._shown = shown
        returning = shown.returning
        if returning is not None:
            self.header.set_title(tr(_RETURN_OF, number=returning.original.number))
            self._returning.show_returning(returning, busy=shown.busy, trouble=shown.trouble)
            self._places.setCurrentIndex(1)
            if began:
                self._returning.focus()
            return
        if shown.mailing and shown.looked is not None:
            self._show_mailing(shown, shown.looked, fresh=asks)
            return
        self.header.set_title(tr(_TITLE))
        there = bool(shown.listed) or bool(shown.searched) or not shown.loaded or shown.trouble is not None
        self._places.setCurrentIndex(0 if there else 2)
        self._rows.show_rows([(str(row.number), _texts(row)) for row in shown.listed], str(shown.chosen))
        self._show_looked(shown)
        self._say_what_happened(shown)
        if left or asked:
            self._rows.setFocus()

    def _show_mailing(self, shown: ReceiptsShown, looked: Looked, *, fresh: bool) -> None:
        self.header.set_title(tr(_MAIL_TITLE, number=looked.receipt.number))
        what = THE_COPY if shown.to_mail_is_copy else THE_RECEIPT
        newest = looked.given.newest
        address = newest.recipient if newest is not None else ""
        self._places.setCurrentIndex(3)
        self._mailing.show_asking(what, address, busy=shown.busy, trouble=shown.trouble, fresh=fresh)

    def _show_looked(self, shown: ReceiptsShown) -> None:
        looked = shown.looked
        self._copy.setEnabled(shown.may_copy)
        self._copy.setVisible(not shown.may_print_instead)
        self._print_instead.setVisible(shown.may_print_instead)
        self._mail.setEnabled(shown.may_mail)
        self._save.setEnabled(shown.may_save)
        self._return.setEnabled(shown.may_return)
        self._correct.setEnabled(shown.may_return)
        self._correct.setVisible(not shown.invoiced)
        self._pro_forma.setVisible(shown.invoiced)
        self._pro_forma_file.setVisible(shown.invoiced)
        self._pro_forma.setEnabled(shown.printer and not shown.busy)
        self._pro_forma_file.setEnabled(not shown.busy)
        self._heading.setText("")
        self._said.setText("")
        if looked is None:
            return
        self._heading.setText(tr(_RECEIPT, number=looked.receipt.number))
        if looked.picture is not self._pictured:
            self._pictured = looked.picture
            self._paper.show_png(looked.picture.png, looked.picture.words)
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        said = _invoice_words(looked, names=not scarce)
        if looked.copy is not None and not (shown.queued and scarce):
            said.append(tr(_COPIED, at=_moment(looked.copy.at), cashier=looked.copy.cashier))
        said += _delivery_words(looked.given)
        for why in (None if looked.copy else shown.why_no_copy, shown.why_no_return):
            if why is not None:
                words = translate_error(why)
                said.append(f"{words.title} {words.advice}".strip())
        self._said.setText(" ".join(dict.fromkeys(said)))

    def _say_what_happened(self, shown: ReceiptsShown) -> None:
        not_found = shown.loaded and bool(shown.searched) and not shown.listed
        queued = shown.queued or shown.pro_forma_queued
        notice = shown.trouble is not None or queued or bool(shown.saved) or not_found
        looked = shown.looked
        under_way = looked is not None and (looked.given.newest is not None or looked.entry is not None)
        # In large letters a notice takes the paper's room; at no moment are both there.
        room = bool(shown.chosen) and not ((notice or under_way) and theme.current().text_percent >= SCARCE_PERCENT)
        if not room:
            self._paper.hide()
        if shown.trouble is not None:
            self._message.show_error(shown.trouble)
        elif shown.queued:
            self._message.show_text(tr(_ON_ITS_WAY), "", State.OK)
        elif shown.pro_forma_queued:
            self._message.show_text(tr(_PRO_FORMA_ON_ITS_WAY), "", State.OK)
        elif shown.saved:
            self._message.show_text(tr(_SAVED, path=safe(shown.saved, _LONGEST_PATH)), "", State.OK)
        elif not_found:
            self._message.show_text(tr(_NOT_FOUND, text=shown.searched), tr(_NOT_FOUND_ADVICE), State.PLAIN)
        else:
            self._message.clear()
        if room:
            self._paper.show()

    def _copied(self) -> None:
        self._desk.changes.announce(Changed.PRINT_JOBS)
        self._desk.print_now()

    def _sent(self) -> None:
        self._desk.mail_now()
        self._copied()

    def _ask_where(self) -> None:
        self._ask_file(_WHERE, _RECEIPT, self._presenter.save)

    def _ask_where_pro_forma(self) -> None:
        self._ask_file(_WHERE_PRO_FORMA, _PRO_FORMA_NAME, self._presenter.save_pro_forma_invoice)

    def _ask_file(self, title: str, name: str, chosen: Callable[[str], None]) -> None:
        looked = self._shown.looked
        if looked is None:
            return
        dialog = QFileDialog(self, tr(title), "", tr(_PDF_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{tr(name, number=looked.receipt.number)}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _to_search(self) -> None:
        """What is searched for next takes the place of what was."""
        self.search.setFocus()
        self.search.selectAll()

    def _search_for(self, text: str) -> None:
        """Typing while the list has the focus searches anew."""
        self._to_search()
        self.search.insert(text)

    def _go_back(self) -> None:
        if self._shown.returning is not None:
            self._presenter.leave_return()
        elif self._shown.mailing:
            self._presenter.leave_mail()
        else:
            self._desk.go("checkout")


def _invoice_words(looked: Looked, *, names: bool) -> list[str]:
    """Who was invoiced (it stands on the paper too), how the invoice stands, and what holds it up."""
    to = looked.receipt.invoice
    if to is None:
        return []
    said = [tr(_CUSTOMER, name=safe(to.name, _LONGEST_NAME), number=safe(to.customer_number))] if names else []
    if looked.entry is not None:
        words, number = invoice_words(looked.receipt, looked.entry)
        said.append(tr(words, number=number))
        if trouble := invoice_trouble(looked.entry):
            told = translate_error(trouble)
            said.append(f"{told.title} {told.advice}".strip())
    return said


def _delivery_words(given: Given) -> list[str]:
    """How what went, or was to go, another way than to the printer stands."""
    newest = given.newest
    if newest is None:
        return []
    words, address = state_words(newest)
    said = [tr(words, address=safe(tr(address), MAX_ADDRESS))]
    said += [tr(newest.title)] if newest.title else []
    said += [tr(SAID, said=newest.said)] if newest.said else []
    said += [tr(newest.advice)] if newest.advice else []
    return said


def _texts(row: Listed) -> tuple[str, ...]:
    marks = ((_RETURN_MARK, row.original is not None or row.to_pay < ZERO), (_COPIED_MARK, row.copied))
    customer = [safe(row.customer, _LONGEST_NAME)] if row.customer else []
    notes = ", ".join([*(tr(mark) for mark, there in marks if there), *customer])
    return str(row.number), _day_and_time(row.at), money(row.to_pay), row.cashier, notes


def _day_and_time(at: datetime) -> str:
    """`20/11 10:15`, with its year where that is not this one."""
    local = swedish(at)
    day = f"{local.day}/{local.month}" if local.year == swedish(now()).year else f"{local:%Y-%m-%d}"
    return f"{day} {local:%H:%M}"


def _moment(at: datetime) -> str:
    """When it was, as clocks in Sweden showed it."""
    return swedish(at).strftime("%Y-%m-%d %H:%M")


def page(desk: Desk) -> QWidget:
    """The page `receipts`. GUI thread."""
    return ReceiptsPage(desk)
