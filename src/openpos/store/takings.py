"""What a shift took, day by day, as the books want it: added by SQLite, quick for a shift of any length."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from openpos.accounting.voucher import Takings
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method, MethodKind, by_method
from openpos.domain.vat import VatAmount
from openpos.store.sales import SEALED, kept_method
from openpos.store.tables import receipt_lines, receipt_vat, receipts, tenders


class ShiftTakings:
    """The sums behind a shift's vouchers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def between(self, shift_id: str, since: datetime, until: datetime, *, day: date, text: str) -> Takings:
        """What the shift's receipts of a span came to, but for those paid by invoice: Spiris books those itself."""
        invoiced = select(tenders.c.receipt_number).where(tenders.c.method == MethodKind.INVOICE.value)
        of_span = (
            receipts.c.shift_id == shift_id,
            receipts.c.state == SEALED,
            receipts.c.at >= since,
            receipts.c.at < until,
            receipts.c.number.not_in(invoiced),
        )

        def summed(table: Any, *columns: Any, by: tuple[Any, ...]) -> list[Any]:
            joined = select(*by, *columns).join(receipts, receipts.c.number == table.c.receipt_number)
            return list(self._connection.execute(joined.where(*of_span).group_by(*by)))

        sold = receipt_lines.c
        lines = summed(
            receipt_lines,
            func.sum(sold.amount_ore).label("gross"),
            by=(sold.group_name, sold.vat_rate_bp, sold.gift_card != ""),
        )
        vat = summed(
            receipt_vat,
            func.sum(receipt_vat.c.net_ore).label("net"),
            func.sum(receipt_vat.c.vat_ore).label("vat"),
            by=(receipt_vat.c.rate_bp,),
        )
        paid = summed(
            tenders,
            func.sum(tenders.c.amount_ore).label("amount"),
            func.sum(tenders.c.tip_ore).label("tips"),
            by=(tenders.c.method, tenders.c.kind, tenders.c.name, tenders.c.gives_change, tenders.c.rounds),
        )
        change, rounding = self._connection.execute(
            select(func.sum(receipts.c.change_ore), func.sum(receipts.c.rounding_ore)).where(*of_span)
        ).one()
        methods = [(kept_method(row), row.amount) for row in paid]
        tipped = by_method((kept_method(row), row.tips) for row in paid if row.tips)
        return Takings(
            day,
            text,
            groups=tuple((row.group_name, row.vat_rate_bp, row.gross) for row in lines if not row[2]),
            vat=tuple(VatAmount(row.rate_bp, row.net, row.vat) for row in vat),
            methods=by_method([*methods, (Method.CASH, -(change or ZERO))]) if methods else (),
            rounding=rounding or ZERO,
            tips=Money(sum(row.tips.ore for row in paid)),
            tipped=tipped if any(method.id != Method.CARD.id for method, _ in tipped) else (),
            gift_cards=Money(sum(row.gross.ore for row in lines if row[2])),
        )
