"""The scripted cashier's acts beside selling: returns, copies, the drawer, discounts."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from openpos.domain.errors import Refused
from tests.fixtures.till import NewTill, Till
from tests.integration.test_replay import CASH, EGGS, OPEN, make_demo, play, sale, script

YOGHURT = {"barcode": "7300156482709", "quantity": "3"}
DISCOUNTED = sale(
    {**YOGHURT, "discount": {"percent": "10", "reason": "Kort datum"}},
    {"text": "Presentpapper", "price": "25.00", "vat": "standard", "group": "Övrigt"},
    discount={"amount": "5", "reason": "Stamkund"},
)
DAY = script(
    OPEN,
    DISCOUNTED,
    {"do": "return", "receipt": 1, "lines": [{"line": 1, "quantity": "1"}]},
    {
        "do": "return",
        "receipt": 1,
        "lines": [{"line": 1, "quantity": "1"}],
        "tenders": [{"method": "card", "amount": "5.00"}, {"method": "cash", "amount": "6.00"}],
    },
    {"do": "copy", "receipt": 1},
    {"do": "return", "receipt": 1, "lines": [{"line": 1}]},
    {"do": "return", "receipt": 1},
    {"do": "open_drawer"},
    {"do": "open_drawer", "reason": "Växla"},
    {"do": "cash_in", "amount": "200", "reason": "Växel"},
    {"do": "cash_out", "amount": "500", "reason": "Till banken"},
    {"do": "float", "amount": "-100", "reason": "Sänkt"},
    {"do": "close_shift", "counted": "600.00"},
)


@pytest.fixture
def demo(new_till: NewTill) -> Iterator[Till]:
    """A demo shop before its day."""
    with new_till() as till:
        yield make_demo(till)


def test_a_day_of_every_act_is_played_once(demo: Till) -> None:
    answers = play(demo, DAY)
    assert play(demo, DAY) == answers, "answered from disk"
    totals = [answer["total_ore"] for answer in answers if answer["do"] in {"sale", "return"}]
    assert sum(totals) == 0
    assert totals[0] == 3870 - 387 + 2500 - 500
    assert [answer["do"] for answer in answers][2:5] == ["return", "return", "copy"]
    assert answers[-1]["receipts"] == 1
    with demo.store.read() as tx:
        report = tx.shifts.z_report()
    assert report is not None
    assert (report.returns.count, report.copies.count, report.drawer_openings) == (4, 1, 2)
    assert not demo.findings()


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ({"do": "return", "receipt": "1"}, "“receipt” is missing or not a number"),
        ({"do": "return", "receipt": 17}, "There is no receipt 17"),
        ({"do": "return", "receipt": 1, "lines": [{"line": 3}]}, "The receipt has no line 3"),
        ({"do": "return", "receipt": 1, "lines": [{"line": 1, "quantity": "4"}]}, "Only 3 of"),
        (
            {"do": "return", "receipt": 1, "tenders": [{"method": "cash", "amount": "500"}]},
            "is more than the 55,00 to pay back",
        ),
        ({"do": "copy"}, "“receipt” is missing or not a number"),
        ({"do": "cash_out", "amount": "9000", "reason": "x"}, "can't be taken out"),
        ({"do": "cash_in", "amount": "100", "reason": " "}, "The reason is missing"),
        (sale(EGGS, discount={"percent": "101", "reason": "x"}), "at most 100 %"),
        (sale(EGGS, discount={"percent": "10"}), "“reason” is missing"),
        (sale({**EGGS, "discount": {"amount": "900", "reason": "x"}}), "more than the line costs"),
    ],
)
def test_what_can_not_be_leaves_nothing_behind(demo: Till, act: dict[str, Any], sentence: str) -> None:
    begun = script(OPEN, DISCOUNTED)
    play(demo, begun)
    with pytest.raises(Refused, match=sentence):
        play(demo, [*begun, *script(act)])
    assert demo.checkout.open_sale() is None
    assert len(demo.receipts()) == 1
    assert not demo.findings()


def test_a_discount_kept_before_a_kill_is_not_given_twice(demo: Till) -> None:
    begun = script(OPEN, sale({**EGGS, "discount": {"percent": "10", "reason": "x"}}, tenders=CASH))
    play(demo, begun)
    assert play(demo, begun)[1]["total_ore"] == 8091


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        ("UPDATE receipt_copies SET number = 5", "copy 5"),
        ("UPDATE receipt_copies SET cashier = 'x'", "copy 1"),
        ("DELETE FROM receipt_copies", "copies"),
        ("UPDATE series SET last = 7 WHERE name = 'receipt_copies'", "copies"),
        ("UPDATE drawer_acts SET reason = 'x' WHERE kind = 'cash_in'", "drawer "),
        ("DELETE FROM drawer_acts WHERE kind = 'float'", "drawer"),
        ("DELETE FROM drawer_acts WHERE kind = 'opened'", "Z report 1"),
        ("UPDATE receipts SET original = 99 WHERE number = 2", "receipt 2"),
    ],
)
def test_check_names_what_was_changed(demo: Till, damage: str, where: str) -> None:
    play(demo, DAY)
    with sqlite3.connect(demo.path) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        assert file.execute(damage).rowcount
    assert any(found.where.startswith(where) for found in demo.findings())
