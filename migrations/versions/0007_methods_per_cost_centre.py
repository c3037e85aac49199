"""A method of payment may be different in a cost centre."""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = (
    # A list of what differs where, in JSON: see `domain.payment.Deviation`.
    "ALTER TABLE payment_methods ADD COLUMN deviations TEXT NOT NULL DEFAULT '[]'",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in TABLES:
        op.execute(statement)
