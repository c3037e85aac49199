"""What goes to Spiris: the outbox and every attempt to send, and to whom a sale is invoiced."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = (
    # `document` holds amounts, texts and days as they were; accounts and remote ids are found at each attempt. `about`
    # names what it exports. `step` is the act that comes next, or whose outcome is not known.
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('voucher', 'invoice', 'customer')),
        reference TEXT NOT NULL UNIQUE, about TEXT NOT NULL, company_id TEXT NOT NULL, document TEXT NOT NULL,
        after_id TEXT REFERENCES outbox (id),
        state TEXT NOT NULL
            CHECK (state IN ('waiting', 'in_flight', 'unknown', 'rejected', 'settled', 'withdrawn')),
        step TEXT NOT NULL, remote_id TEXT NOT NULL, remote_number TEXT NOT NULL, looked INTEGER NOT NULL,
        due_at TEXT NOT NULL, title TEXT NOT NULL, advice TEXT NOT NULL, said TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, settled_at TEXT) STRICT""",
    "CREATE INDEX outbox_due ON outbox (number) WHERE state IN ('waiting', 'unknown')",
    "CREATE INDEX outbox_by_state ON outbox (state, number)",
    "CREATE INDEX outbox_by_about ON outbox (about)",
    # What was sent is kept once for each content: `body` is empty where an earlier attempt has the same hash.
    """CREATE TABLE attempts (
        outbox_id TEXT NOT NULL REFERENCES outbox (id), number INTEGER NOT NULL, step TEXT NOT NULL,
        at TEXT NOT NULL, body_hash TEXT NOT NULL, body TEXT NOT NULL, outcome TEXT NOT NULL,
        status INTEGER NOT NULL, answered_at TEXT, PRIMARY KEY (outbox_id, number)) STRICT, WITHOUT ROWID""",
    # To whom a receipt is invoiced, as it was; `searched` is the folded words of name and numbers.
    """CREATE TABLE invoices (
        receipt_number INTEGER PRIMARY KEY REFERENCES receipts (number),
        customer_id TEXT NOT NULL, customer_number TEXT NOT NULL, customer_name TEXT NOT NULL,
        searched TEXT NOT NULL, details TEXT NOT NULL) STRICT""",
    # Made anew for its list of kinds: nothing refers to it and no guard stands before it.
    """CREATE TABLE new_print_jobs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (
            'receipt', 'report', 'test', 'copy', 'drawer', 'cash', 'practice', 'pro_forma', 'balance',
            'pro_forma_invoice', 'swish')),
        document TEXT NOT NULL, open_drawer INTEGER NOT NULL CHECK (open_drawer IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'printed', 'unknown', 'failed')),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '') STRICT""",
    "INSERT INTO new_print_jobs SELECT * FROM print_jobs",
    "DROP TABLE print_jobs",
    "ALTER TABLE new_print_jobs RENAME TO print_jobs",
    "CREATE INDEX print_jobs_by_state ON print_jobs (state, id)",
    # The department keys: found while an amount is typed, among a hundred thousand articles that have prices.
    "CREATE INDEX articles_without_price ON articles (number) WHERE price_ore IS NULL",
)

TRIGGERS = (
    """CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, 'outbox is append-only'); END""",
    """CREATE TRIGGER outbox_no_update
        BEFORE UPDATE OF number, id, kind, reference, about, company_id, document, after_id, created_at ON outbox
        BEGIN SELECT RAISE(ABORT, 'outbox is append-only'); END""",
    """CREATE TRIGGER attempts_no_delete BEFORE DELETE ON attempts
        BEGIN SELECT RAISE(ABORT, 'attempts is append-only'); END""",
    """CREATE TRIGGER attempts_no_update BEFORE UPDATE ON attempts WHEN old.answered_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'attempts is append-only'); END""",
    # As the receipt's own rows: they go with a receipt that was certainly never sealed, and with no other.
    """CREATE TRIGGER invoices_no_update BEFORE UPDATE ON invoices
        WHEN (SELECT state FROM receipts WHERE number = OLD.receipt_number) = 'sealed'
        BEGIN SELECT RAISE(ABORT, 'invoices is append-only'); END""",
    """CREATE TRIGGER invoices_no_delete BEFORE DELETE ON invoices
        WHEN (SELECT state FROM receipts WHERE number = OLD.receipt_number) = 'sealed'
        BEGIN SELECT RAISE(ABORT, 'invoices is append-only'); END""",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
