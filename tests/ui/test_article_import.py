"""Articles are read from a file: shown first, imported with progress, stopped or left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import OpenPosError
from openpos.domain.vat import VatCategory
from openpos.register.article_import import ImportPreview, ImportResult
from openpos.ui.screens.article_import.presenter import Importing, ImportPresenter, Stage
from openpos.ui.screens.article_import.view import page
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.till import Till

FILE = """\
streckkod;artikelnummer;namn;varugrupp;pris;moms
7300156480903;;Ägg;Skafferi;92,90;livsmedel
7300156482708;;Fel siffra;Mejeri;12,90;mat
;77;Present;Övrigt;abc;25
;78;Papper;Nytt;10,00;25
;79;Servering;Nytt;10,00;12
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "artiklar.csv"
    path.write_text(FILE, encoding="cp1252")
    return path


class Screen:
    """A presenter with what it showed."""

    def __init__(self, till: Till) -> None:
        self.shown: list[Importing] = []
        self.results: list[ImportResult] = []
        self.lane = SlowLane()
        self.time_s = 0.0
        self.ending = False
        self.presenter = ImportPresenter(
            self.shown.append,
            run=self.lane.run,
            look=till.catalogue.preview,
            import_articles=till.catalogue.import_articles,
            closing=lambda: self.ending,
            monotonic_s=lambda: self.time_s,
            person=lambda: till.cashier,
            imported=self.results.append,
        )

    @property
    def now(self) -> Importing:
        return self.shown[-1]

    def at(self, stage: Stage) -> bool:
        return self.now.stage is stage

    def look(self, path: Path | str) -> ImportPreview:
        self.presenter.choose(str(path))
        self.lane.go_on()
        assert self.now.preview is not None
        return self.now.preview


def test_a_file_is_shown_before_it_changes_anything(register: Till, file: Path) -> None:
    screen = Screen(register)
    seq = register.journal()[-1].seq
    preview = screen.look(file)
    assert (preview.new, preview.changed, preview.rejected) == (1, 1, 3)
    assert register.kinds(after=seq) == []
    assert register.article().price is not None
    screen.presenter.start()
    screen.presenter.start()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.at(Stage.DONE)
    assert (screen.results[0].new, screen.results[0].changed, screen.results[0].rejected) == (1, 1, 3)
    assert register.article().price is not None
    assert str(register.article().price) == "Money(ore=9290)"


def test_a_person_says_what_a_bare_rate_means(register: Till, file: Path) -> None:
    screen = Screen(register)
    assert dict(screen.look(file).ambiguous_rates) == {1200: 1}
    screen.presenter.means(1200, VatCategory.RESTAURANT)
    screen.lane.go_on()
    assert screen.now.preview is not None
    assert screen.now.preview.new == 2
    screen.presenter.start()
    screen.lane.go_on()
    assert register.article("Servering").vat_category is VatCategory.RESTAURANT


@pytest.mark.parametrize("path", ["/nowhere/there.csv", "a\0b", "x" * 5000, "/"])
def test_a_file_that_can_not_be_read_is_told(register: Till, path: str) -> None:
    screen = Screen(register)
    screen.presenter.choose(path)
    screen.lane.go_on()
    assert screen.at(Stage.CHOOSING)
    assert isinstance(screen.now.trouble, OpenPosError)


def test_a_file_changed_after_it_was_shown_is_not_imported(register: Till, file: Path) -> None:
    screen = Screen(register)
    screen.look(file)
    file.write_text(FILE.replace("92,90", "1,00"), encoding="cp1252")
    screen.presenter.start()
    screen.lane.go_on()
    assert isinstance(screen.now.trouble, OpenPosError)
    assert screen.results == []


def test_a_closing_program_stops_the_import(register: Till, file: Path) -> None:
    screen = Screen(register)
    screen.look(file)
    screen.ending = True
    screen.presenter.start()
    screen.lane.go_on()
    assert screen.results[0].cancelled


def test_progress_tells_how_far_and_how_long() -> None:
    told: list[Importing] = []
    lane, clock = SlowLane(), [0.0]
    tell: list[Callable[[int, int], None]] = []

    def look(
        path: Path,
        *,
        means: Mapping[int, VatCategory] | None,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportPreview:
        del path, means, cancelled
        tell.append(progress)
        progress(250, 1000)
        clock[0] = 2.0
        presenter.tick()
        raise AssertionError

    presenter = ImportPresenter(
        told.append,
        run=lane.run,
        look=look,
        import_articles=lambda *_args, **_rest: pytest.fail("nothing is imported here"),
        closing=lambda: False,
        monotonic_s=lambda: clock[0],
        person=lambda: None,
        imported=lambda _result: None,
    )
    presenter.choose("/some/file.csv")
    with pytest.raises(AssertionError):
        lane.go_on()
    assert (told[-1].progress.done, told[-1].progress.whole, told[-1].progress.left_s) == (250, 1000, 6)


def test_the_page_shows_rejected_rows_with_their_reasons(qtbot: QtBot, place: Workplace, file: Path) -> None:
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.resize(1024, 700)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    shown._path.setText(str(file))  # type: ignore[attr-defined]
    shown._path.returnPressed.emit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown._state.stage is Stage.SHOWING)  # type: ignore[attr-defined]
    rows = shown._rows["rejected"]  # type: ignore[attr-defined]
    texts = [(rows.item(row, 0).text(), rows.item(row, 1).text()) for row in range(rows.rowCount())]
    assert [line for line, _ in texts] == ["3", "4", "6"]
    assert "last digit" in texts[0][1]
    assert shown._counts["rejected"][0].text() == "3"  # type: ignore[attr-defined]
    shown.on_hidden()  # type: ignore[attr-defined]  # left while it goes on
    shown._start.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown._state.stage is Stage.DONE)  # type: ignore[attr-defined]
    assert place.till.catalogue.find("78") is not None


def test_an_import_holds_no_sale_up_and_can_be_stopped(qtbot: QtBot, place: Workplace, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_text(
        "number,name,group,price,vat\n" + "".join(f"B{n},Article {n},Much,{n % 90}.50,food\n" for n in range(6000)),
        encoding="utf-8",
    )
    shown = page(place.desk)
    qtbot.addWidget(shown)
    shown.show()
    shown.on_shown()  # type: ignore[attr-defined]
    shown._presenter.choose(str(big))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown._state.stage is Stage.SHOWING, timeout=20_000)  # type: ignore[attr-defined]
    shown._start.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown._state.progress.done > 0, timeout=20_000)  # type: ignore[attr-defined]
    sold = threading.Event()
    place.register.run(
        lambda: place.till.sell(place.till.paid(place.till.scanned("Ägg"))),
        lambda _receipt: sold.set(),
        lambda _e: None,
    )
    shown._stop.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown._state.stage is Stage.DONE and sold.is_set(), timeout=20_000)  # type: ignore[attr-defined]
    result = shown._state.result  # type: ignore[attr-defined]
    assert result is not None
    assert result.cancelled == (result.new < 6000)
    assert len(place.till.receipts()) == 1
