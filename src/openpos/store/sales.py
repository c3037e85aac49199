"""Open baskets and receipts in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, case, delete, func, insert, or_, select, type_coerce, update
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.article import PIECE, ArticleKind
from openpos.domain.money import ZERO, Money, Quantity, total
from openpos.domain.receipt import Receipt, Seal
from openpos.domain.report import Counted, Totals
from openpos.domain.sale import Discount, Line, Method, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatAmount, VatCategory
from openpos.store.shop import Shops
from openpos.store.tables import baskets, receipt_copies, receipt_lines, receipt_vat, receipts, series, tenders
from openpos.store.types import Ore, time_text

SEALED = "sealed"
SEALING = "sealing"


@dataclass(frozen=True, slots=True)
class Basket:
    """The open sale as the file holds it. `events` maps a line's id to the journal row that registered it last."""

    sale: Sale
    cashier: str
    updated_at: datetime
    events: Mapping[str, int]
    parked_as: str | None = None
    """The name it is parked under; None while it is open."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A receipt as a list shows it. `to_pay` is the total after cash rounding."""

    number: int
    at: datetime
    cashier: str
    to_pay: Money
    copied: bool
    original: int | None
    """The number of the receipt that this one takes back from."""


def line_facts(line: Line) -> dict[str, Any]:
    """A line as the journal and the basket hold it."""
    return {
        "id": line.id,
        "registered_at": time_text(line.registered_at),
        "text": line.text,
        "group": line.group,
        "quantity_milli": line.quantity.milli,
        "unit_price_ore": line.unit_price.ore,
        "amount_ore": (line.price - line.reduction).ore,
        "vat_category": line.vat_category.value,
        "vat_rate_bp": line.vat_rate_bp,
        "article_id": line.article_id,
        "article_number": line.article_number,
        "kind": line.kind.value,
        "unit": line.unit,
        "discount": discount_facts(line.discount, line.reduction),
        "returns_line": line.returns_line,
    }


def discount_facts(discount: Discount | None, off: Money) -> dict[str, Any] | None:
    """A discount as the journal and the basket hold it, with what it took off."""
    if discount is None:
        return None
    return {"reason": discount.reason, "rate_bp": discount.rate_bp, "amount_ore": off.ore}


def tender_facts(tender: Tender) -> dict[str, Any]:
    """A tender as the journal and the basket hold it."""
    return {"id": tender.id, "method": tender.method.value, "amount_ore": tender.amount.ore}


def _line(facts: Mapping[str, Any]) -> Line:
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
        discount=_discount(facts["discount"]),
        share=Money(facts["share_ore"]),
        returns_line=facts["returns_line"],
    )


def _discount(facts: Mapping[str, Any] | None) -> Discount | None:
    if facts is None:
        return None
    by_rate = facts["rate_bp"] != 0
    return Discount(facts["reason"], facts["rate_bp"], ZERO if by_rate else Money(facts["amount_ore"]))


def _tender(facts: Mapping[str, Any]) -> Tender:
    return Tender(facts["id"], Method(facts["method"]), Money(facts["amount_ore"]))


# Statements are built once: building one costs as much as running it.
_upsert_basket = upsert(baskets)
_upsert_basket = _upsert_basket.on_conflict_do_update(
    index_elements=["sale_id"],
    set_={name: _upsert_basket.excluded[name] for name in ("cashier", "updated_at", "sale", "events", "parked_as")},
)
_delete_basket = delete(baskets).where(baskets.c.sale_id == bindparam("id"))
_open_basket = select(baskets).where(baskets.c.parked_as.is_(None)).order_by(baskets.c.updated_at.desc()).limit(1)
_basket_of = select(baskets).where(baskets.c.sale_id == bindparam("id"))
_parked_baskets = select(baskets).where(baskets.c.parked_as.is_not(None)).order_by(baskets.c.updated_at)
_next_number = (
    upsert(series)
    .values(name=bindparam("series"), last=1)
    .on_conflict_do_update(index_elements=["name"], set_={"last": series.c.last + 1})
    .returning(series.c.last)
)
_last_number = select(series.c.last).where(series.c.name == bindparam("series"))
_give_back = update(series).where(series.c.name == bindparam("series")).values(last=series.c.last - 1)
_insert_receipt = insert(receipts)
_insert_lines = insert(receipt_lines)
_insert_vat = insert(receipt_vat)
_insert_tenders = insert(tenders)
_seal_receipt = (
    update(receipts)
    .where(receipts.c.number == bindparam("receipt"))
    .values(state=SEALED, unit=bindparam("the_unit"), code=bindparam("the_code"), journal_seq=bindparam("seq"))
)
_by_number = select(receipts).where(receipts.c.number == bindparam("receipt"))
_by_sale = select(receipts).where(receipts.c.sale_id == bindparam("sale"))
_being_sealed = select(receipts).where(receipts.c.state == SEALING)
_after = select(receipts).where(receipts.c.number > bindparam("after")).order_by(receipts.c.number).limit(500)
_numbers = select(receipts.c.number).order_by(receipts.c.number).limit(5000)
_numbers_after = _numbers.where(receipts.c.number > bindparam("after"))
_paper_of = select(receipts.c.paper).where(receipts.c.number == bindparam("receipt"))
_seq_of = select(receipts.c.journal_seq).where(receipts.c.number == bindparam("receipt"))
_line_seqs_of = (
    select(receipt_lines.c.journal_seq)
    .where(receipt_lines.c.receipt_number == bindparam("receipt"))
    .order_by(receipt_lines.c.position)
)
_lines_of = (
    select(receipt_lines)
    .where(receipt_lines.c.receipt_number == bindparam("receipt"))
    .order_by(receipt_lines.c.position)
)
_vat_of = (
    select(receipt_vat)
    .where(receipt_vat.c.receipt_number == bindparam("receipt"))
    .order_by(receipt_vat.c.rate_bp.desc())
)
_tenders_of = select(tenders).where(tenders.c.receipt_number == bindparam("receipt")).order_by(tenders.c.position)

_of_shift = (receipts.c.shift_id == bindparam("shift"), receipts.c.state == SEALED)
_sold = receipts.c.original.is_(None)
_sums = select(
    func.count().filter(_sold).label("number"),
    func.count().filter(~_sold).label("returns"),
    func.sum(receipts.c.total_ore).filter(~_sold).label("returned"),
    func.sum(receipts.c.total_ore).label("gross"),
    func.sum(receipts.c.rounding_ore).label("rounding"),
    func.sum(receipts.c.change_ore).label("change"),
).where(*_of_shift)
_sums_by_group = (
    select(receipt_lines.c.group_name, func.sum(receipt_lines.c.amount_ore).label("amount"))
    .join(receipts, receipts.c.number == receipt_lines.c.receipt_number)
    .where(*_of_shift)
    .group_by(receipt_lines.c.group_name)
    .order_by(receipt_lines.c.group_name)
)
_pieces = case((receipt_lines.c.unit == PIECE, type_coerce(receipt_lines.c.quantity_milli, Integer)), else_=1000)
_sums_by_kind = (
    select(
        receipt_lines.c.kind,
        func.sum(_pieces).label("pieces"),
        func.sum(receipt_lines.c.discount_ore + receipt_lines.c.share_ore).label("discounts"),
    )
    .join(receipts, receipts.c.number == receipt_lines.c.receipt_number)
    .where(*_of_shift, _sold)
    .group_by(receipt_lines.c.kind)
)
_sums_by_rate = (
    select(
        receipt_vat.c.rate_bp,
        func.sum(receipt_vat.c.net_ore).label("net"),
        func.sum(receipt_vat.c.vat_ore).label("vat"),
    )
    .join(receipts, receipts.c.number == receipt_vat.c.receipt_number)
    .where(*_of_shift)
    .group_by(receipt_vat.c.rate_bp)
    .order_by(receipt_vat.c.rate_bp.desc())
)
_sums_by_method = (
    select(tenders.c.method, func.sum(tenders.c.amount_ore).label("amount"))
    .join(receipts, receipts.c.number == tenders.c.receipt_number)
    .where(*_of_shift)
    .group_by(tenders.c.method)
)

_listed = (
    select(
        receipts.c.number,
        receipts.c.at,
        receipts.c.cashier,
        type_coerce(receipts.c.total_ore + receipts.c.rounding_ore, Ore).label("to_pay"),
        receipt_copies.c.number.is_not(None).label("copied"),
        receipts.c.original,
    )
    .outerjoin(receipt_copies, receipt_copies.c.receipt_number == receipts.c.number)
    .where(receipts.c.state == SEALED)
    .order_by(receipts.c.number.desc())
)

RECEIPTS = "receipts"
Z_REPORTS = "z_reports"


def next_number(connection: Connection, name: str) -> int:
    """The next number of a gap-free series, used inside the transaction that takes it."""
    return int(connection.execute(_next_number, {"series": name}).scalar_one())


def last_number(connection: Connection, name: str) -> int:
    """The last number given of a series, 0 for none."""
    return int(connection.execute(_last_number, {"series": name}).scalar_one_or_none() or 0)


class Sales:
    """Baskets and receipts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shops: dict[int, Shop] = {}
        """The rows of the shop that receipts name: a handful, and never changed."""

    # -- the open basket

    def basket(self, sale_id: str | None = None) -> Basket | None:
        """The basket with this id, parked or not, or else the open one that was touched last."""
        if sale_id is None:
            row = self._connection.execute(_open_basket).one_or_none()
        else:
            row = self._connection.execute(_basket_of, {"id": sale_id}).one_or_none()
        return None if row is None else _basket(row)

    def parked(self) -> list[Basket]:
        """The baskets that are parked, oldest first."""
        return [_basket(row) for row in self._connection.execute(_parked_baskets)]

    def save_basket(self, basket: Basket) -> None:
        """Put the basket in the place of what was saved of its sale."""
        sale = basket.sale
        facts = {
            "lines": [{**line_facts(line), "share_ore": line.share.ore} for line in sale.lines],
            "tenders": [tender_facts(tender) for tender in sale.tenders],
            "discount": discount_facts(sale.discount, sale.discount.amount if sale.discount else ZERO),
            "original": sale.original,
            "returned_before": [[rate, amount.ore] for rate, amount in sale.returned_before],
        }
        self._connection.execute(
            _upsert_basket,
            {
                "sale_id": sale.id,
                "cashier": basket.cashier,
                "updated_at": basket.updated_at,
                "sale": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
                "events": json.dumps(dict(basket.events), separators=(",", ":")),
                "parked_as": basket.parked_as,
            },
        )

    def drop_basket(self, sale_id: str) -> None:
        """The sale is sealed or cleared: there is no open basket of it any more."""
        self._connection.execute(_delete_basket, {"id": sale_id})

    # -- receipts

    def take_number(self) -> int:
        """The next receipt number of the unbroken series (SKVFS 2014:9 7:1 d)."""
        return next_number(self._connection, RECEIPTS)

    def add(self, receipt: Receipt, events: Mapping[str, int], *, paper: bool) -> None:
        """Write a numbered receipt as `sealing`: the intent, before the control unit is asked."""
        self._connection.execute(
            _insert_receipt,
            {
                "number": receipt.number,
                "sale_id": receipt.sale_id,
                "shift_id": receipt.shift_id,
                "at": receipt.at,
                "cashier": receipt.cashier,
                "shop_id": receipt.shop.id,
                "state": SEALING,
                "total_ore": receipt.total,
                "rounding_ore": receipt.rounding,
                "change_ore": receipt.change,
                "paper": int(paper),
                "original": receipt.original,
                "discount_reason": receipt.discount.reason if receipt.discount else None,
                "discount_rate_bp": receipt.discount.rate_bp if receipt.discount else 0,
                "discount_ore": receipt.discount.amount if receipt.discount else ZERO,
            },
        )
        self._connection.execute(
            _insert_lines,
            [
                {
                    "receipt_number": receipt.number,
                    "position": position,
                    "id": line.id,
                    "registered_at": line.registered_at,
                    "text": line.text,
                    "group_name": line.group,
                    "quantity_milli": line.quantity,
                    "unit_price_ore": line.unit_price,
                    "amount_ore": line.amount,
                    "vat_category": line.vat_category.value,
                    "vat_rate_bp": line.vat_rate_bp,
                    "article_id": line.article_id,
                    "article_number": line.article_number,
                    "kind": line.kind.value,
                    "unit": line.unit,
                    "journal_seq": events[line.id],
                    "discount_reason": line.discount.reason if line.discount else None,
                    "discount_rate_bp": line.discount.rate_bp if line.discount else 0,
                    "discount_ore": line.reduction,
                    "share_ore": line.share,
                    "returns_line": line.returns_line,
                }
                for position, line in enumerate(receipt.lines)
            ],
        )
        self._connection.execute(
            _insert_vat,
            [
                {"receipt_number": receipt.number, "rate_bp": row.rate_bp, "net_ore": row.net, "vat_ore": row.vat}
                for row in receipt.vat
            ],
        )
        self._connection.execute(
            _insert_tenders,
            [
                {
                    "receipt_number": receipt.number,
                    "position": position,
                    "id": tender.id,
                    "method": tender.method.value,
                    "amount_ore": tender.amount,
                }
                for position, tender in enumerate(receipt.tenders)
            ],
        )

    def seal(self, number: int, seal: Seal, journal_seq: int) -> None:
        """Write the control unit's answer: from here on the file refuses every change of the receipt."""
        self._connection.execute(
            _seal_receipt, {"receipt": number, "the_unit": seal.unit, "the_code": seal.code, "seq": journal_seq}
        )

    def take_back(self, number: int) -> None:
        """Forget a receipt the control unit certainly did not seal, so that the next sale takes its number."""
        for table in (receipt_lines, receipt_vat, tenders):
            self._connection.execute(delete(table).where(table.c.receipt_number == number))
        self._connection.execute(delete(receipts).where(receipts.c.number == number))
        self._connection.execute(_give_back, {"series": RECEIPTS})

    def of_sale(self, sale_id: str) -> Receipt | None:
        """The receipt of a sale, sealed or being sealed."""
        return self._found(self._connection.execute(_by_sale, {"sale": sale_id}).one_or_none())

    def receipt(self, number: int) -> Receipt | None:
        """A receipt by its number."""
        return self._found(self._connection.execute(_by_number, {"receipt": number}).one_or_none())

    def returns_of(self, number: int, *, before: int | None = None) -> list[Receipt]:
        """The return receipts of a receipt, sealed or being sealed; with `before`, those with a lower number."""
        query = select(receipts).where(receipts.c.original == number).order_by(receipts.c.number)
        if before is not None:
            query = query.where(receipts.c.number < before)
        return [self._receipt(row) for row in self._connection.execute(query).all()]

    def being_sealed(self) -> Receipt | None:
        """The receipt whose control code was asked for and not yet written: at most one."""
        return self._found(self._connection.execute(_being_sealed).one_or_none())

    def listed(
        self,
        *,
        number: int | None = None,
        amount: Money | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int,
    ) -> list[Listed]:
        """Sealed receipts that fit all that is given, newest first."""
        to_pay = receipts.c.total_ore + receipts.c.rounding_ore
        query = _listed
        if number is not None:
            query = query.where(receipts.c.number == number)
        if amount is not None:
            query = query.where(to_pay == amount)
        if since is not None:
            query = query.where(receipts.c.at >= since)
        if until is not None:
            query = query.where(receipts.c.at < until)
        if before is not None:
            query = query.where(receipts.c.number < before)
        return [Listed(*row) for row in self._connection.execute(query.limit(limit))]

    def wants_paper(self, number: int) -> bool:
        """Whether the receipt is to be printed."""
        return bool(self._connection.execute(_paper_of, {"receipt": number}).scalar_one())

    def last_number(self) -> int:
        """The highest receipt number given, 0 for none."""
        return last_number(self._connection, RECEIPTS)

    def journal_seqs(self, number: int) -> tuple[int | None, tuple[int, ...]]:
        """The journal rows of a receipt: its own, and its lines' in their order."""
        own = self._connection.execute(_seq_of, {"receipt": number}).scalar_one()
        lines = self._connection.execute(_line_seqs_of, {"receipt": number}).scalars()
        return own, tuple(lines)

    def receipts(self, *, after: int = 0) -> Iterator[Receipt]:
        """All receipts with a higher number, in order; read one by one."""
        number = after
        while rows := self._connection.execute(_after, {"after": number}).all():
            for row in rows:
                yield self._receipt(row)
            number = rows[-1].number

    def numbers(self) -> Iterator[int]:
        """The numbers of all receipts, in order, read in portions."""
        found = self._connection.execute(_numbers).scalars().all()
        while found:
            yield from found
            found = self._connection.execute(_numbers_after, {"after": found[-1]}).scalars().all()

    def misplaced(self) -> Iterator[tuple[int, str]]:
        """The number of each receipt whose lines or payments are not numbered 0, 1, 2, …, and which they are."""
        for table, what in ((receipt_lines, "lines"), (tenders, "payments")):
            place = table.c.position
            query = select(table.c.receipt_number).group_by(table.c.receipt_number)
            wrong = or_(func.min(place) != 0, func.max(place) != func.count() - 1)
            for number in self._connection.execute(query.having(wrong)).scalars():
                yield number, what

    def totals(self, shift_id: str) -> Totals:
        """The sums of a shift's sealed receipts, added by SQLite: fast for a day of any length."""
        shift = {"shift": shift_id}
        summed = self._connection.execute(_sums, shift).one()
        paid = {row.method: row.amount for row in self._connection.execute(_sums_by_method, shift)}
        of_kind = {row.kind: row for row in self._connection.execute(_sums_by_kind, shift)}
        pieces = {kind: row.pieces for kind, row in of_kind.items()}
        return Totals(
            receipts=summed.number,
            gross=summed.gross or ZERO,
            groups=tuple((row.group_name, row.amount) for row in self._connection.execute(_sums_by_group, shift)),
            vat=tuple(
                VatAmount(row.rate_bp, row.net, row.vat) for row in self._connection.execute(_sums_by_rate, shift)
            ),
            methods=tuple(
                (method, paid[method.value] - (summed.change if method is Method.CASH else ZERO))
                for method in Method
                if method.value in paid
            ),
            rounding=summed.rounding or ZERO,
            goods_milli=pieces.get(ArticleKind.GOODS.value, 0),
            services_milli=pieces.get(ArticleKind.SERVICE.value, 0),
            returns=Counted(summed.returns, -(summed.returned or ZERO)),
            discounts=total(row.discounts for row in of_kind.values()),
        )

    def _found(self, row: Row[Any] | None) -> Receipt | None:
        return None if row is None else self._receipt(row)

    def _receipt(self, row: Row[Any]) -> Receipt:
        number = {"receipt": row.number}
        return Receipt(
            number=row.number,
            sale_id=row.sale_id,
            shift_id=row.shift_id,
            at=row.at,
            cashier=row.cashier,
            shop=self._shop(row.shop_id),
            lines=tuple(_kept_line(line) for line in self._connection.execute(_lines_of, number)),
            tenders=tuple(
                Tender(tender.id, Method(tender.method), tender.amount_ore)
                for tender in self._connection.execute(_tenders_of, number)
            ),
            vat=tuple(
                VatAmount(vat.rate_bp, vat.net_ore, vat.vat_ore) for vat in self._connection.execute(_vat_of, number)
            ),
            total=row.total_ore,
            rounding=row.rounding_ore,
            change=row.change_ore,
            seal=Seal(row.unit, row.code) if row.state == SEALED else None,
            discount=_kept_discount(row, row.discount_ore),
            original=row.original,
        )

    def _shop(self, shop_id: int) -> Shop:
        found = self._shops.get(shop_id)
        if found is None:
            found = self._shops[shop_id] = Shops(self._connection).get(shop_id)
        return found


def _basket(row: Row[Any]) -> Basket:
    facts = json.loads(row.sale)
    sale = Sale(
        row.sale_id,
        tuple(_line(line) for line in facts["lines"]),
        tuple(_tender(tender) for tender in facts["tenders"]),
        _discount(facts["discount"]),
        facts["original"],
        tuple((rate, Money(amount)) for rate, amount in facts["returned_before"]),
    )
    return Basket(sale, row.cashier, row.updated_at, json.loads(row.events), row.parked_as)


def _kept_discount(row: Row[Any], amount: Money) -> Discount | None:
    """The discount of a receipt or line; columns that contradict each other give one that was never given."""
    if row.discount_reason is None and not row.discount_rate_bp and not amount:
        return None
    return Discount(row.discount_reason or "", row.discount_rate_bp, amount)


def _kept_line(row: Row[Any]) -> Line:
    return Line(
        id=row.id,
        registered_at=row.registered_at,
        text=row.text,
        group=row.group_name,
        quantity=row.quantity_milli,
        unit_price=row.unit_price_ore,
        vat_category=VatCategory(row.vat_category),
        vat_rate_bp=row.vat_rate_bp,
        article_id=row.article_id,
        article_number=row.article_number,
        kind=ArticleKind(row.kind),
        unit=row.unit,
        discount=_kept_discount(row, ZERO if row.discount_rate_bp else row.discount_ore),
        share=row.share_ore,
        returns_line=row.returns_line,
    )


def receipt_facts(receipt: Receipt, seal: Seal, line_seqs: Sequence[int]) -> dict[str, Any]:
    """A receipt's journal event: its lines by the seqs of the rows that registered them."""
    return {
        "number": receipt.number,
        "sale_id": receipt.sale_id,
        "shift_id": receipt.shift_id,
        "at": time_text(receipt.at),
        "shop_id": receipt.shop.id,
        "lines": list(line_seqs),
        "original": receipt.original,
        "discount": discount_facts(receipt.discount, total(line.share for line in receipt.lines)),
        "shares_ore": [line.share.ore for line in receipt.lines],
        "vat": [{"rate_bp": row.rate_bp, "net_ore": row.net.ore, "vat_ore": row.vat.ore} for row in receipt.vat],
        "tenders": [tender_facts(tender) for tender in receipt.tenders],
        "total_ore": receipt.total.ore,
        "rounding_ore": receipt.rounding.ore,
        "change_ore": receipt.change.ore,
        "unit": seal.unit,
        "code": seal.code,
    }
