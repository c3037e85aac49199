"""Opening the register's file: the lock, the version, the check of the tail, the backup and the migrations."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from openpos.domain.errors import Refused, Unavailable
from openpos.paths import DATABASE, LOCK, shipped
from openpos.store.journal import JournalRow, broken_rows
from openpos.store.store import Store, damaged_text, prepare, translated
from openpos.store.tables import GUARDS

SCHEMA_VERSION = 8
"""The newest migration. Kept in the file as SQLite's user_version."""
TAIL_ROWS = 2000
APPLICATION_ID = 0x4F504F53
"""`OPOS`: what SQLite keeps in the header, so that no foreign database is taken for a register's."""


class DirectoryLock:
    """The operating system's lock on a data directory: one writing program at a time; a killed one frees it."""

    def __init__(self, directory: Path) -> None:
        """Take the lock. Raises Refused where another program holds it, Unavailable where it can't be written."""
        path = directory / LOCK
        try:
            self._file: IO[str] = path.open("a")
        except OSError as error:
            raise Unavailable(
                "The register can't write its file {path}.",
                "Give this user the right to write in its folder and try again.",
                path=str(path),
            ) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise Refused(
                "The register in {directory} is open in another program.",
                "Use that window, or close it first.",
                directory=str(directory),
            ) from error

    def release(self) -> None:
        """Free the lock."""
        self._file.close()


if sys.platform == "win32":  # pragma: no cover - the other system
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_register(
    directory: Path,
    *,
    now: datetime,
    create: bool = False,
    connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    progress: Callable[[str], None] = lambda _: None,
) -> Store:
    """Check the file and open it, migrated if it is older; the caller holds the directory's lock.

    Blocks: a few milliseconds, longer only where a backup and a migration are due. Raises Refused for a file of a newer
    version and Unavailable for one that is missing, damaged or not writable.
    """
    path = directory / DATABASE
    if not path.exists():
        if not create:
            raise _no_register(directory)
        _create(path, connection_class)
    with _checked_file(path, connection_class) as (connection, version):
        prepare(connection, read_only=False)
        if version == SCHEMA_VERSION:
            check_tail(connection, path)
        else:
            progress("Saving a backup before the upgrade.")
            _save_before_upgrade(connection, directory, version, now)
            migrate(path, connection_class)
    return Store(path, connection_class=connection_class)


def open_for_reading(directory: Path) -> Store:
    """Open the file beside a running register, for commands that only read. Raises as `open_register` does."""
    path = directory / DATABASE
    if not path.exists():
        raise _no_register(directory)
    with _checked_file(path) as (_, version):
        if version < SCHEMA_VERSION:
            raise Refused(
                "The register's file is of an older version.", "Open the register once, so that it is upgraded."
            )
    return Store(path)


def _no_register(directory: Path) -> Refused:
    return Refused(
        "There is no register in {directory}.",
        "Start with “openpos demo”, or give the right directory with --data.",
        directory=str(directory),
    )


@contextmanager
def _checked_file(
    path: Path, connection_class: type[sqlite3.Connection] = sqlite3.Connection
) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A connection to a file that is a register's, and its version. Nothing was written to it before that is known."""
    # Before SQLite sees it: it takes an empty file for a new database and throws the write-ahead log beside it away.
    if path.is_file() and path.stat().st_size == 0:
        raise damaged(path)
    with translated(path), closing(sqlite3.connect(path, isolation_level=None, factory=connection_class)) as connection:
        version = checked_version(connection, path)
        if version == 0:
            raise damaged(path)
        yield connection, version


def damaged(path: Path) -> Unavailable:
    """The words for a register's file that is not sound."""
    return Unavailable(
        "The register's file {path} is damaged.",
        "Keep a copy of it, then restore the newest backup with “openpos restore”.",
        path=str(path),
    )


def _create(path: Path, connection_class: type[sqlite3.Connection]) -> None:
    """Make a new register's file, whole under its name or not there at all."""
    fresh = path.with_name(path.name + ".new")
    log = path.with_name(path.name + "-wal")
    if log.exists():
        raise Unavailable(
            "The register's file {path} is missing, but its log {log} is there.",
            "Bring the file back, or restore the newest backup with “openpos restore”.",
            path=str(path),
            log=log.name,
        )
    try:
        for left in (fresh, fresh.with_name(fresh.name + "-wal"), fresh.with_name(fresh.name + "-shm")):
            left.unlink(missing_ok=True)
        with translated(path):
            migrate(fresh, connection_class)
        sync_to_disk(fresh)
        fresh.replace(path)
        sync_to_disk(path.parent)
    except OSError as error:
        raise Unavailable(
            "The register can't write its file {path}.",
            "Give this user the right to write in its folder and try again.",
            path=str(path),
        ) from error


def checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """The file's schema version; 0 for a new file. Raises Refused for a newer one and for a foreign database."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if version > SCHEMA_VERSION and application == APPLICATION_ID:
        raise Refused(
            "The register's file {path} was made by a newer version of OpenPOS.",
            "Install that version or a later one; this one leaves the file as it is.",
            path=str(path),
        )
    if application != APPLICATION_ID and tables:
        raise Refused("{path} is not a register's file.", "Give the right directory with --data.", path=str(path))
    return int(version)


def check_tail(connection: sqlite3.Connection, path: Path) -> None:
    """Recompute the journal's last rows and look for the triggers. Raises Unavailable naming what is wrong."""
    connection.text_factory = damaged_text
    rows = [
        JournalRow(*row)
        for row in connection.execute(
            "SELECT seq, at, cashier, kind, payload, previous_hash, hash FROM journal ORDER BY seq DESC LIMIT ?",
            (TAIL_ROWS + 1,),
        )
    ][::-1]
    before = rows.pop(0) if len(rows) > TAIL_ROWS else None
    broken = next(broken_rows(rows, previous=before), None)
    if broken:
        raise Unavailable(
            "Row {row} of the journal is damaged: {what}.",
            "Keep a copy of {path}, run “openpos check”, then restore the newest backup.",
            row=broken[0],
            what=broken[1],
            path=str(path),
        )
    guards = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    if gone := sorted(GUARDS - guards):
        raise Unavailable(
            "The guard {name} is gone from the register's file.",
            "Keep a copy of {path}, run “openpos check”, then restore the newest backup.",
            name=gone[0],
            path=str(path),
        )


def migrate(path: Path, connection_class: type[sqlite3.Connection] = sqlite3.Connection) -> None:
    """Run all missing migrations in one transaction: a failing one leaves the file as it was. Blocks."""
    # Imported only here: most starts have nothing to migrate, and the import costs a tenth of a second.
    from alembic import command
    from alembic.config import Config

    from openpos.store.store import WRITING, _engine, begun

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    engine = _engine(path, connection_class, read_only=False)
    try:
        with begun(engine, WRITING) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def _save_before_upgrade(connection: sqlite3.Connection, directory: Path, version: int, now: datetime) -> None:
    target = directory / f"before-upgrade-from-{version}-{now:%Y%m%dT%H%M%SZ}.db"
    fresh = target.with_name(target.name + ".part")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as destination:
        connection.backup(destination)
        destination.execute("PRAGMA journal_mode=DELETE")
    sync_to_disk(fresh)
    fresh.replace(target)
    sync_to_disk(directory)


def sync_to_disk(path: Path) -> None:
    """Make a file's content, or a directory's names, outlast a power cut. Blocks."""
    if path.is_dir() and os.name == "nt":
        return  # Windows syncs no directories
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
