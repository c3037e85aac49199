"""The shop's logo: any picture a shop may have, and what hostile ones do: nothing."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from openpos.domain.errors import Refused, Unavailable
from openpos.printing.logo import FILE, MOST_BYTES, logo_of, remove_logo, take_logo, with_logo
from openpos.printing.paper import BLANK, Cut, Paper, Raster
from openpos.printing.preview import paper_image


def picture(
    size: tuple[int, int] = (100, 60), *, mode: str = "RGB", colour: object = "black", kind: str = "PNG"
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind)  # type: ignore[arg-type]
    return file.getvalue()


def taken(directory: Path, content: bytes, columns: int = 42) -> Raster:
    source = directory / "chosen"
    source.write_bytes(content)
    take_logo(source, directory)
    logo = logo_of(directory, columns)
    assert logo is not None
    return logo


def black_share(logo: Raster) -> float:
    return sum(byte.bit_count() for byte in logo.dots) / (logo.width * logo.height)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_black_picture_is_black_and_as_large_as_its_dots(tmp_path: Path, kind: str) -> None:
    logo = taken(tmp_path, picture((104, 60), kind=kind))
    assert (logo.width, logo.height) == (104, 60)
    assert black_share(logo) == 1


def test_what_is_no_whole_number_of_bytes_wide_gets_white_edges(tmp_path: Path) -> None:
    logo = taken(tmp_path, picture((100, 60)))
    assert (logo.width, logo.height) == (104, 60)
    assert black_share(logo) == 100 / 104


def test_what_shines_through_stays_white(tmp_path: Path) -> None:
    assert black_share(taken(tmp_path, picture(mode="RGBA", colour=(0, 0, 0, 0)))) == 0


def test_grey_is_half_of_the_dots(tmp_path: Path) -> None:
    assert 0.4 < black_share(taken(tmp_path, picture((96, 96), mode="L", colour=128))) < 0.6


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_large_picture_is_no_wider_than_the_paper(tmp_path: Path, columns: int) -> None:
    logo = taken(tmp_path, picture((4000, 1000)), columns)
    assert logo.width == columns * 12
    assert logo.height <= 320


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(tmp_path: Path, mode: str) -> None:
    assert taken(tmp_path, picture(mode=mode, colour=0 if mode in {"1", "L", "P", "I;16"} else None)).height == 60


def test_it_stands_on_top_of_the_paper_and_in_its_picture(tmp_path: Path) -> None:
    logo = taken(tmp_path, picture((64, 40)))
    paper = Paper((BLANK, Cut()))
    assert with_logo(paper, None) is paper
    assert with_logo(paper, logo).rows == (logo, BLANK, BLANK, Cut())
    drawn = paper_image(with_logo(paper, logo), 42).convert("L").point(lambda level: 255 if level < 120 else 0)
    assert drawn.getbbox() == (drawn.width // 2 - 32, 36, drawn.width // 2 + 32, 76)


def test_it_is_removed_and_then_there_is_none(tmp_path: Path) -> None:
    taken(tmp_path, picture())
    remove_logo(tmp_path)
    remove_logo(tmp_path)
    assert logo_of(tmp_path, 42) is None


def test_only_the_dots_of_the_shops_file_are_kept(tmp_path: Path) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a secret"
    Image.new("RGB", (50, 50)).save(file, "JPEG", exif=exif)
    assert b"a secret" in file.getvalue()
    taken(tmp_path, file.getvalue())
    assert b"a secret" not in (tmp_path / FILE).read_bytes()


def test_a_kept_logo_that_was_damaged_is_no_logo(tmp_path: Path) -> None:
    taken(tmp_path, picture())
    (tmp_path / FILE).write_bytes(b"no picture")
    assert logo_of(tmp_path, 42) is None


# -- hostile files


def png_claiming(width: int, height: int) -> bytes:
    """A small file that says it is large: each of its rows is zeros, which pack well."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(30_000, 30_000), (2_000_000_000, 2), (5_000, 5_000), (21_000, 1)])
def test_a_picture_that_unpacks_to_far_too_much_is_refused_before(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="too many dots"):
        taken(tmp_path, png_claiming(*size))
    assert not (tmp_path / FILE).exists()


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(Refused, match="too large"):
        take_logo(tmp_path / "large", tmp_path)


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for source in (tmp_path / "none", tmp_path):
        with pytest.raises(Unavailable, match="can't be read"):
            take_logo(source, tmp_path)


def test_a_folder_that_takes_no_logo_is_told(tmp_path: Path) -> None:
    (tmp_path / "chosen.png").write_bytes(picture())
    with pytest.raises(Unavailable, match="can't write"):
        take_logo(tmp_path / "chosen.png", tmp_path / "none")
    (tmp_path / FILE).mkdir()
    with pytest.raises(Unavailable, match="can't write"):
        remove_logo(tmp_path)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PPM"])
def test_only_png_and_jpeg_are_unpacked(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Refused, match="no picture"):
        taken(tmp_path, picture(kind=kind))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg/>", b"MZ" * 50])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="no picture"):
        taken(tmp_path, content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_picture_is_taken_or_refused_and_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(picture((24, 24), colour="red", kind=data.draw(st.sampled_from(["PNG", "JPEG"]))))
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=6)
    ):
        content[place] = byte
    cut = data.draw(st.integers(0, len(content)))
    try:
        taken(tmp_path, bytes(content[:cut]))
    except Refused:
        assert list(tmp_path.glob("*.new")) == []
