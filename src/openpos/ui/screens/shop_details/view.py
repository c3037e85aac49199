"""The shop's own details: what receipts and reports say of it, and what the register is called."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.domain.shop import MAX_FOOTER_LINES, Details, details_of
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr, translate_error
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.setup import view as setup
from openpos.ui.screens.shop_details.presenter import DetailsPresenter, DetailsShown
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide

TITLE = N_("The shop's details")
_WORDS = {
    "name": setup.WORDS["name"],
    "organisation_number": setup.WORDS["number"],
    "address": setup.WORDS["address"],
    "register": setup.WORDS["register"],
    "language": (N_("Language of receipts"), N_("Of reports and all other papers too.")),
    "receipt_footer": (
        N_("Words at the end of receipts"),
        N_("Ten lines at most: telephone, opening hours, how long goods may be returned."),
    ),
}
_FIELDS = ("name", "organisation_number", "address", "register")
_LIMITS = {"organisation_number": 20, "register": 16}
_LINE = N_("Line {number}")
_SAVE, _CLOSE_SHIFT = N_("Save"), N_("Close the shift")
_SAVED, _FROM_NOW_ON = (
    N_("Saved."),
    N_("Papers from now on say so. Those of before, and their copies, say what they said."),
)


class _Lines(QWidget):
    """Lines of text to write, of which one more than there are is shown. `written` tells that something else is."""

    written = Signal()
    left = Signal()

    def __init__(self, most: int) -> None:
        super().__init__()
        self._fields = [Field(MAX_TEXT, parent=self) for _ in range(most)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for place, field in enumerate(self._fields):
            self._column.addWidget(field)
            field.textChanged.connect(self._changed)
            field.editingFinished.connect(self.left)
            field.returnPressed.connect(partial(self._next, place))
        self.setFocusProxy(self._fields[0])
        self._changed()

    def text(self) -> str:
        """What is written, a line for each field up to the last one with something in it."""
        return "\n".join(field.text() for field in self._fields).rstrip()

    def set_text(self, text: str) -> None:
        """Fill the fields."""
        lines = text.split("\n")
        for place, field in enumerate(self._fields):
            field.setText(lines[place] if place < len(lines) else "")

    def say(self) -> None:
        """Put every text up in the person's language."""
        for place, field in enumerate(self._fields):
            field.setAccessibleName(tr(_LINE, number=place + 1))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._column.setSpacing(theme.current().space(4))
        super().changeEvent(event)

    def _changed(self) -> None:
        used = len(self.text().split("\n")) if self.text() else 0
        for place, field in enumerate(self._fields):
            field.setVisible(place <= used or field.hasFocus())
        self.written.emit()

    def _next(self, place: int) -> None:
        if place + 1 < len(self._fields) and not self._fields[place + 1].isHidden():
            self._fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)


class ShopDetailsPage(Page):
    """`shop_details`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(TITLE, lambda: desk.go("settings"))
        self._desk = desk
        self._shown = DetailsShown()
        self._form = Form()
        self._fields = {name: Field(_LIMITS.get(name, MAX_TEXT)) for name in _FIELDS}
        self._language = Choice(("sv", "en"))
        self._lines = _Lines(MAX_FOOTER_LINES)
        self._fixed, self._message = Message(closable=False), Message()
        self._save = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        details = desk.parts.shop_details()
        self._presenter = DetailsPresenter(
            self._show,
            run=desk.register.run,
            standing=details.standing,
            change=details.change,
            person=desk.person,
            lend=desk.lend,
            unit=lambda: desk.settings().control_unit,
            changed=lambda: desk.changes.announce(Changed.SETTINGS),
        )
        self._lay_out()
        self._news = desk.changes.subscribe(Changed.SHIFT, lambda _: self._presenter.refresh(), visible=False)
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._presenter.begin()
        self._news.shown()
        self._form.focus("name")  # also where it can't be changed: the reason stands over it
        self._area.verticalScrollBar().setValue(0)

    def on_hidden(self) -> None:
        self._news.hidden()

    def say(self) -> None:
        super().say()
        self._language.say(["Svenska", "English"], tr(_WORDS["language"][0]))
        self._lines.say()
        self._save.set_face(tr(_SAVE))
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(look.space(16))
        self._foot.setContentsMargins(look.space(24), look.space(12), look.space(24), look.space(16))
        self._foot.setSpacing(look.space(12))

    def _lay_out(self) -> None:
        for name, field in self._fields.items():
            self._form.add(name, field)
            field.textChanged.connect(self._written)
            field.editingFinished.connect(partial(self._left, name))
            field.returnPressed.connect(self._save.click)
        self._form.add("language", self._language)
        self._form.add("receipt_footer", self._lines)
        self._language.chosen.connect(self._speak)
        self._lines.written.connect(self._written)
        self._lines.left.connect(partial(self._left, "receipt_footer"))
        self._save.clicked.connect(self._save_all)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self._fixed)
        self._column.addWidget(self._form)
        self._column.addStretch()  # else the rows would share the spare height
        self._area = area = scrolling(content)
        glide(area)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._message)
        self._foot.addWidget(self._save)
        column.addWidget(area, 1)
        column.addLayout(self._foot)
        self.fill(whole)

    def _details(self) -> Details:
        texts = {name: field.text() for name, field in self._fields.items()}
        return Details(**texts, language=self._language.value, receipt_footer=self._lines.text())

    def _written(self) -> None:
        self._presenter.write(self._details())

    def _left(self, name: str) -> None:
        self._presenter.leave(name, self._details())

    def _speak(self, language: str) -> None:
        self._language.choose(language)
        self._written()

    def _save_all(self) -> None:
        self._presenter.save(self._details())
        if self._shown.wrong:
            self._form.focus(next(iter(self._shown.wrong)))

    def _show(self, shown: DetailsShown) -> None:
        before, self._shown = self._shown, shown
        if shown.filled != before.filled and shown.standing is not None:
            self._fill(details_of(shown.standing.shop))
        for name, (label, hint) in _WORDS.items():
            self._form.say(name, tr(label), tr(hint))
            self._form.show_notice(name, tr(shown.duties.get(name, "")))
            self._form.show_error(name, shown.wrong.get(name))
        for name, field in self._fields.items():
            field.setReadOnly(not shown.may_write(name))
        self._save.setEnabled(not shown.busy)
        self._show_fixed(shown)
        if shown.trouble is not None:
            self._message.show_error(shown.trouble)
        elif shown.saved:
            self._message.show_text(tr(_SAVED), tr(_FROM_NOW_ON), State.OK)
        else:
            self._message.clear()

    def _show_fixed(self, shown: DetailsShown) -> None:
        if shown.fixed is None:
            self._fixed.clear()
            return
        said, leads = translate_error(shown.fixed), shown.standing is not None and shown.standing.shift_open
        if self._fixed.isHidden() or self._fixed.words != f"{said.title} {said.advice}":  # a screen reader says it once
            action = tr(_CLOSE_SHIFT) if leads else ""
            self._fixed.show_text(said.title, said.advice, action=action, act=lambda: self._desk.go("close_shift"))

    def _fill(self, details: Details) -> None:
        # Nobody wrote this: told as written, it would take away what the change that was saved asks of people.
        for name, field in self._fields.items():
            field.blockSignals(True)
            field.setText(getattr(details, name))
            field.blockSignals(False)
        self._language.choose(details.language)
        self._lines.blockSignals(True)
        self._lines.set_text(details.receipt_footer)
        self._lines.blockSignals(False)


def page(desk: Desk) -> QWidget:
    """The page `shop_details`. GUI thread."""
    return ShopDetailsPage(desk)
