"""How this register's settings look and read: theme, sizes, hand and language of the whole program at once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from openpos.settings import Settings
from openpos.ui import i18n, theme
from openpos.ui.theme import Look, Theme


def theme_of(settings: Settings, px_per_mm: float) -> Theme:
    """The theme these settings ask for on a screen with so many pixels to the millimetre."""
    return Theme(
        Look(settings.theme),
        px_per_mm=px_per_mm * settings.screen_percent / 100,
        text_percent=settings.text_percent,
        left_handed=settings.hand == "left",
    )


def apply_settings(app: QApplication, settings: Settings) -> None:
    """Look and speak as the settings ask, from now on and on every screen. GUI thread; takes a moment."""
    wanted = theme_of(settings, theme.px_per_mm_of(app.primaryScreen()))
    if wanted != theme.current() or not app.styleSheet():
        theme.apply(app, wanted)
    i18n.install("en" if settings.language == "en" else "sv")
