"""What the login decides. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.permission import Person, Role
from openpos.ui.screens.asked import Run


@dataclass(frozen=True, slots=True)
class LoginShown:
    """Who can log in, who is chosen, and whether a PIN is being checked."""

    people: tuple[Person, ...]
    chosen: Person | None
    busy: bool
    demo_pins: tuple[tuple[str, str], ...]
    """Name and PIN of each who works in a demo shop; empty in a real one."""


class View(Protocol):
    """What the presenter tells."""

    def show_login(self, shown: LoginShown) -> None:
        """People, choice and busyness."""

    def say(self, error: OpenPosError | None) -> None:
        """A sentence under the PIN; None takes it away."""


class LoginPresenter:
    """Who stands at the register. GUI thread only."""

    def __init__(
        self,
        view: View,
        *,
        people: Callable[[], Sequence[Person]],
        log_in: Callable[[int, str], Person],
        run: Run,
        logged_in: Callable[[Person], None],
        demo_pins: Mapping[str, str],
    ) -> None:
        """`log_in` blocks and is run on the register lane; `logged_in` is told who came."""
        self._view = view
        self._people_of = people
        self._log_in = log_in
        self._run = run
        self._logged_in = logged_in
        self._demo_pins = tuple(demo_pins.items())
        self._people: tuple[Person, ...] = ()
        self._chosen: Person | None = None
        self._busy = False

    def load(self) -> None:
        """Read who works here. Who logged in last stays chosen."""
        try:
            self._people = tuple(self._people_of())
        except OpenPosError as error:
            self._view.say(error)
        if self._chosen not in self._people:
            # Who sells comes more often than who manages.
            cashiers = [person for person in self._people if person.role.id == Role.CASHIER.id]
            self._chosen = next(iter([*cashiers, *self._people]), None)
        self._show()

    def choose(self, place: int) -> None:
        """A name was touched."""
        if not self._busy and place < len(self._people):
            self._chosen = self._people[place]
            self._view.say(None)
            self._show()

    def step(self, by: int) -> None:
        """The next or the previous name."""
        if self._chosen in self._people:
            self.choose((self._people.index(self._chosen) + by) % len(self._people))

    def enter(self, pin: str) -> None:
        """The PIN was entered. A second one is ignored while the first is checked."""
        if self._busy:
            return
        person = self._chosen
        if person is None:
            self._view.say(Refused("Nobody is chosen.", "Touch your name first."))
            return
        self._busy = True
        self._view.say(None)
        self._show()
        self._run(lambda: self._log_in(person.id, pin), self._done, self._failed)

    def _done(self, person: Person) -> None:
        self._busy = False
        self._show()
        self._logged_in(person)

    def _failed(self, error: OpenPosError) -> None:
        self._busy = False
        self._show()
        self._view.say(error)

    def _show(self) -> None:
        self._view.show_login(LoginShown(self._people, self._chosen, self._busy, self._demo_pins))
