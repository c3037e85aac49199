"""The store: one file, one writer at a time, many readers; every transaction commits to disk before it returns."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, NoResultFound
from sqlalchemy.pool import QueuePool, StaticPool

from openpos.domain.errors import Unavailable
from openpos.store.articles import Articles
from openpos.store.copies import Copies
from openpos.store.customers import Customers
from openpos.store.deliveries import Deliveries
from openpos.store.drawer import Drawer
from openpos.store.journal import Journal
from openpos.store.marked import MarkedPapers, WaitingPapers
from openpos.store.outbox import Outbox
from openpos.store.payment import PaymentMethods
from openpos.store.print_jobs import PrintJobs
from openpos.store.sales import Sales
from openpos.store.series import Series
from openpos.store.shifts import Shifts
from openpos.store.shop import Shops
from openpos.store.spiris import SpirisBooks
from openpos.store.tables import GUARDS
from openpos.store.takings import ShiftTakings

BUSY_TIMEOUT_S = 5.0
READING = "BEGIN"
WRITING = "BEGIN IMMEDIATE"


class FairGate:
    """A lock that lets waiting threads through in the order they came, so that no writer starves a sale."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def __enter__(self) -> None:
        baton = threading.Lock()
        with self._mutex:
            if not self._held:
                self._held = True
                return
            baton.acquire()  # given to the one who waits; released by the one who leaves
            self._waiting.append(baton)
        baton.acquire()

    def __exit__(self, *_: object) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class Transaction:
    """What can be read and written within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def journal(self) -> Journal:
        """The append-only record."""
        return Journal(self._connection)

    @cached_property
    def sales(self) -> Sales:
        """Baskets and receipts."""
        return Sales(self._connection)

    @cached_property
    def shifts(self) -> Shifts:
        """Shifts and reports."""
        return Shifts(self._connection)

    @cached_property
    def copies(self) -> Copies:
        """Copies of receipts."""
        return Copies(self._connection)

    @cached_property
    def takings(self) -> ShiftTakings:
        """What shifts took, for the books."""
        return ShiftTakings(self._connection)

    @cached_property
    def marked(self) -> MarkedPapers:
        """Practice receipts and pro formas."""
        return MarkedPapers(self._connection)

    @cached_property
    def series(self) -> Series:
        """The numbers that papers are given."""
        return Series(self._connection)

    @cached_property
    def waiting_paper(self) -> WaitingPapers:
        """The paper that waits for the control unit's answer."""
        return WaitingPapers(self._connection)

    @cached_property
    def payment_methods(self) -> PaymentMethods:
        """What the shop takes as payment."""
        return PaymentMethods(self._connection)

    @cached_property
    def drawer(self) -> Drawer:
        """What happened to the drawer outside sales."""
        return Drawer(self._connection)

    @cached_property
    def articles(self) -> Articles:
        """The catalogue."""
        return Articles(self._connection)

    @cached_property
    def shop(self) -> Shops:
        """The shop, its staff and what this file is."""
        return Shops(self._connection)

    @cached_property
    def customers(self) -> Customers:
        """Who can be invoiced."""
        return Customers(self._connection)

    @cached_property
    def spiris(self) -> SpirisBooks:
        """The connection to the bookkeeping program."""
        return SpirisBooks(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """What goes to the bookkeeping program."""
        return Outbox(self._connection)

    @cached_property
    def print_jobs(self) -> PrintJobs:
        """What is to be printed."""
        return PrintJobs(self._connection)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Electronic receipts on their way."""
        return Deliveries(self._connection)

    def file_troubles(self) -> list[str]:
        """What SQLite finds wrong with the file, and guards that are gone, in words. Blocks: reads the whole file."""
        look = self._connection.exec_driver_sql
        troubles = [text for (text,) in look("PRAGMA quick_check") if text != "ok"]
        troubles += [f"a row of {row[0]} refers to a row that is missing" for row in look("PRAGMA foreign_key_check")]
        guards = {
            name
            for name, text in look("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            if "RAISE(ABORT" in text
        }
        troubles += [f"the guard {name} is gone" for name in sorted(GUARDS - guards)]
        return troubles


class Store:
    """An open register file. Safe to use from several threads; closed with `close`."""

    def __init__(self, path: Path, *, connection_class: type[sqlite3.Connection] = sqlite3.Connection) -> None:
        """Open engines on a file that `opening` has checked. `connection_class` lets a test see every commit."""
        self.path = path
        self._gate = FairGate()
        self._writer = _engine(path, connection_class, read_only=False)
        self._reader = _engine(path, connection_class, read_only=True)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One writing transaction: all of it is on disk at the end of the block, or none of it.

        Blocks while another thread writes, in fair order. Nothing but SQLite belongs inside: no device, no net.
        Raises Unavailable where the disk or the file can't be written.
        """
        with self._gate, translated(self.path), begun(self._writer, WRITING) as connection:
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One consistent reading; writing in it fails. Short ones are fit for the GUI thread."""
        with translated(self.path), begun(self._reader, READING) as connection:
            yield Transaction(connection)

    @contextmanager
    def examine(self) -> Iterator[Transaction]:
        """A reading that gives texts of damaged bytes too, with � where they are no UTF-8: for `openpos check`."""
        # Not committed: SQLite answers even the end of a reading with the damage it met.
        with translated(self.path), self._reader.connect() as connection:
            connection.exec_driver_sql(READING)
            driver = _driver(connection)
            driver.text_factory = damaged_text
            try:
                yield Transaction(connection)
            finally:
                driver.text_factory = str

    def backup(self, target: Path) -> None:
        """Copy the whole register into one new file, beside running sales (SQLite's backup API). Blocks.

        Raises Unavailable for the register's own file; what SQLite says of the target goes through.
        """
        with closing(sqlite3.connect(target)) as destination:
            with translated(self.path), begun(self._reader, READING) as connection:
                # One snapshot for the whole copy: between two steps of an unguarded one, each sale would start it anew.
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
                _driver(connection).backup(destination, pages=1000)
            # By the time it is restored, what waits here may have been sent: then it is looked up first.
            destination.execute(
                "UPDATE outbox SET state = 'unknown', looked = 0 WHERE state IN ('waiting', 'in_flight')"
            )
            destination.commit()
            destination.execute("PRAGMA journal_mode=DELETE")

    def take_home(self) -> None:
        """Move what was written from the log into the file, beside whoever reads and writes. Blocks.

        For long work in portions: else some commit does it for a thousand pages, and a sale waits for that.
        """
        with translated(self.path), self._reader.connect() as connection:
            _driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        """Give the file back. What was committed stays."""
        self._reader.dispose()
        self._writer.dispose()


def damaged_text(content: bytes) -> str:
    """A text of the file also where its bytes were damaged, so that the row can be named whose hash is wrong."""
    return content.decode("utf-8", "replace")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        message = "the pool gave a connection without its driver"
        raise TypeError(message)
    return driver


def _engine(path: Path, connection_class: type[sqlite3.Connection], *, read_only: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # not as text: a directory's name may hold a question mark
        connect_args={
            "factory": connection_class,
            "check_same_thread": False,
            "isolation_level": None,
            "timeout": BUSY_TIMEOUT_S,
        },
        poolclass=QueuePool if read_only else StaticPool,
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, record: Any) -> None:  # noqa: ARG001 - SQLAlchemy's types
        prepare(connection, read_only=read_only)

    return engine


@contextmanager
def begun(engine: Engine, how: str) -> Iterator[Connection]:
    """A transaction, committed at the end of the block or rolled back.

    The driver would begin it late and as a reader, which fails at once beside a rival writer. An event of the engine
    could begin it too, but an engine that is listened to looks for listeners at every statement.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql(how)
        yield connection


def prepare(connection: sqlite3.Connection, *, read_only: bool) -> None:
    """Set a new connection up: WAL with FULL, so that a commit that returned survives a power cut."""
    for pragma in (
        "journal_mode=WAL" if not read_only else "query_only=ON",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        # Else INSERT OR REPLACE slips a row past the triggers that refuse to delete it.
        "recursive_triggers=ON",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


class Illegible(Exception):
    """Something in the file can't be read as what was written; the text says why."""


@contextmanager
def legible() -> Iterator[None]:
    """Turn what goes wrong on the way from the file's bytes to a value into Illegible."""
    try:
        yield
    except DatabaseError as error:
        raise Illegible(str(error.orig)) from error
    except (ValueError, TypeError, LookupError, NoResultFound) as error:
        raise Illegible(str(error)) from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says of disk and file into words. What it says of our own mistakes goes through."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        original = error.orig if isinstance(error, DatabaseError) else error
        known = file_trouble(original, path)
        if known is None:
            raise
        raise known from error


def file_trouble(error: BaseException | None, path: Path) -> Unavailable | None:
    """The words for a fault of disk or file, or None where the error is something else."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL":
        return Unavailable("The disk is full.", "Free some space and try again. Nothing that was printed is lost.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return Unavailable(
            "The register can't write its file {path}.",
            "Give this user the right to write in its folder and try again.",
            path=str(path),
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Unavailable(
            "Another program holds the register's file {path}.",
            "Close the other program and try again.",
            path=str(path),
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return Unavailable(
            "The register's file {path} is damaged.",
            "Keep a copy of it, then restore the newest backup with “openpos restore”.",
            path=str(path),
        )
    if name.startswith("SQLITE_IOERR"):
        return Unavailable(
            "The disk did not read or write as it should.", "Check that it has room and is sound, then start again."
        )
    return None
