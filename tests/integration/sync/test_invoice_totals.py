"""Carts of all kinds become invoices and credits in the simulated service: its own sums are the paper's."""

from __future__ import annotations

import random
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from openpos.store.outbox import EntryKind, EntryState, reference_of
from tests.fixtures.carried import FIRST_DAY, Carried

RATES = (2500, 1200, 600, 0)


def cart(drawn: random.Random) -> list[tuple[int, int]]:
    """Lines as (rate in basis points, öre)."""
    dear = drawn.choice((3, 100, 10_000, 200_000))
    return [(drawn.choice(RATES), drawn.randint(0, dear)) for _ in range(drawn.choice((1, 1, 2, 4, 12)))] + [(2500, 7)]


def vat_of(lines: list[tuple[int, int]]) -> dict[int, int]:
    """The VAT of a paper, in öre."""
    sums = Counter[int]()
    for rate_bp, ore in lines:
        sums[rate_bp] += ore
    parts = {rate_bp: Decimal(ore) * rate_bp / (10_000 + rate_bp) for rate_bp, ore in sums.items()}
    return {rate_bp: int(part.quantize(Decimal(1), ROUND_HALF_UP)) for rate_bp, part in parts.items()}


def kronor(ore: int) -> int:
    """Whole kronor, in öre."""
    return int((Decimal(ore) / 100).quantize(Decimal(1), ROUND_HALF_UP)) * 100


def document(customer: str, number: int, lines: list[tuple[int, int]], *, whole_kronor: bool) -> dict[str, Any]:
    ore = sum(ore for _, ore in lines)
    sums = Counter[int]()
    for rate_bp, one in lines:
        sums[rate_bp] += one
    return {
        "version": 1,
        "receipt": number,
        "date": FIRST_DAY.isoformat(),
        "customer": {"id": customer, "number": "1", "name": "Ek AB"},
        "reference": "",
        "comment": "",
        "cashier": "Kassör",
        "lines": [
            {
                "text": "Vara",
                "rate_bp": rate_bp,
                "amount_ore": one,
                "group": "Skafferi",
                "service": False,
                "gift_card": False,
            }
            for rate_bp, one in lines
        ],
        "vat": [
            {"rate_bp": rate_bp, "net_ore": sums[rate_bp] - vat, "vat_ore": vat}
            for rate_bp, vat in vat_of(lines).items()
        ],
        "rounding_ore": kronor(ore) - ore if whole_kronor else 0,
        "total_ore": ore,
    }


@pytest.mark.sweep
@pytest.mark.parametrize("private", [False, True], ids=["company", "person"])
@pytest.mark.parametrize("whole_kronor", [False, True], ids=["ore", "kronor"])
def test_the_total_of_the_invoice_is_that_of_the_paper(
    shop: Carried, private: bool, whole_kronor: bool, full_sweep: bool
) -> None:
    """Private persons have prices with VAT there, companies without; each invoice is credited after it."""
    shop.spiris.company.change_settings(DomesticCurrencyRounding=int(whole_kronor), ShowPricesExclVatPC=True)
    customer = next(row["Id"] for row in shop.spiris.customers if row["IsPrivatePerson"] == private and row["IsActive"])
    drawn = random.Random(1 + private + 2 * whole_kronor)
    papers = {}
    for number in range(1, 2 * (300 if full_sweep else 12), 2):
        lines = cart(drawn)
        sold_id, back_id = f"sold-{number}", f"back-{number}"
        for entry_id, receipt, sign in ((sold_id, number, 1), (back_id, number + 1, -1)):
            signed = [(rate_bp, sign * ore) for rate_bp, ore in lines]
            wanted = document(customer, receipt, signed, whole_kronor=whole_kronor)
            reference = reference_of("F", "K1", receipt, entry_id)
            if sign < 0:
                wanted["credits"] = {"id": sold_id, "reference": "", "receipt": number}
            with shop.till.store.write() as tx:
                tx.outbox.add(
                    EntryKind.INVOICE,
                    wanted,
                    id=entry_id,
                    reference=reference,
                    about=f"R{receipt}",
                    company_id=shop.connection().company_id,
                    at=shop.till.clock(),
                    after_id=sold_id if sign < 0 else "",
                )
            papers[reference] = wanted
    shop.until_quiet(2_000)
    assert set(shop.states()) == {EntryState.SETTLED}
    assert len(shop.spiris.invoices) == len(papers)
    ore_rows = 0
    for invoice in shop.spiris.invoices:
        paper = papers[invoice["Rows"][0]["Text"].split(" ")[0]]
        assert invoice["IncludesVat"] == private
        assert invoice["TotalAmount"] * 100 == paper["total_ore"] + paper["rounding_ore"]
        there = {
            int(row["VatPercent"] * 100): row["VatAmountInvoiceCurrency"] * 100 for row in invoice["VatSpecification"]
        }
        for row in paper["vat"]:
            assert abs(there[row["rate_bp"]] - row["vat_ore"]) <= 1
        found = [row for row in invoice["Rows"] if row["ArticleNumber"] == "OPENPOS-0-3740-V"]
        assert [row["UnitPrice"] for row in found] in ([], [Decimal("0.01")])
        ore_rows += len(found)
    assert (ore_rows > 0) == (not private and not whole_kronor)
    booked = Counter[int]()
    for voucher in shop.spiris.invoice_vouchers:
        for row in voucher["Rows"]:
            booked[row["AccountNumber"]] += int((row["DebitAmount"] - row["CreditAmount"]) * 100)
    assert set(booked.values()) == {0}, "what is credited is as if it had never been"
