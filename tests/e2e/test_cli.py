"""The commands as scripts see them: what they answer, field by field, and how they end. Described in docs/cli.md."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from openpos.paths import DATABASE
from tests.e2e.conftest import OPEN, PAPER, PROGRAM, TREE, YOGHURT, Shop, close, environment, inside, sale
from tests.fixtures.journal_schema import complaints_of
from tests.fixtures.till import changed

pytestmark = pytest.mark.process

ISO_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HELP = (TREE / "docs" / "cli.md").read_text("utf-8")

COUNTED = {"count": int, "amount_ore": int}
REPORT: Mapping[str, Any] = {
    "register": str, "shop_id": int, "shift_id": str, "cashier": str, "opened_at": datetime,
    "receipts": int, "gross_ore": int,
    "groups": [{"group": str, "amount_ore": int}],
    "vat": [{"rate_bp": int, "net_ore": int, "vat_ore": int}],
    "methods": [{"method": str, "amount_ore": int}],
    "rounding_ore": int, "goods_milli": int, "services_milli": int, "drawer_openings": int,
    "copies": COUNTED, "practice": COUNTED, "returns": COUNTED, "discounts_ore": int, "other_reductions": COUNTED,
    "unfinished": COUNTED, "cash_in": COUNTED, "cash_out": COUNTED,
    "float_ore": int, "expected_ore": int, "difference_ore": int,
    "grand_total_sales_ore": int, "grand_total_returns_ore": int, "grand_total_net_ore": int, "journal_hash": str,
    "version": str,
}  # fmt: skip
Z_REPORT: Mapping[str, Any] = {**REPORT, "number": int, "closed_at": datetime, "counted_ore": int}
X_REPORT: Mapping[str, Any] = {**REPORT, "number": None, "at": datetime, "counted_ore": None}
OPENED = {"line": int, "do": str, "shift_id": str, "float_ore": int}
SOLD = {
    "line": int, "do": str, "receipt_number": int, "total_ore": int,
    "vat": [{"rate_bp": int, "net_ore": int, "vat_ore": int}], "rounding_ore": int, "change_ore": int,
}  # fmt: skip
CLOSED = {
    "line": int, "do": str, "z_number": int, "receipts": int, "gross_ore": int, "expected_ore": int,
    "difference_ore": int,
}  # fmt: skip
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "check": {
        "ok": bool, "journal_rows": int, "receipts": int, "z_reports": int,
        "findings": [{"where": str, "what": str}],
    },
    "import-articles": {
        "new": int, "changed": int, "unchanged": int, "rejected": int, "shortened": int,
        "rejections": [{"line": int, "reason": str}],
    },
    "report z": Z_REPORT,
    "report x": X_REPORT,
    "backup": {"file": str, "bytes": int},
    "export-sie": {"file": str, "bytes": int},
    "export-journal": {
        "file": str, "bytes": int, "from": str, "to": str, "rows": int, "events": int,
        "not_told": [{"kind": str, "count": int}], "findings": [{"where": str, "what": str}],
    },
    "restore": {"file": str, "kept": str},
    "replay: open_shift": OPENED,
    "replay: sale": SOLD,
    "replay: close_shift": CLOSED,
    "replay: what can't be done": {"line": int, "error": str},
}  # fmt: skip


def assert_fits(value: Any, shape: Any, where: str = "") -> None:
    """Assert that an answer has the fields of a shape, all of them and no other, of these types."""
    if isinstance(shape, Mapping):
        assert isinstance(value, dict), where
        assert set(value) == set(shape), where
        for name, part in shape.items():
            assert_fits(value[name], part, f"{where}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for item in value:
            assert_fits(item, shape[0], f"{where}[]")
    elif shape is datetime:
        assert ISO_WITH_OFFSET.fullmatch(value), where
    elif shape is None:
        assert value is None, where
    else:
        assert type(value) is shape, where


DAY = (OPEN, sale(YOGHURT, PAPER, cash="100.00"), sale(PAPER, card="20.00", cash="5.00"))


def test_a_day_answers_what_its_paper_says(demo: Shop) -> None:
    opened, first, second, closed = demo.really("replay", demo.script(*DAY, close("1057.00"))).answers
    for answer, shape in ((opened, OPENED), (first, SOLD), (second, SOLD), (closed, CLOSED)):
        assert_fits(answer, shape)
    assert [answer["line"] for answer in (opened, first, second, closed)] == [1, 2, 3, 4]
    assert (first["receipt_number"], first["total_ore"], first["rounding_ore"], first["change_ore"]) == (
        1, 50_80, 20, 49_00,
    )  # fmt: skip
    assert first["vat"] == [
        {"rate_bp": 2500, "net_ore": 20_00, "vat_ore": 5_00},
        {"rate_bp": 600, "net_ore": 24_34, "vat_ore": 1_46},
    ]
    assert closed == {
        "line": 4, "do": "close_shift", "z_number": 1, "receipts": 2, "gross_ore": 75_80, "expected_ore": 1056_00,
        "difference_ore": 1_00,
    }  # fmt: skip

    report = demo.really("report", "z", "--json").json
    assert_fits(report, Z_REPORT)
    assert report | {
        "number": 1, "register": "K1", "cashier": "Kassör", "receipts": 2, "gross_ore": 75_80,
        "vat": [
            {"rate_bp": 2500, "net_ore": 40_00, "vat_ore": 10_00},
            {"rate_bp": 600, "net_ore": 24_34, "vat_ore": 1_46},
        ],
        "methods": [{"method": "cash", "amount_ore": 56_00}, {"method": "card", "amount_ore": 20_00}],
        "rounding_ore": 20, "float_ore": 1000_00, "expected_ore": 1056_00, "counted_ore": 1057_00,
        "difference_ore": 1_00, "goods_milli": 4000, "services_milli": 0,
        "grand_total_sales_ore": 75_80, "grand_total_returns_ore": 0, "grand_total_net_ore": 75_80,
    } == report  # fmt: skip
    assert report["opened_at"] < report["closed_at"]
    assert re.fullmatch("[0-9a-f]{64}", report["journal_hash"])
    assert sum(row["net_ore"] + row["vat_ore"] for row in report["vat"]) == report["gross_ore"]
    assert sum(row["amount_ore"] for row in report["methods"]) == report["gross_ore"] + report["rounding_ore"]
    demo.sound()


def test_each_z_report_is_found_by_its_number(demo: Shop) -> None:
    demo.well("replay", demo.script(*DAY, close("1056.00"), OPEN, sale(PAPER, cash="25.00"), close("1025.00")))
    first, second = (demo.well("report", "z", "--number", number, "--json").json for number in (1, 2))
    assert (first["number"], first["receipts"], first["grand_total_sales_ore"]) == (1, 2, 75_80)
    assert (second["number"], second["receipts"], second["grand_total_sales_ore"]) == (2, 1, 100_80)
    assert demo.well("report", "Z", "--json").json == second
    assert "There is no Z report 3." in demo.refused("report", "z", "--number", 3)


def test_an_x_report_is_the_shift_so_far(demo: Shop) -> None:
    assert "No shift is open." in demo.refused("report", "x", "--json")
    demo.really("replay", demo.script(*DAY))
    report = demo.really("report", "x", "--json").json
    assert_fits(report, X_REPORT)
    assert (report["receipts"], report["gross_ore"], report["expected_ore"]) == (2, 75_80, 1056_00)
    assert "There is no Z report yet." in demo.refused("report", "z")
    text = demo.really("report", "x").out
    assert "75,80" in text
    assert "|" not in text
    assert max(map(len, text.splitlines())) <= 48
    demo.sound()


def test_reports_are_paper_for_people(demo: Shop) -> None:
    demo.really("replay", demo.script(*DAY, close("1057.00")))
    text = demo.really("report", "z").out
    for there in ("Z - R A P P O R T", "Demobutiken AB", "556703-7485", "75,80", "1 057,00", "Differens"):
        assert there in text


def test_closed_days_go_to_the_books_once(demo: Shop, tmp_path: Path) -> None:
    demo.really("replay", demo.script(*DAY, close("1057.00")))
    file, days = tmp_path / "november.si", ("--from", "2026-01-01", "--to", "2027-12-31")
    written = demo.really("export-sie", file, *days, "--json").json
    assert_fits(written, ANSWERS["export-sie"])
    assert written == {"file": str(file), "bytes": file.stat().st_size}
    assert b"#SIETYP 4" in file.read_bytes()
    asked = "SELECT payload, cashier FROM journal WHERE kind = 'other_report'"
    ((payload, by),) = changed(demo.directory / DATABASE, asked)
    assert (json.loads(payload)["name"], by) == ("SIE 4I", ""), "nobody was logged in"
    assert "There is a file" in demo.refused("export-sie", file, *days), "what was not read yet is not written over"
    assert "is not there" in demo.refused("export-sie", tmp_path / "no" / "folder.si", *days)
    assert "No day between" in demo.refused(
        "export-sie", tmp_path / "x.si", "--from", "2020-01-01", "--to", "2020-01-02"
    )
    assert "2026-12-31 is after 2026-01-01" in demo.refused(
        "export-sie", tmp_path / "x.si", "--from", "2026-12-31", "--to", "2026-01-01"
    )
    assert "is not a date like" in inside("export-sie", str(file), "--from", "yesterday", "--to", "2026-01-01").err


def test_the_journal_is_exported_beside_the_register(demo: Shop, tmp_path: Path) -> None:
    demo.really("replay", demo.script(*DAY, close("1057.00")))
    file = tmp_path / "journal.xml"
    written = demo.really("export-journal", file, "--json").json
    assert_fits(written, ANSWERS["export-journal"])
    content = file.read_bytes()
    assert complaints_of(content) == []
    assert (written["file"], written["bytes"], written["findings"]) == (str(file), len(content), [])
    assert written["events"] == content.count(b"<Handelse>") == 7
    assert content.count(b"<Kassakvitto>") == 2
    assert content.count(b"<ZDagrapport>") == 1
    assert {"kind": "shop_changed", "count": 1} in written["not_told"]
    assert "There is a file" in demo.refused("export-journal", file)
    days = ("--from", written["from"], "--to", written["to"])
    again = demo.well("export-journal", tmp_path / "again.xml", *days)
    size = (tmp_path / "again.xml").stat().st_size
    assert again.out == f"Written to {tmp_path / 'again.xml'}: {written['events'] + 1} events, {size} bytes\n"
    assert b"Export av journalminne" in (tmp_path / "again.xml").read_bytes(), "the first one is told as a report"
    assert "before the first" in demo.refused(
        "export-journal", tmp_path / "x.xml", "--from", "2026-02-01", "--to", "2026-01-31"
    )
    assert "Nothing was registered" in demo.refused("export-journal", tmp_path / "x.xml", "--to", "2020-01-31")
    assert "is not a date like" in inside("export-journal", str(file), "--from", "yesterday").err


def test_a_damaged_journal_is_exported_and_told(used: Shop, tmp_path: Path) -> None:
    register = used.directory / DATABASE
    changed(register, "DROP TRIGGER journal_no_update")
    changed(register, "UPDATE journal SET cashier = 'X' WHERE kind = 'receipt'")
    done = used.inside("export-journal", tmp_path / "journal.xml", "--json")
    assert done.code == 1
    assert "The journal is damaged: journal row" in done.err
    assert [finding["what"] for finding in done.json["findings"]] == ["its content was changed"] * 2
    assert complaints_of((tmp_path / "journal.xml").read_bytes()) == []


def test_a_backup_beside_the_register_and_what_comes_back_from_it(demo: Shop, tmp_path: Path) -> None:
    demo.really("replay", demo.script(*DAY))
    file = tmp_path / "backup.db"
    saved = demo.really("backup", file, "--json").json
    assert_fits(saved, ANSWERS["backup"])
    assert saved == {"file": str(file), "bytes": file.stat().st_size}
    demo.really("replay", demo.script(*DAY, sale(PAPER, cash="25.00")))
    assert demo.sound()["receipts"] == 3

    restored = demo.really("restore", "--force", file, "--json").json
    assert_fits(restored, ANSWERS["restore"])
    assert demo.sound()["receipts"] == 2
    assert Shop(Path(restored["kept"])).sound()["receipts"] == 3

    elsewhere = Shop(tmp_path / "elsewhere")
    assert elsewhere.really("restore", file, "--json").json == {"file": str(file), "kept": None}
    assert elsewhere.sound()["receipts"] == 2
    # The restored register goes on after what its control unit holds already.
    assert demo.really("replay", demo.script(*DAY, sale(PAPER, cash="25.00"))).answers[-1]["receipt_number"] == 4


def test_articles_come_in_and_are_counted(demo: Shop, tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text(
        "streckkod;namn;grupp;pris;moms\n"
        "7300156482709;Turkisk yogurt;Mejeri;13,90;livsmedel\n"
        "7399999999994;Filmjölk;Mejeri;19,90;livsmedel\n"
        "7399999999992;Fel kontrollsiffra;Mejeri;19,90;livsmedel\n",
        "utf-8",
    )
    counted = demo.run("import-articles", file, "--json")
    assert counted.code == 0
    assert_fits(counted.json, ANSWERS["import-articles"])
    assert {name: counted.json[name] for name in ("new", "changed", "unchanged", "rejected")} == {
        "new": 1, "changed": 1, "unchanged": 0, "rejected": 1,
    }  # fmt: skip
    assert counted.json["rejections"][0]["line"] == 4
    assert "The last digit of 7399999999992 is wrong" in counted.json["rejections"][0]["reason"]
    sold = demo.well("replay", demo.script(OPEN, sale(YOGHURT, card="27.80"))).answers[-1]
    assert sold["total_ore"] == 27_80
    file.write_text("streckkod;namn;grupp;pris;moms\n1;;;abc;\n", "utf-8")
    assert demo.run("import-articles", file, "--json").code == 1


def test_check_counts_what_it_looked_at(demo: Shop) -> None:
    demo.really("replay", demo.script(*DAY, close("1057.00")))
    checked = demo.really("check", "--json").json
    assert_fits(checked, ANSWERS["check"])
    assert (checked["receipts"], checked["z_reports"]) == (2, 1)
    assert demo.really("check").out == f"{checked['journal_rows']} journal rows, 2 receipts, 1 Z reports: all is well\n"


def test_the_demo_shop_is_made_once(demo: Shop) -> None:
    before = demo.sound()
    assert demo.really("demo", "--prepare").out == f"The demo shop is in {demo.directory}\n"
    assert demo.sound() == before


def test_without_the_option_the_register_lies_in_the_users_own_directory(
    demo: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert f"There is no register in {tmp_path}/home/OpenPOS." in inside("check").err
    assert inside("demo", "--prepare").out == f"The demo shop is in {tmp_path}/home/OpenPOS/demo\n"
    assert inside("replay", demo.script(OPEN)).code == 0, "replay looks where the demo shop is"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["report"], "the following arguments are required: kind"),
        (["report", "y"], "invalid choice: 'y'"),
        (["report", "z", "--number", "0"], "0 is not a number from 1 to 999999999"),
        (["report", "z", "--number", "9" * 30], "is not a number from 1 to 999999999"),
        (["report", "x", "--number", "1"], "X reports have no number"),
        (["replay"], "the following arguments are required: FILE.jsonl"),
        (["replay", "--from", "-1", "x"], "-1 is not a number from 1"),
        (["replay", "--from", "one", "x"], "one is not a number from 1"),
        (["backup"], "the following arguments are required: FILE"),
        (["check", "--yaml"], "unrecognized arguments: --yaml"),
    ],
)
def test_wrong_words_end_with_2(words: list[str], complaint: str) -> None:
    done = inside(*words)
    assert done.code == 2
    assert complaint in done.err
    assert done.out == ""


def test_every_command_is_described() -> None:
    commands = re.findall(r"^    ([a-z][a-z-]+)(?: |$)", inside("--help").out, re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        assert f"`openpos {command}" in HELP, command
        for option in re.findall(r"--[a-z]+", inside(command, "--help").out):
            assert option in HELP, f"{command} {option}"


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_field_is_described(answer: str) -> None:
    """Each answer's heading is followed by a table whose first column names its fields."""

    def described(answer: str) -> set[str]:
        section = HELP.split(f"\n### Answer of `{answer}`\n")[1].split("\n#")[0]
        return set(re.findall(r"^\| `([a-z_]+)`", section, re.MULTILINE))

    def fields(shape: Any) -> set[str]:
        if isinstance(shape, list):
            return fields(shape[0])
        if not isinstance(shape, Mapping):
            return set()
        return set(shape).union(*map(fields, shape.values()))

    of_both = described("report z") - {"closed_at"} if answer == "report x" else set()
    assert described(answer) | of_both == fields(ANSWERS[answer])


def test_the_examples_in_the_description_are_true(demo: Shop) -> None:
    """The script in docs/cli.md is played, and the answers given there are those that come."""
    script, answers = re.findall(r"```jsonl\n(.*?)```", HELP, re.DOTALL)[:2]
    played = demo.well("replay", demo.script(*script.splitlines())).answers
    assert [json.loads(line) for line in answers.splitlines()] == played


def test_who_reads_the_answers_may_leave(demo: Shop) -> None:
    """`openpos replay … | head -1`: the program stops with the first answer nobody takes, and says nothing."""
    script = demo.script(OPEN, *[sale(PAPER, cash="25.00")] * 40)
    command = [*PROGRAM, "replay", "--data", str(demo.directory), str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
    assert demo.sound()["receipts"] < 40


@pytest.mark.parametrize("words", [["check"], ["check", "--json"], ["replay"]])
def test_a_full_disk_under_the_answers_is_told(words: list[str], demo: Shop) -> None:
    script = [str(demo.script(OPEN, sale(PAPER, cash="25.00")))] if words == ["replay"] else []
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words, "--data", str(demo.directory), *script],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, env=environment(), check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "The answer can't be written: No space left on device. What was done stays done; ask again.\n" in done.stderr
    demo.sound()
