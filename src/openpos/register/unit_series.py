"""A register whose control unit holds higher numbers than its file: an older backup was put back."""

from __future__ import annotations

from dataclasses import dataclass

from openpos.clock import Clock
from openpos.domain.receipt import PaperType
from openpos.register.ports import ControlUnit
from openpos.store.journal import Kind
from openpos.store.store import Store


@dataclass(frozen=True, slots=True)
class Missing:
    """The papers of one type that the control unit holds and the file does not: from `first` to `last`."""

    paper: PaperType
    first: int
    last: int


def go_on_after_unit(store: Store, unit: ControlUnit, clock: Clock) -> tuple[Missing, ...]:
    """Have each series go on after the last number that the control unit holds, journalled. Blocks on the unit.

    The papers in between were given to customers and are in the unit, though not in this file: their numbers can't be
    given again, and the unit refuses them. What is missing can't be made up for here either (SKVFS 2014:9 6:1); a
    person is told. A unit that can't tell is left as it is.
    """
    held = {paper: unit.last(paper) for paper in PaperType}
    with store.read() as tx:
        given = {paper: tx.series.last(paper) for paper in PaperType}
    missing = tuple(
        Missing(paper, given[paper] + 1, last)
        for paper, last in held.items()
        if last is not None and last > given[paper]
    )
    if missing:
        with store.write() as tx:
            for gone in missing:
                tx.series.go_on_after(gone.paper, gone.last)
                facts = {"paper": gone.paper.value, "first_missing": gone.first, "last_missing": gone.last}
                tx.journal.add(Kind.SERIES_MOVED, facts, at=clock())
    return missing
