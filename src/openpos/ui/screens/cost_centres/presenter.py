"""Decides how cost centres are changed, and which of them this register belongs to. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.domain.payment import CostCentre
from openpos.domain.permission import Person
from openpos.ui.screens.asked import Lend, Run, run_permitted


@dataclass(frozen=True, slots=True)
class CentresShown:
    """What the page shows."""

    centres: tuple[CostCentre, ...] = ()
    ours: CostCentre | None = None
    """The one this register belongs to."""
    chosen: CostCentre | None = None
    """The one in the form; None for a new one."""
    busy: bool = False
    saved: bool = False
    trouble: OpenPosError | None = None


class CentresPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[CentresShown], None],
        *,
        run: Run,
        every: Callable[[], Sequence[CostCentre]],
        ours: Callable[[], CostCentre | None],
        save: Callable[[str, str, Person, int | None], CostCentre],
        belong_to: Callable[[int, Person], None],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
    ) -> None:
        """`every` and `ours` are short reads, `save` and `belong_to` block."""
        self._show = show
        self._run = run
        self._every = every
        self._ours = ours
        self._save = save
        self._belong_to = belong_to
        self._person = person
        self._lend = lend
        self._changed = changed
        self._shown = CentresShown()

    def refresh(self) -> None:
        """Read the cost centres anew."""
        self._put(replace(self._shown, centres=tuple(self._every()), ours=self._ours()))

    def choose(self, key: str) -> None:
        """Put this cost centre into the form."""
        chosen = next((one for one in self._shown.centres if str(one.id) == key), None)
        if not self._shown.busy:
            self._put(replace(self._shown, chosen=chosen, saved=False, trouble=None))

    def begin_new(self) -> None:
        """Put a new one into the form."""
        self.choose("")

    def save(self, name: str, code: str) -> None:
        """Save what is in the form; a second touch meanwhile does nothing."""
        person, chosen = self._person(), self._shown.chosen
        if person is None or self._shown.busy:
            return
        self._put(replace(self._shown, busy=True, saved=False, trouble=None))
        centre = chosen.id if chosen else None
        run_permitted(
            self._run, self._lend, person, lambda who: self._save(name, code, who, centre), self._done, self._failed
        )

    def belong(self) -> None:
        """This register is part of the cost centre in the form."""
        person, chosen = self._person(), self._shown.chosen
        if person is None or chosen is None or self._shown.busy:
            return
        self._put(replace(self._shown, busy=True, saved=False, trouble=None))
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._belong_to(chosen.id, who),
            lambda _: self._done(chosen),
            self._failed,
        )

    def _done(self, saved: CostCentre) -> None:
        self._put(replace(self._shown, chosen=saved, busy=False, saved=True))
        self.refresh()
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: CentresShown) -> None:
        self._shown = shown
        self._show(shown)
