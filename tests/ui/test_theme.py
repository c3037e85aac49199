"""What is read can be read: contrast is measured, sizes are those of fingers, figures are equally wide."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from openpos.paths import shipped
from openpos.ui import icons, theme
from openpos.ui.theme import GROUP_COLOURS, PX_PER_MM, TOKENS, Look, State, Theme


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


# What is read at work, on what it stands.
AT_WORK = [
    ("ink", "page"),
    ("ink", "surface"),
    ("ink", "newest"),
    ("ink", "pressed"),
    ("ink", "soon_page"),
    ("ink", "stop_page"),
    ("second_ink", "page"),
    ("second_ink", "surface"),
    ("second_ink", "newest"),
    ("on_accent", "accent"),
    ("surface", "ink"),
]
# Icons, frames and the ring of the focus; none is the only bearer of a meaning.
ELSEWHERE = [
    *((token, ground) for token in ("accent", "paid", "soon", "stop", "focus") for ground in ("page", "surface")),
    ("soon", "soon_page"),
    ("stop", "stop_page"),
    ("accent", "newest"),
]


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize(("front", "back"), AT_WORK)
def test_what_is_read_at_work_stands_out_seven_to_one(look: Look, front: str, back: str) -> None:
    assert contrast(getattr(TOKENS[look], front), getattr(TOKENS[look], back)) >= 7


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize(("front", "back"), ELSEWHERE)
def test_the_rest_stands_out_four_and_a_half_to_one(look: Look, front: str, back: str) -> None:
    assert contrast(getattr(TOKENS[look], front), getattr(TOKENS[look], back)) >= 4.5


@pytest.mark.parametrize("look", list(Look))
def test_every_token_is_one_of_a_pair_or_a_line(look: Look) -> None:
    measured = {token for pair in AT_WORK + ELSEWHERE for token in pair} | {"line"}
    assert measured == set(type(TOKENS[look]).__slots__)


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("colour", range(GROUP_COLOURS))
def test_text_on_a_group_stands_out_seven_to_one(look: Look, colour: int) -> None:
    group = Theme(look).group(colour)
    assert contrast(group.ink, group.background) >= 7


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_the_twelve_group_colours_differ(look: Look) -> None:
    assert GROUP_COLOURS == 12
    assert len({Theme(look).group(colour).background for colour in range(12)}) == 12
    assert Theme(look).group(12) == Theme(look).group(0)


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("state", list(State))
def test_words_of_a_state_are_read_at_work(look: Look, state: State) -> None:
    shown = Theme(look)
    assert contrast(shown.tokens.ink, shown.state_page(state)) >= 7
    assert contrast(shown.state_ink(state), shown.state_page(state)) >= 4.5


def test_the_named_sizes_at_96_dots_to_the_inch() -> None:
    plain = Theme()
    assert (plain.key_px, plain.touch_px) == (72, 48)
    assert (plain.small, plain.body, plain.large, plain.title, plain.figure) == (14, 18, 22, 28, 48)
    assert [plain.space(step) for step in (4, 8, 12, 16, 24, 32)] == [4, 8, 12, 16, 24, 32]
    assert plain.radius == 6


@given(st.floats(2, 12), st.integers(0, 400))
def test_on_every_screen_a_finger_fits_and_letters_never_shrink(px_per_mm: float, text_percent: int) -> None:
    shown = Theme(px_per_mm=px_per_mm, text_percent=text_percent)
    assert shown.touch_px >= max(48, 10 * px_per_mm - 1)
    assert shown.key_px >= max(72, 15 * px_per_mm - 1)
    assert 100 <= shown.text_percent <= 200
    sizes = [shown.small, shown.body, shown.large, shown.title, shown.figure, shown.total]
    assert all(smaller < larger for smaller, larger in pairwise(sizes))
    assert shown.body >= 18


def test_the_total_has_digits_48_px_high(qtbot: QtBot) -> None:
    app = _app(qtbot)
    theme.apply(app, Theme())
    metrics = QFontMetrics(theme.current().font(theme.current().total, strong=True))
    assert metrics.tightBoundingRect("0").height() >= 48


def test_figures_are_equally_wide_even_where_the_style_sheet_sets_the_type(qtbot: QtBot) -> None:
    theme.apply(_app(qtbot), Theme())
    labels = [QLabel(digit * 8) for digit in "0123456789"]
    for label in labels:
        qtbot.addWidget(label)
        label.setProperty("type", "title")
        label.ensurePolished()
    assert QFontInfo(labels[0].font()).family() == "Inter"
    assert len({label.fontMetrics().horizontalAdvance(label.text()) for label in labels}) == 1


def test_a_theme_put_up_reaches_stock_widgets(qtbot: QtBot) -> None:
    app = _app(qtbot)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    heights = []
    for shown in (Theme(), Theme(Look.DARK, px_per_mm=2 * PX_PER_MM, text_percent=150)):
        theme.apply(app, shown)
        field.ensurePolished()
        assert theme.current() == shown
        assert app.palette().window().color().name().upper() == shown.tokens.page
        heights.append(field.minimumSizeHint().height())
    assert heights[0] >= 48
    assert heights[1] >= 96


def test_the_style_sheet_has_no_ornament() -> None:
    for look in Look:
        sheet = theme.style_sheet(Theme(look))
        assert "$" not in sheet
        assert "gradient" not in sheet
        assert ":hover" not in sheet


def test_an_icon_takes_its_colour_and_size(qtbot: QtBot) -> None:
    _app(qtbot)
    image = icons.pixmap("printer", "#A61B14", 24, 2.0).toImage()
    assert (image.width(), image.height()) == (48, 48)
    solid = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#a61b14"}


def test_every_shipped_icon_can_be_recoloured_and_has_its_licence() -> None:
    folder = shipped("resources") / "icons"
    drawings = list(folder.glob("*.svg"))
    assert drawings
    assert all("currentColor" in drawing.read_text(encoding="utf-8") for drawing in drawings)
    assert "ISC License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert "SIL Open Font License" in (folder.parent / "fonts" / "LICENSE").read_text(encoding="utf-8")


def test_a_screen_that_tells_nonsense_counts_as_96_dots(qtbot: QtBot) -> None:
    _app(qtbot)
    screen = QGuiApplication.primaryScreen()
    told = theme.px_per_mm_of(screen)
    assert 70 / 25.4 <= told <= 300 / 25.4


def _app(qtbot: QtBot) -> QApplication:
    del qtbot  # it has made the application
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
