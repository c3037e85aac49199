"""The page of what goes to Spiris: what waits, arrived or needs a person, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from openpos.domain.errors import Unavailable
from openpos.register.invoicing import Invoicing
from openpos.register.outgoing import Outgoing, Overview, Part
from openpos.simulators.spiris import SpirisSimulator
from openpos.store.outbox import Attempt, EntryState
from openpos.store.spiris import ConnectionState
from openpos.sync import preflight
from openpos.sync.activation import Finding
from openpos.sync.sender import Pulse
from openpos.ui import i18n
from openpos.ui.changes import Changed
from openpos.ui.screens.sent.presenter import PAGE_SIZE, SentPresenter, SentShown
from openpos.ui.screens.sent.view import SentPage
from openpos.ui.screens.sent.words import attempts, laid_out, sentences
from tests.fixtures.carried import Carried, carried
from tests.fixtures.desk import SlowLane, Workplace
from tests.fixtures.lending import lend_by_manager, lend_by_nobody
from tests.fixtures.pages import seen, words_on
from tests.fixtures.till import Till


@pytest.fixture
def shop(register: Till) -> Iterator[Carried]:
    """The register, connected to a simulated Spiris."""
    with SpirisSimulator(now=register.clock) as simulator:
        simulator.company.change_settings(DomesticCurrencyRounding=0)
        with carried(register, simulator) as one:
            yield one


def a_day(shop: Carried) -> None:
    till = shop.till
    if till.shifts.current() is None:
        till.open_shift()
    till.sell(till.paid(till.scanned("Ägg")))
    till.close_shift()


def invoice(shop: Carried, street: str = "Nya gatan 5") -> None:
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    (firm,) = [one for one in invoicing.search("Almviks") if not one.private]
    to = invoicing.addressed(firm, address=replace(firm.address, street=street))
    shop.till.sell(invoicing.charged(shop.till.scanned("Ägg"), to))


def refused(shop: Carried) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")
    a_day(shop)
    shop.until_quiet()
    shop.spiris.company.change_settings(AccountingLockedTo=None)


class Screen:
    """A presenter with what it showed."""

    def __init__(self, shop: Carried, *, by: str = "Butikschef", lends: bool = False) -> None:
        self.shop = shop
        self.shown: list[SentShown] = []
        self.woken = self.changed = 0
        self.lane = SlowLane()
        self.trouble: Unavailable | None = None
        till = shop.till
        use = Outgoing(till.store, till.clock)

        def overview() -> Overview:
            if self.trouble is not None:
                raise self.trouble
            return use.overview()

        self.presenter = SentPresenter(
            self.shown.append,
            run=self.lane.run,
            overview=overview,
            looked_ahead=lambda: (None, ()),
            pulse=lambda: Pulse(busy=True),
            items=use.items,
            attempts=use.attempts,
            send_again=use.send_again,
            leave_out=use.leave_out,
            pause=use.pause,
            resume=use.resume,
            hasten=use.send_now,
            person=lambda: till.staff.named(by) if by else None,
            lend=lend_by_manager(till) if lends else lend_by_nobody,
            changed=self._tell,
            wake=self._wake,
        )

    def _tell(self) -> None:
        self.changed += 1

    def _wake(self) -> None:
        self.woken += 1

    def come(self) -> SentShown:
        self.presenter.come()
        self.lane.go_on()
        return self.last

    @property
    def last(self) -> SentShown:
        return self.shown[-1]

    def attempts(self) -> int | None:
        """How many attempts are shown; None while none are."""
        shown = self.shown[-1].attempts
        return None if shown is None else len(shown)

    def may_leave_out(self) -> bool:
        return self.shown[-1].may_leave_out


def test_what_needs_a_person_is_in_front_and_else_everything(shop: Carried) -> None:
    a_day(shop)
    assert Screen(shop).come().part is Part.ALL
    shop.until_quiet()
    refused(shop)
    screen = Screen(shop)
    shown = screen.come()
    assert (shown.part, len(shown.items), shown.item is not None) == (Part.TROUBLED, 1, True)
    screen.presenter.choose_part(Part.DONE)
    screen.lane.go_on()
    assert [item.entry.state for item in screen.last.items] == [EntryState.SETTLED]
    assert screen.come().part is Part.DONE, "what a person chose stays"


def test_sent_again_it_goes_and_whoever_sends_is_woken(shop: Carried) -> None:
    refused(shop)
    screen = Screen(shop)
    assert screen.come().may_send_again
    screen.presenter.send_again()
    screen.presenter.send_again()
    assert len(screen.lane) == 1, "a second touch while the first is under way does nothing"
    screen.lane.go_on()
    assert (screen.woken, screen.changed, screen.last.busy) == (1, 1, False)
    assert shop.states() == [EntryState.WAITING]
    shop.until_quiet()
    screen.presenter.choose_part(Part.ALL)
    screen.lane.go_on()
    assert not screen.last.may_send_again, "it has arrived"
    screen.presenter.send_again()
    assert len(screen.lane) == 0


def test_who_may_not_needs_somebody_who_may(shop: Carried) -> None:
    refused(shop)
    screen = Screen(shop, by="Kassör")
    screen.come()
    screen.presenter.send_again()
    screen.lane.go_on()
    assert "you may not do this" in str(screen.last.trouble and i18n.translate_error(screen.last.trouble).title)
    assert shop.states() == [EntryState.REJECTED]
    screen = Screen(shop, by="Kassör", lends=True)
    screen.come()
    screen.presenter.send_again()
    screen.lane.go_on()
    assert (screen.last.trouble, shop.states()) == (None, [EntryState.WAITING])
    nobody = Screen(shop, by="")
    nobody.come()
    nobody.presenter.send_now()
    assert len(nobody.lane) == 0


def test_a_change_of_address_can_be_left_out_and_nothing_else(shop: Carried) -> None:
    invoice(shop)
    screen = Screen(shop)
    screen.come()
    newest, oldest = screen.last.items
    assert not screen.may_leave_out(), f"{newest.entry.kind} is chosen"
    screen.presenter.leave_out()
    assert len(screen.lane) == 0
    screen.presenter.choose(oldest.entry.id)
    assert screen.may_leave_out()
    screen.presenter.leave_out()
    screen.lane.go_on()
    assert shop.states() == [EntryState.WITHDRAWN, EntryState.WAITING]
    assert not screen.may_leave_out()


def test_pause_and_on_again(shop: Carried) -> None:
    screen = Screen(shop)
    assert (screen.come().paused, screen.last.connected) == (False, True)
    for paused, state in ((True, ConnectionState.PAUSED), (False, ConnectionState.ACTIVE)):
        screen.presenter.pause_or_resume()
        screen.lane.go_on()
        assert (screen.last.paused, shop.connection().state) == (paused, state)
    shop.change(state=ConnectionState.DISCONNECTED)
    screen.come()
    screen.presenter.pause_or_resume()
    screen.presenter.send_now()
    assert len(screen.lane) == 0, "there is nobody to send to"


def test_what_is_sent_can_be_read_and_follows_what_happens(shop: Carried) -> None:
    refused(shop)
    screen = Screen(shop)
    screen.come()
    screen.presenter.turn()
    screen.lane.go_on()
    before = screen.attempts() or 0
    assert before > 0
    shop.send_again(shop.entry())
    shop.until_quiet()
    screen.presenter.choose_part(Part.ALL)
    screen.lane.go_on()
    assert screen.attempts() is None
    screen.presenter.turn()
    screen.lane.go_on()
    assert (screen.attempts() or 0) > before
    screen.presenter.refresh()
    screen.lane.go_on()
    assert screen.attempts() is not None, "news do not close it"
    screen.presenter.turn()
    assert screen.attempts() is None
    empty = Screen(shop)
    empty.presenter.turn()
    assert len(empty.lane) == 0


def test_older_ones_come_at_the_end_of_the_list_and_stay(shop: Carried) -> None:
    entry_id = ""
    shop.change(state=ConnectionState.PAUSED)
    a_day(shop)
    document = shop.entry().document
    with shop.till.store.write() as tx:
        for number in range(PAGE_SIZE + 9):
            entry_id = f"e-{number}"
            tx.outbox.add(
                shop.entry().kind,
                document,
                id=entry_id,
                reference=f"K1-Z{number:06}-0000",
                about=f"Z{number}/2026-11-20",
                company_id="c",
                at=shop.till.clock(),
            )
    screen = Screen(shop)
    screen.come()
    assert (len(screen.last.items), screen.last.more) == (PAGE_SIZE, True)
    screen.presenter.older()
    screen.presenter.older()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert (len(screen.last.items), screen.last.more, screen.last.busy) == (PAGE_SIZE + 10, False, False)
    screen.presenter.older()
    assert len(screen.lane) == 0
    screen.presenter.refresh()
    screen.lane.go_on()
    assert len(screen.last.items) == PAGE_SIZE + 10
    assert len({item.entry.id for item in screen.last.items}) == PAGE_SIZE + 10


def test_news_while_it_is_read_are_read_once_more(shop: Carried) -> None:
    screen = Screen(shop)
    screen.presenter.come()
    for _ in range(5):
        screen.presenter.refresh()
    assert len(screen.lane) == 1
    screen.lane.go_on()
    assert screen.last.items == ()
    a_day(shop)
    screen.presenter.refresh()
    screen.lane.go_on()
    assert len(screen.last.items) == 1


def test_a_disk_that_can_t_be_read_is_told_and_the_next_time_it_is_tried_again(shop: Carried) -> None:
    screen = Screen(shop)
    screen.trouble = Unavailable("The disk is full.", "Make room.")
    screen.come()
    assert screen.last.trouble is screen.trouble
    screen.trouble = None
    assert screen.come().trouble is None


def test_a_body_is_laid_out_with_its_amounts_as_they_were_sent() -> None:
    lines = laid_out('{"a":0.10,"b":[],"c":[{"d":null}],"e":"Åsa \\"x\\"","f":{}}').splitlines()
    assert lines[:5] == ["{", '  "a": 0.10,', '  "b": [],', '  "c": [', "    {"]
    assert lines[5:] == ['      "d": null', "    }", "  ],", '  "e": "Åsa \\"x\\"",', '  "f": {}', "}"]


def test_attempts_in_words(qtbot: QtBot) -> None:
    del qtbot  # there must be an application
    at = datetime.fromisoformat("2026-11-20T08:00:00+00:00")
    said = attempts(
        (
            Attempt(1, "draft", at, '{"x":1.00}', "unknown", 0, at + timedelta(seconds=1)),
            Attempt(2, "link 123", at, "", "rejected", 400, at),
            Attempt(3, "something new", at, ""),
        )
    )
    assert said.split("\n\n") == [
        '1. 2026-11-20 09:00 Send the draft: the answer was lost\n{\n  "x": 1.00\n}',
        "2. 2026-11-20 09:00 Attach the Z report: Spiris said no (400)",
        "3. 2026-11-20 09:00 something: no answer yet, or the program was closed meanwhile",
    ]
    assert attempts(()) == "Nothing was sent yet."


# ------------------------------------------------------------------------------------------------------------ the page


def page_of(qtbot: QtBot, place: Workplace) -> SentPage:
    """The page, shown to the manager and read."""
    place.person = place.till.staff.named("Butikschef")
    page = seen(qtbot, SentPage(place.desk))
    settle(qtbot, place, page)
    return page


def settle(qtbot: QtBot, place: Workplace, page: SentPage) -> None:
    qtbot.waitUntil(lambda: place.idle and page._shown.overview is not None and not page._presenter._reading)


def test_a_shop_that_is_not_connected_is_told_where_to_connect(qtbot: QtBot, place: Workplace) -> None:
    page = page_of(qtbot, place)
    assert "The shop is not connected to Spiris." in words_on(page)
    assert not page._now.isEnabled()


def test_cause_advice_number_and_what_was_sent(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    a_day(shop)
    shop.until_quiet()
    refused(shop)
    page = page_of(qtbot, place)
    said = words_on(page)
    assert "Z report 2, 2026-11-20" in said
    assert "Needs a person" in said
    assert "locked in Spiris" in said
    assert "1 needs a person." in said
    assert "Amount: 90,00" in said
    QTest.mouseClick(page._show_sent, Qt.MouseButton.LeftButton)
    settle(qtbot, place, page)
    qtbot.waitUntil(lambda: '"DebitAmount": 90.00' in page._body.toPlainText())
    page._parts.chosen.emit(Part.DONE.value)
    settle(qtbot, place, page)
    assert "Voucher A1" in words_on(page)
    assert "Arrived" in words_on(page)
    assert not page._again.isEnabled()
    assert page._rows.model().index(0, 2).data() == "Voucher A1"


def test_keys_of_the_page_do_what_they_say(
    qtbot: QtBot, place: Workplace, shop: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(shop)
    page = page_of(qtbot, place)
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F9)
    settle(qtbot, place, page)
    assert (shop.states(), place.woken) == ([EntryState.WAITING], 1)
    assert "Nothing needs a person" in words_on(page)
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, place, page)
    assert "It goes by itself as soon as it can." in words_on(page)
    QTest.keyClick(page, Qt.Key.Key_F4)
    settle(qtbot, place, page)
    assert page._pause.text() == "Go on"
    assert "paused by a person" in words_on(page)
    QTest.keyClick(page, Qt.Key.Key_F4)
    settle(qtbot, place, page)
    assert page._pause.text() == "Pause"
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    QTest.keyClick(page, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: opened == ["http://127.0.0.1:9/books"])
    assert (page._open.text(), QGuiApplication.clipboard().text()) == ("Open Spiris", ""), "it has no number yet"
    QTest.keyClick(page, Qt.Key.Key_F6)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.went == ["booked", "checkout"]


def test_what_spiris_said_ends_before_what_to_do_begins() -> None:
    assert sentences("Spiris said: not active", "Mend it.") == "Spiris said: not active. Mend it."
    assert sentences("It is locked.", "Open it.") == "It is locked. Open it."
    assert sentences("Spiris mailed nothing: no", "") == "Spiris mailed nothing: no"
    assert sentences("", "") == ""


def test_the_number_is_copied_since_no_address_of_a_document_is_known(
    qtbot: QtBot, place: Workplace, shop: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_day(shop)
    shop.until_quiet()
    page = page_of(qtbot, place)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    assert page._open.text() == "Copy number, open Spiris"
    page._open.click()
    assert QGuiApplication.clipboard().text() == "A1"
    assert "Copied: A1 Paste it into the search in Spiris." in place.desk.toast.words
    qtbot.waitUntil(lambda: opened == ["http://127.0.0.1:9/books"])
    assert page._summary.words.startswith("Demobutiken sandbox, 556000-4615"), "its name says what it is, once"
    QGuiApplication.clipboard().clear()


def test_what_will_be_refused_is_told_before(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    finding = Finding(
        stops=False,
        advice="Mend it.",
        title="Account {account} is not in Spiris in {year}.",
        values={"account": "<b>3001</b>", "year": "2027"},
    )
    with shop.till.store.write() as tx:
        preflight.keep(tx, [finding], shop.till.clock())
    page = page_of(qtbot, place)
    assert "Account <b>3001</b> is not in Spiris in 2027." in page._ahead.words
    shop.change(state=ConnectionState.HELD, title="The consent was taken back.", advice="Connect again.")
    place.changes.announce(Changed.SPIRIS)
    qtbot.waitUntil(lambda: "The consent was taken back. Connect again." in page._summary.words)


def test_what_was_sent_is_still_shown_after_disconnecting(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    invoice(shop)
    shop.change(state=ConnectionState.DISCONNECTED)
    page = page_of(qtbot, place)
    said = words_on(page)
    assert "The shop is not connected to Spiris." in said
    assert "Invoice for receipt 1" in said
    assert "It waits for K1-A000001" in said
    page._presenter.choose(page._shown.items[1].entry.id)
    assert "becomes Nya gatan 5" in words_on(page)
    assert page._leave_out.isVisible()


def test_the_page_speaks_both_languages_at_once_and_has_names(qtbot: QtBot, place: Workplace, shop: Carried) -> None:
    refused(shop)
    page = page_of(qtbot, place)
    i18n.install("sv")
    qtbot.waitUntil(lambda: page.accessibleName() == "Skickat till Spiris")
    qtbot.waitUntil(lambda: "Kräver åtgärd" in words_on(page))
    names = [page._rows, page._parts, page._body, page._open, page._again, page._z, page._pause, page._now]
    assert all(widget.accessibleName() for widget in names)
