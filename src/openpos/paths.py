"""Where files lie: in a checkout, in an installed wheel and in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

DATABASE = "register.db"
SETTINGS = "register.toml"
LOCK = "register.lock"
LOG = "register.log"


def shipped(folder: str) -> Path:
    """`resources` or `migrations`: beside `src/` in a checkout, inside the package in a wheel or a frozen program."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / folder] if frozen else []
    places += [package / f"_{folder}", package.parent.parent / folder]
    for place in places:
        if place.is_dir():
            return place
    message = f"the program's own folder “{folder}” is missing: install it again"
    raise FileNotFoundError(message)


def default_data_directory() -> Path:
    """The user's data directory for this register. Nothing is made here."""
    import platformdirs

    return Path(platformdirs.user_data_dir("OpenPOS", appauthor=False))
