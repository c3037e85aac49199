"""The catalogue as the checkout uses it: scanned codes, typed texts, pages of keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import Article, check_digit
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.vat import VatCategory
from openpos.paths import shipped
from openpos.register.assortment import Assortment
from openpos.store.opening import open_register
from openpos.store.store import Store
from tests.fixtures.till import Till

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MILK, MILK_OTHER, TV_UPC = "7310865004703", "96385074", "036000291452"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_register(tmp_path_factory.mktemp("register"), now=NOON, create=True)
    with opened.write() as tx:
        for name in ("Mejeri", "Övrigt", "Tomt"):
            tx.articles.add_group(name)
        tx.articles.add(
            [
                Article(0, "1001", "Mjölk", "Mejeri", Money(16_90), VatCategory.FOOD, barcodes=(MILK, MILK_OTHER)),
                Article(0, "TV-42", "Tv", "Övrigt", None, VatCategory.STANDARD, barcodes=("0" + TV_UPC, "ABC-1")),
                Article(0, "Påse 2", "Bärkasse", "Övrigt", Money(3_00), VatCategory.STANDARD),
                *(
                    Article(0, f"B{place}", name, "Övrigt", Money(1_00), VatCategory.STANDARD)
                    for place, name in enumerate(["Öl", "Ärtor", "Ål", "Zest", "apelsin", "Banan"])
                ),
            ]
        )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def catalogue(store: Store) -> Assortment:
    return Assortment(store, lambda: NOON)


class TestFind:
    @pytest.mark.parametrize(
        ("code", "name"),
        [
            (MILK, "Mjölk"),
            (f" {MILK}\r\n", "Mjölk"),
            ("0" + MILK, "Mjölk"),
            (MILK_OTHER, "Mjölk"),
            ("00000" + MILK_OTHER, "Mjölk"),
            ("1001", "Mjölk"),
            (TV_UPC, "Tv"),
            ("0" + TV_UPC, "Tv"),
            ("tv-42", "Tv"),
            ("ABC-1", "Tv"),
            ("Påse 2", "Bärkasse"),
        ],
    )
    def test_takes_barcodes_of_all_lengths_and_numbers(self, catalogue: Assortment, code: str, name: str) -> None:
        article = catalogue.find(code)
        assert article is not None
        assert article.name == name

    def test_gives_the_whole_article(self, catalogue: Assortment) -> None:
        assert catalogue.find("1001") == Article(
            1, "1001", "Mjölk", "Mejeri", Money(16_90), VatCategory.FOOD, barcodes=(MILK, MILK_OTHER)
        )
        with_open_price = catalogue.find("TV-42")
        assert with_open_price is not None
        assert with_open_price.price is None

    def test_gives_none_for_a_code_the_shop_does_not_have(self, catalogue: Assortment) -> None:
        assert catalogue.find("7300156482709") is None
        assert catalogue.find("ABC-2") is None

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "7310865004704",
            "x" * 10_000,
            "7" * 10_000,
            "\0\x01\x02",
            "\ud800",
            "Mjölk",
            "%",
            "\x1b[2J",
            "73108 65004",
        ],
    )
    def test_refuses_what_is_no_code_with_a_sentence(self, catalogue: Assortment, code: str) -> None:
        with pytest.raises(Refused) as refusal:
            catalogue.find(code)
        assert str(refusal.value).isprintable()
        assert len(str(refusal.value)) < 200

    @given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
    def test_of_any_text_is_an_article_none_or_refused(self, catalogue: Assortment, code: str) -> None:
        try:
            found = catalogue.find(code)
        except Refused as refusal:
            assert str(refusal)  # noqa: PT017 - being refused is one of the three right answers
        else:
            assert found is None or code.strip().lstrip("0").casefold() in {
                *(known.lstrip("0").casefold() for known in (found.number, *found.barcodes))
            }
        assert len(catalogue.search(code, limit=3)) <= 3

    @given(st.text(alphabet="0123456789", min_size=7, max_size=13))
    def test_of_another_right_code_is_none(self, catalogue: Assortment, digits: str) -> None:
        code = digits + check_digit(digits)
        if code.lstrip("0") not in {MILK, MILK_OTHER, TV_UPC.lstrip("0")} and len(code) in {8, 12, 13, 14}:
            assert catalogue.find(code) is None


class TestKeys:
    def test_are_in_swedish_order_page_by_page(self, catalogue: Assortment) -> None:
        other = catalogue.groups()[1]
        pages = [catalogue.keys(other.id, page, 3) for page in range(3)]
        assert [count for _, count in pages] == [3, 3, 3]
        assert [article.name for articles, _ in pages for article in articles] == [
            *("apelsin", "Banan", "Bärkasse"),
            *("Tv", "Zest", "Ål"),
            *("Ärtor", "Öl"),
        ]

    @pytest.mark.parametrize(("page", "names"), [(-1, ["Mjölk"]), (0, ["Mjölk"]), (99, ["Mjölk"])])
    def test_stay_on_the_pages_there_are(self, catalogue: Assortment, page: int, names: list[str]) -> None:
        articles, pages = catalogue.keys(catalogue.groups()[0].id, page, 20)
        assert ([article.name for article in articles], pages) == (names, 1)

    def test_of_an_empty_or_unknown_group_are_one_empty_page(self, catalogue: Assortment, store: Store) -> None:
        assert [group.name for group in catalogue.groups()] == ["Mejeri", "Övrigt"], "an empty one has no keys"
        with store.read() as tx:
            (empty,) = (group for group in tx.articles.groups() if group.name == "Tomt")
        assert catalogue.keys(empty.id, 0, 20) == ([], 1)
        assert catalogue.keys(999, 0, 20) == ([], 1)

    def test_groups_have_colours_of_the_palette_in_turn(self, tmp_path: Path) -> None:
        store = open_register(tmp_path, now=NOON, create=True)
        with store.write() as tx:
            for place in range(14):
                tx.articles.add_group(f"Grupp {place}")
        with store.read() as tx:
            groups = tx.articles.groups()
        assert [group.name for group in groups] == [f"Grupp {place}" for place in range(14)]
        assert [group.colour for group in groups] == [*range(12), 0, 1]
        store.close()


def test_the_demo_shop_has_its_articles(tmp_path: Path) -> None:
    store = open_register(tmp_path, now=NOON, create=True)
    catalogue = Assortment(store, lambda: NOON)
    result = catalogue.import_articles(shipped("resources") / "articles" / "articles-se.csv")
    assert (result.new, result.changed, result.rejected, result.shortened) == (2383, 0, 0, 0)
    assert len(catalogue.groups()) == 10
    sold = catalogue.find("7300156482709")
    assert sold is not None
    assert (sold.name, sold.group, sold.price) == ("Turkisk yogurt", "Mejeri", Money(12_90))
    assert [article.name for article in catalogue.search("turkisk yog")][:1] == ["Turkisk yogurt"]
    store.close()


def test_departments_are_the_pieces_without_a_price_in_the_order_of_their_numbers(register: Till) -> None:
    for number, name, unit in (("20", "Snore Cola", "st"), ("3", "Ägg", "st"), ("1", "Köttbullar", "kg")):
        register.sql("UPDATE articles SET price_ore = NULL, number = ?, unit = ? WHERE name = ?", (number, unit, name))
    assert [article.name for article in register.catalogue.departments()] == ["Snore Cola", "Ägg"], "as texts are"
    assert len(register.catalogue.departments(limit=1)) == 1
    (plan,) = {row[3] for row in register.sql(
        "EXPLAIN QUERY PLAN SELECT id FROM articles WHERE price_ore IS NULL AND unit = 'st' ORDER BY number LIMIT 5"
    )}  # fmt: skip
    assert "articles_without_price" in plan
