"""The tables as SQLAlchemy Core knows them. The migrations make them; a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

from openpos.store.types import Milli, Ore, UtcTime

metadata = MetaData()

about = Table("about", metadata, Column("name", Text, primary_key=True), Column("value", Text))

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("kind", Text),
    Column("payload", Text),
    Column("previous_hash", Text),
    Column("hash", Text),
)

series = Table("series", metadata, Column("name", Text, primary_key=True), Column("last", Integer))

shop = Table(
    "shop",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("organisation_number", Text),
    Column("address", Text),
    Column("register", Text),
    Column("serial", Text),
    Column("language", Text),
    Column("receipt_footer", Text),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("role", Text),
    Column("pin_hash", Text),
    Column("active", Integer),
    Column("failed_attempts", Integer),
    Column("locked_until", UtcTime),
    Column("role_id", Text),
)

roles = Table(
    "roles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text),
    Column("permissions", Text),
    Column("discount_limit_bp", Integer),
)

cost_centres = Table(
    "cost_centres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("code", Text),
)

payment_methods = Table(
    "payment_methods",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("name", Text),
    Column("gives_change", Integer),
    Column("rounds", Integer),
    Column("opens_drawer", Integer),
    Column("active", Integer),
    Column("account", Text),
    Column("number", Text),
    Column("off_in", Text),
    Column("deviations", Text),
)

article_groups = Table(
    "article_groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("colour", Integer),
    Column("position", Integer),
    Column("size", Integer),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text),
    Column("name", Text),
    Column("searched", Text),
    Column("alphabetical", Text),
    Column("group_id", Integer),
    Column("price_ore", Ore),
    Column("vat_category", Text),
    Column("kind", Text),
    Column("unit", Text),
    Column("deposit_id", Integer),
    Column("age_limit", Integer),
    Column("any_price", Integer),
    Column("withdrawn", Integer),
)

barcodes = Table("barcodes", metadata, Column("code", Text, primary_key=True), Column("article_id", Integer))

shifts = Table(
    "shifts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("cashier_id", Integer),
    Column("cashier", Text),
    Column("opened_at", UtcTime),
    Column("float_ore", Ore),
    Column("closed_at", UtcTime),
)

baskets = Table(
    "baskets",
    metadata,
    Column("sale_id", Text, primary_key=True),
    Column("cashier", Text),
    Column("updated_at", UtcTime),
    Column("sale", Text),
    Column("events", Text),
    Column("parked_as", Text),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sale_id", Text),
    Column("shift_id", Text),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("shop_id", Integer),
    Column("state", Text),
    Column("total_ore", Ore),
    Column("rounding_ore", Ore),
    Column("change_ore", Ore),
    Column("unit", Text),
    Column("code", Text),
    Column("journal_seq", Integer),
    Column("paper", Integer),
    Column("original", Integer),
    Column("discount_reason", Text),
    Column("discount_rate_bp", Integer),
    Column("discount_ore", Ore),
    Column("blind", Integer),
)

receipt_lines = Table(
    "receipt_lines",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text),
    Column("registered_at", UtcTime),
    Column("text", Text),
    Column("group_name", Text),
    Column("quantity_milli", Milli),
    Column("unit_price_ore", Ore),
    Column("amount_ore", Ore),
    Column("vat_category", Text),
    Column("vat_rate_bp", Integer),
    Column("article_id", Integer),
    Column("article_number", Text),
    Column("kind", Text),
    Column("unit", Text),
    Column("journal_seq", Integer),
    Column("discount_reason", Text),
    Column("discount_rate_bp", Integer),
    Column("discount_ore", Ore),
    Column("share_ore", Ore),
    Column("returns_line", Text),
    Column("follows", Text),
    Column("gift_card", Text),
)

receipt_vat = Table(
    "receipt_vat",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("rate_bp", Integer, primary_key=True),
    Column("net_ore", Ore),
    Column("vat_ore", Ore),
)

tenders = Table(
    "tenders",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text),
    Column("method", Text),
    Column("amount_ore", Ore),
    Column("kind", Text),
    Column("name", Text),
    Column("gives_change", Integer),
    Column("rounds", Integer),
    Column("code", Text),
    Column("tip_ore", Ore),
)

gift_card_moves = Table(
    "gift_card_moves",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", Text),
    Column("amount_ore", Ore),
)

marked_papers = Table(
    "marked_papers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", Text),
    Column("shift_id", Text),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("shop_id", Integer),
    Column("total_ore", Ore),
    Column("sale", Text),
    Column("journal_seq", Integer),
    Column("unit", Text),
    Column("code", Text),
    Column("receipt_number", Integer),
)

waiting_papers = Table(
    "waiting_papers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", Text),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("shop_id", Integer),
    Column("receipt_number", Integer),
    Column("sale", Text),
    Column("wish", Text),
)

receipt_copies = Table(
    "receipt_copies",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("number", Integer),
    Column("shift_id", Text),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("journal_seq", Integer),
    Column("unit", Text),
    Column("code", Text),
)

drawer_acts = Table(
    "drawer_acts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("shift_id", Text),
    Column("at", UtcTime),
    Column("cashier", Text),
    Column("amount_ore", Ore),
    Column("reason", Text),
    Column("journal_seq", Integer),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("number", Integer),
    Column("shift_id", Text),
    Column("at", UtcTime),
    Column("report", Text),
    Column("journal_seq", Integer),
)

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text),
    Column("document", Text),
    Column("open_drawer", Integer),
    Column("state", Text),
    Column("created_at", UtcTime),
    Column("updated_at", UtcTime),
    Column("title", Text),
    Column("advice", Text),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text),
    Column("receipt_number", Integer),
    Column("way", Text),
    Column("recipient", Text),
    Column("state", Text),
    Column("attempts", Integer),
    Column("created_at", UtcTime),
    Column("updated_at", UtcTime),
    Column("due_at", UtcTime),
    Column("title", Text),
    Column("advice", Text),
    Column("said", Text),
)

connections = Table(
    "connections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text),
    Column("mode", Text),
    Column("state", Text),
    Column("company_id", Text),
    Column("company_name", Text),
    Column("organisation_number", Text),
    Column("variant", Integer),
    Column("sandbox", Integer),
    Column("person", Text),
    Column("start_date", Text),
    Column("connected_at", UtcTime),
    Column("title", Text),
    Column("advice", Text),
    Column("said", Text),
)

fiscal_years = Table(
    "fiscal_years",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("locked", Integer),
    Column("method", Integer),
)

accounts = Table(
    "accounts",
    metadata,
    Column("fiscal_year_id", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("name", Text),
    Column("active", Integer),
    Column("blocked", Integer),
    Column("vat_code", Text),
    Column("takes_cost_centre", Integer),
    Column("needs_cost_centre", Integer),
)

terms_of_payment = Table(
    "terms_of_payment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text),
    Column("days", Integer),
    Column("kind", Integer),
    Column("for_sales", Integer),
)

cost_centre_items = Table(
    "cost_centre_items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text),
    Column("name", Text),
    Column("active", Integer),
)

mappings = Table(
    "mappings",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("account", Text),
)

customers = Table(
    "customers",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("id", Text),
    Column("number", Text),
    Column("name", Text),
    Column("searched", Text),
    Column("street", Text),
    Column("street_2", Text),
    Column("postal_code", Text),
    Column("city", Text),
    Column("country", Text),
    Column("organisation_number", Text),
    Column("vat_number", Text),
    Column("email", Text),
    Column("reference", Text),
    Column("terms_id", Text),
    Column("private", Integer),
    Column("active", Integer),
    Column("changed_at", UtcTime),
    Column("pull", Text),
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text),
    Column("kind", Text),
    Column("reference", Text),
    Column("about", Text),
    Column("company_id", Text),
    Column("document", Text),
    Column("after_id", Text),
    Column("state", Text),
    Column("step", Text),
    Column("remote_id", Text),
    Column("remote_number", Text),
    Column("looked", Integer),
    Column("due_at", UtcTime),
    Column("title", Text),
    Column("advice", Text),
    Column("said", Text),
    Column("created_at", UtcTime),
    Column("updated_at", UtcTime),
    Column("settled_at", UtcTime),
)

attempts = Table(
    "attempts",
    metadata,
    Column("outbox_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("step", Text),
    Column("at", UtcTime),
    Column("body_hash", Text),
    Column("body", Text),
    Column("outcome", Text),
    Column("status", Integer),
    Column("answered_at", UtcTime),
)

invoices = Table(
    "invoices",
    metadata,
    Column("receipt_number", Integer, primary_key=True),
    Column("customer_id", Text),
    Column("customer_number", Text),
    Column("customer_name", Text),
    Column("searched", Text),
    Column("details", Text),
)

cursors = Table("cursors", metadata, Column("name", Text, primary_key=True), Column("place", Text))

GUARDS = frozenset(
    f"{table}_no_{act}"
    for table in (
        "journal",
        "shop",
        "reports",
        "receipts",
        "receipt_lines",
        "receipt_vat",
        "tenders",
        "shifts",
        "receipt_copies",
        "drawer_acts",
        "marked_papers",
        "gift_card_moves",
        "outbox",
        "attempts",
        "invoices",
    )
    for act in ("update", "delete")
) | {"connections_no_delete"}
"""The triggers that refuse to change or delete what is registered. Alembic's batch mode drops triggers silently."""
