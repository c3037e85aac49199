"""The whole window with a mail server and a customer display: what goes out behind the sale, and closing meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from openpos.clock import monotonic_s
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.printing.smtp import MailPatience, MailServer, SmtpPost
from openpos.register.e_receipts import EReceipts
from openpos.store.deliveries import Delivery, DeliveryState
from openpos.ui.window import MainWindow
from tests.fixtures.desk import Workplace
from tests.fixtures.mail_server import HANG, mail_server
from tests.fixtures.mail_server import MailServer as Server

EGGS = "7300156480903"


@contextmanager
def window_of(place: Workplace, server: Server, qtbot: QtBot, display: str = "off") -> Iterator[MainWindow]:
    """A window with somebody logged in, that sends its mail by this server."""
    patience = MailPatience(connect_s=1, farewell_s=0.1)
    to = MailServer("127.0.0.1", server.port, "none", "", "butik@example.se")
    place.post = SmtpPost(to, lambda: "", patience=patience)
    window = MainWindow(replace(place.desk.parts, settings=replace(place.settings, customer_display=display)))
    window.resize(1024, 768)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: window._started)
    window._log_in(place.till.cashier)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def sell(window: MainWindow) -> None:
    """Eggs for cash, the receipt by e-mail."""
    window.checkout.scan(EGGS)
    window.checkout.pay(Method.CASH)
    window.checkout.paying.ask_mail()
    window.checkout.paying.give_text("anna@example.se")
    window.checkout.paying.give(Money(10000))


def newest(place: Workplace) -> Callable[[], Delivery | None]:
    return lambda: EReceipts(place.till.store, place.till.clock, place.till.checkout.papers).given(1).newest


def test_a_receipt_goes_out_behind_the_sale(qtbot: QtBot, place: Workplace) -> None:
    with mail_server() as server, window_of(place, server, qtbot) as window:
        sell(window)
        qtbot.waitUntil(lambda: len(server.taken) == 1)
        assert server.taken[0].recipients == ["anna@example.se"]


def test_what_the_mail_server_refuses_is_told(qtbot: QtBot, place: Workplace) -> None:
    with mail_server({"RCPT": "550 5.1.1 no such mailbox"}) as server, window_of(place, server, qtbot) as window:
        sell(window)
        qtbot.waitUntil(lambda: "5.1.1 no such mailbox" in window.toast.words)


def test_closing_does_not_wait_for_a_server_that_hangs(qtbot: QtBot, place: Workplace) -> None:
    with mail_server({"DATA": HANG}) as server:
        with window_of(place, server, qtbot) as window:
            sell(window)
            qtbot.waitUntil(server._waiting.is_set)
            began = monotonic_s()
        assert monotonic_s() - began < 10
        delivery = newest(place)()
        assert delivery is not None
        assert delivery.state is DeliveryState.QUEUED, "it goes at the next start"


def test_the_customer_s_display_follows_sale_and_settings(qtbot: QtBot, place: Workplace) -> None:
    with mail_server() as server, window_of(place, server, qtbot, "window") as window:
        display = window.customer.display
        assert display is not None
        qtbot.waitUntil(display.isVisible)
        assert display.words()[0] == "Söders Lanthandel"
        window.checkout.scan(EGGS)
        assert display.words()[0].startswith("Ägg")
        window.change_settings(replace(window.desk.settings(), customer_display="off"))
        assert not display.isVisible()
