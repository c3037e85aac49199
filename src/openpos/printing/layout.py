"""Receipts and reports as rows of paper. Pure.

Amounts stand in normal size everywhere: a copy, a practice receipt and a pro forma carry their marking word at no less
than twice the size of the amounts (SKVFS 2014:9 5:5), and double width and height is what every printer has.

`columns` is how many signs of font A the paper takes: on 80 mm 42 (Epson) or 48 (most others), on 58 mm 32.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from openpos.clock import swedish
from openpos.domain.article import PIECE, ArticleKind
from openpos.domain.drawer import DrawerAct, DrawerKind
from openpos.domain.gift_card import GiftCard
from openpos.domain.invoice import InvoiceTo
from openpos.domain.money import ONE, ZERO, Money, Quantity, total
from openpos.domain.payment import Method, MethodKind
from openpos.domain.receipt import Copy, Marked, MarkedKind, Receipt, Seal
from openpos.domain.receipt_code import code_of
from openpos.domain.report import Close, Counted, Report
from openpos.domain.sale import Discount, Line
from openpos.domain.shop import MODEL, Shop
from openpos.domain.swish import asked_for, qr_text
from openpos.domain.vat import VatAmount
from openpos.printing.codes import bars, squares
from openpos.printing.paper import BLANK, Cut, Paper, Row, Rule, Text, centred, left, pair, table
from openpos.printing.words import Words, words_in

PROGRAM = "OpenPOS"
_TEST_CODE = "OPENPOS1234"


def receipt_paper(receipt: Receipt, columns: int, *, electronic: bool = False) -> Paper:
    """The receipt with everything SKVFS 2014:9 7:1 asks for. It must be sealed: paper is printed after the seal.

    `electronic` is for one that is sent or saved instead of printed, which must say so (7:1 m).
    """
    return Paper((*_receipt(receipt, columns, electronic=electronic), Cut()))


def copy_paper(copy: Copy, columns: int, *, electronic: bool = False) -> Paper:
    """The copy of a receipt: KOPIA at twice the size of the amounts (SKVFS 2014:9 5:5), then the receipt as it was."""
    words = words_in(copy.receipt.shop.language)
    rows: list[Row] = [*centred(words.copy_mark, columns, bold=True, double=True)]
    rows += pair(f"{words.copy} {copy.number}", copy.cashier, columns)
    rows += pair(words.copied, moment(copy.at), columns)
    if copy.seal and copy.seal.code:
        rows += left(f"{words.control_code}: {copy.seal.code}", columns)
    rows.append(Rule())
    rows += _receipt(copy.receipt, columns, electronic=electronic)
    return Paper((*rows, *centred(words.copy_mark, columns, double=True), Cut()))


def marked_paper(marked: Marked, columns: int, *, swish_to: str = "") -> Paper:
    """A practice receipt or a pro forma: its marking word at twice the size of the amounts, before and after.

    With `swish_to`, the shop's Swish number, a pro forma carries the code by which it can be paid.
    """
    words = words_in(marked.receipt.shop.language)
    practised = marked.kind is MarkedKind.PRACTICE
    mark = words.practice_mark if practised else words.pro_forma_mark
    name = words.practice_receipt if practised else words.pro_forma
    rows: list[Row] = [*centred(mark, columns, bold=True, double=True), BLANK]
    # Without its seal, which is the paper's own: a gift card's code is to be scanned on receipts only.
    rows += _content(replace(marked.receipt, seal=None), name, words, columns)
    rows += _sealed_by(marked.receipt.seal, words, columns)
    if swish_to and not practised and marked.receipt.total > ZERO:
        rows += [BLANK, *_swish(_swish_code(marked, swish_to), words, columns)]
    rows += [BLANK, *_to_scan(code_of(marked.receipt, marked.kind).text, columns)]
    return Paper((*rows, BLANK, *centred(mark, columns, double=True), Cut()))


def pro_forma_invoice_paper(receipt: Receipt, columns: int, marked: Marked | None = None) -> Paper:
    """What the invoice of an invoiced receipt will say, or its credit, as no receipt: EJ KVITTO at twice the size.

    `marked` is the pro forma that the paper is, with its number and the control unit's answer.
    """
    to = receipt.invoice
    if to is None:
        message = f"receipt {receipt.number} was not invoiced"
        raise ValueError(message)
    words = words_in(receipt.shop.language)
    rows: list[Row] = [*centred(words.pro_forma_mark, columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(receipt.shop, words, columns), BLANK]
    rows += left(words.pro_forma_credit if receipt.is_return else words.pro_forma_invoice, columns, bold=True)
    rows += pair(f"{words.of_receipt} {receipt.number}", f"{words.register} {receipt.shop.register}", columns)
    rows += [*_beside(moment(receipt.at), receipt.cashier, columns), Rule()]
    rows += [*_customer(to, words, columns), Rule(), *_goods(receipt, words, columns), BLANK]
    rows += [*_vat_table(receipt.vat, words, columns), BLANK]
    if to.terms:
        rows += _beside(f"{words.terms}:", to.terms, columns)
    if not receipt.is_return:
        rows += pair(words.due, to.due(swedish(receipt.at).date()).isoformat(), columns, bold=True)
    if to.comment:
        rows += [BLANK, *left(to.comment, columns)]
    if not receipt.is_return:
        rows += [BLANK, *centred(words.invoice_follows, columns)]
    if marked is not None:
        rows += [BLANK, *pair(f"{words.pro_forma} {marked.receipt.number}", marked.receipt.cashier, columns)]
        rows += [*left(moment(marked.receipt.at), columns), *_sealed_by(marked.receipt.seal, words, columns)]
    return Paper((*rows, BLANK, *centred(words.pro_forma_mark, columns, double=True), Cut()))


def swish_paper(code: str, shop: Shop, columns: int, *, at: datetime) -> Paper:
    """A slip with the code that the customer's Swish app reads (`domain.swish.qr_text`): no receipt, and it says so."""
    words = words_in(shop.language)
    rows: list[Row] = [*centred(words.pro_forma_mark, columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(shop, words, columns, double=False), BLANK]
    rows += [*left(f"{words.register} {shop.register}", columns), *left(moment(at), columns), Rule()]
    rows += [*_swish(code, words, columns), BLANK]
    return Paper((*rows, *centred(words.pro_forma_mark, columns, double=True), Cut()))


def _swish(code: str, words: Words, columns: int) -> list[Row]:
    number, amount, message = asked_for(code)
    rows: list[Row] = [*pair(words.methods[MethodKind.SWISH], number, columns)]
    rows += pair(words.to_pay, words.money(amount), columns, bold=True)
    if message:
        rows += pair(words.swish_message, message, columns)
    return [*rows, BLANK, squares(code, columns), BLANK, *centred(words.swish_scan, columns)]


def _swish_code(marked: Marked, number: str) -> str:
    """The message names the paper, so that the payment is found among others."""
    receipt, words = marked.receipt, words_in(marked.receipt.shop.language)
    return qr_text(number, receipt.total, f"{receipt.shop.register} {words.pro_forma} {receipt.number}")


def balance_paper(card: GiftCard, shop: Shop, columns: int, *, at: datetime) -> Paper:
    """What is left on a gift card, with its code to be scanned."""
    words = words_in(shop.language)
    rows: list[Row] = [*centred(words.gift_card, columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(shop, words, columns, double=False), *centred(moment(at), columns), Rule()]
    rows += [*pair(words.on_gift_card, words.money(card.balance), columns, bold=True), BLANK]
    return Paper((*rows, *_to_scan(card.code, columns, bold=True), Cut()))


def cash_paper(act: DrawerAct, shop: Shop, columns: int) -> Paper:
    """The slip for cash put in, taken out, or a changed float: it lies in the drawer until the day is closed."""
    words = words_in(shop.language)
    names = {
        DrawerKind.CASH_IN: words.cash_in,
        DrawerKind.CASH_OUT: words.cash_out,
        DrawerKind.FLOAT: words.float_change,
    }
    rows: list[Row] = [*centred(names[act.kind], columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(shop, words, columns, double=False), BLANK]
    rows += pair(f"{words.register} {shop.register}", act.cashier, columns)
    rows += [*left(moment(act.at), columns), Rule()]
    rows += pair(names[act.kind], words.money(act.amount), columns, bold=True)
    rows += [*left(f"{words.reason}: {act.reason}", columns), BLANK, BLANK]
    return Paper((*rows, *left(f"{words.signature}: {'.' * (columns - len(words.signature) - 2)}", columns), Cut()))


def _receipt(receipt: Receipt, columns: int, *, electronic: bool) -> list[Row]:
    if receipt.seal is None:
        message = f"receipt {receipt.number} is printed before it is sealed"
        raise ValueError(message)
    words = words_in(receipt.shop.language)
    name = words.return_receipt if receipt.is_return else words.receipt
    rows: list[Row] = [*centred(words.electronic_receipt, columns, bold=True)] if electronic else []
    rows += _content(receipt, name, words, columns)
    rows += _sealed_by(receipt.seal, words, columns)
    if receipt.shop.receipt_footer.strip():
        rows.append(BLANK)
        for part in receipt.shop.receipt_footer.strip().splitlines():
            rows += centred(part, columns)
    return [*rows, BLANK, *_to_scan(code_of(receipt).text, columns)]


def _sealed_by(seal: Seal | None, words: Words, columns: int) -> list[Row]:
    """The control unit's manufacturing number (SKVFS 2014:9 7:1 l), and its code where it gave one."""
    rows: list[Row] = []
    if seal is not None and seal.unit:
        rows += left(f"{words.control_unit}: {seal.unit}", columns)
    if seal is not None and seal.code:
        rows += left(f"{words.control_code}: {seal.code}", columns)
    return rows


def _to_scan(code: str, columns: int, *, bold: bool = False) -> list[Row]:
    """A barcode, and below it what it holds, for where no scanner can read it."""
    drawn = bars(code, columns)
    return [*([drawn] if drawn else ()), *centred(code, columns, bold=bold)]


def _content(receipt: Receipt, name: str, words: Words, columns: int) -> list[Row]:
    """What was sold and how it was paid, under the shop's head."""
    rows: list[Row] = [*_shop_head(receipt.shop, words, columns), BLANK]
    if receipt.is_return:
        rows += centred(words.return_mark, columns, bold=True, double=True)
    rows += pair(f"{name} {receipt.number}", f"{words.register} {receipt.shop.register}", columns)
    rows += _beside(moment(receipt.at), receipt.cashier, columns)
    if receipt.is_return:
        rows += left(words.blind_return if receipt.blind else f"{words.of_receipt} {receipt.original}", columns)
    rows += [Rule(), *_goods(receipt, words, columns)]
    for tender in receipt.tenders:
        rows += pair(words.method(tender.method), words.money(tender.amount), columns)
        if tender.code:
            rows += left(tender.code, columns)
        if tender.tip:
            rows += pair(words.tip, words.money(tender.tip), columns, indent=2)
    if receipt.change:
        rows += pair(words.change, words.money(receipt.change), columns)
    if receipt.invoice is not None:
        rows += _invoiced(receipt.invoice, words, columns)
    rows.append(BLANK)
    if any(row.rate_bp for row in receipt.vat):  # a sale without VAT has no VAT to show
        rows += [*_vat_table(receipt.vat, words, columns), BLANK]
    for kind, word in ((ArticleKind.GOODS, words.goods), (ArticleKind.SERVICE, words.services)):
        pieces = sum(line.pieces_milli for line in receipt.lines if line.kind is kind)
        if pieces:
            rows += left(f"{word}: {words.quantity(Quantity(pieces))}", columns)
    return rows


def _goods(receipt: Receipt, words: Words, columns: int) -> list[Row]:
    """The lines, what is taken off the whole, and what is to pay."""
    rows: list[Row] = []
    for line in receipt.lines:
        rows += _line(line, words, columns, coded=receipt.seal is not None)
    if receipt.discount:
        off = total(line.share for line in receipt.lines)
        rows += _discount(receipt.discount, off, words, columns)
    rows.append(Rule())
    if receipt.rounding:
        rows += pair(words.sum, words.money(receipt.total), columns)
        rows += pair(words.rounding, words.money(receipt.rounding), columns)
    due = words.to_pay_back if receipt.is_return else words.to_pay
    return [*rows, *pair(due, words.money(receipt.to_pay), columns, bold=True)]


def _invoiced(to: InvoiceTo, words: Words, columns: int) -> list[Row]:
    """Whom the invoice goes to."""
    rows: list[Row] = [*left(f"  {words.customer} {to.customer_number}: {to.name}", columns, hang=4)]
    if to.reference:
        rows += left(f"  {words.your_reference}: {to.reference}", columns, hang=4)
    return rows


def _customer(to: InvoiceTo, words: Words, columns: int) -> list[Row]:
    """Who it is, and where the invoice goes."""
    rows: list[Row] = [*left(to.name, columns, bold=True)]
    for line in address_lines(to):
        rows += left(line, columns)
    rows += left(f"{words.customer} {to.customer_number}", columns)
    if to.organisation_number:
        rows += left(f"{words.organisation_number} {to.organisation_number}", columns)
    if to.reference:
        rows += left(f"{words.your_reference}: {to.reference}", columns)
    return rows


def address_lines(to: InvoiceTo) -> list[str]:
    """The billing address as it stands on an envelope within Sweden or abroad, without empty lines."""
    address = to.address
    abroad = address.country if address.country != "SE" else ""
    lines = (address.street, address.street_2, f"{address.postal_code} {address.city}".strip(), abroad)
    return [line for line in lines if line]


def report_paper(report: Report, columns: int) -> Paper:
    """An X or Z report with everything SKVFS 2014:9 7:2-7:3 asks for; what did not happen says 0.

    The cash count belongs to a Z report, and so do the register's own numbers and the journal's hash (SKVFS 2021:16).
    """
    words = words_in(report.shop.language)
    title = words.x_report if report.number is None else f"{words.z_report} {report.number}"
    ended = words.date if report.number is None else words.shift_to
    rows: list[Row] = [*centred(title, columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(report.shop, words, columns, double=False), BLANK]
    rows += pair(f"{words.register} {report.shop.register}", report.cashier, columns)
    rows += pair(words.shift_from, moment(report.opened_at), columns)
    rows += pair(ended, moment(report.at), columns)
    for section in (_sales, _drawer, _numbers, _grand_totals):
        rows += [Rule(), *section(report, words, columns)]
    if report.number is not None:
        rows += [Rule(), *_own_numbers(report, words, columns)]
    return Paper((*rows, Cut()))


def test_paper(shop: Shop, columns: int, *, at: datetime) -> Paper:
    """A page that shows whether width, code page, codes, styles and cutter are set right."""
    words = words_in(shop.language)
    ruler = "".join(str(place % 10) for place in range(1, columns + 1))
    rows: list[Row] = [*centred(words.test_page, columns, bold=True, double=True), BLANK]
    rows += [*_shop_head(shop, words, columns, double=False), *centred(moment(at), columns), Rule()]
    rows += [*left(words.test_columns, columns), *left(ruler, columns), BLANK]
    rows += [*left(words.test_signs, columns), *left("ÅÄÖ åäö ÉÜ éü € 1 234,50", columns), BLANK]
    rows += [*left(words.test_code, columns), BLANK, *_to_scan(_TEST_CODE, columns), BLANK]
    rows += [*left(words.test_bold, columns, bold=True), *centred(words.test_double, columns, double=True), Rule()]
    return Paper((*rows, *left(words.test_end, columns), Cut()))


def moment(at: datetime) -> str:
    """Swedish local time with its offset, so that the hour that comes twice in October is told apart."""
    return swedish(at).isoformat(sep=" ", timespec="seconds")


def _beside(one: str, other: str, columns: int) -> list[Text]:
    """Two texts at the two edges where both fit on a row, else below each other."""
    if len(one) + 1 + len(other) <= columns:
        return pair(one, other, columns)
    return [*left(one, columns), *left(other, columns)]


def _shop_head(shop: Shop, words: Words, columns: int, *, double: bool = True) -> list[Row]:
    name = centred(shop.name, columns, bold=True, double=double)
    if len(name) > len(("two", "rows")):
        name = centred(shop.name, columns, bold=True)
    return [
        *name,
        *centred(shop.address, columns),
        *centred(f"{words.organisation_number} {shop.organisation_number}", columns),
    ]


def _line(line: Line, words: Words, columns: int, *, coded: bool) -> list[Row]:
    """A line at its price, and below it what its own discount takes off; on a return, what had been taken off.

    `coded` is for papers that a gift card is bought with: its code can be scanned there.
    """
    price = words.money(line.price)
    unit = words.piece if line.unit == PIECE else line.unit
    rows: list[Row]
    if line.quantity == ONE and line.unit == PIECE:
        rows = [*pair(line.text, price, columns, hang=2)]
    else:
        counted = words.quantity_at_price.format(
            quantity=words.quantity(line.quantity), unit=unit, price=words.money(line.unit_price)
        )
        rows = [*left(line.text, columns, hang=2), *pair(counted, price, columns, indent=2)]
    if line.gift_card:
        scanned = coded and not line.returns_line
        rows += [BLANK, *_to_scan(line.gift_card, columns), BLANK] if scanned else left(line.gift_card, columns)
    if line.discount:
        rows += _discount(line.discount, line.reduction, words, columns, indent=2)
    if line.returns_line and line.share:
        rows += pair(words.discount, words.money(-line.share), columns, indent=2)
    return rows


def _discount(discount: Discount, off: Money, words: Words, columns: int, *, indent: int = 0) -> list[Row]:
    rate = f" {words.percent(discount.rate_bp)}" if discount.rate_bp else ""
    return [*pair(f"{words.discount}{rate} {discount.reason}", words.money(-off), columns, indent=indent, hang=2)]


def _vat_table(vat: tuple[VatAmount, ...], words: Words, columns: int) -> list[Row]:
    figures: list[tuple[str, ...]] = [
        (words.percent(row.rate_bp), words.money(row.net), words.money(row.vat), words.money(row.gross)) for row in vat
    ]
    if len(vat) > 1:
        sums = (total(row.net for row in vat), total(row.vat for row in vat), total(row.gross for row in vat))
        figures.append((words.vat_total, *(words.money(amount) for amount in sums)))
    return [*table((words.vat_rate, words.net, words.vat, words.gross), figures, columns)]


def _sales(report: Report, words: Words, columns: int) -> list[Row]:
    totals = report.totals
    rows: list[Row] = [*pair(words.total_sales, words.money(totals.gross), columns, bold=True)]
    if totals.invoiced is not None:
        rows += pair(words.invoiced, words.money(totals.invoiced), columns, indent=2)
    rows += [BLANK, *left(words.groups, columns, bold=True)]
    for name, amount in totals.groups or (("–", ZERO),):
        rows += pair(name or words.no_group, words.money(amount), columns, indent=2)
    rows += [BLANK, *_vat_table(totals.vat or (VatAmount(0, ZERO, ZERO),), words, columns), BLANK]
    rows += left(words.payments, columns, bold=True)
    paid = dict(totals.by_name)
    always = [method for method in (Method.CASH, Method.CARD) if all(used.id != method.id for used in paid)]
    for method in sorted([*always, *paid], key=lambda method: method.place):
        rows += pair(words.method(method), words.money(paid.get(method, ZERO)), columns, indent=2)
    rows += pair(words.rounding, words.money(totals.rounding), columns, indent=2)
    if totals.tips:
        rows += pair(words.tips, words.money(totals.tips), columns, indent=2)
    return rows


def _drawer(report: Report, words: Words, columns: int) -> list[Row]:
    amounts = [
        (words.float_amount, report.float_amount),
        (words.cash_sales, report.totals.cash),
        (words.cash_in, report.cash_in.amount),
        (words.cash_out, -report.cash_out.amount),
        (words.expected, report.expected_cash),
    ]
    if report.counted is not None:
        amounts += [(words.counted, report.counted), (words.difference, report.difference)]
    rows: list[Row] = [*left(words.cash_drawer, columns, bold=True)]
    for label, amount in amounts:
        rows += pair(label, words.money(amount), columns, indent=2, bold=label == words.difference)
    if report.close:
        rows += _close(report, report.close, words, columns)
    return rows


def _close(report: Report, close: Close, words: Words, columns: int) -> list[Row]:
    rows: list[Row] = []
    if close.reason:
        rows += left(f"{words.reason}: {close.reason}", columns)
    if close.next_float is not None:
        rows += pair(words.next_float, words.money(close.next_float), columns, indent=2)
        rows += pair(words.to_bank, words.money(close.to_bank), columns, indent=2)
    if close.terminals:
        rows += [BLANK, *left(words.terminals, columns, bold=True)]
        for (method, counted), (_, difference) in zip(close.terminals, report.terminal_differences(), strict=True):
            rows += pair(words.method(method), words.money(counted), columns, indent=2)
            rows += pair(words.difference, words.money(difference), columns, indent=4, bold=bool(difference))
    return rows


def _numbers(report: Report, words: Words, columns: int) -> list[Row]:
    totals = report.totals
    without_amount = (
        (words.goods_sold, words.quantity(Quantity(totals.goods_milli))),
        (words.services_sold, words.quantity(Quantity(totals.services_milli))),
        (words.receipts, str(totals.receipts)),
        (words.drawer_openings, str(report.drawer_openings)),
    )
    with_amount: tuple[tuple[str, Counted], ...] = (
        (words.copies, report.copies),
        (words.practice, report.practice),
        (words.returns, report.returns),
        (words.other_reductions, report.other_reductions),
        (words.unfinished, report.unfinished),
    )
    amounts = [words.money(what.amount) for _, what in with_amount] + [words.money(report.discounts)]
    wide = max(len(amount) for amount in amounts) + 2
    rows: list[Row] = [*left(words.numbers, columns, bold=True)]
    for label, number in without_amount:
        rows += pair(label, number + " " * wide, columns, indent=2)
    for label, what in with_amount:
        rows += pair(label, f"{what.count}{words.money(what.amount):>{wide}}", columns, indent=2)
    return [*rows, *pair(words.discounts, words.money(report.discounts), columns, indent=2)]


def _grand_totals(report: Report, words: Words, columns: int) -> list[Row]:
    amounts: tuple[tuple[str, Money], ...] = (
        (words.grand_sales, report.grand.sales),
        (words.grand_returns, report.grand.returns),
        (words.grand_net, report.grand.net),
    )
    rows: list[Row] = [*left(words.grand_totals, columns, bold=True)]
    for label, amount in amounts:
        rows += pair(label, words.money(amount), columns, indent=2)
    return rows


def _own_numbers(report: Report, words: Words, columns: int) -> list[Row]:
    rows: list[Row] = [*left(words.this_register, columns, bold=True)]
    for label, text in (
        (words.serial, report.shop.serial),
        (words.model, MODEL),
        (words.program, PROGRAM),
        (words.version, report.version),
    ):
        rows += pair(label, text, columns, indent=2)
    rows += [BLANK, *left(words.journal, columns, bold=True)]
    return [*rows, *(row for part in hash_rows(report.journal_hash, columns - 2) for row in left(part, columns))]


def hash_rows(digest: str, columns: int, group: int = 8) -> list[str]:
    """The whole hash in groups that an eye can compare, the same number of groups on every row."""
    groups = [digest[place : place + group] for place in range(0, len(digest), group)]
    fit = max((columns + 1) // (group + 1), 1)
    per_row = max(number for number in (1, 2, 4, 8) if number <= fit)
    return [" ".join(groups[place : place + per_row]) for place in range(0, len(groups), per_row)]
