"""The first tables: journal, shop, staff, catalogue, sales, shifts, reports, print jobs."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    # What this file is: whether it is a demo. Never holds a secret.
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # SKVFS 2014:9 ch. 2: the append-only record of everything registered, each row sealed by the one before.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, cashier TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL,
        previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
    # A start asks whether the register was stopped in order, which may be a million rows ago.
    """CREATE INDEX journal_starts_and_stops ON journal (seq)
        WHERE kind IN ('register_started', 'register_restarted', 'register_stopped')""",
    # Gap-free series: the last number given.
    "CREATE TABLE series (name TEXT PRIMARY KEY, last INTEGER NOT NULL CHECK (last >= 0)) STRICT, WITHOUT ROWID",
    """CREATE TABLE shop (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, organisation_number TEXT NOT NULL, address TEXT NOT NULL,
        register TEXT NOT NULL, serial TEXT NOT NULL, language TEXT NOT NULL CHECK (language IN ('sv', 'en')),
        receipt_footer TEXT NOT NULL) STRICT""",
    """CREATE TABLE staff (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL CHECK (role IN ('cashier', 'manager')),
        pin_hash TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
        failed_attempts INTEGER NOT NULL DEFAULT 0, locked_until TEXT) STRICT""",
    """CREATE TABLE article_groups (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 11),
        position INTEGER NOT NULL, size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0)) STRICT""",
    # `searched` is the folded words of name, number and barcodes; `alphabetical` sorts in Swedish order.
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL COLLATE NOCASE UNIQUE, name TEXT NOT NULL, searched TEXT NOT NULL,
        alphabetical TEXT NOT NULL, group_id INTEGER NOT NULL REFERENCES article_groups,
        price_ore INTEGER CHECK (price_ore >= 0), vat_category TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('goods', 'service')), unit TEXT NOT NULL) STRICT""",
    "CREATE INDEX articles_by_beginning ON articles (searched)",
    "CREATE INDEX articles_by_group ON articles (group_id, alphabetical)",
    """CREATE TABLE barcodes (
        code TEXT PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles) STRICT, WITHOUT ROWID""",
    "CREATE INDEX barcodes_by_article ON barcodes (article_id)",
    # No stored content: the two indexes only find rowids, the text is in articles.searched. Its words are put between
    # blanks before they get here, so the plainest tokenizer finds the very same words. The store keeps them in step:
    # a trigger may not write to a virtual table under trusted_schema=OFF.
    """CREATE VIRTUAL TABLE article_words USING fts5 (
        searched, content='articles', content_rowid='id', tokenize='ascii', prefix='1 2 3 4 5 6', detail=none)""",
    """CREATE VIRTUAL TABLE article_parts USING fts5 (
        searched, content='articles', content_rowid='id', tokenize='trigram case_sensitive 1', detail=full)""",
    """CREATE TABLE shifts (
        id TEXT PRIMARY KEY, cashier_id INTEGER NOT NULL REFERENCES staff, cashier TEXT NOT NULL,
        opened_at TEXT NOT NULL, float_ore INTEGER NOT NULL CHECK (float_ore >= 0), closed_at TEXT) STRICT""",
    "CREATE UNIQUE INDEX one_open_shift ON shifts ((1)) WHERE closed_at IS NULL",
    # The open sale, saved on every change. `events` maps a line's id to the journal row that registered it last.
    """CREATE TABLE baskets (
        sale_id TEXT PRIMARY KEY, cashier TEXT NOT NULL, updated_at TEXT NOT NULL, sale TEXT NOT NULL,
        events TEXT NOT NULL, parked_as TEXT) STRICT""",
    """CREATE TABLE receipts (
        number INTEGER PRIMARY KEY, sale_id TEXT NOT NULL UNIQUE, shift_id TEXT NOT NULL REFERENCES shifts,
        at TEXT NOT NULL, cashier TEXT NOT NULL, shop_id INTEGER NOT NULL REFERENCES shop,
        state TEXT NOT NULL CHECK (state IN ('sealing', 'sealed')), total_ore INTEGER NOT NULL,
        rounding_ore INTEGER NOT NULL, change_ore INTEGER NOT NULL, unit TEXT, code TEXT, journal_seq INTEGER,
        paper INTEGER NOT NULL CHECK (paper IN (0, 1)), original INTEGER REFERENCES receipts,
        discount_reason TEXT, discount_rate_bp INTEGER NOT NULL, discount_ore INTEGER NOT NULL,
        CHECK (state = 'sealing' OR (unit IS NOT NULL AND code IS NOT NULL AND journal_seq IS NOT NULL))) STRICT""",
    "CREATE INDEX receipts_by_original ON receipts (original) WHERE original IS NOT NULL",
    "CREATE INDEX receipts_by_shift ON receipts (shift_id)",
    "CREATE INDEX receipts_by_time ON receipts (at)",
    "CREATE INDEX receipts_by_amount ON receipts (total_ore + rounding_ore)",
    "CREATE UNIQUE INDEX one_receipt_being_sealed ON receipts ((1)) WHERE state = 'sealing'",
    """CREATE TABLE receipt_lines (
        receipt_number INTEGER NOT NULL REFERENCES receipts, position INTEGER NOT NULL, id TEXT NOT NULL,
        registered_at TEXT NOT NULL, text TEXT NOT NULL, group_name TEXT NOT NULL, quantity_milli INTEGER NOT NULL,
        unit_price_ore INTEGER NOT NULL, amount_ore INTEGER NOT NULL, vat_category TEXT NOT NULL,
        vat_rate_bp INTEGER NOT NULL, article_id INTEGER, article_number TEXT NOT NULL, kind TEXT NOT NULL,
        unit TEXT NOT NULL, journal_seq INTEGER NOT NULL, discount_reason TEXT, discount_rate_bp INTEGER NOT NULL,
        discount_ore INTEGER NOT NULL, share_ore INTEGER NOT NULL, returns_line TEXT NOT NULL,
        PRIMARY KEY (receipt_number, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE receipt_vat (
        receipt_number INTEGER NOT NULL REFERENCES receipts, rate_bp INTEGER NOT NULL, net_ore INTEGER NOT NULL,
        vat_ore INTEGER NOT NULL, PRIMARY KEY (receipt_number, rate_bp)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tenders (
        receipt_number INTEGER NOT NULL REFERENCES receipts, position INTEGER NOT NULL, id TEXT NOT NULL,
        method TEXT NOT NULL, amount_ore INTEGER NOT NULL,
        PRIMARY KEY (receipt_number, position)) STRICT, WITHOUT ROWID""",
    # SKVFS 2014:9 6:3: at most one copy of a receipt, so its number is the key.
    """CREATE TABLE receipt_copies (
        receipt_number INTEGER PRIMARY KEY REFERENCES receipts, number INTEGER NOT NULL UNIQUE,
        shift_id TEXT NOT NULL REFERENCES shifts, at TEXT NOT NULL, cashier TEXT NOT NULL,
        journal_seq INTEGER NOT NULL) STRICT""",
    "CREATE INDEX receipt_copies_by_shift ON receipt_copies (shift_id)",
    # The drawer opened with nothing sold (amount 0), cash put in (above 0) or taken out (below 0), the float changed.
    """CREATE TABLE drawer_acts (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('opened', 'cash_in', 'cash_out', 'float')),
        shift_id TEXT NOT NULL REFERENCES shifts, at TEXT NOT NULL, cashier TEXT NOT NULL,
        amount_ore INTEGER NOT NULL, reason TEXT NOT NULL, journal_seq INTEGER NOT NULL,
        CHECK (CASE kind WHEN 'opened' THEN amount_ore = 0 WHEN 'cash_in' THEN amount_ore > 0
            WHEN 'cash_out' THEN amount_ore < 0 ELSE amount_ore <> 0 END)) STRICT""",
    "CREATE INDEX drawer_acts_by_shift ON drawer_acts (shift_id)",
    """CREATE TABLE reports (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('x', 'z')), number INTEGER UNIQUE,
        shift_id TEXT NOT NULL REFERENCES shifts, at TEXT NOT NULL, report TEXT NOT NULL,
        journal_seq INTEGER NOT NULL, CHECK ((kind = 'z') = (number IS NOT NULL))) STRICT""",
    "CREATE UNIQUE INDEX one_z_per_shift ON reports (shift_id) WHERE kind = 'z'",
    """CREATE TABLE print_jobs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL
            CHECK (kind IN ('receipt', 'report', 'test', 'copy', 'drawer', 'cash')),
        document TEXT NOT NULL, open_drawer INTEGER NOT NULL CHECK (open_drawer IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'printed', 'unknown', 'failed')),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX print_jobs_by_state ON print_jobs (state, id)",
)

FOREVER = {
    # Tables whose rows are never edited and never deleted.
    "journal": "",
    "shop": "",
    "reports": "",
    "receipt_copies": "",
    "drawer_acts": "",
}


def _refuse(table: str, act: str, condition: str) -> str:
    return f"""CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {condition}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""


_SEALED = "WHEN (SELECT state FROM receipts WHERE number = OLD.receipt_number) = 'sealed'"

TRIGGERS = (
    *(_refuse(table, act, condition) for table, condition in FOREVER.items() for act in ("UPDATE", "DELETE")),
    *(_refuse("receipts", act, "WHEN OLD.state = 'sealed'") for act in ("UPDATE", "DELETE")),
    *(
        _refuse(table, act, _SEALED)
        for table in ("receipt_lines", "receipt_vat", "tenders")
        for act in ("UPDATE", "DELETE")
    ),
    _refuse("shifts", "DELETE", ""),
    _refuse("shifts", "UPDATE", "WHEN OLD.closed_at IS NOT NULL OR NEW.float_ore <> OLD.float_ore"),
)


def upgrade() -> None:
    """Make everything; the caller holds the one transaction."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
