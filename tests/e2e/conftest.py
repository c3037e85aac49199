"""The real program in a process of its own, on a demo shop that is made once and copied for each test."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openpos import cli

TREE = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-m", "openpos")


def environment() -> dict[str, str]:
    """The program of this tree, whichever is installed; whatever language the machine speaks."""
    return os.environ | {"PYTHONPATH": str(TREE / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object it answered with."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The JSON objects it answered with, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def inside(*words: object) -> Done:
    """Run a command in this process: as the real one does, but for the time it takes to start."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as left:  # argparse leaves like this
            code = int(left.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


class Shop:
    """A data directory and the commands on it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def run(self, *words: object, prefix: Sequence[str] = (), timeout_s: float = 60) -> Done:
        """Run a command on this directory to its end. `prefix` is a command that starts the program in its own way."""
        finished = subprocess.run(
            [*prefix, *PROGRAM, str(words[0]), "--data", str(self.directory), *map(str, words[1:])],
            capture_output=True,
            encoding="utf-8",
            timeout=timeout_s,
            env=environment(),
            check=False,
        )
        assert "Traceback" not in finished.stderr, finished.stderr
        return Done(finished.returncode, finished.stdout, finished.stderr)

    def inside(self, *words: object) -> Done:
        """Run a command on this directory in this process."""
        return inside(words[0], "--data", self.directory, *words[1:])

    def really(self, *words: object, timeout_s: float = 60) -> Done:
        """Run a command in a process of its own, where it must succeed without a word of complaint."""
        done = self.run(*words, timeout_s=timeout_s)
        assert (done.code, done.err) == (0, ""), done
        return done

    def well(self, *words: object) -> Done:
        """Run a command in this process, where it must succeed without a word of complaint."""
        done = self.inside(*words)
        assert (done.code, done.err) == (0, ""), done
        return done

    def refused(self, *words: object, prefix: Sequence[str] = ()) -> str:
        """Run a command that must fail with a sentence, and return the sentence. With `prefix` a process of its own."""
        done = self.run(*words, prefix=prefix) if prefix else self.inside(*words)
        assert done.code == 1, done
        assert done.err.strip(), done
        return done.err.strip()

    def script(self, *acts: Mapping[str, Any] | str) -> Path:
        """A script of these acts; a text is a line as it stands."""
        path = self.directory.parent / f"{self.directory.name}.jsonl"
        lines = (act if isinstance(act, str) else json.dumps(act, ensure_ascii=False) for act in acts)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    def sound(self) -> dict[str, Any]:
        """Assert that `check` finds nothing, and return its answer."""
        answer = self.well("check", "--json").json
        assert answer["ok"] is True
        assert answer["findings"] == []
        return dict(answer)

    def files(self) -> dict[str, bytes]:
        """Every file in the directory, to compare."""
        return {
            str(path.relative_to(self.directory)): path.read_bytes()
            for path in sorted(self.directory.rglob("*"))
            if path.is_file()
        }


OPEN = {"do": "open_shift", "cashier": "Kassör", "float": "1000.00"}
YOGHURT = {"barcode": "7300156482709", "quantity": "2"}
PAPER = {"text": "Presentpapper", "price": "25.00", "vat": "standard", "group": "Övrigt", "quantity": "1"}


def sale(*lines: Mapping[str, Any], cash: str = "", card: str = "", at: str = "") -> dict[str, Any]:
    """An act that sells these lines, paid by card first."""
    tenders = [{"method": name, "amount": amount} for name, amount in (("card", card), ("cash", cash)) if amount]
    act: dict[str, Any] = {"do": "sale", "lines": list(lines), "tenders": tenders}
    return act | {"at": at} if at else act


def close(counted: str) -> dict[str, Any]:
    """An act that closes the shift."""
    return {"do": "close_shift", "counted": counted}


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop(tmp_path_factory.mktemp("template") / "shop")
    shop.really("demo", "--prepare")
    return shop.directory


DAY = (OPEN, sale(YOGHURT, PAPER, cash="100"), sale(PAPER, card="25"), close("1051"))


@pytest.fixture(scope="session")
def _used_template(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop(shutil.copytree(_template, tmp_path_factory.mktemp("used") / "shop"))
    shop.really("replay", shop.script(*DAY))
    return shop.directory


@pytest.fixture
def new_demo(_template: Path, tmp_path: Path) -> Callable[[str], Shop]:
    """Makes demo shops by name."""

    def make(name: str) -> Shop:
        shutil.copytree(_template, tmp_path / name)
        return Shop(tmp_path / name)

    return make


@pytest.fixture
def demo(new_demo: Callable[[str], Shop]) -> Shop:
    """A demo shop that has not sold anything."""
    return new_demo("shop")


@pytest.fixture
def used(_used_template: Path, tmp_path: Path) -> Shop:
    """A demo shop that has had its first day."""
    return Shop(shutil.copytree(_used_template, tmp_path / "used"))
