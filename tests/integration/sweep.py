"""The power-cut sweep: a walk is taken once while each of its steps is counted, then once more from the wreck of each.

A step is a side of a commit, of a call to a device or of an operation on a file; steps are counted as the program takes
them, never listed by hand. What a power cut at a step leaves behind is copied there and then, while the walk goes on
undisturbed: so no handler, no `finally` and no closing of a file can tidy anything up.

What a disk keeps: all that was written before a file was synced, and any part of what was written after it. Within a
commit SQLite writes the log and syncs it; a log that begins anew has its header synced before anything follows it. Only
then, and only when the log has grown long, does the same commit move it into the file, which it syncs at the end. (See
"Write-Ahead Logging" and "Atomic Commit In SQLite" in SQLite's documentation.)
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest

OUTSIDE = "outside"
"""The folder of the world that a power cut at the register does not touch: what devices remember, what was printed."""

WITHIN = "within a commit"
MOVING = f"{WITHIN}, the log half moved into the file"
SECTOR = 512
"""What a disk writes whole or not at all."""
_LOG_HEADER = 32


@dataclass(frozen=True, slots=True)
class Wreck:
    """What a power cut at one step leaves: every file under the root, and the act that was under way."""

    step: str
    act: int
    files: Mapping[str, bytes]
    folders: tuple[str, ...] = ()

    def wash_up(self, root: Path) -> Path:
        """Lay the files out under `root`, which is emptied first."""
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for folder in self.folders:
            (root / folder).mkdir()
        for name, content in self.files.items():
            (root / name).write_bytes(content)
        return root


def tree_of(root: Path) -> Wreck:
    """Everything under `root` as it is, for walks to begin with."""
    return Wreck("", 0, *_copied(root, lambda path, content: None if _is_shared_memory(path) else content))


class Stumble(Exception):
    """A bug in the middle of an act, as far as the program can see."""


class Steps:
    """Counts the steps of a walk under `root` and keeps the wreck of each, where asked to."""

    def __init__(self, root: Path, *, keep: bool = False, stumble_at: int = 0, log_pages: int = 0) -> None:
        """With `stumble_at`, that step (counted from 1) raises Stumble, once.

        With `log_pages`, a commit moves the log into the file when it is so long; 0 leaves it as the program has it.
        """
        self.root = root
        self.log_pages = log_pages
        self.act = 0
        self.count = 0
        self.wrecks: list[Wreck] = []
        self._keep = keep
        self._stumble_at = stumble_at
        # What the disk surely holds: of a log what it was when it was synced, of another file all while it is as then.
        self._logs = {path: (path.stat().st_ino, path.read_bytes()) for path in root.rglob("*-wal")}
        self._half_done: dict[Path, bytes] = {}
        """Files that SQLite has in hand at this very step, as the disk may hold them."""
        self._on_disk = {_mark(path) for path in root.rglob("*") if path.is_file()}

    def tick(self, step: str) -> None:
        """A step: here the power may go."""
        self.count += 1
        if self._keep:
            name = f"{self.count} ({step})"
            torn = False

            def sure(path: Path, content: bytes) -> bytes | None:
                nonlocal torn
                found = self._written(path, content)
                half_done = _is_log(path) or path in self._half_done
                if not found or half_done or OUTSIDE in path.parts or _mark(path) in self._on_disk:
                    return found
                torn = True
                return b""

            self.wrecks.append(Wreck(name, self.act, *self._left_by(sure)))
            if torn:
                # A file system may lose what was never synced, or keep it.
                self.wrecks.append(Wreck(f"{name}, nothing lost", self.act, *self._left_by(self._written)))
        if self.count == self._stumble_at:
            raise Stumble(step)

    @contextmanager
    def around(self, step: str) -> Iterator[None]:
        """Both sides of something the program does outside its memory, whether it succeeds or fails."""
        self.tick(f"before {step}")
        try:
            yield
        finally:
            self.tick(f"after {step}")

    def _left_by(self, kept: Callable[[Path, bytes], bytes | None]) -> tuple[dict[str, bytes], tuple[str, ...]]:
        files, folders = _copied(self.root, kept)
        return files | {str(path.relative_to(self.root)): half for path, half in self._half_done.items()}, folders

    def _written(self, path: Path, content: bytes) -> bytes | None:
        if _is_shared_memory(path):
            return None
        if path in self._half_done:
            return self._half_done[path]
        return self._sure_log(path) if _is_log(path) else content

    def _sure_log(self, log: Path) -> bytes:
        """What the disk surely holds of the log that is there now: another one may have been there before."""
        inode, content = self._logs.get(log, (0, b""))
        return content if log.stat().st_ino == inode else b""

    def synced(self, path: Path) -> None:
        """A file's content, and what its log holds, has reached the disk."""
        if path.exists():
            self._on_disk.add(_mark(path))
        log = _log_of(path)
        self._logs.pop(log, None)
        if log.exists():
            self._logs[log] = (log.stat().st_ino, log.read_bytes())

    def committed(self, path: Path, commit: Callable[[], None], *, synced: bool) -> None:
        """Commit, with a step before it, some while part of what it writes has reached the disk, and one after it."""
        self.tick("before a commit")
        with self._seen_within(path, synced=synced):
            commit()
        self.tick("after a commit")

    @contextmanager
    def _seen_within(self, path: Path, *, synced: bool) -> Iterator[None]:
        """Steps in the middle of whatever SQLite writes to a log and moves from it into the file."""
        log = _log_of(path)
        if not self._keep:
            yield
            if log.exists():
                self.tick(WITHIN)
            return
        before, sure = path.read_bytes(), self._sure_log(log) if log.exists() else b""
        yield
        after = path.read_bytes()
        if log.exists() and (written := log.read_bytes()) != sure:
            for half in _half_logs(sure, written, turn=self.count):
                self._tick_with({path: before, log: half}, WITHIN)
            sure = written
        moved = bool(sure) and after != before
        if moved:  # by then the log was synced
            self._half_moved(path, before, sure)
            assert not log.exists() or _all_moved(path), "somebody reads in the log meanwhile: the file is not synced"
        if synced or moved:
            self.synced(path)

    def _half_moved(self, path: Path, before: bytes, log: bytes) -> None:
        after = path.read_bytes()
        for half in _halves(before, after) if after != before else ():
            self._tick_with({path: half, _log_of(path): log}, MOVING)

    @contextmanager
    def closing(self, path: Path) -> Iterator[None]:
        """The last connection to close moves the log into the file and removes it: steps in the middle of that."""
        log = _log_of(path)
        if not self._keep or not log.exists():
            yield
            return
        before, moved = path.read_bytes(), log.read_bytes()
        yield
        if not log.exists():
            self._half_moved(path, before, moved)

    def _tick_with(self, half_done: Mapping[Path, bytes], step: str) -> None:
        self._half_done = dict(half_done)
        try:
            self.tick(step)
        finally:
            self._half_done = {}

    def connection_class(self) -> type[sqlite3.Connection]:
        """A connection whose commits, and whatever else changes the file, are steps."""
        steps = self

        class Watched(sqlite3.Connection):
            def __init__(self, database: str | Path, *arguments: Any, **options: Any) -> None:
                super().__init__(database, *arguments, **options)
                self._path = Path(database)
                if steps.log_pages:
                    super().execute(f"PRAGMA wal_autocheckpoint={steps.log_pages}")

            def commit(self) -> None:
                if self.in_transaction and not self._ask("query_only"):
                    steps.committed(self._path, super().commit, synced=self._syncs())
                else:
                    super().commit()

            def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
                alone = not self.in_transaction
                before = self._marks()
                cursor = super().execute(sql, *parameters)
                if sql.startswith("PRAGMA journal_mode"):
                    cursor.fetchall()  # it takes effect when it has come to its end
                    cursor = super().execute("PRAGMA journal_mode")
                if alone and not self.in_transaction and self._marks() != before:
                    if self._syncs():
                        steps.synced(self._path)
                    steps.tick(f"after {sql}")
                return cursor

            def backup(self, target: sqlite3.Connection, **options: Any) -> None:
                with steps.around("a copy"):
                    super().backup(target, **options)

            def close(self) -> None:
                before = self._marks()
                with steps.closing(self._path):
                    super().close()
                if self._marks() != before:  # the last one to close moves the log into the file, and syncs both
                    steps.synced(self._path)
                    steps.tick("after the file was closed")

            def _ask(self, pragma: str) -> int:
                (value,) = super().execute(f"PRAGMA {pragma}").fetchone()
                return int(value)

            def _syncs(self) -> bool:
                """Whether SQLite syncs what it wrote before it returns: with FULL (2), not with less."""
                return self._ask("synchronous") >= 2

            def _marks(self) -> list[tuple[int, ...]]:
                return [_mark(path) for path in (self._path, _log_of(self._path)) if path.exists()]

        return Watched

    def watch_files(self, patch: pytest.MonkeyPatch) -> None:
        """Make operations on files, and connections that nobody hands a class to, steps too."""

        def watched(act: Callable[..., Any], name: str) -> Callable[..., Any]:
            def do(*arguments: Any, **options: Any) -> Any:
                with self.around(name):
                    return act(*arguments, **options)

            return do

        for name in ("replace", "rename", "link", "unlink", "mkdir", "rmdir"):
            patch.setattr(os, name, watched(getattr(os, name), f"os.{name}"))
        patch.setattr(shutil, "copyfile", watched(shutil.copyfile, "shutil.copyfile"))
        sync, connect = os.fsync, sqlite3.connect

        def fsync(descriptor: int) -> None:
            with self.around("os.fsync"):
                sync(descriptor)
                self._on_disk.add(_mark(Path(f"/proc/self/fd/{descriptor}")))

        def connected(*arguments: Any, **options: Any) -> Any:
            if options.get("factory", sqlite3.Connection) is sqlite3.Connection:
                options["factory"] = self.connection_class()
            return connect(*arguments, **options)

        patch.setattr(os, "fsync", fsync)
        for module in (sqlite3, sqlite3.dbapi2):
            patch.setattr(module, "connect", connected)


class Walk(Protocol):
    """Something a person does with the register, in acts that are safe to call again."""

    def go(self, root: Path, steps: Steps, first_act: int) -> None:
        """Start the program on the files under `root` and do the acts from `first_act` to the end."""

    def sound(self, root: Path) -> None:
        """Assert that everything is there, once."""


@dataclass
class Swept:
    """How much was tried: the steps of the undisturbed walk, and how often the walk was taken."""

    runs: int = 0
    names: list[str] = field(default_factory=list)


def sweep(
    walk: Walk, start: Wreck, place: Path, *, pairs: bool, part: int = 0, parts: int = 1, log_pages: int = 0
) -> Swept:
    """Take the walk once per step, the power cut there; with `pairs` once more per step of each of those walks.

    With `parts`, only every so many of the first cuts, beginning with number `part` (counted from 0). `log_pages` is
    that of Steps.
    """
    swept = Swept()

    def wrecks(*cuts: Wreck, keep: bool) -> list[Wreck]:
        steps = Steps((cuts[-1] if cuts else start).wash_up(place), keep=keep, log_pages=log_pages)
        return _wrecks(walk, steps, cuts, swept)

    first = wrecks(keep=True)
    swept.names = [wreck.step for wreck in first]
    for wreck in first[part::parts]:
        for second in wrecks(wreck, keep=pairs):
            if WITHIN not in second.step:  # half a commit is none at all: once is enough to try that
                wrecks(wreck, second, keep=False)
    return swept


def stumble(walk: Walk, start: Wreck, place: Path) -> int:
    """Take the walk once per step, a bug raised there; the same program goes on. Returns how many steps there were."""
    at = 0
    while True:
        at += 1
        steps = Steps(start.wash_up(place), stumble_at=at)
        try:
            walk.go(steps.root, steps, 0)
            walk.sound(steps.root)
        except BaseException as error:
            error.add_note(f"A bug at step {at}")
            raise
        if steps.count < at:
            return steps.count


def _wrecks(walk: Walk, steps: Steps, cuts: Sequence[Wreck], swept: Swept) -> list[Wreck]:
    """Go on from the last wreck to the end, look whether all is well, and return the wrecks of the steps on the way."""
    swept.runs += 1
    try:
        walk.go(steps.root, steps, cuts[-1].act if cuts else 0)
        walk.sound(steps.root)
    except BaseException as error:
        told = [f"at step {cut.step} of act {cut.act}" for cut in cuts] or ["nowhere"]
        error.add_note(f"Power cut {', then '.join(told)}")
        raise
    return steps.wrecks


def _half_logs(sure: bytes, written: bytes, *, turn: int) -> Iterator[bytes]:
    """What a disk may hold of a log while it is written: with a new header, that alone; then part of what follows it.

    Which part, changes with `turn`: the beginning, the end, or every other sector.
    """
    if written[:_LOG_HEADER] != sure[:_LOG_HEADER]:
        sure = written[:_LOG_HEADER] + sure[_LOG_HEADER:]
        yield sure
    changed = _changed(sure, written)
    middle = len(changed) // 2
    chosen = (changed[:middle], changed[middle:], changed[::2])[turn % 3]
    yield _with(sure, written, chosen)


def _halves(before: bytes, after: bytes) -> Iterator[bytes]:
    """What a disk may hold of a file while the log is moved into it: nothing, the beginning, every other sector."""
    changed = _changed(before, after)
    for chosen in ([], changed[: len(changed) // 2], changed[1::2]):
        yield _with(before, after, chosen)


def _changed(before: bytes, after: bytes) -> list[int]:
    """Where the sectors begin that are not the same."""
    return [at for at in range(0, len(after), SECTOR) if after[at : at + SECTOR] != before[at : at + SECTOR]]


def _with(before: bytes, after: bytes, sectors: Sequence[int]) -> bytes:
    """The bytes before with these sectors as they are after; what was never written between them is zero."""
    whole = bytearray(before)
    for at in sectors:
        new = after[at : at + SECTOR]
        whole.extend(bytes(max(0, at + len(new) - len(whole))))
        whole[at : at + len(new)] = new
    return bytes(whole)


def _all_moved(path: Path) -> bool:
    """Whether all of the log is in the file, by the index that SQLite keeps in shared memory (its walformat.html)."""
    index = Path(f"{path}-shm").read_bytes()
    (newest,), (moved,) = struct.unpack_from("=I", index, 16), struct.unpack_from("=I", index, 96)
    return bool(newest == moved)


def _log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def _is_log(path: Path) -> bool:
    return path.name.endswith("-wal")


def _is_shared_memory(path: Path) -> bool:
    """Gone with the power."""
    return path.name.endswith("-shm")


def _mark(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _copied(root: Path, kept: Callable[[Path, bytes], bytes | None]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    files = {}
    folders = []
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.is_dir():
            folders.append(name)
        elif (content := kept(path, path.read_bytes())) is not None:
            files[name] = content
    return files, tuple(folders)
