"""What the receipts page can do electronically, and the words for how a delivery stands. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpos.domain.errors import N_, OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.register.e_receipts import Given
from openpos.store.deliveries import Delivery, DeliveryKind, DeliveryState, Way
from openpos.store.print_jobs import JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Electronic:
    """What takes a person blocks."""

    given: Callable[[int], Given]
    mail: Callable[[int, str, Person], Delivery]
    save: Callable[[int, Path, Person], Path]
    print_instead: Callable[[int], JobKind]
    ready: Callable[[], bool]
    """Whether there is a mail server to send by."""
    changed: Callable[[], None]
    """Something was queued to be mailed or printed."""


_STATES = {
    DeliveryState.HELD: N_("The receipt waits for its control code before it is e-mailed."),
    DeliveryState.QUEUED: N_("Waits to be e-mailed to {address}."),
    DeliveryState.SENDING: N_("Is being e-mailed to {address}."),
    DeliveryState.SENT: N_("E-mailed to {address}."),
    DeliveryState.UNKNOWN: N_("Nobody knows whether the e-mail to {address} arrived."),
    DeliveryState.FAILED: N_("The e-mail to {address} was not sent."),
    DeliveryState.WITHDRAWN: N_("Printed instead of e-mailed."),
}
_COPY_STATES = {
    **_STATES,
    DeliveryState.QUEUED: N_("The copy waits to be e-mailed to {address}."),
    DeliveryState.SENDING: N_("The copy is being e-mailed to {address}."),
    DeliveryState.SENT: N_("The copy was e-mailed to {address}."),
    DeliveryState.UNKNOWN: N_("Nobody knows whether the copy e-mailed to {address} arrived."),
    DeliveryState.FAILED: N_("The copy was not e-mailed to {address}."),
    DeliveryState.WITHDRAWN: N_("The copy was printed instead of e-mailed."),
}
_FILES = {
    DeliveryState.SENDING: N_("Is being saved as a file."),
    DeliveryState.SENT: N_("Saved as a file."),
    DeliveryState.UNKNOWN: N_("Nobody knows whether it was saved as a file."),
    DeliveryState.FAILED: N_("It was not saved as a file."),
    DeliveryState.WITHDRAWN: N_("Printed instead of saved."),
}
_FORGOTTEN = N_("an address that is not kept any more")
THE_RECEIPT = N_("The customer is sent the receipt itself: nothing was printed of it.")
THE_COPY = N_("The customer is sent the one copy of the receipt that the law allows, marked KOPIA.")
SAID = N_("The mail server said: “{said}”")


def state_words(delivery: Delivery) -> tuple[str, str]:
    """How a delivery stands, as English source text, and the address that goes into it (also a source text where it
    was forgotten).
    """
    if delivery.way is Way.FILE:
        return _FILES[delivery.state], ""
    states = _COPY_STATES if delivery.kind is DeliveryKind.COPY else _STATES
    return states[delivery.state], delivery.recipient or _FORGOTTEN


def why_no_mail(given: Given, *, ready: bool, shift_open: bool) -> OpenPosError | None:
    """Why a receipt can't be e-mailed now; None where it can."""
    return why_not_saved(given, shift_open=shift_open) or (
        None if ready else Refused("No mail server is chosen.", "Choose one on the Settings page.")
    )


def why_not_saved(given: Given, *, shift_open: bool) -> OpenPosError | None:
    """Why a receipt can't be saved as a file now; None where it can."""
    try:
        kind = given.next
    except Refused as refusal:
        return refusal
    if kind is DeliveryKind.COPY and given.copy is None and not shift_open:
        return Refused("No shift is open.", "Open a shift with the float in the drawer.")
    return None
