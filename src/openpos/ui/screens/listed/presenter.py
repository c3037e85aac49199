"""Decides which of a list is in the form, and what is asked before what is written there is lost. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.ui.screens.asked import Lend, Run, run_permitted

One = TypeVar("One")
"""What the shop has several of."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[One]):
    """What the list and the form show."""

    every: tuple[One, ...] = ()
    chosen: One | None = None
    """The one in the form; None for a new one."""
    opened: int = 0
    """One more each time the form is to be filled with it."""
    busy: bool = False
    saved: bool = False
    asks: bool = False
    """Whether a person is asked about what they have written and not saved."""
    trouble: OpenPosError | None = None


class ListedPresenter(Generic[One]):
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[Listed[One]], None],
        *,
        run: Run,
        every: Callable[[], Sequence[One]],
        key: Callable[[One], str],
        written: Callable[[], object],
        person: Callable[[], Person | None],
        lend: Lend,
        changed: Callable[[], None],
    ) -> None:
        """`every` is a short read; `written` gives what is in the form, to be compared with what was put there;
        `changed` is called when a change is on disk.
        """
        self._show = show
        self._run = run
        self._every = every
        self._key = key
        self._written = written
        self._person = person
        self._lend = lend
        self._changed = changed
        self._shown: Listed[One] = Listed()
        self._was: object = None
        self._then: Callable[[], None] = lambda: None

    @property
    def chosen(self) -> One | None:
        """The one in the form; None for a new one."""
        return self._shown.chosen

    def refresh(self) -> None:
        """Read the list anew. The one in the form stays, with what is written in it; or else the first is put there."""
        every = tuple(self._every())
        if self._shown.opened and self._written() != self._was:
            self._put(replace(self._shown, every=every))
        else:
            self._read_in(every, self._shown.chosen)

    def choose(self, key: str) -> None:
        """Put this one into the form."""
        one = next((one for one in self._shown.every if self._key(one) == key), None)
        if one is None or one == self._shown.chosen:
            self.stay()
        else:
            self.turn(lambda: self.open(one))

    def open(self, one: One | None) -> None:
        """Put this one into the form, or a new one, whatever is written there."""
        self._put(Listed(self._shown.every, one, self._shown.opened + 1))
        self._was = self._written()

    def turn(self, then: Callable[[], None]) -> None:
        """Do this, by which what is in the form is lost; asks first where that was not saved."""
        if self._shown.busy:
            return
        if self._written() == self._was:
            then()
        else:
            self._then = then
            self._put(replace(self._shown, asks=True, saved=False, trouble=None))

    def stay(self) -> None:
        """What was written is kept, and nothing asked any more."""
        self._put(replace(self._shown, asks=False))

    def drop(self) -> None:
        """What was written may be lost: what was to be done goes on."""
        self.open(self._shown.chosen)
        self._then()

    def do(self, act: Callable[[Person], One | None]) -> None:
        """Do this on the lane: the one that it gives is in the form afterwards, or else the first of the list. A second
        touch meanwhile does nothing.
        """
        person = self._person()
        if person is None or self._shown.busy:
            return
        self._put(replace(self._shown, busy=True, saved=False, asks=False, trouble=None))
        run_permitted(self._run, self._lend, person, act, self._done, self._failed)

    def _done(self, one: One | None) -> None:
        self._read_in(tuple(self._every()), one)
        self._put(replace(self._shown, saved=True))
        self._changed()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))

    def _read_in(self, every: tuple[One, ...], kept: One | None) -> None:
        """Show these, with the one in the form that is the same as this was, or else the first."""
        same = [one for one in every if kept is not None and self._key(one) == self._key(kept)]
        self._shown = replace(self._shown, every=every)
        self.open(next(iter(same or every), None))

    def _put(self, shown: Listed[One]) -> None:
        self._shown = shown
        self._show(shown)
