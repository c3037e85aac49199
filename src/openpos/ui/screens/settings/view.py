"""What a person may choose for this register, and what it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.errors import N_, NotDone, OpenPosError
from openpos.domain.shop import MODEL
from openpos.printing.paper import Paper
from openpos.printing.queue import PrintQueue
from openpos.settings import LONGEST_LOCK_MINUTES
from openpos.ui import theme
from openpos.ui.background import Result
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import Page, margins
from openpos.ui.screens.report_picture import Picture, picture_of_paper
from openpos.ui.screens.settings.mail import MailChosen, MailSettings
from openpos.ui.screens.settings.mail_rows import MailRows
from openpos.ui.screens.settings.presenter import Chosen, SettingsPresenter
from openpos.ui.screens.settings.printer_rows import PrinterRows
from openpos.ui.screens.settings.unit import UnitChosen, UnitSettings
from openpos.ui.screens.settings.unit_rows import UnitRows
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text

_TITLE, _HISTORY = N_("Settings"), N_("History")
_DETAILS, _SHOP = N_("The shop's details"), N_("The shop")
_LARGE_LETTERS = 150
_LOOK, _PRINTER, _UNIT, _ABOUT = N_("Language and look"), N_("Receipt printer"), N_("Control unit"), N_("This register")
WORDS = {
    "language": (N_("Language"), N_("The screen's language. The receipts' own stands among the shop's details.")),
    "theme": (N_("Colours"), ""),
    "hand": (N_("Keys at the"), N_("The side on which the number pad and the payment keys stand.")),
    "text_percent": (N_("Size of text"), ""),
    "screen_percent": (N_("Size of keys"), N_("Enlarge them on a small screen with many dots.")),
    "screen_keyboard": (N_("Keyboard on the screen"), N_("For a register that has no other keyboard.")),
    "blind_count": (
        N_("Count the drawer blind"), N_("The cashier is told what the drawer should hold by the Z report only.")
    ),
    "z_time": (N_("Close the day at"), N_("A time like 23:30: a shift that nobody closed is closed then, uncounted.")),
    "lock_minutes": (N_("Lock after minutes"), N_("Nobody touched the screen for so long: PIN again; 0 for never.")),
}  # fmt: skip
CHOICES: dict[str, dict[str, str]] = {
    "theme": {"light": N_("Light"), "dark": N_("Dark"), "high-contrast": N_("High contrast")},
    "hand": {"left": N_("Left hand"), "right": N_("Right hand")},
    "screen_keyboard": {"touched": N_("When a field is touched"), "never": N_("Never")},
    "blind_count": {"True": N_("Yes"), "False": N_("No")},
}
_FACTS = (
    N_("Company"),
    N_("Organisation number"),
    N_("Address"),
    N_("Register"),
    N_("Manufacturing number"),
    N_("Model"),
    N_("Program version"),
)
_HEADINGS = {
    "look": _LOOK,
    "paper": _PRINTER,
    "mail": N_("Receipts by e-mail"),
    "customer": N_("The customer"),
    "day": N_("The day"),
    "unit": _UNIT,
    "about": _ABOUT,
}
LANGUAGES = {"sv": "Svenska", "en": "English"}
_PERCENTS = {"text_percent": (100, 125, 150, 200), "screen_percent": (100, 110, 125, 150)}


class SettingsPage(Page):
    """`settings`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("checkout" if desk.person() else "login"))
        self._desk = desk
        self._presenter = SettingsPresenter(
            self._show,
            current=desk.settings,
            change=desk.change_settings,
            shop=desk.parts.shop,
            demo=bool(desk.parts.demo_pins),
            windows=sys.platform == "win32",
            print_run=desk.printing.run,
            test_run=self._after_saving,
            print_test_page=lambda: self._queue().print_test_page(),
            attached=desk.parts.attached,
            logo=self._draw_logo,
            take_logo=lambda source: desk.parts.change_logo(source, desk.person()),
            remove_logo=lambda: desk.parts.change_logo("", desk.person()),
            tested=lambda: desk.changes.announce(Changed.PRINT_JOBS | Changed.DEVICES),
        )
        self._chosen = Chosen(desk.settings())
        self._details = Key("", icon="store", shortcut="F5")
        self._details.clicked.connect(lambda: desk.go("shop_details"))
        self.header.add(self._details)
        self._history = Key("", icon="list", shortcut="F6")
        self._history.clicked.connect(lambda: desk.go("history"))
        self.header.add(self._history)
        self._form = Form()
        self._choices: dict[str, Choice] = {}
        self._fields = {"z_time": Field(5), "lock_minutes": Field(3)}
        self._printer = PrinterRows(self, self._form, self._presenter)
        self._mail_settings = MailSettings(
            self._show_mail,
            current=desk.settings,
            change=desk.change_settings,
            run=desk.register.run,
            keep_password=desk.parts.keep_mail_password,
        )
        self._mail = MailRows(self._form, self._mail_settings)
        self._unit_settings = UnitSettings(
            self._show_unit,
            current=desk.settings,
            change=desk.change_settings,
            demo=bool(desk.parts.demo_pins),
            run=desk.register.run,
            ports=lambda: desk.parts.attached("serial"),
            ask=desk.parts.unit_status,
            asked=lambda: desk.changes.announce(Changed.DEVICES),
        )
        self._unit = UnitRows(self._form, self._unit_settings)
        self._facts = {text: Text("", wrap=True) for text in _FACTS}
        self._lay_out()
        self._changes = desk.changes.subscribe(
            Changed.SETTINGS, lambda _flags: self._presenter.refresh(), visible=False
        )
        self.say()
        self.space()

    def on_shown(self) -> None:
        self._presenter.refresh()
        self._presenter.look_at_logo()
        self._presenter.look_for_printers()
        self._unit_settings.look()
        self._changes.shown()

    def on_hidden(self) -> None:
        self._changes.hidden()

    def say(self) -> None:
        super().say()
        self._say_details()
        self._history.set_face(tr(_HISTORY))
        for key, text in _HEADINGS.items():
            self._form.say(key, tr(text))
        for key, (label, hint) in WORDS.items():
            self._form.say(key, tr(label), tr(hint))
        self._printer.say()
        self._mail.say()
        self._unit.say()
        for name, choice in self._choices.items():
            values = choice.values
            if name == "language":
                texts = [LANGUAGES[value] for value in values]
            elif name in _PERCENTS:
                texts = [f"{value}\N{NO-BREAK SPACE}%" for value in values]
            else:
                texts = [tr(CHOICES[name][value]) for value in values]
            choice.say(texts, tr(WORDS[name][0]))
        for text in _FACTS:
            self._form.say(text, tr(text))
        self._show(self._chosen)

    def _say_details(self) -> None:
        # In the largest letters the page's own title needs the room.
        self._details.set_face(tr(_SHOP if theme.current().text_percent > _LARGE_LETTERS else _DETAILS))

    def space(self) -> None:
        self._say_details()
        self._column.setContentsMargins(*margins(24))
        self._column.setSpacing(theme.current().space(24))
        for fact in self._facts.values():
            fact.setMinimumHeight(theme.current().touch_px)

    def _lay_out(self) -> None:
        form = self._form
        form.add_heading("look")
        self._add_choice("language", tuple(LANGUAGES))
        for name in ("theme", "hand"):
            self._add_choice(name, tuple(CHOICES[name]))
        for name, percents in _PERCENTS.items():
            self._add_choice(name, tuple(map(str, percents)))
        self._add_choice("screen_keyboard", tuple(CHOICES["screen_keyboard"]))
        form.add_heading("paper")
        self._printer.lay_out()
        form.add_heading("mail")
        self._mail.lay_out_mail()
        form.add_heading("customer")
        self._mail.lay_out_display()
        form.add_heading("day")
        self._add_choice("blind_count", tuple(CHOICES["blind_count"]))
        for name, field in self._fields.items():
            field.editingFinished.connect(partial(self._written, name))
            form.add(name, field)
        form.add_heading("unit")
        self._unit.lay_out()
        form.add_heading("about")
        for name, fact in self._facts.items():
            form.add(name, fact)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(form)
        self._column.addStretch()
        area = scrolling(content)
        glide(area)
        self.fill(area)

    def _add_choice(self, name: str, values: tuple[str, ...]) -> None:
        choice = self._choices[name] = Choice(values)
        choice.chosen.connect(partial(self._choose, name))
        self._form.add(name, choice)

    def _written(self, name: str) -> None:
        text = self._fields[name].text()
        if name == "lock_minutes":
            self._presenter.write_number(name, text, 0, LONGEST_LOCK_MINUTES)
        else:
            self._presenter.write_text(name, text)

    def _choose(self, name: str, value: str) -> None:
        if name == "blind_count":
            self._presenter.choose(name, value == str(True))
        else:
            self._presenter.choose(name, int(value) if name in _PERCENTS else value)

    def _after_saving(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[OpenPosError], None],
    ) -> None:
        """Do it on the printing lane once the register lane has saved what was chosen, and plugged the printer in."""
        self._desk.register.run(lambda: None, lambda _: self._desk.printing.run(work, done, failed), failed)

    def _queue(self) -> PrintQueue:
        queue = self._desk.parts.print_queue
        if queue is None:
            raise NotDone("This register has no printer.", "Choose one above.")
        return queue

    def _draw_logo(self) -> Picture | None:
        columns = self._desk.settings().printer_columns
        logo = self._desk.parts.logo(columns)
        return None if logo is None else picture_of_paper(Paper((logo,)), columns)

    def _show(self, chosen: Chosen) -> None:
        self._chosen = chosen
        settings = chosen.settings
        for name, choice in self._choices.items():
            choice.choose(str(getattr(settings, name)))
        for name, field in self._fields.items():
            if not field.hasFocus() and chosen.wrong != name:
                field.setText(str(getattr(settings, name)))
        self._printer.show(chosen)
        for name in WORDS:
            self._form.show_error(name, chosen.trouble if chosen.wrong == name else None)
        self._show_facts(chosen)
        self._mail_settings.refresh()
        self._unit_settings.refresh()

    def _show_mail(self, shown: MailChosen) -> None:
        self._mail.show(shown)

    def _show_unit(self, shown: UnitChosen) -> None:
        self._unit.show(shown)

    def _show_facts(self, chosen: Chosen) -> None:
        shop = chosen.shop
        of_shop = (shop.name, shop.organisation_number, shop.address, shop.register, shop.serial) if shop else ("",) * 5
        texts = (*of_shop, MODEL, f"OpenPOS {self._desk.parts.version}")
        for fact, text in zip(self._facts.values(), texts, strict=True):
            fact.setText(text)


def page(desk: Desk) -> QWidget:
    """The page `settings`. GUI thread."""
    return SettingsPage(desk)
