"""What every test runs under: no screen, no file of the person at the machine, no network (see pyproject.toml)."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Before anything makes a QApplication. A person who wants to look at a test sets QT_QPA_PLATFORM=xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_FULL = os.environ.get("OPENPOS_SWEEP") == "full"

# A deadline measures the neighbour's load on a shared machine, not our code; benchmarks measure that.
_EVERYWHERE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("desk", _EVERYWHERE, max_examples=60)
# The same examples at every run: what passed here passes there. New examples are looked for at desks and in sweeps.
settings.register_profile("ci", _EVERYWHERE, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("sweep", _EVERYWHERE, max_examples=2_000, print_blob=True)
settings.load_profile("sweep" if _FULL else "ci" if os.environ.get("CI") else "desk")


def pytest_collection_finish() -> None:
    """All that is loaded by now stays. A test of a screen ends by collecting garbage, and would look through it each
    time. No screen has been made yet.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def full_sweep() -> bool:
    """Whether a test with a long form is to run it: `make sweep`."""
    return _FULL


@pytest.fixture(scope="session", autouse=True)
def _homeless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Send every path of the person at the machine, and of the programs the tests start, to an empty directory."""
    home = tmp_path_factory.mktemp("home")
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)  # Qt warns of any other mode
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        yield
