"""Charging by invoice at the checkout: the customer, what stands on the invoice, the receipt, and its pro forma."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from openpos.domain.customer import Address
from openpos.domain.errors import Unavailable
from openpos.domain.money import Money
from openpos.domain.payment import Method, MethodKind
from openpos.domain.sale import Sale
from openpos.register.check import check
from openpos.store.outbox import EntryKind
from openpos.store.print_jobs import JobKind
from openpos.store.spiris import ConnectionState
from openpos.sync.sender import Sender
from openpos.ui.screens.checkout.charging import Charging
from openpos.ui.screens.checkout.shown import InvoiceShown, InvoiceStep
from tests.fixtures.counter import Counter
from tests.fixtures.desk import SlowLane, Workplace, at_once
from tests.fixtures.front import Front, front_of
from tests.fixtures.invoicing import ALMVIK, BERGA, STOPPED, connect_for_invoicing
from tests.fixtures.till import Till

EGGS, PAPER = "7300156480903", "7322540408560"


@pytest.fixture
def counter(register: Till) -> Counter:
    connect_for_invoicing(register)
    return Counter(register, at_once)


def shown(counter: Counter) -> InvoiceShown:
    assert counter.view.invoice is not None
    return counter.view.invoice


def charging(counter: Counter, *codes: str) -> Charging:
    """Goods rung up, and the key Invoice pressed."""
    for code in codes or (EGGS,):
        counter.presenter.scan(code)
    counter.presenter.pay(Method.INVOICE)
    return counter.presenter.charging


def chosen(counter: Counter, *codes: str) -> Charging:
    """The same with Almvik chosen."""
    act = charging(counter, *codes)
    act.search("almvik")
    act.choose()
    assert shown(counter).step is InvoiceStep.DETAILS
    return act


def outbox(till: Till) -> list[tuple[EntryKind, dict[str, object]]]:
    with till.store.read() as tx:
        return [(entry.kind, dict(entry.document)) for entry in reversed(tx.outbox.entries(limit=99))]


def test_a_sale_is_charged_by_invoice(counter: Counter) -> None:
    act = charging(counter, EGGS, PAPER)
    assert (counter.view.front, shown(counter).step, shown(counter).found) == ("invoice", InvoiceStep.CUSTOMER, ())
    act.search("järn alm")
    assert [one.name for one in shown(counter).found] == ["Almviks Bygg & Järn AB"]
    assert shown(counter).marked == ALMVIK.id
    act.choose()
    to = shown(counter).to
    assert to is not None
    assert (to.name, to.reference, to.terms) == (ALMVIK.name, "Åsa Öhman", "30 dagar netto")
    assert shown(counter).due is not None
    assert str(shown(counter).due) == "2026-12-20"
    act.write("reference", "Projekt 7")
    act.write("comment", "Vid lastkajen")
    counter.presenter.charging.create()
    assert counter.view.front == "finished"
    receipt = counter.view.receipt
    assert receipt is not None
    assert receipt.invoice is not None
    assert [(tender.method.kind.value, tender.amount) for tender in receipt.tenders] == [("invoice", Money(144_85))]
    assert (receipt.invoice.reference, receipt.invoice.comment) == ("Projekt 7", "Vid lastkajen")
    ((kind, document),) = outbox(counter.till)
    assert (kind, document["total_ore"], document["comment"]) == (EntryKind.INVOICE, 144_85, "Vid lastkajen")
    assert "e_mail" not in document
    assert not check(counter.till.store).findings


def test_a_second_touch_makes_no_second_invoice(register: Till) -> None:
    connect_for_invoicing(register)
    lane = SlowLane()
    counter = Counter(register, lane.run)
    chosen(counter)
    for _ in range(3):
        counter.presenter.charging.create()
    lane.go_on()
    assert len(register.receipts()) == 1
    assert len(outbox(register)) == 1
    counter.presenter.charging.create()
    assert len(register.receipts()) == 1


def test_the_address_is_adjusted_and_goes_to_the_customer_before_the_invoice(counter: Counter) -> None:
    act = chosen(counter)
    act.ask_address()
    assert shown(counter).step is InvoiceStep.ADDRESS
    act.write("street", "Nya vägen 3")
    act.write("city", "")
    act.take_address()
    assert "The city is missing" in counter.said
    assert (shown(counter).step, shown(counter).at_fault) == (InvoiceStep.ADDRESS, "city")
    act.write("city", "Umeå")
    act.take_address()
    assert shown(counter).step is InvoiceStep.DETAILS
    to = shown(counter).to
    assert to is not None
    assert to.address == Address("Nya vägen 3", "", "826 37", "Umeå")
    counter.presenter.charging.create()
    (change, invoice) = outbox(counter.till)
    assert (change[0], change[1]["after"]) == (EntryKind.CUSTOMER, {"street": "Nya vägen 3", "city": "Umeå"})
    assert invoice[1]["address"] == {"street": "Nya vägen 3", "street_2": ""}


def test_the_customers_own_address_comes_back(counter: Counter) -> None:
    act = chosen(counter)
    act.ask_address()
    act.write("street", "Fel gata")
    act.keep_address()
    to = shown(counter).to
    assert to is not None
    assert to.address == ALMVIK.address
    counter.presenter.charging.create()
    assert [kind for kind, _ in outbox(counter.till)] == [EntryKind.INVOICE]


def test_an_address_that_was_not_taken_over_is_forgotten(counter: Counter) -> None:
    act = chosen(counter)
    act.ask_address()
    act.write("street", "Nya vägen 3")
    act.take_address()
    act.ask_address()
    act.write("street", "Nya vä")
    counter.presenter.leave()
    to = shown(counter).to
    assert to is not None
    assert to.address.street == "Nya vägen 3"


def test_spiris_mails_it_where_the_cashier_says_so(counter: Counter) -> None:
    act = chosen(counter)
    assert shown(counter).may_mail == "faktura@almvik.example"
    act.mail(wanted=True)
    act.mail(wanted=False)
    act.mail(wanted=True)
    counter.presenter.charging.create()
    ((_, document),) = outbox(counter.till)
    assert document["e_mail"] == "faktura@almvik.example"


def test_spiris_mails_it_where_the_shop_says_so_and_the_cashier_not_otherwise(counter: Counter) -> None:
    counter.mail_invoices = True
    chosen(counter)
    to = shown(counter).to
    assert to is not None
    assert to.e_mail == "faktura@almvik.example"
    counter.presenter.charging.create()
    act = chosen(counter)
    act.mail(wanted=False)
    counter.presenter.charging.create()
    assert ["e_mail" in document for _, document in outbox(counter.till)] == [True, False]


def test_an_address_that_is_none_is_not_mailed_to_by_itself(counter: Counter) -> None:
    counter.mail_invoices = True
    with counter.till.store.write() as tx:
        tx.customers.put([replace(ALMVIK, email="ring mig")])
    chosen(counter)
    counter.presenter.charging.create()
    ((_, document),) = outbox(counter.till)
    assert "e_mail" not in document


def test_drafts_are_not_mailed_and_nobody_is_asked(counter: Counter) -> None:
    counter.mail_invoices = None
    chosen(counter)
    assert shown(counter).may_mail == ""
    counter.presenter.charging.create()
    ((_, document),) = outbox(counter.till)
    assert "e_mail" not in document


def test_who_is_not_active_is_found_but_gets_no_invoice(counter: Counter) -> None:
    act = charging(counter)
    act.search("stoppade")
    assert [one.active for one in shown(counter).found] == [False]
    act.choose()
    assert "is not active in Spiris" in counter.said
    assert shown(counter).step is InvoiceStep.CUSTOMER
    act.search("stoppade finns inte")
    act.choose()
    assert "No customer is found with" in counter.said
    act.search("")
    act.choose()
    assert "Nobody is chosen" in counter.said


def test_a_touch_marks_the_one_who_is_chosen(counter: Counter) -> None:
    act = charging(counter)
    act.search("104")
    assert [one.number for one in shown(counter).found] == ["1042", "1043", "1044"]
    act.mark(BERGA.id)
    act.choose()
    to = shown(counter).to
    assert to is not None
    assert (to.name, to.reference, shown(counter).may_mail) == ("Berga Förskola", "", "")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("reference", "R" * 300, "The reference has 300 letters. Make it shorter: there is room for 100."),
        ("comment", "x" * 10_000, "The comment has 10000 letters. Make it shorter: there is room for 4000."),
        ("street", "S" * 300, "The street has 300 letters. Make it shorter: there is room for 50."),
    ],
)
def test_what_is_too_long_is_told_and_kept_to_be_shortened(counter: Counter, name: str, text: str, said: str) -> None:
    act = chosen(counter)
    act.write(name, text)
    counter.presenter.charging.create()
    assert counter.said == said
    assert counter.till.receipts() == []
    act.show()
    to = shown(counter).to
    assert to is not None
    assert text in {to.reference, to.comment, to.address.street}


def test_control_characters_and_emoji_do_no_harm(register: Till) -> None:
    odd = replace(BERGA, id="odd", number="9", name="Ett\x1b\x00 🙂 Bolag \u202eKB" + "x" * 260)
    connect_for_invoicing(register, odd)
    counter = Counter(register, at_once)
    act = charging(counter)
    act.search("ett bolag\x00 \x1b")
    act.search("9")
    act.mark("odd")
    act.choose()
    act.write("reference", "\x1bp\x00 🙂\u202e")
    counter.presenter.charging.create()
    receipt = counter.view.receipt
    assert receipt is not None
    assert receipt.invoice is not None
    assert receipt.invoice.reference == "p 🙂"
    assert not register.findings()


def test_step_by_step_back_and_nothing_is_lost(counter: Counter) -> None:
    act = chosen(counter)
    act.write("comment", "Kvar")
    act.ask_address()
    for step in (InvoiceStep.DETAILS, InvoiceStep.CUSTOMER):
        counter.presenter.leave()
        assert shown(counter).step is step
    counter.presenter.leave()
    assert counter.view.front == "keys"
    counter.presenter.pay(Method.INVOICE)
    act.choose()
    to = shown(counter).to
    assert to is not None
    assert to.comment == "Kvar"
    counter.presenter.show_all()
    assert counter.view.front == "invoice"


def test_a_scan_goes_on_selling_and_the_next_sale_begins_with_nobody(counter: Counter) -> None:
    act = chosen(counter)
    act.write("comment", "Kvar")
    counter.presenter.scan(PAPER)
    assert counter.view.front == "keys"
    assert len(counter.shown_lines) == 2
    counter.presenter.pay(Method.INVOICE)
    assert shown(counter).total == Money(144_85)
    assert shown(counter).step is InvoiceStep.DETAILS
    counter.presenter.charging.create()
    charging(counter)
    assert (shown(counter).step, shown(counter).to) == (InvoiceStep.CUSTOMER, None)
    act.keep_address()
    act.ask_address()
    act.take_address()
    act.mail(wanted=True)
    counter.presenter.charging.create()
    assert shown(counter).step is InvoiceStep.CUSTOMER


def test_it_covers_the_whole_sale(counter: Counter) -> None:
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CARD)
    counter.presenter.paying.decline()
    counter.presenter.paying.give(Money(10_00))
    counter.presenter.paying.approve()
    counter.presenter.pay(Method.INVOICE)
    assert "An invoice covers the whole sale" in counter.said
    assert counter.view.front == "paying"


def test_a_register_that_is_not_connected_says_so(counter: Counter) -> None:
    with counter.till.store.write() as tx:
        connection = tx.spiris.connection()
        assert connection is not None
        tx.spiris.save_connection(replace(connection, state=ConnectionState.DISCONNECTED))
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.INVOICE)
    assert "not connected to Spiris for invoicing" in counter.said
    assert counter.view.front == "keys"


def test_what_goes_wrong_at_the_last_moment_is_told(counter: Counter) -> None:
    chosen(counter)
    with counter.till.store.write() as tx:
        connection = tx.spiris.connection()
        assert connection is not None
        tx.spiris.save_connection(replace(connection, mode="bookkeeping"))
    counter.presenter.charging.create()
    assert "not connected to Spiris for invoicing" in counter.said
    assert counter.view.front == "invoice"
    assert counter.till.receipts() == []


def test_a_company_that_rounds_is_invoiced_whole_kronor_and_credited_so(counter: Counter) -> None:
    till = counter.till
    with till.store.write() as tx:
        tx.spiris.set_whole_kronor(rounds=True)
    counter.presenter.load_methods()
    by_invoice = next(method for method in counter.view.methods if method.kind is MethodKind.INVOICE)
    for code in (EGGS, PAPER):
        counter.presenter.scan(code)
    counter.presenter.pay(by_invoice)
    counter.presenter.charging.search("almvik")
    counter.presenter.charging.choose()
    assert shown(counter).total == Money(145_00)
    counter.presenter.charging.create()
    row = till.checkout.returnable(1)[1][0]
    back = till.checkout.start_return(1, {row.line.id: row.left}, till.cashier)
    counter.presenter.take_up(back, by_invoice)
    assert counter.view.paying is not None
    assert counter.view.paying.due == Money(90_00)
    counter.presenter.paying.give(Money(90_00))
    assert [receipt.to_pay for receipt in till.receipts()] == [Money(145_00), Money(-90_00)]
    assert [(one["total_ore"], one["rounding_ore"]) for _, one in outbox(till)] == [(144_85, 15), (-89_90, -10)]
    assert not till.findings()


def test_no_invoice_in_practice(counter: Counter) -> None:
    counter.lender = counter.till.staff.named("Butikschef")
    counter.presenter.menu.practise()
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.INVOICE)
    assert "No invoice is made in practice mode" in counter.said


def test_the_pro_forma_is_printed_once_for_each_wish_and_saved(counter: Counter, tmp_path: Path) -> None:
    counter.presenter.charging.print()  # there is none yet
    counter.presenter.charging.save(str(tmp_path / "none"))
    chosen(counter)
    counter.presenter.charging.create()
    assert counter.view.pro_forma.printer
    before = counter.prints
    for _ in range(2):
        counter.presenter.charging.print()
    assert counter.view.pro_forma.queued
    assert counter.prints == before + 1
    counter.presenter.charging.save(str(tmp_path / "Almvik"))
    assert counter.view.pro_forma.saved == str(tmp_path / "Almvik.pdf")
    counter.presenter.charging.save(str(tmp_path / "no folder" / "x"))
    assert "could not be written" in counter.said
    with counter.till.store.read() as tx:
        kinds = [job.kind for job in tx.print_jobs.newest(9)]
    assert kinds == [JobKind.PRO_FORMA_INVOICE, JobKind.RECEIPT]
    counter.presenter.show_all()
    assert counter.view.pro_forma.queued


def test_a_return_of_an_invoiced_sale_is_credited(counter: Counter) -> None:
    chosen(counter, EGGS, PAPER)
    counter.presenter.charging.create()
    till = counter.till
    row = till.checkout.returnable(1)[1][0]
    back: Sale = till.checkout.start_return(1, {row.line.id: row.left}, till.cashier)
    counter.presenter.take_up(back, Method.INVOICE)
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.give(Money(90_00))
    assert "The sale was invoiced" in counter.said
    counter.presenter.pay(Method.INVOICE)
    counter.presenter.paying.give(Money(10_00))
    assert "An invoice covers the whole sale" in counter.said
    counter.presenter.paying.give(Money(89_90))
    receipt = counter.view.receipt
    assert receipt is not None
    assert (receipt.number, receipt.total) == (2, Money(-89_90))
    assert [document["total_ore"] for _, document in outbox(till)] == [144_85, -89_90]
    assert not till.findings()


def test_what_was_invoiced_has_the_key_to_credit_it_though_invoice_is_off(counter: Counter) -> None:
    chosen(counter, EGGS)
    counter.presenter.charging.create()
    till = counter.till
    invoice = next(one for one in till.payment_methods.every() if one.method == Method.INVOICE)
    till.payment_methods.save(replace(invoice, active=False), till.staff.named("Butikschef"))
    row = till.checkout.returnable(1)[1][0]
    counter.presenter.take_up(till.checkout.start_return(1, {row.line.id: row.left}, till.cashier), Method.INVOICE)
    assert Method.INVOICE in counter.view.methods
    counter.presenter.pay(Method.CASH)
    counter.presenter.pay(Method.INVOICE)
    counter.presenter.paying.give(Money(89_90))
    receipt = counter.view.receipt
    assert receipt is not None
    assert receipt.total == Money(-89_90)
    counter.presenter.leave()
    counter.presenter.show_all()
    assert Method.INVOICE not in counter.view.methods


# --------------------------------------------------------------------------------------------------- with hands on it


def no_net(_tell: Callable[[], None]) -> Sender:
    """The register sells without what sends."""
    raise Unavailable("There is no net.")


@pytest.fixture
def front(place: Workplace, qtbot: QtBot) -> Iterator[Front]:
    connect_for_invoicing(place.till)
    place.make_sender = no_net
    with front_of(place, qtbot) as made:
        yield made


def test_from_the_goods_to_the_invoice_without_a_mouse(front: Front, qtbot: QtBot) -> None:
    front.scan(EGGS)
    front.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    panel = front.asides.invoice
    assert front.shows(panel)
    assert panel.search.hasFocus()
    qtbot.wait(350)  # what has just appeared takes no touch
    front.type("almvik")
    assert (panel.search.text(), panel.rows.rowCount()) == ("almvik", 1)
    front.press(Qt.Key.Key_Return)
    assert panel.fields["reference"].hasFocus()
    assert panel.fields["reference"].text() == "Åsa Öhman"
    front.type("P7")
    front.press(Qt.Key.Key_Return)
    assert panel.fields["comment"].hasFocus()
    front.press(Qt.Key.Key_Return)
    assert panel.make.hasFocus()
    front.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert panel.fields["street"].hasFocus()
    panel.fields["postal_code"].setFocus()
    panel.fields["postal_code"].selectAll()
    front.press(Qt.Key.Key_Backspace)
    panel.take.setFocus()
    front.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert panel.fields["postal_code"].hasFocus()
    for _ in range(3):
        front.press(Qt.Key.Key_Tab)
    assert panel.take.hasFocus()
    front.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    front.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    front.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    front.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    front.settle()
    (receipt,) = front.till.receipts()
    assert receipt.invoice is not None
    assert receipt.invoice.reference == "P7"
    finished = front.page.finished
    assert finished.isVisible()
    assert finished.print.isVisible()
    qtbot.wait(350)
    front.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    front.settle()
    assert finished.isVisible()
    assert not finished.print.isEnabled()
    with front.till.store.read() as tx:
        assert tx.print_jobs.newest(1)[0].kind is JobKind.PRO_FORMA_INVOICE
    front.press(Qt.Key.Key_Escape)
    assert not finished.isVisible()
    back = front.till.checkout.start_return(1, {receipt.lines[0].id: receipt.lines[0].quantity}, front.till.cashier)
    front.window.checkout.take_up(back, Method.INVOICE)
    assert "To credit" in front.page.receipt.total.accessibleName()
    assert "On a credit invoice" in front.page.asides.paying._due.accessibleName()


def test_the_panel_says_it_in_words(front: Front) -> None:
    presenter = front.page._presenter
    assert presenter is not None
    front.scan(EGGS)
    presenter.pay(Method.INVOICE)
    panel = front.asides.invoice
    panel.search.setText("stoppade")
    assert panel.rows.model().index(0, 1).data() == f"{STOPPED.name} (not active)"
    panel.search.setText("almvik")
    panel.choose.click()
    assert panel.make.text() == "Create invoice 89,90"
    assert panel.mail.isVisible()
    panel.fields["comment"].setText("x" * 10_000)
    panel.fields["comment"].textEdited.emit(panel.fields["comment"].text())
    panel.make.click()
    front.settle()
    assert front.till.receipts() == []
    assert "10000" in front.page.receipt.message.words
