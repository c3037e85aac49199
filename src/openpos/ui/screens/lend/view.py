"""The question for the PIN of somebody who may: names, a pad, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.permission import PERMISSION_NAMES, NotPermitted, Person, role_source
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.asked import Run
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.screens.lend.presenter import LendPresenter, LendShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pads import PinPad
from openpos.ui.widgets.text import Icon, Text

_ASKED = N_("{what}: somebody who may has to allow it")
_ONCE = N_("It is allowed this once.")
_PIN, _CHECKING = N_("PIN of {name}"), N_("Checking the PIN …")
_CANCEL = N_("Cancel")
MOST = 5
"""So many names are shown; who comes after is stepped to with the arrow keys."""


class LendDialog(QDialog):
    """Over the window until somebody has allowed it, or nobody does. `open` it."""

    def __init__(
        self,
        asked: NotPermitted,
        *,
        people: Callable[[], Sequence[Person]],
        lend: Callable[[int, str], Person],
        run: Run,
        lent: Callable[[Person], None],
        given_up: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """As `LendPresenter`; `given_up` is called where nobody allows it."""
        super().__init__(parent)
        self._keys: list[BigKey] = []
        self._lent: Person | None = None
        look = theme.current()
        title = tr(_ASKED, what=tr(PERMISSION_NAMES[asked.permission]))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._pin_of = Text("", "heading", wrap=True, parent=self)
        self._pin = PinPad(parent=self)
        self._pin.setFixedWidth(look.space(340))
        self._message = Message(closable=False, parent=self)
        self._names = QVBoxLayout()
        self._names.setSpacing(look.space(8))
        cancel = Key(tr(_CANCEL), icon="x", parent=self)
        cancel.clicked.connect(self.reject)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(look.space(12))
        scarce = look.text_percent >= SCARCE_PERCENT
        if not scarce:
            left.addWidget(Icon("lock", "ink", 32, self))
        left.addWidget(Text(title, "body" if scarce else "heading", wrap=True, parent=self))
        if not scarce:
            left.addWidget(Text(tr(_ONCE), "second", wrap=True, parent=self))
        left.addLayout(self._names)
        left.addWidget(self._message)
        left.addStretch()
        left.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        right.setSpacing(look.space(12))
        right.addWidget(self._pin_of)
        right.addWidget(self._pin)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setDirection(look.hand())
        row.setContentsMargins(*[look.space(24)] * 4)
        row.setSpacing(look.space(24))
        row.addLayout(left, 1)
        row.addLayout(right)
        self.setMinimumWidth(look.space(760))
        self.presenter = LendPresenter(
            self._show, asked.permission, people=people, lend=lend, run=run, lent=self._allowed
        )
        self._pin.entered.connect(self.presenter.enter)
        self.finished.connect(lambda _: self._end(lent, given_up))
        self.presenter.load()
        self._pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.presenter.step(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        # Any other key, Enter too, belongs to the PIN and ends nothing.

    def _show(self, shown: LendShown) -> None:
        if len(self._keys) != len(shown.people[:MOST]):
            for place, person in enumerate(shown.people[:MOST]):
                key = BigKey(person.name, icon="user", parent=self)
                key.clicked.connect(lambda _=False, place=place: self.presenter.choose(place))
                key.setAccessibleDescription(tr(role_source(person.role)))
                self._names.addWidget(key)
                self._keys.append(key)
        for person, key in zip(shown.people[:MOST], self._keys, strict=True):
            key.set_face(person.name, kind=Kind.PRIMARY if person == shown.chosen else Kind.PLAIN)
        name = shown.chosen.name if shown.chosen else ""
        words = tr(_CHECKING) if shown.busy else tr(_PIN, name=name) if name else ""
        self._pin_of.setText(words)
        self._pin.setAccessibleName(words)
        self._pin.setEnabled(bool(name))
        if shown.trouble is None:
            self._message.clear()
        else:
            self._message.show_error(shown.trouble)

    def _allowed(self, person: Person) -> None:
        self._lent = person
        self.accept()

    def _end(self, lent: Callable[[Person], None], given_up: Callable[[], None]) -> None:
        self.deleteLater()
        if self._lent is None:
            given_up()
        else:
            lent(self._lent)
