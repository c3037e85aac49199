"""The words of the history: what was changed, and what its values mean to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpos.domain.errors import N_
from openpos.domain.money import Money, Quantity, format_quantity
from openpos.domain.payment import BUILT_IN, method_source
from openpos.domain.permission import PERMISSION_NAMES, ROLE_NAMES, Permission
from openpos.domain.vat import CATEGORY_NAMES, VatCategory
from openpos.register.programming import Change, Edit
from openpos.store.journal import Kind
from openpos.ui.i18n import money, tr
from openpos.ui.screens.settings import mail_rows, printer_rows, unit_rows
from openpos.ui.screens.settings import view as settings_view

WHAT = {
    Kind.SETTINGS_CHANGED: N_("Settings"),
    Kind.SHOP_CHANGED: N_("The shop's details"),
    Kind.STAFF_CHANGED: N_("Staff: {about}"),
    Kind.ROLE_CHANGED: N_("Role: {about}"),
    Kind.PAYMENT_METHOD_CHANGED: N_("Method of payment: {about}"),
    Kind.COST_CENTRE_CHANGED: N_("Cost centre: {about}"),
    Kind.PRICE_CHANGED: N_("Price of article {about}"),
    Kind.ARTICLE_ADDED: N_("Article put in sale: {about}"),
    Kind.ARTICLE_CHANGED: N_("Article {about}"),
    Kind.ARTICLE_REMOVED: N_("Article taken out of sale: {about}"),
    Kind.ARTICLES_IMPORTED: N_("Articles read in from {about}"),
}
_ABOUT_ITSELF = {Kind.ARTICLE_ADDED, Kind.ARTICLE_REMOVED}
"""What they are told of is the whole article: its number says enough."""
_LABELS = {
    # settings that have no row on the Settings page
    "spiris_leave_drafts": N_("Invoices are left as drafts"),
    "spiris_mail_invoices": N_("Invoices by e-mail"),
    "spiris_series": N_("Voucher series"),
    "spiris_api_url": N_("Spiris: address of the service"),
    "spiris_identity_url": N_("Spiris: address of the log-in"),
    "spiris_page_url": N_("Spiris: address of the page"),
    "spiris_redirect_port": N_("Spiris: port of the answer"),
    "spiris_redirect_certificate": N_("Spiris: certificate of the answer"),
    "spiris_calls_per_minute": N_("Spiris: calls a minute"),
    "spiris_settle_s": N_("Spiris: seconds before something is sent again"),
    # the shop
    "organisation_number": N_("Organisation number"),
    "address": N_("Address"),
    "register": N_("Register"),
    "serial": N_("Manufacturing number"),
    "receipt_footer": N_("Words at the end of receipts"),
    # people and roles
    "name": N_("Name"),
    "role_id": N_("Role"),
    "active": N_("Used"),
    "new_pin": N_("PIN"),
    "permissions": N_("May do"),
    "discount_limit_bp": N_("Discount without asking, %"),
    # methods of payment and cost centres
    "account": N_("Account"),
    "number": N_("Number"),
    "gives_change": N_("Gives change"),
    "rounds": N_("Whole kronor"),
    "opens_drawer": N_("Opens the drawer"),
    "off_in": N_("Off in cost centres"),
    "deviations": N_("Otherwise in cost centres"),
    "code": N_("Code"),
    "register_belongs_to": N_("This register belongs to cost centre"),
    # articles
    "price_ore": N_("Price"),
    "group": N_("Group"),
    "vat_category": N_("VAT"),
    "kind": N_("Kind"),
    "unit": N_("Unit"),
    "barcodes": N_("Barcodes"),
    "deposit_id": N_("Deposit"),
    "age_limit": N_("Age limit"),
    "any_price": N_("The cashier may change the price in a sale"),
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "shortened": N_("Shortened names"),
    "open_price": N_("Without a price"),
    "price_changes": N_("Changes of price"),
    "cancelled": N_("Stopped halfway"),
}
_HERE = {
    Kind.STAFF_CHANGED: {"active": N_("Works here")},
    Kind.SHOP_CHANGED: {"language": N_("Language of receipts")},
}
"""What is called otherwise there."""
_YES, _NO, _NOTHING, _NEW_PIN = N_("Yes"), N_("No"), N_("nothing"), N_("a new one")
_EDIT, _TOLD, _LOGO = N_("{what}: {old} → {new}"), N_("{what}: {new}"), N_("a picture")
_NOBODY = N_("Nobody logged in")
_BP_TO_MILLI = 10


def person_words(change: Change) -> str:
    """Who did it."""
    return change.person or tr(_NOBODY)


def what_words(change: Change) -> str:
    """What was changed."""
    about = change.about
    if change.kind is Kind.ROLE_CHANGED:
        about = _role(about)
    elif change.kind is Kind.PAYMENT_METHOD_CHANGED:
        about = next((tr(method_source(method)) for method in BUILT_IN if method.id == about), about)
    return tr(WHAT[change.kind], about=about).rstrip(": ")


def edit_words(change: Change) -> str:
    """From what to what, a line for each."""
    if change.kind in _ABOUT_ITSELF:
        return ""
    named = [edit for edit in change.edits if edit.new != change.about or edit.old is not None]
    return "\n".join(_edit(change.kind, edit) for edit in named)


def _edit(kind: Kind, edit: Edit) -> str:
    what = tr(_HERE.get(kind, {}).get(edit.name) or _label(edit.name))
    new = _value(edit.name, edit.new)
    if edit.old is None:
        return tr(_TOLD, what=what, new=new)
    return tr(_EDIT, what=what, old=_value(edit.name, edit.old), new=new)


def _label(name: str) -> str:
    for words in (settings_view.WORDS, unit_rows.WORDS, printer_rows.WORDS, mail_rows.WORDS):
        if name in words and words[name][0]:
            return words[name][0]
    return _LABELS.get(name, name.replace("_", " "))


def _value(name: str, value: Any) -> str:
    if name == "new_pin":
        return tr(_NEW_PIN)
    if value is None or value in ("", []):
        return tr(_NOTHING)
    if name == "logo":
        return tr(_LOGO)
    if isinstance(value, bool):
        return tr(_YES if value else _NO)
    if name == "price_ore":
        return money(Money(value))
    if name == "discount_limit_bp":
        return f"{format_quantity(Quantity(value * _BP_TO_MILLI))}\N{NO-BREAK SPACE}%"
    if name == "role_id":
        return _role(value)
    if name == "permissions":
        return ", ".join(tr(PERMISSION_NAMES[Permission(one)]) if one in set(Permission) else str(one) for one in value)
    if name == "vat_category" and value in set(VatCategory):
        return tr(CATEGORY_NAMES[VatCategory(value)])
    if name == "control_unit" and value in unit_rows.UNITS:
        return tr(unit_rows.UNITS[value])
    if name == "receipt_footer":
        return " / ".join(filter(None, value.split("\n")))
    if name == "language":
        return settings_view.LANGUAGES.get(value, str(value))
    if isinstance(value, list):
        return ", ".join(_part(one) for one in value)
    return _chosen(name, value)


def _part(one: Any) -> str:
    """A piece of a list: a deviation is several values of one cost centre."""
    if isinstance(one, Mapping):
        told = [f"{tr(_label(name))} {_value(name, value)}" for name, value in one.items() if name != "cost_centre"]
        return f"{one.get('cost_centre', '')} ({', '.join(told)})"
    return str(one)


def _chosen(name: str, value: Any) -> str:
    """What the key of a choice says, or the value as it is."""
    for choices in (settings_view.CHOICES, printer_rows.CHOICES, mail_rows.CHOICES):
        if str(value) in choices.get(name, {}):
            return tr(choices[name][str(value)])
    return str(value)


def _role(role_id: str) -> str:
    return tr(ROLE_NAMES[role_id]) if role_id in ROLE_NAMES else role_id
