"""`openpos check`: nothing to find after honest work, and a finding for every cell that was changed."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import ZERO, total
from openpos.domain.payment import Method
from openpos.domain.report import Report, totals_of
from openpos.domain.sale import Sale
from openpos.paths import DATABASE
from openpos.register.check import Finding, check
from openpos.simulators.control_unit import Fault
from openpos.store.journal import GENESIS, JournalRow, Kind
from openpos.store.store import Store
from openpos.store.tables import GUARDS
from tests.fixtures.till import NewTill, Till, changed
from tests.fixtures.trade import any_paid

REGISTERED = ("journal", "shop", "shifts", "receipts", "receipt_lines", "receipt_vat", "tenders", "reports", "series")
"""The tables that hold what was registered, where a changed cell falsifies the books."""
NOT_REGISTERED = {("receipts", "paper")}
"""Whether a receipt was to be printed: a wish, of which the journal knows nothing."""


def findings(path: Path) -> tuple[Finding, ...]:
    store = Store(path)
    try:
        return check(store).findings
    finally:
        store.close()


# ------------------------------------------------------------------------------------------ honest work


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_after_random_days_nothing_is_found_and_z_is_the_sum_of_its_receipts(
    new_till: NewTill, data: st.DataObject
) -> None:
    with new_till() as till:
        reports: list[Report] = []
        for day in range(data.draw(st.integers(1, 2))):
            till.clock.forward(hours=data.draw(st.sampled_from([-2, 0, 12])))
            shift = till.open_shift(data.draw(st.integers(0, 5_000)) * 100)
            for place in range(data.draw(st.integers(0, 3))):
                _random_act(till, data, f"{day}-{place}")
            own = [receipt for receipt in till.receipts() if receipt.shift_id == shift.id]
            with till.store.read() as tx:
                assert tx.sales.totals(shift.id) == totals_of(own), "SQLite adds up what Python adds up"
            reports.append(till.close_shift())
            _is_the_sum(reports[-1], totals_of(own))
        _accumulate(reports)
        assert till.findings() == ()
        assert [report.number for report in reports] == list(range(1, len(reports) + 1))
        assert [receipt.number for receipt in till.receipts()] == till.unit_numbers()


def _random_act(till: Till, data: st.DataObject, name: str) -> None:
    act = data.draw(st.sampled_from(["sell", "sell", "sell", "clear", "refused", "lost", "x"]))
    event(act)
    sale: Sale = data.draw(any_paid(name, max_lines=3))
    match act:
        case "sell":
            till.sell(sale)
        case "clear":
            basket = Sale(sale.id, sale.lines)
            till.checkout.keep(basket, till.cashier)
            till.checkout.keep(basket.cleared(), till.cashier, cleared=True)
        case "refused":
            till.unit.fault = Fault.BUSY
            with pytest.raises(NotDone):
                till.sell(sale)
            till.unit.fault = Fault.NONE
            till.sell(sale)
        case "lost":
            till.unit.fault = Fault.ANSWER_LOST
            with pytest.raises(Unavailable):
                till.sell(sale)
            till.unit.fault = Fault.NONE
            till.sell(sale)
        case "x":
            till.shifts.x_report(till.new_id(), "Kassör")


def _is_the_sum(report: Report, expected: Any) -> None:
    assert report.totals == expected
    assert total(amount for _, amount in report.totals.methods) == report.totals.gross + report.totals.rounding
    assert total(row.gross for row in report.totals.vat) == report.totals.gross
    assert total(amount for _, amount in report.totals.groups) == report.totals.gross
    assert report.difference == ZERO


def _accumulate(reports: list[Report]) -> None:
    sales = ZERO
    for report in reports:
        sales += report.totals.gross
        assert (report.grand.sales, report.grand.returns, report.grand.net) == (sales, ZERO, sales)


def test_what_was_looked_at_is_counted_and_told_on_the_way(register: Till) -> None:
    told: list[tuple[str, int]] = []
    for _ in range(2):
        register.sell(register.paid(register.rung(1000)))
    register.close_shift()
    checked = check(register.store, lambda what, done: told.append((what, done)))
    assert (checked.receipts, checked.z_reports, checked.findings) == (2, 1, ())
    assert checked.journal_rows == register.journal()[-1].seq
    assert told == [], "a small file is done before there is anything to tell"


def test_a_large_file_tells_how_far_it_is(register: Till) -> None:
    told: list[tuple[str, int]] = []
    register.sell(register.paid(register.rung(1000)))
    with register.store.write() as tx:
        for start in range(0, 10_000, 1_000):
            tx.journal.add_many([(Kind.LINE_ADDED, {"n": start + n}) for n in range(1_000)], at=register.clock())
    _copies_of_receipt_1(register.path, 1_000)
    check(register.store, lambda what, done: told.append((what, done)))
    assert told == [("journal", 10_000), ("receipts", 1_000)]


_TABLES_OF_A_RECEIPT = {
    "receipts": "number",
    **dict.fromkeys(("receipt_lines", "receipt_vat", "tenders"), "receipt_number"),
}


def _copies_of_receipt_1(path: Path, up_to: int) -> None:
    """Many receipts in a moment. No journal tells of them, so `check` has much to find."""
    with closing(sqlite3.connect(path)) as connection, connection:
        numbers = "WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n LIMIT ?) SELECT n FROM n"
        connection.execute(f"CREATE TEMP TABLE n AS {numbers}", (up_to - 1,))
        for table, number in _TABLES_OF_A_RECEIPT.items():
            names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
            copied = {number: "n", "sale_id": "sale_id || n"}
            values = ", ".join(copied.get(name, name) for name in names)
            connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table}, n WHERE {number} = 1")


# ------------------------------------------------------------------------------------------ changed cells


@pytest.fixture(scope="module")
def two_days(new_till: NewTill, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register's file after two days with everything in it, its guards taken off."""
    path = tmp_path_factory.mktemp("two-days") / DATABASE
    with new_till() as till:
        till.open_shift()
        till.sell(till.paid(till.scanned("Ägg", "Köttbullar", "Plenty Kitchen Roll"), ore=20_000))
        till.shifts.x_report(till.new_id(), "Kassör")
        split = till.paid(till.scanned("Snore Cola"), Method.CARD, 1_000)
        till.sell(till.paid(split))
        till.checkout.keep(till.scanned("Ägg").cleared(), till.cashier, cleared=True)
        till.clock.forward(hours=10)
        till.close_shift(150_000)
        till.clock.forward(hours=14)
        till.open_shift(50_000)
        till.sell(till.paid(till.scanned("Turkisk yogurt"), Method.CARD))
        till.clock.forward(hours=8)
        till.close_shift()
        assert till.findings() == ()
        till.close()
        shutil.copy(till.path, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
    return path


@dataclass(frozen=True)
class Row:
    """A registered row: its table, the condition that finds it, and its cells by column."""

    table: str
    place: str
    cells: Mapping[str, Any]


def rows(path: Path) -> list[Row]:
    """Every registered row of the file."""
    found = []
    with closing(sqlite3.connect(path)) as connection:
        for table in REGISTERED:
            about = connection.execute(f"PRAGMA table_info({table})").fetchall()
            names, keys = [row[1] for row in about], [row[1] for row in about if row[5]]
            for values in connection.execute(f"SELECT * FROM {table}").fetchall():
                cells = dict(zip(names, values, strict=True))
                quoted = [connection.execute("SELECT quote(?)", (cells[key],)).fetchone()[0] for key in keys]
                place = " AND ".join(f"{key} = {value}" for key, value in zip(keys, quoted, strict=True))
                found.append(Row(table, place, {n: v for n, v in cells.items() if (table, n) not in NOT_REGISTERED}))
    return found


def another(data: st.DataObject, value: Any) -> Any:
    """A value of the kind the column takes, and not the one it has: near it, far from it, or no sense at all."""
    if isinstance(value, int):
        close = st.sampled_from([value + 1, value - 1, value + 100, -value, 0])
        return data.draw((close | st.integers(-(2**63), 2**63 - 1)).filter(lambda other: other != value))
    if value is None:
        return data.draw(st.integers(1, 99) | st.text(max_size=5))
    near: st.SearchStrategy[Any] = st.sampled_from(
        [value + " ", value[:-1], value.upper(), value.lower(), "", "x", "{}", "[]", "null"]
    )
    digits = [
        value[:place] + str((int(char) + 1) % 10) + value[place + 1 :]
        for place, char in enumerate(value)
        if char in "0123456789"
    ]
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
    near = near | st.sampled_from(digits) if digits else near
    return data.draw((near | anything).filter(lambda other: other != value))


WITHOUT_GUARDS = {Finding("file", f"the guard {name} is gone") for name in GUARDS}


@given(st.data())
def test_any_one_changed_cell_of_any_registered_row_is_found(
    two_days: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("changed") / DATABASE
    shutil.copy(two_days, path)
    every = rows(path)
    table = data.draw(st.sampled_from(REGISTERED))
    row = data.draw(st.sampled_from([row for row in every if row.table == table]))
    column = data.draw(st.sampled_from(sorted(row.cells)))
    new = another(data, row.cells[column])
    try:
        changed(path, f"UPDATE {table} SET {column} = ? WHERE {row.place}", (new,))
    except sqlite3.IntegrityError:
        event("refused by the file itself")
        return
    found = set(findings(path))
    assert found > WITHOUT_GUARDS, f"{table}.{column} where {row.place}: {row.cells[column]!r} became {new!r}"
    shutil.rmtree(path.parent)


def test_any_one_removed_row_is_found(two_days: Path, tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    for row in rows(two_days):
        shutil.copy(two_days, path)
        changed(path, f"DELETE FROM {row.table} WHERE {row.place}")
        assert set(findings(path)) > WITHOUT_GUARDS, f"{row.table} where {row.place}"


# ------------------------------------------------------------------------------------------ named


def whats(path: Path, where: str) -> list[str]:
    """What is found at one place."""
    return [finding.what for finding in findings(path) if finding.where == where]


@pytest.fixture
def file(two_days: Path, tmp_path: Path) -> Path:
    """The file of the two days, to be damaged."""
    return Path(shutil.copy(two_days, tmp_path / DATABASE))


def test_a_changed_journal_row_is_named(file: Path) -> None:
    changed(file, "UPDATE journal SET payload = replace(payload, '8990', '990') WHERE seq = 4")
    assert whats(file, "journal row 4") == ["its content was changed"]


def test_a_removed_journal_row_is_named_by_the_one_after_it(file: Path) -> None:
    changed(file, "DELETE FROM journal WHERE seq = 7")
    assert whats(file, "journal row 8") == ["row 7 is missing before it"]


def test_a_row_that_was_put_in_with_a_hash_of_its_own_does_not_fit(file: Path) -> None:
    changed(file, "UPDATE journal SET hash = iif(hash LIKE 'f%', '0', 'f') || substr(hash, 2) WHERE seq = 4")
    assert "its content was changed" in whats(file, "journal row 4")
    assert whats(file, "journal row 5") == ["it does not follow the row before it"]


def test_a_tail_that_was_cut_off_is_noticed_by_what_the_tables_still_say(file: Path) -> None:
    changed(file, "DELETE FROM journal WHERE seq >= (SELECT max(seq) FROM journal WHERE kind = 'receipt')")
    assert whats(file, "receipts") == ["the journal has 2 receipts, the table 3"]
    assert any("Z report 2" in finding.where for finding in findings(file))


def test_a_journal_that_was_written_anew_with_all_its_hashes_is_not_the_one_the_z_was_printed_with(file: Path) -> None:
    """Who knows how the hashes are made can make them again, but not on the paper that the shop keeps."""
    changed(file, "UPDATE journal SET cashier = 'Somebody else' WHERE seq = 2")
    journal = [JournalRow(*row) for row in changed(file, "SELECT * FROM journal ORDER BY seq")]
    digest = GENESIS
    for row in journal:
        rewritten = replace(row, previous_hash=digest)
        digest = rewritten.expected_hash()
        changed(
            file,
            "UPDATE journal SET previous_hash = ?, hash = ? WHERE seq = ?",
            (rewritten.previous_hash, digest, row.seq),
        )
    found = set(findings(file)) - WITHOUT_GUARDS
    assert {finding.what for finding in found} == {"the journal before it is not the one it was printed with"}
    assert {finding.where for finding in found} == {"X report id-7", "Z report 1", "Z report 2"}


def test_a_guard_that_is_gone_or_does_nothing_is_named(register: Till) -> None:
    register.close()
    changed(register.path, "DROP TRIGGER journal_no_delete")
    changed(register.path, "DROP TRIGGER receipts_no_update")
    changed(register.path, "CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts BEGIN SELECT 1; END")
    assert findings(register.path) == (
        Finding("file", "the guard journal_no_delete is gone"),
        Finding("file", "the guard receipts_no_update is gone"),
    )


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE receipts SET at = 'yesterday' WHERE number = 2", "receipt 2", "it can't be read: Invalid isoformat"),
        ("UPDATE receipts SET shop_id = 9 WHERE number = 2", "receipt 2", "it can't be read: No row was found"),
        ("UPDATE receipts SET total_ore = total_ore + 1 WHERE number = 2", "receipt 2", "its sums are not those of"),
        ("UPDATE receipts SET journal_seq = 99 WHERE number = 2", "receipt 2", "its journal row 99 is missing"),
        ("UPDATE receipts SET cashier = 'Nobody' WHERE number = 2", "receipt 2", "it differs from its journal row"),
        ("UPDATE receipts SET number = 9 WHERE number = 2", "receipt 3", "receipt 2 is missing before it"),
        ("UPDATE receipts SET number = 9 WHERE number = 3", "receipts", "3 numbers were given, the last is 9"),
        ("UPDATE receipt_lines SET text = 'x' WHERE receipt_number = 2", "receipt 2", "“x” differs from its journal"),
        (
            "UPDATE receipt_lines SET journal_seq = 99 WHERE receipt_number = 2",
            "receipt 2",
            "the journal row 99 of “Sn",
        ),
        ("UPDATE receipt_lines SET position = 5 WHERE receipt_number = 2", "receipt 2", "its lines are not numbered"),
        ("UPDATE receipt_lines SET amount_ore = 1 WHERE receipt_number = 2", "shift id-1", "its sums are not those"),
        (f"UPDATE receipt_lines SET amount_ore = {2**63 - 1}", "shift id-1", "it can't be read: integer overflow"),
        ("UPDATE receipt_vat SET rate_bp = -10000 WHERE receipt_number = 3", "receipt 3", "its sums are not those"),
        ("UPDATE receipts SET discount_ore = 16081 WHERE number = 1", "receipt 1", "its sums are not those"),
        ("UPDATE tenders SET kind = 'gold' WHERE receipt_number = 2", "receipt 2", "it can't be read: 'gold'"),
        (
            "UPDATE tenders SET method = 'swish' WHERE receipt_number = 2",
            "receipt 2",
            "it differs from its journal row",
        ),
        ("UPDATE tenders SET position = 5 WHERE receipt_number = 3", "receipt 3", "its payments are not numbered"),
        (
            "UPDATE reports SET report = '{' WHERE number = 1",
            "report id-14",
            "it can't be read: Expecting property name",
        ),
        ("UPDATE reports SET number = 3 WHERE number = 2", "Z report 2", "its row contradicts itself"),
        ("UPDATE reports SET at = replace(at, '2026', '2025')", "Z report 1", "its row contradicts itself"),
        ("DELETE FROM reports WHERE number = 2", "Z reports", "2 numbers were given, the journal has 2, the table 1"),
        ("DELETE FROM reports WHERE kind = 'x'", "X reports", "the journal has 1, the table 0"),
        (
            "UPDATE shifts SET closed_at = NULL WHERE float_ore = 50000",
            "shift id-15",
            "its Z report does not tell it so",
        ),
        ("UPDATE shifts SET cashier = 'Nobody'", "shift id-1", "the journal does not tell its opening so"),
        ("DELETE FROM shifts WHERE float_ore = 50000", "shifts", "what journal row 18 tells is missing"),
        ("UPDATE shop SET address = 'Elsewhere'", "shop 1", "the journal does not tell it so"),
        ("DELETE FROM shop", "shop", "what journal row 1 tells is missing"),
        ("UPDATE series SET last = 4 WHERE name = 'receipts'", "receipts", "4 numbers were given, the last is 3"),
    ],
)
def test_it_says_where_and_what(file: Path, statement: str, where: str, what: str) -> None:
    changed(file, statement)
    assert any(found.startswith(what) for found in whats(file, where)), findings(file)


def test_the_first_z_of_a_series_that_is_gone_breaks_numbers_and_grand_totals(file: Path) -> None:
    changed(file, "DELETE FROM reports WHERE number = 1")
    assert whats(file, "Z report 2") == [
        "Z report 1 should stand in its place",
        "its grand totals do not follow from the reports before it",
    ]


def test_a_z_report_with_other_sums_than_its_receipts_is_found_though_the_journal_tells_the_same(
    file: Path,
) -> None:
    """As a bug in the program would make it: written wrong in both places."""
    for table, column, kind in (("reports", "report", "z"), ("journal", "payload", "z_report")):
        wrong = f"json_replace({column}, '$.rounding_ore', 1)"
        changed(file, f"UPDATE {table} SET {column} = {wrong} WHERE kind = ?", (kind,))
    assert "its sums are not those of its receipts" in whats(file, "Z report 1")


# ------------------------------------------------------------------------------------------ damaged bytes


def damage(path: Path, text: str, into: bytes) -> None:
    """Overwrite the first place where this text stands in the file, as a failing disk does."""
    content = path.read_bytes()
    place = content.index(text.encode())
    path.write_bytes(content[:place] + into + content[place + len(into) :])


@pytest.mark.parametrize("garbage", [b"Xgg", b"\xff\xfe\xfd"])
def test_damaged_bytes_within_a_row_name_the_row(file: Path, garbage: bytes) -> None:
    (seq,) = changed(file, "SELECT seq FROM journal WHERE payload LIKE '%Snore Cola%' AND kind = 'line_added'")[0]
    changed(file, "UPDATE journal SET payload = replace(payload, 'Snore Cola', 'Snore Colb') WHERE seq = ?", (seq,))
    changed(file, "VACUUM")  # else what stood there before lies about in the file
    damage(file, "Snore Colb", garbage)
    assert whats(file, f"journal row {seq}") == ["its content was changed"]


def test_a_damaged_page_is_told_with_everything_that_can_still_be_read(register: Till) -> None:
    for _ in range(40):
        register.sell(register.paid(register.scanned("Ägg", "Köttbullar")))
    register.close()
    content = bytearray(register.path.read_bytes())
    (seq,) = changed(register.path, "SELECT journal_seq FROM receipts WHERE number = 30")[0]
    (row_hash,) = changed(register.path, "SELECT hash FROM journal WHERE seq = ?", (seq,))[0]
    page = content.rindex(row_hash.encode()) // 4096 * 4096
    content[page : page + 4096] = b"\xa5" * 4096
    register.path.write_bytes(content)
    found = findings(register.path)
    assert any(finding.where == "file" for finding in found)
    (reading,) = [finding for finding in found if finding.where.startswith("journal after row ")]
    assert "malformed" in reading.what
    assert 1 < int(reading.where.removeprefix("journal after row ")) < seq
    assert any(finding.where == "receipt 30" for finding in found)


# ------------------------------------------------------------------------------------------ beside a running register


def test_it_looks_at_one_moment_while_sales_go_on(register: Till) -> None:
    """A register that sells on meanwhile neither waits for it nor is found fault with."""
    for _ in range(3):
        register.sell(register.paid(register.rung(1000)))
    with register.store.examine() as tx:
        before = tx.sales.last_number()
        register.sell(register.paid(register.rung(2000)))
        assert tx.sales.last_number() == before == 3
    assert register.findings() == ()


def test_a_receipt_that_waits_for_its_code_is_no_fault(register: Till) -> None:
    register.sell(register.paid(register.rung(1000)))
    register.unit.fault = Fault.ANSWER_LOST
    with pytest.raises(Unavailable):
        register.sell(register.paid(register.rung(2000)))
    assert register.findings() == ()


def test_texts_are_read_strictly_again_afterwards(register: Till) -> None:
    check(register.store)
    with register.store.read() as tx, pytest.raises(Exception, match="Could not decode to UTF-8"):
        tx._connection.exec_driver_sql("SELECT CAST(x'ff' AS TEXT)").scalar()
