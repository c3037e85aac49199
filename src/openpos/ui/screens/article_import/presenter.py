"""Decides how articles are read from a file: look first, then import, which may be left or stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.domain.vat import VatCategory
from openpos.register.article_import import ImportPreview, ImportResult
from openpos.ui.screens.asked import Run

_TOLD_AFTER_S = 1.0
"""Before that, how long it takes is a guess."""
_LONGEST_PATH = 4096


class Stage(StrEnum):
    """How far the import has come."""

    CHOOSING = "choosing"
    LOOKING = "looking"
    SHOWING = "showing"
    """What the import would do is shown; nothing is written yet."""
    IMPORTING = "importing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is."""

    done: int = 0
    """Lines of the file."""
    whole: int = 0
    """About how many lines there are; 0 while nobody knows."""
    left_s: int | None = None
    """About how many seconds it still takes; None while nobody knows."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What the page shows."""

    stage: Stage = Stage.CHOOSING
    path: Path | None = None
    preview: ImportPreview | None = None
    result: ImportResult | None = None
    progress: Progress = Progress()
    stopping: bool = False
    trouble: OpenPosError | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self.stage in {Stage.LOOKING, Stage.IMPORTING}


class Look(Protocol):
    """`Catalogue.preview`."""

    def __call__(
        self,
        path: Path,
        *,
        means: Mapping[int, VatCategory] | None,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportPreview: ...


class Import(Protocol):
    """`Catalogue.import_articles`."""

    def __call__(
        self,
        source: ImportPreview,
        *,
        cashier: str,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportResult: ...


class ImportPresenter:
    """GUI thread only. Reading a file goes out by `run`, on a lane of its own."""

    def __init__(
        self,
        show: Callable[[Importing], None],
        *,
        run: Run,
        look: Look,
        import_articles: Import,
        closing: Callable[[], bool],
        monotonic_s: Callable[[], float],
        person: Callable[[], Person | None],
        imported: Callable[[ImportResult], None],
    ) -> None:
        """`look` and `import_articles` block for long. `closing`, asked on the lane, tells whether the program ends.
        `imported` is called when an import has ended, also one that was stopped.
        """
        self._show = show
        self._run = run
        self._look = look
        self._import = import_articles
        self._closing = closing
        self._monotonic_s = monotonic_s
        self._person = person
        self._imported = imported
        self._state = Importing()
        self._means: dict[int, VatCategory] = {}
        self._stop = False
        self._begun_s = 0.0
        # Written on the lane, read on the GUI thread: one pair, taken as a whole.
        self._reached = (0, 0)

    def choose(self, path_text: str) -> None:
        """Look at this file."""
        text = path_text.strip().strip('"')
        if self._state.busy or not text:
            return
        if len(text) > _LONGEST_PATH or "\0" in text:
            self._put(Importing(trouble=Refused("This is no path of a file.", "Choose a file.")))
            return
        self._means = {}
        self._look_at(Path(text).expanduser())

    def means(self, rate_bp: int, category: VatCategory) -> None:
        """A person says what a bare rate means in this file: look at it again with that."""
        if self._state.stage is Stage.SHOWING and self._state.path is not None:
            self._means[rate_bp] = category
            self._look_at(self._state.path)

    def start(self) -> None:
        """Import what is shown."""
        preview = self._state.preview
        if self._state.stage is not Stage.SHOWING or preview is None or not can_import(preview):
            return
        person = self._person()
        cashier = person.name if person is not None else ""
        self._begin(replace(self._state, stage=Stage.IMPORTING, progress=Progress(), stopping=False, trouble=None))
        self._run(
            lambda: self._import(preview, cashier=cashier, progress=self._tell, cancelled=self._cancelled),
            self._done,
            self._failed,
        )

    def stop(self) -> None:
        """Stop reading the file; whole rows that were imported stay."""
        if self._state.busy:
            self._stop = True
            self._put(replace(self._state, stopping=True))

    def another(self) -> None:
        """Begin anew with another file."""
        if not self._state.busy:
            self._put(Importing())

    def tick(self) -> None:
        """Show how far the work is; called now and then while the page is seen."""
        if not self._state.busy:
            return
        done, whole = self._reached
        passed_s = self._monotonic_s() - self._begun_s
        left_s = None
        if done and whole and passed_s >= _TOLD_AFTER_S:
            left_s = max(0, round(passed_s * (whole - done) / done))
        self._put(replace(self._state, progress=Progress(done, whole, left_s)))

    def _look_at(self, path: Path) -> None:
        self._begin(Importing(Stage.LOOKING, path))
        means = dict(self._means)
        self._run(
            lambda: self._look(path, means=means, progress=self._tell, cancelled=self._cancelled),
            self._looked,
            self._failed,
        )

    def _begin(self, state: Importing) -> None:
        self._stop = False
        self._reached = (0, 0)
        self._begun_s = self._monotonic_s()
        self._put(state)

    def _tell(self, done: int, whole: int) -> None:
        self._reached = (done, whole)

    def _cancelled(self) -> bool:
        return self._stop or self._closing()

    def _looked(self, preview: ImportPreview) -> None:
        if preview.cancelled:
            self._put(Importing())
        else:
            self._put(Importing(Stage.SHOWING, self._state.path, preview))

    def _done(self, result: ImportResult) -> None:
        self._put(Importing(Stage.DONE, self._state.path, result=result))
        self._imported(result)

    def _failed(self, error: OpenPosError) -> None:
        # Also a part of the file may have been imported before the fault.
        self._put(Importing(path=self._state.path, trouble=error))

    def _put(self, state: Importing) -> None:
        self._state = state
        self._show(state)


def can_import(preview: ImportPreview) -> bool:
    """Whether the file holds anything to write."""
    return bool(preview.new or preview.changed)
