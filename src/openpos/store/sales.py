"""Open baskets and receipts in the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Text,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from openpos.domain.article import PIECE, ArticleKind, words
from openpos.domain.gift_card import moves
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method, MethodKind, built_in, by_method
from openpos.domain.receipt import Receipt, Seal
from openpos.domain.report import Counted, Totals
from openpos.domain.sale import Discount, Line, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatAmount, VatCategory
from openpos.store.facts import invoice_facts, invoice_from, method_from, sale_facts, sale_from
from openpos.store.shop import Shops
from openpos.store.tables import (
    baskets,
    gift_card_moves,
    invoices,
    receipt_copies,
    receipt_lines,
    receipt_vat,
    receipts,
    series,
    tenders,
)
from openpos.store.types import Ore

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
    customer: str = ""
    """Who was invoiced."""


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
_insert_moves = insert(gift_card_moves)
_insert_invoice = insert(invoices)
_invoice_of = select(invoices).where(invoices.c.receipt_number == bindparam("receipt"))
_moves_of = (
    select(gift_card_moves.c.code, gift_card_moves.c.amount_ore)
    .where(gift_card_moves.c.receipt_number == bindparam("receipt"))
    .order_by(gift_card_moves.c.position)
)
_balances = (
    select(gift_card_moves.c.code, func.sum(gift_card_moves.c.amount_ore).label("balance"))
    .where(gift_card_moves.c.code.in_(bindparam("codes", expanding=True)))
    .group_by(gift_card_moves.c.code)
)
_seal_receipt = (
    update(receipts)
    .where(receipts.c.number == bindparam("receipt"))
    .values(state=SEALED, unit=bindparam("the_unit"), code=bindparam("the_code"), journal_seq=bindparam("seq"))
)
_by_number = select(receipts).where(receipts.c.number == bindparam("receipt"))
_by_sale = select(receipts).where(receipts.c.sale_id == bindparam("sale"))
# The state as it is, no question mark: its index holds this state only, and SQLite would plan anew at each asking.
_being_sealed = select(receipts).where(receipts.c.state == literal_column(f"'{SEALING}'"))
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
_sold = receipts.c.original.is_(None) & (receipts.c.blind == 0)
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
_a_method = (tenders.c.method, tenders.c.kind, tenders.c.name, tenders.c.gives_change, tenders.c.rounds)
_sums_by_method = (
    select(
        *_a_method,
        func.sum(tenders.c.amount_ore).label("amount"),
        func.sum(tenders.c.tip_ore).label("tips"),
    )
    .join(receipts, receipts.c.number == tenders.c.receipt_number)
    .where(*_of_shift)
    .group_by(*_a_method)
)


_MOST_ROUNDED = Money(50)
_listed = (
    select(
        receipts.c.number,
        receipts.c.at,
        receipts.c.cashier,
        type_coerce(receipts.c.total_ore + receipts.c.rounding_ore, Ore).label("to_pay"),
        receipt_copies.c.number.is_not(None).label("copied"),
        receipts.c.original,
        func.coalesce(invoices.c.customer_name, "").label("customer"),
    )
    .outerjoin(receipt_copies, receipt_copies.c.receipt_number == receipts.c.number)
    .outerjoin(invoices, invoices.c.receipt_number == receipts.c.number)
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


def go_on_after(connection: Connection, name: str, number: int) -> None:
    """Let the next number of a series be the one after this."""
    connection.execute(
        upsert(series)
        .values(name=name, last=number)
        .on_conflict_do_update(index_elements=["name"], set_={"last": number})
    )


def give_back(connection: Connection, name: str) -> None:
    """Let the last number of a series be given again: it was certainly not used."""
    connection.execute(_give_back, {"series": name})


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
        self._connection.execute(
            _upsert_basket,
            {
                "sale_id": sale.id,
                "cashier": basket.cashier,
                "updated_at": basket.updated_at,
                "sale": json.dumps(sale_facts(sale), ensure_ascii=False, separators=(",", ":")),
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
                "blind": int(receipt.blind),
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
                    "follows": line.follows,
                    "gift_card": line.gift_card,
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
                    "amount_ore": tender.amount,
                    **_method_columns(tender.method),
                    "code": tender.code,
                    "tip_ore": tender.tip,
                }
                for position, tender in enumerate(receipt.tenders)
            ],
        )
        moved = [
            {"receipt_number": receipt.number, "position": position, "code": code, "amount_ore": amount}
            for position, (code, amount) in enumerate(moves(receipt))
        ]
        if moved:
            self._connection.execute(_insert_moves, moved)
        if receipt.invoice is not None:
            self._add_invoice(receipt.number, receipt.invoice)

    def _add_invoice(self, number: int, invoice: InvoiceTo) -> None:
        self._connection.execute(_insert_invoice, _invoice_values(number, invoice))

    def invoice_kept(self, number: int, invoice: InvoiceTo) -> bool:
        """Whether the row that receipts are found by says of this invoice what it should."""
        row = self._connection.execute(_invoice_of, {"receipt": number}).one_or_none()
        return row is not None and dict(row._mapping) == _invoice_values(number, invoice)  # noqa: SLF001

    def seal(self, number: int, seal: Seal, journal_seq: int) -> None:
        """Write the control unit's answer: from here on the file refuses every change of the receipt."""
        self._connection.execute(
            _seal_receipt, {"receipt": number, "the_unit": seal.unit, "the_code": seal.code, "seq": journal_seq}
        )

    def take_back(self, number: int) -> None:
        """Forget a receipt the control unit certainly did not seal, so that the next sale takes its number."""
        for table in (receipt_lines, receipt_vat, tenders, gift_card_moves, invoices):
            self._connection.execute(delete(table).where(table.c.receipt_number == number))
        self._connection.execute(delete(receipts).where(receipts.c.number == number))
        give_back(self._connection, RECEIPTS)

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
        articles: Sequence[int] = (),
        customer: str = "",
        before: int | None = None,
        limit: int,
    ) -> list[Listed]:
        """Sealed receipts that fit all that is given, newest first; an `amount` before or after its rounding to whole
        kronor, a `customer` by parts of name and numbers.
        """
        to_pay = receipts.c.total_ore + receipts.c.rounding_ore
        query = _listed
        if number is not None:
            query = query.where(receipts.c.number == number)
        if amount is not None:
            # The range is what the index by amount finds.
            near = to_pay.between(amount - _MOST_ROUNDED, amount + _MOST_ROUNDED)
            query = query.where(near, or_(to_pay == amount, receipts.c.total_ore == amount))
        if since is not None:
            query = query.where(receipts.c.at >= since)
        if until is not None:
            query = query.where(receipts.c.at < until)
        if articles:
            sold = select(receipt_lines.c.receipt_number).where(receipt_lines.c.article_id.in_(articles))
            query = query.where(receipts.c.number.in_(sold))
        for word in words(customer):  # letters and digits only
            query = query.where(invoices.c.searched.contains(word))
        if before is not None:
            query = query.where(receipts.c.number < before)
        return [Listed(*row) for row in self._connection.execute(query.limit(limit))]

    def wants_paper(self, number: int) -> bool:
        """Whether the receipt is to be printed."""
        return bool(self._connection.execute(_paper_of, {"receipt": number}).scalar_one())

    def gift_card_moves(self, number: int) -> tuple[tuple[str, Money], ...]:
        """What a receipt put on gift cards and took from them, as the balances count it."""
        return tuple((row.code, row.amount_ore) for row in self._connection.execute(_moves_of, {"receipt": number}))

    def balances(self, codes: Iterable[str]) -> dict[str, Money]:
        """What is on each of these gift cards; those that were never sold are left out."""
        wanted = list(codes)
        found = self._connection.execute(_balances, {"codes": wanted}) if wanted else ()
        return {row.code: row.balance for row in found}

    def last_number(self) -> int:
        """The highest receipt number given, 0 for none."""
        return last_number(self._connection, RECEIPTS)

    def journal_seqs(self, number: int) -> tuple[int | None, tuple[int, ...]]:
        """The journal rows of a receipt: its own, and its lines' in their order."""
        return self._connection.execute(_seq_of, {"receipt": number}).scalar_one(), self.line_seqs(number)

    def line_seqs(self, number: int) -> tuple[int, ...]:
        """The journal rows of a receipt's lines, in their order."""
        return tuple(self._connection.execute(_line_seqs_of, {"receipt": number}).scalars())

    def receipts(self, *, after: int = 0) -> Iterator[Receipt]:
        """All receipts with a higher number, in order; read one by one."""
        number = after
        while rows := self._connection.execute(_after, {"after": number}).all():
            for row in rows:
                yield self._receipt(row)
            number = rows[-1].number

    def units(self, since: str, before: str) -> list[str]:
        """The control units of the receipts of a time as the file holds times, the newest first."""
        at = type_coerce(receipts.c.at, Text)
        query = select(receipts.c.unit).where(receipts.c.state == SEALED, at >= since, at < before)
        query = query.group_by(receipts.c.unit).order_by(func.max(receipts.c.number).desc())
        return list(self._connection.execute(query).scalars())

    def numbers(self, *, after: int = 0) -> Iterator[int]:
        """The numbers of all receipts, or of those after one, in order, read in portions."""
        found = self._connection.execute(_numbers_after, {"after": after}).scalars().all()
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
        by_tender = self._connection.execute(_sums_by_method, shift).all()
        paid = [(kept_method(row), row.amount) for row in by_tender]
        given_back = [(Method.CASH, -summed.change)] if summed.change else []
        of_kind = {row.kind: row for row in self._connection.execute(_sums_by_kind, shift)}
        pieces = {kind: row.pieces for kind, row in of_kind.items()}
        return Totals(
            receipts=summed.number,
            gross=summed.gross or ZERO,
            groups=tuple((row.group_name, row.amount) for row in self._connection.execute(_sums_by_group, shift)),
            vat=tuple(
                VatAmount(row.rate_bp, row.net, row.vat) for row in self._connection.execute(_sums_by_rate, shift)
            ),
            methods=by_method([*paid, *given_back]),
            rounding=summed.rounding or ZERO,
            goods_milli=pieces.get(ArticleKind.GOODS.value, 0),
            services_milli=pieces.get(ArticleKind.SERVICE.value, 0),
            returns=Counted(summed.returns, -(summed.returned or ZERO)),
            discounts=total(row.discounts for row in of_kind.values()),
            tips=total(row.tips for row in by_tender),
        )

    def tips(self, shift_id: str) -> tuple[tuple[Method, Money], ...]:
        """By which methods a shift's sealed receipts brought tips."""
        rows = self._connection.execute(_sums_by_method, {"shift": shift_id})
        return by_method((kept_method(row), row.tips) for row in rows if row.tips)

    def _found(self, row: Row[Any] | None) -> Receipt | None:
        return None if row is None else self._receipt(row)

    def _receipt(self, row: Row[Any]) -> Receipt:
        number = {"receipt": row.number}
        paid = tuple(_kept_tender(tender) for tender in self._connection.execute(_tenders_of, number))
        return Receipt(
            number=row.number,
            sale_id=row.sale_id,
            shift_id=row.shift_id,
            at=row.at,
            cashier=row.cashier,
            shop=self._shop(row.shop_id),
            lines=tuple(_kept_line(line) for line in self._connection.execute(_lines_of, number)),
            tenders=paid,
            vat=tuple(
                VatAmount(vat.rate_bp, vat.net_ore, vat.vat_ore) for vat in self._connection.execute(_vat_of, number)
            ),
            total=row.total_ore,
            rounding=row.rounding_ore,
            change=row.change_ore,
            seal=Seal(row.unit, row.code) if row.state == SEALED else None,
            discount=_kept_discount(row, row.discount_ore),
            original=row.original,
            blind=bool(row.blind),
            invoice=self._invoice(row.number, paid),
        )

    def _invoice(self, number: int, paid: Iterable[Tender]) -> InvoiceTo | None:
        if not any(tender.method.kind is MethodKind.INVOICE for tender in paid):
            return None
        row = self._connection.execute(_invoice_of, {"receipt": number}).one_or_none()
        return None if row is None else invoice_from(json.loads(row.details))

    def _shop(self, shop_id: int) -> Shop:
        found = self._shops.get(shop_id)
        if found is None:
            found = self._shops[shop_id] = Shops(self._connection).get(shop_id)
        return found


def _basket(row: Row[Any]) -> Basket:
    sale = sale_from(row.sale_id, json.loads(row.sale))
    return Basket(sale, row.cashier, row.updated_at, json.loads(row.events), row.parked_as)


def _invoice_values(number: int, invoice: InvoiceTo) -> dict[str, Any]:
    whole = "".join(char for char in invoice.organisation_number if char.isalnum())
    sought = (invoice.name, invoice.customer_number, invoice.organisation_number, whole)
    return {
        "receipt_number": number,
        "customer_id": invoice.customer_id,
        "customer_number": invoice.customer_number,
        "customer_name": invoice.name,
        "searched": " ".join(words(" ".join(dict.fromkeys(sought)))),
        "details": json.dumps(invoice_facts(invoice), ensure_ascii=False),
    }


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
        follows=row.follows,
        gift_card=row.gift_card,
    )


def _kept_tender(row: Row[Any]) -> Tender:
    return Tender(row.id, kept_method(row), row.amount_ore, row.code, row.tip_ore)


def _method_columns(method: Method) -> dict[str, Any]:
    """A method's columns: the id alone says all of the program's own, in files of the first version too."""
    if method == built_in(method.id):
        return {"method": method.id, "kind": "", "name": "", "gives_change": 0, "rounds": 0}
    return {
        "method": method.id,
        "kind": method.kind.value,
        "name": method.name,
        "gives_change": int(method.gives_change),
        "rounds": int(method.rounds),
    }


def kept_method(row: Any) -> Method:
    """The method as it was used. Raises ValueError for columns that are written in no such way."""
    if row.kind:
        method = Method(row.method, MethodKind(row.kind), row.name, bool(row.gives_change), bool(row.rounds))
    else:
        method = method_from({"method": row.method})
    told = _method_columns(method)
    if told != {name: getattr(row, name) for name in told}:
        message = f"the method {row.method} contradicts itself"
        raise ValueError(message)
    return method
