"""X and Z reports: the list, the paper, and the key that prints it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import swedish
from openpos.domain.errors import N_
from openpos.domain.permission import Person
from openpos.domain.report import Report
from openpos.ids import uuid7
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr
from openpos.ui.screens.close_shift.view import signed
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.report_picture import picture_of
from openpos.ui.screens.reports.journal import journal_side
from openpos.ui.screens.reports.presenter import KeptReport, Reports, ReportsPresenter
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import PaperView
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text

_TITLE = N_("Reports")
_JOURNAL = N_("Export the journal …")
_X_NOW, _Z_NOW = N_("X report now"), N_("Close the shift")
_HEADINGS = (N_("Z"), N_("Closed"), N_("Sales"), N_("Difference"))
_Z_REPORTS = N_("Z reports")
_PRINT, _ON_ITS_WAY = N_("Print"), N_("The report is on its way to the printer.")
_EMPTY, _TEACH = (
    N_("No reports yet"),
    N_("An X report shows the shift so far, as often as you like. A Z report closes the shift and is kept here."),
)
_SALES = 2
_LARGE_LETTERS = 150
_X, _Z = N_("X report, {at}"), N_("Z report {number}, {at}")


def moment(report: Report) -> str:
    """When it was made, as clocks in Sweden showed it."""
    return swedish(report.at).strftime("%Y-%m-%d %H:%M")


class ReportsPage(Page):
    """`reports`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._go_back)
        self._desk = desk
        self._reports = Reports()
        self._x = Key("", icon="file-text", shortcut="F6")
        self._z = Key("", icon="calculator", shortcut="F5")
        self.header.add(self._x)
        self.header.add(self._z)
        self._rows = Rows(4, right=(2, 3), stretch=(1,), wrap=True)
        self._heading = Text("", "heading", wrap=True)
        self._message = Message()
        self._paper = PaperView()
        self._print = BigKey("", icon="printer", kind=Kind.PRIMARY, shortcut="F7")
        self._empty = EmptyPage("file-text", "", "")
        # Below the list, and where there is none yet: each is there when the other is not.
        self.to_journal = tuple(Key("", icon="upload", shortcut="F8") for _ in range(2))
        self.journal = journal_side(desk)
        self._lay_out()
        parts = desk.parts
        self._presenter = ReportsPresenter(
            self._show,
            run=desk.register.run,
            z_reports=lambda limit, before: parts.shifts.z_reports(limit=limit, before=before),
            current=parts.shifts.current,
            x_report=lambda report_id, cashier: parts.shifts.x_report(report_id, cashier, paper=False),
            print_report=lambda report_id: parts.shifts.print_report(report_id, _name(desk.person())),
            picture=lambda report: picture_of(report, desk.settings().printer_columns),
            new_id=uuid7,
            person=desk.person,
            lend=desk.lend,
            printed=self._printed,
        )
        self._x.clicked.connect(self._presenter.make_x_report)
        self._empty.started.connect(self._presenter.make_x_report)
        self._z.clicked.connect(lambda: desk.go("close_shift"))
        self._rows.chosen.connect(self._look_at)
        self._rows.at_end.connect(self._presenter.older)
        self._print.clicked.connect(self._presenter.print_chosen)
        for key in self.to_journal:
            key.clicked.connect(self._begin_journal)
        self.journal.leave.clicked.connect(self._leave_journal)
        self._changes = desk.changes.subscribe(Changed.SHIFT, lambda _flags: self._presenter.refresh(), visible=False)
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._print.setVisible(self._desk.parts.print_queue is not None)
        self._changes.shown()
        self._rows.setFocus()

    def on_hidden(self) -> None:
        self._changes.hidden()
        self._leave_journal()

    def say(self) -> None:
        super().say()
        self._x.set_face(tr(_X_NOW))
        self._z.set_face(tr(_Z_NOW))
        self._print.set_face(tr(_PRINT))
        for key in self.to_journal:
            key.set_face(tr(_JOURNAL))
        self.journal.say()
        self._rows.say([tr(heading) for heading in _HEADINGS], tr(_Z_REPORTS))
        self._empty.say(tr(_EMPTY), tr(_TEACH), tr(_X_NOW) if self._reports.shift_open else "")
        self._show(self._reports)

    def space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(16))
        self._row.setStretch(0, 6 if look.text_percent < _LARGE_LETTERS else 9)
        self._rows.setColumnHidden(_SALES, look.text_percent > _LARGE_LETTERS)  # it stands on the paper too
        self._side.setSpacing(look.space(8))
        self.journal.space()
        self._left.setSpacing(look.space(8))
        self._nothing.setContentsMargins(*margins(16))

    def _lay_out(self) -> None:
        full, left, side, nothing = QWidget(), QWidget(), QWidget(), QWidget()
        self._left, self._nothing = QVBoxLayout(left), QVBoxLayout(nothing)
        self._left.setContentsMargins(0, 0, 0, 0)
        below, alone = self.to_journal
        self._left.addWidget(self._rows, 1)
        self._left.addWidget(below)
        self._nothing.addWidget(self._empty, 1)
        self._nothing.addWidget(alone, 0, Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(full)
        self._row.addWidget(left, 6)
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        for widget in (self._heading, self._message):
            self._side.addWidget(widget)
        self._side.addWidget(self._paper, 1)
        self._side.addWidget(self._print)
        self._beside = QStackedWidget()
        self._beside.addWidget(side)
        self._beside.addWidget(self.journal)
        self._row.addWidget(self._beside, 5)
        self._places = QStackedWidget()
        self._places.addWidget(full)
        self._places.addWidget(nothing)
        self.fill(self._places)

    def _go_back(self) -> None:
        if not self._leave_journal():
            self._desk.go("checkout")

    def _look_at(self, report_id: str) -> None:
        self._leave_journal()
        self._presenter.choose(report_id)

    def _begin_journal(self) -> None:
        self._beside.setCurrentWidget(self.journal)
        self._show(self._reports)
        self.journal.begin()

    def _leave_journal(self) -> bool:
        """An export under way goes on, and is seen again at the key it was begun with."""
        if self._beside.currentWidget() is not self.journal:
            return False
        self.journal.presenter.leave()
        self._beside.setCurrentIndex(0)
        self._show(self._reports)
        self._rows.setFocus()
        return True

    def _show(self, reports: Reports) -> None:
        self._reports = reports
        asked = self._beside.currentWidget() is self.journal
        there = asked or reports.z_reports or reports.chosen is not None or not reports.loaded or reports.trouble
        self._places.setCurrentIndex(0 if there else 1)
        self._empty.say(tr(_EMPTY), tr(_TEACH), tr(_X_NOW) if reports.shift_open else "")
        chosen = reports.chosen
        self._rows.show_rows(
            [(kept.id, self._texts(kept)) for kept in reports.z_reports], chosen.id if chosen is not None else ""
        )
        for row, kept in enumerate(reports.z_reports):
            self._rows.colour_row(row, State.STOP if kept.report.difference.ore < 0 else State.PLAIN)
        if chosen is not None and chosen.report.number is None:
            self._rows.clearSelection()
        self._heading.setText("" if chosen is None else self._name(chosen.report))
        self._x.setEnabled(reports.shift_open and not reports.busy)
        self._z.setEnabled(reports.shift_open)
        self._print.setEnabled(chosen is not None and not reports.busy)
        if reports.picture is not None:
            self._paper.show_png(reports.picture.png, reports.picture.words)
        if reports.trouble is not None:
            self._message.show_error(reports.trouble)
        elif reports.queued:
            self._message.show_text(tr(_ON_ITS_WAY), "", State.OK)
        else:
            self._message.clear()

    def _printed(self) -> None:
        self._desk.changes.announce(Changed.PRINT_JOBS)
        self._desk.print_now()

    @staticmethod
    def _texts(kept: KeptReport) -> tuple[str, ...]:
        report = kept.report
        return str(report.number), moment(report), money(report.totals.gross), signed(report.difference)

    @staticmethod
    def _name(report: Report) -> str:
        if report.number is None:
            return tr(_X, at=moment(report))
        return tr(_Z, number=report.number, at=moment(report))


def page(desk: Desk) -> QWidget:
    """The page `reports`. GUI thread."""
    return ReportsPage(desk)


def _name(person: Person | None) -> str:
    return person.name if person else ""
