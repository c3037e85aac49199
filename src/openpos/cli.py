"""The command line: one subcommand each, imported when asked for, so that the window starts fast.

Exit code 0 only on success; 1 for a known trouble, told in a sentence on standard error; 2 for wrong words. What it
answers is described in docs/cli.md, and kept as it is there.
"""

from __future__ import annotations

import argparse
import codecs
import gc
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from openpos import __version__
from openpos.domain.errors import OpenPosError, Refused, Unavailable
from openpos.domain.money import shown
from openpos.domain.vat import VatCategory


def run(arguments: Sequence[str]) -> int:
    """Do what the words say. Blocks until done; for `run` and `demo` until the window is closed."""
    parser = _parser()
    words = parser.parse_args(arguments)
    if words.command is _report and words.kind == "x" and words.number is not None:
        parser.error("argument --number: X reports have no number")
    _speak_utf8()
    try:
        return int(words.command(words))
    except OpenPosError as error:
        print(f"{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Who read our answers has gone; what is on disk stays.
        _forget_answers()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="openpos", description="The cash register. Without a command: run.")
    parser.add_argument("--version", action="version", version=f"OpenPOS {__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, metavar="DIR", help="the register's data directory")
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=_run, data=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, act: Any, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, parents=[shared, *parents])
        added.set_defaults(command=act)
        return added

    command("run", _run, "Open the register's window.")
    demo = command("demo", _demo, "Open a demo shop with real articles, made on the first start.")
    demo.add_argument("--prepare", action="store_true", help="only make the demo shop; open no window")
    command("check", _check, "Recompute the journal and every total, and name what is damaged.", machine)
    imported = command("import-articles", _import_articles, "Read articles from a CSV file.", machine)
    imported.add_argument("file", type=Path, metavar="FILE.csv")
    imported.add_argument(
        "--vat",
        action="append",
        default=[],
        metavar="RATE=CATEGORY",
        help="what a bare rate in the VAT column means in this file, such as 12=restaurant or 6=food",
    )
    report = command("report", _report, "Make an X report, or show a Z report.", machine)
    report.add_argument("kind", choices=("x", "z"), type=str.lower)
    report.add_argument("--number", type=_positive, metavar="N", help="the Z report's number; the newest without it")
    backup = command("backup", _backup, "Save the whole register in one file, beside running sales.", machine)
    backup.add_argument("file", type=Path, metavar="FILE")
    exported = command("export-sie", _export_sie, "Write the closed days as a SIE 4I file for the books.", machine)
    exported.add_argument("file", type=Path, metavar="FILE")
    exported.add_argument("--from", type=_date, required=True, dest="first", metavar="DATE", help="such as 2026-11-01")
    exported.add_argument("--to", type=_date, required=True, dest="last", metavar="DATE", help="the last day, included")
    journal = command("export-journal", _export_journal, "Write the journal as the XML of SKVFS 2021:16.", machine)
    journal.add_argument("file", type=Path, metavar="FILE.xml")
    journal.add_argument("--from", type=_date, dest="first", metavar="DATE", help="the first day; all without it")
    journal.add_argument("--to", type=_date, dest="last", metavar="DATE", help="the last day; today without it")
    restore = command("restore", _restore, "Put a backup in the register's place.", machine)
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help="also where a register is there: it is kept beside")
    replay = command("replay", _replay, "Play a script of acts in a demo shop, one JSON object a line.")
    replay.add_argument("file", type=Path, metavar="FILE.jsonl")
    replay.add_argument(
        "--from", type=_positive, default=1, dest="first_line", metavar="LINE", help="go on with this line"
    )
    replay.add_argument("--paper", action="store_true", help="queue receipts and reports for the printer")
    connect = command("connect", _connect, "Connect the shop to its company in Spiris.", machine)
    connect.add_argument("--mode", choices=("bookkeeping", "bookkeeping-invoicing"), required=True)
    connect.add_argument(
        "--start-date", type=_day, required=True, metavar="DATE", help="export sales from this day on: 2026-12-01"
    )
    connect.add_argument(
        "--suggested-accounts",
        action="store_true",
        help="book on the usual accounts; those that Spiris lacks are added there",
    )
    connect.add_argument("--no-browser", action="store_true", help="only print the address; open no browser")
    connect.add_argument(
        "--wait", type=_positive, default=600, metavar="SECONDS", help="how long to wait for the consent (600)"
    )
    command("disconnect", _disconnect, "Take the consent at Spiris back, and erase its secrets.", machine)
    sync = command("sync", _sync, "Send to Spiris what waits, until interrupted.", machine)
    sync.add_argument("--once", action="store_true", help="send what can be sent now, then end")
    _add_spiris_simulator(commands)
    return parser


def _add_spiris_simulator(commands: Any) -> None:
    """The one command that has nothing to do with a register's directory."""
    text = "Be a Spiris on this computer, to try things out with: identity server, API and a page of what it received."
    added = commands.add_parser("spiris-simulator", help=text, description=text)
    added.set_defaults(command=_spiris_simulator)
    added.add_argument(
        "--port", type=_port, default=0, metavar="N", help="the port it listens on; a free one without it"
    )
    added.add_argument("--data", type=Path, metavar="DIR", help="keep what it received there; without it it forgets")
    added.add_argument("--faults", type=Path, metavar="PLAN", help="how it misbehaves: a file of JSON")
    added.add_argument("--consent", choices=("ask", "allow", "deny"), default="ask", help="how it answers a consent")
    added.add_argument("--json", action="store_true", help="print its addresses in JSON")


def _run(words: argparse.Namespace) -> int:
    _spare_the_collector()
    from openpos.app import open_window
    from openpos.paths import default_data_directory

    return open_window(words.data or default_data_directory())


def _demo(words: argparse.Namespace) -> int:
    if not words.prepare:
        _spare_the_collector()
    from openpos.app import open_window, prepare_demo_shop

    directory = _directory(words, demo=True)
    if words.prepare:
        prepare_demo_shop(directory)
        _say(f"The demo shop is in {directory}")
        return 0
    return open_window(directory, demo=True)


def _spare_the_collector() -> None:
    """Collect no garbage while the program is loaded: nearly all of it stays for ever, and looking through it is a
    tenth of the start. The window takes the collector over once it stands (`ui.garbage`).
    """
    gc.disable()


def _check(words: argparse.Namespace) -> int:
    from openpos.register.check import check
    from openpos.store.opening import open_for_reading

    store = open_for_reading(_directory(words))
    try:
        checked = check(store, _progress(words))
    finally:
        store.close()
    if words.json:
        findings = [{"where": found.where, "what": found.what} for found in checked.findings]
        _answer(
            {
                "ok": not findings,
                "journal_rows": checked.journal_rows,
                "receipts": checked.receipts,
                "z_reports": checked.z_reports,
                "findings": findings,
            }
        )
    else:
        for found in checked.findings:
            _say(f"{found.where}: {found.what}")
        looked = f"{checked.journal_rows} journal rows, {checked.receipts} receipts, {checked.z_reports} Z reports"
        _say(f"{looked}: {'all is well' if not checked.findings else f'{len(checked.findings)} findings'}")
    return 1 if checked.findings else 0


def _import_articles(words: argparse.Namespace) -> int:
    from openpos.app import opened
    from openpos.clock import now
    from openpos.register.assortment import Assortment

    progress = _progress(words)
    with opened(_directory(words)) as register:
        result = Assortment(register.store, now).import_articles(
            words.file, means=_meanings(words.vat), progress=lambda done, _whole: progress("rows", done)
        )
    counts = {
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "shortened": result.shortened,
    }
    rejections = [{"line": row.line, "reason": str(row.error)} for row in result.rejections]
    if words.json:
        _answer({**counts, "rejections": rejections})
    else:
        for row in rejections:
            _say(f"line {row['line']}: {row['reason']}")
        _say(", ".join(f"{number} {name}" for name, number in counts.items()))
    return 0 if result.new + result.changed + result.unchanged else 1


def _meanings(given: Sequence[str]) -> dict[int, VatCategory]:
    """`12=restaurant` as basis points and category. Raises Refused for what is neither."""
    meanings = {}
    for text in given:
        rate, _, category = text.partition("=")
        if rate not in {"25", "12", "6", "0"} or category not in set(VatCategory):
            raise Refused(
                "“{text}” does not say what a VAT rate means.",
                "Write it like 12=restaurant; the categories are {names}.",
                text=shown(text),
                names=", ".join(VatCategory),
            )
        meanings[int(rate) * 100] = VatCategory(category)
    return meanings


def _report(words: argparse.Namespace) -> int:
    from openpos.app import opened
    from openpos.clock import now
    from openpos.ids import uuid7
    from openpos.register.shifts import Shifts
    from openpos.store.opening import open_for_reading
    from openpos.store.shifts import report_facts

    if words.kind == "x":
        with opened(_directory(words)) as register:
            current = register.shifts.current()
            report = register.shifts.x_report(uuid7(), current.cashier if current else "", paper=False)
    else:
        store = open_for_reading(_directory(words))
        try:
            report = Shifts(store, now).z_report(words.number)
        finally:
            store.close()
    if words.json:
        _answer(report_facts(report))
    else:
        from openpos.printing.layout import report_paper
        from openpos.printing.preview import paper_text

        columns = 48
        rows = paper_text(report_paper(report, columns), columns).splitlines()
        # Without the marks of bold print beyond the edge, and without the scissors.
        _say("\n".join(row[:columns].rstrip() for row in rows[:-1]))
    return 0


def _backup(words: argparse.Namespace) -> int:
    from openpos.store.backup import save_backup
    from openpos.store.opening import open_for_reading

    store = open_for_reading(_directory(words))
    try:
        size = save_backup(store, words.file)
    finally:
        store.close()
    if words.json:
        _answer({"file": str(words.file), "bytes": size})
    else:
        _say(f"Saved in {words.file}: {size} bytes")
    return 0


def _export_sie(words: argparse.Namespace) -> int:
    from openpos.app import opened
    from openpos.clock import now
    from openpos.register.sie import Period, tell_sie, write_sie
    from openpos.store.opening import open_for_reading

    directory, period = _directory(words), Period(words.first, words.last)
    store = open_for_reading(directory)
    try:
        written = write_sie(store, words.file, period, now)
    finally:
        store.close()
    # Beside an open register, or on a disk that can only be read, there is nobody who could write the journal.
    with suppress(Refused, Unavailable), opened(directory) as register:
        tell_sie(register.store, period, now)
    if words.json:
        _answer({"file": written.file, "bytes": written.size})
    else:
        _say(f"Written to {written.file}: {written.size} bytes")
    return 0


def _export_journal(words: argparse.Namespace) -> int:
    from openpos.app import opened
    from openpos.clock import now
    from openpos.register.journal_export import export_journal
    from openpos.register.journal_files import tell_export
    from openpos.store.opening import open_for_reading

    directory = _directory(words)
    store = open_for_reading(directory)
    try:
        exported = export_journal(store, words.file, now, first=words.first, last=words.last)
    finally:
        store.close()
    assert exported is not None, "nobody cancels it here"
    # As with a SIE file: where nobody can write the journal now, it is not told.
    with suppress(Refused, Unavailable), opened(directory) as register:
        tell_export(register.store, exported.period, now)
    if words.json:
        _answer(
            {
                "file": exported.file,
                "bytes": exported.size,
                "from": exported.period.first.isoformat(),
                "to": exported.period.last.isoformat(),
                "rows": exported.rows,
                "events": exported.events,
                "not_told": [{"kind": kind, "count": count} for kind, count in exported.not_told.items()],
                "findings": [{"where": finding.where, "what": finding.what} for finding in exported.findings],
            }
        )
    else:
        _say(f"Written to {exported.file}: {exported.events} events, {exported.size} bytes")
    if exported.findings:
        first = exported.findings[0]
        trouble = Refused(
            "The journal is damaged: {where}: {what}.",
            "The file shows it as it stands. Run “openpos check” for all that is wrong.",
            where=first.where,
            what=first.what,
        )
        print(f"{trouble}", file=sys.stderr)
    return 1 if exported.findings else 0


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a date like 2026-11-01") from None


def _restore(words: argparse.Namespace) -> int:
    from openpos.clock import now
    from openpos.store.backup import restore_backup

    kept = restore_backup(words.file, _directory(words), force=words.force, now=now())
    if words.json:
        _answer({"file": str(words.file), "kept": str(kept) if kept else None})
    else:
        _say(f"Restored from {words.file}" + (f"; what was there is in {kept}" if kept else ""))
    return 0


def _replay(words: argparse.Namespace) -> int:
    from openpos.app import opened
    from openpos.clock import now
    from openpos.register.replay import Replay

    with opened(_directory(words, demo=True)) as register:
        replay = Replay(register.store, register.unit, now, paper=words.paper)
        script = _Script(words.file)
        try:
            for answer in replay.play(script.lines(), first_line=words.first_line):
                _answer(answer)
        except OpenPosError as error:
            _answer({"line": script.line, "error": str(error)})
            print(f"line {script.line}: {error}" if script.line else str(error), file=sys.stderr)
            return 1
    return 0


def _connect(words: argparse.Namespace) -> int:
    """The whole activation without the window. The consent's address stands on a line of its own."""
    from openpos.app import enrolment, opened
    from openpos.sync.oauth import Mode

    with opened(_directory(words)) as register:
        steps = enrolment(register)
        connection = steps.begin(Mode(words.mode))
        client = register.spiris.client(connection.id) or _asked_client()
        way = steps.way(connection)
        try:
            consent = way.ask(client, Mode(words.mode))
            with way.listen(consent) as loopback:
                _say(consent.address)
                if not words.no_browser:
                    register.spiris.browse(consent.address)
                address = loopback.wait(words.wait)
            connection, seen = steps.take(way, connection, client, consent, address)
            for finding in seen.findings:
                print(finding, file=sys.stderr)
            if not seen.good:
                return 1
            connection, year = steps.start_on(connection, seen, words.start_date)
            added = steps.accept(way, year, steps.suggested(way, year)) if words.suggested_accounts else []
            connection = steps.activate(connection, connection.person)
        finally:
            way.close()
    numbers = [account.number for account in added]
    if words.json:
        _answer(
            {
                "company": connection.company_name,
                "organisation_number": connection.organisation_number,
                "sandbox": connection.sandbox,
                "person": connection.person or None,
                "mode": connection.mode,
                "start_date": words.start_date.isoformat(),
                "added_accounts": numbers,
            }
        )
    else:
        _say(f"Connected to {connection.company_name}, {connection.organisation_number}.")
        _say(f"Sales from {words.start_date.isoformat()} on are exported.")
        if numbers:
            _say(f"Added in Spiris: {', '.join(numbers)}")
    return 0


def _asked_client() -> Any:
    """The shop's client, asked for at the terminal."""
    from openpos.sync.activation import CLIENT_ID_NAME, CLIENT_SECRET_NAME
    from openpos.sync.oauth import Client

    client = None
    if sys.stdin.isatty():
        from getpass import getpass

        print("Client id: ", end="", file=sys.stderr, flush=True)
        client = Client(input().strip(), getpass("Client secret: ").strip())
    if client is None or not client.id or not client.secret:
        raise Refused(
            "The shop's client id and secret are missing.",
            "Give them in {id} and {secret}, or start the command at a terminal and type them.",
            id=CLIENT_ID_NAME,
            secret=CLIENT_SECRET_NAME,
        )
    return client


def _disconnect(words: argparse.Namespace) -> int:
    from openpos.app import enrolment, opened

    with opened(_directory(words)) as register:
        steps = enrolment(register)
        known = steps.current()
        told = steps.disconnect(known.person if known else "")
    if words.json:
        _answer({"revoked": told})
    else:
        _say("Disconnected." if told else "Disconnected here; Spiris was not told, so remove the consent there, too.")
    return 0


class _Script:
    """A script's lines, each read when the act before it is done."""

    LONGEST_BYTES = 1_000_000
    """An act of 500 lines with long names has a tenth of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.line = 0
        """The line read last; 0 before the first."""

    def lines(self) -> Iterator[str]:
        """The lines in order. Raises Refused where the file or a line of it can't be read."""
        try:
            with self._path.open("rb") as file:
                while line := file.readline(self.LONGEST_BYTES + 1):
                    self.line += 1
                    yield self._text(line)
        except OSError as error:
            raise Refused("{path} can't be read.", "Give the path of a script.", path=str(self._path)) from error

    def _text(self, line: bytes) -> str:
        if len(line) > self.LONGEST_BYTES:
            raise Refused("This line is too long for an act.", "Write one act a line.")
        try:
            return line.removeprefix(codecs.BOM_UTF8 if self.line == 1 else b"").decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise Refused("This line is no UTF-8 text.", "Save the script as UTF-8.") from error


def _spiris_simulator(words: argparse.Namespace) -> int:
    from openpos.app import serve_spiris

    def tell(facts: dict[str, str]) -> None:
        if words.json:
            _answer(facts)
        else:
            for name, value in facts.items():
                _say(f"{name} {value}")

    serve_spiris(words.port, words.data, words.faults, words.consent, tell)
    return 0


def _sync(words: argparse.Namespace) -> int:
    from threading import Event

    from openpos.app import opened, sender

    with opened(_directory(words)) as register:
        if words.once:
            carrier = sender(register)
            done = carrier.once()
            title, advice, values = carrier.pulse().why
            carrier.stop()
            _told_of_sync(words, register, done.settled)
            if title:
                print(Unavailable(title, advice, **values), file=sys.stderr)
            return 0
        woken = Event()
        carrier = sender(register, woken.set)
        carrier.start()
        try:
            told: dict[str, Any] = {}
            while True:
                woken.wait()
                woken.clear()
                facts = _sync_facts(register)
                if facts != told:
                    _told_of_sync(words, register)
                told = facts
        finally:
            carrier.stop()


def _sync_facts(register: Any) -> dict[str, Any]:
    from openpos.store.outbox import EntryState

    with register.store.read() as tx:
        connection, counts = tx.spiris.connection(), tx.outbox.counts()
    held = connection is not None and connection.title
    return {
        "connection": connection.state.value if connection else "none",
        "why": connection.title.format_map(connection.values) if connection and held else "",
        **{state.value: counts.get(state, 0) for state in EntryState},
    }


def _told_of_sync(words: argparse.Namespace, register: Any, arrived: int | None = None) -> None:
    facts = _sync_facts(register)
    if arrived is not None:
        facts["arrived"] = arrived
    if words.json:
        _answer(facts)
        return
    _say(
        f"{facts['settled']} arrived, {facts['waiting'] + facts['in_flight']} wait, {facts['unknown']} are looked up, "
        f"{facts['rejected']} need a person. Connection: {facts['connection']}. {facts['why']}".rstrip()
    )


def _directory(words: argparse.Namespace, *, demo: bool = False) -> Path:
    from openpos.paths import default_data_directory

    if words.data is not None:
        return Path(words.data)
    return default_data_directory() / "demo" if demo else default_data_directory()


def _answer(facts: dict[str, Any]) -> None:
    """One JSON object on one line, out of the program before the next act begins."""
    _say(json.dumps(facts, ensure_ascii=False))


def _say(text: str) -> None:
    """Lines on standard output, at once."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_answers()
        raise Unavailable(
            "The answer can't be written: {reason}.",
            "What was done stays done; ask again.",
            reason=error.strerror or str(error),
        ) from error


def _forget_answers() -> None:
    """Keep what could not be written from being tried once more when the program ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:  # noqa: PLR2004 - the highest there is
        message = f"{text} is not a port from 0 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _positive(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not int(text):
        message = f"{text} is not a number from 1 to 999999999"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day like 2026-12-01"
        raise argparse.ArgumentTypeError(message) from None


def _progress(words: argparse.Namespace) -> Any:
    """Tells a person at a terminal how far long work is; silent where a program reads."""
    if words.json or not sys.stderr.isatty():
        return lambda _what, _done: None
    return lambda what, done: print(f"\r{what}: {done}", end="", file=sys.stderr)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
