"""What goes on the receipt: deposits, weighed packages, age limits, eat-in, prices and discounts with their limits."""

from dataclasses import replace

import pytest

from openpos.domain.article import Article, check_digit
from openpos.domain.errors import Refused
from openpos.domain.money import Money, Quantity
from openpos.domain.permission import NotPermitted, Permission, Person, Role
from openpos.domain.sale import Discount
from openpos.domain.vat import VatCategory
from openpos.register.checkout import AgeUnchecked
from tests.fixtures.till import Till

CHIEF = Person(2, "Butikschef", Role.MANAGER)


def changed(register: Till, name: str, **to: object) -> Article:
    """The article with other properties, in the file."""
    article = replace(register.article(name), **to)  # type: ignore[arg-type]  # its own fields
    with register.store.write() as tx:
        tx.articles.change([article])
    return article


def added(register: Till, name: str, number: str, **properties: object) -> Article:
    article = Article(0, number, name, "Skafferi", Money(100), VatCategory.STANDARD)
    with register.store.write() as tx:
        tx.articles.add([replace(article, **properties)])  # type: ignore[arg-type]  # its own fields
    return register.article(name)


class TestDeposits:
    def test_a_drink_brings_its_deposit_at_its_own_rate(self, register: Till) -> None:
        pant = added(register, "Pant burk 1 kr", "PANT1")
        cola = changed(register, "Snore Cola", deposit_id=pant.id)
        drink, deposit = register.checkout.lines_of(cola, Quantity(6_000), line_id="cola")
        assert (drink.id, deposit.follows, deposit.quantity.milli) == ("cola", "cola", 6_000)
        assert (deposit.vat_rate_bp, deposit.amount) == (drink.vat_rate_bp, Money(600)), (
            "VAT follows what is in the can"
        )
        sale = register.checkout.new_sale().with_line(drink).with_line(deposit)
        sold = register.sell(register.paid(sale))
        assert sold.lines[1].follows == "cola"
        assert not register.findings()

    def test_a_deposit_without_a_price_is_left_out(self, register: Till) -> None:
        pant = added(register, "Pant okänd", "PANT0", price=None)
        cola = changed(register, "Snore Cola", deposit_id=pant.id)
        assert len(register.checkout.lines_of(cola)) == 1


class TestAge:
    def test_is_asked_for_until_it_was_checked(self, register: Till) -> None:
        beer = changed(register, "Snore Cola", age_limit=18)
        with pytest.raises(AgeUnchecked, match="Snore Cola is sold to those who are 18 or older") as caught:
            register.checkout.lines_of(beer)
        assert caught.value.age == 18
        assert len(register.checkout.lines_of(beer, age_checked=18)) == 1


class TestEatIn:
    def test_changes_the_rate_of_food_alone(self, register: Till) -> None:
        (egg,) = register.checkout.lines_of(register.article("Ägg"), eat_in=True)
        (paper,) = register.checkout.lines_of(register.article("Plenty Kitchen Roll"), eat_in=True)
        assert (egg.vat_category, egg.vat_rate_bp) == (VatCategory.RESTAURANT, 1200)
        assert (paper.vat_category, paper.vat_rate_bp) == (VatCategory.STANDARD, 2500)


def packed(kind: int, number: str, value: int) -> str:
    digits = f"2{kind}{number}{value:04}"
    return digits + check_digit(digits)


class TestThePackagesOfTheScale:
    @pytest.mark.parametrize(("kind", "value", "ore"), [(0, 1234, 1234), (1, 1234, 12_340), (2, 1234, 123_400)])
    def test_tell_their_price(self, register: Till, kind: int, value: int, ore: int) -> None:
        ham = added(register, "Skinka", "123456", unit="kg", price=Money(19_900))
        found = register.catalogue.scan(packed(kind, "123456", value))
        assert found
        assert (found.article.id, found.price, found.weight) == (ham.id, Money(ore), None)

    @pytest.mark.parametrize(("kind", "value", "milli"), [(3, 452, 452), (4, 45, 450), (5, 4, 400)])
    def test_or_their_weight(self, register: Till, kind: int, value: int, milli: int) -> None:
        added(register, "Skinka", "kg1", unit="kg", barcodes=(packed(kind, "123456", 0),))
        found = register.catalogue.scan(packed(kind, "123456", value))
        assert found
        assert (found.price, found.weight) == (None, Quantity(milli))

    def test_f16_the_price_in_the_code_survives_all_that_comes_later(self, register: Till) -> None:
        added(register, "Skinka", "123456", unit="kg", price=Money(19_900))
        found = register.catalogue.scan(packed(0, "123456", 8_995))
        assert found
        (line,) = register.checkout.lines_of(found.article, packed_price=found.price)
        assert (line.unit_price, line.quantity.milli, line.unit) == (Money(8_995), 1000, "st")
        sale = register.checkout.new_sale().with_line(line)
        register.checkout.keep(sale, register.cashier)
        register.checkout.park(sale, "Anna", register.cashier)
        changed(register, "Skinka", price=Money(1))
        fetched = register.restarted()
        sale = fetched.checkout.fetch(sale.id, fetched.cashier)
        sale = sale.with_quantity(line.id, Quantity(2000)).with_discount(Discount("rea", 0, Money(100)))
        assert fetched.sell(fetched.paid(sale)).lines[0].price == Money(2 * 8_995)

    def test_one_that_weighs_nothing_is_not_sold(self, register: Till) -> None:
        added(register, "Skinka", "123456", unit="kg")
        with pytest.raises(Refused, match="holds no weight and no price"):
            register.catalogue.scan(packed(3, "123456", 0))

    def test_one_of_an_unknown_article_and_one_that_is_an_article_itself(self, register: Till) -> None:
        code = packed(0, "654321", 1234)
        assert register.catalogue.scan(code) is None
        added(register, "Bulle", "bulle", barcodes=(code,))
        found = register.catalogue.scan(code)
        assert found
        assert (found.article.name, found.price) == ("Bulle", None)
        assert register.catalogue.scan("7310350120413").article.name == "Snore Cola"  # type: ignore[union-attr]

    def test_a_wrong_check_digit_is_told(self, register: Till) -> None:
        code = packed(0, "123456", 1234)
        with pytest.raises(Refused, match="The last digit of"):
            register.catalogue.scan(code[:-1] + str((int(code[-1]) + 1) % 10))


class TestPricesAndDiscounts:
    def test_a_cashier_gives_so_much_and_no_more(self, register: Till) -> None:
        sale = register.scanned("Ägg", "Snore Cola")
        line = sale.lines[0].id
        register.checkout.discounted(sale, Discount("rea", 2000), register.cashier)
        register.checkout.discounted(sale, Discount("rea", 2000), register.cashier, line_id=line)
        with pytest.raises(NotPermitted) as caught:
            register.checkout.discounted(sale, Discount("rea", 2100), register.cashier, line_id=line)
        assert caught.value.permission is Permission.DISCOUNT
        with pytest.raises(NotPermitted):
            register.checkout.discounted(sale, Discount("rea", 0, Money(3_000)), register.cashier)
        assert register.checkout.discounted(sale, Discount("rea", 9000), CHIEF).discount
        assert register.checkout.discounted(sale, None, register.cashier) == sale

    def test_two_discounts_count_together(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        sale = register.checkout.discounted(sale, Discount("rea", 1500), register.cashier, line_id=sale.lines[0].id)
        with pytest.raises(NotPermitted):
            register.checkout.discounted(sale, Discount("mer", 1500), register.cashier)

    def test_a_price_changes_only_where_the_article_allows_it(self, register: Till) -> None:
        sale = register.scanned("Ägg")
        with pytest.raises(Refused, match="Ägg has a fixed price"):
            register.checkout.priced(sale, sale.lines[0].id, Money(5_000), CHIEF)
        changed(register, "Ägg", any_price=True)
        assert register.checkout.priced(sale, sale.lines[0].id, Money(5_000), register.cashier).total == Money(5_000)
        with pytest.raises(NotPermitted):
            register.checkout.priced(sale, sale.lines[0].id, Money(5_000), Person(3, "Ny", Role("own", "Ny")))

    def test_what_has_no_article_has_any_price_and_a_gift_card_its_own(self, register: Till) -> None:
        sale = register.rung(1_000).with_line(register.checkout.gift_card_line(Money(10_000)))
        assert register.checkout.priced(sale, sale.lines[0].id, Money(900), register.cashier).lines[0].amount.ore == 900
        with pytest.raises(Refused, match="Presentkort has a fixed price"):
            register.checkout.priced(sale, sale.lines[1].id, Money(900), CHIEF)
