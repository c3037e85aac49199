"""The simulated control unit: real error states, a memory that outlives the power, and one code for one receipt.

The contract class below is for every driver: what the register relies on is the same for all of them.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import Money
from openpos.domain.receipt import EXEMPT, Receipt, Seal, UnitState, receipt_of
from openpos.domain.sale import Sale
from openpos.domain.shop import Shop
from openpos.fiscal.exempt import NoControlUnit, NoUnitChosen
from openpos.register.ports import ControlUnit
from openpos.simulators.control_unit import SERIAL, Fault, SimulatedControlUnit
from tests.fixtures.trade import AT, any_paid, basket, cash

SHOP = Shop("Söders Lanthandel", "556703-7485", "Götgatan 31", "K1", "OPSE-1")


def receipt(number: int = 1, sale: Sale | None = None) -> Receipt:
    return receipt_of(
        sale or basket(5995).with_tender(cash(6000)),
        number=number,
        shift_id="shift-1",
        at=AT,
        cashier="Kassör",
        shop=SHOP,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "control-unit.jsonl"


def entries(path: Path) -> list[int]:
    return [json.loads(line)["number"] for line in path.read_text("utf-8").splitlines() if line]


class ControlUnitContract:
    """What checkout relies on."""

    @pytest.fixture
    def unit(self) -> ControlUnit:
        raise NotImplementedError

    def test_the_same_receipt_gets_the_same_seal(self, unit: ControlUnit) -> None:
        assert unit.seal(receipt()) == unit.seal(receipt())

    def test_what_was_sealed_is_found(self, unit: ControlUnit) -> None:
        seal = unit.seal(receipt())
        assert unit.find(1) == seal

    def test_its_status_is_told_without_an_error(self, unit: ControlUnit) -> None:
        assert unit.status().state is UnitState.READY
        assert unit.status().title == ""


class TestSimulated(ControlUnitContract):
    @pytest.fixture
    def unit(self, path: Path) -> ControlUnit:
        return SimulatedControlUnit(path)


class TestExempt:
    def test_it_seals_with_nothing_and_is_always_ready(self) -> None:
        unit: ControlUnit = NoControlUnit()
        assert unit.seal(receipt()) == unit.find(1) == EXEMPT == Seal("", "")
        assert unit.status().state is UnitState.READY


class TestNoneChosen:
    def test_nothing_is_sold_and_the_words_say_why(self) -> None:
        unit: ControlUnit = NoUnitChosen()
        assert unit.status().state is UnitState.STOPPED
        with pytest.raises(NotDone) as refusal:
            unit.seal(receipt())
        assert refusal.value.title == unit.status().title != ""
        assert refusal.value.advice == unit.status().advice != ""
        assert unit.find(1) is None


def test_a_seal_has_the_shape_the_journal_export_asks_for(path: Path) -> None:
    seal = SimulatedControlUnit(path).seal(receipt())
    assert len(seal.code) == 59
    assert len(seal.unit) == 17
    assert seal.unit == SERIAL
    assert seal.code.isascii()
    assert seal.code.isprintable()


@given(sales=st.lists(any_paid(max_lines=3), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 3)
def test_it_remembers_across_power_cuts(path: Path, sales: list[Sale]) -> None:
    path.unlink(missing_ok=True)
    seals = [SimulatedControlUnit(path).seal(receipt(number, sale)) for number, sale in enumerate(sales, start=1)]
    again = SimulatedControlUnit(path)
    assert [again.find(number) for number in range(1, len(sales) + 1)] == seals
    assert [again.seal(receipt(number, sale)) for number, sale in enumerate(sales, start=1)] == seals
    assert again.find(len(sales) + 1) is None
    assert entries(path) == list(range(1, len(sales) + 1)), "one entry each, however often it was asked"


def test_a_number_that_comes_back_with_other_amounts_is_refused(path: Path) -> None:
    unit = SimulatedControlUnit(path)
    seal = unit.seal(receipt())
    other = receipt(1, basket(6995).with_tender(cash(7000)))
    with pytest.raises(NotDone, match="already holds receipt 1 with other amounts"):
        unit.seal(other)
    assert unit.find(1) == seal
    assert entries(path) == [1]
    vat_moved = replace(receipt(), vat=tuple(replace(row, vat=row.vat + Money(1)) for row in receipt().vat))
    with pytest.raises(NotDone, match="with other amounts"):
        unit.seal(vat_moved)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault.SWITCHED_OFF, UnitState.STOPPED),
        (Fault.STORAGE_FULL, UnitState.STOPPED),
        (Fault.NOT_OPERATIONAL, UnitState.STOPPED),
        (Fault.BUSY, UnitState.SOON),
    ],
)
def test_a_unit_that_refuses_seals_nothing(path: Path, fault: Fault, state: UnitState) -> None:
    unit = SimulatedControlUnit(path, fault=fault)
    with pytest.raises(NotDone) as refusal:
        unit.seal(receipt())
    assert refusal.value.title == unit.status().title
    assert refusal.value.advice == unit.status().advice != ""
    assert unit.status().state is state
    assert not path.exists()
    unit.fault = Fault.NONE
    assert unit.find(1) is None
    assert unit.seal(receipt()).code


def test_memory_nearly_full_warns_and_seals(path: Path) -> None:
    unit = SimulatedControlUnit(path, fault=Fault.STORAGE_HIGH)
    assert unit.seal(receipt()).code
    assert unit.status().state is UnitState.SOON
    assert unit.status().advice


def test_a_lost_answer_was_sealed(path: Path) -> None:
    unit = SimulatedControlUnit(path, fault=Fault.ANSWER_LOST)
    with pytest.raises(Unavailable) as lost:
        unit.seal(receipt())
    assert not isinstance(lost.value, NotDone)
    assert unit.status().state is UnitState.STOPPED
    unit.fault = Fault.NONE
    seal = unit.find(1)
    assert seal is not None
    assert seal == unit.seal(receipt())
    assert entries(path) == [1]


def test_a_unit_that_is_switched_off_cannot_be_asked(path: Path) -> None:
    unit = SimulatedControlUnit(path)
    unit.seal(receipt())
    unit.fault = Fault.SWITCHED_OFF
    assert unit.find(1) is None
    unit.fault = Fault.NONE
    assert unit.find(1) is not None


@pytest.mark.parametrize(
    "torn", [b'\n{"number": 2, "amounts": "norm', b'\n{"number": 2}', b"\n5", b"\n\xff\xfe", b"\nnull\n[1]", b"\n\n"]
)
def test_a_line_that_a_power_cut_tore_was_never_answered(path: Path, torn: bytes) -> None:
    seal = SimulatedControlUnit(path).seal(receipt())
    with path.open("ab") as file:
        file.write(torn)
    unit = SimulatedControlUnit(path)
    assert unit.find(1) == seal
    assert unit.find(2) is None
    unit.seal(receipt(2))
    again = SimulatedControlUnit(path)
    assert again.find(2) == unit.find(2) is not None, "and does not swallow the line after it"


def test_only_the_newest_are_recalled_and_none_is_half_read(path: Path) -> None:
    SimulatedControlUnit(path).seal(receipt())
    (line,) = [line for line in path.read_text("utf-8").splitlines() if line]
    lines = [json.dumps({**json.loads(line), "number": number}) for number in range(1, 701)]
    path.write_text("\n" + "\n".join(lines), "utf-8")
    unit = SimulatedControlUnit(path)
    recalled = [number for number in range(1, 701) if unit.find(number)]
    assert recalled == list(range(recalled[0], 701))
    assert len(recalled) > 300


def test_how_often_it_was_asked_is_counted(path: Path) -> None:
    unit = SimulatedControlUnit(path)
    for _ in range(3):
        unit.seal(receipt())
    assert unit.seals_asked == 3
