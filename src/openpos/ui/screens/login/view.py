"""The login page: names to touch, a PIN pad, and the language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.permission import Person, role_source
from openpos.ui import theme
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.login.presenter import LoginPresenter, LoginShown
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pads import PinPad
from openpos.ui.widgets.text import Text

_WELCOME, _WHO = N_("Log in"), N_("Who is at the register?")
_PIN = N_("PIN of {name}")
_CHECKING = N_("Checking the PIN …")
_DEMO = N_("Demo: {pins}")
_LANGUAGES = {"sv": "In English", "en": "På svenska"}
"""The key that changes the language speaks the language it leads to."""
_COLUMNS = 2


class LoginPage(QWidget):
    """The page "login"."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._shown: LoginShown | None = None
        self._title = Text("", "title", parent=self)
        self._who = Text("", "second", parent=self)
        self._names = QGridLayout()
        self._keys: list[BigKey] = []
        self._demo = Text("", "second", wrap=True, parent=self)
        self._language = Key(icon="languages", shortcut="Ctrl+L", parent=self)
        self._language.clicked.connect(self._change_language)
        self._pin_of = Text("", "heading", wrap=True, parent=self)
        self._pin = PinPad(parent=self)
        self._message = Message(parent=self)
        self._row = QHBoxLayout(self)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for widget in (self._title, self._who):
            self._left.addWidget(widget)
        self._left.addLayout(self._names)
        self._left.addWidget(self._demo)
        self._left.addWidget(self._message)
        self._left.addStretch()
        self._left.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)
        self._right.addWidget(self._pin_of)
        self._right.addWidget(self._pin)
        self._right.addStretch()
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right)
        self.presenter = LoginPresenter(
            self,
            people=desk.parts.staff.people,
            log_in=desk.parts.staff.log_in,
            run=desk.register.run,
            logged_in=desk.log_in,
            demo_pins=desk.parts.demo_pins,
        )
        self._pin.entered.connect(self.presenter.enter)
        self._space()
        self._speak()

    def on_shown(self) -> None:
        """The page is in front now."""
        self._pin.clear()
        self._message.clear()
        self.presenter.load()
        self._pin.setFocus()

    def on_hidden(self) -> None:
        """Another page is in front now."""
        self._pin.clear()

    def scanned(self, code: str) -> None:
        """A code means nothing here; its digits are no PIN."""

    def show_login(self, shown: LoginShown) -> None:
        before, self._shown = self._shown, shown
        if before is None or before.people != shown.people:
            self._make_keys(shown.people)
        for person, key in zip(shown.people, self._keys, strict=True):
            key.set_face(person.name, kind=Kind.PRIMARY if person == shown.chosen else Kind.PLAIN)
            key.setAccessibleDescription(tr(role_source(person.role)))
        self._speak()
        if not shown.busy:
            self._pin.setFocus()

    def say(self, error: OpenPosError | None) -> None:
        if error is None:
            self._message.clear()
        else:
            self._message.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
        else:
            self.presenter.step(step)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _make_keys(self, people: tuple[Person, ...]) -> None:
        for key in self._keys:
            self._names.removeWidget(key)
            key.deleteLater()
        self._keys = []
        for place, person in enumerate(people):
            key = BigKey(person.name, icon="user", parent=self)
            key.clicked.connect(lambda _=False, place=place: self.presenter.choose(place))
            self._names.addWidget(key, place // _COLUMNS, place % _COLUMNS)
            self._keys.append(key)

    def _change_language(self) -> None:
        settings = self._desk.settings()
        self._desk.change_settings(replace(settings, language="en" if settings.language == "sv" else "sv"))

    def _speak(self) -> None:
        self._title.setText(tr(_WELCOME))
        self._who.setText(tr(_WHO))
        self._language.set_face(_LANGUAGES[self._desk.settings().language])
        shown = self._shown
        if shown is None:
            return
        self._demo.setText(
            tr(_DEMO, pins=", ".join(f"{name} {pin}" for name, pin in shown.demo_pins)) if shown.demo_pins else ""
        )
        chosen = shown.chosen.name if shown.chosen else ""
        words = tr(_CHECKING) if shown.busy else tr(_PIN, name=chosen)
        self._pin_of.setText(words)
        self._pin.setAccessibleName(words)

    def _space(self) -> None:
        look = theme.current()
        self._row.setDirection(look.hand())
        edge = look.space(32)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(look.space(32))
        self._left.setSpacing(look.space(16))
        self._right.setSpacing(look.space(12))
        self._names.setSpacing(look.space(8))
        self._pin.setFixedWidth(look.space(340))
        self._pin_of.setFixedWidth(look.space(340))


def page(desk: Desk) -> QWidget:
    """The page `login`. GUI thread."""
    return LoginPage(desk)
