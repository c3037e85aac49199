"""The receipts page, where a receipt was charged by invoice: whom, how the invoice stands, and its pro forma."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.domain.money import Quantity
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.register.invoicing import Invoicing
from openpos.store.outbox import Entry, EntryState
from openpos.store.print_jobs import JobKind
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.screens.receipts.invoiced import invoice_trouble, invoice_words
from openpos.ui.screens.receipts.view import ReceiptsPage
from tests.fixtures.desk import Workplace
from tests.fixtures.invoicing import charge, connect_for_invoicing
from tests.fixtures.till import Till


def entry_of(till: Till, receipt: Receipt) -> Entry:
    entry = Invoicing(till.store, till.new_id).entry(receipt.sale_id)
    assert entry is not None
    return entry


def credited(till: Till, sold: Receipt) -> Receipt:
    invoicing = Invoicing(till.store, till.new_id)
    back = till.checkout.start_return(sold.number, {sold.lines[0].id: Quantity(1000)}, till.cashier)
    assert back.invoice is not None
    return till.sell(invoicing.charged(back, back.invoice))


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> ReceiptsPage:
    """The page at a register that sold once for cash and once by invoice."""
    connect_for_invoicing(place.till)
    place.till.sell(place.till.paid(place.till.scanned("Snore Cola")))
    charge(place.till, "Ägg", reference="P7")
    made = ReceiptsPage(place.desk)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: place.idle)
    return made


def stands(till: Till, entry: Entry, state: EntryState, why: tuple[str, str, dict[str, str]], number: str = "") -> None:
    with till.store.write() as tx:
        tx.outbox.put(entry.id, state, at=till.clock(), why=why, remote_number=number)


def test_the_page_says_who_was_invoiced_and_how_the_invoice_stands(
    qtbot: QtBot, place: Workplace, page: ReceiptsPage
) -> None:
    assert page._rows.model().index(0, 4).data() == "Almviks Bygg & Järn AB"
    assert page._rows.model().index(1, 4).data() == ""
    said = page._said.text()
    assert "Invoiced to Almviks Bygg & Järn AB, customer 1042. The invoice waits to be sent to Spiris." in said
    receipt = place.till.books.get(2)
    stands(place.till, entry_of(place.till, receipt), EntryState.SETTLED, ("", "", {}), "881")
    place.changes.announce(Changed.SPIRIS)
    qtbot.waitUntil(lambda: place.idle)
    assert "Invoice 881 in Spiris." in page._said.text()


def test_its_pro_forma_is_printed_and_saved_by_keyboard(
    qtbot: QtBot, place: Workplace, page: ReceiptsPage, tmp_path: Path
) -> None:
    assert page._pro_forma.isVisible()
    assert not page._correct.isVisible()
    for _ in range(2):
        QTest.keyClick(page, Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: place.idle)
    assert "The pro forma invoice is on its way" in page._message.words
    with place.till.store.read() as tx:
        assert [job.kind for job in tx.print_jobs.newest(2)] == [JobKind.PRO_FORMA_INVOICE] * 2
    page._presenter.save_pro_forma_invoice(str(tmp_path / "x"))
    qtbot.waitUntil(lambda: place.idle)
    assert "Saved as" in page._message.words
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    page._presenter.choose(1)
    qtbot.waitUntil(lambda: place.idle)
    assert not page._pro_forma.isVisible()
    assert page._correct.isVisible()
    page._presenter.print_pro_forma_invoice()
    page._presenter.save_pro_forma_invoice(str(tmp_path / "y"))
    qtbot.waitUntil(lambda: place.idle)
    assert not (tmp_path / "y.pdf").exists()


def test_the_page_with_an_invoice_fits_a_small_screen(qtbot: QtBot, place: Workplace, page: ReceiptsPage) -> None:
    receipt = place.till.books.get(2)
    why = ("The books are locked up to {day}.", "Unlock them in Spiris, then press Send again.", {"day": "2026-12-31"})
    stands(place.till, entry_of(place.till, receipt), EntryState.REJECTED, why)
    place.changes.announce(Changed.SPIRIS)
    qtbot.waitUntil(lambda: place.idle)
    assert "The books are locked up to 2026-12-31. Unlock them" in page._said.text()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        for percent in (100, 150, 200):
            theme.apply(app, theme.Theme(text_percent=percent))
            app.processEvents()
            assert page.minimumSizeHint().height() <= 768 - theme.current().touch_px
            assert page.minimumSizeHint().width() <= 1024
    finally:
        theme.apply(app, theme.Theme())


def test_a_customer_is_found(qtbot: QtBot, place: Workplace, page: ReceiptsPage) -> None:
    for text in ("järn", "1042", "5560160680"):
        page._presenter.submit(text)
        qtbot.waitUntil(lambda: place.idle)
        found = [row.number for row in page._shown.listed]
        assert found == [2], text


def test_every_state_has_words_for_invoice_and_credit(register: Till) -> None:
    connect_for_invoicing(register)
    sold = charge(register, "Ägg")
    back = credited(register, sold)
    said = set()
    for receipt in (sold, back):
        entry = entry_of(register, receipt)
        for state in EntryState:
            said.add(invoice_words(receipt, replace(entry, state=state)))
        assert invoice_words(receipt, replace(entry, state=EntryState.SETTLED, remote_number="7"))[1] == "7"
        said.add(invoice_words(receipt, replace(entry, state=EntryState.SETTLED, remote_number="7")))
    assert len(said) == 2 * (len(EntryState) + 1)


def test_what_holds_it_up_is_told_until_it_has_arrived(register: Till) -> None:
    connect_for_invoicing(register)
    entry = entry_of(register, charge(register, "Ägg"))
    assert invoice_trouble(entry) is None
    held = replace(entry, state=EntryState.REJECTED, title="Locked up to {day}.", advice="Unlock.", values={"day": "x"})
    assert str(invoice_trouble(held)) == "Locked up to x. Unlock."
    assert invoice_trouble(replace(held, state=EntryState.SETTLED)) is None


def test_a_return_from_the_page_is_paid_back_by_invoice(qtbot: QtBot, place: Workplace, page: ReceiptsPage) -> None:
    page._presenter.begin_return()
    page._presenter.everything()
    page._presenter.pay_back()
    qtbot.waitUntil(lambda: place.idle and bool(place.taken_up))
    ((sale, method),) = place.taken_up
    assert method == Method.INVOICE
    assert sale.invoice is not None
