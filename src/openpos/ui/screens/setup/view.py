"""The first start of a real register: whose it is, and who manages it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.article import MAX_TEXT
from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import margins
from openpos.ui.screens.settings.unit_rows import EXEMPT
from openpos.ui.screens.settings.unit_rows import UNITS as UNIT_NAMES
from openpos.ui.screens.setup.presenter import FIELDS, UNITS, SettingUp, SetupPresenter, Written
from openpos.ui.widgets.buttons import BigKey, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form, Tick
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_TITLE, _WELCOME = (
    N_("Set up the register"),
    N_("Receipts must show these details. They are kept on this computer only."),
)
_SHOP, _MANAGER, _UNIT = N_("The shop"), N_("The first manager"), N_("Control unit")
WORDS = {
    "language": (N_("Language"), N_("Of the screen, and of receipts.")),
    "name": (N_("Company name"), N_("As it is registered.")),
    "number": (N_("Organisation number"), N_("Ten digits, like 556703-7485.")),
    "address": (N_("Address of sale"), N_("Where the register stands: street, postcode and town.")),
    "register": (N_("Register"), N_("What you call this register, like K1. Each register of the shop has its own.")),
    "manager": (N_("Name"), N_("Shown on receipts and when logging in.")),
    "pin": (N_("PIN"), N_("4 to 10 digits.")),
    "pin_again": (N_("PIN once more"), ""),
    "unit": (N_("Control unit"), ""),
    "port": (N_("Serial port"), N_("Like /dev/ttyUSB0 or COM3. It can be chosen on the Settings page later.")),
    "exempt": (N_("Exempt"), ""),
}
_READY = N_("Start using the register")
_LARGE_LETTERS = 125
"""Larger ones need the whole width."""
_LIMITS = {"number": 20, "register": 16, "pin": 10, "pin_again": 10}


class SetupPage(QWidget):
    """`setup`. There is no way back: nothing can be sold before it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._spoke = False
        self._wrong = ""
        self._form = Form()
        self._language = Choice(["sv", "en"])
        self._fields = {
            name: Field(_LIMITS.get(name, MAX_TEXT), secret=name.startswith("pin"))
            for name in FIELDS
            if name not in {"unit", "exempt"}
        }
        self._unit = Choice(UNITS)
        self._exempt = Tick()
        self._title, self._welcome = Text("", "title"), Text("", "second", wrap=True)
        self._message = Message()
        self._ready = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")

        def ready() -> None:
            for name in ("pin", "pin_again"):
                self._fields[name].clear()
            desk.changes.announce(Changed.STAFF | Changed.SETTINGS)
            desk.go("login")

        self._presenter = SetupPresenter(
            self._show,
            run=desk.register.run,
            settings=desk.settings,
            change_settings=desk.change_settings,
            set_up=desk.parts.set_up,
            ready=ready,
        )
        self._language.choose(desk.settings().language)
        self._lay_out()
        self._language.chosen.connect(self._presenter.speak)
        self._ready.clicked.connect(self._finish)
        for name, field in self._fields.items():
            field.editingFinished.connect(partial(self._left, name))
        self._unit.chosen.connect(self._choose_unit)
        self._exempt.clicked.connect(lambda _on: self._left("exempt"))
        self.say()
        self.space()
        self._show_of_unit()

    def on_shown(self) -> None:
        """The page is seen from now on."""
        self._form.focus("name")

    def on_hidden(self) -> None:
        """The page is no longer seen."""

    def say(self) -> None:
        """Put every text up in the person's language."""
        self._spoke = True
        self.setAccessibleName(tr(_TITLE))
        self._title.setText(tr(_TITLE))
        self._welcome.setText(tr(_WELCOME))
        for key, text in (("shop", _SHOP), ("staff", _MANAGER), ("control", _UNIT)):
            self._form.say(key, tr(text))
        for name, (label, hint) in WORDS.items():
            self._form.say(name, tr(label), tr(hint))
        self._language.say(["Svenska", "English"], tr(WORDS["language"][0]))
        self._unit.say([tr(UNIT_NAMES[unit]) for unit in UNITS], tr(WORDS["unit"][0]))
        self._exempt.say(tr(EXEMPT))
        self._ready.set_face(tr(_READY))

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(look.space(12))
        for side in (0, 2):
            self._outer.setStretch(side, 0 if look.text_percent > _LARGE_LETTERS else 1)

    def changeEvent(self, event: QEvent) -> None:
        if self._spoke and event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif self._spoke and event.type() == QEvent.Type.StyleChange:
            self.space()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        form = self._form
        form.add("language", self._language)
        form.add_heading("shop")
        for name in ("name", "number", "address", "register"):
            form.add(name, self._fields[name])
        form.add_heading("staff")
        for name in ("manager", "pin", "pin_again"):
            form.add(name, self._fields[name])
        form.add_heading("control")
        form.add("unit", self._unit)
        form.add("port", self._fields["port"])
        form.add("exempt", self._exempt)
        content = QWidget()
        self._column = QVBoxLayout(content)
        for widget in (self._title, self._welcome, form, self._message):
            self._column.addWidget(widget)
        self._column.addWidget(self._ready)
        self._column.addStretch()
        area = scrolling(content)
        glide(area)
        self._area = area
        self._outer = outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(area, 6)
        outer.addStretch(1)

    def _written(self) -> Written:
        texts = {name: field.text() for name, field in self._fields.items()}
        return Written(**texts, unit=self._unit.value, exempt=self._exempt.is_checked())

    def _choose_unit(self, unit: str) -> None:
        self._unit.choose(unit)
        self._show_of_unit()
        self._left("unit")

    def _show_of_unit(self) -> None:
        self._form.show_row("port", visible=self._unit.value == "cleancash")
        self._form.show_row("exempt", visible=self._unit.value == "exempt")

    def _left(self, name: str) -> None:
        self._presenter.check(name, self._written())

    def _finish(self) -> None:
        self._presenter.finish(self._written())
        if self._wrong:
            self._form.focus(self._wrong)

    def _show(self, now: SettingUp) -> None:
        self._language.choose(now.language)
        for name in FIELDS:
            self._form.show_error(name, now.wrong.get(name))
        self._wrong = next(iter(now.wrong), "")
        self._ready.setEnabled(not now.busy)
        if now.trouble is None:
            self._message.clear()
        else:
            self._message.show_error(now.trouble)


def page(desk: Desk) -> QWidget:
    """The page `setup`. GUI thread."""
    return SetupPage(desk)
