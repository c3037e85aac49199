"""Articles are taken out of sale, and listed in alphabetical order."""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    # Kept for the receipts, returns and statistics that know it; the checkout finds it no more.
    "ALTER TABLE articles ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))",
    # The article keys: in it is what has one.
    "DROP INDEX articles_by_group",
    "CREATE INDEX articles_by_group ON articles (group_id, alphabetical) WHERE withdrawn = 0",
    "CREATE INDEX articles_in_order ON articles (alphabetical)",
    # Whether something is sold along with a deposit that is about to go.
    "CREATE INDEX articles_with_deposit ON articles (deposit_id) WHERE deposit_id IS NOT NULL",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in TABLES:
        op.execute(statement)
