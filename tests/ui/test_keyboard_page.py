"""docs/keyboard.md tells every key that F1 shows on any page, at that page's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from openpos.ui.desk import PAGES
from openpos.ui.screens.checkout.menu_view import PAGE_KEYS, SALE_KEYS
from openpos.ui.widgets.keys import keys_of
from tests.fixtures.desk import Workplace
from tests.fixtures.front import Front, front_of

DESCRIBED = (Path(__file__).parents[2] / "docs" / "keyboard.md").read_text("utf-8")
SECTIONS = {"checkout": "Checkout", "receipts": "Receipts", "articles": "Articles"}
ROWS = {
    "open_shift": "Open a shift",
    "close_shift": "Close the shift",
    "drawer": "Cash drawer",
    "reports": "Reports",
    "papers": "Print jobs",
    "methods": "Methods of payment",
    "cost_centres": "Methods of payment",
    "staff": "Methods of payment",
    "roles": "Methods of payment",
    "sent": "Sent to Spiris",
    "booked": "Z reports and vouchers",
    "customers": "Customers",
    "integrations": "Integrations",
    "settings": "Settings",
    "shop_details": "The shop's details",
    "history": "History of settings",
    "article_import": "Read in articles",
}
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F[0-9]{1,2}|PgUp|PgDown|[A-Z0-9])(?!\w)")


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    with front_of(place, qtbot) as made:
        yield made


def described(page: str) -> set[str]:
    """The keys that stand in a page's section, or in its row."""
    if page in SECTIONS:
        part = DESCRIBED.partition(f"\n## {SECTIONS[page]}\n")[2].partition("\n## ")[0]
    else:
        part = next(row for row in DESCRIBED.splitlines() if row.startswith(f"| {ROWS[page]}"))
    return set(KEY.findall(part))


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"login", "setup"}))
def test_every_key_of_a_page_is_described(front: Front, page: str) -> None:
    front.window._open(page)
    front.settle()
    hints = (*keys_of(front.window), *front.window.hints.more)
    shown = {key for text, _ in hints for key in KEY.findall(text)} - {"F1"}
    assert sorted(shown - described(page)) == []


def test_every_key_of_the_menu_is_described() -> None:
    part = DESCRIBED.partition("\n## More to do (F6)\n")[2].partition("\n## ")[0]
    assert sorted({shortcut for *_, shortcut in (*SALE_KEYS, *PAGE_KEYS)} - set(KEY.findall(part))) == []
