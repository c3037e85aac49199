"""Articles made and changed by hand: what is refused, what is journalled, and that everything follows at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from openpos.domain.article import Article, ArticleKind
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.permission import NotPermitted, Person
from openpos.domain.vat import VatCategory
from openpos.register.article_changes import ArticleChanged
from openpos.register.article_form import Written, WrongFields
from openpos.register.article_import import MAX_GROUPS
from openpos.register.article_rows import Column
from tests.fixtures.till import Till

EGGS, YOGURT = "7300156480903", "7300156482709"
NEW = Written(price="12,90", name="Läsk", group="Dryck", vat_category=VatCategory.FOOD)


def manager(till: Till) -> Person:
    return till.staff.named("Butikschef")


def save(till: Till, before: Article | None, **changes: Any) -> Article:
    """Change an article as the form does."""
    written = NEW if before is None else till.catalogue.written(before)
    return till.catalogue.save(replace(written, **changes), manager(till), before)


def wrong(till: Till, before: Article | None, **changes: Any) -> dict[Column, str]:
    seq = till.journal()[-1].seq
    with pytest.raises(WrongFields) as told:
        save(till, before, **changes)
    assert till.kinds(after=seq) == []
    return {column: str(error) for column, error in told.value.wrong.items()}


def told(till: Till, after: int) -> list[tuple[str, dict[str, Any]]]:
    return [(row.kind, json.loads(row.payload)) for row in till.journal() if row.seq > after]


def test_a_new_article_is_journalled_whole_and_found_at_once(register: Till) -> None:
    seq = register.journal()[-1].seq
    saved = save(register, None, barcodes="96385074 7310865004703", deposit=EGGS, age_limit="18", number="K9")
    eggs = register.article("Ägg")
    assert saved == Article(
        saved.id, "K9", "Läsk", "Dryck", Money(12_90), VatCategory.FOOD, ArticleKind.GOODS, "st",
        ("7310865004703", "96385074"), eggs.id, 18, any_price=False,
    )  # fmt: skip
    facts = {
        "number": "K9", "name": "Läsk", "group": "Dryck", "price_ore": 1290, "vat_category": "food", "kind": "goods",
        "unit": "st", "barcodes": ["7310865004703", "96385074"], "deposit_id": eggs.id, "age_limit": 18,
        "any_price": False,
    }  # fmt: skip
    assert told(register, seq) == [("article_added", facts)]
    assert register.journal()[-1].cashier == "Butikschef"
    for text in ("K9", "96385074", "läsk"):
        assert register.catalogue.find(text) == saved if text != "läsk" else register.catalogue.search(text) == [saved]
    assert register.findings() == ()


def test_a_price_is_changed_and_told_as_an_import_tells_it(register: Till) -> None:
    seq = register.journal()[-1].seq
    eggs = register.article("Ägg")
    saved = save(register, eggs, price="92,50")
    assert saved == replace(eggs, price=Money(92_50))
    assert register.catalogue.find(EGGS) == saved
    assert register.catalogue.change_price(saved, Money(95_00), manager(register)).price == Money(95_00)
    assert told(register, seq) == [
        ("price_changed", {"number": EGGS, "old_ore": 8990, "new_ore": 9250}),
        ("price_changed", {"number": EGGS, "old_ore": 9250, "new_ore": 9500}),
    ]
    with pytest.raises(Refused, match="below zero"):
        register.catalogue.change_price(register.article("Ägg"), Money(-1), manager(register))


def test_a_change_is_told_with_old_and_new_values(register: Till) -> None:
    seq = register.journal()[-1].seq
    eggs = register.article("Ägg")
    saved = save(register, eggs, name="Ägg 12-pack", price="99,00", barcodes="", group="Mejeri", number="E12")
    assert told(register, seq) == [
        ("price_changed", {"number": "E12", "old_ore": 8990, "new_ore": 9900}),
        (
            "article_changed",
            {
                "number": EGGS,
                "old": {"number": EGGS, "name": "Ägg", "group": "Skafferi", "barcodes": [EGGS]},
                "new": {"number": "E12", "name": "Ägg 12-pack", "group": "Mejeri", "barcodes": []},
            },
        ),
    ]
    assert register.catalogue.find(EGGS) is None, "its barcode is free"
    assert register.catalogue.search("12-pack") == [saved]
    assert register.catalogue.search("0903") == []
    assert save(register, None, barcodes=EGGS).barcodes == (EGGS,)


def test_saving_what_is_as_it_was_writes_nothing(register: Till) -> None:
    seq = register.journal()[-1].seq
    eggs = register.article("Ägg")
    assert save(register, eggs) == eggs
    assert told(register, seq) == []


def test_what_belongs_to_another_article_is_refused_with_its_name(register: Till) -> None:
    eggs = register.article("Ägg")
    assert wrong(register, None, barcodes=EGGS)[Column.BARCODE] == (
        f"The barcode {EGGS} belongs to Ägg already. Take it away there first, or open that article."
    )
    assert "belongs to Ägg" in wrong(register, register.article("Turkisk yogurt"), barcodes=f"0{EGGS}")[Column.BARCODE]
    assert (
        "belongs to Läsk" in wrong(register, eggs, barcodes=save(register, None, number="A-77").number)[Column.BARCODE]
    )
    assert wrong(register, None, number="a-77")[Column.NUMBER] == (
        "Läsk has the number a-77 already. Choose another number."
    )
    assert "Turkisk yogurt has" in wrong(register, eggs, number=YOGURT)[Column.NUMBER]
    assert set(wrong(register, None, number=EGGS, barcodes=EGGS)) == {Column.NUMBER, Column.BARCODE}


def test_a_barcode_may_be_the_article_s_own_number(register: Till) -> None:
    made = save(register, None, number="A-77")
    assert save(register, made, barcodes="A-77").barcodes == ("A-77",)
    assert save(register, register.article("Läsk"), number="a-77").number == "a-77"


def test_a_new_article_without_a_number_gets_one(register: Till) -> None:
    assert save(register, None, barcodes="96385074").number == "96385074"
    assert save(register, None, number="").number == "1"
    assert save(register, None, number="41").number == "41"
    assert save(register, None, number="", name="Till").number == "42"


def test_a_new_group_is_made_and_one_that_is_there_taken_as_it_is_written(register: Till) -> None:
    assert save(register, None, group="dRYCK").group == "Dryck"
    assert save(register, None, number="", group="Blommor").group == "Blommor"
    assert "Blommor" in [group.name for group in register.catalogue.groups()]
    blommor = next(one for one in register.catalogue.search("läsk") if one.group == "Blommor")
    save(register, blommor, group="Dryck")
    assert "Blommor" not in [group.name for group in register.catalogue.groups()], "an empty one has no keys"


def test_there_are_not_too_many_groups(register: Till) -> None:
    with register.store.write() as tx:
        for place in range(MAX_GROUPS - len(tx.articles.groups())):
            tx.articles.add_group(f"g{place}")
    assert wrong(register, None, group="en till")[Column.GROUP].startswith("“en till” would be one group too many")


def test_a_deposit_must_have_a_price_while_it_is_sold_along(register: Till) -> None:
    can = save(register, None, name="Pant burk", price="1,00", number="90")
    save(register, register.article("Snore Cola"), deposit="90")
    assert wrong(register, can, price=None)[Column.PRICE].startswith("Snore Cola is sold with this deposit")
    save(register, register.article("Snore Cola"), deposit="")
    assert save(register, can, price=None).price is None


def test_an_article_without_a_price_is_a_department_key_at_once(register: Till) -> None:
    save(register, register.article("Ägg"), price=None)
    assert [one.name for one in register.catalogue.departments()] == ["Ägg"]
    save(register, register.article("Ägg"), price="1,00")
    assert register.catalogue.departments() == []


def test_the_second_of_two_is_told_and_overwrites_nothing(register: Till) -> None:
    eggs = register.article("Ägg")
    now = save(register, eggs, price="95,00")
    seq = register.journal()[-1].seq
    with pytest.raises(ArticleChanged, match="Somebody else has changed Ägg since you opened it") as error:
        save(register, eggs, name="Annat")
    assert error.value.now == now == register.article("Ägg")
    with pytest.raises(ArticleChanged):
        register.catalogue.change_price(eggs, Money(1_00), manager(register))
    assert told(register, seq) == []
    with pytest.raises(ArticleChanged) as error:
        save(register, replace(eggs, id=99_999), name="Annat")
    assert error.value.now.id == 99_999, "there is none of this id"


def test_only_who_may_changes_articles(register: Till) -> None:
    eggs = register.article("Ägg")
    with pytest.raises(NotPermitted):
        register.catalogue.save(register.catalogue.written(eggs), register.cashier, eggs)
    with pytest.raises(NotPermitted):
        register.catalogue.change_price(eggs, Money(1_00), register.cashier)


def test_lines_of_open_and_parked_baskets_stay_as_they_were(register: Till) -> None:
    register.checkout.park(register.scanned("Ägg"), "Anna", register.cashier)
    sale = register.scanned("Ägg")
    save(register, register.article("Ägg"), price="1,00", name="Hönsägg", group="Mejeri", barcodes="")
    (parked,) = register.checkout.parked()
    for basket in (register.checkout.open_sale(), parked.sale):
        assert basket is not None
        assert [(line.text, line.unit_price, line.group) for line in basket.lines] == [
            ("Ägg", Money(89_90), "Skafferi")
        ]
    assert register.sell(register.paid(sale)).total == Money(89_90)
    assert register.findings() == ()


def test_the_list_is_alphabetical_in_portions(register: Till) -> None:
    whole = register.catalogue.listed()
    assert [one.name for one in whole[:3]] == ["Coop Sprödbakade Fiskpinnar", "Köttbullar", "PACK 4 Renu mps"]
    assert whole[-1].name == "Ägg"
    assert register.catalogue.listed(offset=2, limit=3) == whole[2:5]
    assert register.catalogue.article(whole[0].id) == whole[0]
    assert register.catalogue.article(99_999) is None


class TestOutOfSale:
    def test_the_checkout_finds_it_no_more_and_everything_else_does(self, register: Till) -> None:
        catalogue, eggs = register.catalogue, register.article("Ägg")
        register.scanned("Ägg")
        seq = register.journal()[-1].seq
        out = catalogue.withdraw(eggs, manager(register))
        assert out == replace(eggs, withdrawn=True)
        ((kind, facts),) = told(register, seq)
        assert (kind, facts["number"], facts["price_ore"]) == ("article_removed", EGGS, 8990)
        for text in ("ägg", "gg", EGGS, "73001564"):
            assert eggs.id not in [one.id for one in catalogue.search(text)]
            assert eggs.id in [one.id for one in catalogue.search(text, withdrawn=True)] or text == "gg"
        with pytest.raises(Refused, match="Ägg is taken out of sale"):
            catalogue.scan_to_sell(EGGS)
        assert catalogue.scan_to_sell(YOGURT) is not None
        assert catalogue.scan_to_sell("nothing") is None
        scanned = catalogue.scan(EGGS)
        assert scanned is not None
        assert scanned.article == catalogue.find(EGGS) == out, "a return is found by it"
        assert out in catalogue.listed()
        assert register.checkout.open_sale() is not None, "the line in the basket stays"
        assert register.findings() == ()

    def test_it_leaves_its_key_and_comes_back_to_it(self, register: Till) -> None:
        catalogue = register.catalogue
        fish = register.article("Coop Sprödbakade Fiskpinnar")
        group = next(one for one in catalogue.groups() if one.name == "Fisk")
        out = catalogue.withdraw(fish, manager(register))
        assert catalogue.keys(group.id, 0, 10) == ([], 1)
        assert group not in catalogue.groups()
        renamed = save(register, out, name="Fiskpinnar", price="50", group="Mejeri")
        assert renamed.withdrawn
        assert [one.name for one in catalogue.keys(_group(register, "Mejeri"), 0, 10)[0]] == ["Turkisk yogurt"]
        seq = register.journal()[-1].seq
        assert not catalogue.put_back(renamed, manager(register)).withdrawn
        assert register.kinds(after=seq) == ["article_added"]
        assert len(catalogue.keys(_group(register, "Mejeri"), 0, 10)[0]) == 2

    def test_a_department_loses_its_key(self, register: Till) -> None:
        open_price = save(register, register.article("Ägg"), price=None)
        register.catalogue.withdraw(open_price, manager(register))
        assert register.catalogue.departments() == []

    def test_its_barcode_and_number_are_still_its_own(self, register: Till) -> None:
        register.catalogue.withdraw(register.article("Ägg"), manager(register))
        assert "Ägg" in wrong(register, None, barcodes=EGGS)[Column.BARCODE]
        assert "Ägg" in wrong(register, None, number=EGGS)[Column.NUMBER]

    def test_a_deposit_that_is_sold_along_stays_in_sale(self, register: Till) -> None:
        can = save(register, None, name="Pant burk", price="1,00", number="90")
        cola = save(register, register.article("Snore Cola"), deposit="90")
        with pytest.raises(Refused, match="Snore Cola is sold with this deposit"):
            register.catalogue.withdraw(can, manager(register))
        register.catalogue.withdraw(cola, manager(register))
        register.catalogue.withdraw(can, manager(register))
        assert (
            "Pant burk is taken out of sale" in wrong(register, register.article("Ägg"), deposit="90")[Column.DEPOSIT]
        )

    def test_only_who_may_and_only_as_it_was_opened(self, register: Till) -> None:
        eggs = register.article("Ägg")
        with pytest.raises(NotPermitted):
            register.catalogue.withdraw(eggs, register.cashier)
        save(register, eggs, price="1")
        with pytest.raises(ArticleChanged):
            register.catalogue.withdraw(eggs, manager(register))

    def test_a_file_changes_it_and_leaves_it_out_of_sale(self, register: Till, tmp_path: Path) -> None:
        register.catalogue.withdraw(register.article("Ägg"), manager(register))
        file = tmp_path / "a.csv"
        file.write_text(f"streckkod,namn,pris,moms\n{EGGS},Ägg,99.00,food\n", "utf-8")
        register.catalogue.import_articles(file)
        eggs = register.catalogue.find(EGGS)
        assert eggs is not None
        assert (eggs.price, eggs.withdrawn) == (Money(99_00), True)

    def test_many_that_are_out_do_not_hide_those_that_are_sold(self, register: Till) -> None:
        with register.store.write() as tx:
            tx.articles.add(
                [
                    replace(
                        register.article("Ägg"),
                        number=f"A{place}",
                        name=f"Apa {place}",
                        barcodes=(),
                        withdrawn=place < 90,
                    )
                    for place in range(100)
                ]
            )
        for text in ("apa", "a"):
            found = register.catalogue.search(text, limit=10)
            assert len(found) == 10
            assert not any(one.withdrawn for one in found)
        assert len(register.catalogue.search("apa", limit=100, withdrawn=True)) == 100


def _group(till: Till, name: str) -> int:
    return next(one.id for one in till.catalogue.groups() if one.name == name)
