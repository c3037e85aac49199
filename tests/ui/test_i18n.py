"""Every text has its Swedish, and texts come out plain whatever their values hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Money, Quantity
from openpos.ui import i18n
from scripts import translations

SCRIPT = Path(translations.__file__)


@pytest.fixture
def swedish(qtbot: QtBot) -> Iterator[None]:
    del qtbot  # there must be an application
    i18n.install("sv")
    yield
    i18n.install("en")


def test_every_text_of_the_program_has_its_swedish() -> None:
    assert translations.complaints_about(translations.Places.of(translations.ROOT)) == []


@pytest.mark.usefixtures("swedish")
def test_swedish_and_english() -> None:
    error = Refused("{amount} is more than the {due} left to pay.", amount=Money(123450), due=Money(-5))
    assert i18n.tr("The disk is full.") == "Disken är full."
    assert i18n.translate_error(error).title == "1\u00a0234,50 är mer än de \N{MINUS SIGN}0,05 som återstår att betala."
    i18n.install("en")
    assert i18n.tr("The disk is full.") == "The disk is full."
    assert i18n.translate_error(error).title == "1\u00a0234,50 is more than the \N{MINUS SIGN}0,05 left to pay."


def test_counts_choose_their_word() -> None:
    assert i18n.tr_n(1, "{count} article", "{count} articles") == "1 article"
    assert i18n.tr_n(0, "{count} article", "{count} articles") == "0 articles"


def test_values_are_words_and_never_placeholders() -> None:
    said = i18n.translate_error(OpenPosError("{a} and {b}, {missing} {0} {a.__class__}", "", a="{b}", b=Quantity(375)))
    assert said.title == "{b} and 0,375, {missing} {0} {a.__class__}"
    assert said.advice == ""


@given(st.text())
def test_no_value_breaks_a_sentence(value: str) -> None:
    said = i18n.tr("<{value}>", value=value)
    assert said.startswith("<")
    assert said.endswith(">")
    assert said.isprintable()
    assert len(said) <= 210


# ---------------------------------------------------------------------------------------------------------- the script


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sources = tmp_path / "src" / "openpos"
    sources.mkdir(parents=True)
    (sources / "a.py").write_text(
        "class Full(Refused):\n"
        "    def __init__(self, path):\n"
        "        super().__init__('{path} is full.', 'Make room.', path=path)\n"
        "raise Full('/not/a/text')\n"
        "raise errors.NotDone('No paper.', advice='Put in a roll.')\n"
        "i18n.tr('Pay' if due else 'Done')\n"
        "tr_n(n, 'one', 'many')\n"
        "tr(marked)\n"
        "X = N_('A ' 'joined text')\n",
        encoding="utf-8",
    )
    return tmp_path


FOUND = {
    "{path} is full.",
    "Make room.",
    "No paper.",
    "Put in a roll.",
    "Pay",
    "Done",
    "one",
    "many",
    "A joined text",
}


def run(project: Path, *arguments: str) -> int:
    return translations.main(arguments, root=project)


def set_all(project: Path) -> None:
    pairs = [part for text in FOUND for part in ("--set", text, f"sv {text}")]
    assert run(project, *pairs) == 0


def test_texts_are_found_wherever_they_are_said(project: Path) -> None:
    texts, complaints = translations.texts_in(project / "src" / "openpos")
    assert texts == FOUND
    assert complaints == []


def test_a_text_put_together_as_it_runs_is_complained_about(project: Path) -> None:
    (project / "src" / "openpos" / "b.py").write_text("tr(f'{n} left')\ntr('a' + b)\n", encoding="utf-8")
    assert len(translations.texts_in(project / "src" / "openpos")[1]) == 2
    assert run(project) == 1


def test_the_check_wants_everything_translated_and_compiled(project: Path) -> None:
    assert run(project) == 0
    assert run(project, "--check") == 1
    set_all(project)
    assert run(project, "--check") == 0
    places = translations.Places.of(project)
    places.qm.write_bytes(b"old")
    assert any("openpos_sv.qm is stale" in complaint for complaint in translations.complaints_about(places))
    assert run(project) == 0
    assert run(project, "--check") == 0


def test_a_translation_with_other_placeholders_is_refused(project: Path) -> None:
    assert run(project, "--set", "{path} is full.", "{stig} är full.") == 1
    set_all(project)
    ts = translations.Places.of(project).ts
    ts.write_text(ts.read_text(encoding="utf-8").replace("sv {path}", "sv {sökväg}"), encoding="utf-8")
    complaints = translations.complaints_about(translations.Places.of(project))
    assert any("placeholders" in complaint for complaint in complaints)


def test_a_text_that_left_is_kept_until_tidied_and_revives(project: Path) -> None:
    set_all(project)
    source = project / "src" / "openpos" / "a.py"
    kept = source.read_text(encoding="utf-8")
    source.write_text(kept.replace("tr_n(n, 'one', 'many')\n", ""), encoding="utf-8")
    run(project)
    assert run(project, "--check") == 1
    source.write_text(kept, encoding="utf-8")
    run(project)
    assert run(project, "--check") == 0
    source.write_text(kept.replace("tr_n(n, 'one', 'many')\n", ""), encoding="utf-8")
    assert run(project, "--tidy") == 0
    assert run(project, "--check") == 0
    assert "many" not in translations.read(translations.Places.of(project).ts)


def test_several_people_may_add_texts_at_once(project: Path) -> None:
    texts = sorted(FOUND)
    program = (
        "import sys; from pathlib import Path; from scripts.translations import main; "
        "sys.exit(main(sys.argv[2:], root=Path(sys.argv[1])))"
    )
    people = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(project), "--set", text, f"sv {text}"],
            cwd=SCRIPT.parent.parent,
            stdout=subprocess.DEVNULL,
        )
        for text in texts
    ]
    assert [person.wait(60) for person in people] == [0] * len(people)
    assert run(project, "--check") == 0
