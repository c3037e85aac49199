"""Decides how the staff is changed: who works here, as what, and with which PIN. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person, Role
from openpos.ui.screens.asked import Lend, Result, Run, run_permitted


@dataclass(frozen=True, slots=True)
class StaffShown:
    """What the page shows. A PIN is never in it."""

    people: tuple[Person, ...] = ()
    roles: tuple[Role, ...] = ()
    chosen: Person | None = None
    """The one in the form; None for a new one."""
    asks_leave: bool = False
    """Whether a person still has to confirm that the one in the form stops working here."""
    busy: bool = False
    saved: bool = False
    trouble: OpenPosError | None = None


class StaffPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[StaffShown], None],
        *,
        run: Run,
        people: Callable[[], Sequence[Person]],
        roles: Callable[[], Sequence[Role]],
        add: Callable[[str, Role, str, Person], Person],
        change: Callable[[Person, Person, str, bool], None],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
    ) -> None:
        """`people` and `roles` are short reads; `add` (name, role, PIN, by) and `change` (person, by, new PIN or
        nothing, whether they still work here) block.
        """
        self._show = show
        self._run = run
        self._people = people
        self._roles = roles
        self._add = add
        self._change = change
        self._person = person
        self._lend = lend
        self._changed = changed
        self._shown = StaffShown()

    def refresh(self) -> None:
        """Read staff and roles anew."""
        self._put(replace(self._shown, people=tuple(self._people()), roles=tuple(self._roles())))

    def choose(self, key: str) -> None:
        """Put this person into the form."""
        chosen = next((one for one in self._shown.people if str(one.id) == key), None)
        if not self._shown.busy:
            self._put(replace(self._shown, chosen=chosen, asks_leave=False, saved=False, trouble=None))

    def begin_new(self) -> None:
        """Put somebody new into the form."""
        self.choose("")

    def save(self, name: str, role_id: str, pin: str) -> None:
        """Save what is in the form; a second touch meanwhile does nothing."""
        by, chosen = self._person(), self._shown.chosen
        role = next((one for one in self._shown.roles if one.id == role_id), None)
        if by is None or role is None or self._shown.busy:
            return
        self._begin()
        if chosen is None:
            self._do(by, lambda who: self._add(name, role, pin, who), self._done)
        else:
            changed = replace(chosen, name=name, role=role)
            self._do(by, lambda who: self._change(changed, who, pin, True), lambda _: self._done(changed))

    def leave(self) -> None:
        """The one in the form stops working here: asked about first."""
        by, chosen = self._person(), self._shown.chosen
        if by is None or chosen is None or self._shown.busy:
            return
        if not self._shown.asks_leave:
            self._put(replace(self._shown, asks_leave=True, saved=False, trouble=None))
            return
        self._begin()
        self._do(by, lambda who: self._change(chosen, who, "", False), lambda _: self._done(None))

    def _do(self, by: Person, work: Callable[[Person], Result], done: Callable[[Result], None]) -> None:
        run_permitted(self._run, self._lend, by, work, done, self._failed)

    def _begin(self) -> None:
        self._put(replace(self._shown, busy=True, asks_leave=False, saved=False, trouble=None))

    def _done(self, saved: Person | None) -> None:
        self._put(replace(self._shown, busy=False, saved=True))
        self.refresh()
        again = next((one for one in self._shown.people if saved and one.id == saved.id), None)
        self._put(replace(self._shown, chosen=again))
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: StaffShown) -> None:
        self._shown = shown
        self._show(shown)
