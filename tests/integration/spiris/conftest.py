"""A simulated Spiris for each test, and a client with a good token."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from openpos.simulators.spiris import SpirisSimulator
from tests.fixtures.spiris_contract import complaints_of

NewSpiris = Callable[..., SpirisSimulator]
Connect = Callable[..., httpx.Client]


@pytest.fixture
def new_spiris() -> Iterator[NewSpiris]:
    """Makes simulators that are stopped at the end. Each call they get is compared with the contract."""
    with ExitStack() as stack:

        def make(**options: Any) -> SpirisSimulator:
            return stack.enter_context(SpirisSimulator(on_request=complaints_of, **options))

        yield make


@pytest.fixture
def spiris(new_spiris: NewSpiris) -> Iterator[SpirisSimulator]:
    """A service with one company."""
    simulator = new_spiris()
    yield simulator
    assert simulator.complaints == []


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes clients with a token of a consent."""
    with ExitStack() as stack:

        def make(simulator: SpirisSimulator, **consent: Any) -> httpx.Client:
            token = simulator.tokens(**consent)["access_token"]
            client = httpx.Client(
                base_url=simulator.api_url, headers={"Authorization": f"Bearer {token}"}, timeout=10, trust_env=False
            )
            return stack.enter_context(client)

        yield make


@pytest.fixture
def api(spiris: SpirisSimulator, connect: Connect) -> httpx.Client:
    """A client that may do everything."""
    return connect(spiris)
