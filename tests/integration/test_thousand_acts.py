"""A scripted day of a thousand mixed acts, whose Z report is computed a second time from the script's own answers."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from tests.fixtures.till import NewTill
from tests.integration.test_replay import OPEN, make_demo, play, script

SEED, ACTS = 20261120, 1000
RATES = {"standard": 25, "food": 6, "restaurant": 12, "exempt": 0}


def kronor(ore: int) -> str:
    return f"{ore // 100}.{ore % 100:02}"


class Author:
    """Writes the script, and books what its acts come to with decimals and nothing of the register's."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.acts: list[dict[str, Any]] = [OPEN]
        self.receipts = 0
        self.sold: list[dict[str, Any]] = []
        self.gross = self.returned = self.cash = self.cards = self.rounding = Decimal(0)
        self.vat: dict[int, Decimal] = {}
        self.returns = self.copies = self.openings = self.practised = 0
        self.cash_in = self.cash_out = self.discounts = Decimal(0)
        self.parked: list[tuple[str, Decimal]] = []
        self.gifts: list[list[Any]] = []
        """The receipts that sold gift cards, each with what is left on its card."""
        self.by_gift = self.tips = Decimal(0)

    def write(self) -> list[str]:
        kinds = (
            ["sale"] * 60
            + ["back"] * 10
            + ["copy", "drawer", "in", "out", "x", "practice", "pro_forma", "park", "fetch"]
            + ["correction", "gift", "gift_pays", "clear"] * 2
        )
        while len(self.acts) < ACTS - 1:
            getattr(self, f"a_{self.random.choice(kinds)}")()
        while self.parked:
            self.a_fetch()
        counted = Decimal(1000) + self.cash + self.cash_in - self.cash_out
        self.acts.append({"do": "close_shift", "counted": str(counted)})
        return script(*self.acts)

    # -- what is sold

    def lines(self) -> tuple[list[dict[str, Any]], dict[str, Decimal], Decimal]:
        lines, by_rate, off = [], dict[str, Decimal](), Decimal(0)
        for _ in range(self.random.randint(1, 4)):
            vat = self.random.choice(sorted(RATES))
            price, pieces = Decimal(self.random.randint(1, 30_000)) / 100, self.random.randint(1, 5)
            line: dict[str, Any] = {
                "text": "Vara", "price": str(price), "vat": vat, "group": "Övrigt", "quantity": str(pieces)
            }  # fmt: skip
            amount = price * pieces
            if self.random.random() < 0.2:
                taken = (amount * 10 / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
                line["discount"] = {"percent": "10", "reason": "Rea"}
                amount, off = amount - taken, off + taken
            lines.append(line)
            by_rate[vat] = by_rate.get(vat, Decimal(0)) + amount
        return lines, by_rate, off

    def booked(self, by_rate: dict[str, Decimal], sign: int = 1) -> Decimal:
        total = sum(by_rate.values(), Decimal(0))
        for name, gross in by_rate.items():
            rate = RATES[name]
            vat = (gross * rate / (100 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            self.vat[rate] = self.vat.get(rate, Decimal(0)) + sign * vat
        self.receipts += 1
        return total

    def in_cash(self, total: Decimal, sign: int = 1) -> Decimal:
        whole = total.quantize(Decimal(1), ROUND_HALF_UP)
        self.cash += sign * whole
        self.rounding += sign * (whole - total)
        return whole

    def a_sale(self) -> None:
        lines, by_rate, off = self.lines()
        total = self.booked(by_rate)
        self.gross, self.discounts = self.gross + total, self.discounts + off
        act: dict[str, Any] = {"do": "sale", "lines": lines}
        if self.random.random() < 0.5:
            whole = self.in_cash(total)
            act["tenders"] = [{"method": "cash", "amount": str(whole + self.random.randint(0, 200))}]
            way = "cash"
        else:
            tip = Decimal(self.random.choice([0, 0, 0, 25]))
            self.cards, self.tips = self.cards + total, self.tips + tip
            act["tenders"] = [{"method": "card", "amount": str(total), **({"tip": str(tip)} if tip else {})}]
            way = "tip" if tip else "card"
        self.acts.append(act)
        self.sold.append({"number": self.receipts, "by_rate": by_rate, "total": total, "off": off, "way": way})

    def a_correction(self) -> None:
        """It was paid by the other of cash and card: taken back as it was, and sold anew."""
        wrong = next((one for one in self.sold if one["way"] in {"cash", "card"} and not one.get("copied")), None)
        if wrong is None:
            return
        sign = 1 if wrong["way"] == "card" else -1
        whole = self.in_cash(wrong["total"], sign)
        self.cards -= sign * wrong["total"]
        self.booked(wrong["by_rate"], -1)
        self.booked(wrong["by_rate"])
        self.returns, self.returned = self.returns + 1, self.returned + wrong["total"]
        self.gross, self.discounts = self.gross + wrong["total"], self.discounts + wrong["off"]
        right = (
            {"method": "cash", "amount": str(whole)} if sign == 1 else {"method": "card", "amount": str(wrong["total"])}
        )
        self.acts.append({"do": "correct_payment", "receipt": wrong["number"], "tenders": [right]})
        wrong.update(number=self.receipts, way="corrected")

    def a_gift(self) -> None:
        amount = Decimal(self.random.randint(50, 500))
        self.booked({"exempt": amount})
        self.gross, self.cards = self.gross + amount, self.cards + amount
        tenders = [{"method": "card", "amount": str(amount)}]
        self.acts.append({"do": "sale", "lines": [{"gift_card": str(amount)}], "tenders": tenders})
        self.gifts.append([self.receipts, amount])

    def a_gift_pays(self) -> None:
        card = next((one for one in self.gifts if one[1]), None)
        if card is None:
            return
        lines, by_rate, off = self.lines()
        total = self.booked(by_rate)
        part = min(card[1], total)
        card[1] -= part
        self.gross, self.discounts = self.gross + total, self.discounts + off
        self.by_gift, self.cards = self.by_gift + part, self.cards + total - part
        tenders = [{"method": "gift_card", "receipt": card[0], "amount": str(part)}]
        if total > part:
            tenders.append({"method": "card", "amount": str(total - part)})
        self.acts.append({"do": "sale", "lines": lines, "tenders": tenders})

    def a_clear(self) -> None:
        self.acts.append({"do": "clear", "lines": self.lines()[0]})

    def a_back(self) -> None:
        if not self.sold:
            return
        sale = self.sold.pop(self.random.randrange(len(self.sold)))
        self.booked(sale["by_rate"], -1)
        self.returns, self.returned = self.returns + 1, self.returned + sale["total"]
        self.in_cash(sale["total"], -1)
        self.acts.append({"do": "return", "receipt": sale["number"]})

    def a_copy(self) -> None:
        if self.sold and not self.sold[-1].get("copied"):
            self.sold[-1]["copied"] = True
            self.copies += 1
            self.acts.append({"do": "copy", "receipt": self.sold[-1]["number"]})

    # -- what is not

    def a_drawer(self) -> None:
        self.openings += 1
        self.acts.append({"do": "open_drawer"})

    def a_in(self) -> None:
        amount = self.random.randint(1, 300)
        self.cash_in += amount
        self.acts.append({"do": "cash_in", "amount": str(amount), "reason": "Växel"})

    def a_out(self) -> None:
        if Decimal(1000) + self.cash + self.cash_in - self.cash_out > 300:
            amount = self.random.randint(1, 300)
            self.cash_out += amount
            self.acts.append({"do": "cash_out", "amount": str(amount), "reason": "Till banken"})

    def a_x(self) -> None:
        self.acts.append({"do": "x_report"})

    def a_practice(self) -> None:
        self.practised += 1
        lines = [{"text": "Övning", "price": "10", "vat": "food", "group": "Övrigt"}]
        self.acts.append({"do": "practice", "lines": lines, "tenders": [{"method": "cash", "amount": "10"}]})

    def a_pro_forma(self) -> None:
        self.acts.append({"do": "pro_forma", "lines": self.lines()[0]})

    def a_park(self) -> None:
        name = f"Nr {len(self.acts)}"
        lines = [{"text": "Parkerad", "price": "25", "vat": "standard", "group": "Övrigt"}]
        self.parked.append((name, Decimal(25)))
        self.acts.append({"do": "park", "name": name, "lines": lines})

    def a_fetch(self) -> None:
        if self.parked:
            name, total = self.parked.pop(0)
            self.booked({"standard": total})
            self.gross, self.cards = self.gross + total, self.cards + total
            self.acts.append({"do": "fetch", "name": name, "tenders": [{"method": "card", "amount": str(total)}]})


def ore(amount: Decimal) -> int:
    exact = amount * 100
    assert exact == int(exact)
    return int(exact)


def test_a_day_of_a_thousand_acts_closes_on_the_sum_of_its_acts(new_till: NewTill) -> None:
    author = Author(SEED)
    day = author.write()
    assert len(day) >= ACTS
    with new_till() as till:
        demo = make_demo(till)
        answers = play(demo, day)
        assert len(answers) == len(day)
        with demo.store.read() as tx:
            report = tx.shifts.z_report()
        assert report is not None
        facts = {row.rate_bp // 100: row.vat.ore for row in report.totals.vat if row.rate_bp}
        assert facts == {rate: ore(vat) for rate, vat in author.vat.items() if rate}
        assert report.totals.gross.ore == ore(author.gross - author.returned)
        assert (report.totals.receipts, report.returns.count) == (author.receipts - author.returns, author.returns)
        assert report.returns.amount.ore == ore(author.returned)
        assert {method.id: amount.ore for method, amount in report.totals.methods} == {
            "cash": ore(author.cash), "card": ore(author.cards), "gift_card": ore(author.by_gift)
        }  # fmt: skip
        assert report.totals.tips.ore == ore(author.tips)
        assert report.totals.rounding.ore == ore(author.rounding)
        assert report.discounts.ore == ore(author.discounts)
        assert (report.copies.count, report.drawer_openings, report.practice.count) == (
            author.copies, author.openings, author.practised
        )  # fmt: skip
        assert (report.cash_in.amount.ore, report.cash_out.amount.ore) == (ore(author.cash_in), ore(author.cash_out))
        assert report.difference.ore == 0
        assert (report.grand.sales.ore, report.grand.returns.ore) == (ore(author.gross), ore(author.returned))
        assert json.loads(json.dumps(answers[-1]))["receipts"] == report.totals.receipts
        assert not demo.findings()
