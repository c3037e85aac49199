"""Migrations: they make exactly the tables the store knows, and a failing one leaves the file as it was."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from openpos.domain.errors import Refused, Unavailable
from openpos.paths import DATABASE, shipped
from openpos.register.check import check
from openpos.store import opening
from openpos.store.opening import SCHEMA_VERSION, migrate, open_for_reading, open_register
from openpos.store.store import Store
from openpos.store.tables import GUARDS, metadata
from tests.fixtures.till import Till, changed

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SQLITE = sqlite.dialect()
SEARCH = ("article_words", "article_parts", "customer_words", "customer_parts")
"""Full-text indexes: SQLite makes tables of its own for them."""


def schema(path: Path) -> list[tuple[str, ...]]:
    """Everything the file has: tables, indexes, triggers, as they were made."""
    return changed(path, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / DATABASE
    migrate(path)
    return path


class TestTheSchema:
    def test_the_tables_are_those_the_store_knows(self, fresh: Path) -> None:
        made = {name for kind, name, *_ in schema(fresh) if kind == "table" and not name.startswith("sqlite_")}
        own = {name for name in made if not name.startswith(SEARCH)}
        assert own == {*metadata.tables, "alembic_version"}

    @pytest.mark.parametrize("table", sorted(metadata.tables))
    def test_columns_kinds_and_keys_are_those_the_store_knows(self, fresh: Path, table: str) -> None:
        about = changed(fresh, f"PRAGMA table_info({table})")
        made = [(name, kind, key > 0) for _, name, kind, _, _, key in about]
        known = [
            (column.name, column.type.compile(SQLITE), column.primary_key) for column in metadata.tables[table].columns
        ]
        assert made == known

    def test_every_table_of_ours_is_strict(self, fresh: Path) -> None:
        strict = {name: strict for _, name, _, _, _, strict in changed(fresh, "PRAGMA table_list")}
        assert {name for name in metadata.tables if not strict[name]} == set()

    def test_a_value_of_the_wrong_kind_is_refused_by_the_file(self, register: Till) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
            changed(register.path, "UPDATE articles SET price_ore = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="cannot store REAL value in INTEGER column"):
            changed(register.path, "UPDATE articles SET price_ore = 9.95")

    def test_every_guard_is_there_and_does_its_work(self, fresh: Path) -> None:
        guards = {name: sql for kind, name, _, sql in schema(fresh) if kind == "trigger" and "RAISE(ABORT" in sql}
        assert set(guards) == GUARDS

    def test_the_version_is_the_newest_migrations(self, fresh: Path) -> None:
        newest = max(path.name for path in (shipped("migrations") / "versions").glob("*.py"))
        assert newest.startswith(f"{SCHEMA_VERSION:04}_")
        assert changed(fresh, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
        assert changed(fresh, "SELECT version_num FROM alembic_version") == [(f"{SCHEMA_VERSION:04}",)]

    def test_migrating_again_changes_nothing(self, fresh: Path, tmp_path: Path) -> None:
        path = Path(shutil.copy(fresh, tmp_path / DATABASE))
        before = schema(path)
        migrate(path)
        assert schema(path) == before


# ------------------------------------------------------------------------------------------ upgrades that are to come


NEXT_VERSION = SCHEMA_VERSION + 1
NEXT = f'''"""A revision of the future."""
from alembic import op
revision = "{NEXT_VERSION:04}"
down_revision = "{SCHEMA_VERSION:04}"
def upgrade() -> None:
    op.execute("ALTER TABLE shop ADD COLUMN phone TEXT NOT NULL DEFAULT ''")
    op.execute("CREATE TABLE parcels (id INTEGER PRIMARY KEY) STRICT")
    op.execute("INSERT INTO parcels VALUES (1)")
'''
FAILS = '    op.execute("CREATE TABLE journal (seq INTEGER)")\n'
RAISES = "    raise LookupError('a bug in the migration')\n"
DROPS_A_GUARD = '    op.execute("DROP TRIGGER journal_no_delete")\n'


@pytest.fixture
def closed(register: Till) -> Till:
    """A register of today's version with a day in it, closed."""
    for _ in range(3):
        register.sell(register.paid(register.scanned("Ägg", "Köttbullar")))
    register.close_shift()
    register.close()
    return register


class Future:
    """The program of the next version: with one more migration, that ends as a test wants it to."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        shutil.copytree(shipped("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
        self._next = folder / "versions" / f"{NEXT_VERSION:04}_the_next.py"
        patch.setattr(opening, "shipped", lambda _name: folder)
        patch.setattr(opening, "SCHEMA_VERSION", NEXT_VERSION)
        self.told: list[str] = []

    def open(
        self, directory: Path, migration: str, connection_class: type[sqlite3.Connection] = sqlite3.Connection
    ) -> Store:
        self._next.write_text(migration, "utf-8")
        return open_register(directory, now=NOW, connection_class=connection_class, progress=self.told.append)


@pytest.fixture
def future(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Future:
    return Future(monkeypatch, tmp_path / "migrations of the future")


def content(path: Path) -> list[str]:
    """The file as SQL, every row of it."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


BACKUP = f"before-upgrade-from-{SCHEMA_VERSION}-20261120T080000Z.db"


def test_an_older_file_is_saved_and_then_upgraded(closed: Till, future: Future) -> None:
    before = content(closed.path)
    with pytest.raises(Refused, match="is of an older version"):
        open_for_reading(closed.directory)
    store = future.open(closed.directory, NEXT)
    checked = check(store)
    assert (checked.receipts, checked.findings) == (3, ())
    store.close()
    assert future.told == ["Saving a backup before the upgrade."]
    assert changed(closed.path, "SELECT * FROM parcels") == [(1,)]
    assert changed(closed.path, "PRAGMA user_version") == [(NEXT_VERSION,)]
    assert content(closed.directory / BACKUP) == before
    assert changed(closed.directory / BACKUP, "PRAGMA journal_mode") == [("delete",)], "one file, readable anywhere"
    assert not list(closed.directory.glob("*.part"))
    future.open(closed.directory, NEXT).close()
    assert future.told == ["Saving a backup before the upgrade."], "once"


@pytest.mark.parametrize(
    ("fails", "kind", "match"),
    [
        (FAILS, Exception, "table journal already exists"),
        (RAISES, LookupError, "a bug in the migration"),
        ("    op.execute('this is no SQL')\n", Exception, "syntax error"),
    ],
)
def test_a_failing_upgrade_leaves_the_file_as_it_was(
    closed: Till, future: Future, fails: str, kind: type[Exception], match: str
) -> None:
    before, made = content(closed.path), schema(closed.path)
    with pytest.raises(kind, match=match):
        future.open(closed.directory, NEXT + fails)
    assert content(closed.path) == before
    assert schema(closed.path) == made
    assert changed(closed.path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert content(closed.directory / BACKUP) == before
    future.open(closed.directory, NEXT).close()
    assert changed(closed.path, "PRAGMA user_version") == [(NEXT_VERSION,)], "and a mended one goes through"


class Full(sqlite3.Connection):
    """A disk without room for one more page, on every connection."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.execute("PRAGMA max_page_count=1")


def test_an_upgrade_that_finds_the_disk_full_says_so_and_leaves_the_file_as_it_was(
    closed: Till, future: Future
) -> None:
    before = content(closed.path)
    many_pages = "    op.execute('CREATE TABLE large AS SELECT randomblob(9000000) AS x')\n"
    with pytest.raises(Unavailable, match=r"The disk is full\. Free some space and try again\."):
        future.open(closed.directory, NEXT + many_pages, Full)
    assert content(closed.path) == before


def test_a_new_register_on_a_full_disk_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"The disk is full\."):
        open_register(tmp_path, now=NOW, create=True, connection_class=Full)
    assert not (tmp_path / DATABASE).exists()
    open_register(tmp_path, now=NOW, create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE]


def test_an_upgrade_that_loses_a_guard_is_noticed_at_the_next_start(closed: Till, future: Future) -> None:
    """Alembic's batch mode makes a table anew without its triggers, and says nothing."""
    store = future.open(closed.directory, NEXT + DROPS_A_GUARD)
    assert [finding.what for finding in check(store).findings] == ["the guard journal_no_delete is gone"]
    store.close()
    with pytest.raises(Unavailable, match="The guard journal_no_delete is gone"):
        future.open(closed.directory, NEXT)


def test_a_backup_before_an_upgrade_that_was_cut_off_is_made_anew(closed: Till, future: Future) -> None:
    before = content(closed.path)
    (closed.directory / (BACKUP + ".part")).write_bytes(b"half of it")
    future.open(closed.directory, NEXT).close()
    assert content(closed.directory / BACKUP) == before
