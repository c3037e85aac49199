"""The rows of the settings page that are about the receipt printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.settings.presenter import LONGEST_PATH, PLACES, Chosen, SettingsPresenter, came_out
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form
from openpos.ui.widgets.found import Found
from openpos.ui.widgets.paper import PaperPicture

_KIND_OF = {
    "printer_host": "network",
    "printer_port": "network",
    "printer_usb": "usb",
    "printer_serial_port": "serial",
    "printer_serial_speed": "serial",
    "printer_serial_flow": "serial",
    "printer_windows_name": "windows",
    "printer_path": "file",
}
"""The rows that one kind of printer alone has."""
_REAL = ("printer_profile", "printer_code_page", "printer_cutter", "printer_drawer_pin", "printer_drawer_ms")
"""The rows that every kind but the virtual one has."""
_ANY = ("printer_columns", "printer_swish", "logo", "test")
WORDS = {
    "printer": (N_("Printer"), ""),
    "found": (N_("Found"), ""),
    "printer_host": (N_("Address"), N_("The printer's address in the network, like 192.168.1.50.")),
    "printer_port": (N_("Port"), N_("Most printers use 9100.")),
    "printer_usb": (N_("USB printer"), N_("Maker and product, like 04b8:0e28; taken over from what was found.")),
    "printer_serial_port": (N_("Serial port"), N_("Like /dev/ttyUSB0 or COM3.")),
    "printer_serial_speed": (N_("Speed"), N_("Bits a second, as on the printer's own test page.")),
    "printer_serial_flow": (N_("Handshake"), N_("How the printer says that it is full, as on its own test page.")),
    "printer_windows_name": (N_("Name in Windows"), N_("What the printer is called among Windows' printers.")),
    "printer_path": (
        N_("File or folder"),
        N_("The whole path: each paper is added to a file, or becomes a file of its own in a folder."),
    ),
    "printer_profile": (N_("Model"), N_("Sets what follows; each can be adjusted after the test page.")),
    "printer_columns": (N_("Paper"), N_("Print a test page: the row of digits should fill the paper.")),
    "printer_code_page": (
        N_("Code page"),
        N_("The printer's own number for CP858, on most 19: change it if å, ä, ö or € come out wrong."),
    ),
    "printer_cutter": (N_("Cuts the paper"), ""),
    "printer_drawer_pin": (N_("Drawer's pin"), N_("Change it if the drawer does not open.")),
    "printer_drawer_ms": (N_("Drawer's pulse"), N_("In thousandths of a second; a stiff lock needs more.")),
    "printer_swish": (N_("Swish code"), N_("On the pro forma, so that the customer can pay it with Swish.")),
    "logo": (N_("Logo"), N_("Printed on top of receipts. A PNG or JPEG file, black on white comes out best.")),
    "test": (N_("Test"), ""),
}
CHOICES: dict[str, dict[str, str]] = {
    "printer": {
        "virtual": N_("Virtual"),
        "network": N_("Network"),
        "usb": N_("USB"),
        "serial": N_("Serial"),
        "windows": N_("Windows"),
        "file": N_("File"),
        "none": N_("None"),
    },
    "printer_serial_speed": {speed: speed for speed in ("9600", "19200", "38400", "57600", "115200")},
    "printer_serial_flow": {"rts": N_("Wire (RTS/CTS)"), "xon": N_("Signs (XON/XOFF)"), "none": N_("None")},
    "printer_profile": {
        "epson": N_("Epson TM"),
        "star": N_("Star TSP"),
        "pos5890": N_("58 mm (POS-5890)"),
        "generic": N_("Another make"),
    },
    "printer_columns": {
        "48": N_("80 mm, 48 letters"),
        "42": N_("80 mm, 42 letters"),
        "32": N_("58 mm, 32 letters"),
    },
    "printer_cutter": {"yes": N_("Yes"), "no": N_("No")},
    "printer_swish": {"yes": N_("Yes"), "no": N_("No")},
    "printer_drawer_pin": {"2": N_("Pin 2"), "5": N_("Pin 5")},
}
_NUMBERS = {"printer_port": (1, 65_535), "printer_code_page": (0, 255), "printer_drawer_ms": (20, 510)}
_WHOLE_NUMBERS = ("printer_serial_speed", "printer_columns", "printer_drawer_pin")
_LIMITS = {"printer_host": 253, "printer_port": 5, "printer_usb": 9, "printer_code_page": 3, "printer_drawer_ms": 3}
_TEST_PAGE, _PRINTING = N_("Print a test page"), N_("Printing …")
_TEST_SENT = N_("The test page was sent to the printer.")
_TEST_SPOOLED = N_("The test page was handed to Windows, which prints it.")
_TEST_WRITTEN = N_("The test page was written.")
_LOOK_AGAIN, _LOOKING = N_("Look again"), N_("Looking …")
_NONE_FOUND = N_("None was found. Check that it is switched on and its cable is in.")
_CHOOSE, _REMOVE = N_("Choose a picture"), N_("No logo")
_PICTURES = N_("Pictures (*.png *.jpg *.jpeg)")
_LOGO_PX = 360


class _Logo(QWidget):
    """The logo as it is printed, and the keys that change it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = PaperPicture()
        self.picture.setProperty("role", "content")
        self.take, self.remove = Key("", icon="upload"), Key("", icon="trash-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout()
        self._row.addWidget(self.take, 1)
        self._row.addWidget(self.remove, 1)
        column.addLayout(self._row)
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._row.setSpacing(theme.current().space(8))
        self.picture.fit(theme.current().space(_LOGO_PX))


class PrinterRows:
    """Puts the rows into the page's form, and shows what is chosen in them."""

    def __init__(self, page: QWidget, form: Form, presenter: SettingsPresenter) -> None:
        self._page = page
        self._form = form
        self._presenter = presenter
        self._choices: dict[str, Choice] = {}
        self._fields: dict[str, Field] = {}
        self._found = Found()
        self._logo = _Logo()
        self._test = Key("", icon="printer", shortcut="F7")

    def lay_out(self) -> None:
        """Add the rows at the form's end."""
        for name in WORDS:
            if name == "printer":
                self._add_choice(name, self._presenter.printers)
            elif name in CHOICES:
                self._add_choice(name, tuple(CHOICES[name]))
            elif name == "found":
                self._form.add(name, self._found)
            elif name == "logo":
                self._form.add(name, self._logo)
            elif name == "test":
                self._form.add(name, self._test)
            else:
                field = self._fields[name] = Field(_LIMITS.get(name, LONGEST_PATH))
                field.editingFinished.connect(partial(self._written, name))
                self._form.add(name, field)
        self._found.chosen.connect(self._presenter.take_found)
        self._found.again.connect(self._presenter.look_for_printers)
        self._logo.take.clicked.connect(self._ask_for_picture)
        self._logo.remove.clicked.connect(self._presenter.remove_logo)
        self._test.clicked.connect(self._print_test)

    def say(self) -> None:
        """Put every text up in the person's language."""
        for key, (label, hint) in WORDS.items():
            self._form.say(key, tr(label), tr(hint))
        for name, choice in self._choices.items():
            texts = CHOICES[name]
            choice.say([texts[value] if value.isdigit() and texts[value] == value else tr(texts[value])
                        for value in choice.values], tr(WORDS[name][0]))  # fmt: skip
        self._found.say(tr(_LOOK_AGAIN))
        self._logo.take.set_face(tr(_CHOOSE))
        self._logo.remove.set_face(tr(_REMOVE))

    def show(self, chosen: Chosen) -> None:
        """Show what is chosen."""
        settings = chosen.settings
        for name, choice in self._choices.items():
            value = getattr(settings, name)
            choice.choose(("yes" if value else "no") if isinstance(value, bool) else str(value))
        for name, field in self._fields.items():
            if not field.hasFocus() and chosen.wrong != name:
                field.setText(str(getattr(settings, name)))
        self._show_found(chosen)
        self._show_logo(chosen)
        self._show_test(chosen)
        for name in WORDS:
            self._form.show_error(name, chosen.trouble if chosen.wrong == name else None)
        for name, kind in _KIND_OF.items():
            self._form.show_row(name, visible=settings.printer == kind)
        for name in _REAL:
            self._form.show_row(name, visible=settings.printer not in {"none", "virtual"})
        for name in _ANY:
            self._form.show_row(name, visible=settings.printer != "none")
        self._form.show_row("found", visible=settings.printer in PLACES)

    def _show_found(self, chosen: Chosen) -> None:
        place = PLACES.get(chosen.settings.printer)
        found = chosen.found or ()
        holds = getattr(chosen.settings, place) if place else ""
        names = [(one.value, one.label) for one in found]
        self._found.show_found(names, holds, looking=chosen.looking)
        nothing = tr(_NONE_FOUND) if chosen.found == () else ""
        words = tr(_LOOKING) if chosen.looking else nothing
        self._form.say("found", tr(WORDS["found"][0]), words)

    def _show_logo(self, chosen: Chosen) -> None:
        logo = chosen.logo
        self._logo.picture.setVisible(logo is not None)
        self._logo.remove.setVisible(logo is not None)
        self._logo.take.setEnabled(not chosen.taking_logo)
        self._logo.remove.setEnabled(not chosen.taking_logo)
        if logo is not None:
            self._logo.picture.show_png(logo.png, tr(WORDS["logo"][0]))

    def _show_test(self, chosen: Chosen) -> None:
        self._test.setEnabled(not chosen.testing)
        self._test.set_face(tr(_PRINTING if chosen.testing else _TEST_PAGE))
        job = chosen.tested
        if job is None:
            words = ""
        elif came_out(job):
            words = tr({"windows": _TEST_SPOOLED, "file": _TEST_WRITTEN}.get(chosen.settings.printer, _TEST_SENT))
        else:
            words = f"{tr(job.title)} {tr(job.advice)}".strip()
        self._form.say("test", tr(WORDS["test"][0]), words)

    def _add_choice(self, name: str, values: tuple[str, ...]) -> None:
        choice = self._choices[name] = Choice(values)
        choice.chosen.connect(partial(self._choose, name))
        self._form.add(name, choice)

    def _choose(self, name: str, value: str) -> None:
        if name in _WHOLE_NUMBERS:
            self._presenter.choose(name, int(value))
        elif name in {"printer_cutter", "printer_swish"}:
            self._presenter.choose(name, value == "yes")
        else:
            self._presenter.choose(name, value)

    def _written(self, name: str) -> None:
        text = self._fields[name].text()
        if name in _NUMBERS:
            self._presenter.write_number(name, text, *_NUMBERS[name])
        elif name == "printer_host":
            self._presenter.write_host(text)
        else:
            self._presenter.write_text(name, text)

    def _print_test(self) -> None:
        for name, field in self._fields.items():
            if field.hasFocus():  # touching a key leaves it there, and what was written in it would not count yet
                self._written(name)
        self._presenter.print_test()

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self._page, tr(_CHOOSE), "", tr(_PICTURES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._presenter.take_logo)
        dialog.open()
