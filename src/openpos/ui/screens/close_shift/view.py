"""Closing a shift: count, compare, confirm, and the Z report."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method, MethodKind, method_source
from openpos.domain.report import Report
from openpos.ids import uuid7
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, tr
from openpos.ui.screens.cash_entry import CashEntry, scrolling
from openpos.ui.screens.close_shift.presenter import CloseShiftPresenter, Closing, Stage
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.report_picture import Picture, draw
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.paper import PaperView, glide
from openpos.ui.widgets.text import Text

_TITLE = N_("Close the shift")
_DRAWER, _WHY = N_("Cash in the drawer"), N_("Count everything in the drawer, the float too.")
_GO_ON = N_("Done counting")
_SALE_OPEN, _PAY_FIRST = N_("A sale is not finished."), N_("Take payment for it or clear it, then close the shift.")
_TO_CHECKOUT = N_("To the checkout")
_NO_SHIFT, _OPEN_ONE = (
    N_("No shift is open"),
    N_("A day at the register begins with a shift and ends with its Z report."),
)
_OPEN = N_("Open a shift")
_EXPECTED, _COUNTED, _DIFFERENCE = N_("Expected in the drawer"), N_("Counted"), N_("Cash difference")
_QUESTION = N_("Close the shift and make the Z report?")
_NO_WAY_BACK = N_("A closed shift can't be opened again. The Z report is printed and kept.")
_COUNT_AGAIN, _CLOSE = N_("Count again"), N_("Close the shift")
_WHY_DIFFERENT, _STAYS = N_("Why"), N_("Stays in the drawer")
_STAYS_HINT = N_("The next shift's float; the rest goes to the bank. Empty where it is decided later.")
_REASONS = (N_("Wrong change given"), N_("Unknown"))
_TERMINAL, _TERMINAL_HINT = (
    N_("{method}, by the terminal"),
    N_("What the terminal's own report says; empty if unknown."),
)
_SWISH, _SWISH_HINT = (
    N_("{method}, by the app"),
    N_("What the shop's Swish app or bank says; empty if unknown."),
)
_COUNTED_PLACE = 1
_CLOSED = N_("The shift is closed. Z report {number} is on disk.")
_PRINT_AGAIN, _LOG_OUT = N_("Print again"), N_("Log out")


def difference_words(difference: Money) -> tuple[str, State]:
    """The difference in words, and how serious it is."""
    if difference < ZERO:
        return tr("{amount} is missing.", amount=-difference), State.STOP
    if difference > ZERO:
        return tr("{amount} too much.", amount=difference), State.SOON
    return tr("The drawer is right."), State.OK


def signed(difference: Money) -> str:
    """The difference with its sign, plus too."""
    return f"+{money(difference)}" if difference > ZERO else money(difference)


class _Comparison(QWidget):
    """Expected, counted, difference; and the question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [Text("", "large") for _ in range(3)]
        self._amounts = [Text("", "title") for _ in range(3)]
        self.words = Message(closable=False)
        self.trouble = Message()
        self.form = Form()
        self.reason, self.next_float = Field(MAX_TEXT), Field(12)
        self._reasons = [Key() for _ in _REASONS]
        quick = QWidget()
        self._quick = QHBoxLayout(quick)
        self._quick.setContentsMargins(0, 0, 0, 0)
        for place, key in enumerate(self._reasons):
            key.clicked.connect(partial(self._put_reason, place))
            self._quick.addWidget(key)
        self.terminals: dict[str, Field] = {}
        self._methods: dict[str, Method] = {}
        for name, control in (("reason", self.reason), ("quick", quick), ("next_float", self.next_float)):
            self.form.add(name, control)
        self._question, self._warning = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.again = BigKey("", icon="rotate-ccw", shortcut="F5")
        # Not the key that ended the counting: pressed twice, that one would close a shift unseen.
        self.close_shift = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F10")
        self._sheet = QWidget(self)
        self._column = QVBoxLayout(self._sheet)
        self._grid = QGridLayout()
        for row, (label, amount) in enumerate(zip(self._labels, self._amounts, strict=True)):
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(amount, row, 1)
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        for widget in (self.words, self.form):
            self._column.addWidget(widget)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self.again)
        self._keys.addWidget(self.close_shift)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sheet, 4)
        middle.addStretch(1)
        inner.addLayout(middle)
        inner.addStretch(2)
        # The keys stay in sight, however much there is to be written.
        self._outer = QVBoxLayout(self)
        area = scrolling(content)
        glide(area)
        self._outer.addWidget(area, 1)
        for below in (self._question, self._warning, self.trouble):
            self._outer.addWidget(below)
        self._outer.addLayout(self._keys)

    def say(self) -> None:
        for label, text in zip(self._labels, (_EXPECTED, _COUNTED, _DIFFERENCE), strict=True):
            label.setText(tr(text))
        self.form.say("reason", tr(_WHY_DIFFERENT))
        for key, reason in zip(self._reasons, _REASONS, strict=True):
            key.set_face(tr(reason))
        self.form.say("next_float", tr(_STAYS), tr(_STAYS_HINT))
        for method in self._methods.values():
            self._say_method(method)
        self._question.setText(tr(_QUESTION))
        self._warning.setText(tr(_NO_WAY_BACK))
        self.again.set_face(tr(_COUNT_AGAIN))
        self.close_shift.set_face(tr(_CLOSE))

    def show_comparison(self, closing: Closing) -> None:
        """What was counted and, unless the count is blind, what was expected; and what is still to be written."""
        texts = (money(closing.expected), money(closing.counted), signed(closing.difference))
        for place, (label, amount, text) in enumerate(zip(self._labels, self._amounts, texts, strict=True)):
            amount.setText(text)
            for widget in (label, amount):
                widget.setVisible(not closing.blind or place == _COUNTED_PLACE)
        if closing.blind:
            self.words.clear()
        else:
            words, state = difference_words(closing.difference)
            self.words.show_text(words, "", state)
        for method, _ in closing.terminals:
            if method.id not in self.terminals:
                field = self.terminals[method.id] = Field(14)
                self._methods[method.id] = method
                self.form.add(method.id, field)
                self._say_method(method)
        used = {method.id for method, _ in closing.terminals}
        for method_id in self.terminals:
            self.form.show_row(method_id, visible=method_id in used)
        for name in ("reason", "quick"):
            self.form.show_row(name, visible=closing.asks_why)

    def begin(self, closing: Closing) -> None:
        """Empty fields, with the float that the shift began with as the next one where there is enough."""
        self.reason.clear()
        for field in self.terminals.values():
            field.clear()
        enough = closing.shift is not None and closing.counted >= closing.shift.float_amount
        self.next_float.setText(money(closing.shift.float_amount) if closing.shift and enough else "")

    def _say_method(self, method: Method) -> None:
        by_app = method.kind is MethodKind.SWISH  # there is no terminal that could say
        label, hint = (_SWISH, _SWISH_HINT) if by_app else (_TERMINAL, _TERMINAL_HINT)
        self.form.say(method.id, tr(label, method=tr(method_source(method))), tr(hint))

    def _put_reason(self, place: int) -> None:
        self.reason.setText(tr(_REASONS[place]))

    def space(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.space(16))
        self._outer.setContentsMargins(*margins(16))
        self._outer.setSpacing(look.space(8))
        self._grid.setVerticalSpacing(look.space(8))
        self._keys.setSpacing(look.space(12))
        self._keys.setDirection(
            QBoxLayout.Direction.RightToLeft if look.left_handed else QBoxLayout.Direction.LeftToRight
        )


class _Closed(QWidget):
    """The Z report, and what comes next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = PaperView()
        self._label, self._amount = Text("", "large"), Text("", "title")
        self.done, self.words = Message(closable=False), Message(closable=False)
        self.print_again = Key("", icon="printer", shortcut="F7")
        self.log_out = BigKey("", icon="log-out", kind=Kind.PRIMARY, shortcut="F9")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.paper, 3)
        self._side = QVBoxLayout()
        facts = QWidget()
        self._facts = QVBoxLayout(facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        for widget in (self.done, self._label, self._amount, self.words):
            self._facts.addWidget(widget)
        self._facts.addStretch()
        self._side.addWidget(scrolling(facts), 1)
        self._side.addWidget(self.print_again)
        self._side.addWidget(self.log_out)
        self._row.addLayout(self._side, 2)

    def say(self) -> None:
        self._label.setText(tr(_DIFFERENCE))
        self.print_again.set_face(tr(_PRINT_AGAIN))
        self.log_out.set_face(tr(_LOG_OUT))

    def show_report(self, report: Report) -> None:
        self.done.show_text(tr(_CLOSED, number=report.number), "", State.OK)
        self._amount.setText(signed(report.difference))
        words, state = difference_words(report.difference)
        self.words.show_text(words, "", state)

    def space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._side.setSpacing(look.space(12))
        self._facts.setSpacing(look.space(12))


class CloseShiftPage(Page):
    """`close_shift`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._back)
        self._desk = desk
        self._closing = Closing()
        self._report_id = ""
        self._entry, self._comparison, self._closed = CashEntry("check"), _Comparison(), _Closed()
        self._places = QStackedWidget()
        self._empty, self._sale_open = EmptyPage("clock", "", ""), EmptyPage("shopping-basket", "", "")
        self._empty.started.connect(lambda: desk.go("open_shift"))
        self._sale_open.started.connect(lambda: desk.go("checkout"))
        self._stages = {
            Stage.NO_SHIFT: self._empty,
            Stage.COUNTING: self._entry,
            Stage.CONFIRMING: self._comparison,
            Stage.CLOSED: self._closed,
        }
        for place in (*self._stages.values(), self._sale_open):
            self._places.addWidget(place)
        for appears in (self._comparison, self._closed):
            accepts_after(appears)
        self.fill(self._places)
        self._presenter = CloseShiftPresenter(
            self._show,
            run=desk.register.run,
            current=desk.parts.shifts.current,
            open_sale=desk.parts.checkout.open_sale,
            expected=desk.parts.shifts.expected,
            close_shift=lambda report_id, cashier, counted, close: desk.parts.shifts.close_shift(
                report_id, cashier, counted, close=close, paper=desk.parts.print_queue is not None
            ),
            blind=lambda: desk.settings().blind_count,
            new_id=uuid7,
            person=desk.person,
            lend=desk.lend,
            closed=self._is_closed,
        )
        self._entry.way_chosen.connect(lambda counts: self._presenter.choose(counted=counts))
        self._entry.counted.connect(self._presenter.count)
        self._entry.misspelt.connect(self._presenter.not_a_number)
        self._entry.asked.connect(self._presenter.compare)
        self._comparison.again.clicked.connect(self._presenter.count_again)
        self._comparison.close_shift.clicked.connect(self._close)
        self._closed.print_again.clicked.connect(self._print_again)
        self._closed.log_out.clicked.connect(desk.log_out)
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._closed.print_again.setVisible(self._desk.parts.print_queue is not None)
        self._entry.begin()
        self._presenter.shown()
        self._entry.focus()

    def say(self) -> None:
        super().say()
        self._entry.say(tr(_DRAWER), tr(_WHY), tr(_GO_ON))
        self._comparison.say()
        self._closed.say()
        self._empty.say(tr(_NO_SHIFT), tr(_OPEN_ONE), tr(_OPEN))
        self._sale_open.say(tr(_SALE_OPEN), tr(_PAY_FIRST), tr(_TO_CHECKOUT))
        self._show(self._closing)

    def space(self) -> None:
        self._comparison.space()
        self._closed.space()

    def _show(self, closing: Closing) -> None:
        arrived = closing.stage is not self._closing.stage
        self._closing = closing
        on_entry = closing.stage is Stage.COUNTING
        self._places.setCurrentWidget(
            self._sale_open if on_entry and closing.sale_open else self._stages[closing.stage]
        )
        self._entry.show_count(
            counts=closing.counts, count=closing.count, busy=closing.busy, trouble=closing.trouble if on_entry else None
        )
        self._comparison.show_comparison(closing)
        if arrived and closing.stage is Stage.CONFIRMING:
            self._comparison.begin(closing)
        for key in (self._comparison.again, self._comparison.close_shift):
            key.setEnabled(not closing.busy)
        if closing.trouble is None or on_entry:
            self._comparison.trouble.clear()
        else:
            self._comparison.trouble.show_error(closing.trouble)
        if closing.report is not None:
            self._closed.show_report(closing.report)
        if arrived and closing.stage is Stage.CONFIRMING:
            self._comparison.again.setFocus(Qt.FocusReason.TabFocusReason)  # Enter pressed twice closes nothing
        elif arrived and on_entry:
            self._entry.focus()

    def _close(self) -> None:
        written = self._comparison
        terminals = {method_id: field.text() for method_id, field in written.terminals.items()}
        self._presenter.close(written.reason.text(), terminals, written.next_float.text())

    def _is_closed(self, report_id: str, report: Report) -> None:
        self._report_id = report_id
        self._desk.changes.announce(Changed.SHIFT | Changed.PRINT_JOBS)
        self._desk.print_now()
        self._closed.log_out.setFocus(Qt.FocusReason.TabFocusReason)
        draw(
            self._desk.register.run,
            report,
            self._desk.settings().printer_columns,
            self._drawn,
        )

    def _drawn(self, picture: Picture) -> None:
        self._closed.paper.show_png(picture.png, picture.words)

    def _print_again(self) -> None:
        report_id = self._report_id

        def queued(_nothing: None) -> None:
            self._desk.changes.announce(Changed.PRINT_JOBS)
            self._desk.print_now()

        person = self._desk.person()
        self._desk.register.run(
            lambda: self._desk.parts.shifts.print_report(report_id, person.name if person else ""),
            queued,
            self._desk.toast.show_error,
        )

    def _back(self) -> None:
        if self._closing.stage is Stage.CONFIRMING:
            self._presenter.count_again()
        elif self._closing.stage is Stage.CLOSED:
            self._desk.log_out()
        else:
            self._desk.go("checkout")


def page(desk: Desk) -> QWidget:
    """The page `close_shift`. GUI thread."""
    return CloseShiftPage(desk)
