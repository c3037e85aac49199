"""CleanCash Type A, a control unit on a serial port or behind a USB converter that makes a serial port of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from openpos.clock import monotonic_s
from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone, OpenPosError, Unavailable
from openpos.domain.receipt import PaperType, Seal, Sealable, UnitState, UnitStatus, paper_number, paper_type
from openpos.fiscal.ccsp import BEGIN, Damaged, fields_of, framed, registration
from openpos.fiscal.trouble import ANSWER_LOST, BUSY, FAULTY, SILENT, STORAGE_FULL, STORAGE_HIGH, WARNING, Trouble

BITS_A_SECOND = 9600
ANSWER_S = 3.0
"""For a whole answer; one of a hundred signs takes a tenth of a second on the line."""
CODE_LENGTH = 59
"""Of a control code (SKVFS 2021:16)."""
_OLDEST_PROTOCOL = 2
_TRIES = 3
"""So often a paper is told of that the line disturbs on its way to the unit."""
_LONGEST_WORD = 40
# What the unit's answers mean (SWEDEN.md 2.2): its state, its memory, and why it registered nothing.
_STATES: dict[str, Trouble | None] = {"0": None, "1": WARNING, "2": FAULTY, "3": WARNING, "4": FAULTY, "5": BUSY}
_STORAGES: dict[str, Trouble | None] = {"0": None, "1": STORAGE_HIGH, "2": STORAGE_FULL}
_DISTURBED, _OUT_OF_ORDER = ("NAK", "001"), {"004", "011"}
_REFUSALS = {
    "006": FAULTY.nothing_sealed,
    "007": lambda: NotDone(
        "The control unit does not know this register.",
        "Ask the control unit's supplier to enter the register's designation in it.",
    ),
    "008": FAULTY.perhaps_sealed,  # an error within the unit: nobody says how far it had come
    "009": lambda: NotDone(
        "The control unit's licence does not reach for this register.", "Ask its supplier for a larger one."
    ),
    "010": STORAGE_FULL.nothing_sealed,
}


class CleanCash:
    """The unit on one port, opened when it is needed and kept open. All calls block; register lane only.

    The unit can't be asked what it holds: `find` and `last` never know. After a lost answer the same number is sent
    again, and the unit then holds two entries with the same number and amounts; the receipt bears the code of the
    second. That this is right is INFERRED.
    """

    def __init__(self, port: str, *, answer_s: float = ANSWER_S) -> None:
        """Opens nothing yet. `port` is what the system calls it, like `/dev/ttyUSB0` or `COM3`."""
        self._name = port
        self._answer_s = answer_s
        self._port: Any = None
        self._unit = ""
        self._told = 0
        """How many papers it was told of on this connection: it wants them numbered from 1 (SWEDEN.md 2.2)."""
        self._storage: Trouble | None = None

    def seal(self, paper: Sealable) -> Seal:
        """Register the paper. Raises NotDone and Unavailable as the port says, NotDone too where it can't be told."""
        registered = registration(paper)
        self._connect()
        self._told += 1
        request = ("RR", str(self._told), *registered)
        tries, answer = 1, self._ask(request, "RRR", "NAK")
        while answer[:2] == _DISTURBED and tries < _TRIES:
            tries, answer = tries + 1, self._ask(request, "RRR", "NAK")
        if answer[0] == "NAK":
            raise self._refusal(answer[1], paper)
        code, unit, _, storage, *_ = (*answer[1:], "", "", "", "")
        self._storage = _STORAGES.get(storage)
        # What is no receipt may be registered without a code; a receipt without one is none.
        if len(code) != CODE_LENGTH and (code or paper_type(paper) is PaperType.NORMAL):
            raise self._lost()
        return Seal(plain_text(unit, _LONGEST_WORD) or self._unit, code)

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:  # noqa: ARG002 - the port's signature
        """The unit can't be asked."""
        return None

    def last(self, of: PaperType) -> int | None:  # noqa: ARG002 - the port's signature
        """The unit can't be asked."""
        return None

    def status(self) -> UnitStatus:
        """How the unit is; it is asked. Never raises."""
        try:
            self._connect()
            answer = self._ask(("SIQ",), "SIR", "NAK")
        except NotDone as error:
            return UnitStatus(UnitState.STOPPED, error.title, error.advice)
        except Unavailable:
            return SILENT.status()
        state = _STATES.get(answer[1], FAULTY) if answer[0] == "SIR" else FAULTY
        trouble = state or self._storage
        return trouble.status() if trouble else UnitStatus(UnitState.READY)

    def close(self) -> None:
        """Give the port back; the next call opens it again."""
        port, self._port, self._told = self._port, None, 0
        if port is not None:
            with suppress(OSError):
                port.close()

    def _connect(self) -> None:
        """Open the port and ask who is there. Raises NotDone: the unit was told of nothing yet."""
        if self._port is not None:
            return
        self._port = self._opened()
        try:
            # What it still answers to an earlier connection comes before this answer.
            identity = self._ask(("IQ",), "IR")
        except Unavailable as error:
            raise SILENT.nothing_sealed() from error
        unit, protocol, *_ = (*identity[1:], "", "")
        if not protocol.isdecimal() or int(protocol) < _OLDEST_PROTOCOL:
            self.close()
            raise NotDone(
                "The control unit's program is too old.", "Ask its supplier for one that speaks protocol 2 or later."
            )
        self._unit = plain_text(unit, _LONGEST_WORD)

    def _opened(self) -> Any:
        if not self._name:
            raise NotDone("No serial port is chosen for the control unit.", "Choose one on the Settings page.")
        import serial

        try:
            return serial.Serial(self._name, BITS_A_SECOND, write_timeout=self._answer_s, exclusive=True)
        except (OSError, ValueError) as error:
            raise NotDone(
                "The control unit's serial port can't be opened.",
                "Check the cable and the port's name, and that no other program uses it, then try again.",
            ) from error

    def _ask(self, question: tuple[str, ...], *kinds: str) -> tuple[str, ...]:
        """Put a question and return the fields of the first answer of these kinds.

        What else comes answers an earlier question, and is nobody's any more. Raises Unavailable, the port closed,
        where no such answer comes in time.
        """
        until = monotonic_s() + self._answer_s
        try:
            self._port.read(self._port.in_waiting)
            self._port.write(framed(question))
            while (left_s := until - monotonic_s()) > 0:
                with suppress(Damaged):
                    answer = fields_of(self._frame(left_s))
                    if answer[0] in kinds and len(answer) > 1:
                        return answer
        except OSError as error:  # pyserial's own are of this kind
            raise self._lost() from error
        raise self._lost()

    def _frame(self, left_s: float) -> bytes:
        """The next frame, by the length that it says itself: units end them with CR, LF or both. Cut off by time."""
        self._port.timeout = left_s
        before: bytes = self._port.read_until(BEGIN)
        if not before.endswith(BEGIN):
            raise Damaged(before)
        length: bytes = self._port.read(3)
        try:
            rest: bytes = self._port.read(max(0, int(length, 16) - len(BEGIN) - len(length)))
        except ValueError as error:
            raise Damaged(length) from error
        return BEGIN + length + rest

    def _lost(self) -> Unavailable:
        self.close()
        return ANSWER_LOST.perhaps_sealed()

    def _refusal(self, code: str, paper: Sealable) -> OpenPosError:
        """The unit's no, in words."""
        if known := _REFUSALS.get(code):
            return known()
        if code in _OUT_OF_ORDER:
            self.close()  # the next paper is number 1 again
        return NotDone(
            "The control unit refused number {number} with fault {code}.",
            "Try again. If the fault stays, call the control unit's supplier.",
            number=paper_number(paper),
            code=plain_text(code, _LONGEST_WORD),
        )
