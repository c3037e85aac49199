"""A scripted cashier for demo shops: drives the same use cases as the screen, one JSON object a line.

Ids come from the file's content up to and with the line, and its number: a line that is already on disk is answered
from disk, also when the file has grown since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from openpos.clock import Clock
from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import Refused
from openpos.domain.money import ONE, Quantity, parse_money, parse_price, parse_quantity, shown
from openpos.domain.payment import BUILT_IN, Method, built_in
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.returns import Returnable
from openpos.domain.sale import Discount, Line, Sale, Tender, discount_of
from openpos.domain.vat import VatCategory
from openpos.ids import derived
from openpos.register.catalogue import Catalogue
from openpos.register.checkout import Checkout
from openpos.register.drawer import Drawer
from openpos.register.ports import ControlUnit
from openpos.register.receipts import Receipts
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.store.store import Store

Act = Mapping[str, Any]


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
        self._checkout = Checkout(store, unit, self._now, lambda: derived(self._act_id, "id", str(next(self._ids))))
        self._shifts = Shifts(store, self._now)
        self._receipts = Receipts(store, self._now)
        self._drawer = Drawer(store, self._now)
        self._staff = Staff(store, self._now)
        self._catalogue = Catalogue(store, self._now)

    def play(self, lines: Iterable[str], *, first_line: int = 1) -> Iterator[dict[str, Any]]:
        """Do the acts in order and give each one's answer once it is on disk.

        Raises Refused, Unavailable or another known trouble at the first act that can't be done; the answers given
        before stay valid. Lines before `first_line` count for the ids only.
        """
        content = hashlib.sha256()
        self._checkout.finish_interrupted()
        for number, text in enumerate(lines, start=1):
            content.update(text.rstrip("\r\n").encode() + b"\n")
            if number < first_line or not text.strip():
                continue
            self.line = number
            yield {"line": number, **self._act(_parsed(text), derived("replay", content.hexdigest(), str(number)))}

    def _now(self) -> datetime:
        return self._moment or self._clock()

    def _act(self, act: Act, act_id: str) -> dict[str, Any]:
        self._moment = _time(act["at"]) if "at" in act else None
        self._act_id, self._ids = act_id, count()
        match act.get("do"):
            case "open_shift":
                return self._open_shift(act, act_id)
            case "sale":
                return self._sale(act, act_id)
            case "close_shift":
                return self._close_shift(act, act_id)
            case "return":
                return self._return(act, act_id)
            case "copy":
                return self._copy(act)
            case "open_drawer":
                return self._open_drawer(act, act_id)
            case "cash_in" | "cash_out" | "float" as kind:
                return self._move_cash(act, act_id, DrawerKind(kind))
            case other:
                raise Refused(
                    "“{act}” is no act.",
                    "Use open_shift, sale, return, copy, open_drawer, cash_in, cash_out, float or close_shift.",
                    act=shown(json.dumps(other)),
                )

    def _open_shift(self, act: Act, act_id: str) -> dict[str, Any]:
        _only(act, "do", "at", "cashier", "float")
        person = self._staff.named(_text(act, "cashier"))
        shift = self._shifts.open_shift(act_id, person, parse_price(_text(act, "float")))
        return {"do": "open_shift", "shift_id": shift.id, "float_ore": shift.float_amount.ore}

    def _close_shift(self, act: Act, act_id: str) -> dict[str, Any]:
        _only(act, "do", "at", "counted")
        shift = self._shifts.current()
        cashier = shift.cashier if shift else ""
        report = self._shifts.close_shift(act_id, cashier, parse_price(_text(act, "counted")), paper=self._paper)
        return {
            "do": "close_shift",
            "z_number": report.number,
            "receipts": report.totals.receipts,
            "gross_ore": report.totals.gross.ore,
            "expected_ore": report.expected_cash.ore,
            "difference_ore": report.difference.ore,
        }

    def _return(self, act: Act, act_id: str) -> dict[str, Any]:
        """`lines` names lines by their place on the receipt, from 1; without it all that is left comes back."""
        _only(act, "do", "at", "receipt", "lines", "tenders")
        person = self._cashier()
        with self._store.read() as tx:
            done = tx.sales.of_sale(act_id)
        if done:
            return _answer(self._checkout.complete(Sale(act_id), person, paper=self._paper))
        number = _number(act, "receipt")
        rows = self._checkout.returnable(number)[1]
        wanted = {row.line.id: row.left for row in rows if row.left.milli}
        if "lines" in act:
            wanted = dict(self._wanted_back(line, rows) for line in _list(act, "lines"))
        sale = self._checkout.start_return(number, wanted, person, sale_id=act_id)
        try:
            for place, tender in enumerate(_list(act, "tenders") if "tenders" in act else ()):
                sale = sale.with_tender(_tender(tender, derived(act_id, "tender", str(place)), refund=True))
            if "tenders" not in act:
                back = sale.to_pay(Method.CASH)
                sale = sale.with_tender(Tender(derived(act_id, "tender", "0"), Method.CASH, back))
            return _answer(self._checkout.complete(sale, person, paper=self._paper))
        except Refused:
            self._checkout.keep(Sale(act_id), person, cleared=True)
            raise

    def _wanted_back(self, line: Act, rows: Sequence[Returnable]) -> tuple[str, Quantity]:
        _only(line, "line", "quantity")
        place = _number(line, "line")
        if not 1 <= place <= len(rows):
            raise Refused("The receipt has no line {line}.", "It has {lines}.", line=place, lines=len(rows))
        row = rows[place - 1]
        return row.line.id, parse_quantity(_text(line, "quantity")) if "quantity" in line else row.left

    def _copy(self, act: Act) -> dict[str, Any]:
        _only(act, "do", "at", "receipt")
        number = _number(act, "receipt")
        # A receipt has one copy at most, so the receipt's number is the act's id.
        copy = self._receipts.copy_of(number) or self._receipts.copy(number, self._cashier(), paper=self._paper)
        return {"do": "copy", "copy_number": copy.number, "receipt_number": number}

    def _open_drawer(self, act: Act, act_id: str) -> dict[str, Any]:
        _only(act, "do", "at", "reason")
        reason = _text(act, "reason") if "reason" in act else ""
        self._drawer.open(act_id, self._cashier(), reason, paper=self._paper)
        return {"do": "open_drawer"}

    def _move_cash(self, act: Act, act_id: str, kind: DrawerKind) -> dict[str, Any]:
        _only(act, "do", "at", "amount", "reason")
        amount = (parse_money if kind is DrawerKind.FLOAT else parse_price)(_text(act, "amount"))
        done = self._drawer.move_cash(act_id, kind, self._cashier(), amount, _text(act, "reason"), paper=self._paper)
        return {"do": kind.value, "amount_ore": done.amount.ore}

    def _sale(self, act: Act, act_id: str) -> dict[str, Any]:
        _only(act, "do", "at", "lines", "tenders", "discount")
        with self._store.read() as tx:
            done = tx.sales.of_sale(act_id)
        if done:
            # Its number is on disk; with its seal too, unless the program died in between.
            return _answer(self._checkout.complete(Sale(act_id), self._cashier(), paper=self._paper))
        try:
            return self._new_sale(act, act_id)
        except Refused:
            # Nothing was sold: no basket is left for the next act to stumble over.
            self._checkout.keep(Sale(act_id), self._cashier(), cleared=True)
            raise

    def _new_sale(self, act: Act, act_id: str) -> dict[str, Any]:
        person = self._cashier()
        open_sale = self._checkout.open_sale()
        if open_sale and open_sale.lines and open_sale.id != act_id:
            raise Refused("Another sale is open.", "Take payment for it or clear it, then go on.")
        sale = Sale(act_id)
        kept = {line.id: line for line in open_sale.lines} if open_sale else {}
        for place, wanted in enumerate(_list(act, "lines")):
            line_id = derived(act_id, "line", str(place))
            sale = sale.with_line(kept.get(line_id) or self._line(wanted, line_id))
            if "discount" in wanted and line_id not in kept:
                sale = sale.with_line_discount(line_id, _discount(wanted["discount"]))
            if line_id not in kept:
                self._checkout.keep(sale, person)
        if "discount" in act:
            sale = sale.with_discount(_discount(act["discount"]))
            self._checkout.keep(sale, person)
        for place, wanted in enumerate(_list(act, "tenders")):
            sale = sale.with_tender(_tender(wanted, derived(act_id, "tender", str(place))))
        return _answer(self._checkout.complete(sale, person, paper=self._paper))

    def _line(self, wanted: Act, line_id: str) -> Line:
        _only(wanted, "barcode", "text", "price", "vat", "group", "quantity", "discount")
        quantity = parse_quantity(_text(wanted, "quantity")) if "quantity" in wanted else ONE
        price = parse_price(_text(wanted, "price")) if "price" in wanted else None
        if "barcode" in wanted:
            _only(wanted, "barcode", "quantity", "price", "discount")
            code = _text(wanted, "barcode")
            article = self._catalogue.find(code)
            if article is None:
                raise Refused("No article has the code {code}.", "Search by name or number.", code=shown(code))
            return self._checkout.line_of(article, quantity, line_id=line_id, price=price)
        _only(wanted, "text", "price", "vat", "group", "quantity", "discount")
        if price is None:
            raise Refused("“{name}” is missing.", "Write it as the description says.", name="price")
        return self._checkout.free_line(
            _text(wanted, "text"), price, _category(wanted), _text(wanted, "group"), quantity, line_id=line_id
        )

    def _cashier(self) -> Person:
        shift = self._shifts.current()
        return Person(shift.cashier_id, shift.cashier, Role.CASHIER) if shift else Person(0, "", Role.CASHIER)


def _answer(receipt: Receipt) -> dict[str, Any]:
    return {
        "do": "return" if receipt.is_return else "sale",
        "receipt_number": receipt.number,
        "total_ore": receipt.total.ore,
        "vat": [{"rate_bp": row.rate_bp, "net_ore": row.net.ore, "vat_ore": row.vat.ore} for row in receipt.vat],
        "rounding_ore": receipt.rounding.ore,
        "change_ore": receipt.change.ore,
    }


def _parsed(text: str) -> Act:
    try:
        act = json.loads(text)
    except (ValueError, RecursionError):
        act = None
    if not isinstance(act, dict):
        raise Refused(
            "“{text}” is not a JSON object.",
            "Write one act a line, like {example}.",
            text=shown(text),
            example='{"do": …}',
        )
    return act


def _only(act: object, *names: str) -> None:
    if not isinstance(act, dict):
        raise Refused("“{text}” is not a JSON object.", "Write it as the description says.", text=shown(str(act)))
    for name in act:
        if name not in names:
            raise Refused("“{name}” has no place here.", "Use {names}.", name=shown(name), names=", ".join(names))


def _text(act: Act, name: str) -> str:
    value = act.get(name)
    if not isinstance(value, str):
        raise Refused("“{name}” is missing or not a text.", "Write it in quotation marks.", name=name)
    return value


def _number(act: Act, name: str) -> int:
    value = act.get(name)
    if type(value) is not int:
        raise Refused("“{name}” is missing or not a number.", "Write it without quotation marks.", name=name)
    return value


def _list(act: Act, name: str) -> list[Any]:
    value = act.get(name)
    if not isinstance(value, list) or not value:
        raise Refused("“{name}” is missing or empty.", "Write it as a list.", name=name)
    return value


def _time(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None and moment.tzinfo is not None:
            # What a clock gives: UTC in whole milliseconds, as the file keeps it.
            moment = moment.astimezone(UTC)
            return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    except (ValueError, OverflowError):
        pass
    raise Refused("“{text}” is not a time.", "Write it like 2026-11-20T10:15:00+01:00.", text=shown(str(value)))


def _tender(wanted: Act, tender_id: str, *, refund: bool = False) -> Tender:
    _only(wanted, "method", "amount")
    amount = parse_price(_text(wanted, "amount"))
    return Tender(tender_id, _method(wanted), -amount if refund else amount)


def _discount(wanted: Act) -> Discount:
    """`{"percent":"10","reason":"…"}` or `{"amount":"5.00","reason":"…"}`."""
    _only(wanted, "percent", "amount", "reason")
    reason = _text(wanted, "reason")
    if "percent" in wanted:
        return discount_of(reason, rate_bp=parse_price(_text(wanted, "percent")).ore)
    return discount_of(reason, amount=parse_price(_text(wanted, "amount")))


def _method(wanted: Act) -> Method:
    name = _text(wanted, "method")
    known = built_in(name)
    if known is None:
        names = ", ".join(method.id for method in BUILT_IN)
        raise Refused("“{name}” is no method of payment.", "Use {names}.", name=shown(name), names=names)
    return known


def _category(wanted: Act) -> VatCategory:
    name = _text(wanted, "vat")
    if name not in set(VatCategory):
        raise Refused("“{name}” is no VAT category.", "Use {names}.", name=shown(name), names=", ".join(VatCategory))
    return VatCategory(name)
