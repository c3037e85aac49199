"""What Spiris' error codes mean to a shop, and what is to be done: the table of codes as data.

The codes are the published ones; what to do about each is ours (docs/decisions.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openpos.domain.article import plain_text
from openpos.domain.errors import N_, OpenPosError, Rejected, Unavailable
from openpos.sync.answers import Fields, Unreadable

_MAX_SAID = 300


class Doing(StrEnum):
    """Who does something about it."""

    RETRY = "retry"
    """The program by itself, later."""
    HOLD = "hold"
    """A person, for this one document."""
    CONFIGURATION = "configuration"
    """A person, for the connection: nothing is sent before."""
    BUG = "bug"
    """Whoever mends the program."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something did not go through, in English source texts with {placeholders} for `values`."""

    doing: Doing
    title: str
    advice: str
    values: Mapping[str, object] = field(default_factory=dict)
    code: int = 0
    """Spiris' number, 0 where it gave none."""
    error_id: str = ""
    """What Spiris' support asks for."""

    def __str__(self) -> str:
        """The English sentences with their values."""
        return " ".join(text.format_map(self.values) for text in (self.title, self.advice) if text)


class SpirisNo(Rejected):
    """Spiris' final no to a question, as an error."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.title, trouble.advice, **trouble.values)
        self.trouble = trouble


_MEND_AND_SEND = N_("Mend it in Spiris, then press Send again.")
_CONNECT_AGAIN = N_("Connect to Spiris again on the Integrations page.")
_LOCKED = N_("Open the period in Spiris, or talk to your accountant; then press Send again.")
_TELL_SUPPORT = N_("Tell the support of OpenPOS, and show them what was sent.")

NOT_FOUND = 3000
CONFLICT = 4000
OF_FIELDS = frozenset({2000, 6000, 6001})
"""Codes that may be about a field of a body."""
OF_ACCOUNTS = frozenset({2000, 3002})
"""Codes that may be about an account of a voucher: its row is not accepted, or the account is not in the year."""
THROTTLED = 4010
_NO_MODULE = 4002
_AMBIGUOUS = range(5000, 5003)
"""Codes after which the work may have been done all the same."""

_TROUBLES: Mapping[int, tuple[Doing, str, str]] = {
    2000: (Doing.HOLD, N_("Spiris does not accept the document: {said}"), _MEND_AND_SEND),
    3000: (Doing.HOLD, N_("Something the document needs is not in Spiris any more: {said}"), _MEND_AND_SEND),
    3001: (
        Doing.HOLD,
        N_("There is no fiscal year in Spiris for this date."),
        N_("Create the year in Spiris, then press Send again."),
    ),
    3002: (
        Doing.HOLD,
        N_("An account is not in Spiris in this fiscal year: {said}"),
        N_("Choose another account on the Integrations page, or add it in Spiris; then press Send again."),
    ),
    4000: (Doing.HOLD, N_("Spiris says that this conflicts with what is there: {said}"), _MEND_AND_SEND),
    4001: (Doing.HOLD, N_("Spiris does not let it be deleted: {said}"), N_("Look at it in Spiris.")),
    4002: (Doing.HOLD, N_("Spiris does not let it be created or changed: {said}"), _MEND_AND_SEND),
    4003: (
        Doing.CONFIGURATION,
        N_("The start-up guide in Spiris is not finished."),
        N_("Log in to Spiris and finish it."),
    ),
    4004: (
        Doing.CONFIGURATION,
        N_("The company is not active in Spiris."),
        N_("Look at the subscription in Spiris."),
    ),
    4005: (Doing.CONFIGURATION, N_("Spiris does not let this connection in."), _CONNECT_AGAIN),
    4006: (Doing.CONFIGURATION, N_("The connection may not do all that is needed."), _CONNECT_AGAIN),
    4007: (
        Doing.CONFIGURATION,
        N_("The person who connected may not do this in Spiris."),
        N_("Give the person the right in Spiris, or let somebody who has it connect."),
    ),
    4008: (Doing.HOLD, N_("A check digit is wrong: {said}"), _MEND_AND_SEND),
    4009: (
        Doing.CONFIGURATION,
        N_("This is not in the company's Spiris package."),
        N_("Change the package in Spiris, or connect for bookkeeping only."),
    ),
    4011: (Doing.CONFIGURATION, N_("The person who connected has no access to the company any more."), _CONNECT_AGAIN),
    4012: (
        Doing.CONFIGURATION,
        N_("New terms wait to be accepted in Spiris."),
        N_("Log in to Spiris and accept them."),
    ),
    4013: (Doing.HOLD, N_("The invoice can't be booked: its year or period is locked."), _LOCKED),
    4014: (Doing.HOLD, N_("The customer lacks what an e-invoice needs: {said}"), _MEND_AND_SEND),
    4015: (Doing.HOLD, N_("The customer lacks what an e-invoice needs: {said}"), _MEND_AND_SEND),
    4017: (Doing.HOLD, N_("The customer lacks what an e-invoice needs: {said}"), _MEND_AND_SEND),
    4019: (
        Doing.CONFIGURATION,
        N_("The person who connected may only read in Spiris."),
        N_("Let somebody who may also write connect."),
    ),
    4020: (Doing.HOLD, N_("The fiscal year can't be created: {said}"), _MEND_AND_SEND),
    4021: (Doing.HOLD, N_("The fiscal year can't be created: {said}"), _MEND_AND_SEND),
    4022: (Doing.HOLD, N_("The fiscal year can't be created: {said}"), _MEND_AND_SEND),
    4023: (
        Doing.HOLD,
        N_("Spiris says that the date has not come yet."),
        N_("Look at the clock of this computer, then press Send again."),
    ),
    4024: (
        Doing.HOLD,
        N_("The article in Spiris has no sales account."),
        N_("Add the account to its sales category in Spiris, then press Send again."),
    ),
    4025: (Doing.HOLD, N_("The customer's VAT number is not valid."), _MEND_AND_SEND),
    4026: (Doing.HOLD, N_("The date lies in a period that is locked in Spiris."), _LOCKED),
    4027: (Doing.HOLD, N_("The reversed VAT is zero."), _MEND_AND_SEND),
    4029: (Doing.HOLD, N_("A personal number is not valid."), _MEND_AND_SEND),
    4030: (Doing.HOLD, N_("A payment reference number is not valid."), _MEND_AND_SEND),
    4033: (
        Doing.HOLD,
        N_("It needs to be approved in Spiris."),
        N_("Look at the approval settings in Spiris, then press Send again."),
    ),
    4034: (
        Doing.CONFIGURATION,
        N_("This connection is for trying things out, and the company is a real one."),
        N_("Enter the client id and secret for real companies, or choose a sandbox company."),
    ),
    4035: (Doing.HOLD, N_("VAT can't be booked like this for the customer."), _MEND_AND_SEND),
    4037: (Doing.HOLD, N_("The date lies in a period that is reconciled and locked in Spiris."), _LOCKED),
    4038: (Doing.HOLD, N_("The date lies in a fiscal year that is locked in Spiris."), _LOCKED),
    4039: (Doing.BUG, N_("Spiris does not accept how the document is made: {said}"), _TELL_SUPPORT),
    4100: (
        Doing.RETRY,
        N_("Spiris could not have it checked by the authority it asks: {said}"),
        N_("It is tried again. If it stays, look at the customer's numbers in Spiris."),
    ),
    5003: (Doing.HOLD, N_("Spiris lacks stock of an article: {said}"), _MEND_AND_SEND),
    5004: (Doing.HOLD, N_("Spiris lacks stock of an article: {said}"), _MEND_AND_SEND),
    5005: (Doing.HOLD, N_("The project has ended in Spiris."), _MEND_AND_SEND),
    5006: (Doing.HOLD, N_("The cost centre is not active in Spiris."), _MEND_AND_SEND),
    5007: (Doing.HOLD, N_("What it is attached to is not in Spiris."), _MEND_AND_SEND),
    6000: (Doing.BUG, N_("Spiris does not accept a question of this program: {said}"), _TELL_SUPPORT),
    6001: (Doing.BUG, N_("Spiris does not accept a question of this program: {said}"), _TELL_SUPPORT),
}
_ANY_NO = (Doing.HOLD, N_("Spiris refused: {said}"), N_("Look at it in Spiris, then press Send again."))
_NO_MODULE_TROUBLE = (
    Doing.CONFIGURATION,
    N_("The company's Spiris is not open to this program: {said}"),
    N_("Switch on the API under Apps and extensions in Spiris, and check the package."),
)

NOT_THERE = Trouble(*_TROUBLES[NOT_FOUND], {"said": "404"}, NOT_FOUND)
CONSENT_LOST = Trouble(
    Doing.CONFIGURATION,
    N_("Spiris no longer accepts this register's consent."),
    N_("Connect again on the Integrations page; what waits is sent then."),
)
BAD_CLIENT = Trouble(
    Doing.CONFIGURATION,
    N_("Spiris does not know this client id, or its secret is wrong."),
    N_("Enter the client id and secret from Spiris' developer page again."),
)
NOT_CONNECTED = Trouble(
    Doing.CONFIGURATION,
    N_("This register is not connected to Spiris."),
    N_("Connect it on the Integrations page."),
)
NO_CONTACT = Trouble(
    Doing.RETRY, N_("Spiris can't be reached."), N_("It is tried again by itself; go on selling as usual.")
)
NO_ANSWER = Trouble(
    Doing.RETRY,
    N_("Spiris did not answer, so it is not known whether the document arrived."),
    N_("It is looked up in Spiris before it is sent again; go on selling as usual."),
)
NOT_UNDERSTOOD = Trouble(
    Doing.RETRY,
    N_("Spiris answered something this program does not understand."),
    N_("It is looked up and tried again. If it stays, look at Spiris' page about disturbances."),
)
TOO_FAST = Trouble(
    Doing.RETRY,
    N_("Spiris asks to wait a while, since many calls came at once."),
    N_("It goes on by itself."),
)


_ASKED = {
    NO_CONTACT.advice: N_("Look at the net, then try again."),
    NO_ANSWER.advice: N_("Look at the net, then try again."),
    NOT_UNDERSTOOD.advice: N_("Try again in a while. If it stays, look at Spiris' page about disturbances."),
    TOO_FAST.advice: N_("Try again in a minute."),
    _MEND_AND_SEND: N_("Mend it in Spiris, then try again."),
    _ANY_NO[2]: N_("Look at it in Spiris, then try again."),
}


def to_who_waits(error: OpenPosError) -> OpenPosError:
    """The same for a person who waits for an answer: nothing is tried by itself then, and nothing sent again."""
    advice = _ASKED.get(error.advice)
    if advice is None:
        return error
    kind = Unavailable if isinstance(error, Unavailable) else Rejected
    return kind(error.title, advice, **error.values)


def is_ambiguous(status: int, error: Fields) -> bool:
    """Whether the work may have been done, whatever the answer says."""
    return status >= 500 or _code(error) in _AMBIGUOUS  # noqa: PLR2004 - HTTP's own limit


def is_documented(error: Fields) -> bool:
    """Whether it is an error body of Spiris and not one of something on the way."""
    return _code(error) > 0


def trouble_of(status: int, error: Fields) -> Trouble:
    """What an error body of Spiris means."""
    code = _code(error)
    said = _said(error)
    row = _TROUBLES.get(code, _ANY_NO)
    if code == _NO_MODULE and (status == 403 or "module" in said.casefold()):  # noqa: PLR2004 - HTTP's Forbidden
        row = _NO_MODULE_TROUBLE
    doing, title, advice = row
    return Trouble(doing, title, advice, {"said": said}, code, _text(error, "ErrorId"))


def waiting_s(error: Fields) -> float | None:
    """The waiting time that a 429 tells in words; None where no number is found."""
    said = _text(error, "DeveloperErrorMessage")
    found = re.search(r"(\d{1,5})\s*(s\b|sec|sek|min)", said, flags=re.IGNORECASE)
    if not found:
        return None
    return float(found[1]) * (60 if found[2].lower() == "min" else 1)


def _code(error: Fields) -> int:
    try:
        return error.whole("ErrorCode")
    except Unreadable:
        return 0


def _text(error: Fields, name: str) -> str:
    try:
        return error.text(name, _MAX_SAID)
    except Unreadable:
        return ""


def _said(error: Fields) -> str:
    """Spiris' own words: the general sentence, then what it says of each field."""
    parts = [_text(error, "DeveloperErrorMessage")]
    try:
        rows = error.rows("Errors")
    except Unreadable:
        rows = []
    parts += [": ".join(filter(None, (_text(row, "Field"), _text(row, "Message")))) for row in rows]
    return plain_text("; ".join(dict.fromkeys(filter(None, parts))), _MAX_SAID) or f"{_code(error)}"
