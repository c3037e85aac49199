"""A receipt by e-mail instead of on paper, chosen while the customer pays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.register.e_receipts import EReceipts
from openpos.store.deliveries import DeliveryState
from openpos.store.print_jobs import JobKind
from openpos.ui.screens.checkout.mail_page import MailPage
from openpos.ui.screens.checkout.shown import PayingShown, Step
from tests.fixtures.counter import Counter
from tests.fixtures.desk import at_once
from tests.fixtures.till import Till

EGGS = "7300156480903"
ANNA = "anna@example.se"


@pytest.fixture
def counter(register: Till) -> Counter:
    made = Counter(register, at_once)
    made.presenter.scan(EGGS)
    return made


def shown(counter: Counter) -> PayingShown:
    assert counter.view.paying is not None
    return counter.view.paying


def kinds(till: Till) -> list[JobKind]:
    with till.store.read() as tx:
        return [job.kind for job in tx.print_jobs.newest()]


def test_the_receipt_is_mailed_and_not_printed(register: Till, counter: Counter) -> None:
    paying = counter.presenter.paying
    counter.presenter.pay(Method.CASH)
    assert shown(counter).can_mail
    paying.ask_mail()
    assert shown(counter).step is Step.MAIL
    paying.give_text("anna@")
    assert "is no e-mail address" in counter.said
    assert shown(counter).step is Step.MAIL
    paying.give_text(f" {ANNA} ")
    assert (shown(counter).step, shown(counter).mail_to) == (Step.AMOUNT, ANNA)
    paying.give(Money(10000))
    assert counter.view.receipt is not None
    given = EReceipts(register.store, register.clock, register.checkout.papers).given(counter.view.receipt.number)
    assert given.original is not None
    assert (given.original.recipient, given.original.state) == (ANNA, DeliveryState.QUEUED)
    assert kinds(register) == [JobKind.DRAWER]


def test_the_next_customer_s_receipt_is_printed(register: Till, counter: Counter) -> None:
    paying = counter.presenter.paying
    counter.presenter.pay(Method.CASH)
    paying.ask_mail()
    paying.give_text(ANNA)
    paying.give(Money(10000))
    counter.presenter.scan(EGGS)
    counter.presenter.pay(Method.CASH)
    assert shown(counter).mail_to == ""
    paying.give(Money(10000))
    assert kinds(register)[0] is JobKind.RECEIPT


def test_it_is_asked_for_while_the_terminal_works_and_may_be_taken_back(register: Till, counter: Counter) -> None:
    paying = counter.presenter.paying
    counter.presenter.pay(Method.CARD)
    assert shown(counter).step is Step.TERMINAL
    paying.ask_mail()
    paying.give_text(ANNA)
    assert (shown(counter).step, shown(counter).mail_to) == (Step.TERMINAL, ANNA)
    paying.ask_mail()
    paying.ask_mail()
    assert shown(counter).mail_to == ANNA
    paying.ask_mail()
    paying.give_text(" ")
    assert shown(counter).mail_to == ""
    paying.approve()
    assert kinds(register) == [JobKind.RECEIPT]


def test_another_method_ends_the_question(counter: Counter) -> None:
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.ask_mail()
    counter.presenter.pay(Method.CARD)
    assert shown(counter).step is Step.TERMINAL


def test_without_a_mail_server_it_is_not_asked(counter: Counter) -> None:
    counter.can_mail = False
    counter.presenter.pay(Method.CASH)
    counter.presenter.paying.ask_mail()
    assert shown(counter).step is Step.AMOUNT
    assert not shown(counter).can_mail


def test_the_page_begins_with_what_there_is_and_esc_leaves_it(qtbot: QtBot) -> None:
    page = MailPage()
    qtbot.addWidget(page)
    given: list[str] = []
    left: list[bool] = []
    page.given.connect(given.append)
    page.left.connect(lambda: left.append(True))
    page.speak()
    page.show()
    page.begin(ANNA)
    QTest.keyClicks(page.field, "bo@example.se")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert given == ["bo@example.se"]
    assert left == [True]
