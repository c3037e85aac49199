"""The sale from the first scan to the sealed receipt. Every use case here is safe to call again after a crash."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from openpos.clock import Clock, swedish
from openpos.domain.article import Article, plain_text
from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import ONE, Money, Quantity, format_money, total
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.returns import Returnable, return_of, returnable
from openpos.domain.sale import Line, Method, Sale
from openpos.domain.shop import Person
from openpos.domain.vat import VatCategory, rate_bp
from openpos.ids import Ids
from openpos.register.ports import ControlUnit
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind
from openpos.store.sales import Basket, discount_facts, line_facts, receipt_facts, tender_facts
from openpos.store.store import Store, Transaction

MAX_PARK_NAME = 40
DEPARTMENT_TEXT = "Vara"
"""What a line without article and without text is called."""


class Checkout:
    """What a cashier does with a basket. `keep`, `complete` and `finish_interrupted` block: register lane only."""

    def __init__(self, store: Store, unit: ControlUnit, clock: Clock, new_id: Ids) -> None:
        self._store = store
        self._unit = unit
        self._clock = clock
        self._new_id = new_id
        self._one_at_a_time = threading.Lock()
        """Held from a receipt's number to its seal: a second call for it waits and finds it done."""

    # -- fast enough for the GUI thread

    def new_sale(self) -> Sale:
        """An empty basket with an id of its own."""
        return Sale(self._new_id())

    def line_of(
        self, article: Article, quantity: Quantity = ONE, *, line_id: str = "", price: Money | None = None
    ) -> Line:
        """A line of this article at today's VAT rate. `price` is the price of one for an article without its own.

        Raises Refused where the article has no price and none is given.
        """
        if article.price is not None:
            price = article.price
        if price is None:
            raise Refused("{name} has no price of its own.", "Enter what it costs.", name=article.name)
        now = self._clock()
        return Line(
            id=line_id or self._new_id(),
            registered_at=now,
            text=article.name,
            group=article.group,
            quantity=quantity,
            unit_price=price,
            vat_category=article.vat_category,
            vat_rate_bp=rate_bp(article.vat_category, swedish(now).date()),
            article_id=article.id,
            article_number=article.number,
            kind=article.kind,
            unit=article.unit,
        )

    def free_line(
        self, text: str, price: Money, category: VatCategory, group: str, quantity: Quantity = ONE, *, line_id: str = ""
    ) -> Line:
        """A line of something that is not in the catalogue."""
        now = self._clock()
        return Line(
            id=line_id or self._new_id(),
            registered_at=now,
            text=plain_text(text) or DEPARTMENT_TEXT,
            group=plain_text(group),
            quantity=quantity,
            unit_price=price,
            vat_category=category,
            vat_rate_bp=rate_bp(category, swedish(now).date()),
        )

    def open_sale(self) -> Sale | None:
        """The basket as it was saved last, after a restart too. A short read."""
        with self._store.read() as tx:
            basket = tx.sales.basket()
        return basket.sale if basket else None

    def parked(self) -> list[Basket]:
        """The baskets that wait, oldest first. A short read."""
        with self._store.read() as tx:
            return tx.sales.parked()

    def returnable(self, number: int) -> tuple[Receipt, tuple[Returnable, ...]]:
        """A sold receipt and what of its lines can still come back. A short read.

        Raises Refused where there is no such receipt, or it is itself a return.
        """
        with self._store.read() as tx:
            return self._returnable(tx, number)[:2]

    def waiting_for_seal(self) -> Receipt | None:
        """The receipt whose control code is still to come: nothing else can be sold before it has it. A short read."""
        with self._store.read() as tx:
            return tx.sales.being_sealed()

    # -- the register lane's

    def keep(self, sale: Sale, person: Person, *, cleared: bool = False) -> None:
        """Save the basket and journal what changed in it since it was saved last, each line by itself. Blocks.

        Saving the same value again journals nothing. `cleared` says that the cashier cleared it in one go.
        """
        with self._store.write() as tx:
            if tx.sales.of_sale(sale.id) is None:
                self._kept(tx, sale, person, self._clock(), cleared=cleared)

    def start_return(self, number: int, wanted: Mapping[str, Quantity], person: Person, *, sale_id: str = "") -> Sale:
        """Begin the return of these quantities (by line id) of a receipt: a basket of its own, journalled. Blocks.

        Beginning the return `sale_id` again gives the basket that is open. Raises Refused where another basket is open,
        or more is wanted than is left.
        """
        with self._store.write() as tx:
            open_basket = tx.sales.basket()
            if open_basket and open_basket.sale.id == sale_id:
                return open_basket.sale
            if open_basket and open_basket.sale.lines:
                raise Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on.")
            original, _, returned = self._returnable(tx, number)
            sale = return_of(
                original,
                returned,
                wanted,
                sale_id=sale_id or self._new_id(),
                line_ids={line_id: self._new_id() for line_id in wanted},
                at=self._clock(),
            )
            self._kept(tx, sale, person, self._clock())
            return sale

    def park(self, sale: Sale, name: str, person: Person) -> None:
        """Put the basket aside under a name; it survives everything and shows on X and Z as unfinished. Blocks.

        Raises Refused for an empty basket, a return, one with payments, and a name that is taken.
        """
        clean = plain_text(name, MAX_PARK_NAME) or person.name
        if not sale.lines:
            raise Refused("There is nothing to park.", "Scan an article first.")
        if sale.is_return or sale.tenders:
            raise Refused("Only a sale without payments can be parked.", "Finish it, or undo its payments.")
        with self._store.write() as tx:
            if any(basket.parked_as == clean and basket.sale.id != sale.id for basket in tx.sales.parked()):
                raise Refused("A basket is parked as {name} already.", "Give another name.", name=clean)
            before = tx.sales.basket(sale.id)
            if before and before.parked_as == clean:
                return
            basket = self._kept(tx, sale, person, self._clock())
            tx.sales.save_basket(replace(basket, parked_as=clean))
            tx.journal.add(Kind.PARKED, _parked_facts(sale, clean), at=self._clock(), cashier=person.name)

    def fetch(self, sale_id: str, person: Person) -> Sale:
        """Take a parked basket up again. Blocks. Raises Refused where another is open or this one is gone."""
        with self._store.write() as tx:
            basket = tx.sales.basket(sale_id)
            if basket is None:
                raise Refused("The basket is not parked any more.", "Choose another.")
            if basket.parked_as is None:
                return basket.sale
            open_basket = tx.sales.basket()
            if open_basket and open_basket.sale.lines:
                raise Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on.")
            tx.sales.save_basket(replace(basket, parked_as=None, cashier=person.name, updated_at=self._clock()))
            facts = _parked_facts(basket.sale, basket.parked_as)
            tx.journal.add(Kind.FETCHED, facts, at=self._clock(), cashier=person.name)
            return basket.sale

    def ask_price(self, article: Article, person: Person) -> None:
        """Journal that somebody asked for a price without buying (SKVFS 2021:16, StallaPrisforfragan). Blocks."""
        facts = {
            "article_number": article.number,
            "name": article.name,
            "group": article.group,
            "price_ore": None if article.price is None else article.price.ore,
        }
        with self._store.write() as tx:
            tx.journal.add(Kind.PRICE_ASKED, facts, at=self._clock(), cashier=person.name)

    def complete(self, sale: Sale, person: Person, *, paper: bool = True) -> Receipt:
        """Number, seal and commit a paid sale; with `paper`, queue its receipt for printing. Blocks on the unit.

        Calling it again for the same sale gives the same receipt. Raises Refused where the sale is not paid or no
        shift is open, NotDone where the control unit certainly sealed nothing (the basket stays, its number goes to
        the next sale) and Unavailable where it may have: then the same call goes on with the same number.
        """
        with self._one_at_a_time:
            with self._store.write() as tx:
                receipt = tx.sales.of_sale(sale.id)
                first_try = receipt is None
                if receipt is None:
                    receipt = self._numbered(tx, sale, person, paper=paper)
            return receipt if receipt.seal else self._sealed(receipt, first_try=first_try)

    def finish_interrupted(self) -> Receipt | None:
        """Bring a receipt that a crash left without its control code to its end. Blocks; raises as `complete` does."""
        with self._one_at_a_time:
            receipt = self.waiting_for_seal()
            return None if receipt is None else self._sealed(receipt, first_try=False)

    def _numbered(self, tx: Transaction, sale: Sale, person: Person, *, paper: bool) -> Receipt:
        """The intent: the receipt with its number in the file, before the control unit is asked."""
        standing = sale.settlement()
        if not sale.lines:
            raise Refused("There is nothing to pay for.", "Scan an article first.")
        if not standing.settled:
            raise Refused("{left} is left to pay.", "Take the rest first.", left=format_money(standing.left))
        if waiting := tx.sales.being_sealed():
            raise Refused(
                "Receipt {number} still waits for its control code.", "Finish it first.", number=waiting.number
            )
        shift = tx.shifts.current()
        if shift is None:
            raise Refused("No shift is open.", "Open a shift with the float in the drawer.")
        now = self._clock()
        if sale.original is not None:
            self._check_return(tx, sale, sale.original)
        basket = self._kept(tx, sale, person, now)
        receipt = receipt_of(
            sale,
            number=tx.sales.take_number(),
            shift_id=shift.id,
            at=now,
            cashier=person.name,
            shop=tx.shop.current(),
        )
        tx.sales.add(receipt, basket.events, paper=paper)
        return receipt

    def _returnable(self, tx: Transaction, number: int) -> tuple[Receipt, tuple[Returnable, ...], list[Receipt]]:
        original = tx.sales.receipt(number)
        if original is None or original.seal is None:
            raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=number)
        if original.is_return:
            raise Refused("Receipt {number} is a return.", "Give the number of the sale.", number=number)
        returned = tx.sales.returns_of(number)
        return original, returnable(original, returned), returned

    def _check_return(self, tx: Transaction, sale: Sale, number: int) -> None:
        """Refuse a return of what came back meanwhile: two returns of one receipt may have been begun."""
        original, _, returned = self._returnable(tx, number)
        again = return_of(
            original,
            returned,
            {line.returns_line: Quantity(-line.quantity.milli) for line in sale.lines},
            sale_id=sale.id,
            line_ids={line.returns_line: line.id for line in sale.lines},
            at=self._clock(),
        )
        same = again.returned_before == sale.returned_before and again.total == sale.total
        if not same:
            raise Refused("Part of the receipt came back meanwhile.", "Clear the return and begin it anew.")

    def _sealed(self, receipt: Receipt, *, first_try: bool) -> Receipt:
        """The act and the outcome. After an earlier try nobody knows whether the unit sealed it: ask before acting."""
        seal = None if first_try else self._unit.find(receipt.number)
        if seal is None:
            try:
                seal = self._unit.seal(receipt)
            except NotDone as refusal:
                if first_try:
                    self._take_back(receipt, refusal)
                raise
        with self._store.write() as tx:
            line_seqs = tx.sales.journal_seqs(receipt.number)[1]
            seq = tx.journal.add(
                Kind.RECEIPT, receipt_facts(receipt, seal, line_seqs), at=self._clock(), cashier=receipt.cashier
            )
            tx.sales.seal(receipt.number, seal, seq)
            tx.sales.drop_basket(receipt.sale_id)
            if tx.sales.wants_paper(receipt.number):
                in_cash = any(tender.method is Method.CASH for tender in receipt.tenders)
                tx.print_jobs.add(JobKind.RECEIPT, str(receipt.number), at=self._clock(), open_drawer=in_cash)
        return replace(receipt, seal=seal)

    def _take_back(self, receipt: Receipt, refusal: NotDone) -> None:
        with self._store.write() as tx:
            tx.sales.take_back(receipt.number)
            tx.journal.add(
                Kind.SEAL_REFUSED,
                {"sale_id": receipt.sale_id, "number": receipt.number, "reason": str(refusal)},
                at=self._clock(),
                cashier=receipt.cashier,
            )

    def _kept(self, tx: Transaction, sale: Sale, person: Person, now: datetime, *, cleared: bool = False) -> Basket:
        """Save the basket within a transaction, with an event for each difference from what was saved before."""
        before = tx.sales.basket(sale.id)
        if before and before.parked_as is not None:
            raise Refused("The basket is parked.", "Fetch it first.")
        changes = _changes(before.sale if before else Sale(sale.id), sale)
        if cleared and changes:
            changes.append((Kind.CLEARED, {}, ""))
        seqs = tx.journal.add_many(
            [(kind, {"sale_id": sale.id, **facts}) for kind, facts, _ in changes], at=now, cashier=person.name
        )
        events = dict(before.events) if before else {}
        events.update((line_id, seq) for seq, (_, _, line_id) in zip(seqs, changes, strict=True) if line_id)
        basket = Basket(sale, person.name, now, {line.id: events[line.id] for line in sale.lines})
        if sale.lines or sale.tenders:
            tx.sales.save_basket(basket)
        else:
            tx.sales.drop_basket(sale.id)
        return basket


def _parked_facts(sale: Sale, name: str) -> dict[str, Any]:
    return {"sale_id": sale.id, "name": name, "lines": [line_facts(line) for line in sale.lines]}


def _changes(before: Sale, after: Sale) -> list[tuple[Kind, Mapping[str, Any], str]]:
    """What happened between two values of a sale: (kind, payload, id of a line that is still there or nothing)."""
    old_lines = {line.id: line for line in before.lines}
    old_tenders = {tender.id: tender for tender in before.tenders}
    new_lines = {line.id for line in after.lines}
    new_tenders = {tender.id for tender in after.tenders}
    changes: list[tuple[Kind, Mapping[str, Any], str]] = [
        (Kind.LINE_REMOVED, {"line": line_facts(line)}, "") for line in before.lines if line.id not in new_lines
    ]
    for line in after.lines:
        old = old_lines.get(line.id)
        if old is None:
            changes.append((Kind.LINE_ADDED, {"line": line_facts(line)}, line.id))
        elif old != line and line_facts(old) != line_facts(line):  # its share alone may differ: that is no event
            changes.append((Kind.LINE_CHANGED, {"line": line_facts(line), "before": line_facts(old)}, line.id))
    if before.discount != after.discount:
        off = total(line.share for line in after.lines)
        changes.append((Kind.DISCOUNT_CHANGED, {"discount": discount_facts(after.discount, off)}, ""))
    changes += [
        (Kind.TENDER_REMOVED, {"tender": tender_facts(tender)}, "")
        for tender in before.tenders
        if tender.id not in new_tenders
    ]
    changes += [
        (Kind.TENDER_ADDED, {"tender": tender_facts(tender)}, "")
        for tender in after.tenders
        if tender.id not in old_tenders
    ]
    return changes
