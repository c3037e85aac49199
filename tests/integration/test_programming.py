"""Changes of settings are journalled, whoever made them and however."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from openpos import app, settings
from openpos.domain.permission import Person, Role
from openpos.register.programming import tell_settings
from openpos.settings import Settings
from openpos.store.journal import JournalRow
from tests.fixtures.till import Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)


def told(rows: list[JournalRow]) -> list[tuple[str, Any, Any]]:
    facts = [(row.cashier, json.loads(row.payload)) for row in rows if row.kind == "settings_changed"]
    return [(cashier, one["old"], one["new"]) for cashier, one in facts]


def test_each_change_tells_from_what_to_what_and_nothing_else(register: Till) -> None:
    first = Settings(control_unit="exempt", printer_columns=32)
    tell_settings(register.store, first, register.clock)
    tell_settings(register.store, first, register.clock)
    tell_settings(register.store, replace(first, printer_columns=48, z_time="23:30"), register.clock, cashier="Eva")
    assert told(register.journal()) == [
        ("", {"control_unit": "none", "printer_columns": 42}, {"control_unit": "exempt", "printer_columns": 32}),
        ("Eva", {"printer_columns": 32, "z_time": ""}, {"printer_columns": 48, "z_time": "23:30"}),
    ]
    assert not register.findings()


def test_a_register_as_it_comes_tells_nothing(register: Till) -> None:
    for _ in range(2):
        tell_settings(register.store, Settings(), register.clock)
    assert told(register.journal()) == []


def test_a_setting_that_is_gone_or_new_in_this_version_disturbs_nothing(register: Till) -> None:
    with register.store.write() as tx:
        tx.shop.tell_settings({"gone": 1, "theme": "dark"})
    tell_settings(register.store, Settings(language="en"), register.clock)
    assert told(register.journal()) == [("", {"language": "sv", "theme": "dark"}, {"language": "en", "theme": "light"})]


def test_the_window_tells_of_the_shops_logo_and_who_changed_it(tmp_path: Path) -> None:
    app.prepare_demo_shop(tmp_path)
    Image.new("L", (200, 80)).save(tmp_path / "picture.png")
    with app.opened(tmp_path) as register, app._printer(register) as printer:
        parts = app._parts(register, printer)
        parts.change_logo(str(tmp_path / "picture.png"), CHIEF)
        parts.change_logo(str(tmp_path / "picture.png"), CHIEF)
        parts.change_logo("", None)
        with register.store.read() as tx:
            *_, taken, removed = told(list(tx.journal.rows()))
    fingerprint = taken[2]["logo"]
    assert len(fingerprint) == 16
    assert (taken[0], taken[1]["logo"]) == ("Butikschef", "")
    assert removed == ("", {"logo": fingerprint}, {"logo": ""})


def test_the_window_tells_what_is_saved_and_what_was_written_by_hand(tmp_path: Path) -> None:
    app.prepare_demo_shop(tmp_path)
    with app.opened(tmp_path) as register, app._printer(register) as printer:
        parts = app._parts(register, printer)
        parts.start()
        parts.save_settings(replace(parts.settings, blind_count=True), CHIEF)
        parts.save_settings(replace(parts.settings, blind_count=True), None)
    written = settings.load(tmp_path)
    settings.save(tmp_path, replace(written, lock_minutes=5))
    with app.opened(tmp_path) as register, app._printer(register) as printer:
        app._parts(register, printer).start()
        with register.store.read() as tx:
            rows = list(tx.journal.rows())
    (demo, *changes) = told(rows)
    assert demo[2] == {"control_unit": "simulator", "printer": "virtual"}
    assert changes == [
        ("Butikschef", {"blind_count": False}, {"blind_count": True}),
        ("", {"lock_minutes": 0}, {"lock_minutes": 5}),
    ]
