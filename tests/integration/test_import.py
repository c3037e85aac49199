"""Reading articles from a file: what a preview says, what the import does, and what the journal keeps of it."""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import Article, ArticleKind
from openpos.domain.errors import Refused, Unavailable
from openpos.domain.money import Money
from openpos.domain.vat import VatCategory
from openpos.register.article_import import LISTED_REJECTIONS, LISTED_ROWS, MAX_GROUPS, Fate, ImportCounts, ImportResult
from openpos.register.assortment import BATCH_ROWS, Assortment
from openpos.store.journal import Kind, broken_rows
from openpos.store.opening import open_register
from openpos.store.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HEADINGS = "artikelnummer;streckkod;namn;varugrupp;pris;moms"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    directory = tmp_path / "register"
    directory.mkdir()
    opened = open_register(directory, now=NOON, create=True)
    yield opened
    opened.close()


@pytest.fixture
def catalogue(store: Store) -> Assortment:
    return Assortment(store, lambda: NOON)


def written(path: Path, *lines: str, headings: str = HEADINGS) -> Path:
    path.write_text("\n".join((headings, *lines)) + "\n", encoding="utf-8")
    return path


def numbers(counts: ImportCounts) -> tuple[int, int, int, int]:
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def reasons(counts: ImportCounts) -> list[tuple[int, str]]:
    return [(rejection.line, str(rejection.error)) for rejection in counts.rejections]


def journal(store: Store, kind: Kind) -> list[dict[str, Any]]:
    with store.read() as tx:
        rows = list(tx.journal.rows())
    assert list(broken_rows(rows)) == []
    return [{**json.loads(row.payload), "by": row.cashier} for row in rows if row.kind == kind]


def article(catalogue: Assortment, code: str) -> Article:
    found = catalogue.find(code)
    assert found is not None
    return found


SHOP = (
    "1001;7310865004703;Mellanmjölk;Mejeri;16,90;livsmedel",
    "1002;7300156482709|96385074;Turkisk yoghurt;mejeri;32;livsmedel",
    "1003;;Presentinslagning;;;25 %",
)


class TestImport:
    def test_brings_the_articles_in(self, catalogue: Assortment, store: Store, tmp_path: Path) -> None:
        path = written(tmp_path / "varor.csv", *SHOP)
        result = catalogue.import_articles(path, cashier="Butikschef")
        assert numbers(result) == (3, 0, 0, 0)
        assert (result.open_price, result.new_groups) == (1, ("Mejeri", "Övrigt"))
        assert article(catalogue, "1001") == Article(
            1, "1001", "Mellanmjölk", "Mejeri", Money(16_90), VatCategory.FOOD, barcodes=("7310865004703",)
        )
        assert article(catalogue, "96385074").barcodes == ("7300156482709", "96385074")
        gift = article(catalogue, "1003")
        assert (gift.price, gift.group, gift.unit, gift.kind) == (None, "Övrigt", "st", ArticleKind.GOODS)
        assert [found.name for found in catalogue.search("tur yog")] == ["Turkisk yoghurt"]
        assert journal(store, Kind.PRICE_CHANGED) == []
        assert journal(store, Kind.ARTICLES_IMPORTED) == [
            {
                "file": "varor.csv",
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "cancelled": False,
                "new": 3,
                "changed": 0,
                "unchanged": 0,
                "rejected": 0,
                "shortened": 0,
                "open_price": 1,
                "price_changes": 0,
                "by": "Butikschef",
            }
        ]

    def test_again_changes_nothing(self, catalogue: Assortment, tmp_path: Path) -> None:
        path = written(tmp_path / "varor.csv", *SHOP)
        catalogue.import_articles(path)
        again = catalogue.import_articles(path)
        assert numbers(again) == (0, 0, 3, 0)
        assert again.new_groups == ()
        assert len(catalogue.search("m")) + len(catalogue.search("t")) + len(catalogue.search("p")) == 3

    def test_of_changed_rows_updates_and_journals_the_prices(
        self, catalogue: Assortment, store: Store, tmp_path: Path
    ) -> None:
        catalogue.import_articles(written(tmp_path / "varor.csv", *SHOP))
        result = catalogue.import_articles(
            written(
                tmp_path / "nya.csv",
                "1001;;Mellanmjölk 1,5 l;Kyl;17,90;livsmedel",
                "1002;7300156482709;Turkisk yoghurt;Mejeri;;livsmedel",
                "1003;;Presentinslagning;;20;25",
            )
        )
        assert numbers(result) == (0, 3, 0, 0)
        assert result.price_changes == 3
        assert journal(store, Kind.PRICE_CHANGED) == [
            {"number": "1001", "old_ore": 16_90, "new_ore": 17_90, "by": ""},
            {"number": "1002", "old_ore": 32_00, "new_ore": None, "by": ""},
            {"number": "1003", "old_ore": None, "new_ore": 20_00, "by": ""},
        ]
        assert journal(store, Kind.ARTICLE_CHANGED) == [
            {
                "number": "1001",
                "old": {"name": "Mellanmjölk", "group": "Mejeri"},
                "new": {"name": "Mellanmjölk 1,5 l", "group": "Kyl"},
                "by": "",
            }
        ], "all that an import changes is told with its old and new values"
        milk = article(catalogue, "7310865004703")  # a barcode is never taken away
        assert (milk.name, milk.group, milk.price) == ("Mellanmjölk 1,5 l", "Kyl", Money(17_90))
        assert article(catalogue, "1003").group == "Övrigt"
        assert [found.number for found in catalogue.search("mellanmjölk 1")] == ["1001"]
        assert [pages for _, pages in (catalogue.keys(group.id, 0, 1) for group in catalogue.groups())] == [1, 1, 1]

    def test_leaves_what_the_file_has_no_column_for(self, catalogue: Assortment, tmp_path: Path) -> None:
        full = "1001;7310865004703;Klippning;Salong;300;25;tim;tjänst"
        catalogue.import_articles(written(tmp_path / "a.csv", full, headings=HEADINGS + ";enhet;typ"))
        before = article(catalogue, "1001")
        assert (before.kind, before.unit) == (ArticleKind.SERVICE, "h")
        slim = written(tmp_path / "b.csv", "1001;Klippning;350;standard", headings="nr;namn;pris;moms")
        assert numbers(catalogue.import_articles(slim)) == (0, 1, 0, 0)
        assert article(catalogue, "1001") == replace(before, price=Money(350_00))

    def test_knows_articles_by_barcode_where_there_is_no_number(self, catalogue: Assortment, tmp_path: Path) -> None:
        catalogue.import_articles(written(tmp_path / "varor.csv", *SHOP))
        result = catalogue.import_articles(
            written(
                tmp_path / "priser.csv",
                "96385074,Turkisk yoghurt,33.50,food",
                "036000291452,Ny vara,9.90,food",
                headings="barcode,name,price,vat",
            )
        )
        assert numbers(result) == (1, 1, 0, 0)
        assert article(catalogue, "1002").price == Money(33_50)
        assert article(catalogue, "036000291452").number == "0036000291452"

    def test_takes_numbers_that_differ_in_case_for_one(self, catalogue: Assortment, tmp_path: Path) -> None:
        path = written(tmp_path / "a.csv", "ab-1;;Ost;;10;food", "AB-1;;Ost;;11;food")
        assert numbers(catalogue.import_articles(path)) == (1, 0, 0, 1)
        assert numbers(catalogue.import_articles(written(tmp_path / "b.csv", "AB-1;;Ost;;10;food"))) == (0, 0, 1, 0)
        assert article(catalogue, "AB-1").number == "ab-1"

    def test_tells_bad_rows_and_takes_the_good_ones(self, catalogue: Assortment, tmp_path: Path) -> None:
        path = written(
            tmp_path / "varor.csv",
            "1;7310865004703;Mjölk;Mejeri;16,90;food",
            "2;7310865004704;Fel kod;Mejeri;16,90;food",
            "3;;Fel pris;Mejeri;abc;food",
            "4;;Minus;Mejeri;-5;food",
            "5;;Tolv;Mejeri;5;12",
            "6;7310865004703;Samma kod;Mejeri;5;food",
            "1;;Mjölk igen;Mejeri;5;food",
            ";7310865004703;Samma vara utan nummer;Mejeri;5;food",
            "7;;;Mejeri;5;food",
            "8;;Ost;Mejeri;5;food",
        )
        result = catalogue.import_articles(path)
        assert numbers(result) == (2, 0, 0, 8)
        assert [(line, reason.split(":")[0][:50]) for line, reason in reasons(result)] == [
            (3, "The last digit of 7310865004704 is wrong"),
            (4, "“abc” is not an amount. Write it like 1234,50."),
            (5, "-5 is below zero. Write an amount of 0 or more."),
            (6, "12 % can be the VAT of food or of a restaurant. Wr"),
            (7, "The barcode 7310865004703 belongs to article 1. A "),
            (8, "Line 2 already has article 1. Keep one line for ea"),
            (9, "Line 2 already has article 1. Keep one line for ea"),
            (10, "The name is missing. Give the article a name."),
        ]
        assert [found.name for found in catalogue.search("ost")] == ["Ost"]

    def test_refuses_a_barcode_of_another_article(self, catalogue: Assortment, tmp_path: Path) -> None:
        catalogue.import_articles(written(tmp_path / "varor.csv", *SHOP))
        result = catalogue.import_articles(
            written(
                tmp_path / "fel.csv",
                "1003;7310865004703;Presentinslagning;;20;25",
                ";7310865004703|96385074;Två varor;;20;25",
            )
        )
        assert [reason[:46] for _, reason in reasons(result)] == [
            "The barcode 7310865004703 belongs to article 1",
            "The barcode 96385074 belongs to article 1002. ",
        ]

    def test_with_nothing_but_bad_rows_says_so_in_its_counts(self, catalogue: Assortment, tmp_path: Path) -> None:
        result = catalogue.import_articles(written(tmp_path / "varor.csv", *(f"{n};;;;1;food" for n in range(1500))))
        assert numbers(result) == (0, 0, 0, 1500)
        assert len(result.rejections) == LISTED_REJECTIONS

    @pytest.mark.parametrize("lines", [(), ("", ";;;;;")])
    def test_of_a_file_without_articles_is_refused(
        self, catalogue: Assortment, tmp_path: Path, lines: tuple[str, ...]
    ) -> None:
        path = written(tmp_path / "tom.csv", *lines)
        for act in (catalogue.preview, catalogue.import_articles):
            with pytest.raises(Refused, match=r"tom.csv has headings, but no articles"):
                act(path)

    def test_asks_what_a_bare_rate_means(self, catalogue: Assortment, tmp_path: Path) -> None:
        path = written(tmp_path / "varor.csv", "1;;Ost;;10;12", "2;;Bok;;10;6", "3;;Tvål;;10;25", "4;;Vin;;10;12 %")
        assert catalogue.preview(path).ambiguous_rates == {1200: 2, 600: 1}
        means = {1200: VatCategory.FOOD, 600: VatCategory.REDUCED}
        preview = catalogue.preview(path, means=means)
        assert (preview.new, preview.ambiguous_rates, preview.means) == (4, {}, means)
        result = catalogue.import_articles(preview)
        assert numbers(result) == (4, 0, 0, 0)
        assert article(catalogue, "2").vat_category is VatCategory.REDUCED
        with pytest.raises(Refused, match="12 % can't mean reduced"):
            catalogue.import_articles(path, means={1200: VatCategory.REDUCED})

    def test_refuses_more_groups_than_a_report_can_name(self, catalogue: Assortment, tmp_path: Path) -> None:
        lines = [f"{n};;Vara {n};Grupp {n};1;food" for n in range(MAX_GROUPS + 5)]
        result = catalogue.import_articles(written(tmp_path / "varor.csv", *lines))
        assert numbers(result) == (MAX_GROUPS, 0, 0, 5)
        assert "one group too many" in reasons(result)[0][1]
        assert len(catalogue.groups()) == MAX_GROUPS

    def test_keeps_formulas_as_text_and_shortens_long_names(self, catalogue: Assortment, tmp_path: Path) -> None:
        long = "Ekologisk " * 9
        path = written(tmp_path / "varor.csv", "1;;=CMD|' /C calc'!A0;;1;food", f"2;;{long};;1;food")
        preview = catalogue.preview(path)
        assert (preview.shortened, preview.shortened_names) == (1, ((3, long.strip(), long[:72].strip()),))
        many = written(tmp_path / "många.csv", *(f"{n};;{long}{n};;1;food" for n in range(25)))
        assert len(catalogue.preview(many).shortened_names) == LISTED_ROWS
        assert catalogue.preview(many).shortened == 25
        assert catalogue.import_articles(path).shortened == 1
        assert article(catalogue, "1").name == "=CMD|' /C calc'!A0"
        assert article(catalogue, "2").name == long[:72].strip()
        assert numbers(catalogue.import_articles(path)) == (0, 0, 2, 0)


class TestPreview:
    def test_says_what_the_import_then_does_and_writes_nothing(
        self, catalogue: Assortment, store: Store, tmp_path: Path
    ) -> None:
        catalogue.import_articles(written(tmp_path / "varor.csv", *SHOP))
        path = written(
            tmp_path / "nya.csv",
            "1001;;Mellanmjölk;Mejeri;17,90;livsmedel",
            "1003;;Presentinslagning;;;25",
            "2001;;Ny;Frys;5;25",
            "2002;;Fel;Frys;x;25",
            "2001;;Dubbel;Frys;5;25",
        )
        before = store.path.read_bytes()
        preview = catalogue.preview(path)
        assert store.path.read_bytes() == before
        assert numbers(preview) == (1, 1, 1, 2)
        assert [(row.line, row.fate, row.article.name) for row in preview.rows] == [
            (2, Fate.CHANGED, "Mellanmjölk"),
            (3, Fate.UNCHANGED, "Presentinslagning"),
            (4, Fate.NEW, "Ny"),
        ]
        assert (preview.new_groups, preview.price_changes, preview.open_price) == (("Frys",), 1, 1)
        assert (preview.file.encoding, preview.file.delimiter) == ("utf-8", ";")
        result = catalogue.import_articles(preview)
        assert numbers(result) == numbers(preview)
        assert reasons(result) == reasons(preview)
        assert result.new_groups == preview.new_groups

    def test_of_a_file_that_has_changed_since_is_not_imported(self, catalogue: Assortment, tmp_path: Path) -> None:
        preview = catalogue.preview(written(tmp_path / "varor.csv", *SHOP))
        written(tmp_path / "varor.csv", *SHOP, "1004;;Ost;;1;food")
        with pytest.raises(Refused, match="changed after it was shown"):
            catalogue.import_articles(preview)
        assert catalogue.find("1001") is None

    def test_shows_twenty_rows_and_can_be_stopped(self, catalogue: Assortment, tmp_path: Path) -> None:
        path = written(tmp_path / "varor.csv", *(f"{n};;Vara {n};;1;food" for n in range(3 * BATCH_ROWS)))
        assert [row.line for row in catalogue.preview(path).rows] == list(range(2, 22))
        seen: list[tuple[int, int]] = []
        stopped = catalogue.preview(
            path, progress=lambda done, whole: seen.append((done, whole)), cancelled=lambda: len(seen) > 1
        )
        assert (stopped.cancelled, stopped.new) == (True, 2 * BATCH_ROWS)
        assert seen == [(BATCH_ROWS + 1, 3 * BATCH_ROWS + 2), (2 * BATCH_ROWS + 1, 3 * BATCH_ROWS + 2)]


class PowerCut(BaseException):
    """Ends the program where it stands."""


class TestLongImport:
    ROWS = 3 * BATCH_ROWS + 7

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return written(tmp_path / "varor.csv", *(f"{n};;Vara nr{n};;{n};food" for n in range(1, self.ROWS + 1)))

    def test_lets_sales_in_between(self, catalogue: Assortment, store: Store, path: Path) -> None:
        turns: list[int] = []

        def sell() -> None:
            with store.write() as tx:
                turns.append(tx.journal.add(Kind.CLEARED, {}, at=NOON))

        def between(_done: int, _whole: int) -> None:
            other = threading.Thread(target=sell)
            other.start()
            other.join(timeout=10)
            assert not other.is_alive()

        assert catalogue.import_articles(path, progress=between).new == self.ROWS
        assert len(turns) == 4

    def test_that_is_stopped_leaves_whole_rows_and_goes_on_when_done_again(
        self, catalogue: Assortment, store: Store, path: Path
    ) -> None:
        done: list[int] = []
        stopped = catalogue.import_articles(
            path, progress=lambda line, _: done.append(line), cancelled=lambda: len(done) == 2
        )
        assert (stopped.cancelled, numbers(stopped)) == (True, (2 * BATCH_ROWS, 0, 0, 0))
        assert [entry["cancelled"] for entry in journal(store, Kind.ARTICLES_IMPORTED)] == [True]
        assert catalogue.find(str(2 * BATCH_ROWS)) is not None
        assert catalogue.find(str(2 * BATCH_ROWS + 1)) is None
        again = catalogue.import_articles(path)
        assert (again.cancelled, numbers(again)) == (False, (self.ROWS - 2 * BATCH_ROWS, 0, 2 * BATCH_ROWS, 0))

    def test_that_is_stopped_at_once_has_done_nothing(self, catalogue: Assortment, store: Store, path: Path) -> None:
        assert numbers(catalogue.import_articles(path, cancelled=lambda: True)) == (0, 0, 0, 0)
        assert journal(store, Kind.ARTICLES_IMPORTED) == []

    def test_that_the_power_cuts_leaves_whole_batches_and_goes_on_when_done_again(
        self, store: Store, path: Path, tmp_path: Path
    ) -> None:
        catalogue = Assortment(store, lambda: NOON)
        catalogue.import_articles(path)
        dearer = written(
            tmp_path / "dyrare.csv", *(f"{n};;Vara nr{n} ny;;{n + 1};food" for n in range(1, self.ROWS + 1))
        )
        moments = iter([NOON, NOON])

        def clock() -> datetime:  # asked within the transaction: the third one dies before its end
            try:
                return next(moments)
            except StopIteration:
                raise PowerCut from None

        with pytest.raises(PowerCut):
            Assortment(store, clock).import_articles(dearer)
        assert len(journal(store, Kind.PRICE_CHANGED)) == 2 * BATCH_ROWS
        assert article(catalogue, str(2 * BATCH_ROWS)).name.endswith("ny")
        assert catalogue.search(f"nr{2 * BATCH_ROWS + 1} ny") == []
        again = catalogue.import_articles(dearer)
        assert numbers(again) == (0, self.ROWS - 2 * BATCH_ROWS, 2 * BATCH_ROWS, 0)
        assert len(journal(store, Kind.PRICE_CHANGED)) == self.ROWS
        with closing(sqlite3.connect(store.path)) as connection:
            for index in ("article_words", "article_parts"):
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")

    def test_that_fills_the_disk_says_so_and_goes_on_when_there_is_room(self, path: Path, tmp_path: Path) -> None:
        directory = tmp_path / "small"
        directory.mkdir()
        store = open_register(directory, now=NOON, create=True, connection_class=SmallDisk)
        with pytest.raises(Unavailable, match="The disk is full"):
            Assortment(store, lambda: NOON).import_articles(path)
        store.close()
        store = open_register(directory, now=NOON)
        catalogue = Assortment(store, lambda: NOON)
        there = sum(catalogue.find(str(number)) is not None for number in range(1, self.ROWS + 1))
        assert 0 < there < self.ROWS
        assert there % BATCH_ROWS == 0
        assert numbers(catalogue.import_articles(path)) == (self.ROWS - there, 0, there, 0)
        store.close()


class SmallDisk(sqlite3.Connection):
    """A file that may not grow beyond two thirds of a megabyte."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute("PRAGMA max_page_count=160")


# ------------------------------------------------------------------------------------------------ any file whatever

cell = st.sampled_from(
    [
        *(
            "",
            " ",
            "1",
            "2",
            "a1",
            "A1",
            "7310865004703",
            "96385074",
            "036000291452",
            "7310865004703|96385074",
            "12345",
        ),
        *(
            "Ost",
            "Mjölk",
            "=1+1",
            "12,90",
            "-5",
            "abc",
            "1 234,50",
            "food",
            "12",
            "25 %",
            "st",
            "vara",
            "Mejeri",
            "mejeri",
        ),
        *('"', '"x', 'x"y', '"a;b"', '"a\nb"', "\x07", "å" * 80, ";", "\t", "\ufeff"),
    ]
) | st.text(max_size=6)
heading = st.sampled_from(["nr", "streckkod", "namn", "pris", "moms", "varugrupp", "enhet", "typ", "lager", "EAN 13"])
good_cells = st.tuples(
    st.sampled_from(["", "1", "a1", "A1", "12345", "7310865004703"]),
    st.lists(st.sampled_from(["7310865004703", "96385074", "036000291452", "12345"]), max_size=2).map("|".join),
    st.sampled_from(["Ost", "Mjölk", "=1+1", "å" * 80]),
    st.sampled_from(["", "Mejeri", "MEJERI", "Kyl"]),
    st.sampled_from(["", "12,90", "0", "5"]),
    st.sampled_from(["food", "25", "12"]),
)
good_rows = st.lists(good_cells.map(";".join), max_size=12)


def damaged(cells: tuple[str, ...], place: int, foreign: str) -> tuple[str, ...]:
    """The row with something else in one of its cells."""
    return (*cells[:place], foreign, *cells[place + 1 :])


tables = st.builds(
    lambda headings, rows, delimiter, end, encoding: end.join(
        delimiter.join(line) for line in (headings, *rows)
    ).encode(encoding, "replace"),
    st.just(("nr", "streckkod", "namn", "varugrupp", "pris", "moms")) | st.lists(heading, max_size=8),
    st.lists(
        good_cells | st.builds(damaged, good_cells, st.integers(0, 6), cell) | st.lists(cell, max_size=7), max_size=12
    ),
    st.sampled_from([";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_register(tmp_path_factory.mktemp("register"), now=NOON, create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def any_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "varor.csv"


@given(content=st.binary(max_size=300) | tables)
def test_any_file_is_imported_or_refused(any_store: Store, any_path: Path, content: bytes) -> None:
    catalogue = Assortment(any_store, lambda: NOON)
    any_path.write_bytes(content)
    try:
        preview = catalogue.preview(any_path)
    except Refused as refusal:
        with pytest.raises(Refused) as again:
            catalogue.import_articles(any_path)
        assert str(again.value) == str(refusal)  # noqa: PT017 - being refused is one of the two right answers
        return
    result = catalogue.import_articles(preview)
    assert numbers(result) == numbers(preview)
    assert reasons(result) == reasons(preview)
    assert all(reason.isprintable() and len(reason) < 400 for _, reason in reasons(result))
    again_ = catalogue.import_articles(any_path)
    assert numbers(again_) == (0, 0, result.new + result.changed + result.unchanged, result.rejected)


@given(first=good_rows, second=good_rows)
def test_a_second_import_of_a_file_changes_nothing(
    any_store: Store, any_path: Path, first: list[str], second: list[str]
) -> None:
    catalogue = Assortment(any_store, lambda: NOON)
    for lines in (first, second):
        written(any_path, *lines, "fast;;Alltid med;;1;food")
        preview = catalogue.preview(any_path)
        result = catalogue.import_articles(any_path)
        assert (numbers(preview), reasons(preview)) == (numbers(result), reasons(result))
        again = catalogue.import_articles(any_path)
        assert isinstance(again, ImportResult)
        assert numbers(again) == (0, 0, result.new + result.changed + result.unchanged, result.rejected)
        assert again.price_changes == 0


class TestRules:
    """Deposit, age limit and open price come with the file."""

    HEADINGS = "artikelnummer;streckkod;namn;pris;moms;pantartikel;åldersgräns;fritt pris"
    CAN = "P1;;Pant burk;1,00;livsmedel;;;"

    def test_a_drink_brings_its_deposit_and_a_buyer_must_be_old_enough(
        self, catalogue: Assortment, tmp_path: Path
    ) -> None:
        beer = "20;7310350120413;Folköl;15,90;livsmedel;p1;18;"
        path = written(tmp_path / "a.csv", self.CAN, beer, "30;;Blommor;99;25 %;;;ja", headings=self.HEADINGS)
        preview = catalogue.preview(path)
        assert numbers(preview) == numbers(catalogue.import_articles(path)) == (3, 0, 0, 0)
        can, drink = article(catalogue, "P1"), article(catalogue, "20")
        assert (drink.deposit_id, drink.age_limit, drink.any_price) == (can.id, 18, False)
        assert article(catalogue, "30").any_price
        assert numbers(catalogue.preview(path)) == (0, 0, 3, 0)
        assert numbers(catalogue.import_articles(path)) == (0, 0, 3, 0)

    def test_what_the_file_does_not_say_stays_and_what_it_takes_away_goes(
        self, catalogue: Assortment, tmp_path: Path
    ) -> None:
        beer = "20;;Folköl;15,90;livsmedel;P1;18;ja"
        catalogue.import_articles(written(tmp_path / "a.csv", self.CAN, beer, headings=self.HEADINGS))
        before = article(catalogue, "20")
        silent = written(tmp_path / "b.csv", "20;Folköl;15,90;livsmedel", headings="artikelnummer;namn;pris;moms")
        assert numbers(catalogue.import_articles(silent)) == (0, 0, 1, 0)
        assert article(catalogue, "20") == before
        without = written(tmp_path / "c.csv", "20;;Folköl;15,90;livsmedel;ingen;0;nej", headings=self.HEADINGS)
        assert numbers(catalogue.import_articles(without)) == (0, 1, 0, 0)
        assert article(catalogue, "20") == replace(before, deposit_id=None, age_limit=0, any_price=False)

    def test_an_article_that_is_there_gets_a_deposit_of_the_same_file_by_its_barcode(
        self, catalogue: Assortment, store: Store, tmp_path: Path
    ) -> None:
        catalogue.import_articles(written(tmp_path / "a.csv", "20;;Folköl;15,90;livsmedel;;;", headings=self.HEADINGS))
        can = "P1;7300156482709;Pant burk;1,00;livsmedel;;;"
        path = written(tmp_path / "b.csv", can, "20;;Folköl;15,90;livsmedel;7300156482709;;", headings=self.HEADINGS)
        assert numbers(catalogue.preview(path)) == (1, 1, 0, 0)
        assert numbers(catalogue.import_articles(path)) == (1, 1, 0, 0)
        deposit_id = article(catalogue, "P1").id
        assert article(catalogue, "20").deposit_id == deposit_id
        assert numbers(catalogue.import_articles(path)) == (0, 0, 2, 0)
        assert journal(store, Kind.ARTICLE_CHANGED) == [
            {"number": "20", "old": {"deposit_id": None}, "new": {"deposit_id": deposit_id}, "by": ""}
        ]
        assert article(catalogue, "20").number == "20"

    def test_a_deposit_in_an_earlier_portion_of_the_file_is_found(self, catalogue: Assortment, tmp_path: Path) -> None:
        between = [f"{number};;Vara {number};1;livsmedel;;;" for number in range(100, 100 + BATCH_ROWS)]
        beer = "20;;Folköl;15,90;livsmedel;P1;;"
        path = written(tmp_path / "a.csv", self.CAN, *between, beer, headings=self.HEADINGS)
        assert numbers(catalogue.preview(path)) == numbers(catalogue.import_articles(path))
        assert article(catalogue, "20").deposit_id == article(catalogue, "P1").id

    @pytest.mark.parametrize(
        ("rows", "line", "sentence"),
        [
            (["20;;Folköl;15,90;livsmedel;P1;;", CAN], 2, "There is no article P1 for the deposit"),
            (["20;;Folköl;15,90;livsmedel;20;;"], 2, "can't be its own deposit"),
            (["20;;Folköl;15,90;livsmedel;;180;"], 2, "is not an age limit"),
        ],
    )
    def test_a_row_that_can_not_be_is_told(
        self, catalogue: Assortment, tmp_path: Path, rows: list[str], line: int, sentence: str
    ) -> None:
        result = catalogue.import_articles(written(tmp_path / "a.csv", *rows, headings=self.HEADINGS))
        ((at, said),) = reasons(result)
        assert at == line
        assert sentence in said

    def test_a_deposit_without_a_price_is_told(self, catalogue: Assortment, tmp_path: Path) -> None:
        unpriced = written(tmp_path / "a.csv", "P1;;Pant burk;;livsmedel;;;", headings=self.HEADINGS)
        catalogue.import_articles(unpriced)
        path = written(tmp_path / "b.csv", "20;;Folköl;15,90;livsmedel;P1;;", headings=self.HEADINGS)
        assert "The deposit P1 has no price" in reasons(catalogue.preview(path))[0][1]
