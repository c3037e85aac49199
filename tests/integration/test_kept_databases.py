"""Files of every released version: they open, nothing in them is found wrong, and the day goes on."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import MarkedKind
from openpos.domain.report import Close, Counted, GrandTotals
from openpos.domain.sale import Tender
from openpos.paths import DATABASE
from openpos.printing.layout import report_paper
from openpos.register.check import check
from openpos.register.invoicing import Invoicing
from openpos.store.journal import Kind
from openpos.store.opening import SCHEMA_VERSION
from openpos.store.outbox import EntryKind
from tests.fixtures.till import Till, changed

DATABASES = Path(__file__).parent.parent / "fixtures" / "databases"
KEPT = sorted(DATABASES.glob("v*.db"))
WEEKS = sorted(DATABASES.glob("week-v*.db"))


def opened(kept: Path, directory: Path) -> Till:
    """Today's program over a file of then."""
    shutil.copy(kept, directory / DATABASE)
    assert changed(directory / DATABASE, "PRAGMA user_version") == [(int(kept.stem.rpartition("v")[2]),)]
    till = Till(directory)
    till.new_id.made = 10_000
    return till


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def till(request: pytest.FixtureRequest, tmp_path: Path) -> Till:
    """A few days of a small shop."""
    return opened(request.param, tmp_path)


@pytest.fixture(params=WEEKS, ids=lambda path: path.stem)
def week(request: pytest.FixtureRequest, tmp_path: Path) -> Till:
    """Every kind of paper, as `kept_week` has it."""
    return opened(request.param, tmp_path)


def test_there_is_one_of_each_version_but_todays() -> None:
    assert [path.stem for path in KEPT] == ["v1", "v3", "v4"]
    assert [path.stem for path in WEEKS] == ["week-v7", "week-v8"]
    assert SCHEMA_VERSION > 1


def test_nothing_in_it_is_found_wrong(till: Till) -> None:
    checked = check(till.store)
    assert (checked.findings, checked.receipts, checked.z_reports) == ((), 4, 2)
    assert changed(till.path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert list(till.directory.glob("before-upgrade-from-*.db"))


def test_its_reports_read_as_then(till: Till) -> None:
    report = till.shifts.z_report(2)
    assert (report.number, report.difference, report.close, report.totals.tips) == (2, report.difference, None, ZERO)
    assert [method for method, _ in report.totals.methods] == [Method.CASH]
    paper = report_paper(till.shifts.z_report(1), 42)
    assert "Kort" in str(paper)


def test_its_baskets_come_back_and_the_day_goes_on(till: Till) -> None:
    open_sale = till.checkout.open_sale()
    assert open_sale is not None
    assert [line.text for line in open_sale.lines] == ["Köttbullar"]
    assert till.sell(till.paid(open_sale)).number == 5
    (parked,) = till.checkout.parked()
    assert till.sell(till.paid(till.checkout.fetch(parked.sale.id, till.cashier), Method.CARD)).number == 6
    rows = till.checkout.returnable(1)[1]
    assert [row.left for row in rows] == [ZERO_LEFT, ONE, ONE]
    back = till.checkout.start_return(1, {rows[1].line.id: ONE}, till.cashier)
    till.sell(till.paid(back))
    corrected = till.checkout.correct_payment(2, till.cashier)
    till.sell(till.paid(corrected))
    report = till.close_shift()
    assert report.number == 3
    assert report.float_amount == Money(100_000)
    assert not till.findings()


def test_nothing_in_a_week_is_found_wrong(week: Till) -> None:
    checked = check(week.store)
    assert (checked.findings, checked.receipts, checked.z_reports) == ((), 15, 2)
    assert changed(week.path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    told = Counter(week.kinds())
    assert [told[kind] for kind in ONCE] == [1] * len(ONCE)
    with week.store.read() as tx:
        marked = [(paper.kind, paper.receipt.number, paper.about) for paper, _ in tx.marked.every()]
        copies = [(copy.number, copy.receipt.number) for copy, _ in tx.copies.every()]
        owed = [(one.kind, one.reference) for one in tx.outbox.entries()]
    shown = MarkedKind.PRO_FORMA
    assert marked == [(MarkedKind.PRACTICE, 1, None), (shown, 1, 5), (shown, 2, None)]
    assert copies == [(1, 2), (2, 15)]
    assert owed == [(EntryKind.INVOICE, "K1-F000006-D-23"), (EntryKind.INVOICE, "K1-F000005-D-19")]


def test_the_reports_of_a_week_read_as_then(week: Till) -> None:
    first, second = week.shifts.z_report(1), week.shifts.z_report(2)
    assert {method.id: paid.ore for method, paid in first.totals.methods} == {
        "cash": 191_00, "card": 512_90, "swish": 36_15, "gift_card": 100_00, "exchange": 0, "invoice": 89_90
    }  # fmt: skip
    assert (first.totals.receipts, first.returns) == (7, Counted(5, Money(343_59)))
    assert (first.copies.count, first.practice.count, first.drawer_openings) == (1, 1, 1)
    assert (first.difference, first.totals.invoiced) == (Money(-100), Money(89_90))
    assert first.close == Close("En krona borta", (), Money(500_00), Money(740_00))
    assert {method.id: paid.ore for method, paid in second.totals.methods} == {
        "cash": 89_00, "card": 29_63, "gift_card": 44_90, "voucher": 50_00
    }  # fmt: skip
    assert (second.counted, second.grand) == (None, GrandTotals(Money(1_486_86), Money(343_59)))
    for report in (first, second):
        assert f"Z-RAPPORT {report.number}" in str(report_paper(report, 42))


def test_a_week_goes_on(week: Till) -> None:
    """What was used is used up, what was returned is gone, and the rest of it can come."""
    open_sale = week.checkout.open_sale()
    assert open_sale is not None
    code = week.receipts()[0].lines[0].gift_card
    assert week.checkout.gift_card(code).balance == Money(355_10)
    by_card = Tender(week.new_id(), Method.GIFT_CARD, open_sale.to_pay(Method.GIFT_CARD), code)
    assert week.sell(open_sale.with_tender(by_card)).number == 16
    for number in (2, 15):
        with pytest.raises(Refused, match="copied before"):
            week.books.copy(number, week.cashier)
    assert week.books.copy(1, week.cashier).number == 3
    rows = week.checkout.returnable(2)[1]
    assert [row.left for row in rows] == [Quantity(2000), ONE, ZERO_LEFT]
    back = week.checkout.start_return(2, {row.line.id: row.left for row in rows if row.left != ZERO_LEFT}, week.cashier)
    returned = week.sell(week.paid(back, Method.CARD))
    assert -returned.total == week.receipts()[1].total - Money(79_14) - Money(53_75)
    credit = week.checkout.start_return(5, {week.receipts()[4].lines[0].id: ONE}, week.cashier)
    assert credit.invoice is not None
    week.sell(Invoicing(week.store, week.new_id).charged(credit, credit.invoice))
    with week.store.read() as tx:
        assert len(tx.outbox.entries()) == 3
    with pytest.raises(Refused):
        week.checkout.correct_payment(7, week.cashier)
    (parked,) = week.checkout.parked()
    assert week.checkout.fetch(parked.sale.id, week.cashier).lines[0].unit_price == Money(94_90)
    week.sell(week.paid(parked.sale))
    assert week.close_shift().number == 3
    assert not week.findings()


ONCE = (
    *(Kind.PERMISSION_LENT, Kind.PRACTICE_RECEIPT, Kind.PRICE_ASKED, Kind.PRICE_CHANGED, Kind.FLOAT_CHANGED),
    *(Kind.DRAWER_OPENED, Kind.X_REPORT, Kind.FETCHED, Kind.LINE_REMOVED, Kind.DISCOUNT_CHANGED),
)
ZERO_LEFT, ONE = Quantity(0), Quantity(1000)
