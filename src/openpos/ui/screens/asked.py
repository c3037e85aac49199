"""What presenters ask of the window: to do work on a lane, to go to another page. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from openpos.domain.errors import OpenPosError

Result = TypeVar("Result")

Go = Callable[[str], None]
"""Show the page of this name."""


class Run(Protocol):
    """Do work on a lane; returns at once, `done` or `failed` is called on the GUI thread later."""

    def __call__(
        self, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[OpenPosError], None]
    ) -> None: ...
