"""The journal memory as the XML file that every register in Sweden must be able to give (SKVFS 2021:16).

A year is read as a day is: in portions, each in a reading of its own, so that the log does not grow beside a register
that sells, and each written before the next is read. The journal is never changed, so what lies up to its last row at
the beginning is one picture. What each row becomes is in `journal_events`.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from openpos import __version__
from openpos.clock import SWEDEN, Clock, swedish
from openpos.domain.errors import Refused
from openpos.domain.shop import Shop
from openpos.paths import DATABASE
from openpos.register import journal_xml as xml
from openpos.register.check import Finding
from openpos.register.journal_events import NotTold, events_of
from openpos.register.journal_files import MOST_FINDINGS, Exported, Progress
from openpos.register.journal_papers import Around, Facts, Original, register_program
from openpos.register.journal_xml import Xml
from openpos.register.sie import Period, not_written
from openpos.store.deliveries import DeliveryKind
from openpos.store.journal import JournalRow, Kind, broken_rows
from openpos.store.opening import sync_to_disk
from openpos.store.store import Illegible, Store, Transaction, legible
from openpos.store.types import time_text

PORTION = 500
"""Rows that are read at once. With 2,000 what the screen does waited 40 ms now and then, with these under 20."""
_STRIDE = 50_000
"""Rows that are looked over at once for those of the period: some milliseconds."""
_INSTANCE = "http://xmls.skatteverket.se/se/skatteverket/td/instans/utredningsstod/1.0"
_COMPONENT = "http://xmls.skatteverket.se/se/skatteverket/td/komponent/utredningsstod/1.0"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 1, 1)
_ALWAYS = ("", "~")
"""Texts before and after that of every time."""
_ROOT = "utrein:ExportAvDataFranJournalminneEnligtSKVFS2021-16"
_LIST = "RegistreringLISTA"


def export_journal(
    store: Store,
    path: Path,
    clock: Clock,
    *,
    first: date | None = None,
    last: date | None = None,
    by: str = "",
    progress: Progress = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported | None:
    """Write the events of Swedish calendar days, both included, into a new file: all of them or none. Blocks.

    Without `first` from the journal's beginning, without `last` to now. Reads beside an open register. A journal whose
    chain is broken is exported as it stands, and the answer names the rows: what was registered is to be shown (SFL
    39:8), and a file that is withheld shows nothing. Gives None where it was cancelled.

    Raises Refused where the period is none or empty, where no shop is entered yet, and where there is such a file;
    NotDone where it can't be written; Unavailable where the register's file can't be read.
    """
    _check_place(store, path)
    walk = _Walk(store, clock(), by, progress, cancelled)
    if not walk.find(first, last):
        return None
    part = path.with_name(path.name + ".part")
    try:
        try:
            with part.open("wb") as file:
                written = walk.write(file)
                file.flush()
            if not written:
                return None
            sync_to_disk(part)
            size = part.stat().st_size
            # Somebody may have saved another one meanwhile.
            _check_place(store, path)
            part.replace(path)
            sync_to_disk(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error
    return walk.exported(path, size)


def _check_place(store: Store, path: Path) -> None:
    with suppress(OSError):  # it is told when the file is opened
        if path.exists():
            raise Refused("There is a file {file} already.", "Give another name.", file=str(path))
        if path.name.startswith(DATABASE) and path.resolve().parent == store.path.resolve().parent:
            raise Refused("{path} would be taken for the register's own.", "Give it another name.", path=str(path))


@dataclass
class _Reading:
    """What the events of one portion refer to, while one reading is open."""

    tx: Transaction
    upto: int
    z_numbers: dict[str, int]
    shops: Mapping[int, Shop]
    facts: dict[int, Facts] = field(default_factory=dict)

    def lines(self, seqs: Sequence[int]) -> list[Facts]:
        missing = [seq for seq in seqs if seq not in self.facts]
        if missing:
            self.facts.update((seq, json.loads(row.payload)) for seq, row in self.tx.journal.rows_at(missing).items())
        return [self.facts[seq]["line"] for seq in seqs]

    def original(self, number: int) -> Original:
        own, _ = self.tx.sales.journal_seqs(number)
        facts = json.loads(self.tx.journal.rows_at([own or 0])[own or 0].payload)
        return Original(facts, self.lines(facts["lines"]))

    def z_number(self, shift_id: str) -> int:
        if shift_id not in self.z_numbers:
            self.z_numbers.clear()  # papers come by the day: one is all that is asked for again
            self.z_numbers[shift_id] = self.tx.shifts.z_number_of(shift_id, self.upto) or 0
        return self.z_numbers[shift_id]

    def shop(self, shop_id: int) -> Shop:
        return self.shops[shop_id]

    def electronic(self, kind: str, number: int) -> bool:
        return self.tx.deliveries.went_electronically(DeliveryKind(kind), number)


class _Walk:
    """One walk through the journal: first for where the period lies and what the shop was, then for its events."""

    def __init__(self, store: Store, now: datetime, by: str, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._store = store
        self._now = now
        self._by = by
        self._progress = progress
        self._cancelled = cancelled
        self._not_told: Counter[str] = Counter()
        self._findings: list[Finding] = []
        self._events = self._rows = self._first = self._last = self._upto = 0
        self._told_at: list[int] = []
        """The rows that tell the shop's details …"""
        self._told_ids: list[int] = []
        """… and which they are."""
        self._period = Period(_EARLIEST, _LATEST)
        self._since, self._before = _ALWAYS

    def find(self, first: date | None, last: date | None) -> bool:
        """Find the rows of the period; answers whether it was not cancelled."""
        with self._store.examine() as tx:
            self._upto = tx.journal.last_seq()
            begun = None
            with suppress(Illegible), legible():
                begun = tx.journal.first_at()
            self._shops = {shop.id: shop for shop in tx.shop.every()}
        if not self._shops:
            raise Refused("The shop is not entered yet.", "Enter its name and address first.")
        ends = last or swedish(self._now).date()
        self._period = Period(first or min(swedish(begun or self._now).date(), ends), ends)
        if self._period.first > ends:
            raise Refused("The last day is before the first.", "Write a later one.")
        # Without a border whatever the clock said then: it may have been wrong.
        self._since = time_text(_of(first, time())) if first else _ALWAYS[0]
        self._before = time_text(_of(last, time()) + timedelta(days=1)) if last else _ALWAYS[1]
        for after in range(0, self._upto, _STRIDE):
            if self._cancelled():
                return False
            self._look_over(after, min(after + _STRIDE, self._upto))
        if not self._rows:
            raise Refused(
                "Nothing was registered between {first} and {last}.",
                "Choose other days.",
                first=self._period.first,
                last=self._period.last,
            )
        return True

    def write(self, file: BinaryIO) -> bool:
        """Write the whole file; answers whether it was not cancelled. Raises OSError."""
        self._progress(0, self._rows)
        file.write(self._head().encode())
        done = 0
        previous = self._row_before()
        z_numbers: dict[str, int] = {}
        for after in range(self._first - 1, self._last, PORTION):
            if self._cancelled():
                return False
            with self._store.examine() as tx:
                rows = tx.journal.between(after, min(after + PORTION, self._last))
                for seq, what in broken_rows(rows, previous=previous):
                    self._find(seq, what)
                previous = rows[-1] if rows else previous
                inside = [row for row in rows if self._since <= row.at < self._before]
                content = self._told(_Reading(tx, self._upto, z_numbers, self._shops), inside)
            # Written when the reading has ended: a slow disk keeps nobody's log from being taken home.
            file.write("".join(content).encode())
            done += len(inside)
            self._progress(done, self._rows)
        if not self._events:
            raise Refused(
                "Nothing that the file tells of happened between {first} and {last}.",
                "Choose other days.",
                first=self._period.first,
                last=self._period.last,
            )
        file.write(f"</{_LIST}>\n</{_ROOT}>\n".encode())
        return True

    def exported(self, path: Path, size: int) -> Exported:
        """What was done."""
        not_told = dict(sorted(self._not_told.items()))
        return Exported(str(path), size, self._period, self._rows, self._events, not_told, tuple(self._findings))

    # -- finding

    def _look_over(self, after: int, upto: int) -> None:
        with self._store.examine() as tx:
            span = tx.journal.span(after, upto, self._since, self._before)
            told = tx.journal.between(after, upto, Kind.SHOP_CHANGED)
        if span.first is not None and span.last is not None:
            self._first, self._last = self._first or span.first, span.last
            self._rows += span.rows
        for row in told:
            with suppress(Illegible), legible():  # what can't be read of it is told with its row, or by `check`
                self._told_ids.append(json.loads(row.payload)["shop_id"])
                self._told_at.append(row.seq)

    def _shop_at(self, seq: int) -> Shop:
        """The shop as it was when a row was written."""
        place = bisect_right(self._told_at, seq) - 1
        known = self._shops.get(self._told_ids[place]) if place >= 0 else None
        return known or self._shops[min(self._shops)]

    def _row_before(self) -> JournalRow | None:
        with self._store.examine() as tx:
            return tx.journal.rows_at([self._first - 1]).get(self._first - 1)

    # -- telling

    def _told(self, reading: _Reading, rows: Sequence[JournalRow]) -> list[Xml]:
        """The events of these rows, as the file holds them."""
        told: list[Xml] = []
        arounds: dict[str, Around] = {}
        for row in rows:
            register = self._shop_at(row.seq).register
            around = arounds.get(register) or arounds.setdefault(register, self._around(reading, register))
            try:
                with legible():
                    reading.facts[row.seq] = facts = json.loads(row.payload)
                    events = events_of(row, facts, around)
                    content = [] if isinstance(events, NotTold) else events
            except Illegible as error:
                self._find(row.seq, f"it can't be told: {error}")
                continue
            if isinstance(events, NotTold):
                self._not_told[row.kind] += 1
            told += content
        self._events += len(told)
        return told

    def _around(self, reading: _Reading, register: str) -> Around:
        return Around(
            now=self._now,
            register=register,
            shop=reading.shop,
            z_number=reading.z_number,
            lines=reading.lines,
            original=reading.original,
            electronic=reading.electronic,
        )

    def _find(self, seq: int, what: str) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._findings.append(Finding(f"journal row {seq}", what))

    def _head(self) -> str:
        """What stands before the events (ch. 4): who took what out of which registers, and when."""
        with self._store.examine() as tx:
            units = tx.sales.units(self._since, self._before) or [""]
        seqs = [self._first, *(seq for seq in self._told_at if self._first < seq <= self._last)]
        shops = [self._shop_at(seq) for seq in seqs]
        shop, here = shops[-1], self._shops[max(self._shops)]
        names = list(dict.fromkeys(one.register for one in shops))
        period = self._period
        chosen = [xml.text("BeteckningPaValtKassaregisterForExportAvDataFranJournalminnet", name) for name in names]
        registers = [
            xml.branch(
                "Kassaregistersystemet",
                [
                    *register_program(one, __version__),
                    xml.text("Kassabeteckning", one.register),
                    xml.unit_number(unit),
                ],
            )
            for one in {(one.serial, one.register): one for one in shops}.values()
            for unit in units
        ]
        parts = [
            *xml.optional("InloggadAnvandareVidExportAvDataFranJournalminnet", self._by),
            xml.text("BeteckningPaDetKassaregisterSomExportAvDataFranJournalminnetSkerIfran", here.register),
            xml.moment("TidpunktForNarExportAvDataFranJournalminnetSker", self._now),
            xml.branch(
                "ValdPeriodForExportAvDataFranJournalminne",
                [
                    xml.moment("ValdStarttidpunktForExportAvDataFranJournalminnet", _of(period.first, time())),
                    xml.moment("ValdSluttidpunktForExportAvDataFranJournalminnet", _of(period.last, time(23, 59, 59))),
                ],
            ),
            xml.branch("BeteckningPaValdaKassaregisterForExportAvDataFranJournalminnenLISTA", chosen),
            xml.branch(
                "InformationOmForetaget",
                [
                    xml.owner_number(shop.organisation_number, self._now),
                    xml.text("ForetagetsNamn", shop.name),
                    xml.text("DenAdressDarForsaljningSker", shop.address),
                ],
            ),
            xml.branch("KassaregistersystemLISTA", registers),
        ]
        root = f'<{_ROOT} xmlns:utrein="{_INSTANCE}" xmlns="{_COMPONENT}">\n'
        written = "".join(parts)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{written}<{_LIST}>\n'


def _of(day: date, at: time) -> datetime:
    """A moment of a day by Swedish clocks. Days that no register has seen become the first or last that it could."""
    return datetime.combine(min(max(day, _EARLIEST), _LATEST), at, SWEDEN)
