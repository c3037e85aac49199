"""The week at the register: methods of payment, cost centres, roles, gift cards, marked papers, deposits."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    "CREATE TABLE cost_centres (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, code TEXT NOT NULL) STRICT",
    # What the shop has decided about a method; the program's own methods are there without a row, too.
    """CREATE TABLE payment_methods (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
        gives_change INTEGER NOT NULL CHECK (gives_change IN (0, 1)), rounds INTEGER NOT NULL CHECK (rounds IN (0, 1)),
        opens_drawer INTEGER NOT NULL CHECK (opens_drawer IN (0, 1)), active INTEGER NOT NULL CHECK (active IN (0, 1)),
        account TEXT NOT NULL, number TEXT NOT NULL, off_in TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # What a role may do, as a list of words in JSON; the two built-in roles are there without a row, too.
    """CREATE TABLE roles (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, permissions TEXT NOT NULL,
        discount_limit_bp INTEGER NOT NULL CHECK (discount_limit_bp BETWEEN 0 AND 10000)) STRICT, WITHOUT ROWID""",
    "ALTER TABLE staff ADD COLUMN role_id TEXT REFERENCES roles",
    # A deposit is an article of its own that is sold along with its drink.
    "ALTER TABLE articles ADD COLUMN deposit_id INTEGER REFERENCES articles",
    "ALTER TABLE articles ADD COLUMN age_limit INTEGER NOT NULL DEFAULT 0 CHECK (age_limit BETWEEN 0 AND 99)",
    "ALTER TABLE articles ADD COLUMN any_price INTEGER NOT NULL DEFAULT 0 CHECK (any_price IN (0, 1))",
    "ALTER TABLE receipts ADD COLUMN blind INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1))",
    "ALTER TABLE receipt_lines ADD COLUMN follows TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE receipt_lines ADD COLUMN gift_card TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX receipt_lines_by_article ON receipt_lines (article_id, receipt_number) WHERE article_id IS NOT NULL",
    # How the method was when it was used; nothing of it means the program's own method of that id.
    "ALTER TABLE tenders ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tenders ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tenders ADD COLUMN gives_change INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE tenders ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE tenders ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tenders ADD COLUMN tip_ore INTEGER NOT NULL DEFAULT 0",
    # A card's balance is the sum of its moves: sold and paid back to (above 0), paid with (below 0).
    """CREATE TABLE gift_card_moves (
        receipt_number INTEGER NOT NULL REFERENCES receipts, position INTEGER NOT NULL, code TEXT NOT NULL,
        amount_ore INTEGER NOT NULL CHECK (amount_ore <> 0),
        PRIMARY KEY (receipt_number, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX gift_card_moves_by_code ON gift_card_moves (code)",
    # Practice receipts and pro formas (SKVFS 2014:9 5:5): their numbers and their money are in no other table.
    """CREATE TABLE marked_papers (
        kind TEXT NOT NULL CHECK (kind IN ('practice', 'pro_forma')), number INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE, shift_id TEXT NOT NULL REFERENCES shifts, at TEXT NOT NULL, cashier TEXT NOT NULL,
        shop_id INTEGER NOT NULL REFERENCES shop, total_ore INTEGER NOT NULL, sale TEXT NOT NULL,
        journal_seq INTEGER NOT NULL, PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX marked_papers_by_shift ON marked_papers (shift_id)",
    # Made anew for its list of kinds: nothing refers to it and no guard stands before it.
    """CREATE TABLE new_print_jobs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (
            'receipt', 'report', 'test', 'copy', 'drawer', 'cash', 'practice', 'pro_forma', 'balance')),
        document TEXT NOT NULL, open_drawer INTEGER NOT NULL CHECK (open_drawer IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'printed', 'unknown', 'failed')),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '') STRICT""",
    "INSERT INTO new_print_jobs SELECT * FROM print_jobs",
    "DROP TABLE print_jobs",
    "ALTER TABLE new_print_jobs RENAME TO print_jobs",
    "CREATE INDEX print_jobs_by_state ON print_jobs (state, id)",
    # Electronic receipts and copies on their way by e-mail or into a file: at most one of each for a receipt.
    """CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy')),
        receipt_number INTEGER NOT NULL REFERENCES receipts, way TEXT NOT NULL CHECK (way IN ('mail', 'file')),
        recipient TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN (
            'held', 'queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn')),
        attempts INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, due_at TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '', advice TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '',
        UNIQUE (receipt_number, kind)) STRICT""",
    "CREATE INDEX deliveries_by_state ON deliveries (state, due_at)",
)


def _refuse(table: str, act: str, condition: str = "") -> str:
    return f"""CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {condition}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""


_SEALED = "WHEN (SELECT state FROM receipts WHERE number = OLD.receipt_number) = 'sealed'"

TRIGGERS = (
    *(_refuse("marked_papers", act) for act in ("UPDATE", "DELETE")),
    *(_refuse("gift_card_moves", act, _SEALED) for act in ("UPDATE", "DELETE")),
)


def upgrade() -> None:
    """Add everything; the caller holds the one transaction."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
