"""Practice receipts and pro formas: numbered apart, marked, and in no total but their own."""

from dataclasses import replace

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import MarkedKind, PaperType
from openpos.domain.report import Counted
from openpos.domain.sale import Sale
from openpos.store.print_jobs import JobKind
from tests.fixtures.till import NewTill, Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)


def practised(register: Till, *names: str) -> Sale:
    sale = replace(register.checkout.new_sale(), practice=True)
    return register.scanned(*names, sale=sale)


def test_practice_never_touches_what_is_real(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    register.checkout.begin_practice(CHIEF)
    before = register.journal()[-1].seq
    first = register.sell(register.paid(practised(register, "Ägg", "Snore Cola")))
    second = register.sell(register.paid(practised(register, "Ägg"), Method.CARD))
    register.checkout.end_practice(CHIEF)
    assert (first.number, second.number) == (1, 2)
    assert first.seal == register.unit.find(1, PaperType.PRACTICE) is not None
    assert register.kinds(before) == ["practice_receipt", "practice_receipt", "practice_ended"]
    assert register.unit_papers() == [("normal", 1), ("ovning", 1), ("ovning", 2)]
    real = register.sell(register.paid(register.scanned("Ägg")))
    assert real.number == 2, "the receipts' own series has no gap"
    report = register.close_shift()
    assert report.practice == Counted(2, first.total + second.total)
    assert (report.totals.receipts, report.totals.gross, report.grand.sales) == (2, Money(17_980), Money(17_980))
    assert report.expected_cash == Money(100_000 + 18_000)
    assert not register.findings()


def test_a_practice_sale_is_made_once_and_leaves_no_basket(register: Till) -> None:
    sale = register.paid(practised(register, "Ägg"))
    assert register.sell(sale) == register.sell(sale)
    assert register.checkout.open_sale() is None
    with register.store.read() as tx:
        assert [job.kind for job in tx.print_jobs.newest(9)] == [JobKind.PRACTICE]
        assert tx.marked.last_number(MarkedKind.PRACTICE) == 1


def test_it_is_paid_before_it_is_done_and_never_parked(register: Till) -> None:
    with pytest.raises(Refused, match="89,90 is left to pay"):
        register.sell(practised(register, "Ägg"))
    with pytest.raises(Refused, match="There is nothing to pay for"):
        register.sell(practised(register))
    with pytest.raises(Refused, match="Nothing is parked in practice mode"):
        register.checkout.park(practised(register, "Ägg"), "Anna", register.cashier)


def test_practice_needs_a_shift(new_till: NewTill) -> None:
    with new_till() as till, pytest.raises(Refused, match="No shift is open"):
        till.checkout.begin_practice(CHIEF)


def test_a_practice_receipt_is_never_returned(register: Till) -> None:
    register.sell(register.paid(practised(register, "Ägg")))
    with pytest.raises(Refused, match=r"There is no receipt 1\."):
        register.checkout.returnable(1)


def test_a_pro_forma_shows_a_basket_and_sells_nothing(register: Till) -> None:
    sale = register.scanned("Ägg", "Snore Cola")
    shown = register.checkout.pro_forma("paper-1", sale, register.cashier)
    assert register.checkout.pro_forma("paper-1", sale, register.cashier) == shown
    assert (shown.kind, shown.receipt.number, shown.receipt.total) == (MarkedKind.PRO_FORMA, 1, sale.total)
    assert register.checkout.open_sale() == sale, "the basket stays"
    with register.store.read() as tx:
        assert [(job.kind, job.document) for job in tx.print_jobs.newest(9)] == [(JobKind.PRO_FORMA, "paper-1")]
    register.sell(register.paid(sale))
    report = register.close_shift()
    assert (report.totals.gross, report.practice) == (sale.total, Counted())
    assert not register.findings()


def test_there_must_be_something_to_show(register: Till) -> None:
    with pytest.raises(Refused, match="There is nothing to show"):
        register.checkout.pro_forma("paper-1", register.checkout.new_sale(), register.cashier, paper=False)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE marked_papers SET total_ore = total_ore, cashier = 'x'", "the journal does not tell it so"),
        ("UPDATE marked_papers SET number = 7 WHERE kind = 'practice'", "1 should stand in its place"),
        ("DELETE FROM marked_papers WHERE kind = 'practice'", "1 numbers were given, the last is 0"),
        ("DELETE FROM marked_papers", "tells is missing"),
    ],
)
def test_papers_that_were_meddled_with_are_found(register: Till, statement: str, what: str) -> None:
    register.sell(register.paid(practised(register, "Ägg")))
    register.checkout.pro_forma("paper-1", register.scanned("Ägg"), register.cashier, paper=False)
    for act in ("update", "delete"):
        register.sql(f"DROP TRIGGER marked_papers_no_{act}")
    register.sql(statement)
    assert any(what in found.what for found in register.findings()), register.findings()


def test_practice_is_worth_nothing_to_the_drawer(register: Till) -> None:
    register.sell(register.paid(practised(register, "Ägg")))
    assert register.shifts.expected_cash() == Money(100_000)
    assert register.shifts.x_report("x", "Kassör").totals.gross == ZERO
