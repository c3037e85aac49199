"""Pro forma invoices of receipts: printed or saved, as often as anybody wants, without a net."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from openpos.domain.errors import NotDone, Refused
from openpos.printing.cables.network import NetworkCable
from openpos.printing.escpos_printer import EscPosPrinter
from openpos.printing.paper import Paper, Text
from openpos.printing.queue import PrintQueue
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.simulators.printer import VirtualPrinter
from openpos.store.print_jobs import JobKind, JobState
from tests.fixtures.invoicing import charge, connect_for_invoicing
from tests.fixtures.till import Till


@pytest.fixture
def shop(register: Till) -> Till:
    connect_for_invoicing(register)
    return register


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    virtual = VirtualPrinter()
    virtual.start()
    yield virtual
    virtual.stop()


def paper_text(paper: Paper) -> str:
    return "\n".join(row.text for row in paper.rows if isinstance(row, Text))


def test_it_comes_out_of_the_receipt_printer_after_the_receipt(shop: Till, printer: VirtualPrinter) -> None:
    sold = charge(shop, "Ägg", reference="Projekt 7", comment="Vid lastkajen")
    pro_forma = ProFormaInvoices(shop.store, shop.clock, shop.checkout.papers, shop.new_id)
    one, other = pro_forma.print(sold.number, shop.cashier), pro_forma.print(sold.number, shop.cashier)
    assert [(paper.receipt.number, paper.about) for paper in (one, other)] == [(1, sold.number), (2, sold.number)]
    assert shop.unit_papers() == [("normal", 1), ("profo", 1), ("profo", 2)]
    driver = EscPosPrinter(NetworkCable("127.0.0.1", printer.port), kept=shop.directory / "escpos")
    jobs = PrintQueue(shop.store, driver, shop.clock, columns=42).print_all()
    assert [(job.kind, job.state) for job in jobs] == [
        (JobKind.RECEIPT, JobState.SENT),
        *[(JobKind.PRO_FORMA_INVOICE, JobState.SENT)] * 2,
    ]
    assert printer.wait_for(lambda one: len(one.papers) == len(jobs))
    receipt, first, second = map(paper_text, printer.papers)
    assert first.replace("Underlag 1", "Underlag 2").split("Kontrollkod")[0] == second.split("Kontrollkod")[0]
    assert one.receipt.seal is not None
    assert one.receipt.seal.unit in first
    for text in ("EJ KVITTO", "Proformafaktura", "Almviks Bygg & Järn AB", "Er referens: Projekt 7"):
        assert text in first
    assert "Vid lastkajen" in first
    assert "Förfaller                       2026-12-20" in first
    assert "Kund 1042: Almviks Bygg & Järn AB" in receipt
    assert "EJ KVITTO" not in receipt
    assert not shop.findings()


def test_it_is_saved_as_a_file_in_a4(shop: Till, tmp_path: Path) -> None:
    sold = charge(shop)
    pro_forma = ProFormaInvoices(shop.store, shop.clock, shop.checkout.papers, shop.new_id)
    for name in ("Almvik", "Almvik.pdf"):
        assert pro_forma.save(sold.number, tmp_path / name) == tmp_path / "Almvik.pdf"
    (page,) = PdfReader(io.BytesIO((tmp_path / "Almvik.pdf").read_bytes()), strict=True).pages
    assert "Proformafaktura" in page.extract_text()
    assert [path.name for path in tmp_path.glob("*Almvik*")] == ["Almvik.pdf"]
    with pytest.raises(NotDone, match="could not be written"):
        pro_forma.save(sold.number, tmp_path / "no such folder" / "x.pdf")


def test_there_is_none_of_what_was_not_invoiced(shop: Till, tmp_path: Path) -> None:
    sold = shop.sell(shop.paid(shop.scanned("Ägg")))
    pro_forma = ProFormaInvoices(shop.store, shop.clock, shop.checkout.papers, shop.new_id)
    with pytest.raises(Refused, match=r"Receipt 1 was not invoiced"):
        pro_forma.print(sold.number, shop.cashier)
    with pytest.raises(Refused, match=r"There is no receipt 99"):
        pro_forma.save(99, tmp_path / "x.pdf")
    with shop.store.read() as tx:
        assert [job.kind for job in tx.print_jobs.newest(9)] == [JobKind.RECEIPT]
