"""Methods of payment as data: rounding, change, tips, splits and exchanges."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money, Quantity
from openpos.domain.payment import BUILT_IN, Method, MethodKind, PaymentMethod, built_in, by_method, method_source
from openpos.domain.permission import NotPermitted, Permission, Person, Role, role_source
from openpos.domain.receipt import Receipt, receipt_of
from openpos.domain.report import Close, Report, Totals, totals_of
from openpos.domain.returns import blind_return_of, correction_of, return_of
from openpos.domain.sale import Discount, Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.swish import asked_for, qr_text, swish_number
from tests.fixtures.trade import AT, METHODS, any_paid, basket, card, cash, line, to_firm

SHOP = Shop("Söders", "556703-7485", "Götgatan 31", "K1", "OPSE-1")
CHEQUES = [method for method in METHODS if method.gives_change and not method.is_cash]
CHEQUE = Method("own-1", MethodKind.VOUCHER, "Presentcheck", gives_change=True)


def receipt(sale: Sale, number: int = 1) -> Receipt:
    return receipt_of(sale, number=number, shift_id="s", at=AT, cashier="Kassör", shop=SHOP)


class TestSettlement:
    @pytest.mark.parametrize(
        ("total", "given", "rounding", "change"),
        [(9835, 10_000, -35, 200), (9850, 10_000, 50, 100), (9849, 9_800, -49, 0), (40, 0, -40, 0)],
    )
    def test_cash_rounds_the_amount_and_so_the_change(self, total: int, given: int, rounding: int, change: int) -> None:
        paid = basket(total).with_tender(cash(given)).settlement()
        assert (paid.settled, paid.rounding, paid.change) == (True, Money(rounding), Money(change))

    def test_a_cheque_that_gives_change_gives_it_in_coins(self) -> None:
        paid = basket(9835).with_tender(Tender("c", CHEQUE, Money(10_000))).settlement()
        assert (paid.change, paid.rounding) == (Money(200), Money(-35))
        exact = basket(9835).with_tender(Tender("c", CHEQUE, Money(9835))).settlement()
        assert (exact.settled, exact.change, exact.rounding) == (True, ZERO, ZERO)
        less = basket(9835).with_tender(Tender("c", CHEQUE, Money(9800))).settlement()
        assert (less.settled, less.left) == (False, Money(35)), "only cash rounds what is missing"

    def test_its_change_comes_out_of_the_drawer(self) -> None:
        sold = receipt(basket(9835).with_tender(Tender("c", CHEQUE, Money(10_000))))
        assert sold.by_method() == ((Method.CASH, Money(-200)), (CHEQUE, Money(10_000)))

    def test_what_gives_no_change_takes_no_more_than_is_due(self) -> None:
        with pytest.raises(Refused, match="100,00 is more than the 98,35 left to pay"):
            basket(9835).with_tender(Tender("s", Method.SWISH, Money(10_000)))

    def test_an_invoice_covers_the_whole_sale(self) -> None:
        invoiced = to_firm(basket(9835)).with_tender(Tender("i", Method.INVOICE, Money(9835)))
        assert invoiced.settlement().settled
        with pytest.raises(Refused, match="An invoice covers the whole sale"):
            to_firm(basket(9835)).with_tender(card(5000)).with_tender(Tender("i", Method.INVOICE, Money(4835)))
        with pytest.raises(Refused, match="An invoice covers the whole sale"):
            to_firm(basket(9835)).with_tender(Tender("i", Method.INVOICE, Money(4835))).with_tender(card(5000))

    @given(any_paid())
    def test_paid_less_change_is_the_total_and_its_rounding(self, sale: Sale) -> None:
        standing = sale.settlement()
        assert standing.paid - standing.change == standing.total + standing.rounding
        assert standing.change >= ZERO
        assert abs(standing.rounding.ore) <= 50
        assert standing.change.ore % 100 == 0


class TestTips:
    def test_a_tip_is_in_no_other_amount(self) -> None:
        sold = receipt(basket(10_000).with_tender(Tender("k", Method.CARD, Money(10_000), tip=Money(1_500))))
        assert (sold.tips, sold.total, sold.by_method()) == (
            Money(1_500),
            Money(10_000),
            ((Method.CARD, Money(10_000)),),
        )
        assert totals_of([sold]).tips == Money(1_500)

    @pytest.mark.parametrize(
        "tender",
        [
            Tender("k", Method.CASH, Money(10_000), tip=Money(500)),
            Tender("k", Method.CARD, Money(10_000), tip=Money(-500)),
        ],
    )
    def test_only_a_card_carries_one_and_it_is_above_zero(self, tender: Tender) -> None:
        with pytest.raises(Refused, match="A tip can be given with a card only"):
            basket(10_000).with_tender(tender)


class TestMethods:
    def test_the_programs_own_come_first_and_in_order(self) -> None:
        rows = by_method([(CHEQUE, Money(1)), (Method.CARD, Money(2)), (Method.CASH, Money(3)), (CHEQUE, Money(4))])
        assert rows == ((Method.CASH, Money(3)), (Method.CARD, Money(2)), (CHEQUE, Money(5)))
        assert [built_in(method.id) for method in BUILT_IN] == list(BUILT_IN)
        assert built_in("own-1") is None

    def test_their_names(self) -> None:
        assert method_source(Method.CASH) == "Cash"
        assert method_source(CHEQUE) == "Presentcheck"

    def test_where_they_are_used(self) -> None:
        chosen = PaymentMethod(CHEQUE, off_in=frozenset({2}))
        assert (chosen.usable_in(None), chosen.usable_in(1), chosen.usable_in(2)) == (True, True, False)
        assert not replace(chosen, active=False).usable_in(1)


class TestExchange:
    def both(self, back: int, new: int) -> Sale:
        sold = receipt(basket(back).with_tender(card(back)))
        wanted = {"line-0": sold.lines[0].quantity}
        returned = return_of(sold, [], wanted, sale_id="r", line_ids={"line-0": "rl"}, at=AT)
        return Sale("n", returning=returned).with_line(line(new, line_id="new"))

    def test_dearer_goods_leave_something_to_pay(self) -> None:
        sale = self.both(5_000, 8_000).in_exchange("t", "rt")
        assert (sale.settlement().left, sale.ready) == (Money(3_000), False)
        assert sale.returning
        assert sale.returning.settlement().settled
        assert sale.with_tender(card(3_000)).ready

    def test_cheaper_goods_leave_something_to_pay_back(self) -> None:
        sale = self.both(8_000, 5_035).in_exchange("t", "rt")
        assert (sale.settlement().settled, sale.ready) == (True, False)
        assert sale.returning
        assert sale.returning.settlement().left == Money(-2_965)
        done = sale.with_refund(Tender("back", Method.CASH, Money(-3_000)))
        assert done.ready
        assert done.returning
        assert done.returning.settlement().rounding == Money(-35)

    def test_it_is_begun_once_and_can_be_undone(self) -> None:
        sale = self.both(5_000, 8_000)
        swapped = sale.in_exchange("t", "rt")
        assert swapped.in_exchange("t2", "rt2") == swapped
        assert swapped.unpaid() == sale
        assert sale.unpaid() == sale
        assert basket(100).in_exchange("t", "rt") == basket(100)

    def test_nothing_comes_back_without_a_return(self) -> None:
        with pytest.raises(Refused, match="Nothing comes back in this sale"):
            basket(100).with_refund(Tender("b", Method.CASH, Money(-100)))


class TestReturnsOfOtherKinds:
    def test_without_a_receipt_it_is_the_mirror_of_what_was_rung_up(self) -> None:
        rung = basket(8990, 1590).with_line_discount("line-0", Discount("x", 1000)).with_discount(Discount("y", 500))
        back = blind_return_of(rung, {"line-0": "b0", "line-1": "b1"}, at=AT)
        assert (back.is_return, back.original, back.total) == (True, None, -rung.total)
        assert [(row.rate_bp, row.vat) for row in back.vat] == [(row.rate_bp, -row.vat) for row in rung.vat]
        paid = receipt(back.with_tender(Tender("c", Method.CARD, back.total)))
        assert (paid.is_return, paid.blind) == (True, True)
        assert totals_of([paid]).returns.count == 1

    def test_a_gift_card_needs_its_receipt(self) -> None:
        rung = Sale("s").with_line(replace(line(), gift_card="GK000000000098"))
        with pytest.raises(Refused, match="can't be returned without its receipt"):
            blind_return_of(rung, {"line-1": "b"}, at=AT)

    def corrected(self, sale: Sale, returned: int = 0) -> Sale:
        sold = receipt(sale)
        return correction_of(
            sold,
            [sold] * returned,
            sale_id="new",
            return_id="back",
            line_ids={one.id: (f"{one.id}-back", f"{one.id}-new") for one in sold.lines},
            tender_ids=[f"tender-{place}" for place in range(len(sold.tenders))],
            at=AT,
        )

    @given(any_paid())
    def test_a_corrected_payment_is_a_mirror_and_the_same_sale_anew(self, sale: Sale) -> None:
        before = receipt(sale)
        if before.change and any(one.method == CHEQUES[0] for one in sale.tenders):
            with pytest.raises(Refused, match="Change was given on something else than cash"):
                self.corrected(sale)
            return
        new = self.corrected(sale)
        assert new.returning
        assert (new.total, new.vat, new.tenders) == (sale.total, sale.vat, ())
        back = receipt(new.returning)
        assert {method: amount for method, amount in back.by_method() if amount} == {
            method: -amount for method, amount in before.by_method() if amount
        }
        assert (back.total, back.rounding) == (-before.total, -before.rounding)

    def test_change_on_a_cheque_can_not_be_mirrored(self) -> None:
        with pytest.raises(Refused, match="Change was given on something else than cash"):
            self.corrected(basket(9835).with_tender(Tender("c", CHEQUE, Money(10_000))))

    @pytest.mark.parametrize("tenders", [(card(1), cash(0)), (cash(100),), (card(1), cash(100))])
    def test_what_was_only_rounding_comes_back_too(self, tenders: tuple[Tender, ...]) -> None:
        sale = basket(41)
        for tender in tenders:
            sale = sale.with_tender(tender)
        back = self.corrected(sale).returning
        assert back
        assert back.settlement().rounding == -sale.settlement().rounding

    def test_deposits_stay_with_their_drinks(self) -> None:
        drink = basket(1_500).with_line(replace(line(100, line_id="pant"), follows="line-0"))
        new = self.corrected(drink.with_tender(card(1_600)))
        assert [one.follows for one in new.lines] == ["", "line-0-new"]

    def test_what_has_another_half_is_not_corrected_so(self) -> None:
        paid = basket(100).with_tender(card(100))
        with pytest.raises(Refused, match="came back before"):
            self.corrected(paid, returned=1)
        gift = Sale("s").with_line(replace(line(100), gift_card="GK000000000098")).with_tender(card(100))
        with pytest.raises(Refused, match="sold a gift card"):
            self.corrected(gift)
        invoiced = to_firm(basket(100)).with_tender(Tender("i", Method.INVOICE, Money(100)))
        with pytest.raises(Refused, match="in exchange or by invoice"):
            self.corrected(invoiced)


class TestDeposits:
    def drink(self) -> Sale:
        return basket(1_500).with_line(replace(line(100, line_id="pant", text="Pant"), follows="line-0"))

    def test_they_change_and_go_with_their_drink(self) -> None:
        six = self.drink().with_quantity("line-0", Quantity(6_000))
        assert [one.quantity.milli for one in six.lines] == [6_000, 6_000]
        assert six.without_line("line-0").lines == ()

    def test_and_only_with_it(self) -> None:
        drink = self.drink()
        with pytest.raises(Refused, match="Pant goes with its article"):
            drink.without_line("pant")
        with pytest.raises(Refused, match="Pant goes with its article"):
            drink.with_quantity("pant", Quantity(2_000))
        with pytest.raises(Refused, match="Pant goes with its article"):
            drink.with_price("pant", Money(1))

    def test_a_price_changes_its_own_line_alone(self) -> None:
        assert [one.unit_price.ore for one in self.drink().with_price("line-0", Money(999)).lines] == [999, 100]


def test_a_weighed_return_counts_as_one_piece_less() -> None:
    assert line(milli=375, unit="kg").pieces_milli == 1000
    assert line(milli=-375, unit="kg").pieces_milli == -1000


def test_cleared_keeps_to_practice() -> None:
    assert replace(basket(100), practice=True).cleared() == Sale("sale-1", practice=True)


class TestTerminals:
    def report(self, close: Close | None) -> Report:
        totals = Totals(methods=((Method.CARD, Money(10_000)),), tips=Money(500))
        return Report(1, SHOP, "s", "Kassör", AT, AT, ZERO, totals, None, counted=ZERO, close=close)  # type: ignore[arg-type]

    def test_are_compared_with_tips(self) -> None:
        close = Close(terminals=((Method.CARD, Money(10_500)), (Method.SWISH, Money(300))))
        assert self.report(close).terminal_differences() == ((Method.CARD, ZERO), (Method.SWISH, Money(300)))
        assert self.report(None).terminal_differences() == ()


class TestSwish:
    def test_a_companys_number(self) -> None:
        assert swish_number(" 123 456-78 90") == "1234567890"

    @pytest.mark.parametrize("text", ["", "0701234567", "12345678901", "１２３４５６７８９０", "123\x00456789"])
    def test_another_is_told_apart(self, text: str) -> None:
        with pytest.raises(Refused, match="is not a Swish number"):
            swish_number(text)

    def test_the_code_holds_number_amount_and_message(self) -> None:
        assert qr_text("1234567890", Money(9_805), "Kvitto K1-17") == "C1234567890;98.05;Kvitto K1-17;0"

    @given(st.text(), st.integers(0, 10**9))
    def test_no_message_adds_a_field_of_its_own(self, message: str, ore: int) -> None:
        fields = qr_text("1234567890", Money(ore), message).split(";")
        assert len(fields) == 4
        assert len(fields[2]) <= 50
        assert asked_for(";".join(fields)) == ("1234567890", Money(ore), fields[2])

    @pytest.mark.parametrize("text", ["", "C1;1;x;0", "C1;1.00;x;1", "C1;1.00;a;b;0", "K1;1.00;x;0"])
    def test_another_code_asks_for_nothing(self, text: str) -> None:
        with pytest.raises(ValueError, match="no code of Swish"):
            asked_for(text)


class TestPermissions:
    def test_a_role_or_a_loan_gives_them(self) -> None:
        cashier = Person(1, "Kassör", Role.CASHIER)
        cashier.must_be_allowed(Permission.RETURN)
        with pytest.raises(NotPermitted) as caught:
            cashier.must_be_allowed(Permission.BLIND_RETURN)
        assert caught.value.permission is Permission.BLIND_RETURN
        replace(cashier, lent=frozenset({Permission.BLIND_RETURN})).must_be_allowed(Permission.BLIND_RETURN)
        assert all(Person(2, "Chef", Role.MANAGER).may(permission) for permission in Permission)

    def test_names(self) -> None:
        assert role_source(Role.CASHIER) == "Cashier"
        assert role_source(Role("own", "Lärling")) == "Lärling"
