"""Backup into one file and restore from it: never half a file under the right name."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from openpos.domain.errors import N_, OpenPosError, Refused, Unavailable
from openpos.paths import DATABASE
from openpos.store.opening import APPLICATION_ID, DirectoryLock, check_tail, checked_version, damaged, sync_to_disk
from openpos.store.store import BUSY_TIMEOUT_S, Store, translated

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = slice(68, 72)
"""Where SQLite's file format has it (https://www.sqlite.org/fileformat2.html, 1.3)."""


def save_backup(store: Store, target: Path) -> int:
    """Copy the register into `target` and return its size in bytes. Blocks; sales go on meanwhile.

    The copy is checked and synced under another name first. Raises Refused where `target` exists and Unavailable where
    it can't be written or the register is damaged.
    """
    fresh = target.with_name(target.name + ".part")
    with _told(
        N_("The backup {path} can't be written: {reason}."), N_("Choose another place with room for it."), path=target
    ):
        if target.exists():
            raise Refused("{path} is there already.", "Give the backup another name.", path=str(target))
        if target.name.startswith(DATABASE) and target.resolve().parent == store.path.resolve().parent:
            # register.db-wal, say, is what SQLite would take for a part of the register.
            raise Refused("{path} would be taken for the register's own.", "Give it another name.", path=str(target))
        with _passing(fresh):
            fresh.touch()
            with translated(target):
                store.backup(fresh)
            with translated(store.path), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
                if not _sound(copy):
                    raise damaged(store.path)
            sync_to_disk(fresh)
            fresh.replace(target)
            sync_to_disk(target.parent)
        return target.stat().st_size


def restore_backup(source: Path, directory: Path, *, force: bool, now: datetime) -> Path | None:
    """Put a backup in the register's place and return where what stood there is kept. Blocks.

    Raises Refused where a register is there and `force` is not given, where it is open, and where `source` is no
    sound backup, Unavailable where the disk fails; then nothing was changed. A power cut leaves the register that was
    there or the restored one, whole.
    """
    path = directory / DATABASE
    fresh = path.with_name(DATABASE + ".restoring")
    with _told(
        N_("The backup can't be put in {path}: {reason}."),
        N_("Choose a place with room for it, where this user may write."),
        path=directory,
    ):
        _look_at(source)
        directory.mkdir(parents=True, exist_ok=True)
        lock = DirectoryLock(directory)
        try:
            if path.exists() and not force:
                raise Refused(
                    "There is a register in {directory} already.",
                    "Add --force to put the backup in its place; what is there is kept beside it.",
                    directory=str(directory),
                )
            if path.exists() and path.samefile(source):
                raise Refused("{path} is the register itself.", "Give the path of a backup.", path=str(source))
            with _passing(fresh):
                shutil.copyfile(source, fresh)
                _check_backup(fresh, source)
                kept = _keep(directory, now) if path.exists() else None
                # From one register to the other in one step: neither has a log now.
                fresh.replace(path)
                sync_to_disk(directory)
            return kept
        finally:
            lock.release()


def _look_at(source: Path) -> None:
    """Raise where `source` can't be a backup, before anything is touched for it."""
    if not source.is_file():
        raise Refused("There is no file {path}.", "Give the path of a backup.", path=str(source))
    header = _header(source)
    if header and not header.startswith(_MAGIC):
        raise _damaged_backup(source)
    if int.from_bytes(header[_APPLICATION_ID], "big") != APPLICATION_ID:
        raise Refused("{path} is not a register's file.", "Give the path of a backup.", path=str(source))


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER_BYTES)


def _check_backup(copy: Path, source: Path) -> None:
    """Raise where this copy of `source` is no sound register; else put it on disk."""
    with translated(source), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")
        try:
            checked_version(connection, source)
            check_tail(connection, source)
            sound = _sound(connection)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            sound = False
    if not sound:
        raise _damaged_backup(source)
    sync_to_disk(copy)


def _damaged_backup(source: Path) -> Unavailable:
    return Unavailable("The backup {path} is damaged.", "Restore another; the register is as it was.", path=str(source))


def _sound(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _keep(directory: Path, now: datetime) -> Path:
    """Copy the register into a folder of its own: it may hold what the backup lacks. What stays behind has no log."""
    path = directory / DATABASE
    log = path.with_name(DATABASE + "-wal")
    _settle(path)
    kept = directory / f"replaced-{now:%Y%m%dT%H%M%S%fZ}"
    kept.mkdir()
    for part in (log, path):
        if part.exists():
            # A copy, no second name of the same file: two names with a log each are how SQLite's files come to harm.
            with _passing(kept / f"{part.name}.part") as half:
                shutil.copyfile(part, half)
                sync_to_disk(half)
                half.replace(kept / part.name)
    sync_to_disk(kept)
    sync_to_disk(directory)
    for left in (log, path.with_name(DATABASE + "-shm")):
        # Only beside a register too damaged to be opened: else its log would be taken for the restored one's.
        left.unlink(missing_ok=True)
    return kept


def _settle(path: Path) -> None:
    """Move the log into the register's file, so that the file alone is all of it; one too damaged stays as it is.

    Raises Unavailable where another program reads it or the disk fails.
    """
    if not _header(path).startswith(_MAGIC):
        return  # SQLite would throw the log of such a file away
    with (
        translated(path),
        closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_S)) as connection,
    ):
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise


@contextmanager
def _passing(path: Path) -> Iterator[Path]:
    """A file under a passing name: what an earlier try left there is gone before, and what this one leaves, after."""
    names = (path, path.with_name(path.name + "-journal"))
    for name in names:
        name.unlink(missing_ok=True)
    try:
        yield path
    finally:
        for name in names:
            with suppress(OSError):
                name.unlink(missing_ok=True)


@contextmanager
def _told(title: str, advice: str, *, path: Path) -> Iterator[None]:
    """Tell in words what the operating system says."""
    try:
        yield
    except OpenPosError:
        raise
    except OSError as error:
        raise Unavailable(title, advice, path=str(path), reason=error.strerror or str(error)) from error
