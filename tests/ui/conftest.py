"""Screens over real registers."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.ui import i18n
from tests.fixtures.desk import Workplace, workplace
from tests.fixtures.till import Till
from tests.integration.conftest import new_till, register, template

__all__ = ["new_till", "place", "register", "template"]


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    """English, whatever the test before spoke; and an application for every test: Qt aborts the process that measures a
    text without one, and in random order such a test can be the first.
    """
    del qapp
    i18n.install("en")


@pytest.fixture(autouse=True)
def _widgets_end_at_home(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect a test's pages on this thread: collected by a later test's worker, they would take Qt down with them."""
    yield
    if "qtbot" in request.fixturenames:
        gc.collect()


@pytest.fixture
def place(qtbot: QtBot, register: Till) -> Iterator[Workplace]:
    """A desk at a register with a shift open, and a virtual printer."""
    del qtbot  # there must be an application
    with workplace(register) as made:
        yield made
