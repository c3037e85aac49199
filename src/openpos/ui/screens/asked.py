"""What presenters ask of the window: to do work on a lane, to go to another page. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import NotPermitted, Person

Result = TypeVar("Result")

Go = Callable[[str], None]
"""Show the page of this name."""


class Run(Protocol):
    """Do work on a lane; returns at once, `done` or `failed` is called on the GUI thread later."""

    def __call__(
        self, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[OpenPosError], None]
    ) -> None: ...


Lend = Callable[[NotPermitted, Callable[[Person], None], Callable[[], None]], None]
"""Ask somebody who may for their PIN: then the person with what was lent for one act is told, or that nobody did."""


def run_permitted(
    run: Run,
    lend: Lend,
    person: Person,
    work: Callable[[Person], Result],
    done: Callable[[Result], None],
    failed: Callable[[OpenPosError], None],
) -> None:
    """Do work on a lane as this person; where they may not, as the same with a permission that somebody lends."""

    def not_done(error: OpenPosError) -> None:
        if isinstance(error, NotPermitted):
            lend(error, lambda lent: run_permitted(run, lend, lent, work, done, failed), lambda: failed(error))
        else:
            failed(error)

    run(lambda: work(person), done, not_done)
