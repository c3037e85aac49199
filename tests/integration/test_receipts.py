"""Receipts again: found, shown, copied once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.receipt_code import Papered, code_of
from openpos.domain.report import Counted
from openpos.register.setup import enter_shop
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind, JobState
from tests.fixtures.till import Till


def test_they_are_listed_newest_first_and_found(register: Till) -> None:
    register.sell(register.paid(register.rung(9835), Method.CARD))
    register.sell(register.paid(register.rung(1000, 64)))
    register.clock.forward(days=1)
    register.sell(register.paid(register.rung(9835), Method.CARD))
    books = register.books
    assert [row.number for row in books.newest()] == [3, 2, 1]
    assert [row.number for row in books.newest(before=3, limit=1)] == [2]
    assert [row.number for row in books.find("2")] == [2]
    assert [row.number for row in books.find("K1-3")] == [3]
    assert [row.number for row in books.find("98,35")] == [3, 1]
    assert [(row.number, row.to_pay) for row in books.find("11,00")] == [(2, Money(1100))], "as it was paid"
    assert [row.number for row in books.find("10,64")] == [2], "as it was sold, before it was rounded for cash"
    assert books.find("10,65") == []
    assert [row.number for row in books.find("2026-11-20")] == [2, 1]
    assert [row.number for row in books.find("21/11")] == [3]
    assert [row.number for row in books.find("21/11 2026")] == [3]
    assert books.find("17") == []
    for odd in ("", "kvitto", "2026-13-40", "31/2", "1,234"):
        with pytest.raises(Refused, match="is no receipt number, amount, day, article that was sold or customer"):
            books.find(odd)


def test_another_registers_number_finds_no_receipt_of_this_one(register: Till) -> None:
    sold = register.sell(register.paid(register.rung(9835), Method.CARD))
    assert [row.number for row in register.books.find("k1-1")] == [sold.number]
    with pytest.raises(Refused, match="Receipt K2-1 is of another register"):
        register.books.find("K2-1")
    with register.store.read() as tx:
        renamed = replace(tx.shop.current(), register="Kassa3")
    enter_shop(register.store, renamed, register.clock)
    for own in ("K1-1", "kassa3-1"):
        assert [row.number for row in register.books.find(own)] == [sold.number], "as it was called then, or is now"


def test_one_is_shown_whole(register: Till) -> None:
    sold = register.sell(register.paid(register.scanned("Ägg")))
    assert register.books.get(sold.number) == sold
    with pytest.raises(Refused, match="There is no receipt 17"):
        register.books.get(17)


def test_a_receipt_is_copied_once(register: Till) -> None:
    sold = register.sell(register.paid(register.scanned("Ägg")))
    assert register.books.copy_of(sold.number) is None
    copy = register.books.copy(sold.number, register.cashier)
    assert (copy.number, copy.receipt) == (1, sold)
    assert register.books.copy_of(sold.number) == copy
    assert register.books.newest()[0].copied
    with pytest.raises(Refused, match="Receipt 1 was copied before"):
        register.books.copy(sold.number, register.cashier)
    with register.store.read() as tx:
        kinds = [job.kind for job in tx.print_jobs.in_state(JobState.QUEUED)]
    assert kinds == [JobKind.RECEIPT, JobKind.COPY]
    assert register.kinds()[-1] == Kind.RECEIPT_COPIED
    other = register.sell(register.paid(register.scanned("Ägg")))
    register.books.copy(other.number, register.cashier, paper=False)
    report = register.close_shift()
    assert report.copies == Counted(2, Money(2 * 8990))
    assert not register.findings()


def test_nothing_is_copied_that_is_not_there(register: Till) -> None:
    with pytest.raises(Refused, match="There is no receipt 1"):
        register.books.copy(1, register.cashier)
    sold = register.sell(register.paid(register.scanned("Ägg")))
    register.close_shift()
    with pytest.raises(Refused, match="No shift is open"):
        register.books.copy(sold.number, register.cashier)


def test_a_day_is_a_swedish_day(register: Till) -> None:
    register.clock.moment = register.clock.moment.replace(hour=23, minute=30)
    register.sell(register.paid(register.rung(1000)))
    assert [row.number for row in register.books.find("2026-11-21")] == [1]
    assert register.books.find("2026-11-20") == []
    assert register.clock.moment + timedelta(0) == register.receipts()[0].at


def test_receipts_are_found_by_what_was_sold(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg", "Snore Cola")))
    register.sell(register.paid(register.scanned("Köttbullar")))
    register.sell(register.paid(register.scanned("Snore Cola")))
    assert [one.number for one in register.books.find("snore")] == [3, 1]
    assert [one.number for one in register.books.find("7310350120413")] == [3, 1]
    assert [one.number for one in register.books.find("snore", before=3)] == [1]
    for text in ("2026-11", "Plenty", "\x00"):
        with pytest.raises(Refused, match="is no receipt number, amount, day, article that was sold or customer"):
            register.books.find(text)


def test_a_scanned_receipt_is_found_by_its_code_and_no_other_paper(register: Till) -> None:
    sold = register.sell(register.paid(register.scanned("Ägg")))
    register.sell(register.paid(register.scanned("Ägg")))
    code = code_of(sold)
    assert register.books.scanned(code.text) == sold
    assert [row.number for row in register.books.find(code.text.lower())] == [1]
    with pytest.raises(Refused, match="is not a receipt's code"):
        register.books.scanned(code.text[:-1] + str((int(code.text[-1]) + 1) % 10))
    with pytest.raises(Refused, match="There is no receipt 17"):
        register.books.scanned(replace(code, number=17).text)
    with pytest.raises(Refused, match="practice receipt 1: nothing was sold"):
        register.books.scanned(replace(code, paper=Papered.PRACTICE).text)
    with pytest.raises(Refused, match="pro forma 1 and no receipt"):
        register.books.find(replace(code, paper=Papered.PRO_FORMA).text)
    with pytest.raises(Refused, match="Receipt 1 is of another register or another shop"):
        register.books.scanned(replace(code, register="000000").text)


def test_a_receipt_from_before_the_shop_changed_is_found_all_the_same(register: Till) -> None:
    sold = register.sell(register.paid(register.scanned("Ägg")))
    with register.store.read() as tx:
        moved = replace(tx.shop.current(), address="Storgatan 1, Umeå")
    enter_shop(register.store, moved, register.clock)
    assert register.books.scanned(code_of(sold).text) == sold
