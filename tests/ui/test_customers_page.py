"""The customers page: searched without a net, fetched with progress, given up and gone on with."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.customer import Address, Customer
from openpos.domain.errors import OpenPosError, Unavailable
from openpos.simulators.spiris import Client, SpirisSimulator
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.activation import Places
from openpos.sync.customer_list import Standing
from openpos.sync.pull import Progress, Pulled
from openpos.ui import i18n
from openpos.ui.screens.customers.presenter import CustomersPresenter, CustomersShown
from openpos.ui.screens.customers.view import CustomersPage
from tests.fixtures.desk import SlowLane, Workplace, at_once, workplace
from tests.fixtures.till import Till

PATIENCE_MS = 15_000


@pytest.fixture
def spiris(register: Till) -> Iterator[SpirisSimulator]:
    with SpirisSimulator(now=register.clock) as simulator:
        yield simulator


@pytest.fixture
def place(qtbot: QtBot, register: Till, spiris: SpirisSimulator) -> Iterator[Workplace]:
    """A desk of a shop that is connected."""
    with workplace(register, printer=False) as made:
        made.spiris = Places(spiris.api_url, spiris.identity_url, 44_300)
        client = Client()
        for name, secret in (
            ("client id", client.id),
            ("client secret", client.secret),
            ("refresh token", spiris.tokens()["refresh_token"]),
        ):
            made.keyring.set_password("OpenPOS", f"k1 {name}", secret)
        with register.store.write() as tx:
            known = SpirisConnection("k1", "bookkeeping-invoicing", ConnectionState.ACTIVE, register.clock())
            tx.spiris.save_connection(known)
        qtbot.addWidget(made.window)
        yield made


def opened(qtbot: QtBot, place: Workplace) -> CustomersPage:
    page = CustomersPage(place.desk)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.on_shown()
    return page


def fetched(qtbot: QtBot, page: CustomersPage) -> None:
    QTest.mouseClick(page.fetch_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._shown.fetching, timeout=PATIENCE_MS)


def names(page: CustomersPage) -> list[str]:
    found = [page.rows.item(row, 0) for row in range(page.rows.rowCount())]
    return [item.text() for item in found if item is not None]


def test_fetched_then_found_by_parts_of_everything(qtbot: QtBot, place: Workplace, spiris: SpirisSimulator) -> None:
    page = opened(qtbot, place)
    assert page._told.text().startswith("No customers are here yet.")
    fetched(qtbot, page)
    count = len(spiris.customers)
    assert page._how.text() == f"{count} customers. Fetched last 2026-11-20 09:00."
    assert names(page)[0] == "Almviks Bygg AB"
    asked = len(spiris.requests)
    one = spiris.customers[3]
    for sought in (one["Name"][2:9], one["CustomerNumber"], str(one["CorporateIdentityNumber"])[1:6]):
        page.search.setText(sought)
        assert one["Name"] in names(page)
    page.search.setText("nobody at all")
    assert names(page) == []
    assert page._told.text().startswith("Nobody is found.")
    assert len(spiris.requests) == asked, "searching asks nobody"


def test_the_details_of_the_one_that_is_chosen(qtbot: QtBot, place: Workplace) -> None:
    hostile = "Bo\u202eb & <b>Söner</b>"
    with place.till.store.write() as tx:
        tx.customers.put(
            [
                Customer(
                    "c1", "7", hostile, Address("Gatan 1", "", "111 22", "Stad", "SE"), "556703-7485", email="a@b.se"
                ),
                Customer("c2", "8", "Zeta AB", active=False),
            ]
        )
    page = opened(qtbot, place)
    page.presenter.choose("c1")
    assert "Address: Gatan 1\n111 22 Stad" in page.facts.words
    assert page._name.textFormat() == Qt.TextFormat.PlainText
    assert page.inactive.isHidden()
    page.presenter.choose("c2")
    assert not page.inactive.isHidden()
    assert "can't be invoiced" in page.inactive.words
    assert "created, changed and removed in Spiris" in page._in_spiris.text()


def test_a_name_without_end_leaves_the_rest_to_be_read(qtbot: QtBot, place: Workplace) -> None:
    name, mail = "A" * 300, f"{'b' * 200}@example.se"
    with place.till.store.write() as tx:
        tx.customers.put([Customer("c1", "7", name, Address("G" * 100, "", "111 22", "S"), "556703-7485", email=mail)])
    page = opened(qtbot, place)
    page.presenter.choose("c1")
    qtbot.waitUntil(lambda: page._name.height() > 2 * page._name.fontMetrics().height())
    assert page._name.width() < page.width() / 2
    assert f"E-mail: {mail}" in page.facts.words


def test_without_a_connection_there_is_nothing_to_fetch(qtbot: QtBot, place: Workplace) -> None:
    with place.till.store.write() as tx:
        known = SpirisConnection("k1", "bookkeeping", ConnectionState.DISCONNECTED, place.till.clock())
        tx.spiris.save_connection(known)
    page = opened(qtbot, place)
    assert not page.fetch_key.isEnabled()
    assert "Integrations page" in page._told.text()
    with pytest.raises(OpenPosError, match="not connected"):
        place.desk.parts.customers.fetch(lambda _came, _of: None, threading.Event())


def test_no_net_is_told_and_nothing_is_lost(qtbot: QtBot, place: Workplace, spiris: SpirisSimulator) -> None:
    page = opened(qtbot, place)
    fetched(qtbot, page)
    before = names(page)
    spiris.refuse()
    fetched(qtbot, page)
    assert not page.message.isHidden()
    assert names(page) == before


def test_closing_breaks_a_fetch_off_and_it_goes_on_the_next_time(
    qtbot: QtBot, place: Workplace, spiris: SpirisSimulator
) -> None:
    spiris.add_customers(120)
    page = opened(qtbot, place)
    QTest.mouseClick(page.fetch_key, Qt.MouseButton.LeftButton)
    page.on_closing()
    qtbot.waitUntil(lambda: not page._shown.fetching, timeout=PATIENCE_MS)
    fetched(qtbot, page)
    assert page._shown.standing is not None
    assert page._shown.standing.count == len(spiris.customers)


class Far:
    """Spiris and the file as a presenter sees them."""

    def __init__(self) -> None:
        self.pulled = Pulled(100, complete=True)
        self.trouble: OpenPosError | None = None
        self.cancelled: threading.Event | None = None
        self.stopped = 0
        self.unreadable = False

    def fetch(self, progress: Progress, cancelled: threading.Event) -> Pulled:
        self.cancelled = cancelled
        progress(50, 100)
        if self.trouble is not None:
            raise self.trouble
        return self.pulled

    def stop(self) -> None:
        self.stopped += 1

    def standing(self) -> Standing:
        if self.unreadable:
            raise Unavailable("The disk is full.")
        return Standing(1, None, 0, (), connected=True)

    def search(self, _sought: str, _limit: int) -> list[Customer]:
        if self.unreadable:
            raise Unavailable("The disk is full.")
        return [Customer("c1", "7", "Bo AB")]


def presenting(far: Far, lane: SlowLane | None = None) -> tuple[CustomersPresenter, list[CustomersShown]]:
    shown: list[CustomersShown] = []
    run = at_once if lane is None else lane.run
    made = CustomersPresenter(
        shown.append, run=run, standing=far.standing, search=far.search, fetch=far.fetch, stop=far.stop
    )
    return made, shown


def test_two_touches_fetch_once_and_cancelling_is_told() -> None:
    far, lane = Far(), SlowLane()
    made, shown = presenting(far, lane)
    made.cancel()
    made.fetch()
    made.fetch()
    assert len(lane) == 1
    made.cancel()
    assert shown[-1].cancelled
    made.give_up()
    assert far.stopped == 1
    far.pulled = Pulled(50, complete=False)
    lane.go_on()
    assert far.cancelled is not None
    assert far.cancelled.is_set()
    assert not shown[-1].fetching
    assert shown[-1].pulled == far.pulled
    made.give_up()
    assert far.stopped == 1, "there is nothing to break off"


def test_how_far_it_is() -> None:
    far, lane = Far(), SlowLane()
    made, shown = presenting(far, lane)
    made.fetch()
    made._has_come(50, 100)
    made.tick()
    assert (shown[-1].came, shown[-1].of) == (50, 100)
    count = len(shown)
    made.tick()
    assert len(shown) == count, "nothing is painted for nothing"


def test_a_file_that_can_not_be_read_is_told() -> None:
    far = Far()
    far.unreadable = True
    made, shown = presenting(far)
    made.refresh()
    assert str(shown[-1].trouble) == "The disk is full."


def test_both_languages(qtbot: QtBot, place: Workplace) -> None:
    page = opened(qtbot, place)
    i18n.install("sv")
    qtbot.waitUntil(lambda: page.accessibleName() == "Kunder")
    assert page.fetch_key.text() == "Hämta kunder nu"
