"""Decides what the people of a role may do. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import parse_price, shown
from openpos.domain.permission import Permission, Person, Role
from openpos.domain.sale import WHOLE_BP
from openpos.ui.screens.asked import Lend, Run, run_permitted


@dataclass(frozen=True, slots=True)
class RolesShown:
    """What the page shows."""

    roles: tuple[Role, ...] = ()
    chosen: Role | None = None
    """The one in the form; None for a new one."""
    busy: bool = False
    saved: bool = False
    trouble: OpenPosError | None = None


class RolesPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[RolesShown], None],
        *,
        run: Run,
        roles: Callable[[], Sequence[Role]],
        save: Callable[[Role, Person], None],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
    ) -> None:
        """`roles` is a short read, `save` blocks. `changed` is called when a change is on disk."""
        self._show = show
        self._run = run
        self._roles = roles
        self._save = save
        self._new_id = new_id
        self._person = person
        self._lend = lend
        self._changed = changed
        self._shown = RolesShown()

    def refresh(self) -> None:
        """Read the roles anew; the one in the form stays, or else the first is put there."""
        roles = tuple(self._roles())
        kept = self._shown.chosen.id if self._shown.chosen else roles[0].id
        chosen = next((one for one in roles if one.id == kept), None)
        self._put(replace(self._shown, roles=roles, chosen=chosen))

    def choose(self, role_id: str) -> None:
        """Put this role into the form."""
        chosen = next((one for one in self._shown.roles if one.id == role_id), None)
        if not self._shown.busy:
            self._put(replace(self._shown, chosen=chosen, saved=False, trouble=None))

    def begin_new(self) -> None:
        """Put a new role into the form."""
        self.choose("")

    def save(self, name: str, limit_percent: str, permissions: Iterable[Permission]) -> None:
        """Save what is in the form; a second touch meanwhile does nothing."""
        by, chosen = self._person(), self._shown.chosen
        if by is None or self._shown.busy:
            return
        try:
            limit = parse_price(limit_percent or "0").ore
            if limit > WHOLE_BP:
                raise Refused("A discount is at most 100 %.", "Enter a smaller one.", text=shown(limit_percent))
        except Refused as trouble:
            self._put(replace(self._shown, saved=False, trouble=trouble))
            return
        role = Role(chosen.id if chosen else self._new_id(), name, frozenset(permissions), limit)
        self._put(replace(self._shown, busy=True, saved=False, trouble=None))
        run_permitted(
            self._run, self._lend, by, lambda who: self._save(role, who), lambda _: self._done(role), self._failed
        )

    def _done(self, saved: Role) -> None:
        self._put(replace(self._shown, chosen=saved, busy=False, saved=True))
        self.refresh()
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: RolesShown) -> None:
        self._shown = shown
        self._show(shown)
