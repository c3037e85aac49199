"""Decides whether a new register's details can be taken, and takes them once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from openpos.domain.article import plain_text
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.domain.shop import Shop, designation, organisation_number
from openpos.register.setup import new_shop
from openpos.settings import Settings
from openpos.ui.screens.asked import Run
from openpos.ui.screens.settings.unit import LONGEST_PORT

FIELDS = ("name", "number", "address", "register", "manager", "pin", "pin_again", "unit", "port", "exempt")
"""In the order in which a person fills them in."""
UNITS = ("cleancash", "exempt")
"""The control units that a new shop can choose."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a person has written, as written."""

    name: str = ""
    number: str = ""
    address: str = ""
    register: str = ""
    manager: str = ""
    pin: str = ""
    pin_again: str = ""
    unit: str = ""
    """The control unit: one of UNITS, nothing before one was chosen."""
    port: str = ""
    """The serial port it is on; it may be chosen later."""
    exempt: bool = False
    """Whether the sentence that the shop needs no control unit is confirmed."""


@dataclass(frozen=True, slots=True)
class SettingUp:
    """What the page shows besides what is written."""

    language: str = "sv"
    wrong: Mapping[str, OpenPosError] = field(default_factory=dict)
    """What is wrong with which of FIELDS."""
    busy: bool = False
    trouble: OpenPosError | None = None


class SetupPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[SettingUp], None],
        *,
        run: Run,
        settings: Callable[[], Settings],
        change_settings: Callable[[Settings], None],
        set_up: Callable[[Shop, str, str], Person],
        ready: Callable[[], None],
    ) -> None:
        """`change_settings` puts settings up at once and has them saved; `set_up` (shop, manager's name, PIN) blocks;
        `ready` is called when the register can be used.
        """
        self._show = show
        self._run = run
        self._settings = settings
        self._change_settings = change_settings
        self._set_up = set_up
        self._ready = ready
        self._now = SettingUp(settings().language)

    def speak(self, language: str) -> None:
        """Another language, at once."""
        self._change_settings(replace(self._settings(), language=language))
        self._put(replace(self._now, language=language))

    def check(self, name: str, written: Written) -> None:
        """A field was left: say at once what is wrong with it, unless nothing was written."""
        wrong = dict(self._now.wrong)
        wrong.pop(name, None)
        found = troubles_of(written).get(name)
        if found is not None and getattr(written, name):
            wrong[name] = found
        self._put(replace(self._now, wrong=wrong))

    def finish(self, written: Written) -> None:
        """Take the details, or say what is wrong with them."""
        if self._now.busy:
            return
        wrong = troubles_of(written)
        if wrong:
            self._put(replace(self._now, wrong=wrong, trouble=None))
            return
        language = self._now.language
        shop = new_shop(written.name, written.number, written.address, written.register, language=language)
        manager = plain_text(written.manager)
        self._put(replace(self._now, wrong={}, busy=True, trouble=None))
        port = plain_text(written.port, LONGEST_PORT) if written.unit == "cleancash" else ""
        chosen = replace(self._settings(), language=language, control_unit=written.unit, control_unit_port=port)
        self._change_settings(chosen)
        self._run(lambda: self._set_up(shop, manager, written.pin), self._done, self._failed)

    def _done(self, _manager: Person) -> None:
        self._put(SettingUp(self._now.language))
        self._ready()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._now, busy=False, trouble=error))

    def _put(self, now: SettingUp) -> None:
        self._now = now
        self._show(now)


def troubles_of(written: Written) -> dict[str, OpenPosError]:
    """What is wrong with which field, in the order of FIELDS."""
    wrong: dict[str, OpenPosError] = {}
    for name in ("name", "number", "address", "register", "manager"):
        if not plain_text(getattr(written, name)):
            wrong[name] = Refused("This is missing.", "Fill it in.")
    for name, checked in (("number", organisation_number), ("register", designation)):
        try:
            checked(getattr(written, name))
        except Refused as trouble:
            wrong.setdefault(name, trouble)
    if not re.fullmatch("[0-9]{4,10}", written.pin, re.ASCII):
        wrong["pin"] = Refused("A PIN has 4 to 10 digits.", "Choose another PIN.")
    elif written.pin != written.pin_again:
        wrong["pin_again"] = Refused("The two PINs are not the same.", "Write the same PIN twice.")
    if written.unit not in UNITS:
        wrong["unit"] = Refused("This is missing.", "Choose one.")
    if written.unit == "exempt" and not written.exempt:
        wrong["exempt"] = Refused(
            "This is not confirmed.", "Without a control unit a shop may sell only if it is exempt."
        )
    return {name: wrong[name] for name in FIELDS if name in wrong}
