"""Words in the person's language. The English source text is the key; Swedish comes from a compiled translation.

`tr` may be called from the GUI thread only. Texts are plain: nothing a value holds is ever taken for a placeholder,
markup or a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from openpos.domain.errors import OpenPosError
from openpos.domain.money import Money, Quantity, format_money, format_quantity, shown
from openpos.domain.permission import PERMISSION_NAMES, NotPermitted
from openpos.paths import shipped

Language = Literal["sv", "en"]

CONTEXT = "openpos"
NO_BREAK = "\N{NO-BREAK SPACE}"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LONGEST_VALUE = 200

_installed: list[QTranslator] = []


@dataclass(frozen=True, slots=True)
class Said:
    """A trouble in the person's language."""

    title: str
    advice: str


def install(language: Language) -> None:
    """Speak this language from now on. Widgets hear of it by QEvent.LanguageChange. Needs a QCoreApplication."""
    app = QCoreApplication.instance()
    assert app is not None
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale("sv_SE" if language == "sv" else "en_SE"))
    if language == "en":
        return
    for name, folder in (
        ("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("openpos_sv", str(shipped("resources") / "translations")),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)


def tr(text: str, /, **values: object) -> str:
    """The text in the person's language, its {placeholders} filled with the values."""
    return _filled(QCoreApplication.translate(CONTEXT, text), values) if text else ""


def tr_n(count: int, one: str, many: str, /, **values: object) -> str:
    """`one` for a count of one, else `many`; {count} in them is the count. English and Swedish need no more forms."""
    return tr(one if count == 1 else many, count=count, **values)


def translate_error(error: OpenPosError) -> Said:
    """What happened and what to do, in the person's language."""
    values = dict(error.values)
    if isinstance(error, NotPermitted):
        values["what"] = tr(PERMISSION_NAMES[error.permission])  # a text of the program's own within its sentence
    return Said(tr(error.title, **values), tr(error.advice, **values))


def money(amount: Money) -> str:
    """`1 234,50` with a space that does not break and a true minus sign."""
    return format_money(amount, thousands=NO_BREAK).replace("-", "\N{MINUS SIGN}")


def quantity(amount: Quantity) -> str:
    """`3` or `0,375`."""
    return format_quantity(amount).replace("-", "\N{MINUS SIGN}")


def percent(rate_bp: int) -> str:
    """`12,5 %`: as many decimals as it has."""
    return f"{quantity(Quantity(rate_bp * 10))}{NO_BREAK}%"


def _filled(text: str, values: Mapping[str, object]) -> str:
    # Not str.format: a placeholder must not reach into a value, and a text without its value is still shown.
    return _PLACEHOLDER.sub(lambda found: _worded(values[found[1]]) if found[1] in values else found[0], text)


def _worded(value: object) -> str:
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Quantity):
        return quantity(value)
    return shown(str(value), _LONGEST_VALUE)
