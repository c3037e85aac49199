"""Files of every released version: they open, nothing in them is found wrong, and the day goes on."""

import shutil
from pathlib import Path

import pytest

from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import Method
from openpos.paths import DATABASE
from openpos.printing.layout import report_paper
from openpos.register.check import check
from openpos.store.opening import SCHEMA_VERSION
from tests.fixtures.till import Till, changed

KEPT = sorted((Path(__file__).parent.parent / "fixtures" / "databases").glob("v*.db"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def till(request: pytest.FixtureRequest, tmp_path: Path) -> Till:
    """Today's program over a file of then."""
    shutil.copy(request.param, tmp_path / DATABASE)
    assert changed(tmp_path / DATABASE, "PRAGMA user_version") == [(int(request.param.stem[1:]),)]
    opened = Till(tmp_path)
    opened.new_id.made = 10_000
    return opened


def test_there_is_one_of_each_version_but_todays() -> None:
    assert [path.stem for path in KEPT] == ["v1", "v3", "v4"]
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


ZERO_LEFT, ONE = Quantity(0), Quantity(1000)
