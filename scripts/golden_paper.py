"""Write the golden papers anew: tests/fixtures/receipts/*.txt and their pictures in docs/screens/paper/.

Run `python -m scripts.golden_paper` from the project's folder, then look at what changed before committing it.
"""

from __future__ import annotations

from pathlib import Path

from openpos.printing.preview import paper_png, paper_text
from tests.fixtures.receipts.samples import SAMPLES

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "fixtures" / "receipts"
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


if __name__ == "__main__":
    main()
