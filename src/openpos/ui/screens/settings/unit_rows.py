"""The rows of the settings page that are about the control unit."""

from __future__ import annotations

from openpos.domain.errors import N_, NotDone
from openpos.domain.receipt import UnitState
from openpos.ui.i18n import tr
from openpos.ui.screens.settings.unit import LONGEST_PORT, UnitChosen, UnitSettings
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field, Form, Tick
from openpos.ui.widgets.found import Found

WORDS = {
    "control_unit": (N_("Control unit"), ""),
    "exempt": ("", ""),
    "unit_found": (N_("Found"), ""),
    "control_unit_port": (N_("Serial port"), N_("Like /dev/ttyUSB0 or COM3.")),
    "unit_test": (N_("Test"), ""),
}
_OF_CABLE = ("unit_found", "control_unit_port")
"""The rows that a unit on a cable alone has."""
UNITS = {
    "none": N_("None chosen"),
    "simulator": N_("Simulator"),
    "cleancash": N_("CleanCash"),
    "exempt": N_("Exempt"),
}
_MEANS = {
    "none": N_("Nothing can be sold until one is chosen."),
    "simulator": N_("A simulated control unit, to try things out with. Its codes mean nothing to the Tax Agency."),
    "cleancash": N_("CleanCash Type A, on a serial port or with a USB cable that makes one."),
    "exempt": N_("This shop sells without a control unit: the rules or a decision by the Tax Agency exempt it."),
}
EXEMPT = N_(
    "I confirm that this shop needs no control unit: the rules for cash registers do not apply to it, or the Swedish "
    "Tax Agency has decided so."
)
_ASK, _ASKING = N_("Ask the control unit"), N_("Asking …")
_READY = N_("The control unit answers, and is ready.")
_LOOK_AGAIN, _LOOKING = N_("Look again"), N_("Looking …")
_NONE_FOUND = N_("None was found. Check that it is switched on and its cable is in.")


class UnitRows:
    """Puts the rows into the page's form, and shows what is chosen in them."""

    def __init__(self, form: Form, settings: UnitSettings) -> None:
        self._form = form
        self._settings = settings
        self._units = Choice(settings.control_units)
        self._exempt = Tick()
        self._found = Found("shield-check")
        self._port = Field(LONGEST_PORT)
        self._ask = Key("", icon="refresh-cw")

    def lay_out(self) -> None:
        """Add the rows at the form's end."""
        controls = (self._units, self._exempt, self._found, self._port, self._ask)
        for name, control in zip(WORDS, controls, strict=True):
            self._form.add(name, control)
        self._units.chosen.connect(self._settings.choose)
        self._exempt.clicked.connect(lambda on: self._settings.confirm_exempt(confirmed=on))
        self._found.chosen.connect(self._settings.write_port)
        self._found.again.connect(self._settings.look)
        self._port.editingFinished.connect(self._written)
        self._ask.clicked.connect(self._put_question)

    def say(self) -> None:
        """Put every text up in the person's language."""
        for name, (label, hint) in WORDS.items():
            self._form.say(name, tr(label), tr(hint))
        self._units.say([tr(UNITS[unit]) for unit in self._units.values], tr(WORDS["control_unit"][0]))
        self._exempt.say(tr(EXEMPT))
        self._found.say(tr(_LOOK_AGAIN))

    def show(self, chosen: UnitChosen) -> None:
        """Show what is chosen, and what is wrong."""
        unit = "exempt" if chosen.asking_exempt else chosen.settings.control_unit
        self._units.choose(unit)
        self._form.say("control_unit", tr(WORDS["control_unit"][0]), tr(_MEANS[unit]))
        self._form.show_row("exempt", visible=chosen.asking_exempt)
        self._exempt.set_checked(checked=False)
        if not self._port.hasFocus():
            self._port.setText(chosen.settings.control_unit_port)
        for name in WORDS:
            self._form.show_error(name, chosen.trouble if chosen.wrong == name else None)
        self._show_found(chosen)
        self._show_answer(chosen)
        for name in _OF_CABLE:
            self._form.show_row(name, visible=unit == "cleancash")
        self._form.show_row("unit_test", visible=unit in {"cleancash", "simulator"})

    def _show_found(self, chosen: UnitChosen) -> None:
        names = [(one.value, one.label) for one in chosen.found or ()]
        self._found.show_found(names, chosen.settings.control_unit_port, looking=chosen.looking)
        nothing = tr(_NONE_FOUND) if chosen.found == () else ""
        self._form.say("unit_found", tr(WORDS["unit_found"][0]), tr(_LOOKING) if chosen.looking else nothing)

    def _show_answer(self, chosen: UnitChosen) -> None:
        self._ask.setEnabled(not chosen.asking)
        self._ask.set_face(tr(_ASKING if chosen.asking else _ASK))
        answer = chosen.answer
        words = f"{tr(answer.title)} {tr(answer.advice)}" if answer and answer.title else tr(_READY) if answer else ""
        self._form.say("unit_test", tr(WORDS["unit_test"][0]), words)
        if answer and answer.state is UnitState.STOPPED:
            self._form.show_error("unit_test", NotDone(answer.title, answer.advice))

    def _written(self) -> None:
        self._settings.write_port(self._port.text())

    def _put_question(self) -> None:
        if self._port.hasFocus():  # touching a key leaves it there, and what was written in it would not count yet
            self._written()
        self._settings.ask()
