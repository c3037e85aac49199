"""What a person may choose for this register, and what it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.shop import MODEL
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.settings.presenter import Chosen, SettingsPresenter, came_out
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form, Tick
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_TITLE = N_("Settings")
_LOOK, _PRINTER, _UNIT, _ABOUT = N_("Language and look"), N_("Receipt printer"), N_("Control unit"), N_("This register")
_WORDS = {
    "language": (N_("Language"), N_("The screen's language. Receipts are in the shop's language.")),
    "theme": (N_("Colours"), ""),
    "hand": (N_("Keys at the"), N_("The side on which the number pad and the payment keys stand.")),
    "text_percent": (N_("Size of text"), ""),
    "screen_percent": (N_("Size of keys"), N_("Enlarge them on a small screen with many dots.")),
    "printer": (N_("Printer"), ""),
    "printer_host": (N_("Address"), N_("The printer's address in the network, like 192.168.1.50.")),
    "printer_port": (N_("Port"), N_("Most printers use 9100.")),
    "printer_columns": (N_("Paper"), N_("Print a test page: the row of digits should fill the paper.")),
    "printer_code_page": (
        N_("Code page"),
        N_("The printer's own number for CP858, on most 19: change it if å, ä, ö or € come out wrong."),
    ),
    "printer_cutter": (N_("Cuts the paper"), ""),
    "test": (N_("Test"), ""),
    "control_unit": (N_("Control unit"), ""),
    "exempt": ("", ""),
}  # fmt: skip
_CHOICES: dict[str, dict[str, str]] = {
    "theme": {"light": N_("Light"), "dark": N_("Dark"), "high-contrast": N_("High contrast")},
    "hand": {"left": N_("Left hand"), "right": N_("Right hand")},
    "printer": {"virtual": N_("Virtual, on this screen"), "network": N_("Network"), "none": N_("None")},
    "printer_columns": {
        "48": N_("80 mm, 48 letters"),
        "42": N_("80 mm, 42 letters"),
        "32": N_("58 mm, 32 letters"),
    },
    "printer_cutter": {"yes": N_("Yes"), "no": N_("No")},
    "control_unit": {"none": N_("None chosen"), "simulator": N_("Simulator"), "exempt": N_("Exempt")},
}
_UNIT_MEANS = {
    "none": N_("Nothing can be sold until one is chosen. Drivers for certified units come in a later version."),
    "simulator": N_("A simulated control unit, to try things out with. Its codes mean nothing to the Tax Agency."),
    "exempt": N_("This shop sells without a control unit: the rules or a decision by the Tax Agency exempt it."),
}  # fmt: skip
_EXEMPT = N_(
    "I confirm that this shop needs no control unit: the rules for cash registers do not apply to it, or the Swedish "
    "Tax Agency has decided so."
)
_RESTART = N_("The printer is changed when the program is started next.")
_TEST_PAGE, _TEST_SENT = N_("Print a test page"), N_("The test page was sent to the printer.")
_FACTS = (
    N_("Company"),
    N_("Organisation number"),
    N_("Address"),
    N_("Register"),
    N_("Manufacturing number"),
    N_("Model"),
    N_("Program version"),
)
_LANGUAGES = {"sv": "Svenska", "en": "English"}
_PERCENTS = {"text_percent": (100, 125, 150, 200), "screen_percent": (100, 110, 125, 150)}
_NUMBERS = {"printer_port": (1, 65_535), "printer_code_page": (0, 255)}
_NETWORK_ROWS = ("printer_host", "printer_port", "printer_code_page", "printer_cutter")


class SettingsPage(Page):
    """`settings`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout" if desk.person() else "login"))
        self._desk = desk
        queue = desk.parts.print_queue
        self._presenter = SettingsPresenter(
            self._show,
            at_start=desk.parts.settings,
            current=desk.settings,
            change=desk.change_settings,
            shop=desk.parts.shop,
            demo=bool(desk.parts.demo_pins),
            print_run=desk.printing.run,
            print_test_page=None if queue is None else queue.print_test_page,
        )
        self._chosen = Chosen(desk.settings())
        self._form = Form()
        self._choices: dict[str, Choice] = {}
        self._fields: dict[str, Field] = {}
        self._exempt = Tick()
        self._restart = Message(closable=False)
        self._test = Key("", icon="printer")
        self._facts = {text: Text("", wrap=True) for text in _FACTS}
        self._lay_out()
        self._exempt.clicked.connect(lambda on: self._presenter.confirm_exempt(confirmed=on))
        self._test.clicked.connect(self._presenter.print_test)
        self._changes = desk.changes.subscribe(
            Changed.SETTINGS, lambda _flags: self._presenter.refresh(), visible=False
        )
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._presenter.refresh()
        self._changes.shown()

    def on_hidden(self) -> None:
        self._changes.hidden()

    def say(self) -> None:
        super().say()
        for key, text in (("look", _LOOK), ("paper", _PRINTER), ("unit", _UNIT), ("about", _ABOUT)):
            self._form.say(key, tr(text))
        for key, (label, hint) in _WORDS.items():
            self._form.say(key, tr(label), tr(hint))
        for name, choice in self._choices.items():
            values = choice.values
            if name == "language":
                texts = [_LANGUAGES[value] for value in values]
            elif name in _PERCENTS:
                texts = [f"{value}\N{NO-BREAK SPACE}%" for value in values]
            else:
                texts = [tr(_CHOICES[name][value]) for value in values]
            choice.say(texts, tr(_WORDS[name][0]))
        self._exempt.say(tr(_EXEMPT))
        self._test.set_face(tr(_TEST_PAGE))
        for text in _FACTS:
            self._form.say(text, tr(text))
        self._show(self._chosen)

    def space(self) -> None:
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(theme.current().space(24))
        for fact in self._facts.values():
            fact.setMinimumHeight(theme.current().touch_px)

    def _lay_out(self) -> None:
        form = self._form
        form.add_heading("look")
        self._add_choice("language", tuple(_LANGUAGES))
        for name in ("theme", "hand"):
            self._add_choice(name, tuple(_CHOICES[name]))
        for name, percents in _PERCENTS.items():
            self._add_choice(name, tuple(map(str, percents)))
        form.add_heading("paper")
        self._add_choice("printer", self._presenter.printers)
        self._add_field("printer_host", 253)
        self._add_field("printer_port", 5)
        self._add_choice("printer_columns", tuple(_CHOICES["printer_columns"]))
        self._add_field("printer_code_page", 3)
        self._add_choice("printer_cutter", tuple(_CHOICES["printer_cutter"]))
        form.add("test", self._test)
        form.add_heading("unit")
        self._add_choice("control_unit", self._presenter.control_units)
        form.add("exempt", self._exempt)
        form.add_heading("about")
        for name, fact in self._facts.items():
            form.add(name, fact)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self._restart)
        self._column.addWidget(form)
        self._column.addStretch()
        area = scrolling(content)
        glide(area)
        self.fill(area)

    def _add_choice(self, name: str, values: tuple[str, ...]) -> None:
        choice = self._choices[name] = Choice(values)
        choice.chosen.connect(partial(self._choose, name))
        self._form.add(name, choice)

    def _add_field(self, name: str, limit: int) -> None:
        field = self._fields[name] = Field(limit)
        field.editingFinished.connect(partial(self._written, name))
        self._form.add(name, field)

    def _choose(self, name: str, value: str) -> None:
        if name in _PERCENTS or name == "printer_columns":
            self._presenter.choose(name, int(value))
        elif name == "printer_cutter":
            self._presenter.choose(name, value == "yes")
        else:
            self._presenter.choose(name, value)

    def _written(self, name: str) -> None:
        text = self._fields[name].text()
        if name in _NUMBERS:
            self._presenter.write_number(name, text, *_NUMBERS[name])
        else:
            self._presenter.write_host(text)

    def _show(self, chosen: Chosen) -> None:
        self._chosen = chosen
        settings = chosen.settings
        for name, choice in self._choices.items():
            value = getattr(settings, name)
            choice.choose(("yes" if value else "no") if isinstance(value, bool) else str(value))
        if chosen.asking_exempt:
            self._choices["control_unit"].choose("exempt")
        for name, field in self._fields.items():
            if not field.hasFocus() and chosen.wrong != name:
                field.setText(str(getattr(settings, name)))
        for name in _WORDS:
            self._form.show_error(name, chosen.trouble if chosen.wrong == name else None)
        for name in _NETWORK_ROWS:
            self._form.show_row(name, visible=settings.printer == "network")
        self._form.show_row("printer_columns", visible=settings.printer != "none")
        self._form.say(
            "control_unit",
            tr(_WORDS["control_unit"][0]),
            tr(_UNIT_MEANS["exempt" if chosen.asking_exempt else settings.control_unit]),
        )
        self._form.show_row("exempt", visible=chosen.asking_exempt)
        self._exempt.set_checked(checked=False)
        self._show_test(chosen)
        if chosen.restart:
            self._restart.show_text(tr(_RESTART), "", State.SOON)
        else:
            self._restart.clear()
        self._show_facts(chosen)

    def _show_test(self, chosen: Chosen) -> None:
        self._form.show_row("test", visible=self._desk.parts.print_queue is not None)
        self._test.setEnabled(not chosen.testing)
        job = chosen.tested
        if job is None:
            words = ""
        elif came_out(job):
            words = tr(_TEST_SENT)
        else:
            words = f"{tr(job.title)} {tr(job.advice)}".strip()
        self._form.say("test", tr(_WORDS["test"][0]), words)

    def _show_facts(self, chosen: Chosen) -> None:
        shop = chosen.shop
        of_shop = (shop.name, shop.organisation_number, shop.address, shop.register, shop.serial) if shop else ("",) * 5
        texts = (*of_shop, MODEL, f"OpenPOS {self._desk.parts.version}")
        for fact, text in zip(self._facts.values(), texts, strict=True):
            fact.setText(text)


def page(desk: Desk) -> QWidget:
    """The page `settings`. GUI thread."""
    return SettingsPage(desk)
