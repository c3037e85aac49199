"""Beside the Z reports: which days are to be saved as a SIE file, what is in them, and where it was saved."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr, tr_n
from openpos.ui.screens.booked.sie import SiePresenter, SieShown
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_HEADING = N_("Save a SIE file")
_WHAT = N_(
    "Every Swedish bookkeeping program reads it: the way into the books if Spiris is gone for long. Sales by invoice "
    "are not in it."
)
_FIRST, _LAST, _LIKE = N_("First day"), N_("Last day"), N_("Like 2026-12-01")
_HOLDS_ONE, _HOLDS = N_("1 voucher, {amount}"), N_("{count} vouchers, {amount}")
_NOTHING, _NOTHING_MORE = N_("No day between {first} and {last} was closed."), N_("Choose other days.")
_READING = N_("Looking …")
_TWICE_ONE, _TWICE = (
    N_("1 of them is in Spiris or goes there by itself."),
    N_("{count} of them are in Spiris or go there by themselves."),
)
_TWICE_MORE = N_("Read the file into another program. Read into Spiris, too, it would book them twice.")
_SAVE, _LEAVE = N_("Save SIE file …"), N_("Back to the Z reports")
_SAVED_ONE, _SAVED = N_("1 voucher was saved, {amount}."), N_("{count} vouchers were saved, {amount}.")
_WHERE, _FILES, _NAME = N_("Save the SIE file"), N_("SIE files (*.si)"), N_("Bookkeeping {first} to {last}")
_LONGEST_DAY = 40


class SieSide(QWidget):
    """The side, with keys of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = SieShown()
        self._heading, self._what = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.first, self.last = Field(_LONGEST_DAY), Field(_LONGEST_DAY)
        self._form = Form()
        self._form.add("first", self.first)
        self._form.add("last", self.last)
        self._holds = Text("", "strong", wrap=True)
        self._twice, self._message = Message(closable=False), Message(closable=False)
        self.save = BigKey("", icon="file-text", kind=Kind.PRIMARY, shortcut="F9")
        self.leave = Key("", icon="x", shortcut="F2")
        self._lay_out()
        files = desk.parts.sie_files
        self.presenter = SiePresenter(
            self._show,
            run=desk.register.beside("sie").run,
            suggested=files.suggested,
            inside=files.inside,
            write=files.write,
            person=desk.person,
            lend=desk.lend,
        )
        for field in (self.first, self.last):
            field.editingFinished.connect(self._choose)
        self.save.clicked.connect(self._ask_where)

    def begin(self) -> None:
        """Suggest days, with the focus on the first."""
        self.presenter.begin()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._heading.setText(tr(_HEADING))
        self._what.setText(tr(_WHAT))
        self._form.say("first", tr(_FIRST), tr(_LIKE))
        self._form.say("last", tr(_LAST))
        self.save.set_face(tr(_SAVE))
        self.leave.set_face(tr(_LEAVE))
        self._show(self._shown)

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._column.setSpacing(look.space(8))
        self._told.setSpacing(look.space(12))

    def _lay_out(self) -> None:
        told = QWidget()
        self._told = QVBoxLayout(told)
        self._told.setContentsMargins(0, 0, 0, 0)
        for widget in (self._what, self._form, self._holds, self._twice):
            self._told.addWidget(widget)
        self._told.addStretch()
        area = scrolling(told)
        glide(area)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addWidget(area, 1)
        self._column.addWidget(self._message)
        self._column.addWidget(self.leave)
        self._column.addWidget(self.save)

    def _choose(self) -> None:
        if self._shown.asked:
            self.presenter.choose(self.first.text(), self.last.text())

    def _ask_where(self) -> None:
        # A touch of the key takes over what is being written, as leaving the field does.
        self._choose()
        period = self._shown.period
        if self._shown.wrong or period is None:
            return
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr(_WHERE), place, tr(_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is never written over, so nobody is asked whether to.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("si")
        dialog.selectFile(f"{tr(_NAME, first=period.first, last=period.last)}.si")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.presenter.save)
        dialog.open()

    def _show(self, shown: SieShown) -> None:
        before, self._shown = self._shown, shown
        if shown.period is not None and shown.period != before.period:
            self.first.setText(shown.period.first.isoformat())
            self.last.setText(shown.period.last.isoformat())
        for name in ("first", "last"):
            self._form.show_error(name, shown.trouble if shown.wrong == name else None)
        self.save.setEnabled(shown.may_save)
        self._show_inside(shown)
        if shown.trouble is not None and not shown.wrong:
            self._message.show_error(shown.trouble)
        elif shown.written is not None:
            held = shown.written.inside
            words = tr_n(held.vouchers, _SAVED_ONE, _SAVED, amount=money(held.amount))
            self._message.show_text(words, shown.written.file, State.OK)
        else:
            self._message.clear()

    def _show_inside(self, shown: SieShown) -> None:
        inside, period = shown.inside, shown.period
        if shown.wrong or inside is None or period is None:
            self._holds.setText("" if shown.trouble else tr(_READING))
        elif not inside.vouchers:
            none = tr(_NOTHING, first=period.first, last=period.last)
            self._holds.setText(f"{none} {tr(_NOTHING_MORE)}")
        else:
            self._holds.setText(tr_n(inside.vouchers, _HOLDS_ONE, _HOLDS, amount=money(inside.amount)))
        if inside is not None and inside.sent and not shown.wrong:
            self._twice.show_text(tr_n(inside.sent, _TWICE_ONE, _TWICE), tr(_TWICE_MORE), State.SOON)
        else:
            self._twice.clear()
