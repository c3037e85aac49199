"""The store: one writer at a time in fair order, commits on disk, and troubles of disk and file in words."""

import os
import shutil
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openpos.domain.errors import Refused, Unavailable
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.sale import Sale
from openpos.register.check import check
from openpos.store.backup import save_backup
from openpos.store.journal import Kind
from openpos.store.outbox import EntryKind
from openpos.store.store import FairGate, Store, _driver, file_trouble
from openpos.store.tables import GUARDS
from openpos.store.types import Milli, Ore, UtcTime
from tests.fixtures.till import NewTill, Till, changed

AT = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


def add(store: Store, what: str) -> int:
    with store.write() as tx:
        return tx.journal.add(Kind.LOGGED_IN, {"what": what}, at=AT)


# ------------------------------------------------------------------------------------------ commits


def test_f24_a_commit_waits_for_the_disk(register: Till) -> None:
    """WAL with synchronous=FULL (2), in the very connection that writes."""
    with register.store.write() as tx:
        ask = tx._connection.exec_driver_sql
        answers = {name: ask(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_block_that_fails_leaves_nothing(register: Till) -> None:
    before = register.journal()

    def fail() -> None:
        with register.store.write() as tx:
            tx.journal.add(Kind.LOGGED_IN, {}, at=AT)
            tx.sales.take_number()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert register.journal() == before
    assert register.sell(register.paid(register.rung(1000))).number == 1


def test_a_reading_cannot_write(register: Till) -> None:
    with pytest.raises(Unavailable, match="can't write its file"), register.store.read() as tx:
        tx.journal.add(Kind.LOGGED_IN, {}, at=AT)
    with pytest.raises(Unavailable, match="can't write its file"), register.store.examine() as tx:
        tx.journal.add(Kind.LOGGED_IN, {}, at=AT)
    assert "logged_in" not in register.kinds()


def test_a_reading_sees_one_moment(register: Till) -> None:
    with register.store.read() as tx:
        before = tx.journal.last_seq()
        add(register.store, "meanwhile")
        assert tx.journal.last_seq() == before
    with register.store.read() as tx:
        assert tx.journal.last_seq() == before + 1


def test_a_writer_takes_the_write_lock_at_once_and_so_never_fails_half_way(register: Till) -> None:
    """A plain BEGIN that reads first and then writes fails at once where another has written meanwhile."""
    with register.store.write() as tx:
        assert tx.journal.last_seq() > 0
        rival = sqlite3.connect(register.path, timeout=0, isolation_level=None)
        with closing(rival), pytest.raises(sqlite3.OperationalError, match="database is locked"):
            rival.execute("BEGIN IMMEDIATE")
        tx.journal.add(Kind.LOGGED_IN, {}, at=AT)
    assert register.kinds()[-1] == "logged_in"


def test_another_program_that_holds_the_file_is_told_of(register: Till) -> None:
    with register.store.write() as tx:
        _driver(tx._connection).execute("PRAGMA busy_timeout=1")
    with closing(sqlite3.connect(register.path, isolation_level=None)) as rival:
        rival.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            Unavailable, match=r"Another program holds the register's file .*\. Close the other program"
        ):
            add(register.store, "x")
        rival.execute("ROLLBACK")
    add(register.store, "again")


# ------------------------------------------------------------------------------------------ the fair gate


def test_the_gate_lets_threads_through_in_the_order_they_came() -> None:
    gate, order, queued = FairGate(), [], threading.Semaphore(0)

    def wait_in_line(place: int) -> None:
        with gate:
            order.append(place)

    with ThreadPoolExecutor(8) as pool, gate:
        for place in range(8):
            pool.submit(wait_in_line, place)
            while len(gate._waiting) <= place:  # until it stands in line
                queued.acquire(timeout=0.001)
        assert order == []
    assert order == list(range(8))
    with gate:
        order.append(8)
    assert order[-1] == 8, "and is free again"


def test_a_busy_rival_never_overtakes_one_who_waits(register: Till) -> None:
    """However fast a thread comes back for more, one who stands in line is let in after the turn that is under way."""
    turns: list[str] = []
    joined: list[int] = []
    stop, busy = threading.Event(), threading.Event()

    class Line(deque[Any]):
        def append(self, baton: Any) -> None:
            if threading.current_thread() is threading.main_thread():
                joined.append(len(turns))
            super().append(baton)

    def rival() -> None:
        while not stop.is_set():
            with register.store.write():
                turns.append("rival")
            busy.set()

    register.store._gate._waiting = Line()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(rival)
        assert busy.wait(10)
        for _ in range(50):
            joined.clear()
            with register.store.write():
                assert turns[joined[0] :] in ([], ["rival"]) if joined else True
                turns.append("sale")
        stop.set()
        running.result(10)
    assert turns.count("sale") == 50


def test_a_gate_that_fails_inside_opens_again() -> None:
    gate = FairGate()
    with pytest.raises(ZeroDivisionError), gate:
        raise ZeroDivisionError
    with gate:
        pass


def test_threads_write_one_after_the_other_and_lose_nothing(register: Till) -> None:
    with ThreadPoolExecutor(4) as pool:
        seqs = list(pool.map(lambda number: add(register.store, str(number)), range(40)))
    assert len(set(seqs)) == 40
    assert register.findings() == ()


# ------------------------------------------------------------------------------------------ guards


GUARDED = {
    "journal": "cashier = 'x'",
    "shop": "name = 'x'",
    "reports": "journal_seq = 1",
    "receipts": "total_ore = 1",
    "receipt_lines": "amount_ore = 1",
    "receipt_vat": "vat_ore = 1",
    "tenders": "amount_ore = 1",
    "shifts": "float_ore = 1",
    "receipt_copies": "cashier = 'x'",
    "drawer_acts": "reason = 'x'",
    "marked_papers": "total_ore = 1",
    "gift_card_moves": "amount_ore = 1",
    "outbox": "document = 'x'",
    "attempts": "body = 'x'",
    "invoices": "details = 'x'",
}


def test_every_guard_is_tried_below() -> None:
    guards = {f"{table}_no_{act}" for table in GUARDED for act in ("update", "delete")}
    assert guards | {"connections_no_delete"} == GUARDS  # that one is tried with the books of Spiris


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_what_is_registered_is_never_changed_or_removed(register: Till, table: str) -> None:
    """Not even by another program that minds the file's own rules."""
    sold = register.sell(register.paid(register.scanned("Ägg")))
    register.books.copy(sold.number, register.cashier)
    register.drawer.open("opened", register.cashier)
    register.sell(
        register.paid(register.checkout.new_sale().with_line(register.checkout.gift_card_line(Money(10_000))))
    )
    register.checkout.pro_forma("pro forma", register.scanned("Ägg", sale=Sale("shown")), register.cashier)
    register.checkout.keep(Sale("shown"), register.cashier, cleared=True)
    register.close_shift()
    with register.store.write() as tx:
        at = register.clock()
        tx.outbox.add(EntryKind.INVOICE, {}, id="i", reference="K1-F000001-AB12", about="R1", company_id="c", at=at)
        tx.outbox.end("i", tx.outbox.begin("i", "draft", "{}", at=at), "done", 201, at=at)
    changed(register.path, "INSERT INTO invoices VALUES (1, 'c', '1', 'Ek AB', 'ek ab 1', '{}')")
    before = changed(register.path, f"SELECT * FROM {table}")
    assert before
    for statement in (f"UPDATE {table} SET {GUARDED[table]}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match=r"is append-only$"):
            changed(register.path, statement)
    assert changed(register.path, f"SELECT * FROM {table}") == before


def test_the_float_of_an_open_shift_stands(register: Till) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="shifts is append-only"):
        changed(register.path, "UPDATE shifts SET float_ore = 1")


def test_nothing_replaces_a_registered_row_on_the_sly(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    for table in ("journal", "receipts", "receipt_lines", "receipt_vat", "tenders", "shop"):
        with pytest.raises(Exception, match="append-only"), register.store.write() as tx:
            tx._connection.exec_driver_sql(f"REPLACE INTO {table} SELECT * FROM {table}")


def test_the_file_holds_one_open_shift_and_one_receipt_being_sealed(register: Till) -> None:
    register.sell(register.paid(register.scanned("Ägg")))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
        changed(register.path, "INSERT INTO shifts SELECT 'other', cashier_id, cashier, opened_at, 0, NULL FROM shifts")
    columns = (
        "sale_id || n, shift_id, at, cashier, shop_id, 'sealing', 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, 0, 0, 0"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
        changed(
            register.path,
            f"INSERT INTO receipts SELECT number + n, {columns} FROM receipts, (SELECT 1 AS n UNION SELECT 2)",
        )


# ------------------------------------------------------------------------------------------ disk full


class SmallDisk(sqlite3.Connection):
    """A disk that is full at `pages`, for every connection of the test."""

    pages = 2**30
    opened: list["SmallDisk"] = []  # noqa: RUF012 - the connections of one test; emptied by its fixture

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.opened.append(self)
        self.execute(f"PRAGMA max_page_count={self.pages}")

    @classmethod
    def fills_up(cls) -> None:
        for connection in cls.opened:
            try:
                connection.execute("PRAGMA max_page_count=1")  # no less than there are
            except sqlite3.ProgrammingError:
                continue  # closed meanwhile

    @classmethod
    def is_emptied(cls) -> None:
        for connection in cls.opened:
            try:
                connection.execute(f"PRAGMA max_page_count={2**30}")
            except sqlite3.ProgrammingError:
                continue


@pytest.fixture
def small(new_till: NewTill) -> Iterator[Till]:
    SmallDisk.opened.clear()
    with new_till(connection_class=SmallDisk) as till:
        till.open_shift()
        yield till
    SmallDisk.opened.clear()


def test_a_full_disk_is_told_and_nothing_is_lost_or_half_done(small: Till) -> None:
    sold = [small.sell(small.paid(small.rung(1000))) for _ in range(3)]
    SmallDisk.fills_up()
    sale, trouble = _scan_until_the_disk_is_full(small)
    assert str(trouble) == "The disk is full. Free some space and try again. Nothing that was printed is lost."
    assert small.findings() == ()
    assert small.receipts() == sold
    assert small.checkout.open_sale() == sale.without_line(sale.lines[-1].id)
    SmallDisk.is_emptied()
    small.checkout.keep(sale, small.cashier)
    assert small.sell(small.paid(sale, Method.CARD)).number == 4
    assert small.findings() == ()


def _scan_until_the_disk_is_full(till: Till) -> tuple[Sale, Unavailable]:
    """The sale with the line that could not be kept any more, and what was said."""
    sale = till.checkout.new_sale()
    while True:
        sale = sale.with_line(till.checkout.line_of(till.article("Ägg")))
        try:
            till.checkout.keep(sale, till.cashier)
        except Unavailable as trouble:
            return sale, trouble


def test_a_disk_that_fills_up_between_number_and_seal_is_finished_later(small: Till) -> None:
    """The unit has sealed it and we can't write it down: the number stays, and the unit is not asked again."""
    sale = small.paid(small.rung(*[1000] * 60))
    _fill(small)
    with pytest.raises(Unavailable, match="The disk is full"):
        small.sell(sale)
    SmallDisk.is_emptied()
    receipt = small.sell(sale)
    assert receipt.number == 1
    assert small.unit_numbers() == [1]
    assert small.receipts() == [receipt]
    assert small.findings() == ()


def _fill(till: Till) -> None:
    """Let the disk fill up the moment the control unit has answered."""
    sealing = till.unit.seal

    def seal(receipt: Any) -> Any:
        seal = sealing(receipt)
        SmallDisk.fills_up()
        with suppress(Unavailable):
            while True:
                add(till.store, "the last free pages go to something else" * 10)
        return seal

    till.unit.seal = seal  # type: ignore[method-assign, assignment]


# ------------------------------------------------------------------------------------------ words for troubles


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_FULL", "The disk is full."),
        ("SQLITE_READONLY", "The register can't write its file /r/register.db."),
        ("SQLITE_READONLY_DIRECTORY", "The register can't write its file"),
        ("SQLITE_CANTOPEN", "The register can't write its file"),
        ("SQLITE_CANTOPEN_ISDIR", "The register can't write its file"),
        ("SQLITE_PERM", "The register can't write its file"),
        ("SQLITE_AUTH", "The register can't write its file"),
        ("SQLITE_BUSY", "Another program holds the register's file /r/register.db."),
        ("SQLITE_BUSY_SNAPSHOT", "Another program holds"),
        ("SQLITE_LOCKED", "Another program holds"),
        ("SQLITE_CORRUPT", "The register's file /r/register.db is damaged."),
        ("SQLITE_CORRUPT_INDEX", "is damaged"),
        ("SQLITE_NOTADB", "is damaged"),
        ("SQLITE_IOERR", "The disk did not read or write as it should."),
        ("SQLITE_IOERR_FSYNC", "The disk did not read or write as it should."),
    ],
)
def test_every_trouble_of_disk_and_file_has_its_words(name: str, words: str) -> None:
    error = sqlite3.OperationalError("whatever")
    error.sqlite_errorname = name
    trouble = file_trouble(error, Path("/r/register.db"))
    assert trouble is not None
    assert words in str(trouble)
    assert trouble.advice


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISUSE"])
def test_our_own_mistakes_are_not_dressed_up_as_troubles_of_the_disk(name: str) -> None:
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorname = name
    assert file_trouble(error, Path("x")) is None
    assert file_trouble(None, Path("x")) is None
    assert file_trouble(ValueError("x"), Path("x")) is None


def test_a_mistake_in_a_statement_goes_through_as_it_is(register: Till) -> None:
    with pytest.raises(Exception, match="no such table: nowhere"), register.store.write() as tx:
        tx._connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_value_keeps_its_kind_in_the_file() -> None:
    for kind in (Ore(), Milli(), UtcTime()):
        assert kind.process_bind_param(None, None) is None
        assert kind.process_result_value(None, None) is None
    assert Ore().process_result_value(5, None) == Money(5)


def test_a_directory_may_be_called_anything(template: Path, tmp_path: Path) -> None:
    place = tmp_path / "Kassa 50 % rabatt? #1 å;=&"
    shutil.copytree(template, place)
    till = Till(place)
    till.open_shift()
    till.sell(till.paid(till.rung(1000)))
    assert till.findings() == ()
    till.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [place.name]


# ------------------------------------------------------------------------------------------ backup


def test_a_backup_is_the_whole_register_at_one_moment(register: Till, tmp_path: Path) -> None:
    for _ in range(3):
        register.sell(register.paid(register.scanned("Ägg")))
    journal, receipts = register.journal(), register.receipts()
    target = tmp_path / "backup.db"
    assert save_backup(register.store, target) == target.stat().st_size
    register.sell(register.paid(register.scanned("Ägg")))
    copy = Store(target)
    with copy.read() as tx:
        assert list(tx.journal.rows()) == journal
        assert list(tx.sales.receipts()) == receipts
    assert check(copy).findings == ()
    copy.close()
    assert [path.name for path in tmp_path.iterdir()] == ["backup.db"], "one file, to be carried anywhere"


class Busy(sqlite3.Connection):
    """While it copies, sales go on: one between every two steps of the copy."""

    sell: Any = None
    steps = 0

    def backup(self, target: sqlite3.Connection, **options: Any) -> None:
        def on_the_way(_status: int, _remaining: int, _total: int) -> None:
            Busy.steps += 1
            if Busy.sell and Busy.steps < 500:
                Busy.sell()

        super().backup(target, **{**options, "pages": 5, "progress": on_the_way})


def test_a_backup_comes_to_its_end_though_sales_go_on(new_till: NewTill, tmp_path: Path) -> None:
    with new_till(connection_class=Busy) as till:
        till.open_shift()
        till.sell(till.paid(till.rung(1000)))
        before = till.journal()
        Busy.steps, Busy.sell = 0, lambda: till.sell(till.paid(till.rung(2000)))
        try:
            till.store.backup(tmp_path / "copy.db")
        finally:
            Busy.sell = None
        (pages,) = changed(tmp_path / "copy.db", "PRAGMA page_count")[0]
        assert Busy.steps <= pages // 5 + 2, "it began once and not anew after every sale"
        assert len(till.receipts()) > 10
        copy = Store(tmp_path / "copy.db")
        with copy.read() as tx:
            assert list(tx.journal.rows()) == before
        assert check(copy).findings == ()
        copy.close()


def test_a_backup_that_cannot_be_written_leaves_no_half_a_file(register: Till, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(Refused, match=r"there\.db is there already\. Give the backup another name\."):
        save_backup(register.store, tmp_path / "there.db")
    with pytest.raises(Unavailable, match=r"nowhere/backup\.db"):
        save_backup(register.store, tmp_path / "nowhere" / "backup.db")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("there.db", "mine")]


def test_a_half_written_backup_never_stands_under_its_name(register: Till, tmp_path: Path) -> None:
    """Killed in the middle of the copy: what is there says by its name that it is not whole."""

    class Killed(BaseException):
        pass

    class Dies(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **options: Any) -> None:
            super().backup(target, **options)
            found.append(sorted(path.name for path in tmp_path.iterdir()))
            raise Killed

    found: list[list[str]] = []
    store = Store(register.path, connection_class=Dies)
    with pytest.raises(Killed):
        save_backup(store, tmp_path / "backup.db")
    store.close()
    assert found
    assert "backup.db" not in found[0]
    assert not (tmp_path / "backup.db").exists()


def test_a_backup_is_on_disk_before_it_has_its_name_and_its_name_before_it_is_told(
    register: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave an empty file under the name of a whole one."""
    steps: list[str] = []
    sync, rename = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        steps.append(f"sync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        sync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append(f"{path.name} becomes {target.name}")
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", synced)
        patch.setattr(Path, "replace", renamed)
        save_backup(register.store, tmp_path / "backup.db")
    assert steps == ["sync backup.db.part", "backup.db.part becomes backup.db", f"sync {tmp_path.name}"]


def test_a_backup_of_a_damaged_register_is_not_kept(register: Till, tmp_path: Path) -> None:
    for _ in range(30):
        register.sell(register.paid(register.scanned("Ägg", "Köttbullar")))
    register.close()
    content = bytearray(register.path.read_bytes())
    content[-8192:-4096] = os.urandom(4096)
    register.path.write_bytes(content)
    store = Store(register.path)
    with pytest.raises(Unavailable, match=f"The register's file {register.path} is damaged"):
        save_backup(store, tmp_path / "backup.db")
    store.close()
    assert list(tmp_path.iterdir()) == []
