"""The words of the activation: English source texts, put into the person's language where they are shown."""

from __future__ import annotations

from datetime import date

from openpos.accounting.bas import Kind
from openpos.domain.company import Variant
from openpos.domain.errors import N_
from openpos.sync.ledger import Doubt
from openpos.ui.i18n import percent, tr
from openpos.ui.screens.activation.accounts import Booking
from openpos.ui.screens.activation.presenter import Purpose, Step

STEP_NAMES = {
    Step.INTRODUCTION: N_("What it does"),
    Step.CONSENT: N_("Consent"),
    Step.VERIFIED: N_("The company"),
    Step.START: N_("Start date"),
    Step.METHODS: N_("Methods of payment"),
    Step.VAT: N_("VAT"),
    Step.GROUPS: N_("Product groups"),
    Step.EVENTS: N_("Other events"),
    Step.DONE: N_("Activated"),
}
TITLES = {
    Purpose.ACTIVATE: N_("Activate Spiris"),
    Purpose.ACCOUNTS: N_("Accounts in Spiris"),
    Purpose.AGAIN: N_("Connect Spiris again"),
}
MODES = {
    "bookkeeping-invoicing": N_("Bookkeeping & invoicing"),
    "bookkeeping": N_("Bookkeeping only"),
}
VARIANTS = {
    Variant.STANDARD: N_("Bookkeeping & invoicing"),
    Variant.INVOICING: N_("Invoicing"),
    Variant.BOOKKEEPING: N_("Bookkeeping"),
    Variant.SOLO: N_("Solo"),
    Variant.PRO: N_("Pro"),
    Variant.INVOICING_COLLABORATION: N_("Invoicing in collaboration with an accounting office"),
}
UNKNOWN_VARIANT = N_("Unknown")
REAL, SANDBOX = N_("A real company"), N_("A sandbox company, to try things in")
EVENTS = {
    "tips": N_("Tips"),
    "rounding": N_("Rounding to whole kronor"),
    "cash_difference": N_("Cash difference"),
    "gift_cards": N_("Gift cards sold"),
    "deposits": N_("Deposits and advances"),
    "cash_in": N_("Cash put in"),
    "cash_out": N_("Cash taken out"),
    "to_bank": N_("Cash to the bank"),
    "float": N_("Float"),
}
DOUBTS = {
    Doubt.MISSING: N_("not in Spiris"),
    Doubt.INACTIVE: N_("not active"),
    Doubt.BLOCKED: N_("blocked for vouchers"),
    Doubt.VAT: N_("not for this VAT"),
    Doubt.CODING: N_("no article coding"),
}
_RATE = N_("VAT {rate}")
_NO_VAT = N_("no VAT")


def booking_words(row: Booking) -> str:
    """What is booked."""
    if row.kind is Kind.VAT:
        return tr(_RATE, rate=percent(int(row.key)))
    if row.kind is Kind.GROUP:
        rate_bp, _, group = row.key.partition(" ")
        return f"{group} · {percent(int(rate_bp)) if int(rate_bp) else tr(_NO_VAT)}"
    return tr(EVENTS.get(row.key, row.key)) if row.kind is Kind.EVENT else tr(row.label or row.key)


def variant_words(variant: int) -> str:
    """What the company's package is called."""
    known = Variant(variant) if variant in set(Variant) else Variant.UNKNOWN
    return tr(VARIANTS.get(known, UNKNOWN_VARIANT))


def day_words(day: date | None) -> str:
    """A day as it is written in the field."""
    return "" if day is None else day.isoformat()
