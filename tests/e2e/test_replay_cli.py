"""A script on the command line: a line that can't be done is named with its reason, everything else is done once."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from openpos.store.opening import open_for_reading
from tests.e2e.conftest import OPEN, PAPER, PROGRAM, YOGHURT, Shop, close, environment, sale

pytestmark = pytest.mark.process


def paid(line: Mapping[str, Any]) -> dict[str, Any]:
    """A sale of this line and a gift wrap, with plenty of cash."""
    return sale(PAPER, line, cash="5000.00")


def coded(barcode: str) -> dict[str, Any]:
    return paid({"barcode": barcode})


def priced(price: str) -> dict[str, Any]:
    return paid(PAPER | {"price": price})


def many(quantity: str) -> dict[str, Any]:
    return paid(PAPER | {"quantity": quantity})


def tendered(*tenders: tuple[str, str]) -> dict[str, Any]:
    """A gift wrap for 25.00, paid with these."""
    return sale(PAPER) | {"tenders": [{"method": method, "amount": amount} for method, amount in tenders]}


BAD_LINES: Mapping[str, tuple[Mapping[str, Any] | str, str]] = {
    "no act": ({"do": "dance"}, '“"dance"” is no act. Use open_shift, sale, invoice, return, exchange,'),
    "nothing to do": ({}, "“null” is no act."),
    "no JSON": ('{"do": "sale", ', '“{"do": "sale", ” is not a JSON object.'),
    "a list": ("[1, 2]", "“[1, 2]” is not a JSON object. Write one act a line"),
    "many brackets": ("[" * 100_000, "is not a JSON object."),
    "a field too many": (paid(PAPER) | {"tip": "5"}, "“tip” has no place here. Use do, at, lines, tenders, discount,"),
    "a field of a line too many": (paid(PAPER | {"colour": "red"}), "“colour” has no place here."),
    "barcode and name": (paid({"barcode": "7300156482709", "text": "Yoghurt"}), "“text” has no place here."),
    "unknown barcode": (coded("7399999999994"), "No article has the code 7399999999994."),
    "wrong check digit": (coded("7300156482708"), "an EAN-13 with these digits ends in 9."),
    "a long barcode": (coded("1" * 10_000), f"“{'1' * 40}…” is not a barcode."),
    "a binary barcode": (json.dumps(coded("\x00\x1d\x07\ud800")), "is not a barcode."),
    "no barcode": (coded(""), "“” is not a barcode."),
    "a price below zero": (priced("-5"), "-5 is below zero. Write an amount of 0 or more."),
    "a price in letters": (priced("abc"), "“abc” is not an amount. Write it like 1234,50."),
    "no price": (priced(""), "There is no amount yet."),
    "a price of which nobody knows": (priced("1.234"), "“1.234” is not an amount."),
    "a price with three decimals": (priced("1,2345"), "“1,2345” is not an amount."),
    "a price as a number": (paid(PAPER | {"price": 25.0}), "“price” is missing or not a text."),
    "a price without end": (priced("9" * 5_000), "is not an amount."),
    "the price is missing": (
        paid({name: value for name, value in PAPER.items() if name != "price"}), "“price” is missing."
    ),
    "a quantity of nothing": (many("0"), "A quantity of 0 can't be sold. Write a number above 0."),
    "a quantity below zero": (many("-1"), "A quantity of -1 can't be sold."),
    "a thousandth of a piece": (many("0,001"), "0,001 of Presentpapper can't be sold: it is sold in whole pieces."),
    "nearly a hundred pieces": (many("99,999"), "99,999 of Presentpapper can't be sold: it is sold in whole pieces."),
    "too many": (many("100000"), "A quantity of 100000 is too large."),
    "a quantity in letters": (many("two"), "“two” is not a quantity."),
    "no quantity": (many(""), "There is no quantity yet."),
    "no such VAT": (paid(PAPER | {"vat": "moms"}), "“moms” is no VAT category. Use standard, food,"),
    "no lines": (sale(cash="25.00"), "“lines” is missing or empty."),
    "a line that is none": (paid(PAPER) | {"lines": ["Presentpapper"]}, "“Presentpapper” is not a JSON object."),
    "501 lines": (sale(*[PAPER] * 501, cash="20000"), "The receipt is full: 500 lines."),
    "no payment": (tendered(), "“tenders” is missing or empty."),
    "too little": (tendered(("cash", "24")), "1,00 is left to pay. Take the rest first."),
    "too much cash": (tendered(("cash", "20000")), "20 000,00 in cash for 25,00 can't be right."),
    "too much by card": (tendered(("card", "25.01")), "25,01 is more than the 25,00 left to pay."),
    "paid twice": (tendered(("card", "25"), ("cash", "25")), "The sale is paid already."),
    "öre in cash": (tendered(("cash", "25.50")), "25,50 can't be paid in cash: there are no öre coins."),
    "a payment of nothing": (tendered(("card", "0")), "A payment is more than zero."),
    "a payment in letters": (tendered(("cash", "a lot")), "“a lot” is not an amount."),
    "a cheque": (tendered(("cheque", "25")), "“cheque” is no method of payment. Use cash, card, swish,"),
    "a time without offset": (paid(PAPER) | {"at": "2026-11-20T10:15:00"}, "“2026-11-20T10:15:00” is not a time."),
    "a time that is none": (paid(PAPER) | {"at": "noon"}, "“noon” is not a time. Write it like 2026-11-20T10:"),
    "a shift on top of another": (OPEN, "Kassör has a shift open. Close it with a Z report first."),
    "a count with letters": (close("1OOO"), "“1OOO” is not an amount."),
    "a count with öre": (close("1000.50"), "1 000,50 can't be in the drawer: there are no öre coins."),
    "a count below zero": (close("-1000"), "-1000 is below zero."),
}  # fmt: skip


def open_lines(shop: Shop) -> int:
    """How many lines the open basket has."""
    with closing(open_for_reading(shop.directory)) as store, store.read() as tx:
        basket = tx.sales.basket()
    return len(basket.sale.lines) if basket else 0


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_line_that_cannot_be_done_is_named_and_the_rest_goes_on(name: str, demo: Shop) -> None:
    bad, reason = BAD_LINES[name]
    done = demo.inside("replay", demo.script(OPEN, sale(YOGHURT, cash="26"), bad, sale(PAPER, cash="25")))
    assert done.code == 1
    opened, sold, refused = done.answers
    assert (opened["line"], sold["line"], sold["receipt_number"]) == (1, 2, 1)
    assert set(refused) == {"line", "error"}
    assert refused["line"] == 3
    assert reason in refused["error"]
    assert done.err == f"line 3: {refused['error']}\n".encode("utf-8", "backslashreplace").decode()
    assert open_lines(demo) == 0

    mended = demo.script(OPEN, sale(YOGHURT, cash="26"), sale(PAPER, card="25"), sale(PAPER, cash="25"))
    answers = demo.inside("replay", "--from", 3, mended).answers
    assert [(answer["line"], answer["receipt_number"]) for answer in answers] == [(3, 2), (4, 3)]
    checked = demo.inside("check", "--json")
    assert (checked.code, checked.json["receipts"]) == (0, 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (OPEN | {"cashier": "Kalle"}, "Nobody here is called “Kalle”. Choose one of the staff."),
        (OPEN | {"cashier": "kassör"}, "Nobody here is called “kassör”."),
        (OPEN | {"cashier": "\x07" + "K" * 10_000}, f"Nobody here is called “ {'K' * 39}…”."),
        (OPEN | {"float": "1000,-x"}, "“1000,-x” is not an amount."),
        (OPEN | {"float": "0.50"}, "0,50 can't be in the drawer: there are no öre coins."),
        (OPEN | {"float": "-1"}, "-1 is below zero."),
        (sale(PAPER, cash="25"), "No shift is open. Open a shift with the float in the drawer."),
        (close("0"), "No shift is open."),
    ],
)
def test_a_day_that_cannot_begin_says_why(line: dict[str, Any], reason: str, demo: Shop) -> None:
    done = demo.inside("replay", demo.script(line))
    assert done.code == 1
    (answer,) = done.answers
    assert answer["line"] == 1
    assert reason in answer["error"]
    assert open_lines(demo) == 0
    (opened,) = demo.inside("replay", demo.script(OPEN)).answers
    assert opened["float_ore"] == 1000_00


@pytest.mark.parametrize(
    ("price", "quantity", "total_ore"),
    [
        ("1 234,50", "1", 1234_50),
        ("1234.5", "2", 2469_00),
        ("1\xa0234,50 kr", "1", 1234_50),
        ("12:-", "3", 36_00),
        ("0", "1", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(price: str, quantity: str, total_ore: int, demo: Shop) -> None:
    wanted = PAPER | {"price": price, "quantity": quantity}
    answers = demo.inside("replay", demo.script(OPEN, sale(PAPER, wanted, cash="5000"))).answers
    assert answers[-1]["total_ore"] == 25_00 + total_ore


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"\xff\xfe{\x00}\x00\n\x00", 3, "This line is no UTF-8 text. Save the script as UTF-8."),
        ('{"do": "close_shift", "counted": "5"}'.encode("utf-16"), 3, "This line is no UTF-8 text."),
        ("åäö".encode("latin-1") + b"\n", 3, "This line is no UTF-8 text."),
        (b"\x00\x01\x02\n", 3, "is not a JSON object."),
        (b'{"do": "sale", "x": "' + b"x" * 1_100_000 + b'"}\n', 3, "This line is too long for an act."),
        (b"\n\n  \n[]\n", 6, "“[]” is not a JSON object."),
    ],
)
def test_a_line_that_is_no_text_is_named_too(content: bytes, line: int, reason: str, demo: Shop) -> None:
    script = demo.script(OPEN, sale(PAPER, cash="25"))
    script.write_bytes(script.read_bytes() + content)
    done = demo.inside("replay", script)
    assert done.code == 1
    assert [answer["line"] for answer in done.answers] == [1, 2, line]
    assert reason in done.answers[-1]["error"]
    assert demo.inside("check").code == 0


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(demo: Shop) -> None:
    script = demo.script(OPEN, "", sale(PAPER, cash="25"))
    plain = demo.inside("replay", script).answers
    script.write_bytes(b"\xef\xbb\xbf" + script.read_bytes().replace(b"\n", b"\r\n"))
    assert demo.inside("replay", script).answers == plain


@pytest.mark.parametrize("path", ["nowhere.jsonl", "."])
def test_a_script_that_cannot_be_read_is_told(path: str, demo: Shop) -> None:
    done = demo.inside("replay", demo.directory / path)
    assert done.code == 1
    assert done.json["line"] == 0
    assert done.err == f"{demo.directory / path} can't be read. Give the path of a script.\n"


def test_a_script_played_again_is_answered_from_disk(demo: Shop) -> None:
    day = (OPEN, sale(YOGHURT, cash="26"), sale(PAPER, cash="25"), close("1051"))
    first = demo.well("replay", demo.script(*day)).answers
    journal = demo.sound()["journal_rows"]
    assert demo.well("replay", demo.script(*day)).answers == first
    assert demo.well("replay", "--from", 3, demo.script(*day)).answers == first[2:]
    grown = demo.well("replay", demo.script(*day, OPEN, sale(PAPER, card="25"))).answers
    assert grown[:4] == first
    assert grown[-1]["receipt_number"] == 3
    assert demo.sound()["journal_rows"] == journal + 4, "a shift, a line, a payment and a receipt more"


def test_a_line_changed_after_it_was_done_is_another_act(demo: Shop) -> None:
    demo.well("replay", demo.script(OPEN, sale(PAPER, cash="25")))
    answers = demo.well("replay", "--from", 2, demo.script(OPEN, sale(PAPER, card="25"))).answers
    assert [answer["receipt_number"] for answer in answers] == [2]


def test_an_answer_comes_at_once_and_only_when_the_act_is_on_disk(demo: Shop, tmp_path: Path) -> None:
    """Fed line by line: each answer is there before the next line is written, and its receipt in the files."""
    command = [*PROGRAM, "replay", "--data", str(demo.directory), "/dev/stdin"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for number, act in enumerate([OPEN, *[sale(PAPER, YOGHURT, cash="60")] * 12]):
            process.stdin.write(json.dumps(act) + "\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 30)[0], "an answer that is not flushed never comes"
            answer = json.loads(process.stdout.readline())
            assert answer["line"] == number + 1
            if number:
                copy = shutil.copytree(demo.directory, tmp_path / str(number), ignore=shutil.ignore_patterns("*-shm"))
                with closing(open_for_reading(copy)) as store, store.read() as tx:
                    receipt = tx.sales.receipt(answer["receipt_number"])
                assert receipt
                assert receipt.seal
        process.stdin.close()
    assert process.returncode == 0
