"""Backup into one file and restore from it: never half a file under the right name."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from openpos.domain.errors import Refused, Unavailable
from openpos.paths import DATABASE
from openpos.store.opening import DirectoryLock, check_tail, checked_version, damaged, sync_to_disk
from openpos.store.store import Store, translated


def save_backup(store: Store, target: Path) -> int:
    """Copy the register into `target` and return its size in bytes. Blocks; sales go on meanwhile.

    The copy is checked and synced under another name first. Raises Refused where `target` exists and Unavailable where
    it can't be written or the register is damaged.
    """
    if target.exists():
        raise Refused("{path} is there already.", "Give the backup another name.", path=str(target))
    fresh = target.with_name(target.name + ".part")
    try:
        fresh.unlink(missing_ok=True)
        with translated(target):
            store.backup(fresh)
        with translated(store.path), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
            for (text,) in copy.execute("PRAGMA quick_check"):
                if text != "ok":
                    raise damaged(store.path)
        sync_to_disk(fresh)
        fresh.replace(target)
        sync_to_disk(target.parent)
    except OSError as error:
        raise Unavailable(
            "The backup {path} can't be written: {reason}.",
            "Choose another place with room for it.",
            path=str(target),
            reason=error.strerror or str(error),
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return target.stat().st_size


def restore_backup(source: Path, directory: Path, *, force: bool, now: datetime) -> Path | None:
    """Put a backup in the register's place and return where what stood there is kept. Blocks.

    Raises Refused where a register is there and `force` is not given, where it is open, and where `source` is no
    sound backup, Unavailable where the disk fails; then nothing was changed.
    """
    if not source.is_file():
        raise Refused("There is no file {path}.", "Give the path of a backup.", path=str(source))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = DirectoryLock(directory)
        try:
            path = directory / DATABASE
            if path.exists() and not force:
                raise Refused(
                    "There is a register in {directory} already.",
                    "Add --force to put the backup in its place; what is there is kept beside it.",
                    directory=str(directory),
                )
            fresh = directory / (DATABASE + ".restoring")
            try:
                shutil.copyfile(source, fresh)
                _check_backup(fresh, source)
                kept = _set_aside(directory, now) if path.exists() else None
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
            sync_to_disk(directory)
            return kept
        finally:
            lock.release()
    except OSError as error:
        raise Unavailable(
            "The backup can't be put in {directory}: {reason}.",
            "Choose a place with room for it, where this user may write.",
            directory=str(directory),
            reason=error.strerror or str(error),
        ) from error


def _check_backup(copy: Path, source: Path) -> None:
    """Raise where this copy of `source` is no sound register; else put it on disk."""
    with translated(source), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")
        if checked_version(connection, source) == 0:
            raise Refused("{path} is not a register's file.", "Give the path of a backup.", path=str(source))
        check_tail(connection, source)
    sync_to_disk(copy)


def _set_aside(directory: Path, now: datetime) -> Path:
    """Move the register with its write-ahead log into a folder of its own: it may hold what the backup lacks."""
    kept = directory / f"replaced-{now:%Y%m%dT%H%M%S%fZ}"
    kept.mkdir()
    for name in (DATABASE + "-wal", DATABASE + "-shm", DATABASE):
        if (directory / name).exists():
            (directory / name).replace(kept / name)
    sync_to_disk(kept)
    return kept
