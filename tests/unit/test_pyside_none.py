"""Keep out a PySide6 that wears None away.

PySide6 6.12.0 drops a reference to None in every call that returns nothing. On Python 3.11, where None is counted like
any other object, the process aborts after some thousands of calls: in the middle of a day's trade.
"""

import subprocess
import sys

_CALLS = 50_000

_PROGRAM = f"""
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range({_CALLS}):
    thing.setObjectName("register")
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_leave_none_as_it_was() -> None:
    # In a process of its own: a broken version would take the whole test run with it.
    run = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    # The loop itself makes and drops a few; the fault loses one a call.
    assert abs(int(run.stdout)) < _CALLS // 100
