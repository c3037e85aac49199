"""What a start has found that a person must know and act on: one message after the other, each until it is closed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from openpos.clock import now, swedish
from openpos.domain.errors import N_
from openpos.domain.receipt import PaperType
from openpos.ui.i18n import tr
from openpos.ui.theme import State
from openpos.ui.widgets.messages import Message

if TYPE_CHECKING:
    from openpos.register.check import Finding
    from openpos.register.life import Started

_CLOCK = N_("The clock was set back.")
_CLOCK_ADVICE = N_(
    "It shows {now}, but the newest entry in the journal is {behind} later. Check the date and time of this computer."
)
_HOURS, _MINUTES = N_("{hours} h {minutes} min"), N_("{minutes} min")
_MISSING = N_("Receipts {first} to {last} are in the control unit but not in this register.")
_MISSING_ADVICE = N_(
    "An older backup was put back. Is there a newer one? Then close the program and restore it before you sell. Else "
    "the next receipt is {next}: don't ring the missing sales up again, book them from their papers, and report the "
    "fault to Skatteverket."
)
_PAPERS_MISSING = N_("Copies or practice papers are in the control unit but not in this register.")
_PAPERS_ADVICE = N_("An older backup was put back. Their numbers go on after the control unit's last ones.")
_UNSOUND = N_("Receipt {number} is not as it was registered.")
_UNSOUND_MANY = N_("{count} of the newest receipts are not as they were registered.")
_UNSOUND_ADVICE = N_(
    "Keep a copy of the register's folder as it is now, and call whoever looks after the register: “openpos check” "
    "says what is wrong. Sales can go on."
)


class StartNews:
    """Shows them in the window's message."""

    def __init__(self, notice: Message) -> None:
        self._notice = notice
        self._waiting: deque[tuple[str, str]] = deque()
        self._shown = False
        notice.closed.connect(self._next)

    def started(self, started: Started) -> None:
        """Tell what the start itself has found."""
        if started.clock_set_back is not None:
            hours, minutes = divmod(int(started.clock_set_back.total_seconds()) // 60, 60)
            behind = tr(_HOURS, hours=hours, minutes=minutes) if hours else tr(_MINUTES, minutes=minutes)
            shown = swedish(now()).strftime("%Y-%m-%d %H:%M")
            self._tell(tr(_CLOCK), tr(_CLOCK_ADVICE, now=shown, behind=behind))
        receipts = next((gone for gone in started.missing if gone.paper is PaperType.NORMAL), None)
        if receipts is not None:
            words = tr(_MISSING, first=receipts.first, last=receipts.last)
            self._tell(words, tr(_MISSING_ADVICE, next=receipts.last + 1))
        elif started.missing:
            self._tell(tr(_PAPERS_MISSING), tr(_PAPERS_ADVICE))

    def rechecked(self, findings: tuple[Finding, ...]) -> None:
        """Tell that the newest receipts are not sound, where they are not."""
        places = sorted({found.where.removeprefix("receipt ") for found in findings})
        if places:
            words = tr(_UNSOUND_MANY, count=len(places)) if places[1:] else tr(_UNSOUND, number=places[0])
            self._tell(words, tr(_UNSOUND_ADVICE))

    def _tell(self, title: str, advice: str) -> None:
        self._waiting.append((title, advice))
        if not self._shown:
            self._next()

    def _next(self) -> None:
        self._shown = bool(self._waiting)
        if self._waiting:
            title, advice = self._waiting.popleft()
            self._notice.show_text(title, advice, State.STOP)
