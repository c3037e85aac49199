"""Start the program on a directory, tell when it was ready for the first scan, and go. Its own process: see test_start.

    python -m tests.bench.start_once DIRECTORY ARTICLES SCANS
    python -m tests.bench.start_once               (the floor: an empty window)

Prints a line of JSON: `ready`, by the clock that all processes of the machine share, and after the scans `rss_mb`.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from time import monotonic


def empty_window() -> None:
    """Python, PySide6 and a window that is painted."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def event(self, event: QEvent) -> bool:
            handled = super().event(event)
            if event.type() == QEvent.Type.UpdateRequest:
                _tell(monotonic())
                app.quit()
            return handled

    app = QApplication(sys.argv[:1])
    window = Empty()
    window.setGeometry(app.primaryScreen().availableGeometry())
    window.show()
    app.exec()


def register(directory: str, articles: int, scans: int) -> None:
    """As `openpos run` starts it; whoever logs in does so at once, so that what is left out is the person."""
    # In the program's own order: once PySide6 is there, it reads the source of every module that is imported.
    gc.disable()  # as the command line does
    from openpos import app, cli  # noqa: F401, I001
    from PySide6.QtCore import QEvent, QTimer

    from openpos.ui import main
    from openpos.ui.parts import Parts
    from openpos.ui.window import MainWindow

    class Watched(MainWindow):
        def __init__(self, parts: Parts) -> None:
            self._people = parts.staff.people
            self._ready = 0.0
            self._left = scans
            super().__init__(parts)
            self._looking = QTimer(self)
            self._looking.setInterval(0)
            self._looking.timeout.connect(self._look)
            self._looking.start()

        def event(self, event: QEvent) -> bool:
            handled = super().event(event)
            if event.type() == QEvent.Type.UpdateRequest and self._person is not None and not self._ready:
                self._ready = monotonic()
            return handled

        def _look(self) -> None:
            if self._started and self._person is None:
                self._log_in(self._people()[0])
            elif self._ready and self._left:
                # Imported late: it is no part of the start.
                from tests.bench.big_shop import barcode_of

                if not self.register.pending:
                    self._left -= 1
                    self._scanned(barcode_of(self._left * 7919 % articles))
            elif self._ready and not self.register.pending:
                self._looking.stop()
                self.checkout.lines.clear_now()
                _tell(self._ready)
                self.close()

    vars(main)["MainWindow"] = Watched
    sys.exit(cli.run(["run", "--data", directory]))


def _tell(ready: float) -> None:
    status = Path("/proc/self/status").read_text().split()
    print(json.dumps({"ready": ready, "rss_mb": int(status[status.index("VmRSS:") + 1]) / 1024}), flush=True)  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) > 1:
        register(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        empty_window()
