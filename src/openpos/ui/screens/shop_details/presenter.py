"""Decides what may be changed of the shop's details now, and what else a change asks of people. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from openpos.domain.errors import N_, OpenPosError
from openpos.domain.permission import Person
from openpos.domain.shop import DESIGNATION, ON_REPORTS, Details, Shop, details_of, troubles
from openpos.register.shop_details import Standing
from openpos.ui.screens.asked import Lend, Run, run_permitted

OTHER_COMPANY = N_(
    "Another company needs a register of its own, with its own numbers: change this only where it was written wrong, "
    "and tell the Tax Agency within two weeks."
)
TELL_AGENCY = N_("Tell the Tax Agency of the new name within two weeks.")
TELL_SUPPLIER = N_(
    "Tell the Tax Agency of the new name within two weeks, and have the control unit's supplier enter it in the unit "
    "before the next sale."
)

NO_UNIT_TAKES_IT = N_("The control unit can't be told of it: choose 1 to 16 letters A to Z and digits.")


@dataclass(frozen=True, slots=True)
class DetailsShown:
    """What the page shows besides what is written."""

    standing: Standing | None = None
    filled: int = 0
    """Counted up each time when the fields are to be filled with the shop's details as they are."""
    wrong: Mapping[str, OpenPosError] = field(default_factory=dict)
    """What is wrong with which of the details."""
    duties: Mapping[str, str] = field(default_factory=dict)
    """What is to be done besides, by people, at the detail that asks for it."""
    busy: bool = False
    saved: bool = False
    trouble: OpenPosError | None = None

    @property
    def fixed(self) -> OpenPosError | None:
        """Why some of the details can't be changed now."""
        return self.standing.fixed if self.standing else None

    def may_write(self, name: str) -> bool:
        """Whether this detail can be changed now."""
        return not self.busy and (self.fixed is None or name not in ON_REPORTS)


class DetailsPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[DetailsShown], None],
        *,
        run: Run,
        standing: Callable[[], Standing],
        change: Callable[[Details, Person], Shop],
        person: Callable[[], Person | None],
        lend: Lend,
        unit: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        """`standing` is a short read, `change` blocks; `unit` is the chosen control unit; `changed` is called when the
        shop has other details.
        """
        self._show = show
        self._run = run
        self._standing = standing
        self._change = change
        self._person = person
        self._lend = lend
        self._unit = unit
        self._changed = changed
        self._shown = DetailsShown()

    def begin(self) -> None:
        """Fill the fields with the shop's details as they are."""
        standing = self._standing()
        duties = self._duties(standing.shop, details_of(standing.shop))
        self._put(DetailsShown(standing, self._shown.filled + 1, duties=duties))

    def refresh(self) -> None:
        """Look again what may be changed; what is written stays."""
        self._put(replace(self._shown, standing=self._standing()))

    def write(self, written: Details) -> None:
        """Something else is written."""
        shop = self._shown.standing.shop if self._shown.standing else None
        duties = self._duties(shop, written) if shop else {}
        if self._shown.saved or duties != self._shown.duties:
            self._put(replace(self._shown, duties=duties, saved=False))

    def leave(self, name: str, written: Details) -> None:
        """A field was left: say at once what is wrong with it."""
        if self._shown.standing is not None and not self._shown.busy:
            wrong = {key: error for key, error in self._shown.wrong.items() if key != name}
            if found := troubles(self._shown.standing.shop, written).get(name):
                wrong[name] = found
            self._put(replace(self._shown, wrong=wrong))

    def save(self, written: Details) -> None:
        """Make these the shop's details, or say what is wrong with them; a second touch meanwhile does nothing."""
        person, standing = self._person(), self._shown.standing
        if person is None or standing is None or self._shown.busy:
            return
        if wrong := troubles(standing.shop, written):
            self._put(replace(self._shown, wrong=wrong, saved=False, trouble=None))
            return
        self._put(replace(self._shown, wrong={}, busy=True, saved=False, trouble=None))
        run_permitted(
            self._run, self._lend, person, lambda who: self._change(written, who), self._saved, self._not_saved
        )

    def _duties(self, shop: Shop, written: Details) -> dict[str, str]:
        was, duties = details_of(shop), {}
        if written.organisation_number.strip() != was.organisation_number:
            duties["organisation_number"] = OTHER_COMPANY
        with_unit = self._unit() == "cleancash"
        if written.register.strip() != was.register:
            duties["register"] = TELL_SUPPLIER if with_unit else TELL_AGENCY
        elif with_unit and not DESIGNATION.fullmatch(was.register):
            duties["register"] = NO_UNIT_TAKES_IT
        return duties

    def _saved(self, _shop: Shop) -> None:
        self._put(DetailsShown(self._standing(), self._shown.filled + 1, duties=self._shown.duties, saved=True))
        self._changed()

    def _not_saved(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, standing=self._standing(), busy=False, trouble=error))

    def _put(self, shown: DetailsShown) -> None:
        self._shown = shown
        self._show(shown)
