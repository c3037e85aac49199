"""The scripted cashier's acts beside selling: returns, copies, the drawer, discounts."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from openpos.domain.errors import NotDone, Refused
from openpos.domain.payment import Method, PaymentMethod
from openpos.simulators.control_unit import Fault
from openpos.store.deliveries import DeliveryState
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind
from tests.fixtures.till import NewTill, Till, changed
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


SWISH = "1231234567"
ASIDE = script(
    OPEN,
    sale({**YOGHURT, "removed": True}, EGGS, e_mail="kund@example.se"),
    {"do": "clear", "lines": [YOGHURT, EGGS], "discount": {"percent": "10", "reason": "Rea"}},
    {"do": "find", "text": "89,90"},
    {"do": "find", "text": "Ägg"},
    {"do": "swish_slip", "amount": "25"},
    {"do": "swish_slip", "amount": "25"},
    {"do": "park", "name": "Anna", "lines": [EGGS]},
    {"do": "change_cashier", "cashier": "Butikschef"},
    {"do": "fetch", "name": "Anna", "tenders": CASH},
    {"do": "sale", "lines": [{"gift_card": "100"}], "tenders": [{"method": "card", "amount": "100"}]},
    {"do": "balance", "receipt": 3},
    {"do": "close_shift", "counted": "1180.00"},
    OPEN,
    sale(EGGS),
)


def swish_on(demo: Till) -> None:
    with demo.store.write() as tx:
        tx.payment_methods.save(PaymentMethod(Method.SWISH, number=SWISH))


def test_what_is_done_beside_selling_is_done_once(demo: Till) -> None:
    swish_on(demo)
    answers = play(demo, ASIDE, paper=True)
    kinds = demo.kinds()
    again = play(demo, ASIDE, paper=True)
    assert [one for one in again if one["do"] != "find"] == [one for one in answers if one["do"] != "find"]
    assert demo.kinds() == kinds, "answered from disk"
    assert [answer["receipts"] for answer in answers if answer["do"] == "find"] == [[1], [1]]
    assert answers[1]["total_ore"] == 89_90, "what was removed is not sold"
    assert (kinds.count("cleared"), kinds.count("line_removed")) == (1, 3)
    assert [receipt.cashier for receipt in demo.receipts()] == ["Kassör", "Butikschef", "Butikschef", "Kassör"]
    assert answers[11]["balance_ore"] == 100_00
    slips = [answer["code"] for answer in answers if answer["do"] == "swish_slip"]
    assert all(code.startswith(f"C{SWISH};25.00;") for code in slips)
    with demo.store.read() as tx:
        jobs = tx.print_jobs.newest(100)
        mailed = tx.deliveries.in_state(*DeliveryState)
    assert sorted(job.document for job in jobs if job.kind is JobKind.SWISH) == sorted(slips)
    assert [one.recipient for one in mailed] == ["kund@example.se"]
    assert not demo.findings()


def test_a_price_is_changed_where_the_article_allows_it(demo: Till) -> None:
    changed(demo.path, "UPDATE articles SET any_price = 1 WHERE number = ?", (EGGS["barcode"],))
    cheaper = sale({**EGGS, "price": "50", "discount": {"percent": "10", "reason": "Kant"}})
    answers = play(demo, script(OPEN, cheaper))
    assert answers[-1]["total_ore"] == 4_500
    assert play(demo, script(OPEN, cheaper)) == answers
    kinds = [row.kind for row in demo.journal()]
    assert kinds.count(Kind.LINE_ADDED) == 1
    assert kinds.count(Kind.LINE_CHANGED) == 2, "the price, then the discount"
    assert not demo.findings()


def test_without_paper_no_slip_is_queued_and_without_swish_there_is_none(demo: Till) -> None:
    with pytest.raises(Refused, match="takes no Swish"):
        play(demo, script({"do": "swish_slip", "amount": "25"}))
    swish_on(demo)
    play(demo, script({"do": "swish_slip", "amount": "25"}))
    with demo.store.read() as tx:
        assert not tx.print_jobs.newest(10)


@pytest.mark.parametrize(("line", "who"), [(3, "Butikschef"), (10, "Butikschef"), (15, "Kassör")])
def test_gone_on_with_in_the_middle_the_same_person_is_there(demo: Till, line: int, who: str) -> None:
    swish_on(demo)
    play(demo, ASIDE[: line - 1])
    play(demo, ASIDE[:line] if line != 3 else [*ASIDE[:2], *ASIDE[7:10]], first_line=line)
    assert demo.receipts()[-1].cashier == who


def test_a_line_that_was_removed_before_the_trouble_is_not_rung_up_again(demo: Till) -> None:
    acts = script(OPEN, sale({**YOGHURT, "removed": True}, EGGS))
    demo.unit.fault = Fault.SWITCHED_OFF
    with pytest.raises(NotDone):
        play(demo, acts)
    demo.unit.fault = Fault.NONE
    assert play(demo, acts)[1]["total_ore"] == 89_90
    assert demo.kinds().count("line_removed") == 1
    assert not demo.findings()


def test_nothing_is_cleared_over_another_basket_or_half(demo: Till) -> None:
    play(demo, script(OPEN))
    other = demo.rung(10_00)
    with pytest.raises(Refused, match="Another sale is open"):
        play(demo, script(OPEN, {"do": "clear", "lines": [EGGS]}), first_line=2)
    demo.checkout.keep(replace(other, lines=()), demo.cashier, cleared=True)
    with pytest.raises(Refused, match="No article has the code"):
        play(demo, script(OPEN, {"do": "clear", "lines": [EGGS, {"barcode": "12345670"}]}), first_line=2)
    open_sale = demo.checkout.open_sale()
    assert open_sale is None or not open_sale.lines
