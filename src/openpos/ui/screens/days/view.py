"""Beside a list: which days are to be written to a file, what is in them, how far it is, and where it was saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.register.sie import Period
from openpos.ui import theme
from openpos.ui.desk import Desk
from openpos.ui.i18n import NO_BREAK, tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.days.presenter import DaysPresenter, DaysShown, Held, Made, Write
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_FIRST, _LAST, _LIKE = N_("First day"), N_("Last day"), N_("Like 2026-12-01")
_LOOKING, _FAR, _STOP = N_("Looking …"), N_("{done} of {whole} rows"), N_("Stop")
_STOPPED, _NO_FILE = N_("The export was stopped."), N_("No file was written.")
_LONGEST_DAY = 40
_SHOWN_MS = 100

Saying = tuple[str, str, State]
"""What is so, what more there is to say of it, and how it is to be taken; in the person's language."""
NOTHING: Saying = ("", "", State.PLAIN)


@dataclass(frozen=True, slots=True)
class DayFile(Generic[Held, Made]):
    """A kind of file, and what is said of it. Texts are English sources."""

    suggested: Callable[[], Period]
    look: Callable[[Period], Held]
    write: Write[Made]
    """These three as `DaysPresenter` takes them."""
    heading: str
    what: str
    save: str
    icon: str
    leave: str
    where: str
    files: str
    name: str
    """What such a file is called, of {first} and {last}."""
    suffix: str
    may_stop: bool
    """Whether one takes so long that a person sees how far it is and may stop it."""
    holds: Callable[[Held], tuple[str, Saying]]
    """What is in the days, and what is to be thought of before they are saved, or NOTHING."""
    made: Callable[[Made], tuple[Saying, Saying]]
    """What was written, and what is wrong with it, or NOTHING."""


class DaysSide(QWidget, Generic[Held, Made]):
    """The side, with keys of its own."""

    def __init__(self, desk: Desk, file: DayFile[Held, Made], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._toast = desk.toast
        self._shown: DaysShown[Held, Made] = DaysShown()
        self._heading, self._what = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.first, self.last = Field(_LONGEST_DAY), Field(_LONGEST_DAY)
        self._form = Form()
        self._form.add("first", self.first)
        self._form.add("last", self.last)
        self._holds, self._thought = Text("", "strong", wrap=True), Message(closable=False)
        self._bar, self._far = QProgressBar(), Text("", "second", wrap=True)
        self._message, self._flaw = Message(closable=False), Message(closable=False)
        self.save = BigKey("", icon=file.icon, kind=Kind.PRIMARY, shortcut="F9")
        self.leave, self.stop = Key("", icon="arrow-left", shortcut="F2"), Key("", icon="x", shortcut="F2")
        self._lay_out()
        lane = desk.register.beside(file.suffix)
        self.presenter = DaysPresenter[Held, Made](
            self._show,
            run=lane.run,
            suggested=file.suggested,
            look=file.look,
            write=file.write,
            closing=lambda: lane.finished,
            person=desk.person,
            lend=desk.lend,
        )
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.presenter.tick)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._choose)
        self.save.clicked.connect(self._ask_where)
        self.stop.clicked.connect(self.presenter.stop)

    def begin(self) -> None:
        """Suggest days, with the focus on the first; or show what is under way."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()
        self.presenter.begin()

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._heading.setText(tr(self._file.heading))
        self._what.setText(tr(self._file.what))
        self._form.say("first", tr(_FIRST), tr(_LIKE))
        self._form.say("last", tr(_LAST))
        self.save.set_face(tr(self._file.save))
        self.leave.set_face(tr(self._file.leave))
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
        came: tuple[QWidget, ...] = (self._bar, self._far, self._message, self._flaw)
        for widget in (*came, self._what, self._form, self._holds, self._thought):
            self._told.addWidget(widget)
        self._told.addStretch()
        self._area = scrolling(told)
        glide(self._area)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._area, 1)
        for key in (self.leave, self.stop, self.save):
            self._column.addWidget(key)

    def _choose(self) -> None:
        if self._shown.asked:
            self.presenter.choose(self.first.text(), self.last.text())

    def _ask_where(self) -> None:
        # A touch of the key takes over what is being written, as leaving the field does.
        self._choose()
        period = self._shown.period
        if not self._shown.may_write or period is None:
            return
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr(self._file.where), place, tr(self._file.files))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is never written over, so nobody is asked whether to.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(self._file.suffix)
        dialog.selectFile(f"{tr(self._file.name, first=period.first, last=period.last)}.{self._file.suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.presenter.write)
        dialog.open()

    def _show(self, shown: DaysShown[Held, Made]) -> None:
        before, self._shown = self._shown, shown
        if shown.busy and not self._clock.isActive():
            self._clock.start()
        elif not shown.busy:
            self._clock.stop()
        if shown.period is not None and not shown.wrong and (shown.period != before.period or before.wrong):
            self._put_in(shown.period)
        for name in ("first", "last"):
            self._form.show_error(name, shown.trouble if shown.wrong == name else None)
        self._form.setEnabled(not shown.busy)
        self.save.setEnabled(shown.may_write)
        self._show_held(shown)
        self._show_progress(shown)
        self._show_outcome(shown)
        came = shown.made is not None or (shown.trouble is not None and not shown.wrong)
        if shown.busy != before.busy or came:
            self._area.verticalScrollBar().setValue(0)
        if before.busy and not shown.busy and not self.isVisible():
            self._tell_elsewhere(shown)

    def _put_in(self, period: Period) -> None:
        self.first.setText(period.first.isoformat())
        self.last.setText(period.last.isoformat())
        for field in (self.first, self.last):
            if field.hasFocus():
                field.selectAll()

    def _show_held(self, shown: DaysShown[Held, Made]) -> None:
        holds, thought = "", NOTHING
        if shown.held is not None and not shown.wrong:
            holds, thought = self._file.holds(shown.held)
        elif shown.may_write:
            holds = tr(_LOOKING)
        self._holds.setText(holds)
        self._holds.setVisible(bool(holds))
        _say(self._thought, thought)

    def _show_progress(self, shown: DaysShown[Held, Made]) -> None:
        followed = shown.busy and self._file.may_stop
        for widget in (self._bar, self._far, self.stop):
            widget.setVisible(followed)
        self.leave.setVisible(not followed)
        self.stop.setEnabled(not shown.stopping)
        self._bar.setRange(0, shown.whole)  # nothing known yet: the bar moves to and fro
        self._bar.setValue(min(shown.done, shown.whole))
        words = tr(_FAR, done=_grouped(shown.done), whole=_grouped(shown.whole)) if shown.whole else tr(_LOOKING)
        self._far.setText(words)
        self._bar.setAccessibleName(words)

    def _show_outcome(self, shown: DaysShown[Held, Made]) -> None:
        said = flaw = NOTHING
        if shown.made is not None:
            said, flaw = self._file.made(shown.made)
        elif shown.stopped:
            said = (tr(_STOPPED), tr(_NO_FILE), State.PLAIN)
        _say(self._flaw, flaw)
        if shown.trouble is not None and not shown.wrong:
            self._message.show_error(shown.trouble)
        else:
            _say(self._message, said)

    def _tell_elsewhere(self, shown: DaysShown[Held, Made]) -> None:
        if shown.made is not None:
            (words, more, state), flaw = self._file.made(shown.made)
            self._toast.show_text(words, more, state if flaw == NOTHING else State.SOON)
        elif shown.trouble is not None:
            self._toast.show_error(shown.trouble)


def _say(message: Message, saying: Saying) -> None:
    if saying == NOTHING:
        message.clear()
    else:
        message.show_text(*saying)


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", NO_BREAK)
