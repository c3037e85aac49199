"""Colours, sizes and type: every screen's look is made from the tokens here and from nowhere else.

Sizes are told in millimetres, because a finger is, and turned into pixels by `Theme.px_per_mm`. The tokens' own pixels
are those of a screen with 96 dots to the inch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QBoxLayout

from openpos.paths import shipped

PX_PER_MM = 96 / 25.4
"""A screen with 96 dots to the inch, which a 15-inch screen of 1024 × 768 or 1366 × 768 counts as."""
_LEAST_PX = QSize(1024, 768)
"""The smallest screen the register is made for."""
MIN_TEXT_PERCENT, MAX_TEXT_PERCENT = 100, 200

_FAMILY = "Inter"
_FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")


class Look(StrEnum):
    """The themes a person can choose between."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class State(StrEnum):
    """How something is; always shown by an icon and a word too, never by its colour alone."""

    PLAIN = "plain"
    OK = "ok"
    SOON = "soon"
    """Look at it soon: work goes on."""
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, as #RRGGBB. A test measures the contrast of every pair that meets on a screen."""

    page: str
    surface: str
    ink: str
    second_ink: str
    line: str
    accent: str
    on_accent: str
    paid: str
    soon: str
    soon_page: str
    stop: str
    stop_page: str
    newest: str
    """Behind the newest or selected line and the chosen key."""
    pressed: str
    focus: str


@dataclass(frozen=True, slots=True)
class GroupColour:
    """One of the twelve colours of an article group: the key and what is written on it."""

    name: str
    background: str
    ink: str


TOKENS = {
    Look.LIGHT: Tokens(
        page="#F3F5F8",
        surface="#FFFFFF",
        ink="#121920",
        second_ink="#435060",
        line="#D3D9E1",
        accent="#0B57A4",
        on_accent="#FFFFFF",
        paid="#0B6B36",
        soon="#7A4F00",
        soon_page="#FFEFC9",
        stop="#A61B14",
        stop_page="#FDE7E5",
        newest="#E6F0FA",
        pressed="#DFE6EE",
        focus="#0B57A4",
    ),
    Look.DARK: Tokens(
        page="#0E1318",
        surface="#19212A",
        ink="#F2F5F9",
        second_ink="#B7C1CD",
        line="#2D3844",
        accent="#7AB8FF",
        on_accent="#0E1318",
        paid="#63D8A4",
        soon="#F6C663",
        soon_page="#35290F",
        stop="#FF938A",
        stop_page="#3A1F1E",
        newest="#1D3348",
        pressed="#2A3846",
        focus="#7AB8FF",
    ),
    Look.HIGH_CONTRAST: Tokens(
        page="#000000",
        surface="#000000",
        ink="#FFFFFF",
        second_ink="#FFFFFF",
        line="#FFFFFF",
        accent="#FFE600",
        on_accent="#000000",
        paid="#FFFFFF",
        soon="#FFE600",
        soon_page="#000000",
        stop="#FFE600",
        stop_page="#000000",
        newest="#333300",
        pressed="#4D4D00",
        focus="#FFE600",
    ),
}

# name, light background, dark background. The ink on them is the theme's own.
_GROUP_COLOURS = (
    ("red", "#F5BCB8", "#572723"),
    ("orange", "#F5D2B8", "#573A23"),
    ("amber", "#F5E3B8", "#45391C"),
    ("lime", "#D9E6B3", "#3B451C"),
    ("green", "#B3E6BB", "#1C4523"),
    ("teal", "#B3E6DB", "#1C453D"),
    ("cyan", "#B8E9F5", "#1C3D45"),
    ("blue", "#B8D2F5", "#284162"),
    ("indigo", "#B8B8F5", "#2C2C6D"),
    ("violet", "#D6B8F5", "#4C2C6D"),
    ("pink", "#F5B8DE", "#572344"),
    ("grey", "#D6DAE0", "#363C45"),
)
GROUP_COLOURS = len(_GROUP_COLOURS)


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that decides how the screens look: the person's choices and the screen's size. Pixels come out."""

    look: Look = Look.LIGHT
    px_per_mm: float = PX_PER_MM
    text_percent: int = 100
    left_handed: bool = False
    tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", TOKENS[self.look])
        clamped = min(max(self.text_percent, MIN_TEXT_PERCENT), MAX_TEXT_PERCENT)
        object.__setattr__(self, "text_percent", clamped)

    def mm(self, length_mm: float) -> int:
        """A length on the glass in pixels, rounded to the nearest."""
        return round(length_mm * self.px_per_mm)

    @property
    def key_px(self) -> int:
        """The side of a payment key or a numpad key: 19 mm, 72 px at 96 dpi."""
        return math.ceil(72 * self._density)

    @property
    def touch_px(self) -> int:
        """The least side of anything else that is touched: 12.7 mm, 48 px at 96 dpi."""
        return math.ceil(48 * self._density)

    @property
    def slop_px(self) -> int:
        """How far a gloved finger may slide off a key and still have pressed it: 3 mm."""
        return self.mm(3)

    @property
    def radius(self) -> int:
        return self.space(6)

    def space(self, token_px: int) -> int:
        """One of the spaces 4, 8, 12, 16, 24 and 32 (or another small length) on this screen."""
        return round(token_px * self._density)

    def icon(self, token_px: int) -> int:
        """The side of an icon, which grows with the letters beside it."""
        return self._letters(token_px)

    # The type scale. Letters grow with the screen's density and the person's choice and never shrink below the token.

    @property
    def small(self) -> int:
        return self._letters(14)

    @property
    def body(self) -> int:
        return self._letters(18)

    @property
    def large(self) -> int:
        return self._letters(22)

    @property
    def title(self) -> int:
        return self._letters(28)

    @property
    def total(self) -> int:
        """The size of type whose digits are 48 px high: Inter's digits are 0.727 of its size."""
        return self._letters(66)

    @property
    def figure(self) -> int:
        """48: large figures that are not the total."""
        return self._letters(48)

    def group(self, colour: int) -> GroupColour:
        """The colour of an article group by its place in the palette; a number outside it goes round."""
        name, light, dark = _GROUP_COLOURS[colour % GROUP_COLOURS]
        background = {Look.LIGHT: light, Look.DARK: dark}.get(self.look, self.tokens.surface)
        return GroupColour(name, background, self.tokens.ink)

    def state_ink(self, state: State) -> str:
        """The colour of a state's icon and border."""
        tokens = self.tokens
        return {State.OK: tokens.paid, State.SOON: tokens.soon, State.STOP: tokens.stop}.get(state, tokens.second_ink)

    def state_page(self, state: State) -> str:
        """What a state's words stand on."""
        tokens = self.tokens
        return {State.SOON: tokens.soon_page, State.STOP: tokens.stop_page}.get(state, tokens.surface)

    def hand(self) -> QBoxLayout.Direction:
        """The direction in which the big parts of a screen stand: keys at the right hand, or at the left."""
        return QBoxLayout.Direction.RightToLeft if self.left_handed else QBoxLayout.Direction.LeftToRight

    def font(self, size_px: int, *, strong: bool = False) -> QFont:
        """The typeface with figures of equal width."""
        return _font(size_px, strong)

    @property
    def _density(self) -> float:
        return max(1.0, self.px_per_mm / PX_PER_MM)

    def _letters(self, token_px: int) -> int:
        return round(token_px * self._density * self.text_percent / 100)


@cache
def _font(size_px: int, strong: bool) -> QFont:  # noqa: FBT001 - private, and cache wants plain arguments
    font = QFont(_FAMILY)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def px_per_mm_of(screen: QScreen) -> float:
    """What the screen tells about itself, or 96 dots to the inch where it tells nothing that can be true."""
    size_px, size_mm = screen.size(), screen.physicalSize()
    if size_px.height() <= 768 or size_mm.width() <= 0:  # noqa: PLR2004 - the two common 15-inch registers
        return PX_PER_MM
    told = size_px.width() / size_mm.width()
    diagonal_mm = math.hypot(size_mm.width(), size_mm.height())
    believable = 150 < diagonal_mm < 900 and 70 / 25.4 < told < 300 / 25.4  # noqa: PLR2004 - 6 to 35 inches
    return told if believable else PX_PER_MM


def fitting_px_per_mm(wished: float, room: QSize) -> float:
    """As much of what is wished as leaves room for the smallest screen's content: no key is ever off the screen."""
    most = min(room.width() / _LEAST_PX.width(), room.height() / _LEAST_PX.height()) * PX_PER_MM
    return min(wished, max(most, PX_PER_MM))


_current = Theme()


def current() -> Theme:
    """The theme that `apply` put up last. Painting widgets ask for it as they paint; GUI thread only."""
    return _current


def apply(app: QApplication, theme: Theme) -> None:
    """Put the theme up in the whole program. Widgets hear of it by QEvent.StyleChange."""
    global _current  # noqa: PLW0603 - a screen has one look at a time, and passing it to every widget helps nobody
    _load_fonts()
    _current = theme
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")  # looks the same on every machine, and a style sheet can change all of it
    app.setFont(theme.font(theme.body))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


@cache
def _load_fonts() -> None:
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(shipped("resources") / "fonts" / name))


def palette(theme: Theme) -> QPalette:
    """The colours for what Qt draws by itself."""
    tokens = theme.tokens
    made = QPalette()
    role = QPalette.ColorRole
    for colour_role, colour in (
        (role.Window, tokens.page),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.page),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.stop),
        (role.PlaceholderText, tokens.second_ink),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.page),
        (role.Mid, tokens.line),
        (role.Dark, tokens.second_ink),
        (role.Shadow, tokens.line),
    ):
        made.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.second_ink))
    return made


def inset(rect: QRect, by_px: int) -> QRect:
    """The rectangle made smaller on all four sides."""
    return rect.adjusted(by_px, by_px, -by_px, -by_px)


def style_sheet(theme: Theme) -> str:
    """The style sheet made from the tokens: what stock Qt widgets need. The register's own widgets paint themselves."""
    tokens = theme.tokens
    ring = max(3, theme.space(3))
    return _SHEET.substitute(
        {name: getattr(tokens, name) for name in Tokens.__slots__},
        touch=theme.touch_px,
        half=theme.touch_px // 2,
        radius=theme.radius,
        s4=theme.space(4),
        s8=theme.space(8),
        s12=theme.space(12),
        s16=theme.space(16),
        ring=ring,
        more=ring - 1,  # so that the ring of the focus moves nothing
        side=theme.space(12) + ring - 1,
        cell=theme.space(8) + 3,  # where Qt puts the text of the cells below
        glass=max(theme.touch_px, theme.icon(24) + theme.space(16)),
        field=theme.touch_px - 2 * ring,
        small=theme.small,
        body=theme.body,
        large=theme.large,
        title=theme.title,
        figure=theme.figure,
        total=theme.total,
    )


_SHEET = Template("""
QWidget { color: $ink; outline: none; }
QMainWindow, QDialog, QWidget[role="page"] { background: $page; }
QWidget[role="surface"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QWidget[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QWidget[role="foot"] { background: $surface; border: none; border-top: 1px solid $line; }

QLabel { background: transparent; border: none; }
QLabel[type="small"] { font-size: ${small}px; color: $second_ink; }
QLabel[type="second"] { color: $second_ink; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="large"] { font-size: ${large}px; }
QLabel[type="heading"] { font-size: ${large}px; font-weight: 600; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[type="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[type="total"] { font-size: ${total}px; font-weight: 600; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
    background: $surface; border: 1px solid $second_ink; border-radius: ${radius}px;
    padding: ${more}px ${side}px; min-height: ${field}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $second_ink;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: ${ring}px solid $focus; padding: 0 ${s12}px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $page; color: $second_ink; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $page; }
QLineEdit[type="large"] { font-size: ${large}px; }
QLineEdit[type="amount"] { font-size: ${figure}px; font-weight: 600; }
QLineEdit[type="search"] { padding-left: ${glass}px; padding-right: ${touch}px; }
QComboBox::drop-down { border: none; width: ${touch}px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $second_ink; }
QComboBox QAbstractItemView::item { min-height: ${touch}px; padding: 0 ${s12}px; }

QCheckBox, QRadioButton { min-height: ${touch}px; spacing: ${s12}px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${half}px; height: ${half}px; }
QCheckBox:focus, QRadioButton:focus { border: ${ring}px solid $focus; border-radius: ${radius}px; }

QAbstractItemView {
    background: $surface; border: 1px solid $line; border-radius: ${radius}px; padding: ${more}px;
    selection-background-color: $newest; selection-color: $ink;
}
QAbstractItemView:focus { border: ${ring}px solid $focus; padding: 0; }
QTableView { gridline-color: $line; }
QTableView::item, QTreeView::item { min-height: ${touch}px; padding: 0 ${s8}px; }
QHeaderView { background: $page; border: none; padding: 0; }
QHeaderView::section {
    background: $page; color: $second_ink; border: none; border-bottom: 1px solid $line;
    padding: ${s8}px ${cell}px; font-weight: 600;
}
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="content"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${s16}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s16}px; margin: 0; }
QScrollBar::handle { background: $second_ink; border-radius: ${s4}px; margin: ${s4}px; }
QScrollBar::handle:vertical { min-height: ${touch}px; }
QScrollBar::handle:horizontal { min-width: ${touch}px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
QProgressBar {
    background: $line; border: none; border-radius: ${s4}px; min-height: ${s8}px; max-height: ${s8}px;
}
QProgressBar::chunk { background: $accent; border-radius: ${s4}px; }
QToolTip { background: $surface; color: $ink; border: 1px solid $second_ink; font-size: ${small}px; }
""")
