"""How the service misbehaves: a seeded plan of faults, each for some of the calls."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"
    """The connection is cut, and for `seconds` nobody listens."""
    HANG = "hang"
    """No answer ever comes."""
    CUT = "cut"
    """The connection is reset instead of an answer."""
    TORN = "torn"
    """The answer breaks off in its middle."""
    LATE = "late"
    """After `seconds` the work is done and answered: whoever looked meanwhile found nothing."""
    SLOW = "slow"
    """The work is done at once, and answered after `seconds`."""
    DRIP = "drip"
    """The answer comes a byte at a time, `seconds` between them."""
    ERROR = "error"
    """500 with the API's own error body, code 5000."""
    GATEWAY = "gateway"
    """502 with a page of something on the way."""
    GARBAGE = "garbage"
    """200 with bytes that are nothing."""
    HTML = "html"
    """200 with a page."""
    EMPTY = "empty"
    """200 with an empty body."""
    HOLLOW = "hollow"
    """200 with an object that says nothing."""
    HUGE = "huge"
    """200 with `bytes` of JSON."""
    THROTTLE = "throttle"
    """429 with code 4010 and `seconds` in its words."""
    UNAUTHORIZED = "unauthorized"
    """401, although the token is good."""
    REVOKE = "revoke"
    """Every consent is taken back, and the call is answered as after that."""


ALWAYS_UNDONE = frozenset({Kind.THROTTLE, Kind.UNAUTHORIZED, Kind.REVOKE, Kind.REFUSE})
ALWAYS_DONE = frozenset({Kind.LATE, Kind.SLOW, Kind.TORN, Kind.DRIP})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and the calls it is for."""

    fault: Kind
    on: str = "* /v2/*"
    """Method and path, with `*` for anything, such as `POST /v2/vouchers`."""
    done: bool = False
    """Whether the work is done all the same."""
    chance: float = 1.0
    after: int = 0
    """How many of these calls go well first."""
    times: int | None = None
    """How often at most; None for as long as it lasts."""
    seconds: float = 1.0
    bytes: int = 100_000_000


class BadPlan(ValueError):
    """A plan that can't be read; its words say why."""


class FaultPlan:
    """Which call fails how. The same seed and the same calls in the same order give the same faults."""

    def __init__(self, faults: Sequence[Fault] = (), *, seed: int = 0) -> None:
        self._mutex = threading.Lock()
        self._faults: list[_Counted] = []
        self._drawn = random.Random(seed)
        self.replace(faults, seed=seed)

    def replace(self, faults: Sequence[Fault], *, seed: int = 0) -> None:
        """These from now on, instead of those before."""
        with self._mutex:
            self._faults = [_Counted(fault) for fault in faults]
            self._drawn = random.Random(seed)

    def add(self, fault: Fault) -> None:
        """This one too."""
        with self._mutex:
            self._faults.append(_Counted(fault))

    def clear(self) -> None:
        """All is well from now on."""
        self.replace(())

    def take(self, method: str, path: str) -> Fault | None:
        """The fault of this call, or None. Each call is asked about once."""
        with self._mutex:
            for counted in self._faults:
                fault = counted.fault
                if not fnmatchcase(f"{method} {path}", fault.on):
                    continue
                if fault.times is not None and counted.happened >= fault.times:
                    continue
                counted.seen += 1
                if counted.seen <= fault.after or self._drawn.random() >= fault.chance:
                    continue
                counted.happened += 1
                return fault
        return None

    def shown(self) -> list[dict[str, Any]]:
        """The faults and how often each has happened."""
        with self._mutex:
            return [{**asdict(counted.fault), "happened": counted.happened} for counted in self._faults]


@dataclass(slots=True)
class _Counted:
    fault: Fault
    seen: int = 0
    happened: int = field(default=0)


def read_plan(text: str | bytes) -> tuple[list[Fault], int, dict[str, Any]]:
    """A plan as JSON: its faults, its seed, and the settings beside them. Raises BadPlan."""
    try:
        plan = json.loads(text)
    except ValueError as error:
        raise BadPlan("the plan is no JSON") from error
    if not isinstance(plan, dict):
        raise BadPlan("the plan must be an object")
    faults = plan.pop("faults", [])
    seed = plan.pop("seed", 0)
    if not isinstance(faults, list) or type(seed) is not int:
        raise BadPlan("faults must be a list and seed a whole number")
    return [_fault(found, number) for number, found in enumerate(faults, 1)], seed, plan


def read_plan_file(path: Path) -> tuple[list[Fault], int, dict[str, Any]]:
    """As `read_plan`. Raises BadPlan, and OSError where the file can't be read."""
    return read_plan(path.read_bytes())


_KINDS_OF: Mapping[str, tuple[type, ...]] = {
    "fault": (str,), "on": (str,), "done": (bool,), "chance": (int, float), "after": (int,),
    "times": (int, type(None)), "seconds": (int, float), "bytes": (int,),
}  # fmt: skip


def _fault(found: Any, number: int) -> Fault:
    if not isinstance(found, dict) or "fault" not in found:
        raise BadPlan(f"fault {number} must be an object with a fault in it")
    names = {known.name for known in fields(Fault)}
    for name, value in found.items():
        if name not in names:
            raise BadPlan(f"fault {number} has {name!r}, which is not known")
        if not isinstance(value, _KINDS_OF[name]):
            raise BadPlan(f"fault {number}: {name} can't be {value!r}")
    if found["fault"] not in set(Kind):
        raise BadPlan(f"fault {number}: {found['fault']!r} is none of {', '.join(Kind)}")
    return Fault(**{**found, "fault": Kind(found["fault"])})
