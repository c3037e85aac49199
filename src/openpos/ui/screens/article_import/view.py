"""Reading articles in from a file: what belongs there, what it would do, how far it is, what it did."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import monotonic_s
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.vat import CATEGORY_NAMES, VatCategory
from openpos.register.article_csv import ENCODING_NAMES
from openpos.register.article_import import ImportCounts, ImportPreview, ImportResult, PlannedRow
from openpos.register.article_rows import COLUMN_NAMES, MEANINGS
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import NO_BREAK, money, tr, tr_n, translate_error
from openpos.ui.screens.article_import.presenter import Importing, ImportPresenter, Stage, can_import
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import Page, margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.choice import Choice
from openpos.ui.widgets.form import Field
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.text import Text

_TITLE = N_("Import articles")
_EMPTY = N_("The shop's articles come from a CSV file")
_TEACH = N_(
    "Export them from a spreadsheet or another register. The first row holds headings, like: streckkod; namn; "
    "varugrupp; pris; moms – or in English: barcode; name; group; price; vat. Nothing is changed before you have seen "
    "what the file would do. Importing a file again updates the articles."
)
_CHOOSE, _OR_WRITE = N_("Choose a file"), N_("… or drop a file here, or write its path and press Enter")
_FILES = N_("CSV files (*.csv *.txt *.tsv);;All files (*)")
_COUNTS = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "shortened": N_("Names shortened"),
}
_LISTS = ("rows", "rejected", "shortened", "columns")
_LIST_NAMES = (N_("First rows"), N_("Rejected rows"), N_("Shortened names"), N_("Columns"))
_HEADINGS = {
    "rows": (N_("Line"), N_("Name"), N_("Article number"), N_("Price"), N_("VAT"), N_("What happens")),
    "rejected": (N_("Line"), N_("Why it is not imported")),
    "shortened": (N_("Line"), N_("Name in the file"), N_("Name that is kept")),
    "columns": (N_("Heading"), N_("Read as")),
}
_COLUMNS: dict[str, dict[str, Any]] = {
    "rows": {"stretch": (1,), "right": (3,)},
    "rejected": {"stretch": (1,), "wrap": True},
    "shortened": {"stretch": (1, 2), "wrap": True},
    "columns": {"stretch": (1,)},
}
_FATES = {"new": N_("New"), "changed": N_("Changed"), "unchanged": N_("Unchanged")}
_DELIMITERS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab")}
_FILE = N_("{name}: {encoding}, columns divided by {delimiter}")
_NOT_READ, _ASKED_AT_SALE = N_("not read"), N_("asked at sale")
_ANOTHER, _STOP = N_("Another file"), N_("Stop")
_NOTHING = N_("There is nothing new in this file.")
_LOOKING, _IMPORTING = N_("Looking at the file"), N_("Importing articles")
_LEAVE = N_("You can leave this page: the import goes on while you sell.")
_OF_LINES = N_("{done} of about {whole} lines")
_STOPPED, _STOPPED_WHERE = N_("The import was stopped."), N_("What was imported stays. Import the file again to go on.")
_DONE, _NONE_DONE = N_("The articles are imported."), N_("No row of the file could be imported.")
_NEW_GROUPS = N_("New groups: {groups}")
_MEANING = N_("What does {percent} % VAT mean in this file?")
_PRICES = (N_("{count} price changes."), N_("{count} prices change."))
_SHOWN_MS = 100
_LISTED_GROUPS = 12


class ImportPage(Page):
    """`article_import`. It goes on while other pages are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, lambda: desk.go("articles"))
        self._desk = desk
        self._state = Importing()
        self._seen = False
        self.setAcceptDrops(True)
        self._empty = EmptyPage("file-up", "", "", " ")
        self._path, self._trouble = Field(4096), Message()
        self._counts = {name: (Text("", "title"), Text("", "small", wrap=True)) for name in _COUNTS}
        self._file, self._groups = Text("", "second", wrap=True), Text("", "second", wrap=True)
        self._said = Message(closable=False)
        self._lists, self._rows = (
            Choice(_LISTS),
            {name: Rows(len(heads), **_COLUMNS[name]) for name, heads in _HEADINGS.items()},
        )
        self._tables = QStackedWidget()
        self._meanings = {
            rate: (Text("", wrap=True), Choice([category.value for category in meant]))
            for rate, meant in MEANINGS.items()
        }
        self._another = Key("", icon="file-up", shortcut="F6")
        self._start = BigKey("", icon="download", kind=Kind.PRIMARY, shortcut="F9")
        self._doing, self._how_far, self._leave = Text("", "title"), Text("", "large"), Text("", "second", wrap=True)
        self._bar = QProgressBar()
        self._stop = BigKey("", icon="x", shortcut="F5")
        self._places = QStackedWidget()
        for place in (self._choosing(), self._working(), self._showing()):
            self._places.addWidget(place)
        self.fill(self._places)
        lane = desk.register.beside("import")
        self._presenter = ImportPresenter(
            self._show,
            run=lane.run,
            look=desk.parts.assortment().preview,
            import_articles=desk.parts.assortment().import_articles,
            closing=lambda: lane.finished,
            monotonic_s=monotonic_s,
            person=desk.person,
            imported=self._imported,
        )
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self._presenter.tick)
        self._wire()
        self.say()
        self.space()

    # -- what the window asks of a page

    def on_shown(self) -> None:
        self._seen = True
        if self._state.busy:
            self._clock.start()

    def on_hidden(self) -> None:
        self._seen = False
        self._clock.stop()

    def say(self) -> None:
        super().say()
        self._empty.say(tr(_EMPTY), tr(_TEACH), tr(_CHOOSE))
        self._path.setPlaceholderText(tr(_OR_WRITE))
        self._path.setAccessibleName(tr(_OR_WRITE))
        for name, (_, label) in self._counts.items():
            label.setText(tr(_COUNTS[name]))
        for name, rows in self._rows.items():
            rows.say([tr(heading) for heading in _HEADINGS[name]], tr(_LIST_NAMES[_LISTS.index(name)]))
        self._another.set_face(tr(_ANOTHER))
        self._stop.set_face(tr(_STOP))
        self._leave.setText(tr(_LEAVE))
        for rate, (label, choice) in self._meanings.items():
            label.setText(tr(_MEANING, percent=rate // 100))
            choice.say([tr(CATEGORY_NAMES[meant]) for meant in MEANINGS[rate]], label.text())
        self._show(self._state)

    def space(self) -> None:
        look = theme.current()
        self._stop.setMinimumWidth(look.space(240))
        for column in (self._whole, self._waiting, self._first):
            column.setContentsMargins(*margins(16))
            column.setSpacing(look.space(12))
        self._tiles.setSpacing(look.space(12))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._state.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if dropped:
            event.acceptProposedAction()
            self._presenter.choose(dropped[0])

    # -- what it is made of

    def _choosing(self) -> QWidget:
        place = QWidget()
        self._first = QVBoxLayout(place)
        self._first.addWidget(self._trouble)
        self._first.addWidget(self._empty, 1)
        self._first.addWidget(self._path)
        return place

    def _working(self) -> QWidget:
        place = QWidget()
        self._waiting = QVBoxLayout(place)
        self._waiting.addStretch()
        self._bar.setTextVisible(False)
        for widget in (self._doing, self._bar, self._how_far, self._leave):
            self._waiting.addWidget(widget)
        self._waiting.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._waiting.addStretch()
        return place

    def _showing(self) -> QWidget:
        place = QWidget()
        self._whole = QVBoxLayout(place)
        head = QHBoxLayout()
        head.addWidget(self._file, 1)
        head.addWidget(self._another)
        self._whole.addLayout(head)
        self._whole.addWidget(self._said)
        self._tiles = QHBoxLayout()
        for number, label in self._counts.values():
            tile = QWidget()
            tile.setProperty("role", "surface")
            tile.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            column = QHBoxLayout(tile)
            column.addWidget(number)
            column.addWidget(label, 1)
            self._tiles.addWidget(tile, 1)
        self._whole.addLayout(self._tiles)
        for label, choice in self._meanings.values():
            asked = QHBoxLayout()
            asked.addWidget(label, 1)
            asked.addWidget(choice, 1)
            self._whole.addLayout(asked)
        self._whole.addWidget(self._groups)
        self._whole.addWidget(self._lists)
        for name in _LISTS:
            self._tables.addWidget(self._rows[name])
        self._whole.addWidget(self._tables, 1)
        self._whole.addWidget(self._start)
        return scrolling(place)

    def _wire(self) -> None:
        self._empty.started.connect(self._ask_for_file)
        self._path.returnPressed.connect(lambda: self._presenter.choose(self._path.text()))
        self._lists.chosen.connect(lambda name: self._tables.setCurrentWidget(self._rows[name]))
        self._another.clicked.connect(self._presenter.another)
        self._start.clicked.connect(self._presenter.start)
        self._stop.clicked.connect(self._presenter.stop)
        for rate, (_, choice) in self._meanings.items():
            choice.chosen.connect(partial(self._mean, rate))

    def _mean(self, rate_bp: int, category: str) -> None:
        self._presenter.means(rate_bp, VatCategory(category))

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, tr(_CHOOSE), "", tr(_FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._presenter.choose)
        dialog.open()

    # -- what it shows

    def _show(self, state: Importing) -> None:
        arrived = state.stage is not self._state.stage
        self._state = state
        if state.busy and self._seen and not self._clock.isActive():
            self._clock.start()
        elif not state.busy:
            self._clock.stop()
        if state.trouble is None:
            self._trouble.clear()
        else:
            self._trouble.show_error(state.trouble)
        if state.stage is Stage.CHOOSING:
            self._places.setCurrentIndex(0)
        elif state.busy:
            self._places.setCurrentIndex(1)
            self._show_progress(state)
        else:
            self._places.setCurrentIndex(2)
            if state.preview is not None:
                self._show_preview(state.preview, arrived=arrived)
            elif state.result is not None:
                self._show_result(state.result, arrived=arrived)

    def _show_progress(self, state: Importing) -> None:
        progress = state.progress
        self._doing.setText(tr(_IMPORTING if state.stage is Stage.IMPORTING else _LOOKING))
        self._bar.setRange(0, progress.whole)  # nothing known yet: the bar moves to and fro
        self._bar.setValue(min(progress.done, progress.whole))
        words = tr(_OF_LINES, done=_grouped(progress.done), whole=_grouped(progress.whole))
        if progress.left_s is not None:
            words += " · " + tr_n(progress.left_s, "about {count} second left", "about {count} seconds left")
        self._how_far.setText(words if progress.whole else " ")
        self._bar.setAccessibleName(words)
        self._leave.setVisible(state.stage is Stage.IMPORTING)
        self._stop.setEnabled(not state.stopping)

    def _show_counts(self, counts: ImportCounts, *, rejections_first: bool) -> None:
        for name, (number, _) in self._counts.items():
            number.setText(_grouped(getattr(counts, name)))
        groups = ", ".join(counts.new_groups[:_LISTED_GROUPS]) + (
            " …" if len(counts.new_groups) > _LISTED_GROUPS else ""
        )
        prices = tr_n(counts.price_changes, *_PRICES) if counts.price_changes else ""
        said = " ".join(part for part in (tr(_NEW_GROUPS, groups=groups) + "." if groups else "", prices) if part)
        self._groups.setText(said)
        self._groups.setVisible(bool(said))
        self._rows["rejected"].show_rows(
            [(str(row.line), (str(row.line), _sentence(row.error))) for row in counts.rejections]
        )
        listed = {"rejected": counts.rejected, "shortened": counts.shortened}
        self._lists.say(
            [
                f"{tr(text)} ({_grouped(listed[name])})" if name in listed else tr(text)
                for name, text in zip(_LISTS, _LIST_NAMES, strict=True)
            ]
        )
        if rejections_first:
            self._choose_list("rejected" if counts.rejected else "rows")

    def _show_preview(self, preview: ImportPreview, *, arrived: bool) -> None:
        file = preview.file
        self._file.setText(
            tr(
                _FILE,
                name=file.path.name,
                encoding=ENCODING_NAMES[file.encoding],
                delimiter=tr(_DELIMITERS[file.delimiter]),
            )
        )
        self._rows["rows"].show_rows([(str(row.line), _texts(row)) for row in preview.rows])
        self._rows["shortened"].show_rows(
            [(str(line), (str(line), full, kept)) for line, full, kept in preview.shortened_names]
        )
        self._rows["columns"].show_rows(
            [
                (heading, (heading, tr(COLUMN_NAMES[column]) if column else tr(_NOT_READ)))
                for heading, column in file.headings
            ]
        )
        self._lists.setVisible(True)
        self._show_counts(preview, rejections_first=arrived)
        for rate, (label, choice) in self._meanings.items():
            asked = rate in preview.ambiguous_rates or rate in preview.means
            label.setVisible(asked)
            choice.setVisible(asked)
            if rate in preview.means:
                choice.choose(preview.means[rate].value)
        count = preview.new + preview.changed
        self._start.setVisible(True)
        self._start.setEnabled(can_import(preview))
        self._start.set_face(
            tr_n(count, "Import {count} article", "Import {count} articles") if count else tr(_NOTHING)
        )
        self._said.clear()
        if arrived:
            self._start.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_result(self, result: ImportResult, *, arrived: bool) -> None:
        for label, choice in self._meanings.values():
            label.hide()
            choice.hide()
        self._file.setText(result.file.path.name)
        self._show_counts(result, rejections_first=False)
        if arrived:
            self._choose_list("rejected")
            self._rows["rejected"].setFocus()
        self._lists.setVisible(False)
        self._start.setVisible(False)
        if result.cancelled:
            self._said.show_text(tr(_STOPPED), tr(_STOPPED_WHERE), State.SOON)
        elif result.new or result.changed or result.unchanged:
            self._said.show_text(tr(_DONE), "", State.OK)
        else:
            self._said.show_text(tr(_NONE_DONE), "", State.STOP)

    def _choose_list(self, name: str) -> None:
        self._lists.choose(name)
        self._tables.setCurrentWidget(self._rows[name])

    def _imported(self, result: ImportResult) -> None:
        self._desk.changes.announce(Changed.ARTICLES)
        if not self._seen:
            words = _STOPPED if result.cancelled else _DONE
            self._desk.toast.show_text(tr(words), "", State.SOON if result.cancelled else State.OK)


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", NO_BREAK)


def _sentence(error: OpenPosError) -> str:
    said = translate_error(error)
    return f"{said.title} {said.advice}".strip()


def _texts(row: PlannedRow) -> tuple[str, ...]:
    article = row.article
    price = tr(_ASKED_AT_SALE) if article.price is None else money(article.price)
    category = tr(CATEGORY_NAMES[article.vat_category])
    return str(row.line), article.name, article.number, price, category, tr(_FATES[row.fate.value])


def page(desk: Desk) -> QWidget:
    """The page `article_import`. GUI thread."""
    return ImportPage(desk)
