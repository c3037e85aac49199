"""What the question for somebody's PIN decides. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.permission import Permission, Person
from openpos.ui.screens.asked import Run


@dataclass(frozen=True, slots=True)
class LendShown:
    """Who can lend it, who is chosen, and whether a PIN is being checked."""

    permission: Permission
    people: tuple[Person, ...] = ()
    chosen: Person | None = None
    busy: bool = False
    trouble: OpenPosError | None = None


class LendPresenter:
    """GUI thread only. What is lent is for one act and is written down nowhere but in the journal."""

    def __init__(
        self,
        show: Callable[[LendShown], None],
        permission: Permission,
        *,
        people: Callable[[], Sequence[Person]],
        lend: Callable[[int, str], Person],
        run: Run,
        lent: Callable[[Person], None],
    ) -> None:
        """`lend` takes the lender's id and PIN and blocks; `lent` is told the person with the permission."""
        self._show = show
        self._people = people
        self._lend = lend
        self._run = run
        self._lent = lent
        self._shown = LendShown(permission)

    def load(self) -> None:
        """Read who may do it."""
        try:
            may = tuple(person for person in self._people() if person.may(self._shown.permission))
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error))
            return
        nobody = None if may else Refused("Nobody here may do this.", "Give somebody the permission on the Staff page.")
        self._put(replace(self._shown, people=may, chosen=may[0] if may else None, trouble=nobody))

    def choose(self, place: int) -> None:
        """A name was touched."""
        if not self._shown.busy and 0 <= place < len(self._shown.people):
            self._put(replace(self._shown, chosen=self._shown.people[place], trouble=None))

    def step(self, by: int) -> None:
        """The next or the previous name."""
        shown = self._shown
        if shown.chosen is not None:
            self.choose((shown.people.index(shown.chosen) + by) % len(shown.people))

    def enter(self, pin: str) -> None:
        """The PIN was entered. A second one is ignored while the first is checked."""
        chosen = self._shown.chosen
        if self._shown.busy or chosen is None:
            return
        self._put(replace(self._shown, busy=True, trouble=None))
        self._run(lambda: self._lend(chosen.id, pin), self._done, self._failed)

    def _done(self, person: Person) -> None:
        self._put(replace(self._shown, busy=False))
        self._lent(person)

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _put(self, shown: LendShown) -> None:
        self._shown = shown
        self._show(shown)
