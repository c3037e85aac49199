"""What the columns of an article file mean, and what a row of them becomes."""

import pytest

from openpos.domain.article import ArticleKind
from openpos.domain.errors import Refused
from openpos.domain.money import Money
from openpos.domain.vat import CATEGORY_NAMES, VatCategory
from openpos.register.article_rows import (
    MAX_BARCODES,
    AmbiguousVat,
    ArticleRow,
    Column,
    Rows,
    checked_meanings,
    column_of,
    recognised,
)

ALL = "artikelnummer;streckkod;namn;varugrupp;pris;moms;enhet;typ"
MILK = {
    "artikelnummer": "1001",
    "streckkod": "7310865004703",
    "namn": "Mellanmjölk",
    "varugrupp": "Mejeri",
    "pris": "16,90",
    "moms": "livsmedel",
    "enhet": "st",
    "typ": "vara",
}


def read(headings: str = ALL, means: dict[int, VatCategory] | None = None, **changed: str) -> ArticleRow:
    names = headings.split(";")
    cells = [{**MILK, **changed}[name] for name in names]
    return Rows(recognised(names), means or {}).row(7, cells)


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "column"),
        [
            ("barcode", Column.BARCODE),
            ("Streckkod", Column.BARCODE),
            ("EAN", Column.BARCODE),
            ("EAN-kod", Column.BARCODE),
            ("number", Column.NUMBER),
            ("ARTIKELNUMMER", Column.NUMBER),
            ("Artikelnr.", Column.NUMBER),
            ("Art.nr", Column.NUMBER),
            ("name", Column.NAME),
            ("Namn", Column.NAME),
            ("Benämning", Column.NAME),
            ("benamning", Column.NAME),
            ("artikel", Column.NAME),
            ("group", Column.GROUP),
            ("Grupp", Column.GROUP),
            ("varugrupp ", Column.GROUP),
            ("price", Column.PRICE),
            ("price_incl_vat", Column.PRICE),
            ("Pris (inkl. moms)", Column.PRICE),
            ("Pris\ninkl moms", Column.PRICE),
            ("pris", Column.PRICE),
            ("vat", Column.VAT),
            ("Moms %", Column.VAT),
            ("vat_category", Column.VAT),
            ("momskategori", Column.VAT),
            ("unit", Column.UNIT),
            ("Enhet", Column.UNIT),
            ("kind", Column.KIND),
            ("Vara/tjänst", Column.KIND),
            ("Pantartikel", Column.DEPOSIT),
            ("deposit article", Column.DEPOSIT),
            ("Åldersgräns", Column.AGE),
            ("Age limit", Column.AGE),
            ("Fritt pris", Column.ANY_PRICE),
            ("open_price", Column.ANY_PRICE),
            ("pant", None),
            ("Pris exkl. moms", None),
            ("Inköpspris", None),
            ("Lagersaldo", None),
            ("", None),
            ("\ud800", None),
        ],
    )
    def test_are_known_in_both_languages_however_written(self, heading: str, column: Column | None) -> None:
        assert column_of(heading) is column

    def test_may_come_in_any_order_among_others(self) -> None:
        assert recognised(["Moms", "Lager", "Pris", "Namn", "EAN", "EAN kod"]) == (
            ("Moms", Column.VAT),
            ("Lager", None),
            ("Pris", Column.PRICE),
            ("Namn", Column.NAME),
            ("EAN", Column.BARCODE),
            ("EAN kod", Column.BARCODE),
        )

    @pytest.mark.parametrize(
        ("headings", "sentence"),
        [
            ("streckkod;pris;moms", "No column has the articles' names"),
            ("namn;pris;moms", "No column has article numbers or barcodes"),
            ("streckkod;namn;moms;pris exkl moms", "No column has prices with VAT"),
            ("streckkod;namn;pris", "No column says which VAT"),
            ("streckkod;namn;Benämning;pris;moms", "“namn” and “Benämning” mean the same"),
        ],
    )
    def test_that_are_missing_or_double_are_told(self, headings: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            recognised(headings.split(";"))


class TestRow:
    def test_is_understood(self) -> None:
        assert read() == ArticleRow(
            line=7,
            number="1001",
            barcodes=("7310865004703",),
            name="Mellanmjölk",
            full_name="Mellanmjölk",
            group="Mejeri",
            price=Money(16_90),
            vat_category=VatCategory.FOOD,
            kind=ArticleKind.GOODS,
            unit="st",
        )

    def test_says_nothing_of_what_the_file_does_not_say(self) -> None:
        row = read("streckkod;namn;pris;moms", streckkod="7310865004703", pris="")
        assert (row.number, row.group, row.kind, row.unit, row.price) == (None, None, None, None, None)
        assert read(varugrupp=" ", enhet="", typ="").group is None

    @pytest.mark.parametrize(
        ("text", "price"),
        [
            ("1 234,50", Money(1234_50)),
            ("1\N{NO-BREAK SPACE}234,50", Money(1234_50)),
            ("12.9", Money(12_90)),
            ("12", Money(12_00)),
            ("12,90 kr", Money(12_90)),
            ("0", Money(0)),
            ("", None),
            ("  ", None),
        ],
    )
    def test_price(self, text: str, price: Money | None) -> None:
        assert read(pris=text).price == price

    @pytest.mark.parametrize("text", ["-5", "abc", "12,345", "1e5", "12,90;", "9" * 20, "=10*2", "0x10"])
    def test_price_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(Refused, match=r"is not an amount|is below zero|too large"):
            read(pris=text)

    @pytest.mark.parametrize(
        ("text", "category"),
        [
            ("food", VatCategory.FOOD),
            ("Livsmedel", VatCategory.FOOD),
            ("standard", VatCategory.STANDARD),
            ("25", VatCategory.STANDARD),
            ("25 %", VatCategory.STANDARD),
            ("25,00%", VatCategory.STANDARD),
            ("0,25", VatCategory.STANDARD),
            ("restaurang", VatCategory.RESTAURANT),
            ("reduced", VatCategory.REDUCED),
            ("Böcker", VatCategory.REDUCED),
            ("momsfri", VatCategory.EXEMPT),
            ("0", VatCategory.EXEMPT),
            ("0 %", VatCategory.EXEMPT),
        ],
    )
    def test_vat(self, text: str, category: VatCategory) -> None:
        assert read(moms=text).vat_category is category

    def test_vat_by_the_names_the_program_shows(self) -> None:
        assert [read(moms=name).vat_category for name in CATEGORY_NAMES.values()] == list(CATEGORY_NAMES)

    @pytest.mark.parametrize(("text", "rate_bp"), [("12", 1200), ("12,0 %", 1200), ("0.12", 1200), ("6%", 600)])
    def test_vat_that_can_mean_two_things_is_not_guessed_at(self, text: str, rate_bp: int) -> None:
        with pytest.raises(AmbiguousVat) as refusal:
            read(moms=text)
        assert refusal.value.values["rate_bp"] == rate_bp
        assert read(moms=text, means={rate_bp: VatCategory.FOOD}).vat_category is VatCategory.FOOD

    @pytest.mark.parametrize("text", ["7", "2", "1", "hög", "25 25", "-25", "125", "0,5"])
    def test_vat_of_no_kind_is_refused(self, text: str) -> None:
        with pytest.raises(Refused, match="is not a kind of VAT"):
            read(moms=text)

    def test_vat_must_be_there(self) -> None:
        with pytest.raises(Refused, match="The VAT is missing"):
            read(moms=" ")

    @pytest.mark.parametrize(
        ("cell", "codes"),
        [
            ("7310865004703|7300156482709", ("7310865004703", "7300156482709")),
            ("7310865004703;7300156482709", ("7310865004703", "7300156482709")),
            ("7310865004703, 7300156482709 ", ("7310865004703", "7300156482709")),
            ("7310865004703\n7300156482709", ("7310865004703", "7300156482709")),
            ("7310865004703 7310865004703", ("7310865004703",)),
            ("036000291452", ("0036000291452",)),
            ("ABC-12", ("ABC-12",)),
            ("", ()),
        ],
    )
    def test_barcodes_of_a_cell(self, cell: str, codes: tuple[str, ...]) -> None:
        assert read(streckkod=cell).barcodes == codes

    def test_barcodes_of_several_columns(self) -> None:
        rows = Rows(recognised(["namn", "ean", "streckkod", "pris", "moms"]), {})
        row = rows.row(2, ["Ost", "7310865004703", "7300156482709", "1", "food"])
        assert row.barcodes == ("7310865004703", "7300156482709")

    @pytest.mark.parametrize(
        "cell", ["7,30016E+12", "7.3E+12", "7300156482709.0", "7300156482709,00", '="7300156482709"']
    )
    def test_barcode_that_a_spreadsheet_changed_is_told(self, cell: str) -> None:
        with pytest.raises(Refused, match="a spreadsheet has changed"):
            read(streckkod=cell)

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"streckkod": "7310865004704"}, "The last digit of 7310865004704 is wrong"),
            ({"streckkod": "åäö"}, "is not a barcode"),
            ({"streckkod": "7" * 10_000}, "is not a barcode"),
            (
                {"streckkod": " ".join(str(number) for number in range(1000, 1001 + MAX_BARCODES))},
                "more than 20 barcodes",
            ),
            ({"artikelnummer": "7,3E+12"}, "a spreadsheet has changed"),
            ({"artikelnummer": "x" * 73}, "article number is longer than 72"),
            ({"artikelnummer": "", "streckkod": ""}, "neither an article number nor a barcode"),
            ({"namn": "\x07 \u200b"}, "The name is missing"),
            ({"varugrupp": "x" * 73}, "group's name is longer than 72"),
            ({"enhet": "bunt"}, "“bunt” is not a unit. Write st, kg"),
            ({"typ": "annat"}, "neither goods nor a service"),
            ({"namn": "Ost\udce5"}, "characters that can't be read"),
        ],
    )
    def test_that_can_not_be_used_says_why(self, changed: dict[str, str], sentence: str) -> None:
        cells = {**MILK, **changed}
        with pytest.raises(Refused, match=sentence) as refusal:
            Rows(recognised(list(cells)), {}).row(7, list(cells.values()))
        assert len(str(refusal.value)) < 250

    @pytest.mark.parametrize(
        ("text", "unit"), [("Styck", "st"), ("st.", "st"), ("KG", "kg"), ("liter", "l"), ("tim", "h")]
    )
    def test_unit(self, text: str, unit: str) -> None:
        assert read(enhet=text).unit == unit

    @pytest.mark.parametrize(("text", "kind"), [("Vara", ArticleKind.GOODS), ("tjänst", ArticleKind.SERVICE)])
    def test_kind(self, text: str, kind: ArticleKind) -> None:
        assert read(typ=text).kind is kind

    def test_long_name_is_shortened_and_kept_for_showing(self) -> None:
        row = read(namn="Ekologisk " * 10)
        assert len(row.name) <= 72
        assert row.full_name == ("Ekologisk " * 10).strip()
        assert row.full_name.startswith(row.name)

    @pytest.mark.parametrize("name", ["=CMD|' /C calc'!A0", "+46", "@SUM(A1)", "-2+3", "<b>Ost</b>", "'; DROP TABLE x"])
    def test_formula_and_markup_are_text(self, name: str) -> None:
        assert read(namn=name).name == name

    def test_wrong_number_of_cells_is_told(self) -> None:
        rows = Rows(recognised(["namn", "ean", "pris", "moms", "lager"]), {})
        with pytest.raises(Refused, match="6 cells under 5 headings"):
            rows.row(2, ["Ost", "7310865004703", "12", "90", "food", "3"])
        with pytest.raises(Refused, match="ends before the column “pris”"):
            rows.row(2, ["Ost", "7310865004703"])
        assert rows.row(2, ["Ost", "7310865004703", "12", "food"]).price == Money(12_00)
        assert rows.row(2, ["Ost", "7310865004703", "12", "food", "3", "", " "]).price == Money(12_00)


class TestMeanings:
    def test_are_those_a_rate_can_have(self) -> None:
        means = {1200: VatCategory.RESTAURANT, 600: VatCategory.REDUCED}
        assert checked_meanings(means) == means

    @pytest.mark.parametrize(
        "means", [{1200: VatCategory.STANDARD}, {600: VatCategory.RESTAURANT}, {2500: VatCategory.FOOD}]
    )
    def test_are_refused_where_a_rate_can_not_mean_that(self, means: dict[int, VatCategory]) -> None:
        with pytest.raises(Refused, match="can't mean"):
            checked_meanings(means)


class TestRules:
    """What a shop decides of an article: its deposit, how old a buyer must be, whether its price may be changed."""

    HEADINGS = "artikelnummer;namn;pris;moms;pantartikel;age_limit;fritt_pris"

    def read(self, deposit: str = "", age: str = "", any_price: str = "") -> ArticleRow:
        return read(self.HEADINGS, pantartikel=deposit, age_limit=age, fritt_pris=any_price)

    def test_are_not_said_where_the_cells_are_empty(self) -> None:
        row = self.read()
        assert (row.deposit, row.age_limit, row.any_price) == (None, None, None)
        assert (read().deposit, read().age_limit, read().any_price) == (None, None, None)

    @pytest.mark.parametrize(
        ("text", "deposit"), [("P1", "P1"), ("7310865004703", "7310865004703"), ("Ingen", ""), ("-", ""), ("10", "10")]
    )
    def test_the_deposit_is_an_article(self, text: str, deposit: str) -> None:
        assert self.read(deposit=text).deposit == deposit

    @pytest.mark.parametrize("text", ["1,00", "2.00 kr", "1 kr", "1:-"])
    def test_the_deposit_is_no_amount(self, text: str) -> None:
        with pytest.raises(Refused, match="is an amount, and no article for the deposit"):
            self.read(deposit=text)

    def test_a_deposits_barcode_that_a_spreadsheet_has_changed_is_told(self) -> None:
        with pytest.raises(Refused, match="a spreadsheet has changed"):
            self.read(deposit="7,31087E+12")

    @pytest.mark.parametrize(
        ("text", "age"), [("18", 18), ("20 år", 20), ("18+", 18), ("15 years", 15), ("0", 0), ("nej", 0), ("–", 0)]
    )
    def test_an_age(self, text: str, age: int) -> None:
        assert self.read(age=text).age_limit == age

    @pytest.mark.parametrize("text", ["31", "180", "arton", "-18", "18,5", "ja"])
    def test_what_is_no_age_is_told(self, text: str) -> None:
        with pytest.raises(Refused, match="is not an age limit"):
            self.read(age=text)

    @pytest.mark.parametrize(("text", "said"), [("Ja", True), ("x", True), ("1", True), ("NEJ", False), ("0", False)])
    def test_yes_and_no(self, text: str, *, said: bool) -> None:
        assert self.read(any_price=text).any_price is said

    def test_what_is_neither_is_told(self) -> None:
        with pytest.raises(Refused, match="neither yes nor no"):
            self.read(any_price="kanske")
