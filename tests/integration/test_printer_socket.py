"""The printer that the settings name: plugged in while the register runs, the virtual one with its own port."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from openpos import app, settings
from openpos.printers import PrinterSocket
from openpos.printing.logo import FILE
from openpos.printing.paper import Paper, Raster
from openpos.settings import Settings
from openpos.store.print_jobs import JobState
from tests.fixtures.far_end import descriptors
from tests.fixtures.till import Till


class Desk:
    """A socket in a register, with what came out of a virtual printer."""

    def __init__(self, till: Till) -> None:
        self.papers: list[Paper] = []
        self.pulses: list[str] = []
        self.socket = PrinterSocket(till.store, till.directory, Settings())
        self.socket.watch(self.papers.append, lambda: self.pulses.append("pulse"))

    def test_page(self) -> JobState:
        queue = self.socket.queue()
        assert queue is not None
        return queue.print_test_page().state


@pytest.fixture
def desk(register: Till) -> Iterator[Desk]:
    made = Desk(register)
    yield made
    made.socket.close()


def test_without_a_printer_there_is_no_queue(desk: Desk) -> None:
    assert desk.socket.queue() is None


def test_one_printer_after_the_other_without_a_restart(desk: Desk, tmp_path: Path) -> None:
    desk.socket.plug(Settings(printer="virtual"))
    first = desk.socket.queue()
    assert desk.test_page() is JobState.SENT
    desk.socket.plug(Settings(printer="file", printer_path=str(tmp_path)))
    assert desk.socket.queue() is first
    assert len(desk.papers) == 1  # the virtual printer had ended its work
    assert desk.test_page() is JobState.SENT
    assert [path.name for path in tmp_path.glob("*.escpos")] == ["000001.escpos"]
    desk.socket.plug(Settings(printer="usb"))
    assert desk.test_page() is JobState.FAILED
    desk.socket.plug(Settings(printer="none"))
    assert desk.socket.queue() is None
    desk.socket.plug(Settings(printer="virtual", printer_columns=32))
    assert desk.test_page() is JobState.SENT
    desk.socket.close()
    assert len(desk.papers) == 2


def test_plugging_over_and_over_leaves_nothing_open(desk: Desk) -> None:
    before = descriptors()
    for _ in range(20):
        desk.socket.plug(Settings(printer="virtual"))
        desk.socket.plug(Settings(printer="none"))
    assert descriptors() == before


def test_papers_never_land_in_the_registers_own_folder(desk: Desk, register: Till) -> None:
    desk.socket.plug(Settings(printer="file", printer_path=str(register.directory)))
    assert desk.test_page() is JobState.FAILED
    assert not list(register.directory.glob("*.escpos"))


def test_the_logo_of_the_data_directory_is_printed(desk: Desk, register: Till) -> None:
    Image.new("L", (64, 40)).save(register.directory / FILE)
    desk.socket.plug(Settings(printer="virtual"))
    desk.test_page()
    desk.socket.close()
    assert desk.papers[0].rows[0] == Raster(64, 40, b"\xff" * 320)


def test_settings_that_are_saved_plug_the_printer_in(tmp_path: Path) -> None:
    app.prepare_demo_shop(tmp_path)
    papers = tmp_path.parent / f"{tmp_path.name}-papers"
    papers.mkdir()
    with app.opened(tmp_path) as register, app._printer(register) as printer:
        parts = app._parts(register, printer)
        virtual = parts.print_queue
        parts.save_settings(replace(parts.settings, printer="none"), None)
        assert parts.find_queue() is None
        parts.save_settings(replace(parts.settings, printer="file", printer_path=str(papers), theme="dark"), None)
        queue = parts.print_queue
        assert queue is not None
        assert queue is virtual
        assert queue.print_test_page().state is JobState.SENT
        assert parts.logo(42) is None
        assert parts.attached("network") == ()
    assert len(list(papers.iterdir())) == 1
    assert settings.load(tmp_path).printer == "file"
