"""What every page of the window is given, and what the window asks of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from openpos.domain.payment import Method
from openpos.domain.permission import Person
from openpos.domain.sale import Sale
from openpos.settings import Settings
from openpos.ui.background import Lane
from openpos.ui.changes import Changes
from openpos.ui.parts import Parts
from openpos.ui.screens.asked import Lend
from openpos.ui.widgets.messages import Toast

PAGES = (
    "login",
    "checkout",
    "open_shift",
    "close_shift",
    "receipts",
    "drawer",
    "reports",
    "articles",
    "article_import",
    "methods",
    "cost_centres",
    "staff",
    "roles",
    "customers",
    "integrations",
    "settings",
    "shop_details",
    "history",
    "setup",
    "papers",
    "sent",
    "booked",
)
"""The names `Desk.go` takes. Each page lies in `ui/screens/<name>/view.py` as `page(desk)`, built when first shown."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page can reach: the use cases, the threads to run them on, and the way to other pages."""

    parts: Parts
    register: Lane
    """For what writes or asks the control unit."""
    printing: Lane
    """For the printer; never wait for it."""
    changes: Changes
    go: Callable[[str], None]
    """Show another page, one of PAGES. "checkout" leads to "open_shift" while no shift is open."""
    take_up: Callable[[Sale, Method], None]
    """This sale is the open basket now: the checkout shows it, a return with what is to be paid back by the method."""
    person: Callable[[], Person | None]
    """Who is logged in."""
    lend: Lend
    """Where the person may not: ask somebody who may, for one act."""
    log_in: Callable[[Person], None]
    """This person stands at the register now: leads to the checkout."""
    log_out: Callable[[], None]
    """Nobody stands at the register: journals it and leads to the login. An open basket stays."""
    settings: Callable[[], Settings]
    """As they are now."""
    change_settings: Callable[[Settings], None]
    """Put these up at once (theme, language, sizes) and have them saved on the register lane."""
    print_now: Callable[[], None]
    """Print what is queued, on the printing lane; call it after any act that queued a paper."""
    mail_now: Callable[[], None]
    """E-mail what is queued, on the mail lane; call it after any act that queued an electronic receipt."""
    send_now: Callable[[], None]
    """Send to Spiris what waits; call it after a person's act that lets something go."""
    toast: Toast
    """For what may be read in passing."""


class Page(Protocol):
    """What the window calls on a page, which is a QWidget. A page may also have `scanned(code: str)` for the scanner
    and `search: QWidget` to stand in the middle of the status strip while it is shown, and `more_keys` for F1: keys
    that belong to no key on the page, each with the English source text of what it does. `on_closing()` is called when
    the program ends: long work is to be given up.
    """

    def on_shown(self) -> None:
        """The page is in front now."""

    def on_hidden(self) -> None:
        """Another page is in front now."""


Build = Callable[[Desk], QWidget]
