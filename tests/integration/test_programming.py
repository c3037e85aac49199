"""Changes of settings are journalled, whoever made them and however."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from openpos import app, settings
from openpos.domain.money import Money
from openpos.domain.payment import Method, MethodKind, PaymentMethod
from openpos.domain.permission import Person, Role
from openpos.register.article_told import changes_told
from openpos.register.programming import Area, History, tell_settings
from openpos.register.setup import enter_shop
from openpos.settings import Settings
from openpos.store.journal import PROGRAMMING, JournalRow
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


class TestTheHistory:
    """Who changed what, and when, newest first."""

    @pytest.fixture
    def history(self, register: Till) -> History:
        tell_settings(register.store, Settings(), register.clock)
        register.clock.moment = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st in Sweden
        tell_settings(register.store, Settings(theme="dark"), register.clock, cashier="Åsa Öberg")
        chief = register.staff.named("Butikschef")
        register.clock.moment = datetime(2026, 12, 1, 8, tzinfo=UTC)
        added = register.staff.add("Kim", Role.CASHIER, "4711", chief)
        register.staff.change(replace(added, role=Role.MANAGER), chief)
        methods = register.payment_methods
        (card,) = [one for one in methods.every() if one.method.id == "card"]
        methods.save(replace(card, account="1580"), chief)
        methods.save(replace(card, account="1686"), chief)
        centre = methods.save_cost_centre("Torget", "200", chief)
        methods.belong_to(centre.id, chief)
        return History(register.store)

    def test_old_and_new_are_told_whether_a_row_has_both_or_not(self, history: History) -> None:
        found = history.newest(None, "", None, 20)
        told = [(one.kind.value, one.about, [(edit.name, edit.old, edit.new) for edit in one.edits]) for one in found]
        assert told[0][2] == [("register_belongs_to", None, 1)]
        assert told[1][:2] == ("cost_centre_changed", "Torget")
        assert told[2] == ("payment_method_changed", "card", [("account", "1580", "1686")])
        assert ("account", None, "1580") in told[3][2], "nothing was told of it before"
        assert told[4] == ("staff_changed", "Kim", [("role_id", "cashier", "manager")])
        assert told[6] == ("settings_changed", "", [("theme", "light", "dark")])
        assert [one.seq for one in found] == sorted((one.seq for one in found), reverse=True)

    def test_what_is_as_everywhere_again_is_told(self, history: History, register: Till) -> None:
        chief, methods = register.staff.named("Butikschef"), register.payment_methods
        check = methods.save(PaymentMethod(Method("", MethodKind.OTHER, "Check"), account="1680"), chief)
        there = methods.save(check.changed_in(1, replace(check, account="1681")), chief)
        methods.save(there.changed_in(1, check), chief)
        differed = [{"cost_centre": 1, "account": "1681"}]
        edits = [
            [(one.name, one.old, one.new) for one in row.edits] for row in history.newest(Area.PAYMENT, "", None, 2)
        ]
        assert edits == [[("deviations", differed, None)], [("deviations", None, differed)]]

    @pytest.mark.parametrize(
        ("area", "sought", "count"),
        [
            (None, "", 9),
            (Area.REGISTER, "", 2),
            (Area.STAFF, "", 2),
            (Area.PAYMENT, "", 4),
            (Area.ARTICLES, "", 1),
            (None, "åsa", 1),
            (None, "ÖBERG å", 1),
            (None, "nobody", 0),
            (None, "2026", 9),
            (None, "2026-11", 3),
            (None, "2026-11-21", 1),
            (None, "2026-11-20", 2),
            (None, "2026-12", 6),
            (None, "2026-12-01 butik", 6),
            (None, "2026-13", 0),
            (None, "2026-1-1", 0),
            (None, "9999", 0),
        ],
    )
    def test_changes_are_found_by_area_person_and_day(
        self, history: History, area: Area | None, sought: str, count: int
    ) -> None:
        assert len(history.newest(area, sought, None, 20)) == count

    def test_pages_follow_each_other(self, history: History) -> None:
        whole = history.newest(None, "", None, 20)
        first = history.newest(None, "", None, 3)
        assert [*first, *history.newest(None, "", first[-1].seq, 20)] == whole

    def test_articles_and_the_shop_tell_what_they_were(self, register: Till) -> None:
        history = History(register.store)
        with register.store.read() as tx:
            shop = tx.shop.current()
        enter_shop(register.store, replace(shop, address="Torget 1"), register.clock)
        enter_shop(register.store, replace(shop, address="Torget 2"), register.clock)
        egg = register.catalogue.search("Ägg")[0]
        with register.store.write() as tx:
            for kind, facts in changes_told(egg, replace(egg, price=Money(99_00), name="Egg")):
                tx.journal.add(kind, facts, at=register.clock(), cashier="Eva")
        named, priced, moved = history.newest(None, "", None, 3)
        assert (named.about, [(one.name, one.new) for one in named.edits]) == (egg.number, [("name", "Egg")])
        assert (priced.about, priced.person, priced.edits[0].new) == (egg.number, "Eva", 99_00)
        assert [(one.name, one.old, one.new) for one in moved.edits] == [("address", "Torget 1", "Torget 2")]

    def test_it_is_read_by_its_index(self, register: Till) -> None:
        with sqlite3.connect(register.path) as file:
            (made,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = 'journal_programming'").fetchone()
            assert all(f"'{kind.value}'" in made for kind in PROGRAMMING)
            kinds = ", ".join(f"'{kind.value}'" for kind in PROGRAMMING)
            plan = "EXPLAIN QUERY PLAN SELECT * FROM journal WHERE kind IN ({}) AND kind IN (?) AND seq < ? "
            asked = plan.format(kinds) + "ORDER BY seq DESC LIMIT 50"
            assert "journal_programming" in str(file.execute(asked, ("role_changed", 10)).fetchall())
