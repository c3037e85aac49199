"""Every trouble is told in whole sentences."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import openpos
from openpos.domain.errors import N_, NotDone, OpenPosError, Refused, Rejected, Unavailable

SOURCES = sorted(Path(openpos.__file__).parent.rglob("*.py"))
TROUBLES = {kind.__name__ for kind in (OpenPosError, Refused, Unavailable, NotDone, Rejected)}


def test_says_what_happened_and_what_to_do() -> None:
    trouble = Refused("{left} is left to pay.", "Take the rest of {left} first.", left="12,50")
    assert str(trouble) == "12,50 is left to pay. Take the rest of 12,50 first."
    assert str(Refused("No shift is open.")) == "No shift is open."


def test_foreign_text_is_never_read_as_a_placeholder() -> None:
    assert str(Refused("“{text}” is no act.", text="{left} {0} {text.__class__}")) == (
        "“{left} {0} {text.__class__}” is no act."
    )


def test_what_is_certainly_not_done_is_also_unavailable() -> None:
    assert issubclass(NotDone, Unavailable)
    assert not issubclass(Refused, Unavailable)
    assert not issubclass(Rejected, Unavailable)


def test_marking_a_text_leaves_it_as_it_is() -> None:
    assert N_("Cash") == "Cash"


def texts_of(node: ast.expr) -> Iterator[str]:
    """The literal texts an argument can be; none where it comes from elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from texts_of(node.body)
            yield from texts_of(node.orelse)
        case ast.Call(func=ast.Name(id="N_"), args=[marked]):
            yield from texts_of(marked)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.name))
def test_every_placeholder_in_the_program_has_its_value(source: Path) -> None:
    for call in ast.walk(ast.parse(source.read_text("utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in TROUBLES:
            continue
        given = {keyword.arg for keyword in call.keywords}
        for text in (text for argument in call.args for text in texts_of(argument)):
            asked = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
            assert None in given or asked <= given, f"{source.name}:{call.lineno}: {asked - given} in “{text}”"
            assert text == text.strip(), f"{source.name}:{call.lineno}"
