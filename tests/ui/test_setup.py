"""The first start of a real register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Refused
from openpos.domain.permission import Person, Role
from openpos.domain.shop import Shop
from openpos.settings import Settings
from openpos.ui.screens.setup.presenter import FIELDS, SettingUp, SetupPresenter, Written, troubles_of
from openpos.ui.screens.setup.view import page
from tests.fixtures.desk import SlowLane, workplace
from tests.fixtures.till import Till

GOOD = Written(
    name="Söders Lanthandel",
    number="5567037485",
    address="Götgatan 31, Stockholm",
    register="K1",
    manager="Anna Öberg",
    pin="4711",
    pin_again="4711",
    unit="exempt",
    exempt=True,
)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Till]:
    """A register nobody has set up."""
    directory = tmp_path / "new"
    directory.mkdir()
    till = Till(directory)
    yield till
    till.close()


class Screen:
    """A presenter with what it showed and did."""

    def __init__(self) -> None:
        self.shown: list[SettingUp] = []
        self.settings = [Settings()]
        self.entered: list[tuple[Shop, str, str]] = []
        self.ready = 0
        self.lane = SlowLane()
        self.presenter = SetupPresenter(
            self.shown.append,
            run=self.lane.run,
            settings=lambda: self.settings[-1],
            change_settings=self.settings.append,
            set_up=self._set_up,
            ready=self._ready,
        )

    def _set_up(self, shop: Shop, manager: str, pin: str) -> Person:
        self.entered.append((shop, manager, pin))
        return Person(1, manager, Role.MANAGER)

    def _ready(self) -> None:
        self.ready += 1


def test_good_details_are_taken_once() -> None:
    screen = Screen()
    screen.presenter.finish(GOOD)
    screen.presenter.finish(GOOD)
    screen.lane.go_on()
    ((shop, manager, pin),) = screen.entered
    assert (shop.organisation_number, manager, pin) == ("556703-7485", "Anna Öberg", "4711")
    assert screen.settings[-1].control_unit == "exempt"
    assert screen.ready == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", " \t"),
        ("number", ""),
        ("number", "556703-7486"),
        ("number", "55670374851"),
        ("address", "\u200b"),
        ("register", ""),
        ("register", "Kassa 1"),
        ("register", "KÄLLARE"),
        ("register", "K" * 17),
        ("manager", "\x00"),
        ("pin", "123"),
        ("pin", "12345678901"),
        ("pin", "abcd"),
        ("pin", "４７１１"),
        ("pin_again", "4712"),
        ("unit", ""),
        ("exempt", False),
    ],
)
def test_what_is_wrong_is_told_at_its_field(name: str, value: str | bool) -> None:
    screen = Screen()
    written = Written(**{**asdict(GOOD), name: value})
    screen.presenter.finish(written)
    assert set(screen.shown[-1].wrong) == {name}
    assert len(screen.lane) == 0
    assert screen.settings == [Settings()]


def test_an_empty_form_names_every_field_but_the_second_pin_in_order() -> None:
    assert tuple(troubles_of(Written())) == (*FIELDS[:6], "unit")


def test_a_shop_with_a_control_unit_chooses_its_port_now_or_later() -> None:
    for port in ("/dev/ttyUSB0", ""):
        screen = Screen()
        screen.presenter.finish(replace(GOOD, unit="cleancash", port=port, exempt=False))
        assert screen.settings[-1].control_unit == "cleancash"
        assert screen.settings[-1].control_unit_port == port
        assert len(screen.lane) == 1


def test_a_field_that_was_left_empty_is_not_scolded_before_the_end() -> None:
    screen = Screen()
    screen.presenter.check("number", Written())
    assert screen.shown[-1].wrong == {}
    screen.presenter.check("number", Written(number="12"))
    assert isinstance(screen.shown[-1].wrong["number"], Refused)
    screen.presenter.check("number", GOOD)
    assert screen.shown[-1].wrong == {}


def test_a_new_register_is_set_up(qtbot: QtBot, new: Till) -> None:
    with workplace(new, printer=False) as place:
        shown = page(place.desk)
        qtbot.addWidget(shown)
        shown.resize(1024, 700)
        shown.show()
        shown.on_shown()  # type: ignore[attr-defined]
        shown._language._keys["sv"].click()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: shown.accessibleName() == "Kom igång med kassan")
        shown._ready.click()  # type: ignore[attr-defined]
        assert "saknas" in shown._form.error("name")  # type: ignore[attr-defined]
        for name, field in shown._fields.items():  # type: ignore[attr-defined]
            field.setText(getattr(GOOD, name))
        assert not shown._exempt.isVisible()  # type: ignore[attr-defined]
        shown._unit._keys["exempt"].click()  # type: ignore[attr-defined]
        shown._exempt._box.click()  # type: ignore[attr-defined]
        shown._ready.click()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: place.went == ["login"])
        assert [person.name for person in new.staff.people()] == ["Anna Öberg"]
        assert place.settings.control_unit == "exempt"
        assert shown._fields["pin"].text() == "", "no PIN stays on a screen"  # type: ignore[attr-defined]
