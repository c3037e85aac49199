"""The journal: append-only, chained, the same bytes for the same event."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpos.store.journal import (
    CLOCK_TOLERANCE,
    GENESIS,
    JournalRow,
    Kind,
    broken_rows,
    canonical,
    row_hash,
)
from openpos.store.opening import migrate
from openpos.store.store import Store
from openpos.store.types import time_text
from tests.fixtures.till import NewTill, Till, changed

AT = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
payloads = st.dictionaries(
    texts, st.integers(-(2**60), 2**60) | texts | st.none() | st.lists(st.integers(), max_size=3)
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "journal.db"
    migrate(path)
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store(Path(shutil.copy(empty, tmp_path / "journal.db")))
    yield opened
    opened.close()


def rows(store: Store) -> list[JournalRow]:
    with store.read() as tx:
        return list(tx.journal.rows())


def test_an_empty_journal_has_nothing_to_say(store: Store) -> None:
    with store.read() as tx:
        assert list(tx.journal.rows()) == []
        assert (tx.journal.last_seq(), tx.journal.last_hash(), tx.journal.last_at()) == (0, GENESIS, None)
        assert tx.journal.last_of(Kind.RECEIPT) is None
        assert tx.journal.rows_at([1, 2]) == {}


def test_a_row_is_what_was_told_it_and_its_hash_can_be_recomputed_by_anybody(store: Store) -> None:
    with store.write() as tx:
        assert tx.journal.add(Kind.LOGGED_IN, {"person_id": 1, "å": "ä"}, at=AT, cashier="Kassör") == 1
    (row,) = rows(store)
    assert row.payload == '{"person_id":1,"å":"ä"}'
    assert (row.seq, row.at, row.cashier, row.kind) == (1, "2026-11-20T09:15:00.000Z", "Kassör", "logged_in")
    text = json.dumps(["0" * 64, 1, row.at, "Kassör", "logged_in", row.payload], ensure_ascii=False).replace(", ", ",")
    assert row.hash == hashlib.sha256(text.encode()).hexdigest() == row.expected_hash()
    with store.read() as tx:
        assert (tx.journal.last_seq(), tx.journal.last_hash(), tx.journal.last_at()) == (1, row.hash, AT)


@settings(max_examples=settings().max_examples // 3)
@given(st.lists(st.tuples(st.sampled_from(Kind), payloads, texts), max_size=8), st.integers(1, 8))
def test_the_chain_holds_whatever_is_told(
    new_till: NewTill, told: list[tuple[Kind, dict[str, object], str]], at_once: int
) -> None:
    with new_till() as till:
        before = till.journal()
        for start in range(0, len(told), at_once):
            with till.store.write() as tx:
                events = [(kind, payload) for kind, payload, _ in told[start : start + at_once]]
                tx.journal.add_many(events, at=till.clock(), cashier=told[start][2])
        journal = till.journal()
        assert list(broken_rows(journal)) == []
        assert list(broken_rows(journal[2:], previous=journal[1])) == []
        added = journal[len(before) :]
        assert [(row.kind, json.loads(row.payload)) for row in added] == [(kind, payload) for kind, payload, _ in told]
        assert [row.seq for row in journal] == list(range(1, len(journal) + 1))


@given(payloads)
def test_one_payload_has_one_text(payload: dict[str, object]) -> None:
    shuffled = dict(reversed(payload.items()))
    assert canonical(payload) == canonical(shuffled)
    assert json.loads(canonical(payload)) == payload
    assert canonical({"b": 1, "a": {"d": [1, 2], "c": None}}) == '{"a":{"c":null,"d":[1,2]},"b":1}'


def test_a_number_that_is_none_has_no_place_in_it() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"amount": float("nan")})


@given(st.tuples(texts, texts, texts), st.tuples(texts, texts, texts))
def test_no_two_rows_share_a_hash(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """Nothing can be moved from one column to the next unnoticed."""
    same = row_hash(GENESIS, 1, "t", *one) == row_hash(GENESIS, 1, "t", *other)
    assert same == (one == other)


def test_rows_are_never_changed_nor_removed_nor_replaced(store: Store) -> None:
    with store.write() as tx:
        tx.journal.add_many([(Kind.LOGGED_IN, {}), (Kind.LOGGED_OUT, {})], at=AT)
    before = rows(store)
    for statement in (
        "UPDATE journal SET cashier = 'Nobody' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT seq, at, 'Nobody', kind, payload, previous_hash, hash FROM journal",
        "REPLACE INTO journal VALUES (2, '', '', '', '', '', '')",
    ):
        with pytest.raises(Exception, match="journal is append-only"), store.write() as tx:
            tx._connection.exec_driver_sql(statement)
    assert rows(store) == before


def test_a_transaction_that_fails_leaves_no_row(store: Store) -> None:
    class Interrupted(Exception):
        pass

    def in_the_middle() -> None:
        with store.write() as tx:
            tx.journal.add(Kind.LOGGED_IN, {}, at=AT)
            raise Interrupted

    with pytest.raises(Interrupted):
        in_the_middle()
    with store.write() as tx:
        assert tx.journal.add(Kind.LOGGED_OUT, {}, at=AT) == 1


class TestTheClock:
    def add(self, store: Store, at: datetime) -> list[str]:
        with store.write() as tx:
            before = tx.journal.last_seq()
            tx.journal.add_many([(Kind.LOGGED_IN, {}), (Kind.LOGGED_OUT, {})], at=at, cashier="Kassör")
        return [row.kind for row in rows(store) if row.seq > before]

    def test_going_back_is_told_before_what_happened_then(self, store: Store) -> None:
        self.add(store, AT)
        assert self.add(store, AT - timedelta(hours=2)) == ["clock_changed", "logged_in", "logged_out"]
        told = rows(store)[2]
        assert json.loads(told.payload) == {"from": "2026-11-20T09:15:00.000Z", "to": "2026-11-20T07:15:00.000Z"}
        assert told.cashier == "Kassör"
        assert self.add(store, AT - timedelta(hours=2)) == ["logged_in", "logged_out"], "once"
        assert list(broken_rows(rows(store))) == []

    def test_a_nudge_and_going_forward_are_not_told(self, store: Store) -> None:
        self.add(store, AT)
        assert self.add(store, AT - CLOCK_TOLERANCE) == ["logged_in", "logged_out"]
        assert self.add(store, AT + timedelta(days=30)) == ["logged_in", "logged_out"]

    def test_summer_time_changes_nothing(self, store: Store) -> None:
        self.add(store, datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC))  # 02:59:59 in Sweden, summer time
        assert self.add(store, datetime(2026, 10, 25, 1, 0, tzinfo=UTC)) == ["logged_in", "logged_out"]
        assert [row.at for row in rows(store)][2:] == ["2026-10-25T01:00:00.000Z"] * 2

    def test_the_seqs_of_events_are_theirs_and_not_the_clocks(self, store: Store) -> None:
        self.add(store, AT)
        with store.write() as tx:
            assert tx.journal.add_many([(Kind.X_REPORT, {})], at=AT - timedelta(hours=1)) == [4]
            assert tx.journal.add_many([], at=AT - timedelta(hours=1)) == []
            assert tx.journal.add_many([], at=AT - timedelta(hours=2)) == []
        assert [row.kind for row in rows(store)][2:] == ["clock_changed", "x_report", "clock_changed"]

    def test_a_time_without_a_zone_is_a_mistake_in_the_program(self, store: Store) -> None:
        with pytest.raises(ValueError, match="without a zone"), store.write() as tx:
            tx.journal.add(Kind.LOGGED_IN, {}, at=AT.replace(tzinfo=None))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.sampled_from([-11, 0, 1, 2, 14]))  # noqa: DTZ001
def test_a_time_is_kept_in_utc_to_the_millisecond(naive: datetime, offset_h: int) -> None:
    moment = naive.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=offset_h)))
    kept = datetime.fromisoformat(time_text(moment))
    assert timedelta(0) <= moment - kept < timedelta(milliseconds=1)
    assert time_text(kept) == time_text(moment)
    assert time_text(moment).endswith("Z")


class TestFinding:
    def test_the_newest_of_some_kinds(self, register: Till) -> None:
        with register.store.write() as tx:
            for kind in (Kind.LOGGED_IN, Kind.LOGGED_OUT, Kind.X_REPORT):
                tx.journal.add(kind, {}, at=AT)
            found = tx.journal.last_of(Kind.LOGGED_IN, Kind.LOGGED_OUT)
        assert found is not None
        assert found.kind == "logged_out"

    def test_rows_by_their_seqs_in_any_number(self, store: Store) -> None:
        with store.write() as tx:
            tx.journal.add_many([(Kind.LOGGED_IN, {"n": n}) for n in range(1, 1_202)], at=AT)
        with store.read() as tx:
            found = tx.journal.rows_at([*range(1, 1_202), 5_000, 3, 3])
        assert sorted(found) == list(range(1, 1_202))
        assert {seq: json.loads(row.payload)["n"] for seq, row in found.items()} == {n: n for n in range(1, 1_202)}

    def test_rows_come_in_order_over_many_portions(self, store: Store) -> None:
        with store.write() as tx:
            tx.journal.add_many([(Kind.LOGGED_IN, {})] * 10_001, at=AT)
        assert [row.seq for row in rows(store)] == list(range(1, 10_002))

    def test_no_row_hides_below_the_first(self, store: Store) -> None:
        with store.write() as tx:
            tx.journal.add_many([(Kind.LOGGED_IN, {})] * 3, at=AT)
        store.close()
        with closing(sqlite3.connect(store.path)) as connection:
            connection.execute("DROP TRIGGER journal_no_update")
        changed(store.path, "UPDATE journal SET seq = -3 WHERE seq = 3")
        again = Store(store.path)
        assert [row.seq for row in rows(again)] == [-3, 1, 2]
        assert (-3, "row 1 is missing before it") in list(broken_rows(rows(again)))
        again.close()
