"""Cyclic garbage with Qt objects in it dies on the GUI thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication

from openpos.ui.garbage import OLD_EVERY, GarbageOnGuiThread


class Mortal(QObject):
    """Tells on which thread it died."""

    def __init__(self, died: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.died = died

    def __del__(self) -> None:
        self.died.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageOnGuiThread]:
    assert QThread.currentThread() is qapp.thread()
    gc.collect()
    taken_over = GarbageOnGuiThread()
    yield taken_over
    taken_over.stop()
    assert gc.isenabled()


def test_a_busy_worker_leaves_the_dead_to_the_gui_thread(collector: GarbageOnGuiThread) -> None:
    died: list[int] = []
    Mortal(died)

    def make_garbage() -> None:
        for _ in range(50_000):
            cycle: list[object] = []
            cycle.append(cycle)

    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert died == [], "without the collector's taking over it dies on the worker"
    collector.collect()
    assert died == [threading.get_ident()]


def test_the_old_are_collected_too(collector: GarbageOnGuiThread) -> None:
    died: list[int] = []
    Mortal(died)
    gc.collect(0)
    gc.collect(1)  # by now it is old
    survivor = Mortal(died)
    gc.collect(1)
    survivor.itself = survivor
    del survivor
    for _ in range(OLD_EVERY):
        collector.collect()
    assert len(died) == 2
