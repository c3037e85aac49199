"""Write the golden papers anew: tests/fixtures/receipts/*.txt, their pictures in docs/screens/paper/, and the printer's
bytes for some of them in tests/fixtures/wire/.

Run `python -m scripts.golden_paper` from the project's folder, then look at what changed before committing it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from openpos.printing.commands import commands_for
from openpos.printing.preview import paper_png, paper_text
from openpos.printing.profiles import PrinterProfile
from tests.fixtures.receipts.samples import SAMPLES

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "fixtures" / "receipts"
WIRE = ROOT / "tests" / "fixtures" / "wire"
PICTURES = ROOT / "docs" / "screens" / "paper"
WIDTHS = {42: "80mm", 48: "80mm-48", 32: "58mm"}
PICTURED = (
    ("receipt", "sv", 42), ("receipt", "sv", 32), ("receipt", "en", 48), ("receipt-largest", "sv", 42),
    ("receipt-smallest", "sv", 32), ("x", "sv", 42), ("z", "sv", 42), ("z", "sv", 32), ("z", "en", 48),
    ("test", "sv", 42),
)  # fmt: skip


def main() -> None:
    """Write all of them."""
    for name, paper in SAMPLES.items():
        for language in ("sv", "en"):
            for columns, width in WIDTHS.items():
                text = paper_text(paper(language, columns), columns)
                (TEXTS / f"{name}-{width}-{language}.txt").write_text(text, encoding="utf-8", newline="\n")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, language, columns in PICTURED:
        picture = paper_png(SAMPLES[name](language, columns), columns)
        (PICTURES / f"{name}-{WIDTHS[columns]}-{language}.png").write_bytes(picture)
    with tempfile.TemporaryDirectory() as kept:
        for name, open_drawer in (("receipt", True), ("z", False)):
            commands = commands_for(SAMPLES[name]("sv", 42), PrinterProfile(), open_drawer=open_drawer, kept=Path(kept))
            (WIRE / f"escpos-{name}.txt").write_text(escaped(commands), encoding="ascii", newline="\n")


def escaped(commands: bytes) -> str:
    """One printed row a line, bytes that are no ASCII text escaped."""
    rows = commands.split(b"\n")
    return "\n".join(row.decode("latin-1").encode("unicode_escape").decode("ascii") for row in rows) + "\n"


if __name__ == "__main__":
    main()
