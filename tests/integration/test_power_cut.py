"""The plug is pulled at every step of a day at the register: nothing is lost, nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from openpos.domain.shop import Role, Shop
from openpos.register.setup import enter_shop
from openpos.register.staff import Staff
from openpos.simulators.control_unit import Fault
from openpos.store.opening import open_register
from tests.integration.day import CASHIER, MORNING, REGISTER, Day, ImpatientDay, Jam, Trouble
from tests.integration.sweep import OUTSIDE, Wreck, stumble, sweep, tree_of


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Wreck:
    """A register that has never sold anything."""
    root = tmp_path_factory.mktemp("shop")
    (root / REGISTER).mkdir()
    (root / OUTSIDE).mkdir()
    store = open_register(root / REGISTER, now=MORNING, create=True)
    enter_shop(store, Shop("Butiken AB", "556703-7485", "Storgatan 1", "K1", "OPSE-1"), lambda: MORNING)
    Staff(store, lambda: MORNING).add(CASHIER, Role.CASHIER, "1111")
    store.close()
    return tree_of(root)


LOST = Fault.ANSWER_LOST
DAYS = [
    pytest.param(lambda: Day(Trouble()), id="all well"),
    pytest.param(
        lambda: Day(Trouble(seals={1: LOST, 2: LOST, 4: LOST}, papers={1: Jam.OUT_OF_PAPER, 3: Jam.SILENT})),
        id="answers lost, no paper, printer silent",
    ),
    pytest.param(
        lambda: Day(Trouble(seals={1: Fault.BUSY, 2: LOST, 4: Fault.SWITCHED_OFF}, papers={2: Jam.SWALLOWED})),
        id="unit busy, answer lost, unit off, paper swallowed",
    ),
    pytest.param(lambda: ImpatientDay(Trouble(seals={1: LOST, 3: Fault.BUSY})), id="impatient customers"),
    pytest.param(
        lambda: ImpatientDay(Trouble(seals={1: Fault.SWITCHED_OFF, 2: LOST, 3: Fault.BUSY})),
        id="impatient customers, the unit off first",
    ),
]
PARTS = 4
"""So many tests share a sweep, so that it is spread over the machine and none takes minutes."""


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("day", DAYS)
def test_a_power_cut_at_any_step_of_a_day_loses_and_doubles_nothing(
    day: Callable[[], Day], part: int, shop: Wreck, place: Path, full_sweep: bool
) -> None:
    swept = sweep(day(), shop, place, pairs=full_sweep, part=part, parts=PARTS)
    assert sum("a commit" in step for step in swept.names) >= 3 * 22
    assert sum("seal" in step for step in swept.names) >= 2 * 2
    assert sum("print" in step for step in swept.names) >= 2 * 3
    assert swept.runs > len(swept.names) / PARTS


def test_a_bug_at_any_step_of_a_day_loses_and_doubles_nothing(shop: Wreck, place: Path) -> None:
    """The transaction is rolled back, the basket is safe, and the same program goes on when it is asked again."""
    trouble = Trouble(seals={1: LOST, 3: Fault.BUSY})
    assert stumble(Day(trouble, printing=False), shop, place) > 60
