"""Search over the whole catalogue, best first, and what keeps it in step with the articles."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openpos.domain.article import Article, plain_text, words
from openpos.domain.money import Money
from openpos.domain.vat import VatCategory
from openpos.store.opening import open_register
from openpos.store.store import Store, Transaction

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GROUP = "Mejeri"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A register with one empty group; what a test adds, it takes back."""
    opened = open_register(tmp_path_factory.mktemp("register"), now=NOON, create=True)
    with opened.write() as tx:
        tx.articles.add_group(GROUP)
    yield opened
    opened.close()


class Undone(Exception):
    """Ends a transaction without a trace."""


@contextmanager
def undone(store: Store) -> Iterator[Transaction]:
    with suppress(Undone), store.write() as transaction:
        yield transaction
        raise Undone


@pytest.fixture
def tx(store: Store) -> Iterator[Transaction]:
    with undone(store) as transaction:
        yield transaction


def article(number: str, name: str, *barcodes: str) -> Article:
    return Article(0, number, name, GROUP, Money(10_00), VatCategory.FOOD, barcodes=barcodes)


def add(tx: Transaction, *names: str) -> None:
    tx.articles.add([article(f"N{place}", name) for place, name in enumerate(names)])


def found(tx: Transaction, text: str, limit: int = 50) -> list[str]:
    return [article.name for article in tx.articles.search(text, limit)]


def check_indexes(path: Path) -> None:
    """Fail where a search index holds other words than the articles do."""
    with closing(sqlite3.connect(path)) as connection:
        for index in ("article_words", "article_parts"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


class TestOrder:
    def test_is_exact_code_then_name_then_word_then_inside(self, tx: Transaction) -> None:
        tx.articles.add(
            [
                article("1", "Trelockost"),
                article("2", "Gräddfil med ost"),
                article("3", "Ostbågar"),
                article("4", "Ost"),
                article("ost", "Number"),
                article("5", "Kod", "ost"),
            ]
        )
        assert found(tx, "ost") == ["Kod", "Number", "Ost", "Ostbågar", "Gräddfil med ost", "Trelockost"]
        assert found(tx, "ost", limit=3) == ["Kod", "Number", "Ost"]
        assert found(tx, "OST") == ["Number", "Ost", "Ostbågar", "Gräddfil med ost", "Kod", "Trelockost"]

    def test_of_one_or_two_letters_is_of_beginnings_only(self, tx: Transaction) -> None:
        add(tx, "Smör", "Osmort", "Rökt sm", "S", "Apelsin")
        assert found(tx, "s") == ["S", "Smör", "Rökt sm"]
        assert found(tx, "sm") == ["Smör", "Rökt sm"]
        assert found(tx, "smo") == ["Smör", "Osmort"]

    def test_of_several_words_takes_them_in_any_order_but_all(self, tx: Transaction) -> None:
        add(tx, "Yoghurt turkisk 10 %", "Turkisk yoghurt", "Turkisk peppar", "Mild yoghurt", "Bredturkisk äggyoghurt")
        assert found(tx, "turkisk yog") == ["Turkisk yoghurt", "Yoghurt turkisk 10 %", "Bredturkisk äggyoghurt"]
        assert found(tx, "yog tur 10") == ["Yoghurt turkisk 10 %"]
        assert found(tx, "yoghurt peppar") == []

    def test_finds_letters_with_and_without_their_parts(self, tx: Transaction) -> None:
        add(tx, "Gräddfil", "Lök", "Lokrem", "Crème fraîche", "Smörgås", "Knäckebröd")
        assert found(tx, "lök") == found(tx, "LOK") == ["Lök", "Lokrem"]
        assert found(tx, "gradd") == found(tx, "grädd") == ["Gräddfil"]
        assert found(tx, "creme fraiche") == ["Crème fraîche"]
        assert found(tx, "ckebrö") == found(tx, "ckebro") == ["Knäckebröd"]

    def test_finds_any_part_of_a_number_or_barcode(self, tx: Transaction) -> None:
        tx.articles.add([article("A-1001", "Mjölk", "7310865004703", "96385074"), article("B-2", "Ost")])
        for part in ("A-1001", "a-10", "1001", "7310865004703", "73108", "4703", "0865", "96385", "mjölk 7310"):
            assert found(tx, part) == ["Mjölk"], part
        assert found(tx, "07310865004703") == ["Mjölk"]

    def test_does_not_look_for_a_typed_barcode_inside_others(self, tx: Transaction) -> None:
        tx.articles.add([article("1", "Mine", "73108650"), article("2", "Other", "5573108650")])
        assert found(tx, "731086") == ["Mine", "Other"]
        assert found(tx, "7310865") == ["Mine"]

    def test_goes_on_to_the_limit_though_tiers_overlap(self, tx: Transaction) -> None:
        add(tx, *(f"Ost {place}" for place in range(30)), *(f"Blå ost {place}" for place in range(30)), "Mjukost")
        assert len(found(tx, "ost", limit=40)) == 40
        assert len(found(tx, "ost", limit=100)) == len(set(found(tx, "ost", limit=100))) == 61


class TestAnyText:
    @pytest.mark.parametrize(
        "text",
        [
            *("%", "_", "*", '"', "'", "''", "^", "\\", "-", "(", ")", "{}", "[", "?", "\0", "\ud800", " ", ""),
            *(
                "NEAR(a b)",
                "a OR b",
                "NOT ost",
                "ost AND",
                "rowid:1",
                "searched:ost",
                "^ost",
                "o*",
                "+",
                '" OR 1',
                '"ost',
            ),
            *("'; DROP TABLE articles; --", "\N{COMBINING DIAERESIS}", "ost\0grädde", "🧀", "x" * 10_000, "1 " * 5_000),
        ],
    )
    def test_is_only_text(self, tx: Transaction, text: str) -> None:
        add(tx, "Utan allt", "Två")
        wanted = words(plain_text(text))
        hits = found(tx, plain_text(text))
        assert all(any(word.startswith(want) for word in words(hit)) for hit in hits for want in wanted)
        assert bool(hits) <= bool(wanted)
        assert found(tx, "utan") == ["Utan allt"]

    def test_of_the_name_itself_finds_it_with_its_signs(self, tx: Transaction) -> None:
        add(tx, "50% rabatt_kort", "C++", "50 öre", "M&M's *stor*")
        assert found(tx, "50%")[:1] == ["50 öre"]
        assert found(tx, "50% rab") == found(tx, "rabatt_k") == ["50% rabatt_kort"]
        assert found(tx, "C++") == ["C++"]
        assert found(tx, "m&m") == ["M&M's *stor*"]


names = st.text(alphabet="aåbÄö -.&%'\"*éI1ßø", min_size=1, max_size=24).map(plain_text).filter(words)


@given(st.lists(names, min_size=1, max_size=8), st.data())
def test_every_article_is_found_by_every_beginning_of_its_words(
    store: Store, many: list[str], data: st.DataObject
) -> None:
    with undone(store) as tx:
        add(tx, *many)
        name = data.draw(st.sampled_from(many))
        beginnings = [word[: data.draw(st.integers(1, len(word)))] for word in words(name)]
        some = data.draw(st.permutations(beginnings))[: data.draw(st.integers(1, 3))]
        hits = found(tx, " ".join(some), limit=1000)
        assert name in hits
        expected = [other for other in many if all(any(w.startswith(b) for w in [*words(other), "n"]) for b in some)]
        assert all(hits.count(other) >= 1 for other in expected)


@given(names, st.data())
def test_every_article_is_found_by_every_part_of_three_letters(store: Store, name: str, data: st.DataObject) -> None:
    long = [word for word in words(name) if len(word) > 2]
    assume(long)
    word = data.draw(st.sampled_from(long))
    begin = data.draw(st.integers(0, len(word) - 3))
    part = word[begin : data.draw(st.integers(begin + 3, len(word)))]
    with undone(store) as tx:
        add(tx, name, "Något helt annat")
        assert name in found(tx, part)


class TestInStep:
    def test_a_changed_article_is_found_by_its_new_words_only(self, tmp_path: Path) -> None:
        store = open_register(tmp_path, now=NOON, create=True)
        with store.write() as tx:
            tx.articles.add_group(GROUP)
            tx.articles.add_group("Bröd")
            add(tx, "Limpa", "Ost", "Smör")
        with store.write() as tx:
            limpa = tx.articles.search("limpa")[0]
            tx.articles.change([replace(limpa, name="Rågkaka", group="Bröd", barcodes=("7310865004703",))])
        with store.read() as tx:
            assert found(tx, "limpa") == found(tx, "imp") == []
            assert found(tx, "råg") == found(tx, "agk") == found(tx, "4703") == ["Rågkaka"]
            groups = {group.name: tx.articles.count_in_group(group.id) for group in tx.articles.groups()}
        assert groups == {GROUP: 2, "Bröd": 1}
        check_indexes(store.path)
        store.close()

    def test_an_undone_change_leaves_no_trace(self, tmp_path: Path) -> None:
        store = open_register(tmp_path, now=NOON, create=True)
        with store.write() as tx:
            tx.articles.add_group(GROUP)
            add(tx, "Limpa")
        with undone(store) as tx:
            tx.articles.change([replace(tx.articles.search("limpa")[0], name="Kaka")])
            tx.articles.add([article("2", "Bulle")])
        with store.read() as tx:
            assert found(tx, "kaka") == found(tx, "bul") == []
            assert found(tx, "limpa") == ["Limpa"]
            assert tx.articles.count_in_group(tx.articles.groups()[0].id) == 1
        check_indexes(store.path)
        store.close()

    def test_arranging_finds_the_same(self, tmp_path: Path) -> None:
        store = open_register(tmp_path, now=NOON, create=True)
        with store.write() as tx:
            tx.articles.add_group(GROUP)
        for batch in range(40):
            with store.write() as tx:
                tx.articles.add([article(f"{batch}-{n}", f"Vara {batch} nummer{n} ost{n * batch}") for n in range(50)])
        with store.read() as tx:
            before = found(tx, "umme", limit=5000), found(tx, "ost4", limit=5000), found(tx, "7-7")
        begin = more = True
        for _ in range(1000):
            with store.write() as tx:
                more = more and tx.articles.arrange_search(begin=begin)
            begin = False
        assert not more
        with store.read() as tx:
            assert (found(tx, "umme", limit=5000), found(tx, "ost4", limit=5000), found(tx, "7-7")) == before
        check_indexes(store.path)
        with closing(sqlite3.connect(store.path)) as connection:
            for index in ("article_words", "article_parts"):
                (segments,) = connection.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone()
                assert segments == 1
        store.close()
