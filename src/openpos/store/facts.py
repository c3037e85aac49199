"""Sales, lines and tenders as the JSON facts that the journal and the basket hold, and back.

A fact that is as it always was is left out: rows of older files are thus reproduced to the byte, and stay short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from openpos.domain.article import ArticleKind
from openpos.domain.customer import Address
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ZERO, Money, Quantity, total
from openpos.domain.payment import Method, MethodKind, built_in
from openpos.domain.receipt import Marked, Receipt, Seal
from openpos.domain.sale import Discount, Line, Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.store.types import time_text


def line_facts(line: Line) -> dict[str, Any]:
    """A line as the journal and the basket hold it."""
    off = line.reduction
    facts: dict[str, Any] = {
        "id": line.id,
        "registered_at": time_text(line.registered_at),
        "text": line.text,
        "group": line.group,
        "quantity_milli": line.quantity.milli,
        "unit_price_ore": line.unit_price.ore,
        "amount_ore": line.price.ore - off.ore,
        "vat_category": line.vat_category.value,
        "vat_rate_bp": line.vat_rate_bp,
        "article_id": line.article_id,
        "article_number": line.article_number,
        "kind": line.kind.value,
        "unit": line.unit,
        "discount": discount_facts(line.discount, off),
        "returns_line": line.returns_line,
    }
    if line.follows:
        facts["follows"] = line.follows
    if line.gift_card:
        facts["gift_card"] = line.gift_card
    return facts


def discount_facts(discount: Discount | None, off: Money) -> dict[str, Any] | None:
    """A discount as the journal and the basket hold it, with what it took off."""
    if discount is None:
        return None
    return {"reason": discount.reason, "rate_bp": discount.rate_bp, "amount_ore": off.ore}


def method_facts(method: Method) -> dict[str, Any]:
    """A method: its id, and all else where it is not the program's own of that id."""
    if method == built_in(method.id):
        return {"method": method.id}
    return {
        "method": method.id,
        "kind": method.kind.value,
        "name": method.name,
        "gives_change": method.gives_change,
        "rounds": method.rounds,
    }


def tender_facts(tender: Tender) -> dict[str, Any]:
    """A tender as the journal and the basket hold it."""
    facts = {"id": tender.id, **method_facts(tender.method), "amount_ore": tender.amount.ore}
    return facts | _told(code=tender.code, tip_ore=tender.tip.ore)


def sale_facts(sale: Sale) -> dict[str, Any]:
    """A basket as the file holds it, without its id."""
    lines = [line_facts(line) for line in sale.lines]
    for facts, line in zip(lines, sale.lines, strict=True):
        facts["share_ore"] = line.share.ore
    facts = {
        "lines": lines,
        "tenders": [tender_facts(tender) for tender in sale.tenders],
        "discount": discount_facts(sale.discount, sale.discount.amount if sale.discount else ZERO),
        "original": sale.original,
        "returned_before": [[rate, amount.ore] for rate, amount in sale.returned_before],
    }
    returning = {"id": sale.returning.id, **sale_facts(sale.returning)} if sale.returning else None
    return facts | _told(blind=sale.blind, returning=returning, invoice=invoice_facts(sale.invoice))


def receipt_facts(receipt: Receipt, seal: Seal, line_seqs: Sequence[int]) -> dict[str, Any]:
    """A receipt's journal event: its lines by the seqs of the rows that registered them."""
    facts = {
        "number": receipt.number,
        "sale_id": receipt.sale_id,
        "shift_id": receipt.shift_id,
        "at": time_text(receipt.at),
        "shop_id": receipt.shop.id,
        "lines": list(line_seqs),
        "original": receipt.original,
        "discount": discount_facts(receipt.discount, total(line.share for line in receipt.lines)),
        "shares_ore": [line.share.ore for line in receipt.lines],
        "vat": vat_facts(receipt),
        "tenders": [tender_facts(tender) for tender in receipt.tenders],
        "total_ore": receipt.total.ore,
        "rounding_ore": receipt.rounding.ore,
        "change_ore": receipt.change.ore,
        "unit": seal.unit,
        "code": seal.code,
    }
    return facts | _told(blind=receipt.blind, invoice=invoice_facts(receipt.invoice))


def invoice_facts(invoice: InvoiceTo | None) -> dict[str, Any] | None:
    """To whom a sale is invoiced."""
    return None if invoice is None else asdict(invoice)


def marked_facts(marked: Marked) -> dict[str, Any]:
    """A practice receipt or a pro forma as the journal holds it: whole, since no other row tells its lines."""
    receipt, seal = marked.receipt, marked.receipt.seal
    facts = {
        "kind": marked.kind.value,
        "number": receipt.number,
        "sale_id": receipt.sale_id,
        "shift_id": receipt.shift_id,
        "at": time_text(receipt.at),
        "shop_id": receipt.shop.id,
        "lines": [line_facts(line) for line in receipt.lines],
        "vat": vat_facts(receipt),
        "tenders": [tender_facts(tender) for tender in receipt.tenders],
        "total_ore": receipt.total.ore,
        "rounding_ore": receipt.rounding.ore,
    }
    answered = {"unit": seal.unit, "code": seal.code} if seal else {}
    return facts | answered | _told(receipt_number=marked.about)


def vat_facts(receipt: Receipt) -> list[dict[str, int]]:
    """The VAT of a receipt per rate."""
    return [{"rate_bp": row.rate_bp, "net_ore": row.net.ore, "vat_ore": row.vat.ore} for row in receipt.vat]


def _told(**facts: Any) -> dict[str, Any]:
    """Those that say something."""
    return {name: value for name, value in facts.items() if value}


def line_from(facts: Mapping[str, Any]) -> Line:
    """The line of these facts, with its share of the sale's discount."""
    return Line(
        id=facts["id"],
        registered_at=datetime.fromisoformat(facts["registered_at"]),
        text=facts["text"],
        group=facts["group"],
        quantity=Quantity(facts["quantity_milli"]),
        unit_price=Money(facts["unit_price_ore"]),
        vat_category=VatCategory(facts["vat_category"]),
        vat_rate_bp=facts["vat_rate_bp"],
        article_id=facts["article_id"],
        article_number=facts["article_number"],
        kind=ArticleKind(facts["kind"]),
        unit=facts["unit"],
        discount=discount_from(facts["discount"]),
        share=Money(facts["share_ore"]),
        returns_line=facts["returns_line"],
        follows=facts.get("follows", ""),
        gift_card=facts.get("gift_card", ""),
    )


def discount_from(facts: Mapping[str, Any] | None) -> Discount | None:
    """The discount of these facts."""
    if facts is None:
        return None
    by_rate = facts["rate_bp"] != 0
    return Discount(facts["reason"], facts["rate_bp"], ZERO if by_rate else Money(facts["amount_ore"]))


def method_from(facts: Mapping[str, Any]) -> Method:
    """The method of these facts."""
    if "kind" in facts:
        return Method(facts["method"], MethodKind(facts["kind"]), facts["name"], facts["gives_change"], facts["rounds"])
    known = built_in(facts["method"])
    if known is None:
        message = f"{facts['method']} is no method of the program's own"
        raise ValueError(message)
    return known


def tender_from(facts: Mapping[str, Any]) -> Tender:
    """The tender of these facts."""
    return Tender(
        facts["id"],
        method_from(facts),
        Money(facts["amount_ore"]),
        facts.get("code", ""),
        Money(facts.get("tip_ore", 0)),
    )


def sale_from(sale_id: str, facts: Mapping[str, Any]) -> Sale:
    """The basket of these facts."""
    returning = facts.get("returning")
    return Sale(
        sale_id,
        tuple(line_from(line) for line in facts["lines"]),
        tuple(tender_from(tender) for tender in facts["tenders"]),
        discount_from(facts["discount"]),
        facts["original"],
        tuple((rate, Money(amount)) for rate, amount in facts["returned_before"]),
        blind=facts.get("blind", False),
        returning=sale_from(returning["id"], returning) if returning else None,
        invoice=invoice_from(facts.get("invoice")),
    )


def invoice_from(facts: Mapping[str, Any] | None) -> InvoiceTo | None:
    """To whom a sale is invoiced, of these facts."""
    if facts is None:
        return None
    addresses = {name: Address(**facts[name]) for name in ("address", "known_address")}
    return InvoiceTo(**{**facts, **addresses})
