"""The finished sale: the change in the largest type, and the pro forma of its invoice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ZERO, total
from openpos.domain.money import shown as safe
from openpos.domain.payment import method_source
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Tender
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, BigFigure, rounding_words
from openpos.ui.screens.checkout.shown import ProFormaShown
from openpos.ui.widgets.buttons import BigKey
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import announce
from openpos.ui.widgets.text import Icon, Text

_TIP = N_("tip {amount}")
_PAY_BACK, _PAID_BACK = N_("Pay back"), N_("Paid back")
_CHANGE, _DONE, _INVOICED, _CREDITED = N_("Change"), N_("Paid"), N_("Invoiced"), N_("Credited")
_RECEIPT, _RETURN = N_("Receipt {number}"), N_("Return of receipt {number}")
_PRACTICE = N_("PRACTICE: nothing was sold")
_NEXT = N_("Next sale")
_PRINT, _SAVE, _SAVE_SHORT = N_("Pro forma invoice"), N_("Save as PDF"), N_("PDF")
_ON_ITS_WAY, _SAVED = N_("It is on its way to the printer."), N_("Saved as {path}")
_WHERE, _PDF_FILES = N_("Where to save the pro forma invoice"), N_("PDF files (*.pdf)")
_FILE = N_("Pro forma invoice {number}")
_LONGEST_PATH = 200


class FinishedPanel(QWidget):
    """The change in the largest type. A touch, a key or a scan begins the next sale."""

    left = Signal()
    print_wanted = Signal()
    save_wanted = Signal(str)
    """With the file that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._receipt: Receipt | None = None
        self._practising = False
        self._paid_back: tuple[Tender, ...] = ()
        self._icon = Icon("circle-check", "paid", 48, self)
        self._figure = BigFigure(self)
        self._methods = Text("", "large", wrap=True, parent=self)
        self._number = Text("", "second", wrap=True, parent=self)
        for text in (self._methods, self._number):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._said = Text("", "second", wrap=True, parent=self)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.print = BigKey("", icon="printer", shortcut="Alt+1", parent=self)
        self.print.clicked.connect(self.print_wanted)
        self.save = BigKey("", icon="download", shortcut="Alt+2", parent=self)
        self.save.clicked.connect(self._ask_where)
        for key in (self.print, self.save, self._said):
            key.hide()
        self._made = ProFormaShown()
        self._next = BigKey(tr(_NEXT), icon="shopping-basket", parent=self)
        self._next.clicked.connect(self.left)
        self._keys = QHBoxLayout()
        for key in (self.save, self.print, self._next):
            self._keys.addWidget(key)
        self._column = QVBoxLayout(self)
        self._column.addStretch()
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._figure)
        self._column.addWidget(self._methods)
        self._column.addWidget(self._number)
        self._column.addStretch()
        self._column.addWidget(self._said)
        self._column.addLayout(self._keys)
        self._space()
        self.guard = accepts_after(self)

    def show_receipt(self, receipt: Receipt, paid_back: tuple[Tender, ...] = ()) -> None:
        """`paid_back`, below zero: what an exchange gave beyond the new goods."""
        self._receipt, self._paid_back = receipt, paid_back
        self._speak()
        practice = tr(_PRACTICE) if self._practising else ""
        announce(self, " ".join(word for word in (practice, self._figure.accessibleName()) if word))

    def show_pro_forma(self, made: ProFormaShown) -> None:
        """What can be done with the pro forma of the receipt that is shown, and what was."""
        self._made = made
        self._speak()

    def show_practice(self, *, practising: bool) -> None:
        """Whether what is finished from now on is no sale."""
        self._practising = practising
        self._icon.set_icon(*(("graduation-cap", "soon") if practising else ("circle-check", "paid")))
        self._number.set_kind("title" if practising else "second")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._next.set_face(tr(_NEXT))
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        self.print.set_face("" if scarce else tr(_PRINT))
        self.save.set_face("" if scarce else tr(_SAVE_SHORT))
        self.print.setAccessibleName(tr(_PRINT))
        self.save.setAccessibleName(tr(_SAVE))
        self.print.setVisible(receipt.invoice is not None and self._made.printer)
        self.save.setVisible(receipt.invoice is not None)
        self.print.setEnabled(not self._made.queued)
        saved = tr(_SAVED, path=safe(self._made.saved, _LONGEST_PATH)) if self._made.saved else ""
        self._said.setText(" ".join(part for part in (tr(_ON_ITS_WAY) if self._made.queued else "", saved) if part))
        self._said.setVisible(bool(self._said.text()))
        self._show_figure(receipt)
        back = receipt.is_return  # then what is handed over goes to the customer
        handed = [(tr(method_source(one.method)), -one.amount if back else one.amount) for one in receipt.tenders]
        tip = total(one.tip for one in receipt.tenders)
        tipped = [tr(_TIP, amount=tip)] if tip else []
        whom = [safe(receipt.invoice.name, _LONGEST_PATH)] if receipt.invoice else []
        self._methods.setText(" · ".join([*(f"{method} {money(amount)}" for method, amount in handed), *tipped, *whom]))
        of = tr(_RETURN, number=receipt.original) if back and receipt.original is not None else ""
        rounded = rounding_words(-receipt.rounding if back else receipt.rounding)
        facts = (tr(_PRACTICE) if self._practising else tr(_RECEIPT, number=receipt.number), of, rounded)
        self._number.setText(" · ".join(fact for fact in facts if fact))

    def _ask_where(self) -> None:
        if self._receipt is None:
            return
        dialog = QFileDialog(self, tr(_WHERE), "", tr(_PDF_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{tr(_FILE, number=self._receipt.number)}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_wanted)
        dialog.open()

    def _show_figure(self, receipt: Receipt) -> None:
        in_cash = receipt.tenders[-1].method.is_cash
        given_back = receipt.tenders if receipt.is_return else self._paid_back
        cash_back = -total(one.amount for one in given_back if one.method.is_cash)
        if receipt.invoice is not None:
            amount = -receipt.to_pay if receipt.is_return else receipt.to_pay
            self._figure.show_amount(tr(_CREDITED if receipt.is_return else _INVOICED), money(amount))
        elif given_back and cash_back:
            self._figure.show_amount(tr(_PAY_BACK), money(cash_back))
        elif given_back:
            self._figure.show_amount(tr(_PAID_BACK), money(-total(one.amount for one in given_back)))
        elif receipt.change != ZERO or in_cash:
            self._figure.show_amount(tr(_CHANGE), money(receipt.change))
        else:
            self._figure.show_amount(tr(_DONE), money(receipt.to_pay))

    def _space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(12))
        self._keys.setSpacing(look.space(8))
        edge = look.space(12)
        self._column.setContentsMargins(edge, edge, edge, edge)
