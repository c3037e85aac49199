"""Without a screen the program says so, where Qt would abort it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def started(directory: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    return subprocess.run(
        [sys.executable, "-m", "openpos", command, "--data", str(directory)],
        env=kept | environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["run", "demo"])
def test_without_a_screen_a_sentence_says_so_and_nothing_is_made(command: str, tmp_path: Path) -> None:
    said = started(tmp_path / "shop", command)
    assert said.returncode == 1
    assert said.stderr == (
        "OpenPOS opens a window, and there is no screen here. "
        "Start it on the desktop of this computer, as the person who is logged in there.\n"
    )
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({"DISPLAY": ":50999"}, ":50999"),
        ({"WAYLAND_DISPLAY": "nobody"}, "nobody"),
        ({"WAYLAND_DISPLAY": "nobody", "DISPLAY": ":50999"}, ":50999"),
    ],
)
def test_a_screen_that_does_not_answer_is_named(environment: dict[str, str], screen: str, tmp_path: Path) -> None:
    said = started(tmp_path / "shop", "run", **environment)
    assert said.returncode == 1
    assert f"the screen {screen} does not answer. Start it on the desktop" in said.stderr
    assert not (tmp_path / "shop").exists()
