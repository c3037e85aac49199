"""Opening the register's file: one program at a time, and the right sentence where it can't be opened."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openpos.domain.errors import OpenPosError, Refused, Unavailable
from openpos.paths import DATABASE, LOCK
from openpos.register.check import check
from openpos.store.backup import restore_backup, save_backup
from openpos.store.journal import Kind
from openpos.store.opening import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    TAIL_ROWS,
    DirectoryLock,
    open_for_reading,
    open_register,
)
from openpos.store.store import Store
from tests.fixtures.till import NewTill, Till, changed

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def opened(directory: Path, *, create: bool = False) -> Store:
    return open_register(directory, now=NOW, create=create)


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


@pytest.fixture
def closed(register: Till) -> Till:
    """A register with three receipts, closed."""
    for _ in range(3):
        register.sell(register.paid(register.scanned("Ägg", "Köttbullar")))
    register.close()
    return register


# ------------------------------------------------------------------------------------------ a new file


def test_a_new_register_is_one_whole_file(tmp_path: Path) -> None:
    store = opened(tmp_path, create=True)
    assert check(store).findings == ()
    store.close()
    assert names(tmp_path) == [DATABASE]
    again = opened(tmp_path)
    with again.read() as tx:
        assert tx.journal.last_seq() == 0
    again.close()


def test_none_is_made_unless_asked_for(tmp_path: Path) -> None:
    ways: list[Callable[[], Store]] = [lambda: opened(tmp_path), lambda: open_for_reading(tmp_path)]
    for open_it in ways:
        with pytest.raises(Refused, match=f"There is no register in {tmp_path}. Start with “openpos demo”"):
            open_it()
    assert names(tmp_path) == []


def test_one_that_was_killed_while_being_made_is_made_anew(tmp_path: Path) -> None:
    for left in (".new", ".new-wal", ".new-shm"):
        (tmp_path / (DATABASE + left)).write_bytes(b"half of it")
    opened(tmp_path, create=True).close()
    assert names(tmp_path) == [DATABASE]


def test_one_that_cannot_be_put_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / (DATABASE + ".new")).mkdir()
    with pytest.raises(Unavailable, match=CANT_WRITE):
        opened(tmp_path, create=True)
    assert names(tmp_path) == [DATABASE + ".new"]


def test_no_new_one_is_put_beside_the_log_of_one_that_is_gone(closed: Till) -> None:
    """SQLite would write the old log's pages over the new file."""
    till = closed.restarted()
    till.sell(till.paid(till.rung(1000)))
    log = closed.directory / (DATABASE + "-wal")
    content = log.read_bytes()
    assert content
    till.close()
    closed.path.unlink()
    log.write_bytes(content)
    with pytest.raises(Unavailable, match=r"register\.db is missing, but its log register\.db-wal is there\."):
        opened(closed.directory, create=True)
    assert log.read_bytes() == content
    assert not closed.path.exists()


# ------------------------------------------------------------------------------------------ what is no register's file


@pytest.mark.parametrize("create", [False, True])
def test_an_empty_file_is_a_damaged_one_and_never_taken_for_a_new_register(closed: Till, *, create: bool) -> None:
    """A disk that lost the file's content must not become a shop that begins at receipt 1."""
    closed.path.write_bytes(b"")
    (closed.directory / (DATABASE + "-wal")).write_bytes(b"the log of it")
    ways: list[Callable[[], Store]] = [
        lambda: opened(closed.directory, create=create),
        lambda: open_for_reading(closed.directory),
    ]
    for open_it in ways:
        with pytest.raises(Unavailable, match=r"register\.db is damaged\. Keep a copy of it, then restore"):
            open_it()
    assert closed.path.read_bytes() == b""
    assert (closed.directory / (DATABASE + "-wal")).read_bytes() == b"the log of it"


def test_a_database_without_anything_in_it_is_a_damaged_one(tmp_path: Path) -> None:
    changed(tmp_path / DATABASE, "VACUUM")
    changed(tmp_path / DATABASE, "PRAGMA user_version=0")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.execute("DROP TABLE x")
    with pytest.raises(Unavailable, match="is damaged"):
        opened(tmp_path, create=True)


def test_a_foreign_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    changed(tmp_path / DATABASE, "CREATE TABLE bookmarks (url TEXT)")
    changed(tmp_path / DATABASE, f"PRAGMA user_version={SCHEMA_VERSION}")
    before = (tmp_path / DATABASE).read_bytes()
    ways: list[Callable[[], Store]] = [lambda: opened(tmp_path, create=True), lambda: open_for_reading(tmp_path)]
    for open_it in ways:
        with pytest.raises(
            Refused, match=r"register\.db is not a register's file\. Give the right directory with --data\."
        ):
            open_it()
    assert (tmp_path / DATABASE).read_bytes() == before
    assert names(tmp_path) == [DATABASE]


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(closed: Till) -> None:
    changed(closed.path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = closed.path.read_bytes()
    ways: list[Callable[[], Store]] = [lambda: opened(closed.directory), lambda: open_for_reading(closed.directory)]
    for open_it in ways:
        with pytest.raises(Refused) as refusal:
            open_it()
        assert str(refusal.value) == (
            f"The register's file {closed.path} was made by a newer version of OpenPOS. "
            "Install that version or a later one; this one leaves the file as it is."
        )
    assert closed.path.read_bytes() == before


def test_a_file_of_an_older_version_is_not_read_before_it_is_upgraded(closed: Till) -> None:
    changed(closed.path, "PRAGMA user_version=-1")
    with pytest.raises(Refused, match=r"of an older version\. Open the register once"):
        open_for_reading(closed.directory)


@pytest.mark.parametrize("content", [b"not a database at all, but longer than a header" * 99, b"\x00" * 8192, b"x"])
def test_what_is_no_database_is_told_as_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(OpenPosError, match=r"register\.db is damaged"):
        opened(tmp_path, create=True)
    assert (tmp_path / DATABASE).read_bytes() == content


# ------------------------------------------------------------------------------------------ damage


@pytest.mark.parametrize("part", [0.9, 0.5, 0.1])
def test_a_file_that_was_cut_short_is_told_as_damaged(closed: Till, part: float) -> None:
    content = closed.path.read_bytes()
    closed.path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(
        Unavailable, match=r"register\.db is damaged\. Keep a copy of it, then restore the newest backup"
    ):
        opened(closed.directory)


def test_garbage_in_the_middle_of_a_journal_page_is_told_as_damaged(closed: Till) -> None:
    content = bytearray(closed.path.read_bytes())
    (last_hash,) = changed(closed.path, "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")[0]
    page = content.rindex(last_hash.encode()) // 4096 * 4096
    content[page : page + 4096] = os.urandom(4096)
    closed.path.write_bytes(content)
    with pytest.raises(Unavailable, match="is damaged"):
        opened(closed.directory)


@pytest.mark.parametrize("garbage", [b"XXXX", b"\xff\xff\xff\xff"])
def test_garbage_within_a_journal_row_is_told_with_the_row(closed: Till, garbage: bytes) -> None:
    content = bytearray(closed.path.read_bytes())
    (seq, row_hash) = changed(closed.path, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1 OFFSET 2")[0]
    place = content.rindex(row_hash.encode())
    content[place - 70 : place - 66] = garbage
    closed.path.write_bytes(content)
    with pytest.raises(Unavailable) as trouble:
        opened(closed.directory)
    assert str(trouble.value).startswith(f"Row {seq} of the journal is damaged: its content was changed. Keep a copy")
    assert "run “openpos check”" in str(trouble.value)
    reading = open_for_reading(closed.directory)
    assert f"journal row {seq}" in [finding.where for finding in check(reading).findings]
    reading.close()


def test_a_changed_journal_row_is_told_with_the_row(closed: Till) -> None:
    changed(closed.path, "DROP TRIGGER journal_no_update")
    changed(closed.path, "UPDATE journal SET cashier = 'Nobody' WHERE seq = 5")
    with pytest.raises(Unavailable, match=r"Row 5 of the journal is damaged: its content was changed\. Keep a copy"):
        opened(closed.directory)


def test_a_guard_that_is_gone_is_told_by_name(closed: Till) -> None:
    changed(closed.path, "DROP TRIGGER receipts_no_update")
    with pytest.raises(Unavailable, match="The guard receipts_no_update is gone from the register's file"):
        opened(closed.directory)


def test_only_the_newest_rows_are_recomputed_at_each_start(closed: Till) -> None:
    till = closed.restarted()
    with till.store.write() as tx:
        tx.journal.add_many([(Kind.LOGGED_IN, {})] * TAIL_ROWS, at=NOW)
        last = tx.journal.last_seq()
    till.close()
    changed(closed.path, "DROP TRIGGER journal_no_update")
    guard = "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'no'); END"
    changed(closed.path, "UPDATE journal SET cashier = 'x' WHERE seq = ?", (last - TAIL_ROWS - 1,))
    changed(closed.path, guard)
    opened(closed.directory).close()
    changed(closed.path, "DROP TRIGGER journal_no_update")
    changed(closed.path, "UPDATE journal SET cashier = 'x' WHERE seq = ?", (last - TAIL_ROWS + 1,))
    changed(closed.path, guard)
    with pytest.raises(Unavailable, match=f"Row {last - TAIL_ROWS + 1} of the journal"):
        opened(closed.directory)


def test_a_clock_set_back_two_hours_hinders_nothing(closed: Till) -> None:
    closed.clock.forward(hours=-2)
    till = closed.restarted()
    assert till.sell(till.paid(till.rung(1000))).number == 4
    assert till.findings() == ()
    till.close()


# ------------------------------------------------------------------------------------------ who may write


@contextmanager
def without_rights(directory: Path, *, to_the_folder: bool = False) -> Iterator[None]:
    """As a person who may read this directory and its files and not write them; also where the tests run as root.

    With `to_the_folder`, files may be made and removed, and only those that are there not be changed.
    """
    for path in (directory, *directory.iterdir()):
        path.chmod(0o444 if path.is_file() else 0o777 if to_the_folder else 0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in (directory, *directory.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def public(template: Path) -> Iterator[Path]:
    """A shop's data directory where everybody may look: pytest's own are the owner's alone."""
    with tempfile.TemporaryDirectory(prefix="openpos-test-") as place:
        Path(place).chmod(0o755)
        yield Path(shutil.copytree(template, Path(place) / "data"))


CANT_WRITE = r"The register can't write its file .*\. Give this user the right to write in its folder and try again\."


def test_a_directory_that_cannot_be_written_is_told(public: Path) -> None:
    before = (public / DATABASE).read_bytes()
    with without_rights(public):
        with pytest.raises(Unavailable, match=CANT_WRITE):
            DirectoryLock(public)
        with pytest.raises(Unavailable, match=CANT_WRITE):
            opened(public)
    assert (public / DATABASE).read_bytes() == before
    assert names(public) == [DATABASE]


def test_a_file_that_cannot_be_changed_is_told_at_the_first_thing_to_write(public: Path) -> None:
    with without_rights(public, to_the_folder=True):
        store = opened(public)
        with pytest.raises(Unavailable, match=CANT_WRITE), store.write() as tx:
            tx.journal.add(Kind.REGISTER_STARTED, {}, at=NOW)
        with store.read() as tx:
            assert tx.journal.last_of(Kind.REGISTER_STARTED) is None
        store.close()


def test_a_new_register_in_a_directory_that_cannot_be_written_is_told(public: Path) -> None:
    (public / DATABASE).unlink()
    with without_rights(public), pytest.raises(Unavailable, match=CANT_WRITE):
        opened(public, create=True)
    assert names(public) == []


def test_a_backup_can_be_looked_through_where_nothing_can_be_written(public: Path) -> None:
    """Burnt on a disc, or in a folder of somebody else's."""
    store = opened(public)
    save_backup(store, public / "backup.db")
    store.close()
    shutil.move(public / "backup.db", public / DATABASE)
    with without_rights(public):
        reading = open_for_reading(public)
        assert check(reading).findings == ()
        reading.close()


def test_something_else_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(Unavailable, match=CANT_WRITE):
        opened(tmp_path, create=True)
    with pytest.raises(Unavailable, match=CANT_WRITE):
        open_for_reading(tmp_path)
    (tmp_path / LOCK).mkdir()
    with pytest.raises(Unavailable, match=CANT_WRITE):
        DirectoryLock(tmp_path)


# ------------------------------------------------------------------------------------------ one program at a time


HOLD = """
import sys
from pathlib import Path
from openpos.store.opening import DirectoryLock
lock = DirectoryLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program(directory: Path) -> Iterator["subprocess.Popen[str]"]:
    """A program that holds the directory's lock until it is killed or its block ends."""
    source = Path(sys.modules["openpos"].__file__ or "").parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        yield program
        program.kill()


IN_USE = r"The register in .* is open in another program\. Use that window, or close it first\."


@pytest.mark.process
def test_two_programs_do_not_share_a_directory_and_a_killed_one_frees_it(tmp_path: Path) -> None:
    with another_program(tmp_path) as program:
        with pytest.raises(Refused, match=IN_USE):
            DirectoryLock(tmp_path)
        program.send_signal(signal.SIGKILL)
        program.wait(10)
        lock = DirectoryLock(tmp_path)
    with pytest.raises(Refused, match=IN_USE):
        DirectoryLock(tmp_path)
    lock.release()
    DirectoryLock(tmp_path).release()


def test_reading_needs_no_lock(register: Till) -> None:
    lock = DirectoryLock(register.directory)
    register.sell(register.paid(register.rung(1000)))
    reading = open_for_reading(register.directory)
    with reading.read() as tx:
        assert tx.sales.last_number() == 1
    register.sell(register.paid(register.rung(1000)))
    with reading.read() as tx:
        assert tx.sales.last_number() == 2
    reading.close()
    lock.release()


# ------------------------------------------------------------------------------------------ restoring


class TestRestoring:
    @pytest.fixture
    def backup(self, closed: Till, tmp_path: Path) -> Path:
        store = opened(closed.directory)
        save_backup(store, tmp_path / "backup.db")
        store.close()
        return tmp_path / "backup.db"

    def restore(self, backup: Path, directory: Path, *, force: bool = False) -> Path | None:
        return restore_backup(backup, directory, force=force, now=NOW)

    def test_into_an_empty_directory(self, backup: Path, tmp_path: Path) -> None:
        assert self.restore(backup, tmp_path / "new") is None
        store = opened(tmp_path / "new")
        assert check(store).receipts == 3
        assert check(store).findings == ()
        store.close()

    def test_over_a_register_only_by_force_and_what_was_there_is_kept(self, backup: Path, closed: Till) -> None:
        till = closed.restarted()
        till.sell(till.paid(till.rung(1000)))
        till.close()
        with pytest.raises(Refused, match=r"There is a register in .* already\. Add --force"):
            self.restore(backup, closed.directory)
        kept = self.restore(backup, closed.directory, force=True)
        assert kept is not None
        store = opened(closed.directory)
        assert check(store).receipts == 3
        store.close()
        before = Store(kept / DATABASE)
        assert check(before).receipts == 4
        before.close()

    def test_the_log_of_the_register_that_was_there_is_kept_with_it(
        self, backup: Path, closed: Till, tmp_path: Path
    ) -> None:
        """After a power cut the newest sales may stand in the log alone."""
        till = closed.restarted()
        till.sell(till.paid(till.rung(1000)))
        place = tmp_path / "killed"
        shutil.copytree(closed.directory, place)
        till.close()
        kept = self.restore(backup, place, force=True)
        assert kept is not None
        assert not (place / (DATABASE + "-wal")).exists()
        before = Store(kept / DATABASE)
        assert check(before).receipts == 4
        before.close()
        store = opened(place)
        assert check(store).receipts == 3
        store.close()

    def test_not_under_an_open_register(self, backup: Path, closed: Till) -> None:
        lock = DirectoryLock(closed.directory)
        before = closed.path.read_bytes()
        with pytest.raises(Refused, match=IN_USE):
            self.restore(backup, closed.directory, force=True)
        lock.release()
        assert closed.path.read_bytes() == before

    @pytest.mark.parametrize(
        ("break_it", "kind", "sentence"),
        [
            (lambda path: path.unlink(), Refused, "There is no file .*backup.db"),
            (lambda path: path.write_bytes(b""), Refused, "is not a register's file"),
            (lambda path: path.write_bytes(b"text" * 999), Unavailable, "backup.db is damaged"),
            (lambda path: path.write_bytes(path.read_bytes()[:9000]), Unavailable, "backup.db is damaged"),
            (lambda path: changed(path, "PRAGMA application_id=1"), Refused, "is not a register's file"),
            (lambda path: changed(path, "PRAGMA user_version=99"), Refused, "by a newer version of OpenPOS"),
            (lambda path: changed(path, "DROP TRIGGER journal_no_update"), Unavailable, "The guard journal_no_update"),
        ],
    )
    def test_not_from_what_is_no_sound_backup(
        self,
        backup: Path,
        closed: Till,
        break_it: Callable[[Path], object],
        kind: type[OpenPosError],
        sentence: str,
    ) -> None:
        break_it(backup)
        before, there = closed.path.read_bytes(), names(closed.directory)
        with pytest.raises(kind, match=sentence):
            self.restore(backup, closed.directory, force=True)
        assert closed.path.read_bytes() == before
        assert set(names(closed.directory)) - {LOCK} == set(there) - {LOCK}

    def test_a_place_that_cannot_be_written_is_told(self, backup: Path, public: Path) -> None:
        shutil.copy(backup, public / "backup.db")
        with without_rights(public), pytest.raises(Unavailable, match="can't"):
            self.restore(public / "backup.db", public / "new")


def test_the_application_id_is_the_registers(template: Path) -> None:
    """`file register.db` and foreign programs tell it by this number: it never changes."""
    with closing(sqlite3.connect(template / DATABASE)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert APPLICATION_ID.to_bytes(4, "big") == b"OPOS"


def test_opening_twice_is_the_same(new_till: NewTill) -> None:
    with new_till() as till:
        before = till.journal()
        till.close()
        content = till.path.read_bytes()
        opened(till.directory).close()
        assert till.path.read_bytes() == content
        assert till.restarted().journal() == before
