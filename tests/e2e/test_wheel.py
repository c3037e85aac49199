"""The wheel carries what lies outside src/, and the program in it runs without the source tree."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_TREE = Path(__file__).resolve().parents[2]


def _run(*command: str, cwd: Path, **environment: str) -> str:
    run = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def _outside_src(folder: str) -> set[str]:
    """The files of a folder beside src/, by their names in the tree."""
    files = (path for path in (_TREE / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(_TREE)) for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(_TREE), cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installation has it, its libraries taken from where the tests have theirs."""
    place = tmp_path_factory.mktemp("installed")
    _run(
        sys.executable,
        *("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(place), str(wheel)),
        cwd=place,
    )
    return place


@pytest.mark.parametrize("folder", ["migrations", "resources"])
def test_the_wheel_holds_every_file_of(folder: str, wheel: Path) -> None:
    wanted = {f"openpos/_{name}" for name in _outside_src(folder)}
    assert wanted
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_module(wheel: Path) -> None:
    modules = {str(path.relative_to(_TREE / "src")) for path in (_TREE / "src" / "openpos").rglob("*.py")}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}
    assert modules == {name for name in packed if not name.startswith(("openpos/_migrations", "openpos/_resources"))}


@pytest.mark.process
def test_the_installed_program_makes_a_demo_shop_and_finds_it_sound(installed: Path, tmp_path: Path) -> None:
    def openpos(*arguments: str) -> str:
        program = str(installed / "bin" / "openpos")
        return _run(sys.executable, program, *arguments, cwd=tmp_path, PYTHONPATH=str(installed))

    where = _run(
        sys.executable, "-c", "import openpos; print(openpos.__file__)", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert Path(where.strip()).is_relative_to(installed)
    shop = tmp_path / "shop"
    openpos("demo", "--prepare", "--data", str(shop))
    openpos("check", "--data", str(shop))
    assert list(shop.iterdir())
