"""Decides how the shop's methods of payment are changed. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.domain.payment import CostCentre, Method, MethodKind, PaymentMethod, built_in
from openpos.domain.permission import Person
from openpos.ui.screens.asked import Lend, Run, run_permitted

NEW = PaymentMethod(Method("", MethodKind.OTHER))


@dataclass(frozen=True, slots=True)
class MethodsShown:
    """What the page shows."""

    methods: tuple[PaymentMethod, ...] = ()
    centres: tuple[CostCentre, ...] = ()
    chosen: PaymentMethod | None = None
    """The method in the form; without an id it is a new one."""
    centre: int | None = None
    """The cost centre the form is about; None for everywhere."""
    busy: bool = False
    saved: bool = False
    trouble: OpenPosError | None = None

    @property
    def seen(self) -> PaymentMethod | None:
        """The method in the form as it is there: in a cost centre, on or off too."""
        if self.chosen is None or self.centre is None:
            return self.chosen
        return replace(self.chosen.seen_from(self.centre), active=self.chosen.usable_in(self.centre))

    @property
    def is_own(self) -> bool:
        """Whether the one in the form is the shop's own, whose kind and ways are the shop's to choose."""
        return self.chosen is not None and built_in(self.chosen.method.id) is None


class MethodsPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[MethodsShown], None],
        *,
        run: Run,
        every: Callable[[], Sequence[PaymentMethod]],
        cost_centres: Callable[[], Sequence[CostCentre]],
        save: Callable[[PaymentMethod, Person], PaymentMethod],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
    ) -> None:
        """`every` and `cost_centres` are short reads, `save` blocks. `changed` is called when a change is on disk."""
        self._show = show
        self._run = run
        self._every = every
        self._cost_centres = cost_centres
        self._save = save
        self._person = person
        self._lend = lend
        self._changed = changed
        self._shown = MethodsShown()

    def refresh(self) -> None:
        """Read the methods anew; the one in the form stays, or else the first is put there."""
        methods = tuple(one for one in self._every() if one.method.kind is not MethodKind.EXCHANGE)
        chosen = self._shown.chosen or methods[0]
        centres = tuple(self._cost_centres())
        self._put(replace(self._shown, methods=methods, centres=centres, chosen=chosen))

    def look_at(self, centre: int | None) -> None:
        """Put the method into the form as it is in this cost centre; everywhere with None."""
        if not self._shown.busy:
            self._put(replace(self._shown, centre=centre, saved=False, trouble=None))

    def choose(self, method_id: str) -> None:
        """Put this method into the form."""
        chosen = next((one for one in self._shown.methods if one.method.id == method_id), None)
        if chosen is not None and not self._shown.busy:
            self._put(replace(self._shown, chosen=chosen, saved=False, trouble=None))

    def begin_new(self) -> None:
        """Put a new method into the form."""
        if not self._shown.busy:
            self._put(replace(self._shown, chosen=NEW, centre=None, saved=False, trouble=None))

    def save(self, written: PaymentMethod) -> None:
        """Save what is in the form; a second touch meanwhile does nothing.

        Where the form is about a cost centre, the method is changed there and stays as it is everywhere else.
        """
        person, before, centre = self._person(), self._shown.chosen, self._shown.centre
        if person is None or before is None or self._shown.busy:
            return
        if centre is not None:
            written = before.changed_in(centre, written)
        self._put(replace(self._shown, chosen=written, busy=True, saved=False, trouble=None))
        run_permitted(self._run, self._lend, person, lambda who: self._save(written, who), self._done, self._failed)

    def _done(self, saved: PaymentMethod) -> None:
        self._put(replace(self._shown, chosen=saved, busy=False, saved=True))
        self.refresh()
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: MethodsShown) -> None:
        self._shown = shown
        self._show(shown)
