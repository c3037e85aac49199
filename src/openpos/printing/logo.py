"""The shop's logo on its receipts: taken from a picture the shop chooses, kept in the data directory, printed in dots.

What is kept is never the shop's file but a picture made anew from its dots, so that nothing else that lay in the file
comes along. The file itself is foreign: its size is looked at before it is read, its dimensions before it is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from openpos.domain.errors import Refused, Unavailable
from openpos.printing.paper import BLANK, Paper, Raster

if TYPE_CHECKING:
    from PIL.Image import Image

FILE = "logo.png"
MOST_BYTES = 10_000_000
MOST_DOTS = 24_000_000
"""Two hundred megabytes once unpacked."""
_LONGEST_SIDE = 20_000
_KEPT_WIDTH, _KEPT_HEIGHT = 576, 320
"""As wide as the widest paper, and four centimetres high."""
_DOTS_A_COLUMN = 12

_UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
    MemoryError, RuntimeError, struct.error, zlib.error, Warning,
)  # fmt: skip
"""What Pillow is known to raise for a broken picture."""


def take_logo(source: Path, directory: Path) -> None:
    """Make this picture the shop's logo. Blocks for up to some seconds. Raises Refused and Unavailable."""
    try:
        with source.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unavailable("The file {name} can't be read.", "Choose another.", name=source.name) from error
    if len(content) > MOST_BYTES:
        raise Refused(
            "The picture is too large.", "Choose one of at most {limit} megabytes.", limit=MOST_BYTES // 1_000_000
        )
    kept = io.BytesIO()
    _readable(content).save(kept, "PNG")
    fresh = directory / f"{FILE}.new"
    try:
        with fresh.open("wb") as file:
            file.write(kept.getvalue())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(directory / FILE)
    except OSError as error:
        raise Unavailable(
            "The register can't write its file {path}.",
            "Give this user the right to write in its folder and try again.",
            path=str(directory / FILE),
        ) from error


def remove_logo(directory: Path) -> None:
    """Print no logo any more. Blocks. Raises Unavailable."""
    try:
        (directory / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(
            "The register can't write its file {path}.",
            "Give this user the right to write in its folder and try again.",
            path=str(directory / FILE),
        ) from error


def logo_fingerprint(directory: Path) -> str:
    """The beginning of the SHA-256 of the shop's logo as it is kept; empty where there is none. Blocks a moment."""
    try:
        return hashlib.sha256((directory / FILE).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def logo_of(directory: Path, columns: int) -> Raster | None:
    """The shop's logo as a printer of this width prints it; None where there is none, or none that can be read: a
    receipt without its logo is a receipt all the same. Blocks for some hundredths of a second.
    """
    try:
        content = (directory / FILE).read_bytes()
    except OSError:
        return None
    try:
        return _in_dots(_readable(content), columns * _DOTS_A_COLUMN)
    except Refused:
        return None


def with_logo(paper: Paper, logo: Raster | None) -> Paper:
    """The paper with the logo on top."""
    return paper if logo is None else Paper((logo, BLANK, *paper.rows))


def _readable(content: bytes) -> Image:
    """The picture in shades of grey on white, no larger than is ever printed. Raises Refused."""
    import PIL.Image
    import PIL.ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with PIL.Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                _check_size(picture.width, picture.height)
                picture.draft("RGB", (_KEPT_WIDTH, _KEPT_HEIGHT))  # a JPEG unpacks small at once
                upright = PIL.ImageOps.exif_transpose(picture).convert("RGBA")
            upright.thumbnail((_KEPT_WIDTH, _KEPT_HEIGHT))
            white = PIL.Image.new("RGBA", upright.size, "white")
            return PIL.Image.alpha_composite(white, upright).convert("L")
    except PIL.Image.DecompressionBombError as error:
        raise _too_many_dots() from error
    except _UNREADABLE as error:
        raise Refused("The file is no picture that can be read.", "Choose a PNG or JPEG file.") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_DOTS or max(width, height) > _LONGEST_SIDE:
        raise _too_many_dots()


def _too_many_dots() -> Refused:
    return Refused("The picture has too many dots.", "Make it smaller: 600 dots across are enough for any paper.")


def _in_dots(grey: Image, widest: int) -> Raster:
    """Black and white, at most as wide as the paper; light and dark greys are told by how dense the dots are."""
    import PIL.Image

    grey.thumbnail((widest, _KEPT_HEIGHT))
    width = -(-grey.width // 8) * 8
    sheet = PIL.Image.new("L", (width, grey.height), 255)
    sheet.paste(grey, ((width - grey.width) // 2, 0))
    white_is_one = sheet.convert("1").tobytes()
    return Raster(width, grey.height, bytes(byte ^ 0xFF for byte in white_is_one))
