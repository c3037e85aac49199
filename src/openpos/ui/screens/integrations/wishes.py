"""Decides how documents are sent: invoices booked or left as drafts, mailed or not, and the vouchers' series. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import shown
from openpos.settings import Settings, SettingsError, checked

LONGEST_SERIES = 3


@dataclass(frozen=True, slots=True)
class WishesShown:
    """What the rows show."""

    leave_drafts: bool = False
    mail: bool = False
    series: str = ""
    trouble: OpenPosError | None = None
    """What is wrong with the series that was written."""


class WishesPresenter:
    """GUI thread only. What is chosen holds from the next document on."""

    def __init__(
        self,
        show: Callable[[WishesShown], None],
        *,
        current: Callable[[], Settings],
        change: Callable[[Settings], None],
    ) -> None:
        """`change` has settings saved."""
        self._show = show
        self._current = current
        self._change = change

    def refresh(self) -> None:
        """Show the settings as they are now."""
        self._put(None)

    def leave_drafts(self, *, leave: bool) -> None:
        """Leave invoices as drafts, or have them booked at once."""
        self._take("spiris_leave_drafts", leave)

    def mail(self, *, mail: bool) -> None:
        """Have Spiris e-mail invoices where the cashier does not say otherwise, or not."""
        self._take("spiris_mail_invoices", mail)

    def write_series(self, text: str) -> None:
        """Book Z reports in this series of Spiris', in the usual one where nothing is written."""
        try:
            self._take("spiris_series", text.strip().upper())
        except SettingsError:
            self._put(
                Refused("“{text}” is no series of vouchers.", "Write one to three letters, like K.", text=shown(text))
            )

    def _take(self, name: str, value: str | bool) -> None:  # noqa: FBT001 - a setting's value
        settings = checked({**asdict(self._current()), name: value}, name)
        if settings != self._current():
            self._change(settings)
        self._put(None)

    def _put(self, trouble: OpenPosError | None) -> None:
        now = self._current()
        self._show(WishesShown(now.spiris_leave_drafts, now.spiris_mail_invoices, now.spiris_series, trouble))
