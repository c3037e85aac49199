"""A list at one side and what was chosen in it at the other, to be changed and saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.permission import Person
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.listed.presenter import Listed, ListedPresenter, One
from openpos.ui.screens.page import margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form, Tick
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.rows import Rows

_SAVE, _SAVED = N_("Save"), N_("Saved.")
_UNSAVED, _UNSAVED_ADVICE = N_("What you have written is not saved."), N_("F9 saves it. Esc drops it.")
_DROP = N_("Drop it")


@dataclass(frozen=True, slots=True)
class Sort(Generic[One]):
    """What the shop has several of, and how one of them is shown, filled in and saved. Texts are English sources."""

    title: str
    headings: Sequence[str]
    new: str
    every: Callable[[], Sequence[One]]
    """A short read."""
    key: Callable[[One], str]
    row: Callable[[One], Sequence[str]]
    """Its row in the list, in the person's language."""
    fill: Callable[[One | None], None]
    """Put one into the form, or a new one."""
    save: Callable[[One | None], Callable[[Person], One]]
    """Read the form, which the one or a new one is in; what that gives saves it, and blocks."""
    changed: Changed
    """What others are told of."""


class ListAndForm(QWidget, Generic[One]):
    """Rows, a key for a new one, a form and the key that saves it."""

    def __init__(
        self,
        desk: Desk,
        sort: Sort[One],
        controls: Mapping[str, QWidget],
        words: Mapping[str, tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`controls` are the form's rows, from the top, one of them `name`; `words` are their labels and hints."""
        super().__init__(parent)
        self._sort = sort
        self._words = words
        self._shown: Listed[One] = Listed()
        self.rows = Rows(len(sort.headings), stretch=(0,), wrap=True)
        self.add_key = Key("", icon="plus", shortcut="F5")
        self.form = Form()
        for name, control in controls.items():
            self.form.add(name, control)
        self.message = Message()
        self.save_key = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        self._lay_out()
        self.presenter = ListedPresenter[One](
            self._show,
            run=desk.register.run,
            every=sort.every,
            key=sort.key,
            written=self._written,
            person=desk.person,
            lend=desk.lend,
            changed=lambda: desk.changes.announce(sort.changed),
        )
        self.rows.chosen.connect(self.presenter.choose)
        self.add_key.clicked.connect(self._begin_new)
        self.message.closed.connect(self.presenter.stay)
        self.save_key.clicked.connect(lambda: self.presenter.do(sort.save(self.presenter.chosen)))
        for field in self.form.findChildren(Field):
            field.returnPressed.connect(self.save_key.click)

    def on_shown(self) -> None:
        """Read anew, with the focus on the list, or on the form where the list is empty."""
        self.presenter.refresh()
        if self._shown.every:
            self.rows.setFocus()
        else:
            self.form.focus("name")

    def leave(self, go: Callable[[], None]) -> None:
        """Go away; asks first where something was not saved, and is answered by a second time."""
        if self._shown.asks:
            self._drop()
        else:
            self.presenter.turn(go)

    def say(self) -> None:
        """Put every text up in the person's language."""
        self.rows.say([tr(heading) for heading in self._sort.headings], tr(self._sort.title))
        for name, (label, hint) in self._words.items():
            self.form.say(name, tr(label), tr(hint))
        self.add_key.set_face(tr(self._sort.new))
        self.save_key.set_face(tr(_SAVE))
        self._show(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._list, self._side = QVBoxLayout(), QVBoxLayout()
        self._list.addWidget(self.rows, 1)
        self._list.addWidget(self.add_key)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch()  # else the rows would share the spare height
        self._area = scrolling(content)
        glide(self._area)
        self._side.addWidget(self._area, 1)
        self._side.addWidget(self.message)
        self._side.addWidget(self.save_key)
        self._row.addLayout(self._list, 2)
        self._row.addLayout(self._side, 3)
        self._space()

    def _space(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._list.setSpacing(look.space(8))
        self._side.setSpacing(look.space(8))

    def _written(self) -> object:
        texts = [field.text() for field in self.form.findChildren(Field)]
        ticks = [tick.is_checked() for tick in self.form.findChildren(Tick)]
        return texts, ticks, [choice.value for choice in self.form.findChildren(Choice)]

    def _begin_new(self) -> None:
        def begin() -> None:
            self.presenter.open(None)
            self.form.focus("name")

        self.presenter.turn(begin)

    def _drop(self) -> None:
        self.rows.setFocus()
        self.presenter.drop()

    def _key(self, shown: Listed[One]) -> str:
        return "" if shown.chosen is None else self._sort.key(shown.chosen)

    def _show(self, shown: Listed[One]) -> None:
        before, self._shown = self._shown, shown
        rows = [(self._sort.key(one), self._sort.row(one)) for one in shown.every]
        chosen, before_chosen = self._key(shown), self._key(before)
        # While it is asked, the list stays at what a person turned to.
        self.rows.show_rows(rows, "" if shown.asks else chosen)
        if not chosen and not shown.asks:
            self.rows.choose_none()
        if shown.opened != before.opened:
            self._sort.fill(shown.chosen)
            for field in self.form.findChildren(Field):
                if not field.hasFocus():
                    field.setCursorPosition(0)  # a long text shows how it begins
            if chosen != before_chosen or not chosen:
                self._area.verticalScrollBar().setValue(0)
        self.save_key.setEnabled(not shown.busy)
        if shown.asks:
            self.message.show_text(tr(_UNSAVED), tr(_UNSAVED_ADVICE), State.SOON, action=tr(_DROP), act=self._drop)
        elif shown.trouble is not None:
            self.message.show_error(shown.trouble)
        elif shown.saved:
            self.message.show_text(tr(_SAVED), "", State.OK)
        else:
            self.message.clear()
