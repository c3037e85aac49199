"""The connection to Spiris: whose books, their years, accounts and terms, what is booked where, and customers."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    # One row for each time the shop was connected; what was sent names the connection it went through.
    """CREATE TABLE connections (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        mode TEXT NOT NULL CHECK (mode IN ('bookkeeping', 'bookkeeping-invoicing')),
        state TEXT NOT NULL CHECK (state IN ('connecting', 'active', 'paused', 'held', 'disconnected')),
        company_id TEXT NOT NULL, company_name TEXT NOT NULL, organisation_number TEXT NOT NULL,
        variant INTEGER NOT NULL, sandbox INTEGER NOT NULL CHECK (sandbox IN (0, 1)), person TEXT NOT NULL,
        start_date TEXT, connected_at TEXT NOT NULL, title TEXT NOT NULL, advice TEXT NOT NULL,
        said TEXT NOT NULL) STRICT""",
    """CREATE TABLE fiscal_years (
        id TEXT PRIMARY KEY, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        locked INTEGER NOT NULL CHECK (locked IN (0, 1)), method INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE accounts (
        fiscal_year_id TEXT NOT NULL REFERENCES fiscal_years ON DELETE CASCADE, number TEXT NOT NULL,
        name TEXT NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1)),
        blocked INTEGER NOT NULL CHECK (blocked IN (0, 1)), vat_code TEXT NOT NULL,
        takes_cost_centre INTEGER NOT NULL CHECK (takes_cost_centre IN (0, 1)),
        needs_cost_centre INTEGER NOT NULL CHECK (needs_cost_centre IN (0, 1)),
        PRIMARY KEY (fiscal_year_id, number)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE terms_of_payment (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, days INTEGER NOT NULL, kind INTEGER NOT NULL,
        for_sales INTEGER NOT NULL CHECK (for_sales IN (0, 1))) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cost_centre_items (
        id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1))) STRICT, WITHOUT ROWID""",
    # What a person decided: method, VAT rate, product group or event, and the account it is booked on.
    """CREATE TABLE mappings (
        kind TEXT NOT NULL CHECK (kind IN ('method', 'vat', 'group', 'event')), key TEXT NOT NULL,
        account TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID""",
    # Spiris' customers. `searched` is the folded words of name and numbers; `pull` is the full pull that saw the
    # customer last.
    """CREATE TABLE customers (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, name TEXT NOT NULL,
        searched TEXT NOT NULL, street TEXT NOT NULL, street_2 TEXT NOT NULL, postal_code TEXT NOT NULL,
        city TEXT NOT NULL, country TEXT NOT NULL, organisation_number TEXT NOT NULL, vat_number TEXT NOT NULL,
        email TEXT NOT NULL, reference TEXT NOT NULL, terms_id TEXT NOT NULL,
        private INTEGER NOT NULL CHECK (private IN (0, 1)), active INTEGER NOT NULL CHECK (active IN (0, 1)),
        changed_at TEXT, pull TEXT NOT NULL) STRICT""",
    "CREATE INDEX customers_by_beginning ON customers (searched)",
    "CREATE INDEX customers_by_number ON customers (number)",
    # As the articles' indexes: without content of their own, kept in step by the store.
    """CREATE VIRTUAL TABLE customer_words USING fts5 (
        searched, content='customers', content_rowid='place', tokenize='ascii', prefix='1 2 3 4 5 6', detail=none)""",
    """CREATE VIRTUAL TABLE customer_parts USING fts5 (
        searched, content='customers', content_rowid='place', tokenize='trigram case_sensitive 1', detail=full)""",
    # How far each list has been read.
    "CREATE TABLE cursors (name TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

TRIGGERS = (
    """CREATE TRIGGER connections_no_delete BEFORE DELETE ON connections
        BEGIN SELECT RAISE(ABORT, 'connections are kept'); END""",
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
