"""A real process that sells is killed at random moments, again and again: what it answered is on disk, once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from openpos.app import CONTROL_UNIT_FILE
from openpos.paths import DATABASE
from openpos.store.store import Store
from tests.e2e.conftest import OPEN, PROGRAM, Shop, close, environment, sale

SALES_PER_KILL = 10
SALES_PER_SHIFT = 100
START_S = 0.6
"""About twice as long as the program takes to its first answer."""
CODES = ("7300156482709", "7300156480903", "7300156485472", "7300156485489")


def _busy_days(rng: random.Random, sales: int) -> Iterator[dict[str, Any]]:
    """Shifts of a hundred sales: one to six lines, cash, card or both, at moments that the script tells."""
    minute = 0

    def at() -> str:
        nonlocal minute
        minute += 1
        return f"2026-11-{20 + minute // 1440:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}:00+01:00"

    for number in range(sales):
        if number % SALES_PER_SHIFT == 0:
            if number:
                yield close("5000") | {"at": at()}
            yield OPEN | {"at": at()}
        lines: list[dict[str, Any]] = []
        for _ in range(rng.randint(1, 6)):
            if rng.random() < 0.7:
                lines.append({"barcode": rng.choice(CODES), "quantity": str(rng.randint(1, 4))})
            else:
                price = f"{rng.randint(1, 400)}.{rng.randint(0, 99):02d}"
                lines.append({"text": "Diverse åäö", "price": price, "vat": "standard", "group": "Övrigt"})
        card = rng.choice(["", "", "0.50"])
        yield sale(*lines, card=card, cash=rng.choice(["9500", "9000"]), at=at())
    yield close("5000") | {"at": at()}


class Killed:
    """Plays a script in processes that are killed, and holds every answer against the earlier ones."""

    def __init__(self, shop: Shop, script: Path, rng: random.Random) -> None:
        self.shop = shop
        self.answers: dict[int, dict[str, Any]] = {}
        self._rng = rng
        self._command = [*PROGRAM, "replay", "--data", str(shop.directory), "--paper", str(script)]

    def play(self, *, new_answers: int | None) -> bool:
        """Play until so many lines more are answered and a little longer, then kill; True when it came to the end."""
        began = len(self.answers)
        # Half of the time the program goes on at the first line without an answer, half of the time at the beginning.
        first = self._rng.choice([1, max(self.answers, default=0) + 1])
        process = subprocess.Popen(
            [*self._command, "--from", str(first)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert process.stdout
        assert process.stderr
        with process:
            if new_answers == 0:
                with suppress(subprocess.TimeoutExpired):  # on its way to the first answer, opening files and the like
                    process.wait(self._rng.random() * START_S)
            else:
                for line in process.stdout:
                    self._take(line)
                    if new_answers is not None and len(self.answers) - began >= new_answers:
                        break
            if new_answers is not None:
                # The program is in the middle of its next act: killed within a fraction of it, or an act or two later.
                _spin(self._rng.random() * self._rng.choice([0.0005, 0.005, 0.03]))
                process.send_signal(signal.SIGKILL)
            for line in process.stdout:
                if line.endswith(b"\n"):
                    self._take(line)
            complaint = process.stderr.read().decode()
        assert process.returncode in {0, -signal.SIGKILL}, complaint
        assert not complaint
        return process.returncode == 0

    def _take(self, line: bytes) -> None:
        answer = json.loads(line)
        assert self.answers.setdefault(answer["line"], answer) == answer


def _spin(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def _sealed_numbers(shop: Shop) -> list[int]:
    lines = (shop.directory / CONTROL_UNIT_FILE).read_text().split("\n")
    return [json.loads(line)["number"] for line in lines if line]


def _z_report(shop: Shop, number: int) -> dict[str, Any]:
    facts: dict[str, Any] = shop.well("report", "z", "--number", number, "--json").json
    del facts["journal_hash"]  # the journal tells of more starts
    return facts


def _receipts(shop: Shop) -> list[tuple[int, int, int, int]]:
    with closing(Store(shop.directory / DATABASE)) as store, store.read() as tx:
        return [
            (receipt.number, receipt.total.ore, receipt.rounding.ore, receipt.change.ore)
            for receipt in map(tx.sales.receipt, range(1, tx.sales.last_number() + 1))
            if receipt is not None and receipt.seal is not None
        ]


FULL = os.environ.get("OPENPOS_SWEEP") == "full"
KILLS = 20


@pytest.mark.process
@pytest.mark.sweep
@pytest.mark.parametrize("run", range(10 if FULL else 1))
def test_a_killed_program_keeps_every_answered_sale_once(run: int, new_demo: Callable[[str], Shop]) -> None:
    seed = random.SystemRandom().randrange(10**6) if FULL else 20261120
    try:
        _killed_and_killed_again(random.Random(seed), new_demo)
    except BaseException as error:
        error.add_note(f"run {run}, seed {seed}")
        raise


def _killed_and_killed_again(rng: random.Random, new_demo: Callable[[str], Shop]) -> None:
    killed, undisturbed = new_demo("killed"), new_demo("undisturbed")
    acts = list(_busy_days(rng, sales=KILLS * SALES_PER_KILL))
    script = killed.script(*acts)

    whole = undisturbed.really("replay", "--paper", script)
    player = Killed(killed, script, rng)
    for _ in range(KILLS):
        assert not player.play(new_answers=rng.randint(0, SALES_PER_KILL))
    while not player.play(new_answers=None):
        pass

    assert [player.answers[line] for line in range(1, len(acts) + 1)] == whole.answers
    assert killed.sound()["receipts"] == KILLS * SALES_PER_KILL
    assert _receipts(killed) == _receipts(undisturbed)
    assert [number for number, *_ in _receipts(killed)] == list(range(1, KILLS * SALES_PER_KILL + 1))
    assert _sealed_numbers(killed) == _sealed_numbers(undisturbed)
    days = range(1, KILLS * SALES_PER_KILL // SALES_PER_SHIFT + 1)
    assert [_z_report(killed, day) for day in days] == [_z_report(undisturbed, day) for day in days]
