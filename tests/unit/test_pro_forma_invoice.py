"""The pro forma invoice: what the invoice will say, and twice as large that it is no receipt."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.report import totals_of
from openpos.domain.sale import Discount
from openpos.printing.layout import pro_forma_invoice_paper, report_paper
from openpos.printing.paper import Text
from openpos.printing.pro_forma_invoice import pro_forma_invoice_pdf
from tests.fixtures.receipts.samples import ALMVIK, CARD, COFFEE, DAY, INVOICED, LONG_WORD, MILK, ORDINARY, receipt


def said(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_file_says_who_what_and_when() -> None:
    text = said(pro_forma_invoice_pdf(INVOICED))
    for part in (
        *("Proformafaktura", "Söders Lanthandel", "Org.nr 556703-7485", "Almviks Bygg & Järn i Söderhamn AB"),
        *("Skärgårdsvägen 12 B", "Port 3", "826 37 Söderhamn", "Kund: 1042", "Er referens: Åsa Öhman, projekt 77"),
        *("Betalningsvillkor: 30 dagar netto", "Förfaller: 2026-12-20", "Hämtas vid lastkajen", "Sida 1 av 1"),
        *("ATT BETALA SEK", "294,96", "0,375 kg", "29,90", "25 % 60,00 15,00 75,00", "Avser kvitto: 1019, Kassa K1"),
    ):
        assert part in text
    assert text.count("EJ KVITTO") == 2


def test_the_file_is_a4_and_its_mark_more_than_twice_as_large_as_its_amounts() -> None:
    sizes: dict[str, float] = {}

    def met(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * tm[0]

    (page,) = PdfReader(io.BytesIO(pro_forma_invoice_pdf(INVOICED)), strict=True).pages
    page.extract_text(visitor_text=met)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert sizes["EJ KVITTO"] >= 2 * sizes["294,96"]


def test_the_same_receipt_makes_the_same_bytes() -> None:
    assert pro_forma_invoice_pdf(INVOICED) == pro_forma_invoice_pdf(INVOICED)


def test_a_long_basket_takes_more_pages_and_each_is_marked() -> None:
    lines = tuple(replace(MILK, id=f"line {place}", text=f"Vara nummer {place}") for place in range(90))
    long = replace(receipt(lines, ((Method.INVOICE, 90 * 33_80),)), invoice=ALMVIK)
    pages = PdfReader(io.BytesIO(pro_forma_invoice_pdf(long)), strict=True).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) == 3
    assert all("EJ KVITTO" in text and f"Sida {place} av 3" in text for place, text in enumerate(texts, 1))
    whole = " ".join(texts)
    assert all(f"Vara nummer {place}" in whole for place in range(90))


def test_a_credit_is_called_one_and_is_due_at_no_day() -> None:
    back = replace(INVOICED, original=17)
    for text in (said(pro_forma_invoice_pdf(back)), "\n".join(texts(pro_forma_invoice_paper(back, 42)))):
        assert "Proforma kreditfaktura" in text
        assert "Förfaller" not in text
        assert "ATT BETALA TILLBAKA" in text
        assert "Fakturan kommer" not in text


def test_discounts_and_whole_kronor_stand_where_they_were_given() -> None:
    lines = (
        replace(COFFEE, discount=Discount("Kort datum", 1000), share=Money(5_00)),
        replace(COFFEE, id="back", returns_line="x", share=Money(-2_00)),
    )
    reduced = replace(INVOICED, lines=lines, discount=Discount("Personal", 500), rounding=Money(4), vat=ORDINARY.vat)
    text = said(pro_forma_invoice_pdf(reduced))
    for part in ("Rabatt 10 % Kort datum -6,00", "Rabatt 5 % Personal", "Öresavrundning 0,04", "Rabatt 2,00"):
        assert part in text


def test_hostile_and_endless_texts_stay_on_the_paper() -> None:
    to = replace(
        ALMVIK,
        name="Ett\x1b\x00 🙂 <b>Bolag</b> & (Söner) \u202eKB",
        reference="Å" * 100,
        comment="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 49,
        terms="",
    )
    hostile = replace(receipt((LONG_WORD,), ((Method.INVOICE, 1_00),)), invoice=to)
    text = said(pro_forma_invoice_pdf(hostile))
    assert "<b>Bolag</b> & (Söner) KB" in text
    assert "Å" * 25 in text
    assert "Betalningsvillkor" not in text
    assert "Betalningsvillkor" not in "".join(texts(pro_forma_invoice_paper(hostile, 32)))


def test_there_is_none_of_a_receipt_that_was_not_invoiced() -> None:
    for make in (lambda: pro_forma_invoice_pdf(CARD), lambda: pro_forma_invoice_paper(CARD, 42)):
        with pytest.raises(ValueError, match="receipt 1018 was not invoiced"):
            make()


def test_an_invoice_without_reference_or_number_leaves_no_empty_rows() -> None:
    bare = replace(INVOICED, invoice=replace(ALMVIK, organisation_number="", reference="", comment=""))
    rows = texts(pro_forma_invoice_paper(bare, 42))
    assert "Er referens" not in "".join(rows)
    assert sum("Org.nr" in row for row in rows) == 1


def test_a_report_says_how_much_of_the_sales_was_invoiced_where_any_was() -> None:
    assert "varav fakturerat" not in "".join(texts(report_paper(DAY, 42)))
    with_invoice = replace(DAY, totals=totals_of((CARD, INVOICED)))
    rows = texts(report_paper(with_invoice, 42))
    (row,) = [row for row in rows if "varav fakturerat" in row]
    assert row.split()[-1] == "294,96"
    assert with_invoice.totals.invoiced == Money(294_96)


def texts(paper: object) -> list[str]:
    return [row.text for row in paper.rows if isinstance(row, Text)]  # type: ignore[attr-defined]
