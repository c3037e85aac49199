"""Screens over real registers."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fixtures.desk import Workplace, workplace
from tests.fixtures.till import Till
from tests.integration.conftest import new_till, register, template

__all__ = ["new_till", "place", "register", "template"]


@pytest.fixture
def place(qtbot: QtBot, register: Till) -> Iterator[Workplace]:
    """A desk at a register with a shift open, and a virtual printer."""
    del qtbot  # there must be an application
    with workplace(register) as made:
        yield made
