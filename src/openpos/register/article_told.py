"""What the journal says of an article and of a change of it, whether a person or a file made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpos.domain.article import Article
from openpos.store.journal import Kind

Events = list[tuple[Kind, Mapping[str, Any]]]


def article_facts(article: Article) -> dict[str, Any]:
    """All that an article is, as the journal tells it."""
    return {
        "number": article.number,
        "name": article.name,
        "group": article.group,
        "price_ore": None if article.price is None else article.price.ore,
        "vat_category": article.vat_category.value,
        "kind": article.kind.value,
        "unit": article.unit,
        "barcodes": list(article.barcodes),
        "deposit_id": article.deposit_id,
        "age_limit": article.age_limit,
        "any_price": article.any_price,
    }


def changes_told(before: Article, after: Article) -> Events:
    """What the journal is to say of a change: a price in a row of its own, the rest with old and new values."""
    old, new = article_facts(before), article_facts(after)
    events: Events = []
    if before.withdrawn != after.withdrawn:
        events.append((Kind.ARTICLE_REMOVED if after.withdrawn else Kind.ARTICLE_ADDED, new))
    if before.price != after.price:
        facts = {"number": after.number, "old_ore": old["price_ore"], "new_ore": new["price_ore"]}
        events.append((Kind.PRICE_CHANGED, facts))
    changed = [name for name in old if name != "price_ore" and old[name] != new[name]]
    if changed:
        facts = {
            "number": before.number,
            "old": {name: old[name] for name in changed},
            "new": {name: new[name] for name in changed},
        }
        events.append((Kind.ARTICLE_CHANGED, facts))
    return events
