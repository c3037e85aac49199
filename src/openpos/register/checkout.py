"""The sale from the first scan to the sealed receipt. Every use case here is safe to call again after a crash."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from openpos.clock import Clock, swedish
from openpos.domain.article import PIECE, Article, plain_text
from openpos.domain.email import email_address
from openpos.domain.errors import NotDone, Refused
from openpos.domain.gift_card import GiftCard, check_balances, gift_card_code, moves, new_code
from openpos.domain.money import ONE, ZERO, Money, Quantity, format_money, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.permission import Permission, Person
from openpos.domain.receipt import Marked, MarkedKind, Receipt, paper_of, receipt_of
from openpos.domain.returns import Returnable, blind_return_of, correction_of, return_of, returnable
from openpos.domain.sale import WHOLE_BP, Discount, Line, Sale
from openpos.domain.vat import VatCategory, rate_bp
from openpos.ids import Ids
from openpos.register.invoicing import check_invoicing
from openpos.register.ports import ControlUnit
from openpos.register.shifts import open_shift_of
from openpos.register.unit_papers import NOTHING, PRINTED, UnitPapers
from openpos.store.deliveries import DeliveryKind, DeliveryState, Way
from openpos.store.exports import owe_invoice
from openpos.store.facts import discount_facts, line_facts, receipt_facts, tender_facts
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind
from openpos.store.sales import Basket
from openpos.store.store import Store, Transaction

MAX_PARK_NAME = 40
GIFT_CARD_TEXT = "Presentkort"
"""What a gift card is called on receipts, and the group it is sold in."""
DEPARTMENT_TEXT = "Vara"
"""What a line without article and without text is called."""


class AgeUnchecked(Refused):
    """The buyer must have reached an age: the cashier looks, and says so."""

    def __init__(self, article: Article) -> None:
        super().__init__(
            "{name} is sold to those who are {age} or older.",
            "Check the customer's age.",
            name=article.name,
            age=article.age_limit,
        )
        self.age = article.age_limit


@dataclass(frozen=True, slots=True)
class _Begun:
    """What the sealing of a numbered receipt needs besides it."""

    line_seqs: tuple[int, ...]
    """The journal rows of its lines, in their order."""
    paper: bool
    mailed: bool
    """Whether a mail may be held for it."""

    @classmethod
    def read(cls, tx: Transaction, number: int) -> Self:
        """From the file, after an earlier try; the first one knows it."""
        return cls(tx.sales.line_seqs(number), tx.sales.wants_paper(number), mailed=True)


class Checkout:
    """What a cashier does with a basket. `keep`, `complete` and `finish_interrupted` block: register lane only."""

    def __init__(self, store: Store, unit: ControlUnit, clock: Clock, new_id: Ids) -> None:
        self._store = store
        self.unit = unit
        """The control unit."""
        self._clock = clock
        self._new_id = new_id
        self.papers = UnitPapers(store, unit, clock)
        """The papers beside the sales."""
        self._one_at_a_time = threading.Lock()
        """Held from a receipt's number to its seal: a second call for it waits and finds it done."""

    # -- fast enough for the GUI thread

    def new_sale(self) -> Sale:
        """An empty basket with an id of its own."""
        return Sale(self._new_id())

    def lines_of(
        self,
        article: Article,
        quantity: Quantity = ONE,
        *,
        line_id: str = "",
        price: Money | None = None,
        packed_price: Money | None = None,
        age_checked: int = 0,
        eat_in: bool = False,
    ) -> tuple[Line, ...]:
        """The line of this article at today's VAT rate, and that of its deposit where it has one. A short read.

        `price` is the price of one for an article without its own; `packed_price` what the scale has printed on the
        package, which is then sold as one piece. `age_checked` is the age the customer was seen to have, `eat_in`
        whether food is eaten here (and is a restaurant's service then).
        Raises AgeUnchecked where the buyer must be older, Refused where the article has no price and none is given.
        """
        if article.age_limit > age_checked:
            raise AgeUnchecked(article)
        line = self.line_of(article, quantity, line_id=line_id, price=price, eat_in=eat_in)
        if packed_price is not None:
            line = replace(line, quantity=quantity, unit_price=packed_price, unit=PIECE)
        if article.deposit_id is None:
            return (line,)
        with self._store.read() as tx:
            deposit = tx.articles.get(article.deposit_id)
        if deposit is None or deposit.price is None:
            return (line,)
        # Its VAT follows what is in the bottle (SWEDEN.md section 3).
        along = self.line_of(deposit, quantity, line_id=f"{line_id}:deposit" if line_id else "")
        return (
            line,
            replace(along, vat_category=line.vat_category, vat_rate_bp=line.vat_rate_bp, follows=line.id),
        )

    def line_of(
        self,
        article: Article,
        quantity: Quantity = ONE,
        *,
        line_id: str = "",
        price: Money | None = None,
        eat_in: bool = False,
    ) -> Line:
        """A line of this article alone. `price` is the price of one for an article without its own.

        Raises Refused where the article has no price and none is given.
        """
        if article.price is not None:
            price = article.price
        if price is None:
            raise Refused("{name} has no price of its own.", "Enter what it costs.", name=article.name)
        now = self._clock()
        category = article.vat_category
        if eat_in and category is VatCategory.FOOD:
            category = VatCategory.RESTAURANT
        return Line(
            id=line_id or self._new_id(),
            registered_at=now,
            text=article.name,
            group=article.group,
            quantity=quantity,
            unit_price=price,
            vat_category=category,
            vat_rate_bp=rate_bp(category, swedish(now).date()),
            article_id=article.id,
            article_number=article.number,
            kind=article.kind,
            unit=article.unit,
        )

    def gift_card_line(self, amount: Money, *, line_id: str = "") -> Line:
        """A line that sells a new gift card of this amount, above zero: without VAT, which comes when it is used."""
        if amount <= ZERO:
            raise Refused("A gift card is worth more than 0.", "Enter what the customer pays for it.")
        code = new_code(self._new_id())
        line = self.free_line(GIFT_CARD_TEXT, amount, VatCategory.EXEMPT, GIFT_CARD_TEXT, line_id=line_id)
        return replace(line, gift_card=code)

    def gift_card(self, text: str) -> GiftCard:
        """A gift card and what is left on it. A short read. Raises Refused for a wrong code or a foreign card."""
        code = gift_card_code(text)
        with self._store.read() as tx:
            balance = tx.sales.balances([code]).get(code)
        if balance is None:
            raise Refused("The gift card {code} was not sold here.", "Take the payment in another way.", code=code)
        return GiftCard(code, balance)

    def discounted(self, sale: Sale, discount: Discount | None, person: Person, *, line_id: str = "") -> Sale:
        """The sale with a discount on a line, or on the whole where no line is named; None takes it off.

        Raises NotPermitted where it is more than the person may give, and as `Sale.with_discount` does.
        """
        changed = sale.with_line_discount(line_id, discount) if line_id else sale.with_discount(discount)
        lines = [line for line in changed.lines if line.takes_discount and line_id in {"", line.id}]
        price = total(line.price for line in lines)
        off = total(line.reduction + (ZERO if line_id else line.share) for line in lines)
        if discount and off > price.share(person.role.discount_limit_bp, WHOLE_BP):
            person.must_be_allowed(Permission.DISCOUNT)
        return changed

    def priced(self, sale: Sale, line_id: str, price: Money, person: Person) -> Sale:
        """The sale with another price of one of a line. A short read.

        Raises NotPermitted where the person may not, Refused where the article does not allow it.
        """
        line = sale.line(line_id)
        if line.gift_card or (line.article_id is not None and not self._any_price(line.article_id)):
            raise Refused("{text} has a fixed price.", "Give a discount instead.", text=line.text)
        person.must_be_allowed(Permission.PRICE)
        return sale.with_price(line_id, price)

    def _any_price(self, article_id: int) -> bool:
        with self._store.read() as tx:
            article = tx.articles.get(article_id)
        return article is None or article.any_price or article.price is None

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
        if sale.practice:
            return
        with self._store.write() as tx:
            if tx.sales.of_sale(sale.id) is None:
                self._kept(tx, sale, person, self._clock(), cleared=cleared)

    def start_return(self, number: int, wanted: Mapping[str, Quantity], person: Person, *, sale_id: str = "") -> Sale:
        """Begin the return of these quantities (by line id) of a receipt: a basket of its own, journalled. Blocks.

        Beginning the return `sale_id` again gives the basket that is open. Raises Refused where another basket is open,
        or more is wanted than is left.
        """
        person.must_be_allowed(Permission.RETURN)
        return self._begun(lambda tx: self._return_of(tx, number, wanted, sale_id or self._new_id()), person, sale_id)

    def start_exchange(self, number: int, wanted: Mapping[str, Quantity], person: Person, *, sale_id: str = "") -> Sale:
        """Begin a sale that is paid, as far as it goes, with these quantities of a receipt coming back. Blocks.

        The return is the sale's `returning`: the two are completed together, each on a receipt of its own. Raises as
        `start_return` does.
        """
        person.must_be_allowed(Permission.RETURN)

        def exchange(tx: Transaction) -> Sale:
            back = self._return_of(tx, number, wanted, self._new_id())
            return Sale(sale_id or self._new_id(), returning=back)

        return self._begun(exchange, person, sale_id)

    def correct_payment(self, number: int, person: Person, *, sale_id: str = "") -> Sale:
        """Begin the sale that replaces a receipt whose method of payment was registered wrong. Blocks.

        What is registered is never edited: completing it makes a return receipt, paid back as the receipt was paid,
        and a new receipt (SKVFS 2014:10). Raises Refused where another basket is open or part of the receipt came back.
        """
        person.must_be_allowed(Permission.CORRECT_PAYMENT)

        def correction(tx: Transaction) -> Sale:
            original, _, returned = self._returnable(tx, number)
            return correction_of(
                original,
                returned,
                sale_id=sale_id or self._new_id(),
                return_id=self._new_id(),
                line_ids={line.id: (self._new_id(), self._new_id()) for line in original.lines},
                tender_ids=[self._new_id() for _ in original.tenders],
                at=self._clock(),
            )

        return self._begun(correction, person, sale_id)

    def return_without_receipt(self, sale: Sale, person: Person) -> Sale:
        """Turn a basket that was rung up into a return of the same goods for which there is no receipt. Blocks.

        Raises NotPermitted where the person may not, Refused for an empty basket or one with payments.
        """
        person.must_be_allowed(Permission.BLIND_RETURN)
        if not sale.lines:
            raise Refused("There is nothing to return.", "Scan what the customer brings back first.")
        if sale.is_return or sale.tenders or sale.returning:
            raise Refused("The payment has begun.", "Undo the payment to change the sale.")
        back = blind_return_of(sale, {line.id: self._new_id() for line in sale.lines}, at=self._clock())
        back = replace(back, practice=sale.practice)
        self.keep(back, person)
        return back

    def _begun(self, make: Callable[[Transaction], Sale], person: Person, sale_id: str) -> Sale:
        """The basket that `make` gives, saved as the open one; the open one itself where it is the one asked for."""
        with self._store.write() as tx:
            open_basket = tx.sales.basket()
            if open_basket and open_basket.sale.id == sale_id:
                return open_basket.sale
            if open_basket and (open_basket.sale.lines or open_basket.sale.returning):
                raise Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on.")
            sale = make(tx)
            self._kept(tx, sale, person, self._clock())
            return sale

    def _return_of(self, tx: Transaction, number: int, wanted: Mapping[str, Quantity], sale_id: str) -> Sale:
        original, _, returned = self._returnable(tx, number)
        return return_of(
            original,
            returned,
            wanted,
            sale_id=sale_id,
            line_ids={line_id: self._new_id() for line_id in wanted},
            at=self._clock(),
        )

    def park(self, sale: Sale, name: str, person: Person) -> None:
        """Put the basket aside under a name; it survives everything and shows on X and Z as unfinished. Blocks.

        Raises Refused for an empty basket, a return, one with payments, and a name that is taken.
        """
        clean = plain_text(name, MAX_PARK_NAME) or person.name
        if not sale.lines:
            raise Refused("There is nothing to park.", "Scan an article first.")
        if sale.practice:
            raise Refused("Nothing is parked in practice mode.", "Clear the sale, or take payment for it.")
        if sale.is_return or sale.tenders or sale.returning:
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
            if open_basket and (open_basket.sale.lines or open_basket.sale.returning):
                raise Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on.")
            tx.sales.save_basket(replace(basket, parked_as=None, cashier=person.name, updated_at=self._clock()))
            facts = _parked_facts(basket.sale, basket.parked_as)
            tx.journal.add(Kind.FETCHED, facts, at=self._clock(), cashier=person.name)
            return basket.sale

    def ask_price(self, article: Article, person: Person, *, act_id: str = "") -> None:
        """Journal that somebody asked for a price without buying (SKVFS 2021:16, StallaPrisforfragan). Blocks."""
        facts: dict[str, Any] = {
            "article_number": article.number,
            "name": article.name,
            "group": article.group,
            "price_ore": None if article.price is None else article.price.ore,
        }
        if act_id:
            facts["id"] = act_id
        with self._store.write() as tx:
            tx.journal.add(Kind.PRICE_ASKED, facts, at=self._clock(), cashier=person.name)

    def complete(self, sale: Sale, person: Person, *, paper: bool = True, mail_to: str = "") -> Receipt:
        """Number, seal and commit a paid sale; with `paper`, queue its receipt for printing. Blocks on the unit.

        With `mail_to`, the receipt is queued for e-mail to this address instead of being printed (SKVFS 2014:9 6:2);
        a practice receipt is printed all the same. Raises Refused for a wrong address.
        Calling it again for the same sale gives the same receipt. Raises Refused where the sale is not paid or no
        shift is open, NotDone where the control unit certainly sealed nothing (the basket stays, its number goes to
        the next sale) and Unavailable where it may have: then the same call goes on with the same number.
        """
        if sale.practice:
            return self._practised(sale, person, paper=paper)
        recipient = email_address(mail_to) if mail_to else ""
        with self._one_at_a_time:
            if sale.returning is not None:
                self._completed(sale.returning, sale, person, paper=paper, recipient=recipient)
            return self._completed(sale, sale, person, paper=paper, recipient=recipient)

    def finish_interrupted(self) -> Receipt | None:
        """Bring a receipt that a crash left without its control code to its end. Blocks; raises as `complete` does."""
        with self._one_at_a_time:
            receipt = self.waiting_for_seal()
            return None if receipt is None else self._sealed(receipt)

    def pro_forma(self, paper_id: str, sale: Sale, person: Person, *, paper: bool = True) -> Marked:
        """Print what the basket would come to, as no receipt (SKVFS 2014:9 5:5: EJ KVITTO). Blocks on the unit.

        Calling it again with the same id gives the same paper. Raises Refused for an empty basket or a return, and
        as `UnitPapers.made` does.
        """
        if not sale.lines or sale.is_return:
            raise Refused("There is nothing to show.", "Scan an article first.")
        shown = replace(sale, id=paper_id, tenders=(), returning=None)
        return self._marked(MarkedKind.PRO_FORMA, shown, person, paper=paper)

    def begin_practice(self, person: Person) -> None:
        """Journal that practice mode begins (SKVFS 2021:16, StallaOmTillOvningslage). Blocks.

        Raises NotPermitted where the person may not, Refused while a basket is open.
        """
        person.must_be_allowed(Permission.PRACTICE)
        with self._store.write() as tx:
            basket = tx.sales.basket()
            if basket and (basket.sale.lines or basket.sale.returning):
                raise Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on.")
            open_shift_of(tx)
            tx.journal.add(Kind.PRACTICE_BEGUN, {}, at=self._clock(), cashier=person.name)

    def end_practice(self, person: Person) -> None:
        """Journal that practice mode ends (SKVFS 2021:16, StallaOmTillNormallage). Blocks."""
        with self._store.write() as tx:
            tx.journal.add(Kind.PRACTICE_ENDED, {}, at=self._clock(), cashier=person.name)

    def print_balance(self, text: str) -> GiftCard:
        """Queue a slip with what is left on a gift card. Blocks. Raises Refused as `gift_card` does."""
        card = self.gift_card(text)
        with self._store.write() as tx:
            tx.print_jobs.add(JobKind.BALANCE, card.code, at=self._clock())
        return card

    def _practised(self, sale: Sale, person: Person, *, paper: bool) -> Receipt:
        """A practice receipt: numbered in its own series, and in no total but its own."""
        _check_paid(sale)
        return self._marked(MarkedKind.PRACTICE, sale, person, paper=paper).receipt

    def _marked(self, kind: MarkedKind, sale: Sale, person: Person, *, paper: bool) -> Marked:
        def begin(tx: Transaction) -> tuple[Marked, Sale]:
            receipt = paper_of(
                sale,
                number=tx.marked.take_number(kind),
                shift_id=open_shift_of(tx).id,
                at=self._clock(),
                cashier=person.name,
                shop=tx.shop.current(),
            )
            return Marked(kind, receipt), sale

        made = self.papers.made(sale.id, PRINTED if paper else NOTHING, begin, lambda tx: tx.marked.get(sale.id))
        assert isinstance(made, Marked), "the id is the sale's"
        return made

    def _completed(self, sale: Sale, kept: Sale, person: Person, *, paper: bool, recipient: str) -> Receipt:
        """One of the receipts of a basket: its own, or that of the return before it. `kept` is the whole basket."""
        with self._store.write() as tx:
            receipt, begun = tx.sales.of_sale(sale.id), None
            if receipt is None:
                receipt, line_seqs = self._numbered(tx, sale, kept, person, paper=paper)
                begun = _Begun(line_seqs, paper=paper, mailed=bool(recipient))
                if recipient:
                    held = DeliveryState.HELD
                    tx.deliveries.add(DeliveryKind.RECEIPT, receipt.number, Way.MAIL, recipient, held, at=receipt.at)
        return receipt if receipt.seal else self._sealed(receipt, begun)

    def _numbered(
        self, tx: Transaction, sale: Sale, kept: Sale, person: Person, *, paper: bool
    ) -> tuple[Receipt, tuple[int, ...]]:
        """The intent: the receipt with its number in the file, before the control unit is asked."""
        for part in (sale,) if sale is kept else (sale, kept):  # the return is not made where its sale can't be
            _check_paid(part)
            check_balances(part, tx.sales.balances(code for code, _ in moves(part)))
        _check_exchange(kept)
        if any(tender.method.kind is MethodKind.INVOICE for tender in sale.tenders):
            check_invoicing(tx, sale)
        if waiting := tx.sales.being_sealed():
            raise Refused(
                "Receipt {number} still waits for its control code.", "Finish it first.", number=waiting.number
            )
        shift = open_shift_of(tx)
        now = self._clock()
        if sale.original is not None:
            self._check_return(tx, sale, sale.original)
        basket = self._kept(tx, kept, person, now)
        receipt = receipt_of(
            sale,
            number=tx.sales.take_number(),
            shift_id=shift.id,
            at=now,
            cashier=person.name,
            shop=tx.shop.current(),
        )
        tx.sales.add(receipt, basket.events, paper=paper)
        return receipt, tuple(basket.events[line.id] for line in receipt.lines)

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

    def _sealed(self, receipt: Receipt, begun: _Begun | None = None) -> Receipt:
        """The act and the outcome. After an earlier try nobody knows whether the unit sealed it: ask before acting."""
        seal = None if begun else self.unit.find(receipt.number)
        if seal is None:
            try:
                seal = self.unit.seal(receipt)
            except NotDone as refusal:
                if begun:
                    self._take_back(receipt, refusal)
                raise
        with self._store.write() as tx:
            begun = begun or _Begun.read(tx, receipt.number)
            facts = receipt_facts(receipt, seal, begun.line_seqs)
            seq = tx.journal.add(Kind.RECEIPT, facts, at=self._clock(), cashier=receipt.cashier)
            tx.sales.seal(receipt.number, seal, seq)
            if receipt.invoice is not None:
                owe_invoice(tx, receipt, receipt.invoice, at=self._clock())
            tx.sales.drop_basket(receipt.sale_id)
            mailed = begun.mailed and tx.deliveries.release(receipt.number, at=self._clock())
            if begun.paper:
                used = {tender.method.id for tender in receipt.tenders}
                if receipt.change:  # coins out of the drawer, whatever gave the right to them
                    used.add(Method.CASH.id)
                opens = tx.payment_methods.opens_drawer(used)
                if not mailed:
                    tx.print_jobs.add(JobKind.RECEIPT, str(receipt.number), at=self._clock(), open_drawer=opens)
                elif opens:
                    tx.print_jobs.add(JobKind.DRAWER, "", at=self._clock(), open_drawer=True)
        return replace(receipt, seal=seal)

    def _take_back(self, receipt: Receipt, refusal: NotDone) -> None:
        with self._store.write() as tx:
            tx.deliveries.drop_held(receipt.number)
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
        if before and before.sale != sale:
            _check_not_half_done(tx, before.sale)
        changes = _basket_changes(before.sale if before else Sale(sale.id), sale)
        if cleared and changes:
            changes.append((Kind.CLEARED, {}, ""))
        seqs = tx.journal.add_many(
            [(kind, {"sale_id": sale.id, **facts}) for kind, facts, _ in changes], at=now, cashier=person.name
        )
        events = dict(before.events) if before else {}
        events.update((line_id, seq) for seq, (_, _, line_id) in zip(seqs, changes, strict=True) if line_id)
        lines = (*sale.lines, *(sale.returning.lines if sale.returning else ()))
        basket = Basket(sale, person.name, now, {line.id: events[line.id] for line in lines})
        if sale.lines or sale.tenders or sale.returning:
            tx.sales.save_basket(basket)
        else:
            tx.sales.drop_basket(sale.id)
        return basket


def _parked_facts(sale: Sale, name: str) -> dict[str, Any]:
    return {"sale_id": sale.id, "name": name, "lines": [line_facts(line) for line in sale.lines]}


def _check_not_half_done(tx: Transaction, sale: Sale) -> None:
    """Raises Refused where the return before this sale has its receipt already: its other half is fixed then."""
    done = tx.sales.of_sale(sale.returning.id) if sale.returning else None
    if done:
        raise Refused(
            "Receipt {number} has taken the goods back already.",
            "Press Pay again to finish the sale as it is.",
            number=done.number,
        )


def _check_paid(sale: Sale) -> None:
    """Raises Refused where nothing is sold or something is left to pay."""
    if not sale.lines:
        raise Refused("There is nothing to pay for.", "Scan an article first.")
    for part in (sale, sale.returning):
        standing = part.settlement() if part else None
        if standing and not standing.settled:
            raise Refused("{left} is left to pay.", "Take the rest first.", left=format_money(standing.left))


def _check_exchange(sale: Sale) -> None:
    """Raises Refused where what is taken in exchange is not what the return beside it gives."""
    parts = (sale, sale.returning) if sale.returning else (sale,)
    taken = [tender.amount for part in parts for tender in part.tenders if tender.method.kind is MethodKind.EXCHANGE]
    if total(taken):
        raise Refused("An exchange needs a return beside the sale.", "Begin it from the receipt that comes back.")


def _basket_changes(before: Sale, after: Sale) -> list[tuple[Kind, Mapping[str, Any], str]]:
    """What happened to a basket and to the return that belongs to it."""
    nothing = Sale("")
    return [*_changes(before.returning or nothing, after.returning or nothing), *_changes(before, after)]


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
