"""An older backup under a unit that has gone on: nothing is sold under a number that a customer holds already."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openpos.domain.errors import NotDone
from openpos.domain.receipt import PaperType
from openpos.fiscal.exempt import NoControlUnit, NoUnitChosen
from openpos.register import life
from openpos.register.check import recheck
from openpos.register.unit_series import Missing, go_on_after_unit
from openpos.simulators.control_unit import Fault
from openpos.store.journal import Kind
from tests.fixtures.till import UNIT_FILE, Till


def sold(till: Till, *, practice: bool = False) -> int:
    if practice:
        return till.sell(
            till.paid(till.scanned("Ägg", sale=till.checkout.new_sale().__class__("p", practice=True)))
        ).number
    return till.sell(till.paid(till.scanned("Ägg", "Snore Cola"))).number


@pytest.fixture
def restored(register: Till, tmp_path: Path) -> Iterator[Till]:
    """The file of yesterday, with two receipts, under the unit of today, which holds five and a copy."""
    sold(register)
    sold(register)
    yesterday = register.after_a_kill(tmp_path / "yesterday")
    for _ in range(3):
        register.sell(register.paid(register.scanned("Köttbullar")))
    register.books.copy(1, register.cashier)
    unit = (register.directory / UNIT_FILE).read_bytes()
    yesterday.close()
    (yesterday.directory / UNIT_FILE).write_bytes(unit)
    till = Till(yesterday.directory)
    till.new_id.made = 1_000
    yield till
    till.close()


def test_without_a_start_its_number_is_refused_and_the_words_say_what_to_do(restored: Till) -> None:
    with pytest.raises(NotDone, match="already holds receipt 3 with other amounts") as refusal:
        sold(restored)
    assert "start it again" in refusal.value.advice
    assert not restored.findings()


def test_the_series_go_on_after_the_units_last_numbers(restored: Till) -> None:
    started = life.start(restored.store, restored.checkout, restored.clock, "1")
    assert started.missing == (Missing(PaperType.NORMAL, 3, 5), Missing(PaperType.COPY, 1, 1))
    assert [row.payload for row in restored.journal() if row.kind == "series_moved"] == [
        '{"first_missing":3,"last_missing":5,"paper":"normal"}',
        '{"first_missing":1,"last_missing":1,"paper":"kopia"}',
    ]
    assert not restored.findings(), "the gap is told"
    assert (sold(restored), restored.books.copy(1, restored.cashier).number, sold(restored, practice=True)) == (6, 2, 1)
    assert restored.unit_papers()[-3:] == [("normal", 6), ("kopia", 2), ("ovning", 1)]
    again = life.start(restored.store, restored.checkout, restored.clock, "1")
    assert again.missing == ()
    assert restored.close_shift().totals.receipts == 3
    assert not restored.findings()
    assert recheck(restored.store) == ()


def test_it_can_happen_twice_before_anything_is_sold(restored: Till) -> None:
    life.start(restored.store, restored.checkout, restored.clock, "1")
    restored.sql("UPDATE series SET last = 5 WHERE name = 'receipts'")
    with restored.store.write() as tx:
        tx.series.go_on_after(PaperType.NORMAL, 9)
        facts = {"paper": "normal", "first_missing": 6, "last_missing": 9}
        tx.journal.add(Kind.SERIES_MOVED, facts, at=restored.clock())
    assert sold(restored) == 10
    assert not restored.findings()


def test_a_gap_that_was_not_told_is_found_and_so_is_one_beside_it(restored: Till) -> None:
    life.start(restored.store, restored.checkout, restored.clock, "1")
    restored.sql("UPDATE series SET last = 6 WHERE name = 'receipts'")
    assert sold(restored) == 7
    assert [finding.what for finding in restored.findings()] == ["receipt 6 is missing before it"]


@pytest.mark.parametrize("fault", [Fault.SWITCHED_OFF, Fault.NONE])
def test_a_unit_that_is_not_ahead_or_cannot_tell_changes_nothing(register: Till, fault: Fault) -> None:
    sold(register)
    register.unit.fault = fault
    assert go_on_after_unit(register.store, register.unit, register.clock) == ()
    for unit in (NoControlUnit(), NoUnitChosen()):
        assert go_on_after_unit(register.store, unit, register.clock) == ()
    assert "series_moved" not in register.kinds()


class TestTheNewestReceiptsAgain:
    def test_sound_ones_are_not_told(self, register: Till) -> None:
        assert recheck(register.store) == ()
        sold(register)
        assert recheck(register.store) == ()
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Exception, match="did not arrive"):
            sold(register)
        assert recheck(register.store) == (), "one that waits for its seal is no finding"

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE receipts SET code = 'x' WHERE number = 2",
            "UPDATE receipt_lines SET text = 'x' WHERE receipt_number = 2",
            "UPDATE receipts SET total_ore = total_ore + 1 WHERE number = 2",
        ],
    )
    def test_one_that_was_meddled_with_is_named(self, register: Till, statement: str) -> None:
        for _ in range(3):
            sold(register)
        for table in ("receipts", "receipt_lines"):
            register.sql(f"DROP TRIGGER {table}_no_update")
        register.sql(statement)
        assert {finding.where for finding in recheck(register.store)} == {"receipt 2"}
        assert recheck(register.store, newest=1) == (), "only so many are looked at"
