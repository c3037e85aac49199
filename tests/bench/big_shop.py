"""A register's file as large as a busy shop's after years, and as right as one that was sold by hand.

The register itself makes the shop, the catalogue, every shift and every report, and sells a few hundred pattern baskets
into a file of their own. Each receipt of the big file is a copy of one of those under another number, time and ids:
SQLite copies the rows of the tables, and the journal's chain is computed anew by the store's own functions. So nothing
here knows what a row of a receipt consists of.

    python -m tests.bench.big_shop DIRECTORY [RECEIPTS [ARTICLES]]
"""

from __future__ import annotations

import csv
import hashlib
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from openpos import settings
from openpos.clock import Clock
from openpos.domain.article import check_digit
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import EXEMPT, Receipt
from openpos.domain.sale import Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.fiscal.exempt import NoControlUnit
from openpos.ids import Ids
from openpos.paths import DATABASE, shipped
from openpos.register import life, setup
from openpos.register.assortment import Assortment
from openpos.register.checkout import Checkout
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.settings import Settings
from openpos.store import sales, types
from openpos.store.facts import receipt_facts
from openpos.store.journal import JournalRow, Kind, canonical, row_hash
from openpos.store.opening import SCHEMA_VERSION, open_register
from openpos.store.print_jobs import JobState
from openpos.store.store import Store
from openpos.store.types import time_text

LINES = 5
"""How many lines a receipt has."""
CASHIER, PIN = "Kassör", "1111"
LAST_MORNING = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
"""When the shift opens that is not closed."""
_PATTERNS = 200
_PATTERN_DAYS = (datetime(2026, 3, 30, 9, tzinfo=UTC), datetime(2026, 11, 13, 9, tzinfo=UTC))
"""A day under each rate of VAT on food that the years of the file have."""
_NEW_RATE = datetime(2026, 3, 31, 22, tzinfo=UTC)
_PREFIX = "@" * 33
"""What the ids of a pattern sale begin with; a copy has 33 characters of its own instead."""
_PORTION = 5_000

_GROUPS = (
    ("Mejeri", VatCategory.FOOD),
    ("Bröd & kakor", VatCategory.FOOD),
    ("Frukt & grönt", VatCategory.FOOD),
    ("Kött & chark", VatCategory.FOOD),
    ("Skafferi", VatCategory.FOOD),
    ("Dryck", VatCategory.FOOD),
    ("Godis & snacks", VatCategory.FOOD),
    ("Fryst", VatCategory.FOOD),
    ("Hushåll", VatCategory.STANDARD),
    ("Hygien", VatCategory.STANDARD),
    ("Tidningar & böcker", VatCategory.REDUCED),
    ("Servering", VatCategory.RESTAURANT),
)
_MAKERS = (
    "Ängsgård Björkvik Norrsken Storfors Solrosen Källa Havsvik Tallmo Lingonhed Åkerbo Söderby Östan Väderö Hjorthult"
    " Gransäter Mossebo Klöver Fjällnäs Kustens Ekdala Rågsved Sjöhem Vintergatan Midsommar"
)
_THINGS = (
    "mjölk filmjölk grädde yoghurt smör ost kvarg limpa knäckebröd kanelbulle skorpor äpple päron morot potatis lök"
    " gurka tomat korv skinka köttbullar leverpastej ris pasta havregryn socker mjöl kaffe te läsk saft cider vatten"
    " choklad lakrits chips nötter glass ärtor bär hushållspapper tvål diskmedel batterier tändstickor karta bok lunch"
)
_KINDS = (
    "naturell ekologisk osaltad lättsaltad rökt mild stark fullkorn laktosfri sockerfri krispig rostad hackad skivad"
    " finmalen vanilj hallon blåbär citron jordgubb päronsmak original klassisk extra mini maxi dubbel familj"
)
_SIZES = "150g 250g 400g 500g 1kg 33cl 1l 2-pack 6-pack"

Progress = Callable[[str], None]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a file is. All shifts but the last are closed with a Z report."""

    articles: int
    shifts: int
    shift_receipts: int
    open_receipts: int
    """How many receipts the shift has that is still open."""

    @property
    def receipts(self) -> int:
        """All of them."""
        return self.shifts * self.shift_receipts + self.open_receipts


class _SetClock:
    """A clock that stands where it is put."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def size_of(receipts: int, articles: int = 100_000) -> Size:
    """A file with this many receipts, or a few less: shifts of 500, and up to 10,000 in the one that is open."""
    open_receipts = min(10_000, receipts)
    return Size(articles, (receipts - open_receipts) // 500, 500, open_receipts)


def key_of(size: Size) -> str:
    """A name for what `make` makes: another schema, another form of the journal or another recipe gives another."""
    digest = hashlib.sha256()
    store = Path(types.__file__).parent
    forms = [store / f"{name}.py" for name in ("journal", "print_jobs", "sales", "shifts", "shop", "types")]
    for path in (Path(__file__), *forms, *sorted(shipped("migrations").rglob("*.py"))):
        digest.update(path.read_bytes())
    return f"{size.articles}-{size.receipts}-{SCHEMA_VERSION}-{digest.hexdigest()[:12]}"


def kept(cache: Path, size: Size, progress: Progress = lambda _: None) -> Path:
    """The directory of a register of this size, made if the cache does not hold it. Never sell in it: copy it."""
    directory = cache / key_of(size)
    if not directory.exists():
        for stale in cache.glob(f"{size.articles}-{size.receipts}-*"):
            shutil.rmtree(stale)
        unfinished = cache / f"{size.articles}-{size.receipts}-unfinished"
        make(unfinished, size, progress)
        unfinished.rename(directory)
    return directory


def make(directory: Path, size: Size, progress: Progress = lambda _: None) -> None:
    """Make the register in an empty or new directory. Blocks for minutes where the size is a million receipts."""
    directory.mkdir(parents=True, exist_ok=True)
    settings.save(directory, Settings(control_unit="exempt", printer="network", printer_host="127.0.0.1"))
    first_day = LAST_MORNING - timedelta(days=size.shifts + 1)
    clock = _SetClock(first_day)
    store = open_register(directory, now=first_day, create=True)
    try:
        setup.enter_shop(store, setup.new_shop("Storbutiken AB", "556703-7485", "Storgatan 1, Storstad", "K1"), clock)
        person = Staff(store, clock).add(CASHIER, Role.CASHIER, PIN)
        articles = directory / "articles.csv"
        write_articles(articles, size.articles)
        imported = Assortment(store, clock).import_articles(articles)
        assert imported.new == size.articles
        articles.unlink()
        progress(f"{size.articles} articles")
    finally:
        store.close()
    patterns = directory / "patterns"
    patterns.mkdir()
    shutil.copyfile(directory / DATABASE, patterns / DATABASE)
    sold = _sell_patterns(patterns, person, size)
    with closing(_Copier(directory, patterns, sold)) as copier:
        _days(directory, size, person, clock, copier, progress)
    shutil.rmtree(patterns)
    progress(f"{(directory / DATABASE).stat().st_size / 1e9:.2f} GB")


# ------------------------------------------------------------------------------------------------------- the catalogue


HEADINGS = ("number", "barcode", "name", "group", "price", "vat")


def article(place: int) -> tuple[str, str, str, str, str, str]:
    """The article at this place of the catalogue, counted from 0, as a row of a file: see HEADINGS."""
    things = _THINGS.split()
    # The things of one group stand together.
    group, category = _GROUPS[place % len(things) * len(_GROUPS) // len(things)]
    rest, name = place, []
    for choices in (things, _MAKERS.split(), _KINDS.split(), _SIZES.split()):
        rest, chosen = divmod(rest, len(choices))
        name.append(choices[chosen])
    thing, maker, kind, packed = name
    kronor, ore = divmod(500 + place * 7919 % 19_500, 100)
    return (
        f"{100_000 + place}",
        barcode_of(place),
        f"{maker} {thing} {kind} {packed}",
        group,
        f"{kronor},{ore:02d}",
        category,
    )


def barcode_of(place: int) -> str:
    """The EAN-13 of the article at this place."""
    digits = f"73{place:010d}"
    return digits + check_digit(digits)


def write_articles(path: Path, number: int) -> None:
    """A file with so many articles, to be imported."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(HEADINGS)
        rows.writerows(article(place) for place in range(number))


# ------------------------------------------------------------------------------------------------------- the patterns


class _PatternIds:
    """Ids as every pattern sale has them: the common beginning, and which they are within their sale."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        return f"{_PREFIX}{self.made:03x}"


def _sell_patterns(directory: Path, person: Person, size: Size) -> list[list[int]]:
    """Sell patterns on each pattern day in a register of their own, and give their receipt numbers by day."""
    chance, ids, clock = random.Random(1), _PatternIds(), _SetClock(LAST_MORNING)
    store = open_register(directory, now=clock())
    checkout, shifts = Checkout(store, NoControlUnit(), clock, ids), Shifts(store, clock)
    # The file holds a sale's id once, so that each pattern's needs an end of its own, beyond its lines' and tenders'.
    sale_ids = (f"{_PREFIX}{place:03x}" for place in count(0x100))
    days: list[list[int]] = []
    try:
        for clock.moment in _PATTERN_DAYS:
            shifts.open_shift(f"patterns {len(days)}", person, Money(0))
            numbers = []
            for _ in range(min(_PATTERNS, size.receipts)):
                ids.made = 0
                with store.read() as tx:
                    articles = [tx.articles.get(1 + chance.randrange(size.articles)) for _ in range(LINES)]
                sale = Sale(next(sale_ids))
                for sold in articles:
                    assert sold is not None
                    sale = sale.with_line(checkout.line_of(sold, Quantity(1000 * chance.choice((1, 1, 1, 1, 2, 3)))))
                numbers.append(checkout.complete(_paid(sale, ids, chance), person).number)
            days.append(numbers)
            shifts.close_shift(f"patterns {len(days)} closed", person.name, Money(0), paper=False)
        with store.write() as tx:
            for job in tx.print_jobs.in_state(JobState.QUEUED):
                tx.print_jobs.settle(job.id, JobState.SENT, at=clock())
    finally:
        store.close()
    return days


def _paid(sale: Sale, new_id: Ids, chance: random.Random) -> Sale:
    """The sale paid: half of them in cash, four in ten by card, one in ten by both."""
    way = chance.randrange(10)
    if way == 0:
        sale = sale.with_tender(Tender(new_id(), Method.CARD, Money(sale.total.ore // 300 * 100)))
    method = Method.CARD if way > 5 else Method.CASH
    amount = sale.to_pay(method)
    if method is Method.CASH:
        amount += Money(-amount.ore % 50_00)  # in notes
    return sale.with_tender(Tender(new_id(), method, amount))


@dataclass(frozen=True, slots=True)
class _Pattern:
    receipt: Receipt
    rows: tuple[JournalRow, ...]
    """The journal's rows of the sale, the receipt's own last."""
    line_places: tuple[int, ...]
    """Which of the rows registered the lines, counted from the first of them."""
    at: str


@dataclass(frozen=True, slots=True)
class _Sold:
    """A copy to be made."""

    number: int
    pattern: _Pattern
    prefix: str
    at: datetime
    first_seq: int


class _Copier:
    """Copies pattern sales into the big file."""

    def __init__(self, directory: Path, patterns: Path, numbers: list[list[int]]) -> None:
        store = open_register(patterns, now=LAST_MORNING)
        try:
            self._days = [[_pattern(store, number) for number in day] for day in numbers]
        finally:
            store.close()
        self._connection = sqlite3.connect(directory / DATABASE, isolation_level=None)
        run = self._connection.execute
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=OFF")
        run("PRAGMA cache_size=-200000")
        run("ATTACH ? AS patterns", (str(patterns / DATABASE),))
        run("CREATE TEMP TABLE sold (number INTEGER PRIMARY KEY, pattern, prefix, at, shift_id, moved)")
        self._copies = [
            self._copy_of("receipts", "number"),
            *(self._copy_of(table, "receipt_number") for table in ("receipt_lines", "receipt_vat", "tenders")),
            self._copy_of("print_jobs", "id"),
        ]
        columns = [row[1] for row in run("PRAGMA main.table_info(journal)")]
        assert columns == list(JournalRow.__slots__), "the journal has other columns than its rows"
        self._insert_row = f"INSERT INTO journal VALUES ({', '.join('?' * len(columns))})"

    def close(self) -> None:
        self._connection.close()

    def _copy_of(self, table: str, number: str) -> str:
        """The statement that copies a table's rows of the patterns for all that is in `sold`."""
        replaced = {
            number: "sold.number",
            "id": "sold.number" if number == "id" else f"replace(p.id, '{_PREFIX}', sold.prefix)",
            "sale_id": f"replace(p.sale_id, '{_PREFIX}', sold.prefix)",
            "document": "CAST(sold.number AS TEXT)",
            "shift_id": "sold.shift_id",
            "journal_seq": "p.journal_seq + sold.moved",
            **dict.fromkeys(("at", "registered_at", "created_at", "updated_at"), "sold.at"),
        }
        columns = [row[1] for row in self._connection.execute(f"PRAGMA patterns.table_info({table})")]
        values = ", ".join(replaced.get(column, f"p.{column}") for column in columns)
        return (
            f"INSERT INTO main.{table} SELECT {values} FROM sold JOIN patterns.{table} p ON p.{number} = sold.pattern"
        )

    def sell(self, shift_id: str, opened: datetime, number: int, receipts: int, apart: timedelta) -> datetime:
        """Sell so many receipts in an open shift, the first under this number, and give the time of the last."""
        day = self._days[opened >= _NEW_RATE]
        chance = random.Random(number)
        self._connection.execute("BEGIN IMMEDIATE")
        seq, previous = self._connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        sold = []
        for place in range(receipts):
            at = opened + apart * (place + 1)
            pattern = day[chance.randrange(len(day))]
            milliseconds = int(at.timestamp() * 1000)
            prefix = f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7000-8000-{number + place:09x}"
            sold.append(_Sold(number + place, pattern, prefix, at, seq + 1))
            seq += len(pattern.rows)
        rows = _chained(sold, shift_id, previous)
        for portion in _portions(sold, _PORTION):
            values = [
                (
                    copy.number,
                    copy.pattern.receipt.number,
                    copy.prefix,
                    time_text(copy.at),
                    shift_id,
                    copy.first_seq - copy.pattern.rows[0].seq,
                )
                for copy in portion
            ]
            self._connection.execute("DELETE FROM sold")
            self._connection.executemany("INSERT INTO sold VALUES (?, ?, ?, ?, ?, ?)", values)
            self._connection.executemany(
                self._insert_row, islice(rows, sum(len(copy.pattern.rows) for copy in portion))
            )
            for copy_rows in self._copies:
                self._connection.execute(copy_rows)
        self._connection.execute("UPDATE series SET last = ? WHERE name = ?", (number + receipts - 1, sales.RECEIPTS))
        if not self._connection.execute("SELECT changes()").fetchone()[0]:
            self._connection.execute("INSERT INTO series VALUES (?, ?)", (sales.RECEIPTS, number + receipts - 1))
        self._connection.execute("COMMIT")
        return sold[-1].at


def _pattern(store: Store, number: int) -> _Pattern:
    with store.read() as tx:
        receipt = tx.sales.receipt(number)
        assert receipt is not None
        own, line_seqs = tx.sales.journal_seqs(number)
        assert own is not None
        rows = tuple(tx.journal.rows_at(range(line_seqs[0], own + 1)).values())
    assert all(receipt.sale_id in row.payload for row in rows), "another event lies between those of a sale"
    return _Pattern(receipt, rows, tuple(seq - line_seqs[0] for seq in line_seqs), time_text(receipt.at))


def _chained(sold: Sequence[_Sold], shift_id: str, previous: str) -> Iterator[tuple[int, str, str, str, str, str, str]]:
    """The journal's rows of the copies."""
    for copy in sold:
        pattern, at = copy.pattern, time_text(copy.at)
        for seq, row in enumerate(pattern.rows, copy.first_seq):
            if row.kind == Kind.RECEIPT:
                payload = canonical(receipt_facts(_copied(copy, shift_id), EXEMPT, _seqs(copy)))
            else:
                payload = row.payload.replace(_PREFIX, copy.prefix).replace(pattern.at, at)
            digest = row_hash(previous, seq, at, row.cashier, row.kind, payload)
            yield seq, at, row.cashier, row.kind, payload, previous, digest
            previous = digest


def _copied(copy: _Sold, shift_id: str) -> Receipt:
    receipt = copy.pattern.receipt
    tenders = tuple(replace(tender, id=tender.id.replace(_PREFIX, copy.prefix)) for tender in receipt.tenders)
    return replace(
        receipt,
        number=copy.number,
        sale_id=receipt.sale_id.replace(_PREFIX, copy.prefix),
        shift_id=shift_id,
        at=copy.at,
        tenders=tenders,
    )


def _seqs(copy: _Sold) -> list[int]:
    return [copy.first_seq + place for place in copy.pattern.line_places]


# ------------------------------------------------------------------------------------------------------------ the days


def _days(directory: Path, size: Size, person: Person, clock: _SetClock, copier: _Copier, progress: Progress) -> None:
    """Every day from its log-in to its Z report, and the last one up to its last receipt."""
    store = open_register(directory, now=clock())
    try:
        checkout = Checkout(store, NoControlUnit(), clock, lambda: "")
        shifts = Shifts(store, clock)
        number = 1
        for day in range(size.shifts):
            clock.moment = LAST_MORNING - timedelta(days=size.shifts - day)
            shift_id = _open_day(store, checkout, shifts, person, clock)
            clock.moment = copier.sell(shift_id, clock.moment, number, size.shift_receipts, timedelta(seconds=80))
            number += size.shift_receipts
            counted = Money(shifts.expected_cash().ore // 100 * 100)
            shifts.close_shift(f"{shift_id[:-1]}2", person.name, counted, paper=False)
            _journal(store, Kind.LOGGED_OUT, person, clock)
            life.stop(store, clock)
            if day % 100 == 99:
                progress(f"{number - 1} receipts")
        clock.moment = LAST_MORNING
        shift_id = _open_day(store, checkout, shifts, person, clock)
        if size.open_receipts:
            clock.moment = copier.sell(shift_id, clock.moment, number, size.open_receipts, timedelta(seconds=4))
        _journal(store, Kind.LOGGED_OUT, person, clock)
        life.stop(store, clock)
    finally:
        store.close()


def _open_day(store: Store, checkout: Checkout, shifts: Shifts, person: Person, clock: _SetClock) -> str:
    milliseconds = int(clock.moment.timestamp() * 1000)
    shift_id = f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7000-9000-000000000001"
    life.start(store, checkout, clock, "1.0.0")
    _journal(store, Kind.LOGGED_IN, person, clock)
    shifts.open_shift(shift_id, person, Money(1_000_00))
    return shift_id


def _journal(store: Store, kind: Kind, person: Person, clock: Clock) -> None:
    """As `Staff` journals it, without the fifth of a second that checking a PIN takes on purpose."""
    with store.write() as tx:
        tx.journal.add(kind, {"person_id": person.id}, at=clock(), cashier=person.name)


def _portions(many: Sequence[Item] | Iterator[Item], length: int) -> Iterator[list[Item]]:
    rest = iter(many)
    while portion := list(islice(rest, length)):
        yield portion


if __name__ == "__main__":
    make(
        Path(sys.argv[1]),
        size_of(*(int(number) for number in sys.argv[2:4])) if len(sys.argv) > 2 else size_of(1_000_000),
        lambda text: print(text, flush=True),  # noqa: T201 - for the person who waits
    )
