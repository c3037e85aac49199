"""Decides how the drawer is opened, cash put in or taken out and the float changed: once, however often one touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from openpos.domain.drawer import DrawerAct, DrawerKind
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Money, parse_price
from openpos.domain.permission import Person
from openpos.domain.report import Shift
from openpos.ui.screens.asked import Lend, Run, run_permitted


@dataclass(frozen=True, slots=True)
class DrawerShown:
    """What the page shows."""

    kind: DrawerKind = DrawerKind.OPENED
    """What is to be done."""
    lowers: bool = False
    """Whether a change of float takes out; else it puts in."""
    expected: Money | None = None
    """What the drawer should hold; None where no shift is open."""
    loaded: bool = False
    busy: bool = False
    done: DrawerAct | None = None
    """What was just done."""
    trouble: OpenPosError | None = None

    @property
    def with_amount(self) -> bool:
        """Whether what is to be done takes an amount and needs a reason."""
        return self.kind is not DrawerKind.OPENED


class DrawerPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[DrawerShown], None],
        *,
        run: Run,
        open_drawer: Callable[[str, Person, str], DrawerAct],
        move_cash: Callable[[str, DrawerKind, Person, Money, str], DrawerAct],
        current: Callable[[], Shift | None],
        expected: Callable[[], Money],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        lend: Lend,
        printer: Callable[[], bool],
        moved: Callable[[], None],
    ) -> None:
        """`open_drawer` and `move_cash` block; `current` and `expected` are short reads. `moved` is called when an act
        is on disk and its paper or pulse queued.
        """
        self._show = show
        self._run = run
        self._open_drawer = open_drawer
        self._move_cash = move_cash
        self._current = current
        self._expected = expected
        self._new_id = new_id
        self._person = person
        self._lend = lend
        self._printer = printer
        self._moved = moved
        self._shown = DrawerShown()
        self._tried: tuple[object, ...] = ()
        self._act_id = ""

    def refresh(self) -> None:
        """Read anew what the drawer should hold."""
        try:
            expected = self._expected() if self._current() is not None else None
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error, loaded=True))
        else:
            self._put(replace(self._shown, expected=expected, loaded=True))

    def shown(self) -> None:
        """The page is in front: begin anew."""
        self._put(replace(self._shown, done=None, trouble=None))
        self.refresh()

    def choose(self, kind: DrawerKind) -> None:
        """This is to be done."""
        if not self._shown.busy:
            self._put(replace(self._shown, kind=kind, done=None, trouble=None))

    def lower(self, *, lowers: bool) -> None:
        """The float is to be lowered, or raised."""
        if not self._shown.busy:
            self._put(replace(self._shown, lowers=lowers, done=None, trouble=None))

    def not_a_number(self) -> None:
        """A key was pressed that can't be part of an amount."""
        self._put(replace(self._shown, trouble=Refused("Only digits can be part of an amount.", "Write it like 1000.")))

    def act(self, amount_text: str, reason: str) -> None:
        """Do it; a second touch meanwhile does nothing."""
        person, shown = self._person(), self._shown
        if person is None or shown.busy:
            return
        try:
            amount = self._amount(amount_text)
        except Refused as refusal:
            self._put(replace(shown, done=None, trouble=refusal))
            return
        # Trying the very same again after a fault never does it twice.
        tried = (shown.kind, amount, reason)
        if tried != self._tried:
            self._tried, self._act_id = tried, self._new_id()
        act_id, kind = self._act_id, shown.kind
        self._put(replace(shown, busy=True, done=None, trouble=None))

        def work(as_person: Person) -> DrawerAct:
            if kind is DrawerKind.OPENED:
                return self._open_drawer(act_id, as_person, reason)
            return self._move_cash(act_id, kind, as_person, amount, reason)

        run_permitted(self._run, self._lend, person, work, self._done, self._failed)

    def _amount(self, text: str) -> Money:
        """What a person wrote, below zero where the float is lowered. Raises Refused."""
        if not self._shown.with_amount:
            if not self._printer():
                raise Refused("The drawer opens through the printer, and this register has none.", "Use its key.")
            return Money(0)
        if not text.strip():
            raise Refused("No amount was entered.", "Enter how much, in whole kronor.")
        amount = parse_price(text)
        return -amount if self._shown.kind is DrawerKind.FLOAT and self._shown.lowers else amount

    def _done(self, act: DrawerAct) -> None:
        self._tried = ()
        self._put(replace(self._shown, busy=False, done=act))
        self.refresh()
        self._moved()

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, trouble=error))
        self.refresh()

    def _put(self, shown: DrawerShown) -> None:
        self._shown = shown
        self._show(shown)
