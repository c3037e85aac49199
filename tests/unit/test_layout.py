"""Receipts and reports as rows: nothing the law asks for is missing, and nothing is lost on narrow paper."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.article import MAX_TEXT
from openpos.domain.gift_card import GiftCard, new_code
from openpos.domain.money import MAX_ORE, ZERO, Money, format_money
from openpos.domain.payment import Method
from openpos.domain.receipt import EXEMPT, Copy, Marked, MarkedKind, Receipt
from openpos.domain.receipt_code import Papered, ReceiptCode, receipt_code, register_digits
from openpos.domain.report import Counted, GrandTotals
from openpos.domain.swish import qr_text
from openpos.domain.vat import VatCategory
from openpos.printing.layout import (
    balance_paper,
    copy_paper,
    hash_rows,
    marked_paper,
    moment,
    receipt_paper,
    report_paper,
    swish_paper,
)
from openpos.printing.paper import (
    CODE_PAGE,
    Align,
    Code,
    Cut,
    Paper,
    Rule,
    Symbology,
    Text,
    pair,
    printable,
    table,
    wrapped,
)
from openpos.printing.preview import paper_text
from tests.fixtures.receipts.samples import (
    AT,
    CARD,
    COFFEE,
    DAY,
    HASH,
    LARGEST,
    LONG,
    ORDINARY,
    SAMPLES,
    SEAL,
    SHOP,
    SMALLEST,
    X,
    line,
    receipt,
)

GOLDEN = Path(__file__).parent.parent / "fixtures" / "receipts"
WIDTHS = {42: "80mm", 48: "80mm-48", 32: "58mm"}
ALL = [(name, language, columns) for name in SAMPLES for language in ("sv", "en") for columns in WIDTHS]

names = st.text(max_size=MAX_TEXT)
amounts = st.integers(-MAX_ORE, MAX_ORE).map(Money)
columns_on_paper = st.sampled_from([32, 42, 48])


def words_of(paper: Paper) -> str:
    """All text on the paper, each row break and run of blanks as one blank."""
    return " ".join(" ".join(row.text for row in paper.rows if isinstance(row, Text)).split())


def rows_of(paper: Paper) -> list[str]:
    """The text rows, blanks between label and value as one."""
    return [" ".join(row.text.split()) for row in paper.rows if isinstance(row, Text)]


@pytest.mark.parametrize(("name", "language", "columns"), ALL)
def test_paper_is_as_it_was_looked_at(name: str, language: str, columns: int) -> None:
    golden = (GOLDEN / f"{name}-{WIDTHS[columns]}-{language}.txt").read_text(encoding="utf-8")
    assert paper_text(SAMPLES[name](language, columns), columns) == golden


@pytest.mark.parametrize(("name", "language", "columns"), ALL)
def test_no_row_is_wider_than_the_paper_or_holds_a_sign_the_printer_lacks(
    name: str, language: str, columns: int
) -> None:
    paper = SAMPLES[name](language, columns)
    for row in paper.rows:
        if isinstance(row, Text):
            assert row.width <= columns
            assert row.text.encode(CODE_PAGE).decode(CODE_PAGE).isprintable()
    assert paper.rows[-1] == Cut()
    assert paper.rows.count(Cut()) == 1


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_receipt_holds_what_the_law_asks_for(columns: int) -> None:
    paper = receipt_paper(ORDINARY, columns)
    rows = rows_of(paper)
    text = words_of(paper)
    assert "Söders Lanthandel" in text
    assert "Org.nr 556703-7485" in rows
    assert "Götgatan 31, 116 21 Stockholm" in rows
    assert "2026-11-20 10:15:03+01:00" in text
    assert "Kvitto 1017 Kassa K1" in rows
    assert "Zoégas Skånerost mellanmalet bryggkaffe 450 g 59,95" in text
    assert "Mellanmjölk ekologisk 1,5 % 1 l 2 st à 16,90 33,80" in text
    assert "Äpple Ingrid Marie klass 1 Sverige 0,375 kg à 29,90 11,21" in text
    assert "Presentinslagning 25,00" in rows
    assert {"Summa 294,96", "Öresavrundning 0,04", "ATT BETALA SEK 295,00"} <= set(rows)
    assert {"Kort 100,00", "Kontant 200,00", "Växel tillbaka 5,00"} <= set(rows)
    assert {"25 % 60,00 15,00 75,00", "12 % 102,68 12,32 115,00", "6 % 99,02 5,94 104,96"} <= set(rows)
    assert "totalt 261,70 33,26 294,96" in rows
    assert {"Antal varor: 9", "Antal tjänster: 1"} <= set(rows)
    assert f"Kontrollenhet: {SEAL.unit}" in rows
    assert SEAL.code in text


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_z_report_holds_what_the_law_asks_for(columns: int) -> None:
    report = replace(
        DAY,
        copies=Counted(1, Money(41_00)),
        practice=Counted(2, Money(42_00)),
        totals=replace(DAY.totals, returns=Counted(3, Money(43_00)), discounts=Money(44_00)),
        cash_in=Counted(1, Money(100_00)),
        cash_out=Counted(2, Money(300_00)),
        other_reductions=Counted(4, Money(45_00)),
        unfinished=Counted(5, Money(46_00)),
        counted=Money(1_190_00),
        grand=GrandTotals(Money(99_000_00), Money(500_00)),
    )
    paper = report_paper(replace(report, version="7.8.9"), columns)
    rows = rows_of(paper)
    text = words_of(paper)
    assert "Söders Lanthandel Götgatan 31, 116 21 Stockholm Org.nr 556703-7485" in text
    assert "Z-RAPPORT 17" in rows
    assert "Kassa K1 Anna Öberg" in rows
    assert "Öppnad 2026-11-20 08:00:00+01:00" in text
    assert "Stängd 2026-11-20 18:04:59+01:00" in text
    assert "Total försäljning 743,96" in rows
    assert {"Böcker 229,00", "Kolonial 59,95", "Tjänster 25,00"} <= set(rows)
    assert {"25 % 60,00 15,00 75,00", "0 % 220,00 0,00 220,00", "totalt 697,74 46,22 743,96"} <= set(rows)
    assert {"Kontant 195,00", "Kort 549,00", "Öresavrundning 0,04"} <= set(rows)
    assert {"Växelkassa 1 000,00", "Kontant försäljning 195,00", "Beräknat i lådan 995,00"} <= set(rows)
    assert {"Insättningar 100,00", "Uttag -300,00"} <= set(rows)
    assert {"Räknat i lådan 1 190,00", "Differens 195,00"} <= set(rows)
    assert {"Sålda varor 11", "Sålda tjänster 1", "Kvitton 2", "Lådöppningar 3"} <= set(rows)
    assert {"Kvittokopior 1 41,00", "Övningskvitton 2 42,00", "Returer 3 43,00", "Rabatter 44,00"} <= set(rows)
    assert "Övrigt som minskat försäljningen 4 45,00" in text
    assert "Ej avslutade försäljningar 5 46,00" in text
    assert "Total försäljning 99 000,00 Totala returer 500,00 Netto 98 500,00" in text
    assert "Tillverkningsnummer OPSE-4F7A-20C9-11D3" in text
    assert {"Modell OpenPOS SE", "Program OpenPOS", "Version 7.8.9"} <= set(rows)
    assert HASH in text.replace(" ", "")


def test_an_x_report_says_that_it_is_one_and_counts_no_cash() -> None:
    text = words_of(report_paper(X, 42))
    assert "X-RAPPORT" in text
    assert "Z-RAPPORT" not in text
    assert "Beräknat i lådan 1 195,00" in text
    assert "Räknat" not in text
    assert "Differens" not in text


def test_a_day_without_sales_says_zero_everywhere() -> None:
    rows = rows_of(SAMPLES["z-empty"]("sv", 42))
    assert {"Total försäljning 0,00", "- 0,00", "0 % 0,00 0,00 0,00", "Kontant 0,00", "Kort 0,00"} <= set(rows)
    assert {"Sålda varor 0", "Sålda tjänster 0", "Kvitton 0", "Returer 0 0,00", "Netto 0,00"} <= set(rows)


def test_a_group_without_a_name_is_still_a_row() -> None:
    nameless = replace(DAY, totals=replace(DAY.totals, groups=(("", Money(5_00)),)))
    assert "Utan grupp 5,00" in rows_of(report_paper(nameless, 42))


def test_the_language_of_paper_is_the_shops() -> None:
    english = receipt_paper(replace(ORDINARY, shop=replace(SHOP, language="en")), 42)
    assert {"Receipt 1017 Register K1", "TO PAY SEK 295.00", "2 pcs at 16.90 33.80"} <= set(rows_of(english))
    unknown = receipt_paper(replace(ORDINARY, shop=replace(SHOP, language="tlh")), 42)
    assert unknown == receipt_paper(ORDINARY, 42)


def test_amounts_are_never_printed_double() -> None:
    """Marking words must be at least twice the size of the amounts (SKVFS 2014:9 5:5)."""
    for name, language, columns in ALL:
        for row in SAMPLES[name](language, columns).rows:
            if isinstance(row, Text) and any(run.double for run in row.runs):
                assert "," not in row.text
                assert row.width % 2 == 0


def test_an_unsealed_receipt_is_not_printed() -> None:
    with pytest.raises(ValueError, match="before it is sealed"):
        receipt_paper(replace(ORDINARY, seal=None), 42)


def test_an_exempt_register_prints_no_control_unit() -> None:
    assert SMALLEST.seal == EXEMPT
    assert "Kontroll" not in words_of(receipt_paper(SMALLEST, 42))


def test_without_rounding_and_change_there_are_no_rows_for_them() -> None:
    text = words_of(receipt_paper(CARD, 42))
    assert "Öresavrundning" not in text
    assert "Växel" not in text
    assert "ATT BETALA SEK 449,00" in text


def test_a_sale_without_vat_shows_none() -> None:
    stamps = receipt((CARD.lines[1],), ((Method.CARD, 220_00),))
    assert "Moms" not in words_of(receipt_paper(stamps, 42))


def test_rounding_down_has_its_sign() -> None:
    rounded = receipt((line("Påse", 49_20),), ((Method.CASH, 49_00),))
    assert {"Summa 49,20", "Öresavrundning -0,20", "ATT BETALA SEK 49,00"} <= set(rows_of(receipt_paper(rounded, 42)))


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_largest_amounts_and_the_longest_names_are_whole(columns: int) -> None:
    text = words_of(receipt_paper(LARGEST, columns))
    assert LONG.text in text
    assert LARGEST.lines[1].text in text.replace(" ", "")
    for amount in ("999 999 899,99", "999 999 999,99", "1 000 000 000,00", "799 999 999,19", "199 999 999,86"):
        assert amount in text


def test_a_long_shop_name_is_not_spread_over_half_the_receipt() -> None:
    short = receipt_paper(ORDINARY, 32).rows[0]
    long = receipt_paper(SMALLEST, 32).rows[0]
    assert isinstance(short, Text)
    assert isinstance(long, Text)
    assert (short.runs[0].double, long.runs[0].double) == (True, False)
    assert short.align is long.align is Align.CENTRE


def test_the_footer_keeps_its_rows() -> None:
    shop = replace(SHOP, receipt_footer="  Ett\n\nTvå\x1bp  \n")
    rows = rows_of(receipt_paper(replace(ORDINARY, shop=shop), 42))
    assert rows[rows.index("Ett") - 1 : -2] == ["", "Ett", "", "Tvåp"], "the receipt's code follows"


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_receipt_and_what_is_none_have_codes_that_tell_them_apart(columns: int) -> None:
    def codes(paper: Paper) -> list[str]:
        found = [row.content for row in paper.rows if isinstance(row, Code)]
        assert set(found) <= set(rows_of(paper)), "each stands below its bars"
        return found

    (sold,) = codes(receipt_paper(ORDINARY, columns))
    assert receipt_code(sold) == ReceiptCode(Papered.RECEIPT, register_digits(SHOP.serial), 1017)
    assert codes(copy_paper(Copy(1, ORDINARY, "shift", AT, "Kim"), columns)) == [sold]
    for kind, paper in ((MarkedKind.PRACTICE, Papered.PRACTICE), (MarkedKind.PRO_FORMA, Papered.PRO_FORMA)):
        (marked,) = codes(marked_paper(Marked(kind, replace(ORDINARY, seal=None)), columns))
        assert receipt_code(marked) == replace(receipt_code(sold), paper=paper)


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_gift_cards_code_can_be_scanned_where_it_is_bought_and_asked_about_only(columns: int) -> None:
    code = new_code("a card")
    card = replace(line("Presentkort", 500_00, VatCategory.EXEMPT), gift_card=code)

    def scanned(paper: Paper) -> int:
        assert code in rows_of(paper)
        return sum(isinstance(row, Code) and row.content == code for row in paper.rows)

    bought = replace(ORDINARY, lines=(card,))
    assert scanned(receipt_paper(bought, columns)) == 1
    assert scanned(balance_paper(GiftCard(code, Money(500_00)), SHOP, columns, at=AT)) == 1
    practised = Marked(MarkedKind.PRACTICE, replace(bought, seal=None))
    assert scanned(marked_paper(practised, columns)) == 0, "it is no card"
    given_back = replace(bought, lines=(replace(card, returns_line=card.id),), original=1)
    assert scanned(receipt_paper(given_back, columns)) == 0


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_swish_slip_asks_for_the_amount_and_is_no_receipt(columns: int) -> None:
    code = qr_text("1231231231", Money(1_298_50), "K1 4f7a20")
    paper = swish_paper(code, SHOP, columns, at=AT)
    assert [row.content for row in paper.rows if isinstance(row, Code)] == [code]
    assert {"ATT BETALA SEK 1 298,50", "Swish 1231231231", "Meddelande K1 4f7a20"} <= set(rows_of(paper))
    marks = [row for row in paper.rows if isinstance(row, Text) and row.text == "EJ KVITTO"]
    assert [run.double for row in marks for run in row.runs] == [True, True]
    assert all(row.width <= columns for row in paper.rows if isinstance(row, Text))
    assert "Meddelande" not in words_of(swish_paper(qr_text("1231231231", Money(50), ""), SHOP, columns, at=AT))


def test_a_pro_forma_carries_the_swish_code_where_the_shop_wants_it() -> None:
    def codes(kind: MarkedKind, shown: Receipt, number: str) -> list[str]:
        rows = marked_paper(Marked(kind, shown), 42, swish_to=number).rows
        return [row.content for row in rows if isinstance(row, Code) and row.symbology is Symbology.QR]

    shown = replace(ORDINARY, tenders=(), seal=None)
    assert codes(MarkedKind.PRO_FORMA, shown, "1231231231") == ["C1231231231;294.96;K1 Underlag 1017;0"]
    assert codes(MarkedKind.PRO_FORMA, shown, "") == []
    assert codes(MarkedKind.PRACTICE, shown, "1231231231") == [], "it would be paid in earnest"
    assert codes(MarkedKind.PRO_FORMA, replace(shown, total=ZERO), "1231231231") == []


def test_summer_and_winter_are_told_apart_by_the_offset() -> None:
    assert moment(AT) == "2026-11-20 10:15:03+01:00"
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert [moment(at) for at in twice] == ["2026-10-25 02:30:00+02:00", "2026-10-25 02:30:00+01:00"]


def test_the_hash_stands_in_even_rows() -> None:
    assert hash_rows(HASH, 40) == [
        "9f3c7a1e 5d2b8044 66c1f0a9 3be87d52",
        "4c0e6b1f a87d3952 5e11c4d8 f6a02b37",
    ]
    assert len(hash_rows(HASH, 30)) == 4
    assert hash_rows(HASH, 5) == [HASH[place : place + 8] for place in range(0, 64, 8)]


def test_a_sign_the_printer_lacks_becomes_its_plain_letter_or_a_question_mark() -> None:
    assert printable("åäö ÅÄÖ é ü € ½ ñ") == "åäö ÅÄÖ é ü € ½ ñ"
    assert printable("Łódź – ‘ő’ … 日本 🍎 ™") == "Lódz - 'o' . ?? ? ?"
    assert printable("a\N{COMBINING RING ABOVE}") == "å"


def test_control_signs_are_gone_before_they_reach_the_printer() -> None:
    assert printable("Anna\x1bp\x00\x19Öberg\x9b\x7f") == "AnnapÖberg"
    assert printable("a\u200bb\u202ec\td\ne\xa0f") == "abc d e f"


@given(names)
def test_what_is_printable_stays_as_it_is(name: str) -> None:
    once = printable(name)
    assert printable(once) == once
    assert len(once.encode(CODE_PAGE)) == len(once)
    assert once.isprintable()


@given(names, amounts, columns_on_paper, st.integers(0, 2))
def test_neither_label_nor_value_loses_a_sign(name: str, amount: Money, columns: int, indent: int) -> None:
    value = format_money(amount)
    rows = pair(name, value, columns, indent=indent, hang=2)
    assert all(row.width <= columns for row in rows)
    together = "".join(row.text for row in rows).replace(" ", "")
    assert together == (printable(name) + value).replace(" ", "")
    assert rows[-1].text.endswith(value)


@given(names, st.integers(1, 60))
def test_wrapping_loses_no_sign(name: str, width: int) -> None:
    rows = wrapped(name, width)
    assert all(len(row) <= width for row in rows)
    assert "".join(rows).replace(" ", "") == printable(name).replace(" ", "")


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=4), columns_on_paper)
def test_a_table_holds_every_figure_on_any_width(figures: list[tuple[Money, Money, Money]], columns: int) -> None:
    cells = [("25 %", *(format_money(amount) for amount in row)) for row in figures]
    rows = table(("Moms", "Netto", "Moms", "Brutto"), cells, columns)
    assert all(row.width <= columns for row in rows)
    text = " ".join(" ".join(row.text.split()) for row in rows)
    for row in cells:
        for cell in row:
            assert cell in text


@given(names, names, names, columns_on_paper)
def test_no_foreign_text_breaks_a_receipt(name: str, shop: str, footer: str, columns: int) -> None:
    sold = receipt((replace(COFFEE, text=name),), ((Method.CARD, 59_95),))
    named = replace(sold, cashier=name, shop=replace(SHOP, name=shop, address=shop, receipt_footer=footer))
    paper = receipt_paper(named, columns)
    assert all(row.width <= columns for row in paper.rows if isinstance(row, Text))
    assert paper.rows.count(Rule()) == 2
    assert "59,95" in words_of(paper)
