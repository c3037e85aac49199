"""What the customer sees of a sale, on a display of their own: whole values that the presenter publishes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openpos.domain.money import ZERO, Money
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line, Sale
from openpos.ui.screens.checkout.shown import PayingShown


class Moment(StrEnum):
    """What is happening."""

    IDLE = "idle"
    """Nobody is served."""
    SELLING = "selling"
    PAYING = "paying"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class CustomerView:
    """What the customer is shown."""

    moment: Moment = Moment.IDLE
    line: Line | None = None
    """What was rung up last."""
    total: Money = ZERO
    due: Money = ZERO
    """What is left to pay; on a return, what is left to pay back."""
    change: Money = ZERO
    """What the customer gets back."""
    back: bool = False
    """It is a return: `total` and `due` go to the customer, and are above zero."""
    qr: str = ""
    """The text of a code to scan, such as one of Swish; empty where there is none."""


IDLE = CustomerView()


def of_sale(sale: Sale, newest: int | None) -> CustomerView:
    """A sale that is being rung up. `newest` is the place of its newest line."""
    if not sale.lines:
        return IDLE
    total = -sale.total if sale.is_return else sale.total
    line = sale.lines[-1 if newest is None else newest]
    return CustomerView(Moment.SELLING, line=line, total=total, due=total, back=sale.is_return)


def of_paying(sale: Sale, shown: PayingShown, *, qr: str = "") -> CustomerView:
    """A sale that is being paid."""
    total = -sale.total if sale.is_return else sale.total
    return CustomerView(Moment.PAYING, total=total, due=shown.due, back=shown.back, qr=qr)


def of_receipt(receipt: Receipt) -> CustomerView:
    """A sale that is paid."""
    paid = -receipt.to_pay if receipt.is_return else receipt.to_pay
    return CustomerView(Moment.PAID, total=paid, change=receipt.change, back=receipt.is_return)
