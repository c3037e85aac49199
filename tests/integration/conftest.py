"""Registers on disk, each test's own: copied from a shop that is made once."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.fixtures.till import NewTill, Till, make_template, till_from


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a shop with articles and staff, closed."""
    directory = tmp_path_factory.mktemp("template")
    make_template(directory, tmp_path_factory.mktemp("articles") / "articles.csv")
    return directory


@pytest.fixture(scope="session")
def new_till(template: Path, tmp_path_factory: pytest.TempPathFactory) -> NewTill:
    """Makes a register as a context manager, also many of them in one test."""
    places = (tmp_path_factory.mktemp("tills") / str(number) for number in count())

    def make(**options: Any) -> AbstractContextManager[Till]:
        return till_from(template, next(places), **options)

    return make


@pytest.fixture
def register(new_till: NewTill) -> Iterator[Till]:
    """A register with a shift open."""
    with new_till() as till:
        till.open_shift()
        yield till


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where walks are taken: in memory where that can be, since what reaches the disk is the sweep's to say."""
    memory = Path("/dev/shm")  # noqa: S108 - a directory of our own in it
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as directory:
        yield Path(directory) / "walk"
