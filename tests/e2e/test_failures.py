"""What goes wrong around a register, through the command line: each has its sentence and exit code; nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from openpos.domain.shop import Shop as ShopDetails
from openpos.fiscal.exempt import NoControlUnit
from openpos.paths import DATABASE, SETTINGS
from openpos.register import life
from openpos.register.checkout import Checkout
from openpos.register.setup import enter_shop
from openpos.store.journal import Kind
from openpos.store.opening import open_for_reading, open_register
from tests.e2e.conftest import DAY, OPEN, PAPER, PROGRAM, YOGHURT, Shop, close, environment, sale

pytestmark = pytest.mark.process

CLOSE_IT = "Close the other program and try again."
KEEP_IT = "Keep a copy of it, then restore the newest backup with “openpos restore”."
WRITING = ["replay", "report x", "import-articles", "demo --prepare"]
READING = ["check", "report z", "backup"]


@pytest.fixture
def words(tmp_path: Path) -> Callable[[str], list[object]]:
    """A command by its name, with what it needs."""
    articles = tmp_path / "articles.csv"
    articles.write_text("barcode,name,group,price_incl_vat,vat_category\n7399999999994,Filmjölk,Mejeri,19.90,food\n")
    arguments: dict[str, list[object]] = {
        "replay": [Shop(tmp_path / "any").script(*DAY)],
        "import-articles": [articles],
        "backup": [tmp_path / "backup.db"],
    }
    return lambda command: [*command.split(), *arguments.get(command, [])]


@contextmanager
def selling(shop: Shop) -> Iterator[subprocess.Popen[str]]:
    """A program that has the register open, in the middle of a script: it waits for the next line."""
    command = [*PROGRAM, "replay", "--data", str(shop.directory), "/dev/stdin"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), encoding="utf-8"
    ) as process:
        do(process, OPEN)
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


def do(process: subprocess.Popen[str], act: dict[str, Any]) -> dict[str, Any]:
    """Have the program do an act, and return its answer."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(act) + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


# -------------------------------------------------------------------------------------------------- two programs


@pytest.mark.parametrize("command", WRITING)
def test_a_second_program_that_writes_is_refused(
    command: str, demo: Shop, words: Callable[[str], list[object]]
) -> None:
    with selling(demo) as register:
        said = demo.refused(*words(command))
        assert (
            f"The register in {demo.directory} is open in another program. Use that window, or close it first." in said
        )
        assert do(register, sale(PAPER, cash="25"))["receipt_number"] == 1
    assert demo.sound()["receipts"] == 1


@pytest.mark.parametrize("command", READING)
def test_a_second_program_that_reads_works_beside(
    command: str, used: Shop, words: Callable[[str], list[object]]
) -> None:
    with selling(used) as register:
        used.well(*words(command))
        assert do(register, sale(PAPER, cash="25"))["receipt_number"] == 3
    assert used.sound()["receipts"] == 3


def test_a_restore_over_an_open_register_is_refused(used: Shop, tmp_path: Path) -> None:
    used.well("backup", tmp_path / "backup.db")
    with selling(used) as register:
        assert "is open in another program." in used.refused("restore", "--force", tmp_path / "backup.db")
        assert do(register, sale(PAPER, cash="25"))["receipt_number"] == 3


def test_a_restore_waits_for_who_reads_and_gives_up_with_a_sentence(used: Shop, tmp_path: Path) -> None:
    """`check` takes no lock: nothing may be moved away under it."""
    used.well("backup", tmp_path / "backup.db")
    before = used.files()
    with closing(open_for_reading(used.directory)) as store, store.read() as tx:
        assert tx.sales.last_number() == 2
        said = used.refused("restore", "--force", tmp_path / "backup.db")
    assert said == f"Another program holds the register's file {used.directory / DATABASE}. {CLOSE_IT}"
    assert {name: content for name, content in used.files().items() if "-shm" not in name} == {
        name: content for name, content in before.items() if "-shm" not in name
    }


def test_a_backup_beside_running_sales_is_sound(demo: Shop, tmp_path: Path) -> None:
    script = demo.script(OPEN, *[sale(PAPER, YOGHURT, cash="60")] * 150)
    command = [*PROGRAM, "replay", "--data", str(demo.directory), str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdout
        found = []
        for number in range(3):
            answer = [json.loads(process.stdout.readline()) for _ in range(10)][-1]
            demo.well("backup", tmp_path / f"{number}.db")
            copy = Shop(tmp_path / f"copy-{number}")
            copy.well("restore", tmp_path / f"{number}.db")
            found.append((copy.sound()["receipts"], answer["receipt_number"]))
        process.stdout.read()
    assert process.returncode == 0
    assert all(in_the_copy >= answered for in_the_copy, answered in found)
    assert demo.sound()["receipts"] == 150


# -------------------------------------------------------------------------------------------------- no room, no right


def _may_mount() -> bool:
    made = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True, check=False)
    return made.returncode == 0


FULL = "The disk is full. Free some space and try again. Nothing that was printed is lost."
NO_MORE = "The disk did not read or write as it should. Check that it has room and is sound, then start again."
# A quota and a largest file look like this: no file of the program may grow beyond so many bytes.
QUOTA = ("prlimit", "--fsize=1720000")


_ON_A_SMALL_DISK = """
place=$0
cp -r "$place" "$place.kept"
mount -t tmpfs -o size=2200k none "$place"
cp "$place.kept"/* "$place"
"$@"
code=$?
cp "$place"/* "$place.kept"
umount "$place"
cp "$place.kept"/* "$place"
exit $code
"""


def small_disk(directory: Path) -> Sequence[str]:
    """Starts a program for which the directory is a disk of 2.2 MB; what is on it then is copied back."""
    return ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _ON_A_SMALL_DISK, str(directory))


UNIT_FULL = "The simulated control unit can't write its file: No space left on device. Free some space and try again."


def long_day() -> list[dict[str, Any]]:
    return [OPEN, *[sale(*[PAPER] * 20, cash="500")] * 60, close("31000")]


@pytest.mark.parametrize(
    ("disk", "sentence"),
    [
        pytest.param(lambda _shop: QUOTA, NO_MORE, id="quota"),
        # Where this user may mount none, the quota and `test_a_full_disk_in_the_middle_of_a_sale` must do.
        *([pytest.param(lambda shop: small_disk(shop.directory), FULL, id="small disk")] if _may_mount() else []),
    ],
)
def test_a_full_disk_is_told_and_the_day_goes_on_when_there_is_room(
    disk: Callable[[Shop], Sequence[str]], sentence: str, demo: Shop
) -> None:
    script = demo.script(*long_day())
    stopped = demo.run("replay", script, prefix=disk(demo))
    assert stopped.code == 1
    *answers, refused = stopped.answers
    assert answers, "it got somewhere"
    # The simulated control unit's file lies on the same disk, and may be the first to want more of it.
    told = refused["error"]
    assert told in {sentence, UNIT_FULL}
    assert refused == {"line": len(answers) + 1, "error": told}
    assert stopped.err == f"line {refused['line']}: {told}\n"
    assert demo.sound()["receipts"] in {len(answers) - 1, len(answers)}
    whole = demo.well("replay", script).answers
    assert whole[: len(answers)] == answers
    assert demo.sound()["receipts"] == 60


def test_a_full_disk_under_a_backup_leaves_no_half_a_backup(used: Shop, tmp_path: Path) -> None:
    before = used.files()
    said = used.refused("backup", tmp_path / "backup.db", prefix=("prlimit", "--fsize=100000"))
    assert said == NO_MORE
    assert not list(tmp_path.glob("backup*"))
    used.well("backup", tmp_path / "backup.db")
    said = used.refused("restore", "--force", tmp_path / "backup.db", prefix=("prlimit", "--fsize=100000"))
    assert said.startswith(f"The backup can't be put in {used.directory}: File too large.")
    assert used.files() == before


@contextmanager
def without_rights(directory: Path) -> Iterator[Sequence[str]]:
    """Nobody may write in the directory; what comes back starts a program that is bound by that, as root is not."""
    for path in (directory, *directory.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    finally:
        for path in (directory, *directory.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("command", WRITING)
def test_a_directory_that_cannot_be_written_is_told(
    command: str, used: Shop, words: Callable[[str], list[object]]
) -> None:
    before = used.files()
    with without_rights(used.directory) as bound:
        said = used.refused(*words(command), prefix=bound)
    assert said.startswith(f"The register can't write its file {used.directory}/")
    assert said.endswith("Give this user the right to write in its folder and try again.")
    assert used.files() == before


def test_a_demo_shop_is_not_made_where_nothing_may_be_written(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with without_rights(place) as bound:
        said = Shop(place).refused("demo", "--prepare", prefix=bound)
        below = Shop(place / "shop").refused("demo", "--prepare", prefix=bound)
    assert said == (
        f"The register can't write its file {place}/{SETTINGS}. "
        "Give this user the right to write in its folder and try again."
    )
    assert below == f"The directory {place}/shop can't be made: Permission denied. Choose another with --data."
    assert not list(place.iterdir())


def test_a_backup_that_cannot_be_written_is_told(used: Shop, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")
    assert used.refused("backup", there) == f"{there} is there already. Give the backup another name."
    assert there.read_text() == "mine"
    place = tmp_path / "place"
    place.mkdir()
    with without_rights(place) as bound:
        said = used.refused("backup", place / "backup.db", prefix=bound)
    assert said == (
        f"The backup {place}/backup.db can't be written: Permission denied. Choose another place with room for it."
    )
    for path, reason in (
        (tmp_path / "nowhere" / "backup.db", "No such file or directory"),
        (there / "backup.db", "Not a directory"),
        (tmp_path / ("b" * 300), "File name too long"),
    ):
        assert used.inside("backup", path).err == (
            f"The backup {path} can't be written: {reason}. Choose another place with room for it.\n"
        )
    own = used.directory / f"{DATABASE}-wal"
    assert "would be taken for the register's own" in used.inside("backup", own).err
    assert not list(place.iterdir())
    assert not own.exists()


# -------------------------------------------------------------------------------------------------- the wrong file


def changed(shop: Shop, *statements: str) -> None:
    """Change the register's file behind the program's back."""
    with closing(sqlite3.connect(shop.directory / DATABASE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


ALL = [*WRITING, *READING]


@pytest.mark.parametrize("command", ALL)
def test_a_register_of_a_newer_version_is_left_as_it_is(
    command: str, used: Shop, words: Callable[[str], list[object]]
) -> None:
    changed(used, "PRAGMA user_version=99")
    before = used.files()
    done = used.inside(*words(command))
    assert done.code == 1
    assert done.err == (
        f"The register's file {used.directory / DATABASE} was made by a newer version of OpenPOS. "
        "Install that version or a later one; this one leaves the file as it is.\n"
    )
    assert used.files() == before


def test_a_backup_of_a_newer_version_is_not_restored(used: Shop, new_demo: Callable[[str], Shop]) -> None:
    newer = new_demo("newer")
    changed(newer, "PRAGMA user_version=99", "PRAGMA journal_mode=DELETE")
    before = used.files()
    said = used.refused("restore", "--force", newer.directory / DATABASE)
    assert f"{newer.directory / DATABASE} was made by a newer version of OpenPOS." in said
    assert used.files() == before


def _overwritten(content: bytes) -> bytes:
    return b"\xff" * 4096 + content[4096:]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _emptied(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize("damage", [_overwritten, _cut, _emptied])
def test_a_damaged_file_is_told_and_left_as_it_is(
    damage: Callable[[bytes], bytes], command: str, used: Shop, words: Callable[[str], list[object]], tmp_path: Path
) -> None:
    path = used.directory / DATABASE
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    done = used.inside(*words(command))
    assert done.code == 1
    told = f"The register's file {path} is damaged. {KEEP_IT}"
    # `check` reads on as far as it can and names what it found.
    assert told in done.err or (command == "check" and "malformed" in done.out)
    assert path.read_bytes() == before
    assert not (tmp_path / "backup.db").exists()


def test_a_damaged_register_is_brought_back_from_its_backup(used: Shop, tmp_path: Path) -> None:
    used.well("backup", tmp_path / "backup.db")
    path = used.directory / DATABASE
    damaged = _overwritten(path.read_bytes())
    path.write_bytes(damaged)
    kept = Path(used.well("restore", "--force", tmp_path / "backup.db", "--json").json["kept"])
    assert used.sound()["receipts"] == 2
    assert (kept / DATABASE).read_bytes() == damaged


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE journal SET payload = replace(payload, '1000', '9000') WHERE seq = 5", "its content was changed"),
        ("UPDATE journal SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 5", "its content was changed"),
        ("DELETE FROM journal WHERE seq = 4", "row 4 is missing before it"),
    ],
)
def test_a_damaged_journal_row_is_named(change: str, what: str, used: Shop, tmp_path: Path) -> None:
    with closing(sqlite3.connect(used.directory / DATABASE)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'journal_no_%'").fetchall()
        (before,) = connection.execute("SELECT payload FROM journal WHERE seq = 5").fetchone()
    change = change.replace("'1000', '9000'", f"'{before[2:6]}', 'xxxx'")
    changed(used, *[f"DROP TRIGGER {name}" for name, _ in guards], change, *[guard for _, guard in guards])

    checked = used.run("check", "--json")
    assert checked.code == 1
    assert checked.json["ok"] is False
    assert {"where": "journal row 5", "what": what} in checked.json["findings"]
    assert f"journal row 5: {what}\n" in used.run("check").out
    said = used.refused("replay", used.script(*DAY))
    assert f"Row 5 of the journal is damaged: {what}." in said
    assert "run “openpos check”, then restore the newest backup." in said
    # A report is there to be read, and the file to be kept; a restore from it is not made without a word.
    assert used.well("report", "z", "--json").json["number"] == 1
    used.well("backup", tmp_path / "backup.db")
    before_restore = used.files()
    assert "Row 5 of the journal is damaged" in used.refused("restore", "--force", tmp_path / "backup.db")
    assert used.files() == before_restore


# -------------------------------------------------------------------------------------------------- restore


def test_a_restore_needs_force_where_a_register_is(used: Shop, tmp_path: Path) -> None:
    used.well("backup", tmp_path / "backup.db")
    before = used.files()
    said = used.refused("restore", tmp_path / "backup.db")
    assert said == (
        f"There is a register in {used.directory} already. "
        "Add --force to put the backup in its place; what is there is kept beside it."
    )
    assert used.files() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file {path}. Give the path of a backup."),
        (b"", "{path} is not a register's file. Give the path of a backup."),
        (b"Hello, I am a backup.\n" * 500, "The backup {path} is damaged. Restore another; the register is as it was."),
        (os.urandom(50_000), "The backup {path} is damaged. Restore another; the register is as it was."),
    ],
    ids=["nothing", "empty", "text", "noise"],
)
def test_a_restore_from_garbage_changes_nothing(
    content: bytes | None, sentence: str, used: Shop, tmp_path: Path
) -> None:
    garbage = tmp_path / "garbage.db"
    if content is not None:
        garbage.write_bytes(content)
    before = used.files()
    assert used.refused("restore", "--force", garbage) == sentence.format(path=garbage)
    assert used.files() == before
    nowhere = Shop(tmp_path / "nowhere")
    assert nowhere.refused("restore", garbage) == sentence.format(path=garbage)
    assert not nowhere.directory.exists()


def test_a_restore_from_a_backup_damaged_in_the_middle_changes_nothing(used: Shop, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    used.well("backup", backup)
    content = bytearray(backup.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = os.urandom(8 * 4096)
    backup.write_bytes(content)
    before = used.files()
    said = used.refused("restore", "--force", backup)
    assert said == f"The backup {backup} is damaged. Restore another; the register is as it was."
    assert used.files() == before


def test_a_restore_from_a_foreign_database_or_from_itself_changes_nothing(used: Shop, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE journal (seq INTEGER PRIMARY KEY)")
    before = used.files()
    assert used.refused("restore", "--force", foreign) == (
        f"{foreign} is not a register's file. Give the path of a backup."
    )
    own = used.directory / DATABASE
    assert used.refused("restore", "--force", own) == f"{own} is the register itself. Give the path of a backup."
    assert used.files() == before


def test_a_restore_into_what_is_no_directory_is_told(used: Shop, tmp_path: Path) -> None:
    used.well("backup", tmp_path / "backup.db")
    (tmp_path / "file").write_text("mine")
    said = Shop(tmp_path / "file" / "below").refused("restore", tmp_path / "backup.db")
    assert said.startswith(f"The backup can't be put in {tmp_path}/file/below: Not a directory.")


# -------------------------------------------------------------------------------------------------- the wrong place


@pytest.mark.parametrize("command", [*ALL[:3], *READING])
def test_where_no_register_is_there_is_none_made(
    command: str, tmp_path: Path, words: Callable[[str], list[object]]
) -> None:
    for directory in (tmp_path / "nowhere", tmp_path / "articles.csv"):
        done = Shop(directory).inside(*words(command))
        assert done.code == 1
        assert done.err == (
            f"There is no register in {directory}. "
            "Start with “openpos demo”, or give the right directory with --data.\n"
        )
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def real(tmp_path: Path) -> Shop:
    """A real shop's register."""
    directory = tmp_path / "real"
    directory.mkdir()
    with closing(open_register(directory, now=datetime(2026, 11, 20, tzinfo=UTC), create=True)) as store:
        details = ShopDetails("Butiken AB", "556703-7485", "Storgatan 1", "K1", "OPSE-1")
        enter_shop(store, details, lambda: datetime(2026, 11, 20, tzinfo=UTC))
    return Shop(directory)


def test_no_script_is_played_and_no_demo_made_in_a_real_shop(real: Shop) -> None:
    before = real.files()
    assert real.refused("replay", real.script(*DAY)) == (
        "Scripted sales are for demo shops only. Make one with “openpos demo --prepare --data DIR”."
    )
    assert real.refused("demo", "--prepare") == (
        "This register is a real shop's. Give the demo a directory of its own with --data."
    )
    after = real.files()
    after.pop("register.lock")
    assert after == before


def test_a_settings_file_that_makes_no_sense_is_told(used: Shop) -> None:
    (used.directory / SETTINGS).write_text('language = "klingon"\n')
    said = used.refused("replay", used.script(*DAY))
    assert said == (
        f'{used.directory / SETTINGS}: language = "klingon" is not possible: use sv or en. '
        "Mend the file and start again."
    )
    used.sound()


# -------------------------------------------------------------------------------------------------- the clock


def journal(shop: Shop) -> list[tuple[str, str]]:
    with closing(open_for_reading(shop.directory)) as store, store.read() as tx:
        return [(row.kind, row.payload) for row in tx.journal.rows()]


def test_a_clock_set_back_two_hours_is_journalled_and_told(demo: Shop) -> None:
    day = (
        OPEN | {"at": "2026-11-20T12:00:00+01:00"},
        sale(PAPER, cash="25", at="2026-11-20T12:05:00+01:00"),
        sale(PAPER, cash="25", at="2026-11-20T10:05:00+01:00"),
        sale(PAPER, cash="25", at="2026-11-20T10:06:00+01:00"),
    )
    # The shop was made just now; its day lies in the past or the future, which is journalled, too.
    before = len([kind for kind, _ in journal(demo) if kind == Kind.CLOCK_CHANGED])
    answers = demo.well("replay", demo.script(*day)).answers
    assert [answer.get("receipt_number") for answer in answers] == [None, 1, 2, 3]
    told = [payload for kind, payload in journal(demo) if kind == Kind.CLOCK_CHANGED][before:]
    assert told[-1] == '{"from":"2026-11-20T11:05:00.000Z","to":"2026-11-20T09:05:00.000Z"}'
    demo.sound()

    # A register that starts with a clock two hours behind says so.
    with closing(open_register(demo.directory, now=datetime(2026, 11, 20, 9, 6, tzinfo=UTC))) as store:

        def clock() -> datetime:
            return datetime(2026, 11, 20, 7, 6, tzinfo=UTC)

        started = life.start(store, Checkout(store, NoControlUnit(), clock, lambda: "unused"), clock, "1")
        assert started.clock_set_back == timedelta(hours=2)
    assert (Kind.CLOCK_CHANGED, '{"from":"2026-11-20T09:06:00.000Z","to":"2026-11-20T07:06:00.000Z"}') in journal(demo)
    demo.sound()


def test_a_template_is_not_shared(demo: Shop, new_demo: Callable[[str], Shop]) -> None:
    """What one test does to its shop no other sees."""
    demo.well("replay", demo.script(*DAY))
    assert new_demo("another").sound()["receipts"] == 0
    shutil.rmtree(demo.directory)
