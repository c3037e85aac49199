"""A scripted cashier for demo shops: drives the same use cases as the screen, one JSON object a line.

Ids come from the file's content up to and with the line, and its number: a line that is already on disk is answered
from disk, also when the file has grown since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from openpos.clock import Clock
from openpos.domain.customer import Address, Customer
from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity, parse_money, parse_price, parse_quantity, shown
from openpos.domain.payment import Method, MethodKind
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.report import Close
from openpos.domain.returns import Returnable
from openpos.domain.sale import Line, Sale, Tender
from openpos.domain.swish import qr_text
from openpos.ids import derived
from openpos.register.assortment import Assortment
from openpos.register.catalogue import Scanned
from openpos.register.checkout import Checkout
from openpos.register.drawer import Drawer
from openpos.register.invoicing import Invoicing
from openpos.register.payment import PaymentMethods
from openpos.register.ports import ControlUnit
from openpos.register.receipts import Receipts
from openpos.register.script import (
    Act,
    category_of,
    discount_from,
    flag_of,
    list_of,
    number_of,
    only,
    parsed,
    quantity_of,
    text_of,
    time_of,
)
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.register.unit_series import go_on_after_unit
from openpos.store.journal import Kind
from openpos.store.store import Store

Done = TypeVar("Done")
_Named = TypeVar("_Named")


class Replay:
    """Plays acts from text lines. Blocks; raises Refused on a shop that is not a demo."""

    def __init__(self, store: Store, unit: ControlUnit, clock: Clock, *, paper: bool = False) -> None:
        """Use cases with a clock that acts may set. With `paper`, receipts and reports are queued for printing."""
        with store.read() as tx:
            if tx.shop.demo() != "ready":
                raise Refused(
                    "Scripted sales are for demo shops only.", "Make one with “openpos demo --prepare --data DIR”."
                )
        self._store = store
        self._clock = clock
        self._moment: datetime | None = None
        self.line = 0
        """The line that is played, or was played last."""
        self._paper = paper
        self._act_id = ""
        self._ids = count()
        self._parked: dict[str, str] = {}
        """The sales that the script's lines so far have parked, by name."""
        self._relief: Person | None = None
        """Who took over from the cashier that opened the shift."""
        self._checkout = Checkout(store, unit, self._now, lambda: derived(self._act_id, "id", str(next(self._ids))))
        self._shifts = Shifts(store, self._now)
        self._receipts = Receipts(store, self._now, self._checkout.papers)
        self._drawer = Drawer(store, self._now)
        self._staff = Staff(store, self._now)
        self._catalogue = Assortment(store, self._now)
        self._methods = PaymentMethods(store, self._now, lambda: derived(self._act_id, "id", str(next(self._ids))))
        self._invoicing = Invoicing(store, lambda: derived(self._act_id, "id", str(next(self._ids))))

    def play(self, lines: Iterable[str], *, first_line: int = 1) -> Iterator[dict[str, Any]]:
        """Do the acts in order and give each one's answer once it is on disk.

        Raises Refused, Unavailable or another known trouble at the first act that can't be done; the answers given
        before stay valid. Lines before `first_line` count for the ids only.
        """
        content = hashlib.sha256()
        self._checkout.finish_interrupted()
        self._checkout.papers.finish_waiting()
        go_on_after_unit(self._store, self._checkout.unit, self._now)
        for number, text in enumerate(lines, start=1):
            content.update(text.rstrip("\r\n").encode() + b"\n")
            if not text.strip():
                continue
            act_id = derived("replay", content.hexdigest(), str(number))
            if number >= first_line:
                self.line = number
                yield {"line": number, **self._act(parsed(text), act_id)}
            else:
                self._passed(text, act_id)

    def _passed(self, text: str, act_id: str) -> None:
        """What a line that is not played says about those that are."""
        if '"park"' in text and (act := parsed(text)).get("do") == "park":
            self._parked[text_of(act, "name")] = act_id
        elif '"change_cashier"' in text and (act := parsed(text)).get("do") == "change_cashier":
            self._change_cashier(act)
        elif '"open_shift"' in text and parsed(text).get("do") == "open_shift":
            self._relief = None

    def _now(self) -> datetime:
        return self._moment or self._clock()

    def _act(self, act: Act, act_id: str) -> dict[str, Any]:
        self._moment = time_of(act["at"]) if "at" in act else None
        self._act_id, self._ids = act_id, count()
        match act.get("do"):
            case "open_shift":
                return self._open_shift(act, act_id)
            case "sale" | "return_without_receipt":
                return self._sale(act, act_id)
            case "invoice":
                return self._invoice(act, act_id)
            case "practice":
                return self._practice(act, act_id)
            case "close_shift":
                return self._close_shift(act, act_id)
            case "return":
                return self._return(act, act_id)
            case "exchange":
                return self._exchange(act, act_id)
            case "correct_payment":
                return self._correct_payment(act, act_id)
            case "copy":
                return self._copy(act)
            case "park":
                return self._park(act, act_id)
            case "fetch":
                return self._fetch(act)
            case "pro_forma":
                return self._pro_forma(act, act_id)
            case "price_query":
                return self._price_query(act, act_id)
            case "price":
                return self._price(act, act_id)
            case "x_report":
                return self._x_report(act, act_id)
            case "find":
                return self._find(act)
            case "clear":
                return self._clear(act, act_id)
            case "balance":
                return self._balance(act)
            case "swish_slip":
                return self._swish_slip(act, act_id)
            case "change_cashier":
                return self._change_cashier(act)
            case "open_drawer":
                return self._open_drawer(act, act_id)
            case "cash_in" | "cash_out" | "float" as kind:
                return self._move_cash(act, act_id, DrawerKind(kind))
            case other:
                raise Refused("“{act}” is no act.", "Use {acts}.", act=shown(json.dumps(other)), acts=", ".join(_ACTS))

    def _open_shift(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "cashier", "float")
        self._relief = None
        person = self._staff.named(text_of(act, "cashier"))
        shift = self._shifts.open_shift(act_id, person, parse_price(text_of(act, "float")))
        return {"do": "open_shift", "shift_id": shift.id, "float_ore": shift.float_amount.ore}

    def _close_shift(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "counted", "reason", "terminals", "next_float")
        shift = self._shifts.current()
        cashier = shift.cashier if shift else ""
        close = None
        if {"reason", "terminals", "next_float"} & set(act):
            terminals = list_of(act, "terminals") if "terminals" in act else []
            close = Close(
                text_of(act, "reason") if "reason" in act else "",
                _each_once("method", (self._said(one) for one in terminals)),
                parse_price(text_of(act, "next_float")) if "next_float" in act else None,
            )
        report = self._shifts.close_shift(
            act_id, cashier, parse_price(text_of(act, "counted")), close=close, paper=self._paper
        )
        return {
            "do": "close_shift",
            "z_number": report.number,
            "receipts": report.totals.receipts,
            "gross_ore": report.totals.gross.ore,
            "expected_ore": report.expected_cash.ore,
            "difference_ore": report.difference.ore,
        }

    def _said(self, terminal: Act) -> tuple[Method, Money]:
        """What a terminal says it took."""
        only(terminal, "method", "amount")
        return self._method(terminal), parse_price(text_of(terminal, "amount"))

    def _return(self, act: Act, act_id: str) -> dict[str, Any]:
        """`lines` names lines by their place on the receipt, from 1; without it all that is left comes back."""
        only(act, "do", "at", "receipt", "lines", "tenders")
        person = self._cashier()
        if self._done(act_id):
            return _answer(self._checkout.complete(Sale(act_id), person, paper=self._paper))
        sale = self._checkout.start_return(number_of(act, "receipt"), self._back(act, "lines"), person, sale_id=act_id)
        return self._undone_if_refused(sale, lambda: self._paid_back(act, sale))

    def _exchange(self, act: Act, act_id: str) -> dict[str, Any]:
        """`back` names what comes back as `lines` of a return does; `lines` and `tenders` are the new sale's."""
        only(act, "do", "at", "receipt", "back", "lines", "tenders", "refund", "age_checked", "eat_in")
        person = self._cashier()
        if self._done(act_id):
            return _answer(self._checkout.complete(Sale(act_id), person, paper=self._paper))
        begun = self._checkout.start_exchange(
            number_of(act, "receipt"), self._back(act, "back"), person, sale_id=act_id
        )

        def settle() -> dict[str, Any]:
            if begun.lines and begun.ready:  # before a crash
                return _answer(self._checkout.complete(begun, person, paper=self._paper))
            sale = self._rung(act, begun)
            sale = sale.in_exchange(derived(act_id, "exchange", "sale"), derived(act_id, "exchange", "return"))
            for place, wanted in enumerate(list_of(act, "refund") if "refund" in act else ()):
                sale = sale.with_refund(self._tender(wanted, derived(act_id, "refund", str(place)), refund=True))
            return self._paid(act, sale)

        return self._undone_if_refused(begun, settle)

    def _correct_payment(self, act: Act, act_id: str) -> dict[str, Any]:
        """The receipt is returned as it was paid and sold anew with these tenders."""
        only(act, "do", "at", "receipt", "tenders")
        person = self._cashier()
        if self._done(act_id):
            return _answer(self._checkout.complete(Sale(act_id), person, paper=self._paper))
        sale = self._checkout.correct_payment(number_of(act, "receipt"), person, sale_id=act_id)
        if sale.ready:  # before a crash
            return _answer(self._checkout.complete(sale, person, paper=self._paper))
        return self._undone_if_refused(sale, lambda: self._paid(act, sale.unpaid()))

    def _paid_back(self, act: Act, sale: Sale) -> dict[str, Any]:
        """A return paid back as it says; else by invoice where it was invoiced, or in cash."""
        sale = sale.unpaid()
        if sale.invoice is not None:
            charged = self._invoicing.charged(sale, sale.invoice, tender_id=derived(sale.id, "tender", "0"))
            return _answer(self._checkout.complete(charged, self._cashier(), paper=self._paper))
        if "tenders" in act:
            return self._paid(act, sale, refund=True)
        in_cash = Tender(derived(sale.id, "tender", "0"), Method.CASH, sale.to_pay(Method.CASH))
        return _answer(self._checkout.complete(sale.with_tender(in_cash), self._cashier(), paper=self._paper))

    def _paid(self, act: Act, sale: Sale, *, refund: bool = False) -> dict[str, Any]:
        """Paid as it says, and completed; the receipt is e-mailed instead of printed where it says so."""
        for place, wanted in enumerate(list_of(act, "tenders") if "tenders" in act or not sale.ready else ()):
            sale = sale.with_tender(self._tender(wanted, derived(sale.id, "tender", str(place)), refund=refund))
        mail_to = text_of(act, "e_mail") if "e_mail" in act else ""
        return _answer(self._checkout.complete(sale, self._cashier(), paper=self._paper, mail_to=mail_to))

    def _undone_if_refused(self, sale: Sale, act: Callable[[], Done]) -> Done:
        """Where nothing was sold, no basket is left for the next act to stumble over."""
        try:
            return act()
        except Refused:
            half_done = sale.returning is not None and self._done(sale.returning.id)
            if not half_done and not self._done(sale.id):
                self._checkout.keep(Sale(sale.id), self._cashier(), cleared=True)
            raise

    def _done(self, sale_id: str) -> bool:
        """Whether the sale has its number; its seal too, unless the program died in between."""
        with self._store.read() as tx:
            return tx.sales.of_sale(sale_id) is not None

    def _back(self, act: Act, name: str) -> dict[str, Quantity]:
        """What of a receipt the act wants back, by line id; all that is left of it where it does not say."""
        rows = self._checkout.returnable(number_of(act, "receipt"))[1]
        if name not in act:
            return {row.line.id: row.left for row in rows if row.left.milli}
        return dict(_each_once("line", (self._wanted_back(line, rows) for line in list_of(act, name))))

    def _wanted_back(self, line: Act, rows: Sequence[Returnable]) -> tuple[str, Quantity]:
        only(line, "line", "quantity")
        place = number_of(line, "line")
        if not 1 <= place <= len(rows):
            raise Refused("The receipt has no line {line}.", "It has {lines}.", line=place, lines=len(rows))
        row = rows[place - 1]
        return row.line.id, parse_quantity(text_of(line, "quantity")) if "quantity" in line else row.left

    def _copy(self, act: Act) -> dict[str, Any]:
        only(act, "do", "at", "receipt")
        number = number_of(act, "receipt")
        # A receipt has one copy at most, so the receipt's number is the act's id.
        copy = self._receipts.copy_of(number) or self._receipts.copy(number, self._cashier(), paper=self._paper)
        return {"do": "copy", "copy_number": copy.number, "receipt_number": number}

    def _find(self, act: Act) -> dict[str, Any]:
        """The receipts that a search on their page shows first, newest first."""
        only(act, "do", "at", "text")
        found = self._receipts.find(text_of(act, "text"))
        return {"do": "find", "receipts": [listed.number for listed in found]}

    def _clear(self, act: Act, act_id: str) -> dict[str, Any]:
        """A basket that is rung up and cleared."""
        only(act, "do", "at", "lines", "discount", "age_checked", "eat_in")
        if not self._journalled(Kind.CLEARED, act_id):
            begun = Sale(act_id)
            self._none_but(begun)
            self._undone_if_refused(begun, lambda: self._rung(act, begun))
            self._checkout.keep(Sale(act_id), self._cashier(), cleared=True)
        return {"do": "clear"}

    def _balance(self, act: Act) -> dict[str, Any]:
        """What is left on a gift card."""
        only(act, "do", "at", "code", "receipt")
        card = self._checkout.gift_card(self._gift_card_code(act))
        return {"do": "balance", "balance_ore": card.balance.ore}

    def _swish_slip(self, act: Act, act_id: str) -> dict[str, Any]:
        """A slip with the code of a Swish payment; its message tells it from every other."""
        only(act, "do", "at", "amount")
        number = next((one.number for one in self._methods.usable() if one.method.kind is MethodKind.SWISH), "")
        if not number:
            raise Refused("This shop takes no Swish.", "Switch it on among the methods of payment.")
        code = qr_text(number, parse_price(text_of(act, "amount")), act_id)
        if self._paper and not self._methods.printed_swish(code):
            self._methods.print_swish(code)
        return {"do": "swish_slip", "code": code}

    def _change_cashier(self, act: Act) -> dict[str, Any]:
        """Somebody else is at the register from here on; a basket that is open stays."""
        only(act, "do", "at", "cashier")
        named = self._staff.named(text_of(act, "cashier"))
        self._relief = replace(named, role=Role.MANAGER)
        return {"do": "change_cashier", "cashier": named.name}

    def _journalled(self, kind: Kind, act_id: str) -> bool:
        with self._store.read() as tx:
            return any(row.kind == kind and act_id in row.payload for row in tx.journal.rows())

    def _open_drawer(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "reason")
        reason = text_of(act, "reason") if "reason" in act else ""
        self._drawer.open(act_id, self._cashier(), reason, paper=self._paper)
        return {"do": "open_drawer"}

    def _move_cash(self, act: Act, act_id: str, kind: DrawerKind) -> dict[str, Any]:
        only(act, "do", "at", "amount", "reason")
        amount = (parse_money if kind is DrawerKind.FLOAT else parse_price)(text_of(act, "amount"))
        done = self._drawer.move_cash(act_id, kind, self._cashier(), amount, text_of(act, "reason"), paper=self._paper)
        return {"do": kind.value, "amount_ore": done.amount.ore}

    def _park(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "name", "lines", "discount", "age_checked", "eat_in")
        name = text_of(act, "name")
        self._parked[name] = act_id
        with self._store.read() as tx:
            basket = tx.sales.basket(act_id)
        if not self._done(act_id) and (basket is None or basket.parked_as is None):
            begun = Sale(act_id)
            self._undone_if_refused(begun, lambda: self._checkout.park(self._rung(act, begun), name, self._cashier()))
        return {"do": "park", "name": name}

    def _fetch(self, act: Act) -> dict[str, Any]:
        """Fetch the basket that the script parked under this name and take payment for it."""
        only(act, "do", "at", "name", "tenders")
        name = text_of(act, "name")
        sale_id = self._parked.get(name)
        if sale_id is None:
            raise Refused("The script parked nothing as {name}.", "Park it in a line before.", name=shown(name))
        if self._done(sale_id):
            return _answer(self._checkout.complete(Sale(sale_id), self._cashier(), paper=self._paper))
        return self._paid(act, self._checkout.fetch(sale_id, self._cashier()).unpaid())

    def _pro_forma(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "lines", "discount", "age_checked", "eat_in")
        sale = Sale(act_id, practice=True)  # nothing of it is kept: only the paper is
        shown_paper = self._checkout.pro_forma(act_id, self._rung(act, sale), self._cashier(), paper=self._paper)
        receipt = shown_paper.receipt
        return {"do": "pro_forma", "number": receipt.number, "total_ore": receipt.total.ore}

    def _price_query(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "barcode")
        article = self._article(text_of(act, "barcode")).article
        if not self._journalled(Kind.PRICE_ASKED, act_id):
            self._checkout.ask_price(article, self._cashier(), act_id=act_id)
        return {"do": "price_query", "price_ore": None if article.price is None else article.price.ore}

    def _price(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "article", "price")
        price = parse_price(text_of(act, "price"))
        if not self._journalled(Kind.PRICE_CHANGED, act_id):
            article = self._article(text_of(act, "article")).article
            self._catalogue.change_price(article, price, self._cashier(), act_id=act_id)
        return {"do": "price", "price_ore": price.ore}

    def _x_report(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at")
        report = self._shifts.x_report(act_id, self._cashier().name, paper=self._paper)
        return {"do": "x_report", "receipts": report.totals.receipts, "gross_ore": report.totals.gross.ore}

    def _sale(self, act: Act, act_id: str) -> dict[str, Any]:
        only(act, "do", "at", "lines", "tenders", "discount", "age_checked", "eat_in", "e_mail")
        if self._done(act_id):
            return _answer(self._checkout.complete(Sale(act_id), self._cashier(), paper=self._paper))
        begun = Sale(act_id)
        return self._undone_if_refused(begun, lambda: self._new_sale(act, begun))

    def _invoice(self, act: Act, act_id: str) -> dict[str, Any]:
        """A sale charged by invoice to the customer with this number."""
        only(act, *_INVOICE)
        person = self._cashier()
        if self._done(act_id):
            return self._invoiced(self._checkout.complete(Sale(act_id), person, paper=self._paper))
        begun = Sale(act_id)

        def charge() -> dict[str, Any]:
            customer = self._invoicing.customer(text_of(act, "customer"))
            to = self._invoicing.addressed(
                customer,
                address=self._address(act, customer),
                **{name: text_of(act, name) for name in ("reference", "comment", "e_mail") if name in act},
            )
            sale = self._invoicing.charged(self._rung(act, begun), to, tender_id=derived(act_id, "tender", "0"))
            return self._invoiced(self._checkout.complete(sale, person, paper=self._paper))

        return self._undone_if_refused(begun, charge)

    def _address(self, act: Act, customer: Customer) -> Address:
        """The customer's billing address with what the act says of it."""
        wanted = act.get("address", {})
        only(wanted, "street", "street_2", "postal_code", "city")
        return replace(customer.address, **{name: text_of(wanted, name) for name in wanted})

    def _invoiced(self, receipt: Receipt) -> dict[str, Any]:
        entry = self._invoicing.entry(receipt.sale_id)
        customer = receipt.invoice.customer_number if receipt.invoice else ""
        reference = entry.reference if entry else ""
        return {**_answer(receipt), "do": "invoice", "customer": customer, "invoice_reference": reference}

    def _practice(self, act: Act, act_id: str) -> dict[str, Any]:
        """A sale in practice mode, which is entered for it and left after it."""
        only(act, "do", "at", "lines", "tenders", "discount", "age_checked", "eat_in")
        person = self._cashier()
        with self._store.read() as tx:
            done = tx.marked.get(act_id)
        if done is None:
            self._checkout.begin_practice(person)
            try:
                answer = self._paid(act, self._rung(act, Sale(act_id, practice=True)))
            finally:
                self._checkout.end_practice(person)
        else:
            answer = _answer(done.receipt)
        return {**answer, "do": "practice"}

    def _new_sale(self, act: Act, begun: Sale) -> dict[str, Any]:
        person = self._cashier()
        open_sale = self._none_but(begun)
        if act["do"] == "return_without_receipt":
            sale = open_sale if open_sale and open_sale.blind else None
            sale = sale or self._checkout.return_without_receipt(self._rung(act, begun), person)
            return self._paid_back(act, sale)
        return self._paid(act, self._rung(act, begun))

    def _none_but(self, begun: Sale) -> Sale | None:
        """The open basket, which is this one's or empty. Raises Refused where it is another's."""
        open_sale = self._checkout.open_sale()
        if open_sale and (open_sale.lines or open_sale.returning) and open_sale.id != begun.id:
            raise Refused("Another sale is open.", "Take payment for it or clear it, then go on.")
        return open_sale

    def _rung(self, act: Act, sale: Sale) -> Sale:
        """The sale with the act's lines and discount, each kept as it is rung up; what was kept before is as it was."""
        person = self._cashier()
        open_sale = self._checkout.open_sale()
        kept = {line.id: line for line in open_sale.lines} if open_sale and open_sale.id == sale.id else {}
        sale = replace(sale.unpaid(), lines=(), discount=None)
        seen_age, eat_in = number_of(act, "age_checked") if "age_checked" in act else 0, flag_of(act, "eat_in")
        for place, wanted in enumerate(list_of(act, "lines")):
            line_id = derived(sale.id, "line", str(place))
            removed = isinstance(wanted, dict) and flag_of(wanted, "removed")
            if removed and kept and self._journalled(Kind.LINE_REMOVED, line_id):
                continue
            lines = [line for line in kept.values() if line_id in {line.id, line.follows}]
            for line in lines or self._lines(wanted, line_id, age_checked=seen_age, eat_in=eat_in):
                sale = sale.with_line(line)
            if "barcode" in wanted and "price" in wanted:
                sale = self._priced(sale, line_id, parse_price(text_of(wanted, "price")))
            if "discount" in wanted and not lines:
                sale = sale.with_line_discount(line_id, discount_from(wanted["discount"]))
            if not lines:
                self._checkout.keep(sale, person)
            if removed:
                sale = sale.without_line(line_id)
                self._checkout.keep(sale, person)
        if "discount" in act:
            sale = sale.with_discount(discount_from(act["discount"]))
            self._checkout.keep(sale, person)
        return sale

    def _priced(self, sale: Sale, line_id: str, price: Money) -> Sale:
        """The line at this price, changed after it was rung up at another one where its article allows that."""
        if price == sale.line(line_id).unit_price:
            return sale
        person = self._cashier()
        self._checkout.keep(sale, person)
        changed = self._checkout.priced(sale, line_id, price, person)
        self._checkout.keep(changed, person)
        return changed

    def _lines(self, wanted: Act, line_id: str, *, age_checked: int, eat_in: bool) -> tuple[Line, ...]:
        """A line, and what follows it, such as a deposit."""
        only(wanted, "barcode", "text", "price", "vat", "group", "quantity", "discount", "gift_card", "removed")
        quantity = quantity_of(wanted)
        price = parse_price(text_of(wanted, "price")) if "price" in wanted else None
        if "gift_card" in wanted:
            only(wanted, "gift_card", "removed")
            amount = parse_price(text_of(wanted, "gift_card"))
            return (self._checkout.gift_card_line(amount, line_id=line_id),)
        if "barcode" in wanted:
            only(wanted, "barcode", "quantity", "price", "discount", "removed")
            found = self._article(text_of(wanted, "barcode"))
            return self._checkout.lines_of(
                found.article,
                found.weight or quantity,
                line_id=line_id,
                price=price,
                packed_price=found.price,
                age_checked=age_checked,
                eat_in=eat_in,
            )
        only(wanted, "text", "price", "vat", "group", "quantity", "discount", "removed")
        if price is None:
            raise Refused("“{name}” is missing.", "Write it as the description says.", name="price")
        line = self._checkout.free_line(
            text_of(wanted, "text"), price, category_of(wanted), text_of(wanted, "group"), quantity, line_id=line_id
        )
        return (line,)

    def _article(self, code: str) -> Scanned:
        found = self._catalogue.scan_to_sell(code)
        if found is None:
            raise Refused("No article has the code {code}.", "Search by name or number.", code=shown(code))
        return found

    def _tender(self, wanted: Act, tender_id: str, *, refund: bool = False) -> Tender:
        """`code` is a gift card's, or `receipt` the number of the receipt that sold it; `tip` comes with a card."""
        only(wanted, "method", "amount", "code", "receipt", "tip")
        amount = parse_price(text_of(wanted, "amount"))
        tip = parse_price(text_of(wanted, "tip")) if "tip" in wanted else ZERO
        method = self._method(wanted)
        code = self._gift_card_code(wanted) if method.kind is MethodKind.GIFT_CARD else ""
        return Tender(tender_id, method, -amount if refund else amount, code, -tip if refund else tip)

    def _gift_card_code(self, wanted: Act) -> str:
        if "receipt" not in wanted:
            return self._checkout.gift_card(text_of(wanted, "code")).code
        sold = self._receipts.get(number_of(wanted, "receipt"))
        code = next((line.gift_card for line in sold.lines if line.gift_card), None)
        if code is None:
            raise Refused("Receipt {number} sold no gift card.", "Name one that did.", number=sold.number)
        return code

    def _method(self, wanted: Act) -> Method:
        """A method by its id, or by the name the shop gave it."""
        name = text_of(wanted, "method")
        with self._store.read() as tx:
            known = [chosen.method for chosen in tx.payment_methods.here()]
        found = next((method for method in known if name in {method.id, method.name} and name), None)
        if found is None:
            names = ", ".join(method.name or method.id for method in known)
            raise Refused("“{name}” is no method of payment.", "Use {names}.", name=shown(name), names=names)
        return found

    def _cashier(self) -> Person:
        shift = self._shifts.current()
        if self._relief is not None:
            return self._relief
        # The script's author answers for what it does: nobody stands at the screen to lend a permission.
        return Person(shift.cashier_id, shift.cashier, Role.MANAGER) if shift else Person(0, "", Role.MANAGER)


_INVOICE = (
    *("do", "at", "customer", "lines", "reference", "comment", "e_mail", "address"),
    *("discount", "age_checked", "eat_in"),
)
_ACTS = (
    *("open_shift", "sale", "invoice", "return", "exchange", "correct_payment", "return_without_receipt"),
    *("copy", "find", "park", "fetch", "clear", "balance", "swish_slip", "change_cashier"),
    *("practice", "pro_forma", "price_query", "price", "open_drawer", "cash_in", "cash_out", "float", "x_report"),
    "close_shift",
)


def _each_once(what: str, named: Iterable[tuple[_Named, Done]]) -> tuple[tuple[_Named, Done], ...]:
    """The pairs as they are. Raises Refused where two name the same: of one of them nothing would be left."""
    pairs = tuple(named)
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refused("The same “{name}” stands there twice.", "Write it once.", name=what)
    return pairs


def _answer(receipt: Receipt) -> dict[str, Any]:
    return {
        "do": "return" if receipt.is_return else "sale",
        "receipt_number": receipt.number,
        "total_ore": receipt.total.ore,
        "vat": [{"rate_bp": row.rate_bp, "net_ore": row.net.ore, "vat_ore": row.vat.ore} for row in receipt.vat],
        "rounding_ore": receipt.rounding.ore,
        "change_ore": receipt.change.ore,
    }
