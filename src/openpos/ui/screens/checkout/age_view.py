"""Is the customer old enough? Asked in the largest type, answered by one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import shown
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT, BigFigure
from openpos.ui.screens.checkout.shown import Ask
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.messages import announce
from openpos.ui.widgets.text import Icon, Text

_OLD_ENOUGH, _YEARS = N_("Is the customer old enough?"), N_("{age} years")
_ADVICE = N_("Ask for identification where you are not certain.")
_CHECKED, _NO = N_("Checked"), N_("No")


class AgePanel(QWidget):
    """`answered` tells whether the customer is old enough. Enter answers nothing: it may belong to a search."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask: Ask | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = Text("", "title", wrap=True, parent=self)
        self._asked = Text("", "heading", wrap=True, parent=self)
        self.figure = BigFigure(self)
        self._advice = Text("", "second", wrap=True, parent=self)
        for text in (self._name, self._asked, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.no = BigKey("", icon="x", shortcut="Alt+2", parent=self)
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.checked = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="Alt+1", parent=self)
        self.checked.clicked.connect(lambda: self.answered.emit(True))
        self._keys = QHBoxLayout()
        self._keys.addWidget(self.no)
        self._keys.addWidget(self.checked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        self._column.addWidget(Icon("shield-alert", "soon", 48, self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._name)
        self._column.addWidget(self._asked)
        self._column.addWidget(self.figure)
        self._column.addWidget(self._advice)
        self._column.addStretch()
        self._column.addLayout(self._keys)
        self._space()
        self._speak()
        accepts_after(self)

    def show_ask(self, ask: Ask) -> None:
        self._ask = ask
        self._speak()
        self.setFocus()
        announce(self, self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self._advice.setText(tr(_ADVICE))
        self.checked.set_face(tr(_CHECKED))
        self.no.set_face(tr(_NO))
        if self._ask is not None:
            self._name.setText(shown(self._ask.name, 72))
            self._asked.setText(tr(_OLD_ENOUGH))
            self.figure.show_amount("", tr(_YEARS, age=self._ask.age))
            words = (self._name.text(), tr(_OLD_ENOUGH), tr(_YEARS, age=self._ask.age))
            self.setAccessibleName(" ".join(words))

    def _space(self) -> None:
        look = theme.current()
        scarce = look.text_percent >= SCARCE_PERCENT
        self._advice.setVisible(not scarce)
        self._column.setSpacing(look.space(12))
        self._keys.setSpacing(look.space(8))
