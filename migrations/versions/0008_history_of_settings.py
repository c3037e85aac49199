"""The history of settings is read without reading the journal through."""

from alembic import op

revision = "0008"
down_revision = "0007"

TABLES = (
    # A year's sales lie between two changes of a setting. These kinds are `store.journal.PROGRAMMING`.
    """CREATE INDEX journal_programming ON journal (seq, kind)
        WHERE kind IN ('settings_changed', 'shop_changed', 'staff_changed', 'role_changed', 'payment_method_changed',
        'cost_centre_changed', 'price_changed', 'article_added', 'article_changed', 'article_removed',
        'articles_imported')""",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in TABLES:
        op.execute(statement)
