"""A register with a shift open whose documents go to a simulated Spiris."""

from collections.abc import Iterator

import pytest

from openpos.simulators.spiris import SpirisSimulator
from tests.fixtures.carried import Carried, carried
from tests.fixtures.spiris_contract import complaints_of
from tests.fixtures.till import Till


@pytest.fixture
def spiris(register: Till) -> Iterator[SpirisSimulator]:
    """The service, by the register's clock. Each call is compared with the contract where that is there."""

    def clock_s() -> float:
        return register.clock().timestamp()

    with SpirisSimulator(on_request=complaints_of, now=register.clock, clock_s=clock_s) as simulator:
        simulator.company.change_settings(DomesticCurrencyRounding=0)
        yield simulator
    assert simulator.complaints == []


@pytest.fixture
def shop(register: Till, spiris: SpirisSimulator) -> Iterator[Carried]:
    """The two, connected."""
    with carried(register, spiris) as one:
        yield one
