"""Pictures of paper, and its plain text."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from openpos.paths import shipped
from openpos.printing.codes import bars, size_of, squares
from openpos.printing.paper import BLANK, Align, Cut, Paper, Rule, Run, Text
from openpos.printing.preview import paper_image, paper_png, paper_text
from scripts.golden_paper import PICTURED, PICTURES, WIDTHS
from tests.fixtures.receipts.samples import SAMPLES


def picture(paper: Paper, columns: int) -> Image.Image:
    """As a viewer shows it on white."""
    return on_white(Image.open(io.BytesIO(paper_png(paper, columns))))


def on_white(image: Image.Image) -> Image.Image:
    coloured = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured).convert("L")


def ink(paper: Paper, columns: int = 42) -> tuple[int, int, int, int]:
    """Where there is ink: left, top, right, bottom."""
    box = paper_image(paper, columns).convert("L").point(lambda level: 255 if level < 120 else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(("name", "language", "columns"), PICTURED)
def test_the_pictures_in_the_documentation_are_true(name: str, language: str, columns: int) -> None:
    kept = on_white(Image.open(PICTURES / f"{name}-{WIDTHS[columns]}-{language}.png"))
    made = picture(SAMPLES[name](language, columns), columns)
    assert made.size == kept.size
    # Another edition of the library that draws letters may set a dot differently, but not a row.
    assert ImageStat.Stat(ImageChops.difference(made, kept)).mean[0] < 1


@pytest.mark.parametrize(("columns", "millimetres"), [(42, 63), (48, 72), (32, 48)])
def test_it_is_as_wide_as_what_the_printer_prints(columns: int, millimetres: int) -> None:
    paper = Paper((Rule(), Cut()))
    left, _, right, _ = ink(paper, columns)
    assert right - left == millimetres * 8
    assert paper_image(paper, columns).width > right


def test_double_is_twice_as_wide_and_high() -> None:
    normal = ink(Paper((Text((Run("H" * 10),)),)))
    double = ink(Paper((Text((Run("H" * 10, double=True),)),)))
    assert (double[2] - double[0]) == pytest.approx(2 * (normal[2] - normal[0]), abs=3)
    assert (double[3] - double[1]) == pytest.approx(2 * (normal[3] - normal[1]), abs=3)


def test_bold_has_more_ink() -> None:
    dark = [
        sum(paper_image(Paper((Text((Run("Summa", bold=bold),)),)), 42).convert("L").histogram()[:120])
        for bold in (False, True)
    ]
    assert dark[1] > dark[0] * 1.2


def test_centred_text_stands_in_the_middle() -> None:
    left, _, right, _ = ink(Paper((Text((Run("HHHH"),), Align.CENTRE),)))
    width = paper_image(Paper(), 42).width
    assert left == pytest.approx(width - right, abs=3)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_code_is_drawn_in_the_middle_as_wide_as_it_is(columns: int) -> None:
    for code in (bars("GK123456789012", columns), squares("C1231231231;50.00;K1 1;0", columns)):
        assert code is not None
        left, top, right, bottom = ink(Paper((code,)), columns)
        wide, high = size_of(code)
        assert right - left == wide
        assert left == pytest.approx(paper_image(Paper(), columns).width - right, abs=8)
        assert bottom - top == high
        assert f"[{code.symbology}: {code.content}]" in paper_text(Paper((code,)), columns)


def test_each_row_takes_its_room() -> None:
    heights = [
        paper_image(Paper(rows), 42).height
        for rows in ((), (BLANK,), (Rule(),), (Text((Run("x", double=True),)),), (Cut(),), (BLANK, Cut(), BLANK, Cut()))
    ]
    none = heights[0]
    assert [height - none for height in heights] == [0, 30, 30, 54, 0, 60]


def test_two_papers_in_one_are_parted_by_a_broken_line() -> None:
    apart = paper_image(Paper((BLANK, Cut(), BLANK, Cut())), 42)
    together = paper_image(Paper((BLANK, BLANK, Cut())), 42)
    assert apart.size == together.size
    assert ImageChops.difference(apart.convert("L"), together.convert("L")).getbbox() is not None


def test_plain_text_shows_what_the_styles_are() -> None:
    paper = Paper(
        (
            Text((Run("KOPIA", bold=True, double=True),), Align.CENTRE),
            Rule(),
            Text((Run("Summa "), Run("1,00", bold=True))),
            BLANK,
            Cut(),
        )
    )
    assert paper_text(paper, 20).splitlines() == [
        "     K O P I A       |bold double",
        "─" * 20,
        "Summa 1,00           |bold",
        "",
        "✂" + "-" * 19,
    ]


def test_the_font_and_its_licence_are_shipped_together() -> None:
    fonts = shipped("resources") / "fonts"
    assert {"DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"} <= {path.name for path in fonts.iterdir()}
    assert "Bitstream Vera" in (fonts / "LICENSE-DejaVu").read_text(encoding="utf-8")
