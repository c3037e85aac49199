"""Decides what the page of Z reports and their vouchers shows, and how one is put right. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from openpos.domain.errors import OpenPosError
from openpos.domain.permission import Person
from openpos.register.books import Moved, ZPart
from openpos.store.outbox import EntryState
from openpos.ui.screens.asked import Lend, Run, run_permitted

PAGE_SIZE = 30
"""So many Z reports are fetched at once."""


@dataclass(frozen=True, slots=True)
class BookedShown:
    """What the page shows."""

    parts: tuple[ZPart, ...] = ()
    """Newest first."""
    more: bool = False
    chosen: str = ""
    """The chosen part's key; empty for none."""
    moved: tuple[Moved, ...] | None = None
    """What a correction of the chosen one would move; None while nobody asks for one."""
    busy: bool = False
    loaded: bool = False
    corrected: str = ""
    """The new voucher's id where the chosen one has just been put right."""
    trouble: OpenPosError | None = None

    @property
    def part(self) -> ZPart | None:
        """The chosen one."""
        return next((part for part in self.parts if part.key == self.chosen), None)

    @property
    def being_corrected(self) -> bool:
        """Whether the chosen one has just been put right, and that has not arrived yet."""
        part = self.part
        arrived = part is not None and part.arrived and part.last is not None and part.last.id == self.corrected
        return bool(self.corrected) and not arrived

    @property
    def may_correct(self) -> bool:
        """Whether there is a voucher that could be put right."""
        part = self.part
        last = part.last if part is not None else None
        return last is not None and last.state is EntryState.SETTLED and not self.busy


class BookedPresenter:
    """GUI thread only; what writes goes out by `run`, what reads, for longer than a sale may wait, by `read`."""

    def __init__(
        self,
        show: Callable[[BookedShown], None],
        *,
        run: Run,
        read: Run,
        z_parts: Callable[[int, int | None], list[ZPart]],
        correction: Callable[[str], list[Moved]],
        correct: Callable[[str, Person], tuple[str, str]],
        person: Callable[[], Person | None],
        lend: Lend,
        corrected: Callable[[], None],
    ) -> None:
        """`z_parts` takes how many Z reports, and the number before which they lie; it and both others block.
        `corrected` is called when something new waits to be sent.
        """
        self._show = show
        self._run = run
        self._read = read
        self._z_parts = z_parts
        self._correction = correction
        self._correct = correct
        self._person = person
        self._lend = lend
        self._corrected = corrected
        self._shown = BookedShown()

    def refresh(self) -> None:
        """Read all that is shown anew; what was chosen stays."""
        first = self._shown.parts[-1].number if self._shown.parts else None
        newest = self._shown.parts[0].number if self._shown.parts else 0
        wanted = max(PAGE_SIZE, newest - first + 1 if first is not None else 0)
        self._read(lambda: self._z_parts(wanted + 1, None), lambda found: self._found(found, wanted, ()), self._failed)

    def older(self) -> None:
        """Fetch the next older Z reports."""
        there = self._shown.parts
        if self._shown.busy or not self._shown.more or not there:
            return
        self._put(replace(self._shown, busy=True))
        last = there[-1].number
        self._read(
            lambda: self._z_parts(PAGE_SIZE + 1, last), lambda found: self._found(found, PAGE_SIZE, there), self._failed
        )

    def choose(self, key: str) -> None:
        """Look at this part of a Z report."""
        if key != self._shown.chosen and not self._shown.busy:
            self._put(replace(self._shown, chosen=key, moved=None, corrected="", trouble=None))

    def begin_correction(self) -> None:
        """Show what putting the chosen one right would move. Nothing is done yet."""
        part = self._shown.part
        if part is None or part.last is None or not self._shown.may_correct:
            return
        entry_id = part.last.id
        self._put(replace(self._shown, busy=True, trouble=None, corrected=""))
        self._read(
            lambda: self._correction(entry_id),
            lambda moved: self._put(replace(self._shown, moved=tuple(moved), busy=False)),
            self._failed,
        )

    def leave_correction(self) -> bool:
        """Give it up; answers whether there was one."""
        asked = self._shown.moved is not None
        if asked and not self._shown.busy:
            self._put(replace(self._shown, moved=None, trouble=None))
        return asked

    def correct(self) -> None:
        """Put the chosen one right, as it was shown."""
        part, person = self._shown.part, self._person()
        if part is None or part.last is None or person is None or self._shown.moved is None or self._shown.busy:
            return
        entry_id = part.last.id
        self._put(replace(self._shown, busy=True, trouble=None))
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._correct(entry_id, who),
            lambda ids: self._done(ids[1]),
            self._failed,
        )

    def _done(self, new_id: str) -> None:
        self._put(replace(self._shown, busy=False, moved=None, corrected=new_id))
        self._corrected()
        self.refresh()

    def _found(self, found: list[ZPart], wanted: int, before: tuple[ZPart, ...]) -> None:
        numbers = sorted({part.number for part in found}, reverse=True)
        kept = set(numbers[:wanted])
        parts = before + tuple(part for part in found if part.number in kept)
        chosen = self._shown.chosen
        if all(part.key != chosen for part in parts):
            chosen = parts[0].key if parts else ""
        more = len(numbers) > wanted
        # Whoever puts one right meanwhile goes on being waited for.
        self._put(
            replace(
                self._shown, parts=parts, more=more, chosen=chosen, loaded=True, busy=self._shown.busy and not before
            )
        )

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, loaded=True, trouble=error))

    def _put(self, shown: BookedShown) -> None:
        self._shown = shown
        self._show(shown)
