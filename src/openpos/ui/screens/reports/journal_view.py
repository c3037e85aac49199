"""Beside the reports: which days of the journal are to be exported, how far it is, and where it was saved."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.desk import Desk
from openpos.ui.i18n import NO_BREAK, tr, tr_n
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.reports.journal import JournalPresenter, JournalShown
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_HEADING = N_("Export the journal")
_WHAT = N_(
    "All that was registered on these days, as the XML file that Skatteverket asks for. Selling goes on meanwhile, and "
    "you can leave this page."
)
_FIRST, _LAST, _LIKE = N_("First day"), N_("Last day"), N_("Like 2026-12-01")
_EXPORT, _LEAVE, _STOP = N_("Export journal …"), N_("Back to the reports"), N_("Stop")
_LOOKING, _FAR = N_("Looking …"), N_("{done} of {whole} rows")
_DONE_ONE, _DONE = N_("1 event was exported."), N_("{count} events were exported.")
_DAMAGED, _AS_IT_STANDS = (
    N_("The journal is damaged. The file shows it as it stands."),
    N_("Run “openpos check” for all that is wrong, and save a backup of the register."),
)
_STOPPED, _NO_FILE = N_("The export was stopped."), N_("No file was written.")
_WHERE, _FILES, _NAME = N_("Save the journal"), N_("XML files (*.xml)"), N_("Journal {first} to {last}")
_LONGEST_DAY = 40
_SHOWN_MS = 100


class JournalSide(QWidget):
    """The side, with keys of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toast = desk.toast
        self._shown = JournalShown()
        self._heading, self._what = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.first, self.last = Field(_LONGEST_DAY), Field(_LONGEST_DAY)
        self._form = Form()
        self._form.add("first", self.first)
        self._form.add("last", self.last)
        self._bar, self._far = QProgressBar(), Text("", "second", wrap=True)
        self._message, self._damaged = Message(closable=False), Message(closable=False)
        self.export = BigKey("", icon="upload", kind=Kind.PRIMARY, shortcut="F9")
        self.leave, self.stop = Key("", icon="arrow-left", shortcut="F2"), Key("", icon="x", shortcut="F2")
        self._lay_out()
        lane, exports = desk.register.beside("journal"), desk.parts.journal_files
        self.presenter = JournalPresenter(
            self._show,
            run=lane.run,
            suggested=exports.suggested,
            write=exports.write,
            closing=lambda: lane.finished,
            person=desk.person,
            lend=desk.lend,
        )
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.presenter.tick)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._choose)
        self.export.clicked.connect(self._ask_where)
        self.stop.clicked.connect(self.presenter.stop)

    def begin(self) -> None:
        """Suggest days, with the focus on the first; or show what is under way."""
        self.presenter.begin()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._heading.setText(tr(_HEADING))
        self._what.setText(tr(_WHAT))
        self._form.say("first", tr(_FIRST), tr(_LIKE))
        self._form.say("last", tr(_LAST))
        self.export.set_face(tr(_EXPORT))
        self.leave.set_face(tr(_LEAVE))
        self.stop.set_face(tr(_STOP))
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
        self._bar.setTextVisible(False)
        # What has just come is on top, so that it is seen without pushing where letters are large.
        for widget in (self._bar, self._far, self._message, self._damaged, self._what, self._form):
            self._told.addWidget(widget)
        self._told.addStretch()
        self._area = scrolling(told)
        glide(self._area)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._area, 1)
        for key in (self.leave, self.stop, self.export):
            self._column.addWidget(key)

    def _choose(self) -> None:
        if self._shown.asked:
            self.presenter.choose(self.first.text(), self.last.text())

    def _ask_where(self) -> None:
        # A touch of the key takes over what is being written, as leaving the field does.
        self._choose()
        period = self._shown.period
        if not self._shown.may_export or period is None:
            return
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr(_WHERE), place, tr(_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is never written over, so nobody is asked whether to.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("xml")
        dialog.selectFile(f"{tr(_NAME, first=period.first, last=period.last)}.xml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.presenter.export)
        dialog.open()

    def _show(self, shown: JournalShown) -> None:
        before, self._shown = self._shown, shown
        if shown.busy and not self._clock.isActive():
            self._clock.start()
        elif not shown.busy:
            self._clock.stop()
        if shown.period is not None and not shown.wrong and (shown.period != before.period or before.wrong):
            self.first.setText(shown.period.first.isoformat())
            self.last.setText(shown.period.last.isoformat())
        for name in ("first", "last"):
            self._form.show_error(name, shown.trouble if shown.wrong == name else None)
        self._form.setEnabled(not shown.busy)
        self.export.setEnabled(shown.may_export)
        self.leave.setVisible(not shown.busy)
        self.stop.setVisible(shown.busy)
        self.stop.setEnabled(not shown.stopping)
        self._show_progress(shown)
        self._show_outcome(shown)
        if shown.busy != before.busy:
            self._area.verticalScrollBar().setValue(0)
        if before.busy and not shown.busy and not self.isVisible():
            self._tell_elsewhere(shown)

    def _tell_elsewhere(self, shown: JournalShown) -> None:
        if shown.exported is not None:
            words = tr_n(shown.exported.events, _DONE_ONE, _DONE)
            self._toast.show_text(words, shown.exported.file, State.SOON if shown.exported.findings else State.OK)
        elif shown.trouble is not None:
            self._toast.show_error(shown.trouble)

    def _show_progress(self, shown: JournalShown) -> None:
        for widget in (self._bar, self._far):
            widget.setVisible(shown.busy)
        self._bar.setRange(0, shown.whole)  # nothing known yet: the bar moves to and fro
        self._bar.setValue(min(shown.done, shown.whole))
        words = tr(_FAR, done=_grouped(shown.done), whole=_grouped(shown.whole)) if shown.whole else tr(_LOOKING)
        self._far.setText(words)
        self._bar.setAccessibleName(words)

    def _show_outcome(self, shown: JournalShown) -> None:
        exported = shown.exported
        if shown.trouble is not None and not shown.wrong:
            self._message.show_error(shown.trouble)
        elif exported is not None:
            self._message.show_text(tr_n(exported.events, _DONE_ONE, _DONE), exported.file, State.OK)
        elif shown.stopped:
            self._message.show_text(tr(_STOPPED), tr(_NO_FILE), State.PLAIN)
        else:
            self._message.clear()
        if exported is not None and exported.findings:
            self._damaged.show_text(tr(_DAMAGED), tr(_AS_IT_STANDS), State.STOP)
        else:
            self._damaged.clear()


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", NO_BREAK)
