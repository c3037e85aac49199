"""A simulated control unit: seals, remembers what it sealed across restarts, and fails as real ones do."""

from __future__ import annotations

import hashlib
import json
import os
from enum import StrEnum
from pathlib import Path

from openpos.domain.errors import N_, NotDone, Unavailable
from openpos.domain.receipt import (
    PaperType,
    Seal,
    Sealable,
    UnitState,
    UnitStatus,
    paper_number,
    paper_type,
    told_of,
)
from openpos.fiscal import trouble

SERIAL = "OPSIM000000000001"
"""17 characters, as the journal export asks for."""
_RECALLED_BYTES = 65_536
"""Only the newest entries are recalled after a restart: nobody asks a unit for older ones."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Fault(StrEnum):
    """How the unit is made to behave. The states are those of CleanCash's answers (SWEDEN.md 2.2)."""

    NONE = "none"
    STORAGE_HIGH = "storage_high"
    """It seals and warns that its memory is nearly full."""
    STORAGE_FULL = "storage_full"
    NOT_OPERATIONAL = "not_operational"
    BUSY = "busy"
    SWITCHED_OFF = "switched_off"
    """No answer, and nothing sealed: it never got the question."""
    ANSWER_LOST = "answer_lost"
    """It seals, and the cable is pulled before it answers."""


_TROUBLE = {
    Fault.STORAGE_FULL: trouble.STORAGE_FULL,
    Fault.NOT_OPERATIONAL: trouble.FAULTY,
    Fault.BUSY: trouble.BUSY,
    Fault.SWITCHED_OFF: trouble.SILENT,
    Fault.ANSWER_LOST: trouble.ANSWER_LOST,
}


class SimulatedControlUnit:
    """A control unit in a file. Asked twice for one number with the same amounts it gives the same code: one entry.

    Each type of paper has its own numbers, and each gets a code. A number that comes with other amounts is refused, as
    a unit with sequence control does.
    """

    def __init__(self, path: Path, *, fault: Fault = Fault.NONE) -> None:
        """Remember in `path`, a file of one JSON object a line, synced to disk at each seal."""
        self._path = path
        self.fault = fault
        self.seals_asked = 0
        """How often a code was asked for since the start; tests count it."""
        self._entries = self._recalled()

    def seal(self, paper: Sealable) -> Seal:
        """Register the paper. Raises NotDone and Unavailable as the fault says."""
        self.seals_asked += 1
        if self.fault not in {Fault.NONE, Fault.STORAGE_HIGH, Fault.ANSWER_LOST}:
            raise _TROUBLE[self.fault].nothing_sealed()
        kind, number, amounts = paper_type(paper), paper_number(paper), _amounts(paper)
        known = self._entries.get((kind, number))
        if known and known[0] != amounts:
            raise NotDone(
                N_("The control unit already holds receipt {number} with other amounts."),
                N_("Close the program and start it again: it then goes on after the control unit's last number."),
                number=number,
            )
        code = known[1] if known else _code(number, amounts)
        if not known:
            self._remember(kind, number, amounts, code)
        if self.fault is Fault.ANSWER_LOST:
            raise _TROUBLE[self.fault].perhaps_sealed()
        return Seal(SERIAL, code)

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:
        """The seal given to this number of this type, or None; None too where the unit can't be asked."""
        if self.fault is Fault.SWITCHED_OFF:
            return None
        known = self._entries.get((of, number))
        return Seal(SERIAL, known[1]) if known else None

    def last(self, of: PaperType) -> int | None:
        """The highest number it recalls of this type; None where it can't be asked."""
        if self.fault is Fault.SWITCHED_OFF:
            return None
        return max((number for kind, number in self._entries if kind is of), default=0)

    def status(self) -> UnitStatus:
        """How the unit is."""
        if self.fault is Fault.STORAGE_HIGH:
            return trouble.STORAGE_HIGH.status()
        known = _TROUBLE.get(self.fault)
        return known.status() if known else UnitStatus(UnitState.READY)

    def close(self) -> None:
        """Nothing is held open: each entry is written and closed."""

    def _recalled(self) -> dict[tuple[PaperType, int], tuple[str, str]]:
        """The newest entries by type and number. A line that a power cut tore was never answered: left out."""
        if not self._path.exists():
            return {}
        with self._path.open("rb") as file:
            file.seek(max(0, self._path.stat().st_size - _RECALLED_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
        entries = {}
        for line in lines:
            try:
                entry = json.loads(line)
                kind, _ = entry["amounts"].split(" ", 1)
                entries[PaperType(kind), entry["number"]] = (entry["amounts"], entry["code"])
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
        return entries

    def _remember(self, kind: PaperType, number: int, amounts: str, code: str) -> None:
        try:
            with self._path.open("ab") as file:
                file.write(b"\n" + json.dumps({"number": number, "amounts": amounts, "code": code}).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            # Part of it may be there; asked again with the same amounts it gives the same code.
            raise Unavailable(
                "The simulated control unit can't write its file: {reason}.",
                "Free some space and try again.",
                reason=error.strerror or str(error),
            ) from error
        self._entries[kind, number] = (amounts, code)


def _amounts(paper: Sealable) -> str:
    """What a unit is told of a paper: type, total and VAT per rate (SWEDEN.md 2.2)."""
    receipt = told_of(paper)
    vat = ";".join(f"{row.rate_bp}:{row.vat.ore}" for row in receipt.vat)
    return f"{paper_type(paper).value} {receipt.total.ore} {vat}"


def _code(number: int, amounts: str) -> str:
    """A code of the right shape: 59 characters (SKVFS 2021:16), the same for the same receipt."""
    digest = hashlib.sha512(f"{SERIAL} {number} {amounts}".encode()).digest()
    letters = "".join(_ALPHABET[byte % 32] for byte in digest)
    return f"{letters[:32]} {letters[32:58]}"
