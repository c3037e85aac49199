#!/usr/bin/env python3
"""Keeps the Swedish texts: finds every text a person may read, holds its translation, compiles what the program loads.

    translations.py                       take in new texts, compile
    translations.py --set ENGLISH SWEDISH give a text its Swedish (may be repeated); several people may do so at once
    translations.py --missing             list the texts that have no Swedish yet
    translations.py --tidy                forget the texts the program no longer has
    translations.py --check               fail unless all is translated, with the same {placeholders}, and compiled

Found are the literals in tr("…"), tr_n(count, "…", "…"), N_("…") and the title and advice of the errors in
openpos.domain.errors and their subclasses, wherever they are raised.
"""

from __future__ import annotations

import argparse
import ast
import fcntl
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
ERRORS = frozenset({"OpenPosError", "Refused", "Unavailable", "NotDone", "Rejected"})
# Which positional arguments and which keywords of a call are texts.
TEXTS_OF_CALL = {"tr": ((0,), ()), "N_": ((0,), ("text",)), "tr_n": ((1, 2), ())}
TEXTS_OF_ERROR = ((0, 1), ("title", "advice"))
PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


@dataclass(frozen=True)
class Places:
    """Where things lie, so that a test can have its own."""

    sources: Path
    folder: Path

    @classmethod
    def of(cls, root: Path) -> Places:
        return cls(root / "src" / "openpos", root / "resources" / "translations")

    @property
    def ts(self) -> Path:
        return self.folder / "openpos_sv.ts"

    @property
    def qm(self) -> Path:
        return self.folder / "openpos_sv.qm"


@dataclass
class Entry:
    """A text's Swedish (empty where there is none yet) and whether the program still has the text."""

    swedish: str = ""
    used: bool = True


# ------------------------------------------------------------------------------------------------------ finding texts


def texts_in(sources: Path) -> tuple[set[str], list[str]]:
    """All source texts below a directory, and complaints about calls whose text cannot be known beforehand."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(sources.rglob("*.py"))}
    errors, with_own_init = _error_classes(trees.values())
    found: set[str] = set()
    complaints: list[str] = []
    for path, tree in trees.items():
        for call, of_error in _calls(tree, errors):
            name = _name(call.func)
            if name in TEXTS_OF_CALL:
                wanted = TEXTS_OF_CALL[name]
            elif of_error or (name in errors and name not in with_own_init):
                wanted = TEXTS_OF_ERROR
            else:
                continue
            for node in _arguments(call, *wanted):
                texts = _literals(node)
                if texts is None:
                    complaints.append(f"{path}:{node.lineno}: a text put together as it runs can't be translated")
                else:
                    found.update(text for text in texts if text)
    return found, complaints


def _error_classes(trees: Iterable[ast.AST]) -> tuple[set[str], set[str]]:
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    errors = set(ERRORS)
    before = -1
    while before != len(errors):
        before = len(errors)
        errors |= {made.name for made in classes if any(_name(base) in errors for base in made.bases)}
    own = {
        made.name
        for made in classes
        if made.name in errors - ERRORS
        and any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in made.body)
    }
    return errors, own


def _calls(tree: ast.AST, errors: set[str]) -> Iterator[tuple[ast.Call, bool]]:
    """Every call, and whether it is an error class handing texts to the class above it."""
    handing_on = {
        id(call)
        for made in ast.walk(tree)
        if isinstance(made, ast.ClassDef) and made.name in errors - ERRORS
        for call in ast.walk(made)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, id(node) in handing_on


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _arguments(call: ast.Call, places: Sequence[int], keywords: Sequence[str]) -> Iterator[ast.expr]:
    for place in places:
        if place < len(call.args):
            yield call.args[place]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in keywords)


def _literals(node: ast.expr) -> list[str] | None:
    """The texts an argument may be; none for a name (marked where it was made); None for a text put together."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        parts = [_literals(node.body), _literals(node.orelse)]
        return None if None in parts else [text for part in parts if part for text in part]
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return None
    return []


# ---------------------------------------------------------------------------------------------------------- the files


def read(ts: Path) -> dict[str, Entry]:
    """The entries of a .ts file; none where there is no file."""
    if not ts.exists():
        return {}
    entries = {}
    for message in ET.parse(ts).getroot().iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        assert translation is not None
        kind = translation.get("type")
        entries[message.findtext("source") or ""] = Entry(translation.text or "", used=kind != "vanished")
    return entries


def written(entries: Mapping[str, Entry]) -> str:
    """The .ts file's content: sorted, one message a line, so that two people's changes merge."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines += ['<TS version="2.1" language="sv_SE" sourcelanguage="en">', "<context>", "    <name>openpos</name>"]
    for source, entry in sorted(entries.items()):
        kind = "" if entry.used and entry.swedish else f' type="{"unfinished" if entry.used else "vanished"}"'
        lines.append(
            f"    <message><source>{escape(source)}</source>"
            f"<translation{kind}>{escape(entry.swedish)}</translation></message>"
        )
    return "\n".join([*lines, "</context>", "</TS>", ""])


def merged(entries: Mapping[str, Entry], texts: set[str]) -> dict[str, Entry]:
    """The entries with every text of the program; those it no longer has stay, marked, in case they come back."""
    known = {source: Entry(entry.swedish, used=source in texts) for source, entry in entries.items()}
    return known | {text: Entry() for text in texts - entries.keys()}


def compiled(ts_content: str) -> bytes:
    """What the program loads, made by Qt's lrelease."""
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None, "lrelease comes with PySide6-Essentials"
    assert spec.origin is not None
    lrelease = Path(spec.origin).parent / "lrelease"
    with tempfile.TemporaryDirectory() as folder:
        ts, qm = Path(folder) / "openpos_sv.ts", Path(folder) / "openpos_sv.qm"
        ts.write_text(ts_content, encoding="utf-8")
        subprocess.run([lrelease, "-silent", "-nounfinished", ts, "-qm", qm], check=True)
        return qm.read_bytes()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one writer at a time; the others wait. The lock is the directory itself, so nothing is left lying."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of the old one or all of the new one."""
    if path.exists() and path.read_bytes() == content:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def save(places: Places, entries: Mapping[str, Entry]) -> None:
    content = written(entries)
    replace(places.ts, content.encode())
    replace(places.qm, compiled(content))


# ----------------------------------------------------------------------------------------------------------- checking


def wrong_with(source: str, swedish: str) -> str | None:
    """Why a translation cannot be used, or None."""
    if sorted(set(PLACEHOLDER.findall(source))) != sorted(set(PLACEHOLDER.findall(swedish))):
        return f"the {{placeholders}} differ: {source!r} / {swedish!r}"
    return None


def complaints_about(places: Places) -> list[str]:
    """Everything that keeps a Swedish user from reading Swedish."""
    texts, complaints = texts_in(places.sources)
    entries = read(places.ts)
    for text in sorted(texts):
        entry = entries.get(text, Entry())
        if not entry.swedish:
            complaints.append(f"no Swedish for: {text!r}")
        elif wrong := wrong_with(text, entry.swedish):
            complaints.append(wrong)
    complaints += [f"no longer used (--tidy): {text!r}" for text in sorted(entries.keys() - texts)]
    content = written(merged(entries, texts))
    if not places.ts.exists() or places.ts.read_text(encoding="utf-8") != content:
        complaints.append(f"{places.ts.name} is stale: run scripts/translations.py")
    if not places.qm.exists() or places.qm.read_bytes() != compiled(content):
        complaints.append(f"{places.qm.name} is stale: run scripts/translations.py")
    return complaints


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run one of the commands in this module's docstring; 0 only where nothing is left to complain about."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=2, action="append", default=[], metavar=("ENGLISH", "SWEDISH"))
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--tidy", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(argv)
    places = Places.of(root)

    if options.check:
        complaints = complaints_about(places)
        print("\n".join(complaints) or "Every text has its Swedish.", file=sys.stderr if complaints else sys.stdout)
        return 1 if complaints else 0

    for english, swedish in options.set:
        if wrong := wrong_with(english, swedish):
            print(wrong, file=sys.stderr)
            return 1
    with alone(places.folder):
        texts, complaints = texts_in(places.sources)
        entries = read(places.ts)
        entries |= {english: Entry(swedish) for english, swedish in options.set}
        entries = merged(entries, texts)
        if options.tidy:
            entries = {source: entry for source, entry in entries.items() if entry.used}
        save(places, entries)
    missing = [source for source, entry in sorted(entries.items()) if entry.used and not entry.swedish]
    if options.missing:
        print("\n".join(missing))
    else:
        print(f"{len(entries)} texts, {len(missing)} without Swedish")
    if complaints:
        print("\n".join(complaints), file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
