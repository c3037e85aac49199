"""Methods of payment, cost centres, roles and the close of the day, on a real file."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from openpos.accounting.voucher import voucher_of
from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Deviation, Method, MethodKind, PaymentMethod
from openpos.domain.permission import NotPermitted, Permission, Person, Role
from openpos.domain.report import Close
from openpos.domain.sale import Tender
from openpos.printing.layout import report_paper
from openpos.printing.paper import Text
from openpos.register.payment import PaymentMethods
from openpos.register.shifts import NOT_COUNTED
from openpos.store.exports import chosen_accounts, takings_facts, takings_from, takings_of
from tests.fixtures.invoicing import keep_connection
from tests.fixtures.till import Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)


@pytest.fixture
def methods(register: Till) -> PaymentMethods:
    return PaymentMethods(register.store, register.clock, register.new_id)


def found(methods: PaymentMethods, method_id: str) -> PaymentMethod:
    return next(one for one in methods.every() if one.method.id == method_id)


def own(name: str = "Friskvård", kind: MethodKind = MethodKind.OTHER) -> PaymentMethod:
    return PaymentMethod(Method("", kind, name))


class TestMethods:
    def test_a_new_shop_takes_cash_cards_and_gift_cards(self, methods: PaymentMethods) -> None:
        assert [one.method for one in methods.usable()] == [Method.CASH, Method.CARD, Method.GIFT_CARD]
        assert [one.method.id for one in methods.every()][:3] == ["cash", "card", "swish"]

    def test_a_method_of_the_shops_own_is_paid_with_and_counted(self, register: Till, methods: PaymentMethods) -> None:
        saved = methods.save(replace(own(), account=" 1680 ", opens_drawer=True), CHIEF)
        assert (saved.method.id[:4], saved.account) == ("own-", "1680")
        sale = register.rung(1_000)
        register.sell(sale.with_tender(Tender("t", saved.method, Money(1_000))))
        with register.store.read() as tx:
            assert tx.print_jobs.newest(1)[0].open_drawer
        assert register.close_shift().totals.methods == ((saved.method, Money(1_000)),)
        assert "payment_method_changed" in register.kinds()
        assert not register.findings()

    def test_a_receipt_keeps_the_name_it_was_paid_under(self, register: Till, methods: PaymentMethods) -> None:
        saved = methods.save(own(), CHIEF)
        register.sell(register.rung(1_000).with_tender(Tender("t", saved.method, Money(1_000))))
        renamed = methods.save(replace(saved, method=replace(saved.method, name="Epassi")), CHIEF)
        register.sell(register.rung(500).with_tender(Tender("u", renamed.method, Money(500))))
        assert [one.tenders[0].method.name for one in register.receipts()] == ["Friskvård", "Epassi"]
        assert not register.findings()

    def test_what_cash_is_stays(self, methods: PaymentMethods) -> None:
        odd = PaymentMethod(Method("cash", MethodKind.OTHER, "  ", rounds=False))
        assert methods.save(odd, CHIEF).method == Method.CASH
        assert (
            methods.save(replace(odd, method=replace(odd.method, name="Kontanter")), CHIEF).method.name == "Kontanter"
        )

    @pytest.mark.parametrize(
        ("chosen", "match"),
        [
            (own(""), "The name is missing"),
            (own("x" * 25), "The name is too long"),
            (own("Annat", MethodKind.CASH), "is a card, a voucher or something else"),
            (replace(own(), account="19-10"), "“19-10” is not an account"),
            (own("cash"), "There is a cash already"),
            (own("KORT"), "There is a KORT already"),
            (PaymentMethod(Method.SWISH), "is not a Swish number"),
            (PaymentMethod(Method.SWISH, number="0701234567", active=False), "is not a Swish number"),
        ],
    )
    def test_what_can_not_be_is_said(self, methods: PaymentMethods, chosen: PaymentMethod, match: str) -> None:
        with pytest.raises(Refused, match=match):
            methods.save(chosen, CHIEF)

    def test_swish_needs_its_number(self, methods: PaymentMethods) -> None:
        saved = methods.save(PaymentMethod(Method.SWISH, number="123 456 78 90"), CHIEF)
        assert saved.number == "1234567890"
        assert Method.SWISH in [one.method for one in methods.usable()]

    def test_who_may_not_change_them(self, register: Till, methods: PaymentMethods) -> None:
        for act in (
            lambda: methods.save(own(), register.cashier),
            lambda: methods.save_cost_centre("Norr", "100", register.cashier),
            lambda: methods.belong_to(1, register.cashier),
        ):
            with pytest.raises(NotPermitted):
                act()


class TestCostCentres:
    def test_a_method_is_off_where_it_is_off(self, register: Till, methods: PaymentMethods) -> None:
        north = methods.save_cost_centre(" Norr ", "100", CHIEF)
        south = methods.save_cost_centre("Söder", "200", CHIEF)
        assert methods.cost_centre() is None
        methods.save(replace(found(methods, "card"), off_in=frozenset({north.id})), CHIEF)
        methods.belong_to(north.id, CHIEF)
        assert methods.cost_centre() == north
        assert Method.CARD not in [one.method for one in methods.usable()]
        methods.belong_to(south.id, CHIEF)
        assert Method.CARD in [one.method for one in methods.usable()]
        assert methods.save_cost_centre("Syd", "201", CHIEF, south.id).name == "Syd"
        assert [one.name for one in methods.cost_centres()] == ["Norr", "Syd"]
        assert register.kinds().count("cost_centre_changed") == 5

    def test_a_method_has_its_own_ways_in_a_cost_centre(self, register: Till, methods: PaymentMethods) -> None:
        north = methods.save_cost_centre("Norr", "100", CHIEF)
        south = methods.save_cost_centre("Söder", "200", CHIEF)
        check = methods.save(replace(own("Check"), account="1680"), CHIEF)
        there = PaymentMethod(replace(check.method, gives_change=True, rounds=True), " 1681 ", opens_drawer=True)
        changed = methods.save(check.changed_in(north.id, there), CHIEF)
        assert changed.deviations == (Deviation(north.id, "1681", opens_drawer=True, gives_change=True, rounds=True),)
        assert found(methods, check.method.id) == changed, "it is on disk"
        assert register.journal()[-1].payload.count('"deviations"') == 1

        def taken() -> PaymentMethod:
            return next(one for one in methods.usable() if one.method.id == check.method.id)

        assert taken() == changed
        methods.belong_to(south.id, CHIEF)
        assert (taken().account, taken().opens_drawer) == ("1680", False)
        methods.belong_to(north.id, CHIEF)
        assert (taken().account, taken().opens_drawer) == ("1681", True)
        assert (taken().method.gives_change, taken().method.rounds) == (True, True)
        sale = register.rung(9_950)
        receipt = register.sell(sale.with_tender(Tender("t", taken().method, Money(120_00))))
        assert (receipt.rounding, receipt.change) == (Money(50), Money(20_00))
        with register.store.read() as tx:
            assert tx.print_jobs.newest(1)[0].open_drawer
            assert chosen_accounts(tx)["method", check.method.id] == "1681"
        back = methods.save(changed.changed_in(north.id, check), CHIEF)
        assert back == check, "what is as everywhere is no difference"
        assert not register.findings()

    def test_cash_is_cash_in_every_cost_centre(self, methods: PaymentMethods) -> None:
        north = methods.save_cost_centre("Norr", "100", CHIEF)
        cash = found(methods, "cash")
        there = replace(cash, method=replace(cash.method, gives_change=False, rounds=False), account="1911")
        saved = methods.save(cash.changed_in(north.id, replace(there, active=False)), CHIEF)
        assert (saved.deviations, saved.off_in) == ((Deviation(north.id, "1911"),), frozenset({north.id}))
        again = methods.save(saved.changed_in(north.id, replace(there, account="")), CHIEF)
        assert (again.deviations, again.off_in) == ((), frozenset())
        with pytest.raises(Refused, match="“19x” is not an account"):
            methods.save(cash.changed_in(north.id, replace(cash, account="19x")), CHIEF)

    def test_names_are_their_own(self, methods: PaymentMethods) -> None:
        methods.save_cost_centre("Norr", "100", CHIEF)
        with pytest.raises(Refused, match="There is a norr already"):
            methods.save_cost_centre("norr", "101", CHIEF)
        with pytest.raises(Refused, match="There is no such cost centre"):
            methods.belong_to(99, CHIEF)


class TestStaff:
    def test_a_role_of_the_shops_own(self, register: Till) -> None:
        role = Role("trainee", "Lärling", frozenset({Permission.DRAWER}), 500)
        register.staff.save_role(role, CHIEF)
        assert register.staff.roles() == [Role.CASHIER, Role.MANAGER, role]
        added = register.staff.add("Kim", role, "4321", CHIEF)
        assert register.staff.named("Kim") == added
        assert register.restarted().staff.log_in(added.id, "4321").role == role

    def test_the_programs_own_roles_can_be_changed(self, register: Till) -> None:
        strict = replace(Role.CASHIER, permissions=frozenset(), discount_limit_bp=0)
        register.staff.save_role(strict, CHIEF)
        assert register.cashier.role == strict
        with pytest.raises(NotPermitted):
            register.drawer.open("open", register.cashier)

    def test_somebody_must_be_left_who_may_change_staff(self, register: Till) -> None:
        with pytest.raises(Refused, match="Nobody would be left who may change staff"):
            register.staff.save_role(replace(Role.MANAGER, permissions=frozenset()), CHIEF)
        chief = register.staff.named("Butikschef")
        with pytest.raises(Refused, match="Nobody would be left"):
            register.staff.change(chief, chief, active=False)
        assert register.staff.named("Butikschef").role == Role.MANAGER

    def test_a_person_changes_name_role_and_pin_and_leaves(self, register: Till) -> None:
        cashier = register.cashier
        register.staff.change(replace(cashier, name="Anna", role=Role.MANAGER), CHIEF, pin="9876")
        assert register.staff.log_in(cashier.id, "9876") == Person(cashier.id, "Anna", Role.MANAGER)
        register.staff.change(replace(cashier, name="Anna"), CHIEF, active=False)
        assert [person.name for person in register.staff.people()] == ["Butikschef"]
        with pytest.raises(Refused, match="no longer works here"):
            register.staff.log_in(cashier.id, "9876")
        assert '"new_pin":true' in register.journal()[-3].payload
        assert "9876" not in "".join(row.payload for row in register.journal())

    def test_what_can_not_be_is_said(self, register: Till) -> None:
        with pytest.raises(Refused, match="There is a Butikschef already"):
            register.staff.change(replace(register.cashier, name="Butikschef"), CHIEF)
        with pytest.raises(Refused, match="no longer works here"):
            register.staff.change(Person(99, "X", Role.CASHIER), CHIEF)
        register.staff.save_role(Role("a", "Lärling"), CHIEF)
        with pytest.raises(Refused, match="There is a lärling already"):
            register.staff.save_role(Role("b", "lärling"), CHIEF)

    def test_who_may_not(self, register: Till) -> None:
        for act in (
            lambda: register.staff.save_role(Role("a", "Lärling"), register.cashier),
            lambda: register.staff.change(register.cashier, register.cashier),
            lambda: register.staff.add("Kim", Role.CASHIER, "1234", register.cashier),
        ):
            with pytest.raises(NotPermitted):
                act()

    def test_a_permission_is_lent_for_one_act_by_pin(self, register: Till) -> None:
        chief = register.staff.named("Butikschef")
        with pytest.raises(Refused, match="The PIN is wrong"):
            register.staff.lend(chief.id, "1111", Permission.SETTINGS, register.cashier)
        with pytest.raises(Refused, match="Kassör may not do this either"):
            register.staff.lend(register.cashier.id, "1111", Permission.SETTINGS, register.cashier)
        lent = register.staff.lend(chief.id, "2222", Permission.SETTINGS, register.cashier)
        assert lent.may(Permission.SETTINGS)
        assert not register.cashier.may(Permission.SETTINGS), "the next act needs it again"
        assert register.kinds()[-2:] == ["login_failed", "permission_lent"]


class TestTheClose:
    def test_counts_terminals_and_leaves_a_float(self, register: Till) -> None:
        sale = register.rung(10_000)
        register.sell(sale.with_tender(Tender("t", Method.CARD, Money(10_000), tip=Money(1_000))))
        register.sell(register.paid(register.rung(5_000)))
        close = Close(" Växel\nfel ", ((Method.CARD, Money(11_000)),), Money(100_000))
        counted = Money(104_900)
        report = register.shifts.close_shift("z", "Kassör", counted, close=close)
        assert report.close == Close("Växel fel", ((Method.CARD, Money(11_000)),), Money(100_000), Money(4_900))
        assert (report.difference, report.totals.tips) == (Money(-100), Money(1_000))
        assert report.terminal_differences() == ((Method.CARD, ZERO),)
        again = register.restarted()
        assert again.shifts.z_report() == report
        assert again.shifts.next_float() == Money(100_000)
        assert not again.findings()

    def test_tips_are_counted_and_booked_with_the_card_they_came_by(
        self, register: Till, methods: PaymentMethods
    ) -> None:
        keep_connection(register.store, register.clock())
        amex = methods.save(replace(own("Amex", MethodKind.CARD), account="1581"), CHIEF).method
        card = methods.save(replace(found(methods, "card"), method=replace(Method.CARD, name="Kort")), CHIEF).method
        for number, method in enumerate((Method.CARD, card, amex)):
            sale = register.rung(10_000)
            register.sell(sale.with_tender(Tender(f"t{number}", method, Money(10_000), tip=Money(1_000))))
        expected = register.shifts.expected()
        assert expected.terminals == ((card, Money(22_000)), (amex, Money(11_000))), "a terminal is one under any name"
        report = register.shifts.close_shift("z", "Kassör", expected.cash, close=Close("", expected.terminals))
        assert report.terminal_differences() == ((card, ZERO), (amex, ZERO))
        with register.store.read() as tx:
            (takings,) = takings_of(tx, report)
            voucher = voucher_of(takings_from(takings_facts(takings)), chosen_accounts(tx))
        booked = [(row.account, row.amount.ore) for row in voucher.rows if row.text == "Dricks"]
        assert booked == [("1686", 2_000), ("1581", 1_000), ("2890", -3_000)]
        again = register.restarted()
        assert again.shifts.z_report() == report
        assert not again.findings()

    def test_a_report_has_one_row_for_each_name(self, register: Till, methods: PaymentMethods) -> None:
        check = methods.save(own("Check"), CHIEF)
        stiff = methods.save(replace(check, method=replace(check.method, gives_change=True)), CHIEF)
        cash = methods.save(replace(found(methods, "cash"), method=replace(Method.CASH, name="Kontanter")), CHIEF)
        for number, (method, ore) in enumerate([(check.method, 1_000), (stiff.method, 2_000), (cash.method, 5_000)]):
            register.sell(register.rung(1_000).with_tender(Tender(f"t{number}", method, Money(ore))))
        report = register.shifts.x_report("x", "Kassör")
        named = [(method.name, amount.ore) for method, amount in report.totals.by_name]
        assert named == [("Kontanter", 0), ("Check", 3_000)], "change is taken off cash, as it is called"
        paper = [row.text.split() for row in report_paper(report, 42).rows if isinstance(row, Text) and row.text]
        told = {words[0]: words[-1] for words in paper}
        assert (told["Kontanter"], told["Check"], told["Kort"]) == ("0,00", "30,00", "0,00")
        assert ["Kontant", "-40,00"] not in paper

    def test_the_drawer_opens_for_the_change(self, register: Till, methods: PaymentMethods) -> None:
        check = methods.save(PaymentMethod(Method("", MethodKind.OTHER, "Check", gives_change=True)), CHIEF)
        for number, (ore, opens) in enumerate([(1_000, False), (2_000, True)]):
            register.sell(register.rung(1_000).with_tender(Tender(f"t{number}", check.method, Money(ore))))
            with register.store.read() as tx:
                assert tx.print_jobs.newest(1)[0].open_drawer is opens

    def test_no_more_stays_than_was_counted(self, register: Till) -> None:
        with pytest.raises(Refused, match="1 000,00 can't stay in the drawer: 999,00 was counted"):
            register.shifts.close_shift("z", "Kassör", Money(99_900), close=Close(next_float=Money(100_000)))
        with pytest.raises(Refused, match="there are no öre coins"):
            register.shifts.close_shift("z", "Kassör", Money(99_900), close=Close(next_float=Money(50)))

    def test_nobody_has_to_say(self, register: Till) -> None:
        assert register.shifts.next_float() is None
        assert register.shifts.close_shift("z", "Kassör", Money(100_000), close=Close("x")).close == Close("x")
        assert register.shifts.next_float() is None


class TestTheSetHour:
    AT = time(23, 30)

    def test_closes_what_nobody_closed(self, register: Till) -> None:
        register.sell(register.paid(register.rung(10_000)))
        register.clock.moment = datetime(2026, 11, 20, 22, 29, tzinfo=UTC)
        assert register.shifts.close_if_due("z", self.AT) is None
        register.clock.forward(minutes=1)
        report = register.shifts.close_if_due("z", self.AT)
        assert report is not None
        assert (report.counted, report.difference, report.close) == (None, ZERO, Close(NOT_COUNTED))
        assert register.shifts.close_if_due("z-2", self.AT) is None, "no shift is open"
        assert not register.findings()

    def test_a_shift_over_midnight_is_closed_the_next_night(self, register: Till) -> None:
        register.close_shift()
        register.clock.moment = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)
        register.open_shift()
        register.clock.moment = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
        assert register.shifts.close_if_due("z", self.AT) is None, "the day goes on past midnight"
        register.clock.moment = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
        assert register.shifts.close_if_due("z", self.AT) is not None

    def test_a_sale_under_way_is_not_cut_off(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        register.clock.moment = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
        assert register.shifts.close_if_due("z", self.AT) is None
        register.sell(register.paid(sale))
        assert register.shifts.close_if_due("z", self.AT) is not None
