"""What the control unit answered to copies, practice receipts and pro formas, and the one that waits for its answer."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = (
    # Empty where there is no unit, and for papers that were made before units were told of them.
    "ALTER TABLE receipt_copies ADD COLUMN unit TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE receipt_copies ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE marked_papers ADD COLUMN unit TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE marked_papers ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    # The receipt that a pro forma invoice is about: `sale` is empty then.
    "ALTER TABLE marked_papers ADD COLUMN receipt_number INTEGER REFERENCES receipts (number)",
    # The intent: numbered, not yet made. `sale` is that of a practice receipt or a pro forma, `receipt_number` that of
    # a copy or a pro forma invoice, `wish` how the paper is to be given.
    """CREATE TABLE waiting_papers (
        kind TEXT NOT NULL CHECK (kind IN ('kopia', 'ovning', 'profo')), number INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, cashier TEXT NOT NULL, shop_id INTEGER NOT NULL REFERENCES shop,
        receipt_number INTEGER REFERENCES receipts (number), sale TEXT NOT NULL, wish TEXT NOT NULL,
        PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX one_paper_waiting ON waiting_papers ((1))",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in TABLES:
        op.execute(statement)
