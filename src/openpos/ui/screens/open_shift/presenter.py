"""Decides how a shift is opened: the float as a sum or counted, once, however often a key is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Money
from openpos.domain.permission import Person
from openpos.domain.report import Shift
from openpos.ui.screens.asked import Run
from openpos.ui.screens.cash import CashCount, only_digits, written_sum


@dataclass(frozen=True, slots=True)
class Opening:
    """What the page shows."""

    counted: bool = False
    """Whether the float is counted by notes and coins; else it is entered as a sum."""
    count: CashCount = field(default_factory=CashCount)
    busy: bool = False
    trouble: OpenPosError | None = None


class OpenShiftPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[Opening], None],
        *,
        run: Run,
        open_shift: Callable[[str, Person, Money], Shift],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        opened: Callable[[], None],
    ) -> None:
        """`open_shift` blocks. `opened` is called once the shift is on disk."""
        self._show = show
        self._run = run
        self._open_shift = open_shift
        self._new_id = new_id
        self._person = person
        self._opened = opened
        self._opening = Opening()
        # Kept until the shift is open: trying again after a fault never opens two.
        self._shift_id = ""

    def shown(self) -> None:
        """Begin anew."""
        self._put(Opening(counted=self._opening.counted))

    def choose(self, *, counted: bool) -> None:
        """Enter a sum, or count."""
        self._put(replace(self._opening, counted=counted, trouble=None))

    def count(self, place: int, number: int) -> None:
        """So many of the note or coin at this place."""
        self._put(replace(self._opening, count=self._opening.count.with_count(place, number), trouble=None))

    def not_a_number(self) -> None:
        """A key was pressed that can't be part of an amount."""
        self._put(replace(self._opening, trouble=only_digits()))

    def open(self, sum_text: str) -> None:
        """Open the shift with the counted float, or with the sum a person wrote."""
        person = self._person()
        if self._opening.busy or person is None:
            return
        try:
            amount = self._opening.count.sum if self._opening.counted else written_sum(sum_text)
        except Refused as trouble:
            self._put(replace(self._opening, trouble=trouble))
            return
        self._put(replace(self._opening, busy=True, trouble=None))
        shift_id = self._shift_id = self._shift_id or self._new_id()
        self._run(lambda: self._open_shift(shift_id, person, amount), self._done, self._failed)

    def _done(self, _shift: Shift) -> None:
        self._shift_id = ""
        self._put(Opening(counted=self._opening.counted))
        self._opened()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._opening, busy=False, trouble=error))

    def _put(self, opening: Opening) -> None:
        self._opening = opening
        self._show(opening)
